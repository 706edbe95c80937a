/* Fields that are arrays: (field, m, array(T, N)) for T m[N], (field, name, chars(N)) for
 * char name[N]. */
#ifndef SEABIND_DETAIL_FIELDARRAY_H
#define SEABIND_DETAIL_FIELDARRAY_H

#include "container.h"

/* Begins the n elements of `size` bytes that a sequence must have; with `bytes` a buffer of n
 * bytes is done as well, and none is left to convert.  Returns as a loader does; the list is
 * to be ended in any case. */
SEAI_HIDDEN const char *seai_array_begin(seai_list *list, PyObject *o, bool bytes,
                                         size_t size, Py_ssize_t n);
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
    SEAI_FIELD_MEMBER(C, U, name, member, N, sea_ctype_##T)                            \
    static PyObject *seai_get_##U(PyObject *self, void *closure)                       \
    {                                                                                  \
        const seai_where where SEAI_UNUSED = {self, &sea_class_##C};                   \
        const seai_class *const viewed =                                               \
            seai_readonly_##U || seai_member_##U != 1 ? NULL : SEAI_VIEWED_BY(T);      \
        seai_hold hold = {NULL, NULL};                                                 \
        char *p = (char *)seai_field_begin(self, closure, &hold);                      \
        PyObject *seai_r SEAI_UNUSED, *all = NULL;                                     \
        if (p != NULL) {                                                               \
            sea_ctype_##T *at =                                                        \
                (sea_ctype_##T *)seai_place_##U((sea_ptr_##C)(void *)p);               \
            all = SEAI_IS_BYTES(T) ? seai_cast_bytes(at, N)                            \
                                   : seai_seq_new(SEAI_SEQ_tuple, at, N, 0);           \
            for (size_t j = 0; !SEAI_IS_BYTES(T) && all != NULL && j < (N); j++) {     \
                all = seai_seq_put_steal(                                              \
                    all, j,                                                            \
                    viewed != NULL ? seai_view_new(where, viewed, p,                   \
                                                   (size_t)((char *)(at + j) - p))     \
                                   : SEAI_CASTX(T, where, at[j]),                      \
                    (const seai_function *)closure);                                   \
            }                                                                          \
            all = seai_seq_end_steal(all);                                             \
        }                                                                              \
        seai_field_end(&hold);                                                         \
        return all;                                                                    \
    }                                                                                  \
    static SEAI_UNUSED int seai_set_##U(PyObject *self, PyObject *value,               \
                                        void *closure)                                 \
    {                                                                                  \
        seai_hold hold = {NULL, NULL};                                                 \
        seai_list list = {NULL, NULL, NULL, NULL, 0, 0, NULL};                         \
        const char *seai_e;                                                            \
        sea_ptr_##C p = NULL;                                                          \
        int seai_none = 0;                                                             \
        if (value == NULL) {                                                           \
            (void)seai_no_delete(closure);                                             \
            return -1;                                                                 \
        }                                                                              \
        seai_e = seai_array_begin(&list, value, SEAI_IS_BYTES(T),                      \
                                  sizeof(sea_ctype_##T), N);                           \
        for (Py_ssize_t j = 0; seai_e == NULL && j < list.len; j++) {                  \
            SEAI_STORE(T, PyTuple_GET_ITEM(list.tuple, j),                             \
                       (sea_ctype_##T *)list.data + j, NULL)                           \
            if (seai_e != NULL) {                                                      \
                seai_e = seai_list_bad(&list, j, seai_e, seai_none);                   \
            }                                                                          \
        }                                                                              \
        if (seai_e != NULL) {                                                          \
            seai_bad(closure, 0, &value, seai_e, 0, 0);                                \
        } else if ((p = (sea_ptr_##C)seai_field_begin(self, closure, &hold)) !=        \
                   NULL) {                                                             \
            memcpy(seai_place_##U(p), list.data, sizeof(sea_ctype_##T) * (N));         \
        }                                                                              \
        seai_field_end(&hold);                                                         \
        seai_list_end(&list);                                                          \
        return p != NULL ? 0 : -1;                                                     \
    }

#define SEAI_FIELD_CHARS(A, C, U, name, member, N)                                     \
    SEAI_FIELD_MEMBER(C, U, name, member, N, char)                                     \
    static PyObject *seai_get_##U(PyObject *self, void *closure)                       \
    {                                                                                  \
        seai_hold hold = {NULL, NULL};                                                 \
        sea_ptr_##C p = (sea_ptr_##C)seai_field_begin(self, closure, &hold);           \
        PyObject *text =                                                               \
            p != NULL ? seai_chars_get((const char *)seai_place_##U(p), N) : NULL;     \
        seai_field_end(&hold);                                                         \
        return text;                                                                   \
    }                                                                                  \
    static SEAI_UNUSED int seai_set_##U(PyObject *self, PyObject *value,               \
                                        void *closure)                                 \
    {                                                                                  \
        seai_hold hold = {NULL, NULL};                                                 \
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
