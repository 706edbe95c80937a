/* Containers of converted elements: lists, tuples, sets and mappings in and out.
 *
 * What comes in is copied to a tuple first: loading an element may run Python, which may
 * change the container. */
#include "runtime.h"

/* ---- Python to C ---- */
static const char *not_a(int kind, PyObject *o)
{
    switch (kind) {
    case SEAI_SEQ_tuple:
        return PyTuple_Check(o) ? NULL : "tuple";
    case SEAI_SEQ_set:
        return PyAnySet_Check(o) ? NULL : "set";
    default:
        return PyUnicode_Check(o) || PyBytes_Check(o) || PyByteArray_Check(o) ||
                       !PySequence_Check(o) || PyDict_Check(o)
                   ? "a sequence"
                   : NULL;
    }
}
static const char *make_room(seai_list *list, size_t size)
{
    list->len = PyTuple_GET_SIZE(list->tuple);
    list->data = PyMem_Calloc((size_t)list->len + 1, size);
    if (list->data == NULL) {
        PyErr_NoMemory();
        return SEAI_RAISED;
    }
    return NULL;
}
const char *seai_list_begin(seai_list *list, PyObject *o, int kind, size_t size,
                            unsigned long long max, const char *type)
{
    const char *expected = not_a(kind, o);
    list->kind = kind;
    if (expected != NULL) {
        return expected;
    }
    list->tuple = PySequence_Tuple(o); /* what is in it now, whatever happens to it */
    if (list->tuple == NULL) {
        return SEAI_RAISED;
    }
    if ((unsigned long long)PyTuple_GET_SIZE(list->tuple) > max) {
        return seai_load_too_long(PyTuple_GET_SIZE(list->tuple), max, type);
    }
    return make_room(list, size);
}
const char *seai_list_hold(seai_list *list, seai_hold **held, seai_hold **top)
{
    const size_t before = (size_t)(*top - *held);
    const size_t room = before + (size_t)list->len + SEAI_MAX_PARAMS + 1;
    list->held = PyMem_Calloc(room, sizeof *list->held);
    if (list->held == NULL) {
        PyErr_NoMemory();
        return SEAI_RAISED;
    }
    memcpy(list->held, *held, before * sizeof *list->held);
    *held = list->held;
    *top = list->held + before;
    return NULL;
}
Py_ssize_t seai_list_unready(const seai_list *list, size_t size, const seai_hold *top)
{
    const char *const data = list->data, *const end = data + (size_t)list->len * size;
    const seai_hold *hold = top, *unready = NULL;
    while (hold != list->held && (const char *)hold[-1].slot >= data &&
           (const char *)hold[-1].slot < end) { /* those before are other arguments' */
        hold--;
        if (seai_pointer_load(&((seai_instance *)hold->handle)->ptr) == NULL) {
            unready = hold;
        }
    }
    if (unready == NULL) {
        return -1;
    }
    seai_unready(unready->handle);
    return ((const char *)unready->slot - data) / (Py_ssize_t)size;
}
const char *seai_list_pin(seai_list *list, Py_ssize_t i, sea_data *out)
{
    PyObject *o_borrowed = PyTuple_GET_ITEM(list->tuple, i), *view;
    const Py_buffer *buffer;
    int failed;
    if (!PyObject_CheckBuffer(o_borrowed)) {
        return "a bytes-like object";
    }
    if (list->pins == NULL && (list->pins = PyList_New(0)) == NULL) {
        return SEAI_RAISED;
    }
    view = PyMemoryView_FromObject(o_borrowed);
    if (view == NULL) {
        return SEAI_RAISED;
    }
    buffer = PyMemoryView_GET_BUFFER(view);
    if (!PyBuffer_IsContiguous(buffer, 'C')) {
        PyErr_Format(PyExc_BufferError, "must be a contiguous buffer, not %.100s",
                     Py_TYPE(o_borrowed)->tp_name);
        Py_DECREF(view);
        return SEAI_REFUSED;
    }
    out->data = buffer->buf;
    out->len = (size_t)buffer->len;
    failed = PyList_Append(list->pins, view);
    Py_DECREF(view);
    return failed ? SEAI_RAISED : NULL;
}
const char *seai_item_bad(const char *text, PyObject *item, const char *expected,
                          int none)
{
    if (expected == SEAI_RAISED) {
        return SEAI_RAISED;
    }
    if (expected == SEAI_REFUSED) {
        seai_prefix_exception(text, none);
    } else {
        PyErr_Format(PyExc_TypeError, "%s must be %s%s, not %.100s", text, expected,
                     none ? " or None" : "",
                     item == Py_None ? "None" : Py_TYPE(item)->tp_name);
    }
    return SEAI_REFUSED;
}
const char *seai_list_bad(seai_list *list, Py_ssize_t i, const char *expected, int none)
{
    char text[40];
    if (list->kind == SEAI_SEQ_set) { /* its order means nothing */
        PyOS_snprintf(text, sizeof text, "an element");
    } else {
        PyOS_snprintf(text, sizeof text, "item %zd", i);
    }
    return seai_item_bad(text, PyTuple_GET_ITEM(list->tuple, i), expected, none);
}
void seai_list_end(seai_list *list)
{
    PyMem_Free(list->data);
    PyMem_Free(list->held);
    Py_XDECREF(list->pins);
    Py_XDECREF(list->tuple);
}

/* ---- mappings ---- */
/* The pairs of a mapping as a list, or NULL; *expected is then what a loader returns. */
static PyObject *pairs_of(PyObject *o, const char **expected)
{
    PyObject *pairs, *items;
    *expected = SEAI_RAISED;
    if (PyDict_CheckExact(o)) {
        return PyDict_Items(o);
    }
    if (!PyDict_Check(o)) {
        items = PyMapping_Check(o) ? PyObject_GetAttrString(o, "items") : NULL;
        if (items == NULL) {
            if (!PyErr_Occurred() || PyErr_ExceptionMatches(PyExc_AttributeError)) {
                PyErr_Clear();
                *expected = "a mapping";
            }
            return NULL;
        }
        Py_DECREF(items);
    }
    pairs = PyMapping_Items(o);
    for (Py_ssize_t i = 0; pairs != NULL && i < PyList_GET_SIZE(pairs); i++) {
        PyObject *pair_borrowed = PyList_GET_ITEM(pairs, i);
        if (!PyTuple_Check(pair_borrowed) || PyTuple_GET_SIZE(pair_borrowed) != 2) {
            PyErr_Format(PyExc_TypeError, "%.100s.items() must give pairs, not %.100s",
                         Py_TYPE(o)->tp_name, Py_TYPE(pair_borrowed)->tp_name);
            Py_CLEAR(pairs);
            *expected = SEAI_REFUSED;
        }
    }
    return pairs;
}
const char *seai_dict_begin(seai_list *keys, seai_list *values, PyObject *o,
                            size_t key_size, size_t value_size, unsigned long long max,
                            const char *type)
{
    const char *e = NULL;
    PyObject *pairs = pairs_of(o, &e);
    Py_ssize_t n;
    if (pairs == NULL) {
        return e;
    }
    n = PyList_GET_SIZE(pairs);
    keys->tuple = PyTuple_New(n);
    values->tuple = PyTuple_New(n);
    if (keys->tuple == NULL || values->tuple == NULL) {
        Py_DECREF(pairs);
        return SEAI_RAISED;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *pair_borrowed = PyList_GET_ITEM(pairs, i);
        PyTuple_SET_ITEM(keys->tuple, i, Py_NewRef(PyTuple_GET_ITEM(pair_borrowed, 0)));
        PyTuple_SET_ITEM(values->tuple, i,
                         Py_NewRef(PyTuple_GET_ITEM(pair_borrowed, 1)));
    }
    Py_DECREF(pairs);
    if ((unsigned long long)n > max) {
        return seai_load_too_long(n, max, type);
    }
    e = make_room(keys, key_size);
    return e != NULL ? e : make_room(values, value_size);
}
/* The failure of a key, or of its value, becomes an exception that names the key. */
static const char *entry_bad(PyObject *key, PyObject *item, bool is_key,
                             const char *expected, int none)
{
    PyObject *exception, *repr;
    const char *utf8 = NULL;
    char text[120];
    if (expected == SEAI_RAISED) {
        return SEAI_RAISED;
    }
    exception = seai_exception_take();
    repr = PyObject_Repr(key);
    if (repr != NULL) {
        utf8 = PyUnicode_AsUTF8(repr);
    }
    if (utf8 == NULL) {
        if (PyErr_ExceptionMatches(PyExc_MemoryError)) {
            Py_XDECREF(repr);
            Py_XDECREF(exception);
            return SEAI_RAISED;
        }
        PyErr_Clear();
        utf8 = "...";
    }
    PyOS_snprintf(text, sizeof text, is_key ? "key %.80s" : "the value of %.80s", utf8);
    Py_XDECREF(repr);
    seai_exception_put_steal(exception);
    return seai_item_bad(text, item, expected, none);
}
const char *seai_dict_bad(seai_list *keys, seai_list *values, Py_ssize_t i, bool is_key,
                          const char *expected, int none)
{
    PyObject *key_borrowed = PyTuple_GET_ITEM(keys->tuple, i);
    return entry_bad(key_borrowed, PyTuple_GET_ITEM((is_key ? keys : values)->tuple, i),
                     is_key, expected, none);
}

/* ---- mappings as one list ---- */
const char *seai_pairs_begin(seai_list *list, PyObject *o, size_t size)
{
    const char *e = NULL;
    PyObject *pairs = pairs_of(o, &e);
    if (pairs == NULL) {
        return e;
    }
    list->tuple = PyTuple_New(2 * PyList_GET_SIZE(pairs));
    for (Py_ssize_t i = 0; list->tuple != NULL && i < PyTuple_GET_SIZE(list->tuple);
         i++) {
        PyObject *pair_borrowed = PyList_GET_ITEM(pairs, i / 2);
        PyTuple_SET_ITEM(list->tuple, i,
                         Py_NewRef(PyTuple_GET_ITEM(pair_borrowed, i % 2)));
    }
    Py_DECREF(pairs);
    return list->tuple == NULL ? SEAI_RAISED : make_room(list, size);
}
const char *seai_pairs_bad(const seai_list *list, Py_ssize_t i, const char *expected,
                           int none)
{
    const bool is_key = i % 2 == 0;
    return entry_bad(PyTuple_GET_ITEM(list->tuple, i - i % 2),
                     PyTuple_GET_ITEM(list->tuple, i), is_key, expected,
                     none && !is_key);
}
const char *seai_pairs_whole(const seai_list *list)
{
    for (Py_ssize_t i = 0; i < list->len; i += 2) {
        const void *key;
        memcpy(&key, (const char *)list->data + (size_t)i * sizeof key, sizeof key);
        /* handles are stored later, when they are entered */
        if (key == NULL &&
            (list->held == NULL || PyTuple_GET_ITEM(list->tuple, i) == Py_None)) {
            PyErr_SetString(PyExc_TypeError, "C's pairs end at a NULL key");
            return seai_pairs_bad(list, i, SEAI_REFUSED, 0);
        }
    }
    return NULL;
}

/* ---- C to Python ---- */
/* 0, or -1 with an exception: no container can be that long. */
static int check_length(unsigned long long len)
{
    if (len > (unsigned long long)PY_SSIZE_T_MAX / (unsigned)sizeof(PyObject *)) {
        PyErr_SetString(PyExc_RuntimeError, SEAI_GAVE "a negative number of items");
        return -1;
    }
    return 0;
}
PyObject *seai_seq_new(int kind, const void *data, unsigned long long len, int opt)
{
    PyObject *made;
    if (data == NULL && opt) {
        return Py_NewRef(Py_None);
    }
    if (data == NULL && (len > 0 || kind == SEAI_SEQ_zlist)) {
        return NULL;
    }
    if (check_length(len) < 0) {
        return NULL;
    }
    made = kind == SEAI_SEQ_tuple ? PyTuple_New((Py_ssize_t)len)
           : kind == SEAI_SEQ_set ? PySet_New(NULL)
                                  : PyList_New((Py_ssize_t)len);
    if (made != NULL && kind != SEAI_SEQ_set && len > 0) {
        PyObject_GC_UnTrack(made); /* it has holes; a cast may run Python */
    }
    return made;
}
/* Raises for element i, which could not be made; `what` is its name.  `hashed`: Python could
 * not put it in. */
static void no_item(const seai_function *f, const char *what, size_t i, bool hashed)
{
    char label[SEAI_LABEL], place[SEAI_LABEL + 40];
    seai_label(f, label);
    PyOS_snprintf(place, sizeof place, "%s: %s %zu", label, what, i);
    if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_RuntimeError, "%s from the C function is NULL", place);
    } else if (!hashed) {
        seai_name_place(place);
    } else if (PyErr_Occurred() == PyExc_TypeError) { /* unhashable */
        seai_prefix_exception(place, 0);
    }
}
PyObject *seai_seq_put_steal(PyObject *container, size_t i, PyObject *item,
                             const seai_function *f)
{
    int failed = 0;
    if (item == NULL) {
        no_item(f, "item", i, false);
        Py_DECREF(container);
        return NULL;
    }
    if (PyTuple_CheckExact(container)) {
        PyTuple_SET_ITEM(container, (Py_ssize_t)i, item);
    } else if (PyList_CheckExact(container)) {
        PyList_SET_ITEM(container, (Py_ssize_t)i, item);
    } else {
        failed = PySet_Add(container, item);
        Py_DECREF(item);
    }
    if (failed) {
        no_item(f, "item", i, true);
        Py_CLEAR(container);
    }
    return container;
}
PyObject *seai_seq_end_steal(PyObject *container)
{
    if (container != NULL &&
        (PyTuple_CheckExact(container) || PyList_CheckExact(container)) &&
        Py_SIZE(container) > 0 && !PyObject_GC_IsTracked(container)) {
        PyObject_GC_Track(container);
    }
    return container;
}
PyObject *seai_dict_new(const void *keys, const void *values, unsigned long long len,
                        int opt)
{
    if ((keys == NULL || values == NULL) && opt) {
        return Py_NewRef(Py_None);
    }
    if ((keys == NULL || values == NULL) && len > 0) {
        return NULL;
    }
    return check_length(len) < 0 ? NULL : PyDict_New();
}
PyObject *seai_dict_put_steal(PyObject *dict, size_t i, PyObject *key, PyObject *value,
                              const seai_function *f)
{
    int failed = 1;
    if (key == NULL || value == NULL) {
        no_item(f, key == NULL ? "key" : "value", i, false);
    } else if ((failed = PyDict_SetItem(dict, key, value)) != 0) {
        no_item(f, "key", i, true);
    }
    Py_XDECREF(key);
    Py_XDECREF(value);
    if (failed) {
        Py_CLEAR(dict);
    }
    return dict;
}
