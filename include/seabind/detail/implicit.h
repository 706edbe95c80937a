/* Implicit conversions: (implicit, X...), an item of a class.
 *
 * A wrapper knows nothing of them.  Where an argument is no instance of the class, which is
 * a failure already, the class's own kinds are tried, and the wrapper is called once more
 * with what the class made of the argument; it lives as long as that call. */
#ifndef SEABIND_DETAIL_IMPLICIT_H
#define SEABIND_DETAIL_IMPLICIT_H

#include "item.h"

typedef struct seai_implicit { /* one an item; found by the name of the class */
    const seai_class *cls;
    int (*kinds)(
        PyObject *); /* 0: none; 1: call the class with it; 2: with its items */
    struct seai_implicit *next;
    _Atomic(int) added;
} seai_implicit;
/* From now on; once a process. */
SEAI_HIDDEN void seai_implicit_add(seai_implicit *implicit);

#define SEAI_MAKE_implicit(C, i, kind, ...)                                            \
    SEAI_MAPA(SEAI_IMPLICIT_KNOW, ~, __VA_ARGS__)                                      \
    static int seai_kinds_##C##_##i(PyObject *o)                                       \
    {                                                                                  \
        PyObject *const *seai_a = &o;                                                  \
        bool seai_yes;                                                                 \
        enum { seai_i = 1 };                                                           \
        (void)seai_a;                                                                  \
        SEAI_MAPA(SEAI_IMPLICIT, ~, __VA_ARGS__)                                       \
        (void)seai_yes;                                                                \
        return 0;                                                                      \
    }                                                                                  \
    static seai_implicit seai_implicit_##C##_##i = {&sea_class_##C,                    \
                                                    seai_kinds_##C##_##i, NULL, 0};
#define SEAI_IMPLICIT_KNOW(c, j, x) SEAI_CAT(SEAI_IMPLICIT_KNOW_, SEAI_IS_PAREN(x))(x)
#define SEAI_IMPLICIT_KNOW_1(x)
#define SEAI_IMPLICIT_KNOW_0(x) SEAI_IMPLICIT_KNOW1(SEAI_IMPLICIT_OF_##x, ONE, (x), ~)
#define SEAI_IMPLICIT_KNOW1(...) SEAI_IMPLICIT_KNOW2(__VA_ARGS__)
#define SEAI_IMPLICIT_KNOW2(a, k, p, ...) SEAI_IMPLICIT_KNOW_##k p
#define SEAI_IMPLICIT_KNOW_ONE(x) SEAI_KNOWX(x)
#define SEAI_IMPLICIT_KNOW_TUPLE(...) SEAI_MAPS(SEAI_IMPLICIT_KNOW_EACH, ~, __VA_ARGS__)
#define SEAI_IMPLICIT_KNOW_EACH(c, j, x) SEAI_KNOWX(x)
#define SEAI_IMPLICIT(c, j, x) SEAI_CAT(SEAI_IMPLICIT_, SEAI_IS_PAREN(x))(x)
#define SEAI_IMPLICIT_1(x)
#define SEAI_IMPLICIT_0(x) SEAI_IMPLICIT1(SEAI_IMPLICIT_OF_##x, ONE, (x), ~)
#define SEAI_IMPLICIT1(...) SEAI_IMPLICIT2(__VA_ARGS__)
#define SEAI_IMPLICIT2(a, k, p, ...) SEAI_IMPLICIT_##k p
#define SEAI_IMPLICIT_OF_tuple(...) ~, TUPLE, (__VA_ARGS__)
#define SEAI_IMPLICIT_ONE(x)                                                           \
    {                                                                                  \
        SEAI_FITS(x)                                                                   \
        if (seai_yes) {                                                                \
            return 1;                                                                  \
        }                                                                              \
    }
/* a number that is an int will do where a float will */
#define SEAI_FITS(x)                                                                   \
    seai_yes = SEAI_EXACTLY(x) == SEAI_FLOAT && seai_is_exact(*seai_a, SEAI_INT);      \
    if (!seai_yes) {                                                                   \
        SEAI_YES(x)                                                                    \
    }
#define SEAI_IMPLICIT_TUPLE(...)                                                       \
    if (PyTuple_Check(o) && PyTuple_GET_SIZE(o) == SEAI_COUNTS(__VA_ARGS__)) {         \
        bool seai_all = true;                                                          \
        enum { seai_count = SEAI_COUNTS(__VA_ARGS__) };                                \
        SEAI_MAPS(SEAI_IMPLICIT_EACH, ~, __VA_ARGS__)                                  \
        if (seai_all) {                                                                \
            return 2;                                                                  \
        }                                                                              \
    }
#define SEAI_IMPLICIT_EACH(c, j, x)                                                    \
    if (seai_all) {                                                                    \
        PyObject *seai_item = PyTuple_GET_ITEM(o, seai_count - (j));                   \
        PyObject *const *seai_a = &seai_item;                                          \
        SEAI_FITS(x)                                                                   \
        seai_all = seai_yes;                                                           \
    }
#define SEAI_CLASS_KNOWS_implicit ~, implicit
#define SEAI_HANDLE_KNOWS_implicit ~, implicit
#define SEAI_COUNT_OF_implicit SEAI_NOTHING
#define SEAI_ROW_OF_implicit SEAI_NOTHING
#define SEAI_INFO_OF_implicit SEAI_NOTHING
#define SEAI_CONSTANT_KNOWS_implicit ~, implicit
#define SEAI_CONSTANT_OF_implicit(C, i, ...)                                           \
    seai_implicit_add(&seai_implicit_##C##_##i);

#endif
