/* OSError for an errno, and the file that it is about. */
#include "runtime.h"
#include <errno.h>

PyObject *seai_fault_errno(seai_where where, const seai_fault *fault, int number)
{
    PyObject *before = seai_exception_take(), *type = NULL, *text = NULL,
             *exception = NULL;
#ifdef EINTR
    if (number == EINTR && PyErr_CheckSignals() < 0) {
        return seai_exception_from_steal(seai_exception_take(), before, 0);
    }
#endif
    if ((type = seai_exception_type(where, fault->exception)) != NULL) {
        text = PyUnicode_DecodeLocale(number != 0 ? strerror(number) : "Error",
                                      "surrogateescape");
    }
    if (text != NULL) {
        exception = PyObject_CallFunction(type, "iO", number, text);
    }
    Py_XDECREF(text);
    Py_XDECREF(type);
    return seai_exception_from_steal(exception, before, 1);
}
void seai_fault_filename(const seai_function *f, PyObject *const *args,
                         const char *name)
{
    const char *at = f->names;
    PyObject *exception;
    if (args == NULL || !PyErr_ExceptionMatches(PyExc_OSError)) {
        return;
    }
    for (int i = 0; i < f->nparams; i++, at += strlen(at) + 1) {
        if (strcmp(at, name) == 0 && args[i] != NULL) {
            exception = seai_exception_take();
            if (PyObject_SetAttrString(exception, "filename", args[i]) < 0) {
                Py_CLEAR(exception); /* MemoryError instead */
            } else {
                seai_exception_put_steal(exception);
            }
            return;
        }
    }
}
