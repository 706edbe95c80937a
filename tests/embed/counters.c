/* Part of each extension here: the counters of its copy of the runtime, for a program that
 * outlives Python. Without -DSEA_COUNTERS there is nothing to see. */
#if defined(SEA_COUNTERS) && defined(__has_include)
#    if __has_include(<seabind/inspect.h>)
#        include <seabind/inspect.h>
#        define HAVE_COUNTERS
#    endif
#endif

#ifdef HAVE_COUNTERS
/* Adds to sums: internals, local internals, records, module states, instances. Legal at
 * any time, without a thread state. */
__attribute__((visibility("default"))) void embed_add_counters(long sums[5]);
void embed_add_counters(long sums[5])
{
    sea_counters now = sea_counters_now();
    sums[0] += now.internals;
    sums[1] += now.local_internals;
    sums[2] += now.records;
    sums[3] += now.states;
    sums[4] += now.instances;
}
#else
extern int embed_no_counters; /* ISO C wants a declaration */
#endif
