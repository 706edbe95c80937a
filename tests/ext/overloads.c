/* Overload sets of every kind, and implicit conversions. */
#include <seabind/seabind.h>
#include <stdlib.h>

static int calls; /* of C functions */

typedef struct { double x, y; } vec2;
typedef struct { double r; } circle;
typedef struct { vec2 from, to; } line;
typedef struct jar { int n; } jar;

/* ---- Vec2: init, methods, static methods, operators, conversions ---- */
static vec2   make(double x, double y)            { return (vec2){x, y}; }
static vec2   both(double x)                      { return (vec2){x, x}; }
static vec2   both_int(int x)                     { return (vec2){x, -x}; }
static vec2   scaled(const vec2 *v, double k)     { return (vec2){v->x * k, v->y * k}; }
static double dot(const vec2 *v, const vec2 *w)   { return v->x * w->x + v->y * w->y; }
static bool   same(const vec2 *v, const vec2 *w)  { return v->x == w->x && v->y == w->y; }
static bool   same_both(const vec2 *v, double x)  { return v->x == x && v->y == x; }
static int    checked_both(vec2 *v, const char *text)
{
    *v = (vec2){strtod(text, NULL), 0};
    return v->x < 0;
}
SEA_STATUS(made, int, (failure, it != 0), (raise, ValueError, "below"));
SEA_CLASS(Vec2, vec2,
    (doc,      "Two numbers."),
    (init,     (overload, make, (double, x), (double, y)),
               (overload, both, (double, x)),
               (overload, checked_both, made, (self), (str, text)),
               (doc, "From one or two.")),
    (implicit, tuple(double, double), double, str),
    (field,    x, double), (field, y, double),
    (method,   times, (overload, scaled, Vec2, (double, k), (doc, "Longer.")),
                      (overload, dot, double, (ref(Vec2), other))),
    (static,   of, (overload, make, Vec2, (double, x), (double, y, 1)),
                   (overload, both_int, Vec2, (exact(int), x))),
    (operator, mul, (overload, scaled, Vec2, (double, k)),
                    (overload, dot, double, (ref(Vec2), other))),
    (operator, eq, (overload, same, bool, (ref(Vec2), other)),
                   (overload, same_both, bool, (double, x))));

static circle circle_make(double r)               { return (circle){r}; }
SEA_CLASS(Circle, circle, (init, circle_make, (double, r)));

static line   line_make(vec2 from, vec2 to)       { return (line){from, to}; }
static void   line_set(line *l, vec2 from)        { l->from = from; }
SEA_CLASS(Line, line,
    (init,     line_make, (Vec2, a), (kwonly), (Vec2, b, ((vec2){1, 1}))),
    (property, start, (setter, line_set, none, (Vec2, v))),
    (field,    a, from, Vec2), (field, b, to, Vec2));

/* ---- a handle ---- */
static jar   *jar_new(int n)
{
    jar *j = n >= 0 ? malloc(sizeof *j) : NULL;
    if (j != NULL) {
        j->n = n;
    }
    return j;
}
static jar   *jar_at(const vec2 *v)               { return jar_new((int)v->x); }
static int    jars;
static void   jar_free(jar *j)                    { jars++; free(j); }
static int    freed(void)                         { return jars; }
static int    jar_n(const jar *j)                 { return j->n; }
SEA_HANDLE(Jar, jar *,
    (init,     (overload, jar_new, (int, n)), (overload, jar_at, (ref(Vec2), v))),
    (destroy,  jar_free),
    (implicit, int));

/* ---- functions ---- */
static double circle_area(const circle *c)        { calls++; return 3 * c->r * c->r; }
static double rect_area(double w, double h)       { calls++; return w * h; }
static int    of_int(int n)                       { (void)n; return 1; }
static int    of_double(double x)                 { (void)x; return 2; }
static int    of_bool(bool b)                     { (void)b; return 3; }
static int    of_str(const char *s)               { (void)s; return 4; }
static int    of_ints(int const *v, size_t n)     { (void)v; return n > 0 ? 5 : 50; }
static int    of_doubles(double const *v, size_t n) { (void)v; (void)n; return 6; }
static int    of_bytes(sea_bytes b)               { (void)b; return 7; }
static int    of_vec(const vec2 *v)               { return v != NULL ? 8 : 9; }
static int    of_i64(int64_t n)                   { (void)n; return 10; }
static int    of_long_double(double x, int n)     { return (int)x + n; }
static int    keyed(const char *const *names, int const *v, size_t n)
{
    (void)names; (void)v; return (int)n;
}
static int    keyed_str(const char *const *names, const char *const *v, size_t n)
{
    (void)names; (void)v; return 100 + (int)n;
}
static int    numbered(int const *v, size_t n, int scale)       { (void)v; return (int)n * scale; }
static int    measured(double const *v, size_t n, double scale) { (void)v; return -(int)((double)n * scale); }
static PyObject *raises(PyObject *o)              { PyErr_SetObject(PyExc_TypeError, o); return NULL; }
static PyObject *any(PyObject *o)                 { return Py_NewRef(o); }
static int    called(void)                        { return calls; }
static int    mean(int const *v, size_t n)        { return n > 0 ? v[0] : -1; }
static double mean_double(double const *v, size_t n) { return n > 0 ? v[0] : -1; }

enum hue { HUE_RED, HUE_BLUE };
static int    of_hue(enum hue h)                  { return (int)h; }
SEA_ENUM(Hue, enum hue, (values, HUE_, RED, BLUE));

SEA_MODULE(overloads,
    (enum,     Hue),
    (function, hue, (overload, of_hue, int, (Hue, h, HUE_BLUE)),
                    (overload, of_str, int, (str, s, "\xc3\xa4"))),
    (class,    Vec2), (class, Circle), (class, Line), (class, Jar),
    (function, area, (overload, circle_area, double, (ref(Circle), c)),
                     (overload, rect_area, double, (double, w), (double, h),
                                (doc, "Of a rectangle.")),
                     (doc, "Area of anything.")),
    (function, kind, (overload, of_double, int, (double, x)),
                     (overload, of_int, int, (int, n)),
                     (overload, of_bool, int, (bool, b)),
                     (overload, of_str, int, (str, s)),
                     (overload, of_ints, int, (list(int), v)),
                     (overload, of_doubles, int, (list(double), v)),
                     (overload, of_bytes, int, (bytes, data)),
                     (overload, of_vec, int, (opt(ref(Vec2)), v)),
                     (overload, of_i64, int, (i64, n))),
    (function, wide, (overload, of_int, int, (int, n)), (overload, of_i64, int, (i64, n))),
    (function, by_name, (overload, of_int, int, (kwonly), (int, n)),
                        (overload, of_double, int, (kwonly), (double, x)),
                        (overload, of_str, int, (kwonly), (str, n))),
    (function, many, (overload, numbered, int, (args(int), v), (int, scale, 1)),
                     (overload, measured, int, (args(double), v), (double, scale, 1))),
    (function, options, (overload, keyed, int, (kwargs(int), v)),
                        (overload, keyed_str, int, (kwargs(str), v))),
    (function, final, (overload, raises, object, (object, o)), (overload, any, object, (object, o))),
    (function, mean, (overload, mean, int, (array(int), v)),
                     (overload, mean_double, double, (array(double), v))),
    (function, mixed, (overload, of_long_double, int, (double, x), (int, n)),
                      (overload, of_vec, int, (ref(Vec2), v))),
    (function, dot,  dot, double, (ref(Vec2), a), (ref(Vec2), b)),
    (function, length, of_vec, int, (opt(ref(Vec2)), v, NULL)),
    (function, strict, of_vec, int, (exact(ref(Vec2)), v)),
    (function, vectors, numbered, int, (args(int), v), (fixed(int), (int)where->x),
                       (arg(ref(Vec2)), where)),
    (function, jar_n, jar_n, int, (ref(Jar), j)),
    (function, freed, freed, int),
    (function, called, called, int));
