/* Classes on top of chaos_a's shared ones: it can only be imported while these are there. */
#include "chaos.h"

SEA_IMPORT_CLASS(Spot, spot, "chaos_a", SPOT_SHARED);
SEA_IMPORT_HANDLE(Pot, pot *, "chaos_a", POT_SHARED);

typedef struct drop {
    spot spot;
    double size;
} drop;
static drop drop_make(int id)
{
    return (drop){{MAGIC(SPOT), id}, 1.5};
}
SEA_CLASS(Drop, drop,
    (base,     Spot, spot),
    (init,     drop_make, (int, id, 0)),
    (field,    size, double));

typedef struct jug {
    pot pot;
} jug;
static jug *jug_make(int id)
{
    return payload(sizeof(jug), POT, id);
}
static void jug_destroy(jug *j);
SEA_HANDLE(Jug, jug *,
    (base,     Pot, pot),
    (init,     jug_make, (int, id, 0)),
    (destroy,  jug_destroy));

static spot spot_make(void)
{
    return (spot){MAGIC(SPOT), -1};
}
VALUE(Spot, spot, SPOT, spot_make())
VALUE(Drop, drop, DROP, drop_make(-1))
HANDLE(Pot, pot, POT, NULL)
HANDLE(Jug, jug, JUG, jug_make(-1))
static void cast_all(PyObject *o, unsigned mask)
{
    cast_Spot(o, mask);
    cast_Drop(o, mask);
    cast_Pot(o, mask);
    cast_Jug(o, mask);
}
static int peek_all(PyObject *o)
{
    return sea_peek_Drop(o) != NULL || sea_peek_Jug(o) != NULL;
}
static void jug_destroy(jug *j)
{
    DYING(Jug, j, j->pot.back);
    payload_free(j);
}
static void check(PyObject *o, int mask)
{
    (void)peek_all(o);
    battery(o, (unsigned)mask);
}
static void tie(PyObject *o)
{
    jug *j = sea_peek_Jug(o);
    if (j != NULL) {
        j->pot.back = o;
    }
}
SEA_MODULE(chaos_c,
    (threads,  safe),
    (import,   Spot),
    (import,   Pot),
    (class,    Drop),
    (class,    Jug),
    (function, check, check, void, (object, o), (int, mask)),
    (function, tie, tie, void, (object, o)),
    (function, battery, battery_address, size_t));
