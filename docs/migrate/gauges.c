#include <seabind/seabind.h>

#include "gauge.h"

SEA_EXCEPTION(GaugeError, Exception, (attribute, code));

SEA_STATUS(checked, int,
    (failure,   it != GAUGE_OK),
    (raise_if,  it == GAUGE_MEMORY, MemoryError),
    (raise,     GaugeError, "%s", gauge_text(it)),
    (attribute, code, int, it));

SEA_HANDLE(Gauge, gauge *,
    (init,     gauge_open, checked, (out(self), gauge), (size_t, room, 100)),
    (destroy,  gauge_close),
    (property, count, gauge_count, size_t),
    (method,   add,   gauge_add, checked, (double, sample)),
    (method,   fill,  gauge_fill, checked, (array(double), samples)),
    (method,   range, gauge_range, checked, (out(double), low), (out(double), high),
               (doc, "Return the lowest and the highest sample.")));

SEA_MODULE(gauges,
    (exception, GaugeError),
    (class,     Gauge));
