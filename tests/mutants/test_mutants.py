"""The tests bite: each mutant of the runtime is noticed by the scripts that name it."""

import builder
import pytest

from mutants.scripts import KILLERS, SCRIPTS, SMOKE

pytestmark = pytest.mark.plain_only(reason="mutants crash by design")


def subject(*defines: str):
    return builder.build_extension(
        "subject", "tests/mutants/subject.c", defines=defines, flags=("-w",)
    )


def mutant(name: str):
    return subject("SEABIND_TESTING", f"SEABIND_MUTANT={name}")


@pytest.mark.parametrize("name", ["none", *KILLERS])
def test_smoke(name: str) -> None:
    """Nothing of it shows in ordinary use."""
    done = builder.check_script(SMOKE, subject() if name == "none" else mutant(name))
    assert done.stdout == "fine\n"


@pytest.mark.parametrize("script", SCRIPTS)
def test_unmutated(script: str) -> None:
    text, expected = SCRIPTS[script]
    assert builder.check_script(text, subject()).stdout == expected


@pytest.mark.parametrize(
    ("name", "script"), [(name, s) for name, all_ in KILLERS.items() for s in all_]
)
def test_killed(name: str, script: str) -> None:
    text, expected = SCRIPTS[script]
    done = builder.run_script(text, mutant(name))
    seen = (done.returncode, done.stdout, done.stderr)
    assert seen != (0, expected, ""), "the mutant lives"
    print(f"{name}: exit status {done.returncode}, {done.stdout!r}")


def test_a_mutant_needs_testing() -> None:
    with pytest.raises(builder.BuildError, match="for tests, with SEABIND_TESTING"):
        subject("SEABIND_MUTANT=NO_PADDING")
