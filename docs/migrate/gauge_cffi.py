from _gauge import ffi, lib


class GaugeError(Exception):
    pass


def check(code):
    if code == lib.GAUGE_MEMORY:
        raise MemoryError
    if code != 0:
        error = GaugeError(ffi.string(lib.gauge_text(code)).decode())
        error.code = code
        raise error


class Gauge:
    _gauge = None

    def __init__(self, room=100):
        out = ffi.new("gauge **")
        check(lib.gauge_open(out, room))
        self._gauge = ffi.gc(out[0], lib.gauge_close)

    def _open(self):
        if self._gauge is None:
            raise ValueError("the Gauge is closed")
        return self._gauge

    @property
    def count(self):
        return lib.gauge_count(self._open())

    def add(self, sample):
        check(lib.gauge_add(self._open(), sample))

    def fill(self, samples):
        buffer = ffi.from_buffer("double[]", samples)
        check(lib.gauge_fill(self._open(), buffer, len(buffer)))

    def range(self):
        low, high = ffi.new("double *"), ffi.new("double *")
        check(lib.gauge_range(self._open(), low, high))
        return low[0], high[0]

    def close(self):
        if self._gauge is not None:
            ffi.release(self._gauge)
            self._gauge = None

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()
