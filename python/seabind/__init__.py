"""seabind binds C to Python, in C: this package carries its headers and sources.

A build asks where they are::

    python -m seabind --cflags --sources

or calls the functions below. In a setup.py::

    from seabind.setuptools import Extension

    setup(ext_modules=[Extension("hello", ["hello.c"])])

CMake finds the package with ``find_package(seabind CONFIG)``, see `cmake_dir`.
"""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["cmake_dir", "include_dir", "pkgconfig_dir", "source_dir", "sources"]

_HERE = Path(__file__).resolve().parent
# installed, everything lies in the package; in a checkout, at the top
_ROOT = _HERE if (_HERE / "include").is_dir() else _HERE.parent.parent


def include_dir() -> Path:
    """The directory to give to the compiler with -I: `#include <seabind/seabind.h>`."""
    return _ROOT / "include"


def source_dir() -> Path:
    """The directory with the runtime's C sources, all of which belong into a module."""
    return _ROOT / "src"


def sources() -> list[Path]:
    """The runtime's C sources, sorted."""
    return sorted(source_dir().glob("*.c"))


def cmake_dir() -> Path:
    """The directory of seabindConfig.cmake, for CMake's seabind_ROOT."""
    return _ROOT / "cmake"


def pkgconfig_dir() -> Path:
    """The directory of seabind.pc, for PKG_CONFIG_PATH."""
    return _ROOT / "pkgconfig"


def _version() -> str:
    text = (include_dir() / "seabind" / "version.h").read_text("utf-8")
    found = re.search(r'SEA_VERSION "(.*)"', text)
    assert found is not None
    return found[1]


__version__ = _version()
