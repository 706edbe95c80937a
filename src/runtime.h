/* What the files of the runtime share with each other, and with nobody else. */
#ifndef SEABIND_RUNTIME_H
#define SEABIND_RUNTIME_H

/* Assertions are for who works on the runtime; CPython's headers have many, in functions that
 * are inlined here. */
#if !defined(NDEBUG) && !defined(SEABIND_ASSERTS)
#    define NDEBUG
#endif
#include "mutants.h"
#include "seabind/seabind.h"
#include <assert.h>

typedef struct seai_text seai_text;

/* ---- a spin lock, never held over a Python call or an allocation ---- */
static inline void spin_lock(_Atomic(int) *lock)
{
    int open = 0;
    while (!atomic_compare_exchange_weak_explicit(lock, &open, 1, memory_order_acquire,
                                                  memory_order_relaxed)) {
        assert(open == 0 || open == 1); /* else the memory was freed */
        open = 0;
    }
}
static inline void spin_unlock(_Atomic(int) *lock)
{
    atomic_store_explicit(lock, 0, memory_order_release);
}

/* The internals' lock: the GIL is it where there is one. */
static inline void seai_lock(seai_internals *internals)
{
#ifdef Py_GIL_DISABLED
    spin_lock(&internals->lock);
#else
    (void)internals;
#endif
}
static inline void seai_unlock(seai_internals *internals)
{
#ifdef Py_GIL_DISABLED
    spin_unlock(&internals->lock);
#else
    (void)internals;
#endif
}

/* ---- internals.c ---- */
/* This extension's local internals in this interpreter, made when there are none, as are the
 * internals: new C reference, or NULL with an exception (RuntimeError: the interpreter is
 * shutting down).  For a module's exec only. */
SEAI_COLD seai_local *seai_local_get(const char *module);
/* The same, at any time: NULL without an exception when there are none. */
SEAI_HIDDEN seai_local *seai_local_here(void);
SEAI_HIDDEN seai_local *seai_local_ref(seai_local *local);
SEAI_COLD void seai_local_unref(seai_local *local);
/* Visits the internals that this extension knows of, in every interpreter; for a process
 * with one thread. */
SEAI_HIDDEN void seai_local_each(void (*visit)(seai_internals *));
/* The key of the capsule of local internals, into buf; returns buf. */
SEAI_HIDDEN const char *seai_local_key(char *buf, size_t size);
SEAI_HIDDEN seai_internals *seai_internals_ref(seai_internals *internals);
SEAI_COLD void seai_internals_unref(seai_internals *internals);
/* RuntimeError, "... WHAT 'NAME' earlier", once sys.modules is no dict: nothing may be made in
 * the interpreter any more.  0, or -1 with an exception. */
SEAI_COLD int seai_refuse_late(const char *what, const char *name);
SEAI_HIDDEN const seai_code *seai_code_of(seai_internals *internals);

/* ---- record.c ---- */
/* A record without a type yet; takes C references on what it is given (base may be NULL).
 * New C reference, or NULL with MemoryError. */
SEAI_HIDDEN seai_record *seai_record_new(seai_state *state, const seai_class *cls,
                                         seai_record *base);
SEAI_HIDDEN seai_record *seai_record_ref(seai_record *record);
SEAI_HIDDEN void seai_record_unref(seai_record *record);
/* What seai_record_unref() runs if this extension's code is the newest. */
SEAI_COLD void seai_record_unref_here(seai_record *record);
/* Look-ups find the record, and its type if that is not NULL. */
SEAI_HIDDEN void seai_record_publish(seai_record *record, PyTypeObject *type);
/* The type's last instant. */
SEAI_HIDDEN void seai_record_forget_type(seai_record *record);
/* New reference, or NULL without an exception when the type is dying or gone. */
SEAI_HIDDEN PyTypeObject *seai_record_type(seai_record *record);
/* Any record of the class whose type lives: new C reference, or NULL without an exception. */
SEAI_HIDDEN seai_record *seai_record_find(const seai_local *local,
                                          const seai_class *cls);
/* The module's own record of the class: new C reference, or NULL without an exception. */
SEAI_HIDDEN seai_record *seai_record_at(seai_state *state, const seai_class *cls);
/* Whether two descriptions mean one class: they are one, or shared under one key. */
SEAI_HIDDEN int seai_same_class(const seai_class *a, const seai_class *b);
/* Whether a record is of the class, or of one derived from it. */
static inline int seai_record_is_a(const seai_record *record, const seai_class *cls)
{
    for (; record != NULL; record = record->base) {
        if (seai_same_class(record->cls, cls)) { /* a re-import has a new record */
            return 1;
        }
    }
    return 0;
}
/* The class of the parents of its handles, or NULL. */
SEAI_HIDDEN const seai_class *seai_record_parent(const seai_record *record);
/* What takes a reference of a C object of its handles, or NULL. */
typedef void *(*seai_reference)(void *ptr);
SEAI_HIDDEN seai_reference seai_record_reference(const seai_record *record);

/* ---- module.c ---- */
SEAI_HIDDEN seai_state *seai_state_ref(seai_state *state);
SEAI_COLD void seai_state_unref(seai_state *state);
/* The module state that `where` belongs to: borrowed, NULL without an exception when there
 * is none, or the module is gone. */
SEAI_HIDDEN seai_state *seai_state_of(seai_where where);
/* The state, or one around it, of a module block; NULL: none.  state may be NULL. */
SEAI_HIDDEN seai_state *seai_state_with(seai_state *state, const void *module);
/* Makes all of a module object; parent is that of a submodule.  0, or -1 with an exception
 * and what m_free clears. */
SEAI_COLD int seai_module_make(PyObject *module, seai_state *parent);
/* Sets an attribute that the module does not have yet.  0, or -1 with an exception. */
SEAI_COLD int seai_module_put(PyObject *module, const seai_state *state,
                              const char *name, PyObject *value);
/* ImportError.  -1. */
SEAI_COLD int seai_bound_twice(const char *module, const char *name);
/* 0; -1 with an exception when the module's or class's *dict* has the name already. */
SEAI_COLD int seai_not_bound_yet(PyObject *dict, const char *module, const char *name);
/* seai_state.end of what src/library.c and src/state.c add. */
SEAI_HIDDEN void seai_state_end(seai_state *state);
/* Adds the functions and constants of a block.  0, or -1 with an exception. */
SEAI_COLD int seai_module_add_functions(PyObject *module, seai_state *state,
                                        const seai_module *block);

/* ---- contents.c ---- */
/* Fixes, once a process, which module and place a class or exception has.  0, or -1 with an
 * ImportError: it has another. */
SEAI_HIDDEN int seai_claim(const seai_module *block, _Atomic(const void *) *owner,
                           _Atomic(unsigned) *index, size_t place, const char *name);

/* ---- exception.c ---- */
/* The exception's type in the module that `where` belongs to: new reference; its first base
 * when the module is cleared already; NULL with SystemError when no module lists it. */
SEAI_HIDDEN PyObject *seai_exception_type(seai_where where,
                                          const seai_exception *exception);
/* SystemError: no module lists it. */
SEAI_HIDDEN void seai_exception_unlisted(const seai_exception *exception);
/* Makes `before` (NULL: nothing) what `exception`, or for NULL the one in flight, came
 * after: its context and, if said so, its cause.  Steals `before`; returns `exception`. */
SEAI_HIDDEN PyObject *seai_exception_from_steal(PyObject *exception, PyObject *before,
                                                int is_cause);

/* ---- warn.c ---- */
/* A warning that names the Python code that called C.  0, or -1 with an exception. */
SEAI_HIDDEN int seai_warn(PyObject *category, const char *text);

/* ---- status.c ---- */
/* What seai_format() returns without memory; not to be freed. */
SEAI_HIDDEN extern char seai_no_memory[];

/* ---- leak.c ---- */
/* Where the report's ways begin in files that an extension without classes has, too. */
typedef struct seai_leak_hooks {
    void (*ending)(seai_local *); /* its capsule goes, with the interpreter's dict */
    void (*gone)(int kind, const void *key);
} seai_leak_hooks;
/* Before a module's first class is made or found; reads the environment once a process. */
SEAI_HIDDEN void seai_leak_module(PyObject *module, const seai_state *state);
/* A type that has been published; the report is on. */
SEAI_HIDDEN void seai_leak_type(seai_record *record);
/* seai_record.born of this extension's classes. */
SEAI_HIDDEN void seai_leak_of_mine(seai_record *record, PyObject *o);

/* ---- type.c ---- */
/* PyType_FromSpecWithBases(), which always raises when it fails: new reference or NULL. */
SEAI_HIDDEN PyTypeObject *seai_type_of_spec(PyType_Spec *spec, PyTypeObject *base);
/* The type of a class for a module, its record in *record (new C reference).  New reference,
 * or NULL with an exception. */
SEAI_HIDDEN PyTypeObject *seai_type_new(seai_state *state, const seai_class *cls,
                                        seai_record **record);
/* The record behind a type or its bases: borrowed from it, or NULL. */
SEAI_HIDDEN seai_record *seai_record_of(PyTypeObject *type);
/* The record of a class whose type lives, as `where` sees it, or this extension when there
 * is nobody: new C reference, or NULL without an exception. */
SEAI_HIDDEN seai_record *seai_find_record(seai_where where, const seai_class *cls);
/* Raises: the class has no type here, and why. */
SEAI_HIDDEN void seai_set_absent(const seai_class *cls);

/* ---- view.c ---- */
/* The tail of a view, or NULL. */
SEAI_HIDDEN const seai_view_tail *seai_view_of(PyObject *o);
/* The pointer of a view; *hold then names the handle that it is in, which is open, to be
 * entered, or nothing.  NULL without an exception. */
SEAI_HIDDEN void *seai_view_hold(PyObject *o, seai_hold *hold);
/* SEAI_REFUSED for a read-only view where viewed is SEAI_VIEWED_TO_WRITE; NULL. */
SEAI_HIDDEN const char *seai_view_refuse(PyObject *o, const char *viewed);
/* The handle of a stand-in, borrowed; NULL for anything else. */
SEAI_HIDDEN PyObject *seai_view_root(PyObject *o);
/* Gives a stand-in its pointer, p being the handle's; NULL: it is none any more. */
SEAI_HIDDEN void seai_view_point(PyObject *stand_in, const void *p);
/* The state keeps the type until m_clear.  Of two threads that make one the last is kept; the
 * other goes with its instances. */
SEAI_HIDDEN void seai_keep_type(seai_state *state, PyTypeObject **place,
                                PyTypeObject *type);
/* The type that the state of `where` keeps at `offset`, made when it is first needed: new
 * reference; NULL with an exception, or without one when the module is gone, or going. */
SEAI_HIDDEN PyTypeObject *seai_type_in_state(seai_where where, size_t offset,
                                             PyTypeObject *(*make)(void));

/* ---- structs.c ---- */
/* The code of a number of that kind and size in a format of the struct module. */
SEAI_HIDDEN char seai_number_code(char kind, size_t size);
/* Whether the fields of a value class are all of its struct, so that it has a format. */
SEAI_HIDDEN bool seai_has_format(const seai_class *cls);
/* That format, in the notation of PEP 3118. */
SEAI_HIDDEN void seai_add_format(seai_text *t, const seai_class *cls);

/* ---- container.c ---- */
/* What a loader returned becomes an exception, as a loader returns it; `text` says which
 * element it is about, `none` whether None would have done. */
SEAI_HIDDEN const char *seai_item_bad(const char *text, PyObject *item,
                                      const char *expected, int none);

/* ---- late.c ---- */
/* The interpreter's dict is being cleared: after the last garbage collection, free the types
 * that it could not. */
SEAI_HIDDEN void seai_late_begin(seai_local *local);

/* ---- handle.c ---- */
/* h is around ptr from now on; unless `known` is a class, and there is a handle of that class
 * and C object already, which is returned (new reference); else NULL.  owned: destroying it
 * is up to h. */
SEAI_HIDDEN PyObject *seai_handle_open(seai_handle *h, void *ptr,
                                       const seai_class *known, unsigned char owned);
/* The handle of ptr, which it has a new reference to, where the class counts references:
 * new reference; NULL without an exception when it does not. */
SEAI_HIDDEN PyObject *seai_handle_refer(seai_where where, const seai_class *cls,
                                        void *ptr);

/* ---- identity.c ---- */
/* Puts an open handle where look-ups find it.  With a class: unless one of that class is
 * there already, which is returned (new reference); else NULL. */
SEAI_HIDDEN PyObject *seai_handle_link(seai_handle *h, const seai_class *cls);
SEAI_HIDDEN void seai_handle_unlink(seai_handle *h);
/* The open handle of ptr: new reference; NULL without an exception when there is none
 * (*dying: none that can be had), with a TypeError when the class has no type. */
SEAI_HIDDEN PyObject *seai_handle_find(seai_where where, const seai_class *cls,
                                       const void *ptr, int *dying);
/* Before the first handle. */
SEAI_HIDDEN void seai_identity_begin(void);

/* ---- keep.c ---- */
/* A new child of the handle that `self`, whose class is `cls`, is, or has as its parent.  0,
 * also when it is none; -1 with an exception. */
SEAI_HIDDEN int seai_parent_of_result(PyObject *child, seai_where where);
/* A borrowed handle, which the collector sees, is inside o, or what that is inside of itself:
 * it keeps it, and is one of its children.  0, or -1 with an exception. */
SEAI_HIDDEN int seai_inside_begin(PyObject *child, PyObject *o);
/* C hands over what was borrowed: it is inside nothing any more, and owned.  0: it was owned
 * before. */
SEAI_HIDDEN int seai_inside_end(seai_handle *h);
/* Before h is destroyed: closes its children, the newest first, by close_child, which is
 * close().  0: all are closed, and h->stage is SEAI_CLOSED; *raised is the first exception of
 * their ends, or NULL.  -1 with an exception: another handle uses h. */
SEAI_HIDDEN int seai_users_end(seai_handle *h, int (*close_child)(PyObject *),
                               PyObject **raised);
/* The newest child that has not ended, for one that nobody asks: new reference or NULL. */
SEAI_HIDDEN PyObject *seai_child_of(seai_handle *h);
/* After h's C object is gone: what it keeps, which nobody uses for it any more.  New
 * reference or NULL; h->owner stays. */
SEAI_HIDDEN PyObject *seai_kept_take(seai_handle *h);

/* ---- text.c ---- */
struct seai_text { /* grows */
    char *data;    /* owned, with PyMem_RawFree; NULL: nothing was added */
    size_t len, room;
    int failed; /* there was no memory for something */
};
SEAI_COLD void seai_text_add_bytes(seai_text *t, const char *s, size_t len);
SEAI_COLD void seai_text_add(seai_text *t, const char *s);

/* ---- memory.c ---- */
/* An exporter of C-contiguous elements: new reference, or NULL with an exception.  Its memory
 * is its own, zeroed and in *data; with an owner it is at *data, and the owner's: a value
 * keeps it as long as the exporter lives, a handle is not closed while it is exported. */
SEAI_HIDDEN PyObject *seai_memory_new(const seai_function *f, seai_where where,
                                      const seai_element *element, int ndim,
                                      const Py_ssize_t *shape, PyObject *owner,
                                      bool readonly, void **data);
/* A memoryview of it, which from now on is all that keeps it; steals; NULL with an
 * exception, also for NULL. */
SEAI_HIDDEN PyObject *seai_memory_view_steal(PyObject *memory);

/* ---- tables.c ---- */
/* Fills what is static in a block from its items, once a process.  `module` names it in
 * errors; cls is NULL for the functions of a module.  0, or -1 with an exception. */
SEAI_COLD int seai_tables_fill(PyObject *module, const char *module_name,
                               const seai_class *cls, const seai_item *items,
                               uint32_t nitems, seai_function *functions,
                               PyMethodDef *methods, PyGetSetDef *getset,
                               seai_class_data *data);
/* The name at the start of an item's text, without the quotes it may be written in, into a
 * buffer of `size` bytes.  Returns buf. */
SEAI_COLD const char *seai_name(const char *text, char *buf, size_t size);
/* Whether `name` is an identifier of ASCII letters (others pass as letters), no keyword. */
SEAI_COLD int seai_is_identifier(const char *name);
/* ImportError: a macro expanded the name, or it is a keyword.  -1. */
SEAI_COLD int seai_bad_name(const char *module, const char *name);

/* What is worked out of an item's text before the tables are filled. */
typedef struct seai_ready {
    char *name; /* owned: the name, then the parameter names, each with its NUL */
    char *doc;  /* owned, or NULL */
    uint64_t required;
    int nparams, npositional, nposonly;
    unsigned rest;                 /* SEAI_REST_... */
    struct seai_ready *candidates; /* owned: of an overload set */
    uint32_t ncandidates;
    int is_candidate; /* set before: its signature is for people, not for inspect */
} seai_ready;
/* 0, or -1 with an exception; what is in *r then is owned as well. */
SEAI_COLD int seai_read_item(PyObject *module, const char *module_name,
                             const seai_class *cls, const seai_item *item,
                             seai_ready *r);
SEAI_HIDDEN void seai_fill_function(seai_function *f, const seai_class *cls,
                                    const seai_item *item, const seai_ready *r);

/* ---- overload.c ---- */
typedef struct seai_overloads_parts {
    int (*read)(PyObject *module, const char *module_name, const seai_class *cls,
                const seai_item *item, seai_ready *r);
    void (*fill)(const seai_class *cls, const seai_item *item, seai_ready *r);
} seai_overloads_parts;

/* ---- implicit.c ---- */
/* Makes an instance of the class `expected` of o; NULL without an exception: there is no
 * such conversion.  NULL itself until a class has one. */
typedef PyObject *(*seai_conversion)(seai_where, const char *expected, PyObject *o);
SEAI_HIDDEN extern _Atomic(seai_conversion) seai_converter;

/* ---- signature.c: defaults in signatures; a block without one does not link it in ---- */
typedef struct seai_signatures {
    /* The text of a default that is `value` (NULL: it cannot be made yet) in the signature
     * of an item, for inspect or for people: new reference, or NULL with an exception. */
    PyObject *(*show)(PyObject *module, const seai_class *cls, const seai_item *item,
                      int number, PyObject *value, int for_people);
    /* Gives a module what those texts refer to.  0, or -1 with an exception. */
    int (*finish)(PyObject *module, const char *name);
    /* The parameters, without parentheses, of a (signature, ...) whose text is at `own`, for
     * the item whose signature begins with `begun`: heap, or NULL with an exception. */
    char *(*own_parameters)(char *begun, const char *own);
} seai_signatures;
/* Set once, by the first function with a default or a signature of the user's.  (Defined in tables.c.) */
SEAI_HIDDEN extern const seai_signatures *_Atomic seai_signatures_used;

/* ---- result.c ---- */
/* What a cast says about a value from C begins so. */
#define SEAI_GAVE "C gave "
/* The exception that is set came up where `place`, "f()" or "f(): item 1", is made: said
 * before what a cast says, and of text that is none.  Others stay: C code raised them. */
SEAI_COLD void seai_name_place(const char *place);

/* ---- call.c ---- */
enum { SEAI_LABEL = 200 };
/* "Class.method()", "function()", "Class()", "Class.attribute" into buf; returns buf. */
SEAI_COLD const char *seai_label(const seai_function *f, char *buf);
/* Puts "prefix: " before the text of the exception in flight ("prefix " before a text that
 * goes on with "must be", which `none` makes "... or None"); its type stays. */
SEAI_COLD void seai_prefix_exception(const char *prefix, int none);
/* The name of parameter i. */
SEAI_HIDDEN const char *seai_param_name(const seai_function *f, int i);
/* "Class" of an instance, also of a Python subclass. */
SEAI_HIDDEN const char *seai_class_name(PyObject *o);

/* ---- parse.c ---- */
/* The parameter that a keyword names, positional-only ones as well, from parameter `from`
 * on; -1: none.  No exception. */
SEAI_COLD int seai_find_keyword(const seai_function *f, PyObject *key, int from);
/* Raises TypeError for arguments that do not fit the parameters, as CPython does for
 * functions in Python. */
SEAI_COLD void seai_explain(const seai_function *f, Py_ssize_t nargs,
                            PyObject *kwnames);

/* ---- rest.c ---- */
/* Sorts arguments as seai_parse() does, of any function; false, without an exception, when
 * they do not fit.  `out` has room for SEAI_MAX_PARAMS + 4. */
SEAI_HIDDEN bool seai_bind(const seai_function *f, PyObject *const *args,
                           Py_ssize_t nargs, PyObject *kwnames, PyObject **out);

/* ---- integer.c ---- */
/* OverflowError: the number does not fit the integer type `name` of `size` bytes.
 * SEAI_REFUSED, or SEAI_RAISED with another exception. */
SEAI_HIDDEN const char *seai_refuse_integer(PyObject *number, const char *name,
                                            size_t size, bool is_signed);

/* ---- hold.c ---- */
/* The exception for a handle or value that is not constructed, or closed; its text is
 * label, separator, and what it is. */
SEAI_HIDDEN void seai_set_unready(PyObject *self, const char *label,
                                  const char *separator);
/* The exception for a handle whose thread a fork() left behind. */
SEAI_HIDDEN void seai_set_lost(PyObject *self);

/* ---- object.c ---- */
/* getter and setter of an object_field; the closure is the seai_function. */
SEAI_HIDDEN PyObject *seai_object_get(PyObject *self, void *closure);
SEAI_HIDDEN int seai_object_set(PyObject *self, PyObject *value, void *closure);
/* Visits, and drops, the objects of the C object at ptr, which is constructed, with those of
 * its bases. */
SEAI_HIDDEN int seai_objects_visit(const seai_record *record, void *ptr,
                                   visitproc visit, void *arg);
SEAI_HIDDEN void seai_objects_clear(const seai_record *record, void *ptr);

/* ---- sys.c ---- */
/* What sys.stdout or sys.stderr is now, perhaps None: new reference, or NULL with an
 * exception (RuntimeError: it was deleted). */
SEAI_HIDDEN PyObject *seai_sys_stream(const char *name);

/* ---- operator.c ---- */
/* Adds the slots of a class's operators; returns how many. */
SEAI_HIDDEN int seai_operator_slots(const seai_class *cls, PyType_Slot *slots);

/* ---- constant.c ---- */
struct seai_constants {
    seai_where where;  /* a module, where a name that is there is an error; or a type */
    PyObject *dict;    /* borrowed */
    seai_state *state; /* borrowed */
};

/* A function pointer as PyType_Slot wants it. */
#define SEAI_SLOT_FUNCTION(f) SEAI_FUNCTION_POINTER(f)

#endif
