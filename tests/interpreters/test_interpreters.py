"""Each test of many.py, in a process of its own."""

import runpy
from pathlib import Path

import builder
import pytest

MANY = runpy.run_path(str(Path(__file__).with_name("many.py")))
applies, judge, TESTS = MANY["applies"], MANY["judge"], MANY["TESTS"]


@pytest.fixture(scope="module")
def modules() -> list[Path]:
    return [
        builder.build_extension(
            "geometry", "examples/geometry/geometry.c", libs=("m",)
        ),
        builder.build_extension("seazlib", "examples/zlib/seazlib.c", libs=("z",)),
        builder.build_extension("plain", "tests/interpreters/plain.c"),
    ]


@pytest.mark.parametrize("name", TESTS)
def test_interpreters(modules: list[Path], name: str) -> None:
    if not applies(name):
        pytest.skip(f"needs CPython {TESTS[name][0]}.{TESTS[name][1]}")
    code = (
        "import warnings\n"
        "warnings.simplefilter('ignore', DeprecationWarning)\n"
        "warnings.simplefilter('ignore', RuntimeWarning)\n" + TESTS[name][2]
    )
    problem = judge(name, builder.run_script(code, *modules, timeout=90))
    assert problem is None, problem
