/* What a converter holds until the call is over: values that its loader made.
 *
 * What a name can do, seai_context_NAME says by its length (status.h): no table, no look-up.
 * A converter of SEAI_LISTS gets the list of its parameter as the third argument of its
 * loader; the wrapper has one, and releases it at its end.  What does not hold pays
 * nothing. */
#ifndef SEABIND_DETAIL_HELD_H
#define SEABIND_DETAIL_HELD_H

#include "known.h"

typedef struct seai_temp *seai_held; /* a list, the newest first; NULL: empty */

enum {
    SEAI_LISTS = 1,    /* its loader takes a seai_held * */
    SEAI_RELEASES = 2, /* and puts something there */
    SEAI_NO_LOAD = 4,  /* it makes results only */
    SEAI_NO_CAST = 8,  /* it takes parameters only */
    SEAI_DROPS = 16,   /* its cast releases when `where` is seai_dropping */
    SEAI_LENDS = 32    /* what it loads points into the object */
};
#define SEAI_CAN(X, way) ((sizeof(seai_context_##X) / sizeof(void *) / 4 & (way)) != 0)

/* Puts a copy of the value on the list, which releases it by release(&copy).  NULL, or
 * SEAI_RAISED with MemoryError after releasing it at once. */
SEAI_HIDDEN const char *seai_hold_value(seai_held *held, const void *value, size_t size,
                                        void (*release)(void *value));
/* Releases all of the list, the newest first.  An exception in flight is kept. */
SEAI_COLD void seai_held_release(seai_held *held);

/* 1 for a name that is neither built in nor made of other converters */
#define SEAI_ATOM(conv)                                                                \
    SEAI_CAT(SEAI_ATOM_, SEAI_SECOND(SEAI_BUILTIN_##conv, 0, ~))(conv)
#define SEAI_ATOM_1(...) 0
#define SEAI_ATOM_0(...) SEAI_ATOM0(__VA_ARGS__, ~)
#define SEAI_ATOM0(conv, ...)                                                          \
    SEAI_ATOM1(                                                                        \
        SEAI_SECOND(SEAI_KNOWER_##conv, SEAI_SECOND(SEAI_NO_ATOM_##conv, ATOM, ~), ~))
#define SEAI_NO_ATOM_none ~, NO /* what is no converter of one value */
#define SEAI_NO_ATOM_data ~, NO
#define SEAI_NO_ATOM_array(...) ~, NO
#define SEAI_NO_ATOM_items(...) ~, NO
#define SEAI_NO_ATOM_mut(...) ~, NO
#define SEAI_NO_ATOM_chars ~, NO /* and chars(N) */
#define SEAI_ATOM1(k) SEAI_ATOM2(k)
#define SEAI_ATOM2(k) SEAI_SECOND(SEAI_ATOM_IS_##k, 0, ~)
#define SEAI_ATOM_IS_ATOM ~, 1

/* SEAI_INSIDE(OP, conv, ...): OP##1(X, ...) where conv is a name X, also inside opt and as;
 * else OP##0(conv, ...) */
#define SEAI_INSIDE(op, conv, ...)                                                     \
    SEAI_INSIDE1(op, SEAI_SECOND(SEAI_INSIDE_##conv, conv, ~), __VA_ARGS__)
#define SEAI_INSIDE1(...) SEAI_INSIDE2(__VA_ARGS__)
#define SEAI_INSIDE2(op, conv, ...)                                                    \
    SEAI_INSIDE3(op, SEAI_SECOND(SEAI_INSIDE_##conv, conv, ~), __VA_ARGS__)
#define SEAI_INSIDE3(...) SEAI_INSIDE4(__VA_ARGS__)
#define SEAI_INSIDE4(op, X, ...) SEAI_CAT(op, SEAI_ATOM(X))(X, __VA_ARGS__)
#define SEAI_INSIDE_opt(...) ~, __VA_ARGS__
#define SEAI_INSIDE_as(X, ...) ~, X

/* the list of parameter i: its declaration, as the third argument of the loader, its end */
#define SEAI_HELD_DECL_0(conv, i)
#define SEAI_HELD_DECL_1(conv, i) seai_held seai_t##i SEAI_UNUSED = NULL;
/* the third argument of the loader */
#define SEAI_HELD_TOP_0(conv, i) &seai_top
#define SEAI_HELD_TOP_1(X, i)                                                          \
    (SEAI_CAN(X, SEAI_LISTS) ? (seai_hold **)(void *)&seai_t##i : &seai_top)
/* the same for an element of a container */
#define SEAI_HELD_ELEMENT_0(T, list) (SEAI_HOLDS(T) ? &seai_top : NULL)
#define SEAI_HELD_ELEMENT_1(X, list)                                                   \
    (SEAI_CAN(X, SEAI_LISTS) ? (seai_hold **)(void *)&list.temps                       \
     : SEAI_HOLDS(X)         ? &seai_top                                               \
                             : NULL)
#define SEAI_HELD_END_0(T, list)
#define SEAI_HELD_END_1(X, list)                                                       \
    if (SEAI_CAN(X, SEAI_RELEASES) && list.temps != NULL) {                            \
        seai_held_release(&list.temps);                                                \
    }
#define SEAI_HELD_DONE_0(conv, i)
#define SEAI_HELD_DONE_1(X, i)                                                         \
    if (SEAI_CAN(X, SEAI_RELEASES) && seai_t##i != NULL) {                             \
        seai_held_release(&seai_t##i);                                                 \
    }

/* ---- dropping ----
 * A result after it was cast, what an out has after the call.  When C was not called, or its
 * status says that it failed, only a pointer is known to be a value or none. */
SEAI_HIDDEN extern const seai_class seai_dropping;
SEAI_INLINE int seai_is_null(const void *value)
{
    void *p;
    memcpy(&p, value, sizeof p);
    return p == NULL;
}
#define SEAI_DROP_0(conv, v, called)
#define SEAI_DROP_1(X, v, called)                                                      \
    if (SEAI_CAN(X, SEAI_DROPS) &&                                                     \
        (SEAI_IS_POINTER(v) ? !seai_is_null(&(v)) : (called))) {                       \
        (void)sea_cast_##X((seai_where){NULL, &seai_dropping}, v);                     \
    }

/* ---- converters of one direction ---- */
#define SEAI_LOADABLE(c, conv) SEAI_INSIDE(SEAI_LOADABLE_, conv, c)
#define SEAI_LOADABLE_0(...)
#define SEAI_LOADABLE_1(X, c)                                                          \
    _Static_assert(!SEAI_CAN(X, SEAI_NO_LOAD),                                         \
                   "seabind: " c ": the converter " SEAI_STR(                          \
                       X) " has no (load, ...): it makes results only");
#define SEAI_CASTABLE(X, c)                                                            \
    _Static_assert(!SEAI_CAN(X, SEAI_NO_CAST),                                         \
                   "seabind: " c ": the converter " SEAI_STR(                          \
                       X) " has no (cast, ...): it takes parameters only");

#if defined(__GNUC__) || defined(__clang__)
#    define SEAI_IS_POINTER(e) (__builtin_classify_type(e) == 5)
#    define SEAI_MAY_POINT SEAI_IS_POINTER
#else
#    define SEAI_IS_POINTER(e) 0
#    define SEAI_MAY_POINT(e) 1
#endif

/* ---- fields ----
 * A handle in a struct is an object that Python knows, or else has no owner. */
#define SEAI_IN_FIELD(c, conv) SEAI_INSIDE(SEAI_IN_FIELD_, conv, c)
#define SEAI_IN_FIELD_0(...)
#define SEAI_IN_FIELD_1(X, c)                                                          \
    _Static_assert(SEAI_YIELDS(X) != 3,                                                \
                   "seabind: " c ": a handle in a field: write ptr(" SEAI_STR(X) ")"); \
    SEAI_CASTABLE(X, c)
/* Nobody would own what Python assigns, where the loader holds it or the value points to
 * it; a field that cannot be loaded is read-only as well. */
#define SEAI_UNASSIGNABLE(conv) SEAI_INSIDE(SEAI_UNASSIGNABLE_, conv, ~)
#define SEAI_UNASSIGNABLE_0(...) 0
#define SEAI_UNASSIGNABLE_1(X, ...)                                                    \
    (SEAI_CAN(X, SEAI_RELEASES | SEAI_NO_LOAD | SEAI_LENDS) ||                         \
     (SEAI_CAN(X, SEAI_LISTS) && SEAI_IS_POINTER(*(sea_ctype_##X *)NULL)))

#endif
