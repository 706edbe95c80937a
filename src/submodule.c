/* Submodules: module objects of their own, `package.name` in sys.modules.
 *
 * The module that lists a submodule makes it, and holds it as an attribute, as Python does;
 * the submodule's state holds that of its parent, in C.  They come into sys.modules together,
 * once all of them are there: an import that fails leaves none behind. */
#include "runtime.h"

static int copy_attribute(PyObject *from, const char *name, PyObject *to)
{
    PyObject *value = PyObject_GetAttrString(from, name);
    int result = -1;
    if (value != NULL) {
        result = PyObject_SetAttrString(to, name, value);
    } else if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
        result = 0;
    }
    Py_XDECREF(value);
    return result;
}
/* A ModuleSpec of that name, with the parent's loader and origin. */
static PyObject *spec_new(PyObject *module, const char *name)
{
    PyObject *frozen = PyImport_ImportModule("_frozen_importlib"), *spec = NULL;
    PyObject *spec_of_parent = NULL, *loader = NULL;
    if (frozen == NULL ||
        (spec_of_parent = PyObject_GetAttrString(module, "__spec__")) == NULL) {
        goto done;
    }
    if (spec_of_parent != Py_None &&
        (loader = PyObject_GetAttrString(spec_of_parent, "loader")) == NULL) {
        goto done;
    }
    spec = PyObject_CallMethod(frozen, "ModuleSpec", "sO", name,
                               loader != NULL ? loader : Py_None);
    if (spec != NULL && spec_of_parent != Py_None &&
        (copy_attribute(spec_of_parent, "origin", spec) < 0 ||
         copy_attribute(spec_of_parent, "has_location", spec) < 0)) {
        Py_CLEAR(spec);
    }
done:
    Py_XDECREF(frozen);
    Py_XDECREF(spec_of_parent);
    Py_XDECREF(loader);
    return spec;
}
/* As importlib's _init_module_attrs(). */
static int describe(PyObject *made, PyObject *module, PyObject *spec)
{
    PyObject *package = PyObject_GetAttrString(spec, "parent"), *loader = NULL;
    int result = -1;
    if (package != NULL && (loader = PyObject_GetAttrString(spec, "loader")) != NULL &&
        PyObject_SetAttrString(made, "__spec__", spec) == 0 &&
        PyObject_SetAttrString(made, "__package__", package) == 0 &&
        PyObject_SetAttrString(made, "__loader__", loader) == 0 &&
        copy_attribute(module, "__file__", made) == 0) {
        result = 0;
    }
    Py_XDECREF(package);
    Py_XDECREF(loader);
    return result;
}

/* ---- sys.modules ---- */
static int publish_block(PyObject *module, const seai_module *block, PyObject *modules,
                         int there);
static int publish_item(PyObject *module, const seai_item *item, PyObject *modules,
                        int there)
{
    PyObject *made_borrowed, *name;
    int result = -1;
    if (item->kind == SEAI_ITEM_PART) {
        return publish_block(module, item->a.part, modules, there);
    }
    if (item->kind != SEAI_ITEM_ADDED || item->b.add != seai_module_add_submodule) {
        return 0;
    }
    if ((name = PyUnicode_FromString(item->text)) == NULL) {
        return -1;
    }
    made_borrowed = PyDict_GetItemWithError(PyModule_GetDict(module), name);
    Py_DECREF(name);
    if (PyErr_Occurred()) {
        return -1;
    }
    if (made_borrowed == NULL || !PyModule_Check(made_borrowed)) {
        return 0; /* (exec, fn) took it away */
    }
    if ((name = PyModule_GetNameObject(made_borrowed)) == NULL) {
        return -1;
    }
    if (there) {
        result = PyObject_SetItem(modules, name, made_borrowed);
    } else if ((result = PyObject_DelItem(modules, name)) < 0) {
        PyErr_Clear();
        result = 0;
    }
    Py_DECREF(name);
    return result < 0 ? -1
                      : publish_block(made_borrowed, item->a.submodule->module, modules,
                                      there);
}
static int publish_block(PyObject *module, const seai_module *block, PyObject *modules,
                         int there)
{
    for (uint32_t i = block->nitems; i-- > 0;) {
        if (publish_item(module, &block->items[i], modules, there) < 0) {
            return -1;
        }
    }
    return 0;
}
static int publish(PyObject *module, seai_state *state)
{
    PyObject *modules_borrowed = PyImport_GetModuleDict(), *exception;
    if (publish_block(module, state->module, modules_borrowed, 1) == 0) {
        return 0;
    }
    exception = seai_exception_take();
    (void)publish_block(module, state->module, modules_borrowed, 0);
    seai_exception_put_steal(exception);
    return -1;
}

int seai_module_add_submodule(PyObject *module, seai_state *state,
                              const seai_item *item)
{
    seai_definition *definition = item->a.submodule;
    seai_class_data *data = definition->module->data;
    size_t len = strlen(state->name) + 1 + strlen(item->text) + 1;
    PyObject *spec = NULL, *made = NULL;
    char *name;
    int result = -1;
    if (seai_claim(state->module, &data->module, &data->index, state->nparts++,
                   item->text) < 0) {
        return -1;
    }
    if ((name = PyMem_RawMalloc(len)) == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    PyOS_snprintf(name, len, "%s.%s", state->name, item->text);
    state->end = seai_state_end;
    state->publish = publish;
    if ((spec = spec_new(module, name)) != NULL &&
        (made = PyModule_FromDefAndSpec(&definition->def, spec)) != NULL &&
        PyModule_ExecDef(made, &definition->def) == 0 &&
        describe(made, module, spec) == 0 && seai_module_make(made, state) == 0) {
        result = seai_module_put(module, state, item->text, made);
    }
    PyMem_RawFree(name);
    Py_XDECREF(spec);
    Py_XDECREF(made);
    return result;
}
