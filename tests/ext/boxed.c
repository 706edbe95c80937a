/* Python objects from C: glue that uses every function of <seabind/object.h>. */
#include <limits.h>
#include <seabind/object.h>
#include <seabind/seabind.h>
#include <seabind/status.h>

static PyObject *boxes(void)
{
    const char *text = "text\xc3\xa9";
    char letters[] = "letters";
    return sea_list((bool)1, 'c' == 0, (char)'c', (signed char)-1, (short)-2, -3, -4L, LLONG_MIN,
                    (unsigned char)255, (unsigned short)65535, 1u, 2ul, ULLONG_MAX, 0.5f, 1.5,
                    text, letters, "literal", Py_None);
}
static PyObject *bad_char(void)                   { return sea_box((char)200); }
static PyObject *bad_text(void)                   { return sea_tuple(1, "\xff", 2); }
static PyObject *null_text(void)                  { return sea_tuple(1, (const char *)NULL); }
static PyObject *null_object(PyObject *f)         { return sea_call(f, (PyObject *)NULL, "\xff"); }

static PyObject *call0(PyObject *f)               { return sea_call(f); }
static PyObject *call3(PyObject *f, PyObject *a)  { return sea_call(f, a, 2, "three"); }
static PyObject *method0(PyObject *o)             { return sea_call_method(o, "upper"); }
static PyObject *method2(PyObject *o, const char *name) { return sea_call_method(o, name, "a", 2); }
/* Results are owned: each is given back. */
static PyObject *nested(PyObject *f)
{
    PyObject *pair = sea_tuple(1, 2.5), *result = sea_call(f, pair, pair);
    Py_XDECREF(pair);
    return result;
}

static PyObject *attr(PyObject *o, const char *name)  { return sea_attr_get(o, name); }
static PyObject *attr_or(PyObject *o, const char *name)
{
    PyObject *found;
    int is = sea_attr_find(o, name, &found);
    return is != 0 ? found : sea_box("absent");
}
static int set_attr(PyObject *o, const char *name)    { return sea_attr_set(o, name, 12); }
static int del_attr(PyObject *o, const char *name)    { return sea_attr_del(o, name); }
static PyObject *item(PyObject *o, int key)           { return sea_item_get(o, key); }
static PyObject *item_or(PyObject *o, int key)
{
    PyObject *found;
    int is = sea_item_find(o, key, &found);
    return is != 0 ? found : sea_box("absent");
}
static int set_item(PyObject *o, int key)             { return sea_item_set(o, key, "new"); }
static int del_item(PyObject *o, int key)             { return sea_item_del(o, key); }
static int has(PyObject *o, int value)                { return sea_contains(o, value); }
static PyObject *len(PyObject *o)
{
    Py_ssize_t n = sea_len(o);
    return n >= 0 ? sea_box(n) : NULL;
}
/* The sum of the items, up to the first 0; an item that is no number ends it, too. */
static PyObject *sum(PyObject *iterable)
{
    long total = 0;
    sea_iter each = sea_iter_of(iterable);
    while (sea_iter_next(&each)) {
        long n = PyLong_AsLong(each.item);
        if (n == 0 || (n == -1 && PyErr_Occurred())) {
            break;
        }
        total += n;
    }
    return sea_iter_end(&each) == 0 ? sea_box(total) : NULL;
}
static PyObject *pair(PyObject *o)                    { return sea_tuple(o, (bool)0); }
static PyObject *dict(PyObject *o)                    { return sea_dict("a", 1, 2, o); }
static PyObject *odd(void)                            { return sea_dict("a", 1, 2); }
static PyObject *unhashable(PyObject *o)              { return sea_dict("a", 1, o, 2); }

SEA_STATUS(answer, int, (failure, it < 0), (propagate), (result, bool, it != 0));

static PyObject *eval_(const char *code, PyObject *globals, PyObject *locals)
{
    return sea_eval(code, globals != Py_None ? globals : NULL, locals != Py_None ? locals : NULL);
}
static int exec_(const char *code, PyObject *globals, PyObject *locals)
{
    return sea_exec(code, globals != Py_None ? globals : NULL, locals != Py_None ? locals : NULL);
}
static int print(PyObject *o)        { return sea_print("printed:", 1, 2.5, o); }
static int print_error(PyObject *o)  { return sea_print_error(o); }

SEA_MODULE(boxed,
    (threads,  safe),
    (function, boxes, boxes, object), (function, bad_char, bad_char, object),
    (function, bad_text, bad_text, object), (function, null_text, null_text, object),
    (function, null_object, null_object, object, (object, f)),
    (function, call0, call0, object, (object, f)),
    (function, call3, call3, object, (object, f), (object, a)),
    (function, method0, method0, object, (object, o)),
    (function, method2, method2, object, (object, o), (str, name)),
    (function, nested, nested, object, (object, f)),
    (function, attr, attr, object, (object, o), (str, name)),
    (function, attr_or, attr_or, object, (object, o), (str, name)),
    (function, set_attr, set_attr, python, (object, o), (str, name)),
    (function, del_attr, del_attr, python, (object, o), (str, name)),
    (function, item, item, object, (object, o), (int, key)),
    (function, item_or, item_or, object, (object, o), (int, key)),
    (function, set_item, set_item, python, (object, o), (int, key)),
    (function, del_item, del_item, python, (object, o), (int, key)),
    (function, has, has, answer, (object, o), (int, value)),
    (function, len, len, object, (object, o)),
    (function, sum, sum, object, (object, iterable)),
    (function, pair, pair, object, (object, o)),
    (function, dict, dict, object, (object, o)),
    (function, odd, odd, object), (function, unhashable, unhashable, object, (object, o)),
    (function, eval, eval_, object, (str, code), (object, globals), (object, locals)),
    (function, exec, exec_, python, (str, code), (object, globals), (object, locals)),
    (function, print, print, python, (object, o)),
    (function, print_error, print_error, python, (object, o)));
