"""Writes the stubs that are checked in: run it after a change that is meant."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "python")]

from seabind import stubs  # noqa: E402
from seabind.__main__ import cflags  # noqa: E402

FLAGS = cflags()
SOURCES = [
    ROOT / "tests/stubs/every.c",
    ROOT / "examples/container/container.c",
    ROOT / "examples/geometry/geometry.c",
    ROOT / "examples/pcre2/seapcre2.c",
    ROOT / "examples/words/words.c",
    ROOT / "examples/zlib/seazlib.c",
    ROOT / "examples/zstd/seazstd.c",
]

if __name__ == "__main__":
    for source in SOURCES:
        print(*stubs.write(stubs.generate([source], FLAGS), source.parent), sep="\n")
