/* The converter `complex`. */
#include "runtime.h"

#ifndef __STDC_NO_COMPLEX__
/* The layout is that of two doubles (C11 6.2.5, 13). */
const char *sea_load_complex(PyObject *o, double _Complex *out, seai_hold **top)
{
    const PyNumberMethods *number = Py_TYPE(o)->tp_as_number;
    double parts[2];
    Py_complex value;
    (void)top;
    if (!PyComplex_Check(o) &&
        (number == NULL || (number->nb_float == NULL && number->nb_index == NULL))) {
        PyObject *method =
            PyObject_GetAttrString((PyObject *)Py_TYPE(o), "__complex__");
        if (method == NULL && !PyErr_ExceptionMatches(PyExc_AttributeError)) {
            return SEAI_RAISED;
        }
        if (method == NULL) {
            PyErr_Clear();
            return "complex";
        }
        Py_DECREF(method);
    }
    value = PyComplex_AsCComplex(o);
    if (value.real == -1.0 && PyErr_Occurred()) {
        return PyLong_CheckExact(o) ? SEAI_REFUSED : SEAI_RAISED;
    }
    parts[0] = value.real;
    parts[1] = value.imag;
    memcpy(out, parts, sizeof *out);
    return NULL;
}
PyObject *sea_cast_complex(seai_where where, double _Complex v)
{
    double parts[2];
    (void)where;
    memcpy(parts, &v, sizeof parts);
    return PyComplex_FromDoubles(parts[0], parts[1]);
}

/* fields of c(double _Complex) in value classes */
PyObject *sea_get_complex(PyObject *self, void *closure)
{
    const seai_where where = {self, NULL};
    seai_hold hold = SEAI_TO_READ;
    char *p = seai_field_begin(self, closure, &hold);
    PyObject *result = NULL;
    double _Complex v;
    if (p != NULL) {
        memcpy(&v, p + ((const seai_function *)closure)->offset, sizeof v);
        result = sea_cast_complex(where, v);
    }
    seai_field_end(&hold);
    return result;
}
int sea_set_complex(PyObject *self, PyObject *value, void *closure)
{
    seai_hold hold = SEAI_TO_WRITE(hold);
    double _Complex v;
    char *p;
    const char *e;
    if (value == NULL) {
        (void)seai_no_delete(closure);
        return -1;
    }
    if ((e = sea_load_complex(value, &v, NULL)) != NULL) {
        seai_bad(closure, 0, &value, e, 0, 0);
        return -1;
    }
    if ((p = seai_field_begin(self, closure, &hold)) != NULL) {
        memcpy(p + ((const seai_function *)closure)->offset, &v, sizeof v);
    }
    seai_field_end(&hold);
    return p != NULL ? 0 : -1;
}
#endif
