"""Exceptions of blocks and what statuses make of C's error conventions."""

import builtins
import sys
from types import ModuleType
from typing import Any

import builder
import pytest


# ---- hierarchies --------------------------------------------------------------------


def test_bases(ext: ModuleType) -> None:
    assert ext.StoreError.__bases__ == (Exception,)
    assert ext.NotFound.__bases__ == (ext.StoreError, KeyError)
    assert ext.Busy.__bases__ == (ext.StoreError, BlockingIOError)
    assert ext.NotFound.__module__ == "exceptions"
    assert ext.NotFound.__qualname__ == "NotFound"
    assert ext.StoreError.__doc__ == "Something is wrong with the store."
    assert ext.Busy.__doc__ is None


def test_every_base_catches(ext: ModuleType) -> None:
    for kind in (ext.NotFound, ext.StoreError, KeyError, LookupError):
        with pytest.raises(kind) as caught:
            ext.store(-2)
        assert type(caught.value) is ext.NotFound
        assert caught.value.args == ("no key -2",)


def test_declared_attributes(ext: ModuleType) -> None:
    for kind in (ext.StoreError, ext.NotFound, ext.Busy):
        error = kind("by Python")
        assert (error.code, error.where) == (None, None)
        error.code = 3
        assert error.code == 3
        assert kind.code is None
    with pytest.raises(ext.StoreError) as caught:
        ext.store(-1)
    assert (caught.value.code, caught.value.where) == (-1, None)


def test_attribute_of_a_base_stays_that(ext: ModuleType) -> None:
    error = ext.Busy(11, "wait")
    assert (error.errno, error.strerror, error.retries) == (11, "wait", None)
    assert "errno" not in vars(ext.Busy)


def test_builtin_exceptions(ext: ModuleType) -> None:
    with pytest.raises(UnboundLocalError, match="^a name$"):
        ext.store(-4)
    with pytest.raises(DeprecationWarning, match="^it is old$"):
        ext.store(-5)
    late: Any = getattr(builtins, "PythonFinalizationError", RuntimeError)
    assert ext.Late.__bases__ == (late,)


def test_every_builtin_exception_can_be_a_base() -> None:
    names = [
        name
        for name, kind in vars(builtins).items()
        if isinstance(kind, type)
        and issubclass(kind, BaseException)
        and not issubclass(kind, BaseExceptionGroup)
    ]
    if "PythonFinalizationError" not in names:
        names.append("PythonFinalizationError")
    names.remove("_IncompleteInputError") if "_IncompleteInputError" in names else None
    blocks = "".join(f"SEA_EXCEPTION(My{n}, {n});\n" for n in names)
    items = ", ".join(f"(exception, My{n})" for n in names)
    module = builder.import_snippet(
        "all_bases",
        f"#include <seabind/seabind.h>\n{blocks}SEA_MODULE(all_bases, {items});",
    )
    for name in names:
        base = getattr(builtins, name, RuntimeError)
        assert getattr(module, f"My{name}").__bases__ == (base,)


@pytest.mark.parametrize(
    ("bases", "text"),
    [
        (
            "OSError, ImportError",
            "multiple bases have instance lay-out conflict",
        ),
        (
            "Exception, ValueError",
            "Cannot create a consistent method resolution\n"
            "order (MRO) for bases Exception, ValueError",
        ),
        ("ValueError, ValueError", "duplicate base class ValueError"),
    ],
)
def test_bases_that_do_not_go_together(bases: str, text: str) -> None:
    source = f"""
        #include <seabind/seabind.h>
        SEA_EXCEPTION(Odd, {bases});
        SEA_MODULE(odd, (exception, Odd));
    """
    with pytest.raises(ImportError) as caught:
        builder.import_snippet("odd", source)
    said = f"seabind: module 'odd': 'Odd' cannot have the bases {bases}: {text}"
    if "MRO" not in text:
        assert str(caught.value) == said
    else:
        assert str(caught.value).replace(" \n", "\n").startswith(said[:70])
    assert isinstance(caught.value.__cause__, TypeError)
    assert caught.value.__context__ is caught.value.__cause__


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (
            "SEA_EXCEPTION(A, Exception); SEA_EXCEPTION(B, ValueError, A);"
            "SEA_MODULE(odd2, (exception, B), (exception, A));",
            "seabind: module 'odd2': list (exception, A) before 'B'",
        ),
        (
            "SEA_EXCEPTION(A, Exception, (attribute, class));"
            "SEA_MODULE(odd2, (exception, A));",
            "seabind: module 'odd2': 'class' is a keyword of Python; call it 'class_'",
        ),
    ],
)
def test_bad_blocks(block: str, text: str) -> None:
    with pytest.raises(ImportError) as caught:
        builder.import_snippet("odd2", f"#include <seabind/seabind.h>\n{block}")
    assert str(caught.value) == text


