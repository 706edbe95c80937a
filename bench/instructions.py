#!/usr/bin/env python3
# ruff: noqa: E402, E501
"""Count the instructions of every row with callgrind: no clock, so no noise.

    bench/instructions.py                     seabind and hand-written C, a table
    bench/instructions.py --record            put seabind's into instructions.json
    bench/instructions.py --check             compare seabind's with those recorded
    bench/instructions.py --tree DIR          seabind's from another working tree
    bench/instructions.py --rows FROZEN       the rows of hand.c alone

A count is that of a whole call, from the interpreter's loop to the function and back,
less the empty loop: the difference between 400 and 200 rounds, divided by 200. Counts
depend on the Python and the compiler; instructions.json has one list for each pair.
"""

from __future__ import annotations

import argparse
import array
import gc
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from itertools import repeat
from pathlib import Path

HERE = Path(__file__).resolve().parent
RECORDS = HERE / "instructions.json"
ROUNDS = 200
TOLERANCE = 0.02
# What the C library does for a buffer depends on where its memory lies: 418 to 447.
LOOSE = {"buffer": 0.10}

sys.path.insert(0, str(HERE))
import variants
from rows import FROZEN, ROWS, Row, loop_of


def key() -> str:
    """What counts depend on, besides seabind: the Python's build and the compiler."""
    compiler = subprocess.check_output(["gcc", "-dumpfullversion"], text=True).strip()
    return (
        f"{platform.python_version()} ({' '.join(platform.python_build())}), "
        f"gcc {compiler}, {platform.machine()}"
    )


def child(paths: list[str], rows: list[Row]) -> None:
    """Runs in valgrind: every row of the variant that *paths* are, counted twice."""
    tally = variants.load(Path(paths[0]))
    module = variants.namespace([Path(path) for path in paths[1:]])
    gc.collect()
    gc.disable()
    for number, row in enumerate([Row("", "empty", "pass", "pass"), *rows]):
        loop = loop_of(row.setup, row.statement)
        loop(repeat(None, 100), int, module, array.array)
        for rounds in (ROUNDS, 2 * ROUNDS):
            it = repeat(None, rounds)
            tally.start()
            loop(it, int, module, array.array)
            tally.stop(f"{number}/{rounds}")


def count(paths: list[Path], rows: list[Row]) -> dict[str, float]:
    """{row: instructions a call} of the variant that *paths* are."""
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run(
            [
                *("valgrind", "--tool=callgrind", "--collect-atstart=no", "-q"),
                f"--callgrind-out-file={directory}/out",
                *(os.path.realpath(sys.executable), "-sP", __file__, "--child"),
                *(str(path) for path in (variants.tally(), *paths)),
                *("--rows", json.dumps([row.name for row in rows])),
            ],
            # nothing of the caller's: how long it is moves the stack, and copies cost more
            env={
                "PATH": "/usr/bin:/bin",
                "PYTHONHASHSEED": "0",
                "PYTHONMALLOC": "malloc",
            },
            check=True,
        )
        totals = {}
        for path in Path(directory).iterdir():
            text = path.read_text(errors="replace")
            label = re.search(
                r"^desc: Trigger: Client Request: (\d+)/(\d+)", text, re.M
            )
            if label:
                total = re.search(r"^(?:totals|summary): (\d+)", text, re.M)
                totals[int(label[1]), int(label[2])] = int(total[1])
    per_round = [
        (totals[i, 2 * ROUNDS] - totals[i, ROUNDS]) / ROUNDS
        for i in range(len(rows) + 1)
    ]
    return {
        row.name: round(n - per_round[0], 1)
        for row, n in zip(rows, per_round[1:], strict=True)
    }


def compare(recorded: dict[str, float], counted: dict[str, float]) -> list[str]:
    """What got slower by more than TOLERANCE, a line each; a new row is not slower."""
    return [
        f"{name}: {recorded[name]:.0f} instructions a call were recorded, now {n:.0f}"
        for name, n in counted.items()
        if name in recorded
        and n > recorded[name] * (1 + LOOSE.get(name, TOLERANCE)) + 1
    ]


def recorded() -> dict[str, float] | None:
    """The counts of this Python and compiler, None when nobody recorded them."""
    return json.loads(RECORDS.read_text("utf-8")).get(key())


def check() -> list[str]:
    """compare() of what is recorded for this Python and compiler, which must be there."""
    return compare(recorded() or {}, count(variants.build("seabind"), list(ROWS)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--child", nargs="+", metavar="PATH", help=argparse.SUPPRESS)
    parser.add_argument("--rows", default="ROWS")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--tree", type=Path, help="another working tree, for seabind")
    parser.add_argument("--variants", default="seabind,hand,best")
    options = parser.parse_args()
    names = FROZEN if options.rows == "FROZEN" else [row.name for row in ROWS]
    if options.rows.startswith("["):
        names = json.loads(options.rows)
    rows = [row for row in ROWS if row.name in names]
    if options.child:
        child(options.child, rows)
        return
    if options.check:
        if recorded() is None:
            sys.exit(f"nothing is recorded for {key()}: use --record")
        sys.exit("\n".join(check()) or None)
    counts = {}
    for name in options.variants.split(","):
        some = [row for row in rows if name != "hand" or row.name in FROZEN]
        counts[name] = count(variants.build(name), some)
    if options.tree:
        some = [row for row in rows if row.name in FROZEN]
        counts["other"] = count(variants.build_seabind_of(options.tree), some)
    print(key())
    print(f"{'instructions a call':30}" + "".join(f"{name:>9}" for name in counts))
    for row in rows:
        cells = [counts[name].get(row.name) for name in counts]
        print(
            f"{row.name:30}"
            + "".join(f"{'' if cell is None else f'{cell:.0f}':>9}" for cell in cells)
            + (f"{cells[0] / cells[-1]:9.3f}" if cells[-1] else "")
        )
    if options.record:
        records = json.loads(RECORDS.read_text()) if RECORDS.exists() else {}
        records[key()] = counts["seabind"]
        RECORDS.write_text(json.dumps(records, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
