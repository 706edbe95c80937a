/* Constants of modules and classes, set once an interpreter. */
#include "runtime.h"

static int add_steal(seai_constants *to, const char *written, PyObject *value)
{
    char name[256];
    int result = -1;
    seai_name(written, name, sizeof name);
    if (value != NULL && !seai_is_identifier(name)) {
        seai_bad_name(to->module, name);
    } else if (value != NULL &&
               (!to->once || seai_not_bound_yet(to->dict, to->module, name) == 0)) {
        result = PyDict_SetItemString(to->dict, name, value);
    }
    Py_XDECREF(value);
    return result;
}
int seai_constant_bool(seai_constants *to, const char *name, bool value)
{
    return add_steal(to, name, PyBool_FromLong(value));
}
int seai_constant_double(seai_constants *to, const char *name, double value)
{
    return add_steal(to, name, PyFloat_FromDouble(value));
}
int seai_constant_str(seai_constants *to, const char *name, const char *value)
{
    return add_steal(to, name,
                     value != NULL ? PyUnicode_FromString(value) : Py_NewRef(Py_None));
}
int seai_constant_signed(seai_constants *to, const char *name, long long value)
{
    return add_steal(to, name, PyLong_FromLongLong(value));
}
int seai_constant_unsigned(seai_constants *to, const char *name,
                           unsigned long long value)
{
    return add_steal(to, name, PyLong_FromUnsignedLongLong(value));
}
