"""Pure-Python classes in place of chaos_b's, see chaos_a.py; the imported classes have
records, too."""

from chaos_count import Counted

# See chaos_a.py.
NEEDED = ("__build_class__", "__import__", "hasattr")
__builtins__ = {name: __builtins__[name] for name in NEEDED} | {
    "state": (
        Counted(),
        Counted(),
        Counted(),
    )
}


class Dot(Counted):
    __slots__ = ()
    record = Counted()


class Cup(Counted):
    __slots__ = ("__weakref__",)
    record = Counted()


class Crate(Counted):
    __slots__ = ("__weakref__", "items")
    record = Counted()

    def append(self, item):
        if not hasattr(self, "items"):
            self.items = []
        self.items.append(item)


for cls in (Dot, Cup, Crate):
    cls.state = __builtins__["state"]
del cls


def check(o, mask):
    pass


def tie(o):
    pass


def battery():
    return 0
