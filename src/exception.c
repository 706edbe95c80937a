/* Exceptions of blocks: their Python types, made once a module, and the way back to them. */
#include "runtime.h"

#define EXCEPTION(NAME)                                                                \
    const seai_exception sea_exc_##NAME = {#NAME, "", "", NULL, &PyExc_##NAME, NULL};
SEAI_BUILTIN_EXCEPTIONS(EXCEPTION)
#if PY_VERSION_HEX >= 0x030d0000
EXCEPTION(PythonFinalizationError)
#else
const seai_exception sea_exc_PythonFinalizationError = {
    "PythonFinalizationError", "", "", NULL, &PyExc_RuntimeError, NULL};
#endif
#if PY_VERSION_HEX >= 0x030f0000
EXCEPTION(ImportCycleError)
#else
const seai_exception sea_exc_ImportCycleError = {"ImportCycleError", "",  "", NULL,
                                                 &PyExc_ImportError, NULL};
#endif
#undef EXCEPTION

/* ---- making ---- */
/* The bases' types as a tuple: new reference, or NULL with an exception. */
static PyObject *bases_of(seai_state *state, const seai_exception *exception)
{
    Py_ssize_t n = 0;
    PyObject *bases;
    while (exception->bases[n] != NULL) {
        n++;
    }
    if ((bases = PyTuple_New(n)) == NULL) {
        return NULL;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        const seai_exception *base = exception->bases[i];
        const seai_state *at = NULL;
        PyObject *type_borrowed = NULL;
        if (base->builtin != NULL) {
            type_borrowed = *base->builtin;
        } else if ((at = seai_state_with(state, base->data->module)) != NULL &&
                   atomic_load(&base->data->index) < at->nexceptions) {
            type_borrowed = at->exceptions[atomic_load(&base->data->index)];
        } else {
            PyErr_Format(PyExc_ImportError,
                         "seabind: module '%s': list (exception, %s) before '%s'",
                         state->name, base->name, exception->name);
            Py_DECREF(bases);
            return NULL;
        }
        PyTuple_SET_ITEM(bases, i, Py_NewRef(type_borrowed));
    }
    return bases;
}
/* Look-up: 1 found, 0 absent, -1 with an exception. */
static int has_attribute(PyObject *type, PyObject *name)
{
    PyObject *found = PyObject_GetAttr(type, name);
    if (found == NULL && !PyErr_ExceptionMatches(PyExc_AttributeError)) {
        return -1;
    }
    PyErr_Clear();
    Py_XDECREF(found);
    return found != NULL;
}
/* Where it is, and the attributes that no base has, as class attributes, None: new reference,
 * or NULL with an exception. */
static PyObject *namespace_of(const seai_state *state, const seai_exception *exception,
                              const char *qualname, PyObject *bases)
{
    PyObject *dict =
        Py_BuildValue("{ssss}", "__module__", state->name, "__qualname__", qualname);
    const char *text = exception->attributes;
    for (; dict != NULL && *text != '\0'; text += strlen(text) + 1) {
        char buf[256];
        PyObject *name = NULL; /* interned: CPython keeps the names that it looked up */
        int there = 0;
        if (!seai_is_identifier(seai_name(text, buf, sizeof buf))) {
            seai_bad_name(state->name, buf);
            there = -1;
        } else if ((name = PyUnicode_InternFromString(buf)) == NULL) {
            there = -1;
        }
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases) && there == 0; i++) {
            there = has_attribute(PyTuple_GET_ITEM(bases, i), name);
        }
        if (there < 0 || (there == 0 && PyDict_SetItem(dict, name, Py_None) < 0)) {
            Py_CLEAR(dict);
        }
        Py_XDECREF(name);
    }
    return dict;
}
/* ImportError for the TypeError in flight: Python cannot make a class of these bases. */
static void refuse_bases(const seai_state *state, const seai_exception *exception)
{
    PyObject *cause = seai_exception_take();
    char names[300] = "";
    size_t len = 0;
    for (size_t i = 0; exception->bases[i] != NULL && len < sizeof names; i++) {
        len += (size_t)PyOS_snprintf(names + len, sizeof names - len, "%s%s",
                                     i > 0 ? ", " : "", exception->bases[i]->name);
    }
    PyErr_Format(PyExc_ImportError,
                 "seabind: module '%s': '%s' cannot have the bases %s: %S", state->name,
                 exception->name, names, cause);
    seai_exception_put_steal(
        seai_exception_from_steal(seai_exception_take(), cause, 1));
}
int seai_module_add_exception(PyObject *module, seai_state *state,
                              const seai_item *item)
{
    const seai_exception *exception = item->a.exception;
    size_t place = state->nexceptions,
           len = strlen(state->name) + strlen(exception->name) + 2;
    PyObject *bases = NULL, *dict = NULL, *made = NULL;
    char *name = NULL;
    int result = -1;
    (void)module;
    if (seai_claim(state->module, &exception->data->module, &exception->data->index,
                   place, exception->name) < 0 ||
        (bases = bases_of(state, exception)) == NULL ||
        (dict = namespace_of(state, exception, item->text, bases)) == NULL) {
        goto done;
    }
    if ((name = PyMem_RawMalloc(len)) == NULL) {
        PyErr_NoMemory();
        goto done;
    }
    PyOS_snprintf(name, len, "%s.%s", state->name, exception->name);
    made = PyErr_NewExceptionWithDoc(
        name, *exception->doc != '\0' ? exception->doc : NULL, bases, dict);
    if (made == NULL) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            refuse_bases(state, exception);
        }
        goto done;
    }
    seai_try_incref_enable(made);
    state->exceptions[place] = made; /* the state's reference */
    state->nexceptions = place + 1;
    result = 0;
done:
    PyMem_RawFree(name);
    Py_XDECREF(dict);
    Py_XDECREF(bases);
    return result;
}

int seai_exception_put(seai_constants *to, const seai_item *item)
{
    const seai_exception *exception = item->a.exception;
    PyObject *type_borrowed =
        to->state->exceptions[atomic_load(&exception->data->index)];
    return seai_not_bound_yet(to->dict, to->state->name, exception->name) < 0
               ? -1
               : PyDict_SetItemString(to->dict, exception->name, type_borrowed);
}

/* ---- finding ---- */
void seai_exception_unlisted(const seai_exception *exception)
{
    PyErr_Format(
        PyExc_SystemError,
        "seabind: add (exception, %s) to the module's block: it is raised there",
        exception->name);
}
PyObject *seai_exception_type(seai_where where, const seai_exception *exception)
{
    seai_state *state = seai_state_of(where);
    for (; exception->builtin == NULL; exception = exception->bases[0]) {
        if (exception->data->module == NULL) {
            seai_exception_unlisted(exception);
            return NULL;
        }
        seai_state *at = seai_state_with(state, exception->data->module);
        if (at != NULL) {
            size_t place = atomic_load(&exception->data->index);
            PyObject *type;
            seai_lock(at->local->internals); /* m_clear takes it out under it */
            type = place < at->nexceptions ? at->exceptions[place] : NULL;
            if (type != NULL && !seai_try_incref(type)) {
                type = NULL;
            }
            seai_unlock(at->local->internals);
            if (type != NULL) {
                return type;
            }
        }
    }
    return Py_NewRef(*exception->builtin);
}
PyObject *seai_exception_from_steal(PyObject *exception, PyObject *before, int is_cause)
{
    PyObject *other =
        exception == NULL && before != NULL ? seai_exception_take() : NULL;
    PyObject *later = exception != NULL ? exception : other;
    if (before != NULL && later != before) {
        PyException_SetContext(later, Py_NewRef(before));
        if (is_cause) {
            PyException_SetCause(later, Py_NewRef(before));
        }
    }
    Py_XDECREF(before);
    if (other != NULL) {
        seai_exception_put_steal(other);
    }
    return exception;
}
