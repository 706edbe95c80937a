"""(returns, each(CONV, N), e): values, errors, re-entry while elements are made."""

import contextlib
import gc
import sys
import threading
from types import ModuleType

import builder
import expressions
import pytest

m: ModuleType


@pytest.fixture(scope="module", autouse=True)
def modules() -> None:
    global m
    m = builder.import_extension("each", "tests/ext/each.c")


VALUES = {
    "Statement(0).columns": (),
    "Statement(5).columns": ("id", "name", "price", "data", "none"),
    "Statement(6).maybe": ("id", "name", "price", "data", "none", None),
    "Statement(5).step()": (1, "ann", 0.5, b"\0b", None),
    "Statement.sums(3, 4)": ((3, 4, 5, 6), 7),
    "[s.columns for s in Statement.make(3)]": [(), ("id",), ("id", "name")],
    "[d.x for d in Dot(3).copies()]": [3.0, 4.0, 5.0],
    "Dot(3).halves": (0.0, 0.5, 1.0),
    "spelled(3)": ("<0>", "<1>", "<2>"),
    "copied(3)": ("0", "1", "2"),
    "digits('abc')": (97, 98, 99),
    "squares(4)": (0, 1, 4, 9),
    "tones(3)": (0, 1, 0),
    "many(3)": (True, True, True),
    "failing(2)": (("ok", "ok"), ("0", "1"), 1),
    "either('abc')": ("a", "b", "c"),
    "either(3, 4)": (7, 6, 5, 4, 3, 2, 1),
}


@pytest.mark.parametrize("code", VALUES)
def test_values(code: str) -> None:
    value = eval(code, vars(m))
    assert value == VALUES[code]
    assert type(value) is type(VALUES[code])


ERRORS = {
    "Statement(6).columns": (
        RuntimeError,
        "Statement.columns: item 5 from the C function is NULL",
    ),
    "Statement(-1).columns": (
        RuntimeError,
        "Statement.columns: the number of items is negative, -1",
    ),
    "many(-2)": (RuntimeError, "many(): the number of items is negative, -2"),
    "many(2**59)": (MemoryError, ""),
    "many(2**62)": (MemoryError, ""),
    "most(1)": (MemoryError, ""),
    "copied(5)": (RuntimeError, "copied(): item 3 from the C function is NULL"),
    "failing(3)": (
        UnicodeDecodeError,
        "'utf-8' codec can't decode byte 0xff in position 0: "
        "invalid start byte (from failing(): item 2)",
    ),
    "Statement.make(5)": (
        RuntimeError,
        "Statement.make(): item 3 from the C function is NULL",
    ),
    "[Statement(1)] and [s.step() for s in [Statement(1)] * 4]": (
        ValueError,
        "no row 4",
    ),
}


@pytest.mark.parametrize("code", ERRORS)
def test_errors(code: str) -> None:
    expressions.check_error(code, vars(m), *ERRORS[code])


def test_nothing_is_left_of_what_failed() -> None:
    for code in ERRORS:
        with contextlib.suppress(Exception):
            eval(code, vars(m))
    gc.collect()
    assert (m.alive(), m.copies()) == (0, 0)


def test_self_stays_open_while_elements_are_made() -> None:
    s = m.Statement(2)
    with pytest.raises(RuntimeError, match="in use"):
        s.call(s.close)
    assert s.columns == ("id", "name")
    s.close()
    with pytest.raises(ValueError, match="closed"):
        _ = s.columns


def test_the_number_is_asked_for_before_each_element() -> None:
    """An element runs Python, which calls the same object: no more than there is."""
    s = m.Statement(3)
    for columns in (1, 0, -1, 4):
        s.resize(3)
        with pytest.raises(RuntimeError) as caught:
            s.call(lambda columns=columns: s.resize(columns))
        assert str(caught.value) == (
            "Statement.call(): the number of items changed, it was 3"
        )
    s.resize(3)
    assert s.call(lambda: s.columns) == (("id", "name", "price"),) * 3


def test_a_tuple_with_holes_is_not_seen() -> None:
    """Python code that an element runs cannot get at the tuple before it is full."""
    s, mark = m.Statement(3), object()

    def holders() -> object:
        gc.collect()
        assert not [o for o in gc.get_referrers(mark) if type(o) is tuple]
        return mark

    assert s.call(holders) == (mark,) * 3
    assert gc.is_tracked(s.call(holders))


def test_another_thread_waits() -> None:
    s = m.Statement(2)
    started, seen = threading.Event(), []

    def other() -> None:
        started.set()
        s.resize(5)
        seen.append(len(s.columns))

    thread = threading.Thread(target=other)

    def element() -> int:
        if not started.is_set():
            thread.start()
            started.wait()
        return len(s.columns)

    assert s.call(element) == (2, 2)
    thread.join()
    assert seen == [5]


def test_references() -> None:
    """What was made before a failure is given back, and no more."""
    s, o = m.Statement(3), object()
    before = sys.getrefcount(o)

    def fails() -> object:
        count.append(0)
        if len(count) == 3:
            raise KeyError
        return o

    for _ in range(50):
        count: list[int] = []
        with pytest.raises(KeyError):
            s.call(fails)
        assert s.call(lambda: o) == (o, o, o)
    gc.collect()
    assert sys.getrefcount(o) == before


def test_no_blocks_are_lost() -> None:
    expressions.check_no_blocks_are_lost([*VALUES, *ERRORS], vars(m))
