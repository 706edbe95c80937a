"""The benchmark's library bound with ctypes: prototypes, and a thin layer in Python."""

import ctypes as c
import os

library = c.CDLL(os.environ["BENCH_LIBRARY"])


def function(name, result, *parameters):
    f = getattr(library, name)
    f.restype, f.argtypes = result, parameters
    return f


class _Vec2(c.Structure):
    _fields_ = (("x", c.c_double), ("y", c.c_double))


i, d, size = c.c_int, c.c_double, c.c_size_t
_vec = c.POINTER(_Vec2)
f0, f1, f2 = function("f0", i), function("f1", i, i), function("f2", d, d, d)
f6 = function("f6", i, i, i, i, i, i, i)
_kw2, _def3 = function("kw2", i, i, i), function("def3", i, i, i, i)
_slen, _sret = function("slen", size, c.c_char_p), function("sret", c.c_char_p)
_get, _dotk = function("vec2_get", d, _vec), function("vec2_dotk", d, _vec, d)


def kw2(a, b):
    return _kw2(a, b)


def def3(a, b=10, c=20):
    return _def3(a, b, c)


def slen(s):
    return _slen(s.encode())


def sret():
    return _sret().decode()


class Vec2(_Vec2):
    def get(self):
        return _get(self)

    def dotk(self, k):
        return _dotk(self, k)


dot, make = function("dot", d, _vec, _vec), function("make", Vec2, d)
_sum_arr = function("sum_arr", d, c.POINTER(d), size)


def sum_arr(a):
    n = len(a)
    return _sum_arr((d * n).from_buffer(a), n)


_mix3 = function("mix3", d, i, d, c.c_char_p)
_mix8 = function("mix8", d, i, d, c.c_char_p, c.c_long, d, c.c_bool, c.c_float, size)
_blen = function("blen", size, c.c_char_p, size)
_bfill = function("bfill", None, c.c_char_p, size)
_ramp = function("ramp", None, c.POINTER(d), size)
_half = function("half", i, i, c.POINTER(i))


def mix3(a, b, s):
    return _mix3(a, b, s.encode())


def mix8(a, b, s, c, d, e, f, g):
    return _mix8(a, b, s.encode(), c, d, e, f, g)


def blen(b):
    return _blen(b, len(b))


def bret():
    out = c.create_string_buffer(16)
    _bfill(out, 16)
    return out.raw


def sum_list(values):
    n = len(values)
    return _sum_arr((d * n)(*values), n)


def ramp(n):
    out = (d * n)()
    _ramp(out, n)
    return list(out)


def half(n):
    out = i()
    if _half(n, c.byref(out)) != 0:
        raise ValueError("odd number")
    return out.value


_node_new = function("node_new", c.c_void_p, i)
_node_free = function("node_free", None, c.c_void_p)
_node_value = function("node_value", i, c.c_void_p)
_node_link = function("node_link", None, c.c_void_p, c.c_void_p)


class Node:
    __slots__ = ("_next", "_p")

    def __init__(self, value):
        self._p = _node_new(value)

    def __del__(self):
        _node_free(self._p)

    @property
    def value(self):
        return _node_value(self._p)

    def link(self, next):
        _node_link(self._p, next._p)
        self._next = next

    def next(self):
        return self._next


class Counter(c.Structure):
    _fields_ = (("n", c.c_long),)

    def __init__(self):
        _counter_init(self)

    def bump(self, by):
        return _counter_bump(self, by)


class Circle(c.Structure):
    _fields_ = (("r", d),)


class Square(c.Structure):
    _fields_ = (("a", d),)


class Box(c.Structure):
    _fields_ = (("w", d), ("h", d))


_counter_init = function("counter_init", i, c.POINTER(Counter))
_counter_bump = function("counter_bump", c.c_long, c.POINTER(Counter), c.c_long)
_areas = {
    Circle: function("circle_area", d, c.POINTER(Circle)),
    Square: function("square_area", d, c.POINTER(Square)),
    Box: function("box_area", d, c.POINTER(Box)),
}


def area(shape):
    return _areas[type(shape)](shape)
