/* Identity of handles: one C object, one Python object.
 *
 * Every open handle is in a chain of the internals' table, by its pointer; a handle leaves it
 * before its C object is destroyed, for the memory may be another object's at once.  The
 * shape of the table belongs to the ABI: each extension links and unlinks by itself.  A
 * look-up takes its reference under the lock, and only to an object that is not dying. */
#include "runtime.h"

#if defined(__unix__) || defined(__APPLE__)
#    include <pthread.h>
#    define HAVE_FORK 1
#endif

static seai_handle **bucket_of(seai_handle **buckets, size_t n, const void *ptr)
{
    return &buckets[((uint64_t)(uintptr_t)ptr * 0x9e3779b97f4a7c15u >> 32) & (n - 1)];
}
static void put(seai_handle **head, seai_handle *h)
{
    h->next = *head;
    h->link = head;
    if (h->next != NULL) {
        h->next->link = &h->next;
    }
    *head = h;
}
/* A table without room for more works on, with longer chains. */
static void grow(seai_internals *internals, size_t from)
{
    size_t n = from * 4;
    seai_handle **buckets = PyMem_RawCalloc(n, sizeof *buckets), **old, *h, *next;
    if (buckets == NULL) {
        return;
    }
    seai_lock(internals);
    old = internals->buckets;
    if (internals->nbuckets != from) { /* another thread was faster */
        old = buckets;
    } else {
        for (size_t i = 0; i < from; i++) {
            for (h = old[i]; h != NULL; h = next) {
                next = h->next;
                put(bucket_of(buckets, n, h->base.ptr), h);
            }
        }
        internals->buckets = buckets;
        internals->nbuckets = n;
    }
    seai_unlock(internals);
    if (old != internals->few) {
        PyMem_RawFree(old);
    }
}
/* Under the lock: new reference, or NULL; *dying tells of one that cannot be had. */
static PyObject *find(const seai_internals *internals, const seai_class *cls,
                      const void *ptr, int *dying)
{
    seai_handle *h = *bucket_of(internals->buckets, internals->nbuckets, ptr);
    for (; h != NULL; h = h->next) {
        if (h->base.ptr == ptr && seai_record_is_a(h->record, cls)) {
            if (MUTANT(NO_TRY_INCREF)) {
                return Py_NewRef((PyObject *)h);
            }
            if (seai_try_incref((PyObject *)h)) {
                return (PyObject *)h;
            }
            *dying = 1;
        }
    }
    return NULL;
}
PyObject *seai_handle_link(seai_handle *h, const seai_class *cls)
{
    seai_internals *internals = h->record->internals;
    PyObject *found = NULL;
    size_t full_at = 0;
    int dying = 0;
    seai_try_incref_enable((PyObject *)h);
    seai_lock(internals);
    if (cls != NULL) {
        found = find(internals, cls, h->base.ptr, &dying);
    }
    if (found == NULL) {
        put(bucket_of(internals->buckets, internals->nbuckets, h->base.ptr), h);
        if (++internals->nhandles > internals->nbuckets) {
            full_at = internals->nbuckets;
        }
    }
    seai_unlock(internals);
    if (full_at != 0) {
        grow(internals, full_at);
    }
    return found;
}
void seai_handle_unlink(seai_handle *h)
{
    seai_internals *internals = h->record->internals;
    seai_lock(internals);
    if (h->link != NULL) {
        *h->link = h->next;
        if (h->next != NULL) {
            h->next->link = h->link;
        }
        h->link = NULL;
        internals->nhandles--;
    }
    seai_unlock(internals);
}
SEAI_INLINE PyObject *find_here(seai_where where, const seai_class *cls,
                                const void *ptr, int *dying)
{
    seai_state *state = seai_state_of(where);
    seai_local *here = state == NULL ? seai_local_here() : NULL;
    const seai_local *local = state != NULL ? state->local : here;
    PyObject *found;
    if (local == NULL) {
        seai_set_absent(cls);
        return NULL;
    }
    seai_lock(local->internals);
    found = find(local->internals, cls, ptr, dying);
    seai_unlock(local->internals);
    if (here != NULL) {
        seai_local_unref(here);
    }
    return found;
}
PyObject *seai_handle_find(seai_where where, const seai_class *cls, const void *ptr,
                           int *dying)
{
    return find_here(where, cls, ptr, dying);
}
SEAI_RARELY PyObject *not_known(seai_where where, const seai_class *cls,
                                const void *ptr, int dying)
{
    PyObject *made =
        PyErr_Occurred() ? NULL : seai_handle_refer(where, cls, (void *)(uintptr_t)ptr);
    if (made == NULL && !PyErr_Occurred()) {
        PyErr_Format(PyExc_ReferenceError,
                     dying ? SEAI_GAVE "the %s whose Python object is being destroyed"
                           : SEAI_GAVE "no %s that has a Python object",
                     cls->name);
    }
    return made;
}
PyObject *seai_handle_known(seai_where where, const seai_class *cls, const void *ptr)
{
    int dying = 0;
    PyObject *found = ptr != NULL ? find_here(where, cls, ptr, &dying) : NULL;
    return SEAI_LIKELY(found != NULL) || ptr == NULL
               ? found
               : not_known(where, cls, ptr, dying);
}

/* ---- fork ---- */
#ifdef HAVE_FORK
/* In the child: the threads that were in calls are gone, and left the C objects as they
 * were in the middle of them.  A gate at which threads waited may be in any state: the next
 * who waits makes another.  (Handles that are being closed are not in the table: nobody waits
 * for them.) */
static void lose(seai_internals *internals)
{
    for (size_t i = 0; i < internals->nbuckets; i++) {
        for (seai_handle *h = internals->buckets[i]; h != NULL; h = h->next) {
            uintptr_t inside = atomic_load(&h->inside);
            if (inside != 0 && inside != seai_thread()) {
                h->depth = 0;
                atomic_store(&h->inside, SEAI_LOST);
            }
            if (atomic_exchange(&h->waiters, 0) != 0) {
                atomic_store(&h->gate, NULL);
                atomic_store(&h->ajar, 0);
            }
        }
    }
}
static void after_fork(void) { seai_local_each(lose); }
#endif
void seai_identity_begin(void)
{
#ifdef HAVE_FORK
    static _Atomic(int) begun;
    if (atomic_exchange(&begun, 1) == 0) {
        (void)pthread_atfork(NULL, NULL, after_fork);
    }
#endif
}
