/* SEA_EXCEPTION and the built-in exceptions.
 *
 * An exception is one constant object a name and extension, sea_exc_<Name>; its Python type
 * is the interpreter's, in the state of the module that lists it. */
#ifndef SEABIND_DETAIL_EXCEPTION_H
#define SEABIND_DETAIL_EXCEPTION_H

#include "kind.h"

typedef struct seai_exception_data {
    _Atomic(unsigned) index;
    _Atomic(const void *) module;
} seai_exception_data;

typedef struct seai_exception {
    const char *name;
    const char *doc;        /* "": none */
    const char *attributes; /* "code\0where\0" */
    /* at least one, then NULL; NULL for a built-in one */
    const struct seai_exception *const *bases;
    PyObject **builtin;        /* of a built-in one */
    seai_exception_data *data; /* of one of a block */
} seai_exception;

/* clang-format off */
#define SEAI_BUILTIN_EXCEPTIONS(X)                                                         \
    X(BaseException) X(Exception) X(ArithmeticError) X(AssertionError) X(AttributeError)   \
    X(BlockingIOError) X(BrokenPipeError) X(BufferError) X(ChildProcessError)              \
    X(ConnectionAbortedError) X(ConnectionError) X(ConnectionRefusedError)                 \
    X(ConnectionResetError) X(EOFError) X(EnvironmentError) X(FileExistsError)             \
    X(FileNotFoundError) X(FloatingPointError) X(GeneratorExit) X(IOError) X(ImportError)  \
    X(IndentationError) X(IndexError) X(InterruptedError) X(IsADirectoryError)             \
    X(KeyError) X(KeyboardInterrupt) X(LookupError) X(MemoryError)                         \
    X(ModuleNotFoundError) X(NameError) X(NotADirectoryError) X(NotImplementedError)       \
    X(OSError) X(OverflowError) X(PermissionError) X(ProcessLookupError)                   \
    X(RecursionError) X(ReferenceError) X(RuntimeError) X(StopAsyncIteration)              \
    X(StopIteration) X(SyntaxError) X(SystemError) X(SystemExit) X(TabError)               \
    X(TimeoutError) X(TypeError) X(UnboundLocalError) X(UnicodeDecodeError)                \
    X(UnicodeEncodeError) X(UnicodeError) X(UnicodeTranslateError) X(ValueError)           \
    X(ZeroDivisionError)                                                                   \
    X(Warning) X(BytesWarning) X(DeprecationWarning) X(EncodingWarning)                    \
    X(FutureWarning) X(ImportWarning) X(PendingDeprecationWarning) X(ResourceWarning)      \
    X(RuntimeWarning) X(SyntaxWarning) X(UnicodeWarning) X(UserWarning)
/* clang-format on */
#define SEAI_DECLARE_EXCEPTION(NAME)                                                   \
    SEAI_HIDDEN extern const seai_exception sea_exc_##NAME;
SEAI_BUILTIN_EXCEPTIONS(SEAI_DECLARE_EXCEPTION)
SEAI_DECLARE_EXCEPTION(PythonFinalizationError) /* RuntimeError before 3.13 */
SEAI_DECLARE_EXCEPTION(ImportCycleError)        /* ImportError before 3.15 */

/* ---- SEA_EXCEPTION(Name, Base..., options...) ---- */
/* The exception of another file of the same extension. */
#define SEA_DECLARE_EXCEPTION(NAME)                                                    \
    SEAI_DECLARE_EXCEPTION(NAME)                                                       \
    extern const int seai_end_of_block
#define SEA_EXCEPTION(...) SEAI_EXCEPTION_(__VA_ARGS__, (end, ~))
#define SEAI_EXCEPTION_(N, ...)                                                        \
    SEAI_DECLARE_EXCEPTION(N)                                                          \
    SEAI_MAPI(SEAI_XKNOW, N, __VA_ARGS__)                                              \
    static const seai_exception *const seai_exception_bases_##N[] = {                  \
        SEAI_MAPI(SEAI_XBASE, N, __VA_ARGS__) NULL};                                   \
    _Static_assert(sizeof seai_exception_bases_##N > sizeof(void *),                   \
                   "seabind: " #N ": incomplete, write SEA_EXCEPTION(" #N              \
                   ", Base, ...)");                                                    \
    static seai_exception_data seai_exception_data_##N;                                \
    const seai_exception sea_exc_##N = {                                               \
        #N,                                                                            \
        "" SEAI_MAPI(SEAI_XDOC, N, __VA_ARGS__),                                       \
        "" SEAI_MAPI(SEAI_XATTRIBUTE, N, __VA_ARGS__) "",                              \
        seai_exception_bases_##N,                                                      \
        NULL,                                                                          \
        &seai_exception_data_##N}

/* a word is a base, a tuple an option */
#define SEAI_XBASE(N, i, x) SEAI_CAT(SEAI_XBASE_, SEAI_IS_PAREN(x))(x)
#define SEAI_XBASE_0(B) &sea_exc_##B,
#define SEAI_XBASE_1(t)
/* SEAI_X(PASS, N, option): the pass's macro for the option's kind */
#define SEAI_X(op, N, x) SEAI_CAT(SEAI_X_, SEAI_IS_PAREN(x))(op, N, x)
#define SEAI_X_0(op, N, x)
#define SEAI_X_1(op, N, x) SEAI_X1(op, N, SEAI_EXPAND x, ~)
#define SEAI_X1(...) SEAI_X2(__VA_ARGS__)
#define SEAI_X2(op, N, kind, ...)                                                      \
    SEAI_X3(op, SEAI_SECOND(SEAI_XOPTION_##kind, UNKNOWN, ~), N, kind, __VA_ARGS__)
#define SEAI_X3(...) SEAI_X4(__VA_ARGS__)
#define SEAI_X4(op, k, N, kind, ...) op##k(N, kind, __VA_ARGS__)
#define SEAI_XOPTION_doc ~, doc
#define SEAI_XOPTION_attribute ~, attribute
#define SEAI_XOPTION_end ~, end

#define SEAI_XKNOW(N, i, x) SEAI_X(SEAI_XKNOW_, N, x)
#define SEAI_XKNOW_UNKNOWN(N, kind, ...)                                               \
    _Static_assert(0, "seabind: " #N ": there is no option (" #kind ", ...)");
#define SEAI_XKNOW_attribute(N, kind, name, ...)                                       \
    _Static_assert(sizeof #name > 2, "seabind: " #N ": incomplete, write (attribute, " \
                                     "name)");
#define SEAI_XKNOW_doc SEAI_NOTHING
#define SEAI_XKNOW_end SEAI_NOTHING
#define SEAI_XDOC(N, i, x) SEAI_X(SEAI_XDOC_, N, x)
#ifdef SEABIND_NO_DOCS
#    define SEAI_XDOC_doc SEAI_NOTHING
#else
#    define SEAI_XDOC_doc(N, kind, ...) SEAI_FIRST(__VA_ARGS__)
#endif
#define SEAI_XDOC_attribute SEAI_NOTHING
#define SEAI_XDOC_end SEAI_NOTHING
#define SEAI_XDOC_UNKNOWN SEAI_NOTHING
#define SEAI_XATTRIBUTE(N, i, x) SEAI_X(SEAI_XATTRIBUTE_, N, x)
#define SEAI_XATTRIBUTE_attribute(N, kind, name, ...) #name "\0"
#define SEAI_XATTRIBUTE_doc SEAI_NOTHING
#define SEAI_XATTRIBUTE_end SEAI_NOTHING
#define SEAI_XATTRIBUTE_UNKNOWN SEAI_NOTHING

/* ---- (exception, Name) in a module or class ---- */
/* b.add: makes the exception, which is found from now on. */
SEAI_HIDDEN int seai_module_add_exception(PyObject *module, seai_state *state,
                                          const seai_item *item);
/* Makes it an attribute. */
SEAI_HIDDEN int seai_exception_put(seai_constants *, const seai_item *);
#define SEAI_EXCEPTION_ROW(i, qualname, E)                                             \
    SEAI_CAT(SEAI_EXCEPTION_ROW_, SEAI_IS_PAREN(E))(i, qualname, E)
#define SEAI_EXCEPTION_ROW_1(i, qualname, E)
#define SEAI_EXCEPTION_ROW_0(i, qualname, E)                                           \
    [i] = {.text = qualname #E "\0",                                                   \
           .a.exception = &sea_exc_##E,                                                \
           .b.add = seai_module_add_exception,                                         \
           .kind = SEAI_ITEM_EXCEPTION,                                                \
           .when = SEAI_WHEN_EXCEPTIONS},
#define SEAI_CONSTANT_KNOWS_exception ~, exception
#define SEAI_CONSTANT_OF_exception(C, i, kind, E, ...)                                 \
    SEAI_CAT(SEAI_EXCEPTION_PUT_, SEAI_IS_PAREN(E))(C, i)
#define SEAI_EXCEPTION_PUT_1(C, i)
#define SEAI_EXCEPTION_PUT_0(C, i)                                                     \
    if (seai_exception_put(seai_constants, &seai_items_##C[i]) < 0) {                  \
        return -1;                                                                     \
    }

#endif
