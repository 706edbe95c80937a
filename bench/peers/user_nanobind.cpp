/* Functions that use the class of another extension: bench_nanobind's Vec2. */
#include <nanobind/nanobind.h>
#include "geom.h"
NB_MODULE(user_nanobind, m)
{
    m.def("dot", [](const Vec2 &a, const Vec2 &b) { return dot(&a, &b); });
    m.def("make", &make);
}
