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
    if (PyType_Check(where.self)) {
        record_borrowed = seai_record_of((PyTypeObject *)where.self);
    } else if (where.cls->flags & SEAI_HANDLE) { /* the same, and at hand */
        record_borrowed = ((seai_handle *)where.self)->record;
    } else {
        record_borrowed = seai_record_of(Py_TYPE(where.self));
    }
    while (record_borrowed != NULL && record_borrowed->cls != where.cls) {
        record_borrowed = record_borrowed->base; /* self is of a derived class */
    }
    return record_borrowed != NULL ? record_borrowed->state : NULL;
}
static seai_state *state_new(const seai_module *block, const char *name)
{
    seai_state *state = PyMem_RawCalloc(1, sizeof *state);
    if (state == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    SEAI_TALLY(states, 1);
    atomic_store(&state->refs, 1);
    state->module = block;
    state->name = PyMem_RawMalloc(strlen(name) + 1);
    if (state->name == NULL) {
        seai_state_unref(state);
        PyErr_NoMemory();
        return NULL;
    }
    strcpy(state->name, name);
    if (block->contents != NULL && block->contents->allocate(state, block) < 0) {
        seai_state_unref(state);
        return NULL;
    }
    return state;
}

/* ---- items ---- */
int seai_bound_twice(const char *module, const char *name)
{
    PyErr_Format(PyExc_ImportError, "seabind: module '%s': '%s' is bound twice", module,
                 name);
    return -1;
}
/* As PyDict_Contains(). */
static int has_name(PyObject *dict, const char *name)
{
    PyObject *key = PyUnicode_FromString(name);
    int has = -1;
    if (key != NULL) {
        has = PyDict_Contains(dict, key);
        Py_DECREF(key);
    }
    return has;
}
int seai_not_bound_yet(PyObject *dict, const char *module, const char *name)
{
    int is_bound = has_name(dict, name);
    return is_bound > 0 ? seai_bound_twice(module, name) : is_bound;
}
int seai_module_put(PyObject *module, const seai_state *state, const char *name,
                    PyObject *value)
{
    PyObject *dict_borrowed = PyModule_GetDict(module);
    return seai_not_bound_yet(dict_borrowed, state->name, name) < 0
               ? -1
               : PyDict_SetItemString(dict_borrowed, name, value);
}
/* ---- slots of the definition ---- */
int seai_module_add_functions(PyObject *module, seai_state *state,
                              const seai_module *block)
{
    PyObject *dict_borrowed = PyModule_GetDict(module);
    seai_constants constants = {{module, NULL}, dict_borrowed, state};
    if (seai_tables_fill(module, state->name, NULL, block->items, block->nitems,
                         block->functions, block->methods, NULL, block->data) < 0) {
        return -1;
    }
    for (const PyMethodDef *method = block->methods; method->ml_name != NULL;
         method++) {
        const PyMethodDef *other = method + 1;
        int is_bound;
        while (other->ml_name != NULL && strcmp(method->ml_name, other->ml_name) != 0) {
            other++;
        }
        is_bound =
            other->ml_name != NULL ? 1 : has_name(dict_borrowed, method->ml_name);
        if (is_bound != 0) {
            return is_bound > 0 ? seai_bound_twice(state->name, method->ml_name) : -1;
        }
    }
    return PyModule_AddFunctions(module, block->methods) < 0
               ? -1
               : block->constants(&constants);
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
    if ((block->contents != NULL
             ? block->contents->add(module, state, block)
             : seai_module_add_functions(module, state, block)) < 0) {
        return -1;
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
    if (state->module->contents != NULL && state->local != NULL) {
        state->module->contents->clear(state);
    }
    *slot = NULL;
    if (state->local != NULL) {
        forget(state);
    }
    if (state->local != NULL && state->local->leaks != NULL) {
        state->local->leaks->gone(SEAI_LEAK_MODULE, state);
    }
    if (state->module->contents != NULL && state->local != NULL) {
        state->module->contents->drop(state);
    }
    seai_state_unref(state);
}
