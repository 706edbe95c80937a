"""The blocks of a preprocessed C file: tuples of tokens, without a C parser."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass


class Refused(ValueError):
    """No stub was written, and why."""


@dataclass(frozen=True)
class Group:
    """What is in parentheses: its items, without the commas between them."""

    items: tuple[Item, ...]

    def __str__(self) -> str:
        return f"({', '.join(text(item) for item in self.items)})"


Item = tuple["str | Group", ...]
"""What is between two commas: tokens, and groups in parentheses."""


@dataclass(frozen=True)
class Block:
    """SEA_KIND(items...): where it is, and what is in it."""

    kind: str  # without SEA_
    items: tuple[Item, ...]
    file: str
    line: int

    @property
    def name(self) -> str:
        return text(self.items[0]) if self.items else ""

    @property
    def tuples(self) -> list[tuple[Item, ...]]:
        """The items that are tuples: (doc, "...") and the like."""
        return [items for item in self.items if (items := inner(item)) is not None]


_BLOCK = re.compile(r"(?:^|[;}])\s*\bSEA_([A-Z]+(?:_[A-Z]+)*)\s*\(", re.MULTILINE)
_MARKER = re.compile(r'^#(?:line)? *(\d+) +"((?:[^"\\]|\\.)*)".*$', re.MULTILINE)
_TOKEN = re.compile(
    r"""(?P<skip>\s+|^\#.*$)
      | (?P<string>(?:u8|[uUL])?"(?:[^"\\\n]|\\.)*")
      | (?P<char>(?:u8|[uUL])?'(?:[^'\\\n]|\\.)*')
      | (?P<number>\.?\d(?:[eEpP][+-]|[\w.])*)
      | (?P<word>[^\W\d]\w*)
      | (?P<mark>->|\+\+|--|<<|>>|[<>=!]=|&&|\|\||[^\w\s])""",
    re.VERBOSE | re.MULTILINE,
)


def blocks(preprocessed: str) -> list[Block]:
    """The blocks of a file, in order. Raises Refused for one that does not end."""
    found = []
    markers = list(_MARKER.finditer(preprocessed))
    at, marker = 0, -1
    while (match := _BLOCK.search(preprocessed, at)) is not None:
        while marker + 1 < len(markers) and markers[marker + 1].end() < match.end():
            marker += 1
        file, line = "", preprocessed.count("\n", 0, match.end()) + 1
        if marker >= 0:
            file = str(ast.literal_eval(f'"{markers[marker][2]}"'))
            line = int(markers[marker][1]) - 1
            line += preprocessed.count("\n", markers[marker].end(), match.end())
        tokens = _Tokens(preprocessed, match.end(), f"{file}:{line}: SEA_{match[1]}")
        found.append(Block(match[1], tokens.group().items, file, line))
        at = tokens.at
    return found


class _Tokens:
    def __init__(self, source: str, at: int, where: str) -> None:
        self.source, self.at, self.where = source, at, where

    def group(self) -> Group:
        """The rest of a group whose parenthesis is read already."""
        items: list[Item] = []
        item: list[str | Group] = []
        braces = 0
        for token in self._tokens():
            if token == "(":
                item.append(self.group())
            elif token == ")":
                if item or items:
                    items.append(tuple(item))
                return Group(tuple(items))
            elif token == "," and braces == 0:
                items.append(tuple(item))
                item = []
            else:
                braces += (token == "{") - (token == "}")
                item.append(token)
        raise Refused(f"{self.where}: the block does not end: a ')' is missing")

    def _tokens(self) -> Iterator[str]:
        while (match := _TOKEN.match(self.source, self.at)) is not None:
            self.at = match.end()
            if match.lastgroup != "skip":
                yield match[0]


def inner(item: Item) -> tuple[Item, ...] | None:
    """The items of an item that is one group, or None."""
    return item[0].items if len(item) == 1 and isinstance(item[0], Group) else None


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def word(item: Item) -> str:
    """The word that an item begins with, or ''."""
    return item[0] if item and isinstance(item[0], str) else ""


def arguments(item: Item) -> tuple[Item, ...]:
    """`X, Y` of the item `word(X, Y)`; nothing where there is no group."""
    return item[1].items if len(item) > 1 and isinstance(item[1], Group) else ()


def text(item: Item) -> str:
    """An item as C text."""
    out = ""
    for node in item:
        piece = str(node)
        words = re.search(r"\w$", out) and re.match(r"\w", piece)
        marks = out[-1:] in ("-", "+", "&") and piece[0] == out[-1]
        out += f" {piece}" if words or marks else piece
    return out


def is_string(item: Item) -> bool:
    return bool(item) and all(isinstance(n, str) and n.endswith('"') for n in item)


def string(item: Item) -> str:
    """What adjacent C string literals say; Refused if they are none."""
    if not is_string(item):
        raise Refused(f"{text(item)!r} is no string")
    raw = "".join(str(node)[str(node).index('"') + 1 : -1] for node in item)
    return unescaped(raw)


_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]+)|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))",
    re.DOTALL,
)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


def unescaped(raw: str) -> str:
    """The text of a C literal, given what is between its quotes; bytes are UTF-8."""

    def plain(match: re.Match[str]) -> str:
        hexadecimal, octal, short, long, simple = match.groups()
        if hexadecimal is not None or octal is not None:
            byte = int(hexadecimal, 16) if hexadecimal else int(octal, 8)
            return bytes([byte & 255]).decode("utf-8", "surrogateescape")
        if short is not None or long is not None:
            return chr(int(short or long, 16))
        return _SIMPLE.get(simple, simple)

    joined = _ESCAPE.sub(plain, raw)
    return joined.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def name(item: Item) -> str:
    """A name in Python: a word, or a string. What <stdbool.h> did to it is undone."""
    if is_string(item):
        return string(item)
    return {"_Bool": "bool", "_Complex": "complex"}.get(text(item), text(item))
