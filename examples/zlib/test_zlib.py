"""The binding against Python's own `zlib`: same bytes, same checksums, clean errors."""

import array
import gc
import inspect
import mmap
import random
import re
import subprocess
import sys
import threading
import time
import zlib
from types import ModuleType

import builder
import pytest
from builder import ROOT
from hypothesis import given
from hypothesis import strategies as st

SOURCE = "examples/zlib/seazlib.c"
TEXT = (ROOT / "include/seabind/detail/call.h").read_bytes()
LONG = random.Random(1).randbytes(4 << 20).hex().encode()  # keeps zlib busy for a while

# Level 0 is not among them: how it cuts stored blocks depends on the output's room.
levels = st.integers(1, 9) | st.just(-1)
blobs = st.binary(max_size=2000) | st.builds(
    lambda piece, times: piece * times, st.binary(max_size=64), st.integers(0, 4000)
)


@pytest.fixture(scope="module")
def sea() -> ModuleType:
    return builder.import_extension("seazlib", SOURCE, libs=("z",))


@pytest.fixture(scope="module")
def same_zlib(sea):
    """Skips where the two may compress differently."""
    if sea.version() != zlib.ZLIB_RUNTIME_VERSION:
        pytest.skip(f"zlib {sea.version()} and {zlib.ZLIB_RUNTIME_VERSION}")


def cut(data: bytes, sizes: list[int]) -> list[bytes]:
    """`data` in pieces of those sizes, again and again; sizes may be 0, not all."""
    pieces, at = [], 0
    while at < len(data):
        for size in sizes:
            pieces.append(data[at : at + size])
            at += size
    return pieces


sizes = st.lists(st.integers(0, 5000), min_size=1, max_size=5).filter(any)


def feed(compressor, pieces) -> bytes:
    return b"".join([*map(compressor.compress, pieces), compressor.flush()])


# ---- the same as Python's zlib ------------------------------------------------------


@given(data=blobs, level=levels)
def test_one_shot(sea, same_zlib, data, level):
    packed = sea.compress(data, level)
    assert packed == zlib.compress(data, level)
    assert sea.decompress(packed) == data


@given(data=blobs, level=st.integers(-1, 9))
def test_each_reads_what_the_other_wrote(sea, data, level):
    assert zlib.decompress(sea.compress(data, level)) == data
    assert sea.decompress(zlib.compress(data, level)) == data


@given(
    data=blobs,
    level=levels,
    wbits=st.sampled_from([9, 12, 15, -9, -15, 25, 31]),
    mem_level=st.integers(1, 9),
    strategy=st.integers(0, 4),
    sizes=sizes,
)
def test_streams_in_pieces(
    sea, same_zlib, data, level, wbits, mem_level, strategy, sizes
):
    pieces = cut(data, sizes)
    packed = feed(sea.Compressor(level, wbits, mem_level, strategy), pieces)
    theirs = zlib.compressobj(level, zlib.DEFLATED, wbits, mem_level, strategy)
    assert packed == feed(theirs, pieces)
    decompressor = sea.Decompressor(wbits)
    out = b"".join(map(decompressor.decompress, cut(packed, sizes)))
    assert out == data
    assert decompressor.eof
    assert sea.decompress(packed, wbits) == data


@given(data=blobs, sizes=sizes)
def test_checksums_in_pieces(sea, data, sizes):
    crc, adler = 0, 1
    for piece in cut(data, sizes):
        crc, adler = sea.crc32(piece, crc), sea.adler32(piece, adler)
    assert crc == sea.crc32(data) == zlib.crc32(data)
    assert adler == sea.adler32(data) == zlib.adler32(data)


@pytest.mark.parametrize("mode", ["SYNC_FLUSH", "FULL_FLUSH", "PARTIAL_FLUSH", "BLOCK"])
def test_flush_modes(sea, same_zlib, mode):
    ours, theirs = sea.Compressor(), zlib.compressobj()
    out = b""
    for piece in cut(TEXT, [700]):
        both = ours.compress(piece), theirs.compress(piece)
        assert both[0] == both[1]
        number = getattr(sea, mode)
        assert number == getattr(zlib, f"Z_{mode}")
        both = ours.flush(number), theirs.flush(number)
        assert both[0] == both[1]
        out += both[0]
    assert ours.flush() == theirs.flush()


def test_flush_hands_over_all_that_was_fed(sea):
    compressor, decompressor = sea.Compressor(), sea.Decompressor()
    for piece in cut(TEXT, [1000]):
        packed = compressor.compress(piece) + compressor.flush(sea.SYNC_FLUSH)
        assert decompressor.decompress(packed) == piece
    assert decompressor.decompress(compressor.flush()) == b""
    assert decompressor.eof


def test_copy_goes_on_from_the_same_state(sea):
    compressor = sea.Compressor(9)
    start = compressor.compress(TEXT) + compressor.flush(sea.SYNC_FLUSH)
    other = compressor.copy()
    assert type(other) is sea.Compressor
    ends = [b"one" * 100, b"two" * 200]
    for one, end in zip([compressor, other], ends, strict=True):
        packed = start + one.compress(end) + one.flush()
        assert zlib.decompress(packed) == TEXT + end
    compressor.close()
    other.close()


def test_dictionaries(sea, same_zlib):
    dictionary = TEXT[:1000]
    compressor = sea.Compressor()
    compressor.set_dictionary(dictionary)
    packed = feed(compressor, [TEXT])
    assert packed == feed(zlib.compressobj(zdict=dictionary), [TEXT])
    assert len(packed) < len(sea.compress(TEXT))
    decompressor = sea.Decompressor()
    with pytest.raises(sea.ZlibError, match=r"^need dictionary$") as raised:
        decompressor.decompress(packed)
    assert raised.value.code == 2
    rest = packed[decompressor.consumed :]
    decompressor.set_dictionary(dictionary)
    assert decompressor.decompress(rest) == TEXT
    with pytest.raises(sea.ZlibError, match=r"^need dictionary$"):
        sea.decompress(packed)


@pytest.mark.parametrize("wbits", [15, -15, 31])
def test_what_follows_the_end_is_not_used(sea, wbits):
    packed = feed(sea.Compressor(6, wbits), [TEXT])
    decompressor = sea.Decompressor(wbits)
    assert decompressor.decompress(packed + b"more") == TEXT
    assert (decompressor.eof, decompressor.consumed) == (True, len(packed))
    assert decompressor.decompress(b"more") == b""
    assert decompressor.consumed == 0


def test_wbits_choose_the_format(sea):
    assert sea.decompress(zlib.compress(TEXT), 47) == TEXT  # zlib or gzip, by header
    gzipped = feed(sea.Compressor(6, 31), [TEXT])
    assert gzipped[:2] == b"\x1f\x8b"
    assert sea.decompress(gzipped, 47) == TEXT
    raw = feed(sea.Compressor(6, -15), [TEXT])
    assert sea.decompress(raw, -15) == TEXT
    with pytest.raises(sea.ZlibError):
        sea.decompress(raw)


# ---- what goes in -------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        bytearray(TEXT),
        memoryview(TEXT),
        memoryview(TEXT)[100:],
        memoryview(bytearray(TEXT)).toreadonly(),
        array.array("B", TEXT),
        array.array("b", b"signed bytes are bytes"),
    ],
    ids=lambda data: type(data).__name__,
)
def test_any_contiguous_buffer_of_bytes(sea, data):
    assert sea.decompress(sea.compress(data)) == bytes(data)
    assert feed(sea.Compressor(), [data]) == sea.compress(bytes(data))
    assert sea.crc32(data) == zlib.crc32(data)


def test_nothing(sea):
    assert sea.decompress(sea.compress(b"")) == b""
    assert sea.Compressor().compress(b"") in (b"", zlib.compress(b"")[:2])
    assert sea.Decompressor().decompress(b"") == b""
    assert (sea.crc32(b""), sea.adler32(b"")) == (0, 1)


def test_a_buffer_is_released_after_the_call(sea):
    data = bytearray(TEXT)
    sea.compress(data)
    compressor = sea.Compressor()
    compressor.compress(data)
    with pytest.raises(sea.ZlibError):
        sea.decompress(data)
    data.append(0)  # BufferError while anybody holds it


def test_a_resize_during_the_call_is_refused(sea):
    """The buffer is held while the GIL is not."""
    data = bytearray(LONG)
    refused = 0

    def work():
        sea.compress(data)

    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive():
        try:
            data.append(0)
            del data[-1]
        except BufferError:
            refused += 1
        time.sleep(0.001)
    thread.join()
    assert refused > 0


def test_more_than_the_c_type_of_a_length_can_say(sea, tmp_path):
    """zlib counts a dictionary in uInt; 4 GiB of holes cost nothing."""
    size = 2**32
    with open(tmp_path / "holes", "w+b") as file:
        file.truncate(size)
        with mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as holes:
            for one in (sea.Compressor(), sea.Decompressor()):
                with pytest.raises(OverflowError) as raised:
                    one.set_dictionary(holes)
                assert str(raised.value) == (
                    f"{type(one).__name__}.set_dictionary() argument 'dictionary': "
                    "4294967296 items do not fit uInt (at most 4294967295)"
                )


# ---- errors -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "number", "message"),
    [
        ("sea.compress(b'', 10)", -2, "stream error"),
        ("sea.decompress(b'not zlib')", -3, "data error"),
        ("sea.decompress(b'')", -3, "data error"),
        ("sea.decompress(sea.compress(b'text')[:-1])", -3, "data error"),
        ("sea.decompress(sea.compress(b'text'), 99)", -2, "stream error"),
        ("sea.Decompressor().decompress(b'not zlib')", -3, "incorrect header check"),
        ("sea.Compressor(10)", -2, "stream error"),
        ("sea.Compressor(wbits=7)", -2, "stream error"),
        ("sea.Compressor(mem_level=10)", -2, "stream error"),
        ("sea.Compressor(strategy=5)", -2, "stream error"),
        ("sea.Decompressor(99)", -2, "stream error"),
        ("sea.Compressor().flush(9)", -2, "stream error"),
        ("sea.Decompressor().set_dictionary(b'early')", -2, "stream error"),
    ],
)
def test_an_error_of_zlib(sea, code, number, message):
    with pytest.raises(sea.ZlibError) as raised:
        eval(code, {"sea": sea})
    assert (raised.value.code, str(raised.value)) == (number, message)
    assert type(raised.value).__mro__[1] is Exception


def test_every_truncation_is_an_error_and_no_byte_too_many(sea):
    packed = sea.compress(b"to be, or not to be")
    for end in range(len(packed)):
        with pytest.raises(sea.ZlibError):
            sea.decompress(packed[:end])
        decompressor = sea.Decompressor()
        assert b"to be, or not to be".startswith(decompressor.decompress(packed[:end]))
        assert not decompressor.eof


@given(st.binary(max_size=200), st.sampled_from([15, -15, 31, 47]))
def test_garbage_is_an_error_or_data(sea, data, wbits):
    for decompress in (
        lambda d: sea.decompress(d, wbits),
        sea.Decompressor().decompress,
    ):
        try:
            assert isinstance(decompress(data), bytes)
        except sea.ZlibError as error:
            assert error.code in (-3, 2)


def test_after_the_end_a_compressor_takes_nothing(sea):
    compressor = sea.Compressor()
    feed(compressor, [TEXT])
    with pytest.raises(sea.ZlibError, match=r"^stream error$"):
        compressor.compress(b"more")
    assert compressor.flush() == b""


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "sea.compress('text')",
            "compress() argument 'data' must be a bytes-like object, not str",
        ),
        (
            "sea.compress(None)",
            "compress() argument 'data' must be a bytes-like object, not None",
        ),
        ("sea.compress(b'', '1')", "compress() argument 'level' must be int, not str"),
        ("sea.compress()", "compress() missing 1 required positional argument: 'data'"),
        ("sea.Compressor(1.0)", "Compressor() argument 'level' must be int, not float"),
        (
            "sea.Compressor().flush('')",
            "Compressor.flush() argument 'mode' must be int, not str",
        ),
        (
            "sea.Decompressor(a=1)",
            "Decompressor() got an unexpected keyword argument 'a'",
        ),
    ],
)
def test_an_argument_of_the_wrong_type(sea, code, message):
    with pytest.raises(TypeError) as raised:
        eval(code, {"sea": sea})
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "sea.compress(b'', 2**31)",
            "compress() argument 'level': 2147483648 does not fit int "
            "(-2147483648 to 2147483647)",
        ),
        ("sea.crc32(b'', -1)", "crc32() argument 'value': -1 does not fit ulong"),
    ],
)
def test_a_number_that_does_not_fit(sea, code, message):
    with pytest.raises(OverflowError, match=r"^" + re.escape(message)):
        eval(code, {"sea": sea})


def test_a_buffer_with_holes(sea):
    with pytest.raises(
        BufferError,
        match=r"^compress\(\) argument 'data' must be a contiguous buffer, "
        r"not memoryview$",
    ):
        sea.compress(memoryview(TEXT)[::2])


# ---- the life of a stream -----------------------------------------------------------


@pytest.mark.parametrize("name", ["Compressor", "Decompressor"])
def test_close_and_with(sea, name):
    cls = getattr(sea, name)
    with cls() as stream:
        assert not stream.closed
    assert stream.closed
    data_method = name.lower().removesuffix("or")
    with pytest.raises(ValueError) as raised:
        getattr(stream, data_method)(b"")
    assert str(raised.value) == f"{name}.{data_method}(): the {name} is closed"
    with pytest.raises(ValueError, match=r"is closed already$"):
        stream.close()
    with pytest.raises(ValueError, match=r"is closed$"):
        stream.__enter__()
    with cls() as stream:
        stream.close()  # the end of a with block finds it closed
    with pytest.raises(KeyError), cls() as stream:
        raise KeyError
    assert stream.closed


def test_no_second_life(sea):
    compressor = sea.Compressor()
    with pytest.raises(RuntimeError) as raised:
        compressor.__init__()
    message = "Compressor.__init__(): the Compressor is initialised already"
    assert str(raised.value) == message
    compressor.close()
    with pytest.raises(ValueError, match=r"is closed$"):
        compressor.__init__()


def test_not_constructed(sea):
    bare = sea.Compressor.__new__(sea.Compressor)
    with pytest.raises(RuntimeError) as raised:
        bare.compress(b"")
    assert str(raised.value) == (
        "Compressor.compress(): the Compressor is not initialised: "
        "its __init__() was not called"
    )
    with pytest.raises(sea.ZlibError):
        bare.__init__(level=10)
    bare.__init__(level=9)  # a failed attempt can be repeated
    assert zlib.decompress(feed(bare, [TEXT])) == TEXT


def test_a_subclass_with_an_init_of_its_own(sea):
    class Gzip(sea.Compressor):
        def __init__(self):
            super().__init__(9, wbits=31)

    assert zlib.decompress(feed(Gzip(), [TEXT]), 31) == TEXT


def test_streams_given_up_half_way(sea):
    for _ in range(50):
        sea.Compressor().compress(TEXT)
        sea.Decompressor().decompress(zlib.compress(TEXT)[:100])
    gc.collect()


def test_help(sea):
    assert str(inspect.signature(sea.compress)) == "(data, level=-1)"
    assert sea.compress.__doc__.startswith("Compress *data* in one go")
    assert str(inspect.signature(sea.Compressor)) == (
        "(level=-1, wbits=15, mem_level=8, strategy=0)"
    )
    assert "Decompress a stream" in sea.Decompressor.__doc__
    assert sea.Decompressor.eof.__doc__ == "Whether the end of the stream was reached."


# ---- threads ------------------------------------------------------------------------


def in_threads(*jobs) -> None:
    failures = []

    def run(job):
        try:
            job()
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
        assert not thread.is_alive()
    if failures:
        raise failures[0]


@pytest.mark.parametrize("call", ["compress", "Compressor", "Decompressor"])
def test_the_gil_is_released(sea, call):
    """Another thread runs Python between the begin and the end of one call."""
    data = LONG
    if call == "compress":
        work, argument = sea.compress, data
    elif call == "Compressor":
        work, argument = sea.Compressor().compress, data
    else:
        work, argument = sea.Decompressor().decompress, zlib.compress(data * 2, 1)
    times, ticks, done = [], [], threading.Event()

    def worker():
        times.append(time.perf_counter())
        work(argument)
        times.append(time.perf_counter())
        done.set()

    def clock():
        while not done.wait(0.001):
            ticks.append(time.perf_counter())

    in_threads(worker, clock)
    begin, end = times
    margin = (end - begin) / 10
    inside = [tick for tick in ticks if begin + margin < tick < end - margin]
    assert len(inside) >= 3, f"{len(inside)} of {len(ticks)} in {end - begin:.3f} s"


def test_two_threads_on_one_compressor(sea):
    """Each piece arrives whole: runs of a letter are multiples of a piece's length."""
    length, times = 1000, 500
    compressor = sea.Compressor()
    out = []

    def feeder(letter):
        def job():
            for _ in range(times):
                out.append(compressor.compress(letter * length))

        return job

    in_threads(feeder(b"a"), feeder(b"b"), feeder(b"c"))
    # So few symbols stay in zlib until the end; only the header came out before.
    data = zlib.decompress(b"".join(out) + compressor.flush())
    assert len(data) == 3 * length * times
    runs = [len(run) for run in re.findall(rb"a+|b+|c+", data)]
    assert sum(runs) == len(data)
    assert all(run % length == 0 for run in runs)


def test_two_threads_use_and_close_one_object(sea):
    """Whoever comes after close() gets an exception, nobody a freed stream."""
    for _ in range(20):
        compressor = sea.Compressor()
        outcomes = []

        def use(compressor=compressor, outcomes=outcomes):
            try:
                for _ in range(50):
                    compressor.compress(TEXT[:5000])
            except ValueError as error:
                outcomes.append(str(error))

        def close(compressor=compressor, outcomes=outcomes):
            while not compressor.closed:
                try:
                    compressor.close()
                except RuntimeError as error:
                    outcomes.append(str(error))

        in_threads(use, use, close)
        assert compressor.closed
        assert set(outcomes) <= {
            "Compressor.compress(): the Compressor is closed",
            "Compressor.close(): the Compressor is in use by a running call",
        }


def test_close_during_a_call(sea):
    for _ in range(10):  # again, where the other thread was late
        compressor = sea.Compressor()
        begun = threading.Event()

        def work(compressor=compressor, begun=begun):
            begun.set()
            compressor.compress(LONG)

        thread = threading.Thread(target=work)
        thread.start()
        begun.wait()
        time.sleep(0.05)
        busy = thread.is_alive()
        if busy:
            with pytest.raises(RuntimeError) as raised:
                compressor.close()
        thread.join()
        if busy:
            assert str(raised.value) == (
                "Compressor.close(): the Compressor is in use by a running call"
            )
            compressor.close()
            return
    pytest.fail("the call was never seen to run")


# ---- the example itself -------------------------------------------------------------


def test_the_binding_contains_no_cpython_api():
    assert re.findall(r"\b_?Py[A-Z_]\w*", (ROOT / SOURCE).read_text("utf-8")) == []


@pytest.mark.plain_only("the demo builds and measures by itself")
def test_the_demo_finds_every_result_identical():
    demo = ROOT / "examples/zlib/demo.py"
    done = subprocess.run(
        [sys.executable, demo], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "DIFFERS" not in done.stdout
    assert done.stdout.splitlines()[-1].endswith(
        "is identical to that of Python's zlib"
    )
