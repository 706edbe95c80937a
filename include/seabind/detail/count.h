/* What is alive, for tests and diagnosis: the leak report, which is always there, and
 * counters with -DSEA_COUNTERS; see inspect.h. */
#ifndef SEABIND_DETAIL_COUNT_H
#define SEABIND_DETAIL_COUNT_H

#include "compat.h"
#include <stdatomic.h>

#ifdef SEA_COUNTERS
typedef struct seai_tally {
    _Atomic(long) internals, local_internals, records, states, instances;
} seai_tally;
SEAI_HIDDEN extern seai_tally seai_tally_of_all;
#    define SEAI_TALLY(what, n) ((void)atomic_fetch_add(&seai_tally_of_all.what, n))
/* Before anything is counted: the line of this extension is written at exit. */
SEAI_HIDDEN void seai_counters_begin(void);
#    define SEAI_COUNTERS_BEGIN() seai_counters_begin()
#else
#    define SEAI_COUNTERS_BEGIN() ((void)0)
#    define SEAI_TALLY(what, n) ((void)0)
#endif

/* ---- the leak report ---- */
enum {
    SEAI_LEAK_INSTANCE,
    SEAI_LEAK_TYPE, /* its record is the key */
    SEAI_LEAK_MODULE,
    SEAI_LEAK_INTERNALS
};
/* Not 0 while the report is on: one load and a branch for each instance. */
SEAI_HIDDEN extern _Atomic(int) seai_watching;
#define SEAI_WATCHING()                                                                \
    SEAI_UNLIKELY(atomic_load_explicit(&seai_watching, memory_order_relaxed) != 0)
/* Both return the instance, which costs the callers no register.  A new one, of any extension's class: tells the extension that has the class. */
SEAI_COLD PyObject *seai_leak_born(PyObject *o);
/* One of this extension's class, before its memory goes. */
SEAI_COLD PyObject *seai_leak_died(PyObject *o);
/* The same of any kind. */
SEAI_COLD void seai_leak_gone(int kind, const void *key);

#endif
