"""The binding against the library itself and the Python package `zstandard`."""

import array
import ctypes
import gc
import inspect
import re
import subprocess
import sys
import threading
import weakref
from types import ModuleType

import builder
import pytest
import zstandard
from builder import ROOT
from hypothesis import given
from hypothesis import strategies as st

SOURCE = "examples/zstd/seazstd.c"
TEXT = (ROOT / "include/seabind/detail/call.h").read_bytes()
SAMPLES = [
    b'{"id": %d, "name": "user %d", "active": true}' % (i, i) for i in range(1000)
]

blobs = st.binary(max_size=2000) | st.builds(
    lambda piece, times: piece * times, st.binary(max_size=64), st.integers(0, 20000)
)
levels = st.integers(-5, 19)
sizes = st.lists(st.integers(0, 5000), min_size=1, max_size=5).filter(any)


@pytest.fixture(scope="module")
def sea() -> ModuleType:
    return builder.import_extension("seazstd", SOURCE, libs=("zstd",))


@pytest.fixture(scope="module")
def lib() -> ctypes.CDLL:
    """The same library, without a binding."""
    lib = ctypes.CDLL("libzstd.so.1")
    size = ctypes.c_size_t
    lib.ZSTD_compress.restype = lib.ZSTD_compressBound.restype = size
    lib.ZSTD_compress.argtypes = [*[ctypes.c_char_p, size] * 2, ctypes.c_int]
    lib.ZSTD_compressBound.argtypes = [size]
    return lib


@pytest.fixture(scope="module")
def dictionary(sea) -> bytes:
    return sea.train(SAMPLES, 2000)


def cut(data: bytes, sizes: list[int]) -> list[bytes]:
    """`data` in pieces of those sizes, again and again; sizes may be 0, not all."""
    pieces, at = [], 0
    while at < len(data):
        for size in sizes:
            pieces.append(data[at : at + size])
            at += size
    return pieces


def feed(compressor, pieces) -> bytes:
    return b"".join([*map(compressor.compress, pieces), compressor.flush()])


# ---- the same as the library and the package ----------------------------------------


@given(data=blobs, level=levels)
def test_the_same_bytes_as_the_library(sea, lib, data, level):
    room = ctypes.create_string_buffer(lib.ZSTD_compressBound(len(data)))
    size = lib.ZSTD_compress(room, len(room), data, len(data), level)
    assert sea.compress(data, level) == room.raw[:size]


@given(data=blobs, level=levels)
def test_each_reads_what_the_other_wrote(sea, data, level):
    ours = sea.compress(data, level)
    theirs = zstandard.ZstdCompressor(level=level).compress(data)
    assert zstandard.ZstdDecompressor().decompress(ours) == data
    assert sea.decompress(theirs) == data
    assert sea.decompress(ours) == data
    if (
        sum(
            n * by
            for n, by in zip(zstandard.ZSTD_VERSION, (10000, 100, 1), strict=True)
        )
        == sea.VERSION_NUMBER
    ):
        assert ours == theirs


@given(data=blobs, level=levels, checksum=st.booleans(), sizes=sizes)
def test_streams_in_pieces(sea, data, level, checksum, sizes):
    compressor = sea.Compressor(level, checksum=checksum)
    packed = feed(compressor, cut(data, sizes))
    reader = zstandard.ZstdDecompressor().decompressobj()
    assert reader.decompress(packed) == data
    assert zstandard.get_frame_parameters(packed).has_checksum is checksum

    decompressor, out, ended = sea.Decompressor(), b"", False
    for piece in filter(None, cut(packed, sizes)):
        part, used, ended = decompressor.decompress(piece)
        assert used == len(piece)
        out += part
    assert (out, ended) == (data, True)
    assert sea.decompress(packed) == data
    assert feed(compressor, cut(data, sizes)) == packed  # the next frame


@given(data=blobs)
def test_compress_all_is_a_stream_that_knows_its_size(sea, data):
    compressor = sea.Compressor(5)
    packed = compressor.compress_all(data)
    assert sea.content_size(packed) == len(data)
    assert packed == compressor.compress(data, sea.Mode.end)
    compressor.set_size(len(data))
    assert sea.content_size(feed(compressor, cut(data, [700]))) == len(data)
    packed = compressor.compress(b"more") + compressor.flush(sea.Mode.flush)
    assert sea.content_size(packed) is None


@pytest.mark.parametrize("workers", [1, 2])
def test_workers(sea, workers):
    data = TEXT * 200
    packed = feed(sea.Compressor(workers=workers), cut(data, [1 << 20]))
    assert sea.decompress(packed) == data


def test_flush_hands_over_all_that_was_fed(sea):
    compressor, decompressor = sea.Compressor(), sea.Decompressor()
    for piece in cut(TEXT, [1000]):
        packed = compressor.compress(piece) + compressor.flush(sea.Mode.flush)
        assert decompressor.decompress(packed) == (piece, len(packed), False)
    assert decompressor.decompress(compressor.flush())[2]


def test_frames_after_each_other(sea):
    one, two = sea.compress(b"one"), sea.Compressor().compress(b"two", sea.Mode.end)
    assert sea.decompress(one + two + one) == b"onetwoone"
    assert sea.frame_size(one + two) == len(one)
    decompressor = sea.Decompressor()
    assert decompressor.decompress(one + two) == (b"one", len(one), True)
    assert decompressor.decompress(two) == (b"two", len(two), True)


@given(data=blobs, levels=st.tuples(levels, levels))
def test_parameters_are_those_of_the_frames_to_come(sea, data, levels):
    compressor = sea.Compressor(levels[0])
    first = compressor.compress_all(data)
    compressor.set(sea.CParameter.compressionLevel, levels[1])
    assert compressor.compress_all(data) == sea.Compressor(levels[1]).compress_all(data)
    compressor.set(sea.CParameter.strategy, sea.Strategy.btlazy2)
    assert sea.decompress(compressor.compress_all(data)) == data
    compressor.reset(sea.Reset.parameters)
    assert compressor.compress_all(data) == sea.Compressor().compress_all(data)
    assert first == sea.Compressor(levels[0]).compress_all(data)


def test_reset_gives_up_a_frame(sea):
    compressor, decompressor = sea.Compressor(), sea.Decompressor()
    compressor.compress(b"given up")
    compressor.reset()
    packed = compressor.compress(b"kept", sea.Mode.end)
    decompressor.decompress(packed[:-1])
    decompressor.reset()
    assert decompressor.decompress(packed)[0] == b"kept"


# ---- dictionaries -------------------------------------------------------------------


def test_a_dictionary_is_what_the_package_reads(sea, dictionary):
    assert 0 < len(dictionary) <= 2000
    theirs = zstandard.ZstdCompressionDict(dictionary)
    number = sea.dictionary_id(dictionary)
    ours = sea.CompressionDict(dictionary, 3), sea.DecompressionDict(dictionary)
    assert [theirs.dict_id(), ours[0].id, ours[1].id] == [number] * 3
    compressor = sea.Compressor()
    compressor.use(ours[0])
    reader = zstandard.ZstdDecompressor(dict_data=theirs)
    writer = zstandard.ZstdCompressor(level=3, dict_data=theirs)
    for sample in SAMPLES[:50]:
        packed = compressor.compress_all(sample)
        assert sea.frame_dictionary_id(packed) == number
        assert len(packed) < len(sea.compress(sample))
        assert reader.decompress(packed) == sample
        assert sea.decompress(packed, ours[1]) == sample
        assert sea.decompress(writer.compress(sample), dict=ours[1]) == sample
    with pytest.raises(sea.ZstdError, match=r"^Dictionary mismatch$") as raised:
        sea.decompress(packed)
    assert raised.value.code is sea.ErrorCode.dictionary_wrong
    compressor.use(None)
    assert compressor.compress_all(sample) == sea.compress(sample)


def test_a_copied_dictionary(sea, dictionary):
    compressor, decompressor = sea.Compressor(), sea.Decompressor()
    compressor.load_dictionary(dictionary)
    decompressor.load_dictionary(bytearray(dictionary))
    packed = compressor.compress_all(SAMPLES[7])
    assert decompressor.decompress(packed)[0] == SAMPLES[7]


def test_samples_are_any_buffers(sea):
    kinds = [bytes, bytearray, memoryview, lambda data: array.array("B", data)]
    mixed = [kinds[i % 4](sample) for i, sample in enumerate(SAMPLES)]
    assert sea.train(mixed, 2000) == sea.train(tuple(SAMPLES), capacity=2000)
    mixed[1].append(0)  # BufferError while anybody holds it


def test_a_dictionary_in_use_is_kept(sea, dictionary):
    packed = sea.Compressor()
    packed.load_dictionary(dictionary)
    packed = packed.compress_all(SAMPLES[0])
    compressor, decompressor = sea.Compressor(), sea.Decompressor()
    dicts = sea.CompressionDict(dictionary), sea.DecompressionDict(dictionary)
    gone = [weakref.ref(one) for one in dicts]
    compressor.use(dicts[0])
    decompressor.use(dicts[1])
    del dicts
    gc.collect()
    assert None not in [ref() for ref in gone]
    assert compressor.compress_all(SAMPLES[0]) == packed
    assert decompressor.decompress(packed)[0] == SAMPLES[0]
    compressor.use(None)
    decompressor.close()
    gc.collect()
    assert [ref() for ref in gone] == [None, None]


# ---- what goes in -------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        bytearray(TEXT),
        memoryview(TEXT)[100:],
        array.array("d", [1, 2, 3]),
        b"",
    ],
    ids=lambda data: type(data).__name__,
)
def test_any_contiguous_buffer(sea, data):
    assert sea.decompress(sea.compress(data)) == bytes(data)
    assert sea.decompress(feed(sea.Compressor(), [data])) == bytes(data)
    assert sea.decompress(bytearray(sea.compress(data))) == bytes(data)


# ---- errors -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        ("sea.decompress(b'not zstd')", "prefix_unknown", "Unknown frame descriptor"),
        ("sea.decompress(b'')", "srcSize_wrong", "Src size is incorrect"),
        ("sea.decompress(sea.compress(b'text')[:-1])", "srcSize_wrong", "Src size is"),
        ("sea.decompress(sea.compress(b'a') + b'?!?!')", "prefix_unknown", "Unknown"),
        ("sea.Decompressor().decompress(b'not zstd')", "prefix_unknown", "Unknown"),
        ("sea.content_size(b'not zstd')", "prefix_unknown", "no zstd frame begins"),
        ("sea.frame_size(b'not zstd')", "prefix_unknown", "Unknown frame descriptor"),
        ("sea.train([])", "srcSize_wrong", "Src size is incorrect"),
        (
            "sea.Compressor().set(sea.CParameter.windowLog, 99)",
            "parameter_outOfBound",
            "Parameter is out of bound",
        ),
        (
            "sea.Decompressor().set(sea.DParameter.windowLogMax, 99)",
            "parameter_outOfBound",
            "Parameter is out of bound",
        ),
    ],
)
def test_an_error_of_zstd(sea, code, name, message):
    with pytest.raises(sea.ZstdError, match=f"^{message}") as raised:
        eval(code, {"sea": sea})
    assert raised.value.code is sea.ErrorCode[name]
    assert type(raised.value).__mro__[1] is Exception


def test_a_wrong_checksum(sea):
    packed = bytearray(sea.Compressor(checksum=True).compress_all(TEXT))
    packed[-1] ^= 1
    with pytest.raises(sea.ZstdError, match=r"doesn't match checksum$") as raised:
        sea.decompress(packed)
    assert raised.value.code is sea.ErrorCode.checksum_wrong


def test_every_truncation_is_an_error(sea):
    packed = sea.Compressor(checksum=True).compress_all(b"to be, or not to be")
    for end in range(len(packed)):
        with pytest.raises(sea.ZstdError):
            sea.decompress(packed[:end])
        out, used, ended = sea.Decompressor().decompress(packed[:end])
        assert b"to be, or not to be".startswith(out)
        assert (used, ended) == (end, False)


def test_a_header_that_lies(sea):
    """A few bytes that promise much: no memory is spent, and it is an error."""
    frame = b"\x28\xb5\x2f\xfd\xe0" + (1 << 50).to_bytes(8, "little") + b"\1\0\0"
    assert sea.content_size(frame) == 1 << 50
    with pytest.raises(sea.ZstdError):
        sea.decompress(frame)


@given(st.binary(max_size=200), st.booleans())
def test_garbage_is_an_error_or_data(sea, data, frame):
    if frame:
        data = sea.compress(b"to be, or not to be")[:5] + data
    for decompress in sea.decompress, sea.Decompressor().decompress:
        try:
            decompress(data)
        except sea.ZstdError as error:
            assert isinstance(error.code, int)
        except MemoryError:
            pass


@pytest.mark.parametrize(
    ("code", "error", "message"),
    [
        (
            "sea.compress('text')",
            TypeError,
            "compress() argument 'data' must be a bytes-like object, not str",
        ),
        (
            "sea.Compressor().set(5, 1)",
            ValueError,
            "Compressor.set() argument 'parameter': 5 is not a valid CParameter",
        ),
        (
            "sea.Compressor().set(sea.DParameter.windowLogMax, 1)",
            TypeError,
            "Compressor.set() argument 'parameter' must be CParameter, not DParameter",
        ),
        (
            "sea.Compressor().use(b'words')",
            TypeError,
            "Compressor.use() argument 'dict' must be CompressionDict or None, not",
        ),
        (
            "sea.train([b'one', 'two'])",
            TypeError,
            "train() argument 'samples': item 1 must be a bytes-like object, not str",
        ),
        (
            "sea.train([], -1)",
            OverflowError,
            "train() argument 'capacity': -1 does not fit size_t",
        ),
        (
            "sea.DecompressionDict()",
            TypeError,
            "DecompressionDict() missing 1",
        ),
        (
            "sea.Compressor(3, True)",
            TypeError,
            "Compressor() takes from 0 to 1",
        ),
    ],
)
def test_an_argument_that_is_wrong(sea, code, error, message):
    with pytest.raises(error, match="^" + re.escape(message)):
        eval(code, {"sea": sea})


def test_closed(sea):
    with sea.Compressor() as compressor:
        compressor.compress(b"half a frame")
    with pytest.raises(ValueError, match=r"^Compressor.flush\(\): the .* is closed$"):
        compressor.flush()


def test_a_closed_dictionary_is_refused(sea, dictionary):
    dict_ = sea.DecompressionDict(dictionary)
    dict_.close()
    with pytest.raises(ValueError, match=r"the DecompressionDict is closed$"):
        sea.Decompressor().use(dict_)
    with pytest.raises(ValueError, match=r"the DecompressionDict is closed$"):
        sea.decompress(sea.compress(b""), dict_)


# ---- what it tells about itself -----------------------------------------------------


def test_help(sea):
    assert str(inspect.signature(sea.compress)) == "(data, level=3)"
    assert str(inspect.signature(sea.decompress)) == "(data, dict=None)"
    assert str(inspect.signature(sea.train)) == "(samples, capacity=112640)"
    flush = inspect.signature(sea.Compressor.flush)
    assert str(flush) == "(self, /, mode=<Mode.end: 2>)"
    signature = "(level=3, *, checksum=False, workers=0)"
    assert str(inspect.signature(sea.Compressor)) == signature


def test_enums_and_constants(sea):
    assert sea.Mode(0) is sea.Mode.continue_
    assert [one.value for one in sea.Strategy] == list(range(1, 10))
    bounds = sea.bounds(sea.CParameter.compressionLevel)
    assert (bounds.lower, bounds.upper) == (sea.min_level(), sea.max_level())
    assert int.from_bytes(sea.compress(b"")[:4], "little") == sea.MAGICNUMBER
    assert sea.CLEVEL_DEFAULT == 3
    numbers = map(int, sea.version().split("."))
    assert next(numbers) == sea.VERSION_NUMBER // 10000


# ---- threads ------------------------------------------------------------------------


def test_two_threads_on_one_compressor(sea):
    """Each piece arrives whole."""
    compressor, out, failures = sea.Compressor(), [], []

    def feeder(letter):
        try:
            for _ in range(200):
                out.append(compressor.compress(letter * 1000))
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=feeder, args=(one,)) for one in (b"a", b"b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert failures == []
    data = sea.decompress(b"".join(out) + compressor.flush())
    assert len(data) == 400_000
    assert all(len(run) % 1000 == 0 for run in re.findall(rb"a+|b+", data))


# ---- the example itself -------------------------------------------------------------


def test_the_binding_contains_no_cpython_api():
    assert re.findall(r"\b_?Py[A-Z_]\w*", (ROOT / SOURCE).read_text("utf-8")) == []


@pytest.mark.plain_only("the demo builds and measures by itself")
def test_the_demo_finds_every_result_identical():
    demo = ROOT / "examples/zstd/demo.py"
    done = subprocess.run(
        [sys.executable, demo, "--size", "4"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "DIFFERS" not in done.stdout
    assert "reads what the other wrote" in done.stdout.splitlines()[-1]
