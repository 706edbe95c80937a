/* Python objects for the user's C code: what <seabind/object.h> declares.
 *
 * Names are interned: equal ones are one object in an interpreter, which is what CPython's
 * own caches of attributes look for. */
#include "seabind/object.h"
#include "runtime.h"

/* ---- boxes: all of a call's are made before one is looked at, so that one may have raised
 * before another, which must not call into CPython then ---- */
PyObject *seai_box_bool(int value) { return PyBool_FromLong(value); }
PyObject *seai_box_char(char value)
{
    if (PyErr_Occurred()) {
        return NULL;
    }
    if ((unsigned char)value > 127) {
        PyErr_Format(PyExc_ValueError, "char %d is not ASCII", (unsigned char)value);
        return NULL;
    }
    return PyUnicode_FromStringAndSize(&value, 1);
}
/* A NULL string or object without an exception is a mistake in C. */
static PyObject *nothing(const char *what)
{
    if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_SystemError, "a NULL %s where an object is needed", what);
    }
    return NULL;
}
PyObject *seai_box_str(const char *value)
{
    if (value == NULL || PyErr_Occurred()) {
        return nothing("string");
    }
    return PyUnicode_FromString(value);
}
PyObject *seai_box_object(PyObject *value)
{
    return value != NULL ? Py_NewRef(value) : nothing("object");
}
static void drop(PyObject **boxes, int n)
{
    for (int i = 0; i < n; i++) {
        Py_XDECREF(boxes[i]);
    }
}
/* Whether all were made; if not, an exception is in flight. */
static int are_made(PyObject *const *boxes, int n)
{
    for (int i = 0; i < n; i++) {
        if (boxes[i] == NULL) {
            return 0;
        }
    }
    return 1;
}
/* The same for the object that a box is used on, which is borrowed. */
static int is_ready(PyObject *object, PyObject *box)
{
    return box != NULL && (object != NULL || nothing("object") != NULL);
}

/* ---- calls ---- */
PyObject *seai_call_boxed(PyObject **boxes, int n)
{
    PyObject *result = are_made(boxes, n) ? PyObject_Vectorcall(boxes[0], boxes + 1,
                                                                (size_t)(n - 1), NULL)
                                          : NULL;
    drop(boxes, n);
    return result;
}
PyObject *seai_call_method_boxed(PyObject **boxes, int n)
{
    PyObject *result = NULL;
    if (are_made(boxes, n)) {
        PyObject *name = boxes[1];
        PyUnicode_InternInPlace(&name);
        boxes[1] = boxes[0]; /* self takes the place of the name */
        boxes[0] = name;
        result = PyObject_VectorcallMethod(name, boxes + 1, (size_t)(n - 1), NULL);
    }
    drop(boxes, n);
    return result;
}

/* ---- attributes ---- */
PyObject *sea_attr_get(PyObject *object, const char *name)
{
    PyObject *key = PyUnicode_InternFromString(name), *result = NULL;
    if (is_ready(object, key)) {
        result = PyObject_GetAttr(object, key);
    }
    Py_XDECREF(key);
    return result;
}
int sea_attr_find(PyObject *object, const char *name, PyObject **out)
{
    *out = sea_attr_get(object, name);
    if (*out == NULL && PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
        return 0;
    }
    return *out != NULL ? 1 : -1;
}
/* value NULL deletes. */
static int set_attr(PyObject *object, const char *name, PyObject *value)
{
    PyObject *key = PyUnicode_InternFromString(name);
    int result = is_ready(object, key) ? PyObject_SetAttr(object, key, value) : -1;
    Py_XDECREF(key);
    return result;
}
int sea_attr_del(PyObject *object, const char *name)
{
    return set_attr(object, name, NULL);
}
int seai_attr_set_steal(PyObject *object, const char *name, PyObject *value)
{
    int result = value != NULL ? set_attr(object, name, value) : -1;
    Py_XDECREF(value);
    return result;
}

/* ---- items ---- */
Py_ssize_t sea_len(PyObject *object)
{
    return object != NULL || nothing("object") != NULL ? PyObject_Size(object) : -1;
}
PyObject *seai_item_get_steal(PyObject *object, PyObject *key)
{
    PyObject *result = is_ready(object, key) ? PyObject_GetItem(object, key) : NULL;
    Py_XDECREF(key);
    return result;
}
int seai_item_find_steal(PyObject *object, PyObject *key, PyObject **out)
{
    *out = seai_item_get_steal(object, key);
    if (*out == NULL && (PyErr_ExceptionMatches(PyExc_KeyError) ||
                         PyErr_ExceptionMatches(PyExc_IndexError))) {
        PyErr_Clear();
        return 0;
    }
    return *out != NULL ? 1 : -1;
}
int seai_item_set_steal(PyObject *object, PyObject *key, PyObject *value)
{
    int result = value != NULL && is_ready(object, key)
                     ? PyObject_SetItem(object, key, value)
                     : -1;
    Py_XDECREF(key);
    Py_XDECREF(value);
    return result;
}
int seai_item_del_steal(PyObject *object, PyObject *key)
{
    int result = is_ready(object, key) ? PyObject_DelItem(object, key) : -1;
    Py_XDECREF(key);
    return result;
}
int seai_contains_steal(PyObject *object, PyObject *value)
{
    int result = is_ready(object, value) ? PySequence_Contains(object, value) : -1;
    Py_XDECREF(value);
    return result;
}

/* ---- iteration ---- */
sea_iter sea_iter_of(PyObject *iterable)
{
    sea_iter each = {NULL, NULL};
    if (iterable != NULL || nothing("object") != NULL) {
        each.iterator = PyObject_GetIter(iterable);
    }
    return each;
}
int sea_iter_next(sea_iter *each)
{
    Py_CLEAR(each->item);
    each->item = each->iterator != NULL ? PyIter_Next(each->iterator) : NULL;
    return each->item != NULL;
}
int sea_iter_end(sea_iter *each)
{
    PyObject *exception = seai_exception_take();
    Py_CLEAR(each->item);
    Py_CLEAR(each->iterator);
    seai_exception_put_steal(exception);
    return exception != NULL ? -1 : 0;
}

/* ---- containers ---- */
PyObject *seai_tuple_boxed(PyObject **boxes, int n)
{
    PyObject *tuple = are_made(boxes, n) ? PyTuple_New(n) : NULL;
    if (tuple == NULL) {
        drop(boxes, n);
    }
    for (int i = 0; tuple != NULL && i < n; i++) {
        PyTuple_SET_ITEM(tuple, i, boxes[i]);
    }
    return tuple;
}
PyObject *seai_list_boxed(PyObject **boxes, int n)
{
    PyObject *list = are_made(boxes, n) ? PyList_New(n) : NULL;
    if (list == NULL) {
        drop(boxes, n);
    }
    for (int i = 0; list != NULL && i < n; i++) {
        PyList_SET_ITEM(list, i, boxes[i]);
    }
    return list;
}
PyObject *seai_dict_boxed(PyObject **boxes, int n)
{
    PyObject *dict = are_made(boxes, n) ? PyDict_New() : NULL;
    if (dict != NULL && n % 2 != 0) {
        PyErr_SetString(PyExc_SystemError, "sea_dict(): a key without a value");
        Py_CLEAR(dict);
    }
    for (int i = 0; dict != NULL && i < n; i += 2) {
        if (PyDict_SetItem(dict, boxes[i], boxes[i + 1]) < 0) {
            Py_CLEAR(dict);
        }
    }
    drop(boxes, n);
    return dict;
}

/* ---- eval and exec ---- */
static PyObject *run(const char *source, int start, PyObject *globals, PyObject *locals)
{
    PyObject *code = Py_CompileString(source, "<string>", start), *result = NULL;
    PyObject *dict = globals == NULL ? PyDict_New() : Py_NewRef(globals);
    if (code != NULL && dict != NULL && !PyDict_Check(dict)) {
        PyErr_Format(PyExc_TypeError, "globals must be dict, not %.200s",
                     Py_TYPE(dict)->tp_name);
    } else if (code != NULL && dict != NULL) {
        result = PyEval_EvalCode(code, dict, locals != NULL ? locals : dict);
    }
    Py_XDECREF(dict);
    Py_XDECREF(code);
    if (result == NULL && !PyErr_Occurred()) {
        PyErr_NoMemory(); /* CPython's compiler may forget to say so */
    }
    return result;
}
PyObject *sea_eval(const char *expression, PyObject *globals, PyObject *locals)
{
    return run(expression + strspn(expression, " \t"), Py_eval_input, globals, locals);
}
int sea_exec(const char *statements, PyObject *globals, PyObject *locals)
{
    PyObject *none = run(statements, Py_file_input, globals, locals);
    Py_XDECREF(none);
    return none != NULL ? 0 : -1;
}

/* ---- print ---- */
static int print_all(PyObject *file, PyObject *const *boxes, int n)
{
    for (int i = 0; i < n; i++) {
        if ((i > 0 && PyFile_WriteString(" ", file) < 0) ||
            PyFile_WriteObject(boxes[i], file, Py_PRINT_RAW) < 0) {
            return -1;
        }
    }
    return PyFile_WriteString("\n", file);
}
int seai_print_boxed(const char *stream, PyObject **boxes, int n)
{
    int result = -1;
    if (are_made(boxes, n)) {
        PyObject *file = seai_sys_stream(stream); /* it may be replaced meanwhile */
        if (file != NULL) {
            result = file != Py_None ? print_all(file, boxes, n) : 0;
            Py_DECREF(file);
        }
    }
    drop(boxes, n);
    return result;
}
