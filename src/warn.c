/* Warnings of calls that succeeded. */
#include "runtime.h"

int seai_warn(PyObject *category, const char *text)
{
    if (PyEval_GetFrame() == NULL && PyErr_Occurred()) {
        return -1; /* without memory for a frame object CPython 3.11 dies of the next line */
    }
    return PyErr_WarnEx(category, text, 1);
}
void seai_warn_steal(seai_where where, const seai_exception *category, char *text)
{
    PyObject *type = NULL;
    const int wanted = text != NULL && !PyErr_Occurred();
    if (text == seai_no_memory) {
        text = NULL;
        if (wanted) {
            PyErr_NoMemory();
        }
    } else if (wanted && (type = seai_exception_type(where, category)) != NULL) {
        (void)seai_warn(type, text);
    }
    PyMem_RawFree(text);
    Py_XDECREF(type);
}
void seai_drop_steal(PyObject *result, PyObject *exception)
{
    PyErr_Clear();
    Py_XDECREF(result);
    seai_exception_put_steal(exception);
}
