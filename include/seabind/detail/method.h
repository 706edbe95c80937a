/* Methods, static methods and properties; what a class's block makes of its other items. */
#ifndef SEABIND_DETAIL_METHOD_H
#define SEABIND_DETAIL_METHOD_H

#include "item.h"

/* ---- ITEM: wrappers ---- */
#define SEAI_MAKE(C, i, item) SEAI_ITEM(SEAI_MAKE_, SEAI_CLASS_KNOWS_, C, i, item)
#define SEAI_HANDLE_MAKE(C, i, item)                                                   \
    SEAI_ITEM(SEAI_MAKE_, SEAI_HANDLE_KNOWS_, C, i, item)
#define SEAI_MAKE_UNKNOWN(C, i, kind, ...)                                             \
    _Static_assert(                                                                    \
        0, "seabind: " SEAI_STR(C) ": there is no item (" SEAI_STR(kind) ", ...)");
#define SEAI_MAKE_doc SEAI_NOTHING
#define SEAI_MAKE_constants SEAI_NOTHING
#define SEAI_MAKE_enum(C, i, kind, E, ...)                                             \
    SEAI_CAT(SEAI_MAKE_ENUM_, SEAI_IS_PAREN(E))(C, kind)
#define SEAI_MAKE_exception SEAI_MAKE_enum
#define SEAI_MAKE_ENUM_0(C, kind)
#define SEAI_MAKE_ENUM_1(C, kind) SEAI_INCOMPLETE(C, kind, kind, Name)
#define SEAI_MAKE_macros SEAI_NOTHING
#define SEAI_MAKE_embedded SEAI_NOTHING
#define SEAI_MAKE_locked SEAI_NOTHING
#define SEAI_MAKE_release_gil SEAI_NOTHING
#define SEAI_MAKE_adopt SEAI_NOTHING
#define SEAI_MAKE_mutable SEAI_NOTHING
#define SEAI_MAKE_final SEAI_NOTHING
#define SEAI_MAKE_plain SEAI_NOTHING
#define SEAI_MAKE_identity SEAI_NOTHING
#define SEAI_MAKE_end SEAI_NOTHING
#define SEAI_MAKE_destroy(C, i, kind, fn, ...)                                         \
    SEAI_CAT(SEAI_CAT(SEAI_MAKE_DESTROY_, SEAI_IS_PAREN(fn)),                          \
             SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))                                   \
    (C, fn, SEAI_FIRST(__VA_ARGS__))
#define SEAI_MAKE_DESTROY_11(C, fn, end)                                               \
    SEAI_INCOMPLETE(C, destroy, destroy, function)                                     \
    void seai_destroy_##C(void *);
#define SEAI_MAKE_DESTROY_10 SEAI_MAKE_DESTROY_11
#define SEAI_MAKE_DESTROY_01(C, fn, end)                                               \
    static void seai_destroy_##C(void *p) { (void)fn((sea_ptr_##C)p); }
/* (destroy, fn, status): what it says is raised by close(), else unraisable */
#define SEAI_MAKE_DESTROY_00(C, fn, status)                                            \
    SEAI_KNOWS(SEAI_STR(C) ".destroy", status, (end))                                  \
    _Static_assert(SEAI_R(SEAI_RSTATUS_, status),                                      \
                   "seabind: " SEAI_STR(C) ": (destroy, " SEAI_STR(fn) ", " SEAI_STR(  \
                       status) "): " SEAI_STR(status) " is no status");                \
    _Static_assert(                                                                    \
        _Generic(fn((sea_ptr_##C)0), SEAI_R(SEAI_RTYPE_, status): 1, default: 0),      \
        "seabind: " SEAI_STR(C) ": (destroy, " SEAI_STR(fn) ", " SEAI_STR(             \
            status) "): the C function must return the type of " SEAI_STR(status));    \
    static int seai_end_##C(PyObject *seai_self, void *p, int detached)                \
    {                                                                                  \
        typedef sea_ptr_##C seai_context_type SEAI_UNUSED;                             \
        const seai_context_type seai_context SEAI_UNUSED = (sea_ptr_##C)p;             \
        const seai_where seai_w = {seai_self,                                          \
                                   seai_self != NULL ? &sea_class_##C : NULL};         \
        int seai_bad_status = SEAI_OK;                                                 \
        SEAI_R(SEAI_RDECL_, status)                                                    \
        SEAI_R(SEAI_RCONTEXT_, status)                                                 \
        PyThreadState *seai_ts = detached ? PyEval_SaveThread() : NULL;                \
        SEAI_R(SEAI_RSET_, status) fn((sea_ptr_##C)p);                                 \
        SEAI_R(SEAI_RJUDGE_, status)                                                   \
        if (seai_ts != NULL) {                                                         \
            PyEval_RestoreThread(seai_ts);                                             \
        }                                                                              \
        SEAI_R(SEAI_DRAISE_, status)                                                   \
        return PyErr_Occurred() ? -1 : 0;                                              \
    }                                                                                  \
    static void seai_destroy_##C(void *p) { seai_end_alone(seai_end_##C, p); }
#define SEAI_DRAISE_VOID(R)
#define SEAI_DRAISE_VALUE(R)
#define SEAI_DRAISE_AS(...)
#define SEAI_DRAISE_ITEMS(...)
#define SEAI_DRAISE_ATOM(R)                                                            \
    if (seai_bad_status == SEAI_FAILED || seai_bad_status == SEAI_WARNED) {            \
        SEAI_IS_STATUS(R, seai_raise_##R(seai_w, &seai_error), (void)0);               \
    }
#define SEAI_DRAISE_ASATOM(CONV, ...) SEAI_DRAISE_ATOM(CONV)
#define SEAI_MAKE_traverse(C, i, kind, fn, ...)                                        \
    static int seai_traverse_##C(void *p, visitproc visit, void *arg)                  \
    {                                                                                  \
        return fn((sea_ptr_##C)p, visit, arg);                                         \
    }
#define SEAI_MAKE_object_field(C, i, kind, name, ...)                                  \
    static PyObject **seai_object_##C##_##i(void *p)                                   \
    {                                                                                  \
        _Static_assert(_Generic(&((sea_ptr_##C)0)->name, PyObject * *: 1, default: 0), \
                       "seabind: " SEAI_STR(                                           \
                           C) "." #name ": the C member must be: PyObject *" #name);   \
        return &((sea_ptr_##C)p)->name;                                                \
    }
#define SEAI_MAKE_clear(C, i, kind, fn, ...)                                           \
    static void seai_clear_##C(void *p) { fn((sea_ptr_##C)p); }

/* self: a value's struct is there when it is constructed; a handle is entered */
#define SEAI_SELF(C, U)                                                                \
    enum { seai_has_self = 1 };                                                        \
    sea_ptr_##C seai_s = NULL;                                                         \
    if (seai_is_handle_##C) {                                                          \
        seai_top->handle = seai_self;                                                  \
        seai_top->slot = &seai_s;                                                      \
        seai_top++;                                                                    \
    } else {                                                                           \
        seai_s = (sea_ptr_##C)((seai_instance *)seai_self)->ptr;                       \
        if (SEAI_UNLIKELY(seai_s == NULL)) {                                           \
            return seai_viewed_self(seai_call_##U, seai_f, seai_self, seai_a, seai_n,  \
                                    seai_kw, (int)seai_flags | (int)seai_mutates_##U); \
        }                                                                              \
    }
#define SEAI_SELF_ALIAS(C)                                                             \
    enum { seai_keeper = SEAI_KEEPER(C) };                                             \
    sea_ptr_##C self SEAI_UNUSED = seai_s;
/* 0 for a value, 1 for a handle that the collector does not see, 2 */
#define SEAI_KEEPER(C) (seai_is_handle_##C == 0 ? 0 : seai_gc_##C != 0 ? 2 : 1)
#define SEAI_SELF_CONTEXT(C)                                                           \
    typedef sea_ptr_##C seai_context_type SEAI_UNUSED;                                 \
    const seai_context_type seai_context SEAI_UNUSED = seai_s;
#define SEAI_PASS_SELF_0 , seai_s
#define SEAI_PASS_SELF_1

#define SEAI_METHOD(C, i, U, name, fn, ret, flags, ...)                                \
    SEAI_METHOD_AS(C, &seai_functions_##C[i], U, name, fn, ret, flags, __VA_ARGS__)
#define SEAI_METHOD_AS(C, f, U, name, fn, ret, flags, ...)                             \
    SEAI_METHOD1(SEAI_HASSELF(__VA_ARGS__), C, f, U, name, fn, ret, flags, __VA_ARGS__)
#define SEAI_METHOD1(...) SEAI_METHOD2(__VA_ARGS__)
#define SEAI_METHOD2(has, C, f, U, name, fn, ret, flags, ...)                          \
    SEAI_KNOWS(SEAI_STR(C) "." #name, ret, __VA_ARGS__)                                \
    SEAI_SUMS(U, __VA_ARGS__)                                                          \
    SEAI_CHECK_METHOD(U, SEAI_STR(C) "." #name, fn, SEAI_R(SEAI_RTYPE_, ret), C, has,  \
                      __VA_ARGS__)                                                     \
    SEAI_WRAPPER(U, f, &sea_class_##C, seai_flags_##C | (flags), SEAI_SELF(C, U),      \
                 SEAI_SELF_ALIAS(C), SEAI_SELF_CONTEXT(C), ret,                        \
                 SEAI_CALLEE(U, fn)(SEAI_REST(                                         \
                     ~SEAI_PASS_SELF_##has SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__))),     \
                 __VA_ARGS__)
#define SEAI_MAKE_method(C, i, kind, ...)                                              \
    SEAI_CAT(SEAI_MAKE_METHOD_, SEAI_SHORT3(__VA_ARGS__))(C, i, kind, __VA_ARGS__)
#define SEAI_MAKE_METHOD_1(C, i, kind, name, ...)                                      \
    SEAI_CAT(SEAI_MAKE_METHODS_, SEAI_IS_SET(__VA_ARGS__))                             \
    (C, i, C##_##i, kind, name, __VA_ARGS__)
#define SEAI_MAKE_METHODS_0(C, i, U, kind, name, ...)                                  \
    SEAI_INCOMPLETE(C, name, kind, name, function, result, ...)
#define SEAI_MAKE_METHODS_doc SEAI_MAKE_METHODS_0
#define SEAI_MAKE_METHODS_end SEAI_MAKE_METHODS_0
#define SEAI_MAKE_METHODS_overload(C, i, U, kind, name, ...)                           \
    SEAI_SET_BEGIN(U, SEAI_ITEM_METHOD, SEAI_OP_none, __VA_ARGS__)                     \
    SEAI_SET(SEAI_SET_METHOD, (C, i, U, name), __VA_ARGS__)                            \
    SEAI_SET_END(C, i, U, name, NULL, SEAI_SET_ROW, SEAI_SET_CALL, __VA_ARGS__)        \
    SEAI_SET_WRAPPER(U, 0)
#define SEAI_SET_METHOD(C, i, U, name, j, ...)                                         \
    SEAI_CAT(SEAI_SET_METHOD_, SEAI_SHORT2(__VA_ARGS__))(C, U, name, j, 0, __VA_ARGS__)
#define SEAI_SET_METHOD_OTHER SEAI_SET_OTHER
#define SEAI_SET_METHOD_1(C, U, name, ...) SEAI_SET_SHORT(C, name)
#define SEAI_SET_METHOD_0(C, U, name, j, flags, fn, ret, ...)                          \
    SEAI_METHOD_AS(C, &seai_candidates_##U[j], U##o##j, name, fn, ret,                 \
                   SEAI_CANDIDATE | (flags), __VA_ARGS__)                              \
    SEAI_DEFAULTS(U##o##j, __VA_ARGS__)                                                \
    SEAI_EXACT(U##o##j, __VA_ARGS__)
#define SEAI_MAKE_METHOD_0(C, i, kind, name, fn, ret, ...)                             \
    SEAI_METHOD(C, i, C##_##i, name, fn, ret, 0, __VA_ARGS__)                          \
    SEAI_DEFAULTS(C##_##i, __VA_ARGS__)
/* properties: (property, name, fn, result, ..., (setter, fn, result, ...)), or with the
 * setter alone */
#define SEAI_MAKE_property(C, i, kind, name, x, ...)                                   \
    SEAI_CAT(SEAI_PROPERTY_, SEAI_SHORT_PROPERTY(name, x, __VA_ARGS__))                \
    (C, i, C##_##i, name, x, __VA_ARGS__)
#define SEAI_PROPERTY_2(C, i, U, name, ...)                                            \
    SEAI_INCOMPLETE(C, name, property, name, function, result, ...)
#define SEAI_PROPERTY_0(C, i, U, name, fn, ret, ...)                                   \
    SEAI_REFUSE(SEAI_PROPERTY_REFUSES_, SEAI_STR(C) "." #name, __VA_ARGS__)            \
    SEAI_METHOD(C, i, U, name, fn, ret, 0, __VA_ARGS__)                                \
    _Static_assert(seai_differs_##U || SEAI_NPARAMS(U) == 0,                           \
                   "seabind: " SEAI_STR(C) "." #name                                   \
                                           ": a getter has no Python parameters");     \
    static PyObject *seai_get_##U(PyObject *self, void *closure)                       \
    {                                                                                  \
        (void)closure;                                                                 \
        return seai_call_##U(self, NULL, 0, NULL);                                     \
    }                                                                                  \
    SEAI_MAPS(SEAI_PUT, (C, i, U, name), __VA_ARGS__)
#define SEAI_PROPERTY_1(C, i, U, name, ...)                                            \
    SEAI_REFUSE(SEAI_PROPERTY_REFUSES_, SEAI_STR(C) "." #name, __VA_ARGS__)            \
    SEAI_MAPS(SEAI_PUT, (C, i, U, name), __VA_ARGS__)
#define SEAI_PROPERTY_REFUSES_signature(c)                                             \
    ~, _Static_assert(0, "seabind: " c ": a property has no (signature, ...)");
/* the setter among the tuples */
#define SEAI_PUT(c, i, t) SEAI_PUT1(c, SEAI_EXPAND t, (end))
#define SEAI_PUT1(...) SEAI_PUT2(__VA_ARGS__)
#define SEAI_PUT2(c, word, ...)                                                        \
    SEAI_PUT3(SEAI_SECOND(SEAI_PUT_IS_##word, 0, ~), SEAI_EXPAND c, __VA_ARGS__)
#define SEAI_PUT_IS_setter ~, 1
#define SEAI_PUT3(...) SEAI_PUT4(__VA_ARGS__)
#define SEAI_PUT4(is, ...) SEAI_PUT_##is(__VA_ARGS__)
#define SEAI_PUT_0(...)
#define SEAI_PUT_1(C, i, U, name, ...) SEAI_PUT5(C, i, U##s, U, name, __VA_ARGS__)
#define SEAI_PUT5(C, i, US, U, name, fn, ret, ...)                                     \
    SEAI_REFUSE(SEAI_PROPERTY_REFUSES_, SEAI_STR(C) "." #name, __VA_ARGS__)            \
    SEAI_METHOD(C, i, US, name, fn, ret, 0, __VA_ARGS__)                               \
    _Static_assert(SEAI_NPARAMS(US) == 1,                                              \
                   "seabind: " SEAI_STR(C) "." #name                                   \
                                           ": a setter has one Python parameter");     \
    static int seai_set_##U(PyObject *self, PyObject *value, void *closure)            \
    {                                                                                  \
        PyObject *done = value != NULL ? seai_call_##US(self, &value, 1, NULL)         \
                                       : seai_no_delete(closure);                      \
        Py_XDECREF(done);                                                              \
        return done != NULL ? 0 : -1;                                                  \
    }

#endif
