"""C expressions as Python: literals as they are, other numbers as the compiler says."""

from __future__ import annotations

import re

from seabind.stubs.converters import INTEGERS, TEXTS, Converters
from seabind.stubs.syntax import (
    Block,
    Item,
    arguments,
    inner,
    is_string,
    name,
    string,
    text,
    unescaped,
    word,
)

UNKNOWN = "..."
_INTEGER = re.compile(r"(0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)[uUlLzZ]*")
_REAL = re.compile(r"((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)[fFlL]?")
_NULL = re.compile(r"\(*(?:void\*)?\)*0\)*|nullptr")


def literal(expression: Item) -> int | float | None:
    """The number that a C literal is, also in parentheses and with a sign."""
    inside = inner(expression)
    if inside is not None and len(inside) == 1:
        return literal(inside[0])
    if len(expression) > 1 and expression[0] in ("-", "+"):
        value = literal(expression[1:])
        return -value if value is not None and expression[0] == "-" else value
    c = text(expression)
    if (found := _INTEGER.fullmatch(c)) is not None:
        digits = found[1]
        if digits.startswith("0") and digits.isdigit():
            return int(digits, 8)
        return int(digits, 0)
    if (found := _REAL.fullmatch(c)) is not None:
        return float(found[1])
    return None


def quoted(text: str) -> str:
    """As a literal of Python's, in double quotes where that needs no escape."""
    plain = repr(text)
    return f'"{plain[1:-1]}"' if plain[0] == "'" and '"' not in plain else plain


def default(converters: Converters, converter: Item, expression: Item) -> str:
    """A default as Python text, or `...`."""
    kind, inside = word(converter), arguments(converter)
    while kind in ("as", "exact", "arg", "inout", "opt") and inside:
        if kind == "opt" and _NULL.fullmatch(text(expression).replace(" ", "")):
            return "None"
        kind, inside = word(inside[0]), arguments(inside[0])
    if kind == "file":
        return "None"
    if kind == "c":
        declared = ", ".join(text(item) for item in inside)
        asked = converters.questions.kind(f"*({declared} *)0")
        known = {"i": "int", "f": "double", "s": "str", "b": "bool", "c": "char"}
        kind = known.get(str(converters.questions.answers.get(asked)), "")
    number = literal(expression)
    if kind in TEXTS or kind == "path":
        if is_string(expression):
            return quoted(string(expression))
        c = text(expression)
        if kind == "char" and c.startswith("'"):
            return quoted(unescaped(c[1:-1]))
        return UNKNOWN
    if kind in converters.enums:
        return _member(converters, kind, expression)
    if kind in ("bool", "_Bool"):
        truth = {"true": True, "false": False}.get(text(expression))
        number = truth if truth is not None else number
        return UNKNOWN if number is None else repr(bool(number))
    if kind in ("double", "float"):
        return UNKNOWN if number is None else repr(float(number))
    if kind in INTEGERS:
        value = number_of(converters, expression)
        return UNKNOWN if value is None else repr(value)
    return UNKNOWN


def number_of(converters: Converters, expression: Item | str) -> int | None:
    """The value of an integer expression: a literal, or what the compiler says."""
    c = expression if isinstance(expression, str) else text(expression)
    value = None if isinstance(expression, str) else literal(expression)
    if isinstance(value, int):
        return value
    answer = converters.questions.answers.get(converters.questions.number(c))
    return answer if isinstance(answer, int) else None


def _member(converters: Converters, enum: str, expression: Item) -> str:
    value = number_of(converters, expression)
    for member, its in members(converters, converters.enums[enum]):
        if its == value and value is not None:
            return f"[[:{enum}]].{member}"
    return UNKNOWN


def members(converters: Converters, block: Block) -> list[tuple[str, int | None]]:
    """The names of an enum in order, with their values as far as they are known."""
    each: list[tuple[str, int | None]] = []
    ctype = text(block.items[1])

    def add(member: str, c: str) -> None:
        # of flags the bits, whatever the sign of the type
        cast = f"(({ctype})({c}))"
        value = number_of(converters, cast)
        if value is not None and value < 0 and block.kind == "FLAGS":
            value &= 0xFFFFFFFF if value >= -(1 << 31) else 0xFFFFFFFFFFFFFFFF
        each.append((member, value))

    for items in block.tuples:
        kind = word(items[0])
        if kind == "value" and len(items) > 2:
            add(name(items[1]), text(items[2]))
        elif kind in ("values", "macros") and len(items) > 2:
            prefix = text(items[1])
            for item in items[2:]:
                kept = prefix if kind == "macros" else ""
                add(kept + name(item), prefix + name(item))
    return each
