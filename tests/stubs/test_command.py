"""`python -m seabind stubs`: where it writes, and what it says about mistakes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from builder import ROOT

pytestmark = pytest.mark.plain_only("stubs are made from sources")

TWICE = """\
#include <seabind/seabind.h>
static int twice(int n) { return 2 * n; }
SEA_MODULE(small, (function, twice, twice, int, (int, n)));
"""
STUB = """\
# Written by `python -m seabind stubs`.

from typing import SupportsIndex

def twice(n: SupportsIndex) -> int: ...
"""


def command(
    directory: Path, *words: object, **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "seabind", "stubs", *map(str, words)],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(ROOT / "python"), **env},
        capture_output=True,
        text=True,
        check=False,
    )


def refused(directory: Path, *words: object, **env: str) -> str:
    """What it says when it writes nothing."""
    before = sorted(directory.rglob("*"))
    done = command(directory, *words, **env)
    assert done.returncode == 2 and done.stdout == "", done
    assert sorted(directory.rglob("*")) == before
    return done.stderr.removeprefix("python -m seabind stubs: ")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "small.c").write_text(TWICE)
    return tmp_path


def test_where_it_writes(small: Path) -> None:
    for words, path in [
        ([], "small.pyi"),
        (["-d", "out/of"], "out/of/small.pyi"),
        (["-o", "other.pyi"], "other.pyi"),
    ]:
        done = command(small, "small.c", *words)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert (small / path).read_text() == STUB
    assert command(small, "small.c", "-o", "-").stdout == STUB


def test_flags_for_the_compiler(small: Path) -> None:
    text = TWICE.replace("(function, twice,", "(function, NAME,")
    (small / "small.c").write_text(f"#include <names.h>\n{text}")
    (small / "include").mkdir()
    (small / "include/names.h").write_text("#define NAME PREFIX##_twice\n#undef NAME\n")
    done = command(small, "small.c", "-o", "-", "--", "-Iinclude", "-DNAME=renamed")
    assert "fatal error" not in done.stderr
    (small / "include/names.h").write_text("")
    done = command(small, "small.c", "-o", "-", "--", "-Iinclude", "-DNAME=renamed")
    assert done.stdout == STUB.replace("twice", "renamed")


@pytest.mark.parametrize("cc", ["gcc", "clang"])
def test_both_compilers_say_the_same(cc: str, tmp_path: Path) -> None:
    done = command(tmp_path, ROOT / "tests/stubs/every.c", "-d", ".", "--cc", cc)
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("__init__", "below"):
        stub = (tmp_path / f"every/{name}.pyi").read_text()
        assert stub == (ROOT / f"tests/stubs/every/{name}.pyi").read_text()


def test_parts_in_other_files(small: Path) -> None:
    (small / "main.c").write_text(
        "#include <seabind/seabind.h>\n"
        "SEA_DECLARE_PART(rest);\n"
        "SEA_MODULE(small, (part, rest));\n"
    )
    (small / "rest.c").write_text(TWICE.replace("SEA_MODULE(small", "SEA_PART(rest"))
    done = command(small, "main.c", "rest.c", "-o", "-")
    assert (done.stdout, done.stderr) == (STUB, "")
    assert refused(small, "main.c") == (
        "main.c: main.c:3: small: the part rest is in none of these files: name all "
        "sources of the extension\n"
    )


def test_names_that_would_shadow_others(tmp_path: Path) -> None:
    """A function called `int`, a class called `Final`."""
    (tmp_path / "shadow.c").write_text(
        """
        #include <seabind/seabind.h>
        typedef struct { int float_; } final_;
        static final_ make(int n) { return (final_){n}; }
        static int get(const final_ *f) { return f->float_; }
        SEA_CLASS(Final, final_, (init, make, (int, n)),
            (property, "int", get, int), (method, "property", get, int));
        SEA_MODULE(shadow, (class, Final), (constant, "N", 1),
            (function, "float", make, Final, (int, n)));
        """
    )
    done = command(tmp_path, "shadow.c", "-o", "-")
    assert done.stderr == ""
    body = done.stdout.partition("\n\n")[2]
    assert body == (
        "import builtins\n"
        "from typing import Final as _Final\n"
        "from typing import SupportsIndex\n"
        "\n"
        "N: _Final[builtins.int]\n"
        "\n"
        "class Final:\n"
        "    def __init__(self, n: SupportsIndex) -> None: ...\n"
        "    @builtins.property\n"
        "    def int(self) -> builtins.int: ...\n"
        "    def property(self) -> builtins.int: ...\n"
        "\n"
        "def float(n: SupportsIndex) -> Final: ...\n"
    )


def test_a_source_that_does_not_compile(small: Path) -> None:
    """Only constants need it: their form says something, too."""
    (small / "small.c").write_text(
        TWICE.replace("2 * n", "missing")
        .replace("(int, n))", "(int, n)), (constant, 'A', 1)")
        .replace("'A', 1", '"A", 1), (constant, "B", b), (constant, "C", "c"')
    )
    done = command(small, "small.c", "-o", "-")
    assert done.returncode == 0
    assert "A: Final[int]\nB: Final[Any]\nC: Final[str]\n" in done.stdout
    first, second, *_ = done.stderr.splitlines()
    assert first == (
        "seabind: small.c: does not compile, types of constants are guessed"
    )
    assert "small.c" in second


def test_mistakes(small: Path) -> None:
    (small / "empty.c").write_text("#include <seabind/seabind.h>\n")
    (small / "two.c").write_text(TWICE.replace("(small", "(other"))
    (small / "open.c").write_text(TWICE.replace("));", ");"))
    (small / "header.c").write_text("#include <nowhere.h>\n")
    (small / "class.c").write_text(
        TWICE.replace("(function", "(class, Far), (function")
    )
    assert refused(small, "empty.c") == "empty.c: there is no SEA_MODULE\n"
    assert refused(small, "gone.c") == "gone.c: there is no such file\n"
    assert refused(small, "small.c", "two.c") == (
        "small.c, two.c: an extension has one SEA_MODULE, not 2: small.c:3: small, "
        "two.c:3: other\n"
    )
    assert refused(small, "open.c") == (
        "open.c:3: SEA_MODULE: the block does not end: a ')' is missing\n"
    )
    assert refused(small, "class.c") == (
        "class.c: small: the class Far is in none of these files: name all sources of "
        "the extension\n"
    )
    said = refused(small, "header.c").splitlines()
    assert said[0] == "header.c: the compiler refuses it"
    assert "nowhere.h" in said[1]
    assert refused(small, "small.c", "-o", "a.pyi", "-d", "b") == (
        "-o names the file, -d its directory: not both\n"
    )
    assert refused(small, ROOT / "tests/stubs/every.c", "-o", "a.pyi") == (
        "there are several stubs, name a directory, -d: every/__init__.pyi, "
        "every/below.pyi\n"
    )
    assert refused(small, "small.c", "--cc", "nocc") == (
        "there is no C compiler nocc: name one with --cc or CC\n"
    )
    assert refused(small, "small.c", CC="", PATH="/nowhere") == (
        "there is no C compiler cc or gcc or clang: name one with --cc or CC\n"
    )
