/* What the chaos test needs of CPython's API alone.  Counted: the base of the pure-Python
 * classes that stand for ours in a control run; how many are alive when the process exits is
 * written into the file of CHAOS_COUNTS.  Check(address): calls the function at the address,
 * and holds no module; with 0 it does nothing. */
#include <Python.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* CPython's slots are functions as void *. */
#pragma GCC diagnostic ignored "-Wpedantic"

static atomic_long alive;
static __attribute__((destructor)) void write_counts(void)
{
    const char *path = getenv("CHAOS_COUNTS");
    FILE *file = path != NULL ? fopen(path, "a") : NULL;
    if (file != NULL) {
        fprintf(file, "alive=%ld\n", alive);
        fclose(file);
    }
}

static int visit_type(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    return 0;
}
static void free_object(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    type->tp_free(self);
    Py_DECREF(type);
}

/* ---- Counted ---- */
static PyObject *counted_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *self = type->tp_alloc(type, 0);
    (void)args;
    (void)kwargs;
    if (self != NULL) {
        (void)atomic_fetch_add(&alive, 1);
    }
    return self;
}
static void counted_dealloc(PyObject *self)
{
    (void)atomic_fetch_sub(&alive, 1);
    free_object(self);
}
static PyObject *counted_close(PyObject *self, PyObject *unused)
{
    (void)self;
    (void)unused;
    Py_RETURN_NONE;
}
static PyMethodDef counted_methods[] = {{"close", counted_close, METH_NOARGS, NULL},
                                        {NULL, NULL, 0, NULL}};
static PyType_Slot counted_slots[] = {{Py_tp_new, counted_new},
                                      {Py_tp_dealloc, counted_dealloc},
                                      {Py_tp_traverse, visit_type},
                                      {Py_tp_methods, counted_methods},
                                      {0, NULL}};
static PyType_Spec counted = {
    "chaos_count.Counted", sizeof(PyObject), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC, counted_slots};

/* ---- Check ---- */
typedef struct check {
    PyObject_HEAD void (*call)(PyObject *, unsigned);
} check;
static PyObject *check_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    unsigned long long address;
    check *self;
    (void)kwargs;
    if (!PyArg_ParseTuple(args, "K", &address) ||
        (self = (check *)type->tp_alloc(type, 0)) == NULL) {
        return NULL;
    }
    self->call = (void (*)(PyObject *, unsigned))(uintptr_t)address;
    return (PyObject *)self;
}
static PyObject *check_call(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyObject *o;
    unsigned mask;
    (void)kwargs;
    if (!PyArg_ParseTuple(args, "OI", &o, &mask)) {
        return NULL;
    }
    if (((check *)self)->call != NULL) {
        ((check *)self)->call(o, mask);
    }
    Py_RETURN_NONE;
}
static PyType_Slot check_slots[] = {{Py_tp_new, check_new},
                                    {Py_tp_dealloc, free_object},
                                    {Py_tp_traverse, visit_type},
                                    {Py_tp_call, check_call},
                                    {0, NULL}};
static PyType_Spec check_spec = {"chaos_count.Check", sizeof(check), 0,
                                 Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, check_slots};

/* ---- module ---- */
static int exec(PyObject *module)
{
    PyType_Spec *specs[] = {&counted, &check_spec};
    for (size_t i = 0; i < 2; i++) {
        PyObject *type = PyType_FromSpec(specs[i]);
        int failed =
            type == NULL || PyModule_AddType(module, (PyTypeObject *)type) < 0;
        Py_XDECREF(type);
        if (failed) {
            return -1;
        }
    }
    return 0;
}
static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, exec},
#if PY_VERSION_HEX >= 0x030c0000
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
#if PY_VERSION_HEX >= 0x030d0000
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL}};
static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "chaos_count", NULL, 0, NULL, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_chaos_count(void);
PyMODINIT_FUNC PyInit_chaos_count(void)
{
    return PyModuleDef_Init(&definition);
}
