/* What a wrapper calls: the slow half of argument parsing, errors, holding of handles,
 * results.  Everything needs an attached thread state unless it says otherwise. */
#ifndef SEABIND_DETAIL_CALL_H
#define SEABIND_DETAIL_CALL_H

#include "convert.h"
#include "count.h"

enum { /* of a wrapper */
       SEAI_RELEASE_GIL = 1,
       SEAI_LOCKED = 2,
       SEAI_OPERATOR = 4,  /* a wrong type is no error: NULL without an exception */
       SEAI_CANDIDATE = 8, /* SEAI_NO_MATCH instead of errors before the C call */
       SEAI_MUTATES = 16   /* a method whose C function may change self */
};

/* Sorts positional and keyword arguments into out[0 .. nparams-1], NULL where one was not
 * given.  Returns out, or NULL with a TypeError. */
SEAI_HIDDEN PyObject *const *seai_parse(const seai_function *f, PyObject *const *args,
                                        Py_ssize_t nargs, PyObject *kwnames,
                                        PyObject **out);

/* nargs of a call with the arguments as seai_parse() leaves them */
#define SEAI_BOUND PY_SSIZE_T_MAX

/* Raises for parameter i: `expected` is what its loader returned; `none` whether None would
 * have done as well.  args as after parsing. */
SEAI_COLD void seai_bad(const seai_function *f, int i, PyObject *const *args,
                        const char *expected, int none, int flags);

/* The same for a wrapper, `call`; args may be NULL, after seai_parse() failed.  NULL, or
 * what `call` returned after an implicit conversion of the argument. */
SEAI_COLD PyObject *seai_unfit(seai_call call, const seai_function *f, seai_where where,
                               int i, PyObject *const *args, const char *expected,
                               int none, int flags);
SEAI_COLD PyObject *seai_unfit_candidate(seai_call call, const seai_function *f,
                                         seai_where where, int i, PyObject *const *args,
                                         const char *expected, int none, int flags);
/* The same for `init`, which is called again when the object is as before: the converted
 * argument, for seai_init_again_steal(), or NULL with an exception. */
SEAI_COLD PyObject *seai_unfit_init(const seai_function *f, seai_where where, int i,
                                    PyObject *const *args, const char *expected,
                                    int none, int flags);
SEAI_COLD int seai_init_again_steal(seai_init init, const seai_function *f,
                                    PyObject *self, int i, PyObject *const *args,
                                    const char *expected, PyObject *converted);
/* Whether the exception that is set, after a loader returned `expected`, means that other
 * arguments may do: SEAI_NO_MATCH_INIT, else -1. */
SEAI_COLD int seai_mismatch(const char *expected);

/* Links in what shows defaults in signatures. */
SEAI_HIDDEN void seai_signatures_use(void);

/* ---- instances ---- */
/* Walks tp_base: whether t derives from the class with this tag.  No lock, no allocation. */
SEAI_COLD int seai_is_sub(PyTypeObject *t, const PyGetSetDef *tag);
SEAI_INLINE int seai_is(PyObject *o, const PyGetSetDef *tag)
{
    return SEAI_LIKELY(Py_TYPE(o)->tp_getset == tag) || seai_is_sub(Py_TYPE(o), tag);
}
/* Sets the exception for an argument that is not constructed, or closed. */
SEAI_COLD void seai_unready(PyObject *o);
/* Raises for a self that is not constructed, or closed.  NULL. */
SEAI_COLD PyObject *seai_unready_self(const seai_function *f, PyObject *self);
/* `call` again, where self has no pointer: it is a view, or the above. */
SEAI_COLD PyObject *seai_viewed_self(seai_call call, const seai_function *f,
                                     PyObject *self, PyObject *const *args,
                                     Py_ssize_t nargs, PyObject *kwnames, int flags);

/* A handle cannot be an element of a list or a field: SEAI_REFUSED. */
SEAI_COLD const char *seai_no_element(const char *name);

/* ---- views: what a NULL pointer of a value may mean, see src/view.c ---- */
/* What a loader returns for a value without a pointer.  It says itself what is to be done, so
 * that only a module with value classes links that in. */
#define SEAI_VIEWED (seai_viewed.mark)
#define SEAI_VIEWED_TO_WRITE (seai_viewed_to_write.mark)
#define SEAI_IS_VIEWED(e) (*(e) == '\1')
typedef struct seai_viewing {
    char mark[8];
    /* What takes the argument's place in a call of f, or NULL with an exception that
     * *expected says how to treat.  args (or NULL) and self are the call's. */
    PyObject *(*enter)(const seai_function *f, PyObject *self, PyObject *const *args,
                       PyObject *view, int flags, const char **expected);
    void (*leave_steal)(PyObject *); /* after the call */
} seai_viewing;
SEAI_HIDDEN extern const seai_viewing seai_viewed, seai_viewed_to_write;
/* Puts the pointer of a view to *slot and adds the handle that it is in, if it is in one, to
 * the list of held ones; viewed is one of the two above.  Raises what is no view, not
 * constructed, closed, or read-only. */
SEAI_COLD const char *seai_load_view(PyObject *o, void *slot, seai_hold **top,
                                     const char *viewed);
/* Copies the struct of an instance of any kind, views too. */
SEAI_COLD const char *seai_load_value(PyObject *o, const PyGetSetDef *tag,
                                      const char *name, void *out, size_t size);
/* The pointer of a view whose handle is open, or NULL without an exception; no lock. */
SEAI_COLD void *seai_view_peek(PyObject *o);
/* A view of the struct at p, which is valid as long as where.self is open, and which is
 * entered: new reference; NULL with an exception, or without one for NULL. */
SEAI_HIDDEN PyObject *seai_view_new(seai_where where, const seai_class *cls,
                                    const void *p, bool readonly);
/* Whether it is a view that nobody may write through. */
SEAI_HIDDEN bool seai_view_is_readonly(PyObject *o);

SEAI_INLINE const char *seai_load_instance(PyObject *o, bool is_handle,
                                           const PyGetSetDef *tag, const char *name,
                                           void *slot, seai_hold **top,
                                           const char *viewed)
{
    void *p;
    if (SEAI_UNLIKELY(!seai_is(o, tag))) {
        return name;
    }
    if (is_handle) { /* its pointer is read when the call may begin */
        if (SEAI_UNLIKELY(top == NULL)) {
            return seai_no_element(name);
        }
        (*top)->handle = o;
        (*top)->slot = slot;
        (*top)++;
        return NULL;
    }
    p = ((seai_instance *)o)->ptr;
    if (SEAI_UNLIKELY(p ==
                      NULL)) { /* the call is made again: nothing is saved for that */
        return top != NULL ? viewed : seai_load_view(o, slot, NULL, viewed);
    }
    memcpy(slot, &p, sizeof p);
    return NULL;
}

/* ---- handles: one thread at a time ----
 * A call on handles first enters all of them (in the order of their addresses) and reads
 * their pointers; a handle that another thread is in is waited for, without the GIL.  The
 * same thread may enter again, unless the function is `locked`. */
SEAI_COLD int seai_enter_slow(const seai_function *f, PyObject *self, seai_hold *held,
                              seai_hold *top, int flags, PyObject *const *args);
SEAI_COLD void seai_leave_slow(seai_handle *h);

/* 0, or -1 with an exception and nothing entered; args (nparams of them) tell which argument
 * the exception is about.  Views among them and self that are entered stay so, or not. */
SEAI_INLINE int seai_enter(const seai_function *f, PyObject *self, seai_hold *held,
                           seai_hold *top, int flags, PyObject *const *args)
{
#ifndef Py_GIL_DISABLED
    if (SEAI_LIKELY(top - held == 1)) {
        seai_handle *h = (seai_handle *)held->handle;
        if (SEAI_LIKELY(atomic_load_explicit(&h->inside, memory_order_relaxed) == 0 &&
                        h->base.ptr != NULL)) {
            atomic_store_explicit(&h->inside, seai_thread(), memory_order_relaxed);
            memcpy(held->slot, &h->base.ptr, sizeof(void *));
            return 0;
        }
    }
#endif
    return seai_enter_slow(f, self, held, top, flags, args);
}
SEAI_INLINE void seai_leave(seai_hold *held, seai_hold *top)
{
    for (; SEAI_UNLIKELY(held != top); held++) {
        seai_handle *h = (seai_handle *)held->handle;
#ifndef Py_GIL_DISABLED
        if (SEAI_LIKELY(h->depth == 0 &&
                        atomic_load_explicit(&h->waiters, memory_order_relaxed) == 0)) {
            atomic_store_explicit(&h->inside, 0, memory_order_relaxed);
            continue;
        }
#endif
        seai_leave_slow(h);
    }
}

/* ---- construction ---- */
/* Takes the right to construct `self`: 0, or -1 with an exception (a second __init__). */
SEAI_HIDDEN int seai_construct_begin(PyObject *self, const seai_function *f);
/* Before C's constructor: the first of the handles of the call that is of the class of the
 * parents of `self`, or has one, is its parent.  0, also when there is none; -1 with an
 * exception. */
SEAI_HIDDEN int seai_parent_of_new(PyObject *self, const seai_hold *held,
                                   const seai_hold *top);
/* What a call to C's constructor made goes to the handle.  `failed`: its status said so, and
 * an exception is set; ptr NULL otherwise raises and names `what`.  Destroys what cannot be
 * kept.  0 or -1. */
SEAI_HIDDEN int seai_construct_end(PyObject *self, const seai_function *f,
                                   const seai_class *cls, void *ptr, int failed,
                                   const char *what);
/* C's constructor succeeded with a warning: SEAI_OK; SEAI_FAILED when that became an
 * exception, and what C made is destroyed. */
SEAI_HIDDEN int seai_construct_warned(const seai_class *cls, void *ptr);
/* Gives the right back: C's constructor was not called. */
SEAI_HIDDEN void seai_construct_fail(PyObject *self);
/* The C object after the call: the storage, or what *out(self) or the result points to. */
SEAI_INLINE void *seai_made(bool is_handle, void *storage, const void *made)
{
    void *p;
    if (!is_handle || storage != NULL) {
        return storage;
    }
    memcpy(&p, made, sizeof p);
    return p;
}
/* tp_vectorcall of a class, where the compiler optimises for size. */
SEAI_HIDDEN PyObject *seai_vectorcall(PyObject *type, PyObject *const *args,
                                      size_t nargsf, PyObject *kwnames,
                                      const seai_class *cls);
/* The zeroed storage of an embedded handle.  No thread state needed. */
SEAI_INLINE void *seai_storage(PyObject *self, const seai_class *cls)
{
    return (char *)self + cls->payload_at;
}

/* ---- operators ---- */
/* The result of an operator's wrapper; what it cannot do is NotImplemented. */
SEAI_INLINE PyObject *seai_operand(PyObject *result)
{
    return SEAI_LIKELY(result != NULL) || PyErr_Occurred()
               ? result
               : Py_NewRef(Py_NotImplemented);
}
/* a OP b where a is no instance of the class: its reflected operator, or NotImplemented. */
SEAI_HIDDEN PyObject *seai_reflect(const seai_class *cls, int op, PyObject *a,
                                   PyObject *b);
/* self for None, which an in-place operator without a result returns; steals result. */
SEAI_HIDDEN PyObject *seai_in_place_steal(PyObject *self, PyObject *result);
/* The result as a str, a hash, a truth value; steals; NULL or -1 with an exception. */
SEAI_HIDDEN PyObject *seai_text_steal(const seai_function *f, PyObject *result);
SEAI_HIDDEN Py_hash_t seai_hash_steal(PyObject *result);
SEAI_HIDDEN int seai_truth_steal(PyObject *result);

/* ---- fields and comparison ---- */
/* The C object of self for a field: a handle is entered, *hold remembers it, which was
 * SEAI_TO_READ or SEAI_TO_WRITE.  NULL with an exception.  closure is the seai_function. */
#define SEAI_TO_READ {NULL, NULL}
#define SEAI_TO_WRITE(hold) {NULL, &(hold)}
SEAI_HIDDEN void *seai_field_begin(PyObject *self, void *closure, seai_hold *hold);
SEAI_HIDDEN void seai_field_end(seai_hold *hold);
/* Raises AttributeError: a C field or property cannot be deleted.  NULL. */
SEAI_COLD PyObject *seai_no_delete(const void *closure);
/* tp_richcompare of a class with comparison operators. */
SEAI_HIDDEN PyObject *seai_compare(const seai_class *cls, PyObject *a, PyObject *b,
                                   int op);

/* ---- results ---- */
/* The Python type of a class for a result made by `where`: new reference, or NULL with a
 * TypeError (the type is gone). */
SEAI_COLD PyTypeObject *seai_type_slow(seai_where where, const seai_class *cls);
SEAI_INLINE PyTypeObject *seai_own_type(PyTypeObject *t, const PyGetSetDef *tag)
{
    while (SEAI_UNLIKELY(t->tp_getset != tag)) {
        t = t->tp_base;
    }
    return t;
}
/* Borrowed; NULL without an exception when only the slow way may find it. */
SEAI_INLINE PyTypeObject *seai_type_fast(seai_where where, const seai_class *cls)
{
    if (where.cls == NULL) {
        seai_state *state = *(seai_state **)PyModule_GetState(where.self);
        if (SEAI_LIKELY(
                atomic_load_explicit(&cls->data->module, memory_order_acquire) ==
                (const void *)state->module)) {
            return state
                ->classes[atomic_load_explicit(&cls->data->index, memory_order_relaxed)]
                .type;
        }
        return NULL;
    }
    if (where.cls == cls) {
        return seai_own_type(PyType_Check(where.self) ? (PyTypeObject *)where.self
                                                      : Py_TYPE(where.self),
                             cls->tag);
    }
    return NULL;
}
/* What is to be done for every instance that is about to be freed.  Returns it. */
SEAI_INLINE PyObject *seai_gone(PyObject *o)
{
    SEAI_TALLY(instances, -1);
    return SEAI_WATCHING() ? seai_leak_died(o) : o;
}
/* What is to be done for every new instance, and NULL.  Returns it. */
SEAI_INLINE PyObject *seai_born(PyObject *o)
{
    if (o != NULL) {
        SEAI_TALLY(instances, 1);
        if (SEAI_WATCHING()) {
            return seai_leak_born(o);
        }
    }
    return o;
}
/* Whether only its type knows how an instance is allocated. */
SEAI_INLINE int seai_by_type(const seai_class *cls)
{
    return (cls->flags & (SEAI_GC | SEAI_IMPORTED)) != 0 || cls->base != NULL;
}
/* A new instance; by_type as above; ptr as given. */
SEAI_INLINE PyObject *seai_value_alloc(PyTypeObject *t, size_t size, size_t at,
                                       int by_type)
{
    seai_instance *o;
    if (by_type) {
        o = (seai_instance *)t->tp_alloc(t, 0);
        if (SEAI_UNLIKELY(o == NULL)) {
            return NULL;
        }
    } else {
        o = (seai_instance *)PyObject_Malloc(size);
        if (SEAI_UNLIKELY(o == NULL)) {
            return PyErr_NoMemory();
        }
        PyObject_Init((PyObject *)o, t);
    }
    o->ptr = at != 0 ? (char *)o + at : NULL;
    return seai_born((PyObject *)o);
}
SEAI_COLD PyObject *seai_value_new_slow(seai_where where, const seai_class *cls);
/* A new instance of a value class, constructed, its struct not yet filled. */
SEAI_INLINE PyObject *seai_value_new(seai_where where, const seai_class *cls,
                                     size_t size, size_t at, int by_type)
{
    PyTypeObject *t = seai_type_fast(where, cls);
    return SEAI_LIKELY(t != NULL) ? seai_value_alloc(t, size, at, by_type)
                                  : seai_value_new_slow(where, cls);
}
/* A copy of *p as a new instance of a value class; NULL without an exception for NULL. */
SEAI_HIDDEN PyObject *seai_value_copy(seai_where where, const seai_class *cls,
                                      const void *p);
/* The handle of ptr, new unless there is one: new reference; NULL without an exception for
 * NULL.  It owns ptr; a failure destroys it. */
SEAI_HIDDEN PyObject *seai_handle_own(seai_where where, const seai_class *cls,
                                      void *ptr);
/* The handle of ptr, which where.self owns, new unless there is one: it is closed with what
 * owns ptr.  New reference; NULL with an exception, or without one for NULL. */
SEAI_HIDDEN PyObject *seai_handle_inside(seai_where where, const seai_class *cls,
                                         const void *ptr);
/* The handle of ptr that there is: new reference; NULL without an exception for NULL, with
 * ReferenceError when there is none, or it is dying. */
SEAI_HIDDEN PyObject *seai_handle_known(seai_where where, const seai_class *cls,
                                        const void *ptr);
/* seai_class.destroy of a class with `end`: an exception goes to sys.unraisablehook, the one
 * in flight stays. */
SEAI_HIDDEN void seai_end_alone(int (*end)(PyObject *, void *, int), void *ptr);
/* Destroys what no handle took. */
SEAI_HIDDEN void seai_handle_drop(const seai_class *cls, void *ptr);
/* A new instance of a handle, not yet constructed. */
SEAI_HIDDEN PyObject *seai_handle_new(seai_where where, const seai_class *cls);
/* Marks it constructed.  Returns self (the reference passes through). */
SEAI_HIDDEN PyObject *seai_embedded_ready_steal(PyObject *self, const seai_class *cls);
SEAI_HIDDEN PyObject *seai_handle_alloc(PyTypeObject *t, const seai_class *cls);

/* Passes `o`, or raises TypeError where C had no `name`, a NULL pointer. */
SEAI_HIDDEN PyObject *seai_wrapped(PyObject *o, const char *name);
/* The Python objects of a C object: seai_class.visit and .drop of handles. */
SEAI_HIDDEN int seai_class_visit(const seai_class *cls, void *ptr, visitproc visit,
                                 void *arg);
SEAI_HIDDEN void seai_class_drop(const seai_class *cls, void *ptr);

/* Raises OverflowError: the function's result does not fit the converter `name`. */
SEAI_COLD void seai_result_narrow(const seai_function *f, const char *name);
/* The results of a call: steals out[0 .. n-1]; None, the only one, or a tuple.  `failed`
 * (or a NULL among them) gives NULL with an exception. */
SEAI_HIDDEN PyObject *seai_pack(const seai_function *f, PyObject **out, int n,
                                int failed);
/* A failed result without an exception: says that the function returned NULL. */
SEAI_COLD void seai_no_result(const seai_function *f);
/* Passes `r`, or raises as above. */
SEAI_INLINE PyObject *seai_finish(const seai_function *f, PyObject *r)
{
    if (SEAI_UNLIKELY(r == NULL)) {
        seai_no_result(f);
    }
    return r;
}
/* The growable buffer as bytes; frees it. */
SEAI_HIDDEN PyObject *seai_buf_take(sea_buf *buf);
SEAI_HIDDEN void seai_buf_free(sea_buf *buf);
/* `len` elements at `data` as bytes ('x'), str ('c') or a list of numbers; NULL data of
 * length 0 is empty, otherwise NULL without an exception. */
SEAI_HIDDEN PyObject *seai_cast_items(const void *data, size_t len,
                                      const seai_element *element);

/* ---- fill(T): a result buffer of a size known before the call ---- */
typedef struct seai_fill {
    PyObject *bytes;         /* owned: bytes, or NULL where text is collected */
    void *data;              /* in bytes, or owned */
    size_t cap;              /* in elements */
    unsigned long long used; /* what C filled; the capacity until it says so */
    unsigned long long max;  /* what the function's length type can say; 0: has none */
} seai_fill;
/* Allocates cap elements.  0, or -1 with ValueError (negative), OverflowError or
 * MemoryError. */
SEAI_HIDDEN int seai_fill_begin(seai_fill *fill, const seai_function *f,
                                const char *name, long long cap,
                                const seai_element *element);
/* What was used, as bytes or str; takes the buffer.  More than the capacity is a
 * RuntimeError. */
SEAI_HIDDEN PyObject *seai_fill_end(seai_fill *fill, const seai_function *f,
                                    const seai_element *element);
/* 0, or -1 with RuntimeError: C says that it used more than the capacity. */
SEAI_HIDDEN int seai_fill_check(const seai_fill *fill, const seai_function *f);
SEAI_HIDDEN void seai_fill_drop(seai_fill *fill);
/* Raises OverflowError: `len` items do not fit the C type `type`. */
SEAI_COLD void seai_too_long(const seai_function *f, const char *name, Py_ssize_t len,
                             unsigned long long max, const char *type);

/* The largest value of an integer type, as far as unsigned long long goes. */
#define SEAI_MAX_OF(T)                                                                 \
    ((T) - 1 > (T)0 ? (unsigned long long)(T) - 1 : (1ULL << (8 * sizeof(T) - 1)) - 1)

#endif
