"""A container in a cycle, collected while Python runs and when it ends.

This is the regression test of pybind11's pull request #5972: there, objects that died
late in the shutdown made the library create its internals anew, in vain.
"""

import gc
import weakref

import builder
import pytest
from env import check_script_success_in_subprocess

COUNTERS = ("SEA_COUNTERS",)


@pytest.fixture(scope="module")
def path():
    return builder.build_extension("probe", "tests/shutdown/probe.c", defines=COUNTERS)


@pytest.fixture(scope="module")
def new(path):
    return builder.load_extension(path).ContainerOwnsPythonObjects


def test_a_self_cycle_is_collected(new):
    obj = new("self")
    obj.append(obj)
    assert gc.is_tracked(obj)
    gone = weakref.ref(obj)
    del obj
    gc.collect()
    assert gone() is None


def test_an_indirect_cycle_is_collected(new):
    obj, other = new("one"), new("other")
    obj.append({"other": other})
    other.append([obj])
    assert gc.is_tracked(obj) and gc.is_tracked(other)
    gone = weakref.ref(obj), weakref.ref(other)
    del obj, other
    gc.collect()
    assert [ref() for ref in gone] == [None, None]


def test_checkers_run_when_the_object_is_collected(path):
    check_script_success_in_subprocess(
        """
        import gc, probe
        obj = probe.ContainerOwnsPythonObjects("self")
        obj.append(obj)
        probe.add_gc_checkers_with_weakrefs(obj)
        del obj
        gc.collect()
        """,
        path,
    )


@pytest.mark.parametrize("cycle", ["obj", "[{'obj': obj}]", "obj.append"])
def test_a_cycle_is_left_to_the_shutdown(path, cycle):
    said = check_script_success_in_subprocess(
        f"""
        import probe
        obj = probe.ContainerOwnsPythonObjects("self")
        obj.append({cycle})
        probe.add_gc_checkers_with_weakrefs(obj)
        """,
        path,
    )
    assert "traverses=0" not in said
