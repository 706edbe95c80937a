/* Everything that can be wrong with a call: test_errors.py fixes each exception's text. */
#include <seabind/seabind.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <threads.h>

/* ---- C's error conventions ---- */
enum { ERR_RANGE = -1, ERR_TOO_BIG = -2, ERR_MEMORY = -3, ERR_SILENT = -4 };

static const char *reason(int code) { return code == ERR_RANGE ? "out of range" : "unknown"; }

SEA_EXCEPTION(RangeError, ValueError, (doc, "Something is out of range."));

SEA_STATUS(checked, int,
    (failure,   it < 0),
    (raise_if,  it == ERR_TOO_BIG, OverflowError, "too big: %d%%", 120),
    (raise_if,  it == ERR_MEMORY, MemoryError),
    (raise_if,  it == ERR_SILENT, RangeError),
    (raise,     RangeError, "code %d: %s", it, reason(it)),
    (attribute, code, int, it));

SEA_STATUS(plain, int,
    (failure,   it != 0));

/* ---- a value ---- */
typedef struct { double x, y; uint8_t tag; int level; } vec2;

static int vec2_open(vec2 *v, double x, double y, uint8_t tag)
{
    *v = (vec2){x, y, tag, 0};
    return x >= 1e6 ? (int)(x / -1e6) : 0;
}
static vec2   vec2_scaled(const vec2 *v, double by)      { return (vec2){v->x * by, v->y * by, v->tag, 0}; }
static double vec2_dot(const vec2 *a, const vec2 *b)     { return a->x * b->x + a->y * b->y; }
static vec2   vec2_unit(uint8_t quarter)                 { return (vec2){quarter % 2 == 0, quarter % 2 == 1, 0, 0}; }
static double vec2_mixed(const vec2 *v, int a, int b, int c, int d, int e)
{
    return v->x + a + b + c + d + e;
}
static int vec2_level(const vec2 *v)                     { return v->level; }
static int vec2_set_level(vec2 *v, int level)
{
    if (level < 0) {
        return level;
    }
    v->level = level;
    return 0;
}
static void vec2_set_weight(vec2 *v, uint16_t weight)    { v->level = weight; }
static void vec2_set_like(vec2 *v, const vec2 *other)    { v->level = other->level; }
static int  vec2_check(const vec2 *v, int code)          { (void)v; return code; }

SEA_CLASS(Vec2, vec2,
    (init,     vec2_open, checked, (out(self), v), (double, x, 0.0), (double, y, 0.0), (u8, tag, 0)),
    (field,    x, double),
    (field,    y, double),
    (field,    tag, u8),
    (method,   scaled, vec2_scaled, Vec2, (double, by)),
    (method,   dot, vec2_dot, double, (ref(Vec2), other)),
    (method,   mixed, vec2_mixed, double, (int, a), (int, b, 0), (posonly), (int, c, 0),
               (kwonly), (int, d), (int, e, 0)),
    (method,   check, vec2_check, checked, (int, code)),
    (static,   unit, vec2_unit, Vec2, (u8, quarter)),
    (property, level, vec2_level, int, (setter, vec2_set_level, checked, (int, level))),
    (property, weight, (setter, vec2_set_weight, none, (u16, weight))),
    (property, like, (setter, vec2_set_like, none, (ref(Vec2), other))),
    (operator, mul, vec2_scaled, Vec2, (double, by)));

/* ---- a handle, and a call that waits ---- */
typedef struct { int level; } gate;

static atomic_int inside, signalled;

/* Until signal(), or for 20 seconds at most. */
static bool pause_here(void)
{
    const struct timespec tick = {0, 1000000};
    inside = 1;
    for (int i = 0; i < 20000 && !signalled; i++) {
        thrd_sleep(&tick, NULL);
    }
    inside = 0;
    return signalled;
}
static void reset(void)                          { inside = signalled = 0; }
static bool is_inside(void)                      { return inside; }
static void signal_(void)                        { signalled = 1; }

static gate *gate_open(int level)
{
    gate *g = level != 0 ? malloc(sizeof *g) : NULL;
    if (g != NULL) {
        g->level = level;
    }
    return g;
}
static int slow_open(int level, gate **g)
{
    if (level == 7) {
        pause_here();
    }
    *g = level < 0 ? NULL : gate_open(level);
    return level < 0 ? level : 0;
}
static int  copy_open(gate **g, const gate *from) { *g = gate_open(from->level); return 0; }
static void gate_close(gate *g)                   { free(g); }
static bool gate_wait(gate *g)                    { (void)g; return pause_here(); }
static int  gate_level(const gate *g)             { return g->level; }
static int  gate_set_level(gate *g, int level)
{
    if (level < 0) {
        return level;
    }
    g->level = level;
    return 0;
}
static int       gate_add(gate *g, uint8_t n)     { return g->level += n; }
static int       gate_check(gate *g, int code)    { (void)g; return code; }
/* Calls back: the only lines here that know Python. */
static PyObject *gate_call(gate *g, PyObject *f)  { (void)g; return PyObject_CallNoArgs(f); }
static PyObject *gate_bound(gate *g, PyObject *f) { (void)g; return PyObject_CallNoArgs(f); }

SEA_HANDLE(Gate, gate *,
    (init,     gate_open, (int, level, 1)),
    (destroy,  gate_close),
    (method,   wait, gate_wait, bool, (release_gil)),
    (method,   add, gate_add, int, (u8, n)),
    (method,   add_locked, gate_add, int, (u8, n), (locked)),
    (method,   check, gate_check, checked, (int, code)),
    (method,   call, gate_call, object, (object, function)),
    (property, level, gate_level, int, (setter, gate_set_level, checked, (int, level))),
    (property, locked_level, gate_level, int, (locked),
               (setter, gate_set_level, checked, (int, level), (locked))),
    (field,    raw, level, int));

SEA_HANDLE(SlowGate, gate *,
    (release_gil),
    (init,     slow_open, checked, (int, level, 1), (out(self), g)),
    (destroy,  gate_close),
    (method,   add, gate_add, int, (u8, n)));

SEA_HANDLE(Copy, gate *,
    (init,     copy_open, plain, (out(self), g), (ref(Gate), source), (locked)),
    (destroy,  gate_close),
    (property, level, gate_level, int));

/* ---- values made of several arguments ---- */
typedef struct { int start, stop, step; } range;
typedef struct { vec2 corner; } box;

static range range_make(int start, int stop, int step)  { return (range){start, stop, step}; }
static box   box_make(const vec2 *corner)               { return (box){*corner}; }

SEA_CLASS(Range, range, (init, range_make, (int, start), (int, stop), (int, step)));
SEA_CLASS(Box, box, (init, box_make, (ref(Vec2), corner)), (field, corner, Vec2));

/* ---- functions ---- */
static int     add(int a, int b)                        { return a + b; }
static int     none_at_all(void)                        { return 0; }
static int     nth(uint8_t n)                           { return 2 * n + 1; }
static int     options(int a, int b, int c, int d)      { return a + 10 * b + 100 * c + 1000 * d; }
static size_t  text_length(const char *s)               { size_t n = 0; while (s != NULL && s[n]) { n++; } return n; }
static size_t  buffer_length(const uint8_t *p, unsigned char n)  { (void)p; return n; }
static double  sum(const double *p, size_t n)           { double s = 0; while (n-- > 0) { s += p[n]; } return s; }
static bool    negate(bool b)                           { return !b; }
static char    next(char c)                             { return (char)(c + 1); }
static float   half(float f)                            { return f / 2; }
static int     check(int code)                          { return code; }
static int     level_of(const gate *g)                  { return g->level; }
static int     level_or(const gate *g)                  { return g != NULL ? g->level : -1; }
static double  norm1(const vec2 *v)                     { return v->x + v->y; }
static double  norm1_of(vec2 v)                         { return v.x + v.y; }
static size_t  letters(const char *p, size_t n)         { (void)p; return n; }
static size_t  corners(const vec2 *const *p, size_t n)  { (void)p; return n; }
static void    both_levels(const gate *a, const gate *b, int *first, int *second)
{
    *first = a->level;
    *second = b->level;
}
static int     total(const int *p, size_t n)            { int s = 0; while (n-- > 0) { s += p[n]; } return s; }
static const char *nothing(void)                        { return NULL; }
static int     five(int a, int b, int c, int d, int e)  { return a + b + c + d + e; }

SEA_MODULE(errors,
    (threads,  safe),
    (exception, RangeError),
    (class,    Vec2), (class, Gate), (class, SlowGate), (class, Copy), (class, Range), (class, Box),
    (function, add, add, int, (int, a), (int, b)),
    (function, none_at_all, none_at_all, int),
    (function, nth, nth, int, (u8, n)),
    (function, options, options, int, (int, a), (posonly), (int, b, 2), (kwonly), (int, c), (int, d, 4)),
    (function, text_length, text_length, size_t, (str, text)),
    (function, text_or_none, text_length, size_t, (opt(str), text, "")),
    (function, buffer_length, buffer_length, size_t, (array(u8, unsigned char), data)),
    (function, sum, sum, double, (array(double), values)),
    (function, negate, negate, bool, (bool, flag)),
    (function, next, next, char, (char, letter)),
    (function, half, half, float, (float, value)),
    (function, check, check, checked, (int, code)),
    (function, check_plain, check, plain, (int, code)),
    (function, level_of, level_of, int, (ref(Gate), gate)),
    (function, level_of_locked, level_of, int, (ref(Gate), gate), (locked)),
    (function, level_or, level_or, int, (opt(ref(Gate)), gate, NULL)),
    (function, norm1, norm1, double, (ref(Vec2), v)),
    (function, norm1_of, norm1_of, double, (Vec2, v)),
    (function, total, total, int, (list(int), numbers)),
    (function, letters, letters, size_t, (list(char), letters)),
    (function, corners, corners, size_t, (list(ref(Vec2)), points)),
    (function, both_levels, both_levels, none, (ref(Gate), first), (ref(Gate), second),
               (out(int), a), (out(int), b), (locked)),
    (function, nothing, nothing, str),
    (function, five, five, int, (int, a), (int, b), (int, c), (kwonly), (int, d), (int, e)),
    (function, bound_call, gate_bound, object, (ptr(Gate), gate), (object, function), (locked)),
    (function, reset, reset, none),
    (function, is_inside, is_inside, bool),
    (function, signal, signal_, none));
