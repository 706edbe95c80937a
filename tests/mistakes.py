"""The table compile_fail/mistakes.toml, and what each compiler says of a mistake."""

import json
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import builder

COMPILERS = ("gcc", "clang")
MAX_LINES = {"gcc": 15, "clang": 50}
TABLE = tomllib.loads(
    (builder.ROOT / "tests/compile_fail/mistakes.toml").read_text("utf-8")
)
PRELUDE = TABLE["prelude"].lstrip("\n")
MARK = re.compile(r"\{\{(.*?) => (.*?)\}\}", re.DOTALL)


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


@cache
def refused(mistake_name: str, compiler: str) -> builder.Diagnostics:
    """What a compiler says, which is asked once for the tests and the page."""
    mistake = next(m for m in MISTAKES if m.name == mistake_name)

    def make(target: Path) -> None:
        accepted, output = builder.compile_source(mistake.wrong, cc=compiler)
        target.write_text(json.dumps([accepted, output]), "utf-8")

    said = builder._once(
        "mistake",
        "said.json",
        lambda: builder._hash([compiler, *builder.INCLUDES, mistake.wrong], []),
        make,
    )
    return builder.Diagnostics(*json.loads(said.read_text("utf-8")))
