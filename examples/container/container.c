/* A C struct that owns Python objects, as a class that the garbage collector understands.
 * It handles Python objects itself, so it is written with CPython's API. */
#include <seabind/seabind.h>
#include <stdlib.h>

typedef struct { PyObject **items; size_t len, room; } container;

static int container_init(container *c)
{
    (void)c; /* zeroed: empty */
    return 0;
}
static int container_append(container *c, PyObject *item)
{
    if (c->len == c->room) {
        size_t room = c->room > 0 ? 2 * c->room : 4;
        PyObject **items = room <= SIZE_MAX / sizeof *items
                               ? realloc(c->items, room * sizeof *items)
                               : NULL;
        if (items == NULL) {
            return -1;
        }
        c->items = items;
        c->room = room;
    }
    c->items[c->len++] = Py_NewRef(item);
    return 0;
}
static PyObject *container_at(const container *c, size_t index)
{
    if (index >= c->len) {
        PyErr_Format(PyExc_IndexError, "at(): no item %zu, the size is %zu", index, c->len);
        return NULL;
    }
    return Py_NewRef(c->items[index]);
}
static size_t container_size(const container *c) { return c->len; }

/* What the container owns. It runs no Python and makes no object. */
static int container_traverse(container *c, visitproc visit, void *arg)
{
    for (size_t i = 0; i < c->len; i++) {
        Py_VISIT(c->items[i]);
    }
    return 0;
}
/* The death of an item may run Python that comes back to this container, to append or to
 * clear it again: so all are taken out before the first one is released. */
static void container_clear(container *c)
{
    container taken = *c;
    *c = (container){NULL, 0, 0};
    while (taken.len > 0) {
        PyObject *item = taken.items[--taken.len];
        Py_DECREF(item);
    }
    free(taken.items);
}

SEA_STATUS(never, int,  (failure, it != 0));
SEA_STATUS(memory, int, (failure, it != 0), (raise, MemoryError));

SEA_HANDLE(ContainerOwnsPythonObjects, container *,
    (doc,      "Owns Python objects, in an array that grows."),
    (embedded),
    (init,     container_init, never, (self)),
    (traverse, container_traverse),
    (clear,    container_clear),
    (method,   append, container_append, memory, (object, item), (doc, "Add *item*.")),
    (method,   at,     container_at, object, (size_t, index),
               (doc, "Return the item at *index*.")),
    (method,   size,   container_size, size_t, (doc, "Return the number of items.")),
    (method,   clear,  container_clear, none, (doc, "Release all items.")));

SEA_MODULE(container,
    (class, ContainerOwnsPythonObjects));
