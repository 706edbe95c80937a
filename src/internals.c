/* Internals of one interpreter and records of its bound types: creation, C references,
 * look-ups.
 *
 * Invariants: internals are made by a module's exec only, and never once the interpreter
 * goes down.  The capsule in the interpreter's dict is where extensions meet; it owns one C
 * reference like everybody else.  The internals' lock is taken in free-threaded builds only
 * (otherwise the GIL is it) and never held over a call of Python's. */
#include "runtime.h"
#include <stdlib.h>

#define MAGIC 0x5eab14d1u
#ifdef Py_GIL_DISABLED
#    define KEY_THREADS "t"
#else
#    define KEY_THREADS ""
#endif
#ifdef Py_REF_DEBUG
#    define KEY_DEBUG "d"
#else
#    define KEY_DEBUG ""
#endif
/* One per ABI major and platform tag; PyCapsule keeps the pointer, so it is a constant. */
#define KEY "seabind.internals.1" KEY_THREADS KEY_DEBUG

static void lock(seai_internals *internals)
{
#ifdef Py_GIL_DISABLED
    spin_lock(&internals->lock);
#else
    (void)internals;
#endif
}
static void unlock(seai_internals *internals)
{
#ifdef Py_GIL_DISABLED
    spin_unlock(&internals->lock);
#else
    (void)internals;
#endif
}

/* ---- C references: the code of the newest minor among the extensions runs ---- */
static void internals_unref(seai_internals *internals)
{
    if (atomic_fetch_sub(&internals->refs, 1) == 1) {
        internals->magic = 0;
        PyMem_RawFree(internals);
    }
}
static void record_unref(seai_record *record)
{
    seai_internals *internals = record->internals;
    lock(internals); /* a look-up revives only under the lock */
    if (atomic_fetch_sub(&record->refs, 1) != 1) {
        unlock(internals);
        return;
    }
    if (record->prev != NULL) {
        record->prev->next = record->next;
    } else if (internals->records == record) {
        internals->records = record->next;
    }
    if (record->next != NULL) {
        record->next->prev = record->prev;
    }
    unlock(internals);
    if (record->base != NULL) {
        seai_record_unref(record->base);
    }
    record->drop_state(record->state);
    PyMem_RawFree(record->key);
    PyMem_RawFree(record);
    seai_internals_unref(internals);
}
static const seai_code this_code = {sizeof(seai_code), SEAI_ABI_MINOR, internals_unref,
                                    record_unref};

static const seai_code *code_of(seai_internals *internals)
{
    return atomic_load_explicit(&internals->code, memory_order_acquire);
}
static seai_internals *internals_ref(seai_internals *internals)
{
    atomic_fetch_add(&internals->refs, 1);
    return internals;
}
void seai_internals_unref(seai_internals *internals)
{
    code_of(internals)->internals_unref(internals);
}
seai_record *seai_record_ref(seai_record *record)
{
    atomic_fetch_add(&record->refs, 1);
    return record;
}
void seai_record_unref(seai_record *record)
{
    code_of(record->internals)->record_unref(record);
}

/* ---- the internals ---- */
static void capsule_gone(PyObject *capsule)
{
    seai_internals_unref((seai_internals *)PyCapsule_GetPointer(capsule, KEY));
}
/* Borrowed; NULL with RuntimeError once sys.modules is no dict: from then on
 * PyInterpreterState_GetDict() would make, and leak, a new dict (docs/internals.md). */
static PyObject *state_dict_borrow(const char *module)
{
    PyObject *modules_borrowed = NULL, *dict_borrowed;
    for (int tries = 0; modules_borrowed == NULL && tries < 2; tries++) {
        /* PySys_GetObject() says NULL for want of memory, too */
        PyObject *memory = PyUnicode_FromString("modules");
        if (memory == NULL) {
            return NULL;
        }
        Py_DECREF(memory);
        modules_borrowed = PySys_GetObject("modules");
    }
    if (modules_borrowed == NULL || !PyDict_Check(modules_borrowed)) {
        PyErr_Format(
            PyExc_RuntimeError,
            "seabind: the interpreter is shutting down: import module '%s' earlier",
            module);
        return NULL;
    }
    dict_borrowed = PyInterpreterState_GetDict(PyInterpreterState_Get());
    if (dict_borrowed == NULL) {
        PyErr_NoMemory();
    }
    return dict_borrowed;
}
static PyObject *internals_capsule_new(void)
{
    PyObject *capsule;
    seai_internals *internals = PyMem_RawCalloc(1, sizeof *internals);
    if (internals == NULL) {
        return PyErr_NoMemory();
    }
    internals->magic = MAGIC;
    internals->size = sizeof *internals;
    internals->major = SEAI_ABI_MAJOR;
    internals->minor = SEAI_ABI_MINOR;
    internals->interpreter = PyInterpreterState_Get();
    atomic_store(&internals->refs, 1); /* the capsule's */
    atomic_store(&internals->code, &this_code);
    capsule = PyCapsule_New(internals, KEY, capsule_gone);
    if (capsule == NULL) {
        PyMem_RawFree(internals);
    }
    return capsule;
}
/* What dict has under key, or `fresh`, whichever was first: new reference, or NULL with an
 * exception. */
static PyObject *get_or_add(PyObject *dict, PyObject *key, PyObject *fresh)
{
    PyObject *found = NULL;
#if PY_VERSION_HEX >= 0x030d0000
    (void)PyDict_SetDefaultRef(dict, key, fresh, &found);
#else
    found = Py_XNewRef(PyDict_SetDefault(dict, key, fresh));
#endif
    return found;
}
seai_internals *seai_internals_get(const char *module)
{
    PyObject *dict_borrowed = state_dict_borrow(module);
    PyObject *key = NULL, *capsule = NULL;
    seai_internals *internals = NULL;
    if (dict_borrowed == NULL || (key = PyUnicode_InternFromString(KEY)) == NULL) {
        return NULL;
    }
#if PY_VERSION_HEX >= 0x030d0000
    (void)PyDict_GetItemRef(dict_borrowed, key, &capsule);
#else
    capsule = Py_XNewRef(PyDict_GetItemWithError(dict_borrowed, key));
#endif
    if (capsule == NULL && !PyErr_Occurred()) { /* built whole, then published */
        PyObject *fresh = internals_capsule_new();
        if (fresh != NULL) {
            capsule = get_or_add(dict_borrowed, key, fresh);
            Py_DECREF(fresh);
        }
    }
    if (capsule != NULL) {
        internals = (seai_internals *)PyCapsule_GetPointer(capsule, KEY);
    }
    if (internals != NULL) {
        internals_ref(internals);
        lock(internals);
        if (code_of(internals)->minor < this_code.minor) {
            atomic_store(&internals->code, &this_code);
        }
        unlock(internals);
    }
    Py_XDECREF(capsule);
    Py_DECREF(key);
    return internals;
}

/* ---- records ---- */
seai_record *seai_record_new(seai_internals *internals, seai_state *state,
                             const seai_class *cls)
{
    size_t len = strlen(state->name) + 1 + strlen(cls->name) + 1;
    seai_record *record = PyMem_RawCalloc(1, sizeof *record);
    if (record == NULL || (record->key = PyMem_RawMalloc(len)) == NULL) {
        PyMem_RawFree(record);
        PyErr_NoMemory();
        return NULL;
    }
    PyOS_snprintf(record->key, len, "%s.%s", state->name, cls->name);
    record->size = sizeof *record;
    atomic_store(&record->refs, 1);
    record->internals = internals_ref(internals);
    record->state = seai_state_ref(state);
    record->drop_state = seai_state_unref;
    record->cls = cls;
    return record;
}
void seai_record_publish(seai_record *record, PyTypeObject *type)
{
    seai_internals *internals = record->internals;
    seai_try_incref_enable((PyObject *)type);
    lock(internals);
    atomic_store(&record->type, type);
    record->next = internals->records;
    if (record->next != NULL) {
        record->next->prev = record;
    }
    internals->records = record;
    unlock(internals);
}
void seai_record_forget_type(seai_record *record)
{
    lock(record->internals); /* seai_record_type() looks at the type under it */
    atomic_store(&record->type, NULL);
    unlock(record->internals);
}
PyTypeObject *seai_record_type(seai_record *record)
{
    PyTypeObject *type;
    lock(record->internals);
    type = atomic_load(&record->type);
    if (type != NULL && !seai_try_incref((PyObject *)type)) {
        type = NULL;
    }
    unlock(record->internals);
    return type;
}
seai_record *seai_record_find(seai_internals *internals, const seai_class *cls)
{
    seai_record *record;
    lock(internals);
    for (record = internals->records; record != NULL; record = record->next) {
        if (record->cls == cls && atomic_load(&record->type) != NULL) {
            seai_record_ref(record);
            break;
        }
    }
    unlock(internals);
    return record;
}
