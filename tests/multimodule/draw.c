/* A user of plane's classes, compiled separately. */
#include "plane.h"
#include <seabind/seabind.h>

#include <math.h>

SEA_IMPORT_CLASS(Vec2, vec2, "plane", VEC2_SHARED);
SEA_IMPORT_HANDLE(Pen, pen *, "plane", PEN_SHARED);

static const pen_functions *pens;
static void use(size_t functions)
{
    pens = (const pen_functions *)functions;
}
static double length(const vec2 *v)
{
    return hypot(v->x, v->y);
}
static vec2 twice(vec2 v)
{
    v.x *= 2;
    v.y *= 2;
    return v;
}
static int width(const pen *p)
{
    return pens->width(p);
}
static pen *same(pen *p)
{
    return p;
}
static pen *make(int n)
{
    return n > 0 ? pens->make(n) : NULL;
}
static int peeks(PyObject *o)
{
    return (sea_peek_Vec2(o) != NULL) + 2 * (sea_peek_Pen(o) != NULL);
}
static PyObject *wrap(double x, double y)
{
    vec2 v;
    v.x = x;
    v.y = y;
    return sea_wrap_Vec2(v);
}

/* a class of its own on top of a shared one */
typedef struct vec3 {
    vec2 plane;
    double z;
} vec3;
static vec3 vec3_make(double x, double y, double z)
{
    return (vec3){{x, y}, z};
}
static vec2 vec3_flat(const vec3 *v)
{
    return v->plane;
}
SEA_CLASS(Vec3, vec3,
    (base,   Vec2, plane),
    (init,   vec3_make, (double, x), (double, y), (double, z)),
    (field,  z, double),
    (method, flat, vec3_flat, Vec2));

#ifdef DERIVED
#    define LISTED (class, Vec3)
#else
#    define LISTED (doc, "Vec3 needs Vec2 at import: left out.")
#endif

SEA_MODULE(draw,
    (threads,  safe),
    (import,   Vec2),
    (import,   Pen),
    LISTED,
    (function, use, use, void, (size_t, functions)),
    (function, length, length, double, (ref(Vec2), v)),
    (function, twice, twice, Vec2, (Vec2, v)),
    (function, width, width, int, (ref(Pen), pen)),
    (function, same, same, ptr(Pen), (ptr(Pen), pen)),
    (function, make, make, opt(owned(Pen)), (int, width)),
    (function, peeks, peeks, int, (object, o)),
    (function, wrap, wrap, object, (double, x), (double, y)));
