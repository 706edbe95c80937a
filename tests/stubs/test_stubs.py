"""Type stubs: what the command writes, and what type checkers make of it.

every.pyi and the stubs of the examples are checked in; after a change that is meant,
`python tests/stubs/regenerate.py` writes them again.
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import builder
import pytest
import regenerate
from builder import ROOT
from seabind import stubs

pytestmark = pytest.mark.plain_only("stubs are made from sources")

HERE = Path(__file__).parent
BASEDPYRIGHT = Path(sys.executable).with_name("basedpyright")


LIBRARIES = {"pcre2": ["pcre2-8"], "zlib": ["z"], "zstd": ["zstd"]}


def compared() -> list[list[Path]]:
    """The sources, the first with the SEA_MODULE, of what stubs are compared with."""
    alone = [*sorted((ROOT / "tests/ext").glob("*.c")), *regenerate.SOURCES]
    city = [f"tests/structure/{name}.c" for name in ("city", "parks", "transport")]
    shop = [f"tests/multifile/{name}.c" for name in ("shop", "basket")]
    several = [[ROOT / source for source in sources] for sources in (city, shop)]
    return [*([source] for source in alone), *several]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with stubs and extensions side by side."""
    directory = tmp_path_factory.mktemp("site")
    for sources in compared():
        stubs.write(stubs.generate(sources, regenerate.FLAGS), directory)
        libs = LIBRARIES.get(sources[0].parent.name, ["m"])
        built = builder.build_extension(sources[0].stem, sources, libs=libs)
        (directory / built.name).symlink_to(built)
    return directory


def run(directory: Path, *command: object) -> None:
    """Runs a checker in *directory*; it has to find nothing."""
    done = subprocess.run(
        list(map(str, command)),
        cwd=directory,
        env={**os.environ, "MYPYPATH": str(directory), "PYTHONPATH": str(directory)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


needs_mypy = pytest.mark.skipif(
    importlib.util.find_spec("mypy") is None, reason="mypy is not installed"
)
needs_pyright = pytest.mark.skipif(
    not BASEDPYRIGHT.exists(), reason="basedpyright is not installed"
)


@pytest.mark.parametrize("source", regenerate.SOURCES, ids=lambda path: path.stem)
def test_what_is_checked_in_is_what_the_command_writes(source: Path) -> None:
    for path, text in stubs.generate([source], regenerate.FLAGS).items():
        assert (source.parent / path).read_text("utf-8") == text


@needs_mypy
def test_the_extensions_have_what_the_stubs_say(site: Path) -> None:
    names = [sources[0].stem for sources in compared()]
    run(
        site,
        *(sys.executable, "-m", "mypy.stubtest", "--ignore-disjoint-bases"),
        *("--allowlist", HERE / "allowlist", *names),
    )


@needs_mypy
def test_mypy_strict(site: Path) -> None:
    shutil.copy(HERE / "use.py", site)
    each = list(site.rglob("*.pyi"))
    run(
        *(site, sys.executable, "-m", "mypy", "--strict", "--cache-dir=.mypy"),
        *("--no-error-summary", "use.py", *each),
    )


@needs_pyright
def test_pyright_strict(site: Path) -> None:
    """In use.py, errors on the lines that mypy ignores, and on no others."""
    shutil.copy(HERE / "use.py", site)
    settings = {
        "typeCheckingMode": "strict",
        "include": ["."],
        "enableTypeIgnoreComments": False,
    }
    (site / "pyrightconfig.json").write_text(json.dumps(settings), "utf-8")
    done = subprocess.run(
        [BASEDPYRIGHT, "-p", site, "--outputjson"],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (HERE / "use.py").read_text("utf-8").splitlines()
    ignored = {i for i, line in enumerate(lines) if line.endswith("# type: ignore")}
    found = set()
    for one in json.loads(done.stdout)["generalDiagnostics"]:
        file, line = Path(one["file"]), one["range"]["start"]["line"]
        if one["rule"] != "reportUnusedExpression":  # there for their types alone
            assert file.name == "use.py" and line in ignored, one
            found.add(line)
    assert found >= ignored, [lines[i] for i in sorted(ignored - found)]
