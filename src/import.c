/* Shared classes: (shared, key, version, members...) and what other extensions import.
 *
 * The importing extension knows the key and the members and nothing else; it finds the
 * owner's record by them.  A record without a type stands for its expectation, so that it
 * does not matter which of the two comes first: whoever is second compares. */
#include "runtime.h"

/* ---- the same members? ---- */
/* The first difference in words, into buf; 0 when there is none. */
static int differ(const seai_class *a, const seai_class *b, char *buf, size_t size)
{
    const seai_shared *x = a->shared, *y = b->shared;
    const uint32_t kind = SEAI_HANDLE;
    if ((a->flags & kind) != (b->flags & kind)) {
        PyOS_snprintf(buf, size, "one is a struct, the other a handle");
        return 1;
    }
    if (x->struct_size != y->struct_size) {
        PyOS_snprintf(buf, size, "the struct has %u and %u bytes",
                      (unsigned)x->struct_size, (unsigned)y->struct_size);
        return 1;
    }
    if (x->nmembers != y->nmembers) {
        PyOS_snprintf(buf, size, "%u and %u members are listed", (unsigned)x->nmembers,
                      (unsigned)y->nmembers);
        return 1;
    }
    for (uint32_t i = 0; i < x->nmembers; i++) {
        const seai_member *m = &x->members[i], *n = &y->members[i];
        if (strcmp(m->name, n->name) != 0) {
            PyOS_snprintf(buf, size, "member %u is '%.50s' and '%.50s'",
                          (unsigned)i + 1, m->name, n->name);
            return 1;
        }
        if (m->offset != n->offset || m->size != n->size) {
            PyOS_snprintf(buf, size,
                          "member '%.50s' is at %u with %u bytes, and at %u with %u",
                          m->name, (unsigned)m->offset, (unsigned)m->size,
                          (unsigned)n->offset, (unsigned)n->size);
            return 1;
        }
    }
    return 0;
}
int seai_shared_agree(seai_state *state, const seai_class *cls)
{
    seai_internals *internals = state->local->internals;
    seai_record *record;
    char difference[200];
    seai_lock(internals);
    for (record = internals->records; record != NULL; record = record->next) {
        if (seai_same_class(record->cls, cls) &&
            differ(record->cls, cls, difference, sizeof difference)) {
            seai_record_ref(record);
            break;
        }
    }
    seai_unlock(internals);
    if (record == NULL) {
        return 0;
    }
    PyErr_Format(PyExc_ImportError,
                 "seabind: '%s' version %u is not the same in '%s' and '%s.%s': %s",
                 cls->shared->key, (unsigned)cls->shared->version, record->name,
                 state->name, cls->name, difference);
    seai_record_unref(record);
    return -1;
}

/* ---- (import, Class) ---- */
int seai_module_import_class(PyObject *module, seai_state *state, const seai_item *item)
{
    const seai_class *cls = item->a.cls;
    size_t place = state->nclasses;
    seai_record *wanted, *found;
    seai_leak_module(module, state); /* what it makes is watched by who has the class */
    if (seai_claim(state->module, &cls->data->module, &cls->data->index, place,
                   cls->name) < 0 ||
        (wanted = seai_record_new(state, cls, NULL)) == NULL) {
        return -1;
    }
    state->classes[place].wanted = wanted;
    state->nclasses = place + 1;
    seai_record_publish(wanted, NULL);
    if (seai_shared_agree(state, cls) < 0) {
        return -1;
    }
    if ((found = seai_record_find(state->local, cls)) != NULL) {
        state->classes[place].record = found;
        state->classes[place].type = seai_record_type(found);
    }
    return 0;
}
/* seai_is_sub() for an imported class: by the owner's tag once that is known, else by the
 * key.  Reads the type and what its record points to, nothing else. */
int seai_is_imported(PyTypeObject *t, const PyGetSetDef *tag)
{
    const seai_class *cls = tag->closure;
    const PyGetSetDef *known =
        atomic_load_explicit(&cls->data->owner, memory_order_acquire);
    const seai_record *record;
    char difference[200];
    for (PyTypeObject *base = t; known != NULL && base != NULL; base = base->tp_base) {
        if (base->tp_getset == known) {
            return 1;
        }
    }
    for (record = seai_record_of(t); record != NULL; record = record->base) {
        if (seai_same_class(record->cls, cls) &&
            !differ(record->cls, cls, difference, sizeof difference)) {
            atomic_store(&cls->data->destroy, record->destroy);
            atomic_store_explicit(&cls->data->owner, record->cls->tag,
                                  memory_order_release);
            return 1;
        }
    }
    return 0;
}
