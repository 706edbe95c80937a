/* The converter `value`: one of Python's plain types, tagged. */
#include "runtime.h"

const char *sea_load_value(PyObject *o, sea_value *out, seai_hold **top)
{
    Py_ssize_t len;
    (void)top;
    memset(out, 0, sizeof *out);
    if (o == Py_None) {
        out->kind = SEA_NONE;
    } else if (PyBool_Check(o)) {
        out->kind = SEA_BOOL;
        out->as.truth = o == Py_True;
    } else if (PyFloat_Check(o)) {
        out->kind = SEA_FLOAT;
        out->as.real = PyFloat_AS_DOUBLE(o);
    } else if (PyUnicode_Check(o)) {
        out->kind = SEA_TEXT;
        out->as.text.data = PyUnicode_AsUTF8AndSize(o, &len); /* kept by o */
        if (out->as.text.data == NULL) {
            return SEAI_RAISED;
        }
        out->as.text.len = (size_t)len;
    } else if (PyBytes_Check(o)) {
        out->kind = SEA_BYTES;
        out->as.bytes.data = PyBytes_AS_STRING(o);
        out->as.bytes.len = (size_t)PyBytes_GET_SIZE(o);
    } else if (PyIndex_Check(o)) {
        out->kind = SEA_INT;
        return sea_load_llong(o, &out->as.integer, NULL);
    } else if (seai_load_bool(o, &out->as.truth) == NULL) { /* NumPy's */
        out->kind = SEA_BOOL;
    } else {
        const PyNumberMethods *number = Py_TYPE(o)->tp_as_number;
        if (number == NULL || number->nb_float == NULL || PyComplex_Check(o)) {
            return "None, bool, int, float, str or bytes";
        }
        out->kind = SEA_FLOAT;
        return seai_load_double(o, &out->as.real);
    }
    return NULL;
}
PyObject *sea_cast_value(seai_where where, sea_value v)
{
    (void)where;
    switch (v.kind) {
    case SEA_NONE:
        return Py_NewRef(Py_None);
    case SEA_BOOL:
        return PyBool_FromLong(v.as.truth);
    case SEA_INT:
        return PyLong_FromLongLong(v.as.integer);
    case SEA_FLOAT:
        return PyFloat_FromDouble(v.as.real);
    case SEA_TEXT:
        if (v.as.text.data == NULL && v.as.text.len > 0) {
            return NULL;
        }
        if (v.as.text.len > (size_t)PY_SSIZE_T_MAX) {
            return PyErr_NoMemory();
        }
        return PyUnicode_DecodeUTF8(v.as.text.data != NULL ? v.as.text.data : "",
                                    (Py_ssize_t)v.as.text.len, NULL);
    case SEA_BYTES:
        return seai_cast_bytes(v.as.bytes.data, v.as.bytes.len);
    }
    PyErr_Format(PyExc_SystemError, SEAI_GAVE "a sea_value of the unknown kind %d",
                 (int)v.kind);
    return NULL;
}
