/* What C gave, on its way to Python: the results of a call, and which of them could not be
 * made.
 *
 * A cast does not know for whom it works.  What it says begins with SEAI_GAVE, and who knows
 * puts the place before that. */
#include "runtime.h"

/* Puts the place behind the reason of text that is none: such an exception is not made of one
 * text.  Passes it, or NULL with another exception. */
static PyObject *name_in_reason_steal(PyObject *exception, const char *place)
{
    PyObject *reason = PyUnicodeDecodeError_GetReason(exception), *more = NULL;
    const char *utf8 = reason != NULL ? PyUnicode_AsUTF8(reason) : NULL;
    if (utf8 != NULL && strstr(utf8, " (from ") == NULL) {
        more = PyUnicode_FromFormat("%U (from %s)", reason, place);
        if (more == NULL || PyObject_SetAttrString(exception, "reason", more) < 0) {
            Py_CLEAR(exception);
        }
    }
    Py_XDECREF(more);
    Py_XDECREF(reason);
    return exception;
}
/* Whether it says what a cast says. */
static bool is_of_cast(PyObject *exception)
{
    PyObject *text = PyObject_Str(exception);
    const char *utf8 = text != NULL ? PyUnicode_AsUTF8(text) : NULL;
    bool is = utf8 != NULL && strncmp(utf8, SEAI_GAVE, sizeof SEAI_GAVE - 1) == 0;
    Py_XDECREF(text);
    PyErr_Clear(); /* it cannot say anything */
    return is;
}
void seai_name_place(const char *place)
{
    PyObject *exception = seai_exception_take(),
             *traceback = PyException_GetTraceback(exception);
    bool is_ours = false;
    if (traceback != NULL || /* Python code raised it, or has a class of its own */
        PyType_HasFeature(Py_TYPE(exception), Py_TPFLAGS_HEAPTYPE)) {
        Py_XDECREF(traceback);
    } else if (Py_IS_TYPE(exception, (PyTypeObject *)PyExc_UnicodeDecodeError)) {
        exception = name_in_reason_steal(exception, place);
    } else {
        is_ours = is_of_cast(exception);
    }
    if (exception != NULL) {
        seai_exception_put_steal(exception);
    }
    if (is_ours) {
        seai_prefix_exception(place, 0);
    }
}
PyObject *seai_cast_failed(const char *name)
{
    char text[SEAI_LABEL];
    if (seai_load_failed(NULL) == SEAI_REFUSED) {
        PyOS_snprintf(text, sizeof text, SEAI_GAVE "no %.100s", name);
        seai_prefix_exception(text, 0);
    }
    return NULL;
}
PyObject *seai_cast_narrow(const char *name)
{
    PyErr_Format(PyExc_OverflowError, SEAI_GAVE "a value that does not fit %s", name);
    return NULL;
}

/* ---- of a call ---- */
void seai_no_result(const seai_function *f)
{
    char label[SEAI_LABEL];
    seai_label(f, label);
    if (PyErr_Occurred()) {
        seai_name_place(label);
    } else {
        PyErr_Format(PyExc_RuntimeError, "%s: the C function returned NULL", label);
    }
}
void seai_result_narrow(const seai_function *f, const char *name)
{
    char label[SEAI_LABEL];
    PyErr_Format(PyExc_OverflowError,
                 "%s: the result of the C function does not fit %s",
                 seai_label(f, label), name);
}
PyObject *seai_pack(const seai_function *f, PyObject **out, int n, int failed)
{
    PyObject *result = NULL;
    for (int i = 0; i < n; i++) {
        failed |= out[i] == NULL;
    }
    if (failed) {
        seai_no_result(f);
    } else if (n == 0) {
        return Py_NewRef(Py_None);
    } else if (n == 1) {
        return out[0];
    } else if ((result = PyTuple_New(n)) != NULL) {
        for (int i = 0; i < n; i++) {
            PyTuple_SET_ITEM(result, i, out[i]);
        }
        return result;
    }
    for (int i = 0; i < n; i++) {
        Py_XDECREF(out[i]);
    }
    return NULL;
}
