#!/usr/bin/env python3
# ruff: noqa: E402, E501
"""Measure calls against hand-written C and other binding tools: make bench.

    bench/run.py                 on this Python
    bench/run.py --pythons       on every Python that tools/pythons finds
    bench/run.py --write         also write the table and plots into docs/

One process a Python, all variants in it: hand (bench/hand.c, frozen: C as it is usually
written), best (bench/best.c: with the best calling convention for each row), seabind,
nanobind, pybind11, Cython, cffi, ctypes. Every row is a loop compiled for each variant
alone, so that the specialising interpreter sees one callee a call site. Rounds go through
all (row, variant) pairs in shuffled order, so that drift and noise fall on all alike.
Reported are ratios of the minima and of the medians, the empty loop taken off; the last
lines are geometric means over the rows that a variant has.
"""

from __future__ import annotations

import argparse
import array
import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import sysconfig
from itertools import repeat
from pathlib import Path
from time import perf_counter_ns

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RESULTS = ROOT / "build/bench/results.json"
PEERS = ("nanobind", "pybind11", "cython", "cffi", "setuptools")

sys.path.insert(0, str(HERE))
import report
import variants
from rows import ROWS, Row, loop_of


class Pair:
    """One row of one variant: its loop, iteration count, samples (ns a call)."""

    def __init__(self, module: object, row: Row, ms: float):
        self.loop, self.module = loop_of(row.setup, row.statement), module
        self.samples: list[float] = []
        self.run(64)  # warm up, let the call site specialise
        n, taken = 64, 0
        while (taken := self.run(n)) < ms * 1e6 / 8 and n < 1 << 22:
            n *= 2
        self.n = max(4, int(n * ms * 1e6 / max(taken, 1)))

    def run(self, n: int) -> int:
        return self.loop(repeat(None, n), perf_counter_ns, self.module, array.array)

    def sample(self) -> None:
        self.samples.append(self.run(self.n) / self.n)


def load(names: list[str]) -> tuple[dict[str, object], dict[str, str]]:
    """The variants by name, and why the others are missing."""
    modules, missing = {}, {}
    for name in names:
        try:
            modules[name] = variants.namespace(variants.build(name))
        except Exception as error:
            if name == "seabind":
                raise
            missing[name] = f"{type(error).__name__}: {error}"[:300]
    return modules, missing


def measure(
    modules: dict[str, object], rows: list[Row], rounds: int, ms: float
) -> dict:
    """{row: {variant: (minimum, median)}} in ns a call, less the empty loop."""
    empty = Pair(None, Row("", "empty", "pass", "pass"), ms)
    pairs = {}
    for row in rows:
        for variant, module in modules.items():
            try:
                pairs[row.name, variant] = Pair(module, row, ms)
            except (AttributeError, TypeError) as error:  # it has no such row
                if variant in ("seabind", "best"):
                    raise RuntimeError(f"{variant}: {row.name}") from error
    everything = [empty, *pairs.values()]
    shuffle = random.Random(1).shuffle
    for _ in range(rounds):
        shuffle(everything)
        for pair in everything:
            pair.sample()
    base = min(empty.samples), statistics.median(empty.samples)
    result: dict = {}
    for (name, variant), pair in pairs.items():
        result.setdefault(name, {})[variant] = (
            min(pair.samples) - base[0],
            statistics.median(pair.samples) - base[1],
        )
    return result


def optimised() -> str:
    """How this Python was built, in a word or two."""
    asked = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    debian = sys.base_prefix == "/usr"  # its rules pass the profile to make
    return "PGO" if asked or debian else "no PGO"


def versions_of(modules: dict[str, object]) -> dict[str, str]:
    from importlib.metadata import version

    return {
        name: version(name.lower())
        for name in ("nanobind", "pybind11", "Cython", "cffi")
        if name in modules
    }


def here(options: argparse.Namespace) -> dict:
    """The results of this Python."""
    modules, missing = load(options.variants.split(","))
    rows = [row for row in ROWS if re.search(options.only, row.name)]
    compiler = subprocess.check_output(["gcc", "-dumpfullversion"], text=True).strip()
    threads = " free-threaded" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""
    return {
        "python": f"{platform.python_version()}{threads}",
        "build": optimised(),
        "compiler": f"gcc {compiler} -O2",
        "versions": versions_of(modules),
        "missing": missing,
        "rounds": options.rounds,
        "ns": measure(modules, rows, options.rounds, options.ms),
    }


def interpreters() -> list[str]:
    """Every Python here that is neither a debug nor a sanitizer build, with its peers."""
    found = json.loads(
        subprocess.check_output(
            [sys.executable, ROOT / "tools/pythons", "list", "--json"]
        )
    )
    usable = [p for p in found if not p["debug"] and not p["tsan"] and not p["root"]]
    return [with_peers(p["path"], p) for p in usable]


def with_peers(path: str, about: dict) -> str:
    """The interpreter of a virtual environment of *path* that has the other tools.

    Where it cannot be made, *path* itself: then seabind and hand-written C are measured.
    """
    name = f"venv-{about['version']}{'t' if about['freethreaded'] else ''}"
    if path.startswith("/usr/bin"):
        name += "-system"
    home = ROOT / "build/bench" / name
    python = home / "bin/python"
    if (home / "complete").exists():
        return str(python)
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for command in ([path, "-m", "venv", home], [python, *pip, *PEERS]):
        done = subprocess.run(
            [str(word) for word in command], capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            print(
                f"{path}: without the other tools: {done.stderr[-200:]}",
                file=sys.stderr,
            )
            return path if not python.exists() else str(python)
    (home / "complete").touch()
    return str(python)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument(
        "--ms", type=float, default=1.0, help="a sample takes about this"
    )
    parser.add_argument("--only", default="", help="rows whose name has this pattern")
    parser.add_argument("--variants", default=",".join(variants.NAMES))
    parser.add_argument("--pythons", action="store_true", help="on every Python here")
    parser.add_argument(
        "--write", action="store_true", help="table and plots in docs/, README"
    )
    parser.add_argument("--json", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.json:
        options.json.write_text(json.dumps(here(options)))
        return
    # The best-optimised Python comes first in the report; each is a process of its own.
    results = []
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    for python in interpreters() if options.pythons else [sys.executable]:
        target = RESULTS.with_name(f"one-{os.getpid()}.json")
        arguments = [f"--{name}={getattr(options, name)}"
                     for name in ("rounds", "ms", "only", "variants")]  # fmt: skip
        subprocess.run([python, __file__, *arguments, f"--json={target}"], check=True)
        results.append(json.loads(target.read_text()))
        target.unlink()
        print(report.text(results[-1]), flush=True)
    results.sort(key=lambda result: result["build"] != "PGO")
    RESULTS.write_text(json.dumps(results))
    if options.write:
        report.write(ROOT / "docs", results)


if __name__ == "__main__":
    main()
