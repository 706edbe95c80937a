/* Vectorized functions: arrays in, their common shape, the walk over it, the result.
 *
 * An array is any buffer of numbers with strides.  One of another type of numbers, or in
 * which a bool may be neither 0 nor 1, is converted before the first call, with the rules
 * for one number.  Dimensions that all arrays walk through in one step are made one, so that
 * the innermost loop is as long as it can be. */
#include "runtime.h"

typedef struct array {
    Py_buffer view; /* .obj NULL: no array was given */
    const seai_element *element;
    void *copy; /* owned, or NULL */
    const char *start;
    Py_ssize_t
        steps[PyBUF_MAX_NDIM]; /* of the result's dimensions; 0 where it repeats */
} array;
struct seai_vectors_rest {
    PyObject *memory; /* of the result */
    int n;            /* arrays, with those that were not given */
    int ndim;
    Py_ssize_t shape[PyBUF_MAX_NDIM], index[PyBUF_MAX_NDIM];
    array arrays[];
};

/* ---- loading ---- */
/* What kind of number a format of the struct module says, as seai_element.kind; 0: another, or
 * one that is not in native byte order. */
static char kind_of(const Py_buffer *view)
{
    const union {
        uint16_t number;
        uint8_t first;
    } order = {1};
    const char *format = view->format != NULL ? view->format : "B";
    const Py_ssize_t size = view->itemsize;
    if (*format == '@' || *format == '=' || *format == (order.first ? '<' : '>') ||
        (size == 1 && (*format == '<' || *format == '>' || *format == '!'))) {
        format++;
    }
    if (format[0] == '\0' || format[1] != '\0') {
        return 0;
    }
    if (*format == 'd' || *format == 'f') {
        return size == (Py_ssize_t)(*format == 'd' ? sizeof(double) : sizeof(float))
                   ? 'f'
                   : 0;
    }
    if (size != 1 && size != 2 && size != 4 && size != 8) {
        return 0;
    }
    return strchr("bhilqn", *format) != NULL   ? 'i'
           : strchr("BHILQN", *format) != NULL ? 'u'
           : *format == '?' && size == 1       ? 'b'
                                               : 0;
}
/* Whether one number of that kind may become such an element: as its loader has it. */
static bool may_become(char kind, const seai_element *element)
{
    switch (element->kind) {
    case 'f':
        return kind != 0;
    case 'b':
        return kind == 'b';
    default:
        return kind == 'i' || kind == 'u' || kind == 'b';
    }
}
static int begin(seai_vectors *all, int n)
{
    struct seai_vectors_rest *rest =
        PyMem_Calloc(1, sizeof *rest + (size_t)n * sizeof *rest->arrays);
    all->each = rest != NULL ? PyMem_Calloc((size_t)n, sizeof *all->each) : NULL;
    if (all->each == NULL) {
        PyMem_Free(rest);
        PyErr_NoMemory();
        return -1;
    }
    rest->n = n;
    all->rest = rest;
    return 0;
}
int seai_vector_load(seai_vectors *all, PyObject *o, int i, int n,
                     const seai_element *element, const char **e)
{
    const PyBufferProcs *procs = Py_TYPE(o)->tp_as_buffer;
    const bool is_bytes = PyBytes_Check(o) || PyByteArray_Check(o);
    Py_buffer *view;
    if (procs == NULL || procs->bf_getbuffer == NULL || PyFloat_Check(o) ||
        PyLong_Check(o) || (is_bytes && (element->size != 1 || element->kind == 'b'))) {
        return 0;
    }
    *e = SEAI_RAISED;
    if (all->rest == NULL && begin(all, n) < 0) {
        return -1;
    }
    view = &all->rest->arrays[i].view; /* it may point into itself: it stays there */
    if (PyObject_GetBuffer(o, view, PyBUF_RECORDS_RO) < 0) {
        view->obj = NULL;
        return -1;
    }
    *e = NULL;
    if (view->ndim == 0) { /* a scalar of NumPy's */
        PyBuffer_Release(view);
        return 0;
    }
    if (!may_become(kind_of(view), element)) {
        PyErr_Format(PyExc_TypeError,
                     "must be %s or an array of %s, not %.100s of format '%.20s'",
                     element->name, element->name, Py_TYPE(o)->tp_name,
                     view->format != NULL ? view->format : "B");
        *e = SEAI_REFUSED;
        return -1;
    }
    all->rest->arrays[i].element = element;
    all->arrays++;
    return 1;
}

const char *seai_vector_expected(const char *expected)
{
    static const char *const with_arrays[] = {"float or an array of numbers",
                                              "int or an array of numbers",
                                              "bool or an array of numbers"};
    if (expected == SEAI_RAISED || expected == SEAI_REFUSED) {
        return expected;
    }
    for (size_t i = 0; i < sizeof with_arrays / sizeof *with_arrays; i++) {
        if (strncmp(with_arrays[i], expected, strlen(expected)) == 0) {
            return with_arrays[i];
        }
    }
    return expected;
}

/* ---- converting ---- */
typedef union number {
    long long i;
    unsigned long long u;
    double d;
} number;
static number read_number(const char *p, char kind, Py_ssize_t size)
{
    number v = {0};
    float f;
    uint16_t two;
    uint32_t four;
    switch (size) {
    case 1:
        v.u = *(const uint8_t *)p;
        break;
    case 2:
        memcpy(&two, p, sizeof two);
        v.u = two;
        break;
    case 4:
        memcpy(&four, p, sizeof four);
        v.u = four;
        break;
    default:
        memcpy(&v, p, 8);
    }
    if (kind == 'i' && size < 8) { /* the sign goes up */
        const unsigned long long sign = 1ULL << (8 * size - 1);
        v.i = (long long)(v.u ^ sign) - (long long)sign;
    } else if (kind == 'f' && size == sizeof f) {
        memcpy(&f, p, sizeof f);
        v.d = (double)f;
    } else if (kind == 'b') {
        v.u = v.u != 0;
    }
    return v;
}
/* Whether the number fits the element, to which it is written. */
static bool write_number(char *p, const seai_element *element, number v, char kind)
{
    const unsigned bits = 8 * element->size;
    float f;
    if (element->kind == 'f') {
        v.d = kind == 'f' ? v.d : kind == 'i' ? (double)v.i : (double)v.u;
        if (element->size == sizeof f) {
            f = (float)v.d;
            memcpy(p, &f, sizeof f);
            return !Py_IS_FINITE(v.d) || Py_IS_FINITE((double)f);
        }
        memcpy(p, &v.d, sizeof v.d);
        return true;
    }
    if (element->kind == 'i' ? kind != 'i' && v.u >> (bits - 1) != 0
                             : kind == 'i' && v.i < 0) {
        return false;
    }
    if (element->kind == 'i'
            ? kind == 'i' && bits < 64 &&
                  (v.i < -(1LL << (bits - 1)) || v.i >= 1LL << (bits - 1))
            : bits < 64 && v.u >> bits != 0) {
        return false;
    }
    switch (element->size) {
    case 1: {
        *(uint8_t *)p = (uint8_t)v.u;
        break;
    }
    case 2: {
        const uint16_t two = (uint16_t)v.u;
        memcpy(p, &two, sizeof two);
        break;
    }
    case 4: {
        const uint32_t four = (uint32_t)v.u;
        memcpy(p, &four, sizeof four);
        break;
    }
    default:
        memcpy(p, &v, 8);
    }
    return true;
}
/* Says which number does not fit, and why, as its loader would. */
static void set_misfit(const array *a, const Py_ssize_t *index, number v, char kind)
{
    PyObject *o = kind == 'f'   ? PyFloat_FromDouble(v.d)
                  : kind == 'i' ? PyLong_FromLongLong(v.i)
                                : PyLong_FromUnsignedLongLong(v.u);
    char text[120], end[24];
    uint64_t ignored;
    float f;
    size_t len = 0;
    if (o == NULL) {
        return;
    }
    text[0] = '\0';
    for (int d = 0; d < a->view.ndim && len < sizeof text - sizeof end - 8; d++) {
        PyOS_snprintf(end, sizeof end, "%s%zd", d == 0 ? "item " : ", ", index[d]);
        strcpy(text + len, end);
        len = strlen(text);
    }
    if (a->element->kind == 'f') {
        (void)seai_load_float(o, &f);
    } else {
        (void)seai_load_integer(o, &ignored, a->element->size, a->element->kind == 'i',
                                a->element->name);
    }
    Py_DECREF(o);
    seai_prefix_exception(text, 0);
}
/* The array as elements, one behind the other in *copy, if they are not elements already.
 * `index` is room for one.  0, or -1 with an exception that knows no argument. */
static int convert(array *a, Py_ssize_t *index)
{
    const char kind = kind_of(&a->view);
    const Py_ssize_t size = (Py_ssize_t)a->element->size;
    const char *p = a->view.buf;
    char *to;
    if (kind == a->element->kind && a->view.itemsize == size && kind != 'b') {
        return 0;
    }
    if (a->view.len / a->view.itemsize > PY_SSIZE_T_MAX / size - 1 ||
        (a->copy = to = PyMem_Malloc((size_t)(a->view.len / a->view.itemsize * size) +
                                     1)) == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memset(index, 0, (size_t)a->view.ndim * sizeof *index);
    for (Py_ssize_t left = a->view.len / a->view.itemsize; left > 0; left--) {
        const number v = read_number(p, kind, a->view.itemsize);
        if (!write_number(to, a->element, v, kind)) {
            set_misfit(a, index, v, kind);
            return -1;
        }
        to += size;
        for (int d = a->view.ndim - 1; d >= 0; d--) {
            p += a->view.strides[d];
            if (++index[d] < a->view.shape[d]) {
                break;
            }
            p -= a->view.strides[d] * index[d];
            index[d] = 0;
        }
    }
    return 0;
}

/* ---- the common shape ---- */
static void add_shape(seai_text *t, const Py_buffer *view)
{
    char text[24];
    seai_text_add(t, t->len == 0 ? "(" : ", (");
    for (int d = 0; d < view->ndim; d++) {
        PyOS_snprintf(text, sizeof text, d > 0 ? ", %zd" : "%zd", view->shape[d]);
        seai_text_add(t, text);
    }
    seai_text_add(t, view->ndim == 1 ? ",)" : ")");
}
static void set_unlike(const struct seai_vectors_rest *rest, const seai_function *f)
{
    char label[SEAI_LABEL];
    seai_text shapes = {0};
    for (int i = 0; i < rest->n; i++) {
        if (rest->arrays[i].view.obj != NULL) {
            add_shape(&shapes, &rest->arrays[i].view);
        }
    }
    if (shapes.failed) {
        PyErr_NoMemory();
    } else {
        PyErr_Format(PyExc_ValueError,
                     "%s: the shapes of the arrays do not broadcast: %.500s",
                     seai_label(f, label), shapes.data);
    }
    PyMem_RawFree(shapes.data);
}
/* Shape and ndim of the result: false when the arrays do not broadcast. */
static bool broadcast(struct seai_vectors_rest *rest)
{
    for (int i = 0; i < rest->n; i++) {
        if (rest->arrays[i].view.ndim > rest->ndim) {
            rest->ndim = rest->arrays[i].view.ndim;
        }
    }
    for (int d = 0; d < rest->ndim; d++) {
        rest->shape[d] = 1;
    }
    for (int i = 0; i < rest->n; i++) {
        const Py_buffer *view = &rest->arrays[i].view;
        for (int d = 0; d < view->ndim; d++) {
            Py_ssize_t *n = &rest->shape[rest->ndim - view->ndim + d];
            if (view->shape[d] != 1 && *n != 1 && *n != view->shape[d]) {
                return false;
            }
            *n = *n != 1 ? *n : view->shape[d];
        }
    }
    return true;
}
/* Where the array begins, and its steps through the result's dimensions. */
static void find_steps(array *a, const struct seai_vectors_rest *rest)
{
    const int first = rest->ndim - a->view.ndim;
    Py_ssize_t step = (Py_ssize_t)a->element->size;
    a->start = a->copy != NULL ? a->copy : a->view.buf;
    for (int d = a->view.ndim - 1; d >= 0; d--) {
        a->steps[first + d] = a->view.shape[d] == 1 ? 0
                              : a->copy != NULL     ? step
                                                    : a->view.strides[d];
        step *= a->view.shape[d];
    }
}
/* Makes one of dimensions that all arrays walk through in one step. */
static void merge_dimensions(struct seai_vectors_rest *rest)
{
    int ndim = 0;
    for (int d = 0; d < rest->ndim; d++) {
        bool as_one = ndim > 0;
        if (rest->shape[d] == 1) {
            continue;
        }
        for (int i = 0; i < rest->n && as_one; i++) {
            const Py_ssize_t *steps = rest->arrays[i].steps;
            as_one = steps[ndim - 1] == steps[d] * rest->shape[d];
        }
        ndim += !as_one;
        for (int i = 0; i < rest->n; i++) {
            rest->arrays[i].steps[ndim - 1] = rest->arrays[i].steps[d];
        }
        rest->shape[ndim - 1] = rest->shape[d] * (as_one ? rest->shape[ndim - 1] : 1);
    }
    rest->ndim = ndim;
}

/* ---- the walk ---- */
int seai_vectors_begin(seai_vectors *all, const seai_function *f, seai_where where,
                       PyObject *const *args, const seai_element *element)
{
    struct seai_vectors_rest *rest = all->rest;
    void *out = NULL;
    bool is_empty = false;
    for (int i = 0; i < rest->n; i++) {
        if (rest->arrays[i].view.obj != NULL &&
            convert(&rest->arrays[i], rest->index) < 0) {
            if (!PyErr_ExceptionMatches(PyExc_MemoryError)) {
                seai_bad(f, i, args, SEAI_REFUSED, 0, 0);
            }
            return -1;
        }
    }
    if (!broadcast(rest)) {
        set_unlike(rest, f);
        return -1;
    }
    rest->memory =
        seai_memory_new(f, where, element, rest->ndim, rest->shape, NULL, false, &out);
    if (rest->memory == NULL) {
        return -1;
    }
    all->out = out;
    for (int d = 0; d < rest->ndim; d++) {
        is_empty |= rest->shape[d] == 0;
    }
    for (int i = 0; i < rest->n; i++) {
        if (rest->arrays[i].view.obj != NULL) {
            find_steps(&rest->arrays[i], rest);
        }
    }
    if (!is_empty) {
        merge_dimensions(rest);
        all->n = rest->ndim > 0 ? rest->shape[rest->ndim - 1] : 1;
    }
    memset(rest->index, 0, sizeof rest->index);
    for (int i = 0; i < rest->n; i++) {
        all->each[i].at = rest->arrays[i].start;
        all->each[i].step = rest->ndim > 0 ? rest->arrays[i].steps[rest->ndim - 1] : 0;
    }
    return 0;
}
bool seai_vectors_next(seai_vectors *all)
{
    struct seai_vectors_rest *rest = all->rest;
    for (int d = all->n > 0 ? rest->ndim - 2 : -1; d >= 0; d--) {
        const bool over = ++rest->index[d] == rest->shape[d];
        for (int i = 0; i < rest->n; i++) {
            all->each[i].at +=
                rest->arrays[i].steps[d] * (over ? 1 - rest->shape[d] : 1);
        }
        if (!over) {
            return true;
        }
        rest->index[d] = 0;
    }
    return false;
}
PyObject *seai_vectors_end(seai_vectors *all)
{
    PyObject *memory = all->rest->memory;
    all->rest->memory = NULL;
    return seai_memory_view_steal(memory);
}
void seai_vectors_drop(seai_vectors *all)
{
    struct seai_vectors_rest *rest = all->rest;
    for (int i = 0; i < rest->n; i++) {
        if (rest->arrays[i].view.obj != NULL) {
            PyBuffer_Release(&rest->arrays[i].view);
        }
        PyMem_Free(rest->arrays[i].copy);
    }
    Py_XDECREF(rest->memory);
    PyMem_Free(all->each);
    PyMem_Free(rest);
}
