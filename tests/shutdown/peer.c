/* See probe.h. */
#include "probe.h"

static long started(void)
{
    begin("peer");
    return 1;
}
SEA_MODULE(peer,
    (threads,  safe),
    (class,    Value),
    (class,    Pair),
    (class,    Handle),
    (class,    Embedded),
    (class,    ContainerOwnsPythonObjects),
    (function, cast, cast, none, (object, o)),
    (function, call_for_ever, call_for_ever, object, (object, callable)),
    (function, add_gc_checkers_with_weakrefs, add_gc_checkers_with_weakrefs, object,
               (object, o)),
    (function, casts_out, casts_out, bool),
    (constant, "STARTED", started()));
