"""Every converter, from Python to C and back."""

import array
import ctypes
import gc
import inspect
import itertools
import math
import re
import sys
from enum import IntEnum

import builder
import pytest

# ruff: noqa: E501

INTEGERS = {
    name: (size, signed)
    for size, signed, names in [
        (1, True, "schar i8"),
        (1, False, "uchar u8"),
        (2, True, "short i16"),
        (2, False, "ushort u16"),
        (4, True, "int i32"),
        (4, False, "uint u32"),
        (ctypes.sizeof(ctypes.c_long), True, "long"),
        (ctypes.sizeof(ctypes.c_long), False, "ulong"),
        (8, True, "llong i64 intmax_t"),
        (8, False, "ullong u64 uintmax_t"),
        (ctypes.sizeof(ctypes.c_void_p), True, "ptrdiff_t intptr_t"),
        (ctypes.sizeof(ctypes.c_void_p), False, "size_t uintptr_t"),
    ]
    for name in names.split()
}
CODES = {(1, True): "b", (1, False): "B", (2, True): "h", (2, False): "H"}
CODES |= {(4, True): "i", (4, False): "I", (8, True): "q", (8, False): "Q"}


def limits(name: str) -> tuple[int, int]:
    size, signed = INTEGERS[name]
    bits = 8 * size - signed
    return -(2**bits) * signed, 2**bits - 1


def code_of(name: str) -> str:
    if name in INTEGERS:
        return CODES[INTEGERS[name]]
    return name[0]


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Float:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value


def raises(exception: type[BaseException], text: str):
    """The exception, and its whole text."""
    return pytest.raises(exception, match=f"^{re.escape(text)}$")


# ---- integers -------------------------------------------------------------------------


@pytest.mark.parametrize("name", INTEGERS)
def test_integer_range(ext, name):
    echo = getattr(ext.Echo, name)
    low, high = limits(name)
    for value in {low, low + 1, 0, 1, 100, high - 1, high, high // 2, low // 2}:
        result = echo(value)
        assert result == value and type(result) is int
        assert echo(Index(value)) == value
    for value in (low - 1, high + 1, low - 2**200, high + 2**64, -(10**78), 10**79):
        for argument in (value, Index(value)):
            with raises(
                OverflowError,
                f"Echo.{name}() argument 'value': {value} does not fit {name} ({low} to {high})",
            ):
                echo(argument)
    for value in (10**100, -(10**5000)):
        with raises(
            OverflowError,
            f"Echo.{name}() argument 'value': an int of more than 80 digits does not fit {name} ({low} to {high})",
        ):
            echo(value)


@pytest.mark.parametrize("name", INTEGERS)
def test_integer_types(ext, name):
    class Number(IntEnum):
        SEVEN = 7

    class Int(int):
        pass

    echo = getattr(ext.Echo, name)
    assert echo(True) == 1 and type(echo(True)) is int
    assert echo(Number.SEVEN) == 7 and type(echo(Number.SEVEN)) is int
    assert echo(Int(5)) == 5 and type(echo(Int(5))) is int
    for value in (1.0, "1", b"1", None, Float(1.0), 1j, [1]):
        kind = "None" if value is None else type(value).__name__
        with raises(
            TypeError, f"Echo.{name}() argument 'value' must be int, not {kind}"
        ):
            echo(value)


def test_every_8_and_16_bit_value(ext):
    for name in ("i8", "u8", "i16", "u16", "schar", "uchar", "short", "ushort"):
        echo = getattr(ext.Echo, name)
        low, high = limits(name)
        assert [echo(i) for i in range(low, high + 1)] == list(range(low, high + 1))


# ---- floating point and bool --------------------------------------------------------


@pytest.mark.parametrize("name", ["double", "float"])
def test_floating_point(ext, name):
    echo = getattr(ext.Echo, name)
    for value in (0.0, -1.5, 2.0**100, -(2.0**-100), math.inf, -math.inf):
        assert echo(value) == value and type(echo(value)) is float
    assert math.copysign(1, echo(-0.0)) == -1
    assert math.isnan(echo(math.nan))
    assert echo(3) == 3.0 and type(echo(3)) is float
    assert echo(True) == 1.0
    assert echo(Float(2.5)) == 2.5
    assert echo(Index(2)) == 2.0
    for value in ("1", b"1", None, 1j, [1.0]):
        kind = "None" if value is None else type(value).__name__
        with raises(
            TypeError, f"Echo.{name}() argument 'value' must be float, not {kind}"
        ):
            echo(value)
    with raises(
        OverflowError,
        f"Echo.{name}() argument 'value': int too large to convert to float",
    ):
        echo(10**400)


def test_float_is_narrow(ext):
    assert ext.Echo.float(0.1) == ctypes.c_float(0.1).value
    assert ext.Echo.float(3.4028234663852886e38) == 3.4028234663852886e38
    assert ext.Echo.float(1e-60) == 0.0
    for value in (3.5e38, -1e300, sys.float_info.max):
        with raises(
            OverflowError,
            f"Echo.float() argument 'value': {value!r} does not fit float",
        ):
            ext.Echo.float(value)
    assert ext.Echo.double(sys.float_info.max) == sys.float_info.max
    assert ext.Echo.double(5e-324) == 5e-324


def test_bool(ext):
    assert ext.Echo.bool(True) is True
    assert ext.Echo.bool(False) is False
    for value in (0, 1, "", None, [], 1.0):
        kind = "None" if value is None else type(value).__name__
        with raises(
            TypeError, f"Echo.bool() argument 'value' must be bool, not {kind}"
        ):
            ext.Echo.bool(value)


# ---- text and bytes ---------------------------------------------------------------------


def test_char(ext):
    assert ext.next("a") == "b"
    assert ext.next("\0") == "\x01"
    assert ext.next("\x7e") == "\x7f"
    assert ext.next("\x7f") == "\x80"  # C's result is any byte
    for value, text in [
        ("", "must be a str of length 1, not a str of length 0"),
        ("ab", "must be a str of length 1, not a str of length 2"),
        (b"a", "must be a str of length 1, not bytes"),
        (97, "must be a str of length 1, not int"),
        (None, "must be a str of length 1, not None"),
    ]:
        with raises(TypeError, f"next() argument 'letter' {text}"):
            ext.next(value)
    for value in ("\x80", "é", "€", "\U0001f600", "\ud800"):
        with raises(
            ValueError, f"next() argument 'letter': {value!r} is not an ASCII character"
        ):
            ext.next(value)


def test_str(ext):
    class Str(str):
        pass

    for text in ("", "a", "äöü", "€", "\U0001f600", "x" * 10000, "é" * 1000):
        assert ext.text_length(text) == len(text.encode())
        assert ext.text_length(Str(text)) == len(text.encode())
    assert ext.text_tail("xäöü€") == "äöü€"
    for text in ("\0", "a\0", "\0a", "ä\0", "a" * 100 + "\0b", Str("a\0")):
        with raises(
            ValueError, "text_length() argument 'text': embedded null character"
        ):
            ext.text_length(text)
    for text in ("\ud800", "a\udfff"):
        with pytest.raises(UnicodeEncodeError, match=r"surrogates not allowed$"):
            ext.text_length(text)
    for value in (b"a", bytearray(b"a"), 1, None, ["a"]):
        kind = "None" if value is None else type(value).__name__
        with raises(
            TypeError, f"text_length() argument 'text' must be str, not {kind}"
        ):
            ext.text_length(value)


def test_str_results(ext):
    with raises(RuntimeError, "text_tail(): the C function returned NULL"):
        ext.text_tail("")
    with pytest.raises(UnicodeDecodeError, match=r"byte \(from text_tail\(\)\)$"):
        ext.text_tail("äb")  # the tail of a character
    with pytest.raises(UnicodeDecodeError):
        ext.bad_text()
    assert ext.text_tail_or_none("ab") == "b"
    assert ext.text_tail_or_none("") is None
    assert ext.text_tail_or_none(None) is None
    with raises(
        TypeError, "text_tail_or_none() argument 'text' must be str or None, not int"
    ):
        ext.text_tail_or_none(1)


def test_old_char_pointers(ext):
    assert ext.old_length("äb") == 3
    for value, text in [(None, "str, not None"), (b"a", "str, not bytes")]:
        with raises(TypeError, f"old_length() argument 'text' must be {text}"):
            ext.old_length(value)
    with raises(ValueError, "old_length() argument 'text': embedded null character"):
        ext.old_length("a\0")
    assert ext.old_length_or("abc") == 3
    assert ext.old_length_or(None) == -1
    assert ext.old_length_default() == -1
    assert ext.old_length_default("ab") == 2
    assert str(inspect.signature(ext.old_length_default)) == "(text=None)"
    with raises(
        TypeError, "old_length_or() argument 'text' must be str or None, not int"
    ):
        ext.old_length_or(3)
    assert ext.old_word(1) == ext.old_word_or_none(1) == "word"
    assert ext.old_word_or_none(0) is None
    with raises(RuntimeError, "old_word(): the C function returned NULL"):
        ext.old_word(0)


def test_bytes(ext):
    class Bytes(bytes):
        pass

    assert ext.bytes_length(b"") == 0
    assert ext.bytes_length(b"a\0b") == 3
    assert ext.bytes_length(Bytes(b"ab")) == 2
    assert ext.bytes_tail(b"a\0b") == b"\0b"
    assert ext.bytes_tail(b"a") == b""
    with raises(RuntimeError, "bytes_tail(): the C function returned NULL"):
        ext.bytes_tail(b"")
    for value in ("a", bytearray(b"a"), memoryview(b"a"), None, 1):
        kind = "None" if value is None else type(value).__name__
        with raises(
            TypeError, f"bytes_length() argument 'data' must be bytes, not {kind}"
        ):
            ext.bytes_length(value)


def test_owned_text(ext):
    assert ext.upper("abä") == "ABä"
    assert ext.upper_or_none("") is None
    with raises(RuntimeError, "upper_or_error(): the C function returned NULL"):
        ext.upper_or_error("")
    before = ext.live_count()
    assert ext.taken_text(1) == "taken"
    assert ext.taken_text_or_none(1) == "taken"
    assert ext.taken_text_or_none(0) is None
    for function in (ext.taken_text, ext.taken_text_or_none):
        with pytest.raises(UnicodeDecodeError):
            function(-1)
    with raises(RuntimeError, "taken_text(): the C function returned NULL"):
        ext.taken_text(0)
    assert ext.taken_many(0) == ("taken", None, 1)
    assert ext.taken_many(1) == ("taken", "taken", 2)
    with pytest.raises(UnicodeDecodeError):
        ext.taken_many(-1)
    assert ext.live_count() == before


def test_owned_memory(ext):
    before = ext.live_count()
    for n in (0, 1, 2, 255, 256):
        data = bytes(i % 256 for i in range(n))
        assert ext.taken_bytes(n) == ext.taken_out(n) == data
        assert ext.taken_array(n) == [i / 2 for i in range(n)]
    assert ext.taken_bytes(-1) == ext.taken_out(-1) == b""  # no pointer, length 0
    with raises(RuntimeError, "taken_array(): the C function returned NULL"):
        ext.taken_array(-1)
    assert ext.live_count() == before


def test_borrowed_memory(ext):
    assert ext.lent_out(4) == b"lent"
    assert ext.lent_out(0) == b""
    assert ext.lent_array(5) == [3, 1, 4, 1, 5]
    assert ext.lent_array(0) == []
    with raises(RuntimeError, "lent_array(): the C function returned NULL"):
        ext.lent_array(-1)
    assert ext.lent_result(4) == "lent"
    assert ext.lent_result(2) == "le"
    assert ext.lent_result(0) == ""
    with raises(RuntimeError, "lent_result(): C gave a negative number of items"):
        ext.lent_result(-1)


# ---- buffers ------------------------------------------------------------------------------


NUMBERS = [*INTEGERS, "double", "float"]


def sample(name: str) -> list:
    if name in INTEGERS:
        low, high = limits(name)
        return [low, 0, 1, high]
    return [-1.5, 0.0, 2.0**100, math.inf]


@pytest.mark.parametrize("name", NUMBERS)
def test_array(ext, name):
    pick = getattr(ext.Pick, name)
    values = sample(name)
    code = code_of(name)
    buffers = [array.array(code, values)]
    buffers.append(memoryview(buffers[0]))
    buffers.append(memoryview(buffers[0])[:])
    buffers.append(memoryview(buffers[0]).toreadonly())
    native = {
        c._type_: c
        for c in (ctypes.c_byte, ctypes.c_ubyte, ctypes.c_short, ctypes.c_ushort)
    }
    native |= {
        c._type_: c
        for c in (ctypes.c_int, ctypes.c_uint, ctypes.c_float, ctypes.c_double)
    }
    native |= {"q": ctypes.c_int64, "Q": ctypes.c_uint64}
    buffers.append((native[code] * 4)(*values))
    for buffer in buffers:
        assert [pick(buffer, i) for i in range(4)] == values
        assert pick(buffer, 4) == 0
    assert pick(memoryview(buffers[0])[2:], 0) == values[2]
    assert pick(array.array(code), 0) == 0


@pytest.mark.parametrize("name", NUMBERS)
def test_array_of_the_wrong_type(ext, name):
    pick = getattr(ext.Pick, name)
    wanted = array.array(code_of(name))
    size = wanted.itemsize

    def kind(code: str) -> str:
        return "float" if code in "fd" else "signed" if code.islower() else "unsigned"

    for code in "bBhHiIlLqQfd":
        buffer = array.array(code, [1, 2, 3])
        same_kind = size == 1 or kind(code) == kind(wanted.typecode)  # bytes are bytes
        if buffer.itemsize == size and same_kind:
            assert pick(buffer, 1) == 2
            continue
        expected = "a bytes-like object, not array.array"
        if size > 1:
            expected = f"a buffer of {name}, not array.array of format '{code}'"
        with raises(TypeError, f"Pick.{name}() argument 'data' must be {expected}"):
            pick(buffer, 0)
    for value in ("text", 1, None, [1, 2], (1,), range(3)):
        kind = "None" if value is None else type(value).__name__
        expected = f"a buffer of {name}" if size > 1 else "a bytes-like object"
        with raises(
            TypeError, f"Pick.{name}() argument 'data' must be {expected}, not {kind}"
        ):
            pick(value, 0)


def test_array_of_another_byte_order(ext):
    swapped = (ctypes.c_int32.__ctype_be__ * 2)(1, 2)
    if sys.byteorder == "little":
        with raises(
            TypeError,
            f"Pick.i32() argument 'data' must be a buffer of i32, not {type(swapped).__name__} of format '>i'",
        ):
            ext.Pick.i32(swapped, 0)


def test_array_of_bool(ext):
    flags = (ctypes.c_bool * 3)(True, False, True)
    assert [ext.Pick.bool(flags, i) for i in range(3)] == [True, False, True]
    ext.Turn.bool(flags)
    assert ext.Twice.bool((ctypes.c_bool * 2)(True, False)) == [
        True,
        True,
        False,
        False,
    ]
    with raises(
        TypeError,
        "Pick.bool() argument 'data' must be a buffer of bool, not bytes of format 'B'",
    ):
        ext.Pick.bool(b"\2", 0)


@pytest.mark.parametrize("name", NUMBERS)
def test_array_that_c_writes(ext, name):
    turn = getattr(ext.Turn, name)
    values = sample(name)
    data = array.array(code_of(name), values)
    turn(data)
    assert data.tolist() == values[::-1]
    turn(memoryview(data)[1:3])
    assert data.tolist() == [values[3], values[1], values[2], values[0]]
    turn(array.array(code_of(name)))
    expected = "a writable bytes-like object"
    if data.itemsize > 1:
        expected = f"a writable buffer of {name}"
    for readonly in (memoryview(data).toreadonly(), bytes(8)):
        with raises(
            TypeError,
            f"Turn.{name}() argument 'data' must be {expected}, not {type(readonly).__name__}",
        ):
            turn(readonly)
    with raises(
        BufferError,
        f"Turn.{name}() argument 'data' must be a contiguous buffer, not memoryview",
    ):
        turn(memoryview(data)[::2])


@pytest.mark.parametrize("name", NUMBERS)
def test_owned_array(ext, name):
    twice = getattr(ext.Twice, name)
    values = sample(name)
    expected = list(itertools.chain(*zip(values, values, strict=True)))
    if name in ("u8", "uchar"):
        assert twice(bytes(values)) == bytes(expected)
    else:
        assert twice(array.array(code_of(name), values)) == expected
    assert list(twice(array.array(code_of(name)))) == []


def test_array_of_bytes(ext):
    class Buffer(bytearray):
        pass

    for data in (b"abcd", bytearray(b"abcd"), memoryview(b"abcd"), Buffer(b"abcd")):
        assert ext.bytes_of(data) == ext.small_length(data) == ext.length_or(data) == 4
        assert ext.count_char(data, "b") == 1
        assert ext.Pick.u8(data, 1) == 98
    assert ext.bytes_of(memoryview(b"abcdef")[1:4]) == 3
    assert ext.bytes_of(array.array("d", [1, 2])) == 16  # void: any format, in bytes
    assert ext.bytes_of((ctypes.c_int * 3)()) == 12
    assert ext.bytes_of(memoryview(bytes(6)).cast("B", (2, 3))) == 6
    assert ext.bytes_of(b"") == ext.bytes_of(bytearray()) == 0
    for function in (ext.bytes_of, ext.small_length, ext.items_then_len):
        for data in (memoryview(b"abcdef")[::2], memoryview(b"abcdef")[::-1]):
            with raises(
                BufferError,
                f"{function.__name__}() argument 'data' must be a contiguous buffer, not memoryview",
            ):
                function(data)
    with raises(
        TypeError,
        "count_char() argument 'text' must be a bytes-like object, not array.array",
    ):
        ext.count_char(array.array("h", [1]), "a")
    with raises(
        TypeError, "bytes_of() argument 'data' must be a bytes-like object, not str"
    ):
        ext.bytes_of("text")
    two = memoryview(array.array("i", range(6))).cast("B").cast("i", (2, 3))
    with raises(
        TypeError,
        "Pick.int() argument 'data' must be a buffer of one dimension, not of 2",
    ):
        ext.Pick.int(two, 0)


def test_released_buffers_are_refused(ext):
    view = memoryview(bytearray(b"abc"))
    view.release()
    with pytest.raises(ValueError, match=r"released"):
        ext.bytes_of(view)


def test_a_buffer_is_held_during_the_call_and_no_longer(ext):
    data = bytearray(b"abc")

    def resize():
        with pytest.raises(BufferError):
            data.extend(b"d")
        return "done"

    assert ext.while_held(data, resize) == "done"
    data.extend(b"d")
    with pytest.raises(ZeroDivisionError):
        ext.while_held(data, lambda: 1 // 0)
    data.extend(b"e")
    with pytest.raises(TypeError):
        ext.while_held(data)
    with pytest.raises(OverflowError):
        ext.fill_with(data, 256)
    with pytest.raises(TypeError):
        ext.shift(data, 1.0)
    data.clear()
    ext.fill_with(data, 1)
    data.extend(bytes(300))
    with pytest.raises(OverflowError):
        ext.small_length(data)
    with pytest.raises(OverflowError):
        ext.items_then_len(data)
    data.clear()


def test_length_types(ext):
    for function in (ext.small_length, ext.items_then_len, ext.len_then_items):
        assert function(b"") == 0
        assert function(bytes(255)) == 255
        for n in (256, 257, 70000):
            with raises(
                OverflowError,
                f"{function.__name__}() argument 'data': {n} items do not fit unsigned char (at most 255)",
            ):
                function(bytes(n))
    assert ext.signed_length(array.array("h", bytes(254))) == 127
    with raises(
        OverflowError,
        "signed_length() argument 'data': 128 items do not fit signed char (at most 127)",
    ):
        ext.signed_length(array.array("h", bytes(256)))
    assert ext.two_arrays(array.array("i", [1, 2]), array.array("i", [10])) == 11
    assert ext.two_arrays(b=array.array("i", [10]), a=array.array("i")) == 10
    with raises(
        OverflowError,
        "two_arrays() argument 'a': 32768 items do not fit short (at most 32767)",
    ):
        ext.two_arrays(array.array("i", bytes(4 * 32768)), array.array("i"))


def test_optional_buffers(ext):
    assert ext.length_or(None) == ext.length_default() == ext.length_default(None) == -1
    assert ext.length_or(b"") == 0
    assert ext.length_or(b"ab") == ext.length_default(data=b"ab") == 2
    assert str(inspect.signature(ext.length_default)) == "(data=None)"
    for value in ("x", 1):
        with raises(
            TypeError,
            f"length_or() argument 'data' must be a bytes-like object or None, not {type(value).__name__}",
        ):
            ext.length_or(value)
    data = bytearray(3)
    ext.fill_or(data)
    ext.fill_or(None)
    assert data == b"\7\7\7"
    with raises(
        TypeError,
        "fill_or() argument 'data' must be a writable bytes-like object or None, not bytes",
    ):
        ext.fill_or(b"abc")


def test_writable_bytes(ext):
    data = bytearray(4)
    ext.fill_with(data, 9)
    assert data == b"\t\t\t\t"
    ext.fill_void(memoryview(data)[1:3], 1)
    assert data == b"\t\1\1\t"
    numbers = array.array("i", [0])
    ext.fill_void(numbers, 255)
    assert numbers[0] == -1
    for value in (b"abc", memoryview(b"abc"), "abc", None):
        kind = "None" if value is None else type(value).__name__
        with raises(
            TypeError,
            f"fill_with() argument 'data' must be a writable bytes-like object, not {kind}",
        ):
            ext.fill_with(value, 1)


def test_length_before_items(ext):
    values = array.array("d", [1, 2])
    ext.shift(values, 0.5)
    ext.shift(by=0.5, values=values)
    assert values.tolist() == [2, 3]
    with raises(
        TypeError,
        "shift() argument 'values' must be a writable buffer of double, not array.array of format 'f'",
    ):
        ext.shift(array.array("f", [1]), 1)


# ---- lists -------------------------------------------------------------------------------


def test_lists(ext):
    class List(list):
        pass

    for values in (
        [],
        [1],
        [1, 2, 3],
        (4, 5),
        range(10),
        List([1]),
        array.array("h", [1, 2]),
    ):
        assert ext.sum_ints(values) == sum(values)
    assert ext.sum_ints([True, Index(5)]) == 6
    assert ext.sum_small([255] * 255) == 255 * 255
    assert ext.sum_doubles([1, 2.5, Float(0.5)]) == 4
    assert ext.all_true([True, True]) is True
    assert ext.all_true([True, False]) is False
    assert ext.sum_lengths(["a", "äö", ""]) == 5
    assert ext.sum_sizes([b"a", b"\0\0"]) == 3
    items = [ext.Item(i) for i in range(5)]
    assert ext.sum_items(items) == ext.sum_copies(tuple(items)) == 10


def test_list_failures(ext):
    generator = (i for i in [1])
    for value in (
        1,
        None,
        "abc",
        b"abc",
        bytearray(b"abc"),
        {1: 2},
        {1},
        generator,
        iter([1]),
    ):
        kind = "None" if value is None else type(value).__name__
        with raises(
            TypeError, f"sum_ints() argument 'values' must be a sequence, not {kind}"
        ):
            ext.sum_ints(value)
    for function, values, exception, text in [
        (ext.sum_ints, [1, "x"], TypeError, "item 1 must be int, not str"),
        (ext.sum_ints, [None], TypeError, "item 0 must be int, not None"),
        (ext.sum_ints, [1, 2.0], TypeError, "item 1 must be int, not float"),
        (ext.sum_doubles, ["x"], TypeError, "item 0 must be float, not str"),
        (ext.all_true, [True, 1], TypeError, "item 1 must be bool, not int"),
        (
            ext.sum_small,
            [1, -1],
            OverflowError,
            "item 1: -1 does not fit u8 (0 to 255)",
        ),
        (
            ext.sum_small,
            [1] * 256,
            OverflowError,
            "256 items do not fit unsigned char (at most 255)",
        ),
    ]:
        separator = " " if text.startswith("must") else ": "
        with raises(
            exception, f"{function.__name__}() argument 'values'{separator}{text}"
        ):
            function(values)
    for values, exception, text in [
        (["a", b"b"], TypeError, "item 1 must be str, not bytes"),
        (["a", "b\0"], ValueError, "item 1: embedded null character"),
    ]:
        with raises(exception, f"sum_lengths() argument 'words': {text}"):
            ext.sum_lengths(values)
    with pytest.raises(UnicodeEncodeError):
        ext.sum_lengths(["\ud800"])
    with raises(
        TypeError, "sum_items() argument 'items': item 1 must be Item, not None"
    ):
        ext.sum_items([ext.Item(1), None])
    with raises(
        RuntimeError,
        "sum_copies() argument 'items': item 0: the Item is not initialised: its __init__() was not called",
    ):
        ext.sum_copies([ext.Item.__new__(ext.Item)])


def test_a_list_may_change_while_it_is_converted(ext):
    class Clears:
        def __index__(self):
            values.clear()
            gc.collect()
            return 1

    values = [Clears(), *(10**6 + i for i in range(100))]
    assert ext.sum_ints(values) == 1 + sum(10**6 + i for i in range(100))
    assert values == []

    class Raises:
        def __len__(self):
            return 3

        def __getitem__(self, i):
            raise KeyError(i)

    with pytest.raises(KeyError):
        ext.sum_ints(Raises())


# ---- filled buffers ---------------------------------------------------------------------


def test_fill_with_a_length_as_result(ext):
    for want in (0, 1, 2, 3, 255, 1000):
        for use in {0, 1, want // 2, want - 1, want} & set(range(want + 1)):
            assert ext.fill_some(want, use) == bytes(i % 256 for i in range(use))
    with raises(
        RuntimeError, "fill_some(): the C function reports 6 items in a buffer of 5"
    ):
        ext.fill_some(5, 6)
    for use in (2**63, 2**64 - 1):
        with raises(
            RuntimeError,
            "fill_some(): the C function reports a negative number of items in a buffer of 5",
        ):
            ext.fill_some(5, use)
    for want in (-1, -(2**63)):
        with raises(
            ValueError, "fill_some(): the size of 'out' is negative or too large"
        ):
            ext.fill_some(want, 0)
    for want in (2**62, 2**63 - 1):
        with pytest.raises(MemoryError):
            ext.fill_some(want, 0)
    assert ext.fill_signed(8) == b"\1" * 8
    with raises(
        RuntimeError,
        "fill_signed(): the C function reports a negative number of items in a buffer of 8",
    ):
        ext.fill_signed(-1)


def test_fill_with_used(ext):
    for data in (b"", b"a", b"abc", bytes(1000)):
        assert ext.reverse(data) == data[::-1]
    assert ext.reverse(b"abc", -1) == b"cb"
    assert ext.reverse(b"abc", -3) == b""
    with raises(
        RuntimeError, "reverse(): the C function reports 4 items in a buffer of 3"
    ):
        ext.reverse(b"abc", 1)
    with raises(ext.FillError, "rc -1"):
        ext.reverse(b"abc", -101)
    for n in (0, 1, 2, 255):
        assert ext.half_filled(n) == "x" * (n // 2)
    with raises(
        ValueError, "half_filled(): the size of 'text' is negative or too large"
    ):
        ext.half_filled(-1)
    with raises(
        OverflowError,
        "half_filled(): the size of 'text', 256, is more than the C function can be told (255)",
    ):
        ext.half_filled(256)


def test_fill_without_a_length(ext):
    assert ext.halves(0) == []
    assert ext.halves(3) == [0.0, 0.5, 1.0]
    assert len(ext.halves(32767)) == 32767
    with raises(
        OverflowError,
        "halves(): the size of 'values', 32768, is more than the C function can be told (32767)",
    ):
        ext.halves(32768)
    assert ext.all_y(0) == ""
    assert ext.all_y(3) == "yyy"
    with raises(ValueError, "all_y(): the size of 'text' is negative or too large"):
        ext.all_y(2**64 - 1)
    with pytest.raises(MemoryError):
        ext.all_y(2**62)
    with pytest.raises(UnicodeDecodeError):
        ext.bad_utf8()
    assert ext.two_texts() == (True, "aaa", "bb")
    assert ext.twice([1, 2]) == [1, 2, 1, 2]
    assert ext.twice([]) == []


def test_fill_with_a_status(ext):
    assert ext.print_number(-123) == "-123"
    assert ext.print_number(123, 4) == "123"
    with raises(ext.FillError, "no room"):
        ext.print_number(123, 3)
    assert ext.copy_some(5, b"abc") == b"abc"
    assert ext.copy_some(3, b"abc") == b"abc"
    assert ext.copy_some(0, b"") == b""
    with raises(ext.FillError, "size error 8"):
        ext.copy_some(2, b"abc")
    with raises(ValueError, "copy_some(): the size of 'out' is negative or too large"):
        ext.copy_some(2**64 - 1, b"abc")


def test_growable_results(ext):
    for times in (0, 1, 3, 1000):
        assert ext.grow(b"abc", times) == b"abc" * times
    assert ext.grow(b"", 5) == b""
    big = bytes(1 << 20)
    assert ext.grow(big, 9) == big * 9
    with raises(ext.FillError, "rc -1"):
        ext.grow(b"abc", -1)
    assert ext.grow_two(3) == (b"\3", b"")


# ---- results through pointers ------------------------------------------------------------


def test_out(ext):
    i, d, b, c, s, t, u = ext.outs()
    assert (i, d, b, c, s, u) == (-1, 0.5, True, "c", "text", 2**64 - 1)
    assert type(t) is ext.Item and t.id == 9
    assert ext.out_text(1) == ext.out_text_or_none(1) == "text"
    assert ext.out_text_or_none(0) is None
    with raises(RuntimeError, "out_text(): the C function returned NULL"):
        ext.out_text(0)
    assert ext.out_bytes(1) == b"\0b"
    with raises(RuntimeError, "out_bytes(): the C function returned NULL"):
        ext.out_bytes(0)
    assert ext.out_and_result(3) == (3, 6)
    assert ext.out_item_pointer(1).id == 77
    assert ext.out_item_pointer(1) is not ext.out_item_pointer(1)  # copies
    assert ext.out_item_or_none(0) is None
    with raises(RuntimeError, "out_item_pointer(): the C function returned NULL"):
        ext.out_item_pointer(0)


def test_inout(ext):
    item = ext.Item(3)
    i, d, s, t = ext.inouts(1, 2, "abc", item)
    assert (i, d, s, t.id) == (2, 4.0, "bc", 4)
    assert item.id == 3 and t is not item
    assert ext.inouts(-(2**31), d=0.5, s="a", t=item)[0] == -(2**31) + 1
    with raises(RuntimeError, "inouts(): the C function returned NULL"):
        ext.inouts(1, 2, "", item)
    with raises(TypeError, "inouts() argument 'd' must be float, not str"):
        ext.inouts(1, "2", "", item)
    assert ext.inout_default() == (2, 4)
    assert ext.inout_default(7, 8) == (8, 16)
    assert str(inspect.signature(ext.inout_default)) == "(twice=1, x=2)"


# ---- objects -----------------------------------------------------------------------------


def test_objects(ext):
    thing = object()
    before = sys.getrefcount(thing)
    for _ in range(100):
        assert ext.object_same(thing) is thing
        assert ext.object_out(thing) is thing
        assert ext.object_is(thing, thing) is True
        assert ext.object_is(thing) is False
        with raises(RuntimeError, "object_null(): the C function returned NULL"):
            ext.object_null(thing)
        assert ext.object_null_or_none(thing) is None
        with pytest.raises(KeyError) as raised:
            ext.object_raise(thing)
        assert raised.value.args == (thing,)
        del raised
    gc.collect()
    assert sys.getrefcount(thing) == before
    assert ext.object_is() is ext.object_is(None, None) is True
    assert ext.object_same(None) is None


# ---- values, pointers and handles -------------------------------------------------------


def test_values(ext):
    item = ext.Item(3)
    assert ext.item_id(item) == ext.item_id_or(item) == ext.item_id_default(item) == 3
    assert ext.item_id_or(None) == ext.item_id_default() == -1
    assert ext.item_bump(item) == 4 and item.id == 4  # a pointer: C changes it
    assert ext.item_bump_or(item) == 5 and item.id == 5
    assert ext.item_bump_or(None) == -1
    assert ext.item_next(item).id == 6 and item.id == 5  # by value
    larger = ext.item_larger(item, ext.Item(7))
    assert larger.id == 7
    assert ext.item_larger(item, item2 := ext.Item(1)).id == 5
    assert ext.item_larger(item, item2) is not item  # a copy
    with raises(RuntimeError, "item_larger(): the C function returned NULL"):
        ext.item_larger(item, item)
    assert ext.item_larger_or_none(item, item) is None
    copy = ext.item_static(1)
    copy.id = 99
    assert ext.item_static(1).id == 5
    with raises(RuntimeError, "item_static(): the C function returned NULL"):
        ext.item_static(0)
    assert ext.item_static_or_none(0) is None
    for function in (ext.item_id, ext.item_bump, ext.item_next):
        name = "it" if function is ext.item_next else "item"
        for value in (None, 3, object()):
            kind = "None" if value is None else type(value).__name__
            with raises(
                TypeError,
                f"{function.__name__}() argument '{name}' must be Item, not {kind}",
            ):
                function(value)
    with raises(
        TypeError, "item_bump_or() argument 'item' must be Item or None, not int"
    ):
        ext.item_bump_or(3)


def test_subclasses_of_values(ext):
    class Sub(ext.Item):
        def __init__(self, name, number):
            super().__init__(number)
            self.name = name

    sub = Sub("a", 4)
    assert ext.item_id(sub) == 4
    assert type(ext.item_next(sub)) is ext.Item
    assert ext.item_bump(sub) == 5 and sub.id == 5
    assert ext.sum_items([sub, ext.Item(1)]) == 6


def test_handles(ext):
    before = ext.live_count()
    device = ext.Device(3)
    assert ext.device_fd(device) == ext.device_fd_or(device) == 3
    assert ext.device_fd_mut(device) == 4
    assert ext.device_fd_mut_or(device) == 5
    assert ext.device_fd_plain(device) == 6
    assert ext.device_fd_plain_or(device) == 7
    assert (
        ext.device_fd_or()
        == ext.device_fd_mut_or(None)
        == ext.device_fd_plain_or(None)
        == -1
    )
    opened = ext.device_open(10)
    assert type(opened) is ext.Device and ext.device_fd(opened) == 10
    assert ext.device_open_or_none(-1) is None
    with raises(RuntimeError, "device_open(): the C function returned NULL"):
        ext.device_open(-1)
    first, second = ext.device_pair(1, 2)
    assert (ext.device_fd(first), ext.device_fd(second)) == (1, 2)
    assert ext.device_pair(1, -1)[1] is None
    assert ext.live_count() == before + 4
    with raises(ext.FillError, "rc -1"):
        ext.device_pair(-1, 2)
    with raises(RuntimeError, "device_pair_both(): the C function returned NULL"):
        ext.device_pair_both(1, -2)  # the first is destroyed
    assert ext.live_count() == before + 4
    opened.close()
    del device, opened, first, second
    gc.collect()
    assert ext.live_count() == before


# ---- as and c ------------------------------------------------------------------------------


def test_as(ext):
    more = ext.More
    assert more.as_bool(True) is True and more.as_bool(False) is False
    with raises(TypeError, "More.as_bool() argument 'flag' must be bool, not int"):
        more.as_bool(1)
    for value in (0, 5, -3, 2**31 - 1, -(2**31)):
        assert more.as_color(value) == value
    assert more.as_color_default() == -3
    assert str(inspect.signature(more.as_color_default)) == "(color=-3)"
    assert more.as_flag(3) == 3
    with raises(
        OverflowError,
        "More.as_flag() argument 'flag': -1 does not fit uint (0 to 4294967295)",
    ):
        more.as_flag(-1)
    for value in (-32768, 0, 32767):
        assert more.as_short(value) == value
    for value in (-32769, 32768):
        with raises(
            OverflowError,
            f"More.as_short() argument 'value': {value} does not fit short (-32768 to 32767)",
        ):
            more.as_short(value)
    with raises(
        OverflowError,
        "More.as_signed() argument 'value': -1 does not fit unsigned (0 to 4294967295)",
    ):
        more.as_signed(-1)
    assert more.as_signed(2**31 - 1) == 2**31 - 1
    with raises(
        OverflowError,
        "More.as_unsigned() argument 'value': 32768 does not fit short (-32768 to 32767)",
    ):
        more.as_unsigned(32768)
    assert [more.as_byte(i) for i in range(256)] == list(range(256))
    for value in (-1, 256):
        with raises(
            OverflowError,
            f"More.as_byte() argument 'value': {value} does not fit unsigned char (0 to 255)",
        ):
            more.as_byte(value)
    with raises(TypeError, "More.as_byte() argument 'value' must be int, not str"):
        more.as_byte("1")
    for which in (0, 1):  # C returns 300, -1
        with raises(
            OverflowError,
            "More.as_wide(): the result of the C function does not fit u8",
        ):
            more.as_wide(which)


def test_as_floating_point(ext):
    as_float = ext.More.as_float
    for value in (0.5, -2.0, math.inf, -math.inf):
        assert as_float(value) == value
    assert as_float(0.1) == ctypes.c_float(0.1).value
    assert math.isnan(as_float(math.nan))
    with raises(
        OverflowError, "More.as_float() argument 'value': 1e+39 does not fit float"
    ):
        as_float(1e39)
    assert ext.More.as_long_double(1e300) == 1e300
    assert math.isnan(ext.More.as_long_double(math.nan))


def test_as_results_through_pointers(ext):
    assert ext.More.as_out(0) == (7, False, None, -3, 0.5)
    assert ext.More.as_out(3) == (7, True, "word", -3, 0.5)
    with raises(OverflowError, "More.as_out(): C gave a value that does not fit int"):
        ext.More.as_out(1)
    with raises(
        OverflowError, "More.as_out(): C gave a value that does not fit double"
    ):
        ext.More.as_out(2)


def test_c(ext):
    more = ext.More
    assert more.c_port(65535) == 65535
    with raises(
        OverflowError,
        "More.c_port() argument 'value': 65536 does not fit ushort (0 to 65535)",
    ):
        more.c_port(65536)
    assert more.c_offset() == -1
    assert more.c_offset(-(2**63)) == -(2**63)
    assert more.c_name() == "none" and more.c_name("ä") == "ä"
    with raises(TypeError, "More.c_name() argument 'value' must be str, not None"):
        more.c_name(None)
    assert more.c_bool(True) is True
    assert more.c_out() == 99
    assert more.sum_ports([1, 65535]) == 65536
    with raises(
        OverflowError,
        "More.sum_ports() argument 'ports': item 1: -2 does not fit ushort (0 to 65535)",
    ):
        more.sum_ports([1, -2])


# ---- parameters ------------------------------------------------------------------------------


def test_hidden_parameters(ext):
    more = ext.More
    assert more.fixed_middle(4, 1) == 2 + 1 + 3
    assert more.fixed_middle(b=1, a=4) == 6
    assert str(inspect.signature(more.fixed_middle)) == "(a, b)"
    assert more.use_length(b"abc") == 3 + 6 - 1
    assert more.passed("ab") == 2 + 3 + 2
    with raises(
        TypeError, "More.passed() takes 1 positional argument but 2 were given"
    ):
        more.passed("ab", 2)


def test_awkward_names(ext):
    more = ext.More
    assert more.awkward(1, 2, 3, 4, 5) == 654321
    assert more.awkward(self=1, args=2, kw=3, n=4, result=5, default=7) == 754321
    assert more.more_awkward(module=1, value=2, it=3, long=4, errno=5, f=6) == 654321
    assert (
        str(inspect.signature(more.awkward)) == "(self, args, kw, n, result, default=6)"
    )
    default = more.default
    assert default.__name__ == "default"
    assert (
        str(inspect.signature(default))
        == "(char, switch, /, type, *, cls, top=5, int=6)"
    )
    assert default(1, 2, 3, cls=4) == 654321
    assert default(1, 2, 3, cls=4, int=1, top=0) == 104321
    assert more.long(2, 3) == b"\0\1\2"
    assert more.long(self=3, n=2) == b"\0\1\2"
    assert str(inspect.signature(more.long)) == "(n, self)"
    assert more.errno(self=1, args=2) == 4


def test_keyword_only_and_positional_only(ext):
    more = ext.More
    signatures = {
        "all_positional": "(a, b, c, d=4, e=5, f=6, /)",
        "all_keyword": "(*, a, b=2, c, d=4, e, f=6)",
        "mixed": "(a, /, b, c=3, *, d, e=5, f)",
        "positional_and_keyword": "(a, b=2, c=3, /, *, d, e=5, f)",
    }
    for name, signature in signatures.items():
        assert str(inspect.signature(getattr(more, name))) == signature


@pytest.mark.parametrize(
    "name",
    ["all_positional", "all_keyword", "mixed", "positional_and_keyword", "awkward"],
)
def test_every_call_agrees_with_the_signature(ext, name):
    """Positional up to a point, keywords for any set of the rest, in two orders."""
    function = getattr(ext.More, name)
    signature = inspect.signature(function)
    names = list(signature.parameters)

    # A function of Python's: bind() of 3.15 takes some positional-only ones by keyword.
    twin = {}
    exec(f"def expected{signature}: return list(locals().values())", twin)

    def expected(*args, **kwargs):
        values = twin["expected"](*args, **kwargs)
        return sum(value * 10**i for i, value in enumerate(values))

    tried = 0
    for n in range(8):
        for size in range(7):
            for chosen in itertools.combinations(names, size):
                for order in (chosen, chosen[::-1]):
                    args = list(range(1, n + 1))
                    kwargs = {key: 7 + i for i, key in enumerate(order)}
                    try:
                        result = expected(*args, **kwargs)
                    except TypeError:
                        with pytest.raises(TypeError):
                            function(*args, **kwargs)
                    else:
                        assert function(*args, **kwargs) == result
                    tried += 1
    assert tried > 500


def test_defaults(ext):
    more = ext.More
    assert str(inspect.signature(more.defaults)) == (
        "(i=-1, u=200, d=1.5, b=True, c='x', s=\"it's\", t=None)"
    )
    assert more.defaults() == -1 + 200 + 1 + 1 + ord("x") + 4
    assert more.defaults(t="", b=False, i=0) == 200 + 1 + ord("x") + 4 + 1000
    assert str(inspect.signature(more.computed_default)) == "(i=85)"


@pytest.mark.parametrize(
    "item",
    [
        '(function, "import", f, int, (int, x))',
        '(function, f, f, int, (int, "class"))',
        '(function, f, f, int, (int, "lambda", 3))',
        '(function, f, f, int, (int, x)), (constant, "None", 3)',
    ],
)
def test_keywords_are_refused(item):
    name = item.split('"')[1]
    path = builder.build_snippet(
        "keywords",
        f"""
        #include <seabind/seabind.h>
        static int f(int x) {{ return x; }}
        SEA_MODULE(keywords, {item});
        """,
    )
    with raises(
        ImportError,
        f"seabind: module 'keywords': '{name}' is a keyword of Python; call it '{name}_'",
    ):
        builder.load_extension(path)


def test_nothing_leaks(ext):
    """Every function, called well and badly, leaves no references behind."""
    values = [
        0,
        1,
        -1,
        2.5,
        "a",
        "",
        b"abc",
        None,
        True,
        [1, 2],
        ["a"],
        array.array("i", [1, 2]),
    ]
    values += [bytearray(b"ab"), ext.Item(1), ext.Device(1), 10**30]
    functions = [getattr(ext, name) for name in dir(ext) if name[0].islower()]
    functions += [getattr(ext.More, name) for name in dir(ext.More) if name[0] != "_"]
    functions = [f for f in functions if callable(f)]

    def call_all():
        for function in functions:
            for args in [
                (),
                *((v,) for v in values),
                *itertools.product(values[:8], repeat=2),
            ]:
                try:
                    function(*args)
                except (
                    TypeError,
                    ValueError,
                    OverflowError,
                    RuntimeError,
                    ext.FillError,
                ):
                    pass
                except (MemoryError, KeyError):
                    pass

    call_all()
    call_all()
    gc.collect()
    before = [sys.getrefcount(v) for v in values], ext.live_count()
    call_all()
    gc.collect()
    after = [sys.getrefcount(v) for v in values], ext.live_count()
    # None, True and small numbers are shared with everybody
    shared = {i for i, v in enumerate(values) if v in (0, 1, -1, None, True, "", "a")}
    for i, value in enumerate(values):
        if i not in shared:
            assert after[0][i] == before[0][i], value
    assert after[1] == before[1]
