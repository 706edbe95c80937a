# ruff: noqa: SIM105, SIM905
"""Calls with random arguments: exceptions, never a crash or a SystemError."""

import array
import collections
import ctypes
import gc
import math
import random
import sys
from types import ModuleType

import builder
import hypothesis.strategies as st
import pytest
from hypothesis import given, seed, settings

oom: ModuleType
gate: ModuleType


@pytest.fixture(scope="module", autouse=True)
def modules() -> None:
    global oom, gate
    oom = builder.import_extension("oom", "tests/oom/oom.c", libs=("m",))
    gate = builder.import_extension("gate", "tests/threads/gate.c")


class Odd:
    """Converts to anything, raises anything."""

    def __init__(self, value: object, error: type[Exception] | None) -> None:
        self.value, self.error = value, error

    def answer(self, *_: object) -> object:
        if self.error is not None:
            raise self.error("on purpose")
        return self.value

    __index__ = __float__ = __bool__ = __len__ = __getitem__ = __str__ = answer
    __iter__ = __fspath__ = __bytes__ = __int__ = __buffer__ = answer


class SubInt(int): ...


class SubStr(str): ...


class SubFloat(float):
    def __float__(self) -> float:
        return 1.0


def objects_of_ours() -> list[object]:
    """Constructed, closed, not constructed, of subclasses."""
    closed_tank, closed_meter = oom.Tank(), oom.Meter()
    closed_tank.close()
    closed_meter.close()
    sub = type("Sub", (oom.Point,), {"__init__": lambda self, *args: None})
    return [
        *(oom.Point(1, 2), oom.Point.__new__(oom.Point), sub(), sub),
        *(oom.Tank(3), closed_tank, oom.Tank.__new__(oom.Tank)),
        *(oom.Meter(3), closed_meter, oom.Meter.__new__(oom.Meter)),
        *(gate.Counter(4), gate.Pair(1, 2), oom, oom.Point, oom.add, oom.OomError),
    ]


numbers = st.one_of(
    st.integers(),
    st.sampled_from(
        [
            s * (2**b) + d
            for b in (7, 8, 15, 16, 31, 32, 63, 64)
            for s in (1, -1)
            for d in (-1, 0, 1)
        ]
    ),
    st.integers(-3, 300),
    st.floats(),
    st.booleans(),
    st.builds(SubInt, st.integers()),
    st.builds(SubFloat, st.floats()),
    st.just(10**5000),
    st.complex_numbers(),
)
texts = st.one_of(
    st.text(),
    st.text(st.characters(categories=["Cs"]), min_size=1, max_size=3),
    st.builds(SubStr, st.text()),
    st.just("a\0b"),
)
buffers = st.one_of(
    st.binary(),
    st.binary().map(bytearray),
    st.binary().map(memoryview),
    st.lists(st.floats()).map(lambda x: array.array("d", x)),
    st.lists(st.integers(0, 255)).map(lambda x: array.array("B", x)),
    st.lists(st.integers(-9, 9)).map(lambda x: array.array("i", x)),
    st.binary(min_size=8, max_size=64).map(lambda x: memoryview(x)[::-1]),
    st.integers(0, 7).map(lambda at: memoryview(bytearray(24))[at : at + 16].cast("d")),
    st.integers(0, 5).map(lambda n: (ctypes.c_double * n)()),
)
simple = st.one_of(numbers, texts, buffers, st.none(), st.just(...), st.just(object()))
nested = st.one_of(
    st.lists(simple, max_size=5),
    st.lists(simple, max_size=5).map(tuple),
    st.dictionaries(st.text(), simple, max_size=3),
    st.sets(st.integers(), max_size=5),
    st.builds(range, st.integers(-5, 100)),
)
odd = st.builds(
    Odd,
    st.one_of(simple, nested),
    st.sampled_from([None, None, ValueError, KeyError, StopIteration, MemoryError]),
)
values = st.one_of(
    simple, nested, odd, st.integers(0, 15).map(lambda i: objects_of_ours()[i])
)
NAMES = "a b c n x y by level label data samples other tank words tag é \udc80".split()
SLOW = {"pause_ms", "stay", "fork"}


def callables(o: object) -> list[str]:
    return [
        name
        for name in dir(o)
        if name not in SLOW
        and callable(getattr(type(o), name, None) or getattr(o, name, None))
        and not name.startswith(
            ("__init_sub", "__class", "__getatt", "__dir", "__red", "__set", "__del")
        )
    ]


def limited(name: str, arguments: list[object]) -> bool:
    """Whether a call cannot ask for more memory or time than a test may have."""
    if name in ("pattern", "letters", "grow", "Meter", "checksum", "__init__"):
        return not any(
            isinstance(a, Odd) or (isinstance(a, int) and a > 10**4) for a in arguments
        )
    return True


def random_value(r: random.Random, depth: int = 0) -> object:
    """Like `values` above, without the bookkeeping that a changed module confuses."""
    kind = r.randrange(14 if depth < 2 else 9)
    near = r.choice(
        (0, 0, 127, 255, 2**15, 2**16, 2**31, 2**32, 2**63, 2**64, 10**5000)
    )
    match kind:
        case 0:
            return r.choice((1, -1)) * (near + r.randrange(-2, 3))
        case 1:
            return r.choice(
                (0.0, -1.5, 1e308, math.inf, math.nan, SubFloat(2), 1j, True)
            )
        case 2:
            return r.choice(("", "text", "a\0b", "\udc80", "é" * 50, SubStr("x"), "c"))
        case 3:
            data = r.randbytes(r.randrange(40))
            return r.choice((bytes, bytearray, memoryview))(data)
        case 4:
            code = r.choice("dfiBbqQ")
            return array.array(code, [r.randrange(100) for _ in range(r.randrange(6))])
        case 5:
            view = memoryview(bytearray(24))[r.randrange(8) :][:16].cast("d")
            return view[:: r.choice((1, -1, 2))]
        case 6:
            return r.choice((None, ..., object(), int, SubInt(3), range(5), {1}, Odd))
        case 7:
            return (ctypes.c_double * r.randrange(4))()
        case 8:
            return r.choice(objects_of_ours())
        case 9 | 10:
            size = r.randrange(5)
            return [random_value(r, depth + 1) for _ in range(size)]
        case 11:
            size = r.randrange(5)
            return tuple(random_value(r, depth + 1) for _ in range(size))
        case 12:
            return {"key": random_value(r, depth + 1)}
    error = r.choice((None, None, ValueError, KeyError, StopIteration, MemoryError))
    return Odd(random_value(r, depth + 1), error)


def test_random_calls() -> None:
    r = random.Random(20240607)
    raised: collections.Counter[str] = collections.Counter()
    for _ in range(40000 if builder.FLAVOUR == "plain" else 8000):
        target = r.choice([oom, gate, *objects_of_ours()[:12]])
        name = r.choice(callables(target))
        args = [random_value(r) for _ in range(r.choice((0, 1, 1, 2, 2, 3, 4)))]
        kwargs = {
            r.choice(NAMES): random_value(r) for _ in range(r.choice((0, 0, 1, 2)))
        }
        if not limited(name, [*args, *kwargs.values()]):
            continue
        try:
            repr(getattr(target, name)(*args, **kwargs))
            raised["nothing"] += 1
        except SystemError:
            print(target, name, args, kwargs)
            raise
        except Exception as e:
            raised[type(e).__name__] += 1
    del target, args, kwargs
    print(raised)
    assert len(raised) > 6
    gc.collect()
    assert oom.live() == 0


@seed(20240608)
@settings(max_examples=1000 if builder.FLAVOUR == "plain" else 300)
@given(st.sampled_from(range(12)), st.data(), values)
def test_random_attributes(which: int, data: st.DataObject, value: object) -> None:
    target = objects_of_ours()[which]
    name = data.draw(st.sampled_from([n for n in dir(target) if n[0] != "_"]))
    try:
        setattr(target, name, value)
        getattr(target, name)
        delattr(target, name)
    except SystemError:
        raise
    except Exception:
        pass


@seed(20240609)
@settings(max_examples=1000 if builder.FLAVOUR == "plain" else 300)
@given(
    st.sampled_from(range(12)),
    values,
    st.sampled_from("+ - * / // % ** @ & | ^ << >> < <= == != > >=".split()),
    st.booleans(),
    st.booleans(),
)
def test_random_operators(
    which: int, value: object, op: str, swapped: bool, in_place: bool
) -> None:
    target = objects_of_ours()[which]
    names = {"a": value, "b": target} if swapped else {"a": target, "b": value}
    statement = f"a {op}= b" if in_place and op[0] not in "<>=!" else f"c = a {op} b"
    if isinstance(value, (int, bytes, str, list)) and op in ("*", "**", "<<"):
        return
    try:
        exec(statement, names)
    except SystemError:
        raise
    except Exception:
        pass


@seed(20240610)
@settings(max_examples=500 if builder.FLAVOUR == "plain" else 200)
@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=6))
def test_class_and_bases_games(moves: list[tuple[int, int]]) -> None:
    objects = objects_of_ours()[:12]
    subclasses = [
        type("S", (cls,), {"__slots__": slots, "__init__": lambda self: None})
        for cls in (oom.Point, oom.Tank, oom.Meter, gate.Counter, gate.Pair, gate.Meter)
        for slots in ((), ("a",))
    ]
    objects += [cls() for cls in subclasses]
    for left, right in moves:
        for change in (
            lambda o=objects[left], c=subclasses[right]: setattr(o, "__class__", c),
            lambda o=objects[left + 10], c=subclasses[right]: setattr(
                o, "__class__", c
            ),
            lambda c=subclasses[left], d=subclasses[right]: setattr(
                c, "__bases__", (d,)
            ),
        ):
            try:
                change()
            except TypeError:
                pass
    for o in objects:
        for name in ("norm", "level", "x", "n", "closed"):
            try:
                getattr(o, name)
            except Exception as e:
                assert not isinstance(e, SystemError)
        for function in (oom.level_of, oom.Point(1, 2).__add__, oom.Tank().mix):
            try:
                function(o)
            except Exception as e:
                assert not isinstance(e, SystemError)
    assert sys.getrefcount(None) > 0
