"""Pure-Python classes in place of chaos_c's, see chaos_a.py."""

from chaos_a import Pot, Spot
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


class Drop(Spot):
    __slots__ = ()
    record = Counted()


class Jug(Pot):
    __slots__ = ()
    record = Counted()


del Pot, Spot  # ours does not hold them as attributes


for cls in (Drop, Jug):
    cls.state = __builtins__["state"]
del cls


def check(o, mask):
    pass


def tie(o):
    pass


def battery():
    return 0
