"""Converters of the user's own: by another converter, by functions; what they hold."""

import inspect
import re
import sys

import pytest


def raises(exception, text):
    """The exception, and its whole text."""
    return pytest.raises(exception, match=f"^{re.escape(text)}$")


@pytest.fixture(autouse=True)
def nothing_is_left(ext):
    before = ext.live()
    yield
    assert ext.live() == before


def test_both_ways(ext):
    assert ext.celsius(20) == 293.15
    assert ext.kelvin(0.0) == -273.15
    assert ext.both(1.5) == pytest.approx(1.5)
    assert ext.both() == pytest.approx(20)
    assert ext.celsius(t=-273.15) == 0


def test_the_inner_converter_refuses(ext):
    with raises(TypeError, "celsius() argument 't' must be float, not str"):
        ext.celsius("20")
    with raises(TypeError, "celsius() argument 't' must be float, not None"):
        ext.celsius(None)


def test_a_default_is_shown_as_python_sees_it(ext):
    assert ext.both.__text_signature__ in ("($module, /, t=20.0)", "($module, t=20.0)")


def test_out_and_inout(ext):
    assert ext.heat(10, by=5) == 15
    assert ext.two_kelvins() == (0, -273.15)


def test_elements_of_a_list(ext):
    assert ext.warmest([1, 30, 20]) == pytest.approx(30)
    with raises(TypeError, "warmest() argument 't': item 1 must be float, not str"):
        ext.warmest([1, "2"])


def test_a_struct_from_text(ext):
    assert ext.negative("#000fff") == "#fff000"
    for text in ("", "red", "#00", "#00000g", "0#00000", "#0000000"):
        with raises(ValueError, f"negative() argument 'c': {text} is no colour"):
            ext.negative(text)
    for value in (3, None, b"#000000", ("#",)):
        kind = "None" if value is None else type(value).__name__
        with raises(
            TypeError,
            f"negative() argument 'c' must be a colour like '#rrggbb', not {kind}",
        ):
            ext.negative(value)


def test_bad_text_keeps_its_exception(ext):
    with pytest.raises(UnicodeEncodeError):
        ext.negative("\ud800")
    with raises(ValueError, "negative() argument 'c': embedded null character"):
        ext.negative("#00\0000")
    with raises(ValueError, "length() argument 's': embedded null character"):
        ext.length("a\0b")


def test_fields(ext):
    s = ext.Sample(10, tint="#010203")
    assert s.t == 10 and s.tint == "#010203" and s.name == "sample" and s.p == (1, 2)
    s.t, s.tint, s.p = 20, "#ffffff", (3, 4)
    assert (s.t, s.tint, s.p) == (20, "#ffffff", (3, 4))
    with raises(TypeError, "Sample.t must be float, not str"):
        s.t = "hot"
    with raises(ValueError, "Sample.tint: white is no colour"):
        s.tint = "white"
    with raises(TypeError, "Sample.tint must be a colour like '#rrggbb', not int"):
        s.tint = 3
    assert ext.Sample().tint == "#010203"


def test_a_pointer_cannot_be_assigned(ext):
    with raises(
        AttributeError,
        "attribute 'name' of 'user_converters.Sample' objects is not writable",
    ):
        ext.Sample().name = "x"


def test_what_a_load_made_is_released(ext):
    ext.traced()
    assert ext.length("copy") == 4 and ext.traced() == "c"
    assert ext.length_default() == 7 and ext.traced() == ""
    assert ext.length_or("xy") == 2 and ext.traced() == "x"
    assert ext.length_or(None) == ext.length_or() == -1 and ext.traced() == ""
    assert ext.scratched("abc") == 3 and ext.traced() == "X"


def test_nested_loads_are_released_in_reverse(ext):
    ext.traced()
    assert ext.twofold("ab") == 4
    assert ext.traced() == "aa"
    assert ext.add_lengths("1", 10, "23") == 15
    assert ext.traced() == "122"
    assert ext.optional(None) == 7 and ext.optional("four") == 4


def test_released_when_a_later_argument_fails(ext):
    ext.traced()
    with raises(TypeError, "add_lengths() argument 'b' must be str, not int"):
        ext.add_lengths("1", 10, 3)
    assert ext.traced() == "1"
    with raises(TypeError, "add_lengths() argument 'x' must be int, not str"):
        ext.add_lengths("1", "x", "3")
    assert ext.traced() == "1"


def test_a_failed_load_made_nothing(ext):
    """The inner converter did; `failure` says that there is no more to release."""
    ext.traced()
    with raises(OverflowError, "twofold() argument 's': 10 letters of abcde"):
        ext.twofold("abcde")
    assert ext.traced() == "a"


def test_refused(ext):
    ext.traced()
    with raises(ValueError, "length() argument 's': may not be refused"):
        ext.length("refused")


def test_lists_of_what_is_held(ext):
    ext.traced()
    assert ext.lengths(["a", "bc", "def"]) == 6
    assert ext.traced() == "dba"
    with raises(TypeError, "lengths() argument 'words': item 2 must be str, not int"):
        ext.lengths(["a", "b", 3])
    assert ext.traced() == "ba"
    assert ext.lengths([]) == 0


def test_inout_may_be_replaced(ext):
    ext.traced()
    assert ext.swap_text("mine", "other") == "other"
    assert ext.traced() == "m"


def test_results_are_dropped(ext):
    ext.traced()
    assert ext.doubled("ab") == "abab" and ext.traced() == "a"
    assert ext.doubled_or("xy") == "xy" and ext.traced() == "x"
    assert ext.doubled_or("") is None


def test_outs_are_dropped_whatever_fails(ext):
    assert ext.texts(0) == ("a", 0, "b")
    for which in (1, 2):
        with raises(RuntimeError, "texts(): the C function returned NULL"):
            ext.texts(which)
    with pytest.raises(UnicodeDecodeError):
        ext.texts(3)
    with raises(RuntimeError, "failed"):
        ext.texts(4)


def test_by_functions(ext):
    assert ext.pair_turned((1, 2)) == (-2, 1)
    with raises(
        TypeError, "pair_turned() argument 'p' must be a tuple of two numbers, not int"
    ):
        ext.pair_turned(1)
    with raises(ValueError, "pair_turned() argument 'p' must be two numbers, not 3"):
        ext.pair_turned((1, 2, 3))
    with raises(TypeError, "pair_turned() argument 'p' must be real number, not str"):
        ext.pair_turned(("1", 2))

    class Bad:
        def __float__(self):
            raise KeyError("its own")

    with raises(KeyError, "'its own'"):
        ext.pair_turned((Bad(), 2))


def test_another_c_type_inside(ext):
    assert ext.percent(0.25) == 0.25
    with raises(ValueError, "percent() argument 'p': 2 is not from 0 to 1"):
        ext.percent(2)
    with raises(OverflowError, "percent() argument 'p': 1e+300 does not fit float"):
        ext.percent(1e300)


def test_refused_like_a_wrong_type(ext):
    assert (ext.even(4), ext.odd(3), ext.even_first([2, 4])) == (4, 3, 2)
    with raises(TypeError, "even() argument 'n' must be an even number, not int"):
        ext.even(3)
    with raises(TypeError, "even() argument 'n' must be an even number, not str"):
        ext.even("")
    with raises(TypeError, "odd() argument 'n' must be odd, not int"):
        ext.odd(n=4)
    text = "even_first() argument 'numbers': item 1 must be an even number, not int"
    with raises(TypeError, text):
        ext.even_first([2, 3])


def test_by_a_class(ext):
    assert ext.of_sample(ext.Sample(0)) == 273.15
    with raises(TypeError, "of_sample() argument 's' must be Sample, not float"):
        ext.of_sample(0.0)
    with raises(
        RuntimeError,
        "of_sample() argument 's': the Sample is not initialised: its __init__() was "
        "not called",
    ):
        ext.of_sample(ext.Sample.__new__(ext.Sample))


def test_in_a_status(ext):
    assert ext.measure(5) == pytest.approx(5)
    with raises(ValueError, "below absolute zero") as caught:
        ext.measure(-300)
    assert caught.value.at == pytest.approx(-300)


def test_tuples(ext):
    assert ext.entry_of(0) == ("one", 1)
    assert ext.entry_at(0) == ("one", True, pytest.approx(1.5), ("one", 1), 1)
    assert ext.entries_of() == [("one", 1), ("two", 2)]
    assert ext.single() == ext.single(7) == (7,)
    assert str(inspect.signature(ext.single)) == "(n=(7,))"


def test_nothing_in_a_tuple(ext):
    with raises(RuntimeError, "entry_of(): the C function returned NULL"):
        ext.entry_of(2)
    with raises(RuntimeError, "entry_at(): the C function returned NULL"):
        ext.entry_at(2)  # of its pair
    with raises(RuntimeError, "entry_at(): the C function returned NULL"):
        ext.entry_at(-1)
    assert ext.entry_found(-1) is None
    with raises(RuntimeError, "all_entries(): item 2 from the C function is NULL"):
        ext.all_entries()


def test_a_tuple_of_what_is_dropped(ext):
    assert ext.text_and_size("abc") == ("abcabc", 6)


def test_references(ext):
    values = ["a copy of some length", "#102030", (1.5, 2.5)]
    before = [sys.getrefcount(value) for value in values]
    for _ in range(100):
        ext.length(values[0])
        ext.negative(values[1])
        ext.pair_turned(values[2])
    assert [sys.getrefcount(value) for value in values] == before
