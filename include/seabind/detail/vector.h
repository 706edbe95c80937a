/* (vectorized, name, fn, result, parameters...): a function of numbers over arrays.
 *
 * Each parameter whose converter is a number by name takes an array of them as well.  Without
 * an array the call is that of a function.  With some, fn is called for each element of the
 * shape to which they broadcast (NumPy's rules), in C order; all other arguments are loaded
 * once, and handles are entered once.  The results go into a memoryview. */
#ifndef SEABIND_DETAIL_VECTOR_H
#define SEABIND_DETAIL_VECTOR_H

#include "method.h"

/* What an array gives the innermost loop: where it begins, and bytes from one to the next. */
typedef struct seai_vector {
    const char *at;
    Py_ssize_t step;
} seai_vector;
typedef struct seai_vectors {
    struct seai_vectors_rest *rest; /* owned, with each; or NULL */
    seai_vector *each;              /* one a Python parameter */
    int arrays;                     /* how many there are */
    char *out;                      /* the first result */
    Py_ssize_t n;                   /* of the innermost loop */
} seai_vectors;

/* Parameter i of n: 1 when o is an array of numbers that become elements, which all holds
 * from now on; 0 when it is none; -1 with *e as a loader returns it. */
SEAI_COLD int seai_vector_load(seai_vectors *all, PyObject *o, int i, int n,
                               const seai_element *element, const char **e);
SEAI_INLINE int seai_vector_try(seai_vectors *all, PyObject *o, int i, int n,
                                const seai_element *element, const char **e)
{
    return PyFloat_CheckExact(o) || PyLong_CheckExact(o)
               ? 0
               : seai_vector_load(all, o, i, n, element, e);
}
/* What a loader of one number expects, and arrays. */
SEAI_COLD const char *seai_vector_expected(const char *expected);
/* Makes the result of `element`s for arrays that were loaded.  args as after parsing.  0, or
 * -1 with an exception: shapes that do not broadcast, a number that does not fit. */
SEAI_HIDDEN int seai_vectors_begin(seai_vectors *all, const seai_function *f,
                                   seai_where where, PyObject *const *args,
                                   const seai_element *element);
/* To the next innermost loop; false after the last.  No thread state needed. */
SEAI_HIDDEN bool seai_vectors_next(seai_vectors *all);
/* The results: new reference, or NULL with an exception. */
SEAI_HIDDEN PyObject *seai_vectors_end(seai_vectors *all);
/* Releases everything. */
SEAI_HIDDEN void seai_vectors_drop(seai_vectors *all);

/* ---- passes ----
 * SEAI_V(OP, c, i, t): OP_1(c, i, n, name, d, conv) for a parameter that is a number by
 * name, OP_0(k, c, i, n, name, d, what the kind needs) for all others. */
#define SEAI_V(op, c, i, t) SEAI_K(SEAI_V_BY, op, c, i, t)
#define SEAI_V_BY(op, k, ...)                                                          \
    SEAI_CAT(SEAI_V_, SEAI_SECOND(SEAI_VKIND_##k, 0, ~))(op, k, __VA_ARGS__)
#define SEAI_VKIND_IN ~, 1
#define SEAI_V_0(op, ...) op##_0(__VA_ARGS__)
#define SEAI_V_1(op, k, c, i, n, name, d, conv)                                        \
    SEAI_CAT(SEAI_V_1, SEAI_VECTORIZES(conv))(op, k, c, i, n, name, d, conv)
#define SEAI_V_10 SEAI_V_0
#define SEAI_V_11(op, k, ...) op##_1(__VA_ARGS__)
#define SEAI_VECTORIZES(conv) SEAI_THIRD(SEAI_BUILTIN_##conv, 0, 0, ~)

#define SEAI_VCOUNT(c, i, t) SEAI_V(SEAI_VCOUNT, c, i, t)
#define SEAI_VCOUNT_0(...)
#define SEAI_VCOUNT_1(...) +1
#define SEAI_VDECL(c, i, t) SEAI_V(SEAI_VDECL, c, i, t)
#define SEAI_VDECL_0(...)
#define SEAI_VDECL_1(c, i, ...) int seai_g##i = -1; /* its place among the arguments */
#define SEAI_VLOAD(c, i, t) SEAI_V(SEAI_VLOAD, c, i, t)
#define SEAI_VLOAD_0(k, ...) SEAI_LOAD_##k(__VA_ARGS__)
#define SEAI_VLOAD_1(U, i, n, name, d, conv)                                           \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n true) {                                                         \
        int seai_is = seai_vector_try(&seai_all, seai_a[seai_i - 1], seai_i - 1,       \
                                      SEAI_NPARAMS(U), &sea_element_##conv, &seai_e);  \
        if (seai_is == 0) {                                                            \
            seai_e = sea_load_##conv(seai_a[seai_i - 1], &seai_x##i, &seai_top);       \
        } else {                                                                       \
            seai_x##i = 0;                                                             \
        }                                                                              \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                           \
            seai_e = seai_vector_expected(seai_e);                                     \
            goto seai_fail;                                                            \
        }                                                                              \
        seai_g##i = seai_is > 0 ? seai_i - 1 : -1;                                     \
    }
/* what is computed from the numbers is computed for each element */
#define SEAI_VEXPR(c, i, t) SEAI_V(SEAI_VEXPR, c, i, t)
#define SEAI_VEXPR_1(...)
#define SEAI_VEXPR_0(k, ...)                                                           \
    SEAI_CAT(SEAI_VEXPR_, SEAI_SECOND(SEAI_VFIXED_##k, OTHER, ~))(k, __VA_ARGS__)
#define SEAI_VFIXED_FIXED ~, FIXED
#define SEAI_VEXPR_OTHER(k, ...) SEAI_EXPR_##k(__VA_ARGS__)
#define SEAI_VEXPR_FIXED(...)
#define SEAI_VBEGIN(c, i, t) SEAI_V(SEAI_VBEGIN, c, i, t)
#define SEAI_VBEGIN_0(...)
#define SEAI_VBEGIN_1(c, i, n, name, d, conv)                                          \
    const sea_ctype_##conv seai_y##i = seai_x##i;                                      \
    const char *seai_p##i =                                                            \
        seai_g##i < 0 ? (const char *)&seai_y##i : seai_all.each[seai_g##i].at;        \
    const Py_ssize_t seai_s##i = seai_g##i < 0 ? 0 : seai_all.each[seai_g##i].step;
#define SEAI_VFETCH(c, i, t) SEAI_V(SEAI_VFETCH, c, i, t)
#define SEAI_VFETCH_0(...)
#define SEAI_VFETCH_1(c, i, ...)                                                       \
    memcpy(&seai_x##i, seai_p##i, sizeof seai_x##i);                                   \
    seai_p##i += seai_s##i;
#define SEAI_VFIX(c, i, t) SEAI_V(SEAI_VFIX, c, i, t)
#define SEAI_VFIX_1(...)
#define SEAI_VFIX_0(k, ...)                                                            \
    SEAI_CAT(SEAI_VFIX_, SEAI_SECOND(SEAI_VFIXED_##k, OTHER, ~))(k, __VA_ARGS__)
#define SEAI_VFIX_OTHER(...)
#define SEAI_VFIX_FIXED(k, ...) SEAI_EXPR_FIXED(__VA_ARGS__)

/* ---- the wrapper: as SEAI_WRAPPER, but the call may be many ---- */
#define SEAI_VWRAPPER(U, f, wcls, flags, selfcode, alias, ret, call, ...)              \
    static PyObject *seai_call_##U(PyObject *seai_self, PyObject *const *seai_a,       \
                                   Py_ssize_t seai_n, PyObject *seai_kw)               \
    {                                                                                  \
        SEAI_LOCALS(U, f, wcls, flags)                                                 \
        PyObject *seai_r = NULL, *seai_o[SEAI_NRESULTS(U) + 1];                        \
        int seai_k = 0, seai_bad_status = SEAI_OK;                                     \
        seai_vectors seai_all = {NULL, NULL, 0, NULL, 0};                              \
        PyThreadState *seai_ts = NULL;                                                 \
        SEAI_MAPA(SEAI_DECL, ~, __VA_ARGS__)                                           \
        SEAI_MAPA(SEAI_VDECL, ~, __VA_ARGS__)                                          \
        (void)seai_self;                                                               \
        (void)seai_bad_status;                                                         \
        selfcode SEAI_ARRIVE(SEAI_VLOAD, SEAI_VEXPR, U, alias,                         \
                             __VA_ARGS__) if (SEAI_LIKELY(seai_all.arrays == 0))       \
        {                                                                              \
            SEAI_MAPA(SEAI_VFIX, (alias, (__VA_ARGS__)), __VA_ARGS__)                  \
            if (seai_flags & SEAI_RELEASE_GIL) {                                       \
                seai_ts = PyEval_SaveThread();                                         \
            }                                                                          \
            sea_ctype_##ret seai_it = call;                                            \
            if (seai_flags & SEAI_RELEASE_GIL) {                                       \
                PyEval_RestoreThread(seai_ts);                                         \
            }                                                                          \
            seai_ok = 1;                                                               \
            SEAI_PUSH(sea_cast_##ret(seai_w, seai_it))                                 \
        }                                                                              \
        else                                                                           \
        {                                                                              \
            char *seai_out;                                                            \
            if (seai_vectors_begin(&seai_all, seai_f, seai_w, seai_a,                  \
                                   &sea_element_##ret) < 0) {                          \
                goto seai_done;                                                        \
            }                                                                          \
            seai_out = seai_all.out;                                                   \
            if (seai_flags & SEAI_RELEASE_GIL) {                                       \
                seai_ts = PyEval_SaveThread();                                         \
            }                                                                          \
            do {                                                                       \
                SEAI_MAPA(SEAI_VBEGIN, ~, __VA_ARGS__)                                 \
                for (Py_ssize_t seai_m = seai_all.n; seai_m > 0; seai_m--) {           \
                    SEAI_MAPA(SEAI_VFETCH, ~, __VA_ARGS__)                             \
                    SEAI_MAPA(SEAI_VFIX, (alias, (__VA_ARGS__)), __VA_ARGS__)          \
                    sea_ctype_##ret seai_it = call;                                    \
                    memcpy(seai_out, &seai_it, sizeof seai_it);                        \
                    seai_out += sizeof seai_it;                                        \
                }                                                                      \
            } while (seai_vectors_next(&seai_all));                                    \
            if (seai_flags & SEAI_RELEASE_GIL) {                                       \
                PyEval_RestoreThread(seai_ts);                                         \
            }                                                                          \
            seai_ok = 1;                                                               \
            SEAI_PUSH(seai_vectors_end(&seai_all))                                     \
        }                                                                              \
        SEAI_MAPA(SEAI_OUT, (alias, ~), __VA_ARGS__)                                   \
        seai_r = seai_ok > 0 ? seai_o[0] : NULL;                                       \
        goto seai_done;                                                                \
        SEAI_DEPART(SEAI_UNFIT(U), __VA_ARGS__)                                        \
        if (seai_all.rest != NULL) {                                                   \
            seai_vectors_drop(&seai_all);                                              \
        }                                                                              \
        return seai_r;                                                                 \
    }

/* ---- what it cannot do ---- */
#define SEAI_VCHECK(U, what, ...)                                                      \
    _Static_assert(SEAI_NRESULTS(U) == 0 && !SEAI_HAS(U, SEAI_ANY_REST),               \
                   "seabind: " what ": a vectorized function has parameters, and one " \
                   "result: no out, fill, returns, args");                             \
    _Static_assert((0 SEAI_MAPA(SEAI_VCOUNT, ~, __VA_ARGS__)) > 0,                     \
                   "seabind: " what ": a vectorized function has a parameter that is " \
                   "a number: (double, x)");                                           \
    _Static_assert((0 SEAI_MAPA(SEAI_VCHARS, ~, __VA_ARGS__)) == 0,                    \
                   "seabind: " what ": no char in a vectorized function: write i8, "   \
                   "u8 or another number");
#define SEAI_VNUMBER(what, ret)                                                        \
    _Static_assert(0, "seabind: " what ": the result of a vectorized function is a "   \
                      "number by name, as double or i32, not " SEAI_STR(ret));
#define SEAI_VCHARS(c, i, t) SEAI_V(SEAI_VCHARS, c, i, t)
#define SEAI_VCHARS_0(...)
#define SEAI_VCHARS_1(c, i, n, name, d, conv)                                          \
    +_Generic((sea_ctype_##conv *)NULL, char *: 1, default: 0)

/* ---- items: with another result, which was said, it is a function or method ---- */
#define SEAI_MMAKE_vectorized(M, i, kind, ...)                                         \
    SEAI_CAT(SEAI_MMAKE_VECTORIZED_, SEAI_SHORT3(__VA_ARGS__))                         \
    (M, i, kind, __VA_ARGS__)
#define SEAI_MMAKE_VECTORIZED_1(M, i, kind, name, ...)                                 \
    SEAI_INCOMPLETE(M, name, vectorized, name, function, result, ...)
#define SEAI_MMAKE_VECTORIZED_0(M, i, kind, name, fn, ret, ...)                        \
    SEAI_CAT(SEAI_MMAKE_VECTOR_, SEAI_VECTORIZES(ret))                                 \
    (M, i, M##_##i, name, fn, ret, __VA_ARGS__)
#define SEAI_MMAKE_VECTOR_0(M, i, U, name, fn, ret, ...)                               \
    SEAI_VNUMBER(SEAI_STR(M) "." #name, ret)                                           \
    SEAI_FUNCTION(M, i, U, name, fn, ret, __VA_ARGS__)
#define SEAI_MMAKE_VECTOR_1(M, i, U, name, fn, ret, ...)                               \
    SEAI_KNOWS(SEAI_STR(M) "." #name, ret, __VA_ARGS__)                                \
    SEAI_SUMS(U, __VA_ARGS__)                                                          \
    SEAI_VCHECK(U, SEAI_STR(M) "." #name, __VA_ARGS__)                                 \
    SEAI_CHECK(                                                                        \
        U, SEAI_STR(M) "." #name, fn, SEAI_R(SEAI_RTYPE_, ret),                        \
        SEAI_TYPES(1, struct seai_no_self *, struct seai_no_self *, __VA_ARGS__))      \
    SEAI_VWRAPPER(                                                                     \
        U, &seai_functions_##M[i], NULL, seai_flags_##M, , , ret,                      \
        SEAI_CALLEE(U, fn)(SEAI_REST(~SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__))),          \
        __VA_ARGS__)                                                                   \
    SEAI_DEFAULTS(U, __VA_ARGS__)
#define SEAI_MAKE_vectorized(C, i, kind, ...)                                          \
    SEAI_CAT(SEAI_MAKE_VECTORIZED_, SEAI_SHORT3(__VA_ARGS__))                          \
    (C, i, kind, __VA_ARGS__)
#define SEAI_MAKE_VECTORIZED_1 SEAI_MMAKE_VECTORIZED_1
#define SEAI_MAKE_VECTORIZED_0(C, i, kind, name, fn, ret, ...)                         \
    SEAI_CAT(SEAI_MAKE_VECTOR_, SEAI_VECTORIZES(ret))                                  \
    (C, i, C##_##i, name, fn, ret, __VA_ARGS__)
#define SEAI_MAKE_VECTOR_0(C, i, U, name, fn, ret, ...)                                \
    SEAI_VNUMBER(SEAI_STR(C) "." #name, ret)                                           \
    SEAI_METHOD(C, i, U, name, fn, ret, 0, __VA_ARGS__)                                \
    SEAI_DEFAULTS(U, __VA_ARGS__)
#define SEAI_MAKE_VECTOR_1(C, i, U, name, fn, ret, ...)                                \
    SEAI_VMETHOD(SEAI_HASSELF(__VA_ARGS__), C, i, U, name, fn, ret, __VA_ARGS__)
#define SEAI_VMETHOD(...) SEAI_VMETHOD_(__VA_ARGS__)
#define SEAI_VMETHOD_(has, C, i, U, name, fn, ret, ...)                                \
    SEAI_KNOWS(SEAI_STR(C) "." #name, ret, __VA_ARGS__)                                \
    SEAI_SUMS(U, __VA_ARGS__)                                                          \
    SEAI_VCHECK(U, SEAI_STR(C) "." #name, __VA_ARGS__)                                 \
    SEAI_CHECK_METHOD(U, SEAI_STR(C) "." #name, fn, SEAI_R(SEAI_RTYPE_, ret), C, has,  \
                      __VA_ARGS__)                                                     \
    SEAI_VWRAPPER(U, &seai_functions_##C[i], &sea_class_##C, seai_flags_##C,           \
                  SEAI_SELF(C, U), SEAI_SELF_ALIAS(C), ret,                            \
                  SEAI_CALLEE(U, fn)(SEAI_REST(                                        \
                      ~SEAI_PASS_SELF_##has SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__))),    \
                  __VA_ARGS__)                                                         \
    SEAI_DEFAULTS(U, __VA_ARGS__)

/* the tables of items; the type of what a call returns is the module's */
#define SEAI_MODULE_KNOWS_vectorized ~, vectorized
#define SEAI_MCOUNT_OF_vectorized(...) +SEAI_MCOUNT_FUNCTION + SEAI_MCOUNT_CONTENTS
#define SEAI_MROW_OF_vectorized(M, i, word, ...)                                       \
    SEAI_CAT(SEAI_MROW_FUNCTION_, SEAI_SHORT3(__VA_ARGS__))(M, i, word, __VA_ARGS__)
#define SEAI_MDOC_OF_vectorized SEAI_NOTHING
#define SEAI_CLASS_KNOWS_vectorized ~, vectorized
#define SEAI_HANDLE_KNOWS_vectorized ~, vectorized
#define SEAI_COUNT_OF_vectorized(...) +SEAI_COUNT_METHOD
#define SEAI_ROW_OF_vectorized(C, i, word, ...)                                        \
    SEAI_CAT(SEAI_ROW_METHOD_, SEAI_SHORT3(__VA_ARGS__))(C, i, word, __VA_ARGS__)
#define SEAI_INFO_OF_vectorized SEAI_NOTHING
#define SEAI_CALLS_vectorized ~, SEAI_ILL_CALL

#endif
