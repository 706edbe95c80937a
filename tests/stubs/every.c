/* What stubs say, one of each: every.pyi is what `python -m seabind stubs` makes of it. */
#include <seabind/seabind.h>
#include <seabind/status.h>
#include <stdlib.h>

#define LIMIT_LOW 1
#define LIMIT_HIGH (LIMIT_LOW << 4)
#define LIMIT_NAME "limits"
#define LIMIT_RATIO 0.5f
#define GETTER(name) (property, name, number_##name, int)
enum colour { COLOUR_RED, COLOUR_BLUE = 7 };
typedef unsigned long handle_count;
typedef const char *label;

static const char *version = "1.0";

/* ---- functions ---- */
static int          add(int a, int b, int c)                  { return a + b + c; }
static double       scale(double x, const char *how, bool up) { return up && how ? 2 * x : x; }
static handle_count count(handle_count n)                     { return n; }
static label        labelled(label l)                         { return l; }
static int          parse(const char *s, int *rest)           { *rest = 0; return s != NULL; }
static double       total(const double *v, size_t n)          { return n > 0 ? v[0] : 0; }
static long         total_int(long n)                         { return n; }
static double       each(const double *v, size_t n)           { return n > 0 ? v[0] : 0; }
static int          tagged(const char *const *names, int const *values, size_t n)
{
    return names != NULL && n > 0 ? values[0] : 0;
}
static PyObject    *same(PyObject *o)                          { return Py_NewRef(o); }
static int          hexed(char *out, size_t size, unsigned n)  { return snprintf(out, size, "%x", n); }
static void         fill_buf(sea_buf *out)                     { sea_buf_append(out, "x", 1); }
static enum colour  paint(enum colour c)                       { return c; }
static int          mode(int m)                                { return m; }
static void         put(const char *const *k, const int *v, size_t n, const char *const *z)
{
    (void)k, (void)v, (void)n, (void)z;
}
static const char *const *chosen(const char *const *p)        { return p; }
static char        *text(void)                                 { return NULL; }
static void         dump(int n, FILE *to)                      { fprintf(to, "%d", n); }

SEA_ENUM(Colour, enum colour,
    (doc,    "What it looks like."),
    (values, COLOUR_, RED, BLUE), (unknown, error));

SEA_FLAGS(Mode, int,
    (value, READ, 1), (value, WRITE, 1 << 1), (export));

SEA_ENUM(Plain, int, (plain), (value, ONE, 1));

SEA_EXCEPTION(Error, Exception, (doc, "It failed."), (attribute, code));
SEA_EXCEPTION(Jammed, Error, (doc, "It stays shut."));
SEA_EXCEPTION(Missing, Error, KeyError);

typedef struct { const char *what; int n; } pair;
static pair   paired(double celsius)        { return (pair){"degrees", (int)celsius}; }
static pair   any_pair(sea_value v)         { return (pair){"kind", (int)v.kind}; }
static void  *opaque(void *p)               { return p; }
static time_t later(const char *path, time_t t, struct timespec by)
{
    return path != NULL ? t + by.tv_sec : t;
}
static double _Complex twist(double _Complex z)          { return z * 2; }

static int    odd(double x)                               { return x > 1; }

SEA_CONVERTER(celsius, double, (load, double, it - 273.15));
SEA_CONVERTER(label_or_number, sea_value,
    (type, "str, int or None"), (load, value, it),
    (refuse, it.kind == SEA_BYTES, ValueError));
SEA_CONVERTER(as_pair, pair, (tuple, (str, it.what), (int, it.n)));
SEA_POINTER(token, void *, "every.token");

SEA_STATUS(found, int,
    (none,      it == 0),
    (failure,   it < 0),
    (raise_if,  it == -2, Missing, "it is not there"),
    (raise,     Error, "%d", it),
    (attribute, code, int, it),
    (result,    int, it));

/* ---- classes ---- */
typedef struct { int n; char name[8]; double w[2]; } number;

static number number_make(int n)                             { return (number){.n = n}; }
static void   numbers(number *all, size_t n, number *out)
{
    memset(out, 0, 2 * sizeof *out);
    (void)all;
    (void)n;
}
static int    number_twice(const number *a)                  { return 2 * a->n; }
static int    number_half(const number *a)                   { return a->n / 2; }
static void   number_set(number *a, int n)                   { a->n = n; }
static number number_plus(const number *a, const number *b)  { return number_make(a->n + b->n); }
static int    number_compare(const number *a, const number *b) { return a->n - b->n; }
static int    number_self(const number *a, int self)         { return a->n + self; }
static double number_at(const number *a, int i)              { return a->w[i & 1]; }
static bool   is(const number *a)                            { return a->n != 0; }

SEA_CLASS(Number, number,
    (doc,      "A number.\n\n    It has \"quotes\" and \\ in its docstring."),
    (final),
    (init,     number_make, (int, n, LIMIT_HIGH)),
    (implicit, int),
    (field,    n, int, (doc, "What it is.")),
    (field,    fixed, n, int, (readonly)),
    (field,    name, chars(8)), (field, w, array(double, 2)),
    GETTER(twice), GETTER(half),
    (property, value, number_twice, int, (doc, "Twice."), (setter, number_set, none, (int, n))),
    (property, all, (setter, number_set, none, (int, n))),
    (method,   self, number_self, int, (int, self)),
    (static,   of, number_make, Number, (int, n)),
    (operator, add, number_plus, Number, (ref(Number), other)),
    (operator, compare, number_compare, int, (ref(Number), other)),
    (operator, bool, is, bool),
    (method,   at, number_at, double, (int, i), (signature, "(i=0, /)")),
    (enum,     Plain),
    (constant, "ZERO", 0), (constant, "BOTH", opt(str), NULL));

typedef struct box { int size; struct box *inner; } box;

static box   *box_new(int size)
{
    box *b = malloc(sizeof *b);
    if (b != NULL) {
        b->size = size;
        b->inner = NULL;
    }
    return b;
}
static void   box_free(box *b)               { free(b); }
static box   *box_copy(const box *b)         { return box_new(b->size); }
static int *box_sizes(box *b)                         { return &b->size; }
static int    box_find(const box *b, int n)  { return b->size - n; }
static const box *box_same(const box *b)     { return b; }
static box   *box_inner(const box *b)        { return b->inner; }

SEA_HANDLE(Box, box *,
    (init,    box_new, (int, size)),
    (destroy, box_free),
    (keeps),
    (exception, Jammed),
    (field,   size, int),
    (field,   inner, opt(inside(ptr(Box)))),
    (property, content, box_inner, inside(ptr(Box))),
    (method,  copy, box_copy, opt(owned(Box))),
    (method,  same, box_same, ref(Box)),
    (method,  find, box_find, found, (int, n), (doc, "Find it.")),
    (property, sizes, box_sizes, mut(view(int, 1))));

/* ---- modules ---- */
SEA_PART(more,
    (function, same, same, object, (object, o)),
    (function, hex, hexed, int, (fill(char), out, 20), (cap(size_t), out), (uint, n)),
    (function, paired, paired, as_pair, (celsius, c)),
    (function, any_pair, any_pair, as_pair, (label_or_number, v)),
    (function, opaque, opaque, opt(token), (opt(token), p, NULL)),
    (function, later, later, timestamp, (path, path), (timestamp, t), (duration, by)),
    (function, twist, twist, complex, (complex, z)),
    (function, buffer, fill_buf, none, (out(buf), out)));

SEA_SUBMODULE(below,
    (function, paint, paint, Colour, (Colour, c, COLOUR_BLUE)),
    (function, number, number_make, Number, (int, n, -(1 + 1))));

SEA_MODULE(every,
    (doc,       "Everything."),
    (submodule, below),
    (part,      more),
    (enum,      Colour), (enum, Mode), (exception, Error), (exception, Missing),
    (class,     Number), (class, Box),
    (constants, LIMIT_, LOW, RATIO), (macros, LIMIT_, HIGH), (constant, "NAME", LIMIT_NAME),
    (constant,  "VERSION", version), (constant, "ON", (bool)1), (constant, "LETTER", (char)65),
    (constant,  "AUTHORS", bytes, ((sea_bytes){"a\0b", 3})), (constant, "PAINT", Colour, COLOUR_BLUE),
    (function,  add, add, int, (int, a), (posonly), (int, b, 010), (kwonly), (int, c, LIMIT_HIGH),
                (doc, "Return the " "sum.\n\nOf all.")),
    (function,  scale, scale, double, (double, x, 1), (opt(str), how, NULL), (bool, up, true)),
    (vectorized, scaled, scale, double, (double, x, 1), (opt(str), how, NULL), (bool, up, true),
                (doc, "Scale each.")),
    (function,  count, count, c(handle_count), (c(handle_count), n, 1u)),
    (function,  labelled, labelled, c(label), (c(label), l)),
    (function,  parse, parse, as(bool, int), (str, s, "it's"), (out(int), rest)),
    (function,  total, (overload, total, double, (array(double), v)),
                       (overload, scale, double, (double, x), (str, how, "up"), (bool, up, false)),
                       (overload, total_int, long, (long, n), (doc, "Of one.")),
                (doc, "Of all.")),
    (function,  odd,   (overload, total_int, long, (long, n)),
                       (overload, labelled, c(label), (c(label), n)),
                       (overload, odd, as(bool, int), (double, n))),
    (function,  each, each, double, (args(double), numbers)),
    (function,  tagged, tagged, int, (kwargs(int), values)),
    (function,  mode, mode, Mode, (Mode, m, 1 << 1)),
    (function,  put, put, none, (dict(str, int), d), (zlist(str), z)),
    (function,  chosen, chosen, opt(pairs(str)), (pairs(opt(str)), p)),
    (function,  chosen_old, chosen, pairs(opt(str)), (opt(pairs(str)), p)),
    (function,  numbers, numbers, none, (mut(array(Number)), all), (fill(Number), out, 2)),
    (function,  text, text, opt(owned(str))),
    (function,  dump, dump, none, (int, n), (file, to)),
    (function,  show, dump, none, (int, n), (file, to, stdout)),
    (function,  log, dump, none, (int, n), (opt(file), to)),
    (function,  dumped, dump, none, (int, n), (out(file), text)),
    (function,  texts, total_int, long, (long, n), (returns, each(opt(str), it), version)),
    (function,  implied, number_twice, int, (ref(Number), number, &(number){.n = 1})));
