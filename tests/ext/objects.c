/* Handles that hold Python objects: declared members, and a container with its own
 * traverse and clear. This file needs the CPython API: it handles Python objects itself. */
#include <seabind/seabind.h>

#include <stdatomic.h>
#include <stdlib.h>

static int alive;

/* ---- declared members ---- */
typedef struct node {
    PyObject *next, *data;
    int number;
} node;

static int node_init(node *self, int number)
{
    self->number = number;
    alive++;
    return 0;
}
static void node_destroy(node *self)
{
    (void)self;
    alive--;
}
SEA_STATUS(ok, int, (failure, it != 0));

SEA_HANDLE(Node, node *,
    (embedded),
    (init,         node_init, ok, (self), (int, number, 0)),
    (destroy,      node_destroy),
    (object_field, next),
    (object_field, data, (doc, "Anything.")),
    (field,        number, int));

/* ---- a container ---- */
typedef struct bag {
    PyObject **items;
    size_t len;
    int calls; /* of traverse, on a constructed object */
} bag;

static int bag_init(bag *self)
{
    (void)self;
    alive++;
    return 0;
}
static void bag_clear(bag *self)
{
    while (self->len > 0) {
        Py_DECREF(self->items[--self->len]);
    }
}
static void bag_destroy(bag *self)
{
    alive--;
    free(self->items);
}
static int bag_traverse(bag *self, visitproc visit, void *arg)
{
    self->calls++;
    for (size_t i = 0; i < self->len; i++) {
        Py_VISIT(self->items[i]);
    }
    return 0;
}
static int bag_append(bag *self, PyObject *item)
{
    PyObject **items = realloc(self->items, (self->len + 1) * sizeof *items);
    if (items == NULL) {
        return -1;
    }
    self->items = items;
    self->items[self->len++] = Py_NewRef(item);
    return 0;
}
static PyObject *bag_at(const bag *self, size_t i)
{
    if (i >= self->len) {
        PyErr_SetString(PyExc_IndexError, "Bag.at(): no such item");
        return NULL;
    }
    return Py_NewRef(self->items[i]);
}
static size_t bag_size(const bag *self)
{
    return self->len;
}
/* 0 free, 1 in the call, 2 told to come back */
static atomic_int stage;
static void bag_work(const bag *self)
{
    (void)self;
    atomic_store(&stage, 1);
    while (atomic_load(&stage) != 2) {
    }
    atomic_store(&stage, 0);
}
static int stage_now(void)
{
    return atomic_load(&stage);
}
static void come_back(void)
{
    atomic_store(&stage, 2);
}
static int count(void)
{
    return alive;
}
SEA_DECLARE_HANDLE(Bag, bag *);
static int peeks(PyObject *o)
{
    return sea_peek_Bag(o) != NULL ? 1 : sea_peek_Node(o) != NULL ? 2 : 0;
}

SEA_STATUS(memory, int, (failure, it != 0), (raise, MemoryError));

SEA_HANDLE(Bag, bag *,
    (embedded),
    (init,     bag_init, ok, (self)),
    (destroy,  bag_destroy),
    (traverse, bag_traverse),
    (clear,    bag_clear),
    (method,   append, bag_append, memory, (object, item)),
    (method,   at,     bag_at, object, (size_t, index)),
    (property, size,   bag_size, size_t),
    (method,   work,   bag_work, void, (release_gil)),
    (field,    calls,  int, (readonly)));

SEA_MODULE(objects,
    (class,    Node),
    (class,    Bag),
    (function, alive, count, int),
    (function, stage, stage_now, int),
    (function, come_back, come_back, void),
    (function, peeks, peeks, int, (object, o)));
