/* (reference, fn) in a handle's block: how to borrow a C object that counts references. */
#ifndef SEABIND_DETAIL_REFERENCE_H
#define SEABIND_DETAIL_REFERENCE_H

#include "item.h"

#define SEAI_HANDLE_KNOWS_reference ~, reference
#define SEAI_COUNT_OF_reference SEAI_NOTHING
#define SEAI_ROW_OF_reference SEAI_NOTHING
#define SEAI_MAKE_reference(C, i, kind, fn, ...)                                       \
    SEAI_CAT(SEAI_MAKE_REFERENCE_, SEAI_IS_PAREN(fn))(C, kind, fn)
#define SEAI_MAKE_REFERENCE_1(C, kind, fn) SEAI_INCOMPLETE(C, kind, kind, function)
/* seai_refers_C: 1, fn returns nothing or a number; 2, the object; 0, it is another */
#define SEAI_MAKE_REFERENCE_0(C, kind, fn)                                             \
    enum {                                                                             \
        seai_refers_##C =                                                              \
            SEAI_COUNTS_UP(C, fn)                                           ? 1        \
            : SEAI_REFERS(C, fn, sea_ptr_##C) || SEAI_REFERS(C, fn, void *) ? 2        \
                                                                            : 0        \
    };                                                                                 \
    _Static_assert(                                                                    \
        seai_refers_##C != 0,                                                          \
        "seabind: " SEAI_STR(                                                          \
            C) ": (reference, " #fn                                                    \
               "): the C function must be: " SEAI_STR(sea_ptr_##C) " " #fn SEAI_STR(   \
                   (sea_ptr_##C)) ", or the same of void "                             \
                                  "or an integer");                                    \
    _Static_assert((seai_count_##C & (SEAI_COUNT_DESTROY | SEAI_COUNT_BASE)) != 0,     \
                   "seabind: " SEAI_STR(C) ": (reference, " #fn "): who gives it "     \
                                           "back?  Add (destroy, function)");          \
    _Static_assert(!seai_is_embedded_##C,                                              \
                   "seabind: " SEAI_STR(C) ": (reference, " #fn "): a C object that "  \
                                           "lies in its Python object has one owner"); \
    static void *seai_reference_##C(void *p)                                           \
    {                                                                                  \
        if (seai_refers_##C == 2) {                                                    \
            return SEAI_REFERRING(C, fn, 3, sea_ptr_##C)((sea_ptr_##C)p);              \
        }                                                                              \
        SEAI_REFERRING(C, fn, 2, void)((sea_ptr_##C)p);                                \
        return p;                                                                      \
    }
#define SEAI_REFERS(C, fn, R)                                                          \
    (_Generic(&fn, R(*)(sea_ptr_##C): 1, default: 0) ||                                \
     _Generic(&fn, R(*)(sea_ref_##C): 1, default: 0) ||                                \
     _Generic(&fn, R(*)(void *): 1, default: 0))
#define SEAI_COUNTS_UP(C, fn)                                                          \
    (SEAI_COUNTS_UP_(fn, sea_ptr_##C) || SEAI_COUNTS_UP_(fn, sea_ref_##C) ||           \
     SEAI_COUNTS_UP_(fn, void *))
#define SEAI_COUNTS_UP_(fn, P)                                                         \
    _Generic(&fn,                                                                      \
        void (*)(P): 1,                                                                \
        bool (*)(P): 1,                                                                \
        int (*)(P): 1,                                                                 \
        unsigned (*)(P): 1,                                                            \
        long (*)(P): 1,                                                                \
        unsigned long (*)(P): 1,                                                       \
        long long (*)(P): 1,                                                           \
        unsigned long long (*)(P): 1,                                                  \
        default: 0)
/* fn where it is of that kind, else what is not called */
#define SEAI_REFERRING(C, fn, kind, R)                                                 \
    _Generic((char(*)[1 + seai_refers_##C]) NULL,                                      \
        char(*)[kind]: &fn,                                                            \
        default: (R(*)(sea_ptr_##C))NULL)
#define SEAI_INFO_OF_reference(C, i, kind, fn, ...)                                    \
    SEAI_CAT(SEAI_INFO_REFERENCE_, SEAI_IS_PAREN(fn))(C)
#define SEAI_INFO_REFERENCE_1(C)
#define SEAI_INFO_REFERENCE_0(C) .reference = seai_reference_##C,

#endif
