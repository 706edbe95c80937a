"""Python objects from C: calls, attributes, items, iteration, making, eval, print."""

import contextlib
import gc
import io
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest


def test_boxes(ext: ModuleType) -> None:
    made = ext.boxes()
    wanted = [True, 0, "c", -1, -2, -3, -4, -(2**63), 255, 65535, 1, 2, 2**64 - 1]
    wanted += [0.5, 1.5, "texté", "letters", "literal", None]
    assert made == wanted
    assert list(map(type, made)) == list(map(type, wanted))


def refused(kind: type[BaseException], text: str, function: Any, *args: Any) -> None:
    with pytest.raises(kind) as caught:
        function(*args)
    assert str(caught.value) == text


def test_what_cannot_be_boxed(ext: ModuleType) -> None:
    refused(ValueError, "char 200 is not ASCII", ext.bad_char)
    text = "a NULL string where an object is needed"
    refused(SystemError, text, ext.null_text)
    called: list[Any] = []
    text = "a NULL object where an object is needed"
    with pytest.raises((SystemError, UnicodeDecodeError)):
        ext.null_object(lambda *args: called.append(args))
    assert called == []
    with pytest.raises(UnicodeDecodeError):
        ext.bad_text()


def test_calls(ext: ModuleType) -> None:
    assert ext.call0(list) == []
    assert ext.call3(lambda *args: args, None) == (None, 2, "three")
    assert ext.method0("text") == "TEXT"
    assert ext.method2(SimpleNamespace(f=lambda *a: a), "f") == ("a", 2)
    assert ext.nested(lambda a, b: (a is b, a)) == (True, (1, 2.5))
    refused(TypeError, "'int' object is not callable", ext.call0, 3)
    with pytest.raises(ZeroDivisionError):
        ext.call0(lambda: 1 / 0)
    refused(AttributeError, "'int' object has no attribute 'upper'", ext.method0, 3)


def test_attributes(ext: ModuleType) -> None:
    o = SimpleNamespace(a=1)
    assert ext.attr(o, "a") == 1
    assert ext.attr_or(o, "b") == "absent"
    assert ext.set_attr(o, "b") is None
    assert ext.attr_or(o, "b") == 12
    assert ext.del_attr(o, "b") is None
    with pytest.raises(AttributeError, match="'b'"):
        ext.attr(o, "b")
    with pytest.raises(AttributeError, match="b"):
        ext.del_attr(o, "b")
    with pytest.raises(AttributeError):
        ext.set_attr(3, "b")

    class Odd:
        @property
        def x(self) -> None:
            raise KeyError("x")

    refused(KeyError, "'x'", ext.attr_or, Odd(), "x")


def test_items(ext: ModuleType) -> None:
    for o in ({1: "one"}, ["zero", "one"]):
        assert ext.item(o, 1) == ext.item_or(o, 1) == "one"
        assert ext.item_or(o, 7) == "absent"
        ext.set_item(o, 1)
        assert ext.item(o, 1) == "new"
        ext.del_item(o, 1)
        with pytest.raises(LookupError):
            ext.item(o, 1)
        with pytest.raises(LookupError):
            ext.del_item(o, 1)
    for call in (ext.item, ext.item_or, ext.set_item, ext.del_item):
        with pytest.raises(TypeError):
            call(3, 1)


def test_len_and_contains(ext: ModuleType) -> None:
    assert ext.len("abc") == 3
    refused(TypeError, "object of type 'int' has no len()", ext.len, 3)
    assert ext.has([1, 2], 2) is True
    assert ext.has([1, 2], 3) is False
    with pytest.raises(TypeError):
        ext.has(3, 3)


def test_iteration(ext: ModuleType) -> None:
    assert ext.sum([1, 2, 3]) == 6
    assert ext.sum(iter(range(5, 0, -1))) == 15
    assert ext.sum([]) == 0
    assert ext.sum([1, 2, 0, "not reached"]) == 3
    refused(TypeError, "'int' object is not iterable", ext.sum, 3)
    with pytest.raises(TypeError):
        ext.sum([1, "no number", 2])

    def broken() -> Any:
        yield 1
        raise KeyError("broken")

    refused(KeyError, "'broken'", ext.sum, broken())


def test_containers(ext: ModuleType) -> None:
    assert ext.pair("x") == ("x", False)
    assert ext.dict("x") == {"a": 1, 2: "x"}
    refused(SystemError, "sea_dict(): a key without a value", ext.odd)
    with pytest.raises(TypeError, match="unhashable type: 'list'"):
        ext.unhashable([])


def test_eval_and_exec(ext: ModuleType) -> None:
    assert ext.eval("1 + 1", None, None) == 2
    assert ext.eval("  len('abc')", None, None) == 3
    assert ext.eval("a + b", {"a": 1}, {"b": 2}) == 3
    names: dict[str, Any] = {}
    ext.exec("def f(n):\n    return len(range(n))\nx = f(4)", names, None)
    assert names["x"] == 4
    ext.exec("y = 1", names, (local := {}))
    assert (local, "y" in names) == ({"y": 1}, False)
    with pytest.raises(SyntaxError):
        ext.eval("1 +", None, None)
    with pytest.raises(SyntaxError):
        ext.eval("x = 1", None, None)
    with pytest.raises(ZeroDivisionError):
        ext.exec("1 / 0", None, None)
    refused(TypeError, "globals must be dict, not list", ext.eval, "1", [], None)


def test_print(ext: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        ext.print(None)
    assert out.getvalue() == "printed: 1 2.5 None\n"
    with contextlib.redirect_stderr(io.StringIO()) as out:
        ext.print_error("é")
    assert out.getvalue() == "é\n"
    monkeypatch.setattr(sys, "stdout", None)
    assert ext.print(1) is None

    class Full:
        def write(self, text: str) -> int:
            raise OSError("full")

    monkeypatch.setattr(sys, "stdout", Full())
    refused(OSError, "full", ext.print, 1)
    monkeypatch.delattr(sys, "stdout")
    refused(RuntimeError, "lost sys.stdout", ext.print, 1)


def test_the_stream_may_be_replaced_while_printing(ext: ModuleType) -> None:
    class Fickle(io.StringIO):
        def write(self, text: str) -> int:
            sys.stdout = before
            gc.collect()
            return super().write(text)

    before = sys.stdout
    sys.stdout = Fickle()
    try:
        ext.print(1)
    finally:
        sys.stdout = before


def test_nothing_is_lost(ext: ModuleType) -> None:
    o, names = object(), SimpleNamespace()
    before = sys.getrefcount(o)
    for _ in range(100):
        ext.call3(lambda *args: args, o)
        ext.pair(o)
        ext.dict(o)
        ext.sum([1, 2])
        with contextlib.suppress(TypeError):
            ext.unhashable([o])
        with contextlib.suppress(AttributeError):
            ext.method0(o)
        names.o = o
        ext.attr(names, "o")
        ext.del_attr(names, "o")
    assert sys.getrefcount(o) == before
