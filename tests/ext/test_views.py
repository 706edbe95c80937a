"""Nested structs are live views of the object that they are in."""

import copy
import gc
import pickle
import struct
import sys
import threading
import weakref

import pytest


def said(error) -> str:
    return str(error.value)


def test_writing_changes_the_parent(ext):
    s = ext.Seg()
    s.a.x = 10
    assert s.a.x == 10 and s.a.y == 2 and s.still.x == 10
    view = s.a
    s.a = ext.Vec2(5, 6)
    assert (view.x, view.y) == (5, 6) and view.sum() == view.total == 11
    view.scale(2)
    assert (s.a.x, s.a.y) == (10, 12)
    ext.move(view, 1)
    assert s.a.x == 11 and ext.by_value(view) == ext.by_ref(view) == 23
    s.end = view  # a copy of it
    view.x = 0
    assert s.end.x == 11
    assert ext.total([view, s.end, s.a]) == ext.total_of([view, s.end, s.a]) == 11
    assert ext.peek(view) == 0


def test_views_of_views(ext):
    p = ext.Path()
    first = p.first
    a = first.a
    a.x = 100
    assert p.first.a.x == 100
    del first
    p.first = ext.Seg(ext.Vec2(1, 1), ext.Vec2(2, 2))
    assert a.x == 1 and p.second.end.y == 9
    p.second.n += 1
    assert p.second.n == 11
    before = sys.getrefcount(p)
    del a
    assert sys.getrefcount(p) == before - 1


def test_what_is_read_only_is_a_copy(ext):
    s, p = ext.Seg(), ext.Path()
    still = s.still
    still.x = 9
    assert s.a.x == 1 and type(still) is ext.Vec2
    fixed = p.fixed
    fixed.x = 9
    assert p.fixed.x == 11 and type(fixed) is ext.Vec2
    with pytest.raises(AttributeError):
        s.still = still


def test_a_view_keeps_its_parent(ext):
    view = ext.Path().second.end
    gc.collect()
    assert (view.x, view.y) == (8, 9)
    view = ext.Node(3).seg.a
    gc.collect()
    assert view.x == 1


def test_it_looks_like_its_class(ext):
    v, view = ext.Vec2(1, 2), ext.Seg().a
    assert isinstance(view, ext.Vec2) and view.__class__ is ext.Vec2
    assert repr(view) == repr(v) == "Vec2(x=1.0, y=2.0)"
    assert view == v and v == view and hash(view) == hash(v) and (view != v) is False
    assert type(view + v) is type(v + view) is type(view + view) is ext.Vec2
    assert (view + v).x == 2 and {view: 1}[v] == 1
    assert type(view).__doc__ == ext.Vec2.__doc__
    copied, deep = copy.copy(view), copy.deepcopy(view)
    assert type(copied) is type(deep) is ext.Vec2
    view.x = 7
    assert copied.x == deep.x == 1
    with pytest.raises(AttributeError):
        view.other = 1


def test_the_type_is_hidden(ext):
    view = ext.Seg().a
    kind = type(view)
    assert kind is type(ext.Path().first.a) is type(ext.Node(1).seg.a)
    for make in (kind, lambda: ext.Vec2.__new__(kind), lambda: object.__new__(kind)):
        with pytest.raises(TypeError):
            make()
    with pytest.raises(TypeError):
        type("Sub", (kind,), {})
    with pytest.raises(TypeError) as caught:
        view.__class__ = ext.Vec2
    assert said(caught) == "a view of 'Vec2' cannot change its class"
    for o, other in ((view, ext.Vec2), (ext.Vec2(), kind)):
        with pytest.raises(TypeError):
            object.__dict__["__class__"].__set__(o, other)
    with pytest.raises(TypeError) as caught:
        view.__init__(1, 2)
    assert said(caught) == "cannot initialise a view of 'Vec2': assign it"
    with pytest.raises(TypeError):
        ext.Vec2.__init__(view, 1, 2)
    with pytest.raises(TypeError):
        kind.x = 1
    with pytest.raises(TypeError, match="must be Vec2, not"):
        ext.by_ref(ext.Seg())


# ---- views into handles -------------------------------------------------------------


@pytest.fixture(params=["Node", "Box"])
def handle(request, ext):
    return ext.Node(7) if request.param == "Node" else ext.Box()


def test_into_a_handle(ext, handle):
    view = handle.seg.a
    view.x = 10
    assert handle.seg.a.x == view.x == 10 and view.sum() == view.total == 12
    handle.seg.n += 1
    assert handle.seg.n == 8
    view.scale(2)
    ext.move(view, 1)
    assert ext.by_value(view) == ext.by_ref(view) == 25 and ext.peek(view) == 21
    assert (
        ext.total([view, ext.Vec2(1), view]) == ext.total_of([view, ext.Vec2(1)]) + 21
    )
    assert view == copy.copy(view) and (view + view).x == 42 and hash(view) == 21
    handle.seg = ext.Seg()
    assert view == ext.Vec2(1, 2) and type(copy.copy(view)) is ext.Vec2
    handle.seg.a = ext.Vec2(5, 5)
    assert view.x == 5


@pytest.mark.parametrize(
    ("use", "text"),
    [
        (lambda ext, v: v.x, "Vec2.x: the NAME is closed"),
        (lambda ext, v: setattr(v, "x", 1), "Vec2.x: the NAME is closed"),
        (lambda ext, v: v.sum(), "Vec2.sum(): the NAME is closed"),
        (lambda ext, v: v.total, "Vec2.total: the NAME is closed"),
        (lambda ext, v: ext.by_value(v), "by_value() argument 'v': the NAME is closed"),
        (lambda ext, v: ext.by_ref(v), "by_ref() argument 'v': the NAME is closed"),
        (
            lambda ext, v: ext.total([ext.Vec2(), v]),
            "total() argument 'v': item 1: the NAME is closed",
        ),
        (
            lambda ext, v: ext.total_of([v]),
            "total_of() argument 'v': item 0: the NAME is closed",
        ),
        (lambda ext, v: v + v, "Vec2.__add__(): the NAME is closed"),
        (lambda ext, v: v == ext.Vec2(), "Vec2.__eq__(): the NAME is closed"),
        (lambda ext, v: ext.Vec2() == v, "Vec2.__eq__(): the NAME is closed"),
        (lambda ext, v: hash(v), "Vec2.__hash__(): the NAME is closed"),
        (lambda ext, v: copy.copy(v), "the NAME is closed"),
        (lambda ext, v: setattr(ext.Seg(), "a", v), "Seg.a: the NAME is closed"),
    ],
)
def test_after_close(ext, handle, use, text):
    view = handle.seg.a
    handle.close()
    with pytest.raises(ValueError) as caught:
        use(ext, view)
    assert said(caught).endswith(text.replace("NAME", type(handle).__name__))
    assert ext.peek(view) == -1 and isinstance(view, ext.Vec2) and repr(view)


def test_a_view_of_a_view_after_close(ext, handle):
    seg = handle.seg
    handle.close()
    with pytest.raises(ValueError) as caught:
        seg.a  # noqa: B018
    assert said(caught) == f"Seg.a: the {type(handle).__name__} is closed"


def test_the_handle_is_busy(ext, handle):
    view = handle.seg.a
    with pytest.raises(RuntimeError):
        view.call(handle.close)
    assert not handle.closed
    assert view.call(lambda: view.x) == 1
    handle.close()


def test_threads(ext):
    node = ext.Node(1)
    view = node.seg.a

    def work():
        for _ in range(300):
            view.scale(1)
            assert view.sum() == 3
            view.x = 1
            assert ext.by_value(view) == 3
            assert node.seg.a == view

    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    node.close()


def test_into_handles_among_handles(ext):
    n, m = ext.Node(1), ext.Node(2)
    v, w = n.seg.a, m.seg.end
    assert ext.node_dot(n, v, n, v) == 1 + 4
    assert ext.node_dot(m, v, n, w) == ext.node_dot(n=m, w=w, v=v, m=n) == 1 + 8
    assert v.dot_node(n) == v.dot_node(m) == 1
    n.move(v)  # a locked call, into the handle that it is on
    n.move(ext.Vec2(3))
    assert n.seg.a.x == 5
    m.close()
    for use in (lambda: ext.node_dot(n, v, n, w), lambda: ext.node_dot(n, w, m, v)):
        with pytest.raises(ValueError, match="the Node is closed"):
            use()
    assert ext.node_dot(n, v, n, v) == 25 + 4
    n.close()


def test_locked(ext):
    n = ext.Node(1)
    view = n.seg.a
    with pytest.raises(RuntimeError) as caught:
        ext.again(view, lambda: ext.again(view, list))
    assert said(caught) == "again(): the Node is in use by a call of this thread"
    assert ext.again(view, lambda: ext.by_ref(view)) == 3
    with pytest.raises(RuntimeError, match="in use by a call of this thread"):
        ext.again(view, lambda: n.move(ext.Vec2()))
    n.close()


def test_into_a_handle_for_other_callers(ext, handle):
    view = handle.seg.a
    line = ext.Line(view, ext.Vec2(8, 9))
    assert (line.a, line.b.x) == (ext.Vec2(1, 2), 8)
    assert ext.Line(b=view, a=view).b == view
    assert ext.Place(view).id == 1 and ext.Place(5).id == 5
    assert ext.told(view) == 3 and ext.told(4) == 4
    handle.close()
    for use in (ext.Place, ext.told, lambda v: ext.Line(v, v)):
        with pytest.raises((TypeError, ValueError), match="is closed"):
            use(view)
    with pytest.raises(ValueError) as caught:
        ext.Line(ext.Vec2(), view)
    assert said(caught) == f"Line() argument 'b': the {type(handle).__name__} is closed"


def test_crossing_threads(ext):
    n, m = ext.Node(1), ext.Node(2)
    v, w = n.seg.a, m.seg.a

    def work(*args):
        for _ in range(300):
            assert ext.node_dot(*args) == 1 + 4
            assert args[1].dot_node(args[0]) == 1

    threads = [
        threading.Thread(target=work, args=args)
        for args in ((n, w, n, w), (m, v, m, v), (n, v, m, w), (m, w, n, v))
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    n.close()
    m.close()


# ---- memory -------------------------------------------------------------------------


def test_cycles_are_collected(ext):
    class Mine(ext.Seg):
        pass

    class Handle(ext.Node):
        pass

    for make in (Mine, lambda: Handle(1)):
        made = make()
        made.view = made.a if isinstance(made, Mine) else made.seg
        gone = weakref.ref(made)
        del made
        gc.collect()
        assert gone() is None


def test_references(ext):
    s, n = ext.Seg(), ext.Node(1)
    counted = [s, n, type(s.a), ext.Vec2, ext.Seg, ext.Node]
    before = [sys.getrefcount(o) for o in counted]
    for _ in range(10):
        a, b = s.a, n.seg.a
        a.x = b.x
        ext.total([a, b])
        copy.copy(b)
        with pytest.raises(TypeError):
            ext.total([a, b, 3])
    del a, b
    assert [sys.getrefcount(o) for o in counted] == before


# ---- fields that are arrays ---------------------------------------------------------


def test_arrays(ext):
    b = ext.Block()
    assert b.m == (1, 2, 3, 4) and b.tag == b"\x01\x02\xff" and b.fixed == (5, 6)
    assert b.words == ("a", "b") and b.name == "text"
    b.m = range(4)
    assert b.m == (0, 1, 2, 3)
    b.tag = bytearray(b"abc")
    assert b.tag == b"abc"
    b.tag = [1, 2, 3]
    assert b.tag == b"\x01\x02\x03"
    b.name = "\u00e9" * 3
    assert b.name == "\u00e9" * 3
    b.name = ""
    assert b.name == ""
    b.corner[1].x = 7
    second = b.corner[1]
    assert b.corner[1].x == second.x == 7
    b.corner = [ext.Vec2(1, 1), second]
    assert b.corner[0].y == 1 and second.x == 7
    b.corners[0].x = 50
    assert b.corner[0].x == 1
    assert ext.Block.m.__doc__ == "A matrix."
    for name in "fixed", "words", "corners":
        with pytest.raises(AttributeError):
            setattr(b, name, getattr(b, name))
    with pytest.raises(AttributeError, match=r"Block.m cannot be deleted"):
        del b.m
    with pytest.raises(AttributeError, match=r"Block.name cannot be deleted"):
        del b.name


@pytest.mark.parametrize(
    ("name", "value", "error", "text"),
    [
        ("m", 3, TypeError, "Block.m must be a sequence, not int"),
        ("m", [1, 2], ValueError, "Block.m: 2 items for an array of 4"),
        ("m", [1, 2, "x", 4], TypeError, "Block.m: item 2 must be float, not str"),
        ("tag", b"ab", ValueError, "Block.tag: 2 items for an array of 3"),
        (
            *("tag", [1, 2, 256], OverflowError),
            "Block.tag: item 2: 256 does not fit u8 (0 to 255)",
        ),
        ("name", b"x", TypeError, "Block.name must be str, not bytes"),
        (
            *("name", "12345678", ValueError),
            "Block.name: 8 bytes of UTF-8 do not fit char[8] (7)",
        ),
        ("name", "a\0b", ValueError, "Block.name: embedded null character"),
        ("corner", [1, 2], TypeError, "Block.corner: item 0 must be Vec2, not int"),
    ],
)
def test_arrays_refused(ext, name, value, error, text):
    b = ext.Block()
    before = b.m, b.tag, b.name
    with pytest.raises(error) as caught:
        setattr(b, name, value)
    assert said(caught) == text and (b.m, b.tag, b.name) == before


def test_arrays_in_a_handle(ext):
    m = ext.Matrix()
    assert m.m == (1, 0, 0, 0) and m.name == "x" * 8
    m.m, m.name, m.tag = (2, 3, 4, 5), "short", b"xyz"
    assert (m.m, m.name, m.tag) == ((2, 3, 4, 5), "short", b"xyz")
    corner = m.corner
    corner[1].x = 5
    assert m.corner[1].x == 5
    m.close()
    for use in (
        lambda: m.m,
        lambda: m.name,
        lambda: setattr(m, "m", range(4)),
        lambda: setattr(m, "name", ""),
        lambda: corner[1].x,
    ):
        with pytest.raises(ValueError, match=r"the Matrix is closed"):
            use()


# ---- live arrays --------------------------------------------------------------------


def test_array_is_live(ext):
    b = ext.Block()
    m = b.m
    m[0] = 10
    m[-1] = 40.5
    assert b.m[0] == 10 and m == [10, 2, 3, 40.5] == b.m
    b.m = [1, 2, 3, 4]
    assert list(m) == [1, 2, 3, 4] and len(m) == 4 and repr(m) == "[1.0, 2.0, 3.0, 4.0]"
    assert m[1:3] == [2, 3] and m[::-1] == [4, 3, 2, 1] and type(m[:]) is list
    m[1:3] = 20, 30
    m[::3] = m[::-3]
    assert m == (4, 20, 30, 1) and m != [4] and m != (4, 20, 30, 2)
    assert m < (5,) and m >= (4, 20, 30) and m == b.m and m <= b.m
    assert 20 in m and m.index(30) == 2 and m.count(1) == 1 and sum(m) == 55
    assert list(reversed(m)) == m[::-1] and m < [5] and m == ext.Block.m.__get__(b)
    first, *rest = m
    assert (first, rest) == (4, [20, 30, 1])
    match m:
        case [4, second, *_]:
            assert second == 20
    b.m[:] = b.m
    b.m = b.m
    m[True] = m[0]
    assert m == [4, 4, 30, 1] and m != 3 and m != "text"
    with pytest.raises(TypeError, match="unhashable"):
        hash(m)
    for copied in copy.copy(m), copy.deepcopy(m), pickle.loads(pickle.dumps(m)):
        assert type(copied) is list and copied == m


def test_array_of_structs_is_live(ext):
    b = ext.Block()
    corner = b.corner
    corner[0].x = 50
    corner[1] = ext.Vec2(7, 8)
    view = corner[1]
    corner[1:] = [ext.Vec2(9, 9)]
    assert b.corner[0].x == 50 and view.x == 9 and corner == [ext.Vec2(50, 2), view]
    corner[0] = corner[1]
    corner[1].x = 1
    assert corner[0].x == 9
    corners = b.corners
    corners[0].x = 0
    assert corner[0].x == 9 == corners[0].x


@pytest.mark.parametrize(
    ("use", "error", "text"),
    [
        (lambda b: b.m[4], IndexError, "Block.m has 4 items, and none of that index"),
        (lambda b: b.m[-5], IndexError, "Block.m has 4 items, and none of that index"),
        (lambda b: b.m[1 << 99], IndexError, None),
        (
            *(lambda b: b.m["x"], TypeError),
            "Block.m: an index must be int or slice, not str",
        ),
        (
            *(lambda b: b.m.__setitem__(4, 0), IndexError),
            "Block.m has 4 items, and none of that index",
        ),
        (
            *(lambda b: b.m.__setitem__(1.5, 0), TypeError),
            "Block.m: an index must be int or slice, not float",
        ),
        (
            *(lambda b: b.m.__setitem__(2, "x"), TypeError),
            "Block.m[2] must be float, not str",
        ),
        (
            *(lambda b: b.n.__setitem__(-1, 1 << 15), OverflowError),
            "Block.n[2]: 32768 does not fit short (-32768 to 32767)",
        ),
        (
            *(lambda b: b.corner.__setitem__(0, 3), TypeError),
            "Block.corner[0] must be Vec2, not int",
        ),
        (
            *(lambda b: b.m.__setitem__(slice(2), [1]), ValueError),
            "Block.m: 1 items for an array of 2",
        ),
        (
            *(lambda b: b.m.__setitem__(slice(2), 3), TypeError),
            "Block.m must be a sequence, not int",
        ),
        (
            *(lambda b: b.m.__setitem__(slice(2), [1, "x"]), TypeError),
            "Block.m: item 1 must be float, not str",
        ),
        (lambda b: b.m[::0], ValueError, "slice step cannot be zero"),
        (
            *(lambda b: b.m.__delitem__(0), TypeError),
            "Block.m: items of an array cannot be deleted",
        ),
        (
            *(lambda b: b.fixed.__setitem__(0, 1), TypeError),
            "Block.fixed is read-only",
        ),
        (
            *(lambda b: b.words.__setitem__(0, "x"), TypeError),
            "Block.words is read-only",
        ),
        (
            *(lambda b: b.corners.__setitem__(0, b.corner[1]), TypeError),
            "Block.corners is read-only",
        ),
        (lambda b: b.m.index(99), ValueError, None),
        (lambda b: b.m.index(), TypeError, None),
        (lambda b: type(b.m)(), TypeError, None),
    ],
)
def test_array_refused(ext, use, error, text):
    b = ext.Block()
    before = b.m[:], b.n[:], b.corner[0].x
    with pytest.raises(error) as caught:
        use(b)
    assert text is None or said(caught) == text
    assert (b.m[:], b.n[:], b.corner[0].x) == before


def test_array_keeps_its_parent(ext):
    m, corner = ext.Block().m, ext.Block().corner
    gc.collect()
    m[0] = 5
    assert m == [5, 2, 3, 4] and corner[1].x == 3
    nested = ext.Frame().inner.m
    gc.collect()
    nested[1] = 6
    assert nested == [1, 6, 3, 4]
    frame = ext.Frame()
    frame.inner.m[0] = 9
    assert frame.inner.m[0] == 9


def test_array_after_close(ext):
    handle = ext.Matrix()
    m, corner = handle.m, handle.corner
    m[1] = 5
    assert handle.m == [1, 5, 0, 0]
    handle.close()
    for use in (
        lambda: m[0],
        lambda: m.__setitem__(0, 1),
        lambda: m.__setitem__(slice(1), [1]),
        lambda: list(m),
        lambda: m[:],
        lambda: m == [],
        lambda: corner[0],
        lambda: memoryview(m),
    ):
        with pytest.raises(
            ValueError, match=r"Matrix\.(m|corner): the Matrix is closed"
        ):
            use()
    assert len(m) == 4
    handle = ext.Matrix()
    m = handle.m

    class Closing:
        def __float__(self):
            handle.close()
            return 1.0

    with pytest.raises(ValueError, match="the Matrix is closed"):
        m[0] = Closing()


def test_array_in_a_cycle(ext):
    class Sub(ext.Block):
        pass

    b = Sub()
    b.own = b.m
    died = weakref.ref(b)
    del b
    gc.collect()
    assert died() is None


def test_array_as_a_buffer(ext):
    b = ext.Block()
    with memoryview(b.m) as view:
        assert (view.format, view.shape, view.strides) == ("d", (4,), (8,))
        assert not view.readonly and view.tolist() == [1, 2, 3, 4]
        view[0] = 7
    assert b.m[0] == 7
    kept = memoryview(ext.Block().m)
    gc.collect()
    assert kept[1] == 2
    assert memoryview(b.fixed).readonly and memoryview(b.fixed).tolist() == [5, 6]
    assert memoryview(b.n).format == "h"
    corner = memoryview(b.corner)
    assert (corner.format, corner.itemsize, len(corner)) == ("T{d:x:d:y:}", 16, 2)
    assert ext.area(b.corner) == ext.area([*b.corner]) == 10
    assert memoryview(b.corners).readonly
    with pytest.raises(BufferError, match=r"Block\.words: its items have no format"):
        memoryview(b.words)
    with pytest.raises(TypeError, match="must be a writable buffer of int"):
        ext.clear(b.fixed)
    struct.pack_into("d", b.m, 8, 9.5)
    assert b.m[1] == 9.5 and bytes(b.fixed) == struct.pack("2i", 5, 6)


def test_array_for_numpy(ext):
    np = pytest.importorskip("numpy")
    b = ext.Block()
    m = np.asarray(b.m)
    m *= 2
    assert b.m == [2, 4, 6, 8] and m.dtype == "f8"
    corner = np.asarray(b.corner)
    corner["x"] = 5
    assert [c.x for c in b.corner] == [5, 5]
    m2 = np.frombuffer(b.m)
    m2[0] = 1
    assert b.m[0] == 1


def test_a_buffer_keeps_a_handle_open(ext):
    handle = ext.Matrix()
    view = memoryview(handle.m)
    with pytest.raises(BufferError) as caught:
        handle.close()
    assert said(caught) == "Matrix.close(): a buffer of the Matrix is in use"
    view[0] = 3
    assert handle.m[0] == 3 and not handle.closed
    view.release()
    handle.close()
    kept = memoryview(ext.Matrix().m)
    gc.collect()
    assert kept[0] == 1


def test_array_in_threads(ext):
    handle, failures = ext.Matrix(), []

    def work():
        try:
            for i in range(2000):
                m = handle.m
                m[0] = i
                memoryview(m).release()
        except (ValueError, BufferError):
            pass
        except BaseException as e:
            failures.append(e)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    while True:
        try:
            handle.close()
            break
        except BufferError:
            pass
    for thread in threads:
        thread.join()
    assert not failures


@pytest.mark.parametrize("name", ["Node", "Box"])
def test_two_views_of_one_handle_in_a_list(ext, name):
    node = ext.Node(7) if name == "Node" else ext.Box()
    a, b = node.seg.a, node.seg.end
    assert ext.total([a, b, a]) == 1 + 3 + 1
    assert node.seg.n == 7 and (a.x, a.y, b.x, b.y) == (1, 2, 3, 4)
