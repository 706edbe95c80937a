/* sys.stdout and sys.stderr. */
#include "runtime.h"

PyObject *seai_sys_stream(const char *name)
{
    PyObject *stream;
#if PY_VERSION_HEX >= 0x030f0000
    if (PySys_GetOptionalAttrString(name, &stream) < 0) {
        return NULL;
    }
#else
    if ((stream = PySys_GetObject(name)) == NULL) { /* for want of memory, too */
        PyObject *memory = PyUnicode_FromString(name);
        if (memory == NULL) {
            return NULL;
        }
        Py_DECREF(memory);
        stream = PySys_GetObject(name);
    }
    Py_XINCREF(stream);
#endif
    if (stream == NULL) {
        PyErr_Format(PyExc_RuntimeError, "lost sys.%s", name);
    }
    return stream;
}
