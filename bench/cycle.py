"""Prints the bytes that one initialise/finalise cycle of an embedded Python leaves.

    python3.X bench/cycle.py [CYCLES]

Each row is one process that embeds the Python that runs this. Every interpreter in it
runs an empty script, or imports one extension and keeps an object of its class in a
global. The second column has an interpreter with a GIL of its own in each cycle. How it
is measured is in tests/embed, the two other extensions are in tests/neighbours.
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests/embed"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests/neighbours"))
import embed
import neighbours

ROWS = {
    "empty script": "",
    "seabind": "import kept; v = kept.Pair(1, 2); assert v.x == 1",
    "pybind11": "import near_pybind11; v = near_pybind11.Thing(1); assert v.n == 1",
    "nanobind": "import near_nanobind; v = near_nanobind.Thing(1); assert v.n == 1",
}


def cell(mode: str, row: str, cycles: int) -> str:
    if mode == "own" and sys.version_info < (3, 12):
        return "n/a"
    try:
        module = f"near_{row}"
        theirs = [neighbours.neighbour(module)] if module in neighbours.THEIRS else []
        modules = [*embed.extensions(), *theirs]
        # median of three runs
        got = [embed.cycle(mode, ROWS[row], ROWS[row], modules, cycles) for _ in "abc"]
        return f"{sorted(result.bytes for result in got)[1]:,.0f}"
    except neighbours.Missing as e:
        return f"not built: {e}"
    except AssertionError as e:
        lines = [line for line in str(e).splitlines() if "Error" in line]
        return lines[0].split(":")[0] if lines else "failed"


def main() -> None:
    reason = embed.reason_not()
    if reason or embed.FREE_THREADED:
        sys.exit(reason or "a free-threaded Python cannot be told to use malloc")
    cycles = max(20, int(sys.argv[1])) if len(sys.argv) > 1 else 100
    print(f"| Python {platform.python_version()}, bytes a cycle | plain | own GIL |")
    print("| --- | ---: | ---: |")
    for row in ROWS:
        cells = [cell(mode, row, cycles) for mode in ("plain", "own")]
        print(f"| {row} | {cells[0]} | {cells[1]} |", flush=True)


if __name__ == "__main__":
    main()
