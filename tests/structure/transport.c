#include "city.h"

typedef struct bus { int line; } bus;

static bus   bus_make(int line)      { return (bus){line}; }
static int   bus_go(const bus *b)    { return b->line > 0 ? 0 : 9; }
static house depot(void)             { return (house){0}; }
static bus   express(void)           { return (bus){1}; }
static int   fail(int code)          { return code; }
static long  count_all(census *c)    { return c->houses; }

SEA_EXCEPTION(BusError, CityError);
SEA_STATUS(bus_status, int, (failure, it != 0), (raise, BusError, "bus %d", it));

SEA_CLASS(Bus, bus,
    (init,   bus_make, (int, line)),
    (field,  line, int),
    (method, go, bus_go, bus_status));

SEA_SUBMODULE(rail,
    (doc,      "Trains."),
    (function, express, express, Bus),
    (function, fail, fail, city, (int, code)),
    (function, count, count_all, long, (state, census)));

SEA_SUBMODULE(transport,
    (doc,       "Buses and trains."),
    (exception, BusError),
    (class,     Bus),
    (submodule, rail),
    (function,  depot, depot, House),
    (function,  fail, fail, bus_status, (int, code, 3)),
    (function,  count, count_all, long, (state, census)));
