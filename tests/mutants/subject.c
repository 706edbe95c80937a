/* What the mutants are built with: a class of every kind, casts in both directions, a
 * function that outlives its module, and a way to make the registry useless. */
#include <seabind/inspect.h>
#include <seabind/seabind.h>

#include <stdlib.h>

/* ---- values; Far and Tight are as large as their bases, but for the padding ---- */
typedef struct point {
    int x;
} point;
typedef struct far {
    point point;
    int y;
} far;
static point point_make(int x)
{
    return (point){x};
}
static int point_twice(const point *p)
{
    return 2 * p->x;
}
static far far_make(int x, int y)
{
    return (far){{x}, y};
}
SEA_CLASS(Point, point,
    (init,   point_make, (int, x, 0)),
    (field,  x, int),
    (method, twice, point_twice, int));
SEA_CLASS(Far, far,
    (base,   Point, point),
    (init,   far_make, (int, x, 0), (int, y, 0)),
    (field,  y, int));
SEA_CLASS(Loose, point,
    (mutable),
    (init,   point_make, (int, x, 0)),
    (field,  x, int));
SEA_CLASS(Tight, far,
    (base,   Loose, point),
    (init,   far_make, (int, x, 0), (int, y, 0)),
    (field,  y, int));

/* ---- handles; behind a Door is what a method of Gate must not see there ---- */
enum { BEYOND = 0xbad };
typedef struct door {
    int number;
} door;
typedef struct gate {
    door door;
    int key;
} gate;
static int alive;
static door *favourite;
static gate *gate_alloc(int number, int key)
{
    gate *g = malloc(sizeof *g);
    if (g != NULL) {
        g->door.number = number;
        g->key = key;
        alive++;
    }
    return g;
}
static door *door_new(int number)
{
    gate *g = gate_alloc(number, BEYOND);
    return g != NULL ? &g->door : NULL;
}
static gate *gate_new(int key)
{
    return gate_alloc(0, key);
}
static void door_free(door *d)
{
    alive--;
    free(d);
}
static void set_favourite(door *d)
{
    favourite = d;
}
static door *get_favourite(void)
{
    return favourite;
}
static int gate_key(const gate *g)
{
    return g->key;
}
SEA_HANDLE(Door, door *,
    (init,     door_new, (int, number, 0)),
    (destroy,  door_free),
    (field,    number, int));
SEA_HANDLE(Gate, gate *,
    (base,     Door, door),
    (init,     gate_new, (int, key, 0)),
    (method,   key, gate_key, int));
SEA_HANDLE(LooseDoor, door *,
    (mutable),
    (init,     door_new, (int, number, 0)),
    (destroy,  door_free));
SEA_HANDLE(LooseGate, gate *,
    (base,     LooseDoor, door),
    (init,     gate_new, (int, key, 0)),
    (method,   key, gate_key, int));

/* ---- embedded handles, without and with Python objects ---- */
typedef struct cell {
    int number;
} cell;
typedef struct bag {
    PyObject *label;
    PyObject **items;
    size_t len;
} bag;
static int cell_init(cell *c, int number)
{
    c->number = number;
    alive++;
    return 0;
}
static void cell_destroy(cell *c)
{
    (void)c;
    alive--;
}
static int bag_init(bag *b)
{
    (void)b;
    alive++;
    return 0;
}
static void bag_clear(bag *b)
{
    while (b->len > 0) {
        PyObject *item = b->items[--b->len];
        Py_DECREF(item);
    }
}
static void bag_destroy(bag *b)
{
    alive--;
    free(b->items);
}
static int traversed;
static int bag_traverse(bag *b, visitproc visit, void *arg)
{
    traversed++;
    for (size_t i = 0; i < b->len; i++) {
        Py_VISIT(b->items[i]);
    }
    return 0;
}
static int bag_append(bag *b, PyObject *item)
{
    PyObject **items = realloc(b->items, (b->len + 1) * sizeof *items);
    if (items == NULL) {
        return -1;
    }
    b->items = items;
    b->items[b->len++] = Py_NewRef(item);
    return 0;
}
SEA_STATUS(ok, int, (failure, it != 0));
SEA_STATUS(memory, int, (failure, it != 0), (raise, MemoryError));
SEA_HANDLE(Cell, cell *,
    (embedded),
    (init,     cell_init, ok, (self), (int, number, 0)),
    (destroy,  cell_destroy));
SEA_HANDLE(Bag, bag *,
    (embedded),
    (init,     bag_init, ok, (self)),
    (destroy,  bag_destroy),
    (traverse, bag_traverse),
    (clear,    bag_clear),
    (object_field, label),
    (method,   append, bag_append, memory, (object, item)));

/* ---- casts ---- */
/* "Point Far ..." in the order of the classes: all that the object is in C */
static PyObject *peek(PyObject *o)
{
    const char *no = "";
    return PyUnicode_FromFormat(
        "%s%s%s%s%s%s%s%s%s%s", sea_peek_Point(o) != NULL ? "Point " : no,
        sea_peek_Far(o) != NULL ? "Far " : no,
        sea_peek_Loose(o) != NULL ? "Loose " : no,
        sea_peek_Tight(o) != NULL ? "Tight " : no,
        sea_peek_Door(o) != NULL ? "Door " : no,
        sea_peek_Gate(o) != NULL ? "Gate " : no,
        sea_peek_LooseDoor(o) != NULL ? "LooseDoor " : no,
        sea_peek_LooseGate(o) != NULL ? "LooseGate " : no,
        sea_peek_Cell(o) != NULL ? "Cell " : no,
        sea_peek_Bag(o) != NULL ? "Bag " : no);
}
static PyObject *wrap_point(int x)
{
    return sea_wrap_Point((point){x});
}
static PyObject *known_door(PyObject *o)
{
    return sea_wrap_Door(sea_peek_Door(o));
}
static int count(void)
{
    return alive;
}
static int traverses(void)
{
    return traversed;
}

/* ---- a function of no module: it can be called when all of ours is gone ---- */
static PyObject *late(PyObject *self, PyObject *unused)
{
    PyObject *made = sea_wrap_Point((point){1});
    const char *what = made != NULL ? "a Point"
                       : PyErr_ExceptionMatches(PyExc_TypeError) ? "TypeError"
                                                                 : "another error";
    (void)self;
    (void)unused;
    Py_XDECREF(made);
    PyErr_Clear();
    return PyBytes_FromFormat("%s, %s\n", what,
                              sea_internals_capsule() != NULL ? "internals"
                                                              : "no internals");
}
static PyObject *late_function(void)
{
    static PyMethodDef def = {"late", late, METH_NOARGS, NULL};
    return PyCFunction_New(&def, NULL);
}

/* ---- the registry without its pointers ---- */
static void *behind(PyObject *capsule)
{
    return capsule != NULL ? PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule))
                           : NULL;
}
/* Overwrites what look-ups go through.  What objects and records know of each other stays.
 * The process has to end without freeing the internals. */
static int poison(void)
{
    seai_internals *internals = behind(sea_internals_capsule());
    seai_local *local = behind(sea_local_internals_capsule());
    if (internals == NULL || local == NULL) {
        return -1;
    }
    memset(&internals->records, 0xdd, sizeof internals->records);
    memset(&internals->buckets, 0xdd, sizeof internals->buckets);
    memset(&internals->nbuckets, 0xdd, sizeof internals->nbuckets);
    memset(&local->records, 0xdd, sizeof local->records);
    return 0;
}

/* ---- a parent and its children; destroy says what is wrong with the order ---- */
typedef struct tree {
    int leaves;
} tree;
typedef struct leaf {
    tree *tree;
    PyObject *call; /* by leaf_free() */
} leaf;
static tree *tree_new(void)
{
    return calloc(1, sizeof(tree));
}
static int tree_free(tree *t)
{
    int left = t->leaves;
    if (left == 0) { /* else it is still needed */
        free(t);
    }
    return left;
}
static leaf *leaf_new(tree *t)
{
    leaf *l = calloc(1, sizeof *l);
    if (l != NULL) {
        l->tree = t;
        t->leaves++;
    }
    return l;
}
static void leaf_free(leaf *l)
{
    if (l->call != NULL) {
        PyObject *done = PyObject_CallNoArgs(l->call);
        if (done == NULL) {
            PyErr_WriteUnraisable(l->call);
        }
        Py_XDECREF(done);
        Py_CLEAR(l->call);
    }
    l->tree->leaves--;
    free(l);
}
static void leaf_call(leaf *l, PyObject *call)
{
    Py_XSETREF(l->call, Py_NewRef(call));
}
static void leaf_hold(leaf *l, PyObject *o)
{
    (void)l;
    (void)o;
}
SEA_STATUS(felled, int,
    (failure, it != 0),
    (raise,   RuntimeError, "%d leaves", it));
SEA_HANDLE(Tree, tree *,
    (init,    tree_new),
    (destroy, tree_free, felled));
SEA_HANDLE(Leaf, leaf *,
    (parent,  Tree),
    (init,    leaf_new, (Tree, tree)),
    (destroy, leaf_free),
    (method,  call, leaf_call, none, (object, call)),
    (method,  hold, leaf_hold, none, (object, o), (keep_alive, self, o)));

SEA_MODULE(subject,
    (threads,  safe),
    (class,    Point),
    (class,    Far),
    (class,    Loose),
    (class,    Tight),
    (class,    Door),
    (class,    Gate),
    (class,    LooseDoor),
    (class,    LooseGate),
    (class,    Cell),
    (class,    Bag),
    (class,    Tree),
    (class,    Leaf),
    (function, peek, peek, object, (object, o)),
    (function, wrap_point, wrap_point, object, (int, x)),
    (function, known_door, known_door, object, (object, o)),
    (function, set_favourite, set_favourite, void, (ptr(Door), d)),
    (function, favourite, get_favourite, ptr(Door)),
    (function, alive, count, int),
    (function, traverses, traverses, int),
    (function, late_function, late_function, object),
    (function, poison, poison, ok));
