/* Handles that keep each other, and whose memory Python may share. */
#include <seabind/seabind.h>
#include <stdlib.h>

typedef struct ring { int numbers[3]; } ring;

static int rings;

static ring *ring_new(int n)
{
    ring *r = malloc(sizeof *r);
    if (r != NULL) {
        *r = (ring){{n, n + 1, n + 2}};
        rings++;
    }
    return r;
}
/* What is read afterwards is wrong even where nobody looks for it. */
static void ring_free(ring *r)
{
    *r = (ring){{-1, -1, -1}};
    rings--;
    free(r);
}
static void ring_keep(ring *r, PyObject *o)  { (void)r; (void)o; }
static ring *ring_link(ring *r)              { return ring_new(r->numbers[0] + 10); }
static int  alive(void)                      { return rings; }

SEA_DECLARE_HANDLE(Link, ring *);

SEA_HANDLE(Ring, ring *,
    (keeps),
    (init,    ring_new, (int, n)),
    (destroy, ring_free),
    (field,   numbers, array(int, 3)),
    (method,  link, ring_link, owned(Link)),
    (method,  keep, ring_keep, none, (object, other), (keep_alive, self, other)));
SEA_HANDLE(Link, ring *,
    (parent,  Ring),
    (destroy, ring_free),
    (field,   numbers, array(int, 3)));

SEA_MODULE(rings,
    (class,    Ring), (class, Link),
    (function, alive, alive, int));
