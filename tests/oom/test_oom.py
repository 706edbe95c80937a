"""The n-th allocation fails, for every n, in every feature: see sweep.py."""

import re
import subprocess
from pathlib import Path

import builder
import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def oom() -> Path:
    return builder.build_extension("oom", "tests/oom/oom.c", libs=("m",))


def sweep(
    extension: Path, *arguments: str, **env: str
) -> subprocess.CompletedProcess[str]:
    code = f"import runpy, sys; sys.argv = {['sweep.py', *arguments]!r}; " + (
        f"runpy.run_path({str(HERE / 'sweep.py')!r}, run_name='__main__')"
    )
    done = builder.run_script(code, extension, timeout=300, env=env)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    if done.stdout.startswith("skip"):
        pytest.skip(done.stdout.removeprefix("skip: ").strip())
    return done


def reached(text: str) -> dict[str, int]:
    """How far each sweep came."""
    found = re.findall(r"^n=(\d+) +(?:\d+ +)?(.*)$", text, re.MULTILINE)
    return {name: int(n) for n, name in found}


def test_calls(oom: Path) -> None:
    done = sweep(oom, "call")
    assert done.stderr == ""
    far = reached(done.stdout)
    assert len(far) >= 14
    assert min(far.values()) >= 5, far


def test_import(oom: Path, tmp_path: Path) -> None:
    step = "1" if builder.FLAVOUR == "plain" else "7"
    done = sweep(oom, "import", str(tmp_path), SWEEP_STEP=step)
    far = reached(done.stdout)
    assert len(far) == 3
    assert min(far.values()) >= 100, far
