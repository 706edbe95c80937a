/* One class of each kind, whose callbacks cast whatever they see, in both directions. The
 * extensions probe and peer are built from it, so that each meets objects of the other.
 *
 * A cast from C to Python may be refused with a ReferenceError, TypeError or RuntimeError;
 * anything else goes to standard error, which fails the scenario. Handles are in the
 * ledger (tests/env.py). What was cast is printed when the process exits. */
#include <seabind/seabind.h>

#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#if __has_include(<seabind/inspect.h>) /* sea_wrap_X, sea_own_X came with it */
#    include <seabind/inspect.h>
#    define PROBE_OUT 1
#else
#    define PROBE_OUT 0
#endif

enum { VALUE = 0x7a1, HANDLE, EMBEDDED, CONTAINER };

typedef struct value { int kind; double number; } value;
typedef struct pair { value inner; } pair;
typedef struct handle { int kind; char name[64]; value inner; } handle;
typedef struct embedded { int kind; char name[64]; pair pair; } embedded;
typedef struct container {
    int kind;
    char name[64];
    PyObject **items;
    size_t len;
} container;

SEA_DECLARE_CLASS(Value, value);
SEA_DECLARE_CLASS(Pair, pair);
SEA_DECLARE_HANDLE(Handle, handle *);
SEA_DECLARE_HANDLE(Embedded, embedded *);
SEA_DECLARE_HANDLE(ContainerOwnsPythonObjects, container *);

/* ---- what is told ---- */
static struct { _Atomic(long) in, out, refused, traverses, late; } tally;
static char module_name[16];

static void say(int fd, const char *format, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (len > 0 && write(fd, text, (size_t)len) < 0) {
        abort();
    }
}
static void at_exit(void)
{
    say(1, "%s: in=%ld out=%ld refused=%ld traverses=%ld late=%ld\n", module_name,
        atomic_load(&tally.in), atomic_load(&tally.out), atomic_load(&tally.refused),
        atomic_load(&tally.traverses), atomic_load(&tally.late));
}
static void ledger(char sign, const char *name)
{
    const char *path = getenv("SEABIND_TEST_LEDGER");
    int fd = path != NULL ? open(path, O_WRONLY | O_APPEND) : -1;
    if (fd >= 0) {
        say(fd, "%c%s\n", sign, name);
        close(fd);
    }
}

/* ---- Python to C: legal everywhere ---- */
static void must(int holds, const char *what)
{
    if (!holds) {
        say(2, "%s: %s\n", module_name, what);
    }
}
static void cast_in(PyObject *o)
{
    const value *v = sea_peek_Value(o);
    const handle *h = sea_peek_Handle(o);
    const embedded *e = sea_peek_Embedded(o);
    const container *c = sea_peek_ContainerOwnsPythonObjects(o);
    must(v == NULL || v->kind == VALUE, "what is cast to Value is none");
    must(h == NULL || h->kind == HANDLE, "what is cast to Handle is none");
    must(e == NULL || e->kind == EMBEDDED, "what is cast to Embedded is none");
    must(c == NULL || c->kind == CONTAINER, "what is cast to a container is none");
    must((v != NULL) + (h != NULL) + (e != NULL) + (c != NULL) <= 1, "it is two things");
    tally.in++;
}

/* ---- C to Python ---- */
#if PROBE_OUT
/* Steals o, the result of a cast. */
static int came_out(PyObject *o)
{
    if (o != NULL) {
        tally.out++;
        cast_in(o);
        Py_DECREF(o);
        return 1;
    }
    tally.refused++;
    if (PyErr_ExceptionMatches(PyExc_ReferenceError) ||
        PyErr_ExceptionMatches(PyExc_TypeError) ||
        PyErr_ExceptionMatches(PyExc_RuntimeError)) {
        PyErr_Clear();
    } else {
        must(0, "a cast raised the wrong exception:");
        PyErr_WriteUnraisable(NULL);
    }
    return 0;
}
static handle *handle_new(const char *name);

/* A new value, a new handle, and the objects of the C objects that o has. Returns how many
 * casts were refused. */
static int cast_out(PyObject *o)
{
    static _Thread_local int inside; /* what is made here dies, and is destroyed, here */
    handle *h = o != NULL ? sea_peek_Handle(o) : NULL;
    int refused = 0;
    if (inside) {
        return 0;
    }
    inside = 1;
    tally.late += sea_internals_capsule() == NULL;
    refused += !came_out(sea_wrap_Value((value){VALUE, 1}));
    if (h != NULL) {
        refused += !came_out(sea_wrap_Handle(h));
    }
    if ((h = handle_new("made by a cast")) != NULL) {
        refused += !came_out(sea_own_Handle(h));
    }
    inside = 0;
    return refused;
}
/* In destroy: the object of h is dying, or it was closed. */
static void cast_dying(handle *h)
{
    PyObject *o = sea_wrap_Handle(h);
    must(o == NULL, "a dying object was found");
    (void)came_out(o);
}
#else
static int cast_out(PyObject *o)
{
    (void)o;
    return 0;
}
static void cast_dying(handle *h) { (void)h; }
#endif
static void cast(PyObject *o)
{
    cast_in(o);
    (void)cast_out(o);
}

/* ---- the classes ---- */
static value value_make(const char *name)
{
    return (value){VALUE, (double)strlen(name)};
}
static pair pair_make(const char *name)   { return (pair){value_make(name)}; }
static handle *handle_new(const char *name)
{
    handle *h = calloc(1, sizeof *h);
    if (h != NULL) {
        h->kind = HANDLE;
        h->inner = value_make(name);
        (void)snprintf(h->name, sizeof h->name, "%s", name);
        ledger('+', h->name);
    }
    return h;
}
static void handle_free(handle *h)
{
    ledger('-', h->name);
    cast_dying(h);
    (void)cast_out(NULL);
    free(h);
}
static int embedded_init(embedded *e, const char *name)
{
    e->kind = EMBEDDED;
    e->pair = pair_make(name);
    (void)snprintf(e->name, sizeof e->name, "%s", name);
    ledger('+', e->name);
    return 0;
}
static void embedded_done(embedded *e)
{
    ledger('-', e->name);
    (void)cast_out(NULL);
}
static int container_init(container *c, const char *name)
{
    c->kind = CONTAINER;
    (void)snprintf(c->name, sizeof c->name, "%s", name);
    ledger('+', c->name);
    return 0;
}
static void container_done(container *c)
{
    ledger('-', c->name);
    (void)cast_out(NULL);
}
static int container_traverse(container *c, visitproc visit, void *arg)
{
    tally.traverses++;
    for (size_t i = 0; i < c->len; i++) {
        cast_in(c->items[i]);
        Py_VISIT(c->items[i]);
    }
    return 0;
}
static void container_clear(container *c)
{
    container taken = *c;
    c->items = NULL;
    c->len = 0;
    while (taken.len > 0) {
        PyObject *item = taken.items[--taken.len];
        cast(item);
        Py_DECREF(item);
    }
    free(taken.items);
}
static int container_append(container *c, PyObject *item)
{
    PyObject **items = realloc(c->items, (c->len + 1) * sizeof *items);
    if (items == NULL) {
        return -1;
    }
    c->items = items;
    c->items[c->len++] = Py_NewRef(item);
    return 0;
}
static PyObject *container_at(const container *c, size_t index)
{
    if (index >= c->len) {
        PyErr_SetString(PyExc_IndexError, "at(): no such item");
        return NULL;
    }
    return Py_NewRef(c->items[index]);
}
static size_t container_size(const container *c) { return c->len; }

/* ---- functions ---- */

/* When the object of the weak reference is collected: everything works as on any day. */
static PyObject *collected(PyObject *was, PyObject *reference)
{
#if PROBE_OUT
    PyObject *now = sea_internals_capsule(), *local = sea_local_internals_capsule();
    if (now == NULL || now != PyTuple_GET_ITEM(was, 0)) {
        PyErr_SetString(PyExc_RuntimeError, "the internals went too early");
    } else if (local == NULL || local != PyTuple_GET_ITEM(was, 1)) {
        PyErr_SetString(PyExc_RuntimeError, "the local internals went too early");
    } else if (cast_out(NULL) > 0) {
        PyErr_SetString(PyExc_RuntimeError, "a cast was refused");
    }
#else
    (void)was;
#endif
    ledger('-', "gc checker");
    Py_DECREF(reference); /* that of add_gc_checkers_with_weakrefs() */
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}
static PyMethodDef collected_def = {"collected", collected, METH_O, NULL};

static PyObject *add_gc_checkers_with_weakrefs(PyObject *o)
{
#if PROBE_OUT
    PyObject *was = PyTuple_Pack(2, sea_internals_capsule(), sea_local_internals_capsule());
#else
    PyObject *was = PyTuple_New(0);
#endif
    PyObject *callback = was != NULL ? PyCFunction_New(&collected_def, was) : NULL;
    PyObject *reference = callback != NULL ? PyWeakref_NewRef(o, callback) : NULL;
    Py_XDECREF(callback);
    Py_XDECREF(was);
    if (reference == NULL) {
        return NULL;
    }
    ledger('+', "gc checker");
    return Py_NewRef(Py_None); /* the reference lives until the callback ends it */
}
/* A C function of a daemon thread: without the GIL, and back into Python, for ever. */
static PyObject *call_for_ever(PyObject *callable)
{
    for (;;) {
        PyObject *result;
        Py_BEGIN_ALLOW_THREADS
        (void)nanosleep(&(struct timespec){0, 1000000}, NULL);
        Py_END_ALLOW_THREADS
        result = PyObject_CallNoArgs(callable);
        if (result == NULL) {
            return NULL;
        }
        Py_DECREF(result);
    }
}
static bool casts_out(void) { return PROBE_OUT; }

SEA_STATUS(never,  int, (failure, it != 0));
SEA_STATUS(memory, int, (failure, it != 0), (raise, MemoryError));

SEA_CLASS(Value, value,
    (init,     value_make, (str, name)));

SEA_CLASS(Pair, pair,
    (init,     pair_make, (str, name)),
    (field,    inner, Value));

SEA_HANDLE(Handle, handle *,
    (init,     handle_new, (str, name)),
    (field,    inner, Value),
    (destroy,  handle_free));

SEA_HANDLE(Embedded, embedded *,
    (embedded),
    (field,    inner, pair, Pair),
    (init,     embedded_init, never, (self), (str, name)),
    (destroy,  embedded_done));

SEA_HANDLE(ContainerOwnsPythonObjects, container *,
    (embedded),
    (init,     container_init, never, (self), (str, name)),
    (destroy,  container_done),
    (traverse, container_traverse),
    (clear,    container_clear),
    (method,   append, container_append, memory, (object, item)),
    (method,   at,     container_at, object, (size_t, index)),
    (method,   size,   container_size, size_t),
    (method,   clear,  container_clear, none));

/* what a module calls once, before anything else */
static void begin(const char *name)
{
    if (module_name[0] == '\0') {
        (void)snprintf(module_name, sizeof module_name, "%s", name);
        (void)atexit(at_exit);
    }
}
