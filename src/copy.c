/* Copies of handles: the half of (copy, fn) that is no wrapper. */
#include "runtime.h"

PyObject *seai_deepcopy(PyObject *self, PyObject *memo)
{
    (void)memo; /* copy.deepcopy() puts the result there itself */
    return PyObject_CallMethod(self, "__copy__", NULL);
}
