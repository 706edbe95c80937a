# ruff: noqa: E501, SIM905
"""Builds the examples and the robustness tests' extensions for every CPython that
`tools/pythons list` finds, runs the tests there, and prints a table.

    tests/matrix.py [--pythons DIR] [--only TEXT] [--rounds N] [--seeds N] [--cycles N]
                    [--imports] [--language] [--quick] [--results FILE]

DIR is where `tools/pythons get` put more of them; TEXT selects by name, as the table shows
it. The sweep of the imports and the tests of the
language take long: they are made with --imports and --language. --quick is what CI runs on
the Pythons that are no default: what must survive the end of an interpreter. Only the
column "language" needs pytest and Hypothesis, which pip fetches for each Python; what is
made lies in build/matrix. The exit status is 0 when everything passed.

A Python that was built for ThreadSanitizer (its name ends in "tsan") gets extensions that
are built for it, too, and runs what has threads. A race is a failure when one of our files
is in one of its two stacks, and tests/threads/tsan.supp does not say that it is CPython's;
races.py beside that file shows that races are seen.

FILE gets each result as soon as it is there; the next run makes those that failed, or that
are missing: one that was cut off is taken up again. Delete rows to renew them.
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
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
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
    *("neighbours", "language", "races"),
)
LANGUAGE = ("tests/ext", "tests/structure", "tests/inspect", "examples/words")
QUICK = ("build", "warnings", "shutdown", "chaos", "shared data", "mutants' scripts")
RACES = ("build", "warnings", "threads", "interpreters", "shared data", "races")
TSAN = "-O1 -fsanitize=thread".split()
SUPPRESSIONS = ROOT / "tests" / "threads" / "tsan.supp"

# Pythons that could not be had, with the command that failed and what it said. Debian has
# no package of them, and PyPI none with such an interpreter.
GET = "tools/pythons get freethreaded --suite sid --python"
SAID = """\
Err:1 sid/main python{0} {1} (dsc)
  404  Not Found
E: Failed to fetch some archives.
"""
MISSING = [
    ("3.14t and 3.14td", f"{GET} 3.14", SAID.format("3.14", "3.14.10-1")),
    ("3.15t and 3.15td", f"{GET} 3.15", SAID.format("3.15", "3.15.2-1")),
]


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
        *(["clang", *FLAGS, *TSAN] if python["tsan"] else ["gcc", *FLAGS]),
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
    absent = len(re.findall(r"^(?:skip: )?.*\bn/a: ", text, re.MULTILINE))
    skipped = len(re.findall(r"^skip: (?!.*\bn/a: )", text, re.MULTILINE))
    passed = len(re.findall(r"^(?:ok |n=)", text, re.MULTILINE))
    for count, word in re.findall(r"\b(\d+) (passed|skipped)\b", text):  # by pytest
        passed += int(count) * (word == "passed")
        skipped += int(count) * (word == "skipped")
    if status != 0 or failed:
        print(text[-4000:], file=sys.stderr)
        return "FAILED " + ", ".join(failed)
    if not passed:
        return "skipped" if skipped else "n/a" if absent else "nothing"
    words = [f"{passed} ok"]
    words += [f"{absent} n/a"] * (absent > 0) + [f"{skipped} skipped"] * (skipped > 0)
    return ", ".join(words)


def races(log: Path) -> str:
    """The races in ThreadSanitizer's files that have one of our files in a stack of one of
    the two accesses, as lines of FAILED; the files are deleted."""
    ours = re.compile(rf" {re.escape(str(ROOT))}/(?!build/)[^ ]*\.[ch]:\d+")
    found = []
    for file in sorted(log.parent.glob(f"{log.name}.*")):
        text = file.read_text(errors="replace")
        file.unlink()
        for report in re.findall(r"^WARNING: .*?^SUMMARY: .*?$", text, re.S | re.M):
            accesses = report.split("\n\n")[:2]
            if any(ours.search(stack) for stack in accesses):
                found.append("\n".join(accesses))
    return "".join(f"FAILED race: {text}\n" for text in found)


def pytest_for(python: dict, site: Path) -> tuple[int, str]:
    """Installs pytest and Hypothesis for a Python that has no pip, into *site*."""
    major, minor = python["version"].split(".")[:2]
    abi = f"{major}{minor}" + "t" * python["freethreaded"] + "d" * python["debug"]
    words = ["--python-version", f"{major}.{minor}"]
    words += ["--implementation", "cp", "--only-binary", ":all:", "--target", site]
    # wheels of release builds load in debug builds
    for one in (f"cp{abi}", f"cp{abi.rstrip('d')}", "abi3", "none"):
        words += ["--abi", one]
    # what newer ones have of the stable ABI does not load in a free-threaded Python
    hypothesis = "hypothesis<6.156" if python["freethreaded"] else "hypothesis"
    pip = [sys.executable, "-m", "pip", "install", "--quiet"]
    return run([*pip, *words, "pytest", hypothesis])


TO_DO, NOT_ASKED = "not run", "-"


def asked(python: dict, arguments: argparse.Namespace) -> set[str]:
    """The columns that are wanted of a Python."""
    columns = set(RACES if python["tsan"] else COLUMNS)
    if not arguments.imports:
        columns.discard("oom imports")
    if not arguments.language:
        columns.discard("language")
    return columns


def row(
    python: dict,
    arguments: argparse.Namespace,
    known: list[str],
    save: Callable[[list[str]], None],
) -> None:
    """Makes the cells of a Python that are not known, or failed, and saves after each."""
    name = label(python)
    directory = OUT / name.replace(" ", "-")
    columns = QUICK if arguments.quick else COLUMNS
    extensions = COUNTED if arguments.quick else EXTENSIONS | COUNTED
    broken, warnings = build(python, directory, extensions)
    cells = ["ok", str(warnings)] + [TO_DO] * (len(columns) - 2)
    if broken:
        cells[0] = f"FAILED {broken}"
        save(cells)
        return
    env = {
        "PYTHONPATH": str(directory),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HAMMER_ROUNDS": str(arguments.rounds),
        "EMBED_CYCLES": str(arguments.cycles),
        # for a machine that is busy with something else, too
        "HAMMER_TIMEOUT": "600",
        "MANY_TIMEOUT": "600",
        "CHAOS_TIMEOUT": "600",
    }
    log = directory / "tsan"
    if python["tsan"]:  # it is ten times slower, and the rounds need not be many
        options = "exitcode=0:report_thread_leaks=0:die_after_fork=0:history_size=4"
        env |= {
            "TSAN_OPTIONS": f"{options}:suppressions={SUPPRESSIONS}:log_path={log}",
            "HAMMER_ROUNDS": str(min(arguments.rounds, 50)),
        }

    def script(path: str, *words: str) -> tuple[int, str]:
        return run([*python["run"], path, *words], timeout=3600, **env)

    def language() -> tuple[int, str]:
        site = directory / "site"
        status, text = pytest_for(python, site)
        if status != 0:
            return status, f"FAILED pip: {text}"
        command = [*python["run"], "-m", "pytest", "-q"]
        return run(
            [*command, *LANGUAGE], timeout=3600, **env | {"PYTHONPATH": str(site)}
        )

    def cell(column: str) -> str:
        if column == "refs at exit":  # many.py says it, whose column is the one before
            left = re.search(r"^references left at exit: (.*)$", text, re.MULTILINE)
            return left.group(1).replace("None", "n/a") if left else "?"
        found = races(log)
        return verdict(status or int(bool(found)), text + found)

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
        "races": ["tests/threads/races.py"],
    }
    (directory / "imports").mkdir()
    status, text = 0, ""
    for place, old in enumerate(known):
        if place >= 2 and old not in (TO_DO, NOT_ASKED) and "FAILED" not in old:
            cells[place] = old
    for place, column in enumerate(columns[2:], 2):
        if cells[place] not in (TO_DO, "?"):
            continue
        if column not in asked(python, arguments):
            cells[place] = NOT_ASKED
            continue
        if column == "language":
            status, text = language()
        elif column in commands:
            status, text = script(*commands[column])
        cells[place] = cell(column)
        save(cells)
    save(cells)
    shutil.rmtree(directory / "imports")


def label(python: dict) -> str:
    kind = ("t" if python["freethreaded"] else "") + ("d" if python["debug"] else "")
    kind += " tsan" if python["tsan"] else ""
    return python["version"] + kind + (" chroot" if python["root"] else "")


INTRODUCTION = """\
# What was run where

Written by `make test-matrix`; [tests/matrix.py](matrix.py) says what the columns are.
A number of tests is "skipped" for a reason that the script's own output gives; "n/a" is what
cannot be there: a GIL of each interpreter's own before 3.12, references that a release build
does not count, races where there is no ThreadSanitizer. "-" was not asked for. A "d" is a debug build, a "t" a free-threaded one; "tsan" is
one that was built for ThreadSanitizer, with the tests that have threads.

"""


def line_of(name: str, cells: list[str]) -> str:
    return "| " + " | ".join([name, *cells]) + " |"


def results_of(head: list[str], rows: dict[str, list[str]]) -> str:
    text = INTRODUCTION
    text += (
        "\n".join(
            [*head, *(line_of(name, rows[name]) for name in sorted(rows, key=order))]
        )
        + "\n"
    )
    if MISSING:
        text += "\n## Pythons that could not be had\n"
    for python, command, said in MISSING:
        text += f"\n**{python}**: `{command}` said\n\n"
        text += "".join(f"    {line}\n" for line in said.splitlines())
    return text


def order(name: str) -> tuple[list[int], str]:
    return [int(n) for n in re.findall(r"\d+", name.split()[0])], name


def known_rows(results: Path | None, head: list[str]) -> dict[str, list[str]]:
    """The cells of an earlier run with the same columns."""
    text = results.read_text() if results is not None and results.exists() else ""
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| 3.")]
    same = head[0] in text
    return {row[1].strip(): [c.strip() for c in row[2:-1]] for row in rows if same}


def is_done(cells: list[str], wanted: set[str]) -> bool:
    return not any(
        cell == TO_DO or "FAILED" in cell or (cell == NOT_ASKED and column in wanted)
        for column, cell in zip(COLUMNS, cells, strict=False)
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pythons")
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--imports", action="store_true")
    parser.add_argument("--language", action="store_true")
    parser.add_argument("--seeds", type=int, default=50)
    parser.add_argument("--cycles", type=int, default=100)
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

    def save(name: str, cells: list[str]) -> None:
        rows[name] = list(cells)
        if arguments.results:  # another run may have written, too
            rows.update(known_rows(arguments.results, head) | {name: rows[name]})
            arguments.results.write_text(results_of(head, rows))

    if not arguments.quick:  # not every Python has pip
        code = "import neighbours; neighbours.packages()"
        run([sys.executable, "-c", code], PYTHONPATH=str(ROOT / "tests/neighbours"))
    failed = False
    for python in pythons:
        name = label(python)
        if arguments.only not in name:
            continue
        wanted = set() if arguments.quick else asked(python, arguments)
        if not is_done(rows.get(name, [TO_DO]), wanted):
            row(python, arguments, rows.get(name, []), partial(save, name))
        failed |= not is_done(rows[name], wanted)
        print(line_of(name, rows[name]), flush=True)
    return int(failed)


if __name__ == "__main__":
    assert sysconfig.get_platform().startswith("linux"), "the compile line is Linux's"
    sys.exit(main())
