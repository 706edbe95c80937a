/* SEA_POINTER: pointers that mean nothing to Python, as capsules with a name. */
#ifndef SEABIND_DETAIL_POINTER_H
#define SEABIND_DETAIL_POINTER_H

#include "text.h"

/* The pointer of a capsule of that name into *out; returns as a loader does. */
SEAI_HIDDEN const char *seai_load_capsule(PyObject *o, const char *name,
                                          const char *expected, void *out);
/* A capsule that owns nothing; NULL without an exception for NULL. */
SEAI_HIDDEN PyObject *seai_cast_capsule(const void *p, const char *name);

/* SEA_POINTER(name, POINTER TYPE, "capsule name") */
#define SEA_POINTER(NAME, T, CAPSULE)                                                  \
    SEAI_BLOCK_BEGIN                                                                   \
    typedef T sea_ctype_##NAME;                                                        \
    _Static_assert(sizeof(sea_ctype_##NAME) == sizeof(void *),                         \
                   "seabind: " #NAME ": SEA_POINTER wants a pointer type");            \
    _Static_assert(sizeof CAPSULE > 1, "");                                            \
    SEAI_DECLARE_VALUE(NAME, 0)                                                        \
    SEAI_INLINE const char *sea_load_##NAME(PyObject *o, sea_ctype_##NAME *out,        \
                                            seai_hold **top)                           \
    {                                                                                  \
        (void)top;                                                                     \
        return seai_load_capsule(o, CAPSULE, "a capsule '" CAPSULE "'", out);          \
    }                                                                                  \
    SEAI_INLINE PyObject *sea_cast_##NAME(seai_where where, sea_ctype_##NAME v)        \
    {                                                                                  \
        (void)where;                                                                   \
        return seai_cast_capsule((const void *)v, CAPSULE);                            \
    }                                                                                  \
    SEAI_BLOCK_END                                                                     \
    extern const int seai_end_of_block

#endif
