/* SEA_CLASS and SEA_HANDLE: a C struct by value, and a C object with an identity.
 *
 * Passes over the items of a block: COUNT (what there is, item.h), MAKE (wrappers: method.h,
 * operator.h, field.h, init.h), ROW (one constant row an item), INFO (members of the class
 * object), CONSTANT (constant.h). */
#ifndef SEABIND_DETAIL_CLASS_H
#define SEABIND_DETAIL_CLASS_H

#include "constant.h"
#include "copy.h"
#include "enum.h"
#include "field.h"
#include "implicit.h"
#include "init.h"
#include "inside.h"
#include "keep.h"
#include "operator.h"
#include "plain.h"
#include "reference.h"
#include "shared.h"

/* ---- declarations: a class before its block, or from another file ---- */
#define SEA_DECLARE_CLASS(NAME, ...)                                                   \
    typedef __VA_ARGS__ sea_ctype_##NAME;                                              \
    typedef const sea_ctype_##NAME *sea_ref_##NAME;                                    \
    typedef sea_ctype_##NAME *sea_ptr_##NAME;                                          \
    typedef sea_ctype_##NAME sea_wrapped_##NAME;                                       \
    SEAI_DECLARE(NAME, 1)                                                              \
    extern char seai_viewed_##NAME[2]; /* fields of it are views */                    \
    SEAI_DECLARE_KNOWN(converter, NAME, sea_ctype_##NAME)                              \
    extern const int seai_end_of_block
#define SEA_DECLARE_HANDLE(NAME, ...)                                                  \
    typedef __VA_ARGS__ sea_ctype_##NAME;                                              \
    typedef sea_ctype_##NAME sea_owned_##NAME;                                         \
    typedef const __VA_ARGS__ sea_ref_##NAME;                                          \
    typedef sea_ctype_##NAME sea_ptr_##NAME;                                           \
    typedef sea_ref_##NAME sea_wrapped_##NAME;                                         \
    SEAI_HIDDEN PyObject *sea_own_##NAME(sea_ctype_##NAME);                            \
    SEAI_DECLARE(NAME, 3)                                                              \
    extern char seai_viewed_##NAME[1];                                                 \
    SEAI_DECLARE_KNOWN(converter, NAME, sea_ctype_##NAME)                              \
    SEAI_DECLARE_KNOWN(owned, NAME, sea_ctype_##NAME)                                  \
    extern const int seai_end_of_block
#define SEAI_DECLARE(NAME, yields)                                                     \
    SEAI_DECLARE_BARE(NAME, seai_no_error, const void *, yields, sea_ctype_##NAME)     \
    SEAI_DECLARE_KNOWN(ref, NAME, sea_ref_##NAME)                                      \
    SEAI_DECLARE_KNOWN(ptr, NAME, sea_ptr_##NAME)                                      \
    SEAI_HIDDEN extern const seai_class sea_class_##NAME;                              \
    SEAI_HIDDEN extern PyGetSetDef seai_tag_##NAME[];                                  \
    SEAI_HIDDEN const char *sea_load_##NAME(PyObject *, sea_ctype_##NAME *,            \
                                            seai_hold **);                             \
    SEAI_HIDDEN PyObject *sea_cast_##NAME(seai_where, sea_ctype_##NAME);               \
    SEAI_HIDDEN sea_ptr_##NAME sea_peek_##NAME(PyObject *);                            \
    SEAI_HIDDEN PyObject *sea_wrap_##NAME(sea_wrapped_##NAME);                         \
    int seai_judge_##NAME(seai_no_error *, sea_ctype_##NAME, const void *);            \
    void seai_raise_##NAME(seai_where, seai_no_error *);                               \
    PyObject *seai_result_##NAME(seai_where, seai_no_error *);                         \
    long long seai_length_##NAME(seai_no_error *);

/* ---- ROW ---- */
#define SEAI_ROWS(C, i, item) SEAI_ITEM(SEAI_ROW_OF_, SEAI_CLASS_KNOWS_, C, i, item)
#define SEAI_HANDLE_ROWS(C, i, item)                                                   \
    SEAI_ITEM(SEAI_ROW_OF_, SEAI_HANDLE_KNOWS_, C, i, item)
#define SEAI_ROW_OF_method(C, i, word, ...)                                            \
    SEAI_CAT(SEAI_ROW_METHOD_, SEAI_SHORT3(__VA_ARGS__))(C, i, word, __VA_ARGS__)
#define SEAI_ROW_METHOD_1(C, i, word, name, ...)                                       \
    SEAI_CAT(SEAI_ROW_SET_, SEAI_IS_SET(__VA_ARGS__))                                  \
    (i, C##_##i, SEAI_ITEM_METHOD, name, __VA_ARGS__)
#define SEAI_ROW_METHOD_0(C, i, word, name, fn, ret, ...)                              \
    SEAI_ROW(C##_##i, i, SEAI_ITEM_METHOD, SEAI_OP_none, name, __VA_ARGS__)
#define SEAI_ROW_OF_static(C, i, word, ...)                                            \
    SEAI_CAT(SEAI_ROW_STATIC_, SEAI_SHORT3(__VA_ARGS__))(C, i, word, __VA_ARGS__)
#define SEAI_ROW_STATIC_1(C, i, word, name, ...)                                       \
    SEAI_CAT(SEAI_ROW_SET_, SEAI_IS_SET(__VA_ARGS__))                                  \
    (i, C##_##i, SEAI_ITEM_STATIC, name, __VA_ARGS__)
#define SEAI_ROW_STATIC_0(C, i, word, name, fn, ret, ...)                              \
    SEAI_ROW(C##_##i, i, SEAI_ITEM_STATIC, SEAI_OP_none, name, __VA_ARGS__)
#define SEAI_ROW_OF_operator(C, i, word, ...)                                          \
    SEAI_CAT(SEAI_ROW_OPERATOR_, SEAI_SHORT3(__VA_ARGS__))(C, i, word, __VA_ARGS__)
#define SEAI_ROW_OPERATOR_1(C, i, word, name, ...)                                     \
    SEAI_CAT(SEAI_ROW_OPERATORS_, SEAI_IS_SET(__VA_ARGS__))                            \
    (i, C##_##i, name, __VA_ARGS__)
#define SEAI_ROW_OPERATORS_0(...)
#define SEAI_ROW_OPERATORS_doc(...)
#define SEAI_ROW_OPERATORS_end(...)
#define SEAI_ROW_OPERATORS_overload(i, U, name, ...)                                   \
    [i] = {.text = #name "\0\0" SEAI_SET_DOC(__VA_ARGS__),                             \
           .a.call = seai_call_##U,                                                    \
           .b.overloads = &seai_set_##U,                                               \
           .kind = SEAI_ITEM_OPERATOR,                                                 \
           .op = SEAI_OP_##name,                                                       \
           .nparams = SEAI_OVERLOADED},
#define SEAI_ROW_OPERATOR_0(C, i, word, name, fn, ret, ...)                            \
    [i] = {.text = SEAI_TEXT(name, __VA_ARGS__),                                       \
           .a.call = seai_call_##C##_##i,                                              \
           .b.slot = (void (*)(void))seai_slot_##C##_##i,                              \
           .kind = SEAI_ITEM_OPERATOR,                                                 \
           .op = SEAI_OP_##name,                                                       \
           .nparams = SEAI_NPARAMS(C##_##i)},
#define SEAI_ROW_OF_init(C, i, word, fn, ...)                                          \
    SEAI_CAT(SEAI_ROW_INITS_, SEAI_IS_SET(fn))(i, C##_##i, fn, __VA_ARGS__)
#define SEAI_ROW_INITS_0(i, U, fn, ...)                                                \
    SEAI_CAT(SEAI_ROW_INIT_, SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))(i, U, __VA_ARGS__)
#define SEAI_ROW_INITS_doc SEAI_NOTHING /* incomplete */
#define SEAI_ROW_INITS_end SEAI_NOTHING
#define SEAI_ROW_INITS_overload(i, U, ...)                                             \
    [i] = {.text = "__init__\0\0" SEAI_SET_DOC(__VA_ARGS__),                           \
           .b.overloads = &seai_set_##U,                                               \
           .kind = SEAI_ITEM_INIT,                                                     \
           .nparams = SEAI_OVERLOADED},
#define SEAI_ROW_INIT_0(i, U, status, ...) SEAI_ROW_INIT_1(i, U, __VA_ARGS__)
#define SEAI_ROW_INIT_1(i, U, ...)                                                     \
    [i] = {.text = SEAI_TEXT(__init__, __VA_ARGS__),                                   \
           .b.defaults = SEAI_NDEFAULTS(U) ? seai_defaults_##U : NULL,                 \
           .kind = SEAI_ITEM_INIT,                                                     \
           .nparams = SEAI_NPARAMS(U)},
#define SEAI_ROW_OF_property(C, i, word, name, x, ...)                                 \
    SEAI_CAT(SEAI_ROW_PROPERTY_, SEAI_SHORT_PROPERTY(name, x, __VA_ARGS__))            \
    (i, C##_##i, name, x, __VA_ARGS__)
#define SEAI_ROW_PROPERTY_2 SEAI_NOTHING
#define SEAI_ROW_PROPERTY_0(i, U, name, fn, ret, ...)                                  \
    [i] = {.text = #name "\0\0" SEAI_MAPA(SEAI_DOC, ~, __VA_ARGS__),                   \
           .kind = SEAI_ITEM_PROPERTY,                                                 \
           .a.get = seai_get_##U,                                                      \
           SEAI_MAPS(SEAI_ROW_PUT, U, __VA_ARGS__)},
#define SEAI_ROW_PROPERTY_1(i, U, name, ...)                                           \
    [i] = {.text = #name "\0\0" SEAI_MAPA(SEAI_DOC, ~, __VA_ARGS__),                   \
           .kind = SEAI_ITEM_PROPERTY,                                                 \
           SEAI_MAPS(SEAI_ROW_PUT, U, __VA_ARGS__)},
#define SEAI_ROW_PUT(U, i, t) SEAI_ROW_PUT1(U, SEAI_EXPAND t, ~)
#define SEAI_ROW_PUT1(...) SEAI_ROW_PUT2(__VA_ARGS__)
#define SEAI_ROW_PUT2(U, word, ...)                                                    \
    SEAI_CAT(SEAI_ROW_PUT_, SEAI_SECOND(SEAI_PUT_IS_##word, 0, ~))(U)
#define SEAI_ROW_PUT_0(U)
#define SEAI_ROW_PUT_1(U) .b.set = seai_set_##U,
#define SEAI_ROW_OF_field(C, i, word, name, x, ...)                                    \
    SEAI_CAT(SEAI_CAT(SEAI_ROW_FIELD_, SEAI_IS_PAREN(x)),                              \
             SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))                                   \
    (C, i, C##_##i, name, x, __VA_ARGS__)
#define SEAI_ROW_FIELD_10 SEAI_NOTHING
#define SEAI_ROW_FIELD_11 SEAI_NOTHING
#define SEAI_ROW_FIELD_01(C, i, U, name, conv, ...)                                    \
    SEAI_ROW_FIELD(C, i, U, name, name, conv, __VA_ARGS__)
#define SEAI_ROW_FIELD_00(C, i, U, name, member, conv, ...)                            \
    SEAI_ROW_FIELD(C, i, U, name, member, conv, __VA_ARGS__)
#define SEAI_ROW_FIELD(C, i, U, name, member, conv, ...)                               \
    [i] = {.text = #name "\0\0" SEAI_MAPA(SEAI_DOC, ~, __VA_ARGS__),                   \
           .a.get = SEAI_ACCESSOR(get, conv, U),                                       \
           .b.set = SEAI_IS_READONLY(U, conv)                                          \
                            SEAI_MAPA(SEAI_ROW_READONLY, ~, __VA_ARGS__)               \
                        ? NULL                                                         \
                        : SEAI_ACCESSOR(set, conv, U),                                 \
           .offset = (uint32_t)seai_offset_##U,                                        \
           .kind = SEAI_ITEM_FIELD},
#define SEAI_ROW_OF_handle_field(C, i, word, name, x, ...)                             \
    SEAI_CAT(SEAI_CAT(SEAI_ROW_HFIELD_, SEAI_IS_PAREN(x)),                             \
             SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))                                   \
    (C, i, C##_##i, name, x, __VA_ARGS__)
#define SEAI_ROW_HFIELD_10 SEAI_NOTHING
#define SEAI_ROW_HFIELD_11 SEAI_NOTHING
#define SEAI_ROW_HFIELD_01(C, i, U, name, conv, ...)                                   \
    SEAI_ROW_HFIELD(C, i, U, name, name, conv, __VA_ARGS__)
#define SEAI_ROW_HFIELD_00(C, i, U, name, member, conv, ...)                           \
    SEAI_ROW_HFIELD(C, i, U, name, member, conv, __VA_ARGS__)
#define SEAI_ROW_HFIELD(C, i, U, name, member, conv, ...)                              \
    [i] = {.text = #name "\0\0" SEAI_MAPA(SEAI_DOC, ~, __VA_ARGS__),                   \
           .a.get = seai_get_##U,                                                      \
           .b.set = SEAI_IS_READONLY(U, conv)                                          \
                            SEAI_MAPA(SEAI_ROW_READONLY, ~, __VA_ARGS__)               \
                        ? NULL                                                         \
                        : seai_set_##U,                                                \
           .kind = SEAI_ITEM_FIELD},
#define SEAI_ROW_OF_object_field(C, i, word, name, ...)                                \
    [i] = {.text = #name "\0\0" SEAI_MAPA(SEAI_DOC, ~, __VA_ARGS__),                   \
           .a.object = seai_object_##C##_##i,                                          \
           .kind = SEAI_ITEM_OBJECT},
#define SEAI_ROW_READONLY(c, i, t) SEAI_ROW_READONLY1(SEAI_EXPAND t, ~)
#define SEAI_ROW_READONLY1(...) SEAI_ROW_READONLY2(__VA_ARGS__)
#define SEAI_ROW_READONLY2(word, ...) SEAI_SECOND(SEAI_ROW_READONLY_##word, , ~)
#define SEAI_ROW_READONLY_readonly ~, || 1
#define SEAI_ROW_OF_base SEAI_NOTHING
#define SEAI_ROW_OF_shared SEAI_NOTHING
#define SEAI_ROW_OF_doc SEAI_NOTHING
#define SEAI_ROW_OF_destroy SEAI_NOTHING
#define SEAI_ROW_OF_constant SEAI_NOTHING
#define SEAI_ROW_OF_constants SEAI_NOTHING
#define SEAI_ROW_OF_enum(C, i, word, E, ...) SEAI_ENUM_ROW(i, #C ".", E)
#define SEAI_ROW_OF_exception(C, i, word, E, ...) SEAI_EXCEPTION_ROW(i, #C ".", E)
#define SEAI_ROW_OF_macros SEAI_NOTHING
#define SEAI_ROW_OF_traverse SEAI_NOTHING
#define SEAI_ROW_OF_clear SEAI_NOTHING
#define SEAI_ROW_OF_embedded SEAI_NOTHING
#define SEAI_ROW_OF_locked SEAI_NOTHING
#define SEAI_ROW_OF_release_gil SEAI_NOTHING
#define SEAI_ROW_OF_adopt SEAI_NOTHING
#define SEAI_ROW_OF_mutable SEAI_NOTHING
#define SEAI_ROW_OF_final SEAI_NOTHING
#define SEAI_ROW_OF_plain SEAI_NOTHING
#define SEAI_ROW_OF_identity SEAI_NOTHING
#define SEAI_ROW_OF_end SEAI_NOTHING
#define SEAI_ROW_OF_UNKNOWN SEAI_NOTHING

/* ---- INFO ---- */
/* the size of an embedded struct; its alignment is that of the storage at the most */
#define SEAI_STORAGE_OF(C)                                                             \
    (sizeof(*(sea_ptr_##C)0) +                                                         \
     0 * sizeof(struct {                                                               \
         _Static_assert(SEAI_ALIGNMENT(*(sea_ptr_##C)0) <= 16,                         \
                        "seabind: " #C ": alignment above 16 bytes");                  \
         char seai_member;                                                             \
     }))
#define SEAI_INFO(C, i, item) SEAI_ITEM(SEAI_INFO_OF_, SEAI_CLASS_KNOWS_, C, i, item)
#define SEAI_HANDLE_INFO(C, i, item)                                                   \
    SEAI_ITEM(SEAI_INFO_OF_, SEAI_HANDLE_KNOWS_, C, i, item)
#define SEAI_INFO_OF_doc(C, i, kind, ...) .doc = SEAI_DOC_OF(SEAI_FIRST(__VA_ARGS__)),
#define SEAI_INFO_OF_init(C, ...)                                                      \
    .init = seai_init_##C, .vectorcall = seai_vectorcall_##C,
#define SEAI_INFO_OF_destroy(C, i, kind, fn, ...)                                      \
    .destroy = seai_destroy_##C,                                                       \
    SEAI_CAT(SEAI_CAT(SEAI_INFO_DESTROY_, SEAI_IS_PAREN(fn)),                          \
             SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))(C)
#define SEAI_INFO_DESTROY_00(C) .end = seai_end_##C,
#define SEAI_INFO_DESTROY_01(C)
#define SEAI_INFO_DESTROY_10(C)
#define SEAI_INFO_DESTROY_11(C)
#define SEAI_INFO_OF_traverse(C, ...) .traverse = seai_traverse_##C,
#define SEAI_INFO_OF_clear(C, ...) .clear = seai_clear_##C,
#define SEAI_INFO_OF_embedded(C, ...) .payload_size = SEAI_STORAGE_OF(C),
#define SEAI_INFO_OF_base(C, i, kind, B, ...)                                          \
    SEAI_CAT(SEAI_INFO_BASE_, SEAI_IS_PAREN(B))(B)
#define SEAI_INFO_BASE_1(B)
#define SEAI_INFO_BASE_0(B) .base = &sea_class_##B,
#define SEAI_INFO_OF_shared(C, ...) .shared = &seai_shared_##C,
#define SEAI_INFO_OF_object_field SEAI_NOTHING
#define SEAI_INFO_OF_method SEAI_NOTHING
#define SEAI_INFO_OF_static SEAI_NOTHING
#define SEAI_INFO_OF_operator SEAI_NOTHING
#define SEAI_INFO_OF_field SEAI_NOTHING
#define SEAI_INFO_OF_handle_field SEAI_NOTHING
#define SEAI_INFO_OF_property SEAI_NOTHING
#define SEAI_INFO_OF_constant SEAI_NOTHING
#define SEAI_INFO_OF_constants SEAI_NOTHING
#define SEAI_INFO_OF_enum SEAI_NOTHING
#define SEAI_INFO_OF_exception SEAI_NOTHING
#define SEAI_INFO_OF_macros SEAI_NOTHING
#define SEAI_INFO_OF_locked SEAI_NOTHING
#define SEAI_INFO_OF_release_gil SEAI_NOTHING
#define SEAI_INFO_OF_adopt SEAI_NOTHING
#define SEAI_INFO_OF_mutable SEAI_NOTHING
#define SEAI_INFO_OF_final SEAI_NOTHING
#define SEAI_INFO_OF_plain SEAI_NOTHING
#define SEAI_INFO_OF_identity SEAI_NOTHING
#define SEAI_INFO_OF_end SEAI_NOTHING
#define SEAI_INFO_OF_UNKNOWN SEAI_NOTHING

/* ---- the blocks ---- */
#define SEA_CLASS(NAME, ...) SEAI_CLASS_(NAME, __VA_ARGS__, (end))
#define SEAI_CLASS_(C, T, ...)                                                         \
    SEAI_CAT(SEAI_CLASS_IF_, SEAI_IS_PAREN(T))(C, T, __VA_ARGS__)
#define SEAI_CLASS_IF_1(C, ...)                                                        \
    _Static_assert(0, "seabind: " #C ": incomplete, write SEA_CLASS(" #C               \
                      ", C type, items...)")
#define SEAI_CLASS_IF_0(C, T, ...)                                                     \
    SEAI_WELL(SEAI_ILL(#C, __VA_ARGS__), SEAI_CLASS)(C, T, __VA_ARGS__)
#define SEAI_CLASS(C, T, ...)                                                          \
    SEA_DECLARE_CLASS(C, T);                                                           \
    SEAI_BLOCK_BEGIN                                                                   \
    typedef struct {                                                                   \
        seai_instance base;                                                            \
        sea_ctype_##C value;                                                           \
    } seai_instance_##C;                                                               \
    enum {                                                                             \
        seai_is_handle_##C = 0,                                                        \
        seai_at_##C = offsetof(seai_instance_##C, value),                              \
        seai_size_##C = sizeof(seai_instance_##C)                                      \
    };                                                                                 \
    _Static_assert(_Alignof(sea_ctype_##C) <= 16,                                      \
                   "seabind: " #C ": alignment above 16 bytes");                       \
    SEAI_TABLES(C, 0 SEAI_MAPI(SEAI_COUNT, C, __VA_ARGS__), SEAI_COUNTI(__VA_ARGS__))  \
    SEAI_VALUE_LOAD(C)                                                                 \
    SEAI_VALUE_WRAP(C)                                                                 \
    SEAI_MAPI(SEAI_MAKE, C, __VA_ARGS__)                                               \
    static const seai_item seai_items_##C[seai_nitems_##C] = {                         \
        [0] = {.text = NULL}, SEAI_MAPI(SEAI_ROWS, C, __VA_ARGS__)};                   \
    SEAI_CONSTANTS(C, __VA_ARGS__)                                                     \
    SEAI_PLAIN_CLASS(C, __VA_ARGS__)                                                   \
    SEAI_CLASS_OBJECT(C, .basicsize = seai_size_##C, .plain = SEAI_PLAIN_IF(C),        \
                      .payload_size = sizeof(sea_ctype_##C),                           \
                      SEAI_MAPI(SEAI_INFO, C, __VA_ARGS__))                            \
    SEAI_BLOCK_END                                                                     \
    extern const int seai_end_of_block

#define SEA_HANDLE(NAME, ...) SEAI_HANDLE_(NAME, __VA_ARGS__, (end))
#define SEAI_HANDLE_(C, P, ...)                                                        \
    SEAI_CAT(SEAI_HANDLE_IF_, SEAI_IS_PAREN(P))(C, P, __VA_ARGS__)
#define SEAI_HANDLE_IF_1(C, ...)                                                       \
    _Static_assert(0, "seabind: " #C ": incomplete, write SEA_HANDLE(" #C              \
                      ", C type, items...)")
#define SEAI_HANDLE_IF_0(C, P, ...)                                                    \
    SEAI_WELL(SEAI_ILL(#C, __VA_ARGS__), SEAI_HANDLE)(C, P, __VA_ARGS__)
#define SEAI_HANDLE(C, P, ...)                                                         \
    SEA_DECLARE_HANDLE(C, P);                                                          \
    SEAI_BLOCK_BEGIN                                                                   \
    enum {                                                                             \
        seai_is_handle_##C = SEAI_HANDLE,                                              \
        seai_at_##C = (sizeof(seai_handle) + 15) / 16 * 16,                            \
        seai_size_##C = 0                                                              \
    };                                                                                 \
    SEAI_TABLES(C, 0 SEAI_MAPI(SEAI_HANDLE_COUNT, C, __VA_ARGS__),                     \
                SEAI_COUNTI(__VA_ARGS__))                                              \
    SEAI_HANDLE_LOAD(C)                                                                \
    SEAI_HANDLE_WRAP(C)                                                                \
    SEAI_MAPI(SEAI_HANDLE_MAKE, C, __VA_ARGS__)                                        \
    static const seai_item seai_items_##C[seai_nitems_##C] = {                         \
        [0] = {.text = NULL}, SEAI_MAPI(SEAI_HANDLE_ROWS, C, __VA_ARGS__)};            \
    SEAI_CONSTANTS(C, __VA_ARGS__)                                                     \
    SEAI_CLASS_OBJECT(C, .basicsize = sizeof(seai_handle),                             \
                      .handle = &seai_handle_parts_of_all, .visit = seai_class_visit,  \
                      .drop = seai_class_drop,                                         \
                      SEAI_MAPI(SEAI_HANDLE_INFO, C, __VA_ARGS__))                     \
    SEAI_BLOCK_END                                                                     \
    extern const int seai_end_of_block

/* what the wrappers refer to: written when the first module is made */
#define SEAI_TABLES(C, count, nitems_)                                                 \
    enum {                                                                             \
        seai_count_##C = count,                                                        \
        seai_nitems_##C = (nitems_) + 1,                                               \
        seai_flags_##C =                                                               \
            (seai_count_##C & SEAI_COUNT_RELEASE ? SEAI_RELEASE_GIL : 0) |             \
            (seai_count_##C & SEAI_COUNT_LOCKED ? SEAI_LOCKED : 0),                    \
        seai_is_embedded_##C = (seai_count_##C & SEAI_COUNT_EMBEDDED) != 0,            \
        seai_gc_##C = SEAI_COLLECTS_ALL ||                                             \
                              (seai_count_##C & SEAI_COUNT_MUTABLE) != 0 ||            \
                              (int)seai_count_##C >= (int)SEAI_COUNT_TRAVERSE          \
                          ? SEAI_GC                                                    \
                          : 0,                                                         \
        seai_by_type_##C = seai_gc_##C != 0 || (seai_count_##C & SEAI_COUNT_BASE) != 0 \
    };                                                                                 \
    static seai_function seai_functions_##C[seai_nitems_##C];                          \
    static PyMethodDef seai_methods_##C[(seai_count_##C & 0x7f) + 4];                  \
    PyGetSetDef seai_tag_##C[(seai_count_##C >> 8 & 0xff) + 2];                        \
    static seai_class_data seai_class_data_##C;

#define SEAI_CLASS_OBJECT(C, ...)                                                      \
    SEAI_PEEK(C)                                                                       \
    static PyObject *seai_compare_##C(PyObject *a, PyObject *b, int op)                \
    {                                                                                  \
        return seai_compare(&sea_class_##C, a, b, op);                                 \
    }                                                                                  \
    const seai_class sea_class_##C = {                                                 \
        .size = sizeof(seai_class),                                                    \
        .flags =                                                                       \
            (uint32_t)(seai_is_handle_##C | seai_gc_##C |                              \
                       (seai_is_embedded_##C ? SEAI_EMBEDDED : 0) |                    \
                       (seai_count_##C & SEAI_COUNT_MUTABLE ? SEAI_MUTABLE : 0) |      \
                       (seai_count_##C & SEAI_COUNT_FINAL ? SEAI_FINAL : 0) |          \
                       (seai_count_##C & SEAI_COUNT_ADOPT ? SEAI_ADOPT_ALWAYS : 0) |   \
                       (seai_count_##C & SEAI_COUNT_RELEASE ? SEAI_DESTROY_DETACHED    \
                                                            : 0)),                     \
        .name = #C,                                                                    \
        .tag = seai_tag_##C,                                                           \
        .methods = seai_methods_##C,                                                   \
        .items = seai_items_##C,                                                       \
        .functions = seai_functions_##C,                                               \
        .nitems = seai_nitems_##C,                                                     \
        .payload_at = seai_at_##C,                                                     \
        .data = &seai_class_data_##C,                                                  \
        .compare = seai_compare_##C,                                                   \
        .constants = seai_constants_##C,                                               \
        .tables = &seai_class_tables_of_all,                                           \
        __VA_ARGS__};
/* Python to C and back, as converters */
#ifdef __OPTIMIZE_SIZE__
#    define SEAI_VALUE_LOAD(C)                                                         \
        const char *sea_load_##C(PyObject *o, sea_ctype_##C *out, seai_hold **top)     \
        {                                                                              \
            (void)top;                                                                 \
            return seai_load_value(o, seai_tag_##C, #C, out, sizeof *out);             \
        }                                                                              \
        PyObject *sea_cast_##C(seai_where where, sea_ctype_##C value)                  \
        {                                                                              \
            return seai_value_copy(where, &sea_class_##C, &value);                     \
        }
#else
#    define SEAI_VALUE_LOAD(C)                                                         \
        const char *sea_load_##C(PyObject *o, sea_ctype_##C *out, seai_hold **top)     \
        {                                                                              \
            const void *p;                                                             \
            (void)top;                                                                 \
            if (SEAI_LIKELY(seai_is(o, seai_tag_##C) &&                                \
                            (p = ((seai_instance *)o)->ptr) != NULL)) {                \
                memcpy(out, p, sizeof *out); /* not =: a member may be const */        \
                return NULL;                                                           \
            }                                                                          \
            return seai_load_value(o, seai_tag_##C, #C, out, sizeof *out);             \
        }                                                                              \
        PyObject *sea_cast_##C(seai_where where, sea_ctype_##C value)                  \
        {                                                                              \
            PyObject *o = seai_value_new(where, &sea_class_##C, seai_size_##C,         \
                                         seai_at_##C, seai_by_type_##C);               \
            if (SEAI_LIKELY(o != NULL)) {                                              \
                memcpy(&((seai_instance_##C *)o)->value, &value, sizeof value);        \
            }                                                                          \
            return o;                                                                  \
        }
#endif
#define SEAI_HANDLE_LOAD(C)                                                            \
    const char *sea_load_##C(PyObject *o, sea_ctype_##C *out, seai_hold **top)         \
    {                                                                                  \
        return seai_load_instance(o, true, seai_tag_##C, #C, out, top, NULL);          \
    }                                                                                  \
    PyObject *sea_cast_##C(seai_where where, sea_ctype_##C value)                      \
    {                                                                                  \
        (void)where;                                                                   \
        return Py_NewRef(value == NULL ? Py_None : Py_Ellipsis);                       \
    }
/* C to Python without a module at hand */
#define SEAI_VALUE_WRAP(C)                                                             \
    PyObject *sea_wrap_##C(sea_ctype_##C value)                                        \
    {                                                                                  \
        const seai_where nobody = {NULL, NULL};                                        \
        return seai_value_copy(nobody, &sea_class_##C, &value);                        \
    }
#define SEAI_HANDLE_WRAP(C)                                                            \
    PyObject *sea_wrap_##C(sea_ref_##C p)                                              \
    {                                                                                  \
        const seai_where nobody = {NULL, NULL};                                        \
        return seai_wrapped(                                                           \
            seai_handle_known(nobody, &sea_class_##C, (const void *)p), #C);           \
    }                                                                                  \
    PyObject *sea_own_##C(sea_ctype_##C p)                                             \
    {                                                                                  \
        const seai_where nobody = {NULL, NULL};                                        \
        return seai_wrapped(                                                           \
            seai_handle_own(nobody, &sea_class_##C, (void *)(uintptr_t)p), #C);        \
    }
#define SEAI_PEEK(C)                                                                   \
    sea_ptr_##C sea_peek_##C(PyObject *o)                                              \
    {                                                                                  \
        if (!seai_is(o, seai_tag_##C)) {                                               \
            return NULL;                                                               \
        }                                                                              \
        return (sea_ptr_##C)(((seai_instance *)o)->ptr != NULL || seai_is_handle_##C   \
                                 ? ((seai_instance *)o)->ptr                           \
                                 : seai_view_peek(o));                                 \
    }

#endif
