/* From the constant rows of a block to the tables that CPython keeps: PyMethodDef,
 * PyGetSetDef, and what the argument parser needs.
 *
 * They are filled once a process and are the same for every interpreter.  What runs Python
 * code (the repr of defaults) is done before, without a lock; the filling itself is plain C
 * under a spin lock.  Two interpreters may both do the former; one of them publishes. */
#include "runtime.h"

enum { MAX_PARAMS = SEAI_MAX_PARAMS };
const seai_signatures *_Atomic seai_signatures_used;

static int is_ascii(const seai_text *t)
{
    size_t i = 0;
    while (i < t->len && t->data[i] > 0) {
        i++;
    }
    return i == t->len;
}

/* ---- names ---- */
const char *seai_name(const char *from, char *buf, size_t size)
{
    size_t len;
    if (*from == '"') { /* a name written as a string literal */
        from++;
    }
    len = strcspn(from, "\"");
    if (len >= size) {
        len = size - 1;
    }
    memcpy(buf, from, len);
    buf[len] = '\0';
    return buf;
}
static int is_keyword(const char *name)
{
    static char
        keywords[] = /* not const: constants of a small module fit one page less */
        " False None True and as assert async await break class continue def del elif else "
        "except finally for from global if import in is lambda nonlocal not or pass raise "
        "return try while with yield ";
    const char *at = strstr(keywords, name);
    size_t len = strlen(name);
    for (; at != NULL && len > 0; at = strstr(at + 1, name)) {
        if (at > keywords && at[-1] == ' ' && at[len] == ' ') {
            return 1;
        }
    }
    return 0;
}
int seai_is_identifier(const char *name)
{
    const unsigned char *c = (const unsigned char *)name;
    if (*c >= '0' && *c <= '9') {
        return 0;
    }
    for (; *c != '\0'; c++) {
        if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || *c == '_' ||
              *c >= 0x80 || (*c >= '0' && *c <= '9'))) {
            return 0;
        }
    }
    return c != (const unsigned char *)name && !is_keyword(name);
}
int seai_bad_name(const char *module, const char *name)
{
    if (is_keyword(name)) {
        PyErr_Format(PyExc_ImportError,
                     "seabind: module '%s': '%s' is a keyword of Python; call it '%s_'",
                     module, name, name);
        return -1;
    }
    PyErr_Format(
        PyExc_ImportError,
        "seabind: module '%s': '%s' is no identifier; if it is the text of a macro, "
        "write the name as a string",
        module, name);
    return -1;
}

/* ---- one item ---- */
typedef seai_ready ready;

/* The defaults as objects; one that cannot be made yet (its class comes later) is NULL. */
SEAI_RARELY int make_defaults(PyObject *module, const seai_item *item,
                              PyObject **values)
{
    const seai_where where = {module, NULL};
    memset(values, 0, sizeof *values * MAX_PARAMS);
    if (item->b.defaults != NULL && item->b.defaults(where, values) < 0) {
        if (PyErr_ExceptionMatches(PyExc_MemoryError)) {
            return -1;
        }
        PyErr_Clear();
    }
    return 0;
}
SEAI_RARELY void add_comma(seai_text *signature)
{
    if (signature->len == 0 || signature->data[signature->len - 1] != '(') {
        seai_text_add(signature, ", ");
    }
}
/* Whether what begins at `at` may come after the parameters in *r, as in Python's grammar. */
SEAI_RARELY int check_order(const seai_item *item, const ready *r, const char *at)
{
    const char *what = strcmp(at, "/") == 0   ? "(posonly)"
                       : strcmp(at, "*") == 0 ? "(kwonly)"
                       : at[0] != '*'         ? "a parameter"
                       : at[1] != '*'         ? "(args, ...)"
                                              : "(kwargs, ...)";
    /* after the positional ones: (args), (kwonly) or (posonly) come too late */
    int late = r->npositional >= 0 && *what != 'a' && at[1] != '*';
    const char *after = r->rest & SEAI_REST_KWARGS         ? "(kwargs, ...)"
                        : late && r->rest & SEAI_REST_ARGS ? "(args, ...)"
                        : late                             ? "(kwonly)"
                                                           : NULL;
    if (after != NULL) {
        PyErr_Format(PyExc_ImportError, "seabind: %s(): %s cannot come after %s",
                     item->text, what, after);
        return -1;
    }
    return 0;
}
SEAI_RARELY int add_default(seai_text *signature, PyObject *module,
                            const seai_class *cls, const seai_item *item, int number,
                            PyObject *value, int for_people)
{
    const seai_signatures *s = atomic_load(&seai_signatures_used);
    PyObject *shown = s->show(module, cls, item, number, value, for_people);
    const char *utf8 = shown != NULL ? PyUnicode_AsUTF8(shown) : NULL;
    if (utf8 != NULL) {
        seai_text_add(signature, utf8);
    }
    Py_XDECREF(shown);
    return utf8 != NULL ? 0 : -1;
}
int seai_read_item(PyObject *module, const char *module_name, const seai_class *cls,
                   const seai_item *item, seai_ready *r)
{
    const char *const self = item->kind == SEAI_ITEM_FUNCTION ? "$module"
                             : item->kind == SEAI_ITEM_METHOD ? "$self"
                             : item->kind == SEAI_ITEM_STATIC ? "$type"
                                                              : "";
    const char *at = item->text + strlen(item->text) + 1;
    PyObject *values[MAX_PARAMS + 1];
    seai_text names = {NULL, 0, 0, 0}, signature = {NULL, 0, 0, 0};
    char buf[256];
    int nvalues = 0, star = 0, has_signature, result = -1;
    has_signature =
        item->nparams != SEAI_OVERLOADED &&
        (item->kind == SEAI_ITEM_FUNCTION || item->kind == SEAI_ITEM_METHOD ||
         item->kind == SEAI_ITEM_STATIC || item->kind == SEAI_ITEM_INIT);
    memset(values, 0, sizeof values);
    if (has_signature && make_defaults(module, item, values) < 0) {
        goto done;
    }
    r->npositional = -1;
    seai_name(item->text, buf, sizeof buf);
    if (item->kind != SEAI_ITEM_OPERATOR && !seai_is_identifier(buf)) {
        seai_bad_name(module_name, buf);
        goto done;
    }
    seai_text_add_bytes(&names, buf, strlen(buf) + 1);
    if (has_signature) {
        seai_text_add(&signature, item->kind == SEAI_ITEM_INIT ? cls->name : buf);
        seai_text_add(&signature, "(");
        seai_text_add(&signature, self);
    }
    for (; *at != '\0'; at += strlen(at) + 1) {
        size_t len = strlen(at), stars = strspn(at, "*");
        int optional = len > 1 && at[len - 1] == '=';
        if (check_order(item, r, at) < 0) {
            goto done;
        }
        if (strcmp(at, "*") == 0) {
            r->npositional = r->nparams;
            star = 1; /* shown before a parameter: inspect would refuse one alone */
            continue;
        }
        if (star && stars == 0) {
            add_comma(&signature);
            seai_text_add(&signature, "*");
            star = 0;
        }
        add_comma(&signature);
        if (strcmp(at, "/") == 0) {
            r->nposonly = r->nparams;
            seai_text_add(&signature, at);
            continue;
        }
        if (stars > 0) {
            r->rest |= stars == 1 ? SEAI_REST_ARGS : SEAI_REST_KWARGS;
            if (r->npositional < 0) {
                r->npositional = r->nparams;
            }
            seai_text_add_bytes(&signature, at, stars);
        }
        seai_name(at + stars, buf, sizeof buf);
        if (at[stars] != '"' && optional) {
            buf[strlen(buf) - 1] = '\0';
        }
        if (!seai_is_identifier(buf)) {
            seai_bad_name(module_name, buf);
            goto done;
        }
        seai_text_add_bytes(&names, buf, strlen(buf) + 1);
        seai_text_add(&signature, buf);
        if (optional) {
            seai_text_add(&signature, "=");
            if (item->b.defaults == NULL || !has_signature) {
                seai_text_add(&signature, "...");
            } else if (add_default(&signature, module, cls, item, nvalues,
                                   values[nvalues], r->is_candidate) < 0) {
                goto done;
            }
            nvalues++;
        } else {
            if (nvalues > 0 && r->npositional < 0 && has_signature) {
                PyErr_Format(
                    PyExc_ImportError,
                    "seabind: %s(): '%s' needs a default, or (kwonly) before it",
                    item->text, buf);
                goto done;
            }
            r->required |= (uint64_t)(stars == 0) << r->nparams;
        }
        r->nparams++;
    }
    at++;
    const char *doc_end = at + strcspn(at, SEAI_MARK);
    if (*doc_end != '\0' && has_signature && !signature.failed) {
        const seai_signatures *s = atomic_load(&seai_signatures_used);
        char *parameters = s->own_parameters(signature.data, doc_end + 1);
        if (parameters == NULL) {
            goto done;
        }
        signature.len = strcspn(signature.data, "(") + 1;
        seai_text_add(&signature, self);
        seai_text_add(&signature, *self != '\0' && *parameters != '\0' ? ", " : "");
        seai_text_add(&signature, parameters);
        PyMem_RawFree(parameters);
    }
    if (has_signature) {
        seai_text_add(&signature, ")\n--\n\n");
        if (!is_ascii(&signature)) { /* inspect would fail */
            signature.len = 0;
        }
    } else {
        signature.len = 0;
    }
    if (doc_end > at) {
        seai_text_add_bytes(&signature, at, (size_t)(doc_end - at));
    }
    if (*doc_end != '\0') {
        at = doc_end + 1 + strcspn(doc_end + 1, SEAI_MARK);
        seai_text_add(&signature, *at != '\0' ? at + 1 : "");
    }
    if (names.failed || signature.failed) {
        PyErr_NoMemory();
        goto done;
    }
    if (r->npositional < 0) {
        r->npositional = r->nparams;
    }
    r->name = names.data;
    r->doc = signature.len > 0 ? signature.data : NULL;
    names.data = NULL;
    if (r->doc != NULL) {
        signature.data = NULL;
    }
    result = 0;
done:
    for (int i = 0; i < MAX_PARAMS; i++) {
        Py_XDECREF(values[i]);
    }
    PyMem_RawFree(names.data);
    PyMem_RawFree(signature.data);
    return result;
}
SEAI_RARELY void drop(ready *r)
{
    for (uint32_t j = 0; j < r->ncandidates; j++) {
        PyMem_RawFree(r->candidates[j].name);
        PyMem_RawFree(r->candidates[j].doc);
    }
    PyMem_RawFree(r->candidates);
    PyMem_RawFree(r->name);
    PyMem_RawFree(r->doc);
}
/* ---- the tables ---- */
void seai_fill_function(seai_function *f, const seai_class *cls, const seai_item *item,
                        const seai_ready *r)
{
    f->item = item;
    f->owner = cls != NULL ? cls->name : NULL;
    f->names = r->name + strlen(r->name) + 1;
    f->required = r->required;
    f->nparams = (uint8_t)r->nparams;
    f->npositional = (uint8_t)r->npositional;
    f->nposonly = (uint8_t)r->nposonly;
    f->offset = r->rest != 0 ? r->rest : item->offset;
    f->flags = cls != NULL ? (uint8_t)cls->flags : 0;
}
SEAI_RARELY void fill(const seai_class *cls, const seai_item *items, uint32_t nitems,
                      ready *made, seai_function *functions, PyMethodDef *methods,
                      PyGetSetDef *getset)
{
    for (uint32_t i = nitems; i-- > 0;) {
        const seai_item *item = &items[i];
        seai_function *f = &functions[i];
        ready *r = &made[i];
        const char *doc = r->doc;
        if (r->name == NULL) {
            continue;
        }
        seai_fill_function(f, cls, item, r);
        if (r->candidates != NULL) {
            item->b.overloads->parts->fill(cls, item, r);
        }
        if (item->kind == SEAI_ITEM_FUNCTION || item->kind == SEAI_ITEM_METHOD ||
            item->kind == SEAI_ITEM_STATIC) {
            *methods++ =
                (PyMethodDef){r->name, (PyCFunction)(void (*)(void))item->a.call,
                              METH_FASTCALL | METH_KEYWORDS |
                                  (item->kind == SEAI_ITEM_STATIC ? METH_CLASS : 0),
                              doc};
        } else if (cls != NULL) {
            cls->tables->fill(cls, item, f, r, &getset);
        }
        r->name = r->doc = NULL; /* the tables keep them */
    }
    if (cls != NULL) {
        cls->tables->complete(cls, methods, getset);
    }
}
int seai_tables_fill(PyObject *module, const char *module_name, const seai_class *cls,
                     const seai_item *items, uint32_t nitems, seai_function *functions,
                     PyMethodDef *methods, PyGetSetDef *getset, seai_class_data *data)
{
    static _Atomic(int) filling;
    ready *made;
    const ready *init = NULL;
    char *doc = NULL;
    int result = -1;
    if (atomic_load_explicit(&data->ready, memory_order_acquire)) {
        return 0;
    }
    made = PyMem_RawCalloc(nitems, sizeof *made);
    if (made == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (uint32_t i = nitems; i-- > 0;) {
        if (items[i].text != NULL &&
            (items[i].kind < SEAI_ITEM_CLASS || items[i].kind == SEAI_ITEM_OBJECT)) {
            if (seai_read_item(module, module_name, cls, &items[i], &made[i]) < 0 ||
                (items[i].nparams == SEAI_OVERLOADED &&
                 items[i].b.overloads->parts->read(module, module_name, cls, &items[i],
                                                   &made[i]) < 0)) {
                goto done;
            }
            if (items[i].kind == SEAI_ITEM_INIT) {
                init = &made[i];
            }
        }
    }
    if (cls != NULL && cls->tables->begin(cls, module_name, made) < 0) {
        goto done;
    }
    if (cls != NULL) {
        doc = cls->tables->doc(cls, init);
        if (doc == NULL && PyErr_Occurred()) {
            goto done;
        }
    }
    spin_lock(&filling);
    if (!atomic_load(&data->ready)) {
        fill(cls, items, nitems, made, functions, methods, getset);
        if (cls != NULL) {
            char *signature =
                (char *)(uintptr_t)data->doc; /* of init: it is in doc as well */
            data->doc = doc;
            doc = signature;
        }
        atomic_store_explicit(&data->ready, 1, memory_order_release);
    }
    spin_unlock(&filling);
    result = 0;
done:
    for (uint32_t i = 0; i < nitems; i++) {
        drop(&made[i]);
    }
    PyMem_RawFree(made);
    PyMem_RawFree(doc);
    return result;
}
