"""Mistakes in blocks: each is refused, and what the user sees was designed.

The table is mistakes.toml. `pytest -s -k summary` prints how many lines each costs.
"""

import re
import tomllib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import builder
import pytest

pytestmark = pytest.mark.plain_only("nothing of it runs")

COMPILERS = ("gcc", "clang")
MAX_LINES = {"gcc": 15, "clang": 50}
TABLE = tomllib.loads(Path(__file__).with_name("mistakes.toml").read_text("utf-8"))
PRELUDE = TABLE["prelude"].lstrip("\n")
MARK = re.compile(r"\{\{(.*?) => (.*?)\}\}", re.DOTALL)
BLOCK = re.compile(r"^SEA_\w+\(.*?\);$", re.DOTALL | re.MULTILINE)


class Mistake(NamedTuple):
    name: str
    code: str
    message: str | dict[str, str]
    lines: Mapping[str, int] = MappingProxyType({})

    @property
    def wrong(self) -> str:
        return PRELUDE + MARK.sub(r"\1", self.code.lstrip("\n"))

    @property
    def right(self) -> str:
        return PRELUDE + MARK.sub(r"\2", self.code.lstrip("\n"))

    def expected(self, compiler: str) -> str:
        message = self.message
        return message if isinstance(message, str) else message[compiler]


MISTAKES = [Mistake(**row) for row in TABLE["mistake"]]
each = pytest.mark.parametrize("mistake", MISTAKES, ids=[m.name for m in MISTAKES])


@cache
def refused(mistake_name: str, compiler: str) -> builder.Diagnostics:
    mistake = next(m for m in MISTAKES if m.name == mistake_name)
    return builder.compile_source(mistake.wrong, cc=compiler)


def block_lines(text: str) -> set[int]:
    """The numbers of all lines that belong to a block."""
    lines = set()
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start()) + 1
        lines.update(range(first, first + block[0].count("\n") + 1))
    return lines


def test_names_are_unique() -> None:
    names = [mistake.name for mistake in MISTAKES]
    assert len(names) == len(set(names)) > 150


@each
def test_refused(mistake: Mistake, compiler: str) -> None:
    said = refused(mistake.name, compiler)
    assert not said.accepted, said.output
    first = said.messages[0]
    assert "error" in first.severity, said.output
    assert mistake.expected(compiler) in first.text, said.output
    assert first.file == "snippet.c", said.output
    assert first.line in block_lines(mistake.wrong), said.output
    limit = mistake.lines.get(compiler, MAX_LINES[compiler])
    assert len(said.output.splitlines()) <= limit, said.output


@each
def test_accepted_without_the_mistake(mistake: Mistake, compiler: str) -> None:
    said = builder.compile_source(mistake.right, cc=compiler)
    assert said.accepted, said.output
    assert said.output == ""


def test_summary() -> None:
    pairs = [(m.name, compiler) for m in MISTAKES for compiler in COMPILERS]
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(lambda pair: refused(*pair), pairs))
    counts = [len(diagnostics.output.splitlines()) for diagnostics in said]
    width = max(len(mistake.name) for mistake in MISTAKES)
    print(f"\n{'lines of output':{width}} {'gcc':>6} {'clang':>6}")
    for mistake, gcc, clang in zip(MISTAKES, counts[::2], counts[1::2], strict=True):
        print(f"{mistake.name:{width}} {gcc:6} {clang:6}")
    print(f"{'largest':{width}} {max(counts[::2]):6} {max(counts[1::2]):6}")
