/* Handles that show whether two threads were ever inside at once, and that the caller can
 * keep a call inside of. */
#include <seabind/seabind.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static _Atomic(long) live_count;
static long live(void) { return live_count; }
static void pause_ms(long ms)
{
    struct timespec left = {ms / 1000, ms % 1000 * 1000000};
    while (nanosleep(&left, &left) != 0) { /* a signal */
    }
}

/* ---- behind a pointer: calls may nest ---- */
typedef struct counter { long n; _Atomic(int) inside; int entered_twice; } counter;

static counter *counter_new(long n)
{
    counter *c = calloc(1, sizeof *c);
    if (c != NULL) {
        live_count++;
        c->n = n;
    }
    return c;
}
enum { SLOW_TO_FREE = -77 };
static void counter_free(counter *c)
{
    if (c->n == SLOW_TO_FREE) {
        pause_ms(700);
    }
    memset(c, 0x5a, sizeof *c);
    free(c);
    live_count--;
}
static void begin(counter *c) { c->entered_twice += atomic_fetch_add(&c->inside, 1) != 0; }
static void end(counter *c)   { atomic_fetch_sub(&c->inside, 1); }
/* not atomic on purpose, with a pause in between: exclusion or lost increments */
static long counter_add(counter *c, long by)
{
    long n;
    begin(c);
    n = c->n;
    if (n % 64 == 0) {
        pause_ms(0);
    }
    c->n = n + by;
    end(c);
    return c->n;
}
static long counter_move(counter *from, counter *to, long by)
{
    begin(from);
    if (to != from) {
        begin(to);
    }
    from->n -= by;
    pause_ms(0);
    to->n += by;
    if (to != from) {
        end(to);
    }
    end(from);
    return to->n;
}
static void counter_stay(counter *c, long ms)
{
    begin(c);
    pause_ms(ms);
    end(c);
}
static long counter_sum(counter *c, const uint8_t *p, size_t len, double d, long by)
{
    long sum = by + (long)d;
    begin(c);
    while (len-- > 0) {
        sum += *p++;
    }
    c->n += sum;
    end(c);
    return sum;
}
/* as os.fork(), but in a call on the counter */
static long counter_fork(counter *c)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    long child;
    begin(c);
    PyOS_BeforeFork();
    child = (long)fork();
    if (child == 0) {
        PyOS_AfterFork_Child();
    } else {
        PyOS_AfterFork_Parent();
    }
    end(c);
    PyGILState_Release(gil);
    return child;
}
static bool counter_torn(const counter *c) { return c->entered_twice != 0; }
static long counter_get(const counter *c)  { return c->n; }
static void counter_set(counter *c, long n) { c->n = n; }

SEA_HANDLE(Counter, counter *,
    (release_gil),
    (init,     counter_new, (long, n, 0)),
    (destroy,  counter_free),
    (field,    n, long),
    (property, torn, counter_torn, bool),
    (property, value, counter_get, long, (setter, counter_set, none, (long, n))),
    (method,   add,  counter_add, long, (long, by, 1)),
    (method,   move, counter_move, long, (ptr(Counter), to), (long, by)),
    (method,   fork, counter_fork, long),
    (method,   stay, counter_stay, none, (long, ms)),
    (method,   sum,  counter_sum, long, (array(u8), data), (double, d), (long, by)));

/* ---- embedded: no second call of the same thread either ---- */
typedef struct { counter c; long *heap; } meter;
static int meter_open(meter *m, long n, long ms)
{
    if (ms > 0) {
        pause_ms(ms);
    }
    if (n < 0 || (m->heap = calloc(1, sizeof *m->heap)) == NULL) {
        return -1;
    }
    *m->heap = n;
    live_count++;
    return 0;
}
static void meter_close(meter *m) { free(m->heap); live_count--; }
static long meter_add(meter *m, long by)
{
    begin(&m->c);
    *m->heap += by;
    end(&m->c);
    return *m->heap;
}
static long meter_sum(meter *m, const long *p, size_t n, double scale)
{
    long sum = 0;
    begin(&m->c);
    for (size_t i = 0; i < n; i++) {
        sum += p[i];
    }
    *m->heap += sum;
    end(&m->c);
    return (long)((double)sum * scale);
}
static bool meter_torn(const meter *m) { return m->c.entered_twice != 0; }
SEA_STATUS(opened, int, (failure, it != 0), (raise, ValueError, "n is negative"));

SEA_HANDLE(Meter, meter *,
    (embedded), (locked), (release_gil), (mutable),
    (init,     meter_open, opened, (self), (long, n, 0), (long, ms, 0)),
    (destroy,  meter_close),
    (property, torn, meter_torn, bool),
    (method,   add, meter_add, long, (long, by)),
    (method,   sum, meter_sum, long, (list(long), numbers), (double, scale, 1.0)));

/* ---- a value, and functions whose arguments run Python ---- */
typedef struct { double x, y; } pair;
static pair   pair_make(double x, double y)               { return (pair){x, y}; }
static double pair_dot(const pair *a, const pair *b, double by) { return (a->x * b->x + a->y * b->y) * by; }
SEA_CLASS(Pair, pair,
    (init,   pair_make, (double, x, 0.0), (double, y, 0.0)),
    (field,  x, double), (field, y, double),
    (method, dot, pair_dot, double, (ref(Pair), other), (double, by)));

static unsigned long checksum(const uint8_t *p, size_t n, long by, size_t again)
{
    unsigned long sum = (unsigned long)by;
    for (size_t k = 0; k < again; k++) {
        for (size_t i = 0; i < n; i++) {
            sum += p[i];
        }
        pause_ms(1);
    }
    return sum;
}
static double two(const ptrdiff_t *p, size_t n, const double *q, size_t m) /* lists of both */
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (double)p[i];
    }
    for (size_t i = 0; i < m; i++) {
        sum += q[i];
    }
    return sum;
}
static const char *last(const char *const *words, size_t n, long by)
{
    (void)by;
    return n > 0 ? words[n - 1] : "";
}
static double aligned(const double *p, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += p[i];
    }
    return sum;
}
static counter *make(long n) { return counter_new(n); }

SEA_MODULE(gate,
    (threads,  safe),
    (class,    Counter),
    (class,    Meter),
    (class,    Pair),
    (function, live, live, long),
    (function, make, make, owned(Counter), (long, n)),
    (function, checksum, checksum, c(unsigned long), (array(u8), data), (long, by),
               (size_t, again, 1), (release_gil)),
    (function, two, two, double, (list(ptrdiff_t), first), (list(double), second)),
    (function, last, last, str, (list(str), words), (long, by)),
    (function, aligned, aligned, double, (array(double), samples)));
