/* What tests and the curious can see of seabind's internals.  docs/internals/ownership.md says what
 * they are.  Everything needs an attached thread state unless it says otherwise; nothing
 * raises or allocates. */
#ifndef SEABIND_INSPECT_H
#define SEABIND_INSPECT_H

#include <Python.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The capsule of this interpreter's internals in the interpreter's dict, and that of this
 * extension's local internals: borrowed; NULL when there is none, which is so before the
 * extension's first module is initialised, and from the moment when the interpreter's dict is
 * cleared.  (The internals themselves live on while a type needs them.) */
PyObject *sea_internals_capsule(void);
PyObject *sea_local_internals_capsule(void);

/* The name under which the interpreter's dict has the latter: the same in all interpreters
 * of the process; NULL when there are no local internals here. */
const char *sea_local_internals_key(void);

/* What is alive, in all interpreters, of what this extension made, less what it freed: the
 * newest extension may free what another made, so that only sums over all extensions mean
 * something.  Counted when everything is compiled with -DSEA_COUNTERS, else 0.  Then each
 * extension also appends a line to the file that the environment variable SEABIND_COUNTERS
 * names, when the process exits.  Needs no thread state. */
typedef struct sea_counters {
    long internals, local_internals, records, states, instances;
} sea_counters;
sea_counters sea_counters_now(void);

/* The leak report: at C exit this extension writes to standard error which instances, types
 * and modules of its own are still alive although their interpreter has ended, how many, who
 * held them, and where they were made (SEA_LEAKS_TRACE).  Nothing is alive, or no interpreter
 * has ended: no report.  May be called at any time, also before Python is initialised; then
 * the environment variable SEABIND_LEAKS (1 or trace) does not count.  What was made before
 * is not known; SEA_LEAKS_OFF forgets what is.  docs/reference/leaks.md has the format.
 * Needs no thread state. */
enum { SEA_LEAKS_OFF, SEA_LEAKS_COUNT, SEA_LEAKS_TRACE };
void sea_leak_report(int level);

#ifdef __cplusplus
}
#endif

#endif
