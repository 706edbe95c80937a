/* Bytes between C and Python, in plain C: legal without the GIL and in any thread. */
#ifndef SEABIND_BUFFER_H
#define SEABIND_BUFFER_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes that somebody else owns: what the converter `bytes` passes and takes. */
typedef struct sea_bytes {
    const void *data; /* may be NULL when len is 0 */
    size_t len;       /* in bytes */
} sea_bytes;
/* Any contiguous buffer: what list(data) passes. */
typedef sea_bytes sea_data;

/* A growable result: a parameter (out(buf), name) passes a `sea_buf *` to C, and what C
 * added becomes a bytes object.  Zeroed is empty.  A buffer belongs to one call; the
 * wrapper frees it. */
typedef struct sea_buf {
    unsigned char *data; /* owned; private to seabind */
    size_t len;          /* bytes added */
    size_t room;         /* bytes allocated */
} sea_buf;

/* Makes room for at least `want` bytes after what was added.
 * Returns where to write, and in *got (when not NULL) how many bytes fit, at least `want`;
 * NULL when memory ran out, the buffer is then as before.  The pointer is valid until the
 * next call on this buffer. */
unsigned char *sea_buf_room(sea_buf *buf, size_t want, size_t *got);

/* Counts `used` bytes, written where sea_buf_room() said, as added; at most as many as it
 * gave. */
void sea_buf_add(sea_buf *buf, size_t used);

/* Adds a copy of `len` bytes.  Returns 0, or -1 when memory ran out. */
int sea_buf_append(sea_buf *buf, const void *data, size_t len);

#ifdef __cplusplus
}
#endif
#endif
