/* Parameters: what each tuple of a function's list contributes to its wrapper, a pass a
 * section; kind.h describes the arguments of a pass.
 * Locals: seai_x<i> the C value; seai_n_<name>, seai_l_<name> what tuples share by name. */
#ifndef SEABIND_DETAIL_PARAMETER_H
#define SEABIND_DETAIL_PARAMETER_H

#include "arg.h"
#include "exact.h"
#include "nothing.h"
#include "held.h"
#include "value.h"

/* ---- SUM: what there is to count ---- */
enum {
    SEAI_ONE_PARAM = 1,
    SEAI_ONE_DEFAULT = 0x40,
    SEAI_ONE_RESULT = 0x1000,
    SEAI_HAS_REST = 0x40000, /* *args and **kwargs, one each */
    SEAI_HAS_KWONLY = 0x400000,
    SEAI_HAS_RELEASE = 0x800000,
    SEAI_HAS_LOCKED = 0x1000000,
    SEAI_HAS_CAP = 0x2000000, /* a capacity without a count of what was used */
    SEAI_ONE_PASS = 0x8000000
};
#define SEAI_SUM_DEF_1
#define SEAI_SUM_DEF_2
#define SEAI_SUM_DEF_3 +SEAI_ONE_DEFAULT
#define SEAI_SUM_DEF_4
#define SEAI_SUM(c, i, t) SEAI_P(SEAI_SUM_, c, i, t)
#define SEAI_SUM_IN(c, i, n, ...) +SEAI_ONE_PARAM SEAI_SUM_DEF_##n
#define SEAI_SUM_OPT SEAI_SUM_IN
#define SEAI_SUM_AS SEAI_SUM_IN
#define SEAI_SUM_ARR SEAI_SUM_IN
#define SEAI_SUM_ITEMS SEAI_SUM_IN
#define SEAI_SUM_INOUT(c, i, n, ...) +SEAI_ONE_PARAM + SEAI_ONE_RESULT SEAI_SUM_DEF_##n
#define SEAI_SUM_OUT(...) +SEAI_ONE_RESULT
#define SEAI_SUM_BUF SEAI_SUM_OUT
#define SEAI_SUM_NEW SEAI_SUM_OUT
#define SEAI_SUM_FILL SEAI_SUM_OUT
#define SEAI_SUM_OUTITEMS SEAI_SUM_OUT
#define SEAI_SUM_OUTARR SEAI_SUM_OUT
#define SEAI_SUM_KWONLY(...) +SEAI_HAS_KWONLY
#define SEAI_SUM_RELEASE(...) +SEAI_HAS_RELEASE
#define SEAI_SUM_LOCKED(...) +SEAI_HAS_LOCKED
#define SEAI_SUM_CAP(...) +SEAI_HAS_CAP
#define SEAI_SUM_PASS(...) +SEAI_ONE_PASS
/* a (signature, ...) counts as a default: what shows those reads it */
#define SEAI_SUM_DOC(c, i, n, text, d, mark)                                           \
    +SEAI_ONE_DEFAULT *((int)sizeof("" mark) - 1)

/* ---- NAME: the parameters as text; DOC ---- */
#define SEAI_NAME_EQ_1
#define SEAI_NAME_EQ_2
#define SEAI_NAME_EQ_3 "="
#define SEAI_NAME_EQ_4
#define SEAI_NAME(c, i, t) SEAI_P(SEAI_NAME_, c, i, t)
#define SEAI_NAME_IN(c, i, n, name, ...) #name SEAI_NAME_EQ_##n "\0"
#define SEAI_NAME_OPT SEAI_NAME_IN
#define SEAI_NAME_AS SEAI_NAME_IN
#define SEAI_NAME_ARR SEAI_NAME_IN
#define SEAI_NAME_ITEMS SEAI_NAME_IN
#define SEAI_NAME_INOUT SEAI_NAME_IN
#define SEAI_NAME_KWONLY(...) "*\0"
#define SEAI_NAME_POSONLY(...) "/\0"
#define SEAI_DOC(c, i, t) SEAI_P(SEAI_DOC_, c, i, t)
/* a signature is between two marks in the doc */
#define SEAI_DOC_DOC(c, i, n, text, d, mark) mark text mark

/* ---- HASSELF: , 1 where C's first parameter is not self ---- */
#define SEAI_HASSELF(...) SEAI_SECOND(~SEAI_MAPA(SEAI_HASSELF1, ~, __VA_ARGS__), 0, ~)
#define SEAI_HASSELF1(c, i, t) SEAI_P(SEAI_HASSELF_, c, i, t)
#define SEAI_HASSELF_SELF(...) , 1

/* ---- TYPE: , C type; c is (type of self, type of *out(self)) ---- */
#define SEAI_TYPE(c, i, t) SEAI_P(SEAI_TYPE_, c, i, t)
#define SEAI_TYPE_IN(c, i, n, name, d, conv) , sea_ctype_##conv
#define SEAI_TYPE_OPT(c, i, n, name, d, ...) , sea_ctype_##__VA_ARGS__
#define SEAI_TYPE_AS(c, i, n, name, d, CONV, ...) , __VA_ARGS__
#define SEAI_TYPE_ARR(c, i, n, name, d, q, o, T, L, ...) , q sea_ctype_##T *, L
#define SEAI_TYPE_ITEMS(c, i, n, name, d, q, T) , q sea_ctype_##T *
#define SEAI_TYPE_LEN(c, i, n, name, d, L) , L
#define SEAI_TYPE_FILL(c, i, n, name, d, T) , sea_ctype_##T *
#define SEAI_TYPE_CAP(c, i, n, name, d, L) , L
#define SEAI_TYPE_USED(c, i, n, name, d, L) , L *
#define SEAI_TYPE_OUT(c, i, n, name, d, conv) , sea_ctype_##conv *
#define SEAI_TYPE_INOUT SEAI_TYPE_OUT
#define SEAI_TYPE_BUF(...) , sea_buf *
#define SEAI_TYPE_NEW(c, i, n, name, d, X) , sea_ptr_##X
#define SEAI_TYPE_FIXED(c, i, n, name, d, ...) , __VA_ARGS__
#define SEAI_TYPE_PASS(...) , int
#define SEAI_TYPE_SELF(c, ...) , SEAI_FIRST c
#define SEAI_TYPE_OUTSELF(c, ...) , SEAI_SECOND c *
#define SEAI_TYPE_OUTITEMS(c, i, n, name, d, F, q, T) , q sea_ctype_##T **
#define SEAI_TYPE_OUTLEN(c, i, n, name, d, L) , L *
#define SEAI_TYPE_OUTARR(c, i, n, name, d, F, q, T, L, ...) , q sea_ctype_##T **, L *

/* ---- DECL: locals ---- */
#define SEAI_INIT_1(d)
#define SEAI_INIT_2(d)
#define SEAI_INIT_3(d) = d
#define SEAI_INIT_4(d)
#define SEAI_DECL(c, i, t) SEAI_P(SEAI_DECL_, c, i, t)
#define SEAI_DECL_IN(c, i, n, name, d, conv)                                           \
    sea_ctype_##conv seai_x##i SEAI_INIT_##n(d);                                       \
    SEAI_INSIDE(SEAI_HELD_DECL_, conv, i)
#define SEAI_DECL_OPT(c, i, n, name, d, ...)                                           \
    sea_ctype_##__VA_ARGS__ seai_x##i SEAI_INIT_##n(d);                                \
    SEAI_INSIDE(SEAI_HELD_DECL_, __VA_ARGS__, i)
#define SEAI_DECL_AS(c, i, n, name, d, CONV, ...)                                      \
    __VA_ARGS__ seai_x##i SEAI_INIT_##n((__VA_ARGS__)(d));                             \
    SEAI_INSIDE(SEAI_HELD_DECL_, CONV, i)
#define SEAI_DECL_ARR(c, i, n, name, d, q, o, T, L, ...)                               \
    Py_buffer seai_b##i;                                                               \
    Py_ssize_t seai_c##i = 0;                                                          \
    L seai_x##i = 0;                                                                   \
    seai_b##i.buf = NULL;                                                              \
    seai_b##i.obj = NULL;
#define SEAI_DECL_ITEMS(c, i, n, name, d, q, T)                                        \
    Py_buffer seai_n_##name;                                                           \
    Py_ssize_t seai_l_##name = 0;                                                      \
    seai_n_##name.buf = NULL;                                                          \
    seai_n_##name.obj = NULL;
#define SEAI_DECL_FILL(c, i, n, name, d, T)                                            \
    seai_fill seai_n_##name = {NULL, NULL, 0, 0, 0};
#define SEAI_DECL_USED(c, i, n, name, d, L) L seai_l_##name = 0;
#define SEAI_DECL_OUT(c, i, n, name, d, conv)                                          \
    sea_ctype_##conv seai_x##i;                                                        \
    memset(&seai_x##i, 0, sizeof seai_x##i);
#define SEAI_DECL_INOUT SEAI_DECL_IN
#define SEAI_DECL_BUF(c, i, ...) sea_buf seai_x##i = {NULL, 0, 0};
#define SEAI_DECL_NEW(c, i, ...) PyObject *seai_x##i = NULL;
#define SEAI_DECL_FIXED(c, i, n, e, d, ...) __VA_ARGS__ seai_x##i;
#define SEAI_DECL_OUTITEMS(c, i, n, name, d, F, q, T)                                  \
    q sea_ctype_##T *seai_n_##name = NULL;
#define SEAI_DECL_OUTLEN(c, i, n, name, d, L) L seai_l_##name = 0;
#define SEAI_DECL_OUTARR(c, i, n, name, d, F, q, T, L, ...)                            \
    q sea_ctype_##T *seai_x##i = NULL;                                                 \
    L seai_l##i = 0;

/* ---- LOAD: from the arguments ---- */
#define SEAI_GIVEN_1
#define SEAI_GIVEN_2
#define SEAI_GIVEN_3 seai_a[seai_i - 1] != NULL &&
#define SEAI_GIVEN_4
#define SEAI_LOAD(c, i, t) SEAI_P(SEAI_LOAD_, c, i, t)
#define SEAI_LOAD_IN(c, i, n, name, d, conv)                                           \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n SEAI_UNLIKELY(                                                  \
            (seai_e = SEAI_LOADX(conv, seai_a[seai_i - 1], &seai_x##i,                 \
                                 SEAI_INSIDE(SEAI_HELD_TOP_, conv, i))) != NULL)) {    \
        goto seai_fail;                                                                \
    }
#define SEAI_LOAD_INOUT(c, i, n, name, d, ...)                                         \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n true) {                                                         \
        SEAI_STORE(__VA_ARGS__, seai_a[seai_i - 1], &seai_x##i,                        \
                   SEAI_INSIDE(SEAI_HELD_TOP_, __VA_ARGS__, i))                        \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                           \
            goto seai_fail;                                                            \
        }                                                                              \
    }
#define SEAI_LOAD_OPT(c, i, n, name, d, ...)                                           \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n true) {                                                         \
        if (seai_a[seai_i - 1] == Py_None) {                                           \
            seai_x##i = 0;                                                             \
        } else {                                                                       \
            SEAI_STORE(__VA_ARGS__, seai_a[seai_i - 1], &seai_x##i,                    \
                       SEAI_INSIDE(SEAI_HELD_TOP_, __VA_ARGS__, i))                    \
            if (SEAI_UNLIKELY(seai_e != NULL)) {                                       \
                seai_none = 1;                                                         \
                goto seai_fail;                                                        \
            }                                                                          \
        }                                                                              \
    }
#define SEAI_LOAD_AS(c, i, n, name, d, CONV, ...)                                      \
    SEAI_LOAD_AS_(SEAI_SECOND(SEAI_ASOPT_##CONV, 0, ~), i, n, CONV, __VA_ARGS__)
#define SEAI_ASOPT_opt(...) ~, 1
#define SEAI_LOAD_AS_(...) SEAI_LOAD_AS__(__VA_ARGS__)
#define SEAI_LOAD_AS__(o, i, n, CONV, ...)                                             \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n true) {                                                         \
        sea_ctype_##CONV seai_v;                                                       \
        SEAI_LOAD_AS_##o(                                                              \
            i, CONV) if (SEAI_UNLIKELY(!SEAI_NARROW(CONV, sea_ctype_##CONV,            \
                                                    __VA_ARGS__, seai_v, seai_x##i)))  \
        {                                                                              \
            seai_e = SEAI_LOAD_NARROW(seai_a[seai_i - 1], __VA_ARGS__);                \
            goto seai_fail;                                                            \
        }                                                                              \
    }
#define SEAI_LOAD_AS_0(i, CONV)                                                        \
    if (SEAI_UNLIKELY((seai_e = SEAI_LOADX(CONV, seai_a[seai_i - 1], &seai_v,          \
                                           SEAI_INSIDE(SEAI_HELD_TOP_, CONV, i))) !=   \
                      NULL)) {                                                         \
        goto seai_fail;                                                                \
    }
#define SEAI_LOAD_AS_1(i, CONV) SEAI_LOAD_AS_OPT(i, SEAI_LOAD_AS_##CONV)
#define SEAI_LOAD_AS_opt(...) __VA_ARGS__
#define SEAI_LOAD_AS_OPT(i, ...)                                                       \
    if (seai_a[seai_i - 1] == Py_None) {                                               \
        seai_v = NULL;                                                                 \
    } else if (SEAI_UNLIKELY((seai_e = SEAI_LOADX(                                     \
                                  __VA_ARGS__, seai_a[seai_i - 1], &seai_v,            \
                                  SEAI_INSIDE(SEAI_HELD_TOP_, __VA_ARGS__, i))) !=     \
                             NULL)) {                                                  \
        seai_none = 1;                                                                 \
        goto seai_fail;                                                                \
    }
#define SEAI_WRITABLE_const false
#define SEAI_WRITABLE_ true
#define SEAI_ARR_NONE_0(a) true
#define SEAI_ARR_NONE_1(a) a != Py_None
#define SEAI_LOAD_ARR(c, i, n, name, d, q, o, T, L, ...)                               \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n SEAI_ARR_NONE_##o(seai_a[seai_i - 1])) {                        \
        seai_e = seai_load_array(seai_a[seai_i - 1], &seai_b##i, &seai_c##i,           \
                                 &sea_element_##T, SEAI_WRITABLE_##q);                 \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                           \
            seai_none = o;                                                             \
            goto seai_fail;                                                            \
        }                                                                              \
        seai_x##i = (L)seai_c##i;                                                      \
        if (SEAI_UNLIKELY((unsigned long long)seai_c##i > SEAI_MAX_OF(L))) {           \
            seai_e = seai_load_too_long(seai_c##i, SEAI_MAX_OF(L), #L);                \
            goto seai_fail;                                                            \
        }                                                                              \
    }
#define SEAI_LOAD_ITEMS(c, i, n, name, d, q, T)                                        \
    seai_i++;                                                                          \
    if (SEAI_GIVEN_##n true) {                                                         \
        seai_e = seai_load_array(seai_a[seai_i - 1], &seai_n_##name, &seai_l_##name,   \
                                 &sea_element_##T, SEAI_WRITABLE_##q);                 \
        if (SEAI_UNLIKELY(seai_e != NULL)) {                                           \
            goto seai_fail;                                                            \
        }                                                                              \
    }
#define SEAI_LOAD_CAP(c, i, n, name, d, L) seai_n_##name.max = SEAI_MAX_OF(L);
#define SEAI_LOAD_USED SEAI_LOAD_CAP

/* ---- EXPR: what depends on other parameters; c is (alias of self, (parameters)), also of
 * AFTER ---- */
#define SEAI_ALIAS(c, i, t) SEAI_Q(SEAI_ALIAS_, c, i, t)
#define SEAI_ALIAS_IN(c, i, n, name, d, conv)                                          \
    sea_ctype_##conv name SEAI_UNUSED = seai_x##i;
#define SEAI_ALIAS_INOUT SEAI_ALIAS_IN
#define SEAI_ALIAS_OPT(c, i, n, name, d, ...)                                          \
    sea_ctype_##__VA_ARGS__ name SEAI_UNUSED = seai_x##i;
#define SEAI_ALIAS_AS(c, i, n, name, d, CONV, ...)                                     \
    __VA_ARGS__ name SEAI_UNUSED = seai_x##i;
#define SEAI_ALIAS_ARR(c, i, n, name, d, q, o, T, L, ...)                              \
    struct {                                                                           \
        q sea_ctype_##T *data;                                                         \
        L len;                                                                         \
    } name SEAI_UNUSED = {seai_b##i.buf, seai_x##i};
#define SEAI_ALIAS_ITEMS(c, i, n, name, d, q, T)                                       \
    struct {                                                                           \
        q sea_ctype_##T *data;                                                         \
        size_t len;                                                                    \
    } name SEAI_UNUSED = {seai_n_##name.buf, (size_t)seai_l_##name};
#define SEAI_ALIAS_OUT SEAI_ALIAS_IN
#define SEAI_ALIAS_FILL(c, i, n, name, d, T)                                           \
    struct {                                                                           \
        const sea_ctype_##T *data;                                                     \
        size_t len;                                                                    \
    } name SEAI_UNUSED = {seai_n_##name.data, (size_t)seai_n_##name.used};
#define SEAI_NAMED(c) SEAI_NAMED_(SEAI_EXPAND c)
#define SEAI_NAMED_(...) SEAI_NAMED__(__VA_ARGS__)
#define SEAI_NAMED__(self, params)                                                     \
    self                                                                               \
    {                                                                                  \
        SEAI_MAPE(SEAI_ALIAS, ~, SEAI_EXPAND params)
#define SEAI_EXPR(c, i, t) SEAI_P(SEAI_EXPR_, c, i, t)
#define SEAI_EXPR_FILL(c, i, n, name, d, T)                                            \
    {                                                                                  \
        SEAI_NAMED(c)                                                                  \
        if (seai_fill_begin(&seai_n_##name, seai_f, #name, (long long)(d),             \
                            &sea_element_##T) < 0) {                                   \
            goto seai_done;                                                            \
        }                                                                              \
    }                                                                                  \
    }
#define SEAI_EXPR_FIXED(c, i, n, e, ...)                                               \
    {                                                                                  \
        SEAI_NAMED(c) seai_x##i = (e);                                                 \
    }                                                                                  \
    }
#define SEAI_EXPR_FILENAME(c, i, n, name, ...)                                         \
    {                                                                                  \
        SEAI_NAMED(c)(void) sizeof(name); /* that there is such a parameter */         \
    }                                                                                  \
    }
#define SEAI_EXPR_LEN(c, i, n, name, d, L)                                             \
    if (SEAI_UNLIKELY((unsigned long long)seai_l_##name > SEAI_MAX_OF(L))) {           \
        seai_too_long(seai_f, #name, seai_l_##name, SEAI_MAX_OF(L), #L);               \
        goto seai_done;                                                                \
    }
#define SEAI_EXPR_NEW(c, i, n, name, d, X)                                             \
    if ((seai_x##i = seai_handle_new(seai_w, &sea_class_##X)) == NULL) {               \
        goto seai_done;                                                                \
    }

/* ---- PASS: , C argument ---- */
#define SEAI_PASS(c, i, t) SEAI_P(SEAI_PASS_, c, i, t)
#define SEAI_PASS_IN(c, i, ...) , seai_x##i
#define SEAI_PASS_OPT SEAI_PASS_IN
#define SEAI_PASS_AS SEAI_PASS_IN
#define SEAI_PASS_FIXED SEAI_PASS_IN
#define SEAI_PASS_ARR(c, i, ...) , seai_b##i.buf, seai_x##i
#define SEAI_PASS_ITEMS(c, i, n, name, ...) , seai_n_##name.buf
#define SEAI_PASS_LEN(c, i, n, name, d, L) , (L)seai_l_##name
#define SEAI_PASS_FILL(c, i, n, name, ...) , seai_n_##name.data
#define SEAI_PASS_CAP(c, i, n, name, d, L) , (L)seai_n_##name.cap
#define SEAI_PASS_USED(c, i, n, name, d, L)                                            \
    , (seai_l_##name = (L)seai_n_##name.cap, &seai_l_##name)
#define SEAI_PASS_OUT(c, i, ...) , &seai_x##i
#define SEAI_PASS_INOUT SEAI_PASS_OUT
#define SEAI_PASS_BUF SEAI_PASS_OUT
#define SEAI_PASS_NEW(c, i, n, name, d, X)                                             \
    , (sea_ptr_##X)seai_storage(seai_x##i, &sea_class_##X)
#define SEAI_PASS_PASS(c, i, n, e, ...) , e
#define SEAI_PASS_SELF(...) , seai_s
#define SEAI_PASS_OUTSELF(...) , &seai_new
#define SEAI_PASS_OUTITEMS(c, i, n, name, ...) , &seai_n_##name
#define SEAI_PASS_OUTLEN(c, i, n, name, ...) , &seai_l_##name
#define SEAI_PASS_OUTARR(c, i, ...) , &seai_x##i, &seai_l##i

/* ---- AFTER, OUT: results, in order ---- */
#define SEAI_PUSH(e)                                                                   \
    if (seai_ok > 0 && (seai_o[seai_k++] = (e)) == NULL) {                             \
        seai_ok = -1;                                                                  \
    }
#define SEAI_OUT(c, i, t) SEAI_P(SEAI_OUT_, c, i, t)
#define SEAI_OUT_OUT(c, i, n, name, d, conv)                                           \
    SEAI_PUSH(SEAI_CASTX(conv, seai_w, seai_x##i))
#define SEAI_OUT_INOUT SEAI_OUT_OUT
#define SEAI_OUT_BUF(c, i, ...) SEAI_PUSH(seai_buf_take(&seai_x##i))
#define SEAI_OUT_NEW(c, i, n, name, d, X)                                              \
    if (seai_ok > 0) {                                                                 \
        seai_o[seai_k++] = seai_embedded_ready_steal(seai_x##i, &sea_class_##X);       \
        seai_x##i = NULL;                                                              \
    }
#define SEAI_OUT_FILL(c, i, n, name, d, T)                                             \
    SEAI_PUSH(seai_fill_end(&seai_n_##name, seai_f, &sea_element_##T))
#define SEAI_OUT_OUTITEMS(c, i, n, name, d, F, q, T)                                   \
    SEAI_PUSH(seai_cast_items(seai_n_##name, (unsigned long long)seai_l_##name,        \
                              &sea_element_##T))
#define SEAI_OUT_OUTARR(c, i, n, name, d, F, q, T, L, ...)                             \
    SEAI_PUSH(                                                                         \
        seai_cast_items(seai_x##i, (unsigned long long)seai_l##i, &sea_element_##T))
#define SEAI_AFTER(c, i, t) SEAI_P(SEAI_AFTER_, c, i, t)
#define SEAI_AFTER_USED(c, i, n, name, ...)                                            \
    seai_n_##name.used = (unsigned long long)seai_l_##name;
#define SEAI_AFTER_CAP(c, i, n, name, ...)                                             \
    if (seai_length >= 0) {                                                            \
        seai_n_##name.used = (unsigned long long)seai_length;                          \
    }

/* ---- DONE: release, whatever happened ---- */
#define SEAI_DONE(c, i, t) SEAI_P(SEAI_DONE_, c, i, t)
#define SEAI_DONE_ARR(c, i, ...)                                                       \
    if (seai_b##i.obj != NULL) {                                                       \
        PyBuffer_Release(&seai_b##i);                                                  \
    }
#define SEAI_DONE_ITEMS(c, i, n, name, ...)                                            \
    if (seai_n_##name.obj != NULL) {                                                   \
        PyBuffer_Release(&seai_n_##name);                                              \
    }
#define SEAI_DONE_IN(c, i, n, name, d, conv) SEAI_INSIDE(SEAI_HELD_DONE_, conv, i)
#define SEAI_DONE_INOUT SEAI_DONE_IN
#define SEAI_DONE_OPT(c, i, n, name, d, ...)                                           \
    SEAI_INSIDE(SEAI_HELD_DONE_, __VA_ARGS__, i)
#define SEAI_DONE_AS(c, i, n, name, d, CONV, ...) SEAI_INSIDE(SEAI_HELD_DONE_, CONV, i)
#define SEAI_DONE_FILL(c, i, n, name, ...) seai_fill_drop(&seai_n_##name);
#define SEAI_DONE_BUF(c, i, ...) seai_buf_free(&seai_x##i);
#define SEAI_DONE_NEW(c, i, n, name, d, X)                                             \
    if (SEAI_UNLIKELY(seai_x##i != NULL)) {                                            \
        if (seai_ok != 0) { /* C made it, another result failed: it is destroyed */    \
            (void)seai_embedded_ready_steal(seai_x##i, &sea_class_##X);                \
        }                                                                              \
        Py_DECREF(seai_x##i);                                                          \
    }
#define SEAI_DONE_OUT(c, i, n, name, d, conv)                                          \
    SEAI_DROPX(conv, seai_x##i)                                                        \
    SEAI_INSIDE(SEAI_DROP_, conv, seai_x##i, seai_ok != 0)
#define SEAI_DONE_FILENAME(c, i, n, name, ...)                                         \
    if (SEAI_UNLIKELY(seai_bad_status == SEAI_FAILED)) {                               \
        seai_fault_filename(seai_f, seai_a, #name);                                    \
    }
#define SEAI_DONE_OUTITEMS(c, i, n, name, d, F, q, T) SEAI_FREE(F, seai_n_##name)
#define SEAI_DONE_OUTARR(c, i, n, name, d, F, q, T, L, ...) SEAI_FREE(F, seai_x##i)
#define SEAI_FREE(F, p)                                                                \
    if ((p) != NULL) {                                                                 \
        F(p);                                                                          \
    }

/* ---- DEFVAL: the defaults as Python objects, for the signature ---- */
#define SEAI_DEFVAL(c, i, t) SEAI_P(SEAI_DEFVAL_, c, i, t)
#define SEAI_DEFVAL_IN(c, i, n, name, d, conv) SEAI_DEFVAL_IN_##n(d, conv)
#define SEAI_DEFVAL_IN_1(d, conv)
#define SEAI_DEFVAL_IN_4(d, conv)
#define SEAI_DEFVAL_IN_2(d, conv)
#define SEAI_DEFVAL_IN_3(d, conv)                                                      \
    {                                                                                  \
        sea_ctype_##conv seai_v = d;                                                   \
        if ((*seai_o++ = SEAI_CASTX(conv, seai_w, seai_v)) == NULL) {                  \
            return -1;                                                                 \
        }                                                                              \
    }
#define SEAI_DEFVAL_INOUT SEAI_DEFVAL_IN
#define SEAI_DEFVAL_OPT(c, i, n, name, d, ...) SEAI_DEFVAL_OPT_##n(d, __VA_ARGS__)
#define SEAI_DEFVAL_OPT_1(d, ...)
#define SEAI_DEFVAL_OPT_4(d, ...)
#define SEAI_DEFVAL_OPT_2(d, ...)
#define SEAI_DEFVAL_OPT_3(d, ...)                                                      \
    {                                                                                  \
        sea_ctype_##__VA_ARGS__ seai_v = d;                                            \
        if ((*seai_o++ = SEAI_CASTX(opt(__VA_ARGS__), seai_w, seai_v)) == NULL) {      \
            return -1;                                                                 \
        }                                                                              \
    }
#define SEAI_DEFVAL_AS(c, i, n, name, d, CONV, ...) SEAI_DEFVAL_AS_##n(d, CONV)
#define SEAI_DEFVAL_AS_1(d, CONV)
#define SEAI_DEFVAL_AS_4(d, CONV)
#define SEAI_DEFVAL_AS_2(d, CONV)
#define SEAI_DEFVAL_AS_3(d, CONV)                                                      \
    {                                                                                  \
        sea_ctype_##CONV seai_v = (sea_ctype_##CONV)(d);                               \
        if ((*seai_o++ = SEAI_CASTX(CONV, seai_w, seai_v)) == NULL) {                  \
            return -1;                                                                 \
        }                                                                              \
    }
#define SEAI_DEFVAL_NONE(c, i, n, ...) SEAI_DEFVAL_NONE_##n
#define SEAI_DEFVAL_NONE_1
#define SEAI_DEFVAL_NONE_4
#define SEAI_DEFVAL_NONE_2
#define SEAI_DEFVAL_NONE_3 *seai_o++ = Py_NewRef(Py_None);
#define SEAI_DEFVAL_ARR SEAI_DEFVAL_NONE
#define SEAI_DEFVAL_ITEMS SEAI_DEFVAL_NONE

#endif
