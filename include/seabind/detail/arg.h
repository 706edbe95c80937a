/* What is not in C's prototype: a parameter for expressions, (arg(X), name[, default]), and
 * a result worked out from an expression, (returns, converter, e). */
#ifndef SEABIND_DETAIL_ARG_H
#define SEABIND_DETAIL_ARG_H

#include "each.h"

/* ---- arg ---- */
#define SEAI_KNOW_ARG SEAI_KNOW_IN
#define SEAI_KNOW_ARGOPT SEAI_KNOW_OPT
#define SEAI_SUM_ARG SEAI_SUM_IN
#define SEAI_SUM_ARGOPT SEAI_SUM_IN
#define SEAI_NAME_ARG SEAI_NAME_IN
#define SEAI_NAME_ARGOPT SEAI_NAME_IN
#define SEAI_DECL_ARG SEAI_DECL_IN
#define SEAI_DECL_ARGOPT SEAI_DECL_OPT
#define SEAI_LOAD_ARG(c, i, ...) SEAI_LOAD_IN(c, i, __VA_ARGS__)(void) seai_x##i;
#define SEAI_LOAD_ARGOPT(c, i, ...) SEAI_LOAD_OPT(c, i, __VA_ARGS__)(void) seai_x##i;
#define SEAI_ALIAS_ARG SEAI_ALIAS_IN
#define SEAI_ALIAS_ARGOPT SEAI_ALIAS_OPT
#define SEAI_DEFVAL_ARG SEAI_DEFVAL_IN
#define SEAI_DEFVAL_ARGOPT SEAI_DEFVAL_OPT
#define SEAI_TYPE_ARG SEAI_NOTHING
#define SEAI_TYPE_ARGOPT SEAI_NOTHING
#define SEAI_PASS_ARG SEAI_NOTHING
#define SEAI_PASS_ARGOPT SEAI_NOTHING
#define SEAI_DOC_ARG SEAI_NOTHING
#define SEAI_DOC_ARGOPT SEAI_NOTHING
#define SEAI_HASSELF_ARG SEAI_NOTHING
#define SEAI_HASSELF_ARGOPT SEAI_NOTHING
#define SEAI_EXPR_ARG SEAI_NOTHING
#define SEAI_EXPR_ARGOPT SEAI_NOTHING
#define SEAI_AFTER_ARG SEAI_NOTHING
#define SEAI_AFTER_ARGOPT SEAI_NOTHING
#define SEAI_OUT_ARG SEAI_NOTHING
#define SEAI_OUT_ARGOPT SEAI_NOTHING
#define SEAI_DONE_ARG SEAI_DONE_IN
#define SEAI_DONE_ARGOPT SEAI_DONE_OPT

/* ---- returns: instead of the function's own result, which is `it` ----
 * One value, or each(CONV, N): a tuple of N, e for every i. */
#define SEAI_RETURNED(op, conv) SEAI_CAT(op, SEAI_SECOND(SEAI_IS_EACH_##conv, ONE, ~))
#define SEAI_IS_EACH_each(...) ~, EACH
#define SEAI_KNOW_RETURNS(c, i, n, conv, e, ...) SEAI_KNOW_RETURNS_##n(c, conv)
#define SEAI_KNOW_RETURNS_1(c, conv)                                                   \
    _Static_assert(0, "seabind: " c ": incomplete, write (returns, converter, e)");
#define SEAI_KNOW_RETURNS_2 SEAI_KNOW_RETURNS_1
#define SEAI_KNOW_RETURNS_3(c, conv)                                                   \
    SEAI_RETURNED(SEAI_KNOW_RETURNS_, conv)                                            \
    (c, conv)
#define SEAI_KNOW_RETURNS_4 SEAI_KNOW_RETURNS_1
#define SEAI_KNOW_RETURNS_ONE(c, conv) SEAI_KNOWX(conv) SEAI_OWNER(c, conv)
#define SEAI_SUM_RETURNS(...) +SEAI_ONE_RESULT
#define SEAI_DECL_RETURNS(c, i, n, conv, e, ...)                                       \
    SEAI_RETURNED(SEAI_DECL_RETURNS_, conv)(i, conv) seai_returns = 1;
#define SEAI_DECL_RETURNS_ONE(i, conv)                                                 \
    sea_ctype_##conv seai_x##i;                                                        \
    memset(&seai_x##i, 0, sizeof seai_x##i);
#define SEAI_AFTER_RETURNS(c, i, n, conv, e, ...)                                      \
    {                                                                                  \
        SEAI_NAMED(c) SEAI_RETURNED(SEAI_AFTER_RETURNS_, conv)(i, conv, e)             \
    }                                                                                  \
    }
#define SEAI_AFTER_RETURNS_ONE(i, conv, e) seai_x##i = (e);
#define SEAI_OUT_RETURNS(c, i, n, conv, ...)                                           \
    SEAI_RETURNED(SEAI_OUT_RETURNS_, conv)(i, conv)
#define SEAI_OUT_RETURNS_ONE(i, conv) SEAI_PUSH(SEAI_CASTX(conv, seai_w, seai_x##i))
#define SEAI_DONE_RETURNS(c, i, n, conv, ...)                                          \
    SEAI_RETURNED(SEAI_DONE_RETURNS_, conv)(i, conv)
#define SEAI_DONE_RETURNS_ONE(i, conv)                                                 \
    SEAI_DROPX(conv, seai_x##i) SEAI_INSIDE(SEAI_DROP_, conv, seai_x##i, seai_ok != 0)
#define SEAI_NAME_RETURNS SEAI_NOTHING
#define SEAI_DOC_RETURNS SEAI_NOTHING
#define SEAI_HASSELF_RETURNS SEAI_NOTHING
#define SEAI_TYPE_RETURNS SEAI_NOTHING
#define SEAI_LOAD_RETURNS SEAI_NOTHING
#define SEAI_ALIAS_RETURNS SEAI_NOTHING
#define SEAI_EXPR_RETURNS SEAI_NOTHING
#define SEAI_PASS_RETURNS SEAI_NOTHING
#define SEAI_DEFVAL_RETURNS SEAI_NOTHING

#endif
