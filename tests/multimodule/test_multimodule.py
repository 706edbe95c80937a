"""Classes shared by extensions that are compiled apart: key, version and members."""

from pathlib import Path

import builder
import pytest

HERE = Path("tests/multimodule")


def plane(name: str = "plane", *defines: str, cc: str | None = None) -> Path:
    return builder.build_extension(
        name, HERE / "plane.c", cc=cc, defines=(f"PLANE_MODULE={name}", *defines)
    )


def draw(*defines: str, cc: str | None = None) -> Path:
    return builder.build_extension(
        "draw", HERE / "draw.c", cc=cc, libs=("m",), defines=defines
    )


@pytest.mark.parametrize("first", ["plane", "draw"])
def test_users_and_owner_in_any_order(first: str, compiler: str) -> None:
    builder.check_script(
        f"""
        import {first}, plane, draw
        draw.use(plane.functions())
        v, p = plane.Vec2(3, 4), plane.Pen(7)
        assert draw.length(v) == draw.length(v=v) == 5
        assert type(draw.twice(v)) is type(draw.wrap(1, 2)) is plane.Vec2
        assert (draw.twice(v).x, draw.wrap(1, 2).y) == (6, 2)
        assert draw.width(p) == 7 and draw.same(p) is p
        assert [draw.peeks(o) for o in (v, p, 1, plane)] == [1, 2, 0, 0]

        class Mine(plane.Vec2):
            pass
        assert draw.length(Mine(6, 8)) == 10
        """,
        plane(),
        draw(cc=compiler),
    )


def test_before_the_owner_is_imported() -> None:
    builder.check_script(
        """
        import draw
        try:
            draw.wrap(1, 2)
        except TypeError as e:
            assert str(e) == (
                "seabind: there is no 'Vec2' ('org.example.plane.Vec2' version 1) "
                "here: import 'plane'"), e
        else:
            assert False
        try:
            draw.length(3)
        except TypeError as e:
            assert str(e) == "length() argument 'v' must be Vec2, not int", e
        import plane
        assert draw.wrap(1, 2).x == 1
        """,
        plane(),
        draw(),
    )


def test_ownership_crosses_extensions() -> None:
    builder.check_script(
        """
        import plane, draw
        draw.use(plane.functions())
        pen = draw.make(5)
        assert type(pen) is plane.Pen and pen.width == 5 and plane.pens() == 1
        plane.set_favourite(pen)
        assert plane.favourite() is pen and draw.same(pen) is pen
        pen.close()
        assert plane.pens() == 0
        try:
            plane.favourite()
        except ReferenceError as e:
            assert str(e) == "favourite(): C gave no Pen that has a Python object", e
        else:
            assert False
        try:
            draw.width(pen)
        except ValueError as e:
            assert str(e) == "width() argument 'pen': the Pen is closed", e
        else:
            assert False
        assert draw.make(0) is None
        draw.make(1)
        assert plane.pens() == 0
        """,
        plane(),
        draw(),
    )


@pytest.mark.parametrize("user_first", [True, False])
def test_other_members_are_refused(user_first: bool) -> None:
    first, second, names = (
        ("draw", "other", "'draw.Vec2' and 'other.Vec2': the struct has 16 and 8 bytes")
        if user_first
        else (
            *("other", "draw"),
            "'other.Vec2' and 'draw.Vec2': the struct has 8 and 16 bytes",
        )
    )
    builder.check_script(
        f"""
        import {first}
        try:
            import {second}
        except ImportError as e:
            assert str(e) == (
                "seabind: 'org.example.plane.Vec2' version 1 is not the same in "
                "{names}"), e
        else:
            assert False
        """,
        plane("other", "OTHER_LAYOUT"),
        draw(),
    )


MEMBERS = {
    "int a, b; | 1, a, b": None,
    "int b, a; | 1, b, a": "member 1 is 'a' and 'b'",
    "int b, a; | 1, a, b": ("member 'a' is at 0 with 4 bytes, and at 4 with 4"),
    "int a, b; | 1, a": "2 and 1 members are listed",
    "short a; int b; | 1, a, b": ("member 'a' is at 0 with 4 bytes, and at 0 with 2"),
    "int a, b; | 2, a": None,
}


@pytest.mark.parametrize("text", MEMBERS)
def test_what_is_compared(text: str) -> None:
    template = """
        #include <seabind/seabind.h>
        #define KEY "org.example.T"
        typedef struct { STRUCT } t;
        SEA_CLASS(T, t, (shared, KEY, LIST));
        SEA_MODULE(NAME, (class, T));
        """
    modules = [
        builder.build_snippet(
            name,
            template.replace("STRUCT", t[0])
            .replace("LIST", t[1])
            .replace("NAME", name),
        )
        for name, t in (
            ("shared_first", next(iter(MEMBERS)).split("|")),
            ("shared_second", text.split("|")),
        )
    ]
    builder.check_script(
        f"""
        import shared_first
        error = ""
        try:
            import shared_second
        except ImportError as e:
            error = str(e)
        expected = {MEMBERS[text]!r}
        assert error == ("" if expected is None else
            "seabind: 'org.example.T' version 1 is not the same in 'shared_first.T' "
            "and 'shared_second.T': " + expected), error
        """,
        *modules,
    )


def test_a_class_on_top_of_a_shared_one() -> None:
    builder.check_script(
        """
        try:
            import draw
        except ImportError as e:
            assert str(e) == (
                "seabind: module 'draw': 'Vec3' derives from 'Vec2': "
                "import 'plane' first"), e
        else:
            assert False
        import plane, draw
        v = draw.Vec3(3, 4, 5)
        assert isinstance(v, plane.Vec2) and (v.x, v.z) == (3, 5)
        assert draw.length(v) == 5 and type(v.flat()) is plane.Vec2
        v.x = 6
        assert v.flat().x == 6 and draw.peeks(v) == 1
        """,
        plane(),
        draw("DERIVED"),
    )


def test_re_import_of_the_owner() -> None:
    builder.check_script(
        """
        import sys, gc, plane, draw
        old = plane
        v = old.Vec2(3, 4)
        del sys.modules["plane"]
        import plane
        assert plane.Vec2 is not old.Vec2
        assert draw.length(v) == draw.length(plane.Vec2(3, 4)) == 5
        assert type(draw.twice(v)) is old.Vec2  # the one draw found first
        pen, pen2 = old.Pen(1), plane.Pen(2)
        assert draw.same(pen) is pen and draw.same(pen2) is pen2
        plane.set_favourite(pen)
        assert plane.favourite() is pen
        del old, v, pen
        gc.collect()
        assert draw.length(draw.twice(plane.Vec2(3, 4))) == 10
        """,
        plane(),
        draw(),
    )


def test_two_owners_of_one_key() -> None:
    builder.check_script(
        """
        import plane, second, draw
        a, b = plane.Vec2(3, 4), second.Vec2(6, 8)
        assert type(a) is not type(b)
        assert (draw.length(a), draw.length(b)) == (5, 10)
        """,
        plane(),
        plane("second"),
        draw(),
    )
