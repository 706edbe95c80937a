/* Defaults in signatures.
 *
 * CPython keeps a builtin's signature as text; inspect reads literals in it, and names of
 * str, int, float, bytes and bool objects.  So a number or a text is written down as it is;
 * any other default is written as a name, MODULE._seabind._<n>.  What these names refer to
 * each interpreter's module gets at the end of its exec: the object itself where inspect
 * takes it (a member of an IntEnum), else a str that looks like the object's repr.
 *
 * The list of such defaults is the process's: written once, equal for every interpreter,
 * never freed, as the tables are. */
#include "runtime.h"

#define HOLDER "_seabind"

typedef struct named {
    struct named *next;
    const seai_item *item;
    int number; /* of the default among the item's */
    int id;
    char module[]; /* its name */
} named;

static _Atomic(int) lock;
static named *all;

/* The number in the name of a default: the same each time; -1 without memory. */
static int name_default(const char *module, const seai_item *item, int number)
{
    named *found, *made = PyMem_RawMalloc(sizeof *made + strlen(module) + 1);
    int id = 0;
    if (made == NULL) {
        return -1;
    }
    spin_lock(&lock);
    for (found = all; found != NULL; found = found->next) {
        if (found->item == item && found->number == number) {
            break;
        }
    }
    if (found == NULL) {
        made->next = all;
        made->item = item;
        made->number = number;
        made->id = all != NULL ? all->id + 1 : 0;
        strcpy(made->module, module);
        all = found = made;
        made = NULL;
    }
    id = found->id;
    spin_unlock(&lock);
    PyMem_RawFree(made);
    return id;
}
/* Whether the module has something of the name with which its own name begins. */
static int is_hidden(PyObject *module, const char *name)
{
    const seai_state *state = *(seai_state **)PyModule_GetState(module);
    const size_t len = strcspn(name, ".");
    char buf[256];
    for (uint32_t i = 0; i < state->module->nitems; i++) {
        const char *text = state->module->items[i].text;
        if (text != NULL && strlen(seai_name(text, buf, sizeof buf)) == len &&
            strncmp(buf, name, len) == 0) {
            return 1;
        }
    }
    return 0;
}
static PyObject *as_name(PyObject *module, const seai_class *cls, const seai_item *item,
                         int number)
{
    const char *name = PyModule_GetName(module);
    int id;
    if (name == NULL) {
        return NULL;
    }
    if ((id = name_default(name, item, number)) < 0) {
        return PyErr_NoMemory();
    }
    /* inspect knows the module of functions and classes, but not that of methods: for them
     * it looks in sys.modules */
    if (cls == NULL || item->kind == SEAI_ITEM_INIT) {
        return PyUnicode_FromFormat(HOLDER "._%d", id);
    }
    if (is_hidden(module, name)) {
        return PyUnicode_FromString("...");
    }
    return PyUnicode_FromFormat("%s." HOLDER "._%d", name, id);
}
/* Numbers that repr() does not write as literals, or not as those that inspect reads. */
static PyObject *float_text(double v)
{
    return PyUnicode_FromString(v != v ? "1e999-1e999" : v > 0 ? "1e999" : "-1e999");
}
static PyObject *show(PyObject *module, const seai_class *cls, const seai_item *item,
                      int number, PyObject *value, int for_people)
{
    if (value != NULL && PyFloat_CheckExact(value) &&
        !Py_IS_FINITE(PyFloat_AS_DOUBLE(value))) {
        return float_text(PyFloat_AS_DOUBLE(value));
    }
    return value != NULL && (value == Py_None || PyBool_Check(value) ||
                             PyLong_CheckExact(value) || PyUnicode_CheckExact(value) ||
                             PyBytes_CheckExact(value) || PyFloat_CheckExact(value))
               ? PyObject_ASCII(value) /* inspect refuses other texts */
           : !for_people   ? as_name(module, cls, item, number)
           : value != NULL ? PyObject_ASCII(value)
                           : PyUnicode_FromString("...");
}

/* ---- what the names refer to ---- */
static PyObject *text_repr(PyObject *self)
{
    return PyUnicode_FromObject(self); /* an exact str */
}
/* They and their class refer to each other. */
static int text_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    return 0;
}
/* The class of those strings, and the place for all: an attribute each. */
static PyObject *make_holder(const char *module)
{
    PyType_Slot slots[] = {{Py_tp_repr, SEAI_SLOT_FUNCTION(text_repr)},
                           {Py_tp_traverse, SEAI_SLOT_FUNCTION(text_traverse)},
                           {0, NULL}};
    char name[256];
    PyType_Spec spec = {name, 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, slots};
    PyOS_snprintf(name, sizeof name, "%s." HOLDER, module);
    return PyType_FromSpecWithBases(&spec, (PyObject *)&PyUnicode_Type);
}
static PyObject *referred(PyObject *holder, PyObject *value)
{
    PyObject *repr, *text;
    if (value != NULL && (PyLong_Check(value) || PyUnicode_Check(value) ||
                          PyFloat_Check(value) || PyBytes_Check(value))) {
        return Py_NewRef(value);
    }
    repr = value != NULL ? PyObject_Repr(value) : PyUnicode_FromString("...");
    text = repr != NULL ? PyObject_CallOneArg(holder, repr) : NULL;
    Py_XDECREF(repr);
    return text;
}
static int add_one(PyObject *module, PyObject *holder, const named *one)
{
    const seai_where where = {module, NULL};
    PyObject *values[SEAI_MAX_PARAMS + 1] = {NULL}, *value;
    char name[32];
    int result = -1;
    if (one->item->b.defaults(where, values) < 0) {
        if (PyErr_ExceptionMatches(PyExc_MemoryError)) {
            goto done;
        }
        PyErr_Clear(); /* its class is in no module, or in one that is not imported */
    }
    value = referred(holder, values[one->number]);
    PyOS_snprintf(name, sizeof name, "_%d", one->id);
    if (value != NULL) {
        result = PyObject_SetAttrString(holder, name, value);
        Py_DECREF(value);
    }
done:
    for (size_t i = 0; i < Py_ARRAY_LENGTH(values); i++) {
        Py_XDECREF(values[i]);
    }
    return result;
}
static int finish(PyObject *module, const char *name)
{
    PyObject *holder = NULL;
    const named *one;
    int result = 0;
    spin_lock(&lock);
    one = all; /* those before it never change */
    spin_unlock(&lock);
    for (; one != NULL && result == 0; one = one->next) {
        if (strcmp(one->module, name) != 0) {
            continue;
        }
        if (holder == NULL && (holder = make_holder(name)) == NULL) {
            return -1;
        }
        result = add_one(module, holder, one);
    }
    if (holder != NULL && result == 0) {
        result = PyModule_AddObjectRef(module, HOLDER, holder);
    }
    Py_XDECREF(holder);
    return result;
}

/* ---- signatures of the user's ---- */
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
/* The parameters of the user's signature, at `own` up to a mark; begun: the signature so far. */
static char *own_parameters(char *begun, const char *own)
{
    const size_t len = parameters_length(own), end = strcspn(own, SEAI_MARK);
    PyObject *code = NULL;
    seai_text definition = {NULL, 0, 0, 0};
    char *parameters = NULL;
    seai_text_add(&definition, "def f");
    seai_text_add_bytes(&definition, own, end);
    seai_text_add(&definition, ": 0");
    if (definition.failed) {
        PyErr_NoMemory();
    } else if (len > 0) {
        code = Py_CompileString(definition.data, "signature", Py_file_input);
    }
    if (code == NULL &&
        (!PyErr_Occurred() || !PyErr_ExceptionMatches(PyExc_MemoryError))) {
        begun[strcspn(begun, "(")] = '\0';
        definition.data[strlen("def f") + end] = '\0';
        PyErr_Format(PyExc_ImportError,
                     "seabind: %s(): (signature, \"%s\"): write parameters without "
                     "annotations: \"(a, /, *, b=1)\"",
                     begun, definition.data + strlen("def f"));
    }
    PyMem_RawFree(definition.data);
    if (code == NULL) {
        return NULL;
    }
    Py_DECREF(code);
    if ((parameters = PyMem_RawCalloc(len, 1)) == NULL) {
        PyErr_NoMemory();
        return NULL;
    }
    memcpy(parameters, own + 1, len - 2);
    return parameters;
}

static const seai_signatures signatures = {show, finish, own_parameters};
void seai_signatures_use(void) { atomic_store(&seai_signatures_used, &signatures); }
