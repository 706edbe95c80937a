/* Before a block's passes: whether its items, and the parameters in them, are tuples with a
 * comma between them.  Else that is said, and nothing else of the block is compiled. */
#ifndef SEABIND_DETAIL_WELLFORMED_H
#define SEABIND_DETAIL_WELLFORMED_H

#include "kind.h"

/* SEAI_WELL(SEAI_ILL("NAME", items...), block)(...): block(...), or what is wrong */
#define SEAI_WELL(ill, block) SEAI_CAT(SEAI_WELL_, SEAI_IS_PAREN(ill))(ill, block)
#define SEAI_WELL_0(ill, block) block
#define SEAI_WELL_1(ill, block)                                                        \
    _Static_assert(0, "seabind: " SEAI_EXPAND ill) SEAI_NOTHING

/* 0, or (text): the first that is wrong; every pass below adds `, (text)` for each */
#define SEAI_ILL(c, ...) SEAI_SECOND(~SEAI_MAPI(SEAI_ILL_ITEM, c, __VA_ARGS__), 0, ~)
/* 0; 1, a tuple; 2, and another without a comma */
#define SEAI_TUPLES(x) SEAI_CAT(SEAI_TUPLES_, SEAI_IS_PAREN(x))(x)
#define SEAI_TUPLES_0(x) 0
#define SEAI_TUPLES_1(x) SEAI_CAT(SEAI_TUPLES_1, SEAI_IS_PAREN(SEAI_NOTHING x))
#define SEAI_TUPLES_10 1
#define SEAI_TUPLES_11 2
#define SEAI_TUPLE_TEXT(...) "(" #__VA_ARGS__ ")",
#define SEAI_ILL_COMMA(where, x)                                                       \
    , (where ": a comma is missing after " SEAI_FIRST(SEAI_TUPLE_TEXT x))

#define SEAI_ILL_ITEM(c, i, item) SEAI_CAT(SEAI_ILL_ITEM_, SEAI_TUPLES(item))(c, item)
#define SEAI_ILL_ITEM_0(c, item) , (c ": an item is (kind, ...), not: " SEAI_STR(item))
#define SEAI_ILL_ITEM_1(c, item) SEAI_ILL_KIND(c, SEAI_EXPAND item, ())
#define SEAI_ILL_ITEM_2 SEAI_ILL_COMMA
#define SEAI_ILL_KIND(...) SEAI_ILL_KIND_(__VA_ARGS__)
#define SEAI_ILL_KIND_(c, kind, ...)                                                   \
    SEAI_SECOND(SEAI_CALLS_##kind, SEAI_NOTHING, ~)(c, __VA_ARGS__)
/* the kinds of items that list parameters */
#define SEAI_CALLS_function ~, SEAI_ILL_CALL
#define SEAI_CALLS_method ~, SEAI_ILL_CALL
#define SEAI_CALLS_static ~, SEAI_ILL_CALL
#define SEAI_CALLS_operator ~, SEAI_ILL_CALL
#define SEAI_CALLS_property ~, SEAI_ILL_CALL
#define SEAI_CALLS_init ~, SEAI_ILL_INIT
/* What is missing in an item is said later.  An item goes on with words and parameters, or
 * with candidates that do. */
#define SEAI_ILL_INIT(c, ...) SEAI_ILL_CALL(c, init, __VA_ARGS__)
#define SEAI_ILL_CALL(...) SEAI_ILL_CALL_(__VA_ARGS__, (), ())
#define SEAI_ILL_CALL_(c, name, fn, ...)                                               \
    SEAI_CAT(SEAI_ILL_SET_, SEAI_IS_PAREN(fn))(c "." #name, fn, __VA_ARGS__)
#define SEAI_ILL_SET_0 SEAI_ILL_LIST
#define SEAI_ILL_SET_1(where, ...) SEAI_MAPS(SEAI_ILL_CANDIDATE, where, __VA_ARGS__)
#define SEAI_ILL_CANDIDATE(where, j, x)                                                \
    SEAI_CAT(SEAI_ILL_CANDIDATE_, SEAI_TUPLES(x))(where, x)
#define SEAI_ILL_CANDIDATE_0 SEAI_ILL_PARAM_0
#define SEAI_ILL_CANDIDATE_1(where, x)                                                 \
    SEAI_ILL_CANDIDATE_1_(where, SEAI_EXPAND x, (), (), ())
#define SEAI_ILL_CANDIDATE_1_(...) SEAI_ILL_CANDIDATE_1__(__VA_ARGS__)
#define SEAI_ILL_CANDIDATE_1__(where, word, ...) SEAI_ILL_LIST(where, __VA_ARGS__)
#define SEAI_ILL_CANDIDATE_2 SEAI_ILL_COMMA
/* The result may be left out; then all together, since nearly always nothing is wrong. */
#define SEAI_ILL_LIST(where, fn, ret, ...)                                             \
    SEAI_CAT(SEAI_ILL_LIST_,                                                           \
             SEAI_LEFT(SEAI_BEHIND(ret) SEAI_MAPA(SEAI_BEHINDS, ~, __VA_ARGS__)))      \
    (where, ret, __VA_ARGS__)
/* what is left of tuples without their parentheses: 00 is nothing */
#define SEAI_LEFT(x) SEAI_CAT(SEAI_IS_PAREN(x), SEAI_SECOND(SEAI_NO_WORD x(), 1, ~))
#define SEAI_NO_WORD(...) ~, 0,
#define SEAI_BEHINDS(c, i, x) SEAI_NOTHING x
#define SEAI_BEHIND(x) SEAI_CAT(SEAI_BEHIND_, SEAI_IS_PAREN(x))(x)
/* a converter's word, and a tuple without a comma */
#define SEAI_BEHIND_0(x)                                                               \
    SEAI_CAT(SEAI_BEHIND_WORD_,                                                        \
             SEAI_SECOND(SEAI_BUILTIN_##x, SEAI_SECOND(SEAI_BEHIND_##x, 0, ~), ~))     \
    SEAI_CAT(SEAI_BEHIND_WORD_, SEAI_THIRD(SEAI_BUILTIN_##x, 0, 0, ~))
#define SEAI_BEHIND_none ~, 1
#define SEAI_BEHIND_WORD_0
#define SEAI_BEHIND_WORD_1
#define SEAI_BEHIND_1(x) SEAI_NOTHING x
#define SEAI_ILL_LIST_00(...)
#define SEAI_ILL_LIST_10 SEAI_ILL_LIST_01
#define SEAI_ILL_LIST_01(where, ret, ...)                                              \
    SEAI_CAT(SEAI_ILL_RESULT_, SEAI_TUPLES(ret))(where, ret)                           \
        SEAI_MAPA(SEAI_ILL_PARAM, where, __VA_ARGS__)
#define SEAI_ILL_RESULT_0(where, x)                                                    \
    SEAI_CAT(SEAI_ILL_WORD_, SEAI_IS_PAREN(SEAI_BEHIND_0(x)))(where, x)
#define SEAI_ILL_WORD_0(where, x)
#define SEAI_ILL_WORD_1(where, x) , (where ": a comma is missing in: " SEAI_STR(x))
#define SEAI_ILL_RESULT_1(where, x)
#define SEAI_ILL_RESULT_2 SEAI_ILL_COMMA
#define SEAI_ILL_PARAM(where, i, x) SEAI_CAT(SEAI_ILL_PARAM_, SEAI_TUPLES(x))(where, x)
#define SEAI_ILL_PARAM_0(where, x)                                                     \
    , (where ": a parameter is (converter, name), not: " SEAI_STR(x))
#define SEAI_ILL_PARAM_1(where, x)
#define SEAI_ILL_PARAM_2 SEAI_ILL_COMMA

#endif
