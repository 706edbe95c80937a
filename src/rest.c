/* Functions with *args or **kwargs: what no parameter of their own stands for.
 *
 * After the sorted arguments of such a function come three more: the caller's array, how
 * many of it are positional, and the names of the others.  They stay the caller's. */
#include "runtime.h"

/* ---- parsing ---- */
bool seai_bind(const seai_function *f, PyObject *const *args, Py_ssize_t nargs,
               PyObject *kwnames, PyObject **out)
{
    Py_ssize_t nkwargs = kwnames != NULL ? PyTuple_GET_SIZE(kwnames) : 0;
    Py_ssize_t npositional = nargs < f->npositional ? nargs : f->npositional;
    uint64_t given = ((uint64_t)1 << npositional) - 1;
    if (nargs > f->npositional && !(f->offset & SEAI_REST_ARGS)) {
        return false;
    }
    for (Py_ssize_t i = 0; i < f->nparams; i++) {
        out[i] = i < npositional ? args[i] : NULL;
    }
    for (Py_ssize_t i = 0; i < nkwargs; i++) {
        int at = seai_find_keyword(f, PyTuple_GET_ITEM(kwnames, i), f->nposonly);
        if (at < 0 ? !(f->offset & SEAI_REST_KWARGS) : out[at] != NULL) {
            return false;
        }
        if (at >= 0) {
            out[at] = args[nargs + i];
            given |= (uint64_t)1 << at;
        }
    }
    if (f->offset != 0) {
        out[f->nparams] = (PyObject *)(uintptr_t)args;
        out[f->nparams + 1] = (PyObject *)(uintptr_t)nargs;
        out[f->nparams + 2] = kwnames;
    }
    return (f->required & ~given) == 0;
}
PyObject *const *seai_parse_rest(const seai_function *f, PyObject *const *args,
                                 Py_ssize_t nargs, PyObject *kwnames, PyObject **out)
{
    if (nargs == SEAI_BOUND) {
        return args;
    }
    if (seai_bind(f, args, nargs, kwnames, out)) {
        return out;
    }
    seai_explain(f, nargs, kwnames);
    return NULL;
}
static PyObject *const *given(const seai_function *f, PyObject *const *args,
                              Py_ssize_t *nargs, PyObject **kwnames)
{
    *nargs = (Py_ssize_t)(uintptr_t)args[f->nparams + 1];
    *kwnames = args[f->nparams + 2];
    return (PyObject *const *)(uintptr_t)args[f->nparams];
}

/* ---- the C values ---- */
static const char *rest_room(seai_list *list, size_t size)
{
    list->len = PyTuple_GET_SIZE(list->tuple);
    if ((list->data = PyMem_Calloc((size_t)list->len + 1, size)) == NULL) {
        PyErr_NoMemory();
        return SEAI_RAISED;
    }
    return NULL;
}
const char *seai_args_begin(seai_list *rest, const seai_function *f,
                            PyObject *const *args, size_t size, unsigned long long max,
                            const char *type)
{
    Py_ssize_t nargs, n;
    PyObject *kwnames;
    PyObject *const *all = given(f, args, &nargs, &kwnames);
    n = nargs > f->npositional ? nargs - f->npositional : 0;
    if ((unsigned long long)n > max) {
        return seai_load_too_long(n, max, type);
    }
    rest->tuple = PyTuple_New(n);
    if (rest->tuple == NULL) {
        return SEAI_RAISED;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyTuple_SET_ITEM(rest->tuple, i, Py_NewRef(all[f->npositional + i]));
    }
    return rest_room(rest, size);
}
/* The name of a keyword as C text, the key's own; as a loader. */
static const char *load_name(PyObject *key, const char **out)
{
    Py_ssize_t len;
    *out = PyUnicode_AsUTF8AndSize(key, &len);
    if (*out == NULL) {
        return SEAI_RAISED;
    }
    if (strlen(*out) != (size_t)len) {
        PyErr_Format(PyExc_ValueError, "embedded null character in the name %R", key);
        return SEAI_REFUSED;
    }
    return NULL;
}
const char *seai_kwargs_begin(seai_list *keys, seai_list *values,
                              const seai_function *f, PyObject *const *args,
                              size_t size, unsigned long long max, const char *type)
{
    Py_ssize_t nargs, nkwargs, n = 0;
    PyObject *kwnames;
    PyObject *const *all = given(f, args, &nargs, &kwnames);
    const char *e = NULL;
    nkwargs = kwnames != NULL ? PyTuple_GET_SIZE(kwnames) : 0;
    for (Py_ssize_t i = 0; i < nkwargs; i++) {
        n += seai_find_keyword(f, PyTuple_GET_ITEM(kwnames, i), f->nposonly) < 0;
    }
    if ((unsigned long long)n > max) {
        return seai_load_too_long(n, max, type);
    }
    if ((keys->tuple = PyTuple_New(n)) == NULL ||
        (values->tuple = PyTuple_New(n)) == NULL) {
        return SEAI_RAISED;
    }
    n = 0;
    for (Py_ssize_t i = 0; i < nkwargs; i++) {
        PyObject *key = PyTuple_GET_ITEM(kwnames, i);
        if (seai_find_keyword(f, key, f->nposonly) < 0) {
            PyTuple_SET_ITEM(keys->tuple, n, Py_NewRef(key));
            PyTuple_SET_ITEM(values->tuple, n++, Py_NewRef(all[nargs + i]));
        }
    }
    if ((e = rest_room(keys, sizeof(char *))) != NULL ||
        (e = rest_room(values, size)) != NULL) {
        return e;
    }
    for (Py_ssize_t i = 0; i < n && e == NULL; i++) {
        e = load_name(PyTuple_GET_ITEM(keys->tuple, i), (const char **)keys->data + i);
    }
    return e;
}
const char *seai_kwargs_bad(const seai_list *keys, const seai_list *values,
                            const seai_function *f, Py_ssize_t i, const char *expected,
                            int none)
{
    char label[SEAI_LABEL], prefix[2 * SEAI_LABEL];
    PyObject *value_borrowed = PyTuple_GET_ITEM(values->tuple, i);
    if (expected == SEAI_RAISED) {
        return expected;
    }
    PyOS_snprintf(prefix, sizeof prefix, "%s argument '%.100s'", seai_label(f, label),
                  ((const char *const *)keys->data)[i]);
    if (expected == SEAI_REFUSED) {
        seai_prefix_exception(prefix, none);
    } else {
        PyErr_Format(PyExc_TypeError, "%s must be %s%s, not %.100s", prefix, expected,
                     none ? " or None" : "",
                     value_borrowed == Py_None ? "None"
                                               : Py_TYPE(value_borrowed)->tp_name);
    }
    return SEAI_NAMED_BAD;
}
