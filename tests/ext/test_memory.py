"""view(T, n): memory that C lends, the life of its owner, the end."""

import gc
import threading
import weakref
from types import ModuleType

import builder
import env
import expressions
import no_memory
import pytest

m: ModuleType


def build():
    return builder.build_extension(
        "memory", "tests/ext/memory.c", defines=("SEA_COUNTERS",)
    )


@pytest.fixture(scope="module", autouse=True)
def modules() -> None:
    global m
    m = builder.load_extension(build())


VALUES = {
    "Vec(3).data.tolist()": [0.0, 1.0, 2.0],
    "Vec(0).data.tolist()": [],
    "Vec(3).read.tolist()": [0.0, 1.0, 2.0],
    "Vec(3).counted().tolist()": [0.0, 1.0, 2.0],
    "Vec(3).tail(2).tolist()": [2.0],
    "Vec(3).tail(i=3)": None,
    "Vec(3).small.tolist()": [1, 2, 3, 4],
    "Vec(3).raw.nbytes": 24,
    "Vec(3).null.tolist()": [],
    "Vec(3).maybe": None,
    "[x.readonly for x in (Vec(1).data, Vec(1).read)]": [False, True],
    "[x.format for x in (Vec(1).data, Vec(1).small, Vec(1).raw)]": ["d", "h", "B"],
    "Vec(2).data.shape": (2,),
    "Vec(2).data.strides": (8,),
    "Row(1, 2, 3).cells.tolist()": [1.0, 2.0, 3.0],
    "Row(1, 2, 3).read.readonly": True,
    "Table().row.cells.tolist()": [1.0, 2.0],
    "Table().first.cells.tolist()": [1.0, 2.0],
}  # fmt: skip


@pytest.mark.parametrize("code", VALUES)
def test_values(code: str) -> None:
    assert eval(code, vars(m)) == VALUES[code]


ERRORS = {
    "Vec(3).null_of_1": (RuntimeError, "Vec.null_of_1: the C function returned NULL"),
    "Vec(3).negative": (
        RuntimeError,
        "Vec.negative: C gave a negative number of items",
    ),
    "Vec(3).huge": (RuntimeError, "Vec.huge: C gave a negative number of items"),
    "Vec.__new__(Vec).data": (
        RuntimeError,
        "Vec.data: the Vec is not initialised: its __init__() was not called",
    ),
    "Row.__new__(Row).cells": (
        RuntimeError,
        "Row.cells: the Row is not initialised: its __init__() was not called",
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", ERRORS)
def test_errors(code: str) -> None:
    expressions.check_error(code, vars(m), *ERRORS[code])


def test_it_is_the_memory() -> None:
    vec = m.Vec(3)
    vec.data[1] = 10
    assert vec.sum() == 12
    with pytest.raises(TypeError, match="read-only"):
        vec.read[0] = 1
    row = m.Row(1, 2, 3)
    cells = row.cells
    cells[0] = 9
    assert row.read.tolist() == [9, 2, 3]


def test_a_handle_is_not_closed_as_long() -> None:
    vec = m.Vec(3)
    data = vec.data
    part = data[1:]
    data.release()
    with pytest.raises(
        BufferError, match=r"Vec.close\(\): a buffer of the Vec is in use"
    ):
        vec.close()
    other = vec.read
    part.release()
    with pytest.raises(BufferError):
        vec.close()
    other.release()
    vec.close()
    with pytest.raises(ValueError, match=r"Vec\.data: the Vec is closed"):
        _ = vec.data


def test_once_released_it_is_not_exported_again() -> None:
    vec = m.Vec(3)
    data = vec.data
    exporter = data.obj
    second = memoryview(exporter)
    data.release()
    assert memoryview(exporter).tolist() == second.tolist() == [0, 1, 2]
    second.release()
    gc.collect()
    with pytest.raises(BufferError, match="the memory was released"):
        memoryview(exporter)
    vec.close()


def test_it_keeps_its_owner() -> None:
    live = m.alive()
    data = m.Vec(3).data
    gc.collect()
    assert data.tolist() == [0, 1, 2]
    data.release()
    gc.collect()
    assert m.alive() == live
    cells = m.Row(1, 2, 3).cells
    gc.collect()
    assert cells.tolist() == [1, 2, 3]


def test_a_view_of_a_handle_pins_the_handle() -> None:
    table = m.Table()
    for cells in (table.row.cells, table.first.cells):
        cells[0] = 7
        assert table.first.read.tolist() == [7, 2]
        with pytest.raises(BufferError, match="a buffer of the Table is in use"):
            table.close()
        cells.release()
    gc.collect()
    table.close()


def test_with_a_cycle_through_it() -> None:
    class Sub(m.Vec):
        pass

    live = m.alive()
    vec = Sub(3)
    vec.kept = [vec.data, vec.read[1:]]
    gone = weakref.ref(vec)
    del vec
    gc.collect()
    gc.collect()
    assert gone() is None
    assert m.alive() == live


def test_numpy() -> None:
    np = pytest.importorskip("numpy")
    vec = m.Vec(4)
    a = np.asarray(vec.data)
    a *= 2
    assert vec.sum() == 12
    with pytest.raises(BufferError):
        vec.close()
    del a
    gc.collect()
    vec.close()


def test_threads() -> None:
    vec = m.Vec(8)

    def work() -> None:
        for _ in range(300):
            vec.data.tolist()
            with pytest.raises(BufferError), vec.read:
                vec.close()

    kept = vec.data
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept.release()
    vec.close()


def test_nothing_is_lost() -> None:
    gc.collect()
    live = m.alive()
    expressions.check_no_blocks_are_lost([*VALUES, *ERRORS], vars(m))
    gc.collect()
    assert m.alive() == live


def test_at_the_end() -> None:
    script = """
import memory
vec, row, table = memory.Vec(3), memory.Row(1, 2, 3), memory.Table()
memory.kept = vec.data, row.cells, table.row.cells
class Sub(memory.Vec):
    pass
loop = Sub(2)
loop.kept = loop.data, loop.small
class Last:
    def __del__(self, kept=memory.kept, vec=vec):
        print([view.tolist()[1] for view in kept], vec.read.tolist())
last = memory.last = Last()
del vec, row, table
"""
    said = env.check_script_success_in_subprocess(script, build())
    assert said == "[1.0, 2.0, 2.0] [0.0, 1.0, 2.0]\n"


MEMORY = """
import memory
vec, row, table = memory.Vec(3), memory.Row(1, 2, 3), memory.Table()
def use():
    return [x.tolist() for x in (vec.data, row.read, table.row.cells, vec.tail(1))]
def check(*what):
    gc.collect()
    memory.Vec(1).close()
    assert memory.alive() == 2, what
use()
sweep(use, check, 5)
vec.close()
table.close()
"""


@no_memory.needed
def test_without_memory() -> None:
    no_memory.check(MEMORY, build())
