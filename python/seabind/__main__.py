"""``python -m seabind``: where the files are, flags for a compiler, a new project."""

from __future__ import annotations

import argparse
import shlex
import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path

import seabind
from seabind import scaffold

EPILOG = """\
A module in one line:

  cc -O2 -fPIC -shared hello.c $(python -m seabind --cflags --sources) \\
      -o hello$(python -m seabind --suffix)
"""


def cflags() -> list[str]:
    """What the compiler needs beside -fPIC -shared: C11, hidden names, the headers."""
    python = sysconfig.get_path("include")
    plain = ["-std=c11", "-fvisibility=hidden"]
    return [*plain, f"-I{seabind.include_dir()}", f"-I{python}"]


PRINTED: dict[str, tuple[str, Callable[[], Sequence[object]]]] = {
    "version": ("the version", lambda: [seabind.__version__]),
    "include-dir": ("the directory of the headers", lambda: [seabind.include_dir()]),
    "source-dir": ("the directory of the sources", lambda: [seabind.source_dir()]),
    "cmake-dir": ("for CMake's seabind_ROOT", lambda: [seabind.cmake_dir()]),
    "pkgconfig-dir": ("for PKG_CONFIG_PATH", lambda: [seabind.pkgconfig_dir()]),
    "cflags": ("flags for the compiler", cflags),
    "sources": ("the sources to compile in", seabind.sources),
    "suffix": (
        "the suffix of an extension's file",
        lambda: [sysconfig.get_config_var("EXT_SUFFIX")],
    ),
}


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python -m seabind",
        description="Python bindings for C, in C.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for option, (text, _) in PRINTED.items():
        top.add_argument(
            f"--{option}",
            dest="printed",
            action="append_const",
            const=option,
            help=f"print {text}",
        )
    commands = top.add_subparsers(dest="command", title="commands")
    new = commands.add_parser(
        "new", help="write a project: a binding, its tests, CI, wheels"
    )
    new.add_argument("name", help="of the project and its module: an identifier")
    new.add_argument(
        "--directory", type=Path, help="where to write it (default: ./NAME)"
    )
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    top = parser()
    given = top.parse_args(arguments)
    if given.command == "new":
        directory = given.directory or Path(given.name)
        try:
            scaffold.write(given.name, directory)
        except scaffold.Refused as reason:
            top.error(str(reason))
        print(f"{directory}: now see {directory / 'README.md'}")
        return 0
    if not given.printed:
        top.print_help(sys.stderr)
        return 2
    words = [str(word) for option in given.printed for word in PRINTED[option][1]()]
    print(shlex.join(words))
    return 0


if __name__ == "__main__":
    sys.exit(main())
