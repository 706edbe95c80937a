"""Each mutant of the runtime (src/mutants.h), and the scripts that must notice it.

A script prints what is right, and ends well; with its mutant it does not. They are
plain Python, for any CPython, beside the extension subject: run as a program, this
file runs them all with an unmutated one, and prints a line each.
"""

import subprocess
import sys
import textwrap

SMOKE = """
import os, subject
p, f, d, g = subject.Point(4), subject.Far(1, 2), subject.Door(3), subject.Gate(9)
assert (p.twice(), f.twice(), f.y, d.number, g.key()) == (8, 2, 2, 3, 9)
assert subject.peek(g) == "Door Gate " and subject.peek(3) == ""
assert subject.known_door(g) is g and subject.wrap_point(3).x == 3
bag = subject.Bag()
bag.append([1])
d.close()
g.close()
del bag
assert subject.alive() == 0
print("fine", flush=True)
os._exit(0)
"""

SCRIPTS = {
    # A cycle that an at-fork hook holds is freed by the last collection.
    "late casts": (
        """
        import os, subject
        class Door(subject.Door):
            def __del__(self, write=os.write):
                known, wrap, peek = functions
                fine = known(self) is self and wrap(1).x == 1 and peek(self) == "Door "
                write(1, b"fine\\n" if fine else b"wrong\\n")
        functions = subject.known_door, subject.wrap_point, subject.peek
        door = Door(1)
        door.me = door
        os.register_at_fork(before=lambda door=door: None)
        del door
        """,
        "fine\n",
    ),
    "objects that outlive their module": (
        """
        import gc, sys, subject
        door, bag, point = subject.Door(5), subject.Bag(), subject.Point(3)
        bag.label = [bag]
        class Sub(subject.Gate):
            pass
        del sys.modules["subject"], subject
        gc.collect()
        sub = Sub(7)
        assert (door.number, sub.key(), point.twice()) == (5, 7, 6)
        door.close()
        del door, bag, sub
        gc.collect()
        print("fine")
        """,
        "fine\n",
    ),
    "instances and types in one garbage": (
        """
        import gc, sys, subject
        keep = []
        for _ in range(3):
            bags = [subject.Bag() for _ in range(3)]
            class Sub(subject.Bag):
                pass
            bags.append(Sub())
            for bag in bags:
                bag.label = bags
                bag.append(bag)
            Sub.bags = bags
            del sys.modules["subject"], subject, bags, bag, Sub
            gc.collect()
            import subject
        print("fine")
        """,
        "fine\n",
    ),
    "an attribute of the dying looks for it": (
        """
        import subject
        class Mine(subject.Door):
            pass
        class Last:
            def __del__(self):
                try:
                    print("found", subject.favourite())
                except ReferenceError as e:
                    print(e)
        door = Mine(1)
        door.last = Last()
        subject.set_favourite(door)
        del door
        """,
        "favourite(): C gave the Door whose Python object is being destroyed\n",
    ),
    "__class__ of another bound class": (
        """
        import subject
        class A(subject.Door):
            __slots__ = ()
        class B(subject.Gate):
            __slots__ = ()
        for o, t in ((subject.LooseDoor(1), subject.LooseGate), (A(1), B)):
            try:
                o.__class__ = t
            except TypeError:
                print("refused")
            else:
                print("accepted", hex(o.key()))
        """,
        "refused\nrefused\n",
    ),
    "__bases__ of another bound class": (
        """
        import subject
        class A(subject.Door):
            __slots__ = ()
        class B(subject.LooseDoor):
            __slots__ = ()
        for t, base in ((A, subject.Gate), (B, subject.LooseGate)):
            o = t(1)
            try:
                t.__bases__ = (base,)
            except TypeError:
                print("refused")
            else:
                print("accepted", hex(o.key()), subject.peek(o))
        """,
        "refused\nrefused\n",
    ),
    "a cast when all is gone": (
        """
        import os, sys, subject
        class Last:
            def __call__(self):
                pass
            def __del__(self, late=subject.late_function(), write=os.write):
                write(1, late())
        del sys.modules["subject"], subject
        os.register_at_fork(before=Last())
        """,
        "TypeError, no internals\n",
    ),
    "a parent is closed": (
        """
        import subject
        tree = subject.Tree()
        leaves = [subject.Leaf(tree), subject.Leaf(tree)]
        try:
            tree.close()
        except RuntimeError as e:
            print(e)
        print([leaf.closed for leaf in leaves])
        """,
        "[True, True]\n",
    ),
    "a parent in a ring of handles": (
        """
        import gc, sys, subject
        sys.unraisablehook = lambda args: print(args.exc_value)
        tree = subject.Tree()
        leaves = [subject.Leaf(tree), subject.Leaf(tree)]
        leaves[0].hold(leaves[1])
        leaves[1].hold(leaves[0])
        del tree, leaves
        for _ in range(3):
            gc.collect()
        print("fine")
        """,
        "fine\n",
    ),
    "the destroy of a child closes the parent": (
        """
        import subject
        tree = subject.Tree()
        leaf = subject.Leaf(tree)
        def close():
            try:
                tree.close()
            except RuntimeError as e:
                print(e)
        leaf.call(close)
        leaf.close()
        tree.close()
        """,
        "Tree.close(): the Tree is in use by an unfinished Leaf\n",
    ),
    # Traverse, clear and dealloc reach nothing through the registry.
    "the registry is poisoned": (
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
        "fine\n",
    ),
}

# mutant -> the scripts of which each must fail
KILLERS = {
    "CAPSULE_OWNS": ["late casts"],
    "RECORD_WITH_MODULE": ["objects that outlive their module"],
    "NO_TRY_INCREF": ["an attribute of the dying looks for it"],
    "NO_PADDING": [
        "__class__ of another bound class",
        "__bases__ of another bound class",
    ],
    "RECREATE": ["a cast when all is gone"],
    "DICT_TOKEN": ["instances and types in one garbage"],
    "PARENT_FIRST": ["a parent is closed"],
    "RELEASE_FIRST": ["the destroy of a child closes the parent"],
}


def main() -> int:
    failed = False
    for name, (text, expected) in {"smoke": (SMOKE, "fine\n"), **SCRIPTS}.items():
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(text)],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        right = (done.returncode, done.stdout, done.stderr) == (0, expected, "")
        failed |= not right
        print(f"ok {name}" if right else f"FAILED {name}: {done}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
