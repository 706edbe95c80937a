/* Python objects in a handle's C struct: declared members as attributes, and the collector's
 * view of them and of what the user's traverse and clear know. */
#include "runtime.h"

PyObject *seai_object_get(PyObject *self, void *closure)
{
    const seai_function *f = closure;
    seai_hold hold = {NULL, NULL};
    void *p = seai_field_begin(self, closure, &hold);
    PyObject *value = NULL;
    if (p != NULL) {
        value = *f->item->a.object(p);
        value = Py_NewRef(value != NULL ? value : Py_None);
    }
    seai_field_end(&hold);
    return value;
}
int seai_object_set(PyObject *self, PyObject *value, void *closure)
{
    const seai_function *f = closure;
    seai_hold hold = {NULL, NULL};
    void *p = seai_field_begin(self, closure, &hold);
    PyObject *old = NULL;
    if (p != NULL) {
        PyObject **member = f->item->a.object(p);
        old = *member;
        *member = Py_XNewRef(value); /* deleted: NULL, read as None */
    }
    seai_field_end(&hold);
    Py_XDECREF(old); /* now: it may run anything */
    return p != NULL ? 0 : -1;
}
int seai_class_visit(const seai_class *cls, void *ptr, visitproc visit, void *arg)
{
    for (uint32_t i = 0; i < cls->nitems; i++) {
        if (cls->items[i].kind == SEAI_ITEM_OBJECT) {
            Py_VISIT(*cls->items[i].a.object(ptr));
        }
    }
    return cls->traverse != NULL ? cls->traverse(ptr, visit, arg) : 0;
}
void seai_class_drop(const seai_class *cls, void *ptr)
{
    for (uint32_t i = 0; i < cls->nitems; i++) {
        if (cls->items[i].kind == SEAI_ITEM_OBJECT) {
            PyObject **member = cls->items[i].a.object(ptr);
            Py_CLEAR(*member);
        }
    }
    if (cls->clear != NULL) {
        cls->clear(ptr);
    }
}
int seai_objects_visit(const seai_record *record, void *ptr, visitproc visit, void *arg)
{
    int result = 0;
    for (; record != NULL && result == 0; record = record->base) {
        result = record->cls->visit(record->cls, ptr, visit, arg);
    }
    return result;
}
void seai_objects_clear(const seai_record *record, void *ptr)
{
    for (; record != NULL; record = record->base) {
        if (record->cls->flags & SEAI_GC || record->cls->clear != NULL) {
            record->cls->drop(record->cls, ptr);
        }
    }
}
