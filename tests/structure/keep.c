/* Handles that use others, and say when one of them is gone too early. */
#include <seabind/seabind.h>
#include <stdlib.h>

typedef struct dict { int alive, users; } dict;
typedef struct coder { dict *used, *first; } coder;
typedef struct value { int n; } value;

static int dicts, coders, too_early;

static dict *dict_new(void)
{
    dict *d = calloc(1, sizeof *d);
    d->alive = 1;
    dicts++;
    return d;
}
static void dict_free(dict *d)
{
    too_early += d->users != 0;
    dicts--;
    free(d);
}
static coder *coder_new(dict *first)
{
    coder *c = calloc(1, sizeof *c);
    coders++;
    if ((c->first = first) != NULL) {
        first->users++;
    }
    return c;
}
static void coder_free(coder *c)
{
    if (c->first != NULL) {
        c->first->users--;
    }
    if (c->used != NULL) {
        c->used->users--;
    }
    coders--;
    free(c);
}
static int coder_use(coder *c, dict *d, int fails)
{
    if (fails) {
        return fails;
    }
    if (c->used != NULL) {
        c->used->users--;
    }
    if ((c->used = d) != NULL) {
        d->users++;
    }
    return 0;
}
static int    coder_check(const coder *c) { return c->used != NULL && c->used->alive; }
static coder *dict_coder(dict *d)         { return coder_new(d); }
static coder *no_coder(dict *d)           { (void)d; return NULL; }
static void   lend(coder *c, dict *d)     { (void)coder_use(c, d, 0); }
static void   attach(coder *c, PyObject *o) { (void)c; (void)o; }
static dict  *plain(dict *d)              { (void)d; return dict_new(); }
static void   counts(int *d, int *c, int *e)
{
    *d = dicts;
    *c = coders;
    *e = too_early;
}

SEA_STATUS(done, int, (failure, it != 0), (raise, ValueError, "error %d", it));

SEA_DECLARE_HANDLE(Coder, coder *);

SEA_HANDLE(Dict, dict *,
    (init,    dict_new),
    (destroy, dict_free),
    (field,   users, int),
    (method,  coder, dict_coder, owned(Coder), (keep_alive, result, self)),
    (method,  maybe, no_coder, opt(owned(Coder)), (keep_alive, result, self)),
    (method,  plain, plain, owned(Dict), (keep_alive, result, self)));

SEA_HANDLE(Coder, coder *,
    (keeps),
    (init,    coder_new, (opt(Dict), first, NULL), (keep_alive, self, first)),
    (destroy, coder_free),
    (method,  use, coder_use, done, (opt(Dict), dict), (int, fails, 0), (keep_alive, self, dict)),
    (method,  attach, attach, none, (object, what), (keep_alive, self, what)),
    (method,  check, coder_check, as(bool, int)));

SEA_MODULE(keep,
    (class,    Dict),
    (class,    Coder),
    (function, lend, lend, none, (Coder, coder), (opt(Dict), dict), (keep_alive, coder, dict)),
    (function, counts, counts, none, (out(int), d), (out(int), c), (out(int), e)));
