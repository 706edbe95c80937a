# ruff: noqa: E501, SIM905
"""Builds the examples and the robustness tests' extensions for every CPython that
`tools/pythons list` finds, runs the tests there, and prints a table.

    tests/matrix.py [--pythons DIR] [--only TEXT] [--rounds N] [--imports] [--quick]
                    [--results FILE]

DIR is where `tools/pythons get` put more of them; TEXT selects by name, as the table shows
it. The sweep of the imports is long: it is made with --imports. --quick is what CI runs on
the Pythons that are no default: what must survive the end of an interpreter. Nothing of it needs pytest;
what it makes lies in build/matrix. The exit status is 0 when everything passed.

FILE gets a row as soon as a Python is through. Those that have a row without FAILED are
left out the next time: a run that was cut off is taken up again. Delete rows to renew them.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "matrix"
EXTENSIONS = {
    "geometry": "examples/geometry/geometry.c",
    "seazlib": "examples/zlib/seazlib.c",
    "oom": "tests/oom/oom.c",
    "gate": "tests/threads/gate.c",
    "plain": "tests/interpreters/plain.c",
}
# with -DSEA_COUNTERS: what must be left at exit is nothing
COUNTED = {
    "probe": "tests/shutdown/probe.c",
    "peer": "tests/shutdown/peer.c",
    "values": "tests/shared/values.c",
    "others": "tests/shared/values.c",
    "subject": "tests/mutants/subject.c",
    "chaos_a": "tests/shutdown/chaos_a.c",
    "chaos_b": "tests/shutdown/chaos_b.c",
    "chaos_c": "tests/shutdown/chaos_c.c",
    "chaos_count": "tests/shutdown/chaos_count.c",
}
COLUMNS = (
    *("build", "warnings", "threads", "interpreters", "refs at exit", "oom calls"),
    *("oom imports", "shutdown", "chaos", "shared data", "mutants' scripts", "embed"),
    *("neighbours",),
)
QUICK = ("build", "warnings", "shutdown", "chaos", "shared data", "mutants' scripts")


def run(command: list[str], timeout: float = 1200, **env: str) -> tuple[int, str]:
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            env={**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="backslashreplace",
            timeout=timeout,
        )
    except subprocess.TimeoutExpired:
        return 1, "FAILED time-out"
    return done.returncode, done.stdout


FLAGS = "-std=c11 -O2 -g -fPIC -fvisibility=hidden -Wall -Wextra".split()


def build(python: dict, directory: Path, extensions: dict[str, str]) -> tuple[str, int]:
    """Returns what failed, and how many warnings there were."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    # -I: with -isystem gcc follows the links from Debian's debug headers to the others
    compile_ = [
        *python["run"][:-1],
        "gcc",
        *FLAGS,
        "-Iinclude",
        "-I" + python["include"],
    ]
    warnings = 0
    failed: list[str] = []

    def command(name: str, *words: object) -> None:
        nonlocal warnings
        status, text = run([*compile_, *words])
        warnings += text.count("warning:")
        if status != 0:
            failed.append(name)
            print(text[-2000:], file=sys.stderr)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        objects: dict[bool, list[Path]] = {}
        jobs = []
        for counted in sorted({name in COUNTED for name in extensions}):
            where = directory / f"runtime-{int(counted)}"
            where.mkdir()
            objects[counted] = []
            for source in sorted((ROOT / "src").glob("*.c")):
                objects[counted].append(where / f"{source.stem}.o")
                words = ["-DSEA_COUNTERS"] * counted + ["-c", source, "-o"]
                jobs.append((source.stem, *words, objects[counted][-1]))
        list(pool.map(lambda job: command(*job), jobs))
        jobs = []
        for name, source in extensions.items():
            words = ["-DSEA_COUNTERS"] * (name in COUNTED)
            words += [f"-DNAME={name}"] * (name in ("values", "others"))
            target = directory / (name + python["suffix"])
            words += ["-shared", source, *objects[name in COUNTED], "-o", target]
            jobs.append((name, *words, "-lm", "-lz"))
        list(pool.map(lambda job: command(*job), jobs))
    return ", ".join(failed), warnings


def verdict(status: int, text: str) -> str:
    """One cell of the table: how many passed, or which failed."""
    failed = re.findall(r"^FAILED ([^:\n]*)", text, re.MULTILINE)
    skipped = re.findall(r"^skip: (.*)", text, re.MULTILINE)
    passed = len(re.findall(r"^(?:ok |n=)", text, re.MULTILINE))
    if status != 0 or failed:
        print(text[-4000:], file=sys.stderr)
        return "FAILED " + ", ".join(failed)
    if not passed:
        return "skipped" if skipped else "nothing"
    return f"{passed} ok" + (f", {len(skipped)} skipped" if skipped else "")


def row(python: dict, arguments: argparse.Namespace) -> list[str]:
    name = label(python)
    directory = OUT / name.replace(" ", "-")
    columns = QUICK if arguments.quick else COLUMNS
    extensions = COUNTED if arguments.quick else EXTENSIONS | COUNTED
    broken, warnings = build(python, directory, extensions)
    if broken:
        return [f"FAILED {broken}", str(warnings)] + ["-"] * (len(columns) - 2)
    env = {
        "PYTHONPATH": str(directory),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HAMMER_ROUNDS": str(arguments.rounds),
    }

    def script(path: str, *words: str) -> tuple[int, str]:
        return run([*python["run"], path, *words], timeout=3600, **env)

    def cell(column: str) -> str:
        if column == "refs at exit":  # many.py says it, whose column is the one before
            left = re.search(r"^references left at exit: (.*)$", text, re.MULTILINE)
            return left.group(1).replace("None", "-") if left else "?"
        return verdict(status, text)

    seeds = f"1-{20 if arguments.quick else arguments.seeds}"
    commands = {
        "threads": ["tests/threads/hammer.py"],
        "interpreters": ["tests/interpreters/many.py"],
        "oom calls": ["tests/oom/sweep.py", "call"],
        "oom imports": ["tests/oom/sweep.py", "import", str(directory / "imports")],
        "shutdown": ["tests/shutdown/scenarios.py", str(directory)],
        "chaos": ["tests/shutdown/chaos.py", "--dir", str(directory), "--seeds", seeds],
        "shared data": ["tests/shared/cases.py"],
        "mutants' scripts": ["tests/mutants/scripts.py"],
        # these build what they need themselves, with counters
        "embed": ["tests/embed/embed.py"],
        "neighbours": ["tests/neighbours/neighbours.py"],
    }
    (directory / "imports").mkdir()
    cells = ["ok", str(warnings)]
    status, text = 0, ""
    for column in columns[2:]:
        if column == "oom imports" and not arguments.imports:
            cells.append("-")
            continue
        if column in commands:
            status, text = script(*commands[column])
        cells.append(cell(column))
    shutil.rmtree(directory / "imports")
    return cells


def label(python: dict) -> str:
    kind = ("t" if python["freethreaded"] else "") + ("d" if python["debug"] else "")
    return python["version"] + kind + (" chroot" if python["root"] else "")


INTRODUCTION = """\
# What was run where

Written by `make test-matrix`; [tests/matrix.py](matrix.py) says what the columns are.
"skipped" has its reason in the script's own output. Chaos is run with 50 seeds a Python.

"""


def known_rows(results: Path | None, head: list[str]) -> dict[str, str]:
    """The rows of an earlier run with the same columns, those without a failure."""
    text = results.read_text() if results is not None and results.exists() else ""
    if head[0] not in text:
        return {}
    rows = [line for line in text.splitlines() if line.startswith("| 3.")]
    return {line.split("|")[1].strip(): line for line in rows if "FAILED" not in line}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pythons")
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--imports", action="store_true")
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--results", type=Path)
    arguments = parser.parse_args()
    command = [ROOT / "tools" / "pythons", "list", "--json"]
    if arguments.pythons:
        command.append(arguments.pythons)
    pythons = json.loads(subprocess.check_output(command, text=True))
    titles = ["python", *(QUICK if arguments.quick else COLUMNS)]
    head = ["| " + " | ".join(titles) + " |", "|" + " --- |" * len(titles)]
    rows = known_rows(arguments.results, head)
    print("\n".join(head))
    failed = False
    for python in pythons:
        name = label(python)
        if arguments.only not in name:
            continue
        if name not in rows:
            cells = row(python, arguments)
            rows[name] = "| " + " | ".join([name, *cells]) + " |"
            if arguments.results:
                text = INTRODUCTION + "\n".join([*head, *rows.values()]) + "\n"
                arguments.results.write_text(text)
        failed |= "FAILED" in rows[name]
        print(rows[name], flush=True)
    return int(failed)


if __name__ == "__main__":
    assert sysconfig.get_platform().startswith("linux"), "the compile line is Linux's"
    sys.exit(main())
