/* What a module is made of beside functions and classes: parts, submodules, objects made at
 * import, states of the user's, the library's beginning and end.
 *
 * The items are those of SEA_MODULE, SEA_SUBMODULE and SEA_PART (module.h). */
#ifndef SEABIND_DETAIL_STRUCTURE_H
#define SEABIND_DETAIL_STRUCTURE_H

#include "function.h"
#include "init.h"

/* A struct of the user's, one a module object. */
typedef struct seai_user_state {
    const char *name;
    size_t size;
    int (*init)(void *); /* or NULL, as the others */
    void (*destroy)(void *);
    int (*traverse)(void *, visitproc, void *);
    void (*clear)(void *);
    seai_class_data *data; /* only `module` and `index` */
} seai_user_state;

/* (load, ...) and (unload, ...) of a block; counted over all interpreters. */
typedef struct seai_library {
    seai_call *load; /* what they point to is NULL where there is none */
    void (**unload)(void);
    long users;                /* under the gate */
    _Atomic(void *) gate;      /* PyThread_type_lock; made when needed, kept */
    _Atomic(uintptr_t) inside; /* the thread that has the gate */
} seai_library;

/* b.add of the items; only a block that has one links it in. */
SEAI_HIDDEN int seai_module_add_part(PyObject *module, seai_state *state,
                                     const seai_item *item);
SEAI_HIDDEN int seai_module_add_submodule(PyObject *module, seai_state *state,
                                          const seai_item *item);
SEAI_HIDDEN int seai_module_add_state(PyObject *module, seai_state *state,
                                      const seai_item *item);
SEAI_HIDDEN int seai_module_add_library(PyObject *module, seai_state *state,
                                        const seai_item *item);
SEAI_HIDDEN int seai_module_add_exec(PyObject *module, seai_state *state,
                                     const seai_item *item);
/* The user's state as `where` sees it, of its module or one around that: NULL with a
 * RuntimeError when there is none.  f names the caller, or is NULL. */
SEAI_HIDDEN void *seai_state_data(const seai_function *f, seai_where where,
                                  const seai_user_state *kind);
/* The same for a module object, without an exception. */
SEAI_HIDDEN void *seai_state_peek(PyObject *module, const seai_user_state *kind);

/* ---- SEA_STATE ---- */
#define SEA_DECLARE_STATE(NAME, ...)                                                   \
    typedef __VA_ARGS__ sea_state_type_##NAME;                                         \
    SEAI_HIDDEN extern const seai_user_state sea_user_state_##NAME;                    \
    SEAI_HIDDEN sea_state_type_##NAME *sea_state_##NAME(PyObject *module);             \
    SEAI_DECLARE_KNOWN(state, NAME, sea_state_type_##NAME)                             \
    extern const int seai_end_of_block
#define SEA_STATE(NAME, ...) SEAI_STATE_BLOCK(NAME, __VA_ARGS__, (end))
#define SEAI_STATE_BLOCK(S, T, ...)                                                    \
    SEAI_CAT(SEAI_STATE_IF_, SEAI_IS_PAREN(T))(S, T, __VA_ARGS__)
#define SEAI_STATE_IF_1(S, ...)                                                        \
    _Static_assert(0, "seabind: " #S ": incomplete, write SEA_STATE(" #S               \
                      ", C type, items...)")
#define SEAI_STATE_IF_0(S, T, ...)                                                     \
    SEAI_WELL(SEAI_ILL(#S, __VA_ARGS__), SEAI_STATE)(S, T, __VA_ARGS__)
#define SEAI_STATE(S, T, ...)                                                          \
    SEA_DECLARE_STATE(S, T);                                                           \
    SEAI_BLOCK_BEGIN                                                                   \
    static seai_class_data seai_state_data_##S;                                        \
    SEAI_MAPI(SEAI_STATE_MAKE, S, __VA_ARGS__)                                         \
    const seai_user_state sea_user_state_##S = {                                       \
        .name = #S,                                                                    \
        .size = sizeof(sea_state_type_##S),                                            \
        .data = &seai_state_data_##S,                                                  \
        SEAI_MAPI(SEAI_STATE_ROW, S, __VA_ARGS__)};                                    \
    sea_state_type_##S *sea_state_##S(PyObject *module)                                \
    {                                                                                  \
        return (sea_state_type_##S *)seai_state_peek(module, &sea_user_state_##S);     \
    }                                                                                  \
    SEAI_BLOCK_END                                                                     \
    extern const int seai_end_of_block

#define SEAI_STATE_KNOWS_init ~, init
#define SEAI_STATE_KNOWS_destroy ~, destroy
#define SEAI_STATE_KNOWS_traverse ~, traverse
#define SEAI_STATE_KNOWS_clear ~, clear
#define SEAI_STATE_KNOWS_end ~, end
#define SEAI_STATE_MAKE(S, i, item)                                                    \
    SEAI_ITEM(SEAI_STATE_MAKE_, SEAI_STATE_KNOWS_, S, i, item)
#define SEAI_STATE_MAKE_end SEAI_NOTHING
#define SEAI_STATE_MAKE_UNKNOWN(S, i, kind, ...)                                       \
    _Static_assert(                                                                    \
        0, "seabind: " SEAI_STR(S) ": there is no item (" SEAI_STR(kind) ", ...)");
/* a function of the exact type, behind one that takes void * */
#define SEAI_STATE_FITS(S, fn, what, result, T, text)                                  \
    _Static_assert(_Generic(&fn, T: 1, default: 0),                                    \
                   "seabind: " SEAI_STR(S) ": (" what ", " #fn                         \
                                           "): the C function must be: " result        \
                                           " " #fn text);
#define SEAI_STATE_MAKE_init(S, i, kind, fn, ...)                                      \
    SEAI_STATE_FITS(S, fn, "init", "int", int (*)(sea_state_type_##S *),               \
                    "(" SEAI_STR(sea_state_type_##S) " *)")                            \
    static int seai_state_init_##S(void *p)                                            \
    {                                                                                  \
        return (int)_Generic(&fn,                                                      \
            int (*)(sea_state_type_##S *): &fn,                                        \
            default: (int (*)(sea_state_type_##S *))NULL)(p);                          \
    }
#define SEAI_STATE_MAKE_destroy(S, i, kind, fn, ...)                                   \
    SEAI_STATE_FITS(S, fn, "destroy", "void", void (*)(sea_state_type_##S *),          \
                    "(" SEAI_STR(sea_state_type_##S) " *)")                            \
    static void seai_state_destroy_##S(void *p)                                        \
    {                                                                                  \
        _Generic(&fn,                                                                  \
            void (*)(sea_state_type_##S *): &fn,                                       \
            default: (void (*)(sea_state_type_##S *))NULL)(p);                         \
    }
#define SEAI_STATE_MAKE_traverse(S, i, kind, fn, ...)                                  \
    SEAI_STATE_FITS(S, fn, "traverse", "int",                                          \
                    int (*)(sea_state_type_##S *, visitproc, void *),                  \
                    "(" SEAI_STR(sea_state_type_##S) " *, visitproc, void *)")         \
    static int seai_state_traverse_##S(void *p, visitproc visit, void *arg)            \
    {                                                                                  \
        return _Generic(&fn,                                                           \
            int (*)(sea_state_type_##S *, visitproc, void *): &fn,                     \
            default: (int (*)(sea_state_type_##S *, visitproc, void *))NULL)(p, visit, \
                                                                             arg);     \
    }
#define SEAI_STATE_MAKE_clear(S, i, kind, fn, ...)                                     \
    SEAI_STATE_FITS(S, fn, "clear", "void", void (*)(sea_state_type_##S *),            \
                    "(" SEAI_STR(sea_state_type_##S) " *)")                            \
    static void seai_state_clear_##S(void *p)                                          \
    {                                                                                  \
        _Generic(&fn,                                                                  \
            void (*)(sea_state_type_##S *): &fn,                                       \
            default: (void (*)(sea_state_type_##S *))NULL)(p);                         \
    }
#define SEAI_STATE_ROW(S, i, item)                                                     \
    SEAI_ITEM(SEAI_STATE_ROW_, SEAI_STATE_KNOWS_, S, i, item)
#define SEAI_STATE_ROW_end SEAI_NOTHING
#define SEAI_STATE_ROW_UNKNOWN SEAI_NOTHING
#define SEAI_STATE_ROW_init(S, ...) .init = seai_state_init_##S,
#define SEAI_STATE_ROW_destroy(S, ...) .destroy = seai_state_destroy_##S,
#define SEAI_STATE_ROW_traverse(S, ...) .traverse = seai_state_traverse_##S,
#define SEAI_STATE_ROW_clear(S, ...) .clear = seai_state_clear_##S,

/* ---- (state, NAME) among parameters: seen by C alone ---- */
#define SEAI_KIND_state ~, STATE, ()
#define SEAI_KNOW_STATE(c, i, n, name, ...) SEAI_KNOWN_STATE(c, n, name)
#define SEAI_KNOWN_STATE(c, n, name) SEAI_KNOWN_STATE_##n(c, name)
#define SEAI_KNOWN_STATE_1(c, name)                                                    \
    _Static_assert(0, "seabind: " c ": incomplete, write (state, NAME of a SEA_STATE)");
#define SEAI_KNOWN_STATE_3 SEAI_KNOWN_STATE_1
#define SEAI_KNOWN_STATE_4 SEAI_KNOWN_STATE_1
#if defined(__GNUC__) && !defined(__clang__)
#    define SEAI_KNOWN_STATE_2(c, name)                                                \
        SEAI_KNOWN(state, name, sea_state_type_##name)                                 \
        extern const seai_user_state sea_user_state_##name;
#else
#    define SEAI_KNOWN_STATE_2(c, name) SEAI_KNOWN(state, name, ~)
#endif
/* what has no name was reported */
#define SEAI_TYPE_STATE(c, i, n, name, ...) SEAI_STATE_##n(TYPE, i, name)
#define SEAI_DECL_STATE(c, i, n, name, ...) SEAI_STATE_##n(DECL, i, name)
#define SEAI_EXPR_STATE(c, i, n, name, ...) SEAI_STATE_##n(EXPR, i, name)
#define SEAI_PASS_STATE(c, i, n, name, ...) SEAI_STATE_##n(PASS, i, name)
#define SEAI_STATE_1 SEAI_NOTHING
#define SEAI_STATE_2(pass, i, name) SEAI_STATE_##pass(i, name)
#define SEAI_STATE_3 SEAI_NOTHING
#define SEAI_STATE_4 SEAI_NOTHING
#define SEAI_STATE_TYPE(i, name) , sea_state_type_##name *
#define SEAI_STATE_DECL(i, name) sea_state_type_##name *seai_x##i = NULL;
#define SEAI_STATE_EXPR(i, name)                                                       \
    if ((seai_x##i = (sea_state_type_##name *)seai_state_data(                         \
             seai_f, seai_w, &sea_user_state_##name)) == NULL) {                       \
        goto seai_done;                                                                \
    }
#define SEAI_STATE_PASS(i, name) , seai_x##i
#define SEAI_SUM_STATE SEAI_NOTHING
#define SEAI_NAME_STATE SEAI_NOTHING
#define SEAI_DOC_STATE SEAI_NOTHING
#define SEAI_HASSELF_STATE SEAI_NOTHING
#define SEAI_LOAD_STATE SEAI_NOTHING
#define SEAI_ALIAS_STATE SEAI_NOTHING
#define SEAI_OUT_STATE SEAI_NOTHING
#define SEAI_AFTER_STATE SEAI_NOTHING
#define SEAI_DONE_STATE SEAI_NOTHING
#define SEAI_DEFVAL_STATE SEAI_NOTHING

/* ---- items of a module ---- */
#define SEAI_MODULE_KNOWS_part ~, part
#define SEAI_MODULE_KNOWS_submodule ~, submodule
#define SEAI_MODULE_KNOWS_state ~, state
#define SEAI_MODULE_KNOWS_load ~, load
#define SEAI_MODULE_KNOWS_unload ~, unload
#define SEAI_MODULE_KNOWS_exec ~, exec

#define SEAI_MROW_ADDED(i, text_, member, value_, add_, when_)                         \
    [i] = {.text = text_ "\0",                                                         \
           .a.member = value_,                                                         \
           .b.add = add_,                                                              \
           .kind = SEAI_ITEM_ADDED,                                                    \
           .when = when_},
/* 1 when the word after the kind is missing */
#define SEAI_MNAMED(op, x) SEAI_CAT(op, SEAI_IS_PAREN(x))

#define SEAI_MMAKE_part(M, i, kind, P, ...) SEAI_MNAMED(SEAI_MMAKE_PART_, P)(M, kind, P)
#define SEAI_MMAKE_PART_1(M, kind, P) SEAI_INCOMPLETE(M, kind, kind, name)
#define SEAI_MMAKE_PART_0(M, kind, P)                                                  \
    extern const seai_module sea_part_##P;                                             \
    SEAI_KNOWN(part, P, seabind_part_##P)
#define SEAI_MROW_OF_part(M, i, word, P, ...) SEAI_MNAMED(SEAI_MROW_PART_, P)(i, P)
#define SEAI_MROW_PART_1(i, P)
#define SEAI_MROW_PART_0(i, P)                                                         \
    [i] = {.text = #P "\0",                                                            \
           .a.part = &sea_part_##P,                                                    \
           .b.add = seai_module_add_part,                                              \
           .kind = SEAI_ITEM_PART},

#define SEAI_MMAKE_submodule(M, i, kind, S, ...)                                       \
    SEAI_MNAMED(SEAI_MMAKE_SUBMODULE_, S)(M, kind, S)
#define SEAI_MMAKE_SUBMODULE_1(M, kind, S) SEAI_INCOMPLETE(M, kind, kind, name)
#define SEAI_MMAKE_SUBMODULE_0(M, kind, S)                                             \
    extern seai_definition sea_submodule_##S;                                          \
    SEAI_KNOWN(submodule, S, seabind_submodule_##S)
#define SEAI_MROW_OF_submodule(M, i, word, S, ...)                                     \
    SEAI_MNAMED(SEAI_MROW_SUBMODULE_, S)(i, S)
#define SEAI_MROW_SUBMODULE_1(i, S)
#define SEAI_MROW_SUBMODULE_0(i, S)                                                    \
    SEAI_MROW_ADDED(i, #S, submodule, &sea_submodule_##S, seai_module_add_submodule,   \
                    SEAI_WHEN_SUBMODULES)

#define SEAI_MMAKE_state(M, i, kind, S, ...)                                           \
    SEAI_MNAMED(SEAI_MMAKE_STATE_, S)(M, kind, S)
#define SEAI_MMAKE_STATE_1(M, kind, S) SEAI_INCOMPLETE(M, kind, kind, name)
#define SEAI_MMAKE_STATE_0(M, kind, S)                                                 \
    extern const seai_user_state sea_user_state_##S;                                   \
    SEAI_KNOWN(state, S, sea_state_type_##S)
#define SEAI_MROW_OF_state(M, i, word, S, ...) SEAI_MNAMED(SEAI_MROW_STATE_, S)(i, S)
#define SEAI_MROW_STATE_1(i, S)
#define SEAI_MROW_STATE_0(i, S)                                                        \
    [i] = {.text = #S "\0",                                                            \
           .a.state = &sea_user_state_##S,                                             \
           .b.add = seai_module_add_state,                                             \
           .kind = SEAI_ITEM_STATE,                                                    \
           .when = SEAI_WHEN_STATES},

/* (load, fn[, status]), (unload, fn): what a block does not have stays NULL */
#define SEAI_LIBRARY(M)                                                                \
    static seai_call seai_load_##M SEAI_UNUSED;                                        \
    static void (*seai_unload_##M)(void) SEAI_UNUSED;                                  \
    static seai_library seai_library_##M SEAI_UNUSED = {.load = &seai_load_##M,        \
                                                        .unload = &seai_unload_##M};
#define SEAI_MMAKE_load(M, i, kind, fn, ...)                                           \
    SEAI_CAT(SEAI_CAT(SEAI_MMAKE_LOAD_, SEAI_IS_PAREN(fn)),                            \
             SEAI_IS_PAREN(SEAI_FIRST(__VA_ARGS__)))(M, i, M##_##i, fn, __VA_ARGS__)
#define SEAI_MMAKE_LOAD_11(M, i, U, fn, ...) SEAI_INCOMPLETE(M, load, load, function)
#define SEAI_MMAKE_LOAD_10 SEAI_MMAKE_LOAD_11
#define SEAI_MMAKE_LOAD_01(M, i, U, fn, ...) SEAI_LOADER(M, U, fn, none, __VA_ARGS__)
#define SEAI_MMAKE_LOAD_00(M, i, U, fn, status, ...)                                   \
    SEAI_LOADER(M, U, fn, status, __VA_ARGS__)                                         \
    _Static_assert(SEAI_R(SEAI_RSTATUS_, status),                                      \
                   "seabind: " SEAI_STR(M) ": (load, " SEAI_STR(fn) ", " SEAI_STR(     \
                       status) "): " SEAI_STR(status) " is no status");
#define SEAI_LOADER(M, U, fn, status, ...)                                             \
    static const seai_item seai_load_item_##M = {.text = #fn "\0",                     \
                                                 .kind = SEAI_ITEM_FUNCTION};          \
    static const seai_function seai_load_function_##M = {.item = &seai_load_item_##M,  \
                                                         .names = ""};                 \
    SEAI_KNOWS(SEAI_STR(M) ": (load, " SEAI_STR(fn) ")", status, __VA_ARGS__)          \
    SEAI_SUMS(U, __VA_ARGS__)                                                          \
    SEAI_CHECK(                                                                        \
        U, SEAI_STR(M) ": (load, " SEAI_STR(fn) ")", fn, SEAI_R(SEAI_RTYPE_, status),  \
        SEAI_TYPES(1, struct seai_no_self *, struct seai_no_self *, __VA_ARGS__))      \
    SEAI_WRAPPER(U, &seai_load_function_##M, NULL, 0, , , SEAI_NO_CONTEXT, status,     \
                 SEAI_CALLEE(U, fn)(SEAI_REST(~SEAI_MAPA(SEAI_PASS, ~, __VA_ARGS__))), \
                 __VA_ARGS__)                                                          \
    static seai_call seai_load_##M = seai_call_##U;
#define SEAI_MMAKE_unload(M, i, kind, fn, ...)                                         \
    SEAI_MNAMED(SEAI_MMAKE_UNLOAD_, fn)(M, fn)
#define SEAI_MMAKE_UNLOAD_1(M, fn) SEAI_INCOMPLETE(M, unload, unload, function)
#define SEAI_MMAKE_UNLOAD_0(M, fn)                                                     \
    static void seai_unloader_##M(void) { (void)fn(); }                                \
    static void (*seai_unload_##M)(void) = seai_unloader_##M;
#define SEAI_MROW_OF_load(M, i, word, fn, ...)                                         \
    SEAI_MROW_ADDED(i, #word, library, &seai_library_##M, seai_module_add_library,     \
                    SEAI_WHEN_LOADING)
#define SEAI_MROW_OF_unload SEAI_MROW_OF_load

#define SEAI_MMAKE_exec(M, i, kind, fn, ...) SEAI_MNAMED(SEAI_MMAKE_EXEC_, fn)(M, fn)
#define SEAI_MMAKE_EXEC_1(M, fn) SEAI_INCOMPLETE(M, exec, exec, function)
#define SEAI_MMAKE_EXEC_0(M, fn)                                                       \
    _Static_assert(_Generic(&fn, int (*)(PyObject *): 1, default: 0),                  \
                   "seabind: " SEAI_STR(M) ": (exec, " #fn                             \
                                           "): the C function must be: int " #fn       \
                                           "(PyObject *)");
#define SEAI_MROW_OF_exec(M, i, word, fn, ...) SEAI_MNAMED(SEAI_MROW_EXEC_, fn)(i, fn)
#define SEAI_MROW_EXEC_1(i, fn)
#define SEAI_MROW_EXEC_0(i, fn)                                                        \
    SEAI_MROW_ADDED(i, #fn, exec,                                                      \
                    _Generic(&fn, int (*)(PyObject *): &fn, default: NULL),            \
                    seai_module_add_exec, SEAI_WHEN_LAST)

#define SEAI_MCOUNT_OF_part(...) +SEAI_MCOUNT_CONTENTS
#define SEAI_MCOUNT_OF_submodule(...) +SEAI_MCOUNT_CONTENTS
#define SEAI_MCOUNT_OF_state(...) +SEAI_MCOUNT_CONTENTS
#define SEAI_MCOUNT_OF_load(...) +SEAI_MCOUNT_CONTENTS
#define SEAI_MCOUNT_OF_unload(...) +SEAI_MCOUNT_CONTENTS
#define SEAI_MCOUNT_OF_exec(...) +SEAI_MCOUNT_CONTENTS
#define SEAI_MDOC_OF_part SEAI_NOTHING
#define SEAI_MDOC_OF_submodule SEAI_NOTHING
#define SEAI_MDOC_OF_state SEAI_NOTHING
#define SEAI_MDOC_OF_load SEAI_NOTHING
#define SEAI_MDOC_OF_unload SEAI_NOTHING
#define SEAI_MDOC_OF_exec SEAI_NOTHING

#endif
