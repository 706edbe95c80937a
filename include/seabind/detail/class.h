/* SEA_CLASS and SEA_HANDLE: a C struct by value, and a C object with an identity.
 *
 * Passes over the items of a block: COUNT (what there is), ITEM (wrappers), ROW (one
 * constant row an item), INFO (members of the class object), CONSTANT. */
#ifndef SEABIND_DETAIL_CLASS_H
#define SEABIND_DETAIL_CLASS_H

#include "function.h"

/* ---- declarations: a class before its block, or from another file ---- */
#define SEA_DECLARE_CLASS(NAME, ...)                                                       \
    typedef __VA_ARGS__ sea_ctype_##NAME;                                                  \
    typedef const sea_ctype_##NAME *sea_ref_##NAME;                                        \
    typedef sea_ctype_##NAME *sea_ptr_##NAME;                                              \
    SEAI_DECLARE(NAME, 1)                                                                   \
    SEAI_DECLARE_KNOWN(converter, NAME, sea_ctype_##NAME)                                  \
    extern const int seai_end_of_block
#define SEA_DECLARE_HANDLE(NAME, ...)                                                      \
    typedef __VA_ARGS__ sea_ctype_##NAME;                                                  \
    typedef sea_ctype_##NAME sea_owned_##NAME;                                             \
    typedef const __VA_ARGS__ sea_ref_##NAME;                                              \
    typedef sea_ctype_##NAME sea_ptr_##NAME;                                               \
    SEAI_DECLARE(NAME, 3)                                                                   \
    SEAI_DECLARE_KNOWN(converter, NAME, sea_ctype_##NAME)                                  \
    SEAI_DECLARE_KNOWN(owned, NAME, sea_ctype_##NAME)                                      \
    extern const int seai_end_of_block
#define SEAI_DECLARE(NAME, yields)                                                         \
    SEAI_DECLARE_RESULT(NAME, seai_no_error, const void *, yields, sea_ctype_##NAME)       \
    SEAI_DECLARE_KNOWN(ref, NAME, sea_ref_##NAME)                                          \
    SEAI_DECLARE_KNOWN(ptr, NAME, sea_ptr_##NAME)                                          \
    SEAI_HIDDEN extern const seai_class sea_class_##NAME;                                  \
    SEAI_HIDDEN extern PyGetSetDef seai_tag_##NAME[];                                      \
    SEAI_HIDDEN const char *sea_load_##NAME(PyObject *, sea_ctype_##NAME *, seai_hold **); \
    SEAI_HIDDEN PyObject *sea_cast_##NAME(seai_where, sea_ctype_##NAME);                   \
    SEAI_HIDDEN sea_ptr_##NAME sea_peek_##NAME(PyObject *);                                \
    int seai_judge_##NAME(seai_no_error *, sea_ctype_##NAME, const void *);                \
    void seai_raise_##NAME(seai_where, seai_no_error *);                                   \
    PyObject *seai_result_##NAME(seai_where, seai_no_error *);                             \
    long long seai_length_##NAME(seai_no_error *);

/* ---- items of a class ---- */
/* SEAI_ITEM(PASS, C, i, item): the pass's macro for the item's kind; a kind that is unknown
 * is reported by the ITEM pass and skipped by the others */
#define SEAI_ITEM(op, known, C, i, item) SEAI_ITEM1(op, known, C, i, SEAI_EXPAND item, (end))
#define SEAI_ITEM1(...) SEAI_ITEM2(__VA_ARGS__)
#define SEAI_ITEM2(op, known, C, i, kind, ...)                                             \
    SEAI_ITEM3(op, SEAI_SECOND(known##kind, UNKNOWN, ~), C, i, kind, __VA_ARGS__)
#define SEAI_ITEM3(...) SEAI_ITEM4(__VA_ARGS__)
#define SEAI_ITEM4(op, k, C, i, kind, ...) op##k(C, i, kind, __VA_ARGS__)

#define SEAI_CLASS_KNOWS_doc ~, doc
#define SEAI_CLASS_KNOWS_init ~, init
#define SEAI_CLASS_KNOWS_method ~, method
#define SEAI_CLASS_KNOWS_static ~, static
#define SEAI_CLASS_KNOWS_operator ~, operator
#define SEAI_CLASS_KNOWS_field ~, field
#define SEAI_CLASS_KNOWS_property ~, property
#define SEAI_CLASS_KNOWS_constant ~, constant
#define SEAI_CLASS_KNOWS_constants ~, constants
#define SEAI_CLASS_KNOWS_macros ~, macros
#define SEAI_CLASS_KNOWS_locked ~, locked
#define SEAI_CLASS_KNOWS_release_gil ~, release_gil
#define SEAI_CLASS_KNOWS_mutable ~, mutable
#define SEAI_CLASS_KNOWS_final ~, final
#define SEAI_CLASS_KNOWS_end ~, end

#define SEAI_HANDLE_KNOWS_doc ~, doc
#define SEAI_HANDLE_KNOWS_init ~, init
#define SEAI_HANDLE_KNOWS_destroy ~, destroy
#define SEAI_HANDLE_KNOWS_method ~, method
#define SEAI_HANDLE_KNOWS_static ~, static
#define SEAI_HANDLE_KNOWS_operator ~, operator
#define SEAI_HANDLE_KNOWS_field ~, handle_field
#define SEAI_HANDLE_KNOWS_property ~, property
#define SEAI_HANDLE_KNOWS_constant ~, constant
#define SEAI_HANDLE_KNOWS_constants ~, constants
#define SEAI_HANDLE_KNOWS_macros ~, macros
#define SEAI_HANDLE_KNOWS_traverse ~, traverse
#define SEAI_HANDLE_KNOWS_object_field ~, object_field
#define SEAI_HANDLE_KNOWS_clear ~, clear
#define SEAI_HANDLE_KNOWS_embedded ~, embedded
#define SEAI_HANDLE_KNOWS_locked ~, locked
#define SEAI_HANDLE_KNOWS_release_gil ~, release_gil
#define SEAI_HANDLE_KNOWS_adopt ~, adopt
#define SEAI_HANDLE_KNOWS_mutable ~, mutable
#define SEAI_HANDLE_KNOWS_final ~, final
#define SEAI_HANDLE_KNOWS_end ~, end

/* ---- COUNT ---- */
enum {
    SEAI_COUNT_METHOD = 1,
    SEAI_COUNT_GETSET = 0x100,
    SEAI_COUNT_RELEASE = 0x10000,
    SEAI_COUNT_LOCKED = 0x20000,
    SEAI_COUNT_EMBEDDED = 0x40000,
    SEAI_COUNT_MUTABLE = 0x80000,
    SEAI_COUNT_FINAL = 0x100000,
    SEAI_COUNT_ADOPT = 0x200000,
    SEAI_COUNT_TRAVERSE = 0x400000 /* and one an object_field */
};
#define SEAI_COUNT(C, i, item) SEAI_ITEM(SEAI_COUNT_OF_, SEAI_CLASS_KNOWS_, C, i, item)
#define SEAI_HANDLE_COUNT(C, i, item) SEAI_ITEM(SEAI_COUNT_OF_, SEAI_HANDLE_KNOWS_, C, i, item)
#define SEAI_COUNT_OF_handle_field(...) +SEAI_COUNT_GETSET
#define SEAI_COUNT_OF_method(...) +SEAI_COUNT_METHOD
#define SEAI_COUNT_OF_static(...) +SEAI_COUNT_METHOD
#define SEAI_COUNT_OF_field(...) +SEAI_COUNT_GETSET
#define SEAI_COUNT_OF_property(...) +SEAI_COUNT_GETSET
#define SEAI_COUNT_OF_release_gil(...) +SEAI_COUNT_RELEASE
#define SEAI_COUNT_OF_locked(...) +SEAI_COUNT_LOCKED
#define SEAI_COUNT_OF_embedded(...) +SEAI_COUNT_EMBEDDED
#define SEAI_COUNT_OF_mutable(...) +SEAI_COUNT_MUTABLE
#define SEAI_COUNT_OF_final(...) +SEAI_COUNT_FINAL
#define SEAI_COUNT_OF_adopt(...) +SEAI_COUNT_ADOPT
#define SEAI_COUNT_OF_traverse(...) +SEAI_COUNT_TRAVERSE
#define SEAI_COUNT_OF_object_field(...) +SEAI_COUNT_GETSET + SEAI_COUNT_TRAVERSE
#define SEAI_COUNT_OF_operator SEAI_NOTHING
#define SEAI_COUNT_OF_doc SEAI_NOTHING
#define SEAI_COUNT_OF_init SEAI_NOTHING
#define SEAI_COUNT_OF_destroy SEAI_NOTHING
#define SEAI_COUNT_OF_constant SEAI_NOTHING
#define SEAI_COUNT_OF_constants SEAI_NOTHING
#define SEAI_COUNT_OF_macros SEAI_NOTHING
#define SEAI_COUNT_OF_clear SEAI_NOTHING
#define SEAI_COUNT_OF_end SEAI_NOTHING
#define SEAI_COUNT_OF_UNKNOWN SEAI_NOTHING

/* ---- items that end too early ----
 * 1 when the n-th element is a parameter or missing; every list ends in (end) */
#define SEAI_SHORT1(...) SEAI_SHORT1_(__VA_ARGS__, ~)
#define SEAI_SHORT1_(a, ...) SEAI_IS_PAREN(a)
#define SEAI_SHORT2(...) SEAI_SHORT2_(__VA_ARGS__, (end), ~)
#define SEAI_SHORT2_(a, b, ...) SEAI_IS_PAREN(b)
#define SEAI_SHORT3(...) SEAI_SHORT3_(__VA_ARGS__, (end), (end), ~)
#define SEAI_SHORT3_(a, b, c, ...) SEAI_IS_PAREN(c)
/* a property: 1 for a setter alone, 2 when it is short */
#define SEAI_SHORT_PROPERTY(...) SEAI_SHORT_PROPERTY_(__VA_ARGS__, (end), (end), ~)
#define SEAI_SHORT_PROPERTY_(a, b, c, ...)                                                 \
    SEAI_CAT(SEAI_SHORT_PROPERTY_, SEAI_IS_PAREN(b))(b, c)
#define SEAI_SHORT_PROPERTY_0(b, c) SEAI_CAT(SEAI_SHORT_TWICE_, SEAI_IS_PAREN(c))
#define SEAI_SHORT_PROPERTY_1(b, c) SEAI_SHORT_SETTER(SEAI_EXPAND b, ~)
#define SEAI_SHORT_SETTER(...) SEAI_SHORT_SETTER_(__VA_ARGS__)
#define SEAI_SHORT_SETTER_(word, ...) SEAI_SECOND(SEAI_PUT_IS_##word, 2, ~)
#define SEAI_SHORT_TWICE_0 0
#define SEAI_SHORT_TWICE_1 2
#define SEAI_INCOMPLETE(C, name, ...)                                                      \
    _Static_assert(0, "seabind: " SEAI_STR(C) "." SEAI_STR(name) ": incomplete, write "    \
                   SEAI_STR((__VA_ARGS__)));

/* ---- ITEM: wrappers ---- */
#define SEAI_MAKE(C, i, item) SEAI_ITEM(SEAI_MAKE_, SEAI_CLASS_KNOWS_, C, i, item)
#define SEAI_HANDLE_MAKE(C, i, item) SEAI_ITEM(SEAI_MAKE_, SEAI_HANDLE_KNOWS_, C, i, item)
#define SEAI_MAKE_UNKNOWN(C, i, kind, ...)                                                 \
    _Static_assert(0, "seabind: " SEAI_STR(C) ": there is no item (" SEAI_STR(kind) ", ...)");
#define SEAI_MAKE_doc SEAI_NOTHING
#define SEAI_MAKE_constant SEAI_NOTHING
#define SEAI_MAKE_constants SEAI_NOTHING
#define SEAI_MAKE_macros SEAI_NOTHING
#define SEAI_MAKE_embedded SEAI_NOTHING
#define SEAI_MAKE_locked SEAI_NOTHING
#define SEAI_MAKE_release_gil SEAI_NOTHING
#define SEAI_MAKE_adopt SEAI_NOTHING
#define SEAI_MAKE_mutable SEAI_NOTHING
#define SEAI_MAKE_final SEAI_NOTHING
#define SEAI_MAKE_end SEAI_NOTHING
#define SEAI_MAKE_destroy(C, i, kind, fn, ...)                                             \
    SEAI_CAT(SEAI_MAKE_DESTROY_, SEAI_IS_PAREN(fn))(C, fn)
#define SEAI_MAKE_DESTROY_1(C, fn)                                                         \
    SEAI_INCOMPLETE(C, destroy, destroy, function)                                         \
    void seai_destroy_##C(void *);
#define SEAI_MAKE_DESTROY_0(C, fn)                                                         \
    static void seai_destroy_##C(void *p)                                                  \
    {                                                                                      \
        (void)fn((sea_ptr_##C)p);                                                          \
    }
#define SEAI_MAKE_traverse(C, i, kind, fn, ...)                                            \
    static int seai_traverse_##C(void *p, visitproc visit, void *arg)                      \
    {                                                                                      \
        return fn((sea_ptr_##C)p, visit, arg);                                             \
    }
#define SEAI_MAKE_object_field(C, i, kind, name, ...)                                      \
    static PyObject **seai_object_##C##_##i(void *p)                                       \
    {                                                                                      \
        _Static_assert(_Generic(&((sea_ptr_##C)0)->name, PyObject **: 1, default: 0),      \
                       "seabind: " SEAI_STR(C) "." #name                                   \
                       ": the C member must be: PyObject *" #name);                        \
        return &((sea_ptr_##C)p)->name;                                                    \
    }
#define SEAI_MAKE_clear(C, i, kind, fn, ...)                                               \
    static void seai_clear_##C(void *p)                                                    \
    {                                                                                      \
        fn((sea_ptr_##C)p);                                                                \
    }


/* self: a value's struct is there when it is constructed; a handle is entered */
#define SEAI_SELF(C)                                                                       \
    sea_ptr_##C seai_s = NULL;                                                             \
    if (seai_is_handle_##C) {                                                              \
        seai_top->handle = seai_self;                                                      \
        seai_top->slot = &seai_s;                                                          \
        seai_top++;                                                                        \
    } else {                                                                               \
        seai_s = (sea_ptr_##C)((seai_instance *)seai_self)->ptr;                           \
        if (SEAI_UNLIKELY(seai_s == NULL)) {                                               \
            return seai_unready_self(seai_f, seai_self);                                   \
        }                                                                                  \
    }
#define SEAI_SELF_ALIAS(C) sea_ptr_##C self SEAI_UNUSED = seai_s;
#define SEAI_SELF_CONTEXT(C)                                                               \
    typedef sea_ptr_##C seai_context_type SEAI_UNUSED;                                     \
    const seai_context_type seai_context SEAI_UNUSED = seai_s;
#define SEAI_PASS_SELF_0 , seai_s
#define SEAI_PASS_SELF_1

#define SEAI_METHOD(C, i, U, name, fn, ret, flags, ...)                                    \
    SEAI_METHOD1(SEAI_HASSELF(__VA_ARGS__), C, i, U, name, fn, ret, flags, __VA_ARGS__)
#define SEAI_METHOD1(...) SEAI_METHOD2(__VA_ARGS__)
#define SEAI_METHOD2(has, C, i, U, name, fn, ret, flags, ...)                              \
    SEAI_KNOWS(SEAI_STR(C) "." #name, ret, __VA_ARGS__)                                    \
    SEAI_SUMS(U, __VA_ARGS__)                                                              \
    SEAI_CHECK_METHOD(U, SEAI_STR(C) "." #name, fn, SEAI_R(SEAI_RTYPE_, ret), C, has,      \
                      __VA_ARGS__)                                                         \
    SEAI_WRAPPER(U, &seai_functions_##C[i], &sea_class_##C, seai_flags_##C | (flags),   \
                 SEAI_SELF(C), SEAI_SELF_ALIAS(C), SEAI_SELF_CONTEXT(C), ret,              \
                 SEAI_CALLEE(U, fn)(                                                       \
                     SEAI_REST(~SEAI_PASS_SELF_##has SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__))), \
                 __VA_ARGS__)
#define SEAI_MAKE_method(C, i, kind, ...)                                                  \
    SEAI_CAT(SEAI_MAKE_METHOD_, SEAI_SHORT3(__VA_ARGS__))(C, i, kind, __VA_ARGS__)
#define SEAI_MAKE_METHOD_1(C, i, kind, name, ...)                                          \
    SEAI_INCOMPLETE(C, name, kind, name, function, result, ...)
#define SEAI_MAKE_METHOD_0(C, i, kind, name, fn, ret, ...)                                   \
    SEAI_METHOD(C, i, C##_##i, name, fn, ret, 0, __VA_ARGS__)                              \
    SEAI_DEFAULTS(C##_##i, __VA_ARGS__)
/* operators: a wrapper, and the function that the type's slot wants */
#define SEAI_MAKE_operator(C, i, kind, ...)                                                \
    SEAI_CAT(SEAI_MAKE_OPERATOR_, SEAI_SHORT3(__VA_ARGS__))(C, i, kind, __VA_ARGS__)
#define SEAI_MAKE_OPERATOR_1(C, i, kind, name, ...)                                        \
    SEAI_INCOMPLETE(C, name, kind, name, function, result, ...)
#define SEAI_MAKE_OPERATOR_0(C, i, kind, name, fn, ret, ...)                                 \
    SEAI_METHOD(C, i, C##_##i, name, fn, ret, SEAI_OPERATOR, __VA_ARGS__)                  \
    SEAI_CAT(SEAI_SLOT_, SEAI_SECOND(SEAI_OPERATOR_##name, MISSING, ~))(C, C##_##i, i, name)
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
#define SEAI_OPERANDS(C, U, name, n)                                                       \
    _Static_assert(SEAI_NPARAMS(U) >= n && SEAI_NPARAMS(U) - SEAI_NDEFAULTS(U) <= n,       \
                   "seabind: " #C "." #name ": Python passes " #n " operand(s)");
#define SEAI_SLOT_MISSING(C, U, i, name)                                                   \
    _Static_assert(0, "seabind: " #C ": there is no operator " #name);                     \
    enum { SEAI_OP_##name = SEAI_OP_none };                                                \
    static void seai_slot_##U(void) {}
#define SEAI_SLOT_BINARY(C, U, i, name)                                                    \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    static PyObject *seai_slot_##U(PyObject *a, PyObject *b)                               \
    {                                                                                      \
        return SEAI_LIKELY(seai_is(a, seai_tag_##C))                                       \
                   ? seai_operand(seai_call_##U(a, &b, 1, NULL))                           \
                   : seai_reflect(&sea_class_##C, SEAI_OP_r##name, a, b);                  \
    }
#define SEAI_SLOT_TERNARY(C, U, i, name)                                                   \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    static PyObject *seai_slot_##U(PyObject *a, PyObject *b, PyObject *modulus)            \
    {                                                                                      \
        if (modulus != Py_None) {                                                          \
            return Py_NewRef(Py_NotImplemented);                                           \
        }                                                                                  \
        return SEAI_LIKELY(seai_is(a, seai_tag_##C))                                       \
                   ? seai_operand(seai_call_##U(a, &b, 1, NULL))                           \
                   : seai_reflect(&sea_class_##C, SEAI_OP_r##name, a, b);                  \
    }
#define SEAI_SLOT_REFLECTED(C, U, i, name)                                                 \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    static PyObject *seai_slot_##U(PyObject *a, PyObject *b)                               \
    {                                                                                      \
        return seai_is(a, seai_tag_##C) ? Py_NewRef(Py_NotImplemented)                     \
                                        : seai_operand(seai_call_##U(b, &a, 1, NULL));     \
    }
#define SEAI_SLOT_REFLECTED3(C, U, i, name)                                                \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    static PyObject *seai_slot_##U(PyObject *a, PyObject *b, PyObject *modulus)            \
    {                                                                                      \
        return modulus != Py_None || seai_is(a, seai_tag_##C)                              \
                   ? Py_NewRef(Py_NotImplemented)                                          \
                   : seai_operand(seai_call_##U(b, &a, 1, NULL));                          \
    }
#define SEAI_SLOT_INPLACE(C, U, i, name)                                                   \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    static PyObject *seai_slot_##U(PyObject *a, PyObject *b)                               \
    {                                                                                      \
        return seai_in_place_steal(a, seai_call_##U(a, &b, 1, NULL));                      \
    }
#define SEAI_SLOT_INPLACE3(C, U, i, name)                                                  \
    SEAI_OPERANDS(C, U, name, 1)                                                       \
    static PyObject *seai_slot_##U(PyObject *a, PyObject *b, PyObject *modulus)            \
    {                                                                                      \
        (void)modulus;                                                                     \
        return seai_in_place_steal(a, seai_call_##U(a, &b, 1, NULL));                      \
    }
#define SEAI_SLOT_UNARY(C, U, i, name)                                                     \
    SEAI_OPERANDS(C, U, name, 0)                                                       \
    static PyObject *seai_slot_##U(PyObject *a)                                            \
    {                                                                                      \
        return seai_call_##U(a, NULL, 0, NULL);                                            \
    }
#define SEAI_SLOT_TEXT(C, U, i, name)                                                      \
    SEAI_OPERANDS(C, U, name, 0)                                                       \
    static PyObject *seai_slot_##U(PyObject *a)                                            \
    {                                                                                      \
        return seai_text_steal(&seai_functions_##C[i], seai_call_##U(a, NULL, 0, NULL));   \
    }
#define SEAI_SLOT_BOOL(C, U, i, name)                                                      \
    SEAI_OPERANDS(C, U, name, 0)                                                       \
    static int seai_slot_##U(PyObject *a)                                                  \
    {                                                                                      \
        return seai_truth_steal(seai_call_##U(a, NULL, 0, NULL));                          \
    }
#define SEAI_SLOT_HASH(C, U, i, name)                                                      \
    SEAI_OPERANDS(C, U, name, 0)                                                       \
    static Py_hash_t seai_slot_##U(PyObject *a)                                            \
    {                                                                                      \
        return seai_hash_steal(seai_call_##U(a, NULL, 0, NULL));                           \
    }
#define SEAI_SLOT_COMPARE(C, U, i, name)                                                   \
    SEAI_OPERANDS(C, U, name, 1)                                                           \
    enum { seai_slot_##U = 0 };
#define SEAI_MAKE_static(C, i, kind, ...)                                                  \
    SEAI_CAT(SEAI_MAKE_STATIC_, SEAI_SHORT3(__VA_ARGS__))(C, i, kind, __VA_ARGS__)
#define SEAI_MAKE_STATIC_1(C, i, kind, name, ...)                                          \
    SEAI_INCOMPLETE(C, name, kind, name, function, result, ...)
#define SEAI_MAKE_STATIC_0(C, i, kind, name, fn, ret, ...)                                   \
    SEAI_STATIC(C, i, C##_##i, name, fn, ret, __VA_ARGS__)
#define SEAI_STATIC(C, i, U, name, fn, ret, ...)                                           \
    SEAI_KNOWS(SEAI_STR(C) "." #name, ret, __VA_ARGS__)                                    \
    SEAI_SUMS(U, __VA_ARGS__)                                                              \
    SEAI_CHECK(U, SEAI_STR(C) "." #name, fn, SEAI_R(SEAI_RTYPE_, ret),                     \
               SEAI_TYPES(1, struct seai_no_self *, struct seai_no_self *, __VA_ARGS__))                                           \
    SEAI_WRAPPER(U, &seai_functions_##C[i], &sea_class_##C, seai_flags_##C, , ,         \
                 SEAI_NO_CONTEXT, ret,                                                     \
                 SEAI_CALLEE(U, fn)(SEAI_REST(~SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__))),     \
                 __VA_ARGS__)                                                              \
    SEAI_DEFAULTS(U, __VA_ARGS__)

/* properties: (property, name, fn, result, ..., (setter, fn, result, ...)), or with the
 * setter alone */
#define SEAI_MAKE_property(C, i, kind, name, x, ...)                                       \
    SEAI_CAT(SEAI_PROPERTY_, SEAI_SHORT_PROPERTY(name, x, __VA_ARGS__))                    \
    (C, i, C##_##i, name, x, __VA_ARGS__)
#define SEAI_PROPERTY_2(C, i, U, name, ...)                                                \
    SEAI_INCOMPLETE(C, name, property, name, function, result, ...)
#define SEAI_PROPERTY_0(C, i, U, name, fn, ret, ...)                                       \
    SEAI_METHOD(C, i, U, name, fn, ret, 0, __VA_ARGS__)                                    \
    _Static_assert(SEAI_NPARAMS(U) == 0, "seabind: " SEAI_STR(C) "." #name                 \
                   ": a getter has no Python parameters");                      \
    static PyObject *seai_get_##U(PyObject *self, void *closure)                           \
    {                                                                                      \
        (void)closure;                                                                     \
        return seai_call_##U(self, NULL, 0, NULL);                                         \
    }                                                                                      \
    SEAI_MAPS(SEAI_PUT, (C, i, U, name), __VA_ARGS__)
#define SEAI_PROPERTY_1(C, i, U, name, ...) SEAI_MAPS(SEAI_PUT, (C, i, U, name), __VA_ARGS__)
/* the setter among the tuples */
#define SEAI_PUT(c, i, t) SEAI_PUT1(c, SEAI_EXPAND t, (end))
#define SEAI_PUT1(...) SEAI_PUT2(__VA_ARGS__)
#define SEAI_PUT2(c, word, ...)                                                            \
    SEAI_PUT3(SEAI_SECOND(SEAI_PUT_IS_##word, 0, ~), SEAI_EXPAND c, __VA_ARGS__)
#define SEAI_PUT_IS_setter ~, 1
#define SEAI_PUT3(...) SEAI_PUT4(__VA_ARGS__)
#define SEAI_PUT4(is, ...) SEAI_PUT_##is(__VA_ARGS__)
#define SEAI_PUT_0(...)
#define SEAI_PUT_1(C, i, U, name, ...) SEAI_PUT5(C, i, U##s, U, name, __VA_ARGS__)
#define SEAI_PUT5(C, i, US, U, name, fn, ret, ...)                                         \
    SEAI_METHOD(C, i, US, name, fn, ret, SEAI_SETTER, __VA_ARGS__)                         \
    _Static_assert(SEAI_NPARAMS(US) == 1, "seabind: " SEAI_STR(C) "." #name                \
                   ": a setter has one Python parameter");                      \
    static int seai_set_##U(PyObject *self, PyObject *value, void *closure)                \
    {                                                                                      \
        PyObject *done = value != NULL ? seai_call_##US(self, &value, 1, NULL)             \
                                       : seai_no_delete(closure);                          \
        Py_XDECREF(done);                                                                  \
        return done != NULL ? 0 : -1;                                                      \
    }

/* fields: (field, name, converter) or (field, name, member, converter) */
#define SEAI_MAKE_field(C, i, kind, name, x, ...)                                          \
    SEAI_CAT(SEAI_CAT(SEAI_FIELD_, SEAI_IS_PAREN(x)), SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__))) \
    (SEAI_ACCESS, C, C##_##i, name, x, __VA_ARGS__)
#define SEAI_MAKE_handle_field(C, i, kind, name, x, ...)                                   \
    SEAI_CAT(SEAI_CAT(SEAI_FIELD_, SEAI_IS_PAREN(x)), SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__))) \
    (SEAI_ACCESS_0, C, C##_##i, name, x, __VA_ARGS__)
#define SEAI_FIELD_01(A, C, U, name, conv, ...)                                            \
    SEAI_MAPA(SEAI_KNOW_FIELD, SEAI_STR(C) "." #name, __VA_ARGS__)                         \
    SEAI_FIELD(A, C, U, name, name, conv)
#define SEAI_FIELD_00(A, C, U, name, member, conv, ...)                                    \
    SEAI_MAPA(SEAI_KNOW_FIELD, SEAI_STR(C) "." #name, __VA_ARGS__)                         \
    SEAI_FIELD(A, C, U, name, member, conv)
#define SEAI_FIELD_10(A, C, U, name, ...) SEAI_INCOMPLETE(C, name, field, name, converter)
#define SEAI_FIELD_11 SEAI_FIELD_10
/* options of a field */
#define SEAI_KNOW_FIELD(c, i, t) SEAI_KNOW_FIELD1(c, SEAI_EXPAND t, ~)
#define SEAI_KNOW_FIELD1(...) SEAI_KNOW_FIELD2(__VA_ARGS__)
#define SEAI_KNOW_FIELD2(c, word, ...)                                                     \
    _Static_assert(SEAI_SECOND(SEAI_FIELD_KNOWS_##word, 0, ~),                             \
                   "seabind: " c ": there is no option (" #word ")");
#define SEAI_FIELD_KNOWS_doc ~, 1
#define SEAI_FIELD_KNOWS_readonly ~, 1
#define SEAI_FIELD_KNOWS_end ~, 1
#define SEAI_MEMBER_IS(C, member, ...)                                                     \
    _Generic(&((sea_ptr_##C)0)->member, __VA_ARGS__ *: 1, __VA_ARGS__ const *: 2, default: 3)
/* seai_member_U: 1; 2, it is const; 3, of another type than the converter's */
#define SEAI_FIELD(A, C, U, name, member, conv)                                            \
    SEAI_KNOWX(conv)                                                                       \
    enum { seai_member_##U = SEAI_MEMBER_IS(C, member, sea_ctype_##conv) };                \
    _Static_assert(seai_member_##U != 3,                                                   \
                   "seabind: " SEAI_STR(C) "." #name                                       \
                   ": the C member must be: " SEAI_STR(sea_ctype_##conv) " " #member);     \
    A(conv, U, C, member)
/* accessors of its own for a field whose converter is not built in */
#define SEAI_ACCESS(conv, U, C, member) SEAI_CAT(SEAI_ACCESS_, SEAI_SHARES(conv))(conv, U, C, member)
/* 1: built in; 2: c(TYPE); 0: neither */
#define SEAI_SHARES(conv) SEAI_SHARES_(SEAI_SHARED_##conv, SEAI_BUILTIN_##conv, 0, ~)
#define SEAI_SHARES_(...) SEAI_SHARES__(__VA_ARGS__)
#define SEAI_SHARES__(a, b, c, ...) c
#define SEAI_SHARED_c(...) ~, ~, 2
#define SEAI_ACCESS_2(...)
#define SEAI_ACCESS_1(...)
#define SEAI_ACCESS_0(conv, U, C, member)                                                  \
    SEAI_INLINE void *seai_place_##U(sea_ptr_##C p)                                        \
    {                                                                                      \
        return (void *)(uintptr_t)&p->member;                                              \
    }                                                                                      \
    static PyObject *seai_get_##U(PyObject *self, void *closure)                           \
    {                                                                                      \
        const seai_where where SEAI_UNUSED = {self, &sea_class_##C};                    \
        seai_hold hold = {NULL, NULL};                                                     \
        sea_ptr_##C p = (sea_ptr_##C)seai_field_begin(self, closure, &hold);               \
        PyObject *seai_r = NULL;                                                           \
        if (p != NULL) {                                                                   \
            sea_ctype_##conv v;                                                            \
            memcpy(&v, seai_place_##U(p), sizeof v);                                       \
            seai_r = seai_finish((const seai_function *)closure, SEAI_CASTX(conv, where, v)); \
        }                                                                                  \
        seai_field_end(&hold);                                                             \
        return seai_r;                                                                     \
    }                                                                                      \
    static SEAI_UNUSED int seai_set_##U(PyObject *self, PyObject *value, void *closure)    \
    {                                                                                      \
        seai_hold hold = {NULL, NULL};                                                     \
        sea_ctype_##conv v;                                                                \
        sea_ptr_##C p;                                                                     \
        const char *e;                                                                     \
        if (value == NULL) {                                                               \
            (void)seai_no_delete(closure);                                                 \
            return -1;                                                                     \
        }                                                                                  \
        SEAI_FIELD_LOAD(conv)                                                              \
        if (e != NULL) {                                                                   \
            seai_bad(closure, 0, &value, e, 0, SEAI_SETTER);                               \
            return -1;                                                                     \
        }                                                                                  \
        p = (sea_ptr_##C)seai_field_begin(self, closure, &hold);                           \
        if (p != NULL) {                                                                   \
            memcpy(seai_place_##U(p), &v, sizeof v);                                       \
        }                                                                                  \
        seai_field_end(&hold);                                                             \
        return p != NULL ? 0 : -1;                                                         \
    }
#define SEAI_FIELD_LOAD(conv) SEAI_FIELD_LOAD1(SEAI_FIELD_AS_##conv, PLAIN, (conv), ~)
#define SEAI_FIELD_LOAD1(...) SEAI_FIELD_LOAD2(__VA_ARGS__)
#define SEAI_FIELD_LOAD2(a, k, p, ...) SEAI_FIELD_LOAD3(k, SEAI_EXPAND p)
#define SEAI_FIELD_LOAD3(...) SEAI_FIELD_LOAD4(__VA_ARGS__)
#define SEAI_FIELD_LOAD4(k, ...) SEAI_FIELD_LOAD_##k(__VA_ARGS__)
#define SEAI_FIELD_AS_as(...) ~, AS, (__VA_ARGS__)
#define SEAI_FIELD_AS_opt(...) ~, PLAIN, (__VA_ARGS__) /* read-only: not called */
#define SEAI_FIELD_LOAD_PLAIN(conv) e = SEAI_LOADX(conv, value, &v, NULL);
#define SEAI_FIELD_LOAD_AS(CONV, ...)                                                      \
    {                                                                                      \
        sea_ctype_##CONV from;                                                             \
        e = SEAI_LOADX(CONV, value, &from, NULL);                                          \
        if (e == NULL && !SEAI_NARROW(CONV, sea_ctype_##CONV, __VA_ARGS__, from, v)) {                       \
            e = SEAI_LOAD_NARROW(value, __VA_ARGS__);                                     \
        }                                                                                  \
    }
/* the accessors by name; text and objects are read-only: nobody would own what they are */
#define SEAI_ACCESSOR(what, conv, U) SEAI_CAT(SEAI_ACCESSOR_, SEAI_SHARES(conv))(conv, U, what)
#define SEAI_ACCESSOR_0(conv, U, what) seai_##what##_##U
#define SEAI_ACCESSOR_1(conv, U, what) sea_##what##_##conv
#define SEAI_ACCESSOR_2(conv, U, what) SEAI_GENERIC(sea_ctype_##conv, sea_##what##_)
#define SEAI_READONLY_str ~, 1
#define SEAI_READONLY_opt(...) ~, 1
#define SEAI_READONLY_bytes ~, 1
#define SEAI_READONLY_object ~, 1
#define SEAI_IS_READONLY(U, conv)                                                          \
    (SEAI_SECOND(SEAI_READONLY_##conv, 0, ~) || seai_member_##U == 2)

/* ---- init ---- */
#define SEAI_MAKE_init(C, i, kind, fn, ...)                                                \
    SEAI_CAT(SEAI_CAT(SEAI_INIT_OF_, SEAI_IS_PAREN(fn)), SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__))) \
    (C, i, C##_##i, fn, __VA_ARGS__)
#define SEAI_INIT_OF_11(C, i, U, ...)                                                      \
    SEAI_INCOMPLETE(C, init, init, function, ...)                                          \
    SEAI_SUMS(U, (end))                                                                    \
    SEAI_DEFAULTS(U, (end))                                                                \
    int seai_init_##C(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);              \
    PyObject *seai_vectorcall_##C(PyObject *, PyObject *const *, size_t, PyObject *);
#define SEAI_INIT_OF_10 SEAI_INIT_OF_11
/* (init, fn, params...): fn returns the struct or the pointer */
#define SEAI_INIT_OF_01(C, i, U, fn, ...)                                                   \
    SEAI_MAPA(SEAI_KNOW, SEAI_STR(C), __VA_ARGS__)                                         \
    SEAI_SUMS(U, __VA_ARGS__)                                                              \
    SEAI_CHECK(U, SEAI_STR(C), fn, sea_ctype_##C,                                          \
               SEAI_TYPES(1, sea_ptr_##C, sea_ctype_##C, __VA_ARGS__))                     \
    SEAI_INIT(C, i, U, fn, ,                                                               \
              const sea_ctype_##C seai_it =                                                \
                  SEAI_CALLEE(U, fn)(SEAI_REST(~SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__)));    \
              memcpy(&seai_new, &seai_it, sizeof seai_new),                                \
              , , __VA_ARGS__)
/* (init, fn, status, params...) */
#define SEAI_INIT_OF_00(C, i, U, fn, status, ...)                                           \
    SEAI_KNOWS(SEAI_STR(C), status, __VA_ARGS__)                                           \
    _Static_assert(SEAI_R(SEAI_RSTATUS_, status), "seabind: " SEAI_STR(C) ": (init, " SEAI_STR( \
                       fn) ", " SEAI_STR(status) ", ...): " SEAI_STR(status) " is no status"); \
    SEAI_SUMS(U, __VA_ARGS__)                                                              \
    SEAI_CHECK(U, SEAI_STR(C), fn, SEAI_R(SEAI_RTYPE_, status),                            \
               SEAI_TYPES(1, sea_ptr_##C, sea_ctype_##C, __VA_ARGS__))                     \
    SEAI_INIT(C, i, U, fn, SEAI_R(SEAI_RDECL_, status) SEAI_R(SEAI_RCONTEXT_, status),     \
              SEAI_R(SEAI_RSET_, status)                                                   \
                  SEAI_CALLEE(U, fn)(SEAI_REST(~SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__))),    \
              const sea_ptr_##C seai_context SEAI_UNUSED =                                 \
                  (sea_ptr_##C)seai_made(seai_is_handle_##C, (void *)(uintptr_t)seai_s, &seai_new); \
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
#define SEAI_IRAISE_ATOM(R)                                                                \
    if (SEAI_UNLIKELY(seai_bad_status == SEAI_FAILED)) {                                   \
        SEAI_IS_STATUS(R, seai_raise_##R(seai_w, &seai_error), (void)0);                   \
    } else if (SEAI_UNLIKELY(seai_bad_status != SEAI_OK)) {                                \
        seai_no_result(seai_f); /* the status says stop, or None: there is no object */    \
    }
#define SEAI_IRAISE_ASATOM(CONV, ...) SEAI_IRAISE_ATOM(CONV)
#define SEAI_INIT(C, i, U, fn, decl, call, judge, raise, ...)                              \
    static inline int seai_init_##C(PyObject *seai_self, PyObject *const *seai_a,          \
                                    Py_ssize_t seai_n, PyObject *seai_kw)                  \
    {                                                                                      \
        SEAI_LOCALS(U, &seai_functions_##C[i], &sea_class_##C, seai_flags_##C)          \
        int seai_result = -1, seai_bad_status = SEAI_OK;                                   \
        PyObject *seai_r SEAI_UNUSED = NULL;                                               \
        sea_ctype_##C seai_new;                                                            \
        sea_ptr_##C seai_s = NULL;                                                         \
        SEAI_MAPA(SEAI_DECL, ~, __VA_ARGS__)                                               \
        if (seai_is_handle_##C && seai_construct_begin(seai_self, seai_f) < 0) {           \
            return -1;                                                                     \
        }                                                                                  \
        memset(&seai_new, 0, sizeof seai_new);                                             \
        SEAI_ARRIVE(U, , __VA_ARGS__)                                                      \
        seai_s = (sea_ptr_##C)(seai_is_embedded_##C ? seai_storage(seai_self, &sea_class_##C) \
                               : seai_is_handle_##C ? NULL                                 \
                                                    : (void *)&seai_new);                  \
        {                                                                                  \
            typedef sea_ptr_##C seai_context_type SEAI_UNUSED;                             \
            decl PyThreadState *seai_ts =                                                  \
                seai_flags & SEAI_RELEASE_GIL ? PyEval_SaveThread() : NULL;                \
            call;                                                                          \
            judge;                                                                         \
            if (seai_flags & SEAI_RELEASE_GIL) {                                           \
                PyEval_RestoreThread(seai_ts);                                             \
            }                                                                              \
            raise                                                                          \
        }                                                                                  \
        if (seai_is_handle_##C) {                                                          \
            seai_result = seai_construct_end(                                              \
                seai_self, seai_f, &sea_class_##C,                                         \
                seai_made(true, (void *)(uintptr_t)seai_s, &seai_new),                     \
                seai_bad_status != SEAI_OK, #fn);                                          \
        } else if (SEAI_LIKELY(seai_bad_status == SEAI_OK)) {                              \
            memcpy((char *)seai_self + seai_at_##C, &seai_new, sizeof seai_new);           \
            ((seai_instance *)seai_self)->ptr = (char *)seai_self + seai_at_##C;           \
            seai_result = 0;                                                               \
        }                                                                                  \
        seai_ok = 1;                                                                       \
        goto seai_done;                                                                    \
    seai_fail:                                                                             \
        seai_top = seai_h;                                                                 \
        if (seai_a != NULL) {                                                              \
            seai_bad(seai_f, seai_i - 1, seai_a, seai_e, seai_none, seai_flags);           \
        }                                                                                  \
        goto seai_done;                                                                    \
    seai_done:                                                                             \
        if (seai_top != seai_h) {                                                          \
            seai_leave(seai_h, seai_top);                                                  \
        }                                                                                  \
        SEAI_MAPA(SEAI_DONE, ~, __VA_ARGS__)                                               \
        if (seai_is_handle_##C && seai_ok == 0) {                                          \
            seai_construct_fail(seai_self);                                                \
        }                                                                                  \
        return seai_result;                                                                \
    }                                                                                      \
    static PyObject *seai_vectorcall_##C(PyObject *type, PyObject *const *args,            \
                                         size_t nargsf, PyObject *kwnames)                 \
    {                                                                                      \
        PyObject *self = seai_is_handle_##C                                                \
                             ? seai_handle_alloc((PyTypeObject *)type, &sea_class_##C)     \
                             : seai_value_alloc((PyTypeObject *)type, seai_size_##C, 0, \
                                                seai_gc_##C);                              \
        if (SEAI_UNLIKELY(self != NULL && seai_init_##C(self, args, PyVectorcall_NARGS(nargsf), \
                                                        kwnames) < 0)) {                   \
            Py_DECREF(self);                                                               \
            self = NULL;                                                                   \
        }                                                                                  \
        return self;                                                                       \
    }                                                                                      \
    SEAI_DEFAULTS(U, __VA_ARGS__)

/* ---- ROW ---- */
#define SEAI_ROWS(C, i, item) SEAI_ITEM(SEAI_ROW_OF_, SEAI_CLASS_KNOWS_, C, i, item)
#define SEAI_HANDLE_ROWS(C, i, item) SEAI_ITEM(SEAI_ROW_OF_, SEAI_HANDLE_KNOWS_, C, i, item)
#define SEAI_ROW_OF_method(C, i, word, ...)                                                \
    SEAI_CAT(SEAI_ROW_METHOD_, SEAI_SHORT3(__VA_ARGS__))(C, i, word, __VA_ARGS__)
#define SEAI_ROW_METHOD_1 SEAI_NOTHING
#define SEAI_ROW_METHOD_0(C, i, word, name, fn, ret, ...)                                 \
    SEAI_ROW(C##_##i, i, SEAI_ITEM_METHOD, SEAI_OP_none, name, __VA_ARGS__)
#define SEAI_ROW_OF_static(C, i, word, ...)                                                \
    SEAI_CAT(SEAI_ROW_STATIC_, SEAI_SHORT3(__VA_ARGS__))(C, i, word, __VA_ARGS__)
#define SEAI_ROW_STATIC_1 SEAI_NOTHING
#define SEAI_ROW_STATIC_0(C, i, word, name, fn, ret, ...)                                 \
    SEAI_ROW(C##_##i, i, SEAI_ITEM_STATIC, SEAI_OP_none, name, __VA_ARGS__)
#define SEAI_ROW_OF_operator(C, i, word, ...)                                              \
    SEAI_CAT(SEAI_ROW_OPERATOR_, SEAI_SHORT3(__VA_ARGS__))(C, i, word, __VA_ARGS__)
#define SEAI_ROW_OPERATOR_1 SEAI_NOTHING
#define SEAI_ROW_OPERATOR_0(C, i, word, name, fn, ret, ...)                               \
    [i] = {.text = SEAI_TEXT(name, __VA_ARGS__),                                           \
           .a.call = seai_call_##C##_##i,                                                  \
           .b.slot = (void (*)(void))seai_slot_##C##_##i,                                  \
           .kind = SEAI_ITEM_OPERATOR,                                                     \
           .op = SEAI_OP_##name,                                                           \
           .nparams = SEAI_NPARAMS(C##_##i)},
#define SEAI_ROW_OF_init(C, i, word, fn, ...)                                              \
    SEAI_CAT(SEAI_ROW_INIT_, SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))(i, C##_##i, __VA_ARGS__)
#define SEAI_ROW_INIT_0(i, U, status, ...) SEAI_ROW_INIT_1(i, U, __VA_ARGS__)
#define SEAI_ROW_INIT_1(i, U, ...)                                                         \
    [i] = {.text = SEAI_TEXT(__init__, __VA_ARGS__),                                       \
           .b.defaults = SEAI_NDEFAULTS(U) ? seai_defaults_##U : NULL,                     \
           .kind = SEAI_ITEM_INIT,                                                         \
           .nparams = SEAI_NPARAMS(U)},
#define SEAI_ROW_OF_property(C, i, word, name, x, ...)                                     \
    SEAI_CAT(SEAI_ROW_PROPERTY_, SEAI_SHORT_PROPERTY(name, x, __VA_ARGS__))                \
    (i, C##_##i, name, x, __VA_ARGS__)
#define SEAI_ROW_PROPERTY_2 SEAI_NOTHING
#define SEAI_ROW_PROPERTY_0(i, U, name, fn, ret, ...)                                      \
    [i] = {.text = #name "\0\0" SEAI_MAPA(SEAI_DOC, ~, __VA_ARGS__),                       \
           .kind = SEAI_ITEM_PROPERTY,                                                     \
           .a.get = seai_get_##U,                                                          \
           SEAI_MAPS(SEAI_ROW_PUT, U, __VA_ARGS__)},
#define SEAI_ROW_PROPERTY_1(i, U, name, ...)                                               \
    [i] = {.text = #name "\0\0" SEAI_MAPA(SEAI_DOC, ~, __VA_ARGS__),                       \
           .kind = SEAI_ITEM_PROPERTY,                                                     \
           SEAI_MAPS(SEAI_ROW_PUT, U, __VA_ARGS__)},
#define SEAI_ROW_PUT(U, i, t) SEAI_ROW_PUT1(U, SEAI_EXPAND t, ~)
#define SEAI_ROW_PUT1(...) SEAI_ROW_PUT2(__VA_ARGS__)
#define SEAI_ROW_PUT2(U, word, ...) SEAI_CAT(SEAI_ROW_PUT_, SEAI_SECOND(SEAI_PUT_IS_##word, 0, ~))(U)
#define SEAI_ROW_PUT_0(U)
#define SEAI_ROW_PUT_1(U) .b.set = seai_set_##U,
#define SEAI_ROW_OF_field(C, i, word, name, x, ...)                                        \
    SEAI_CAT(SEAI_CAT(SEAI_ROW_FIELD_, SEAI_IS_PAREN(x)), SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__))) \
    (C, i, C##_##i, name, x, __VA_ARGS__)
#define SEAI_ROW_FIELD_10 SEAI_NOTHING
#define SEAI_ROW_FIELD_11 SEAI_NOTHING
#define SEAI_ROW_FIELD_01(C, i, U, name, conv, ...)                                        \
    SEAI_ROW_FIELD(C, i, U, name, name, conv, __VA_ARGS__)
#define SEAI_ROW_FIELD_00(C, i, U, name, member, conv, ...)                                \
    SEAI_ROW_FIELD(C, i, U, name, member, conv, __VA_ARGS__)
#define SEAI_ROW_FIELD(C, i, U, name, member, conv, ...)                                   \
    [i] = {.text = #name "\0\0" SEAI_MAPA(SEAI_DOC, ~, __VA_ARGS__),                       \
           .a.get = SEAI_ACCESSOR(get, conv, U),                                           \
           .b.set = SEAI_IS_READONLY(U, conv) SEAI_MAPA(SEAI_ROW_READONLY, ~, __VA_ARGS__) \
                        ? NULL                                                             \
                        : SEAI_ACCESSOR(set, conv, U),                                     \
           .offset = (uint32_t)SEAI_OFFSETOF(seai_struct_##C, member),                          \
           .kind = SEAI_ITEM_FIELD},
#define SEAI_ROW_OF_handle_field(C, i, word, name, x, ...)                                 \
    SEAI_CAT(SEAI_CAT(SEAI_ROW_HFIELD_, SEAI_IS_PAREN(x)), SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__))) \
    (C, i, C##_##i, name, x, __VA_ARGS__)
#define SEAI_ROW_HFIELD_10 SEAI_NOTHING
#define SEAI_ROW_HFIELD_11 SEAI_NOTHING
#define SEAI_ROW_HFIELD_01(C, i, U, name, conv, ...)                                       \
    SEAI_ROW_HFIELD(C, i, U, name, name, conv, __VA_ARGS__)
#define SEAI_ROW_HFIELD_00(C, i, U, name, member, conv, ...)                               \
    SEAI_ROW_HFIELD(C, i, U, name, member, conv, __VA_ARGS__)
#define SEAI_ROW_HFIELD(C, i, U, name, member, conv, ...)                                  \
    [i] = {.text = #name "\0\0" SEAI_MAPA(SEAI_DOC, ~, __VA_ARGS__),                       \
           .a.get = seai_get_##U,                                                          \
           .b.set = SEAI_IS_READONLY(U, conv) SEAI_MAPA(SEAI_ROW_READONLY, ~, __VA_ARGS__) \
                        ? NULL                                                             \
                        : seai_set_##U,                                                    \
           .kind = SEAI_ITEM_FIELD},
#define SEAI_ROW_OF_object_field(C, i, word, name, ...)                                    \
    [i] = {.text = #name "\0\0" SEAI_MAPA(SEAI_DOC, ~, __VA_ARGS__),                       \
           .a.object = seai_object_##C##_##i,                                              \
           .kind = SEAI_ITEM_OBJECT},
#define SEAI_ROW_READONLY(c, i, t) SEAI_ROW_READONLY1(SEAI_EXPAND t, ~)
#define SEAI_ROW_READONLY1(...) SEAI_ROW_READONLY2(__VA_ARGS__)
#define SEAI_ROW_READONLY2(word, ...) SEAI_SECOND(SEAI_ROW_READONLY_##word, , ~)
#define SEAI_ROW_READONLY_readonly ~, || 1
#define SEAI_ROW_OF_doc SEAI_NOTHING
#define SEAI_ROW_OF_destroy SEAI_NOTHING
#define SEAI_ROW_OF_constant SEAI_NOTHING
#define SEAI_ROW_OF_constants SEAI_NOTHING
#define SEAI_ROW_OF_macros SEAI_NOTHING
#define SEAI_ROW_OF_traverse SEAI_NOTHING
#define SEAI_ROW_OF_clear SEAI_NOTHING
#define SEAI_ROW_OF_embedded SEAI_NOTHING
#define SEAI_ROW_OF_locked SEAI_NOTHING
#define SEAI_ROW_OF_release_gil SEAI_NOTHING
#define SEAI_ROW_OF_adopt SEAI_NOTHING
#define SEAI_ROW_OF_mutable SEAI_NOTHING
#define SEAI_ROW_OF_final SEAI_NOTHING
#define SEAI_ROW_OF_end SEAI_NOTHING
#define SEAI_ROW_OF_UNKNOWN SEAI_NOTHING

/* ---- INFO ---- */
/* the size of an embedded struct; its alignment is that of the storage at the most */
#define SEAI_STORAGE_OF(C)                                                                 \
    (sizeof(*(sea_ptr_##C)0) +                                                             \
     0 * sizeof(struct {                                                                   \
         _Static_assert(SEAI_ALIGNMENT(*(sea_ptr_##C)0) <= 16,                             \
                        "seabind: " #C ": alignment above 16 bytes");                      \
         char seai_member;                                                                 \
     }))
#define SEAI_INFO(C, i, item) SEAI_ITEM(SEAI_INFO_OF_, SEAI_CLASS_KNOWS_, C, i, item)
#define SEAI_HANDLE_INFO(C, i, item) SEAI_ITEM(SEAI_INFO_OF_, SEAI_HANDLE_KNOWS_, C, i, item)
#define SEAI_INFO_OF_doc(C, i, kind, ...) .doc = SEAI_FIRST(__VA_ARGS__),
#define SEAI_INFO_OF_init(C, ...) .init = seai_init_##C, .vectorcall = seai_vectorcall_##C,
#define SEAI_INFO_OF_destroy(C, ...) .destroy = seai_destroy_##C,
#define SEAI_INFO_OF_traverse(C, ...) .traverse = seai_traverse_##C,
#define SEAI_INFO_OF_clear(C, ...) .clear = seai_clear_##C,
#define SEAI_INFO_OF_embedded(C, ...) .payload_size = SEAI_STORAGE_OF(C),
#define SEAI_INFO_OF_object_field SEAI_NOTHING
#define SEAI_INFO_OF_method SEAI_NOTHING
#define SEAI_INFO_OF_static SEAI_NOTHING
#define SEAI_INFO_OF_operator SEAI_NOTHING
#define SEAI_INFO_OF_field SEAI_NOTHING
#define SEAI_INFO_OF_handle_field SEAI_NOTHING
#define SEAI_INFO_OF_property SEAI_NOTHING
#define SEAI_INFO_OF_constant SEAI_NOTHING
#define SEAI_INFO_OF_constants SEAI_NOTHING
#define SEAI_INFO_OF_macros SEAI_NOTHING
#define SEAI_INFO_OF_locked SEAI_NOTHING
#define SEAI_INFO_OF_release_gil SEAI_NOTHING
#define SEAI_INFO_OF_adopt SEAI_NOTHING
#define SEAI_INFO_OF_mutable SEAI_NOTHING
#define SEAI_INFO_OF_final SEAI_NOTHING
#define SEAI_INFO_OF_end SEAI_NOTHING
#define SEAI_INFO_OF_UNKNOWN SEAI_NOTHING

/* ---- CONSTANT: of classes and modules ---- */
#define SEAI_CONSTANT(C, i, item) SEAI_ITEM(SEAI_CONSTANT_OF_, SEAI_CONSTANT_KNOWS_, C, i, item)
#define SEAI_CONSTANT_KNOWS_constant ~, constant
#define SEAI_CONSTANT_KNOWS_constants ~, constants
#define SEAI_CONSTANT_KNOWS_macros ~, macros
#define SEAI_CONSTANT_OF_UNKNOWN SEAI_NOTHING
#define SEAI_CONSTANT_OF_constant(C, i, kind, ...)                                         \
    SEAI_CAT(SEAI_CONSTANT_, SEAI_ARITY(__VA_ARGS__))(C, __VA_ARGS__)
#define SEAI_CONSTANT_1(C, ...) SEAI_INCOMPLETE(C, constant, constant, "NAME", value)
#define SEAI_CONSTANT_2 SEAI_CONSTANT_1
#define SEAI_CONSTANT_4 SEAI_CONSTANT_3
#define SEAI_CONSTANT_3(C, name, e, ...)                                                   \
    if (SEAI_BOX(seai_constants, #name, e) < 0) {                                          \
        return -1;                                                                         \
    }
#define SEAI_CONSTANT_OF_constants(C, i, kind, ...) SEAI_CONSTANT_LIST(SEAI_STRIPPED, __VA_ARGS__)
#define SEAI_CONSTANT_OF_macros(C, i, kind, ...) SEAI_CONSTANT_LIST(SEAI_KEPT, __VA_ARGS__)
#define SEAI_CONSTANT_LIST(op, prefix, ...) SEAI_MAPV(op, prefix, __VA_ARGS__)
#define SEAI_STRIPPED(prefix, i, x) SEAI_CAT(SEAI_STRIPPED_, SEAI_IS_PAREN(x))(prefix, x)
#define SEAI_STRIPPED_1(prefix, x)
#define SEAI_STRIPPED_0(prefix, x)                                                         \
    if (SEAI_BOX(seai_constants, #x, prefix##x) < 0) {                                     \
        return -1;                                                                         \
    }
#define SEAI_KEPT(prefix, i, x) SEAI_CAT(SEAI_KEPT_, SEAI_IS_PAREN(x))(prefix, x)
#define SEAI_KEPT_1(prefix, x)
#define SEAI_KEPT_0(prefix, x)                                                             \
    if (SEAI_BOX(seai_constants, #prefix #x, prefix##x) < 0) {                             \
        return -1;                                                                         \
    }
/* Add one constant; 0, or -1 with an exception (a name that is no identifier: ImportError). */
SEAI_HIDDEN int seai_constant_bool(seai_constants *, const char *name, bool value);
SEAI_HIDDEN int seai_constant_double(seai_constants *, const char *name, double value);
SEAI_HIDDEN int seai_constant_str(seai_constants *, const char *name, const char *value);
SEAI_HIDDEN int seai_constant_signed(seai_constants *, const char *name, long long value);
SEAI_HIDDEN int seai_constant_unsigned(seai_constants *, const char *name,
                                       unsigned long long value);
#define SEAI_BOX(to, name, e)                                                              \
    _Generic((e), bool: seai_constant_bool, float: seai_constant_double,                   \
        double: seai_constant_double, char *: seai_constant_str,                           \
        const char *: seai_constant_str, unsigned: seai_constant_unsigned,                 \
        unsigned long: seai_constant_unsigned, unsigned long long: seai_constant_unsigned, \
        default: seai_constant_signed)(to, name, e)
#define SEAI_CONSTANTS(C, ...)                                                             \
    static int seai_constants_##C(seai_constants *seai_constants)                          \
    {                                                                                      \
        (void)seai_constants;                                                              \
        SEAI_MAPI(SEAI_CONSTANT, C, __VA_ARGS__)                                           \
        return 0;                                                                          \
    }

/* ---- the blocks ---- */
#define SEA_CLASS(NAME, ...) SEAI_CLASS_(NAME, __VA_ARGS__, (end))
#define SEAI_CLASS_(C, T, ...) SEAI_CAT(SEAI_CLASS_IF_, SEAI_IS_PAREN(T))(C, T, __VA_ARGS__)
#define SEAI_CLASS_IF_1(C, ...)                                                            \
    _Static_assert(0, "seabind: " #C ": incomplete, write SEA_CLASS(" #C ", C type, items...)")
#define SEAI_CLASS_IF_0(C, T, ...)                                                         \
    SEA_DECLARE_CLASS(C, T);                                                               \
    SEAI_BLOCK_BEGIN                                                                       \
    typedef sea_ctype_##C seai_struct_##C;                                                             \
    typedef struct {                                                                       \
        seai_instance base;                                                                \
        sea_ctype_##C value;                                                                           \
    } seai_instance_##C;                                                                   \
    enum {                                                                                 \
        seai_is_handle_##C = 0,                                                            \
        seai_at_##C = offsetof(seai_instance_##C, value),                                  \
        seai_size_##C = sizeof(seai_instance_##C)                                          \
    };                                                                                     \
    _Static_assert(_Alignof(sea_ctype_##C) <= 16, "seabind: " #C ": alignment above 16 bytes");        \
    SEAI_TABLES(C, 0 SEAI_MAPI(SEAI_COUNT, C, __VA_ARGS__), SEAI_COUNTI(__VA_ARGS__))      \
    const char *sea_load_##C(PyObject *o, sea_ctype_##C *out, seai_hold **top)                  \
    {                                                                                      \
        const sea_ctype_##C *p;                                                                        \
        const char *e = seai_load_instance(o, false, seai_tag_##C, #C, &p, top);           \
        if (SEAI_LIKELY(e == NULL)) {                                                      \
            memcpy(out, p, sizeof *out); /* not =: a member may be const */               \
        }                                                                                  \
        return e;                                                                          \
    }                                                                                      \
    PyObject *sea_cast_##C(seai_where where, sea_ctype_##C value)                               \
    {                                                                                      \
        PyObject *o = seai_value_new(where, &sea_class_##C, seai_size_##C, seai_at_##C,    \
                                     seai_gc_##C);                                         \
        if (SEAI_LIKELY(o != NULL)) {                                                      \
            memcpy(&((seai_instance_##C *)o)->value, &value, sizeof value);                \
        }                                                                                  \
        return o;                                                                          \
    }                                                                                      \
    SEAI_MAPI(SEAI_MAKE, C, __VA_ARGS__)                                                   \
    static const seai_item seai_items_##C[seai_nitems_##C] = {[0] = {.text = NULL},                       \
                                               SEAI_MAPI(SEAI_ROWS, C, __VA_ARGS__)};      \
    SEAI_CONSTANTS(C, __VA_ARGS__)                                                         \
    SEAI_CLASS_OBJECT(C, .basicsize = seai_size_##C, .payload_size = sizeof(sea_ctype_##C),            \
                      SEAI_MAPI(SEAI_INFO, C, __VA_ARGS__))                                \
    SEAI_BLOCK_END                                                                         \
    extern const int seai_end_of_block

#define SEA_HANDLE(NAME, ...) SEAI_HANDLE_(NAME, __VA_ARGS__, (end))
#define SEAI_HANDLE_(C, P, ...) SEAI_CAT(SEAI_HANDLE_IF_, SEAI_IS_PAREN(P))(C, P, __VA_ARGS__)
#define SEAI_HANDLE_IF_1(C, ...)                                                           \
    _Static_assert(0, "seabind: " #C ": incomplete, write SEA_HANDLE(" #C ", C type, items...)")
#define SEAI_HANDLE_IF_0(C, P, ...)                                                        \
    SEA_DECLARE_HANDLE(C, P);                                                              \
    SEAI_BLOCK_BEGIN                                                                       \
    enum {                                                                                 \
        seai_is_handle_##C = SEAI_HANDLE,                                                  \
        seai_at_##C = (sizeof(seai_handle) + 15) / 16 * 16,                                \
        seai_size_##C = 0                                                                  \
    };                                                                                     \
    SEAI_TABLES(C, 0 SEAI_MAPI(SEAI_HANDLE_COUNT, C, __VA_ARGS__), SEAI_COUNTI(__VA_ARGS__)) \
    const char *sea_load_##C(PyObject *o, sea_ctype_##C *out, seai_hold **top)                  \
    {                                                                                      \
        return seai_load_instance(o, true, seai_tag_##C, #C, out, top);                    \
    }                                                                                      \
    PyObject *sea_cast_##C(seai_where where, sea_ctype_##C value)                                      \
    {                                                                                      \
        (void)where;                                                                       \
        return Py_NewRef(value == NULL ? Py_None : Py_Ellipsis);                           \
    }                                                                                      \
    SEAI_MAPI(SEAI_HANDLE_MAKE, C, __VA_ARGS__)                                            \
    static const seai_item seai_items_##C[seai_nitems_##C] = {[0] = {.text = NULL},                       \
                                               SEAI_MAPI(SEAI_HANDLE_ROWS, C, __VA_ARGS__)}; \
    SEAI_CONSTANTS(C, __VA_ARGS__)                                                         \
    SEAI_CLASS_OBJECT(C, .basicsize = sizeof(seai_handle),                                 \
                      .handle = &seai_handle_parts_of_all,                                 \
                      SEAI_MAPI(SEAI_HANDLE_INFO, C, __VA_ARGS__))                         \
    SEAI_BLOCK_END                                                                         \
    extern const int seai_end_of_block

/* what the wrappers refer to: written when the first module is made */
#define SEAI_TABLES(C, count, nitems_)                                                     \
    enum {                                                                                 \
        seai_count_##C = count,                                                            \
        seai_nitems_##C = (nitems_) + 1,                                                   \
        seai_flags_##C = (seai_count_##C & SEAI_COUNT_RELEASE ? SEAI_RELEASE_GIL : 0) |    \
                         (seai_count_##C & SEAI_COUNT_LOCKED ? SEAI_LOCKED : 0),           \
        seai_is_embedded_##C = (seai_count_##C & SEAI_COUNT_EMBEDDED) != 0,                \
        seai_gc_##C =                                                                      \
            (seai_count_##C & SEAI_COUNT_MUTABLE) != 0 ||                                  \
                    (int)seai_count_##C >= (int)SEAI_COUNT_TRAVERSE                        \
                ? SEAI_GC                                                                  \
                : 0                                                                        \
    };                                                                                     \
    static seai_function seai_functions_##C[seai_nitems_##C];                              \
    static PyMethodDef seai_methods_##C[(seai_count_##C & 0xff) + 4];                      \
    PyGetSetDef seai_tag_##C[(seai_count_##C >> 8 & 0xff) + 2];                            \
    static seai_class_data seai_class_data_##C;

#define SEAI_CLASS_OBJECT(C, ...)                                                          \
    SEAI_PEEK(C)                                                                           \
    static PyObject *seai_compare_##C(PyObject *a, PyObject *b, int op)                    \
    {                                                                                      \
        return seai_compare(&sea_class_##C, a, b, op);                                     \
    }                                                                                      \
    const seai_class sea_class_##C = {                                                     \
        .size = sizeof(seai_class),                                                        \
        .flags = (uint32_t)(seai_is_handle_##C | seai_gc_##C |                             \
                            (seai_is_embedded_##C ? SEAI_EMBEDDED : 0) |                   \
                            (seai_count_##C & SEAI_COUNT_MUTABLE ? SEAI_MUTABLE : 0) |     \
                            (seai_count_##C & SEAI_COUNT_FINAL ? SEAI_FINAL : 0) |         \
                            (seai_count_##C & SEAI_COUNT_ADOPT ? SEAI_ADOPT_ALWAYS : 0) |  \
                            (seai_count_##C & SEAI_COUNT_RELEASE ? SEAI_DESTROY_DETACHED : 0)), \
        .name = #C,                                                                        \
        .tag = seai_tag_##C,                                                               \
        .methods = seai_methods_##C,                                                       \
        .items = seai_items_##C,                                                           \
        .functions = seai_functions_##C,                                                   \
        .nitems = seai_nitems_##C,                                                         \
        .payload_at = seai_at_##C,                                                         \
        .data = &seai_class_data_##C,                                                      \
        .compare = seai_compare_##C,                                                       \
        .constants = seai_constants_##C,                                                   \
        __VA_ARGS__};
#define SEAI_PEEK(C)                                                                       \
    sea_ptr_##C sea_peek_##C(PyObject *o)                                                  \
    {                                                                                      \
        return seai_is(o, seai_tag_##C) ? (sea_ptr_##C)((seai_instance *)o)->ptr : NULL;   \
    }

#endif
