/* Shared data of your own: one value a key and interpreter, which all extensions made with
 * seabind see.  All functions need an attached thread state. */
#ifndef SEABIND_SHARED_H
#define SEABIND_SHARED_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What the value of a key is; it is read during the call only, and so is the text of key.
 * Values are destroyed in reverse order of creation when the interpreter's dict goes: after
 * the modules, but before the last garbage collection, so that Python objects may be in
 * them.  Their memory stays until seabind's last module and type in the interpreter is
 * gone. */
typedef struct sea_shared {
    const char *key; /* "org.example.cache": compared by text, in all of the process */
    size_t size;     /* of the value, in bytes; it is aligned as by malloc() */
    /* Fills zeroed memory; NULL leaves it so.  0, or -1 with an exception and nothing to
     * destroy.  May run Python, release the GIL, and get other shared data. */
    int (*make)(void *data, void *arg);
    /* Empties a value that make filled: with the interpreter, or at once when another
     * thread's value was first.  NULL when there is nothing to do.  An exception goes to
     * sys.unraisablehook, which is mute when the interpreter ends. */
    void (*destroy)(void *data);
    bool leak; /* the value in use is never destroyed, its memory never freed */
    bool once; /* one make of the key at a time: other threads wait, detached */
} sea_shared;

/* The value of the key, made when there is none: the same pointer for all who ask, never
 * NULL without an exception.
 * TypeError when the value has another size; RuntimeError when the interpreter is shutting
 * down, when this extension was not imported in it, and when waiting for a make that is
 * `once` would never end; MemoryError; and what make raises.  No exception may be in
 * flight.  make is called again after one that failed, and at the same time by several
 * threads unless it is `once`. */
void *sea_shared_get(const sea_shared *shared, void *arg);

/* The value of the key, or NULL without an exception when there is none of this size, not
 * yet or no longer.  Never runs Python code; legal with an exception in flight. */
void *sea_shared_find(const sea_shared *shared);

#ifdef __cplusplus
}
#endif
#endif
