"""The pip package: exactly what belongs in it, and what `python -m seabind` says."""

import re
import shlex
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import builder
import dist
import pytest
from seabind import scaffold

pytestmark = pytest.mark.plain_only("nothing of it is an extension")

ROOT = builder.ROOT
VERSION = re.search(
    r'SEA_VERSION "(.*)"', (ROOT / "include/seabind/version.h").read_text("utf-8")
)[1]


def tracked(*directories: str) -> set[str]:
    """The files that git knows, or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    text = subprocess.check_output([*command, "--", *directories], cwd=ROOT, text=True)
    return {name for name in text.split("\0") if name and (ROOT / name).exists()}


def test_the_wheel_holds_exactly_this() -> None:
    expected = {f"seabind/{name}" for name in tracked("include", "src", "cmake")}
    expected |= {f"seabind/{name}" for name in tracked("pkgconfig")}
    expected |= {name.removeprefix("python/") for name in tracked("python")}
    info = f"seabind-{VERSION}.dist-info/"
    for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"):
        expected.add(info + name)
    with zipfile.ZipFile(dist.wheel()) as archive:
        assert set(archive.namelist()) == expected
    assert dist.wheel().name == f"seabind-{VERSION}-py3-none-any.whl"


def test_the_source_distribution_holds_exactly_this() -> None:
    expected = tracked("include", "src", "cmake", "pkgconfig", "python")
    expected |= {"CMakeLists.txt", "meson.build", "README.md", "CHANGELOG.md"}
    expected |= {"LICENSE", "pyproject.toml", ".gitignore", "PKG-INFO"}
    with tarfile.open(dist.sdist()) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert names == expected


def test_the_version_is_the_same_everywhere() -> None:
    assert dist.seabind("--version") == VERSION
    for name in ("meson.build", "pkgconfig/seabind.pc"):
        text = (ROOT / name).read_text("utf-8")
        assert re.search(r"(?i)version: '?([\d.]+)", text)[1] == VERSION, name


def test_directories() -> None:
    assert Path(dist.seabind("--include-dir"), "seabind/seabind.h").is_file()
    assert Path(dist.seabind("--source-dir"), "module.c").is_file()
    assert Path(dist.seabind("--cmake-dir"), "seabindConfig.cmake").is_file()
    assert Path(dist.seabind("--pkgconfig-dir"), "seabind.pc").is_file()
    assert dist.seabind("--suffix") == sysconfig.get_config_var("EXT_SUFFIX")


def test_flags_come_in_the_order_of_the_options() -> None:
    words = shlex.split(dist.seabind("--sources", "--cflags"))
    assert words[0].endswith("/src/array.c")
    assert words[-4:] == [
        *("-std=c11", "-fvisibility=hidden"),
        f"-I{dist.site() / 'seabind' / 'include'}",
        f"-I{sysconfig.get_path('include')}",
    ]


def test_a_checkout_is_a_package_as_well() -> None:
    text = dist.run(
        *(sys.executable, "-m", "seabind", "--include-dir", "--source-dir"),
        cwd=ROOT,
        PYTHONPATH=str(ROOT / "python"),
    )
    assert text.split() == [str(ROOT / "include"), str(ROOT / "src")]


def refused(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "seabind", *arguments],
        cwd=cwd,
        env={"PYTHONPATH": str(dist.site())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    return done.stderr


def test_without_a_question_it_shows_its_help(tmp_path: Path) -> None:
    text = refused(cwd=tmp_path)
    assert "A module in one line:" in text
    assert "--include-dir" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new", "2fast"], "'2fast' is no name for a module: an identifier"),
        (["new", "for"], "'for' is no name for a module"),
        (["new", "_lib"], "'_lib' is no name for a package: '_' at an end of it"),
        (
            ["new", "double"],
            "'double' is a keyword of C: take another, like 'my_double'",
        ),
        (["new", "u8"], "'u8' is the name of a converter of seabind"),
        (["new", "time_t"], "'time_t' is a name of C"),
        (["new", "linux"], "'linux' is a macro of C compilers"),
        (["new", "json"], "'json' is a module of Python's standard library"),
        (["new", "seabind"], "'seabind' is the name of a package that it needs"),
        (["new", "Point"], "'Point' is the name of a class in the new project"),
        (["new", "test"], "'test' is a target of CMake's own"),
        (["new", "full"], "full exists and is not empty"),
        (["new"], "the following arguments are required: name"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
    ],
)
def test_mistakes(arguments: list[str], message: str, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    assert message in refused(*arguments, cwd=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["full"]


def test_no_project_has_the_name_of_a_converter() -> None:
    page = (ROOT / "docs/converters.md").read_text("utf-8").split("\n## ")[1]
    names = re.findall(r"^\| `(\w+)` ", page, re.MULTILINE)
    assert len(names) > 30
    for name in names:
        with pytest.raises(scaffold.Refused):
            scaffold.check(name)


def test_a_new_project_builds_and_passes_at_once(tmp_path: Path) -> None:
    said = dist.seabind("new", "my_lib", cwd=tmp_path)
    assert "  cd my_lib\n  pip install '.[test]'\n  pytest\n" in said
    project, target = tmp_path / "my_lib", tmp_path / "installed"
    names = {str(p.relative_to(project)) for p in project.rglob("*") if p.is_file()}
    assert names == {
        *("pyproject.toml", "CMakeLists.txt", "README.md", ".gitignore"),
        *("src/my_lib.c", "tests/test_my_lib.py", ".github/workflows/ci.yml"),
    }
    assert not any("@" + "NAME@" in (project / name).read_text() for name in names)
    dist.run(
        *(sys.executable, "-m", "pip", "install", "--no-build-isolation", "--no-deps"),
        *("--quiet", "--target", target, project),
        cwd=tmp_path,
        PYTHONPATH=str(dist.site()),
    )
    said = dist.run(
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
        cwd=project,
        PYTHONPATH=str(target),
        PYTEST_ADDOPTS="",
    )
    assert "3 passed" in said
