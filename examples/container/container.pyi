# Written by `python -m seabind stubs`.

from typing import Any, SupportsIndex

class ContainerOwnsPythonObjects:
    """Owns Python objects, in an array that grows."""

    def __init__(self) -> None: ...
    def append(self, item: object) -> None:
        """Add *item*."""

    def at(self, index: SupportsIndex) -> Any:
        """Return the item at *index*."""

    def size(self) -> int:
        """Return the number of items."""

    def clear(self) -> None:
        """Release all items."""
