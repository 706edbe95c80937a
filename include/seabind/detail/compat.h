/* Compilers and CPython versions: every difference that seabind knows of is here. */
#ifndef SEABIND_DETAIL_COMPAT_H
#define SEABIND_DETAIL_COMPAT_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if PY_VERSION_HEX < 0x030b0000
#    error "seabind needs CPython 3.11 or newer"
#endif

/* ---- compilers ---- */
#if defined(__GNUC__) || defined(__clang__)
#    define SEAI_LIKELY(x) __builtin_expect(!!(x), 1)
#    define SEAI_UNLIKELY(x) __builtin_expect(!!(x), 0)
#    define SEAI_HIDDEN __attribute__((visibility("hidden")))
#    if defined(__clang__) && defined(__OPTIMIZE_SIZE__)
#        define SEAI_ATTRIBUTES_COLD cold, noinline, minsize
#    else
#        define SEAI_ATTRIBUTES_COLD cold, noinline
#    endif
#    define SEAI_COLD __attribute__((SEAI_ATTRIBUTES_COLD, visibility("hidden")))
#    define SEAI_UNUSED __attribute__((unused))
#    define SEAI_ALIGNMENT(e) _Alignof(__typeof__(e))
#    define SEAI_INLINE static inline __attribute__((always_inline, unused))
#    define SEAI_RARELY static __attribute__((SEAI_ATTRIBUTES_COLD, unused))
#    define SEAI_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#    define SEAI_LIKELY(x) (x)
#    define SEAI_UNLIKELY(x) (x)
#    define SEAI_HIDDEN
#    define SEAI_COLD
#    define SEAI_UNUSED
#    define SEAI_ALIGNMENT(e) 16
#    define SEAI_INLINE static __inline
#    define SEAI_RARELY static
#    define SEAI_PRINTF(f, a)
#endif

/* Around blocks: what a wrapper declares for an expression may shadow a C function of the
 * same name, and not every parameter is used by it.  Pointers of another type, which C only
 * warns of, are errors; clang stops at a name that nobody declared (see SEAI_KNOWN). */
#if defined(__GNUC__) && !defined(__clang__)
#    define SEAI_BLOCK_BEGIN                                                           \
        _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wshadow\"")  \
            _Pragma("GCC diagnostic error \"-Wincompatible-pointer-types\"")           \
                _Pragma("GCC diagnostic error \"-Wint-conversion\"")
#    define SEAI_BLOCK_END _Pragma("GCC diagnostic pop")
#elif defined(__clang__)
#    define SEAI_BLOCK_BEGIN                                                           \
        _Pragma("clang diagnostic push")                                               \
            _Pragma("clang diagnostic ignored \"-Wshadow\"")                           \
                _Pragma("clang diagnostic error \"-Wincompatible-pointer-types\"")     \
                    _Pragma("clang diagnostic error \"-Wint-conversion\"") _Pragma(    \
                        "clang diagnostic fatal \"-Wimplicit-function-declaration\"")
#    define SEAI_BLOCK_END _Pragma("clang diagnostic pop")
#else
#    define SEAI_BLOCK_BEGIN
#    define SEAI_BLOCK_END
#endif

/* ---- a number that is the thread's own, never 0; only compared ---- */
SEAI_INLINE uintptr_t seai_thread(void)
{
#if defined(__has_builtin)
#    if __has_builtin(__builtin_thread_pointer) &&                                     \
        (!defined(__clang__) || defined(__aarch64__))
#        define SEAI_THREAD_POINTER 1
#    endif
#endif
#if defined(SEAI_THREAD_POINTER)
    return (uintptr_t)__builtin_thread_pointer();
#elif (defined(__GNUC__) || defined(__clang__)) && defined(__x86_64__) &&              \
    defined(__linux__)
    uintptr_t self;
    __asm__("movq %%fs:0, %0" : "=r"(self));
    return self;
#else
    return (uintptr_t)PyThread_get_thread_ident();
#endif
}

/* The offset of a member of what P, a pointer, points to. */
#if defined(__GNUC__) || defined(__clang__)
#    define SEAI_OFFSET_AT(P, member) __builtin_offsetof(__typeof__(*(P)0), member)
#else
#    define SEAI_OFFSET_AT(P, member) ((size_t)&((P)0)->member)
#endif

/* ---- CPython ---- */
/* Whether every object is tracked by the garbage collector: it costs no memory without a
 * GIL, and there a type cannot be freed as in src/late.c. */
#ifdef Py_GIL_DISABLED
#    define SEAI_COLLECTS_ALL 1
#else
#    define SEAI_COLLECTS_ALL 0
#endif

/* The value of an int, also of a subclass, of one digit (it fits 32 bits), the common case;
 * 0 when it has more. */
SEAI_INLINE int seai_compact_value(PyObject *o, Py_ssize_t *value)
{
#if PY_VERSION_HEX >= 0x030c0000
    if (SEAI_UNLIKELY(!PyUnstable_Long_IsCompact((PyLongObject *)o))) {
        return 0;
    }
    *value = PyUnstable_Long_CompactValue((PyLongObject *)o);
#else
    if (SEAI_UNLIKELY((size_t)(Py_SIZE(o) + 1) > 2)) {
        return 0;
    }
    *value = Py_SIZE(o) * (Py_ssize_t)((PyLongObject *)o)->ob_digit[0];
#endif
    return 1;
}
/* The same for an int exactly; 0 for anything else. */
SEAI_INLINE int seai_compact(PyObject *o, Py_ssize_t *value)
{
    return SEAI_LIKELY(PyLong_CheckExact(o)) && seai_compact_value(o, value);
}

/* A pointer that another thread may read (release and acquire, where there are threads
 * without a GIL). */
#if defined(Py_GIL_DISABLED) && (defined(__GNUC__) || defined(__clang__))
#    define seai_pointer_store(p, v) __atomic_store_n(p, v, __ATOMIC_RELEASE)
#    define seai_pointer_load(p) __atomic_load_n(p, __ATOMIC_ACQUIRE)
#else
#    define seai_pointer_store(p, v) ((void)(*(p) = (v)))
#    define seai_pointer_load(p) (*(p))
#endif

/* Whether the main interpreter is going down: threads that are detached then never return. */
SEAI_INLINE int seai_is_finalizing(void)
{
#if PY_VERSION_HEX >= 0x030d0000
    return Py_IsFinalizing();
#else
    return _Py_IsFinalizing();
#endif
}

/* Whether CPython itself leaks every module once a thread was started, or a sub-interpreter
 * made: 3.13t does, and nobody's C code is the reason. */
#if defined(Py_GIL_DISABLED) && PY_VERSION_HEX < 0x030e0000
#    define SEAI_LEAKS_MODULES 1
#else
#    define SEAI_LEAKS_MODULES 0
#endif

/* The lock of an object, where there is no GIL. */
#ifdef Py_GIL_DISABLED
#    define SEAI_CRITICAL_BEGIN(o) Py_BEGIN_CRITICAL_SECTION(o);
#    define SEAI_CRITICAL_END Py_END_CRITICAL_SECTION();
#else
#    define SEAI_CRITICAL_BEGIN(o) {
#    define SEAI_CRITICAL_END }
#endif

/* Takes the exception in flight (new reference, NULL when there is none). */
SEAI_INLINE PyObject *seai_exception_take(void)
{
#if PY_VERSION_HEX >= 0x030c0000
    return PyErr_GetRaisedException();
#else
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    if (type == NULL) {
        return NULL;
    }
    PyErr_NormalizeException(&type, &value, &trace);
    if (trace != NULL) {
        PyException_SetTraceback(value, trace);
    }
    Py_DECREF(type);
    Py_XDECREF(trace);
    return value;
#endif
}

/* Sets the exception in flight; steals the reference; NULL clears. */
SEAI_INLINE void seai_exception_put_steal(PyObject *exception)
{
#if PY_VERSION_HEX >= 0x030c0000
    PyErr_SetRaisedException(exception);
#else
    PyObject *type = exception != NULL ? (PyObject *)Py_TYPE(exception) : NULL;
    Py_XINCREF(type);
    PyErr_Restore(type, exception,
                  exception != NULL ? PyException_GetTraceback(exception) : NULL);
#endif
}

/* A new reference, unless the object is dying.  Returns whether it was taken.  The caller
 * makes sure that the memory is still an object (a lock that its dealloc takes too). */
#if !defined(Py_GIL_DISABLED)
SEAI_INLINE int seai_try_incref(PyObject *o)
{
    return Py_REFCNT(o) > 0 ? (Py_INCREF(o), 1) : 0;
}
SEAI_INLINE void seai_try_incref_enable(PyObject *o) { (void)o; }
#elif PY_VERSION_HEX >= 0x030e0000
SEAI_INLINE int seai_try_incref(PyObject *o)
{
    return Py_REFCNT(o) > 0 && PyUnstable_TryIncRef(o);
}
SEAI_INLINE void seai_try_incref_enable(PyObject *o) { PyUnstable_EnableTryIncRef(o); }
#elif !defined(__cplusplus)
/* 3.13t has no public function: the protocol of Include/internal/pycore_object.h.  Low bits
 * of ob_ref_shared: 0 maybe never shared, 1 maybe weakly referenced, 3 merged. */
#    include <stdatomic.h>
#    define SEAI_SHARED_COUNT(o) ((_Atomic(Py_ssize_t) *)&(o)->ob_ref_shared)
SEAI_INLINE void seai_try_incref_enable(PyObject *o)
{
    Py_ssize_t shared = atomic_load(SEAI_SHARED_COUNT(o));
    while ((shared & 3) == 0 &&
           !atomic_compare_exchange_weak(SEAI_SHARED_COUNT(o), &shared, shared | 1)) {
    }
}
SEAI_INLINE int seai_try_incref(PyObject *o)
{
    uint32_t local = atomic_load_explicit((_Atomic(uint32_t) *)&o->ob_ref_local,
                                          memory_order_relaxed);
    Py_ssize_t shared;
    if (Py_REFCNT(o) <= 0) {
        return 0;
    }
    if (local == UINT32_MAX) { /* immortal */
        return 1;
    }
    if (atomic_load_explicit((_Atomic(uintptr_t) *)&o->ob_tid, memory_order_relaxed) ==
        _Py_ThreadId()) {
        Py_INCREF(o);
        return 1;
    }
    shared = atomic_load(SEAI_SHARED_COUNT(o));
    do {
        if (shared == 0 ||
            shared == 3) { /* never shared, or merged with nothing left */
            return 0;
        }
    } while (!atomic_compare_exchange_weak(SEAI_SHARED_COUNT(o), &shared, shared + 4));
#    ifdef Py_REF_DEBUG
    _Py_INCREF_IncRefTotal();
#    endif
    return 1;
}
#endif

#endif
