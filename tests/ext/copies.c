/* Handles that C copies. */
#include <seabind/seabind.h>
#include <stdlib.h>

typedef struct text { int size, refs; } text;

static int alive, fails;

static text *text_new(int size)
{
    text *t = malloc(sizeof *t);
    *t = (text){size, 1};
    alive++;
    return t;
}
static void  text_free(text *t)
{
    alive--;
    free(t);
}
static text *text_dup(const text *t)       { return fails ? NULL : text_new(t->size); }
static text *text_dup_more(const text *t, int more) { return text_new(t->size + more); }
static text *text_ref(text *t)
{
    t->refs++;
    return t;
}
static void  text_unref(text *t)
{
    if (--t->refs == 0) {
        text_free(t);
    }
}
static int   count(void)                   { return alive; }
static void  fail(int yes)                 { fails = yes; }

SEA_HANDLE(Text, text *,
    (init,    text_new, (int, size)),
    (destroy, text_free),
    (copy,    text_dup, (doc, "Another text.")),
    (field,   size, int));

SEA_HANDLE(Longer, text *,
    (parent,  Text),
    (init,    text_dup, (ref(Text), text)),
    (destroy, text_free),
    (copy,    text_dup_more, (fixed(int), 1), (release_gil)),
    (field,   size, int));

SEA_HANDLE(Shared, text *,
    (init,    text_new, (int, size)),
    (destroy, text_unref),
    (copy,    text_ref));

SEA_MODULE(copies,
    (class,    Text), (class, Longer), (class, Shared),
    (function, count, count, int),
    (function, fail, fail, none, (int, yes)));
