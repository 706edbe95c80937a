"""Mistakes that were made once: each test failed before its fix."""

import inspect

import builder
import pytest


@pytest.mark.parametrize("value", [7, 8])
def test_an_init_whose_status_says_stop_or_none_is_a_clean_error(ext, value):
    with pytest.raises(RuntimeError, match=r"Emb\(\): the C function returned NULL"):
        ext.Emb(value)


def test_an_attribute_may_have_the_name_of_a_macro(ext):
    with pytest.raises(ValueError, match="bad 9") as caught:
        ext.Emb(9)
    assert caught.value.errno == 9


def test_a_new_object_is_destroyed_when_another_result_fails(ext):
    made, gone = ext.made(), ext.gone()
    text, emb = ext.both()
    assert (text, emb.n) == ("ok", 1)
    with pytest.raises(UnicodeDecodeError):
        ext.both(bad=1)
    del emb
    assert (ext.made() - made, ext.gone() - gone) == (2, 2)


def test_bools_that_are_neither_0_nor_1_do_not_reach_c(ext):
    assert ext.any(memoryview(bytes([1, 0, 1])).cast("?")) == 2
    with pytest.raises(ValueError, match="the bytes 0 and 1"):
        ext.any(memoryview(bytes([255, 2])).cast("?"))


def test_an_empty_keyword_is_no_parameter(ext):
    with pytest.raises(TypeError, match="unexpected keyword argument ''"):
        ext.nothing(**{"": 1})


def test_not_implemented_passes_through_the_derived_inequality(ext):
    box = ext.Box(1)
    assert (box == ext.Box(1)) is False
    assert (box != ext.Box(1)) is True


def test_a_null_text_field_is_none(ext):
    assert ext.Box(1).s is None


def test_a_mutable_class_uses_an_assigned_init(ext):
    original = ext.Box.__init__
    ext.Box.__init__ = lambda self, *args: original(self, len(args))
    try:
        assert ext.Box(1, 2, 3).v == 3
    finally:
        del ext.Box.__init__
        ext.Box.__init__ = original
    assert ext.Box(5).v == 5


def test_a_kwonly_with_nothing_after_it_has_a_signature(ext):
    assert str(inspect.signature(ext.kw)) == "(a)"


def test_a_parameter_without_a_default_cannot_follow_one_with_one():
    text = """
        #include <seabind/seabind.h>
        static int add(int a, int b) { return a + b; }
        SEA_MODULE(defaults, (function, add, add, int, (int, a, 1), (int, b)));
    """
    with pytest.raises(
        ImportError, match=r"add\(\): 'b' needs a default, or \(kwonly\)"
    ):
        builder.import_snippet("defaults", text)
