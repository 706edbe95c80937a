"""FILE * parameters: what C writes as a str, or into a Python file."""

import array
import contextlib
import gc
import io
import os
import resource
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

import builder
import expressions
import pytest

VARIANTS = {"posix": (), "iso": ("SEABIND_TMPFILE",)}


@pytest.fixture(scope="module", params=VARIANTS)
def m(request: pytest.FixtureRequest) -> ModuleType:
    """On open_memstream() and on tmpfile()."""
    return builder.import_extension(
        "files", "tests/ext/files.c", defines=VARIANTS[request.param]
    )


class Written:
    """A file that keeps each text it was given."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.texts: list[str] = []
        self.error = error

    def write(self, text: str) -> None:
        self.texts.append(text)
        if self.error is not None:
            raise self.error


@pytest.fixture
def unraisable(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda one: caught.append(one.exc_value))
    return caught


VALUES = {
    "Tree(3).text()": "0\n1\n2\n",
    "Tree(0).text()": "",
    "Tree(3).checked()": "checked 3\n",
    "Tree(3).dump(io.StringIO())": None,
    "Tree(4).check(io.StringIO())": None,
    "Tree(4, io.StringIO()).text()": "0\n1\n2\n3\n",
    "Tree.log()": -1,
    "Tree.log(None)": -1,
    "Tree.must_log(None)": -1,
    "Tree.must_log(io.StringIO())": 4,
    "Point(7, io.StringIO()).shown": ("7", 1),
    "Point(7, io.StringIO()).write_to(to=io.StringIO())": 1,
    "text_of('caf\\u00e9 \\U0001f600'.encode())": "caf\xe9 \U0001f600",
    "text_of(b'a\\0b\\0')": "a\0b\0",
    "text_of(b'')": "",
    "both(3)": (3, "3", "3!"),
    "tee(io.StringIO(), 4)": ("4!", 4, 2),
    "many(100_000) == '0123456789abcdef' * 100_000": True,
    "back()": "hello!",
    "named(io.StringIO(), 0)": "made",
    "either('text', io.StringIO())": 4,
    "either(12, io.StringIO())": 2,
    "either(io.StringIO())": 0,
    "either(None)": 0,
    "either()": 0,
    "is_null()": 2,
    "is_null(None)": 2,
    "is_null(to=io.StringIO())": 0,
}
NAMES = {"io": io, "sys": sys, "Written": Written}


@pytest.mark.parametrize("code", VALUES)
def test_values(m: ModuleType, code: str) -> None:
    value = eval(code, {**vars(m), **NAMES})
    assert value == VALUES[code]
    assert type(value) is type(VALUES[code])


ERRORS = {
    "Tree(1).dump(3)": (
        TypeError,
        "Tree.dump() argument 'file' must be a file or None, not int",
    ),
    "Tree(1).free('path')": (
        TypeError,
        "Tree.free() argument 'file' must be a file, not str",
    ),
    "Tree(1).free(None)": (
        TypeError,
        "Tree.free() argument 'file' must be a file, not None",
    ),
    "Tree(1).free()": (
        TypeError,
        "Tree.free() missing 1 required positional argument: 'file'",
    ),
    "Tree.must_log()": (
        TypeError,
        "Tree.must_log() missing 1 required positional argument: 'log'",
    ),
    "Tree.log(b'')": (
        TypeError,
        "Tree.log() argument 'log' must be a file or None, not bytes",
    ),
    "Point(3, [])": (TypeError, "Point() argument 'log' must be a file, not list"),
    "put_both(io.StringIO(), 3, io.StringIO())": (
        TypeError,
        "put_both() argument 's' must be str, not int",
    ),
    "Tree(10).checked()": (ValueError, "too many: 10"),
    "Tree(10).check(io.StringIO())": (ValueError, "too many: 10"),
    "Tree(100).checked()": (StopIteration, ""),
    "Tree(-1, io.StringIO())": (
        RuntimeError,
        "Tree() failed: tree_load() returned NULL",
    ),
    "named(io.StringIO(), 1)": (
        RuntimeError,
        "named(): the C function returned NULL",
    ),
    "object_of(io.StringIO())": (KeyError, "'its own'"),
    "spoil(io.StringIO())": (
        OSError,
        "spoil(): what the C function wrote to 'to' could not be stored",
    ),
    "spoiled()": (
        OSError,
        "spoiled(): what the C function wrote to 'text' could not be stored",
    ),
    "text_of(b'caf\\xe9')": (
        UnicodeDecodeError,
        "'utf-8' codec can't decode byte 0xe9 in position 3: unexpected end of data "
        "(from text_of())",
    ),
    "put('text', Written(KeyError('full')))": (KeyError, "'full'"),
    "Tree(2).dump(Written(OSError('full')))": (OSError, "full"),
    "named(Written(KeyError('full')), 0)": (KeyError, "'full'"),
    "tee(Written(KeyError('full')), 3)": (KeyError, "'full'"),
    "Tree(3, Written(KeyError('full')))": (KeyError, "'full'"),
    "Point(3, Written(KeyError('full')))": (KeyError, "'full'"),
    "Tree(50).check(Written(KeyError('full')))": (KeyError, "'full'"),
    "put('text', io.BytesIO())": (
        TypeError,
        "a bytes-like object is required, not 'str'",
    ),
}


@pytest.mark.parametrize("code", ERRORS)
def test_errors(m: ModuleType, code: str) -> None:
    expressions.check_error(code, {**vars(m), **NAMES}, *ERRORS[code])
    gc.collect()
    assert m.live() == 0


def test_one_write_a_call(m: ModuleType) -> None:
    """Nothing at all when there is no text."""
    written = Written()
    m.Tree(3).dump(written)
    m.Tree(0).dump(file=written)
    m.by_name("more", to=written)
    m.Tree(2).free(written)
    assert written.texts == ["0\n1\n2\n", "more", "0\n1\n"]


def test_two_files(m: ModuleType) -> None:
    a, b = Written(), Written()
    assert m.put_both(a, "text", b) == 0
    assert a.texts == b.texts == ["text"]
    assert m.put_both(a, "twice", a) == 0
    assert a.texts == ["text", "twice", "twice"]
    with pytest.raises(KeyError):
        m.put_both(Written(KeyError()), "text", b)
    assert b.texts == ["text", "text"]


def test_anything_with_a_write_is_a_file(m: ModuleType) -> None:
    class Class:
        texts: list[str] = []  # noqa: RUF012
        write = texts.append

    m.put("a", Class)
    own = Written()
    own.write = Class.texts.append  # type: ignore[method-assign]
    m.put("b", own)
    assert Class.texts == ["a", "b"] and own.texts == []


def test_what_is_no_utf_8_is_shown(m: ModuleType) -> None:
    written = Written()
    m.put_raw(written, b"caf\xe9\n\0\xff")
    assert written.texts == ["caf\\xe9\n\0\\xff"]


def test_without_an_argument(
    m: ModuleType,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What sys.stdout and sys.stderr are then, as print() has it."""
    m.Tree(1).dump()
    m.Tree(2).dump(None)
    m.put("out\n")
    m.put("more\n", to=None)
    m.warn("err")
    m.Tree(3)
    assert m.Tree(5, None).text() == "0\n1\n2\n3\n4\n"
    assert capsys.readouterr() == ("0\n0\n1\nout\nmore\n", "errtree of 5\n")
    for name, f in (("stdout", m.put), ("stderr", m.warn)):
        with monkeypatch.context() as patch:
            patch.setattr(sys, name, written := Written())
            f("text")
            assert written.texts == ["text"]
            patch.setattr(sys, name, None)
            f("nowhere")
            patch.setattr(sys, name, 3)
            with pytest.raises(
                AttributeError, match=r"^'int' object has no .* 'write'"
            ):
                f("text")
            patch.delattr(sys, name)
            with pytest.raises(RuntimeError, match=f"^lost sys.{name}$"):
                f("text")


def test_another_default_is_c_s_own(m: ModuleType) -> None:
    before = m.other_size()
    m.to_other("text")
    m.to_other("more", None)
    m.to_other("python's", Written())
    assert m.other_size() == before + 8


def test_c_gets_a_stream_of_its_own(m: ModuleType) -> None:
    assert m.is_stdout() == m.is_stdout(sys.stdout) == 0


def test_a_failure_has_the_last_word(
    m: ModuleType, unraisable: list[BaseException]
) -> None:
    """What was written before is passed on all the same."""
    written = Written()
    with pytest.raises(ValueError, match=r"^too many: 12$"):
        m.Tree(12).check(written)
    with pytest.raises(RuntimeError):
        m.Tree(-1, log=written)
    with pytest.raises(KeyError, match="its own"):
        m.object_of(written)
    assert m.Tree(50).check(written) is None
    assert written.texts == ["checked 12\n", "tree of -1\n", "said", "checked 50\n"]
    full = Written(KeyError("full"))
    with pytest.raises(ValueError, match=r"^too many: 12$"):
        m.Tree(12).check(full)
    with pytest.raises(RuntimeError, match="returned NULL"):
        m.named(full, 1)
    assert unraisable == [full.error] * 2 and full.texts == ["checked 12\n", "made"]


def test_a_warning_and_a_file(m: ModuleType) -> None:
    written = Written()
    with pytest.warns(UserWarning, match=r"^warned of 3$"):
        assert m.Tree(3).warn(written) == 3
    assert written.texts == ["checked 3\n"]
    with (
        pytest.warns(UserWarning, match=r"^warned of 3$"),
        pytest.raises(KeyError),
    ):
        m.Tree(3).warn(Written(KeyError()))


def test_write_is_looked_up_before_the_call_and_called_after_it(m: ModuleType) -> None:
    class Changing:
        looked = 0

        @property
        def write(self) -> object:
            self.looked += 1
            return self.write_it

        def write_it(self, text: str) -> None:
            tree.close()  # the call is over
            texts.append(text)

    class Failing:
        @property
        def write(self) -> object:
            raise KeyError("no write today")

    texts: list[str] = []
    tree, changing = m.Tree(2), Changing()
    tree.dump(changing)
    assert changing.looked == 1 and texts == ["0\n1\n"] and tree.closed
    with pytest.raises(KeyError, match="no write today"):
        m.put("text", Failing())
    with pytest.raises(ValueError, match="closed"):
        tree.dump(changing)


def test_write_may_call_the_same_function(m: ModuleType) -> None:
    class Deep:
        depth = 0

        def write(self, text: str) -> None:
            texts.append(text)
            self.depth += 1
            if self.depth < 20:
                tree.dump(self)

    tree = m.Tree(1)
    texts: list[str] = []
    tree.dump(Deep())
    assert texts == ["0\n"] * 20


def test_a_constructor_that_cannot_tell_is_none(m: ModuleType) -> None:
    class Sub(m.Tree):  # type: ignore[name-defined,misc]
        def __init__(self) -> None:
            super().__init__(3, Written(KeyError("full")))

    def fails(call: Callable[[], object]) -> None:
        with pytest.raises(KeyError):
            call()

    for _ in range(20):
        fails(Sub)
        fails(lambda: m.Tree(Written(KeyError("full")), how=True, size=3))
    gc.collect()
    before = m.live()
    assert before < 5  # an exception that was caught may keep one
    tree = m.Tree(Written(), False, 5)
    assert tree.text() == "0\n1\n2\n3\n4\n"
    with pytest.raises(ValueError, match="too many"):
        m.Tree(written := Written(), True, 12)
    assert written.texts == ["tree of 12\n"]
    tree.close()
    assert m.live() <= before


def test_threads(m: ModuleType) -> None:
    """Each call has a stream of its own, also of one tree."""
    tree = m.Tree(100)

    def dumped(n: int) -> list[str]:
        written = Written()
        for _ in range(50):
            (tree.free if n % 2 else tree.dump)(written)
        return written.texts

    with ThreadPoolExecutor(4) as pool:
        for texts in pool.map(dumped, range(8)):
            assert texts == [tree.text()] * 50


def test_overloads_tell_files_from_text(m: ModuleType) -> None:
    with pytest.raises(TypeError) as caught:
        m.either(3, "path")
    assert str(caught.value) == (
        "either(): no overload takes these arguments (int, str):\n"
        "  either(s, to): argument 's' must be str, not int\n"
        "  either(n, to): argument 'to' must be a file, not str\n"
        "  either(to=None): takes from 0 to 1 positional arguments but 2 were given"
    )


def test_varargs(m: ModuleType) -> None:
    """A function of the list that the binding says, as any other."""
    written = Written()
    assert m.show(written, "n", n=3, all=4.5) == len("n=3 of 4.5\n")
    assert written.texts == ["n=3 of 4.5\n"]
    assert (m.shown("a"), m.shown("a", "b")) == ("a ", "a b")
    assert m.sum2(1, 2.5) == 3.5 and m.sum3(1, 2, c=0.5) == 3.5
    with pytest.raises(
        TypeError, match=r"^show\(\) argument 'n' must be int, not float$"
    ):
        m.show(written, "n", 3.0, 4)


def test_a_call_for_each_element_is_one_write(m: ModuleType) -> None:
    written = Written()
    assert m.half(3, written) == 1.5
    assert list(m.half(array.array("d", [1, 2, 3]), written)) == [0.5, 1, 1.5]
    assert written.texts == ["3.0;", "1.0;2.0;3.0;"]
    with pytest.raises(KeyError):
        m.half(array.array("d", [1, 2]), Written(KeyError()))


def test_signatures(m: ModuleType) -> None:
    for function, text in (
        (m.Tree.dump, "($self, file=None)"),
        (m.Tree.text, "($self)"),
        (m.Tree.log, "($type, log=None)"),
        (m.put, "($module, text, to=None)"),
        (m.by_name, "($module, text, *, to)"),
    ):
        assert function.__text_signature__ == text


def test_real_files(m: ModuleType, tmp_path: os.PathLike[str]) -> None:
    path = os.path.join(tmp_path, "dump")
    with open(path, "w", encoding="utf-8") as file:
        m.Tree(3).dump(file)
    with open(path, encoding="utf-8") as file:
        assert file.read() == "0\n1\n2\n"
        with pytest.raises(io.UnsupportedOperation):
            m.Tree(3).dump(file)
    with pytest.raises(ValueError, match="closed file"):
        m.Tree(3).dump(file)


def test_references(m: ModuleType) -> None:
    class Full:
        def write(self, text: str) -> None:
            raise KeyError(text)

    files = [Written(), Full()]
    before = [sys.getrefcount(file) for file in files]
    for _ in range(100):
        m.put("text", files[0])
        for file in (files[1], 3):
            with contextlib.suppress(KeyError, TypeError):
                m.put_both(files[0], "text", file)
    del file
    assert [sys.getrefcount(file) for file in files] == before


def test_no_stream_stays_open(m: ModuleType) -> None:
    def streams() -> int:
        return len(os.listdir("/proc/self/fd"))

    names = {**vars(m), **NAMES}
    before = streams()
    for code in [*VALUES, *ERRORS]:
        with contextlib.suppress(Exception):
            eval(code, dict(names))
    assert streams() == before
    expressions.check_no_blocks_are_lost(
        [code for code in (*VALUES, *ERRORS) if "many(" not in code], names
    )


def test_no_stream_can_be_opened() -> None:
    m = builder.import_extension("files", "tests/ext/files.c", defines=VARIANTS["iso"])
    written, most = Written(), resource.getrlimit(resource.RLIMIT_NOFILE)
    fresh = os.dup(0)
    os.close(fresh)
    resource.setrlimit(resource.RLIMIT_NOFILE, (fresh, most[1]))
    try:
        with pytest.raises(OSError, match="Too many open files"):
            m.put("text", written)
        with pytest.raises(OSError, match="Too many open files"):
            m.Tree(3).text()
        with pytest.raises(OSError, match="Too many open files"):
            m.Point(3, written)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, most)
    m.put("text", written)
    assert written.texts == ["text"]


def test_the_disk_is_full() -> None:
    m = builder.import_extension("files", "tests/ext/files.c", defines=VARIANTS["iso"])
    written, most = Written(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, most[1]))
    try:
        with pytest.raises(OSError, match=r"^put\(\): .* 'to' could not be stored$"):
            m.put("text", written)
        with pytest.raises(OSError, match=r"^many\(\): .* 'text' could not be stored$"):
            m.many(10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert written.texts == []
