"""Build the zstd binding with nothing but a C compiler and compare it with a package.

That is `compression.zstd` of Python 3.14 and newer, or else the package `zstandard`.
The exit status is 0 when every result agrees, 1 when one differs. With `--size N` the
larger input has N MiB instead of 64.
"""

import argparse
import importlib.util
import os
import random
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
BINDING = ROOT / "examples/zstd/seazstd.c"
TEXT = ROOT / "docs/errors.md"
CHUNK = 1 << 20
LEVEL = 3
ROUNDS = 3


# ---- the binding, and what it is compared with --------------------------------------


def build() -> ModuleType:
    """Compiles the binding, as README.md says, and imports it."""
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    target = ROOT / "build/demo" / f"seazstd{suffix}"
    target.parent.mkdir(parents=True, exist_ok=True)
    compilers = [os.environ.get("CC", "cc"), "gcc", "clang"]
    compiler = next((cc for cc in compilers if shutil.which(cc.split()[0])), "cc")
    command = compiler.split()
    command += ["-std=c11", "-O2", "-fPIC", "-shared", "-Iinclude"]
    command += [f"-I{sysconfig.get_path('include')}", str(BINDING.relative_to(ROOT))]
    command += [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("src/*.c"))]
    command += ["-lzstd", "-o", str(target.relative_to(ROOT))]
    begin = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True)
    seconds = time.perf_counter() - begin
    spec = importlib.util.spec_from_file_location("seazstd", target)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    lines = len(BINDING.read_text("utf-8").splitlines())
    print(f"built    {BINDING.relative_to(ROOT)}, {lines} lines, in {seconds:.1f} s")
    return module


class Zstandard:
    """The package, in the words of `compression.zstd`."""

    def __init__(self) -> None:
        import zstandard

        self.name = f"zstandard {zstandard.__version__}"
        self.version = ".".join(map(str, zstandard.ZSTD_VERSION))
        self.package = zstandard

    def compress(self, data: bytes) -> bytes:
        return self.package.ZstdCompressor(level=LEVEL).compress(data)

    def decompress(self, data: bytes) -> bytes:
        # A stream: in one go it wants to know the size, which not every header says.
        reader = self.package.ZstdDecompressor()
        if self.package.frame_content_size(data) >= 0:
            return reader.decompress(data)
        return reader.decompressobj().decompress(data)

    def compressor(self):
        return self.package.ZstdCompressor(level=LEVEL).compressobj()

    def decompressor(self):
        return self.package.ZstdDecompressor().decompressobj()

    def train(self, samples: list[bytes], size: int) -> bytes:
        return self.package.train_dictionary(size, samples).as_bytes()

    def with_dictionary(self, dictionary: bytes) -> tuple[Callable, Callable]:
        words = self.package.ZstdCompressionDict(dictionary)
        words.precompute_compress(level=LEVEL)
        return (
            self.package.ZstdCompressor(level=LEVEL, dict_data=words).compress,
            self.package.ZstdDecompressor(dict_data=words).decompress,
        )


class Standard:
    """`compression.zstd` itself."""

    def __init__(self) -> None:
        from compression import zstd

        self.name, self.version, self.package = (
            "compression.zstd",
            zstd.zstd_version,
            zstd,
        )
        self.decompress = zstd.decompress
        self.decompressor = zstd.ZstdDecompressor

    def compress(self, data: bytes) -> bytes:
        return self.package.compress(data, LEVEL)

    def compressor(self):
        return self.package.ZstdCompressor(LEVEL)

    def train(self, samples: list[bytes], size: int) -> bytes:
        return self.package.train_dict(samples, size).dict_content

    def with_dictionary(self, dictionary: bytes) -> tuple[Callable, Callable]:
        words = self.package.ZstdDict(dictionary)
        return (
            lambda data: self.package.compress(data, LEVEL, zstd_dict=words),
            lambda data: self.package.decompress(data, words),
        )


def other() -> Standard | Zstandard:
    try:
        return Standard()
    except ImportError:
        return Zstandard()


# ---- the same work for both ---------------------------------------------------------


def pieces(data: bytes) -> Iterable[memoryview]:
    view = memoryview(data)
    return (view[at : at + CHUNK] for at in range(0, len(data), CHUNK))


def compress_pieces(compressor, data: bytes) -> bytes:
    out = [compressor.compress(piece) for piece in pieces(data)]
    return b"".join([*out, compressor.flush()])


def decompress_pieces(decompress: Callable, packed: bytes) -> bytes:
    return b"".join([decompress(piece) for piece in pieces(packed)])


class Comparison:
    """Runs work through both, prints rows, remembers differences."""

    def __init__(self) -> None:
        self.failures: list[str] = []
        print(f"{'':28}{'seabind':>12}{'theirs':>12} bytes", end="")
        print(f"{'seabind':>10}{'theirs':>10} MB/s")

    def check(self, what: str, holds: bool) -> None:
        if not holds:
            self.failures.append(what)
            print(f"DIFFERS  {what}")

    def run(self, what: str, size: int, *works: Callable[[], bytes]) -> list[bytes]:
        """Returns both results. `size` is that of the data that is not compressed."""
        best, results = [float("inf")] * 2, [b"", b""]
        for _ in range(ROUNDS):
            for i, work in enumerate(works):
                begin = time.perf_counter()
                results[i] = work()
                best[i] = min(best[i], time.perf_counter() - begin)
        row = "".join(f"{len(result):12,}" for result in results)
        speeds = "".join(f"{size / 1e6 / seconds:10.1f}" for seconds in best)
        print(f"{what:28}{row}      {speeds}")
        return results


def compare(sea: ModuleType, them, table: Comparison, name: str, data: bytes) -> None:
    def reads(what: str, packed: list[bytes]) -> None:
        for whose, one in zip(("ours", "theirs"), packed, strict=True):
            both = table.run(
                f"{name}: read {whose}, {what}",
                len(data),
                lambda one=one: sea.decompress(one),
                lambda one=one: them.decompress(one),
            )
            table.check(f"{name}: {what}", both == [data, data])
        if sea.version() == them.version:
            table.check(f"{name}: {what}, the same bytes", packed[0] == packed[1])

    packed = table.run(
        f"{name}: compress",
        len(data),
        lambda: sea.compress(data, LEVEL),
        lambda: them.compress(data),
    )
    reads("in one go", packed)
    streamed = table.run(
        f"{name}: compress, stream",
        len(data),
        lambda: compress_pieces(sea.Compressor(LEVEL), data),
        lambda: compress_pieces(them.compressor(), data),
    )
    reads("stream", streamed)

    def ours() -> bytes:
        decompress = sea.Decompressor().decompress
        return decompress_pieces(lambda piece: decompress(piece)[0], packed[0])

    both = table.run(
        f"{name}: decompress, stream",
        len(data),
        ours,
        lambda: decompress_pieces(them.decompressor().decompress, packed[0]),
    )
    table.check(f"{name}: decompress, stream", both == [data, data])


def compare_dictionaries(sea: ModuleType, them, table: Comparison) -> None:
    """Many small texts, each a frame of its own."""
    samples = [b"%d: %d of the words\n" % (i, i * i) * 3 for i in range(20_000)]
    size = sum(map(len, samples))
    dictionaries = table.run(
        "train",
        size,
        lambda: sea.train(samples, 4096),
        lambda: them.train(samples, 4096),
    )
    ours = sea.Compressor(LEVEL)
    ours.use(sea.CompressionDict(dictionaries[0], LEVEL))
    reader = sea.Decompressor()
    reader.use(sea.DecompressionDict(dictionaries[0]))
    compress, decompress = them.with_dictionary(dictionaries[0])
    packed: list[list[bytes]] = [[], []]

    def all_of(i: int, function: Callable, data: list[bytes]) -> bytes:
        packed[i] = [function(one) for one in data]
        return b"".join(packed[i])

    table.run(
        "20,000 frames: compress",
        size,
        lambda: all_of(0, ours.compress_all, samples),
        lambda: all_of(1, compress, samples),
    )
    for whose, frames in zip(("ours", "theirs"), list(packed), strict=True):
        both = table.run(
            f"20,000 frames: read {whose}",
            size,
            lambda f=frames: all_of(0, lambda one: reader.decompress(one)[0], f),
            lambda f=frames: all_of(1, decompress, f),
        )
        table.check(f"frames, {whose}", both == [b"".join(samples)] * 2)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=64, help="of the larger input, MiB")
    size = parser.parse_args().size << 20
    sea, them = build(), other()
    print(f"zstd     {sea.version()} behind the binding, {them.version} in {them.name}")
    if sea.version() != them.version:
        print("         versions differ: compressed bytes may, round trips must not")
    text = TEXT.read_bytes()
    print(f"input    {TEXT.relative_to(ROOT)}, and its lines at random")
    print(f"level    {LEVEL}, streams in pieces of {CHUNK:,} bytes\n")
    table = Comparison()
    compare(sea, them, table, "file", text)
    lines = text.splitlines(keepends=True)
    count = size * len(lines) // len(text)
    large = b"".join(random.Random(1).choices(lines, k=count))
    compare(sea, them, table, f"{size >> 20} MiB", large)
    compare_dictionaries(sea, them, table)
    print()
    if table.failures:
        print(f"{len(table.failures)} results differ from those of {them.name}")
        return 1
    print(f"each of seazstd and {them.name} reads what the other wrote")
    return 0


if __name__ == "__main__":
    sys.exit(main())
