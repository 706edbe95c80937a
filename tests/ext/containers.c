/* Containers of converters, as parameters and as results. */
#include <seabind/seabind.h>
#include <stdatomic.h>
#include <stdlib.h>

enum mode { MODE_LOW = 1, MODE_HIGH = 2 };

/* ---- what C does not free shows in live() ---- */
static _Atomic(int) blocks;
static void *take(size_t size)
{
    void *p = calloc(1, size + 1);
    blocks += p != NULL;
    return p;
}
static void give(void *p)
{
    blocks--;
    free(p);
}
static int   live(void) { return blocks; }
static char *copy_of(const char *text)
{
    char *copy = take(strlen(text));
    return copy != NULL ? strcpy(copy, text) : NULL;
}

/* ---- parameters ---- */
typedef struct { int x, y; } vec;
static vec    vec_make(int x, int y) { return (vec){x, y}; }
static int    vec_eq(const vec *a, const vec *b) { return a->x == b->x && a->y == b->y; }
static int    sum(const int *p, size_t n)
{
    int s = 0;
    while (n-- > 0) {
        s += p[n];
    }
    return s;
}
static int    sum_short(const int *p, unsigned char n) { return sum(p, n); }
static int    sum_modes(const enum mode *p, size_t n)
{
    int s = 0;
    while (n-- > 0) {
        s += (int)p[n];
    }
    return s;
}
static size_t letters(const char *const *p, size_t n)
{
    size_t s = 0;
    for (size_t i = 0; i < n; i++) {
        s += p[i] != NULL ? strlen(p[i]) : 100;
    }
    return s;
}
static size_t letters_old(char *const *p, size_t n)
{
    size_t s = 0;
    while (n-- > 0) {
        s += p[n] != NULL ? strlen(p[n]) : 100;
    }
    return s;
}
static int    given(const char *const *p, size_t n) { return p == NULL ? -1 : (int)n; }
static size_t letters_z(const char *const *p)
{
    size_t s = 0;
    while (p != NULL && *p != NULL) {
        s += strlen(*p++);
    }
    return p == NULL ? 1000 : s;
}
static size_t all_bytes(const sea_data *p, size_t n)
{
    size_t s = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < p[i].len; j++) {
            s += ((const unsigned char *)p[i].data)[j];
        }
    }
    return s;
}
static size_t bytes_of(const sea_bytes *p, size_t n)
{
    size_t s = 0;
    while (n-- > 0) {
        s += p[n].len;
    }
    return s;
}
static void move_all(vec *const *p, size_t n, int by)
{
    while (n-- > 0) {
        p[n]->x += by;
    }
}
static int    sum_opt(const vec *const *p, size_t n)
{
    int s = 0;
    while (n-- > 0) {
        s += p[n] != NULL ? p[n]->x : 1000;
    }
    return s;
}
static int    dot(const char *const *keys, const int *values, size_t n)
{
    int s = 0;
    for (size_t i = 0; i < n; i++) {
        s += (int)strlen(keys[i]) * values[i];
    }
    return keys == NULL ? -1 : s;
}
static int    dot_short(const char *const *keys, const int *values, unsigned char n)
{
    return dot(keys, values, n);
}
static size_t sizes(const char *const *keys, const sea_data *values, size_t n)
{
    (void)keys;
    return all_bytes(values, n);
}
static void   bump(enum mode *m)                { *m = (enum mode)(*m + 1); }
static void   rename_it(const char **p)         { *p = *p == NULL ? "new" : NULL; }
static int    length_of(char *p)                { return p == NULL ? -1 : (int)strlen(p); }
static PyObject *first(PyObject *const *p, size_t n) { return n == 0 ? NULL : Py_NewRef(p[0]); }
static int    none_as(const char *p)            { return p == NULL; }

/* ---- pairs: keys and values in turns ---- */
static size_t joined(char *out, size_t size, const char *const *p)
{
    size_t n = 0;
    out[0] = '\0';
    for (; p != NULL && *p != NULL; p += 2) {
        n += (size_t)snprintf(out + n, size - n, "%s=%s;", p[0], p[1] != NULL ? p[1] : "-");
    }
    return p == NULL ? (size_t)snprintf(out, size, "NULL") : n;
}
static size_t joined_old(char *out, size_t size, char *const *p)
{
    return joined(out, size, (const char *const *)p);
}
static bool   ends_after(const char *const *p, int len) { return p[len] == NULL; }
static PyObject *last_value(PyObject *const *p)
{
    PyObject *last = NULL;
    for (; *p != NULL; p += 2) {
        last = p[1];
    }
    return Py_XNewRef(last);
}
static const char *const *options(int n)
{
    static const char *const none[] = {NULL}, *const some[] = {"a", "1", "b", "", NULL},
                             *const twice[] = {"a", "1", "b", "2", "a", "3", NULL},
                             *const odd[] = {"a", "1", "b", NULL},
                             *const holes[] = {"a", NULL, "b", "2", "c", NULL, NULL},
                             *const bad_key[] = {"\xff", "1", NULL},
                             *const bad_value[] = {"a", "1", "b", "\xff", NULL};
    const char *const *const all[] = {none, some, twice, odd, holes, bad_key, bad_value};
    return n < 0 ? NULL : all[n];
}
static void   options_out(int n, const char *const **out) { *out = options(n); }
static const char **own_options(int n)
{
    const char **p = n < 0 ? NULL : take(8 * sizeof *p);
    for (int i = 0; p != NULL && (i == 0 || p[i - 1] != NULL); i++) {
        p[i] = options(n)[i];
    }
    return p;
}
static void   own_options_out(int n, const char ***out) { *out = own_options(n); }
static void   give_options(const char **p)      { give(p); }
typedef struct { int which; } config;
static config config_make(int which)            { return (config){which}; }
static const char *const *config_options(const config *c) { return options(c->which); }
static int    config_choose(config *c, const char *const *p)
{
    for (c->which = 0; *p != NULL; p += 2) {
        c->which++;
    }
    return 0;
}

/* ---- handles ---- */
typedef struct box { int value; } box;
static int destroyed;
static box *box_new(int value)
{
    box *b = take(sizeof *b);
    if (b != NULL) {
        b->value = value;
    }
    return b;
}
static void box_free(box *b)                    { destroyed++; give(b); }
static int  box_sum(box *const *p, size_t n)
{
    int s = 0;
    for (size_t i = 0; i < n; i++) {
        s += p[i] != NULL ? p[i]->value : 1000;
    }
    return s;
}
static int  box_sum_const(const box *const *p, size_t n)
{
    int s = 0;
    for (size_t i = 0; i < n; i++) {
        s += p[i]->value;
    }
    return s;
}
static int  box_all(box *a, box *const *p, size_t n, box *b, box *const *q, size_t m)
{
    return a->value + box_sum(p, n) + b->value + box_sum(q, m);
}
static int  box_chain(box *const *p)
{
    int s = 0;
    for (; *p != NULL; p += 2) {
        s += p[0]->value * (p[1] != NULL ? p[1]->value : 1000);
    }
    return s;
}
static int  box_named(const char *const *names, box *const *p, size_t n)
{
    (void)names;
    return box_sum(p, n);
}

/* ---- results ---- */
static const char *const words[] = {"one", "two", "three", NULL};
static const int         numbers[] = {3, 1, 3};
static const char *const *some_words(size_t n, size_t *len)
{
    *len = n;
    return n > 100 ? NULL : words;
}
static const char *const *z_words(int n)        { return n < 0 ? NULL : words + n; }
static const int *negative(int *len)            { *len = -1; return numbers; }
static void both(const int **p, int *n, const char *const **q, size_t *m)
{
    *p = numbers;
    *n = 3;
    *q = words;
    *m = 2;
}
static void none_of(const int **p, size_t *n)   { *p = NULL; *n = 0; }
static char **own_words(int n, int bad, size_t *len)
{
    char **p = take((size_t)n * sizeof *p + sizeof *p);
    for (*len = 0; *len < (size_t)n; ++*len) {
        p[*len] = (int)*len == bad ? NULL : copy_of((int)*len == -bad ? "\xff" : "word");
    }
    return p;
}
static void own_words_out(int n, int bad, char ***out, size_t *len) { *out = own_words(n, bad, len); }
static char **own_z(int n)
{
    size_t len;
    return own_words(n, 1000, &len);
}
static void table(int n, const char *const **keys, const int **values, size_t *len)
{
    *keys = n < 0 ? NULL : words;
    *values = numbers;
    *len = n < 0 ? 0 : (size_t)n;
}
static void own_table(int n, char ***keys, int **values, size_t *len)
{
    *keys = own_words(n, 1000, len);
    *values = take((size_t)n * sizeof **values);
    for (int i = 0; i < n; i++) {
        (*keys)[i][0] = (char)('a' + i);
        (*values)[i] = i;
    }
}
static void boxes(int n, box ***out, size_t *len)
{
    *out = take((size_t)n * sizeof **out);
    for (*len = 0; *len < (size_t)n; ++*len) {
        (*out)[*len] = box_new((int)*len);
    }
}
static void boxes_bad(int n, box ***out, size_t *len, const char **text)
{
    boxes(n, out, len);
    *text = "\xff";
}
static vec *vecs(int n, size_t *len)
{
    vec *p = take((size_t)n * sizeof *p);
    for (*len = 0; *len < (size_t)n; ++*len) {
        p[*len] = (vec){(int)*len, 0};
    }
    return p;
}
static const enum mode *modes(size_t *len)
{
    static const enum mode all[] = {MODE_LOW, MODE_HIGH};
    *len = 2;
    return all;
}
static void chunks(sea_data const **out, size_t *len)
{
    static const sea_data all[] = {{"ab", 2}, {NULL, 0}};
    *out = all;
    *len = 2;
}

SEA_CLASS(Vec, vec,
    (init,     vec_make, (int, x, 0), (int, y, 0)),
    (field,    x, int), (field, y, int),
    (operator, eq, vec_eq, as(bool, int), (ref(Vec), other)));

SEA_HANDLE(Box, box *,
    (init,     box_new, (int, value)),
    (destroy,  box_free),
    (field,    value, int),
    (static,   all, boxes, none, (int, n), (out(owned(list(owned(Box)), give)), boxes)));

SEA_CLASS(Config, config,
    (init,     config_make, (int, which)),
    (property, options, config_options, pairs(str),
               (setter, config_choose, as(int, int), (pairs(str), options))),
    (method,   maybe, config_options, opt(pairs(opt(str)))));

SEA_MODULE(containers,
    (threads,  safe),
    (class,    Vec), (class, Box), (class, Config),
    (function, live, live, int),
    (function, sum, sum, int, (list(int), values)),
    (function, sum_default, sum, int, (opt(list(int)), values, NULL)),
    (function, sum_tuple, sum, int, (tuple(int), values)),
    (function, sum_set, sum, int, (set(int), values)),
    (function, sum_set_short, sum_short, int, (set(int, unsigned char), values)),
    (function, sum_modes, sum_modes, int, (list(as(int, enum mode)), modes)),
    (function, letters, letters, size_t, (list(str), words)),
    (function, letters_or_none, letters, size_t, (list(opt(str)), words)),
    (function, letters_opt, given, int, (opt(list(str)), words, NULL)),
    (function, letters_opt_opt, given, int, (opt(tuple(opt(str))), words)),
    (function, letters_old, letters_old, size_t, (list(as(str, char *)), words)),
    (function, letters_old_opt, letters_old, size_t, (list(opt(as(str, char *))), words)),
    (function, letters_old_opt2, letters_old, size_t, (list(as(opt(str), char *)), words)),
    (function, letters_z, letters_z, size_t, (zlist(str), words)),
    (function, letters_z_opt, letters_z, size_t, (opt(zlist(str)), words)),
    (function, all_bytes, all_bytes, size_t, (list(data), chunks)),
    (function, bytes_of, bytes_of, size_t, (list(bytes), chunks)),
    (function, move_all, move_all, none, (list(ptr(Vec)), points), (int, by)),
    (function, sum_opt, sum_opt, int, (list(opt(ref(Vec))), points)),
    (function, dot, dot, int, (dict(str, int), weights)),
    (function, dot_opt, dot, int, (opt(dict(str, int)), weights, NULL)),
    (function, dot_short, dot_short, int, (dict(str, int, unsigned char), weights)),
    (function, sizes, sizes, size_t, (dict(str, data), files)),
    (function, joined, joined, size_t, (fill(char), text, 256), (cap(size_t), text),
               (pairs(str), options)),
    (function, joined_opt, joined, size_t, (fill(char), text, 256), (cap(size_t), text),
               (opt(pairs(str)), options, NULL)),
    (function, joined_holes, joined, size_t, (fill(char), text, 256), (cap(size_t), text),
               (pairs(opt(str)), options)),
    (function, joined_old, joined_old, size_t, (fill(char), text, 256), (cap(size_t), text),
               (pairs(as(str, char *)), options)),
    (function, ends_after, ends_after, bool, (pairs(str), options), (fixed(int), (int)options.len)),
    (function, last_value, last_value, opt(object), (pairs(object), options)),
    (function, box_chain, box_chain, int, (pairs(opt(ptr(Box))), boxes)),
    (function, options, options, pairs(str), (int, n)),
    (function, options_opt, options, opt(pairs(str)), (int, n)),
    (function, options_holes, options, pairs(opt(str)), (int, n)),
    (function, options_out, options_out, none, (int, n), (out(pairs(str)), options)),
    (function, options_out_opt, options_out, none, (int, n), (out(opt(pairs(str))), options)),
    (function, own_options, own_options, owned(pairs(str), give_options), (int, n)),
    (function, own_options_opt, own_options, opt(owned(pairs(str), give_options)), (int, n)),
    (function, own_options_out, own_options_out, none, (int, n),
               (out(owned(pairs(str), give_options)), options)),
    (function, own_options_out_opt, own_options_out, none, (int, n),
               (out(opt(owned(pairs(str), give_options))), options)),
    (function, bump, bump, none, (inout(as(int, enum mode)), m)),
    (function, rename, rename_it, none, (inout(opt(str)), name)),
    (function, length_of, length_of, int, (opt(as(str, char *)), text)),
    (function, first, first, object, (list(object), items)),
    (function, box_sum, box_sum, int, (list(Box), boxes)),
    (function, box_sum_ptr, box_sum, int, (list(opt(ptr(Box))), boxes)),
    (function, box_sum_ref, box_sum_const, int, (list(ref(Box)), boxes)),
    (function, box_set, box_sum, int, (set(Box), boxes)),
    (function, box_all, box_all, int, (Box, a), (list(Box), p), (Box, b), (list(Box), q)),
    (function, box_locked, box_sum, int, (list(Box), boxes), (locked)),
    (function, box_named, box_named, int, (dict(str, Box), boxes), (release_gil)),
    (function, some_words, some_words, list(str), (size_t, n), (out(len(size_t)), result)),
    (function, opt_words, some_words, opt(list(str)), (size_t, n), (out(len(size_t)), result)),
    (function, tuple_words, some_words, tuple(str), (size_t, n), (out(len(size_t)), result)),
    (function, maybe_words, some_words, list(opt(str)), (size_t, n), (out(len(size_t)), result)),
    (function, z_words, z_words, zlist(str), (int, n)),
    (function, z_words_opt, z_words, opt(zlist(str)), (int, n)),
    (function, negative, negative, list(int), (out(len(int)), result)),
    (function, both, both, none, (out(set(int, int)), numbers), (out(tuple(str)), words)),
    (function, none_of, none_of, none, (out(list(int)), numbers)),
    (function, none_opt, none_of, none, (out(opt(list(int))), numbers)),
    (function, own_words, own_words, owned(list(owned(str, give)), give), (int, n), (int, bad), (out(len(size_t)), result)),
    (function, own_words_out, own_words_out, none, (int, n), (int, bad), (out(owned(tuple(owned(str, give)), give)), words)),
    (function, own_z, own_z, owned(zlist(owned(str, give)), give), (int, n)),
    (function, table, table, none, (int, n), (out(dict(str, int)), table)),
    (function, table_opt, table, none, (int, n), (out(opt(dict(str, int))), table)),
    (function, own_table, own_table, none, (int, n), (out(owned(dict(owned(str, give), int), give)), table)),
    (function, boxes_bad, boxes_bad, none, (int, n), (out(owned(list(owned(Box)), give)), boxes), (out(str), text)),
    (function, vecs, vecs, owned(list(Vec), give), (int, n), (out(len(size_t)), result)),
    (function, modes, modes, list(as(int, enum mode)), (out(len(size_t)), result)),
    (function, chunks, chunks, none, (out(list(data)), chunks)),
    (function, none_as, none_as, as(bool, int), (opt(str), text)));
