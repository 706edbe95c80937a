#include "gauge.h"
#include <stdlib.h>
#include <string.h>

struct gauge {
    size_t count, room;
    double samples[];
};

int gauge_open(gauge **out, size_t room)
{
    *out = calloc(1, sizeof(gauge) + room * sizeof(double));
    if (*out == NULL) {
        return GAUGE_MEMORY;
    }
    (*out)->room = room;
    return GAUGE_OK;
}
int gauge_fill(gauge *g, const double *samples, size_t n)
{
    if (n > g->room - g->count) {
        return GAUGE_FULL;
    }
    if (n > 0) {
        memcpy(g->samples + g->count, samples, n * sizeof *samples);
    }
    g->count += n;
    return GAUGE_OK;
}
int gauge_add(gauge *g, double sample)
{
    return gauge_fill(g, &sample, 1);
}
int gauge_range(const gauge *g, double *low, double *high)
{
    if (g->count == 0) {
        return GAUGE_EMPTY;
    }
    *low = *high = g->samples[0];
    for (size_t i = 1; i < g->count; i++) {
        *low = g->samples[i] < *low ? g->samples[i] : *low;
        *high = g->samples[i] > *high ? g->samples[i] : *high;
    }
    return GAUGE_OK;
}
size_t gauge_count(const gauge *g)
{
    return g->count;
}
void gauge_close(gauge *g)
{
    free(g);
}
const char *gauge_text(int code)
{
    return code == GAUGE_FULL ? "full" : code == GAUGE_EMPTY ? "empty" : "no memory";
}
