/* (returns, each(CONV, N), e) in every kind of item. */
#include <seabind/seabind.h>
#include <stdlib.h>

/* ---- a statement of a database, as SQLite has it ---- */
typedef struct stmt { int columns, row; } stmt;
static const char *const names[] = {"id", "name", "price", "data", "none"};
static int live;
static stmt *stmt_new(int columns)
{
    stmt *s = malloc(sizeof *s);
    if (s != NULL) {
        *s = (stmt){columns, 0};
        live++;
    }
    return s;
}
static void stmt_free(stmt *s)                        { live--; free(s); }
static int alive(void)                                { return live; }
static int stmt_columns(stmt *s)                      { return s->columns; }
static void stmt_resize(stmt *s, int columns)         { s->columns = columns; }
static const char *stmt_name(const stmt *s, int i)    { (void)s; return i < 5 ? names[i] : NULL; }
static int stmt_step(stmt *s)                         { return ++s->row; }
static sea_value column(const stmt *s, int i)
{
    switch (i) {
    case 0:  return (sea_value){SEA_INT, {.integer = s->row}};
    case 1:  return (sea_value){SEA_TEXT, {.text = {"ann", 3}}};
    case 2:  return (sea_value){SEA_FLOAT, {.real = 0.5}};
    case 3:  return (sea_value){SEA_BYTES, {.bytes = {"\0b", 2}}};
    default: return (sea_value){SEA_NONE, {0}};
    }
}
static int sum(int a, int b) { return a + b; }

/* ---- elements of other kinds ---- */
static PyObject *called(PyObject *f) { return PyObject_CallNoArgs(f); }
static char *spelled(int n) /* one buffer for all, as C libraries have it */
{
    static char text[20];
    snprintf(text, sizeof text, "<%d>", n);
    return text;
}
static int copies;
static char *copied(int n)
{
    char *text = n < 3 ? malloc(20) : NULL;
    if (text != NULL) {
        copies++;
        snprintf(text, 20, "%d", n);
    }
    return text;
}
static void copied_free(char *s)   { copies--; free(s); }
static int copies_now(void)        { return copies; }
static size_t digits(const char *s) { return strlen(s); }
static const char *failing(int n)  { return n == 2 ? "\xff" : "ok"; }
static int *squares(int n, int *len)
{
    int *all = calloc((size_t)(n > 0 ? n : 0) + 1, sizeof *all);
    for (*len = 0; all != NULL && *len < n; ++*len) {
        all[*len] = *len * *len;
    }
    return all;
}
static long long same(long long n) { return n; }
static bool positive(int n)        { return n > 0; }

typedef struct { double x; int i; } dot;
static dot dot_make(double x)      { return (dot){x, 1}; }
static int dot_size(const dot *d)  { return (int)d->x; }

enum tone { TONE_LOW, TONE_HIGH };
SEA_ENUM(Tone, enum tone, (values, TONE_, LOW, HIGH));

SEA_STATUS(stepped, int, (failure, it > 3), (raise, ValueError, "no row %d", it));

SEA_CLASS(Dot, dot,
    (init,     dot_make, (double, x)),
    (field,    x, double),
    (method,   copies, dot_size, int, (returns, each(Dot, it), dot_make(self->x + i))),
    (property, halves, dot_size, int, (returns, each(double, it), i / 2.0)));

SEA_HANDLE(Statement, stmt *,
    (init,     stmt_new, (int, columns)),
    (destroy,  stmt_free),
    (property, columns, stmt_columns, int,
               (returns, each(str, stmt_columns(self)), stmt_name(self, i))),
    (property, maybe, stmt_columns, int,
               (returns, each(opt(str), stmt_columns(self)), stmt_name(self, i))),
    (method,   step, stmt_step, stepped,
               (returns, each(value, stmt_columns(self)), column(self, i))),
    (method,   resize, stmt_resize, none, (int, columns)),
    (method,   call, stmt_columns, int, (arg(object), f),
               (returns, each(object, stmt_columns(self)), called(f))),
    (static,   sums, sum, int, (int, a), (int, b),
               (returns, each(int, b), a + i), (returns, int, it)),
    (static,   make, alive, int, (arg(int), n),
               (returns, each(owned(Statement), n), i < 3 ? stmt_new(i) : NULL)));

SEA_MODULE(each,
    (enum,     Tone), (class, Dot), (class, Statement),
    (function, alive, alive, int),
    (function, spelled, alive, int, (arg(int), n), (returns, each(str, n), spelled(i))),
    (function, copied, alive, int, (arg(int), n),
               (returns, each(owned(str, copied_free), n), copied(i))),
    (function, copies, copies_now, int),
    (function, digits, digits, size_t, (str, s), (returns, each(as(int, char), it), s[i])),
    (function, failing, alive, int, (arg(int), n), (returns, each(str, n), failing(i)),
               (returns, each(owned(str, copied_free), 2), copied(i)), (returns, int, 1)),
    (function, squares, squares, owned(items(int)), (int, n), (out(len(int)), result),
               (returns, each(int, n), it[i])),
    (function, tones, positive, bool, (int, n),
               (returns, each(Tone, n), i % 2 ? TONE_HIGH : TONE_LOW)),
    (function, many, same, llong, (llong, n), (returns, each(bool, it), true)),
    (function, most, same, llong, (llong, n), (returns, each(u8, SIZE_MAX), (uint8_t)i)),
    (function, either, (overload, digits, size_t, (str, s), (returns, each(c(char), it), s[i])),
                       (overload, sum, int, (int, a), (int, b), (release_gil),
                                  (returns, each(int, it), it - i))));
