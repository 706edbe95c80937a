/* Shared data: the user's values, one a key and interpreter.
 *
 * Invariants: a value is made whole before others find it; it is in the internals' list, and
 * in its place, from then until the internals are freed.  The internals' lock guards the
 * list and `making`; it is never held over a call of Python's or the user's, or an
 * allocation.  The interpreter's dict is not looked at: late in its life CPython would make
 * a new one. */
#include "runtime.h"

/* ---- the list, under the lock ---- */
/* Values are not found any more, they are being destroyed or are gone. */
static int has_ended(seai_internals *internals) { return internals->capsule == NULL; }
/* The value of the key, or NULL; after the end there is none. */
static seai_value *look_up(seai_internals *internals, const char *key)
{
    seai_value *value = has_ended(internals) ? NULL : internals->values;
    while (value != NULL && strcmp(value->key, key) != 0) {
        value = value->next;
    }
    return value;
}
static void push(seai_internals *internals, seai_value *value)
{
    value->next = internals->values;
    internals->values = value;
}
static void take_out(seai_internals *internals, seai_value *value)
{
    seai_value **at = &internals->values;
    while (*at != NULL && *at != value) {
        at = &(*at)->next;
    }
    if (*at != NULL) {
        *at = value->next;
    }
}

/* ---- the end of a value ---- */
/* Calls destroy, if any; the exception in flight stays. */
static void call_destroy(seai_value *value)
{
    PyObject *exception;
    if (value->destroy == NULL) {
        return;
    }
    exception = seai_exception_take();
    value->destroy(value->data);
    if (PyErr_Occurred()) {
        PyErr_WriteUnraisable(NULL);
    }
    seai_exception_put_steal(exception);
}
/* The newest first: it may use what was there when it was made. */
static void end_all(seai_internals *internals)
{
    for (seai_value **at = &internals->values; *at != NULL;) {
        seai_value *value = *at;
        if (value->leak || value->making != NULL) {
            /* a make that was stopped for good: its thread may still write there */
            *at = value->next;
        } else {
            call_destroy(value);
            at = &value->next;
        }
    }
}
static void making_unref(seai_making *making)
{
    if (atomic_fetch_sub(&making->refs, 1) == 1) {
        if (making->gate != NULL) {
            PyThread_free_lock(making->gate);
        }
        PyMem_RawFree(making);
    }
}
/* A value that nobody else knows. */
static void value_free(seai_value *value)
{
    if (value->making != NULL) {
        PyThread_release_lock(value->making->gate); /* not to be freed while shut */
        making_unref(value->making);
    }
    PyMem_RawFree(value);
}

/* ---- making ---- */
static long this_process(void)
{
#ifdef HAVE_FORK
    return (long)getpid();
#else
    return 0;
#endif
}
static seai_making *making_new(void)
{
    seai_making *making = PyMem_RawCalloc(1, sizeof *making);
    if (making == NULL) {
        return NULL;
    }
    making->size = sizeof *making;
    atomic_store(&making->refs, 1);
    making->process = this_process();
    making->thread = PyThread_get_thread_ident();
    if ((making->gate = PyThread_allocate_lock()) == NULL) {
        making_unref(making);
        return NULL;
    }
    PyThread_acquire_lock(making->gate, WAIT_LOCK); /* shut */
    return making;
}
/* Zeroed, in no list; NULL with MemoryError. */
static seai_value *value_new(const sea_shared *shared)
{
    size_t data_at = (sizeof(seai_value) + 15) / 16 * 16,
           key_size = strlen(shared->key) + 1;
    seai_value *value = NULL;
    if (shared->size < (size_t)PY_SSIZE_T_MAX - data_at - key_size) {
        value = PyMem_RawCalloc(1, data_at + shared->size + key_size);
    }
    if (value != NULL && shared->once && (value->making = making_new()) == NULL) {
        PyMem_RawFree(value);
        value = NULL;
    }
    if (value == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    value->size = sizeof *value;
    value->destroy = shared->destroy;
    value->data = (char *)value + data_at;
    value->data_size = shared->size;
    value->key = memcpy((char *)value->data + shared->size, shared->key, key_size);
    value->end = end_all;
    value->leak = shared->leak;
    return value;
}
static int call_make(const sea_shared *shared, seai_value *value, void *arg)
{
    int result;
    if (shared->make == NULL) {
        return 0;
    }
    if (Py_EnterRecursiveCall(" in make of shared data")) {
        return -1;
    }
    result = shared->make(value->data, arg);
    Py_LeaveRecursiveCall();
    if (result < 0 && !PyErr_Occurred()) {
        PyErr_Format(PyExc_SystemError,
                     "make of shared data '%.200s' failed without an exception",
                     value->key);
    }
    return result;
}
/* Makes a value that is in the list with `making`, and lets the others through.  The value,
 * or NULL with an exception. */
static seai_value *make_once(seai_internals *internals, const sea_shared *shared,
                             seai_value *value, void *arg)
{
    seai_making *making = value->making;
    int failed = call_make(shared, value, arg) < 0;
    seai_lock(internals);
    take_out(internals, value);
    value->making = NULL;
    if (!failed) { /* in the order in which they are ready, see end_all() */
        push(internals, value);
    }
    seai_unlock(internals);
    PyThread_release_lock(making->gate);
    making_unref(making);
    if (failed) {
        value_free(value);
    }
    return failed ? NULL : value;
}

/* ---- waiting ---- */
/* Marks what this thread waits for; NULL for nothing. */
static void set_blocked(seai_internals *internals, seai_making *by)
{
    unsigned long me = PyThread_get_thread_ident();
    for (seai_value *value = internals->values; value != NULL; value = value->next) {
        if (value->making != NULL && value->making->thread == me) {
            value->making->blocked_by = by;
        }
    }
}
/* Waits, detached, until the make may be over.  Steals a C reference.  0, or -1 with an
 * exception. */
static int wait_for_steal(seai_internals *internals, seai_making *making,
                          const char *key)
{
    unsigned long me = PyThread_get_thread_ident();
    PyLockStatus status = PY_LOCK_FAILURE;
    seai_making *last = making;
    int stuck;
    seai_lock(internals);
    while (last->thread != me && last->blocked_by != NULL) {
        last = last->blocked_by; /* no circle: whoever would close it is refused */
    }
    stuck = last->thread == me;
    if (!stuck) {
        set_blocked(internals, making);
    }
    seai_unlock(internals);
    if (stuck) {
        PyErr_Format(
            PyExc_RuntimeError,
            "shared data '%.200s' is being made, and its make waits for itself", key);
    } else if (making->process != this_process()) {
        PyErr_Format(PyExc_RuntimeError,
                     "shared data '%.200s' was being made by another thread when this "
                     "process was forked",
                     key);
    } else if (seai_is_finalizing()) {
        PyErr_Format(
            PyExc_RuntimeError,
            "shared data '%.200s' is being made by a thread that the end of the "
            "interpreter stopped",
            key);
    } else {
        Py_BEGIN_ALLOW_THREADS status =
            PyThread_acquire_lock_timed(making->gate, -1, 1);
        if (status == PY_LOCK_ACQUIRED) {
            PyThread_release_lock(making->gate); /* for the next who waits */
        }
        Py_END_ALLOW_THREADS
    }
    if (!stuck) {
        seai_lock(internals);
        set_blocked(internals, NULL);
        seai_unlock(internals);
    }
    making_unref(making);
    return status == PY_LOCK_ACQUIRED ? 0
           : status == PY_LOCK_INTR   ? PyErr_CheckSignals()
                                      : -1;
}

/* ---- get and find ---- */
/* The data, or NULL with TypeError. */
static void *data_of(seai_value *value, const sea_shared *shared)
{
    if (value->data_size != shared->size) {
        PyErr_Format(PyExc_TypeError, "shared data '%.200s' has %zu bytes, not %zu",
                     value->key, value->data_size, shared->size);
        return NULL;
    }
    return value->data;
}
static void *get(seai_internals *internals, const sea_shared *shared, void *arg)
{
    seai_value *mine =
        NULL; /* made and not in the list, unless it is to be made there */
    void *data = NULL;
    for (;;) {
        seai_making *making = NULL;
        seai_value *found;
        int ended;
        seai_lock(internals);
        ended = has_ended(internals);
        found = look_up(internals, shared->key);
        if (found == NULL && mine != NULL && !ended) {
            push(internals, found = mine);
        } else if (found != NULL && (making = found->making) != NULL) {
            atomic_fetch_add(&making->refs, 1);
        }
        seai_unlock(internals);
        if (ended) {
            PyErr_Format(
                PyExc_RuntimeError,
                "shared data '%.200s' is gone, the interpreter is shutting down: "
                "code that runs so late calls sea_shared_find(), and does without",
                shared->key);
            break;
        }
        if (found == NULL) {
            if (seai_refuse_late("make shared data", shared->key) < 0 ||
                (mine = value_new(shared)) == NULL) {
                break;
            }
            if (!shared->once && call_make(shared, mine, arg) < 0) {
                value_free(mine);
                mine = NULL;
                break;
            }
        } else if (found == mine) {
            mine = NULL;
            if (found->making != NULL) {
                found = make_once(internals, shared, found, arg);
            }
            data = found != NULL ? found->data : NULL;
            break;
        } else if (making == NULL) {
            data = data_of(found, shared);
            break;
        } else if (wait_for_steal(internals, making, shared->key) < 0) {
            break;
        }
    }
    if (mine != NULL) { /* another was first */
        if (!shared->once) {
            call_destroy(mine);
        }
        value_free(mine);
    }
    return data;
}
void *sea_shared_get(const sea_shared *shared, void *arg)
{
    seai_local *local = seai_local_here();
    void *data;
    if (local == NULL) {
        PyErr_Format(PyExc_RuntimeError,
                     "shared data '%.200s': this interpreter has not imported the "
                     "extension that asks, or is shutting down: import it first",
                     shared->key);
        return NULL;
    }
    data = get(local->internals, shared, arg);
    seai_local_unref(local);
    return data;
}
void *sea_shared_find(const sea_shared *shared)
{
    seai_local *local = seai_local_here();
    seai_value *value;
    void *data = NULL;
    if (local == NULL) {
        return NULL;
    }
    seai_lock(local->internals);
    value = look_up(local->internals, shared->key);
    if (value != NULL && value->making == NULL && value->data_size == shared->size) {
        data = value->data;
    }
    seai_unlock(local->internals);
    seai_local_unref(local);
    return data;
}
