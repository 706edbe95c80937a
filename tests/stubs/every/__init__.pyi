# Written by `python -m seabind stubs`.
"""Everything."""

from collections.abc import Sequence
from enum import Enum, IntEnum, IntFlag
from typing import (
    Any,
    Final,
    NoReturn,
    Self,
    SupportsFloat,
    SupportsIndex,
    final,
    overload,
)

from _typeshed import SupportsItems
from typing_extensions import Buffer

from . import below as below

READ: Final = Mode.READ
WRITE: Final = Mode.WRITE
LOW: Final[int]
RATIO: Final[float]
LIMIT_HIGH: Final[int]
NAME: Final[str]
VERSION: Final[str]
ON: Final[bool]
LETTER: Final[int]
author: str

def same(o: object) -> Any: ...
def hex(n: SupportsIndex) -> str: ...
def buffer() -> bytes: ...

class Colour(IntEnum):
    """What it looks like."""

    RED = 0
    BLUE = 7

class Mode(IntFlag):
    READ = 1
    WRITE = 2

class Error(Exception):
    """It failed."""

    code: int | None

class Missing(Error, KeyError): ...

@final
class Number:
    r"""A number.

    It has "quotes" and \ in its docstring.
    """

    ZERO: Final[int]

    class Plain(Enum):
        ONE = 1

    def __init__(self, n: SupportsIndex = 16) -> None: ...
    n: int
    """What it is."""
    @property
    def fixed(self) -> int: ...
    name: str
    @property
    def w(self) -> tuple[float, ...]: ...
    @w.setter
    def w(self, value: Sequence[SupportsFloat | SupportsIndex], /) -> None: ...
    @property
    def twice(self) -> int: ...
    @property
    def half(self) -> int: ...
    @property
    def value(self) -> int:
        """Twice."""

    @value.setter
    def value(self, n: SupportsIndex, /) -> None: ...
    @property
    def all(self) -> NoReturn: ...
    @all.setter
    def all(self, n: SupportsIndex, /) -> None: ...
    def self(_self, /, self: SupportsIndex) -> int: ...
    @classmethod
    def of(cls, n: SupportsIndex) -> Number: ...
    def __add__(self, other: Number, /) -> Number: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Number, /) -> bool: ...
    def __le__(self, other: Number, /) -> bool: ...
    def __gt__(self, other: Number, /) -> bool: ...
    def __ge__(self, other: Number, /) -> bool: ...
    def __bool__(self) -> bool: ...
    def at(self, i: SupportsIndex = 0, /) -> float: ...

class Box:
    def __init__(self, size: SupportsIndex) -> None: ...
    size: int
    def copy(self) -> Box | None: ...
    def same(self) -> Box: ...
    def find(self, n: SupportsIndex) -> int | None:
        """Find it."""

    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: object) -> None: ...

def add(a: SupportsIndex, /, b: SupportsIndex = 8, *, c: SupportsIndex = 16) -> int:
    """Return the sum.

    Of all.
    """

def scale(
    x: SupportsFloat | SupportsIndex = 1.0, how: str | None = None, up: bool = True
) -> float: ...
def count(n: SupportsIndex = 1) -> int: ...
def labelled(l: str) -> str: ...
def parse(s: str = "it's") -> tuple[bool, int]: ...
@overload
def total(v: Buffer) -> float:
    """Of all."""

@overload
def total(n: int) -> int:
    """Of one."""

@overload
def total(x: float, how: str = "up", up: bool = False) -> float: ...
def each(*numbers: SupportsFloat | SupportsIndex) -> float: ...
def tagged(**values: SupportsIndex) -> int: ...
def mode(m: Mode | int = Mode.WRITE) -> Mode: ...
def put(d: SupportsItems[str, SupportsIndex], z: Sequence[str]) -> None: ...
def text() -> str | None: ...
def implied(number: Number | int = ...) -> int: ...
