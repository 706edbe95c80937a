"""A container of Python objects, and that the collector sees through it."""

import gc
import sys
import weakref
from types import ModuleType

import builder
import pytest

SOURCE = "examples/container/container.c"


@pytest.fixture(scope="module")
def container() -> ModuleType:
    return builder.import_extension("container", SOURCE)


@pytest.fixture
def new(container):
    return container.ContainerOwnsPythonObjects


class Item:
    """Can be weakly referenced; calls *then* when it dies."""

    def __init__(self, then=lambda: None):
        self.then = then

    def __del__(self):
        self.then()


def test_items_come_back_as_they_were(new):
    c, items = new(), [Item() for _ in range(100)]
    for number, item in enumerate(items):
        assert c.size() == number
        c.append(item)
    assert all(c.at(i) is item for i, item in enumerate(items))
    c.clear()
    assert c.size() == 0
    c.append(None)
    assert (c.size(), c.at(0)) == (1, None)


def test_references_are_owned_and_released(new):
    item = Item()
    before = sys.getrefcount(item)
    c = new()
    for _ in range(9):
        c.append(item)
    assert sys.getrefcount(item) == before + 9
    c.at(0)
    assert sys.getrefcount(item) == before + 9
    c.clear()
    assert sys.getrefcount(item) == before
    c.append(item)
    del c
    assert sys.getrefcount(item) == before


@pytest.mark.parametrize("index", [0, 1, sys.maxsize])
def test_no_such_item(new, index):
    with pytest.raises(IndexError, match=rf"no item {index}, the size is 0"):
        new().at(index)


def test_cycles_are_collected(new):
    c = new()
    assert gc.is_tracked(c)
    c.append(c)
    gone = weakref.ref(c)
    del c
    gc.collect()
    assert gone() is None

    c, other = new(), new()
    c.append([other])
    other.append({"c": c})
    gone = weakref.ref(c), weakref.ref(other)
    del c, other
    gc.collect()
    assert [ref() for ref in gone] == [None, None]


def test_what_is_referred_to_is_kept(new):
    c, item = new(), Item()
    ref = weakref.ref(item)
    c.append([c, item])
    del item
    gc.collect()
    assert c.at(0)[1] is ref()


def test_an_item_may_come_back_while_it_is_released(new):
    c, sizes = new(), []

    def comes_back():
        sizes.append(c.size())
        c.clear()
        c.append(len(sizes))

    for _ in range(3):
        c.append(Item(comes_back))
    c.clear()
    assert sizes == [0, 1, 1]
    assert (c.size(), c.at(0)) == (1, 3)


def test_one_that_was_never_constructed(new):
    class Careless(new):
        def __init__(self):
            self.me = self

    bare = Careless()
    assert gc.is_tracked(bare)
    assert Careless in gc.get_referents(bare)
    for name, arguments in ("size", ()), ("clear", ()), ("append", (1,)), ("at", (0,)):
        with pytest.raises(RuntimeError, match=rf"{name}\(\).*not initialised"):
            getattr(bare, name)(*arguments)
    gone = weakref.ref(bare)
    del bare
    gc.collect()
    assert gone() is None
