/* inside(ref(X)), inside(ptr(X)): a result that points into what self owns. */
#ifndef SEABIND_DETAIL_INSIDE_H
#define SEABIND_DETAIL_INSIDE_H

#include "value.h"

/* whose self a result is inside of: 1 in a method and in a field's getter */
enum { seai_has_self = 0 };

/* what is inside: SEAI_WITHIN_<word>(X) is ~, the kind, (X) */
#define SEAI_WITHIN_ref(X) ~, REF, (X)
#define SEAI_WITHIN_ptr(X) ~, PTR, (X)
#define SEAI_WITHIN1(...) SEAI_WITHIN2(__VA_ARGS__)
#define SEAI_WITHIN2(op, a, k, p, ...) op##k p

#define sea_ctype_inside(...) sea_ctype_##__VA_ARGS__
#define SEAI_RKIND_inside(...) ~, VALUE, (inside(__VA_ARGS__))
#define SEAI_HOLDER_inside(...) ~, NONE, ()
#define SEAI_KIND_inside(...) ~, UNKNOWN, (inside(...) in a parameter)

/* a field is read-only: its setter is not called */
#define SEAI_LOADER_inside(...) ~, WITHIN, (~)
#define SEAI_LOADX_WITHIN(o, out, top, x) (memset(out, 0, sizeof *(out)), NULL)

#define SEAI_KNOWER_inside(...) ~, WITHIN, (__VA_ARGS__)
#define SEAI_KNOWX_WITHIN(...)                                                         \
    SEAI_WITHIN1(SEAI_KNOWX_, SEAI_WITHIN_##__VA_ARGS__, OUTSIDE, (__VA_ARGS__), ~)
#define SEAI_KNOWX_OUTSIDE(...)                                                        \
    _Static_assert(0, "seabind: inside(" SEAI_STR(                                     \
                          __VA_ARGS__) "): write inside(ptr(X)) or inside(ref(X))");

#define SEAI_CASTER_inside(...) ~, WITHIN, (__VA_ARGS__)
#define SEAI_CASTX_WITHIN(w, v, ...)                                                   \
    SEAI_CASTW1(w, v, SEAI_WITHIN_##__VA_ARGS__, OUTSIDE, (__VA_ARGS__), ~)
#define SEAI_CASTW1(...) SEAI_CASTW2(__VA_ARGS__)
#define SEAI_CASTW2(w, v, a, k, p, ...) SEAI_CASTW3(k, w, v, SEAI_EXPAND p)
#define SEAI_CASTW3(...) SEAI_CASTW4(__VA_ARGS__)
#define SEAI_CASTW4(k, ...) SEAI_CASTW_##k(__VA_ARGS__)
#define SEAI_CASTW_OUTSIDE(w, v, ...) NULL /* which was said */
#define SEAI_CASTW_REF(w, v, X) SEAI_CASTW(w, v, X, true)
#define SEAI_CASTW_PTR(w, v, X) SEAI_CASTW(w, v, X, false)
#define SEAI_CASTW(w, v, X, readonly)                                                  \
    (SEAI_WITHIN_SELF,                                                                 \
     SEAI_YIELDS(X) == 3                                                               \
         ? seai_handle_inside(w, &sea_class_##X, (const void *)(uintptr_t)(v))         \
         : seai_view_new(w, &sea_class_##X, (const void *)(uintptr_t)(v), readonly))
#define SEAI_WITHIN_SELF                                                               \
    (void)sizeof(struct {                                                              \
        _Static_assert(seai_has_self, "seabind: inside(...) is a result of methods, "  \
                                      "properties and fields: there is no self here"); \
        char seai_member;                                                              \
    })

#endif
