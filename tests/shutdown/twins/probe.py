"""The twin of the extension in probe.h, in pure Python: what its objects hold, and when
they die. It casts nothing."""

import os
import time


class Grave:
    """Dies with the object that has it, and says so in the ledger."""

    __slots__ = ("name", "note")

    def __init__(self, name, open=os.open, write=os.write, close=os.close):
        def note(
            line,
            path=os.environ["SEABIND_TEST_LEDGER"],
            flags=os.O_WRONLY | os.O_APPEND,
        ):
            file = open(path, flags)
            write(file, line.encode() + b"\n")
            close(file)

        self.name, self.note = name, note
        note("+" + name)

    def __del__(self):
        self.note("-" + self.name)


class Value:
    __slots__ = ()

    def __init__(self, name):
        pass


class Handle:
    __slots__ = ("__weakref__", "_grave")

    def __init__(self, name):
        self._grave = Grave(name)

    def close(self):
        del self._grave


class Embedded:
    __slots__ = ("__weakref__", "_grave")

    __init__, close = Handle.__init__, Handle.close


class ContainerOwnsPythonObjects:
    __slots__ = ("__weakref__", "_grave", "_items")

    def __init__(self, name):
        self._grave, self._items = Grave(name), []

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
