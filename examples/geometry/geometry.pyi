# Written by `python -m seabind stubs`.
"""Plane geometry."""

from typing import Final, SupportsFloat, SupportsIndex

from typing_extensions import Buffer

TAU: Final[float]

class Vec2:
    """A vector in the plane."""

    def __init__(
        self,
        x: SupportsFloat | SupportsIndex = 0.0,
        y: SupportsFloat | SupportsIndex = 0.0,
    ) -> None: ...
    x: float
    """Abscissa."""
    y: float
    """Ordinate."""
    def length(self) -> float:
        """Return the distance from the origin."""

    def scaled(self, by: SupportsFloat | SupportsIndex) -> Vec2:
        """Return the vector scaled by *by*."""

    def dot(self, other: Vec2) -> float: ...
    def polar(self) -> tuple[float, float]:
        """Return the polar coordinates (r, phi)."""

    @classmethod
    def unit(cls, phi: SupportsFloat | SupportsIndex) -> Vec2:
        """Return the vector of length 1 in direction *phi* (radians)."""

    def __add__(self, other: Vec2, /) -> Vec2: ...
    def __sub__(self, other: Vec2, /) -> Vec2: ...
    def __mul__(self, other: float, /) -> Vec2: ...
    def __rmul__(self, other: float, /) -> Vec2: ...
    def __neg__(self) -> Vec2: ...
    def __eq__(self, other: object, /) -> bool: ...

def hypot(x: SupportsFloat | SupportsIndex, y: SupportsFloat | SupportsIndex) -> float:
    """Return the Euclidean distance of (x, y) from the origin."""

def mean(samples: Buffer) -> float:
    """Return the mean of any buffer of C doubles."""

def nth(n: SupportsIndex) -> int:
    """Return the *n*-th odd number."""
