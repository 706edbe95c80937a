#include <pybind11/pybind11.h>

#include <new>
#include <stdexcept>

#include "gauge.h"

namespace py = pybind11;

namespace {

py::handle gauge_error; // the module holds it

void check(int code)
{
    if (code == GAUGE_MEMORY) {
        throw std::bad_alloc();
    }
    if (code != GAUGE_OK) {
        py::object error = gauge_error(gauge_text(code));
        error.attr("code") = code;
        PyErr_SetObject(gauge_error.ptr(), error.ptr());
        throw py::error_already_set();
    }
}

class Gauge {
public:
    explicit Gauge(size_t room) { check(gauge_open(&gauge_, room)); }
    Gauge(const Gauge &) = delete;
    ~Gauge() { close(); }

    size_t count() { return gauge_count(opened()); }
    void add(double sample) { check(gauge_add(opened(), sample)); }
    void fill(py::buffer samples)
    {
        py::buffer_info info = samples.request();
        if (!info.item_type_is_equivalent_to<double>() || info.ndim != 1 ||
            info.strides[0] != sizeof(double)) {
            throw py::type_error("samples must be a buffer of double");
        }
        check(gauge_fill(opened(), static_cast<double *>(info.ptr), (size_t)info.size));
    }
    py::tuple range()
    {
        double low, high;
        check(gauge_range(opened(), &low, &high));
        return py::make_tuple(low, high);
    }
    void close()
    {
        gauge_close(gauge_);
        gauge_ = nullptr;
    }

private:
    gauge *opened()
    {
        if (gauge_ == nullptr) {
            throw std::invalid_argument("the Gauge is closed");
        }
        return gauge_;
    }
    gauge *gauge_ = nullptr;
};

} // namespace

PYBIND11_MODULE(gauge_pybind11, m)
{
    gauge_error = py::exception<void>(m, "GaugeError").release();
    py::class_<Gauge>(m, "Gauge")
        .def(py::init<size_t>(), py::arg("room") = 100)
        .def_property_readonly("count", &Gauge::count)
        .def("add", &Gauge::add, py::arg("sample"))
        .def("fill", &Gauge::fill, py::arg("samples"))
        .def("range", &Gauge::range, "Return the lowest and the highest sample.")
        .def("close", &Gauge::close)
        .def("__enter__", [](py::object self) { return self; })
        .def("__exit__", [](Gauge &self, py::args) { self.close(); });
}
