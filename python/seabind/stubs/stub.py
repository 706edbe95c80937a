"""One stub file: lines, and the names in them, imported without a collision."""

from __future__ import annotations

import builtins
import inspect
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

WIDTH = 88
HEAD = "# Written by `python -m seabind stubs`."

_MARK = re.compile(r"\[\[([\w.]*)(:|\.)(\w+)\]\]")


@dataclass(frozen=True)
class Place:
    """Where a class of the binding is: the module, and the name in it."""

    module: str
    name: str


@dataclass
class Stub:
    """What one module's file says, with marks for the names that it uses."""

    module: str
    package: bool = False
    doc: str = ""
    lines: list[str] = field(default_factory=list)
    defined: set[str] = field(default_factory=set)  # also in classes

    def written(self, places: Mapping[str, Place]) -> str:
        """The file. Names of classes are looked up in *places*."""
        imports: dict[str, set[str]] = {}

        def resolved(match: re.Match[str]) -> str:
            module, kind, name = match.groups()
            if kind == ":":
                place = places.get(name)
                if place is None:
                    return self._imported("typing", "Any", imports)
                if place.module == self.module:
                    return place.name
                head, _, tail = place.name.partition(".")
                used = self._imported(place.module, head, imports)
                return f"{used}.{tail}" if tail else used
            if module == "builtins":
                assert hasattr(builtins, name), name
                if name not in self.defined:
                    return name
                imports.setdefault("builtins", set())
                return f"builtins.{name}"
            return self._imported(module, name, imports)

        body = [_MARK.sub(resolved, line) for line in self.lines]
        head = [HEAD]
        if self.doc:
            head += docstring(self.doc, "")
        head += ["", *_import_lines(imports)] if imports else []
        wrapped = [piece for line in body for piece in _wrapped(line)]
        return _spaced([*head, "", *wrapped])

    def _imported(self, module: str, name: str, to: dict[str, set[str]]) -> str:
        if name in self.defined:
            to.setdefault(module, set()).add(f"{name} as _{name}")
            return f"_{name}"
        to.setdefault(module, set()).add(name)
        return name


def docstring(text: str, indent: str) -> list[str]:
    """The lines of a docstring literal."""
    text = inspect.cleandoc(text)
    special = any(ord(c) < 32 and c != "\n" for c in text) or '"""' in text
    if special or text.endswith(('"', "\\")):
        # as one literal: what a triple-quoted one cannot show
        quoted = text.encode("unicode_escape").decode("ascii").replace('"', '\\"')
        return [f'{indent}"{quoted}"']
    prefix = "r" if "\\" in text else ""
    first, *rest = text.split("\n")
    lines = [f'{indent}{prefix}"""{first}']
    lines += [f"{indent}{line}".rstrip() for line in rest]
    if rest:
        lines.append(f'{indent}"""')
    else:
        lines[-1] += '"""'
    return lines


def _import_lines(imports: Mapping[str, set[str]]) -> list[str]:
    """The standard library's first, then the others."""
    groups: tuple[list[str], list[str]] = ([], [])
    for module in sorted(imports):
        names = imports[module]
        group = groups[module.split(".")[0] not in sys.stdlib_module_names]
        renamed = sorted(name for name in names if " as " in name)
        plain = sorted(name for name in names if " as " not in name)
        line = f"from {module} import {', '.join(plain)}"
        if not names:
            group.insert(0, f"import {module}")
        group += [f"from {module} import {name}" for name in renamed]
        if len(line) > WIDTH:
            group += [f"from {module} import (", *(f"    {n}," for n in plain), ")"]
        elif plain:
            group.append(line)
    return [*groups[0], "", *groups[1]]


def _wrapped(line: str) -> list[str]:
    """A `def` that is too long, over several lines."""
    found = re.match(r"( *)(def \w+\()(.*)(\) -> .*)$", line)
    if len(line.partition("  # ")[0]) <= WIDTH or found is None:
        return [line]
    indent, head, parameters, tail = found.groups()
    inside = f"{indent}    "
    if len(inside + parameters) <= WIDTH and "*" not in parameters:
        return [indent + head, inside + parameters, indent + tail]
    each = [f"{inside}{parameter}," for parameter in _split(parameters)]
    return [indent + head, *each, indent + tail]


def _split(parameters: str) -> list[str]:
    """At the commas outside of brackets and strings."""
    each, depth, part = [], 0, ""
    for piece in re.findall(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|, |.", parameters):
        depth += piece in ("[", "(")
        depth -= piece in ("]", ")")
        if piece == ", " and depth == 0:
            each.append(part)
            part = ""
        else:
            part += piece
    return [*each, part]


def _spaced(lines: list[str]) -> str:
    """With at most one empty line in a row, and none at the ends."""
    out: list[str] = []
    for line in lines:
        if line or (out and out[-1]):
            out.append(line)
    while out and not out[-1]:
        out.pop()
    return "\n".join(out) + "\n"
