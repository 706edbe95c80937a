"""docs/features.md: every row has an answer, whose documentation and tests are there.

That its links exist is for test_docs.py."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from builder import ROOT

PAGE = ROOT / "docs/features.md"
# Rows that must not be lost: functions, conversions, exceptions, enums, modules.
PROMISED = [*range(1, 24), *range(65, 83), *range(104, 121)]
TOOLS = ["pb", "nb", "Cy", "CF"]


class Row(NamedTuple):
    table: str  # the heading above it
    line: int
    cells: dict[str, str]  # by the column's title

    @property
    def name(self) -> str:
        return f"{self.line}: " + next(iter(self.cells.values()))


def rows_of(text: str) -> list[Row]:
    rows, heading, titles = [], "", []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("## "):
            heading, titles = line[3:], []
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not titles:
                titles = cells
            elif not set(line) <= set("| -"):
                assert len(cells) == len(titles), f"line {number}: {len(cells)} cells"
                rows.append(Row(heading, number, dict(zip(titles, cells, strict=True))))
    return rows


ROWS = rows_of(PAGE.read_text("utf-8"))
EACH = pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])


@cache
def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_the_promised_rows_are_there_once():
    numbers = [
        int(row.cells["#"])
        for row in ROWS
        if "#" in row.cells and not row.table.startswith("What nobody")
    ]
    assert len(numbers) == len(set(numbers))
    assert set(PROMISED) <= set(numbers)
    for table, size in (("C idioms", 17), ("What nobody", 10)):
        assert sum(row.table.startswith(table) for row in ROWS) == size


@EACH
def test_a_row_has_an_answer(row):
    said = re.match(
        r"\*\*(yes|partly|no)\*\*(, \[[^]]+\]\([^)]+\))?(: .+)?$", row.cells["seabind"]
    )
    assert said, row.cells["seabind"]
    word, link, reason = said.groups()
    tests = row.cells["tests"]
    if word == "no":
        assert not link and not tests, "what is not there has no documentation"
    else:
        assert link and tests, f"{word} needs documentation and a test"
        assert word == "yes" or reason, "what is missing?"
    for tool in TOOLS:
        assert row.cells.get(tool, "-") in ("Y", "P", "N", "-")


@EACH
def test_its_tests_exist(row):
    for name in re.findall(r"`([^`]*)`", row.cells["tests"]):
        path, _, function = name.partition("::")
        assert (ROOT / path).is_file(), f"there is no {path}"
        assert function in functions_of(ROOT / path), f"{path} has no {function}"
