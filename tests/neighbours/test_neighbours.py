"""Each test of neighbours.py."""

import runpy
from pathlib import Path

import pytest

NEAR = runpy.run_path(str(Path(__file__).with_name("neighbours.py")))


@pytest.mark.parametrize("name", [*NEAR["TESTS"], *NEAR["EMBEDDED"]])
def test_neighbours(name: str) -> None:
    reason = NEAR["reason_not"](name)
    if reason:
        pytest.skip(reason)
    wrong = NEAR["judge"](name)
    assert not wrong, "\n".join(wrong)
