/* Exceptions in C code of your own: raising those of blocks, warning, and keeping the one in
 * flight.  All functions need an attached thread state. */
#ifndef SEABIND_ERROR_H
#define SEABIND_ERROR_H

#include <Python.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__) || defined(__clang__)
#    define SEAI_FORMAT __attribute__((format(printf, 2, 3)))
#else
#    define SEAI_FORMAT
#endif

/* An exception or warning: &sea_exc_Name, of SEA_EXCEPTION(Name, ...), SEA_DECLARE_EXCEPTION
 * (Name) or a built-in name. */
typedef struct seai_exception sea_exception;

/* Raises it with a text, formatted as by printf: UTF-8, what is not is replaced.  An
 * exception in flight becomes its context, as in an except clause of Python's.  Returns
 * NULL, so that a function with an object as its result can return it. */
PyObject *sea_raise(const sea_exception *exception, const char *format,
                    ...) SEAI_FORMAT;
/* The same, but what is in flight becomes its cause: Python's `raise ... from ...`. */
PyObject *sea_raise_from(const sea_exception *exception, const char *format,
                         ...) SEAI_FORMAT;

/* Issues a warning that names the Python code that called C.  0, or -1 with an exception:
 * the filters make it one, or there is no memory.  No exception may be in flight. */
int sea_warn(const sea_exception *category, const char *format, ...) SEAI_FORMAT;

/* The exception's class in this interpreter: new reference.  Its first built-in base when
 * the module that lists it was not imported here, or is gone; NULL with SystemError when no
 * module lists it. */
PyObject *sea_exception_type(const sea_exception *exception);

/* Around code that must keep the exception in flight, a destructor for example.  Save takes
 * it (new reference, NULL without one); restore puts it back, and writes one that has come
 * since to sys.unraisablehook. */
PyObject *sea_error_save(void);
void sea_error_restore_steal(PyObject *saved);

#undef SEAI_FORMAT

#ifdef __cplusplus
}
#endif
#endif
