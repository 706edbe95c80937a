# ruff: noqa: E501
"""geometry, seazlib and gate in several interpreters, and at the end of one.

Run as a script beside these extensions (and `plain`, a module without (threads, safe)):
many.py [NAME...] runs each test in a process of its own, which has to end with exit status
0 and an empty standard error, and prints a line each.
"""

import os
import subprocess
import sys
import time

TIMEOUT = float(os.environ.get("MANY_TIMEOUT", "90"))
FREE_THREADED = bool(__import__("sysconfig").get_config_var("Py_GIL_DISABLED"))

# What an interpreter does with the examples; every type and exception is its own.
USE = """
import geometry, seazlib
from array import array
data = b"some bytes, and some more " * 400
for round in range(ROUNDS):
    v = geometry.Vec2(3, 4) + geometry.Vec2(1, 1).scaled(by=2.0)
    assert (v.x, v.y) == (5.0, 6.0) and type(v) is geometry.Vec2
    assert geometry.mean(array("d", [1, 2, 3])) == 2.0
    with seazlib.Compressor(6) as c:
        packed = c.compress(data) + c.copy().flush()
    assert seazlib.decompress(packed) == data == seazlib.Decompressor().decompress(packed)
    try:
        seazlib.decompress(b"nonsense")
    except seazlib.ZlibError as e:
        assert e.code == -3 and type(e) is seazlib.ZlibError
    else:
        raise AssertionError("no error")
    try:
        geometry.nth(300)
    except OverflowError:
        pass
class Sub(geometry.Vec2):
    def __init__(self, both):
        super().__init__(both, both)
kept = [Sub(2), seazlib.Decompressor(), seazlib.ZlibError("kept")]
kept.append(kept)
"""
PRELUDE = f"""
import gc, os, sys, threading, time
USE = {USE!r}.replace("ROUNDS", "20")
def together(*functions):
    barrier, errors = threading.Barrier(len(functions)), []
    def run(function):
        barrier.wait()
        try:
            function()
        except BaseException as e:
            errors.append(e)
    threads = [threading.Thread(target=run, args=(f,)) for f in functions]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    if errors:
        raise errors[0]
def raises(kind, text, call, *args):
    try:
        call(*args)
    except kind as e:
        assert text in str(e), e
        return
    raise AssertionError("no exception")
"""
INTERPRETERS = (
    PRELUDE
    + """
if sys.version_info >= (3, 13):
    import _interpreters
    def create(own):
        return _interpreters.create("isolated" if own else "legacy")
    def run(id, code):
        error = _interpreters.exec(id, code)
        assert error is None, error.formatted
    destroy = _interpreters.destroy
else:
    import _xxsubinterpreters as _interpreters
    def create(own):
        return _interpreters.create(isolated=own)
    run, destroy = _interpreters.run_string, _interpreters.destroy
def whole_life(own, code=USE):
    id = create(own)
    try:
        # what multiprocessing and pickle would do with sys.path
        run(id, "import sys; sys.path[:] = " + repr(sys.path) + "\\n" + code)
    finally:
        destroy(id)
"""
)
TESTS = {
    # ---- several interpreters ----
    "two with a GIL each, at the same time": (
        3,
        12,
        INTERPRETERS
        + """
exec(USE)
together(*[lambda: whole_life(True)] * 2)
exec(USE)
""",
    ),
    "four with a GIL each, first import in all at once": (
        3,
        12,
        INTERPRETERS
        + """
together(*[lambda: whole_life(True)] * 4)
exec(USE)
""",
    ),
    "one after the other": (
        3,
        11,
        INTERPRETERS
        + """
for i in range(10):
    whole_life(sys.version_info >= (3, 12) and i % 2 == 1)
exec(USE)
""",
    ),
    "legacy, in threads": (
        3,
        11,
        INTERPRETERS
        + """
together(*[lambda: whole_life(False)] * 4)
exec(USE)
""",
    ),
    "legacy and own, main in between": (
        3,
        12,
        INTERPRETERS
        + """
stop = []
def main():
    while not stop:
        exec(USE, {})
def others():
    try:
        together(lambda: whole_life(True), lambda: whole_life(False), lambda: whole_life(True))
    finally:
        stop.append(1)
together(main, others)
""",
    ),
    "made by one thread, ended by another": (
        3,
        12,
        INTERPRETERS
        + """
ids = []
def begin():
    ids.append(create(True))
    run(ids[-1], "import sys; sys.path[:] = " + repr(sys.path) + "\\n" + USE)
together(begin, begin)
together(lambda: run(ids[0], USE), lambda: run(ids[1], USE))
together(lambda: destroy(ids[1]), lambda: destroy(ids[0]))
exec(USE)
""",
    ),
    "types are of one interpreter": (
        3,
        11,
        INTERPRETERS
        + """
import geometry, seazlib
show = "import geometry, seazlib, os; os.write(%d, repr([id(x) for x in (geometry.Vec2, " \\
       "seazlib.ZlibError, geometry)]).encode() + b'\\\\n'); " \\
       "assert geometry.TAU == 6.283185307179586 and seazlib.Z_FINISH == 4 " \\
       "if hasattr(seazlib, 'Z_FINISH') else geometry.TAU > 6; kept = geometry.Vec2, seazlib"
read, write = os.pipe()
ids = [create(False) for _ in range(2)]
for id_ in ids:
    run(id_, "import sys; sys.path[:] = " + repr(sys.path) + "\\n" + show % write)
exec(show % write)
os.close(write)
with os.fdopen(read) as lines:
    seen = [eval(line) for line in lines]
assert len(seen) == 3 and all(len(set(column)) == 3 for column in zip(*seen)), seen
[destroy(id_) for id_ in ids]
""",
    ),
    "left alive at exit": (
        3,
        11,
        INTERPRETERS
        + """
exec(USE)
ids = [create(False) for _ in range(2)]
for id_ in ids:
    run(id_, "import sys; sys.path[:] = " + repr(sys.path) + "\\n" + USE)
for id_ in ids:
    destroy(id_)
""",
    ),
    "a module without (threads, safe)": (
        3,
        12,
        INTERPRETERS
        + """
import plain
assert plain.two() == 2
whole_life(False, "import plain; assert plain.two() == 2 and plain.Thing(3).n == 3")
whole_life(True, '''
try:
    import plain
except ImportError as e:
    assert "plain" in str(e)
else:
    raise AssertionError("imported")
''')
""",
    ),
    # ---- one interpreter: re-import ----
    "deleted and imported again": (
        3,
        11,
        PRELUDE
        + """
import geometry, seazlib
old, Vec2, error = geometry.Vec2(3, 4), geometry.Vec2, seazlib.ZlibError
c, decompress = seazlib.Compressor(), seazlib.decompress
del sys.modules["geometry"], sys.modules["seazlib"], geometry, seazlib
gc.collect()
assert type(old.scaled(by=2.0)) is Vec2 and (old + old).x == 6.0
assert Vec2(1, 2).y == 2.0 and type(-old) is Vec2 and Vec2.unit(0.0).x == 1.0
raises(error, "", decompress, b"nonsense")
packed = c.compress(b"data") + c.copy().flush()
assert decompress(packed) == b"data"
raises(error, "", c.set_dictionary, b"late") if False else None
import geometry, seazlib
assert geometry.Vec2 is not Vec2 and type(old.scaled(1.0)) is Vec2
assert type(geometry.Vec2(1, 1) + geometry.Vec2(1, 1)) is geometry.Vec2
assert (geometry.Vec2(1, 1) + old).x == 4.0
del old, Vec2, c, decompress, error
gc.collect()
exec(USE)
""",
    ),
    "the module is gone, a method returns values": (
        3,
        11,
        PRELUDE
        + """
import geometry, seazlib
v, c = geometry.Vec2(3, 4), seazlib.Compressor()
sys.modules["geometry"].__dict__.clear()
del sys.modules["geometry"], sys.modules["seazlib"], geometry, seazlib
gc.collect(); gc.collect()
assert (v + v).scaled(2.0).x == 12.0 and v.polar()[0] == 5.0
assert type(c.copy()).__name__ == "Compressor" and c.copy().flush()
""",
    ),
    "imported many times": (
        3,
        11,
        PRELUDE
        + """
for i in range(40):
    exec(USE, {})
    del sys.modules["geometry"], sys.modules["seazlib"]
gc.collect()
""",
    ),
    "reloaded": (
        3,
        11,
        PRELUDE
        + """
import importlib, geometry, seazlib
old = geometry.Vec2(1, 2)
importlib.reload(geometry); importlib.reload(seazlib)
assert (old + old).x == 2.0
exec(USE)
""",
    ),
    "first imported by several threads": (
        3,
        11,
        PRELUDE
        + """
together(*[lambda: exec(USE, {})] * 4)
""",
    ),
    # ---- the end ----
    "instances in globals": (
        3,
        11,
        PRELUDE
        + USE.replace("ROUNDS", "2")
        + """
vec, comp, keep = geometry.Vec2(1, 2), seazlib.Compressor(), [geometry.Vec2, v.scaled]
""",
    ),
    "instances everywhere": (
        3,
        11,
        PRELUDE
        + """
import geometry, seazlib, builtins, codecs, contextvars, threading, types, warnings, weakref
def made():
    return [geometry.Vec2(1, 2), seazlib.Compressor(), seazlib.Decompressor(),
            geometry.Vec2(5, 6).scaled, seazlib.ZlibError("x"), seazlib.Compressor().flush]
sys.kept, builtins.kept, sys.modules["not a module"] = made(), made(), made()
var = contextvars.ContextVar("var"); var.set(made())
local = threading.local(); local.kept = made()
cycle = made(); cycle.append(cycle)
def generator():
    kept = made()
    yield kept
    yield kept
suspended = generator(); next(suspended)
os.register_at_fork(before=lambda kept=made(): kept)
codecs.register_error("kept", lambda e, kept=made(): kept)
class Sub(seazlib.Compressor):
    kept = made()
    def __del__(self):
        assert self.compress(b"x") is not None
Sub.me = Sub(); Sub.me.me = Sub.me
last = Sub(); last.me = last
weakref.finalize(Sub.me, lambda kept: None, made())
try:
    raise seazlib.ZlibError(made())
except seazlib.ZlibError as e:
    error = e
""",
    ),
    "atexit": (
        3,
        11,
        PRELUDE
        + """
import atexit
def late():
    exec(USE, {})
    atexit.register(lambda kept=__import__("geometry").Vec2(1, 2): kept + kept)
atexit.register(late)
""",
    ),
    "__del__ at the end": (
        3,
        11,
        PRELUDE
        + """
import geometry, seazlib
class Last:
    def __init__(self):
        self.kept = geometry.Vec2(3, 4), seazlib.Compressor()
    def __del__(self):
        v, c = self.kept
        assert (v + v).x == 6.0 and c.compress(b"x") is not None
        c.close()
sys.last, last = Last(), Last()
last.me = last
""",
    ),
    "import after the modules are gone": (
        3,
        11,
        PRELUDE
        + """
import _imp, importlib.util
class Late:
    # what it uses is its own: the built-in names are gone by then
    def __del__(self, RuntimeError=RuntimeError, BaseException=BaseException, str=str,
                repr=repr, exec=_imp.exec_dynamic, write=os.write,
                module=_imp.create_dynamic(importlib.util.find_spec("geometry"))):
        try:
            exec(module)
        except RuntimeError as e:
            write(1, ("RuntimeError " + str(e)).encode())
        except BaseException as e:
            write(1, ("unexpected " + repr(e)).encode())
        else:
            write(1, b"no error")
# an object that only the codec registry holds dies when the modules are gone
import codecs
codecs.register_error("late", lambda e, late=Late(): late)
""",
    ),
    "daemon thread": (
        3,
        11,
        PRELUDE
        + """
import geometry, seazlib
def forever():
    data = bytes(1000)
    c = seazlib.Compressor()
    while True:
        c.compress(data)
        geometry.Vec2(1, 2).scaled(2.0)
for i in range(2):
    threading.Thread(target=forever, daemon=True).start()
time.sleep(0.2)
""",
    ),
    "exit in a thread": (
        3,
        11,
        PRELUDE
        + """
exec(USE)
threading.Thread(target=lambda: (exec(USE, {}), sys.exit(3))).start()
""",
    ),
    "without collection": (
        3,
        11,
        PRELUDE
        + """
gc.disable()
exec(USE)
gc.freeze()
""",
    ),
}


def run(code):
    return subprocess.run(
        [
            sys.executable,
            "-X",
            "faulthandler",
            "-W",
            "ignore::DeprecationWarning",
            "-W",
            "ignore::RuntimeWarning",
            "-c",
            code,
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="backslashreplace",
        timeout=TIMEOUT,
    )


def applies(name):
    major, minor, _ = TESTS[name]
    return sys.version_info >= (major, minor)


def judge(name, done):
    """What is wrong with how a test ended, or None."""
    if done.returncode != 0 or done.stderr:
        return f"exit status {done.returncode}\n{done.stdout}{done.stderr}"
    if name == "import after the modules are gone":
        text = done.stdout
        if not (text.startswith("RuntimeError") and "shutting down" in text):
            return f"standard output: {text}"
    return None


def references():
    """References that the examples leave at exit, over those of an empty script; None
    where this Python does not count them."""
    if not hasattr(sys, "gettotalrefcount"):
        return None
    counts = []
    plain = "from array import array\nclass Sub: pass\nkept = [1]\nkept.append(kept)\n"
    for code in (plain, plain + USE.replace("ROUNDS", "3")):
        done = subprocess.run(
            [sys.executable, "-X", "showrefcount", "-c", code],
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
        )
        line = done.stderr.strip().splitlines()[-1]
        counts.append(int(line.split()[0].lstrip("[")))
    return counts[1] - counts[0]


def main(names):
    failed = 0
    for name in names or TESTS:
        if not applies(name):
            print(f"n/a: {name}: this Python is too old", flush=True)
            continue
        start = time.monotonic()
        try:
            problem = judge(name, run(TESTS[name][2]))
        except subprocess.TimeoutExpired:
            problem = "time-out"
        if problem:
            failed += 1
            print(f"FAILED {name}: {problem[-3000:]}")
        else:
            print(f"ok {name} {time.monotonic() - start:.2f} s")
        sys.stdout.flush()
    if not names:
        print(f"references left at exit: {references()}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
