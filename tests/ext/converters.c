/* Every converter, as parameter and as result, for test_converters.py. */
#include <seabind/seabind.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- numbers: out comes what goes in ---- */
#define NUMBERS(X)                                                                         \
    X(schar, signed char) X(uchar, unsigned char) X(short, short)                          \
    X(ushort, unsigned short) X(int, int) X(uint, unsigned) X(long, long)                  \
    X(ulong, unsigned long) X(llong, long long) X(ullong, unsigned long long)              \
    X(i8, int8_t) X(u8, uint8_t) X(i16, int16_t) X(u16, uint16_t) X(i32, int32_t)          \
    X(u32, uint32_t) X(i64, int64_t) X(u64, uint64_t) X(size_t, size_t)                    \
    X(ptrdiff_t, ptrdiff_t) X(intptr_t, intptr_t) X(uintptr_t, uintptr_t)                  \
    X(intmax_t, intmax_t) X(uintmax_t, uintmax_t) X(double, double) X(float, float)
#define FUNCTIONS(NAME, T)                                                                 \
    static T    echo_##NAME(T x)                            { return x; }                  \
    static T    pick_##NAME(const T *p, size_t n, size_t i) { return i < n ? p[i] : 0; }   \
    static void turn_##NAME(T *p, size_t n)                                                \
    {                                                                                      \
        for (size_t i = 0; i < n / 2; i++) {                                               \
            T t = p[i];                                                                    \
            p[i] = p[n - 1 - i];                                                           \
            p[n - 1 - i] = t;                                                              \
        }                                                                                  \
    }                                                                                      \
    static void doubled_##NAME(const T *p, size_t n, T **out, size_t *count)               \
    {                                                                                      \
        *count = 2 * n;                                                                    \
        *out = malloc(2 * n * sizeof(T) + 1);                                              \
        for (size_t i = 0; *out != NULL && i < 2 * n; i++) {                               \
            (*out)[i] = p[i / 2];                                                          \
        }                                                                                  \
    }
NUMBERS(FUNCTIONS)
FUNCTIONS(bool, bool)

/* a user's own macros that make items */
#define ECHO(NAME, T)   (static, #NAME, echo_##NAME, NAME, (NAME, value))
#define PICK(NAME, T)   (static, #NAME, pick_##NAME, NAME, (array(NAME), data), (size_t, i))
#define TURN(NAME, T)   (static, #NAME, turn_##NAME, none, (mut(array(NAME)), data))
#define TWICE(NAME, T)                                                                     \
    (static, #NAME, doubled_##NAME, none, (array(NAME), data), (out(owned(array(NAME), free)), twice))

typedef struct { char unused; } nothing_at_all;
#define ITEM(MAKE, NAME) MAKE(NAME, ~)
#define ITEMS(MAKE)                                                                        \
    ITEM(MAKE, schar), ITEM(MAKE, uchar), ITEM(MAKE, short), ITEM(MAKE, ushort),           \
    ITEM(MAKE, int), ITEM(MAKE, uint), ITEM(MAKE, long), ITEM(MAKE, ulong),                \
    ITEM(MAKE, llong), ITEM(MAKE, ullong), ITEM(MAKE, i8), ITEM(MAKE, u8),                 \
    ITEM(MAKE, i16), ITEM(MAKE, u16), ITEM(MAKE, i32), ITEM(MAKE, u32), ITEM(MAKE, i64),   \
    ITEM(MAKE, u64), ITEM(MAKE, size_t), ITEM(MAKE, ptrdiff_t), ITEM(MAKE, intptr_t),      \
    ITEM(MAKE, uintptr_t), ITEM(MAKE, intmax_t), ITEM(MAKE, uintmax_t),                    \
    ITEM(MAKE, double), ITEM(MAKE, float)

SEA_CLASS(Echo, nothing_at_all, ITEMS(ECHO),
    (static, "bool", echo_bool, bool, (bool, value)));
SEA_CLASS(Pick, nothing_at_all, ITEMS(PICK),
    (static, "bool", pick_bool, bool, (array(bool), data), (size_t, i)));
SEA_CLASS(Turn, nothing_at_all, ITEMS(TURN),
    (static, "bool", turn_bool, none, (mut(array(bool)), data)));
SEA_CLASS(Twice, nothing_at_all, ITEMS(TWICE),
    (static, "bool", doubled_bool, none, (array(bool), data), (out(owned(array(bool), free)), twice)));

/* ---- text and bytes ---- */
static char        next(char c)                   { return (char)(c + 1); }
static size_t      text_length(const char *s)     { return strlen(s); }
static const char *text_tail(const char *s)       { return *s ? s + 1 : NULL; }
static const char *text_tail_or_none(const char *s) { return s != NULL && *s ? s + 1 : NULL; }
static const char *bad_text(void)                 { return "\xff\xfe"; }
static int         old_length(char *s)            { return (int)strlen(s); }
static int         old_length_or(char *s)         { return s != NULL ? (int)strlen(s) : -1; }
static char       *old_word(int which)
{
    static char word[] = "word";
    return which ? word : NULL;
}
static char       *upper(const char *s)
{
    char *copy = malloc(strlen(s) + 1);
    size_t i = 0;
    for (; copy != NULL && s[i]; i++) {
        copy[i] = (char)toupper((unsigned char)s[i]);
    }
    if (copy != NULL) {
        copy[i] = '\0';
    }
    return copy;
}
static char       *upper_or_null(const char *s)   { return *s ? upper(s) : NULL; }
static sea_bytes   bytes_tail(sea_bytes b)
{
    return b.len > 0 ? (sea_bytes){(const char *)b.data + 1, b.len - 1} : (sea_bytes){NULL, 1};
}
static size_t      bytes_length(sea_bytes b)      { return b.len; }

/* ---- owned memory is counted ---- */
static long live;
static void *take(size_t n)                       { live++; return malloc(n + 1); }
static void  give(void *p)                        { live--; free(p); }
static long  live_count(void)                     { return live; }
static char *taken_text(int which)
{
    char *text = which ? take(8) : NULL;
    if (text != NULL) {
        strcpy(text, which > 0 ? "taken" : "\xff");
    }
    return text;
}
static uint8_t *taken_bytes(size_t *n, int count)
{
    uint8_t *p = count >= 0 ? take((size_t)count) : NULL;
    *n = (size_t)(count >= 0 ? count : 0);
    for (int i = 0; p != NULL && i < count; i++) {
        p[i] = (uint8_t)i;
    }
    return p;
}
static void taken_out(size_t *n, int count, uint8_t **p) { *p = taken_bytes(n, count); }
static void lent_out(const uint8_t **p, size_t *n, int count)
{
    static const uint8_t bytes[] = "lent";
    *p = count != 0 ? bytes : NULL;
    *n = (size_t)count;
}
static const char *lent_result(int count, int *n)
{
    *n = count;
    return count != 0 ? "lent" : NULL;
}
static void lent_array(const int **p, unsigned *n, int count)
{
    static const int numbers[] = {3, 1, 4, 1, 5};
    *p = count >= 0 ? numbers : NULL;
    *n = count >= 0 ? (unsigned)count : 7;
}
static void taken_array(double **p, int *n, int count)
{
    *p = count >= 0 ? take((size_t)count * sizeof **p) : NULL;
    *n = count;
    for (int i = 0; i < count; i++) {
        (*p)[i] = i / 2.0;
    }
}
static void taken_many(char **a, char **b, int *c)  { *a = taken_text(1); *b = taken_text(*c); *c += 1; }

/* ---- pointer and length ---- */
static size_t  bytes_of(const void *p, size_t n)             { return p != NULL || n == 0 ? n : 0; }
static int     count_char(const char *p, size_t n, char c)
{
    int count = 0;
    for (size_t i = 0; i < n; i++) {
        count += p[i] == c;
    }
    return count;
}
static int     small_length(const uint8_t *p, unsigned char n) { (void)p; return n; }
static int     signed_length(signed char n, const int16_t *p)  { (void)p; return n; }
static int     length_first(unsigned char n, const uint8_t *p) { (void)p; return n; }
static int     two_arrays(const int *a, const int *b, short n, size_t m)
{
    return (n > 0 ? a[0] : 0) + (m > 0 ? b[0] : 0);
}
static long    length_or(const uint8_t *p, size_t n)          { return p != NULL ? (long)n : -1; }
static void    fill_with(uint8_t *p, size_t n, uint8_t value) { memset(p, value, n); }
static void    fill_void(void *p, size_t n, uint8_t value)    { memset(p, value, n); }
static void    fill_or(uint8_t *p, size_t n)                  { if (p != NULL) { memset(p, 7, n); } }
static void    shift(int n, double *p, double by)
{
    for (int i = 0; i < n; i++) {
        p[i] += by;
    }
}

/* ---- lists ---- */
typedef struct { int id; } item;
static item   item_make(int id)                               { return (item){id}; }
static int    sum_ints(const int *p, size_t n)                { int s = 0; while (n-- > 0) { s += p[n]; } return s; }
static int    sum_small(const uint8_t *p, unsigned char n)    { int s = 0; while (n-- > 0) { s += p[n]; } return s; }
static double sum_doubles(const double *p, int n)             { double s = 0; while (n-- > 0) { s += p[n]; } return s; }
static bool   all_true(const bool *p, size_t n)               { while (n-- > 0) { if (!p[n]) { return false; } } return true; }
static size_t sum_lengths(const char *const *p, size_t n)     { size_t s = 0; while (n-- > 0) { s += strlen(p[n]); } return s; }
static size_t sum_sizes(const sea_bytes *p, size_t n)         { size_t s = 0; while (n-- > 0) { s += p[n].len; } return s; }
static int    sum_items(const item *const *p, size_t n)       { int s = 0; while (n-- > 0) { s += p[n]->id; } return s; }
static int    sum_copies(const item *p, size_t n)             { int s = 0; while (n-- > 0) { s += p[n].id; } return s; }

/* ---- filled buffers ---- */
static size_t fill_some(uint8_t *out, size_t cap, long want, size_t use)
{
    (void)want;
    for (size_t i = 0; i < cap; i++) {
        out[i] = (uint8_t)i;
    }
    return use;
}
static int fill_signed(uint8_t *out, int cap, int use)
{
    memset(out, 1, (size_t)cap);
    return use;
}
static int reverse(const uint8_t *in, size_t n, uint8_t *out, unsigned *used, long extra)
{
    if (*used < n) {
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        out[i] = in[n - 1 - i];
    }
    *used = (unsigned)((long)n + extra);
    return (int)-(extra < -100);
}
static void half_filled(unsigned char *used, char *out, int want)
{
    (void)want;
    memset(out, 'x', *used);
    *used /= 2;
}
static void halves(short cap, double *out, int want)
{
    (void)want;
    for (short i = 0; i < cap; i++) {
        out[i] = i / 2.0;
    }
}
static void all_y(char *out, size_t cap, unsigned long long want) { (void)want; memset(out, 'y', cap); }
static int  print_number(char *out, size_t cap, int number, size_t room)
{
    int n = snprintf(out, cap, "%d", number);
    (void)room;
    return n < (int)cap ? n : -1;
}
static size_t copy_some(void *out, size_t cap, size_t want, const uint8_t *in, size_t n)
{
    (void)want;
    if (n > cap) {
        return (size_t)-8;
    }
    memcpy(out, in, n);
    return n;
}
static void twice(const int *in, size_t n, int *out, int cap)
{
    for (int i = 0; i < cap; i++) {
        out[i] = in[(size_t)i % n];
    }
}
static bool two_texts(char *a, size_t na, char *b, size_t nb)
{
    memset(a, 'a', na);
    memset(b, 'b', nb);
    return true;
}
static void bad_utf8(char *out, size_t cap)                 { memset(out, 0xff, cap); }

SEA_EXCEPTION(FillError, Exception);
SEA_STATUS(rc, int,
    (failure, it < 0),
    (raise,   FillError, "rc %d", it));
SEA_STATUS(size_or_error, size_t,
    (failure, it > (size_t)-2000),
    (raise,   FillError, "size error %zu", (size_t)-1 - it + 1),
    (result,  size_t, it));
SEA_STATUS(printed, int,
    (failure, it < 0),
    (raise,   FillError, "no room"),
    (result,  int, it));

static int grow(const uint8_t *in, size_t n, int times, sea_buf *out)
{
    for (int i = 0; i < times; i++) {
        if (sea_buf_append(out, in, n) < 0) {
            return -2;
        }
    }
    return times < 0 ? times : 0;
}
static void grow_two(sea_buf *a, int x, sea_buf *b)
{
    size_t got;
    unsigned char *p = sea_buf_room(a, 1, &got);
    if (p != NULL && got > 0) {
        *p = (unsigned char)x;
        sea_buf_add(a, 1);
    }
    (void)sea_buf_append(b, "", 0);
}

/* ---- results through pointers ---- */
static void outs(int *i, double *d, bool *b, char *c, const char **s, item *t, uint64_t *u)
{
    *i = -1, *d = 0.5, *b = true, *c = 'c', *s = "text", *t = (item){9}, *u = UINT64_MAX;
}
static void out_text(const char **s, int which)    { *s = which ? "text" : NULL; }
static void out_bytes(sea_bytes *b, int which)     { *b = (sea_bytes){which ? "\0b" : NULL, 2}; }
static int  out_and_result(int *twice, int x)      { *twice = 2 * x; return x; }
static void inouts(int *i, double *d, const char **s, item *t)
{
    *i += 1, *d *= 2, *s = **s ? *s + 1 : NULL, t->id += 1;
}
static void out_item_pointer(const item **p, int which)
{
    static const item here = {77};
    *p = which ? &here : NULL;
}

/* ---- objects: who takes them knows Python ---- */
static PyObject *while_held(const uint8_t *p, size_t n, PyObject *f)
{
    (void)p, (void)n;
    return PyObject_CallNoArgs(f);
}
static PyObject *object_raise(PyObject *o)         { PyErr_SetObject(PyExc_KeyError, o); return NULL; }
static PyObject *object_same(PyObject *o)          { return Py_NewRef(o); }
static PyObject *object_null(PyObject *o)          { (void)o; return NULL; }
static void      object_out(PyObject *o, PyObject **out) { *out = Py_NewRef(o); }
static bool      object_is(PyObject *a, PyObject *b) { return a == b; }

/* ---- structs, pointers and handles ---- */
static int    item_id(const item *p)               { return p->id; }
static int    item_id_or(const item *p)            { return p != NULL ? p->id : -1; }
static int    item_bump(item *p)                   { return ++p->id; }
static int    item_bump_or(item *p)                { return p != NULL ? ++p->id : -1; }
static item   item_next(item it)                   { it.id++; return it; }
static const item *item_larger(const item *a, const item *b) { return a->id == b->id ? NULL : a->id > b->id ? a : b; }
static item  *item_static(int which)
{
    static item here = {5};
    return which ? &here : NULL;
}

SEA_CLASS(Item, item,
    (init,  item_make, (int, id, 0)),
    (field, id, int));

typedef struct device { int fd; } device;
static device *device_open(int fd)
{
    device *d = fd >= 0 ? take(sizeof *d) : NULL;
    if (d != NULL) {
        d->fd = fd;
    }
    return d;
}
static void    device_close(device *d)             { give(d); }
static int     device_fd(const device *d)          { return d->fd; }
static int     device_fd_or(const device *d)       { return d != NULL ? d->fd : -1; }
static int     device_fd_mut(device *d)            { return ++d->fd; }
static int     device_fd_mut_or(device *d)         { return d != NULL ? ++d->fd : -1; }
static int     device_pair(int a, int b, device **first, device **second)
{
    if (a < 0) {
        return -1;
    }
    *first = device_open(a);
    *second = device_open(b);
    return 0;
}

SEA_HANDLE(Device, device *,
    (init,    device_open, (int, fd)),
    (destroy, device_close));

/* ---- as and c ---- */
enum color { RED, GREEN = 5, BLUE = -3 };
enum flag { FLAG_A = 1, FLAG_B = 2 };
typedef unsigned short  port;
typedef long            offset;
typedef const char     *name;
static int        as_bool(int b)                   { return b; }
static enum color as_color(enum color c)           { return c; }
static enum flag  as_flag(enum flag f)             { return f; }
static short      as_short(short s)                { return s; }
static unsigned   as_unsigned(unsigned u)          { return u; }
static unsigned char as_byte(unsigned char c)      { return c; }
static int        as_wide(int i)                   { return i == 0 ? 300 : -1; }
static float      as_float(float f)                { return f; }
static long double as_long_double(long double d)   { return d; }
static port       c_port(port p)                   { return p; }
static offset     c_offset(offset o)               { return o; }
static name       c_name(name n)                   { return n; }
static bool       c_bool(bool b)                   { return b; }
static void       c_out(port *p)                   { *p = 99; }
static void       as_out(int which, unsigned *u, int *b, char **s, enum color *c, long double *d)
{
    *u = which == 1 ? 3000000000 : 7;
    *b = which != 0;
    *s = old_word(which);
    *c = BLUE;
    *d = which == 2 ? 1e4000L : 0.5L;
}
static int        sum_ports(const port *p, size_t n) { int s = 0; while (n-- > 0) { s += p[n]; } return s; }

/* ---- parameters that Python does not see, or names differently ---- */
static int fixed_middle(int a, double half, int b, const char *tag) { return (int)(a * half) + b + (int)strlen(tag); }
static int use_length(const uint8_t *p, size_t n, size_t twice, int plus) { (void)p; return (int)(n + twice) + plus; }
static int passed(const char *format, int n, const char *const *words)
{
    return n + (int)strlen(words[0]) + (int)strlen(format);
}
static const char *const two_words[] = {"two", "words"};
static int six(int a, int b, int c, int d, int e, int f)
{
    return a + 10 * b + 100 * c + 1000 * d + 10000 * e + 100000 * f;
}
static int defaults(int i, unsigned char u, double d, bool b, char c, const char *s, const char *t)
{
    return i + u + (int)d + b + c + (int)strlen(s) + (t != NULL ? 1000 : 0);
}
static const int deep_default = 42;

/* a block has at most 120 items: what is left are static functions of a class */
SEA_CLASS(More, nothing_at_all,
    (static, as_bool, as_bool, as(bool, int), (as(bool, int), flag)),
    (static, as_color, as_color, as(int, enum color), (as(int, enum color), color)),
    (static, as_color_default, as_color, as(int, enum color), (as(int, enum color), color, BLUE)),
    (static, as_flag, as_flag, as(uint, enum flag), (as(uint, enum flag), flag)),
    (static, as_short, as_short, as(int, short), (as(int, short), value)),
    (static, as_signed, as_unsigned, as(int, unsigned), (as(int, unsigned), value)),
    (static, as_unsigned, as_short, as(uint, short), (as(uint, short), value)),
    (static, as_byte, as_byte, as(int, unsigned char), (as(int, unsigned char), value)),
    (static, as_wide, as_wide, as(u8, int), (int, which)),
    (static, as_float, as_float, as(double, float), (as(double, float), value)),
    (static, as_long_double, as_long_double, as(double, long double), (as(double, long double), value)),
    (static, c_port, c_port, c(port), (c(port), value)),
    (static, c_offset, c_offset, c(offset), (c(offset), value, -1)),
    (static, c_name, c_name, c(name), (c(name), value, "none")),
    (static, c_bool, c_bool, c(bool), (c(bool), value)),
    (static, as_out, as_out, none, (int, which), (out(as(int, unsigned)), u), (out(as(bool, int)), b),
             (out(as(opt(str), char *)), s), (out(as(int, enum color)), c), (out(as(double, long double)), d)),
    (static, sum_ports, sum_ports, int, (list(c(port)), ports)),
    (static, c_out, c_out, none, (out(c(port)), value)),

    (static, fixed_middle, fixed_middle, int, (int, a), (fixed(double), 0.5), (int, b), (fixed(const char *), "tag")),
    (static, use_length, use_length, int, (array(u8), data), (fixed(size_t), 2 * data.len), (fixed(int), -1)),
    (static, passed, passed, int, (str, format), (fixed(int), (int)strlen(format)), (pass, two_words)),

    (static, awkward, six, int, (int, self), (int, args), (int, kw), (int, n), (int, result), (int, "default", 6)),
    (static, more_awkward, six, int, (int, module), (int, value), (int, it), (int, "long"), (int, "errno"), (int, f)),
    (static, "default", six, int, (int, "char"), (int, "switch"), (posonly), (int, type), (kwonly), (int, cls),
             (int, top, 5), (int, "int", 6)),
    (static, "long", fill_some, size_t, (fill(u8), result, n * 2), (cap(size_t), result), (long, n), (size_t, self)),
    (static, "errno", fixed_middle, int, (int, self), (fixed(double), self * 2.0), (int, args), (fixed(const char *), "")),
    (static, all_positional, six, int, (int, a), (int, b), (int, c), (int, d, 4), (int, e, 5), (int, f, 6), (posonly)),
    (static, all_keyword, six, int, (kwonly), (int, a), (int, b, 2), (int, c), (int, d, 4), (int, e), (int, f, 6)),
    (static, mixed, six, int, (int, a), (posonly), (int, b), (int, c, 3), (kwonly), (int, d), (int, e, 5), (int, f)),
    (static, positional_and_keyword, six, int, (int, a), (int, b, 2), (int, c, 3), (posonly), (kwonly), (int, d),
             (int, e, 5), (int, f)),
    (static, defaults, defaults, int, (int, i, -1), (uchar, u, 200), (double, d, 1.5), (bool, b, true), (char, c, 'x'),
             (str, s, "it's"), (opt(str), t, NULL)),
    (static, computed_default, as_wide, int, (int, i, deep_default * 2 + (int)sizeof(char))));

SEA_MODULE(converters,
    (threads, safe),
    (exception, FillError),
    (class, Echo), (class, Pick), (class, Turn), (class, Twice), (class, More), (class, Item), (class, Device),
    (function, next, next, char, (char, letter)),
    (function, text_length, text_length, size_t, (str, text)),
    (function, text_tail, text_tail, str, (str, text)),
    (function, text_tail_or_none, text_tail_or_none, opt(str), (opt(str), text)),
    (function, bad_text, bad_text, str),
    (function, old_length, old_length, int, (as(str, char *), text)),
    (function, old_length_or, old_length_or, int, (as(opt(str), char *), text)),
    (function, old_length_default, old_length_or, int, (as(opt(str), char *), text, NULL)),
    (function, old_word, old_word, as(str, char *), (int, which)),
    (function, old_word_or_none, old_word, as(opt(str), char *), (int, which)),
    (function, upper, upper, owned(str, free), (str, text)),
    (function, upper_or_none, upper_or_null, opt(owned(str, free)), (str, text)),
    (function, upper_or_error, upper_or_null, owned(str), (str, text)),
    (function, bytes_tail, bytes_tail, bytes, (bytes, data)),
    (function, bytes_length, bytes_length, size_t, (bytes, data)),

    (function, live_count, live_count, long),
    (function, taken_text, taken_text, owned(str, give), (int, which)),
    (function, taken_text_or_none, taken_text, opt(owned(str, give)), (int, which)),
    (function, taken_bytes, taken_bytes, owned(items(u8), give), (out(len(size_t)), result), (int, count)),
    (function, lent_result, lent_result, items(char), (int, count), (out(len(int)), result)),
    (function, taken_out, taken_out, none, (out(len(size_t)), p), (int, count), (out(owned(items(u8), give)), p)),
    (function, lent_out, lent_out, none, (out(items(u8)), p), (out(len(size_t)), p), (int, count)),
    (function, lent_array, lent_array, none, (out(array(int, unsigned)), p), (int, count)),
    (function, taken_array, taken_array, none, (out(owned(array(double, int), give)), p), (int, count)),
    (function, taken_many, taken_many, none, (out(owned(str, give)), a), (out(opt(owned(str, give))), b),
               (inout(int), c)),

    (function, bytes_of, bytes_of, size_t, (array(void), data)),
    (function, count_char, count_char, int, (array(char), text), (char, letter)),
    (function, small_length, small_length, int, (array(u8, unsigned char), data)),
    (function, items_then_len, small_length, int, (items(u8), data), (len(unsigned char), data)),
    (function, signed_length, signed_length, int, (len(signed char), data), (items(i16), data)),
    (function, len_then_items, length_first, int, (len(unsigned char), data), (items(u8), data)),
    (function, two_arrays, two_arrays, int, (items(int), a), (items(int), b), (len(short), a), (len(size_t), b)),
    (function, length_or, length_or, long, (opt(array(u8)), data)),
    (function, length_default, length_or, long, (opt(array(u8)), data, NULL)),
    (function, fill_with, fill_with, none, (mut(array(u8)), data), (u8, value)),
    (function, fill_void, fill_void, none, (mut(array(void)), data), (u8, value)),
    (function, fill_or, fill_or, none, (opt(mut(array(u8))), data)),
    (function, shift, shift, none, (len(int), values), (mut(items(double)), values), (double, by)),

    (function, sum_ints, sum_ints, int, (list(int), values)),
    (function, sum_small, sum_small, int, (list(u8, unsigned char), values)),
    (function, sum_doubles, sum_doubles, double, (list(double, int), values)),
    (function, all_true, all_true, bool, (list(bool), values)),
    (function, sum_lengths, sum_lengths, size_t, (list(str), words)),
    (function, sum_sizes, sum_sizes, size_t, (list(bytes), words)),
    (function, sum_items, sum_items, int, (list(ref(Item)), items)),
    (function, sum_copies, sum_copies, int, (list(Item), items)),

    (function, fill_some, fill_some, size_t, (fill(u8), out, want), (cap(size_t), out), (long, want),
               (size_t, use)),
    (function, fill_signed, fill_signed, int, (fill(u8), out, 8), (cap(int), out), (int, use)),
    (function, reverse, reverse, rc, (array(u8), data), (fill(u8), out, data.len), (used(unsigned), out),
               (long, extra, 0)),
    (function, half_filled, half_filled, none, (used(unsigned char), text), (fill(char), text, want), (int, want)),
    (function, halves, halves, none, (cap(short), values), (fill(double), values, want), (int, want)),
    (function, all_y, all_y, none, (fill(char), text, want), (cap(size_t), text), (ullong, want)),
    (function, print_number, print_number, printed, (fill(char), text, room), (cap(size_t), text),
               (int, number), (size_t, room, 64)),
    (function, copy_some, copy_some, size_or_error, (fill(void), out, want), (cap(size_t), out),
               (size_t, want), (array(u8), data)),
    (function, twice, twice, none, (list(int), values), (fill(int), out, 2 * values.len), (cap(int), out)),
    (function, two_texts, two_texts, bool, (fill(char), a, 3), (cap(size_t), a), (fill(char), b, 2), (cap(size_t), b)),
    (function, bad_utf8, bad_utf8, none, (fill(char), text, 3), (cap(size_t), text)),

    (function, grow, grow, rc, (array(u8), data), (int, times), (out(buf), grown)),
    (function, grow_two, grow_two, none, (out(buf), a), (int, x), (out(buf), b)),

    (function, outs, outs, none, (out(int), i), (out(double), d), (out(bool), b), (out(char), c),
               (out(str), s), (out(Item), t), (out(u64), u)),
    (function, out_text, out_text, none, (out(str), s), (int, which)),
    (function, out_text_or_none, out_text, none, (out(opt(str)), s), (int, which)),
    (function, out_bytes, out_bytes, none, (out(bytes), b), (int, which)),
    (function, out_and_result, out_and_result, int, (out(int), twice), (int, x)),
    (function, inouts, inouts, none, (inout(int), i), (inout(double), d), (inout(str), s), (inout(Item), t)),
    (function, inout_default, out_and_result, int, (inout(int), twice, 1), (int, x, 2)),
    (function, out_item_pointer, out_item_pointer, none, (out(ref(Item)), p), (int, which)),
    (function, out_item_or_none, out_item_pointer, none, (out(opt(ref(Item))), p), (int, which)),

    (function, object_same, object_same, object, (object, o)),
    (function, while_held, while_held, object, (array(u8), data), (object, function)),
    (function, object_raise, object_raise, object, (object, o)),
    (function, object_null, object_null, object, (object, o)),
    (function, object_null_or_none, object_null, opt(object), (object, o)),
    (function, object_out, object_out, none, (object, o), (out(object), same)),
    (function, object_is, object_is, bool, (opt(object), a, NULL), (opt(object), b, NULL)),

    (function, item_id, item_id, int, (ref(Item), item)),
    (function, item_id_or, item_id_or, int, (opt(ref(Item)), item)),
    (function, item_id_default, item_id_or, int, (opt(ref(Item)), item, NULL)),
    (function, item_bump, item_bump, int, (ptr(Item), item)),
    (function, item_bump_or, item_bump_or, int, (opt(ptr(Item)), item)),
    (function, item_next, item_next, Item, (Item, it)),
    (function, item_larger, item_larger, ref(Item), (ref(Item), a), (ref(Item), b)),
    (function, item_larger_or_none, item_larger, opt(ref(Item)), (ref(Item), a), (ref(Item), b)),
    (function, item_static, item_static, ptr(Item), (int, which)),
    (function, item_static_or_none, item_static, opt(ptr(Item)), (int, which)),

    (function, device_open, device_open, owned(Device), (int, fd)),
    (function, device_open_or_none, device_open, opt(owned(Device)), (int, fd)),
    (function, device_fd, device_fd, int, (ref(Device), device)),
    (function, device_fd_or, device_fd_or, int, (opt(ref(Device)), device, NULL)),
    (function, device_fd_mut, device_fd_mut, int, (ptr(Device), device)),
    (function, device_fd_mut_or, device_fd_mut_or, int, (opt(ptr(Device)), device, NULL)),
    (function, device_fd_plain, device_fd_mut, int, (Device, device)),
    (function, device_fd_plain_or, device_fd_mut_or, int, (opt(Device), device)),
    (function, device_pair, device_pair, rc, (int, a), (int, b), (out(owned(Device)), first),
               (out(opt(owned(Device))), second)),
    (function, device_pair_both, device_pair, rc, (int, a), (int, b), (out(owned(Device)), first),
               (out(owned(Device)), second)));

