/* Operators: a wrapper, and the function that the type's slot wants. */
#ifndef SEABIND_DETAIL_OPERATOR_H
#define SEABIND_DETAIL_OPERATOR_H

#include "method.h"

/* operators: a wrapper, and the function that the type's slot wants */
#define SEAI_MAKE_operator(C, i, kind, ...)                                            \
    SEAI_CAT(SEAI_MAKE_OPERATOR_, SEAI_SHORT3(__VA_ARGS__))(C, i, kind, __VA_ARGS__)
#define SEAI_MAKE_OPERATOR_1(C, i, kind, name, ...)                                    \
    SEAI_CAT(SEAI_MAKE_OPERATORS_, SEAI_IS_SET(__VA_ARGS__))                           \
    (C, i, C##_##i, kind, name, __VA_ARGS__)
#define SEAI_MAKE_OPERATORS_0 SEAI_MAKE_METHODS_0
#define SEAI_MAKE_OPERATORS_doc SEAI_MAKE_METHODS_0
#define SEAI_MAKE_OPERATORS_end SEAI_MAKE_METHODS_0
#define SEAI_MAKE_OPERATORS_overload(C, i, U, kind, name, ...)                         \
    SEAI_SET_BEGIN(U, SEAI_ITEM_OPERATOR, SEAI_OP_##name, __VA_ARGS__)                 \
    SEAI_SET(SEAI_SET_OPERATOR, (C, i, U, name), __VA_ARGS__)                          \
    static PyObject *seai_call_##U(PyObject *, PyObject *const *, Py_ssize_t,          \
                                   PyObject *);                                        \
    enum { seai_sum_##U = 1 };                                                         \
    SEAI_CAT(SEAI_SLOT_, SEAI_SECOND(SEAI_OPERATOR_##name, MISSING, ~))(C, U, i, name) \
        SEAI_SET_END(C, i, U, name, (void (*)(void))seai_slot_##U, SEAI_SET_ROW,       \
                     SEAI_SET_CALL, __VA_ARGS__) SEAI_SET_WRAPPER(U, SEAI_OPERATOR)
#define SEAI_SET_OPERATOR(C, i, U, name, j, ...)                                       \
    SEAI_CAT(SEAI_SET_METHOD_, SEAI_SHORT2(__VA_ARGS__))                               \
    (C, U, name, j, SEAI_OPERATOR, __VA_ARGS__)
#define SEAI_SET_OPERATOR_OTHER SEAI_SET_OTHER
#define SEAI_MAKE_OPERATOR_0(C, i, kind, name, fn, ret, ...)                           \
    SEAI_METHOD(C, i, C##_##i, name, fn, ret, SEAI_OPERATOR, __VA_ARGS__)              \
    SEAI_CAT(SEAI_SLOT_, SEAI_SECOND(SEAI_OPERATOR_##name, MISSING, ~))(C, C##_##i, i, \
                                                                        name)
#define SEAI_OPERATOR_add ~, BINARY
#define SEAI_OPERATOR_sub ~, BINARY
#define SEAI_OPERATOR_mul ~, BINARY
#define SEAI_OPERATOR_matmul ~, BINARY
#define SEAI_OPERATOR_truediv ~, BINARY
#define SEAI_OPERATOR_floordiv ~, BINARY
#define SEAI_OPERATOR_mod ~, BINARY
#define SEAI_OPERATOR_divmod ~, BINARY
#define SEAI_OPERATOR_lshift ~, BINARY
#define SEAI_OPERATOR_rshift ~, BINARY
#define SEAI_OPERATOR_and ~, BINARY
#define SEAI_OPERATOR_or ~, BINARY
#define SEAI_OPERATOR_xor ~, BINARY
#define SEAI_OPERATOR_pow ~, TERNARY
#define SEAI_OPERATOR_radd ~, REFLECTED
#define SEAI_OPERATOR_rsub ~, REFLECTED
#define SEAI_OPERATOR_rmul ~, REFLECTED
#define SEAI_OPERATOR_rmatmul ~, REFLECTED
#define SEAI_OPERATOR_rtruediv ~, REFLECTED
#define SEAI_OPERATOR_rfloordiv ~, REFLECTED
#define SEAI_OPERATOR_rmod ~, REFLECTED
#define SEAI_OPERATOR_rdivmod ~, REFLECTED
#define SEAI_OPERATOR_rlshift ~, REFLECTED
#define SEAI_OPERATOR_rrshift ~, REFLECTED
#define SEAI_OPERATOR_rand ~, REFLECTED
#define SEAI_OPERATOR_ror ~, REFLECTED
#define SEAI_OPERATOR_rxor ~, REFLECTED
#define SEAI_OPERATOR_rpow ~, REFLECTED3
#define SEAI_OPERATOR_iadd ~, INPLACE
#define SEAI_OPERATOR_isub ~, INPLACE
#define SEAI_OPERATOR_imul ~, INPLACE
#define SEAI_OPERATOR_imatmul ~, INPLACE
#define SEAI_OPERATOR_itruediv ~, INPLACE
#define SEAI_OPERATOR_ifloordiv ~, INPLACE
#define SEAI_OPERATOR_imod ~, INPLACE
#define SEAI_OPERATOR_ilshift ~, INPLACE
#define SEAI_OPERATOR_irshift ~, INPLACE
#define SEAI_OPERATOR_iand ~, INPLACE
#define SEAI_OPERATOR_ior ~, INPLACE
#define SEAI_OPERATOR_ixor ~, INPLACE
#define SEAI_OPERATOR_ipow ~, INPLACE3
#define SEAI_OPERATOR_neg ~, UNARY
#define SEAI_OPERATOR_pos ~, UNARY
#define SEAI_OPERATOR_abs ~, UNARY
#define SEAI_OPERATOR_invert ~, UNARY
#define SEAI_OPERATOR_int ~, UNARY
#define SEAI_OPERATOR_float ~, UNARY
#define SEAI_OPERATOR_index ~, UNARY
#define SEAI_OPERATOR_bool ~, BOOL
#define SEAI_OPERATOR__Bool ~, BOOL
#define SEAI_OPERATOR_hash ~, HASH
#define SEAI_OPERATOR_str ~, TEXT
#define SEAI_OPERATOR_repr ~, TEXT
#define SEAI_OPERATOR_lt ~, COMPARE
#define SEAI_OPERATOR_le ~, COMPARE
#define SEAI_OPERATOR_eq ~, COMPARE
#define SEAI_OPERATOR_ne ~, COMPARE
#define SEAI_OPERATOR_gt ~, COMPARE
#define SEAI_OPERATOR_ge ~, COMPARE
#define SEAI_OPERATOR_compare ~, COMPARE
#define SEAI_OPERANDS(C, U, name, n)                                                   \
    _Static_assert(SEAI_NPARAMS(U) >= n && SEAI_NPARAMS(U) - SEAI_NDEFAULTS(U) <= n,   \
                   "seabind: " #C "." #name ": Python passes " #n " operand(s)");
#define SEAI_SLOT_MISSING(C, U, i, name)                                               \
    _Static_assert(0, "seabind: " #C ": there is no operator " #name);                 \
    enum { SEAI_OP_##name = SEAI_OP_none };                                            \
    static void seai_slot_##U(void) {}
#define SEAI_SLOT_BINARY(C, U, i, name)                                                \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    static PyObject *seai_slot_##U(PyObject *a, PyObject *b)                           \
    {                                                                                  \
        return SEAI_LIKELY(seai_is(a, seai_tag_##C))                                   \
                   ? seai_operand(seai_call_##U(a, &b, 1, NULL))                       \
                   : seai_reflect(&sea_class_##C, SEAI_OP_r##name, a, b);              \
    }
#define SEAI_SLOT_TERNARY(C, U, i, name)                                               \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    static PyObject *seai_slot_##U(PyObject *a, PyObject *b, PyObject *modulus)        \
    {                                                                                  \
        if (modulus != Py_None) {                                                      \
            return Py_NewRef(Py_NotImplemented);                                       \
        }                                                                              \
        return SEAI_LIKELY(seai_is(a, seai_tag_##C))                                   \
                   ? seai_operand(seai_call_##U(a, &b, 1, NULL))                       \
                   : seai_reflect(&sea_class_##C, SEAI_OP_r##name, a, b);              \
    }
#define SEAI_SLOT_REFLECTED(C, U, i, name)                                             \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    static PyObject *seai_slot_##U(PyObject *a, PyObject *b)                           \
    {                                                                                  \
        return seai_is(a, seai_tag_##C) ? Py_NewRef(Py_NotImplemented)                 \
                                        : seai_operand(seai_call_##U(b, &a, 1, NULL)); \
    }
#define SEAI_SLOT_REFLECTED3(C, U, i, name)                                            \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    static PyObject *seai_slot_##U(PyObject *a, PyObject *b, PyObject *modulus)        \
    {                                                                                  \
        return modulus != Py_None || seai_is(a, seai_tag_##C)                          \
                   ? Py_NewRef(Py_NotImplemented)                                      \
                   : seai_operand(seai_call_##U(b, &a, 1, NULL));                      \
    }
#define SEAI_SLOT_INPLACE(C, U, i, name)                                               \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    static PyObject *seai_slot_##U(PyObject *a, PyObject *b)                           \
    {                                                                                  \
        return seai_in_place_steal(a, seai_call_##U(a, &b, 1, NULL));                  \
    }
#define SEAI_SLOT_INPLACE3(C, U, i, name)                                              \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    static PyObject *seai_slot_##U(PyObject *a, PyObject *b, PyObject *modulus)        \
    {                                                                                  \
        (void)modulus;                                                                 \
        return seai_in_place_steal(a, seai_call_##U(a, &b, 1, NULL));                  \
    }
#define SEAI_SLOT_UNARY(C, U, i, name)                                                 \
    SEAI_OPERANDS(C, U, name, 0)                                                       \
    static PyObject *seai_slot_##U(PyObject *a)                                        \
    {                                                                                  \
        return seai_call_##U(a, NULL, 0, NULL);                                        \
    }
#define SEAI_SLOT_TEXT(C, U, i, name)                                                  \
    SEAI_OPERANDS(C, U, name, 0)                                                       \
    static PyObject *seai_slot_##U(PyObject *a)                                        \
    {                                                                                  \
        return seai_text_steal(&seai_functions_##C[i],                                 \
                               seai_call_##U(a, NULL, 0, NULL));                       \
    }
#define SEAI_SLOT_BOOL(C, U, i, name)                                                  \
    SEAI_OPERANDS(C, U, name, 0)                                                       \
    static int seai_slot_##U(PyObject *a)                                              \
    {                                                                                  \
        return seai_truth_steal(seai_call_##U(a, NULL, 0, NULL));                      \
    }
#define SEAI_SLOT_HASH(C, U, i, name)                                                  \
    SEAI_OPERANDS(C, U, name, 0)                                                       \
    static Py_hash_t seai_slot_##U(PyObject *a)                                        \
    {                                                                                  \
        return seai_hash_steal(seai_call_##U(a, NULL, 0, NULL));                       \
    }
#define SEAI_SLOT_COMPARE(C, U, i, name)                                               \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    enum { seai_slot_##U = 0 };
#define SEAI_MAKE_static(C, i, kind, ...)                                              \
    SEAI_CAT(SEAI_MAKE_STATIC_, SEAI_SHORT3(__VA_ARGS__))(C, i, kind, __VA_ARGS__)
#define SEAI_MAKE_STATIC_1(C, i, kind, name, ...)                                      \
    SEAI_CAT(SEAI_MAKE_STATICS_, SEAI_IS_SET(__VA_ARGS__))                             \
    (C, i, C##_##i, kind, name, __VA_ARGS__)
#define SEAI_MAKE_STATICS_0 SEAI_MAKE_METHODS_0
#define SEAI_MAKE_STATICS_doc SEAI_MAKE_METHODS_0
#define SEAI_MAKE_STATICS_end SEAI_MAKE_METHODS_0
#define SEAI_MAKE_STATICS_overload(C, i, U, kind, name, ...)                           \
    SEAI_SET_BEGIN(U, SEAI_ITEM_STATIC, SEAI_OP_none, __VA_ARGS__)                     \
    SEAI_SET(SEAI_SET_STATIC, (C, i, U, name), __VA_ARGS__)                            \
    SEAI_SET_END(C, i, U, name, NULL, SEAI_SET_ROW, SEAI_SET_CALL, __VA_ARGS__)        \
    SEAI_SET_WRAPPER(U, 0)
#define SEAI_SET_STATIC(C, i, U, name, j, ...)                                         \
    SEAI_CAT(SEAI_SET_STATIC_, SEAI_SHORT2(__VA_ARGS__))(C, U, name, j, __VA_ARGS__)
#define SEAI_SET_STATIC_OTHER SEAI_SET_OTHER
#define SEAI_SET_STATIC_1(C, U, name, ...) SEAI_SET_SHORT(C, name)
#define SEAI_SET_STATIC_0(C, U, name, j, fn, ret, ...)                                 \
    SEAI_STATIC_AS(C, &seai_candidates_##U[j], SEAI_CANDIDATE, U##o##j, name, fn, ret, \
                   __VA_ARGS__)                                                        \
    SEAI_EXACT(U##o##j, __VA_ARGS__)
#define SEAI_MAKE_STATIC_0(C, i, kind, name, fn, ret, ...)                             \
    SEAI_STATIC(C, i, C##_##i, name, fn, ret, __VA_ARGS__)
#define SEAI_STATIC(C, i, U, name, fn, ret, ...)                                       \
    SEAI_STATIC_AS(C, &seai_functions_##C[i], 0, U, name, fn, ret, __VA_ARGS__)
#define SEAI_STATIC_AS(C, f, flags, U, name, fn, ret, ...)                             \
    SEAI_KNOWS(SEAI_STR(C) "." #name, ret, __VA_ARGS__)                                \
    SEAI_SUMS(U, __VA_ARGS__)                                                          \
    SEAI_CHECK(                                                                        \
        U, SEAI_STR(C) "." #name, fn, SEAI_R(SEAI_RTYPE_, ret),                        \
        SEAI_TYPES(1, struct seai_no_self *, struct seai_no_self *, __VA_ARGS__))      \
    SEAI_WRAPPER(U, f, &sea_class_##C, seai_flags_##C | (flags), , , SEAI_NO_CONTEXT,  \
                 ret,                                                                  \
                 SEAI_CALLEE(U, fn)(SEAI_REST(~SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__))), \
                 __VA_ARGS__)                                                          \
    SEAI_DEFAULTS(U, __VA_ARGS__)

#endif
