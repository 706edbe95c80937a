"""Writes the C source of cffi's extension: python build_cffi.py -o TARGET.c"""

import sys

import cffi

ffi = cffi.FFI()
ffi.cdef("""
typedef struct { double x, y; } Vec2;
int f0(void); int f1(int); double f2(double, double);
int f6(int, int, int, int, int, int); int kw2(int, int); int def3(int, int, int);
size_t slen(const char *); const char *sret(void);
double vec2_get(const Vec2 *); double vec2_dotk(const Vec2 *, double);
double dot(const Vec2 *, const Vec2 *); Vec2 make(double);
double sum_arr(const double *, size_t);
double mix3(int, double, const char *);
double mix8(int, double, const char *, long, double, bool, float, size_t);
size_t blen(const void *, size_t); void bfill(unsigned char *, size_t);
void ramp(double *, size_t); int half(int, int *);
typedef struct Node Node;
Node *node_new(int); void node_free(Node *); int node_value(const Node *);
void node_link(Node *, Node *);
typedef struct { long n; } Counter;
int counter_init(Counter *); long counter_bump(Counter *, long);
typedef struct { double r; } Circle; typedef struct { double a; } Square;
typedef struct { double w, h; } Box;
double circle_area(const Circle *); double square_area(const Square *);
double box_area(const Box *);
""")
ffi.set_source("_bench_cffi", '#include "more.h"')
ffi.emit_c_code(sys.argv[2])
