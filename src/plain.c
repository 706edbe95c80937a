/* Value classes whose fields are all of the struct: repr, comparison, hash, and what copy and
 * pickle need.
 *
 * Everything goes by the values that the fields have in Python, never by bytes: padding does
 * not matter, NaN is not itself.  Whether a class is plain is the same in every interpreter
 * and found out once a process.  A class that derives from a plain one inherits these slots
 * and methods; they look at what the object really is. */
#include "runtime.h"

#define RESTORE "_seabind_restore"

/* ---- is it plain? ---- */
/* Takes the bytes of the fields out of a map with one byte that is not 0 a byte. */
static void take_fields(const seai_class *cls, unsigned char *map)
{
    const seai_plain_field *fields = cls->plain->fields;
    if (cls->base != NULL) {
        memset(map, 0, cls->base->payload_size);
    }
    for (uint32_t i = 0; i < cls->nitems; i++) {
        if (fields[i].set != NULL) {
            memset(map + fields[i].offset, 0, fields[i].size);
        }
    }
}
static size_t aligned(size_t at, size_t align)
{
    return (at + align - 1) / align * align;
}
/* Whether the bytes from `at` to `end` are what the compiler puts before something. */
static int is_padding(const seai_class *cls, size_t at, size_t end)
{
    const seai_plain_field *fields = cls->plain->fields;
    if (end == cls->payload_size) {
        return at > 0 && aligned(at, cls->plain->align) == end;
    }
    for (uint32_t i = 0; i < cls->nitems; i++) {
        if (fields[i].set != NULL && fields[i].offset == end) {
            return at > 0 && aligned(at, fields[i].align) == end;
        }
    }
    return 0;
}
/* Whether a map has nothing left but padding. */
static int is_taken(const seai_class *cls, const unsigned char *map)
{
    for (size_t at = 0, end; at < cls->payload_size; at = end) {
        for (end = at; end < cls->payload_size && (map[end] != 0) == (map[at] != 0);) {
            end++;
        }
        if (map[at] != 0 &&
            (cls->plain->clear_padding != NULL || !is_padding(cls, at, end))) {
            return 0;
        }
    }
    return 1;
}
/* 1, 0, or -1 with MemoryError.  *inner is the class that the answer is about. */
static int find_plain(const seai_class *cls, const seai_class **inner)
{
    const seai_plain *plain = cls->plain;
    unsigned char *map;
    int result = 1;
    *inner = cls;
    if (plain == NULL) {
        return 0;
    }
    if (cls->base != NULL && (result = find_plain(cls->base, inner)) != 1) {
        return result;
    }
    for (uint32_t i = 0; i < cls->nitems; i++) {
        const seai_class *nested = plain->fields[i].nested;
        if (nested != NULL && (result = find_plain(nested, inner)) != 1) {
            return result;
        }
    }
    *inner = cls;
    if (plain->by_word) {
        return 1;
    }
    if ((map = PyMem_RawMalloc(cls->payload_size)) == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    memset(map, 0xff, cls->payload_size);
    if (plain->clear_padding != NULL) {
        plain->clear_padding(map);
    }
    take_fields(cls, map);
    result = is_taken(cls, map);
    PyMem_RawFree(map);
    return result;
}
static int plain_begin(const seai_class *cls, const char *module)
{
    const seai_class *inner;
    int result = find_plain(cls, &inner);
    if (result == 0 && cls->plain->by_word) {
        PyErr_Format(PyExc_ImportError,
                     "seabind: module '%s': '%s' is (plain), but '%s' in it is not",
                     module, cls->name, inner->name);
        result = -1;
    }
    atomic_store(&cls->data->plain, result > 0);
    return result < 0 ? -1 : 0;
}

/* ---- the values of the fields ---- */
/* The class that an object is an instance of, if that is plain; else NULL. */
static const seai_class *plain_class(PyTypeObject *type)
{
    const seai_record *record = seai_record_of(type);
    const seai_class *cls = record != NULL ? record->cls : NULL;
    return cls != NULL && cls->size >= sizeof *cls && cls->plain != NULL &&
                   atomic_load(&cls->data->plain)
               ? cls
               : NULL;
}
static Py_ssize_t count_fields(const seai_class *cls)
{
    Py_ssize_t n = cls->base != NULL ? count_fields(cls->base) : 0;
    for (uint32_t i = 0; i < cls->nitems; i++) {
        n += cls->plain->fields[i].set != NULL;
    }
    return n;
}
/* Fills a tuple, those of the base first.  0, or -1 with an exception. */
static int get_fields(const seai_class *cls, PyObject *self, PyObject *values,
                      Py_ssize_t *n)
{
    if (cls->base != NULL && get_fields(cls->base, self, values, n) < 0) {
        return -1;
    }
    for (uint32_t i = cls->nitems; i-- > 0;) { /* items are numbered from the last */
        if (cls->plain->fields[i].set != NULL) {
            PyObject *value = cls->items[i].a.get(self, &cls->functions[i]);
            if (value == NULL) {
                return -1;
            }
            PyTuple_SET_ITEM(values, (*n)++, value);
        }
    }
    return 0;
}
static PyObject *values_of(const seai_class *cls, PyObject *self)
{
    PyObject *values = PyTuple_New(count_fields(cls));
    Py_ssize_t n = 0;
    if (values != NULL && get_fields(cls, self, values, &n) < 0) {
        Py_CLEAR(values);
    }
    return values;
}
static int set_fields(const seai_class *cls, PyObject *self, PyObject *const **values)
{
    if (cls->base != NULL && set_fields(cls->base, self, values) < 0) {
        return -1;
    }
    for (uint32_t i = cls->nitems; i-- > 0;) {
        if (cls->plain->fields[i].set != NULL &&
            cls->plain->fields[i].set(self, *(*values)++, &cls->functions[i]) < 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- repr ---- */
static int add_names(const seai_class *cls, PyObject *names, Py_ssize_t *n)
{
    char buf[256];
    if (cls->base != NULL && add_names(cls->base, names, n) < 0) {
        return -1;
    }
    for (uint32_t i = cls->nitems; i-- > 0;) {
        if (cls->plain->fields[i].set != NULL) {
            PyObject *name =
                PyUnicode_FromString(seai_name(cls->items[i].text, buf, sizeof buf));
            if (name == NULL) {
                return -1;
            }
            PyTuple_SET_ITEM(names, (*n)++, name);
        }
    }
    return 0;
}
/* "x=1, y=2" */
static PyObject *text_of(const seai_class *cls, PyObject *self)
{
    PyObject *values = values_of(cls, self), *names = NULL, *parts = NULL;
    PyObject *comma = NULL, *text = NULL;
    Py_ssize_t len = 0, n = values != NULL ? PyTuple_GET_SIZE(values) : 0;
    if (values == NULL || (names = PyTuple_New(n)) == NULL ||
        add_names(cls, names, &len) < 0 || (parts = PyTuple_New(n)) == NULL) {
        goto done;
    }
    for (Py_ssize_t i = 0; i < n; i++) {
        PyObject *part = PyUnicode_FromFormat("%U=%R", PyTuple_GET_ITEM(names, i),
                                              PyTuple_GET_ITEM(values, i));
        if (part == NULL) {
            goto done;
        }
        PyTuple_SET_ITEM(parts, i, part);
    }
    comma = PyUnicode_FromString(", ");
    text = comma != NULL ? PyUnicode_Join(comma, parts) : NULL;
done:
    Py_XDECREF(comma);
    Py_XDECREF(parts);
    Py_XDECREF(names);
    Py_XDECREF(values);
    return text;
}
static PyObject *plain_repr(PyObject *self)
{
    const seai_class *cls = plain_class(Py_TYPE(self));
    PyObject *name, *text, *repr = NULL;
    if (cls == NULL || ((seai_instance *)self)->ptr == NULL) {
        return PyBaseObject_Type.tp_repr(self);
    }
    name = PyObject_GetAttrString((PyObject *)Py_TYPE(self), "__name__");
    text = name != NULL ? text_of(cls, self) : NULL;
    if (text != NULL) {
        repr = PyUnicode_FromFormat("%S(%U)", name, text);
    }
    Py_XDECREF(name);
    Py_XDECREF(text);
    return repr;
}

/* ---- == and hash ---- */
static PyObject *plain_compare(PyObject *self, PyObject *other, int op)
{
    const seai_class *cls = plain_class(Py_TYPE(self));
    PyObject *a, *b;
    int equal = 1;
    if ((op != Py_EQ && op != Py_NE) || cls == NULL ||
        cls != plain_class(Py_TYPE(other))) {
        return Py_NewRef(Py_NotImplemented);
    }
    a = values_of(cls, self);
    b = a != NULL ? values_of(cls, other) : NULL;
    for (Py_ssize_t i = 0; b != NULL && equal > 0 && i < PyTuple_GET_SIZE(a); i++) {
        /* not of the tuples: those take an object that is itself for equal */
        PyObject *same =
            PyObject_RichCompare(PyTuple_GET_ITEM(a, i), PyTuple_GET_ITEM(b, i), Py_EQ);
        equal = same != NULL ? PyObject_IsTrue(same) : -1;
        Py_XDECREF(same);
    }
    if (b == NULL) {
        equal = -1;
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    return equal < 0 ? NULL : PyBool_FromLong(equal == (op == Py_EQ));
}
static Py_hash_t plain_hash(PyObject *self)
{
    const seai_class *cls = plain_class(Py_TYPE(self));
    PyObject *values;
    Py_hash_t hash = -1;
    if (cls == NULL) {
        return PyBaseObject_Type.tp_hash(self);
    }
    values = values_of(cls, self);
    for (Py_ssize_t i = 0; values != NULL && i < PyTuple_GET_SIZE(values); i++) {
        PyObject *value_borrowed = PyTuple_GET_ITEM(values, i);
        /* a NaN hashes by its object, which is another each time */
        if (PyFloat_CheckExact(value_borrowed) &&
            Py_IS_NAN(PyFloat_AS_DOUBLE(value_borrowed))) {
            Py_DECREF(value_borrowed);
            PyTuple_SET_ITEM(values, i, Py_NewRef(Py_None));
        }
    }
    if (values != NULL) {
        hash = PyObject_Hash(values);
        Py_DECREF(values);
    }
    return hash;
}

/* ---- copy and pickle ---- */
static PyObject *plain_reduce(PyObject *self, PyObject *unused)
{
    const seai_class *cls = plain_class(Py_TYPE(self));
    PyObject *type = NULL, *restore = NULL, *values = NULL, *state = NULL,
             *result = NULL;
    (void)unused;
    if (cls == NULL) {
        PyErr_Format(PyExc_TypeError,
                     "cannot pickle '%s' objects: their fields are "
                     "not all of the C struct",
                     Py_TYPE(self)->tp_name);
        return NULL;
    }
    /* of a view the class of what it shows, not its own */
    if ((type = PyObject_GetAttrString(self, "__class__")) != NULL &&
        (restore = PyObject_GetAttrString(type, RESTORE)) != NULL &&
        (values = values_of(cls, self)) != NULL &&
        (state = PyObject_CallMethod(self, "__getstate__", NULL)) != NULL) {
        result = state != Py_None ? PyTuple_Pack(3, restore, values, state)
                                  : PyTuple_Pack(2, restore, values);
    }
    Py_XDECREF(state);
    Py_XDECREF(values);
    Py_XDECREF(restore);
    Py_XDECREF(type);
    return result;
}
/* A new instance of a class with these values; neither __new__ nor __init__ is called. */
static PyObject *plain_restore(PyObject *type, PyObject *const *values, Py_ssize_t n)
{
    const seai_class *cls = plain_class((PyTypeObject *)type);
    PyObject *self;
    if (((PyTypeObject *)type)->tp_flags & Py_TPFLAGS_DISALLOW_INSTANTIATION) {
        PyErr_Format(PyExc_TypeError, "cannot create '%s' instances",
                     ((PyTypeObject *)type)->tp_name); /* the type of views */
        return NULL;
    }
    if (cls == NULL || count_fields(cls) != n) {
        PyErr_Format(PyExc_TypeError, "%s." RESTORE "(): %zd values for %zd fields",
                     ((PyTypeObject *)type)->tp_name, n,
                     cls != NULL ? count_fields(cls) : (Py_ssize_t)0);
        return NULL;
    }
    self = seai_born(((PyTypeObject *)type)->tp_alloc((PyTypeObject *)type, 0));
    if (self != NULL) { /* what is not set stays 0 */
        ((seai_instance *)self)->ptr = (char *)self + cls->payload_at;
        if (set_fields(cls, self, &values) < 0) {
            Py_CLEAR(self);
        }
    }
    return self;
}

/* ---- tables ---- */
static int has_item(const seai_class *cls, const char *name)
{
    char buf[256];
    for (uint32_t i = 0; i < cls->nitems; i++) {
        if (cls->items[i].kind == SEAI_ITEM_METHOD &&
            strcmp(seai_name(cls->items[i].text, buf, sizeof buf), name) == 0) {
            return 1;
        }
    }
    return 0;
}
static void plain_complete(const seai_class *cls, PyMethodDef *methods)
{
    const PyMethodDef reduce = {"__reduce__", plain_reduce, METH_NOARGS, NULL};
    const PyMethodDef restore = {RESTORE, (PyCFunction)(void (*)(void))plain_restore,
                                 METH_FASTCALL | METH_CLASS, NULL};
    if (atomic_load(&cls->data->plain) && !has_item(cls, "__reduce__")) {
        methods[0] = reduce;
        methods[1] = restore;
    }
}
/* Whether the class, or with `up` one of its bases, has an operator from `first` to `last`. */
static int has_operator(const seai_class *cls, int first, int last, int up)
{
    for (; cls != NULL; cls = up ? cls->base : NULL) {
        for (uint32_t i = 0; i < cls->nitems; i++) {
            if (cls->items[i].kind == SEAI_ITEM_OPERATOR && cls->items[i].op >= first &&
                cls->items[i].op <= last) {
                return 1;
            }
        }
    }
    return 0;
}
/* Whether equal objects stay equal: no field can be written. */
static int is_constant(const seai_class *cls)
{
    if (cls->base != NULL && !is_constant(cls->base)) {
        return 0;
    }
    for (uint32_t i = 0; i < cls->nitems; i++) {
        const seai_plain_field *field = &cls->plain->fields[i];
        if (field->set != NULL &&
            (cls->items[i].b.set != NULL ||
             (field->nested != NULL &&
              !has_operator(field->nested, SEAI_OP_hash, SEAI_OP_hash, 1) &&
              (has_operator(field->nested, SEAI_OP_lt, SEAI_OP_compare, 1) ||
               !is_constant(field->nested))))) {
            return 0;
        }
    }
    return 1;
}
static int plain_slots(const seai_class *cls, PyType_Slot *slots)
{
    int n = 0;
    if (!atomic_load(&cls->data->plain)) {
        return 0;
    }
    if (!has_operator(cls, SEAI_OP_repr, SEAI_OP_repr, 1)) {
        slots[n++] = (PyType_Slot){Py_tp_repr, SEAI_SLOT_FUNCTION(plain_repr)};
    }
    if (!has_operator(cls, SEAI_OP_lt, SEAI_OP_compare, 1) &&
        !has_operator(cls->base, SEAI_OP_hash, SEAI_OP_hash, 1)) {
        slots[n++] =
            (PyType_Slot){Py_tp_richcompare, SEAI_SLOT_FUNCTION(plain_compare)};
        if (!has_operator(cls, SEAI_OP_hash, SEAI_OP_hash, 0)) {
            slots[n++] = (PyType_Slot){
                Py_tp_hash, is_constant(cls)
                                ? SEAI_SLOT_FUNCTION(plain_hash)
                                : SEAI_SLOT_FUNCTION(PyObject_HashNotImplemented)};
        }
    }
    return n;
}
const seai_plain_parts seai_plain_parts_of_all = {plain_begin, plain_complete,
                                                  plain_slots};
