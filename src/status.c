/* Raising what a status found. */
#include "runtime.h"
#include <stdarg.h>
#include <stdio.h>

/* instead of a text that there was no memory for */
static char no_memory[] = "";

char *seai_format(const char *format, ...)
{
    char *text = no_memory;
    va_list args, again;
    int len;
    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    if (len >= 0 && (text = PyMem_RawMalloc((size_t)len + 1)) != NULL) {
        vsnprintf(text, (size_t)len + 1, format, again);
    } else if (text == NULL) {
        text = no_memory;
    }
    va_end(again);
    va_end(args);
    return text;
}
PyObject *seai_fault_exception(seai_where where, seai_fault *fault)
{
    PyObject *type = seai_exception_type(where, fault->exception), *text = NULL,
             *exception = NULL;
    if (fault->text == no_memory) {
        fault->text = NULL;
        PyErr_NoMemory();
    } else if (type != NULL && fault->text != NULL) {
        text = PyUnicode_DecodeUTF8(fault->text, (Py_ssize_t)strlen(fault->text),
                                    "replace");
        exception = text != NULL ? PyObject_CallOneArg(type, text) : NULL;
    } else if (type != NULL) {
        exception = PyObject_CallNoArgs(type);
    }
    PyMem_RawFree(fault->text);
    fault->text = NULL;
    Py_XDECREF(type);
    Py_XDECREF(text);
    return exception;
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
void seai_fault_raise_steal(PyObject *exception)
{
    if (exception != NULL) {
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
