"""Build the zlib binding with nothing but a C compiler and compare it with `zlib`.

Everything here needs the standard library alone. The exit status is 0 when every
result agrees, 1 when one differs.
"""

import importlib.util
import os
import pydoc
import shutil
import subprocess
import sys
import sysconfig
import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
BINDING = ROOT / "examples/zlib/seazlib.c"
SOURCE_SUFFIXES = (".c", ".h", ".py")
AT_LEAST = 64 << 20
CHUNK = 1 << 20
LEVEL = 6
ROUNDS = 2


# ---- the binding, and what it works on ----------------------------------------------


def build() -> ModuleType:
    """Compiles the binding, as README.md says, and imports it."""
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    target = ROOT / "build/demo" / f"seazlib{suffix}"
    target.parent.mkdir(parents=True, exist_ok=True)
    compilers = [os.environ.get("CC", "cc"), "gcc", "clang"]
    compiler = next((cc for cc in compilers if shutil.which(cc.split()[0])), "cc")
    command = compiler.split()
    command += ["-std=c11", "-O2", "-fPIC", "-shared", "-Iinclude"]
    command += [f"-I{sysconfig.get_path('include')}", str(BINDING.relative_to(ROOT))]
    command += [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("src/*.c"))]
    command += ["-lz", "-o", str(target.relative_to(ROOT))]
    begin = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True)
    seconds = time.perf_counter() - begin
    spec = importlib.util.spec_from_file_location("seazlib", target)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    lines = len(BINDING.read_text("utf-8").splitlines())
    print(f"built    {BINDING.relative_to(ROOT)}, {lines} lines, in {seconds:.1f} s")
    return module


def source_files() -> list[Path]:
    """The repository's own sources: what git knows, or else all but what is built."""
    git = ["git", "-C", ROOT, "ls-files", "-z"]
    try:
        done = subprocess.run(git, capture_output=True, check=True)
        names = done.stdout.decode().split("\0")
        paths = [ROOT / name for name in names if name]
    except (OSError, subprocess.CalledProcessError):
        paths = []
    if not paths:
        paths = [path for path in ROOT.rglob("*") if ROOT / "build" not in path.parents]
    return [p for p in paths if p.suffix in SOURCE_SUFFIXES and p.is_file()]


# ---- the same work for both libraries ------------------------------------------------


def pieces(data: bytes) -> Iterable[memoryview]:
    view = memoryview(data)
    return (view[at : at + CHUNK] for at in range(0, len(data), CHUNK))


def compress_pieces(compressor, data: bytes) -> bytes:
    out = [compressor.compress(piece) for piece in pieces(data)]
    return b"".join([*out, compressor.flush()])


def decompress_pieces(decompressor, packed: bytes) -> bytes:
    return b"".join([decompressor.decompress(piece) for piece in pieces(packed)])


class Comparison:
    """Runs work through both libraries, prints rows, remembers differences."""

    def __init__(self, equal_output: bool) -> None:
        self.equal_output = equal_output
        self.failures: list[str] = []
        print(
            f"{'':26}{'bytes':>12}  {'checksum':8}  {'seabind':>8}  {'zlib':>8}  MB/s"
        )

    def check(self, what: str, holds: bool) -> None:
        if not holds:
            self.failures.append(what)
            print(f"DIFFERS  {what}")

    def run(
        self,
        what: str,
        size: int,
        ours: Callable[[], bytes | int],
        theirs: Callable[[], bytes | int],
        *,
        packs: bool = False,
    ) -> bytes | int:
        """Returns our result. `size` is that of the data that is not compressed."""
        best = {ours: float("inf"), theirs: float("inf")}
        results = {}
        for _ in range(ROUNDS):
            for work in best:
                begin = time.perf_counter()
                results[work] = work()
                best[work] = min(best[work], time.perf_counter() - begin)
        result = results[ours]
        speeds = "  ".join(f"{size / 1e6 / seconds:8.1f}" for seconds in best.values())
        if isinstance(result, int):
            print(f"{what:26}{'':12}  {result:08x}  {speeds}")
        else:
            print(f"{what:26}{len(result):12,}  {zlib.crc32(result):08x}  {speeds}")
        if self.equal_output or not packs:
            self.check(f"{what}: identical output", result == results[theirs])
        return result


def compare(sea: ModuleType, table: Comparison, name: str, data: bytes) -> None:
    size = len(data)
    packed = table.run(
        f"{name}: compress",
        size,
        lambda: sea.compress(data, LEVEL),
        lambda: zlib.compress(data, LEVEL),
        packs=True,
    )
    streamed = table.run(
        f"{name}: compress, stream",
        size,
        lambda: compress_pieces(sea.Compressor(LEVEL), data),
        lambda: compress_pieces(zlib.compressobj(LEVEL), data),
        packs=True,
    )
    unpacked = table.run(
        f"{name}: decompress",
        size,
        lambda: sea.decompress(packed),
        lambda: zlib.decompress(packed),
    )
    table.check(f"{name}: round trip", unpacked == data)
    unpacked = table.run(
        f"{name}: decompress, stream",
        size,
        lambda: decompress_pieces(sea.Decompressor(), streamed),
        lambda: decompress_pieces(zlib.decompressobj(), streamed),
    )
    table.check(f"{name}: round trip, stream", unpacked == data)
    table.check(f"{name}: zlib reads ours", zlib.decompress(packed) == data)
    for checksum in ("crc32", "adler32"):
        ours, theirs = getattr(sea, checksum), getattr(zlib, checksum)
        table.run(
            f"{name}: {checksum}",
            size,
            lambda ours=ours: ours(data),
            lambda theirs=theirs: theirs(data),
        )


def main() -> int:
    sea = build()
    ours, theirs = sea.version(), zlib.ZLIB_RUNTIME_VERSION
    print(f"zlib     {ours} behind the binding, {theirs} behind Python's zlib")
    if ours != theirs:
        print("         versions differ: compressed bytes may, round trips must not")
    largest = max(source_files(), key=lambda path: path.stat().st_size)
    text = largest.read_bytes()
    copies = -(-AT_LEAST // len(text))
    print(f"input    {largest.relative_to(ROOT)}; 64 MiB are {copies:,} copies of it")
    print(f"level    {LEVEL}, streams in pieces of {CHUNK:,} bytes\n")
    table = Comparison(equal_output=ours == theirs)
    compare(sea, table, "file", text)
    compare(sea, table, "64 MiB", text * copies)
    print()
    print(pydoc.plain(pydoc.render_doc(sea.compress)))
    if table.failures:
        print(f"{len(table.failures)} results differ from Python's zlib")
        return 1
    what = "every result" if table.equal_output else "every decompressed result"
    print(f"{what} is identical to that of Python's zlib")
    return 0


if __name__ == "__main__":
    sys.exit(main())
