/* The second baseline: every operation by hand with the calling convention and the public
 * inline functions of CPython that make it fastest, where hand.c writes what is usual.  For
 * the operations of more.h, which hand.c does not have, it is the only one. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <limits.h>
#include <structmember.h>
#include "more.h"

typedef struct { PyObject_HEAD Vec2 v; } Vec2Object;
typedef struct { PyObject_HEAD Node *p; PyObject *next; } NodeObject;
typedef struct { PyObject_HEAD Counter c; int ready; } CounterObject;
typedef struct { PyObject_HEAD Circle c; } CircleObject;
typedef struct { PyObject_HEAD Square c; } SquareObject;
typedef struct { PyObject_HEAD Box c; } BoxObject;
typedef struct { PyTypeObject *vec2, *node, *counter, *circle, *square, *box;
                 PyObject *a, *b, *c, *s, *x, *y; } State;
#define STATE(m) ((State *)PyModule_GetState(m))

static int as_int(PyObject *o, int *out)
{
#if PY_VERSION_HEX >= 0x030c0000
    if (PyLong_CheckExact(o) && PyUnstable_Long_IsCompact((PyLongObject *)o)) {
        Py_ssize_t v = PyUnstable_Long_CompactValue((PyLongObject *)o);
        if (v >= INT_MIN && v <= INT_MAX) { *out = (int)v; return 0; }
    }
#endif
    long v = PyLong_AsLong(o);
    if (v == -1 && PyErr_Occurred()) return -1;
    if (v < INT_MIN || v > INT_MAX) {
        PyErr_SetString(PyExc_OverflowError, "int out of range");
        return -1;
    }
    *out = (int)v;
    return 0;
}
static inline int as_double(PyObject *o, double *out)
{
    if (PyFloat_CheckExact(o)) { *out = PyFloat_AS_DOUBLE(o); return 0; }
    *out = PyFloat_AsDouble(o);
    return (*out == -1.0 && PyErr_Occurred()) ? -1 : 0;
}
static inline const char *as_text(PyObject *o)
{
    if (PyUnicode_Check(o) && PyUnicode_IS_COMPACT_ASCII(o)) return (const char *)PyUnicode_1BYTE_DATA(o);
    return PyUnicode_AsUTF8(o);
}
static int arity(const char *n, Py_ssize_t got, Py_ssize_t want)
{
    if (got == want) return 0;
    PyErr_Format(PyExc_TypeError, "%s() takes %zd arguments (%zd given)", n, want, got);
    return -1;
}
static inline PyObject *fresh(PyTypeObject *t, size_t size)
{
    PyObject *o = PyObject_Malloc(size);
    return o != NULL ? PyObject_Init(o, t) : PyErr_NoMemory();
}
static PyObject *wrong(const char *what)
{
    PyErr_Format(PyExc_TypeError, "expected %s", what);
    return NULL;
}

static PyObject *b_f0(PyObject *m, PyObject *u) { (void)m; (void)u; return PyLong_FromLong(f0()); }
static PyObject *b_f1(PyObject *m, PyObject *o)
{
    int a; (void)m;
    return as_int(o, &a) ? NULL : PyLong_FromLong(f1(a));
}
static PyObject *b_f2(PyObject *m, PyObject *const *args, Py_ssize_t n)
{
    double a, b; (void)m;
    if (arity("f2", n, 2) || as_double(args[0], &a) || as_double(args[1], &b)) return NULL;
    return PyFloat_FromDouble(f2(a, b));
}
static PyObject *b_f6(PyObject *m, PyObject *const *args, Py_ssize_t n)
{
    int v[6]; (void)m;
    if (arity("f6", n, 6)) return NULL;
    for (int i = 0; i < 6; i++) if (as_int(args[i], &v[i])) return NULL;
    return PyLong_FromLong(f6(v[0], v[1], v[2], v[3], v[4], v[5]));
}
static int place_kw(PyObject **slot, PyObject *const *names, int nnames,
                    PyObject *const *args, Py_ssize_t npos, PyObject *kwnames)
{
    Py_ssize_t nkw = kwnames ? PyTuple_GET_SIZE(kwnames) : 0;
    if (npos + nkw > nnames) { PyErr_SetString(PyExc_TypeError, "too many arguments"); return -1; }
    for (Py_ssize_t i = 0; i < npos; i++) slot[i] = args[i];
    for (Py_ssize_t k = 0; k < nkw; k++) {
        PyObject *key = PyTuple_GET_ITEM(kwnames, k);
        int i;
        for (i = 0; i < nnames && names[i] != key; i++) ;
        if (i == nnames)
            for (i = 0; i < nnames && PyUnicode_Compare(names[i], key) != 0; i++) ;
        if (i == nnames || slot[i]) { PyErr_SetString(PyExc_TypeError, "bad keyword"); return -1; }
        slot[i] = args[npos + k];
    }
    return 0;
}
static PyObject *missing(void) { PyErr_SetString(PyExc_TypeError, "missing argument"); return NULL; }
static PyObject *b_kw2(PyObject *m, PyObject *const *args, Py_ssize_t n, PyObject *kw)
{
    PyObject *s[2] = {0};
    int a, b;
    if (kw || n != 2) {
        if (place_kw(s, &STATE(m)->a, 2, args, n, kw)) return NULL;
        if (!s[0] || !s[1]) return missing();
        args = s;
    }
    if (as_int(args[0], &a) || as_int(args[1], &b)) return NULL;
    return PyLong_FromLong(kw2(a, b));
}
static PyObject *b_def3(PyObject *m, PyObject *const *args, Py_ssize_t n, PyObject *kw)
{
    PyObject *s[3] = {0};
    int a, b = 10, c = 20;
    if (kw || n != 3) {
        if (place_kw(s, &STATE(m)->a, 3, args, n, kw)) return NULL;
        if (!s[0]) return missing();
        args = s;
    }
    if (as_int(args[0], &a) || (args[1] && as_int(args[1], &b)) || (args[2] && as_int(args[2], &c)))
        return NULL;
    return PyLong_FromLong(def3(a, b, c));
}
static PyObject *b_slen(PyObject *m, PyObject *o)
{
    const char *s = as_text(o); (void)m;
    return s ? PyLong_FromSize_t(slen(s)) : NULL;
}
static PyObject *b_sret(PyObject *m, PyObject *u) { (void)m; (void)u; return PyUnicode_FromString(sret()); }
static PyObject *b_dot(PyObject *m, PyObject *const *args, Py_ssize_t n)
{
    PyTypeObject *t = STATE(m)->vec2;
    if (arity("dot", n, 2)) return NULL;
    if (!PyObject_TypeCheck(args[0], t) || !PyObject_TypeCheck(args[1], t)) return wrong("Vec2");
    return PyFloat_FromDouble(dot(&((Vec2Object *)args[0])->v, &((Vec2Object *)args[1])->v));
}
static PyObject *b_make(PyObject *m, PyObject *o)
{
    double t;
    if (as_double(o, &t)) return NULL;
    Vec2Object *r = (Vec2Object *)fresh(STATE(m)->vec2, sizeof *r);
    if (r) r->v = make(t);
    return (PyObject *)r;
}
static PyObject *b_sum_arr(PyObject *m, PyObject *o)
{
    Py_buffer b; (void)m;
    if (PyObject_GetBuffer(o, &b, PyBUF_ND | PyBUF_FORMAT)) return NULL;
    if (b.ndim != 1 || b.itemsize != 8 || !b.format || b.format[0] != 'd' || b.format[1]) {
        PyBuffer_Release(&b);
        return wrong("a 1-D buffer of double");
    }
    double r = sum_arr(b.buf, (size_t)b.shape[0]);
    PyBuffer_Release(&b);
    return PyFloat_FromDouble(r);
}

/* ---- more.h ---- */
static PyObject *b_mix3(PyObject *m, PyObject *const *args, Py_ssize_t n, PyObject *kw)
{
    PyObject *slot[3] = {0};
    int a; double b; const char *s;
    if (kw || n != 3) {
        State *state = STATE(m);
        PyObject *names[3] = {state->a, state->b, state->s};
        if (place_kw(slot, names, 3, args, n, kw)) return NULL;
        if (!slot[0] || !slot[1] || !slot[2]) return missing();
        args = slot;
    }
    if (as_int(args[0], &a) || as_double(args[1], &b) || !(s = as_text(args[2]))) return NULL;
    return PyFloat_FromDouble(mix3(a, b, s));
}
static PyObject *b_mix8(PyObject *m, PyObject *const *args, Py_ssize_t n)
{
    int a, e; double b, d, f; const char *s; long c; size_t g; (void)m;
    if (arity("mix8", n, 8) || as_int(args[0], &a) || as_double(args[1], &b) || !(s = as_text(args[2]))) return NULL;
    if ((c = PyLong_AsLong(args[3])) == -1 && PyErr_Occurred()) return NULL;
    if (as_double(args[4], &d)) return NULL;
    if (!PyBool_Check(args[5])) return wrong("bool");
    e = args[5] == Py_True;
    if (as_double(args[6], &f)) return NULL;
    if ((g = PyLong_AsSize_t(args[7])) == (size_t)-1 && PyErr_Occurred()) return NULL;
    return PyFloat_FromDouble(mix8(a, b, s, c, d, e, (float)f, g));
}
static PyObject *b_blen(PyObject *m, PyObject *o)
{
    (void)m;
    if (!PyBytes_Check(o)) return wrong("bytes");
    return PyLong_FromSize_t(blen(PyBytes_AS_STRING(o), (size_t)PyBytes_GET_SIZE(o)));
}
static PyObject *b_bret(PyObject *m, PyObject *u)
{
    PyObject *r = PyBytes_FromStringAndSize(NULL, 16); (void)m; (void)u;
    if (r) bfill((unsigned char *)PyBytes_AS_STRING(r), 16);
    return r;
}
static PyObject *b_sum_list(PyObject *m, PyObject *o)
{
    (void)m;
    PyObject *fast = PySequence_Fast(o, "expected a sequence"), *r = NULL;
    if (!fast) return NULL;
    Py_ssize_t n = PySequence_Fast_GET_SIZE(fast);
    double *v = PyMem_Malloc((size_t)(n + 1) * sizeof *v);
    if (!v) { PyErr_NoMemory(); goto done; }
    for (Py_ssize_t i = 0; i < n; i++)
        if (as_double(PySequence_Fast_GET_ITEM(fast, i), &v[i])) goto done;
    r = PyFloat_FromDouble(sum_arr(v, (size_t)n));
done:
    PyMem_Free(v);
    Py_DECREF(fast);
    return r;
}
static PyObject *b_ramp(PyObject *m, PyObject *o)
{
    size_t n = PyLong_AsSize_t(o); (void)m;
    if (n == (size_t)-1 && PyErr_Occurred()) return NULL;
    double *v = PyMem_Malloc((n + 1) * sizeof *v);
    if (!v) return PyErr_NoMemory();
    ramp(v, n);
    PyObject *r = PyList_New((Py_ssize_t)n);
    for (size_t i = 0; r && i < n; i++) {
        PyObject *x = PyFloat_FromDouble(v[i]);
        if (!x) { Py_CLEAR(r); break; }
        PyList_SET_ITEM(r, (Py_ssize_t)i, x);
    }
    PyMem_Free(v);
    return r;
}
static PyObject *b_half(PyObject *m, PyObject *o)
{
    int a, out; (void)m;
    if (as_int(o, &a)) return NULL;
    if (half(a, &out) != 0) { PyErr_SetString(PyExc_ValueError, "odd number"); return NULL; }
    return PyLong_FromLong(out);
}
static PyObject *b_area(PyObject *m, PyObject *o)
{
    State *s = STATE(m);
    if (PyObject_TypeCheck(o, s->circle)) return PyFloat_FromDouble(circle_area(&((CircleObject *)o)->c));
    if (PyObject_TypeCheck(o, s->square)) return PyFloat_FromDouble(square_area(&((SquareObject *)o)->c));
    if (PyObject_TypeCheck(o, s->box)) return PyFloat_FromDouble(box_area(&((BoxObject *)o)->c));
    return wrong("a Circle, Square or Box");
}

/* ---- types ---- */
static void plain_dealloc(PyObject *o) { PyTypeObject *t = Py_TYPE(o); t->tp_free(o); Py_DECREF(t); }
static PyObject *v_get(PyObject *s, PyObject *u) { (void)u; return PyFloat_FromDouble(vec2_get(&((Vec2Object *)s)->v)); }
static PyObject *v_dotk(PyObject *s, PyObject *o)
{
    double k;
    return as_double(o, &k) ? NULL : PyFloat_FromDouble(vec2_dotk(&((Vec2Object *)s)->v, k));
}
static PyObject *v_vectorcall(PyObject *type, PyObject *const *args, size_t nf, PyObject *kw)
{
    PyObject *slot[2] = {0};
    Py_ssize_t n = PyVectorcall_NARGS(nf);
    double x, y;
    if ((kw && PyTuple_GET_SIZE(kw)) || n != 2) {
        PyObject *module = PyType_GetModule((PyTypeObject *)type);
        if (!module || place_kw(slot, &STATE(module)->x, 2, args, n, kw)) return NULL;
        if (!slot[0] || !slot[1]) return missing();
        args = slot;
    }
    if (as_double(args[0], &x) || as_double(args[1], &y)) return NULL;
    Vec2Object *r = (Vec2Object *)fresh((PyTypeObject *)type, sizeof *r);
    if (r) r->v = (Vec2){x, y};
    return (PyObject *)r;
}
static PyObject *v_new(PyTypeObject *tp, PyObject *a, PyObject *k)
{
    static char *names[] = {"x", "y", NULL};
    double x, y;
    if (!PyArg_ParseTupleAndKeywords(a, k, "dd", names, &x, &y)) return NULL;
    Vec2Object *r = (Vec2Object *)tp->tp_alloc(tp, 0);
    if (r) r->v = (Vec2){x, y};
    return (PyObject *)r;
}
static PyObject *n_new(PyTypeObject *tp, PyObject *a, PyObject *k)
{
    int value; (void)k;
    if (!PyArg_ParseTuple(a, "i", &value)) return NULL;
    NodeObject *r = (NodeObject *)tp->tp_alloc(tp, 0);
    if (r && !(r->p = node_new(value))) { Py_CLEAR(r); PyErr_NoMemory(); }
    return (PyObject *)r;
}
static void n_dealloc(PyObject *o)
{
    PyTypeObject *t = Py_TYPE(o);
    PyObject_GC_UnTrack(o);
    Py_CLEAR(((NodeObject *)o)->next);
    if (((NodeObject *)o)->p) node_free(((NodeObject *)o)->p);
    t->tp_free(o);
    Py_DECREF(t);
}
static int n_traverse(PyObject *o, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(o));
    Py_VISIT(((NodeObject *)o)->next);
    return 0;
}
static int n_clear(PyObject *o) { Py_CLEAR(((NodeObject *)o)->next); return 0; }
static PyObject *n_value(PyObject *o, void *u) { (void)u; return PyLong_FromLong(node_value(((NodeObject *)o)->p)); }
static PyObject *n_link(PyObject *s, PyObject *o)
{
    if (Py_TYPE(o) != Py_TYPE(s)) return wrong("Node");
    node_link(((NodeObject *)s)->p, ((NodeObject *)o)->p);
    Py_XSETREF(((NodeObject *)s)->next, Py_NewRef(o));
    Py_RETURN_NONE;
}
static PyObject *n_next(PyObject *s, PyObject *u)
{
    PyObject *next = ((NodeObject *)s)->next; (void)u;
    return Py_NewRef(next ? next : Py_None);
}
static PyObject *c_new(PyTypeObject *tp, PyObject *a, PyObject *k)
{
    (void)a; (void)k;
    CounterObject *r = (CounterObject *)tp->tp_alloc(tp, 0);
    if (r) r->ready = counter_init(&r->c) == 0;
    return (PyObject *)r;
}
static PyObject *c_bump(PyObject *s, PyObject *o)
{
    long by = PyLong_AsLong(o);
    if (by == -1 && PyErr_Occurred()) return NULL;
    if (!((CounterObject *)s)->ready) return wrong("an open Counter");
    return PyLong_FromLong(counter_bump(&((CounterObject *)s)->c, by));
}
static PyObject *circle_new(PyTypeObject *tp, PyObject *a, PyObject *k)
{
    double r; (void)k;
    if (!PyArg_ParseTuple(a, "d", &r)) return NULL;
    CircleObject *o = (CircleObject *)tp->tp_alloc(tp, 0);
    if (o) o->c.r = r;
    return (PyObject *)o;
}
static PyObject *square_new(PyTypeObject *tp, PyObject *a, PyObject *k)
{
    double x; (void)k;
    if (!PyArg_ParseTuple(a, "d", &x)) return NULL;
    SquareObject *o = (SquareObject *)tp->tp_alloc(tp, 0);
    if (o) o->c.a = x;
    return (PyObject *)o;
}
static PyObject *box_new(PyTypeObject *tp, PyObject *a, PyObject *k)
{
    double w, h; (void)k;
    if (!PyArg_ParseTuple(a, "dd", &w, &h)) return NULL;
    BoxObject *o = (BoxObject *)tp->tp_alloc(tp, 0);
    if (o) o->c = (Box){w, h};
    return (PyObject *)o;
}
static PyMethodDef v_methods[] = {{"get", v_get, METH_NOARGS, NULL}, {"dotk", v_dotk, METH_O, NULL}, {0}};
static PyMemberDef v_members[] = {
    {"x", T_DOUBLE, offsetof(Vec2Object, v.x), 0, NULL}, {"y", T_DOUBLE, offsetof(Vec2Object, v.y), 0, NULL}, {0}};
static PyMethodDef n_methods[] = {{"link", n_link, METH_O, NULL}, {"next", n_next, METH_NOARGS, NULL}, {0}};
static PyGetSetDef n_getset[] = {{"value", n_value, NULL, NULL, NULL}, {0}};
static PyMethodDef c_methods[] = {{"bump", c_bump, METH_O, NULL}, {0}};
static PyType_Slot v_slots[] = {{Py_tp_new, v_new}, {Py_tp_dealloc, plain_dealloc}, {Py_tp_methods, v_methods},
                                {Py_tp_members, v_members}, {0, 0}};
static PyType_Slot n_slots[] = {{Py_tp_new, n_new}, {Py_tp_dealloc, n_dealloc}, {Py_tp_traverse, n_traverse},
                                {Py_tp_clear, n_clear}, {Py_tp_methods, n_methods}, {Py_tp_getset, n_getset}, {0, 0}};
static PyType_Slot c_slots[] = {{Py_tp_new, c_new}, {Py_tp_dealloc, plain_dealloc}, {Py_tp_methods, c_methods}, {0, 0}};
static PyType_Slot circle_slots[] = {{Py_tp_new, circle_new}, {Py_tp_dealloc, plain_dealloc}, {0, 0}};
static PyType_Slot square_slots[] = {{Py_tp_new, square_new}, {Py_tp_dealloc, plain_dealloc}, {0, 0}};
static PyType_Slot box_slots[] = {{Py_tp_new, box_new}, {Py_tp_dealloc, plain_dealloc}, {0, 0}};
#define FLAGS (Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE)
static PyType_Spec v_spec = {"best.Vec2", sizeof(Vec2Object), 0, FLAGS, v_slots};
static PyType_Spec n_spec = {"best.Node", sizeof(NodeObject), 0, FLAGS | Py_TPFLAGS_HAVE_GC, n_slots};
static PyType_Spec c_spec = {"best.Counter", sizeof(CounterObject), 0, FLAGS, c_slots};
static PyType_Spec circle_spec = {"best.Circle", sizeof(CircleObject), 0, FLAGS, circle_slots};
static PyType_Spec square_spec = {"best.Square", sizeof(SquareObject), 0, FLAGS, square_slots};
static PyType_Spec box_spec = {"best.Box", sizeof(BoxObject), 0, FLAGS, box_slots};

#define FC(f) ((PyCFunction)(void (*)(void))(f))
static PyMethodDef methods[] = {
    {"f0", b_f0, METH_NOARGS, NULL}, {"f1", b_f1, METH_O, NULL},
    {"f2", FC(b_f2), METH_FASTCALL, NULL}, {"f6", FC(b_f6), METH_FASTCALL, NULL},
    {"kw2", FC(b_kw2), METH_FASTCALL | METH_KEYWORDS, NULL},
    {"def3", FC(b_def3), METH_FASTCALL | METH_KEYWORDS, NULL},
    {"slen", b_slen, METH_O, NULL}, {"sret", b_sret, METH_NOARGS, NULL},
    {"dot", FC(b_dot), METH_FASTCALL, NULL}, {"make", b_make, METH_O, NULL},
    {"sum_arr", b_sum_arr, METH_O, NULL}, {"mix3", FC(b_mix3), METH_FASTCALL | METH_KEYWORDS, NULL},
    {"mix8", FC(b_mix8), METH_FASTCALL, NULL}, {"blen", b_blen, METH_O, NULL}, {"bret", b_bret, METH_NOARGS, NULL},
    {"sum_list", b_sum_list, METH_O, NULL}, {"ramp", b_ramp, METH_O, NULL}, {"half", b_half, METH_O, NULL},
    {"area", b_area, METH_O, NULL}, {0}};
static int add(PyObject *m, PyTypeObject **slot, PyType_Spec *spec)
{
    *slot = (PyTypeObject *)PyType_FromModuleAndSpec(m, spec, NULL);
    return *slot ? PyModule_AddType(m, *slot) : -1;
}
static int exec(PyObject *m)
{
    State *s = STATE(m);
    static const char *const names[] = {"a", "b", "c", "s", "x", "y"};
    for (int i = 0; i < 6; i++)
        if (!((&s->a)[i] = PyUnicode_InternFromString(names[i]))) return -1;
    if (add(m, &s->vec2, &v_spec) || add(m, &s->node, &n_spec) || add(m, &s->counter, &c_spec) ||
        add(m, &s->circle, &circle_spec) || add(m, &s->square, &square_spec) || add(m, &s->box, &box_spec))
        return -1;
    s->vec2->tp_vectorcall = v_vectorcall;
    return 0;
}
static PyModuleDef_Slot slots[] = {{Py_mod_exec, exec}, {0, NULL}};
static PyModuleDef def = {PyModuleDef_HEAD_INIT, "best", NULL, sizeof(State), methods, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_best(void) { return PyModuleDef_Init(&def); }
