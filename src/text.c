/* Text that grows. */
#include "runtime.h"

void seai_text_add_bytes(seai_text *t, const char *s, size_t len)
{
    if (!t->failed && t->len + len + 1 > t->room) {
        size_t room = (t->len + len + 1) * 2;
        char *data = PyMem_RawRealloc(t->data, room);
        if (data == NULL) {
            t->failed = 1;
        } else {
            t->data = data;
            t->room = room;
        }
    }
    if (!t->failed && t->data != NULL) {
        memcpy(t->data + t->len, s, len);
        t->len += len;
        t->data[t->len] = '\0';
    }
}
void seai_text_add(seai_text *t, const char *s)
{
    seai_text_add_bytes(t, s, strlen(s));
}
