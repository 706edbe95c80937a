/* The converter `path`: what os.fspath() takes, as bytes of the file system's encoding. */
#include "runtime.h"

static void release_object(void *value) { Py_DECREF(*(PyObject **)value); }

/* What o.__fspath__() returns, str or bytes, into *path (new reference); as a loader.  Unlike
 * PyOS_FSPath() it does not lose an exception of the look-up. */
static const char *fspath(PyObject *o, PyObject **path)
{
    PyObject *method;
    if (PyUnicode_Check(o) || PyBytes_Check(o)) {
        *path = Py_NewRef(o);
        return NULL;
    }
    method = PyObject_GetAttrString((PyObject *)Py_TYPE(o), "__fspath__");
    if (method == NULL) {
        if (!PyErr_ExceptionMatches(PyExc_AttributeError)) {
            return SEAI_RAISED;
        }
        PyErr_Clear();
        return "str, bytes or os.PathLike";
    }
    *path = PyObject_CallOneArg(method, o);
    Py_DECREF(method);
    if (*path == NULL) {
        return seai_load_failed(NULL);
    }
    if (!PyUnicode_Check(*path) && !PyBytes_Check(*path)) {
        PyErr_Format(PyExc_TypeError,
                     "expected %.200s.__fspath__() to return str or bytes, not %.200s",
                     Py_TYPE(o)->tp_name, Py_TYPE(*path)->tp_name);
        Py_DECREF(*path);
        return SEAI_REFUSED;
    }
    return NULL;
}
const char *sea_load_path(PyObject *o, const char **out, seai_hold **top)
{
    PyObject *path = NULL, *encoded;
    const char *failed = fspath(o, &path);
    if (failed != NULL) {
        return failed;
    }
    encoded = PyUnicode_Check(path) ? PyUnicode_EncodeFSDefault(path) : Py_NewRef(path);
    Py_DECREF(path);
    if (encoded == NULL) {
        return seai_load_failed(NULL); /* a surrogate that stands for no byte */
    }
    if (strlen(PyBytes_AS_STRING(encoded)) != (size_t)PyBytes_GET_SIZE(encoded)) {
        Py_DECREF(encoded);
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return SEAI_REFUSED;
    }
    failed = seai_hold_value((seai_held *)(void *)top, &encoded, sizeof encoded,
                             release_object);
    if (failed == NULL) {
        *out = PyBytes_AS_STRING(encoded);
    }
    return failed;
}
PyObject *sea_cast_path(seai_where where, const char *v)
{
    (void)where;
    return v != NULL ? PyUnicode_DecodeFSDefault(v) : NULL;
}
