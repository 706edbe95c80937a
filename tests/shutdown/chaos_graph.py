"""One random graph in this process: what a seed of chaos.py runs.

    python chaos_graph.py SEED ours|control [interpreters]

The same seed makes the same graph in a control run, where chaos_a, chaos_b and chaos_c
are pure-Python modules. What callbacks need is in their defaults: at the end of the
interpreter the built-in names are gone. Nothing here may be seen to fail: a refused
cast is judged in C, everything else that a callback does cannot raise.
"""

import abc
import atexit
import builtins
import codecs
import contextvars
import gc
import os
import random
import sys
import threading
import types
import warnings
import weakref

import chaos_count

if sys.version_info >= (3, 13):
    import _interpreters

    def create(own):
        return _interpreters.create("isolated" if own else "legacy")

    def execute(interpreter, code):
        error = _interpreters.exec(interpreter, code)
        assert error is None, error.formatted

else:
    import _xxsubinterpreters as _interpreters

    def create(own):
        return _interpreters.create(isolated=own)

    execute = _interpreters.run_string

# Class: its module and its mask, see chaos.h.
CLASSES = {
    "Spot": ("chaos_a", 1 << 0),
    "Wet": ("chaos_a", 1 << 0 | 1 << 1),
    "Loose": ("chaos_a", 1 << 2),
    "Pot": ("chaos_a", 1 << 3),
    "Kettle": ("chaos_a", 1 << 3 | 1 << 4),
    "Node": ("chaos_a", 1 << 5),
    "Wide": ("chaos_a", 1 << 5 | 1 << 6),
    "Bag": ("chaos_a", 1 << 7),
    "Dot": ("chaos_b", 1 << 8),
    "Cup": ("chaos_b", 1 << 9),
    "Crate": ("chaos_b", 1 << 10),
    "Drop": ("chaos_c", 1 << 0 | 1 << 11),
    "Jug": ("chaos_c", 1 << 3 | 1 << 12),
}
HANDLES = {"Pot", "Kettle", "Node", "Wide", "Bag", "Cup", "Crate", "Jug"}
COLLECTED = {"Loose", "Node", "Wide", "Bag", "Crate"}
CLOSEABLE = {"Pot", "Kettle", "Bag", "Cup", "Crate", "Jug"}
VAR = contextvars.ContextVar("chaos")
LOCAL = threading.local()


def module_of(name):
    """The module, imported (again) if it is not there; with what it derives from."""
    if name == "chaos_c":
        __import__("chaos_a")
    return __import__(name)


class Thing:
    """An object of ours while the graph is made, and what it is."""

    def __init__(self, o, name, mask):
        self.o, self.name, self.mask = o, name, mask
        self.open = mask != 0  # not closed, and constructed


class Graph:
    def __init__(self, seed):
        self.random = random.Random(seed)
        # Frames that the last collection closes drop objects, and these must not come
        # back then: CPython forgets them (cpython/resurrected.py). A graph has either.
        self.resurrects = seed % 2 == 0
        self.things = []  # ours
        self.others = []  # what else there is
        self.checks = []  # callables (object, mask)
        self.interpreters = []

    def some(self):
        """Any object of the graph."""
        both = [thing.o for thing in self.things] + self.others
        return self.random.choice(both) if both else None

    def chance(self, of_ten):
        return self.random.randrange(10) < of_ten

    # ---- casts ----
    def check(self):
        """A function that casts: the module's own, or one that holds no module."""
        name = self.random.choice(("chaos_a", "chaos_a", "chaos_b", "chaos_c"))
        module = module_of(name)
        if self.chance(3):
            return module.check
        return chaos_count.Check(module.battery())

    def callback(self):
        """A function of anything that casts an object of the graph."""
        check = self.check()
        if not self.things:
            return lambda *unused, check=check: check(None, 0)
        thing = self.random.choice(self.things)
        return lambda *unused, check=check, o=thing.o, mask=thing.mask: check(o, mask)

    # ---- objects ----
    def subclass(self, cls, name, mask):
        check, body = self.check(), {}
        bases = [cls]
        if self.chance(3):
            slots = self.random.choice(((), ("one", "two")))
            # CPython leaves behind a class with no slots whose instances it does not
            # collect, if the last collection frees one: src/late.c.
            body["__slots__"] = slots if name in COLLECTED else ("one", "two")
        if self.chance(3):
            bases.append(abc.ABC)
        elif self.chance(3):
            meta = type("Meta", (type,), {})
            return self.fill(meta(f"My{name}", (cls,), body), check, mask)
        return self.fill(
            abc.ABCMeta(f"My{name}", tuple(bases), body)
            if abc.ABC in bases
            else type(f"My{name}", tuple(bases), body),
            check,
            mask,
        )

    def fill(self, cls, check, mask):
        kind = self.random.randrange(4)
        if kind == 0:

            def __del__(self, check=check, mask=mask):
                check(self, mask)

            cls.__del__ = __del__
        elif kind == 1:
            grave = []

            bury = grave.append if self.resurrects else id

            def __del__(self, check=check, mask=mask, bury=bury):
                check(self, mask)
                bury(self)  # back to life
                check(self, mask)

            cls.__del__ = __del__
        elif kind == 2:
            again = self.check()

            def __del__(self, check=check, again=again, mask=mask, of=CELL):
                of["last"] = None
                check(self, mask)
                again(self, mask)
                again(of, 0)

            cls.__del__ = __del__
        if self.chance(4):
            cls.kept = self.some()
        if self.chance(3):
            cls.call = self.callback()
        return cls

    def make(self):
        name = self.random.choice(list(CLASSES))
        module_name, mask = CLASSES[name]
        module = module_of(module_name)
        cls = getattr(module, name)
        if self.chance(5):
            cls = self.subclass(cls, name, mask)
            self.others.append(cls)
        if self.chance(1):
            thing = Thing(cls.__new__(cls), name, 0)  # never constructed
            if "__del__" in cls.__dict__:
                del cls.__del__
        else:
            thing = Thing(cls(self.random.randrange(1000)), name, mask)
            if self.chance(7):
                module.tie(thing.o)
        self.things.append(thing)
        if name in HANDLES:
            self.watch(thing.o)
        if self.chance(4):
            check = self.check()
            check(thing.o, thing.mask)

    def watch(self, o):
        kind = self.random.randrange(6)
        if kind == 0:
            self.others.append(weakref.ref(o, self.callback()))
        elif kind == 1:
            weakref.finalize(o, self.callback()).atexit = self.chance(5)
        elif kind == 2:
            self.others.append(weakref.proxy(o, self.callback()))

    def other(self):
        """Something of Python's that holds objects of the graph."""
        a, b = self.some(), self.some()
        kind = self.random.randrange(11)
        if kind == 0 or (kind in (3, 8) and self.resurrects):
            o = [a, b]
        elif kind == 1:
            o = {"a": a, "b": b}
        elif kind == 2:
            o = lambda: (a, b)  # noqa: E731
        elif kind == 3:

            def generate(check):
                kept = a, b
                try:
                    yield kept
                    yield kept
                finally:
                    check(kept[0], 1 << 30)

            o = generate(self.check())
            next(o)
        elif kind == 4:
            try:
                self.fail(a, b)
            except ValueError as e:
                o = e
        elif kind == 5:
            o = types.ModuleType("loose")
            o.a, o.b = a, b
        elif kind == 6 and self.things:
            o = self.random.choice(self.things).o.__class__.__init__
        elif kind == 7 and self.things:
            thing = self.random.choice(self.things)
            o = getattr(thing.o, "close", None) or thing.o.__repr__
        elif kind == 8:

            @types.coroutine
            def pause():
                yield a

            async def wait():
                kept = b
                await pause()
                return kept

            o = wait()
            o.send(None)
        elif kind == 9:
            o = types.SimpleNamespace(a=a, b=b)
        else:
            o = (a, b, self.callback())
        self.others.append(o)

    def fail(self, *kept):
        raise ValueError(kept)

    # ---- edges ----
    def link(self):
        if not self.things:
            return
        thing, other = self.random.choice(self.things), self.some()
        o, cls = thing.o, thing.o.__class__
        if thing.open and thing.name in ("Node", "Wide"):
            names = ("left", "right", "more")[: 3 if thing.name == "Wide" else 2]
            setattr(o, self.random.choice(names), other)
        elif thing.open and thing.name in ("Bag", "Crate"):
            o.append(other)
        elif hasattr(o, "__dict__") and self.chance(7):
            setattr(o, f"a{self.random.randrange(4)}", other)
        elif hasattr(o, "one"):
            o.one = other
        elif thing.name == "Loose" or cls.__name__.startswith("My"):
            setattr(cls, f"kept{self.random.randrange(4)}", other)
        else:
            module_of(CLASSES[thing.name][0]).kept = [o, other]

    def link_others(self):
        o, other = self.random.choice(self.others), self.some()
        kind = type(o)  # isinstance() asks a proxy whose object may be dead
        if kind is list:
            o.append(other)
        elif kind is dict:
            o[f"k{self.random.randrange(4)}"] = other
        elif kind in (types.ModuleType, types.SimpleNamespace, types.FunctionType):
            o.kept = other

    # ---- holders ----
    def hold(self):
        o, n = self.some(), self.random.randrange(1000)
        if self.chance(5):
            o = [o, self.some(), self.callback()]
            o.append(o)
        kind = self.random.randrange(16)
        if kind == 0:
            globals()[f"kept{n}"] = o
        elif kind == 1:
            setattr(sys, f"kept{n}", o)
        elif kind == 2:
            setattr(builtins, f"kept{n}", o)
        elif kind == 3:
            sys.modules[f"kept{n}"] = o
        elif kind == 4:
            atexit.register(self.callback())
            atexit.register(lambda o=o: o)
        elif kind == 5:
            late = self.callback()

            def at_exit(o=o, register=atexit.register, late=late):
                register(late)
                register(lambda o=o: o)

            atexit.register(at_exit)
        elif kind in (6, 13):
            os.register_at_fork(after_in_child=lambda o=o: o)
        elif kind == 7:
            codecs.register(lambda encoding, o=o: None)
        elif kind in (8, 14):
            codecs.register_error(f"chaos{n}", lambda e, o=o: o)
        elif kind in (9, 15):
            sys.addaudithook(lambda event, arguments, o=o: None)
        elif kind == 10:
            VAR.set(o)
        elif kind == 11:
            setattr(LOCAL, f"kept{n}", o)
        elif kind == 12 and sys.version_info >= (3, 14):
            sys.kept = (
                o  # CPython leaves the filters behind: cpython/warnings_filter.py
            )
        elif kind == 12:
            category = type("Category", (Warning,), {"kept": o})
            warnings.filters.append(("ignore", None, category, None, 0))

    # ---- events ----
    def event(self, depth):
        kind = self.random.randrange(11)
        if kind == 0:
            sys.modules.pop(self.random.choice(("chaos_a", "chaos_b", "chaos_c")), None)
        elif kind == 1:
            self.random.choice((gc.disable, gc.enable, gc.collect))()
        elif kind == 2:
            gc.collect()
        elif kind == 3 and self.things:
            thing = self.random.choice(self.things)
            if thing.name in CLOSEABLE and thing.open:
                thing.open = False
                thing.o.close()
        elif kind == 4:
            self.assign()
        elif kind == 5:
            self.thread()
        elif kind == 6 and self.things:
            del self.things[self.random.randrange(len(self.things))]
        elif kind == 7 and self.others:
            del self.others[self.random.randrange(len(self.others))]
        elif kind == 8 and INTERPRETERS and depth == 0 and len(self.interpreters) < 3:
            self.interpreter()
        elif kind == 9:
            name = self.random.choice(("chaos_a", "chaos_b"))

            def import_again(name=name, modules=sys.modules, import_=__import__):
                modules.pop(name, None)
                import_(name).kept = import_(name)

            atexit.register(import_again)
        elif kind == 10 and self.interpreters and self.chance(3):
            self.end(
                self.interpreters.pop(self.random.randrange(len(self.interpreters)))
            )

    def assign(self):
        """Tries to give an object the class of another kind, which is refused."""
        if len(self.things) < 2:
            return
        a, b = self.random.sample(self.things, 2)
        if CONTROL:
            return
        for assign in (
            lambda: setattr(a.o, "__class__", b.o.__class__),
            lambda: setattr(a.o.__class__, "__bases__", (b.o.__class__,)),
        ):
            try:
                if a.name != b.name:
                    assign()
            except TypeError:
                pass
            else:
                assert a.name == b.name, (a.name, b.name)

    def thread(self):
        errors = []

        def run():
            try:
                LOCAL.kept = self.some()
                VAR.set(self.some())
                self.make()
                self.other()
                self.link()
            except BaseException as e:
                errors.append(e)

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        if errors:
            raise errors[0]

    # ---- interpreters ----
    def interpreter(self):
        own = sys.version_info >= (3, 12) and self.chance(5)
        id_ = create(own)
        self.interpreters.append(id_)
        seed = self.random.randrange(1 << 30)
        execute(
            id_,
            f"import sys; sys.path[:] = {sys.path!r}\n"
            f"import chaos_graph\nchaos_graph.CONTROL = {CONTROL}\n"
            f"chaos_graph.live({seed}, 1)",
        )

    def end(self, id_):
        kind = self.random.randrange(3)
        # Before 3.13 the end of an interpreter that has imported threading waits for
        # ever in any thread but its first; so does the control.
        if kind == 0 or (kind == 1 and sys.version_info < (3, 13)):
            _interpreters.destroy(id_)
        elif kind == 1:
            thread = threading.Thread(target=_interpreters.destroy, args=(id_,))
            thread.start()
            thread.join()
        else:
            atexit.register(_interpreters.destroy, id_)


CONTROL = INTERPRETERS = False
CELL = {"last": None}


def live(seed, depth=0):
    """Makes the graph of the seed and forgets it: what holds it is up to chance."""
    graph = Graph(seed)
    if graph.chance(3):
        module_of("chaos_b")  # before the owner
    for _ in range(graph.random.randrange(30, 60) if depth == 0 else 25):
        graph.make()
        graph.other()
        graph.link()
        graph.link()
        if graph.chance(5):
            graph.link_others()
        if graph.chance(4):
            graph.hold()
        if graph.chance(4):
            graph.event(depth)
    for _ in range(6):
        graph.hold()
    graph.random.shuffle(graph.interpreters)
    for id_ in graph.interpreters:
        graph.end(id_)


if __name__ == "__main__":
    CONTROL = sys.argv[2] == "control"
    INTERPRETERS = "interpreters" in sys.argv[3:]
    live(int(sys.argv[1]))
