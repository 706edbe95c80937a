/* Pointers as capsules: SEA_POINTER. */
#include "runtime.h"

const char *seai_load_capsule(PyObject *o, const char *name, const char *expected,
                              void *out)
{
    void *p;
    if (!PyCapsule_CheckExact(o)) {
        return expected;
    }
    if (!PyCapsule_IsValid(o, name)) {
        const char *other = PyCapsule_GetName(o);
        PyErr_Clear(); /* a capsule without a name is no error */
        PyErr_Format(PyExc_TypeError, "must be %s, not %s%.100s%s", expected,
                     other != NULL ? "a capsule '" : "a capsule without a name",
                     other != NULL ? other : "", other != NULL ? "'" : "");
        return SEAI_REFUSED;
    }
    p = PyCapsule_GetPointer(o, name);
    memcpy(out, &p, sizeof p);
    return NULL;
}
PyObject *seai_cast_capsule(const void *p, const char *name)
{
    return p != NULL ? PyCapsule_New((void *)(uintptr_t)p, name, NULL) : NULL;
}
