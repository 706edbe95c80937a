"""Each scenario of scenarios.py in a process of its own."""

import re
import runpy
from pathlib import Path

import builder
import pytest

HERE = Path(__file__).parent
CATALOGUE = runpy.run_path(str(HERE / "scenarios.py"))
SCENARIOS, EXPECTED = CATALOGUE["SCENARIOS"], CATALOGUE["EXPECTED"]
REPRODUCERS = CATALOGUE["REPRODUCERS"]


@pytest.fixture(scope="module")
def modules():
    return [
        builder.build_extension(
            name, f"tests/shutdown/{name}.c", defines=("SEA_COUNTERS",)
        )
        for name in ("probe", "peer")
    ]


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenarios(modules, name):
    reason = CATALOGUE["skipped"](name)
    if reason is not None:
        pytest.skip(reason)
    said = CATALOGUE["run"](name, *modules)
    if CATALOGUE["expected"](name) != "X":
        casts = re.search(r"^probe: in=(\d+) out=(\d+)", said, re.MULTILINE)
        assert casts is not None, said
        assert int(casts[1]) > 0, "nothing was cast"
        if builder.load_extension(modules[0]).casts_out():
            assert int(casts[2]) > 0, "nothing was cast to Python"


def test_the_table_has_every_scenario():
    assert list(EXPECTED) == list(SCENARIOS)
    for name, classes in EXPECTED.items():
        assert len(classes) == len(CATALOGUE["PYTHONS"]), name
        assert set(classes) <= {"Z", "S", "M", "X", "n/a"}, name
        assert bool({"S", "M"} & {*classes}) == (name in REPRODUCERS), f"S, M: {name}"


@pytest.mark.parametrize("script", sorted(set(REPRODUCERS.values())))
def test_survivors_without_any_extension(script):
    assert CATALOGUE["reproducer"](script) is None
