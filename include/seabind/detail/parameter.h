/* Parameters: what each tuple of a function's list contributes to its wrapper.
 *
 * A tuple is (converter, name[, default]) or an option.  Its kind follows from its first
 * word: SEAI_KIND_<word> when that is a macro, else IN, a plain converter.  A pass over the
 * list is a family of macros SEAI_<PASS>_<KIND>(c, i, n, name, d, what the kind needs):
 *     c  context of the pass           i  number of the tuple: its locals end in it
 *     n  elements: 1 to 3, or 4 for more     d  default, or capacity, when n is 3
 * Locals: seai_x<i> the C value; seai_n_<name>, seai_l_<name> what tuples share by name. */
#ifndef SEABIND_DETAIL_PARAMETER_H
#define SEABIND_DETAIL_PARAMETER_H

#include "call.h"

#define SEAI_EXPAND(...) __VA_ARGS__
#define SEAI_NOTHING(...)
#define SEAI_FIRST(...) SEAI_FIRST_(__VA_ARGS__, ~)
#define SEAI_FIRST_(a, ...) a
#define SEAI_SECOND(...) SEAI_SECOND_(__VA_ARGS__, ~)
#define SEAI_SECOND_(a, b, ...) b
/* all but the first; nothing when it is alone */
#define SEAI_REST(...) SEAI_CAT(SEAI_REST_, SEAI_MORE(__VA_ARGS__))(__VA_ARGS__)
#define SEAI_REST_0(a)
#define SEAI_REST_1(a, ...) __VA_ARGS__
/* 1 for two arguments and more, 0 for one */
#define SEAI_MORE(...)                                                                     \
    SEAI_MORE_(__VA_ARGS__, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, \
               1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,  \
               1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, ~)
#define SEAI_MORE_(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, \
                   b8, b9, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, \
                   d6, d7, d8, d9, e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, f0, f1, f2, f3, \
                   f4, f5, f6, f7, f8, f9, n, ...)                                         \
    n
#define SEAI_STR(...) SEAI_STR_(__VA_ARGS__)
#define SEAI_STR_(...) #__VA_ARGS__
#define SEAI_IS_PAREN(x) SEAI_SECOND(SEAI_IS_PAREN_ x, 0, ~)
#define SEAI_IS_PAREN_(...) ~, 1
/* how many elements a tuple has: 1, 2, 3, or 4 for four and more */
#define SEAI_ARITY(...) SEAI_ARITY_(__VA_ARGS__, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 2, 1, ~)
#define SEAI_ARITY_(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, ...) q

/* ---- kinds ---- */
#define SEAI_PICK(...) SEAI_PICK_(__VA_ARGS__, ~)
#define SEAI_PICK_(a, k, p, ...) k, p
#define SEAI_WORD_1 UNKNOWN /* one word that is no option */
#define SEAI_WORD_2 IN
#define SEAI_WORD_3 IN
#define SEAI_WORD_4 IN
#define SEAI_KIND_as(...) ~, AS, (__VA_ARGS__)
#define SEAI_KIND_opt(...) ~, SEAI_PICK(SEAI_INOPT_##__VA_ARGS__, OPT, (__VA_ARGS__))
#define SEAI_INOPT_array(...) ~, ARR, (const, 1, __VA_ARGS__, size_t, ~)
#define SEAI_INOPT_mut(...) SEAI_INOPT_mut_##__VA_ARGS__
#define SEAI_INOPT_mut_array(...) ~, ARR, (, 1, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_array(...) ~, ARR, (const, 0, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_mut(...) SEAI_KIND_mut_##__VA_ARGS__
#define SEAI_KIND_mut_array(...) ~, ARR, (, 0, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_mut_items(T) ~, ITEMS, (, T)
#define SEAI_KIND_items(T) ~, ITEMS, (const, T)
#define SEAI_KIND_len(L) ~, LEN, (L)
#define SEAI_KIND_list(...) ~, LIST, (__VA_ARGS__, size_t, ~)
#define SEAI_KIND_fill(T) ~, FILL, (T)
#define SEAI_KIND_cap(L) ~, CAP, (L)
#define SEAI_KIND_used(L) ~, USED, (L)
#define SEAI_KIND_new(X) ~, NEW, (X)
#define SEAI_KIND_inout(...) ~, INOUT, (__VA_ARGS__)
#define SEAI_KIND_out(...) ~, SEAI_PICK(SEAI_KIND_out_##__VA_ARGS__, OUT, (__VA_ARGS__))
#define SEAI_KIND_out_self ~, OUTSELF, ()
#define SEAI_KIND_out_buf ~, BUF, ()
#define SEAI_KIND_out_len(L) ~, OUTLEN, (L)
#define SEAI_KIND_out_items(T) ~, OUTITEMS, (SEAI_NOTHING, const, T)
#define SEAI_KIND_out_array(...) ~, OUTARR, (SEAI_NOTHING, const, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_out_owned(...) SEAI_KIND_OWN(__VA_ARGS__, free, ~)
#define SEAI_KIND_OWN(...) SEAI_KIND_OWN_(__VA_ARGS__)
#define SEAI_KIND_OWN_(X, F, ...) SEAI_KIND_OWN__(F, X, SEAI_OWNS_##X, VALUE, ~, ~)
#define SEAI_KIND_OWN__(...) SEAI_KIND_OWN___(__VA_ARGS__)
#define SEAI_KIND_OWN___(F, X, a, k, t, ...) SEAI_KIND_OWN_##k(F, X, t)
#define SEAI_KIND_OWN_VALUE(F, X, t) ~, OUT, (owned(X, F))
#define SEAI_KIND_OWN_ITEMS(F, X, t) ~, OUTITEMS, (F, , SEAI_EXPAND t)
#define SEAI_KIND_OWN_ARR(F, X, t) ~, OUTARR, (F, , SEAI_EXPAND t)
#define SEAI_OWNS_items(T) ~, ITEMS, (T)
#define SEAI_OWNS_array(...) ~, ARR, (__VA_ARGS__, size_t, ~)
#define SEAI_KIND_fixed(...) ~, FIXED, (__VA_ARGS__)
#define SEAI_KIND_pass ~, PASS, ()
#define SEAI_KIND_self ~, SELF, ()
#define SEAI_KIND_end ~, OPTION, ()
#define SEAI_KIND_doc ~, DOC, ()
#define SEAI_KIND_kwonly ~, KWONLY, ()
#define SEAI_KIND_posonly ~, POSONLY, ()
#define SEAI_KIND_release_gil ~, RELEASE, ()
#define SEAI_KIND_locked ~, LOCKED, ()
#define SEAI_KIND_readonly ~, OPTION, ()
#define SEAI_KIND_setter ~, SETTER, ()

/* ---- KNOW: names that nobody declared, reported once, before anything else ----
 * What a block declares, another one checks: SEAI_DECLARE_KNOWN(converter, X, type) and
 * SEAI_KNOWN(converter, X).  A misspelt X is the unknown `seabind_converter_X`.  gcc takes
 * it for int and goes on, so what depends on it is declared here; clang stops. */
#if defined(__clang__)
#    define SEAI_DECLARE_KNOWN(what, X, ...)                                               \
        extern char (*seabind_##what##_##X)(void); /* no function: those are suggested */
#    define SEAI_KNOWN(what, X, as) _Static_assert(sizeof(seabind_##what##_##X()) == 1, "");
#    define SEAI_KNOWN_CONVERTER(X) SEAI_KNOWN(converter, X, ~)
#    define SEAI_KNOWN_CONTEXT(X)
#    define SEAI_KNOWN_ELEMENT(X) SEAI_KNOWN(element, X, ~)
#    define SEAI_KNOWN_CLASS(what, X) SEAI_KNOWN(what, X, ~)
#elif defined(__GNUC__)
#    define SEAI_DECLARE_KNOWN(what, X, ...) typedef __VA_ARGS__ seabind_##what##_##X;
#    define SEAI_KNOWN(what, X, as) typedef seabind_##what##_##X as;
#    define SEAI_KNOWN_CONVERTER(X)                                                        \
        SEAI_KNOWN(converter, X, sea_ctype_##X)                                            \
        const char *sea_load_##X(PyObject *, sea_ctype_##X *, seai_hold **);               \
        PyObject *sea_cast_##X(seai_where, sea_ctype_##X);
#    define SEAI_KNOWN_CONTEXT(X) SEAI_KNOWN(context, X, seai_context_##X)
#    define SEAI_KNOWN_ELEMENT(X)                                                          \
        SEAI_KNOWN(element, X, sea_ctype_##X)                                              \
        extern const seai_element sea_element_##X;
#    define SEAI_KNOWN_CLASS(what, X)                                                      \
        SEAI_KNOWN(what, X, sea_##what##_##X)                                              \
        SEAI_KNOWN(context, X, seai_context_##X)                                           \
        extern PyGetSetDef seai_tag_##X[];                                                 \
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
#define SEAI_KNOWX_INNERMOST(X) SEAI_KNOWN_CONVERTER(X)
#define SEAI_KNOWX_REF(X) SEAI_KNOWN_CLASS(ref, X)
#define SEAI_KNOWX_PTR(X) SEAI_KNOWN_CLASS(ptr, X)
#define SEAI_KNOWX_AS(CONV) SEAI_CAT(SEAI_KNOWX_AS_, SEAI_SECOND(SEAI_BUILTIN_##CONV, 0, ~))(CONV)
#define SEAI_KNOWX_AS_1(X)
#define SEAI_KNOWX_AS_0(X) SEAI_CAT(SEAI_KNOWX_AS_0_, SEAI_SECOND(SEAI_ASOPT_##X, 0, ~))(X)
#define SEAI_KNOWX_AS_0_0(X) SEAI_KNOWX_INNERMOST(X)
#define SEAI_KNOWX_AS_0_1(X) /* as(opt(X), T): the loader of X says what is wrong */
#define SEAI_KNOWX_INNER(...) SEAI_KNOWY1(SEAI_BUILTIN_##__VA_ARGS__, 0, (__VA_ARGS__), ~)
#define SEAI_KNOWY1(...) SEAI_KNOWY2(__VA_ARGS__)
#define SEAI_KNOWY2(a, b, ...) SEAI_KNOWY_##b(__VA_ARGS__)
#define SEAI_KNOWY_1(...)
#define SEAI_KNOWY_0(p, ...) SEAI_KNOWY3 p
#define SEAI_KNOWY3(...) SEAI_KNOWY4(SEAI_KNOWER_##__VA_ARGS__, INNERMOST, (__VA_ARGS__), ~)
#define SEAI_KNOWY4(...) SEAI_KNOWY5(__VA_ARGS__)
#define SEAI_KNOWY5(a, k, p, ...) SEAI_KNOWX_##k p
#define SEAI_KNOWX_OWNED(X, F, ...)                                                        \
    SEAI_CAT(SEAI_KNOWX_OWNED_, SEAI_SECOND(SEAI_KNOWS_OWNED_##X, 0, ~))(X)                \
    _Static_assert(sizeof(&F) != 0, "");
#define SEAI_KNOWS_OWNED_str ~, 1
#define SEAI_KNOWS_OWNED_items(T) ~, 1
#define SEAI_KNOWS_OWNED_array(...) ~, 1
#define SEAI_KNOWX_OWNED_1(X)
#define SEAI_KNOWX_OWNED_0(X) SEAI_KNOWN_CLASS(owned, X)
#define SEAI_KNOW_ELEMENT(T) SEAI_CAT(SEAI_KNOW_ELEMENT_, SEAI_SECOND(SEAI_BUILTIN_##T, 0, ~))(T)
#define SEAI_KNOW_ELEMENT_1(T)
#define SEAI_KNOW_ELEMENT_0(T) SEAI_KNOWN_ELEMENT(T)

/* the pass; c is the item as text */
#define SEAI_KNOW(c, i, t) SEAI_P(SEAI_KNOW_, c, i, t)
#define SEAI_KNOW_UNKNOWN(c, i, n, name, d, word)                                          \
    SEAI_CAT(SEAI_KNOW_UNKNOWN_, SEAI_SECOND(SEAI_BUILTIN_##word, 0, ~))(c, word)
#define SEAI_KNOW_UNKNOWN_0(c, word)                                                       \
    _Static_assert(0, "seabind: " c ": there is no option (" SEAI_STR(word) ")");
#define SEAI_KNOW_UNKNOWN_1(c, word)                                                       \
    _Static_assert(0, "seabind: " c ": a parameter has a name: (" SEAI_STR(word) ", name)");
#define SEAI_NAMELESS_1(c)                                                                 \
    _Static_assert(0, "seabind: " c ": a parameter has a name: (converter, name)");
#define SEAI_NAMELESS_2(c)
#define SEAI_NAMELESS_3(c)
#define SEAI_NAMELESS_4(c)                                                                 \
    _Static_assert(0, "seabind: " c ": a parameter is (converter, name[, default])");
#define SEAI_KNOW_IN(c, i, n, name, d, conv) SEAI_KNOWX(conv) SEAI_NAMELESS_##n(c)
#define SEAI_KNOW_OPT(c, i, n, name, d, ...) SEAI_NAMELESS_##n(c) SEAI_KNOWX_INNER(__VA_ARGS__)
#define SEAI_KNOW_AS(c, i, n, name, d, CONV, ...) SEAI_NAMELESS_##n(c) SEAI_KNOWX(CONV)
#define SEAI_KNOW_ARR(c, i, n, name, d, q, o, T, ...) SEAI_NAMELESS_##n(c) SEAI_KNOW_ELEMENT(T)
#define SEAI_KNOW_ITEMS(c, i, n, name, d, q, T) SEAI_NAMELESS_##n(c) SEAI_KNOW_ELEMENT(T)
#define SEAI_KNOW_LIST(c, i, n, name, d, T, ...) SEAI_NAMELESS_##n(c) SEAI_KNOWX(T)
#define SEAI_KNOW_FILL(c, i, n, name, d, T) SEAI_NAMELESS_##n(c) SEAI_KNOW_ELEMENT(T)
#define SEAI_KNOW_OUT(c, i, n, name, d, conv)                                              \
    SEAI_NAMELESS_##n(c) SEAI_KNOWX(conv) SEAI_OWNER(c, conv)
#define SEAI_KNOW_INOUT SEAI_KNOW_OUT
#define SEAI_KNOW_NEW(c, i, n, name, d, X) SEAI_NAMELESS_##n(c) SEAI_KNOWN_CLASS(ptr, X)
#define SEAI_KNOW_OUTITEMS(c, i, n, name, d, F, q, T) SEAI_KNOW_ELEMENT(T)
#define SEAI_KNOW_OUTARR(c, i, n, name, d, F, q, T, ...) SEAI_KNOW_ELEMENT(T)
/* a handle that C hands out has an owner; conv as a result, see function.h */
#define SEAI_OWNER(c, conv) SEAI_CAT(SEAI_OWNER_, SEAI_R(SEAI_ROWNED_, conv))(c, conv)
#define SEAI_OWNER_0(c, conv)
#define SEAI_OWNER_1(c, conv)                                                              \
    _Static_assert(SEAI_YIELDS(conv) != 3, "seabind: " c                                   \
                   ": a handle as a result: who owns it?  Write owned(" SEAI_STR(conv) ")");

/* SEAI_P(PASS, c, i, tuple): the pass's macro for the tuple's kind */
#define SEAI_P(op, c, i, t) SEAI_P1(op, c, i, SEAI_ARITY t, SEAI_EXPAND t, ~, ~, ~)
#define SEAI_P1(...) SEAI_P2(__VA_ARGS__)
#define SEAI_P2(op, c, i, n, conv, name, d, ...)                                           \
    SEAI_P3(op, c, i, n, name, d, SEAI_PICK(SEAI_KIND_##conv, SEAI_WORD_##n, (conv)))
#define SEAI_P3(...) SEAI_P4(__VA_ARGS__)
#define SEAI_P4(op, c, i, n, name, d, k, p) SEAI_P5(op, k, c, i, n, name, d, SEAI_EXPAND p)
#define SEAI_P5(...) SEAI_P6(__VA_ARGS__)
#define SEAI_P6(op, k, ...) op##k(__VA_ARGS__)

/* the same, for the names in an expression: a macro is not expanded inside itself */
#define SEAI_Q(op, c, i, t) SEAI_Q1(op, c, i, SEAI_ARITY t, SEAI_EXPAND t, ~, ~, ~)
#define SEAI_Q1(...) SEAI_Q2(__VA_ARGS__)
#define SEAI_Q2(op, c, i, n, conv, name, d, ...)                                           \
    SEAI_Q3(op, c, i, n, name, d, SEAI_PICK(SEAI_KIND_##conv, SEAI_WORD_##n, (conv)))
#define SEAI_Q3(...) SEAI_Q4(__VA_ARGS__)
#define SEAI_Q4(op, c, i, n, name, d, k, p) SEAI_Q5(op, k, c, i, n, name, d, SEAI_EXPAND p)
#define SEAI_Q5(...) SEAI_Q6(__VA_ARGS__)
#define SEAI_Q6(op, k, ...) op##k(__VA_ARGS__)

/* ---- C types of parametrised converters ---- */
#define sea_ctype_as(X, ...) __VA_ARGS__
#define sea_ctype_c(...) __VA_ARGS__
#define sea_ctype_opt(...) sea_ctype_##__VA_ARGS__
#define sea_ctype_ref(X) sea_ref_##X
#define sea_ctype_ptr(X) sea_ptr_##X
#define sea_ctype_owned(...) SEAI_OWNED_TYPE(__VA_ARGS__, ~)
#define SEAI_OWNED_TYPE(X, ...) sea_owned_##X
#define sea_ctype_items(T) const sea_ctype_##T *
#define sea_owned_str char *
#define sea_owned_items(T) sea_ctype_##T *

/* ---- loading and casting by converter ---- */
#define SEAI_LOADX(conv, o, out, top) SEAI_LOADX1(o, out, top, SEAI_LOADER_##conv, PLAIN, (conv), ~)
#define SEAI_LOADX1(...) SEAI_LOADX2(__VA_ARGS__)
#define SEAI_LOADX2(o, out, top, a, k, p, ...) SEAI_LOADX3(k, o, out, top, SEAI_EXPAND p)
#define SEAI_LOADX3(...) SEAI_LOADX4(__VA_ARGS__)
#define SEAI_LOADX4(k, ...) SEAI_LOADX_##k(__VA_ARGS__)
#define SEAI_LOADER_ref(X) ~, POINTER, (X)
#define SEAI_LOADER_ptr(X) ~, POINTER, (X)
#define SEAI_LOADER_c(...) ~, C, (__VA_ARGS__)
#define SEAI_LOADX_PLAIN(o, out, top, conv) sea_load_##conv(o, out, top)
#define SEAI_LOADX_C(o, out, top, ...) SEAI_GENERIC(__VA_ARGS__, sea_load_)(o, out, top)
#define SEAI_LOADX_POINTER(o, out, top, X)                                                 \
    seai_load_instance(o, SEAI_YIELDS(X) == 3, seai_tag_##X, #X, out, top)

/* The value must be an lvalue: a cast that takes ownership empties it. */
#define SEAI_CASTX(conv, w, v) SEAI_CASTX1(w, v, SEAI_CASTER_##conv, PLAIN, (conv), ~)
#define SEAI_CASTX1(...) SEAI_CASTX2(__VA_ARGS__)
#define SEAI_CASTX2(w, v, a, k, p, ...) SEAI_CASTX3(k, w, v, SEAI_EXPAND p)
#define SEAI_CASTX3(...) SEAI_CASTX4(__VA_ARGS__)
#define SEAI_CASTX4(k, ...) SEAI_CASTX_##k(__VA_ARGS__)
#define SEAI_CASTER_ref(X) ~, COPY, (X)
#define SEAI_CASTER_ptr(X) ~, COPY, (X)
#define SEAI_CASTER_c(...) ~, C, (__VA_ARGS__)
#define SEAI_CASTER_as(...) ~, AS, (__VA_ARGS__)
#define SEAI_CASTER_owned(...) SEAI_CASTER_owned_(__VA_ARGS__, ~)
#define SEAI_CASTER_owned_(X, ...) SEAI_CASTER_own(X, SEAI_CASTER_owned_##X, OWN, ~)
#define SEAI_CASTER_own(...) SEAI_CASTER_own_(__VA_ARGS__)
#define SEAI_CASTER_own_(X, a, k, ...) ~, k, (X)
#define SEAI_CASTER_owned_str ~, PLAIN
#define SEAI_CASTER_opt(...) ~, OPT, (__VA_ARGS__)
#define SEAI_CASTX_PLAIN(w, v, conv) sea_cast_##conv(w, v)
#define SEAI_CASTX_COPY(w, v, X) seai_value_copy(w, &sea_class_##X, v)
#define SEAI_CASTX_C(w, v, ...) SEAI_GENERIC(__VA_ARGS__, sea_cast_)(w, v)
#define SEAI_CASTX_OWN(w, v, X)                                                            \
    (seai_r = seai_handle_own(w, &sea_class_##X, (void *)(uintptr_t)(v)), (v) = 0, seai_r)
#define SEAI_CASTX_AS(w, v, CONV, ...)                                                     \
    SEAI_CAT(SEAI_CASTX_AS_, SEAI_SECOND(SEAI_ASOPT_##CONV, 0, ~))(w, v, CONV, __VA_ARGS__)
#define SEAI_CASTX_AS_0(w, v, CONV, ...)                                                   \
    (SEAI_KEEPS(CONV, __VA_ARGS__, v) ? sea_cast_##CONV(w, (sea_ctype_##CONV)(v))          \
                                      : seai_cast_narrow(#CONV))
#define SEAI_CASTX_AS_1(w, v, CONV, ...)                                                   \
    ((v) == NULL ? Py_NewRef(Py_None) : SEAI_CAST_IN_##CONV(w, v))
#define SEAI_CAST_IN_opt(X) sea_cast_##X
#define SEAI_CASTX_OPT(w, v, ...)                                                          \
    ((v) == NULL ? Py_NewRef(Py_None) : SEAI_CASTY(__VA_ARGS__, w, v))
#define SEAI_CASTY(conv, w, v) SEAI_CASTY1(w, v, SEAI_CASTER_##conv, PLAIN, (conv), ~)
#define SEAI_CASTY1(...) SEAI_CASTY2(__VA_ARGS__)
#define SEAI_CASTY2(w, v, a, k, p, ...) SEAI_CASTY3(k, w, v, SEAI_EXPAND p)
#define SEAI_CASTY3(...) SEAI_CASTY4(__VA_ARGS__)
#define SEAI_CASTY4(k, ...) SEAI_CASTX_##k(__VA_ARGS__)

/* What is left of an owned value after the call: text is freed, a handle that no Python
 * object took (another result failed) is destroyed. */
#define SEAI_DROPX(conv, v) SEAI_DROPX1(v, SEAI_DROPPER_##conv, NOTHING, (~), ~)
#define SEAI_DROPX1(...) SEAI_DROPX2(__VA_ARGS__)
#define SEAI_DROPX2(v, a, k, p, ...) SEAI_DROPX3(k, v, SEAI_EXPAND p)
#define SEAI_DROPX3(...) SEAI_DROPX4(__VA_ARGS__)
#define SEAI_DROPX4(k, ...) SEAI_DROPX_##k(__VA_ARGS__)
#define SEAI_DROPPER_opt(...) SEAI_DROPPER_##__VA_ARGS__
#define SEAI_DROPPER_owned(...) SEAI_DROPPER_own(__VA_ARGS__, free, ~)
#define SEAI_DROPPER_own(X, F, ...) SEAI_DROPPER_own1(X, F, SEAI_CASTER_owned_##X, OWN, ~)
#define SEAI_DROPPER_own1(...) SEAI_DROPPER_own2(__VA_ARGS__)
#define SEAI_DROPPER_own2(X, F, a, k, ...) ~, k, (X, F)
#define SEAI_DROPX_NOTHING(...)
#define SEAI_DROPX_PLAIN(v, X, F) if ((v) != NULL) { F(v); }
#define SEAI_DROPX_OWN(v, X, F)                                                            \
    if (seai_ok != 0 && (v) != NULL && sea_class_##X.destroy != NULL) {                    \
        sea_class_##X.destroy((void *)(uintptr_t)(v));                                     \
    }

/* as(CONV, T): numbers are range-checked both ways; text and pointers only change type. */
#define SEAI_NARROW(CONV, F, T, from, to)                                                  \
    SEAI_CAT(SEAI_NARROW_, SEAI_SECOND(SEAI_NARROWS_##CONV, 0, ~))(F, T, from, to)
#define SEAI_NARROWS_str ~, 1
#define SEAI_NARROWS_object ~, 1
#define SEAI_NARROWS_opt(...) ~, 1
#define SEAI_NARROWS_double ~, 2
#define SEAI_NARROWS_float ~, 2
#define SEAI_NARROW_0(F, T, from, to)                                                      \
    ((to) = (T)(from), (F)(to) == (from) && ((to) < (T)1) == ((from) < (F)1))
#define SEAI_NARROW_1(F, T, from, to) ((to) = (T)(uintptr_t)(from), 1)
/* a number that is finite stays finite; one that becomes an integer keeps its value */
#define SEAI_NARROW_2(F, T, from, to)                                                      \
    (_Generic((T)0, float: 1, double: 1, long double: 1, default: 0)                       \
         ? ((to) = (T)(from), !((from) - (from) == 0) || (to) - (to) == 0)                 \
         : ((from) > -9e18 && (from) < 9e18 &&                                             \
            ((to) = (T)(long long)(from), (F)(to) == (from))))
/* the same for a value that is cast on the way */
#define SEAI_KEEPS(CONV, T, v)                                                             \
    SEAI_CAT(SEAI_KEEPS_, SEAI_SECOND(SEAI_NARROWS_##CONV, 0, ~))(sea_ctype_##CONV, T, v)
#define SEAI_KEEPS_0(C, T, v) ((T)(C)(v) == (v) && ((C)(v) < (C)1) == ((v) < (T)1))
#define SEAI_KEEPS_1(C, T, v) 1
#define SEAI_KEEPS_2(C, T, v) (!((v) - (v) == 0) || (C)(v) - (C)(v) == 0)

/* ---- SUM: what there is to count ---- */
enum {
    SEAI_ONE_PARAM = 1,
    SEAI_ONE_DEFAULT = 0x100,
    SEAI_ONE_RESULT = 0x10000,
    SEAI_HAS_KWONLY = 0x400000,
    SEAI_HAS_RELEASE = 0x800000,
    SEAI_HAS_LOCKED = 0x1000000,
    SEAI_HAS_CAP = 0x2000000, /* a capacity without a count of what was used */
    SEAI_ONE_PASS = 0x8000000
};
#define SEAI_SUM_DEF_1
#define SEAI_SUM_DEF_2
#define SEAI_SUM_DEF_3 +SEAI_ONE_DEFAULT
#define SEAI_SUM_DEF_4
#define SEAI_SUM(c, i, t) SEAI_P(SEAI_SUM_, c, i, t)
#define SEAI_SUM_IN(c, i, n, ...) +SEAI_ONE_PARAM SEAI_SUM_DEF_##n
#define SEAI_SUM_OPT SEAI_SUM_IN
#define SEAI_SUM_AS SEAI_SUM_IN
#define SEAI_SUM_ARR SEAI_SUM_IN
#define SEAI_SUM_ITEMS SEAI_SUM_IN
#define SEAI_SUM_LIST SEAI_SUM_IN
#define SEAI_SUM_INOUT(c, i, n, ...) +SEAI_ONE_PARAM + SEAI_ONE_RESULT SEAI_SUM_DEF_##n
#define SEAI_SUM_OUT(...) +SEAI_ONE_RESULT
#define SEAI_SUM_BUF SEAI_SUM_OUT
#define SEAI_SUM_NEW SEAI_SUM_OUT
#define SEAI_SUM_FILL SEAI_SUM_OUT
#define SEAI_SUM_OUTITEMS SEAI_SUM_OUT
#define SEAI_SUM_OUTARR SEAI_SUM_OUT
#define SEAI_SUM_KWONLY(...) +SEAI_HAS_KWONLY
#define SEAI_SUM_RELEASE(...) +SEAI_HAS_RELEASE
#define SEAI_SUM_LOCKED(...) +SEAI_HAS_LOCKED
#define SEAI_SUM_CAP(...) +SEAI_HAS_CAP
#define SEAI_SUM_PASS(...) +SEAI_ONE_PASS

/* ---- NAME: the parameters as text; DOC ---- */
#define SEAI_NAME_EQ_1
#define SEAI_NAME_EQ_2
#define SEAI_NAME_EQ_3 "="
#define SEAI_NAME_EQ_4
#define SEAI_NAME(c, i, t) SEAI_P(SEAI_NAME_, c, i, t)
#define SEAI_NAME_IN(c, i, n, name, ...) #name SEAI_NAME_EQ_##n "\0"
#define SEAI_NAME_OPT SEAI_NAME_IN
#define SEAI_NAME_AS SEAI_NAME_IN
#define SEAI_NAME_ARR SEAI_NAME_IN
#define SEAI_NAME_ITEMS SEAI_NAME_IN
#define SEAI_NAME_LIST SEAI_NAME_IN
#define SEAI_NAME_INOUT SEAI_NAME_IN
#define SEAI_NAME_KWONLY(...) "*\0"
#define SEAI_NAME_POSONLY(...) "/\0"
#define SEAI_DOC(c, i, t) SEAI_P(SEAI_DOC_, c, i, t)
#define SEAI_DOC_DOC(c, i, n, text, ...) text

/* ---- HASSELF: , 1 where C's first parameter is not self ---- */
#define SEAI_HASSELF(...) SEAI_SECOND(~SEAI_MAPA(SEAI_HASSELF1, ~, __VA_ARGS__), 0, ~)
#define SEAI_HASSELF1(c, i, t) SEAI_P(SEAI_HASSELF_, c, i, t)
#define SEAI_HASSELF_SELF(...) , 1

/* ---- TYPE: , C type; c is (type of self, type of *out(self)) ---- */
#define SEAI_TYPE(c, i, t) SEAI_P(SEAI_TYPE_, c, i, t)
#define SEAI_TYPE_IN(c, i, n, name, d, conv) , sea_ctype_##conv
#define SEAI_TYPE_OPT(c, i, n, name, d, ...) , sea_ctype_##__VA_ARGS__
#define SEAI_TYPE_AS(c, i, n, name, d, CONV, ...) , __VA_ARGS__
#define SEAI_TYPE_ARR(c, i, n, name, d, q, o, T, L, ...) , q sea_ctype_##T *, L
#define SEAI_TYPE_ITEMS(c, i, n, name, d, q, T) , q sea_ctype_##T *
#define SEAI_TYPE_LEN(c, i, n, name, d, L) , L
#define SEAI_TYPE_LIST(c, i, n, name, d, T, L, ...) , sea_ctype_##T const *, L
#define SEAI_TYPE_FILL(c, i, n, name, d, T) , sea_ctype_##T *
#define SEAI_TYPE_CAP(c, i, n, name, d, L) , L
#define SEAI_TYPE_USED(c, i, n, name, d, L) , L *
#define SEAI_TYPE_OUT(c, i, n, name, d, conv) , sea_ctype_##conv *
#define SEAI_TYPE_INOUT SEAI_TYPE_OUT
#define SEAI_TYPE_BUF(...) , sea_buf *
#define SEAI_TYPE_NEW(c, i, n, name, d, X) , sea_ptr_##X
#define SEAI_TYPE_FIXED(c, i, n, name, d, ...) , __VA_ARGS__
#define SEAI_TYPE_PASS(...) , int
#define SEAI_TYPE_SELF(c, ...) , SEAI_FIRST c
#define SEAI_TYPE_OUTSELF(c, ...) , SEAI_SECOND c *
#define SEAI_TYPE_OUTITEMS(c, i, n, name, d, F, q, T) , q sea_ctype_##T **
#define SEAI_TYPE_OUTLEN(c, i, n, name, d, L) , L *
#define SEAI_TYPE_OUTARR(c, i, n, name, d, F, q, T, L, ...) , q sea_ctype_##T **, L *

/* ---- DECL: locals ---- */
#define SEAI_INIT_1(d)
#define SEAI_INIT_2(d)
#define SEAI_INIT_3(d) = d
#define SEAI_INIT_4(d)
#define SEAI_DECL(c, i, t) SEAI_P(SEAI_DECL_, c, i, t)
#define SEAI_DECL_IN(c, i, n, name, d, conv) sea_ctype_##conv seai_x##i SEAI_INIT_##n(d);
#define SEAI_DECL_OPT(c, i, n, name, d, ...) sea_ctype_##__VA_ARGS__ seai_x##i SEAI_INIT_##n(d);
#define SEAI_DECL_AS(c, i, n, name, d, CONV, ...) __VA_ARGS__ seai_x##i SEAI_INIT_##n((__VA_ARGS__)(d));
#define SEAI_DECL_ARR(c, i, n, name, d, q, o, T, L, ...)                                   \
    Py_buffer seai_b##i;                                                                   \
    Py_ssize_t seai_c##i = 0;                                                              \
    L seai_x##i = 0;                                                                       \
    seai_b##i.buf = NULL;                                                                  \
    seai_b##i.obj = NULL;
#define SEAI_DECL_ITEMS(c, i, n, name, d, q, T)                                            \
    Py_buffer seai_n_##name;                                                               \
    Py_ssize_t seai_l_##name = 0;                                                          \
    seai_n_##name.buf = NULL;                                                              \
    seai_n_##name.obj = NULL;
#define SEAI_DECL_LIST(c, i, n, name, d, T, L, ...) seai_list seai_x##i = {NULL, NULL, 0};
#define SEAI_DECL_FILL(c, i, n, name, d, T) seai_fill seai_n_##name = {NULL, NULL, 0, 0, 0};
#define SEAI_DECL_USED(c, i, n, name, d, L) L seai_l_##name = 0;
#define SEAI_DECL_OUT(c, i, n, name, d, conv)                                              \
    sea_ctype_##conv seai_x##i;                                                            \
    memset(&seai_x##i, 0, sizeof seai_x##i);
#define SEAI_DECL_INOUT SEAI_DECL_IN
#define SEAI_DECL_BUF(c, i, ...) sea_buf seai_x##i = {NULL, 0, 0};
#define SEAI_DECL_NEW(c, i, ...) PyObject *seai_x##i = NULL;
#define SEAI_DECL_FIXED(c, i, n, e, d, ...) __VA_ARGS__ seai_x##i;
#define SEAI_DECL_OUTITEMS(c, i, n, name, d, F, q, T) q sea_ctype_##T *seai_n_##name = NULL;
#define SEAI_DECL_OUTLEN(c, i, n, name, d, L) L seai_l_##name = 0;
#define SEAI_DECL_OUTARR(c, i, n, name, d, F, q, T, L, ...)                                \
    q sea_ctype_##T *seai_x##i = NULL;                                                     \
    L seai_l##i = 0;

/* ---- LOAD: from the arguments ---- */
#define SEAI_GIVEN_1
#define SEAI_GIVEN_2
#define SEAI_GIVEN_3 seai_a[seai_i - 1] != NULL &&
#define SEAI_GIVEN_4
#define SEAI_LOAD(c, i, t) SEAI_P(SEAI_LOAD_, c, i, t)
#define SEAI_LOAD_IN(c, i, n, name, d, conv)                                               \
    seai_i++;                                                                              \
    if (SEAI_GIVEN_##n SEAI_UNLIKELY(                                                      \
            (seai_e = SEAI_LOADX(conv, seai_a[seai_i - 1], &seai_x##i, &seai_top)) != NULL)) { \
        goto seai_fail;                                                                    \
    }
#define SEAI_LOAD_INOUT SEAI_LOAD_IN
#define SEAI_LOAD_OPT(c, i, n, name, d, ...)                                               \
    seai_i++;                                                                              \
    if (SEAI_GIVEN_##n true) {                                                             \
        if (seai_a[seai_i - 1] == Py_None) {                                               \
            seai_x##i = 0;                                                                 \
        } else if (SEAI_UNLIKELY((seai_e = SEAI_LOADX(__VA_ARGS__, seai_a[seai_i - 1],     \
                                                      &seai_x##i, &seai_top)) != NULL)) {  \
            seai_none = 1;                                                                 \
            goto seai_fail;                                                                \
        }                                                                                  \
    }
#define SEAI_LOAD_AS(c, i, n, name, d, CONV, ...)                                          \
    SEAI_LOAD_AS_(SEAI_SECOND(SEAI_ASOPT_##CONV, 0, ~), i, n, CONV, __VA_ARGS__)
#define SEAI_ASOPT_opt(...) ~, 1
#define SEAI_LOAD_AS_(...) SEAI_LOAD_AS__(__VA_ARGS__)
#define SEAI_LOAD_AS__(o, i, n, CONV, ...)                                                 \
    seai_i++;                                                                              \
    if (SEAI_GIVEN_##n true) {                                                             \
        sea_ctype_##CONV seai_v;                                                           \
        SEAI_LOAD_AS_##o(CONV)                                                             \
        if (SEAI_UNLIKELY(!SEAI_NARROW(CONV, sea_ctype_##CONV, __VA_ARGS__, seai_v, seai_x##i))) {           \
            seai_e = SEAI_LOAD_NARROW(seai_a[seai_i - 1], __VA_ARGS__);                   \
            goto seai_fail;                                                                \
        }                                                                                  \
    }
#define SEAI_LOAD_AS_0(CONV)                                                               \
    if (SEAI_UNLIKELY(                                                                     \
            (seai_e = SEAI_LOADX(CONV, seai_a[seai_i - 1], &seai_v, &seai_top)) != NULL)) { \
        goto seai_fail;                                                                    \
    }
#define SEAI_LOAD_AS_1(CONV) SEAI_LOAD_AS_##CONV
#define SEAI_LOAD_AS_opt(...)                                                              \
    if (seai_a[seai_i - 1] == Py_None) {                                                   \
        seai_v = NULL;                                                                     \
    } else if (SEAI_UNLIKELY((seai_e = SEAI_LOADX(__VA_ARGS__, seai_a[seai_i - 1], &seai_v, \
                                                  &seai_top)) != NULL)) {                  \
        seai_none = 1;                                                                     \
        goto seai_fail;                                                                    \
    }
#define SEAI_WRITABLE_const false
#define SEAI_WRITABLE_ true
#define SEAI_ARR_NONE_0(a) true
#define SEAI_ARR_NONE_1(a) a != Py_None
#define SEAI_LOAD_ARR(c, i, n, name, d, q, o, T, L, ...)                                   \
    seai_i++;                                                                              \
    if (SEAI_GIVEN_##n SEAI_ARR_NONE_##o(seai_a[seai_i - 1])) {                            \
        seai_e = seai_load_array(seai_a[seai_i - 1], &seai_b##i, &seai_c##i,               \
                                 &sea_element_##T, SEAI_WRITABLE_##q);                     \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                               \
            seai_none = o;                                                                 \
            goto seai_fail;                                                                \
        }                                                                                  \
        seai_x##i = (L)seai_c##i;                                                          \
        if (SEAI_UNLIKELY((unsigned long long)seai_c##i > SEAI_MAX_OF(L))) {               \
            seai_e = seai_load_too_long(seai_c##i, SEAI_MAX_OF(L), #L);                    \
            goto seai_fail;                                                                \
        }                                                                                  \
    }
#define SEAI_LOAD_ITEMS(c, i, n, name, d, q, T)                                            \
    seai_i++;                                                                              \
    if (SEAI_GIVEN_##n true) {                                                             \
        seai_e = seai_load_array(seai_a[seai_i - 1], &seai_n_##name, &seai_l_##name,       \
                                 &sea_element_##T, SEAI_WRITABLE_##q);                     \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                               \
            goto seai_fail;                                                                \
        }                                                                                  \
    }
#define SEAI_LOAD_LIST(c, i, n, name, d, T, L, ...)                                        \
    seai_i++;                                                                              \
    if (SEAI_GIVEN_##n true) {                                                             \
        seai_e = seai_list_begin(&seai_x##i, seai_a[seai_i - 1], sizeof(sea_ctype_##T),    \
                                 SEAI_MAX_OF(L), #L);                                      \
        for (Py_ssize_t seai_j = 0; seai_e == NULL && seai_j < seai_x##i.len; seai_j++) {  \
            seai_e = SEAI_LOADX(T, PyTuple_GET_ITEM(seai_x##i.tuple, seai_j),              \
                                (sea_ctype_##T *)seai_x##i.data + seai_j, NULL);           \
            if (SEAI_UNLIKELY(seai_e != NULL)) {                                           \
                seai_e = seai_list_bad(&seai_x##i, seai_j, seai_e);                        \
            }                                                                              \
        }                                                                                  \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                               \
            goto seai_fail;                                                                \
        }                                                                                  \
    }
#define SEAI_LOAD_CAP(c, i, n, name, d, L) seai_n_##name.max = SEAI_MAX_OF(L);
#define SEAI_LOAD_USED SEAI_LOAD_CAP

/* ---- EXPR: what depends on other parameters; c is (alias of self, (parameters)) ---- */
#define SEAI_ALIAS(c, i, t) SEAI_Q(SEAI_ALIAS_, c, i, t)
#define SEAI_ALIAS_IN(c, i, n, name, d, conv) sea_ctype_##conv name SEAI_UNUSED = seai_x##i;
#define SEAI_ALIAS_INOUT SEAI_ALIAS_IN
#define SEAI_ALIAS_OPT(c, i, n, name, d, ...) sea_ctype_##__VA_ARGS__ name SEAI_UNUSED = seai_x##i;
#define SEAI_ALIAS_AS(c, i, n, name, d, CONV, ...) __VA_ARGS__ name SEAI_UNUSED = seai_x##i;
#define SEAI_ALIAS_ARR(c, i, n, name, d, q, o, T, L, ...)                                  \
    struct {                                                                               \
        q sea_ctype_##T *data;                                                             \
        L len;                                                                             \
    } name SEAI_UNUSED = {seai_b##i.buf, seai_x##i};
#define SEAI_ALIAS_ITEMS(c, i, n, name, d, q, T)                                           \
    struct {                                                                               \
        q sea_ctype_##T *data;                                                             \
        size_t len;                                                                        \
    } name SEAI_UNUSED = {seai_n_##name.buf, (size_t)seai_l_##name};
#define SEAI_ALIAS_LIST(c, i, n, name, d, T, L, ...)                                       \
    struct {                                                                               \
        sea_ctype_##T const *data;                                                         \
        L len;                                                                             \
    } name SEAI_UNUSED = {seai_x##i.data, (L)seai_x##i.len};
#define SEAI_NAMED(c) SEAI_NAMED_(SEAI_EXPAND c)
#define SEAI_NAMED_(...) SEAI_NAMED__(__VA_ARGS__)
#define SEAI_NAMED__(self, params) self { SEAI_MAPE(SEAI_ALIAS, ~, SEAI_EXPAND params)
#define SEAI_EXPR(c, i, t) SEAI_P(SEAI_EXPR_, c, i, t)
#define SEAI_EXPR_FILL(c, i, n, name, d, T)                                                \
    {                                                                                      \
        SEAI_NAMED(c)                                                                      \
            if (seai_fill_begin(&seai_n_##name, seai_f, #name, (long long)(d),             \
                                &sea_element_##T) < 0) {                                   \
                goto seai_done;                                                            \
            }                                                                              \
        }                                                                                  \
    }
#define SEAI_EXPR_FIXED(c, i, n, e, ...) { SEAI_NAMED(c) seai_x##i = (e); } }
#define SEAI_EXPR_LEN(c, i, n, name, d, L)                                                 \
    if (SEAI_UNLIKELY((unsigned long long)seai_l_##name > SEAI_MAX_OF(L))) {               \
        seai_too_long(seai_f, #name, seai_l_##name, SEAI_MAX_OF(L), #L);                   \
        goto seai_done;                                                                    \
    }
#define SEAI_EXPR_NEW(c, i, n, name, d, X)                                                 \
    if ((seai_x##i = seai_embedded_new(seai_w, &sea_class_##X)) == NULL) {                 \
        goto seai_done;                                                                    \
    }

/* ---- PASS: , C argument ---- */
#define SEAI_PASS(c, i, t) SEAI_P(SEAI_PASS_, c, i, t)
#define SEAI_PASS_IN(c, i, ...) , seai_x##i
#define SEAI_PASS_OPT SEAI_PASS_IN
#define SEAI_PASS_AS SEAI_PASS_IN
#define SEAI_PASS_FIXED SEAI_PASS_IN
#define SEAI_PASS_ARR(c, i, ...) , seai_b##i.buf, seai_x##i
#define SEAI_PASS_ITEMS(c, i, n, name, ...) , seai_n_##name.buf
#define SEAI_PASS_LEN(c, i, n, name, d, L) , (L)seai_l_##name
#define SEAI_PASS_LIST(c, i, n, name, d, T, L, ...) , seai_x##i.data, (L)seai_x##i.len
#define SEAI_PASS_FILL(c, i, n, name, ...) , seai_n_##name.data
#define SEAI_PASS_CAP(c, i, n, name, d, L) , (L)seai_n_##name.cap
#define SEAI_PASS_USED(c, i, n, name, d, L) , (seai_l_##name = (L)seai_n_##name.cap, &seai_l_##name)
#define SEAI_PASS_OUT(c, i, ...) , &seai_x##i
#define SEAI_PASS_INOUT SEAI_PASS_OUT
#define SEAI_PASS_BUF SEAI_PASS_OUT
#define SEAI_PASS_NEW(c, i, n, name, d, X) , (sea_ptr_##X)seai_storage(seai_x##i, &sea_class_##X)
#define SEAI_PASS_PASS(c, i, n, e, ...) , e
#define SEAI_PASS_SELF(...) , seai_s
#define SEAI_PASS_OUTSELF(...) , &seai_new
#define SEAI_PASS_OUTITEMS(c, i, n, name, ...) , &seai_n_##name
#define SEAI_PASS_OUTLEN(c, i, n, name, ...) , &seai_l_##name
#define SEAI_PASS_OUTARR(c, i, ...) , &seai_x##i, &seai_l##i

/* ---- AFTER, OUT: results, in order ---- */
#define SEAI_PUSH(e)                                                                       \
    if (seai_ok > 0 && (seai_o[seai_k++] = (e)) == NULL) {                                 \
        seai_ok = -1;                                                                      \
    }
#define SEAI_OUT(c, i, t) SEAI_P(SEAI_OUT_, c, i, t)
#define SEAI_OUT_OUT(c, i, n, name, d, conv) SEAI_PUSH(SEAI_CASTX(conv, seai_w, seai_x##i))
#define SEAI_OUT_INOUT SEAI_OUT_OUT
#define SEAI_OUT_BUF(c, i, ...) SEAI_PUSH(seai_buf_take(&seai_x##i))
#define SEAI_OUT_NEW(c, i, n, name, d, X)                                                  \
    if (seai_ok > 0) {                                                                     \
        seai_o[seai_k++] = seai_embedded_ready_steal(seai_x##i, &sea_class_##X);           \
        seai_x##i = NULL;                                                                  \
    }
#define SEAI_OUT_FILL(c, i, n, name, d, T) SEAI_PUSH(seai_fill_end(&seai_n_##name, seai_f, &sea_element_##T))
#define SEAI_OUT_OUTITEMS(c, i, n, name, d, F, q, T)                                       \
    SEAI_PUSH(seai_cast_items(seai_n_##name, (unsigned long long)seai_l_##name, &sea_element_##T))
#define SEAI_OUT_OUTARR(c, i, n, name, d, F, q, T, L, ...)                                 \
    SEAI_PUSH(seai_cast_items(seai_x##i, (unsigned long long)seai_l##i, &sea_element_##T))
#define SEAI_AFTER(c, i, t) SEAI_P(SEAI_AFTER_, c, i, t)
#define SEAI_AFTER_USED(c, i, n, name, ...) seai_n_##name.used = (unsigned long long)seai_l_##name;
#define SEAI_AFTER_CAP(c, i, n, name, ...)                                                 \
    if (seai_length >= 0) {                                                                \
        seai_n_##name.used = (unsigned long long)seai_length;                              \
    }

/* ---- DONE: release, whatever happened ---- */
#define SEAI_DONE(c, i, t) SEAI_P(SEAI_DONE_, c, i, t)
#define SEAI_DONE_ARR(c, i, ...)                                                           \
    if (seai_b##i.obj != NULL) {                                                           \
        PyBuffer_Release(&seai_b##i);                                                      \
    }
#define SEAI_DONE_ITEMS(c, i, n, name, ...)                                                \
    if (seai_n_##name.obj != NULL) {                                                       \
        PyBuffer_Release(&seai_n_##name);                                                  \
    }
#define SEAI_DONE_LIST(c, i, ...) seai_list_end(&seai_x##i);
#define SEAI_DONE_FILL(c, i, n, name, ...) seai_fill_drop(&seai_n_##name);
#define SEAI_DONE_BUF(c, i, ...) seai_buf_free(&seai_x##i);
#define SEAI_DONE_NEW(c, i, n, name, d, X)                                                 \
    if (SEAI_UNLIKELY(seai_x##i != NULL)) {                                                \
        if (seai_ok != 0) { /* C made it, another result failed: it is destroyed */        \
            (void)seai_embedded_ready_steal(seai_x##i, &sea_class_##X);                    \
        }                                                                                  \
        Py_DECREF(seai_x##i);                                                              \
    }
#define SEAI_DONE_OUT(c, i, n, name, d, conv) SEAI_DROPX(conv, seai_x##i)
#define SEAI_DONE_OUTITEMS(c, i, n, name, d, F, q, T) SEAI_FREE(F, seai_n_##name)
#define SEAI_DONE_OUTARR(c, i, n, name, d, F, q, T, L, ...) SEAI_FREE(F, seai_x##i)
#define SEAI_FREE(F, p)                                                                    \
    if ((p) != NULL) {                                                                     \
        F(p);                                                                              \
    }

/* ---- DEFVAL: the defaults as Python objects, for the signature ---- */
#define SEAI_DEFVAL(c, i, t) SEAI_P(SEAI_DEFVAL_, c, i, t)
#define SEAI_DEFVAL_IN(c, i, n, name, d, conv) SEAI_DEFVAL_IN_##n(d, conv)
#define SEAI_DEFVAL_IN_1(d, conv)
#define SEAI_DEFVAL_IN_4(d, conv)
#define SEAI_DEFVAL_IN_2(d, conv)
#define SEAI_DEFVAL_IN_3(d, conv)                                                          \
    {                                                                                      \
        sea_ctype_##conv seai_v = d;                                                       \
        if ((*seai_o++ = SEAI_CASTX(conv, seai_w, seai_v)) == NULL) {                      \
            return -1;                                                                     \
        }                                                                                  \
    }
#define SEAI_DEFVAL_INOUT SEAI_DEFVAL_IN
#define SEAI_DEFVAL_OPT(c, i, n, name, d, ...) SEAI_DEFVAL_OPT_##n(d, __VA_ARGS__)
#define SEAI_DEFVAL_OPT_1(d, ...)
#define SEAI_DEFVAL_OPT_4(d, ...)
#define SEAI_DEFVAL_OPT_2(d, ...)
#define SEAI_DEFVAL_OPT_3(d, ...)                                                          \
    {                                                                                      \
        sea_ctype_##__VA_ARGS__ seai_v = d;                                                \
        if ((*seai_o++ = SEAI_CASTX(opt(__VA_ARGS__), seai_w, seai_v)) == NULL) {          \
            return -1;                                                                     \
        }                                                                                  \
    }
#define SEAI_DEFVAL_AS(c, i, n, name, d, CONV, ...) SEAI_DEFVAL_AS_##n(d, CONV)
#define SEAI_DEFVAL_AS_1(d, CONV)
#define SEAI_DEFVAL_AS_4(d, CONV)
#define SEAI_DEFVAL_AS_2(d, CONV)
#define SEAI_DEFVAL_AS_3(d, CONV)                                                          \
    {                                                                                      \
        sea_ctype_##CONV seai_v = (sea_ctype_##CONV)(d);                                   \
        if ((*seai_o++ = SEAI_CASTX(CONV, seai_w, seai_v)) == NULL) {                      \
            return -1;                                                                     \
        }                                                                                  \
    }
#define SEAI_DEFVAL_NONE(c, i, n, ...) SEAI_DEFVAL_NONE_##n
#define SEAI_DEFVAL_NONE_1
#define SEAI_DEFVAL_NONE_4
#define SEAI_DEFVAL_NONE_2
#define SEAI_DEFVAL_NONE_3 *seai_o++ = Py_NewRef(Py_None);
#define SEAI_DEFVAL_ARR SEAI_DEFVAL_NONE
#define SEAI_DEFVAL_ITEMS SEAI_DEFVAL_NONE
#define SEAI_DEFVAL_LIST SEAI_DEFVAL_NONE

/* ---- the passes that a kind has no part in ---- */
#define SEAI_KNOW_OPTION SEAI_NOTHING
#define SEAI_KNOW_LEN SEAI_NOTHING
#define SEAI_KNOW_CAP SEAI_NOTHING
#define SEAI_KNOW_USED SEAI_NOTHING
#define SEAI_KNOW_BUF SEAI_NOTHING
#define SEAI_KNOW_FIXED SEAI_NOTHING
#define SEAI_KNOW_PASS SEAI_NOTHING
#define SEAI_KNOW_SELF SEAI_NOTHING
#define SEAI_KNOW_OUTSELF SEAI_NOTHING
#define SEAI_KNOW_OUTLEN SEAI_NOTHING
#define SEAI_KNOW_DOC SEAI_NOTHING
#define SEAI_KNOW_KWONLY SEAI_NOTHING
#define SEAI_KNOW_POSONLY SEAI_NOTHING
#define SEAI_KNOW_RELEASE SEAI_NOTHING
#define SEAI_KNOW_LOCKED SEAI_NOTHING
#define SEAI_KNOW_SETTER SEAI_NOTHING
#define SEAI_SUM_UNKNOWN SEAI_NOTHING
#define SEAI_SUM_OPTION SEAI_NOTHING
#define SEAI_SUM_LEN SEAI_NOTHING
#define SEAI_SUM_USED SEAI_NOTHING
#define SEAI_SUM_FIXED SEAI_NOTHING
#define SEAI_SUM_SELF SEAI_NOTHING
#define SEAI_SUM_OUTSELF SEAI_NOTHING
#define SEAI_SUM_OUTLEN SEAI_NOTHING
#define SEAI_SUM_DOC SEAI_NOTHING
#define SEAI_SUM_POSONLY SEAI_NOTHING
#define SEAI_SUM_SETTER SEAI_NOTHING
#define SEAI_NAME_UNKNOWN SEAI_NOTHING
#define SEAI_NAME_OPTION SEAI_NOTHING
#define SEAI_NAME_LEN SEAI_NOTHING
#define SEAI_NAME_FILL SEAI_NOTHING
#define SEAI_NAME_CAP SEAI_NOTHING
#define SEAI_NAME_USED SEAI_NOTHING
#define SEAI_NAME_OUT SEAI_NOTHING
#define SEAI_NAME_BUF SEAI_NOTHING
#define SEAI_NAME_NEW SEAI_NOTHING
#define SEAI_NAME_FIXED SEAI_NOTHING
#define SEAI_NAME_PASS SEAI_NOTHING
#define SEAI_NAME_SELF SEAI_NOTHING
#define SEAI_NAME_OUTSELF SEAI_NOTHING
#define SEAI_NAME_OUTITEMS SEAI_NOTHING
#define SEAI_NAME_OUTLEN SEAI_NOTHING
#define SEAI_NAME_OUTARR SEAI_NOTHING
#define SEAI_NAME_DOC SEAI_NOTHING
#define SEAI_NAME_RELEASE SEAI_NOTHING
#define SEAI_NAME_LOCKED SEAI_NOTHING
#define SEAI_NAME_SETTER SEAI_NOTHING
#define SEAI_DOC_UNKNOWN SEAI_NOTHING
#define SEAI_DOC_OPTION SEAI_NOTHING
#define SEAI_DOC_IN SEAI_NOTHING
#define SEAI_DOC_OPT SEAI_NOTHING
#define SEAI_DOC_AS SEAI_NOTHING
#define SEAI_DOC_ARR SEAI_NOTHING
#define SEAI_DOC_ITEMS SEAI_NOTHING
#define SEAI_DOC_LEN SEAI_NOTHING
#define SEAI_DOC_LIST SEAI_NOTHING
#define SEAI_DOC_FILL SEAI_NOTHING
#define SEAI_DOC_CAP SEAI_NOTHING
#define SEAI_DOC_USED SEAI_NOTHING
#define SEAI_DOC_OUT SEAI_NOTHING
#define SEAI_DOC_INOUT SEAI_NOTHING
#define SEAI_DOC_BUF SEAI_NOTHING
#define SEAI_DOC_NEW SEAI_NOTHING
#define SEAI_DOC_FIXED SEAI_NOTHING
#define SEAI_DOC_PASS SEAI_NOTHING
#define SEAI_DOC_SELF SEAI_NOTHING
#define SEAI_DOC_OUTSELF SEAI_NOTHING
#define SEAI_DOC_OUTITEMS SEAI_NOTHING
#define SEAI_DOC_OUTLEN SEAI_NOTHING
#define SEAI_DOC_OUTARR SEAI_NOTHING
#define SEAI_DOC_KWONLY SEAI_NOTHING
#define SEAI_DOC_POSONLY SEAI_NOTHING
#define SEAI_DOC_RELEASE SEAI_NOTHING
#define SEAI_DOC_LOCKED SEAI_NOTHING
#define SEAI_DOC_SETTER SEAI_NOTHING
#define SEAI_HASSELF_UNKNOWN SEAI_NOTHING
#define SEAI_HASSELF_OPTION SEAI_NOTHING
#define SEAI_HASSELF_IN SEAI_NOTHING
#define SEAI_HASSELF_OPT SEAI_NOTHING
#define SEAI_HASSELF_AS SEAI_NOTHING
#define SEAI_HASSELF_ARR SEAI_NOTHING
#define SEAI_HASSELF_ITEMS SEAI_NOTHING
#define SEAI_HASSELF_LEN SEAI_NOTHING
#define SEAI_HASSELF_LIST SEAI_NOTHING
#define SEAI_HASSELF_FILL SEAI_NOTHING
#define SEAI_HASSELF_CAP SEAI_NOTHING
#define SEAI_HASSELF_USED SEAI_NOTHING
#define SEAI_HASSELF_OUT SEAI_NOTHING
#define SEAI_HASSELF_INOUT SEAI_NOTHING
#define SEAI_HASSELF_BUF SEAI_NOTHING
#define SEAI_HASSELF_NEW SEAI_NOTHING
#define SEAI_HASSELF_FIXED SEAI_NOTHING
#define SEAI_HASSELF_PASS SEAI_NOTHING
#define SEAI_HASSELF_OUTSELF SEAI_NOTHING
#define SEAI_HASSELF_OUTITEMS SEAI_NOTHING
#define SEAI_HASSELF_OUTLEN SEAI_NOTHING
#define SEAI_HASSELF_OUTARR SEAI_NOTHING
#define SEAI_HASSELF_DOC SEAI_NOTHING
#define SEAI_HASSELF_KWONLY SEAI_NOTHING
#define SEAI_HASSELF_POSONLY SEAI_NOTHING
#define SEAI_HASSELF_RELEASE SEAI_NOTHING
#define SEAI_HASSELF_LOCKED SEAI_NOTHING
#define SEAI_HASSELF_SETTER SEAI_NOTHING
#define SEAI_TYPE_UNKNOWN SEAI_NOTHING
#define SEAI_TYPE_OPTION SEAI_NOTHING
#define SEAI_TYPE_DOC SEAI_NOTHING
#define SEAI_TYPE_KWONLY SEAI_NOTHING
#define SEAI_TYPE_POSONLY SEAI_NOTHING
#define SEAI_TYPE_RELEASE SEAI_NOTHING
#define SEAI_TYPE_LOCKED SEAI_NOTHING
#define SEAI_TYPE_SETTER SEAI_NOTHING
#define SEAI_DECL_UNKNOWN SEAI_NOTHING
#define SEAI_DECL_OPTION SEAI_NOTHING
#define SEAI_DECL_LEN SEAI_NOTHING
#define SEAI_DECL_CAP SEAI_NOTHING
#define SEAI_DECL_PASS SEAI_NOTHING
#define SEAI_DECL_SELF SEAI_NOTHING
#define SEAI_DECL_OUTSELF SEAI_NOTHING
#define SEAI_DECL_DOC SEAI_NOTHING
#define SEAI_DECL_KWONLY SEAI_NOTHING
#define SEAI_DECL_POSONLY SEAI_NOTHING
#define SEAI_DECL_RELEASE SEAI_NOTHING
#define SEAI_DECL_LOCKED SEAI_NOTHING
#define SEAI_DECL_SETTER SEAI_NOTHING
#define SEAI_LOAD_UNKNOWN SEAI_NOTHING
#define SEAI_LOAD_OPTION SEAI_NOTHING
#define SEAI_LOAD_LEN SEAI_NOTHING
#define SEAI_LOAD_FILL SEAI_NOTHING
#define SEAI_LOAD_OUT SEAI_NOTHING
#define SEAI_LOAD_BUF SEAI_NOTHING
#define SEAI_LOAD_NEW SEAI_NOTHING
#define SEAI_LOAD_FIXED SEAI_NOTHING
#define SEAI_LOAD_PASS SEAI_NOTHING
#define SEAI_LOAD_SELF SEAI_NOTHING
#define SEAI_LOAD_OUTSELF SEAI_NOTHING
#define SEAI_LOAD_OUTITEMS SEAI_NOTHING
#define SEAI_LOAD_OUTLEN SEAI_NOTHING
#define SEAI_LOAD_OUTARR SEAI_NOTHING
#define SEAI_LOAD_DOC SEAI_NOTHING
#define SEAI_LOAD_KWONLY SEAI_NOTHING
#define SEAI_LOAD_POSONLY SEAI_NOTHING
#define SEAI_LOAD_RELEASE SEAI_NOTHING
#define SEAI_LOAD_LOCKED SEAI_NOTHING
#define SEAI_LOAD_SETTER SEAI_NOTHING
#define SEAI_EXPR_UNKNOWN SEAI_NOTHING
#define SEAI_EXPR_OPTION SEAI_NOTHING
#define SEAI_EXPR_IN SEAI_NOTHING
#define SEAI_EXPR_OPT SEAI_NOTHING
#define SEAI_EXPR_AS SEAI_NOTHING
#define SEAI_EXPR_ARR SEAI_NOTHING
#define SEAI_EXPR_ITEMS SEAI_NOTHING
#define SEAI_EXPR_LIST SEAI_NOTHING
#define SEAI_EXPR_CAP SEAI_NOTHING
#define SEAI_EXPR_USED SEAI_NOTHING
#define SEAI_EXPR_OUT SEAI_NOTHING
#define SEAI_EXPR_INOUT SEAI_NOTHING
#define SEAI_EXPR_BUF SEAI_NOTHING
#define SEAI_EXPR_PASS SEAI_NOTHING
#define SEAI_EXPR_SELF SEAI_NOTHING
#define SEAI_EXPR_OUTSELF SEAI_NOTHING
#define SEAI_EXPR_OUTITEMS SEAI_NOTHING
#define SEAI_EXPR_OUTLEN SEAI_NOTHING
#define SEAI_EXPR_OUTARR SEAI_NOTHING
#define SEAI_EXPR_DOC SEAI_NOTHING
#define SEAI_EXPR_KWONLY SEAI_NOTHING
#define SEAI_EXPR_POSONLY SEAI_NOTHING
#define SEAI_EXPR_RELEASE SEAI_NOTHING
#define SEAI_EXPR_LOCKED SEAI_NOTHING
#define SEAI_EXPR_SETTER SEAI_NOTHING
#define SEAI_ALIAS_UNKNOWN SEAI_NOTHING
#define SEAI_ALIAS_OPTION SEAI_NOTHING
#define SEAI_ALIAS_LEN SEAI_NOTHING
#define SEAI_ALIAS_FILL SEAI_NOTHING
#define SEAI_ALIAS_CAP SEAI_NOTHING
#define SEAI_ALIAS_USED SEAI_NOTHING
#define SEAI_ALIAS_OUT SEAI_NOTHING
#define SEAI_ALIAS_BUF SEAI_NOTHING
#define SEAI_ALIAS_NEW SEAI_NOTHING
#define SEAI_ALIAS_FIXED SEAI_NOTHING
#define SEAI_ALIAS_PASS SEAI_NOTHING
#define SEAI_ALIAS_SELF SEAI_NOTHING
#define SEAI_ALIAS_OUTSELF SEAI_NOTHING
#define SEAI_ALIAS_OUTITEMS SEAI_NOTHING
#define SEAI_ALIAS_OUTLEN SEAI_NOTHING
#define SEAI_ALIAS_OUTARR SEAI_NOTHING
#define SEAI_ALIAS_DOC SEAI_NOTHING
#define SEAI_ALIAS_KWONLY SEAI_NOTHING
#define SEAI_ALIAS_POSONLY SEAI_NOTHING
#define SEAI_ALIAS_RELEASE SEAI_NOTHING
#define SEAI_ALIAS_LOCKED SEAI_NOTHING
#define SEAI_ALIAS_SETTER SEAI_NOTHING
#define SEAI_PASS_UNKNOWN SEAI_NOTHING
#define SEAI_PASS_OPTION SEAI_NOTHING
#define SEAI_PASS_DOC SEAI_NOTHING
#define SEAI_PASS_KWONLY SEAI_NOTHING
#define SEAI_PASS_POSONLY SEAI_NOTHING
#define SEAI_PASS_RELEASE SEAI_NOTHING
#define SEAI_PASS_LOCKED SEAI_NOTHING
#define SEAI_PASS_SETTER SEAI_NOTHING
#define SEAI_OUT_UNKNOWN SEAI_NOTHING
#define SEAI_OUT_OPTION SEAI_NOTHING
#define SEAI_OUT_IN SEAI_NOTHING
#define SEAI_OUT_OPT SEAI_NOTHING
#define SEAI_OUT_AS SEAI_NOTHING
#define SEAI_OUT_ARR SEAI_NOTHING
#define SEAI_OUT_ITEMS SEAI_NOTHING
#define SEAI_OUT_LEN SEAI_NOTHING
#define SEAI_OUT_LIST SEAI_NOTHING
#define SEAI_OUT_CAP SEAI_NOTHING
#define SEAI_OUT_USED SEAI_NOTHING
#define SEAI_OUT_FIXED SEAI_NOTHING
#define SEAI_OUT_PASS SEAI_NOTHING
#define SEAI_OUT_SELF SEAI_NOTHING
#define SEAI_OUT_OUTSELF SEAI_NOTHING
#define SEAI_OUT_OUTLEN SEAI_NOTHING
#define SEAI_OUT_DOC SEAI_NOTHING
#define SEAI_OUT_KWONLY SEAI_NOTHING
#define SEAI_OUT_POSONLY SEAI_NOTHING
#define SEAI_OUT_RELEASE SEAI_NOTHING
#define SEAI_OUT_LOCKED SEAI_NOTHING
#define SEAI_OUT_SETTER SEAI_NOTHING
#define SEAI_AFTER_UNKNOWN SEAI_NOTHING
#define SEAI_AFTER_OPTION SEAI_NOTHING
#define SEAI_AFTER_IN SEAI_NOTHING
#define SEAI_AFTER_OPT SEAI_NOTHING
#define SEAI_AFTER_AS SEAI_NOTHING
#define SEAI_AFTER_ARR SEAI_NOTHING
#define SEAI_AFTER_ITEMS SEAI_NOTHING
#define SEAI_AFTER_LEN SEAI_NOTHING
#define SEAI_AFTER_LIST SEAI_NOTHING
#define SEAI_AFTER_FILL SEAI_NOTHING
#define SEAI_AFTER_OUT SEAI_NOTHING
#define SEAI_AFTER_INOUT SEAI_NOTHING
#define SEAI_AFTER_BUF SEAI_NOTHING
#define SEAI_AFTER_NEW SEAI_NOTHING
#define SEAI_AFTER_FIXED SEAI_NOTHING
#define SEAI_AFTER_PASS SEAI_NOTHING
#define SEAI_AFTER_SELF SEAI_NOTHING
#define SEAI_AFTER_OUTSELF SEAI_NOTHING
#define SEAI_AFTER_OUTITEMS SEAI_NOTHING
#define SEAI_AFTER_OUTLEN SEAI_NOTHING
#define SEAI_AFTER_OUTARR SEAI_NOTHING
#define SEAI_AFTER_DOC SEAI_NOTHING
#define SEAI_AFTER_KWONLY SEAI_NOTHING
#define SEAI_AFTER_POSONLY SEAI_NOTHING
#define SEAI_AFTER_RELEASE SEAI_NOTHING
#define SEAI_AFTER_LOCKED SEAI_NOTHING
#define SEAI_AFTER_SETTER SEAI_NOTHING
#define SEAI_DONE_UNKNOWN SEAI_NOTHING
#define SEAI_DONE_OPTION SEAI_NOTHING
#define SEAI_DONE_IN SEAI_NOTHING
#define SEAI_DONE_OPT SEAI_NOTHING
#define SEAI_DONE_AS SEAI_NOTHING
#define SEAI_DONE_LEN SEAI_NOTHING
#define SEAI_DONE_CAP SEAI_NOTHING
#define SEAI_DONE_USED SEAI_NOTHING
#define SEAI_DONE_INOUT SEAI_NOTHING
#define SEAI_DONE_FIXED SEAI_NOTHING
#define SEAI_DONE_PASS SEAI_NOTHING
#define SEAI_DONE_SELF SEAI_NOTHING
#define SEAI_DONE_OUTSELF SEAI_NOTHING
#define SEAI_DONE_OUTLEN SEAI_NOTHING
#define SEAI_DONE_DOC SEAI_NOTHING
#define SEAI_DONE_KWONLY SEAI_NOTHING
#define SEAI_DONE_POSONLY SEAI_NOTHING
#define SEAI_DONE_RELEASE SEAI_NOTHING
#define SEAI_DONE_LOCKED SEAI_NOTHING
#define SEAI_DONE_SETTER SEAI_NOTHING
#define SEAI_DEFVAL_UNKNOWN SEAI_NOTHING
#define SEAI_DEFVAL_OPTION SEAI_NOTHING
#define SEAI_DEFVAL_LEN SEAI_NOTHING
#define SEAI_DEFVAL_FILL SEAI_NOTHING
#define SEAI_DEFVAL_CAP SEAI_NOTHING
#define SEAI_DEFVAL_USED SEAI_NOTHING
#define SEAI_DEFVAL_OUT SEAI_NOTHING
#define SEAI_DEFVAL_BUF SEAI_NOTHING
#define SEAI_DEFVAL_NEW SEAI_NOTHING
#define SEAI_DEFVAL_FIXED SEAI_NOTHING
#define SEAI_DEFVAL_PASS SEAI_NOTHING
#define SEAI_DEFVAL_SELF SEAI_NOTHING
#define SEAI_DEFVAL_OUTSELF SEAI_NOTHING
#define SEAI_DEFVAL_OUTITEMS SEAI_NOTHING
#define SEAI_DEFVAL_OUTLEN SEAI_NOTHING
#define SEAI_DEFVAL_OUTARR SEAI_NOTHING
#define SEAI_DEFVAL_DOC SEAI_NOTHING
#define SEAI_DEFVAL_KWONLY SEAI_NOTHING
#define SEAI_DEFVAL_POSONLY SEAI_NOTHING
#define SEAI_DEFVAL_RELEASE SEAI_NOTHING
#define SEAI_DEFVAL_LOCKED SEAI_NOTHING
#define SEAI_DEFVAL_SETTER SEAI_NOTHING

#endif
