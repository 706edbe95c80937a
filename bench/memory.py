#!/usr/bin/env python3
# ruff: noqa: E402, E501
"""Measure import time, memory, and what many live objects and types cost.

    bench/memory.py              a Markdown table, also in build/bench/memory.md

Each line is a process of its own. Memory is the growth of the resident set. With many
objects, `next()` finds the one Python object of a C object among all of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from time import perf_counter_ns

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

sys.path.insert(0, str(HERE))
import variants

TOOLS = ("best", "seabind", "nanobind", "pybind11")
LIVE = (10, 1000, 100_000, 1_000_000)
TYPES = (10, 1000, 10_000)


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def best_of(call, times: int = 2000, rounds: int = 30) -> float:
    """Nanoseconds a call, the loop included."""
    best = 1e18
    for _ in range(rounds):
        start = perf_counter_ns()
        for _ in range(times):
            call()
        best = min(best, (perf_counter_ns() - start) / times)
    return best


def child(paths: list[str]) -> dict:
    start = perf_counter_ns()
    m = variants.namespace([Path(path) for path in paths])
    found: dict = {"import, ms": (perf_counter_ns() - start) / 1e6}
    alive: list = []
    for kind, make in (
        ("value", lambda: m.Vec2(1.0, 2.0)),
        ("handle", lambda: m.Node(1)),
    ):
        kept = [make() for _ in range(1000)]
        before = resident()
        more = [make() for _ in range(100_000)]
        found[f"a {kind}, bytes"] = (resident() - before) / 100_000 - 8  # the list's
        alive.append((kept, more))  # or the next would get its memory
    alive.clear()
    first, second = m.Node(1), m.Node(2)
    first.link(second)
    kept = []
    for live in LIVE:
        kept += [m.Node(1) for _ in range(live - len(kept))]
        found[f"known handle out, {live:,} live, ns"] = best_of(first.next)
        found[f"handle made, {live:,} live, ns"] = best_of(lambda: m.Node(1))
    del kept
    types = []
    for count in TYPES:
        types += [type("Sub", (m.Vec2,), {}) for _ in range(count - len(types))]
        v, dot = types[-1](1.0, 2.0), m.dot
        found[f"subclass in, {count:,} types, ns"] = best_of(lambda: dot(v, v))  # noqa: B023
    return found


def many(tool: str) -> dict:
    """Memory of a function and of a class: from the modules that many.py has built."""
    found = {}
    for kind in ("functions", "classes"):
        path = ROOT / f"build/many/{tool}_{kind}_720{variants.SUFFIX}"
        code = (
            "import sys; sys.path[:0] = sys.argv[1:3]; import memory as k; b = k.resident();"
            "__import__(sys.argv[3]); print((k.resident() - b) / 720)"
        )
        if path.exists():
            words = [
                sys.executable,
                "-c",
                code,
                HERE,
                path.parent,
                f"{tool}_{kind}_720",
            ]
            done = subprocess.run(
                [str(w) for w in words], capture_output=True, text=True
            )
            if done.returncode == 0:
                found[f"one of 720 {kind}, bytes"] = float(done.stdout)
    return found


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(child(sys.argv[2:])))
        return
    results = {}
    for tool in TOOLS:
        try:
            paths = [str(path) for path in variants.build(tool)]
        except Exception as error:
            print(f"without {tool}: {error}"[:300], file=sys.stderr)
            continue
        words = [sys.executable, __file__, "--child", *paths]
        done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
        results[tool] = json.loads(done.stdout) | many(tool)
    rows = list(dict.fromkeys(name for found in results.values() for name in found))
    lines = [f"| | {' | '.join(results)} |", f"| --- |{' ---: |' * len(results)}"]
    for row in rows:
        cells = (
            f"{found[row]:.4g}" if row in found else "" for found in results.values()
        )
        lines.append(f"| {row} | {' | '.join(cells)} |")
    text = "\n".join(lines)
    target = ROOT / "build/bench/memory.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
