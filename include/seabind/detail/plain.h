/* Value classes whose fields say all that there is in the struct: repr, comparison, hash,
 * copy and pickle come from the fields (src/plain.c).
 *
 * Two passes over the items: COVER adds up, at compile time, whether the fields can cover
 * the struct; only then PLAIN's rows are used, and the code is linked in.  Whether they do
 * is seen when the class is made. */
#ifndef SEABIND_DETAIL_PLAIN_H
#define SEABIND_DETAIL_PLAIN_H

#include "field.h"

typedef struct seai_plain_field { /* one an item of the class; no field: set is NULL */
    setter set;                   /* also of a field that Python cannot write */
    const seai_class *nested;     /* of a field that is a value class, or NULL */
    uint32_t offset, size, align;
    char kind; /* of a number, as an element's */
} seai_plain_field;
typedef struct seai_plain_parts {
    /* Sees, before the tables are filled, whether the class is plain.  0, or -1 with an
     * exception. */
    int (*begin)(const seai_class *, const char *module);
    void (*complete)(const seai_class *, PyMethodDef *); /* adds its methods */
    int (*slots)(const seai_class *, PyType_Slot *);     /* and slots; how many */
} seai_plain_parts;
struct seai_plain {
    const seai_plain_parts *parts;
    const seai_plain_field *fields;
    void (*clear_padding)(void *); /* sets it to 0; NULL: this compiler cannot tell */
    uint32_t align;                /* of the struct */
    int by_word;                   /* (plain): the user says so */
};
SEAI_HIDDEN extern const seai_plain_parts seai_plain_parts_of_all;

#if defined(__has_builtin)
#    if __has_builtin(__builtin_clear_padding)
#        define SEAI_PADDING(C)                                                        \
            static SEAI_UNUSED void seai_padding_##C(void *p)                          \
            {                                                                          \
                __builtin_clear_padding((sea_ptr_##C)p);                               \
            }
#        define SEAI_CLEAR_PADDING(C) seai_padding_##C
#    endif
#endif
#ifndef SEAI_PADDING
#    define SEAI_PADDING(C)
#    define SEAI_CLEAR_PADDING(C) NULL
#endif

#define SEAI_PLAIN_KNOWS_field ~, field
#define SEAI_PLAIN_KNOWS_base ~, base
#define SEAI_PLAIN_KNOWS_plain ~, plain
#define SEAI_PLAIN_KNOWS_identity ~, identity

#define SEAI_IS_NUMBER(e)                                                              \
    _Generic((e),                                                                      \
        char: 1,                                                                       \
        signed char: 1,                                                                \
        unsigned char: 1,                                                              \
        short: 1,                                                                      \
        unsigned short: 1,                                                             \
        int: 1,                                                                        \
        unsigned: 1,                                                                   \
        long: 1,                                                                       \
        unsigned long: 1,                                                              \
        long long: 1,                                                                  \
        unsigned long long: 1,                                                         \
        float: 1,                                                                      \
        double: 1,                                                                     \
        _Bool: 1,                                                                      \
        default: 0)
#define SEAI_NUMBER_KIND(e)                                                            \
    _Generic((e),                                                                      \
        char: 'c',                                                                     \
        signed char: 'i',                                                              \
        short: 'i',                                                                    \
        int: 'i',                                                                      \
        long: 'i',                                                                     \
        long long: 'i',                                                                \
        float: 'f',                                                                    \
        double: 'f',                                                                   \
        _Bool: 'b',                                                                    \
        default: 'u')

/* a field of a value class: its converter is a plain name, that of a class */
#define SEAI_NESTED(op, conv) SEAI_NESTED1(op, SEAI_BUILTIN_##conv, 0, (conv), ~)
#define SEAI_NESTED1(...) SEAI_NESTED2(__VA_ARGS__)
#define SEAI_NESTED2(op, a, b, ...) SEAI_NESTED_##b(op, __VA_ARGS__)
#define SEAI_NESTED_1(op, ...) op##NOT()
#define SEAI_NESTED_0(op, p, ...) SEAI_NESTED3(op, SEAI_EXPAND p)
#define SEAI_NESTED3(...) SEAI_NESTED_BY(__VA_ARGS__)
#define SEAI_NESTED_BY(op, conv) SEAI_NESTED4(op, SEAI_HOLDER_##conv, ATOM, (conv), ~)
#define SEAI_NESTED4(...) SEAI_NESTED5(__VA_ARGS__)
#define SEAI_NESTED5(op, a, k, p, ...)                                                 \
    SEAI_NESTED6(op, SEAI_SECOND(SEAI_NESTED_IS_##k, NOT, ~), p)
#define SEAI_NESTED6(op, is, p) SEAI_NESTED7(op, is, p)
#define SEAI_NESTED7(op, is, p) op##is p
#define SEAI_NESTED_IS_ATOM ~, IS
#define SEAI_HOLDER_chars(...) ~, NONE, ()
#define SEAI_NESTED_TRUE_NOT(...) 0
#define SEAI_NESTED_TRUE_IS(X) _Generic(&seai_viewed_##X, char(*)[2]: 1, default: 0)
#define SEAI_NESTED_CLASS_NOT(...) NULL
#define SEAI_NESTED_CLASS_IS(X)                                                        \
    _Generic(&seai_viewed_##X, char(*)[2]: &sea_class_##X, default: NULL)

/* ---- COVER: the bytes that a field and what is beside it can cover, and two flags ---- */
enum { SEAI_COVER_NOT = 0x1000000, SEAI_COVER_BY_WORD = 0x800000 };
#define SEAI_COVER(C, i, item) SEAI_ITEM(SEAI_COVER_OF_, SEAI_PLAIN_KNOWS_, C, i, item)
#define SEAI_COVER_OF_field(C, i, kind, name, x, ...)                                  \
    SEAI_CAT(SEAI_CAT(SEAI_COVER_FIELD_, SEAI_IS_PAREN(x)),                            \
             SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))                                   \
    (C, x, __VA_ARGS__)
#define SEAI_COVER_FIELD_10 SEAI_NOTHING
#define SEAI_COVER_FIELD_11 SEAI_NOTHING
#define SEAI_COVER_FIELD_01(C, conv, ...) SEAI_COVER_FIELD(C, conv)
#define SEAI_COVER_FIELD_00(C, member, conv, ...) SEAI_COVER_FIELD(C, conv)
/* the member has its converter's type, or that was said */
#define SEAI_COVER_FIELD(C, conv) SEAI_COVER_SHAPE(C, SEAI_SHAPE_##conv, ONE, (conv), ~)
#define SEAI_COVER_SHAPE(...) SEAI_COVER_SHAPE_(__VA_ARGS__)
#define SEAI_COVER_SHAPE_(C, a, k, p, ...) SEAI_COVER_SHAPE__(k, C, SEAI_EXPAND p)
#define SEAI_COVER_SHAPE__(...) SEAI_COVER_SHAPE___(__VA_ARGS__)
#define SEAI_COVER_SHAPE___(k, ...) SEAI_COVER_##k(__VA_ARGS__)
#define SEAI_COVER_ARRAY(...) -SEAI_COVER_NOT
#define SEAI_COVER_CHARS(...) -SEAI_COVER_NOT
#define SEAI_COVER_ONE(C, conv)                                                        \
    +(SEAI_IS_NUMBER(*(sea_ctype_##conv *)0) || SEAI_NESTED(SEAI_NESTED_TRUE_, conv)   \
          ? (int)(sizeof(sea_ctype_##conv) + SEAI_ALIGNMENT(*(sea_ptr_##C)0) - 1)      \
          : -SEAI_COVER_NOT)
#define SEAI_COVER_OF_base(C, i, kind, B, ...)                                         \
    SEAI_CAT(SEAI_COVER_BASE_, SEAI_IS_PAREN(B))(B)
#define SEAI_COVER_BASE_1(B)
#define SEAI_COVER_BASE_0(B) +(int)sizeof(*(sea_ptr_##B)0) + 15
#define SEAI_COVER_OF_plain(...) +SEAI_COVER_BY_WORD
#define SEAI_COVER_OF_identity(...) -SEAI_COVER_NOT
#define SEAI_COVER_OF_UNKNOWN SEAI_NOTHING

/* ---- PLAIN: a row a field; and what rows refer to ---- */
#define SEAI_PLAIN(C, i, item) SEAI_ITEM(SEAI_PLAIN_OF_, SEAI_PLAIN_KNOWS_, C, i, item)
#define SEAI_PLAIN_OF_field(C, i, kind, name, x, ...)                                  \
    SEAI_CAT(SEAI_CAT(SEAI_PLAIN_FIELD_, SEAI_IS_PAREN(x)),                            \
             SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))                                   \
    (i, C##_##i, x, __VA_ARGS__)
#define SEAI_PLAIN_FIELD_10 SEAI_NOTHING
#define SEAI_PLAIN_FIELD_11 SEAI_NOTHING
#define SEAI_PLAIN_FIELD_01(i, U, conv, ...) SEAI_PLAIN_FIELD(i, U, conv)
#define SEAI_PLAIN_FIELD_00(i, U, member, conv, ...) SEAI_PLAIN_FIELD(i, U, conv)
#define SEAI_PLAIN_FIELD(i, U, conv)                                                   \
    SEAI_PLAIN_SHAPE(SEAI_SHAPE_##conv, ONE, (i, U, conv), ~)
#define SEAI_PLAIN_SHAPE(...) SEAI_PLAIN_SHAPE_(__VA_ARGS__)
#define SEAI_PLAIN_SHAPE_(a, k, p, ...) SEAI_PLAIN_##k p
#define SEAI_PLAIN_ARRAY(...)
#define SEAI_PLAIN_CHARS(...)
#define SEAI_PLAIN_ONE(i, U, conv)                                                     \
    [i] = {                                                                            \
        SEAI_CAT(SEAI_PLAIN_SET_, SEAI_SECOND(SEAI_READONLY_##conv, 0, ~))(conv, U),   \
        SEAI_NESTED(SEAI_NESTED_CLASS_, conv),                                         \
        (uint32_t)seai_offset_##U,                                                     \
        sizeof(sea_ctype_##conv),                                                      \
        SEAI_ALIGNMENT(*(sea_ctype_##conv *)0),                                        \
        SEAI_NUMBER_KIND(*(sea_ctype_##conv *)0)},
#define SEAI_PLAIN_SET_0(conv, U) SEAI_ACCESSOR(set, conv, U)
#define SEAI_PLAIN_SET_1(conv, U) NULL
#define SEAI_PLAIN_OF_base SEAI_NOTHING
#define SEAI_PLAIN_OF_plain SEAI_NOTHING
#define SEAI_PLAIN_OF_identity SEAI_NOTHING
#define SEAI_PLAIN_OF_UNKNOWN SEAI_NOTHING

#define SEAI_PLAIN_CLASS(C, ...)                                                       \
    enum { seai_cover_##C = 0 SEAI_MAPI(SEAI_COVER, C, __VA_ARGS__) };                 \
    _Static_assert((seai_cover_##C & SEAI_COVER_BY_WORD) == 0 || seai_cover_##C > 0,   \
                   "seabind: " #C ": (plain): every field must be a number or a "      \
                   "value class, without (identity)");                                 \
    SEAI_PADDING(C)                                                                    \
    static const seai_plain_field seai_plain_fields_##C[seai_nitems_##C] SEAI_UNUSED = \
        {[0] = {NULL, NULL, 0, 0, 0, 0}, SEAI_MAPI(SEAI_PLAIN, C, __VA_ARGS__)};       \
    static const seai_plain seai_plain_##C SEAI_UNUSED = {                             \
        &seai_plain_parts_of_all, seai_plain_fields_##C, SEAI_CLEAR_PADDING(C),        \
        SEAI_ALIGNMENT(*(sea_ptr_##C)0), (seai_cover_##C & SEAI_COVER_BY_WORD) != 0};
/* of the class object */
#define SEAI_PLAIN_IF(C)                                                               \
    (seai_cover_##C >= (int)SEAI_COVER_BY_WORD ||                                      \
             seai_cover_##C >= (int)sizeof(sea_ctype_##C)                              \
         ? &seai_plain_##C                                                             \
         : NULL)

#endif
