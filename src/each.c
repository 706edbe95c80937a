/* (returns, each(CONV, N), e): the number of elements. */
#include "runtime.h"

PyObject *seai_each_new(const seai_function *f, unsigned long long n, bool positive)
{
    char label[SEAI_LABEL];
    if (n <= (unsigned long long)PY_SSIZE_T_MAX / sizeof(PyObject *)) {
        return seai_seq_new(SEAI_SEQ_tuple, "", n, 0);
    }
    if (positive) {
        return PyErr_NoMemory();
    }
    PyErr_Format(PyExc_RuntimeError, "%s: the number of items is negative, %lld",
                 seai_label(f, label), (long long)n);
    return NULL;
}
PyObject *seai_each_changed_steal(PyObject *tuple, const seai_function *f)
{
    char label[SEAI_LABEL];
    PyErr_Format(PyExc_RuntimeError, "%s: the number of items changed, it was %zd",
                 seai_label(f, label), PyTuple_GET_SIZE(tuple));
    Py_DECREF(tuple);
    return NULL;
}
