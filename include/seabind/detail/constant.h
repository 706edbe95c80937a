/* Constants of classes and modules. */
#ifndef SEABIND_DETAIL_CONSTANT_H
#define SEABIND_DETAIL_CONSTANT_H

#include "item.h"

/* ---- CONSTANT: of classes and modules ---- */
#define SEAI_CONSTANT(C, i, item)                                                      \
    SEAI_ITEM(SEAI_CONSTANT_OF_, SEAI_CONSTANT_KNOWS_, C, i, item)
#define SEAI_CONSTANT_KNOWS_constant ~, constant
#define SEAI_CONSTANT_KNOWS_constants ~, constants
#define SEAI_CONSTANT_KNOWS_macros ~, macros
#define SEAI_CONSTANT_OF_UNKNOWN SEAI_NOTHING
#define SEAI_CONSTANT_OF_constant(C, i, kind, ...)                                     \
    SEAI_CAT(SEAI_CONSTANT_, SEAI_ARITY(__VA_ARGS__))(C, i, __VA_ARGS__)
#define SEAI_CONSTANT_1 SEAI_NOTHING
#define SEAI_CONSTANT_2 SEAI_NOTHING
#define SEAI_CONSTANT_3(C, i, name, e, ...)                                            \
    if (SEAI_BOX(seai_constants, #name, e) < 0) {                                      \
        return -1;                                                                     \
    }
#define SEAI_CONSTANT_4(C, i, name, ...)                                               \
    if (seai_constant_value(seai_constants, #name, seai_value_##C##_##i) < 0) {        \
        return -1;                                                                     \
    }
/* (constant, name[, converter], e), as an item of a class and of a module */
#define SEAI_MAKE_constant(C, i, kind, ...)                                            \
    SEAI_CAT(SEAI_MAKE_CONSTANT_, SEAI_ARITY(__VA_ARGS__))(C, i, __VA_ARGS__)
#define SEAI_MMAKE_constant SEAI_MAKE_constant
#define SEAI_MAKE_CONSTANT_1(C, ...)                                                   \
    SEAI_INCOMPLETE(C, constant, constant, "NAME", value)
#define SEAI_MAKE_CONSTANT_2 SEAI_MAKE_CONSTANT_1
#define SEAI_MAKE_CONSTANT_3 SEAI_NOTHING
#define SEAI_MAKE_CONSTANT_4(C, i, name, conv, e, ...)                                 \
    SEAI_CAT(SEAI_MAKE_VALUE_, SEAI_MORE(__VA_ARGS__))(C, i, conv, e)
#define SEAI_MAKE_VALUE_1(C, i, conv, e)                                               \
    _Static_assert(0, "seabind: " SEAI_STR(                                            \
                          C) ".constant: a value with a comma needs parentheses");     \
    PyObject *seai_value_##C##_##i(seai_where);
#define SEAI_MAKE_VALUE_0(C, i, conv, e)                                               \
    SEAI_KNOWX(conv)                                                                   \
    SEAI_OWNER(SEAI_STR(C), conv)                                                      \
    static PyObject *seai_value_##C##_##i(seai_where seai_w)                           \
    {                                                                                  \
        PyObject *seai_r;                                                              \
        sea_ctype_##conv seai_v = e;                                                   \
        const int seai_ok SEAI_UNUSED = 1;                                             \
        (void)seai_w;                                                                  \
        seai_r = SEAI_CASTX(conv, seai_w, seai_v);                                     \
        SEAI_DROPX(conv, seai_v)                                                       \
        SEAI_INSIDE(SEAI_DROP_, conv, seai_v, 1)                                       \
        return seai_r;                                                                 \
    }
#define SEAI_CONSTANT_OF_constants(C, i, kind, ...)                                    \
    SEAI_CONSTANT_LIST(SEAI_STRIPPED, __VA_ARGS__)
#define SEAI_CONSTANT_OF_macros(C, i, kind, ...)                                       \
    SEAI_CONSTANT_LIST(SEAI_KEPT, __VA_ARGS__)
#define SEAI_CONSTANT_LIST(op, prefix, ...) SEAI_MAPV(op, prefix, __VA_ARGS__)
#define SEAI_STRIPPED(prefix, i, x)                                                    \
    SEAI_CAT(SEAI_STRIPPED_, SEAI_IS_PAREN(x))(prefix, x)
#define SEAI_STRIPPED_1(prefix, x)
#define SEAI_STRIPPED_0(prefix, x)                                                     \
    if (SEAI_BOX(seai_constants, #x, prefix##x) < 0) {                                 \
        return -1;                                                                     \
    }
#define SEAI_KEPT(prefix, i, x) SEAI_CAT(SEAI_KEPT_, SEAI_IS_PAREN(x))(prefix, x)
#define SEAI_KEPT_1(prefix, x)
#define SEAI_KEPT_0(prefix, x)                                                         \
    if (SEAI_BOX(seai_constants, #prefix #x, prefix##x) < 0) {                         \
        return -1;                                                                     \
    }
/* Add one constant; 0, or -1 with an exception (a name that is no identifier: ImportError). */
SEAI_HIDDEN int seai_constant_bool(seai_constants *, const char *name, bool value);
SEAI_HIDDEN int seai_constant_double(seai_constants *, const char *name, double value);
SEAI_HIDDEN int seai_constant_str(seai_constants *, const char *name,
                                  const char *value);
SEAI_HIDDEN int seai_constant_signed(seai_constants *, const char *name,
                                     long long value);
SEAI_HIDDEN int seai_constant_unsigned(seai_constants *, const char *name,
                                       unsigned long long value);
/* The same of what make() makes, a new reference; NULL without an exception is an
 * ImportError. */
SEAI_HIDDEN int seai_constant_value(seai_constants *, const char *name,
                                    PyObject *(*make)(seai_where));
#define SEAI_BOX(to, name, e)                                                          \
    _Generic((e),                                                                      \
        bool: seai_constant_bool,                                                      \
        float: seai_constant_double,                                                   \
        double: seai_constant_double,                                                  \
        char *: seai_constant_str,                                                     \
        const char *: seai_constant_str,                                               \
        unsigned: seai_constant_unsigned,                                              \
        unsigned long: seai_constant_unsigned,                                         \
        unsigned long long: seai_constant_unsigned,                                    \
        default: seai_constant_signed)(to, name, e)
#define SEAI_CONSTANTS(C, ...)                                                         \
    static int seai_constants_##C(seai_constants *seai_constants)                      \
    {                                                                                  \
        (void)seai_constants;                                                          \
        SEAI_MAPI(SEAI_CONSTANT, C, __VA_ARGS__)                                       \
        return 0;                                                                      \
    }

#endif
