/* What the extensions of the chaos test share: the structs of shared classes, the counts of
 * what was cast, and the judgement of every cast.  Each extension has its own copy.
 *
 * Every struct begins with a magic number of its class, and a handle's also has the Python
 * object it belongs to, so that a wrong pointer is seen.  A cast that fails although it may
 * not, or fails strangely, is a line on standard error. */
#ifndef CHAOS_H
#define CHAOS_H

#include <seabind/inspect.h>
#include <seabind/seabind.h>

#include <stdio.h>
#include <stdlib.h>

/* ---- shared structs ---- */
typedef struct spot {
    uint32_t magic;
    int id;
} spot;
#define SPOT_SHARED (shared, "org.example.chaos.Spot", 1, magic, id)

typedef struct pot {
    uint32_t magic;
    int id;
    PyObject *back; /* borrowed: the handle, from tie() on */
} pot;
#define POT_SHARED (shared, "org.example.chaos.Pot", 1, magic, id, back)

/* Bits of a mask: what an object is. */
enum { SPOT, WET, LOOSE, POT, KETTLE, NODE, WIDE, BAG, DOT, CUP, CRATE, DROP, JUG };
#define WHATEVER 0x40000000u /* a mask: nobody knows what the object is */
#define EXPECTED(mask, bit) ((mask) == WHATEVER ? -1 : (int)((mask) >> (bit)&1))
#define EXPECTED_OPEN(o, mask, bit)                                                    \
    (EXPECTED(mask, bit) == 1 ? !is_closed(o) : EXPECTED(mask, bit))

/* The members `magic`. */
#define MAGIC(bit) (0xC4A05000u + (bit))

/* ---- counts, written into the file of CHAOS_COUNTS when the process exits ---- */
static struct {
    atomic_long in, out, refused, traverse, clear, late, payloads;
} chaos;
#define COUNT(what) ((void)atomic_fetch_add(&chaos.what, 1))

static __attribute__((destructor)) void write_counts(void)
{
    const char *path = getenv("CHAOS_COUNTS");
    FILE *file = path != NULL ? fopen(path, "a") : NULL;
    if (file != NULL) {
        fprintf(file,
                "in=%ld out=%ld refused=%ld traverse=%ld clear=%ld late=%ld "
                "payloads=%ld\n",
                chaos.in, chaos.out, chaos.refused, chaos.traverse, chaos.clear,
                chaos.late, chaos.payloads);
        fclose(file);
    }
}

static void bad(const char *what, const char *cls)
{
    fprintf(stderr, "chaos: %s: %s\n", cls, what);
    if (PyErr_Occurred()) {
        PyErr_PrintEx(0);
    }
}

/* ---- casts ---- */
/* After the interpreter's dict died.  Counts casts, not calls. */
static void count_cast(atomic_long *kind)
{
    (void)atomic_fetch_add(kind, 1);
    if (sea_internals_capsule() == NULL) {
        COUNT(late);
    }
}
static int is_closed(PyObject *o)
{
    return atomic_load(&((seai_handle *)o)->stage) == SEAI_CLOSED;
}
/* Python to C: p is what sea_peek_...() said of an object, which is of the class (1), is not
 * (0), or may be (-1). */
static void judge_in(const char *cls, const void *p, int expected,
                     const char *magic_is_wrong)
{
    if (expected >= 0 && (p != NULL) != (expected != 0)) {
        bad(expected ? "peek found nothing" : "peek found what is not there", cls);
    } else if (p != NULL && magic_is_wrong != NULL) {
        bad(magic_is_wrong, cls);
    } else {
        (void)atomic_fetch_add(&chaos.in, 1);
        if (p != NULL && sea_internals_capsule() == NULL) {
            COUNT(late);
        }
    }
}
/* C to Python: a refusal has to be a documented one, and is none of a type that lives. */
static void judge_out(const char *cls, PyObject *o, int is_right, int must)
{
    if (o == NULL) {
        if (!PyErr_Occurred()) {
            bad("no object and no exception", cls);
        } else if (must || !(PyErr_ExceptionMatches(PyExc_TypeError) ||
                             PyErr_ExceptionMatches(PyExc_ReferenceError) ||
                             PyErr_ExceptionMatches(PyExc_RuntimeError))) {
            bad("refused", cls);
        } else {
            PyErr_Clear();
            count_cast(&chaos.refused);
        }
    } else if (!is_right) {
        bad("another object", cls);
    } else {
        count_cast(&chaos.out);
    }
    Py_XDECREF(o);
}
/* In destroy: nobody can have the handle of *ptr any more.  `back` is the handle, or NULL;
 * the exception in flight stays. */
static void battery_of_dying(void);
#define DYING(Class, ptr, back)                                                        \
    do {                                                                               \
        PyObject *exception_ = seai_exception_take();                                  \
        PyObject *found_ = sea_wrap_##Class(ptr);                                      \
        if (found_ != NULL || ((back) != NULL && sea_peek_##Class(back) != NULL)) {    \
            bad("a dying object was found", #Class);                                   \
        }                                                                              \
        judge_out(#Class, found_, 0, 0);                                               \
        battery_of_dying();                                                            \
        seai_exception_put_steal(exception_);                                          \
    } while (0)

/* One function a class: casts o in, and if it is of the class out again, and a new object.
 * NEW is a new C object, or NULL; the mask has the bit if o is a constructed object of the
 * class. */
#define VALUE(Class, type, BIT, NEW)                                                   \
    static void cast_##Class(PyObject *o, unsigned mask)                               \
    {                                                                                  \
        const type *p = sea_peek_##Class(o);                                           \
        PyObject *fresh;                                                               \
        judge_in(#Class, p, EXPECTED(mask, BIT),                                       \
                 p != NULL && (*(const uint32_t *)p != MAGIC_OF_##BIT ||               \
                               (const char *)p <= (const char *)o)                     \
                     ? "peek found another struct"                                     \
                     : NULL);                                                          \
        fresh = sea_wrap_##Class(NEW);                                                 \
        judge_out(#Class, fresh, fresh != NULL && sea_peek_##Class(fresh) != NULL,     \
                  p != NULL);                                                          \
    }
#define EMBEDDED(Class, type, BIT)                                                     \
    static void cast_##Class(PyObject *o, unsigned mask)                               \
    {                                                                                  \
        type *p = sea_peek_##Class(o);                                                 \
        judge_in(#Class, p, EXPECTED_OPEN(o, mask, BIT),                 \
                 p != NULL && *(const uint32_t *)p != MAGIC_OF_##BIT                   \
                     ? "peek found another struct"                                     \
                     : NULL);                                                          \
        if (p != NULL) {                                                               \
            PyObject *again = sea_wrap_##Class(p);                                     \
            judge_out(#Class, again, again == o, 1);                                   \
        }                                                                              \
    }
#define HANDLE(Class, type, BIT, NEW)                                                  \
    static void cast_##Class(PyObject *o, unsigned mask)                               \
    {                                                                                  \
        type *p = sea_peek_##Class(o), *made;                                          \
        PyObject *fresh;                                                               \
        judge_in(#Class, p, EXPECTED_OPEN(o, mask, BIT),                 \
                 p != NULL && (*(const uint32_t *)p != MAGIC_OF_##BIT ||               \
                               (((const pot *)p)->back != NULL &&                      \
                                ((const pot *)p)->back != o))                          \
                     ? "peek found another struct"                                     \
                     : NULL);                                                          \
        if (p != NULL) {                                                               \
            PyObject *again = sea_wrap_##Class(p);                                     \
            judge_out(#Class, again, again == o, 1);                                   \
        }                                                                              \
        if ((made = NEW) == NULL) {                                                    \
            return;                                                                    \
        }                                                                              \
        fresh = sea_own_##Class(made);                                                 \
        judge_out(#Class, fresh, fresh != NULL && sea_peek_##Class(fresh) == made,     \
                  p != NULL);                                                          \
    }

/* The structs of a derived class begin with the base's. */
#define MAGIC_OF_SPOT MAGIC(SPOT)
#define MAGIC_OF_WET MAGIC(SPOT)
#define MAGIC_OF_DROP MAGIC(SPOT)
#define MAGIC_OF_LOOSE MAGIC(LOOSE)
#define MAGIC_OF_POT MAGIC(POT)
#define MAGIC_OF_KETTLE MAGIC(POT)
#define MAGIC_OF_JUG MAGIC(POT)
#define MAGIC_OF_NODE MAGIC(NODE)
#define MAGIC_OF_WIDE MAGIC(NODE)
#define MAGIC_OF_BAG MAGIC(BAG)
#define MAGIC_OF_DOT MAGIC(DOT)
#define MAGIC_OF_CUP MAGIC(CUP)
#define MAGIC_OF_CRATE MAGIC(CRATE)

/* Each extension has the two: all casts of it, and how many of its classes o is of, by
 * peeking alone. */
static void cast_all(PyObject *o, unsigned mask);
static int peek_all(PyObject *o);

/* All casts, unless one of them is what came here; the exception in flight stays. */
static _Thread_local int depth;
static void battery(PyObject *o, unsigned mask)
{
    if (depth == 0) {
        PyObject *exception = seai_exception_take();
        depth++;
        Py_INCREF(o);
        cast_all(o, mask);
        Py_DECREF(o);
        depth--;
        seai_exception_put_steal(exception);
    }
}
static void battery_of_dying(void)
{
    battery(Py_None, 0);
}
/* The address of battery(), for a caller that holds no module: see chaos_count.c. */
static size_t battery_address(void)
{
    return (size_t)(uintptr_t)battery;
}

/* ---- C objects of handles ---- */
static void *payload(size_t size, unsigned bit, int id)
{
    pot *p = calloc(1, size);
    if (p == NULL) {
        abort();
    }
    p->magic = MAGIC(bit);
    p->id = id;
    COUNT(payloads);
    return p;
}
static void payload_free(void *p)
{
    memset(p, 0xA5, sizeof(pot));
    free(p);
    (void)atomic_fetch_sub(&chaos.payloads, 1);
}

/* ---- a container of Python objects, for several classes ---- */
typedef struct items {
    uint32_t magic;
    int id;
    PyObject *back; /* borrowed: the handle, from tie() on */
    PyObject **at;
    size_t len;
} items;
SEAI_UNUSED static int items_traverse(const items *self, visitproc visit, void *arg)
{
    COUNT(traverse);
    for (size_t i = 0; i < self->len; i++) {
        (void)peek_all(self->at[i]);
        Py_VISIT(self->at[i]);
    }
    return 0;
}
SEAI_UNUSED static void items_clear(items *self)
{
    COUNT(clear);
    while (self->len > 0) {
        PyObject *last = self->at[--self->len];
        battery(last, WHATEVER);
        Py_DECREF(last);
    }
}
SEAI_UNUSED static int items_append(items *self, PyObject *item)
{
    PyObject **at = realloc(self->at, (self->len + 1) * sizeof *at);
    if (at == NULL) {
        return -1;
    }
    self->at = at;
    self->at[self->len++] = Py_NewRef(item);
    return 0;
}

#endif
