"""Each test of hammer.py, in a process of its own."""

import re
from pathlib import Path

import builder
import pytest

HERE = Path(__file__).parent
NAMES = re.findall(r"@test\ndef (\w+)", (HERE / "hammer.py").read_text())


@pytest.fixture(scope="module")
def gate() -> Path:
    return builder.build_extension("gate", "tests/threads/gate.c")


@pytest.mark.parametrize("name", NAMES)
def test_threads(gate: Path, name: str) -> None:
    builder.check_script(
        f"""
        import sys
        sys.path.insert(0, {str(HERE)!r})
        import hammer
        hammer.run_one({name!r})
        """,
        gate,
        env={"PYTHONWARNINGS": "ignore::DeprecationWarning"},
    )
