"""What the wrapper of a tiny function is, as tools/expand shows it.

After a change of the macros that is meant, write the file again:

    SEABIND_UPDATE=1 build/venv/bin/pytest tests/expand
"""

import os
import re
import shutil
import subprocess
import sys

import builder
import pytest

pytestmark = pytest.mark.plain_only("nothing of it is compiled")

GOLDEN = builder.ROOT / "tests/expand/tiny.expanded"
PATH = os.pathsep.join([str(builder.ROOT / "build/venv/bin"), os.environ["PATH"]])
# What CPython's own macros make of Py_NewRef(Py_None) depends on its version.
NONE = re.compile(r"_?Py_NewRef\([^;]*_Py_NoneStruct\)*")


@pytest.mark.skipif(
    shutil.which("clang-format", path=PATH) is None, reason="it is compared formatted"
)
def test_the_wrapper_of_a_function(compiler: str) -> None:
    done = subprocess.run(
        [sys.executable, "tools/expand", "tests/expand/tiny.c", "tiny"],
        cwd=builder.ROOT,
        env={**os.environ, "CC": compiler},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    text = NONE.sub("Py_NewRef(Py_None)", done.stdout)
    first = text.index("enum { seai_sum_tiny_2")
    wrapper = text[first : text.index("static const seai_item")]
    if "SEABIND_UPDATE" in os.environ:
        GOLDEN.write_text(wrapper, "utf-8")
    assert wrapper == GOLDEN.read_text("utf-8")
