"""Everything that may keep an object alive until the end of an interpreter, as data.

    python tests/shutdown/scenarios.py DIR [NAME...]

runs the scenarios whose name contains a NAME (or all) with the extensions probe and
peer that lie in DIR, and prints `ok NAME`, `FAILED NAME: why` or `skip: NAME: reason`.

A scenario is a Python script, run in a process of its own with PRELUDE before it, with
the extensions of probe.h or, as the control, with their pure Python twins. It makes
things (a family: instances of every class, of Python subclasses, and the same of the
peer), puts them into a holder and ends. expected.txt has the class of each scenario on
each Python; env.py says what the classes mean. What is S needs a script in cpython/
that shows survivors without any extension.
"""

from __future__ import annotations

import importlib.util
import re
import sys
import sysconfig
import textwrap
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import builder  # noqa: E402
import env  # noqa: E402

TWINS = HERE / "twins"

PRELUDE = """
import abc, atexit, gc, os, sys, types, warnings, weakref
import peer, probe

def cast(o=None, casts=(probe.cast, peer.cast)):
    for each in casts:
        each(o)

def dying(self, cast=cast):
    cast(self)

class Meta(type):
    pass

def family(module, tag):
    things = []
    bases = (module.Value, module.Pair, module.Handle, module.Embedded,
             module.ContainerOwnsPythonObjects)
    for base in bases:
        name = f"{tag} {module.__name__}.{base.__name__}"
        things.append(base(name))
        for metaclass in (type, abc.ABCMeta, Meta):
            cls = metaclass(f"{metaclass.__name__}Sub", (base,), {"__del__": dying})
            things.append(cls(f"{name} {cls.__name__}"))
    views = [thing.inner for thing in things if hasattr(thing, "inner")]
    views += [view.inner for view in views if hasattr(view, "inner")]
    return things + views

def plain(tag="thing"):
    return family(probe, tag) + family(peer, tag)

def is_container(thing):
    return hasattr(thing, "append")

# Every container has itself and the ring, every subclass's instance refers to the ring.
def cycle(tag="cycle"):
    ring = probe.ContainerOwnsPythonObjects(tag + " ring")
    for thing in plain(tag):
        ring.append(thing)
        if is_container(thing):
            thing.append(thing)
            thing.append(ring)
        if hasattr(thing, "__dict__"):
            thing.ring = ring
    ring.append(ring)
    return ring

class Sub(probe.ContainerOwnsPythonObjects):
    __del__ = dying

# Dies after the interpreter's dict: nothing takes a hook back.
def late(thing):
    os.register_at_fork(before=lambda thing=thing: None)

# Casts when thing dies; the reference outlives it.
def watch(thing, cast=cast):
    sys.watchers = getattr(sys, "watchers", [])
    sys.watchers.append(weakref.ref(thing, lambda dead, cast=cast: cast(dead)))

atexit.register(cast, probe.Value("atexit"))
"""

# ---- what keeps `thing` -------------------------------------------------------------

HOLDERS = {
    "module globals": "held = thing",
    "sys attribute": "sys.held = thing",
    "builtins attribute": "import builtins; builtins.held = thing",
    "sys.modules entry": "sys.modules['held'] = thing",
    "atexit callback": "atexit.register(lambda thing=thing: cast(thing))",
    "atexit callback registered during atexit": """
        def register(thing=thing):
            atexit.register(lambda thing=thing: cast(thing))
        atexit.register(register)
        del register
        """,
    "at-fork hook": "late(thing)",
    "codec search function": """
        import codecs
        codecs.register(lambda name, thing=thing: None)
        """,
    "codec error handler": """
        import codecs
        codecs.register_error("held", lambda error, thing=thing: ("", 0))
        """,
    "audit hook": "sys.addaudithook(lambda event, arguments, thing=thing: None)",
    "context variable": """
        import contextvars
        variable = contextvars.ContextVar("held")
        variable.set(thing)
        """,
    "thread local": """
        import threading
        local = threading.local()
        local.held = thing
        def other_thread(thing):
            local.held = thing
        thread = threading.Thread(target=other_thread, args=(thing,))
        thread.start()
        thread.join()
        del thread
        """,
    "warnings filter": """
        class Category(Warning):
            held = thing
        warnings.simplefilter("ignore", Category)
        """,
    "suspended generator": """
        def generate(thing, cast=cast):
            try:
                yield
            finally:
                cast(thing)
        generator = generate(thing)
        next(generator)
        """,
    "suspended coroutine": """
        @types.coroutine
        def pause():
            yield
        async def work(thing, cast=cast):
            try:
                await pause()
            finally:
                cast(thing)
        coroutine = work(thing)
        coroutine.send(None)
        """,
    "traceback": """
        def fail(thing):
            raise ValueError
        try:
            fail(thing)
        except ValueError as e:
            error = e
        """,
    "state of another module": """
        import signal
        signal.signal(signal.SIGUSR1, lambda number, frame, thing=thing: None)
        """,
    "immortal object": """
        import ctypes
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(thing))
        """,
}

# ---- what refers to what ------------------------------------------------------------

GRAPHS = {
    "self-cycle": """
        thing = probe.ContainerOwnsPythonObjects("self")
        thing.append(thing)
        watch(thing)
        """,
    "cycle through a type": """
        class Holder(probe.Handle):
            __del__ = dying
        Holder.things = cycle("type"), Holder("instance")
        thing = Holder("outside")
        del Holder
        """,
    "cycle through a bound method": """
        thing = Sub("bound")
        thing.method = thing.append
        thing.append(thing.method)
        thing.append(probe.Handle("beside"))
        thing.python = types.MethodType(dying, thing)
        """,
    "cycle through a closure": """
        def close_over(thing):
            thing.append(lambda: thing)
            return thing
        thing = close_over(cycle("closed over"))
        """,
    "cycle through a module": """
        thing = types.ModuleType("thing")
        thing.ring = cycle("module")
        thing.ring.append(thing)
        thing.ring.append(probe)
        thing.ring.append(peer)
        probe.ring = thing.ring
        """,
    "weak reference callback that resurrects": """
        def resurrect(reference, cast=cast, saved=sys.__dict__):
            saved["saved"] = reference.other
            cast(reference.other)
        class Reference(weakref.ref):
            pass
        thing = [Sub("target"), Sub("other")]
        for one in thing:
            one.append(one)
        thing[0].reference = Reference(thing[1], resurrect)
        outside = Reference(thing[0], resurrect)
        outside.other = thing[1]
        sys.outside = outside
        del outside, one
        """,
    "weakref.finalize": """
        thing = cycle("finalized")
        weakref.finalize(thing, cast, probe.Handle("argument"))
        weakref.finalize(thing, cast).atexit = False
        """,
    "__del__ that casts": """
        class Casts(probe.Embedded):
            def __del__(self, cast=cast, others=(cycle("others"),)):
                cast(self)
                for other in others:
                    cast(other)
        thing = Casts("casts")
        thing.me = thing
        del Casts
        """,
    "__del__ that resurrects": """
        class Phoenix(probe.Embedded):
            def __del__(self, cast=cast, saved=[]):
                saved.append(self)
                cast(self)
        thing = Phoenix("phoenix"), Phoenix("cyclic phoenix")
        thing[1].me = thing[1]
        del Phoenix
        """,
    "class that outlives its module": """
        thing = [probe.Handle, probe.Value, type(cycle("outlives")), Sub]
        thing.append([cls("late") for cls in thing])
        del sys.modules["probe"], probe, Sub
        gc.collect()
        cast(thing)
        """,
    "subclasses with ABC and metaclasses": """
        class Abstract(abc.ABC):
            @abc.abstractmethod
            def size(self): ...
        class Both(probe.ContainerOwnsPythonObjects, Abstract):
            __del__ = dying
            def size(self):
                return super().size()
        Abstract.register(probe.Handle)
        assert isinstance(probe.Handle("virtual"), Abstract)
        class MetaAbstract(abc.ABCMeta, Meta):
            def __del__(cls, cast=cast):
                cast(cls)
        class All(Both, metaclass=MetaAbstract):
            pass
        thing = Both("both"), All("all"), cycle("families")
        for one in thing:
            one.append(thing)
        del Both, All, one
        """,
    "__class__ swaps": """
        class Other(probe.ContainerOwnsPythonObjects):
            __del__ = dying
        thing = cycle("swapped")
        for number in range(thing.size()):
            one = thing.at(number)
            for cls in (Other, Sub, probe.ContainerOwnsPythonObjects, probe.Handle,
                        peer.ContainerOwnsPythonObjects):
                try:
                    one.__class__ = cls
                except TypeError:
                    pass
                cast(one)
        swapped = Sub("truly swapped")
        swapped.append(swapped)
        swapped.__class__ = Other
        thing.append(swapped)
        try:
            Sub.__bases__ = (peer.ContainerOwnsPythonObjects,)
        except TypeError:
            pass
        cast(swapped)
        del one, swapped, Other
        """,
}

# ---- what happens -------------------------------------------------------------------

EVENTS = {
    "del sys.modules and re-import": """
        old = cycle("old")
        modules = probe, peer
        del sys.modules["probe"], sys.modules["peer"]
        import peer, probe
        assert (probe, peer) != modules
        new = cycle("new")
        old.append(new)
        new.append(old)
        cast(old)
        probe.cast(old)
        late(cycle("late"))
        """,
    "many re-imports": """
        things = []
        for number in range(5):
            things.append(cycle(str(number)))
            things[0].append(things[-1])
            del sys.modules["probe"], probe
            gc.collect()
            import probe
            probe.cast(things[0])
        """,
    "importlib.reload": """
        import importlib
        thing = cycle("reloaded")
        importlib.reload(probe)
        importlib.reload(peer)
        cast(thing)
        probe.cast(probe.Value("after"))
        """,
    "import during atexit": """
        def again():
            import probe
            probe.cast(probe.Handle("at exit"))
            sys.held = probe.ContainerOwnsPythonObjects("made at exit")
            sys.held.append(sys.held)
        atexit.register(again)
        del sys.modules["probe"], probe
        thing = cycle
        """,
    "first import during atexit": """
        def first():
            import probe
            probe.cast(probe.Handle("at exit"))
        atexit.unregister(cast)
        for name in "peer", "probe":
            del sys.modules[name], globals()[name]
        del cast, dying, Sub, plain, cycle, family, watch
        gc.collect()
        atexit.register(first)
        """,
    "import after finalize_modules": """
        import _imp
        # The second half of an import: CPython 3.13 aborts in the first, without a word
        # from us. Even the names of the exceptions are gone by then.
        class Last:
            def __del__(self, execute=_imp.exec_dynamic, cast=cast, write=os.write,
                        module=_imp.create_dynamic(probe.__spec__),
                        Clean=RuntimeError, Any=BaseException, str=str, repr=repr):
                cast(self)
                try:
                    execute(module)
                    write(2, b"a module was made\\n")
                except Clean as e:
                    write(1, b"refused: " + str(e).encode() + b"\\n")
                except Any as e:
                    write(2, repr(e).encode())
        late(Last())
        late(cycle("beside"))
        """,
    "collector switched off": """
        gc.disable()
        thing, other = cycle("kept"), cycle("dropped")
        late(cycle("late"))
        del other
        """,
    "gc.freeze": """
        thing = cycle("frozen")
        gc.freeze()
        """,
    "exceptions in __del__": """
        class Fails(probe.ContainerOwnsPythonObjects):
            def __del__(self, cast=cast):
                cast(self)
                raise ValueError("on purpose")
        sys.stderr = sys.__stderr__ = None
        thing = [Fails("plain"), Fails("cyclic"), Fails("late")]
        thing[1].append(thing[1])
        late(thing.pop())
        """,
    "sys.exit in a thread": """
        import threading
        def leave(thing):
            cast(thing)
            sys.exit(3)
        thread = threading.Thread(target=leave, args=(cycle("of a thread"),))
        thread.start()
        thread.join()
        """,
    "daemon thread in a C function": """
        import threading, time
        called = threading.Event()
        def callback(thing=probe.ContainerOwnsPythonObjects("of a daemon")):
            called.set()
            cast(thing)
        threading.Thread(
            target=probe.call_for_ever, args=(callback,), daemon=True).start()
        assert called.wait(30)
        thing = cycle("beside a daemon")
        """,
    "fork in a thread": """
        import threading
        def fork(thing):
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
            if child == 0:
                cast(thing)
                sys.stdout.flush()
                os._exit(7)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
            cast(thing)
        thing = cycle("forked")
        thread = threading.Thread(target=fork, args=(thing,))
        thread.start()
        thread.join()
        """,
    "end of a sub-interpreter": """
        if sys.version_info >= (3, 13):
            import _interpreters as interpreters
            one, run = interpreters.create("legacy"), interpreters.exec
        else:
            import _xxsubinterpreters as interpreters
            one, run = interpreters.create(isolated=False), interpreters.run_string
        code = PRELUDE + "held = cycle('held there')\\nlate(cycle('late there'))"
        assert run(one, f"import sys; sys.path[:] = {sys.path!r}\\n{code}") is None
        interpreters.destroy(one)
        """,
    "os._exit": """
        thing = cycle("left")
        os._exit(5)
        """,
}

STATUS = {"event: os._exit": 5}  # the exit status of class X, where it is not 0


def _scenarios() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, code in HOLDERS.items():
        for what in "plain", "cycle":
            found[f"holder: {name}, {what}"] = (
                f"thing = {what}()\n{_dedent(code)}del thing\n"
            )
    for name, code in GRAPHS.items():
        found[f"graph: {name}, in module globals"] = f"{_dedent(code)}held = thing\n"
        found[f"graph: {name}, in a hook"] = f"{_dedent(code)}late(thing)\ndel thing\n"
    for name, code in EVENTS.items():
        found[f"event: {name}"] = _dedent(code)
    text = _dedent(PRELUDE)
    return {name: f"{text}PRELUDE = {text!r}\n{code}" for name, code in found.items()}


def _dedent(code: str) -> str:
    return textwrap.dedent(code).strip() + "\n"


SCENARIOS = _scenarios()


def skipped(name: str) -> str | None:
    """Why scenario *name* cannot run here, or None."""
    if expected(name) == "n/a":
        return f"n/a on {python_here()}"
    needs_ctypes = "import ctypes" in SCENARIOS[name] or expected(name) == "S"
    if needs_ctypes and importlib.util.find_spec("_ctypes") is None:
        return "this Python has no ctypes"
    return None


def run(name: str, *modules: Path) -> str:
    """Runs the scenario and returns what it printed; raises AssertionError."""
    said = env.check_script_success_in_subprocess(
        SCENARIOS[name],
        *modules,
        expect=expected(name),
        twins=[TWINS],
        status=STATUS.get(name, 0),
        timeout=60,
    )
    if name == "event: import after finalize_modules":
        assert "refused: seabind: the interpreter is shutting down" in said, said
    return said


# ---- what is expected where ---------------------------------------------------------


def python_here() -> str:
    """The column of the table in expected.txt."""
    threads = "t" if sysconfig.get_config_var("Py_GIL_DISABLED") else ""
    return f"{sys.version_info.major}.{sys.version_info.minor}{threads}"


def _expected() -> tuple[list[str], dict[str, list[str]], dict[str, str]]:
    """The Pythons, the classes of each scenario on them, and the reproducers."""
    lines = (HERE / "expected.txt").read_text("utf-8").splitlines()
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    pythons, *rows = lines
    classes, reproducers = {}, {}
    for row in rows:
        name, *words = re.split(r" {2,}", row.strip())
        classes[name] = words[: len(pythons.split())]
        if len(words) > len(pythons.split()):
            reproducers[name] = words[-1]
    return pythons.split(), classes, reproducers


PYTHONS, EXPECTED, REPRODUCERS = _expected()


def expected(name: str) -> str:
    """The class of scenario *name* on this Python; n/a where it cannot be."""
    return EXPECTED[name][PYTHONS.index(python_here())]


def reproducer(script: str) -> str | None:
    """Runs a script of cpython/, without any extension. Returns what is wrong: it must
    leave something where the scenarios that name it are of class S or M; else None."""
    here = {expected(name) for name, one in REPRODUCERS.items() if one == script}
    done = builder.run_script((HERE / "cpython" / script).read_text("utf-8"))
    if done.returncode != 0 or done.stderr:
        return builder.output_of(done)
    if bool(env.survivors(done.stdout)) != bool(here & {"S", "M"}):
        return f"is of class {'/'.join(sorted(here))} here\n{done.stdout}"
    return None


def main(directory: str, *words: str) -> int:
    failed = False
    for script in sorted(set(REPRODUCERS.values())):
        problem = reproducer(script) if not words else None
        failed |= problem is not None
        print(f"FAILED {script}: {problem}" if problem else f"ok {script}", flush=True)
    modules = [
        Path(directory, name + builder.EXT_SUFFIX).resolve()
        for name in ("probe", "peer")
    ]
    for name in SCENARIOS:
        if words and not any(word in name for word in words):
            continue
        reason = skipped(name)
        if reason is not None:
            print(f"skip: {name}: {reason}", flush=True)
            continue
        try:
            run(name, *modules)
        except AssertionError as e:
            failed = True
            why = str(e).replace("\n", "\n    ")
            print(f"FAILED {name}: {why}", flush=True)
        else:
            print(f"ok {name}", flush=True)
    return int(failed)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
