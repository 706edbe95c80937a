"""(parent, X): a parent closes its children first; who is used is not closed."""

import gc
import sys
import threading
import weakref
from pathlib import Path

import builder
import env
import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def path() -> Path:
    return builder.build_extension(
        "parent", HERE / "parent.c", defines=("SEA_COUNTERS",)
    )


@pytest.fixture
def parent(path: Path):
    module = builder.load_extension(path)
    gc.collect()
    assert module.counts() == (0, 0, 0, 0)
    yield module
    gc.collect()
    assert module.counts() == (0, 0, 0, 0)


def ways(parent, base) -> list:
    """A child by each way to make one."""
    return [
        base.query(),
        base.fresh,
        parent.Query(base),
        parent.Query(fails=0, base=base),
        parent.ask(base),
        base.query().row().again(),
    ]


def test_a_child_keeps_its_parent(parent) -> None:
    for n in range(6):
        base = parent.Base()
        child = ways(parent, base)[n]
        gone = weakref.ref(base)
        del base
        gc.collect()
        assert gone() is not None and parent.counts()[:2] == (1, 1), n
        del child
        assert gone() is None and parent.counts()[:2] == (0, 0)


def test_closing_a_parent_closes_the_children_first(parent) -> None:
    base = parent.Base()
    children = ways(parent, base)
    rows = [child.row() for child in children] + [child.line() for child in children]
    base.close()
    assert parent.counts() == (0, 0, 0, 0)
    assert all(o.closed for o in [base, *children, *rows])
    with pytest.raises(ValueError, match=r"^Query\.row\(\): the Query is closed$"):
        children[0].row()
    with pytest.raises(ValueError, match=r"^Query\.close\(\): .* closed already$"):
        children[0].close()


def test_with_closes_the_children(parent) -> None:
    with parent.Base() as base, base.query():
        row = base.query().row()
    assert row.closed and parent.counts() == (0, 0, 0, 0)


def test_children_that_are_closed_before(parent) -> None:
    base = parent.Base()
    children = ways(parent, base)
    for child in children[::2]:
        child.close()
    del children[1], child
    base.close()
    assert parent.counts() == (0, 0, 0, 0)


def test_many_children(parent) -> None:
    base = parent.Base()
    children = [base.query() for _ in range(20000)]
    base.close()
    assert all(child.closed for child in children)


def test_the_newest_is_closed_first(parent) -> None:
    order: list = []

    class Named(parent.Query):
        def close(self):  # the parent does not call it
            order.append(self)

    base = parent.Base()
    first, second = Named(base), Named(base)
    parent.at_free(lambda: order.append((first.closed, second.closed)))
    base.close()
    assert order == [(False, True)] and first.closed


def test_a_child_that_is_in_use_is_not_closed(parent) -> None:
    base = parent.Base()
    child, other = base.query(), base.query()
    with pytest.raises(
        RuntimeError,
        match=r"^Base\.close\(\): Query\.close\(\): the Query is in use by a running "
        r"call$",
    ):
        child.call(base.close)
    assert not base.closed and not child.closed
    assert other.closed, "it was closed before, as the newer one"
    child.call(lambda: None)
    base.close()


def test_the_first_exception_of_a_child_is_raised(parent, monkeypatch) -> None:
    seen: list = []
    monkeypatch.setattr(sys, "unraisablehook", seen.append)
    base = parent.Base()
    children = [base.query() for _ in range(3)]
    for n, child in enumerate(children):
        child.fails = n
    with pytest.raises(ValueError, match=r"^end 2$"):
        base.close()
    assert [str(args.exc_value) for args in seen] == ["end 1"]
    assert seen[0].object is children[1]
    assert base.closed and parent.counts() == (0, 0, 0, 0)
    seen.clear()


def test_a_failed_child_is_none(parent) -> None:
    base = parent.Base()
    child = parent.Query.__new__(parent.Query)
    with pytest.raises(RuntimeError):
        child.__init__(base, 1)
    base.close()
    assert parent.counts() == (0, 0, 0, 0)
    base = parent.Base()
    child.__init__(base)
    base.close()
    assert child.closed


def test_the_destroy_of_a_child_calls_back(parent) -> None:
    base = parent.Base()
    seen: list = []

    def close_again() -> None:
        with pytest.raises(RuntimeError, match="in use by a running call"):
            base.close()
        seen.append(base.query())

    child = base.query()
    parent.at_free(close_again)
    base.close()
    assert seen[0].closed and child.closed and parent.counts() == (0, 0, 0, 0)

    base = parent.Base()
    child = base.query()
    seen.clear()

    def close_parent() -> None:
        with pytest.raises(
            RuntimeError,
            match=r"^Base\.close\(\): the Base is in use by an unfinished Query$",
        ):
            base.close()
        seen.append(1)

    parent.at_free(close_parent)
    child.close()
    parent.at_free(close_parent)
    child = base.query()
    del child
    assert seen == [1, 1]
    base.close()


def test_a_callback_of_the_dead_child_may_close(parent) -> None:
    base = parent.Base()
    child = base.query()
    weakref.finalize(child, base.close)
    del child
    assert base.closed


def test_a_deep_chain(parent) -> None:
    """Children of children: nothing is lost when the C stack is the limit."""
    base = parent.Base()
    child = base.query()
    for _ in range(100):
        child = child.row().again()
    base.close()
    assert child.closed


def test_handles_that_keep_each_other(parent) -> None:
    base = parent.Base()
    query = base.query()
    query.attach([query, base])
    row = query.row()
    query.attach(row)
    gone = weakref.ref(base)
    del base, query, row
    for _ in range(3):
        gc.collect()
    assert gone() is None


def test_a_subclass(parent) -> None:
    class Base(parent.Base):
        pass

    class Query(parent.Query):
        def __init__(self, base):
            super().__init__(base)

    base = Base()
    base.child = Query(base)
    child, other = base.child, base.query()
    base.close()
    assert child.closed and other.closed
    base = Base()
    base.child = Query(base)
    gone = weakref.ref(base)
    del base
    gc.collect()
    assert gone() is None


def test_threads_that_make_children_of_what_is_closed(parent) -> None:
    for _ in range(30):
        base = parent.Base()
        begin = threading.Barrier(4)
        made: list = []

        def make(base=base, begin=begin, made=made) -> None:
            begin.wait()
            try:
                for _ in range(50):
                    child = base.query()
                    made.append(child)
                    made.append(child.row())
            except ValueError as error:
                assert "is closed" in str(error)

        threads = [threading.Thread(target=make) for _ in range(3)]
        for thread in threads:
            thread.start()
        begin.wait()
        while not base.closed:
            try:
                base.close()
            except RuntimeError as error:
                assert "in use by" in str(error)
        for thread in threads:
            thread.join()
        assert all(child.closed for child in made)
        assert parent.counts() == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "code",
    [
        "c = parent.Base().query().row()",
        "sys.kept = parent.Base().query().line()",
        "b = parent.Base()\nq = b.query()\nq.attach(q)\nr = [q.row(), b]",
        "b = parent.Base()\nq = b.query()\nr = q.row()\nq.attach(r)\nsys.b = b",
        "b = parent.Base()\nq = b.query()\natexit.register(b.close)",
        "b = parent.Base()\nq = b.query()\nweakref.finalize(b.query(), b.close)",
        "b = parent.Base()\nq = b.query()\nq.attach([q.row(), parent, sys])\n"
        "class D:\n    def __del__(self, close=b.close): close()\nsys.d = D()",
    ],
)
def test_the_end_of_the_process(path, code: str) -> None:
    env.check_script_success_in_subprocess(
        "import atexit, parent, sys, weakref\n"
        # what is destroyed too early is said in the last instant of the process
        "import os\nclass Last:\n    def __init__(self): self.c = parent.counts\n"
        "    def __del__(self, os=os):\n"
        "        if self.c()[3]: os._exit(9)\n"
        "atexit.register(lambda last=Last(): None)\n" + code,
        path,
    )
