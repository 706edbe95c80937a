/* Raising what a status found. */
#include "runtime.h"
#include <stdarg.h>
#include <stdio.h>

/* instead of a text: there was no memory for it, or another thing makes the exception */
char seai_no_memory[] = "", seai_by_errno[] = "", seai_by_warning[] = "";

char *seai_format(const char *format, ...)
{
    char *text = seai_no_memory;
    va_list args, again;
    int len;
    if (strchr(format, '%') == NULL) {
        const size_t size = strlen(format) + 1;
        text = PyMem_RawMalloc(size);
        return text != NULL ? memcpy(text, format, size) : seai_no_memory;
    }
    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    if (len >= 0 && (text = PyMem_RawMalloc((size_t)len + 1)) != NULL) {
        vsnprintf(text, (size_t)len + 1, format, again);
    } else if (text == NULL) {
        text = seai_no_memory;
    }
    va_end(again);
    va_end(args);
    return text;
}
/* An exception of the type with that text; steals both: new reference, or NULL with an
 * exception. */
static PyObject *exception_steal(PyObject *type, char *text)
{
    PyObject *message = NULL, *exception = NULL;
    if (text == seai_no_memory) {
        text = NULL;
        PyErr_NoMemory();
    } else if (type != NULL && text != NULL) {
        message = PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "replace");
        exception = message != NULL ? PyObject_CallOneArg(type, message) : NULL;
    } else if (type != NULL) {
        exception = PyObject_CallNoArgs(type);
    }
    PyMem_RawFree(text);
    Py_XDECREF(type);
    Py_XDECREF(message);
    return exception;
}
PyObject *seai_fault_exception(seai_where where, seai_fault *fault)
{
    PyObject *before = seai_exception_take(), *type;
    if (fault->exception == NULL) { /* the function has set it */
        if (before == NULL) {
            PyErr_SetString(PyExc_SystemError,
                            "a C function failed and has set no exception");
        }
        return before;
    }
    type = seai_exception_type(where, fault->exception);
    return seai_exception_from_steal(exception_steal(type, fault->text), before, 1);
}
PyObject *seai_fault_attribute_steal(PyObject *exception, const char *name,
                                     PyObject *value)
{
    char buf[256];
    int failed = value == NULL && PyErr_Occurred();
    if (!failed) { /* a NULL pointer is None */
        failed = PyObject_SetAttrString(exception, seai_name(name, buf, sizeof buf),
                                        value != NULL ? value : Py_None) < 0;
    }
    Py_XDECREF(value);
    if (failed) {
        Py_DECREF(exception);
        return NULL;
    }
    return exception;
}
void seai_text_keep(const char **text)
{
    if (text != NULL && *text != NULL) {
        *text = seai_format("%s", *text);
    }
}
int seai_text_there(const char *const *text)
{
    if (text != NULL && *text == seai_no_memory) {
        PyErr_NoMemory();
        return 0;
    }
    return 1;
}
void seai_text_drop(const char **text)
{
    if (text != NULL && *text != seai_no_memory) {
        PyMem_RawFree((void *)(uintptr_t)*text);
    }
}
void seai_fault_raise_steal(PyObject *exception)
{
    PyObject *context = exception != NULL ? PyException_GetContext(exception) : NULL;
    if (context != NULL) { /* PyErr_SetObject() would put another there */
        Py_DECREF(context);
        seai_exception_put_steal(exception);
    } else if (exception != NULL) {
        PyErr_SetObject((PyObject *)Py_TYPE(exception), exception);
        Py_DECREF(exception);
    }
}
PyObject *seai_verdict(int verdict)
{
    if (verdict == SEAI_GIVES_NONE) {
        return Py_NewRef(Py_None);
    }
    if (verdict == SEAI_STOP) {
        PyErr_SetNone(PyExc_StopIteration);
    }
    return NULL;
}
