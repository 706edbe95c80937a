/* The slow half of the converters of integers.  A file of its own, as most modules need it
 * and clang links the texts of a file as a whole. */
#include "runtime.h"

/* "300 does not fit u8 (0 to 255)"; a number with too many digits is described instead. */
const char *seai_refuse_integer(PyObject *number, const char *name, size_t size,
                                bool is_signed)
{
    unsigned bits = (unsigned)(8 * size);
    unsigned long long high =
        is_signed ? (1ULL << (bits - 1)) - 1 : ~0ULL >> (64 - bits);
    PyObject *text = PyObject_Str(number);
    if (text == NULL &&
        PyErr_ExceptionMatches(PyExc_ValueError)) { /* sys.set_int_max_str_digits */
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
    PyErr_Format(PyExc_OverflowError, "%U does not fit %s (%lld to %llu)", text, name,
                 is_signed ? -(long long)high - 1 : 0LL, high);
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
        fits = overflow == 0 && (bits == 64 || (value >= -(1LL << (bits - 1)) &&
                                                value < 1LL << (bits - 1)));
    } else if (overflow == 0) {
        fits = value >= 0 && (bits == 64 || value < 1LL << bits);
    } else {
        bytes = overflow > 0 && bits == 64 ? PyLong_AsUnsignedLongLong(number) : 0;
        fits = overflow > 0 && bits == 64 && !PyErr_Occurred();
        PyErr_Clear();
    }
    if (!fits) {
        result = seai_refuse_integer(number, name, size, is_signed);
    } else {
        switch (size) {
        case 1:
            *(uint8_t *)out = (uint8_t)bytes;
            break;
        case 2: {
            uint16_t v = (uint16_t)bytes;
            memcpy(out, &v, sizeof v);
            break;
        }
        case 4: {
            uint32_t v = (uint32_t)bytes;
            memcpy(out, &v, sizeof v);
            break;
        }
        default:
            memcpy(out, &bytes, sizeof bytes);
            break;
        }
    }
    Py_DECREF(number);
    return result;
}
#define IS_SIGNED_S true
#define IS_SIGNED_U false
#define LOAD(NAME, T, SIGN)                                                            \
    const char *seai_load_##NAME(PyObject *o, T *out)                                  \
    {                                                                                  \
        return seai_load_integer(o, out, sizeof *out, IS_SIGNED_##SIGN, #NAME);        \
    }
SEAI_INTEGERS(LOAD)
#undef LOAD
