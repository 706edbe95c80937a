/* What can be seen of the internals: see inspect.h. */
#include "seabind/inspect.h"
#include "runtime.h"
#include <stdio.h>
#include <stdlib.h>

PyObject *sea_internals_capsule(void)
{
    seai_local *local = seai_local_here();
    PyObject *capsule = local != NULL ? local->internals->capsule : NULL;
    if (local != NULL) {
        seai_local_unref(local);
    }
    return capsule;
}
PyObject *sea_local_internals_capsule(void)
{
    seai_local *local = seai_local_here();
    PyObject *capsule = local != NULL ? local->capsule : NULL;
    if (local != NULL) {
        seai_local_unref(local);
    }
    return capsule;
}
const char *sea_local_internals_key(void)
{
    static _Atomic(int) lock;
    static char key[64];
    seai_local *local = seai_local_here();
    if (local == NULL) {
        return NULL;
    }
    seai_local_unref(local);
    spin_lock(&lock);
    if (key[0] == '\0') {
        seai_local_key(key, sizeof key);
    }
    spin_unlock(&lock);
    return key;
}

/* ---- counters ---- */
#ifdef SEA_COUNTERS
seai_tally seai_tally_of_all;

sea_counters sea_counters_now(void)
{
    return (sea_counters){atomic_load(&seai_tally_of_all.internals),
                          atomic_load(&seai_tally_of_all.local_internals),
                          atomic_load(&seai_tally_of_all.records),
                          atomic_load(&seai_tally_of_all.states),
                          atomic_load(&seai_tally_of_all.instances)};
}
static void write_line(void)
{
    const char *path = getenv("SEABIND_COUNTERS");
    FILE *file = path != NULL ? fopen(path, "a") : NULL;
    if (file != NULL) {
        const sea_counters n = sea_counters_now();
        fprintf(file,
                "internals=%ld local_internals=%ld records=%ld states=%ld "
                "instances=%ld\n",
                n.internals, n.local_internals, n.records, n.states, n.instances);
        fclose(file);
    }
}
void seai_counters_begin(void)
{
    static _Atomic(int) begun;
    if (atomic_exchange(&begun, 1) == 0) {
        (void)atexit(write_line);
    }
}
#else
sea_counters sea_counters_now(void) { return (sea_counters){0, 0, 0, 0, 0}; }
#endif
