/* sea_buf: a growable result, legal without the GIL. */
#include "runtime.h"

unsigned char *sea_buf_room(sea_buf *buf, size_t want, size_t *got)
{
    if (buf->room - buf->len < want || buf->data == NULL) {
        size_t room = buf->room < 256 ? 256 : buf->room;
        unsigned char *data;
        while (room - buf->len < want) {
            if (room > (size_t)PY_SSIZE_T_MAX / 2) {
                return NULL;
            }
            room *= 2;
        }
        data = PyMem_RawRealloc(buf->data, room);
        if (data == NULL) {
            return NULL;
        }
        buf->data = data;
        buf->room = room;
    }
    if (got != NULL) {
        *got = buf->room - buf->len;
    }
    return buf->data + buf->len;
}
void sea_buf_add(sea_buf *buf, size_t used)
{
    assert(used <= buf->room - buf->len);
    buf->len += used;
}
int sea_buf_append(sea_buf *buf, const void *data, size_t len)
{
    unsigned char *to = sea_buf_room(buf, len, NULL);
    if (to == NULL) {
        return -1;
    }
    if (len > 0) {
        memcpy(to, data, len);
        buf->len += len;
    }
    return 0;
}
PyObject *seai_buf_take(sea_buf *buf)
{
    PyObject *bytes =
        PyBytes_FromStringAndSize((const char *)buf->data, (Py_ssize_t)buf->len);
    seai_buf_free(buf);
    return bytes;
}
void seai_buf_free(sea_buf *buf)
{
    PyMem_RawFree(buf->data);
    memset(buf, 0, sizeof *buf);
}
