import ctypes
import os
from ctypes import POINTER, byref, c_char_p, c_double, c_int, c_size_t, c_void_p

lib = ctypes.CDLL(os.environ["GAUGE_LIBRARY"])
lib.gauge_open.argtypes = [POINTER(c_void_p), c_size_t]
lib.gauge_add.argtypes = [c_void_p, c_double]
lib.gauge_fill.argtypes = [c_void_p, POINTER(c_double), c_size_t]
lib.gauge_range.argtypes = [c_void_p, POINTER(c_double), POINTER(c_double)]
lib.gauge_count.argtypes, lib.gauge_count.restype = [c_void_p], c_size_t
lib.gauge_close.argtypes, lib.gauge_close.restype = [c_void_p], None
lib.gauge_text.argtypes, lib.gauge_text.restype = [c_int], c_char_p


class GaugeError(Exception):
    pass


def check(code):
    if code == -3:
        raise MemoryError
    if code != 0:
        error = GaugeError(lib.gauge_text(code).decode())
        error.code = code
        raise error


class Gauge:
    def __init__(self, room=100):
        self._gauge = c_void_p()
        check(lib.gauge_open(byref(self._gauge), room))

    def _open(self):
        if not self._gauge:
            raise ValueError("the Gauge is closed")
        return self._gauge

    @property
    def count(self):
        return lib.gauge_count(self._open())

    def add(self, sample):
        check(lib.gauge_add(self._open(), sample))

    def fill(self, samples):
        array = (c_double * len(samples))(*samples)
        check(lib.gauge_fill(self._open(), array, len(array)))

    def range(self):
        low, high = c_double(), c_double()
        check(lib.gauge_range(self._open(), byref(low), byref(high)))
        return low.value, high.value

    def close(self):
        if self._gauge:
            lib.gauge_close(self._gauge)
            self._gauge = c_void_p()

    __del__ = close

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()
