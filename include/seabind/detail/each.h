/* (returns, each(CONV, N), e): a tuple of N elements, element i is e converted by CONV.
 *
 * N and e are evaluated in turn, each element is converted before the next is read: what
 * C's next call overwrites, such as a static buffer, has its object by then.  A conversion
 * may run Python, which may call the same C object again; so N is asked for anew before every
 * element, and must be what it was. */
#ifndef SEABIND_DETAIL_EACH_H
#define SEABIND_DETAIL_EACH_H

#include "value.h"

/* A tuple for n elements, not tracked by the garbage collector until it is full.  NULL with
 * RuntimeError when n is negative, and with MemoryError. */
SEAI_HIDDEN PyObject *seai_each_new(const seai_function *f, unsigned long long n,
                                    bool positive);
/* Raises RuntimeError: N is not what it was.  Steals the tuple; NULL. */
SEAI_COLD PyObject *seai_each_changed_steal(PyObject *tuple, const seai_function *f);

/* the type of i: that of N */
#if defined(__GNUC__) || defined(__clang__)
#    define SEAI_INDEX_OF(N) __typeof__((N) + 0)
#else
#    define SEAI_INDEX_OF(N) long long
#endif
/* CONV, N of each(CONV, N); without N, which was said, 0 */
#define SEAI_OF_each(...) SEAI_OF_EACH(__VA_ARGS__, 0, ~)
#define SEAI_OF_EACH(T, N, ...) T, N

#define SEAI_KNOW_RETURNS_EACH(c, conv)                                                \
    SEAI_CAT(SEAI_KNOW_EACH_, SEAI_ARITY_OF_##conv)                                    \
    (c, SEAI_OF_##conv)
#define SEAI_ARITY_OF_each(...) SEAI_ARITY(__VA_ARGS__)
#define SEAI_KNOW_EACH_1(c, ...)                                                       \
    _Static_assert(0, "seabind: " c                                                    \
                      ": incomplete, write (returns, each(converter, N), e)");
#define SEAI_KNOW_EACH_2(c, ...) SEAI_KNOW_EACH(c, __VA_ARGS__)
#define SEAI_KNOW_EACH_3 SEAI_KNOW_EACH_1
#define SEAI_KNOW_EACH_4 SEAI_KNOW_EACH_1
#define SEAI_KNOW_EACH(c, T, N) SEAI_NEST(c, each, T) SEAI_OWNER(c, T)
#define SEAI_DECL_RETURNS_EACH(k, conv) PyObject *seai_x##k = NULL;
#define SEAI_AFTER_RETURNS_EACH(k, conv, e) SEAI_AFTER_EACH(k, e, SEAI_OF_##conv)
#define SEAI_AFTER_EACH(...) SEAI_AFTER_EACH_(__VA_ARGS__)
#define SEAI_AFTER_EACH_(k, e, T, N)                                                   \
    SEAI_INDEX_OF(N) i SEAI_UNUSED = 0;                                                \
    _Static_assert(_Generic((N), float: 0, double: 0, default: !SEAI_IS_POINTER(N)),   \
                   "seabind: each(" SEAI_STR(T) ", " SEAI_STR(                         \
                       N) "): the number of elements is no integer");                  \
    if (seai_ok > 0) {                                                                 \
        seai_x##k = seai_each_new(seai_f, (unsigned long long)(N), (N) > 0);           \
        for (Py_ssize_t seai_j = 0;                                                    \
             seai_x##k != NULL && seai_j < PyTuple_GET_SIZE(seai_x##k); seai_j++) {    \
            if (SEAI_UNLIKELY((unsigned long long)(N) !=                               \
                              (unsigned long long)PyTuple_GET_SIZE(seai_x##k))) {      \
                seai_x##k = seai_each_changed_steal(seai_x##k, seai_f);                \
                break;                                                                 \
            }                                                                          \
            i = (SEAI_INDEX_OF(N))seai_j;                                              \
            {                                                                          \
                sea_ctype_##T seai_v = (e);                                            \
                seai_x##k = seai_seq_put_steal(seai_x##k, (size_t)seai_j,              \
                                               SEAI_CASTX(T, seai_w, seai_v), seai_f); \
                SEAI_DROPX(T, seai_v)                                                  \
                SEAI_INSIDE(SEAI_DROP_, T, seai_v, 1)                                  \
            }                                                                          \
        }                                                                              \
        seai_x##k = seai_seq_end_steal(seai_x##k);                                     \
        seai_ok = seai_x##k != NULL ? 1 : -1;                                          \
    }
#define SEAI_OUT_RETURNS_EACH(k, conv)                                                 \
    SEAI_PUSH(seai_x##k)                                                               \
    if (seai_ok > 0) {                                                                 \
        seai_x##k = NULL;                                                              \
    }
#define SEAI_DONE_RETURNS_EACH(k, conv) Py_XDECREF(seai_x##k);

/* each(...) anywhere else */
#define SEAI_KNOWER_each(...) ~, EACH, ()
#define SEAI_KNOWX_EACH(...)                                                           \
    _Static_assert(0, "seabind: each(...) is what an expression returns: "             \
                      "(returns, each(converter, N), e)");
#define SEAI_RKIND_each(...) ~, VALUE, (each(__VA_ARGS__))
#define SEAI_NESTED_each(...) ~, YES, each
#define sea_ctype_each(...) int
#define SEAI_STORER_each(...) ~, NESTED, ()
#define SEAI_CASTER_each(...) ~, NESTED, ()

#endif
