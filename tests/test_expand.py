"""tools/expand prints the blocks of a file and nothing of its headers."""

import subprocess
import sys
from pathlib import Path

import builder
import pytest

pytestmark = pytest.mark.plain_only("nothing of it is compiled")

HEADER = """\
#include <stddef.h>
#define SEA_CLASS(name, ...) static void *make_##name = NULL; int from_##name(void)
#define SEA_MODULE(name, ...) int module_##name(void)
typedef int from_the_header;
"""
SOURCE = """\
#include "blocks.h"
static int between;
SEA_CLASS(Vec2,  /* ) */
    (doc, "A ) in a text."));
SEA_MODULE(geometry,
    (class, Vec2));
"""
CLASS = """\
/* SEA_CLASS(Vec2), line 3 */
static void *make_Vec2 = NULL;
int from_Vec2(void);
"""
MODULE = """\
/* SEA_MODULE(geometry), line 5 */
int module_geometry(void);
"""


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([], f"{CLASS}\n{MODULE}"),
        (["Vec2"], CLASS),
        (["4"], CLASS),
        (["6"], MODULE),
    ],
)
def test_blocks(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    compiler: str,
    wanted: list[str],
    expected: str,
) -> None:
    monkeypatch.setenv("CC", compiler)
    source = tmp_path / "binding.c"
    source.write_text(SOURCE)
    (tmp_path / "blocks.h").write_text(HEADER)
    assert expand(source, *wanted) == (0, expected, "")


def test_mistakes(tmp_path: Path) -> None:
    source = tmp_path / "binding.c"
    source.write_text("int nothing;\n")
    status, _, error = expand(source, "Vec3")
    assert status != 0
    assert error.strip() == f"expand: {source} has no block Vec3"
    status, _, error = expand(tmp_path / "absent.c")
    assert status != 0
    assert "absent.c: No such file" in error


def expand(*words: str | Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, builder.ROOT / "tools" / "expand", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr
