# ruff: noqa: E501
"""Nothing reads or writes what is not its own: everything.py under Valgrind.

For the distribution's Python, whose suppressions Valgrind is given; skipped where one of
them is missing. Only a report with one of our extensions among its frames counts.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import builder
import pytest

HERE = Path(__file__).parent
PYTHON = "/usr/bin/python3"
FACTS = (
    "import json, sysconfig; print(json.dumps([sysconfig.get_path('include'), "
    "sysconfig.get_config_var('EXT_SUFFIX')]))"
)


@pytest.mark.plain_only(reason="one memory checker at a time")
def test_everything(tmp_path: Path) -> None:
    suppressions = Path("/usr/lib/valgrind/python3.supp")
    if not (shutil.which("valgrind") and suppressions.exists()):
        pytest.skip("there is no Valgrind, or no suppressions for Python")
    facts = subprocess.run([PYTHON, "-c", FACTS], capture_output=True, text=True)
    if facts.returncode != 0:
        pytest.skip("the distribution has no Python")
    include, suffix = json.loads(facts.stdout)
    if not Path(include, "Python.h").exists():
        pytest.skip("the distribution's Python has no headers here")
    probe = subprocess.run([PYTHON, "-c", "import _testcapi"], capture_output=True)
    if probe.returncode != 0:
        pytest.skip("the distribution's Python has no _testcapi")
    runtime = sorted((builder.ROOT / "src").glob("*.c"))
    for source in ("tests/oom/oom.c", "tests/threads/gate.c"):
        target = tmp_path / f"{Path(source).stem}{suffix}"
        command = [builder.CC, "-std=c11", "-O1", "-g", "-fPIC", "-shared"]
        command += ["-fvisibility=hidden", f"-I{builder.ROOT / 'include'}"]
        command += ["-isystem", include, builder.ROOT / source, *runtime]
        command += ["-o", target, "-lm"]
        subprocess.run(list(map(str, command)), check=True)
    done = subprocess.run(
        [
            *("valgrind", "--fair-sched=yes", f"--suppressions={suppressions}"),
            *(PYTHON, str(HERE / "everything.py")),
        ],
        env={**os.environ, "PYTHONMALLOC": "malloc", "PYTHONPATH": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0 and done.stdout == "ok\n", done.stdout + done.stderr
    reports = re.split(r"^==\d+== $", done.stderr, flags=re.MULTILINE)
    ours = "|".join(path.name for path in [*runtime, Path("oom.c"), Path("gate.c")])
    ours = [text for text in reports if re.search(rf"\((?:{ours}):\d+\)", text)]
    assert not ours, "\n".join(ours)
