"""Each case of cases.py, in a process of its own."""

import runpy
import sys
from pathlib import Path

import builder
import pytest

CASES = runpy.run_path(str(Path(__file__).with_name("cases.py")))
SOURCE = "tests/shared/values.c"


@pytest.fixture(scope="module")
def modules() -> list[Path]:
    return [
        builder.build_extension(name, SOURCE, defines=(f"NAME={name}",))
        for name in ("values", "others")
    ]


@pytest.mark.parametrize("name", CASES["CASES"])
def test_shared(modules: list[Path], name: str) -> None:
    case = CASES["CASES"][name]
    if sys.version_info < (3, case.minor):
        pytest.skip(f"needs CPython 3.{case.minor}")
    quiet = {"PYTHONWARNINGS": "ignore::DeprecationWarning,ignore::RuntimeWarning"}
    done = builder.run_script(CASES["code_of"](name), *modules, env=quiet)
    problem = CASES["judge"](name, done)
    assert problem is None, problem
