# cython: language_level=3
cdef extern from "gauge.h":
    ctypedef struct gauge
    enum: GAUGE_MEMORY
    int gauge_open(gauge **out, size_t room)
    int gauge_add(gauge *g, double sample)
    int gauge_fill(gauge *g, const double *samples, size_t n)
    int gauge_range(const gauge *g, double *low, double *high)
    size_t gauge_count(const gauge *g)
    void gauge_close(gauge *g)
    const char *gauge_text(int code)


class GaugeError(Exception):
    pass


cdef int check(int code) except -1:
    if code == GAUGE_MEMORY:
        raise MemoryError
    if code != 0:
        error = GaugeError(gauge_text(code).decode())
        error.code = code
        raise error
    return 0


cdef class Gauge:
    cdef gauge *_gauge

    def __init__(self, size_t room=100):
        if self._gauge != NULL:
            raise RuntimeError("the Gauge is initialised already")
        check(gauge_open(&self._gauge, room))

    cdef gauge *opened(self) except NULL:
        if self._gauge == NULL:
            raise ValueError("the Gauge is closed")
        return self._gauge

    @property
    def count(self):
        return gauge_count(self.opened())

    def add(self, double sample):
        check(gauge_add(self.opened(), sample))

    def fill(self, const double[::1] samples):
        cdef const double *first = NULL if len(samples) == 0 else &samples[0]
        check(gauge_fill(self.opened(), first, len(samples)))

    def range(self):
        """Return the lowest and the highest sample."""
        cdef double low, high
        check(gauge_range(self.opened(), &low, &high))
        return low, high

    def close(self):
        gauge_close(self._gauge)
        self._gauge = NULL

    def __dealloc__(self):
        gauge_close(self._gauge)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()
