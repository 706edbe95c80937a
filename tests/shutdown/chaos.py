"""Random graphs of objects of every kind, left to the end of the interpreter.

    chaos.py [--dir DIR] [--seeds A-B] [--jobs N] [--control] [--interpreters]

A seed is a process of its own, see chaos_graph.py. It passes when it exits with status
0 and an empty standard error, and nothing of ours is left; what is left may be as much
as is left of a control run, in which pure-Python classes stand for ours, and types of a
sub-interpreter of 3.11, without instances (cpython/subinterpreter.py). On debug
builds no more references may be left, either. --control runs the control alone, and
shows what CPython keeps. --interpreters lets other interpreters have graphs, too. DIR
has the extensions, built with -DSEA_COUNTERS; several directories are separated as in
PATH; without it they are built. Prints a line a seed and the totals; the exit status
is 0 when every seed passed and the totals show that there was something to see.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
EXTENSIONS = ("chaos_a", "chaos_b", "chaos_c", "chaos_count")
DEBUG = hasattr(sys, "gettotalrefcount")
TIMEOUT = float(os.environ.get("CHAOS_TIMEOUT", "120"))
# What a seed has to do on the average, or the graphs say nothing.
MINIMUM = {
    "in": 800,
    "out": 300,
    "refused": 10,
    "traverse": 30,
    "clear": 3,
    "late": 20,
}
EXTRA: list[str] = []  # for chaos_graph.py
OURS = ("instances", "records", "states")  # what the control has twins of


class Run(NamedTuple):
    """How a process ended: *counts* has what all extensions counted, summed."""

    problem: str | None
    counts: Counter[str]
    references: int


def build() -> str:
    """Builds the extensions, and returns where they are."""
    sys.path.insert(0, str(HERE.parent))
    import builder

    return os.pathsep.join(
        str(builder.build_extension(
            name, f"tests/shutdown/{name}.c", defines=("SEA_COUNTERS",)
        ).parent)
        for name in EXTENSIONS
    )  # fmt: skip


def run(seed: int, directories: str, kind: str) -> Run:
    control = [str(HERE / "chaos_control")] if kind == "control" else []
    with tempfile.TemporaryDirectory() as scratch:
        counters, counts = Path(scratch, "counters"), Path(scratch, "counts")
        options = ["-X", "showrefcount"] if DEBUG else []
        try:
            done = subprocess.run(
                [
                    *(sys.executable, "-X", "faulthandler", "-W", "ignore", *options),
                    *(str(HERE / "chaos_graph.py"), str(seed), kind, *EXTRA),
                ],
                env={
                    **os.environ,
                    "PYTHONPATH": os.pathsep.join([*control, directories]),
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "PYTHONHASHSEED": str(seed % 1000),
                    "SEABIND_COUNTERS": str(counters),
                    "CHAOS_COUNTS": str(counts),
                },
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="backslashreplace",
                timeout=TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Run("time-out", Counter(), 0)
        total: Counter[str] = Counter()
        for file in (counters, counts):
            if file.exists():
                for name, n in re.findall(r"(\w+)=(-?\d+)", file.read_text()):
                    total[name] += int(n)
    stderr, left = re.sub(r"\[(-?\d+) refs, -?\d+ blocks\]\n", "", done.stderr), 0
    found = re.findall(r"\[(-?\d+) refs, -?\d+ blocks\]\n", done.stderr)
    if found:
        left = int(found[-1])
    problem = None
    if done.returncode != 0 or stderr or done.stdout:
        text = (done.stdout + stderr)[-3000:]
        problem = f"exit status {done.returncode}\n{text}"
    elif not total["in"] and kind == "ours":
        problem = "no casts were counted"
    return Run(problem, total, left)


def judge(seed: int, directories: str) -> tuple[str | None, Counter[str]]:
    """What is wrong with a seed, or None, and its counts."""
    ours = run(seed, directories, "ours")
    counts = ours.counts
    if ours.problem:
        return ours.problem, counts
    columns = (*OURS, "internals", "local_internals", "payloads")
    is_clean = not any(counts[name] for name in columns)
    if is_clean and not DEBUG:
        return None, counts
    control = run(seed, directories, "control")
    if control.problem:
        return f"control: {control.problem}", counts
    alive = control.counts["alive"]
    instances = counts["instances"] + counts["payloads"]
    left = ", ".join(f"{name} {counts[name]}" for name in columns)
    if any(counts[name] < 0 for name in columns):
        return f"freed twice: {left}", counts
    if EXTRA and sys.version_info < (3, 12) and not instances:
        counts["excused"] += not is_clean
        return None, counts
    if not is_clean and not alive:
        return f"left: {left}; the control leaves nothing", counts
    if sum(counts[name] for name in OURS) > alive or counts["payloads"] > alive:
        return f"left: {left}; the control leaves {alive}", counts
    # What is left on both sides is of other types: only a clean end can be compared.
    if not alive and ours.references > control.references:
        return f"{ours.references} references, the control {control.references}", counts
    if not is_clean:
        counts["excused"] += 1
    return None, counts


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--dir", default="")
    parser.add_argument("--seeds", default="1-20")
    parser.add_argument("--jobs", type=int, default=int(os.environ.get("JOBS", "2")))
    parser.add_argument("--control", action="store_true")
    parser.add_argument("--interpreters", action="store_true")
    arguments = parser.parse_args()
    EXTRA.extend(["interpreters"] if arguments.interpreters else [])
    first, _, last = arguments.seeds.partition("-")
    seeds = range(int(first) if last else 1, int(last or first) + 1)
    directories = arguments.dir or build()
    directories = os.pathsep.join(map(os.path.abspath, directories.split(os.pathsep)))

    def one(seed: int) -> tuple[str | None, Counter[str]]:
        if arguments.control:
            done = run(seed, directories, "control")
            return done.problem, Counter(alive=done.counts["alive"])
        return judge(seed, directories)

    totals: Counter[str] = Counter()
    clean: Counter[str] = Counter()  # of the seeds in which CPython leaves nothing
    failed = nclean = 0
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for seed, (problem, counts) in zip(seeds, pool.map(one, seeds), strict=True):
            totals += counts
            if not counts["excused"]:
                clean += counts
                nclean += 1
            failed += problem is not None
            if problem is None:
                print(f"ok {seed}")
            else:
                print(f"FAILED {seed}: {problem}")
                words = f"{HERE / 'chaos.py'} --dir {directories} --seeds {seed}-{seed}"
                words += " --interpreters" if EXTRA else ""
                print(f"    again: {sys.executable} {words}")
            sys.stdout.flush()
    few = [
        name
        for name, least in MINIMUM.items()
        if not arguments.control and nclean >= 10 and clean[name] < least * nclean
    ]
    if few:
        print(f"FAILED totals: too few of {', '.join(few)}")
    shown = " ".join(f"{name}={n}" for name, n in sorted(totals.items()))
    print(f"{len(seeds)} seeds, {failed} failed; {shown}")
    return int(failed > 0 or bool(few))


if __name__ == "__main__":
    sys.exit(main())
