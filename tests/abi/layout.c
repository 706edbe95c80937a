/* The layout of what extensions share, ABI major 1, on platforms with 64-bit pointers: nothing
 * of it may ever change.  New members come at the end; append them here when they are
 * released, with their minor. */
#include <seabind/seabind.h>

#define AT(T, member, offset)                                                          \
    _Static_assert(offsetof(T, member) == (offset), "moved: " #T "." #member)
/* the object header's size depends on the Python */
#define AFTER_HEAD(T, member, offset) AT(T, member, sizeof(PyObject) + (offset))

_Static_assert(SEAI_ABI_MAJOR == 1, "another major has a file of its own");
_Static_assert(SEAI_FEW == 8 && SEAI_INTERNALS_ROOM == 512, "the same for all");
_Static_assert(SEAI_LOST == 1 && SEAI_NEW == 0 && SEAI_INITIALISING == 1 &&
                   SEAI_OPEN == 2 && SEAI_CLOSED == 3,
               "the life of a handle");
_Static_assert(SEAI_HANDLE == 1 && SEAI_EMBEDDED == 4 && SEAI_IMPORTED == 128,
               "flags of a class that others read");

/* minor 0 */
#if UINTPTR_MAX == 0xffffffffffffffff
AFTER_HEAD(seai_instance, ptr, 0);
AFTER_HEAD(seai_handle, record, 8);
AFTER_HEAD(seai_handle, owner, 16);
AFTER_HEAD(seai_handle, weakrefs, 24);
AFTER_HEAD(seai_handle, next, 32);
AFTER_HEAD(seai_handle, link, 40);
AFTER_HEAD(seai_handle, inside, 48);
AFTER_HEAD(seai_handle, gate, 56);
AFTER_HEAD(seai_handle, waiters, 64);
AFTER_HEAD(seai_handle, depth, 68);
AFTER_HEAD(seai_handle, stage, 72);
AFTER_HEAD(seai_handle, exports, 76);
AFTER_HEAD(seai_handle, owned, 73);
AFTER_HEAD(seai_handle, ajar, 74);
AT(seai_class, size, 0);
AT(seai_class, flags, 4);
AT(seai_class, name, 8);
AT(seai_class, tag, 16);
AT(seai_class, init, 24);
AT(seai_class, visit, 32);
AT(seai_class, drop, 40);
AT(seai_class, base, 48);
AT(seai_class, shared, 56);
AT(seai_shared, size, 0);
AT(seai_shared, version, 4);
AT(seai_shared, key, 8);
AT(seai_shared, struct_size, 16);
AT(seai_shared, nmembers, 20);
AT(seai_shared, members, 24);
AT(seai_member, name, 0);
AT(seai_member, offset, 8);
AT(seai_member, size, 12);
AT(seai_record, size, 0);
AT(seai_record, refs, 8);
AT(seai_record, internals, 16);
AT(seai_record, type, 24);
AT(seai_record, cls, 32);
AT(seai_record, base, 40);
AT(seai_record, destroy, 48);
AT(seai_record, state, 56);
AT(seai_record, drop_state, 64);
AT(seai_record, name, 72);
AT(seai_record, next, 80);
AT(seai_record, link, 88);
AT(seai_code, size, 0);
AT(seai_code, minor, 4);
AT(seai_code, internals_unref, 8);
AT(seai_code, record_unref, 16);
AT(seai_internals, magic, 0);
AT(seai_internals, size, 4);
AT(seai_internals, major, 8);
AT(seai_internals, minor, 10);
AT(seai_internals, lock, 12);
AT(seai_internals, refs, 16);
AT(seai_internals, code, 24);
AT(seai_internals, interpreter, 32);
AT(seai_internals, capsule, 40);
AT(seai_internals, records, 48);
AT(seai_internals, buckets, 56);
AT(seai_internals, nbuckets, 64);
AT(seai_internals, nhandles, 72);
AT(seai_internals, few, 80);
/* minor 1 */
AT(seai_code, internals_close, 24);
AT(seai_record, born, 96);
AT(seai_internals, values, 144);
AT(seai_value, size, 0);
AT(seai_value, leak, 4);
AT(seai_value, destroy, 8);
AT(seai_value, end, 16);
AT(seai_value, key, 24);
AT(seai_value, data, 32);
AT(seai_value, data_size, 40);
AT(seai_value, next, 48);
AT(seai_value, making, 56);
AT(seai_making, size, 0);
AT(seai_making, refs, 8);
AT(seai_making, process, 16);
AT(seai_making, thread, 24);
AT(seai_making, blocked_by, 32);
AT(seai_making, gate, 40);
AFTER_HEAD(seai_handle, users, 80);
AFTER_HEAD(seai_handle, children, 88);
AT(seai_bond, size, 0);
AT(seai_bond, key, 8);
AT(seai_bond, nurse, 16);
AT(seai_bond, patient, 24);
AT(seai_bond, next, 32);
AT(seai_bond, link, 40);
AT(seai_record, parent, 104);
AT(seai_record, reference, 112);
/* views */
AT(seai_view_tail, root, 0);
AT(seai_view_tail, offset, 8);
AT(seai_view_tail, payload_at, 16);
AT(seai_view_tail, payload_size, 24);
AT(seai_view_tail, flags, 32);
#endif

int main(void) { return 0; }
