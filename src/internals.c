/* Internals of an interpreter and local internals of an extension in it: creation, C
 * references, where they are found.
 *
 * Invariants: only a module's exec makes them, and never once the interpreter goes down.
 * The capsules in the interpreter's dict are where extensions, and the modules of one, meet;
 * a capsule owns one C reference like everybody else.  The internals' lock is taken in
 * free-threaded builds only (otherwise the GIL is it) and never held over a call of
 * Python's.  From module state or a record both are a pointer away; code that has neither
 * looks through the extension's list, which needs no dict and works to the very end. */
#include "runtime.h"

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
#define TAG SEAI_STR(SEAI_ABI_MAJOR) KEY_THREADS KEY_DEBUG
#define KEY "seabind.internals." TAG
#define LOCAL_KEY "seabind.local." TAG

/* ---- C references: the code of the newest minor among the extensions runs ---- */
static void internals_unref(seai_internals *internals)
{
    if (atomic_fetch_sub(&internals->refs, 1) == 1) {
        if (internals->buckets != internals->few) {
            PyMem_RawFree(internals->buckets);
        }
        for (seai_value *value = internals->values, *next; value != NULL;
             value = next) {
            next = value->next;
            PyMem_RawFree(value);
        }
        internals->magic = 0;
        free_shared(internals, SEAI_INTERNALS_ROOM);
        SEAI_TALLY(internals, -1);
    }
}
static void internals_close(seai_internals *internals)
{
    internals->capsule = NULL; /* from now on no value is found or made */
    if (internals->values != NULL) {
        internals->values->end(internals);
    }
}
static const seai_code this_code = {sizeof(seai_code), SEAI_ABI_MINOR, internals_unref,
                                    seai_record_unref_here, internals_close};

const seai_code *seai_code_of(seai_internals *internals)
{
    return atomic_load_explicit(&internals->code, memory_order_acquire);
}
seai_internals *seai_internals_ref(seai_internals *internals)
{
    if (!MUTANT(CAPSULE_OWNS)) {
        atomic_fetch_add(&internals->refs, 1);
    }
    return internals;
}
void seai_internals_unref(seai_internals *internals)
{
    if (MUTANT(CAPSULE_OWNS) && internals->capsule != NULL) {
        return; /* it is not the capsule that asks */
    }
    seai_code_of(internals)->internals_unref(internals);
}

/* ---- the extension's list: written when local internals come and go ---- */
static _Atomic(int) list_lock;
static seai_local *list;

static void list_remove(const seai_local *local)
{
    for (seai_local **at = &list; *at != NULL; at = &(*at)->next) {
        if (*at == local) {
            *at = local->next;
            break;
        }
    }
}
/* An entry for the same interpreter is of one that has ended, at the same address, and left
 * objects behind: it is not found again. */
static void list_add(seai_local *local)
{
    seai_local **at = &list;
    spin_lock(&list_lock);
    while (*at != NULL) {
        if ((*at)->interpreter == local->interpreter) {
            *at = (*at)->next;
        } else {
            at = &(*at)->next;
        }
    }
    local->next = list;
    list = local;
    spin_unlock(&list_lock);
}
seai_local *seai_local_here(void)
{
    PyInterpreterState *interpreter = PyInterpreterState_Get();
    seai_local *local;
    spin_lock(&list_lock);
    for (local = list; local != NULL; local = local->next) {
        if (local->interpreter == interpreter) {
            atomic_fetch_add(&local->refs, 1);
            break;
        }
    }
    spin_unlock(&list_lock);
    if (MUTANT(RECREATE) && (local == NULL || local->capsule == NULL)) {
        return seai_local_get(NULL);
    }
    return local;
}
void seai_local_each(void (*visit)(seai_internals *))
{
    atomic_store(&list_lock, 0); /* nobody else is there to hold it */
    for (seai_local *local = list; local != NULL; local = local->next) {
        atomic_store(&local->internals->lock, 0);
        visit(local->internals);
    }
}
seai_local *seai_local_ref(seai_local *local)
{
    atomic_fetch_add(&local->refs, 1);
    return local;
}
void seai_local_unref(seai_local *local)
{
    spin_lock(&list_lock); /* a look-up revives only under the lock */
    if (atomic_fetch_sub(&local->refs, 1) != 1) {
        spin_unlock(&list_lock);
        return;
    }
    list_remove(local);
    spin_unlock(&list_lock);
    if (local->leaks != NULL) {
        local->leaks->gone(SEAI_LEAK_INTERNALS, local);
    }
    seai_internals_unref(local->internals);
    PyMem_RawFree(local);
    SEAI_TALLY(local_internals, -1);
}

/* ---- get or create, in the interpreter's dict ---- */
/* Whether sys.modules is a dict still; -1 with an exception. */
static int has_modules(void)
{
#if PY_VERSION_HEX >= 0x030f0000
    PyObject *modules;
    int has = PySys_GetOptionalAttrString("modules", &modules);
    if (has > 0) {
        has = PyDict_Check(modules);
        Py_DECREF(modules);
    }
    return has;
#else
    PyObject *modules_borrowed = PySys_GetObject("modules"), *memory;
    if (modules_borrowed == NULL) { /* it says so for want of memory, too */
        if ((memory = PyUnicode_FromString("modules")) == NULL) {
            return -1;
        }
        Py_DECREF(memory);
        modules_borrowed = PySys_GetObject("modules");
    }
    return modules_borrowed != NULL && PyDict_Check(modules_borrowed);
#endif
}
int seai_refuse_late(const char *what, const char *name)
{
    int has = has_modules();
    if (has < 0) {
        return -1;
    }
    if (!has) {
        PyErr_Format(PyExc_RuntimeError,
                     "seabind: the interpreter is shutting down: %s '%s' earlier", what,
                     name);
        return -1;
    }
    return 0;
}
/* Borrowed; NULL with an exception, RuntimeError when it is too late: then
 * PyInterpreterState_GetDict() would make, and leak, a new dict
 * (docs/internals/finalization.md). */
static PyObject *state_dict_borrow(const char *module)
{
    PyObject *dict_borrowed;
    if (MUTANT(RECREATE) && module == NULL) {
        return PyInterpreterState_GetDict(PyInterpreterState_Get());
    }
    if (seai_refuse_late("import module", module) < 0) {
        return NULL;
    }
    dict_borrowed = PyInterpreterState_GetDict(PyInterpreterState_Get());
    if (dict_borrowed == NULL) {
        PyErr_NoMemory();
    }
    return dict_borrowed;
}
/* What the capsule under `key` points to, made by `make` when there is none: new reference
 * to the capsule, or NULL with an exception.  It is made whole and then published: of two
 * that are made at once one is dropped. */
static PyObject *get_or_create(PyObject *dict, const char *key,
                               PyObject *(*make)(PyObject *dict))
{
    PyObject *name = PyUnicode_InternFromString(key), *found = NULL, *fresh;
    if (name == NULL) {
        return NULL;
    }
#if PY_VERSION_HEX >= 0x030d0000
    (void)PyDict_GetItemRef(dict, name, &found);
#else
    found = Py_XNewRef(PyDict_GetItemWithError(dict, name));
#endif
    if (found == NULL && !PyErr_Occurred() && (fresh = make(dict)) != NULL) {
#if PY_VERSION_HEX >= 0x030d0000
        (void)PyDict_SetDefaultRef(dict, name, fresh, &found);
#else
        found = Py_XNewRef(PyDict_SetDefault(dict, name, fresh));
#endif
        Py_DECREF(fresh);
    }
    Py_DECREF(name);
    return found;
}

/* ---- internals ---- */
static void internals_capsule_gone(PyObject *capsule)
{
    seai_internals *internals = (seai_internals *)PyCapsule_GetPointer(capsule, KEY);
    if (internals->capsule == capsule) { /* else another thread made them first */
        seai_code_of(internals)->internals_close(internals);
    }
    seai_internals_unref(internals);
}
static PyObject *internals_new(PyObject *dict)
{
    seai_internals *internals = PyMem_RawCalloc(1, SEAI_INTERNALS_ROOM);
    _Static_assert(sizeof *internals <= SEAI_INTERNALS_ROOM, "the room never grows");
    (void)dict;
    if (internals == NULL) {
        return PyErr_NoMemory();
    }
    internals->magic = MAGIC;
    internals->size = sizeof *internals;
    internals->major = SEAI_ABI_MAJOR;
    internals->minor = SEAI_ABI_MINOR;
    internals->interpreter = PyInterpreterState_Get();
    internals->buckets = internals->few;
    internals->nbuckets = SEAI_FEW;
    atomic_store(&internals->refs, 1); /* the capsule's */
    atomic_store(&internals->code, &this_code);
    internals->capsule = PyCapsule_New(internals, KEY, internals_capsule_gone);
    if (internals->capsule == NULL) {
        PyMem_RawFree(internals);
        return NULL;
    }
    SEAI_TALLY(internals, 1);
    return internals->capsule;
}

/* ---- local internals ---- */
static void local_capsule_gone(PyObject *capsule)
{
    seai_local *local = (seai_local *)PyCapsule_GetPointer(capsule, LOCAL_KEY);
    if (local->capsule == capsule) { /* else another thread made them first */
        local->capsule = NULL;
        if (local->late != NULL) {
            local->late(local);
        }
    }
    if (local->leaks != NULL) {
        local->leaks->ending(local);
    }
    seai_local_unref(local);
}
static PyObject *local_new(PyObject *dict)
{
    PyObject *capsule = get_or_create(dict, KEY, internals_new);
    seai_internals *internals;
    seai_local *local;
    if (capsule == NULL ||
        (internals = (seai_internals *)PyCapsule_GetPointer(capsule, KEY)) == NULL) {
        Py_XDECREF(capsule);
        return NULL;
    }
    seai_lock(internals);
    if (seai_code_of(internals)->minor < this_code.minor) {
        atomic_store(&internals->code, &this_code);
        /* minor 0 does not call internals_close(): be there instead */
        (void)PyCapsule_SetDestructor(capsule, internals_capsule_gone);
    }
    seai_unlock(internals);
    local = PyMem_RawCalloc(1, sizeof *local);
    if (local != NULL) {
        atomic_store(&local->refs, 1); /* the capsule's */
        local->internals = seai_internals_ref(internals);
        local->interpreter = internals->interpreter;
        SEAI_TALLY(local_internals, 1);
        local->capsule = PyCapsule_New(local, LOCAL_KEY, local_capsule_gone);
        if (local->capsule == NULL) {
            seai_local_unref(local);
            local = NULL;
        }
    } else {
        PyErr_NoMemory();
    }
    Py_DECREF(capsule);
    return local != NULL ? local->capsule : NULL;
}
/* "seabind.local.<tag>.<address>": an extension is where its data is. */
const char *seai_local_key(char *buf, size_t size)
{
    PyOS_snprintf(buf, size, LOCAL_KEY ".%zx", (size_t)(uintptr_t)&list);
    return buf;
}
seai_local *seai_local_get(const char *module)
{
    char key[64];
    PyObject *dict_borrowed = state_dict_borrow(module), *capsule;
    seai_local *local = NULL;
    SEAI_COUNTERS_BEGIN();
    capsule =
        dict_borrowed != NULL
            ? get_or_create(dict_borrowed, seai_local_key(key, sizeof key), local_new)
            : NULL;
    if (capsule != NULL &&
        (local = (seai_local *)PyCapsule_GetPointer(capsule, LOCAL_KEY)) != NULL) {
        seai_local_ref(local);
        list_add(local);
    }
    Py_XDECREF(capsule);
    return local;
}
