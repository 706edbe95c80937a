/* Plane geometry: a C struct as a Python class, in one file. */
#include <seabind/seabind.h>
#include <math.h>

typedef struct { double x, y; } vec2;

static vec2   vec2_make(double x, double y)          { return (vec2){x, y}; }
static double vec2_length(const vec2 *v)             { return hypot(v->x, v->y); }
static vec2   vec2_scaled(const vec2 *v, double by)  { return (vec2){v->x * by, v->y * by}; }
static vec2   vec2_add(const vec2 *a, const vec2 *b) { return (vec2){a->x + b->x, a->y + b->y}; }
static vec2   vec2_sub(const vec2 *a, const vec2 *b) { return (vec2){a->x - b->x, a->y - b->y}; }
static vec2   vec2_neg(const vec2 *v)                { return (vec2){-v->x, -v->y}; }
static double vec2_dot(const vec2 *a, const vec2 *b) { return a->x * b->x + a->y * b->y; }
static bool   vec2_eq(const vec2 *a, const vec2 *b)  { return a->x == b->x && a->y == b->y; }
static vec2   vec2_unit(double phi)                  { return (vec2){cos(phi), sin(phi)}; }
static void   vec2_polar(const vec2 *v, double *r, double *phi)
{
    *r = hypot(v->x, v->y);
    *phi = atan2(v->y, v->x);
}
static double mean(const double *samples, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += samples[i];
    }
    return n > 0 ? sum / (double)n : NAN;
}
static int nth(uint8_t n) { return 2 * n + 1; }

SEA_CLASS(Vec2, vec2,
    (doc,      "A vector in the plane."),
    (init,     vec2_make, (double, x, 0.0), (double, y, 0.0)),
    (field,    x, double, (doc, "Abscissa.")),
    (field,    y, double, (doc, "Ordinate.")),
    (method,   length, vec2_length, double, (doc, "Return the distance from the origin.")),
    (method,   scaled, vec2_scaled, Vec2, (double, by),
               (doc, "Return the vector scaled by *by*.")),
    (method,   dot,    vec2_dot, double, (ref(Vec2), other)),
    (method,   polar,  vec2_polar, none, (out(double), r), (out(double), phi),
               (doc, "Return the polar coordinates (r, phi).")),
    (static,   unit,   vec2_unit, Vec2, (double, phi),
               (doc, "Return the vector of length 1 in direction *phi* (radians).")),
    (operator, add, vec2_add, Vec2, (ref(Vec2), other)),
    (operator, sub, vec2_sub, Vec2, (ref(Vec2), other)),
    (operator, mul, vec2_scaled, Vec2, (double, by)),
    (operator, rmul, vec2_scaled, Vec2, (double, by)),
    (operator, neg, vec2_neg, Vec2),
    (operator, eq,  vec2_eq, bool, (ref(Vec2), other)));

SEA_MODULE(geometry,
    (doc,      "Plane geometry."),
    (threads,  safe),
    (class,    Vec2),
    (function, hypot, hypot, double, (double, x), (double, y),
               (doc, "Return the Euclidean distance of (x, y) from the origin.")),
    (function, mean,  mean, double, (array(double), samples),
               (doc, "Return the mean of any buffer of C doubles.")),
    (function, nth,   nth, int, (u8, n), (doc, "Return the *n*-th odd number.")),
    (constant, "TAU", 6.283185307179586));
