/* Fields that are structs: live views of the object that they are in. */
#include <seabind/seabind.h>
#include <stdlib.h>

typedef struct { double x, y; } vec2;
typedef struct { vec2 a, b; int n; } seg;
typedef struct {
    double m[4];
    char name[8];
    uint8_t tag[3];
    vec2 corner[2];
    const int fixed[2];
    const char *words[2];
    short n[3];
} block;
typedef struct { int id; block inner; } frame;
typedef struct { seg first, second; const vec2 fixed; } path;
typedef struct { int id; seg seg; const char *text; } node;

static vec2   vec2_make(double x, double y)              { return (vec2){x, y}; }
static double vec2_sum(const vec2 *v)                    { return v->x + v->y; }
static void   vec2_scale(vec2 *v, double by)             { v->x *= by; v->y *= by; }
static vec2   vec2_add(const vec2 *a, const vec2 *b)     { return (vec2){a->x + b->x, a->y + b->y}; }
static int    vec2_eq(const vec2 *a, const vec2 *b)      { return a->x == b->x && a->y == b->y; }
static long   vec2_hash(const vec2 *v)                   { return (long)v->x; }
static seg    seg_make(vec2 a, vec2 b)                   { return (seg){a, b, 0}; }
static path   path_make(void)                            { return (path){{{1, 2}, {3, 4}, 5}, {{6, 7}, {8, 9}, 10}, {11, 12}}; }
static double by_value(vec2 v)                           { return v.x + v.y; }
static double by_ref(const vec2 *v)                      { return v->x + v->y; }
static void   move(vec2 *v, double by)                   { v->x += by; }
static double total(const vec2 *const *v, size_t n)
{
    double sum = 0;
    while (n-- > 0) {
        sum += v[n]->x;
    }
    return sum;
}
static double total_of(const vec2 *v, size_t n)
{
    double sum = 0;
    while (n-- > 0) {
        sum += v[n].x;
    }
    return sum;
}
static double area(const vec2 *v, size_t n)
{
    double sum = 0;
    while (n-- > 0) {
        sum += v[n].x + v[n].y;
    }
    return sum;
}
static void   clear(int *v, size_t n)                    { memset(v, 0, n * sizeof *v); }
static node *node_new(int id)
{
    node *n = calloc(1, sizeof *n);
    if (n != NULL) {
        *n = (node){id, {{1, 2}, {3, 4}, id}, "text"};
    }
    return n;
}
static void   node_free(node *n)
{
    memset(n, 0x5a, sizeof *n);
    free(n);
}
static int    box_init(node *n)                          { *n = (node){7, {{1, 2}, {3, 4}, 7}, "text"}; return 0; }
static void   box_done(node *n)                          { memset(n, 0x5a, sizeof *n); }
static int    matrix_init(block *b)
{
    b->m[0] = 1;
    memset(b->name, 'x', sizeof b->name);
    return 0;
}
static void   matrix_done(block *b)                      { memset(b->m, 0x5a, sizeof b->m); }
static void   node_move(node *n, const vec2 *to)         { n->seg.a.x += to->x; }
static double node_dot(const node *n, const vec2 *v, const node *m, const vec2 *w)
{
    return n->seg.a.x * v->x + m->seg.a.y * w->y;
}
static double dot_node(const vec2 *v, const node *n)     { return v->x * n->seg.a.x; }
static node *node_at(const vec2 *v)                      { return node_new((int)v->x); }
static seg    seg_between(const vec2 *a, const vec2 *b)  { return (seg){*a, *b, 0}; }
static int    told(int n)                                { return n; }
static PyObject *again(const vec2 *v, PyObject *f)       { return v->x < 100 ? PyObject_CallNoArgs(f) : NULL; }
static PyObject *call(const vec2 *v, PyObject *f)        { (void)v; return PyObject_CallNoArgs(f); }

SEA_DECLARE_HANDLE(Node, node *);
SEA_CLASS(Vec2, vec2,
    (doc,      "A vector."),
    (init,     vec2_make, (double, x, 0.0), (double, y, 0.0)),
    (field,    x, double), (field, y, double),
    (method,   sum, vec2_sum, double),
    (method,   scale, vec2_scale, none, (double, by)),
    (method,   call, call, object, (object, f)),
    (method,   dot_node, dot_node, double, (ref(Node), n)),
    (property, total, vec2_sum, double),
    (operator, add, vec2_add, Vec2, (ref(Vec2), other)),
    (operator, eq, vec2_eq, as(bool, int), (ref(Vec2), other)),
    (operator, hash, vec2_hash, long));

SEA_CLASS(Seg, seg,
    (init,     seg_make, (Vec2, a, ((vec2){1, 2})), (Vec2, b, ((vec2){3, 4}))),
    (field,    a, Vec2), (field, end, b, Vec2), (field, n, int),
    (field,    still, a, Vec2, (readonly)));

static block block_make(void)
{
    return (block){{1, 2, 3, 4}, "text", {1, 2, 255}, {{1, 2}, {3, 4}}, {5, 6}, {"a", "b"}, {7, 8, 9}};
}
SEA_CLASS(Block, block,
    (init,     block_make),
    (field,    m, array(double, 4), (doc, "A matrix.")),
    (field,    name, chars(8)), (field, tag, array(u8, 3)),
    (field,    corner, array(Vec2, 2)), (field, fixed, array(int, 2)),
    (field,    words, array(str, 2)), (field, n, array(short, 3)),
    (field,    corners, corner, array(Vec2, 2), (readonly)));

static frame frame_make(void)                            { return (frame){1, block_make()}; }
SEA_CLASS(Frame, frame,
    (init,     frame_make),
    (field,    inner, Block));

SEA_CLASS(Path, path,
    (init,     path_make),
    (field,    first, Seg), (field, second, Seg), (field, fixed, Vec2));

SEA_STATUS(done, int, (failure, it != 0));

SEA_HANDLE(Node, node *,
    (init,     node_new, (int, id)),
    (destroy,  node_free),
    (method,   move, node_move, none, (ref(Vec2), to), (locked)),
    (field,    seg, Seg), (field, start, seg.a, Vec2), (field, id, int));

SEA_HANDLE(Place, node *,
    (init,     (overload, node_new, (exact(int), id)), (overload, node_at, (exact(ref(Vec2)), v))),
    (destroy,  node_free),
    (field,    id, int));
SEA_CLASS(Line, seg,
    (init,     seg_between, (ref(Vec2), a), (ref(Vec2), b)),
    (field,    a, Vec2), (field, b, Vec2));

SEA_HANDLE(Matrix, block *,
    (embedded),
    (init,     matrix_init, done, (self)),
    (destroy,  matrix_done),
    (field,    m, array(double, 4)), (field, name, chars(8)), (field, tag, array(u8, 3)),
    (field,    corner, array(Vec2, 2)));

SEA_HANDLE(Box, node *,
    (embedded),
    (init,     box_init, done, (self)),
    (destroy,  box_done),
    (field,    seg, Seg));

static double peek(PyObject *o)
{
    const vec2 *v = sea_peek_Vec2(o);
    return v != NULL ? v->x : -1;
}

SEA_MODULE(views,
    (threads,  safe),
    (class,    Vec2), (class, Seg), (class, Path), (class, Node), (class, Box), (class, Block), (class, Frame), (class, Matrix),
    (function, clear, clear, none, (mut(array(int)), numbers)),
    (function, area, area, double, (array(Vec2), corners)),
    (class,    Place), (class, Line),
    (function, node_dot, node_dot, double, (ref(Node), n), (ref(Vec2), v), (ref(Node), m), (ref(Vec2), w)),
    (function, told, (overload, told, int, (int, n)), (overload, by_ref, double, (ref(Vec2), v))),
    (function, again, again, object, (ref(Vec2), v), (object, f), (locked)),
    (function, by_value, by_value, double, (Vec2, v)),
    (function, by_ref, by_ref, double, (ref(Vec2), v)),
    (function, move, move, none, (ptr(Vec2), v), (double, by)),
    (function, total, total, double, (list(ref(Vec2)), v)),
    (function, total_of, total_of, double, (list(Vec2), v)),
    (function, peek, peek, double, (object, o)));
