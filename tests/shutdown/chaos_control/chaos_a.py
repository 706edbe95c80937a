"""Pure-Python classes in place of chaos_a's, with a twin for each thing that ours
counts: a state of the module, a record of a class, an instance."""

from chaos_count import Counted

# The end of the interpreter clears a module's names, but for this one: it stays as long
# as the module, as a state does, which types hold, too.
NEEDED = ("__build_class__", "__import__", "hasattr")
__builtins__ = {name: __builtins__[name] for name in NEEDED} | {"state": (Counted(),)}


class Spot(Counted):
    __slots__ = ()
    record = Counted()


class Wet(Spot):
    __slots__ = ()
    record = Counted()


class Loose(Counted):
    __slots__ = ()
    record = Counted()


class Pot(Counted):
    __slots__ = ("__weakref__",)
    record = Counted()


class Kettle(Pot):
    __slots__ = ()
    record = Counted()


class Node(Counted):
    __slots__ = ("__weakref__", "left", "right")
    record = Counted()


class Wide(Node):
    __slots__ = ("more",)
    record = Counted()


class Bag(Counted):
    __slots__ = ("__weakref__", "items")
    record = Counted()

    def append(self, item):
        if not hasattr(self, "items"):
            self.items = []
        self.items.append(item)


for cls in (Spot, Wet, Loose, Pot, Kettle, Node, Wide, Bag):
    cls.state = __builtins__["state"]
del cls


def check(o, mask):
    pass


def tie(o):
    pass


def battery():
    return 0
