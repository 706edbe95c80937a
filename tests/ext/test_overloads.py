"""Overload sets and implicit conversions: which candidate, every error, references."""

import array
from types import ModuleType

import builder
import expressions
import pytest

o: ModuleType


@pytest.fixture(scope="module", autouse=True)
def modules() -> None:
    global o
    o = builder.import_extension("overloads", "tests/ext/overloads.c")


VALUES = {
    "area(Circle(2))": 12.0,
    "area(2, 3)": 6.0,
    "area(h=2, w=3.5)": 7.0,
    "[kind(x) for x in (1, 1.5, True, 'a', [1], [1.5], [1, 2.5], (), b'', None)]": [
        *(1, 2, 3, 4, 5, 6, 6, 50, 7, 9),
    ],
    "kind(Vec2(1))": 8,
    "wide(2**40), wide(1)": (10, 1),
    "by_name(n=1), by_name(x=1.5), by_name(x=1), by_name(n='a')": (1, 2, 2, 4),
    "many(1, 2), many(1, 2.5), many(), many(1, scale=2), many(1, scale=2.5)": (
        *(2, -2, 0, 2, -2),
    ),
    "options(a=1), options(a='x'), options(a=True)": (1, 101, 1),
    "mean(array.array('i', [7])), mean(array.array('d', [7]))": (7, 7.0),
    "mixed(1.5, 2), mixed(Vec2(1))": (3, 8),
    "Vec2(1, 2).y, Vec2(3).y, Vec2('4').x": (2.0, 3.0, 4.0),
    "Vec2(1, 2).times(2).y, Vec2(1, 2).times(Vec2(3, 4))": (4.0, 11.0),
    "Vec2.of(1, 2).y, Vec2.of(3).y, Vec2.of(3.0).y": (2.0, -3.0, 1.0),
    "(Vec2(1, 2) * 2).y, Vec2(1, 2) * Vec2(3, 4)": (4.0, 11.0),
    "Vec2(2) == 2, Vec2(2) == Vec2(2), Vec2(2) == 3, Vec2(2) == 'a'": (
        *(True, True, False, False),
    ),
    "Vec2(2) != 2": False,
    "dot((1, 2), (3, 4))": 11.0,
    "dot(b=2, a='3')": 6.0,
    "Line((1, 2), b=4).b.y": 4.0,
    "Line(Vec2(1, 2)).b.x": 1.0,
    "length(), length(None), length((1, 2))": (9, 9, 8),
    "vectors(1, 2, where=(3, 4))": 6,
    "Vec2(1, 2).times((3, 4))": 11.0,
    "jar_n(Jar(3)), jar_n(Jar((4, 5))), jar_n(6)": (3, 4, 6),
}


def test_defaults_are_shown_as_they_are() -> None:
    lines = ["hue(h=<Hue.BLUE: 1>)", r"hue(s='\xe4')"]
    assert o.hue.__doc__ == "\n".join(lines)
    with pytest.raises(TypeError) as raised:
        o.hue([])
    assert str(raised.value) == (
        "hue(): no overload takes these arguments (list):\n"
        f"  {lines[0]}: argument 'h' must be Hue, not list\n"
        f"  {lines[1]}: argument 's' must be str, not list"
    )


@pytest.mark.parametrize("code", VALUES)
def test_values(code: str) -> None:
    assert eval(code, {**vars(o), "array": array}) == VALUES[code]


def none(label: str, types: str, *candidates: str) -> str:
    head = f"{label}: no overload takes these arguments ({types}):"
    return "\n  ".join([head, *candidates])


ERRORS = {
    "area('x')": (
        TypeError,
        none(
            *("area()", "str"),
            "area(c): argument 'c' must be Circle, not str",
            "area(w, h): missing 1 required positional argument: 'h'",
        ),
    ),
    "area(1, None, z=2)": (
        TypeError,
        none(
            *("area()", "int, None, z=int"),
            "area(c): got an unexpected keyword argument 'z'",
            "area(w, h): got an unexpected keyword argument 'z'",
        ),
    ),
    "area()": (
        TypeError,
        none(
            *("area()", ""),
            "area(c): missing 1 required positional argument: 'c'",
            "area(w, h): missing 2 required positional arguments: 'w' and 'h'",
        ),
    ),
    "wide(2**64)": (
        TypeError,
        none(
            *("wide()", "int"),
            "wide(n): argument 'n': 18446744073709551616 does not fit int "
            "(-2147483648 to 2147483647)",
            "wide(n): argument 'n': 18446744073709551616 does not fit i64 "
            "(-9223372036854775808 to 9223372036854775807)",
        ),
    ),
    "many('x')": (
        TypeError,
        none(
            *("many()", "str"),
            "many(*v, scale=1): argument 'v': item 0 must be int, not str",
            "many(*v, scale=1.0): argument 'v': item 0 must be float, not str",
        ),
    ),
    "options(a=None)": (
        TypeError,
        none(
            *("options()", "a=None"),
            "options(**v): argument 'a' must be int, not None",
            "options(**v): argument 'a' must be str, not None",
        ),
    ),
    "Vec2(None)": (
        TypeError,
        none(
            *("Vec2()", "None"),
            "Vec2(x, y): missing 1 required positional argument: 'y'",
            "Vec2(x): argument 'x' must be float, not None",
            "Vec2(text): argument 'text' must be str, not None",
        ),
    ),
    "Vec2.of('a')": (
        TypeError,
        none(
            *("Vec2.of()", "str"),
            "of(x, y=1.0): argument 'x' must be float, not str",
            "of(x): argument 'x' must be int, not str (no conversion)",
        ),
    ),
    "Jar('a', 1)": (
        TypeError,
        none(
            *("Jar()", "str, int"),
            "Jar(n): takes 1 positional argument but 2 were given",
            "Jar(v): takes 1 positional argument but 2 were given",
        ),
    ),
    "final('text')": (TypeError, "text"),
    "Vec2('-1')": (ValueError, "below"),
    "dot((1, 2), '-1')": (ValueError, "below"),
    "Jar(-1)": (RuntimeError, "Jar() failed: jar_new() returned NULL"),
    "mixed(Vec2.__new__(Vec2))": (
        RuntimeError,
        "mixed() argument 'v': the Vec2 is not initialised: its __init__() was not "
        "called",
    ),
    "Line(None)": (TypeError, "Line() argument 'a' must be Vec2, not None"),
    "Line((1, 'x'))": (TypeError, "Line() argument 'a' must be Vec2, not tuple"),
    "Line((1, 2, 3))": (TypeError, "Line() argument 'a' must be Vec2, not tuple"),
    "Line([1, 2])": (TypeError, "Line() argument 'a' must be Vec2, not list"),
    "Line(True)": (TypeError, "Line() argument 'a' must be Vec2, not bool"),
    "dot(b=(1, 2))": (TypeError, "dot() missing 1 required positional argument: 'a'"),
    "length(b'')": (TypeError, "length() argument 'v' must be Vec2 or None, not bytes"),
    "strict((1, 2))": (TypeError, "strict() argument 'v' must be Vec2, not tuple"),
    "Vec2(1) * 'a'": (
        TypeError,
        "can't multiply sequence by non-int of type 'overloads.Vec2'",
    ),
}


@pytest.mark.parametrize("code", ERRORS)
def test_errors(code: str) -> None:
    expressions.check_error(code, vars(o), *ERRORS[code])


class Raises:
    def __init__(self, error: type[BaseException]) -> None:
        self.error = error

    def __index__(self) -> int:
        raise self.error

    __float__ = __index__


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, MemoryError])
def test_the_arguments_own_exceptions_stay(error: type[BaseException]) -> None:
    before = o.called()
    for call in (o.area, o.kind, o.wide, o.many, o.Vec2, o.Vec2(1).times):
        with pytest.raises(error):
            call(*[Raises(error)] * (2 if call is o.area else 1))
    assert o.called() == before


def test_setter() -> None:
    line = o.Line(1)
    line.start = (5, 6)
    assert (line.a.x, line.a.y) == (5.0, 6.0)
    with pytest.raises(TypeError, match=r"^Line.start must be Vec2, not None$"):
        line.start = None


def test_docs() -> None:
    assert o.area.__doc__ == (
        "area(c)\narea(w, h)\n  Of a rectangle.\n\nArea of anything."
    )
    assert o.area.__text_signature__ is None
    assert o.Vec2.times.__doc__ == "times(k)\n  Longer.\ntimes(other)"
    assert o.Vec2.__doc__ == (
        "Vec2(x, y)\nVec2(x)\nVec2(text)\n\nFrom one or two.\n\nTwo numbers."
    )


def test_what_is_made_for_a_call_ends_with_it() -> None:
    before = o.freed()
    assert o.jar_n(5) == 5
    assert o.freed() == before + 1


def test_a_conversion_that_needs_itself() -> None:
    """Jar(x) may convert to Vec2, Vec2(x) not to Jar: every chain ends."""
    deep: object = (1, 2)
    for _ in range(50):
        deep = (deep, 2)
    with pytest.raises(TypeError):
        o.dot(deep, deep)


def test_no_blocks_are_lost() -> None:
    expressions.check_no_blocks_are_lost(
        [*VALUES, *ERRORS], {**vars(o), "array": array}
    )
