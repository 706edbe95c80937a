# ruff: noqa: E402
"""A call must not need more instructions than recorded: bench/instructions.json."""

import json
import shutil
import sys
from pathlib import Path

import builder
import pytest

BENCH = Path(__file__).resolve().parent.parent.parent / "bench"
sys.path.insert(0, str(BENCH))
import instructions


def test_a_regression_is_named():
    recorded = {"fast": 100.0, "slow": 100.0, "gone": 1.0}
    counted = {"fast": 102.9, "slow": 104.0, "new": 9.0}
    assert instructions.compare(recorded, counted) == [
        "slow: 100 instructions a call were recorded, now 104"
    ]


@pytest.mark.skipif(builder.FLAVOUR != "plain", reason="sanitizers count too")
@pytest.mark.skipif(not shutil.which("valgrind"), reason="needs valgrind")
def test_no_call_needs_more_instructions_than_recorded():
    if instructions.recorded() is None:
        pytest.skip(f"nothing is recorded for {instructions.key()}")
    slower = instructions.check()
    assert not slower, (
        "\n".join(slower) + "\nif it is meant: make instructions ARGS=--record"
    )


def test_what_is_recorded_has_every_row():
    """A row that nobody recorded is not watched."""
    records = json.loads(instructions.RECORDS.read_text("utf-8"))
    rows = {row.name for row in instructions.ROWS}
    assert records and all(set(counts) == rows for counts in records.values())
