"""The ABI that extensions share: its layout, two minors at once, another major."""

import hashlib
import re
import shutil
import subprocess
import sysconfig
import tarfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import builder
import pytest
from builder import ROOT

HERE = ROOT / "tests" / "abi"
# Minor 0 as it was released: include/ and src/.  It is never made anew.
FROZEN = HERE / "minor_0.tar.xz"
SHA256 = "17fd999a73056e77076e25dab3aff75dfd3c62726f3b2433886e68b599e49579"

# Objects of one extension in the other, both ways, with identity and errors; then all
# is left to the end of the interpreter, in a cycle.
EXCHANGE = """
import gc, sys, weakref
import {first}, {second}
import plane, draw
draw.use(plane.functions())
v, pen = plane.Vec2(3, 4), plane.Pen(7)
assert draw.length(v) == 5
assert type(draw.twice(v)) is type(draw.wrap(1, 2)) is plane.Vec2
assert draw.width(pen) == 7 and draw.same(pen) is pen and draw.peeks(pen) == 2
made = draw.make(5)
assert type(made) is plane.Pen and made.width == 5
plane.set_favourite(made)
assert plane.favourite() is made and draw.same(made) is made
made.close()
for call in (lambda: draw.width(made), lambda: made.width):
    try:
        call()
    except ValueError as e:
        assert "the Pen is closed" in str(e)
    else:
        assert False
try:
    plane.favourite()
except ReferenceError:
    pass
else:
    assert False
many = [draw.make(i + 1) for i in range(500)]
assert all(draw.same(p) is p for p in many)
del many[::2], made

class Mine(plane.Pen):
    def __del__(self):
        assert draw.peeks(self) == 2 and draw.same(self) is self

kept = Mine(3)
kept.me = kept
plane.kept, draw.kept = draw.make(9), kept
sys.late = [v, pen, kept]
gc.disable()
"""


@pytest.fixture(scope="session")
def minor_0(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen sources."""
    assert hashlib.sha256(FROZEN.read_bytes()).hexdigest() == SHA256
    directory = tmp_path_factory.mktemp("minor_0")
    with tarfile.open(FROZEN) as archive:
        archive.extractall(directory, filter="data")
    return directory


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds tests/multimodule/NAME.c with the library at a root, once a session."""

    @cache
    def make(root: Path, name: str, cc: str, *defines: str) -> Path:
        if shutil.which(cc) is None:
            pytest.skip(f"there is no {cc}")
        target = tmp_path_factory.mktemp(name) / f"{name}{builder.EXT_SUFFIX}"
        command = [cc, "-std=c11", "-O1", "-g", "-fPIC", "-shared"]
        command += ["-fvisibility=hidden", f"-I{root / 'include'}"]
        command += [f"-D{define}" for define in ("SEA_COUNTERS", *defines)]
        command += [f"-I{sysconfig.get_path('include')}"]
        command += [ROOT / f"tests/multimodule/{name}.c", *sorted(root.glob("src/*.c"))]
        done = subprocess.run(
            [*map(str, command), "-o", str(target), "-lm"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return target

    return make


def check(script: str, tmp_path: Path, *modules: Path) -> None:
    """The script succeeds, says nothing, and leaves nothing of ours behind."""
    lines = tmp_path / "counters"
    builder.check_script(script, *modules, env={"SEABIND_COUNTERS": str(lines)})
    text = lines.read_text()
    names = dict.fromkeys(re.findall(r"(\w+)=", text))
    left = {n: sum(map(int, re.findall(rf"\b{n}=(-?\d+)", text))) for n in names}
    assert len(left) == 5 and not any(left.values()), text
    assert len(text.splitlines()) == len(modules)


def test_layout(compiler: str, tmp_path: Path) -> None:
    for cc_flags in ((), ("-Os",)):
        done = builder.compile_source(
            (HERE / "layout.c").read_text(), compiler, cc_flags, strict=True
        )
        assert done.accepted, done.output


def test_the_older_is_smaller(minor_0: Path) -> None:
    """Otherwise the tests below would show nothing."""
    minors, tables, records = [], [], []
    for root in (minor_0, ROOT):
        text = (root / "include/seabind/detail/abi.h").read_text()
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        minors.append(int(re.search(r"SEAI_ABI_MINOR (\d+)", text)[1]))
        table = re.search(
            r"typedef struct seai_code \{(.*?)\} seai_code;", text, re.DOTALL
        )
        tables.append(table[1].count(";"))
        record = re.search(r"struct seai_record \{(.*?)\n\};", text, re.DOTALL)
        records.append(record[1].count(";"))
    assert minors[0] == 0 < minors[1]
    assert tables[0] == 4 < tables[1]
    assert records[0] == 11 < records[1]


PLANE = "PLANE_MODULE=plane"


@pytest.mark.plain_only(reason="builds by itself")
@pytest.mark.parametrize("first", ["plane", "draw"])
@pytest.mark.parametrize("old", ["plane", "draw", "none", "both"])
def test_two_minors_and_two_compilers(
    old: str, first: str, minor_0: Path, build: Callable[..., Path], tmp_path: Path
) -> None:
    roots = [minor_0 if old in (name, "both") else ROOT for name in ("plane", "draw")]
    second = "draw" if first == "plane" else "plane"
    check(
        EXCHANGE.format(first=first, second=second),
        tmp_path,
        build(roots[0], "plane", "gcc", PLANE),
        build(roots[1], "draw", "clang"),
    )


@pytest.mark.plain_only(reason="builds by itself")
@pytest.mark.parametrize("old", [True, False])
def test_a_derived_class_of_another_minor(
    old: bool, minor_0: Path, build: Callable[..., Path], tmp_path: Path
) -> None:
    roots = (minor_0, ROOT) if old else (ROOT, minor_0)
    check(
        """
        import sys, plane, draw
        v = draw.Vec3(3, 4, 5)
        assert v.x == 3 and draw.length(v) == 5 and type(v.flat()) is plane.Vec2
        sys.v = v
        del sys.modules["plane"], plane, v
        """,
        tmp_path,
        build(roots[0], "plane", "gcc", PLANE),
        build(roots[1], "draw", "clang", "DERIVED"),
    )


@pytest.mark.plain_only(reason="builds by itself")
def test_another_major_is_isolated(build: Callable[..., Path], tmp_path: Path) -> None:
    """It neither sees the classes nor breaks them."""
    check(
        """
        import plane, draw
        v, pen = plane.Vec2(3, 4), plane.Pen(1)
        assert draw.peeks(v) == draw.peeks(pen) == 0
        for call in (lambda: draw.length(v), lambda: draw.width(pen)):
            try:
                call()
            except TypeError as e:
                assert "must be" in str(e)
            else:
                assert False
        try:
            draw.wrap(1, 2)
        except TypeError as e:
            assert "import 'plane'" in str(e)
        else:
            assert False
        assert v.x == 3 and pen.width == 1
        """,
        tmp_path,
        build(ROOT, "plane", "gcc", PLANE),
        build(ROOT, "draw", "clang", "SEAI_ABI_MAJOR=2"),
    )
