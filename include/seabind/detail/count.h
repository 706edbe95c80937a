/* Counters of what is alive, for tests and diagnosis: -DSEA_COUNTERS, see inspect.h. */
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

#endif
