/* Arrays of structs, as parameters and as results. */
#include <seabind/seabind.h>
#include <stdlib.h>

typedef struct { double x, y; } vec2;
typedef struct { char tag; short n; vec2 at; bool on; float w; unsigned u; } mixed;
typedef struct { vec2 base; long z; } vec3;
typedef struct { double x; void *secret; } closed;
typedef struct { int id; vec2 at; } node;
enum mode { MODE_LOW = 1, MODE_HIGH = 2 };

static _Atomic(int) blocks;
static int  live(void) { return blocks; }
static void give(void *p)
{
    blocks--;
    free(p);
}
static vec2 vec2_make(double x, double y) { return (vec2){x, y}; }
static int  vec2_eq(const vec2 *a, const vec2 *b) { return a->x == b->x && a->y == b->y; }
static mixed mixed_make(int n) { return (mixed){'a', (short)n, {n, n}, true, 2, 3}; }
static vec3 vec3_make(double x, long z) { return (vec3){{x, 0}, z}; }
static closed closed_make(double x) { return (closed){x, NULL}; }
static vec2 sum(const vec2 *v, size_t n)
{
    vec2 s = {0, 0};
    while (n-- > 0) {
        s.x += v[n].x;
        s.y += v[n].y;
    }
    return s;
}
static vec2 sum_short(const vec2 *v, unsigned char n) { return sum(v, n); }
static int  given(const vec2 *v, size_t n) { return v == NULL ? -1 : (int)n; }
static int  scale(vec2 *v, size_t n, double by)
{
    for (size_t i = 0; i < n; i++) {
        v[i].x *= by;
        v[i].y *= by;
    }
    return by < 0 ? -1 : 0;
}
static double split(int n, const vec2 *v) { return sum(v, (size_t)n).x; }
static void   clear(vec2 *v, unsigned n) { memset(v, 0, n * sizeof *v); }
static int    bits(const mixed *m, size_t n)
{
    int s = 0;
    while (n-- > 0) {
        s += m[n].n + m[n].on + (int)m[n].at.y;
    }
    return s;
}
static double deep(const vec3 *v, size_t n)
{
    double s = 0;
    while (n-- > 0) {
        s += v[n].base.x + (double)v[n].z;
    }
    return s;
}
static double first(const closed *c, size_t n) { return n > 0 ? c->x : -1; }
static void   grid(unsigned n, vec2 **out, size_t *len)
{
    *out = malloc(n * sizeof **out + 1);
    blocks += *out != NULL;
    for (*len = 0; *out != NULL && *len < n; ++*len) {
        (*out)[*len] = (vec2){(double)*len, -1};
    }
}
static void grid_int(vec2 **out, int *len)
{
    size_t n;
    grid(2, out, &n);
    *len = (int)n;
}
static void all_static(const vec2 **out, size_t *len)
{
    static const vec2 all[] = {{1, 2}, {3, 4}};
    *out = all;
    *len = 2;
}
static const vec2 *borrowed(size_t *len)
{
    const vec2 *all;
    all_static(&all, len);
    return all;
}
static vec2 *owned(int *len)
{
    vec2 *all;
    grid_int(&all, len);
    return all;
}
static int corners(vec2 *out, size_t cap)
{
    for (size_t i = 0; i < cap && i < 3; i++) {
        out[i] = (vec2){(double)i, 1};
    }
    return cap < 3 ? (int)cap : 3;
}
static int  liar(vec2 *out, size_t cap) { out->x = 1; return (int)cap + 1; }
static void used(vec2 *out, int *n)
{
    *n = corners(out, (size_t)*n);
}
static void modes(enum mode *out, size_t cap)
{
    while (cap-- > 0) {
        out[cap] = MODE_HIGH;
    }
}
static node *node_new(int id)
{
    node *n = calloc(1, sizeof *n);
    if (n != NULL) {
        *n = (node){id, {1, 2}};
    }
    return n;
}
static void node_free(node *n)
{
    memset(n, 0x5a, sizeof *n);
    free(n);
}
static PyObject *call(vec2 *v, size_t n, PyObject *f)
{
    if (n > 0) {
        v->x = 99;
    }
    return PyObject_CallNoArgs(f);
}
static int from_ints(const int *p, size_t n) { (void)p; return (int)n; }
typedef struct { double total; } bag;
static bag bag_make(vec2 *v, size_t n)
{
    bag b = {sum(v, n).x};
    clear(v, (unsigned)n);
    return b;
}

SEA_STATUS(done, int, (failure, it != 0));
SEA_ENUM(Mode, enum mode, (values, MODE_, LOW, HIGH));

SEA_CLASS(Vec2, vec2,
    (init,     vec2_make, (double, x, 0.0), (double, y, 0.0)),
    (field,    x, double), (field, y, double), (field, other, x, double),
    (operator, eq, vec2_eq, as(bool, int), (ref(Vec2), other)));

SEA_CLASS(Mixed, mixed,
    (init,     mixed_make, (int, n)),
    (field,    tag, char), (field, n, short), (field, at, Vec2), (field, on, bool),
    (field,    w, float), (field, u, uint));

SEA_CLASS(Vec3, vec3,
    (base,     Vec2, base),
    (init,     vec3_make, (double, x), (long, z)),
    (field,    z, long));

SEA_CLASS(Closed, closed,
    (init,     closed_make, (double, x)),
    (field,    x, double));

SEA_CLASS(Bag, bag,
    (init,     bag_make, (mut(array(Vec2)), points)),
    (field,    total, double));

SEA_HANDLE(Node, node *,
    (init,     node_new, (int, id)),
    (destroy,  node_free),
    (field,    at, Vec2));

SEA_MODULE(structs,
    (threads,  safe),
    (enum, Mode),
    (class, Vec2), (class, Mixed), (class, Vec3), (class, Closed), (class, Bag), (class, Node),
    (function, live,      live, int),
    (function, sum,       sum, Vec2, (array(Vec2), points)),
    (function, sum_short, sum_short, Vec2, (array(Vec2, unsigned char), points)),
    (function, given,     given, int, (opt(array(Vec2)), points, NULL)),
    (function, scale,     scale, done, (mut(array(Vec2)), points), (double, by)),
    (function, split,     split, double, (len(int), points), (items(Vec2), points)),
    (function, clear,     clear, none, (mut_items(Vec2), points), (len(unsigned), points)),
    (function, bits,      bits, int, (array(Mixed), all)),
    (function, deep,      deep, double, (array(Vec3), all)),
    (function, first,     first, double, (array(Closed), all)),
    (function, call,      call, object, (mut(array(Vec2)), points), (object, f)),
    (function, either,    (overload, from_ints, int, (array(int), numbers)),
                          (overload, given, int, (array(Vec2), points))),
    (function, grid,      grid, none, (uint, n), (out(owned(array(Vec2), give)), points)),
    (function, grid_int,  grid_int, none, (out(owned(array(Vec2, int), give)), points)),
    (function, grid_split, grid, none, (uint, n), (out(owned(items(Vec2), give)), points),
               (out(len(size_t)), points)),
    (function, all_static, all_static, none, (out(array(Vec2)), points)),
    (function, borrowed,  borrowed, items(Vec2), (out(len(size_t)), result)),
    (function, owned,     owned, owned(items(Vec2), give), (out(len(int)), result)),
    (function, corners,   corners, int, (fill(Vec2), out, n), (cap(size_t), out), (arg(int), n, 4)),
    (function, liar,      liar, int, (fill(Vec2), out, 2), (cap(size_t), out)),
    (function, used,      used, none, (fill(Vec2), out, 2), (used(int), out)),
    (function, modes,     modes, none, (fill(Mode), out, 2), (fixed(size_t), 2)));
