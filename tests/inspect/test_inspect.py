"""What <seabind/inspect.h> shows, before, while and after the internals are there."""

import ctypes

import builder
import pytest
from env import check_script_success_in_subprocess

TEXT = """
#include <seabind/seabind.h>
#include <seabind/inspect.h>
#include <stdio.h>

typedef struct { int n; } thing;
static thing thing_make(int n) { return (thing){n}; }
SEA_CLASS(Thing, thing, (init, thing_make, (int, n, 0)), (field, n, int));

/* A bit for each that is there; also for who loaded the file and imported nothing. */
__attribute__((visibility("default"))) int there(void);
int there(void)
{
    int bits = sea_internals_capsule() != NULL;
    bits |= (sea_local_internals_capsule() != NULL) << 1;
    bits |= (sea_local_internals_key() != NULL) << 2;
    return PyErr_Occurred() ? -1 : bits;
}
static PyObject *internals(void) { return Py_XNewRef(sea_internals_capsule()); }
static PyObject *local(void) { return Py_XNewRef(sea_local_internals_capsule()); }
static long alive(void) { return sea_counters_now().instances; }
static long kept(void)
{
    sea_counters n = sea_counters_now();
    return n.internals * 1000 + n.local_internals * 100 + n.records * 10 + n.states;
}
SEA_MODULE(looking,
    (threads, safe),
    (class, Thing),
    (function, there, there, int),
    (function, internals, internals, object),
    (function, local, local, object),
    (function, key, sea_local_internals_key, str),
    (function, alive, alive, long),
    (function, kept, kept, long));
"""


@pytest.fixture(scope="module")
def path():
    return builder.build_snippet("looking", TEXT, defines=("SEA_COUNTERS",))


def state_dict():
    api = ctypes.pythonapi
    api.PyInterpreterState_Get.restype = ctypes.c_void_p
    api.PyInterpreterState_GetDict.argtypes = [ctypes.c_void_p]
    api.PyInterpreterState_GetDict.restype = ctypes.c_void_p
    borrowed = api.PyInterpreterState_GetDict(api.PyInterpreterState_Get())
    # py_object as the result's type would take the reference that is only lent
    return ctypes.cast(borrowed, ctypes.py_object).value


def test_capsules_are_those_in_the_dict(path):
    looking = builder.load_extension(path)
    found = state_dict()
    assert looking.there() == 7
    assert found[looking.key()] is looking.local()
    assert looking.internals() in [
        value
        for key, value in found.items()
        if str(key).startswith("seabind.internals.")
    ]
    assert looking.key().startswith("seabind.local.1")


def test_counters(path):
    looking = builder.load_extension(path)
    before = looking.alive()
    things = [looking.Thing(n) for n in range(5)]
    assert looking.alive() == before + 5
    del things
    assert looking.alive() == before
    assert looking.kept() % 100 == 11, "a record and a state"


def test_nothing_is_there_before_the_import(path):
    said = check_script_success_in_subprocess(
        f"""
        import ctypes
        there = ctypes.PyDLL({str(path)!r}).there
        print(there())
        import looking
        print(there())
        """,
        path,
    )
    assert said == "0\n7\n"


def test_nothing_is_there_after_the_dict(path):
    said = check_script_success_in_subprocess(
        f"""
        import ctypes, os, looking
        class Last:
            def __call__(self): pass
            def __del__(self, there=ctypes.PyDLL({str(path)!r}).there, write=os.write):
                write(1, b"%d" % there())
        os.register_at_fork(before=Last())
        kept = looking.Thing(1)
        os.register_at_fork(before=lambda kept=kept: kept)
        """,
        path,
    )
    assert said == "4"  # the key: the local internals live on with the type of `kept`
