/* Arrays of structs: array(X), items(X) and fill(X) where X is a value class.
 *
 * Kinds: STRUCTS (pointer and length), SITEMS (the pointer, its length elsewhere), SFILL (a
 * result buffer), SOUT (out(items(X))).  A result is a list: what array.h's elements are for
 * numbers, the converter is here, so that other names that have a cast will do as well. */
#ifndef SEABIND_DETAIL_STRUCTS_H
#define SEABIND_DETAIL_STRUCTS_H

#include "container.h"

/* ---- Python to C ---- */
typedef struct seai_structs {
    seai_list list; /* of a sequence: its objects, and copies of their structs */
    Py_buffer view; /* of a buffer; obj is NULL for a sequence */
    void *data;     /* borrowed from either */
    Py_ssize_t len;
} seai_structs;
/* Fills *s, which is zeroed, from a sequence of instances, whose structs are copied, or from
 * a buffer of such structs, where they are.  To be ended in any case.  Returns as a loader
 * does. */
SEAI_HIDDEN const char *seai_structs_load(seai_structs *s, PyObject *o,
                                          const seai_class *cls, size_t align,
                                          bool writable, unsigned long long max,
                                          const char *type);
/* Copies the structs back to the objects of a sequence.  A view whose handle is closed by
 * now is passed over.  An exception in flight is kept. */
SEAI_HIDDEN void seai_structs_store(const seai_structs *s, const seai_class *cls);
SEAI_HIDDEN void seai_structs_end(seai_structs *s);
/* For overloads: whether it could be loaded. */
SEAI_HIDDEN bool seai_exact_structs(PyObject *o, const seai_class *cls, size_t align,
                                    bool writable);

/* ---- KNOW ---- */
#define SEAI_KNOW_STRUCTS(c, i, n, name, d, q, o, T, ...)                              \
    SEAI_NAMELESS_##n(c) SEAI_KNOWX(T) SEAI_KNOW_STRUCT(c, array, T)
#define SEAI_KNOW_SITEMS(c, i, n, name, d, q, T)                                       \
    SEAI_NAMELESS_##n(c) SEAI_KNOWX(T) SEAI_KNOW_STRUCT(c, items, T)
#define SEAI_KNOW_SFILL(c, i, n, name, d, T)                                           \
    SEAI_NAMELESS_##n(c) SEAI_KNOWX(T) SEAI_OWNER(c, T)
#define SEAI_KNOW_SOUT(c, i, n, name, d, F, q, T) SEAI_KNOWX(T) SEAI_OWNER(c, T)
#define SEAI_KNOW_STRUCT(c, word, T)                                                   \
    _Static_assert(SEAI_CAT(SEAI_IS_STRUCT_, SEAI_ATOM(T))(T),                         \
                   "seabind: " c ": " #word "(" SEAI_STR(                              \
                       T) "): a number, char, void "                                   \
                          "or a value class; others are list(" SEAI_STR(T) ")");
#define SEAI_IS_STRUCT_0(T) 0
#define SEAI_IS_STRUCT_1(T) _Generic(&seai_viewed_##T, char(*)[2]: 1, default: 0)
/* the class; of no value class, which was said, any */
#define SEAI_STRUCT_CLASS(T) SEAI_CAT(SEAI_STRUCT_CLASS_, SEAI_ATOM(T))(T)
#define SEAI_STRUCT_CLASS_0(T) (&seai_dropping)
#define SEAI_STRUCT_CLASS_1(T)                                                         \
    _Generic(&seai_viewed_##T, char(*)[2]: &sea_class_##T, default: &seai_dropping)

/* ---- parameters; v is the local ---- */
#define SEAI_SUM_STRUCTS SEAI_SUM_IN
#define SEAI_SUM_SITEMS SEAI_SUM_IN
#define SEAI_NAME_STRUCTS SEAI_NAME_IN
#define SEAI_NAME_SITEMS SEAI_NAME_IN
#define SEAI_TYPE_STRUCTS SEAI_TYPE_ARR
#define SEAI_TYPE_SITEMS SEAI_TYPE_ITEMS
#define SEAI_DECL_STRUCTS(c, i, ...)                                                   \
    seai_structs seai_x##i;                                                            \
    memset(&seai_x##i, 0, sizeof seai_x##i);
#define SEAI_DECL_SITEMS(c, i, n, name, d, q, T)                                       \
    seai_structs seai_n_##name;                                                        \
    Py_ssize_t seai_l_##name = 0;                                                      \
    memset(&seai_n_##name, 0, sizeof seai_n_##name);
#define SEAI_LOAD_STRUCTS(c, i, n, name, d, q, o, T, L, ...)                           \
    SEAI_LOAD_STRUCT(seai_x##i, n, q, o, T, SEAI_MAX_OF(L), #L)
#define SEAI_LOAD_SITEMS(c, i, n, name, d, q, T)                                       \
    SEAI_LOAD_STRUCT(seai_n_##name, n, q, 0, T, SEAI_MAX_OF(size_t), NULL)             \
    seai_l_##name = seai_n_##name.len;
#define SEAI_LOAD_STRUCT(v, n, q, o, T, max, type)                                     \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n SEAI_ARR_NONE_##o(seai_a[seai_i - 1])) {                        \
        seai_e =                                                                       \
            seai_structs_load(&v, seai_a[seai_i - 1], SEAI_STRUCT_CLASS(T),            \
                              _Alignof(sea_ctype_##T), SEAI_WRITABLE_##q, max, type);  \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                           \
            seai_none = o;                                                             \
            goto seai_fail;                                                            \
        }                                                                              \
    }
#define SEAI_ALIAS_STRUCTS(c, i, n, name, d, q, o, T, L, ...)                          \
    struct {                                                                           \
        q sea_ctype_##T *data;                                                         \
        L len;                                                                         \
    } name SEAI_UNUSED = {seai_x##i.data, (L)seai_x##i.len};
#define SEAI_ALIAS_SITEMS(c, i, n, name, d, q, T)                                      \
    struct {                                                                           \
        q sea_ctype_##T *data;                                                         \
        size_t len;                                                                    \
    } name SEAI_UNUSED = {seai_n_##name.data, (size_t)seai_l_##name};
#define SEAI_PASS_STRUCTS(c, i, n, name, d, q, o, T, L, ...)                           \
    , seai_x##i.data, (L)seai_x##i.len
#define SEAI_PASS_SITEMS(c, i, n, name, ...) , seai_n_##name.data
#define SEAI_DONE_STRUCTS(c, i, n, name, d, q, o, T, ...)                              \
    SEAI_DONE_STRUCT(seai_x##i, q, T)
#define SEAI_DONE_SITEMS(c, i, n, name, d, q, T) SEAI_DONE_STRUCT(seai_n_##name, q, T)
#define SEAI_DONE_STRUCT(v, q, T)                                                      \
    if (SEAI_WRITABLE_##q && seai_ok != 0) { /* the call succeeded */                  \
        seai_structs_store(&v, SEAI_STRUCT_CLASS(T));                                  \
    }                                                                                  \
    seai_structs_end(&v);
#define SEAI_DEFVAL_STRUCTS SEAI_DEFVAL_NONE
#define SEAI_DEFVAL_SITEMS SEAI_DEFVAL_NONE

/* ---- results ---- */
#define SEAI_SUM_SFILL SEAI_SUM_OUT
#define SEAI_SUM_SOUT SEAI_SUM_OUT
#define SEAI_TYPE_SFILL SEAI_TYPE_FILL
#define SEAI_TYPE_SOUT SEAI_TYPE_OUTITEMS
#define SEAI_DECL_SFILL SEAI_DECL_FILL
#define SEAI_DECL_SOUT SEAI_DECL_OUTITEMS
#define SEAI_ALIAS_SFILL SEAI_ALIAS_FILL
#define SEAI_EXPR_SFILL(c, i, n, name, d, T)                                           \
    {                                                                                  \
        static const seai_element seai_struct = {'s', sizeof(sea_ctype_##T), #T};      \
        SEAI_NAMED(c)                                                                  \
        if (seai_fill_begin(&seai_n_##name, seai_f, #name, (long long)(d),             \
                            &seai_struct) < 0) {                                       \
            goto seai_done;                                                            \
        }                                                                              \
    }                                                                                  \
    }
#define SEAI_PASS_SFILL SEAI_PASS_FILL
#define SEAI_PASS_SOUT SEAI_PASS_OUTITEMS
#define SEAI_OUT_SFILL(c, i, n, name, d, T)                                            \
    if (seai_ok > 0 && seai_fill_check(&seai_n_##name, seai_f) < 0) {                  \
        seai_ok = -1;                                                                  \
    }                                                                                  \
    SEAI_PUSH_SEQ(0, list, T, seai_n_##name.data, seai_n_##name.used)
#define SEAI_OUT_SOUT(c, i, n, name, d, F, q, T)                                       \
    SEAI_PUSH_SEQ(0, list, T, seai_n_##name, (unsigned long long)seai_l_##name)
#define SEAI_DONE_SFILL SEAI_DONE_FILL
#define SEAI_DONE_SOUT(c, i, n, name, d, F, q, T)                                      \
    SEAI_DROP_SEQ(F, T, seai_n_##name, (unsigned long long)seai_l_##name)

/* ---- the passes that they have no part in ---- */
#define SEAI_DOC_STRUCTS SEAI_NOTHING
#define SEAI_DOC_SITEMS SEAI_NOTHING
#define SEAI_DOC_SFILL SEAI_NOTHING
#define SEAI_DOC_SOUT SEAI_NOTHING
#define SEAI_HASSELF_STRUCTS SEAI_NOTHING
#define SEAI_HASSELF_SITEMS SEAI_NOTHING
#define SEAI_HASSELF_SFILL SEAI_NOTHING
#define SEAI_HASSELF_SOUT SEAI_NOTHING
#define SEAI_EXPR_STRUCTS SEAI_NOTHING
#define SEAI_EXPR_SITEMS SEAI_NOTHING
#define SEAI_EXPR_SOUT SEAI_NOTHING
#define SEAI_AFTER_STRUCTS SEAI_NOTHING
#define SEAI_AFTER_SITEMS SEAI_NOTHING
#define SEAI_AFTER_SFILL SEAI_NOTHING
#define SEAI_AFTER_SOUT SEAI_NOTHING
#define SEAI_OUT_STRUCTS SEAI_NOTHING
#define SEAI_OUT_SITEMS SEAI_NOTHING
#define SEAI_NAME_SFILL SEAI_NOTHING
#define SEAI_NAME_SOUT SEAI_NOTHING
#define SEAI_LOAD_SFILL SEAI_NOTHING
#define SEAI_LOAD_SOUT SEAI_NOTHING
#define SEAI_ALIAS_SOUT SEAI_NOTHING
#define SEAI_DEFVAL_SFILL SEAI_NOTHING
#define SEAI_DEFVAL_SOUT SEAI_NOTHING

#endif
