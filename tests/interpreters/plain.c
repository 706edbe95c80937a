/* A module that does not say (threads, safe). */
#include <seabind/seabind.h>

typedef struct { int n; } thing;
static thing thing_make(int n) { return (thing){n}; }
static int two(void) { return 2; }

SEA_CLASS(Thing, thing, (init, thing_make, (int, n)), (field, n, int));
SEA_MODULE(plain, (class, Thing), (function, two, two, int));
