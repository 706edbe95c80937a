/* Converters of scalars, text and bytes.
 *
 * A converter NAME is a C type `sea_ctype_NAME`, a loader `sea_load_NAME(o, out, top)` and
 * a cast `sea_cast_NAME(where, value)`.  A loader returns NULL on success (see abi.h).  A
 * cast returns a new reference, or NULL (without an exception when the C value is NULL and
 * may not be).  Both need an attached thread state. */
#ifndef SEABIND_DETAIL_CONVERT_H
#define SEABIND_DETAIL_CONVERT_H

#include "../buffer.h"
#include "abi.h"
#include "map.h"
#include <limits.h>
#include <string.h>

/* ---- integers: X(NAME, C type, S signed | U unsigned) ---- */
/* clang-format off */
#define SEAI_INTEGERS(X)                                                                   \
    X(schar, signed char, S) X(uchar, unsigned char, U)                                    \
    X(short, short, S) X(ushort, unsigned short, U)                                        \
    X(int, int, S) X(uint, unsigned, U)                                                    \
    X(long, long, S) X(ulong, unsigned long, U)                                            \
    X(llong, long long, S) X(ullong, unsigned long long, U)                                \
    X(i8, int8_t, S) X(u8, uint8_t, U) X(i16, int16_t, S) X(u16, uint16_t, U)              \
    X(i32, int32_t, S) X(u32, uint32_t, U) X(i64, int64_t, S) X(u64, uint64_t, U)          \
    X(size_t, size_t, U) X(ptrdiff_t, ptrdiff_t, S)                                        \
    X(intptr_t, intptr_t, S) X(uintptr_t, uintptr_t, U)                                    \
    X(intmax_t, intmax_t, S) X(uintmax_t, uintmax_t, U)
/* clang-format on */
/* X(NAME, C type): the other converters of one C value */
/* clang-format off */
#define SEAI_OTHERS(X)                                                                     \
    X(double, double) X(float, float) X(bool, bool) X(char, char)                          \
    X(str, const char *) X(bytes, sea_bytes) X(object, PyObject *)
/* clang-format on */

/* C types as macros, so that a message prints the C type and no name of ours */
#define sea_ctype_schar signed char
#define sea_ctype_uchar unsigned char
#define sea_ctype_short short
#define sea_ctype_ushort unsigned short
#define sea_ctype_int int
#define sea_ctype_uint unsigned int
#define sea_ctype_long long
#define sea_ctype_ulong unsigned long
#define sea_ctype_llong long long
#define sea_ctype_ullong unsigned long long
#define sea_ctype_i8 int8_t
#define sea_ctype_u8 uint8_t
#define sea_ctype_i16 int16_t
#define sea_ctype_u16 uint16_t
#define sea_ctype_i32 int32_t
#define sea_ctype_u32 uint32_t
#define sea_ctype_i64 int64_t
#define sea_ctype_u64 uint64_t
#define sea_ctype_size_t size_t
#define sea_ctype_ptrdiff_t ptrdiff_t
#define sea_ctype_intptr_t intptr_t
#define sea_ctype_uintptr_t uintptr_t
#define sea_ctype_intmax_t intmax_t
#define sea_ctype_uintmax_t uintmax_t
#define sea_ctype_double double
#define sea_ctype_float float
#define sea_ctype_bool bool
#define sea_ctype__Bool bool
#define sea_ctype_char char
#define sea_ctype_str const char *
#define sea_ctype_bytes sea_bytes
#define sea_ctype_object PyObject *
#define sea_ctype_void void
#define sea_ctype_none void

/* names that are built in, as far as the preprocessor asks; ~, 1, 1: a number, which becomes an
 * object for as long as there is memory */
#define SEAI_BUILTIN_schar ~, 1, 1
#define SEAI_BUILTIN_uchar ~, 1, 1
#define SEAI_BUILTIN_short ~, 1, 1
#define SEAI_BUILTIN_ushort ~, 1, 1
#define SEAI_BUILTIN_int ~, 1, 1
#define SEAI_BUILTIN_uint ~, 1, 1
#define SEAI_BUILTIN_long ~, 1, 1
#define SEAI_BUILTIN_ulong ~, 1, 1
#define SEAI_BUILTIN_llong ~, 1, 1
#define SEAI_BUILTIN_ullong ~, 1, 1
#define SEAI_BUILTIN_i8 ~, 1, 1
#define SEAI_BUILTIN_u8 ~, 1, 1
#define SEAI_BUILTIN_i16 ~, 1, 1
#define SEAI_BUILTIN_u16 ~, 1, 1
#define SEAI_BUILTIN_i32 ~, 1, 1
#define SEAI_BUILTIN_u32 ~, 1, 1
#define SEAI_BUILTIN_i64 ~, 1, 1
#define SEAI_BUILTIN_u64 ~, 1, 1
#define SEAI_BUILTIN_size_t ~, 1, 1
#define SEAI_BUILTIN_ptrdiff_t ~, 1, 1
#define SEAI_BUILTIN_intptr_t ~, 1, 1
#define SEAI_BUILTIN_uintptr_t ~, 1, 1
#define SEAI_BUILTIN_intmax_t ~, 1, 1
#define SEAI_BUILTIN_uintmax_t ~, 1, 1
#define SEAI_BUILTIN_double ~, 1, 1
#define SEAI_BUILTIN_float ~, 1, 1
#define SEAI_BUILTIN_bool ~, 1, 1
#define SEAI_BUILTIN__Bool ~, 1, 1
#define SEAI_BUILTIN_char ~, 1, 1
#define SEAI_BUILTIN_str ~, 1
#define SEAI_BUILTIN_bytes ~, 1
#define SEAI_BUILTIN_object ~, 1
#define SEAI_BUILTIN_void ~, 1

/* ---- loading ---- */
/* The slow half: any object with __index__, range-checked.  *out holds the value cast to
 * the type of `size` bytes; `name` is the converter's, for the message. */
SEAI_COLD const char *seai_load_integer(PyObject *o, void *out, size_t size,
                                        bool is_signed, const char *name);
SEAI_COLD const char *seai_load_double(PyObject *o, double *out);
SEAI_COLD const char *seai_load_str(PyObject *o, const char **out);

#define SEAI_FITS_S(T, v)                                                              \
    (sizeof(T) >= 4 ||                                                                 \
     ((v) >= -(1 << (8 * sizeof(T) - 1)) && (v) < (1 << (8 * sizeof(T) - 1))))
#define SEAI_FITS_U(T, v)                                                              \
    ((v) >= 0 && (sizeof(T) >= 4 || (v) < (Py_ssize_t)1 << 8 * sizeof(T)))
/* when optimising for size, only the slow half is called */
#ifdef __OPTIMIZE_SIZE__
#    define SEAI_FAST(test) (v = 0, 0)
#    define SEAI_LOAD_INTEGER(NAME, T, SIGN)                                           \
        SEAI_COLD const char *seai_load_##NAME(PyObject *o, T *out);                   \
        SEAI_INLINE const char *sea_load_##NAME(PyObject *o, T *out, seai_hold **top)  \
        {                                                                              \
            (void)top;                                                                 \
            return seai_load_##NAME(o, out);                                           \
        }
#else
#    define SEAI_FAST(test) (test)
/* The slow half gets a variable of its own, so that the value of the fast one can stay in a
 * register. */
#    define SEAI_LOAD_INTEGER(NAME, T, SIGN)                                           \
        SEAI_COLD const char *seai_load_##NAME(PyObject *o, T *out);                   \
        SEAI_INLINE const char *sea_load_##NAME(PyObject *o, T *out, seai_hold **top)  \
        {                                                                              \
            Py_ssize_t v;                                                              \
            T slow = 0;                                                                \
            const char *e;                                                             \
            (void)top;                                                                 \
            if (SEAI_LIKELY(                                                           \
                    SEAI_FAST(seai_compact(o, &v) && SEAI_FITS_##SIGN(T, v)))) {       \
                *out = (T)v;                                                           \
                return NULL;                                                           \
            }                                                                          \
            e = seai_load_##NAME(o, &slow);                                            \
            *out = slow;                                                               \
            return e;                                                                  \
        }
#endif
SEAI_INTEGERS(SEAI_LOAD_INTEGER)
#undef SEAI_LOAD_INTEGER

SEAI_INLINE const char *sea_load_double(PyObject *o, double *out, seai_hold **top)
{
    double slow = 0;
    const char *e;
    (void)top;
    if (SEAI_LIKELY(PyFloat_CheckExact(o))) {
        *out = PyFloat_AS_DOUBLE(o);
        return NULL;
    }
    e = seai_load_double(o, &slow);
    *out = slow;
    return e;
}
SEAI_COLD const char *seai_load_float(PyObject *o, float *out);
SEAI_INLINE const char *sea_load_float(PyObject *o, float *out, seai_hold **top)
{
    (void)top;
    return seai_load_float(o, out);
}
SEAI_COLD const char *seai_load_bool(PyObject *o, bool *out);
SEAI_INLINE const char *sea_load_bool(PyObject *o, bool *out, seai_hold **top)
{
    bool slow = false;
    const char *e;
    (void)top;
    if (SEAI_LIKELY(o == Py_True || o == Py_False)) {
        *out = o == Py_True;
        return NULL;
    }
    e = seai_load_bool(o, &slow);
    *out = slow;
    return e;
}
#define sea_load__Bool sea_load_bool
SEAI_COLD const char *seai_load_char(PyObject *o, char *out);
SEAI_INLINE const char *sea_load_char(PyObject *o, char *out, seai_hold **top)
{
    (void)top;
    return seai_load_char(o, out);
}
SEAI_INLINE const char *sea_load_str(PyObject *o, const char **out, seai_hold **top)
{
    const char *slow = NULL, *e;
    (void)top;
#ifndef __OPTIMIZE_SIZE__
    if (SEAI_LIKELY(PyUnicode_CheckExact(o) && PyUnicode_IS_COMPACT_ASCII(o))) {
        *out = (const char *)((PyASCIIObject *)o + 1);
        if (SEAI_LIKELY(strlen(*out) == (size_t)PyUnicode_GET_LENGTH(o))) {
            return NULL;
        }
    }
#endif
    e = seai_load_str(o, &slow);
    *out = slow;
    return e;
}
SEAI_INLINE const char *sea_load_bytes(PyObject *o, sea_bytes *out, seai_hold **top)
{
    (void)top;
    if (SEAI_UNLIKELY(!PyBytes_Check(o))) {
        return "bytes";
    }
    out->data = PyBytes_AS_STRING(o);
    out->len = (size_t)PyBytes_GET_SIZE(o);
    return NULL;
}
SEAI_INLINE const char *sea_load_object(PyObject *o, PyObject **out, seai_hold **top)
{
    (void)top;
    *out = o;
    return NULL;
}

/* ---- casting ---- */
#define SEAI_CAST_S(T, v)                                                              \
    (sizeof(T) <= sizeof(long) ? PyLong_FromLong((long)(v))                            \
                               : PyLong_FromLongLong((long long)(v)))
#define SEAI_CAST_U(T, v)                                                              \
    (sizeof(T) < sizeof(long) ? PyLong_FromLong((long)(v))                             \
     : sizeof(T) == sizeof(long)                                                       \
         ? PyLong_FromUnsignedLong((unsigned long)(v))                                 \
         : PyLong_FromUnsignedLongLong((unsigned long long)(v)))
#define SEAI_CAST_INTEGER(NAME, T, SIGN)                                               \
    SEAI_INLINE PyObject *sea_cast_##NAME(seai_where where, T v)                       \
    {                                                                                  \
        (void)where;                                                                   \
        return SEAI_CAST_##SIGN(T, v);                                                 \
    }
SEAI_INTEGERS(SEAI_CAST_INTEGER)
#undef SEAI_CAST_INTEGER

SEAI_INLINE PyObject *sea_cast_double(seai_where where, double v)
{
    (void)where;
    return PyFloat_FromDouble(v);
}
SEAI_INLINE PyObject *sea_cast_float(seai_where where, float v)
{
    (void)where;
    return PyFloat_FromDouble((double)v);
}
SEAI_INLINE PyObject *sea_cast_bool(seai_where where, bool v)
{
    (void)where;
    return PyBool_FromLong(v);
}
#define sea_cast__Bool sea_cast_bool
SEAI_HIDDEN PyObject *seai_cast_char(char v);
SEAI_INLINE PyObject *sea_cast_char(seai_where where, char v)
{
    (void)where;
    return seai_cast_char(v);
}
SEAI_INLINE PyObject *sea_cast_str(seai_where where, const char *v)
{
    (void)where;
    return SEAI_LIKELY(v != NULL) ? PyUnicode_FromString(v) : NULL;
}
SEAI_HIDDEN PyObject *seai_cast_bytes(const void *data, size_t len);
SEAI_INLINE PyObject *sea_cast_bytes(seai_where where, sea_bytes v)
{
    (void)where;
    return seai_cast_bytes(v.data, v.len);
}
/* Steals the reference that C returns. */
SEAI_INLINE PyObject *sea_cast_object(seai_where where, PyObject *v)
{
    (void)where;
    return v;
}

/* ---- c(TYPE): the converter of a C type ---- */
#define SEAI_GENERIC(T, f)                                                             \
    _Generic((T){0},                                                                   \
        bool: f##bool,                                                                 \
        char: f##char,                                                                 \
        signed char: f##schar,                                                         \
        unsigned char: f##uchar,                                                       \
        short: f##short,                                                               \
        unsigned short: f##ushort,                                                     \
        int: f##int,                                                                   \
        unsigned: f##uint,                                                             \
        long: f##long,                                                                 \
        unsigned long: f##ulong,                                                       \
        long long: f##llong,                                                           \
        unsigned long long: f##ullong,                                                 \
        float: f##float,                                                               \
        double: f##double,                                                             \
        const char *: f##str SEAI_GENERIC_COMPLEX(f))

/* ---- fields: one accessor pair a C type; the closure is the item ---- */
#define sea_get__Bool sea_get_bool /* stdbool.h expands the name */
#define sea_set__Bool sea_set_bool
#define SEAI_ACCESSORS(NAME)                                                           \
    SEAI_HIDDEN PyObject *sea_get_##NAME(PyObject *self, void *item);                  \
    SEAI_HIDDEN int sea_set_##NAME(PyObject *self, PyObject *value, void *item);
#define SEAI_ACCESSORS_INTEGER(NAME, T, SIGN) SEAI_ACCESSORS(NAME)
#define SEAI_ACCESSORS_OTHER(NAME, T) SEAI_ACCESSORS(NAME)
SEAI_INTEGERS(SEAI_ACCESSORS_INTEGER)
SEAI_OTHERS(SEAI_ACCESSORS_OTHER)
#undef SEAI_ACCESSORS_INTEGER
#undef SEAI_ACCESSORS_OTHER

/* ---- elements of arrays: X(NAME, class, converter of one element's size) ----
 * class: i signed, u unsigned, f floating, b bool, c char, x bytes of any kind, s struct */
typedef struct seai_element {
    char kind;
    uint32_t size;
    const char *name;
} seai_element;
#define SEAI_ELEMENT_INTEGER(NAME, T, SIGN)                                            \
    SEAI_HIDDEN extern const seai_element sea_element_##NAME;
#define SEAI_ELEMENT_OTHER(NAME, T)                                                    \
    SEAI_HIDDEN extern const seai_element sea_element_##NAME;
SEAI_INTEGERS(SEAI_ELEMENT_INTEGER)
SEAI_ELEMENT_OTHER(double, double)
SEAI_ELEMENT_OTHER(float, float)
SEAI_ELEMENT_OTHER(bool, bool)
SEAI_ELEMENT_OTHER(char, char)
SEAI_ELEMENT_OTHER(void, char)
#undef SEAI_ELEMENT_INTEGER
#undef SEAI_ELEMENT_OTHER
#define sea_element__Bool sea_element_bool

/* Fills *view from a contiguous buffer of the element's kind and size, *count with its
 * length in elements; view->obj is NULL after a failure.  Returns as a loader does. */
SEAI_HIDDEN const char *seai_load_array(PyObject *o, Py_buffer *view, Py_ssize_t *count,
                                        const seai_element *element, bool writable);
/* `len` is above `max`, the most that the C type `type` can say: SEAI_REFUSED. */
SEAI_COLD const char *seai_load_too_long(Py_ssize_t len, unsigned long long max,
                                         const char *type);
/* The value of `o` does not fit the C type `type` of `size` bytes, which is unsigned (kind
 * 0), signed (1) or floating (2): SEAI_REFUSED. */
SEAI_COLD const char *seai_load_narrow(PyObject *o, const char *type, size_t size,
                                       int kind);
#define SEAI_LOAD_NARROW(o, T)                                                         \
    seai_load_narrow(o, #T, sizeof(T),                                                 \
                     _Generic((T)0,                                                    \
                         float: 2,                                                     \
                         double: 2,                                                    \
                         long double: 2,                                               \
                         default: SEAI_REAL(T, -1) < SEAI_REAL(T, 1) ? 1 : 0))
#ifndef __STDC_NO_COMPLEX__ /* complex numbers have no order */
#    define SEAI_REAL(T, v)                                                            \
        _Generic((T)0, float _Complex: 2, double _Complex: 2, default: (T)(v))
#else
#    define SEAI_REAL(T, v) ((T)(v))
#endif
/* A C value does not fit the converter `name`: OverflowError.  NULL. */
SEAI_COLD PyObject *seai_cast_narrow(const char *name);

#endif
