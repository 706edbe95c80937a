"""Modules of parts, submodules, states of the user's, load and unload."""

import importlib
import inspect
import pickle
import sys
import types
from pathlib import Path

import builder
import pytest

HERE = Path(__file__).parent
FILES = [HERE / name for name in ("city.c", "parks.c", "transport.c")]
COUNTERS = "-DSEA_COUNTERS"


@pytest.fixture(scope="module")
def path() -> Path:
    return builder.build_extension("city", FILES, flags=[f"-I{HERE}", COUNTERS])


@pytest.fixture(scope="module")
def city(path: Path) -> types.ModuleType:
    """The package, imported as users import it: by name."""
    sys.path.insert(0, str(path.parent))
    try:
        return importlib.import_module("city")
    finally:
        sys.path.remove(str(path.parent))


# ---- parts ----
def test_parts_belong_to_the_module(city) -> None:
    assert (city.trees(), city.ducks(2), city.DUCKS, city.GREEN) == (30, 20, 7, "green")
    assert type(city.bench()) is city.House
    assert city.trees.__module__ == "city"
    assert str(inspect.signature(city.trees)) == "(n=3)"


def test_a_part_raises_the_exception_of_the_module(city) -> None:
    with pytest.raises(city.CityError, match="error 4") as caught:
        city.plant(0)
    assert caught.value.code == 4


# ---- submodules ----
def test_a_submodule_is_a_module(city) -> None:
    rail = city.transport.rail
    assert sys.modules["city.transport"] is city.transport
    assert sys.modules["city.transport.rail"] is rail
    assert isinstance(rail, types.ModuleType)
    assert (rail.__name__, rail.__package__) == ("city.transport.rail", "city.transport")
    assert (rail.__doc__, city.transport.__doc__) == ("Trains.", "Buses and trains.")
    assert rail.__spec__.name == rail.__name__
    assert rail.__spec__.parent == "city.transport"
    assert rail.__spec__.origin == city.__spec__.origin
    assert rail.__loader__ is city.__loader__
    assert rail.__file__ == city.__file__
    assert "city.transport.rail" in repr(rail)


def test_submodules_are_imported_like_others(city) -> None:
    import city.transport.rail as rail  # noqa: PLC0415
    from city.transport import Bus  # noqa: PLC0415

    assert rail.express.__module__ == "city.transport.rail"
    assert (Bus.__module__, Bus.__qualname__) == ("city.transport", "Bus")
    assert city.transport.BusError.__module__ == "city.transport"


def test_functions_and_classes_of_a_submodule_pickle(city) -> None:
    rail = city.transport.rail
    assert pickle.loads(pickle.dumps(rail.express)) is rail.express
    assert pickle.loads(pickle.dumps(city.transport.Bus)) is city.transport.Bus
    error = pickle.loads(pickle.dumps(city.transport.BusError("late")))
    assert (type(error), str(error)) == (city.transport.BusError, "late")


def test_classes_and_exceptions_are_found_from_everywhere(city) -> None:
    transport = city.transport
    assert type(transport.depot()) is city.House
    assert type(transport.rail.express()) is transport.Bus
    assert issubclass(transport.BusError, city.CityError)
    with pytest.raises(transport.BusError, match="bus 9"):
        transport.Bus(-1).go()
    with pytest.raises(transport.BusError, match="bus 3"):
        transport.fail()
    with pytest.raises(city.CityError, match="error 5") as caught:
        transport.rail.fail(5)
    assert type(caught.value) is city.CityError


# ---- attributes, exec ----
def test_attributes_are_made_at_import(city) -> None:
    assert (city.__version__, city.__all__) == ("1.2", ["House", "transport"])
    assert (type(city.villa), city.villa.rooms) == (city.House, 12)


def test_exec_runs_last_with_the_module(city) -> None:
    assert city.made_by_exec == 1  # and found the state


# ---- the user's state ----
def test_functions_and_methods_see_the_state(city) -> None:
    before = city.count_house(city.House(1))
    assert city.count_twice() == before + 2
    assert city.House(4).counted() == (before + 2) * 100 + 4
    assert city.transport.count() == city.transport.rail.count() == before + 2
    assert str(inspect.signature(city.count_house)) == "(h)"


def test_objects_in_a_state_are_collected(path) -> None:
    builder.check_script(
        """
        import gc, sys, weakref
        import city
        class Note:
            pass
        n = Note()
        n.me, n.city = n, city
        gone = weakref.ref(n)
        city.note(n)
        del n
        gc.collect()
        assert city.notes() is gone()
        for name in [name for name in sys.modules if name.startswith("city")]:
            del sys.modules[name]
        del city
        gc.collect()
        assert gone() is None
        """,
        path,
    )


def test_every_module_object_has_a_state_of_its_own(path) -> None:
    builder.check_script(
        """
        import sys
        import city
        first, h = city, city.House(1)
        first.count_house(h); first.count_house(h)
        for name in [name for name in sys.modules if name.startswith("city")]:
            del sys.modules[name]
        import city
        assert city is not first
        assert city.count_house(city.House(1)) == 1
        assert (first.count_house(h), h.counted()) == (3, 301)
        assert (first.transport.count(), city.transport.count()) == (3, 1)
        """,
        path,
    )


# ---- life ----
COUNT = f"""
import atexit, ctypes
library = ctypes.CDLL({{path!r}})
loads = ctypes.c_int.in_dll(library, "loads")
unloads = ctypes.c_int.in_dll(library, "unloads")
fail_load = ctypes.c_int.in_dll(library, "fail_load")
"""
