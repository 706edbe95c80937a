/* What C writes to a FILE *: (file, name) goes to a Python object with a write(str),
 * (out(file), name) is a str.  The stream is seabind's own, on memory, and closed when the
 * call is over: then the text is there, and Python may run. */
#ifndef SEABIND_DETAIL_FILE_H
#define SEABIND_DETAIL_FILE_H

#include "parameter.h"
#include <stdio.h>

typedef struct seai_file {
    FILE *stream;    /* what C gets; before that the default */
    PyObject *write; /* owned: takes the text; None: nobody does; NULL: no need */
    char *text;      /* owned, by malloc() */
    size_t size;
} seai_file;

/* Who takes the text: o, or of a default (o NULL, or None where there is one) sys.stdout and
 * sys.stderr for C's; another default stays the stream.  As a loader. */
SEAI_HIDDEN const char *seai_load_file(PyObject *o, seai_file *file, bool has_default);
/* Opens the stream.  0, or -1 with MemoryError or OSError. */
SEAI_HIDDEN int seai_file_open(seai_file *file);
/* Closes the stream, and gives the text away, whatever has happened: 0; -1 with an exception,
 * unless there was one before, which stays. */
SEAI_HIDDEN int seai_file_end(seai_file *file, const seai_function *f,
                              const char *name);
/* Closes the stream: the text as str, or NULL with an exception. */
SEAI_HIDDEN PyObject *seai_file_text(seai_file *file, const seai_function *f,
                                     const char *name);
SEAI_HIDDEN void seai_file_drop(seai_file *file);

#define SEAI_KIND_file ~, STREAM, (0)
#define SEAI_INOPT_file ~, STREAM, (1)
#define SEAI_KIND_out_file ~, OUTSTREAM, ()

/* ---- (file, name[, default]), (opt(file), name[, NULL]): o is 1 ---- */
#define SEAI_KNOW_STREAM(c, i, n, name, d, o)                                          \
    SEAI_NAMELESS_##n(c) SEAI_KNOW_STREAM_##n(c, d, o)
#define SEAI_KNOW_STREAM_1(c, d, o)
#define SEAI_KNOW_STREAM_2(c, d, o)
#define SEAI_KNOW_STREAM_3(c, d, o) SEAI_STREAM_DEFAULT_##o(c, d)
#define SEAI_KNOW_STREAM_4(c, d, o)
#define SEAI_STREAM_DEFAULT_0(c, d)                                                    \
    _Static_assert(_Generic((d), FILE *: 1, default: 0),                               \
                   "seabind: " c ": the default of a file is a FILE *, such as "       \
                   "stdout; only opt(file) may be NULL");
#define SEAI_STREAM_DEFAULT_1(c, d)                                                    \
    _Static_assert(_Generic((d), FILE *: 0, default: 1),                               \
                   "seabind: " c ": the default of opt(file) is NULL, as is None");
#define SEAI_SUM_STREAM SEAI_SUM_IN
#define SEAI_NAME_STREAM SEAI_NAME_IN
#define SEAI_TYPE_STREAM(...) , FILE *
#define SEAI_DECL_STREAM(c, i, n, name, d, o)                                          \
    seai_file seai_x##i = {SEAI_STREAM_INIT_##n(d), NULL, NULL, 0};
#define SEAI_STREAM_INIT_1(d) NULL
#define SEAI_STREAM_INIT_2(d) NULL
#define SEAI_STREAM_INIT_3(d) d
#define SEAI_STREAM_INIT_4(d) NULL
#define SEAI_LOAD_STREAM(c, i, n, name, d, o)                                          \
    seai_i++;                                                                          \
    seai_none = (o SEAI_SUM_DEF_##n) != 0;                                             \
    seai_e = seai_load_file(seai_a[seai_i - 1], &seai_x##i, seai_none);                \
    if (SEAI_UNLIKELY(seai_e != NULL)) {                                               \
        goto seai_fail;                                                                \
    }                                                                                  \
    seai_none = 0;
#define SEAI_EXPR_STREAM(c, i, ...)                                                    \
    if (seai_x##i.write != NULL && seai_file_open(&seai_x##i) < 0) {                   \
        goto seai_done;                                                                \
    }
#define SEAI_ALIAS_STREAM(c, i, n, name, ...) FILE *name SEAI_UNUSED = seai_x##i.stream;
#define SEAI_PASS_STREAM(c, i, ...) , seai_x##i.stream
/* the handles are left: write() may do with them what it likes; its exception makes a success
 * a failure, and leaves a failure alone */
#define SEAI_DONE_STREAM(c, i, n, name, ...)                                           \
    if (SEAI_UNLIKELY(seai_file_end(&seai_x##i, seai_f, #name) < 0)) {                 \
        Py_CLEAR(seai_r);                                                              \
        seai_ok = -seai_ok;                                                            \
    }
#define SEAI_DEFVAL_STREAM SEAI_DEFVAL_NONE
#define SEAI_DOC_STREAM SEAI_NOTHING
#define SEAI_HASSELF_STREAM SEAI_NOTHING
#define SEAI_AFTER_STREAM SEAI_NOTHING
#define SEAI_OUT_STREAM SEAI_NOTHING

/* ---- (out(file), name) ---- */
#define SEAI_KNOW_OUTSTREAM(c, i, n, ...) SEAI_NAMELESS_##n(c)
#define SEAI_SUM_OUTSTREAM SEAI_SUM_OUT
#define SEAI_TYPE_OUTSTREAM SEAI_TYPE_STREAM
#define SEAI_DECL_OUTSTREAM(c, i, ...) seai_file seai_x##i = {NULL, NULL, NULL, 0};
#define SEAI_EXPR_OUTSTREAM(c, i, ...)                                                 \
    if (seai_file_open(&seai_x##i) < 0) {                                              \
        goto seai_done;                                                                \
    }
#define SEAI_ALIAS_OUTSTREAM SEAI_ALIAS_STREAM
#define SEAI_PASS_OUTSTREAM SEAI_PASS_STREAM
#define SEAI_OUT_OUTSTREAM(c, i, n, name, ...)                                         \
    SEAI_PUSH(seai_file_text(&seai_x##i, seai_f, #name))
#define SEAI_DONE_OUTSTREAM(c, i, ...) seai_file_drop(&seai_x##i);
#define SEAI_NAME_OUTSTREAM SEAI_NOTHING
#define SEAI_DOC_OUTSTREAM SEAI_NOTHING
#define SEAI_HASSELF_OUTSTREAM SEAI_NOTHING
#define SEAI_LOAD_OUTSTREAM SEAI_NOTHING
#define SEAI_AFTER_OUTSTREAM SEAI_NOTHING
#define SEAI_DEFVAL_OUTSTREAM SEAI_NOTHING

/* ---- file anywhere else ---- */
#define SEAI_KNOWER_file ~, STREAM, ()
#define SEAI_KNOWX_STREAM()                                                            \
    _Static_assert(0, "seabind: file is a parameter that C writes to: (file, name), "  \
                      "(out(file), name)");
#define SEAI_RKIND_file ~, VALUE, (file)
#define sea_ctype_file FILE *
#define SEAI_STORER_file ~, NESTED, ()
#define SEAI_CASTER_file ~, NESTED, ()

#endif
