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


def test_poisoned_registry() -> None:
    """Traverse, clear and dealloc reach nothing through the registry."""
    done = builder.check_script(
        """
        import gc, os, subject, weakref

        class Sub(subject.Bag):
            pass

        class Slim(subject.Door):
            __slots__ = ()

        def make():
            things = [subject.Point(1), subject.Far(1, 2), subject.Loose(3),
                      subject.Tight(4, 5), subject.Door(6), subject.Gate(7),
                      subject.LooseDoor(8), subject.LooseGate(9), subject.Cell(1),
                      Slim(2)]
            ring = [subject.Bag(), Sub(), subject.Bag()]
            for bag in ring:
                bag.label = ring
                for thing in things:
                    bag.append(thing)
            Sub.held = ring
            return things, ring

        names = ["Point ", "Point Far ", "Loose ", "Loose Tight ", "Door ",
                 "Door Gate ", "LooseDoor ", "LooseDoor LooseGate ", "Cell ", "Door "]
        things, ring = make()
        dead = []
        refs = [weakref.ref(bag, dead.append) for bag in ring]
        before = subject.traverses()
        subject.poison()
        gc.collect()
        assert subject.traverses() >= before + 3
        assert [subject.peek(thing) for thing in things] == names
        assert subject.peek(ring[1]) == "Bag "
        del Sub.held, ring
        gc.collect()
        assert len(dead) == 3
        things[4].close()
        del things
        assert subject.alive() == 0
        os.write(1, b"fine\\n")
        os._exit(0)
        """,
        subject(),
    )
    assert done.stdout == "fine\n"
