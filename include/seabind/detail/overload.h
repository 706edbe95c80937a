/* Overload sets: (function, name, (overload, fn, result, params...)..., (doc, ...)), and the
 * same for method, static, init and operator.
 *
 * Each candidate has a wrapper, a row and a function like an item of its own, and a test
 * whether arguments need no conversion.  src/overload.c says which one is called. */
#ifndef SEABIND_DETAIL_OVERLOAD_H
#define SEABIND_DETAIL_OVERLOAD_H

#include "function.h"

enum { SEAI_OVERLOADED = 0xff }; /* seai_item.nparams of a set: .b.overloads is it */

typedef struct seai_candidate {
    seai_call call; /* or NULL: init */
    seai_init init;
    bool (*exact)(const seai_function *, PyObject *const *);
} seai_candidate;
struct seai_overloads {
    uint32_t n; /* candidates, from the last to the first, with holes */
    const seai_item *items;
    const seai_candidate *candidates;
    seai_function *functions; /* written once, as the block's */
    char **signatures;        /* the same: "area(w, h)" */
    void (*slot)(void);       /* of an operator */
    const struct seai_overloads_parts *parts;
};
/* Only a block with a set links it in; for src/tables.c. */
SEAI_HIDDEN extern const struct seai_overloads_parts seai_overloads_parts_of_all;

/* What a candidate's wrapper returns for arguments that are not its own; the exception that
 * is set says why (none: an operator). */
#define SEAI_NO_MATCH ((PyObject *)(uintptr_t)SEAI_NAMED_BAD)
enum { SEAI_NO_MATCH_INIT = -2 };
/* Calls the first candidate that takes the arguments without a conversion, else the first
 * that takes them at all.  New reference, or NULL with an exception (an operator: without,
 * when no candidate takes them). */
SEAI_HIDDEN PyObject *seai_overloaded(const seai_overloads *set, int flags,
                                      PyObject *self, PyObject *const *args,
                                      Py_ssize_t nargs, PyObject *kwnames);
SEAI_HIDDEN int seai_overloaded_init(const seai_overloads *set, PyObject *self,
                                     PyObject *const *args, Py_ssize_t nargs,
                                     PyObject *kwnames);

/* ---- whether arguments are exact ---- */
/* Whether a loader that returned e took the object, or failed in a way that the call shall
 * raise; clears the exception. */
SEAI_HIDDEN bool seai_loads(const char *e);
SEAI_HIDDEN bool seai_exact_array(PyObject *o, const seai_element *element,
                                  bool writable);
/* A list or tuple, a tuple, a set whose elements are `what`. */
SEAI_HIDDEN bool seai_exact_seq(PyObject *o, int kind, int what);
/* What is left for *args, **kwargs; args as after parsing. */
SEAI_HIDDEN bool seai_exact_args(const seai_function *f, PyObject *const *args,
                                 int what);
SEAI_HIDDEN bool seai_exact_kwargs(const seai_function *f, PyObject *const *args,
                                   int what);

/* the pass: a kind without SEAI_EXACTK_<kind> is only counted */
#define SEAI_EXACTS(c, i, t) SEAI_K(SEAI_EXACTS_BY, ~, c, i, t)
#define SEAI_EXACTS_BY(op, k, ...)                                                     \
    SEAI_CAT(SEAI_EXACTS_, SEAI_SECOND(SEAI_EXACTK_##k, OTHER, ~))(k, __VA_ARGS__)
#define SEAI_EXACTK_IN ~, IN
#define SEAI_EXACTK_EXACT ~, IN
#define SEAI_EXACTK_INOUT ~, IN
#define SEAI_EXACTK_ARG ~, IN
#define SEAI_EXACTK_OPT ~, OPT
#define SEAI_EXACTK_ARGOPT ~, OPT
#define SEAI_EXACTK_AS ~, AS
#define SEAI_EXACTK_ARR ~, ARR
#define SEAI_EXACTK_ITEMS ~, ITEMS
#define SEAI_EXACTK_STRUCTS ~, STRUCTS
#define SEAI_EXACTK_SITEMS ~, SITEMS
#define SEAI_EXACTK_LIST ~, LIST
#define SEAI_EXACTK_ARGS ~, ARGS
#define SEAI_EXACTK_KWARGS ~, KWARGS
#define SEAI_EXACTS_OTHER(k, ...) seai_i += (0 SEAI_SUM_##k(__VA_ARGS__)) & 0x3f;
#define SEAI_EXACTS_IN(k, c, i, n, name, d, ...)                                       \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n seai_yes) {                                                     \
        SEAI_YES(__VA_ARGS__)                                                          \
    }
#define SEAI_EXACTS_OPT(k, c, i, n, name, d, ...)                                      \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n seai_yes && seai_a[seai_i - 1] != Py_None) {                    \
        SEAI_YES(__VA_ARGS__)                                                          \
    }
#define SEAI_EXACTS_AS(k, c, i, n, name, d, CONV, ...)                                 \
    SEAI_CAT(SEAI_EXACTS_AS_, SEAI_SECOND(SEAI_ASOPT_##CONV, 0, ~))(n, CONV)
#define SEAI_EXACTS_AS_0(n, CONV)                                                      \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n seai_yes) {                                                     \
        SEAI_YES(CONV)                                                                 \
    }
#define SEAI_EXACTS_AS_1(n, CONV) seai_i++;
#define SEAI_EXACTS_ARR(k, c, i, n, name, d, q, o, T, ...)                             \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n seai_yes && SEAI_ARR_NONE_##o(seai_a[seai_i - 1])) {            \
        seai_yes =                                                                     \
            seai_exact_array(seai_a[seai_i - 1], &sea_element_##T, SEAI_WRITABLE_##q); \
    }
#define SEAI_EXACTS_ITEMS(k, c, i, n, name, d, q, T)                                   \
    SEAI_EXACTS_ARR(k, c, i, n, name, d, q, 0, T, ~)
#define SEAI_EXACTS_STRUCTS(k, c, i, n, name, d, q, o, T, ...)                         \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n seai_yes && SEAI_ARR_NONE_##o(seai_a[seai_i - 1])) {            \
        seai_yes = seai_exact_structs(seai_a[seai_i - 1], SEAI_STRUCT_CLASS(T),        \
                                      _Alignof(sea_ctype_##T), SEAI_WRITABLE_##q);     \
    }
#define SEAI_EXACTS_SITEMS(k, c, i, n, name, d, q, T)                                  \
    SEAI_EXACTS_STRUCTS(k, c, i, n, name, d, q, 0, T, ~)
#define SEAI_EXACTS_LIST(k, c, i, n, name, d, o, S, T, ...)                            \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n seai_yes && SEAI_ARR_NONE_##o(seai_a[seai_i - 1])) {            \
        seai_yes = seai_exact_seq(seai_a[seai_i - 1], SEAI_SEQ_##S, SEAI_EXACTLY(T));  \
    }
#define SEAI_EXACTS_ARGS(k, c, i, n, name, d, p) SEAI_MANY_(SEAI_EXACTS_OF_ARGS, i, p)
#define SEAI_EXACTS_OF_ARGS(i, T, ...)                                                 \
    seai_i++;                                                                          \
    seai_yes = seai_yes && seai_exact_args(seai_f, seai_a, SEAI_EXACTLY(T));
#define SEAI_EXACTS_KWARGS(k, c, i, n, name, d, p)                                     \
    SEAI_MANY_(SEAI_EXACTS_OF_KWARGS, i, p)
#define SEAI_EXACTS_OF_KWARGS(i, T, ...)                                               \
    seai_i++;                                                                          \
    seai_yes = seai_yes && seai_exact_kwargs(seai_f, seai_a, SEAI_EXACTLY(T));
#define SEAI_YES(conv) SEAI_YES1(conv, SEAI_EXACT_##conv, ANY, (), ~)
#define SEAI_YES1(...) SEAI_YES2(__VA_ARGS__)
#define SEAI_YES2(conv, a, k, p, ...) SEAI_YES3(k, conv, SEAI_EXPAND p)
#define SEAI_YES3(...) SEAI_YES4(__VA_ARGS__)
#define SEAI_YES4(k, ...) SEAI_YES_##k(__VA_ARGS__)
#define SEAI_YES_INT(conv, p) seai_yes = seai_is_exact(seai_a[seai_i - 1], SEAI_INT);
#define SEAI_YES_FLOAT(conv, p)                                                        \
    seai_yes = seai_is_exact(seai_a[seai_i - 1], SEAI_FLOAT);
#define SEAI_YES_CLASS(conv, X) seai_yes = seai_is(seai_a[seai_i - 1], seai_tag_##X);
#define SEAI_YES_C(conv, ...)                                                          \
    if (seai_is_exact(seai_a[seai_i - 1], SEAI_EXACT_CLASS_OF(__VA_ARGS__))) {         \
        SEAI_YES_ANY(conv, ~)                                                          \
    } else {                                                                           \
        seai_yes = false;                                                              \
    }
#define SEAI_YES_ANY(conv, p)                                                          \
    sea_ctype_##conv seai_x;                                                           \
    seai_hold seai_h[2], *seai_top = seai_h;                                           \
    (void)seai_top;                                                                    \
    seai_yes = seai_loads(SEAI_LOADX(conv, seai_a[seai_i - 1], &seai_x, &seai_top));
#define SEAI_EXACT(U, ...)                                                             \
    static bool seai_exact_##U(const seai_function *seai_f, PyObject *const *seai_a)   \
    {                                                                                  \
        int seai_i = 0;                                                                \
        bool seai_yes = true;                                                          \
        (void)seai_f;                                                                  \
        (void)seai_a;                                                                  \
        SEAI_MAPA(SEAI_EXACTS, ~, __VA_ARGS__)                                         \
        (void)seai_i;                                                                  \
        return seai_yes;                                                               \
    }

/* ---- the candidates ---- */
/* 1 when an item goes on with a candidate */
#define SEAI_IS_SET(...) SEAI_IS_SET_(__VA_ARGS__, ~)
#define SEAI_IS_SET_(x, ...) SEAI_CAT(SEAI_IS_SET_, SEAI_IS_PAREN(x))(x)
#define SEAI_IS_SET_0(x) 0
#define SEAI_IS_SET_1(x) SEAI_IS_SET1(SEAI_EXPAND x, ~)
#define SEAI_IS_SET1(...) SEAI_IS_SET2(__VA_ARGS__)
#define SEAI_IS_SET2(word, ...) SEAI_SECOND(SEAI_SET_HAS_##word, 0, ~)
#define SEAI_SET_HAS_overload ~, overload
#define SEAI_SET_HAS_doc ~, doc
#define SEAI_SET_HAS_end ~, end
/* SEAI_SET(OP, context, list): OP(context, j, fn, result, params..., (end)) a candidate */
#define SEAI_SET(op, c, ...) SEAI_MAPS(SEAI_SET1, (op, c), __VA_ARGS__)
#define SEAI_SET1(c, j, t) SEAI_SET2(j, SEAI_EXPAND c, SEAI_EXPAND t, (end))
#define SEAI_SET2(...) SEAI_SET3(__VA_ARGS__)
#define SEAI_SET3(j, op, c, word, ...)                                                 \
    SEAI_CAT(SEAI_SET_, SEAI_SECOND(SEAI_SET_HAS_##word, other, ~))(j, op, c, word,    \
                                                                    __VA_ARGS__)
#define SEAI_SET_overload(j, op, c, word, ...)                                         \
    SEAI_SET4(op, SEAI_EXPAND c, j, __VA_ARGS__)
#define SEAI_SET_doc(...)
#define SEAI_SET_end(...)
#define SEAI_SET_other(j, op, c, word, ...) SEAI_SET5(op, SEAI_EXPAND c, word)
#define SEAI_SET4(...) SEAI_SET6(__VA_ARGS__)
#define SEAI_SET6(op, ...) op(__VA_ARGS__)
#define SEAI_SET5(...) SEAI_SET7(__VA_ARGS__)
#define SEAI_SET7(op, C, i, U, name, word) op##_OTHER(C, name, word)
#define SEAI_SET_OTHER(C, name, word)                                                  \
    _Static_assert(0, "seabind: " SEAI_STR(C) "." #name ": there is no option (" #word \
                                              ") beside (overload, ...)");
#define SEAI_SET_SHORT(C, name)                                                        \
    _Static_assert(0, "seabind: " SEAI_STR(                                            \
                          C) "." #name                                                 \
                             ": incomplete, write (overload, function, result, ...)");

/* the docstring of a set */
#define SEAI_SET_DOC(...) SEAI_MAPS(SEAI_SET_DOC1, ~, __VA_ARGS__)
#define SEAI_SET_DOC1(c, j, t) SEAI_SET_DOC2(SEAI_EXPAND t, ~, ~)
#define SEAI_SET_DOC2(...) SEAI_SET_DOC3(__VA_ARGS__)
#define SEAI_SET_DOC3(word, text, ...)                                                 \
    SEAI_CAT(SEAI_SET_TEXT_, SEAI_SECOND(SEAI_SET_HAS_##word, other, ~))(text)
#define SEAI_SET_TEXT_doc(text) text
#define SEAI_SET_TEXT_overload(text)
#define SEAI_SET_TEXT_end(text)
#define SEAI_SET_TEXT_other(text)

/* rows of a set: (C, i, U, name) and a candidate */
#define SEAI_SET_ROW(C, i, U, name, j, ...)                                            \
    SEAI_CAT(SEAI_SET_ROW_, SEAI_SHORT2(__VA_ARGS__))(C, U, name, j, __VA_ARGS__)
#define SEAI_SET_ROW_1(...)
#define SEAI_SET_ROW_0(C, U, name, j, fn, ret, ...)                                    \
    [j] = {.text = SEAI_TEXT(name, __VA_ARGS__),                                       \
           .a.call = seai_call_##U##o##j,                                              \
           .b.defaults = SEAI_NDEFAULTS(U##o##j) ? seai_defaults_##U##o##j : NULL,     \
           .kind = seai_kind_##U,                                                      \
           .op = seai_op_##U,                                                          \
           .nparams = SEAI_NPARAMS(U##o##j)},
#define SEAI_SET_ROW_OTHER(...)
#define SEAI_SET_CALL(C, i, U, name, j, ...)                                           \
    SEAI_CAT(SEAI_SET_CALL_, SEAI_SHORT2(__VA_ARGS__))(U, j)
#define SEAI_SET_CALL_1(U, j)
#define SEAI_SET_CALL_0(U, j) [j] = {seai_call_##U##o##j, NULL, seai_exact_##U##o##j},
#define SEAI_SET_CALL_OTHER(...)

/* before the candidates, and after them */
#define SEAI_SET_BEGIN(U, kind, op, ...)                                               \
    enum {                                                                             \
        seai_kind_##U = kind,                                                          \
        seai_op_##U = op,                                                              \
        seai_noverloads_##U = SEAI_COUNTS(__VA_ARGS__) + 1                             \
    };                                                                                 \
    static seai_function seai_candidates_##U[seai_noverloads_##U];
#define SEAI_SET_END(C, i, U, name, slot, ROW, CALL, ...)                              \
    static const seai_item seai_rows_##U[seai_noverloads_##U] = {                      \
        [0] = {.text = NULL}, SEAI_SET(ROW, (C, i, U, name), __VA_ARGS__)};            \
    static const seai_candidate seai_calls_##U[seai_noverloads_##U] = {                \
        [0] = {NULL, NULL, NULL}, SEAI_SET(CALL, (C, i, U, name), __VA_ARGS__)};       \
    static char *seai_signatures_##U[seai_noverloads_##U];                             \
    static const seai_overloads seai_set_##U = {                                       \
        seai_noverloads_##U,         seai_rows_##U,       seai_calls_##U,              \
        seai_candidates_##U,         seai_signatures_##U, slot,                        \
        &seai_overloads_parts_of_all};
#define SEAI_SET_WRAPPER(U, flags)                                                     \
    static PyObject *seai_call_##U(PyObject *seai_self, PyObject *const *seai_a,       \
                                   Py_ssize_t seai_n, PyObject *seai_kw)               \
    {                                                                                  \
        return seai_overloaded(&seai_set_##U, flags, seai_self, seai_a, seai_n,        \
                               seai_kw);                                               \
    }
#define SEAI_SET_ITEM(i, U, item_kind, name, ...)                                      \
    [i] = {.text = #name "\0\0" SEAI_SET_DOC(__VA_ARGS__),                             \
           .a.call = seai_call_##U,                                                    \
           .b.overloads = &seai_set_##U,                                               \
           .kind = item_kind,                                                          \
           .nparams = SEAI_OVERLOADED},

#define SEAI_ROW_SET_0(...)
#define SEAI_ROW_SET_doc(...)
#define SEAI_ROW_SET_end(...)
#define SEAI_ROW_SET_overload SEAI_SET_ITEM

/* ---- functions of a module ---- */
#define SEAI_SET_FUNCTION(M, i, U, name, j, ...)                                       \
    SEAI_CAT(SEAI_SET_FUNCTION_, SEAI_SHORT2(__VA_ARGS__))(M, U, name, j, __VA_ARGS__)
#define SEAI_SET_FUNCTION_OTHER SEAI_SET_OTHER
#define SEAI_SET_FUNCTION_1(M, U, name, ...) SEAI_SET_SHORT(M, name)
#define SEAI_SET_FUNCTION_0(M, U, name, j, fn, ret, ...)                               \
    SEAI_FUNCTION_AS(M, &seai_candidates_##U[j], SEAI_CANDIDATE, U##o##j, name, fn,    \
                     ret, __VA_ARGS__)                                                 \
    SEAI_EXACT(U##o##j, __VA_ARGS__)
#define SEAI_FUNCTIONS(M, i, U, name, ...)                                             \
    SEAI_SET_BEGIN(U, SEAI_ITEM_FUNCTION, SEAI_OP_none, __VA_ARGS__)                   \
    SEAI_SET(SEAI_SET_FUNCTION, (M, i, U, name), __VA_ARGS__)                          \
    SEAI_SET_END(M, i, U, name, NULL, SEAI_SET_ROW, SEAI_SET_CALL, __VA_ARGS__)        \
    SEAI_SET_WRAPPER(U, 0)

#endif
