"""What C gave and Python cannot have: the whole text names the function or the field."""

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import ModuleType

import pytest


def said(call: Callable[[], object]) -> str:
    """What CPython, each version in its words, has against *call*."""
    with pytest.raises((ValueError, OverflowError)) as caught:
        call()
    return str(caught.value)


START = "'utf-8' codec can't decode byte 0xff in position 2: invalid start byte"
ENDIAN = f"{sys.byteorder[0]}e"
DATE = said(lambda: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=1 << 40))
# ruff: noqa: E501
CASES = [
    # enums
    ("mode_of(7)", ValueError, "mode_of(): C gave 7, which is not a valid Mode"),
    ("mode_out(0)", ValueError, "mode_out(): C gave 0, which is not a valid Mode"),
    (
        "Entry.parse(3)",
        ValueError,
        "Entry.parse(): C gave 3, which is not a valid Mode",
    ),
    ("e.kind", ValueError, "Entry.kind: C gave 9, which is not a valid Mode"),
    ("e.mode", ValueError, "Entry.mode: C gave 9, which is not a valid Mode"),
    ("Row().mode", ValueError, "Row.mode: C gave 5, which is not a valid Mode"),
    ("e.modes[1]", ValueError, "Entry.modes[1]: C gave 8, which is not a valid Mode"),
    (
        "list(e.modes)",
        ValueError,
        "Entry.modes[1]: C gave 8, which is not a valid Mode",
    ),
    # text
    ("text()", UnicodeDecodeError, f"{START} (from text())"),
    ("maybe()", UnicodeDecodeError, f"{START} (from maybe())"),
    ("own_text()", UnicodeDecodeError, f"{START} (from own_text())"),
    ("text_out()", UnicodeDecodeError, f"{START} (from text_out())"),
    ("two()", UnicodeDecodeError, f"{START} (from two())"),
    ("fill()", UnicodeDecodeError, f"{START} (from fill())"),
    ("letters()", UnicodeDecodeError, f"{START} (from letters())"),
    ("e.name", UnicodeDecodeError, f"{START} (from Entry.name)"),
    ("Row().name", UnicodeDecodeError, f"{START} (from Row.name)"),
    ("e.names[1]", UnicodeDecodeError, f"{START} (from Entry.names[1])"),
    ("e.title()", UnicodeDecodeError, f"{START} (from Entry.title())"),
    ("str(e)", UnicodeDecodeError, f"{START} (from Entry.__str__())"),
    (
        "wide()",
        UnicodeDecodeError,
        f"'utf-16-{ENDIAN}' codec can't decode bytes in position 2-3: illegal encoding (from wide())",
    ),
    (
        "wider()",
        UnicodeDecodeError,
        f"'utf-32-{ENDIAN}' codec can't decode bytes in position 0-3: code point not in range(0x110000) (from wider())",
    ),
    # numbers
    ("big()", OverflowError, "big(): the result of the C function does not fit u8"),
    ("byte(300)", OverflowError, "byte(): C gave a value that does not fit u8"),
    ("too_many()", RuntimeError, "too_many(): C gave a negative number of items"),
    # times and values
    ("moment(1 << 40)", OverflowError, f"moment(): C gave no datetime: {DATE}"),
    ("spec(-(1 << 40), 0)", OverflowError, f"spec(): C gave no datetime: {DATE}"),
    (
        "spec(0, -1)",
        ValueError,
        "spec(): C gave a struct timespec of -1 nanoseconds",
    ),
    (
        "span(0, 10**9)",
        ValueError,
        "span(): C gave a struct timespec of 1000000000 nanoseconds",
    ),
    (
        "span(10**14, 0)",
        OverflowError,
        f"span(): C gave no timedelta: {said(lambda: timedelta(seconds=10**14))}",
    ),
    (
        "seconds(float('nan'))",
        ValueError,
        f"seconds(): C gave no timedelta: {said(lambda: timedelta(seconds=float('nan')))}",
    ),
    (
        "calendar(-1900, 0)",
        ValueError,
        f"calendar(): C gave no datetime: {said(lambda: datetime(0, 1, 1))}",
    ),
    (
        "calendar(2**31 - 1, 0)",
        ValueError,
        f"calendar(): C gave no datetime: year {2**31 + 1899} is out of range",
    ),
    ("mixed(4)", UnicodeDecodeError, f"{START} (from mixed())"),
    (
        "mixed(99)",
        SystemError,
        "mixed(): C gave a sea_value of the unknown kind 99",
    ),
    # containers
    (
        "all_modes()",
        ValueError,
        "all_modes(): item 2: C gave 7, which is not a valid Mode",
    ),
    (
        "mode_set()",
        ValueError,
        "mode_set(): item 2: C gave 7, which is not a valid Mode",
    ),
    (
        "out_modes()",
        ValueError,
        "out_modes(): item 2: C gave 7, which is not a valid Mode",
    ),
    (
        "all_sizes()",
        OverflowError,
        "all_sizes(): item 1: C gave a value that does not fit u8",
    ),
    ("all_words()", UnicodeDecodeError, f"{START} (from all_words(): item 1)"),
    ("by_word()", UnicodeDecodeError, f"{START} (from by_word(): key 1)"),
    ("by_mode()", ValueError, "by_mode(): key 1: C gave 7, which is not a valid Mode"),
    ("point_set()", TypeError, "point_set(): item 0: unhashable type: 'results.Point'"),
    ("by_point()", TypeError, "by_point(): key 0: unhashable type: 'results.Point'"),
    # converters of the user's
    ("turn(-1)", ValueError, "turn(): C gave no angle: an angle of -1"),
    ("turn(1)", KeyError, "'an angle of 1'"),
    ("pair(4)", ValueError, "pair(): C gave 4, which is not a valid Mode"),
    # handles
    (
        "e.other()",
        ReferenceError,
        "Entry.other(): C gave no Entry that has a Python object",
    ),
    # C code's own
    ("raise_text()", ValueError, "C has its own words"),
    # closed handles among others
    (
        "total([e, closed])",
        ValueError,
        "total() argument 'entries': item 1: the Entry is closed",
    ),
    (
        "total((e, e, raw))",
        RuntimeError,
        "total() argument 'entries': item 2: the Entry is not initialised: its __init__() was not called",
    ),
    (
        "some([None, e, closed])",
        ValueError,
        "some() argument 'entries': item 2: the Entry is closed",
    ),
    (
        "fixed((closed,))",
        ValueError,
        "fixed() argument 'entries': item 0: the Entry is closed",
    ),
    (
        "rest(e, e, closed)",
        ValueError,
        "rest() argument 'others': item 1: the Entry is closed",
    ),
    (
        "rest(closed, e)",
        ValueError,
        "rest() argument 'first': the Entry is closed",
    ),
    (
        "total(Sequence([e, closed]))",
        ValueError,
        "total() argument 'entries': item 1: the Entry is closed",
    ),
    (
        "distinct({e, closed})",
        ValueError,
        "distinct() argument 'entries': an element: the Entry is closed",
    ),
    (
        "named({'a': e, 'b': closed})",
        ValueError,
        "named() argument 'entries': the value of 'b': the Entry is closed",
    ),
]


class Sequence:
    def __init__(self, items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]


@pytest.fixture
def names(ext: ModuleType) -> dict[str, object]:
    closed = ext.Entry()
    closed.close()
    return {
        **vars(ext),
        "e": ext.Entry(),
        "closed": closed,
        "raw": ext.Entry.__new__(ext.Entry),
        "Sequence": Sequence,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_text(names: dict[str, object], case: tuple[str, type, str]) -> None:
    code, exception, text = case
    with pytest.raises(exception) as caught:
        eval(code, names)
    # 3.14 and later say more
    told = re.sub(r"cannot use .* as a .* \((.*)\)", r"\1", str(caught.value))
    assert (type(caught.value), told) == (exception, text)


def test_text_that_is_none_has_its_bytes(ext: ModuleType) -> None:
    with pytest.raises(UnicodeDecodeError) as caught:
        ext.text()
    e = caught.value
    assert (e.encoding, e.object, e.start, e.end) == ("utf-8", b"ab\xff", 2, 3)


def test_exceptions_of_python_code_stay(ext: ModuleType) -> None:
    class GaveError(ValueError):
        pass

    for error in (
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "mine"),
        ValueError("C gave up"),
        GaveError("C gave up"),
    ):
        before = str(error)

        def fail(error=error):
            raise error

        with pytest.raises(type(error)) as caught:
            ext.call(fail)
        assert caught.value is error
        assert str(error) == before
