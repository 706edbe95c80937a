# ruff: noqa: E402, E501
"""Build and import the benchmark's library, bound with each tool.

A variant is a list of files, the first its module; namespace() makes of them the one
object that the rows use. What is built lies in build/tests, or in build/bench for the
other tools, and is built again when a source has changed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import subprocess
import sys
import sysconfig
import types
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PEERS = HERE / "peers"
sys.path.insert(0, str(ROOT / "tests"))
import builder

SUFFIX = builder.EXT_SUFFIX
# Every variant has the same optimisation; "-w": bindings here are not written for it.
FLAGS = ("-w", "-O2", "-DNDEBUG", f"-I{HERE}")
NAMES = ("hand", "best", "seabind", "nanobind", "pybind11", "Cython", "cffi", "ctypes")
LIBRARY = (HERE / "geom.c", HERE / "more.c")


def build(name: str) -> list[Path]:
    """The files of a variant. Raises when its tool is missing or fails."""
    if name in _OURS:
        return [
            builder.build_extension(
                Path(source).stem, [HERE / source, *LIBRARY], flags=FLAGS
            )
            for source in _OURS[name]
        ]
    return _BUILDERS[name]()


_OURS = {
    "hand": ["hand.c"],
    "best": ["best.c"],
    "seabind": ["geom_sea.c", "owner_sea.c", "user_sea.c"],
}


def tally() -> Path:
    return builder.build_extension("tally", HERE / "tally.c", flags=FLAGS)


def build_seabind_of(tree: Path) -> list[Path]:
    """geom_sea.c of another working tree, built with that tree's runtime."""
    code = (
        "import sys; from pathlib import Path; tree = Path(sys.argv[1]).resolve();"
        "sys.path.insert(0, str(tree / 'tests')); import builder; b = tree / 'bench';"
        "files = [f for f in (b / 'geom.c', b / 'more.c') if f.exists()];"
        "print(builder.build_extension('geom_sea', [b / 'geom_sea.c', *files],"
        "flags=('-w', '-O2', '-DNDEBUG', f'-I{b}')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tree)],
        check=True,
        capture_output=True,
        text=True,
    )
    return [Path(done.stdout.strip())]


def load(path: Path) -> ModuleType:
    """The extension or Python file at *path*, imported."""
    name = path.name.removesuffix(SUFFIX).removesuffix(".py")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def namespace(paths: list[Path]) -> types.SimpleNamespace:
    """What the rows call `m`: the first module's names, and those of another module.

    seabind has a class of its own for that, as only a shared one can be used. Who wrote
    by hand, or in Python, finds the class when imported: there, nothing differs.
    """
    paths = list(paths)
    if paths[-1].name.startswith("lib"):
        os.environ["BENCH_LIBRARY"] = str(paths.pop())
    if paths[-1].name.startswith("_"):  # what the first file imports
        load(paths.pop())
    module, *others = map(load, paths)
    names = dict(vars(module))
    owner = others[0] if len(others) == 2 else module
    user = others[-1] if others else module
    if hasattr(user, "dot") and hasattr(owner, "Vec2"):
        names |= {
            "Foreign": owner.Vec2, "foreign_dot": user.dot, "foreign_make": user.make
        }  # fmt: skip
    return types.SimpleNamespace(**names)


# ---- the other tools ----------------------------------------------------------------


def _made(filename: str, command: list[str | Path], sources: list[Path]) -> Path:
    """The file that *command*, with `-o FILE` and *sources* after it, writes, made once."""
    digest = hashlib.sha256(repr([sys.version, list(map(str, command))]).encode())
    for path in (*sources, HERE / "geom.h", HERE / "more.h"):
        digest.update(path.read_bytes())
    target = ROOT / "build/bench" / f"{filename}-{digest.hexdigest()[:16]}" / filename
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f"partial-{filename}")
        words = [str(word) for word in (*command, "-o", partial, *sources)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(
                f"{words[0]} failed: {(done.stderr or done.stdout)[-600:]}"
            )
        partial.rename(target)
    return target


_SHARED = ("-O2", "-DNDEBUG", "-w", "-fPIC", "-fvisibility=hidden", f"-I{HERE}",
           f"-I{sysconfig.get_path('include')}")  # fmt: skip


def _library() -> list[Path]:
    """The library as C objects, for what is linked by g++."""
    return [
        _made(f"{path.stem}.o", ["gcc", *_SHARED, "-c"], [path]) for path in LIBRARY
    ]


def _nanobind() -> list[Path]:
    import nanobind

    home = Path(nanobind.__file__).parent
    flags = [*_SHARED, "-std=c++17", "-fno-strict-aliasing", f"-I{home / 'include'}",
             f"-I{home / 'ext/robin_map/include'}"]  # fmt: skip
    # One runtime for both modules, or they would not see each other's classes.
    runtime = _made(
        "libnanobind.so",
        ["g++", *flags, "-fvisibility=default", "-DNB_SHARED", "-DNB_BUILD", "-shared"],
        [home / "src/nb_combined.cpp"],
    )
    link = [f"-Wl,-rpath,{runtime.parent}", f"-L{runtime.parent}", "-Wl,--no-as-needed",
            "-lnanobind"]  # fmt: skip
    return [
        _made(
            f"{name}{SUFFIX}",
            ["g++", *flags, "-DNB_SHARED", "-shared", *link],
            [PEERS / f"{name}.cpp", *_library()],
        )
        for name in ("bench_nanobind", "user_nanobind")
    ]


def _pybind11() -> list[Path]:
    import pybind11

    flags = [*_SHARED, "-std=c++17", f"-I{pybind11.get_include()}", "-shared"]
    return [
        _made(f"{name}{SUFFIX}", ["g++", *flags], [PEERS / f"{name}.cpp", *_library()])
        for name in ("bench_pybind11", "user_pybind11")
    ]


def _cython() -> list[Path]:
    import Cython  # noqa: F401

    source = _made(
        "bench_cython.c",
        [sys.executable, "-m", "cython", "-3"],
        [PEERS / "bench_cython.pyx"],
    )
    return [
        _made(
            f"bench_cython{SUFFIX}", ["gcc", *_SHARED, "-shared"], [source, *_library()]
        )
    ]


def _cffi() -> list[Path]:
    import cffi  # noqa: F401

    source = _made("_bench_cffi.c", [sys.executable, PEERS / "build_cffi.py"],
                   [PEERS / "build_cffi.py"])  # fmt: skip
    module = _made(
        f"_bench_cffi{SUFFIX}", ["gcc", *_SHARED, "-shared"], [source, *_library()]
    )
    return [PEERS / "bench_cffi.py", module]


def _ctypes() -> list[Path]:
    library = _made(
        "libbench.so",
        ["gcc", *_SHARED, "-fvisibility=default", "-shared"],
        list(LIBRARY),
    )
    ctypes.CDLL(str(library))
    return [PEERS / "bench_ctypes.py", library]


_BUILDERS = {
    "nanobind": _nanobind,
    "pybind11": _pybind11,
    "Cython": _cython,
    "cffi": _cffi,
    "ctypes": _ctypes,
}
