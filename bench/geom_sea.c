/* The benchmark's library, geom.h and more.h, bound with seabind. */
#include <seabind/seabind.h>

#include "more.h"

// clang-format off
static Vec2 vec2_make(double x, double y) { return (Vec2){x, y}; }

SEA_CLASS(Vec2, Vec2,
    (init,   vec2_make, (double, x), (double, y)),
    (field,  x, double),
    (field,  y, double),
    (method, get,  vec2_get,  double),
    (method, dotk, vec2_dotk, double, (double, k)));

/* ---- more.h ---- */
static void   bret(unsigned char *out)  { bfill(out, 16); }
static size_t ramp_out(double *out, size_t n, size_t wanted)
{
    (void)wanted;
    ramp(out, n);
    return n;
}
static Circle circle_make(double r)          { return (Circle){r}; }
static Square square_make(double a)          { return (Square){a}; }
static Box    box_make(double w, double h)   { return (Box){w, h}; }

SEA_STATUS(halved, int,
    (failure, it != 0),
    (raise,   ValueError, "odd number"));
SEA_STATUS(done, int,
    (failure, it != 0));

SEA_HANDLE(Node, Node *,
    (keeps),
    (init,     node_new, (int, value)),
    (destroy,  node_free),
    (property, value, node_value, int),
    (method,   link, node_link, none, (ptr(Node), next), (keep_alive, self, next)),
    (method,   next, node_next, ptr(Node)));
SEA_HANDLE(Counter, Counter *,
    (embedded),
    (init,     counter_init, done, (self)),
    (destroy,  counter_done),
    (method,   bump, counter_bump, long, (long, by)));
SEA_CLASS(Circle, Circle, (init, circle_make, (double, r)));
SEA_CLASS(Square, Square, (init, square_make, (double, a)));
SEA_CLASS(Box,    Box,    (init, box_make, (double, w), (double, h)));

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
    (function, sum_arr, sum_arr, double, (array(double), p)),

    (class,    Node),
    (class,    Counter),
    (class,    Circle),
    (class,    Square),
    (class,    Box),
    (function, mix3, mix3, double, (int, a), (double, b), (str, s)),
    (function, mix8, mix8, double, (int, a), (double, b), (str, s), (long, c), (double, d),
                                   (bool, e), (float, f), (size_t, g)),
    (function, blen, blen, size_t, (array(void), data)),
    (function, bret, bret, none, (fill(u8), out, 16)),
    (function, sum_list, sum_arr, double, (list(double), values)),
    (function, ramp, ramp_out, size_t, (fill(double), out, n), (cap(size_t), out), (size_t, n)),
    (function, half, half, halved, (int, n), (out(int), half)),
    (function, area, (overload, circle_area, double, (ref(Circle), shape)),
                     (overload, square_area, double, (ref(Square), shape)),
                     (overload, box_area, double, (ref(Box), shape))));
