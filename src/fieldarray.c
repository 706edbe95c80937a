/* Fields that are arrays: what their accessors have in common. */
#include "runtime.h"

static const char *wrong_length(Py_ssize_t len, Py_ssize_t n)
{
    PyErr_Format(PyExc_ValueError, "%zd items for an array of %zd", len, n);
    return SEAI_REFUSED;
}
const char *seai_array_begin(seai_list *list, PyObject *o, bool bytes, size_t size,
                             Py_ssize_t n)
{
    Py_buffer view;
    const char *e = NULL;
    if (!bytes || !PyObject_CheckBuffer(o)) {
        e = seai_list_begin(list, o, SEAI_SEQ_list, size,
                            (unsigned long long)PY_SSIZE_T_MAX, "size_t");
        return e != NULL || list->len == n ? e : wrong_length(list->len, n);
    }
    if (PyObject_GetBuffer(o, &view, PyBUF_SIMPLE) < 0) {
        return SEAI_RAISED;
    }
    if (view.len != n) {
        e = wrong_length(view.len, n);
    } else if ((list->data = PyMem_Malloc((size_t)n)) == NULL) {
        PyErr_NoMemory();
        e = SEAI_RAISED;
    } else {
        memcpy(list->data, view.buf, (size_t)n);
    }
    PyBuffer_Release(&view);
    return e;
}
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
