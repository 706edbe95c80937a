"""What README.md says of the binding, and what a caller can do wrong."""

import array
import inspect
import math
import re
import weakref
from types import ModuleType

import builder
import pytest
from builder import ROOT
from hypothesis import given
from hypothesis import strategies as st

SOURCE = "examples/geometry/geometry.c"
finite = st.floats(allow_nan=False, allow_infinity=False, width=32)


@pytest.fixture(scope="module")
def g() -> ModuleType:
    return builder.import_extension("geometry", SOURCE, libs=("m",))


@given(x=finite, y=finite)
def test_a_vector_keeps_its_coordinates(g, x, y):
    v = g.Vec2(x, y)
    assert (v.x, v.y) == (x, y)
    assert g.Vec2(y=y, x=x) == v
    assert v.length() == pytest.approx(math.hypot(x, y))
    assert v.polar() == pytest.approx((math.hypot(x, y), math.atan2(y, x)))
    assert g.hypot(x, y) == pytest.approx(math.hypot(x, y))


@given(x=finite, y=finite, by=finite)
def test_arithmetic_is_that_of_the_coordinates(g, x, y, by):
    v, w = g.Vec2(x, y), g.Vec2(by, 1)
    assert v + w == g.Vec2(x + by, y + 1)
    assert v - w == g.Vec2(x - by, y - 1)
    assert -v == g.Vec2(-x, -y)
    assert v * by == by * v == v.scaled(by) == v.scaled(by=by) == g.Vec2(x * by, y * by)
    assert v.dot(w) == x * by + y


def test_defaults_and_signature(g):
    assert g.Vec2() == g.Vec2(0, 0)
    assert g.Vec2(1) == g.Vec2(1.0, 0.0)
    assert str(inspect.signature(g.Vec2)) == "(x=0.0, y=0.0)"
    assert str(inspect.signature(g.Vec2.scaled)) == "(self, /, by)"
    assert g.Vec2.__doc__ == "A vector in the plane."
    assert g.Vec2.x.__doc__ == "Abscissa."
    assert g.__doc__ == "Plane geometry."


def test_unit_is_called_on_the_class(g):
    v = g.Vec2.unit(math.pi / 2)
    assert (v.x, v.y) == pytest.approx((0, 1))
    assert type(v) is g.Vec2


def test_a_result_is_a_copy(g):
    v = g.Vec2(1, 2)
    w = v + g.Vec2()
    w.x = 9
    assert (v.x, w.x) == (1, 9)


def test_equality(g):
    v = g.Vec2(1, 2)
    assert v == g.Vec2(1, 2)
    assert v != g.Vec2(1, 3)
    assert v != 1
    assert v != (1, 2)
    with pytest.raises(TypeError, match="unhashable"):
        hash(v)
    with pytest.raises(TypeError, match="not supported between"):
        v < v  # noqa: B015


@given(st.lists(finite, min_size=1))
def test_mean_of_any_buffer_of_doubles(g, numbers):
    samples = array.array("d", numbers)
    expected = pytest.approx(sum(numbers) / len(numbers), rel=1e-6, abs=1e-3)
    assert g.mean(samples) == expected
    assert g.mean(memoryview(samples)) == expected
    assert g.mean(memoryview(samples.tobytes()).cast("d")) == expected


def test_mean_of_nothing(g):
    assert math.isnan(g.mean(array.array("d")))


def test_constant(g):
    assert math.tau == g.TAU


def test_a_python_subclass_with_an_init_of_its_own(g):
    class Point(g.Vec2):
        def __init__(self, pair):
            super().__init__(*pair)
            self.label = "p"

    p = Point((3, 4))
    assert (p.length(), p.label) == (5, "p")
    assert type(p + p) is g.Vec2
    assert weakref.ref(p)() is p


ERRORS = [
    (
        "g.Vec2(1, 2, 3)",
        "Vec2() takes from 0 to 2 positional arguments but 3 were given",
    ),
    ("g.Vec2(z=1)", "Vec2() got an unexpected keyword argument 'z'"),
    ("g.Vec2(1, x=1)", "Vec2() got multiple values for argument 'x'"),
    ("g.Vec2('1')", "Vec2() argument 'x' must be float, not str"),
    ("v.scaled()", "Vec2.scaled() missing 1 required positional argument: 'by'"),
    ("v.scaled(by='2')", "Vec2.scaled() argument 'by' must be float, not str"),
    ("v.scaled(None)", "Vec2.scaled() argument 'by' must be float, not None"),
    ("v.dot((1, 2))", "Vec2.dot() argument 'other' must be Vec2, not tuple"),
    ("v + 1", "unsupported operand type(s) for +: 'geometry.Vec2' and 'int'"),
    ("g.hypot(1)", "hypot() missing 1 required positional argument: 'y'"),
    ("g.mean([1.0])", "mean() argument 'samples' must be a buffer of double, not list"),
    (
        "g.mean(array.array('f', [1]))",
        "mean() argument 'samples' must be a buffer of double, "
        "not array.array of format 'f'",
    ),
    ("g.nth(1.5)", "nth() argument 'n' must be int, not float"),
]


@pytest.mark.parametrize(("code", "message"), ERRORS, ids=[c for c, _ in ERRORS])
def test_type_errors(g, code, message):
    with pytest.raises(TypeError) as raised:
        eval(code, {"g": g, "v": g.Vec2(3, 4), "array": array})
    assert str(raised.value) == message


@pytest.mark.parametrize("n", [-1, 256, 2**64])
def test_a_number_that_does_not_fit(g, n):
    with pytest.raises(OverflowError) as raised:
        g.nth(n)
    assert str(raised.value) == f"nth() argument 'n': {n} does not fit u8 (0 to 255)"
    assert g.nth(255) == 511


def test_assignment(g):
    v = g.Vec2(1, 2)
    v.x = 7
    assert (v.x, v.y) == (7, 2)
    with pytest.raises(TypeError, match=r"^Vec2\.x must be float, not str$"):
        v.x = "7"
    with pytest.raises(AttributeError, match=r"^Vec2\.x cannot be deleted$"):
        del v.x
    with pytest.raises(AttributeError):
        v.z = 1
    with pytest.raises(TypeError, match="immutable"):
        g.Vec2.z = 1


def test_a_vector_that_was_not_constructed(g):
    bare = g.Vec2.__new__(g.Vec2)
    message = "the Vec2 is not initialised: its __init__() was not called"
    for code in ("bare.x", "bare.length()", "bare + v", "v.dot(bare)"):
        with pytest.raises(RuntimeError, match=re.escape(message)):
            eval(code, {"bare": bare, "v": g.Vec2()})
    bare.__init__(1)
    assert bare.x == 1


def test_the_binding_contains_no_cpython_api():
    assert re.findall(r"\b_?Py[A-Z_]\w*", (ROOT / SOURCE).read_text("utf-8")) == []
