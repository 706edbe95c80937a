/* Kinds of parameters: from a tuple to the macro that handles it.
 *
 * A tuple is (converter, name[, default]) or an option.  Its kind follows from its first
 * word: SEAI_KIND_<word> when that is a macro, else IN, a plain converter.  A pass over the
 * list is a family of macros SEAI_<PASS>_<KIND>(c, i, n, name, d, what the kind needs):
 *     c  context of the pass           i  number of the tuple: its locals end in it
 *     n  elements: 1 to 3, or 4 for more     d  default, or capacity, when n is 3 */
#ifndef SEABIND_DETAIL_KIND_H
#define SEABIND_DETAIL_KIND_H

#include "call.h"

#define SEAI_EXPAND(...) __VA_ARGS__
#define SEAI_NOTHING(...)
#define SEAI_FIRST(...) SEAI_FIRST_(__VA_ARGS__, ~)
#define SEAI_FIRST_(a, ...) a
#define SEAI_SECOND(...) SEAI_SECOND_(__VA_ARGS__, ~)
#define SEAI_SECOND_(a, b, ...) b
#define SEAI_THIRD(...) SEAI_THIRD_(__VA_ARGS__, ~)
#define SEAI_THIRD_(a, b, c, ...) c
/* all but the first; nothing when it is alone */
#define SEAI_REST(...) SEAI_CAT(SEAI_REST_, SEAI_MORE(__VA_ARGS__))(__VA_ARGS__)
#define SEAI_REST_0(a)
#define SEAI_REST_1(a, ...) __VA_ARGS__
/* 1 for two arguments and more, 0 for one */
#define SEAI_MORE(...)                                                                 \
    SEAI_MORE_(__VA_ARGS__, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,   \
               1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, \
               1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, ~)
#define SEAI_MORE_(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, \
                   b7, b8, b9, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, \
                   d4, d5, d6, d7, d8, d9, e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, f0, \
                   f1, f2, f3, f4, f5, f6, f7, f8, f9, n, ...)                         \
    n
#define SEAI_STR(...) SEAI_STR_(__VA_ARGS__)
#define SEAI_STR_(...) #__VA_ARGS__
#define SEAI_IS_PAREN(x) SEAI_SECOND(SEAI_IS_PAREN_ x, 0, ~)
#define SEAI_IS_PAREN_(...) ~, 1, /* and what is behind the parentheses */
/* how many elements a tuple has: 1, 2, 3, or 4 for four and more */
#define SEAI_ARITY(...)                                                                \
    SEAI_ARITY_(__VA_ARGS__, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3, 2, 1, ~)
#define SEAI_ARITY_(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, ...) q

/* ---- kinds ---- */
/* the kind of array(T) and its like, and what it is where T is a class: see structs.h */
#define SEAI_ARRAY(k, ...) SEAI_ARRAY_(k, __VA_ARGS__, ~)
#define SEAI_ARRAY_(k, T, ...)                                                         \
    SEAI_CAT(SEAI_OF_##k##_, SEAI_SECOND(SEAI_BUILTIN_##T, 0, ~))
#define SEAI_OF_ARR_1 ARR
#define SEAI_OF_ARR_0 STRUCTS
#define SEAI_OF_ITEMS_1 ITEMS
#define SEAI_OF_ITEMS_0 SITEMS
#define SEAI_OF_FILL_1 FILL
#define SEAI_OF_FILL_0 SFILL
#define SEAI_OF_OUTITEMS_1 OUTITEMS
#define SEAI_OF_OUTITEMS_0 SOUT
#define SEAI_OUTARRAY(F, q, T, ...)                                                    \
    SEAI_CAT(SEAI_OUTARRAY_, SEAI_SECOND(SEAI_BUILTIN_##T, 0, ~))                      \
    (F, q, T, __VA_ARGS__)
#define SEAI_OUTARRAY_1(F, q, ...) ~, OUTARR, (F, q, __VA_ARGS__)
#define SEAI_OUTARRAY_0(F, q, ...) ~, OUTLIST, (0, F, q, list, __VA_ARGS__)
#define SEAI_PICK(...) SEAI_PICK_(__VA_ARGS__, ~)
#define SEAI_PICK_(a, k, p, ...) k, p
#define SEAI_WORD_1 UNKNOWN /* one word that is no option */
#define SEAI_WORD_2 IN
#define SEAI_WORD_3 IN
#define SEAI_WORD_4 IN
/* what C has in a prototype, and a block has not */
/* clang-format off */
#define SEAI_KIND_const \
    ~, UNKNOWN, (const ... - a C type is no converter: const char * is str),
#define SEAI_KIND_unsigned \
    ~, UNKNOWN, (unsigned ... - a C type is no converter: unsigned is uint),
#define SEAI_KIND_struct \
    ~, UNKNOWN, (struct ... - a C type is no converter: SEA_CLASS or SEA_HANDLE makes one),
/* clang-format on */
#define SEAI_KIND_as(...) ~, AS, (__VA_ARGS__)
#define SEAI_KIND_opt(...) ~, SEAI_PICK(SEAI_INOPT_##__VA_ARGS__, OPT, (__VA_ARGS__))
#define SEAI_INOPT_array(...)                                                          \
    ~, SEAI_ARRAY(ARR, __VA_ARGS__), (const, 1, __VA_ARGS__, size_t, ~)
#define SEAI_INOPT_mut(...) SEAI_INOPT_mut_##__VA_ARGS__
#define SEAI_INOPT_mut_array(...)                                                      \
    ~, SEAI_ARRAY(ARR, __VA_ARGS__), (, 1, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_array(...)                                                           \
    ~, SEAI_ARRAY(ARR, __VA_ARGS__), (const, 0, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_mut(...) SEAI_KIND_mut_##__VA_ARGS__
#define SEAI_KIND_mut_array(...)                                                       \
    ~, SEAI_ARRAY(ARR, __VA_ARGS__), (, 0, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_mut_items(T) ~, SEAI_ARRAY(ITEMS, T), (, T)
#define SEAI_KIND_items(T) ~, SEAI_ARRAY(ITEMS, T), (const, T)
#define SEAI_KIND_len(L) ~, LEN, (L)
#define SEAI_KIND_fill(T) ~, SEAI_ARRAY(FILL, T), (T)
#define SEAI_KIND_cap(L) ~, CAP, (L)
#define SEAI_KIND_used(L) ~, USED, (L)
#define SEAI_KIND_args ~, ARGS, () SEAI_ARGS_OF
#define SEAI_KIND_kwargs ~, KWARGS, () SEAI_ARGS_OF
#define SEAI_KIND_exact(...) ~, EXACT, (__VA_ARGS__)
#define SEAI_KIND_arg(...) ~, SEAI_PICK(SEAI_INARG_##__VA_ARGS__, ARG, (__VA_ARGS__))
#define SEAI_INARG_opt(...) ~, ARGOPT, (__VA_ARGS__)
#define SEAI_KIND_returns ~, RETURNS, ()
#define SEAI_KIND_new(X) ~, NEW, (X)
#define SEAI_KIND_inout(...) ~, INOUT, (__VA_ARGS__)
#define SEAI_KIND_out(...) ~, SEAI_PICK(SEAI_KIND_out_##__VA_ARGS__, OUT, (__VA_ARGS__))
#define SEAI_KIND_out_self ~, OUTSELF, ()
#define SEAI_KIND_out_buf ~, BUF, ()
#define SEAI_KIND_out_len(L) ~, OUTLEN, (L)
#define SEAI_KIND_out_items(T) ~, SEAI_ARRAY(OUTITEMS, T), (SEAI_NOTHING, const, T)
#define SEAI_KIND_out_array(...)                                                       \
    SEAI_OUTARRAY(SEAI_NOTHING, const, __VA_ARGS__, size_t, ~)
#define SEAI_KIND_out_owned(...) SEAI_KIND_OWN(__VA_ARGS__, free, ~)
#define SEAI_KIND_OWN(...) SEAI_KIND_OWN_(__VA_ARGS__)
#define SEAI_KIND_OWN_(X, F, ...) SEAI_KIND_OWN__(F, X, SEAI_OWNS_##X, VALUE, ~, ~)
#define SEAI_KIND_OWN__(...) SEAI_KIND_OWN___(__VA_ARGS__)
#define SEAI_KIND_OWN___(F, X, a, k, t, ...) SEAI_KIND_OWN_##k(F, X, t)
#define SEAI_KIND_OWN_VALUE(F, X, t) ~, OUT, (owned(X, F))
#define SEAI_KIND_OWN_ITEMS(F, X, t)                                                   \
    ~, SEAI_ARRAY(OUTITEMS, SEAI_EXPAND t), (F, , SEAI_EXPAND t)
#define SEAI_KIND_OWN_ARR(F, X, t) SEAI_KIND_OWN_ARR_(F, , SEAI_EXPAND t)
#define SEAI_KIND_OWN_ARR_(...) SEAI_OUTARRAY(__VA_ARGS__)
#define SEAI_OWNS_items(T) ~, ITEMS, (T)
#define SEAI_OWNS_array(...) ~, ARR, (__VA_ARGS__, size_t, ~)
#define SEAI_KIND_fixed(...) ~, FIXED, (__VA_ARGS__)
#define SEAI_KIND_pass ~, PASS, ()
#define SEAI_KIND_self ~, SELF, ()
#define SEAI_KIND_end ~, OPTION, ()
#ifdef SEABIND_NO_DOCS /* docstrings are left out, signatures are not */
#    define SEAI_KIND_doc ~, OPTION, ()
#    define SEAI_DOC_OF(text) NULL
#else
#    define SEAI_KIND_doc ~, DOC, ()
#    define SEAI_DOC_OF(text) text
#endif
#define SEAI_MARK "\1" /* around a signature of the user's, in the doc */
#define SEAI_KIND_signature ~, DOC, (SEAI_MARK)
#define SEAI_KIND_kwonly ~, KWONLY, ()
#define SEAI_KIND_posonly ~, POSONLY, ()
#define SEAI_KIND_release_gil ~, RELEASE, ()
#define SEAI_KIND_locked ~, LOCKED, ()
#define SEAI_KIND_readonly ~, OPTION, ()
#define SEAI_KIND_setter ~, SETTER, ()
#define SEAI_KIND_filename ~, FILENAME, ()

/* SEAI_P(PASS, c, i, tuple): the pass's macro for the tuple's kind */
#define SEAI_P(op, c, i, t) SEAI_P1(op, c, i, SEAI_ARITY t, SEAI_EXPAND t, ~, ~, ~)
#define SEAI_P1(...) SEAI_P2(__VA_ARGS__)
#define SEAI_P2(op, c, i, n, conv, name, d, ...)                                       \
    SEAI_P3(op, c, i, n, name, d, SEAI_PICK(SEAI_KIND_##conv, SEAI_WORD_##n, (conv)))
#define SEAI_P3(...) SEAI_P4(__VA_ARGS__)
#define SEAI_P4(op, c, i, n, name, d, k, p)                                            \
    SEAI_P5(op, k, c, i, n, name, d, SEAI_EXPAND p)
#define SEAI_P5(...) SEAI_P6(__VA_ARGS__)
#define SEAI_P6(op, k, ...) op##k(__VA_ARGS__)

/* SEAI_K(f, op, c, i, tuple): f(op, kind, c, i, n, name, d, what the kind needs), for a pass in
 * which most kinds are alike */
#define SEAI_K(f, op, c, i, t)                                                         \
    SEAI_K1(f, op, c, i, SEAI_ARITY t, SEAI_EXPAND t, ~, ~, ~)
#define SEAI_K1(...) SEAI_K2(__VA_ARGS__)
#define SEAI_K2(f, op, c, i, n, conv, name, d, ...)                                    \
    SEAI_K3(f, op, c, i, n, name, d, SEAI_PICK(SEAI_KIND_##conv, SEAI_WORD_##n, (conv)))
#define SEAI_K3(...) SEAI_K4(__VA_ARGS__)
#define SEAI_K4(f, op, c, i, n, name, d, k, p)                                         \
    SEAI_K5(f, op, k, c, i, n, name, d, SEAI_EXPAND p)
#define SEAI_K5(...) SEAI_K6(__VA_ARGS__)
#define SEAI_K6(f, ...) f(__VA_ARGS__)

/* the same, for the names in an expression: a macro is not expanded inside itself */
#define SEAI_Q(op, c, i, t) SEAI_Q1(op, c, i, SEAI_ARITY t, SEAI_EXPAND t, ~, ~, ~)
#define SEAI_Q1(...) SEAI_Q2(__VA_ARGS__)
#define SEAI_Q2(op, c, i, n, conv, name, d, ...)                                       \
    SEAI_Q3(op, c, i, n, name, d, SEAI_PICK(SEAI_KIND_##conv, SEAI_WORD_##n, (conv)))
#define SEAI_Q3(...) SEAI_Q4(__VA_ARGS__)
#define SEAI_Q4(op, c, i, n, name, d, k, p)                                            \
    SEAI_Q5(op, k, c, i, n, name, d, SEAI_EXPAND p)
#define SEAI_Q5(...) SEAI_Q6(__VA_ARGS__)
#define SEAI_Q6(op, k, ...) op##k(__VA_ARGS__)

#endif
