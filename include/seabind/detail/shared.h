/* Classes that depend on others: (base, Class, member), (shared, key, version, members...),
 * SEA_IMPORT_CLASS and SEA_IMPORT_HANDLE. */
#ifndef SEABIND_DETAIL_SHARED_H
#define SEABIND_DETAIL_SHARED_H

#include "method.h"

/* ---- base: its struct is the first member, or C says that the pointers are alike ---- */
#define SEAI_MAKE_base(C, i, kind, B, ...)                                             \
    SEAI_CAT(SEAI_CAT(SEAI_BASE_, SEAI_IS_PAREN(B)),                                   \
             SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))                                   \
    (C, B, __VA_ARGS__)
#define SEAI_BASE_10(C, ...) SEAI_INCOMPLETE(C, base, base, Class, member)
#define SEAI_BASE_11 SEAI_BASE_10
#define SEAI_BASE_01(C, B, ...)                                                        \
    SEAI_KNOWN_CLASS(ptr, B)                                                           \
    _Static_assert(seai_is_handle_##C && SEAI_YIELDS(B) == 3,                          \
                   "seabind: " SEAI_STR(C) ": (base, " #B                              \
                                           "): name the member: (base, " #B            \
                                           ", member)");
#define SEAI_BASE_00(C, B, member, ...)                                                \
    SEAI_KNOWN_CLASS(ptr, B)                                                           \
    _Static_assert((seai_is_handle_##C != 0) == (SEAI_YIELDS(B) == 3),                 \
                   "seabind: " SEAI_STR(C) ": (base, " #B                              \
                                           "): one is a class, the other a handle");   \
    _Static_assert(_Generic((sea_ptr_##B)0,                                            \
                           int: 1, /* it is unknown, which was said */                 \
                           default: _Generic(&((sea_ptr_##C)0)->member,                \
                               sea_ptr_##B: 1,                                         \
                               default: 0)) &&                                         \
                       SEAI_OFFSET_AT(sea_ptr_##C, member) == 0,                       \
                   "seabind: " SEAI_STR(C) ": (base, " #B ", " #member                 \
                                           "): the struct of " #B                      \
                                           " must be its first member");

/* ---- shared ---- */
#define SEAI_MAKE_shared(C, i, kind, key, ...)                                         \
    SEAI_CAT(SEAI_SHARED_,                                                             \
             SEAI_CAT(SEAI_IS_PAREN(key), SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__))))     \
    (C, key, __VA_ARGS__)
#define SEAI_SHARED_10(C, ...)                                                         \
    SEAI_INCOMPLETE(C, shared, shared, key, version, members...)                       \
    static const seai_shared seai_shared_##C = {0, 0, "", 0, 0, NULL, NULL};
#define SEAI_SHARED_11 SEAI_SHARED_10
#define SEAI_SHARED_01 SEAI_SHARED_10
#define SEAI_SHARED_00(C, key_, version_, ...)                                         \
    enum { seai_version_##C = _Generic((version_), int: 1, default: 0) };              \
    _Static_assert(seai_version_##C,                                                   \
                   "seabind: " SEAI_STR(C) ": (shared, " SEAI_STR(key_) ", " SEAI_STR( \
                       version_) "): the "                                             \
                                 "version is a number");                               \
    enum { seai_nmembers_##C = 0 SEAI_MAPV(SEAI_SHARED_ONE, C, __VA_ARGS__) };         \
    static const seai_member seai_members_##C[seai_nmembers_##C + 1] = {               \
        SEAI_MAPV(SEAI_SHARED_MEMBER, C, __VA_ARGS__){NULL, 0, 0}};                    \
    static const seai_shared seai_shared_##C = {                                       \
        sizeof(seai_shared),                                                           \
        _Generic((version_), int: version_, default: 0),                               \
        key_,                                                                          \
        seai_is_handle_##C ? 0 : sizeof(sea_ctype_##C),                                \
        seai_nmembers_##C,                                                             \
        seai_members_##C,                                                              \
        seai_shared_agree};
#define SEAI_SHARED_ONE(C, i, x) +!SEAI_IS_PAREN(x)
#define SEAI_SHARED_MEMBER(C, i, x)                                                    \
    SEAI_CAT(SEAI_SHARED_MEMBER_, SEAI_IS_PAREN(x))(C, x)
#define SEAI_SHARED_MEMBER_1(C, x)
#define SEAI_SHARED_MEMBER_0(C, x)                                                     \
    {#x, (uint32_t)SEAI_OFFSET_AT(sea_ptr_##C, x), sizeof((sea_ptr_##C)0)->x},

/* Compares with every extension's class of that key and version: 0, or -1 with an
 * ImportError that names both. */
SEAI_HIDDEN int seai_shared_agree(seai_state *state, const seai_class *cls);

/* ---- imported classes ---- */
/* seai_is_sub() for the tag of an imported class. */
SEAI_HIDDEN int seai_is_imported(PyTypeObject *t, const PyGetSetDef *tag);
#define SEAI_IMPORT_KNOWS_shared ~, shared
#define SEAI_IMPORT_MAKE(C, i, item)                                                   \
    SEAI_ITEM(SEAI_IMPORT_MAKE_, SEAI_IMPORT_KNOWS_, C, i, item)
#define SEAI_IMPORT_MAKE_shared SEAI_MAKE_shared
#define SEAI_IMPORT_MAKE_UNKNOWN(C, i, ...)                                            \
    _Static_assert(0, "seabind: " SEAI_STR(C) ": an import has one item: (shared, "    \
                                              "key, version, members...)");            \
    static const seai_shared seai_shared_##C = {0, 0, "", 0, 0, NULL, NULL};
#define SEA_IMPORT_CLASS(NAME, TYPE, MODULE, ...)                                      \
    SEA_DECLARE_CLASS(NAME, TYPE);                                                     \
    enum { seai_is_handle_##NAME = 0, seai_by_type_##NAME = 1 };                       \
    typedef struct {                                                                   \
        seai_instance base;                                                            \
        sea_ctype_##NAME value;                                                        \
    } seai_instance_##NAME;                                                            \
    enum {                                                                             \
        seai_at_##NAME = offsetof(seai_instance_##NAME, value),                        \
        seai_size_##NAME = sizeof(seai_instance_##NAME)                                \
    };                                                                                 \
    SEAI_VALUE_LOAD(NAME)                                                              \
    SEAI_VALUE_WRAP(NAME)                                                              \
    SEAI_IMPORT(NAME, MODULE, __VA_ARGS__, .basicsize = seai_size_##NAME,              \
                .payload_at = seai_at_##NAME,                                          \
                .payload_size = sizeof(sea_ctype_##NAME))
#define SEA_IMPORT_HANDLE(NAME, TYPE, MODULE, ...)                                     \
    SEA_DECLARE_HANDLE(NAME, TYPE);                                                    \
    enum { seai_is_handle_##NAME = SEAI_HANDLE };                                      \
    SEAI_HANDLE_LOAD(NAME)                                                             \
    SEAI_HANDLE_WRAP(NAME)                                                             \
    SEAI_IMPORT(NAME, MODULE, __VA_ARGS__, .basicsize = sizeof(seai_handle),           \
                .handle = &seai_handle_parts_of_all)
#define SEAI_IMPORT(C, module_, item, ...)                                             \
    SEAI_IMPORT_MAKE(C, 0, item)                                                       \
    static seai_class_data seai_class_data_##C;                                        \
    PyGetSetDef seai_tag_##C[1] = {{.closure = (void *)&sea_class_##C}};               \
    SEAI_PEEK(C)                                                                       \
    const seai_class sea_class_##C = {.size = sizeof(seai_class),                      \
                                      .flags = SEAI_IMPORTED | seai_is_handle_##C,     \
                                      .name = #C,                                      \
                                      .tag = seai_tag_##C,                             \
                                      .data = &seai_class_data_##C,                    \
                                      .shared = &seai_shared_##C,                      \
                                      .from = module_,                                 \
                                      .imported = seai_is_imported,                    \
                                      __VA_ARGS__};                                    \
    extern const int seai_end_of_block

#endif
