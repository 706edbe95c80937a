/* C objects that count references, borrowed. */
#include <seabind/seabind.h>
#include <stdlib.h>

typedef struct node node;
struct node {
    int value;
    _Atomic(int) refs;
    node *next;
};
typedef struct { node *node; } list;

static _Atomic(int) alive, refused, taken;
static node *last; /* the one that the module keeps */

static node *node_new(int value)
{
    node *n = calloc(1, sizeof *n);
    if (n != NULL) {
        n->value = value;
        n->refs = 1;
        alive++;
    }
    return n;
}
static node *node_ref(node *n)
{
    taken++;
    if (refused) {
        return NULL;
    }
    n->refs++;
    return n;
}
static void  node_ref_void(node *n)             { (void)node_ref(n); }
static void *node_ref_any(void *n)              { return node_ref(n); }
/* as OpenSSL's X_up_ref(), which cannot fail, and as COM's AddRef() */
static int   node_up_ref(node *n)               { return node_ref(n) != NULL; }
static unsigned long node_add_ref(void *n)      { return (unsigned long)node_ref(n)->refs; }
static void  node_unref(node *n)
{
    if (--n->refs == 0) {
        if (n->next != NULL) {
            node_unref(n->next);
        }
        alive--;
        free(n);
    }
}
static node *node_push(node *n, int value)
{
    if (n->next == NULL) {
        n->next = node_new(value);
    }
    return n->next;
}
static const node *node_next(const node *n)     { return n->next; }
static void  node_find(node *n, int value, node **found)
{
    while (n != NULL && n->value != value) {
        n = n->next;
    }
    *found = n;
}
static node *node_itself(node *n)               { return n; }
static void  node_cut(node *n)
{
    node *next = n->next;
    n->next = NULL;
    if (next != NULL) {
        node_unref(next);
    }
}
static void  keep(node *n)
{
    if (n != NULL) {
        n->refs++;
    }
    if (last != NULL) {
        node_unref(last);
    }
    last = n;
}
static node *kept(void)                         { return last; }
static node *kept_owned(void)                   { return last != NULL ? node_ref(last) : NULL; }
static int   node_refs(const node *n)           { return n->refs; }
static int   count(void)                        { return alive; }
static int   references(void)                   { return taken; }
static void  refuse(int yes)                    { refused = yes; }
static int   same(const node *a, const node *b) { return a == b; }

SEA_DECLARE_HANDLE(Node, node *);
static PyObject *wrap_kept(void)                { return sea_wrap_Node(last); }

SEA_HANDLE(Node, node *,
    (init,      node_new, (int, value)),
    (destroy,   node_unref),
    (reference, node_ref),
    (method,    push, node_push, ptr(Node), (int, value)),
    (method,    next, node_next, opt(ref(Node))),
    (method,    find, node_find, none, (int, value), (out(opt(ptr(Node))), node)),
    (method,    must_find, node_find, none, (int, value), (out(ptr(Node)), node)),
    (method,    unguarded, node_itself, ptr(Node), (release_gil)),
    (method,    cut, node_cut, none),
    (method,    same, same, as(bool, int), (ref(Node), other)),
    (property,  itself, node_itself, ptr(Node)),
    (property,  refs, node_refs, int), (field, value, int));

/* of a base, which returns nothing; and one that any pointer will do for */
SEA_HANDLE(Base, node *,
    (reference, node_ref_void),
    (destroy,   node_unref),
    (method,    push, node_push, ptr(Base), (int, value)),
    (property,  refs, node_refs, int));
SEA_HANDLE(Derived, node *,
    (base,      Base),
    (init,      node_new, (int, value)),
    (method,    derive, node_push, ptr(Derived), (int, value)));
SEA_HANDLE(Any, node *,
    (init,      node_new, (int, value)),
    (destroy,   node_unref),
    (reference, node_ref_any),
    (method,    push, node_push, ptr(Any), (int, value)),
    (property,  refs, node_refs, int));
SEA_HANDLE(Up, node *,
    (init,      node_new, (int, value)),
    (destroy,   node_unref),
    (reference, node_up_ref),
    (method,    push, node_push, ptr(Up), (int, value)),
    (property,  refs, node_refs, int));
SEA_HANDLE(Added, node *,
    (init,      node_new, (int, value)),
    (destroy,   node_unref),
    (reference, node_add_ref),
    (method,    push, node_push, ptr(Added), (int, value)),
    (property,  refs, node_refs, int));

SEA_MODULE(references,
    (threads,  safe),
    (class,    Node), (class, Base), (class, Derived), (class, Any), (class, Up),
    (class,    Added),
    (function, keep, keep, none, (opt(ptr(Node)), node)),
    (function, kept, kept, ptr(Node)),
    (function, kept_or_none, kept, opt(ptr(Node))),
    (function, kept_owned, kept_owned, opt(owned(Node))),
    (function, wrap_kept, wrap_kept, object),
    (function, refuse, refuse, none, (int, yes)),
    (function, count, count, int),
    (function, references, references, int));
