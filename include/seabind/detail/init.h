/* Construction: from __init__'s arguments to a struct or a C object. */
#ifndef SEABIND_DETAIL_INIT_H
#define SEABIND_DETAIL_INIT_H

#include "method.h"

#define SEAI_MAKE_init(C, i, kind, fn, ...)                                            \
    SEAI_CAT(SEAI_CAT(SEAI_INIT_OF_, SEAI_IS_PAREN(fn)),                               \
             SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))                                   \
    (C, i, C##_##i, fn, __VA_ARGS__)
#define SEAI_INIT_OF_11(C, i, U, ...)                                                  \
    SEAI_INCOMPLETE(C, init, init, function, ...)                                      \
    SEAI_SUMS(U, (end))                                                                \
    SEAI_DEFAULTS(U, (end))                                                            \
    int seai_init_##C(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);          \
    PyObject *seai_vectorcall_##C(PyObject *, PyObject *const *, size_t, PyObject *);
#define SEAI_INIT_OF_10 SEAI_INIT_OF_11
/* (init, fn, params...): fn returns the struct or the pointer */
#define SEAI_INIT_OF_01(C, i, U, fn, ...)                                              \
    SEAI_MAPA(SEAI_KNOW, SEAI_STR(C), __VA_ARGS__)                                     \
    SEAI_SUMS(U, __VA_ARGS__)                                                          \
    SEAI_CHECK(U, SEAI_STR(C), fn, sea_ctype_##C,                                      \
               SEAI_TYPES(1, sea_ptr_##C, sea_ctype_##C, __VA_ARGS__))                 \
    SEAI_INIT(C, i, U, fn, ,                                                           \
              const sea_ctype_##C seai_it = SEAI_CALLEE(U, fn)(                        \
                  SEAI_REST(~SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__)));                   \
              memcpy(&seai_new, &seai_it, sizeof seai_new), , , __VA_ARGS__)
/* (init, fn, status, params...) */
#define SEAI_INIT_OF_00(C, i, U, fn, status, ...)                                      \
    SEAI_KNOWS(SEAI_STR(C), status, __VA_ARGS__)                                       \
    _Static_assert(SEAI_R(SEAI_RSTATUS_, status),                                      \
                   "seabind: " SEAI_STR(C) ": (init, " SEAI_STR(fn) ", " SEAI_STR(     \
                       status) ", ...): " SEAI_STR(status) " is no status");           \
    SEAI_SUMS(U, __VA_ARGS__)                                                          \
    SEAI_CHECK(U, SEAI_STR(C), fn, SEAI_R(SEAI_RTYPE_, status),                        \
               SEAI_TYPES(1, sea_ptr_##C, sea_ctype_##C, __VA_ARGS__))                 \
    SEAI_INIT(C, i, U, fn, SEAI_R(SEAI_RDECL_, status) SEAI_R(SEAI_RCONTEXT_, status), \
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
#define SEAI_INIT(C, i, U, fn, decl, call, judge, raise, ...)                          \
    static inline int seai_init_##C(PyObject *seai_self, PyObject *const *seai_a,      \
                                    Py_ssize_t seai_n, PyObject *seai_kw)              \
    {                                                                                  \
        SEAI_LOCALS(U, &seai_functions_##C[i], &sea_class_##C, seai_flags_##C)         \
        int seai_result = -1, seai_bad_status = SEAI_OK;                               \
        PyObject *seai_r SEAI_UNUSED = NULL;                                           \
        sea_ctype_##C seai_new;                                                        \
        sea_ptr_##C seai_s = NULL;                                                     \
        SEAI_MAPA(SEAI_DECL, ~, __VA_ARGS__)                                           \
        if (seai_is_handle_##C && seai_construct_begin(seai_self, seai_f) < 0) {       \
            return -1;                                                                 \
        }                                                                              \
        memset(&seai_new, 0, sizeof seai_new);                                         \
        SEAI_ARRIVE(U, enum { seai_keeper = SEAI_KEEPER(C) };, __VA_ARGS__)                                                  \
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
        SEAI_DEPART(__VA_ARGS__)                                                       \
        if (seai_is_handle_##C && seai_ok == 0) {                                      \
            seai_construct_fail(seai_self);                                            \
        }                                                                              \
        return seai_result;                                                            \
    }                                                                                  \
    static PyObject *seai_vectorcall_##C(PyObject *type, PyObject *const *args,        \
                                         size_t nargsf, PyObject *kwnames)             \
    {                                                                                  \
        PyObject *self = seai_is_handle_##C                                            \
                             ? seai_handle_alloc((PyTypeObject *)type, &sea_class_##C) \
                             : seai_value_alloc((PyTypeObject *)type, seai_size_##C,   \
                                                0, seai_by_type_##C);                  \
        if (SEAI_UNLIKELY(                                                             \
                self != NULL &&                                                        \
                seai_init_##C(self, args, PyVectorcall_NARGS(nargsf), kwnames) < 0)) { \
            Py_DECREF(self);                                                           \
            self = NULL;                                                               \
        }                                                                              \
        return self;                                                                   \
    }                                                                                  \
    SEAI_DEFAULTS(U, __VA_ARGS__)

#endif
