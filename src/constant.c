/* Constants of modules and classes, set once an interpreter. */
#include "runtime.h"

static int add_steal(seai_constants *to, const char *written, PyObject *value)
{
    char name[256];
    int result = -1;
    seai_name(written, name, sizeof name);
    if (value != NULL && !seai_is_identifier(name)) {
        seai_bad_name(to->state->name, name);
    } else if (value != NULL &&
               (to->where.cls != NULL ||
                seai_not_bound_yet(to->dict, to->state->name, name) == 0)) {
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
/* An instance in the dict of its own type: the collector does not see that it holds it. */
static int is_of_its_own(const seai_constants *to, PyObject *value)
{
    return to->where.cls != NULL &&
           PyObject_TypeCheck(value, (PyTypeObject *)to->where.self);
}
int seai_constant_value(seai_constants *to, const char *name,
                        PyObject *(*make)(seai_where))
{
    PyObject *value = make(to->where);
    char text[256];
    if (value == NULL && !PyErr_Occurred()) {
        PyErr_Format(PyExc_ImportError,
                     "seabind: module '%s': the value of constant '%s' is NULL",
                     to->state->name, seai_name(name, text, sizeof text));
    } else if (value != NULL && is_of_its_own(to, value)) {
        PyErr_Format(
            PyExc_ImportError,
            "seabind: module '%s': the constant '%s' of '%s' is such an object, "
            "the two would never be freed: make it a constant of the module",
            to->state->name, seai_name(name, text, sizeof text), to->where.cls->name);
        Py_CLEAR(value);
    }
    return add_steal(to, name, value);
}
