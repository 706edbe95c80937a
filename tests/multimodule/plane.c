/* The owner of two shared classes. */
#include "plane.h"
#include <seabind/seabind.h>

#include <stdlib.h>

struct pen {
    int width, used;
};
static int pens;
static pen *pen_make(int width)
{
    pen *p = calloc(1, sizeof *p);
    if (p != NULL) {
        p->width = width;
        pens++;
    }
    return p;
}
static void pen_destroy(pen *p)
{
    pens--;
    free(p);
}
static int pen_width(const pen *p)
{
    return p->width;
}
static pen *favourite;
static void set_favourite(pen *p)
{
    favourite = p;
}
static pen *get_favourite(void)
{
    return favourite;
}
static int count(void)
{
    return pens;
}
static vec2 vec2_make(double x, double y)
{
    vec2 v;
    v.x = x;
    v.y = y;
    return v;
}
static size_t functions(void)
{
    static const pen_functions all = {pen_make, pen_destroy, pen_width};
    return (size_t)&all;
}

SEA_CLASS(Vec2, vec2,
    VEC2_SHARED,
    (init,  vec2_make, (double, x), (double, y)),
    (field, x, COORDINATE),
    (field, y, COORDINATE));

SEA_HANDLE(Pen, pen *,
    PEN_SHARED,
    (init,     pen_make, (int, width)),
    (destroy,  pen_destroy),
    (property, width, pen_width, int));

SEA_MODULE(PLANE_MODULE,
    (threads,  safe),
    (class,    Vec2),
    (class,    Pen),
    (function, set_favourite, set_favourite, void, (ptr(Pen), pen)),
    (function, favourite, get_favourite, opt(ptr(Pen))),
    (function, pens, count, int),
    (function, functions, functions, size_t));
