/* One of each: a value class, a handle, an embedded handle that the garbage collector
 * sees, an exception, constants. Keeps nothing in globals, so any interpreter may have it. */
#include <seabind/seabind.h>

#include <stdlib.h>

/* ---- an exception ---- */
SEA_EXCEPTION(KeptError, Exception);
SEA_STATUS(not_negative, int, (failure, it < 0), (raise, KeptError, "negative: %d", it));
static int checked(int n) { return n; }

/* ---- a value class ---- */
typedef struct { double x, y; } pair;
static pair pair_make(double x, double y) { return (pair){x, y}; }
static pair pair_swapped(const pair *p) { return (pair){p->y, p->x}; }

SEA_CLASS(Pair, pair,
    (init,   pair_make, (double, x, 0.0), (double, y, 0.0)),
    (field,  x, double),
    (field,  y, double),
    (method, swapped, pair_swapped, Pair));

/* ---- a handle ---- */
typedef struct { int n; } counter;
static counter *counter_new(int n)
{
    counter *c = malloc(sizeof *c);
    if (c != NULL) {
        c->n = n;
    }
    return c;
}
static int counter_next(counter *c) { return ++c->n; }
static void counter_free(counter *c) { free(c); }

SEA_HANDLE(Counter, counter *,
    (init,    counter_new, (int, n, 0)),
    (destroy, counter_free),
    (method,  next, counter_next, int));

/* ---- an embedded handle with members that are Python objects ---- */
typedef struct { PyObject *next, *data; } node;

SEA_STATUS(done, int, (failure, it != 0));
static int node_init(node *self)
{
    (void)self;
    return 0;
}
static void node_destroy(node *self) { (void)self; }

SEA_HANDLE(Node, node *,
    (embedded),
    (init,         node_init, done, (self)),
    (destroy,      node_destroy),
    (object_field, next),
    (object_field, data));

SEA_MODULE(kept,
    (threads,   safe),
    (class,     Pair),
    (class,     Counter),
    (class,     Node),
    (exception, KeptError),
    (function,  checked, checked, not_negative, (int, n)),
    (constant,  "ANSWER", 42),
    (constant,  "NAME", "kept"));
