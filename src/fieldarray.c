/* Fields that are arrays: a live view of the numbers or structs in the struct, or text.
 *
 * The view keeps the object that it was read from, and goes through it each time, as a field
 * does: after close() of a handle it says so.  Nothing of it changes after it was made, and it
 * has no tp_clear: every cycle through it has another object that can be cleared.
 *
 * The type, one a module, is made when it is first needed. */
#include "runtime.h"
#include <stddef.h>

typedef struct array_view {
    PyObject_HEAD PyObject
        *parent;   /* strong: the value, view or handle that has the field */
    void *closure; /* of the field: its seai_function */
    const seai_array *array;
} array_view;
static bool is_readonly(const array_view *v)
{
    return v->array->readonly || seai_view_is_readonly(v->parent);
}

/* ---- elements in ---- */
static const char *wrong_length(Py_ssize_t len, size_t n)
{
    PyErr_Format(PyExc_ValueError, "%zd items for an array of %zu", len, n);
    return SEAI_REFUSED;
}
/* n elements from a sequence into *list, which is to be ended in any case; as a loader. */
static const char *load(seai_list *list, PyObject *o, const seai_array *array, size_t n)
{
    const char *e = seai_list_begin(list, o, SEAI_SEQ_list, array->size,
                                    (unsigned long long)PY_SSIZE_T_MAX, "size_t");
    int none = 0;
    if (e == NULL && (size_t)list->len != n) {
        e = wrong_length(list->len, n);
    }
    for (Py_ssize_t i = 0; e == NULL && i < list->len; i++) {
        e = array->read(PyTuple_GET_ITEM(list->tuple, i),
                        (char *)list->data + (size_t)i * array->size, &none);
        if (e != NULL) {
            e = seai_list_bad(list, i, e, none);
        }
    }
    return e;
}
/* The same from a buffer of bytes. */
static const char *load_bytes(seai_list *list, PyObject *o, size_t n)
{
    Py_buffer view;
    const char *e = NULL;
    if (PyObject_GetBuffer(o, &view, PyBUF_SIMPLE) < 0) {
        return SEAI_RAISED;
    }
    if ((size_t)view.len != n) {
        e = wrong_length(view.len, n);
    } else if ((list->data = PyMem_Malloc(n)) == NULL) {
        PyErr_NoMemory();
        e = SEAI_RAISED;
    } else {
        memcpy(list->data, view.buf, n);
    }
    PyBuffer_Release(&view);
    return e;
}
/* Puts n elements into the array of self.  0, or -1 with an exception. */
static int put(PyObject *self, void *closure, const seai_array *array, const char *data,
               Py_ssize_t at, Py_ssize_t step, Py_ssize_t n)
{
    seai_hold hold = SEAI_TO_WRITE(hold);
    void *p = seai_field_begin(self, closure, &hold);
    if (p != NULL) {
        char *to = (char *)p + array->offset;
        for (Py_ssize_t i = 0; i < n; i++) {
            memcpy(to + (size_t)(at + i * step) * array->size,
                   data + (size_t)i * array->size, array->size);
        }
    }
    seai_field_end(&hold);
    return p != NULL ? 0 : -1;
}
/* Assigns n elements from `value`.  0, or -1 with an exception. */
static int assign(PyObject *self, PyObject *value, void *closure,
                  const seai_array *array, Py_ssize_t at, Py_ssize_t step, Py_ssize_t n)
{
    seai_list list = {NULL, NULL, NULL, NULL, 0, 0, NULL};
    const char *e = array->kind == 'x' && PyObject_CheckBuffer(value)
                        ? load_bytes(&list, value, (size_t)n)
                        : load(&list, value, array, (size_t)n);
    int result = -1;
    if (e != NULL) {
        seai_bad(closure, 0, &value, e, 0, 0);
    } else {
        result = put(self, closure, array, list.data, at, step, n);
    }
    seai_list_end(&list);
    return result;
}
int seai_array_set(PyObject *self, PyObject *value, void *closure,
                   const seai_array *array)
{
    if (value == NULL) {
        (void)seai_no_delete(closure);
        return -1;
    }
    return assign(self, value, closure, array, 0, 1, (Py_ssize_t)array->n);
}

/* ---- elements out ---- */
/* Element i of the array in the C object p of self: new reference or NULL. */
static PyObject *element(PyObject *self, void *closure, const seai_array *array,
                         void *p, Py_ssize_t i)
{
    char label[SEAI_LABEL], place[SEAI_LABEL + 40];
    PyObject *item = array->cast(self, p, (size_t)i);
    if (item == NULL) {
        PyOS_snprintf(place, sizeof place, "%s[%zd]", seai_label(closure, label), i);
        if (PyErr_Occurred()) {
            seai_name_place(place);
        } else {
            PyErr_Format(PyExc_RuntimeError, "%s is NULL", place);
        }
    }
    return item;
}
/* n elements as a list: new reference or NULL. */
static PyObject *list_of(PyObject *self, void *closure, const seai_array *array,
                         Py_ssize_t at, Py_ssize_t step, Py_ssize_t n)
{
    seai_hold hold = SEAI_TO_READ;
    void *p = seai_field_begin(self, closure, &hold);
    PyObject *list = p != NULL ? seai_seq_new(SEAI_SEQ_list, p, (size_t)n, 0) : NULL;
    for (Py_ssize_t i = 0; list != NULL && i < n; i++) {
        PyObject *item = element(self, closure, array, p, at + i * step);
        if (item == NULL) {
            Py_CLEAR(list);
        } else {
            PyList_SET_ITEM(list, i, item);
        }
    }
    list = seai_seq_end_steal(list);
    seai_field_end(&hold);
    return list;
}
static PyObject *all_of(PyObject *o)
{
    const array_view *v = (array_view *)o;
    return list_of(v->parent, v->closure, v->array, 0, 1, (Py_ssize_t)v->array->n);
}

/* ---- a sequence ---- */
static Py_ssize_t array_length(PyObject *o)
{
    return (Py_ssize_t)((array_view *)o)->array->n;
}
/* Whether 0 <= i < length; IndexError. */
static bool in_range(const array_view *v, Py_ssize_t i)
{
    char label[SEAI_LABEL];
    if (i >= 0 && (size_t)i < v->array->n) {
        return true;
    }
    PyErr_Format(PyExc_IndexError, "%s has %zu items, and none of that index",
                 seai_label(v->closure, label), v->array->n);
    return false;
}
static PyObject *array_item(PyObject *o, Py_ssize_t i)
{
    const array_view *v = (array_view *)o;
    seai_hold hold = SEAI_TO_READ;
    PyObject *item = NULL;
    void *p;
    if (!in_range(v, i)) {
        return NULL;
    }
    if ((p = seai_field_begin(v->parent, v->closure, &hold)) != NULL) {
        item = element(v->parent, v->closure, v->array, p, i);
    }
    seai_field_end(&hold);
    return item;
}
/* The index that an object means, from the end if it is negative: 0, or -1 with an
 * exception. */
static int index_of(const array_view *v, PyObject *key, Py_ssize_t *i)
{
    char label[SEAI_LABEL];
    if (!PyIndex_Check(key)) {
        PyErr_Format(PyExc_TypeError, "%s: an index must be int or slice, not %.100s",
                     seai_label(v->closure, label), Py_TYPE(key)->tp_name);
        return -1;
    }
    *i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (*i == -1 && PyErr_Occurred()) {
        return -1;
    }
    *i += *i < 0 ? (Py_ssize_t)v->array->n : 0;
    return 0;
}
/* The elements of a slice: how many, or -1 with an exception. */
static Py_ssize_t slice_of(const array_view *v, PyObject *key, Py_ssize_t *start,
                           Py_ssize_t *step)
{
    Py_ssize_t stop;
    if (PySlice_Unpack(key, start, &stop, step) < 0) {
        return -1;
    }
    return PySlice_AdjustIndices((Py_ssize_t)v->array->n, start, &stop, *step);
}
static PyObject *array_get_item(PyObject *o, PyObject *key)
{
    const array_view *v = (array_view *)o;
    Py_ssize_t start, step, n;
    if (!PySlice_Check(key)) {
        return index_of(v, key, &start) < 0 ? NULL : array_item(o, start);
    }
    n = slice_of(v, key, &start, &step);
    return n < 0 ? NULL : list_of(v->parent, v->closure, v->array, start, step, n);
}
static int put_item(const array_view *v, Py_ssize_t i, PyObject *value)
{
    double few[8]; /* enough for most; the elements' alignment is at most its */
    void *data = v->array->size <= sizeof few ? few : PyMem_Malloc(v->array->size);
    char label[SEAI_LABEL], text[SEAI_LABEL + 24];
    int none = 0, result = -1;
    const char *e;
    if (data == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    e = v->array->read(value, data, &none);
    if (e != NULL) {
        PyOS_snprintf(text, sizeof text, "%s[%zd]", seai_label(v->closure, label), i);
        (void)seai_item_bad(text, value, e, none);
    } else {
        result = put(v->parent, v->closure, v->array, data, i, 1, 1);
    }
    if (data != few) {
        PyMem_Free(data);
    }
    return result;
}
static int array_set_item(PyObject *o, PyObject *key, PyObject *value)
{
    const array_view *v = (array_view *)o;
    char label[SEAI_LABEL];
    Py_ssize_t start, step, n;
    if (value == NULL || is_readonly(v)) {
        PyErr_Format(PyExc_TypeError,
                     value == NULL ? "%s: items of an array cannot be deleted"
                                   : "%s is read-only",
                     seai_label(v->closure, label));
        return -1;
    }
    if (!PySlice_Check(key)) {
        return index_of(v, key, &start) < 0 || !in_range(v, start)
                   ? -1
                   : put_item(v, start, value);
    }
    n = slice_of(v, key, &start, &step);
    return n < 0 ? -1 : assign(v->parent, value, v->closure, v->array, start, step, n);
}
static PyObject *array_repr(PyObject *o)
{
    PyObject *list = all_of(o), *repr = list != NULL ? PyObject_Repr(list) : NULL;
    Py_XDECREF(list);
    return repr;
}
/* As lists are compared, or tuples; with a list, a tuple or another array. */
static PyObject *array_compare(PyObject *a, PyObject *b, int op)
{
    PyObject *x = NULL, *y = NULL, *result = NULL;
    if (!PyList_Check(b) && !PyTuple_Check(b) && Py_TYPE(b) != Py_TYPE(a)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    x = all_of(a);
    if (x != NULL && PyTuple_Check(b)) {
        Py_SETREF(x, PyList_AsTuple(x));
    }
    y = x == NULL ? NULL : Py_TYPE(b) == Py_TYPE(a) ? all_of(b) : Py_NewRef(b);
    if (y != NULL) {
        result = PyObject_RichCompare(x, y, op);
    }
    Py_XDECREF(x);
    Py_XDECREF(y);
    return result;
}
/* A method of a list of the elements. */
static PyObject *by_list(PyObject *o, const char *name, PyObject *args)
{
    PyObject *list = all_of(o), *result = NULL;
    PyObject *method = list != NULL ? PyObject_GetAttrString(list, name) : NULL;
    if (method != NULL) {
        result = PyObject_CallObject(method, args);
    }
    Py_XDECREF(method);
    Py_XDECREF(list);
    return result;
}
static PyObject *array_index(PyObject *o, PyObject *args)
{
    return by_list(o, "index", args);
}
static PyObject *array_count(PyObject *o, PyObject *args)
{
    return by_list(o, "count", args);
}
static PyObject *array_copy(PyObject *o, PyObject *ignored)
{
    (void)ignored;
    return all_of(o);
}
/* Pickled it is a list, too. */
static PyObject *array_reduce(PyObject *o, PyObject *ignored)
{
    PyObject *list = all_of(o), *how = NULL;
    PyObject *args = list != NULL ? PyTuple_Pack(1, list) : NULL;
    (void)ignored;
    if (args != NULL) {
        how = PyTuple_Pack(2, (PyObject *)&PyList_Type, args);
    }
    Py_XDECREF(args);
    Py_XDECREF(list);
    return how;
}

/* ---- a buffer ---- */
typedef struct export
{
    Py_ssize_t shape, stride;
    PyObject *handle; /* borrowed: the view keeps it; or NULL */
    seai_text format; /* owned */
}
export;
/* The format of an element.  0, or -1 with an exception. */
static int add_element(seai_text *t, const array_view *v)
{
    const char code[2] = {seai_number_code(v->array->kind, v->array->size), '\0'};
    char label[SEAI_LABEL];
    if (v->array->elements != NULL && seai_has_format(v->array->elements)) {
        seai_add_format(t, v->array->elements);
    } else if (v->array->elements == NULL && v->array->kind != 0) {
        seai_text_add(t, code);
    } else {
        PyErr_Format(PyExc_BufferError, "%s: its items have no format of a buffer",
                     seai_label(v->closure, label));
        return -1;
    }
    if (t->failed) {
        PyErr_NoMemory();
        return -1;
    }
    return 0;
}
static int array_get_buffer(PyObject *o, Py_buffer *view, int flags)
{
    const array_view *v = (array_view *)o;
    seai_hold hold = SEAI_TO_READ;
    char label[SEAI_LABEL];
    export *e;
    void *p;
    view->obj = NULL;
    if (flags & PyBUF_WRITABLE && is_readonly(v)) {
        PyErr_Format(PyExc_BufferError, "%s is read-only",
                     seai_label(v->closure, label));
        return -1;
    }
    if ((e = PyMem_Calloc(1, sizeof *e)) == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    if (add_element(&e->format, v) < 0 ||
        (p = seai_field_begin(v->parent, v->closure, &hold)) == NULL) {
        PyMem_RawFree(e->format.data);
        PyMem_Free(e);
        return -1;
    }
    e->shape = (Py_ssize_t)v->array->n;
    e->stride = (Py_ssize_t)v->array->size;
    e->handle = hold.handle;
    if (e->handle != NULL) { /* inside, so that it is not being closed */
        atomic_fetch_add(&((seai_handle *)e->handle)->exports, 1);
    }
    *view = (Py_buffer){
        .buf = (char *)p + v->array->offset,
        .obj = Py_NewRef(o),
        .len = e->shape * e->stride,
        .itemsize = e->stride,
        .readonly = is_readonly(v),
        .ndim = 1,
        .format = flags & PyBUF_FORMAT ? e->format.data : NULL,
        .shape = flags & PyBUF_ND ? &e->shape : NULL,
        .strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? &e->stride : NULL,
        .internal = e,
    };
    seai_field_end(&hold);
    return 0;
}
static void array_release_buffer(PyObject *o, Py_buffer *view)
{
    export *e = view->internal;
    (void)o;
    if (e->handle != NULL) {
        atomic_fetch_sub(&((seai_handle *)e->handle)->exports, 1);
    }
    PyMem_RawFree(e->format.data);
    PyMem_Free(e);
}

/* ---- the type ---- */
static void array_dealloc(PyObject *o)
{
    PyTypeObject *type = Py_TYPE(o);
    PyObject *parent = ((array_view *)o)->parent;
    PyObject_GC_UnTrack(o);
    type->tp_free(o);
    Py_DECREF(type);
    Py_XDECREF(parent); /* now: it may run anything */
}
static int array_traverse(PyObject *o, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(o));
    Py_VISIT(((array_view *)o)->parent);
    return 0;
}
static PyMethodDef array_methods[] = {
    {"index", array_index, METH_VARARGS, NULL},
    {"count", array_count, METH_VARARGS, NULL},
    {"__copy__", array_copy, METH_NOARGS, NULL},
    {"__deepcopy__", array_copy, METH_O, NULL},
    {"__reduce_ex__", array_reduce, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
static PyTypeObject *make_type(void)
{
    PyType_Slot slots[] = {
        {Py_tp_dealloc, SEAI_SLOT_FUNCTION(array_dealloc)},
        {Py_tp_traverse, SEAI_SLOT_FUNCTION(array_traverse)},
        {Py_tp_methods, array_methods},
        {Py_tp_repr, SEAI_SLOT_FUNCTION(array_repr)},
        {Py_tp_iter, SEAI_SLOT_FUNCTION(PySeqIter_New)},
        {Py_tp_richcompare, SEAI_SLOT_FUNCTION(array_compare)},
        {Py_tp_hash, SEAI_SLOT_FUNCTION(PyObject_HashNotImplemented)},
        {Py_sq_length, SEAI_SLOT_FUNCTION(array_length)},
        {Py_sq_item, SEAI_SLOT_FUNCTION(array_item)},
        {Py_mp_length, SEAI_SLOT_FUNCTION(array_length)},
        {Py_mp_subscript, SEAI_SLOT_FUNCTION(array_get_item)},
        {Py_mp_ass_subscript, SEAI_SLOT_FUNCTION(array_set_item)},
        {Py_bf_getbuffer, SEAI_SLOT_FUNCTION(array_get_buffer)},
        {Py_bf_releasebuffer, SEAI_SLOT_FUNCTION(array_release_buffer)},
        {0, NULL},
    };
    PyType_Spec spec = {"seabind.array", sizeof(array_view), 0,
                        Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_SEQUENCE |
                            Py_TPFLAGS_DISALLOW_INSTANTIATION |
                            Py_TPFLAGS_IMMUTABLETYPE,
                        slots};
    return seai_type_of_spec(&spec, NULL);
}
PyObject *seai_array_get(PyObject *self, void *closure, const seai_array *array)
{
    seai_hold hold = SEAI_TO_READ;
    void *p = seai_field_begin(self, closure, &hold);
    PyTypeObject *type;
    PyObject *o = NULL;
    if (p != NULL && array->kind == 'x') {
        o = seai_cast_bytes((char *)p + array->offset, array->n);
    }
    seai_field_end(&hold);
    if (p == NULL || array->kind == 'x') {
        return o;
    }
    type = seai_type_in_state((seai_where){self, array->owner},
                              offsetof(seai_state, arrays), make_type);
    if (type == NULL) {
        return PyErr_Occurred()
                   ? NULL
                   : list_of(self, closure, array, 0, 1, (Py_ssize_t)array->n);
    }
    if ((o = type->tp_alloc(type, 0)) != NULL) {
        array_view *v = (array_view *)o;
        v->parent = Py_NewRef(self);
        v->closure = closure;
        v->array = array;
        if (!PyObject_GC_IsTracked(o)) {
            PyObject_GC_Track(o);
        }
    }
    Py_DECREF(type);
    return o;
}

/* ---- text ---- */
PyObject *seai_chars_get(const char *data, size_t n)
{
    const char *end = memchr(data, '\0', n);
    return PyUnicode_DecodeUTF8(
        data, end != NULL ? (Py_ssize_t)(end - data) : (Py_ssize_t)n, NULL);
}
const char *seai_chars_load(PyObject *o, size_t n, const char **text, size_t *len)
{
    Py_ssize_t used;
    if (!PyUnicode_Check(o)) {
        return "str";
    }
    *text = PyUnicode_AsUTF8AndSize(o, &used); /* kept by o */
    if (*text == NULL) {
        return SEAI_RAISED;
    }
    *len = (size_t)used;
    if (strlen(*text) != *len) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return SEAI_REFUSED;
    }
    if (*len >= n) {
        PyErr_Format(PyExc_ValueError, "%zd bytes of UTF-8 do not fit char[%zu] (%zu)",
                     used, n, n - 1);
        return SEAI_REFUSED;
    }
    return NULL;
}
