/* Without a conversion: (exact(X), name), and whether arguments are exactly what the
 * converters of a candidate take.
 *
 * Only the converters of numbers convert: integers have SEAI_EXACT_<name> INT, floating
 * point FLOAT.  Another converter takes what it loads, so it needs no line here. */
#ifndef SEABIND_DETAIL_EXACT_H
#define SEABIND_DETAIL_EXACT_H

#include "value.h"

#define SEAI_EXACT_schar ~, INT, ()
#define SEAI_EXACT_uchar ~, INT, ()
#define SEAI_EXACT_short ~, INT, ()
#define SEAI_EXACT_ushort ~, INT, ()
#define SEAI_EXACT_int ~, INT, ()
#define SEAI_EXACT_uint ~, INT, ()
#define SEAI_EXACT_long ~, INT, ()
#define SEAI_EXACT_ulong ~, INT, ()
#define SEAI_EXACT_llong ~, INT, ()
#define SEAI_EXACT_ullong ~, INT, ()
#define SEAI_EXACT_i8 ~, INT, ()
#define SEAI_EXACT_u8 ~, INT, ()
#define SEAI_EXACT_i16 ~, INT, ()
#define SEAI_EXACT_u16 ~, INT, ()
#define SEAI_EXACT_i32 ~, INT, ()
#define SEAI_EXACT_u32 ~, INT, ()
#define SEAI_EXACT_i64 ~, INT, ()
#define SEAI_EXACT_u64 ~, INT, ()
#define SEAI_EXACT_size_t ~, INT, ()
#define SEAI_EXACT_ptrdiff_t ~, INT, ()
#define SEAI_EXACT_intptr_t ~, INT, ()
#define SEAI_EXACT_uintptr_t ~, INT, ()
#define SEAI_EXACT_intmax_t ~, INT, ()
#define SEAI_EXACT_uintmax_t ~, INT, ()
#define SEAI_EXACT_double ~, FLOAT, ()
#define SEAI_EXACT_float ~, FLOAT, ()
#define SEAI_EXACT_c(...) ~, C, (__VA_ARGS__)
#define SEAI_EXACT_ref(X) ~, CLASS, (X)
#define SEAI_EXACT_ptr(X) ~, CLASS, (X)
#define SEAI_EXACT_as(CONV, ...) SEAI_EXACT_##CONV

enum { SEAI_ANY, SEAI_INT, SEAI_FLOAT }; /* what an object must be */
/* of c(TYPE) */
#define SEAI_EXACT_CLASS_OF(...)                                                       \
    _Generic((__VA_ARGS__){0},                                                         \
        bool: SEAI_ANY,                                                                \
        char: SEAI_ANY,                                                                \
        const char *: SEAI_ANY,                                                        \
        float: SEAI_FLOAT,                                                             \
        double: SEAI_FLOAT,                                                            \
        default: SEAI_INT)
SEAI_INLINE bool seai_is_exact(PyObject *o, int what)
{
    return what == SEAI_INT     ? PyLong_Check(o) && !PyBool_Check(o)
           : what == SEAI_FLOAT ? PyFloat_Check(o)
                                : true;
}

/* ---- exact(X) ---- */
/* Raises: o would have to be converted, or is not what `expected` says.  SEAI_REFUSED;
 * another failure stays what it is. */
SEAI_COLD const char *seai_inexact(PyObject *o, int what);
SEAI_COLD const char *seai_exact_bad(PyObject *o, const char *expected);
#define SEAI_EXACTLY(conv) SEAI_EXACTLY1(SEAI_EXACT_##conv, ANY, (), ~)
#define SEAI_EXACTLY1(...) SEAI_EXACTLY2(__VA_ARGS__)
#define SEAI_EXACTLY2(a, k, p, ...) SEAI_EXACTLY_##k p
#define SEAI_EXACTLY_INT() SEAI_INT
#define SEAI_EXACTLY_FLOAT() SEAI_FLOAT
#define SEAI_EXACTLY_ANY() SEAI_ANY
#define SEAI_EXACTLY_CLASS(X) SEAI_ANY
#define SEAI_EXACTLY_C(...) SEAI_EXACT_CLASS_OF(__VA_ARGS__)
#define SEAI_LOAD_EXACT(c, i, n, name, d, conv)                                        \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n true) {                                                         \
        if (SEAI_UNLIKELY(!seai_is_exact(seai_a[seai_i - 1], SEAI_EXACTLY(conv)))) {   \
            seai_e = seai_inexact(seai_a[seai_i - 1], SEAI_EXACTLY(conv));             \
            goto seai_fail;                                                            \
        }                                                                              \
        seai_e = SEAI_LOADX(conv, seai_a[seai_i - 1], &seai_x##i,                      \
                            SEAI_INSIDE(SEAI_HELD_TOP_, conv, i));                     \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                           \
            seai_e = seai_exact_bad(seai_a[seai_i - 1], seai_e);                       \
            goto seai_fail;                                                            \
        }                                                                              \
    }
#define SEAI_KNOW_EXACT SEAI_KNOW_IN
#define SEAI_SUM_EXACT SEAI_SUM_IN
#define SEAI_NAME_EXACT SEAI_NAME_IN
#define SEAI_TYPE_EXACT SEAI_TYPE_IN
#define SEAI_DECL_EXACT SEAI_DECL_IN
#define SEAI_ALIAS_EXACT SEAI_ALIAS_IN
#define SEAI_PASS_EXACT SEAI_PASS_IN
#define SEAI_DEFVAL_EXACT SEAI_DEFVAL_IN
#define SEAI_DOC_EXACT SEAI_NOTHING
#define SEAI_HASSELF_EXACT SEAI_NOTHING
#define SEAI_EXPR_EXACT SEAI_NOTHING
#define SEAI_AFTER_EXACT SEAI_NOTHING
#define SEAI_OUT_EXACT SEAI_NOTHING
#define SEAI_DONE_EXACT SEAI_DONE_IN

#endif
