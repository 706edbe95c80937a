/* Overload sets: which candidate is called, and what is said when none will do.
 *
 * First each candidate that the arguments fit without a conversion, then each that they
 * fit, in the order of the block.  A candidate that refused its arguments is not tried
 * again; one whose C function was called has the last word. */
#include "runtime.h"

/* ---- refusals ---- */
int seai_mismatch(const char *expected)
{
    if (expected == SEAI_RAISED) {
        return -1;
    }
    return !PyErr_Occurred() || PyErr_ExceptionMatches(PyExc_TypeError) ||
                   PyErr_ExceptionMatches(PyExc_OverflowError) ||
                   PyErr_ExceptionMatches(PyExc_ValueError) ||
                   PyErr_ExceptionMatches(PyExc_BufferError)
               ? SEAI_NO_MATCH_INIT
               : -1;
}
PyObject *seai_unfit_candidate(seai_call call, const seai_function *f, seai_where where,
                               int i, PyObject *const *args, const char *expected,
                               int none, int flags)
{
    PyObject *r = seai_unfit(call, f, where, i, args, expected, none, flags);
    if (r != NULL) { /* after a conversion; perhaps a refusal */
        return r;
    }
    return seai_mismatch(args == NULL ? SEAI_NAMED_BAD : expected) != -1 ? SEAI_NO_MATCH
                                                                         : NULL;
}

/* ---- exact ---- */
bool seai_loads(const char *e)
{
    bool wrong;
    if (!seai_is_told(e)) {
        return e == NULL || SEAI_IS_VIEWED(e);
    }
    wrong = e != SEAI_RAISED && seai_mismatch(e) != -1;
    PyErr_Clear(); /* the wrapper will say it again, if it matters */
    return !wrong;
}
bool seai_exact_array(PyObject *o, const seai_element *element, bool writable)
{
    Py_buffer view;
    Py_ssize_t count;
    const char *e = seai_load_array(o, &view, &count, element, writable);
    if (e == NULL) {
        PyBuffer_Release(&view);
    }
    return seai_loads(e);
}
static bool all_exact(PyObject *const *items, Py_ssize_t n, int what)
{
    while (n-- > 0) {
        if (!seai_is_exact(items[n], what)) {
            return false;
        }
    }
    return true;
}
bool seai_exact_seq(PyObject *o, int kind, int what)
{
    PyObject *tuple;
    bool exact;
    if (kind == SEAI_SEQ_set     ? !PyAnySet_Check(o)
        : kind == SEAI_SEQ_tuple ? !PyTuple_Check(o)
                                 : !PyList_Check(o) && !PyTuple_Check(o)) {
        return false;
    }
    if (what == SEAI_ANY) {
        return true;
    }
    if ((tuple = PySequence_Tuple(o)) == NULL) {
        PyErr_Clear();
        return true; /* the wrapper will say it again */
    }
    exact = all_exact(PySequence_Fast_ITEMS(tuple), PyTuple_GET_SIZE(tuple), what);
    Py_DECREF(tuple);
    return exact;
}
bool seai_exact_args(const seai_function *f, PyObject *const *args, int what)
{
    PyObject *const *all = (PyObject *const *)(uintptr_t)args[f->nparams];
    Py_ssize_t nargs = (Py_ssize_t)(uintptr_t)args[f->nparams + 1];
    return nargs <= f->npositional ||
           all_exact(all + f->npositional, nargs - f->npositional, what);
}
bool seai_exact_kwargs(const seai_function *f, PyObject *const *args, int what)
{
    PyObject *const *all = (PyObject *const *)(uintptr_t)args[f->nparams];
    Py_ssize_t nargs = (Py_ssize_t)(uintptr_t)args[f->nparams + 1];
    PyObject *kwnames = args[f->nparams + 2];
    for (Py_ssize_t i = 0; kwnames != NULL && i < PyTuple_GET_SIZE(kwnames); i++) {
        if (seai_find_keyword(f, PyTuple_GET_ITEM(kwnames, i), f->nposonly) < 0 &&
            !seai_is_exact(all[nargs + i], what)) {
            return false;
        }
    }
    return true;
}

/* ---- what is said when none will do ---- */
/* Takes the exception of a refusal: 0, or -1 with MemoryError, which making it raised. */
static int take_reason(PyObject **reason)
{
    *reason = seai_exception_take();
    if (*reason != NULL && PyErr_GivenExceptionMatches(*reason, PyExc_MemoryError)) {
        seai_exception_put_steal(*reason);
        *reason = NULL;
        return -1;
    }
    return 0;
}
/* "int, str, by=float" */
static PyObject *types_of(PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    Py_ssize_t n = nargs + (kwnames != NULL ? PyTuple_GET_SIZE(kwnames) : 0);
    PyObject *text = PyUnicode_FromString("");
    for (Py_ssize_t i = 0; i < n && text != NULL; i++) {
        const char *comma = i > 0 ? ", " : "";
        const char *type = args[i] == Py_None ? "None" : Py_TYPE(args[i])->tp_name;
        Py_SETREF(text, i < nargs
                            ? PyUnicode_FromFormat("%U%s%.100s", text, comma, type)
                            : PyUnicode_FromFormat("%U%s%U=%.100s", text, comma,
                                                   PyTuple_GET_ITEM(kwnames, i - nargs),
                                                   type));
    }
    return text;
}
/* The text of a refusal, without the name of the function that each begins with. */
static PyObject *reason_of(const seai_function *f, PyObject *exception)
{
    char label[SEAI_LABEL];
    PyObject *text = PyObject_Str(exception);
    size_t len = strlen(seai_label(f, label));
    const char *utf8 = text != NULL ? PyUnicode_AsUTF8(text) : NULL;
    if (utf8 != NULL && strncmp(utf8, label, len) == 0) {
        Py_SETREF(text, PyUnicode_FromString(utf8 + len + strspn(utf8 + len, ": ")));
    }
    return text;
}
static void none_matches(const seai_overloads *set, PyObject *const *args,
                         Py_ssize_t nargs, PyObject *kwnames, PyObject **reasons)
{
    char label[SEAI_LABEL];
    PyObject *types = types_of(args, nargs, kwnames), *text = NULL;
    for (uint32_t j = set->n; types != NULL && j-- > 0;) {
        const seai_function *f = &set->functions[j];
        PyObject *reason;
        if (set->items[j].text == NULL) {
            continue;
        }
        if (reasons[j] == NULL) { /* they did not bind */
            seai_explain(f, nargs, kwnames);
            if (take_reason(&reasons[j]) < 0) {
                Py_CLEAR(text);
                break;
            }
        }
        if (text == NULL) {
            text = PyUnicode_FromFormat("%s: no overload takes these arguments (%U):",
                                        seai_label(f, label), types);
        }
        reason = text != NULL && reasons[j] != NULL ? reason_of(f, reasons[j]) : NULL;
        if (reason == NULL) {
            Py_CLEAR(text);
            break;
        }
        Py_SETREF(text, PyUnicode_FromFormat("%U\n  %s: %U", text, set->signatures[j],
                                             reason));
        Py_DECREF(reason);
        if (text == NULL) {
            break;
        }
    }
    if (text != NULL) {
        PyErr_SetObject(PyExc_TypeError, text);
    }
    Py_XDECREF(text);
    Py_XDECREF(types);
}

/* ---- dispatch ---- */
static PyObject *call_one(const seai_overloads *set, uint32_t j, PyObject *self,
                          PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    const seai_candidate *candidate = &set->candidates[j];
    int status;
    if (candidate->call != NULL) {
        return candidate->call(self, args, nargs, kwnames);
    }
    status = candidate->init(self, args, nargs, kwnames);
    return status == 0 ? self : status == SEAI_NO_MATCH_INIT ? SEAI_NO_MATCH : NULL;
}
SEAI_RARELY PyObject *choose(const seai_overloads *set, int flags, PyObject *self,
                             PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    PyObject *out[SEAI_MAX_PARAMS + 4], *reasons[SEAI_MAX_PARAMS + 1];
    PyObject *r = SEAI_NO_MATCH;
    uint64_t bound = 0;
    for (uint32_t j = 0; j < set->n; j++) { /* the rest is never looked at */
        reasons[j] = NULL;
    }
    for (uint32_t j = set->n; j-- > 0;) {
        const seai_function *f = &set->functions[j];
        PyObject *const *sorted = out;
        if (set->items[j].text == NULL) {
            continue;
        }
        if (kwnames == NULL && nargs == f->npositional && nargs == f->nparams &&
            f->offset == 0) {
            sorted = args;
        } else if (!seai_bind(f, args, nargs, kwnames, out)) {
            continue;
        }
        bound |= (uint64_t)1 << j;
        if (set->candidates[j].exact(f, sorted)) {
            r = call_one(set, j, self, args, nargs, kwnames);
            if (SEAI_LIKELY(r != SEAI_NO_MATCH)) {
                goto done;
            }
            if (take_reason(&reasons[j]) < 0) {
                r = NULL;
                goto done;
            }
            bound &= ~((uint64_t)1 << j);
        }
    }
    for (uint32_t j = set->n; j-- > 0;) {
        if (bound >> j & 1) {
            r = call_one(set, j, self, args, nargs, kwnames);
            if (r != SEAI_NO_MATCH) {
                goto done;
            }
            if (take_reason(&reasons[j]) < 0) {
                r = NULL;
                goto done;
            }
        }
    }
    r = NULL;
    if ((flags & SEAI_OPERATOR) == 0) {
        none_matches(set, args, nargs, kwnames, reasons);
    }
done:
    for (uint32_t j = set->n; j-- > 0;) {
        Py_XDECREF(reasons[j]);
    }
    return r;
}
/* The usual call is by position and needs no conversion.  Nothing is decided here but for
 * candidates that such arguments either fill or cannot bind to. */
PyObject *seai_overloaded(const seai_overloads *set, int flags, PyObject *self,
                          PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    uint32_t j = kwnames == NULL ? set->n : 0;
    while (j-- > 0 && set->items[j].text != NULL) {
        const seai_function *f = &set->functions[j];
        if (f->offset != 0 || f->npositional != f->nparams ||
            (nargs < f->nparams && f->required >> nargs == 0)) {
            break;
        }
        if (nargs == f->nparams && set->candidates[j].exact(f, args)) {
            PyObject *r = call_one(set, j, self, args, nargs, kwnames);
            if (SEAI_LIKELY(r != SEAI_NO_MATCH)) {
                return r;
            }
            PyErr_Clear(); /* it is said again, with the others' reasons */
            break;
        }
    }
    return choose(set, flags, self, args, nargs, kwnames);
}
int seai_overloaded_init(const seai_overloads *set, PyObject *self,
                         PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    return seai_overloaded(set, 0, self, args, nargs, kwnames) != NULL ? 0 : -1;
}

/* ---- tables ---- */
/* "area($module, w, h)\n--\n\ndoc" as "area(w, h)"; *doc is what comes after it. */
static char *signature_of(const char *text, const char **doc)
{
    const char *end = text != NULL ? strstr(text, "\n--\n\n") : NULL;
    const char *open = end != NULL ? strchr(text, '(') : NULL, *from;
    char *plain = open != NULL ? PyMem_RawMalloc((size_t)(end - text) + 1) : NULL;
    *doc = end != NULL ? end + 5 : "";
    if (plain == NULL) {
        return NULL;
    }
    from = open + 1;
    if (*from == '$') {
        from += strcspn(from, ",)");
        from += *from == ',' ? 2 : 0;
    }
    memcpy(plain, text, (size_t)(open - text) + 1);
    memcpy(plain + (open - text) + 1, from, (size_t)(end - from));
    plain[(open - text) + 1 + (end - from)] = '\0';
    return plain;
}
static int read_set(PyObject *module, const char *module_name, const seai_class *cls,
                    const seai_item *item, seai_ready *r)
{
    const seai_overloads *set = item->b.overloads;
    char *text = NULL;
    size_t len = 1;
    r->candidates = PyMem_RawCalloc(set->n, sizeof *r->candidates);
    if (r->candidates == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    r->ncandidates = set->n;
    for (uint32_t j = set->n; j-- > 0;) {
        seai_ready *one = &r->candidates[j];
        one->is_candidate = 1;
        if (set->items[j].text != NULL) {
            if (seai_read_item(module, module_name, cls, &set->items[j], one) < 0) {
                return -1;
            }
            len += (one->doc != NULL ? 2 * strlen(one->doc) : 0) + 8;
        }
    }
    if (item->kind == SEAI_ITEM_OPERATOR) {
        return 0;
    }
    len += r->doc != NULL ? strlen(r->doc) + 2 : 0;
    if ((text = PyMem_RawCalloc(1, len)) == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (uint32_t j = set->n; j-- > 0;) {
        const char *doc;
        char *signature = signature_of(r->candidates[j].doc, &doc);
        if (set->items[j].text == NULL) {
            continue;
        }
        if (signature == NULL) {
            PyMem_RawFree(text);
            PyErr_NoMemory();
            return -1;
        }
        strcat(strcat(text, signature), "\n");
        if (*doc != '\0') {
            strcat(strcat(strcat(text, "  "), doc), "\n");
        }
        PyMem_RawFree(r->candidates[j].doc);
        r->candidates[j].doc = signature;
    }
    if (r->doc != NULL) {
        strcat(strcat(text, "\n"), r->doc);
    } else {
        text[strlen(text) - 1] = '\0';
    }
    PyMem_RawFree(r->doc);
    r->doc = text;
    return 0;
}
static void fill_set(const seai_class *cls, const seai_item *item, seai_ready *r)
{
    const seai_overloads *set = item->b.overloads;
    for (uint32_t j = 0; j < set->n; j++) {
        seai_ready *one = &r->candidates[j];
        if (one->name != NULL) {
            seai_fill_function(&set->functions[j], cls, &set->items[j], one);
            set->signatures[j] = one->doc;
            one->name = one->doc = NULL; /* the tables keep them */
        }
    }
}
const seai_overloads_parts seai_overloads_parts_of_all = {read_set, fill_set};
