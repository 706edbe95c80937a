"""(vectorized, name, fn, result, parameters...): arrays, shapes, conversions."""

import gc
import inspect
import itertools
import math
import struct
import threading
from array import array
from types import ModuleType

import builder
import env
import expressions
import no_memory
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

m: ModuleType


def build():
    return builder.build_extension(
        "vectorized", "tests/ext/vectorized.c", defines=("SEA_COUNTERS",)
    )


@pytest.fixture(scope="module", autouse=True)
def modules() -> None:
    global m
    m = builder.load_extension(build())


def shaped(code: str, numbers: list, *shape: int) -> memoryview:
    """The numbers as an array of that shape."""
    flat = memoryview(array(code, numbers)).cast("B")
    return flat.cast(code, shape)


def names() -> dict[str, object]:
    d, i = array("d", [0, 1, 2]), array("i", [1, 2, 3])
    return {
        "array": array,
        "d": d,
        "i": i,
        "grid": shaped("d", range(6), 2, 3),
        "column": shaped("d", [10, 20], 2, 1),
        "empty": array("d"),
        "every_2nd": memoryview(array("d", range(6)))[::2],
        "backwards": memoryview(d)[::-1],
        "swapped": memoryview(struct.pack(">2d", 1, 2)).cast("B"),
        "truths": memoryview(b"\0\1\2").cast("?"),
        **{name: getattr(m, name) for name in dir(m) if not name.startswith("__")},
    }


VALUES = {
    # scalars are as with (function, ...)
    "gauss(0.0)": 1.0,
    "gauss(2, sigma=2, mu=0)": math.exp(-0.5),
    "gauss(True)": math.exp(-0.5),
    "add(2)": 3,
    "half(255)": 127,
    "same(2**64 - 1)": 2**64 - 1,
    "both(True, False)": False,
    "sign(-3.5)": -1,
    "named('-', 2)": -2.0,
    "maybe(None)": 0.0,
    "squared(3)": 9.0,
    "Line(2, 1).y(3)": 7.0,
    "Curve(1, 2, 3).y(2)": 17.0,
    # arrays
    "gauss(d).tolist()": [1.0, math.exp(-0.5), math.exp(-2.0)],
    "gauss(0, d).tolist()": [1.0, math.exp(-0.5), math.exp(-2.0)],
    "gauss(d, d).tolist()": [1.0, 1.0, 1.0],
    "gauss(x=0, sigma=2, mu=d).tolist()": [1.0, math.exp(-0.125), math.exp(-0.5)],
    "gauss(1, sigma=array('d', [1, 2])).tolist()": [math.exp(-0.5), math.exp(-0.125)],
    "add(i).tolist()": [2, 3, 4],
    "add(i, b=i).tolist()": [2, 4, 6],
    "add(1, b=i).tolist()": [2, 3, 4],
    "half(b'\\x02\\xff').tolist()": [1, 127],
    "half(bytearray(b'\\x02')).tolist()": [1],
    "same(array('Q', [2**64 - 1])).tolist()": [2**64 - 1],
    "minus(array('q', [2**62])).tolist()": [-(2**62)],
    "scaled(array('f', [1, 2]), 0.5).tolist()": [0.5, 1.0],
    "both(truths, True).tolist()": [False, True, True],
    "sign(array('d', [-1, 0, 5])).tolist()": [-1, 0, 1],
    "named('-', d).tolist()": [0.0, -1.0, -2.0],
    "maybe(None, d).tolist()": [0.0, 0.0, 0.0],
    "squared(d).tolist()": [0.0, 1.0, 4.0],
    "horner(array('d', [1, 2]), d).tolist()": [1.0, 3.0, 5.0],
    "Line(2, 1).y(d).tolist()": [1.0, 3.0, 5.0],
    "Line(at=1).move(d).tolist()": [1.0, 2.0, 4.0],
    "Pair().second.y(d).tolist()": [1.0, 3.0, 5.0],
    "Pair().first.move(d).tolist()": [0.0, 1.0, 3.0],
    "Curve(1, 2, 3).y(d).tolist()": [1.0, 6.0, 17.0],
    "Curve(1, 2, 3).distance(d).tolist()": [1.0, 5.0, 15.0],
    "of_curve(Curve(1, 2, 3), d).tolist()": [1.0, 6.0, 17.0],
    # shapes
    "squared(grid).tolist()": [[0.0, 1.0, 4.0], [9.0, 16.0, 25.0]],
    "gauss(grid, grid).shape": (2, 3),
    "named('+', column).tolist()": [[10.0], [20.0]],
    "scaled(grid, column).tolist()": [[0.0, 10.0, 20.0], [60.0, 80.0, 100.0]],
    "scaled(column, d).tolist()": [[0.0, 10.0, 20.0], [0.0, 20.0, 40.0]],
    "scaled(grid, d).tolist()": [[0.0, 1.0, 4.0], [0.0, 4.0, 10.0]],
    "scaled(d, array('d', [2])).tolist()": [0.0, 2.0, 4.0],
    "squared(every_2nd).tolist()": [0.0, 4.0, 16.0],
    "squared(backwards).tolist()": [4.0, 1.0, 0.0],
    "squared(empty).tolist()": [],
    "scaled(empty, 2).shape": (0,),
    "scaled(empty, array('d', [2])).shape": (0,),
    # the type of what comes
    "(gauss(d).format, gauss(d).itemsize, gauss(d).readonly)": ("d", 8, False),
    "(sign(d).format, half(b'1').format, same(i).format)": ("h", "B", "Q"),
    "(scaled(d, 1).format, both(truths, truths).format)": ("f", "?"),
    "gauss(d).contiguous": True,
    # other numbers become these, as one number would
    "gauss(array('f', [0, 1])).tolist()": [1.0, math.exp(-0.5)],
    "squared(i).tolist()": [1.0, 4.0, 9.0],
    "squared(array('Q', [2**64 - 1])).tolist()": [float(2**64 - 1) ** 2],
    "squared(truths).tolist()": [0.0, 1.0, 1.0],
    "squared(array('b', [-3])).tolist()": [9.0],
    "add(array('b', [-128, 127])).tolist()": [-127, 128],
    "add(array('H', [65535])).tolist()": [65536],
    "half(array('q', [0, 255])).tolist()": [0, 127],
    "minus(array('Q', [2**63 - 1])).tolist()": [-(2**63) + 1],
    "five(d, i, i, d, truths).tolist()": [2.0, 6.5, 10.5],
}  # fmt: skip


@pytest.mark.parametrize("code", VALUES)
def test_values(code: str) -> None:
    assert eval(code, names()) == VALUES[code]


OR_ARRAY = "or an array of numbers"
ERRORS = {
    "gauss('x')": (
        TypeError,
        f"gauss() argument 'x' must be float {OR_ARRAY}, not str",
    ),
    "gauss(b'x')": (
        TypeError,
        f"gauss() argument 'x' must be float {OR_ARRAY}, not bytes",
    ),
    "both(b'x', True)": (
        TypeError,
        f"both() argument 'a' must be bool {OR_ARRAY}, not bytes",
    ),
    "gauss([1.0])": (
        TypeError,
        f"gauss() argument 'x' must be float {OR_ARRAY}, not list",
    ),
    "gauss(d, None)": (
        TypeError,
        f"gauss() argument 'mu' must be float {OR_ARRAY}, not None",
    ),
    "gauss()": (TypeError, "gauss() missing 1 required positional argument: 'x'"),
    "gauss(d, d, d, d)": (
        TypeError,
        "gauss() takes from 1 to 3 positional arguments but 4 were given",
    ),
    "add(d)": (
        TypeError,
        "add() argument 'a' must be i32 or an array of i32, not array.array of"
        " format 'd'",
    ),
    "both(i, i)": (
        TypeError,
        "both() argument 'a' must be bool or an array of bool, not array.array of"
        " format 'i'",
    ),
    "add(array('q', [1, 2**31]))": (
        OverflowError,
        "add() argument 'a': item 1: 2147483648 does not fit i32"
        " (-2147483648 to 2147483647)",
    ),
    "half(array('b', [1, 2, -3]))": (
        OverflowError,
        "half() argument 'n': item 2: -3 does not fit u8 (0 to 255)",
    ),
    "minus(array('Q', [2**63]))": (
        OverflowError,
        "minus() argument 'n': item 0: 9223372036854775808 does not fit i64"
        " (-9223372036854775808 to 9223372036854775807)",
    ),
    "same(array('q', [-1]))": (
        OverflowError,
        "same() argument 'n': item 0: -1 does not fit u64 (0 to 18446744073709551615)",
    ),
    "scaled(array('d', [1e300]), 1)": (
        OverflowError,
        "scaled() argument 'x': item 0: 1e+300 does not fit float",
    ),
    "gauss(d, empty)": (
        ValueError,
        "gauss(): the shapes of the arrays do not broadcast: (3,), (0,)",
    ),
    "scaled(grid, array('d', [1, 2]))": (
        ValueError,
        "scaled(): the shapes of the arrays do not broadcast: (2, 3), (2,)",
    ),
    "Line(1).y([])": (
        TypeError,
        f"Line.y() argument 'x' must be float {OR_ARRAY}, not list",
    ),
    "Curve(1, 2, 3).y('')": (
        TypeError,
        f"Curve.y() argument 'x' must be float {OR_ARRAY}, not str",
    ),
    "Pair().second.move([])": (
        TypeError,
        f"Line.move() argument 'by' must be float {OR_ARRAY}, not list",
    ),
    "Line.__new__(Line).y(d)": (
        RuntimeError,
        "Line.y(): the Line is not initialised: its __init__() was not called",
    ),
}


@pytest.mark.parametrize("code", ERRORS)
def test_errors(code: str) -> None:
    expressions.check_error(code, names(), *ERRORS[code])


def test_place_of_a_number_that_does_not_fit() -> None:
    grid = shaped("i", [0, 1, 2, 3, 4, 500], 2, 3)
    with pytest.raises(OverflowError, match="item 1, 2: 500 does not fit u8"):
        m.half(grid)


def test_closed_and_busy_handles() -> None:
    curve = m.Curve(1, 2, 3)
    curve.close()
    with pytest.raises(ValueError, match="closed"):
        curve.y(array("d", [1]))
    with pytest.raises(ValueError, match="closed"):
        m.of_curve(curve, array("d", [1]))


def test_c_is_called_once_for_each_element() -> None:
    before = m.count()
    m.counted(shaped("l", range(6), 2, 3))
    assert m.count() == before + 6
    m.counted(array("l"))
    assert m.count() == before + 6
    with pytest.raises(TypeError):
        m.counted(array("d", [1]))
    assert m.count() == before + 6


def test_two_functions_are_around_all_calls() -> None:
    first = m.around(array("i", [0, 0])).tolist()
    second = m.around(array("i", [0, 0])).tolist()
    assert first[0] == first[1]
    assert second == [first[0] + 110] * 2


def test_signature_and_doc() -> None:
    assert str(inspect.signature(m.gauss)) == "(x, mu=0.0, sigma=1.0)"
    assert str(inspect.signature(m.add)) == "(a, *, b=1)"
    assert m.gauss.__doc__ == "The bell curve."
    assert m.Line.y.__doc__ == "The height at x."
    assert str(inspect.signature(m.Line.y)) == "(self, /, x)"


def test_the_result_is_memory_of_its_own() -> None:
    d = array("d", [1, 2])
    result = m.named("+", d)
    result[0] = 5.0
    d[1] = 7.0
    assert (result.tolist(), d.tolist()) == ([5.0, 2.0], [1.0, 7.0])
    exporter = result.obj
    part = result[1:]
    result.release()
    assert part[0] == 2.0
    part.release()
    with pytest.raises(BufferError, match="the memory was released"):
        memoryview(exporter)


def test_arguments_are_exported_only_during_the_call() -> None:
    d = array("d", [1, 2])
    m.gauss(d, d)
    with pytest.raises(TypeError):
        m.gauss(d, "x")
    with pytest.raises(ValueError, match="broadcast"):
        m.gauss(d, array("d", [1, 2, 3]))
    d.append(3)  # BufferError while anybody has it


def test_numpy() -> None:
    np = pytest.importorskip("numpy")
    x = np.linspace(-2, 2, 30).reshape(2, 3, 5)
    for view in (x, x.T, x[:, ::-1], x[::2, 1:, ::3], x[0], x[:, :1], x[:0]):
        result = np.asarray(m.gauss(view, 0.5))
        assert result.shape == view.shape
        assert np.allclose(result, np.exp(-((view - 0.5) ** 2) / 2))
    a, b = x[:, :, :1], x[:1, 0]
    assert np.allclose(np.asarray(m.scaled(a, b)), (a * b).astype("f"))
    assert (
        m.gauss(np.float64(0))
        == m.gauss(np.float32(0))
        == m.gauss(np.array(0.0))
        == 1.0
    )
    assert np.asarray(m.add(np.arange(3, dtype="i2"), b=np.int64(2))).dtype == np.int32
    odd = np.frombuffer(b"\0" + x.tobytes(), dtype="u1")[1:].view("d")
    assert np.allclose(np.asarray(m.squared(odd)), odd**2)
    with pytest.raises(TypeError, match=r"not numpy\.ndarray of format '>d'"):
        m.gauss(x.astype(">f8"))
    with pytest.raises(TypeError, match="of format 'Zd'"):
        m.gauss(x.astype(complex))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_shapes(data: st.DataObject) -> None:
    """Any shapes that broadcast, against the same by hand."""
    whole = tuple(data.draw(st.lists(st.integers(1, 4), min_size=1, max_size=5)))
    values, views = [], []
    for _ in range(3):
        shape = [n if data.draw(st.booleans()) else 1 for n in whole]
        shape = shape[data.draw(st.integers(0, len(shape) - 1)) :]
        numbers = [float(i) for i in range(math.prod(shape))]
        padded = [1] * (len(whole) - len(shape)) + shape

        def at(index, padded=padded, numbers=numbers):
            flat = 0
            for i, n in zip(index, padded, strict=True):
                flat = flat * n + (i if n > 1 else 0)
            return numbers[flat]

        values.append(at)
        views.append(shaped("d", numbers, *shape))
    x, mu, sigma = values
    result = m.gauss(*views[:2], m.named("+", views[2]))
    shapes = [(1,) * (len(whole) - v.ndim) + v.shape for v in views]
    shape = tuple(map(max, zip(*shapes, strict=True)))
    first = len(whole) - max(v.ndim for v in views)
    assert result.shape == shape[first:]
    for index in itertools.product(*map(range, shape)):
        s = sigma(index)
        if s == 0:
            continue
        expected = math.exp(-(((x(index) - mu(index)) / s) ** 2) / 2)
        assert result[index[first:]] == pytest.approx(expected)


def test_threads() -> None:
    curve, d = m.Curve(1, 2, 3), array("d", range(200))
    expected = m.Curve(1, 2, 3).distance(d).tolist()
    wrong = []

    def work() -> None:
        for _ in range(50):
            if curve.distance(d).tolist() != expected:
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_nothing_is_lost() -> None:
    expressions.check_no_blocks_are_lost([*VALUES, *ERRORS], names())
    gc.collect()
    assert m.alive() == 0


def test_results_at_the_end() -> None:
    script = """
import vectorized
from array import array
d = array("d", [1, 2])
kept = vectorized.gauss(d)
vectorized.kept = vectorized.Curve(1, 2, 3).y(d)
class Last:
    def __del__(self, d=d, gauss=vectorized.gauss, curve=vectorized.Curve(1, 2, 3)):
        print(kept.tolist()[0] < 1, gauss(d).tolist()[0] < 1, curve.y(d).tolist()[1])
last = vectorized.last = Last()
loop = [kept]
loop.append(loop)
"""
    said = env.check_script_success_in_subprocess(script, build())
    assert said.split() == ["True", "True", "17.0"]


MEMORY = """
import vectorized as v
from array import array

d, b = array("d", range(3)), array("b", [1, 2, 3])
curve = v.Curve(1, 2, 3)
grid = memoryview(bytes(48)).cast("d", (2, 3))
def use():
    a = v.gauss(d, b), v.scaled(grid, d), curve.y(b), v.named("+", d)
    return [view.tolist() for view in a]
def misfit():
    try:
        v.half(array("i", [300]))
    except OverflowError:
        pass
    try:
        v.scaled(grid, memoryview(d)[:2])
    except ValueError:
        pass
def check(use, n):
    d.append(1.0), d.pop()
    assert len(use() or "1234") == 4
for each in use, misfit:
    each()
    sweep(each, check, 5)
"""


@no_memory.needed
def test_without_memory() -> None:
    no_memory.check(MEMORY, build())
