/* Fields of value classes and of handles. */
#ifndef SEABIND_DETAIL_FIELD_H
#define SEABIND_DETAIL_FIELD_H

#include "fieldarray.h"
#include "method.h"

/* fields: (field, name, converter) or (field, name, member, converter) */
#define SEAI_MAKE_field(C, i, kind, name, x, ...)                                      \
    SEAI_CAT(SEAI_CAT(SEAI_FIELD_, SEAI_IS_PAREN(x)),                                  \
             SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))                                   \
    (SEAI_ACCESS, C, C##_##i, name, x, __VA_ARGS__)
#define SEAI_MAKE_handle_field(C, i, kind, name, x, ...)                               \
    SEAI_CAT(SEAI_CAT(SEAI_FIELD_, SEAI_IS_PAREN(x)),                                  \
             SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))                                   \
    (SEAI_ACCESS_0, C, C##_##i, name, x, __VA_ARGS__)
#define SEAI_FIELD_01(A, C, U, name, conv, ...)                                        \
    enum { seai_readonly_##U = 0 SEAI_MAPA(SEAI_ROW_READONLY, ~, __VA_ARGS__) };       \
    SEAI_MAPA(SEAI_KNOW_FIELD, SEAI_STR(C) "." #name, __VA_ARGS__)                     \
    SEAI_FIELD(A, C, U, name, name, conv)
#define SEAI_FIELD_00(A, C, U, name, member, conv, ...)                                \
    enum { seai_readonly_##U = 0 SEAI_MAPA(SEAI_ROW_READONLY, ~, __VA_ARGS__) };       \
    SEAI_MAPA(SEAI_KNOW_FIELD, SEAI_STR(C) "." #name, __VA_ARGS__)                     \
    SEAI_FIELD(A, C, U, name, member, conv)
#define SEAI_FIELD_10(A, C, U, name, ...)                                              \
    SEAI_INCOMPLETE(C, name, field, name, converter)
#define SEAI_FIELD_11 SEAI_FIELD_10
/* options of a field */
#define SEAI_KNOW_FIELD(c, i, t) SEAI_KNOW_FIELD1(c, SEAI_EXPAND t, ~)
#define SEAI_KNOW_FIELD1(...) SEAI_KNOW_FIELD2(__VA_ARGS__)
#define SEAI_KNOW_FIELD2(c, word, ...)                                                 \
    _Static_assert(SEAI_SECOND(SEAI_FIELD_KNOWS_##word, 0, ~),                         \
                   "seabind: " c ": there is no option (" #word ")");
#define SEAI_FIELD_KNOWS_doc ~, 1
#define SEAI_FIELD_KNOWS_readonly ~, 1
#define SEAI_FIELD_KNOWS_end ~, 1
#define SEAI_FIELD(A, C, U, name, member, conv) SEAI_SHAPE(A, C, U, name, member, conv)
#define SEAI_FIELD_ONE(A, C, U, name, member, conv)                                    \
    SEAI_KNOWX(conv)                                                                   \
    SEAI_IN_FIELD(SEAI_STR(C) "." #name, conv)                                         \
    SEAI_MEMBER(C, U, member, sea_ctype_##conv *, sea_ctype_##conv const *)            \
    _Static_assert(seai_member_##U != 3,                                               \
                   "seabind: " SEAI_STR(C) "." #name                                   \
                                           ": the C member must be: " SEAI_STR(        \
                                               sea_ctype_##conv) " " #member);         \
    A(conv, U, C, member)
/* accessors of its own for a field whose converter is not built in */
#define SEAI_ACCESS(conv, U, C, member)                                                \
    SEAI_CAT(SEAI_ACCESS_, SEAI_SHARES(conv))(conv, U, C, member)
/* 1: built in; 2: c(TYPE); 0: neither */
#define SEAI_SHARES(conv) SEAI_SHARES_(SEAI_SHARED_##conv, SEAI_BUILTIN_##conv, 0, ~)
#define SEAI_SHARES_(...) SEAI_SHARES__(__VA_ARGS__)
#define SEAI_SHARES__(a, b, c, ...) c
#define SEAI_SHARED_c(...) ~, ~, 2
#define SEAI_ACCESS_2(...)
#define SEAI_ACCESS_1(...)
#define SEAI_ACCESS_0(conv, U, C, member)                                              \
    SEAI_PLACE(C, U)                                                                   \
    static PyObject *seai_get_##U(PyObject *self, void *closure)                       \
    {                                                                                  \
        const seai_where where SEAI_UNUSED = {self, &sea_class_##C};                   \
        enum { seai_has_self = 1 };                                                    \
        seai_hold hold = SEAI_TO_READ;                                                 \
        sea_ptr_##C p = (sea_ptr_##C)seai_field_begin(self, closure, &hold);           \
        PyObject *seai_r = NULL;                                                       \
        const seai_class *const viewed =                                               \
            seai_readonly_##U || seai_member_##U != 1 ? NULL : SEAI_VIEWED_BY(conv);   \
        if (p != NULL && viewed != NULL) {                                             \
            seai_r = seai_view_new(where, viewed, seai_place_##U(p), false);           \
        } else if (p != NULL) {                                                        \
            sea_ctype_##conv v;                                                        \
            memcpy(&v, seai_place_##U(p), sizeof v);                                   \
            seai_r = seai_finish((const seai_function *)closure,                       \
                                 SEAI_CASTX(conv, where, v));                          \
        }                                                                              \
        seai_field_end(&hold);                                                         \
        return seai_r;                                                                 \
    }                                                                                  \
    static SEAI_UNUSED int seai_set_##U(PyObject *self, PyObject *value,               \
                                        void *closure)                                 \
    {                                                                                  \
        seai_hold hold = SEAI_TO_WRITE(hold);                                          \
        sea_ctype_##conv v;                                                            \
        sea_ptr_##C p;                                                                 \
        const char *e;                                                                 \
        if (value == NULL) {                                                           \
            (void)seai_no_delete(closure);                                             \
            return -1;                                                                 \
        }                                                                              \
        SEAI_FIELD_LOAD(conv)                                                          \
        if (e != NULL) {                                                               \
            seai_bad(closure, 0, &value, e, 0, 0);                                     \
            return -1;                                                                 \
        }                                                                              \
        p = (sea_ptr_##C)seai_field_begin(self, closure, &hold);                       \
        if (p != NULL) {                                                               \
            memcpy(seai_place_##U(p), &v, sizeof v);                                   \
        }                                                                              \
        seai_field_end(&hold);                                                         \
        return p != NULL ? 0 : -1;                                                     \
    }
/* the class of a field that is a struct and may be written, else NULL */
#define SEAI_VIEWED_BY(conv) SEAI_VIEWED_BY1(SEAI_BUILTIN_##conv, 0, (conv), ~)
#define SEAI_VIEWED_BY1(...) SEAI_VIEWED_BY2(__VA_ARGS__)
#define SEAI_VIEWED_BY2(a, b, ...) SEAI_VIEWED_BY_##b(__VA_ARGS__)
#define SEAI_VIEWED_BY_1(...) NULL
#define SEAI_VIEWED_BY_0(p, ...) SEAI_VIEWED_BY3 p
#define SEAI_VIEWED_BY3(conv) SEAI_VIEWED_BY4(SEAI_HOLDER_##conv, ATOM, (conv), ~)
#define SEAI_VIEWED_BY4(...) SEAI_VIEWED_BY5(__VA_ARGS__)
#define SEAI_VIEWED_BY5(a, k, p, ...) SEAI_VIEWED_##k p
#define SEAI_VIEWED_ATOM(conv)                                                         \
    _Generic(&seai_viewed_##conv, char(*)[1]: NULL, default: &sea_class_##conv)
#define SEAI_VIEWED_POINTER(...) NULL
#define SEAI_VIEWED_NONE(...) NULL
#define SEAI_VIEWED_OPT(...) NULL
#define SEAI_FIELD_LOAD(conv) SEAI_FIELD_LOAD1(SEAI_FIELD_AS_##conv, PLAIN, (conv), ~)
#define SEAI_FIELD_LOAD1(...) SEAI_FIELD_LOAD2(__VA_ARGS__)
#define SEAI_FIELD_LOAD2(a, k, p, ...) SEAI_FIELD_LOAD3(k, SEAI_EXPAND p)
#define SEAI_FIELD_LOAD3(...) SEAI_FIELD_LOAD4(__VA_ARGS__)
#define SEAI_FIELD_LOAD4(k, ...) SEAI_FIELD_LOAD_##k(__VA_ARGS__)
#define SEAI_FIELD_AS_as(...) ~, AS, (__VA_ARGS__)
#define SEAI_FIELD_AS_opt(...) ~, PLAIN, (__VA_ARGS__) /* read-only: not called */
#define SEAI_FIELD_LOAD_PLAIN(conv) e = SEAI_LOADX(conv, value, &v, NULL);
#define SEAI_FIELD_LOAD_AS(CONV, ...)                                                  \
    {                                                                                  \
        sea_ctype_##CONV from;                                                         \
        e = SEAI_LOADX(CONV, value, &from, NULL);                                      \
        if (e == NULL && !SEAI_NARROW(CONV, sea_ctype_##CONV, __VA_ARGS__, from, v)) { \
            e = SEAI_LOAD_NARROW(value, __VA_ARGS__);                                  \
        }                                                                              \
    }
/* the accessors by name; text and objects are read-only: nobody would own what they are */
#define SEAI_ACCESSOR(what, conv, U)                                                   \
    SEAI_CAT(SEAI_ACCESSOR_, SEAI_SHARES(conv))(conv, U, what)
#define SEAI_ACCESSOR_0(conv, U, what) seai_##what##_##U
#define SEAI_ACCESSOR_1(conv, U, what) sea_##what##_##conv
#define SEAI_ACCESSOR_2(conv, U, what) SEAI_GENERIC(sea_ctype_##conv, sea_##what##_)
#define SEAI_READONLY_str ~, 1
#define SEAI_READONLY_opt(...) ~, 1
#define SEAI_READONLY_inside(...) ~, 1
#define SEAI_READONLY_bytes ~, 1
#define SEAI_READONLY_object ~, 1
#define SEAI_IS_READONLY(U, conv)                                                      \
    (SEAI_SECOND(SEAI_READONLY_##conv, 0, ~) || seai_member_##U == 2 ||                \
     SEAI_UNASSIGNABLE(conv))

#endif
