"""Twenty random graphs; `make chaos SEEDS=1000` runs more."""

import subprocess
import sys
from pathlib import Path

import builder
import pytest


@pytest.mark.plain_only(reason="builds for itself; LeakSanitizer has test_memory.py")
def test_twenty_seeds() -> None:
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("chaos.py"), "--seeds", "1-20"],
        cwd=builder.ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert len([line for line in done.stdout.splitlines() if line[:3] == "ok "]) == 20
