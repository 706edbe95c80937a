/* (load, fn) and (unload, fn): the library's beginning and end, counted over all modules and
 * interpreters of the process.
 *
 * The gate of a library is shut while it is loaded or unloaded; who waits for it is detached.
 * A module counts until its module state goes: after its last object and type. */
#include "runtime.h"

/* 0; -1 with an exception: no memory, or this thread has it. */
static int enter(seai_library *library)
{
    PyThread_type_lock gate = atomic_load(&library->gate);
    if (gate == NULL) {
        void *none = NULL;
        if ((gate = PyThread_allocate_lock()) == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        if (!atomic_compare_exchange_strong(&library->gate, &none, gate)) {
            PyThread_free_lock(gate);
            gate = none;
        }
    }
    if (atomic_load(&library->inside) == seai_thread()) {
        return -1;
    }
    if (!PyThread_acquire_lock(gate, NOWAIT_LOCK)) {
        Py_BEGIN_ALLOW_THREADS PyThread_acquire_lock(gate, WAIT_LOCK);
        Py_END_ALLOW_THREADS
    }
    atomic_store(&library->inside, seai_thread());
    return 0;
}
static void leave(seai_library *library)
{
    atomic_store(&library->inside, 0);
    PyThread_release_lock(atomic_load(&library->gate));
}
static void unload(seai_state *state)
{
    struct seai_loaded *loaded;
    while ((loaded = state->loaded) != NULL) {
        seai_library *library = loaded->library;
        state->loaded = loaded->next;
        PyMem_RawFree(loaded);
        if (enter(library) == 0) { /* else unload() itself drops the last object */
            if (--library->users == 0 && *library->unload != NULL) {
                (*library->unload)();
            }
            leave(library);
        }
    }
}
int seai_module_add_library(PyObject *module, seai_state *state, const seai_item *item)
{
    seai_library *library = item->a.library;
    struct seai_loaded *loaded;
    int failed = 0;
    for (loaded = state->loaded; loaded != NULL; loaded = loaded->next) {
        if (loaded->library == library) { /* by the other of the two items */
            return 0;
        }
    }
    if ((loaded = PyMem_RawMalloc(sizeof *loaded)) == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    if (enter(library) < 0) {
        if (!PyErr_Occurred()) {
            PyErr_Format(PyExc_ImportError,
                         "seabind: module '%s' is imported by its own load or unload "
                         "function",
                         state->name);
        }
        PyMem_RawFree(loaded);
        return -1;
    }
    if (library->users == 0 && *library->load != NULL) {
        PyObject *done = (*library->load)(module, NULL, 0, NULL);
        failed = done == NULL;
        Py_XDECREF(done);
    }
    library->users += !failed;
    leave(library);
    if (failed) {
        PyMem_RawFree(loaded);
        return -1;
    }
    loaded->library = library;
    loaded->next = state->loaded;
    state->loaded = loaded;
    state->unload = unload;
    state->end = seai_state_end;
    return 0;
}
