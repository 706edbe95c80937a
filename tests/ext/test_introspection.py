# ruff: noqa: E501
"""What inspect, help and pickle see; what value classes do by themselves."""

import copy
import gc
import inspect
import math
import pickle
import pydoc
import sys
from typing import Any

import builder
import pytest

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


@pytest.fixture(autouse=True)
def importable(ext):
    """inspect and pickle find modules in sys.modules."""
    sys.modules["introspection"] = ext
    yield
    del sys.modules["introspection"]


# ---- signatures ---------------------------------------------------------------------


def test_defaults_show_as_objects(ext):
    shown = str(inspect.signature(ext.defaults))
    assert shown == (
        "(inf=inf, nan=nan, minus=-inf, f=0.5, c='a', b=True, "
        "s='a\\'\\n\"é)\\n--\\n\\n', none=None, n=-3, v=Vec2(x=-1.0, y=0.5))"
    )
    parameters = inspect.signature(ext.defaults).parameters
    assert parameters["inf"].default == math.inf
    assert math.isnan(parameters["nan"].default)
    assert parameters["minus"].default == -math.inf
    assert parameters["s"].default == "a'\n\"é)\n--\n\n"
    # what inspect cannot take is a str that looks like the object
    assert isinstance(parameters["v"].default, str)
    assert parameters["v"].default == repr(ext.Vec2(-1, 0.5))


def test_defaults_of_a_class_that_comes_later(ext):
    shown = "(from_=Vec2(x=0.0, y=0.0), to=Vec2(x=1.0, y=inf), open=False)"
    assert str(inspect.signature(ext.Path)) == shown


def test_signatures_of_methods(ext):
    by = "by=Vec2(x=1.0, y=2.0)"
    assert str(inspect.signature(ext.Vec2.moved)) == f"(self, /, {by})"
    assert str(inspect.signature(ext.Vec2().moved)) == f"({by})"
    assert str(inspect.signature(ext.Vec2.at)) == "(x=nan, *, y=-inf)"
    assert str(inspect.signature(ext.Vec2)) == "(x=0.0, y=-0.0)"

    class Sub(ext.Vec2):
        pass

    assert str(inspect.signature(Sub.moved)) == f"(self, /, {by})"
    assert str(inspect.signature(Sub().moved)) == f"({by})"


def test_text_signatures(ext):
    assert ext.twice.__text_signature__ == "($module, n)"
    assert ext.Vec2.__text_signature__ == "(x=0.0, y=-0.0)"
    assert ext.Vec2.at.__text_signature__ == "($type, x=1e999-1e999, *, y=-1e999)"


def test_nothing_of_it_outlives_the_module():
    text = (builder.ROOT / "tests/ext/introspection.c").read_text("utf-8")
    module = builder.build_snippet("introspection", text)
    builder.check_script(
        """
        import gc, sys, weakref
        import introspection
        gone = weakref.ref(introspection._seabind)
        assert type(introspection._seabind._0) is gone()
        del sys.modules["introspection"], introspection
        gc.collect()
        assert gone() is None
        """,
        module,
    )


def test_a_module_with_a_function_of_its_own_name():
    """The way to a default of a method would lead through the function."""
    ext: Any = builder.load_extension(
        builder.build_snippet(
            "same",
            """
            #include <seabind/seabind.h>
            typedef struct { int n; } num;
            static num make(int n) { return (num){n}; }
            static int add(const num *a, num b) { return a->n + b.n; }
            static int same(num a) { return a.n; }
            SEA_CLASS(Num, num, (init, make, (int, n)), (field, n, int),
                (method, add, add, int, (Num, b, ((num){2}))));
            SEA_MODULE(same, (class, Num),
                (function, same, same, int, (Num, a, ((num){1}))));
            """,
        )
    )
    sys.modules["same"] = ext
    assert str(inspect.signature(ext.same)) == "(a=Num(n=1))"
    assert str(inspect.signature(ext.Num.add)) == "(self, /, b=Ellipsis)"
    del sys.modules["same"]


def test_a_signature_of_your_own(ext):
    assert str(inspect.signature(ext.own)) == "(n, /, *rest, flag=(1, ')'), **more)"
    assert ext.own.__doc__ == "Twice."
    assert str(inspect.signature(ext.nothing)) == "()"
    assert str(inspect.signature(ext.Vec2.own)) == "(self, /, by={1: 2})"
    assert str(inspect.signature(ext.Vec2().own)) == "(by={1: 2})"
    assert ext.Vec2.own.__doc__ == "Own."
    assert str(inspect.signature(ext.Vec2.none)) == "(self, /)"


@pytest.mark.parametrize(
    "own", ["(a", "a, b", "(a b)", "(a: int)", "", "(a) int", "(1)"]
)
def test_a_signature_that_is_none(own):
    module = builder.build_snippet(
        "unsigned1",
        f"""
        #include <seabind/seabind.h>
        static int twice(int n) {{ return 2 * n; }}
        SEA_MODULE(unsigned1, (function, f, twice, int, (int, n), (signature, "{own}")));
        """,
    )
    builder.check_script(
        f"""
        try:
            import unsigned1
        except ImportError as e:
            assert str(e) == (
                'seabind: f(): (signature, "{own}"): write parameters '
                'without annotations: "(a, /, *, b=1)"'
            ), e
        else:
            raise AssertionError
        """,
        module,
    )


def test_without_docs(ext):
    text = (builder.ROOT / "tests/ext/introspection.c").read_text("utf-8")
    module = builder.build_snippet("introspection", text, defines=["SEABIND_NO_DOCS"])
    builder.check_script(
        """
        import inspect
        import introspection as ext
        for thing in (ext, ext.twice, ext.Vec2, ext.Vec2.x, ext.Vec2.sum, ext.Vec2.moved):
            assert not thing.__doc__, thing.__doc__
        assert str(inspect.signature(ext.twice)) == "(n)"
        assert str(inspect.signature(ext.own)).startswith("(n, /, *rest")
        assert str(inspect.signature(ext.Vec2)) == "(x=0.0, y=-0.0)"
        """,
        module,
    )


def test_names_of_everything(ext):
    assert (ext.twice.__module__, ext.twice.__qualname__) == ("introspection", "twice")
    assert ext.Vec2.__module__ == "introspection"
    assert ext.Vec2.moved.__qualname__ == "Vec2.moved"
    assert ext.Vec2.at.__qualname__ == "Vec2.at"
    assert ext.Vec2().moved.__qualname__ == "Vec2.moved"
    assert (ext.Vec2.x.__name__, ext.Vec2.x.__qualname__) == ("x", "Vec2.x")
    assert ext.Vec2.sum.__doc__ == "Moved by one."
    assert ext.Vec2.__doc__ == "Make one.\n\nIn the plane."


def test_help(ext):
    text = pydoc.plain(pydoc.render_doc(ext))
    assert "_seabind" not in text
    assert "twice(n)\n        Return twice *n*." in text
    assert "moved(self, /, by=Vec2(x=1.0, y=2.0))" in text
    assert "Abscissa." in text


# ---- functions pickle ---------------------------------------------------------------


def test_functions_pickle(ext):
    functions = [ext.twice, ext.Vec2, ext.Vec2.at, ext.Vec2.moved]
    for function in functions:
        for protocol in PROTOCOLS:
            assert pickle.loads(pickle.dumps(function, protocol)) == function
        assert copy.copy(function) == copy.deepcopy(function) == function


def test_bound_methods_pickle_with_their_object(ext):
    moved = pickle.loads(pickle.dumps(ext.Vec2(1, 2).moved))
    assert moved(ext.Vec2(1, 1)) == ext.Vec2(2, 3)


# ---- repr, == and hash --------------------------------------------------------------


def test_repr(ext):
    assert repr(ext.Vec2(1, -0.0)) == "Vec2(x=1.0, y=-0.0)"
    assert repr(ext.Path(open=True)) == (
        "Path(from_=Vec2(x=0.0, y=0.0), to=Vec2(x=1.0, y=inf), open=True)"
    )
    assert repr(ext.Heavy(1, 2)) == "Heavy(x=1.0, y=2.0, weight=0.5)"
    assert repr(ext.Padded("z", 3, True)) == "Padded(n=3, c='z', b=True)"
    assert repr(ext.Own(3)) == "a number"
    assert repr(ext.three()) == "Made(n=3)"

    class Sub(ext.Vec2):
        pass

    assert repr(Sub(1, 2)) == "Sub(x=1.0, y=2.0)"
    assert repr(ext.Vec2.__new__(ext.Vec2)).startswith("<introspection.Vec2 object at")


@pytest.mark.parametrize("name", ["Partly", "Alone", "Text", "Secret"])
def test_classes_that_are_more_than_their_fields(ext, name):
    cls = getattr(ext, name)
    args = () if name == "Text" else (1,)
    thing = cls(*args)
    assert repr(thing).startswith(f"<introspection.{name} object at")
    assert thing != cls(*args) and thing == thing
    if name != "Secret":  # its base has no hash
        assert hash(thing) == hash(thing)
    for protocol in PROTOCOLS:
        with pytest.raises(TypeError, match=f"cannot pickle .*{name}"):
            pickle.dumps(thing, protocol)
    for function in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match=f"cannot pickle .*{name}"):
            function(thing)


def test_a_member_in_what_looks_like_padding(compiler):
    """gcc knows; by arithmetic alone it is taken for padding."""
    text = (builder.ROOT / "tests/ext/introspection.c").read_text("utf-8")
    module = builder.build_snippet("introspection", text, cc=compiler)
    builder.check_script(
        f"""
        import introspection as ext
        if "{compiler}" == "gcc":
            assert not repr(ext.Unseen(1)).startswith("Unseen(")
        assert repr(ext.Padded("a", 1, True)) == "Padded(n=1, c='a', b=True)"
        """,
        module,
    )


def test_equality_is_by_values(ext):
    assert ext.Vec2(1, 0.0) == ext.Vec2(1, -0.0)
    assert ext.Vec2(1, 2) != ext.Vec2(1, 3)
    nan = ext.Vec2(math.nan, 1)
    assert nan != nan and not nan == nan  # noqa: SIM201
    assert ext.Padded("a", 1, True) == ext.Padded("a", 1, True)
    assert ext.Padded("a", 1, True) != ext.Padded("a", 1, False)
    assert ext.Path() == ext.Path() != ext.Path(ext.Vec2(2, 2))
    for other in (ext.Heavy(1, 2), (1.0, 2.0), None, 1):
        assert ext.Vec2(1, 2) != other and not other == ext.Vec2(1, 2)  # noqa: SIM201
    assert ext.Own(3) == ext.Own(13)

    class Sub(ext.Vec2):
        pass

    assert Sub(1, 2) == ext.Vec2(1, 2) == Sub(1, 2)
    with pytest.raises(TypeError, match="'<' not supported"):
        ext.Vec2() < ext.Vec2()  # noqa: B015
    empty = ext.Vec2.__new__(ext.Vec2)
    with pytest.raises(RuntimeError):
        empty == ext.Vec2()  # noqa: B015


def test_hash(ext):
    assert ext.Vec2.__hash__ is None and ext.Path.__hash__ is None
    with pytest.raises(TypeError, match=r"unhashable type: 'introspection\.Vec2'"):
        hash(ext.Vec2())
    assert hash(ext.Fixed(1.5)) == hash(ext.Fixed(1.5))
    assert len({ext.Fixed(0.0), ext.Fixed(-0.0), ext.Fixed(1)}) == 2
    nan = ext.Fixed(math.nan)
    assert hash(nan) == hash(nan) and nan in {nan}
    assert hash(ext.Hashed(13)) == 3 and ext.Hashed(3) != ext.Hashed(13)
    assert ext.Hashed(3) == ext.Hashed(3)
    assert hash(ext.three()) == hash(ext.three())


# ---- copy and pickle ----------------------------------------------------------------


def again(thing):
    """The object after each way to make another one of it."""
    yield copy.copy(thing)
    yield copy.deepcopy(thing)
    for protocol in PROTOCOLS:
        yield pickle.loads(pickle.dumps(thing, protocol))


def test_values_are_copied_and_pickled(ext):
    things = [
        ext.Vec2(1, -0.0),
        ext.Path(ext.Vec2(3, 4), open=True),
        ext.Heavy(1, 2, 0.25),
        ext.Padded("z", -3, True),
        ext.Fixed(2.5, 3),
        ext.Own(3),
        ext.Hashed(4),
        ext.three(),
        ext.Plain(5),
    ]
    for thing in things:
        for other in again(thing):
            assert type(other) is type(thing) and other is not thing
            assert repr(other) == repr(thing) and other == thing


def test_a_copy_is_independent(ext):
    path = ext.Path()
    for other in again(path):
        other.open = True
        other.from_ = ext.Vec2(7, 7)
        assert path == ext.Path()


def test_what_is_no_field_of_a_plain_class_becomes_zero(ext):
    thing = ext.Plain(1, 2)
    assert thing.rest() == 2
    assert [other.rest() for other in again(thing)] == [0] * (2 + len(PROTOCOLS))


def test_views_are_values(ext):
    path = ext.Path(ext.Vec2(3, 4))
    view = path.from_
    assert repr(view) == "Vec2(x=3.0, y=4.0)" and view == ext.Vec2(3, 4) == view
    for other in again(view):
        assert type(other) is ext.Vec2 and other == view
    with pytest.raises(TypeError):
        hash(view)
    with pytest.raises(TypeError, match="cannot create"):
        type(view)._seabind_restore(1.0, 2.0)


class Sub:
    """Replaced by a subclass of Vec2; pickle finds it here."""


class Slotted:
    """The same, with __slots__."""


def test_python_subclasses(ext, monkeypatch):
    class Sub(ext.Vec2):
        def __init__(self, name):
            super().__init__(1, 2)
            self.name = name

    class Slotted(ext.Vec2):
        __slots__ = ("name",)

    for cls in (Sub, Slotted):
        cls.__qualname__ = cls.__name__
        monkeypatch.setitem(globals(), cls.__name__, cls)
    thing, slotted = Sub(["a"]), Slotted(1, 2)
    slotted.name = ["a"]
    for one in (thing, slotted):
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            other = pickle.loads(pickle.dumps(one, protocol))
            assert type(other) is type(one)
            assert (other.x, other.y, other.name) == (1, 2, ["a"])
        assert copy.copy(one).name is one.name
        assert copy.deepcopy(one).name == ["a"]
        assert copy.deepcopy(one).name is not one.name
    thing.name.append(thing)  # a cycle
    other = copy.deepcopy(thing)
    assert other.name[1] is other


def test_a_pickle_that_was_changed(ext):
    restore = ext.Vec2._seabind_restore
    assert restore(1, 2.5) == ext.Vec2(1, 2.5)
    for values in ((), (1,), (1, 2, 3)):
        with pytest.raises(TypeError, match=rf"{len(values)} values for 2 fields"):
            restore(*values)
    for values in (("1", 2), (1, None), ([], {})):
        with pytest.raises(TypeError, match=r"Vec2\.[xy] must be float"):
            restore(*values)
    with pytest.raises(OverflowError):
        ext.Padded._seabind_restore(2**40, "a", True)
    with pytest.raises(TypeError, match=r"0 fields|not all"):
        ext.Secret._seabind_restore(1.0, 2.0)
    with pytest.raises(TypeError):
        ext.Path._seabind_restore(ext.Fixed(1), ext.Vec2(), True)
    with pytest.raises(RuntimeError):
        ext.Path._seabind_restore(ext.Vec2.__new__(ext.Vec2), ext.Vec2(), True)
    with pytest.raises(RuntimeError):
        pickle.dumps(ext.Vec2.__new__(ext.Vec2))


def test_references(ext):
    def work():
        for thing in (ext.Path(), ext.Heavy(1, 2), ext.Fixed(math.nan)):
            repr(thing)
            thing == thing  # noqa: B015
            for _ in again(thing):
                pass
        hash(ext.Fixed(1))
        for values in ((1,), (1, "2")):
            with pytest.raises(TypeError):
                ext.Vec2._seabind_restore(*values)

    work()
    gc.collect()
    types = (ext.Path, ext.Heavy, ext.Fixed, ext.Vec2)
    before = [sys.getrefcount(cls) for cls in types]
    for _ in range(20):
        work()
    gc.collect()
    assert [sys.getrefcount(cls) for cls in types] == before


def test_plain_needs_plain_members():
    module = builder.build_snippet(
        "unplain",
        """
        #include <seabind/seabind.h>
        typedef struct { int n, rest; } in;
        typedef struct { in in; int more; } out;
        SEA_CLASS(In, in, (field, n, int));
        SEA_CLASS(Out, out, (plain), (field, inner, in, In));
        SEA_MODULE(unplain, (class, In), (class, Out));
        """,
    )
    builder.check_script(
        """
        try:
            import unplain
        except ImportError as e:
            assert str(e) == (
                "seabind: module 'unplain': 'Out' is (plain), but 'In' in it is not"
            ), e
        else:
            raise AssertionError
        """,
        module,
    )
