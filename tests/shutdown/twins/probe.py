"""The twin of the extension in probe.h, in pure Python: what its objects hold, and when
they die. It casts nothing."""

import itertools
import time

from grave import Grave


class Value:
    __slots__ = ()

    def __init__(self, name):
        pass


class View:
    """A struct in that of its root, which it keeps."""

    __slots__ = ("_root",)

    def __init__(self, root):
        self._root = root


class PairView(View):
    __slots__ = ()

    @property
    def inner(self):
        return View(self._root)


class Pair(Value):
    __slots__ = ()

    @property
    def inner(self):
        return View(self)


class Dies(itertools.repeat):
    """What a repeat() holds, it holds until it is freed: it has no tp_clear."""

    __slots__ = ("__weakref__",)

    def __new__(cls, name):
        return super().__new__(cls, Grave(name))


class Handle(Dies):
    __slots__ = ()

    @property
    def inner(self):
        return View(self)


class Embedded(Dies):
    __slots__ = ()

    @property
    def inner(self):
        return PairView(self)


class ContainerOwnsPythonObjects(Dies):
    __slots__ = ("_items",)

    def __init__(self, name):
        self._items = []

    def append(self, item):
        self._items.append(item)

    def at(self, index):
        return self._items[index]

    def size(self):
        return len(self._items)

    def clear(self):
        self._items = []


def cast(o):
    pass


def call_for_ever(callable):
    while True:
        time.sleep(0.001)
        callable()


def casts_out():
    return False
