/* The converter `chars`. */
#include "runtime.h"

const char *seai_load_chars(PyObject *o, const char **out, size_t *len)
{
    Py_ssize_t size;
    if (!PyUnicode_Check(o)) {
        return "str";
    }
    if ((*out = PyUnicode_AsUTF8AndSize(o, &size)) == NULL) {
        return SEAI_RAISED;
    }
    *len = (size_t)size;
    return NULL;
}
