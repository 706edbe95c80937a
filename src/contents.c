/* What a module's block lists beside functions and constants: classes, exceptions, parts and
 * more.  A module without any of it does not link this file in. */
#include "runtime.h"

/* ---- places ---- */
typedef struct counts {
    size_t classes, exceptions, users;
} counts;
enum { MAX_NESTING = 8 };
/* -1 when parts are in each other, or in themselves. */
static int count(const seai_module *block, counts *n, int nesting)
{
    if (nesting > MAX_NESTING) {
        return -1;
    }
    for (uint32_t i = 0; i < block->nitems; i++) {
        const seai_item *item = &block->items[i];
        n->classes += item->kind == SEAI_ITEM_CLASS || item->kind == SEAI_ITEM_IMPORT;
        n->exceptions +=
            item->kind == SEAI_ITEM_EXCEPTION || item->kind == SEAI_ITEM_ENUM;
        if (item->kind == SEAI_ITEM_CLASS) {
            n->exceptions += item->a.cls->nitems; /* it may have some */
        }
        n->users += item->kind == SEAI_ITEM_STATE;
        if (item->kind == SEAI_ITEM_PART && count(item->a.part, n, nesting + 1) < 0) {
            return -1;
        }
    }
    return 0;
}
static int allocate(seai_state *state, const seai_module *block)
{
    counts n = {0, 0, 0};
    if (count(block, &n, 0) < 0) {
        PyErr_Format(PyExc_ImportError,
                     "seabind: module '%s': its parts list each other, or are in one "
                     "another more than %d deep",
                     state->name, MAX_NESTING);
        return -1;
    }
    state->classes = PyMem_RawCalloc(n.classes + 1, sizeof *state->classes);
    state->exceptions = PyMem_RawCalloc(n.exceptions + 1, sizeof *state->exceptions);
    state->users = n.users > 0 ? PyMem_RawCalloc(n.users, sizeof *state->users) : NULL;
    if (state->classes == NULL || state->exceptions == NULL ||
        (n.users > 0 && state->users == NULL)) {
        PyErr_NoMemory();
        return -1;
    }
    return 0;
}

/* ---- items ---- */
/* Two modules of one extension cannot list the same class: its place is fixed once. */
int seai_claim(const seai_module *block, _Atomic(const void *) *owner,
               _Atomic(unsigned) *index, size_t place, const char *name)
{
    static _Atomic(int) claims;
    const void *found;
    spin_lock(&claims);
    if ((found = atomic_load(owner)) == NULL) {
        atomic_store(index, (unsigned)place);
        atomic_store(owner, block);
    }
    spin_unlock(&claims);
    if (found != NULL &&
        (found != (const void *)block || atomic_load(index) != place)) {
        PyErr_Format(PyExc_ImportError, "seabind: module '%s': '%s' is listed twice",
                     block->name, name);
        return -1;
    }
    return 0;
}
int seai_module_add_class(PyObject *module, seai_state *state, const seai_item *item)
{
    const seai_class *cls = item->a.cls;
    size_t place = state->nclasses;
    if (seai_claim(state->module, &cls->data->module, &cls->data->index, place,
                   cls->name) < 0 ||
        seai_tables_fill(module, state->name, cls, cls->items, cls->nitems,
                         cls->functions, cls->methods, cls->tag, cls->data) < 0) {
        return -1;
    }
    seai_leak_module(module, state);
    if (cls->flags & SEAI_HANDLE) {
        cls->handle->begin();
    }
    state->classes[place].type =
        seai_type_new(state, cls, &state->classes[place].record);
    if (state->classes[place].type == NULL) {
        return -1;
    }
    state->nclasses = place + 1;
    if (cls->shared != NULL && cls->shared->agree(state, cls) < 0) {
        return -1;
    }
    return seai_module_put(module, state, cls->name,
                           (PyObject *)state->classes[place].type);
}
/* The exceptions and enums of a class: a status of `load` may raise them. */
static int add_nested(PyObject *module, seai_state *state, const seai_class *cls)
{
    for (uint32_t i = cls->nitems; i-- > 0;) { /* items are numbered from the last */
        const seai_item *item = &cls->items[i];
        if ((item->kind == SEAI_ITEM_EXCEPTION || item->kind == SEAI_ITEM_ENUM) &&
            item->b.add(module, state, item) < 0) {
            return -1;
        }
    }
    return 0;
}
/* One turn over the items of a block and of its parts. */
static int add_items(PyObject *module, seai_state *state, const seai_module *block,
                     int when)
{
    if (when == SEAI_WHEN_FUNCTIONS &&
        seai_module_add_functions(module, state, block) < 0) {
        return -1;
    }
    for (uint32_t i = block->nitems; i-- > 0;) { /* items are numbered from the last */
        const seai_item *item = &block->items[i];
        int failed = 0;
        if (item->kind == SEAI_ITEM_PART) {
            failed =
                (when == SEAI_WHEN_FIRST && item->b.add(module, state, item) < 0) ||
                add_items(module, state, item->a.part, when) < 0;
        } else if (item->kind == SEAI_ITEM_CLASS && when == SEAI_WHEN_EXCEPTIONS) {
            failed = add_nested(module, state, item->a.cls) < 0;
        } else if (item->kind >= SEAI_ITEM_CLASS && item->kind != SEAI_ITEM_OBJECT &&
                   item->when == when) {
            failed = item->b.add(module, state, item) < 0;
        }
        if (failed) {
            return -1;
        }
    }
    return 0;
}
static int add(PyObject *module, seai_state *state, const seai_module *block)
{
    for (int when = SEAI_WHEN_FIRST; when <= SEAI_WHEN_LAST; when++) {
        if (add_items(module, state, block, when) < 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- the collector, and the end ---- */
int seai_module_traverse(PyObject *module, visitproc visit, void *arg)
{
    seai_state **slot = (seai_state **)PyModule_GetState(module);
    seai_state *state = slot != NULL ? *slot : NULL;
    if (state != NULL) {
        for (size_t i = 0; i < state->nclasses; i++) {
            Py_VISIT(state->classes[i].type);
            Py_VISIT(state->classes[i].view);
        }
        Py_VISIT(state->arrays);
        Py_VISIT(state->memories);
        for (size_t i = 0; i < state->nexceptions; i++) {
            Py_VISIT(state->exceptions[i]);
        }
        for (size_t i = 0; i < state->nusers; i++) {
            if (state->users[i].kind->traverse != NULL) {
                int result =
                    state->users[i].kind->traverse(state->users[i].data, visit, arg);
                if (result != 0) {
                    return result;
                }
            }
        }
    }
    return 0;
}
/* A method of an instance that outlives the module may look at the same place. */
static PyObject *take(const seai_state *state, void *place)
{
    PyObject *o, *none = NULL;
    seai_lock(state->local->internals);
    memcpy(&o, place, sizeof o);
    memcpy(place, &none, sizeof none);
    seai_unlock(state->local->internals);
    return o;
}
static void clear(seai_state *state)
{
    seai_lock(state->local->internals);
    state->cleared = true;
    seai_unlock(state->local->internals);
    for (size_t i = 0; i < state->nclasses; i++) {
        Py_XDECREF(take(state, &state->classes[i].type));
        Py_XDECREF(take(state, &state->classes[i].view));
    }
    Py_XDECREF(take(state, &state->arrays));
    Py_XDECREF(take(state, &state->memories));
    for (size_t i = 0; i < state->nexceptions; i++) {
        Py_XDECREF(take(state, &state->exceptions[i]));
    }
    for (size_t i = 0; i < state->nusers; i++) {
        if (state->users[i].kind->clear != NULL) {
            state->users[i].kind->clear(state->users[i].data);
        }
    }
}
int seai_module_clear(PyObject *module)
{
    seai_state **slot = (seai_state **)PyModule_GetState(module);
    if (slot != NULL && *slot != NULL && (*slot)->local != NULL) {
        clear(*slot);
    }
    return 0;
}
static void drop_record(seai_state *state, seai_record **place)
{
    seai_record *record;
    seai_lock(state->local->internals);
    record = *place;
    *place = NULL;
    seai_unlock(state->local->internals);
    if (record != NULL) {
        seai_record_unref(record);
    }
}
static void drop(seai_state *state)
{
    for (size_t i = 0; i < state->nclasses; i++) {
        drop_record(state, &state->classes[i].record);
        drop_record(state, &state->classes[i].wanted);
    }
}
const seai_contents seai_contents_of_all = {allocate, add, clear, drop};
