/* The leak report: which instances, types, modules and internals of this extension are alive
 * at C exit although their interpreter has ended; docs/reference/leaks.md.
 *
 * A table in C memory has one entry for each of them, under a spin lock; no call of Python's
 * under it.  An extension watches the classes it has, whoever makes an instance: the owner's
 * deallocator tells of the end.  While an entry is there its object's memory is valid as long
 * as the interpreter lives (a deallocator removes it first); after that nothing is read but
 * the table.  Who holds an object is looked up when the interpreter's dict is cleared, the
 * last moment at which the collector can be asked. */
#include "seabind/inspect.h"
#include "runtime.h"
#include <stdio.h>
#include <stdlib.h>

#if defined(__unix__) || defined(__APPLE__)
#    include <pthread.h>
#    define HAVE_FORK 1
#endif

_Atomic(int) seai_watching;

typedef struct entry {
    struct entry *next;
    const void *key;         /* instance, record, module state, local internals */
    PyObject *object;        /* borrowed; NULL for internals */
    const void *over;        /* instance: its record; type: the base's record or NULL */
    const seai_state *state; /* type: the module that has it */
    const char *name, *place, *held; /* texts, or NULL */
    uint64_t serial;                 /* of the local internals */
    unsigned char kind;              /* SEAI_LEAK_... */
    unsigned char ended;             /* the interpreter's dict was cleared */
    unsigned char implied;           /* another entry keeps it */
} entry;
typedef struct text {
    struct text *next;
    char s[]; /* from here on valid until the process ends */
} text;

enum { TEXTS = 256, FIRST = 256, ASKED = 100, HOLDERS = 8, LABEL = 120 };
static _Atomic(int) lock;
static entry *few[FIRST], **buckets = few;
static size_t nbuckets = FIRST, nentries;
static text *texts[TEXTS];
static uint64_t serials;

/* ---- the table ---- */
static size_t hash(const void *key)
{
    return (size_t)((uint64_t)(uintptr_t)key * 0x9e3779b97f4a7c15u >> 32);
}
/* Under the lock.  The newest comes first: the address of an object that an ended interpreter
 * left behind may be another's. */
static entry **find(int kind, const void *key)
{
    entry **at = &buckets[hash(key) & (nbuckets - 1)];
    while (*at != NULL && ((*at)->key != key || (*at)->kind != kind)) {
        at = &(*at)->next;
    }
    return *at != NULL ? at : NULL;
}
static void grow(size_t from)
{
    size_t n = from * 4;
    entry **fresh = calloc(n, sizeof *fresh), **old = fresh;
    if (fresh == NULL) {
        return; /* the chains become longer */
    }
    spin_lock(&lock);
    if (nbuckets == from) {
        old = buckets;
        for (size_t i = 0; i < from; i++) {
            entry *newer = NULL, *e;
            while ((e = old[i]) != NULL) { /* the order within a chain stays */
                old[i] = e->next;
                e->next = newer;
                newer = e;
            }
            while ((e = newer) != NULL) {
                entry **head = &fresh[hash(e->key) & (n - 1)];
                newer = e->next;
                e->next = *head;
                *head = e;
            }
        }
        buckets = fresh;
        nbuckets = n;
    }
    spin_unlock(&lock);
    if (old != few) {
        free(old);
    }
}
static void add(entry made)
{
    entry *e = malloc(sizeof *e);
    size_t full_at;
    if (e == NULL) {
        return;
    }
    *e = made;
    spin_lock(&lock);
    if (atomic_load(&seai_watching) != 0) {
        entry **head = &buckets[hash(e->key) & (nbuckets - 1)];
        e->next = *head;
        *head = e;
        nentries++;
        e = NULL;
    }
    full_at = nentries > nbuckets ? nbuckets : 0;
    spin_unlock(&lock);
    free(e);
    if (full_at != 0) {
        grow(full_at);
    }
}
void seai_leak_gone(int kind, const void *key)
{
    entry **at, *e = NULL;
    spin_lock(&lock);
    if ((at = find(kind, key)) != NULL) {
        e = *at;
        *at = e->next;
        nentries--;
    }
    spin_unlock(&lock);
    free(e);
}
PyObject *seai_leak_died(PyObject *o)
{
    seai_leak_gone(SEAI_LEAK_INSTANCE, o);
    return o;
}
static void forget_all(void)
{
    entry *all = NULL, *e;
    spin_lock(&lock);
    for (size_t i = 0; i < nbuckets; i++) {
        while ((e = buckets[i]) != NULL) {
            buckets[i] = e->next;
            e->next = all;
            all = e;
        }
    }
    nentries = 0;
    spin_unlock(&lock);
    while ((e = all) != NULL) {
        all = e->next;
        free(e);
    }
}
/* The same pointer for equal texts; NULL for NULL and for want of memory. */
static const char *intern(const char *s)
{
    size_t len = s != NULL ? strlen(s) : 0, h = len;
    text *fresh = s != NULL ? malloc(sizeof *fresh + len + 1) : NULL, *t;
    if (fresh == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < len; i++) {
        h = h * 31 + (unsigned char)s[i];
    }
    h = h / 7 % TEXTS;
    memcpy(fresh->s, s, len + 1);
    spin_lock(&lock);
    for (t = texts[h]; t != NULL && strcmp(t->s, s) != 0; t = t->next) {
    }
    if (t == NULL) {
        t = fresh;
        t->next = texts[h];
        texts[h] = t;
        fresh = NULL;
    }
    spin_unlock(&lock);
    free(fresh);
    return t->s;
}

/* ---- what becomes alive ---- */
static void ending(seai_local *local);
static const seai_leak_hooks hooks = {ending, seai_leak_gone};

/* Once an interpreter: who will be asked for the holders. */
static void begin(const seai_state *state)
{
    seai_local *local = state->local;
    PyObject *gc;
    uint64_t had;
    spin_lock(&lock);
    if ((had = local->serial) == 0) {
        local->serial = ++serials;
    }
    spin_unlock(&lock);
    if (had != 0) {
        return;
    }
    if (local->capsule != NULL &&
        (gc = PyImport_ImportModuleLevel("gc", NULL, NULL, NULL, 0)) != NULL) {
        local->get_referrers = PyObject_GetAttrString(gc, "get_referrers");
        Py_DECREF(gc);
    }
    PyErr_Clear();
    local->leaks = &hooks;
    add((entry){.key = local,
                .name = intern(state->name),
                .serial = local->serial,
                .kind = SEAI_LEAK_INTERNALS,
                .ended = local->capsule == NULL});
}
/* "file:line" of the innermost Python code. */
static const char *place_here(void)
{
    PyFrameObject *frame = PyThreadState_GetFrame(PyThreadState_Get());
    PyCodeObject *code = frame != NULL ? PyFrame_GetCode(frame) : NULL;
    char buf[600] = "C, outside of Python code";
    if (code != NULL) {
        const char *file = PyUnicode_AsUTF8(code->co_filename);
        PyOS_snprintf(buf, sizeof buf, "%.500s:%d", file != NULL ? file : "?",
                      PyFrame_GetLineNumber(frame));
    }
    Py_XDECREF(code);
    Py_XDECREF(frame);
    return intern(buf);
}
void seai_leak_of_mine(seai_record *record, PyObject *o)
{
    PyObject *exception;
    const seai_local *local = record->state->local;
    const char *name = record->name;
    char buf[400];
    if (atomic_load(&seai_watching) == 0) {
        return;
    }
    exception = seai_exception_take();
    begin(record->state);
    seai_try_incref_enable(o);
    if (Py_TYPE(o) != atomic_load(&record->type)) {
        PyOS_snprintf(buf, sizeof buf, "%.180s (subclass %.180s)", name,
                      Py_TYPE(o)->tp_name);
        name = buf;
    }
    add((entry){.key = o,
                .object = o,
                .over = record,
                .name = intern(name),
                .place =
                    atomic_load(&seai_watching) > SEA_LEAKS_COUNT ? place_here() : NULL,
                .serial = local->serial,
                .kind = SEAI_LEAK_INSTANCE,
                .ended = local->capsule == NULL});
    PyErr_Clear();
    seai_exception_put_steal(exception);
}
PyObject *seai_leak_born(PyObject *o)
{
    seai_record *record = seai_record_of(Py_TYPE(o));
    if (record != NULL && record->size > offsetof(seai_record, born) &&
        record->born != NULL) { /* not of minor 0 */
        record->born(record, o);
    }
    return o;
}
void seai_leak_type(seai_record *record)
{
    add((entry){.key = record,
                .object = (PyObject *)atomic_load(&record->type),
                .over = record->base,
                .state = record->state,
                .name = intern(record->name),
                .serial = record->state->local->serial,
                .kind = SEAI_LEAK_TYPE});
}

/* ---- on and off ---- */
static void report(void);
#ifdef HAVE_FORK
static void before_fork(void) { spin_lock(&lock); }
static void after_fork(void) { spin_unlock(&lock); }
#endif
static _Atomic(int) decided; /* by a call; the environment is not asked any more */

void sea_leak_report(int level)
{
    static _Atomic(int) begun;
    atomic_store(&decided, 1);
    if (level > 0 && atomic_exchange(&begun, 1) == 0) {
#ifdef HAVE_FORK
        (void)pthread_atfork(before_fork, after_fork, after_fork);
#endif
        (void)atexit(report);
    }
    atomic_store(&seai_watching, level > 0 ? level : 0);
    if (level <= 0) {
        forget_all();
    }
}
void seai_leak_module(PyObject *module, const seai_state *state)
{
    int known;
    if (atomic_exchange(&decided, 1) == 0) {
        const char *wanted = getenv("SEABIND_LEAKS");
        if (wanted != NULL && *wanted != '\0' && strcmp(wanted, "0") != 0) {
            sea_leak_report(strcmp(wanted, "trace") == 0 ? SEA_LEAKS_TRACE
                                                         : SEA_LEAKS_COUNT);
        }
    }
    if (atomic_load(&seai_watching) == 0) {
        return;
    }
    begin(state);
    spin_lock(&lock);
    known = find(SEAI_LEAK_MODULE, state) != NULL;
    spin_unlock(&lock);
    if (!known) {
        seai_try_incref_enable(module);
        add((entry){.key = state,
                    .object = module,
                    .name = intern(state->name),
                    .serial = state->local->serial,
                    .kind = SEAI_LEAK_MODULE});
    }
}

/* ---- copies: of the entries of one interpreter (which ends), or of all that ended ---- */
static int by_text(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "");
}
static int by_name(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    int order = (x->kind > y->kind) - (x->kind < y->kind);
    order = order != 0 ? order : by_text(x->name, y->name);
    order = order != 0 ? order : by_text(x->place, y->place);
    return order != 0 ? order : by_text(x->held, y->held);
}
/* Sorted; free() it.  NULL when there are none, or no memory. */
static entry *copy(uint64_t serial, size_t *n)
{
    entry *all = NULL, *more;
    size_t room = 0;
    for (int again = 1; again;) {
        again = 0;
        *n = 0;
        spin_lock(&lock);
        for (size_t i = 0; i < nbuckets; i++) {
            for (entry *e = buckets[i]; e != NULL; e = e->next) {
                e->ended |= serial != 0 && e->serial == serial;
                if (serial != 0 ? e->serial == serial : e->ended) {
                    if (*n < room) {
                        all[*n] = *e;
                    }
                    ++*n;
                }
            }
        }
        spin_unlock(&lock);
        if (*n > room) {
            room = *n + 16;
            if ((more = realloc(all, room * sizeof *all)) == NULL) {
                *n = 0;
                break;
            }
            all = more;
            again = 1;
        }
    }
    if (*n > 0) {
        qsort(all, *n, sizeof *all, by_name);
    }
    return all;
}

/* ---- holders ---- */
/* Part of every type: its methods and its order of bases. */
static int is_part(PyObject *o, PyObject *of)
{
    if (!PyType_Check(of)) {
        return 0;
    }
    if (o == ((PyTypeObject *)of)->tp_mro || o == of) {
        return 1;
    }
    if (PyCFunction_Check(o)) {
        return PyCFunction_GET_SELF(o) == of;
    }
    return (Py_IS_TYPE(o, &PyMethodDescr_Type) || Py_IS_TYPE(o, &PyGetSetDescr_Type) ||
            Py_IS_TYPE(o, &PyMemberDescr_Type) || Py_IS_TYPE(o, &PyWrapperDescr_Type) ||
            Py_IS_TYPE(o, &PyClassMethodDescr_Type)) &&
           (PyObject *)PyDescr_TYPE(o) == of;
}
static void describe(PyObject *o, char *buf)
{
    PyObject *name = NULL;
    const char *word = Py_TYPE(o)->tp_name, *s;
    if (PyModule_Check(o)) {
        name = PyModule_GetNameObject(o);
    } else if (PyFunction_Check(o)) {
        name = PyObject_GetAttrString(o, "__qualname__");
    } else if (PyType_Check(o)) {
        word = "type";
        name = PyUnicode_FromString(((PyTypeObject *)o)->tp_name);
    } else if (PyDict_CheckExact(o)) {
        name = Py_XNewRef(PyDict_GetItemString(o, "__name__"));
        word = name != NULL && PyUnicode_Check(name) ? "dict of module" : word;
    }
    s = name != NULL && PyUnicode_Check(name) ? PyUnicode_AsUTF8(name) : NULL;
    PyOS_snprintf(buf, LABEL, s != NULL ? "%.40s '%.70s'" : "%.100s", word, s);
    Py_XDECREF(name);
    PyErr_Clear();
}
static int by_label(const void *a, const void *b) { return strcmp(a, b); }

/* "list, function 'f'": interned, or NULL when it cannot be said. */
static const char *holders_of(PyObject *o, PyObject *get_referrers)
{
    PyObject *found = PyObject_CallOneArg(get_referrers, o);
    char labels[HOLDERS][LABEL], buf[HOLDERS * (LABEL + 2) + 40];
    size_t n = 0, more = 0, at = 0;
    if (found == NULL || !PyList_Check(found)) {
        PyErr_Clear();
        Py_XDECREF(found);
        return NULL;
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(found); i++) {
        PyObject *holder = PyList_GET_ITEM(found, i);
        char label[LABEL];
        size_t k = 0;
        if (is_part(holder, o)) {
            continue;
        }
        describe(holder, label);
        while (k < n && strcmp(labels[k], label) != 0) {
            k++;
        }
        if (k == n && n < HOLDERS) {
            strcpy(labels[n++], label);
        } else {
            more += k == n;
        }
    }
    Py_DECREF(found);
    if (n == 0) {
        return intern("nothing that the collector can see");
    }
    qsort(labels, n, sizeof *labels, by_label);
    for (size_t k = 0; k < n; k++) {
        at += (size_t)PyOS_snprintf(buf + at, sizeof buf - at, "%s%s",
                                    k > 0 ? ", " : "", labels[k]);
    }
    if (more > 0) {
        PyOS_snprintf(buf + at, sizeof buf - at, ", and others");
    }
    return intern(buf);
}
static void ask(const entry *seen, PyObject *get_referrers)
{
    entry **at;
    const char *held;
    int taken;
    spin_lock(&lock);
    at = find(seen->kind, seen->key);
    taken =
        at != NULL && (*at)->serial == seen->serial && seai_try_incref(seen->object);
    spin_unlock(&lock);
    if (!taken) {
        return;
    }
    held = holders_of(seen->object, get_referrers);
    spin_lock(&lock);
    if ((at = find(seen->kind, seen->key)) != NULL) {
        (*at)->held = held;
    }
    spin_unlock(&lock);
    Py_DECREF(seen->object);
}
/* The capsule's destructor: what is alive now may still die. */
static void ending(seai_local *local)
{
    PyObject *exception = seai_exception_take();
    PyObject *get_referrers = local->get_referrers;
    size_t n, run = 0;
    entry *all = copy(local->serial, &n);
    local->get_referrers = NULL;
    for (size_t i = 0; i < n && get_referrers != NULL; i++) {
        run = i > 0 && by_name(&all[i - 1], &all[i]) == 0 ? run + 1 : 0;
        if (all[i].object != NULL && run < ASKED) {
            ask(&all[i], get_referrers);
        }
    }
    free(all);
    Py_XDECREF(get_referrers);
    seai_exception_put_steal(exception);
}

/* ---- at C exit: nothing of Python is there any more ---- */
static entry *among(entry *all, size_t n, int kind, const void *key)
{
    for (size_t i = 0; key != NULL && i < n; i++) {
        if (all[i].kind == kind && all[i].key == key) {
            return &all[i];
        }
    }
    return NULL;
}
/* A type is not named when an instance, a derived type or its module is; internals when
 * anything is.  Takes them out and returns how many are left. */
static size_t imply(entry *all, size_t n)
{
    size_t left = 0;
    const void *last = NULL; /* sorted by class: do each once */
    for (size_t i = 0; i < n; i++) {
        entry *e =
            all[i].over != last ? among(all, n, SEAI_LEAK_TYPE, all[i].over) : NULL;
        last = all[i].over;
        while (e != NULL) {
            e->implied = 1;
            e = among(all, n, SEAI_LEAK_TYPE, e->over);
        }
        if (all[i].kind == SEAI_LEAK_TYPE &&
            among(all, n, SEAI_LEAK_MODULE, all[i].state) != NULL) {
            all[i].implied = 1;
        }
        for (size_t k = 0; all[i].kind == SEAI_LEAK_INTERNALS && k < i; k++) {
            all[i].implied |= all[k].serial == all[i].serial;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (!all[i].implied &&
            !(SEAI_LEAKS_MODULES && all[i].kind == SEAI_LEAK_MODULE)) {
            all[left++] = all[i];
        }
    }
    return left;
}
static size_t same(const entry *e, const entry *end,
                   int (*differ)(const entry *, const entry *))
{
    const entry *first = e;
    while (e < end && !differ(first, e)) {
        e++;
    }
    return (size_t)(e - first);
}
static int other_name(const entry *a, const entry *b)
{
    return a->kind != b->kind || by_text(a->name, b->name);
}
static int other_place(const entry *a, const entry *b)
{
    return other_name(a, b) || by_text(a->place, b->place);
}
static int other_holders(const entry *a, const entry *b)
{
    return other_place(a, b) || by_text(a->held, b->held);
}
#define SAY "seabind: leak: "
static void report(void)
{
    static const char *const what[] = {NULL, "the type, without instances",
                                       "the module",
                                       "the internals: another extension has them, or "
                                       "what was made before the report was on"};
    size_t n, left, k, m;
    entry *all = copy(0, &n), *end = all != NULL ? all + imply(all, n) : NULL;
    for (entry *e = all; e < end; e += left) {
        left = same(e, end, other_name);
        if (e->kind == SEAI_LEAK_INSTANCE) {
            fprintf(stderr, SAY "%s: %zu instance%s\n", e->name, left,
                    left == 1 ? "" : "s");
        } else {
            fprintf(stderr, SAY "%s: %s\n", e->name, what[e->kind]);
        }
        for (entry *p = e, *stop = e + left; p < stop; p += k) {
            k = same(p, stop, other_place);
            if (p->place != NULL) {
                fprintf(stderr, SAY "  %zu made by %s\n", k, p->place);
            }
            for (entry *h = p; h < p + k && h->kind != SEAI_LEAK_INTERNALS; h += m) {
                m = same(h, p + k, other_holders);
                fprintf(stderr, SAY "    %zu held by %s\n", m,
                        h->held != NULL ? h->held : "what was not looked up");
            }
        }
    }
    if (end != all) {
        fprintf(stderr, SAY "what to do: docs/reference/leaks.md\n");
    }
    free(all);
}
