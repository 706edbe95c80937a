/* (around, before, after) among the options of a function: two C functions around the call,
 * from before the C function until its results are made. */
#ifndef SEABIND_DETAIL_AROUND_H
#define SEABIND_DETAIL_AROUND_H

#include "parameter.h"

#define SEAI_KIND_around ~, AROUND, ()
#define SEAI_KNOW_AROUND(c, i, n, before, after, ...)                                  \
    SEAI_KNOW_AROUND_##n(c, before, after)
#define SEAI_KNOW_AROUND_1(c, before, after)                                           \
    _Static_assert(0, "seabind: " c ": incomplete, write (around, before, after)");
#define SEAI_KNOW_AROUND_2 SEAI_KNOW_AROUND_1
#define SEAI_KNOW_AROUND_3(c, before, after)                                           \
    _Static_assert(_Generic(&before, void (*)(void): 1, default: 0) &&                 \
                       _Generic(&after, void (*)(void): 1, default: 0),                \
                   "seabind: " c ": the C functions must be: void " SEAI_STR(          \
                       before) "(void), void " SEAI_STR(after) "(void)");
#define SEAI_KNOW_AROUND_4 SEAI_KNOW_AROUND_1
#define SEAI_DECL_AROUND(c, i, ...) int seai_x##i = 0;
/* detached: it may wait for a lock that another thread has */
#define SEAI_EXPR_AROUND(c, i, n, before, after, ...)                                  \
    SEAI_EXPR_AROUND_##n(i, before, after)
#define SEAI_EXPR_AROUND_1 SEAI_NOTHING
#define SEAI_EXPR_AROUND_2 SEAI_NOTHING
#define SEAI_EXPR_AROUND_4 SEAI_NOTHING
#define SEAI_EXPR_AROUND_3(i, before, after)                                           \
    {                                                                                  \
        PyThreadState *seai_detached = PyEval_SaveThread();                            \
        (void)before();                                                                \
        PyEval_RestoreThread(seai_detached);                                           \
        seai_x##i = 1;                                                                 \
    }
#define SEAI_DONE_AROUND(c, i, n, before, after, ...)                                  \
    SEAI_DONE_AROUND_##n(i, before, after)
#define SEAI_DONE_AROUND_1 SEAI_NOTHING
#define SEAI_DONE_AROUND_2 SEAI_NOTHING
#define SEAI_DONE_AROUND_4 SEAI_NOTHING
#define SEAI_DONE_AROUND_3(i, before, after)                                           \
    if (seai_x##i) {                                                                   \
        (void)after();                                                                 \
    }

#define SEAI_SUM_AROUND SEAI_NOTHING
#define SEAI_NAME_AROUND SEAI_NOTHING
#define SEAI_DOC_AROUND SEAI_NOTHING
#define SEAI_HASSELF_AROUND SEAI_NOTHING
#define SEAI_TYPE_AROUND SEAI_NOTHING
#define SEAI_LOAD_AROUND SEAI_NOTHING
#define SEAI_ALIAS_AROUND SEAI_NOTHING
#define SEAI_PASS_AROUND SEAI_NOTHING
#define SEAI_OUT_AROUND SEAI_NOTHING
#define SEAI_AFTER_AROUND SEAI_NOTHING
#define SEAI_DEFVAL_AROUND SEAI_NOTHING

#endif
