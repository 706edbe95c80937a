/* What converters of the user's call when they fail. */
#include "runtime.h"

static PyObject *builtin_of(const seai_exception *exception)
{
    while (exception->builtin == NULL) {
        exception = exception->bases[0];
    }
    return *exception->builtin;
}
const char *seai_refuse(const seai_exception *exception, char *text_steal)
{
    const seai_where nobody = {NULL, NULL};
    seai_fault fault = {exception, text_steal};
    seai_fault_raise_steal(seai_fault_exception(nobody, &fault));
    return PyErr_ExceptionMatches(builtin_of(exception)) ? SEAI_REFUSED : SEAI_RAISED;
}
const char *seai_refuse_bare(const seai_exception *exception)
{
    PyErr_SetNone(builtin_of(exception));
    return SEAI_RAISED;
}
const char *seai_load_failed(const char *expected)
{
    PyObject *type = PyErr_Occurred();
    if (type == NULL) {
        return expected;
    }
    /* those of one argument, the text, can be made anew with another */
    return type == PyExc_TypeError || type == PyExc_ValueError ||
                   type == PyExc_OverflowError
               ? SEAI_REFUSED
               : SEAI_RAISED;
}
PyObject *seai_tuple_with_steal(PyObject *tuple, Py_ssize_t index, PyObject *item)
{
    if (item == NULL) {
        Py_DECREF(tuple);
        return NULL;
    }
    PyTuple_SET_ITEM(tuple, index, item);
    return tuple;
}
