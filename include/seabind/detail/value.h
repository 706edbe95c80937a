/* Values by converter: the C type, loading, casting, dropping and narrowing, dispatched by
 * what the converter's first word is. */
#ifndef SEABIND_DETAIL_VALUE_H
#define SEABIND_DETAIL_VALUE_H

#include "known.h"

/* ---- C types of parametrised converters ---- */
#define sea_ctype_as(X, ...) __VA_ARGS__
#define sea_ctype_c(...) __VA_ARGS__
#define sea_ctype_opt(...) sea_ctype_##__VA_ARGS__
#define sea_ctype_ref(X) sea_ref_##X
#define sea_ctype_ptr(X) sea_ptr_##X
#define sea_ctype_owned(...) SEAI_OWNED_TYPE(__VA_ARGS__, ~)
#define SEAI_OWNED_TYPE(X, ...) sea_owned_##X
#define sea_ctype_items(T) const sea_ctype_##T *
#define sea_owned_str char *
#define sea_owned_items(T) sea_ctype_##T *

/* ---- loading and casting by converter ---- */
#define SEAI_LOADX(conv, o, out, top)                                                  \
    SEAI_LOADX1(o, out, top, SEAI_LOADER_##conv, PLAIN, (conv), ~)
#define SEAI_LOADX1(...) SEAI_LOADX2(__VA_ARGS__)
#define SEAI_LOADX2(o, out, top, a, k, p, ...)                                         \
    SEAI_LOADX3(k, o, out, top, SEAI_EXPAND p)
#define SEAI_LOADX3(...) SEAI_LOADX4(__VA_ARGS__)
#define SEAI_LOADX4(k, ...) SEAI_LOADX_##k(__VA_ARGS__)
#define SEAI_LOADER_ref(X) ~, POINTER, (X, SEAI_VIEWED)
#define SEAI_LOADER_ptr(X) ~, POINTER, (X, SEAI_VIEWED_TO_WRITE)
#define SEAI_LOADER_c(...) ~, C, (__VA_ARGS__)
#define SEAI_LOADX_PLAIN(o, out, top, conv) sea_load_##conv(o, out, top)
#define SEAI_LOADX_C(o, out, top, ...) SEAI_GENERIC(__VA_ARGS__, sea_load_)(o, out, top)
#define SEAI_LOADX_POINTER(o, out, top, X, viewed)                                     \
    seai_load_instance(o, SEAI_YIELDS(X) == 3, seai_tag_##X, #X, out, top, viewed)

/* ---- SEAI_STORE(conv, o, p, top): as a statement, for every converter of one value ----
 * Loads o into *p; seai_e is then what a loader returns, seai_none whether None would have
 * done.  Inside opt and as it is the family Y, inside that a loader. */
#define SEAI_STORE(conv, o, p, top)                                                    \
    SEAI_STORE1(o, p, top, SEAI_STORER_##conv, PLAIN, (conv), ~)
#define SEAI_STORE1(...) SEAI_STORE2(__VA_ARGS__)
#define SEAI_STORE2(o, p, top, a, k, t, ...) SEAI_STORE3(k, o, p, top, SEAI_EXPAND t)
#define SEAI_STORE3(...) SEAI_STORE4(__VA_ARGS__)
#define SEAI_STORE4(k, ...) SEAI_STORE_##k(__VA_ARGS__)
#define SEAI_STORER_as(...) ~, AS, (__VA_ARGS__)
#define SEAI_STORER_opt(...) ~, OPT, (__VA_ARGS__)
#define SEAI_STORE_PLAIN(o, p, top, conv) seai_e = SEAI_LOADX(conv, o, p, top);
#define SEAI_STORE_OPT(o, p, top, ...)                                                 \
    if (o == Py_None) {                                                                \
        *(p) = 0;                                                                      \
    } else {                                                                           \
        SEAI_STOREY(__VA_ARGS__, o, p, top)                                            \
        seai_none = seai_e != NULL;                                                    \
    }
#define SEAI_STORE_AS(o, p, top, CONV, ...)                                            \
    {                                                                                  \
        sea_ctype_##CONV seai_from;                                                    \
        SEAI_STOREY(CONV, o, &seai_from, top)                                          \
        if (seai_e == NULL &&                                                          \
            SEAI_UNLIKELY(                                                             \
                !SEAI_NARROW(CONV, sea_ctype_##CONV, __VA_ARGS__, seai_from, *(p)))) { \
            seai_e = SEAI_LOAD_NARROW(o, __VA_ARGS__);                                 \
        }                                                                              \
    }
#define SEAI_STOREY(conv, o, p, top)                                                   \
    SEAI_STOREY1(o, p, top, SEAI_STORER_##conv, PLAIN, (conv), ~)
#define SEAI_STOREY1(...) SEAI_STOREY2(__VA_ARGS__)
#define SEAI_STOREY2(o, p, top, a, k, t, ...) SEAI_STOREY3(k, o, p, top, SEAI_EXPAND t)
#define SEAI_STOREY3(...) SEAI_STOREY4(__VA_ARGS__)
#define SEAI_STOREY4(k, ...) SEAI_STOREY_##k(__VA_ARGS__)
#define SEAI_STOREY_PLAIN(o, p, top, conv) seai_e = SEAI_LOADX(conv, o, p, top);
#define SEAI_STOREY_OPT(o, p, top, ...)                                                \
    if (o == Py_None) {                                                                \
        *(p) = 0;                                                                      \
    } else {                                                                           \
        seai_e = SEAI_LOADX(__VA_ARGS__, o, p, top);                                   \
        seai_none = seai_e != NULL;                                                    \
    }
#define SEAI_STOREY_AS(o, p, top, CONV, ...)                                           \
    {                                                                                  \
        sea_ctype_##CONV seai_text;                                                    \
        seai_e = SEAI_LOADX(CONV, o, &seai_text, top);                                 \
        if (seai_e == NULL &&                                                          \
            SEAI_UNLIKELY(                                                             \
                !SEAI_NARROW(CONV, sea_ctype_##CONV, __VA_ARGS__, seai_text, *(p)))) { \
            seai_e = SEAI_LOAD_NARROW(o, __VA_ARGS__);                                 \
        }                                                                              \
    }

/* The value must be an lvalue: a cast that takes ownership empties it. */
#define SEAI_CASTX(conv, w, v) SEAI_CASTX1(w, v, SEAI_CASTER_##conv, PLAIN, (conv), ~)
#define SEAI_CASTX1(...) SEAI_CASTX2(__VA_ARGS__)
#define SEAI_CASTX2(w, v, a, k, p, ...) SEAI_CASTX3(k, w, v, SEAI_EXPAND p)
#define SEAI_CASTX3(...) SEAI_CASTX4(__VA_ARGS__)
#define SEAI_CASTX4(k, ...) SEAI_CASTX_##k(__VA_ARGS__)
#define SEAI_CASTER_ref(X) ~, COPY, (X)
#define SEAI_CASTER_ptr(X) ~, COPY, (X)
#define SEAI_CASTER_c(...) ~, C, (__VA_ARGS__)
#define SEAI_CASTER_as(...) ~, AS, (__VA_ARGS__)
#define SEAI_CASTER_owned(...) SEAI_CASTER_owned_(__VA_ARGS__, ~)
#define SEAI_CASTER_owned_(X, ...) SEAI_CASTER_own(X, SEAI_CASTER_owned_##X, OWN, ~)
#define SEAI_CASTER_own(...) SEAI_CASTER_own_(__VA_ARGS__)
#define SEAI_CASTER_own_(X, a, k, ...) ~, k, (X)
#define SEAI_CASTER_owned_str ~, PLAIN
#define SEAI_CASTER_opt(...) ~, OPT, (__VA_ARGS__)
#define SEAI_CASTX_PLAIN(w, v, conv) sea_cast_##conv(w, v)
/* a copy of a value, the object that a handle is */
#define SEAI_CASTX_COPY(w, v, X)                                                       \
    (SEAI_YIELDS(X) == 3 ? seai_handle_known(w, &sea_class_##X, v)                     \
                         : seai_value_copy(w, &sea_class_##X, v))
#define SEAI_CASTX_C(w, v, ...) SEAI_GENERIC(__VA_ARGS__, sea_cast_)(w, v)
#define SEAI_CASTX_OWN(w, v, X)                                                        \
    (seai_r = seai_handle_own(w, &sea_class_##X, (void *)(uintptr_t)(v)), (v) = 0,     \
     seai_r)
#define SEAI_CASTX_AS(w, v, CONV, ...)                                                 \
    SEAI_CAT(SEAI_CASTX_AS_, SEAI_SECOND(SEAI_ASOPT_##CONV, 0, ~))(w, v, CONV,         \
                                                                   __VA_ARGS__)
#define SEAI_CASTX_AS_0(w, v, CONV, ...)                                               \
    (SEAI_KEEPS(CONV, __VA_ARGS__, v) ? sea_cast_##CONV(w, (sea_ctype_##CONV)(v))      \
                                      : seai_cast_narrow(#CONV))
#define SEAI_CASTX_AS_1(w, v, CONV, ...)                                               \
    ((v) == NULL ? Py_NewRef(Py_None) : SEAI_CAST_IN_##CONV(w, v))
#define SEAI_CAST_IN_opt(X) sea_cast_##X
#define SEAI_CASTX_OPT(w, v, ...)                                                      \
    ((v) == NULL ? Py_NewRef(Py_None) : SEAI_CASTY(__VA_ARGS__, w, v))
#define SEAI_CASTY(conv, w, v) SEAI_CASTY1(w, v, SEAI_CASTER_##conv, PLAIN, (conv), ~)
#define SEAI_CASTY1(...) SEAI_CASTY2(__VA_ARGS__)
#define SEAI_CASTY2(w, v, a, k, p, ...) SEAI_CASTY3(k, w, v, SEAI_EXPAND p)
#define SEAI_CASTY3(...) SEAI_CASTY4(__VA_ARGS__)
#define SEAI_CASTY4(k, ...) SEAI_CASTX_##k(__VA_ARGS__)

/* What is left of an owned value after the call: text is freed, a handle that no Python
 * object took (another result failed) is destroyed. */
#define SEAI_DROPX(conv, v) SEAI_DROPX1(v, SEAI_DROPPER_##conv, NOTHING, (~), ~)
#define SEAI_DROPX1(...) SEAI_DROPX2(__VA_ARGS__)
#define SEAI_DROPX2(v, a, k, p, ...) SEAI_DROPX3(k, v, SEAI_EXPAND p)
#define SEAI_DROPX3(...) SEAI_DROPX4(__VA_ARGS__)
#define SEAI_DROPX4(k, ...) SEAI_DROPX_##k(__VA_ARGS__)
#define SEAI_DROPPER_opt(...) SEAI_DROPPER_##__VA_ARGS__
#define SEAI_DROPPER_owned(...) SEAI_DROPPER_own(__VA_ARGS__, free, ~)
#define SEAI_DROPPER_own(X, F, ...)                                                    \
    SEAI_DROPPER_own1(X, F, SEAI_CASTER_owned_##X, OWN, ~)
#define SEAI_DROPPER_own1(...) SEAI_DROPPER_own2(__VA_ARGS__)
#define SEAI_DROPPER_own2(X, F, a, k, ...) ~, k, (X, F)
#define SEAI_DROPX_NOTHING(...)
#define SEAI_DROPX_PLAIN(v, X, F)                                                      \
    if ((v) != NULL) {                                                                 \
        F(v);                                                                          \
    }
#define SEAI_DROPX_OWN(v, X, F)                                                        \
    if (seai_ok != 0 && (v) != NULL) {                                                 \
        seai_handle_drop(&sea_class_##X, (void *)(uintptr_t)(v));                      \
    }

/* as(CONV, T): numbers are range-checked both ways; text and pointers only change type. */
#define SEAI_NARROW(CONV, F, T, from, to)                                              \
    SEAI_CAT(SEAI_NARROW_, SEAI_SECOND(SEAI_NARROWS_##CONV, 0, ~))(F, T, from, to)
#define SEAI_NARROWS_str ~, 1
#define SEAI_NARROWS_object ~, 1
#define SEAI_NARROWS_opt(...) ~, 1
#define SEAI_NARROWS_double ~, 2
#define SEAI_NARROWS_float ~, 2
#define SEAI_NARROW_0(F, T, from, to)                                                  \
    ((to) = (T)(from), (F)(to) == (from) && ((to) < (T)1) == ((from) < (F)1))
#define SEAI_NARROW_1(F, T, from, to) ((to) = (T)(uintptr_t)(from), 1)
/* a number that is finite stays finite; one that becomes an integer keeps its value */
#define SEAI_NARROW_2(F, T, from, to)                                                  \
    (_Generic((T)0, float: 1, double: 1, long double: 1, default: 0)                   \
         ? ((to) = (T)(from), !((from) - (from) == 0) || (to) - (to) == 0)             \
         : ((from) > -9e18 && (from) < 9e18 &&                                         \
            ((to) = (T)(long long)(from), (F)(to) == (from))))
/* the same for a value that is cast on the way */
#define SEAI_KEEPS(CONV, T, v)                                                         \
    SEAI_CAT(SEAI_KEEPS_, SEAI_SECOND(SEAI_NARROWS_##CONV, 0, ~))(sea_ctype_##CONV, T, \
                                                                  v)
#define SEAI_KEEPS_0(C, T, v) ((T)(C)(v) == (v) && ((C)(v) < (C)1) == ((v) < (T)1))
#define SEAI_KEEPS_1(C, T, v) 1
#define SEAI_KEEPS_2(C, T, v) (!((v) - (v) == 0) || (C)(v) - (C)(v) == 0)

#endif
