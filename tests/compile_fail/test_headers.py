"""The headers on their own, and the examples as their user compiles them."""

from pathlib import Path

import builder
import pytest

pytestmark = pytest.mark.plain_only("nothing of it runs")

INCLUDE = builder.ROOT / "include"
HEADERS = [str(path.relative_to(INCLUDE)) for path in sorted(INCLUDE.rglob("*.h"))]
PUBLIC = [header for header in HEADERS if "detail/" not in header]
EXAMPLES = [
    str(path.relative_to(builder.ROOT))
    for path in sorted(builder.ROOT.glob("examples/*/*.c"))
]


def test_there_are_headers() -> None:
    assert "seabind/seabind.h" in PUBLIC
    assert "seabind/detail/parameter.h" in HEADERS
    assert "examples/geometry/geometry.c" in EXAMPLES


@pytest.mark.parametrize("header", HEADERS)
def test_alone_in_c(header: str, compiler: str) -> None:
    text = f"#include <{header}>\nextern int nothing;\n"
    said = builder.compile_source(text, cc=compiler, strict=True)
    assert said == (True, "")


@pytest.mark.parametrize("header", PUBLIC)
def test_alone_in_cplusplus(header: str, compiler: str) -> None:
    text = f"#include <{header}>\nextern int nothing;\n"
    said = builder.compile_source(
        text,
        cc={"gcc": "g++", "clang": "clang++"}[compiler],
        flags=["-pedantic"],
        strict=True,
        name="snippet.cpp",
    )
    assert said == (True, "")


@pytest.mark.parametrize("strict", [False, True], ids=["user", "strict"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example(example: str, compiler: str, strict: bool) -> None:
    text = Path(builder.ROOT, example).read_text("utf-8")
    flags = [f"-I{Path(builder.ROOT, example).parent}"]
    said = builder.compile_source(
        text, cc=compiler, flags=flags, strict=strict, syntax_only=False
    )
    assert said == (True, "")


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_user_with_all_warnings(example: str, compiler: str) -> None:
    text = Path(builder.ROOT, example).read_text("utf-8")
    flags = [*builder.WARNINGS, "-Werror", f"-I{Path(builder.ROOT, example).parent}"]
    said = builder.compile_source(text, cc=compiler, flags=flags, syntax_only=False)
    assert said == (True, "")
