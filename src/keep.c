/* (keep_alive, nurse, patient): what a handle keeps alive.
 *
 * The owner of such a handle is a tuple of ours: what was its owner before, or None, then two
 * elements a place: whose it is, and the patient, or None.  A place belongs to an option of a
 * function, so that the next call replaces its patient.  A tuple, since the collector clears
 * none: the patients die after the nurse's destroy, also in a cycle.  It is changed in place;
 * nobody else has a reference to it. */
#include "runtime.h"

/* names are short: a call to strcmp costs more than it saves */
static int same(const char *a, const char *b)
{
    while (*a == *b && *a != '\0') {
        a++;
        b++;
    }
    return *a == *b;
}
/* What a name means in a call: borrowed, or NULL. */
static PyObject *resolve(const seai_function *f, PyObject *self, PyObject *const *args,
                         PyObject *result, const char *name)
{
    const char *at = f->names;
    for (int i = 0; args != NULL && i < f->nparams; i++, at += strlen(at) + 1) {
        if (same(at, name)) {
            return args[i];
        }
    }
    return same(name, "self") ? self : result;
}
/* The place's index in the tuple, or 0. */
static Py_ssize_t find(PyObject *kept, size_t key)
{
    for (Py_ssize_t i = 1; i + 1 < PyTuple_GET_SIZE(kept); i += 2) {
        if (PyLong_AsSize_t(PyTuple_GET_ITEM(kept, i)) == key) {
            return i + 1;
        }
    }
    return 0;
}
static size_t key_of(const seai_function *f, int n)
{
    return (size_t)(uintptr_t)f * 64 + (size_t)n; /* fewer tuples than that */
}
/* Puts a patient into its place; a place that is new can fail. */
static int put(seai_handle *nurse, size_t key, PyObject *patient, int replace)
{
    PyObject *old = nurse->owner, *kept = old, *number, *dropped = NULL;
    Py_ssize_t size =
        old != NULL && PyTuple_CheckExact(old) ? PyTuple_GET_SIZE(old) : 0;
    Py_ssize_t at = size > 0 ? find(old, key) : 0;
    if (at == 0) {
        at = size > 0 ? size + 1 : 2;
        if ((number = PyLong_FromSize_t(key)) == NULL ||
            (kept = PyTuple_New(at + 1)) == NULL) {
            Py_XDECREF(number);
            return -1;
        }
        for (Py_ssize_t i = 0; i < size; i++) {
            PyTuple_SET_ITEM(kept, i, Py_NewRef(PyTuple_GET_ITEM(old, i)));
        }
        if (size == 0) {
            PyTuple_SET_ITEM(kept, 0, Py_NewRef(old != NULL ? old : Py_None));
        }
        PyTuple_SET_ITEM(kept, at - 1, number);
        PyTuple_SET_ITEM(kept, at, Py_NewRef(Py_None));
        nurse->owner = kept;
        Py_XDECREF(old);
    }
    if (replace) {
        dropped = PyTuple_GET_ITEM(kept, at);
        PyTuple_SET_ITEM(kept, at, Py_NewRef(patient));
        if (!PyObject_GC_IsTracked(kept)) { /* there was nothing in it to collect */
            PyObject_GC_Track(kept);
        }
    }
    Py_XDECREF(dropped);
    return 0;
}
/* 1 when the object can keep others; 0 for None; -1 with a TypeError. */
static int is_nurse(const seai_function *f, PyObject *nurse)
{
    const seai_record *record;
    const PyTypeObject *type;
    char label[SEAI_LABEL];
    if (nurse == NULL || nurse == Py_None) {
        return 0;
    }
    record = seai_record_of(Py_TYPE(nurse));
    if (record == NULL || (record->cls->flags & SEAI_HANDLE) == 0) {
        PyErr_Format(PyExc_TypeError,
                     "%s: a %.100s cannot keep others alive: it is no handle",
                     seai_label(f, label), seai_class_name(nurse));
        return -1;
    }
    type = atomic_load(&record->type);
    if (type == NULL || (type->tp_flags & Py_TPFLAGS_HAVE_GC) == 0) {
        PyErr_Format(PyExc_TypeError,
                     "%s: a %s cannot keep others alive: add (keeps) to its block",
                     seai_label(f, label), record->cls->name);
        return -1;
    }
    return 1;
}
static int keep(const seai_function *f, PyObject *nurse, PyObject *patient, int n,
                int replace, int known)
{
    int result = known && nurse != NULL && nurse != Py_None ? 1 : is_nurse(f, nurse);
    if (result == 1) {
        SEAI_CRITICAL_BEGIN(nurse)
        result = put((seai_handle *)nurse, key_of(f, n),
                     patient != NULL ? patient : Py_None, replace);
        SEAI_CRITICAL_END
    }
    return result;
}
int seai_keep_begin(const seai_function *f, PyObject *self, PyObject *const *args,
                    const char *nurse, const char *patient, int n)
{
    return keep(f, resolve(f, self, args, NULL, nurse),
                resolve(f, self, args, NULL, patient), n,
                f->item->kind == SEAI_ITEM_INIT, 0);
}
int seai_keep_end(const seai_function *f, PyObject *self, PyObject *const *args,
                  PyObject *result, const char *nurse, const char *patient, int n)
{
    PyObject *who = resolve(f, self, args, result, nurse);
    /* seai_keep_begin() has looked at what there was before the call */
    return keep(f, who, resolve(f, self, args, result, patient), n, 1, who != result);
}
