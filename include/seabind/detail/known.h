/* The first pass over a list of parameters: names that nobody declared are reported once,
 * before anything else. */
#ifndef SEABIND_DETAIL_KNOWN_H
#define SEABIND_DETAIL_KNOWN_H

#include "kind.h"

/* ---- KNOW: names that nobody declared, reported once, before anything else ----
 * What a block declares, another one checks: SEAI_DECLARE_KNOWN(converter, X, type) and
 * SEAI_KNOWN(converter, X).  A misspelt X is the unknown `seabind_converter_X`.  gcc takes
 * it for int and goes on, so what depends on it is declared here; clang stops. */
#if defined(__clang__)
#    define SEAI_DECLARE_KNOWN(what, X, ...)                                           \
        extern char (*seabind_##what##_##X)(                                           \
            void); /* no function: those are suggested */
#    define SEAI_KNOWN(what, X, as)                                                    \
        _Static_assert(sizeof(seabind_##what##_##X()) == 1, "");
#    define SEAI_KNOWN_CONVERTER(X) SEAI_KNOWN(converter, X, ~)
#    define SEAI_KNOWN_CONTEXT(X)
#    define SEAI_KNOWN_ELEMENT(X) SEAI_KNOWN(element, X, ~)
#    define SEAI_KNOWN_CLASS(what, X) SEAI_KNOWN(what, X, ~)
#elif defined(__GNUC__)
#    define SEAI_DECLARE_KNOWN(what, X, ...) typedef __VA_ARGS__ seabind_##what##_##X;
#    define SEAI_KNOWN(what, X, as) typedef __typeof__(seabind_##what##_##X) as;
/* no macro can tell a name from a word that is called */
#    define SEAI_NO_CALL(X)                                                            \
        _Static_assert(!__builtin_strchr(#X, '('),                                     \
                       "seabind: " #X " is no converter here");
#    define SEAI_KNOWN_CONVERTER(X)                                                    \
        SEAI_NO_CALL(X)                                                                \
        SEAI_KNOWN(converter, X, sea_ctype_##X)                                        \
        const char *sea_load_##X(PyObject *, sea_ctype_##X *, seai_hold **);           \
        extern char seai_viewed_##X[];                                                 \
        extern const seai_class sea_class_##X;                                         \
        PyObject *sea_cast_##X(seai_where, sea_ctype_##X);
#    define SEAI_KNOWN_CONTEXT(X) SEAI_KNOWN(context, X, seai_context_##X)
#    define SEAI_KNOWN_ELEMENT(X)                                                      \
        SEAI_KNOWN(element, X, sea_ctype_##X)                                          \
        extern const seai_element sea_element_##X;
#    define SEAI_KNOWN_CLASS(what, X)                                                  \
        SEAI_KNOWN(what, X, sea_##what##_##X)                                          \
        SEAI_KNOWN(context, X, seai_context_##X)                                       \
        extern PyGetSetDef seai_tag_##X[];                                             \
        extern const seai_class sea_class_##X;
#else
#    define SEAI_DECLARE_KNOWN(what, X, ...)
#    define SEAI_KNOWN(what, X, as)
#    define SEAI_KNOWN_CONVERTER(X)
#    define SEAI_KNOWN_CONTEXT(X)
#    define SEAI_KNOWN_ELEMENT(X)
#    define SEAI_KNOWN_CLASS(what, X)
#endif
#define SEAI_KNOWX(conv) SEAI_KNOWX1(SEAI_BUILTIN_##conv, 0, (conv), ~)
#define SEAI_KNOWX1(...) SEAI_KNOWX2(__VA_ARGS__)
#define SEAI_KNOWX2(a, b, ...) SEAI_KNOWX_##b(__VA_ARGS__)
#define SEAI_KNOWX_1(...)
#define SEAI_KNOWX_0(p, ...) SEAI_KNOWX3 p
#define SEAI_KNOWX3(conv) SEAI_KNOWX4(SEAI_KNOWER_##conv, ATOM, (conv), ~)
#define SEAI_KNOWX4(...) SEAI_KNOWX5(__VA_ARGS__)
#define SEAI_KNOWX5(a, k, p, ...) SEAI_KNOWX_##k p
#define SEAI_KNOWER_c(...) ~, 1, ()
#define SEAI_KNOWER_as(CONV, ...) ~, AS, (CONV)
#define SEAI_KNOWER_ref(X) ~, REF, (X)
#define SEAI_KNOWER_ptr(X) ~, PTR, (X)
#define SEAI_KNOWER_opt(...) ~, INNER, (__VA_ARGS__)
#define SEAI_KNOWER_owned(...) ~, OWNED, (__VA_ARGS__, free, ~)
#define SEAI_KNOWX_ATOM(X) SEAI_KNOWN_CONVERTER(X) SEAI_KNOWN_CONTEXT(X)
#define SEAI_KNOWX_INNERMOST(X) SEAI_KNOWX_ATOM(X)
#define SEAI_KNOWX_REF(X) SEAI_KNOWN_CLASS(ref, X)
#define SEAI_KNOWX_PTR(X) SEAI_KNOWN_CLASS(ptr, X)
#define SEAI_KNOWX_AS(CONV)                                                            \
    SEAI_CAT(SEAI_KNOWX_AS_, SEAI_SECOND(SEAI_BUILTIN_##CONV, 0, ~))(CONV)
#define SEAI_KNOWX_AS_1(X)
#define SEAI_KNOWX_AS_0(X)                                                             \
    SEAI_CAT(SEAI_KNOWX_AS_0_, SEAI_SECOND(SEAI_ASOPT_##X, 0, ~))(X)
#define SEAI_KNOWX_AS_0_0(X) SEAI_KNOWX_INNERMOST(X)
#define SEAI_KNOWX_AS_0_1(X) /* as(opt(X), T): the loader of X says what is wrong */
#define SEAI_KNOWX_INNER(...)                                                          \
    SEAI_KNOWY1((__VA_ARGS__), SEAI_BUILTIN_##__VA_ARGS__, 0, ~)
#define SEAI_KNOWY1(...) SEAI_KNOWY2(__VA_ARGS__)
#define SEAI_KNOWY2(p, a, b, ...) SEAI_KNOWY_##b(p)
#define SEAI_KNOWY_1(p) SEAI_NULLABLE p
#define SEAI_KNOWY_0(p) SEAI_KNOWY3 p
#define SEAI_KNOWY3(...)                                                               \
    SEAI_KNOWY4(SEAI_KNOWER_##__VA_ARGS__, NULLABLE, (__VA_ARGS__), ~)
#define SEAI_KNOWY4(...) SEAI_KNOWY5(__VA_ARGS__)
#define SEAI_KNOWY5(a, k, p, ...) SEAI_KNOWX_##k p
/* opt(X), of a name; what is unknown is an int for gcc, which was said */
#define SEAI_KNOWX_NULLABLE(X)                                                         \
    SEAI_KNOWX_ATOM(X)                                                                 \
    SEAI_MUST_POINT(X, _Generic((seai_context_##X *)NULL, int *: 1, default: 0))
#define SEAI_NULLABLE(X) SEAI_MUST_POINT(X, 0)
#define SEAI_MUST_POINT(X, unknown)                                                    \
    _Static_assert(                                                                    \
        (unknown) || SEAI_MAY_POINT(*(sea_ctype_##X *)NULL),                           \
        "seabind: opt(" SEAI_STR(X) "): None becomes NULL, which " SEAI_STR(           \
            X) " has not: its C type is no pointer");
#define SEAI_KNOWX_OWNED(X, F, ...)                                                    \
    SEAI_CAT(SEAI_KNOWX_OWNED_, SEAI_SECOND(SEAI_KNOWS_OWNED_##X, 0, ~))(              \
        X) _Static_assert(sizeof(&F) != 0, "");
#define SEAI_KNOWS_OWNED_str ~, 1
#define SEAI_KNOWS_OWNED_items(T) ~, 1
#define SEAI_KNOWS_OWNED_array(...) ~, 1
#define SEAI_KNOWX_OWNED_1(X)
#define SEAI_KNOWX_OWNED_0(X) SEAI_KNOWN_CLASS(owned, X)
#define SEAI_KNOW_ELEMENT(T)                                                           \
    SEAI_CAT(SEAI_KNOW_ELEMENT_, SEAI_SECOND(SEAI_BUILTIN_##T, 0, ~))(T)
#define SEAI_KNOW_ELEMENT_1(T)
#define SEAI_KNOW_ELEMENT_0(T) SEAI_KNOWN_ELEMENT(T)

/* A list that is too long: said in this pass, nothing in the others. */
#define SEAI_MAPA_OVER(f, c, ...) SEAI_SECOND(SEAI_OVER_##f, SEAI_NOTHING, ~)(c)
#define SEAI_OVER_SEAI_KNOW ~, SEAI_OVER
#define SEAI_OVER(c)                                                                   \
    _Static_assert(0, "seabind: " c ": more than 45 parameters and options");
#define SEAI_MAPE_OVER(f, c, ...)
/* the pass; c is the item as text */
#define SEAI_KNOW(c, i, t) SEAI_P(SEAI_KNOW_, c, i, t)
#define SEAI_KNOW_UNKNOWN(c, i, n, name, d, word)                                      \
    SEAI_CAT(SEAI_KNOW_UNKNOWN_, SEAI_SECOND(SEAI_BUILTIN_##word, 0, ~))(c, word)
#define SEAI_KNOW_UNKNOWN_0(c, word)                                                   \
    _Static_assert(0, "seabind: " c ": there is no option (" SEAI_STR(word) ")");
#define SEAI_KNOW_UNKNOWN_1(c, word)                                                   \
    _Static_assert(0, "seabind: " c                                                    \
                      ": a parameter has a name: (" SEAI_STR(word) ", name)");
#define SEAI_NAMELESS_1(c)                                                             \
    _Static_assert(0, "seabind: " c ": a parameter has a name: (converter, name)");
#define SEAI_NAMELESS_2(c)
#define SEAI_NAMELESS_3(c)
#define SEAI_NAMELESS_4(c)                                                             \
    _Static_assert(0, "seabind: " c ": a parameter is (converter, name[, default])");
#define SEAI_KNOW_IN(c, i, n, name, d, conv)                                           \
    SEAI_KNOWX(conv) SEAI_NAMELESS_##n(c) SEAI_LOADABLE(c, conv)
#define SEAI_KNOW_OPT(c, i, n, name, d, ...)                                           \
    SEAI_NAMELESS_##n(c) SEAI_KNOWX_INNER(__VA_ARGS__) SEAI_LOADABLE(c, __VA_ARGS__)
#define SEAI_KNOW_AS(c, i, n, name, d, CONV, ...)                                      \
    SEAI_NAMELESS_##n(c) SEAI_KNOWX(CONV) SEAI_LOADABLE(c, CONV)
#define SEAI_KNOW_ARR(c, i, n, name, d, q, o, T, ...)                                  \
    SEAI_NAMELESS_##n(c) SEAI_KNOW_ELEMENT(T)
#define SEAI_KNOW_ITEMS(c, i, n, name, d, q, T)                                        \
    SEAI_NAMELESS_##n(c) SEAI_KNOW_ELEMENT(T)
#define SEAI_KNOW_FILL(c, i, n, name, d, T) SEAI_NAMELESS_##n(c) SEAI_KNOW_ELEMENT(T)
#define SEAI_KNOW_OUT(c, i, n, name, d, conv)                                          \
    SEAI_NAMELESS_##n(c) SEAI_KNOWX(conv) SEAI_OWNER(c, conv)
#define SEAI_KNOW_INOUT(c, i, n, name, d, conv)                                        \
    SEAI_KNOW_OUT(c, i, n, name, d, conv) SEAI_LOADABLE(c, conv)
#define SEAI_KNOW_NEW(c, i, n, name, d, X) SEAI_NAMELESS_##n(c) SEAI_KNOWN_CLASS(ptr, X)
#define SEAI_KNOW_OUTITEMS(c, i, n, name, d, F, q, T) SEAI_KNOW_ELEMENT(T)
#define SEAI_KNOW_OUTARR(c, i, n, name, d, F, q, T, ...) SEAI_KNOW_ELEMENT(T)
/* options that an item has not: SEAI_<ITEM>_REFUSES_<option>(c) is ~, what to say */
#define SEAI_REFUSE(refuses, c, ...) SEAI_MAPA(SEAI_REFUSE1, (refuses, c), __VA_ARGS__)
#define SEAI_REFUSE1(c, i, t) SEAI_REFUSE2(SEAI_EXPAND c, SEAI_EXPAND t, ~)
#define SEAI_REFUSE2(...) SEAI_REFUSE3(__VA_ARGS__)
#define SEAI_REFUSE3(refuses, c, word, ...) SEAI_SECOND(refuses##word(c), , ~)
/* a handle that C hands out has an owner, also in opt and as */
#define SEAI_OWNER(c, conv) SEAI_INSIDE(SEAI_OWNER_, conv, c)
#define SEAI_OWNER_0(...)
#define SEAI_OWNER_1(X, c)                                                             \
    _Static_assert(                                                                    \
        SEAI_YIELDS(X) != 3,                                                           \
        "seabind: " c                                                                  \
        ": a handle as a result: who owns it?  Write owned(" SEAI_STR(X) ")");         \
    SEAI_CASTABLE(X, c)

#endif
