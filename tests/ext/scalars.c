/* Complex numbers, paths, wide text, times, mixed values, pointers: for test_scalars.py. */
#include <seabind/seabind.h>
#include <complex.h> /* its macro `complex` expands the word in the blocks below */
#include <stdlib.h>

static double _Complex turned(double _Complex z)            { return z * (double _Complex)I; }
static void     halved(double _Complex *z)                  { *z /= 2; }
static float _Complex single(float _Complex z)              { return z; }
static double   magnitude_sum(const double _Complex *z, size_t n)
{
    double sum = 0;
    while (n-- > 0) {
        sum += cabs(z[n]);
    }
    return sum;
}
typedef struct { double _Complex z, w; const char *text; sea_value any; time_t at; } scalars;
static scalars  scalars_make(double _Complex z)
{
    return (scalars){z, -z, "text", {SEA_INT, {.integer = 7}}, 86400};
}
SEA_CLASS(Scalars, scalars,
    (init,  scalars_make, (complex, z, 1)),
    (field, z, complex),
    (field, w, c(double _Complex)),
    (field, text, path),
    (field, any, value),
    (field, at, timestamp));

typedef struct { scalars scalars; } holder;
static holder *holder_new(double _Complex z)
{
    holder *h = malloc(sizeof *h);
    if (h != NULL) {
        h->scalars = scalars_make(z);
    }
    return h;
}
static void holder_free(holder *h)                          { free(h); }
SEA_HANDLE(Holder, holder *,
    (init,    holder_new, (complex, z, 1)),
    (destroy, holder_free),
    (field,   scalars, Scalars));

/* ---- paths ---- */
static const char *same_path(const char *p)                 { return p; }
static size_t   path_length(const char *p)                  { return strlen(p); }
static long     path_length_or(const char *p)               { return p != NULL ? (long)strlen(p) : -1; }
static int      old_path(char *p)                           { return (int)strlen(p); }
static int      old_path_or(char *p)                        { return p != NULL ? (int)strlen(p) : -1; }
static size_t   path_lengths(const char *const *p, size_t n)
{
    size_t sum = 0;
    while (n-- > 0) {
        sum += strlen(p[n]);
    }
    return sum;
}
static void     path_out(const char *p, const char **out)   { *out = *p ? p : NULL; }
static long     live;
static long     live_count(void)                            { return live; }
static void     give(void *p)                               { live--; free(p); }
static char    *path_copy(const char *p)
{
    char *copy = malloc(strlen(p) + 1);
    live += copy != NULL;
    return copy != NULL ? strcpy(copy, p) : NULL;
}

/* ---- wide text ---- */
static const wchar_t  *same_wide(const wchar_t *s)          { return s; }
static size_t          wide_length(const wchar_t *s)        { return wcslen(s); }
static const uint16_t *same_16(const uint16_t *s)           { return s; }
static const uint32_t *same_32(const uint32_t *s)           { return s; }
static size_t          length_16(const uint16_t *s)         { size_t n = 0; while (s[n]) { n++; } return n; }
static uint32_t        first_32(const uint32_t *s)          { return s[0]; }
static const uint16_t *bad_16(void)                         { static const uint16_t s[] = {'a', 0xdc00, 0}; return s; }
static const uint32_t *bad_32(void)                         { static const uint32_t s[] = {'a', 0x110000, 0}; return s; }
static const uint16_t *mark_16(void)                        { static const uint16_t s[] = {0xfeff, 'a', 0}; return s; }
static wchar_t        *wide_copy(const wchar_t *s)
{
    size_t size = (wcslen(s) + 1) * sizeof *s;
    wchar_t *copy = malloc(size);
    live += copy != NULL;
    return copy != NULL ? memcpy(copy, s, size) : NULL;
}
static int             maybe_wide(int which, wchar_t **out) { *out = which ? wide_copy(L"wide") : NULL; return which; }
static char           *maybe_text(int which)                { return which ? path_copy("text") : NULL; }
static void            maybe_text_out(int which, char **out) { *out = maybe_text(which); }

/* ---- text with its length ---- */
static size_t  zeros(const char *s, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        count += s[i] == '\0';
    }
    return s != NULL ? 100 * n + count : 7;
}
static const char *tail(const char *s, size_t n, size_t *len) { *len = n > 0 ? n - 1 : 0; return n > 0 ? s + 1 : NULL; }
static void    tail_out(const char *s, size_t n, const char **out, size_t *len) { *out = tail(s, n, len); }

/* ---- times ---- */
static time_t          same_time(time_t t)                  { return t; }
static struct timespec same_spec(struct timespec t)         { return t; }
static long            nanoseconds(struct timespec t)       { return t.tv_nsec; }
static long long       spec_seconds(struct timespec t)      { return t.tv_sec; }
static struct timespec make_spec(long long s, long ns)      { return (struct timespec){(time_t)s, ns}; }
static double          same_seconds(double t)               { return t; }
static struct tm       same_tm(struct tm t)                 { return t; }
static int             tm_part(struct tm t, int which)
{
    return which == 0 ? t.tm_wday : which == 1 ? t.tm_yday : t.tm_isdst;
}
static struct tm       make_tm(int year, int mon, int mday, int sec)
{
    return (struct tm){.tm_year = year, .tm_mon = mon, .tm_mday = mday, .tm_sec = sec};
}
static time_t          latest(const time_t *t, size_t n)
{
    time_t most = 0;
    while (n-- > 0) {
        most = t[n] > most ? t[n] : most;
    }
    return most;
}

/* ---- mixed values ---- */
static sea_value same_value(sea_value v)                    { return v; }
static int       value_kind(sea_value v)                    { return (int)v.kind; }
static sea_value odd_value(int which)
{
    sea_value v = {SEA_NONE, {0}};
    if (which == 1) {
        v.kind = (sea_kind)99;
    } else if (which == 2) {
        v = (sea_value){SEA_TEXT, {.text = {"\xff", 1}}};
    } else if (which == 3) {
        v = (sea_value){SEA_TEXT, {.text = {NULL, 0}}};
    } else if (which == 4) {
        v = (sea_value){SEA_BYTES, {.bytes = {NULL, 3}}};
    }
    return v;
}
static long long sum_values(const sea_value *v, size_t n)
{
    long long sum = 0;
    while (n-- > 0) {
        sum += v[n].kind == SEA_INT ? v[n].as.integer : v[n].kind == SEA_TEXT ? (long long)v[n].as.text.len : 100;
    }
    return sum;
}
static void      out_value(sea_value *v)                    { *v = (sea_value){SEA_BOOL, {.truth = true}}; }

/* ---- pointers ---- */
static int   things[2];
static void *thing(int which)                               { return which >= 0 ? &things[which] : NULL; }
static int   thing_index(void *p)                           { return (int)((int *)p - things); }
static int   thing_index_or(void *p)                        { return p != NULL ? thing_index(p) : -1; }
static const int *number(int which)                         { return &things[which]; }
static int   number_index(const int *p)                     { return (int)(p - things); }
SEA_POINTER(cookie, void *, "scalars.cookie");
SEA_POINTER(number, const int *, "scalars.number");

/* ---- numbers that NumPy may pass ---- */
static double same_double(double d)                         { return d; }
static float  same_float(float d)                           { return d; }
static long   same_long(long n)                             { return n; }
static bool   same_bool(bool b)                             { return b; }
static size_t text_length(const char *s)                    { return strlen(s); }

SEA_MODULE(scalars,
    (threads,  safe),
    (class,    Scalars),
    (class,    Holder),
    (function, turned, turned, complex, (complex, z, 1)),
    (function, turned_c, turned, c(double _Complex), (c(double _Complex), z)),
    (function, halved, halved, none, (inout(complex), z)),
    (function, single, single, as(complex, float _Complex), (as(complex, float _Complex), z)),
    (function, magnitude_sum, magnitude_sum, double, (list(complex), z)),
    (function, same_path, same_path, path, (path, p)),
    (function, path_length, path_length, size_t, (path, p, "default")),
    (function, path_length_or, path_length_or, long, (opt(path), p, NULL)),
    (function, old_path, old_path, int, (as(path, char *), p)),
    (function, old_path_or, old_path_or, int, (as(opt(path), char *), p)),
    (function, path_lengths, path_lengths, size_t, (list(path), p)),
    (function, path_out, path_out, none, (path, p), (out(opt(path)), out)),
    (function, path_copy, path_copy, owned(path, give), (path, p)),
    (function, same_wide, same_wide, wstr, (wstr, s)),
    (function, wide_length, wide_length, size_t, (wstr, s)),
    (function, same_16, same_16, u16str, (u16str, s)),
    (function, same_32, same_32, u32str, (u32str, s)),
    (function, length_16, length_16, size_t, (u16str, s)),
    (function, first_32, first_32, u32, (u32str, s)),
    (function, bad_16, bad_16, u16str),
    (function, bad_32, bad_32, u32str),
    (function, mark_16, mark_16, u16str),
    (function, wide_copy, wide_copy, owned(wstr, give), (wstr, s)),
    (function, maybe_wide, maybe_wide, int, (int, which), (out(opt(owned(wstr, give))), out)),
    (function, maybe_text, maybe_text, opt(owned(str, give)), (int, which)),
    (function, maybe_text_out, maybe_text_out, none, (int, which), (out(opt(owned(str, give))), out)),
    (function, zeros, zeros, size_t, (chars, s)),
    (function, zeros_or, zeros, size_t, (opt(chars), s, NULL)),
    (function, zeros_default, zeros, size_t, (chars, s, "abc")),
    (function, tail, tail, chars, (chars, s), (out(len(size_t)), result)),
    (function, tail_out, tail_out, none, (chars, s), (out(chars), out)),
    (function, same_time, same_time, timestamp, (timestamp, t)),
    (function, seconds_of, same_time, c(time_t), (timestamp, t)),
    (function, from_seconds, same_time, timestamp, (c(time_t), t)),
    (function, latest, latest, timestamp, (list(timestamp), t)),
    (function, same_spec, same_spec, timespec, (timespec, t)),
    (function, nanoseconds, nanoseconds, long, (timespec, t)),
    (function, spec_seconds, spec_seconds, llong, (timespec, t)),
    (function, make_spec, make_spec, timespec, (llong, s), (long, ns)),
    (function, same_duration, same_spec, duration, (duration, d)),
    (function, make_duration, make_spec, duration, (llong, s), (long, ns)),
    (function, duration_nanoseconds, nanoseconds, long, (duration, d)),
    (function, same_seconds, same_seconds, seconds, (seconds, d)),
    (function, double_of, same_seconds, double, (seconds, d)),
    (function, from_double, same_seconds, seconds, (double, d)),
    (function, same_tm, same_tm, tm, (tm, t)),
    (function, tm_part, tm_part, int, (tm, t), (int, which)),
    (function, make_tm, make_tm, tm, (int, year), (int, mon), (int, mday), (int, sec, 0)),
    (function, same_value, same_value, value, (value, v)),
    (function, value_kind, value_kind, int, (value, v)),
    (function, odd_value, odd_value, value, (int, which)),
    (function, sum_values, sum_values, llong, (list(value), v)),
    (function, out_value, out_value, none, (out(value), v)),
    (function, thing, thing, cookie, (int, which)),
    (function, thing_or, thing, opt(cookie), (int, which)),
    (function, thing_index, thing_index, int, (cookie, c)),
    (function, thing_index_or, thing_index_or, int, (opt(cookie), c, NULL)),
    (function, number, number, number, (int, which)),
    (function, number_index, number_index, int, (number, n)),
    (function, double, same_double, double, (double, x)),
    (function, float, same_float, float, (float, x)),
    (function, long, same_long, long, (long, x)),
    (function, "bool", same_bool, bool, (bool, x)),
    (function, text_length, text_length, size_t, (str, s)),
    (function, live, live_count, long));
