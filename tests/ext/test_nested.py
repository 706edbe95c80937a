"""(exception, Name) in classes: where they are, and who raises and catches them."""

import pickle
from types import ModuleType

import builder
import pytest

m: ModuleType


@pytest.fixture(scope="module", autouse=True)
def modules() -> None:
    global m
    m = builder.import_extension("nested", "tests/ext/nested.c")


def test_where_they_are() -> None:
    for made, module, qualname, bases in [
        (m.Parser.Error, "nested", "Parser.Error", (m.LibraryError,)),
        (m.Parser.Ended, "nested", "Parser.Ended", (m.Parser.Error, EOFError)),
        (m.below.Mark.Misplaced, "nested.below", "Mark.Misplaced", (ValueError,)),
        (m.Worse, "nested", "Worse", (m.Parser.Ended,)),
    ]:
        assert (made.__module__, made.__qualname__) == (module, qualname)
        assert made.__name__ == qualname.rpartition(".")[2]
        assert made.__bases__ == bases
        assert repr(made) == f"<class '{module}.{qualname}'>"
    assert not hasattr(m, "Error")
    assert m.Parser.Error.__doc__ == "Not well formed."


def test_raised_by_methods_and_functions() -> None:
    for call in (m.Parser().feed, m.feed):
        with pytest.raises(m.Parser.Error, match=r"^code -1$") as caught:
            call(-1)
        assert caught.value.code == -1
        with pytest.raises(EOFError) as ended:
            call(-2)
        assert type(ended.value) is m.Parser.Ended
        with pytest.raises(m.Parser.Ended) as worse:
            call(-4)
        assert type(worse.value) is m.Worse
        assert call(3) is None


def test_of_a_class_in_a_submodule() -> None:
    """Another module than that of the class falls back on the base."""
    with pytest.raises(ValueError, match="not here") as caught:
        m.feed(-3)
    assert type(caught.value) is ValueError


def test_python_subclasses_inherit_them() -> None:
    class Own(m.Parser):
        pass

    assert Own.Error is m.Parser.Error
    with pytest.raises(Own.Error):
        Own().feed(-1)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickle(protocol: int) -> None:
    error = m.Parser.Error("text", 3)
    error.code = 5
    again = pickle.loads(pickle.dumps(error, protocol))
    assert type(again) is m.Parser.Error
    assert (again.args, again.code) == (("text", 3), 5)
    if protocol >= 4:
        assert pickle.loads(pickle.dumps(m.Parser.Ended, protocol)) is m.Parser.Ended


def failing(items: str, blocks: str = "") -> str:
    text = (
        "#include <seabind/seabind.h>\ntypedef struct { int n; } box;\n"
        f"SEA_EXCEPTION(Error, Exception);\n{blocks}\n"
        f"SEA_MODULE(broken, {items});\n"
    )
    with pytest.raises(Exception) as caught:
        builder.import_snippet("broken", text)
    return f"{type(caught.value).__qualname__}: {caught.value}"


def test_mistakes() -> None:
    box = "SEA_CLASS(Box, box, (exception, Error));"
    assert failing("(class, Box), (exception, Error)", box) == (
        "ImportError: seabind: module 'broken': 'Error' is listed twice"
    )
    box = 'SEA_CLASS(Box, box, (constant, "Error", 1), (exception, Error));'
    assert failing("(class, Box)", box) == (
        "ImportError: seabind: module 'broken': 'Error' is bound twice"
    )
    box = (
        "SEA_EXCEPTION(Below, Error);\n"
        "SEA_CLASS(Box, box, (exception, Below), (exception, Error));"
    )
    assert failing("(class, Box)", box) == (
        "ImportError: seabind: module 'broken': list (exception, Error) before 'Below'"
    )


def test_load_may_raise_one() -> None:
    """They are there before the library's own start."""
    box = (
        "static int start(void) { return 3; }\n"
        'SEA_STATUS(begun, int, (failure, it != 0), (raise, Error, "start %d", it));\n'
        "SEA_CLASS(Box, box, (exception, Error));"
    )
    assert failing("(class, Box), (load, start, begun)", box) == "Box.Error: start 3"
