# Written by `python -m seabind stubs`.
"""Words: a tokenizer and a counter."""

from collections.abc import Sequence
from enum import IntEnum, IntFlag
from typing import Self, SupportsIndex, overload

from _typeshed import SupportsItems
from typing_extensions import Buffer

class Kind(IntEnum):
    """What a token is."""

    WORD = 0
    NUMBER = 1
    QUOTED = 2
    MARK = 3

class Options(IntFlag):
    """Which tokens there are beside words, and how words are counted."""

    NUMBERS = 1
    QUOTES = 2
    MARKS = 4
    FOLD_CASE = 8

class Problem(IntEnum):
    BAD_UTF8 = 2
    CONTROL = 3
    OPEN_QUOTE = 4

class Position:
    """A place in a text: *offset* in bytes, *line* and *column* in characters, from 1."""

    offset: int
    line: int
    column: int

class WordsError(ValueError):
    """A text is no text; *problem* says why, *where* is the Position."""

    problem: Problem | int | None
    where: Position | None

class Token:
    """A token: its *kind*, where it starts, and its *length* in bytes of UTF-8."""

    @property
    def kind(self) -> Kind | int: ...
    start: Position
    @property
    def length(self) -> int: ...
    @overload
    def text(self, source: str) -> str:
        """Return the token's text; *source* is what it was found in."""

    @overload
    def text(self, source: Buffer) -> str: ...

class Counter:
    """Counts words."""

    def __init__(self, options: Options | int = Options.FOLD_CASE) -> None: ...
    @overload
    def add(self, text: str) -> None:
        """Count the words of *text*, a str or any buffer of UTF-8."""

    @overload
    def add(self, text: Buffer) -> None: ...
    @overload
    def update(self, counts: SupportsItems[str, int]) -> None:
        """Count words that are there already."""

    @overload
    def update(self, words: Sequence[str]) -> None: ...
    @overload
    def update(self, other: Counter) -> None: ...
    def count(self, word: str) -> int:
        """Return how often *word* was counted."""

    def most_common(self, limit: SupportsIndex = 10) -> list[tuple[str, int]]:
        """Return [(word, count), ...], the most frequent first."""

    def counts(self) -> dict[str, int]:
        """Return {word: count, ...}."""

    def clear(self) -> None: ...
    @property
    def size(self) -> int:
        """How many different words there are."""

    @property
    def total(self) -> int:
        """How many words were counted."""

    @property
    def options(self) -> Options: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: object) -> None: ...

@overload
def tokenize(text: str, options: Options | int = ...) -> list[Token]:
    """Return the tokens of *text*, a str or any buffer of UTF-8."""

@overload
def tokenize(text: Buffer, options: Options | int = ...) -> list[Token]: ...
def check(data: bytes) -> None:
    """Raise WordsError unless *data* is UTF-8 without control characters."""

def hash(data: Buffer) -> int:
    """Return the FNV-1a hash of *data*."""
