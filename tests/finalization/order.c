/* The order in which CPython finalises an interpreter, without seabind: objects that say in
 * their last instant what is still there.  What docs/internals/finalization.md states, and
 * the library relies on, is tested with it on every Python. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdio.h>

#if PY_VERSION_HEX < 0x030d0000
#    define Py_IsFinalizing _Py_IsFinalizing
#endif

static int dict_gone; /* the capsule in the interpreter's dict was destroyed */

static int has_modules(void)
{
    PyObject *modules = PySys_GetObject("modules");
    return modules != NULL && PyDict_Check(modules);
}
static void say(const char *what)
{
    printf("%s dict=%d modules=%d finalizing=%d\n", what, !dict_gone, has_modules(),
           Py_IsFinalizing());
    fflush(stdout);
}

/* ---- Mark(name): says its name when it dies ---- */
typedef struct mark {
    PyObject_HEAD char name[40];
    PyObject *other; /* makes cycles */
} mark;
static PyTypeObject mark_type;

static int mark_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((mark *)self)->other);
    return 0;
}
static int mark_clear(PyObject *self)
{
    Py_CLEAR(((mark *)self)->other);
    return 0;
}
static void mark_dealloc(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    say(((mark *)self)->name);
    Py_CLEAR(((mark *)self)->other);
    PyObject_GC_Del(self);
}
static PyObject *mark_call(PyObject *self, PyObject *args, PyObject *kwargs)
{
    (void)self;
    (void)args;
    (void)kwargs;
    Py_RETURN_NONE;
}
static PyObject *mark_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    const char *name;
    int cycle = 0;
    mark *self;
    if (!PyArg_ParseTuple(args, "s|p", &name, &cycle)) {
        return NULL;
    }
    (void)kwargs;
    self = PyObject_GC_New(mark, type);
    if (self != NULL) {
        PyOS_snprintf(self->name, sizeof self->name, "%s", name);
        self->other = cycle ? Py_NewRef((PyObject *)self) : NULL;
        PyObject_GC_Track(self);
    }
    return (PyObject *)self;
}
static PyTypeObject mark_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "order.Mark",
    .tp_basicsize = sizeof(mark),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_new = mark_new,
    .tp_dealloc = mark_dealloc,
    .tp_traverse = mark_traverse,
    .tp_clear = mark_clear,
    .tp_call = mark_call};

/* ---- the capsule in the interpreter's dict ---- */
static void capsule_gone(PyObject *capsule)
{
    PyObject *dict = PyInterpreterState_GetDict(PyInterpreterState_Get());
    (void)capsule;
    dict_gone = 1;
    printf("capsule entries=%zd modules=%d\n", dict != NULL ? PyDict_Size(dict) : -1,
           has_modules());
    fflush(stdout);
    Py_CLEAR(dict); /* a fresh one, which nobody would free */
}
static PyObject *entries(PyObject *module, PyObject *unused)
{
    PyObject *dict = PyInterpreterState_GetDict(PyInterpreterState_Get());
    (void)module;
    (void)unused;
    return PyLong_FromSsize_t(PyDict_Size(dict));
}
static PyObject *tell(PyObject *module, PyObject *name)
{
    (void)module;
    say(PyUnicode_AsUTF8(name));
    Py_RETURN_NONE;
}
static PyMethodDef methods[] = {
    {"entries", entries, METH_NOARGS, "How many entries the interpreter's dict has."},
    {"tell", tell, METH_O, "Says what is there now."},
    {NULL, NULL, 0, NULL}};

static int exec(PyObject *module)
{
    PyObject *dict = PyInterpreterState_GetDict(PyInterpreterState_Get()), *capsule;
    int failed;
    if (dict == NULL || PyModule_AddType(module, &mark_type) < 0) {
        return -1;
    }
    capsule = PyCapsule_New(&dict_gone, "order", capsule_gone);
    failed = capsule == NULL || PyDict_SetItemString(dict, "order", capsule) < 0;
    Py_XDECREF(capsule);
    dict_gone = 0;
    return failed ? -1 : 0;
}
static void module_free(void *module)
{
    (void)module;
    say("m_free");
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, exec}, {0, NULL}};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "order", NULL, 0, methods, slots,
                                 NULL, NULL, module_free};
PyMODINIT_FUNC PyInit_order(void) { return PyModuleDef_Init(&definition); }
