/* Value classes, handles, statuses and exceptions, for test_classes.py. */
#include <seabind/seabind.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- statuses ---- */
SEA_EXCEPTION(Error, Exception, (doc, "Any failure of this module."));
SEA_EXCEPTION(RangeError, Error, (doc, "Something is out of range."));
SEA_EXCEPTION(DeepError, RangeError);

SEA_STATUS(rc, int,
    (failure,   it < 0),
    (raise_if,  it == -1, RangeError, "out of range"),
    (raise_if,  it == -2, DeepError),
    (raise_if,  it == -3, MemoryError),
    (raise,     Error, "rc %d", it),
    (attribute, code, int, it),
    (attribute, text, opt(str), it == -1 ? "minus one" : NULL));

/* ---- every kind of field ---- */
typedef struct { int a; double b; } inner;
typedef struct {
    signed char sc; unsigned char uc; short s; unsigned short us; int i; unsigned u;
    long l; unsigned long ul; long long ll; unsigned long long ull;
    int8_t i8; uint8_t u8; int16_t i16; uint16_t u16; int32_t i32; uint32_t u32;
    int64_t i64; uint64_t u64; size_t size; ptrdiff_t diff; intptr_t ip; uintptr_t up;
    intmax_t im; uintmax_t um;
    double d; float f; bool b; char c;
    const char *text; sea_bytes data;
    const int fixed; int hidden; int flag; unsigned wide;
    inner in;
    const double k;
} all;
static all all_make(int fixed, unsigned wide)
{
    return (all){.fixed = fixed, .text = "text", .data = {"\0d", 2}, .in = {1, 2.5}, .k = 0.5, .c = 'c', .wide = wide};
}
static inner inner_make(int a, double b)  { return (inner){a, b}; }

SEA_CLASS(Inner, inner,
    (init,  inner_make, (int, a, 0), (double, b, 0.0)),
    (field, a, int), (field, b, double));

SEA_CLASS(All, all,
    (doc,   "All kinds of fields."),
    (init,  all_make, (int, fixed, 7), (uint, wide, 0)),
    (field, sc, schar), (field, uc, uchar), (field, s, short), (field, us, ushort),
    (field, i, int), (field, u, uint), (field, l, long), (field, ul, ulong),
    (field, ll, llong), (field, ull, ullong), (field, i8, i8), (field, u8, u8),
    (field, i16, i16), (field, u16, u16), (field, i32, i32), (field, u32, u32),
    (field, i64, i64), (field, u64, u64), (field, size, size_t), (field, diff, ptrdiff_t),
    (field, ip, intptr_t), (field, up, uintptr_t), (field, im, intmax_t), (field, um, uintmax_t),
    (field, d, double, (doc, "A double.")), (field, f, float), (field, b, bool), (field, c, char),
    (field, text, str), (field, data, bytes),
    (field, fixed, int), (field, hidden_, hidden, int, (readonly), (doc, "Read-only here.")),
    (field, flag, as(bool, int)), (field, wide, as(int, unsigned)), (field, inner, in, Inner),
    (field, a, in.a, int), (field, b2, in.b, c(double)), (field, k, c(double)));

/* ---- every operator: a number that remembers what was done ---- */
typedef struct { long n; } num;
static num num_make(long n)                      { return (num){n}; }
#define BINARY(NAME, EXPR)                                                                 \
    static num num_##NAME(const num *self, const num *other)                               \
    {                                                                                      \
        long a = self->n, b = other->n;                                                    \
        return (num){EXPR};                                                                \
    }                                                                                      \
    static num num_r##NAME(const num *self, long a)                                        \
    {                                                                                      \
        num other = {a};                                                                   \
        return num_##NAME(&other, self);                                                   \
    }                                                                                      \
    static void num_i##NAME(num *self, const num *other) { *self = num_##NAME(self, other); }
BINARY(add, a + b)
BINARY(sub, a - b)
BINARY(mul, a * b)
BINARY(matmul, a * 1000 + b)
BINARY(floordiv, a / b + 100)
BINARY(mod, a % b)
BINARY(lshift, a << b)
BINARY(rshift, a >> b)
BINARY(and, a & b)
BINARY(or, a | b)
BINARY(xor, a ^ b)
BINARY(pow, (long)pow((double)a, (double)b))
static int  num_divmod(const num *self, const num *other, num *quotient, num *remainder)
{
    if (other->n == 0) {
        return -1;
    }
    *quotient = (num){self->n / other->n};
    *remainder = (num){self->n % other->n};
    return 0;
}
static int  num_checked_div(const num *self, const num *other, num *quotient)
{
    if (other->n == 0) {
        return -1;
    }
    *quotient = (num){self->n / other->n};
    return 0;
}
static num  num_neg(const num *self)                    { return (num){-self->n}; }
static num  num_pos(const num *self)                    { return (num){+self->n}; }
static num  num_abs(const num *self)                    { return (num){labs(self->n)}; }
static num  num_invert(const num *self)                 { return (num){~self->n}; }
static bool num_bool(const num *self)                   { return self->n != 0; }
static long num_int(const num *self)                    { return self->n; }
static double num_float(const num *self)                { return (double)self->n; }
static long num_hash(const num *self)                   { return self->n; }
static int  num_compare(const num *a, const num *b)     { return (a->n > b->n) - (a->n < b->n); }
static char *num_repr(const num *self)
{
    char *text = malloc(40);
    if (text != NULL) {
        snprintf(text, 40, "Num(%ld)", self->n);
    }
    return text;
}
static const char *num_str(const num *self)             { return self->n == 13 ? NULL : "a number"; }
#define OPERATOR(NAME)                                                                     \
    (operator, NAME, num_##NAME, Num, (ref(Num), other)),                                  \
    (operator, r##NAME, num_r##NAME, Num, (long, other)),                                  \
    (operator, i##NAME, num_i##NAME, none, (ref(Num), other))

SEA_STATUS(division, int,
    (failure, it < 0),
    (raise,   ZeroDivisionError, "division by zero"));

SEA_CLASS(Num, num,
    (init, num_make, (long, n, 0)),
    (field, n, long, (readonly)),
    OPERATOR(add), OPERATOR(sub), OPERATOR(mul), OPERATOR(matmul), OPERATOR(floordiv), OPERATOR(mod),
    OPERATOR(lshift), OPERATOR(rshift), OPERATOR(and), OPERATOR(or), OPERATOR(xor), OPERATOR(pow),
    (operator, truediv, num_checked_div, division, (ref(Num), other), (out(Num), quotient)),
    (operator, divmod, num_divmod, division, (ref(Num), other), (out(Num), quotient), (out(Num), remainder)),
    (operator, neg, num_neg, Num), (operator, pos, num_pos, Num), (operator, abs, num_abs, Num),
    (operator, invert, num_invert, Num), (operator, bool, num_bool, bool), (operator, int, num_int, long),
    (operator, float, num_float, double), (operator, index, num_int, long), (operator, hash, num_hash, long),
    (operator, compare, num_compare, int, (ref(Num), other)),
    (operator, repr, num_repr, owned(str, free)), (operator, str, num_str, str));

/* only what is reflected, and comparisons one by one */
typedef struct { int n; } odd;
static odd  odd_make(int n)                             { return (odd){n}; }
static int  odd_radd(const odd *self, int a)            { return self->n + a; }
static int  odd_rpow(const odd *self, int a)            { return self->n * 100 + a; }
static bool odd_eq(const odd *a, const odd *b)          { return a->n == b->n; }
static bool odd_lt(const odd *a, const odd *b)          { return a->n < b->n; }
static bool odd_ge(const odd *a, int b)                 { return a->n >= b; }
static int  odd_iadd(odd *self, int b)                  { self->n += b; return b < 0 ? -1 : 0; }
static int  odd_hash(const odd *self)                   { return self->n < 0 ? self->n : -1; }
SEA_CLASS(Odd, odd,
    (init, odd_make, (int, n)),
    (field, n, int),
    (operator, radd, odd_radd, int, (int, other)),
    (operator, rpow, odd_rpow, int, (int, other)),
    (operator, iadd, odd_iadd, rc, (int, other)),
    (operator, eq, odd_eq, bool, (ref(Odd), other)),
    (operator, lt, odd_lt, bool, (ref(Odd), other)),
    (operator, ge, odd_ge, bool, (int, other)),
    (operator, hash, odd_hash, int),
    (operator, repr, odd_hash, int));

/* ---- properties, static methods, constants; one class that is final, one mutable ---- */
enum { BOX_SMALL = 1, BOX_LARGE = 100 };
#define BOX_NAME "box"
typedef struct { int width, height; } box;
static box  box_make(int width, int height)             { return (box){width, height}; }
static int  box_area(const box *self)                   { return self->width * self->height; }
static int  box_size(const box *self, int *width, int *height)
{
    *width = self->width;
    *height = self->height;
    return self->width < 0 ? -1 : 0;
}
static int  box_resize(box *self, int width)
{
    if (width < 0) {
        return width;
    }
    self->width = width;
    return 0;
}
static void box_grow(box *self, int by)                 { self->width += by, self->height += by; }
static box  box_square(int side)                        { return (box){side, side}; }
static bool box_same(const box *a, const box *b)        { return a == b; }
static int  box_scaled(int by, const box *self)         { return by * self->width; }
#define PART(PY) (property, PY, box_area, int, (doc, "The area."))
SEA_CLASS(Box, box,
    (doc,      "A box."),
    (mutable),
    (init,     box_make, (int, width, BOX_SMALL), (int, height, BOX_SMALL), (doc, "Make a box of that size.")),
    (field,    width, int), (field, height, int),
    PART(area),
    (property, size, box_size, rc, (out(int), width), (out(int), height)),
    (property, resized, (setter, box_resize, rc, (int, width)), (doc, "Write-only.")),
    (property, checked, box_area, int, (setter, box_resize, rc, (int, width)), (doc, "Both.")),
    (property, grow, (setter, box_grow, none, (int, by))),
    (method,   same, box_same, bool, (ref(Box), other), (doc, "Whether *other* is this box.")),
    (method,   scaled, box_scaled, int, (int, by), (self)),
    (static,   square, box_square, Box, (int, side, 2), (doc, "Make a square.")),
    (constant, "NONE", 0), (constant, "BIG", 18446744073709551615u), (constant, "LEAST", -9223372036854775807LL),
    (constant, "RATIO", 0.5), (constant, "YES", (bool)true), (constant, "TEXT", "text"),
    (constants, BOX_, SMALL, LARGE), (macros, BOX_, NAME));

SEA_CLASS(Final, inner, (final), (init, inner_make, (int, a, 0), (double, b, 0.0)), (field, a, int));
SEA_CLASS(NoInit, inner, (field, a, int));

/* ---- a handle behind a pointer; C counts ---- */
typedef struct pump pump;
struct pump { int level; char name[16]; int last; };
static long opened, destroyed;
static long opened_count(void)                          { return opened; }
static long destroyed_count(void)                       { return destroyed; }

static pump *pump_open(int level, const char *name)
{
    pump *p = level >= 0 ? calloc(1, sizeof *p) : NULL;
    if (p != NULL) {
        opened++;
        p->level = level;
        snprintf(p->name, sizeof p->name, "%s", name);
    }
    return p;
}
static void        pump_close(pump *p)                  { destroyed++; p->level = -999; free(p); }
static int         pump_level(const pump *p)            { return p->level; }
static int         pump_set_level(pump *p, int level)   { p->last = level; return level < 0 ? -1 : (p->level = level, 0); }
static const char *pump_name(const pump *p)             { return p->name; }
static int         pump_move(pump *from, int n, pump *to) { from->level -= n; to->level += n; return from->level; }
static pump       *pump_clone(const pump *p)            { return p->level == 0 ? NULL : pump_open(p->level, p->name); }
static int         pump_split(const pump *p, pump **a, pump **b)
{
    if (p->level < 2) {
        *a = *b = NULL;
        return -4;
    }
    *a = pump_open(p->level / 2, "half");
    *b = p->level % 2 ? pump_open(p->level / 2 + 1, "other half") : NULL;
    return 0;
}
static int         pump_fail(pump *p, int last)         { p->last = last; return last; }
static int         pump_next(pump *p)                   { return p->level > 0 ? --p->level : -1; }
static size_t      pump_read(pump *p, char *out, size_t cap, int want)
{
    (void)want;
    memset(out, 'p', cap);
    return p->level < 0 ? (size_t)-1 : (size_t)p->level < cap ? (size_t)p->level : cap;
}
static bool        pump_is(const pump *a, const pump *b) { return a == b; }

SEA_DECLARE_HANDLE(Pump, pump *);
SEA_STATUS(pumping, int,
    (context,   pump *, p),
    (failure,   it < 0),
    (raise_if,  p->last == -7, RangeError, "%s is at %d", p->name, p->level),
    (raise,     Error, "%s failed with %d", p->name, it),
    (attribute, last, int, p->last));
SEA_STATUS(stepping, int, (stop, it < 0), (result, int, it));
SEA_STATUS(maybe, int, (none, it < 0), (result, int, it));
SEA_STATUS(reading, size_t, (failure, it == (size_t)-1), (raise, Error, "nothing to read"), (result, size_t, it));

SEA_HANDLE(Pump, pump *,
    (doc,      "A pump."),
    (init,     pump_open, (int, level), (str, name, "pump"), (doc, "Open it.")),
    (destroy,  pump_close),
    (field,    raw_level, level, int),
    (property, level, pump_level, int, (setter, pump_set_level, pumping, (int, level))),
    (property, name, pump_name, str),
    (method,   move, pump_move, int, (int, n), (ptr(Pump), to)),
    (method,   clone, pump_clone, owned(Pump)),
    (method,   clone_or_none, pump_clone, opt(owned(Pump))),
    (method,   split, pump_split, rc, (out(owned(Pump)), a), (out(opt(owned(Pump))), b)),
    (method,   fail, pump_fail, pumping, (int, last)),
    (method,   next, pump_next, stepping), (method, next_or_none, pump_next, maybe),
    (method,   read, pump_read, reading, (fill(char), text, self->level + want), (cap(size_t), text), (int, want)),
    (static,   open, pump_open, owned(Pump), (int, level), (str, name)),
    (operator, iadd, pump_set_level, pumping, (int, level)),
    (operator, eq, pump_is, bool, (ref(Pump), other)),
    (operator, bool, pump_level, int),
    (operator, str, pump_name, str),
    (constant, "MAX", 99));

/* by status and out(self) */
static int tap_open(pump **p, int level, int code)
{
    *p = pump_open(level, "tap");
    return code;
}
SEA_HANDLE(Tap, pump *,
    (init, tap_open, rc, (out(self), tap), (int, level), (int, code, 0)),
    (destroy, pump_close), (property, level, pump_level, int));
static int adopted_open(pump **p, int level, int code)
{
    *p = pump_open(level, "adopted");
    if (*p == NULL) {
        return 0;
    }
    (*p)->last = code;
    return code;
}
SEA_HANDLE(Adopted, pump *,           /* like sqlite3_open: a failure leaves a handle too */
    (adopt, always),
    (init, adopted_open, pumping, (out(self), p), (int, level), (int, code, 0)),
    (destroy, pump_close), (property, level, pump_level, int));

/* ---- embedded ---- */
typedef struct { int n; void *memory; double align; } tank;
static long tanks;
static long tank_count(void)                            { return tanks; }
static int  tank_init(tank *t, int n)
{
    if (t->n != 0 || t->memory != NULL) {
        return -5;                    /* not zeroed */
    }
    t->n = n;
    t->memory = malloc(16);
    if (n < 0) {
        free(t->memory);
        return n;
    }
    tanks++;
    return 0;
}
static int  tank_free(tank *t)                          { free(t->memory); t->memory = NULL; tanks--; return -1; }
static int  tank_n(const tank *t)                       { return t->n; }
static int  tank_copy(tank *to, const tank *from, int by) { return tank_init(to, from->n == 0 ? 0 : from->n + by); }
SEA_HANDLE(Tank, tank *,
    (embedded),
    (init,     tank_init, rc, (self), (int, n)),
    (destroy,  tank_free),
    (field,    n, int, (readonly)),
    (method,   get, tank_n, int),
    (method,   copy, tank_copy, rc, (new(Tank), copy), (self), (int, by, 0)));

/* a handle that nobody can make, and one without destroy */
SEA_HANDLE(Lent, pump *, (property, level, pump_level, int));
static int inner_init(inner *self, int a)               { self->a = a; return a < 0 ? a : 0; }
SEA_HANDLE(Undestroyed, inner *,
    (embedded), (init, inner_init, rc, (self), (int, a)), (field, a, int));

static num  echo_num(num n)                             { return n; }
static int  raise_it(int code)                          { return code; }

SEA_MODULE(classes,
    (doc, "Classes."),
    (threads, safe),
    (exception, Error), (exception, RangeError), (exception, DeepError),
    (class, Inner), (class, All), (class, Num), (class, Odd), (class, Box), (class, Final), (class, NoInit),
    (class, Pump), (class, Tap), (class, Adopted), (class, Tank), (class, Lent), (class, Undestroyed),
    (function, opened_count, opened_count, long), (function, destroyed_count, destroyed_count, long),
    (function, tank_count, tank_count, long),
    (function, raise_it, raise_it, rc, (int, code), (doc, "Raise what *code* stands for.")),
    (function, echo_num, echo_num, Num, (Num, n)));
