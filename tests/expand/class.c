#include <seabind/seabind.h>

typedef struct {
    double x, y;
} vec2;

double length(const vec2 *v);

SEA_CLASS(Vec2, vec2,
    (doc, "A vector."),
    (field, x, double),
    (method, length, length, double));
