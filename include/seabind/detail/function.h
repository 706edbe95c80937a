/* Functions: the wrapper around a C call, its check against the C prototype, its row. */
#ifndef SEABIND_DETAIL_FUNCTION_H
#define SEABIND_DETAIL_FUNCTION_H

#include "rest.h"
#include "around.h"
#include "status.h"

/* ---- the prototype ----
 * &fn must have exactly the type that the declaration says; for a method, self may be a
 * pointer to const.  (pass, e) gives the check up. */
#define SEAI_VOID_IF_ALONE(...)                                                        \
    SEAI_CAT(SEAI_ALONE_, SEAI_MORE(__VA_ARGS__))(__VA_ARGS__)
#define SEAI_ALONE_0(a) void
#define SEAI_ALONE_1(a, ...) __VA_ARGS__
#define SEAI_SELF_TYPE_0(t) , t
#define SEAI_SELF_TYPE_1(t)
/* A space in here would be one in the message. */
/* clang-format off */
#define SEAI_TYPES(has, self, out, ...)                                                \
    SEAI_VOID_IF_ALONE(~SEAI_SELF_TYPE_##has(self)SEAI_MAPA(SEAI_TYPE, (self, out), __VA_ARGS__))
/* clang-format on */
#define SEAI_HAS_TYPE(fn, T) _Generic(&fn, T *: 1, default: 0)
#define SEAI_CHECK(U, what, fn, R, ...)                                                \
    typedef R seai_type_##U(__VA_ARGS__);                                              \
    enum {                                                                             \
        seai_differs_##U = (int)seai_sum_##U < (int)SEAI_ONE_PASS &&                   \
                           !SEAI_HAS_TYPE(fn, seai_type_##U)                           \
    };                                                                                 \
    _Static_assert(!seai_differs_##U,                                                  \
                   "seabind: " what ": the C function must be: " SEAI_STR(             \
                       R) " " SEAI_STR(fn) "(" SEAI_STR(__VA_ARGS__) ")");
#define SEAI_CHECK_METHOD(U, what, fn, R, C, has, ...)                                 \
    SEAI_CHECK_METHOD1(U, what, fn, R,                                                 \
                       (SEAI_TYPES(has, sea_ref_##C, sea_ctype_##C, __VA_ARGS__)),     \
                       (SEAI_TYPES(has, sea_ptr_##C, sea_ctype_##C, __VA_ARGS__)))
#define SEAI_CHECK_METHOD1(U, what, fn, R, types, mutable_types)                       \
    typedef R seai_mutable_type_##U mutable_types;                                     \
    typedef R seai_type_##U types;                                                     \
    enum {                                                                             \
        seai_mutates_##U = SEAI_HAS_TYPE(fn, seai_type_##U) ? 0 : SEAI_MUTATES,        \
        seai_differs_##U = (int)seai_sum_##U < (int)SEAI_ONE_PASS &&                   \
                           seai_mutates_##U != 0 &&                                    \
                           !SEAI_HAS_TYPE(fn, seai_mutable_type_##U)                   \
    };                                                                                 \
    _Static_assert(!seai_differs_##U,                                                  \
                   "seabind: " what                                                    \
                   ": the C function must be: " SEAI_STR(R) " " SEAI_STR(fn)           \
                       SEAI_STR(types));
/* what is called: fn; where it does not fit, which was said, what it should have been */
#define SEAI_CALLEE(U, fn)                                                             \
    _Generic((char(*)[1 + seai_differs_##U]) NULL,                                     \
        char(*)[1]: &fn,                                                               \
        default: (seai_type_##U *)NULL)

/* ---- the result ----
 * Kinds: VOID; VALUE, by a cast; ATOM, a plain name, which may be a status; AS, ASATOM:
 * the same with another C type; ITEMS. */
#define SEAI_RKIND(ret)                                                                \
    SEAI_PICK(SEAI_RKIND_##ret,                                                        \
              SEAI_CAT(SEAI_RPLAIN_, SEAI_SECOND(SEAI_BUILTIN_##ret, 0, ~)), (ret))
#define SEAI_RPLAIN_0 ATOM
#define SEAI_RPLAIN_1 VALUE
#define SEAI_RKIND_void ~, VOID, (void)
#define SEAI_RKIND_none ~, VOID, (void)
#define SEAI_RKIND_c(...) ~, VALUE, (c(__VA_ARGS__))
#define SEAI_RKIND_opt(...)                                                            \
    SEAI_OUTOPT(SEAI_RKIND_OPT_##__VA_ARGS__, VALUE, (opt(__VA_ARGS__)), ~)
#define SEAI_RKIND_ref(X) ~, VALUE, (ref(X))
#define SEAI_RKIND_ptr(X) ~, VALUE, (ptr(X))
#define SEAI_RKIND_as(...) SEAI_RKIND_AS(__VA_ARGS__)
#define SEAI_RKIND_AS(CONV, ...)                                                       \
    ~,                                                                                 \
        SEAI_CAT(SEAI_RPLAIN_AS_,                                                      \
                 SEAI_RIS(SEAI_RIS_##CONV, SEAI_BUILTIN_##CONV, 0, ~)),                \
        (CONV, __VA_ARGS__)
#define SEAI_RIS(...) SEAI_RIS_(__VA_ARGS__)
#define SEAI_RIS_(a, b, c, ...) c
#define SEAI_RIS_opt(...) ~, ~, 1
#define SEAI_RPLAIN_AS_0 ASATOM
#define SEAI_RPLAIN_AS_1 AS
#define SEAI_RKIND_items(T) SEAI_RITEMS(SEAI_NOTHING, const, T)
#define SEAI_RKIND_owned(...) SEAI_RKIND_OWNED(__VA_ARGS__, free, ~)
#define SEAI_RKIND_OWNED(X, F, ...) SEAI_RKIND_OWNED_(F, X, SEAI_OWNS_##X, VALUE, ~, ~)
#define SEAI_RKIND_OWNED_(...) SEAI_RKIND_OWNED__(__VA_ARGS__)
#define SEAI_RKIND_OWNED__(F, X, a, k, t, ...) SEAI_RKIND_OWNED_##k(F, X, t)
#define SEAI_RKIND_OWNED_VALUE(F, X, t) ~, VALUE, (owned(X, F))
#define SEAI_RKIND_OWNED_ITEMS(F, X, t) SEAI_RITEMS_(F, , SEAI_EXPAND t)
#define SEAI_RITEMS_(...) SEAI_RITEMS(__VA_ARGS__)
#define SEAI_RITEMS(F, q, T)                                                           \
    SEAI_CAT(SEAI_RITEMS_, SEAI_SECOND(SEAI_BUILTIN_##T, 0, ~))(F, q, T)
#define SEAI_RITEMS_1(F, q, T) ~, ITEMS, (F, q, T)
#define SEAI_RITEMS_0(F, q, T) ~, LIST, (0, F, q, list, T, ~)

/* SEAI_R(OP, ret): OP##kind(needs) */
#define SEAI_R(op, ret) SEAI_R1(op, SEAI_RKIND(ret))
#define SEAI_R1(...) SEAI_R2(__VA_ARGS__)
#define SEAI_R2(op, k, p) SEAI_R3(op, k, SEAI_EXPAND p)
#define SEAI_R3(...) SEAI_R4(__VA_ARGS__)
#define SEAI_R4(op, k, ...) op##k(__VA_ARGS__)

#define SEAI_RTYPE_VOID(R) void
#define SEAI_RTYPE_VALUE(R) sea_ctype_##R
#define SEAI_RTYPE_ATOM(R) sea_ctype_##R
#define SEAI_RTYPE_AS(CONV, ...) __VA_ARGS__
#define SEAI_RTYPE_ASATOM(CONV, ...) __VA_ARGS__
#define SEAI_RTYPE_ITEMS(F, q, T) q sea_ctype_##T *

/* 0: nothing, 1: what may be NULL, 2: a number */
#define SEAI_RYIELDS_VOID(R) 0
#define SEAI_RYIELDS_VALUE(R) (1 + SEAI_THIRD(SEAI_BUILTIN_##R, 0, 0, ~))
#define SEAI_RYIELDS_ATOM(R) (SEAI_YIELDS(R) == 1)
#define SEAI_RYIELDS_AS(...) 1
#define SEAI_RYIELDS_ASATOM(CONV, ...) (SEAI_YIELDS(CONV) == 1)
#define SEAI_RYIELDS_ITEMS(...) 1

/* the words of an item, see KNOW; then whether a handle as a result has an owner, and an
 * array its length */
#define SEAI_KNOWS(what, ret, ...)                                                     \
    SEAI_MAPA(SEAI_KNOW, what, __VA_ARGS__)                                            \
    SEAI_RKNOW(what, SEAI_RKIND(ret))                                                  \
    SEAI_OWNER(what, ret)                                                              \
    SEAI_CAT(SEAI_SIZED_, SEAI_R(SEAI_RSIZED_, ret))(what, ret, __VA_ARGS__)
#define SEAI_RSIZED_VOID(R) 0
#define SEAI_RSIZED_VALUE(R) 0
#define SEAI_RSIZED_ATOM(R) 0
#define SEAI_RSIZED_AS(...) 0
#define SEAI_RSIZED_ASATOM(...) 0
#define SEAI_RSIZED_ITEMS(...) 1
#define SEAI_SIZED_0(...)
#define SEAI_SIZED_1(what, ret, ...)                                                   \
    _Static_assert((0 SEAI_MAPA(SEAI_SIZES, ~, __VA_ARGS__)) == 1,                     \
                   "seabind: " what ": the result " SEAI_STR(                          \
                       ret) " needs its length: (out(len(TYPE)), result)");
/* +1 for (out(len(L)), result) */
#define SEAI_SIZES(c, i, t) SEAI_SIZES1(SEAI_EXPAND t, ~, ~)
#define SEAI_SIZES1(...) SEAI_SIZES2(__VA_ARGS__)
#define SEAI_SIZES2(conv, name, ...) SEAI_SIZES3(name, SEAI_SIZES_IN_##conv, no, ~)
#define SEAI_SIZES_IN_out(...) ~, __VA_ARGS__
#define SEAI_SIZES3(...) SEAI_SIZES4(__VA_ARGS__)
#define SEAI_SIZES4(name, a, inner, ...)                                               \
    SEAI_CAT(SEAI_SIZES_OF_, SEAI_SECOND(SEAI_SIZES_IS_##inner, 0, ~))(name)
#define SEAI_SIZES_IS_len(L) ~, 1
#define SEAI_SIZES_OF_0(name)
#define SEAI_SIZES_OF_1(name) SEAI_SECOND(SEAI_SIZES_NAMED_##name, , ~)
#define SEAI_SIZES_NAMED_result ~, +1
#define SEAI_RKNOW(...) SEAI_RKNOW_(__VA_ARGS__)
#define SEAI_RKNOW_(c, k, p) SEAI_R3(SEAI_RKNOW_, k, c, SEAI_EXPAND p)
#define SEAI_RKNOW_VOID(c, R)
#define SEAI_RKNOW_VALUE(c, R) SEAI_KNOWX(R)
#define SEAI_RKNOW_ATOM(c, R) SEAI_KNOWN_RESULT(R)
#define SEAI_RKNOW_AS(c, CONV, ...) SEAI_KNOWX(CONV)
#define SEAI_RKNOW_ASATOM(c, CONV, ...)                                                \
    SEAI_KNOWN_RESULT(CONV)                                                            \
    _Static_assert(!SEAI_CAN(CONV, SEAI_LISTS),                                        \
                   "seabind: as(" SEAI_STR(CONV) ", ...) is no result: SEA_CONVERTER " \
                                                 "has the C type");
#define SEAI_RKNOW_ITEMS(c, F, q, T) SEAI_KNOW_ELEMENT(T)
#if defined(__clang__)
#    define SEAI_KNOWN_RESULT(R) SEAI_KNOWN(result, R, ~)
#elif defined(__GNUC__)
#    define SEAI_KNOWN_RESULT(R)                                                       \
        SEAI_NO_CALL(R)                                                                \
        SEAI_KNOWN(result, R, sea_ctype_##R)                                           \
        SEAI_KNOWN(error, R, seai_error_##R)                                           \
        SEAI_KNOWN(context, R, seai_context_##R)                                       \
        PyObject *sea_cast_##R(seai_where, sea_ctype_##R);                             \
        PyObject *seai_result_##R(seai_where, seai_error_##R *);                       \
        void seai_raise_##R(seai_where, seai_error_##R *);
#else
#    define SEAI_KNOWN_RESULT(R)
#endif

#define SEAI_RDECL_VOID(R)
#define SEAI_RDECL_VALUE(R)
#define SEAI_RDECL_ATOM(R) seai_error_##R seai_error;
#define SEAI_RDECL_AS(CONV, ...)
#define SEAI_RDECL_ASATOM(CONV, ...) seai_error_##CONV seai_error;
#define SEAI_RDECL_ITEMS(F, q, T)

#define SEAI_RSET_VOID(R)
/* an initialiser: a struct with a const member cannot be assigned */
#define SEAI_RSET_VALUE(R) sea_ctype_##R seai_it =
#define SEAI_RSET_ATOM(R) sea_ctype_##R seai_it =
#define SEAI_RSET_AS(CONV, ...) __VA_ARGS__ seai_it =
#define SEAI_RSET_ASATOM(CONV, ...) __VA_ARGS__ seai_it =
#define SEAI_RSET_ITEMS(F, q, T) q sea_ctype_##T *seai_it =

#define SEAI_IS_STATUS(R, yes, no)                                                     \
    _Generic((seai_error_##R *)NULL, seai_no_error *: no, default: yes)
#define SEAI_RJUDGE_VOID(R)
#define SEAI_RJUDGE_VALUE(...)
#define SEAI_RJUDGE_AS(...)
#define SEAI_RJUDGE_ITEMS(...)
#define SEAI_RJUDGE_ATOM(R)                                                            \
    seai_bad_status =                                                                  \
        SEAI_IS_STATUS(R, seai_judge_##R(&seai_error, seai_it, seai_context), 0);
#define SEAI_RJUDGE_ASATOM(CONV, ...)                                                  \
    seai_bad_status = SEAI_IS_STATUS(                                                  \
        CONV, seai_judge_##CONV(&seai_error, (sea_ctype_##CONV)seai_it, seai_context), \
        0);

/* a status needs the context it names; one that is unknown is an int, which was said */
#define SEAI_TAKES(R, T)                                                               \
    (sizeof(seai_context_##R) > 3 * sizeof(void *) ||                                  \
     _Generic((seai_context_##R *)NULL,                                                \
         T(*)[1]: 1,                                                                   \
         T(*)[2]: 1,                                                                   \
         T(*)[3]: 1,                                                                   \
         int *: 1,                                                                     \
         default: 0))
#define SEAI_RCONTEXT_VOID(...)
#define SEAI_RCONTEXT_VALUE(...)
#define SEAI_RCONTEXT_AS(...)
#define SEAI_RCONTEXT_ITEMS(...)
#define SEAI_RCONTEXT_ATOM(R)                                                          \
    _Static_assert(SEAI_TAKES(R, seai_no_context) || SEAI_TAKES(R, seai_context_type), \
                   "seabind: the status " #R                                           \
                   " needs another context than this function has");
#define SEAI_RCONTEXT_ASATOM(CONV, ...) SEAI_RCONTEXT_ATOM(CONV)

#define SEAI_RRAISE_VOID(R)
#define SEAI_RRAISE_VALUE(...)
#define SEAI_RRAISE_AS(...)
#define SEAI_RRAISE_ITEMS(...)
#define SEAI_RRAISE_ATOM(R)                                                            \
    if (SEAI_UNLIKELY(seai_bad_status != SEAI_OK)) {                                   \
        if (seai_bad_status == SEAI_FAILED || seai_bad_status == SEAI_WARNED) {        \
            SEAI_IS_STATUS(R, seai_raise_##R(seai_w, &seai_error), (void)0);           \
        }                                                                              \
        if (seai_bad_status != SEAI_WARNED || PyErr_Occurred()) {                      \
            seai_ok = seai_bad_status == SEAI_WARNED ? -1 : 0; /* C made the outs */   \
            seai_r = seai_verdict(seai_bad_status);                                    \
            goto seai_done;                                                            \
        }                                                                              \
    }
#define SEAI_RRAISE_ASATOM(CONV, ...) SEAI_RRAISE_ATOM(CONV)

#define SEAI_RPUSH_VOID(R)
#define SEAI_RPUSH_VALUE(R) SEAI_PUSH(SEAI_CASTX(R, seai_w, seai_it))
#define SEAI_RPUSH_ATOM(R)                                                             \
    if (SEAI_YIELDS(R) == 1 && seai_length < 0) {                                      \
        SEAI_PUSH(SEAI_IS_STATUS(R, seai_result_##R(seai_w, &seai_error),              \
                                 sea_cast_##R(seai_w, seai_it)))                       \
    }
#define SEAI_RPUSH_AS(CONV, ...)                                                       \
    {                                                                                  \
        sea_ctype_##CONV seai_v;                                                       \
        if (SEAI_LIKELY(                                                               \
                SEAI_NARROW(CONV, __VA_ARGS__, sea_ctype_##CONV, seai_it, seai_v))) {  \
            SEAI_PUSH(SEAI_CASTX(CONV, seai_w, seai_v))                                \
        } else {                                                                       \
            seai_result_narrow(seai_f, #CONV);                                         \
            seai_ok = -1;                                                              \
        }                                                                              \
    }
#define SEAI_RPUSH_ASATOM(CONV, ...)                                                   \
    if (SEAI_YIELDS(CONV) == 1) {                                                      \
        SEAI_PUSH(SEAI_IS_STATUS(CONV, seai_result_##CONV(seai_w, &seai_error),        \
                                 sea_cast_##CONV(seai_w, (sea_ctype_##CONV)seai_it)))  \
    }
#define SEAI_RPUSH_ITEMS(F, q, T)                                                      \
    SEAI_PUSH(                                                                         \
        seai_cast_items(seai_it, (unsigned long long)seai_l_result, &sea_element_##T)) \
    SEAI_FREE(F, seai_it)

/* the length of a fill(...) with a capacity alone is the function's integer result */
#define SEAI_RLENGTH_VOID(R)
#define SEAI_RLENGTH_VALUE(...) seai_length = SEAI_AS_LENGTH(seai_it);
#define SEAI_RLENGTH_AS(...)
#define SEAI_RLENGTH_ITEMS(...)
#define SEAI_RLENGTH_ATOM(R)                                                           \
    seai_length = SEAI_IS_STATUS(R, seai_length_##R(&seai_error), -1);
#define SEAI_RLENGTH_ASATOM(CONV, ...) SEAI_RLENGTH_ATOM(CONV)
/* the result under its name, for (returns, ...) */
#define SEAI_RIT_VOID(R)
#define SEAI_RIT_VALUE(R) sea_ctype_##R it SEAI_UNUSED = seai_it;
#define SEAI_RIT_ATOM(R) sea_ctype_##R it SEAI_UNUSED = seai_it;
#define SEAI_RIT_AS(CONV, ...) __VA_ARGS__ it SEAI_UNUSED = seai_it;
#define SEAI_RIT_ASATOM(CONV, ...) __VA_ARGS__ it SEAI_UNUSED = seai_it;
#define SEAI_RIT_ITEMS(F, q, T) q sea_ctype_##T *it SEAI_UNUSED = seai_it;
/* and an owned value that was cast is dropped */
#define SEAI_RDROP_VOID(R)
#define SEAI_RDROP_VALUE(R)                                                            \
    SEAI_DROPX(R, seai_it) SEAI_INSIDE(SEAI_DROP_, R, seai_it, 1)
#define SEAI_RDROP_AS(...)
#define SEAI_RDROP_ITEMS(...)
#define SEAI_RDROP_ATOM(R) SEAI_DROP_1(R, seai_it, 1)
#define SEAI_RDROP_ASATOM(...)

/* ---- the wrapper ----
 * U      its number, CLASS_OR_MODULE##_##item
 * self   statements before the arguments: the C object of self
 * alias  self under its own name, for expressions; context its C pointer for a status
 * wcls   of the seai_where
 * args   C's arguments in parentheses, after the first comma is dropped */
#define SEAI_SUMS(U, ...) enum { seai_sum_##U = 0 SEAI_MAPA(SEAI_SUM, ~, __VA_ARGS__) };
#define SEAI_NPARAMS(U) (seai_sum_##U & 0x3f)
#define SEAI_NDEFAULTS(U) (seai_sum_##U >> 6 & 0x3f)
#define SEAI_NRESULTS(U) (seai_sum_##U >> 12 & 0x3f)
#define SEAI_HAS(U, what) ((seai_sum_##U & (what)) != 0)
#define SEAI_ANY_REST (3 * SEAI_HAS_REST)
#define SEAI_SUM_FLAGS(U)                                                              \
    ((seai_sum_##U & SEAI_HAS_RELEASE ? SEAI_RELEASE_GIL : 0) |                        \
     (seai_sum_##U & SEAI_HAS_LOCKED ? SEAI_LOCKED : 0))

/* up to the C call: the arguments as C values, handles entered, buffers made; load and expr
 * are the passes */
#define SEAI_ARRIVE(load, expr, U, alias, ...)                                         \
    if (SEAI_UNLIKELY(seai_kw != NULL || seai_n != SEAI_NPARAMS(U) ||                  \
                      SEAI_HAS(U, SEAI_HAS_KWONLY | SEAI_ANY_REST))) {                 \
        seai_a = (SEAI_HAS(U, SEAI_ANY_REST) ? seai_parse_rest : seai_parse)(          \
            seai_f, seai_a, seai_n, seai_kw, seai_v);                                  \
        if (SEAI_UNLIKELY(seai_a == NULL)) {                                           \
            goto seai_fail;                                                            \
        }                                                                              \
    }                                                                                  \
    SEAI_MAPA(load, U, __VA_ARGS__)                                                    \
    if (seai_top != seai_h) {                                                          \
        if (SEAI_UNLIKELY(seai_enter(seai_f, seai_self, seai_h, seai_top, seai_flags,  \
                                     seai_a) < 0)) {                                   \
            seai_top = seai_h;                                                         \
            goto seai_done;                                                            \
        }                                                                              \
    }                                                                                  \
    SEAI_MAPA(expr, (alias, (__VA_ARGS__)), __VA_ARGS__)

#define SEAI_LOCALS(U, f, wcls, flags)                                                 \
    enum { seai_flags = (flags) | SEAI_SUM_FLAGS(U) };                                 \
    const seai_where seai_w SEAI_UNUSED = {seai_self, wcls};                           \
    const seai_function *const seai_f SEAI_UNUSED = f;                                 \
    PyObject *seai_v[SEAI_NPARAMS(U) + (SEAI_HAS(U, SEAI_ANY_REST) ? 4 : 1)];          \
    seai_hold seai_few[SEAI_NPARAMS(U) + 1], *seai_h = seai_few, *seai_top = seai_h;   \
    const char *seai_e = NULL;                                                         \
    int seai_i = 0, seai_none = 0, seai_ok = 0;                                        \
    (void)seai_e;                                                                      \
    (void)seai_none;

/* the end of a wrapper: what failed before the C call, and release of everything */
#define SEAI_UNFIT(U)                                                                  \
    if ((seai_flags & SEAI_CANDIDATE) !=                                               \
            0 || /* else what seai_parse() found is said */                            \
        (SEAI_NPARAMS(U) != 0 && seai_a != NULL)) {                                    \
        seai_r = (seai_flags & SEAI_CANDIDATE ? seai_unfit_candidate : seai_unfit)(    \
            seai_call_##U, seai_f, seai_w, seai_i - 1, seai_a, seai_e, seai_none,      \
            seai_flags);                                                               \
    }
#define SEAI_DEPART(unfit, ...)                                                        \
seai_fail:                                                                             \
    seai_top = seai_h;                                                                 \
    unfit goto seai_done;                                                              \
seai_done:                                                                             \
    if (seai_top != seai_h) {                                                          \
        seai_leave(seai_h, seai_top);                                                  \
    }                                                                                  \
    SEAI_MAPA(SEAI_DONE, ~, __VA_ARGS__)

#define SEAI_WRAPPER(U, f, wcls, flags, selfcode, alias, context, ret, call, ...)      \
    static PyObject *seai_call_##U(PyObject *seai_self, PyObject *const *seai_a,       \
                                   Py_ssize_t seai_n, PyObject *seai_kw)               \
    {                                                                                  \
        enum { seai_yields = SEAI_R(SEAI_RYIELDS_, ret) };                             \
        SEAI_LOCALS(U, f, wcls, flags)                                                 \
        PyObject *seai_r = NULL, *seai_o[SEAI_NRESULTS(U) + 1];                        \
        int seai_k = 0, seai_bad_status = SEAI_OK, seai_returns = 0;                   \
        long long seai_length = -1;                                                    \
        SEAI_MAPA(SEAI_DECL, ~, __VA_ARGS__)                                           \
        (void)seai_self;                                                               \
        (void)seai_bad_status;                                                         \
        selfcode SEAI_ARRIVE(SEAI_LOAD, SEAI_EXPR, U, alias, __VA_ARGS__)              \
        {                                                                              \
            context SEAI_R(SEAI_RDECL_, ret) SEAI_R(SEAI_RCONTEXT_, ret)               \
                PyThreadState *seai_ts =                                               \
                    seai_flags & SEAI_RELEASE_GIL ? PyEval_SaveThread() : NULL;        \
            SEAI_R(SEAI_RSET_, ret) call;                                              \
            SEAI_R(SEAI_RJUDGE_, ret)                                                  \
            if (seai_flags & SEAI_RELEASE_GIL) {                                       \
                PyEval_RestoreThread(seai_ts);                                         \
            }                                                                          \
            SEAI_R(SEAI_RRAISE_, ret)                                                  \
            seai_ok = 1;                                                               \
            if (seai_sum_##U & SEAI_HAS_CAP) {                                         \
                SEAI_R(SEAI_RLENGTH_, ret)                                             \
            }                                                                          \
            if (seai_length < 0 && !seai_returns) {                                    \
                SEAI_R(SEAI_RPUSH_, ret)                                               \
            }                                                                          \
            SEAI_MAPA(SEAI_AFTER, (SEAI_R(SEAI_RIT_, ret) alias, (__VA_ARGS__)),       \
                      __VA_ARGS__)                                                     \
            SEAI_R(SEAI_RDROP_, ret)                                                   \
        }                                                                              \
        SEAI_MAPA(SEAI_OUT, (alias, ~), __VA_ARGS__)                                   \
        if (SEAI_NRESULTS(U) == 0) {                                                   \
            seai_r = seai_yields == 0 ? Py_NewRef(Py_None)                             \
                     : seai_ok <= 0   ? NULL                                           \
                                      : seai_o[0];                                       \
            if (seai_yields == 1) {                                                    \
                seai_r = seai_finish(seai_f, seai_r);                                  \
            }                                                                          \
        } else {                                                                       \
            seai_r = seai_pack(seai_f, seai_o, seai_k, seai_ok < 0);                   \
        }                                                                              \
        goto seai_done;                                                                \
        SEAI_DEPART(SEAI_UNFIT(U), __VA_ARGS__)                                        \
        return seai_r;                                                                 \
    }

/* the defaults as Python objects: the signature shows them */
#define SEAI_DEFAULTS(U, ...)                                                          \
    static SEAI_UNUSED int seai_defaults_##U(seai_where seai_w, PyObject **seai_o)     \
    {                                                                                  \
        PyObject *seai_r SEAI_UNUSED;                                                  \
        (void)seai_w;                                                                  \
        (void)seai_o;                                                                  \
        seai_signatures_use();                                                         \
        SEAI_MAPA(SEAI_DEFVAL, ~, __VA_ARGS__)                                         \
        return 0;                                                                      \
    }

#define SEAI_TEXT(name, ...)                                                           \
    #name "\0" SEAI_MAPA(SEAI_NAME, ~, __VA_ARGS__) "\0" SEAI_MAPA(SEAI_DOC, ~,        \
                                                                   __VA_ARGS__)
#define SEAI_ROW(U, i, item_kind, operator_, name, ...)                                \
    [i] = {.text = SEAI_TEXT(name, __VA_ARGS__),                                       \
           .a.call = seai_call_##U,                                                    \
           .b.defaults = SEAI_NDEFAULTS(U) ? seai_defaults_##U : NULL,                 \
           .kind = item_kind,                                                          \
           .op = operator_,                                                            \
           .nparams = SEAI_NPARAMS(U)},

/* ---- a function of a module ---- */
struct seai_no_self;
#define SEAI_NO_CONTEXT                                                                \
    typedef struct seai_no_self *seai_context_type SEAI_UNUSED;                        \
    const void *const seai_context SEAI_UNUSED = NULL;
#define SEAI_FUNCTION(M, i, U, name, fn, ret, ...)                                     \
    SEAI_FUNCTION_AS(M, &seai_functions_##M[i], 0, U, name, fn, ret, __VA_ARGS__)
#define SEAI_FUNCTION_AS(M, f, flags, U, name, fn, ret, ...)                           \
    SEAI_KNOWS(SEAI_STR(M) "." #name, ret, __VA_ARGS__)                                \
    SEAI_SUMS(U, __VA_ARGS__)                                                          \
    SEAI_CHECK(                                                                        \
        U, SEAI_STR(M) "." #name, fn, SEAI_R(SEAI_RTYPE_, ret),                        \
        SEAI_TYPES(1, struct seai_no_self *, struct seai_no_self *, __VA_ARGS__))      \
    SEAI_WRAPPER(U, f, NULL, seai_flags_##M | (flags), , , SEAI_NO_CONTEXT, ret,       \
                 SEAI_CALLEE(U, fn)(SEAI_REST(~SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__))), \
                 __VA_ARGS__)                                                          \
    SEAI_DEFAULTS(U, __VA_ARGS__)

#endif
