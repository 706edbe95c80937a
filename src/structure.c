/* Parts of a module, states of the user's, the end of a module.
 *
 * A state is C memory of the module state: it outlives the module object as long as a type
 * of the module does.  Its Python objects go with the module object, in m_clear. */
#include "runtime.h"

/* ---- parts ---- */
int seai_module_add_part(PyObject *module, seai_state *state, const seai_item *item)
{
    const seai_module *part = item->a.part;
    (void)module;
    return seai_claim(state->module, &part->data->module, &part->data->index,
                      state->nparts++, part->name);
}

int seai_module_add_exec(PyObject *module, seai_state *state, const seai_item *item)
{
    int result = item->a.exec(module);
    if (result != 0 && !PyErr_Occurred()) {
        PyErr_Format(PyExc_ImportError, "seabind: module '%s': %s() returned %d",
                     state->name, item->text, result);
    } else if (result == 0 && PyErr_Occurred()) {
        result = -1;
    }
    return result == 0 ? 0 : -1;
}

/* ---- states of the user's ---- */
int seai_module_add_state(PyObject *module, seai_state *state, const seai_item *item)
{
    const seai_user_state *kind = item->a.state;
    size_t place = state->nusers;
    void *data;
    int result;
    (void)module;
    if (seai_claim(state->module, &kind->data->module, &kind->data->index, place,
                   kind->name) < 0) {
        return -1;
    }
    if ((data = PyMem_RawCalloc(1, kind->size)) == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    result = kind->init != NULL ? kind->init(data) : 0;
    if (result == 0 && !PyErr_Occurred()) {
        state->users[place].kind = kind;
        state->users[place].data = data;
        state->nusers = place + 1;
        state->end = seai_state_end;
        return 0;
    }
    if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_ImportError,
                     "seabind: module '%s': the init of state '%s' returned %d",
                     state->name, kind->name, result);
    }
    PyMem_RawFree(data);
    return -1;
}
static void *find(seai_state *state, const seai_user_state *kind)
{
    seai_state *at = seai_state_with(state, kind->data->module);
    size_t place = atomic_load_explicit(&kind->data->index, memory_order_relaxed);
    return at != NULL && place < at->nusers ? at->users[place].data : NULL;
}
void *seai_state_data(const seai_function *f, seai_where where,
                      const seai_user_state *kind)
{
    seai_state *state = seai_state_of(where);
    void *data = find(state, kind);
    if (data == NULL) {
        char label[SEAI_LABEL];
        PyErr_Format(PyExc_RuntimeError,
                     state != NULL
                         ? "%s: module '%s' has no state '%s': add (state, %s)"
                         : "%s: its module is gone, and the state '%s%s'",
                     seai_label(f, label), state != NULL ? state->name : "", kind->name,
                     kind->name);
    }
    return data;
}
void *seai_state_peek(PyObject *module, const seai_user_state *kind)
{
    const seai_where where = {module, NULL};
    return module != NULL && PyModule_Check(module) &&
                   PyModule_GetDef(module) != NULL &&
                   PyModule_GetDef(module)->m_free == seai_module_free
               ? find(seai_state_of(where), kind)
               : NULL;
}

/* ---- the end ---- */
void seai_state_end(seai_state *state)
{
    PyObject *exception = seai_exception_take();
    while (state->nusers > 0) {
        size_t place = --state->nusers;
        if (state->users[place].kind->destroy != NULL) {
            state->users[place].kind->destroy(state->users[place].data);
        }
        PyMem_RawFree(state->users[place].data);
    }
    if (state->unload != NULL) {
        state->unload(state);
    }
    if (PyErr_Occurred()) {
        PyErr_WriteUnraisable(NULL);
    }
    seai_exception_put_steal(exception);
    if (state->parent != NULL) {
        seai_state_unref(state->parent);
    }
}
