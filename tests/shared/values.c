/* Shared data with everything chosen at run time.  Compiled as two modules, -DNAME=... */
#include <seabind/seabind.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

typedef struct value {
    char name[24];
    PyObject *object; /* what make's callable returned; strong */
    int loud;         /* whether destroy prints */
    _Atomic(int) naming; /* a lock: both modules write the name */
} value;

static _Atomic(long) made, destroyed;

static int value_make(void *data, void *arg)
{
    value *v = data;
    for (size_t i = 0; i < sizeof *v; i++) {
        if (((const char *)data)[i] != 0) {
            PyErr_SetString(PyExc_AssertionError, "the memory is not zeroed");
            return -1;
        }
    }
    atomic_fetch_add(&made, 1);
    v->object = PyObject_CallNoArgs(arg);
    return v->object != NULL ? 0 : -1;
}
static int value_fail(void *data, void *arg)
{
    (void)data, (void)arg;
    return -1;
}
/* Prints, calls the object if it can be called, and leaves its exception to the caller. */
static void value_destroy(void *data)
{
    value *v = data;
    PyObject *result = Py_None;
    atomic_fetch_add(&destroyed, 1);
    if (v->loud) {
        printf("destroy %s\n", v->name);
        fflush(stdout);
    }
    if (PyCallable_Check(v->object)) {
        result = PyObject_CallNoArgs(v->object);
        Py_XDECREF(result);
    }
    if (result != NULL) {
        Py_CLEAR(v->object);
    }
    strcpy(v->name, "destroyed");
}
/* The key lies in memory that is overwritten before it returns. */
static PyObject *get(const char *key, PyObject *make, size_t size, bool destroy, bool leak,
                     bool once)
{
    char copy[300];
    sea_shared shared = {copy, size + sizeof(value), NULL, NULL, leak, once};
    void *data;
    snprintf(copy, sizeof copy, "%s", key);
    if (make != Py_None) {
        shared.make = make == Py_False ? value_fail : value_make;
        shared.destroy = destroy ? value_destroy : NULL;
    }
    data = sea_shared_get(&shared, make);
    memset(copy, 'x', sizeof copy - 1);
    if (data == NULL) {
        return NULL;
    }
    value *v = data;
    while (atomic_exchange(&v->naming, 1) != 0) { /* a loser of a race names the winner's */
    }
    snprintf(v->name, sizeof v->name, "%s", key);
    atomic_store(&v->naming, 0);
    return PyLong_FromVoidPtr(data);
}
static PyObject *find(const char *key, size_t size)
{
    sea_shared shared = {.key = key, .size = size + sizeof(value)};
    void *data = sea_shared_find(&shared);
    return data != NULL ? PyLong_FromVoidPtr(data) : Py_NewRef(Py_None);
}
static PyObject *object_at(uintptr_t address)
{
    PyObject *object = ((value *)address)->object;
    return Py_NewRef(object != NULL ? object : Py_None);
}
static const char *name_at(uintptr_t address) { return ((value *)address)->name; }
static void loud(uintptr_t address)           { ((value *)address)->loud = 1; }
static long made_now(void)                    { return made; }
static long destroyed_now(void)               { return destroyed; }

SEA_MODULE(NAME,
    (threads,  safe),
    (function, get,  get,  object, (str, key), (object, make, Py_None), (kwonly),
               (size_t, size, 0), (bool, destroy, true), (bool, leak, false),
               (bool, once, false)),
    (function, find, find, object, (str, key), (size_t, size, 0)),
    (function, object,    object_at, object, (uintptr_t, address)),
    (function, name,      name_at,   str,    (uintptr_t, address)),
    (function, loud,      loud,      none,   (uintptr_t, address)),
    (function, made,      made_now,  long),
    (function, destroyed, destroyed_now, long));
