/* Results that cannot be made into Python objects: test_results.py fixes what is said. */
#include <seabind/seabind.h>
#include <float.h>
#include <stdlib.h>

#define BAD "ab\xff"

/* ---- an enum, text ---- */
typedef enum { MODE_READ = 1, MODE_WRITE } mode;
SEA_ENUM(Mode, mode, (values, MODE_, READ, WRITE), (unknown, error));

static mode        mode_of(int n)               { return (mode)n; }
static void        mode_out(int n, mode *m)     { *m = (mode)n; }
static const char *text(void)                   { return BAD; }
static char       *own_text(void)
{
    char *s = malloc(sizeof BAD);
    return s != NULL ? memcpy(s, BAD, sizeof BAD) : NULL;
}
static void        text_out(const char **s)     { *s = BAD; }
static int         fill(char *out, int n)       { memcpy(out, BAD, 3); return n < 3 ? n : 3; }
static const char *letters(size_t *n)           { *n = 3; return BAD; }
static const char *too_many(size_t *n)          { *n = (size_t)-1; return BAD; }
static int         big(void)                    { return 300; }
static const uint_least16_t *wide(void)
{
    static const uint_least16_t half[] = {'a', 0xdc00, 0};
    return half;
}
static const uint_least32_t *wider(void)
{
    static const uint_least32_t beyond[] = {0x110000, 0};
    return beyond;
}

/* ---- times, values ---- */
static time_t          moment(long long n)           { return (time_t)n; }
static struct timespec spec(long long s, long ns)    { return (struct timespec){(time_t)s, ns}; }
static double          seconds(double s)             { return s; }
static struct tm       calendar(int year, int month)
{
    return (struct tm){.tm_year = year, .tm_mon = month, .tm_mday = 1};
}
static sea_value       mixed(int kind)
{
    sea_value v = {.kind = kind};
    v.as.text.data = BAD;
    v.as.text.len = 3;
    return v;
}

/* ---- containers ---- */
static const mode modes[] = {MODE_READ, MODE_WRITE, (mode)7};
static const int sizes[] = {1, 300};
static const char *const words[] = {"a", BAD, NULL};
static const mode *all_modes(size_t *n)              { *n = 3; return modes; }
static void        out_modes(const mode **m, size_t *n) { *m = modes; *n = 3; }
static const int  *all_sizes(size_t *n)              { *n = 2; return sizes; }
static const char *const *all_words(void)            { return words; }
static void        by_word(const char *const **k, const mode **v, size_t *n)
{
    *k = words;
    *v = modes;
    *n = 2;
}
static void        by_mode(const mode **k, const int **v, size_t *n)
{
    *k = modes + 1;
    *v = sizes;
    *n = 2;
}
typedef struct { double x; } point;
SEA_CLASS(Point, point, (field, x, double));
static const point points[2] = {{0}, {0}};
static const point *all_points(size_t *n)            { *n = 2; return points; }
static void        by_point(const point **k, const int **v, size_t *n)
{
    *k = points;
    *v = sizes;
    *n = 1;
}

/* ---- converters of the user's ---- */
static PyObject *angle(double a)
{
    PyErr_Format(a < 0 ? PyExc_ValueError : PyExc_KeyError, "an angle of %d", (int)a);
    return NULL;
}
SEA_CONVERTER(angle, double, (caster, angle));
SEA_CONVERTER(pair, int, (tuple, (int, it), (Mode, (mode)it)));
SEA_CONVERTER(byte, int, (cast, as(u8, int), it));
static double turn(double a)                         { return a; }
static int    same(int n)                            { return n; }

/* ---- attributes ---- */
typedef struct { mode mode; const char *name; mode modes[3]; const char *names[2]; } entry;
static entry *entry_new(void)
{
    entry *e = malloc(sizeof *e);
    if (e != NULL) {
        *e = (entry){(mode)9, BAD, {MODE_READ, (mode)8, MODE_WRITE}, {"a", BAD}};
    }
    return e;
}
static void        entry_free(entry *e)              { free(e); }
static mode        entry_mode(const entry *e)        { return e->mode; }
static const char *entry_name(const entry *e)        { return e->name; }
static entry      *entry_other(entry *e)             { return e + 1; }
static int         entry_sum(entry *const *all, size_t n) { (void)all; return (int)n; }
static int         entry_rest(entry *e, entry *const *all, size_t n) { (void)e; (void)all; return (int)n; }
static int         entry_named(const char *const *k, entry *const *all, size_t n) { (void)k; (void)all; return (int)n; }

SEA_HANDLE(Entry, entry *,
    (init,     entry_new),
    (destroy,  entry_free),
    (field,    mode, Mode),
    (field,    name, str),
    (field,    modes, array(Mode, 3)),
    (field,    names, array(str, 2)),
    (property, kind, entry_mode, Mode),
    (method,   other, entry_other, ptr(Entry)),
    (method,   title, entry_name, str),
    (static,   parse, mode_of, Mode, (int, n)),
    (operator, str, entry_name, str));

typedef struct { mode mode; const char *name; } row;
static row row_make(void)                            { return (row){(mode)5, BAD}; }
SEA_CLASS(Row, row, (init, row_make), (field, mode, Mode), (field, name, str));

/* ---- what is not ours ---- */
static PyObject *call(PyObject *f)                   { return PyObject_CallNoArgs(f); }
static PyObject *raise_text(void)
{
    PyErr_SetString(PyExc_ValueError, "C has its own words");
    return NULL;
}

SEA_MODULE(results,
    (enum,     Mode),
    (class,    Entry), (class, Row), (class, Point),
    (function, mode_of,    mode_of, Mode, (int, n)),
    (function, mode_out,   mode_out, none, (int, n), (out(Mode), m)),
    (function, text,       text, str),
    (function, maybe,      text, opt(str)),
    (function, own_text,   own_text, owned(str)),
    (function, text_out,   text_out, none, (out(str), s)),
    (function, two,        text, str, (returns, str, it), (end)),
    (function, fill,       fill, int, (fill(char), out, 8), (cap(int), out)),
    (function, letters,    letters, items(char), (out(len(size_t)), result)),
    (function, too_many,   too_many, items(char), (out(len(size_t)), result)),
    (function, big,        big, as(u8, int)),
    (function, wide,       wide, u16str),
    (function, wider,      wider, u32str),
    (function, moment,     moment, timestamp, (llong, n)),
    (function, spec,       spec, timespec, (llong, s), (long, ns)),
    (function, span,       spec, duration, (llong, s), (long, ns)),
    (function, seconds,    seconds, seconds, (double, s)),
    (function, calendar,   calendar, tm, (int, year), (int, month)),
    (function, mixed,      mixed, value, (int, kind)),
    (function, all_modes,  all_modes, list(Mode), (out(len(size_t)), result)),
    (function, mode_set,   all_modes, set(Mode), (out(len(size_t)), result)),
    (function, out_modes,  out_modes, none, (out(tuple(Mode)), m)),
    (function, all_sizes,  all_sizes, list(as(u8, int)), (out(len(size_t)), result)),
    (function, all_words,  all_words, zlist(str)),
    (function, by_word,    by_word, none, (out(dict(str, Mode)), m)),
    (function, by_mode,    by_mode, none, (out(dict(Mode, int)), m)),
    (function, point_set,  all_points, set(Point), (out(len(size_t)), result)),
    (function, by_point,   by_point, none, (out(dict(Point, int)), m)),
    (function, turn,       turn, angle, (double, a)),
    (function, pair,       same, pair, (int, n)),
    (function, byte,       same, byte, (int, n)),
    (function, total,      entry_sum, int, (list(Entry), entries)),
    (function, some,       entry_sum, int, (list(opt(Entry)), entries)),
    (function, fixed,      entry_sum, int, (tuple(Entry), entries)),
    (function, distinct,   entry_sum, int, (set(Entry), entries)),
    (function, rest,       entry_rest, int, (Entry, first), (args(Entry), others)),
    (function, named,      entry_named, int, (dict(str, Entry), entries)),
    (function, call,       call, object, (object, f)),
    (function, raise_text, raise_text, object));
