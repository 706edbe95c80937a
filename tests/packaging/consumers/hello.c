/* What every consumer project builds. */
#include <seabind/seabind.h>

typedef struct { int value; } box;

static box box_make(int value) { return (box){value}; }
static int twice(int n)        { return 2 * n; }

SEA_CLASS(Box, box,
    (init,  box_make, (int, value, 3)),
    (field, value, int));

SEA_MODULE(hello,
    (threads,  safe),
    (class,    Box),
    (function, twice, twice, int, (int, n)));
