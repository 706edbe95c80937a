/* The slow halves of the converters of what is no integer. */
#include "runtime.h"

const char *seai_load_narrow(PyObject *o, const char *type, size_t size, int kind)
{
    if (kind < 2 && PyLong_Check(o)) {
        return seai_refuse_integer(o, type, size, kind == 1);
    }
    PyErr_Format(PyExc_OverflowError, "%R does not fit %s", o, type);
    return SEAI_REFUSED;
}

/* ---- floating point and bool ---- */
const char *seai_load_double(PyObject *o, double *out)
{
    const PyNumberMethods *number = Py_TYPE(o)->tp_as_number;
    if (PyFloat_CheckExact(o)) {
        *out = PyFloat_AS_DOUBLE(o);
        return NULL;
    }
    if (!PyFloat_Check(o) &&
        (number == NULL || (number->nb_float == NULL && number->nb_index == NULL))) {
        return "float";
    }
    *out = PyFloat_AsDouble(o);
    if (*out == -1.0 && PyErr_Occurred()) {
        return PyLong_CheckExact(o) ? SEAI_REFUSED
                                    : SEAI_RAISED; /* too large; or its own */
    }
    return NULL;
}
const char *seai_load_float(PyObject *o, float *out)
{
    double value = 0;
    const char *e = seai_load_double(o, &value);
    if (e != NULL) {
        return e;
    }
    *out = (float)value;
    if (Py_IS_FINITE(value) && !Py_IS_FINITE((double)*out)) {
        PyErr_Format(PyExc_OverflowError, "%R does not fit float", o);
        return SEAI_REFUSED;
    }
    return NULL;
}
const char *seai_load_bool(PyObject *o, bool *out)
{
    if (o == Py_True || o == Py_False) {
        *out = o == Py_True;
        return NULL;
    }
    /* NumPy's bool, without its headers: numbers and text are no truth values */
    if (strcmp(Py_TYPE(o)->tp_name, "numpy.bool") == 0 ||
        strcmp(Py_TYPE(o)->tp_name, "numpy.bool_") == 0) {
        int truth = PyObject_IsTrue(o);
        *out = truth > 0;
        return truth < 0 ? SEAI_RAISED : NULL;
    }
    return "bool";
}

/* ---- text and bytes ---- */
const char *seai_load_str(PyObject *o, const char **out)
{
    Py_ssize_t len;
    if (!PyUnicode_Check(o)) {
        return "str";
    }
    *out = PyUnicode_AsUTF8AndSize(o, &len); /* kept by o */
    if (*out == NULL) {
        return SEAI_RAISED; /* a lone surrogate; no memory */
    }
    if (strlen(*out) != (size_t)len) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return SEAI_REFUSED;
    }
    return NULL;
}
const char *seai_load_char(PyObject *o, char *out)
{
    if (!PyUnicode_Check(o)) {
        return "a str of length 1";
    }
    if (PyUnicode_GET_LENGTH(o) != 1) {
        PyErr_Format(PyExc_TypeError,
                     "must be a str of length 1, not a str of length %zd",
                     PyUnicode_GET_LENGTH(o));
        return SEAI_REFUSED;
    }
    if (PyUnicode_READ_CHAR(o, 0) > 127) {
        PyErr_Format(PyExc_ValueError, "%R is not an ASCII character", o);
        return SEAI_REFUSED;
    }
    *out = (char)PyUnicode_READ_CHAR(o, 0);
    return NULL;
}
PyObject *seai_cast_char(char v) { return PyUnicode_DecodeLatin1(&v, 1, NULL); }
PyObject *seai_cast_bytes(const void *data, size_t len)
{
    if (data == NULL && len > 0) {
        return NULL;
    }
    if (len > (size_t)PY_SSIZE_T_MAX) {
        return PyErr_NoMemory();
    }
    return PyBytes_FromStringAndSize(data, (Py_ssize_t)len);
}
