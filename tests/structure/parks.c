#include "city.h"

static int   trees(int n)             { return 10 * n; }
static house bench(void)              { return (house){1}; }
static int   plant(int n)             { return n > 0 ? 0 : 4; }
static long  count_twice(census *c)   { return c->houses += 2; }

SEA_PART(city_ponds,
    (constant, "DUCKS", 7),
    (function, ducks, trees, int, (int, ponds)));

SEA_PART(city_parks,
    (release_gil),
    (part,      city_ponds),
    (constant,  "GREEN", "green"),
    (function,  trees, trees, int, (int, n, 3)),
    (function,  bench, bench, House),
    (function,  plant, plant, city, (int, n)),
    (function,  count_twice, count_twice, long, (state, census)));
