"""Type stubs from a binding's C sources: nothing is imported, nothing is run.

The compiler preprocesses the sources with SEABIND_STUBS defined: then seabind.h leaves
the blocks as they are, and their words are data. `syntax` reads them, `converters` and
`functions` know what they mean in Python, `binding` makes modules, `stub` files.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from seabind.stubs.binding import Binding
from seabind.stubs.compiler import Compiler, Questions
from seabind.stubs.syntax import Block, Refused, blocks

__all__ = ["Refused", "generate", "write"]


def generate(
    sources: Sequence[Path], flags: Sequence[str] = (), cc: str | None = None
) -> dict[Path, str]:
    """The stubs of an extension by their paths: NAME.pyi, or, where there are
    submodules, NAME/__init__.pyi and what is in there.

    *flags* are for the preprocessor and the compiler. What the compiler could not say
    about constants is guessed, with a word on standard error. Raises Refused.
    """
    compiler = Compiler(flags, cc)
    found: list[Block] = []
    for source in sources:
        if not source.is_file():
            raise Refused(f"{source}: there is no such file")
        found += blocks(compiler.preprocess(source))
    where = ", ".join(map(str, sources))
    questions = Questions()
    try:
        Binding(found, questions).stubs()  # to learn what to ask
        said = ""
        for source in sources:
            said = compiler.answer(source, questions) or said
        if said:
            print(
                f"seabind: {where}: does not compile, types of constants are guessed",
                said,
                sep="\n",
                file=sys.stderr,
            )
        binding = Binding(found, questions)
        stubs = binding.stubs()
    except Refused as reason:
        raise Refused(f"{where}: {reason}") from None
    files = {}
    for stub in stubs:
        path = Path(*stub.module.split("."))
        path = path / "__init__.pyi" if stub.package else path.with_suffix(".pyi")
        files[path] = stub.written(binding.places)
    return files


def write(files: dict[Path, str], directory: Path) -> list[Path]:
    """Writes them below *directory*, which is made; returns the paths."""
    written = []
    for path, text in files.items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        written.append(target)
    return written
