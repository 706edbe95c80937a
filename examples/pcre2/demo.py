"""Build the PCRE2 binding with nothing but a C compiler and compare it with `re`.

Everything here needs the standard library alone. An argument is the size of the text in
MiB. The exit status is 0 when every result agrees, 1 when one differs.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
BINDING = ROOT / "examples/pcre2/seapcre2.c"
ROUNDS = 2
PATTERNS = [
    "seabind",
    r"\w+",
    r"\b[A-Z]\w+",
    r"(\w+)\((\w+)",
    r"(?i)\b(?:int|double|str)\b",
    r"(?m)^#+ .*$",
    "[äöüß€]",
    r"[\w.]+@[\w.]+",
    r"`[^`\n]+`",
    r"(?:[a-z]+_)+[a-z]+",
]


def build() -> ModuleType:
    """Compiles the binding, as README.md says, and imports it."""
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    target = ROOT / "build/demo" / f"seapcre2{suffix}"
    target.parent.mkdir(parents=True, exist_ok=True)
    compilers = [os.environ.get("CC", "cc"), "gcc", "clang"]
    compiler = next((cc for cc in compilers if shutil.which(cc.split()[0])), "cc")
    command = compiler.split()
    command += ["-std=c11", "-O2", "-fPIC", "-shared", "-Iinclude"]
    command += [f"-I{sysconfig.get_path('include')}", str(BINDING.relative_to(ROOT))]
    command += [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("src/*.c"))]
    command += ["-lpcre2-8", "-o", str(target.relative_to(ROOT))]
    begin = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True)
    seconds = time.perf_counter() - begin
    spec = importlib.util.spec_from_file_location("seapcre2", target)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    lines = len(BINDING.read_text("utf-8").splitlines())
    print(f"built    {BINDING.relative_to(ROOT)}, {lines} lines, in {seconds:.1f} s")
    return module


class Comparison:
    """Runs work through each library, prints rows, remembers whether they agree."""

    def __init__(self) -> None:
        self.agree = True
        columns = ("results", "re", "PCRE2", "JIT", "re/JIT")
        print(f"{'milliseconds':34}" + "".join(f"{name:>10}" for name in columns))

    def run(self, what: str, re_: Callable, plain: Callable, jit: Callable) -> None:
        results, best = [], []
        for work in (re_, plain, jit):
            times = []
            for _ in range(ROUNDS):
                begin = time.perf_counter()
                result = work()
                times.append(time.perf_counter() - begin)
            results.append(result)
            best.append(min(times))
        numbers = "".join(f"{seconds * 1e3:10.1f}" for seconds in best)
        print(f"{what:34}{len(results[0]):10,}{numbers}{best[0] / best[2]:10.1f}")
        if not results[0] == results[1] == results[2]:
            self.agree = False
            print(f"DIFFERS  {what}")


def compare(sea: ModuleType, table: Comparison, text: str) -> None:
    for source in PATTERNS:
        theirs = re.compile(source)
        plain, jit = sea.Pattern(source, jit=False), sea.Pattern(source)
        group = 1 if theirs.groups else 0
        table.run(
            f"findall  {source}",
            lambda theirs=theirs, group=group: (
                [m[group] for m in theirs.finditer(text)]
                if theirs.groups > 1
                else theirs.findall(text)
            ),
            lambda plain=plain, group=group: plain.findall(text, group),
            lambda jit=jit, group=group: jit.findall(text, group),
        )
    source = r"(\w+)\.h"
    theirs = re.compile(source)
    plain, jit = sea.Pattern(source, jit=False), sea.Pattern(source)
    table.run(
        f"sub      {source}",
        lambda: theirs.sub(r"<\1>", text),
        lambda: plain.sub("<$1>", text),
        lambda: jit.sub("<$1>", text),
    )
    table.run(
        f"split    {source}",
        lambda: theirs.split(text),
        lambda: plain.split(text),
        lambda: jit.split(text),
    )
    table.run(
        f"matches  {source}",
        lambda: [(m.span(), m.groups()) for m in theirs.finditer(text)],
        lambda: spans(plain, text),
        lambda: spans(jit, text),
    )


def spans(pattern, text: str) -> list:
    found = iter(pattern.scanner(text).search, None)
    return [(match.span(), match.groups()) for match in found]


def main() -> int:
    mebibytes = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    sea = build()
    print(
        f"PCRE2    {sea.version()}, {'with' if sea.jit_available() else 'without'} JIT"
    )
    page = (ROOT / "docs/errors.md").read_text("utf-8")
    page += "Größe, Straße: 12 µm, naïve café, 9 €, ann@example.org\n"
    text = page * (1 + (mebibytes << 20) // len(page))
    print(f"text     {len(text):,} characters: docs/errors.md again and again\n")
    table = Comparison()
    compare(sea, table, text)
    print()
    if not table.agree:
        print("not every result is that of Python's re")
        return 1
    print("every result is that of Python's re")
    return 0


if __name__ == "__main__":
    sys.exit(main())
