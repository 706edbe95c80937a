/* Results that point into what self owns: values as views, and handles. */
#include <seabind/seabind.h>
#include <stdlib.h>

typedef struct { double x, y; } vec2;
typedef struct { vec2 start; double weight[2]; vec2 corner[2]; } mark;
typedef struct node node;
typedef struct tree tree;
struct node {
    tree *tree;
    node *parent, *child, *next;
    int value;
    mark mark;
};
struct tree { node *root; mark *first; vec2 none; };

static _Atomic(int) trees, nodes, uses, too_early;

/* ---- values ---- */
static vec2   vec2_make(double x, double y)         { return (vec2){x, y}; }
static double vec2_sum(const vec2 *v)               { return v->x + v->y; }
static void   vec2_scale(vec2 *v, double by)        { v->x *= by; v->y *= by; }
static vec2   vec2_scaled(vec2 *v)                  { vec2_scale(v, 2); return *v; }
static void   vec2_set_sum(vec2 *v, double sum)     { v->x = sum - v->y; }
static double by_ref(const vec2 *v)                 { return v->x + v->y; }
static double by_value(vec2 v)                      { return v.x + v.y; }
static void   move(vec2 *v, double by)              { v->x += by; }
static double twice(const vec2 *a, const vec2 *b)   { return a->x + b->x; }
static double each(const vec2 *const *v, size_t n)
{
    double sum = 0;
    while (n-- > 0) {
        sum += v[n]->x;
    }
    return sum;
}
static void   move_each(vec2 *const *v, size_t n)
{
    while (n-- > 0) {
        v[n]->x += 1;
    }
}
static void   move_all(vec2 *v, size_t n)
{
    while (n-- > 0) {
        v[n].x += 1;
    }
}
static PyObject *call(const vec2 *v, PyObject *f)   { (void)v; return PyObject_CallNoArgs(f); }

SEA_CLASS(Vec2, vec2,
    (init,     vec2_make, (double, x, 0.0), (double, y, 0.0)),
    (field,    x, double), (field, y, double),
    (method,   sum, vec2_sum, double),
    (method,   scale, vec2_scale, none, (double, by)),
    (method,   call, call, object, (object, f)),
    (property, scaled, vec2_scaled, Vec2),
    (property, total, vec2_sum, double, (setter, vec2_set_sum, none, (double, sum))),
    (operator, iadd, vec2_scale, none, (double, by)));

SEA_CLASS(Mark, mark,
    (field,    start, Vec2),
    (field,    weight, array(double, 2)), (field, corner, array(Vec2, 2)));

/* ---- a value that has pointers ---- */
typedef struct { mark *mark; const vec2 *origin; node *node; } place;
static vec2  zero = {0, 0};
static mark  only = {{1, 2}, {3, 4}, {{5, 6}, {7, 8}}};
static node  alone = {.value = 77};
static place place_make(int empty)
{
    return empty ? (place){NULL, NULL, NULL} : (place){&only, &zero, &alone};
}
static mark *place_mark(const place *p)             { return p->mark; }
static const mark *place_const(const place *p)      { return p->mark; }
static node *place_node(const place *p)             { return p->node; }

/* ---- handles ---- */
static node *node_add(tree *t, node *parent, int value)
{
    node *n = calloc(1, sizeof *n);
    if (n != NULL) {
        *n = (node){t, parent, NULL, parent != NULL ? parent->child : NULL, value,
                    {{value, 1}, {2, 3}, {{4, 5}, {6, 7}}}};
        if (parent != NULL) {
            parent->child = n;
        }
        nodes++;
    }
    return n;
}
static void  node_free(node *n)
{
    while (n->child != NULL) {
        node *child = n->child;
        n->child = child->next;
        node_free(child);
    }
    nodes--;
    memset(n, 0x5a, sizeof *n);
    free(n);
}
static tree *tree_new(int depth)
{
    tree *t = calloc(1, sizeof *t);
    node *n;
    t->root = n = node_add(t, NULL, 0);
    for (int i = 1; i <= depth; i++) {
        n = node_add(t, n, i);
    }
    t->first = &t->root->mark;
    trees++;
    return t;
}
static void  tree_free(tree *t)
{
    too_early += uses;
    trees--;
    if (t->root != NULL) {
        node_free(t->root);
    }
    memset(t, 0x5a, sizeof *t);
    free(t);
}
static node *tree_root(const tree *t)               { return t->root; }
static const node *tree_const_root(const tree *t)   { return t->root; }
static void  tree_find(const tree *t, int value, node **found)
{
    node *n = t->root;
    while (n != NULL && n->value != value) {
        n = n->child;
    }
    *found = n;
}
static mark *tree_mark(tree *t)                     { return t->first; }
static const mark *tree_const_mark(const tree *t)   { return t->first; }
static vec2 *tree_start(tree *t, int there)         { return there ? &t->first->start : NULL; }
static node *tree_detach(tree *t)
{
    node *n = t->root;
    t->root = NULL;
    return n;
}
static void  tree_take(tree *t, tree *from)
{
    t->root->child = from->root->child;
    from->root->child = NULL;
}
static node *node_parent(const node *n)             { return n->parent; }
static node *node_child(const node *n)              { return n->child; }
static node *node_itself(node *n)                   { return n; }
static tree *node_tree(const node *n)               { return n->tree; }
static node *node_push(node *n, int value)          { return node_add(n->tree, n, value); }
static mark *node_mark(node *n)                     { return &n->mark; }
static PyObject *node_call(node *n, PyObject *f)    { (void)n; return PyObject_CallNoArgs(f); }
static node **use_new(node *n)
{
    node **use = malloc(sizeof *use);
    *use = n;
    uses++;
    return use;
}
static void  use_free(node **use)
{
    uses--;
    free(use);
}
static node *use_node(node **use)                   { return *use; }

SEA_DECLARE_HANDLE(Node, node *);
SEA_HANDLE(Tree, tree *,
    (init,     tree_new, (int, depth, 3)),
    (destroy,  tree_free),
    (property, root, tree_root, inside(ptr(Node))),
    (method,   const_root, tree_const_root, inside(ref(Node))),
    (method,   find, tree_find, none, (int, value), (out(inside(ptr(Node))), node)),
    (method,   search, tree_find, none, (int, value), (out(opt(inside(ptr(Node)))), node)),
    (method,   pick, (overload, tree_start, inside(ptr(Vec2)), (int, there)),
                     (overload, tree_root, inside(ptr(Node)))),
    (method,   mark, tree_mark, inside(ptr(Mark))),
    (property, const_mark, tree_const_mark, inside(ref(Mark))),
    (method,   start, tree_start, inside(ptr(Vec2)), (int, there, 1)),
    (method,   maybe, tree_start, opt(inside(ptr(Vec2))), (int, there)),
    (method,   unlocked, tree_mark, inside(ptr(Mark)), (release_gil)),
    (field,    top, root, inside(ptr(Node))), (field, first, inside(ptr(Mark))),
    (method,   detach, tree_detach, owned(Node)),
    (method,   take, tree_take, none, (ptr(Tree), other)));

SEA_DECLARE_HANDLE(Use, node **);
SEA_HANDLE(Node, node *,
    (keeps),
    (destroy,  node_free),
    (field,    value, int),
    (field,    mark, Mark),
    (field,    next, opt(inside(ptr(Node)))),
    (property, parent, node_parent, opt(inside(ptr(Node)))),
    (property, child, node_child, opt(inside(ptr(Node)))),
    (property, itself, node_itself, inside(ptr(Node))),
    (property, tree, node_tree, ptr(Tree)),
    (method,   push, node_push, inside(ptr(Node)), (int, value)),
    (method,   marked, node_mark, inside(ptr(Mark))),
    (method,   call, node_call, object, (object, f)),
    (method,   use, use_new, owned(Use)));

/* lives in a tree, or in a node */
SEA_HANDLE(Use, node **,
    (parent,   Tree),
    (destroy,  use_free),
    (method,   node, use_node, inside(ptr(Node))));

SEA_CLASS(Place, place,
    (init,     place_make, (int, empty, 0)),
    (method,   mark, place_mark, inside(ptr(Mark))),
    (method,   const_mark, place_const, inside(ref(Mark))),
    (field,    origin, inside(ref(Vec2))), (field, maybe, mark, opt(inside(ptr(Mark)))),
    (method,   node, place_node, inside(ptr(Node))));

/* a handle that cannot keep what it is inside */
SEA_HANDLE(Bare, node *, (destroy, node_free));
SEA_HANDLE(Tree2, tree *,
    (init,     tree_new, (int, depth)),
    (destroy,  tree_free),
    (method,   root, tree_root, inside(ptr(Bare))));

static PyObject *counts(void)
{
    return Py_BuildValue("iiii", (int)trees, (int)nodes, (int)uses, (int)too_early);
}
SEA_MODULE(inside,
    (threads,  safe),
    (class,    Vec2), (class, Mark), (class, Place), (class, Tree), (class, Node), (class, Use),
    (class,    Bare), (class, Tree2),
    (function, by_ref, by_ref, double, (ref(Vec2), v)),
    (function, by_value, by_value, double, (Vec2, v)),
    (function, move, move, none, (ptr(Vec2), v), (double, by)),
    (function, twice, twice, double, (ref(Vec2), a), (ref(Vec2), b)),
    (function, each, each, double, (list(ref(Vec2)), v)),
    (function, move_each, move_each, none, (list(ptr(Vec2)), v)),
    (function, move_all, move_all, none, (mut(array(Vec2)), v)),
    (function, counts, counts, object));
