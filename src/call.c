/* Everything of a call that is not its fast path: keywords and defaults, errors, results. */
#include "runtime.h"

/* told apart by address: not alike, so that no linker folds them */
const char seai_refused[] = "f", seai_raised[] = "a";

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
static const char *param_name(const seai_function *f, int i)
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

/* ---- parsing ---- */
static void too_many(const seai_function *f, Py_ssize_t given)
{
    char label[SEAI_LABEL], from[24] = "";
    int least = 0;
    while (least < f->npositional && f->required >> least & 1) {
        least++;
    }
    if (least < f->npositional) {
        PyOS_snprintf(from, sizeof from, "from %d to ", least);
    }
    PyErr_Format(PyExc_TypeError,
                 "%s takes %s%d positional argument%s but %zd %s given",
                 seai_label(f, label), from, f->npositional,
                 *from == '\0' && f->npositional == 1 ? "" : "s", given,
                 given == 1 ? "was" : "were");
}
static void missing(const seai_function *f, PyObject **found)
{
    char label[SEAI_LABEL], names[300] = "";
    int total = 0, done = 0, keyword_only = 0;
    for (int pass = 0; pass < 2 && total == 0;
         pass++) { /* positional ones are named first */
        keyword_only = pass;
        for (int i = pass ? f->npositional : 0;
             i < (pass ? f->nparams : f->npositional); i++) {
            total += found[i] == NULL && f->required >> i & 1;
        }
    }
    for (int i = keyword_only ? f->npositional : 0;
         i < (keyword_only ? f->nparams : f->npositional); i++) {
        if (found[i] == NULL && f->required >> i & 1) {
            size_t len = strlen(names);
            done++;
            PyOS_snprintf(names + len, sizeof names - len, "%s'%.60s'",
                          done == 1      ? ""
                          : done < total ? ", "
                          : total > 2    ? ", and "
                                         : " and ",
                          param_name(f, i));
        }
    }
    PyErr_Format(PyExc_TypeError, "%s missing %d required %s argument%s: %s",
                 seai_label(f, label), total,
                 keyword_only ? "keyword-only" : "positional", total == 1 ? "" : "s",
                 names);
}
/* names are short: a call to memcmp costs more than it saves */
static int same(const char *name, const char *key, Py_ssize_t len)
{
    while (len-- > 0) {
        if (*name == '\0' || *name++ != *key++) { /* a key may hold a NUL */
            return 0;
        }
    }
    return *name == '\0';
}
static int place_keyword(const seai_function *f, PyObject *key, PyObject *value,
                         PyObject **out, int *next, const char **next_name)
{
    char label[SEAI_LABEL];
    Py_ssize_t len;
    const char *text, *name = *next_name;
    int at = *next;
    if (SEAI_LIKELY(PyUnicode_IS_COMPACT_ASCII(key))) {
        text = (const char *)((PyASCIIObject *)key + 1);
        len = PyUnicode_GET_LENGTH(key);
    } else if ((text = PyUnicode_AsUTF8AndSize(key, &len)) == NULL) {
        PyErr_Clear(); /* a lone surrogate: no name of ours */
        len = -1;
    }
    for (int tries = 0; len >= 0 && tries < f->nparams; tries++) {
        if (at >=
            f->nparams) { /* people write them in order: go on from the last match */
            at = 0;
            name = f->names;
        }
        if (same(name, text, len)) {
            if (at < f->nposonly) {
                PyErr_Format(PyExc_TypeError,
                             "%s got some positional-only arguments passed as "
                             "keyword arguments: '%U'",
                             seai_label(f, label), key);
                return -1;
            }
            if (out[at] != NULL) {
                PyErr_Format(PyExc_TypeError,
                             "%s got multiple values for argument '%U'",
                             seai_label(f, label), key);
                return -1;
            }
            out[at] = value;
            *next = at + 1;
            *next_name = name + len + 1;
            return 0;
        }
        name += strlen(name) + 1;
        at++;
    }
    PyErr_Format(PyExc_TypeError, "%s got an unexpected keyword argument '%U'",
                 seai_label(f, label), key);
    return -1;
}
PyObject *const *seai_parse(const seai_function *f, PyObject *const *args,
                            Py_ssize_t nargs, PyObject *kwnames, PyObject **out)
{
    Py_ssize_t nkwargs = kwnames != NULL ? PyTuple_GET_SIZE(kwnames) : 0;
    uint64_t given = 0;
    if (SEAI_UNLIKELY(nargs > f->npositional)) {
        too_many(f, nargs);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < f->nparams; i++) {
        out[i] = i < nargs ? args[i] : NULL;
    }
    if (nkwargs > 0) {
        int next = (int)nargs;
        const char *name = param_name(f, next);
        for (Py_ssize_t i = 0; i < nkwargs; i++) {
            if (place_keyword(f, PyTuple_GET_ITEM(kwnames, i), args[nargs + i], out,
                              &next, &name) < 0) {
                return NULL;
            }
        }
    }
    for (int i = 0; i < f->nparams; i++) {
        given |= (uint64_t)(out[i] != NULL) << i;
    }
    if (SEAI_UNLIKELY(f->required & ~given)) {
        missing(f, out);
        return NULL;
    }
    return out;
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
    if (expected == SEAI_RAISED ||
        (flags & SEAI_OPERATOR && expected != SEAI_REFUSED)) {
        return;
    }
    seai_label(f, label);
    if (is_attribute(f) || f->item->kind == SEAI_ITEM_OPERATOR) {
        PyOS_snprintf(prefix, sizeof prefix, "%s", label);
    } else {
        PyOS_snprintf(prefix, sizeof prefix, "%s argument '%.100s'", label,
                      param_name(f, i));
    }
    if (expected == SEAI_REFUSED) {
        seai_prefix_exception(prefix, none);
    } else {
        PyErr_Format(PyExc_TypeError, "%s must be %s%s, not %.100s", prefix, expected,
                     none ? " or None" : "", type_name(args[i]));
    }
}

/* ---- results ---- */
void seai_no_result(const seai_function *f)
{
    char label[SEAI_LABEL];
    if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_RuntimeError, "%s: the C function returned NULL",
                     seai_label(f, label));
    }
}
PyObject *seai_pack(const seai_function *f, PyObject **out, int n, int failed)
{
    PyObject *result = NULL;
    for (int i = 0; i < n; i++) {
        failed |= out[i] == NULL;
    }
    if (failed) {
        seai_no_result(f);
    } else if (n == 0) {
        return Py_NewRef(Py_None);
    } else if (n == 1) {
        return out[0];
    } else if ((result = PyTuple_New(n)) != NULL) {
        for (int i = 0; i < n; i++) {
            PyTuple_SET_ITEM(result, i, out[i]);
        }
        return result;
    }
    for (int i = 0; i < n; i++) {
        Py_XDECREF(out[i]);
    }
    return NULL;
}
