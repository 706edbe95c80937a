"""Containers of converters: list, tuple, set, dict, zlist, pairs, both ways."""

import gc
import random
import sys
import threading
from collections import UserDict, deque

import pytest

pytestmark = pytest.mark.usefixtures("nothing_stays")


def said(error) -> str:
    return str(error.value)


# ---- parameters ---------------------------------------------------------------------


def test_sequences(ext):
    assert ext.sum([1, 2]) == ext.sum((1, 2)) == ext.sum(deque([1, 2])) == 3
    assert ext.sum([]) == ext.sum(range(0)) == 0
    assert ext.sum_tuple((1, 2)) == 3 and ext.sum_tuple(()) == 0
    assert ext.sum_set({1, 2}) == ext.sum_set(frozenset([1, 2])) == 3
    assert ext.sum_default() == ext.sum_default(None) == ext.sum_default([]) == 0
    assert ext.sum_default([4]) == 4


@pytest.mark.parametrize(
    ("name", "value", "error", "text"),
    [
        ("sum", {1}, TypeError, "sum() argument 'values' must be a sequence, not set"),
        ("sum", "12", TypeError, "sum() argument 'values' must be a sequence, not str"),
        (
            *("sum_default", 3, TypeError),
            "sum_default() argument 'values' must be a sequence or None, not int",
        ),
        (
            *("sum_default", ["x"], TypeError),
            "sum_default() argument 'values': item 0 must be int, not str",
        ),
        (
            *("sum_tuple", [1], TypeError),
            "sum_tuple() argument 'values' must be tuple, not list",
        ),
        (
            *("sum_set", [1], TypeError),
            "sum_set() argument 'values' must be set, not list",
        ),
        (
            *("sum_set", {"x"}, TypeError),
            "sum_set() argument 'values': an element must be int, not str",
        ),
        (
            *("sum_set", {2**40}, OverflowError),
            "sum_set() argument 'values': an element: 1099511627776 does not fit int "
            "(-2147483648 to 2147483647)",
        ),
        (
            *("sum_set_short", set(range(300)), OverflowError),
            "sum_set_short() argument 'values': 300 items do not fit unsigned char "
            "(at most 255)",
        ),
        (
            *("letters_or_none", ["a", 3], TypeError),
            "letters_or_none() argument 'words': item 1 must be str or None, not int",
        ),
        (
            *("letters_or_none", ["a", "b\0"], ValueError),
            "letters_or_none() argument 'words': item 1: embedded null character",
        ),
        (
            *("letters_opt", "ab", TypeError),
            "letters_opt() argument 'words' must be a sequence or None, not str",
        ),
        (
            *("letters_opt_opt", (3,), TypeError),
            "letters_opt_opt() argument 'words': item 0 must be str or None, not int",
        ),
        (
            *("letters_old", [None], TypeError),
            "letters_old() argument 'words': item 0 must be str, not None",
        ),
        (
            *("letters_old_opt", [1], TypeError),
            "letters_old_opt() argument 'words': item 0 must be str or None, not int",
        ),
        (
            *("letters_z", [None], TypeError),
            "letters_z() argument 'words': item 0 must be str, not None",
        ),
        (
            *("letters_z_opt", 3, TypeError),
            "letters_z_opt() argument 'words' must be a sequence or None, not int",
        ),
        (
            *("all_bytes", [b"a", "b"], TypeError),
            "all_bytes() argument 'chunks': item 1 must be a bytes-like object, "
            "not str",
        ),
        (
            *("all_bytes", [memoryview(b"abcd")[::2]], BufferError),
            "all_bytes() argument 'chunks': item 0 must be a contiguous buffer, "
            "not memoryview",
        ),
        (
            *("bytes_of", [bytearray()], TypeError),
            "bytes_of() argument 'chunks': item 0 must be bytes, not bytearray",
        ),
        (
            *("sum_modes", [2**40], OverflowError),
            "sum_modes() argument 'modes': item 0: 1099511627776 does not fit int "
            "(-2147483648 to 2147483647)",
        ),
        (
            *("sum_modes", [1, -1], OverflowError),
            "sum_modes() argument 'modes': item 1: -1 does not fit enum mode "
            "(0 to 4294967295)",
        ),
        (
            *("dot", [1], TypeError),
            "dot() argument 'weights' must be a mapping, not list",
        ),
        ("dot", 1, TypeError, "dot() argument 'weights' must be a mapping, not int"),
        (
            *("dot_opt", 1, TypeError),
            "dot_opt() argument 'weights' must be a mapping or None, not int",
        ),
        (
            *("dot", {1: 2}, TypeError),
            "dot() argument 'weights': key 1 must be str, not int",
        ),
        (
            *("dot", {"a": 1, "b": "x"}, TypeError),
            "dot() argument 'weights': the value of 'b' must be int, not str",
        ),
        (
            *("dot", {"a": 2**40}, OverflowError),
            "dot() argument 'weights': the value of 'a': 1099511627776 does not fit "
            "int (-2147483648 to 2147483647)",
        ),
        (
            *("dot", {"a" * 200: None}, TypeError),
            f"dot() argument 'weights': the value of '{'a' * 79} must be int, not None",
        ),
        (
            *("dot_short", dict.fromkeys(map(str, range(256)), 1), OverflowError),
            "dot_short() argument 'weights': 256 items do not fit unsigned char "
            "(at most 255)",
        ),
        (
            *("sizes", {"a": 1}, TypeError),
            "sizes() argument 'files': the value of 'a' must be a bytes-like object, "
            "not int",
        ),
        (
            *("joined", [("a", "b")], TypeError),
            "joined() argument 'options' must be a mapping, not list",
        ),
        (
            *("joined", None, TypeError),
            "joined() argument 'options' must be a mapping, not None",
        ),
        (
            *("joined_opt", 3, TypeError),
            "joined_opt() argument 'options' must be a mapping or None, not int",
        ),
        (
            *("joined", {"a": "b", 3: "c"}, TypeError),
            "joined() argument 'options': key 3 must be str, not int",
        ),
        (
            *("joined", {"a": "b", "c": 3}, TypeError),
            "joined() argument 'options': the value of 'c' must be str, not int",
        ),
        (
            *("joined", {"a\0b": "c"}, ValueError),
            "joined() argument 'options': key 'a\\x00b': embedded null character",
        ),
        (
            *("joined", {"a": "b\0"}, ValueError),
            "joined() argument 'options': the value of 'a': embedded null character",
        ),
        (
            *("joined", {"a": None}, TypeError),
            "joined() argument 'options': the value of 'a' must be str, not None",
        ),
        (
            *("joined_holes", {"a": 3}, TypeError),
            "joined_holes() argument 'options': the value of 'a' must be str or None, "
            "not int",
        ),
        (
            *("joined_holes", {3: "a"}, TypeError),
            "joined_holes() argument 'options': key 3 must be str, not int",
        ),
        (
            *("joined_holes", {"a": "b", None: "c", "d": "e"}, TypeError),
            "joined_holes() argument 'options': key None: C's pairs end at a NULL key",
        ),
        (
            *("box_chain", {None: None}, TypeError),
            "box_chain() argument 'boxes': key None: C's pairs end at a NULL key",
        ),
        (
            *("bump", 2**33, OverflowError),
            "bump() argument 'm': 8589934592 does not fit int "
            "(-2147483648 to 2147483647)",
        ),
        (
            "rename",
            1,
            TypeError,
            "rename() argument 'name' must be str or None, not int",
        ),
        (
            *("length_of", 1, TypeError),
            "length_of() argument 'text' must be str or None, not int",
        ),
        (
            *("move_all", [1], TypeError),
            "move_all() argument 'points': item 0 must be Vec, not int",
        ),
        (
            *("sum_opt", [None, 1], TypeError),
            "sum_opt() argument 'points': item 1 must be Vec or None, not int",
        ),
        (
            *("box_sum", [None], TypeError),
            "box_sum() argument 'boxes': item 0 must be Box, not None",
        ),
        (
            *("box_sum_ptr", [None, 3], TypeError),
            "box_sum_ptr() argument 'boxes': item 1 must be Box or None, not int",
        ),
    ],
)
def test_refused(ext, name, value, error, text):
    arguments = (value, 1) if name == "move_all" else (value,)
    with pytest.raises(error) as caught:
        getattr(ext, name)(*arguments)
    assert said(caught) == text


def test_text(ext):
    assert ext.letters(["sea", "", "bind", "\u00e9"]) == 9
    assert ext.letters_or_none(["a", None, "bc"]) == 103
    assert ext.letters_opt() == ext.letters_opt(None) == -1
    assert ext.letters_opt([]) == 0 and ext.letters_opt(["a"]) == 1
    assert ext.letters_opt_opt(None) == -1 and ext.letters_opt_opt((None, "a")) == 2
    assert ext.letters_old(["ab", "c"]) == 3
    assert (
        ext.letters_old_opt(["ab", None]) == ext.letters_old_opt2(["ab", None]) == 102
    )
    assert ext.letters_z(["ab", "c"]) == 3 and ext.letters_z([]) == 0
    assert ext.letters_z_opt(None) == 1000 and ext.letters_z_opt(["x"]) == 1
    assert ext.length_of(None) == -1 and ext.length_of("abc") == 3
    assert ext.rename(None) == "new" and ext.rename("x") is None
    assert ext.bump(1) == 2 and ext.sum_modes([1, 2]) == 3


def test_buffers_are_pinned(ext):
    size = b"abc", bytearray(b"d"), memoryview(b"xefx")[1:3]
    assert ext.all_bytes(size) == sum(b"abcdef")
    assert ext.all_bytes([]) == ext.all_bytes([b""]) == 0
    grown = bytearray(b"1")

    class Grows:
        """Its __index__ would resize the buffer while the call holds it."""

    assert ext.sizes({"a": grown, "b": b"2"}) == sum(b"12")
    grown.append(1)
    with pytest.raises(TypeError):
        ext.all_bytes([grown, Grows()])
    grown.append(2)
    assert ext.bytes_of([b"ab", b"c"]) == 3


class Shrinks:
    """Empties a container while its elements are converted."""

    def __init__(self, container):
        self.container = container

    def __index__(self):
        self.container.clear()
        gc.collect()
        return 1


def test_what_conversion_changes(ext):
    values = [5]
    values += [Shrinks(values), 7]
    assert ext.sum(values) == 13 and values == []
    weights = {f"{'k' * 50}{i}": i for i in range(3)}
    weights["x"] = Shrinks(weights)
    weights["yy"] = 2
    assert ext.dot(weights) == 51 * 3 + 1 + 4 and weights == {}
    some = {4}
    some.add(Shrinks(some))
    assert ext.sum_set(some) == 5 and some == set()


def test_mappings(ext):
    assert ext.dot({"a": 1, "bc": 2}) == ext.dot(UserDict(a=1, bc=2)) == 5
    assert ext.dot({}) == 0 and ext.dot_opt() == ext.dot_opt(None) == -1

    class Odd(UserDict):
        def items(self):
            return [("a", 1), "bc"]

    class Raises(dict):
        def items(self):
            raise KeyError("own")

    with pytest.raises(TypeError) as caught:
        ext.dot(Odd(a=1))
    assert (
        said(caught) == "dot() argument 'weights': Odd.items() must give pairs, not str"
    )
    with pytest.raises(KeyError, match="own"):
        ext.dot(Raises(a=1))

    class NoRepr:
        def __repr__(self):
            raise KeyError("own")

    with pytest.raises(TypeError) as caught:
        ext.dot({NoRepr(): 1})
    assert said(caught) == "dot() argument 'weights': key ... must be str, not NoRepr"


def test_pairs(ext):
    assert ext.joined({"a": "1", "b": ""}) == "a=1;b=;" and ext.joined({}) == ""
    assert ext.joined(UserDict(a="1")) == ext.joined_old({"a": "1"}) == "a=1;"
    assert ext.joined_opt() == ext.joined_opt(None) == "NULL"
    assert ext.joined_opt({}) == "" and ext.joined_opt({"\u00e9": "2"}) == "\u00e9=2;"
    assert ext.joined_holes({"a": None, "b": "2"}) == "a=-;b=2;"
    for n in (0, 1, 7, 500):
        assert ext.ends_after({str(i): str(i) for i in range(n)})
    assert ext.last_value({1: 2, None: None}) is None
    assert ext.last_value({1: 2, "a": (value := [])}) is value
    a, b = ext.Box(2), ext.Box(3)
    assert ext.box_chain({a: b, b: a}) == 12 and ext.box_chain({a: None}) == 2000
    assert ext.box_chain({a: a}) == 4
    b.close()
    with pytest.raises(ValueError, match=r"the value of .*: the Box is closed"):
        ext.box_chain({a: b})
    a.close()  # it is not busy any more


def test_pairs_of_what_changes(ext):
    class Key(str):
        """Empties the dict when a message wants its name."""

        def __repr__(self):
            options.clear()
            gc.collect()
            return "gone"

    options = {Key("a"): "b", Key("c"): 5}
    with pytest.raises(TypeError, match="the value of gone must be str, not int"):
        ext.joined(options)
    assert options == {}

    class Odd(UserDict):
        def items(self):
            return [("a", "b", "c")]

    with pytest.raises(TypeError, match=r"Odd.items\(\) must give pairs, not tuple"):
        ext.joined(Odd(a="b"))


def test_values_by_pointer(ext):
    points = [ext.Vec(i) for i in range(3)]
    ext.move_all([*points, points[0]], 10)
    assert [p.x for p in points] == [20, 11, 12]
    assert ext.sum_opt([None, ext.Vec(5)]) == 1005
    with pytest.raises(RuntimeError, match="item 1: the Vec is not initialised"):
        ext.move_all([points[0], ext.Vec.__new__(ext.Vec)], 1)


# ---- handles as elements ------------------------------------------------------------


def test_handles(ext):
    boxes = [ext.Box(i) for i in range(200)]
    assert ext.box_sum(boxes) == ext.box_sum_ref(boxes) == sum(range(200))
    assert ext.box_set(set(boxes)) == sum(range(200))
    assert ext.box_sum_ptr([None, boxes[7], boxes[7]]) == 1014
    assert ext.box_sum([]) == 0
    assert ext.box_all(boxes[1], boxes[:3], boxes[2], boxes[5:]) == 3 + 3 + sum(
        range(5, 200)
    )
    assert ext.box_named({"a": boxes[4], "b": boxes[4]}) == 8
    assert ext.box_locked([boxes[1], boxes[1]]) == 2
    for b in boxes:
        b.close()  # none is busy any more


def test_a_handle_that_is_closed(ext):
    boxes = [ext.Box(1), ext.Box(2)]
    boxes[1].close()
    with pytest.raises(ValueError) as caught:
        ext.box_sum(boxes)
    assert said(caught) == "box_sum() argument 'boxes': item 1: the Box is closed"
    with pytest.raises(ValueError):
        ext.box_all(boxes[0], boxes, boxes[0], [])
    boxes[0].close()
    with pytest.raises(TypeError):
        ext.box_all(ext.Box(1), [ext.Box(2), 3], ext.Box(4), [])


def test_handles_in_two_orders(ext):
    """No two threads wait for each other."""
    boxes = [ext.Box(i) for i in range(50)]
    shuffled = [random.sample(boxes, len(boxes)) for _ in range(4)]

    def work(mine):
        for _ in range(200):
            assert ext.box_named({str(i): b for i, b in enumerate(mine)}) == 1225

    threads = [threading.Thread(target=work, args=(mine,)) for mine in shuffled]
    for t in threads:
        t.start()
    for t in threads:
        t.join(60)
        assert not t.is_alive()


# ---- results ------------------------------------------------------------------------


def test_results(ext):
    assert ext.some_words(2) == ["one", "two"] and ext.some_words(0) == []
    assert ext.tuple_words(3) == ("one", "two", "three") and ext.tuple_words(0) == ()
    assert ext.maybe_words(4) == ["one", "two", "three", None]
    assert ext.opt_words(101) is None and ext.opt_words(1) == ["one"]
    assert ext.z_words(1) == ["two", "three"] and ext.z_words(3) == []
    assert ext.z_words_opt(-1) is None and ext.z_words_opt(2) == ["three"]
    assert ext.both() == ({1, 3}, ("one", "two"))
    assert ext.none_of() == [] and ext.none_opt() is None
    assert ext.own_words(3, 9) == ["word"] * 3 and ext.own_words_out(1, 9) == ("word",)
    assert ext.own_z(2) == ["word", "word"] and ext.own_z(0) == []
    assert ext.table(2) == {"one": 3, "two": 1} and ext.table(0) == ext.table(-1) == {}
    assert ext.table_opt(-1) is None and ext.table_opt(1) == {"one": 3}
    assert ext.own_table(3) == {"aord": 0, "bord": 1, "cord": 2}
    assert ext.vecs(3) == [ext.Vec(0), ext.Vec(1), ext.Vec(2)]
    assert ext.modes() == [1, 2] and ext.chunks() == [b"ab", b""]
    assert gc.is_tracked(ext.some_words(2)) and gc.is_tracked(ext.vecs(1))
    boxes = ext.Box.all(3)
    assert [b.value for b in boxes] == [0, 1, 2]


GIVE_PAIRS = ["options", "options_out", "own_options", "own_options_out"]


@pytest.mark.parametrize("name", [*GIVE_PAIRS, *(f"{n}_opt" for n in GIVE_PAIRS)])
def test_results_that_are_pairs(ext, name):
    give = getattr(ext, name)
    before = ext.live()
    assert give(0) == {} and give(1) == {"a": "1", "b": ""}
    assert list(give(2).items()) == [("a", "3"), ("b", "2")]  # the last one counts
    with pytest.raises(RuntimeError) as caught:
        give(3)
    assert said(caught) == f"{name}(): value 1 from the C function is NULL"
    with pytest.raises(RuntimeError, match="value 0 from the C function is NULL"):
        give(4)
    for bad in (5, 6):
        with pytest.raises(UnicodeDecodeError):
            give(bad)
    if name.endswith("opt"):
        assert give(-1) is None
    else:
        with pytest.raises(RuntimeError, match="NULL"):
            give(-1)
    assert ext.live() == before
    assert ext.options_holes(4) == {"a": None, "b": "2", "c": None}


def test_a_property_that_is_pairs(ext):
    config = ext.Config(1)
    assert config.options == {"a": "1", "b": ""}
    config.options = {"x": "y"}
    assert config.options == {"a": "1", "b": ""}
    with pytest.raises(TypeError) as caught:
        config.options = {"x": 1}
    assert said(caught) == "Config.options: the value of 'x' must be str, not int"
    config.options = dict.fromkeys("abcd", "")
    assert config.maybe() == {"a": None, "b": "2", "c": None}
    with pytest.raises(RuntimeError) as caught:
        config.options  # noqa: B018
    assert said(caught) == "Config.options: value 0 from the C function is NULL"
    assert ext.Config(-1).maybe() is None


@pytest.mark.parametrize(
    ("name", "arguments", "error", "text"),
    [
        (
            *("some_words", (4,), RuntimeError),
            "some_words(): item 3 from the C function is NULL",
        ),
        (
            "some_words",
            (101,),
            RuntimeError,
            "some_words(): the C function returned NULL",
        ),
        ("z_words", (-1,), RuntimeError, "z_words(): the C function returned NULL"),
        (
            *("negative", (), RuntimeError),
            "negative(): C gave a negative number of items",
        ),
        (
            *("own_words", (3, 1), RuntimeError),
            "own_words(): item 1 from the C function is NULL",
        ),
        ("own_words", (3, -1), UnicodeDecodeError, None),
        ("own_words_out", (3, -2), UnicodeDecodeError, None),
        ("boxes_bad", (3,), UnicodeDecodeError, None),
        (
            *("table", (4,), RuntimeError),
            "table(): key 3 from the C function is NULL",
        ),
    ],
)
def test_results_that_fail(ext, name, arguments, error, text):
    with pytest.raises(error) as caught:
        getattr(ext, name)(*arguments)
    assert text is None or said(caught) == text


def test_round_trips(ext):
    chance = random.Random(1)
    for _ in range(200):
        numbers = [
            chance.randrange(-(10**6), 10**6) for _ in range(chance.randrange(9))
        ]
        assert ext.sum(numbers) == ext.sum_tuple(tuple(numbers)) == sum(numbers)
        assert ext.sum_set(set(numbers)) == sum(set(numbers))
        words = ["".join(chance.choices("ab\u00e9", k=3)) for _ in numbers]
        assert (
            ext.letters(words) == ext.letters_z(words) == len("".join(words).encode())
        )
        pairs = dict(zip(words, numbers, strict=True))
        assert ext.dot(pairs) == sum(len(k.encode()) * v for k, v in pairs.items())


def test_references(ext):
    word, box, vec = "w" * 50, ext.Box(1), ext.Vec(1)
    tuple_, dict_, data = (word, word), {word: 1}, bytearray(b"x")
    counted = [word, box, vec, tuple_, dict_, data]
    before = [sys.getrefcount(o) for o in counted]
    for _ in range(3):
        ext.letters(tuple_)
        ext.letters_z(tuple_)
        ext.dot(dict_)
        ext.joined({word: word})
        ext.box_chain({box: box})
        ext.all_bytes([data, data])
        ext.box_sum([box, box])
        ext.move_all([vec], 1)
        ext.box_named({word: box})
        for bad in ([word, 1], [word, None]):
            with pytest.raises(TypeError):
                ext.letters(bad)
        with pytest.raises(TypeError):
            ext.box_sum([box, word])
        with pytest.raises(TypeError):
            ext.joined({word: word, box: word})
        with pytest.raises(TypeError):
            ext.sizes({word: data, box: data})
    del bad
    assert [sys.getrefcount(o) for o in counted] == before
