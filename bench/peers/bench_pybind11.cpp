/* The benchmark's library bound with pybind11, the way its documentation teaches. */
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include "more.h"
namespace py = pybind11;
using namespace py::literals;

struct free_node {
    void operator()(Node *n) const { node_free(n); }
};
using node_ptr = std::unique_ptr<Node, free_node>;

PYBIND11_MODULE(bench_pybind11, m)
{
    m.def("f0", &f0);
    m.def("f1", &f1);
    m.def("f2", &f2);
    m.def("f6", &f6);
    m.def("kw2", &kw2, "a"_a, "b"_a);
    m.def("def3", &def3, "a"_a, "b"_a = 10, "c"_a = 20);
    m.def("slen", &slen);
    m.def("sret", &sret);
    py::class_<Vec2>(m, "Vec2")
        .def(py::init([](double x, double y) { return Vec2{x, y}; }), "x"_a, "y"_a)
        .def("get", [](const Vec2 &v) { return vec2_get(&v); })
        .def("dotk", [](const Vec2 &v, double k) { return vec2_dotk(&v, k); })
        .def_readwrite("x", &Vec2::x)
        .def_readwrite("y", &Vec2::y);
    m.def("dot", [](const Vec2 &a, const Vec2 &b) { return dot(&a, &b); });
    m.def("make", &make);
    m.def("sum_arr", [](const py::buffer &b) {
        py::buffer_info i = b.request();
        if (i.ndim != 1 || !i.item_type_is_equivalent_to<double>())
            throw py::type_error("expected doubles");
        return sum_arr(static_cast<const double *>(i.ptr), static_cast<size_t>(i.shape[0]));
    });

    m.def("mix3", &mix3, "a"_a, "b"_a, "s"_a);
    m.def("mix8", &mix8);
    m.def("blen", [](const py::bytes &b) {
        char *data;
        Py_ssize_t n;
        PyBytes_AsStringAndSize(b.ptr(), &data, &n);
        return blen(data, static_cast<size_t>(n));
    });
    m.def("bret", []() {
        unsigned char out[16];
        bfill(out, sizeof out);
        return py::bytes(reinterpret_cast<char *>(out), sizeof out);
    });
    m.def("sum_list", [](const std::vector<double> &v) { return sum_arr(v.data(), v.size()); });
    m.def("ramp", [](size_t n) {
        std::vector<double> v(n);
        ramp(v.data(), n);
        return v;
    });
    m.def("half", [](int n) {
        int out;
        if (half(n, &out) != 0)
            throw py::value_error("odd number");
        return out;
    });
    py::class_<Node, node_ptr>(m, "Node")
        .def(py::init([](int value) { return node_ptr(node_new(value)); }))
        .def_property_readonly("value", &node_value)
        .def("link", &node_link, py::keep_alive<1, 2>())
        .def("next", &node_next, py::return_value_policy::reference);
    py::class_<Counter>(m, "Counter")
        .def(py::init([]() {
            Counter c;
            counter_init(&c);
            return c;
        }))
        .def("bump", &counter_bump);
    py::class_<Circle>(m, "Circle").def(py::init([](double r) { return Circle{r}; }));
    py::class_<Square>(m, "Square").def(py::init([](double a) { return Square{a}; }));
    py::class_<Box>(m, "Box").def(py::init([](double w, double h) { return Box{w, h}; }));
    m.def("area", [](const Circle &c) { return circle_area(&c); });
    m.def("area", [](const Square &s) { return square_area(&s); });
    m.def("area", [](const Box &b) { return box_area(&b); });
}
