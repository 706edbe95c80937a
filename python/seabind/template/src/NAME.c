#include <seabind/seabind.h>
#include <math.h>

/* ---- plain C: yours, or a library's ---- */
typedef struct { double x, y; } point;

static point  point_make(double x, double y)                  { return (point){x, y}; }
static double point_distance(const point *a, const point *b)  { return hypot(a->x - b->x, a->y - b->y); }
static double mean(const double *values, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += values[i];
    }
    return n > 0 ? sum / (double)n : 0;
}

/* ---- the binding: kind, Python name, C function, result, parameters, options ---- */
SEA_CLASS(Point, point,
    (doc,    "A point in the plane."),
    (init,   point_make, (double, x, 0.0), (double, y, 0.0)),
    (field,  x, double, (doc, "Abscissa.")),
    (field,  y, double, (doc, "Ordinate.")),
    (method, distance, point_distance, double, (ref(Point), other),
             (doc, "Return the distance to *other*.")));

SEA_MODULE(@NAME@,
    (doc,      "Made with seabind."),
    (threads,  safe),
    (class,    Point),
    (function, mean, mean, double, (array(double), values),
               (doc, "Return the mean of a buffer of C doubles, 0 for an empty one.")));
