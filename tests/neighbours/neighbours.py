# ruff: noqa: E501
"""A pybind11 and a nanobind extension beside ours, in one process, to its end.

Run as a script, neighbours.py [NAME...] builds what it needs for the Python that runs it
and prints a line for each test; nothing of it needs pytest. The packages are installed
into build/neighbours by the first Python with pip that runs this.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "embed"))
import builder
import embed

HERE = Path(__file__).resolve().parent
THEIRS = ("near_pybind11", "near_nanobind")
WEB = """
def web():
    # each holds all others and itself
    node, holders = kept.Node(), [near_pybind11.Holder(), near_nanobind.Holder()]
    things = [near_pybind11.Thing(1), near_nanobind.Thing(2), kept.Pair(3, 4), kept.Counter(5)]
    assert [things[0].n, things[1].n, things[2].x] == [1, 2, 3]
    node.data, node.next = [*holders, *things], node
    for holder in holders:
        for item in (node, *holders, *things):
            holder.append(item)
    return node
"""
PLACES = {
    "module globals": "in_globals = web(); near_pybind11.kept = near_nanobind.kept = kept.kept = web()",
    "sys attributes": "import sys; sys.kept = web()",
    "atexit": "import atexit; atexit.register(lambda kept=web(): kept.data)",
    "codec error handler": "import codecs; codecs.register_error('kept', lambda e, kept=web(): kept)",
    "at-fork hook": "import os; os.register_at_fork(before=lambda kept=web(): kept)",
    "audit hook": "import sys; sys.addaudithook(lambda event, arguments, kept=web(): None)",
    "dropped": "import gc; web(); gc.collect()",
}
# name: script; every order of import, then every place
TESTS = {
    f"order {' '.join(order)}": f"import {', '.join(order)}\n{WEB}\n"
    + "\n".join(PLACES[p] for p in ("module globals", "sys attributes", "dropped"))
    for order in itertools.permutations(("kept", *THEIRS))
} | {
    name: f"import kept, {', '.join(THEIRS)}\n{WEB}\n{place}"
    for name, place in PLACES.items()
}
# pybind11 works in an interpreter with a GIL of its own, nanobind refuses.
REFUSED = """
import kept, near_pybind11
assert kept.Pair(1, 2).swapped().x == 2 and near_pybind11.Thing(3).n == 3
try:
    import near_nanobind
except ImportError:
    pass
else:
    assert not OWN, "nanobind was not refused"
"""
EMBEDDED = {
    "embedded": ("plain", TESTS["module globals"], ""),
    "embedded, own GIL": ("own", TESTS["module globals"], REFUSED),
}


class Missing(Exception):
    """The neighbours cannot be had; the text says why."""


@cache
def packages() -> Path:
    """Returns the directory with both packages, installed once. Raises Missing."""
    wanted = HERE / "requirements.txt"
    digest = hashlib.sha256(wanted.read_bytes()).hexdigest()[:16]
    target = builder.ROOT / "build" / "neighbours" / digest
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as directory:
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
            done = subprocess.run(
                [*pip, "--target", f"{directory}/done", "-r", str(wanted)],
                capture_output=True,
                text=True,
                timeout=300,
            )
            if done.returncode != 0:
                raise Missing(f"pip: {done.stderr.strip().splitlines()[-1]}")
            try:
                os.rename(f"{directory}/done", target)
            except OSError:  # another process was faster
                assert target.exists()
    return target


@cache
def neighbour(name: str) -> Path:
    """Returns one of THEIRS, built. Raises Missing."""
    if builder.FLAVOUR != "plain":
        raise Missing("the neighbours are not built under sanitizers")
    root, source = packages(), HERE / f"{name}.cpp"
    command = ["g++", "-std=c++17", "-O2", "-fPIC", "-shared", "-fvisibility=hidden"]
    command += ["-w", *builder.INCLUDES]
    sources = [source]
    if name == "near_pybind11":
        command += [f"-I{root}/pybind11/include"]
    else:
        command += ["-fno-strict-aliasing", f"-I{root}/nanobind/include"]
        command += [f"-I{root}/nanobind/ext/robin_map/include"]
        sources += [root / "nanobind" / "src" / "nb_combined.cpp"]
    try:
        return builder._once(
            name,
            f"{name}{builder.EXT_SUFFIX}",
            lambda: builder._hash(command, sources),
            lambda target: builder._run([*command, "-o", target, *sources]),
        )
    except FileNotFoundError as e:
        raise Missing(f"no compiler: {e}") from e


def run(script: str, *modules: Path) -> tuple[int, list[str], list[int] | None]:
    """Returns exit status, the sorted lines of standard error, and the counters."""
    with tempfile.TemporaryDirectory() as directory:
        sums = Path(directory, "counters")
        done = builder.run_script(script, *modules, env={"SEABIND_COUNTERS": str(sums)})
        at_exit = embed.added_up(sums.read_text()) if sums.exists() else None
    return done.returncode, sorted(done.stderr.splitlines()), at_exit


def judge(name: str) -> list[str]:
    """What is wrong with how a test ended. Their messages are theirs when they are the
    same beside classes of Python's that stand in for ours."""
    theirs = [neighbour(one) for one in THEIRS]
    ours = embed.extensions()
    if name in EMBEDDED:
        mode, script, subscript = EMBEDDED[name]
        result = embed.cycle(mode, script, subscript, [*ours, *theirs], cycles=20)
        counters, wrong = result.at_exit, []
    else:
        status, errors, counters = run(TESTS[name], *ours, *theirs)
        _, expected, _ = run(embed.TWINS + TESTS[name], *theirs)
        wrong = [f"exit status {status}"] if status else []
        if errors != expected:
            wrong.append(
                "\n".join(["standard error", *errors, "without ours", *expected])
            )
    leaks = embed.LEAKS_MODULES and name in EMBEDDED and EMBEDDED[name][0] != "plain"
    if counters is not None and any(counters) and not leaks:
        wrong.append(f"{embed.COUNTERS} at exit: {counters}")
    return wrong


def reason_not(name: str) -> str | None:
    """Why a test cannot be made here, or None."""
    if name in EMBEDDED:
        if embed.reason_not():
            return embed.reason_not()
        if EMBEDDED[name][0] == "own" and sys.version_info < (3, 12):
            return "n/a: a GIL of its own came with 3.12"
    try:
        for one in THEIRS:
            neighbour(one)
    except Missing as e:
        return str(e)
    return None


def main(names: list[str]) -> int:
    failed = 0
    for name in names or [*TESTS, *EMBEDDED]:
        reason = reason_not(name)
        if reason:
            print(f"skip: {name}: {reason}")
            continue
        try:
            wrong = judge(name)
        except (AssertionError, subprocess.TimeoutExpired) as e:
            wrong = [str(e)]
        failed += bool(wrong)
        print(
            f"FAILED {name}: {'; '.join(wrong)}" if wrong else f"ok {name}", flush=True
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
