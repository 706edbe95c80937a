# Written by `python -m seabind stubs`.
"""Regular expressions with PCRE2."""

from enum import IntFlag
from typing import Final, Self, SupportsFloat, SupportsIndex

CASELESS: Final = Option.CASELESS
MULTILINE: Final = Option.MULTILINE
DOTALL: Final = Option.DOTALL
EXTENDED: Final = Option.EXTENDED
EXTENDED_MORE: Final = Option.EXTENDED_MORE
LITERAL: Final = Option.LITERAL
ANCHORED: Final = Option.ANCHORED
ENDANCHORED: Final = Option.ENDANCHORED
DOLLAR_ENDONLY: Final = Option.DOLLAR_ENDONLY
UNGREEDY: Final = Option.UNGREEDY
NO_AUTO_CAPTURE: Final = Option.NO_AUTO_CAPTURE
DUPNAMES: Final = Option.DUPNAMES
FIRSTLINE: Final = Option.FIRSTLINE
UTF: Final = Option.UTF
UCP: Final = Option.UCP
NEVER_UTF: Final = Option.NEVER_UTF
NEVER_UCP: Final = Option.NEVER_UCP
NEVER_BACKSLASH_C: Final = Option.NEVER_BACKSLASH_C
MATCH_INVALID_UTF: Final = Option.MATCH_INVALID_UTF
ALT_BSUX: Final = Option.ALT_BSUX
ALT_CIRCUMFLEX: Final = Option.ALT_CIRCUMFLEX
ALT_VERBNAMES: Final = Option.ALT_VERBNAMES
ALLOW_EMPTY_CLASS: Final = Option.ALLOW_EMPTY_CLASS
MATCH_UNSET_BACKREF: Final = Option.MATCH_UNSET_BACKREF
NO_AUTO_POSSESS: Final = Option.NO_AUTO_POSSESS
NO_DOTSTAR_ANCHOR: Final = Option.NO_DOTSTAR_ANCHOR
NO_START_OPTIMIZE: Final = Option.NO_START_OPTIMIZE
ERROR_MATCHLIMIT: Final[int]
ERROR_DEPTHLIMIT: Final[int]
ERROR_HEAPLIMIT: Final[int]
ERROR_JIT_STACKLIMIT: Final[int]
ERROR_BADREPLACEMENT: Final[int]
ERROR_MISSING_CLOSING_PARENTHESIS: Final[int]

class PcreError(Exception):
    """A PCRE2 call failed; *code* is its error, *position* where in the text, or None."""

    code: int | None
    position: bool | int | float | str | bytes | None

class Option(IntFlag):
    """How a pattern is compiled."""

    CASELESS = 8
    MULTILINE = 1024
    DOTALL = 32
    EXTENDED = 128
    EXTENDED_MORE = 16777216
    LITERAL = 33554432
    ANCHORED = 2147483648
    ENDANCHORED = 536870912
    DOLLAR_ENDONLY = 16
    UNGREEDY = 262144
    NO_AUTO_CAPTURE = 8192
    DUPNAMES = 64
    FIRSTLINE = 256
    UTF = 524288
    UCP = 131072
    NEVER_UTF = 4096
    NEVER_UCP = 2048
    NEVER_BACKSLASH_C = 1048576
    MATCH_INVALID_UTF = 67108864
    ALT_BSUX = 2
    ALT_CIRCUMFLEX = 2097152
    ALT_VERBNAMES = 4194304
    ALLOW_EMPTY_CLASS = 1
    MATCH_UNSET_BACKREF = 512
    NO_AUTO_POSSESS = 16384
    NO_DOTSTAR_ANCHOR = 32768
    NO_START_OPTIMIZE = 65536

class Substitute(IntFlag):
    """How the replacement of Pattern.sub() is read."""

    EXTENDED = 512
    LITERAL = 32768
    UNSET_EMPTY = 1024
    UNKNOWN_UNSET = 2048

class Pattern:
    """A compiled pattern, of str for str or of bytes for bytes."""

    def __init__(
        self,
        pattern: str | bytes,
        flags: Option | int = ...,
        *,
        jit: bool = True,
    ) -> None: ...
    @property
    def pattern(self) -> bool | int | float | str | bytes | None:
        """What was compiled."""

    @property
    def flags(self) -> Option:
        """The options, with those of str and of the pattern itself."""

    @property
    def groups(self) -> int:
        """How many groups there are."""

    @property
    def jit(self) -> bool:
        """Whether it was compiled to machine code."""

    @property
    def match_limit(self) -> int:
        """How much work a match may be."""

    @match_limit.setter
    def match_limit(self, limit: SupportsIndex, /) -> None: ...
    def groupindex(self) -> dict[str, int] | None:
        """Return the numbers of the named groups."""

    def search(self, subject: str | bytes, pos: SupportsIndex = 0) -> Match | None:
        """Return the first match from *pos* on, or None."""

    def match(self, subject: str | bytes, pos: SupportsIndex = 0) -> Match | None:
        """Return the match that begins at *pos*, or None."""

    def fullmatch(self, subject: str | bytes, pos: SupportsIndex = 0) -> Match | None:
        """Return the match of all the text from *pos* on, or None."""

    def findall(
        self, subject: str | bytes, group: SupportsIndex | str = ...
    ) -> list[bool | int | float | str | bytes | None] | None:
        """Return what a group matched, of every match."""

    def split(
        self, subject: str | bytes, maxsplit: SupportsIndex = 0
    ) -> list[bool | int | float | str | bytes | None] | None:
        """Return the text between the matches, and the groups of each."""

    def sub(
        self,
        replacement: str | bytes,
        subject: str | bytes,
        count: SupportsIndex = 0,
        flags: Substitute | int = ...,
    ) -> bool | int | float | str | bytes | None:
        """Return *subject* with *replacement* for the first *count* matches, or all."""

    def subn(
        self,
        replacement: str | bytes,
        subject: str | bytes,
        count: SupportsIndex = 0,
        flags: Substitute | int = ...,
    ) -> tuple[bool | int | float | str | bytes | None, int] | None:
        """Return what sub() returns, and how many matches were replaced."""

    def scanner(self, subject: str | bytes, pos: SupportsIndex = 0) -> Scanner | None:
        """Return a scanner, whose search() returns one match after another."""

    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: object) -> None: ...

class Match:
    """Where a pattern was found."""

    def group(
        self, group: SupportsIndex | str = ...
    ) -> bool | int | float | str | bytes | None:
        """Return the text of a group, by number or name; None if it has none."""

    def groups(
        self, default: bool | SupportsIndex | SupportsFloat | str | bytes | None = ...
    ) -> tuple[bool | int | float | str | bytes | None, ...] | None:
        """Return the texts of all groups from 1 on."""

    def groupdict(
        self, default: bool | SupportsIndex | SupportsFloat | str | bytes | None = ...
    ) -> dict[str, bool | int | float | str | bytes | None] | None:
        """Return the texts of all named groups."""

    def span(self, group: SupportsIndex | str = ...) -> tuple[int, int] | None:
        """Return where a group begins and ends, in the subject; -1 if nowhere."""

    def start(self, group: SupportsIndex | str = ...) -> int | None: ...
    def end(self, group: SupportsIndex | str = ...) -> int | None: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: object) -> None: ...

class Scanner:
    """The matches in a text, one by one."""

    def search(self) -> Match | None:
        """Return the next match, or None."""

    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: object) -> None: ...

def version() -> str:
    """Return the version of the PCRE2 in use."""

def jit_available() -> bool:
    """Return whether patterns are compiled to machine code."""
