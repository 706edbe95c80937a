"""The user's C compiler: preprocesses a file, and says what constants are.

Nothing is run but the compiler: the answers are bytes in an object file, which works
for another machine's compiler as well.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from seabind.stubs.syntax import Refused

# what a type of C is in Python: 'b'ool, 'f'loat, 'i'nt, 's'tr, 'c'har, comple'x'
_KINDS = """\
#define SEAI_ANSWER_KIND(e) (char)_Generic((e), _Bool: 'b', float: 'f', double: 'f', \\
    char *: 's', const char *: 's', char: 'c', float _Complex: 'x', \\
    double _Complex: 'x', default: 'i')
"""
_ANSWER = re.compile(rb"SEA\?(\d{5}):(.)")
_NUMBER = re.compile(rb"SEA=(\d{5}):([1-8])([-+])([a-p]{16})")


@dataclass
class Questions:
    """Asked about one source, answered together; an index is the way to the answer."""

    asked: list[tuple[str, str]] = field(default_factory=list)  # (what, C)
    answers: dict[int, str | int] = field(default_factory=dict)

    def _ask(self, what: str, c: str) -> int:
        if (what, c) not in self.asked:
            self.asked.append((what, c))
        return self.asked.index((what, c))

    def kind(self, expression: str) -> int:
        """Of an expression: 'b', 'f', 'i', 's', 'c' or 'x'."""
        return self._ask("kind", expression)

    def number(self, expression: str) -> int:
        """The value of an integer constant."""
        return self._ask("number", expression)


class Compiler:
    def __init__(self, flags: Sequence[str], command: str | None = None) -> None:
        """*command* is $CC by default, else cc, gcc or clang. Raises Refused."""
        given = command or os.environ.get("CC")
        names = [given] if given else ["cc", "gcc", "clang"]
        for candidate in names:
            words = shlex.split(candidate)
            if words and shutil.which(words[0]) is not None:
                self.command = words
                break
        else:
            raise Refused(
                f"there is no C compiler {' or '.join(names)}: name one with --cc or CC"
            )
        self.flags = list(flags)

    def preprocess(self, source: Path) -> str:
        """The file with its macros expanded and its blocks left. Raises Refused."""
        done = self._run("-E", "-DSEABIND_STUBS", str(source))
        if done.returncode != 0:
            raise Refused(f"{source}: the compiler refuses it\n{_said(done)}")
        return done.stdout.decode("utf-8", "replace")

    def answer(self, source: Path, questions: Questions) -> str:
        """Fills in what it can; returns what the compiler said if that is nothing."""
        left = dict(enumerate(questions.asked))
        with tempfile.TemporaryDirectory(prefix="seabind-stubs-") as directory:
            file, binary = Path(directory, "questions.c"), Path(directory, "answers.o")
            while left:
                file.write_text(_program(source, left), "utf-8")
                where = f"-I{source.resolve().parent}"
                done = self._run(
                    *("-w", "-O0", "-g0", "-fno-lto", "-c", where),
                    *("-o", str(binary), str(file)),
                )
                if done.returncode == 0:
                    questions.answers.update(_read(binary.read_bytes()))
                    return ""
                bad = {
                    int(n) for n in re.findall(rb"seabind-question:(\d+):", done.stderr)
                }
                if not bad & left.keys():
                    return _said(done)
                left = {n: asked for n, asked in left.items() if n not in bad}
        return ""

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*self.command, *self.flags, *arguments],
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )


def _program(source: Path, questions: dict[int, tuple[str, str]]) -> str:
    quoted = str(source.resolve()).replace("\\", "\\\\").replace('"', '\\"')
    lines = [f'#include "{quoted}"', _KINDS]
    for n, (what, c) in questions.items():
        if what == "kind":
            content = [*_characters(f"SEA?{n:05}:"), f"SEAI_ANSWER_KIND({c})"]
        else:
            bits = f"(unsigned long long)({c})"
            content = [*_characters(f"SEA={n:05}:"), f"(char)('0' + sizeof({c}))"]
            content.append(f"(char)(({c}) < 0 ? '-' : '+')")
            content += [
                f"(char)('a' + (({bits} >> {shift}) & 15))"
                for shift in range(60, -4, -4)
            ]
        lines.append(f'#line {n} "seabind-question"')
        lines.append(f"const char seai_answer_{n}[] = {{{', '.join(content)}}};")
    return "\n".join(lines) + "\n"


def _characters(text: str) -> list[str]:
    return [f"'{character}'" for character in text]


def _read(binary: bytes) -> dict[int, str | int]:
    answers: dict[int, str | int] = {}
    for found in _ANSWER.finditer(binary):
        answers[int(found[1])] = found[2].decode("ascii", "replace")
    for found in _NUMBER.finditer(binary):
        bits = 0
        for letter in found[4]:
            bits = bits << 4 | (letter - ord("a"))
        answers[int(found[1])] = bits - (1 << 64) if found[3] == b"-" else bits
    return answers


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    ours = "In file included from"  # questions.c
    return "\n".join([line for line in lines if not line.startswith(ours)][:12])
