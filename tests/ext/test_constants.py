"""(constant, "NAME", CONV, e): what converters make, where, and how often."""

import gc
import os
import sys
from types import ModuleType

import builder
import pytest

m: ModuleType


@pytest.fixture(scope="module", autouse=True)
def modules() -> None:
    global m
    m = builder.import_extension("constants", "tests/ext/constants.c")


VALUES = {
    "Vec2.TONE": 1,
    "Vec2.TONE is Vec2.Tone.HIGH": True,
    "Vec2.MAGIC": b"\x89P\0N",
    "Vec2.NOTHING": None,
    "(File.ORIGIN.x, File.ORIGIN.y)": (1.0, 2.0),
    "type(File.ORIGIN) is Vec2": True,
    "File.VERSION": 7,
    "type(below.ORIGIN) is Vec2": True,
    "below.ORIGIN.x": 3.0,
    "below.TONE is Vec2.Tone.LOW": True,
    "SEEDS": (1.0, 2.0),
    "TEXT": "ab",
    "ON": True,
    "COUNTED": "counted",
    "times()": 1,
    "type(STANDARD) is File": True,
    "files()": 1,
}


@pytest.mark.parametrize("code", VALUES)
def test_values(code: str) -> None:
    value = eval(code, vars(m))
    assert value == VALUES[code]
    assert isinstance(value, type(VALUES[code]))


def test_paths() -> None:
    assert os.fsdecode(b"/usr/\xe9") == m.FOLDER


def test_they_go_with_the_module() -> None:
    """Nothing that the module, or a class of it, has as a constant holds it."""
    path = builder.build_extension("constants", "tests/ext/constants.c")
    code = (
        "import gc, sys, weakref, constants as m\n"
        "refs = [weakref.ref(o) for o in (m, m.STANDARD, m.File, m.Vec2, m.below)]\n"
        "del sys.modules['constants'], sys.modules['constants.below'], m\n"
        "for _ in range(4):\n"
        "    gc.collect()\n"
        "assert [ref() for ref in refs] == [None] * 5, refs\n"
    )
    done = builder.run_script(code, path)
    assert done.returncode == 0, done.stderr


def test_references() -> None:
    gc.collect()
    assert sys.getrefcount(m.Vec2.MAGIC) <= 3
