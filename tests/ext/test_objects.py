"""Handles that hold Python objects: attributes, collection, never half-built."""

import gc
import sys
import threading
import time
import weakref

import pytest


@pytest.fixture(autouse=True)
def nothing_is_left(ext):
    gc.collect()
    before = ext.alive()
    yield
    gc.collect()
    assert ext.alive() == before


def test_an_object_field_reads_writes_and_deletes(ext):
    node, value = ext.Node(3), object()
    assert node.next is None
    references = sys.getrefcount(value)
    node.data = value
    assert node.data is value
    assert sys.getrefcount(value) == references + 1
    del node.data
    assert node.data is None
    assert sys.getrefcount(value) == references
    assert ext.Node.data.__doc__ == "Anything."


def test_a_cycle_of_object_fields_is_collected(ext):
    node = ext.Node()
    assert gc.is_tracked(node)
    node.next, node.data = node, [node]
    gone = weakref.ref(node)
    del node
    gc.collect()
    assert gone() is None


def test_a_long_chain_is_destroyed_without_recursion(ext):
    chain = None
    for number in range(100_000):
        node = ext.Node(number)
        node.next, chain = chain, node
    del chain, node
    assert ext.alive() == 0


def test_a_self_cycle_and_an_indirect_cycle_of_a_container_are_collected(ext):
    bag, other = ext.Bag(), ext.Bag()
    bag.append(bag)
    bag.append([other])
    other.append({"bag": bag})
    gone = weakref.ref(bag), weakref.ref(other)
    assert bag.size == 2
    assert bag.at(0) is bag
    gc.collect()
    assert bag.calls > 0
    del bag, other
    gc.collect()
    assert [ref() for ref in gone] == [None, None]


def test_an_error_set_by_c_is_raised(ext):
    with pytest.raises(IndexError, match="no such item"):
        ext.Bag().at(0)


def test_slots_are_not_called_on_what_is_not_constructed(ext):
    raw = [cls.__new__(cls) for cls in (ext.Bag, ext.Node) for _ in range(3)]
    gc.collect()
    for o in raw:
        with pytest.raises(RuntimeError, match="is not initialised"):
            o.append(1) if isinstance(o, ext.Bag) else o.next
    del raw, o
    gc.collect()


def test_closing_drops_the_objects(ext):
    node, value = ext.Node(), ext.Node()
    gone = weakref.ref(value)
    node.data = value
    del value
    node.close()
    assert gone() is None
    with pytest.raises(ValueError, match=r"Node\.data: the Node is closed"):
        _ = node.data


def test_a_python_subclass_takes_part(ext):
    class Sub(ext.Node):
        def __init__(self, other):
            super().__init__(7)
            self.other = other

    node = Sub(None)
    node.other, node.data = node, node
    gone = weakref.ref(node)
    del node
    gc.collect()
    assert gone() is None


def test_peek_sees_constructed_objects_only(ext):
    bag = ext.Bag()
    assert ext.peeks(bag) == 1
    assert ext.peeks(ext.Node()) == 2
    assert ext.peeks(ext.Bag.__new__(ext.Bag)) == 0
    assert ext.peeks(3) == 0
    bag.close()
    assert ext.peeks(bag) == 0


def test_destruction_by_the_replaced_value_may_use_the_handle(ext):
    node = ext.Node()

    class Nosy:
        def __del__(self):
            seen.append(node.data)

    seen = []
    node.data = Nosy()
    node.data = 5
    assert seen == [5]


def test_a_collection_does_not_look_into_a_handle_that_another_thread_uses(ext):
    bag, item = ext.Bag(), ext.Node()
    bag.append(item)
    bag.append(bag)
    gone = weakref.ref(item)
    gc.disable()
    try:
        thread = threading.Thread(target=bag.work)
        before = bag.calls
        thread.start()
        end = time.monotonic() + 30
        while ext.stage() != 1 and time.monotonic() < end:
            time.sleep(0.001)
        assert ext.stage() == 1
        del item
        gc.collect()
        ext.come_back()
        thread.join(30)
        assert bag.calls == before
        assert gone() is bag.at(0)
        gc.collect()
        assert bag.calls > before
    finally:
        gc.enable()
