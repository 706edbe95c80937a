"""Mistakes in blocks: each is refused, and what the user sees was designed.

The table is mistakes.toml; docs/mistakes.md shows what each costs.
"""

import re
import shutil
import subprocess
import sys

import builder
import pytest
from mistakes import COMPILERS, MAX_LINES, MISTAKES, Mistake, refused

pytestmark = pytest.mark.plain_only("nothing of it runs")

BLOCK = re.compile(r"^SEA_\w+\(.*?\);$", re.DOTALL | re.MULTILINE)
each = pytest.mark.parametrize("mistake", MISTAKES, ids=[m.name for m in MISTAKES])


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


@pytest.mark.parametrize(
    ("mistake", "cc"),
    [(mistake, COMPILERS[i % 2]) for i, mistake in enumerate(MISTAKES)],
    ids=[mistake.name for mistake in MISTAKES],
)
def test_accepted_without_the_mistake(mistake: Mistake, cc: str) -> None:
    """Each by one of the compilers: what is wrong with a snippet, both would say."""
    if shutil.which(cc) is None:
        pytest.skip(f"no {cc}")
    said = builder.compile_source(mistake.right, cc=cc)
    assert said.accepted, said.output
    assert said.output == ""


def test_the_table_in_the_documentation_is_current() -> None:
    done = subprocess.run(
        [sys.executable, builder.ROOT / "tools/mistakes", "--check"],
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    if done.returncode == 77:
        pytest.skip(done.stdout.strip())
    assert done.returncode == 0, done.stdout + done.stderr
