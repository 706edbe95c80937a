/* The benchmark's library, geom.h, bound with seabind. */
#include <seabind/seabind.h>

#include "geom.h"

// clang-format off
static Vec2 vec2_make(double x, double y) { return (Vec2){x, y}; }

SEA_CLASS(Vec2, Vec2,
    (init,   vec2_make, (double, x), (double, y)),
    (field,  x, double),
    (field,  y, double),
    (method, get,  vec2_get,  double),
    (method, dotk, vec2_dotk, double, (double, k)));

SEA_MODULE(geom_sea,
    (class,    Vec2),
    (function, f0, f0, int),
    (function, f1, f1, int, (int, a)),
    (function, f2, f2, double, (double, a), (double, b)),
    (function, f6, f6, int, (int, a), (int, b), (int, c), (int, d), (int, e), (int, f)),
    (function, kw2, kw2, int, (int, a), (int, b)),
    (function, def3, def3, int, (int, a), (int, b, 10), (int, c, 20)),
    (function, slen, slen, size_t, (str, s)),
    (function, sret, sret, str),
    (function, dot, dot, double, (ref(Vec2), a), (ref(Vec2), b)),
    (function, make, make, Vec2, (double, t)),
    (function, sum_arr, sum_arr, double, (array(double), p)));
