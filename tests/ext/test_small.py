"""Wrappers of the small kind, which the compiler makes when it optimises for size."""

import builder
import pytest


@pytest.fixture(scope="module")
def small():
    source = builder.ROOT / "tests/ext/views.c"
    return builder.import_extension("views", source, flags=("-Os",))


def test_values(small):
    v = small.Vec2(1, 2)
    assert small.Vec2(y=3).y == 3 and (v + v).x == 2
    assert small.by_value(v) == small.by_value(small.Seg().a) == 3
    with pytest.raises(TypeError, match=r"by_value\(\) argument 'v' must be Vec2"):
        small.by_value(1)
    with pytest.raises(
        TypeError, match=r"Vec2\(\) argument 'x' must be float, not str"
    ):
        small.Vec2("1")


def test_subclasses(small):
    class Sub(small.Vec2):
        pass

    assert type(Sub(1, 2)) is Sub and small.by_value(Sub(1, 2)) == 3


def test_handles_and_integers(small):
    assert small.Node(5).id == 5 and small.told(7) == 7
    with pytest.raises(OverflowError, match=r"Node\(\) argument 'id': .* does not fit"):
        small.Node(1 << 40)
    with pytest.raises(TypeError, match=r"Node\(\) argument 'id' must be int, not str"):
        small.Node("1")
