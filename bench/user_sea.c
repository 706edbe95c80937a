/* Functions that use another extension's class, see owner_sea.c. */
#include <seabind/seabind.h>

#include "shared.h"

// clang-format off
SEA_IMPORT_CLASS(Vec2, Vec2, "owner_sea", VEC2_SHARED);

SEA_MODULE(user_sea,
    (import,   Vec2),
    (function, dot, dot, double, (ref(Vec2), a), (ref(Vec2), b)),
    (function, make, make, Vec2, (double, t)));
