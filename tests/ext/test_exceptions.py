"""Exceptions of blocks and what statuses make of C's error conventions."""

import builtins
import errno
import gc
import os
import signal
import sys
import traceback
import warnings
from pathlib import Path
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
    with pytest.raises(UnboundLocalError, match=r"^a name$"):
        ext.store(-4)
    with pytest.raises(DeprecationWarning, match=r"^it is old$"):
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
    older = {
        "PythonFinalizationError": RuntimeError,
        "ImportCycleError": ImportError,
    }
    names += [name for name in older if name not in names]
    names.remove("_IncompleteInputError") if "_IncompleteInputError" in names else None
    blocks = "".join(f"SEA_EXCEPTION(My{n}, {n});\n" for n in names)
    items = ", ".join(f"(exception, My{n})" for n in names)
    module = builder.import_snippet(
        "all_bases",
        f"#include <seabind/seabind.h>\n{blocks}SEA_MODULE(all_bases, {items});",
    )
    for name in names:
        base = getattr(builtins, name, None) or older[name]
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


# ---- errno --------------------------------------------------------------------------


def test_errno_becomes_the_right_subclass(ext: ModuleType) -> None:
    assert ext.set_errno(0) is None
    for number in (errno.ENOENT, errno.EACCES, errno.EAGAIN, errno.EPIPE, errno.ERANGE):
        with pytest.raises(OSError) as caught:
            ext.set_errno(number)
        python = OSError(number, os.strerror(number))
        assert type(caught.value) is type(python)
        assert caught.value.args == python.args
        assert str(caught.value) == str(python)
        assert caught.value.filename is None


def test_errno_of_an_expression_and_a_class(ext: ModuleType) -> None:
    assert ext.numbered(0) is None
    with pytest.raises(ext.Busy) as caught:
        ext.numbered(errno.EBUSY)
    error = caught.value
    assert (error.errno, error.strerror) == (errno.EBUSY, os.strerror(errno.EBUSY))
    assert (error.where, error.code) == ("there", None)
    with pytest.raises(ValueError, match=r"^outside$"):
        ext.numbered(errno.EDOM)


def test_errno_is_read_before_other_expressions(ext: ModuleType) -> None:
    with pytest.raises(PermissionError) as caught:
        ext.spoilt(errno.EPERM)
    assert caught.value.where == "there"


def test_null_and_errno(ext: ModuleType, tmp_path: Path) -> None:
    path = str(tmp_path / "absent")
    with pytest.raises(FileNotFoundError) as caught:
        ext.open(path)
    assert caught.value.filename == path
    assert str(caught.value) == f"[Errno 2] No such file or directory: {path!r}"
    with pytest.raises(IsADirectoryError):
        ext.open(str(tmp_path), mode="w")
    closed = ext.files_closed()
    file = ext.open(path, "w")
    assert isinstance(file, ext.File)
    file.close()
    assert ext.files_closed() == closed + 1


def test_filename_of_init_and_of_what_was_not_given(ext: ModuleType) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        ext.File("/nowhere")
    assert caught.value.filename == "/nowhere"
    with pytest.raises(FileNotFoundError) as caught:
        ext.path_check("x")
    assert caught.value.filename is None
    with pytest.raises(FileNotFoundError) as caught:
        ext.path_check(path="y", other="x")
    assert caught.value.filename == "y"
    with pytest.raises(TypeError, match=r"^path_check\(\) argument 'path' must be"):
        ext.path_check("x", 3)


def test_interrupted_call_runs_signal_handlers(ext: ModuleType) -> None:
    def handler(*_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(InterruptedError):
        ext.set_errno(errno.EINTR)
    before = signal.signal(signal.SIGUSR1, handler)
    try:
        with pytest.raises(ZeroDivisionError):
            raise_in_call(lambda: ext.set_errno(errno.EINTR))
    finally:
        signal.signal(signal.SIGUSR1, before)


def raise_in_call(call: Any) -> None:
    signal.raise_signal(signal.SIGUSR1)
    call()


# ---- warnings -----------------------------------------------------------------------


def test_warning_with_a_result(ext: ModuleType) -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert [ext.doubt(n) for n in (3, 11, 101)] == [3, 11, 101]
        assert ext.note(0) is None
        assert ext.note(1) is None
        with pytest.raises(ValueError, match=r"^negative$"):
            ext.doubt(-1)
    assert [(w.category, str(w.message)) for w in said] == [
        (UserWarning, "11 is large"),
        (UserWarning, "101 is large"),
        (ext.Old, "doubtful reports a problem"),
        (RuntimeWarning, "noted: 1"),
    ]
    assert {w.filename for w in said} == {__file__}


def test_warning_that_is_an_error(ext: ModuleType) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning, match=r"^11 is large$"):
            ext.doubt(11)
        with pytest.raises(UserWarning, match=r"^101 is large$"):
            ext.doubt(101)
        with pytest.raises(RuntimeWarning, match=r"^noted: 1$"):
            ext.note(1)
        warnings.simplefilter("ignore", UserWarning)
        with pytest.raises(ext.Old):
            ext.doubt(101)


@pytest.mark.parametrize(
    "code",
    [
        "ext.give('/dev/null')",
        "ext.twin(11)",
        "ext.Doubt(1)",
        "ext.Adopted(1)",
    ],
)
def test_warning_drops_what_c_made(ext: ModuleType, code: str) -> None:
    closed = ext.files_closed()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(Warning):
            eval(code, {"ext": ext})
    assert ext.files_closed() == closed + 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = eval(code, {"ext": ext})
    assert ext.files_closed() == closed + 1
    del made
    assert ext.files_closed() == closed + 2


# ---- messages of the thread ---------------------------------------------------------


def test_text_of_the_thread_is_read_before_python_runs(ext: ModuleType) -> None:
    def overwrite(*_: object) -> None:
        ext.set_message("overwritten")

    gc.callbacks.append(overwrite)
    threshold = gc.get_threshold()
    try:
        for _ in range(20):
            try:
                gc.set_threshold(1)
                ext.fail_with("of this call")
            except ext.StoreError as e:
                gc.set_threshold(*threshold)
                error = e
            assert error.args == ("of this call",)
            assert (error.where, error.code) == ("of this call", None)
    finally:
        gc.set_threshold(*threshold)
        gc.callbacks.remove(overwrite)


# ---- raising from C -----------------------------------------------------------------


def test_glue_raises(ext: ModuleType) -> None:
    assert ext.raise_it(0) is None
    with pytest.raises(ext.NotFound) as caught:
        ext.raise_it(1)
    assert caught.value.args == ("no key in \ufffd",)
    assert caught.value.code is None
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    with pytest.raises(ext.Old, match=r"^object$"):
        ext.raise_object("object")


def test_raise_while_another_is_in_flight(ext: ModuleType) -> None:
    with pytest.raises(ext.StoreError, match=r"^second$") as caught:
        ext.raise_it(2)
    assert caught.value.__cause__ is None
    assert repr(caught.value.__context__) == "KeyError('first')"
    assert not caught.value.__suppress_context__


def test_raise_from_nests(ext: ModuleType) -> None:
    with pytest.raises(ext.Busy, match=r"^3$") as caught:
        ext.raise_it(3)
    second = caught.value.__cause__
    assert type(second) is ext.StoreError
    assert second.args == ("2",)
    assert repr(second.__cause__) == "KeyError('1')"
    assert second.__cause__.__cause__ is None
    for error in (caught.value, second):
        assert error.__context__ is error.__cause__
        assert error.__suppress_context__
    text = "".join(traceback.format_exception(caught.value))
    assert text.count("direct cause") == 2


def test_raise_in_an_except_clause(ext: ModuleType) -> None:
    outer = ZeroDivisionError("outer")
    for how, depth in ((1, 1), (2, 2), (3, 3)):
        with pytest.raises(Exception) as caught:
            try:
                raise outer
            except ZeroDivisionError:
                ext.raise_it(how)
        error: BaseException | None = caught.value
        for _ in range(depth):
            assert error is not None
            error = error.__context__
        assert error is outer


def test_status_raises_from_what_is_in_flight(ext: ModuleType) -> None:
    with pytest.raises(ext.StoreError, match=r"^code -1$") as caught:
        ext.judged_badly(1)
    assert caught.value.code == -1
    assert type(caught.value.__cause__) is ext.NotFound
    assert caught.value.__context__ is caught.value.__cause__


def test_failure_without_an_exception(ext: ModuleType) -> None:
    with pytest.raises(SystemError) as caught:
        ext.raise_it(99)
    assert str(caught.value) == "a C function failed and has set no exception"


def test_exception_that_no_module_lists(ext: ModuleType) -> None:
    with pytest.raises(SystemError) as caught:
        ext.raise_it(4)
    assert str(caught.value) == (
        "seabind: add (exception, Unlisted) to the module's block: it is raised there"
    )


def test_type_of_an_exception(ext: ModuleType) -> None:
    assert ext.type_of(0) is ext.NotFound
    assert ext.type_of(1) is OSError


def test_warn(ext: ModuleType) -> None:
    with pytest.warns(ext.Old, match=r"^100%$"):
        ext.warn("100%")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ext.Old, match=r"^é$"):
            ext.warn("é")


def test_error_scope(ext: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", seen.append)
    assert ext.keep(list, KeyError("kept"))
    assert seen == []
    assert ext.keep(lambda: 1 / 0, KeyError("kept"))
    assert [s.exc_type for s in seen] == [ZeroDivisionError]
    seen.clear()


# ---- ready-made statuses ------------------------------------------------------------


def test_ready_made_statuses(ext: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("")
    assert ext.access(str(path)) == 0
    assert ext.unlink(str(path)) is None
    for function in (ext.unlink, ext.access):
        with pytest.raises(FileNotFoundError) as caught:
            function(str(path))
        assert str(caught.value) == f"[Errno 2] No such file or directory: '{path}'"
    assert ext.long_(-2) == -2
    with pytest.raises(OSError):
        ext.long_(-1)
    assert ext.number(0) is None
    with pytest.raises(PermissionError):
        ext.number(errno.EACCES)
    assert ext.is_even(2) is None
    with pytest.raises(RuntimeError, match=r"^the C function reports a failure$"):
        ext.is_even(1)


# ---- the end of a handle ------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Task", "SubTask"])
def test_close_raises_what_destroy_says(ext: ModuleType, kind: str) -> None:
    make, ended = getattr(ext, kind), ext.tasks_ended()
    make(0).close()
    task = make(-2)
    with pytest.raises(ext.NotFound) as caught:
        task.close()
    assert (caught.value.args, caught.value.code) == (("no key -2",), -2)
    assert task.closed
    with pytest.raises(ValueError, match="closed already"):
        task.close()
    with pytest.raises(ext.StoreError, match=r"^code -1$") as caught:  # noqa: SIM117
        with make(-1):
            raise ZeroDivisionError
    assert type(caught.value.__context__) is ZeroDivisionError
    with make(0):
        pass
    del task
    assert ext.tasks_ended() == ended + 4


def test_destroy_without_the_gil_may_warn(ext: ModuleType) -> None:
    with pytest.raises(RuntimeError, match=r"^noted reports a failure$"):
        ext.FreeTask(-1).close()
    with pytest.warns(RuntimeWarning, match=r"^noted: 1$"):
        ext.FreeTask(1).close()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(RuntimeWarning):
            ext.FreeTask(1).close()


def test_death_reports_what_destroy_says(
    ext: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[type, Any]] = []
    monkeypatch.setattr(
        sys, "unraisablehook", lambda u: seen.append((u.exc_type, u.object))
    )
    address = id(task := ext.Task(-2))
    words = repr(task)
    assert f"{address:#x}" in words
    del task
    assert seen == [(ext.NotFound, words)]
    seen.clear()

    def in_flight() -> None:
        tasks = [ext.Task(-1), ext.SubTask(0)]
        raise KeyError(len(tasks))

    with pytest.raises(KeyError, match=r"^2$") as caught:
        in_flight()
    assert caught.value.__context__ is None
    caught.value.__traceback__ = None
    del caught
    gc.collect()
    assert [kind for kind, _ in seen] == [ext.StoreError]


# ---- interpreters and the end -------------------------------------------------------


def test_each_interpreter_has_its_own(ext: ModuleType) -> None:
    builder.check_script(
        """
        import exceptions, _testcapi, sys, warnings
        code = '''if True:
            import exceptions
            def check(n, kind):
                try:
                    exceptions.raise_it(n)
                except kind as e:
                    assert type(e) is kind, type(e)
                else:
                    raise AssertionError
            check(1, exceptions.NotFound)
            assert exceptions.type_of(0) is exceptions.NotFound
        '''
        for _ in range(3):
            assert _testcapi.run_in_subinterp(code) == 0
        exec(code)
        """,
        Path(ext.__file__ or ""),
    )


def test_raising_after_the_module_was_cleared(ext: ModuleType) -> None:
    builder.check_script(
        """
        import exceptions, sys
        class Late:
            def __init__(self, raise_it, kind):
                self.raise_it, self.kind = raise_it, kind
            def __del__(self):
                try:
                    self.raise_it(1)
                except Exception as e:
                    # the class, or its first built-in base
                    assert type(e).__mro__[-3:-1] == self.kind.__mro__[-3:-1]
        sys.late = Late(exceptions.raise_it, exceptions.NotFound)
        cycle = [Late(exceptions.raise_it, exceptions.NotFound)]
        cycle.append(cycle)
        """,
        Path(ext.__file__ or ""),
    )
