import sys

from cffi import FFI

ffi = FFI()
ffi.cdef("""
    typedef struct gauge gauge;
    int         gauge_open(gauge **out, size_t room);
    int         gauge_add(gauge *g, double sample);
    int         gauge_fill(gauge *g, const double *samples, size_t n);
    int         gauge_range(const gauge *g, double *low, double *high);
    size_t      gauge_count(const gauge *g);
    void        gauge_close(gauge *g);
    const char *gauge_text(int code);
    enum { GAUGE_MEMORY, ... };
""")
ffi.set_source("_gauge", '#include "gauge.h"')

if __name__ == "__main__":
    ffi.emit_c_code(sys.argv[1])
