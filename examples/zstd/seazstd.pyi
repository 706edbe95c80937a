# Written by `python -m seabind stubs`.
"""Zstandard compression."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final, Self, SupportsIndex

from typing_extensions import Buffer

CLEVEL_DEFAULT: Final[int]
MAGICNUMBER: Final[int]
VERSION_STRING: Final[str]
VERSION_NUMBER: Final[int]

class ErrorCode(IntEnum):
    """Why a call failed."""

    GENERIC = 1
    prefix_unknown = 10
    version_unsupported = 12
    frameParameter_unsupported = 14
    frameParameter_windowTooLarge = 16
    corruption_detected = 20
    checksum_wrong = 22
    dictionary_corrupted = 30
    dictionary_wrong = 32
    dictionaryCreation_failed = 34
    parameter_unsupported = 40
    parameter_outOfBound = 42
    tableLog_tooLarge = 44
    maxSymbolValue_tooLarge = 46
    maxSymbolValue_tooSmall = 48
    stage_wrong = 60
    init_missing = 62
    memory_allocation = 64
    workSpace_tooSmall = 66
    dstSize_tooSmall = 70
    srcSize_wrong = 72

class ZstdError(Exception):
    """A zstd call failed; *code* says why."""

    code: ErrorCode | int | None

class CParameter(IntEnum):
    compressionLevel = 100
    windowLog = 101
    hashLog = 102
    chainLog = 103
    searchLog = 104
    minMatch = 105
    targetLength = 106
    strategy = 107
    enableLongDistanceMatching = 160
    ldmHashLog = 161
    ldmMinMatch = 162
    ldmBucketSizeLog = 163
    ldmHashRateLog = 164
    contentSizeFlag = 200
    checksumFlag = 201
    dictIDFlag = 202
    nbWorkers = 400
    jobSize = 401
    overlapLog = 402

class DParameter(IntEnum):
    windowLogMax = 100

class Strategy(IntEnum):
    fast = 1
    dfast = 2
    greedy = 3
    lazy = 4
    lazy2 = 5
    btlazy2 = 6
    btopt = 7
    btultra = 8
    btultra2 = 9

class Mode(IntEnum):
    continue_ = 0
    flush = 1
    end = 2

class Reset(IntEnum):
    session_only = 1
    parameters = 2
    session_and_parameters = 3

class Bounds:
    """The smallest and the largest value of a parameter."""

    lower: int
    upper: int

class CompressionDict:
    """A dictionary that is ready for compression at one level."""

    def __init__(self, dictionary: Buffer, level: SupportsIndex = 3) -> None: ...
    @property
    def id(self) -> int:
        """0 for one without a header."""

    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: object) -> None: ...

class DecompressionDict:
    """A dictionary that is ready for decompression."""

    def __init__(self, dictionary: Buffer) -> None: ...
    @property
    def id(self) -> int:
        """0 for one without a header."""

    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: object) -> None: ...

class Compressor:
    """Compress frames, each in one go or piece by piece."""

    def __init__(
        self,
        level: SupportsIndex = 3,
        *,
        checksum: bool = False,
        workers: SupportsIndex = 0,
    ) -> None: ...
    def set(self, parameter: CParameter | int, value: SupportsIndex) -> None:
        """Set a parameter of the frames to come."""

    def reset(self, directive: Reset | int = Reset.session_only) -> None:
        """Give up the frame that has begun, or all parameters."""

    def use(self, dict: CompressionDict | None) -> None:
        """Compress with *dict* from the next frame on; None: without."""

    def load_dictionary(self, dictionary: Buffer) -> None:
        """Compress with a copy of *dictionary* from the next frame on."""

    def set_size(self, size: SupportsIndex) -> None:
        """Write into the next frame's header how long its content will be."""

    def compress_all(self, data: Buffer) -> bytes:
        """Return *data* as a frame."""

    def compress(self, data: Buffer, mode: Mode | int = Mode.continue_) -> bytes:
        """Compress *data*; return what is ready of the output."""

    def flush(self, mode: Mode | int = Mode.end) -> bytes:
        """Return what is still pending; Mode.end ends the frame."""

    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: object) -> None: ...

class Decompressor:
    """Decompress frames piece by piece."""

    def __init__(self) -> None: ...
    def set(self, parameter: DParameter | int, value: SupportsIndex) -> None: ...
    def reset(self, directive: Reset | int = Reset.session_only) -> None:
        """Give up the frame that has begun, or all parameters."""

    def use(self, dict: DecompressionDict | None) -> None:
        """Decompress with *dict* from the next frame on; None: without."""

    def load_dictionary(self, dictionary: Buffer) -> None: ...
    def decompress(self, data: Buffer) -> tuple[bytes, int, bool]:
        """Return (content, used, ended): what came out, how much of *data* went in,
        and whether that was the end of a frame.
        """

    def close(self) -> None: ...
    @property
    def closed(self) -> bool: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *args: object) -> None: ...

def compress(data: Buffer, level: SupportsIndex = 3) -> bytes:
    """Compress *data* in one go."""

def decompress(data: Buffer, dict: DecompressionDict | None = None) -> bytes:
    """Decompress all frames of *data* in one go."""

def content_size(frame: Buffer) -> int | None:
    """Return what the header says of the content's size, or None."""

def frame_size(data: Buffer) -> int:
    """Return how long the frame is that *data* begins with."""

def dictionary_id(dictionary: Buffer) -> int: ...
def frame_dictionary_id(frame: Buffer) -> int: ...
def train(samples: Sequence[Buffer], capacity: SupportsIndex = 112640) -> bytes:
    """Return a dictionary for data that looks like *samples*."""

def bounds(parameter: CParameter | int) -> Bounds: ...
def min_level() -> int: ...
def max_level() -> int: ...
def version() -> str:
    """Return the version of the library."""
