"""*args, **kwargs, exact(X), arg(X) and returns: use, errors, references."""

import gc
import inspect
import sys
from types import ModuleType

import builder
import expressions
import pytest

p: ModuleType


@pytest.fixture(scope="module", autouse=True)
def modules() -> None:
    global p
    p = builder.import_extension("params", "tests/ext/params.c")


VALUES = {
    "total()": 0,
    "total(1, 2, True)": 4,
    "letters('ab', 'é')": 4,
    "objects(1, 'a')": (1, "a"),
    "objects2()": (),
    "options()": {},
    "options(a=1, é=[2], self=3, options=4)": {
        "a": 1,
        "é": [2],
        "self": 3,
        "options": 4,
    },
    "all(1, d=5)": (1, 1, 3, (), 5, 2, {}),
    "all(1, 2, 4, 5, 6, d=7, e=8)": (1, 2, 4, (5, 6), 7, 8, {}),
    "all(1, d=5, c=4, b=3, a=2, rest=6)": (
        *(1, 1, 4, (), 5, 2),
        {"b": 3, "a": 2, "rest": 6},
    ),
    "few(*range(20))": 190,
    "first_of(7, 8)": 7,
    "Vec2(1, 2, 3).y": 2.0,
    "Vec2(1, 2).sum(Vec2(3), Vec2(4))": 10.0,
    "Vec2(1).sum()": 1.0,
    "Vec2.pointers(Vec2(5), Vec2())": 5,
    "Bag(ab=2).put(items=1)": 9,
    "halved()": 0.5,
    "halved(x=3.0)": 1.5,
    "twice(2)": 4,
    "as_unsigned(3)": 3,
    "length(Vec2(1, 2))": 3.0,
    "count('ab', 1.0)": 3,
    "quotient(17, 5)": (2, 5.0),
    "powers(3)": (3, 9, 27, 81, 6),
    "powers(n=2)": (2, 4, 8, 16, 4),
    "quotient(17, 5, by=0.5)": (2, 2.5),
    "zeros()": (bytes(4), 4),
    "zeros(n=1)": (bytes(2), 2),
    "level(4)": (None, True),
    "level(1, 'one')": ("one", False),
    "spread()": ("xxx", 4),
}


@pytest.mark.parametrize("code", VALUES)
def test_values(code: str) -> None:
    assert eval(code, vars(p)) == VALUES[code]


ERRORS = {
    "total(1, 'a')": (
        TypeError,
        "total() argument 'numbers': item 1 must be int, not str",
    ),
    "total(2**31)": (
        OverflowError,
        "total() argument 'numbers': item 0: 2147483648 does not fit int "
        "(-2147483648 to 2147483647)",
    ),
    "total(numbers=1)": (
        TypeError,
        "total() got an unexpected keyword argument 'numbers'",
    ),
    "few(*range(256))": (
        OverflowError,
        "few() argument 'numbers': 256 items do not fit uint8_t (at most 255)",
    ),
    "letters('a', None)": (
        TypeError,
        "letters() argument 'words': item 1 must be str, not None",
    ),
    "letters('a\\0')": (
        ValueError,
        "letters() argument 'words': item 0: embedded null character",
    ),
    "options(1)": (
        TypeError,
        "options() takes 0 positional arguments but 1 was given",
    ),
    "options(**{'a\\0': 1})": (
        ValueError,
        "options() argument 'options': embedded null character in the name 'a\\x00'",
    ),
    "options(**{'\\udc80': 1})": (
        UnicodeEncodeError,
        "'utf-8' codec can't encode character '\\udc80' in position 0: surrogates "
        "not allowed",
    ),
    "all()": (TypeError, "all() missing 1 required positional argument: 'a'"),
    "all(1)": (TypeError, "all() missing 1 required keyword-only argument: 'd'"),
    "all(1, 2, 3, c=4)": (TypeError, "all() got multiple values for argument 'c'"),
    "Vec2('x')": (
        TypeError,
        "Vec2() argument 'numbers': item 0 must be float, not str",
    ),
    "Vec2(x=1)": (TypeError, "Vec2() got an unexpected keyword argument 'x'"),
    "Vec2().sum(1)": (
        TypeError,
        "Vec2.sum() argument 'others': item 0 must be Vec2, not int",
    ),
    "Vec2.pointers(Vec2.__new__(Vec2))": (
        RuntimeError,
        "Vec2.pointers() argument 'vectors': item 0: the Vec2 is not initialised: its "
        "__init__() was not called",
    ),
    "Bag(a='x')": (TypeError, "Bag() argument 'a' must be int, not str"),
    "Bag(a=2**63)": (
        OverflowError,
        "Bag() argument 'a': 9223372036854775808 does not fit long "
        "(-9223372036854775808 to 9223372036854775807)",
    ),
    "Bag(a=-1)": (ValueError, "negative"),
    "Bag().put(1)": (
        TypeError,
        "Bag.put() takes 0 positional arguments but 1 was given",
    ),
    "halved(3)": (
        TypeError,
        "halved() argument 'x' must be float, not int (no conversion)",
    ),
    "halved('3')": (
        TypeError,
        "halved() argument 'x' must be float, not str (no conversion)",
    ),
    "twice(True)": (
        TypeError,
        "twice() argument 'n' must be int, not bool (no conversion)",
    ),
    "twice(2**31)": (
        OverflowError,
        "twice() argument 'n': 2147483648 does not fit int (-2147483648 to 2147483647)",
    ),
    "as_unsigned(1.0)": (
        TypeError,
        "as_unsigned() argument 'n' must be int, not float (no conversion)",
    ),
    "length((1, 2))": (TypeError, "length() argument 'v' must be Vec2, not tuple"),
    "count(1, 1.0)": (TypeError, "count() argument 's' must be str, not int"),
    "count('', 1e300)": (
        OverflowError,
        "count() argument 'f': 1e+300 does not fit float",
    ),
    "quotient(1, 2, by='x')": (
        TypeError,
        "quotient() argument 'by' must be float, not str",
    ),
    "zeros(-1)": (
        OverflowError,
        "zeros() argument 'n': -1 does not fit uint (0 to 4294967295)",
    ),
    "level(-1)": (ValueError, "below"),
    "level(1, 2)": (TypeError, "level() argument 'name' must be str or None, not int"),
}


@pytest.mark.parametrize("code", ERRORS)
def test_errors(code: str) -> None:
    expressions.check_error(code, vars(p), *ERRORS[code])


class Raises:
    def __index__(self) -> int:
        raise KeyboardInterrupt


def test_the_users_exception_stays() -> None:
    with pytest.raises(KeyboardInterrupt):
        p.total(1, Raises())
    with pytest.raises(KeyboardInterrupt):
        p.Bag(a=Raises())


def test_signatures() -> None:
    def text(f: object) -> str:
        return str(inspect.signature(f))  # type: ignore[arg-type]

    assert text(p.all) == "(a, b=1, /, c=3, *rest, d, e=2, **options)"
    assert text(p.Vec2) == "(*numbers)"
    assert text(p.Vec2.sum) == "(self, /, *others)"
    assert text(p.Bag) == "(**items)"
    assert text(p.level) == "(n, name=None)"
    assert text(p.zeros) == "(n=2)"


def test_an_owned_result_of_which_another_is_made() -> None:
    before = p.freed()
    assert p.copied("abc") == 3
    assert p.freed() == before + 1


def test_references() -> None:
    """Arguments stay the caller's, whatever happens."""
    o = object()
    before = sys.getrefcount(o)
    for _ in range(50):
        p.objects(o, o)
        p.options(a=o, b=o)
        for call in (p.total, p.Vec2, p.Bag(a=1).put):
            with pytest.raises(TypeError):
                call(o)
            with pytest.raises(TypeError):
                call(a=o)
    gc.collect()
    assert sys.getrefcount(o) == before


def test_no_blocks_are_lost() -> None:
    expressions.check_no_blocks_are_lost([*VALUES, *ERRORS], vars(p))


N, OF_KW = "int const *, size_t", "const char *const *, int const *, size_t"
ORDER = [
    ("(args(int), a), (args(int), b)", f"{N}, {N}", "(args, ...) after (args, ...)"),
    ("(kwonly), (args(int), a)", N, "(args, ...) after (kwonly)"),
    ("(args(int), a), (kwonly), (int, b)", f"{N}, int", "(kwonly) after (args, ...)"),
    ("(args(int), a), (posonly)", N, "(posonly) after (args, ...)"),
    ("(kwargs(int), a), (int, b)", f"{OF_KW}, int", "a parameter after (kwargs, ...)"),
    (
        "(kwargs(int), a), (args(int), b)",
        f"{OF_KW}, {N}",
        "(args, ...) after (kwargs, ...)",
    ),
    ("(kwargs(int), a), (kwonly)", OF_KW, "(kwonly) after (kwargs, ...)"),
]


@pytest.mark.parametrize(("parameters", "types", "text"), ORDER)
def test_order(parameters: str, types: str, text: str) -> None:
    block = f"(function, f, f, int, {parameters}), (function, g, call, int)"
    names = [f"x{i}" for i in range(types.count(",") + 1)]
    given = ", ".join(f"{t} {n}" for t, n in zip(types.split(","), names, strict=True))
    code = f"""
        #include <seabind/seabind.h>
        static int (*g)({types});
        static int call(void) {{ return g == NULL; }}
        static int f({given}) {{ return {" + ".join(f"!{n}" for n in names)}; }}
        SEA_MODULE(order, {block});
    """
    with pytest.raises(ImportError) as caught:
        builder.import_snippet("order", code)
    what = text.replace(" after ", " cannot come after ")
    assert str(caught.value) == f"seabind: f(): {what}"
