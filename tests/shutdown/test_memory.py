"""The ends of interpreters under Valgrind, and under LeakSanitizer.

Only a report with one of our files among its frames counts: CPython keeps memory of its
own until exit. Scenarios that kill the process or keep objects on purpose are left out.
"""

import json
import os
import re
import runpy
import shutil
import subprocess
from pathlib import Path

import builder
import pytest

HERE = Path(__file__).parent
CATALOGUE = runpy.run_path(str(HERE / "scenarios.py"))
SCENARIOS = CATALOGUE["SCENARIOS"]
CHOSEN = [name for name in SCENARIOS if CATALOGUE["expected"](name) == "Z"]
PYTHON = "/usr/bin/python3"
SUPPRESSIONS = Path("/usr/lib/valgrind/python3.supp")
FACTS = (
    "import json, sysconfig; print(json.dumps([sysconfig.get_path('include'), "
    "sysconfig.get_config_var('EXT_SUFFIX')]))"
)
FILES = [path.name for path in builder.ROOT.glob("src/*.c")]
FILES += ["probe.c", "peer.c", "probe.h"]


def ours(reports: list[str]) -> list[str]:
    files = "|".join(map(re.escape, FILES))
    return [text for text in reports if re.search(rf"\b(?:{files}):\d+", text)]


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """probe and peer for the distribution's Python."""
    if not (shutil.which("valgrind") and SUPPRESSIONS.exists()):
        pytest.skip("there is no Valgrind, or no suppressions for Python")
    facts = subprocess.run([PYTHON, "-c", FACTS], capture_output=True, text=True)
    if facts.returncode != 0:
        pytest.skip("the distribution has no Python")
    include, suffix = json.loads(facts.stdout)
    if not Path(include, "Python.h").exists():
        pytest.skip("the distribution's Python has no headers here")
    directory = tmp_path_factory.mktemp("valgrind")
    for name in ("probe", "peer"):
        command = ["gcc", "-std=c11", "-O1", "-g", "-fPIC", "-shared", "-w"]
        command += ["-fvisibility=hidden", f"-I{builder.ROOT / 'include'}"]
        command += ["-isystem", include, HERE / f"{name}.c"]
        command += [*sorted(builder.ROOT.glob("src/*.c"))]
        command += ["-o", directory / f"{name}{suffix}"]
        subprocess.run(list(map(str, command)), check=True)
    return directory


VALGRIND = [
    "graph: __del__ that casts, in a hook",
    "graph: __class__ swaps, in a hook",
    "holder: codec error handler, cycle",
    "event: del sys.modules and re-import",
]


@pytest.mark.plain_only(reason="one memory checker at a time")
@pytest.mark.parametrize("name", VALGRIND)
def test_valgrind(name: str, modules: Path) -> None:
    done = subprocess.run(
        [
            *("valgrind", "--leak-check=full", "--show-leak-kinds=definite,indirect"),
            *(f"--suppressions={SUPPRESSIONS}", "--num-callers=30"),
            *(PYTHON, "-c", builder._dedent(SCENARIOS[name])),
        ],
        env={
            **os.environ,
            "PYTHONMALLOC": "malloc",
            "PYTHONPATH": str(modules),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "LEAK SUMMARY" in done.stderr or "no leaks are possible" in done.stderr
    reports = ours(re.split(r"^==\d+== $", done.stderr, flags=re.MULTILINE))
    assert not reports, "\n".join(reports)


@pytest.mark.skipif(builder.FLAVOUR != "sanitized", reason="needs the sanitizers")
@pytest.mark.parametrize("name", CHOSEN)
def test_leak_sanitizer(name: str) -> None:
    extensions = [
        builder.build_extension(module, f"tests/shutdown/{module}.c")
        for module in ("probe", "peer")
    ]
    options = os.environ.get("ASAN_OPTIONS", "").replace("detect_leaks=0", "")
    done = builder.run_script(
        SCENARIOS[name],
        *extensions,
        env={
            "ASAN_OPTIONS": f"{options}:detect_leaks=1:malloc_context_size=40",
            "LSAN_OPTIONS": "exitcode=0:report_objects=0",
        },
    )
    assert done.returncode == 0, done.stdout + done.stderr
    reports = ours(re.split(r"^$", done.stderr, flags=re.MULTILINE))
    assert not reports, "\n".join(reports)
