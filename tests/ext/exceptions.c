/* Exceptions and statuses: hierarchies, attributes, errno, warnings, what C code raises. */
#include <seabind/seabind.h>

/* ---- a hierarchy ---- */
SEA_EXCEPTION(StoreError, Exception,
    (doc,       "Something is wrong with the store."),
    (attribute, code),
    (attribute, where));
SEA_EXCEPTION(NotFound, StoreError, KeyError,
    (doc,       "There is no such key."));
SEA_EXCEPTION(Busy, StoreError, BlockingIOError,
    (attribute, "errno"),
    (attribute, retries));
SEA_EXCEPTION(Old, DeprecationWarning);
SEA_EXCEPTION(Late, PythonFinalizationError);

SEA_STATUS(stored, int,
    (failure,   it < 0),
    (raise_if,  it == -2, NotFound, "no key %d", it),
    (raise_if,  it == -3, Busy),
    (raise_if,  it == -4, UnboundLocalError, "a name"),
    (raise_if,  it == -5, Old, "it is old"),
    (raise_if,  it == -6, Late, "too late"),
    (raise,     StoreError, "code %d", it),
    (attribute, code, int, it));

static int same(int n) { return n; }

SEA_MODULE(exceptions,
    (threads,   safe),
    (exception, StoreError), (exception, NotFound), (exception, Busy),
    (exception, Old), (exception, Late),
    (function,  store, same, stored, (int, code)));
