/* Fields that are arrays: (field, m, array(T, N)) for T m[N], (field, name, chars(N)) for
 * char name[N]. */
#ifndef SEABIND_DETAIL_FIELDARRAY_H
#define SEABIND_DETAIL_FIELDARRAY_H

#include "container.h"

/* What a field is, and how its elements come and go. */
typedef struct seai_array {
    size_t offset; /* of the array in the C object */
    PyObject *(*cast)(PyObject *self, void *, size_t); /* element i of that of self */
    const char *(*read)(PyObject *, void *out, int *none); /* as a loader */
    const seai_class *owner;                               /* of self */
    const seai_class *elements;                            /* a value class, or NULL */
    size_t size, n;
    char kind; /* of a number, as an element's, or 0; 'x': reads as bytes */
    bool readonly;
} seai_array;
/* A live view of the array in self; bytes where it reads as those: new reference, or NULL
 * with an exception.  closure is the seai_function. */
SEAI_HIDDEN PyObject *seai_array_get(PyObject *self, void *closure,
                                     const seai_array *array);
/* Assigns all of it.  0, or -1 with an exception and nothing assigned. */
SEAI_HIDDEN int seai_array_set(PyObject *self, PyObject *value, void *closure,
                               const seai_array *array);
/* The text of a char[n], up to its NUL if it has one: new reference or NULL. */
SEAI_HIDDEN PyObject *seai_chars_get(const char *data, size_t n);
/* A str that fits a char[n] with its NUL: *text is the str's own.  As a loader. */
SEAI_HIDDEN const char *seai_chars_load(PyObject *o, size_t n, const char **text,
                                        size_t *len);

/* which shape a field's converter has: ONE value, ARRAY or CHARS */
#define SEAI_SHAPE(A, C, U, name, member, conv)                                        \
    SEAI_SHAPE1(A, C, U, name, member, SEAI_SHAPE_##conv, ONE, (conv), ~)
#define SEAI_SHAPE1(...) SEAI_SHAPE2(__VA_ARGS__)
#define SEAI_SHAPE2(A, C, U, name, member, a, k, p, ...)                               \
    SEAI_SHAPE3(k, A, C, U, name, member, SEAI_EXPAND p)
#define SEAI_SHAPE3(...) SEAI_SHAPE4(__VA_ARGS__)
#define SEAI_SHAPE4(k, ...) SEAI_FIELD_##k(__VA_ARGS__)
#define SEAI_SHAPE_array(...) ~, ARRAY, (__VA_ARGS__, ~)
#define SEAI_SHAPE_chars(N) ~, CHARS, (N)
/* elements that nobody would own make it read-only */
#define SEAI_READONLY_array(T, ...) ~, SEAI_SECOND(SEAI_READONLY_##T, 0, ~)

/* seai_member_U: 1; 2, it is const; 3, of another type than the converter's.  Nothing else
 * names the member: a mistake in it is said here, and not in every pass. */
#define SEAI_MEMBER(C, U, member, T, const_T)                                          \
    enum {                                                                             \
        seai_member_##U =                                                              \
            _Generic(&((sea_ptr_##C)0)->member, T: 1, const_T: 2, default: 3)          \
    };                                                                                 \
    enum { seai_offset_##U = SEAI_OFFSET_AT(sea_ptr_##C, member) };
#define SEAI_PLACE(C, U)                                                               \
    SEAI_INLINE void *seai_place_##U(sea_ptr_##C p)                                    \
    {                                                                                  \
        return (char *)(uintptr_t)p + seai_offset_##U;                                 \
    }
#define SEAI_FIELD_MEMBER(C, U, name, member, N, ...)                                  \
    SEAI_MEMBER(C, U, member, __VA_ARGS__(*)[N], __VA_ARGS__ const(*)[N])              \
    _Static_assert(seai_member_##U != 3,                                               \
                   "seabind: " SEAI_STR(C) "." #name                                   \
                                           ": the C member must be: " SEAI_STR(        \
                                               __VA_ARGS__) " " #member "[" #N "]");   \
    SEAI_PLACE(C, U)
#define SEAI_IS_BYTES(T) _Generic((sea_ctype_##T *)NULL, uint8_t *: 1, default: 0)

#define SEAI_FIELD_ARRAY(A, C, U, name, member, T, N, ...)                             \
    SEAI_KNOWX(T)                                                                      \
    SEAI_IN_FIELD(SEAI_STR(C) "." #name, T)                                            \
    SEAI_FIELD_MEMBER(C, U, name, member, N, sea_ctype_##T)                            \
    static PyObject *seai_cast_##U(PyObject *self, void *p, size_t i)                  \
    {                                                                                  \
        const seai_where where SEAI_UNUSED = {self, &sea_class_##C};                   \
        const seai_class *const viewed =                                               \
            seai_readonly_##U || seai_member_##U != 1 ? NULL : SEAI_VIEWED_BY(T);      \
        sea_ctype_##T *at = (sea_ctype_##T *)seai_place_##U((sea_ptr_##C)p) + i;       \
        PyObject *seai_r SEAI_UNUSED;                                                  \
        return viewed != NULL ? seai_view_new(where, viewed, at, false)                \
                              : SEAI_CASTX(T, where, *at);                             \
    }                                                                                  \
    static const char *seai_read_##U(PyObject *o, void *out, int *none)                \
    {                                                                                  \
        const char *seai_e = NULL;                                                     \
        int seai_none = 0;                                                             \
        SEAI_STORE(T, o, (sea_ctype_##T *)out, NULL)                                   \
        *none = seai_none;                                                             \
        return seai_e;                                                                 \
    }                                                                                  \
    static const seai_array seai_array_##U = {                                         \
        seai_offset_##U,                                                               \
        seai_cast_##U,                                                                 \
        seai_read_##U,                                                                 \
        &sea_class_##C,                                                                \
        SEAI_VIEWED_BY(T),                                                             \
        sizeof(sea_ctype_##T),                                                         \
        N,                                                                             \
        SEAI_IS_BYTES(T) ? 'x'                                                         \
        : SEAI_IS_NUMBER(*(sea_ctype_##T *)NULL) != 0                                  \
            ? SEAI_NUMBER_KIND(*(sea_ctype_##T *)NULL)                                 \
            : '\0',                                                                    \
        seai_readonly_##U || seai_member_##U != 1 ||                                   \
            SEAI_SECOND(SEAI_READONLY_##T, 0, ~) || SEAI_UNASSIGNABLE(T)};             \
    static PyObject *seai_get_##U(PyObject *self, void *closure)                       \
    {                                                                                  \
        return seai_array_get(self, closure, &seai_array_##U);                         \
    }                                                                                  \
    static SEAI_UNUSED int seai_set_##U(PyObject *self, PyObject *value,               \
                                        void *closure)                                 \
    {                                                                                  \
        return seai_array_set(self, value, closure, &seai_array_##U);                  \
    }

#define SEAI_FIELD_CHARS(A, C, U, name, member, N)                                     \
    SEAI_FIELD_MEMBER(C, U, name, member, N, char)                                     \
    static PyObject *seai_get_##U(PyObject *self, void *closure)                       \
    {                                                                                  \
        seai_hold hold = SEAI_TO_READ;                                                 \
        sea_ptr_##C p = (sea_ptr_##C)seai_field_begin(self, closure, &hold);           \
        PyObject *text =                                                               \
            p != NULL ? seai_chars_get((const char *)seai_place_##U(p), N) : NULL;     \
        seai_field_end(&hold);                                                         \
        return text;                                                                   \
    }                                                                                  \
    static SEAI_UNUSED int seai_set_##U(PyObject *self, PyObject *value,               \
                                        void *closure)                                 \
    {                                                                                  \
        seai_hold hold = SEAI_TO_WRITE(hold);                                          \
        const char *text = NULL, *e;                                                   \
        size_t len = 0;                                                                \
        sea_ptr_##C p;                                                                 \
        if (value == NULL) {                                                           \
            (void)seai_no_delete(closure);                                             \
            return -1;                                                                 \
        }                                                                              \
        e = seai_chars_load(value, N, &text, &len);                                    \
        if (e != NULL) {                                                               \
            seai_bad(closure, 0, &value, e, 0, 0);                                     \
            return -1;                                                                 \
        }                                                                              \
        p = (sea_ptr_##C)seai_field_begin(self, closure, &hold);                       \
        if (p != NULL) {                                                               \
            memset(seai_place_##U(p), 0, N);                                           \
            memcpy(seai_place_##U(p), text, len);                                      \
        }                                                                              \
        seai_field_end(&hold);                                                         \
        return p != NULL ? 0 : -1;                                                     \
    }

#endif
