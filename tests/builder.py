"""Build extensions for tests, import them, and run Python code beside them.

Needs nothing but the standard library. What is built lies in

    build/tests/<flavour>/<python>/<name>-<hash>/<name><EXT_SUFFIX>

where the hash covers everything that goes in (compiler, flags, the Python, the text of
sources and headers), so that a build is made once, and tests that run in parallel or
edit a file never see another's. Two variables of the environment choose:

    SEABIND_TEST_FLAVOUR   plain (default) or sanitized, see tests/sanitized
    SEABIND_TEST_CC        the compiler where a test names none, default gcc
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import textwrap
import time
import unittest
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple, TypedDict, Unpack

ROOT = Path(__file__).resolve().parent.parent
FLAVOUR = os.environ.get("SEABIND_TEST_FLAVOUR", "plain")
CC = os.environ.get("SEABIND_TEST_CC", "gcc")
EXT_SUFFIX: str = sysconfig.get_config_var("EXT_SUFFIX")

STANDARD = ("-std=c11",)
WARNINGS = (
    *("-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wunused"),
    "-Wmissing-prototypes",
)
# Debian's debug headers include the release ones when they are system headers.
_PYTHON_H = "-I" if hasattr(sys, "gettotalrefcount") else "-isystem"
INCLUDES = (f"-I{ROOT / 'include'}", _PYTHON_H, sysconfig.get_path("include"))
# The headers call themselves system headers, for short diagnostics; this stops it.
STRICT = "SEABIND_STRICT_DIAGNOSTICS"
# No -Werror under sanitizers: gcc documents false positives for the combination.
FLAVOURS = {
    "plain": ("-O2", "-g", "-Werror"),
    "sanitized": (
        *("-O1", "-g", "-fno-omit-frame-pointer"),
        *("-fsanitize=address,undefined", "-fno-sanitize-recover=all"),
    ),
}

_OUT = (
    ROOT / "build/tests" / FLAVOUR / f"{sysconfig.get_config_var('SOABI')}"
    f"-{sys.version.split()[0]}"
)
# A compiler is not what the sanitizers shall check, and its messages are compared.
_TOOL_ENV = {
    name: value
    for name, value in os.environ.items()
    if name not in ("LD_PRELOAD", "ASAN_OPTIONS", "UBSAN_OPTIONS")
} | {"LC_ALL": "C"}

Sources = str | Path | Sequence[str | Path]


class BuildError(Exception):
    """A compiler refused; the text is the command and what it printed."""


class Options(TypedDict, total=False):
    """How to build. Nothing here changes what the other tests get.

    cc          compiler, default CC; under sanitizers another one skips the test
    flags       after the default flags, for the runtime too: ("-Os",)
    defines     "NAME" or "NAME=VALUE", for the runtime too
    libs        system libraries: ("z", "m")
    link_flags  for the link alone: ("-Wl,--gc-sections",)
    """

    cc: str | None
    flags: Sequence[str]
    defines: Sequence[str]
    libs: Sequence[str]
    link_flags: Sequence[str]


# ---- extensions ---------------------------------------------------------------------


def build_extension(name: str, sources: Sources, **options: Unpack[Options]) -> Path:
    """Returns the extension module *name*, built from *sources* and the runtime.

    A source is a path, relative to the repository's root. Raises BuildError.
    """
    if isinstance(sources, str | Path):
        sources = (sources,)
    paths = [ROOT / source for source in sources]
    cc, compile_ = _compile_command(options)
    libs = [f"-l{lib}" for lib in options.get("libs", ())]
    link = ["-shared", *options.get("link_flags", ())]
    beside = [header for path in paths for header in path.parent.glob("*.h")]

    def make(target: Path) -> None:
        archive = _runtime(cc, compile_)
        _run([*compile_, *link, "-o", target, *paths, *archive, *libs])

    return _once(
        name,
        f"{name}{EXT_SUFFIX}",
        lambda: _hash([cc, *compile_, *link, *libs], [*paths, *beside]),
        make,
    )


def build_snippet(name: str, text: str, **options: Unpack[Options]) -> Path:
    """Like build_extension() of a file that holds the C *text*, which may be indented.

    The first line of *text* that is not empty is line 1 of NAME.c.
    """
    text = _dedent(text)
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    source = _once(
        f"{name}.c",
        f"{name}.c",
        lambda: digest,
        lambda path: path.write_text(text, "utf-8"),
    )
    return build_extension(name, source, **options)


def build_program(name: str, source: Path, link: Sequence[str]) -> Path:
    """Returns a program of one C file, which may use GNU's library; *link* comes after
    it. It has Python's headers and not the runtime. Raises BuildError."""
    cc, compile_ = _compile_command({})
    return _once(
        name,
        name,
        lambda: _hash([cc, *compile_, *link], [source]),
        lambda target: _run([*compile_, "-o", target, source, *link]),
    )


def load_extension(path: Path) -> ModuleType:
    """Returns the extension at *path*, imported once and put into sys.modules."""
    name = path.name.removesuffix(EXT_SUFFIX)
    before = sys.modules.get(name)
    if before is not None and getattr(before, "__file__", None) == str(path):
        return before
    if name in sys.stdlib_module_names:
        raise ValueError(f"extension '{name}' would replace that of the library")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[name] = module
    return module


def import_extension(
    name: str, sources: Sources, **options: Unpack[Options]
) -> ModuleType:
    """Builds and imports, see build_extension()."""
    return load_extension(build_extension(name, sources, **options))


def import_snippet(name: str, text: str, **options: Unpack[Options]) -> ModuleType:
    """Builds and imports, see build_snippet()."""
    return load_extension(build_snippet(name, text, **options))


# ---- Python in a process of its own -------------------------------------------------


def run_script(
    code: str,
    *modules: Path,
    timeout: float = 60,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Runs Python *code*, which may be indented, in a new process.

    It can import *modules*: extensions as build_extension() returns them, or
    directories. *env* adds to the environment. Under sanitizers it has four times the
    *timeout* in seconds, after which subprocess.TimeoutExpired is raised.
    """
    directories = [path if path.is_dir() else path.parent for path in modules]
    return subprocess.run(
        [sys.executable, "-P", "-c", _dedent(code)],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, directories)),
            "PYTHONDONTWRITEBYTECODE": "1",
            **(env or {}),
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="backslashreplace",
        timeout=timeout if FLAVOUR == "plain" else 4 * timeout,
        check=False,
    )


def check_script(
    code: str,
    *modules: Path,
    timeout: float = 60,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Like run_script(), and asserts exit status 0 and an empty standard error.

    For what is left at the end of a process there is env.py.
    """
    __tracebackhide__ = True
    done = run_script(code, *modules, timeout=timeout, env=env)
    assert done.returncode == 0 and done.stderr == "", output_of(done)
    return done


def output_of(done: subprocess.CompletedProcess[str]) -> str:
    """All that a script said, for the message of a failed test."""
    return (
        f"exit status {done.returncode}\n"
        f"---- standard output\n{done.stdout}\n---- standard error\n{done.stderr}"
    )


# ---- diagnostics --------------------------------------------------------------------


class Message(NamedTuple):
    """One diagnostic; *line* counts from 1."""

    file: str
    line: int
    severity: str
    text: str


class Diagnostics(NamedTuple):
    """What a compiler said about a text: whether it took it, and all it printed."""

    accepted: bool
    output: str

    @property
    def messages(self) -> list[Message]:
        """Errors, warnings and notes in order, without the lines that quote source."""
        found = re.findall(
            r"^([^\s:][^:\n]*):(\d+):(?:\d+:)? "
            r"(fatal error|error|warning|note): (.*)$",
            self.output,
            re.MULTILINE,
        )
        return [Message(file, int(line), *rest) for file, line, *rest in found]


def compile_source(
    text: str,
    cc: str | None = None,
    flags: Iterable[str] = (),
    *,
    syntax_only: bool = True,
    strict: bool = False,
    name: str = "snippet.c",
) -> Diagnostics:
    """Compiles the C *text*, which may be indented, as a user would: without warnings.

    The first line of *text* that is not empty is line 1 of the file *name*; a name that
    ends in .cpp makes it C++17. *strict* adds WARNINGS, -Werror and the macro STRICT.
    """
    cplusplus = name.endswith(".cpp")
    command = [cc or CC, *(("-std=c++17",) if cplusplus else STANDARD), *INCLUDES]
    if strict:
        omitted = {"-Wmissing-prototypes"} if cplusplus else set()
        command += [flag for flag in WARNINGS if flag not in omitted]
        command += ["-Werror", f"-D{STRICT}"]
    command += ["-fsyntax-only"] if syntax_only else ["-O2", "-c", "-o", os.devnull]
    with tempfile.TemporaryDirectory() as directory:
        Path(directory, name).write_text(_dedent(text), "utf-8")
        done = _tool([*command, *flags, name], directory)
    return Diagnostics(done.returncode == 0, done.stdout)


# ---- how it is built ----------------------------------------------------------------


def _compile_command(options: Options) -> tuple[str, list[str]]:
    """The compiler, and the command with the flags that runtime and binding share."""
    cc = options.get("cc") or CC
    if FLAVOUR == "sanitized" and cc != CC:
        raise unittest.SkipTest(f"the sanitizer runtime of {CC} is loaded, not {cc}'s")
    command = [cc, *STANDARD, *FLAVOURS[FLAVOUR], "-fPIC", "-fvisibility=hidden"]
    if FLAVOUR == "sanitized" and "clang" in cc:
        command.append("-shared-libsan")
    command += [*WARNINGS, *INCLUDES, f"-D{STRICT}"]
    command += [f"-D{define}" for define in options.get("defines", ())]
    return cc, [*command, *options.get("flags", ())]


def _runtime(cc: str, compile_: Sequence[str]) -> list[Path]:
    """The runtime as a static library, in a list; no source, no library."""
    sources = sorted((ROOT / "src").glob("*.c"))

    def make(target: Path) -> None:
        with (
            tempfile.TemporaryDirectory(dir=target.parent) as directory,
            ThreadPoolExecutor(os.cpu_count()) as pool,
        ):
            objects = [Path(directory, f"{source.stem}.o") for source in sources]
            jobs = [
                pool.submit(_run, [*compile_, "-c", "-o", object_, source])
                for source, object_ in zip(sources, objects, strict=True)
            ]
            for job in jobs:
                job.result()
            _run(["ar", "rcs", target, *objects])

    if not sources:
        return []
    return [
        _once("runtime", "libseabind.a", lambda: _hash([cc, *compile_], []), make),
    ]


def _once(
    stem: str, filename: str, key: Callable[[], str], make: Callable[[Path], None]
) -> Path:
    """Returns the file that make() writes, made at most once for a key.

    Processes that want the same file wait for one of them. A file whose key is another
    one afterwards was made while a source was edited: it is made again.
    """
    while True:
        wanted = key()
        target = _OUT / f"{stem}-{wanted}" / filename
        if target.exists():
            os.utime(target.parent)  # in use, for forget_old_builds()
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target.parent / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if target.exists():
                return target
            partial = target.with_name(f"{filename}.partial")
            make(partial)
            if key() == wanted:
                return partial.rename(target)


def forget_old_builds(days: float = 2) -> None:
    """Deletes what no test has used for so long; an edit of the runtime leaves some."""
    for directory in (ROOT / "build/tests").glob("*/*/*"):
        if directory.stat().st_mtime < time.time() - days * 86400:
            shutil.rmtree(directory, ignore_errors=True)


def _hash(command: Sequence[str], files: Iterable[Path]) -> str:
    """A name for what *command* makes of *files* with the runtime and its headers."""
    digest = hashlib.sha256()
    for text in (*command, _version(command[0]), sys.version):
        digest.update(text.encode() + b"\0")
    ours = [*(ROOT / "include").rglob("*.h"), *(ROOT / "src").glob("*.[ch]")]
    for file in (*files, *sorted(ours)):
        digest.update(f"{file}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


@cache
def _version(cc: str) -> str:
    return _run([cc, "--version"])


def _run(command: Sequence[str | Path]) -> str:
    """Runs a tool and returns what it prints; raises BuildError when it fails."""
    done = _tool(command)
    if done.returncode != 0:
        words = " ".join(map(str, command))
        raise BuildError(f"exit status {done.returncode} of: {words}\n{done.stdout}")
    return done.stdout


def _tool(
    command: Sequence[str | Path], directory: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs a tool in *directory*; its standard error goes into its output."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=directory,
        env=_TOOL_ENV,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="backslashreplace",
        check=False,
    )


def _dedent(text: str) -> str:
    return textwrap.dedent(text).strip("\n") + "\n"
