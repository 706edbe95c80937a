"""Extensions for setuptools.

::

    from seabind.setuptools import Extension, build_ext
    from setuptools import setup

    setup(
        ext_modules=[Extension("hello", ["hello.c"], libraries=["z"])],
        cmdclass={"build_ext": build_ext},
    )
"""

from __future__ import annotations

from typing import Any

import setuptools
from setuptools.command.build_ext import build_ext as _build_ext

import seabind

__all__ = ["Extension", "build_ext"]


class Extension(setuptools.Extension):
    """An extension whose sources hold seabind's blocks; the arguments are setuptools'.

    The include directory is added at once; `build_ext` adds the runtime when it builds:
    no source distribution should list it, for it is no file of the project's.
    """

    def __init__(self, name: str, sources: list[str], **options: Any) -> None:
        super().__init__(name, sources, **options)
        self.include_dirs.append(str(seabind.include_dir()))


class build_ext(_build_ext):
    """Builds every `Extension` together with the runtime, as C11 with hidden names."""

    def build_extension(self, ext: setuptools.Extension) -> None:
        if not isinstance(ext, Extension):
            return super().build_extension(ext)
        if self.compiler.compiler_type == "unix":
            flags = ["-std=c11", "-fvisibility=hidden"]
        else:  # MSVC
            flags = ["/std:c11", "/experimental:c11atomics"]
        ext.extra_compile_args = [*flags, *ext.extra_compile_args]
        runtime = self.compiler.compile(
            [str(source) for source in seabind.sources()],
            output_dir=f"{self.build_temp}/{ext.name}",
            macros=[*ext.define_macros, *((name,) for name in ext.undef_macros)],
            include_dirs=ext.include_dirs,
            debug=self.debug,
            extra_postargs=ext.extra_compile_args,
        )
        ext.extra_objects = [*ext.extra_objects, *runtime]
        return super().build_extension(ext)
