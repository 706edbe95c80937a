/* Python.h comes first. */
#include <Python.h>

#include "gauge.h"

typedef struct {
    PyObject *error;
} state;

typedef struct {
    PyObject_HEAD
    gauge *gauge;
} Gauge;

static struct PyModuleDef module;

/* The exception for a code; NULL, for `return`. */
static PyObject *fail(PyTypeObject *type, int code)
{
    PyObject *error = NULL, *number = NULL, *m = PyType_GetModuleByDef(type, &module);
    if (m == NULL) {
        return NULL;
    }
    if (code == GAUGE_MEMORY) {
        return PyErr_NoMemory();
    }
    state *s = PyModule_GetState(m);
    error = PyObject_CallFunction(s->error, "s", gauge_text(code));
    number = PyLong_FromLong(code);
    if (error != NULL && number != NULL &&
        PyObject_SetAttrString(error, "code", number) == 0) {
        PyErr_SetObject(s->error, error);
    }
    Py_XDECREF(number);
    Py_XDECREF(error);
    return NULL;
}
static gauge *opened(Gauge *self)
{
    if (self->gauge == NULL) {
        PyErr_SetString(PyExc_ValueError, "the Gauge is closed");
    }
    return self->gauge;
}

static int gauge_init(PyObject *o, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"room", NULL};
    Gauge *self = (Gauge *)o;
    Py_ssize_t room = 100;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|n", names, &room)) {
        return -1;
    }
    if (room < 0) {
        PyErr_SetString(PyExc_OverflowError, "room must not be negative");
        return -1;
    }
    if (self->gauge != NULL) {
        PyErr_SetString(PyExc_RuntimeError, "the Gauge is initialised already");
        return -1;
    }
    int code = gauge_open(&self->gauge, (size_t)room);
    if (code != GAUGE_OK) {
        fail(Py_TYPE(self), code);
        return -1;
    }
    return 0;
}
static void gauge_dealloc(PyObject *o)
{
    PyTypeObject *type = Py_TYPE(o);
    PyObject_GC_UnTrack(o);
    gauge_close(((Gauge *)o)->gauge);
    type->tp_free(o);
    Py_DECREF(type);
}
static int gauge_traverse(PyObject *o, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(o));
    return 0;
}
static PyObject *add(PyObject *o, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"sample", NULL};
    double sample;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "d", names, &sample) ||
        opened((Gauge *)o) == NULL) {
        return NULL;
    }
    int code = gauge_add(((Gauge *)o)->gauge, sample);
    if (code != GAUGE_OK) {
        return fail(Py_TYPE(o), code);
    }
    Py_RETURN_NONE;
}
static PyObject *fill(PyObject *o, PyObject *samples)
{
    Py_buffer view;
    if (opened((Gauge *)o) == NULL ||
        PyObject_GetBuffer(samples, &view, PyBUF_FORMAT | PyBUF_C_CONTIGUOUS) < 0) {
        return NULL;
    }
    if (view.format == NULL || strcmp(view.format, "d") != 0) {
        PyErr_SetString(PyExc_TypeError, "samples must be a buffer of double");
        PyBuffer_Release(&view);
        return NULL;
    }
    int code = gauge_fill(((Gauge *)o)->gauge, view.buf, (size_t)view.len / sizeof(double));
    PyBuffer_Release(&view);
    if (code != GAUGE_OK) {
        return fail(Py_TYPE(o), code);
    }
    Py_RETURN_NONE;
}
static PyObject *range(PyObject *o, PyObject *Py_UNUSED(ignored))
{
    double low, high;
    if (opened((Gauge *)o) == NULL) {
        return NULL;
    }
    int code = gauge_range(((Gauge *)o)->gauge, &low, &high);
    return code == GAUGE_OK ? Py_BuildValue("dd", low, high) : fail(Py_TYPE(o), code);
}
static PyObject *close_(PyObject *o, PyObject *Py_UNUSED(ignored))
{
    gauge_close(((Gauge *)o)->gauge);
    ((Gauge *)o)->gauge = NULL;
    Py_RETURN_NONE;
}
static PyObject *count(PyObject *o, void *Py_UNUSED(closure))
{
    return opened((Gauge *)o) == NULL ? NULL
                                      : PyLong_FromSize_t(gauge_count(((Gauge *)o)->gauge));
}
static PyObject *enter(PyObject *o, PyObject *Py_UNUSED(ignored))
{
    return opened((Gauge *)o) == NULL ? NULL : Py_NewRef(o);
}
static PyObject *leave(PyObject *o, PyObject *Py_UNUSED(args))
{
    return close_(o, NULL);
}

static PyMethodDef methods[] = {
    {"add", (PyCFunction)(void (*)(void))add, METH_VARARGS | METH_KEYWORDS, NULL},
    {"fill", fill, METH_O, NULL},
    {"range", range, METH_NOARGS, "Return the lowest and the highest sample."},
    {"close", close_, METH_NOARGS, NULL},
    {"__enter__", enter, METH_NOARGS, NULL},
    {"__exit__", leave, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static PyGetSetDef properties[] = {
    {"count", count, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static PyType_Slot slots[] = {
    {Py_tp_init, gauge_init},         {Py_tp_dealloc, gauge_dealloc},
    {Py_tp_traverse, gauge_traverse}, {Py_tp_methods, methods},
    {Py_tp_getset, properties},       {0, NULL},
};
static PyType_Spec spec = {
    .name = "gauge_capi.Gauge",
    .basicsize = sizeof(Gauge),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC |
             Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};

static int exec_(PyObject *m)
{
    state *s = PyModule_GetState(m);
    PyObject *type = PyType_FromModuleAndSpec(m, &spec, NULL);
    int done = type != NULL ? PyModule_AddObjectRef(m, "Gauge", type) : -1;
    Py_XDECREF(type);
    s->error = PyErr_NewException("gauge_capi.GaugeError", NULL, NULL);
    return done < 0 ? -1 : PyModule_AddObjectRef(m, "GaugeError", s->error);
}
static int traverse(PyObject *m, visitproc visit, void *arg)
{
    Py_VISIT(((state *)PyModule_GetState(m))->error);
    return 0;
}
static int clear(PyObject *m)
{
    Py_CLEAR(((state *)PyModule_GetState(m))->error);
    return 0;
}
static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, exec_}, {0, NULL}};
static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "gauge_capi",
    .m_size = sizeof(state),
    .m_slots = module_slots,
    .m_traverse = traverse,
    .m_clear = clear,
};
PyMODINIT_FUNC PyInit_gauge_capi(void)
{
    return PyModuleDef_Init(&module);
}
