/* Enums: classes of Python's enum module, one an interpreter and module.
 *
 * What an enum is in a module is one tuple: (class, dict of combinations, capsule, member...),
 * the members in the order of their keys.  The module state holds it in a place among the
 * exceptions, and gives it up in m_clear.  The capsule is a node in a list of the local
 * internals, by which the enum is found where no module is at hand; it is weak, and goes
 * with the tuple.
 *
 * The class carries the tag in tp_getset, as bound classes do; CPython reads that slot only
 * while a type is made.  So Python to C needs nothing but the object. */
#include "runtime.h"
#include <stdlib.h>

enum { TYPE, COMBINATIONS, NODE, FIRST_MEMBER };
#define NODE_NAME "seabind.enum"

typedef struct seai_enum_node {
    seai_local *local; /* C reference */
    const seai_enum *e;
    PyObject *objects; /* the tuple, weak: it may be dying */
    struct seai_enum_node *next, **link;
} seai_enum_node;

static int is_flags(const seai_enum *e) { return (e->flags & SEAI_ENUM_FLAGS) != 0; }
static int is_plain(const seai_enum *e) { return (e->flags & SEAI_ENUM_PLAIN) != 0; }
static unsigned policy(const seai_enum *e)
{
    const unsigned chosen =
        e->flags & (SEAI_ENUM_UNKNOWN_error | SEAI_ENUM_UNKNOWN_int |
                    SEAI_ENUM_UNKNOWN_keep | SEAI_ENUM_UNKNOWN_drop);
    return chosen != 0   ? chosen
           : is_plain(e) ? SEAI_ENUM_UNKNOWN_error
           : is_flags(e) ? SEAI_ENUM_UNKNOWN_keep
                         : SEAI_ENUM_UNKNOWN_int;
}

/* ---- values ---- */
static unsigned long long width_of(const seai_enum *e)
{
    return ~0ULL >> (64 - 8 * e->size);
}
/* Flags are bits of the C type's width; anything else keeps its sign. */
static unsigned long long bits_of(const seai_enum *e, unsigned long long bits)
{
    return is_flags(e) ? bits & width_of(e) : bits;
}
/* Keys are ordered as the values are. */
static unsigned long long key_of(const seai_enum *e, unsigned long long bits)
{
    return e->is_signed && !is_flags(e) ? bits ^ 1ULL << 63 : bits;
}
static PyObject *number_of(const seai_enum *e, unsigned long long bits)
{
    return e->is_signed && !is_flags(e) ? PyLong_FromLongLong((long long)bits)
                                        : PyLong_FromUnsignedLongLong(bits);
}
/* The place of a value among the members, or -1. */
static Py_ssize_t find(const seai_enum *e, unsigned long long bits)
{
    const seai_enum_data *data = e->data;
    const unsigned long long key = key_of(e, bits);
    size_t low = 0, high;
    if (SEAI_UNLIKELY(!atomic_load_explicit(&data->ready, memory_order_acquire))) {
        return -1;
    }
    if (SEAI_LIKELY(data->dense)) {
        return key - data->keys[0] < data->nkeys ? (Py_ssize_t)(key - data->keys[0])
                                                 : -1;
    }
    for (high = data->nkeys; low < high;) {
        size_t middle = (low + high) / 2;
        if (data->keys[middle] < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < data->nkeys && data->keys[low] == key ? (Py_ssize_t)low : -1;
}

/* ---- making the class ---- */
typedef struct making {
    const seai_enum *e;
    const char *module;
    PyObject *pairs;          /* owned: a list of (name, number) */
    PyObject **names;         /* borrowed from pairs; one a key */
    unsigned long long *keys; /* owned until they are published */
    size_t nkeys;
} making;

static int refuse(const making *m, const char *name, const char *what)
{
    PyErr_Format(PyExc_ImportError, "seabind: module '%s': %s: '%s' %s", m->module,
                 m->e->name, name, what);
    return -1;
}
/* What Python's enum would take for something else, or nobody could write. */
static int check_name(const making *m, const char *name)
{
    const size_t len = strlen(name);
    if (!seai_is_identifier(name)) {
        return refuse(m, name,
                      "is a keyword of Python, or no identifier: write "
                      "(value, NAME, expression)");
    }
    if (strcmp(name, "mro") == 0 ||
        (len > 2 && name[0] == '_' && name[len - 1] == '_')) {
        return refuse(m, name,
                      "is reserved by Python's enum: write (value, NAME, expression)");
    }
    return 0;
}
static int add_value(making *m, const seai_enum_value *value)
{
    const seai_enum *e = m->e;
    unsigned long long bits = bits_of(e, value->bits), narrow = bits & width_of(e);
    PyObject *pair = NULL, *number = NULL;
    char name[256];
    int result = -1;
    seai_name(value->name, name, sizeof name);
    if (check_name(m, name) < 0) {
        return -1;
    }
    if (e->is_signed && narrow >> (8 * e->size - 1)) {
        narrow |= ~width_of(e);
    }
    if (!is_flags(e) && narrow != bits) {
        return refuse(m, name, "does not fit the C type");
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(m->pairs); i++) {
        PyObject *other_borrowed = PyTuple_GET_ITEM(PyList_GET_ITEM(m->pairs, i), 0);
        if (PyUnicode_CompareWithASCIIString(other_borrowed, name) == 0) {
            return refuse(m, name, "is listed twice");
        }
    }
    if ((number = number_of(e, bits)) != NULL &&
        (pair = Py_BuildValue("sO", name, number)) != NULL) {
        result = PyList_Append(m->pairs, pair);
    }
    if (result == 0) { /* an alias is no key: the first name of a value is its own */
        const unsigned long long key = key_of(e, bits);
        size_t at = 0, rest;
        while (at < m->nkeys && m->keys[at] < key) {
            at++;
        }
        if (at == m->nkeys || m->keys[at] != key) {
            rest = m->nkeys++ - at;
            memmove(m->keys + at + 1, m->keys + at, rest * sizeof *m->keys);
            memmove(m->names + at + 1, m->names + at, rest * sizeof *m->names);
            m->keys[at] = key;
            m->names[at] = PyTuple_GET_ITEM(pair, 0);
        }
    }
    Py_XDECREF(number);
    Py_XDECREF(pair);
    return result;
}
static int add_values(void *arg, const seai_enum_value *values, size_t n)
{
    making *m = arg;
    m->pairs = PyList_New(0);
    m->keys = PyMem_RawMalloc(n * sizeof *m->keys);
    m->names = PyMem_RawMalloc(n * sizeof *m->names);
    if (m->pairs == NULL || m->keys == NULL || m->names == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        if (add_value(m, &values[i]) < 0) {
            return -1;
        }
    }
    return 0;
}
/* Once a process; two interpreters may both come, with equal keys. */
static void publish_steal(making *m)
{
    static _Atomic(int) lock;
    seai_enum_data *data = m->e->data;
    spin_lock(&lock);
    if (!atomic_load(&data->ready)) {
        data->keys = m->keys;
        data->nkeys = (uint32_t)m->nkeys;
        data->dense = m->keys[m->nkeys - 1] - m->keys[0] == m->nkeys - 1;
        m->keys = NULL;
        atomic_store_explicit(&data->ready, 1, memory_order_release);
    }
    spin_unlock(&lock);
}
static const char *base_name(const seai_enum *e)
{
    return is_flags(e) ? (is_plain(e) ? "Flag" : "IntFlag")
                       : (is_plain(e) ? "Enum" : "IntEnum");
}
static const char *boundary_name(const seai_enum *e)
{
    switch (policy(e)) {
    case SEAI_ENUM_UNKNOWN_error:
        return "STRICT";
    case SEAI_ENUM_UNKNOWN_int:
        return "EJECT";
    case SEAI_ENUM_UNKNOWN_drop:
        return "CONFORM";
    default:
        return "KEEP";
    }
}
/* enum.IntEnum("Name", [...], module=..., qualname=...[, boundary=...]) */
static PyObject *call_enum(const making *m, const char *qualname)
{
    PyObject *library = PyImport_ImportModule("enum"), *base = NULL, *boundary = NULL;
    PyObject *args = NULL, *kwargs = NULL, *type = NULL;
    if (library == NULL ||
        (base = PyObject_GetAttrString(library, base_name(m->e))) == NULL ||
        (args = Py_BuildValue("sO", m->e->name, m->pairs)) == NULL ||
        (kwargs = Py_BuildValue("{ssss}", "module", m->module, "qualname", qualname)) ==
            NULL) {
        goto done;
    }
    if (is_flags(m->e) &&
        ((boundary = PyObject_GetAttrString(library, boundary_name(m->e))) == NULL ||
         PyDict_SetItemString(kwargs, "boundary", boundary) < 0)) {
        goto done;
    }
    type = PyObject_Call(base, args, kwargs);
done:
    Py_XDECREF(library);
    Py_XDECREF(base);
    Py_XDECREF(boundary);
    Py_XDECREF(args);
    Py_XDECREF(kwargs);
    return type;
}
/* The metaclass of Python's enums, by name: an extension is not to import enum for it. */
static int is_enum_type(PyTypeObject *type)
{
    const PyTypeObject *meta = Py_TYPE(type);
    while (meta != NULL && strcmp(meta->tp_name, "EnumType") != 0) {
        meta = meta->tp_base;
    }
    return meta != NULL;
}
/* What somebody put in the place of enum.IntEnum may return anything. */
static int check_type(const making *m, PyObject *type)
{
    if (!PyType_Check(type) || !is_enum_type((PyTypeObject *)type) ||
        !PyType_HasFeature((PyTypeObject *)type, Py_TPFLAGS_HEAPTYPE) ||
        (!is_plain(m->e) && !PyType_IsSubtype((PyTypeObject *)type, &PyLong_Type))) {
        PyErr_Format(PyExc_ImportError,
                     "seabind: module '%s': %s: enum.%s() made no such class",
                     m->module, m->e->name, base_name(m->e));
        return -1;
    }
    return 0;
}
static int set_doc(const seai_enum *e, PyObject *type)
{
    PyObject *doc = e->doc != NULL ? PyUnicode_FromString(e->doc) : NULL;
    int result = doc != NULL ? PyObject_SetAttrString(type, "__doc__", doc) : 0;
    Py_XDECREF(doc);
    return e->doc != NULL && doc == NULL ? -1 : result;
}
static void node_gone(PyObject *capsule)
{
    seai_enum_node *node = PyCapsule_GetPointer(capsule, NODE_NAME);
    seai_lock(node->local->internals);
    if (node->link != NULL) {
        *node->link = node->next;
        if (node->next != NULL) {
            node->next->link = node->link;
        }
    }
    seai_unlock(node->local->internals);
    seai_local_unref(node->local);
    PyMem_RawFree(node);
}
static PyObject *node_new(seai_local *local, const seai_enum *e)
{
    seai_enum_node *node = PyMem_RawCalloc(1, sizeof *node);
    PyObject *capsule;
    if (node == NULL) {
        return PyErr_NoMemory();
    }
    node->local = seai_local_ref(local);
    node->e = e;
    if ((capsule = PyCapsule_New(node, NODE_NAME, node_gone)) == NULL) {
        seai_local_unref(local);
        PyMem_RawFree(node);
    }
    return capsule;
}
/* From now on the tuple is found. */
static void node_link(PyObject *objects)
{
    seai_enum_node *node =
        PyCapsule_GetPointer(PyTuple_GET_ITEM(objects, NODE), NODE_NAME);
    seai_try_incref_enable(objects);
    seai_lock(node->local->internals);
    node->objects = objects;
    node->next = node->local->enums;
    node->link = &node->local->enums;
    if (node->next != NULL) {
        node->next->link = &node->next;
    }
    node->local->enums = node;
    seai_unlock(node->local->internals);
}
/* The tuple: new reference, or NULL with an exception. */
static PyObject *make_objects(const making *m, seai_local *local, const char *qualname)
{
    PyObject *objects = PyTuple_New(FIRST_MEMBER + (Py_ssize_t)m->nkeys), *type, *o;
    if (objects == NULL) {
        return NULL;
    }
    if ((type = call_enum(m, qualname)) == NULL) {
        goto fail;
    }
    PyTuple_SET_ITEM(objects, TYPE, type);
    if (check_type(m, type) < 0 || set_doc(m->e, type) < 0) {
        goto fail;
    }
    for (size_t i = 0; i < m->nkeys; i++) {
        if ((o = PyObject_GetItem(type, m->names[i])) == NULL) {
            goto fail;
        }
        PyTuple_SET_ITEM(objects, FIRST_MEMBER + (Py_ssize_t)i, o);
    }
    if ((o = PyDict_New()) == NULL) {
        goto fail;
    }
    PyTuple_SET_ITEM(objects, COMBINATIONS, o);
    if ((o = node_new(local, m->e)) == NULL) {
        goto fail;
    }
    PyTuple_SET_ITEM(objects, NODE, o);
    return objects;
fail:
    Py_DECREF(objects);
    return NULL;
}
int seai_enum_add(PyObject *module, seai_state *state, const seai_item *item)
{
    const seai_enum *e = item->a.enumeration;
    const size_t place = state->nexceptions;
    making m = {e, state->name, NULL, NULL, NULL, 0};
    PyObject *objects = NULL;
    (void)module;
    if (seai_claim(state->module, &e->data->module, &e->data->index, place, e->name) <
            0 ||
        e->values(add_values, &m) < 0) {
        goto done;
    }
    objects = make_objects(&m, state->local, item->text);
    if (objects != NULL) {
        ((PyTypeObject *)PyTuple_GET_ITEM(objects, TYPE))->tp_getset = e->tag;
        publish_steal(&m);
        node_link(objects);
        state->exceptions[place] = objects;
        state->nexceptions = place + 1;
    }
done:
    Py_XDECREF(m.pairs);
    PyMem_RawFree(m.keys);
    PyMem_RawFree(m.names);
    return objects != NULL ? 0 : -1;
}

/* ---- attributes ---- */
static int put(seai_constants *to, PyObject *name, PyObject *value)
{
    int there = PyDict_Contains(to->dict, name);
    if (there > 0) {
        const char *text = PyUnicode_AsUTF8(name);
        return text != NULL ? seai_bound_twice(to->state->name, text) : -1;
    }
    return there == 0 ? PyDict_SetItem(to->dict, name, value) : -1;
}
static int put_members(seai_constants *to, PyObject *type)
{
    PyObject *members = PyObject_GetAttrString(type, "__members__");
    PyObject *items = members != NULL ? PyMapping_Items(members) : NULL;
    int result = items != NULL ? 0 : -1;
    for (Py_ssize_t i = 0; result == 0 && i < PyList_GET_SIZE(items); i++) {
        PyObject *pair_borrowed = PyList_GET_ITEM(items, i);
        result = put(to, PyTuple_GET_ITEM(pair_borrowed, 0),
                     PyTuple_GET_ITEM(pair_borrowed, 1));
    }
    Py_XDECREF(members);
    Py_XDECREF(items);
    return result;
}
int seai_enum_put(seai_constants *to, const seai_item *item)
{
    const seai_enum *e = item->a.enumeration;
    PyObject *objects_borrowed = to->state->exceptions[atomic_load(&e->data->index)];
    PyObject *type_borrowed = PyTuple_GET_ITEM(objects_borrowed, TYPE);
    PyObject *name = PyUnicode_FromString(e->name);
    int result = name != NULL ? put(to, name, type_borrowed) : -1;
    if (result == 0 && e->flags & SEAI_ENUM_EXPORT) {
        result = put_members(to, type_borrowed);
    }
    Py_XDECREF(name);
    return result;
}

/* ---- C to Python ---- */
/* The place in the state of this module, or one that it is in, where it lists the enum; else
 * NULL. */
static PyObject **place_in(seai_state *state, const seai_enum *e)
{
    size_t place;
    state = seai_state_with(
        state, atomic_load_explicit(&e->data->module, memory_order_acquire));
    if (state == NULL) {
        return NULL;
    }
    place = atomic_load_explicit(&e->data->index, memory_order_relaxed);
    return place < state->nexceptions ? &state->exceptions[place] : NULL;
}
/* That of any module of this extension, the newest: new reference, or NULL without an
 * exception. */
static PyObject *objects_here(const seai_enum *e)
{
    seai_local *local = seai_local_here();
    PyObject *objects = NULL;
    if (local == NULL) {
        return NULL;
    }
    seai_lock(local->internals);
    for (seai_enum_node *node = local->enums; node != NULL && objects == NULL;
         node = node->next) {
        if (node->e == e && seai_try_incref(node->objects)) {
            objects = node->objects;
        }
    }
    seai_unlock(local->internals);
    seai_local_unref(local);
    return objects;
}
/* As `where` sees it: new reference, or NULL with a TypeError. */
static PyObject *objects_of(seai_where where, const seai_enum *e)
{
    seai_state *state = seai_state_of(where);
    PyObject **place = place_in(state, e), *objects = NULL;
    if (place != NULL) {
        seai_lock(state->local->internals); /* m_clear takes it out under it */
        objects = Py_XNewRef(*place);
        seai_unlock(state->local->internals);
    }
    if (objects == NULL && (objects = objects_here(e)) == NULL) {
        if (e->data->module == NULL) {
            PyErr_Format(PyExc_TypeError,
                         "seabind: the enum '%s' is in no module: add (enum, %s) to "
                         "the block",
                         e->name, e->name);
        } else {
            PyErr_Format(PyExc_TypeError, "seabind: the Python class of '%s' is gone",
                         e->name);
        }
    }
    return objects;
}
/* The member of bits that are no member's: what enum made of them once is kept. */
static PyObject *combination(PyObject *objects, const seai_enum *e,
                             unsigned long long bits)
{
    PyObject *known_borrowed = PyTuple_GET_ITEM(objects, COMBINATIONS);
    PyObject *number = number_of(e, bits), *member = NULL;
    if (number == NULL) {
        return NULL;
    }
    member = PyObject_GetItem(known_borrowed, number);
    if (member == NULL && PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Clear();
        member = PyObject_CallOneArg(PyTuple_GET_ITEM(objects, TYPE), number);
        if (member != NULL && PyDict_SetItem(known_borrowed, number, member) < 0) {
            Py_CLEAR(member);
        }
    }
    Py_DECREF(number);
    return member;
}
static PyObject *cast_slow(seai_where where, const seai_enum *e,
                           unsigned long long bits)
{
    PyObject *objects, *result = NULL;
    Py_ssize_t i;
    unsigned long long strange = e->strange(bits);
    if (strange != 0 && policy(e) == SEAI_ENUM_UNKNOWN_drop) {
        bits &= ~strange;
        strange = 0;
    }
    if (strange != 0 && policy(e) == SEAI_ENUM_UNKNOWN_error) {
        PyObject *number = number_of(e, bits);
        if (number != NULL) {
            PyErr_Format(PyExc_ValueError, SEAI_GAVE "%S, which is not a valid %s",
                         number, e->name);
            Py_DECREF(number);
        }
        return NULL;
    }
    if (strange != 0 && (!is_flags(e) || policy(e) == SEAI_ENUM_UNKNOWN_int)) {
        return number_of(e, bits);
    }
    if ((objects = objects_of(where, e)) == NULL) {
        return NULL;
    }
    i = find(e, bits);
    result = i >= 0 ? Py_NewRef(PyTuple_GET_ITEM(objects, FIRST_MEMBER + i))
                    : combination(objects, e, bits);
    Py_DECREF(objects);
    return result;
}
PyObject *seai_enum_cast(seai_where where, const seai_enum *e, unsigned long long bits)
{
    bits = bits_of(e, bits);
    if (SEAI_LIKELY(where.self != NULL && where.cls == NULL)) {
        /* A module that is called is not being cleared, but for its own garbage. */
        seai_state **slot = (seai_state **)PyModule_GetState(where.self);
        PyObject **place = place_in(*slot, e);
        Py_ssize_t i = find(e, bits);
        if (SEAI_LIKELY(place != NULL && *place != NULL && i >= 0)) {
            return Py_NewRef(PyTuple_GET_ITEM(*place, FIRST_MEMBER + i));
        }
    }
    return cast_slow(where, e, bits);
}

/* ---- Python to C ---- */
static const char *invalid(const seai_enum *e, PyObject *value)
{
    PyErr_Format(PyExc_ValueError, "%S is not a valid %s", value, e->name);
    return SEAI_REFUSED;
}
/* A number is one of the enum's values. */
static const char *load_number(const seai_enum *e, PyObject *number,
                               unsigned long long *bits)
{
    int overflow;
    long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
    unsigned long long given = (unsigned long long)value, strange;
    if (overflow > 0 && (is_flags(e) || !e->is_signed)) {
        given = PyLong_AsUnsignedLongLong(number);
        if (PyErr_Occurred()) {
            PyErr_Clear();
            return invalid(e, number);
        }
    } else if (overflow != 0 || (value < 0 && !e->is_signed)) {
        return invalid(e, number);
    }
    if (is_flags(e) && overflow == 0 && value < 0 ? ~given > width_of(e) >> 1
        : is_flags(e) || !e->is_signed
            ? given > width_of(e)
            : value > (long long)(width_of(e) >> 1) ||
                  value < -(long long)(width_of(e) >> 1) - 1) {
        return invalid(e, number);
    }
    *bits = bits_of(e, given);
    strange = e->strange(*bits);
    if (strange != 0 && policy(e) == SEAI_ENUM_UNKNOWN_drop) {
        *bits &= ~strange;
    } else if (strange != 0 && policy(e) != SEAI_ENUM_UNKNOWN_keep) {
        return invalid(e, number);
    }
    return NULL;
}
/* A member that is no int has its number as an attribute. */
static const char *load_plain(const seai_enum *e, PyObject *o, unsigned long long *bits)
{
    PyObject *number = PyObject_GetAttrString(o, "_value_");
    const char *result;
    if (number == NULL && !PyErr_ExceptionMatches(PyExc_AttributeError)) {
        return SEAI_RAISED;
    }
    if (number == NULL || !PyLong_Check(number)) { /* object.__new__(Name) */
        Py_XDECREF(number);
        PyErr_Format(PyExc_ValueError, "an object without a value is not a valid %s",
                     e->name);
        return SEAI_REFUSED;
    }
    result = load_number(e, number, bits);
    Py_DECREF(number);
    return result;
}
const char *seai_enum_load(PyObject *o, const seai_enum *e, unsigned long long *bits)
{
    const int ours = Py_TYPE(o)->tp_getset == e->tag;
    const char *result;
    PyObject *number;
    if (is_plain(e)) {
        return ours ? load_plain(e, o, bits) : e->name;
    }
    if (PyLong_CheckExact(o) || ours) {
        return load_number(e, o, bits);
    }
    if (!PyIndex_Check(o) || is_enum_type(Py_TYPE(o))) {
        return e->name; /* also of another enum, which may be an int */
    }
    if ((number = PyNumber_Index(o)) == NULL) {
        return SEAI_RAISED;
    }
    result = load_number(e, number, bits);
    Py_DECREF(number);
    return result;
}
