# cython: language_level=3
"""The benchmark's library bound with Cython, the way its documentation teaches."""
from cpython.bytes cimport PyBytes_FromStringAndSize
from libc.stdlib cimport free, malloc


cdef extern from "more.h":
    ctypedef struct Vec2_ "Vec2":
        double x
        double y
    int f0_ "f0"()
    int f1_ "f1"(int)
    double f2_ "f2"(double, double)
    int f6_ "f6"(int, int, int, int, int, int)
    int kw2_ "kw2"(int, int)
    int def3_ "def3"(int, int, int)
    size_t slen_ "slen"(const char *)
    const char *sret_ "sret"()
    double vec2_get(const Vec2_ *)
    double vec2_dotk(const Vec2_ *, double)
    double dot_ "dot"(const Vec2_ *, const Vec2_ *)
    Vec2_ make_ "make"(double)
    double sum_arr_ "sum_arr"(const double *, size_t)

    double mix3_ "mix3"(int, double, const char *)
    double mix8_ "mix8"(int, double, const char *, long, double, bint, float, size_t)
    size_t blen_ "blen"(const void *, size_t)
    void bfill(unsigned char *, size_t)
    void ramp_ "ramp"(double *, size_t)
    int half_ "half"(int, int *)
    ctypedef struct Node_ "Node":
        pass
    Node_ *node_new(int)
    void node_free(Node_ *)
    int node_value(const Node_ *)
    void node_link(Node_ *, Node_ *)
    ctypedef struct Counter_ "Counter":
        pass
    int counter_init(Counter_ *)
    long counter_bump(Counter_ *, long)
    ctypedef struct Circle_ "Circle":
        double r
    ctypedef struct Square_ "Square":
        double a
    ctypedef struct Box_ "Box":
        double w
        double h
    double circle_area(const Circle_ *)
    double square_area(const Square_ *)
    double box_area(const Box_ *)

from cpython.unicode cimport PyUnicode_AsUTF8, PyUnicode_FromString


def f0(): return f0_()
def f1(int a): return f1_(a)
def f2(double a, double b): return f2_(a, b)
def f6(int a, int b, int c, int d, int e, int f): return f6_(a, b, c, d, e, f)
def kw2(int a, int b): return kw2_(a, b)
def def3(int a, int b=10, int c=20): return def3_(a, b, c)
def slen(str s): return slen_(PyUnicode_AsUTF8(s))
def sret(): return PyUnicode_FromString(sret_())


cdef class Vec2:
    cdef Vec2_ v

    def __init__(self, double x, double y):
        self.v.x = x
        self.v.y = y

    def get(self): return vec2_get(&self.v)
    def dotk(self, double k): return vec2_dotk(&self.v, k)

    @property
    def x(self): return self.v.x
    @x.setter
    def x(self, double d): self.v.x = d
    @property
    def y(self): return self.v.y
    @y.setter
    def y(self, double d): self.v.y = d


def dot(Vec2 a not None, Vec2 b not None): return dot_(&a.v, &b.v)


def make(double t):
    cdef Vec2 r = Vec2.__new__(Vec2)
    r.v = make_(t)
    return r


def sum_arr(const double[::1] a): return sum_arr_(&a[0], a.shape[0])
def mix3(int a, double b, str s): return mix3_(a, b, PyUnicode_AsUTF8(s))


def mix8(int a, double b, str s, long c, double d, bint e, float f, size_t g):
    return mix8_(a, b, PyUnicode_AsUTF8(s), c, d, e, f, g)


def blen(bytes b): return blen_(<const char *>b, len(b))


def bret():
    cdef unsigned char out[16]
    bfill(out, 16)
    return PyBytes_FromStringAndSize(<char *>out, 16)


def sum_list(values):
    cdef size_t n = len(values), i
    cdef double *v = <double *>malloc(n * sizeof(double))
    if v == NULL:
        raise MemoryError
    try:
        for i in range(n):
            v[i] = values[i]
        return sum_arr_(v, n)
    finally:
        free(v)


def ramp(size_t n):
    cdef double *v = <double *>malloc(n * sizeof(double))
    cdef size_t i
    if v == NULL:
        raise MemoryError
    ramp_(v, n)
    try:
        return [v[i] for i in range(n)]
    finally:
        free(v)


def half(int n):
    cdef int out
    if half_(n, &out) != 0:
        raise ValueError("odd number")
    return out


cdef class Node:
    cdef Node_ *p
    cdef Node _next

    def __cinit__(self, int value):
        self.p = node_new(value)
        if self.p == NULL:
            raise MemoryError

    def __dealloc__(self):
        if self.p != NULL:
            node_free(self.p)

    @property
    def value(self): return node_value(self.p)

    def link(self, Node next not None):
        node_link(self.p, next.p)
        self._next = next

    def next(self): return self._next


cdef class Counter:
    cdef Counter_ c

    def __init__(self): counter_init(&self.c)
    def bump(self, long by): return counter_bump(&self.c, by)


cdef class Circle:
    cdef Circle_ c

    def __init__(self, double r): self.c.r = r


cdef class Square:
    cdef Square_ c

    def __init__(self, double a): self.c.a = a


cdef class Box:
    cdef Box_ c

    def __init__(self, double w, double h):
        self.c.w = w
        self.c.h = h


def area(shape):
    if isinstance(shape, Circle):
        return circle_area(&(<Circle>shape).c)
    if isinstance(shape, Square):
        return square_area(&(<Square>shape).c)
    if isinstance(shape, Box):
        return box_area(&(<Box>shape).c)
    raise TypeError("area() takes a Circle, Square or Box")
