/* SEA_STATUS: C's error conventions as Python exceptions.
 *
 * A status NAME is, beside its C type: seai_judge_NAME (evaluated right after the C call,
 * before the GIL is taken again or Python runs), seai_raise_NAME and seai_result_NAME.
 * Converters have none of it; seai_error_NAME tells one from the other. */
#ifndef SEABIND_DETAIL_STATUS_H
#define SEABIND_DETAIL_STATUS_H

#include "structs.h"
#include "exception.h"
#include "wellformed.h"

/* What a call that failed leaves for the moment when Python may run again. */
typedef struct seai_fault {
    const seai_exception *exception; /* NULL: the one that the function set */
    char *text;                      /* owned; NULL: no text; or one of the two below */
} seai_fault;
enum { SEAI_OK = 0, SEAI_FAILED, SEAI_STOP, SEAI_GIVES_NONE, SEAI_WARNED };
typedef int seai_no_error; /* the seai_error_NAME of what is no status */

SEAI_HIDDEN extern char seai_by_errno[], seai_by_warning[];

/* printf into owned memory; without memory a text that becomes MemoryError.  No thread
 * state needed. */
SEAI_HIDDEN char *seai_format(const char *format, ...) SEAI_PRINTF(1, 2);
/* The exception of a fault, an instance (new reference), or NULL with another exception
 * set; the one in flight becomes its cause.  Frees the text. */
SEAI_HIDDEN PyObject *seai_fault_exception(seai_where where, seai_fault *fault);
/* The same for an errno: its arguments are the number and its text, or it is what a signal
 * handler raised. */
SEAI_HIDDEN PyObject *seai_fault_errno(seai_where where, const seai_fault *fault,
                                       int number);
/* Sets the attribute `filename` of an OSError in flight to the parameter of that name, if
 * one was given. */
SEAI_COLD void seai_fault_filename(const seai_function *f, PyObject *const *args,
                                   const char *name);
/* Issues a warning; text NULL or an exception in flight: does nothing.  Frees the text. */
SEAI_HIDDEN void seai_warn_steal(seai_where where, const seai_exception *category,
                                 char *text);
/* Drops a result (or the exception that there was instead) and raises. */
SEAI_HIDDEN void seai_drop_steal(PyObject *result, PyObject *exception);
/* Sets an attribute; steals value; value NULL is an error.  Returns the exception, or NULL
 * with another set after giving `exception` up. */
SEAI_HIDDEN PyObject *seai_fault_attribute_steal(PyObject *exception, const char *name,
                                                 PyObject *value);
/* Text that is an attribute lies where C may write the next one: its copy is kept instead,
 * until `drop`.  All pass over a NULL.  `there`: 0 with MemoryError when it is lost. */
SEAI_HIDDEN void seai_text_keep(const char **text);
SEAI_HIDDEN int seai_text_there(const char *const *text);
SEAI_HIDDEN void seai_text_drop(const char **text);
#define SEAI_TEXT_AT(x) _Generic(&(x), const char **: &(x), default: NULL)
/* Raises it; steals; NULL does nothing. */
SEAI_HIDDEN void seai_fault_raise_steal(PyObject *exception);
/* The rest of a verdict: a failed call's exception was raised, StopIteration, or None. */
SEAI_HIDDEN PyObject *seai_verdict(int verdict);

/* What makes a name one that may stand for a result: its types, known by SEAI_KNOWS. */
#define SEAI_DECLARE_RESULT(N, E, P, yields, ...)                                      \
    SEAI_DECLARE_BARE(N, E, P, yields, __VA_ARGS__)                                    \
    extern char seai_viewed_##N[1];                                                    \
    SEAI_HIDDEN extern const seai_class sea_class_##N; /* of what is no class: no use */
#define SEAI_DECLARE_BARE(N, E, P, yields, ...)                                        \
    typedef E seai_error_##N;                                                          \
    typedef P seai_pointer_##N;                                                        \
    typedef seai_pointer_##N seai_context_##N[yields];                                 \
    SEAI_DECLARE_KNOWN(result, N, __VA_ARGS__)                                         \
    SEAI_DECLARE_KNOWN(error, N, E)                                                    \
    SEAI_DECLARE_KNOWN(context, N, seai_context_##N)
/* The length of the context's array: 1, a value; 2, nothing; 3, a handle that is bare; and 4
 * times what a converter can do (held.h). */
#define SEAI_YIELDS(N) (sizeof(seai_context_##N) / sizeof(void *) % 4)
/* A converter of one value, neither a class nor a status. */
#define SEAI_DECLARE_VALUE(N, can)                                                     \
    SEAI_DECLARE_RESULT(N, seai_no_error, const void *, 1 + 4 * (can), sea_ctype_##N)  \
    SEAI_DECLARE_KNOWN(converter, N, sea_ctype_##N)                                    \
    int seai_judge_##N(seai_no_error *, sea_ctype_##N, const void *);                  \
    void seai_raise_##N(seai_where, seai_no_error *);                                  \
    PyObject *seai_result_##N(seai_where, seai_no_error *);                            \
    long long seai_length_##N(seai_no_error *);
typedef const void *seai_no_context;

/* ---- the shapes of clauses ----
 * Whether there may be 1, 2, 3, 4 elements, and more; what is written. */
#define SEAI_SHAPE_doc ~, (0, 1, 0, 0, 0), "(doc, text)"
#define SEAI_SHAPE_failure ~, (0, 1, 0, 0, 0), "(failure, e)"
#define SEAI_SHAPE_stop ~, (0, 1, 0, 0, 0), "(stop, e)"
#define SEAI_SHAPE_none ~, (0, 1, 0, 0, 0), "(none, e)"
#define SEAI_SHAPE_context ~, (0, 0, 1, 0, 0), "(context, TYPE, name)"
#define SEAI_SHAPE_result ~, (0, 0, 1, 0, 0), "(result, converter, e)"
#define SEAI_SHAPE_attribute ~, (0, 0, 0, 1, 0), "(attribute, name, converter, e)"
#define SEAI_SHAPE_raise ~, (0, 1, 1, 1, 1), "(raise, Exc[, format, args...])"
#define SEAI_SHAPE_raise_if ~, (0, 0, 1, 1, 1), "(raise_if, e, Exc[, format, args...])"
#define SEAI_SHAPE_warn_if                                                             \
    ~, (0, 0, 1, 1, 1), "(warn_if, e, Category[, format, args...])"
#define SEAI_SHAPE_raise_errno ~, (1, 1, 1, 0, 0), "(raise_errno[, e[, Exc]])"
#define SEAI_SHAPE_propagate ~, (1, 0, 0, 0, 0), "(propagate)"
#define SEAI_SHAPE_1(a, b, c, d, e) a
#define SEAI_SHAPE_2(a, b, c, d, e) b
#define SEAI_SHAPE_3(a, b, c, d, e) c
#define SEAI_SHAPE_4(a, b, c, d, e) d
#define SEAI_SHAPE_5(a, b, c, d, e) e
#define SEAI_SHAPES_1 ~, 1
#define SEAI_SHAPES_2 ~, 2
#define SEAI_SHAPES_3 ~, 3
#define SEAI_SHAPES_4 ~, 4
/* as SEAI_ILL() */
#define SEAI_ILL_CLAUSES(c, ...)                                                       \
    SEAI_SECOND(~SEAI_MAPI(SEAI_ILL_CLAUSE, c, __VA_ARGS__), 0, ~)
#define SEAI_ILL_CLAUSE(c, i, t) SEAI_CAT(SEAI_ILL_CLAUSE_, SEAI_TUPLES(t))(c, t)
#define SEAI_ILL_CLAUSE_0 SEAI_ILL_ITEM_0
#define SEAI_ILL_CLAUSE_1(c, t) SEAI_ILL_SHAPE(c, SEAI_COUNTI t, SEAI_EXPAND t, ~)
#define SEAI_ILL_CLAUSE_2 SEAI_ILL_COMMA
#define SEAI_ILL_SHAPE(...) SEAI_ILL_SHAPE1(__VA_ARGS__)
#define SEAI_ILL_SHAPE1(c, n, kind, ...)                                               \
    SEAI_ILL_SHAPE2(c, SEAI_SECOND(SEAI_SHAPES_##n, 5, ~), SEAI_SHAPE_##kind,          \
                    (2, 2, 2, 2, 2), #kind, ~)
#define SEAI_ILL_SHAPE2(...) SEAI_ILL_SHAPE3(__VA_ARGS__)
#define SEAI_ILL_SHAPE3(c, n, a, row, text, ...)                                       \
    SEAI_CAT(SEAI_ILL_SHAPE_, SEAI_SHAPE_##n row)(c, text)
#define SEAI_ILL_SHAPE_1(c, text)
#define SEAI_ILL_SHAPE_0(c, text) , (c ": a clause is " text)
#define SEAI_ILL_SHAPE_2(c, text) , (c ": there is no clause (" text ", ...)")

/* ---- SEA_STATUS(name, TYPE, clauses...) ----
 * Passes over the clauses: what to remember, the context, the judgement, the failure. */
#define SEAI_CLAUSE(op, N, i, t) SEAI_CLAUSE1(op, N, i, SEAI_CLAUSE_FULL t)
/* a clause that may stand alone, with what it stands for */
#define SEAI_CLAUSE_FULL(...)                                                          \
    SEAI_CAT(SEAI_CLAUSE_FULL_, SEAI_MORE(__VA_ARGS__))(__VA_ARGS__)
#define SEAI_CLAUSE_FULL_1(...) __VA_ARGS__
#define SEAI_CLAUSE_FULL_0(kind) SEAI_CLAUSE_BARE(SEAI_BARE_##kind)
#define SEAI_CLAUSE_BARE(t) SEAI_EXPAND t
#define SEAI_BARE_raise_errno (raise_errno, errno)
#define SEAI_BARE_propagate (propagate, ~)
#define SEAI_CLAUSE1(...) SEAI_CLAUSE2(__VA_ARGS__)
#define SEAI_CLAUSE2(op, N, i, kind, ...) op##kind(N, i, __VA_ARGS__)

/* the converters in clauses */
#define SEAI_CLAUSE_KNOW(N, i, t) SEAI_CLAUSE_KNOW1(N, SEAI_EXPAND t, ~)
#define SEAI_CLAUSE_KNOW1(...) SEAI_CLAUSE_KNOW2(__VA_ARGS__)
#define SEAI_CLAUSE_KNOW2(N, kind, ...)                                                \
    SEAI_SECOND(SEAI_CLAUSE_KNOWS_##kind, SEAI_NOTHING, ~)(#N, __VA_ARGS__)
#define SEAI_CLAUSE_KNOWS_attribute ~, SEAI_CLAUSE_KNOW_ATTRIBUTE
#define SEAI_CLAUSE_KNOWS_result ~, SEAI_CLAUSE_KNOW_RESULT
#define SEAI_CLAUSE_KNOW_ATTRIBUTE(c, name, ...) SEAI_CLAUSE_KNOW_RESULT(c, __VA_ARGS__)
#define SEAI_CLAUSE_KNOW_RESULT(c, conv, ...) SEAI_KNOWX(conv) SEAI_OWNER(c, conv)

#define SEAI_SLOT(N, i, t) SEAI_CLAUSE(SEAI_SLOT_, N, i, t)
#define SEAI_SLOT_attribute(N, i, name, conv, ...) sea_ctype_##conv a##i;
#define SEAI_SLOT_result(N, i, conv, ...) sea_ctype_##conv result;
#define SEAI_SLOT_context SEAI_NOTHING
#define SEAI_SLOT_failure SEAI_NOTHING
#define SEAI_SLOT_stop SEAI_NOTHING
#define SEAI_SLOT_none SEAI_NOTHING
#define SEAI_SLOT_raise SEAI_NOTHING
#define SEAI_SLOT_raise_if SEAI_NOTHING
#define SEAI_SLOT_raise_errno(N, i, ...) int number##i;
#define SEAI_SLOT_propagate SEAI_NOTHING
#define SEAI_SLOT_warn_if(N, i, ...) char *warning##i;
#define SEAI_SLOT_doc SEAI_NOTHING
#define SEAI_SLOT_end SEAI_NOTHING

#define SEAI_CONTEXT(N, i, t) SEAI_CLAUSE(SEAI_CONTEXT_, N, i, t)
#define SEAI_CONTEXT_context(N, i, T, ...) , T
#define SEAI_CONTEXT_attribute SEAI_NOTHING
#define SEAI_CONTEXT_result SEAI_NOTHING
#define SEAI_CONTEXT_failure SEAI_NOTHING
#define SEAI_CONTEXT_stop SEAI_NOTHING
#define SEAI_CONTEXT_none SEAI_NOTHING
#define SEAI_CONTEXT_raise SEAI_NOTHING
#define SEAI_CONTEXT_raise_if SEAI_NOTHING
#define SEAI_CONTEXT_raise_errno SEAI_NOTHING
#define SEAI_CONTEXT_propagate SEAI_NOTHING
#define SEAI_CONTEXT_warn_if SEAI_NOTHING
#define SEAI_CONTEXT_doc SEAI_NOTHING
#define SEAI_CONTEXT_end SEAI_NOTHING

/* the context's name, in each function that evaluates an expression of the user's */
#define SEAI_CONTEXTNAME(N, i, t) SEAI_CLAUSE(SEAI_CONTEXTNAME_, N, i, t)
#define SEAI_CONTEXTNAME_context(N, i, T, name)                                        \
    seai_pointer_##N name SEAI_UNUSED = (seai_pointer_##N)(uintptr_t)seai_context;
#define SEAI_CONTEXTNAME_attribute SEAI_NOTHING
#define SEAI_CONTEXTNAME_result SEAI_NOTHING
#define SEAI_CONTEXTNAME_failure SEAI_NOTHING
#define SEAI_CONTEXTNAME_stop SEAI_NOTHING
#define SEAI_CONTEXTNAME_none SEAI_NOTHING
#define SEAI_CONTEXTNAME_raise SEAI_NOTHING
#define SEAI_CONTEXTNAME_raise_if SEAI_NOTHING
#define SEAI_CONTEXTNAME_raise_errno SEAI_NOTHING
#define SEAI_CONTEXTNAME_propagate SEAI_NOTHING
#define SEAI_CONTEXTNAME_warn_if SEAI_NOTHING
#define SEAI_CONTEXTNAME_doc SEAI_NOTHING
#define SEAI_CONTEXTNAME_end SEAI_NOTHING

#define SEAI_REMEMBER(N, i, t) SEAI_CLAUSE(SEAI_REMEMBER_, N, i, t)
#define SEAI_REMEMBER_attribute(N, i, name, conv, ...)                                 \
    seai_error->a##i = (__VA_ARGS__);                                                  \
    seai_text_keep(SEAI_TEXT_AT(seai_error->a##i));
#define SEAI_REMEMBER_context SEAI_NOTHING
#define SEAI_REMEMBER_result SEAI_NOTHING
#define SEAI_REMEMBER_failure SEAI_NOTHING
#define SEAI_REMEMBER_stop SEAI_NOTHING
#define SEAI_REMEMBER_none SEAI_NOTHING
#define SEAI_REMEMBER_raise SEAI_NOTHING
#define SEAI_REMEMBER_raise_if SEAI_NOTHING
#define SEAI_REMEMBER_raise_errno SEAI_NOTHING
#define SEAI_REMEMBER_propagate SEAI_NOTHING
#define SEAI_REMEMBER_warn_if SEAI_NOTHING
#define SEAI_REMEMBER_doc SEAI_NOTHING
#define SEAI_REMEMBER_end SEAI_NOTHING

#define SEAI_CHOOSE(N, i, t) SEAI_CLAUSE(SEAI_CHOOSE_, N, i, t)
#define SEAI_CHOOSE_raise_if(N, i, e, ...)                                             \
    if (e) {                                                                           \
        SEAI_CHOOSE_TEXT(SEAI_ARITY(__VA_ARGS__), __VA_ARGS__)                         \
    }
#define SEAI_CHOOSE_raise(N, i, ...)                                                   \
    {SEAI_CHOOSE_TEXT(SEAI_ARITY(__VA_ARGS__), __VA_ARGS__)}
#define SEAI_CHOOSE_TEXT(...) SEAI_CHOOSE_TEXT_(__VA_ARGS__)
#define SEAI_CHOOSE_TEXT_(n, ...) SEAI_CHOOSE_TEXT_##n(__VA_ARGS__)
#define SEAI_CHOOSE_TEXT_1(E)                                                          \
    seai_error->fault.exception = &sea_exc_##E;                                        \
    return SEAI_FAILED;
#define SEAI_CHOOSE_TEXT_2(E, ...)                                                     \
    seai_error->fault.exception = &sea_exc_##E;                                        \
    seai_error->fault.text = seai_format(__VA_ARGS__);                                 \
    return SEAI_FAILED;
#define SEAI_CHOOSE_TEXT_3 SEAI_CHOOSE_TEXT_2
#define SEAI_CHOOSE_TEXT_4 SEAI_CHOOSE_TEXT_2
#define SEAI_CHOOSE_context SEAI_NOTHING
#define SEAI_CHOOSE_attribute SEAI_NOTHING
#define SEAI_CHOOSE_result SEAI_NOTHING
#define SEAI_CHOOSE_failure SEAI_NOTHING
#define SEAI_CHOOSE_stop SEAI_NOTHING
#define SEAI_CHOOSE_none SEAI_NOTHING
#define SEAI_CHOOSE_raise_errno(N, i, ...)                                             \
    {                                                                                  \
        seai_error->fault.exception =                                                  \
            &SEAI_CAT(sea_exc_, SEAI_SECOND(__VA_ARGS__, OSError, ~));                 \
        seai_error->fault.text = seai_by_errno;                                        \
        return SEAI_FAILED;                                                            \
    }
#define SEAI_CHOOSE_propagate(N, i, ...)                                               \
    {                                                                                  \
        seai_error->fault.exception = NULL;                                            \
        return SEAI_FAILED;                                                            \
    }
#define SEAI_CHOOSE_warn_if SEAI_NOTHING
#define SEAI_CHOOSE_doc SEAI_NOTHING
#define SEAI_CHOOSE_end SEAI_NOTHING

#define SEAI_JUDGE(N, i, t) SEAI_CLAUSE(SEAI_JUDGE_, N, i, t)
#define SEAI_JUDGE_failure(N, i, ...)                                                  \
    if (SEAI_UNLIKELY(__VA_ARGS__)) {                                                  \
        return seai_fail_##N(seai_error, it, seai_context);                            \
    }
#define SEAI_JUDGE_stop(N, i, ...)                                                     \
    if (__VA_ARGS__) {                                                                 \
        return SEAI_STOP;                                                              \
    }
#define SEAI_JUDGE_none(N, i, ...)                                                     \
    if (__VA_ARGS__) {                                                                 \
        return SEAI_GIVES_NONE;                                                        \
    }
#define SEAI_JUDGE_result SEAI_NOTHING
#define SEAI_JUDGE_context SEAI_NOTHING
#define SEAI_JUDGE_attribute SEAI_NOTHING
#define SEAI_JUDGE_raise SEAI_NOTHING
#define SEAI_JUDGE_raise_if SEAI_NOTHING
#define SEAI_JUDGE_raise_errno SEAI_NOTHING
#define SEAI_JUDGE_propagate SEAI_NOTHING
#define SEAI_JUDGE_warn_if SEAI_NOTHING
#define SEAI_JUDGE_doc SEAI_NOTHING
#define SEAI_JUDGE_end SEAI_NOTHING

#define SEAI_SUCCESS(N, i, t) SEAI_CLAUSE(SEAI_SUCCESS_, N, i, t)
#define SEAI_SUCCESS_result(N, i, conv, ...) seai_error->result = (__VA_ARGS__);
#define SEAI_SUCCESS_failure SEAI_NOTHING
#define SEAI_SUCCESS_stop SEAI_NOTHING
#define SEAI_SUCCESS_none SEAI_NOTHING
#define SEAI_SUCCESS_context SEAI_NOTHING
#define SEAI_SUCCESS_attribute SEAI_NOTHING
#define SEAI_SUCCESS_raise SEAI_NOTHING
#define SEAI_SUCCESS_raise_if SEAI_NOTHING
#define SEAI_SUCCESS_raise_errno SEAI_NOTHING
#define SEAI_SUCCESS_propagate SEAI_NOTHING
#define SEAI_SUCCESS_warn_if(N, i, e, ...)                                             \
    seai_error->warning##i = NULL;                                                     \
    if (SEAI_UNLIKELY(e)) {                                                            \
        seai_error->warning##i = SEAI_WARN_TEXT(N, __VA_ARGS__);                       \
        seai_error->fault.text = seai_by_warning;                                      \
        seai_verdict_ = SEAI_WARNED;                                                   \
    }
#define SEAI_WARN_TEXT(N, ...)                                                         \
    SEAI_CAT(SEAI_WARN_TEXT_, SEAI_MORE(__VA_ARGS__))(N, __VA_ARGS__)
#define SEAI_WARN_TEXT_0(N, E) seai_format("%s", #N " reports a problem")
#define SEAI_WARN_TEXT_1(N, E, ...) seai_format(__VA_ARGS__)
#define SEAI_SUCCESS_doc SEAI_NOTHING
#define SEAI_SUCCESS_end SEAI_NOTHING

/* what a success yields: char[1] a value, char[2] nothing (char[3]: a bare handle) */
#define SEAI_YIELD(N, i, t) SEAI_CLAUSE(SEAI_YIELD_, N, i, t)
#define SEAI_YIELD_result(...) , 1
#define SEAI_YIELD_failure SEAI_NOTHING
#define SEAI_YIELD_stop SEAI_NOTHING
#define SEAI_YIELD_none SEAI_NOTHING
#define SEAI_YIELD_context SEAI_NOTHING
#define SEAI_YIELD_attribute SEAI_NOTHING
#define SEAI_YIELD_raise SEAI_NOTHING
#define SEAI_YIELD_raise_if SEAI_NOTHING
#define SEAI_YIELD_raise_errno SEAI_NOTHING
#define SEAI_YIELD_propagate SEAI_NOTHING
#define SEAI_YIELD_warn_if SEAI_NOTHING
#define SEAI_YIELD_doc SEAI_NOTHING
#define SEAI_YIELD_end SEAI_NOTHING

#define SEAI_GIVE(N, i, t) SEAI_CLAUSE(SEAI_GIVE_, N, i, t)
#define SEAI_GIVE_result(N, i, conv, ...)                                              \
    seai_r = SEAI_CASTX(conv, where, seai_error->result);
#define SEAI_GIVE_failure SEAI_NOTHING
#define SEAI_GIVE_stop SEAI_NOTHING
#define SEAI_GIVE_none SEAI_NOTHING
#define SEAI_GIVE_context SEAI_NOTHING
#define SEAI_GIVE_attribute SEAI_NOTHING
#define SEAI_GIVE_raise SEAI_NOTHING
#define SEAI_GIVE_raise_if SEAI_NOTHING
#define SEAI_GIVE_raise_errno SEAI_NOTHING
#define SEAI_GIVE_propagate SEAI_NOTHING
#define SEAI_GIVE_warn_if SEAI_NOTHING
#define SEAI_GIVE_doc SEAI_NOTHING
#define SEAI_GIVE_end SEAI_NOTHING
#define SEAI_LENGTH(N, i, t) SEAI_CLAUSE(SEAI_LENGTH_, N, i, t)
#define SEAI_LENGTH_result(N, i, conv, ...) return SEAI_AS_LENGTH(seai_error->result);
#define SEAI_LENGTH_failure SEAI_NOTHING
#define SEAI_LENGTH_stop SEAI_NOTHING
#define SEAI_LENGTH_none SEAI_NOTHING
#define SEAI_LENGTH_context SEAI_NOTHING
#define SEAI_LENGTH_attribute SEAI_NOTHING
#define SEAI_LENGTH_raise SEAI_NOTHING
#define SEAI_LENGTH_raise_if SEAI_NOTHING
#define SEAI_LENGTH_raise_errno SEAI_NOTHING
#define SEAI_LENGTH_propagate SEAI_NOTHING
#define SEAI_LENGTH_warn_if SEAI_NOTHING
#define SEAI_LENGTH_doc SEAI_NOTHING
#define SEAI_LENGTH_end SEAI_NOTHING

#define SEAI_ATTRIBUTE(N, i, t) SEAI_CLAUSE(SEAI_ATTRIBUTE_, N, i, t)
#define SEAI_ATTRIBUTE_attribute(N, i, name, conv, ...)                                \
    if (seai_exception != NULL) {                                                      \
        seai_exception =                                                               \
            seai_fault_attribute_steal(seai_exception, #name,                          \
                                       seai_text_there(SEAI_TEXT_AT(seai_error->a##i)) \
                                           ? SEAI_CASTX(conv, where, seai_error->a##i) \
                                           : NULL);                                    \
    }                                                                                  \
    seai_text_drop(SEAI_TEXT_AT(seai_error->a##i));
#define SEAI_ATTRIBUTE_failure SEAI_NOTHING
#define SEAI_ATTRIBUTE_stop SEAI_NOTHING
#define SEAI_ATTRIBUTE_none SEAI_NOTHING
#define SEAI_ATTRIBUTE_context SEAI_NOTHING
#define SEAI_ATTRIBUTE_result SEAI_NOTHING
#define SEAI_ATTRIBUTE_raise SEAI_NOTHING
#define SEAI_ATTRIBUTE_raise_if SEAI_NOTHING
#define SEAI_ATTRIBUTE_raise_errno SEAI_NOTHING
#define SEAI_ATTRIBUTE_propagate SEAI_NOTHING
#define SEAI_ATTRIBUTE_warn_if SEAI_NOTHING
#define SEAI_ATTRIBUTE_doc SEAI_NOTHING
#define SEAI_ATTRIBUTE_end SEAI_NOTHING

/* first of all: errno, before an expression that calls something */
#define SEAI_CAPTURE(N, i, t) SEAI_CLAUSE(SEAI_CAPTURE_, N, i, t)
#define SEAI_CAPTURE_attribute SEAI_NOTHING
#define SEAI_CAPTURE_result SEAI_NOTHING
#define SEAI_CAPTURE_context SEAI_NOTHING
#define SEAI_CAPTURE_failure SEAI_NOTHING
#define SEAI_CAPTURE_stop SEAI_NOTHING
#define SEAI_CAPTURE_none SEAI_NOTHING
#define SEAI_CAPTURE_raise SEAI_NOTHING
#define SEAI_CAPTURE_raise_if SEAI_NOTHING
#define SEAI_CAPTURE_raise_errno(N, i, ...)                                            \
    seai_error->number##i = (int)(SEAI_FIRST(__VA_ARGS__));
#define SEAI_CAPTURE_propagate SEAI_NOTHING
#define SEAI_CAPTURE_warn_if SEAI_NOTHING
#define SEAI_CAPTURE_doc SEAI_NOTHING
#define SEAI_CAPTURE_end SEAI_NOTHING

/* how the exception is made, where a text is not how */
#define SEAI_EXCEPT(N, i, t) SEAI_CLAUSE(SEAI_EXCEPT_, N, i, t)
#define SEAI_EXCEPT_attribute SEAI_NOTHING
#define SEAI_EXCEPT_result SEAI_NOTHING
#define SEAI_EXCEPT_context SEAI_NOTHING
#define SEAI_EXCEPT_failure SEAI_NOTHING
#define SEAI_EXCEPT_stop SEAI_NOTHING
#define SEAI_EXCEPT_none SEAI_NOTHING
#define SEAI_EXCEPT_raise SEAI_NOTHING
#define SEAI_EXCEPT_raise_if SEAI_NOTHING
#define SEAI_EXCEPT_raise_errno(N, i, ...)                                             \
    seai_error->fault.text == seai_by_errno                                            \
        ? seai_fault_errno(where, &seai_error->fault, seai_error->number##i)           \
        :
#define SEAI_EXCEPT_propagate SEAI_NOTHING
#define SEAI_EXCEPT_warn_if SEAI_NOTHING
#define SEAI_EXCEPT_doc SEAI_NOTHING
#define SEAI_EXCEPT_end SEAI_NOTHING

/* the warnings of a success; one that becomes an exception drops the result */
#define SEAI_WARN(N, i, t) SEAI_CLAUSE(SEAI_WARN_, N, i, t)
#define SEAI_WARN_attribute SEAI_NOTHING
#define SEAI_WARN_result SEAI_NOTHING
#define SEAI_WARN_context SEAI_NOTHING
#define SEAI_WARN_failure SEAI_NOTHING
#define SEAI_WARN_stop SEAI_NOTHING
#define SEAI_WARN_none SEAI_NOTHING
#define SEAI_WARN_raise SEAI_NOTHING
#define SEAI_WARN_raise_if SEAI_NOTHING
#define SEAI_WARN_raise_errno SEAI_NOTHING
#define SEAI_WARN_propagate SEAI_NOTHING
#define SEAI_WARN_warn_if(N, i, e, ...)                                                \
    if (seai_error->fault.text == seai_by_warning) {                                   \
        seai_warn_steal(where, &SEAI_CAT(sea_exc_, SEAI_FIRST(__VA_ARGS__)),           \
                        seai_error->warning##i);                                       \
    }
#define SEAI_WARN_doc SEAI_NOTHING
#define SEAI_WARN_end SEAI_NOTHING

#define SEAI_WARNED(N, i, t) SEAI_CLAUSE(SEAI_WARNED_, N, i, t)
#define SEAI_WARNED_attribute SEAI_NOTHING
#define SEAI_WARNED_result SEAI_NOTHING
#define SEAI_WARNED_context SEAI_NOTHING
#define SEAI_WARNED_failure SEAI_NOTHING
#define SEAI_WARNED_stop SEAI_NOTHING
#define SEAI_WARNED_none SEAI_NOTHING
#define SEAI_WARNED_raise SEAI_NOTHING
#define SEAI_WARNED_raise_if SEAI_NOTHING
#define SEAI_WARNED_raise_errno SEAI_NOTHING
#define SEAI_WARNED_propagate SEAI_NOTHING
#define SEAI_WARNED_warn_if(N, i, ...)                                                 \
    if (seai_error->fault.text == seai_by_warning) {                                   \
        seai_exception = PyErr_Occurred() ? seai_exception_take() : NULL;              \
        if (seai_exception != NULL) {                                                  \
            seai_drop_steal(seai_result_##N(where, seai_error), seai_exception);       \
        }                                                                              \
        return;                                                                        \
    }
#define SEAI_WARNED_doc SEAI_NOTHING
#define SEAI_WARNED_end SEAI_NOTHING

/* An integer as a length, LLONG_MAX when it is negative or larger; -1 for anything else. */
SEAI_INLINE long long seai_length_of(long long v) { return v < 0 ? LLONG_MAX : v; }
#define SEAI_AS_LENGTH(v)                                                              \
    _Generic((v),                                                                      \
            signed char: 1,                                                            \
            unsigned char: 1,                                                          \
            short: 1,                                                                  \
            unsigned short: 1,                                                         \
            int: 1,                                                                    \
            unsigned: 1,                                                               \
            long: 1,                                                                   \
            unsigned long: 1,                                                          \
            long long: 1,                                                              \
            unsigned long long: 1,                                                     \
            default: 0)                                                                \
        ? seai_length_of((long long)_Generic((v),                                      \
                             signed char: (v),                                         \
                             unsigned char: (v),                                       \
                             short: (v),                                               \
                             unsigned short: (v),                                      \
                             int: (v),                                                 \
                             unsigned: (v),                                            \
                             long: (v),                                                \
                             unsigned long: (v),                                       \
                             long long: (v),                                           \
                             unsigned long long: (v),                                  \
                             default: -1))                                             \
        : -1

#define SEA_STATUS(NAME, TYPE, ...)                                                    \
    SEAI_STATUS_IF(SEAI_ILL_CLAUSES(#NAME, __VA_ARGS__), SEAI_STATUS_)                 \
    (NAME, TYPE, __VA_ARGS__, (end, ~))
#define SEAI_STATUS_IF(ill, block)                                                     \
    SEAI_CAT(SEAI_STATUS_IF_, SEAI_IS_PAREN(ill))(ill, block)
#define SEAI_STATUS_IF_0(ill, block) block
/* the name is declared, so that nothing is said where it is used */
#define SEAI_STATUS_IF_1(ill, block)                                                   \
    _Static_assert(0, "seabind: " SEAI_EXPAND ill);                                    \
    SEAI_STATUS_BARE
#define SEAI_STATUS_BARE(N, T, ...) SEAI_STATUS_(N, T, (end, ~))
#define SEAI_STATUS_(N, T, ...)                                                        \
    SEAI_BLOCK_BEGIN                                                                   \
    SEAI_MAPI(SEAI_CLAUSE_KNOW, N, __VA_ARGS__)                                        \
    typedef T sea_ctype_##N;                                                           \
    typedef struct {                                                                   \
        seai_fault fault;                                                              \
        SEAI_MAPI(SEAI_SLOT, N, __VA_ARGS__)                                           \
    } seai_fault_##N;                                                                  \
    SEAI_DECLARE_RESULT(                                                               \
        N, seai_fault_##N,                                                             \
        SEAI_SECOND(~SEAI_MAPI(SEAI_CONTEXT, N, __VA_ARGS__), const void *, ~),        \
        2 - (SEAI_SECOND(~SEAI_MAPI(SEAI_YIELD, N, __VA_ARGS__), 0, ~)), T)            \
    SEAI_HIDDEN PyObject *sea_cast_##N(seai_where, T);                                 \
    SEAI_RARELY int seai_fail_##N(seai_error_##N *seai_error, T it,                    \
                                  const void *seai_context)                            \
    {                                                                                  \
        SEAI_MAPI(SEAI_CONTEXTNAME, N, __VA_ARGS__)                                    \
        (void)it;                                                                      \
        (void)seai_context;                                                            \
        SEAI_MAPI(SEAI_CAPTURE, N, __VA_ARGS__)                                        \
        seai_error->fault.text = NULL;                                                 \
        SEAI_MAPI(SEAI_REMEMBER, N, __VA_ARGS__)                                       \
        SEAI_MAPI(SEAI_CHOOSE, N, __VA_ARGS__)                                         \
        seai_error->fault.exception = &sea_exc_RuntimeError;                           \
        seai_error->fault.text = seai_format("%s", #N " reports a failure");           \
        return SEAI_FAILED;                                                            \
    }                                                                                  \
    SEAI_INLINE int seai_judge_##N(seai_error_##N *seai_error, T it,                   \
                                   const void *seai_context)                           \
    {                                                                                  \
        int seai_verdict_ = SEAI_OK;                                                   \
        SEAI_MAPI(SEAI_CONTEXTNAME, N, __VA_ARGS__)                                    \
        (void)seai_error;                                                              \
        (void)it;                                                                      \
        (void)seai_context;                                                            \
        SEAI_MAPI(SEAI_JUDGE, N, __VA_ARGS__)                                          \
        SEAI_MAPI(SEAI_SUCCESS, N, __VA_ARGS__)                                        \
        return seai_verdict_;                                                          \
    }                                                                                  \
    SEAI_INLINE PyObject *seai_result_##N(seai_where where,                            \
                                          seai_error_##N *seai_error)                  \
    {                                                                                  \
        PyObject *seai_r = NULL;                                                       \
        (void)where;                                                                   \
        (void)seai_error;                                                              \
        SEAI_MAPI(SEAI_GIVE, N, __VA_ARGS__)                                           \
        return seai_r;                                                                 \
    }                                                                                  \
    SEAI_RARELY void seai_raise_##N(seai_where where, seai_error_##N *seai_error)      \
    {                                                                                  \
        PyObject *seai_r SEAI_UNUSED;                                                  \
        PyObject *seai_exception;                                                      \
        SEAI_MAPI(SEAI_WARN, N, __VA_ARGS__)                                           \
        SEAI_MAPI(SEAI_WARNED, N, __VA_ARGS__)                                         \
        seai_exception = SEAI_MAPI(SEAI_EXCEPT, N, __VA_ARGS__)                        \
            seai_fault_exception(where, &seai_error->fault);                           \
        SEAI_MAPI(SEAI_ATTRIBUTE, N, __VA_ARGS__)                                      \
        seai_fault_raise_steal(seai_exception);                                        \
    }                                                                                  \
    SEAI_INLINE long long seai_length_##N(seai_error_##N *seai_error)                  \
    {                                                                                  \
        (void)seai_error;                                                              \
        SEAI_MAPI(SEAI_LENGTH, N, __VA_ARGS__)                                         \
        return -1;                                                                     \
    }                                                                                  \
    SEAI_BLOCK_END                                                                     \
    extern const int seai_end_of_block

#endif
