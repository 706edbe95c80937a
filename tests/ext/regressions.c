/* Mistakes that were made once. Some need the CPython API: they pass objects through. */
#include <seabind/seabind.h>
#include <stdlib.h>
static int made, gone;
typedef struct emb {
    int n;
} emb;
static int emb_init(emb *e, int n)
{
    e->n = n;
    if (n < 5) {
        made++;
    }
    return n;
}
static void emb_bye(emb *e)
{
    (void)e;
    gone++;
}
SEA_STATUS(st, int, (stop, it == 7), (none, it == 8), (failure, it > 8), (raise, ValueError, "bad %d", it), (attribute, "errno", int, it));
SEA_DECLARE_HANDLE(Emb, emb *);
static void both(const char **s, emb *e, int bad)
{
    static const char text[] = "\xff\xfe";
    *s = bad ? text : "ok";
    e->n = 1;
    made++;
}
SEA_HANDLE(Emb, emb *, (embedded), (init, emb_init, st, (self), (int, n)), (destroy, emb_bye), (field, n, int));
static int nmade(void) { return made; }
static int ngone(void) { return gone; }
static int any(const bool *p, size_t n)
{
    int s = 0;
    while (n--) {
        s += *p++;
    }
    return s;
}
static int nothing(void) { return 1; }
typedef struct box {
    int v;
    const char *s;
} box;
static box box_make(int v) { return (box){v, NULL}; }
static PyObject *box_eq(const box *b, PyObject *o)
{
    (void)b;
    (void)o;
    return Py_NewRef(Py_NotImplemented);
}
SEA_CLASS(Box, box, (mutable), (init, box_make, (int, v)), (field, v, int), (field, s, opt(str)), (operator, eq, box_eq, object, (object, o)));
static int kw(int a) { return a; }
SEA_MODULE(regressions, (class, Emb), (class, Box), (function, both, both, none, (out(str), s), (new(Emb), e), (int, bad, 0)),
  (function, made, nmade, int), (function, gone, ngone, int), (function, any, any, int, (array(bool), p)), (function, nothing, nothing, int), (function, kw, kw, int, (int, a), (kwonly)));
