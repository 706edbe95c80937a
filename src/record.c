/* Records: one a bound class and interpreter.  Creation, C references, look-ups.
 *
 * Invariants: a record lives as long as its type (the type's token holds it) and as long as
 * module states and derived records need it.  Lists hold records weakly: who looks up takes
 * a reference under the internals' lock, who drops the last one removes the record under
 * it.  No call of Python's under the lock. */
#include "runtime.h"

void seai_record_unref_here(seai_record *record)
{
    seai_internals *internals = record->internals;
    seai_lock(internals); /* a look-up revives only under the lock */
    if (atomic_fetch_sub(&record->refs, 1) != 1) {
        seai_unlock(internals);
        return;
    }
    if (record->link != NULL) {
        *record->link = record->next;
        if (record->next != NULL) {
            record->next->link = record->link;
        }
    }
    seai_unlock(internals);
    if (record->base != NULL) {
        seai_record_unref(record->base);
    }
    record->drop_state(record->state);
    PyMem_RawFree(record->name);
    free_shared(record, sizeof *record);
    SEAI_TALLY(records, -1);
    seai_internals_unref(internals);
}
seai_record *seai_record_ref(seai_record *record)
{
    atomic_fetch_add(&record->refs, 1);
    return record;
}
void seai_record_unref(seai_record *record)
{
    seai_code_of(record->internals)->record_unref(record);
}
seai_record *seai_record_new(seai_state *state, const seai_class *cls,
                             seai_record *base)
{
    seai_internals *internals = state->local->internals;
    size_t len = strlen(state->name) + 1 + strlen(cls->name) + 1;
    seai_record *record = PyMem_RawCalloc(1, sizeof *record);
    if (record == NULL || (record->name = PyMem_RawMalloc(len)) == NULL) {
        PyMem_RawFree(record);
        PyErr_NoMemory();
        return NULL;
    }
    PyOS_snprintf(record->name, len, "%s.%s", state->name, cls->name);
    record->size = sizeof *record;
    atomic_store(&record->refs, 1);
    record->internals = seai_internals_ref(internals);
    record->cls = cls;
    record->base = base != NULL ? seai_record_ref(base) : NULL;
    record->destroy =
        cls->destroy != NULL || base == NULL ? cls->destroy : base->destroy;
    record->state = seai_state_ref(state);
    record->drop_state = seai_state_unref;
    record->born = seai_leak_of_mine;
    record->parent = cls->parent != NULL ? cls->parent : seai_record_parent(base);
    record->reference =
        cls->reference != NULL ? cls->reference : seai_record_reference(base);
    SEAI_TALLY(records, 1);
    return record;
}
void seai_record_publish(seai_record *record, PyTypeObject *type)
{
    seai_internals *internals = record->internals;
    seai_record **head = record->cls->shared != NULL ? &internals->records
                                                     : &record->state->local->records;
    if (type != NULL) {
        seai_try_incref_enable((PyObject *)type);
    }
    seai_lock(internals);
    atomic_store(&record->type, type);
    record->next = *head;
    record->link = head;
    if (record->next != NULL) {
        record->next->link = &record->next;
    }
    *head = record;
    seai_unlock(internals);
}
void seai_record_forget_type(seai_record *record)
{
    seai_lock(record->internals); /* seai_record_type() looks at the type under it */
    atomic_store(&record->type, NULL);
    seai_unlock(record->internals);
}
PyTypeObject *seai_record_type(seai_record *record)
{
    PyTypeObject *type;
    seai_lock(record->internals);
    type = atomic_load(&record->type);
    if (type != NULL && !seai_try_incref((PyObject *)type)) {
        type = NULL;
    }
    seai_unlock(record->internals);
    return type;
}
int seai_same_class(const seai_class *a, const seai_class *b)
{
    return a == b || (a->shared != NULL && b->shared != NULL &&
                      a->shared->version == b->shared->version &&
                      strcmp(a->shared->key, b->shared->key) == 0);
}
const seai_class *seai_record_parent(const seai_record *record)
{
    const size_t end = offsetof(seai_record, parent) + sizeof record->parent;
    return record != NULL && record->size >= end ? record->parent : NULL;
}
seai_reference seai_record_reference(const seai_record *record)
{
    const size_t end = offsetof(seai_record, reference) + sizeof record->reference;
    return record != NULL && record->size >= end ? record->reference : NULL;
}
seai_record *seai_record_find(const seai_local *local, const seai_class *cls)
{
    seai_internals *internals = local->internals;
    seai_record *record;
    seai_lock(internals);
    record = cls->shared != NULL ? internals->records : local->records;
    for (; record != NULL; record = record->next) {
        if (atomic_load(&record->type) != NULL && seai_same_class(record->cls, cls)) {
            seai_record_ref(record);
            break;
        }
    }
    seai_unlock(internals);
    if (record != NULL && cls->flags & SEAI_IMPORTED) { /* C code is never unloaded */
        atomic_store(&cls->data->destroy, record->destroy);
    }
    return record;
}
seai_record *seai_record_at(seai_state *state, const seai_class *cls)
{
    seai_record *record = NULL;
    if (cls->data->module == (const void *)state->module) {
        size_t place = atomic_load(&cls->data->index);
        seai_lock(state->local->internals); /* m_free takes them out under it */
        record = place < state->nclasses ? state->classes[place].record : NULL;
        if (record != NULL) {
            seai_record_ref(record);
        }
        seai_unlock(state->local->internals);
    }
    return record;
}
