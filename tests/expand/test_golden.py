"""What small blocks become, as tools/expand shows them.

After a change of the macros that is meant, write the files again:

    SEABIND_UPDATE=1 build/venv/bin/pytest tests/expand
"""

import os
import re
import shutil
import subprocess
import sys

import builder
import pytest

PATH = os.pathsep.join([str(builder.ROOT / "build/venv/bin"), os.environ["PATH"]])
pytestmark = [
    pytest.mark.plain_only("nothing of it is compiled"),
    pytest.mark.skipif(
        shutil.which("clang-format", path=PATH) is None,
        reason="it is compared formatted",
    ),
]

DIRECTORY = builder.ROOT / "tests/expand"
# What CPython's own macros make of Py_NewRef(Py_None) depends on its version.
NONE = re.compile(r"_?Py_NewRef\([^;]*_Py_NoneStruct\)*")
# What is for one compiler: how a name is known, pragmas, the padding of a struct.
OF_A_COMPILER = re.compile(
    r"^.*\bseabind_\w+_\w+(\)\(void\))?;\n"
    r"|^\s*#pragma.*\n"
    r"|^static [^;{]*\bseai_padding_\w+\(void \*p\)\n\{\n.*\n\}\n"
    r"|^\n",
    re.MULTILINE,
)
BLOCKS = {"class": "Vec2", "handle": "File", "status": "count", "enum": "Colour"}


def expanded(file: str, name: str, compiler: str) -> str:
    done = subprocess.run(
        [sys.executable, "tools/expand", f"tests/expand/{file}.c", name],
        cwd=builder.ROOT,
        env={**os.environ, "CC": compiler},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return NONE.sub("Py_NewRef(Py_None)", done.stdout)


def golden(file: str, text: str) -> str:
    """What text is to be; an update makes it that."""
    path = DIRECTORY / f"{file}.expanded"
    if "SEABIND_UPDATE" in os.environ:
        path.write_text(text, "utf-8")
    return path.read_text("utf-8")


def test_the_wrapper_of_a_function(compiler: str) -> None:
    text = expanded("tiny", "tiny", compiler)
    first = text.index("enum { seai_sum_tiny_2")
    wrapper = text[first : text.index("static const seai_item")]
    assert wrapper == golden("tiny", wrapper)


@pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="macros of CPython's differ by version"
)
@pytest.mark.parametrize("file", BLOCKS)
def test_a_block(file: str, compiler: str) -> None:
    text = OF_A_COMPILER.sub("", expanded(file, BLOCKS[file], compiler))
    text = re.sub(r"\bseai_padding_\w+,", "NULL,", text)
    # Lines are broken by the length of what was there.
    assert "".join(text.split()) == "".join(golden(file, text).split())
