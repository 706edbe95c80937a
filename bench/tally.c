/* Tells callgrind when to count, see instructions.py; without valgrind it does nothing. */
#include <Python.h>
#include <valgrind/callgrind.h>

static PyObject *start(PyObject *m, PyObject *none)
{
    (void)m, (void)none;
    CALLGRIND_TOGGLE_COLLECT;
    Py_RETURN_NONE;
}
/* Writes what was counted since start() to a file that names *label*, and forgets it. */
static PyObject *stop(PyObject *m, PyObject *label)
{
    const char *text = PyUnicode_AsUTF8(label);
    (void)m;
    CALLGRIND_TOGGLE_COLLECT;
    if (text == NULL) {
        return NULL;
    }
    CALLGRIND_DUMP_STATS_AT(text);
    Py_RETURN_NONE;
}
static PyMethodDef methods[] = {
    {"start", start, METH_NOARGS, NULL}, {"stop", stop, METH_O, NULL}, {0}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, .m_name = "tally", .m_methods = methods};
PyMODINIT_FUNC PyInit_tally(void) { return PyModule_Create(&def); }
