"""New projects: the files of template/ with the project's name in place of @NAME@."""

from __future__ import annotations

import keyword
import sys
from pathlib import Path

import seabind
from seabind.stubs.converters import BUILT_IN
from seabind.stubs.syntax import words

TEMPLATE = Path(__file__).resolve().parent / "template"
MARK = "@NAME@"

KEYWORDS_OF_C = words(
    "alignas alignof asm auto bool break case char const constexpr continue default do"
    " double else enum extern false float for goto if inline int long nullptr register"
    " restrict return short signed sizeof static static_assert struct switch"
    " thread_local true typedef typeof typeof_unqual union unsigned void volatile while"
)
TAKEN = {  # what a name can be already; the first that fits is said
    "a keyword of C": KEYWORDS_OF_C,
    "the name of a converter of seabind": BUILT_IN,
    "a name of C": words("EOF FILE NULL clock_t time_t va_list wchar_t wint_t"),
    "a macro of C compilers": words("linux unix"),
    "a module of Python's standard library": sys.stdlib_module_names,
    "the name of a package that it needs": words("seabind pytest"),
    "the name of a class in the new project": words("Point"),
    "a target of CMake's own": words(
        "all clean depend edit_cache help install package package_source preinstall"
        " rebuild_cache test"
    ),
}


class Refused(ValueError):
    """Nothing was written, and why."""


def check(name: str) -> None:
    """Raises Refused for what cannot name a C module, a distribution and a target."""
    if not (name.isidentifier() and name.isascii()) or keyword.iskeyword(name):
        raise Refused(f"{name!r} is no name for a module: an identifier, like 'my_lib'")
    if name.strip("_") != name:
        raise Refused(f"{name!r} is no name for a package: '_' at an end of it")
    for what, names in TAKEN.items():
        if name in names:
            raise Refused(f"{name!r} is {what}: take another, like 'my_{name.lower()}'")


def write(name: str, directory: Path) -> list[Path]:
    """Writes a project for the module *name* into *directory*, which must not exist or
    be empty. Returns the files, sorted. Raises Refused."""
    check(name)
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise Refused(f"{directory} exists and is not empty")
    written = []
    for source in sorted(p for p in TEMPLATE.rglob("*") if p.is_file()):
        path = str(source.relative_to(TEMPLATE)).replace("NAME", name)
        # a name that starts with a dot would be left out of some archives
        target = directory / path.replace("dot.", ".")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text("utf-8").replace(MARK, name)
        text = text.replace("@VERSION@", seabind.__version__)
        target.write_text(text, "utf-8")
        written.append(target)
    return sorted(written)
