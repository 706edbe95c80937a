"""Modules of parts, submodules, states of the user's, load and unload."""

import importlib
import inspect
import pickle
import sys
import threading
import types
from pathlib import Path

import builder
import env
import pytest

HERE = Path(__file__).parent
FILES = [HERE / name for name in ("city.c", "parks.c", "transport.c")]


@pytest.fixture(scope="module")
def path() -> Path:
    return builder.build_extension(
        "city", FILES, flags=[f"-I{HERE}"], defines=("SEA_COUNTERS",)
    )


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
    assert (rail.__name__, rail.__package__) == (
        "city.transport.rail",
        "city.transport",
    )
    assert (rail.__doc__, city.transport.__doc__) == ("Trains.", "Buses and trains.")
    assert rail.__spec__.name == rail.__name__
    assert rail.__spec__.parent == "city.transport"
    assert rail.__spec__.origin == city.__spec__.origin
    assert rail.__loader__ is city.__loader__
    assert rail.__file__ == city.__file__
    assert "city.transport.rail" in repr(rail)


def test_submodules_are_imported_like_others(city) -> None:
    import city.transport.rail as rail
    from city.transport import Bus

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


# ---- constants, exec ----
def test_constants_are_made_by_converters(city) -> None:
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
        assert (first.count_house(h), first.count_house(h)) == (1, 2)
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
FORGET = """
import gc, sys
import city
def forget():
    for name in [name for name in sys.modules if name.startswith("city")]:
        del sys.modules[name]
"""
ENDS = {
    "nothing": "",
    "a submodule alone is kept": "rail = city.transport.rail; forget(); del city",
    "the parent is gone, then used": """
        rail, transport = city.transport.rail, city.transport
        forget()
        del city
        gc.collect()
        assert rail.express().line == 1
        try:
            transport.depot()
        except TypeError:
            pass  # the type may be gone, or live as long as an instance
        try:
            rail.count()
        except RuntimeError as e:
            print(e)
        """,
    "a function of a submodule is kept": "sys.kept = city.transport.rail.express",
    "an object of each class outlives the module": """
        sys.kept = [city.House(1), city.Tower(), city.transport.Bus(2)]
        forget()
        """,
    "a tower in a cycle with everything": """
        class Ring:
            pass
        ring = Ring()
        ring.ring, ring.city, ring.tower = ring, city, city.Tower()
        city.note(ring)
        """,
    "a tower is the state's note": "city.note(city.Tower())",
    "the submodule is the state's note": "city.note(city.transport)",
    "two imports": """
        first = city
        forget()
        import city
        assert first is not city and first.transport is not city.transport
        assert sys.modules["city.transport"] is city.transport
        assert (city.loaded(), city.unloaded()) == (1, 0)
        """,
    "import, end and import again": """
        forget()
        del city
        gc.collect()
        import city
        assert (city.loaded(), city.unloaded()) in ((2, 1), (1, 0))
        """,
    "reload": """
        import importlib
        tower, house = city.Tower(), city.House
        assert importlib.reload(city) is city
        assert city.House is house and city.loaded() == 1
        try:
            importlib.reload(city.transport)
        except (ModuleNotFoundError, AttributeError):
            pass
        assert city.transport.fail
        """,
    "atexit holds a submodule": """
        import atexit
        atexit.register(lambda rail=city.transport.rail: rail.express())
        """,
    "sub-interpreters": """
        try:
            import _interpreters as interpreters
        except ImportError:
            try:
                import _xxsubinterpreters as interpreters
            except ImportError:
                sys.exit()
        for i in range(3):
            it = interpreters.create()
            interpreters.run_string(it, "import city.transport.rail as r, city;"
                "keep = [city.Tower(), r.express(), city.villa];"
                "city.note(city); assert city.loaded() == 1")
            interpreters.destroy(it)
        """,
}


@pytest.mark.parametrize("name", ENDS)
def test_the_end(path, name: str) -> None:
    """Counters are zero, the library is unloaded once and after the last tower."""
    said = env.check_script_success_in_subprocess(
        FORGET + builder._dedent(ENDS[name]),
        path,
    )
    if name.startswith("the parent"):
        assert said in ("", "count(): its module is gone, and the state 'census'\n")


@pytest.mark.parametrize(
    ("variable", "message"),
    [
        ("CITY_FAILS", "CityError: error 7"),
        ("CITY_EXEC_FAILS", "OSError: no city here"),
    ],
)
def test_an_import_that_fails_leaves_nothing(path, variable: str, message: str) -> None:
    said = env.check_script_success_in_subprocess(
        """
        import gc, os, sys
        for i in range(2):
            try:
                import city
            except Exception as e:
                print(f"{type(e).__name__}: {e}")
        e = None
        gc.collect()
        assert not [name for name in sys.modules if name.startswith("city")]
        for name in ("CITY_FAILS", "CITY_EXEC_FAILS"):
            os.environ.pop(name, None)
        import city.transport.rail
        assert city.transport.rail.express().line == 1
        """,
        path,
        env={variable: "7"},
    )
    assert said == f"{message}\n" * 2


# ---- what goes wrong ----
HEAD = """
#include <seabind/seabind.h>
#include <stdlib.h>
static inline int one(void) { return 1; }
"""
WRONG = {
    "a part in two modules": (
        "SEA_PART(p, (function, f, one, int));\nSEA_SUBMODULE(s, (part, p));\n"
        "SEA_MODULE(m, (part, p), (submodule, s));",
        "seabind: module 's': 'p' is listed twice",
    ),
    "a part twice": (
        "SEA_PART(p, (function, f, one, int));\nSEA_MODULE(m, (part, p), (part, p));",
        "seabind: module 'm': 'p' is listed twice",
    ),
    "parts in each other": (
        "SEA_DECLARE_PART(q);\nSEA_PART(p, (part, q));\nSEA_PART(q, (part, p));\n"
        "SEA_MODULE(m, (part, p));",
        "seabind: module 'm': its parts list each other, or are in one another more "
        "than 8 deep",
    ),
    "a name in two parts": (
        "SEA_PART(p, (function, f, one, int));\nSEA_PART(q, (function, f, one, int));\n"
        "SEA_MODULE(m, (part, p), (part, q));",
        "seabind: module 'm': 'f' is bound twice",
    ),
    "a constant and a function": (
        'SEA_MODULE(m, (function, f, one, int), (constant, "f", 1));',
        "seabind: module 'm': 'f' is bound twice",
    ),
    "a constant and a submodule": (
        "SEA_SUBMODULE(s, (function, f, one, int));\n"
        "SEA_MODULE(m, (constant, s, int, 1), (submodule, s));",
        "seabind: module 'm': 's' is bound twice",
    ),
    "a constant that is no name": (
        'SEA_MODULE(m, (constant, "a-b", int, 1));',
        "seabind: module 'm': 'a-b' is no identifier; if it is the text of a macro, "
        "write the name as a string",
    ),
    "a constant that is NULL": (
        'static const char *none(void) { return getenv("no such variable"); }\n'
        "SEA_MODULE(m, (constant, A, str, none()));",
        "seabind: module 'm': the value of constant 'A' is NULL",
    ),
    "a constant of the class that it is in": (
        "typedef struct { int n; } box;\n"
        'SEA_CLASS(Box, box, (constant, "ONE", Box, ((box){1})));\n'
        "SEA_MODULE(m, (class, Box));",
        "seabind: module 'm': the constant 'ONE' of 'Box' is such an object, the two "
        "would never be freed: make it a constant of the module",
    ),
    "exec without an exception": (
        "static int last(PyObject *m) { (void)m; return 3; }\n"
        "SEA_MODULE(m, (exec, last));",
        "seabind: module 'm': last() returned 3",
    ),
    "a state that cannot be made": (
        "static int make(int *n) { *n = 2; return *n; }\n"
        "SEA_STATE(s, int, (init, make));\nSEA_MODULE(m, (state, s));",
        "seabind: module 'm': the init of state 's' returned 2",
    ),
    "a submodule twice": (
        "SEA_SUBMODULE(s, (function, f, one, int));\n"
        "SEA_MODULE(m, (submodule, s), (submodule, s));",
        "seabind: module 'm': 's' is listed twice",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_structures_are_import_errors(name: str) -> None:
    text, message = WRONG[name]
    with pytest.raises(ImportError) as caught:
        builder.import_snippet("m", HEAD + text)
    assert str(caught.value) == message


def test_a_state_that_is_not_listed() -> None:
    module = builder.import_snippet(
        "m",
        "#include <seabind/seabind.h>\nstatic int get(int *n) { return *n; }\n"
        "SEA_STATE(s, int);\nSEA_MODULE(m, (function, get, get, int, (state, s)));",
    )
    with pytest.raises(RuntimeError) as caught:
        module.get()
    assert str(caught.value) == "get(): module 'm' has no state 's': add (state, s)"


# ---- (around, before, after) ----
AROUND = """
#include <seabind/seabind.h>
#include <pthread.h>
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int befores, afters, held;
static char text[8];
static void lock(void)   { pthread_mutex_lock(&mutex); befores++; held = 1; }
static void unlock(void) { afters++; held = 0; pthread_mutex_unlock(&mutex); }
static const char *label(int n)
{
    snprintf(text, sizeof text, "%d", n % 1000);
    return text;
}
static int fails(int n) { return n; }
static int balance(void) { return befores * 100 + afters; }
typedef struct box { int n; } box;
static box box_make(int n) { return (box){n * held}; }
static int box_get(const box *b) { return b->n * held; }
#define LOCKED (around, lock, unlock)
SEA_STATUS(ok, int, (failure, it != 0), (raise, ValueError, "%d", it));
SEA_CLASS(Box, box,
    (init,   box_make, (int, n), LOCKED),
    (method, get, box_get, int, LOCKED));
SEA_MODULE(m,
    (class, Box),
    (function, label, label, str, (int, n), LOCKED),
    (function, fails, fails, ok, (int, n), (release_gil), LOCKED),
    (function, balance, balance, int));
"""


def test_two_functions_around_a_call() -> None:
    module = builder.import_snippet("m", AROUND, libs=("pthread",))
    assert (module.label(12), module.balance()) == ("12", 101)
    with pytest.raises(ValueError, match="7"):
        module.fails(7)
    assert module.balance() == 202
    with pytest.raises(TypeError):
        module.fails("7")  # before its time
    assert module.balance() == 202
    assert module.Box(3).get() == 3
    assert module.balance() == 404


def test_before_waits_without_the_gil() -> None:
    module = builder.import_snippet("m", AROUND, libs=("pthread",))

    def work() -> None:
        for i in range(2000):
            assert module.label(i) == str(i % 1000)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
