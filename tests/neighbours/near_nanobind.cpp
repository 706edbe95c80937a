// A class with a field, and a container of Python objects that the collector sees.
#include <nanobind/nanobind.h>

#include <vector>

namespace nb = nanobind;

struct Thing {
    int n;
};
struct Holder {
    std::vector<nb::object> items;
};

static int traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    if (nb::inst_ready(self)) {
        for (nb::object &item : nb::inst_ptr<Holder>(self)->items) {
            Py_VISIT(item.ptr());
        }
    }
    return 0;
}
static int clear(PyObject *self)
{
    if (nb::inst_ready(self)) {
        std::vector<nb::object> items;
        items.swap(nb::inst_ptr<Holder>(self)->items);
    }
    return 0;
}
static PyType_Slot slots[] = {
    {Py_tp_traverse, (void *) traverse}, {Py_tp_clear, (void *) clear}, {0, nullptr}};

NB_MODULE(near_nanobind, m)
{
    nb::class_<Thing>(m, "Thing").def(nb::init<int>()).def_rw("n", &Thing::n);
    nb::class_<Holder>(m, "Holder", nb::type_slots(slots))
        .def(nb::init<>())
        .def("append", [](Holder &h, nb::object item) { h.items.push_back(item); });
}
