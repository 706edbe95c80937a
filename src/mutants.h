/* Mutants: the runtime with one guard left out, which the tests have to notice.
 *
 * -DSEABIND_TESTING -DSEABIND_MUTANT=NAME builds one of
 *
 *   CAPSULE_OWNS        the capsule alone owns the internals: they go with the interpreter's
 *                       dict, not with their last holder
 *   RECORD_WITH_MODULE  a record goes with its module, not with its last holder: the token
 *                       holds none
 *   NO_TRY_INCREF       an identity look-up takes a reference to a dying object
 *   NO_PADDING          a derived class may be as large as its base
 *   RECREATE            look-ups that find no internals make them, not a module's exec alone
 *   DICT_TOKEN          the token is in the type's dict, which goes before the type
 *   PARENT_FIRST        a parent is destroyed before its children
 *   RELEASE_FIRST       close() gives up what the C object points to before it destroys that
 *
 * tests/mutants/scripts.py says which test notices.  Elsewhere MUTANT() is a constant 0. */
#ifndef SEABIND_MUTANTS_H
#define SEABIND_MUTANTS_H

#include "seabind/seabind.h"

#ifndef SEABIND_MUTANT
#    define SEABIND_MUTANT NONE
#elif !defined(SEABIND_TESTING)
#    error                                                                             \
        "SEABIND_MUTANT breaks the runtime on purpose: for tests, with SEABIND_TESTING"
#endif

enum seai_mutant {
    MUTANT_NONE,
    MUTANT_CAPSULE_OWNS,
    MUTANT_RECORD_WITH_MODULE,
    MUTANT_NO_TRY_INCREF,
    MUTANT_NO_PADDING,
    MUTANT_RECREATE,
    MUTANT_DICT_TOKEN,
    MUTANT_PARENT_FIRST,
    MUTANT_RELEASE_FIRST
};
/* Whether this is the mutant NAME. */
#define MUTANT(name) (SEAI_CAT(MUTANT_, SEABIND_MUTANT) == MUTANT_##name)

/* Frees what several holders share.  A mutant fills it and keeps it instead: who uses it
 * afterwards follows a pointer that is none, and crashes every time. */
static inline void free_shared(void *p, size_t size)
{
    if (MUTANT(NONE)) {
        PyMem_RawFree(p);
    } else {
        memset(p, 0xdd, size);
    }
}

#endif
