/* *args and **kwargs: (args(X, LEN), name), (kwargs(X, LEN), name).
 *
 * Both count as a parameter each, in its place in the list; the parser finds what they take
 * and leaves the caller's own arguments behind the sorted ones. */
#ifndef SEABIND_DETAIL_REST_H
#define SEABIND_DETAIL_REST_H

#include "container.h"

enum { /* seai_function.offset of what is no field */
       SEAI_REST_ARGS = 1,
       SEAI_REST_KWARGS = 2
};

/* As seai_parse(), of a function with *args or **kwargs. */
SEAI_HIDDEN PyObject *const *seai_parse_rest(const seai_function *f,
                                             PyObject *const *args, Py_ssize_t nargs,
                                             PyObject *kwnames, PyObject **out);
/* The positional arguments that no parameter takes, and room for `size` bytes a C value, at
 * most max of them; args as after parsing.  As a loader. */
SEAI_HIDDEN const char *seai_args_begin(seai_list *rest, const seai_function *f,
                                        PyObject *const *args, size_t size,
                                        unsigned long long max, const char *type);
/* The keywords that no parameter has: keys with their text as C values, and values. */
SEAI_HIDDEN const char *seai_kwargs_begin(seai_list *keys, seai_list *values,
                                          const seai_function *f, PyObject *const *args,
                                          size_t size, unsigned long long max,
                                          const char *type);
/* The failure of a value becomes an exception that names the keyword. */
SEAI_COLD const char *seai_kwargs_bad(const seai_list *keys, const seai_list *values,
                                      const seai_function *f, Py_ssize_t i,
                                      const char *expected, int none);

/* (T, LEN, ...) of args, args(T), args(T, LEN) */
#define SEAI_ARGS_OF(...) (__VA_ARGS__, size_t, ~)
#define SEAI_MANY_(op, i, p) SEAI_CAT(SEAI_MANY_, SEAI_IS_PAREN(p))(op, i, p)
#define SEAI_MANY_0(op, i, p) op(i, object, size_t, ~)
#define SEAI_MANY_1(op, i, p) SEAI_MANY3(op, i, SEAI_EXPAND p)
#define SEAI_MANY3(...) SEAI_MANY4(__VA_ARGS__)
#define SEAI_MANY4(op, i, ...) op(i, __VA_ARGS__)

#define SEAI_KNOW_ARGS(c, i, n, name, d, p)                                            \
    SEAI_REST_NAMED_##n(c) SEAI_MANY_(SEAI_KNOW_REST, c, p)
#define SEAI_KNOW_KWARGS SEAI_KNOW_ARGS
#define SEAI_KNOW_REST(c, T, L, ...) SEAI_NEST(c, args, T) SEAI_LOADABLE(c, T)
#define SEAI_REST_NAMED_1(c) SEAI_NAMELESS_1(c)
#define SEAI_REST_NAMED_2(c)
#define SEAI_REST_NAMED_3(c)                                                           \
    _Static_assert(0, "seabind: " c ": *args and **kwargs have no default");
#define SEAI_REST_NAMED_4 SEAI_REST_NAMED_3
#define SEAI_SUM_ARGS(...) +SEAI_ONE_PARAM + SEAI_HAS_REST
#define SEAI_SUM_KWARGS SEAI_SUM_ARGS
#define SEAI_NAME_ARGS(c, i, n, name, ...) "*" #name "\0"
#define SEAI_NAME_KWARGS(c, i, n, name, ...) "**" #name "\0"
#define SEAI_TYPE_ARGS(c, i, n, name, d, p) SEAI_MANY_(SEAI_TYPE_OF_ARGS, i, p)
#define SEAI_TYPE_OF_ARGS(i, T, L, ...) , sea_ctype_##T const *, L
#define SEAI_TYPE_KWARGS(c, i, n, name, d, p) SEAI_MANY_(SEAI_TYPE_OF_KWARGS, i, p)
#define SEAI_TYPE_OF_KWARGS(i, T, L, ...)                                              \
    , const char *const *, sea_ctype_##T const *, L
#define SEAI_DECL_ARGS SEAI_DECL_LIST
#define SEAI_DECL_KWARGS SEAI_DECL_DICT
#define SEAI_LOAD_ARGS(c, i, n, name, d, p) SEAI_MANY_(SEAI_LOAD_OF_ARGS, i, p)
#define SEAI_LOAD_OF_ARGS(i, T, L, ...)                                                \
    seai_i++;                                                                          \
    seai_e = seai_args_begin(&seai_x##i, seai_f, seai_a, sizeof(sea_ctype_##T),        \
                             SEAI_MAX_OF(L), #L);                                      \
    SEAI_LOAD_EACH(T, seai_x##i, seai_list_bad(&seai_x##i, seai_j, seai_e, seai_none)) \
    if (SEAI_UNLIKELY(seai_e != NULL)) {                                               \
        goto seai_fail;                                                                \
    }
#define SEAI_LOAD_KWARGS(c, i, n, name, d, p) SEAI_MANY_(SEAI_LOAD_OF_KWARGS, i, p)
#define SEAI_LOAD_OF_KWARGS(i, T, L, ...)                                              \
    seai_i++;                                                                          \
    seai_e = seai_kwargs_begin(&seai_x##i, &seai_y##i, seai_f, seai_a,                 \
                               sizeof(sea_ctype_##T), SEAI_MAX_OF(L), #L);             \
    SEAI_LOAD_EACH(                                                                    \
        T, seai_y##i,                                                                  \
        seai_kwargs_bad(&seai_x##i, &seai_y##i, seai_f, seai_j, seai_e, seai_none))    \
    if (SEAI_UNLIKELY(seai_e != NULL)) {                                               \
        goto seai_fail;                                                                \
    }
#define SEAI_ALIAS_ARGS(c, i, n, name, d, p)                                           \
    SEAI_MANY_(SEAI_ALIAS_OF_ARGS, i, p)                                               \
    name SEAI_UNUSED = {seai_x##i.data, (size_t)seai_x##i.len};
#define SEAI_ALIAS_OF_ARGS(i, T, L, ...)                                               \
    struct {                                                                           \
        sea_ctype_##T const *data;                                                     \
        size_t len;                                                                    \
    }
#define SEAI_ALIAS_KWARGS(c, i, n, name, d, p)                                         \
    SEAI_MANY_(SEAI_ALIAS_OF_KWARGS, i, p)                                             \
    name SEAI_UNUSED = {seai_x##i.data, seai_y##i.data, (size_t)seai_x##i.len};
#define SEAI_ALIAS_OF_KWARGS(i, T, L, ...)                                             \
    struct {                                                                           \
        const char *const *names;                                                      \
        sea_ctype_##T const *data;                                                     \
        size_t len;                                                                    \
    }
#define SEAI_PASS_ARGS(c, i, n, name, d, p) SEAI_MANY_(SEAI_PASS_OF_ARGS, i, p)
#define SEAI_PASS_OF_ARGS(i, T, L, ...) , seai_x##i.data, (L)seai_x##i.len
#define SEAI_PASS_KWARGS(c, i, n, name, d, p) SEAI_MANY_(SEAI_PASS_OF_KWARGS, i, p)
#define SEAI_PASS_OF_KWARGS(i, T, L, ...)                                              \
    , seai_x##i.data, seai_y##i.data, (L)seai_x##i.len
#define SEAI_DONE_ARGS(c, i, n, name, d, p) SEAI_MANY_(SEAI_DONE_OF_ARGS, i, p)
#define SEAI_DONE_OF_ARGS(i, T, ...)                                                   \
    SEAI_INSIDE(SEAI_HELD_END_, T, seai_x##i) seai_list_end(&seai_x##i);
#define SEAI_DONE_KWARGS(c, i, n, name, d, p) SEAI_MANY_(SEAI_DONE_OF_KWARGS, i, p)
#define SEAI_DONE_OF_KWARGS(i, T, ...)                                                 \
    seai_list_end(&seai_x##i);                                                         \
    SEAI_INSIDE(SEAI_HELD_END_, T, seai_y##i) seai_list_end(&seai_y##i);
#define SEAI_DOC_ARGS SEAI_NOTHING
#define SEAI_DOC_KWARGS SEAI_NOTHING
#define SEAI_HASSELF_ARGS SEAI_NOTHING
#define SEAI_HASSELF_KWARGS SEAI_NOTHING
#define SEAI_EXPR_ARGS SEAI_NOTHING
#define SEAI_EXPR_KWARGS SEAI_NOTHING
#define SEAI_AFTER_ARGS SEAI_NOTHING
#define SEAI_AFTER_KWARGS SEAI_NOTHING
#define SEAI_OUT_ARGS SEAI_NOTHING
#define SEAI_OUT_KWARGS SEAI_NOTHING
#define SEAI_DEFVAL_ARGS SEAI_NOTHING
#define SEAI_DEFVAL_KWARGS SEAI_NOTHING

#endif
