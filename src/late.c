/* The end of types whose instances the garbage collector does not see.
 *
 * An instance that is not collected holds its type, and a type holds itself (its order of
 * bases, its descriptors).  If the last garbage collection of an interpreter frees such an
 * instance, it took the type for one that is needed from outside: another collection would
 * free the type, but none follows.  (A Python class with `__slots__ = ()` is left behind by
 * CPython in the same way.)  So when the interpreter's dict is cleared, a capsule goes into
 * sys: CPython clears that dict right after the last collection.  Its destructor frees the
 * types that nothing but themselves refers to.
 *
 * In a sub-interpreter of 3.11 it is in vain: there CPython adds a reference to all that is
 * alive after the last collection (gh-92036), and the type stays.
 *
 * Not in free-threaded builds: reference counts of types do not say it there, and every
 * instance is collected. */
#include "runtime.h"

#ifndef Py_GIL_DISABLED
#    define LATE_KEY "seabind.late"

typedef struct own {
    PyObject *type;
    Py_ssize_t references; /* from what the type alone holds */
    int depth;
} own;

static int visit(PyObject *o, void *arg)
{
    own *found = arg;
    if (o == found->type) {
        found->references++;
    } else if (Py_REFCNT(o) == 1 && found->depth < 8 && PyObject_IS_GC(o)) {
        found->depth++;
        (void)Py_TYPE(o)->tp_traverse(o, visit, arg);
        found->depth--;
    }
    return 0;
}
static int holds_itself_only(PyTypeObject *type)
{
    own found = {(PyObject *)type, 0, 0};
    (void)PyType_Type.tp_traverse((PyObject *)type, visit, &found);
    return found.references == Py_REFCNT(type);
}
/* One type fewer; 0 when there is none to free. */
static int free_one(const seai_record *record)
{
    for (; record != NULL; record = record->next) {
        PyTypeObject *type = atomic_load(&record->type);
        if (type != NULL && Py_REFCNT(type) > 0 && holds_itself_only(type)) {
            Py_INCREF(type);
            (void)PyType_Type.tp_clear((PyObject *)type);
            Py_DECREF(type);
            return 1;
        }
    }
    return 0;
}
static void last_collection_over(PyObject *capsule)
{
    seai_local *local = (seai_local *)PyCapsule_GetPointer(capsule, LATE_KEY);
    while (free_one(local->records) || free_one(local->internals->records)) {
    }
    seai_local_unref(local);
}
void seai_late_begin(seai_local *local)
{
    PyObject *exception = seai_exception_take();
    PyObject *capsule =
        PyCapsule_New(seai_local_ref(local), LATE_KEY, last_collection_over);
    char key[64];
    if (capsule == NULL) {
        seai_local_unref(local);
    } else { /* without memory the types stay */
        (void)PySys_SetObject(seai_local_key(key, sizeof key), capsule);
        Py_DECREF(capsule);
    }
    PyErr_Clear();
    seai_exception_put_steal(exception);
}
#else
void seai_late_begin(seai_local *local) { (void)local; }
#endif
