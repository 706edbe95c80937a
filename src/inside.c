/* Handles that are borrowed: their C object belongs to another one, which they are inside.
 *
 * Such a handle is not owned: destroy is never called for it, and the Python objects in its C
 * object are neither visited nor cleared.  It is a child of what it is inside (src/keep.c):
 * it keeps that alive, and is closed with it. */
#include "runtime.h"

/* Passes a handle that there was: what is borrowed may be inside of several.  NULL with an
 * exception. */
static PyObject *also_inside_steal(PyObject *o, PyObject *owner)
{
    if (((seai_handle *)o)->owned == 0 && seai_inside_begin(o, owner) < 0) {
        Py_CLEAR(o);
    }
    return o;
}
/* A new borrowed handle, or one that there was: new reference, or NULL. */
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
    return found != NULL ? also_inside_steal(found, where.self) : NULL;
}
PyObject *seai_handle_inside(seai_where where, const seai_class *cls, const void *ptr)
{
    int dying = 0;
    PyObject *o = ptr != NULL ? seai_handle_find(where, cls, ptr, &dying) : NULL;
    if (o != NULL) {
        return also_inside_steal(o, where.self);
    }
    return ptr != NULL && !PyErr_Occurred() ? borrow(where, cls, (void *)(uintptr_t)ptr)
                                            : NULL;
}
