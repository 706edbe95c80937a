"""(keep_alive, nurse, patient): who lives how long, and who dies first."""

import gc
import sys
import weakref
from pathlib import Path

import builder
import env
import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def path() -> Path:
    return builder.build_extension("keep", HERE / "keep.c", defines=("SEA_COUNTERS",))


@pytest.fixture
def keep(path: Path):
    module = builder.load_extension(path)
    gc.collect()
    assert module.counts() == (0, 0, 0)
    yield module
    gc.collect()
    assert module.counts() == (0, 0, 0)


def test_a_method_keeps_its_argument(keep) -> None:
    c, d = keep.Coder(), keep.Dict()
    gone = weakref.ref(d)
    assert c.use(d) is None
    del d
    assert c.check() and gone() is not None
    c.use(None)
    assert gone() is None


def test_the_next_call_replaces_the_patient_of_the_item(keep) -> None:
    first, used = keep.Dict(), keep.Dict()
    c = keep.Coder(first)
    c.use(used)
    before = [sys.getrefcount(first), sys.getrefcount(used)]
    for _ in range(100):
        c.use(used)
    assert [sys.getrefcount(first), sys.getrefcount(used)] == before
    c.use(keep.Dict())
    assert sys.getrefcount(used) == before[1] - 1
    assert sys.getrefcount(first) == before[0]
    assert keep.counts()[:2] == (3, 1)


def test_a_call_that_fails_keeps_what_was_kept(keep) -> None:
    c, d = keep.Coder(), keep.Dict()
    gone = weakref.ref(d)
    c.use(d)
    del d
    with pytest.raises(ValueError, match="error 3"):
        c.use(keep.Dict(), 3)
    assert c.check() and gone() is not None
    assert keep.counts()[0] == 1


def test_init_keeps(keep) -> None:
    d = keep.Dict()
    gone = weakref.ref(d)
    c = keep.Coder(first=d)
    del d
    assert gone().users == 1
    del c
    assert gone() is None


def test_a_result_keeps_self(keep) -> None:
    c = keep.Dict().coder()
    assert keep.counts()[:2] == (1, 1)
    assert keep.Dict().maybe() is None
    del c


def test_a_parameter_keeps_another(keep) -> None:
    c = keep.Coder()
    keep.lend(c, keep.Dict())
    assert c.check()
    assert keep.counts()[:2] == (1, 1)
    keep.lend(dict=None, coder=c)
    assert keep.counts()[:2] == (0, 1)


def test_close_releases_the_patients(keep) -> None:
    c = keep.Coder(keep.Dict())
    c.use(keep.Dict())
    c.close()
    assert keep.counts()[:2] == (0, 0)


def test_what_is_used_is_not_closed(keep) -> None:
    first, used = keep.Dict(), keep.Dict()
    c = keep.Coder(first)
    c.use(used)
    other = keep.Coder()
    keep.lend(other, used)
    for d in (first, used):
        for close in (d.close, lambda d=d: d.__exit__(None, None, None)):
            with pytest.raises(
                RuntimeError,
                match=r"^Dict\.close\(\): the Dict is in use by an open Coder$",
            ):
                close()
        assert not d.closed
    c.use(None)
    with pytest.raises(RuntimeError):
        used.close()
    other.close()
    used.close()
    del c
    first.close()


def test_a_result_uses_self(keep) -> None:
    d = keep.Dict()
    c = d.coder()
    with pytest.raises(RuntimeError, match="in use by an open Coder"):
        d.close()
    c.close()
    d.close()


def test_who_has_the_python_object_alone_uses_nothing(keep) -> None:
    c, d = keep.Coder(), keep.Dict()
    c.attach(d)
    d.close()
    a, b = keep.Coder(), keep.Coder()
    a.attach(b)
    b.attach(a)
    c.attach(c)
    for coder in (a, b, c):
        coder.close()


def test_a_callback_of_the_dead_user_may_close(keep) -> None:
    c, d = keep.Coder(), keep.Dict()
    c.use(d)
    weakref.finalize(c, d.close)
    del c
    assert d.closed


def test_what_is_kept_is_seen_by_the_collector(keep) -> None:
    class Sub(keep.Dict):
        pass

    d = Sub()
    d.coder_ = keep.Coder(d)
    d.coder_.use(d)
    gone = weakref.ref(d)
    del d
    gc.collect()
    assert gone() is None


def test_a_cycle_through_any_object(keep) -> None:
    c, ring = keep.Coder(keep.Dict()), []
    ring.append(c)
    c.attach(ring)
    gone = weakref.ref(c)
    del c, ring
    gc.collect()
    assert gone() is None


def test_handles_that_keep_each_other(keep) -> None:
    a, b = keep.Coder(), keep.Coder(keep.Dict())
    a.attach(b)
    b.attach(a)
    gone = weakref.ref(a)
    del a, b
    gc.collect()
    gc.collect()
    assert gone() is None


def test_a_class_without_keeps_is_refused(keep) -> None:
    with pytest.raises(TypeError) as caught:
        keep.Dict().plain()
    assert (
        str(caught.value)
        == "Dict.plain(): a Dict cannot keep others alive: add (keeps) to its block"
    )
    assert keep.counts()[0] == 0


def test_a_long_chain_dies(keep) -> None:
    last = keep.Coder()
    for _ in range(20000):
        c = keep.Coder()
        c.attach(last)
        last = c
    del c, last
    assert keep.counts()[1] == 0


@pytest.mark.parametrize(
    "code",
    [
        "c = keep.Coder(keep.Dict()); c.use(keep.Dict())",
        "sys.kept = keep.Dict().coder()",
        "c = keep.Coder(); c.attach(c)",
        "a, b = keep.Coder(), keep.Coder()\na.attach(b)\nb.attach([a, keep])",
        "a = keep.Coder()\nb = [keep.Coder(keep.Dict()), a]\na.attach(b)\nsys.b = b",
    ],
)
def test_the_end_of_the_process(path, code: str) -> None:
    env.check_script_success_in_subprocess("import keep, sys\n" + code, path)
