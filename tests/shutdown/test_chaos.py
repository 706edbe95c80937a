"""A few random graphs; `make chaos SEEDS=N` runs as many as one likes."""

import subprocess
import sys
from pathlib import Path

import builder


def test_random_graphs():
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("chaos.py"), "--seeds", "1-20"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, builder.output_of(done)
    assert done.stdout.count("ok ") == 20, done.stdout
