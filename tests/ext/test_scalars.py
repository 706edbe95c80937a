# ruff: noqa: E501
"""Complex numbers, paths, wide text, times, mixed values and pointers, both ways."""

import math
import os
import pathlib
import re
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import builder
import pytest


def raises(exception, text):
    """The exception, and its whole text."""
    return pytest.raises(exception, match=f"^{re.escape(text)}$")


def kind(value):
    return "None" if value is None else type(value).__name__


@pytest.fixture(autouse=True)
def nothing_is_left(ext):
    before = ext.live()
    yield
    assert ext.live() == before


class Text(str):
    __slots__ = ()


class Raw(bytes):
    __slots__ = ()


# ---- complex --------------------------------------------------------------------------


def test_complex(ext):
    class Complex(complex):
        pass

    class Like:
        def __complex__(self):
            return 2 + 1j

    assert ext.turned(1 + 2j) == -2 + 1j and type(ext.turned(1j)) is complex
    assert ext.turned(3) == 3j and ext.turned(True) == 1j and ext.turned(0.5) == 0.5j
    assert ext.turned() == 1j and ext.turned_c(1) == 1j
    assert ext.turned(Complex(1, 2)) == -2 + 1j and ext.turned(Like()) == -1 + 2j
    assert ext.halved(2 + 4j) == 1 + 2j
    assert ext.magnitude_sum([3 + 4j, 1, 2j]) == 8
    for value in ("1", None, [1], b"1"):
        with raises(
            TypeError, f"turned() argument 'z' must be complex, not {kind(value)}"
        ):
            ext.turned(value)
    with raises(
        OverflowError, "turned() argument 'z': int too large to convert to float"
    ):
        ext.turned(10**400)


def test_complex_special_values(ext):
    z = ext.halved(complex(math.inf, -0.0))
    assert z.real == math.inf and math.copysign(1, z.imag) == -1
    assert math.isnan(ext.halved(complex(math.nan, 1)).real)


def test_narrow_complex(ext):
    assert ext.single(0.5 + 2j) == 0.5 + 2j
    assert ext.single(complex(math.inf, 1)).real == math.inf
    with raises(
        OverflowError, "single() argument 'z': (1+1e+300j) does not fit float _Complex"
    ):
        ext.single(complex(1, 1e300))


def test_complex_fields(ext):
    s = ext.Scalars(1 + 2j)
    assert s.z == 1 + 2j and s.w == -1 - 2j
    s.z, s.w = 3, 4j
    assert (s.z, s.w) == (3, 4j)
    for name in ("z", "w"):
        with raises(TypeError, f"Scalars.{name} must be complex, not str"):
            setattr(s, name, "1")
        with raises(AttributeError, f"Scalars.{name} cannot be deleted"):
            delattr(s, name)
    empty = ext.Scalars.__new__(ext.Scalars)
    for name in ("z", "w"):
        with pytest.raises(RuntimeError, match="is not initialised"):
            getattr(empty, name)
        with pytest.raises(RuntimeError, match="is not initialised"):
            setattr(empty, name, 1)


def test_complex_fields_in_a_view(ext):
    holder = ext.Holder(1 + 2j)
    view = holder.scalars
    assert view.z == 1 + 2j and view.w == -1 - 2j
    view.z, view.w = 3, 4j
    assert (holder.scalars.z, holder.scalars.w) == (3, 4j)
    holder.close()
    for name in ("z", "w"):
        with raises(ValueError, f"Scalars.{name}: the Holder is closed"):
            getattr(view, name)
        with raises(ValueError, f"Scalars.{name}: the Holder is closed"):
            setattr(view, name, 1)


# ---- paths ----------------------------------------------------------------------------


class Fspath:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        if isinstance(self.path, Exception):
            raise self.path
        return self.path


def test_paths(ext):
    for path in ("", "a/b", "é€\U0001f600", Text("sub"), "\udcff\udc80"):
        assert ext.same_path(path) == path and type(ext.same_path(path)) is str
        assert ext.same_path(Fspath(path)) == path
        assert ext.same_path(os.fsencode(path)) == path
        assert ext.path_length(path) == len(os.fsencode(path))
    assert ext.same_path(pathlib.Path("/tmp/x")) == "/tmp/x"
    assert ext.same_path(Raw(b"\xff")) == "\udcff"
    assert ext.same_path(Fspath(b"bytes")) == "bytes"
    assert ext.path_length() == 7


def test_paths_refused(ext):
    for value in (3, None, ["a"], bytearray(b"a"), memoryview(b"a"), 1.0):
        with raises(
            TypeError,
            "path_length() argument 'p' must be str, bytes or os.PathLike, "
            f"not {kind(value)}",
        ):
            ext.path_length(value)
    for value in ("a\0b", b"a\0b", Fspath("\0")):
        with raises(ValueError, "path_length() argument 'p': embedded null character"):
            ext.path_length(value)
    with raises(
        TypeError,
        "path_length() argument 'p': expected Fspath.__fspath__() to return str or "
        "bytes, not int",
    ):
        ext.path_length(Fspath(3))
    with pytest.raises(UnicodeEncodeError):
        ext.path_length("\ud800")
    with raises(KeyError, "'its own'"):
        ext.path_length(Fspath(KeyError("its own")))


def test_optional_paths_and_lists(ext):
    assert ext.path_length_or("abc") == 3
    assert ext.path_length_or(None) == ext.path_length_or() == -1
    with raises(
        TypeError,
        "path_length_or() argument 'p' must be str, bytes or os.PathLike or None, "
        "not int",
    ):
        ext.path_length_or(3)
    assert ext.old_path(pathlib.Path("abc")) == 3
    assert ext.old_path_or(Fspath("abcd")) == 4 and ext.old_path_or(None) == -1
    assert ext.path_lengths(["a", b"bc", pathlib.Path("def")]) == 6
    with raises(
        TypeError,
        "path_lengths() argument 'p': item 1 must be str, bytes or os.PathLike, "
        "not int",
    ):
        ext.path_lengths(["a", 3])
    assert ext.path_out("a") == "a" and ext.path_out(b"") is None
    assert ext.path_copy("\udcff") == "\udcff"


def test_a_path_field_is_read_only(ext):
    s = ext.Scalars()
    assert s.text == "text"
    with raises(
        AttributeError, "attribute 'text' of 'scalars.Scalars' objects is not writable"
    ):
        s.text = "x"


def test_path_references(ext):
    values = ["a path", b"some bytes", Fspath("one more")]
    before = [sys.getrefcount(value) for value in values]
    for _ in range(100):
        ext.path_lengths(values)
        for value in values:
            ext.same_path(value)
    del value
    assert [sys.getrefcount(value) for value in values] == before


# ---- wide text ------------------------------------------------------------------------

WIDE = ["same_wide", "same_16", "same_32"]


@pytest.mark.parametrize("name", WIDE)
def test_wide_text(ext, name):
    same = getattr(ext, name)
    for text in ("", "abc", "é", "€uro", "\U0001f600!", "\ufeffmark", Text("sub")):
        assert same(text) == text and type(same(text)) is str
    assert same("x" * 100000) == "x" * 100000
    for value in (3, None, b"a", ["a"]):
        with raises(TypeError, f"{name}() argument 's' must be str, not {kind(value)}"):
            same(value)
    for text in ("\0", "a\0b", "€\0"):
        with raises(ValueError, f"{name}() argument 's': embedded null character"):
            same(text)
    for text, at, code in (("\ud800", 0, "d800"), ("a\udfff", 1, "dfff")):
        with raises(
            ValueError,
            f"{name}() argument 's': the character at index {at} is a lone surrogate, "
            f"\\u{code}",
        ):
            same(text)


def test_units(ext):
    assert ext.length_16("a\U0001f600") == 3
    assert ext.first_32("\U0001f600") == 0x1F600
    assert ext.wide_length("a\U0001f600") in (2, 3)


def test_bad_wide_results(ext):
    for bad in (ext.bad_16, ext.bad_32):
        with pytest.raises(UnicodeDecodeError):
            bad()
    assert ext.mark_16() == "\ufeffa"


def test_owned_wide_text(ext):
    assert ext.wide_copy("€") == "€"
    assert ext.maybe_wide(1) == (1, "wide") and ext.maybe_wide(0) == (0, None)
    assert ext.maybe_text(1) == "text" and ext.maybe_text(0) is None
    assert ext.maybe_text_out(1) == "text" and ext.maybe_text_out(0) is None


# ---- text with its length -------------------------------------------------------------


def test_chars(ext):
    assert ext.zeros("a\0b\0") == 402
    assert ext.zeros("") == 0 and ext.zeros("é") == 200 and ext.zeros(Text("ab")) == 200
    assert ext.zeros_or(None) == ext.zeros_or() == 7 and ext.zeros_or("a") == 100
    assert ext.zeros_default() == 300
    assert ext.tail("ab\0c") == ext.tail_out("ab\0c") == "b\0c"
    assert ext.tail("") == ""
    for value in (3, None, b"a"):
        with raises(TypeError, f"zeros() argument 's' must be str, not {kind(value)}"):
            ext.zeros(value)
    with raises(TypeError, "zeros_or() argument 's' must be str or None, not int"):
        ext.zeros_or(3)
    with pytest.raises(UnicodeEncodeError):
        ext.zeros("\ud800")
    with pytest.raises(UnicodeDecodeError):
        ext.tail("é")
    assert "'abc'" in ext.zeros_default.__text_signature__


# ---- times ----------------------------------------------------------------------------


def test_timestamp(ext):
    for moment in (
        datetime(1970, 1, 1, tzinfo=UTC),
        datetime(2024, 2, 29, 12, 30, 1, tzinfo=UTC),
        datetime(1600, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    ):
        assert ext.same_time(moment) == moment
        assert ext.same_time(moment).tzinfo is UTC
        assert ext.seconds_of(moment) == moment.timestamp()
    east = timezone(timedelta(hours=5, minutes=30))
    assert ext.seconds_of(datetime(1970, 1, 1, tzinfo=east)) == -19800
    half = datetime(1969, 12, 31, 23, 59, 59, 500000, tzinfo=UTC)
    assert ext.seconds_of(half) == -1  # towards the past
    naive = datetime(2024, 7, 1, 12)  # local time
    assert ext.seconds_of(naive) == naive.timestamp()
    assert ext.latest([half, naive]) == naive.astimezone(UTC)


@pytest.mark.parametrize("name", ["seconds_of", "nanoseconds"])
def test_datetimes_refused(ext, name):
    for value in (3, 1.5, None, "2024-01-01", date(2024, 1, 1), timedelta(1)):
        expected = f"{name}() argument 't' must be datetime, not "
        with pytest.raises(TypeError, match=re.escape(expected)):
            getattr(ext, name)(value)


def test_times_out_of_range(ext):
    for seconds in (2**40, -(2**40), 2**62, -(2**63)):
        with pytest.raises(OverflowError):
            ext.from_seconds(seconds)
        with pytest.raises(OverflowError):
            ext.make_spec(seconds, 0)


def test_timespec(ext):
    moment = datetime(2024, 2, 29, 12, 30, 1, 123456, tzinfo=UTC)
    early = datetime(1900, 1, 1, 0, 0, 0, 999999, tzinfo=UTC)
    assert ext.same_spec(moment) == moment and ext.same_spec(early) == early
    assert ext.nanoseconds(moment) == 123456000
    assert ext.nanoseconds(early) == 999999000 and ext.spec_seconds(early) < 0
    assert ext.make_spec(0, 1999).microsecond == 1
    for ns in (-1, 10**9):
        with raises(
            ValueError, f"make_spec(): C gave a struct timespec of {ns} nanoseconds"
        ):
            ext.make_spec(0, ns)


def test_duration(ext):
    for delta in (
        timedelta(0),
        timedelta(days=3, seconds=1, microseconds=2),
        timedelta(microseconds=-1),
        timedelta.max,
        timedelta.min,
    ):
        assert ext.same_duration(delta) == delta
    assert ext.duration_nanoseconds(timedelta(microseconds=-1)) == 999999000
    assert ext.make_duration(-1, 999999999) == timedelta(microseconds=-1)
    for value in (3, None, 1.5, datetime(2024, 1, 1)):
        with raises(
            TypeError,
            f"same_duration() argument 'd' must be timedelta, not "
            f"{'datetime.datetime' if isinstance(value, datetime) else kind(value)}",
        ):
            ext.same_duration(value)
    with pytest.raises(OverflowError):
        ext.make_duration(2**62, 0)


def test_seconds(ext):
    assert ext.double_of(timedelta(seconds=1, microseconds=500000)) == 1.5
    assert ext.from_double(-0.25) == timedelta(seconds=-0.25)
    assert ext.same_seconds(timedelta(days=-2)) == timedelta(days=-2)
    with raises(TypeError, "double_of() argument 'd' must be timedelta, not float"):
        ext.double_of(1.5)
    with pytest.raises(ValueError):
        ext.from_double(math.nan)
    with pytest.raises(OverflowError):
        ext.from_double(math.inf)


def test_tm(ext):
    for moment in (
        datetime(2024, 2, 29, 12, 30, 1),
        datetime(1, 1, 1),
        datetime(9999, 12, 31, 23, 59, 59),
        datetime(1970, 1, 1),
        datetime(2023, 12, 31),
    ):
        assert ext.same_tm(moment) == moment and ext.same_tm(moment).tzinfo is None
        time = moment.timetuple()
        assert ext.tm_part(moment, 0) == (time.tm_wday + 1) % 7
        assert ext.tm_part(moment, 1) == time.tm_yday - 1
        assert ext.tm_part(moment, 2) == -1
    assert ext.same_tm(datetime(2024, 1, 1, 0, 0, 0, 5)) == datetime(2024, 1, 1)
    assert ext.make_tm(124, 5, 30, 60) == datetime(2024, 6, 30, 0, 0, 59)
    with raises(
        ValueError,
        "tm_part() argument 't' must be a datetime without a time zone: "
        "struct tm has none",
    ):
        ext.tm_part(datetime(2024, 1, 1, tzinfo=UTC), 0)
    with pytest.raises(TypeError, match=r"must be datetime, not int$"):
        ext.tm_part(3, 0)
    for year, month, day in (
        (124, 12, 1),
        (124, 0, 0),
        (-1900, 0, 1),
        (2**31 - 1, 0, 1),
    ):
        with pytest.raises(ValueError):
            ext.make_tm(year, month, day)


# ---- mixed values ---------------------------------------------------------------------


def test_values(ext):
    kinds = [None, True, 3, 0.5, "text\0é", b"bytes\0"]
    for number, value in enumerate(kinds):
        same = ext.same_value(value)
        assert same == value and type(same) is type(value)
        assert ext.value_kind(value) == number
    for value in (-(2**63), 2**63 - 1, math.inf, -0.0, "", b"", False):
        assert ext.same_value(value) == value
    assert type(ext.same_value(Text("a"))) is str
    assert ext.same_value(Raw(b"a")) == b"a"
    assert ext.out_value() is True
    assert ext.sum_values([1, "ab", None]) == 103
    with raises(
        OverflowError,
        f"same_value() argument 'v': {2**63} does not fit llong "
        f"({-(2**63)} to {2**63 - 1})",
    ):
        ext.same_value(2**63)
    for value in ([], (), {}, 1j, bytearray(b"a"), object()):
        with raises(
            TypeError,
            "same_value() argument 'v' must be None, bool, int, float, str or bytes, "
            f"not {kind(value)}",
        ):
            ext.same_value(value)
    with pytest.raises(UnicodeEncodeError):
        ext.same_value("\ud800")


def test_odd_values_from_c(ext):
    assert ext.odd_value(0) is None and ext.odd_value(3) == ""
    with raises(SystemError, "odd_value(): C gave a sea_value of the unknown kind 99"):
        ext.odd_value(1)
    with pytest.raises(UnicodeDecodeError):
        ext.odd_value(2)
    with raises(RuntimeError, "odd_value(): the C function returned NULL"):
        ext.odd_value(4)


def test_a_value_field_is_read_only(ext):
    assert ext.Scalars().any == 7
    with raises(
        AttributeError, "attribute 'any' of 'scalars.Scalars' objects is not writable"
    ):
        ext.Scalars().any = 3


def test_a_time_field(ext):
    s = ext.Scalars()
    assert s.at == datetime(1970, 1, 2, tzinfo=UTC)
    s.at = datetime(2000, 1, 1, tzinfo=UTC)
    assert s.at.year == 2000
    with raises(TypeError, "Scalars.at must be datetime, not int"):
        s.at = 3


# ---- pointers -------------------------------------------------------------------------


def test_pointers(ext):
    assert ext.thing_index(ext.thing(1)) == 1 and ext.number_index(ext.number(1)) == 1
    assert ext.thing_or(-1) is None and ext.thing_index_or(None) == -1
    assert ext.thing_index_or() == -1 and ext.thing_index_or(ext.thing(0)) == 0
    assert '"scalars.cookie"' in repr(ext.thing(0))
    for value in (0, id(ext), None, "scalars.cookie"):
        with raises(
            TypeError,
            "thing_index() argument 'c' must be a capsule 'scalars.cookie', not "
            + kind(value),
        ):
            ext.thing_index(value)
    with raises(
        TypeError,
        "thing_index() argument 'c' must be a capsule 'scalars.cookie', not a capsule "
        "'scalars.number'",
    ):
        ext.thing_index(ext.number(0))
    with raises(
        TypeError,
        "thing_index_or() argument 'c' must be a capsule 'scalars.cookie' or None, not "
        "a capsule 'scalars.number'",
    ):
        ext.thing_index_or(ext.number(0))
    with raises(RuntimeError, "thing(): the C function returned NULL"):
        ext.thing(-1)


# ---- NumPy ----------------------------------------------------------------------------


def test_numpy_scalars(ext):
    np = pytest.importorskip("numpy")
    for name in ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64"):
        assert ext.long(getattr(np, name)(100)) == 100
        assert ext.double(getattr(np, name)(100)) == 100
        assert ext.same_value(getattr(np, name)(7)) == 7
    with pytest.raises(OverflowError):
        ext.long(np.uint64(2**64 - 1))
    for name in ("float16", "float32", "float64", "longdouble"):
        value = getattr(np, name)(0.5)
        assert ext.double(value) == ext.float(value) == ext.same_value(value) == 0.5
        assert ext.turned(value) == 0.5j
        with raises(
            TypeError,
            f"long() argument 'x' must be int, not {type(value).__module__}"
            f".{type(value).__name__}",
        ):
            ext.long(value)
    for name in ("complex64", "complex128"):
        assert ext.turned(getattr(np, name)(1 + 2j)) == -2 + 1j
    assert ext.bool(np.bool_(True)) is True and ext.bool(np.bool_(False)) is False
    assert ext.same_value(np.bool_(True)) is True
    assert ext.text_length(np.str_("text")) == ext.path_length(np.str_("path")) == 4
    assert ext.same_value(np.bytes_(b"ab")) == b"ab"
    for value in (np.int64(1), np.float64(1)):
        with pytest.raises(TypeError, match="must be bool, not numpy"):
            ext.bool(value)


# ---- round trips ----------------------------------------------------------------------


def test_round_trips(ext):
    pytest.importorskip("hypothesis")
    from hypothesis import given, settings
    from hypothesis import strategies as st

    text = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
    values = st.one_of(
        *(st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.binary()),
        *(st.floats(allow_nan=False), st.text(st.characters(codec="utf-8"))),
    )
    moments = st.datetimes(timezones=st.just(UTC))
    few = settings(max_examples=200, deadline=None, database=None)

    @few
    @given(text, values, moments, st.timedeltas(), st.datetimes(), st.binary())
    def check(text, value, moment, delta, naive, raw):
        for name in (*WIDE, "same_path"):
            assert getattr(ext, name)(text) == text
        assert ext.zeros(text) == 100 * len(text.encode())
        assert ext.same_value(value) == value
        assert ext.same_spec(moment) == moment
        assert ext.same_time(moment) == moment.replace(microsecond=0)
        assert ext.same_duration(delta) == delta
        assert ext.same_tm(naive) == naive.replace(microsecond=0)
        if b"\0" not in raw:
            assert ext.same_path(raw) == os.fsdecode(raw)

    check()


# ---- interpreters ---------------------------------------------------------------------


def test_sub_interpreters(ext):
    builder.check_script(
        """
        import sys
        TEXT = '''
        import datetime, scalars
        now = datetime.datetime(2024, 1, 2, tzinfo=datetime.timezone.utc)
        assert scalars.same_spec(now) == now
        assert type(scalars.same_spec(now)) is datetime.datetime
        assert scalars.same_duration(datetime.timedelta(1)) == datetime.timedelta(1)
        assert scalars.same_path("a") == scalars.same_wide("a") == "a"
        assert scalars.thing_index(scalars.thing(1)) == 1
        '''
        import textwrap
        TEXT = textwrap.dedent(TEXT)
        exec(TEXT)
        try:
            import _interpreters as interpreters
        except ImportError:
            try:
                import _xxsubinterpreters as interpreters
            except ImportError:
                sys.exit(0)
        for _ in range(2):
            i = interpreters.create()
            assert interpreters.run_string(i, TEXT) is None
            interpreters.destroy(i)
        exec(TEXT)
        """,
        pathlib.Path(ext.__file__),
    )
