/* The slow halves of the scalar converters. */
#include "runtime.h"

/* ---- integers ---- */
/* "300 does not fit u8 (0 to 255)"; a number with too many digits is described instead. */
static const char *refuse_integer(PyObject *number, const char *name, size_t size, bool is_signed)
{
    unsigned bits = (unsigned)(8 * size);
    unsigned long long high = is_signed ? (1ULL << (bits - 1)) - 1 : ~0ULL >> (64 - bits);
    PyObject *text = PyObject_Str(number);
    if (text == NULL && PyErr_ExceptionMatches(PyExc_ValueError)) { /* sys.set_int_max_str_digits */
        PyErr_Clear();
    } else if (text == NULL) {
        return SEAI_RAISED;
    }
    if (text == NULL || PyUnicode_GET_LENGTH(text) > 80) {
        Py_XSETREF(text, PyUnicode_FromString("an int of more than 80 digits"));
        if (text == NULL) {
            return SEAI_RAISED;
        }
    }
    if (is_signed) {
        PyErr_Format(PyExc_OverflowError, "%U does not fit %s (%lld to %llu)", text, name,
                     -(long long)high - 1, high);
    } else {
        PyErr_Format(PyExc_OverflowError, "%U does not fit %s (0 to %llu)", text, name, high);
    }
    Py_DECREF(text);
    return SEAI_REFUSED;
}
const char *seai_load_integer(PyObject *o, void *out, size_t size, bool is_signed,
                              const char *name)
{
    unsigned bits = (unsigned)(8 * size);
    const char *result = NULL;
    PyObject *number;
    long long value;
    unsigned long long bytes;
    int overflow, fits;
    if (!PyIndex_Check(o)) {
        return "int";
    }
    if ((number = PyNumber_Index(o)) == NULL) {
        return SEAI_RAISED;
    }
    value = PyLong_AsLongLongAndOverflow(number, &overflow);
    bytes = (unsigned long long)value;
    if (is_signed) {
        fits = overflow == 0 &&
               (bits == 64 || (value >= -(1LL << (bits - 1)) && value < 1LL << (bits - 1)));
    } else if (overflow == 0) {
        fits = value >= 0 && (bits == 64 || value < 1LL << bits);
    } else {
        bytes = overflow > 0 && bits == 64 ? PyLong_AsUnsignedLongLong(number) : 0;
        fits = overflow > 0 && bits == 64 && !PyErr_Occurred();
        PyErr_Clear();
    }
    if (!fits) {
        result = refuse_integer(number, name, size, is_signed);
    } else {
        switch (size) {
        case 1: *(uint8_t *)out = (uint8_t)bytes; break;
        case 2: *(uint16_t *)out = (uint16_t)bytes; break;
        case 4: *(uint32_t *)out = (uint32_t)bytes; break;
        default: memcpy(out, &bytes, sizeof bytes); break;
        }
    }
    Py_DECREF(number);
    return result;
}
#define IS_SIGNED_S true
#define IS_SIGNED_U false
#define LOAD(NAME, T, SIGN)                                                                \
    const char *seai_load_##NAME(PyObject *o, T *out)                                      \
    {                                                                                      \
        return seai_load_integer(o, out, sizeof *out, IS_SIGNED_##SIGN, #NAME);            \
    }
SEAI_INTEGERS(LOAD)
#undef LOAD

const char *seai_load_narrow(PyObject *o, const char *type)
{
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
        return PyLong_CheckExact(o) ? SEAI_REFUSED : SEAI_RAISED; /* too large; or its own */
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
        PyErr_Format(PyExc_TypeError, "must be a str of length 1, not a str of length %zd",
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
PyObject *seai_cast_char(char v)
{
    return PyUnicode_DecodeLatin1(&v, 1, NULL);
}
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
