/* The owner of two shared classes, and one class of each other kind.  It handles Python
 * objects itself, so it needs the CPython API. */
#include "chaos.h"

/* ---- values ---- */
typedef struct wet {
    spot spot;
    double depth;
} wet;
typedef struct loose {
    uint32_t magic;
    int id;
} loose;
static spot spot_make(int id)
{
    return (spot){MAGIC(SPOT), id};
}
static wet wet_make(int id)
{
    return (wet){spot_make(id), 0.5};
}
static loose loose_make(int id)
{
    return (loose){MAGIC(LOOSE), id};
}
static spot spot_next(const spot *s)
{
    return spot_make(s->id + 1);
}
SEA_CLASS(Spot, spot,
    SPOT_SHARED,
    (init,   spot_make, (int, id, 0)),
    (field,  id, int),
    (method, next, spot_next, Spot));
SEA_CLASS(Wet, wet,
    (base,   Spot, spot),
    (init,   wet_make, (int, id, 0)),
    (field,  depth, double));
SEA_CLASS(Loose, loose,
    (mutable),
    (init,   loose_make, (int, id, 0)),
    (field,  id, int));

/* ---- handles ---- */
typedef struct kettle {
    pot pot;
    double heat;
} kettle;
static pot *pot_make(int id)
{
    return payload(sizeof(pot), POT, id);
}
static kettle *kettle_make(int id)
{
    return payload(sizeof(kettle), POT, id);
}
static void pot_destroy(pot *p);
static pot *pot_self(pot *p)
{
    return p;
}
SEA_HANDLE(Pot, pot *,
    POT_SHARED,
    (init,    pot_make, (int, id, 0)),
    (destroy, pot_destroy),
    (field,   id, int),
    (method,  self, pot_self, ptr(Pot)));
SEA_HANDLE(Kettle, kettle *,
    (base,    Pot, pot),
    (init,    kettle_make, (int, id, 0)),
    (field,   heat, double));

/* ---- embedded handles with declared objects ---- */
typedef struct node {
    uint32_t magic;
    int id;
    PyObject *left, *right;
} node;
typedef struct wide {
    node node;
    PyObject *more;
} wide;
SEA_STATUS(done, int, (failure, it != 0));
static int node_init(node *self, int id)
{
    self->magic = MAGIC(NODE);
    self->id = id;
    return 0;
}
static int wide_init(wide *self, int id)
{
    return node_init(&self->node, id);
}
SEA_HANDLE(Node, node *,
    (embedded),
    (init,         node_init, done, (self), (int, id, 0)),
    (object_field, left),
    (object_field, right));
SEA_HANDLE(Wide, wide *,
    (embedded),
    (base,         Node, node),
    (init,         wide_init, done, (self), (int, id, 0)),
    (object_field, more));

/* ---- an embedded container ---- */
typedef struct bag {
    items items;
} bag;
static int bag_init(bag *self, int id)
{
    self->items.magic = MAGIC(BAG);
    self->items.id = id;
    COUNT(payloads);
    return 0;
}
static void bag_destroy(bag *self);
static int bag_traverse(bag *self, visitproc visit, void *arg);
static void bag_clear(bag *self);
static int bag_append(bag *self, PyObject *item)
{
    return items_append(&self->items, item);
}
SEA_STATUS(memory, int, (failure, it != 0), (raise, MemoryError));
SEA_HANDLE(Bag, bag *,
    (embedded),
    (init,     bag_init, done, (self), (int, id, 0)),
    (destroy,  bag_destroy),
    (traverse, bag_traverse),
    (clear,    bag_clear),
    (method,   append, bag_append, memory, (object, item)));

/* ---- casts ---- */
VALUE(Spot, spot, SPOT, spot_make(-1))
VALUE(Wet, wet, WET, wet_make(-1))
VALUE(Loose, loose, LOOSE, loose_make(-1))
HANDLE(Pot, pot, POT, pot_make(-1))
HANDLE(Kettle, kettle, KETTLE, kettle_make(-1))
EMBEDDED(Node, node, NODE)
EMBEDDED(Wide, wide, WIDE)
EMBEDDED(Bag, bag, BAG)
static void cast_all(PyObject *o, unsigned mask)
{
    cast_Spot(o, mask);
    cast_Wet(o, mask);
    cast_Loose(o, mask);
    cast_Pot(o, mask);
    cast_Kettle(o, mask);
    cast_Node(o, mask);
    cast_Wide(o, mask);
    cast_Bag(o, mask);
}
static int peek_all(PyObject *o)
{
    judge_in("Spot", sea_peek_Spot(o), -1, NULL);
    judge_in("Wet", sea_peek_Wet(o), -1, NULL);
    judge_in("Loose", sea_peek_Loose(o), -1, NULL);
    judge_in("Pot", sea_peek_Pot(o), -1, NULL);
    judge_in("Kettle", sea_peek_Kettle(o), -1, NULL);
    judge_in("Node", sea_peek_Node(o), -1, NULL);
    judge_in("Wide", sea_peek_Wide(o), -1, NULL);
    judge_in("Bag", sea_peek_Bag(o), -1, NULL);
    return 0;
}
static void pot_destroy(pot *p)
{
    DYING(Pot, p, p->back);
    payload_free(p);
}
static int bag_traverse(bag *self, visitproc visit, void *arg)
{
    if (self->items.back != NULL) {
        judge_in("Bag", sea_peek_Bag(self->items.back), 1, NULL);
    }
    return items_traverse(&self->items, visit, arg);
}
static void bag_clear(bag *self)
{
    /* a dying object has no pointer any more */
    if (self->items.back != NULL && sea_peek_Bag(self->items.back) != NULL) {
        battery(self->items.back, WHATEVER);
    }
    items_clear(&self->items);
}
static void bag_destroy(bag *self)
{
    DYING(Bag, self, self->items.back);
    items_clear(&self->items);
    free(self->items.at);
    (void)atomic_fetch_sub(&chaos.payloads, 1);
}

/* ---- the module ---- */
static void check(PyObject *o, int mask)
{
    battery(o, (unsigned)mask);
}
/* From now on the C object knows its handle. */
static void tie(PyObject *o)
{
    pot *p = sea_peek_Pot(o);
    bag *b = sea_peek_Bag(o);
    if (p != NULL) {
        p->back = o;
    }
    if (b != NULL) {
        b->items.back = o;
    }
}
SEA_MODULE(chaos_a,
    (threads,  safe),
    (class,    Spot),
    (class,    Wet),
    (class,    Loose),
    (class,    Pot),
    (class,    Kettle),
    (class,    Node),
    (class,    Wide),
    (class,    Bag),
    (function, check, check, void, (object, o), (int, mask)),
    (function, tie, tie, void, (object, o)),
    (function, battery, battery_address, size_t));
