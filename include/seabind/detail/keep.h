/* (keep_alive, nurse, patient) among the options of a function; (keeps) and (parent, X) in a
 * handle's block.
 *
 * Both are self, result or a parameter by name.  The place is made before the C call, so that
 * nothing can fail after it but for a result, which is dropped then. */
#ifndef SEABIND_DETAIL_KEEP_H
#define SEABIND_DETAIL_KEEP_H

#include "item.h"
#include "parameter.h"

/* Before the call: a place at the nurse, if that is not the result; __init__ fills it at once.
 * args as after parsing; n is the option's number.  A name is NULL for the self of a method,
 * which is known to be able to keep, "result" or a parameter's.  0, or -1 with an exception. */
SEAI_HIDDEN int seai_keep_begin(const seai_function *f, PyObject *self,
                                PyObject *const *args, const char *nurse,
                                const char *patient, int n);
/* After the call: the patient takes the place; result is borrowed, or NULL.  0; -1 with an
 * exception, only when the result is the nurse. */
SEAI_HIDDEN int seai_keep_end(const seai_function *f, PyObject *self,
                              PyObject *const *args, PyObject *result,
                              const char *nurse, const char *patient, int n);

#define SEAI_KIND_keep_alive ~, KEEP, ()
#define SEAI_KNOW_KEEP(c, i, n, ...) SEAI_KNOW_KEEP_##n(c)
#define SEAI_KNOW_KEEP_1(c)                                                            \
    _Static_assert(0, "seabind: " c ": incomplete, write (keep_alive, nurse, patient)");
#define SEAI_KNOW_KEEP_2 SEAI_KNOW_KEEP_1
#define SEAI_KNOW_KEEP_3(c)
#define SEAI_KNOW_KEEP_4 SEAI_KNOW_KEEP_1
#define SEAI_EXPR_KEEP(c, i, n, nurse, patient, ...)                                   \
    SEAI_EXPR_KEEP_##n(c, i, nurse, patient)
#define SEAI_EXPR_KEEP_1 SEAI_NOTHING
#define SEAI_EXPR_KEEP_2 SEAI_NOTHING
#define SEAI_EXPR_KEEP_4 SEAI_NOTHING
#define SEAI_EXPR_KEEP_3(c, i, nurse, patient)                                         \
    {                                                                                  \
        SEAI_NAMED(c) SEAI_KEEP_KNOWN(c, nurse) SEAI_KEEP_PATIENT(c, patient)          \
    }                                                                                  \
    }                                                                                  \
    if (seai_keep_begin(seai_f, seai_self, seai_a, SEAI_KEEP_WHO(c, nurse),            \
                        SEAI_KEEP_WHO(c, patient), i) < 0) {                           \
        goto seai_done;                                                                \
    }
#define SEAI_OUT_KEEP(c, i, n, nurse, patient, ...)                                    \
    SEAI_OUT_KEEP_##n(c, i, nurse, patient)
#define SEAI_OUT_KEEP_1 SEAI_NOTHING
#define SEAI_OUT_KEEP_2 SEAI_NOTHING
#define SEAI_OUT_KEEP_4 SEAI_NOTHING
#define SEAI_OUT_KEEP_3(c, i, nurse, patient)                                          \
    if (seai_ok > 0 &&                                                                 \
        seai_keep_end(seai_f, seai_self, seai_a, seai_k > 0 ? seai_o[0] : NULL,        \
                      SEAI_KEEP_WHO(c, nurse), SEAI_KEEP_WHO(c, patient), i) < 0) {    \
        while (seai_k > 0) {                                                           \
            Py_DECREF(seai_o[--seai_k]);                                               \
        }                                                                              \
        seai_r = NULL;                                                                 \
        goto seai_done;                                                                \
    }
/* a name is that of a parameter; self is known in methods, and must be able to keep */
#define SEAI_KEEP_WORD_self ~, SELF
#define SEAI_KEEP_WORD_result ~, RESULT
#define SEAI_KEEP_KNOWN(c, name)                                                       \
    SEAI_KEEP_BY(SEAI_KEEP_, SEAI_KEEP_WORD_##name, c, name)
#define SEAI_KEEP_PATIENT(c, name)                                                     \
    SEAI_KEEP_BY(SEAI_KEEP_, SEAI_KEPT_WORD_##name, c, name)
/* op##WORD(alias, name) */
#define SEAI_KEEP_BY(op, word, c, name)                                                \
    SEAI_KEEP_BY1(op, SEAI_SECOND(word, NAME, ~), SEAI_EXPAND c, name)
#define SEAI_KEEP_BY1(...) SEAI_KEEP_BY2(__VA_ARGS__)
#define SEAI_KEEP_BY2(op, word, alias, params, name) op##word(alias, name)
#define SEAI_KEPT_WORD_self ~, KEPT
#define SEAI_KEPT_WORD_result ~, RESULT
#define SEAI_KEEP_KEPT(alias, name)                                                    \
    SEAI_CAT(SEAI_KEEP_KEPT_, SEAI_KEEP_EMPTY(alias))(name)
#define SEAI_KEEP_KEPT_0(name)
#define SEAI_KEEP_KEPT_1(name) (void)name;
#define SEAI_KEEP_NAME(alias, name) (void)name;
#define SEAI_KEEP_RESULT(alias, name)
#define SEAI_KEEP_SELF(alias, name)                                                    \
    SEAI_CAT(SEAI_KEEP_SELF_, SEAI_KEEP_EMPTY(alias))(name)
#define SEAI_KEEP_SELF_1(name) (void)name;
#define SEAI_KEEP_SELF_0(name)                                                         \
    _Static_assert(seai_keeper != 0,                                                   \
                   "seabind: (keep_alive, self, ...): a value keeps "                  \
                   "nothing alive: make it a SEA_HANDLE");                             \
    _Static_assert(seai_keeper != 1, "seabind: (keep_alive, self, ...): add (keeps) "  \
                                     "to the block of the handle");
/* the self of a method is no string to look for */
#define SEAI_KEEP_WHO(c, name)                                                         \
    SEAI_KEEP_BY(SEAI_KEEP_WHO_, SEAI_KEEP_WORD_##name, c, name)
#define SEAI_KEEP_WHO_NAME(alias, name) #name
#define SEAI_KEEP_WHO_RESULT SEAI_KEEP_WHO_NAME
#define SEAI_KEEP_WHO_SELF(alias, name)                                                \
    SEAI_CAT(SEAI_KEEP_WHO_SELF_, SEAI_KEEP_EMPTY(alias))(name)
#define SEAI_KEEP_WHO_SELF_1(name) #name
#define SEAI_KEEP_WHO_SELF_0(name) NULL
#define SEAI_KEEP_EMPTY(alias) SEAI_KEEP_EMPTY_(alias)
#define SEAI_KEEP_EMPTY_(...) SEAI_SECOND(SEAI_KEEP_NO##__VA_ARGS__, 0, ~)
#define SEAI_KEEP_NO ~, 1

#define SEAI_SUM_KEEP SEAI_NOTHING
#define SEAI_NAME_KEEP SEAI_NOTHING
#define SEAI_DOC_KEEP SEAI_NOTHING
#define SEAI_HASSELF_KEEP SEAI_NOTHING
#define SEAI_TYPE_KEEP SEAI_NOTHING
#define SEAI_DECL_KEEP SEAI_NOTHING
#define SEAI_LOAD_KEEP SEAI_NOTHING
#define SEAI_ALIAS_KEEP SEAI_NOTHING
#define SEAI_PASS_KEEP SEAI_NOTHING
#define SEAI_AFTER_KEEP SEAI_NOTHING
#define SEAI_DONE_KEEP SEAI_NOTHING
#define SEAI_DEFVAL_KEEP SEAI_NOTHING

/* ---- (keeps) ---- */
#define SEAI_HANDLE_KNOWS_keeps ~, keeps
#define SEAI_COUNT_OF_keeps(...) +SEAI_COUNT_TRAVERSE
#define SEAI_MAKE_keeps SEAI_NOTHING
#define SEAI_ROW_OF_keeps SEAI_NOTHING
#define SEAI_INFO_OF_keeps SEAI_NOTHING

/* ---- (parent, X) ---- */
#define SEAI_HANDLE_KNOWS_parent ~, parent
#define SEAI_COUNT_OF_parent(...) +SEAI_COUNT_TRAVERSE
#define SEAI_MAKE_parent(C, i, kind, X, ...)                                           \
    SEAI_CAT(SEAI_MAKE_PARENT_, SEAI_IS_PAREN(X))(C, kind, X)
#define SEAI_MAKE_PARENT_1(C, kind, X) SEAI_INCOMPLETE(C, kind, kind, Class)
#define SEAI_MAKE_PARENT_0(C, kind, X)                                                 \
    SEAI_KNOWN_CLASS(ref, X)                                                           \
    _Static_assert(SEAI_YIELDS(X) == 3,                                                \
                   "seabind: " SEAI_STR(C) ": (parent, " #X "): " #X " is no handle");
#define SEAI_ROW_OF_parent SEAI_NOTHING
#define SEAI_INFO_OF_parent(C, i, kind, X, ...)                                        \
    SEAI_CAT(SEAI_INFO_PARENT_, SEAI_IS_PAREN(X))(X)
#define SEAI_INFO_PARENT_1(X)
#define SEAI_INFO_PARENT_0(X) .parent = &sea_class_##X,

#endif
