"""New projects: the files of template/ with the project's name in place of @NAME@."""

from __future__ import annotations

import keyword
from pathlib import Path

import seabind

TEMPLATE = Path(__file__).resolve().parent / "template"
MARK = "@NAME@"


class Refused(ValueError):
    """Nothing was written, and why."""


def write(name: str, directory: Path) -> list[Path]:
    """Writes a project for the module *name* into *directory*, which must not exist or
    be empty. Returns the files, sorted. Raises Refused."""
    if not (name.isidentifier() and name.isascii()) or keyword.iskeyword(name):
        raise Refused(f"{name!r} is no name for a module: an identifier, like 'my_lib'")
    if name == "seabind":
        raise Refused("'seabind' is the name of the package that it needs")
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
