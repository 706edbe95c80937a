# ruff: noqa: E501
"""The benchmark's library bound with cffi in API mode: the thin layer its users write."""

from _bench_cffi import ffi, lib

f0, f1, f2, f6 = lib.f0, lib.f1, lib.f2, lib.f6


def kw2(a, b):
    return lib.kw2(a, b)


def def3(a, b=10, c=20):
    return lib.def3(a, b, c)


def slen(s):
    return lib.slen(s.encode())


def sret():
    return ffi.string(lib.sret()).decode()


class Vec2:
    __slots__ = ("_v",)

    def __init__(self, x, y):
        v = self._v = ffi.new("Vec2 *")
        v.x = x
        v.y = y

    def get(self):
        return lib.vec2_get(self._v)

    def dotk(self, k):
        return lib.vec2_dotk(self._v, k)

    @property
    def x(self):
        return self._v.x

    @x.setter
    def x(self, d):
        self._v.x = d


def dot(a, b):
    return lib.dot(a._v, b._v)


def make(t):
    r = Vec2.__new__(Vec2)
    r._v = ffi.new("Vec2 *", lib.make(t))
    return r


def sum_arr(a):
    p = ffi.from_buffer("double[]", a)
    return lib.sum_arr(p, len(p))


def mix3(a, b, s):
    return lib.mix3(a, b, s.encode())


def mix8(a, b, s, c, d, e, f, g):
    return lib.mix8(a, b, s.encode(), c, d, e, f, g)


def blen(b):
    return lib.blen(b, len(b))


def bret():
    out = ffi.new("unsigned char[16]")
    lib.bfill(out, 16)
    return bytes(ffi.buffer(out))


def sum_list(values):
    return lib.sum_arr(ffi.new("double[]", values), len(values))


def ramp(n):
    out = ffi.new("double[]", n)
    lib.ramp(out, n)
    return list(out)


def half(n):
    out = ffi.new("int *")
    if lib.half(n, out) != 0:
        raise ValueError("odd number")
    return out[0]


class Node:
    __slots__ = ("_next", "_p")

    def __init__(self, value):
        self._p = ffi.gc(lib.node_new(value), lib.node_free)

    @property
    def value(self):
        return lib.node_value(self._p)

    def link(self, next):
        lib.node_link(self._p, next._p)
        self._next = next

    def next(self):
        return self._next


class Counter:
    __slots__ = ("_c",)

    def __init__(self):
        self._c = ffi.new("Counter *")
        lib.counter_init(self._c)

    def bump(self, by):
        return lib.counter_bump(self._c, by)


class Circle:
    __slots__ = ("_c",)

    def __init__(self, r):
        self._c = ffi.new("Circle *", (r,))


class Square:
    __slots__ = ("_c",)

    def __init__(self, a):
        self._c = ffi.new("Square *", (a,))


class Box:
    __slots__ = ("_c",)

    def __init__(self, w, h):
        self._c = ffi.new("Box *", (w, h))


def area(shape):
    if isinstance(shape, Circle):
        return lib.circle_area(shape._c)
    if isinstance(shape, Square):
        return lib.square_area(shape._c)
    return lib.box_area(shape._c)
