/* A peer of chaos_a: its shared classes imported, and classes of its own.  It can be imported
 * before its owner. */
#include "chaos.h"

SEA_IMPORT_CLASS(Spot, spot, "chaos_a", SPOT_SHARED);
SEA_IMPORT_HANDLE(Pot, pot *, "chaos_a", POT_SHARED);

typedef struct dot {
    uint32_t magic;
    int id;
} dot;
static dot dot_make(int id)
{
    return (dot){MAGIC(DOT), id};
}
SEA_CLASS(Dot, dot,
    (init,     dot_make, (int, id, 0)),
    (field,    id, int));

typedef struct cup {
    pot pot;
} cup;
static cup *cup_make(int id)
{
    return payload(sizeof(cup), CUP, id);
}
static void cup_destroy(cup *c);
SEA_HANDLE(Cup, cup *,
    (init,     cup_make, (int, id, 0)),
    (destroy,  cup_destroy));

/* a container whose memory is elsewhere */
typedef struct crate {
    items items;
} crate;
static crate *crate_make(int id)
{
    return payload(sizeof(crate), CRATE, id);
}
static void crate_destroy(crate *c);
static int crate_traverse(crate *c, visitproc visit, void *arg)
{
    if (c->items.back != NULL) {
        judge_in("Crate", peek_all(c->items.back) ? c : NULL, 1, NULL);
    }
    return items_traverse(&c->items, visit, arg);
}
static void crate_clear(crate *c)
{
    items_clear(&c->items);
}
static int crate_append(crate *c, PyObject *item)
{
    return items_append(&c->items, item);
}
SEA_STATUS(memory, int, (failure, it != 0), (raise, MemoryError));
SEA_HANDLE(Crate, crate *,
    (init,     crate_make, (int, id, 0)),
    (destroy,  crate_destroy),
    (traverse, crate_traverse),
    (clear,    crate_clear),
    (method,   append, crate_append, memory, (object, item)));

/* ---- casts ---- */
/* Who does not own a class cannot destroy what no type of it takes. */
#define IF_THERE(o, made) (sea_peek_Pot(o) != NULL ? made : NULL)
static spot spot_make(void)
{
    return (spot){MAGIC(SPOT), -1};
}
VALUE(Spot, spot, SPOT, spot_make())
VALUE(Dot, dot, DOT, dot_make(-1))
HANDLE(Pot, pot, POT, IF_THERE(o, payload(sizeof(pot), POT, -1)))
HANDLE(Cup, cup, CUP, cup_make(-1))
HANDLE(Crate, crate, CRATE, crate_make(-1))
static void cast_all(PyObject *o, unsigned mask)
{
    cast_Spot(o, mask);
    cast_Dot(o, mask);
    cast_Pot(o, mask);
    cast_Cup(o, mask);
    cast_Crate(o, mask);
}
static int peek_all(PyObject *o)
{
    judge_in("Spot", sea_peek_Spot(o), -1, NULL);
    judge_in("Dot", sea_peek_Dot(o), -1, NULL);
    judge_in("Pot", sea_peek_Pot(o), -1, NULL);
    judge_in("Cup", sea_peek_Cup(o), -1, NULL);
    judge_in("Crate", sea_peek_Crate(o), -1, NULL);
    return sea_peek_Crate(o) != NULL;
}
static void cup_destroy(cup *c)
{
    DYING(Cup, c, c->pot.back);
    payload_free(c);
}
static void crate_destroy(crate *c)
{
    DYING(Crate, c, c->items.back);
    items_clear(&c->items);
    free(c->items.at);
    payload_free(c);
}

/* ---- the module ---- */
static void check(PyObject *o, int mask)
{
    battery(o, (unsigned)mask);
}
static void tie(PyObject *o)
{
    cup *c = sea_peek_Cup(o);
    crate *k = sea_peek_Crate(o);
    if (c != NULL) {
        c->pot.back = o;
    }
    if (k != NULL) {
        k->items.back = o;
    }
}
SEA_MODULE(chaos_b,
    (threads,  safe),
    (import,   Spot),
    (import,   Pot),
    (class,    Dot),
    (class,    Cup),
    (class,    Crate),
    (function, check, check, void, (object, o), (int, mask)),
    (function, tie, tie, void, (object, o)),
    (function, battery, battery_address, size_t));
