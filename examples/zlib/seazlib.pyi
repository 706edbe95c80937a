# Written by `python -m seabind stubs`.
"""Compression with zlib."""

from typing import Final, Self, SupportsIndex

from typing_extensions import Buffer

NO_FLUSH: Final[int]
PARTIAL_FLUSH: Final[int]
SYNC_FLUSH: Final[int]
FULL_FLUSH: Final[int]
FINISH: Final[int]
BLOCK: Final[int]
DEFAULT_STRATEGY: Final[int]
FILTERED: Final[int]
HUFFMAN_ONLY: Final[int]
RLE: Final[int]
FIXED: Final[int]
BEST_SPEED: Final[int]
BEST_COMPRESSION: Final[int]
DEFAULT_COMPRESSION: Final[int]
DEFLATED: Final[int]
MAX_WBITS: Final[int]
MAX_MEM_LEVEL: Final[int]
ZLIB_VERSION: Final[str]
ZLIB_VERNUM: Final[int]

class ZlibError(Exception):
    """A zlib call failed; *code* is zlib's return value."""

    code: int

class Compressor:
    """Compress a stream of bytes piece by piece."""

    def __init__(
        self,
        level: SupportsIndex = -1,
        wbits: SupportsIndex = 15,
        mem_level: SupportsIndex = 8,
        strategy: SupportsIndex = 0,
    ) -> None: ...
    def compress(self, data: Buffer) -> bytes:
        """Compress *data*; return what is ready of the output."""

    def flush(self, mode: SupportsIndex = 4) -> bytes:
        """Return what is still pending; Z_FINISH ends the stream."""

    def copy(self) -> Compressor:
        """Return a compressor that goes on from the same state."""

    def set_dictionary(self, dictionary: Buffer) -> None: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: object) -> None: ...

class Decompressor:
    """Decompress a stream of bytes piece by piece."""

    def __init__(self, wbits: SupportsIndex = 15) -> None: ...
    @property
    def eof(self) -> bool:
        """Whether the end of the stream was reached."""

    @property
    def consumed(self) -> int:
        """How many bytes of the last piece were used."""

    def decompress(self, data: Buffer) -> bytes:
        """Decompress *data*; return the output."""

    def set_dictionary(self, dictionary: Buffer) -> None: ...
    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: object) -> None: ...

def compress(data: Buffer, level: SupportsIndex = -1) -> bytes:
    """Compress *data* in one go; *level* is 0 (store) to 9 (smallest)."""

def decompress(data: Buffer, wbits: SupportsIndex = 15) -> bytes:
    """Decompress *data* in one go."""

def crc32(data: Buffer, value: SupportsIndex = 0) -> int:
    """Return the CRC-32 of *data*, going on from *value*."""

def adler32(data: Buffer, value: SupportsIndex = 1) -> int:
    """Return the Adler-32 of *data*, going on from *value*."""

def version() -> str:
    """Return the version of the zlib in use."""
