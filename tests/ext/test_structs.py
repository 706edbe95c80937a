"""Arrays of structs: sequences of objects, buffers, lists as results."""

import array
import ctypes
import struct
import sys
import threading
from collections import deque

import pytest

pytestmark = pytest.mark.usefixtures("nothing_stays")


def said(error) -> str:
    return str(error.value)


class Pair(ctypes.Structure):
    _fields_ = (("x", ctypes.c_double), ("y", ctypes.c_double))


class Named(ctypes.Structure):
    _fields_ = (("a", ctypes.c_double), ("b", ctypes.c_double))


class Floats(ctypes.Structure):
    _fields_ = (("x", ctypes.c_float), ("y", ctypes.c_float))


class Ints(ctypes.Structure):
    _fields_ = (("x", ctypes.c_longlong), ("y", ctypes.c_longlong))


class Other(ctypes.Structure):  # another name of the first field
    _fields_ = (("other", ctypes.c_double), ("y", ctypes.c_double))


class Swapped(ctypes.Structure):
    _fields_ = (("y", ctypes.c_double), ("x", ctypes.c_double))


class Big(ctypes.BigEndianStructure):
    _fields_ = (("x", ctypes.c_double), ("y", ctypes.c_double))


class MixedLayout(ctypes.Structure):
    _fields_ = (
        ("tag", ctypes.c_char),
        ("n", ctypes.c_short),
        ("at", Pair),
        ("on", ctypes.c_bool),
        ("w", ctypes.c_float),
        ("u", ctypes.c_uint),
    )


class Vec3Layout(ctypes.Structure):
    _fields_ = (("x", ctypes.c_double), ("y", ctypes.c_double), ("z", ctypes.c_long))


# ---- sequences ----------------------------------------------------------------------


def test_sequences(ext):
    points = [ext.Vec2(1, 2), ext.Vec2(3, 4)]
    for one in (points, tuple(points), deque(points)):
        assert ext.sum(one) == ext.Vec2(4, 6)
    assert ext.sum([]) == ext.Vec2() and ext.given([]) == 0
    assert ext.given() == ext.given(None) == -1 and ext.given(points) == 2
    assert ext.split(points) == 4
    assert ext.sum([ext.Vec3(5, 1)]) == ext.Vec2(5, 0)  # of a derived class


def test_views_in_a_sequence(ext):
    node, mixed = ext.Node(1), ext.Mixed(7)
    assert ext.sum([node.at, mixed.at]) == ext.Vec2(8, 9)
    ext.scale([node.at, mixed.at], 2)
    assert node.at == ext.Vec2(2, 4) and mixed.at == ext.Vec2(14, 14)


def test_written_back(ext):
    points = [ext.Vec2(1, 2), ext.Vec2(3, 4)]
    ext.scale(points, 10)
    assert points == [ext.Vec2(10, 20), ext.Vec2(30, 40)]
    with pytest.raises(RuntimeError):
        ext.scale(points, -1)  # C changed its copies, and failed
    assert points == [ext.Vec2(10, 20), ext.Vec2(30, 40)]
    ext.clear(points[:1])
    assert points == [ext.Vec2(), ext.Vec2(30, 40)]
    one = ext.Vec2(1, 1)
    ext.scale([one, one], 2)  # each is a copy: the last is kept
    assert one == ext.Vec2(2, 2)
    third = ext.Vec3(5, 6)
    ext.scale([third], 2)
    assert (third.x, third.z) == (10, 6)


def test_written_back_by_a_constructor(ext):
    points = [ext.Vec2(1, 2)]
    assert ext.Bag(points).total == 1 and points == [ext.Vec2()]


def test_the_call_is_not_made(ext):
    point = ext.Vec2(1, 2)

    class Number:
        def __float__(self):
            point.x = 5
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ext.scale([point], Number())
    assert point.x == 5


def test_a_callback_closes_what_is_in_the_array(ext):
    node = ext.Node(1)
    view, kept = node.at, ext.Vec2(1, 1)
    ext.call([view, kept], node.close)
    assert kept.x == 1
    with pytest.raises(ValueError, match="the Node is closed"):
        view.x  # noqa: B018
    with pytest.raises(
        ValueError, match=r"sum\(\) argument 'points': item 1: the Node"
    ):
        ext.sum([kept, view])


def test_a_callback_changes_the_sequence(ext):
    points = [ext.Vec2(1, 1), ext.Vec2(2, 2)]
    first = points[0]
    ext.call(points, points.clear)
    assert points == [] and first.x == 99


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (3, TypeError, "must be a sequence or buffer of Vec2, not int"),
        (None, TypeError, "must be a sequence or buffer of Vec2, not None"),
        ("ab", TypeError, "must be a sequence or buffer of Vec2, not str"),
        ({}, TypeError, "must be a sequence or buffer of Vec2, not dict"),
        ([1], TypeError, ": item 0 must be Vec2, not int"),
        ([(1, 2)], TypeError, ": item 0 must be Vec2, not tuple"),
        ([None], TypeError, ": item 0 must be Vec2, not None"),
        (
            *(array.array("d", [1, 2]), TypeError),
            "must be a sequence or buffer of Vec2, format 'T{d:x:d:y:}',"
            " not array.array of format 'd'",
        ),
        (
            *((Floats * 2)(), TypeError),
            "must be a sequence or buffer of Vec2, format 'T{d:x:d:y:}',"
            " not Floats_Array_2 of format 'T{<f:x:<f:y:}'",
        ),
        (bytes(17), ValueError, ": 17 bytes are no number of Vec2 of 16 bytes"),
    ],
)
def test_refused(ext, value, error, text):
    with pytest.raises(error) as caught:
        ext.sum(value)
    space = "" if text.startswith(":") else " "
    assert said(caught) == f"sum() argument 'points'{space}{text}"


def test_optional(ext):
    with pytest.raises(TypeError) as caught:
        ext.given(3)
    assert said(caught) == (
        "given() argument 'points' must be a sequence or buffer of Vec2 or None, not"
        " int"
    )


def test_too_long(ext):
    assert ext.sum_short([ext.Vec2(1, 1)] * 255).x == 255
    for points in ([ext.Vec2()] * 256, bytes(16 * 256)):
        with pytest.raises(OverflowError) as caught:
            ext.sum_short(points)
        assert said(caught) == (
            "sum_short() argument 'points': 256 items do not fit unsigned char"
            " (at most 255)"
        )


def test_a_sequence_that_raises(ext):
    class Bad:
        def __len__(self):
            return 1

        def __getitem__(self, i):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ext.sum(Bad())


def test_overloads(ext):
    assert ext.either([ext.Vec2()]) == 1 and ext.either(array.array("i", [1, 2])) == 2
    assert ext.either((Pair * 3)()) == 3
    with pytest.raises(TypeError, match="either"):
        ext.either([1, 2])


# ---- buffers ------------------------------------------------------------------------


def test_buffers(ext):
    points = (Pair * 2)((1, 2), (3, 4))
    assert ext.sum(points) == ext.Vec2(4, 6) == ext.sum(memoryview(points))
    ext.scale(points, 2)
    assert (points[0].x, points[1].y) == (2, 8)
    assert ext.sum((Other * 1)((5, 6))) == ext.Vec2(5, 6)  # two fields are one member
    assert ext.sum(Pair(1, 2)) == ext.Vec2(1, 2)
    assert ext.sum((Pair * 0)()) == ext.Vec2()
    assert ext.split(points) == 8


def test_bytes(ext):
    raw = bytearray(struct.pack("4d", 1, 2, 3, 4))
    assert ext.sum(bytes(raw)) == ext.sum(raw) == ext.Vec2(4, 6)
    assert ext.sum(memoryview(raw).cast("c")).x == 4
    ext.clear(raw)
    assert raw == bytearray(32)
    assert ext.sum(b"") == ext.Vec2()
    with pytest.raises(BufferError) as caught:
        ext.clear(bytes(16))
    assert said(caught) == (
        "clear() argument 'points' must be a writable, contiguous buffer, not bytes"
    )
    with pytest.raises(BufferError, match="whose items are aligned"):
        ext.sum(memoryview(bytearray(33))[1:])
    with pytest.raises(BufferError, match="must be a contiguous buffer"):
        ext.sum(memoryview(bytearray(32))[::2])
    with pytest.raises(ValueError, match="no number of Vec2"):
        ext.sum(bytes(15))


def test_a_buffer_is_not_resized(ext):
    raw = bytearray(32)
    with pytest.raises(BufferError):
        ext.call(raw, raw.clear)
    raw.clear()


@pytest.mark.parametrize("layout", [Named, Floats, Ints, Swapped, Big, Vec3Layout])
def test_another_layout(ext, layout):
    with pytest.raises(TypeError, match=r"of Vec2, format 'T\{d:x:d:y:\}', not "):
        ext.sum((layout * 2)())


def test_padding_and_nested(ext):
    all_of = (MixedLayout * 2)()
    all_of[0].n, all_of[1].n, all_of[1].on, all_of[0].at.y = 5, 6, True, 100
    if sys.version_info >= (3, 12):  # before, ctypes left padding out of its formats
        assert ext.bits(all_of) == 112
    assert ext.bits(bytes(all_of)) == 112
    assert ext.bits([ext.Mixed(1), ext.Mixed(2)]) == 8
    with pytest.raises(ValueError, match="a bool must be 0 or 1"):
        ext.bits(b"\2" * 2 * ctypes.sizeof(MixedLayout))
    with pytest.raises(TypeError) as caught:
        ext.bits((Pair * 1)())
    assert "format 'T{c:tag:xh:n:4xT{d:x:d:y:}:at:?:on:3xf:w:I:u:4x}'" in said(caught)


def test_base_class(ext):
    all_of = (Vec3Layout * 2)((1, 2, 3), (4, 5, 6))
    assert ext.deep(all_of) == 14 == ext.deep([ext.Vec3(1, 3), ext.Vec3(4, 6)])


def test_fields_are_not_all_of_the_struct(ext):
    assert ext.first([ext.Closed(3)]) == 3
    for value in (bytes(16), (Pair * 1)()):
        with pytest.raises(TypeError) as caught:
            ext.first(value)
        assert said(caught) == (
            "first() argument 'all' must be a sequence of Closed, not"
            f" {type(value).__name__}: its fields are not all of the struct"
        )
    with pytest.raises(TypeError, match=r"must be a sequence of Closed, not int$"):
        ext.first(3)


FORMATS = [  # what a memoryview may say of 16 bytes, and whether it is a Vec2
    ("T{d:x:d:y:}", True),
    ("T{<d:x:<d:y:}", sys.byteorder == "little"),
    ("T{>d:x:>d:y:}", sys.byteorder == "big"),
    ("=T{dd}", True),
    ("^T{dd}", True),
    ("T{d:x:}", False),
    ("T{d:x:8x}", False),
    ("T{8xd:y:}", False),
    ("T{2d}", False),
    ("T{(2)d:x:}", False),
    ("T{d:x:d:y:d:z:}", False),
    ("T{d:x:d:y:", False),
    ("T{d:x:d:y", False),
    ("T{d:x:d:y:}d", False),
    ("T{", False),
    ("T", False),
    ("", False),
    ("T{99999999999999999999999xd:x:d:y:}", False),
    ("T{T{d:x:}:x:d:y:}", False),
    ("T{q:x:d:y:}", False),
    ("T{&d:x:d:y:}", False),
    ("dd", False),
]


class PyBuffer(ctypes.Structure):
    _fields_ = (
        ("buf", ctypes.c_void_p),
        ("obj", ctypes.py_object),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        ("format", ctypes.c_char_p),
        ("shape", ctypes.POINTER(ctypes.c_ssize_t)),
        ("strides", ctypes.c_void_p),
        ("suboffsets", ctypes.c_void_p),
        ("internal", ctypes.c_void_p),
    )


def with_format(raw, size, text, shape=None):
    """A memoryview of any format, and what has to live as long."""
    shape = shape or [len(raw) // size]
    data = (ctypes.c_char * len(raw)).from_buffer(raw)
    dims = (ctypes.c_ssize_t * len(shape))(*shape)
    name = ctypes.create_string_buffer(text.encode())
    view = PyBuffer()
    view.buf, view.len, view.itemsize = ctypes.addressof(data), len(raw), size
    view.ndim, view.shape = len(shape), dims
    view.format = ctypes.cast(name, ctypes.c_char_p)
    make = ctypes.pythonapi.PyMemoryView_FromBuffer
    make.restype, make.argtypes = ctypes.py_object, [ctypes.c_void_p]
    # its obj is NULL, which a py_object cannot say: it is so from the start
    return make(ctypes.addressof(view)), (data, dims, name)


@pytest.mark.parametrize(("text", "fits"), FORMATS)
def test_formats(ext, text, fits):
    raw = bytearray(struct.pack("2d", 1, 2))
    view, keep = with_format(raw, 16, text)
    if fits:
        assert ext.sum(view) == ext.Vec2(1, 2)
    else:
        with pytest.raises(TypeError) as caught:
            ext.sum(view)
        assert said(caught).endswith(f"not memoryview of format '{text}'")
    del view, keep


def test_dimensions(ext):
    view, keep = with_format(bytearray(64), 16, "T{d:x:d:y:}", [2, 2])
    with pytest.raises(TypeError, match="of one dimension, not of 2"):
        ext.sum(view)
    del view, keep


def test_numpy(ext):
    np = pytest.importorskip("numpy")
    vec2 = np.dtype([("x", "f8"), ("y", "f8")], align=True)
    points = np.array([(1, 2), (3, 4)], vec2)
    assert ext.sum(points) == ext.Vec2(4, 6)
    ext.scale(points, 2)
    assert points["y"].tolist() == [4, 8]
    mixed = np.dtype(
        [
            *(("tag", "S1"), ("n", "i2"), ("at", vec2)),
            *(("on", "?"), ("w", "f4"), ("u", "u4")),
        ],
        align=True,
    )
    all_of = np.zeros(2, mixed)
    all_of["n"], all_of["on"] = (5, 6), True
    assert ext.bits(all_of) == 13
    for wrong in (
        np.zeros(2, [("x", "f4"), ("y", "f4")]),
        np.zeros(2, [("y", "f8"), ("x", "f8")]),
        np.zeros(2, [("x", ">f8"), ("y", ">f8")]),
        np.zeros((2, 2), vec2),
        np.zeros(2, "f8"),
    ):
        with pytest.raises(TypeError, match=r"Vec2|dimension"):
            ext.sum(wrong)
    with pytest.raises((BufferError, ValueError)):
        ext.sum(np.zeros(4, vec2)[::2])


# ---- results ------------------------------------------------------------------------


def test_results(ext):
    vec2 = ext.Vec2
    assert ext.all_static() == ext.borrowed() == [vec2(1, 2), vec2(3, 4)]
    assert ext.grid(3) == [vec2(0, -1), vec2(1, -1), vec2(2, -1)] == ext.grid_split(3)
    assert ext.grid_int() == ext.owned() == ext.grid(2)
    assert ext.grid(0) == [] and type(ext.grid(1)) is list


def test_filled(ext):
    vec2 = ext.Vec2
    assert ext.corners() == [vec2(0, 1), vec2(1, 1), vec2(2, 1)] == ext.corners(9)
    assert ext.corners(n=1) == [vec2(0, 1)] and ext.corners(0) == []
    assert ext.used() == [vec2(0, 1), vec2(1, 1)]
    assert ext.modes() == [ext.Mode.HIGH] * 2
    with pytest.raises(ValueError, match="size of 'out' is negative"):
        ext.corners(-1)
    with pytest.raises(RuntimeError, match=r"C function reports 3 items in a"):
        ext.liar()


def test_threads(ext):
    node = ext.Node(1)
    view, failures = node.at, []

    def work():
        try:
            for _ in range(2000):
                ext.scale([view, ext.Vec2(1, 1)], 1)
        except ValueError:
            pass  # closed meanwhile
        except BaseException as e:
            failures.append(e)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    node.close()
    for thread in threads:
        thread.join()
    assert not failures
