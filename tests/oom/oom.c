/* Every feature of the block language in one module; what C hands out is counted. */
#include <limits.h>
#include <math.h>
#include <seabind/object.h>
#include <seabind/seabind.h>
#include <seabind/status.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Atomic(long) live_count; /* objects and blocks that C gave and did not get back */

static void *take(size_t size)
{
    void *p = calloc(1, size);
    if (p != NULL) {
        live_count++;
    }
    return p;
}
static void give(void *p)
{
    live_count--;
    free(p);
}
static long live(void) { return live_count; }

/* ---- exceptions and statuses ---- */
SEA_EXCEPTION(OomError, Exception, (doc, "Something failed; *code* and *where* say more."));
SEA_EXCEPTION(Missed, OomError);
SEA_EXCEPTION(OomSubError, OomError, KeyError, (attribute, code), (attribute, extra));
SEA_EXCEPTION(OomWarning, RuntimeWarning);

SEA_STATUS(judged, int,
    (failure,   it < 0),
    (raise_if,  it == -12, MemoryError),
    (raise_if,  it == -2, OomSubError, "sub %d", it),
    (raise,     OomError, "failure %d of %s", it, "C"),
    (attribute, code, int, it),
    (attribute, where, str, "a place in C"));
SEA_STATUS(counted, long,
    (failure,   it < 0),
    (raise,     OSError),
    (stop,      it == 0),
    (none,      it == 1),
    (result,    long, it * 1000000));

SEA_STATUS(numbered, int,
    (failure,   it > 0),
    (raise_errno, it),
    (attribute, where, str, "a place in C"),
    (warn_if,   it == -1, OomWarning, "warning %d", it),
    (warn_if,   it <= -1, OomWarning),
    (result,    int, it));

/* Glue: what C code raises itself. */
static int raise_it(int how)
{
    if (how > 0) {
        sea_raise(&sea_exc_OomError, "first %d", how);
    }
    if (how > 1) {
        sea_raise_from(&sea_exc_OomSubError, "second %s", "text");
    }
    return how > 2 ? -2 : how > 0 ? -1 : sea_warn(&sea_exc_OomWarning, "%s", "warned");
}

static PyObject *use_objects(PyObject *callable)
{
    PyObject *pair = sea_tuple(1000001, "text"), *list = NULL, *dict = NULL, *found = NULL;
    if (pair != NULL && (list = sea_call(callable, pair, 2.5)) != NULL &&
        (dict = sea_dict("n", 1000006, "a key", list, 1000002, pair)) != NULL &&
        sea_item_set(dict, "more", 1000003) == 0 && sea_item_find(dict, "absent", &found) == 0 &&
        sea_attr_find(list, "absent", &found) == 0 && sea_contains(dict, "more") == 1) {
        sea_iter each = sea_iter_of(dict);
        while (sea_iter_next(&each)) {
            Py_XDECREF(sea_call_method(dict, "get", each.item, 1000004));
            if (PyErr_Occurred()) {
                break;
            }
        }
        found = sea_iter_end(&each) == 0 ? sea_box(1000005) : NULL;
    }
    Py_XDECREF(pair);
    Py_XDECREF(list);
    Py_XDECREF(dict);
    return found;
}

/* ---- a value class ---- */
typedef struct { double x, y; int tag; } point;
typedef struct { point from, to; char label[24]; int marks[3]; } line;

static point  point_make(double x, double y, int tag)             { return (point){x, y, tag}; }
static point  point_origin(void)                                  { return (point){0, 0, 0}; }
static point  point_shifted(const point *p, double dx, double dy)
{
    return (point){p->x + dx, p->y + dy, p->tag};
}
static void   point_split(const point *p, double *x, double *y)   { *x = p->x; *y = p->y; }
static double point_norm(const point *p)                          { return hypot(p->x, p->y); }
static void   point_set_norm(point *p, double norm)               { p->x = norm; p->y = 0; }
static point  point_add(const point *a, const point *b)
{
    return (point){a->x + b->x, a->y + b->y, a->tag};
}
static point  point_mul(const point *a, double by) { return (point){a->x * by, a->y * by, a->tag}; }
static point  point_neg(const point *a)            { return (point){-a->x, -a->y, a->tag}; }
static void   point_iadd(point *a, const point *b) { a->x += b->x; a->y += b->y; }
static int    point_order(const point *a, const point *b)
{
    return a->x < b->x ? -1 : a->x > b->x;
}
static bool   point_true(const point *p)           { return p->x != 0 || p->y != 0; }
static uint64_t point_hash(const point *p)         { return (uint64_t)(int64_t)p->x + 1000000; }
static char  *point_repr(const point *p)
{
    char *text = take(700);
    if (text != NULL) {
        snprintf(text, 700, "Point(%g, %g)", p->x, p->y);
    }
    return text;
}
static double point_float(const point *p)          { return p->x; }
static long   point_int(const point *p)            { return p->tag; }

SEA_CLASS(Point, point,
    (doc,      "A value."),
    (init,     point_make, (double, x, 0.0), (double, y, 1.5), (kwonly), (int, tag, 7)),
    (field,    x, double, (doc, "Abscissa.")),
    (field,    y, double),
    (field,    tag, int),
    (field,    also_tag, tag, as(long, int)),
    (method,   shifted, point_shifted, Point, (double, dx), (double, dy, 1.0),
               (doc, "Return it shifted.")),
    (method,   split, point_split, none, (out(double), x), (out(double), y)),
    (static,   origin, point_origin, Point),
    (property, norm, point_norm, double, (setter, point_set_norm, none, (double, norm))),
    (operator, add,  point_add, Point, (ref(Point), other)),
    (operator, mul,  point_mul, Point, (double, by)),
    (operator, rmul, point_mul, Point, (double, by)),
    (operator, neg,  point_neg, Point),
    (operator, iadd, point_iadd, none, (ref(Point), other)),
    (operator, compare, point_order, int, (ref(Point), other)),
    (operator, bool, point_true, bool),
    (operator, hash, point_hash, u64),
    (operator, repr, point_repr, owned(str, give)),
    (operator, float, point_float, double),
    (operator, int,  point_int, long),
    (constant, "LIMIT", 1000000),
    (constant, "NAME", "point"),
    (constant, "HALF", 0.5));

/* ---- a handle ---- */
typedef struct tank { int level; char label[40]; } tank;

static tank *tank_open(int level, const char *label)
{
    tank *t = level < 0 ? NULL : take(sizeof *t);
    if (t != NULL) {
        t->level = level;
        snprintf(t->label, sizeof t->label, "%s", label);
    }
    return t;
}
static tank *tank_new(int level)                   { return tank_open(level, "new"); }
static void  tank_close(tank *t)                   { give(t); }
static int   tank_pour(tank *t, int by)            { return by < 0 ? by : (t->level += by); }
static int   tank_mix(tank *a, const tank *b)      { return a->level += b->level; }
static tank *tank_twin(const tank *t)              { return tank_open(t->level, t->label); }
static const char *tank_label(const tank *t)       { return t->label; }
static int   tank_double(const tank *t)            { return 2 * t->level; }
static int   tank_set_double(tank *t, int twice)   { return twice < 0 ? twice : (t->level = twice / 2); }
static bool  tank_same(const tank *a, const tank *b) { return a->level == b->level; }
static int   tank_pair(const tank *t, tank **a, tank **b)
{
    *a = tank_open(t->level, "a");
    *b = *a != NULL ? tank_open(t->level, "b") : NULL;
    return *b != NULL ? 0 : -12;
}
static char *tank_dump(const tank *t)
{
    char *text = take(900);
    if (text != NULL) {
        memset(text, 'd', 600);
        snprintf(text + 600, 300, "%d", t->level);
    }
    return text;
}

SEA_HANDLE(Tank, tank *,
    (doc,      "A handle behind a pointer."),
    (init,     tank_open, (int, level, 1), (str, label, "plain")),
    (destroy,  tank_close),
    (field,    level, int, (doc, "How full.")),
    (method,   pour,  tank_pour, judged, (int, by)),
    (method,   mix,   tank_mix,  int, (ref(Tank), other), (release_gil)),
    (method,   twin,  tank_twin, owned(Tank)),
    (method,   pair,  tank_pair, judged, (out(owned(Tank)), a), (out(owned(Tank)), b)),
    (method,   label, tank_label, str),
    (method,   dump,  tank_dump, owned(str, give)),
    (property, twice, tank_double, int, (setter, tank_set_double, judged, (int, twice))),
    (operator, eq,    tank_same, bool, (ref(Tank), other)),
    (constant, "DEPTH", 123456789));

/* ---- an embedded handle ---- */
typedef struct { int at; void *block; } meter;

static int meter_open(meter *m, int at)
{
    if (at < 0) {
        return at;
    }
    m->block = take(16);
    m->at = at;
    return m->block != NULL ? 0 : -12;
}
static int  meter_close(meter *m)                  { give(m->block); return 0; }
static int  meter_copy(meter *to, const meter *from) { return meter_open(to, from->at); }
static long meter_step(meter *m)                   { return --m->at; }
static int  meter_write(meter *m, const uint8_t *data, size_t n, sea_buf *out)
{
    for (int i = 0; i < m->at; i++) {
        if (sea_buf_append(out, data, n) < 0) {
            return -12;
        }
    }
    return 0;
}

SEA_HANDLE(Meter, meter *,
    (doc,      "A handle inside its Python object."),
    (embedded), (locked), (release_gil), (mutable),
    (init,     meter_open, judged, (self), (int, at, 3)),
    (destroy,  meter_close),
    (method,   step,  meter_step, counted),
    (method,   copy,  meter_copy, judged, (new(Meter), copy), (self)),
    (method,   write, meter_write, judged, (array(u8), data), (out(buf), result)));

/* ---- functions ---- */
static long add(int a, int b, int c)               { return (long)a * 1000000 + b * 1000L + c; }
static char *greet(const char *name, const char *title)
{
    size_t room = strlen(name) + (title != NULL ? strlen(title) : 0) + 10;
    char *text = take(room);
    if (text != NULL) {
        snprintf(text, room, "%s %s", title != NULL ? title : "Dear", name);
    }
    return text;
}
static unsigned long checksum(const uint8_t *p, size_t n)
{
    unsigned long sum = 1000000;
    while (n-- > 0) {
        sum += *p++;
    }
    return sum;
}
static double total(const double *p, size_t n)
{
    double sum = 0.5;
    for (size_t i = 0; i < n; i++) {
        sum += p[i];
    }
    return sum;
}
static void scale(double *p, size_t n, double by)
{
    for (size_t i = 0; i < n; i++) {
        p[i] *= by;
    }
}
static const char *longest(const char *const *words, size_t n)
{
    const char *best = "";
    for (size_t i = 0; i < n; i++) {
        best = strlen(words[i]) > strlen(best) ? words[i] : best;
    }
    return best;
}
static long long sum_ints(const int *p, size_t n)
{
    long long sum = 5000000000;
    while (n-- > 0) {
        sum += *p++;
    }
    return sum;
}
static int pattern(uint8_t *out, size_t room, int n)
{
    memset(out, 'p', room);
    return n < 0 ? n : (int)room - 1;
}
static int letters(char *out, unsigned *used, int n)
{
    memset(out, 'l', *used);
    *used = n >= 0 && (unsigned)n <= *used ? (unsigned)n : *used;
    return n < 0 ? n : 0;
}
static int grow(int n, sea_buf *out)
{
    for (int i = 0; i < n; i++) {
        if (sea_buf_append(out, "0123456789abcdef", 16) < 0) {
            return -12;
        }
    }
    return n < 0 ? n : 0;
}
static int squares(int n, int **out, size_t *len)
{
    if (n < 0 || n > 1000) {
        return -1;
    }
    if ((*out = take((size_t)n * sizeof **out + 1)) == NULL) {
        return -12;
    }
    for (int i = 0; i < n; i++) {
        (*out)[i] = 1000 * i;
    }
    *len = (size_t)n;
    return 0;
}
static void facts(int n, int *half, char **text, uint64_t *large)
{
    *half = n / 2 + 100000;
    *large = UINT64_MAX - (uint64_t)(unsigned)n;
    if ((*text = take(600)) != NULL) {
        memset(*text, 'f', 590);
    }
}
static void bump(int *n)                           { *n = *n < INT_MAX ? *n + 1 : INT_MIN; }
static int  fail(int code)                         { return code; }
static long next(long n)                           { return n; }
static point middle(point a, const point *b)
{
    return (point){(a.x + b->x) / 2, (a.y + b->y) / 2, a.tag};
}
static double far_most(const point *p, size_t n)
{
    double most = 0.25;
    for (size_t i = 0; i < n; i++) {
        most = p[i].x > most ? p[i].x : most;
    }
    return most;
}
static void shift(point *p, size_t n, double by)
{
    while (n-- > 0) {
        p[n].x += by;
    }
}
static int diagonal(point *out, int n)
{
    for (int i = 0; i < n; i++) {
        out[i] = (point){500000 + i, i, i};
    }
    return n;
}
static int levels(tank *const *p, size_t n)
{
    int sum = 1000;
    while (n-- > 0) {
        sum += p[n]->level;
    }
    return sum;
}
static size_t weigh(const char *const *keys, const sea_data *values, size_t n)
{
    size_t sum = 1000;
    for (size_t i = 0; i < n; i++) {
        sum += strlen(keys[i]) + values[i].len;
    }
    return sum;
}
static void tanks(int n, tank ***out, size_t *len)
{
    *len = 0;
    if ((*out = take((size_t)n * sizeof **out + 1)) != NULL) {
        while (*len < (size_t)n && ((*out)[*len] = tank_new((int)*len)) != NULL) {
            ++*len;
        }
    }
}
static void table(const char *const **keys, const int **values, size_t *len)
{
    static const char *const names[] = {"a name", "another"};
    static const int numbers[] = {70000, 80000};
    *keys = names;
    *values = numbers;
    *len = 2;
}
static const char *const *several(size_t *len)
{
    static const char *const names[] = {"a name", "another", NULL};
    *len = 2;
    return names;
}
static void   settings(const char *const **out)
{
    static const char *const all[] = {"a name", "its value", "another", "another's", NULL};
    *out = all;
}
static const char **copied(const char *const *p)
{
    size_t n = 0;
    while (p[n] != NULL) {
        n++;
    }
    const char **copy = take((n + 1) * sizeof *copy);
    if (copy != NULL) {
        memcpy(copy, p, n * sizeof *copy);
    }
    return copy;
}
static void   copied_free(const char **p)          { give(p); }
static size_t bytes_len(sea_bytes b)               { return b.len + 1000000; }
static int    level_of(const tank *t)              { return t != NULL ? t->level : -1; }
static int8_t small(int8_t i, uint8_t u, uint16_t w, uint32_t d, uint64_t q, float f, bool b, char c)
{
    return (int8_t)(i + (u != 0) + (w != 0) + (d != 0) + (q != 0) + (f > 0) + b + (c == 'c'));
}
#define OOM_FIRST 1000001
#define OOM_SECOND 1000002
#define OOM_TEXT "a text"

static line line_make(int tag) { return (line){{0.5, 1.5, tag}, {2.5, 3.5, tag}, "a label", {70000, 80000, 90000}}; }
static int  line_open(line *l, int tag)
{
    *l = line_make(tag);
    return 0;
}
static void line_close(line *l) { (void)l; }

SEA_CLASS(Line, line,
    (init,   line_make, (int, tag)),
    (field,  from_, from, Point), (field, to, Point),
    (field,  label, chars(24)), (field, marks, array(int, 3)));
SEA_HANDLE(Track, line *,
    (embedded),
    (init,     line_open, judged, (self), (int, tag)),
    (destroy,  line_close),
    (field,    to, Point), (field, marks, array(int, 3)));
/* ---- parameters: any number, overload sets, implicit conversions ---- */
typedef struct { double at; } dot;
static dot    dot_make(double at)               { return (dot){at}; }
static dot    dot_between(double a, double b)   { return (dot){(a + b) / 2}; }
static double dot_at(const dot *d)              { return d->at; }
static size_t named(const char *const *names, const char *const *values, size_t n)
{
    size_t sum = 0;
    while (n-- > 0) {
        sum += strlen(names[n]) + strlen(values[n]);
    }
    return sum;
}
SEA_CLASS(Dot, dot,
    (init,     (overload, dot_make, (double, at)),
               (overload, dot_between, (double, a), (double, b)), (doc, "A place.")),
    (implicit, double, tuple(double, double)),
    (exception, Missed), (constant, "KIND", str, "a dot"));

/* ---- values that compare, hash and copy by themselves ---- */
typedef struct { double x; } speck;
typedef struct { int number; double weight; speck at; } grain;
static speck speck_make(double x)                  { return (speck){x}; }
static grain grain_make(int number, double weight, speck at)
{
    return (grain){number, weight, at};
}
SEA_CLASS(Speck, speck,
    (init,     speck_make, (double, x)),
    (field,    x, double, (readonly)));
SEA_CLASS(Grain, grain,
    (init,     grain_make, (int, number), (double, weight), (Speck, at)),
    (field,    number, int, (readonly)),
    (field,    weight, double, (readonly)),
    (field,    at, Speck, (readonly)));

/* ---- converters of one's own ---- */
static char  *mirrored(const char *s)
{
    size_t n = strlen(s);
    char *copy = take(n + 1);
    for (size_t i = 0; copy != NULL && i < n; i++) {
        copy[i] = s[n - 1 - i];
    }
    return copy;
}
static size_t text_length(const char *s)                          { return strlen(s); }
static size_t text_lengths(const char *const *s, size_t n)
{
    size_t sum = 0;
    while (n-- > 0) {
        sum += strlen(s[n]);
    }
    return sum;
}
static void   mirror_out(const char *s, char **a, char **b)        { *a = mirrored(s), *b = mirrored(s); }
SEA_CONVERTER(mirror, char *,
    (load,    str, mirrored(it)),
    (refuse,  *it == '!', ValueError, "%s", it),
    (failure, it == NULL, MemoryError),
    (release, give(it)),
    (cast,    str, it),
    (drop,    give(it)));
SEA_CONVERTER(mirror_pair, char *,
    (tuple, (str, it), (size_t, 100000 + strlen(it)), (opt(str), it)), (drop, give(it)));
SEA_CONVERTER(mirror_twice, const char *,
    (load,    mirror, mirrored(it)),
    (failure, it == NULL, MemoryError),
    (release, give((void *)(uintptr_t)it)));

/* ---- paths, wide text, times, values, pointers ---- */
static const char     *same_path(const char *p)                   { return p; }
static const wchar_t  *same_wide(const wchar_t *s)                { return s; }
static const uint16_t *same_16(const uint16_t *s)                 { return s; }
static const uint32_t *same_32(const uint32_t *s)                 { return s; }
static double _Complex same_complex(double _Complex z)            { return z; }
static sea_value       same_value(sea_value v)                    { return v; }
static struct timespec same_spec(struct timespec t)               { return t; }
static struct tm       same_tm(struct tm t)                       { return t; }
static void           *same_pointer(void *p)                      { return p; }
static void           *first_token(void)                          { static int here; return &here; }
SEA_POINTER(token, void *, "oom.token");

/* ---- files ---- */
static int write_n(FILE *to, FILE *log, int n)
{
    fprintf(to, "number %d\n", n);
    fprintf(log, "wrote %d\n", n);
    return n < 0 ? -1 : 0;
}

/* ---- results that Python cannot have ---- */
static const char *no_text(void)                   { return "text\xff"; }
static const int *no_bytes(size_t *n)
{
    static const int numbers[] = {1, 300};
    *n = 2;
    return numbers;
}

SEA_MODULE(oom,
    (doc,       "Every feature."),
    (threads,   safe),
    (exception, OomError),
    (exception, OomSubError),
    (exception, OomWarning),
    (class,     Point),
    (class,     Tank),
    (class,     Line),
    (class,     Track),
    (class,     Meter),
    (class,     Dot),
    (class,     Speck),
    (class,     Grain),
    (constant,  "MAGIC", bytes, ((sea_bytes){"a\0b", 3})), (constant, "FOLDER", path, "/usr"),
    (function,  live, live, long, (doc, "Return what C has not got back.")),
    (function,  add, add, long, (int, a), (int, b, 200), (kwonly), (int, c, 3),
                (doc, "Return a number of them.")),
    (function,  greet, greet, owned(str, give), (str, name), (opt(str), title, NULL)),
    (function,  checksum, checksum, c(unsigned long), (array(u8), data), (release_gil)),
    (function,  total, total, double, (array(double), samples)),
    (function,  scale, scale, none, (mut(array(double)), samples), (double, by, 2.0)),
    (function,  longest, longest, str, (list(str), words)),
    (function,  sum_ints, sum_ints, llong, (list(int), numbers)),
    (function,  sum_args, sum_ints, llong, (args(int), numbers)),
    (function,  named, named, size_t, (kwargs(str), values)),
    (function,  either, (overload, sum_ints, llong, (list(int), numbers)),
                        (overload, longest, str, (list(str), words)),
                        (overload, dot_at, double, (ref(Dot), d), (doc, "Where."))),
    (function,  dot_at, dot_at, double, (ref(Dot), d), (returns, double, it),
                (arg(double), by, 1.5), (returns, double, it * by)),
    (function,  spell, text_length, size_t, (str, text), (returns, each(str, it), text + i),
                (returns, each(object, 2), PyLong_FromLong(1000 + i))),
    (function,  pattern, pattern, judged, (fill(u8), out, n < 0 ? 0 : (size_t)n + 300),
                (cap(size_t), out), (int, n)),
    (function,  letters, letters, judged, (fill(char), out, n < 0 ? 0 : (size_t)n + 600),
                (used(unsigned), out), (int, n)),
    (function,  grow, grow, judged, (int, n), (out(buf), out), (release_gil)),
    (function,  squares, squares, judged, (int, n), (out(owned(array(int), give)), numbers)),
    (function,  facts, facts, none, (int, n), (out(int), half), (out(owned(str, give)), text),
                (out(u64), large)),
    (function,  bump, bump, none, (inout(int), n)),
    (function,  fail, fail, judged, (int, code), (release_gil)),
    (function,  next, next, counted, (long, n)),
    (function,  number, fail, numbered, (int, filename), (filename, filename)),
    (function,  raise_it, raise_it, python, (int, how)),
    (function,  use_objects, use_objects, object, (object, callable)),
    (function,  raise_judged, raise_it, judged, (int, how)),
    (function,  mirror, mirrored, mirror, (as(mirror, const char *), text)),
    (function,  mirror_pair, mirrored, mirror_pair, (str, text)),
    (function,  mirror_out, mirror_out, none, (str, text), (out(mirror), a), (out(mirror), b)),
    (function,  mirror_twice, text_length, size_t, (mirror_twice, text)),
    (function,  mirrors, text_lengths, size_t, (list(mirror_twice), texts)),
    (function,  same_path, same_path, path, (path, p)),
    (function,  paths, text_lengths, size_t, (list(path), p)),
    (function,  write_n, write_n, judged, (file, to), (file, log), (int, n)),
    (function,  written, write_n, judged, (out(file), to), (out(file), log), (int, n)),
    (function,  same_wide, same_wide, wstr, (wstr, s)),
    (function,  same_16, same_16, u16str, (u16str, s)),
    (function,  same_32, same_32, u32str, (u32str, s)),
    (function,  same_complex, same_complex, complex, (complex, z)),
    (function,  same_value, same_value, value, (value, v)),
    (function,  same_spec, same_spec, timespec, (timespec, t)),
    (function,  same_span, same_spec, duration, (duration, t)),
    (function,  same_tm, same_tm, tm, (tm, t)),
    (function,  token, first_token, token),
    (function,  same_token, same_pointer, token, (token, t)),
    (function,  middle, middle, Point, (Point, a), (ref(Point), b)),
    (function,  far_most, far_most, double, (list(Point), points)),
    (function,  far_of, far_most, double, (array(Point), points)),
    (function,  shift, shift, none, (mut(array(Point)), points), (double, by)),
    (function,  diagonal, diagonal, int, (fill(Point), out, n), (cap(int), out), (arg(int), n)),
    (function,  levels, levels, int, (list(Tank), tanks)),
    (function,  weigh, weigh, size_t, (dict(str, data), weights)),
    (function,  tanks, tanks, none, (int, n), (out(owned(list(owned(Tank)), give)), tanks)),
    (function,  table, table, none, (out(dict(str, int)), table)),
    (function,  settings, settings, none, (out(pairs(str)), out)),
    (function,  copied, copied, owned(pairs(str), copied_free), (pairs(str), p)),
    (function,  several, several, tuple(str), (out(len(size_t)), result)),
    (function,  no_text, no_text, str),
    (function,  no_bytes, no_bytes, list(as(u8, int)), (out(len(size_t)), result)),
    (function,  several_of, several, set(str), (out(len(size_t)), result)),
    (function,  bytes_len, bytes_len, size_t, (bytes, data)),
    (function,  tank, tank_new, owned(Tank), (int, level)),
    (function,  level_of, level_of, int, (opt(ref(Tank)), tank)),
    (function,  small, small, i8, (i8, i), (u8, u, 1), (u16, w, 2), (u32, d, 3), (u64, q, 4),
                (float, f, 0.5f), (bool, b, true), (char, c, 'c')),
    (constant,  "ANSWER", 4200000),
    (constant,  "TEXT", "text"),
    (constant,  "PI", 3.25),
    (constant,  "YES", (bool)1),
    (constants, OOM_, FIRST, SECOND),
    (macros,    OOM_, TEXT));
