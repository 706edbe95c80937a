/* view(T, n), mut(view(T, n)): a result that points to numbers of self's; see src/memory.c. */
#ifndef SEABIND_DETAIL_MEMORY_H
#define SEABIND_DETAIL_MEMORY_H

#include "inside.h"

/* A memoryview of n elements at p, which are where.self's: new reference, or NULL (without an
 * exception for NULL).  As long as there is a buffer of it, a value lives and a handle is not
 * closed; where.self is entered.  n is what C said. */
SEAI_HIDDEN PyObject *seai_lend(const seai_function *f, seai_where where,
                                const seai_element *element, const void *p,
                                unsigned long long n, bool readonly);

/* (o, q, T, n): o 1 for opt; without n, which is then ~, the length is (out(len(L)), result) */
#define SEAI_RKIND_view(...) ~, SEAI_LENDS(0, const, __VA_ARGS__, ~)
#define SEAI_RKIND_mut(...) SEAI_RKIND_mut_##__VA_ARGS__
#define SEAI_RKIND_mut_view(...) ~, SEAI_LENDS(0, , __VA_ARGS__, ~)
#define SEAI_RKIND_OPT_view(...) ~, SEAI_LENDS(1, const, __VA_ARGS__, ~)
#define SEAI_RKIND_OPT_mut(...) SEAI_RKIND_OPT_mut_##__VA_ARGS__
#define SEAI_RKIND_OPT_mut_view(...) ~, SEAI_LENDS(1, , __VA_ARGS__, ~)
#define SEAI_LENDS(o, q, T, ...)                                                       \
    SEAI_CAT(SEAI_LENDS_, SEAI_THIRD(SEAI_BUILTIN_##T, 0, 0, ~))(o, q, T, __VA_ARGS__)
#define SEAI_LENDS_0(o, q, T, ...) VALUE, (view(T))
#define SEAI_LENDS_1(o, q, T, ...)                                                     \
    SEAI_CAT(SEAI_LENDS_1, SEAI_MORE(__VA_ARGS__))(o, q, T, __VA_ARGS__)
#define SEAI_LENDS_10(o, q, T, n) LENTLEN, (o, q, T, n)
#define SEAI_LENDS_11(o, q, T, n, ...) LENT, (o, q, T, n)

#define SEAI_RTYPE_LENT(o, q, T, ...) q sea_ctype_##T *
#define SEAI_RYIELDS_LENT(...) 1
#define SEAI_RSTATUS_LENT(...) 0
#define SEAI_RKNOW_LENT(c, o, q, T, ...)                                               \
    _Static_assert(_Generic((sea_ctype_##T *)NULL, char *: 0, default: 1),             \
                   "seabind: " c                                                       \
                   ": view(char, n): the elements are numbers: write u8");
#define SEAI_RSIZED_LENT(...) 0
#define SEAI_RDECL_LENT(...)
#define SEAI_RSET_LENT(o, q, T, ...) q sea_ctype_##T *seai_it =
#define SEAI_RJUDGE_LENT(...)
#define SEAI_RCONTEXT_LENT(...)
#define SEAI_RRAISE_LENT(...)
#define SEAI_DRAISE_LENT(...)
#define SEAI_RLENGTH_LENT(...)
#define SEAI_RDROP_LENT(...)
#define SEAI_RIT_LENT(o, q, T, ...) q sea_ctype_##T *it SEAI_UNUSED = seai_it;
#define SEAI_RPUSH_LENT(o, q, T, n)                                                    \
    {                                                                                  \
        seai_context_type self SEAI_UNUSED =                                           \
            (seai_context_type)(uintptr_t)seai_context;                                \
        SEAI_RIT_LENT(o, q, T, n)                                                      \
        SEAI_RLEND(o, q, T, n)                                                         \
    }
#define SEAI_RLEND(o, q, T, n)                                                         \
    _Static_assert(seai_has_self, "seabind: view(...) is a result of methods and "     \
                                  "properties: there is no self here");                \
    SEAI_PUSH(                                                                         \
        SEAI_LEND_##o(seai_lend(seai_f, seai_w, &sea_element_##T, seai_it,             \
                                (unsigned long long)(n), SEAI_LENT_READONLY_##q)))
#define SEAI_LEND_0(e) e
#define SEAI_LEND_1(e) seai_it == NULL ? Py_NewRef(Py_None) : e
#define SEAI_LENT_READONLY_const true
#define SEAI_LENT_READONLY_ false

#define SEAI_RTYPE_LENTLEN SEAI_RTYPE_LENT
#define SEAI_RYIELDS_LENTLEN(...) 1
#define SEAI_RSTATUS_LENTLEN(...) 0
#define SEAI_RKNOW_LENTLEN SEAI_RKNOW_LENT
#define SEAI_RSIZED_LENTLEN(...) 1
#define SEAI_RDECL_LENTLEN(...)
#define SEAI_RSET_LENTLEN SEAI_RSET_LENT
#define SEAI_RJUDGE_LENTLEN(...)
#define SEAI_RCONTEXT_LENTLEN(...)
#define SEAI_RRAISE_LENTLEN(...)
#define SEAI_DRAISE_LENTLEN(...)
#define SEAI_RLENGTH_LENTLEN(...)
#define SEAI_RDROP_LENTLEN(...)
#define SEAI_RIT_LENTLEN SEAI_RIT_LENT
#define SEAI_RPUSH_LENTLEN(o, q, T, n) SEAI_RLEND(o, q, T, seai_l_result)

/* view(...) anywhere else, or of what is no number */
#define SEAI_KNOWER_view(...) ~, LENT, (__VA_ARGS__)
#define SEAI_KNOWX_LENT(...)                                                           \
    _Static_assert(0, "seabind: view(" SEAI_STR(                                       \
                          __VA_ARGS__) "): a result is view(T, n), T a number by "     \
                                       "name: view(double, self->len)");
#define sea_ctype_view(...) int
#define SEAI_CASTER_view(...) ~, NESTED, ()
#define SEAI_KIND_view(...) ~, UNKNOWN, (view(...) in a parameter)

#endif
