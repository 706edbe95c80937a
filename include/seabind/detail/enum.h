/* SEA_ENUM and SEA_FLAGS: classes of Python's enum module, as converters.
 *
 * Passes over the items of a block: CHECK (what is wrong), FLAGS (options, how many values),
 * TEST (the C test whether a value is known), VALUE (a row a member), INFO (docstring).
 * An enum NAME is a tag, seai_enum_tag_NAME, the type tag of its class as for bound classes;
 * a description, sea_enum_NAME; and the loader and the cast of a converter. */
#ifndef SEABIND_DETAIL_ENUM_H
#define SEABIND_DETAIL_ENUM_H

#include "constant.h"

enum { /* of a block */
       SEAI_ENUM_FLAGS = 1,
       SEAI_ENUM_PLAIN = 2,
       SEAI_ENUM_EXPORT = 4,
       SEAI_ENUM_UNKNOWN_error = 0x10,
       SEAI_ENUM_UNKNOWN_int = 0x20,
       SEAI_ENUM_UNKNOWN_keep = 0x40,
       SEAI_ENUM_UNKNOWN_drop = 0x80,
       SEAI_ENUM_ONE = 0x1000 /* it has values */
};

typedef struct seai_enum_value {
    const char *name;        /* as an item's: maybe in quotes */
    unsigned long long bits; /* of the expression, sign-extended */
} seai_enum_value;

/* Written once a process, with values that are the same for every interpreter. */
typedef struct seai_enum_data {
    _Atomic(int) ready; /* the three below */
    bool dense;         /* each key is the one before plus 1 */
    uint32_t nkeys;
    const unsigned long long
        *keys;               /* the values, ascending, each once; see key_of(); heap */
    _Atomic(unsigned) index; /* in the module state's exceptions */
    _Atomic(const void *) module; /* the module block that lists it */
} seai_enum_data;

typedef struct seai_enum {
    const char *name;
    const char *doc; /* or NULL */
    PyGetSetDef *tag;
    uint32_t flags;
    uint8_t size; /* of the C type */
    bool is_signed;
    /* What of a value no member has: 0 for a known one.  Of flags, the bits. */
    unsigned long long (*strange)(unsigned long long bits);
    /* Calls back with the members, in order; returns what that returns. */
    int (*values)(int (*)(void *, const seai_enum_value *, size_t), void *);
    seai_enum_data *data;
} seai_enum;

/* The class and its members, into the module state: only a block that lists one links it
 * in.  The item's text is the qualified name. */
SEAI_HIDDEN int seai_enum_add(PyObject *module, seai_state *state,
                              const seai_item *item);
/* The class, and its members if it exports them, as attributes; ImportError when one is
 * there already. */
SEAI_HIDDEN int seai_enum_put(seai_constants *to, const seai_item *item);
/* The slow half of a loader: anything but a small int or member. */
SEAI_COLD const char *seai_enum_load(PyObject *o, const seai_enum *e,
                                     unsigned long long *bits);
/* The member, or what a value without one becomes: new reference, NULL with an exception. */
SEAI_HIDDEN PyObject *seai_enum_cast(seai_where where, const seai_enum *e,
                                     unsigned long long bits);

/* The value of a small int, or of a small member that is an int. */
SEAI_INLINE int seai_enum_compact(PyObject *o, const PyGetSetDef *tag,
                                  Py_ssize_t *value)
{
    return SEAI_LIKELY(Py_TYPE(o)->tp_getset == tag) ? seai_compact_value(o, value)
                                                     : seai_compact(o, value);
}

/* ---- SEA_DECLARE_ENUM(Name, TYPE): before its block, or in another file ---- */
#define SEA_DECLARE_ENUM(NAME, ...)                                                    \
    typedef __VA_ARGS__ sea_ctype_##NAME;                                              \
    SEAI_DECLARE_RESULT(NAME, seai_no_error, const void *, 1, sea_ctype_##NAME)        \
    SEAI_DECLARE_KNOWN(converter, NAME, sea_ctype_##NAME)                              \
    SEAI_HIDDEN extern const seai_enum sea_enum_##NAME;                                \
    SEAI_HIDDEN const char *sea_load_##NAME(PyObject *, sea_ctype_##NAME *,            \
                                            seai_hold **);                             \
    SEAI_HIDDEN PyObject *sea_cast_##NAME(seai_where, sea_ctype_##NAME);               \
    int seai_judge_##NAME(seai_no_error *, sea_ctype_##NAME, const void *);            \
    void seai_raise_##NAME(seai_where, seai_no_error *);                               \
    PyObject *seai_result_##NAME(seai_where, seai_no_error *);                         \
    long long seai_length_##NAME(seai_no_error *);                                     \
    extern const int seai_end_of_block

/* ---- items ---- */
#define SEAI_ENUM_KNOWS_doc ~, doc
#define SEAI_ENUM_KNOWS_values ~, values
#define SEAI_ENUM_KNOWS_macros ~, macros
#define SEAI_ENUM_KNOWS_value ~, value
#define SEAI_ENUM_KNOWS_plain ~, plain
#define SEAI_ENUM_KNOWS_export ~, export
#define SEAI_ENUM_KNOWS_unknown ~, unknown
#define SEAI_ENUM_KNOWS_end ~, end

/* CHECK */
#define SEAI_ENUM_CHECK(E, i, item)                                                    \
    SEAI_ITEM(SEAI_ENUM_CHECK_, SEAI_ENUM_KNOWS_, E, i, item)
#define SEAI_ENUM_CHECK_UNKNOWN(E, i, kind, ...)                                       \
    _Static_assert(                                                                    \
        0, "seabind: " SEAI_STR(E) ": there is no item (" SEAI_STR(kind) ", ...)");
#define SEAI_ENUM_CHECK_values(E, i, kind, ...)                                        \
    SEAI_CAT(SEAI_ENUM_CHECK_LIST_, SEAI_SHORT2(__VA_ARGS__))(E, kind, __VA_ARGS__)
#define SEAI_ENUM_CHECK_LIST_1(E, kind, ...)                                           \
    SEAI_INCOMPLETE(E, kind, kind, PREFIX, A, B, ...)
#define SEAI_ENUM_CHECK_LIST_0(E, kind, prefix, ...)                                   \
    SEAI_MAPV(SEAI_ENUM_CHECK_NAME, (E, prefix), __VA_ARGS__)
#define SEAI_ENUM_CHECK_macros(E, i, kind, ...)                                        \
    SEAI_CAT(SEAI_ENUM_CHECK_KEPT_, SEAI_SHORT2(__VA_ARGS__))(E, kind, __VA_ARGS__)
#define SEAI_ENUM_CHECK_KEPT_1 SEAI_ENUM_CHECK_LIST_1
#define SEAI_ENUM_CHECK_KEPT_0 SEAI_NOTHING
#define SEAI_ENUM_CHECK_value(E, i, kind, ...)                                         \
    SEAI_CAT(SEAI_ENUM_CHECK_VALUE_, SEAI_ARITY(__VA_ARGS__))(E)
#define SEAI_ENUM_CHECK_VALUE_1(E) SEAI_INCOMPLETE(E, value, value, NAME, expression)
#define SEAI_ENUM_CHECK_VALUE_2 SEAI_ENUM_CHECK_VALUE_1
#define SEAI_ENUM_CHECK_VALUE_3(E)
#define SEAI_ENUM_CHECK_VALUE_4(E)                                                     \
    _Static_assert(0, "seabind: " SEAI_STR(E) ": a value is (value, NAME, expression)");
#define SEAI_ENUM_CHECK_unknown(E, i, kind, what, ...)                                 \
    SEAI_CAT(SEAI_ENUM_CHECK_POLICY_, SEAI_IS_PAREN(what))(E, what)
#define SEAI_ENUM_CHECK_POLICY_1(E, what)                                              \
    _Static_assert(0, "seabind: " SEAI_STR(E) ".unknown: incomplete, write "           \
                                              "(unknown, error), (unknown, int), "     \
                                              "(unknown, keep) or (unknown, drop)");
#define SEAI_ENUM_CHECK_POLICY_0(E, what)                                              \
    _Static_assert(SEAI_SECOND(SEAI_ENUM_POLICY_##what, 0, ~),                         \
                   "seabind: " SEAI_STR(E) ": there is no (unknown, " #what            \
                                           "): error, int, keep, drop");
#define SEAI_ENUM_CHECK_doc SEAI_NOTHING
#define SEAI_ENUM_CHECK_plain SEAI_NOTHING
#define SEAI_ENUM_CHECK_export SEAI_NOTHING
#define SEAI_ENUM_CHECK_end SEAI_NOTHING
#define SEAI_ENUM_POLICY_error ~, SEAI_ENUM_UNKNOWN_error
#define SEAI_ENUM_POLICY_int ~, SEAI_ENUM_UNKNOWN_int
#define SEAI_ENUM_POLICY_keep ~, SEAI_ENUM_UNKNOWN_keep
#define SEAI_ENUM_POLICY_drop ~, SEAI_ENUM_UNKNOWN_drop
/* a name that Python cannot write, once the prefix is stripped */
#define SEAI_ENUM_CHECK_NAME(c, i, x)                                                  \
    SEAI_CAT(SEAI_ENUM_CHECK_NAME_, SEAI_IS_PAREN(x))(c, x)
#define SEAI_ENUM_CHECK_NAME_1(c, x)
#define SEAI_ENUM_CHECK_NAME_0(c, x)                                                   \
    SEAI_CAT(SEAI_ENUM_CHECK_WORD_, SEAI_SECOND(SEAI_KEYWORD_##x, 0, ~))               \
    (SEAI_EXPAND c, x)
#define SEAI_ENUM_CHECK_WORD_0(...)
#define SEAI_ENUM_CHECK_WORD_1(...) SEAI_ENUM_CHECK_WORD(__VA_ARGS__)
#define SEAI_ENUM_CHECK_WORD(E, prefix, x)                                             \
    _Static_assert(0,                                                                  \
                   "seabind: " SEAI_STR(E) ": " #x " is a keyword of Python: write "   \
                                           "(value, " #x "_, " #prefix #x ")");
#define SEAI_KEYWORD_False ~, 1
#define SEAI_KEYWORD_None ~, 1
#define SEAI_KEYWORD_True ~, 1
#define SEAI_KEYWORD_and ~, 1
#define SEAI_KEYWORD_as ~, 1
#define SEAI_KEYWORD_assert ~, 1
#define SEAI_KEYWORD_async ~, 1
#define SEAI_KEYWORD_await ~, 1
#define SEAI_KEYWORD_break ~, 1
#define SEAI_KEYWORD_class ~, 1
#define SEAI_KEYWORD_continue ~, 1
#define SEAI_KEYWORD_def ~, 1
#define SEAI_KEYWORD_del ~, 1
#define SEAI_KEYWORD_elif ~, 1
#define SEAI_KEYWORD_else ~, 1
#define SEAI_KEYWORD_except ~, 1
#define SEAI_KEYWORD_finally ~, 1
#define SEAI_KEYWORD_for ~, 1
#define SEAI_KEYWORD_from ~, 1
#define SEAI_KEYWORD_global ~, 1
#define SEAI_KEYWORD_if ~, 1
#define SEAI_KEYWORD_import ~, 1
#define SEAI_KEYWORD_in ~, 1
#define SEAI_KEYWORD_is ~, 1
#define SEAI_KEYWORD_lambda ~, 1
#define SEAI_KEYWORD_nonlocal ~, 1
#define SEAI_KEYWORD_not ~, 1
#define SEAI_KEYWORD_or ~, 1
#define SEAI_KEYWORD_pass ~, 1
#define SEAI_KEYWORD_raise ~, 1
#define SEAI_KEYWORD_return ~, 1
#define SEAI_KEYWORD_try ~, 1
#define SEAI_KEYWORD_while ~, 1
#define SEAI_KEYWORD_with ~, 1
#define SEAI_KEYWORD_yield ~, 1

/* FLAGS */
#define SEAI_ENUM_FLAG(E, i, item)                                                     \
    SEAI_ITEM(SEAI_ENUM_FLAG_, SEAI_ENUM_KNOWS_, E, i, item)
#define SEAI_ENUM_FLAG_values(...) | SEAI_ENUM_ONE
#define SEAI_ENUM_FLAG_macros(...) | SEAI_ENUM_ONE
#define SEAI_ENUM_FLAG_value(...) | SEAI_ENUM_ONE
#define SEAI_ENUM_FLAG_plain(...) | SEAI_ENUM_PLAIN
#define SEAI_ENUM_FLAG_export(...) | SEAI_ENUM_EXPORT
#define SEAI_ENUM_FLAG_unknown(E, i, kind, what, ...)                                  \
    SEAI_CAT(SEAI_ENUM_FLAG_POLICY_, SEAI_IS_PAREN(what))(what)
#define SEAI_ENUM_FLAG_POLICY_1(what)
#define SEAI_ENUM_FLAG_POLICY_0(what) | SEAI_SECOND(SEAI_ENUM_POLICY_##what, 0, ~)
#define SEAI_ENUM_FLAG_doc SEAI_NOTHING
#define SEAI_ENUM_FLAG_end SEAI_NOTHING
#define SEAI_ENUM_FLAG_UNKNOWN SEAI_NOTHING

/* TEST, VALUE: the same values, each in its way; op(E, name, e) */
#define SEAI_ENUM_TEST(E, i, item)                                                     \
    SEAI_ITEM(SEAI_ENUM_TEST_, SEAI_ENUM_KNOWS_, E, i, item)
#define SEAI_ENUM_TEST_values(E, i, kind, prefix, ...)                                 \
    SEAI_MAPV(SEAI_ENUM_TEST_ONE, (E, prefix), __VA_ARGS__)
#define SEAI_ENUM_TEST_macros SEAI_ENUM_TEST_values
#define SEAI_ENUM_TEST_ONE(c, i, x)                                                    \
    SEAI_CAT(SEAI_ENUM_TEST_ONE_, SEAI_IS_PAREN(x))(SEAI_EXPAND c, x)
#define SEAI_ENUM_TEST_ONE_1(...)
#define SEAI_ENUM_TEST_ONE_0(...) SEAI_ENUM_TEST_NAMED(__VA_ARGS__)
#define SEAI_ENUM_TEST_NAMED(E, prefix, x) SEAI_ENUM_KNOW(E, prefix##x)
#define SEAI_ENUM_TEST_value(E, i, kind, name, ...)                                    \
    SEAI_CAT(SEAI_ENUM_TEST_VALUE_, SEAI_ARITY(name, __VA_ARGS__))(E, __VA_ARGS__)
#define SEAI_ENUM_TEST_VALUE_1(...)
#define SEAI_ENUM_TEST_VALUE_2(...)
#define SEAI_ENUM_TEST_VALUE_3(E, e, ...) SEAI_ENUM_KNOW(E, e)
#define SEAI_ENUM_TEST_VALUE_4(...)
#define SEAI_ENUM_TEST_doc SEAI_NOTHING
#define SEAI_ENUM_TEST_plain SEAI_NOTHING
#define SEAI_ENUM_TEST_export SEAI_NOTHING
#define SEAI_ENUM_TEST_unknown SEAI_NOTHING
#define SEAI_ENUM_TEST_end SEAI_NOTHING
#define SEAI_ENUM_TEST_UNKNOWN SEAI_NOTHING
/* e stands once, for short messages */
#define SEAI_ENUM_KNOW(E, e)                                                           \
    seai_known |= seai_enum_known(seai_enum_is_flags_##E, seai_bits,                   \
                                  (unsigned long long)(sea_ctype_##E)(e));
SEAI_INLINE unsigned long long seai_enum_known(int is_flags, unsigned long long bits,
                                               unsigned long long value)
{
    return is_flags ? value : bits == value;
}

#define SEAI_ENUM_VALUE(E, i, item)                                                    \
    SEAI_ITEM(SEAI_ENUM_VALUE_, SEAI_ENUM_KNOWS_, E, i, item)
#define SEAI_ENUM_VALUE_values(E, i, kind, prefix, ...)                                \
    SEAI_MAPV(SEAI_ENUM_VALUE_CUT, prefix, __VA_ARGS__)
#define SEAI_ENUM_VALUE_macros(E, i, kind, prefix, ...)                                \
    SEAI_MAPV(SEAI_ENUM_VALUE_KEPT, prefix, __VA_ARGS__)
#define SEAI_ENUM_VALUE_CUT(prefix, i, x)                                              \
    SEAI_CAT(SEAI_ENUM_VALUE_CUT_, SEAI_IS_PAREN(x))(prefix, x)
#define SEAI_ENUM_VALUE_CUT_1(prefix, x)
#define SEAI_ENUM_VALUE_CUT_0(prefix, x) {#x, (unsigned long long)(prefix##x)},
#define SEAI_ENUM_VALUE_KEPT(prefix, i, x)                                             \
    SEAI_CAT(SEAI_ENUM_VALUE_KEPT_, SEAI_IS_PAREN(x))(prefix, x)
#define SEAI_ENUM_VALUE_KEPT_1(prefix, x)
#define SEAI_ENUM_VALUE_KEPT_0(prefix, x) {#prefix #x, (unsigned long long)(prefix##x)},
#define SEAI_ENUM_VALUE_value(E, i, kind, name, ...)                                   \
    SEAI_CAT(SEAI_ENUM_VALUE_VALUE_, SEAI_ARITY(name, __VA_ARGS__))(#name, __VA_ARGS__)
#define SEAI_ENUM_VALUE_VALUE_1(...)
#define SEAI_ENUM_VALUE_VALUE_2(...)
#define SEAI_ENUM_VALUE_VALUE_3(name, e, ...) {name, (unsigned long long)(e)},
#define SEAI_ENUM_VALUE_VALUE_4(...)
#define SEAI_ENUM_VALUE_doc SEAI_NOTHING
#define SEAI_ENUM_VALUE_plain SEAI_NOTHING
#define SEAI_ENUM_VALUE_export SEAI_NOTHING
#define SEAI_ENUM_VALUE_unknown SEAI_NOTHING
#define SEAI_ENUM_VALUE_end SEAI_NOTHING
#define SEAI_ENUM_VALUE_UNKNOWN SEAI_NOTHING

#define SEAI_ENUM_INFO(E, i, item)                                                     \
    SEAI_ITEM(SEAI_ENUM_INFO_, SEAI_ENUM_KNOWS_, E, i, item)
#define SEAI_ENUM_INFO_doc(E, i, kind, ...) .doc = SEAI_FIRST(__VA_ARGS__),
#define SEAI_ENUM_INFO_values SEAI_NOTHING
#define SEAI_ENUM_INFO_macros SEAI_NOTHING
#define SEAI_ENUM_INFO_value SEAI_NOTHING
#define SEAI_ENUM_INFO_plain SEAI_NOTHING
#define SEAI_ENUM_INFO_export SEAI_NOTHING
#define SEAI_ENUM_INFO_unknown SEAI_NOTHING
#define SEAI_ENUM_INFO_end SEAI_NOTHING
#define SEAI_ENUM_INFO_UNKNOWN SEAI_NOTHING

/* ---- the blocks ---- */
#define SEA_ENUM(NAME, ...) SEAI_ENUM_(0, SEA_ENUM, NAME, __VA_ARGS__, (end))
#define SEA_FLAGS(NAME, ...) SEAI_ENUM_(1, SEA_FLAGS, NAME, __VA_ARGS__, (end))
#define SEAI_ENUM_(is_flags, block, E, T, ...)                                         \
    SEAI_CAT(SEAI_ENUM_IF_, SEAI_IS_PAREN(T))(is_flags, block, E, T, __VA_ARGS__)
#define SEAI_ENUM_IF_1(is_flags, block, E, ...)                                        \
    _Static_assert(0, "seabind: " #E ": incomplete, write " #block "(" #E              \
                      ", C type, items...)")
#define SEAI_ENUM_IF_0(is_flags, block, E, T, ...)                                     \
    SEAI_WELL(SEAI_ILL(#E, __VA_ARGS__), SEAI_ENUM)(is_flags, E, T, __VA_ARGS__)
#define SEAI_ENUM(is_flags, E, T, ...)                                                 \
    SEA_DECLARE_ENUM(E, T);                                                            \
    SEAI_BLOCK_BEGIN                                                                   \
    _Static_assert(_Generic((T)0, float: 0, double: 0, long double: 0, default: 1),    \
                   "seabind: " #E ": " #T " is neither an integer type nor an enum");  \
    SEAI_MAPI(SEAI_ENUM_CHECK, E, __VA_ARGS__)                                         \
    enum {                                                                             \
        seai_enum_is_flags_##E = is_flags,                                             \
        seai_enum_is_signed_##E = (T) - 1 < (T)1,                                      \
        seai_enum_flags_##E = (0 SEAI_MAPI(SEAI_ENUM_FLAG, E, __VA_ARGS__)) | is_flags \
    };                                                                                 \
    SEAI_ENUM_CHECK_FLAGS(E, is_flags)                                                 \
    static PyGetSetDef seai_enum_tag_##E[1];                                           \
    static seai_enum_data seai_enum_data_##E;                                          \
    static unsigned long long seai_enum_strange_##E(unsigned long long seai_bits)      \
    {                                                                                  \
        unsigned long long seai_known = 0;                                             \
        SEAI_MAPI(SEAI_ENUM_TEST, E, __VA_ARGS__)                                      \
        return seai_enum_is_flags_##E ? seai_bits & ~seai_known : !seai_known;         \
    }                                                                                  \
    static int seai_enum_values_##E(                                                   \
        int (*back)(void *, const seai_enum_value *, size_t), void *arg)               \
    {                                                                                  \
        const seai_enum_value v[] = {                                                  \
            SEAI_MAPI(SEAI_ENUM_VALUE, E, __VA_ARGS__){NULL, 0}};                      \
        return back(arg, v, sizeof v / sizeof *v - 1);                                 \
    }                                                                                  \
    const seai_enum sea_enum_##E = {.name = #E,                                        \
                                    .tag = seai_enum_tag_##E,                          \
                                    .flags = seai_enum_flags_##E,                      \
                                    .size = sizeof(T),                                 \
                                    .is_signed = seai_enum_is_signed_##E,              \
                                    .strange = seai_enum_strange_##E,                  \
                                    .values = seai_enum_values_##E,                    \
                                    .data = &seai_enum_data_##E,                       \
                                    SEAI_MAPI(SEAI_ENUM_INFO, E, __VA_ARGS__)};        \
    const char *sea_load_##E(PyObject *o, sea_ctype_##E *out, seai_hold **top)         \
    {                                                                                  \
        Py_ssize_t v;                                                                  \
        unsigned long long slow = 0;                                                   \
        const char *e;                                                                 \
        (void)top;                                                                     \
        if ((seai_enum_flags_##E & SEAI_ENUM_PLAIN) == 0 &&                            \
            SEAI_LIKELY(                                                               \
                SEAI_FAST(seai_enum_compact(o, seai_enum_tag_##E, &v) &&               \
                          SEAI_ENUM_MAY_BE(E, v) &&                                    \
                          seai_enum_strange_##E((unsigned long long)v) == 0))) {       \
            *out = (sea_ctype_##E)v;                                                   \
            return NULL;                                                               \
        }                                                                              \
        e = seai_enum_load(o, &sea_enum_##E, &slow);                                   \
        *out = (sea_ctype_##E)slow;                                                    \
        return e;                                                                      \
    }                                                                                  \
    PyObject *sea_cast_##E(seai_where where, sea_ctype_##E value)                      \
    {                                                                                  \
        return seai_enum_cast(where, &sea_enum_##E, (unsigned long long)value);        \
    }                                                                                  \
    SEAI_BLOCK_END                                                                     \
    extern const int seai_end_of_block
/* whether a small int is to be tested: flags are bits, not negative */
#define SEAI_ENUM_MAY_BE(E, v)                                                         \
    (seai_enum_is_flags_##E                                                            \
         ? (v) >= 0 && (unsigned long long)(v) <= SEAI_ENUM_BITS(sea_ctype_##E)        \
         : seai_enum_is_signed_##E || (v) >= 0)
#define SEAI_ENUM_BITS(T) (~0ULL >> (64 - 8 * sizeof(T)))
#define SEAI_ENUM_CHECK_FLAGS(E, is_flags)                                             \
    _Static_assert((int)seai_enum_flags_##E >= (int)SEAI_ENUM_ONE,                     \
                   "seabind: " #E ": it has no members: (values, PREFIX, A, B, ...)"); \
    SEAI_ENUM_CHECK_FLAGS_##is_flags(E)
#define SEAI_ENUM_CHECK_FLAGS_1(E)
#define SEAI_ENUM_CHECK_FLAGS_0(E)                                                     \
    _Static_assert((seai_enum_flags_##E & SEAI_ENUM_UNKNOWN_drop) == 0,                \
                   "seabind: " #E                                                      \
                   ": (unknown, drop) is for bits, of a SEA_FLAGS block");             \
    _Static_assert(                                                                    \
        (seai_enum_flags_##E & (SEAI_ENUM_PLAIN | SEAI_ENUM_UNKNOWN_keep)) !=          \
            (SEAI_ENUM_PLAIN | SEAI_ENUM_UNKNOWN_keep),                                \
        "seabind: " #E                                                                 \
        ": (plain) takes no numbers: (unknown, error) or (unknown, int)");

/* ---- (enum, Name) in a module or class ---- */
#define SEAI_ENUM_ROW(i, qualname, E)                                                  \
    SEAI_CAT(SEAI_ENUM_ROW_, SEAI_IS_PAREN(E))(i, qualname, E)
#define SEAI_ENUM_ROW_1(i, qualname, E)
#define SEAI_ENUM_ROW_0(i, qualname, E)                                                \
    [i] = {.text = qualname #E "\0",                                                   \
           .a.enumeration = &sea_enum_##E,                                             \
           .b.add = seai_enum_add,                                                     \
           .kind = SEAI_ITEM_ENUM,                                                     \
           .when = SEAI_WHEN_EXCEPTIONS},
#define SEAI_CONSTANT_KNOWS_enum ~, enum
#define SEAI_CONSTANT_OF_enum(C, i, kind, E, ...)                                      \
    SEAI_CAT(SEAI_ENUM_PUT_, SEAI_IS_PAREN(E))(C, i)
#define SEAI_ENUM_PUT_1(C, i)
#define SEAI_ENUM_PUT_0(C, i)                                                          \
    if (seai_enum_put(seai_constants, &seai_items_##C[i]) < 0) {                       \
        return -1;                                                                     \
    }

#endif
