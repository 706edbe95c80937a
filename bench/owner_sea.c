/* A class that another extension uses, see user_sea.c. */
#include <seabind/seabind.h>

#include "shared.h"

// clang-format off
static Vec2 vec2_make(double x, double y) { return (Vec2){x, y}; }

SEA_CLASS(Vec2, Vec2,
    VEC2_SHARED,
    (init,  vec2_make, (double, x), (double, y)),
    (field, x, double),
    (field, y, double));

SEA_MODULE(owner_sea,
    (class, Vec2));
