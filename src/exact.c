/* Arguments that must need no conversion. */
#include "runtime.h"

const char *seai_inexact(PyObject *o, int what)
{
    PyErr_Format(PyExc_TypeError, "must be %s, not %.100s (no conversion)",
                 what == SEAI_INT ? "int" : "float",
                 o == Py_None ? "None" : Py_TYPE(o)->tp_name);
    return SEAI_REFUSED;
}
const char *seai_exact_bad(PyObject *o, const char *expected)
{
    if (seai_is_told(expected) || SEAI_IS_VIEWED(expected)) {
        return expected;
    }
    PyErr_Format(PyExc_TypeError, "must be %s, not %.100s", expected,
                 o == Py_None ? "None" : Py_TYPE(o)->tp_name);
    return SEAI_REFUSED;
}
