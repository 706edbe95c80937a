/* Text with its length: (chars, name) is two C parameters, const char * and size_t.  UTF-8,
 * a 0 may be in it and one is behind it.  As a result and as an out it is items(char) and
 * array(char). */
#ifndef SEABIND_DETAIL_CHARS_H
#define SEABIND_DETAIL_CHARS_H

#include "parameter.h"

/* Kept by o. */
SEAI_HIDDEN const char *seai_load_chars(PyObject *o, const char **out, size_t *len);

#define SEAI_KIND_chars ~, CHARS, (0)
#define SEAI_INOPT_chars ~, CHARS, (1)
#define SEAI_KIND_out_chars ~, OUTARR, (SEAI_NOTHING, const, char, size_t, ~)
#define SEAI_RKIND_chars ~, ITEMS, (SEAI_NOTHING, const, char)

#define SEAI_KNOW_CHARS(c, i, n, name, d, o) SEAI_NAMELESS_##n(c)
#define SEAI_SUM_CHARS SEAI_SUM_IN
#define SEAI_NAME_CHARS SEAI_NAME_IN
#define SEAI_TYPE_CHARS(...) , const char *, size_t
#define SEAI_DECL_CHARS(c, i, n, name, d, o)                                           \
    const char *seai_x##i SEAI_INIT_##n(d);                                            \
    size_t seai_c##i SEAI_CHARS_LEN_##n(seai_x##i);
#define SEAI_CHARS_LEN_1(x) = 0
#define SEAI_CHARS_LEN_2(x) = 0
#define SEAI_CHARS_LEN_3(x) = (x) != NULL ? strlen(x) : 0
#define SEAI_CHARS_LEN_4(x) = 0
#define SEAI_LOAD_CHARS(c, i, n, name, d, o)                                           \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n true) {                                                         \
        if (o && seai_a[seai_i - 1] == Py_None) {                                      \
            seai_x##i = NULL;                                                          \
            seai_c##i = 0;                                                             \
        } else if (SEAI_UNLIKELY((seai_e = seai_load_chars(seai_a[seai_i - 1],         \
                                                           &seai_x##i, &seai_c##i)) != \
                                 NULL)) {                                              \
            seai_none = o;                                                             \
            goto seai_fail;                                                            \
        }                                                                              \
    }
#define SEAI_ALIAS_CHARS(c, i, n, name, d, o)                                          \
    struct {                                                                           \
        const char *data;                                                              \
        size_t len;                                                                    \
    } name SEAI_UNUSED = {seai_x##i, seai_c##i};
#define SEAI_PASS_CHARS(c, i, ...) , seai_x##i, seai_c##i
#define SEAI_DEFVAL_CHARS(c, i, n, name, d, o) SEAI_DEFVAL_CHARS_##n(d)
#define SEAI_DEFVAL_CHARS_1(d)
#define SEAI_DEFVAL_CHARS_2(d)
#define SEAI_DEFVAL_CHARS_3(d) SEAI_DEFVAL_OPT_3(d, str)
#define SEAI_DEFVAL_CHARS_4(d)
#define SEAI_DOC_CHARS SEAI_NOTHING
#define SEAI_HASSELF_CHARS SEAI_NOTHING
#define SEAI_EXPR_CHARS SEAI_NOTHING
#define SEAI_OUT_CHARS SEAI_NOTHING
#define SEAI_AFTER_CHARS SEAI_NOTHING
#define SEAI_DONE_CHARS SEAI_NOTHING

#endif
