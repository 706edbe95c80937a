/* (exception, Name) in classes. */
#include <seabind/seabind.h>
#include <stdlib.h>

typedef struct { int n; } parser;
typedef struct { int at; } mark;

SEA_EXCEPTION(LibraryError, Exception);
SEA_EXCEPTION(Error, LibraryError,
    (doc,       "Not well formed."),
    (attribute, code));
SEA_EXCEPTION(Ended, Error, EOFError);
SEA_EXCEPTION(Misplaced, ValueError);
SEA_EXCEPTION(Worse, Ended);

SEA_STATUS(parsed, int,
    (failure,   it < 0),
    (raise_if,  it == -2, Ended, "no more"),
    (raise_if,  it == -3, Misplaced, "not here"),
    (raise_if,  it == -4, Worse, "worse"),
    (raise,     Error, "code %d", it),
    (attribute, code, int, it));

static parser *parser_new(void)                { return calloc(1, sizeof(parser)); }
static void    parser_free(parser *p)          { free(p); }
static int     parser_feed(parser *p, int n)   { return p->n = n; }
static int     mark_move(const mark *m, int n) { return m->at + n; }
static int     feed(int n)                     { return n; }

SEA_HANDLE(Parser, parser *,
    (exception, Error), (exception, Ended),
    (init,      parser_new),
    (destroy,   parser_free),
    (method,    feed, parser_feed, parsed, (int, n)));
SEA_CLASS(Mark, mark,
    (exception, Misplaced),
    (field,     at, int),
    (method,    move, mark_move, parsed, (int, n)));

SEA_SUBMODULE(below,
    (class,     Mark));

SEA_MODULE(nested,
    (exception, LibraryError), (class, Parser), (exception, Worse),
    (submodule, below),
    (function,  feed, feed, parsed, (int, n)));
