/* A small library, as they are: the last samples of something that is measured. */
#ifndef GAUGE_H
#define GAUGE_H
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif

typedef struct gauge gauge;
enum { GAUGE_OK = 0, GAUGE_FULL = -1, GAUGE_EMPTY = -2, GAUGE_MEMORY = -3 };

int         gauge_open(gauge **out, size_t room);
int         gauge_add(gauge *g, double sample);
int         gauge_fill(gauge *g, const double *samples, size_t n);
int         gauge_range(const gauge *g, double *low, double *high);
size_t      gauge_count(const gauge *g);
void        gauge_close(gauge *g);
const char *gauge_text(int code);

#ifdef __cplusplus
}
#endif
#endif
