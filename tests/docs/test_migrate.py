"""docs/migrate: one library, which does the same bound with seabind and other tools.

A tool that is not installed is skipped."""

import re
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

import builder
import pytest
from builder import ROOT

HERE = ROOT / "docs/migrate"
INCLUDES = [f"-I{HERE}", "-I" + sysconfig.get_path("include")]

USE = """
import array, sys
from {module} import Gauge, GaugeError

def raises(kind, call, *args):
    try:
        call(*args)
    except kind as e:
        return e
    raise AssertionError(f"{{kind.__name__}} is not raised")

with Gauge(room=3) as g:
    assert raises(GaugeError, g.range).code == -2
    g.add(2.5)
    g.fill(array.array("d", [-1, 4]))
    assert g.count == 3 and g.range() == (-1.0, 4.0)
    e = raises(GaugeError, g.add, 1.0)
    assert str(e) == "full" and e.code == -1
    e = raises(GaugeError, g.fill, array.array("d", [1]))
    g.fill(array.array("d"))
assert "closed" in str(raises(ValueError, lambda: g.count))
assert "closed" in str(raises(ValueError, g.add, 1.0))
assert Gauge().count == 0
sys.stdout.write("the same")
"""


def run(module: str, *directories: Path, **environment: str) -> None:
    code = USE.format(module=module)
    done = builder.check_script(code, *directories, env=environment)
    assert done.stdout == "the same"


def compile_(target: Path, *sources: Path, cc: str = "gcc", flags: list[str]) -> None:
    command = [cc, "-O0", "-fPIC", "-shared", "-o", target, *INCLUDES, *flags, *sources]
    subprocess.run(command, check=True, timeout=300)


def needs(package: str) -> None:
    if find_spec(package) is None:
        pytest.skip(f"{package} is not installed")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """gauge.o, to be linked with."""
    target = tmp_path_factory.mktemp("gauge") / "gauge.o"
    command = ["gcc", "-c", "-fPIC", "-o", target, HERE / "gauge.c"]
    subprocess.run(command, check=True)
    return target


def test_seabind():
    path = builder.build_extension(
        "gauges", ["docs/migrate/gauges.c", "docs/migrate/gauge.c"]
    )
    run("gauges", path)


@pytest.mark.plain_only("nothing of seabind's is in it")
def test_c_api(library, tmp_path):
    target = tmp_path / f"gauge_capi{builder.EXT_SUFFIX}"
    warnings = ["-std=c11", "-Wall", "-Wextra", "-Werror"]
    compile_(target, HERE / "gauge_capi.c", library, flags=warnings)
    run("gauge_capi", tmp_path)


@pytest.mark.plain_only("nothing of seabind's is in it")
def test_ctypes(library, tmp_path):
    compile_(tmp_path / "libgauge.so", library, flags=[])
    run("gauge_ctypes", HERE, GAUGE_LIBRARY=str(tmp_path / "libgauge.so"))


@pytest.mark.plain_only("nothing of seabind's is in it")
def test_cffi(library, tmp_path):
    needs("cffi")
    source = tmp_path / "_gauge.c"
    script = str(HERE / "gauge_cffi_build.py")
    subprocess.run([sys.executable, script, str(source)], check=True)
    compile_(tmp_path / f"_gauge{builder.EXT_SUFFIX}", source, library, flags=[])
    run("gauge_cffi", tmp_path, HERE)


@pytest.mark.plain_only("nothing of seabind's is in it")
def test_cython(library, tmp_path):
    needs("Cython")
    source = tmp_path / "gauge_cython.c"
    command = [sys.executable, "-m", "cython", "-o", source]
    subprocess.run([*command, HERE / "gauge_cython.pyx"], check=True)
    compile_(tmp_path / f"gauge_cython{builder.EXT_SUFFIX}", source, library, flags=[])
    run("gauge_cython", tmp_path)


@pytest.mark.plain_only("nothing of seabind's is in it")
def test_pybind11(library, tmp_path):
    needs("pybind11")
    import pybind11

    target = tmp_path / f"gauge_pybind11{builder.EXT_SUFFIX}"
    flags = ["-std=c++17", "-fvisibility=hidden", f"-I{pybind11.get_include()}"]
    source = HERE / "gauge_pybind11.cpp"
    compile_(target, source, library, cc="g++", flags=flags)
    run("gauge_pybind11", tmp_path)


def lines_of(*names: str) -> int:
    text = "".join((HERE / name).read_text("utf-8") for name in names)
    return sum(line.strip() != "" for line in text.splitlines())


def test_the_number_of_lines_is_right():
    page = (ROOT / "docs/why.md").read_text("utf-8")
    said = re.findall(r"^\| \[(gauge[^]]*)\]\(.*\| (\d+) \|$", page, re.MULTILINE)
    assert len(said) == 6
    for names, number in said:
        assert lines_of(*names.split(", ")) == int(number), names
