/* (vectorized, name, fn, result, parameters...) in modules and classes. */
#include <seabind/seabind.h>
#include <math.h>
#include <stdlib.h>

static double gauss(double x, double mu, double sigma)
{
    const double z = (x - mu) / sigma;
    return exp(-z * z / 2);
}
static int32_t add(int32_t a, int32_t b)              { return a + b; }
static uint8_t half(uint8_t n)                        { return (uint8_t)(n / 2); }
static uint64_t same(uint64_t n)                      { return n; }
static int64_t minus(int64_t n)                       { return -n; }
static float scaled(float x, float by)                { return x * by; }
static bool both(bool a, bool b)                      { return a && b; }
static int16_t sign(double x)                         { return (int16_t)((x > 0) - (x < 0)); }
static double five(double a, int8_t b, uint16_t c, float d, bool e)
{
    return a + b + c + (double)d + (e ? 0.5 : 0);
}
/* what is no number is the same for all */
static double horner(const double *c, size_t n, double x)
{
    double y = 0;
    while (n-- > 0) {
        y = y * x + c[n];
    }
    return y;
}
static double named(const char *how, double x)        { return how[0] == '-' ? -x : x; }
static double maybe(const char *how, double x)        { return how == NULL ? 0 : named(how, x); }
static double twice(double x, double too)             { return x + too; }
static _Atomic(long) calls;
static long counted(long n)                           { calls++; return n; }
static long count(void)                               { return calls; }
static _Atomic(int) before, after;
static void begin(void)                               { before++; }
static void end(void)                                 { after++; }
static int32_t around(int32_t n)                      { return n + 10 * before + 100 * after; }

/* ---- methods ---- */
typedef struct line { double slope, at; } line;
static line line_make(double slope, double at)        { return (line){slope, at}; }
static double line_y(const line *l, double x)         { return l->slope * x + l->at; }
static double line_move(line *l, double by)           { return l->at += by; }
typedef struct pair { line first, second; } pair;
static pair *pair_new(void)
{
    pair *p = malloc(sizeof *p);
    if (p != NULL) {
        *p = (pair){{1, 0}, {2, 1}};
    }
    return p;
}
static void pair_free(pair *p)                        { free(p); }

typedef struct curve { double c[3]; } curve;
static _Atomic(int) live;
static curve *curve_new(double a, double b, double c)
{
    curve *v = malloc(sizeof *v);
    if (v != NULL) {
        *v = (curve){{a, b, c}};
        live++;
    }
    return v;
}
static void curve_free(curve *v)                      { live--; free(v); }
static int alive(void)                                { return live; }
static double curve_y(curve *v, double x)             { return horner(v->c, 3, x); }
static double curve_dist(double x, const curve *v)    { return horner(v->c, 3, x) - x; }

SEA_CLASS(Line, line,
    (init,       line_make, (double, slope, 1), (double, at, 0)),
    (field,      at, double),
    (vectorized, y, line_y, double, (double, x), (doc, "The height at x.")),
    (vectorized, move, line_move, double, (double, by)));
SEA_HANDLE(Pair, pair *,
    (init,       pair_new),
    (destroy,    pair_free),
    (field,      first, Line),
    (field,      second, Line, (readonly)));
SEA_HANDLE(Curve, curve *,
    (init,       curve_new, (double, a), (double, b), (double, c)),
    (destroy,    curve_free),
    (vectorized, y, curve_y, double, (double, x)),
    (vectorized, distance, curve_dist, double, (double, x), (self), (release_gil)));

SEA_MODULE(vectorized,
    (threads,    safe),
    (class,      Line),
    (class,      Pair),
    (class,      Curve),
    (vectorized, gauss, gauss, double, (double, x), (double, mu, 0.0), (double, sigma, 1.0),
                 (doc, "The bell curve.")),
    (vectorized, add, add, i32, (i32, a), (kwonly), (i32, b, 1)),
    (vectorized, half, half, u8, (u8, n), (posonly)),
    (vectorized, same, same, u64, (u64, n)),
    (vectorized, minus, minus, i64, (i64, n)),
    (vectorized, scaled, scaled, float, (float, x), (float, by)),
    (vectorized, both, both, bool, (bool, a), (bool, b)),
    (vectorized, sign, sign, i16, (double, x)),
    (vectorized, five, five, double, (double, a), (i8, b), (u16, c), (float, d), (bool, e)),
    (vectorized, horner, horner, double, (array(double), c), (double, x)),
    (vectorized, named, named, double, (str, how), (double, x), (release_gil)),
    (vectorized, maybe, maybe, double, (opt(str), how, NULL), (double, x, 1)),
    (vectorized, squared, twice, double, (double, x), (fixed(double), x * x - x)),
    (vectorized, counted, counted, long, (long, n)),
    (vectorized, around, around, i32, (i32, n), (around, begin, end)),
    (vectorized, of_curve, curve_y, double, (ptr(Curve), curve), (double, x)),
    (function,   count, count, long),
    (function,   alive, alive, int));
