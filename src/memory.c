/* Memory that Python sees as a memoryview: what a vectorized function filled, or what C
 * lends for as long as its owner is open.
 *
 * The exporter is of a type that the garbage collector sees, one a module, made when it is
 * first needed.  Nothing of it changes after it was made, and it has no tp_clear: every cycle
 * through it has a memoryview, or another object that can be cleared.  It is exported once;
 * after the last memoryview was released it is not exported again, since its owner may be
 * closed then. */
#include "runtime.h"
#include <stddef.h>

typedef struct memory {
    PyObject_HEAD PyObject *owner; /* strong, or NULL: the memory is its own */
    seai_handle *handle; /* the owner, or what the owner is in; borrowed, or NULL */
    void *data;
    Py_ssize_t *dims;      /* owned: the shape, then the strides, in bytes */
    _Atomic(long) exports; /* and one while it is made; at 0 the memory is given back */
    Py_ssize_t len;        /* bytes */
    uint32_t itemsize;
    int ndim;
    bool readonly;
    char format[2];
} memory;

/* ---- exports ---- */
static void give_back(memory *m)
{
    if (atomic_fetch_sub(&m->exports, 1) == 1 && m->handle != NULL) {
        atomic_fetch_sub(&m->handle->exports, 1);
    }
}
static int memory_get_buffer(PyObject *o, Py_buffer *view, int flags)
{
    memory *m = (memory *)o;
    long exports = atomic_load(&m->exports);
    view->obj = NULL;
    if (flags & PyBUF_WRITABLE && m->readonly) {
        PyErr_SetString(PyExc_BufferError, "the memory is read-only");
        return -1;
    }
    do {
        if (exports == 0) {
            PyErr_SetString(PyExc_BufferError, "the memory was released");
            return -1;
        }
    } while (!atomic_compare_exchange_weak(&m->exports, &exports, exports + 1));
    *view = (Py_buffer){
        .buf = m->data,
        .obj = Py_NewRef(o),
        .len = m->len,
        .itemsize = (Py_ssize_t)m->itemsize,
        .readonly = m->readonly,
        .ndim = m->ndim,
        .format = flags & PyBUF_FORMAT ? m->format : NULL,
        .shape = flags & PyBUF_ND ? m->dims : NULL,
        .strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? m->dims + m->ndim : NULL,
    };
    return 0;
}
static void memory_release_buffer(PyObject *o, Py_buffer *view)
{
    (void)view;
    give_back((memory *)o);
}

/* ---- the type ---- */
static void memory_dealloc(PyObject *o)
{
    PyTypeObject *type = Py_TYPE(o);
    memory *m = (memory *)o;
    PyObject *owner = m->owner;
    PyObject_GC_UnTrack(o);
    if (owner == NULL) {
        PyMem_Free(m->data);
    }
    PyMem_Free(m->dims);
    type->tp_free(o);
    Py_DECREF(type);
    Py_XDECREF(owner); /* now: it may run anything */
}
static int memory_traverse(PyObject *o, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(o));
    Py_VISIT(((memory *)o)->owner);
    return 0;
}
static PyTypeObject *make_type(void)
{
    PyType_Slot slots[] = {
        {Py_tp_dealloc, SEAI_SLOT_FUNCTION(memory_dealloc)},
        {Py_tp_traverse, SEAI_SLOT_FUNCTION(memory_traverse)},
        {Py_bf_getbuffer, SEAI_SLOT_FUNCTION(memory_get_buffer)},
        {Py_bf_releasebuffer, SEAI_SLOT_FUNCTION(memory_release_buffer)},
        {0, NULL},
    };
    PyType_Spec spec = {"seabind.memory", sizeof(memory), 0,
                        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                            Py_TPFLAGS_DISALLOW_INSTANTIATION |
                            Py_TPFLAGS_IMMUTABLETYPE,
                        slots};
    return seai_type_of_spec(&spec, NULL);
}

/* ---- making one ---- */
/* Shape, strides and size: 0, or -1 with an exception. */
static int measure(memory *m, const seai_function *f, int ndim, const Py_ssize_t *shape)
{
    char label[SEAI_LABEL];
    Py_ssize_t len = (Py_ssize_t)m->itemsize;
    if ((m->dims = PyMem_Calloc(2 * (size_t)ndim + 1, sizeof *m->dims)) == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    m->ndim = ndim;
    for (int i = ndim - 1; i >= 0; i--) {
        m->dims[i] = shape[i];
        m->dims[ndim + i] = len;
        if (shape[i] != 0 && len > PY_SSIZE_T_MAX / shape[i]) {
            PyErr_Format(PyExc_OverflowError, "%s: the result has too many items",
                         seai_label(f, label));
            return -1;
        }
        len *= shape[i] != 0 ? shape[i] : 1;
    }
    for (int i = 0; i < ndim; i++) {
        len = shape[i] != 0 ? len : 0;
    }
    m->len = len;
    return 0;
}
PyObject *seai_memory_new(const seai_function *f, seai_where where,
                          const seai_element *element, int ndim,
                          const Py_ssize_t *shape, PyObject *owner, bool readonly,
                          void **data)
{
    PyTypeObject *type =
        seai_type_in_state(where, offsetof(seai_state, memories), make_type);
    memory *m = NULL;
    if (type == NULL) {
        char label[SEAI_LABEL];
        if (!PyErr_Occurred()) {
            PyErr_Format(PyExc_RuntimeError, "%s: its module is gone",
                         seai_label(f, label));
        }
        return NULL;
    }
    m = (memory *)type->tp_alloc(type, 0);
    Py_DECREF(type);
    if (m == NULL) {
        return NULL;
    }
    m->itemsize = element->size;
    m->format[0] = seai_number_code(element->kind, element->size);
    m->readonly = readonly;
    atomic_store(&m->exports, 1);
    if (owner != NULL) {
        m->data = *data;
        m->owner = Py_NewRef(owner);
    }
    if (measure(m, f, ndim, shape) < 0) {
        Py_DECREF(m);
        return NULL;
    }
    if (owner == NULL) {
        m->data = *data = PyMem_Calloc((size_t)m->len + 1, 1);
        if (m->data == NULL) {
            Py_DECREF(m);
            return PyErr_NoMemory();
        }
    }
    if (!PyObject_GC_IsTracked((PyObject *)m)) {
        PyObject_GC_Track(m);
    }
    return (PyObject *)m;
}
PyObject *seai_memory_view_steal(PyObject *o)
{
    PyObject *view = o != NULL ? PyMemoryView_FromObject(o) : NULL;
    if (o != NULL) {
        give_back((memory *)o);
        Py_DECREF(o);
    }
    return view;
}

/* ---- lent ---- */
PyObject *seai_lend(const seai_function *f, seai_where where,
                    const seai_element *element, const void *p, unsigned long long n,
                    bool readonly)
{
    const seai_view_tail *tail = seai_view_of(where.self);
    PyObject *owner = tail != NULL ? tail->root : where.self;
    const bool is_value = tail != NULL ? (tail->flags & SEAI_VIEW_OF_VALUE) != 0
                                       : (where.cls->flags & SEAI_HANDLE) == 0;
    const Py_ssize_t shape = (Py_ssize_t)n;
    void *data = (void *)(uintptr_t)p;
    PyObject *o;
    if (n > (unsigned long long)PY_SSIZE_T_MAX / element->size) {
        PyErr_SetString(PyExc_RuntimeError, SEAI_GAVE "a negative number of items");
        return NULL;
    }
    if (p == NULL && n != 0) {
        return NULL;
    }
    o = seai_memory_new(f, where, element, 1, &shape, owner, readonly, &data);
    if (o != NULL && !is_value) {
        ((memory *)o)->handle = (seai_handle *)owner;
        atomic_fetch_add(&((seai_handle *)owner)->exports, 1);
    }
    return seai_memory_view_steal(o);
}
