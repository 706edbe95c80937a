/* (keep_alive, nurse, patient), (parent, X) and inside(...): what a handle keeps alive, and
 * who closes whom.
 *
 * The owner of a handle that keeps others is a tuple of ours: what was its owner before, or
 * None, then two elements a place: a capsule with its bond, and the patient, or None.  A
 * place belongs to an option of a function, so that the next call replaces its patient.  A
 * tuple, since the collector clears none: the patients die after the nurse's destroy, also
 * in a cycle.  It is changed in place; nobody else has a reference to it.
 *
 * Where C got a patient's C object, the bond is in a list of the patient until the nurse's
 * is gone.  close() of the patient closes its children by that list, and refuses while there
 * are others in it.  Lists and patients of bonds change under the internals' lock. */
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
    if (name == NULL) {
        return self;
    }
    for (int i = 0; args != NULL && i < f->nparams; i++, at += strlen(at) + 1) {
        if (same(at, name)) {
            return args[i];
        }
    }
    return result;
}

/* ---- bonds ---- */
/* The place of what a borrowed handle is inside: no function has that address. */
static size_t key_inside(const void *owner) { return (size_t)(uintptr_t)owner * 64; }
static seai_bond *bond_at(PyObject *kept, Py_ssize_t place)
{
    return PyCapsule_GetPointer(PyTuple_GET_ITEM(kept, place - 1), NULL);
}
static void bond_free(PyObject *capsule)
{
    PyMem_RawFree(PyCapsule_GetPointer(capsule, NULL)); /* it is in no list */
}
/* New reference, or NULL with MemoryError. */
static PyObject *bond_new(seai_handle *nurse, size_t key)
{
    seai_bond *bond = PyMem_RawCalloc(1, sizeof *bond);
    PyObject *capsule;
    if (bond == NULL) {
        return PyErr_NoMemory();
    }
    bond->size = sizeof *bond;
    bond->key = key;
    bond->nurse = nurse;
    capsule = PyCapsule_New(bond, NULL, bond_free);
    if (capsule == NULL) {
        PyMem_RawFree(bond);
    }
    return capsule;
}
/* Puts the bond into the list of another patient, or of none. */
static void bond_move(seai_bond *bond, seai_handle *patient)
{
    seai_internals *internals = bond->nurse->record->internals;
    seai_lock(internals);
    if (bond->patient != NULL) {
        *bond->link = bond->next;
        if (bond->next != NULL) {
            bond->next->link = bond->link;
        }
    }
    if (patient != NULL && atomic_load(&patient->stage) == SEAI_CLOSED) {
        patient = NULL; /* it could not wait */
    }
    bond->patient = patient;
    if (patient != NULL) {
        const seai_class *parent = seai_record_parent(bond->nurse->record);
        const int is_child =
            bond->key == key_inside(patient) ||
            (parent != NULL && seai_record_is_a(patient->record, parent));
        seai_bond **head = is_child ? &patient->children : &patient->users;
        bond->link = head;
        bond->next = *head;
        if (bond->next != NULL) {
            bond->next->link = &bond->next;
        }
        *head = bond;
    }
    seai_unlock(internals);
}
/* The handle in which the C object of o lies, or NULL: it has no such lists. */
static seai_handle *handle_of(PyObject *o)
{
    const seai_view_tail *tail = seai_view_of(o);
    const seai_record *record;
    if (tail != NULL) {
        o = tail->root;
    }
    record = seai_record_of(Py_TYPE(o));
    return record != NULL && record->cls->flags & SEAI_HANDLE &&
                   record->size >= sizeof(seai_record) /* else minor 0 made it */
               ? (seai_handle *)o
               : NULL;
}
/* The handle whose C object C got in this call, or NULL: C has the Python object only. */
static seai_handle *given(PyObject *patient, seai_handle *nurse, PyObject *result)
{
    seai_handle *h = handle_of(patient);
    return h != NULL && h != nurse &&
                   (patient == result || atomic_load(&h->inside) == seai_thread())
               ? h
               : NULL;
}

/* ---- places ---- */
/* The place's index in the tuple, or 0. */
static Py_ssize_t find(PyObject *kept, size_t key)
{
    for (Py_ssize_t i = 2; i < PyTuple_GET_SIZE(kept); i += 2) {
        if (bond_at(kept, i)->key == key) {
            return i;
        }
    }
    return 0;
}
static size_t key_of(const seai_function *f, int n)
{
    return (size_t)(uintptr_t)f * 64 + (size_t)n; /* fewer tuples than that */
}
/* A place in another tuple, at its end: the index; 0 when the nurse was closed or got another
 * tuple meanwhile; -1 with an exception. */
static Py_ssize_t new_place(seai_handle *nurse, size_t key, Py_ssize_t size)
{
    PyObject *old = nurse->owner, *kept = NULL, *bond;
    Py_ssize_t at = size > 0 ? size + 1 : 2, result = -1;
    Py_XINCREF(old); /* a collection may run, and others in it */
    bond = bond_new(nurse, key);
    if (bond != NULL && (kept = PyTuple_New(at + 1)) != NULL) {
        result = 0;
    }
    if (kept != NULL && nurse->owner == old &&
        atomic_load(&nurse->stage) != SEAI_CLOSED) {
        for (Py_ssize_t i = 0; i < size; i++) {
            PyTuple_SET_ITEM(kept, i, Py_NewRef(PyTuple_GET_ITEM(old, i)));
        }
        if (size == 0) {
            PyTuple_SET_ITEM(kept, 0, Py_NewRef(old != NULL ? old : Py_None));
        }
        PyTuple_SET_ITEM(kept, at - 1, bond);
        PyTuple_SET_ITEM(kept, at, Py_NewRef(Py_None));
        nurse->owner = kept;
        Py_XDECREF(old);
        kept = bond = NULL;
        result = at;
    }
    Py_XDECREF(kept);
    Py_XDECREF(bond);
    Py_XDECREF(old);
    return result;
}
/* Puts a patient into its place; a place that is new can fail.  `result` as of given(). */
static int put(seai_handle *nurse, size_t key, PyObject *patient, PyObject *result,
               int replace)
{
    PyObject *dropped = NULL, *kept;
    Py_ssize_t at = 0;
    while (at == 0 && atomic_load(&nurse->stage) != SEAI_CLOSED) {
        kept = nurse->owner;
        if (kept == NULL || !PyTuple_CheckExact(kept)) {
            at = new_place(nurse, key, 0);
        } else if ((at = find(kept, key)) == 0) {
            at = new_place(nurse, key, PyTuple_GET_SIZE(kept));
        }
    }
    kept = nurse->owner;
    if (replace && at > 0 && PyTuple_GET_ITEM(kept, at) != patient) {
        bond_move(bond_at(kept, at), given(patient, nurse, result));
        dropped = PyTuple_GET_ITEM(kept, at);
        PyTuple_SET_ITEM(kept, at, Py_NewRef(patient));
        if (!PyObject_GC_IsTracked(kept)) { /* there was nothing in it to collect */
            PyObject_GC_Track(kept);
        }
    }
    Py_XDECREF(dropped);
    return at < 0 ? -1 : 0;
}
static int put_locked(PyObject *nurse, size_t key, PyObject *patient, PyObject *result,
                      int replace)
{
    int done;
    SEAI_CRITICAL_BEGIN(nurse)
    done = put((seai_handle *)nurse, key, patient, result, replace);
    SEAI_CRITICAL_END
    return done;
}
PyObject *seai_kept_take(seai_handle *h)
{
    PyObject *kept = NULL;
    SEAI_CRITICAL_BEGIN((PyObject *)h)
    if (h->owner != NULL && PyTuple_CheckExact(h->owner)) {
        PyObject *owner_borrowed = PyTuple_GET_ITEM(h->owner, 0);
        kept = h->owner;
        h->owner = owner_borrowed != Py_None ? Py_NewRef(owner_borrowed) : NULL;
        for (Py_ssize_t i = 2; i < PyTuple_GET_SIZE(kept); i += 2) {
            bond_move(bond_at(kept, i), NULL);
        }
    }
    SEAI_CRITICAL_END
    return kept;
}

/* ---- keep_alive ---- */
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
static int keep(const seai_function *f, PyObject *nurse, PyObject *patient,
                PyObject *out, int n, int replace, int known)
{
    int result = known && nurse != NULL && nurse != Py_None ? 1 : is_nurse(f, nurse);
    if (result == 1) {
        result = put_locked(nurse, key_of(f, n), patient != NULL ? patient : Py_None,
                            out, replace);
    }
    return result;
}
int seai_keep_begin(const seai_function *f, PyObject *self, PyObject *const *args,
                    const char *nurse, const char *patient, int n)
{
    return keep(f, resolve(f, self, args, NULL, nurse),
                resolve(f, self, args, NULL, patient), NULL, n,
                f->item->kind == SEAI_ITEM_INIT, nurse == NULL);
}
int seai_keep_end(const seai_function *f, PyObject *self, PyObject *const *args,
                  PyObject *result, const char *nurse, const char *patient, int n)
{
    PyObject *who = resolve(f, self, args, result, nurse);
    /* seai_keep_begin() has looked at what there was before the call */
    return keep(f, who, resolve(f, self, args, result, patient), result, n, 1,
                who != result);
}

/* ---- parents ---- */
/* New reference or NULL. */
static PyObject *parent_of(seai_handle *h)
{
    const seai_class *cls = seai_record_parent(h->record);
    PyObject *parent = NULL;
    SEAI_CRITICAL_BEGIN((PyObject *)h)
    if (h->owner != NULL && PyTuple_CheckExact(h->owner)) {
        for (Py_ssize_t i = 2; i < PyTuple_GET_SIZE(h->owner) && parent == NULL;
             i += 2) {
            const seai_bond *bond = bond_at(h->owner, i);
            seai_handle *patient = bond->patient;
            if (patient != NULL &&
                (bond->key == key_inside(patient) ||
                 (cls != NULL && seai_record_is_a(patient->record, cls)))) {
                parent = Py_NewRef((PyObject *)patient);
            }
        }
    }
    SEAI_CRITICAL_END
    return parent;
}
/* 1 when the child has found its parent: where o lies, or a parent of that; 0; -1 with an
 * exception. */
static int adopt(PyObject *child, PyObject *o)
{
    const seai_class *cls = seai_record_parent(((seai_handle *)child)->record);
    seai_handle *h = handle_of(o);
    int found = 0;
    Py_XINCREF((PyObject *)h);
    while (h != NULL && !seai_record_is_a(h->record, cls)) {
        PyObject *parent = parent_of(h);
        Py_DECREF((PyObject *)h);
        h = (seai_handle *)parent;
    }
    if (h != NULL) {
        found = put_locked(child, 0, (PyObject *)h, (PyObject *)h, 1) < 0 ? -1 : 1;
        Py_DECREF((PyObject *)h);
    }
    return found;
}
int seai_parent_of_result(PyObject *child, seai_where where)
{
    return seai_record_parent(((seai_handle *)child)->record) != NULL &&
                   where.cls != NULL && !PyType_Check(where.self)
               ? adopt(child, where.self)
               : 0;
}
int seai_parent_of_new(PyObject *child, const seai_hold *held, const seai_hold *top)
{
    int found = seai_record_parent(((seai_handle *)child)->record) == NULL;
    for (; held != top && found == 0; held++) {
        found = adopt(child, held->handle);
    }
    return found < 0 ? -1 : 0;
}

/* ---- inside ---- */
/* What a borrowed handle is inside, the n-th: new reference or NULL; take: no more. */
static PyObject *owner_at(seai_handle *h, Py_ssize_t n, bool take)
{
    PyObject *owner = NULL;
    SEAI_CRITICAL_BEGIN((PyObject *)h)
    if (h->owner != NULL && PyTuple_CheckExact(h->owner)) {
        for (Py_ssize_t i = 2; i < PyTuple_GET_SIZE(h->owner) && owner == NULL;
             i += 2) {
            PyObject *o = PyTuple_GET_ITEM(h->owner, i);
            if (bond_at(h->owner, i)->key == key_inside(o) && n-- == 0) {
                owner = Py_NewRef(o);
                if (take) {
                    bond_move(bond_at(h->owner, i), NULL);
                    PyTuple_SET_ITEM(h->owner, i, Py_NewRef(Py_None));
                    Py_DECREF(o);
                }
            }
        }
    }
    SEAI_CRITICAL_END
    return owner;
}
int seai_inside_begin(PyObject *child, PyObject *o)
{
    const seai_view_tail *tail = seai_view_of(o);
    const seai_record *record;
    PyObject *owner;
    int result = 0;
    o = tail != NULL ? tail->root : o;
    record = seai_record_of(Py_TYPE(o));
    if (record == NULL || (record->cls->flags & SEAI_HANDLE) == 0 ||
        ((seai_handle *)o)->owned) {
        return put_locked(child, key_inside(o), o, o, 1);
    }
    for (Py_ssize_t n = 0;
         result == 0 && (owner = owner_at((seai_handle *)o, n, false));
         n++) { /* no chains: a walk over a list would keep all of it */
        result = put_locked(child, key_inside(owner), owner, owner, 1);
        Py_DECREF(owner);
    }
    return result;
}
int seai_inside_end(seai_handle *h)
{
    PyObject *owner;
    int ended;
    SEAI_CRITICAL_BEGIN((PyObject *)h)
    ended = h->owned == 0 && atomic_load(&h->stage) == SEAI_OPEN;
    h->owned |= (unsigned char)ended;
    SEAI_CRITICAL_END
    while (ended && (owner = owner_at(h, 0, true)) != NULL) {
        Py_DECREF(owner);
    }
    return ended;
}

/* ---- the end of a patient ---- */
/* Under the lock: the first bond whose nurse has a C object, or is making or ending it. */
static seai_bond *live(seai_bond *bond)
{
    while (bond != NULL && atomic_load(&bond->nurse->stage) == SEAI_NEW) {
        bond = bond->next;
    }
    return bond;
}
int seai_users_end(seai_handle *h, int (*close_child)(PyObject *), PyObject **raised)
{
    seai_internals *internals = h->record->internals;
    for (;;) {
        const char *user = NULL, *how = "";
        PyObject *child = NULL;
        seai_bond *bond;
        seai_lock(internals);
        bond = live(h->users);
        if (bond == NULL && !MUTANT(PARENT_FIRST) &&
            (bond = live(h->children)) != NULL &&
            atomic_load(&bond->nurse->stage) == SEAI_OPEN &&
            seai_try_incref((PyObject *)bond->nurse)) {
            child = (PyObject *)bond->nurse;
        } else if (bond != NULL) {
            user = bond->nurse->record->cls->name;
            how =
                atomic_load(&bond->nurse->stage) == SEAI_OPEN ? "open " : "unfinished ";
        } else {
            atomic_store(&h->stage, SEAI_CLOSED); /* nobody can come in between */
        }
        seai_unlock(internals);
        if (user != NULL) {
            PyErr_Format(PyExc_RuntimeError, "%s.close(): the %s is in use by an %s%s",
                         h->record->cls->name, h->record->cls->name, how, user);
            break;
        }
        if (child == NULL) {
            return 0;
        }
        if (Py_EnterRecursiveCall(" while closing the children of a handle") == 0) {
            (void)close_child(child);
            Py_LeaveRecursiveCall();
        }
        if (PyErr_Occurred()) {
            if (atomic_load(&((seai_handle *)child)->stage) != SEAI_CLOSED) {
                char label[SEAI_LABEL];
                PyOS_snprintf(label, sizeof label, "%.100s.close()",
                              h->record->cls->name);
                seai_prefix_exception(label, 0);
                Py_DECREF(child);
                break;
            }
            if (*raised == NULL) { /* it is closed in either case */
                *raised = seai_exception_take();
            } else {
                PyErr_WriteUnraisable(child);
            }
        }
        Py_DECREF(child);
    }
    if (*raised != NULL) {
        PyObject *refused = seai_exception_take();
        seai_exception_put_steal(*raised);
        *raised = NULL;
        PyErr_WriteUnraisable((PyObject *)h);
        seai_exception_put_steal(refused);
    }
    return -1;
}
PyObject *seai_child_of(seai_handle *h)
{
    PyObject *child = NULL;
    seai_bond *bond;
    seai_lock(h->record->internals);
    bond = MUTANT(PARENT_FIRST) ? NULL : h->children;
    for (; bond != NULL && child == NULL; bond = bond->next) {
        if (atomic_load(&bond->nurse->stage) == SEAI_OPEN &&
            seai_try_incref((PyObject *)bond->nurse)) {
            child = (PyObject *)bond->nurse;
        }
    }
    seai_unlock(h->record->internals);
    return child;
}
