/* From the constant rows of a block to the tables that CPython keeps: PyMethodDef,
 * PyGetSetDef, and what the argument parser needs.
 *
 * They are filled once a process and are the same for every interpreter.  What runs Python
 * code (the repr of defaults) is done before, without a lock; the filling itself is plain C
 * under a spin lock.  Two interpreters may both do the former; one of them publishes. */
#include "runtime.h"

enum { MAX_PARAMS = SEAI_MAX_PARAMS };
const seai_signatures *_Atomic seai_signatures_used;

/* ---- growing text ---- */
typedef struct text {
    char *data;
    size_t len, room;
    int failed;
} text;

static void add_bytes(text *t, const char *s, size_t len)
{
    if (!t->failed && t->len + len + 1 > t->room) {
        size_t room = (t->len + len + 1) * 2;
        char *data = PyMem_RawRealloc(t->data, room);
        if (data == NULL) {
            t->failed = 1;
        } else {
            t->data = data;
            t->room = room;
        }
    }
    if (!t->failed && t->data != NULL) {
        memcpy(t->data + t->len, s, len);
        t->len += len;
        t->data[t->len] = '\0';
    }
}
static void add(text *t, const char *s) { add_bytes(t, s, strlen(s)); }
static int is_ascii(const text *t)
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
static int make_defaults(PyObject *module, const seai_item *item, PyObject **values)
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
static void add_comma(text *signature)
{
    if (signature->len == 0 || signature->data[signature->len - 1] != '(') {
        add(signature, ", ");
    }
}
/* Whether what begins at `at` may come after the parameters in *r, as in Python's grammar. */
static int check_order(const seai_item *item, const ready *r, const char *at)
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
static int add_default(text *signature, PyObject *module, const seai_class *cls,
                       const seai_item *item, int number, PyObject *value,
                       int for_people)
{
    const seai_signatures *s = atomic_load(&seai_signatures_used);
    PyObject *shown = s->show(module, cls, item, number, value, for_people);
    const char *utf8 = shown != NULL ? PyUnicode_AsUTF8(shown) : NULL;
    if (utf8 != NULL) {
        add(signature, utf8);
    }
    Py_XDECREF(shown);
    return utf8 != NULL ? 0 : -1;
}
/* The length of "(...)" at the start of a text; 0 when it is none, or has what inspect cannot
 * read: an annotation. */
static size_t parameters_length(const char *s)
{
    char quote = 0;
    int depth = 0;
    for (size_t i = 0; s[i] != '\0' && s[i] != SEAI_MARK[0]; i++) {
        if (quote != 0) {
            i += s[i] == '\\' && s[i + 1] != '\0';
            quote = s[i] == quote ? 0 : quote;
        } else if (s[i] == '\'' || s[i] == '"') {
            quote = s[i];
        } else if (strchr("([{", s[i]) != NULL) {
            depth++;
        } else if (strchr(")]}", s[i]) != NULL && --depth == 0) {
            return *s == '(' ? i + 1 : 0;
        } else if (s[i] == ':' && depth == 1) {
            return 0;
        }
    }
    return 0;
}
/* The user's signature, at `own` up to a mark, instead of what was made so far. */
static int override(text *signature, size_t name_len, const char *self, const char *own)
{
    const size_t len = parameters_length(own), all = strcspn(own, SEAI_MARK);
    PyObject *code = NULL;
    text definition = {NULL, 0, 0, 0};
    add(&definition, "def f");
    add_bytes(&definition, own, all);
    add(&definition, ": 0");
    if (definition.failed) {
        PyErr_NoMemory();
    } else if (len > 0) {
        code = Py_CompileString(definition.data, "signature", Py_file_input);
    }
    if (code == NULL &&
        (!PyErr_Occurred() || !PyErr_ExceptionMatches(PyExc_MemoryError))) {
        signature->data[name_len] = '\0';
        definition.data[strlen("def f") + all] = '\0';
        PyErr_Format(PyExc_ImportError,
                     "seabind: %s(): (signature, \"%s\"): write parameters without "
                     "annotations: \"(a, /, *, b=1)\"",
                     signature->data, definition.data + strlen("def f"));
    }
    PyMem_RawFree(definition.data);
    if (code == NULL) {
        return -1;
    }
    Py_DECREF(code);
    signature->len = name_len;
    add(signature, "(");
    add(signature, self);
    add(signature, *self != '\0' && own[1] != ')' ? ", " : "");
    add_bytes(signature, own + 1, len - 2);
    return 0;
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
    text names = {NULL, 0, 0, 0}, signature = {NULL, 0, 0, 0};
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
    add_bytes(&names, buf, strlen(buf) + 1);
    if (has_signature) {
        add(&signature, item->kind == SEAI_ITEM_INIT ? cls->name : buf);
        add(&signature, "(");
        add(&signature, self);
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
            add(&signature, "*");
            star = 0;
        }
        add_comma(&signature);
        if (strcmp(at, "/") == 0) {
            r->nposonly = r->nparams;
            add(&signature, at);
            continue;
        }
        if (stars > 0) {
            r->rest |= stars == 1 ? SEAI_REST_ARGS : SEAI_REST_KWARGS;
            if (r->npositional < 0) {
                r->npositional = r->nparams;
            }
            add_bytes(&signature, at, stars);
        }
        seai_name(at + stars, buf, sizeof buf);
        if (at[stars] != '"' && optional) {
            buf[strlen(buf) - 1] = '\0';
        }
        if (!seai_is_identifier(buf)) {
            seai_bad_name(module_name, buf);
            goto done;
        }
        add_bytes(&names, buf, strlen(buf) + 1);
        add(&signature, buf);
        if (optional) {
            add(&signature, "=");
            if (item->b.defaults == NULL || !has_signature) {
                add(&signature, "...");
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
    if (*doc_end != '\0' && has_signature && !signature.failed &&
        override(&signature, strcspn(signature.data, "("), self, doc_end + 1) < 0) {
        goto done;
    }
    if (has_signature) {
        add(&signature, ")\n--\n\n");
        if (!is_ascii(&signature)) { /* inspect would fail */
            signature.len = 0;
        }
    } else {
        signature.len = 0;
    }
    if (doc_end > at) {
        add_bytes(&signature, at, (size_t)(doc_end - at));
    }
    if (*doc_end != '\0') {
        at = doc_end + 1 + strcspn(doc_end + 1, SEAI_MARK);
        add(&signature, *at != '\0' ? at + 1 : "");
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
static void drop(ready *r)
{
    for (uint32_t j = 0; j < r->ncandidates; j++) {
        PyMem_RawFree(r->candidates[j].name);
        PyMem_RawFree(r->candidates[j].doc);
    }
    PyMem_RawFree(r->candidates);
    PyMem_RawFree(r->name);
    PyMem_RawFree(r->doc);
}
/* Two attributes of one name: the second would hide the first. */
static int check_names(const char *module_name, const seai_class *cls,
                       const seai_item *items, const ready *made, uint32_t nitems)
{
    for (uint32_t i = 0; i < nitems; i++) {
        for (uint32_t j = i + 1; made[i].name != NULL && j < nitems; j++) {
            if (made[j].name != NULL && items[i].kind != SEAI_ITEM_OPERATOR &&
                items[j].kind != SEAI_ITEM_OPERATOR &&
                strcmp(made[i].name, made[j].name) == 0) {
                PyErr_Format(PyExc_ImportError,
                             "seabind: module '%s': %s%s'%s' is bound twice",
                             module_name, cls != NULL ? cls->name : "",
                             cls != NULL ? ": " : "", made[i].name);
                return -1;
            }
        }
    }
    return 0;
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
static void fill(const seai_class *cls, const seai_item *items, uint32_t nitems,
                 ready *made, seai_function *functions, PyMethodDef *methods,
                 PyGetSetDef *getset, seai_class_data *data)
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
        } else if (item->kind == SEAI_ITEM_PROPERTY || item->kind == SEAI_ITEM_FIELD) {
            *getset++ = (PyGetSetDef){r->name, item->a.get, item->b.set, doc, f};
        } else if (item->kind == SEAI_ITEM_OBJECT && cls != NULL) {
            *getset++ = (PyGetSetDef){r->name, cls->handle->get_object,
                                      cls->handle->set_object, doc, f};
        } else if (item->kind == SEAI_ITEM_INIT) {
            data->doc = doc;
        } else if (item->kind == SEAI_ITEM_OPERATOR) {
            if (item->op >= SEAI_OP_lt && item->op <= SEAI_OP_compare) {
                data->compare[item->op - SEAI_OP_lt] = item->a.call;
            }
            r->doc = NULL; /* a slot has none */
            PyMem_RawFree((void *)(uintptr_t)doc);
        }
        r->name = r->doc = NULL; /* the tables keep them */
    }
    if (cls != NULL && cls->handle != NULL) {
        cls->handle->complete(cls, methods, getset);
    }
    if (cls != NULL && cls->plain != NULL) {
        cls->plain->parts->complete(cls, methods);
    }
}
/* "doc" alone for a class without init; with init the signature is before it. */
static char *class_doc(const seai_class *cls, const ready *init)
{
    text t = {NULL, 0, 0, 0};
    if (cls->doc == NULL && init == NULL) {
        return NULL;
    }
    if (init != NULL && init->doc != NULL) {
        add(&t, init->doc);
        if (cls->doc != NULL && t.len > 0 && t.data[t.len - 1] != '\n') {
            add(&t, "\n\n");
        }
    }
    add(&t, cls->doc != NULL ? cls->doc : "");
    if (t.failed) {
        PyMem_RawFree(t.data);
        PyErr_NoMemory();
        return NULL;
    }
    return t.data;
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
    if (cls != NULL && cls->plain != NULL &&
        cls->plain->parts->begin(cls, module_name) < 0) {
        goto done;
    }
    if (check_names(module_name, cls, items, made, nitems) < 0) {
        goto done;
    }
    if (cls != NULL) {
        doc = class_doc(cls, init);
        if (doc == NULL && PyErr_Occurred()) {
            goto done;
        }
    }
    spin_lock(&filling);
    if (!atomic_load(&data->ready)) {
        fill(cls, items, nitems, made, functions, methods, getset, data);
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
