/* Parameters that are not one C parameter each: *args, **kwargs, exact(X), arg(X), returns. */
#include <seabind/seabind.h>
#include <stdlib.h>

typedef struct { double x, y; } vec2;
typedef struct bag { long sum; } bag;

static vec2 vec2_make(const double *v, size_t n)
{
    return (vec2){n > 0 ? v[0] : 0, n > 1 ? v[1] : 0};
}
static double vec2_sum(const vec2 *self, vec2 const *v, size_t n)
{
    double sum = self->x + self->y;
    while (n-- > 0) {
        sum += v[n].x + v[n].y;
    }
    return sum;
}
static size_t vec2_pointers(const vec2 *const *v, size_t n) { return n > 0 ? (size_t)v[0]->x : n; }
SEA_CLASS(Vec2, vec2,
    (init,     vec2_make, (args(double), numbers)),
    (field,    x, double), (field, y, double),
    (method,   sum, vec2_sum, double, (args(Vec2), others)),
    (static,   pointers, vec2_pointers, size_t, (args(ref(Vec2)), vectors)));

static long bag_put(bag *b, const char *const *names, long const *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        b->sum += values[i] * (long)strlen(names[i]);
    }
    return b->sum;
}
static int bag_init(bag *b, const char *const *names, long const *values, size_t n)
{
    return bag_put(b, names, values, n) < 0;
}
SEA_STATUS(made, int, (failure, it != 0), (raise, ValueError, "negative"));
SEA_HANDLE(Bag, bag *,
    (embedded),
    (init,     bag_init, made, (self), (kwargs(long), items)),
    (method,   put, bag_put, long, (kwargs(long), items)));

/* ---- *args and **kwargs ---- */
static long total(int const *v, size_t n)
{
    long sum = 0;
    while (n-- > 0) {
        sum += v[n];
    }
    return sum;
}
static long few(int const *v, uint8_t n) { return total(v, n); }
static size_t letters(const char *const *v, size_t n)
{
    size_t sum = 0;
    while (n-- > 0) {
        sum += strlen(v[n]);
    }
    return sum;
}
static PyObject *objects(PyObject *const *v, size_t n)
{
    PyObject *t = PyTuple_New((Py_ssize_t)n);
    for (size_t i = 0; t != NULL && i < n; i++) {
        PyTuple_SET_ITEM(t, (Py_ssize_t)i, Py_NewRef(v[i]));
    }
    return t;
}
static PyObject *options(const char *const *names, PyObject *const *values, size_t n)
{
    PyObject *d = PyDict_New();
    for (size_t i = 0; d != NULL && i < n; i++) {
        if (PyDict_SetItemString(d, names[i], values[i]) < 0) {
            Py_CLEAR(d);
        }
    }
    return d;
}
static PyObject *all(int a, int b, int c, PyObject *const *v, size_t n, int d, int e,
                     const char *const *names, PyObject *const *values, size_t m)
{
    return Py_BuildValue("iiiNiiN", a, b, c, objects(v, n), d, e,
                         options(names, values, m));
}
static int first_of(size_t n, int const *v, size_t m) { return n == m && n > 0 ? v[0] : -1; }

/* ---- exact(X) ---- */
static double   halved(double x)                  { return x / 2; }
static int      twice(int n)                      { return 2 * n; }
static unsigned as_unsigned(unsigned n)           { return n; }
static double   length(vec2 v)                    { return v.x + v.y; }
static size_t   count(const char *s, float f)     { return strlen(s) + (f > 0); }

/* ---- arg(X) and returns ---- */
static int  divide(int a, int b, int *rest) { *rest = a % b; return a / b; }
static void zeros(uint8_t *out, size_t n)   { memset(out, 0, n); }
static int  level(int n)                    { return n; }
static char *copied(const char *s)
{
    char *copy = malloc(strlen(s) + 1);
    return copy != NULL ? strcpy(copy, s) : NULL;
}
static int copies_freed;
static void copied_free(char *s)            { copies_freed++; free(s); }
static int  freed(void)                     { return copies_freed; }
static int  spread(char *out, size_t n)  { memset(out, 'x', n); return (int)n / 2; }

SEA_STATUS(checked, int, (failure, it < 0), (raise, ValueError, "below"), (result, int, it));

SEA_MODULE(params,
    (class,    Vec2), (class, Bag),
    (function, total, total, long, (args(int), numbers)),
    (function, few, few, long, (args(int, uint8_t), numbers)),
    (function, letters, letters, size_t, (args(str), words)),
    (function, objects, objects, object, (args, rest)),
    (function, objects2, objects, object, (args(object), rest)),
    (function, options, options, object, (kwargs, options)),
    (function, all, all, object, (int, a), (int, b, 1), (posonly), (int, c, 3),
               (args, rest), (int, d), (int, e, 2), (kwargs, options)),
    (function, first_of, first_of, int, (fixed(size_t), v.len), (args(int), v)),
    (function, halved, halved, double, (exact(double), x, 1)),
    (function, twice, twice, int, (exact(int), n)),
    (function, powers, twice, int, (int, n), (returns, int, n), (returns, int, n * n),
               (returns, int, n * n * n), (returns, int, n * n * n * n), (returns, int, it)),
    (function, as_unsigned, as_unsigned, uint, (exact(c(unsigned)), n)),
    (function, length, length, double, (exact(Vec2), v)),
    (function, count, count, size_t, (exact(str), s), (exact(float), f)),
    (function, quotient, divide, int, (int, a), (int, b), (out(int), rest),
               (arg(double), by, 1), (returns, double, (it + rest) * by)),
    (function, zeros, zeros, none, (fill(u8), out, 2 * n), (cap(size_t), out),
               (arg(uint), n, 2), (returns, size_t, out.len)),
    (function, level, level, checked, (int, n), (arg(opt(str)), name, NULL),
               (returns, opt(str), name), (returns, bool, it > 3)),
    (function, copied, copied, owned(str, copied_free), (str, s), (returns, size_t, strlen(it))),
    (function, freed, freed, int),
    (function, spread, spread, int, (fill(char), out, 6), (cap(size_t), out),
               (returns, int, it + 1)));
