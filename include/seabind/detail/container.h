/* Containers: list, tuple, set and dict of converters, as parameters and as results.
 *
 * Kinds: LIST (pointer and length, also of tuple and set), ZLIST (a pointer alone, up to a
 * NULL), DICT (keys, values, length), and OUTLIST, OUTZLIST, OUTDICT, their results.
 *     o  1: opt(...), None and NULL will do      S  list, tuple, set or zlist
 *     F  what frees the memory, or SEAI_NOTHING  q  const, or nothing
 * Every element is converted by SEAI_STORE and SEAI_CASTX; what keeps it alive (the tuple,
 * pinned buffers) lives until the call is over. */
#ifndef SEABIND_DETAIL_CONTAINER_H
#define SEABIND_DETAIL_CONTAINER_H

#include "parameter.h"

/* ---- Python to C ---- */
enum { SEAI_SEQ_list, SEAI_SEQ_tuple, SEAI_SEQ_set, SEAI_SEQ_zlist };

typedef struct seai_list {
    PyObject *tuple; /* owned: keeps the elements alive during the call */
    PyObject *pins;  /* owned, or NULL: memoryviews of the buffers of list(data) */
    void *data;      /* owned; one zeroed element more than len */
    seai_hold *held; /* owned, or NULL: room for handles among the elements */
    Py_ssize_t len;
    int kind;        /* SEAI_SEQ_... */
    seai_held temps; /* what the loaders of the elements hold */
} seai_list;
/* Takes what is in the sequence or set now, at most max, and makes room for as many elements
 * of `size` bytes.  Returns as a loader does. */
SEAI_HIDDEN const char *seai_list_begin(seai_list *list, PyObject *o, int kind,
                                        size_t size, unsigned long long max,
                                        const char *type);
/* Gives the wrapper's list of held handles room for one an element.  NULL or SEAI_RAISED. */
SEAI_HIDDEN const char *seai_list_hold(seai_list *list, seai_hold **held,
                                       seai_hold **top);
/* The index of the first element, of `size` bytes, whose handle is not open, with the exception
 * that says so; -1: all are, at this moment. */
SEAI_HIDDEN Py_ssize_t seai_list_unready(const seai_list *list, size_t size,
                                         const seai_hold *top);
/* Item i is any contiguous buffer, which cannot change its size until seai_list_end(). */
SEAI_HIDDEN const char *seai_list_pin(seai_list *list, Py_ssize_t i, sea_data *out);
/* The failure of one element becomes an exception that names its index; `none`: None would
 * have done as well. */
SEAI_COLD const char *seai_list_bad(seai_list *list, Py_ssize_t i, const char *expected,
                                    int none);
SEAI_HIDDEN void seai_list_end(seai_list *list);
/* The same for a mapping: its keys and its values, two lists of one length. */
SEAI_HIDDEN const char *seai_dict_begin(seai_list *keys, seai_list *values, PyObject *o,
                                        size_t key_size, size_t value_size,
                                        unsigned long long max, const char *type);
SEAI_COLD const char *seai_dict_bad(seai_list *keys, seai_list *values, Py_ssize_t i,
                                    bool is_key, const char *expected, int none);

/* ---- C to Python ---- */
/* A container for `len` elements at `data`, not tracked by the garbage collector until it is
 * full: new reference.  NULL data is None for opt, else NULL without an exception, unless
 * len is 0. */
SEAI_HIDDEN PyObject *seai_seq_new(int kind, const void *data, unsigned long long len,
                                   int opt);
/* Element i, or NULL when it could not be made; steals both.  Returns the container, or NULL
 * with an exception (f says whose result was NULL). */
SEAI_HIDDEN PyObject *seai_seq_put_steal(PyObject *container, size_t i, PyObject *item,
                                         const seai_function *f);
SEAI_HIDDEN PyObject *seai_seq_end_steal(PyObject *container);
SEAI_HIDDEN PyObject *seai_dict_new(const void *keys, const void *values,
                                    unsigned long long len, int opt);
SEAI_HIDDEN PyObject *seai_dict_put_steal(PyObject *dict, size_t i, PyObject *key,
                                          PyObject *value, const seai_function *f);
/* How many elements there are to drop: none of a length that C cannot mean. */
SEAI_INLINE size_t seai_seq_len(unsigned long long len)
{
    return len <= SIZE_MAX / 2 ? (size_t)len : 0;
}
SEAI_INLINE PyObject *sea_cast_data(seai_where where, sea_data v)
{
    (void)where;
    return seai_cast_bytes(v.data, v.len);
}
#define sea_ctype_data sea_data

/* ---- kinds ----
 * Behind the elements that are used there are one or two; more says SEAI_ONLY. */
#define SEAI_DICT_OF(...) SEAI_CAT(SEAI_DICT_OF_, SEAI_MORE(__VA_ARGS__))(__VA_ARGS__)
#define SEAI_DICT_OF_0(K) K, K, size_t, ~, ~, ~
#define SEAI_DICT_OF_1(...) __VA_ARGS__, size_t, ~
#define SEAI_ONLY(c, text, ...)                                                        \
    _Static_assert(SEAI_ARITY(__VA_ARGS__) < 3, "seabind: " c ": write " text);
#define SEAI_KIND_list(...) ~, LIST, (0, list, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_tuple(...) ~, LIST, (0, tuple, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_set(...) ~, LIST, (0, set, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_zlist(...) ~, ZLIST, (0, __VA_ARGS__, ~, ~)
#define SEAI_KIND_dict(...) ~, DICT, (0, SEAI_DICT_OF(__VA_ARGS__))
#define SEAI_INOPT_list(...) ~, LIST, (1, list, __VA_ARGS__, size_t, ~)
#define SEAI_INOPT_tuple(...) ~, LIST, (1, tuple, __VA_ARGS__, size_t, ~)
#define SEAI_INOPT_set(...) ~, LIST, (1, set, __VA_ARGS__, size_t, ~)
#define SEAI_INOPT_zlist(...) ~, ZLIST, (1, __VA_ARGS__, ~, ~)
#define SEAI_INOPT_dict(...) ~, DICT, (1, SEAI_DICT_OF(__VA_ARGS__))
#define SEAI_KIND_out_list(...)                                                        \
    ~, OUTLIST, (0, SEAI_NOTHING, const, list, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_out_tuple(...)                                                       \
    ~, OUTLIST, (0, SEAI_NOTHING, const, tuple, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_out_set(...)                                                         \
    ~, OUTLIST, (0, SEAI_NOTHING, const, set, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_out_zlist(...)                                                       \
    ~, OUTZLIST, (0, SEAI_NOTHING, const, __VA_ARGS__, ~, ~)
#define SEAI_KIND_out_dict(...)                                                        \
    ~, OUTDICT, (0, SEAI_NOTHING, const, SEAI_DICT_OF(__VA_ARGS__))
/* out(opt(X)) of what is no container is an OUT */
#define SEAI_KIND_out_opt(...)                                                         \
    SEAI_OUTOPT(SEAI_OUTOPT_##__VA_ARGS__, OUT, (opt(__VA_ARGS__)), ~)
#define SEAI_OUTOPT(...) SEAI_OUTOPT_(__VA_ARGS__)
#define SEAI_OUTOPT_(a, k, p, ...) ~, k, p
#define SEAI_OUTOPT_list(...)                                                          \
    ~, OUTLIST, (1, SEAI_NOTHING, const, list, __VA_ARGS__, size_t, ~)
#define SEAI_OUTOPT_tuple(...)                                                         \
    ~, OUTLIST, (1, SEAI_NOTHING, const, tuple, __VA_ARGS__, size_t, ~)
#define SEAI_OUTOPT_set(...)                                                           \
    ~, OUTLIST, (1, SEAI_NOTHING, const, set, __VA_ARGS__, size_t, ~)
#define SEAI_OUTOPT_zlist(...) ~, OUTZLIST, (1, SEAI_NOTHING, const, __VA_ARGS__, ~, ~)
#define SEAI_OUTOPT_dict(...)                                                          \
    ~, OUTDICT, (1, SEAI_NOTHING, const, SEAI_DICT_OF(__VA_ARGS__))
#define SEAI_OUTOPT_owned(...) SEAI_OUTOPT_OWN(__VA_ARGS__, free, ~)
#define SEAI_OUTOPT_OWN(...) SEAI_OUTOPT_OWN_(__VA_ARGS__)
#define SEAI_OUTOPT_OWN_(X, F, ...) SEAI_OUTOPT_OWN__(F, X, SEAI_OWNS_##X, VALUE, ~, ~)
#define SEAI_OUTOPT_OWN__(...) SEAI_OUTOPT_OWN___(__VA_ARGS__)
#define SEAI_OUTOPT_OWN___(F, X, a, k, t, ...) SEAI_OUTOPT_OWN_##k(F, X, t)
#define SEAI_OUTOPT_OWN_VALUE(F, X, t) ~, OUT, (opt(owned(X, F)))
#define SEAI_OUTOPT_OWN_LIST(F, X, t) ~, OUTLIST, (1, F, , SEAI_EXPAND t)
#define SEAI_OUTOPT_OWN_ZLIST(F, X, t) ~, OUTZLIST, (1, F, , SEAI_EXPAND t)
#define SEAI_OUTOPT_OWN_DICT(F, X, t) ~, OUTDICT, (1, F, , SEAI_EXPAND t)
#define SEAI_OWNS_list(...) ~, LIST, (list, __VA_ARGS__, size_t, ~)
#define SEAI_OWNS_tuple(...) ~, LIST, (tuple, __VA_ARGS__, size_t, ~)
#define SEAI_OWNS_set(...) ~, LIST, (set, __VA_ARGS__, size_t, ~)
#define SEAI_OWNS_zlist(...) ~, ZLIST, (__VA_ARGS__, ~, ~)
#define SEAI_OWNS_dict(...) ~, DICT, (SEAI_DICT_OF(__VA_ARGS__))
#define SEAI_KIND_OWN_LIST(F, X, t) ~, OUTLIST, (0, F, , SEAI_EXPAND t)
#define SEAI_KIND_OWN_ZLIST(F, X, t) ~, OUTZLIST, (0, F, , SEAI_EXPAND t)
#define SEAI_KIND_OWN_DICT(F, X, t) ~, OUTDICT, (0, F, , SEAI_EXPAND t)

/* ---- KNOW: elements that are containers need a converter of their own ---- */
#define SEAI_NEST(c, S, T) SEAI_NEST1(c, S, T, SEAI_NESTED_##T, SEAI_NESTED_NOT, ~, ~)
#define SEAI_NEST1(...) SEAI_NEST2(__VA_ARGS__)
#define SEAI_NEST2(c, S, T, a, k, inner, ...) SEAI_NEST_##k(c, S, T, inner)
#define SEAI_NEST_SEAI_NESTED_NOT(c, S, T, inner) SEAI_KNOWX(T)
#define SEAI_NEST_DATA(c, S, T, inner)
#define SEAI_NEST_YES(c, S, T, inner)                                                  \
    _Static_assert(0, "seabind: " c ": " #S "(" #inner                                 \
                      "(...)) needs a converter of its own: SEA_CONVERTER(...)");
#define SEAI_NESTED_list(...) ~, YES, list
#define SEAI_NESTED_tuple(...) ~, YES, tuple
#define SEAI_NESTED_set(...) ~, YES, set
#define SEAI_NESTED_zlist(...) ~, YES, zlist
#define SEAI_NESTED_dict(...) ~, YES, dict
#define SEAI_NESTED_array(...) ~, YES, array
#define SEAI_NESTED_items(...) ~, YES, items
#define SEAI_NESTED_mut(...) ~, YES, mut
#define SEAI_NESTED_data ~, DATA, ~
/* elements of no use to the passes, once that was said */
#define sea_ctype_list(...) int
#define sea_ctype_tuple(...) int
#define sea_ctype_set(...) int
#define sea_ctype_zlist(...) int
#define sea_ctype_dict(...) int
#define sea_ctype_array(...) int
#define sea_ctype_mut(...) int
#define SEAI_STORER_list(...) ~, NESTED, ()
#define SEAI_STORER_tuple(...) ~, NESTED, ()
#define SEAI_STORER_set(...) ~, NESTED, ()
#define SEAI_STORER_zlist(...) ~, NESTED, ()
#define SEAI_STORER_dict(...) ~, NESTED, ()
#define SEAI_STORER_array(...) ~, NESTED, ()
#define SEAI_STORER_mut(...) ~, NESTED, ()
#define SEAI_STORE_NESTED(...)
#define SEAI_CASTER_list(...) ~, NESTED, ()
#define SEAI_CASTER_tuple(...) ~, NESTED, ()
#define SEAI_CASTER_set(...) ~, NESTED, ()
#define SEAI_CASTER_zlist(...) ~, NESTED, ()
#define SEAI_CASTER_dict(...) ~, NESTED, ()
#define SEAI_CASTER_array(...) ~, NESTED, ()
#define SEAI_CASTX_NESTED(...) NULL
/* a container where one value is meant: a field, inout(...), an attribute */
#define SEAI_KNOWER_list(...) ~, MISPLACED, (list)
#define SEAI_KNOWER_tuple(...) ~, MISPLACED, (tuple)
#define SEAI_KNOWER_set(...) ~, MISPLACED, (set)
#define SEAI_KNOWER_zlist(...) ~, MISPLACED, (zlist)
#define SEAI_KNOWER_dict(...) ~, MISPLACED_DICT, ()
#define SEAI_KNOWX_MISPLACED(S)                                                        \
    _Static_assert(0, "seabind: " #S                                                   \
                      "(...) is a parameter or a result, no single value");
#define SEAI_KNOWX_MISPLACED_DICT(...)                                                 \
    _Static_assert(0, "seabind: dict(...) is a parameter or an out, no single value");
#define SEAI_RKIND_dict(...) ~, VALUE, (dict(__VA_ARGS__))

#define SEAI_KNOW_LIST(c, i, n, name, d, o, S, T, L, ...)                              \
    SEAI_NAMELESS_##n(c) SEAI_ONLY(c, #S "(X[, LEN])", __VA_ARGS__) SEAI_NEST(c, S, T) \
        SEAI_LOADABLE(c, T)
#define SEAI_KNOW_ZLIST(c, i, n, name, d, o, T, ...)                                   \
    SEAI_NAMELESS_##n(c) SEAI_ONLY(c, "zlist(X)", __VA_ARGS__) SEAI_NEST(c, zlist, T)  \
        SEAI_ENDS(c, T) SEAI_LOADABLE(c, T)
#define SEAI_KNOW_DICT(c, i, n, name, d, o, K, V, L, ...)                              \
    SEAI_NAMELESS_##n(c) SEAI_ONLY(c, "dict(K, V[, LEN])", __VA_ARGS__)                \
        SEAI_NEST(c, dict, K) SEAI_NEST(c, dict, V) SEAI_LOADABLE(c, K)                \
            SEAI_LOADABLE(c, V)
#define SEAI_KNOW_OUTLIST(c, i, n, name, d, o, F, q, S, T, L, ...)                     \
    SEAI_NAMELESS_##n(c) SEAI_ONLY(c, #S "(X[, LEN])", __VA_ARGS__) SEAI_NEST(c, S, T) \
        SEAI_OWNER(c, T)
#define SEAI_KNOW_OUTZLIST(c, i, n, name, d, o, F, q, T, ...)                          \
    SEAI_NAMELESS_##n(c) SEAI_ONLY(c, "zlist(X)", __VA_ARGS__) SEAI_NEST(c, zlist, T)  \
        SEAI_OWNER(c, T) SEAI_ENDS(c, T)
#define SEAI_KNOW_OUTDICT(c, i, n, name, d, o, F, q, K, V, L, ...)                     \
    SEAI_NAMELESS_##n(c) SEAI_ONLY(c, "dict(K, V[, LEN])", __VA_ARGS__)                \
        SEAI_NEST(c, dict, K) SEAI_NEST(c, dict, V) SEAI_OWNER(c, K) SEAI_OWNER(c, V)
#define SEAI_POINTERS(c, S, T)                                                         \
    _Static_assert(_Generic((sea_ctype_##T *)0,                                        \
                       const char **: 1,                                               \
                       default: sizeof(sea_ctype_##T) == sizeof(void *)),              \
                   "seabind: " c ": " #S                                               \
                   "(...) ends with NULL: its elements are pointers");
#define SEAI_ENDS(c, T)                                                                \
    SEAI_POINTERS(c, zlist, T)                                                         \
    _Static_assert(!SEAI_SECOND(SEAI_NULLABLE_##T, 0, ~),                              \
                   "seabind: " c ": zlist(opt(...)): a NULL would end the list");
#define SEAI_NULLABLE_opt(...) ~, 1

/* ---- whether elements are handles, which have to be entered ---- */
#define SEAI_HOLDS(T) SEAI_HOLDS1(SEAI_BUILTIN_##T, 0, (T), ~)
#define SEAI_HOLDS1(...) SEAI_HOLDS2(__VA_ARGS__)
#define SEAI_HOLDS2(a, b, ...) SEAI_HOLDS_##b(__VA_ARGS__)
#define SEAI_HOLDS_1(...) 0
#define SEAI_HOLDS_0(p, ...) SEAI_HOLDS3 p
#define SEAI_HOLDS3(T) SEAI_HOLDS4(SEAI_HOLDER_##T, ATOM, (T), ~)
#define SEAI_HOLDS4(...) SEAI_HOLDS5(__VA_ARGS__)
#define SEAI_HOLDS5(a, k, p, ...) SEAI_HOLDS_##k p
#define SEAI_HOLDS_ATOM(T) (SEAI_YIELDS(T) == 3)
#define SEAI_HOLDS_POINTER(T) 1
#define SEAI_HOLDS_NONE(...) 0
#define SEAI_HOLDS_OPT(...) SEAI_HOLDS6(SEAI_BUILTIN_##__VA_ARGS__, 0, (__VA_ARGS__), ~)
#define SEAI_HOLDS6(...) SEAI_HOLDS7(__VA_ARGS__)
#define SEAI_HOLDS7(a, b, ...) SEAI_HOLDS8_##b(__VA_ARGS__)
#define SEAI_HOLDS8_1(...) 0
#define SEAI_HOLDS8_0(p, ...) SEAI_HOLDS9 p
#define SEAI_HOLDS9(...) SEAI_HOLDS10(SEAI_HOLDER_##__VA_ARGS__, ATOM, (__VA_ARGS__), ~)
#define SEAI_HOLDS10(...) SEAI_HOLDS11(__VA_ARGS__)
#define SEAI_HOLDS11(a, k, p, ...) SEAI_HOLDS_##k p
/* by pointer also values: they may be views into handles */
#define SEAI_HOLDER_ref(T) ~, POINTER, (T)
#define SEAI_HOLDER_ptr(T) ~, POINTER, (T)
#define SEAI_HOLDER_owned(...) ~, NONE, ()
#define SEAI_HOLDER_opt(...) ~, OPT, (__VA_ARGS__)
#define SEAI_HOLDER_as(...) ~, NONE, ()
#define SEAI_HOLDER_c(...) ~, NONE, ()
#define SEAI_HOLDER_data ~, NONE, ()
#define SEAI_HOLDER_list(...) ~, NONE, ()
#define SEAI_HOLDER_tuple(...) ~, NONE, ()
#define SEAI_HOLDER_set(...) ~, NONE, ()
#define SEAI_HOLDER_zlist(...) ~, NONE, ()
#define SEAI_HOLDER_dict(...) ~, NONE, ()
#define SEAI_HOLDER_array(...) ~, NONE, ()
#define SEAI_HOLDER_mut(...) ~, NONE, ()

/* ---- parameters ---- */
#define SEAI_SUM_LIST SEAI_SUM_IN
#define SEAI_SUM_ZLIST SEAI_SUM_IN
#define SEAI_SUM_DICT SEAI_SUM_IN
#define SEAI_NAME_LIST SEAI_NAME_IN
#define SEAI_NAME_ZLIST SEAI_NAME_IN
#define SEAI_NAME_DICT SEAI_NAME_IN
#define SEAI_TYPE_LIST(c, i, n, name, d, o, S, T, L, ...) , sea_ctype_##T const *, L
#define SEAI_TYPE_ZLIST(c, i, n, name, d, o, T, ...) , sea_ctype_##T const *
#define SEAI_TYPE_DICT(c, i, n, name, d, o, K, V, L, ...)                              \
    , sea_ctype_##K const *, sea_ctype_##V const *, L
#define SEAI_DECL_LIST(c, i, ...)                                                      \
    seai_list seai_x##i = {NULL, NULL, NULL, NULL, 0, 0, NULL};
#define SEAI_DECL_ZLIST SEAI_DECL_LIST
#define SEAI_DECL_DICT(c, i, ...)                                                      \
    seai_list seai_x##i = {NULL, NULL, NULL, NULL, 0, 0, NULL};                        \
    seai_list seai_y##i = {NULL, NULL, NULL, NULL, 0, 0, NULL};
#define SEAI_LOAD_LIST(c, i, n, name, d, o, S, T, L, ...)                              \
    SEAI_LOAD_SEQ(i, n, o, S, T, SEAI_MAX_OF(L), #L)
#define SEAI_LOAD_ZLIST(c, i, n, name, d, o, T, ...)                                   \
    SEAI_LOAD_SEQ(i, n, o, zlist, T, SEAI_MAX_OF(size_t), NULL)
#define SEAI_LOAD_SEQ(i, n, o, S, T, max, type)                                        \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n SEAI_ARR_NONE_##o(seai_a[seai_i - 1])) {                        \
        seai_e = seai_list_begin(&seai_x##i, seai_a[seai_i - 1], SEAI_SEQ_##S,         \
                                 sizeof(sea_ctype_##T), max, type);                    \
        if (seai_e != NULL) {                                                          \
            seai_none = o;                                                             \
        }                                                                              \
        SEAI_LOAD_EACH(T, seai_x##i,                                                   \
                       seai_list_bad(&seai_x##i, seai_j, seai_e, seai_none))           \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                           \
            goto seai_fail;                                                            \
        }                                                                              \
    }
/* the elements of a list that was begun, if it was; bad is evaluated for one that fails */
#define SEAI_LOAD_EACH(T, list, bad)                                                   \
    if (SEAI_HOLDS(T) && seai_e == NULL) {                                             \
        seai_e = seai_list_hold(&list, &seai_h, &seai_top);                            \
    }                                                                                  \
    for (Py_ssize_t seai_j = 0; seai_e == NULL && seai_j < list.len; seai_j++) {       \
        SEAI_LOAD_ONE(T, list)                                                         \
        if (SEAI_HOLDS(T) && seai_e != NULL && SEAI_IS_VIEWED(seai_e)) {               \
            seai_e = seai_load_view(PyTuple_GET_ITEM(list.tuple, seai_j),              \
                                    (sea_ctype_##T *)list.data + seai_j, &seai_top,    \
                                    seai_e);                                           \
            seai_none = 0;                                                             \
        }                                                                              \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                           \
            seai_e = bad;                                                              \
            seai_none = 0;                                                             \
        }                                                                              \
    }                                                                                  \
    if (SEAI_HOLDS(T) && seai_e == NULL) {                                             \
        const Py_ssize_t seai_j =                                                      \
            seai_list_unready(&list, sizeof(sea_ctype_##T), seai_top);                 \
        if (SEAI_UNLIKELY(seai_j >= 0)) {                                              \
            seai_e = SEAI_REFUSED;                                                     \
            seai_e = bad;                                                              \
        }                                                                              \
    }
#define SEAI_LOAD_ONE(T, list)                                                         \
    SEAI_CAT(SEAI_LOAD_ONE_, SEAI_SECOND(SEAI_IS_DATA_##T, 0, ~))(T, list)
#define SEAI_IS_DATA_data ~, 1
#define SEAI_LOAD_ONE_0(T, list)                                                       \
    SEAI_STORE(T, PyTuple_GET_ITEM(list.tuple, seai_j),                                \
               (sea_ctype_##T *)list.data + seai_j,                                    \
               SEAI_INSIDE(SEAI_HELD_ELEMENT_, T, list))
#define SEAI_LOAD_ONE_1(T, list)                                                       \
    seai_e = seai_list_pin(&list, seai_j, (sea_data *)list.data + seai_j);
#define SEAI_LOAD_DICT(c, i, n, name, d, o, K, V, L, ...)                              \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n SEAI_ARR_NONE_##o(seai_a[seai_i - 1])) {                        \
        seai_e = seai_dict_begin(&seai_x##i, &seai_y##i, seai_a[seai_i - 1],           \
                                 sizeof(sea_ctype_##K), sizeof(sea_ctype_##V),         \
                                 SEAI_MAX_OF(L), #L);                                  \
        if (seai_e != NULL) {                                                          \
            seai_none = o;                                                             \
        }                                                                              \
        SEAI_LOAD_EACH(                                                                \
            K, seai_x##i,                                                              \
            seai_dict_bad(&seai_x##i, &seai_y##i, seai_j, true, seai_e, seai_none))    \
        SEAI_LOAD_EACH(                                                                \
            V, seai_y##i,                                                              \
            seai_dict_bad(&seai_x##i, &seai_y##i, seai_j, false, seai_e, seai_none))   \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                           \
            goto seai_fail;                                                            \
        }                                                                              \
    }
#define SEAI_ALIAS_LIST(c, i, n, name, d, o, S, T, L, ...)                             \
    struct {                                                                           \
        sea_ctype_##T const *data;                                                     \
        L len;                                                                         \
    } name SEAI_UNUSED = {seai_x##i.data, (L)seai_x##i.len};
#define SEAI_ALIAS_ZLIST(c, i, n, name, d, o, T, ...)                                  \
    SEAI_ALIAS_LIST(c, i, n, name, d, o, zlist, T, size_t, ~)
#define SEAI_ALIAS_DICT(c, i, n, name, d, o, K, V, L, ...)                             \
    struct {                                                                           \
        sea_ctype_##K const *keys;                                                     \
        sea_ctype_##V const *values;                                                   \
        L len;                                                                         \
    } name SEAI_UNUSED = {seai_x##i.data, seai_y##i.data, (L)seai_x##i.len};
#define SEAI_PASS_LIST(c, i, n, name, d, o, S, T, L, ...)                              \
    , seai_x##i.data, (L)seai_x##i.len
#define SEAI_PASS_ZLIST(c, i, ...) , seai_x##i.data
#define SEAI_PASS_DICT(c, i, n, name, d, o, K, V, L, ...)                              \
    , seai_x##i.data, seai_y##i.data, (L)seai_x##i.len
#define SEAI_DONE_LIST(c, i, n, name, d, o, S, T, ...)                                 \
    SEAI_INSIDE(SEAI_HELD_END_, T, seai_x##i) seai_list_end(&seai_x##i);
#define SEAI_DONE_ZLIST(c, i, n, name, d, o, T, ...)                                   \
    SEAI_DONE_LIST(c, i, n, name, d, o, zlist, T, ~)
#define SEAI_DONE_DICT(c, i, n, name, d, o, K, V, ...)                                 \
    SEAI_INSIDE(SEAI_HELD_END_, K, seai_x##i) seai_list_end(&seai_x##i);               \
    SEAI_INSIDE(SEAI_HELD_END_, V, seai_y##i) seai_list_end(&seai_y##i);
#define SEAI_DEFVAL_LIST SEAI_DEFVAL_NONE
#define SEAI_DEFVAL_ZLIST SEAI_DEFVAL_NONE
#define SEAI_DEFVAL_DICT SEAI_DEFVAL_NONE

/* ---- results ---- */
/* an element as an lvalue: a cast that takes ownership empties it */
#define SEAI_ELEMENT(T, data) (((sea_ctype_##T *)(uintptr_t)(data))[seai_j])
#define SEAI_PUSH_SEQ(o, S, T, data, len)                                              \
    if (seai_ok > 0) {                                                                 \
        PyObject *seai_q = seai_seq_new(SEAI_SEQ_##S, data, len, o);                   \
        for (size_t seai_j = 0;                                                        \
             seai_q != NULL && (data) != NULL && seai_j < (size_t)(len); seai_j++) {   \
            seai_q = seai_seq_put_steal(                                               \
                seai_q, seai_j, SEAI_CASTX(T, seai_w, SEAI_ELEMENT(T, data)), seai_f); \
        }                                                                              \
        SEAI_PUSH(seai_seq_end_steal(seai_q))                                          \
    }
#define SEAI_DROP_SEQ(F, T, data, len)                                                 \
    if ((data) != NULL) {                                                              \
        for (size_t seai_j = 0; seai_j < seai_seq_len(len); seai_j++) {                \
            SEAI_DROPX(T, SEAI_ELEMENT(T, data))                                       \
        }                                                                              \
        F(data);                                                                       \
    }
#define SEAI_COUNT_ZLIST(data)                                                         \
    if ((data) != NULL) {                                                              \
        while ((data)[seai_z] != 0) {                                                  \
            seai_z++;                                                                  \
        }                                                                              \
    }
#define SEAI_SUM_OUTLIST SEAI_SUM_OUT
#define SEAI_SUM_OUTZLIST SEAI_SUM_OUT
#define SEAI_SUM_OUTDICT SEAI_SUM_OUT
#define SEAI_TYPE_OUTLIST(c, i, n, name, d, o, F, q, S, T, L, ...)                     \
    , sea_ctype_##T q **, L *
#define SEAI_TYPE_OUTZLIST(c, i, n, name, d, o, F, q, T, ...) , sea_ctype_##T q **
#define SEAI_TYPE_OUTDICT(c, i, n, name, d, o, F, q, K, V, L, ...)                     \
    , sea_ctype_##K q **, sea_ctype_##V q **, L *
#define SEAI_DECL_OUTLIST(c, i, n, name, d, o, F, q, S, T, L, ...)                     \
    sea_ctype_##T q *seai_x##i = NULL;                                                 \
    L seai_l##i = 0;
#define SEAI_DECL_OUTZLIST(c, i, n, name, d, o, F, q, T, ...)                          \
    sea_ctype_##T q *seai_x##i = NULL;
#define SEAI_DECL_OUTDICT(c, i, n, name, d, o, F, q, K, V, L, ...)                     \
    sea_ctype_##K q *seai_x##i = NULL;                                                 \
    sea_ctype_##V q *seai_y##i = NULL;                                                 \
    L seai_l##i = 0;
#define SEAI_PASS_OUTLIST SEAI_PASS_OUTARR
#define SEAI_PASS_OUTZLIST SEAI_PASS_OUT
#define SEAI_PASS_OUTDICT(c, i, ...) , &seai_x##i, &seai_y##i, &seai_l##i
#define SEAI_OUT_OUTLIST(c, i, n, name, d, o, F, q, S, T, L, ...)                      \
    SEAI_PUSH_SEQ(o, S, T, seai_x##i, (unsigned long long)seai_l##i)
#define SEAI_OUT_OUTZLIST(c, i, n, name, d, o, F, q, T, ...)                           \
    {                                                                                  \
        size_t seai_z = 0;                                                             \
        SEAI_COUNT_ZLIST(seai_x##i)                                                    \
        SEAI_PUSH_SEQ(o, zlist, T, seai_x##i, seai_z)                                  \
    }
#define SEAI_OUT_OUTDICT(c, i, n, name, d, o, F, q, K, V, L, ...)                      \
    if (seai_ok > 0) {                                                                 \
        PyObject *seai_q =                                                             \
            seai_dict_new(seai_x##i, seai_y##i, (unsigned long long)seai_l##i, o);     \
        for (size_t seai_j = 0; seai_q != NULL && seai_x##i != NULL &&                 \
                                seai_y##i != NULL && seai_j < (size_t)seai_l##i;       \
             seai_j++) {                                                               \
            PyObject *seai_key = SEAI_CASTX(K, seai_w, SEAI_ELEMENT(K, seai_x##i));    \
            PyObject *seai_value =                                                     \
                seai_key == NULL ? NULL                                                \
                                 : SEAI_CASTX(V, seai_w, SEAI_ELEMENT(V, seai_y##i));  \
            seai_q =                                                                   \
                seai_dict_put_steal(seai_q, seai_j, seai_key, seai_value, seai_f);     \
        }                                                                              \
        SEAI_PUSH(seai_q)                                                              \
    }
#define SEAI_DONE_OUTLIST(c, i, n, name, d, o, F, q, S, T, L, ...)                     \
    SEAI_DROP_SEQ(F, T, seai_x##i, (unsigned long long)seai_l##i)
#define SEAI_DONE_OUTZLIST(c, i, n, name, d, o, F, q, T, ...)                          \
    {                                                                                  \
        size_t seai_z = 0;                                                             \
        SEAI_COUNT_ZLIST(seai_x##i)                                                    \
        SEAI_DROP_SEQ(F, T, seai_x##i, seai_z)                                         \
    }
#define SEAI_DONE_OUTDICT(c, i, n, name, d, o, F, q, K, V, L, ...)                     \
    SEAI_DROP_SEQ(F, K, seai_x##i, (unsigned long long)seai_l##i)                      \
    SEAI_DROP_SEQ(F, V, seai_y##i, (unsigned long long)seai_l##i)

/* ---- the result of a function: LIST and ZLIST, (o, F, q, S, T) ----
 * The length of a LIST comes from (out(len(L)), result). */
#define SEAI_RKIND_list(...) ~, LIST, (0, SEAI_NOTHING, const, list, __VA_ARGS__, ~, ~)
#define SEAI_RKIND_tuple(...)                                                          \
    ~, LIST, (0, SEAI_NOTHING, const, tuple, __VA_ARGS__, ~, ~)
#define SEAI_RKIND_set(...) ~, LIST, (0, SEAI_NOTHING, const, set, __VA_ARGS__, ~, ~)
#define SEAI_RKIND_zlist(...)                                                          \
    ~, ZLIST, (0, SEAI_NOTHING, const, zlist, __VA_ARGS__, ~, ~)
#define SEAI_RKIND_OPT_list(...)                                                       \
    ~, LIST, (1, SEAI_NOTHING, const, list, __VA_ARGS__, ~, ~)
#define SEAI_RKIND_OPT_tuple(...)                                                      \
    ~, LIST, (1, SEAI_NOTHING, const, tuple, __VA_ARGS__, ~, ~)
#define SEAI_RKIND_OPT_set(...)                                                        \
    ~, LIST, (1, SEAI_NOTHING, const, set, __VA_ARGS__, ~, ~)
#define SEAI_RKIND_OPT_zlist(...)                                                      \
    ~, ZLIST, (1, SEAI_NOTHING, const, zlist, __VA_ARGS__, ~, ~)
#define SEAI_RKIND_OPT_owned(...) SEAI_ROPT_OWN(__VA_ARGS__, free, ~)
#define SEAI_ROPT_OWN(...) SEAI_ROPT_OWN_(__VA_ARGS__)
#define SEAI_ROPT_OWN_(X, F, ...) SEAI_ROPT_OWN__(F, X, SEAI_OWNS_##X, VALUE, ~, ~)
#define SEAI_ROPT_OWN__(...) SEAI_ROPT_OWN___(__VA_ARGS__)
#define SEAI_ROPT_OWN___(F, X, a, k, t, ...) SEAI_ROPT_OWN_##k(F, X, t)
#define SEAI_ROPT_OWN_VALUE(F, X, t) ~, VALUE, (opt(owned(X, F)))
#define SEAI_ROPT_OWN_LIST(F, X, t) ~, LIST, (1, F, , SEAI_EXPAND t)
#define SEAI_ROPT_OWN_ZLIST(F, X, t) ~, ZLIST, (1, F, , zlist, SEAI_EXPAND t)
#define SEAI_RKIND_OWNED_LIST(F, X, t) ~, LIST, (0, F, , SEAI_EXPAND t)
#define SEAI_RKIND_OWNED_ZLIST(F, X, t) ~, ZLIST, (0, F, , zlist, SEAI_EXPAND t)

#define SEAI_RKIND_data ~, VALUE, (data) /* as an element */

#define SEAI_RTYPE_LIST(o, F, q, S, T, ...) sea_ctype_##T q *
#define SEAI_RTYPE_ZLIST SEAI_RTYPE_LIST
#define SEAI_RYIELDS_LIST(...) 1
#define SEAI_RYIELDS_ZLIST(...) 1
#define SEAI_RKNOW_LIST(c, o, F, q, S, T, ...)                                         \
    SEAI_ONLY(c, #S "(X)", __VA_ARGS__) SEAI_NEST(c, S, T) SEAI_OWNER(c, T)
#define SEAI_RKNOW_ZLIST(c, o, F, q, S, T, ...)                                        \
    SEAI_RKNOW_LIST(c, o, F, q, S, T, __VA_ARGS__) SEAI_ENDS(c, T)
#define SEAI_RSIZED_LIST(...) 1
#define SEAI_RSIZED_ZLIST(...) 0
#define SEAI_RDECL_LIST(...)
#define SEAI_RDECL_ZLIST(...)
#define SEAI_RSET_LIST(o, F, q, S, T, ...) sea_ctype_##T q *seai_it =
#define SEAI_RSET_ZLIST SEAI_RSET_LIST
#define SEAI_RJUDGE_LIST(...)
#define SEAI_RJUDGE_ZLIST(...)
#define SEAI_RCONTEXT_LIST(...)
#define SEAI_RCONTEXT_ZLIST(...)
#define SEAI_RRAISE_LIST(...)
#define SEAI_RRAISE_ZLIST(...)
#define SEAI_RLENGTH_LIST(...)
#define SEAI_RLENGTH_ZLIST(...)
#define SEAI_RPUSH_LIST(o, F, q, S, T, ...)                                            \
    SEAI_PUSH_SEQ(o, S, T, seai_it, (unsigned long long)seai_l_result)
#define SEAI_RPUSH_ZLIST(o, F, q, S, T, ...)                                           \
    size_t seai_z = 0;                                                                 \
    SEAI_COUNT_ZLIST(seai_it)                                                          \
    SEAI_PUSH_SEQ(o, zlist, T, seai_it, seai_z)
#define SEAI_RDROP_LIST(o, F, q, S, T, ...)                                            \
    SEAI_DROP_SEQ(F, T, seai_it, (unsigned long long)seai_l_result)
#define SEAI_RDROP_ZLIST(o, F, q, S, T, ...)                                           \
    size_t seai_zdrop = 0;                                                             \
    if (seai_it != NULL) {                                                             \
        while (seai_it[seai_zdrop] != 0) {                                             \
            seai_zdrop++;                                                              \
        }                                                                              \
    }                                                                                  \
    SEAI_DROP_SEQ(F, T, seai_it, seai_zdrop)

/* ---- the passes that they have no part in ---- */
#define SEAI_DOC_ZLIST SEAI_NOTHING
#define SEAI_HASSELF_ZLIST SEAI_NOTHING
#define SEAI_EXPR_ZLIST SEAI_NOTHING
#define SEAI_OUT_ZLIST SEAI_NOTHING
#define SEAI_AFTER_ZLIST SEAI_NOTHING
#define SEAI_DOC_DICT SEAI_NOTHING
#define SEAI_HASSELF_DICT SEAI_NOTHING
#define SEAI_EXPR_DICT SEAI_NOTHING
#define SEAI_OUT_DICT SEAI_NOTHING
#define SEAI_AFTER_DICT SEAI_NOTHING
#define SEAI_NAME_OUTLIST SEAI_NOTHING
#define SEAI_DOC_OUTLIST SEAI_NOTHING
#define SEAI_HASSELF_OUTLIST SEAI_NOTHING
#define SEAI_LOAD_OUTLIST SEAI_NOTHING
#define SEAI_EXPR_OUTLIST SEAI_NOTHING
#define SEAI_ALIAS_OUTLIST SEAI_NOTHING
#define SEAI_AFTER_OUTLIST SEAI_NOTHING
#define SEAI_DEFVAL_OUTLIST SEAI_NOTHING
#define SEAI_NAME_OUTZLIST SEAI_NOTHING
#define SEAI_DOC_OUTZLIST SEAI_NOTHING
#define SEAI_HASSELF_OUTZLIST SEAI_NOTHING
#define SEAI_LOAD_OUTZLIST SEAI_NOTHING
#define SEAI_EXPR_OUTZLIST SEAI_NOTHING
#define SEAI_ALIAS_OUTZLIST SEAI_NOTHING
#define SEAI_AFTER_OUTZLIST SEAI_NOTHING
#define SEAI_DEFVAL_OUTZLIST SEAI_NOTHING
#define SEAI_NAME_OUTDICT SEAI_NOTHING
#define SEAI_DOC_OUTDICT SEAI_NOTHING
#define SEAI_HASSELF_OUTDICT SEAI_NOTHING
#define SEAI_LOAD_OUTDICT SEAI_NOTHING
#define SEAI_EXPR_OUTDICT SEAI_NOTHING
#define SEAI_ALIAS_OUTDICT SEAI_NOTHING
#define SEAI_AFTER_OUTDICT SEAI_NOTHING
#define SEAI_DEFVAL_OUTDICT SEAI_NOTHING

#endif
