/* Pointer and length: buffers in, filled buffers and borrowed memory out. */
#include "runtime.h"

/* ---- element types ---- */
#define KIND_S 'i'
#define KIND_U 'u'
#define ELEMENT(NAME, T, SIGN)                                                         \
    const seai_element sea_element_##NAME = {KIND_##SIGN, sizeof(T), #NAME};
SEAI_INTEGERS(ELEMENT)
#undef ELEMENT
const seai_element sea_element_double = {'f', sizeof(double), "double"};
const seai_element sea_element_float = {'f', sizeof(float), "float"};
const seai_element sea_element_bool = {'b', sizeof(bool), "bool"};
const seai_element sea_element_char = {'c', 1, "char"};
const seai_element sea_element_void = {'x', 1, "bytes"};

/* Whether a struct-module format of one item is this element, in native byte order. */
static int format_is(const char *format, Py_ssize_t itemsize,
                     const seai_element *element)
{
    const union {
        uint16_t number;
        uint8_t first;
    } order = {1};
    if (element->kind == 'x' || element->kind == 'c' ||
        (element->size == 1 && element->kind != 'b')) {
        return itemsize == 1 ||
               element->kind == 'x'; /* bytes are bytes, whatever they mean */
    }
    if (itemsize != element->size) {
        return 0;
    }
    if (format == NULL) {
        format = "B";
    }
    if (*format == '@' || *format == '=' || *format == (order.first ? '<' : '>')) {
        format++;
    }
    if (format[0] == '\0' || format[1] != '\0') {
        return 0;
    }
    switch (element->kind) {
    case 'i':
        return strchr("bhilqn", *format) != NULL;
    case 'u':
        return strchr("BHILQN", *format) != NULL;
    case 'f':
        return *format == 'd' || *format == 'f';
    default:
        return *format == '?';
    }
}
static const char *refuse_buffer(PyObject *o, const seai_element *element,
                                 bool writable, const char *format)
{
    const char *writable_text = writable ? "writable " : "";
    const char *name = o == Py_None ? "None" : Py_TYPE(o)->tp_name;
    if (element->kind == 'x' || (element->size == 1 && element->kind != 'b')) {
        PyErr_Format(PyExc_TypeError, "must be a %sbytes-like object, not %.100s",
                     writable_text, name);
    } else if (format != NULL) {
        PyErr_Format(PyExc_TypeError,
                     "must be a %sbuffer of %s, not %.100s of format '%.20s'",
                     writable_text, element->name, name, format);
    } else {
        PyErr_Format(PyExc_TypeError, "must be a %sbuffer of %s, not %.100s",
                     writable_text, element->name, name);
    }
    return SEAI_REFUSED;
}

/* ---- buffers in ---- */
/* A C bool that is neither 0 nor 1 is undefined behaviour. */
static int all_truth_values(const Py_buffer *view)
{
    const unsigned char *bytes = view->buf;
    for (Py_ssize_t i = 0; i < view->len; i++) {
        if (bytes[i] > 1) {
            return 0;
        }
    }
    return 1;
}
const char *seai_load_array(PyObject *o, Py_buffer *view, Py_ssize_t *count,
                            const seai_element *element, bool writable)
{
    const int flags = PyBUF_ND | PyBUF_FORMAT | (writable ? PyBUF_WRITABLE : 0);
    const PyBufferProcs *procs = Py_TYPE(o)->tp_as_buffer;
    view->obj = NULL;
    if (PyBytes_CheckExact(o) && element->size == 1 && element->kind != 'b' &&
        !writable) { /* what its type would say, without asking */
        *view = (Py_buffer){.buf = PyBytes_AS_STRING(o),
                            .obj = Py_NewRef(o),
                            .len = PyBytes_GET_SIZE(o),
                            .itemsize = 1,
                            .readonly = 1,
                            .ndim = 1};
        *count = view->len;
        return NULL;
    }
    if (procs == NULL || procs->bf_getbuffer == NULL) {
        return refuse_buffer(o, element, writable, NULL);
    }
    if (procs->bf_getbuffer(o, view, flags) < 0) {
        view->obj = NULL;
        if (PyErr_ExceptionMatches(
                PyExc_BufferError)) { /* read-only, or not contiguous */
            PyErr_Clear();
            if (writable && PyObject_GetBuffer(o, view, PyBUF_ND) == 0) {
                PyBuffer_Release(view);
                view->obj = NULL;
                return refuse_buffer(o, element, writable, NULL);
            }
            PyErr_Clear();
            PyErr_Format(PyExc_BufferError, "must be a contiguous buffer, not %.100s",
                         Py_TYPE(o)->tp_name);
            return SEAI_REFUSED;
        }
        return SEAI_RAISED;
    }
    if (!format_is(view->format, view->itemsize, element)) {
        (void)refuse_buffer(o, element, writable,
                            view->format != NULL ? view->format : "B");
    } else if (view->ndim > 1 && element->size > 1) {
        PyErr_Format(PyExc_TypeError, "must be a buffer of one dimension, not of %d",
                     view->ndim);
    } else if (view->len > 0 && ((uintptr_t)view->buf & (element->size - 1u)) != 0) {
        PyErr_Format(PyExc_BufferError,
                     "must be a buffer whose items are aligned, not %.100s",
                     Py_TYPE(o)->tp_name);
    } else if (element->kind == 'b' && !all_truth_values(view)) {
        PyErr_SetString(PyExc_ValueError, "must be a buffer of the bytes 0 and 1");
    } else {
        /* the shape is cheaper than a division; more dimensions are bytes, none is an item */
        *count = element->kind == 'x' ? view->len
                 : view->ndim == 1    ? view->shape[0]
                 : element->size == 1 ? view->len
                                      : 1;
        return NULL;
    }
    PyBuffer_Release(view);
    view->obj = NULL;
    return SEAI_REFUSED;
}
const char *seai_load_too_long(Py_ssize_t len, unsigned long long max, const char *type)
{
    PyErr_Format(PyExc_OverflowError, "%zd items do not fit %s (at most %llu)", len,
                 type, max);
    return SEAI_REFUSED;
}

/* ---- memory out ---- */
static PyObject *item_of(const char *p, const seai_element *element)
{
    long long i = 0;
    unsigned long long u = 0;
    if (element->kind == 'f') {
        double d;
        float f;
        if (element->size == sizeof f) {
            memcpy(&f, p, sizeof f);
            return PyFloat_FromDouble((double)f);
        }
        memcpy(&d, p, sizeof d);
        return PyFloat_FromDouble(d);
    }
    switch (element->size) {
    case 1:
        u = *(const uint8_t *)p;
        i = *(const int8_t *)p;
        break;
    case 2: {
        uint16_t v;
        memcpy(&v, p, 2);
        u = v;
        i = (int16_t)v;
        break;
    }
    case 4: {
        uint32_t v;
        memcpy(&v, p, 4);
        u = v;
        i = (int32_t)v;
        break;
    }
    default:
        memcpy(&u, p, 8);
        i = (long long)u;
        break;
    }
    if (element->kind == 'b') {
        return PyBool_FromLong(u != 0);
    }
    return element->kind == 'i' ? PyLong_FromLongLong(i)
                                : PyLong_FromUnsignedLongLong(u);
}
PyObject *seai_cast_items(const void *data, size_t len, const seai_element *element)
{
    PyObject *list;
    if (data == NULL && len > 0) {
        return NULL;
    }
    if (len > (size_t)PY_SSIZE_T_MAX / element->size) {
        PyErr_SetString(PyExc_RuntimeError, SEAI_GAVE "a negative number of items");
        return NULL;
    }
    if (element->kind == 'c') {
        return PyUnicode_DecodeUTF8(len > 0 ? data : "", (Py_ssize_t)len, NULL);
    }
    if (element->kind == 'x' || (element->kind == 'u' && element->size == 1)) {
        return PyBytes_FromStringAndSize(data, (Py_ssize_t)len);
    }
    if ((list = PyList_New((Py_ssize_t)len)) == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < len; i++) {
        PyObject *item = item_of((const char *)data + i * element->size, element);
        if (item == NULL) {
            Py_DECREF(list);
            return NULL;
        }
        PyList_SET_ITEM(list, (Py_ssize_t)i, item);
    }
    return list;
}

void seai_too_long(const seai_function *f, const char *name, Py_ssize_t len,
                   unsigned long long max, const char *type)
{
    char label[SEAI_LABEL];
    PyErr_Format(PyExc_OverflowError,
                 "%s argument '%s': %zd items do not fit %s (at most %llu)",
                 seai_label(f, label), name, len, type, max);
}

/* ---- filled buffers ---- */
/* bytes are made in place; other elements are collected, then cast */
static bool in_place(const seai_element *element)
{
    return element->kind == 'x' || (element->kind == 'u' && element->size == 1);
}
int seai_fill_begin(seai_fill *fill, const seai_function *f, const char *name,
                    long long cap, const seai_element *element)
{
    char label[SEAI_LABEL];
    if (cap < 0) {
        PyErr_Format(PyExc_ValueError, "%s: the size of '%s' is negative or too large",
                     seai_label(f, label), name);
        return -1;
    }
    if (fill->max != 0 && (unsigned long long)cap > fill->max) {
        PyErr_Format(
            PyExc_OverflowError,
            "%s: the size of '%s', %lld, is more than the C function can be told (%llu)",
            seai_label(f, label), name, cap, fill->max);
        return -1;
    }
    if (cap > PY_SSIZE_T_MAX / element->size - 64) {
        PyErr_NoMemory();
        return -1;
    }
    if (in_place(element)) {
        fill->bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)cap);
        fill->data = fill->bytes != NULL ? PyBytes_AS_STRING(fill->bytes) : NULL;
    } else if ((fill->data = PyMem_Calloc((size_t)cap + 1, element->size)) == NULL) {
        PyErr_NoMemory();
    }
    fill->cap = (size_t)cap;
    fill->used = (unsigned long long)cap;
    return fill->data != NULL ? 0 : -1;
}
int seai_fill_check(const seai_fill *fill, const seai_function *f)
{
    char label[SEAI_LABEL];
    if (fill->used > (unsigned long long)PY_SSIZE_T_MAX - 1) {
        PyErr_Format(
            PyExc_RuntimeError,
            "%s: the C function reports a negative number of items in a buffer of %zu",
            seai_label(f, label), fill->cap);
        return -1;
    }
    if (fill->used > fill->cap) {
        PyErr_Format(PyExc_RuntimeError,
                     "%s: the C function reports %llu items in a buffer of %zu",
                     seai_label(f, label), fill->used, fill->cap);
        return -1;
    }
    return 0;
}
PyObject *seai_fill_end(seai_fill *fill, const seai_function *f,
                        const seai_element *element)
{
    PyObject *result;
    if (seai_fill_check(fill, f) < 0) {
        return NULL;
    }
    if (!in_place(element)) {
        return seai_cast_items(fill->data, (size_t)fill->used, element);
    }
    result = fill->bytes;
    fill->bytes = NULL;
    fill->data = NULL;
    if (fill->used != fill->cap) {
        if (fill->cap <= 1 ||
            fill->used == 0) { /* may be a shared object: never resized */
            Py_SETREF(result, PyBytes_FromStringAndSize(PyBytes_AS_STRING(result),
                                                        (Py_ssize_t)fill->used));
        } else {
            (void)_PyBytes_Resize(
                &result, (Py_ssize_t)fill->used); /* NULL: MemoryError is set */
        }
    }
    return result;
}
void seai_fill_drop(seai_fill *fill)
{
    if (fill->bytes != NULL) {
        Py_DECREF(fill->bytes);
    } else {
        PyMem_Free(fill->data);
    }
}
