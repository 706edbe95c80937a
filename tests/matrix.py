# ruff: noqa: E501, SIM905
"""Builds the examples and the robustness tests' extensions for every CPython that
`tools/pythons list` finds, runs the tests there, and prints a table.

    tests/matrix.py [--pythons DIR] [--only TEXT] [--rounds N] [--imports]

DIR is where `tools/pythons get` put more of them; TEXT selects by name, as the table shows
it. The sweep of the imports is long: it is made with --imports. Nothing of it needs pytest;
what it makes lies in build/matrix. The exit status is 0 when everything passed.
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
COLUMNS = (
    *("build", "warnings", "threads", "interpreters", "refs at exit", "oom calls"),
    *("oom imports", "embed", "neighbours"),
)


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


def build(python: dict, directory: Path) -> tuple[str, int]:
    """Returns what failed, and how many warnings there were."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    runtime = sorted(str(path) for path in (ROOT / "src").glob("*.c"))
    prefix, warnings = python["run"][:-1], 0
    flags = "-std=c11 -O2 -g -fPIC -shared -fvisibility=hidden -Wall -Wextra".split()
    # -I: with -isystem gcc follows the links from Debian's debug headers to the others
    for name, source in EXTENSIONS.items():
        status, text = run(
            [
                *prefix,
                "gcc",
                *flags,
                "-Iinclude",
                "-I" + python["include"],
                source,
                *runtime,
                "-o",
                directory / (name + python["suffix"]),
                "-lm",
                "-lz",
            ]
        )
        warnings += text.count("warning:")
        if status != 0:
            print(text[-2000:], file=sys.stderr)
            return name, warnings
    return "", warnings


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
    broken, warnings = build(python, directory)
    if broken:
        return [f"FAILED {broken}", str(warnings)] + ["-"] * (len(COLUMNS) - 2)
    env = {
        "PYTHONPATH": str(directory),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HAMMER_ROUNDS": str(arguments.rounds),
    }

    def script(path: str, *words: str) -> tuple[int, str]:
        return run([*python["run"], path, *words], **env)

    cells = ["ok", str(warnings), verdict(*script("tests/threads/hammer.py"))]
    status, text = script("tests/interpreters/many.py")
    cells.append(verdict(status, text))
    left = re.search(r"^references left at exit: (.*)$", text, re.MULTILINE)
    cells.append(left.group(1).replace("None", "-") if left else "?")
    cells.append(verdict(*script("tests/oom/sweep.py", "call")))
    if arguments.imports:
        scratch = directory / "imports"
        scratch.mkdir()
        cells.append(verdict(*script("tests/oom/sweep.py", "import", str(scratch))))
        shutil.rmtree(scratch)
    else:
        cells.append("-")
    # these build what they need themselves, with counters
    cells.append(verdict(*script("tests/embed/embed.py")))
    cells.append(verdict(*script("tests/neighbours/neighbours.py")))
    return cells


def label(python: dict) -> str:
    kind = ("t" if python["freethreaded"] else "") + ("d" if python["debug"] else "")
    return python["version"] + kind + (" chroot" if python["root"] else "")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pythons")
    parser.add_argument("--only", default="")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--imports", action="store_true")
    arguments = parser.parse_args()
    command = [ROOT / "tools" / "pythons", "list", "--json"]
    if arguments.pythons:
        command.append(arguments.pythons)
    pythons = json.loads(subprocess.check_output(command, text=True))
    titles = ["python", *COLUMNS]
    print("| " + " | ".join(titles) + " |")
    print("|" + " --- |" * len(titles))
    failed = False
    for python in pythons:
        if arguments.only in label(python):
            cells = row(python, arguments)
            failed |= any(cell.startswith("FAILED") for cell in cells)
            print("| " + " | ".join([label(python), *cells]) + " |", flush=True)
    return int(failed)


if __name__ == "__main__":
    assert sysconfig.get_platform().startswith("linux"), "the compile line is Linux's"
    sys.exit(main())
