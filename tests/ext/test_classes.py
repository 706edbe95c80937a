"""Value classes, handles, statuses and exceptions, from the user's side."""

import copy
import gc
import inspect
import itertools
import math
import operator
import pickle
import pydoc
import re
import sys
import weakref

import pytest

# ruff: noqa: E501, B015, SIM201, SIM202


def raises(exception: type[BaseException], text: str):
    """The exception, and its whole text."""
    return pytest.raises(exception, match=f"^{re.escape(text)}$")


@pytest.fixture
def counts(ext):
    """Every pump that C opens during the test is destroyed exactly once by its end."""
    gc.collect()
    opened, destroyed, tanks = (
        ext.opened_count(),
        ext.destroyed_count(),
        ext.tank_count(),
    )
    yield lambda: (ext.opened_count() - opened, ext.destroyed_count() - destroyed)
    gc.collect()
    assert ext.opened_count() - opened == ext.destroyed_count() - destroyed
    assert ext.tank_count() == tanks


# ---- fields -------------------------------------------------------------------------------


def test_fields(ext):
    a = ext.All()
    low_high = {
        "sc": (-128, 127), "uc": (0, 255), "s": (-(2**15), 2**15 - 1), "us": (0, 2**16 - 1),
        "i": (-(2**31), 2**31 - 1), "u": (0, 2**32 - 1), "l": (-(2**63), 2**63 - 1),
        "ul": (0, 2**64 - 1), "ll": (-(2**63), 2**63 - 1), "ull": (0, 2**64 - 1),
        "i8": (-128, 127), "u8": (0, 255), "i16": (-(2**15), 2**15 - 1), "u16": (0, 2**16 - 1),
        "i32": (-(2**31), 2**31 - 1), "u32": (0, 2**32 - 1), "i64": (-(2**63), 2**63 - 1),
        "u64": (0, 2**64 - 1), "size": (0, 2**64 - 1), "diff": (-(2**63), 2**63 - 1),
        "ip": (-(2**63), 2**63 - 1), "up": (0, 2**64 - 1), "im": (-(2**63), 2**63 - 1),
        "um": (0, 2**64 - 1),
    }  # fmt: skip
    for name, (low, high) in low_high.items():
        assert getattr(a, name) == 0
        for value in (low, high, 1):
            setattr(a, name, value)
            assert getattr(a, name) == value
        for value in (low - 1, high + 1):
            with pytest.raises(
                OverflowError,
                match=rf"^All.{name}: {value} does not fit \w+ \({low} to {high}\)$",
            ):
                setattr(a, name, value)
        with raises(TypeError, f"All.{name} must be int, not str"):
            setattr(a, name, "x")
        with raises(AttributeError, f"All.{name} cannot be deleted"):
            delattr(a, name)
    assert all(getattr(a, name) == 1 for name in low_high)  # none overlaps another
    a.d, a.f, a.b, a.c = 1.5, 0.1, True, "x"
    assert (a.d, a.b, a.c) == (1.5, True, "x") and math.isclose(a.f, 0.1, rel_tol=1e-6)
    for name, value, text in [
        ("d", "x", "All.d must be float, not str"),
        ("b", 1, "All.b must be bool, not int"),
        ("c", "ab", "All.c must be a str of length 1, not a str of length 2"),
        ("inner", 3, "All.inner must be Inner, not int"),
        ("flag", 1, "All.flag must be bool, not int"),
    ]:
        with raises(TypeError, text):
            setattr(a, name, value)
    with raises(OverflowError, "All.f: 1e+300 does not fit float"):
        a.f = 1e300


def test_read_only_fields(ext):
    a = ext.All(9)
    assert (a.fixed, a.hidden_, a.text, a.data, a.k) == (9, 0, "text", b"\0d", 0.5)
    for name in ("fixed", "hidden_", "text", "data", "k"):
        with raises(
            AttributeError,
            f"attribute '{name}' of 'classes.All' objects is not writable",
        ):
            setattr(a, name, 1)
        with raises(
            AttributeError,
            f"attribute '{name}' of 'classes.All' objects is not writable",
        ):
            delattr(a, name)


def test_converted_fields(ext):
    a = ext.All(wide=5)
    assert a.flag is False and a.wide == 5
    a.flag = True
    a.wide = 2**31 - 1
    assert a.flag is True and a.wide == 2**31 - 1
    with raises(OverflowError, "All.wide: -1 does not fit unsigned (0 to 4294967295)"):
        a.wide = -1
    with pytest.raises(OverflowError, match=r"does not fit int"):
        _ = ext.All(wide=2**32 - 1).wide


def test_nested_structs(ext):
    a = ext.All()
    assert (a.inner.a, a.inner.b, a.a, a.b2) == (1, 2.5, 1, 2.5)
    inner = a.inner
    inner.a = 50  # a view: the same struct
    assert a.inner.a == a.a == 50
    a.inner = ext.Inner(51, 2.5)
    assert inner.a == a.a == 51
    a.a, a.b2 = 7, 8
    assert (a.inner.a, a.inner.b) == (7, 8.0)
    with raises(
        RuntimeError,
        "All.inner: the Inner is not initialised: its __init__() was not called",
    ):
        a.inner = ext.Inner.__new__(ext.Inner)


# ---- operators -----------------------------------------------------------------------------


OPERATORS = {
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
    "matmul": lambda a, b: a * 1000 + b, "floordiv": lambda a, b: a // b + 100,
    "mod": lambda a, b: a % b, "lshift": lambda a, b: a << b, "rshift": lambda a, b: a >> b,
    "and_": lambda a, b: a & b, "or_": lambda a, b: a | b, "xor": lambda a, b: a ^ b,
    "pow": lambda a, b: a**b,
}  # fmt: skip


@pytest.mark.parametrize("name", OPERATORS)
def test_binary_operators(ext, name):
    Num, expected = ext.Num, OPERATORS[name]
    function = getattr(operator, name)
    in_place = getattr(operator, "i" + name.rstrip("_"))
    for a, b in [(7, 2), (0, 1), (9, 3)]:
        result = function(Num(a), Num(b))
        assert type(result) is Num and result.n == expected(a, b)
        assert function(a, Num(b)).n == expected(a, b)  # reflected
        x = y = Num(a)
        x = in_place(x, Num(b))
        assert x is y and x.n == expected(a, b)
        dunder = f"__{name.rstrip('_')}__"
        assert getattr(Num(a), dunder)(Num(b)).n == expected(a, b)
        assert getattr(Num(b), f"__r{name.rstrip('_')}__")(a).n == expected(a, b)
    for other in ("x", None, 1.5, [], ext.Box(), ext.Inner()):
        for arguments in [(Num(7), other), (other, Num(7))]:
            if name in ("add", "mul", "mod") and isinstance(other, str | list):
                continue  # sequences have an answer of their own
            with pytest.raises(TypeError, match=r"unsupported operand"):
                function(*arguments)
            with pytest.raises(TypeError, match=r"unsupported operand"):
                in_place(*arguments)
        assert getattr(Num(7), f"__{name.rstrip('_')}__")(other) is NotImplemented
    with pytest.raises(OverflowError, match=r"^Num.__r.*__\(\): .* does not fit long"):
        function(2**70, Num(1))


def test_pow_with_a_modulus(ext):
    with pytest.raises(TypeError, match=r"unsupported operand"):
        pow(ext.Num(2), ext.Num(3), ext.Num(5))
    with pytest.raises(TypeError, match=r"unsupported operand"):
        pow(2, ext.Num(3), 5)
    assert pow(ext.Num(2), ext.Num(3)).n == 8
    assert pow(ext.Num(2), ext.Num(3), None).n == 8


def test_division(ext):
    Num = ext.Num
    assert (Num(7) / Num(2)).n == 3
    q, r = divmod(Num(7), Num(2))
    assert (type(q), q.n, r.n) == (Num, 3, 1)
    for function in (operator.truediv, divmod):
        with raises(ZeroDivisionError, "division by zero"):
            function(Num(1), Num(0))
        with pytest.raises(TypeError, match=r"unsupported operand"):
            function(Num(1), 1)
        with pytest.raises(TypeError, match=r"unsupported operand"):
            function(1, Num(1))
    x = Num(7)
    x /= Num(2)  # falls back to __truediv__
    assert x.n == 3


def test_unary_operators(ext):
    Num = ext.Num
    assert (
        (-Num(3)).n == -3
        and (+Num(3)).n == 3
        and abs(Num(-3)).n == 3
        and (~Num(3)).n == -4
    )
    assert bool(Num(3)) is True and bool(Num(0)) is False
    assert int(Num(3)) == operator.index(Num(3)) == 3 and float(Num(3)) == 3.0
    assert (
        hex(Num(255)) == "0xff"
        and [10, 20, 30][Num(1)] == 20
        and "ab" * Num(2) == "abab"
    )
    assert repr(Num(-5)) == "Num(-5)" and str(Num(5)) == f"{Num(5)}" == "a number"
    with raises(RuntimeError, "Num.__str__(): the C function returned NULL"):
        str(Num(13))
    assert hash(Num(3)) == hash(3) and hash(Num(-1)) == hash(-1) == -2
    assert {Num(3): "x"}[Num(3)] == "x"
    raw = Num.__new__(Num)
    for function in (
        operator.neg,
        abs,
        bool,
        int,
        float,
        hash,
        str,
        repr,
        operator.index,
    ):
        name = function.__name__
        with raises(
            RuntimeError,
            f"Num.__{name}__(): the Num is not initialised: its __init__() was not called",
        ):
            function(raw)


def test_compare(ext):
    Num = ext.Num
    functions = [
        operator.lt,
        operator.le,
        operator.eq,
        operator.ne,
        operator.gt,
        operator.ge,
    ]
    for a, b in itertools.product((-1, 0, 5), repeat=2):
        for function in functions:
            assert function(Num(a), Num(b)) is function(a, b)
    for other in (3, "x", None, ext.Odd(3)):
        assert (Num(3) == other) is False and (Num(3) != other) is True
        with pytest.raises(TypeError, match=r"not supported between instances"):
            Num(3) < other
        assert Num(3).__lt__(other) is NotImplemented
    assert sorted([Num(3), Num(1), Num(2)])[0].n == 1
    with pytest.raises(RuntimeError, match=r"not initialised"):
        Num(3) == Num.__new__(Num)
    with raises(
        RuntimeError,
        "Num comparison: the Num is not initialised: its __init__() was not called",
    ):
        Num.__new__(Num) < Num(3)


def test_single_comparisons(ext):
    Odd = ext.Odd
    assert Odd(1) == Odd(1) and not Odd(1) == Odd(2)
    assert Odd(1) != Odd(2) and not Odd(1) != Odd(1)  # from eq
    assert Odd(1) < Odd(2) and Odd(2) > Odd(1)  # the reflected lt
    assert Odd(3) >= 2 and not Odd(1) >= 2
    with pytest.raises(TypeError, match=r"not supported"):
        Odd(1) <= Odd(2)  # neither le, nor ge with an Odd
    with raises(
        OverflowError,
        f"Odd.__ge__(): {2**40} does not fit int (-2147483648 to 2147483647)",
    ):
        Odd(1) >= 2**40


def test_reflected_alone(ext):
    Odd = ext.Odd
    assert 1 + Odd(2) == 3 and 2 ** Odd(3) == 302
    for function in (
        lambda: Odd(1) + 1,
        lambda: Odd(1) + Odd(2),
        lambda: Odd(1) ** 2,
        lambda: pow(2, Odd(1), 3),
        lambda: "x" + Odd(1),
    ):
        with pytest.raises(TypeError):
            function()
    x = y = Odd(1)
    x += 5
    assert x is y and x.n == 6
    with raises(ext.RangeError, "out of range"):
        x += -10
    with pytest.raises(TypeError, match=r"unsupported operand"):
        x += "a"
    assert hash(Odd(1)) == -2  # -1 is an error for CPython
    with raises(TypeError, "Odd.__repr__() returned int, not str"):
        repr(Odd(1))


def test_without_operators(ext):
    thing = ext.All()  # more than its fields
    assert (
        thing == thing and thing != ext.All() and hash(thing) == object.__hash__(thing)
    )
    box = ext.Box(1, 1)
    assert box == ext.Box(1, 1) != ext.Box(1, 2) and type(box).__hash__ is None
    with pytest.raises(TypeError, match=r"unsupported operand"):
        box + box
    assert repr(box) == "Box(width=1, height=1)"
    assert repr(thing).startswith("<classes.All object at ")


def test_operators_of_subclasses(ext):
    class Sub(ext.Num):
        def __radd__(self, other):
            return "mine"

    assert ext.Num(1) + Sub(2) == "mine"
    assert (Sub(1) - ext.Num(3)).n == -2
    assert type(Sub(1) - Sub(3)) is ext.Num
    assert Sub(3) == ext.Num(3) and {ext.Num(3)} == {Sub(3)}


# ---- properties, static methods, constants --------------------------------------------------


def test_properties(ext):
    box = ext.Box(3, 4)
    assert box.area == 12 and box.size == (3, 4)
    with raises(
        AttributeError, "attribute 'area' of 'classes.Box' objects is not writable"
    ):
        box.area = 3
    with raises(
        AttributeError, "attribute 'resized' of 'classes.Box' objects is not readable"
    ):
        box.resized  # noqa: B018
    box.resized = 5
    assert box.width == 5
    box.checked = 6
    assert box.checked == 24
    with raises(ext.RangeError, "out of range"):
        box.checked = -1
    box.grow = 2
    assert box.size == (8, 6)
    box.width = -1
    with raises(ext.RangeError, "out of range"):
        box.size  # noqa: B018
    for name in ("checked", "resized", "grow"):
        with raises(AttributeError, f"Box.{name} cannot be deleted"):
            delattr(box, name)


def test_methods(ext):
    box = ext.Box(3)
    assert box.same(box) is True and box.same(other=ext.Box(3)) is False
    assert box.scaled(4) == ext.Box.scaled(box, by=4) == 12
    assert ext.Box.square().size == (2, 2)
    assert box.square(side=3).size == (3, 3)

    class Sub(ext.Box):
        pass

    assert type(Sub.square(4)) is ext.Box and Sub(4).same(Sub(4)) is False
    assert Sub(2, 3).area == 6


def test_constants(ext):
    box = ext.Box
    assert (box.NONE, box.BIG, box.LEAST, box.RATIO, box.YES, box.TEXT) == (
        0,
        2**64 - 1,
        -(2**63) + 1,
        0.5,
        True,
        "text",
    )
    assert box.YES is True
    assert (box.SMALL, box.LARGE, box.BOX_NAME) == (1, 100, "box")
    assert box(1).LARGE == 100 and ext.Pump.MAX == 99


def test_mutable_and_final(ext):
    ext.Box.extra = 3
    assert ext.Box().extra == 3
    del ext.Box.extra
    for cls in (ext.Num, ext.Pump, ext.Final, ext.Tank):
        with pytest.raises(
            TypeError, match=r"cannot set 'extra' attribute of immutable type"
        ):
            cls.extra = 3
    with raises(TypeError, "type 'classes.Final' is not an acceptable base type"):
        type("Sub", (ext.Final,), {})
    for cls in (ext.NoInit, ext.Lent):
        for make in (
            cls,
            lambda cls=cls: cls.__new__(cls),
            lambda cls=cls: type("S", (cls,), {})(),
        ):
            with raises(TypeError, f"cannot create '{cls.__name__}' instances"):
                make()
        with pytest.raises(TypeError):
            object.__new__(cls)


# ---- handles ----------------------------------------------------------------------------------


def test_a_handle_lives_and_closes(ext, counts):
    pump = ext.Pump(5, "p")
    assert (pump.level, pump.raw_level, pump.name, pump.closed) == (5, 5, "p", False)
    pump.level = 6
    pump.raw_level = 7
    assert pump.level == 7 and bool(pump) and str(pump) == "p"
    assert counts() == (1, 0)
    assert pump.close() is None
    assert counts() == (1, 1) and pump.closed is True
    for _ in range(3):
        with raises(ValueError, "Pump.close(): the Pump is closed already"):
            pump.close()
    for use, label in [
        (lambda: pump.level, "Pump.level"),
        (lambda: pump.raw_level, "Pump.raw_level"),
        (lambda: pump.clone(), "Pump.clone()"),
        (lambda: setattr(pump, "level", 1), "Pump.level"),
        (lambda: ext.Pump(1).move(1, pump), "Pump.move() argument 'to'"),
        (lambda: pump.move(1, ext.Pump(1)), "Pump.move()"),
        (lambda: bool(pump), "Pump.__bool__()"),
        (lambda: str(pump), "Pump.__str__()"),
        (lambda: pump == ext.Pump(1), "Pump.__eq__()"),
        (lambda: pump.__init__(1), "Pump.__init__()"),
        (lambda: pump.__enter__(), "Pump.__enter__()"),
    ]:
        with raises(ValueError, f"{label}: the Pump is closed"):
            use()
    pump = None
    gc.collect()
    assert counts() == (4, 4)


def test_with(ext, counts):
    with ext.Pump(1) as pump:
        assert pump.level == 1
    assert pump.closed and counts() == (1, 1)
    with pytest.raises(ZeroDivisionError), ext.Pump(1) as pump:
        _ = 1 // 0
    assert pump.closed and counts() == (2, 2)
    with ext.Pump(1) as pump:
        pump.close()  # the end of with is then silent
    with raises(ValueError, "Pump.__enter__(): the Pump is closed"), pump:
        pass
    with ext.Tank(1) as tank:
        assert tank.get() == 1
    assert tank.closed


def test_destroyed_with_the_object(ext, counts):
    ext.Pump(1)
    assert counts() == (1, 1)
    pumps = [ext.Pump(i) for i in range(10)]
    assert counts() == (11, 1)
    pumps[3].close()
    pumps.clear()
    gc.collect()
    assert counts() == (11, 11)

    class Cycle(ext.Pump):
        pass

    cycle = Cycle(1)
    cycle.me = cycle
    gone = weakref.ref(cycle)
    del cycle
    gc.collect()
    assert gone() is None and counts() == (12, 12)


def test_init_that_fails(ext, counts):
    with raises(RuntimeError, "Pump() failed: pump_open() returned NULL"):
        ext.Pump(-1)
    assert counts() == (0, 0)
    pump = ext.Pump.__new__(ext.Pump)
    with raises(RuntimeError, "Pump() failed: pump_open() returned NULL"):
        pump.__init__(-1)
    with pytest.raises(TypeError):
        pump.__init__("x")
    with raises(
        RuntimeError,
        "Pump.level: the Pump is not initialised: its __init__() was not called",
    ):
        pump.level  # noqa: B018
    pump.__init__(3)
    assert pump.level == 3
    with raises(RuntimeError, "Pump.__init__(): the Pump is initialised already"):
        pump.__init__(4)
    assert pump.level == 3 and counts() == (1, 0)


def test_init_by_status(ext, counts):
    assert ext.Tap(3).level == 3
    with raises(RuntimeError, "Tap() failed: tap_open() returned NULL"):
        ext.Tap(-1)
    for code, exception, text in [
        (-1, ext.RangeError, "out of range"),
        (-9, ext.Error, "rc -9"),
    ]:
        with raises(exception, text):
            ext.Tap(-1, code)  # nothing was opened
    assert counts() == (1, 1)


def test_adopt(ext, counts):
    assert ext.Adopted(3).level == 3
    with raises(ext.RangeError, "adopted is at 5") as failed:
        ext.Adopted(5, -7)
    assert failed.value.last == -7
    with raises(ext.Error, "adopted failed with -9") as failed:
        ext.Adopted(5, code=-9)
    assert counts() == (3, 3)
    adopted = ext.Adopted.__new__(ext.Adopted)
    with pytest.raises(ext.Error):
        adopted.__init__(1, -1)
    assert counts() == (4, 4)
    adopted.__init__(1)
    assert counts() == (5, 4)


def test_embedded(ext, counts):
    before = ext.tank_count()
    with raises(ext.Error, "rc -9"):
        ext.Tank(-9)
    tank = ext.Tank.__new__(ext.Tank)
    for _ in range(3):
        with raises(ext.RangeError, "out of range"):
            tank.__init__(-1)
        with raises(
            RuntimeError,
            "Tank.get(): the Tank is not initialised: its __init__() was not called",
        ):
            tank.get()
    tank.__init__(4)  # the storage is zeroed again
    assert tank.get() == tank.n == 4 and ext.tank_count() == before + 1
    copied = tank.copy(by=3)
    assert type(copied) is ext.Tank and copied.n == 7 and tank.n == 4
    with raises(ext.Error, "rc -9"):
        tank.copy(-13)
    assert ext.tank_count() == before + 2
    tank.close()
    copied.close()
    assert ext.tank_count() == before

    class Sub(ext.Tank):
        pass

    assert type(Sub(2).copy()) is ext.Tank
    plain = ext.Undestroyed(5)  # nothing to destroy: nothing to close
    assert plain.a == 5
    plain.a = 6
    assert plain.a == 6
    with raises(ext.RangeError, "out of range"):
        ext.Undestroyed(-1)


def test_handles_as_results(ext, counts):
    pump = ext.Pump(5)
    clone = pump.clone()
    assert type(clone) is ext.Pump and clone.level == 5 and clone is not pump
    a, b = pump.split()
    assert (a.level, b.level, a.name, b.name) == (2, 3, "half", "other half")
    a, none = a.split()
    assert (a.level, none) == (1, None)
    with raises(ext.Error, "rc -4"):
        a.split()
    empty = ext.Pump.open(level=0, name="empty")
    assert empty.clone_or_none() is None
    with raises(RuntimeError, "Pump.clone(): the C function returned NULL"):
        empty.clone()
    with raises(RuntimeError, "Pump.open(): the C function returned NULL"):
        ext.Pump.open(-1, "")
    clone.close()
    assert pump.level == 5


def test_handles_as_arguments(ext, counts):
    a, b = ext.Pump(5), ext.Pump(0)
    assert a.move(2, b) == 3 and b.level == 2
    assert a.move(1, a) == 3  # the same twice
    for other, kind in [(1, "int"), (None, "None"), (ext.Tap(1), "classes.Tap")]:
        with raises(TypeError, f"Pump.move() argument 'to' must be Pump, not {kind}"):
            a.move(1, other)
    assert a == a and a != b and not a == 3
    pump = same = ext.Pump(3)
    pump += 8
    assert pump is same and pump.level == 8
    with pytest.raises(ext.Error):
        pump += -8


def test_self_in_expressions(ext):
    pump = ext.Pump(3)
    assert pump.read(2) == "ppp"  # a capacity of level + 2
    assert pump.read(-1) == "pp"
    assert pump.read(-3) == ""
    with raises(ValueError, "Pump.read(): the size of 'text' is negative or too large"):
        pump.read(-4)
    pump.raw_level = -1
    with raises(ext.Error, "nothing to read"):
        pump.read(5)


# ---- statuses and exceptions ---------------------------------------------------------------------


def test_exceptions(ext):
    assert ext.Error.__mro__[1] is Exception
    assert issubclass(ext.RangeError, ext.Error) and issubclass(
        ext.DeepError, ext.RangeError
    )
    assert (
        ext.Error.__doc__ == "Any failure of this module."
        and ext.DeepError.__doc__ is None
    )
    for name in ("Error", "RangeError", "DeepError"):
        cls = getattr(ext, name)
        assert (cls.__module__, cls.__qualname__, cls.__name__) == (
            "classes",
            name,
            name,
        )
        error = cls("a", 1)
        assert error.args == ("a", 1)
    for code, exception, args, text in [
        (-1, "RangeError", ("out of range",), "minus one"),
        (-2, "DeepError", (), None),
        (-4, "Error", ("rc -4",), None),
    ]:
        with pytest.raises(ext.Error) as raised:
            ext.raise_it(code)
        error = raised.value
        assert type(error) is getattr(ext, exception)
        assert (error.args, error.code, error.text) == (args, code, text)
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), again.args, again.code) == (type(error), args, code)
    with pytest.raises(MemoryError) as raised:
        ext.raise_it(-3)
    assert raised.value.code == -3
    assert ext.raise_it(0) is None


def test_status_with_context(ext):
    pump = ext.Pump(4, "main")
    with raises(ext.RangeError, "main is at 4") as raised:
        pump.fail(-7)
    assert raised.value.last == -7
    with raises(ext.Error, "main failed with -3") as raised:
        pump.fail(-3)
    assert raised.value.last == -3
    with raises(ext.Error, "main failed with -1") as raised:
        pump.level = -3
    assert raised.value.last == -3
    assert pump.fail(0) is None


def test_stop_none_result(ext):
    pump = ext.Pump(3)
    assert list(iter(pump.next, None)) == [2, 1, 0]
    with raises(StopIteration, ""):
        pump.next()
    assert pump.next_or_none() is None
    pump.level = 2
    assert pump.next_or_none() == 1


# ---- Python subclasses ---------------------------------------------------------------------------


def test_another_init(ext, counts):
    class Named(ext.Num):
        def __init__(self, name, *, number=4):
            super().__init__(number)
            self.name = name

    named = Named("x", number=5)
    assert (named.n, named.name, (named + named).n) == (5, "x", 10)

    class NamedPump(ext.Pump):
        def __init__(self, *parts, **more):
            self.parts = parts, more
            super().__init__(len(parts), name="sub")

        def double(self):
            return 2 * self.level

    pump = NamedPump(1, 2, a=3)
    assert (pump.level, pump.name, pump.parts, pump.double()) == (
        2,
        "sub",
        ((1, 2), {"a": 3}),
        4,
    )
    assert type(pump.clone()) is ext.Pump and pump.clone().level == 2
    with pump:
        pass
    assert pump.closed

    class Both(NamedPump):
        def __new__(cls, *args):
            return super().__new__(cls, *args, ignored=1)

    assert Both(1).level == 1


def test_forgotten_super_init(ext, counts):
    class ForgetfulNum(ext.Num):
        def __init__(self):
            pass

    class ForgetfulPump(ext.Pump):
        def __init__(self):
            self.x = 1

    num, pump = ForgetfulNum(), ForgetfulPump()
    with raises(
        RuntimeError, "Num.n: the Num is not initialised: its __init__() was not called"
    ):
        num.n  # noqa: B018
    with raises(
        RuntimeError,
        "echo_num() argument 'n': the Num is not initialised: its __init__() was not called",
    ):
        ext.echo_num(num)
    for use in (
        lambda: pump.level,
        lambda: pump.clone(),
        lambda: pump.close(),
        lambda: pump.__enter__(),
    ):
        with pytest.raises(
            RuntimeError,
            match=r"the Pump is not initialised: its __init__\(\) was not called$",
        ):
            use()
    assert pump.closed is False and pump.x == 1
    ext.Num.__init__(num, 3)
    assert num.n == 3
    ext.Pump.__init__(pump, 3)
    assert pump.level == 3


def test_init_from_within_init(ext, counts):
    class Twice(ext.Pump):
        def __init__(self):
            super().__init__(1)
            super().__init__(2)

    with raises(RuntimeError, "Pump.__init__(): the Pump is initialised already"):
        Twice()
    assert counts() == (1, 1)

    class Sly:
        def __index__(self):
            with pytest.raises(
                RuntimeError,
                match=r"^Pump.__init__\(\): the Pump is still being initialised$",
            ):
                pump.__init__(5)
            with pytest.raises(
                RuntimeError, match=r"^Pump.level: the Pump is still being initialised$"
            ):
                _ = pump.level
            return 3

    pump = ext.Pump.__new__(ext.Pump)
    pump.__init__(Sly())
    assert pump.level == 3


def test_multiple_inheritance(ext):
    class Mixin:
        def more(self):
            return self.n + 1

    class Mixed(Mixin, ext.Num):
        pass

    assert Mixed(3).more() == 4 and Mixed(3).n == 3
    for bases in [
        (ext.Num, ext.Box),
        (ext.Pump, ext.Tap),
        (ext.Num, ext.Pump),
        (ext.Pump, ext.Tank),
    ]:
        with pytest.raises(
            TypeError, match=r"multiple bases have instance lay-out conflict"
        ):
            type("Bad", bases, {})
    with pytest.raises(TypeError):
        type("Bad", (ext.Num, int), {})

    class Slots(ext.Num):
        __slots__ = ("extra",)

    slots = Slots(4)
    slots.extra = 5
    assert slots.n == 4 and slots.extra == 5


# ---- what must be refused ---------------------------------------------------------------------------


def test_object_new_is_refused(ext):
    for cls in (ext.Num, ext.Pump, ext.Tank):
        with pytest.raises(TypeError, match=r"is not safe"):
            object.__new__(cls)
        with pytest.raises(TypeError):
            ext.Box.__new__(cls)


def test_pickle_and_copy(ext, counts):
    class Sub(ext.All):
        pass

    for thing in (ext.All(), ext.Pump(1), ext.Tank(1), Sub()):
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            with pytest.raises((TypeError, pickle.PicklingError, AttributeError)):
                pickle.loads(pickle.dumps(thing, protocol))
        for function in (copy.copy, copy.deepcopy):
            with pytest.raises(TypeError):
                function(thing)
    for function in (ext.raise_it, ext.opened_count, ext.Box.square, ext.Num, ext.Pump):
        assert pickle.loads(pickle.dumps(function)) == function
        assert copy.deepcopy(function) == function


def test_class_games(ext):
    """__class__ and __bases__ cannot take an object to another C type."""
    bound = [
        ext.Inner,
        ext.Num,
        ext.Odd,
        ext.Box,
        ext.Pump,
        ext.Tap,
        ext.Adopted,
        ext.Tank,
        ext.Undestroyed,
    ]

    def sub(cls, namespace):
        return type("P" + cls.__name__, (cls,), namespace)

    family = [
        (cls, kind)
        for cls in bound
        for kind in (
            cls,
            sub(cls, {"__slots__": ()}),
            sub(cls, {}),
            sub(cls, {"__slots__": ("x",)}),
        )
    ]
    args = {
        ext.Odd: (1,),
        ext.Pump: (1,),
        ext.Tap: (1,),
        ext.Adopted: (1,),
        ext.Tank: (1,),
        ext.Undestroyed: (1,),
    }
    allowed, tried = [], 0
    for (own, a), (other, b) in itertools.permutations(family, 2):
        if own is other:
            continue
        thing = a(*args.get(own, ()))
        tried += 2
        try:
            thing.__class__ = b
            allowed.append(("__class__", a, b))
        except TypeError:
            pass
        if a is not own:
            for cls in (a, type("Q", (a,), {"__slots__": ()}), type("R", (a,), {})):
                try:
                    cls.__bases__ = (b,)
                    allowed.append(("__bases__", cls, b))
                except TypeError:
                    pass
    assert allowed == [] and tried > 1000
    for other in (object, int, type("Plain", (), {})):
        for own, a in family:
            thing = a(*args.get(own, ()))
            with pytest.raises(TypeError):
                thing.__class__ = other
            with pytest.raises(TypeError):
                object.__new__(type("Plain", (), {})).__class__ = a
            if a is not own:
                with pytest.raises(TypeError):
                    a.__bases__ = (other,)
    first, second = sub(ext.Num, {}), sub(ext.Num, {})
    thing = first(3)
    thing.__class__ = second  # within one bound class: fine
    assert thing.n == 3 and ext.echo_num(thing).n == 3


def test_refcounts_of_types(ext):
    gc.collect()
    before = [sys.getrefcount(cls) for cls in (ext.Num, ext.Pump, ext.Tank, ext.Box)]
    for _ in range(50):
        ext.Num(1) + ext.Num(2)
        ext.Pump(1).clone()
        ext.Tank(1).copy()
        with pytest.raises(RuntimeError):
            ext.Pump(-1)
        with pytest.raises(ext.Error):
            ext.Tank(-1)
        ext.Box.square()
        ext.Num.__new__(ext.Num)
        ext.Pump.__new__(ext.Pump)
    gc.collect()
    after = [sys.getrefcount(cls) for cls in (ext.Num, ext.Pump, ext.Tank, ext.Box)]
    assert after == before


# ---- what help() and inspect see ----------------------------------------------------------------------


def test_introspection(ext):
    for name in dir(ext):
        value = getattr(ext, name)
        if name.startswith("_"):
            continue
        if isinstance(value, type):
            assert (value.__module__, value.__qualname__, value.__name__) == (
                "classes",
                name,
                name,
            )
            members = [m for m in vars(value) if m[0] != "_"]
            if not issubclass(value, Exception):
                for member in members:
                    found = inspect.getattr_static(value, member)
                    if callable(found):
                        assert inspect.signature(getattr(value, member))
                        assert getattr(value, member).__qualname__ == f"{name}.{member}"
        else:
            assert (value.__module__, value.__qualname__, value.__name__) == (
                "classes",
                name,
                name,
            )
            assert inspect.signature(value) is not None
        assert name in pydoc.plain(pydoc.render_doc(value))
    assert "class Box" in pydoc.plain(pydoc.render_doc(ext))
    assert ext.__doc__ == "Classes." and ext.__name__ == "classes"


def test_signatures(ext):
    expected = {
        ext.Box: "(width=1, height=1)",
        ext.Num: "(n=0)",
        ext.Pump: "(level, name='pump')",
        ext.Tap: "(level, code=0)",
        ext.Tank: "(n)",
        ext.Box.same: "(self, /, other)",
        ext.Box.scaled: "(self, /, by)",
        ext.Box.square: "(side=2)",
        ext.Box().scaled: "(by)",
        ext.Pump.open: "(level, name)",
        ext.Pump.close: "(self)",
        ext.Tank.copy: "(self, /, by=0)",
        ext.raise_it: "(code)",
        ext.opened_count: "()",
    }
    for function, signature in expected.items():
        text = str(inspect.signature(function))
        assert text.replace("(self, /)", "(self)") == signature, function


def test_docs(ext):
    assert ext.Box.__doc__ == "Make a box of that size.\n\nA box."
    assert ext.Pump.__doc__ == "Open it.\n\nA pump."
    assert ext.All.__doc__ == "All kinds of fields."
    assert (
        ext.All.d.__doc__ == "A double."
        and ext.All.hidden_.__doc__ == "Read-only here."
    )
    assert (
        ext.Box.area.__doc__ == "The area." and ext.Box.resized.__doc__ == "Write-only."
    )
    assert ext.Box.same.__doc__ == "Whether *other* is this box."
    assert ext.raise_it.__doc__ == "Raise what *code* stands for."
    assert ext.Num.__doc__ in (None, "")
