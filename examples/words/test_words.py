"""The tokenizer and the counter against the same in Python."""

import array
import collections
import copy
import gc
import inspect
import mmap
import pickle
import re
import threading
from types import ModuleType

import builder
import pytest
from builder import ROOT
from hypothesis import given
from hypothesis import strategies as st

SOURCE = "examples/words/words.c"
TEXT = (ROOT / "README.md").read_text("utf-8")

w: ModuleType


@pytest.fixture(scope="module", autouse=True)
def module() -> None:
    global w
    w = builder.import_extension("words", SOURCE)


# ---- the oracle ---------------------------------------------------------------------

LETTER = r"A-Za-z_\x80-\U0010ffff"
WORD = rf"(?P<WORD>[{LETTER}](?:[{LETTER}0-9]|'(?=[{LETTER}]))*)"
NUMBER = r"(?P<NUMBER>[0-9](?:[0-9]|\.(?=[0-9]))*)"
QUOTED = r'(?P<QUOTED>"[^"]*")'
OPEN = r'(?P<OPEN>"[^"]*\Z)'
CONTROL = r"(?P<CONTROL>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f])"
MARK = r"(?P<MARK>[^\s\x00-\x1f])"
PLAIN = re.compile("|".join([WORD, NUMBER, CONTROL, MARK]))
QUOTING = re.compile("|".join([WORD, NUMBER, QUOTED, OPEN, CONTROL, MARK]))


class Refused(Exception):
    pass


def place(text: str, at: int) -> tuple[int, int, int]:
    """Offset, line and column of the character at that index."""
    before = text[:at]
    line = before.count("\n") + 1
    return len(before.encode()), line, at - (before.rfind("\n") + 1) + 1


def tokens_of(text: str, *flags: str) -> list:
    """(kind, offset, line, column, text) of each; raises Refused(problem, place)."""
    found = []
    control = re.search(CONTROL, text)
    for match in (QUOTING if "QUOTES" in flags else PLAIN).finditer(text):
        kind = match.lastgroup
        inside = re.search(CONTROL, match[0])
        if inside:
            raise Refused("CONTROL", *place(text, match.start() + inside.start()))
        if kind == "OPEN":
            raise Refused("OPEN_QUOTE", *place(text, match.start()))
        if kind in ("WORD", "QUOTED") or f"{kind}S" in flags:
            found.append((kind, *place(text, match.start()), match[0]))
    assert control is None
    return found


def fold(word: str) -> str:
    return re.sub("[A-Z]", lambda match: match[0].lower(), word)


def ours(text, options) -> list:
    return [
        (t.kind.name, t.start.offset, t.start.line, t.start.column, t.text(text))
        for t in w.tokenize(text, options)
    ]


def options_of(flags):
    options = w.Options(0)
    for flag in flags:
        options |= w.Options[flag]
    return options


pieces = st.sampled_from(
    [
        *("the", "The", "it's", "x'", "'", '"', "3.14", "3.", ".5", "7up", "_a1", "-"),
        *(" ", "  ", "\n", "\r\n", "\t", "é", "日本", "\U0001f600", "\xa0", "\u2028"),
        *("\\", "~"),
    ]
)
broken = st.sampled_from(["\0", "\x01", "\x0b", "\x0c", "\x1f", "\x7f"])
texts = st.lists(pieces, max_size=40).map("".join) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), max_size=60
)
flag_sets = st.sets(st.sampled_from(["NUMBERS", "QUOTES", "MARKS", "FOLD_CASE"]))


# ---- tokens -------------------------------------------------------------------------


@given(text=texts, flags=flag_sets)
def test_tokens(text, flags):
    options = options_of(flags)
    try:
        expected = tokens_of(text, *flags)
    except Refused as refused:
        with pytest.raises(w.WordsError) as raised:
            w.tokenize(text, options)
        check_error(raised.value, refused)
    else:
        assert ours(text, options) == expected
        data = text.encode()
        assert w.tokenize(data, options) == w.tokenize(text, options)
        assert [t.text(data) for t in w.tokenize(bytearray(data), options)] == [
            one[-1] for one in expected
        ]


def check_error(error, refused):
    problem, *where = refused.args
    assert error.problem is w.Problem[problem]
    assert [error.where.offset, error.where.line, error.where.column] == where
    words = {
        "BAD_UTF8": "malformed UTF-8",
        "CONTROL": "control character",
        "OPEN_QUOTE": "quotation without an end",
    }[problem]
    assert str(error) == f"line {where[1]}, column {where[2]}: {words}"


@given(before=texts, bad=broken, after=texts, flags=flag_sets)
def test_control_characters(before, bad, after, flags):
    text = before + bad + after
    with pytest.raises(w.WordsError) as raised:
        w.tokenize(text, options_of(flags))
    check_error(raised.value, Refused("CONTROL", *place(text, len(before))))
    with pytest.raises(w.WordsError, match=r"control character$"):
        w.check(text.encode())


@given(before=texts, data=st.binary(min_size=1, max_size=6))
def test_malformed_utf8(before, data):
    whole = before.encode() + data
    try:
        text = whole.decode()
    except UnicodeDecodeError as error:
        text, problem = whole[: error.start].decode(), "BAD_UTF8"
    else:
        problem = None
    control = re.search(CONTROL, text)
    if control:
        text, problem = text[: control.start()], "CONTROL"
    if problem is None:
        assert w.check(whole) is None
        assert w.tokenize(whole) == w.tokenize(text)
        return
    for function in w.check, w.tokenize:
        with pytest.raises(w.WordsError) as raised:
            function(whole)
        check_error(raised.value, Refused(problem, *place(text, len(text))))


@pytest.mark.parametrize(
    "data",
    [
        b"caf\xc3",
        b"\xc0\xaf",
        b"\xe0\x80\x80",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xff",
    ],
)
def test_every_kind_of_malformed_utf8(data):
    with pytest.raises(w.WordsError, match=r"malformed UTF-8$") as raised:
        w.tokenize(data)
    assert isinstance(raised.value, ValueError)


def test_any_buffer(tmp_path):
    path = tmp_path / "text"
    path.write_bytes(TEXT.encode())
    with (
        open(path, "rb") as file,
        mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as m,
    ):
        assert w.tokenize(m) == w.tokenize(TEXT)
        assert w.hash(m) == w.hash(TEXT.encode())
    data = array.array("B", TEXT.encode())
    assert w.tokenize(memoryview(data)) == w.tokenize(TEXT)
    data.append(0)  # BufferError while anybody holds it


@given(st.binary(max_size=100))
def test_hash(data):
    value = 14695981039346656037
    for byte in data:
        value = (value ^ byte) * 1099511628211 % 2**64
    assert w.hash(data) == w.hash(bytearray(data)) == value


def test_a_token_is_a_value():
    (one,) = w.tokenize("sea")
    assert repr(one) == (
        "Token(kind=<Kind.WORD: 0>, "
        "start=Position(offset=0, line=1, column=1), length=3)"
    )
    assert one == w.tokenize("bed")[0] != w.tokenize(" bed")[0]
    assert copy.copy(one) == pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(AttributeError):
        one.length = 2


def test_the_start_is_a_live_view():
    """Tokens of a piece of a text can be moved to where the piece lies."""
    text = "one two"
    (token,) = w.tokenize("two")
    start = token.start
    start.offset += 4
    token.start.column = 5
    assert token == w.tokenize(text)[1]
    assert token.text(text) == "two"
    del token
    gc.collect()
    assert (start.offset, start.line, start.column) == (4, 1, 5)


def test_a_token_of_another_text():
    token = w.tokenize("a longer text")[-1]
    for source in "", "text", b"a longer tex":
        with pytest.raises(IndexError, match=r"^the token lies outside of this text$"):
            token.text(source)


# ---- the counter --------------------------------------------------------------------


@given(st.lists(texts, max_size=6), flag_sets)
def test_counting(parts, flags):
    counter = w.Counter(options_of(flags))
    expected = collections.Counter()
    for i, part in enumerate(parts):
        try:
            found = [one[-1] for one in tokens_of(part, *flags)]
        except Refused:
            with pytest.raises(w.WordsError):
                counter.add(part)
            continue
        expected.update(map(fold, found) if "FOLD_CASE" in flags else found)
        counter.add(part if i % 2 else part.encode())
    check_counter(counter, expected)


def check_counter(counter, expected):
    assert counter.counts() == expected
    assert (counter.size, counter.total) == (len(expected), sum(expected.values()))
    order = sorted(expected.items(), key=lambda item: (-item[1], item[0].encode()))
    assert counter.most_common(1000) == order
    assert counter.most_common(2) == order[:2]
    assert counter.most_common(0) == []
    for word, count in order:
        assert counter.count(word) == count
    assert counter.count("not there") == 0


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=5)


@given(
    st.lists(words, max_size=20), st.dictionaries(words, st.integers(1, 1000)), words
)
def test_updates(found, counts, other):
    counter, second = w.Counter(w.Options(0)), w.Counter(w.Options(0))
    expected = collections.Counter(found)
    counter.update(found)
    counter.update(counts)
    second.update([other, other])
    counter.update(second)
    expected.update(counts)
    expected[other] += 2
    check_counter(counter, expected)
    counter.update(counter.counts())
    assert counter.total == 2 * sum(expected.values())
    counter.clear()
    check_counter(counter, {})


def test_the_whole_text():
    counter = w.Counter(w.Options(0))
    counter.add(TEXT)
    expected = collections.Counter(
        match[0] for match in PLAIN.finditer(TEXT) if match.lastgroup == "WORD"
    )
    assert (
        counter.most_common()
        == sorted(expected.items(), key=lambda item: (-item[1], item[0].encode()))[:10]
    )


def test_a_text_that_is_refused_counts_nothing():
    counter = w.Counter()
    with pytest.raises(w.WordsError):
        counter.add("one two\x00three")
    assert counter.counts() == {}


def test_threads():
    counter, times, count = w.Counter(), 50, 4
    threads = [
        threading.Thread(target=lambda: [counter.add(TEXT) for _ in range(times)])
        for _ in range(count)
    ]
    alone = w.Counter()
    alone.add(TEXT)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counter.counts() == {
        word: times * count * n for word, n in alone.counts().items()
    }


# ---- what a caller can do wrong -----------------------------------------------------


@pytest.mark.parametrize(
    ("code", "error", "message"),
    [
        (
            "w.tokenize(3)",
            TypeError,
            "tokenize(): no overload takes these arguments (int):\n"
            "  tokenize(text, options=<Options.NUMBERS|MARKS: 5>): "
            "argument 'text' must be str, not int\n"
            "  tokenize(text, options=<Options.NUMBERS|MARKS: 5>): "
            "argument 'text' must be a bytes-like object, not int",
        ),
        (
            "w.Counter(64)",
            ValueError,
            "Counter() argument 'options': 64 is not a valid Options",
        ),
        (
            "w.Counter(w.Kind.WORD)",
            TypeError,
            "Counter() argument 'options' must be Options, not Kind",
        ),
        (
            "w.Counter().update(['one', 2])",
            TypeError,
            "Counter.update(): no overload takes these arguments (list):\n"
            "  update(counts): argument 'counts' must be a mapping, not list\n"
            "  update(words): argument 'words': item 1 must be str, not int\n"
            "  update(other): argument 'other' must be Counter, not list",
        ),
        (
            "w.Counter().most_common(-1)",
            OverflowError,
            "Counter.most_common() argument 'limit': -1 does not fit size_t "
            "(0 to 18446744073709551615)",
        ),
        (
            "w.check('text')",
            TypeError,
            "check() argument 'data' must be bytes, not str",
        ),
        ("w.Token()", TypeError, "cannot create 'Token' instances"),
    ],
)
def test_an_argument_that_is_wrong(code, error, message):
    with pytest.raises(error) as raised:
        eval(code, {"w": w})
    assert str(raised.value) == message


def test_closed():
    with w.Counter() as counter:
        counter.add("text")
    with pytest.raises(ValueError, match=r"^Counter.add\(\): the Counter is closed$"):
        counter.add("more")
    with pytest.raises(ValueError, match=r"the Counter is closed$"):
        w.Counter().update(counter)


def test_help():
    assert str(inspect.signature(w.Counter)) == "(options=<Options.FOLD_CASE: 8>)"
    assert str(inspect.signature(w.Counter.most_common)) == "(self, /, limit=10)"
    assert w.tokenize.__doc__.splitlines()[0] == (
        "tokenize(text, options=<Options.NUMBERS|MARKS: 5>)"
    )
    assert w.Position.__doc__.startswith("A place in a text")


def test_the_binding_contains_no_cpython_api():
    assert re.findall(r"\b_?Py[A-Z_]\w*", (ROOT / SOURCE).read_text("utf-8")) == []
