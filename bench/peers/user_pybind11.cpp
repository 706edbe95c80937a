/* Functions that use the class of another extension: bench_pybind11's Vec2. */
#include <pybind11/pybind11.h>
#include "geom.h"
PYBIND11_MODULE(user_pybind11, m)
{
    m.def("dot", [](const Vec2 &a, const Vec2 &b) { return dot(&a, &b); });
    m.def("make", &make);
}
