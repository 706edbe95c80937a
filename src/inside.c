/* Handles that are borrowed: their C object belongs to another one, which they are inside.
 *
 * Such a handle is not owned: destroy is never called for it, and the Python objects in its C
 * object are neither visited nor cleared.  It is a child of what it is inside (src/keep.c):
 * it keeps that alive, and is closed with it. */
#include "runtime.h"

/* A new borrowed handle, or one that was there: new reference, or NULL. */
static PyObject *borrow(seai_where where, const seai_class *cls, void *ptr)
{
    PyObject *o = seai_handle_new(where, cls), *found = NULL;
    if (o == NULL) {
        return NULL;
    }
    if (!PyObject_IS_GC(o)) {
        PyErr_Format(
            PyExc_TypeError,
            SEAI_GAVE
            "a %s, which cannot keep the %s that it is inside: add (keeps) to its block",
            cls->name, where.cls->name);
    } else if (seai_inside_begin(o, where.self) == 0) {
        found = seai_handle_open((seai_handle *)o, ptr, cls, 0);
        if (found == NULL) {
            return o;
        }
    }
    Py_DECREF(o);
    return found;
}
PyObject *seai_handle_inside(seai_where where, const seai_class *cls, const void *ptr)
{
    int dying = 0;
    PyObject *o = ptr != NULL ? seai_handle_find(where, cls, ptr, &dying) : NULL;
    if (o == NULL && ptr != NULL && !PyErr_Occurred()) {
        o = borrow(where, cls, (void *)(uintptr_t)ptr);
    }
    if (o != NULL && ((seai_handle *)o)->owned == 0 &&
        seai_inside_begin(o, where.self) < 0) { /* it may be inside of several */
        Py_CLEAR(o);
    }
    return o;
}
