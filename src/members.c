/* The tables of a class: what they have beside functions. */
#include "runtime.h"

static void fill(const seai_class *cls, const seai_item *item, seai_function *f,
                 seai_ready *r, PyGetSetDef **getset)
{
    const char *doc = r->doc;
    if (item->kind == SEAI_ITEM_PROPERTY || item->kind == SEAI_ITEM_FIELD) {
        *(*getset)++ = (PyGetSetDef){r->name, item->a.get, item->b.set, doc, f};
    } else if (item->kind == SEAI_ITEM_OBJECT) {
        *(*getset)++ = (PyGetSetDef){r->name, cls->handle->get_object,
                                     cls->handle->set_object, doc, f};
    } else if (item->kind == SEAI_ITEM_INIT) {
        cls->data->doc = doc;
    } else if (item->kind == SEAI_ITEM_OPERATOR) {
        if (item->op >= SEAI_OP_lt && item->op <= SEAI_OP_compare) {
            cls->data->compare[item->op - SEAI_OP_lt] = item->a.call;
        }
        r->doc = NULL; /* a slot has none */
        PyMem_RawFree((void *)(uintptr_t)doc);
    }
}
static void complete(const seai_class *cls, PyMethodDef *methods, PyGetSetDef *getset)
{
    if (cls->handle != NULL) {
        cls->handle->complete(cls, methods, getset);
    }
    if (cls->plain != NULL) {
        cls->plain->parts->complete(cls, methods);
    }
}
/* Two attributes of one name: the second would hide the first. */
static int check_names(const seai_class *cls, const char *module,
                       const seai_ready *made)
{
    for (uint32_t i = 0; i < cls->nitems; i++) {
        for (uint32_t j = i + 1; made[i].name != NULL && j < cls->nitems; j++) {
            if (made[j].name != NULL && cls->items[i].kind != SEAI_ITEM_OPERATOR &&
                cls->items[j].kind != SEAI_ITEM_OPERATOR &&
                strcmp(made[i].name, made[j].name) == 0) {
                PyErr_Format(PyExc_ImportError,
                             "seabind: module '%s': %s: '%s' is bound twice", module,
                             cls->name, made[i].name);
                return -1;
            }
        }
    }
    return 0;
}
static int begin(const seai_class *cls, const char *module, const seai_ready *made)
{
    if (cls->plain != NULL && cls->plain->parts->begin(cls, module) < 0) {
        return -1;
    }
    return check_names(cls, module, made);
}
/* "doc" alone for a class without init; with init the signature is before it. */
static char *class_doc(const seai_class *cls, const seai_ready *init)
{
    seai_text t = {NULL, 0, 0, 0};
    if (cls->doc == NULL && init == NULL) {
        return NULL;
    }
    if (init != NULL && init->doc != NULL) {
        seai_text_add(&t, init->doc);
        if (cls->doc != NULL && t.len > 0 && t.data[t.len - 1] != '\n') {
            seai_text_add(&t, "\n\n");
        }
    }
    seai_text_add(&t, cls->doc != NULL ? cls->doc : "");
    if (t.failed) {
        PyMem_RawFree(t.data);
        PyErr_NoMemory();
        return NULL;
    }
    return t.data;
}

const seai_class_tables seai_class_tables_of_all = {fill, complete, class_doc, begin};
