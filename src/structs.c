/* Arrays of structs: a sequence of objects whose structs are copied, or a buffer of them.
 *
 * A buffer is taken for structs of a class only where the class's fields are all of the
 * struct (src/plain.c): then its format, in the notation of PEP 3118, can be compared with
 * them, and any bytes are numbers. */
#include "runtime.h"

/* ---- the fields of a plain class, with those of its bases, by where they are ---- */
typedef struct field_at {
    const seai_plain_field *field; /* NULL: there is none */
    const seai_class *cls;         /* whose it is */
    uint32_t i;                    /* and which */
} field_at;
/* The field at `at`, or the first behind it; of several the one that the block has first. */
static field_at field_from(const seai_class *cls, size_t at)
{
    field_at found = {NULL, NULL, 0};
    for (; cls != NULL; cls = cls->base) {
        for (uint32_t i = 0; i < cls->nitems; i++) {
            const seai_plain_field *field = &cls->plain->fields[i];
            if (field->set != NULL && field->offset >= at &&
                (found.field == NULL || field->offset <= found.field->offset)) {
                found = (field_at){field, cls, i};
            }
        }
    }
    return found;
}
bool seai_has_format(const seai_class *cls)
{
    return cls->plain != NULL && atomic_load(&cls->data->plain);
}

/* ---- formats ---- */
char seai_number_code(char kind, size_t size)
{
    static const char signed_codes[] = "bh_i___q", unsigned_codes[] = "BH_I___Q";
    switch (kind) {
    case 'i':
        return signed_codes[size - 1];
    case 'u':
        return unsigned_codes[size - 1];
    case 'f':
        return size == sizeof(float) ? 'f' : 'd';
    default:
        return kind == 'b' ? '?' : 'c';
    }
}
static void add_padding(seai_text *t, size_t size)
{
    char buf[24];
    if (size > 0) {
        PyOS_snprintf(buf, sizeof buf, size > 1 ? "%zux" : "x", size);
        seai_text_add(t, buf);
    }
}
/* "T{d:x:d:y:}" */
void seai_add_format(seai_text *t, const seai_class *cls)
{
    field_at next;
    size_t at = 0;
    seai_text_add(t, "T{");
    while ((next = field_from(cls, at)).field != NULL) {
        char name[256], code[2] = {0, 0};
        add_padding(t, next.field->offset - at);
        if (next.field->nested != NULL) {
            seai_add_format(t, next.field->nested);
        } else {
            code[0] = seai_number_code(next.field->kind, next.field->size);
            seai_text_add(t, code);
        }
        seai_text_add(t, ":");
        seai_text_add(t, seai_name(next.cls->items[next.i].text, name, sizeof name));
        seai_text_add(t, ":");
        at = next.field->offset + next.field->size;
    }
    add_padding(t, cls->payload_size - at);
    seai_text_add(t, "}");
}

typedef struct reader {
    const char *at; /* in the format */
    size_t offset;  /* of what comes next, from the beginning of the item */
    bool native;    /* C's sizes, C's alignment */
    bool aligned;
    bool swapped; /* the other byte order */
} reader;
static void read_order(reader *r)
{
    const union {
        uint16_t number;
        uint8_t first;
    } order = {1};
    for (;; r->at++) {
        switch (*r->at) {
        case '@':
        case '^':
            r->native = true;
            r->aligned = *r->at == '@';
            r->swapped = false;
            break;
        case '=':
        case '<':
        case '>':
        case '!':
            r->native = r->aligned = false;
            r->swapped = *r->at != '=' && (*r->at == '<') != (order.first == 1);
            break;
        default:
            return;
        }
    }
}
static size_t size_of_code(const reader *r)
{
    switch (*r->at) {
    case 'b':
    case 'B':
    case 'c':
    case 's':
    case '?':
        return 1;
    case 'h':
    case 'H':
        return 2;
    case 'i':
    case 'I':
    case 'f':
        return 4;
    case 'l':
    case 'L':
        return r->native ? sizeof(long) : 4;
    case 'n':
    case 'N':
        return sizeof(size_t);
    case 'q':
    case 'Q':
    case 'd':
        return 8;
    default:
        return 0;
    }
}
static bool read_number(reader *r, const seai_plain_field *field)
{
    const char *codes = field->kind == 'i'   ? "bhilqn"
                        : field->kind == 'u' ? "BHILQN"
                        : field->kind == 'f' ? "fd"
                        : field->kind == 'b' ? "?"
                                             : "csbB";
    if (*r->at == '\0' || strchr(codes, *r->at) == NULL ||
        size_of_code(r) != field->size || (r->swapped && field->size > 1)) {
        return false;
    }
    r->at++;
    return true;
}
/* Whether ":name:", if there is one, is that of the field or of another at its place. */
static bool read_name(reader *r, const seai_class *cls, const seai_plain_field *field)
{
    const char *end;
    char name[256];
    if (*r->at != ':') {
        return true;
    }
    end = strchr(r->at + 1, ':');
    for (; end != NULL && cls != NULL; cls = cls->base) {
        for (uint32_t i = 0; i < cls->nitems; i++) {
            const seai_plain_field *one = &cls->plain->fields[i];
            size_t len = (size_t)(end - r->at) - 1;
            if (one->set != NULL && one->offset == field->offset &&
                strlen(seai_name(cls->items[i].text, name, sizeof name)) == len &&
                memcmp(name, r->at + 1, len) == 0) {
                r->at = end + 1;
                return true;
            }
        }
    }
    return false;
}
static bool read_struct(reader *r, const seai_class *cls)
{
    const size_t base = r->offset;
    size_t at = 0; /* behind the last field */
    read_order(r);
    if (r->at[0] != 'T' || r->at[1] != '{') {
        return false;
    }
    for (r->at += 2;;) {
        field_at next = field_from(cls, at);
        unsigned long count = 1;
        read_order(r);
        if (*r->at == '}') {
            r->at++;
            return next.field == NULL && r->offset <= base + cls->payload_size &&
                   (r->offset = base + cls->payload_size) != 0;
        }
        if (*r->at >= '0' && *r->at <= '9') {
            char *end;
            count = strtoul(r->at, &end, 10);
            r->at = end;
        }
        if (*r->at == 'x' && count <= cls->payload_size) {
            r->at++;
            r->offset += count;
            continue;
        }
        if (next.field == NULL || count != 1) {
            return false;
        }
        if (r->aligned && next.field->align > 1) {
            r->offset += -r->offset % next.field->align;
        }
        if (r->offset != base + next.field->offset) {
            return false;
        }
        if (next.field->nested != NULL) {
            if (!read_struct(r, next.field->nested)) {
                return false;
            }
        } else if (!read_number(r, next.field)) {
            return false;
        }
        at = next.field->offset + next.field->size;
        r->offset = base + at;
        if (!read_name(r, cls, next.field)) {
            return false;
        }
    }
}
/* Whether a format means structs of the class. */
static bool is_format(const char *format, const seai_class *cls)
{
    reader r = {format, 0, true, true, false};
    return read_struct(&r, cls) && *r.at == '\0';
}

/* ---- buffers ---- */
/* A C bool that is neither 0 nor 1 is undefined behaviour. */
static bool are_truth_values(const seai_class *cls, const unsigned char *p)
{
    for (; cls != NULL; cls = cls->base) {
        for (uint32_t i = 0; i < cls->nitems; i++) {
            const seai_plain_field *field = &cls->plain->fields[i];
            if (field->set != NULL &&
                (field->nested != NULL
                     ? !are_truth_values(field->nested, p + field->offset)
                     : field->kind == 'b' && p[field->offset] > 1)) {
                return false;
            }
        }
    }
    return true;
}
/* TypeError: what would have done, and what came. */
static const char *refuse(PyObject *o, const seai_class *cls, bool writable,
                          const char *format)
{
    const char *name = o == Py_None ? "None" : Py_TYPE(o)->tp_name;
    const char *kind = writable ? "writable buffer" : "buffer";
    seai_text text = {NULL, 0, 0, 0};
    if (!seai_has_format(cls)) {
        PyErr_Format(
            PyExc_TypeError, "must be a sequence of %s, not %.100s%s", cls->name, name,
            PyObject_CheckBuffer(o) ? ": its fields are not all of the struct" : "");
        return SEAI_REFUSED;
    }
    if (format == NULL) {
        PyErr_Format(PyExc_TypeError, "must be a sequence or %s of %s, not %.100s",
                     kind, cls->name, name);
        return SEAI_REFUSED;
    }
    seai_add_format(&text, cls);
    if (text.failed) {
        PyErr_NoMemory();
    } else {
        PyErr_Format(PyExc_TypeError,
                     "must be a sequence or %s of %s, format '%.200s', not %.100s of "
                     "format '%.200s'",
                     kind, cls->name, text.data, name, format);
    }
    PyMem_RawFree(text.data);
    return text.failed ? SEAI_RAISED : SEAI_REFUSED;
}
static const char *check(seai_structs *s, PyObject *o, const seai_class *cls,
                         size_t align, bool writable)
{
    const Py_buffer *view = &s->view;
    const Py_ssize_t size = (Py_ssize_t)cls->payload_size;
    const char *format = view->format != NULL ? view->format : "B";
    if (view->itemsize == 1 && format[1] == '\0' && strchr("Bbc", *format) != NULL) {
        if (view->len % size != 0) {
            PyErr_Format(PyExc_ValueError, "%zd bytes are no number of %s of %zd bytes",
                         view->len, cls->name, size);
            return SEAI_REFUSED;
        }
    } else if (view->itemsize != size || !is_format(format, cls)) {
        return refuse(o, cls, writable, format);
    } else if (view->ndim > 1) {
        PyErr_Format(PyExc_TypeError, "must be a buffer of one dimension, not of %d",
                     view->ndim);
        return SEAI_REFUSED;
    }
    if (view->len > 0 && (uintptr_t)view->buf % align != 0) {
        PyErr_Format(PyExc_BufferError,
                     "must be a buffer whose items are aligned, not %.100s",
                     Py_TYPE(o)->tp_name);
        return SEAI_REFUSED;
    }
    for (Py_ssize_t at = 0; at < view->len; at += size) {
        if (!are_truth_values(cls, (unsigned char *)view->buf + at)) {
            PyErr_SetString(PyExc_ValueError, "a bool must be 0 or 1");
            return SEAI_REFUSED;
        }
    }
    s->data = view->buf;
    s->len = view->len / size;
    return NULL;
}
static const char *load_buffer(seai_structs *s, PyObject *o, const seai_class *cls,
                               size_t align, bool writable)
{
    const int flags = PyBUF_ND | PyBUF_FORMAT | (writable ? PyBUF_WRITABLE : 0);
    if (!seai_has_format(cls)) {
        return refuse(o, cls, writable, NULL);
    }
    if (PyObject_GetBuffer(o, &s->view, flags) < 0) {
        s->view.obj = NULL;
        if (!PyErr_ExceptionMatches(PyExc_BufferError)) {
            return SEAI_RAISED;
        }
        PyErr_Clear(); /* read-only, or not contiguous */
        PyErr_Format(PyExc_BufferError, "must be a %scontiguous buffer, not %.100s",
                     writable ? "writable, " : "", Py_TYPE(o)->tp_name);
        return SEAI_REFUSED;
    }
    return check(s, o, cls, align, writable);
}

/* ---- sequences ---- */
static const char *load_sequence(seai_structs *s, PyObject *o, const seai_class *cls,
                                 bool writable, unsigned long long max,
                                 const char *type)
{
    seai_list *list = &s->list;
    const size_t size = cls->payload_size;
    const char *e = seai_list_begin(list, o, SEAI_SEQ_list, size, max, type);
    if (e != NULL && e != SEAI_RAISED && e != SEAI_REFUSED) {
        return refuse(o, cls, writable, NULL);
    }
    for (Py_ssize_t i = 0; e == NULL && i < list->len; i++) {
        PyObject *item = PyTuple_GET_ITEM(list->tuple, i);
        e = seai_load_value(item, cls->tag, cls->name,
                            (char *)list->data + (size_t)i * size, size);
        if (e == NULL && writable) {
            e = seai_view_refuse(item, SEAI_VIEWED_TO_WRITE);
        }
        if (e != NULL) {
            e = seai_list_bad(list, i, e, 0);
        }
    }
    s->data = list->data;
    s->len = list->len;
    return e;
}
const char *seai_structs_load(seai_structs *s, PyObject *o, const seai_class *cls,
                              size_t align, bool writable, unsigned long long max,
                              const char *type)
{
    const char *e;
    if (!PyObject_CheckBuffer(o)) {
        return load_sequence(s, o, cls, writable, max, type);
    }
    e = load_buffer(s, o, cls, align, writable);
    return e == NULL && (unsigned long long)s->len > max
               ? seai_load_too_long(s->len, max, type)
               : e;
}
/* Copies a struct to an instance, unless it is a view whose handle is closed. */
static void store(PyObject *o, const void *data, size_t size)
{
    seai_hold hold = {NULL, NULL};
    PyObject *exception;
    void *p = ((seai_instance *)o)->ptr;
    if (p != NULL) {
        memcpy(p, data, size);
        return;
    }
    exception = seai_exception_take();
    if ((p = seai_view_hold(o, &hold)) != NULL &&
        seai_enter(NULL, o, &hold, &hold + 1, 0, NULL) == 0) {
        memcpy(p, data, size);
        seai_leave(&hold, &hold + 1);
    } else if (PyErr_ExceptionMatches(PyExc_ValueError)) { /* closed just now */
        PyErr_Clear();
    } else if (
        PyErr_Occurred()) { /* a signal, while another thread was in the handle */
        PyErr_WriteUnraisable(o);
    }
    seai_exception_put_steal(exception);
}
void seai_structs_store(const seai_structs *s, const seai_class *cls)
{
    const size_t size = cls->payload_size;
    for (Py_ssize_t i = 0; s->view.obj == NULL && i < s->len; i++) {
        store(PyTuple_GET_ITEM(s->list.tuple, i), (char *)s->data + (size_t)i * size,
              size);
    }
}
void seai_structs_end(seai_structs *s)
{
    if (s->view.obj != NULL) {
        PyBuffer_Release(&s->view);
    }
    seai_list_end(&s->list);
}
bool seai_exact_structs(PyObject *o, const seai_class *cls, size_t align, bool writable)
{
    seai_structs s;
    const char *e;
    memset(&s, 0, sizeof s);
    e = seai_structs_load(&s, o, cls, align, writable, PY_SSIZE_T_MAX, "size_t");
    seai_structs_end(&s);
    return seai_loads(e);
}
