/* Implicit conversions of arguments to classes of this extension.
 *
 * The list grows only, once a process an item, and is read without a lock. */
#include "runtime.h"

static _Atomic(seai_implicit *) first;

/* A new instance of the class whose name is `expected`, made of o: new reference; NULL
 * without an exception when the class has no such conversion. */
static PyObject *convert(seai_where where, const char *expected, PyObject *o)
{
    for (const seai_implicit *x = atomic_load(&first); x != NULL; x = x->next) {
        PyTypeObject *type;
        PyObject *made = NULL;
        int kind = strcmp(x->cls->name, expected) == 0 ? x->kinds(o) : 0;
        if (kind == 0) {
            continue;
        }
        if ((type = seai_type_slow(where, x->cls)) == NULL) {
            return NULL;
        }
        if (Py_EnterRecursiveCall(" in an implicit conversion") == 0) {
            made = kind == 2 ? PyObject_Call((PyObject *)type, o, NULL)
                             : PyObject_CallOneArg((PyObject *)type, o);
            Py_LeaveRecursiveCall();
        }
        Py_DECREF(type);
        return made;
    }
    return NULL;
}
void seai_implicit_add(seai_implicit *implicit)
{
    seai_implicit *next;
    if (atomic_exchange(&implicit->added, 1)) {
        return;
    }
    next = atomic_load(&first);
    do {
        implicit->next = next;
    } while (!atomic_compare_exchange_weak(&first, &next, implicit));
    atomic_store(&seai_converter, convert);
}
