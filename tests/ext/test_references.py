"""(reference, fn): a borrowed C object that counts references becomes an object."""

import gc
import threading
import weakref

import builder
import env
import no_memory
import pytest


def build():
    return builder.build_extension(
        "references", "tests/ext/references.c", defines=("SEA_COUNTERS",)
    )


@pytest.fixture
def ext():
    module = builder.load_extension(build())
    gc.collect()
    assert module.count() == 0
    yield module
    module.refuse(0)
    module.keep(None)
    gc.collect()
    assert module.count() == 0


def test_a_borrowed_object_has_a_reference(ext) -> None:
    node = ext.Node(1)
    other = node.push(2)
    assert (other.value, other.refs, node.refs) == (2, 2, 1)
    del node
    assert other.refs == 1 and ext.count() == 1, "it outlives who had it"


def test_it_is_taken_once_an_object(ext) -> None:
    node = ext.Node(1)
    before = ext.references()
    other = node.push(2)
    assert node.push(3) is other is node.next() is node.find(2) is node.must_find(2)
    assert ext.references() == before + 1 and other.refs == 2
    assert node.itself is node and node.refs == 1
    other.close()
    again = node.next()
    assert again is not other and again.refs == 2 and again.value == 2
    del again
    assert node.next().refs == 2, "the last object gave its reference back"


def test_null(ext) -> None:
    node = ext.Node(1)
    assert node.next() is None and node.find(7) is None and ext.kept_or_none() is None
    with pytest.raises(RuntimeError, match=r"^kept\(\): the C function returned NULL$"):
        ext.kept()
    with pytest.raises(RuntimeError, match=r"^Node\.must_find\(\): "):
        node.must_find(7)


def test_functions_of_a_module(ext) -> None:
    ext.keep(ext.Node(5))
    node = ext.kept()
    assert node.value == 5 and node.refs == 2 and ext.kept_or_none() is node
    assert ext.kept_owned() is node and node.refs == 2
    del node
    assert ext.kept_owned().refs == 2
    assert ext.wrap_kept().refs == 2 and ext.wrap_kept() is not None
    assert ext.kept().refs == 2


def test_what_cannot_be_referenced(ext) -> None:
    node = ext.Node(1)
    ext.refuse(1)
    with pytest.raises(RuntimeError, match=r"\(\): C gave no reference to the Node$"):
        node.push(2)
    ext.refuse(0)
    assert node.next().refs == 2


def test_base_classes(ext) -> None:
    node = ext.Derived(1)
    other = node.push(2)
    assert type(other) is ext.Base and other.refs == 2
    third = other.push(3)
    assert third.refs == 2 and node.push(0) is other
    derived = ext.Derived(1).derive(4)
    assert type(derived) is ext.Derived and derived.refs == 1


def test_a_function_of_any_pointer(ext) -> None:
    other = ext.Any(1).push(2)
    assert other.refs == 1


@pytest.mark.parametrize("name", ["Up", "Added"])
def test_a_function_that_returns_a_number(ext, name) -> None:
    node = getattr(ext, name)(1)
    other = node.push(2)
    assert other.refs == 2 and node.push(3) is other
    other.close()
    assert node.push(3).refs == 2


def test_an_object_that_is_dying(ext) -> None:
    """Its C object lives on: it gets another object."""
    seen = []

    class Mine(ext.Node):
        pass

    other = Mine(2)
    ext.keep(other)
    weakref.finalize(other, lambda: seen.append(ext.kept()))
    del other
    (again,) = seen
    assert type(again) is ext.Node and again.value == 2 and again.refs == 2
    assert ext.kept() is again


def test_cycles(ext) -> None:
    class Mine(ext.Node):
        pass

    node = Mine(1)
    node.other = [node.push(2), node]
    gone = weakref.ref(node)
    del node
    gc.collect()
    assert gone() is None and ext.count() == 0


def test_threads(ext) -> None:
    node = ext.Node(0)
    begin = threading.Barrier(4)
    wrong = []

    def look() -> None:
        begin.wait()
        for _ in range(2000):
            other = node.push(1)
            if other.value != 1 or node.unguarded() is not node:
                wrong.append(other)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong and node.next().refs == 2 and node.refs == 1


def test_the_end_of_the_interpreter() -> None:
    script = """
import references
node = references.Node(1)
other = node.push(2)
references.keep(other.push(3))
class Last:
    def __del__(self):
        print(node.next().refs, references.kept().value)
last = Last()
references.last = last
"""
    said = env.check_script_success_in_subprocess(script, build())
    assert said.split() == ["2", "3"]


MEMORY = """
import references

node = references.Node(1)
node.push(2)
references.keep(references.Node(3))
def use():
    return node.next(), node.find(2), references.kept(), references.wrap_kept()
def check(*what):
    assert references.count() == 3 and node.next().refs == 2, what
sweep(use, check, 1)
"""


@no_memory.needed
def test_without_memory() -> None:
    no_memory.check(MEMORY, build(), timeout=60)
