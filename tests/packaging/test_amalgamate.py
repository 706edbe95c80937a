"""The two files of tools/amalgamate: the same modules, without a warning."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import builder
import pytest

pytestmark = pytest.mark.plain_only("the compile line has no sanitizer")

STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]
CHECK = """
import container, geometry
assert geometry.Vec2(3, 4).length() == 5.0
c = container.ContainerOwnsPythonObjects()
c.append(c)
assert c.at(0) is c
"""


@pytest.fixture(scope="module")
def amalgamated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("amalgamated")
    script = builder.ROOT / "tools" / "amalgamate"
    subprocess.run([sys.executable, script, directory / "seabind"], check=True)
    return directory


def test_two_files(amalgamated: Path) -> None:
    files = sorted((amalgamated / "seabind").iterdir())
    assert [file.name for file in files] == ["seabind.c", "seabind.h"]
    for file in files:
        assert '\n#include "' not in file.read_text().replace(
            '\n#include "seabind.h"\n', "\n", int(file.suffix == ".c")
        )


def test_modules(amalgamated: Path, compiler: str, tmp_path: Path) -> None:
    python = sysconfig.get_path("include")
    flags = ["-std=c11", "-O1", "-fPIC", "-shared", "-fvisibility=hidden", *STRICT]
    flags += [f"-I{amalgamated}", f"-I{python}", "-lm"]
    for name in ("geometry", "container"):
        source = builder.ROOT / "examples" / name / f"{name}.c"
        target = tmp_path / f"{name}{builder.EXT_SUFFIX}"
        command = [compiler, source, amalgamated / "seabind" / "seabind.c", *flags]
        done = subprocess.run(
            [*map(str, command), "-o", str(target)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
    builder.check_script(CHECK, tmp_path / f"geometry{builder.EXT_SUFFIX}", tmp_path)
