/* Python objects from C code of your own: call them, read and change them, make them.
 *
 * Everything here needs an attached thread state and no exception in flight.  An object that
 * is returned is a new reference, or NULL with an exception; objects that are passed are
 * borrowed.  An int is 0, or -1 with an exception.  Where a macro takes values, each is a C
 * value that sea_box() knows, or an object; NULL for an object means that making it failed,
 * and so does what it is passed to.  Names are UTF-8. */
#ifndef SEABIND_OBJECT_H
#define SEABIND_OBJECT_H

#include <Python.h>

#ifndef __cplusplus
#    include "detail/map.h"
#    include <stdbool.h>

/* The C value as an object: bool, char (a str of one ASCII character), integers, float and
 * double, strings (UTF-8), and an object as itself.  In C11 `true` is an int: (bool)1. */
#    define sea_box(value)                                                             \
        _Generic((value),                                                              \
            bool: seai_box_bool,                                                       \
            char: seai_box_char,                                                       \
            signed char: PyLong_FromLongLong,                                          \
            short: PyLong_FromLongLong,                                                \
            int: PyLong_FromLongLong,                                                  \
            long: PyLong_FromLongLong,                                                 \
            long long: PyLong_FromLongLong,                                            \
            unsigned char: PyLong_FromUnsignedLongLong,                                \
            unsigned short: PyLong_FromUnsignedLongLong,                               \
            unsigned: PyLong_FromUnsignedLongLong,                                     \
            unsigned long: PyLong_FromUnsignedLongLong,                                \
            unsigned long long: PyLong_FromUnsignedLongLong,                           \
            float: PyFloat_FromDouble,                                                 \
            double: PyFloat_FromDouble,                                                \
            char *: seai_box_str,                                                      \
            const char *: seai_box_str,                                                \
            PyObject *: seai_box_object)(value)

/* callable(values...) and object.name(values...) */
#    define sea_call(...) seai_call_boxed(SEAI_BOXES(__VA_ARGS__))
#    define sea_call_method(object, ...)                                               \
        seai_call_method_boxed(SEAI_BOXES(object, __VA_ARGS__))

/* object.name = value, object[key], object[key] = value, del object[key] */
#    define sea_attr_set(object, name, value)                                          \
        seai_attr_set_steal(object, name, sea_box(value))
#    define sea_item_get(object, key) seai_item_get_steal(object, sea_box(key))
#    define sea_item_set(object, key, value)                                           \
        seai_item_set_steal(object, sea_box(key), sea_box(value))
#    define sea_item_del(object, key) seai_item_del_steal(object, sea_box(key))
/* Look-up: 1 and *out (a new reference), 0 and NULL when object[key] is an IndexError or a
 * KeyError, -1 and NULL with another exception. */
#    define sea_item_find(object, key, out)                                            \
        seai_item_find_steal(object, sea_box(key), out)
/* value in object: 1, 0, or -1 with an exception. */
#    define sea_contains(object, value) seai_contains_steal(object, sea_box(value))

/* (values...), [values...], {key: value, ...}; at least one value, or pair. */
#    define sea_tuple(...) seai_tuple_boxed(SEAI_BOXES(__VA_ARGS__))
#    define sea_list(...) seai_list_boxed(SEAI_BOXES(__VA_ARGS__))
#    define sea_dict(...) seai_dict_boxed(SEAI_BOXES(__VA_ARGS__))

/* print(values...) to what sys.stdout, or sys.stderr, is now; None there prints nothing. */
#    define sea_print(...) seai_print_boxed("stdout", SEAI_BOXES(__VA_ARGS__))
#    define sea_print_error(...) seai_print_boxed("stderr", SEAI_BOXES(__VA_ARGS__))

#    define SEAI_BOXES(...)                                                            \
        (PyObject *[]){SEAI_MAPI(SEAI_BOXED, ~, __VA_ARGS__)}, SEAI_COUNTI(__VA_ARGS__)
#    define SEAI_BOXED(c, i, value) sea_box(value),
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* object.name, del object.name */
PyObject *sea_attr_get(PyObject *object, const char *name);
int sea_attr_del(PyObject *object, const char *name);
/* Look-up: 1 and *out (a new reference), 0 and NULL without the attribute, -1 and NULL with
 * an exception. */
int sea_attr_find(PyObject *object, const char *name, PyObject **out);
/* len(object), or -1 with an exception. */
Py_ssize_t sea_len(PyObject *object);

/* Iteration: for every item of an iterable,
 *
 *     sea_iter each = sea_iter_of(iterable);
 *     while (sea_iter_next(&each)) {
 *         ... each.item ...            borrowed, until the next turn
 *     }
 *     if (sea_iter_end(&each) < 0) ... an exception, of the iterable or of the loop
 *
 * `break` is allowed, and end always needed. */
typedef struct sea_iter {
    PyObject *iterator, *item; /* owned, or NULL */
} sea_iter;
sea_iter sea_iter_of(PyObject *iterable);
int sea_iter_next(sea_iter *each); /* 1, or 0 at the end and for an exception */
int sea_iter_end(sea_iter *each);  /* 0, or -1 when an exception is in flight */

/* The value of an expression; runs statements.  globals NULL is a new dict, locals NULL is
 * globals. */
PyObject *sea_eval(const char *expression, PyObject *globals, PyObject *locals);
int sea_exec(const char *statements, PyObject *globals, PyObject *locals);

/* ---- what the macros call: boxes are stolen, NULL among them is a failure ---- */
PyObject *seai_box_bool(int value);
PyObject *seai_box_char(char value);
PyObject *seai_box_str(const char *value);
PyObject *seai_box_object(PyObject *value);
PyObject *seai_call_boxed(PyObject **boxes, int n);
PyObject *seai_call_method_boxed(PyObject **boxes, int n);
int seai_attr_set_steal(PyObject *object, const char *name, PyObject *value);
PyObject *seai_item_get_steal(PyObject *object, PyObject *key);
int seai_item_set_steal(PyObject *object, PyObject *key, PyObject *value);
int seai_item_del_steal(PyObject *object, PyObject *key);
int seai_item_find_steal(PyObject *object, PyObject *key, PyObject **out);
int seai_contains_steal(PyObject *object, PyObject *value);
PyObject *seai_tuple_boxed(PyObject **boxes, int n);
PyObject *seai_list_boxed(PyObject **boxes, int n);
PyObject *seai_dict_boxed(PyObject **boxes, int n);
int seai_print_boxed(const char *stream, PyObject **boxes, int n);

#ifdef __cplusplus
}
#endif
#endif
