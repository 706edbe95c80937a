"""Inheritance between bound classes, and identity of handles."""

import gc
import itertools
import os
import threading
import weakref

import builder
import pytest

# ---- inheritance --------------------------------------------------------------------


def test_values(ext):
    c = ext.Circle(3, 4, radius=2)
    assert isinstance(c, ext.Shape) and ext.Circle.__mro__[1] is ext.Shape
    assert (c.x, c.y, c.radius, c.distance()) == (3, 4, 2, 5)
    assert type(c.moved(1)) is ext.Shape and type(c.grown(1)) is ext.Circle
    assert c.grown(1).radius == 3 and c.grown(1).x == 3
    c.x = 6
    assert c.moved(1).x == 7
    assert ext.total(c, c) == ext.total(ext.Shape(6, 4), b=c) == 20
    assert ext.Dot(2).distance() == pytest.approx(8**0.5)
    with pytest.raises(TypeError, match=r"doesn't apply to a 'family.Shape'"):
        ext.Circle.grown(ext.Shape(1, 2), 1)


def test_python_subclasses(ext):
    class Mine(ext.Circle):
        def __init__(self, name):
            super().__init__(1, 2, 3)
            self.name = name

    m = Mine("m")
    assert (m.x, m.radius, m.name, m.distance()) == (1, 3, "m", 5**0.5)
    assert type(m.grown(1)) is ext.Circle and type(m.moved(1)) is ext.Shape
    assert ext.peeks(m) == 3


def test_half_constructed(ext):
    c = ext.Circle.__new__(ext.Circle)
    for call in (c.distance, lambda: c.x, lambda: c.moved(1), lambda: ext.total(c, c)):
        with pytest.raises(RuntimeError, match="the Circle is not initialised"):
            call()
    assert ext.peeks(c) == 0
    # the base's __init__ on a derived object makes all of it
    with pytest.raises(TypeError, match="missing 1 required"):
        ext.Shape.__init__(c, 1)
    ext.Shape.__init__(c, 1, 2, 3)
    assert (c.x, c.radius) == (1, 3)


def test_no_constructor_is_not_inherited(ext):
    for call in (ext.Bare, lambda: ext.Bare.__new__(ext.Bare)):
        with pytest.raises(TypeError, match="cannot create 'Bare' instances"):
            call()


def test_mutable_is_inherited(ext):
    one = ext.Looser(5)
    assert gc.is_tracked(one) and gc.is_tracked(one.next()) and one.next().more == 6
    ext.Looser.extra = one  # a cycle through the type's dict
    del ext.Looser.extra


def test_sizes(ext):
    """A derived class is larger than its base: CPython then refuses assignments."""
    for derived in (ext.Circle, ext.Dot, ext.Bare, ext.Looser, ext.Button, ext.Special):
        assert derived.__basicsize__ > derived.__base__.__basicsize__


def test_class_assignments_are_refused(ext):
    class A(ext.Shape):
        __slots__ = ()

    class B(ext.Dot):
        __slots__ = ()

    class C(ext.Loose):
        __slots__ = ()

    class D(ext.Looser):
        __slots__ = ()

    def bound(cls):
        return next(c for c in cls.__mro__ if c.__module__ == ext.__name__)

    objects = [ext.Shape(1, 2), ext.Dot(1), ext.Loose(1, 2), ext.Looser(1)]
    objects += [A(1, 2), B(1), C(1, 2), D(1)]
    for o, t in itertools.product(objects, map(type, objects)):
        if bound(type(o)) is not bound(t):
            with pytest.raises(TypeError):
                o.__class__ = t
    for a, b in itertools.permutations((A, B, C, D), 2):
        with pytest.raises(TypeError):
            a.__bases__ = b.__bases__


def test_handles(ext):
    b = ext.Button()
    assert isinstance(b, ext.Widget) and (b.kind, b.click(), b.click()) == (100, 1, 2)
    before = ext.alive()
    with b:
        pass
    assert ext.alive() == before - 1  # the base's destroy
    with pytest.raises(ValueError, match="the Button is closed"):
        b.next()
    assert ext.Special().answer() == 42


def test_embedded_objects_of_both_levels(ext):
    a, b = ext.WideNode(), ext.WideNode()
    dead = []
    refs = [weakref.ref(o, dead.append) for o in (a, b)]
    a.left, a.right, b.left, b.right = b, [a], a, {1: b}
    del a, b
    gc.collect()
    assert len(dead) == 2 and all(r() is None for r in refs)


def test_base_after_derived():
    module = builder.build_snippet(
        "upside",
        """
        #include <seabind/seabind.h>
        typedef struct { int a; } base;
        typedef struct { base b; } derived;
        SEA_CLASS(Base, base);
        SEA_CLASS(Derived, derived, (base, Base, b));
        SEA_MODULE(upside, (class, Derived), (class, Base));
        """,
    )
    builder.check_script(
        """
        try:
            import upside
        except ImportError as e:
            assert str(e) == ("seabind: module 'upside': list (class, Base) before "
                              "(class, Derived)"), e
        else:
            assert False
        """,
        module,
    )


# ---- identity -----------------------------------------------------------------------


def test_one_object(ext):
    a, b = ext.Widget(1), ext.Button()
    assert a.next() is None
    with pytest.raises(RuntimeError, match="returned NULL"):
        a.required_next()
    a.link(b)
    assert a.next() is b and a.required_next() is b and b.next() is None
    assert a.self() is a and b.self() is b
    many = [ext.Widget(i) for i in range(5000)]
    assert all(w.self() is w for w in many)
    del many[::2]
    assert all(w.self() is w for w in many)


def test_without_an_object(ext):
    a, b = ext.Widget(1), ext.Widget(2)
    a.link(b)
    b.close()
    with pytest.raises(
        ReferenceError, match="C gave no Widget that has a Python object"
    ):
        a.next()


def test_owned_twice(ext):
    w = ext.Widget()
    calls = ext.destroy_calls()
    assert w.ref() is w and w.references == 1 and ext.destroy_calls() == calls + 1
    before = ext.alive()
    del w
    assert ext.alive() == before - 1


def test_python_subclass_keeps_its_identity(ext):
    class Mine(ext.Button):
        pass

    a, m = ext.Widget(), Mine()
    a.link(m)
    assert a.next() is m and ext.wrap_widget(m) is m


def test_wrap_and_own(ext):
    s, w = ext.wrap_shape(1, 2), ext.own_widget(3)
    assert type(s) is ext.Shape and (s.x, s.y) == (1, 2)
    assert type(w) is ext.Widget and w.kind == 3 and ext.wrap_widget(w) is w
    with pytest.raises(TypeError, match="a NULL pointer is no Widget"):
        ext.own_widget(0)
    with pytest.raises(TypeError, match="a NULL pointer is no Widget"):
        ext.wrap_widget(3)
    shape, circle = ext.Shape(1, 2), ext.Circle(1, 2)
    assert [ext.peeks(o) for o in (shape, circle, w, ext.Button(), None)] == [
        *(1, 3, 4, 12, 0)
    ]


def test_dying(ext):
    """A handle that dies cannot be had any more, also from its own weakref callback."""
    a = ext.Widget()
    seen = []

    def look(ref=None):
        try:
            seen.append(a.next())
        except ReferenceError as e:
            seen.append(str(e))

    class Last:
        def __del__(self):
            look()

    class Mine(ext.Widget):
        pass

    b = Mine()
    b.last = Last()
    a.link(b)
    ref = weakref.ref(b, look)
    del b
    dying, gone = seen
    assert dying == (
        "Widget.next(): C gave the Widget whose Python object is being destroyed"
    )
    assert gone == "Widget.next(): C gave no Widget that has a Python object"
    assert ref() is None


def test_resurrected(ext):
    kept = []

    class Phoenix(ext.Widget):
        def __del__(self):
            kept.append(a.next())

    a, p = ext.Widget(), Phoenix(7)
    a.link(p)
    del p
    assert type(kept[0]) is Phoenix and kept[0].kind == 7 and a.next() is kept[0]
    kept.clear()


def test_threads(ext):
    a, stop = ext.Widget(), threading.Event()
    failures = []

    def look():
        while not stop.is_set():
            try:
                found = a.next()
                if found is not None and type(found) is not ext.Widget:
                    failures.append(found)
            except ReferenceError:
                pass

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(2000):
        b = ext.Widget()
        a.link(b)
        del b
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_fork_during_a_call():
    gate = builder.build_extension("gate", "tests/threads/gate.c")
    done = builder.check_script(
        """
        import gate, os, sys, threading, time, warnings
        warnings.simplefilter("ignore")
        counter = gate.Counter(1)
        thread = threading.Thread(target=counter.stay, args=(1500,))
        thread.start()
        time.sleep(0.3)
        child = os.fork()
        if child == 0:
            for use in (lambda: counter.value, counter.close):
                try:
                    use()
                except RuntimeError as e:
                    print(e, flush=True)
            print(gate.Counter(5).value, flush=True)
            sys.exit(0)
        assert os.waitpid(child, 0)[1] == 0
        thread.join()
        print("parent", counter.value)
        counter.close()
        """,
        gate,
    )
    lost = "the Counter was in use by another thread when the process was forked"
    assert done.stdout.splitlines() == [lost, lost, "5", "parent 1"]
