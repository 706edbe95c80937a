/* SEA_CONVERTER: a converter of the user's own, by another one or by C functions.
 *
 * A converter NAME is, beside its C type, sea_load_NAME and sea_cast_NAME, as of a built-in
 * one (convert.h); what else it can do, seai_context_NAME says (held.h).  All is static, so that
 * the block may stand in a header. */
#ifndef SEABIND_DETAIL_CONVERTER_H
#define SEABIND_DETAIL_CONVERTER_H

#include "function.h"
#include "held.h"

/* Raises it with the text of seai_format(): SEAI_REFUSED, or SEAI_RAISED when there is no
 * memory.  An exception of the user's raises the built-in one that it derives from. */
SEAI_COLD const char *seai_refuse(const seai_exception *exception, char *text_steal);
/* Raises it without text: SEAI_RAISED. */
SEAI_COLD const char *seai_refuse_bare(const seai_exception *exception);
/* A loader function of the user's returned `bad`, not 0: `expected` when there is no
 * exception; SEAI_REFUSED or SEAI_RAISED for the one that it has set. */
SEAI_COLD const char *seai_load_failed(const char *expected);
/* A cast could not make a `name`: what CPython or a function of the user's says becomes what a
 * cast says.  NULL. */
SEAI_COLD PyObject *seai_cast_failed(const char *name);
/* A new tuple with the item at the index; without an item NULL, with the exception that is
 * there, if any.  Steals both. */
SEAI_HIDDEN PyObject *seai_tuple_with_steal(PyObject *tuple, Py_ssize_t index,
                                            PyObject *item);

/* ---- clauses ----
 * SEAI_CV(PASS, N, i, clause): SEAI_CV_<PASS>_<kind> names the macro of the pass for the
 * clause's kind; there is none for most, and none for a kind that is unknown. */
#define SEAI_CV(pass, N, i, t) SEAI_CV1(pass, N, i, SEAI_EXPAND t)
#define SEAI_CV1(...) SEAI_CV2(__VA_ARGS__)
#define SEAI_CV2(pass, N, i, kind, ...)                                                \
    SEAI_CV3(SEAI_SECOND(SEAI_CV_##pass##_##kind, SEAI_NOTHING, ~), N, __VA_ARGS__)
#define SEAI_CV3(...) SEAI_CV4(__VA_ARGS__)
#define SEAI_CV4(op, ...) op(__VA_ARGS__)

#define SEAI_CV_CLAUSE(N, i, t) SEAI_CV_CLAUSE1(N, SEAI_EXPAND t, ~)
#define SEAI_CV_CLAUSE1(...) SEAI_CV_CLAUSE2(__VA_ARGS__)
#define SEAI_CV_CLAUSE2(N, kind, ...)                                                  \
    _Static_assert(SEAI_SECOND(SEAI_CV_KNOWN_##kind, 0, ~),                            \
                   "seabind: " #N ": there is no clause (" #kind ", ...)");
#define SEAI_CV_KNOWN_load ~, 1
#define SEAI_CV_KNOWN_cast ~, 1
#define SEAI_CV_KNOWN_tuple ~, 1
#define SEAI_CV_KNOWN_loader ~, 1
#define SEAI_CV_KNOWN_caster ~, 1
#define SEAI_CV_KNOWN_refuse ~, 1
#define SEAI_CV_KNOWN_failure ~, 1
#define SEAI_CV_KNOWN_release ~, 1
#define SEAI_CV_KNOWN_drop ~, 1
#define SEAI_CV_KNOWN_type ~, 1
#define SEAI_CV_KNOWN_doc ~, 1
#define SEAI_CV_KNOWN_end ~, 1

/* IN, OUT, DROP: , 1 for a way in, a way out, a drop; FROM: , the type of what is loaded;
 * HELD: | what a loader holds; WHAT: , the text of what it expects */
#define SEAI_CV_IN(N, i, t) SEAI_CV(IN, N, i, t)
#define SEAI_CV_IN_load ~, SEAI_CV_ONE
#define SEAI_CV_IN_loader ~, SEAI_CV_ONE
#define SEAI_CV_ONE(...) , 1
#define SEAI_CV_OUT(N, i, t) SEAI_CV(OUT, N, i, t)
#define SEAI_CV_OUT_cast ~, SEAI_CV_ONE
#define SEAI_CV_OUT_caster ~, SEAI_CV_ONE
#define SEAI_CV_OUT_tuple ~, SEAI_CV_ONE
#define SEAI_CV_DROP(N, i, t) SEAI_CV(DROP, N, i, t)
#define SEAI_CV_DROP_drop ~, SEAI_CV_ONE
#define SEAI_CV_FROM(N, i, t) SEAI_CV(FROM, N, i, t)
#define SEAI_CV_FROM_load ~, SEAI_CV_FROM_OF
#define SEAI_CV_FROM_OF(N, conv, ...) , sea_ctype_##conv
#define SEAI_CV_HELD(N, i, t) SEAI_CV(HELD, N, i, t)
#define SEAI_CV_HELD_load ~, SEAI_CV_HELD_OF
#define SEAI_CV_HELD_release ~, SEAI_CV_HELD_ALWAYS
#define SEAI_CV_HELD_ALWAYS(...) | SEAI_RELEASES
#define SEAI_CV_HELD_OF(N, conv, ...) | SEAI_INSIDE(SEAI_CV_HELD_, conv, ~)
#define SEAI_CV_HELD_0(X, ...) 0
#define SEAI_CV_HELD_1(X, ...) (SEAI_CAN(X, SEAI_RELEASES) ? SEAI_RELEASES : 0)
#define SEAI_CV_WHAT(N, i, t) SEAI_CV(WHAT, N, i, t)
#define SEAI_CV_WHAT_type ~, SEAI_CV_WHAT_OF
#define SEAI_CV_WHAT_OF(N, text) , text

/* KNOW: the names in a clause; a handle is no value yet when it is loaded */
#define SEAI_CV_KNOW(c, i, t) SEAI_CV(KNOW, c, i, t)
#define SEAI_CV_NAME(N, T) #N
#define SEAI_CV_TYPE(N, T) T
#define SEAI_CV_KNOW_load ~, SEAI_CV_KNOW_LOAD
#define SEAI_CV_KNOW_cast ~, SEAI_CV_KNOW_CAST
#define SEAI_CV_KNOW_LOAD(c, conv, ...)                                                \
    SEAI_KNOWX(conv)                                                                   \
    SEAI_LOADABLE(SEAI_CV_NAME c, conv)                                                \
    _Static_assert(!SEAI_CAT(SEAI_CV_HANDLE_, SEAI_ATOM(conv))(conv),                  \
                   "seabind: " SEAI_CV_NAME c                                          \
                   ": (load, " SEAI_STR(conv) ", ...): a handle cannot be converted");
#define SEAI_CV_HANDLE_0(conv) 0
#define SEAI_CV_HANDLE_1(X) (SEAI_YIELDS(X) == 3)
#define SEAI_CV_KNOW_CAST(c, conv, ...)                                                \
    SEAI_KNOWX(conv) SEAI_OWNER(SEAI_CV_NAME c, conv)
#define SEAI_CV_KNOW_tuple ~, SEAI_CV_KNOW_TUPLE
#define SEAI_CV_KNOW_TUPLE(c, ...) SEAI_MAPS(SEAI_CV_KNOW_ITEM, c, __VA_ARGS__)
#define SEAI_CV_KNOW_ITEM(c, i, t) SEAI_CAT(SEAI_CV_KNOW_ITEM_, SEAI_IS_PAREN(t))(c, t)
#define SEAI_CV_KNOW_ITEM_0(c, t)                                                      \
    _Static_assert(0, "seabind: " SEAI_CV_NAME c                                       \
                      ": incomplete, write (tuple, (converter, expression), ...)");
#define SEAI_CV_KNOW_ITEM_1(c, t) SEAI_CV_KNOW_ITEM1(c, SEAI_EXPAND t)
#define SEAI_CV_KNOW_ITEM1(...) SEAI_CV_KNOW_ITEM2(__VA_ARGS__, )
#define SEAI_CV_KNOW_ITEM2(c, conv, ...)                                               \
    SEAI_CV_KNOW_CAST(c, conv, ~)                                                      \
    _Static_assert(sizeof(#__VA_ARGS__) > 1, "seabind: " SEAI_CV_NAME c                \
                                             ": incomplete, write (tuple, (" SEAI_STR( \
                                                 conv) ", expression), ...)");
#define SEAI_CV_KNOW_loader ~, SEAI_CV_KNOW_LOADER
#define SEAI_CV_KNOW_LOADER(c, fn)                                                     \
    _Static_assert(                                                                    \
        _Generic(&fn, int (*)(PyObject *, SEAI_CV_TYPE c *): 1, default: 0),           \
        "seabind: " SEAI_CV_NAME c ": the C function must be: int " SEAI_STR(          \
            fn) "(PyObject *, " SEAI_STR(SEAI_CV_TYPE c) " *)");
#define SEAI_CV_KNOW_caster ~, SEAI_CV_KNOW_CASTER
#define SEAI_CV_KNOW_CASTER(c, fn)                                                     \
    _Static_assert(_Generic(&fn, PyObject * (*)(SEAI_CV_TYPE c): 1, default: 0),       \
                   "seabind: " SEAI_CV_NAME c                                          \
                   ": the C function must be: PyObject *" SEAI_STR(fn) "(" SEAI_STR(   \
                       SEAI_CV_TYPE c) ")");

/* REFUSE, FAILURE: (condition, Exception[, "format", args...]); (refuse, condition) is the
 * TypeError of a wrong type */
#define SEAI_CV_REFUSE(N, i, t) SEAI_CV(REFUSE, N, i, t)
#define SEAI_CV_REFUSE_refuse ~, SEAI_CV_UNLESS
#define SEAI_CV_UNLESS(N, ...) SEAI_CV_UNLESS_(SEAI_ARITY(__VA_ARGS__), N, __VA_ARGS__)
#define SEAI_CV_UNLESS_(...) SEAI_CV_UNLESS__(__VA_ARGS__)
#define SEAI_CV_UNLESS__(n, N, ...) SEAI_CV_UNLESS_##n(N, __VA_ARGS__)
#define SEAI_CV_UNLESS_1(N, e)                                                         \
    if (SEAI_UNLIKELY(e)) {                                                            \
        return seai_what;                                                              \
    }
#define SEAI_CV_UNLESS_2 SEAI_CV_IF_2
#define SEAI_CV_UNLESS_3 SEAI_CV_IF_3
#define SEAI_CV_UNLESS_4 SEAI_CV_IF_4
#define SEAI_CV_FAILURE(N, i, t) SEAI_CV(FAILURE, N, i, t)
#define SEAI_CV_FAILURE_failure ~, SEAI_CV_IF
#define SEAI_CV_IF(N, ...) SEAI_CV_IF_(SEAI_ARITY(__VA_ARGS__), N, __VA_ARGS__)
#define SEAI_CV_IF_(...) SEAI_CV_IF__(__VA_ARGS__)
#define SEAI_CV_IF__(n, N, ...) SEAI_CV_IF_##n(N, __VA_ARGS__)
#define SEAI_CV_IF_1(N, e)                                                             \
    _Static_assert(0, "seabind: " #N ": incomplete, write (failure, " SEAI_STR(        \
                          e) ", Exception, format, arguments...)");
#define SEAI_CV_IF_2(N, e, E)                                                          \
    if (SEAI_UNLIKELY(e)) {                                                            \
        return seai_refuse_bare(&sea_exc_##E);                                         \
    }
#define SEAI_CV_IF_3(N, e, E, ...)                                                     \
    if (SEAI_UNLIKELY(e)) {                                                            \
        return seai_refuse(&sea_exc_##E, seai_format(__VA_ARGS__));                    \
    }
#define SEAI_CV_IF_4 SEAI_CV_IF_3

#define SEAI_CV_RELEASE(N, i, t) SEAI_CV(RELEASE, N, i, t)
#define SEAI_CV_RELEASE_release ~, SEAI_CV_DO
#define SEAI_CV_DO(N, ...) (void)(__VA_ARGS__);
#define SEAI_CV_DROPPING(N, i, t) SEAI_CV(DROPPING, N, i, t)
#define SEAI_CV_DROPPING_drop ~, SEAI_CV_DO

#define SEAI_CV_FREES(N, i, t) SEAI_CV(FREES, N, i, t)
#define SEAI_CV_FREES_release ~, SEAI_CV_ONE

/* LOAD: the body of the loader */
#define SEAI_CV_LOAD(N, i, t) SEAI_CV(LOAD, N, i, t)
#define SEAI_CV_LOAD_load ~, SEAI_CV_BY_CONVERTER
#define SEAI_CV_LOAD_loader ~, SEAI_CV_BY_FUNCTION
#define SEAI_CV_BY_CONVERTER(N, conv, ...)                                             \
    SEAI_CV_READ(conv)                                                                 \
    if (SEAI_UNLIKELY(seai_e != NULL)) {                                               \
        return seai_what != NULL && seai_e != SEAI_REFUSED && seai_e != SEAI_RAISED    \
                   ? seai_what                                                         \
                   : seai_e;                                                           \
    }                                                                                  \
    if (SEAI_UNLIKELY((seai_e = seai_refuse_##N(it)) != NULL)) {                       \
        return seai_e;                                                                 \
    }                                                                                  \
    {                                                                                  \
        const seai_from_##N from = it;                                                 \
        const sea_ctype_##N seai_made = (__VA_ARGS__);                                 \
        (void)from;                                                                    \
        memcpy(out, &seai_made, sizeof seai_made);                                     \
        if (SEAI_UNLIKELY((seai_e = seai_failure_##N(seai_made, from)) != NULL)) {     \
            return seai_e;                                                             \
        }                                                                              \
    }
#define SEAI_CV_BY_FUNCTION(N, fn)                                                     \
    (void)it;                                                                          \
    if (SEAI_UNLIKELY(                                                                 \
            _Generic(&fn,                                                              \
                int (*)(PyObject *, sea_ctype_##N *): &fn,                             \
                default: (int (*)(PyObject *, sea_ctype_##N *))NULL)(o, out) != 0)) {  \
        return seai_load_failed(seai_what != NULL ? seai_what : #N);                   \
    }                                                                                  \
    if (SEAI_UNLIKELY((seai_e = seai_failure_##N(*out, 0)) != NULL)) {                 \
        return seai_e;                                                                 \
    }
/* it = what o is by the inner converter */
#define SEAI_CV_READ(conv) SEAI_CV_READ1(SEAI_CV_READS_##conv, PLAIN, (conv), ~)
#define SEAI_CV_READ1(...) SEAI_CV_READ2(__VA_ARGS__)
#define SEAI_CV_READ2(a, k, p, ...) SEAI_CV_READ_##k p
#define SEAI_CV_READS_opt(...) ~, OPT, (__VA_ARGS__)
#define SEAI_CV_READS_as(...) ~, AS, (__VA_ARGS__)
#define SEAI_CV_READ_PLAIN(conv)                                                       \
    seai_e = SEAI_LOADX(conv, o, &it, SEAI_CAT(SEAI_CV_TOP_, SEAI_ATOM(conv))(conv));
#define SEAI_CV_READ_OPT(...)                                                          \
    if (o == Py_None) {                                                                \
        it = NULL;                                                                     \
    } else {                                                                           \
        SEAI_CV_READ_PLAIN(__VA_ARGS__)                                                \
    }
#define SEAI_CV_READ_AS(CONV, ...)                                                     \
    {                                                                                  \
        sea_ctype_##CONV seai_v;                                                       \
        seai_e = SEAI_LOADX(CONV, o, &seai_v,                                          \
                            SEAI_CAT(SEAI_CV_TOP_, SEAI_ATOM(CONV))(CONV));            \
        if (seai_e == NULL &&                                                          \
            !SEAI_NARROW(CONV, sea_ctype_##CONV, __VA_ARGS__, seai_v, it)) {           \
            seai_e = SEAI_LOAD_NARROW(o, __VA_ARGS__);                                 \
        }                                                                              \
    }
#define SEAI_CV_TOP_0(conv) NULL
#define SEAI_CV_TOP_1(X) (SEAI_CAN(X, SEAI_LISTS) ? top : NULL)

/* CAST: the body of the cast */
#define SEAI_CV_CAST(N, i, t) SEAI_CV(CAST, N, i, t)
#define SEAI_CV_CAST_cast ~, SEAI_CV_TO_CONVERTER
#define SEAI_CV_CAST_caster ~, SEAI_CV_TO_FUNCTION
#define SEAI_CV_TO_CONVERTER(N, conv, ...)                                             \
    if (SEAI_SECOND(SEAI_CV_NULLS_##conv, 1, ~) && SEAI_IS_POINTER(it) &&              \
        seai_is_null(&it)) {                                                           \
        return NULL;                                                                   \
    }                                                                                  \
    {                                                                                  \
        sea_ctype_##conv seai_v = (__VA_ARGS__);                                       \
        seai_r = SEAI_CASTX(conv, where, seai_v);                                      \
    }
#define SEAI_CV_NULLS_opt(...) ~, 0
#define SEAI_CV_CAST_tuple ~, SEAI_CV_TO_TUPLE
#define SEAI_CV_TO_TUPLE(N, ...)                                                       \
    if (SEAI_IS_POINTER(it) && seai_is_null(&it)) {                                    \
        return NULL;                                                                   \
    }                                                                                  \
    PyObject *seai_tuple = PyTuple_New(SEAI_COUNTS(__VA_ARGS__));                      \
    SEAI_MAPS(SEAI_CV_TO_ITEM, SEAI_COUNTS(__VA_ARGS__), __VA_ARGS__)                  \
    seai_r = seai_tuple;
#define SEAI_CV_TO_ITEM(count, i, t)                                                   \
    SEAI_CAT(SEAI_CV_TO_ITEM_, SEAI_IS_PAREN(t))((count) - (i), t)
#define SEAI_CV_TO_ITEM_0(index, t)
#define SEAI_CV_TO_ITEM_1(index, t) SEAI_CV_TO_ITEM1(index, SEAI_EXPAND t)
#define SEAI_CV_TO_ITEM1(...) SEAI_CV_TO_ITEM2(__VA_ARGS__)
#define SEAI_CV_TO_ITEM2(index, conv, ...)                                             \
    if (seai_tuple != NULL) {                                                          \
        sea_ctype_##conv seai_v = (__VA_ARGS__);                                       \
        seai_tuple =                                                                   \
            seai_tuple_with_steal(seai_tuple, index, SEAI_CASTX(conv, where, seai_v)); \
    }
#define SEAI_CV_TO_FUNCTION(N, fn)                                                     \
    seai_r = _Generic(&fn,                                                             \
        PyObject * (*)(sea_ctype_##N): &fn,                                            \
        default: (PyObject * (*)(sea_ctype_##N)) NULL)(it);                            \
    if (SEAI_UNLIKELY(seai_r == NULL)) {                                               \
        (void)seai_cast_failed(#N);                                                    \
    }

#define SEA_CONVERTER(NAME, ...) SEAI_CONVERTER_(NAME, __VA_ARGS__, (end, ~))
#define SEAI_CONVERTER_(N, T, ...)                                                     \
    SEAI_CAT(SEAI_CONVERTER_NEW_, SEAI_SECOND(SEAI_BUILTIN_##N, 0, ~))(N, T,           \
                                                                       __VA_ARGS__)
#define SEAI_CONVERTER_NEW_1(N, ...)                                                   \
    _Static_assert(0, "seabind: there is a built-in converter " SEAI_STR(N))
#define SEAI_CONVERTER_NEW_0(N, T, ...)                                                \
    SEAI_CAT(SEAI_CONVERTER_IF_, SEAI_IS_PAREN(T))(N, T, __VA_ARGS__)
#define SEAI_CONVERTER_IF_1(N, ...)                                                    \
    _Static_assert(0, "seabind: " #N ": incomplete, write SEA_CONVERTER(" #N           \
                      ", C type, clauses...)")
#define SEAI_CONVERTER_IF_0(N, T, ...)                                                 \
    SEAI_WELL(SEAI_ILL(#N, __VA_ARGS__), SEAI_CONVERTER)(N, T, __VA_ARGS__)
#define SEAI_CONVERTER(N, T, ...)                                                      \
    SEAI_BLOCK_BEGIN                                                                   \
    SEAI_MAPI(SEAI_CV_CLAUSE, N, __VA_ARGS__)                                          \
    typedef T sea_ctype_##N;                                                           \
    SEAI_MAPI(SEAI_CV_KNOW, (N, T), __VA_ARGS__)                                       \
    typedef SEAI_SECOND(~SEAI_MAPI(SEAI_CV_FROM, N, __VA_ARGS__), int, ~)              \
        seai_from_##N;                                                                 \
    SEAI_DECLARE_VALUE(                                                                \
        N,                                                                             \
        SEAI_LISTS SEAI_MAPI(SEAI_CV_HELD, N, __VA_ARGS__) |                           \
            (SEAI_SECOND(~SEAI_MAPI(SEAI_CV_IN, N, __VA_ARGS__), 0, ~)                 \
                 ? 0                                                                   \
                 : SEAI_NO_LOAD) |                                                     \
            (SEAI_SECOND(~SEAI_MAPI(SEAI_CV_OUT, N, __VA_ARGS__), 0, ~)                \
                 ? 0                                                                   \
                 : SEAI_NO_CAST) |                                                     \
            (SEAI_SECOND(~SEAI_MAPI(SEAI_CV_DROP, N, __VA_ARGS__), 0, ~) ? SEAI_DROPS  \
                                                                         : 0))         \
    SEAI_INLINE const char *seai_refuse_##N(const seai_from_##N it)                    \
    {                                                                                  \
        const char *const seai_what =                                                  \
            SEAI_SECOND(~SEAI_MAPI(SEAI_CV_WHAT, N, __VA_ARGS__), #N, ~);              \
        (void)seai_what;                                                               \
        (void)it;                                                                      \
        SEAI_MAPI(SEAI_CV_REFUSE, N, __VA_ARGS__)                                      \
        return NULL;                                                                   \
    }                                                                                  \
    SEAI_INLINE const char *seai_failure_##N(const sea_ctype_##N it,                   \
                                             const seai_from_##N from)                 \
    {                                                                                  \
        (void)it;                                                                      \
        (void)from;                                                                    \
        SEAI_MAPI(SEAI_CV_FAILURE, N, __VA_ARGS__)                                     \
        return NULL;                                                                   \
    }                                                                                  \
    static SEAI_UNUSED void seai_release_##N(void *value)                              \
    {                                                                                  \
        sea_ctype_##N it = *(sea_ctype_##N *)value;                                    \
        (void)it;                                                                      \
        SEAI_MAPI(SEAI_CV_RELEASE, N, __VA_ARGS__)                                     \
    }                                                                                  \
    SEAI_INLINE const char *sea_load_##N(PyObject *o, sea_ctype_##N *out,              \
                                         seai_hold **top)                              \
    {                                                                                  \
        const char *const seai_what =                                                  \
            SEAI_SECOND(~SEAI_MAPI(SEAI_CV_WHAT, N, __VA_ARGS__), NULL, ~);            \
        const char *seai_e = NULL;                                                     \
        (void)o;                                                                       \
        (void)top;                                                                     \
        seai_from_##N it;                                                              \
        memset(&it, 0, sizeof it);                                                     \
        (void)seai_what;                                                               \
        (void)seai_e;                                                                  \
        SEAI_MAPI(SEAI_CV_LOAD, N, __VA_ARGS__)                                        \
        if (SEAI_SECOND(~SEAI_MAPI(SEAI_CV_FREES, N, __VA_ARGS__), 0, ~)) {            \
            return seai_hold_value((seai_held *)(void *)top, out, sizeof *out,         \
                                   seai_release_##N);                                  \
        }                                                                              \
        return NULL;                                                                   \
    }                                                                                  \
    SEAI_INLINE PyObject *sea_cast_##N(seai_where where, sea_ctype_##N it)             \
    {                                                                                  \
        PyObject *seai_r = NULL;                                                       \
        (void)where;                                                                   \
        (void)it;                                                                      \
        if (SEAI_SECOND(~SEAI_MAPI(SEAI_CV_DROP, N, __VA_ARGS__), 0, ~) &&             \
            where.cls == &seai_dropping) {                                             \
            SEAI_MAPI(SEAI_CV_DROPPING, N, __VA_ARGS__)                                \
            return NULL;                                                               \
        }                                                                              \
        SEAI_MAPI(SEAI_CV_CAST, N, __VA_ARGS__)                                        \
        return seai_r;                                                                 \
    }                                                                                  \
    SEAI_BLOCK_END                                                                     \
    extern const int seai_end_of_block

#endif
