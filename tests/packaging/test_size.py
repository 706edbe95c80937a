"""Nothing but a C compiler: the documented line works, and what it makes is small."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import builder
import pytest

pytestmark = pytest.mark.plain_only(reason="the compile line has no sanitizer")

SUFFIX = builder.EXT_SUFFIX
LIMIT = 30 * 1024
ONE = """
#include <seabind/seabind.h>

static int twice(int n) { return 2 * n; }

SEA_MODULE(one, (function, twice, twice, int, (int, n)));
"""


def build(directory: Path, cc: str, *flags: str) -> Path:
    """Returns the module `one`, built as the documentation says with more *flags*."""
    if shutil.which(cc) is None:
        pytest.skip(f"there is no {cc}")
    source, target = directory / "one.c", directory / f"one{SUFFIX}"
    source.write_text(ONE)
    include = sysconfig.get_path("include")
    runtime = sorted((builder.ROOT / "src").glob("*.c"))
    command = [cc, "-std=c11", "-O2", "-fPIC", "-shared", *flags]
    command += [f"-I{builder.ROOT / 'include'}", f"-I{include}"]
    command += [source, *runtime, "-o", target]
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return target


def check(module: Path) -> None:
    builder.check_script(
        """
        import one
        assert one.twice(21) == one.twice(n=21) == 42
        try:
            one.twice("2")
        except TypeError as e:
            assert str(e) == "twice() argument 'n' must be int, not str", e
        """,
        module,
    )


@pytest.mark.parametrize("cc", ["cc", "gcc", "clang"])
def test_documented_line(cc: str, tmp_path: Path) -> None:
    check(build(tmp_path, cc))


def test_documented_line_in_a_shell(tmp_path: Path) -> None:
    config = Path(sys.base_prefix, "bin", f"python3.{sys.version_info[1]}-config")
    if not config.exists():
        pytest.skip("this Python has no python3-config")
    (tmp_path / "one.c").write_text(ONE)
    (tmp_path / "bin").mkdir()
    wrapper = tmp_path / "bin" / "python3-config"
    wrapper.write_text(f'#!/bin/sh\nexec "{config}" "$@"\n')
    wrapper.chmod(0o755)
    (tmp_path / "include").symlink_to(builder.ROOT / "include")
    (tmp_path / "src").symlink_to(builder.ROOT / "src")
    line = (
        "cc -std=c11 -O2 -fPIC -shared -Iinclude $(python3-config --includes) "
        "one.c src/*.c -o one$(python3-config --extension-suffix)"
    )
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        line, shell=True, check=True, cwd=tmp_path, env={**os.environ, "PATH": path}
    )
    check(tmp_path / f"one{SUFFIX}")


@pytest.mark.parametrize("cc", ["gcc", "clang"])
def test_size(cc: str, tmp_path: Path, record_property) -> None:
    module = build(
        *(tmp_path, cc, "-Os", "-fvisibility=hidden", "-ffunction-sections"),
        *("-fdata-sections", "-Wl,--gc-sections", "-fno-asynchronous-unwind-tables"),
    )
    subprocess.run(["strip", module], check=True)
    check(module)
    size = module.stat().st_size
    record_property("bytes", size)
    print(f"one function, {cc}: {size} bytes")
    assert size <= LIMIT
