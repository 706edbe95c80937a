"""(copy, fn): copies of handles by the library's own function."""

import copy
import gc
import pickle

import builder
import pytest


@pytest.fixture
def ext():
    module = builder.load_extension(
        builder.build_extension("copies", "tests/ext/copies.c")
    )
    gc.collect()
    assert module.count() == 0
    yield module
    module.fail(0)
    gc.collect()
    assert module.count() == 0


@pytest.mark.parametrize("make", [copy.copy, copy.deepcopy])
def test_handles_are_copied(ext, make) -> None:
    text = ext.Text(3)
    other = make(text)
    assert type(other) is ext.Text and other is not text and other.size == 3
    other.size = 4
    assert text.size == 3 and ext.count() == 2
    text.close()
    assert other.size == 4
    with pytest.raises(ValueError, match=r"^Text\.__copy__\(\): the Text is closed$"):
        make(text)


def test_deepcopy_copies_an_object_once(ext) -> None:
    text = ext.Text(3)
    first, second = copy.deepcopy([text, text])
    assert first is second is not text
    assert ext.Text.__copy__.__doc__ == "Another text."


def test_a_copy_that_fails(ext) -> None:
    text = ext.Text(3)
    ext.fail(1)
    for make in (copy.copy, copy.deepcopy):
        with pytest.raises(
            RuntimeError, match=r"^Text\.__copy__\(\): the C function returned NULL$"
        ):
            make(text)


def test_a_copy_has_the_same_parent(ext) -> None:
    text = ext.Text(3)
    longer = ext.Longer(text)
    other = copy.deepcopy(copy.copy(longer))
    assert other.size == 5
    text.close()
    assert other.closed and longer.closed


def test_the_copy_of_what_is_counted_is_itself(ext) -> None:
    shared = ext.Shared(3)
    assert copy.copy(shared) is shared is copy.deepcopy(shared)


def test_a_copy_is_of_the_class_and_no_pickle(ext) -> None:
    class Mine(ext.Text):
        pass

    assert type(copy.copy(Mine(3))) is ext.Text
    with pytest.raises(TypeError, match="cannot pickle"):
        pickle.dumps(ext.Text(3))
