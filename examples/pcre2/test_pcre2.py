"""The binding against Python's `re`: same matches where both agree, clean errors."""

import ctypes
import gc
import inspect
import re
import subprocess
import sys
import threading
import time
import weakref
from types import ModuleType

import builder
import pytest
from builder import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

SOURCE = "examples/pcre2/seapcre2.c"
LOCAL = "Größe, Straße: 12 µm, naïve café, Ωmega 9€, 𝄞 C4, 北京 2008\n"
PROSE = (ROOT / "docs/errors.md").read_text("utf-8") + LOCAL
LARGE = PROSE * (1 + (4 << 20) // len(PROSE))


@pytest.fixture(scope="module")
def sea() -> ModuleType:
    return builder.import_extension("seapcre2", SOURCE, libs=("pcre2-8",))


def found(match) -> tuple | None:
    """What both kinds of match object tell; groups of `re` end at the pattern's."""
    if match is None:
        return None
    count = len(match.groups())
    spans = [match.span(group) for group in range(count + 1)]
    edges = [(match.start(group), match.end(group)) for group in range(count + 1)]
    texts = [match.group(group) for group in range(count + 1)]
    return spans, edges, texts, match.groups(), match.groupdict()


def every(pattern, subject) -> list:
    if isinstance(pattern, re.Pattern):
        return [found(match) for match in pattern.finditer(subject)]
    return [found(match) for match in iter(pattern.scanner(subject).search, None)]


def agree(ours, theirs: re.Pattern, subject) -> None:
    for call in ("search", "match", "fullmatch"):
        for pos in (0, 1, len(subject), len(subject) + 3, -2):
            expected = found(getattr(theirs, call)(subject, pos))
            assert found(getattr(ours, call)(subject, pos)) == expected, (call, pos)
    expected = every(theirs, subject)
    assert every(ours, subject) == expected
    assert ours.findall(subject) == [texts[0] for _, _, texts, _, _ in expected]
    for most in (0, 1, 2):
        assert ours.split(subject, most) == theirs.split(subject, most)
        dollar, backslash = ("<$0>", r"<\g<0>>")
        if isinstance(subject, bytes):
            dollar, backslash = dollar.encode(), backslash.encode()
        expected = theirs.subn(backslash, subject, most)
        assert ours.subn(dollar, subject, most) == expected
        assert ours.sub(dollar, subject, most) == expected[0]
    assert ours.groups == theirs.groups
    assert ours.groupindex() == dict(theirs.groupindex)


# ---- the same as Python's re --------------------------------------------------------

PAIRS = [
    ("abc", "xabcabc"),
    ("abc", "ab"),
    ("", ""),
    ("", "abc"),
    ("a*", "baac"),
    ("a+", "baacaaa"),
    ("a?", "aab"),
    ("a{2}", "aaaaa"),
    ("a{2,3}", "aaaaaaaa"),
    ("a{2,}?", "aaaaa"),
    ("a*?", "aab"),
    ("a+?b", "aaab ab"),
    ("x*", "abxd"),
    (".", "a\nb"),
    (".*", "one\ntwo\n"),
    (".+", "one\n\ntwo"),
    ("^", "one\ntwo"),
    ("$", "one\ntwo"),
    ("$", "one\n"),
    ("^one$", "one\n"),
    (r"\Aone", "one one"),
    (r"\bt", "to tell two atoms"),
    (r"\Bt", "to tell two atoms"),
    (r"\b", "ab cd"),
    (r"\d+", "12 and 345, ٣٤"),
    (r"\D+", "12 and 345"),
    (r"\w+", "naïve café, 北京_2008"),
    (r"\W+", "naïve café, 北京_2008"),
    (r"\s+", "a \t\n b\u00a0c\u2003d"),
    (r"\S+", "  leading and trailing  "),
    ("[abc]+", "aabbccdd"),
    ("[^abc]+", "aabbccdd"),
    ("[a-f0-9]+", "deadbeef xyz 42"),
    ("[]a]+", "a]]b"),
    ("[a-]+", "a-b"),
    (r"[\w.]+@[\w.]+", "ann@example.org, bob@example.com"),
    ("[äöü]", "schöne Grüße"),
    ("[д-п]+", "привет, мир"),
    ("cat|dog", "dog cat bird"),
    ("a|ab", "ab"),
    ("(?:a|ab)(?:c|bcd)", "abcd"),
    ("(a)(b)?", "a ab"),
    ("(a)|(b)", "ba"),
    (r"(\w+) (\w+)", "Isaac Newton, physicist"),
    (r"(?P<first>\w+) (?P<last>\w+)", "Isaac Newton"),
    (r"(?P<key>\w+)=(?P<value>\d*)", "a=1, b=, c=33"),
    ("(a(b(c)))", "abcabc"),
    (r"(\w)\1", "hello bookkeeper"),
    (r"(?P<q>['\"]).*?(?P=q)", "say 'it' or \"that's it\""),
    ("a(?=b)", "ab ac"),
    ("a(?!b)", "ab ac"),
    ("(?<=a)b", "ab cb"),
    ("(?<!a)b", "ab cb"),
    ("(?<=ä)ö", "äö öö"),
    ("(?i)straße", "STRAßE Straße"),
    ("(?i)ÄÖ", "äö Äö"),
    ("(?m)^.", "one\ntwo"),
    ("(?m).$", "one\ntwo\n"),
    ("(?s).+", "one\ntwo"),
    (r"(?x) \d+ (?# number ) \s* \w  # unit", "12 m 5s"),
    (r"(a)?(?(1)b|c)", "ab c"),
    ("𝄞.", "a𝄞b𝄞𝄞"),
    ("é", "e\u0301é"),
    (".", "𝄞ä\u20acx"),
    ("a\0b", "xa\0bx"),
    (r"\x41\t", "A\tB"),
    (r"\.\*\[", ".*[."),
    (r"(\d+)(?:\.(\d+))?", "3.14 and 42"),
    (r"https?://[^\s/]+(/\S*)?", "see http://example.org/a?b or https://x.y"),
    (r"(\d{4})-(\d\d)-(\d\d)", "2024-02-29, 1999-12-31"),
    ("(|a)b", "b ab"),
    ("(a*)(b*)", "aabb"),
]


@pytest.mark.parametrize("jit", [True, False], ids=["jit", "interpreter"])
@pytest.mark.parametrize(("pattern", "subject"), PAIRS)
def test_text(sea, pattern, subject, jit):
    agree(sea.Pattern(pattern, jit=jit), re.compile(pattern), subject)


@pytest.mark.parametrize(("pattern", "subject"), PAIRS)
def test_bytes(sea, pattern, subject):
    pattern, subject = pattern.encode("utf-8"), subject.encode("utf-8")
    agree_in_bytes = re.compile(pattern)
    agree(sea.Pattern(pattern), agree_in_bytes, subject)


@pytest.mark.parametrize(
    ("pattern", "subject", "options", "flags"),
    [
        ("grüße", "GRÜßE grüße", "CASELESS", re.I),
        ("^.", "one\ntwo", "MULTILINE", re.M),
        (".+", "one\ntwo", "DOTALL", re.S),
        ("o n e # comment", "one", "EXTENDED", re.X),
        ("^O.*E$", "one\ntwo\nthree", "CASELESS MULTILINE DOTALL", re.I | re.M | re.S),
    ],
)
def test_options(sea, pattern, subject, options, flags):
    ours = sea.Option(0)
    for option in options.split():
        ours |= sea.Option[option]
    agree(sea.Pattern(pattern, ours), re.compile(pattern, flags), subject)
    assert sea.Pattern(pattern, ours).flags == ours | (
        sea.UTF | sea.UCP | sea.NEVER_BACKSLASH_C
    )


@st.composite
def simple(draw, depth=2) -> tuple[str, bool]:
    """A pattern, and whether it matches nothing: such are not repeated, since `re`
    and PCRE2 differ there."""
    text, nullable = "", True
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from("aaabcdgglk" if depth else "aabcc"))
        if kind == "a":
            atom, empty = draw(st.sampled_from(["a", "b", "ä", "€", " "])), False
        elif kind == "b":
            atom, empty = draw(st.sampled_from([r"\b", r"\B", "^", "$", r"\A"])), True
        elif kind == "c":
            classes = ["[ab]", "[^a]", r"\w", r"\W", ".", r"\s", "[ä-ö]", r"[^\W\d]"]
            atom, empty = draw(st.sampled_from(classes)), False
        elif kind == "d":
            (left, one), (right, two) = (draw(simple(depth - 1)) for _ in range(2))
            atom, empty = f"(?:{left}|{right})", one or two
        elif kind == "l":
            inside, _ = draw(simple(depth - 1))
            atom, empty = (
                draw(st.sampled_from(["(?={})", "(?!{})"])).format(inside),
                True,
            )
        elif kind == "k":
            atom, empty = draw(st.sampled_from(["(?<=a)", "(?<!ä)", r"(?<=\W)"])), True
        else:
            inside, empty = draw(simple(depth - 1))
            atom = f"(?:{inside})"
        if not empty:
            times = ["", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}"]
            often = draw(st.sampled_from(times))
            atom, empty = atom + often, often[:1] in ("*", "?") and often != ""
        text, nullable = text + atom, nullable and empty
    return text, nullable


@settings(max_examples=150)
@given(
    pattern=simple(),
    subject=st.text("aabä€ö \n", min_size=1, max_size=12),
    options=st.sampled_from([(0, 0), (4, re.S), (8, re.I), (1024, re.M)]),
)
def test_simple_patterns(sea, pattern, subject, options):
    option = {0: 0, 4: sea.DOTALL, 8: sea.CASELESS, 1024: sea.MULTILINE}[options[0]]
    if options[1] == re.M and subject.endswith("\n"):
        subject += "."  # PCRE2's ^ does not match after the last newline
    ours, theirs = sea.Pattern(pattern[0], option), re.compile(pattern[0], options[1])
    agree(ours, theirs, subject)


# ---- over some megabytes ------------------------------------------------------------

WORDS = [
    "seabind",
    r"\b[A-Z]\w+",
    r"\w+",
    r"(\w+)\((\w+)",
    r"(?i)\b(?:int|double|str)\b",
    r"(?m)^#+ .*$",
    r"\d+(?:\.\d+)?",
    "[äöüß€]",
    r"`[^`\n]+`",
]


@pytest.mark.parametrize("pattern", WORDS)
def test_a_large_text(sea, pattern):
    ours, theirs = sea.Pattern(pattern), re.compile(pattern)
    expected = [match.group() for match in theirs.finditer(LARGE)]
    assert len(expected) > 100
    assert ours.findall(LARGE) == expected
    scanner = ours.scanner(LARGE)
    for match in theirs.finditer(LARGE, 0, len(PROSE)):
        assert scanner.search().span() == match.span()


def test_a_large_text_replaced_and_split(sea):
    ours, theirs = sea.Pattern(r"(\w+)\.h"), re.compile(r"(\w+)\.h")
    assert ours.subn("<$1>", LARGE) == theirs.subn(r"<\1>", LARGE)
    assert ours.split(LARGE) == theirs.split(LARGE)
    grow = "$0 " * 9
    assert ours.sub(grow, LARGE) == theirs.sub(r"\g<0> " * 9, LARGE)


# ---- what only PCRE2 has ------------------------------------------------------------


def test_recursion_and_possession(sea):
    nested = sea.Pattern(r"\((?:[^()]++|(?R))*+\)")
    assert nested.findall("f(a(b)c)(d) (e") == ["(a(b)c)", "(d)"]
    assert sea.Pattern(r"foo\Kbar").search("foobar").span() == (3, 6)


def test_replacements(sea):
    pattern = sea.Pattern(r"(?<word>\w+)(!)?")
    extended = sea.Substitute.EXTENDED
    assert pattern.sub(r"\u${word}", "to be", flags=extended) == "To Be"
    assert pattern.sub("${2:+loud:calm}", "no yes!", flags=extended) == "calm loud"
    assert pattern.sub("$1", "one", flags=sea.Substitute.LITERAL) == "$1"
    with pytest.raises(sea.PcreError, match=r"^requested value is not set$"):
        pattern.sub("$2", "one")
    assert pattern.sub("$2.", "one", flags=sea.Substitute.UNSET_EMPTY) == "."


def test_one_name_for_several_groups(sea):
    pattern = sea.Pattern("(?<n>a)|(?<n>b)|(?<m>c)", sea.DUPNAMES)
    match = pattern.search("b")
    assert match.group("n") == "b"
    assert match.span("n") == (0, 1)
    assert match.groupdict() == {"n": "b", "m": None}
    assert match.groupdict("-") == {"n": "b", "m": "-"}
    assert match.groups(0) == (0, "b", 0)


def test_groups_of_findall(sea):
    pattern = sea.Pattern(r"(?<key>\w+)=(\d+)?")
    assert pattern.findall("a=1 b=", group="key") == ["a", "b"]
    assert pattern.findall("a=1 b=", group=2) == ["1", ""]


def test_options_in_bytes(sea):
    subject = "Ä".encode()
    assert sea.Pattern(b"^.$").search(subject) is None
    assert sea.Pattern(b"^.$", sea.UTF).search(subject).span() == (0, 2)
    assert sea.Pattern(b"(*UTF)^.$").findall(subject * 1) == [subject]
    loose = sea.Pattern(b"a", sea.UTF | sea.MATCH_INVALID_UTF)
    assert loose.findall(b"a\xff\xfea\xc3") == [b"a", b"a"]


def test_no_jit(sea):
    assert sea.Pattern("a").jit == sea.jit_available()
    assert not sea.Pattern("a", jit=False).jit


# ---- errors -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "message", "code", "position"),
    [
        ("(a", "missing closing parenthesis", 114, 2),
        ("äö(a", "missing closing parenthesis", 114, 4),
        (b"\xc3\xa4(a", "missing closing parenthesis", 114, 4),
        ("a)", "unmatched closing parenthesis", 122, 1),
        ("*", "quantifier does not follow a repeatable item", 109, 0),
        ("[a", "missing terminating ] for character class", 106, 2),
        ("a{2,1}", "numbers out of order in {} quantifier", 104, 5),
        ("(?<n>a)(?<n>b)", None, 143, 12),
        (r"\C", r"using \C is disabled by the application", 183, 2),
    ],
)
def test_a_pattern_that_is_none(sea, pattern, message, code, position):
    with pytest.raises(sea.PcreError) as raised:
        sea.Pattern(pattern)
    error = raised.value
    assert (error.code, error.position) == (code, position)
    assert str(error).endswith(f" at position {position}")
    if message is not None:
        assert str(error) == f"{message} at position {position}"


@pytest.mark.parametrize("jit", [True, False], ids=["jit", "interpreter"])
def test_a_match_that_is_too_much_work(sea, jit):
    pattern = sea.Pattern("(a+)+$", jit=jit)
    assert pattern.match_limit == 10_000_000
    pattern.match_limit = 1000
    assert pattern.match_limit == 1000
    subject = "a" * 40 + "b"
    calls = [
        lambda: pattern.search(subject),
        lambda: pattern.findall(subject),
        lambda: pattern.split(subject),
        lambda: pattern.sub("", subject),
        lambda: pattern.scanner(subject).search(),
    ]
    for call in calls:
        with pytest.raises(sea.PcreError, match=r"^match limit exceeded$") as raised:
            call()
        assert raised.value.code == sea.ERROR_MATCHLIMIT
        assert raised.value.position is None
    assert pattern.findall("aa") == ["aa"]


def test_bytes_that_are_no_utf8(sea):
    pattern = sea.Pattern(b"b", sea.UTF)
    with pytest.raises(sea.PcreError, match=r"^UTF-8 error: illegal byte") as raised:
        pattern.search(b"ab\xff")
    assert (raised.value.code, raised.value.position) == (-23, 2)
    with pytest.raises(sea.PcreError, match="bad offset into UTF string"):
        pattern.search("ä".encode(), 1)


@pytest.mark.parametrize("text", ["ä${", "ä${word"])
def test_a_replacement_that_is_none(sea, text):
    with pytest.raises(sea.PcreError, match="replacement string") as raised:
        sea.Pattern("a").sub(text, "a")
    assert raised.value.position == len(text)


@pytest.mark.parametrize(
    ("code", "exception", "message"),
    [
        (
            "sea.Pattern()",
            TypeError,
            "Pattern() missing 1 required positional argument: 'pattern'",
        ),
        (
            "sea.Pattern(1)",
            TypeError,
            "Pattern() argument 'pattern' must be str or bytes, not int",
        ),
        (
            "sea.Pattern('a', 'i')",
            TypeError,
            "Pattern() argument 'flags' must be Option, not str",
        ),
        (
            "sea.Pattern('a', 0x40000000)",
            ValueError,
            "Pattern() argument 'flags': 1073741824 is not a valid Option",
        ),
        (
            "p.search(None)",
            TypeError,
            "Pattern.search() argument 'subject' must be str or bytes, not None",
        ),
        (
            "p.search(bytearray())",
            TypeError,
            "Pattern.search() argument 'subject' must be str or bytes, not bytearray",
        ),
        ("p.search(b'')", TypeError, "a pattern of str takes no bytes"),
        ("p.scanner(b'')", TypeError, "a pattern of str takes no bytes"),
        ("p.findall(b'')", TypeError, "a pattern of str takes no bytes"),
        ("p.split(b'')", TypeError, "a pattern of str takes no bytes"),
        ("p.sub(b'', '')", TypeError, "a pattern of str takes no bytes"),
        ("p.sub('', b'')", TypeError, "a pattern of str takes no bytes"),
        ("sea.Pattern(b'').match('')", TypeError, "a pattern of bytes takes no str"),
        ("p.findall('', 2)", IndexError, "no such group"),
        ("p.findall('', 'no')", IndexError, "no such group"),
        ("m.group(2)", IndexError, "no such group"),
        ("m.group(-1)", IndexError, "no such group"),
        ("m.group(2**32)", IndexError, "no such group"),
        ("m.span('no')", IndexError, "no such group"),
        ("m.start('a\\0')", IndexError, "no such group"),
        (
            "m.group(1.5)",
            TypeError,
            "Match.group() argument 'group' must be int or str, not float",
        ),
        (
            "m.group(None)",
            TypeError,
            "Match.group() argument 'group' must be int or str, not None",
        ),
        ("sea.Match()", TypeError, "cannot create 'Match' instances"),
    ],
)
def test_a_call_that_is_wrong(sea, code, exception, message):
    pattern = sea.Pattern("(?<a>a)")
    with pytest.raises(exception) as raised:
        eval(code, {"sea": sea, "p": pattern, "m": pattern.search("a")})
    assert str(raised.value) == message


def test_lone_surrogates(sea):
    for call in (sea.Pattern, sea.Pattern("a").search):
        with pytest.raises(UnicodeEncodeError, match="surrogates not allowed"):
            call("a\ud800")


# ---- the life of the objects --------------------------------------------------------


def test_closed(sea):
    with sea.Pattern(r"(?<a>\w)\w*") as pattern:
        match, scanner = pattern.search("ab cd"), pattern.scanner("ab cd")
    assert pattern.closed
    # what came from it goes on
    assert match.groupdict() == {"a": "a"}
    assert [m.group() for m in iter(scanner.search, None)] == ["ab", "cd"]
    match.close()
    scanner.close()
    for call, message in [
        (lambda: pattern.search("a"), "Pattern.search(): the Pattern is closed"),
        (lambda: pattern.groups, "Pattern.groups: the Pattern is closed"),
        (lambda: match.group(), "Match.group(): the Match is closed"),
        (lambda: scanner.search(), "Scanner.search(): the Scanner is closed"),
        (pattern.close, "Pattern.close(): the Pattern is closed already"),
    ]:
        with pytest.raises(ValueError) as raised:
            call()
        assert str(raised.value) == message


def test_a_match_needs_nobody(sea):
    subject = ("ä" * 1000 + "key=value") * 2
    match = sea.Pattern(r"(?<k>\w+)=(?<v>value)").search(subject)
    del subject
    gc.collect()
    assert match.group("v") == "value"
    assert match.span("v") == (1004, 1009)


def test_a_scanner_keeps_its_subject(sea):
    class Text(str):
        pass

    subject = Text("ä1 ä2")
    gone = weakref.ref(subject)
    scanner = sea.Pattern(r"\d").scanner(subject)
    match = scanner.search()
    del subject
    gc.collect()
    assert gone() is not None
    assert scanner.search().span() == (4, 5)
    del scanner
    gc.collect()
    assert gone() is None
    assert match.span() == (1, 2)


def test_after_the_last_match(sea):
    scanner = sea.Pattern("a").scanner("aba")
    assert [scanner.search() is None for _ in range(5)] == [
        False,
        False,
        True,
        True,
        True,
    ]


def test_many_objects(sea):
    pattern = sea.Pattern(r"(\w)(\d)?")
    for _ in range(300):
        pattern.search("a1").groups()
        pattern.scanner("a b c").search()
        with pytest.raises(sea.PcreError):
            sea.Pattern("(")
    gc.collect()


def test_help(sea):
    assert str(inspect.signature(sea.Pattern.search)) == "(self, /, subject, pos=0)"
    assert sea.Pattern.search.__doc__.startswith("Return the first match")
    assert re.match(r"10\.\d+ ", sea.version())
    for name in ("CASELESS", "ERROR_MATCHLIMIT", "PcreError", "Option"):
        assert hasattr(sea, name)


# ---- without memory -----------------------------------------------------------------

FAILING = f"""
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <seabind/seabind.h>
#include <stdlib.h>

__attribute__((visibility("default"))) long left = -1; /* allocations; below 0, all */
static int none(void) {{ return left >= 0 && left-- == 0; }}
#define malloc(size) (none() ? NULL : malloc(size))
#define calloc(n, size) (none() ? NULL : calloc(n, size))
#define realloc(old, size) (none() ? NULL : realloc(old, size))
#include "{ROOT / SOURCE}"
"""
CALLS = [
    ("sea.Pattern('(a)').groups", 1),
    ("p.search(text).groups()", ("b", "22")),
    ("p.search(text).groupdict()", {"key": "b"}),
    ("p.groupindex()", {"key": 1}),
    ("len(p.findall(text * 99))", 198),
    ("len(p.split(text * 9))", 55),
    ("p.sub('$0' * 99, 'a=1')", "a=1" * 99),
    ("len([m.span() for m in iter(p.scanner(text).search, None)])", 2),
]


@pytest.mark.parametrize(("code", "expected"), CALLS)
def test_without_memory(code, expected):
    """Each allocation of the glue fails once: a MemoryError, then all is as before."""
    sea = builder.import_snippet("seapcre2", FAILING, libs=("pcre2-8",))
    left = ctypes.c_long.in_dll(ctypes.CDLL(sea.__file__), "left")
    names = {"sea": sea, "p": sea.Pattern(r"(?<key>\w+)=(\d+)"), "text": "b=22 c=3 "}
    failures = 0
    while True:
        left.value = failures
        try:
            result = eval(code, names)
        except MemoryError:
            failures += 1
            continue
        finally:
            unused, left.value = left.value, -1
        assert unused == 0, "one call more than allocations that failed"
        break
    assert failures > 0
    assert result == expected


# ---- threads ------------------------------------------------------------------------


def test_the_gil_is_released(sea):
    """Another thread runs Python between the begin and the end of one call."""
    pattern, times, ticks = sea.Pattern("(?:a+)+$", jit=False), [], []
    pattern.match_limit = 4_000_000
    done = threading.Event()

    def clock():
        while not done.wait(0.001):
            ticks.append(time.perf_counter())

    thread = threading.Thread(target=clock)
    thread.start()
    times.append(time.perf_counter())
    try:
        with pytest.raises(sea.PcreError):
            pattern.search("a" * 60 + "b")
    finally:
        times.append(time.perf_counter())
        done.set()
        thread.join(60)
    inside = [tick for tick in ticks if times[0] < tick < times[1]]
    assert len(inside) >= 3, f"{len(inside)} of {len(ticks)}"


def test_threads_on_one_pattern(sea):
    pattern, failures = sea.Pattern(r"(\w+)-(\w+)"), []

    def work(letter):
        try:
            for i in range(300):
                text = f"{letter * (i % 7 + 1)}-{letter}"
                assert pattern.search(text).group() == text
                assert pattern.sub("$2", text) == letter
                assert pattern.scanner(text).search().group(2) == letter
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(letter,)) for letter in "abä"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failures


# ---- the example itself -------------------------------------------------------------


def test_the_binding_contains_no_cpython_api():
    assert re.findall(r"\b_?Py[A-Z_]\w*", (ROOT / SOURCE).read_text("utf-8")) == []


@pytest.mark.plain_only("the demo builds and measures by itself")
def test_the_demo_finds_every_result_identical():
    demo = ROOT / "examples/pcre2/demo.py"
    done = subprocess.run(
        [sys.executable, demo, "1"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "DIFFERS" not in done.stdout
    assert done.stdout.splitlines()[-1] == "every result is that of Python's re"
