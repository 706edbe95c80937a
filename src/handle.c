/* Handles: construction, close and the end.
 *
 * Stages: NEW -> INITIALISING -> OPEN -> CLOSED; a failed __init__ goes back to NEW.  ptr is
 * set in OPEN only.  destroy is called once, and only after a construction that succeeded;
 * hold.c lets one thread at a time in. */
#include "runtime.h"

/* ---- construction ---- */
PyObject *seai_handle_alloc(PyTypeObject *t, const seai_class *cls)
{
    seai_handle *h = (seai_handle *)t->tp_alloc(t, 0);
    (void)cls;
    if (h != NULL) {
        h->record = seai_record_of(t);
    }
    return seai_born((PyObject *)h);
}
PyObject *seai_handle_open(seai_handle *h, void *ptr, const seai_class *known,
                           unsigned char owned)
{
    PyObject *found;
    h->owned = owned;
    seai_pointer_store(&h->base.ptr, ptr); /* what C made is seen by who sees it */
    found = seai_handle_link(h, known);
    if (found == NULL) {
        atomic_store(&h->stage, SEAI_OPEN);
    } else {
        h->base.ptr = NULL;
    }
    return found;
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
        seai_set_unready(self, label, ": ");
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
    (void)seai_handle_open(h, ptr, NULL, 1);
    return 0;
}
int seai_construct_warned(const seai_class *cls, void *ptr)
{
    const uint32_t left = SEAI_ADOPT_ALWAYS | SEAI_EMBEDDED;
    if (!PyErr_Occurred()) {
        return SEAI_OK;
    }
    if (cls->flags & SEAI_HANDLE && ptr != NULL &&
        (cls->flags & left) !=
            SEAI_ADOPT_ALWAYS) { /* seai_construct_end() does those */
        seai_handle_drop(cls, ptr);
    }
    return SEAI_FAILED;
}
PyObject *seai_handle_new(seai_where where, const seai_class *cls)
{
    PyTypeObject *type = seai_type_slow(where, cls);
    PyObject *self = NULL;
    if (type != NULL) {
        self = seai_handle_alloc(type, cls);
        Py_DECREF(type);
    }
    if (self != NULL && seai_parent_of_result(self, where) < 0) {
        Py_CLEAR(self);
    }
    return self;
}
PyObject *seai_embedded_ready_steal(PyObject *self, const seai_class *cls)
{
    (void)seai_handle_open((seai_handle *)self, seai_storage(self, cls), NULL, 1);
    return self;
}
void seai_handle_drop(const seai_class *cls, void *ptr)
{
    void (*destroy)(void *) = NULL;
    for (; cls != NULL && destroy == NULL; cls = cls->base) { /* else the base's */
        destroy = cls->flags & SEAI_IMPORTED ? atomic_load(&cls->data->destroy)
                                             : cls->destroy;
    }
    if (destroy != NULL) {
        destroy(ptr);
    }
}
PyObject *seai_handle_own(seai_where where, const seai_class *cls, void *ptr)
{
    PyObject *self, *known;
    if (ptr == NULL) {
        return NULL;
    }
    self = seai_handle_new(where, cls);
    if (self == NULL) {
        seai_handle_drop(cls, ptr);
        return NULL;
    }
    if (((seai_handle *)self)->record->cls->flags & SEAI_EMBEDDED) { /* imported */
        PyErr_Format(PyExc_TypeError,
                     "a %s lives in its Python object: C cannot make one", cls->name);
        Py_DECREF(self);
        seai_handle_drop(cls, ptr);
        return NULL;
    }
    known = seai_handle_open((seai_handle *)self, ptr, cls, 1);
    if (known != NULL) {
        if (!seai_inside_end((seai_handle *)known)) {
            seai_handle_drop(cls, ptr); /* C counts references, and gave one more */
        }
        Py_DECREF(self);
        return known;
    }
    return self;
}
PyObject *seai_handle_refer(seai_where where, const seai_class *cls, void *ptr)
{
    seai_record *record = seai_find_record(where, cls);
    const seai_reference reference = seai_record_reference(record);
    if (record != NULL) {
        seai_record_unref(record);
    }
    if (reference == NULL) {
        return NULL;
    }
    ptr = reference(ptr);
    if (ptr == NULL) {
        PyErr_Format(PyExc_RuntimeError, SEAI_GAVE "no reference to the %s", cls->name);
    }
    return seai_handle_own(where, cls, ptr);
}

/* ---- the end ---- */
/* Destroys the C object; ptr was taken from the handle, so that nobody else can. */
static void destroy(PyObject *self, const seai_record *record, void *ptr, int detached)
{
    const seai_class *cls = record->cls;
    seai_objects_clear(record, ptr);
    if (record->destroy == NULL) {
        return;
    }
    while (cls->destroy == NULL && cls->base != NULL) { /* whose it is */
        cls = cls->base;
    }
    if (cls->end != NULL) {
        (void)cls->end(self, ptr, detached);
    } else if (detached) {
        Py_BEGIN_ALLOW_THREADS record->destroy(ptr);
        Py_END_ALLOW_THREADS
    } else {
        record->destroy(ptr);
    }
}
/* The exception in flight, if any, to sys.unraisablehook, in the words of object.__repr__:
 * the object is dying, so that its own cannot be asked. */
static void report(PyObject *self)
{
    PyObject *exception, *what;
    if (!PyErr_Occurred()) {
        return;
    }
    exception = seai_exception_take();
    what =
        PyUnicode_FromFormat("<%s object at %p>", Py_TYPE(self)->tp_name, (void *)self);
    if (what == NULL) {
        PyErr_Clear();
    }
    seai_exception_put_steal(exception);
    PyErr_WriteUnraisable(what);
    Py_XDECREF(what);
}
void seai_end_alone(int (*end_it)(PyObject *, void *, int), void *ptr)
{
    PyObject *exception = seai_exception_take();
    if (end_it(NULL, ptr, 0) < 0) {
        PyErr_WriteUnraisable(NULL);
    }
    seai_exception_put_steal(exception);
}
/* 0; 1 when it was closed before; -1 with an exception. */
static int close_handle(PyObject *self)
{
    seai_handle *h = (seai_handle *)self;
    const seai_class *cls = h->record->cls;
    uintptr_t nobody = 0;
    PyObject *kept, *exception, *of_children = NULL;
    void *ptr;
    if (!atomic_compare_exchange_strong(&h->inside, &nobody, seai_thread())) {
        if (nobody == SEAI_LOST) {
            seai_set_lost(self);
            return -1;
        }
        if (atomic_load(&h->stage) == SEAI_CLOSED) { /* and being destroyed */
            return 1;
        }
        PyErr_Format(PyExc_RuntimeError,
                     "%s.close(): the %s is in use by a running call", cls->name,
                     cls->name);
        return -1;
    }
    if (atomic_load(&h->stage) == SEAI_CLOSED) {
        seai_leave_slow(h);
        return 1;
    }
    if ((ptr = h->base.ptr) == NULL) {
        char label[SEAI_LABEL];
        PyOS_snprintf(label, sizeof label, "%.100s.close()", cls->name);
        seai_set_unready(self, label, ": ");
        seai_leave_slow(h);
        return -1;
    }
    if (atomic_load(&h->exports) > 0) {
        PyErr_Format(PyExc_BufferError, "%s.close(): a buffer of the %s is in use",
                     cls->name, cls->name);
        seai_leave_slow(h);
        return -1;
    }
    if (seai_users_end(h, close_handle, &of_children) < 0) {
        seai_leave_slow(h);
        return -1;
    }
    seai_handle_unlink(h);
    h->base.ptr = NULL;
    kept = MUTANT(RELEASE_FIRST) ? seai_kept_take(h) : NULL;
    if (h->owned) {
        destroy(self, h->record, ptr, (cls->flags & SEAI_DESTROY_DETACHED) != 0);
    }
    kept = kept != NULL ? kept : seai_kept_take(h);
    seai_leave_slow(h);
    if (of_children != NULL) { /* they were first */
        report(self);
        seai_exception_put_steal(of_children);
    }
    exception = seai_exception_take();
    Py_XDECREF(kept);
    seai_exception_put_steal(exception);
    return exception != NULL ? -1 : 0;
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
        seai_set_unready(self, label, ": ");
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
    if (cls->deepcopy != NULL && !has_name(cls, "__deepcopy__")) {
        *methods++ = (PyMethodDef){
            "__deepcopy__", cls->deepcopy, METH_O,
            "__deepcopy__($self, memo, /)\n--\n\nReturn a copy, as __copy__() does."};
    }
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
    seai_identity_begin,
    seai_handle_alloc,
    seai_object_get,
    seai_object_set,
    complete};

/* The C object of a handle that nobody will use again. */
static void end_alone(seai_handle *h)
{
    void *ptr = h->base.ptr;
    PyObject *exception = PyErr_Occurred() != NULL ? seai_exception_take() : NULL;
    seai_handle_unlink(h);
    h->base.ptr = NULL;
    atomic_store(&h->stage, SEAI_CLOSED);
    if (h->owned && atomic_load(&h->inside) != SEAI_LOST) {
        destroy((PyObject *)h, h->record, ptr, 0);
        report((PyObject *)h);
    }
    if (exception != NULL) {
        seai_exception_put_steal(exception);
    }
}
/* The same, after those of its children, which are garbage as well.  Not of one whose memory
 * a buffer still shares, nor of those above it: somebody may read that while the garbage is
 * cleared.  The buffer keeps the handle, for another collection. */
static void end(seai_handle *h)
{
    bool shared = false;
    while (h->base.ptr != NULL && !shared) {
        PyObject *last = NULL, *child = h->children != NULL ? seai_child_of(h) : NULL;
        for (; child != NULL; child = seai_child_of((seai_handle *)last)) {
            Py_XDECREF(last);
            last = child;
        }
        child = last != NULL ? last : (PyObject *)h;
        shared = atomic_load(&((seai_handle *)child)->exports) > 0;
        if (!shared) {
            end_alone((seai_handle *)child);
        }
        Py_XDECREF(last);
    }
}
static void dealloc_now(PyObject *self)
{
    seai_handle *h = (seai_handle *)self;
    PyTypeObject *type = Py_TYPE(self);
    PyThread_type_lock gate;
    PyObject *kept;
    end(h);
    kept = h->owner != NULL ? seai_kept_take(h) : NULL;
    if (h->weakrefs != NULL) { /* a callback may close the parent, or the patient */
        PyObject_ClearWeakRefs(self);
    }
    Py_XDECREF(kept);
    Py_CLEAR(h->owner);
    if ((gate = atomic_load(&h->gate)) != NULL) {
        if (!atomic_load(&h->ajar)) {
            PyThread_release_lock(gate);
        }
        PyThread_free_lock(gate);
    }
    self = seai_gone(self);
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
    if (h->base.ptr == NULL || !h->owned || (inside != 0 && inside != seai_thread())) {
        return 0;
    }
    return seai_objects_visit(h->record, h->base.ptr, visit, arg);
}
static int handle_clear(PyObject *self)
{
    seai_handle *h =
        (seai_handle *)self; /* the owner stays: *ptr needs it until dealloc */
    if (h->base.ptr != NULL && h->owned) { /* else they are not ours */
        seai_objects_clear(h->record, h->base.ptr);
    }
    if (h->owner != NULL && PyTuple_CheckExact(h->owner)) {
        /* A cycle with anything else in it is broken there, and the patients die after the
         * nurse.  If it was not, handles keep each other: no order is right. */
        if (h->owned && (h->owned & SEAI_CLEARED_ONCE) == 0) {
            h->owned |= SEAI_CLEARED_ONCE;
        } else {
            PyObject *kept;
            end(h);
            kept = h->base.ptr == NULL ? seai_kept_take(h) : NULL;
            Py_XDECREF(kept);
        }
    }
    return 0;
}
