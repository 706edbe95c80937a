/* Parents and children, two levels deep, that say when one goes before what it uses. */
#include <seabind/seabind.h>
#include <stdlib.h>

typedef struct base  { _Atomic(int) alive, users; } base;
typedef struct query { base *base; _Atomic(int) users; int fails; } query;
typedef struct row   { query *query; } row;

static _Atomic(int) bases, queries, rows, too_early;
static PyObject *in_free; /* called by query_free() */

static base *base_new(void)
{
    base *b = calloc(1, sizeof *b);
    b->alive = 1;
    bases++;
    return b;
}
static void base_free(base *b)
{
    too_early += b->users != 0;
    bases--;
    b->alive = 0;
    free(b);
}
static query *query_new(base *b)
{
    query *q = calloc(1, sizeof *q);
    q->base = b;
    b->users++;
    queries++;
    return q;
}
static query *query_fail(base *b, int fails) { return fails ? NULL : query_new(b); }
static int query_free(query *q)
{
    int fails = q->fails;
    if (in_free != NULL) {
        PyObject *call = in_free, *done;
        in_free = NULL;
        done = PyObject_CallNoArgs(call);
        Py_DECREF(call);
        if (done == NULL) {
            PyErr_Print();
        }
        Py_XDECREF(done);
    }
    too_early += q->users != 0;
    q->base->users--;
    queries--;
    free(q);
    return fails;
}
static row *query_row(query *q)
{
    row *r = calloc(1, sizeof *r);
    r->query = q;
    q->users++;
    rows++;
    return r;
}
static int row_init(row *r, query *q)
{
    r->query = q;
    q->users++;
    rows++;
    return 0;
}
static void row_free(row *r)
{
    r->query->users--;
    rows--;
    free(r);
}
static void line_done(row *r)
{
    r->query->users--;
    rows--;
}
static query *row_again(row *r)            { return query_new(r->query->base); }
static void   attach(query *q, PyObject *o) { (void)q; (void)o; }
static int    call(query *q, PyObject *f)
{
    PyObject *done = PyObject_CallNoArgs(f);
    (void)q;
    Py_XDECREF(done);
    return done != NULL;
}
static void   at_free(PyObject *f)         { Py_XSETREF(in_free, Py_NewRef(f)); }
static void   counts(int *b, int *q, int *r, int *e)
{
    *b = bases;
    *q = queries;
    *r = rows;
    *e = too_early;
}

SEA_STATUS(ended, int, (failure, it != 0), (raise, ValueError, "end %d", it));
SEA_STATUS(called, int, (failure, it == 0), (propagate));

SEA_DECLARE_HANDLE(Query, query *);
SEA_DECLARE_HANDLE(Row, row *);
SEA_DECLARE_HANDLE(Line, row *);

SEA_HANDLE(Base, base *,
    (init,     base_new),
    (destroy,  base_free),
    (method,   query, query_new, owned(Query)),
    (property, fresh, query_new, owned(Query)));

SEA_HANDLE(Query, query *,
    (parent,   Base),
    (init,     query_fail, (Base, base), (int, fails, 0)),
    (destroy,  query_free, ended),
    (field,    fails, int),
    (method,   row, query_row, owned(Row)),
    (method,   line, row_init, ended, (new(Line), line), (self)),
    (method,   attach, attach, none, (object, what), (keep_alive, self, what)),
    (method,   call, call, called, (object, f)));

SEA_HANDLE(Row, row *,
    (parent,   Query),
    (destroy,  row_free),
    (method,   again, row_again, owned(Query)));

SEA_HANDLE(Line, row *,
    (parent,   Query), (embedded),
    (destroy,  line_done));

SEA_MODULE(parent, (threads, safe),
    (class,    Base), (class, Query), (class, Row), (class, Line),
    (function, ask, query_new, owned(Query), (Base, base), (keep_alive, result, base)),
    (function, at_free, at_free, none, (object, f)),
    (function, counts, counts, none, (out(int), b), (out(int), q), (out(int), r), (out(int), e)));
