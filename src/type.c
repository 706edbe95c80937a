/* Python types of bound classes, and value instances.
 *
 * A type's token is a capsule in ht_slots: it survives tp_clear and dies in type_dealloc,
 * after the last instance; it holds the type's C reference on its record.  A token of its
 * own, and a struct larger than its base's, make CPython refuse to assign __class__ and
 * __bases__ across bound classes: Py_TYPE stays the proof of the C type.
 *
 * A type holds no module: a value instance is invisible to the collector, and one that the
 * module's dict holds would keep type, module and dict for ever. */
#include "runtime.h"
#include <structmember.h>

static const char TOKEN[] = "seabind.record." SEAI_STR(SEAI_ABI_MAJOR);

static void token_gone(PyObject *token)
{
    seai_record *record = (seai_record *)PyCapsule_GetPointer(token, TOKEN);
    if (MUTANT(RECORD_WITH_MODULE)) {
        return;
    }
    if (SEAI_WATCHING()) {
        seai_leak_gone(SEAI_LEAK_TYPE, record);
    }
    seai_record_forget_type(record);
    seai_record_unref(record);
}
seai_record *seai_record_of(PyTypeObject *type)
{
    for (; type != NULL; type = type->tp_base) {
        PyObject *slots_borrowed;
        if ((type->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0) {
            continue;
        }
        slots_borrowed = MUTANT(DICT_TOKEN) ? PyDict_GetItemString(type->tp_dict, TOKEN)
                                            : ((PyHeapTypeObject *)type)->ht_slots;
        if (slots_borrowed != NULL && PyTuple_CheckExact(slots_borrowed) &&
            PyTuple_GET_SIZE(slots_borrowed) == 1) {
            PyObject *token_borrowed = PyTuple_GET_ITEM(slots_borrowed, 0);
            if (!PyCapsule_CheckExact(token_borrowed)) {
                continue;
            }
            if (PyCapsule_GetName(token_borrowed) == TOKEN) { /* this extension's */
                return (seai_record *)PyCapsule_GetContext(token_borrowed);
            }
            if (PyCapsule_IsValid(token_borrowed, TOKEN)) {
                return (seai_record *)PyCapsule_GetPointer(token_borrowed, TOKEN);
            }
        }
    }
    return NULL;
}
int seai_is_sub(PyTypeObject *t, const PyGetSetDef *tag)
{
    for (PyTypeObject *base = t; base != NULL; base = base->tp_base) {
        if (base->tp_getset == tag) {
            return 1;
        }
    }
    /* the tag of an imported class is no type's: it points to the class */
    return tag->closure != NULL && tag->name == NULL
               ? ((const seai_class *)tag->closure)->imported(t, tag)
               : 0;
}

/* ---- slots ---- */
/* A new instance of the class or a subtype, not constructed. */
static PyObject *new_instance(PyTypeObject *type, const seai_class *cls)
{
    return cls->handle != NULL ? cls->handle->alloc(type, cls)
                               : seai_born(type->tp_alloc(type, 0));
}
PyObject *seai_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                          PyObject *kwnames, const seai_class *cls)
{
    PyObject *self = new_instance((PyTypeObject *)type, cls);
    if (self != NULL &&
        cls->init(self, args, PyVectorcall_NARGS(nargsf), kwnames) < 0) {
        Py_CLEAR(self);
    }
    return self;
}
static PyObject *type_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    const seai_record *record = seai_record_of(type);
    const seai_class *cls = record != NULL ? record->cls : NULL;
    (void)args; /* tp_init takes them: a Python subclass may change the signature */
    (void)kwargs;
    if (cls == NULL) {
        PyErr_BadInternalCall();
        return NULL;
    }
    if (cls->init == NULL) {
        PyErr_Format(PyExc_TypeError, "cannot create '%s' instances", cls->name);
        return NULL;
    }
    return new_instance(type, cls);
}
static int type_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    const seai_record *record = seai_record_of(Py_TYPE(self));
    const seai_class *cls = record != NULL ? record->cls : NULL;
    Py_ssize_t nargs = PyTuple_GET_SIZE(args), at = 0, n = nargs;
    Py_ssize_t nkwargs = kwargs != NULL ? PyDict_GET_SIZE(kwargs) : 0;
    PyObject *names = NULL, *key_borrowed, *value_borrowed;
    PyObject **stack = PyMem_Calloc((size_t)(nargs + nkwargs) + 1, sizeof *stack);
    int result = -1;
    if (seai_view_of(self) != NULL) {
        PyErr_Format(PyExc_TypeError, "cannot initialise a view of '%s': assign it",
                     seai_class_name(self));
        goto done;
    }
    if (cls == NULL || cls->init == NULL) { /* the base's, which makes half of it */
        PyErr_Format(PyExc_TypeError, "cannot initialise '%s' instances",
                     cls != NULL ? cls->name : Py_TYPE(self)->tp_name);
        goto done;
    }
    if (stack == NULL || (nkwargs > 0 && (names = PyTuple_New(nkwargs)) == NULL)) {
        PyErr_NoMemory();
        goto done;
    }
    for (Py_ssize_t i = 0; i < nargs; i++) {
        stack[i] = Py_NewRef(PyTuple_GET_ITEM(args, i));
    }
    /* the dict may change while arguments are converted: hold what is in it now */
    while (nkwargs > 0 && n < nargs + nkwargs &&
           PyDict_Next(kwargs, &at, &key_borrowed, &value_borrowed)) {
        if (!PyUnicode_Check(key_borrowed)) {
            PyErr_SetString(PyExc_TypeError, "keywords must be strings");
            goto done;
        }
        PyTuple_SET_ITEM(names, n - nargs, Py_NewRef(key_borrowed));
        stack[n++] = Py_NewRef(value_borrowed);
    }
    result = cls->init(self, stack, nargs, names);
done:
    if (stack != NULL) {
        for (Py_ssize_t i = 0; i < n; i++) {
            Py_XDECREF(stack[i]);
        }
    }
    PyMem_Free(stack);
    Py_XDECREF(names);
    return result;
}
static void value_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    if (PyType_IS_GC(type)) {
        PyObject_GC_UnTrack(self);
    }
    self = seai_gone(self); /* before tp_free is read: it costs no register then */
    type->tp_free(self);
    Py_DECREF(type);
}
static int value_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    return 0;
}

/* ---- values as results ---- */
void seai_set_absent(const seai_class *cls)
{
    if (cls->flags & SEAI_IMPORTED) {
        PyErr_Format(PyExc_TypeError,
                     "seabind: there is no '%s' ('%s' version %u) here: import '%s'",
                     cls->name, cls->shared->key, (unsigned)cls->shared->version,
                     cls->from);
    } else if (cls->data->module == NULL) {
        PyErr_Format(
            PyExc_TypeError,
            "seabind: the class '%s' is in no module: add (class, %s) to the block",
            cls->name, cls->name);
    } else {
        PyErr_Format(PyExc_TypeError, "seabind: the Python type of '%s' is gone",
                     cls->name);
    }
}
/* The record of a class that lives, as a module sees it: its own, or that of another module
 * or of a re-import.  New C reference, or NULL. */
static seai_record *record_for(seai_state *state, const seai_class *cls)
{
    seai_state *at = seai_state_with(state, cls->data->module);
    seai_record *record = at != NULL ? seai_record_at(at, cls) : NULL;
    if (record != NULL && atomic_load(&record->type) != NULL) {
        return record;
    }
    if (record != NULL) {
        seai_record_unref(record);
    }
    return seai_record_find(state->local, cls);
}
seai_record *seai_find_record(seai_where where, const seai_class *cls)
{
    seai_state *state = seai_state_of(where);
    seai_record *record = NULL;
    seai_local *here;
    if (state != NULL) {
        return record_for(state, cls);
    }
    if ((here = seai_local_here()) != NULL) {
        record = seai_record_find(here, cls);
        seai_local_unref(here);
    }
    return record;
}
PyTypeObject *seai_type_slow(seai_where where, const seai_class *cls)
{
    seai_record *record = seai_find_record(where, cls);
    PyTypeObject *type = NULL;
    if (record != NULL) {
        type = seai_record_type(record);
        seai_record_unref(record);
    }
    if (type == NULL) {
        seai_set_absent(cls);
    }
    return type;
}
PyObject *seai_value_new_slow(seai_where where, const seai_class *cls)
{
    PyTypeObject *type = seai_type_slow(where, cls);
    PyObject *o = NULL;
    if (type != NULL) {
        o = seai_value_alloc(type, cls->basicsize, cls->payload_at, seai_by_type(cls));
        Py_DECREF(type);
    }
    return o;
}
PyObject *seai_value_copy(seai_where where, const seai_class *cls, const void *p)
{
    PyObject *o;
    if (p == NULL) {
        return NULL;
    }
    o = where.self != NULL ? seai_value_new(where, cls, cls->basicsize, cls->payload_at,
                                            seai_by_type(cls))
                           : seai_value_new_slow(where, cls);
    if (o != NULL) {
        memcpy((char *)o + cls->payload_at, p, cls->payload_size);
    }
    return o;
}

/* ---- making a type ---- */
static int add_constants(seai_state *state, const seai_class *cls, PyTypeObject *type)
{
    seai_constants constants = {{(PyObject *)type, cls}, type->tp_dict, state};
    int result = cls->constants(&constants);
    PyType_Modified(type);
    return result;
}
static int add_token(PyTypeObject *type, seai_record *record)
{
    PyObject *tuple, *token = PyCapsule_New(record, TOKEN, token_gone);
    if (token == NULL ||
        PyCapsule_SetContext(token, record) < 0) { /* read without its name */
        Py_XDECREF(token);
        return -1;
    }
    if (!MUTANT(RECORD_WITH_MODULE)) {
        seai_record_ref(record); /* the token's */
    }
    tuple = PyTuple_Pack(1, token);
    Py_DECREF(token);
    if (tuple == NULL) {
        return -1;
    }
    PyObject_GC_UnTrack(
        tuple); /* nothing in it to collect, and ht_slots is not visited */
    if (MUTANT(DICT_TOKEN)) {
        int failed = PyDict_SetItemString(type->tp_dict, TOKEN, tuple);
        Py_DECREF(tuple);
        return failed;
    }
    ((PyHeapTypeObject *)type)->ht_slots = tuple;
    return 0;
}
/* The base class's type for a module: new reference, its record in *record (new C
 * reference); NULL with ImportError. */
static PyTypeObject *base_type(seai_state *state, const seai_class *cls,
                               seai_record **record)
{
    PyTypeObject *type = NULL;
    *record = record_for(state, cls->base);
    if (*record != NULL && (type = seai_record_type(*record)) == NULL) {
        seai_record_unref(*record);
    }
    if (type == NULL && cls->base->flags & SEAI_IMPORTED) {
        PyErr_Format(PyExc_ImportError,
                     "seabind: module '%s': '%s' derives from '%s': import '%s' first",
                     state->name, cls->name, cls->base->name, cls->base->from);
    } else if (type == NULL) {
        PyErr_Format(PyExc_ImportError,
                     "seabind: module '%s': list (class, %s) before (class, %s)",
                     state->name, cls->base->name, cls->name);
    }
    return type;
}
/* A derived class is larger than its base: see the head of this file. */
static uint32_t size_of(const seai_class *cls, const PyTypeObject *base)
{
    size_t size = cls->flags & SEAI_EMBEDDED ? cls->payload_at + cls->payload_size
                                             : cls->basicsize;
    const size_t padding = MUTANT(NO_PADDING) ? 0 : 8;
    if (base != NULL && size < (size_t)base->tp_basicsize + padding) {
        size = (size_t)base->tp_basicsize + padding;
    }
    return (uint32_t)((size + 7) / 8 * 8); /* the slots of a Python subclass follow */
}
static PyTypeObject *make_type(seai_state *state, const seai_class *cls,
                               seai_record *record, PyTypeObject *base)
{
    PyMemberDef members[] = {{"__weaklistoffset__", T_PYSSIZET,
                              offsetof(seai_handle, weakrefs), READONLY, NULL},
                             {NULL, 0, 0, 0, NULL}};
    PyType_Slot slots[80];
    PyTypeObject *type = NULL;
    const seai_handle_parts *handle = cls->handle;
    const int is_gc = cls->flags & SEAI_GC || (base != NULL && PyType_IS_GC(base));
    const int is_mutable =
        cls->flags & SEAI_MUTABLE ||
        (base != NULL && (base->tp_flags & Py_TPFLAGS_IMMUTABLETYPE) == 0);
    int n = 0;
#define SLOT(id, p)                                                                    \
    slots[n++] = (PyType_Slot) { id, p }
    SLOT(Py_tp_new, SEAI_SLOT_FUNCTION(type_new));
    if (cls->init != NULL) {
        SLOT(Py_tp_init, SEAI_SLOT_FUNCTION(type_init));
    }
    SLOT(Py_tp_getset, cls->tag);
    SLOT(Py_tp_methods, cls->methods);
    if (cls->data->doc != NULL) {
        SLOT(Py_tp_doc, (void *)(uintptr_t)cls->data->doc);
    }
    if (handle != NULL) {
        SLOT(Py_tp_dealloc, SEAI_SLOT_FUNCTION(handle->dealloc));
        SLOT(Py_tp_members, members);
    } else {
        SLOT(Py_tp_dealloc, SEAI_SLOT_FUNCTION(value_dealloc));
    }
    if (is_gc) {
        SLOT(Py_tp_traverse, handle != NULL ? SEAI_SLOT_FUNCTION(handle->traverse)
                                            : SEAI_SLOT_FUNCTION(value_traverse));
        if (handle != NULL) {
            SLOT(Py_tp_clear, SEAI_SLOT_FUNCTION(handle->clear));
        }
    }
    n += seai_operator_slots(cls, slots + n);
    if (cls->plain != NULL) {
        n += cls->plain->parts->slots(cls, slots + n);
    }
    SLOT(0, NULL);
#undef SLOT
    PyType_Spec spec = {record->name, (int)size_of(cls, base), 0,
                        (unsigned)(Py_TPFLAGS_DEFAULT |
                                   (cls->flags & SEAI_FINAL ? 0 : Py_TPFLAGS_BASETYPE) |
                                   (is_mutable ? 0 : Py_TPFLAGS_IMMUTABLETYPE) |
                                   (is_gc ? Py_TPFLAGS_HAVE_GC : 0)),
                        slots};
    type = seai_type_of_spec(&spec, base);
    if (type == NULL || add_token(type, record) < 0 ||
        add_constants(state, cls, type) < 0) {
        Py_CLEAR(type);
    } else if (!is_mutable) {                  /* else __init__ may be assigned */
        type->tp_vectorcall = cls->vectorcall; /* not inherited: of this type exactly */
    }
    return type;
}
PyTypeObject *seai_type_of_spec(PyType_Spec *spec, PyTypeObject *base)
{
    PyObject *type = PyType_FromSpecWithBases(spec, (PyObject *)base);
    if (type == NULL && !PyErr_Occurred()) { /* 3.11 forgets to say: no memory */
        PyErr_NoMemory();
    }
    return (PyTypeObject *)type;
}
PyTypeObject *seai_type_new(seai_state *state, const seai_class *cls,
                            seai_record **result)
{
    PyTypeObject *base = NULL, *type = NULL;
    seai_record *base_record = NULL, *record;
    if (cls->base != NULL && (base = base_type(state, cls, &base_record)) == NULL) {
        return NULL;
    }
    record = seai_record_new(state, cls, base_record);
    state->local->late = seai_late_begin;
    if (record != NULL && (type = make_type(state, cls, record, base)) != NULL) {
        seai_record_publish(record, type);
        if (SEAI_WATCHING()) {
            seai_leak_type(record);
        }
        *result = seai_record_ref(record);
    }
    if (record != NULL) {
        seai_record_unref(record);
    }
    if (base_record != NULL) {
        seai_record_unref(base_record);
    }
    Py_XDECREF(base);
    return type;
}
