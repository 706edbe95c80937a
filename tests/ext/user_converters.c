/* Converters of the user's own, for test_user_converters.py. */
#include <seabind/seabind.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- by another converter ---- */
static double echo_kelvin(double k)                    { return k; }
static void   heat(double *k, double by)               { *k += by; }
static void   two_kelvins(double *a, double *b)        { *a = 273.15, *b = 0; }
static double warmest(const double *k, size_t n)
{
    double most = 0;
    while (n-- > 0) {
        most = k[n] > most ? k[n] : most;
    }
    return most;
}

SEA_CONVERTER(celsius, double,
    (load, double, it + 273.15),
    (cast, double, it - 273.15));

/* ---- a struct by value, from text ---- */
typedef struct { unsigned char r, g, b; } colour;
static int    digits(const char *s)                    { return (int)strspn(s, "0123456789abcdef"); }
static colour colour_read(const char *s)
{
    unsigned rgb = (unsigned)strtoul(s + 1, NULL, 16);
    return (colour){(unsigned char)(rgb >> 16), (unsigned char)(rgb >> 8), (unsigned char)rgb};
}
static char  *colour_text(colour c)
{
    char *s = malloc(8);
    if (s != NULL) {
        snprintf(s, 8, "#%02x%02x%02x", c.r, c.g, c.b);
    }
    return s;
}
static colour negative(colour c)
{
    return (colour){(unsigned char)~c.r, (unsigned char)~c.g, (unsigned char)~c.b};
}

SEA_CONVERTER(rgb, colour,
    (type,   "a colour like '#rrggbb'"),
    (load,   str, colour_read(it)),
    (refuse, it[0] != '#' || strlen(it) != 7 || digits(it + 1) != 6, ValueError,
             "%.20s is no colour", it),
    (cast,   owned(str, free), colour_text(it)));

/* ---- memory that a load takes and a call gives back ---- */
static long  live;
static char  trace[64];
static long  live_count(void)                          { return live; }
static void *take(void *p)                             { live += p != NULL; return p; }
static void  give(void *p)
{
    if (p != NULL) {
        size_t n = strlen(trace);
        if (n < sizeof trace - 1) {
            trace[n] = *(char *)p;
            trace[n + 1] = '\0';
        }
        live--;
        free(p);
    }
}
static const char *traced(void)
{
    static char copy[sizeof trace];
    memcpy(copy, trace, sizeof trace);
    trace[0] = '\0';
    return copy;
}
static char *copied(const char *s)
{
    char *p = take(malloc(strlen(s) + 1));
    return p != NULL ? strcpy(p, s) : NULL;
}
static char *doubled(const char *s)
{
    char *p = take(malloc(2 * strlen(s) + 1));
    return p != NULL ? strcat(strcpy(p, s), s) : NULL;
}
static char *none_for_empty(const char *s)             { return *s ? copied(s) : NULL; }
static size_t length(const char *s)                    { return strlen(s); }
static long   length_or(const char *s)                 { return s != NULL ? (long)strlen(s) : -1; }
static size_t scratched(char *s)                       { s[0] = 'X'; return strlen(s); }
static size_t lengths(const char *const *s, size_t n)
{
    size_t sum = 0;
    while (n-- > 0) {
        sum += strlen(s[n]);
    }
    return sum;
}
static long add_lengths(const char *a, int x, const char *b) { return (long)strlen(a) + x + (long)strlen(b); }
static void swap_text(const char **s, const char *by)  { *s = by; }
static int  texts(int which, char **a, int *x, char **b)
{
    *a = which != 1 ? copied("a") : NULL;
    *x = which;
    *b = which != 2 ? copied(which == 3 ? "\xff" : "b") : NULL;
    return which == 4 ? -1 : 0;
}

SEA_CONVERTER(copy, const char *,
    (load,    str, copied(it)),
    (failure, it == NULL, MemoryError),
    (refuse,  strcmp(it, "refused") == 0, ValueError, "may not be %s", it),
    (release, give((void *)(uintptr_t)it)),
    (cast,    str, it));
/* the inner one holds as well: released in reverse order */
SEA_CONVERTER(twofold, const char *,
    (load,    copy, strlen(it) <= 4 ? doubled(it) : NULL),
    (failure, it == NULL, OverflowError, "%zu letters of %s", 2 * strlen(from), from),
    (release, give((void *)(uintptr_t)it)));
SEA_CONVERTER(optional, const char *,
    (load,    opt(copy), it != NULL ? it : "nothing"));
SEA_CONVERTER(taken, char *,
    (cast,    str, it),
    (drop,    give(it)));

/* ---- by functions that know Python ---- */
typedef struct { double re, im; } pair;
static int pair_load(PyObject *o, pair *out)
{
    if (!PyTuple_Check(o)) {
        return 1;
    }
    if (PyTuple_GET_SIZE(o) != 2) {
        PyErr_Format(PyExc_ValueError, "must be two numbers, not %zd", PyTuple_GET_SIZE(o));
        return -1;
    }
    out->re = PyFloat_AsDouble(PyTuple_GET_ITEM(o, 0));
    out->im = PyFloat_AsDouble(PyTuple_GET_ITEM(o, 1));
    return PyErr_Occurred() ? -1 : 0;
}
static PyObject *pair_cast(pair p)                     { return Py_BuildValue("(dd)", p.re, p.im); }
static pair      pair_turned(pair p)                   { return (pair){-p.im, p.re}; }

SEA_CONVERTER(pair, pair,
    (loader, pair_load),
    (caster, pair_cast),
    (type,   "a tuple of two numbers"));

/* ---- narrow, enum, by a class ---- */
static int    percent_of(int p)                        { return p; }
SEA_CONVERTER(percent, int,
    (load,   as(double, float), (int)(it * 100)),
    (refuse, it < 0 || it > 1, ValueError, "%g is not from 0 to 1", (double)it),
    (cast,   double, it / 100.0));

/* ---- what is no value of the type at all ---- */
static int echo_int(int n)                             { return n; }
static int first_of(const int *v, size_t n)            { return n > 0 ? v[0] : 0; }
SEA_CONVERTER(even, int,
    (type,   "an even number"),
    (load,   int, it),
    (refuse, it % 2 != 0));
SEA_CONVERTER(odd, int,
    (load,   int, it),
    (refuse, it % 2 == 0));

typedef struct { double celsius_; colour tint; const char *name; pair p; } sample;
static sample sample_make(double k, colour tint)
{
    return (sample){k, tint, "sample", {1, 2}};
}
SEA_CLASS(Sample, sample,
    (init,  sample_make, (celsius, t, 273.15), (rgb, tint, ((colour){1, 2, 3}))),
    (field, t, celsius_, celsius),
    (field, tint, rgb),
    (field, name, copy),
    (field, p, pair));
static double   sample_kelvin(double k)                { return k; }
SEA_CONVERTER(of_sample, double,
    (load, ref(Sample), it->celsius_));

/* ---- in a status ---- */
static double measure(double k)                        { return k; }
SEA_STATUS(measured, double,
    (failure,   it < 0),
    (raise,     ValueError, "below absolute zero"),
    (attribute, at, celsius, it),
    (result,    celsius, it));
SEA_STATUS(done, int, (failure, it < 0), (raise, RuntimeError, "failed"));

/* ---- tuples ---- */
typedef struct { const char *name; int n; double weight; } entry;
static const entry entries[] = {{"one", 1, 1.5}, {"two", 2, 2.5}, {NULL, 3, 0}};
static const entry *entry_at(int i)                   { return i < 0 ? NULL : &entries[i]; }
static entry  entry_of(int i)                          { return entries[i]; }
static void   entries_of(const entry **out, size_t *n) { *out = entries, *n = 2; }
static void   all_entries(const entry **out, size_t *n) { *out = entries, *n = 3; }

SEA_CONVERTER(counted, entry,
    (tuple, (str, it.name), (int, it.n)));
SEA_CONVERTER(row, const entry *,
    (tuple, (opt(str), it->name), (as(bool, int), it->n == 1), (celsius, it->weight + 273.15),
            (counted, *it), (size_t, (size_t)it->n)));
SEA_CONVERTER(single, int, (load, int, it), (tuple, (int, it)));
SEA_CONVERTER(text_and_size, char *,
    (tuple, (str, it), (size_t, strlen(it))), (drop, give(it)));
static int    same(int n)                              { return n; }

SEA_MODULE(user_converters,
    (class,    Sample),
    (function, entry_of, entry_of, counted, (int, i)),
    (function, entry_at, entry_at, row, (int, i)),
    (function, entry_found, entry_at, opt(row), (int, i)),
    (function, entries_of, entries_of, none, (out(list(counted)), entries)),
    (function, all_entries, all_entries, none, (out(list(counted)), entries)),
    (function, single, same, single, (single, n, 7)),
    (function, text_and_size, doubled, text_and_size, (str, text)),
    (function, celsius, echo_kelvin, double, (celsius, t)),
    (function, kelvin, echo_kelvin, celsius, (double, k)),
    (function, both, echo_kelvin, celsius, (celsius, t, 293.15)),
    (function, heat, heat, none, (inout(celsius), t), (double, by)),
    (function, two_kelvins, two_kelvins, none, (out(celsius), a), (out(celsius), b)),
    (function, warmest, warmest, celsius, (list(celsius), t)),
    (function, negative, negative, rgb, (rgb, c)),
    (function, length, length, size_t, (copy, s)),
    (function, length_default, length, size_t, (copy, s, "default")),
    (function, length_or, length_or, long, (opt(copy), s, NULL)),
    (function, scratched, scratched, size_t, (as(copy, char *), s)),
    (function, twofold, length, size_t, (twofold, s)),
    (function, optional, length, size_t, (optional, s)),
    (function, lengths, lengths, size_t, (list(copy), words)),
    (function, add_lengths, add_lengths, long, (copy, a), (int, x), (twofold, b)),
    (function, swap_text, swap_text, none, (inout(copy), s), (str, by)),
    (function, doubled, doubled, taken, (str, s)),
    (function, doubled_or, none_for_empty, opt(taken), (str, s)),
    (function, texts, texts, done, (int, which), (out(taken), a), (out(int), x), (out(taken), b)),
    (function, pair_turned, pair_turned, pair, (pair, p)),
    (function, percent, percent_of, percent, (percent, p)),
    (function, even, echo_int, int, (even, n)),
    (function, odd, echo_int, int, (odd, n)),
    (function, even_first, first_of, int, (list(even), numbers)),
    (function, of_sample, sample_kelvin, double, (of_sample, s)),
    (function, measure, measure, measured, (celsius, t)),
    (function, live, live_count, long),
    (function, traced, traced, str));
