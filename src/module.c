/* Modules: execution of a block, and the module state.
 *
 * Invariants: the state is C memory with C references (the module's until m_free, each
 * record's).  m_clear drops Python references only; m_free drops the C references.  Nothing
 * of a module is process-global but its tables, which are the same for every interpreter. */
#include "runtime.h"

/* ---- state ---- */
seai_state *seai_state_ref(seai_state *state)
{
    atomic_fetch_add(&state->refs, 1);
    return state;
}
void seai_state_unref(seai_state *state)
{
    if (atomic_fetch_sub(&state->refs, 1) != 1) {
        return;
    }
    if (state->end != NULL) {
        state->end(state);
    }
    if (state->local != NULL) {
        seai_local_unref(state->local);
    }
    PyMem_RawFree(state->classes);
    PyMem_RawFree(state->exceptions);
    PyMem_RawFree(state->users);
    PyMem_RawFree(state->name);
    PyMem_RawFree(state);
    SEAI_TALLY(states, -1);
}
seai_state *seai_state_with(seai_state *state, const void *module)
{
    while (state != NULL && (const void *)state->module != module) {
        state = state->parent;
    }
    return state;
}
static seai_state **slot_of(PyObject *module)
{
    return (seai_state **)PyModule_GetState(module);
}
seai_state *seai_state_of(seai_where where)
{
    seai_record *record_borrowed;
    seai_state **slot;
    if (where.self == NULL) {
        return NULL;
    }
    if (where.cls == NULL) {
        slot = slot_of(where.self);
        return slot != NULL ? *slot : NULL;
    }
    record_borrowed = seai_record_of(
        PyType_Check(where.self) ? (PyTypeObject *)where.self : Py_TYPE(where.self));
    while (record_borrowed != NULL && record_borrowed->cls != where.cls) {
        record_borrowed = record_borrowed->base; /* self is of a derived class */
    }
    return record_borrowed != NULL ? record_borrowed->state : NULL;
}
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
            n->exceptions += item->a.cls->nitems; /* it may have enums */
        }
        n->users += item->kind == SEAI_ITEM_STATE;
        if (item->kind == SEAI_ITEM_PART && count(item->a.part, n, nesting + 1) < 0) {
            return -1;
        }
    }
    return 0;
}
static seai_state *state_new(const seai_module *block, const char *name)
{
    counts n = {0, 0, 0};
    seai_state *state;
    if (count(block, &n, 0) < 0) {
        PyErr_Format(PyExc_ImportError,
                     "seabind: module '%s': its parts list each other, or are in one "
                     "another more than %d deep",
                     name, MAX_NESTING);
        return NULL;
    }
    state = PyMem_RawCalloc(1, sizeof *state);
    if (state == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    SEAI_TALLY(states, 1);
    atomic_store(&state->refs, 1);
    state->module = block;
    state->classes = PyMem_RawCalloc(n.classes + 1, sizeof *state->classes);
    state->exceptions = PyMem_RawCalloc(n.exceptions + 1, sizeof *state->exceptions);
    state->users = n.users > 0 ? PyMem_RawCalloc(n.users, sizeof *state->users) : NULL;
    state->name = PyMem_RawMalloc(strlen(name) + 1);
    if (state->classes == NULL || state->exceptions == NULL || state->name == NULL ||
        (n.users > 0 && state->users == NULL)) {
        seai_state_unref(state);
        PyErr_NoMemory();
        return NULL;
    }
    strcpy(state->name, name);
    return state;
}

/* ---- items ---- */
int seai_bound_twice(const char *module, const char *name)
{
    PyErr_Format(PyExc_ImportError, "seabind: module '%s': '%s' is bound twice", module,
                 name);
    return -1;
}
int seai_module_put(PyObject *module, const seai_state *state, const char *name,
                    PyObject *value)
{
    PyObject *dict_borrowed = PyModule_GetDict(module);
    if (PyDict_GetItemString(dict_borrowed, name) != NULL) {
        return seai_bound_twice(state->name, name);
    }
    return PyDict_SetItemString(dict_borrowed, name, value);
}
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
/* Those of a class come before it: they may be defaults. */
static int add_enums(PyObject *module, seai_state *state, const seai_class *cls)
{
    for (uint32_t i = cls->nitems; i-- > 0;) { /* items are numbered from the last */
        if (cls->items[i].kind == SEAI_ITEM_ENUM &&
            cls->items[i].b.add(module, state, &cls->items[i]) < 0) {
            return -1;
        }
    }
    return 0;
}
int seai_module_add_class(PyObject *module, seai_state *state, const seai_item *item)
{
    const seai_class *cls = item->a.cls;
    size_t place = state->nclasses;
    if (add_enums(module, state, cls) < 0 ||
        seai_claim(state->module, &cls->data->module, &cls->data->index, place,
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

/* ---- slots of the definition ---- */
/* Functions and constants of a block. */
static int add_functions(PyObject *module, seai_state *state, const seai_module *block)
{
    PyObject *dict_borrowed = PyModule_GetDict(module);
    seai_constants constants = {state->name, dict_borrowed, state, true};
    if (seai_tables_fill(module, state->name, NULL, block->items, block->nitems,
                         block->functions, block->methods, NULL, block->data) < 0) {
        return -1;
    }
    for (const PyMethodDef *method = block->methods; method->ml_name != NULL;
         method++) {
        if (PyDict_GetItemString(dict_borrowed, method->ml_name) != NULL) {
            return seai_bound_twice(state->name, method->ml_name);
        }
    }
    return PyModule_AddFunctions(module, block->methods) < 0
               ? -1
               : block->constants(&constants);
}
/* One turn over the items of a block and of its parts. */
static int add_items(PyObject *module, seai_state *state, const seai_module *block,
                     int when)
{
    if (when == SEAI_WHEN_FUNCTIONS && add_functions(module, state, block) < 0) {
        return -1;
    }
    for (uint32_t i = block->nitems; i-- > 0;) { /* items are numbered from the last */
        const seai_item *item = &block->items[i];
        int failed = 0;
        if (item->kind == SEAI_ITEM_PART) {
            failed =
                (when == SEAI_WHEN_FIRST && item->b.add(module, state, item) < 0) ||
                add_items(module, state, item->a.part, when) < 0;
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
int seai_module_make(PyObject *module, seai_state *parent)
{
    const seai_module *block =
        ((const seai_definition *)PyModule_GetDef(module))->module;
    const char *name = PyModule_GetName(module);
    seai_state *state = name != NULL ? state_new(block, name) : NULL;
    if (state == NULL) {
        return -1;
    }
    *slot_of(module) = state;
    state->parent = parent;
    if (parent != NULL) {
        seai_state_ref(parent);
        state->end = parent->end;
    }
    if ((state->local = seai_local_get(name)) == NULL) {
        return -1;
    }
    seai_lock(state->local->internals);
    state->next = state->local->states;
    state->local->states = state;
    seai_unlock(state->local->internals);
    for (int when = SEAI_WHEN_FIRST; when <= SEAI_WHEN_LAST; when++) {
        if (add_items(module, state, block, when) < 0) {
            return -1;
        }
    }
    const seai_signatures *signatures = atomic_load(&seai_signatures_used);
    return signatures != NULL ? signatures->finish(module, name) : 0;
}
int seai_module_exec(PyObject *module)
{
    int failed = seai_module_make(module, NULL) < 0;
    seai_state *state = *slot_of(module);
    return failed || (state->publish != NULL && state->publish(module, state) < 0) ? -1
                                                                                   : 0;
}
int seai_module_traverse(PyObject *module, visitproc visit, void *arg)
{
    seai_state **slot = slot_of(module), *state = slot != NULL ? *slot : NULL;
    if (state != NULL) {
        for (size_t i = 0; i < state->nclasses; i++) {
            Py_VISIT(state->classes[i].type);
            Py_VISIT(state->classes[i].view);
        }
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
int seai_module_clear(PyObject *module)
{
    seai_state **slot = slot_of(module), *state = slot != NULL ? *slot : NULL;
    if (state != NULL && state->local != NULL) {
        seai_lock(state->local->internals);
        state->cleared = true;
        seai_unlock(state->local->internals);
        for (size_t i = 0; i < state->nclasses; i++) {
            Py_XDECREF(take(state, &state->classes[i].type));
            Py_XDECREF(take(state, &state->classes[i].view));
        }
        for (size_t i = 0; i < state->nexceptions; i++) {
            Py_XDECREF(take(state, &state->exceptions[i]));
        }
        for (size_t i = 0; i < state->nusers; i++) {
            if (state->users[i].kind->clear != NULL) {
                state->users[i].kind->clear(state->users[i].data);
            }
        }
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
/* Nobody finds the module's exceptions any more. */
static void forget(seai_state *state)
{
    seai_lock(state->local->internals);
    for (seai_state **at = &state->local->states; *at != NULL; at = &(*at)->next) {
        if (*at == state) {
            *at = state->next;
            break;
        }
    }
    seai_unlock(state->local->internals);
}
void seai_module_free(void *module)
{
    seai_state **slot = slot_of((PyObject *)module),
               *state = slot != NULL ? *slot : NULL;
    if (state == NULL) {
        return;
    }
    (void)seai_module_clear((PyObject *)module);
    *slot = NULL;
    if (state->local != NULL) {
        forget(state);
    }
    if (state->local != NULL && state->local->leaks != NULL) {
        state->local->leaks->gone(SEAI_LEAK_MODULE, state);
    }
    for (size_t i = 0; state->local != NULL && i < state->nclasses; i++) {
        drop_record(state, &state->classes[i].record);
        drop_record(state, &state->classes[i].wanted);
    }
    seai_state_unref(state);
}
