/* The benchmark's library bound with nanobind, the way its documentation teaches. */
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/vector.h>
#include <numeric>
#include "more.h"
namespace nb = nanobind;
using namespace nb::literals;

NB_MODULE(bench_nanobind, m)
{
    m.def("f0", &f0);
    m.def("f1", &f1);
    m.def("f2", &f2);
    m.def("f6", &f6);
    m.def("kw2", &kw2, "a"_a, "b"_a);
    m.def("def3", &def3, "a"_a, "b"_a = 10, "c"_a = 20);
    m.def("slen", &slen);
    m.def("sret", &sret);
    nb::class_<Vec2>(m, "Vec2")
        .def("__init__", [](Vec2 *v, double x, double y) { new (v) Vec2{x, y}; }, "x"_a, "y"_a)
        .def("get", [](const Vec2 &v) { return vec2_get(&v); })
        .def("dotk", [](const Vec2 &v, double k) { return vec2_dotk(&v, k); })
        .def_rw("x", &Vec2::x)
        .def_rw("y", &Vec2::y);
    m.def("dot", [](const Vec2 &a, const Vec2 &b) { return dot(&a, &b); });
    m.def("make", &make);
    m.def("sum_arr", [](nb::ndarray<const double, nb::ndim<1>, nb::c_contig> a) {
        return sum_arr(a.data(), a.shape(0));
    });

    m.def("mix3", &mix3, "a"_a, "b"_a, "s"_a);
    m.def("mix8", &mix8);
    m.def("blen", [](nb::bytes b) { return blen(b.c_str(), b.size()); });
    m.def("bret", []() {
        unsigned char out[16];
        bfill(out, sizeof out);
        return nb::bytes(out, sizeof out);
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
            throw nb::value_error("odd number");
        return out;
    });
    nb::class_<Node>(m, "Node")
        .def(nb::new_([](int value) { return node_new(value); }))
        .def_prop_ro("value", &node_value)
        .def("link", &node_link, nb::keep_alive<1, 2>())
        .def("next", &node_next, nb::rv_policy::reference);
    nb::class_<Counter>(m, "Counter")
        .def("__init__", [](Counter *c) { counter_init(new (c) Counter); })
        .def("bump", &counter_bump);
    nb::class_<Circle>(m, "Circle").def("__init__", [](Circle *c, double r) { new (c) Circle{r}; });
    nb::class_<Square>(m, "Square").def("__init__", [](Square *c, double a) { new (c) Square{a}; });
    nb::class_<Box>(m, "Box").def("__init__", [](Box *c, double w, double h) { new (c) Box{w, h}; });
    m.def("area", [](const Circle &c) { return circle_area(&c); });
    m.def("area", [](const Square &s) { return square_area(&s); });
    m.def("area", [](const Box &b) { return box_area(&b); });
}
