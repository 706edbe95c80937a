"""How a script ends, judged: for every test of what happens at an interpreter's end.

A script is judged by the class of its scenario:

    Z   exit status 0, nothing on standard error, nothing left: each counter of each
        extension that was built with SEA_COUNTERS is 0, and the ledger is balanced
    S   exit status 0, nothing on standard error, and what the ledger says is left is
        what is left of the pure Python twins of the same script, and not nothing
    M   as Z, but that modules stay, with what belongs to them: no instance is left, and
        at least one module's state is
    X   the exit status only

The counters: at its exit each such extension appends `internals=0 records=0 ...` to the
file that SEABIND_COUNTERS names. The ledger: objects that have a name append `+NAME` to
the file that LEDGER names when they are born, and `-NAME` when they die.

Needs nothing but the standard library.
"""

from __future__ import annotations

import collections
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import builder

LEDGER = "SEABIND_TEST_LEDGER"
COUNTERS = "SEABIND_COUNTERS"
TIMED_OUT = 124  # the exit status that timeout(1) gives


def check_script_success_in_subprocess(
    code: str,
    *modules: Path,
    expect: str = "Z",
    twins: Sequence[Path] = (),
    status: int = 0,
    timeout: float = 60,
    env: Mapping[str, str] | None = None,
) -> str:
    """Runs *code* as builder.run_script() does and returns its standard output.

    Raises AssertionError with all that the script said when it does not end as its
    class *expect* demands. *twins*, for S: directories of modules in pure Python with
    which the same script runs once more. *status*, for X: the exit status.
    """
    __tracebackhide__ = True
    with tempfile.TemporaryDirectory() as directory:
        done, ledger, counters = _run(code, modules, directory, timeout, env)
        problem = None
        if done.returncode != (status if expect == "X" else 0):
            problem = "the exit status is wrong"
        elif expect != "X" and done.stderr != "":
            problem = "standard error is not empty"
        elif expect == "Z":
            counts = any(_counts(module) for module in modules)
            problem = _leaks(counters, counts) or _left(ledger)
        elif expect == "M":
            problem = _left(ledger) or _modules_alone(counters)
        elif expect == "S":
            twin, expected, _ = _run(code, twins, f"{directory}/twin", timeout, env)
            if twin.returncode != 0:
                problem = f"the twin failed:\n{builder.output_of(twin)}"
            elif survivors(ledger) != survivors(expected):
                problem = f"{_left(ledger)}; of the twins: {_left(expected)}"
            elif not survivors(ledger):
                problem = "no twin survives: the scenario belongs to class Z"
        elif expect != "X":
            raise ValueError(f"class {expect!r}: there are Z, S, M and X")
    assert problem is None, f"class {expect}: {problem}\n{builder.output_of(done)}"
    return done.stdout


def survivors(ledger: str) -> dict[str, int]:
    """How many of each name were born and did not die. Raises ValueError for a death
    without a birth."""
    alive: collections.Counter[str] = collections.Counter()
    for line in ledger.splitlines():
        alive[line[1:]] += {"+": 1, "-": -1}[line[0]]
        if alive[line[1:]] < 0:
            raise ValueError(f"{line[1:]} died more often than it was born")
    return {name: number for name, number in sorted(alive.items()) if number}


def _run(
    code: str,
    modules: Sequence[Path],
    directory: str,
    timeout: float,
    env: Mapping[str, str] | None,
) -> tuple[subprocess.CompletedProcess[str], str, str]:
    """What the script said, its ledger and its counters."""
    files = Path(directory, "ledger"), Path(directory, "counters")
    Path(directory).mkdir(exist_ok=True)
    for file in files:
        file.touch()
    try:
        done = builder.run_script(
            code,
            *modules,
            timeout=timeout,
            env={**(env or {}), LEDGER: str(files[0]), COUNTERS: str(files[1])},
        )
    except subprocess.TimeoutExpired as late:
        said = [
            (text or b"").decode("utf-8", "replace")
            for text in (late.stdout, late.stderr)
        ]
        done = subprocess.CompletedProcess(late.cmd, TIMED_OUT, *said)
    return done, files[0].read_text("utf-8"), files[1].read_text("utf-8")


def _counts(module: Path) -> bool:
    """Whether *module* is an extension that writes its counters."""
    return module.is_file() and COUNTERS.encode() in module.read_bytes()


def _leaks(counters: str, must_count: bool) -> str | None:
    if must_count and not counters:
        return "no extension wrote its counters"
    total: collections.Counter[str] = collections.Counter()
    for name, number in re.findall(r"(\w+)=(-?\d+)", counters):
        total[name] += int(number)
    left = " ".join(f"{name}={number}" for name, number in total.items() if number)
    return f"counters are not 0: {left}" if left else None


def _modules_alone(counters: str) -> str | None:
    if sum(map(int, re.findall(r"\binstances=(-?\d+)", counters))) != 0:
        return f"not modules alone: {counters}"
    if sum(map(int, re.findall(r"\bstates=(-?\d+)", counters))) <= 0:
        return "no module is left: the scenario belongs to class Z"
    return None


def _left(ledger: str) -> str | None:
    left = survivors(ledger)
    names = ", ".join(f"{name} ({n})" if n > 1 else name for name, n in left.items())
    return f"left are {names}" if left else None
