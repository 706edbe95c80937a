"""Projects that use seabind from each build system, built as their users would.

What they find is the wheel, unpacked: nothing of the repository but its documented ways
in (add_subdirectory, FetchContent and a Meson subproject take the source distribution).
"""

import os
import shutil
import sys
from pathlib import Path

import builder
import dist
import pytest
from dist import run, seabind

pytestmark = pytest.mark.plain_only("builds without the sanitizers' flags")

CONSUMERS = Path(__file__).with_name("consumers")
CHECK = """
import hello
assert hello.twice(21) == 42 and hello.Box().value == 3
try:
    hello.twice("2")
except TypeError as error:
    assert str(error) == "twice() argument 'n' must be int, not str"
else:
    raise AssertionError
"""


@pytest.fixture
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the consumer that the test is named after."""
    name = request.function.__name__.removeprefix("test_")
    target = tmp_path / name
    shutil.copytree(CONSUMERS / name, target)
    shutil.copy(CONSUMERS / "hello.c", target)
    return target


def check(directory: Path) -> None:
    """The module `hello`, somewhere below *directory*, does what it should."""
    module = next(directory.rglob(f"hello*{builder.EXT_SUFFIX}"))
    builder.check_script(CHECK, module)


def cmake(project: Path, *options: str) -> None:
    build = project / "build"
    python = f"-DPython_EXECUTABLE={sys.executable}"
    run(
        "cmake",
        "-G",
        "Ninja",
        "-S",
        project,
        "-B",
        build,
        python,
        *options,
        cwd=project,
    )
    run("cmake", "--build", build, cwd=project)
    check(build)


def pip_install(project: Path) -> None:
    target = project / "installed"
    run(
        *(sys.executable, "-m", "pip", "install", "--no-build-isolation", "--no-deps"),
        *("--quiet", "--target", target, project),
        cwd=project,
        PYTHONPATH=str(dist.site()),
    )
    check(target)


@pytest.fixture(autouse=True)
def tools_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """cmake, ninja and meson are those beside this Python."""
    here = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", here + os.pathsep + os.environ["PATH"])


STUB = """\
# Written by `python -m seabind stubs`.

from typing import SupportsIndex

class Box:
    def __init__(self, value: SupportsIndex = 3) -> None: ...
    value: int

def twice(n: SupportsIndex) -> int: ...
"""


def as_documented(project: Path, **env: str) -> None:
    """Builds with the commands that docs/building.md quotes, in this environment."""
    activated = {"VIRTUAL_ENV": sys.prefix, "PYTHONPATH": str(dist.site())}
    run("sh", "-e", "build.sh", cwd=project, **activated, **env)
    check(project / "build")


def test_find_package(project: Path) -> None:
    as_documented(project, CMAKE_GENERATOR="Ninja")
    cache = (project / "build" / "CMakeCache.txt").read_text("utf-8")
    assert "\nCMAKE_BUILD_TYPE:STRING=Release\n" in cache
    assert (project / "build" / "hello.pyi").read_text("utf-8") == STUB


def test_find_package_of_an_installation(tmp_path: Path) -> None:
    prefix, build = tmp_path / "prefix", tmp_path / "build"
    run("cmake", "-S", dist.checkout(), "-B", build, cwd=tmp_path)
    run("cmake", "--install", build, "--prefix", prefix, cwd=tmp_path)
    project = tmp_path / "project"
    shutil.copytree(CONSUMERS / "find_package", project)
    shutil.copy(CONSUMERS / "hello.c", project)
    cmake(project, f"-DCMAKE_PREFIX_PATH={prefix}")
    assert (project / "build" / "hello.pyi").read_text("utf-8") == STUB
    found = run(
        *("pkg-config", "--cflags", "seabind"),
        cwd=tmp_path,
        PKG_CONFIG_PATH=str(prefix / "share" / "pkgconfig"),
    )
    assert (Path(found.strip().removeprefix("-I")) / "seabind/seabind.h").is_file()


def test_add_subdirectory(project: Path) -> None:
    shutil.copytree(dist.checkout(), project / "seabind")
    cmake(project)


def test_fetch_content(project: Path) -> None:
    cmake(project, f"-DSEABIND_URL={dist.sdist()}")


def test_meson(project: Path) -> None:
    shutil.copytree(dist.checkout(), project / "subprojects" / "seabind")
    as_documented(project)


def test_pkg_config(project: Path) -> None:
    path = seabind("--pkgconfig-dir")
    run("make", cwd=project, PKG_CONFIG_PATH=path, PYTHON=sys.executable)
    check(project)


def test_setuptools(project: Path) -> None:
    pip_install(project)


def test_scikit_build_core(project: Path) -> None:
    pip_install(project)


def test_meson_python(project: Path) -> None:
    run("git", "init", "--quiet", cwd=project)  # meson-python asks it for the files
    pip_install(project)


def test_one_line(tmp_path: Path) -> None:
    shutil.copy(CONSUMERS / "hello.c", tmp_path)
    flags = seabind("--cflags", "--sources").split()
    target = tmp_path / f"hello{seabind('--suffix')}"
    run("cc", "-O1", "-fPIC", "-shared", "hello.c", *flags, "-o", target, cwd=tmp_path)
    check(tmp_path)
