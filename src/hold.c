/* Calls on handles: one thread at a time.
 *
 * `inside` is the thread in a call on the handle; it changes from 0 to a thread and back, by
 * compare-and-swap.  Who finds another thread there waits on the gate, detached; who leaves
 * and sees waiters opens it. */
#include "runtime.h"
#include <stdlib.h>

enum { MAX_HELD = SEAI_MAX_PARAMS + 1 };

/* ---- errors ---- */
void seai_set_unready(PyObject *self, const char *label, const char *separator)
{
    const seai_view_tail *tail = seai_view_of(self);
    seai_record *record_borrowed;
    const char *name;
    int stage = SEAI_NEW;
    if (tail != NULL) { /* what is wrong is wrong with the handle that it is in */
        self = tail->root;
    }
    name = seai_class_name(self);
    record_borrowed = seai_record_of(Py_TYPE(self));
    if (record_borrowed != NULL && record_borrowed->cls->flags & SEAI_HANDLE) {
        stage = atomic_load(&((seai_handle *)self)->stage);
    }
    if (stage == SEAI_CLOSED) {
        PyErr_Format(PyExc_ValueError, "%s%sthe %s is closed", label, separator, name);
    } else if (stage == SEAI_INITIALISING) {
        PyErr_Format(PyExc_RuntimeError, "%s%sthe %s is still being initialised", label,
                     separator, name);
    } else {
        PyErr_Format(PyExc_RuntimeError,
                     "%s%sthe %s is not initialised: its __init__() was not called",
                     label, separator, name);
    }
}
void seai_unready(PyObject *o) { seai_set_unready(o, "", ""); }
PyObject *seai_unready_self(const seai_function *f, PyObject *self)
{
    char label[SEAI_LABEL];
    seai_set_unready(self, seai_label(f, label), ": ");
    return NULL;
}
const char *seai_no_element(const char *name)
{
    PyErr_Format(PyExc_TypeError, "a handle (%s) cannot be an element", name);
    return SEAI_REFUSED;
}

void seai_set_lost(PyObject *self)
{
    PyErr_Format(PyExc_RuntimeError,
                 "the %s was in use by another thread when the process was forked",
                 seai_class_name(self));
}

/* ---- one thread at a time ---- */
/* Waits, detached, until the handle may be free.  0, or -1 with an exception. */
static int wait_for(seai_handle *h)
{
    PyThread_type_lock gate = atomic_load(&h->gate);
    PyLockStatus status = PY_LOCK_ACQUIRED;
    if (seai_is_finalizing()) { /* who is in there was stopped, and will not leave */
        PyErr_Format(
            PyExc_RuntimeError,
            "the %s is in use by a thread that the end of the interpreter stopped",
            seai_class_name((PyObject *)h));
        return -1;
    }
    if (gate == NULL) {
        void *none = NULL;
        gate = PyThread_allocate_lock();
        if (gate == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        PyThread_acquire_lock(gate, WAIT_LOCK); /* shut */
        if (!atomic_compare_exchange_strong(&h->gate, &none, gate)) {
            PyThread_release_lock(gate);
            PyThread_free_lock(gate);
            gate = none;
        }
    }
    atomic_fetch_add(&h->waiters, 1);
    if (atomic_load(&h->inside) != 0) { /* else it left before it could see us wait */
        Py_BEGIN_ALLOW_THREADS status = PyThread_acquire_lock_timed(gate, -1, 1);
        if (status == PY_LOCK_ACQUIRED) {
            atomic_store(&h->ajar, 0); /* shut behind us */
        }
        Py_END_ALLOW_THREADS
    }
    atomic_fetch_sub(&h->waiters, 1);
    return status == PY_LOCK_INTR ? PyErr_CheckSignals() : 0;
}
void seai_leave_slow(seai_handle *h)
{
    if (h->depth > 0) {
        h->depth--;
        return;
    }
    atomic_store(&h->inside, 0);
    if (atomic_load(&h->waiters) > 0) {
        PyThread_type_lock gate = atomic_load(&h->gate);
        if (gate != NULL &&
            atomic_exchange(&h->ajar, 1) == 0) { /* never opened twice */
            PyThread_release_lock(gate);
        }
    }
}
/* 0; -1 with an exception; 1 when this thread is in a call and must not enter again; 2 when
 * the handle is closed, and being destroyed: nobody waits for that. */
static int enter(seai_handle *h, int flags)
{
    uintptr_t me = seai_thread();
    for (;;) {
        uintptr_t free_of_threads = 0;
        if (atomic_compare_exchange_strong(&h->inside, &free_of_threads, me)) {
            return 0;
        }
        if (free_of_threads == me) {
            if (flags & SEAI_LOCKED) {
                return 1;
            }
            h->depth++;
            return 0;
        }
        if (free_of_threads == SEAI_LOST) {
            seai_set_lost((PyObject *)h);
            return -1;
        }
        if (atomic_load(&h->stage) == SEAI_CLOSED) {
            return 2;
        }
        if (wait_for(h) < 0) {
            return -1;
        }
    }
}
/* "f() argument 'x'" when the handle is one, else "f()". */
static const char *label_of(const seai_function *f, const seai_hold *hold,
                            PyObject *const *args, char *buf)
{
    const char *name;
    if (f == NULL) { /* an argument is copied: who calls puts a label before the text */
        *buf = '\0';
        return buf;
    }
    name = f->names;
    seai_label(f, buf);
    for (int i = 0; args != NULL && i < f->nparams && name != NULL; i++) {
        if (args[i] == hold->handle) {
            size_t len = strlen(buf);
            PyOS_snprintf(buf + len, SEAI_LABEL - len, " argument '%.80s'", name);
            break;
        }
        name += strlen(name) + 1;
    }
    return buf;
}
/* by address, so that two threads cannot wait for each other */
static int by_address(const void *a, const void *b)
{
    const uintptr_t x = (uintptr_t)(*(seai_hold *const *)a)->handle;
    const uintptr_t y = (uintptr_t)(*(seai_hold *const *)b)->handle;
    return x < y ? -1 : x > y;
}
#ifndef Py_GIL_DISABLED
/* Enters all when nobody is in any of them: 1, or 0 with nothing entered. */
static int enter_free(seai_hold *held, seai_hold *top)
{
    const uintptr_t me = seai_thread();
    for (seai_hold *hold = held; hold != top; hold++) {
        seai_handle *h = (seai_handle *)hold->handle;
        if (atomic_load_explicit(&h->inside, memory_order_relaxed) != 0 ||
            h->base.ptr == NULL) {
            while (hold-- != held) {
                h = (seai_handle *)hold->handle;
                atomic_store_explicit(&h->inside, 0, memory_order_relaxed);
            }
            return 0;
        }
        atomic_store_explicit(&h->inside, me, memory_order_relaxed);
    }
    for (seai_hold *hold = held; hold != top;
         hold++) { /* once: a slot may be its own */
        memcpy(hold->slot, &((seai_handle *)hold->handle)->base.ptr, sizeof(void *));
    }
    return 1;
}
#endif
/* The stand-ins of a call, see src/view.c: their handles are in `held` while this call waits
 * for others, since all are entered in one order. */
typedef struct stand_ins {
    PyObject *views[MAX_HELD + 1];
    seai_hold held[MAX_HELD + 1];
    int n;
} stand_ins;
static void leave_stand_in(stand_ins *all, PyObject *o)
{
    PyObject *root = o != NULL ? seai_view_root(o) : NULL;
    if (root != NULL) {
        seai_view_point(o, NULL);
        all->views[all->n] = o;
        all->held[all->n] = (seai_hold){root, &all->held[all->n].slot};
        all->n++;
        seai_leave_slow((seai_handle *)root);
    }
}
static void leave_stand_ins(stand_ins *all, const seai_function *f, PyObject *self,
                            PyObject *const *args)
{
    leave_stand_in(all, self);
    for (int i = 0; args != NULL && i < f->nparams; i++) {
        leave_stand_in(all, args[i]);
    }
}
int seai_enter_slow(const seai_function *f, PyObject *self, seai_hold *held,
                    seai_hold *top, int flags, PyObject *const *args)
{
    seai_hold *few[2 * MAX_HELD + 1], **sorted = few;
    stand_ins others;
    const Py_ssize_t own = top - held;
    Py_ssize_t n = own, entered = 0;
    char label[SEAI_LABEL];
    int failed = 0;
#ifndef Py_GIL_DISABLED
    if (enter_free(held, top)) {
        return 0;
    }
#endif
    if (n > MAX_HELD) { /* lists of handles */
        sorted = PyMem_Calloc((size_t)n + MAX_HELD + 1, sizeof *sorted);
        if (sorted == NULL) {
            PyErr_NoMemory();
            return -1;
        }
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        sorted[i] = held + i;
    }
    others.n = 0;
    if (f != NULL) {
        leave_stand_ins(&others, f, self, args);
    }
    for (int i = 0; i < others.n; i++) {
        sorted[n++] = others.held + i;
    }
    if (n > 1) {
        qsort(sorted, (size_t)n, sizeof *sorted, by_address);
    }
    for (; entered < n && !failed; entered += !failed) {
        seai_handle *h = (seai_handle *)sorted[entered]->handle;
        int again = entered > 0 && sorted[entered - 1]->handle == (PyObject *)h;
        failed = enter(h, again ? 0 : flags);
        if (failed == 1) {
            PyErr_Format(PyExc_RuntimeError,
                         "%s: the %s is in use by a call of this thread",
                         label_of(f, sorted[entered], args, label),
                         seai_class_name((PyObject *)h));
        } else if (failed == 2) {
            seai_set_unready((PyObject *)h, label_of(f, sorted[entered], args, label),
                             ": ");
        }
    }
    for (Py_ssize_t i = 0; i < n && !failed; i++) {
        const seai_hold *hold = i < own ? held + i : others.held + (i - own);
        void *p = seai_pointer_load(&((seai_instance *)hold->handle)->ptr);
        if (p == NULL) {
            failed = 1;
            seai_set_unready(hold->handle, label_of(f, hold, args, label),
                             f != NULL ? ": " : "");
        } else {
            memcpy(hold->slot, &p, sizeof p);
        }
    }
    while (failed && entered > 0) {
        seai_leave_slow((seai_handle *)sorted[--entered]->handle);
    }
    for (int i = 0; i < others.n && !failed; i++) {
        seai_view_point(others.views[i], others.held[i].slot);
    }
    if (sorted != few) {
        PyMem_Free(sorted);
    }
    return failed ? -1 : 0;
}
