/* Handles: construction, close, and calls by one thread at a time.
 *
 * Stages: NEW -> INITIALISING -> OPEN -> CLOSED; a failed __init__ goes back to NEW.  ptr is
 * set in OPEN only.  `inside` is the thread in a call on the handle; it changes from 0 to a
 * thread and back, by compare-and-swap.  Who finds another thread there waits on the gate,
 * detached; who leaves and sees waiters opens it.  destroy is called once, and only after a
 * construction that succeeded. */
#include "runtime.h"

enum { MAX_HELD = SEAI_MAX_PARAMS + 1 };

/* ---- errors ---- */
static void set_unready(PyObject *self, const char *label, const char *separator)
{
    const char *name = seai_class_name(self);
    seai_record *record_borrowed = seai_record_of(Py_TYPE(self));
    int stage = SEAI_NEW;
    if (record_borrowed != NULL && record_borrowed->cls->flags & SEAI_HANDLE) {
        stage = atomic_load(&((seai_handle *)self)->stage);
    }
    if (stage == SEAI_CLOSED) {
        PyErr_Format(PyExc_ValueError, "%s%sthe %s is closed", label, separator, name);
    } else if (stage == SEAI_INITIALISING) {
        PyErr_Format(PyExc_RuntimeError, "%s%sthe %s is still being initialised", label,
                     separator, name);
    } else {
        PyErr_Format(PyExc_RuntimeError,
                     "%s%sthe %s is not initialised: its __init__() was not called",
                     label, separator, name);
    }
}
void seai_unready(PyObject *o) { set_unready(o, "", ""); }
PyObject *seai_unready_self(const seai_function *f, PyObject *self)
{
    char label[SEAI_LABEL];
    set_unready(self, seai_label(f, label), ": ");
    return NULL;
}
const char *seai_no_element(const char *name)
{
    PyErr_Format(PyExc_TypeError, "a handle (%s) cannot be an element", name);
    return SEAI_REFUSED;
}

/* ---- one thread at a time ---- */
/* Waits, detached, until the handle may be free.  0, or -1 with an exception. */
static int wait_for(seai_handle *h)
{
    PyThread_type_lock gate = atomic_load(&h->gate);
    PyLockStatus status = PY_LOCK_ACQUIRED;
    if (seai_is_finalizing()) { /* who is in there was stopped, and will not leave */
        PyErr_Format(
            PyExc_RuntimeError,
            "the %s is in use by a thread that the end of the interpreter stopped",
            seai_class_name((PyObject *)h));
        return -1;
    }
    if (gate == NULL) {
        void *none = NULL;
        gate = PyThread_allocate_lock();
        if (gate == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        PyThread_acquire_lock(gate, WAIT_LOCK); /* shut */
        if (!atomic_compare_exchange_strong(&h->gate, &none, gate)) {
            PyThread_release_lock(gate);
            PyThread_free_lock(gate);
            gate = none;
        }
    }
    atomic_fetch_add(&h->waiters, 1);
    if (atomic_load(&h->inside) != 0) { /* else it left before it could see us wait */
        Py_BEGIN_ALLOW_THREADS status = PyThread_acquire_lock_timed(gate, -1, 1);
        if (status == PY_LOCK_ACQUIRED) {
            atomic_store(&h->ajar, 0); /* shut behind us */
        }
        Py_END_ALLOW_THREADS
    }
    atomic_fetch_sub(&h->waiters, 1);
    return status == PY_LOCK_INTR ? PyErr_CheckSignals() : 0;
}
static void leave(seai_handle *h)
{
    if (h->depth > 0) {
        h->depth--;
        return;
    }
    atomic_store(&h->inside, 0);
    if (atomic_load(&h->waiters) > 0) {
        PyThread_type_lock gate = atomic_load(&h->gate);
        if (gate != NULL &&
            atomic_exchange(&h->ajar, 1) == 0) { /* never opened twice */
            PyThread_release_lock(gate);
        }
    }
}
void seai_leave_slow(seai_handle *h) { leave(h); }
/* 0; -1 with an exception; 1 when this thread is in a call and must not enter again. */
static int enter(seai_handle *h, int flags)
{
    uintptr_t me = seai_thread();
    for (;;) {
        uintptr_t free_of_threads = 0;
        if (atomic_compare_exchange_strong(&h->inside, &free_of_threads, me)) {
            return 0;
        }
        if (free_of_threads == me) {
            if (flags & SEAI_LOCKED) {
                return 1;
            }
            h->depth++;
            return 0;
        }
        if (wait_for(h) < 0) {
            return -1;
        }
    }
}
/* "f() argument 'x'" when the handle is one, else "f()". */
static const char *label_of(const seai_function *f, const seai_hold *hold,
                            PyObject *const *args, char *buf)
{
    const char *name = f->names;
    seai_label(f, buf);
    for (int i = 0; args != NULL && i < f->nparams && name != NULL; i++) {
        if (args[i] == hold->handle) {
            size_t len = strlen(buf);
            PyOS_snprintf(buf + len, SEAI_LABEL - len, " argument '%.80s'", name);
            break;
        }
        name += strlen(name) + 1;
    }
    return buf;
}
int seai_enter_slow(const seai_function *f, seai_hold *held, seai_hold *top, int flags,
                    PyObject *const *args)
{
    seai_hold *sorted[MAX_HELD];
    char label[SEAI_LABEL];
    int n = 0, entered = 0, failed = 0;
    for (seai_hold *hold = held; hold != top && n < MAX_HELD; hold++) {
        int at = n++; /* by address, so that two threads cannot wait for each other */
        for (; at > 0 && (uintptr_t)sorted[at - 1]->handle > (uintptr_t)hold->handle;
             at--) {
            sorted[at] = sorted[at - 1];
        }
        sorted[at] = hold;
    }
    for (; entered < n && !failed; entered += !failed) {
        seai_handle *h = (seai_handle *)sorted[entered]->handle;
        int again = entered > 0 && sorted[entered - 1]->handle == (PyObject *)h;
        failed = enter(h, again ? 0 : flags);
        if (failed == 1) {
            PyErr_Format(PyExc_RuntimeError,
                         "%s: the %s is in use by a call of this thread",
                         label_of(f, sorted[entered], args, label),
                         seai_class_name((PyObject *)h));
        }
    }
    for (seai_hold *hold = held; hold != top && !failed; hold++) {
        void *p = seai_pointer_load(&((seai_instance *)hold->handle)->ptr);
        if (p == NULL) {
            failed = 1;
            set_unready(hold->handle, label_of(f, hold, args, label), ": ");
        } else {
            memcpy(hold->slot, &p, sizeof p);
        }
    }
    while (failed && entered > 0) {
        leave((seai_handle *)sorted[--entered]->handle);
    }
    return failed ? -1 : 0;
}

/* ---- construction ---- */
PyObject *seai_handle_alloc(PyTypeObject *t, const seai_class *cls)
{
    seai_handle *h = (seai_handle *)t->tp_alloc(t, 0);
    (void)cls;
    if (h != NULL) {
        h->record = seai_record_of(t);
    }
    return (PyObject *)h;
}
int seai_construct_begin(PyObject *self, const seai_function *f)
{
    seai_handle *h = (seai_handle *)self;
    unsigned char stage = SEAI_NEW;
    if (atomic_compare_exchange_strong(&h->stage, &stage, SEAI_INITIALISING)) {
        return 0;
    }
    if (stage == SEAI_OPEN) {
        PyErr_Format(PyExc_RuntimeError, "%s.__init__(): the %s is initialised already",
                     f->owner, f->owner);
    } else {
        char label[SEAI_LABEL];
        PyOS_snprintf(label, sizeof label, "%.100s.__init__()", f->owner);
        set_unready(self, label, ": ");
    }
    return -1;
}
void seai_construct_fail(PyObject *self)
{
    atomic_store(&((seai_handle *)self)->stage, SEAI_NEW);
}
int seai_construct_end(PyObject *self, const seai_function *f, const seai_class *cls,
                       void *ptr, int failed, const char *what)
{
    seai_handle *h = (seai_handle *)self;
    if (!failed && ptr == NULL) {
        PyErr_Format(PyExc_RuntimeError, "%s() failed: %s() returned NULL", f->owner,
                     what);
        failed = 1;
    } else if (failed && cls->flags & SEAI_ADOPT_ALWAYS &&
               (cls->flags & SEAI_EMBEDDED) == 0 && ptr != NULL &&
               cls->destroy != NULL) {
        cls->destroy(ptr);
    }
    if (failed) {
        if (cls->flags &
            SEAI_EMBEDDED) { /* the next attempt finds it zeroed, as the first */
            memset(seai_storage(self, cls), 0, cls->payload_size);
        }
        seai_construct_fail(self);
        return -1;
    }
    h->owned = 1;
    seai_pointer_store(&h->base.ptr, ptr); /* what C made is seen by who sees it */
    atomic_store(&h->stage, SEAI_OPEN);
    return 0;
}
PyObject *seai_embedded_new(seai_where where, const seai_class *cls)
{
    PyTypeObject *type = seai_type_slow(where, cls);
    PyObject *self = NULL;
    if (type != NULL) {
        self = seai_handle_alloc(type, cls);
        Py_DECREF(type);
    }
    return self;
}
PyObject *seai_embedded_ready_steal(PyObject *self, const seai_class *cls)
{
    seai_handle *h = (seai_handle *)self;
    h->owned = 1;
    h->base.ptr = seai_storage(self, cls);
    atomic_store(&h->stage, SEAI_OPEN);
    return self;
}
PyObject *seai_handle_own(seai_where where, const seai_class *cls, void *ptr)
{
    PyTypeObject *type;
    PyObject *self = NULL;
    if (ptr == NULL) {
        return NULL;
    }
    type = seai_type_slow(where, cls);
    if (type != NULL) {
        self = seai_handle_alloc(type, cls);
        Py_DECREF(type);
    }
    if (self == NULL) {
        if (cls->destroy != NULL) {
            cls->destroy(ptr);
        }
        return NULL;
    }
    ((seai_handle *)self)->owned = 1;
    ((seai_handle *)self)->base.ptr = ptr;
    atomic_store(&((seai_handle *)self)->stage, SEAI_OPEN);
    return self;
}

/* ---- object fields: a PyObject * of the C struct as an attribute ---- */
static PyObject *get_object(PyObject *self, void *closure)
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
static int set_object(PyObject *self, PyObject *value, void *closure)
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
static int visit_objects(const seai_class *cls, void *ptr, visitproc visit, void *arg)
{
    for (uint32_t i = 0; i < cls->nitems; i++) {
        if (cls->items[i].kind == SEAI_ITEM_OBJECT) {
            Py_VISIT(*cls->items[i].a.object(ptr));
        }
    }
    return cls->traverse != NULL ? cls->traverse(ptr, visit, arg) : 0;
}
static void clear_objects(const seai_class *cls, void *ptr)
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

/* ---- the end ---- */
/* Destroys the C object; ptr was taken from the handle, so that nobody else can. */
static void destroy(const seai_class *cls, void *ptr, int detached)
{
    if (cls->flags & SEAI_GC) {
        clear_objects(cls, ptr);
    }
    if (cls->destroy == NULL) {
        return;
    }
    if (detached) {
        Py_BEGIN_ALLOW_THREADS cls->destroy(ptr);
        Py_END_ALLOW_THREADS
    } else {
        cls->destroy(ptr);
    }
}
/* 0; 1 when it was closed before; -1 with an exception. */
static int close_handle(PyObject *self)
{
    seai_handle *h = (seai_handle *)self;
    const seai_class *cls = h->record->cls;
    uintptr_t nobody = 0;
    void *ptr;
    if (!atomic_compare_exchange_strong(&h->inside, &nobody, seai_thread())) {
        PyErr_Format(PyExc_RuntimeError,
                     "%s.close(): the %s is in use by a running call", cls->name,
                     cls->name);
        return -1;
    }
    if (atomic_load(&h->stage) == SEAI_CLOSED) {
        leave(h);
        return 1;
    }
    if ((ptr = h->base.ptr) == NULL) {
        char label[SEAI_LABEL];
        PyOS_snprintf(label, sizeof label, "%.100s.close()", cls->name);
        set_unready(self, label, ": ");
        leave(h);
        return -1;
    }
    h->base.ptr = NULL;
    atomic_store(&h->stage, SEAI_CLOSED);
    if (h->owned) {
        destroy(cls, ptr, (cls->flags & SEAI_DESTROY_DETACHED) != 0);
    }
    leave(h);
    return 0;
}
static PyObject *handle_close(PyObject *self, PyObject *unused)
{
    int closed = close_handle(self);
    (void)unused;
    if (closed == 1) {
        const char *name = seai_class_name(self);
        PyErr_Format(PyExc_ValueError, "%s.close(): the %s is closed already", name,
                     name);
    }
    return closed == 0 ? Py_NewRef(Py_None) : NULL;
}
static PyObject *handle_enter(PyObject *self, PyObject *unused)
{
    (void)unused;
    if (((seai_instance *)self)->ptr == NULL) {
        char label[SEAI_LABEL];
        PyOS_snprintf(label, sizeof label, "%.100s.__enter__()", seai_class_name(self));
        set_unready(self, label, ": ");
        return NULL;
    }
    return Py_NewRef(self);
}
static PyObject *handle_exit(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    (void)args;
    (void)nargs;
    return close_handle(self) >= 0 ? Py_NewRef(Py_None) : NULL;
}
static PyObject *handle_closed(PyObject *self, void *closure)
{
    (void)closure;
    return PyBool_FromLong(atomic_load(&((seai_handle *)self)->stage) == SEAI_CLOSED);
}
/* Whether the block has an attribute of that name itself: it is preferred. */
static int has_name(const seai_class *cls, const char *name)
{
    char buf[256];
    for (uint32_t i = 0; i < cls->nitems; i++) {
        const seai_item *item = cls->functions[i].item;
        if (item != NULL && item->kind != SEAI_ITEM_OPERATOR &&
            strcmp(seai_name(item->text, buf, sizeof buf), name) == 0) {
            return 1;
        }
    }
    return 0;
}
static void complete(const seai_class *cls, PyMethodDef *methods, PyGetSetDef *getset)
{
    const seai_handle_parts *parts = cls->handle;
    if (cls->destroy == NULL) {
        return;
    }
    for (size_t i = 0; i < sizeof parts->methods / sizeof *methods; i++) {
        if (!has_name(cls, parts->methods[i].ml_name)) {
            *methods++ = parts->methods[i];
        }
    }
    if (!has_name(cls, parts->closed.name)) {
        *getset = parts->closed;
    }
}
static void handle_dealloc(PyObject *self);
static int handle_traverse(PyObject *self, visitproc visit, void *arg);
static int handle_clear(PyObject *self);
const seai_handle_parts seai_handle_parts_of_all = {
    {{"close", handle_close, METH_NOARGS,
      "close($self)\n--\n\nRelease the C object now. Any later use raises ValueError."},
     {"__enter__", handle_enter, METH_NOARGS, "__enter__($self)\n--\n\nReturn self."},
     {"__exit__", (PyCFunction)(void (*)(void))handle_exit, METH_FASTCALL,
      "__exit__($self, *args)\n--\n\nClose, unless it is closed."}},
    {"closed", handle_closed, NULL, "Whether close() was called.", NULL},
    handle_dealloc,
    handle_traverse,
    handle_clear,
    seai_handle_alloc,
    get_object,
    set_object,
    complete};

static void dealloc_now(PyObject *self)
{
    seai_handle *h = (seai_handle *)self;
    PyTypeObject *type = Py_TYPE(self);
    PyThread_type_lock gate;
    void *ptr = h->base.ptr;
    if (h->weakrefs != NULL) {
        PyObject_ClearWeakRefs(self);
    }
    if (ptr != NULL) {
        PyObject *exception = seai_exception_take();
        h->base.ptr = NULL;
        atomic_store(&h->stage, SEAI_CLOSED);
        if (h->owned) {
            destroy(h->record->cls, ptr, 0);
        }
        seai_exception_put_steal(exception);
    }
    Py_CLEAR(h->owner);
    if ((gate = atomic_load(&h->gate)) != NULL) {
        if (!atomic_load(&h->ajar)) {
            PyThread_release_lock(gate);
        }
        PyThread_free_lock(gate);
    }
    type->tp_free(self);
    Py_DECREF(type);
}
static void handle_dealloc(PyObject *self)
{
    if (!PyType_IS_GC(Py_TYPE(self))) {
        dealloc_now(self);
        return;
    }
    PyObject_GC_UnTrack(self);
    Py_TRASHCAN_BEGIN(self, handle_dealloc) dealloc_now(self);
    Py_TRASHCAN_END
}
static int handle_traverse(PyObject *self, visitproc visit, void *arg)
{
    seai_handle *h = (seai_handle *)self;
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(h->owner);
    /* A thread that is in a call changes the struct while it is detached.  What it holds
     * counts as referred to from outside then, which keeps it; nobody enters or leaves
     * during a collection, so that all its passes see the same. */
    uintptr_t inside = atomic_load(&h->inside);
    if (h->base.ptr == NULL || (inside != 0 && inside != seai_thread())) {
        return 0;
    }
    return visit_objects(h->record->cls, h->base.ptr, visit, arg);
}
static int handle_clear(PyObject *self)
{
    seai_handle *h =
        (seai_handle *)self; /* the owner stays: *ptr needs it until dealloc */
    if (h->base.ptr != NULL) {
        clear_objects(h->record->cls, h->base.ptr);
    }
    return 0;
}
