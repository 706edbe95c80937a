import array

import pytest

import @NAME@


def test_points():
    p = @NAME@.Point(3, y=4)
    assert p.distance(@NAME@.Point()) == 5.0
    p.x = 0
    assert (p.x, p.y) == (0.0, 4.0)


def test_mean():
    assert @NAME@.mean(array.array("d", [1, 2, 6])) == 3.0


def test_mistakes():
    with pytest.raises(TypeError, match=r"argument 'other' must be Point, not str"):
        @NAME@.Point().distance("far")
