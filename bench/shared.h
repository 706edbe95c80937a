/* What owner_sea.c and user_sea.c agree on. */
#ifndef SHARED_H
#define SHARED_H
#include "geom.h"

#define VEC2_SHARED (shared, "org.example.bench.Vec2", 1, x, y)

#endif
