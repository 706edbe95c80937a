/* What the extensions of one interpreter share (ABI major 1), and what a block is as data.
 *
 * Shared, in memory of whoever created it first: internals, records, instances, and of a
 * class what the ABI test lists.  Within a major these structs only grow at the end and
 * carry their size.  Not shared: items, functions, local internals and module states, which
 * belong to one extension.
 *
 * Who holds whom (C reference counts unless it says otherwise):
 *   capsule in the interpreter's dict, local internals, record  ->  internals
 *   capsule in the interpreter's dict, module state  ->  local internals
 *   type's token (a capsule in ht_slots, dies with the type), derived record, module state
 *       ->  record
 *   record  ->  module state (C memory; its Python references go in m_clear)
 *   instance -> type (Python) -> token -> record; instances hold nothing else
 * Weakly: internals and local internals list records, internals list open handles.
 * Python to C reads the object and nothing else: no lock, no allocation, no look-up. */
#ifndef SEABIND_DETAIL_ABI_H
#define SEABIND_DETAIL_ABI_H

#include "compat.h"
#include <stdatomic.h>

/* Another major is another world: nothing of the one is seen by the other. */
#ifndef SEAI_ABI_MAJOR
#    define SEAI_ABI_MAJOR 1
#endif
#define SEAI_ABI_MINOR 1

typedef struct seai_internals seai_internals;
typedef struct seai_local seai_local;
typedef struct seai_record seai_record;
typedef struct seai_class seai_class;
typedef struct seai_state seai_state;
typedef struct seai_item seai_item;
typedef struct seai_value seai_value;
typedef struct seai_plain seai_plain;
struct seai_ready;
typedef struct seai_making seai_making;
typedef struct seai_overloads seai_overloads;

/* ---- instances: one prefix for both kinds ----
 * ptr is the C object: inside the Python object (value, embedded handle), elsewhere
 * (handle), NULL (not constructed, closed).  It is the one state test. */
typedef struct seai_instance {
    PyObject_HEAD void *ptr;
} seai_instance;

/* Where a handle is in its life; a value class needs only ptr. */
enum { SEAI_NEW = 0, SEAI_INITIALISING, SEAI_OPEN, SEAI_CLOSED };

/* of seai_handle.owned: the collector has cleared it before, and what it keeps is still there */
#define SEAI_CLEARED_ONCE 2

/* instead of a thread: one that a fork() left behind is inside, and will not leave */
#define SEAI_LOST ((uintptr_t)1)

typedef struct seai_handle {
    seai_instance base;
    seai_record *record; /* borrowed: instance -> type -> token -> record */
    PyObject *owner;     /* strong or NULL: what keeps *ptr valid; GC classes only; a
                          * tuple begins with that, see src/keep.c */
    PyObject *weakrefs;
    struct seai_handle *next,
        **link;                /* identity: the chain of the internals, under their
                                       * lock; *link is this handle; NULL: not in it */
    _Atomic(uintptr_t) inside; /* the thread in a call on this handle, or 0 */
    _Atomic(void *)
        gate; /* PyThread_type_lock on which others wait; made when needed */
    _Atomic(uint32_t) waiters;
    uint32_t depth;               /* nested calls of that thread */
    _Atomic(unsigned char) stage; /* SEAI_NEW ... */
    unsigned char owned;          /* destroy is ours to call; SEAI_CLEARED_ONCE */
    _Atomic(unsigned char)
        ajar; /* the gate was opened, and nobody has gone through yet */
    _Atomic(uint32_t) exports; /* buffers of its memory that others have */
    /* minor 1: whose C objects point to *ptr, under the internals' lock; see src/keep.c */
    struct seai_bond *users, *children; /* the newest first */
} seai_handle;

/* The C object of one handle points to that of another: a place of keep_alive, or a child's
 * of its parent.  In the list of the patient until the nurse's C object is gone. */
typedef struct seai_bond {
    uint32_t size;
    size_t key;                   /* whose place it is; 0: the parent's */
    seai_handle *nurse, *patient; /* borrowed; no patient: in no list */
    struct seai_bond *next, **link;
} seai_bond;

/* A view into another object's struct has its own type, see src/view.c; this lies at the
 * end of its tp_basicsize. */
typedef struct seai_view_tail {
    PyObject *root; /* strong: the value or handle whose struct it is in */
    size_t offset;  /* from the root's C object, modulo the size of memory */
    size_t payload_at, payload_size; /* of the class, in an instance of it */
    uint32_t flags;                  /* SEAI_VIEW_... */
} seai_view_tail;
enum {
    SEAI_VIEW_READONLY = 1,
    SEAI_VIEW_OF_VALUE = 2 /* the root is one, not a handle */
};

/* ---- who asks: a function's module (cls NULL), or an instance or type and its class ----
 * Two words, so that it is passed in registers. */
typedef struct seai_where {
    PyObject *self;
    const seai_class *cls;
} seai_where;

/* ---- calls: what a block becomes ----
 * A loader fills *out from `o` and returns NULL, or the expected type in words, or one of
 * the four below.  A loader of a handle adds to the list of held handles. */
#define SEAI_REFUSED (seai_told) /* an exception is set; put the argument before it */
#define SEAI_RAISED (seai_told + 1)    /* an exception is set; it stays as it is */
#define SEAI_NAMED_BAD (seai_told + 2) /* the same, but another candidate may do */
SEAI_HIDDEN extern const char seai_told[3];
/* Whether it is one of these. */
static inline bool seai_is_told(const char *e)
{
    return (uintptr_t)e - (uintptr_t)seai_told < sizeof seai_told;
}

typedef struct seai_hold {
    PyObject *handle; /* borrowed: the caller's argument */
    void *slot; /* a pointer variable of the wrapper, filled once the call may begin */
} seai_hold;

typedef PyObject *(*seai_call)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);
typedef int (*seai_init)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);
typedef int (*seai_defaults)(seai_where,
                             PyObject **); /* new references, one a default */
typedef struct seai_constants seai_constants;

enum {
    SEAI_ITEM_NONE,
    SEAI_ITEM_FUNCTION,
    SEAI_ITEM_METHOD,
    SEAI_ITEM_STATIC,
    SEAI_ITEM_OPERATOR,
    SEAI_ITEM_PROPERTY,
    SEAI_ITEM_FIELD,
    SEAI_ITEM_INIT,
    SEAI_ITEM_CLASS,
    SEAI_ITEM_IMPORT,
    SEAI_ITEM_EXCEPTION,
    SEAI_ITEM_OBJECT,
    SEAI_ITEM_PART,  /* its items are the module's */
    SEAI_ITEM_STATE, /* of the user's, see structure.h */
    SEAI_ITEM_ENUM,  /* of a class, too, before it is made */
    SEAI_ITEM_ADDED  /* by b.add, when op says: SEAI_WHEN_... */
};
/* When b.add of a module's items is called: in turns over all its blocks, in this order. */
enum {
    SEAI_WHEN_FIRST = -3, /* parts are claimed */
    SEAI_WHEN_EXCEPTIONS = SEAI_WHEN_FIRST,
    SEAI_WHEN_LOADING,
    SEAI_WHEN_STATES,
    SEAI_WHEN_TYPES, /* 0: what a row does not say */
    SEAI_WHEN_FUNCTIONS,
    SEAI_WHEN_SUBMODULES,
    SEAI_WHEN_LAST
};

struct seai_item { /* one a line of a block, constant */
    const char
        *text; /* "name\0" {"parameter\0" | "optional=\0" | "*\0" | "/\0"} "\0" "doc" */
    union {
        seai_call call;
        getter get;
        const seai_class *cls;
        const struct seai_exception *exception;
        const struct seai_enum *enumeration;
        PyObject **(*object)(void *); /* object_field: the member in the C object */
        const struct seai_module *part;
        struct seai_definition *submodule;
        const struct seai_user_state *state;
        struct seai_library *library;
        int (*exec)(PyObject *module);
    } a;
    union {
        seai_defaults defaults; /* NULL when nothing has a default */
        setter set;
        const seai_overloads *overloads; /* nparams is SEAI_OVERLOADED */
        int (*add)(PyObject *module, seai_state *,
                   const seai_item *); /* class, exception, enum; what is added */
        void (*slot)(void);            /* of an operator; NULL for comparisons */
    } b;
    uint32_t offset; /* field: of the member */
    uint8_t kind;    /* SEAI_ITEM_... */
    uint8_t op;      /* operator: SEAI_OP_... */
    int8_t when;     /* of a module's: SEAI_WHEN_... */
    uint8_t nparams; /* Python parameters */
};

enum { SEAI_MAX_PARAMS = 48 }; /* as the map over them is long */

typedef struct seai_function { /* written once, when the first module is made */
    const seai_item *item;
    const char *owner; /* class name, or NULL */
    const char *names; /* "x\0y\0" */
    uint64_t required; /* a bit a parameter */
    uint32_t offset;   /* field: of the member; function: SEAI_REST_ARGS ... */
    uint8_t nparams, npositional, nposonly;
    uint8_t flags; /* of the class */
} seai_function;

/* Operators, in the order of the slots in src/operator.c */
enum {
    SEAI_OP_none,
    SEAI_OP_add,
    SEAI_OP_sub,
    SEAI_OP_mul,
    SEAI_OP_matmul,
    SEAI_OP_truediv,
    SEAI_OP_floordiv,
    SEAI_OP_mod,
    SEAI_OP_divmod,
    SEAI_OP_pow,
    SEAI_OP_lshift,
    SEAI_OP_rshift,
    SEAI_OP_and,
    SEAI_OP_or,
    SEAI_OP_xor,
    SEAI_OP_radd,
    SEAI_OP_rsub,
    SEAI_OP_rmul,
    SEAI_OP_rmatmul,
    SEAI_OP_rtruediv,
    SEAI_OP_rfloordiv,
    SEAI_OP_rmod,
    SEAI_OP_rdivmod,
    SEAI_OP_rpow,
    SEAI_OP_rlshift,
    SEAI_OP_rrshift,
    SEAI_OP_rand,
    SEAI_OP_ror,
    SEAI_OP_rxor,
    SEAI_OP_iadd,
    SEAI_OP_isub,
    SEAI_OP_imul,
    SEAI_OP_imatmul,
    SEAI_OP_itruediv,
    SEAI_OP_ifloordiv,
    SEAI_OP_imod,
    SEAI_OP_ipow,
    SEAI_OP_ilshift,
    SEAI_OP_irshift,
    SEAI_OP_iand,
    SEAI_OP_ior,
    SEAI_OP_ixor,
    SEAI_OP_neg,
    SEAI_OP_pos,
    SEAI_OP_abs,
    SEAI_OP_invert,
    SEAI_OP_bool,
    SEAI_OP__Bool = SEAI_OP_bool,
    SEAI_OP_int,
    SEAI_OP_float,
    SEAI_OP_index,
    SEAI_OP_str,
    SEAI_OP_repr,
    SEAI_OP_hash,
    SEAI_OP_lt,
    SEAI_OP_le,
    SEAI_OP_eq,
    SEAI_OP_ne,
    SEAI_OP_gt,
    SEAI_OP_ge,
    SEAI_OP_compare,
    SEAI_OP_COUNT
};

/* ---- classes: one object a class and extension, constant ---- */
enum {
    SEAI_HANDLE = 1,
    SEAI_GC = 2,
    SEAI_EMBEDDED = 4,
    SEAI_MUTABLE = 8,
    SEAI_FINAL = 16,
    SEAI_ADOPT_ALWAYS = 32,
    SEAI_DESTROY_DETACHED = 64, /* close() calls destroy without the GIL */
    SEAI_IMPORTED = 128         /* another extension's: found by key */
};

/* (shared, key, version, members...): what two extensions must agree on */
typedef struct seai_member {
    const char *name;
    uint32_t offset, size;
} seai_member;
typedef struct seai_shared {
    uint32_t size; /* of this struct */
    uint32_t version;
    const char *key;
    uint32_t struct_size; /* 0 for a handle */
    uint32_t nmembers;
    const seai_member *members;
    /* Compares with every extension's class of that key: 0, or -1 with ImportError. */
    int (*agree)(seai_state *, const seai_class *);
} seai_shared;

/* What every handle class has beside its items; only a block with a handle links it in. */
typedef struct seai_handle_parts {
    PyMethodDef methods[3]; /* close, __enter__, __exit__ */
    PyGetSetDef closed;
    destructor dealloc;
    traverseproc traverse;
    inquiry clear;
    void (*begin)(void); /* before the first instance */
    PyObject *(*alloc)(PyTypeObject *, const seai_class *);
    getter get_object; /* object_field */
    setter set_object;
    /* Adds the methods and `closed`, unless the block has its own, behind those it has. */
    void (*complete)(const seai_class *, PyMethodDef *, PyGetSetDef *);
} seai_handle_parts;
SEAI_HIDDEN extern const seai_handle_parts seai_handle_parts_of_all;

/* What the tables of a class have beside functions; only a block with a class links it in. */
typedef struct seai_class_tables {
    /* One member that is no function; the next place of its table in *getset. */
    void (*fill)(const seai_class *, const seai_item *, seai_function *,
                 struct seai_ready *, PyGetSetDef **getset);
    void (*complete)(const seai_class *, PyMethodDef *, PyGetSetDef *);
    /* The docstring, heap: NULL when there is none, or with MemoryError. */
    char *(*doc)(const seai_class *, const struct seai_ready *init);
    /* Before the tables are filled from what was read.  0, or -1 with ImportError. */
    int (*begin)(const seai_class *, const char *module, const struct seai_ready *);
} seai_class_tables;
SEAI_HIDDEN extern const seai_class_tables seai_class_tables_of_all;

struct seai_class {
    uint32_t size; /* of this struct */
    uint32_t flags;
    const char *name;
    PyGetSetDef *tag; /* THE TYPE TAG: tp_getset, not inherited, equal everywhere */
    seai_init init;
    /* the Python objects of a C object, without those of the base */
    int (*visit)(const seai_class *, void *, visitproc, void *);
    void (*drop)(const seai_class *, void *);
    const seai_class *base;    /* or NULL */
    const seai_shared *shared; /* or NULL */
    /* ---- up to here other extensions read it ---- */
    uint32_t nitems;
    uint32_t basicsize;  /* of an instance */
    uint32_t payload_at; /* where the struct lies in it: value and embedded */
    uint32_t payload_size;
    const seai_item *items;
    const char *from; /* of an imported class: the module that has it */
    int (*imported)(PyTypeObject *, const PyGetSetDef *); /* and seai_is_sub() of it */
    const char *doc;                                      /* or NULL */
    const seai_handle_parts *handle;                      /* NULL for a value class */
    PyMethodDef *methods;
    seai_function *functions; /* one an item */
    struct seai_class_data *data;
    vectorcallfunc vectorcall;
    richcmpfunc compare;
    void (*destroy)(void *);
    /* destroy with a status: 0, or -1 with an exception; NULL: it has none */
    int (*end)(PyObject *self, void *, int detached);
    int (*traverse)(void *, visitproc, void *);
    void (*clear)(void *);
    int (*constants)(seai_constants *);
    const seai_plain *plain; /* NULL: its fields are not all of the struct */
    const seai_class_tables *tables;
    const seai_class *parent; /* of a handle, (parent, X); or NULL */
    PyCFunction deepcopy;     /* of a handle, (copy, fn); or NULL */
    /* of a handle, (reference, fn): what fn returns, or its argument; or NULL */
    void *(*reference)(void *);
};

/* Written once a process, with values that are the same for every interpreter. */
typedef struct seai_class_data {
    _Atomic(int) ready;           /* tables are filled */
    _Atomic(int) plain;           /* see plain.h; seen before */
    _Atomic(unsigned) index;      /* in the module state's classes */
    _Atomic(const void *) module; /* the module block that lists it */
    _Atomic(const PyGetSetDef *)
        owner; /* of an imported class: the owner's tag, once seen */
    void (*_Atomic destroy)(void *); /* and what it destroys with */
    const char *doc;                 /* with the signature of init; heap */
    seai_call compare[7]; /* lt le eq ne gt ge, and compare; those that there are */
} seai_class_data;

/* ---- record: one a bound class and interpreter ---- */
struct seai_record {
    uint32_t size;
    _Atomic(long) refs;
    seai_internals *internals;    /* C reference */
    _Atomic(PyTypeObject *) type; /* weak; NULL before publication, and from the first
                                    * instant of the type's dealloc */
    const seai_class *cls;
    seai_record *base;       /* C reference, or NULL */
    void (*destroy)(void *); /* of handles: the class's or a base's, or NULL */
    seai_state *state;       /* C reference: the module that made it; its layout is
                                    * that extension's own, and so is what drops it */
    void (*drop_state)(seai_state *);
    char *name;                /* "module.Name"; owned */
    seai_record *next, **link; /* a list, weak, under the internals' lock: that of the
                                    * internals if shared, else of the local internals */
    /* Told of each new instance, by the extension that makes it, while that one's leak
     * report is on; the function is of the one that has the class. */
    void (*born)(seai_record *, PyObject *);
    const seai_class *parent;   /* of handles: the class's or a base's, or NULL */
    void *(*reference)(void *); /* the same */
};

/* ---- internals: one an interpreter and ABI major ---- */
typedef struct seai_code { /* the newest minor's code runs for all; append only */
    uint32_t size;
    uint32_t minor;
    void (*internals_unref)(seai_internals *);
    void (*record_unref)(seai_record *);
    /* minor 1 */
    void (*internals_close)(seai_internals *); /* the interpreter's dict is cleared */
} seai_code;

enum { SEAI_FEW = 8, SEAI_INTERNALS_ROOM = 512 };
struct seai_internals {
    uint32_t magic, size;
    uint16_t major, minor;
    _Atomic(int) lock; /* free-threaded builds only; never held over a Python call */
    _Atomic(long) refs;
    _Atomic(const seai_code *) code;
    PyInterpreterState *interpreter;
    PyObject *capsule;    /* borrowed; NULL as soon as its destructor runs */
    seai_record *records; /* of shared classes */
    /* identity: open handles by their pointer, in chains; see src/identity.c */
    seai_handle **buckets;
    size_t nbuckets, nhandles;
    seai_handle *few[SEAI_FEW]; /* the first buckets */
    seai_value *values; /* shared data, the newest first; freed with the internals */
    /* A newer minor adds members here; who made the internals left room, filled with 0. */
};

/* ---- shared data of the user's: one a key, see src/shared.c ---- */
struct seai_value {
    uint32_t size; /* of this struct; key and data lie behind it */
    bool leak;
    void (*destroy)(void *);       /* or NULL */
    void (*end)(seai_internals *); /* destroys all values, when the capsule goes */
    const char *key;
    void *data;
    size_t data_size;
    seai_value *next;
    seai_making *making; /* C reference; not NULL: others have to wait */
};
struct seai_making { /* a make that others wait for */
    uint32_t size;
    _Atomic(long) refs; /* C: the maker's, and each waiting thread's */
    long process; /* a child of fork() has no such thread, and would wait for ever */
    unsigned long thread;
    seai_making *blocked_by; /* what that thread waits for itself; borrowed */
    PyThread_type_lock gate; /* shut until the make is over */
};

/* ---- local internals: one an interpreter and extension ---- */
struct seai_local {
    _Atomic(long) refs;
    seai_internals *internals; /* C reference */
    PyInterpreterState *interpreter;
    PyObject *capsule;          /* borrowed; NULL as soon as its destructor runs */
    seai_record *records;       /* of classes that are not shared */
    seai_local *next;           /* the extension's list */
    void (*late)(seai_local *); /* NULL without a type: see src/late.c */
    /* the leak report, from when it is on: see src/leak.c */
    const struct seai_leak_hooks *leaks;
    PyObject *get_referrers;      /* gc's; owned until the capsule goes */
    uint64_t serial;              /* no other has it; 0: not watched */
    struct seai_enum_node *enums; /* weak, under the internals' lock: see src/enum.c */
    seai_state *states; /* weak: modules from exec to m_free, newest first; under the
                         * internals' lock */
};

/* ---- module state: C memory that outlives the module while a record needs it ---- */
struct seai_state {
    _Atomic(long) refs;
    seai_local *local; /* C reference; NULL before exec */
    const struct seai_module *module;
    char *name;                   /* of the module; owned */
    size_t nclasses, nexceptions; /* filled so far */
    struct {
        PyTypeObject
            *type; /* strong until m_clear, or NULL (imported, not there yet) */
        seai_record *record; /* C reference until m_free, or NULL */
        seai_record *wanted; /* the same: of an imported class, see src/import.c */
        PyTypeObject *view;  /* strong until m_clear, or NULL: see src/view.c */
    } *classes;
    PyTypeObject *arrays;  /* strong until m_clear, or NULL: see src/fieldarray.c */
    PyObject **exceptions; /* and what there is of enums; strong until m_clear */
    size_t nparts, nusers; /* added so far */
    struct {
        const struct seai_user_state *kind;
        void *data; /* owned; its objects go in m_clear, itself in `end` */
    } *users;
    seai_state *parent; /* C reference: of a submodule, or NULL */
    struct seai_loaded {
        struct seai_library *library;
        struct seai_loaded *next;
    } *loaded; /* the newest first */
    /* NULL when there is nothing to do: sys.modules, at the end of the import; and what the
     * last C reference leaves behind */
    int (*publish)(PyObject *module, seai_state *);
    void (*unload)(seai_state *);
    void (*end)(seai_state *);
    seai_state *next;       /* of local->states */
    bool cleared;           /* m_clear was here: nothing new is kept */
    PyTypeObject *memories; /* strong until m_clear, or NULL: see src/memory.c */
};

#endif
