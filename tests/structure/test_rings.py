"""Handles in garbage whose memory is exported: it stays for as long as the buffer."""

import contextlib
import gc
import weakref
from collections.abc import Callable
from types import ModuleType

import builder
import pytest


@pytest.fixture(scope="module")
def m() -> ModuleType:
    return builder.import_extension("rings", "tests/structure/rings.c")


class Trigger:
    pass


class Holder:
    """Has a buffer, and lets it be seen while it dies itself, as CPython before 3.14
    allows: by weak references that a finaliser makes."""

    def __init__(self, view: memoryview, look: Callable[[memoryview], object]):
        self.trigger = Trigger()
        self.view = view
        self.look = look

    def __del__(self) -> None:
        view, look = weakref.ref(self.view), self.look

        def called(_: object) -> None:
            alive = view()
            if alive is not None:
                look(alive)

        kept.append(weakref.ref(self.trigger, called))


kept: list[object] = []


def all_handles() -> list:
    """Those that the garbage collector has cleared once, and could not free, too."""
    found = (o for o in gc.get_objects() if type(o).__name__ in ("Ring", "Link"))
    return sorted(found, key=lambda o: o.numbers[0])


def make_ring(m: ModuleType) -> None:
    a, b = m.Ring(1), m.Ring(4)
    a.keep(b)
    b.keep(a)
    a.keep(b.link())


def free(m: ModuleType, before: int) -> None:
    for _ in range(5):
        gc.collect()
    assert m.alive() == before


@pytest.mark.parametrize("which", range(3), ids=["first", "second", "child"])
def test_a_buffer_of_garbage_is_not_of_freed_memory(m: ModuleType, which: int) -> None:
    before = m.alive()
    seen: list[list[int]] = []

    def look(view: memoryview) -> None:
        with contextlib.suppress(ValueError):  # released
            seen.append([view[i] for i in range(3)])

    gc.collect()
    gc.disable()
    try:
        make_ring(m)
        gc.collect()  # they are cleared, and keep each other
        a, b, link = all_handles()
        shared = (a, b, link)[which]
        wanted = list(shared.numbers)
        holder = Holder(memoryview(shared.numbers), look)
        a.keep(holder)
        b.keep(holder)
        del a, b, link, shared, holder
        gc.collect()
        for read in seen:
            assert read == wanted
    finally:
        gc.enable()
        kept.clear()
    free(m, before)
