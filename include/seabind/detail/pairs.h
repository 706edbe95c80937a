/* pairs(T): an array of alternating keys and values up to a NULL key, and a dict in Python.
 *
 * As a parameter it is one list (PAIRS) of twice as many elements, whose zeroed last one ends
 * it.  Results (OUTPAIRS, and PAIRS of a function) end at the first NULL key and are read no
 * further than a NULL value that is refused; so their elements cannot be owned. */
#ifndef SEABIND_DETAIL_PAIRS_H
#define SEABIND_DETAIL_PAIRS_H

#include "container.h"

/* Takes the keys and values that are in the mapping now, in turns, and makes room for as many
 * elements of `size` bytes.  Returns as a loader does. */
SEAI_HIDDEN const char *seai_pairs_begin(seai_list *list, PyObject *o, size_t size);
/* The failure of element i becomes an exception that names its key. */
SEAI_COLD const char *seai_pairs_bad(const seai_list *list, Py_ssize_t i,
                                     const char *expected, int none);
/* NULL, or as seai_pairs_bad(): a key is NULL, where C would stop. */
SEAI_HIDDEN const char *seai_pairs_whole(const seai_list *list);

/* ---- kinds ---- */
#define SEAI_KIND_pairs(...) ~, PAIRS, (0, __VA_ARGS__, ~, ~)
#define SEAI_INOPT_pairs(...) ~, PAIRS, (1, __VA_ARGS__, ~, ~)
#define SEAI_KIND_out_pairs(...)                                                       \
    ~, OUTPAIRS, (0, SEAI_NOTHING, const, __VA_ARGS__, ~, ~)
#define SEAI_OUTOPT_pairs(...) ~, OUTPAIRS, (1, SEAI_NOTHING, const, __VA_ARGS__, ~, ~)
#define SEAI_OWNS_pairs(...) ~, PAIRS, (__VA_ARGS__, ~, ~)
#define SEAI_KIND_OWN_PAIRS(F, X, t) ~, OUTPAIRS, (0, F, , SEAI_EXPAND t)
#define SEAI_OUTOPT_OWN_PAIRS(F, X, t) ~, OUTPAIRS, (1, F, , SEAI_EXPAND t)
#define SEAI_RKIND_pairs(...) ~, PAIRS, (0, SEAI_NOTHING, const, __VA_ARGS__, ~, ~)
#define SEAI_RKIND_OPT_pairs(...) ~, PAIRS, (1, SEAI_NOTHING, const, __VA_ARGS__, ~, ~)
#define SEAI_RKIND_OWNED_PAIRS(F, X, t) ~, PAIRS, (0, F, , SEAI_EXPAND t)
#define SEAI_ROPT_OWN_PAIRS(F, X, t) ~, PAIRS, (1, F, , SEAI_EXPAND t)

/* where no container can be */
#define SEAI_NESTED_pairs(...) ~, YES, pairs
#define sea_ctype_pairs(...) int
#define SEAI_STORER_pairs(...) ~, NESTED, ()
#define SEAI_CASTER_pairs(...) ~, NESTED, ()
#define SEAI_KNOWER_pairs(...) ~, MISPLACED, (pairs)
#define SEAI_HOLDER_pairs(...) ~, NONE, ()

#define SEAI_KNOW_PAIRS(c, i, n, name, d, o, T, ...)                                   \
    SEAI_NAMELESS_##n(c) SEAI_ONLY(c, "pairs(X)", __VA_ARGS__) SEAI_NEST(c, pairs, T)  \
        SEAI_POINTERS(c, pairs, T) SEAI_LOADABLE(c, T)
#define SEAI_KNOW_OUTPAIRS(c, i, n, name, d, o, F, q, ...)                             \
    SEAI_NAMELESS_##n(c) SEAI_KNOW_GIVEN_PAIRS(c, __VA_ARGS__)
#define SEAI_KNOW_GIVEN_PAIRS(c, T, ...)                                               \
    SEAI_ONLY(c, "pairs(X)", __VA_ARGS__)                                              \
    SEAI_NEST(c, pairs, T)                                                             \
    SEAI_OWNER(c, T)                                                                   \
    SEAI_POINTERS(c, pairs, T)                                                         \
    SEAI_CAT(SEAI_PAIRS_OF_, SEAI_SECOND(SEAI_DROPPER_##T, NOTHING, ~))(c, T)
#define SEAI_PAIRS_OF_NOTHING(c, T)
#define SEAI_PAIRS_OF_PLAIN(c, T)                                                      \
    _Static_assert(0, "seabind: " c ": pairs(" #T                                      \
                      "): write owned(pairs(...), fn), where fn frees all of it");
#define SEAI_PAIRS_OF_OWN SEAI_PAIRS_OF_PLAIN

/* ---- parameters ---- */
#define SEAI_SUM_PAIRS SEAI_SUM_IN
#define SEAI_NAME_PAIRS SEAI_NAME_IN
#define SEAI_TYPE_PAIRS SEAI_TYPE_ZLIST
#define SEAI_DECL_PAIRS SEAI_DECL_LIST
#define SEAI_LOAD_PAIRS(c, i, n, name, d, o, T, ...)                                   \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n SEAI_ARR_NONE_##o(seai_a[seai_i - 1])) {                        \
        seai_e =                                                                       \
            seai_pairs_begin(&seai_x##i, seai_a[seai_i - 1], sizeof(sea_ctype_##T));   \
        if (seai_e != NULL) {                                                          \
            seai_none = o;                                                             \
        }                                                                              \
        SEAI_LOAD_EACH(T, seai_x##i,                                                   \
                       seai_pairs_bad(&seai_x##i, seai_j, seai_e, seai_none))          \
        if (seai_e == NULL) {                                                          \
            seai_e = seai_pairs_whole(&seai_x##i);                                     \
        }                                                                              \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                           \
            goto seai_fail;                                                            \
        }                                                                              \
    }
#define SEAI_ALIAS_PAIRS SEAI_ALIAS_ZLIST
#define SEAI_PASS_PAIRS SEAI_PASS_ZLIST
#define SEAI_DONE_PAIRS SEAI_DONE_ZLIST
#define SEAI_DEFVAL_PAIRS SEAI_DEFVAL_NONE

/* ---- results ---- */
#define SEAI_PUSH_PAIRS(o, T, data)                                                    \
    if (seai_ok > 0) {                                                                 \
        PyObject *seai_q = seai_dict_new(data, data, 1, o);                            \
        for (size_t seai_j = 0;                                                        \
             seai_q != NULL && (data) != NULL && (data)[seai_j] != 0; seai_j++) {      \
            PyObject *seai_key = SEAI_CASTX(T, seai_w, SEAI_ELEMENT(T, data)),         \
                     *seai_value = NULL;                                               \
            seai_j++;                                                                  \
            if (seai_key != NULL) {                                                    \
                seai_value = SEAI_CASTX(T, seai_w, SEAI_ELEMENT(T, data));             \
            }                                                                          \
            seai_q =                                                                   \
                seai_dict_put_steal(seai_q, seai_j / 2, seai_key, seai_value, seai_f); \
        }                                                                              \
        SEAI_PUSH(seai_q)                                                              \
    }
#define SEAI_DROP_PAIRS(F, data)                                                       \
    if ((data) != NULL) {                                                              \
        F(data);                                                                       \
    }
#define SEAI_SUM_OUTPAIRS SEAI_SUM_OUT
#define SEAI_TYPE_OUTPAIRS SEAI_TYPE_OUTZLIST
#define SEAI_DECL_OUTPAIRS SEAI_DECL_OUTZLIST
#define SEAI_PASS_OUTPAIRS SEAI_PASS_OUT
#define SEAI_OUT_OUTPAIRS(c, i, n, name, d, o, F, q, T, ...)                           \
    SEAI_PUSH_PAIRS(o, T, seai_x##i)
#define SEAI_DONE_OUTPAIRS(c, i, n, name, d, o, F, q, T, ...)                          \
    SEAI_DROP_PAIRS(F, seai_x##i)

/* ---- the result of a function, (o, F, q, T) ---- */
#define SEAI_RTYPE_PAIRS(o, F, q, T, ...) sea_ctype_##T q *
#define SEAI_RYIELDS_PAIRS(...) 1
#define SEAI_RKNOW_PAIRS(c, o, F, q, ...) SEAI_KNOW_GIVEN_PAIRS(c, __VA_ARGS__)
#define SEAI_RSIZED_PAIRS(...) 0
#define SEAI_RDECL_PAIRS(...)
#define SEAI_RSET_PAIRS(o, F, q, T, ...) sea_ctype_##T q *seai_it =
#define SEAI_RJUDGE_PAIRS(...)
#define SEAI_RCONTEXT_PAIRS(...)
#define SEAI_RRAISE_PAIRS(...)
#define SEAI_RLENGTH_PAIRS(...)
#define SEAI_RPUSH_PAIRS(o, F, q, T, ...) SEAI_PUSH_PAIRS(o, T, seai_it)
#define SEAI_RDROP_PAIRS(o, F, q, T, ...) SEAI_DROP_PAIRS(F, seai_it)

/* ---- the passes that they have no part in ---- */
#define SEAI_DOC_PAIRS SEAI_NOTHING
#define SEAI_HASSELF_PAIRS SEAI_NOTHING
#define SEAI_EXPR_PAIRS SEAI_NOTHING
#define SEAI_OUT_PAIRS SEAI_NOTHING
#define SEAI_AFTER_PAIRS SEAI_NOTHING
#define SEAI_NAME_OUTPAIRS SEAI_NOTHING
#define SEAI_DOC_OUTPAIRS SEAI_NOTHING
#define SEAI_HASSELF_OUTPAIRS SEAI_NOTHING
#define SEAI_LOAD_OUTPAIRS SEAI_NOTHING
#define SEAI_EXPR_OUTPAIRS SEAI_NOTHING
#define SEAI_ALIAS_OUTPAIRS SEAI_NOTHING
#define SEAI_AFTER_OUTPAIRS SEAI_NOTHING
#define SEAI_DEFVAL_OUTPAIRS SEAI_NOTHING

#endif
