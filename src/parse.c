/* From a call's arguments to one slot a parameter, and what is wrong with them.
 *
 * seai_parse() is the fast half and knows only whether all is well; the cold half finds what
 * is wrong, in CPython's order and words, and knows *args and **kwargs as well. */
#include "runtime.h"

/* ---- what is wrong ---- */
static int has_rest(const seai_function *f, unsigned what)
{
    return (f->offset & what) != 0;
}
static const char *plural(Py_ssize_t n) { return n == 1 ? "" : "s"; }
SEAI_RARELY void too_many(const seai_function *f, Py_ssize_t given,
                          Py_ssize_t keyword_only)
{
    char label[SEAI_LABEL], from[24] = "", more[80] = "";
    int least = 0;
    while (least < f->npositional && f->required >> least & 1) {
        least++;
    }
    if (least < f->npositional) {
        PyOS_snprintf(from, sizeof from, "from %d to ", least);
    }
    if (keyword_only > 0) {
        PyOS_snprintf(more, sizeof more,
                      " positional argument%s (and %zd keyword-only argument%s)",
                      plural(given), keyword_only, plural(keyword_only));
    }
    PyErr_Format(PyExc_TypeError,
                 "%s takes %s%d positional argument%s but %zd%s %s given",
                 seai_label(f, label), from, f->npositional,
                 *from == '\0' && f->npositional == 1 ? "" : "s", given, more,
                 given == 1 && keyword_only == 0 ? "was" : "were");
}
SEAI_RARELY void missing(const seai_function *f, uint64_t given)
{
    char label[SEAI_LABEL];
    seai_text names = {NULL, 0, 0, 0};
    const uint64_t positional = ((uint64_t)1 << f->npositional) - 1;
    uint64_t lost = f->required & ~given;
    const int keyword_only = (lost & positional) == 0;
    int total = 0;
    lost &=
        keyword_only ? ~positional : positional; /* positional ones are named first */
    for (int i = 0; lost >> i != 0; i++) {
        if (lost >> i & 1) {
            const int last = lost >> i == 1;
            seai_text_add(&names, total == 0  ? "'"
                                  : !last     ? ", '"
                                  : total > 1 ? ", and '"
                                              : " and '");
            seai_text_add(&names, seai_param_name(f, i));
            seai_text_add(&names, "'");
            total++;
        }
    }
    if (names.failed) {
        PyErr_NoMemory();
    } else {
        PyErr_Format(PyExc_TypeError, "%s missing %d required %s argument%s: %s",
                     seai_label(f, label), total,
                     keyword_only ? "keyword-only" : "positional", plural(total),
                     names.data);
    }
    PyMem_RawFree(names.data);
}
SEAI_RARELY void unexpected(const seai_function *f, PyObject *key, PyObject *kwnames)
{
    char label[SEAI_LABEL];
    seai_text names = {NULL, 0, 0, 0};
    for (int i = 0; i < f->nposonly; i++) {
        for (Py_ssize_t j = 0; j < PyTuple_GET_SIZE(kwnames); j++) {
            if (seai_find_keyword(f, PyTuple_GET_ITEM(kwnames, j), 0) == i) {
                seai_text_add(&names, names.len > 0 ? ", " : "");
                seai_text_add(&names, seai_param_name(f, i));
            }
        }
    }
    if (names.failed) {
        PyErr_NoMemory();
    } else if (names.len > 0) {
        PyErr_Format(PyExc_TypeError,
                     "%s got some positional-only arguments passed as keyword "
                     "arguments: '%s'",
                     seai_label(f, label), names.data);
    } else {
        PyErr_Format(PyExc_TypeError, "%s got an unexpected keyword argument '%U'",
                     seai_label(f, label), key);
    }
    PyMem_RawFree(names.data);
}
void seai_explain(const seai_function *f, Py_ssize_t nargs, PyObject *kwnames)
{
    Py_ssize_t nkwargs = kwnames != NULL ? PyTuple_GET_SIZE(kwnames) : 0;
    uint64_t given =
        ((uint64_t)1 << (nargs < f->npositional ? nargs : f->npositional)) - 1;
    Py_ssize_t keyword_only = 0;
    char label[SEAI_LABEL];
    for (Py_ssize_t i = 0; i < nkwargs; i++) {
        PyObject *key = PyTuple_GET_ITEM(kwnames, i);
        int at = seai_find_keyword(f, key, f->nposonly);
        if (at < 0 && has_rest(f, SEAI_REST_KWARGS)) {
            continue;
        }
        if (at < 0) {
            unexpected(f, key, kwnames);
            return;
        }
        if (given >> at & 1) {
            PyErr_Format(PyExc_TypeError, "%s got multiple values for argument '%U'",
                         seai_label(f, label), key);
            return;
        }
        given |= (uint64_t)1 << at;
        keyword_only += at >= f->npositional;
    }
    if (nargs > f->npositional && !has_rest(f, SEAI_REST_ARGS)) {
        too_many(f, nargs, keyword_only);
    } else {
        missing(f, given);
    }
}

/* ---- parsing ---- */
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
/* The text of a keyword; NULL for a lone surrogate: no name of ours. */
static const char *text_of(PyObject *key, Py_ssize_t *len)
{
    const char *text;
    if (SEAI_LIKELY(PyUnicode_IS_COMPACT_ASCII(key))) {
        *len = PyUnicode_GET_LENGTH(key);
        return (const char *)((PyASCIIObject *)key + 1);
    }
    if ((text = PyUnicode_AsUTF8AndSize(key, len)) == NULL) {
        PyErr_Clear();
    }
    return text;
}
int seai_find_keyword(const seai_function *f, PyObject *key, int from)
{
    Py_ssize_t len;
    const char *text = text_of(key, &len), *name = f->names;
    for (int i = 0; text != NULL && i < f->nparams; i++) {
        if (i >= from && same(name, text, len) &&
            !(i == f->npositional && has_rest(f, SEAI_REST_ARGS)) &&
            !(i == f->nparams - 1 && has_rest(f, SEAI_REST_KWARGS))) {
            return i;
        }
        name += strlen(name) + 1;
    }
    return -1;
}
/* The parameter of a keyword, or -1.  People write them in order: it looks from *next on,
 * whose name is *next_name, and leaves there what is behind the one that it found. */
static int find_next(const seai_function *f, PyObject *key, int *next,
                     const char **next_name)
{
    Py_ssize_t len;
    const char *text = text_of(key, &len), *name = *next_name;
    int at = *next;
    for (int tries = 0; text != NULL && tries < f->nparams; tries++) {
        if (at >= f->nparams) {
            at = 0;
            name = f->names;
        }
        if (same(name, text, len)) {
            *next = at + 1;
            *next_name = name + len + 1;
            return at;
        }
        while (*name++ != '\0') { /* short as well */
        }
        at++;
    }
    return -1;
}
/* Whether the keywords name, in order, all parameters after the positional arguments: then
 * the caller's array is sorted already. */
static int in_order(const seai_function *f, Py_ssize_t nargs, PyObject *kwnames)
{
    const Py_ssize_t nkwargs = PyTuple_GET_SIZE(kwnames);
    const char *name = f->names;
    if (nargs + nkwargs != f->nparams || nargs > f->npositional ||
        nargs < f->nposonly) {
        return 0;
    }
    for (Py_ssize_t i = nargs; i > 0; i--) {
        while (*name++ != '\0') {
        }
    }
    for (Py_ssize_t i = 0; i < nkwargs; i++) {
        PyObject *key = PyTuple_GET_ITEM(kwnames, i);
        const char *text = (const char *)((PyASCIIObject *)key + 1), *at = text;
        if (SEAI_UNLIKELY(!PyUnicode_IS_COMPACT_ASCII(key))) {
            return 0;
        }
        for (; *at == *name; at++, name++) {
            if (*name == '\0') {
                break;
            }
        }
        if (*at != *name++ || at - text != PyUnicode_GET_LENGTH(key)) {
            return 0;
        }
    }
    return 1;
}
PyObject *const *seai_parse(const seai_function *f, PyObject *const *args,
                            Py_ssize_t nargs, PyObject *kwnames, PyObject **out)
{
    const Py_ssize_t nkwargs = kwnames != NULL ? PyTuple_GET_SIZE(kwnames) : 0;
    const char *name;
    uint64_t given;
    int next;
    if (nkwargs > 0 && SEAI_LIKELY(in_order(f, nargs, kwnames))) {
        return args;
    }
    if (SEAI_UNLIKELY(nargs > f->npositional)) {
        if (nargs == SEAI_BOUND) {
            return args;
        }
        goto bad;
    }
    for (Py_ssize_t i = 0; i < nargs; i++) {
        out[i] = args[i];
    }
    for (Py_ssize_t i = nargs; i < f->nparams; i++) {
        out[i] = NULL;
    }
    given = ((uint64_t)1 << nargs) - 1;
    next = nkwargs > 0 ? (int)nargs : 0;
    name = f->names;
    for (int i = next; i > 0; i--) {
        while (*name++ != '\0') {
        }
    }
    for (Py_ssize_t i = 0; i < nkwargs; i++) {
        const int at = find_next(f, PyTuple_GET_ITEM(kwnames, i), &next, &name);
        if (at < f->nposonly || given >> at & 1) {
            goto bad;
        }
        out[at] = args[nargs + i];
        given |= (uint64_t)1 << at;
    }
    if (SEAI_LIKELY((f->required & ~given) == 0)) {
        return out;
    }
bad:
    seai_explain(f, nargs, kwnames);
    return NULL;
}
