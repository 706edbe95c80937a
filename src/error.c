/* Raising from the user's C code, which has no module at hand: exceptions are found through
 * the modules of this extension in the interpreter. */
#include "runtime.h"
#include "seabind/error.h"
#include <stdarg.h>
#include <stdio.h>

/* The class in the newest module that has it: new reference, or NULL without an exception. */
static PyObject *look_up(const seai_local *local, const seai_exception *exception)
{
    PyObject *type = NULL;
    const void *block = atomic_load(&exception->data->module);
    size_t place = atomic_load(&exception->data->index);
    seai_lock(local->internals);
    for (seai_state *state = local->states; state != NULL && type == NULL;
         state = state->next) {
        type = block == (const void *)state->module && place < state->nexceptions
                   ? state->exceptions[place]
                   : NULL;
        if (type != NULL && !seai_try_incref(type)) {
            type = NULL;
        }
    }
    seai_unlock(local->internals);
    return type;
}
PyObject *sea_exception_type(const sea_exception *exception)
{
    seai_local *local = seai_local_here();
    PyObject *type = NULL;
    while (type == NULL && exception->builtin == NULL) {
        if (atomic_load(&exception->data->module) == NULL && local != NULL) {
            seai_exception_unlisted(exception);
            break;
        }
        type = local != NULL ? look_up(local, exception) : NULL;
        exception = exception->bases[0];
    }
    if (type == NULL && exception->builtin != NULL) {
        type = Py_NewRef(*exception->builtin);
    }
    if (local != NULL) {
        seai_local_unref(local);
    }
    return type;
}

/* ---- raising ---- */
/* The formatted text as str: new reference, or NULL with an exception. */
static PyObject *SEAI_PRINTF(1, 0) text_of(const char *format, va_list args)
{
    va_list again;
    PyObject *text = NULL;
    char *buf = NULL;
    int len;
    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    if (len < 0) {
        PyErr_SetString(PyExc_SystemError,
                        "the text of an exception cannot be formatted");
    } else if ((buf = PyMem_RawMalloc((size_t)len + 1)) == NULL) {
        PyErr_NoMemory();
    } else {
        vsnprintf(buf, (size_t)len + 1, format, again);
        text = PyUnicode_DecodeUTF8(buf, len, "replace");
    }
    va_end(again);
    PyMem_RawFree(buf);
    return text;
}
SEAI_PRINTF(3, 0)
static void raise_after(const sea_exception *exception, int is_cause,
                        const char *format, va_list args)
{
    PyObject *before = seai_exception_take(), *type = sea_exception_type(exception),
             *text = type != NULL ? text_of(format, args) : NULL, *made = NULL;
    if (text != NULL) {
        made = PyObject_CallOneArg(type, text);
    }
    Py_XDECREF(text);
    Py_XDECREF(type);
    seai_fault_raise_steal(seai_exception_from_steal(made, before, is_cause));
}
PyObject *sea_raise(const sea_exception *exception, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_after(exception, 0, format, args);
    va_end(args);
    return NULL;
}
PyObject *sea_raise_from(const sea_exception *exception, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    raise_after(exception, 1, format, args);
    va_end(args);
    return NULL;
}
int sea_warn(const sea_exception *category, const char *format, ...)
{
    va_list args;
    PyObject *type = sea_exception_type(category), *text = NULL;
    int result = -1;
    if (type != NULL) {
        va_start(args, format);
        text = text_of(format, args);
        va_end(args);
    }
    if (text != NULL) {
        const char *utf8_borrowed = PyUnicode_AsUTF8(text);
        result = utf8_borrowed != NULL ? seai_warn(type, utf8_borrowed) : -1;
    }
    Py_XDECREF(text);
    Py_XDECREF(type);
    return result;
}

/* ---- scope ---- */
PyObject *sea_error_save(void) { return seai_exception_take(); }
void sea_error_restore_steal(PyObject *saved)
{
    if (PyErr_Occurred()) {
        PyErr_WriteUnraisable(NULL);
    }
    seai_exception_put_steal(saved);
}
