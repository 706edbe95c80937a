/* What converters hold until the call is over. */
#include "runtime.h"

const seai_class seai_dropping = {.size =
                                      sizeof(seai_class)}; /* only its address counts */

struct seai_temp {
    struct seai_temp *next;
    void (*release)(void *value);
    max_align_t value; /* and as much behind it as it is long */
};

const char *seai_hold_value(seai_held *held, const void *value, size_t size,
                            void (*release)(void *value))
{
    struct seai_temp *temp =
        held != NULL ? PyMem_Malloc(offsetof(struct seai_temp, value) + size) : NULL;
    if (temp == NULL) {
        release((void *)(uintptr_t)value);
        PyErr_NoMemory();
        return SEAI_RAISED;
    }
    temp->release = release;
    memcpy(&temp->value, value, size);
    temp->next = *held;
    *held = temp;
    return NULL;
}
void seai_held_release(seai_held *held)
{
    PyObject *exception = seai_exception_take();
    while (*held != NULL) {
        struct seai_temp *temp = *held;
        *held = temp->next;
        temp->release(&temp->value);
        PyMem_Free(temp);
    }
    if (exception != NULL) {
        seai_exception_put_steal(exception);
    }
}
