/* The converters `wstr`, `u16str`, `u32str`: text of wider units, in memory of its own. */
#include "runtime.h"

static void release_memory(void *value) { PyMem_Free(*(void **)value); }

static const char *no_zero(PyObject *o)
{
    Py_ssize_t found =
        PyUnicode_FindChar(o, 0, 0, PyUnicode_GET_LENGTH(o), 1); /* -1: not there */
    if (found >= 0) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return SEAI_REFUSED;
    }
    return found == -1 ? NULL : SEAI_RAISED;
}
static const char *lone(Py_ssize_t at, Py_UCS4 c)
{
    PyErr_Format(PyExc_ValueError,
                 "the character at index %zd is a lone surrogate, \\u%x", at,
                 (unsigned)c);
    return SEAI_REFUSED;
}
static const char *no_surrogate(PyObject *o)
{
    int kind = PyUnicode_KIND(o);
    const void *data = PyUnicode_DATA(o);
    for (Py_ssize_t i = 0; kind != PyUnicode_1BYTE_KIND && i < PyUnicode_GET_LENGTH(o);
         i++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, i);
        if (c >= 0xd800 && c <= 0xdfff) {
            return lone(i, c);
        }
    }
    return NULL;
}
static const char *check(PyObject *o)
{
    const char *e = PyUnicode_Check(o) ? no_zero(o) : "str";
    return e != NULL ? e : no_surrogate(o);
}
static const char *keep(void *memory, const void *out, seai_hold **top)
{
    if (memory == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_NoMemory();
        }
        return SEAI_RAISED;
    }
    memcpy((void *)(uintptr_t)out, &memory, sizeof memory);
    return seai_hold_value((seai_held *)(void *)top, &memory, sizeof memory,
                           release_memory);
}

const char *sea_load_wstr(PyObject *o, const wchar_t **out, seai_hold **top)
{
    const char *e = check(o);
    return e != NULL ? e : keep(PyUnicode_AsWideCharString(o, NULL), out, top);
}
const char *sea_load_u32str(PyObject *o, const uint_least32_t **out, seai_hold **top)
{
    const char *e = check(o);
    return e != NULL ? e : keep(PyUnicode_AsUCS4Copy(o), out, top);
}
const char *sea_load_u16str(PyObject *o, const uint_least16_t **out, seai_hold **top)
{
    const char *e = check(o);
    Py_ssize_t len, used = 0;
    uint_least16_t *units;
    if (e != NULL) {
        return e;
    }
    len = PyUnicode_GET_LENGTH(o);
    units = len < PY_SSIZE_T_MAX / 4 ? PyMem_Malloc(4 * (size_t)len + 2) : NULL;
    for (Py_ssize_t i = 0; units != NULL && i < len; i++) {
        Py_UCS4 c = PyUnicode_READ_CHAR(o, i);
        if (c > 0xffff) {
            units[used++] = (uint_least16_t)(0xd7c0 + (c >> 10));
            c = 0xdc00 + (c & 0x3ff);
        }
        units[used++] = (uint_least16_t)c;
    }
    if (units != NULL) {
        units[used] = 0;
    }
    return keep(units, out, top);
}

/* Text of units of 2 or 4 bytes up to a 0, of the machine's order; a mark is a character. */
static PyObject *decode(const void *v, size_t unit)
{
    static const uint_least16_t one = 1;
    const char *text = v, zero[4] = {0};
    size_t size = 0;
    int order = *(const unsigned char *)&one == 1 ? -1 : 1;
    if (v == NULL) {
        return NULL;
    }
    while (memcmp(text + size, zero, unit) != 0) {
        size += unit;
    }
    return unit == 2 ? PyUnicode_DecodeUTF16(text, (Py_ssize_t)size, NULL, &order)
                     : PyUnicode_DecodeUTF32(text, (Py_ssize_t)size, NULL, &order);
}
PyObject *sea_cast_wstr(seai_where where, const wchar_t *v)
{
    (void)where;
    return decode(v, sizeof *v);
}
PyObject *sea_cast_u16str(seai_where where, const uint_least16_t *v)
{
    (void)where;
    return decode(v, sizeof *v);
}
PyObject *sea_cast_u32str(seai_where where, const uint_least32_t *v)
{
    (void)where;
    return decode(v, sizeof *v);
}
