/* Everything of a call before C is called that is not its fast path: errors. */
#include "runtime.h"

/* told apart by address: not alike, so that no linker folds them */
const char seai_told[3] = {'f', 'a', 'n'};

/* ---- names in messages ---- */
const char *seai_class_name(PyObject *o)
{
    seai_record *record_borrowed = seai_record_of(Py_TYPE(o));
    return record_borrowed != NULL ? record_borrowed->cls->name : Py_TYPE(o)->tp_name;
}
static int is_attribute(const seai_function *f)
{
    return f->item->kind == SEAI_ITEM_PROPERTY || f->item->kind == SEAI_ITEM_FIELD ||
           f->item->kind == SEAI_ITEM_OBJECT;
}
const char *seai_label(const seai_function *f, char *buf)
{
    char name[100];
    const seai_item *item = f->item;
    seai_name(item->text, name, sizeof name);
    if (item->kind == SEAI_ITEM_INIT) {
        PyOS_snprintf(buf, SEAI_LABEL, "%.90s()", f->owner);
    } else if (f->owner == NULL) {
        PyOS_snprintf(buf, SEAI_LABEL, "%s()", name);
    } else if (item->kind == SEAI_ITEM_OPERATOR) {
        if (item->op == SEAI_OP_compare) {
            PyOS_snprintf(buf, SEAI_LABEL, "%.80s comparison", f->owner);
        } else {
            PyOS_snprintf(buf, SEAI_LABEL, "%.80s.__%s__()", f->owner,
                          item->op == SEAI_OP_bool ? "bool"
                                                   : name); /* it may be a macro */
        }
    } else {
        PyOS_snprintf(buf, SEAI_LABEL, is_attribute(f) ? "%.90s.%s" : "%.90s.%s()",
                      f->owner, name);
    }
    return buf;
}
const char *seai_param_name(const seai_function *f, int i)
{
    const char *name = f->names;
    while (i-- > 0) {
        name += strlen(name) + 1;
    }
    return name;
}
static const char *type_name(PyObject *o)
{
    return o == Py_None ? "None" : Py_TYPE(o)->tp_name;
}

PyObject *seai_wrapped(PyObject *o, const char *name)
{
    if (o == NULL && !PyErr_Occurred()) {
        PyErr_Format(PyExc_TypeError, "a NULL pointer is no %s", name);
    }
    return o;
}

/* ---- errors ---- */
void seai_prefix_exception(const char *prefix, int none)
{
    PyObject *exception = seai_exception_take(), *text, *head;
    if (exception == NULL ||
        PyErr_GivenExceptionMatches(exception, PyExc_MemoryError) ||
        (text = PyObject_Str(exception)) == NULL) {
        seai_exception_put_steal(exception);
        return;
    }
    const char *utf8 = PyUnicode_AsUTF8(text), *tail = NULL;
    int must_be = utf8 != NULL && strncmp(utf8, "must be ", 8) == 0;
    if (must_be && none && (tail = strstr(utf8, ", not ")) != NULL &&
        (head = PyUnicode_FromStringAndSize(utf8, tail - utf8)) != NULL) {
        PyErr_Format((PyObject *)Py_TYPE(exception), "%s %U or None%s", prefix, head,
                     tail);
        Py_DECREF(head);
    } else {
        PyErr_Format((PyObject *)Py_TYPE(exception), "%s%s %U", prefix,
                     must_be ? "" : ":", text);
    }
    Py_DECREF(text);
    Py_DECREF(exception);
}
void seai_bad(const seai_function *f, int i, PyObject *const *args,
              const char *expected, int none, int flags)
{
    char label[SEAI_LABEL], prefix[2 * SEAI_LABEL];
    if (expected == SEAI_RAISED || expected == SEAI_NAMED_BAD ||
        (flags & SEAI_OPERATOR && expected != SEAI_REFUSED)) {
        return;
    }
    seai_label(f, label);
    if (is_attribute(f) || f->item->kind == SEAI_ITEM_OPERATOR) {
        PyOS_snprintf(prefix, sizeof prefix, "%s", label);
    } else {
        PyOS_snprintf(prefix, sizeof prefix, "%s argument '%.100s'", label,
                      seai_param_name(f, i));
    }
    if (expected == SEAI_REFUSED) {
        seai_prefix_exception(prefix, none);
    } else {
        PyErr_Format(PyExc_TypeError, "%s must be %s%s, not %.100s", prefix, expected,
                     none ? " or None" : "", type_name(args[i]));
    }
}

/* ---- implicit conversions ---- */
_Atomic(seai_conversion) seai_converter;

/* What a loader returned tells how to go on with a view. */
static const seai_viewing *viewing(const char *expected)
{
    return (const seai_viewing *)(const void *)expected;
}
/* What takes the place of argument i, for give_back_steal(); NULL without an exception (but
 * for SEAI_REFUSED and SEAI_RAISED): nothing does. */
static PyObject *converted(const seai_function *f, seai_where where, int i,
                           PyObject *const *args, const char **expected, int flags)
{
    seai_conversion convert;
    if (SEAI_IS_VIEWED(*expected)) {
        return viewing(*expected)->enter(f, where.self, args, args[i], flags, expected);
    }
    if (seai_is_told(*expected) || (flags & SEAI_OPERATOR) != 0 ||
        (convert = atomic_load(&seai_converter)) == NULL) {
        return NULL;
    }
    return convert(where, *expected, args[i]);
}
static void give_back_steal(const char *expected, PyObject *o)
{
    if (SEAI_IS_VIEWED(expected)) {
        viewing(expected)->leave_steal(o);
    } else {
        Py_DECREF(o);
    }
}
/* The arguments with another i-th one; `copy` has room for SEAI_MAX_PARAMS + 4. */
static void copy_args(const seai_function *f, PyObject *const *args, int i, PyObject *o,
                      PyObject **copy)
{
    int n = f->nparams + (f->offset != 0 ? 3 : 0);
    memcpy(copy, args, (size_t)(n > i ? n : i + 1) * sizeof *copy);
    copy[i] = o;
}
PyObject *seai_unfit(seai_call call, const seai_function *f, seai_where where, int i,
                     PyObject *const *args, const char *expected, int none, int flags)
{
    PyObject *o, *r, *copy[SEAI_MAX_PARAMS + 4];
    if (args == NULL) {
        return NULL;
    }
    o = converted(f, where, i, args, &expected, flags);
    if (o != NULL) {
        copy_args(f, args, i, o, copy);
        r = call(where.self, copy, SEAI_BOUND, NULL);
        give_back_steal(expected, o);
        return r;
    }
    if (expected == SEAI_REFUSED || !PyErr_Occurred()) {
        seai_bad(f, i, args, expected, none, flags);
    }
    return NULL;
}
PyObject *seai_unfit_init(const seai_function *f, seai_where where, int i,
                          PyObject *const *args, const char *expected, int none,
                          int flags)
{
    PyObject *o = converted(f, where, i, args, &expected, flags);
    if (o == NULL && (expected == SEAI_REFUSED || !PyErr_Occurred())) {
        seai_bad(f, i, args, expected, none, 0);
    }
    return o;
}
int seai_init_again_steal(seai_init init, const seai_function *f, PyObject *self, int i,
                          PyObject *const *args, const char *expected, PyObject *o)
{
    PyObject *copy[SEAI_MAX_PARAMS + 4];
    int result;
    copy_args(f, args, i, o, copy);
    result = init(self, copy, SEAI_BOUND, NULL);
    give_back_steal(expected, o);
    return result;
}
