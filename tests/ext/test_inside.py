"""inside(ref(X)), inside(ptr(X)): results that point into what self owns."""

import copy
import gc
import pickle
import sys
import sysconfig
import threading
import weakref

import builder
import env
import no_memory
import pytest


def build():
    return builder.build_extension(
        "inside", "tests/ext/inside.c", defines=("SEA_COUNTERS",)
    )


@pytest.fixture
def ext():
    module = builder.load_extension(build())
    gc.collect()
    assert module.counts() == (0, 0, 0, 0)
    yield module
    gc.collect()
    gc.collect()
    assert module.counts() == (0, 0, 0, 0)


# ---- values: views -------------------------------------------------------------------


@pytest.mark.parametrize(
    "get",
    [
        lambda tree: tree.mark(),
        lambda tree: tree.first,
        lambda tree: tree.unlocked(),
        lambda tree: tree.root.mark,
        lambda tree: tree.root.marked(),
    ],
)
def test_a_view_is_live(ext, get) -> None:
    tree = ext.Tree()
    mark = get(tree)
    mark.start.x = 5
    assert get(tree).start.x == 5 and isinstance(mark, ext.Mark)
    start = tree.start()
    start.scale(2)
    ext.move(start, 1)
    assert mark.start.x == 11 and ext.by_ref(start) == ext.by_value(start) == 13
    mark.weight[0] = 8
    mark.corner[1].y = 9
    assert list(get(tree).weight) == [8, 3] and get(tree).corner[1].y == 9
    memoryview(mark.weight)[1] = 0.5
    assert get(tree).weight[1] == 0.5
    start += 3
    start.total = 10
    assert start.sum() == 10 == start.total and start.scaled.x == start.x
    assert ext.twice(start, mark.start) == 2 * start.x == ext.each([start, start])
    ext.move_each([start, mark.start])
    ext.move_all([start])
    assert copy.copy(start).x == start.x and type(copy.copy(start)) is ext.Vec2


def test_a_view_keeps_self(ext) -> None:
    tree = ext.Tree()
    gone = weakref.ref(tree)
    start = tree.mark().start
    del tree
    gc.collect()
    assert gone() is not None and start.sum() == 1
    del start
    assert gone() is None


@pytest.mark.parametrize("name", ["mark", "const_mark"])
@pytest.mark.parametrize(
    "use",
    [
        lambda ext, v: v.x,
        lambda ext, v: v.sum(),
        lambda ext, v: ext.by_ref(v),
        lambda ext, v: ext.by_value(v),
        lambda ext, v: ext.each([v]),
        lambda ext, v: copy.copy(v),
    ],
)
def test_after_close(ext, name, use) -> None:
    tree = ext.Tree()
    mark = getattr(tree, name)
    start = (mark() if name == "mark" else mark).start
    tree.close()
    with pytest.raises(ValueError, match=r"the Tree is closed$"):
        use(ext, start)


def test_self_is_busy_while_a_view_is_used(ext) -> None:
    tree = ext.Tree()
    for view in (tree.start(), tree.const_mark.start):
        with pytest.raises(RuntimeError, match="in use by a running call"):
            view.call(tree.close)
    tree.close()


def test_null(ext) -> None:
    tree = ext.Tree()
    assert tree.maybe(0) is None and tree.maybe(1).y == 1
    assert tree.search(99) is None and tree.search(2).value == 2
    with pytest.raises(RuntimeError, match=r"^Tree\.start\(\): .* returned NULL$"):
        tree.start(0)
    with pytest.raises(RuntimeError, match=r"^Tree\.find\(\): .* returned NULL$"):
        tree.find(99)
    empty = ext.Place(1)
    with pytest.raises(RuntimeError, match=r"^Place\.origin: .* returned NULL$|NULL"):
        _ = empty.origin
    assert empty.maybe is None


def test_overloads(ext) -> None:
    tree = ext.Tree()
    assert tree.pick(1).y == 1 and tree.pick() is tree.root


def test_values_that_have_pointers(ext) -> None:
    place = ext.Place()
    mark = place.mark()
    before = mark.start.x
    mark.start.x += 1
    assert place.maybe.start.x == place.const_mark().start.x == before + 1
    assert place.origin.x == 0 and place.origin.sum() == 0
    gone = sys.getrefcount(place)
    del mark
    assert sys.getrefcount(place) == gone - 1
    origin = place.origin
    del place
    assert origin.total == 0
    with pytest.raises(AttributeError):
        origin.y = 1


# ---- const: read-only views ----------------------------------------------------------

READ_ONLY = [
    lambda ext: ext.Tree().const_mark,
    lambda ext: ext.Place().const_mark(),
]


@pytest.mark.parametrize("get", READ_ONLY)
def test_reading(ext, get) -> None:
    mark = get(ext)
    start = mark.start
    assert start.sum() == start.total == start.x + start.y == ext.by_ref(start)
    assert ext.by_value(start) == ext.each([start]) + start.y
    assert ext.twice(start, mark.start) == 2 * start.x
    assert list(mark.weight) == mark.weight[:] and mark.corner[1].x == mark.corner[1].x
    assert memoryview(mark.weight).readonly
    writable = copy.copy(start)
    writable.x = 99
    assert start.x != 99 and pickle.loads(pickle.dumps(start)).x == start.x
    assert start.call(lambda: start.y) == start.y


@pytest.mark.parametrize("get", READ_ONLY)
@pytest.mark.parametrize(
    ("write", "error", "text"),
    [
        (lambda ext, m: setattr(m.start, "x", 1), AttributeError, "Vec2.x: the Vec2"),
        (
            lambda ext, m: ext.Vec2.x.__set__(m.start, 1),
            AttributeError,
            "Vec2.x: the Vec2 is read-only",
        ),
        (
            lambda ext, m: setattr(m, "start", ext.Vec2()),
            AttributeError,
            "Mark.start: the Mark is read-only",
        ),
        (
            lambda ext, m: setattr(m, "weight", [1, 2]),
            AttributeError,
            "Mark.weight: the Mark is read-only",
        ),
        (
            lambda ext, m: m.weight.__setitem__(0, 1),
            TypeError,
            "Mark.weight is read-only",
        ),
        (
            lambda ext, m: setattr(m.corner[0], "x", 1),
            AttributeError,
            "Vec2.x: the Vec2 is read-only",
        ),
        (
            lambda ext, m: m.start.scale(2),
            TypeError,
            "Vec2.scale(): the Vec2 is read-only, and C may change it",
        ),
        (lambda ext, m: m.start.scaled, TypeError, "Vec2.scaled: the Vec2 is read-o"),
        (
            lambda ext, m: setattr(m.start, "total", 1),
            TypeError,
            "Vec2.total: the Vec2 is read-only, and C may change it",
        ),
        (
            lambda ext, m: m.start.__iadd__(2),
            TypeError,
            "Vec2.__iadd__(): the Vec2 is read-only, and C may change it",
        ),
        (
            lambda ext, m: ext.move(m.start, 1),
            TypeError,
            "move() argument 'v' must be a Vec2 that can be written, not a read-only "
            "view",
        ),
        (
            lambda ext, m: ext.move_each([m.start]),
            TypeError,
            "move_each() argument 'v': item 0 must be a Vec2 that can be written, not "
            "a read-only view",
        ),
        (
            lambda ext, m: ext.move_all([ext.Vec2(), m.start]),
            TypeError,
            "move_all() argument 'v': item 1 must be a Vec2 that can be written, not a "
            "read-only view",
        ),
        (
            lambda ext, m: m.start.__init__(1, 2),
            TypeError,
            "cannot initialise a view of 'Vec2'",
        ),
    ],
)
def test_writing_is_refused(ext, get, write, error, text) -> None:
    mark = get(ext)
    before = mark.start.x, list(mark.weight), mark.corner[0].x
    with pytest.raises(error) as raised:
        write(ext, mark)
    assert str(raised.value).startswith(text)
    assert before == (mark.start.x, list(mark.weight), mark.corner[0].x)


# ---- handles -------------------------------------------------------------------------


def nodes(ext, tree) -> list:
    root = tree.root
    return [root, root.child, tree.find(2), tree.find(2).child]


def test_a_handle_is_never_destroyed(ext) -> None:
    tree = ext.Tree()
    assert [node.value for node in nodes(ext, tree)] == [0, 1, 2, 3]
    gc.collect()
    root = tree.root
    root.close()
    assert root.closed and ext.counts()[:2] == (1, 4)
    with pytest.raises(ValueError, match=r"^Node\.value: the Node is closed$"):
        _ = root.value
    again = tree.root
    assert again is not root and again.value == 0
    with tree.find(3) as last:
        assert last.value == 3
    assert last.closed and tree.find(3).value == 3


def test_the_same_pointer_is_the_same_object(ext) -> None:
    tree = ext.Tree()
    root = tree.root
    assert root is tree.const_root() is tree.top is tree.search(0) is root.child.parent
    assert root.itself is root and root.tree is tree
    first = tree.find(1)
    other = root.push(9)
    assert root.child is other and other.next is first and root.next is None
    assert other.parent is root


def test_a_handle_keeps_what_it_is_inside(ext) -> None:
    for n in range(4):
        tree = ext.Tree()
        gone = weakref.ref(tree)
        node = nodes(ext, tree)[n]
        del tree
        gc.collect()
        assert gone() is not None and node.value == n
        assert node.tree is gone()
        del node
        assert gone() is None and ext.counts() == (0, 0, 0, 0)


def test_a_walk_keeps_nothing_else(ext) -> None:
    tree = ext.Tree(20000)
    first = node = tree.root
    gone = weakref.ref(tree)
    kept = weakref.ref(node.child)
    assert kept() is None
    while node.child is not None:
        node = node.child
    assert node.value == 20000 and first.value == 0
    del tree, first
    assert gone() is not None
    del node
    assert gone() is None


def test_closing_closes_what_is_inside(ext) -> None:
    tree = ext.Tree()
    inside = nodes(ext, tree)
    use = inside[3].use()
    assert use.node() is inside[3]
    tree.close()
    assert ext.counts() == (0, 0, 0, 0), "the use of a node went before"
    assert use.closed and all(node.closed for node in inside)
    with pytest.raises(ValueError, match=r"^Node\.child: the Node is closed$"):
        _ = inside[0].child


def test_closing_is_refused_while_what_is_inside_is_used(ext) -> None:
    tree = ext.Tree()
    node = tree.find(2)
    with pytest.raises(
        RuntimeError,
        match=r"^Tree\.close\(\): Node\.close\(\): the Node is in use by a running "
        r"call$",
    ):
        node.call(tree.close)
    assert not tree.closed and node.value == 2
    tree.close()
    assert node.closed


def test_children_of_what_is_inside_belong_to_the_same_parent(ext) -> None:
    tree = ext.Tree()
    use = tree.root.child.use()  # its class has the parent Tree
    gc.collect()
    assert use.node().value == 1
    tree.close()
    assert use.closed and ext.counts()[3] == 0


def test_what_is_inside_is_handed_over(ext) -> None:
    tree = ext.Tree()
    root = tree.root
    child = root.child
    owned = tree.detach()
    assert owned is root, "it had an object"
    gone = weakref.ref(tree)
    child.close()
    del tree, child
    gc.collect()
    assert gone() is None and root.value == 0 and ext.counts()[:2] == (0, 4)
    assert root.child.value == 1
    root.close()
    assert ext.counts() == (0, 0, 0, 0)


def test_what_is_inside_of_two(ext) -> None:
    """C moved it: it is closed with the first of them that is closed."""
    for n in range(2):
        trees = ext.Tree(2), ext.Tree(0)
        child = trees[0].find(1)
        trees[1].take(trees[0])
        assert trees[1].find(1) is child
        trees[1 - n].close()
        assert child.closed
        if n:
            assert trees[1].find(1).value == 1
        trees[n].close()


def test_self_is_a_value(ext) -> None:
    place = ext.Place()
    before = sys.getrefcount(place)
    node = place.node()
    assert node.value == 77 and place.node() is node
    assert sys.getrefcount(place) == before + 1
    node.marked().start.x = 3
    assert place.node().mark.start.x == 3
    del node
    assert sys.getrefcount(place) == before


@pytest.mark.skipif(
    bool(sysconfig.get_config_var("Py_GIL_DISABLED")), reason="every handle can"
)
def test_a_class_that_cannot_keep(ext) -> None:
    tree = ext.Tree2(1)
    with pytest.raises(
        TypeError,
        match=r"^Tree2\.root\(\): C gave a Bare, which cannot keep the Tree2 that it "
        r"is inside: add \(keeps\) to its block$",
    ):
        tree.root()


def test_subclasses(ext) -> None:
    class Mine(ext.Tree):
        pass

    tree = Mine(2)
    tree.node = tree.root
    tree.mark_ = tree.mark()
    assert type(tree.node) is ext.Node
    gone = weakref.ref(tree)
    del tree
    gc.collect()
    assert gone() is None, "a cycle"
    tree = Mine(2)
    node = tree.node = tree.root
    use = tree.use = node.child.use()
    node.close()
    del tree, node, use
    gc.collect()


def test_a_callback_of_the_dead_may_look_again(ext) -> None:
    tree = ext.Tree()
    seen = []
    node = tree.root
    weakref.finalize(node, lambda: seen.append(tree.root))
    del node
    assert len(seen) == 1 and seen[0].value == 0 and tree.root is seen[0]
    weakref.finalize(seen.pop(), tree.close)
    assert tree.closed


def test_threads(ext) -> None:
    for _ in range(20):
        tree = ext.Tree()
        begin = threading.Barrier(4)
        wrong = []

        def look(tree=tree, begin=begin, wrong=wrong) -> None:
            begin.wait()
            try:
                for _ in range(100):
                    node = tree.root
                    if node.child.value != 1 or tree.unlocked().start.y != 1:
                        wrong.append(node)
                    if tree.const_mark.start.sum() != 1:
                        wrong.append(tree)
            except ValueError as error:  # the tree or the node is closed
                if "closed" not in str(error):
                    wrong.append(error)

        threads = [threading.Thread(target=look) for _ in range(3)]
        for thread in threads:
            thread.start()
        begin.wait()
        while not tree.closed:
            try:
                tree.close()
            except RuntimeError as error:
                if "in use" not in str(error):
                    wrong.append(error)
        for thread in threads:
            thread.join()
        assert not wrong, wrong


def test_the_end_of_the_interpreter() -> None:
    script = """
import inside
tree = inside.Tree()
node, mark, const, use = tree.find(2), tree.mark(), tree.const_mark, tree.root.use()
class Last:
    def __del__(self):
        print(node.value, mark.start.y, const.weight[0], use.node().value)
last = inside.last = Last()
inside.kept = node, mark, const, use
del tree
"""
    said = env.check_script_success_in_subprocess(script, build())
    assert said.split() == ["2", "1.0", "2.0", "0"]


MEMORY = """
import inside

tree, other = inside.Tree(2), inside.Tree(0)
place = inside.Place()
def views():
    a = tree.mark().start, tree.const_mark.start, tree.first, tree.const_mark.weight
    return inside.by_ref(a[1]), a[1].sum(), place.const_mark().start.total, place.maybe
def handles():
    root = tree.root
    return root.child.child, root.child.parent, tree.find(2), place.node()
def two():
    node = tree.find(1)
    other.take(tree)
    try:
        return other.find(1)
    finally:
        tree.take(other)
def owned():
    fresh = inside.Tree(0)
    root = fresh.root
    return fresh.detach(), fresh
def check(*what):
    gc.collect()
    assert inside.counts() == (2, 4, 0, 0), (what, inside.counts())
for use in (views, handles, two, owned):
    sweep(use, check, 1)
tree.close()
other.close()
"""


@no_memory.needed
def test_without_memory() -> None:
    no_memory.check(MEMORY, build())
