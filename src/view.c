/* Views: a struct inside another object's struct, as a live instance of its class.
 *
 * A view is an instance of a hidden, final subtype of the class's type, which the garbage
 * collector sees.  Behind what the class's instances have lies the tail: the root, which the
 * view keeps alive, and where in the root's struct it is.  A root is no view itself.
 *   root a value:   ptr points into it, or into what it owns, for ever: it never moves.
 *   root a handle:  ptr is NULL, so that everything that looks at ptr comes here, where the
 *                   handle is entered, as for a call on the handle itself.  A wrapper is
 *                   called again with a stand-in: another view of the same, which has a ptr
 *                   as long as the call, and the handle is entered as long.
 *   read-only:      ptr is NULL as well, so that who wants to write comes here.
 * Nothing of a view changes after it was made, and it has no tp_clear: every cycle through
 * it has another object that can be cleared.
 *
 * The type is made when it is first needed and belongs to the module state of the class;
 * its token, a capsule in ht_slots, tells any extension of this ABI what the tail is. */
#include "runtime.h"

#define VIEW_TOKEN "seabind.view." SEAI_STR(SEAI_ABI_MAJOR)

static seai_view_tail *tail_of(PyObject *view)
{
    return (seai_view_tail *)(void *)((char *)view + Py_TYPE(view)->tp_basicsize -
                                      sizeof(seai_view_tail));
}
static int is_view_type(PyTypeObject *type)
{
    const unsigned long flags = Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION;
    PyObject *slots_borrowed;
    if ((type->tp_flags & flags) != flags) { /* hardly any other type has both */
        return 0;
    }
    slots_borrowed = ((PyHeapTypeObject *)type)->ht_slots;
    return slots_borrowed != NULL && PyTuple_CheckExact(slots_borrowed) &&
           PyTuple_GET_SIZE(slots_borrowed) == 1 &&
           PyCapsule_IsValid(PyTuple_GET_ITEM(slots_borrowed, 0), VIEW_TOKEN);
}
const seai_view_tail *seai_view_of(PyObject *o)
{
    return is_view_type(Py_TYPE(o)) ? tail_of(o) : NULL;
}

/* A view without a pointer, of what the tail says: new reference, or NULL with an exception. */
static PyObject *new_view(PyTypeObject *type, const seai_view_tail *tail)
{
    PyObject *o = type->tp_alloc(type, 0);
    if (o == NULL) {
        return NULL;
    }
    *tail_of(o) = *tail;
    Py_INCREF(tail->root);
    if (!PyObject_GC_IsTracked(o)) {
        PyObject_GC_Track(o);
    }
    return seai_born(o);
}

/* ---- the C struct of a view ---- */
/* Where it is, when the root's C object is at p.  Numbers: the two may be no one object. */
static void *at_offset(const void *p, const seai_view_tail *tail)
{
    return (void *)((uintptr_t)p + tail->offset);
}
void *seai_view_peek(PyObject *o)
{
    const seai_view_tail *tail = seai_view_of(o);
    char *p;
    if (tail == NULL) {
        return NULL;
    }
    p = seai_pointer_load(&((seai_instance *)tail->root)->ptr);
    return p != NULL ? at_offset(p, tail) : NULL;
}
void *seai_view_hold(PyObject *o, seai_hold *hold)
{
    const seai_view_tail *tail = seai_view_of(o);
    void *p = tail != NULL ? seai_view_peek(o) : NULL;
    hold->handle =
        p != NULL && (tail->flags & SEAI_VIEW_OF_VALUE) == 0 ? tail->root : NULL;
    hold->slot = &hold->slot; /* the pointer is known: the handle may only close */
    return p;
}
bool seai_view_is_readonly(PyObject *o)
{
    const seai_view_tail *tail = seai_view_of(o);
    return tail != NULL && tail->flags & SEAI_VIEW_READONLY;
}
const char *seai_view_refuse(PyObject *o, const char *viewed)
{
    if (viewed[1] == '\0' || !seai_view_is_readonly(o)) {
        return NULL;
    }
    PyErr_Format(PyExc_TypeError,
                 "must be a %s that can be written, not a read-only view",
                 seai_class_name(o));
    return SEAI_REFUSED;
}
const char *seai_load_view(PyObject *o, void *slot, seai_hold **top, const char *viewed)
{
    const char *e = seai_view_refuse(o, viewed);
    seai_hold own, *hold = top != NULL ? *top : &own;
    void *p = e == NULL ? seai_view_hold(o, hold) : NULL;
    if (e != NULL) {
        return e;
    }
    if (p == NULL) {
        seai_unready(o);
        return SEAI_REFUSED;
    }
    if (hold->handle != NULL && top == NULL) {
        PyErr_Format(PyExc_TypeError,
                     "a view into a handle cannot be kept: copy the %s",
                     seai_class_name(o));
        return SEAI_REFUSED;
    }
    if (hold->handle != NULL) {
        (*top)++;
    }
    memcpy(slot, &p, sizeof p);
    return NULL;
}
const char *seai_load_value(PyObject *o, const PyGetSetDef *tag, const char *name,
                            void *out, size_t size)
{
    seai_hold hold = {NULL, NULL};
    void *p;
    if (!seai_is(o, tag)) {
        return name;
    }
    p = ((seai_instance *)o)->ptr; /* of a view into a handle only it is NULL */
    if (p == NULL && (p = seai_view_hold(o, &hold)) == NULL) {
        seai_unready(o);
        return SEAI_REFUSED;
    }
    if (hold.handle != NULL && seai_enter(NULL, o, &hold, &hold + 1, 0, NULL) < 0) {
        return SEAI_REFUSED;
    }
    memcpy(out, p, size);
    if (hold.handle != NULL) {
        seai_leave(&hold, &hold + 1);
    }
    return NULL;
}

/* ---- stand-ins ---- */
PyObject *seai_view_root(PyObject *o)
{
    const seai_view_tail *tail = seai_view_of(o);
    return tail != NULL && ((seai_instance *)o)->ptr != NULL &&
                   (tail->flags & SEAI_VIEW_OF_VALUE) == 0
               ? tail->root
               : NULL;
}
void seai_view_point(PyObject *stand_in, const void *p)
{
    ((seai_instance *)stand_in)->ptr =
        p != NULL ? at_offset(p, tail_of(stand_in)) : NULL;
}
static PyObject *enter_stand_in(const seai_function *f, PyObject *self,
                                PyObject *const *args, PyObject *view, int flags,
                                const char **expected)
{
    seai_hold hold;
    PyObject *stand_in;
    void *p = NULL;
    const char *const viewed = *expected;
    *expected = SEAI_REFUSED;
    if (seai_view_refuse(view, viewed) != NULL) {
        return NULL;
    }
    if (seai_view_hold(view, &hold) == NULL) {
        seai_unready(view);
        return NULL;
    }
    stand_in = new_view(Py_TYPE(view), tail_of(view));
    if (stand_in == NULL) {
        return NULL;
    }
    *expected = SEAI_RAISED;
    hold.slot = &p;
    if (hold.handle == NULL) { /* a read-only view into a value */
        p = ((seai_instance *)tail_of(view)->root)->ptr;
    } else if (seai_enter_slow(f, self, &hold, &hold + 1, flags, args) < 0) {
        Py_DECREF(stand_in);
        return NULL;
    }
    *expected = viewed;
    seai_view_point(stand_in, p);
    return stand_in;
}
static void leave_stand_in_steal(PyObject *o)
{
    PyObject *root = seai_view_root(o);
    seai_view_point(o, NULL); /* what kept it has a view like any other */
    if (root != NULL) {
        seai_leave_slow((seai_handle *)root);
    }
    Py_DECREF(o);
}
const seai_viewing seai_viewed = {"\1", enter_stand_in, leave_stand_in_steal};
const seai_viewing seai_viewed_to_write = {"\1w", enter_stand_in, leave_stand_in_steal};

PyObject *seai_viewed_self(seai_call call, const seai_function *f, PyObject *self,
                           PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                           int flags)
{
    const char *expected = SEAI_VIEWED;
    PyObject *stand_in, *r;
    if (flags & SEAI_MUTATES && seai_view_is_readonly(self)) {
        char label[SEAI_LABEL];
        PyErr_Format(PyExc_TypeError, "%s: the %s is read-only, and C may change it",
                     seai_label(f, label), seai_class_name(self));
        return NULL;
    }
    if (seai_view_peek(self) == NULL) {
        return seai_unready_self(f, self);
    }
    stand_in = enter_stand_in(f, NULL, NULL, self, flags, &expected);
    if (stand_in == NULL) {
        return NULL;
    }
    r = call(stand_in, args, nargs, kwnames);
    leave_stand_in_steal(stand_in);
    return r;
}

/* ---- the type ---- */
static void view_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject *root = tail_of(self)->root;
    PyObject_GC_UnTrack(self);
    type->tp_free(seai_gone(self));
    Py_DECREF(type);
    Py_XDECREF(root); /* now: it may run anything */
}
static int view_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(tail_of(self)->root);
    return 0;
}
/* A copy of the struct, an instance of the class itself. */
static PyObject *view_copy(PyObject *self, PyObject *ignored)
{
    const seai_record *record = seai_record_of(Py_TYPE(self));
    PyTypeObject *type = Py_TYPE(self)->tp_base;
    seai_instance *copy;
    const char *e;
    (void)ignored;
    copy = (seai_instance *)type->tp_alloc(type, 0);
    if (seai_born((PyObject *)copy) == NULL) {
        return NULL;
    }
    copy->ptr = (char *)copy + tail_of(self)->payload_at;
    e = seai_load_value(self, record->cls->tag, record->cls->name, copy->ptr,
                        tail_of(self)->payload_size);
    if (e != NULL) {
        Py_CLEAR(copy);
    }
    return (PyObject *)copy;
}
/* As the class itself is pickled, and copied where copy.copy() does not ask __copy__. */
static PyObject *view_reduce(PyObject *self, PyObject *protocol)
{
    PyObject *copy = view_copy(self, NULL), *result = NULL;
    if (copy != NULL) {
        result = PyObject_CallMethod(copy, "__reduce_ex__", "O", protocol);
        Py_DECREF(copy);
    }
    return result;
}
static PyObject *view_class(PyObject *self, void *closure)
{
    (void)closure;
    return Py_NewRef(Py_TYPE(self)->tp_base);
}
static int view_class_set(PyObject *self, PyObject *value, void *closure)
{
    (void)value;
    (void)closure;
    PyErr_Format(PyExc_TypeError, "a view of '%s' cannot change its class",
                 seai_class_name(self));
    return -1;
}
static PyMethodDef view_methods[] = {
    {"__copy__", view_copy, METH_NOARGS, NULL},
    {"__deepcopy__", view_copy, METH_O, NULL},
    {"__reduce_ex__", view_reduce, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
static PyGetSetDef view_getset[] = {
    {"__class__", view_class, view_class_set, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static int add_token(PyTypeObject *type)
{
    static const char none = 0; /* a capsule is of something */
    PyObject *tuple, *token = PyCapsule_New((void *)(uintptr_t)&none, VIEW_TOKEN, NULL);
    if (token == NULL) {
        return -1;
    }
    tuple = PyTuple_Pack(1, token);
    Py_DECREF(token);
    if (tuple == NULL) {
        return -1;
    }
    PyObject_GC_UnTrack(tuple); /* as the token of a bound class */
    ((PyHeapTypeObject *)type)->ht_slots = tuple;
    return 0;
}
static PyTypeObject *make_type(PyTypeObject *base, const seai_record *record)
{
    PyType_Slot slots[] = {
        {Py_tp_dealloc, SEAI_SLOT_FUNCTION(view_dealloc)},
        {Py_tp_traverse, SEAI_SLOT_FUNCTION(view_traverse)},
        {Py_tp_methods, view_methods},
        {Py_tp_getset, view_getset},
        {Py_tp_doc, (void *)(uintptr_t)(base->tp_doc != NULL ? base->tp_doc : "")},
        {0, NULL},
    };
    /* immutable where the class is: else CPython refuses */
    PyType_Spec spec = {record->name,
                        (int)((size_t)base->tp_basicsize + sizeof(seai_view_tail)), 0,
                        (unsigned)(Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC |
                                   Py_TPFLAGS_DISALLOW_INSTANTIATION |
                                   (base->tp_flags & Py_TPFLAGS_IMMUTABLETYPE)),
                        slots};
    PyTypeObject *type = seai_type_of_spec(&spec, base);
    if (type != NULL && add_token(type) < 0) {
        Py_CLEAR(type);
    }
    return type;
}
void seai_keep_type(seai_state *state, PyTypeObject **place, PyTypeObject *type)
{
    PyTypeObject *old = NULL;
    seai_lock(state->local->internals);
    if (!state->cleared) {
        old = *place;
        *place = (PyTypeObject *)Py_NewRef(type);
    }
    seai_unlock(state->local->internals);
    Py_XDECREF(old);
}
PyTypeObject *seai_type_in_state(seai_where where, size_t offset,
                                 PyTypeObject *(*make)(void))
{
    seai_state *state = seai_state_of(where);
    PyTypeObject **place, *type;
    if (state == NULL || state->local == NULL || state->cleared) {
        return NULL;
    }
    (void)seai_state_ref(state);
    place = (PyTypeObject **)(void *)((char *)state + offset);
    seai_lock(state->local->internals);
    type = (PyTypeObject *)Py_XNewRef((PyObject *)*place);
    seai_unlock(state->local->internals);
    if (type == NULL && (type = make()) != NULL) {
        seai_keep_type(state, place, type);
    }
    seai_state_unref(state);
    return type;
}
/* The state's view type of the class, if it is of this base (NULL: of the state's own type):
 * new reference or NULL. */
static PyTypeObject *known_type(seai_state *state, const seai_class *cls,
                                PyTypeObject *base)
{
    const size_t i = atomic_load(&cls->data->index);
    PyTypeObject *type;
    seai_lock(state->local->internals);
    type = state->classes[i].view;
    base = base != NULL ? base : state->classes[i].type;
    type =
        type != NULL && type->tp_base == base ? (PyTypeObject *)Py_NewRef(type) : NULL;
    seai_unlock(state->local->internals);
    return type;
}
/* New reference; NULL without an exception when the module is gone, or going. */
static PyTypeObject *view_type(seai_state *state, const seai_class *cls,
                               PyTypeObject *base, const seai_record *record)
{
    const size_t i = atomic_load(&cls->data->index);
    PyTypeObject *type = known_type(state, cls, base);
    if (type != NULL || (type = make_type(base, record)) == NULL) {
        return type;
    }
    seai_keep_type(state, &state->classes[i].view, type);
    return type;
}
/* The module state, of this extension, that lists the class: C reference, or NULL. */
static seai_state *state_with(seai_where where, const seai_class *cls,
                              const seai_record *record)
{
    seai_state *state = seai_state_of(where);
    if (state == NULL || cls->data->module != (const void *)state->module) {
        state = record->cls == cls ? record->state : NULL;
    }
    return state != NULL && state->local != NULL && !state->cleared
               ? seai_state_ref(state)
               : NULL;
}
/* The same as below where there is one, and parent and class are of one module that is all
 * there: nothing but the parent's record has to be looked up. */
static PyTypeObject *type_beside(seai_record *of_parent, seai_where where,
                                 const seai_class *cls)
{
    seai_state *state =
        of_parent != NULL && of_parent->cls == where.cls
            ? of_parent->state
            : NULL; /* C reference of the record's, which its type holds */
    return state != NULL && state->local != NULL && !state->cleared &&
                   cls->data->module == (const void *)state->module
               ? known_type(state, cls, NULL)
               : NULL;
}
/* The view type for a field of class cls: new reference; NULL with an exception, or with a
 * copy of the struct at p in *copy. */
static PyTypeObject *type_for(seai_where where, const seai_class *cls, const void *p,
                              PyObject **copy)
{
    seai_record *record = seai_find_record(where, cls);
    PyTypeObject *base = record != NULL ? seai_record_type(record) : NULL, *type = NULL;
    seai_state *state = base != NULL ? state_with(where, cls, record) : NULL;
    if (state != NULL) {
        type = view_type(state, cls, base, record);
        seai_state_unref(state);
    } else if (base != NULL) { /* the module is going: nobody would free a type */
        *copy = seai_value_copy(where, cls, p);
    } else {
        seai_set_absent(cls);
    }
    Py_XDECREF(base);
    if (record != NULL) {
        seai_record_unref(record);
    }
    return type;
}
PyObject *seai_view_new(seai_where where, const seai_class *cls, const void *p,
                        bool readonly)
{
    PyObject *parent = where.self, *o = NULL;
    const seai_view_tail *outer = seai_view_of(parent);
    PyObject *root = outer != NULL ? outer->root : parent;
    seai_record *record = seai_record_of(Py_TYPE(parent));
    PyTypeObject *type = p != NULL ? type_beside(record, where, cls) : NULL;
    if (type == NULL && p != NULL) {
        type = type_for(where, cls, p, &o);
    }
    if (type != NULL) {
        const uint32_t in_value =
            record != NULL && record->cls->flags & SEAI_HANDLE ? 0 : SEAI_VIEW_OF_VALUE;
        const seai_view_tail tail = {
            root, (uintptr_t)p - (uintptr_t)((seai_instance *)root)->ptr,
            cls->payload_at, cls->payload_size,
            (outer != NULL ? outer->flags : in_value) |
                (readonly ? SEAI_VIEW_READONLY : 0)};
        o = new_view(type, &tail);
        Py_DECREF(type);
        if (o != NULL && tail.flags == SEAI_VIEW_OF_VALUE) {
            ((seai_instance *)o)->ptr = (void *)(uintptr_t)p;
        }
    }
    return o;
}
