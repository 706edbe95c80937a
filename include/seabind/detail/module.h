/* SEA_MODULE: a block becomes PyInit_<name>, with multi-phase initialisation. */
#ifndef SEABIND_DETAIL_MODULE_H
#define SEABIND_DETAIL_MODULE_H

#include "class.h"
#include "structure.h"

typedef struct seai_module { /* a block: of a module, a submodule, or a part of one */
    const char *name;
    const seai_item *items;
    seai_function *functions; /* one an item */
    PyMethodDef *methods;
    uint32_t nitems;
    int (*constants)(seai_constants *);
    seai_class_data *data; /* only `ready`; of a part its module and place, too */
    const struct seai_contents *contents; /* NULL: functions and constants are all */
} seai_module;

/* What a block may list beside functions and constants; only one that does links it in. */
typedef struct seai_contents {
    /* Makes the places of what is listed.  0, or -1 with an exception. */
    int (*allocate)(seai_state *, const seai_module *);
    /* All items, functions and constants in their turn.  0, or -1 with an exception. */
    int (*add)(PyObject *module, seai_state *, const seai_module *);
    void (*clear)(seai_state *); /* drops Python references */
    void (*drop)(seai_state *);  /* drops C references, after clear */
} seai_contents;
SEAI_HIDDEN extern const seai_contents seai_contents_of_all;

/* The definition that CPython keeps, and the way back from it. */
typedef struct seai_definition {
    PyModuleDef def;
    const seai_module *module;
} seai_definition;

SEAI_COLD int seai_module_exec(PyObject *module);
SEAI_COLD int seai_module_traverse(PyObject *module, visitproc visit, void *arg);
SEAI_COLD int seai_module_clear(PyObject *module);
SEAI_COLD void seai_module_free(void *module);
/* A class's type, an exception, as an attribute of the module; only a block that lists one
 * links it in. */
SEAI_HIDDEN int seai_module_add_class(PyObject *module, seai_state *state,
                                      const seai_item *item);
/* The place of another extension's class; a difference is an ImportError. */
SEAI_HIDDEN int seai_module_import_class(PyObject *module, seai_state *state,
                                         const seai_item *item);

/* ---- items of a module ---- */
#define SEAI_MODULE_KNOWS_doc ~, doc
#define SEAI_MODULE_KNOWS_threads ~, threads
#define SEAI_MODULE_KNOWS_release_gil ~, release_gil
#define SEAI_MODULE_KNOWS_function ~, function
#define SEAI_MODULE_KNOWS_class ~, class
#define SEAI_MODULE_KNOWS_import ~, import
#define SEAI_MODULE_KNOWS_exception ~, exception
#define SEAI_MODULE_KNOWS_constant ~, constant
#define SEAI_MODULE_KNOWS_constants ~, constants
#define SEAI_MODULE_KNOWS_macros ~, macros
#define SEAI_MODULE_KNOWS_enum ~, enum
#define SEAI_MODULE_KNOWS_end ~, end

enum {
    SEAI_MCOUNT_FUNCTION = 1,
    SEAI_MCOUNT_RELEASE = 0x100,
    SEAI_MCOUNT_THREADS = 0x1000,
    SEAI_MCOUNT_DOC = 0x10000,
    SEAI_MCOUNT_CONTENTS = 0x100000 /* each of what is in seai_contents */
};
#define SEAI_MCOUNT(M, i, item)                                                        \
    SEAI_ITEM(SEAI_MCOUNT_OF_, SEAI_MODULE_KNOWS_, M, i, item)
#define SEAI_MCOUNT_OF_function(...) +SEAI_MCOUNT_FUNCTION
#define SEAI_MCOUNT_OF_release_gil(...) +SEAI_MCOUNT_RELEASE
#define SEAI_MCOUNT_OF_threads(...) +SEAI_MCOUNT_THREADS
#define SEAI_MCOUNT_OF_doc(...) +SEAI_MCOUNT_DOC
#define SEAI_THREADS_safe ~, 1
#define SEAI_MMAKE_threads(M, i, kind, what, ...)                                      \
    SEAI_CAT(SEAI_MMAKE_THREADS_, SEAI_IS_PAREN(what))(M, what)
#define SEAI_MMAKE_THREADS_1(M, what) SEAI_INCOMPLETE(M, threads, threads, safe)
#define SEAI_MMAKE_THREADS_0(M, what)                                                  \
    _Static_assert(SEAI_SECOND(SEAI_THREADS_##what, 0, ~),                             \
                   "seabind: " SEAI_STR(M) ": there is no (threads, " #what ")");

#define SEAI_MMAKE(M, i, item) SEAI_ITEM(SEAI_MMAKE_, SEAI_MODULE_KNOWS_, M, i, item)
#define SEAI_MMAKE_UNKNOWN(M, i, kind, ...)                                            \
    _Static_assert(                                                                    \
        0, "seabind: " SEAI_STR(M) ": there is no item (" SEAI_STR(kind) ", ...)");
#define SEAI_MMAKE_function(M, i, kind, ...)                                           \
    SEAI_CAT(SEAI_MMAKE_FUNCTION_, SEAI_SHORT3(__VA_ARGS__))(M, i, kind, __VA_ARGS__)
#define SEAI_MMAKE_FUNCTION_1(M, i, kind, name, ...)                                   \
    SEAI_CAT(SEAI_MMAKE_FUNCTIONS_, SEAI_IS_SET(__VA_ARGS__))                          \
    (M, i, M##_##i, name, __VA_ARGS__)
#define SEAI_MMAKE_FUNCTIONS_0(M, i, U, name, ...)                                     \
    SEAI_INCOMPLETE(M, name, function, name, function, result, ...)
#define SEAI_MMAKE_FUNCTIONS_doc SEAI_MMAKE_FUNCTIONS_0
#define SEAI_MMAKE_FUNCTIONS_end SEAI_MMAKE_FUNCTIONS_0
#define SEAI_MMAKE_FUNCTIONS_overload SEAI_FUNCTIONS
#define SEAI_MMAKE_FUNCTION_0(M, i, kind, name, fn, ret, ...)                          \
    SEAI_FUNCTION(M, i, M##_##i, name, fn, ret, __VA_ARGS__)

#define SEAI_MROWS(M, i, item) SEAI_ITEM(SEAI_MROW_OF_, SEAI_MODULE_KNOWS_, M, i, item)
#define SEAI_MROW_OF_function(M, i, word, ...)                                         \
    SEAI_CAT(SEAI_MROW_FUNCTION_, SEAI_SHORT3(__VA_ARGS__))(M, i, word, __VA_ARGS__)
#define SEAI_MROW_FUNCTION_1(M, i, word, name, ...)                                    \
    SEAI_CAT(SEAI_ROW_SET_, SEAI_IS_SET(__VA_ARGS__))                                  \
    (i, M##_##i, SEAI_ITEM_FUNCTION, name, __VA_ARGS__)
#define SEAI_MROW_FUNCTION_0(M, i, word, name, fn, ret, ...)                           \
    SEAI_ROW(M##_##i, i, SEAI_ITEM_FUNCTION, SEAI_OP_none, name, __VA_ARGS__)
#define SEAI_MMAKE_class(M, i, kind, C, ...)                                           \
    SEAI_CAT(SEAI_MMAKE_NAMED_, SEAI_IS_PAREN(C))(M, kind)
#define SEAI_MMAKE_exception SEAI_MMAKE_class
#define SEAI_MMAKE_import SEAI_MMAKE_class
#define SEAI_MMAKE_enum SEAI_MMAKE_class
#define SEAI_MMAKE_NAMED_0(M, kind)
#define SEAI_MMAKE_NAMED_1(M, kind) SEAI_INCOMPLETE(M, kind, kind, Name)
#define SEAI_MROW_OF_class(M, i, word, C, ...)                                         \
    SEAI_CAT(SEAI_MROW_CLASS_, SEAI_IS_PAREN(C))(i, C)
#define SEAI_MROW_CLASS_1(i, C)
#define SEAI_MROW_CLASS_0(i, C)                                                        \
    [i] = {.text = #C "\0",                                                            \
           .a.cls = &sea_class_##C,                                                    \
           .b.add = seai_module_add_class,                                             \
           .kind = SEAI_ITEM_CLASS},
#define SEAI_MROW_OF_import(M, i, word, C, ...)                                        \
    SEAI_CAT(SEAI_MROW_IMPORT_, SEAI_IS_PAREN(C))(i, C)
#define SEAI_MROW_IMPORT_1(i, C)
#define SEAI_MROW_IMPORT_0(i, C)                                                       \
    [i] = {.text = #C "\0",                                                            \
           .a.cls = &sea_class_##C,                                                    \
           .b.add = seai_module_import_class,                                          \
           .kind = SEAI_ITEM_IMPORT},
#define SEAI_MROW_OF_exception(M, i, word, E, ...) SEAI_EXCEPTION_ROW(i, , E)

#define SEAI_MDOC(M, i, item) SEAI_ITEM(SEAI_MDOC_OF_, SEAI_MODULE_KNOWS_, M, i, item)
#ifdef SEABIND_NO_DOCS
#    define SEAI_MDOC_OF_doc SEAI_NOTHING
#else
#    define SEAI_MDOC_OF_doc(M, i, kind, ...) SEAI_FIRST(__VA_ARGS__)
#endif
#define SEAI_MCOUNT_OF_class(...) +SEAI_MCOUNT_CONTENTS
#define SEAI_MCOUNT_OF_exception(...) +SEAI_MCOUNT_CONTENTS
#define SEAI_MCOUNT_OF_import(...) +SEAI_MCOUNT_CONTENTS
#define SEAI_MCOUNT_OF_enum(...) +SEAI_MCOUNT_CONTENTS
#define SEAI_MCOUNT_OF_constant SEAI_NOTHING
#define SEAI_MCOUNT_OF_constants SEAI_NOTHING
#define SEAI_MCOUNT_OF_macros SEAI_NOTHING
#define SEAI_MCOUNT_OF_end SEAI_NOTHING
#define SEAI_MCOUNT_OF_UNKNOWN SEAI_NOTHING
#define SEAI_MMAKE_doc SEAI_NOTHING
#define SEAI_MMAKE_release_gil SEAI_NOTHING
#define SEAI_MMAKE_constants SEAI_NOTHING
#define SEAI_MMAKE_macros SEAI_NOTHING
#define SEAI_MMAKE_end SEAI_NOTHING
#define SEAI_MROW_OF_enum(M, i, word, E, ...) SEAI_ENUM_ROW(i, , E)
#define SEAI_MROW_OF_doc SEAI_NOTHING
#define SEAI_MROW_OF_threads SEAI_NOTHING
#define SEAI_MROW_OF_release_gil SEAI_NOTHING
#define SEAI_MROW_OF_constant SEAI_NOTHING
#define SEAI_MROW_OF_constants SEAI_NOTHING
#define SEAI_MROW_OF_macros SEAI_NOTHING
#define SEAI_MROW_OF_end SEAI_NOTHING
#define SEAI_MROW_OF_UNKNOWN SEAI_NOTHING
#define SEAI_MDOC_OF_threads SEAI_NOTHING
#define SEAI_MDOC_OF_release_gil SEAI_NOTHING
#define SEAI_MDOC_OF_function SEAI_NOTHING
#define SEAI_MDOC_OF_class SEAI_NOTHING
#define SEAI_MDOC_OF_exception SEAI_NOTHING
#define SEAI_MDOC_OF_import SEAI_NOTHING
#define SEAI_MDOC_OF_enum SEAI_NOTHING
#define SEAI_MDOC_OF_constant SEAI_NOTHING
#define SEAI_MDOC_OF_constants SEAI_NOTHING
#define SEAI_MDOC_OF_macros SEAI_NOTHING
#define SEAI_MDOC_OF_end SEAI_NOTHING
#define SEAI_MDOC_OF_UNKNOWN SEAI_NOTHING

/* (threads, safe): the C code is safe in several threads at once.  Without it the module
 * uses the GIL, and shares that of the main interpreter. */
#if PY_VERSION_HEX >= 0x030d0000
#    define SEAI_THREAD_SLOTS(safe)                                                    \
        {Py_mod_multiple_interpreters, (safe)                                          \
                                           ? Py_MOD_PER_INTERPRETER_GIL_SUPPORTED      \
                                           : Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED},  \
            {Py_mod_gil, (safe) ? Py_MOD_GIL_NOT_USED : Py_MOD_GIL_USED},
#elif PY_VERSION_HEX >= 0x030c0000
#    define SEAI_THREAD_SLOTS(safe)                                                    \
        {Py_mod_multiple_interpreters, (safe)                                          \
                                           ? Py_MOD_PER_INTERPRETER_GIL_SUPPORTED      \
                                           : Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED},
#else
#    define SEAI_THREAD_SLOTS(safe)
#endif
#if defined(__GNUC__) || defined(__clang__)
#    define SEAI_FUNCTION_POINTER(f)                                                   \
        __extension__(void *)(f) /* ISO C has no such cast */
#else
#    define SEAI_FUNCTION_POINTER(f) (void *)(f)
#endif

/* What every block of items becomes; `object` declares the seai_module. */
#define SEAI_BLOCK(M, object, ...)                                                     \
    enum {                                                                             \
        seai_count_##M = 0 SEAI_MAPI(SEAI_MCOUNT, M, __VA_ARGS__),                     \
        seai_nitems_##M = SEAI_COUNTI(__VA_ARGS__) + 1,                                \
        seai_flags_##M = seai_count_##M & SEAI_MCOUNT_RELEASE ? SEAI_RELEASE_GIL : 0   \
    };                                                                                 \
    static seai_function seai_functions_##M[seai_nitems_##M];                          \
    static PyMethodDef seai_methods_##M[(seai_count_##M & 0xff) + 1];                  \
    static seai_class_data seai_module_data_##M;                                       \
    SEAI_LIBRARY(M)                                                                    \
    SEAI_MAPI(SEAI_MMAKE, M, __VA_ARGS__)                                              \
    static const seai_item seai_items_##M[seai_nitems_##M] = {                         \
        [0] = {.text = NULL}, SEAI_MAPI(SEAI_MROWS, M, __VA_ARGS__)};                  \
    SEAI_CONSTANTS(M, __VA_ARGS__)                                                     \
    object = {#M,                                                                      \
              seai_items_##M,                                                          \
              seai_functions_##M,                                                      \
              seai_methods_##M,                                                        \
              seai_nitems_##M,                                                         \
              seai_constants_##M,                                                      \
              &seai_module_data_##M,                                                   \
              SEAI_HAS_CONTENTS(M) ? &seai_contents_of_all : NULL};
#define SEAI_HAS_CONTENTS(M) ((int)seai_count_##M >= (int)SEAI_MCOUNT_CONTENTS)
#define SEAI_DEFINITION(M, slots_, ...)                                                \
    {{PyModuleDef_HEAD_INIT, #M, "" SEAI_MAPI(SEAI_MDOC, M, __VA_ARGS__),              \
      sizeof(seai_state *), NULL, slots_,                                              \
      SEAI_HAS_CONTENTS(M) ? seai_module_traverse : NULL,                              \
      SEAI_HAS_CONTENTS(M) ? seai_module_clear : NULL, seai_module_free},              \
     &seai_module_##M}

#define SEA_MODULE(NAME, ...)                                                          \
    SEAI_WELL(SEAI_ILL(#NAME, __VA_ARGS__), SEAI_MODULE)(NAME, __VA_ARGS__, (end))
#define SEAI_MODULE(M, ...)                                                            \
    SEAI_BLOCK_BEGIN                                                                   \
    SEAI_BLOCK(M, static const seai_module seai_module_##M, __VA_ARGS__)               \
    PyMODINIT_FUNC PyInit_##M(void);                                                   \
    PyMODINIT_FUNC PyInit_##M(void)                                                    \
    {                                                                                  \
        static PyModuleDef_Slot slots[] = {                                            \
            {Py_mod_exec, SEAI_FUNCTION_POINTER(seai_module_exec)},                    \
            SEAI_THREAD_SLOTS(seai_count_##M & SEAI_MCOUNT_THREADS){0, NULL}};         \
        static seai_definition definition = SEAI_DEFINITION(M, slots, __VA_ARGS__);    \
        return PyModuleDef_Init(&definition.def);                                      \
    }                                                                                  \
    SEAI_BLOCK_END                                                                     \
    extern const int seai_end_of_block

/* A submodule is made by the module that lists it, which says what its threads may do. */
#define SEA_DECLARE_SUBMODULE(NAME)                                                    \
    SEAI_HIDDEN extern seai_definition sea_submodule_##NAME;                           \
    SEAI_DECLARE_KNOWN(submodule, NAME, char)                                          \
    extern const int seai_end_of_block
#define SEA_SUBMODULE(NAME, ...)                                                       \
    SEAI_WELL(SEAI_ILL(#NAME, __VA_ARGS__), SEAI_SUBMODULE)(NAME, __VA_ARGS__, (end))
#define SEAI_SUBMODULE(M, ...)                                                         \
    SEA_DECLARE_SUBMODULE(M);                                                          \
    SEAI_BLOCK_BEGIN                                                                   \
    SEAI_BLOCK(M, static const seai_module seai_module_##M, __VA_ARGS__)               \
    _Static_assert((seai_count_##M & SEAI_MCOUNT_THREADS) == 0,                        \
                   "seabind: " #M ": (threads, safe) belongs to the SEA_MODULE");      \
    static PyModuleDef_Slot seai_slots_##M[] = {SEAI_THREAD_SLOTS(1){0, NULL}};        \
    seai_definition sea_submodule_##M =                                                \
        SEAI_DEFINITION(M, seai_slots_##M, __VA_ARGS__);                               \
    SEAI_BLOCK_END                                                                     \
    extern const int seai_end_of_block

#define SEA_DECLARE_PART(NAME)                                                         \
    SEAI_HIDDEN extern const seai_module sea_part_##NAME;                              \
    SEAI_DECLARE_KNOWN(part, NAME, char)                                               \
    extern const int seai_end_of_block
#define SEA_PART(NAME, ...)                                                            \
    SEAI_WELL(SEAI_ILL(#NAME, __VA_ARGS__), SEAI_PART)(NAME, __VA_ARGS__, (end))
#define SEAI_PART(M, ...)                                                              \
    SEA_DECLARE_PART(M);                                                               \
    SEAI_BLOCK_BEGIN                                                                   \
    SEAI_BLOCK(M, const seai_module sea_part_##M, __VA_ARGS__)                         \
    _Static_assert((seai_count_##M & SEAI_MCOUNT_THREADS) == 0,                        \
                   "seabind: " #M ": (threads, safe) belongs to the SEA_MODULE");      \
    _Static_assert((seai_count_##M & SEAI_MCOUNT_DOC) == 0,                            \
                   "seabind: " #M ": a part has no docstring, its module has");        \
    SEAI_BLOCK_END                                                                     \
    extern const int seai_end_of_block

#endif
