/* view(T, n): memory of self's as a memoryview. */
#include <seabind/seabind.h>
#include <stdlib.h>

/* ---- a handle ---- */
typedef struct vec { double *data; size_t len; int16_t small[4]; } vec;
static _Atomic(int) live;
static vec *vec_new(size_t len)
{
    vec *v = malloc(sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    *v = (vec){calloc(len + 1, sizeof *v->data), len, {1, 2, 3, 4}};
    if (v->data == NULL) {
        free(v);
        return NULL;
    }
    for (size_t i = 0; i < len; i++) {
        v->data[i] = (double)i;
    }
    live++;
    return v;
}
static void vec_free(vec *v)
{
    for (size_t i = 0; i < v->len; i++) {
        v->data[i] = -1; /* who still reads it sees that */
    }
    free(v->data);
    free(v);
    live--;
}
static int alive(void)                                { return live; }
static double vec_sum(const vec *v)
{
    double sum = 0;
    for (size_t i = 0; i < v->len; i++) {
        sum += v->data[i];
    }
    return sum;
}
static double *vec_data(vec *v)                       { return v->data; }
static const double *vec_read(const vec *v)           { return v->data; }
static const double *vec_from(const vec *v, size_t *n) { *n = v->len; return v->data; }
static const double *vec_tail(const vec *v, size_t i) { return i < v->len ? v->data + i : NULL; }
static int16_t *vec_small(vec *v)                     { return v->small; }
static const uint8_t *vec_bytes(const vec *v)         { return (const uint8_t *)v->data; }
static const double *vec_null(const vec *v)           { (void)v; return NULL; }
static int vec_given(const vec *v)                    { (void)v; return -1; }

/* ---- a value, and one inside a handle ---- */
typedef struct row { float cells[3]; int used; } row;
static row row_make(float a, float b, float c)        { return (row){{a, b, c}, 3}; }
static float *row_cells(row *r)                       { return r->cells; }
static const float *row_read(const row *r)            { return r->cells; }
typedef struct table { row first; } table;
static table *table_new(void)
{
    table *t = malloc(sizeof *t);
    if (t != NULL) {
        *t = (table){{{1, 2, 3}, 2}};
        live++;
    }
    return t;
}
static void table_free(table *t)                      { free(t); live--; }
static row *table_row(table *t)                       { return &t->first; }

SEA_HANDLE(Vec, vec *,
    (init,     vec_new, (size_t, len)),
    (destroy,  vec_free),
    (method,   sum, vec_sum, double),
    (property, data, vec_data, mut(view(double, self->len)), (doc, "The numbers.")),
    (property, read, vec_read, view(double, self->len)),
    (method,   counted, vec_from, view(double), (out(len(size_t)), result)),
    (method,   tail, vec_tail, opt(view(double, self->len - (size_t)(it - self->data))), (size_t, i)),
    (property, small, vec_small, mut(view(i16, 4))),
    (property, raw, vec_bytes, view(u8, self->len * sizeof *self->data)),
    (property, null, vec_null, view(double, 0)),
    (property, null_of_1, vec_null, view(double, 1)),
    (property, maybe, vec_null, opt(view(double, 1))),
    (property, negative, vec_read, view(double, vec_given(self))),
    (property, huge, vec_read, view(double, ~0ull >> 2)));
SEA_CLASS(Row, row,
    (init,     row_make, (float, a), (float, b), (float, c)),
    (field,    used, int),
    (property, cells, row_cells, mut(view(float, self->used))),
    (property, read, row_read, view(float, self->used)));
SEA_HANDLE(Table, table *,
    (init,     table_new),
    (destroy,  table_free),
    (field,    first, Row),
    (property, row, table_row, inside(ptr(Row))));

SEA_MODULE(memory,
    (threads,  safe),
    (class,    Vec),
    (class,    Row),
    (class,    Table),
    (function, alive, alive, int));
