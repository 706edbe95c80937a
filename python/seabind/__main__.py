"""``python -m seabind``: where the files are, flags, a new project, type stubs."""

from __future__ import annotations

import argparse
import shlex
import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path

import seabind
from seabind import scaffold, stubs

EPILOG = """\
A module in one line:

  cc -O2 -fPIC -shared hello.c $(python -m seabind --cflags --sources) \\
      -o hello$(python -m seabind --suffix)
"""

NEXT = """\
{directory}: a project that builds and passes at once:

  cd {quoted}
  pip install '.[test]'
  pytest

Before that, until seabind's first release is on a package index, show pip a wheel of a
clone:

  pip wheel --no-deps -w wheels PATH_TO_CLONE
  export PIP_FIND_LINKS=$PWD/wheels
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
    stub = commands.add_parser(
        "stubs",
        help="write type stubs (.pyi) from C sources",
        usage="%(prog)s [-h] [-o FILE | -d DIR] [--cc CC] FILE... [-- FLAG...]",
        description="Write type stubs for an extension, from its C sources: nothing is "
        "imported or run. FLAGs after -- are for the compiler: -I, -D.",
    )
    stub.add_argument("sources", nargs="+", type=Path, metavar="FILE")
    stub.add_argument("-o", dest="output", type=Path, help="the stub; - prints it")
    stub.add_argument(
        "-d", dest="directory", type=Path, help="where NAME.pyi goes (default: .)"
    )
    stub.add_argument("--cc", help="the C compiler (default: $CC, cc, gcc or clang)")
    return top


def write_stubs(given: argparse.Namespace, flags: Sequence[str]) -> None:
    """Raises stubs.Refused."""
    if given.output is not None and given.directory is not None:
        raise stubs.Refused("-o names the file, -d its directory: not both")
    # of two -std the last counts, of two -I the first
    ours = cflags()
    headers = [flag for flag in ours if flag.startswith("-I")]
    flags = [*(flag for flag in ours if flag not in headers), *flags, *headers]
    files = stubs.generate(given.sources, flags, given.cc)
    if given.output is None:
        stubs.write(files, given.directory or Path())
        return
    if len(files) > 1:
        names = ", ".join(str(path) for path in files)
        raise stubs.Refused(f"there are several stubs, name a directory, -d: {names}")
    (text,) = files.values()
    if str(given.output) == "-":
        sys.stdout.write(text)
    else:
        stubs.write({given.output: text}, Path())


def main(arguments: Sequence[str] | None = None) -> int:
    top = parser()
    words = list(sys.argv[1:] if arguments is None else arguments)
    flags: list[str] = []
    if "stubs" in words and "--" in words:  # what follows is the compiler's
        at = words.index("--")
        words, flags = words[:at], words[at + 1 :]
    given = top.parse_args(words)
    if given.command == "stubs":
        try:
            write_stubs(given, flags)
        except stubs.Refused as reason:
            print(f"python -m seabind stubs: {reason}", file=sys.stderr)
            return 2
        return 0
    if given.command == "new":
        directory = given.directory or Path(given.name)
        try:
            scaffold.write(given.name, directory)
        except scaffold.Refused as reason:
            top.error(str(reason))
        quoted = shlex.quote(str(directory))
        print(NEXT.format(directory=directory, quoted=quoted), end="")
        return 0
    if not given.printed:
        top.print_help(sys.stderr)
        return 2
    said = [str(word) for option in given.printed for word in PRINTED[option][1]()]
    print(shlex.join(said))
    return 0


if __name__ == "__main__":
    sys.exit(main())
