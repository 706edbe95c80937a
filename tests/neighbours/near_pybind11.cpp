// A class with a field, and a container of Python objects that the collector sees.
#include <pybind11/pybind11.h>

#include <vector>

namespace py = pybind11;

struct Thing {
    int n;
};
struct Holder {
    std::vector<py::object> items;
};

static int traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    if (py::detail::is_holder_constructed(self)) {
        for (py::object &item : py::cast<Holder &>(py::handle(self)).items) {
            Py_VISIT(item.ptr());
        }
    }
    return 0;
}
static int clear(PyObject *self)
{
    if (py::detail::is_holder_constructed(self)) {
        std::vector<py::object> items;
        items.swap(py::cast<Holder &>(py::handle(self)).items);
    }
    return 0;
}

PYBIND11_MODULE(near_pybind11, m, py::mod_gil_not_used(), py::multiple_interpreters::per_interpreter_gil())
{
    py::class_<Thing>(m, "Thing").def(py::init<int>()).def_readwrite("n", &Thing::n);
    py::class_<Holder>(m, "Holder", py::custom_type_setup([](PyHeapTypeObject *heap) {
        heap->ht_type.tp_flags |= Py_TPFLAGS_HAVE_GC;
        heap->ht_type.tp_traverse = traverse;
        heap->ht_type.tp_clear = clear;
    }))
        .def(py::init<>())
        .def("append", [](Holder &h, py::object item) { h.items.push_back(item); });
}
