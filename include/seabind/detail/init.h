/* Construction: from __init__'s arguments to a struct or a C object. */
#ifndef SEABIND_DETAIL_INIT_H
#define SEABIND_DETAIL_INIT_H

#include "method.h"

#define SEAI_MAKE_init(C, i, kind, fn, ...)                                            \
    SEAI_CAT(SEAI_CAT(SEAI_INIT_OF_, SEAI_IS_PAREN(fn)),                               \
             SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))                                   \
    (C, i, C##_##i, fn, __VA_ARGS__)
/* (init, (overload, fn, [status,] params...)..., (doc, ...)) */
#define SEAI_INIT_OF_11(C, i, U, ...)                                                  \
    SEAI_CAT(SEAI_INITS_, SEAI_IS_SET(__VA_ARGS__))(C, i, U, __VA_ARGS__)
#define SEAI_INITS_doc SEAI_INITS_0
#define SEAI_INITS_end SEAI_INITS_0
#define SEAI_INITS_overload(C, i, U, ...)                                              \
    SEAI_SET_BEGIN(U, SEAI_ITEM_INIT, SEAI_OP_none, __VA_ARGS__)                       \
    SEAI_SET(SEAI_SET_INIT, (C, i, U, __init__), __VA_ARGS__)                          \
    SEAI_SET_END(C, i, U, __init__, NULL, SEAI_SET_INIT_ROW, SEAI_SET_INIT_CALL,       \
                 __VA_ARGS__)                                                          \
    static int seai_init_##C(PyObject *seai_self, PyObject *const *seai_a,             \
                             Py_ssize_t seai_n, PyObject *seai_kw)                     \
    {                                                                                  \
        return seai_overloaded_init(&seai_set_##U, seai_self, seai_a, seai_n,          \
                                    seai_kw);                                          \
    }                                                                                  \
    SEAI_VECTORCALL(C)
#define SEAI_SET_INIT(C, i, U, name, j, fn, ...)                                       \
    SEAI_CAT(SEAI_SET_INIT_,                                                           \
             SEAI_CAT(SEAI_IS_PAREN(fn), SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__))))      \
    (C, U, j, fn, __VA_ARGS__)
#define SEAI_SET_INIT_OTHER SEAI_SET_OTHER
#define SEAI_SET_INIT_11(C, U, ...) SEAI_SET_SHORT(C, __init__)
#define SEAI_SET_INIT_10 SEAI_SET_INIT_11
#define SEAI_SET_INIT_01(C, U, j, fn, ...)                                             \
    SEAI_INIT_VALUE(seai_init_##U##o##j, &seai_candidates_##U[j], SEAI_CANDIDATE, C,   \
                    U##o##j, fn, __VA_ARGS__)                                          \
    SEAI_EXACT(U##o##j, __VA_ARGS__)
#define SEAI_SET_INIT_00(C, U, j, fn, status, ...)                                     \
    SEAI_INIT_STATUS(seai_init_##U##o##j, &seai_candidates_##U[j], SEAI_CANDIDATE, C,  \
                     U##o##j, fn, status, __VA_ARGS__)                                 \
    SEAI_EXACT(U##o##j, __VA_ARGS__)
#define SEAI_SET_INIT_ROW(C, i, U, name, j, fn, ...)                                   \
    SEAI_CAT(SEAI_SET_INIT_ROW_,                                                       \
             SEAI_CAT(SEAI_IS_PAREN(fn), SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__))))      \
    (j, U##o##j, __VA_ARGS__)
#define SEAI_SET_INIT_ROW_11(...)
#define SEAI_SET_INIT_ROW_10(...)
#define SEAI_SET_INIT_ROW_01 SEAI_ROW_INIT_1
#define SEAI_SET_INIT_ROW_00 SEAI_ROW_INIT_0
#define SEAI_SET_INIT_ROW_OTHER(...)
#define SEAI_SET_INIT_CALL(C, i, U, name, j, fn, ...)                                  \
    SEAI_CAT(SEAI_SET_INIT_CALL_, SEAI_IS_PAREN(fn))(U, j)
#define SEAI_SET_INIT_CALL_1(U, j)
#define SEAI_SET_INIT_CALL_0(U, j)                                                     \
    [j] = {NULL, seai_init_##U##o##j, seai_exact_##U##o##j},
#define SEAI_SET_INIT_CALL_OTHER(...)
#define SEAI_INITS_0(C, i, U, ...)                                                     \
    SEAI_INCOMPLETE(C, init, init, function, ...)                                      \
    SEAI_SUMS(U, (end))                                                                \
    SEAI_DEFAULTS(U, (end))                                                            \
    int seai_init_##C(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);          \
    PyObject *seai_vectorcall_##C(PyObject *, PyObject *const *, size_t, PyObject *);
#define SEAI_INIT_OF_10 SEAI_INIT_OF_11
/* (init, fn, params...): fn returns the struct or the pointer */
#define SEAI_INIT_OF_01(C, i, U, fn, ...)                                              \
    SEAI_INIT_VALUE(seai_init_##C, &seai_functions_##C[i], 0, C, U, fn, __VA_ARGS__)   \
    SEAI_VECTORCALL(C)
#define SEAI_INIT_VALUE(I, f, flags, C, U, fn, ...)                                    \
    SEAI_MAPA(SEAI_KNOW, SEAI_STR(C), __VA_ARGS__)                                     \
    SEAI_SUMS(U, __VA_ARGS__)                                                          \
    SEAI_CHECK(U, SEAI_STR(C), fn, sea_ctype_##C,                                      \
               SEAI_TYPES(1, sea_ptr_##C, sea_ctype_##C, __VA_ARGS__))                 \
    SEAI_INIT(I, f, flags, C, U, fn, ,                                                 \
              const sea_ctype_##C seai_it = SEAI_CALLEE(U, fn)(                        \
                  SEAI_REST(~SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__)));                   \
              memcpy(&seai_new, &seai_it, sizeof seai_new), , , __VA_ARGS__)
/* (init, fn, status, params...) */
#define SEAI_INIT_OF_00(C, i, U, fn, status, ...)                                      \
    SEAI_INIT_STATUS(seai_init_##C, &seai_functions_##C[i], 0, C, U, fn, status,       \
                     __VA_ARGS__)                                                      \
    SEAI_VECTORCALL(C)
#define SEAI_INIT_STATUS(I, f, flags, C, U, fn, status, ...)                           \
    SEAI_KNOWS(SEAI_STR(C), status, __VA_ARGS__)                                       \
    _Static_assert(SEAI_R(SEAI_RSTATUS_, status),                                      \
                   "seabind: " SEAI_STR(C) ": (init, " SEAI_STR(fn) ", " SEAI_STR(     \
                       status) ", ...): " SEAI_STR(status) " is no status");           \
    SEAI_SUMS(U, __VA_ARGS__)                                                          \
    SEAI_CHECK(U, SEAI_STR(C), fn, SEAI_R(SEAI_RTYPE_, status),                        \
               SEAI_TYPES(1, sea_ptr_##C, sea_ctype_##C, __VA_ARGS__))                 \
    SEAI_INIT(I, f, flags, C, U, fn,                                                   \
              SEAI_R(SEAI_RDECL_, status) SEAI_R(SEAI_RCONTEXT_, status),              \
              SEAI_R(SEAI_RSET_, status) SEAI_CALLEE(U, fn)(                           \
                  SEAI_REST(~SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__))),                   \
              const sea_ptr_##C seai_context SEAI_UNUSED = (sea_ptr_##C)seai_made(     \
                  seai_is_handle_##C, (void *)(uintptr_t)seai_s, &seai_new);           \
              SEAI_R(SEAI_RJUDGE_, status), SEAI_R(SEAI_IRAISE_, status), __VA_ARGS__)
#define SEAI_RSTATUS_VOID(R) 0
#define SEAI_RSTATUS_VALUE(R) 0
#define SEAI_RSTATUS_ATOM(R) SEAI_IS_STATUS(R, 1, 0)
#define SEAI_RSTATUS_AS(...) 0
#define SEAI_RSTATUS_ASATOM(CONV, ...) SEAI_IS_STATUS(CONV, 1, 0)
#define SEAI_RSTATUS_ITEMS(...) 0
#define SEAI_IRAISE_VOID(R)
#define SEAI_IRAISE_VALUE(R)
#define SEAI_IRAISE_AS(...)
#define SEAI_IRAISE_ITEMS(...)
#define SEAI_IRAISE_ATOM(R)                                                            \
    if (SEAI_UNLIKELY(seai_bad_status == SEAI_FAILED ||                                \
                      seai_bad_status == SEAI_WARNED)) {                               \
        SEAI_IS_STATUS(R, seai_raise_##R(seai_w, &seai_error), (void)0);               \
    } else if (SEAI_UNLIKELY(seai_bad_status != SEAI_OK)) {                            \
        seai_no_result(                                                                \
            seai_f); /* the status says stop, or None: there is no object */           \
    }
#define SEAI_IRAISE_ASATOM(CONV, ...) SEAI_IRAISE_ATOM(CONV)
#define SEAI_INIT_REFUSES_returns(c)                                                   \
    ~, _Static_assert(0, "seabind: " c ": init has no (returns, ...)");
#define SEAI_INIT(I, f, flags, C, U, fn, decl, call, judge, raise, ...)                \
    SEAI_REFUSE(SEAI_INIT_REFUSES_, SEAI_STR(C), __VA_ARGS__)                          \
    static inline int I(PyObject *seai_self, PyObject *const *seai_a,                  \
                        Py_ssize_t seai_n, PyObject *seai_kw)                          \
    {                                                                                  \
        SEAI_LOCALS(U, f, &sea_class_##C, seai_flags_##C | (flags))                    \
        int seai_result = -1, seai_bad_status = SEAI_OK, seai_returns SEAI_UNUSED;     \
        PyObject *seai_r SEAI_UNUSED = NULL, *seai_again = NULL;                       \
        sea_ctype_##C seai_new;                                                        \
        sea_ptr_##C seai_s = NULL;                                                     \
        SEAI_MAPA(SEAI_DECL, ~, __VA_ARGS__)                                           \
        if (seai_is_handle_##C && seai_construct_begin(seai_self, seai_f) < 0) {       \
            return -1;                                                                 \
        }                                                                              \
        memset(&seai_new, 0, sizeof seai_new);                                         \
        SEAI_ARRIVE(SEAI_LOAD, SEAI_EXPR, U, enum {seai_keeper = SEAI_KEEPER(C)};      \
                    , __VA_ARGS__)                                                     \
        if (SEAI_KEEPER(C) == 2 && seai_top != seai_h &&                               \
            seai_parent_of_new(seai_self, seai_h, seai_top) < 0) {                     \
            goto seai_done;                                                            \
        }                                                                              \
        seai_s = (sea_ptr_##C)(seai_is_embedded_##C                                    \
                                   ? seai_storage(seai_self, &sea_class_##C)           \
                               : seai_is_handle_##C ? NULL                             \
                                                    : (void *)&seai_new);              \
        {                                                                              \
            typedef sea_ptr_##C seai_context_type SEAI_UNUSED;                         \
            decl PyThreadState *seai_ts =                                              \
                seai_flags & SEAI_RELEASE_GIL ? PyEval_SaveThread() : NULL;            \
            call;                                                                      \
            judge;                                                                     \
            if (seai_flags & SEAI_RELEASE_GIL) {                                       \
                PyEval_RestoreThread(seai_ts);                                         \
            }                                                                          \
            raise                                                                      \
        }                                                                              \
        if (seai_bad_status == SEAI_WARNED) {                                          \
            seai_bad_status = seai_construct_warned(                                   \
                &sea_class_##C,                                                        \
                seai_made(seai_is_handle_##C, (void *)(uintptr_t)seai_s, &seai_new));  \
        }                                                                              \
        if (seai_is_handle_##C) {                                                      \
            seai_result = seai_construct_end(                                          \
                seai_self, seai_f, &sea_class_##C,                                     \
                seai_made(true, (void *)(uintptr_t)seai_s, &seai_new),                 \
                seai_bad_status != SEAI_OK, #fn);                                      \
        } else if (SEAI_LIKELY(seai_bad_status == SEAI_OK)) {                          \
            memcpy((char *)seai_self + seai_at_##C, &seai_new, sizeof seai_new);       \
            ((seai_instance *)seai_self)->ptr = (char *)seai_self + seai_at_##C;       \
            seai_result = 0;                                                           \
        }                                                                              \
        seai_ok = 1;                                                                   \
        goto seai_done;                                                                \
        SEAI_DEPART(SEAI_UNFIT_INIT(C, I), __VA_ARGS__)                                \
        if (seai_is_handle_##C && seai_ok == 0) {                                      \
            seai_construct_fail(seai_self);                                            \
            if (seai_again != NULL) {                                                  \
                seai_result = seai_init_again_steal(I, seai_f, seai_self, seai_i - 1,  \
                                                    seai_a, seai_e, seai_again);       \
            }                                                                          \
        }                                                                              \
        return seai_ok < 0 ? -1 : seai_result; /* see file.h */                        \
    }                                                                                  \
    SEAI_DEFAULTS(U, __VA_ARGS__)
/* a handle is called again when it is as it was before */
#define SEAI_UNFIT_INIT(C, I)                                                          \
    if (seai_a != NULL) {                                                              \
        seai_again = seai_unfit_init(seai_f, seai_w, seai_i - 1, seai_a, seai_e,       \
                                     seai_none, seai_flags);                           \
    }                                                                                  \
    if (seai_again == NULL) {                                                          \
        seai_result = seai_flags & SEAI_CANDIDATE                                      \
                          ? seai_mismatch(seai_a != NULL ? seai_e : SEAI_NAMED_BAD)    \
                          : -1;                                                        \
    } else if (!seai_is_handle_##C) {                                                  \
        seai_result = seai_init_again_steal(I, seai_f, seai_self, seai_i - 1, seai_a,  \
                                            seai_e, seai_again);                       \
    }
#ifdef __OPTIMIZE_SIZE__
#    define SEAI_VECTORCALL(C)                                                         \
        static PyObject *seai_vectorcall_##C(PyObject *type, PyObject *const *args,    \
                                             size_t nargsf, PyObject *kwnames)         \
        {                                                                              \
            return seai_vectorcall(type, args, nargsf, kwnames, &sea_class_##C);       \
        }
#else
#    define SEAI_VECTORCALL(C)                                                         \
        static PyObject *seai_vectorcall_##C(PyObject *type, PyObject *const *args,    \
                                             size_t nargsf, PyObject *kwnames)         \
        {                                                                              \
            PyObject *self =                                                           \
                seai_is_handle_##C                                                     \
                    ? seai_handle_alloc((PyTypeObject *)type, &sea_class_##C)          \
                    : seai_value_alloc((PyTypeObject *)type, seai_size_##C, 0,         \
                                       seai_by_type_##C);                              \
            if (SEAI_UNLIKELY(self != NULL &&                                          \
                              seai_init_##C(self, args, PyVectorcall_NARGS(nargsf),    \
                                            kwnames) < 0)) {                           \
                Py_DECREF(self);                                                       \
                self = NULL;                                                           \
            }                                                                          \
            return self;                                                               \
        }
#endif

#endif
