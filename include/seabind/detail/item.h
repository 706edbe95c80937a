/* Items of a block: from a tuple to the macro that handles it, what there is to count, and
 * items that end too early. */
#ifndef SEABIND_DETAIL_ITEM_H
#define SEABIND_DETAIL_ITEM_H

#include "overload.h"

/* SEAI_ITEM(PASS, C, i, item): the pass's macro for the item's kind; a kind that is unknown
 * is reported by the ITEM pass and skipped by the others */
#define SEAI_ITEM(op, known, C, i, item)                                               \
    SEAI_ITEM1(op, known, C, i, SEAI_EXPAND item, (end))
#define SEAI_ITEM1(...) SEAI_ITEM2(__VA_ARGS__)
#define SEAI_ITEM2(op, known, C, i, kind, ...)                                         \
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
#define SEAI_CLASS_KNOWS_plain ~, plain
#define SEAI_CLASS_KNOWS_identity ~, identity
#define SEAI_CLASS_KNOWS_base ~, base
#define SEAI_CLASS_KNOWS_shared ~, shared
#define SEAI_CLASS_KNOWS_enum ~, enum
#define SEAI_CLASS_KNOWS_exception ~, exception
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
#define SEAI_HANDLE_KNOWS_base ~, base
#define SEAI_HANDLE_KNOWS_shared ~, shared
#define SEAI_HANDLE_KNOWS_enum ~, enum
#define SEAI_HANDLE_KNOWS_exception ~, exception
#define SEAI_HANDLE_KNOWS_end ~, end

/* ---- COUNT ---- */
enum {
    SEAI_COUNT_METHOD = 1,
    SEAI_COUNT_DESTROY = 0x80,
    SEAI_COUNT_GETSET = 0x100,
    SEAI_COUNT_RELEASE = 0x10000,
    SEAI_COUNT_LOCKED = 0x20000,
    SEAI_COUNT_EMBEDDED = 0x40000,
    SEAI_COUNT_MUTABLE = 0x80000,
    SEAI_COUNT_FINAL = 0x100000,
    SEAI_COUNT_ADOPT = 0x200000,
    SEAI_COUNT_BASE = 0x400000,
    SEAI_COUNT_TRAVERSE = 0x800000 /* and one an object_field */
};
#define SEAI_COUNT(C, i, item) SEAI_ITEM(SEAI_COUNT_OF_, SEAI_CLASS_KNOWS_, C, i, item)
#define SEAI_HANDLE_COUNT(C, i, item)                                                  \
    SEAI_ITEM(SEAI_COUNT_OF_, SEAI_HANDLE_KNOWS_, C, i, item)
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
#define SEAI_COUNT_OF_base(...) +SEAI_COUNT_BASE
#define SEAI_COUNT_OF_shared SEAI_NOTHING
#define SEAI_COUNT_OF_plain SEAI_NOTHING
#define SEAI_COUNT_OF_identity SEAI_NOTHING
#define SEAI_COUNT_OF_operator SEAI_NOTHING
#define SEAI_COUNT_OF_doc SEAI_NOTHING
#define SEAI_COUNT_OF_init SEAI_NOTHING
#define SEAI_COUNT_OF_destroy(...) +SEAI_COUNT_DESTROY
#define SEAI_COUNT_OF_constant SEAI_NOTHING
#define SEAI_COUNT_OF_constants SEAI_NOTHING
#define SEAI_COUNT_OF_macros SEAI_NOTHING
#define SEAI_COUNT_OF_clear SEAI_NOTHING
#define SEAI_COUNT_OF_enum SEAI_NOTHING
#define SEAI_COUNT_OF_exception SEAI_NOTHING
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
#define SEAI_SHORT_PROPERTY_(a, b, c, ...)                                             \
    SEAI_CAT(SEAI_SHORT_PROPERTY_, SEAI_IS_PAREN(b))(b, c)
#define SEAI_SHORT_PROPERTY_0(b, c) SEAI_CAT(SEAI_SHORT_TWICE_, SEAI_IS_PAREN(c))
#define SEAI_SHORT_PROPERTY_1(b, c) SEAI_SHORT_SETTER(SEAI_EXPAND b, ~)
#define SEAI_SHORT_SETTER(...) SEAI_SHORT_SETTER_(__VA_ARGS__)
#define SEAI_SHORT_SETTER_(word, ...) SEAI_SECOND(SEAI_PUT_IS_##word, 2, ~)
#define SEAI_SHORT_TWICE_0 0
#define SEAI_SHORT_TWICE_1 2
#define SEAI_INCOMPLETE(C, name, ...)                                                  \
    _Static_assert(0, "seabind: " SEAI_STR(C) "." SEAI_STR(                            \
                          name) ": incomplete, write " SEAI_STR((__VA_ARGS__)));

#endif
