/* A binding with the mistakes that the leak report finds: see test_leaks.py.  This file needs
 * the CPython API, for the mistakes. */
#include <seabind/inspect.h>
#include <seabind/seabind.h>

#ifndef LEAKY
#    define LEAKY leaky
#endif

typedef struct { double x; } point;
typedef struct { int n; } jar;
typedef struct { PyObject *next; } node;

static point point_make(double x) { return (point){x}; }
static point point_copy(const point *p) { return *p; }
static jar *jar_new(int n)
{
    jar *j = PyMem_RawMalloc(sizeof *j);
    if (j != NULL) {
        j->n = n;
    }
    return j;
}
static void jar_free(jar *j) { PyMem_RawFree(j); }
static int node_init(node *self) { return self->next != NULL; }
static void node_free(node *self) { (void)self; }
static int point_id(const point *p) { return (int)p->x; }

/* The mistake: nobody gives this reference back. */
static void keep(PyObject *o) { Py_INCREF(o); }

/* Another owner who never lets go. */
static void immortalise(PyObject *o)
{
#if PY_VERSION_HEX >= 0x030f0000
    (void)PyUnstable_SetImmortal(o);
    Py_INCREF(o); /* where it was shared already */
#elif defined(_Py_IMMORTAL_INITIAL_REFCNT) && !defined(Py_GIL_DISABLED)
    Py_SET_REFCNT(o, _Py_IMMORTAL_INITIAL_REFCNT);
#elif defined(Py_GIL_DISABLED)
    Py_SET_REFCNT(o, (Py_ssize_t)UINT32_MAX + 1);
#else
    Py_SET_REFCNT(o, (Py_ssize_t)UINT32_MAX);
#endif
}
static void report(int level) { sea_leak_report(level); }

SEA_STATUS(ok, int, (failure, it != 0));

SEA_CLASS(Vec2, point,
    (init,   point_make, (double, x, 0.0)),
    (field,  x, double),
    (method, copy, point_copy, Vec2),
    (method, number, point_id, int));

SEA_CLASS(Free, point, (mutable), (init, point_make, (double, x, 0.0)));

SEA_HANDLE(Jar, jar *, (init, jar_new, (int, n, 0)), (destroy, jar_free), (field, n, int));

SEA_HANDLE(Node, node *, (embedded), (init, node_init, ok, (self)), (destroy, node_free),
    (object_field, next));

SEA_MODULE(LEAKY,
    (class, Vec2), (class, Free), (class, Jar), (class, Node),
    (function, keep, keep, none, (object, o)),
    (function, immortalise, immortalise, none, (object, o)),
    (function, report, report, none, (int, level)),
    (constant, "OFF", SEA_LEAKS_OFF), (constant, "COUNT", SEA_LEAKS_COUNT),
    (constant, "TRACE", SEA_LEAKS_TRACE));
