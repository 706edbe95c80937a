"""Every code block of the documentation is compiled and run.

The pages are README.md, docs/*.md and examples/*/README.md. What a block is follows
from its language and from a comment in the line before it:

    c        with a SEA_MODULE: a whole module, built as tests build theirs
             <!-- libs: m z -->        the system libraries it links
             <!-- file: PATH -->       not built: quoted from that file, word for word
                                       (in any language)
             <!-- refused -->          must not compile; each line of the `text` block
                                       after it is part of what the compilers print
             <!-- refused: gcc -->     the same with that compiler alone
    python, pycon
             run in order, a page in one process that can import the page's modules and
             <!-- uses: PATH.c... LIB... -->   (anywhere in the page) that of one
             or more files, named like the first
    sh, console
             run in order in a copy of the repository that has the page's modules as
             NAME.c at its top; console has commands after `$ ` and what they print.
             Of `make` only the target is looked up; `python` finds the pip package.

In what Python or a command prints, `...` stands for anything.
"""

import doctest
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from functools import cache
from pathlib import Path
from typing import NamedTuple

import builder
import pytest
from builder import ROOT

PAGES = [
    ROOT / "README.md",
    *sorted(ROOT.glob("docs/**/*.md")),
    *sorted(ROOT.glob("examples/*/README.md")),
]
LINKED = [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
COMPILERS = ["gcc", "clang"]


class Block(NamedTuple):
    page: Path
    line: int  # of the opening fence, counted from 1
    language: str
    marker: str  # the comment before it, without its brackets
    text: str

    @property
    def module(self) -> str | None:
        """The name of the module that the block defines."""
        found = re.search(r"^SEA_MODULE\((\w+)", self.text, re.MULTILINE)
        return found[1] if found and self.language == "c" else None

    def option(self, key: str) -> str | None:
        """The rest of a marker `key: rest`, or of `key` alone."""
        found = re.fullmatch(rf"{key}(?::\s*(.*))?", self.marker)
        return None if found is None else found[1] or ""


@cache
def blocks_of(page: Path) -> list[Block]:
    found = re.finditer(
        r"(?:^<!-- ([^\n]*?) -->\n)?^```(\w*)\n(.*?)^```$",
        page.read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    text = page.read_text("utf-8")
    return [
        Block(
            page,
            text.count("\n", 0, match.start(2)) + 1,
            match[2],
            match[1] or "",
            match[3],
        )
        for match in found
    ]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def each(condition):
    """A parameter for every block that fulfils the condition."""
    return [
        pytest.param(block, id=f"{name_of(page)}:{block.line}")
        for page in PAGES
        for block in blocks_of(page)
        if condition(block)
    ]


def is_built(block: Block) -> bool:
    shown = block.option("file") is not None or block.option("refused") is not None
    return block.module is not None and not shown


def build(block: Block) -> Path:
    assert block.module is not None
    libs = (block.option("libs") or "").split()
    return builder.build_snippet(block.module, block.text, libs=libs)


def used_modules(page: Path) -> list[Path]:
    """The extensions that the Python of a page can import."""
    built = [build(block) for block in blocks_of(page) if is_built(block)]
    text = page.read_text("utf-8")
    for used in re.findall(r"^<!-- uses: (.*) -->$", text, re.MULTILINE):
        sources = [word for word in used.split() if word.endswith(".c")]
        libs = [word for word in used.split() if not word.endswith(".c")]
        name = Path(sources[0]).stem
        built.append(builder.build_extension(name, sources, libs=libs))
    return built


# ---- what there is ------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_is_tested(page):
    previous = None
    for block in blocks_of(page):
        known = {
            "c": block.module is not None
            or block.option("file")
            or block.option("refused") is not None,
            "python": True,
            "pycon": True,
            "sh": True,
            "console": True,
            "text": previous is not None and previous.option("refused") is not None,
        }
        where = f"{name_of(page)}:{block.line}"
        quoted = bool(block.option("file"))
        assert quoted or known.get(block.language), f"{where}: nothing tests this block"
        previous = block
    names = [block.module for block in blocks_of(page) if is_built(block)]
    assert len(names) == len(set(names)), "two modules of one name"
    fences = re.findall(r"^```", page.read_text("utf-8"), re.MULTILINE)
    assert len(fences) == 2 * len(blocks_of(page)), "a fence that does not match"


# ---- C ------------------------------------------------------------------------------


@pytest.mark.parametrize("block", each(is_built))
def test_modules(block):
    builder.check_script(f"import {block.module}", build(block))


@pytest.mark.parametrize("block", each(lambda b: b.option("file") is not None))
def test_quotations(block):
    path = block.option("file")
    assert block.text in (ROOT / path).read_text("utf-8"), f"{path} reads differently"


def refusals() -> list:
    """Each refused block with the lines of the text block after it."""
    out = []
    for page in PAGES:
        blocks = blocks_of(page)
        for block, after in zip(blocks, [*blocks[1:], None], strict=False):
            only = block.option("refused")
            if only is None:
                continue
            said = after.text if after is not None and after.language == "text" else ""
            for cc in COMPILERS:
                if only in ("", cc):
                    where = f"{name_of(page)}:{block.line}-{cc}"
                    out.append(pytest.param(block, said, cc, id=where))
    return out


@pytest.mark.plain_only("compiles only")
@pytest.mark.parametrize(("block", "said", "cc"), refusals())
def test_refusals(block, said, cc):
    text = block.text
    if "#include <seabind/" not in text:
        text = "#include <seabind/seabind.h>\n" + text
    assert said.strip(), "a text block must follow, with what the compilers say"
    printed = builder.compile_source(text, cc)
    assert not printed.accepted
    for line in said.splitlines():
        assert line.strip() in printed.output


# ---- Python -------------------------------------------------------------------------

RUNNER = """
import doctest, json, sys
blocks = json.loads({blocks!r})
variables = {{"__name__": "__main__"}}
runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
for page, line, text in blocks:
    if ">>>" in text:
        test = doctest.DocTestParser().get_doctest(text, variables, page, page, line)
        runner.run(test, clear_globs=False)
        variables.update(test.globs)
    else:
        exec(compile("\\n" * line + text, page, "exec"), variables)
sys.exit(runner.failures > 0)
"""


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_python(page):
    blocks = [
        (name_of(page), block.line, block.text)
        for block in blocks_of(page)
        if block.language in ("python", "pycon") and block.option("file") is None
    ]
    if blocks:
        code = RUNNER.format(blocks=json.dumps(blocks))
        done = builder.run_script(code, *used_modules(page), timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stderr == ""


# ---- commands -----------------------------------------------------------------------


def commands(block: Block) -> list[tuple[str, str | None]]:
    """Each command with what it prints, None where that is not said."""
    if block.language == "sh":
        joined = block.text.replace("\\\n", " ")
        return [
            (line, None)
            for line in joined.splitlines()
            if line.strip() and not line.startswith("#")
        ]
    found = re.findall(r"^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n)*)", block.text, re.M)
    return [(command.replace("\\\n", " "), output) for command, output in found]


def programs(directory: Path, package: Path) -> None:
    """python3 and python3-config of the Python that runs the tests; python has the pip
    package as well."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    config = Path(sys.base_prefix, "bin", f"{version}-config")
    if config.exists():
        answer = f'exec {config} "$@"'
    else:
        answer = (
            "case $1 in\n"
            f"--includes) echo -I{sysconfig.get_path('include')};;\n"
            f"--extension-suffix) echo {builder.EXT_SUFFIX};;\n"
            "*) exit 2;;\nesac"
        )
    for name, text in (
        ("python3", f'exec {sys.executable} "$@"'),
        ("python", f'PYTHONPATH={package} exec {sys.executable} "$@"'),
        ("python3-config", answer),
    ):
        (directory / name).write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        (directory / name).chmod(0o755)


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


@pytest.mark.plain_only("compiles by itself")
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands(page, tmp_path):
    blocks = [
        block
        for block in blocks_of(page)
        if block.language in ("sh", "console") and block.option("file") is None
    ]
    if not blocks:
        return
    copy, bin_ = tmp_path / "copy", tmp_path / "bin"
    ignored = shutil.ignore_patterns("build", ".git", "__pycache__", "*.so")
    shutil.copytree(ROOT, copy, ignore=ignored)
    bin_.mkdir()
    programs(bin_, copy / "python")
    for block in blocks_of(page):
        if is_built(block):
            (copy / f"{block.module}.c").write_text(block.text, "utf-8")
    environment = {**os.environ, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("PYTHONPATH", None)
    checker = doctest.OutputChecker()
    for block in blocks:
        for command, expected in commands(block):
            where = f"{name_of(page)}:{block.line}: {command}"
            if command.startswith("make "):
                assert command.split()[1] in targets(), where
                continue
            if command.startswith("pip "):
                continue  # tests/packaging installs it
            done = subprocess.run(
                ["sh", "-ec", command],
                cwd=copy,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=300,
                check=False,
            )
            assert done.returncode == 0, f"{where}\n{done.stdout}"
            if expected is not None:
                same = checker.check_output(expected, done.stdout, doctest.ELLIPSIS)
                assert same, f"{where}\nprints\n{done.stdout}\nand not\n{expected}"


# ---- links --------------------------------------------------------------------------


@cache
def anchors(page: Path) -> set[str]:
    """What GitHub calls the headings of a page."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    names: set[str] = set()
    for title in re.findall(r"^#+ (.*)$", text, re.MULTILINE):
        title = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        number = sum(name == title or name.startswith(f"{title}-") for name in names)
        names.add(f"{title}-{number}" if title in names else title)
    return names


@pytest.mark.parametrize("page", LINKED, ids=name_of)
def test_links(page):
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
    text = re.sub(r"`[^`\n]*`", "", text)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{target} does not exist"
        assert there.is_relative_to(ROOT), f"{target} is outside the repository"
        if anchor:
            assert anchor in anchors(there), f"{target}: there is no such heading"
