/* Fields: one getter and one setter a C type; the closure, a seai_function, has the offset.
 * Only value classes come here; a handle's fields have accessors of their own. */
#include "runtime.h"

PyObject *seai_no_delete(const void *closure)
{
    char label[SEAI_LABEL];
    PyErr_Format(PyExc_AttributeError, "%s cannot be deleted",
                 seai_label(closure, label));
    return NULL;
}
static void *address(PyObject *self, const seai_function *f)
{
    char *p = ((seai_instance *)self)->ptr;
    return p != NULL ? p + f->offset : NULL;
}
static int bad_value(const seai_function *f, PyObject *value, const char *expected)
{
    seai_bad(f, 0, &value, expected, 0, 0);
    return -1;
}
/* The same where self has no pointer: a view that is not as good as its struct, or not
 * constructed. */
static PyObject *get_in_view(void *closure, PyObject *self, getter get)
{
    seai_hold hold = SEAI_TO_READ;
    seai_instance entered;
    PyObject *result = NULL;
    memcpy(&entered, self, sizeof entered);
    entered.ptr = seai_field_begin(self, closure, &hold);
    if (entered.ptr != NULL) { /* the getter looks at nothing else */
        result = get((PyObject *)&entered, closure);
    }
    seai_field_end(&hold);
    return result;
}
static int set_in_view(void *closure, PyObject *self, const void *value, size_t size)
{
    const seai_function *f = closure;
    seai_hold hold = SEAI_TO_WRITE(hold);
    char *p = seai_field_begin(self, closure, &hold);
    if (p != NULL) {
        memcpy(p + f->offset, value, size);
    }
    seai_field_end(&hold);
    return p != NULL ? 0 : -1;
}
#define ACCESSORS(NAME, T)                                                             \
    PyObject *sea_get_##NAME(PyObject *self, void *closure)                            \
    {                                                                                  \
        const seai_where where = {self, NULL};                                         \
        T const *p = address(self, closure);                                           \
        return SEAI_LIKELY(p != NULL)                                                  \
                   ? seai_finish(closure, sea_cast_##NAME(where, *p))                  \
                   : get_in_view(closure, self, sea_get_##NAME);                       \
    }                                                                                  \
    int sea_set_##NAME(PyObject *self, PyObject *value, void *closure)                 \
    {                                                                                  \
        T v;                                                                           \
        void *p;                                                                       \
        const char *e;                                                                 \
        if (SEAI_UNLIKELY(value == NULL)) {                                            \
            (void)seai_no_delete(closure);                                             \
            return -1;                                                                 \
        }                                                                              \
        e = sea_load_##NAME(value, &v, NULL);                                          \
        if (SEAI_UNLIKELY(e != NULL)) {                                                \
            return bad_value(closure, value, e);                                       \
        }                                                                              \
        p = address(self, closure); /* now: loading may have run Python */             \
        if (SEAI_UNLIKELY(p == NULL)) {                                                \
            return set_in_view(closure, self, &v, sizeof v);                           \
        }                                                                              \
        memcpy(p, &v, sizeof v);                                                       \
        return 0;                                                                      \
    }
#define INTEGER(NAME, T, SIGN) ACCESSORS(NAME, T)
SEAI_INTEGERS(INTEGER)
ACCESSORS(double, double)
ACCESSORS(float, float)
ACCESSORS(bool, bool)
ACCESSORS(char, char)
ACCESSORS(str, const char *)
ACCESSORS(bytes, sea_bytes)

PyObject *sea_get_object(PyObject *self, void *closure)
{
    PyObject *const *p = address(self, closure);
    if (p == NULL) {
        return get_in_view(closure, self, sea_get_object);
    }
    return Py_NewRef(*p != NULL ? *p : Py_None);
}

void *seai_field_begin(PyObject *self, void *closure, seai_hold *hold)
{
    const seai_function *f = closure;
    void *p = NULL;
    if ((f->flags & SEAI_HANDLE) == 0) {
        p = ((seai_instance *)self)->ptr;
        if (SEAI_LIKELY(p != NULL)) {
            return p;
        }
        if (hold->slot != NULL && seai_view_is_readonly(self)) {
            char label[SEAI_LABEL];
            PyErr_Format(PyExc_AttributeError, "%s: the %s is read-only",
                         seai_label(f, label), seai_class_name(self));
            return NULL;
        }
        p = seai_view_hold(self, hold);
        if (p == NULL) {
            (void)seai_unready_self(f, self);
            return NULL;
        }
        if (hold->handle == NULL) {
            return p;
        }
    } else {
        hold->handle = self;
        hold->slot = &p;
    }
    if (seai_enter(f, self, hold, hold + 1, 0, NULL) < 0) {
        hold->handle = NULL;
        p = NULL;
    }
    hold->slot = NULL; /* it was here */
    return p;
}
void seai_field_end(seai_hold *hold)
{
    if (hold->handle != NULL) {
        seai_leave(hold, hold + 1);
    }
}
