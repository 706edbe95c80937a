# ruff: noqa: E501
"""Shared data: values.c, also compiled as `others`, in processes of their own.

Run as a script beside both extensions: cases.py [NAME...] prints a line each. A case is the
code, what it prints (what only destroy prints, at exit, comes last), and the oldest Python.
"""

import runpy
import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple

MANY = runpy.run_path(str(Path(__file__).parents[1] / "interpreters" / "many.py"))
PRELUDE = (
    MANY["INTERPRETERS"]
    + """
import values as v, others as o, weakref
from functools import partial
def late(kept, call):
    '''Calls when kept dies in the last collection: after the interpreter's dict.'''
    class Late:
        def __del__(self, call=call):
            call()
    cycle = [Late(), kept]
    cycle.append(cycle)
    def hook(cycle=cycle):
        pass
    os.register_at_fork(before=hook)
def tell(call, *args, print=os.write, RuntimeError=RuntimeError, **kw):
    '''Prints the RuntimeError of a call; works without builtins.'''
    try:
        result = call(*args, **kw)
        print(1, b"no exception: %d\\n" % (result is not None))
    except RuntimeError as e:
        print(1, e.args[0].encode() + b"\\n")
"""
)
GONE = (
    "shared data '{}' is gone, the interpreter is shutting down: code that runs so late "
    "calls sea_shared_find(), and does without\n"
)


class Case(NamedTuple):
    code: str
    prints: str = ""
    minor: int = 11


CASES = {
    # ---- get and find ----
    "one value a key, by text": Case("""
assert v.find("a") is None
a, b = v.get("a", object), v.get("b", object)
assert a != b and v.get("a", int) == a == v.find("a") and v.made() == 2
assert type(v.object(a)) is object and (v.name(a), v.name(b)) == ("a", "b")
assert v.get("".join(["long " * 40, "key"]), int) == v.get("long " * 40 + "key", int)
"""),
    "two extensions": Case("""
a, b = v.get("a", list), o.get("b", list)
assert o.get("a", list) == a == o.find("a") and v.find("b") == b
assert (v.made(), o.made()) == (1, 1)
"""),
    "another size": Case(
        """
v.get("org.example.cache", int, size=8)
raises(TypeError, "shared data 'org.example.cache' has %d bytes, not %d"
       % (8 + SIZE, SIZE), o.get, "org.example.cache", int)
assert o.find("org.example.cache") is None
assert o.find("org.example.cache", size=8) == v.find("org.example.cache", size=8)
""".replace("SIZE", "40")
    ),
    "without make": Case("""
a = v.get("a")
assert v.name(a) == "a" and v.object(a) is None and v.find("a") == a
"""),
    "make raises": Case("""
for once in (False, True):
    raises(ZeroDivisionError, "", lambda: v.get("a", lambda: 1 // 0, once=once))
    assert v.find("a") is None and v.destroyed() == 0
    raises(SystemError, "make of shared data 'a' failed without an exception",
           lambda: v.get("a", False, once=once))
assert v.get("a", int) == v.find("a") and v.made() == 3
"""),
    "a make that never ends": Case("""
raises(RecursionError, "", v.get, "a", (f := lambda: v.get("a", f)))
assert v.destroyed() == 0 and v.find("a") is None
"""),
    "make gets the same key": Case("""
def make():
    inner.append(v.get("a", list))
    return []
inner = []
assert [v.get("a", make)] == inner and (v.made(), v.destroyed()) == (2, 1)
"""),
    "no memory": Case("""
for once in (False, True):
    raises(MemoryError, "", lambda: v.get("a", int, size=2**64 - 1000, once=once))
assert v.find("a") is None and v.made() == 0
try:
    from _testcapi import set_nomemory, remove_mem_hooks
except ImportError:
    sys.exit()
for once in (False, True):
    key, absent = "once" if once else "any", 0
    for n in range(1, 100):
        set_nomemory(n, 0)
        try:
            v.get(key, tuple, once=once)
        except MemoryError:
            remove_mem_hooks()
            absent += v.find(key) is None  # not so when the address as an int fails
        else:
            remove_mem_hooks()
            break
        finally:
            remove_mem_hooks()
    assert 1 + once <= absent < 99 and v.find(key) and v.destroyed() == 0
"""),
    # ---- the lifetimes ----
    "destroyed in reverse order": Case(
        """
for key in "abc":
    v.loud((v if key < "b" else o).get(key, object))
""",
        "destroy c\ndestroy b\ndestroy a\n",
    ),
    "made within another": Case(
        """
for once in (False, True):
    v.loud(v.get(f"outer {once}", lambda: v.loud(v.get(f"inner {once}", int)), once=once))
""",
        "destroy outer True\ndestroy inner True\ndestroy outer False\ndestroy inner False\n",
    ),
    "without destroy, memory stays to the end": Case(
        """
a = v.get("a", str, destroy=False)
v.loud(a)
late(v, lambda name=v.name, find=v.find, a=a, tell=tell, write=os.write:
     write(1, b"%s %d\\n" % (name(a).encode(), find("a") is None)))
""",
        "a 1\n",
    ),
    "leaked": Case(
        """
a = v.get("a", object, leak=True)
v.loud(a)
late(v, lambda name=v.name, a=a, object=v.object, type=type, write=os.write:
     write(1, f"{name(a)} {type(object(a)).__name__}\\n".encode()))
""",
        "a object\n",
    ),
    "what a value holds is collected": Case(
        """
class Node:
    def __del__(self, write=os.write):
        write(1, b"collected\\n")
node = Node()
node.self = node, v, sys.modules[__name__]
v.loud(v.get("a", lambda: node))
""",
        "destroy a\ncollected\n",
    ),
    "destroy raises": Case(
        """
def fail(ValueError=ValueError):
    raise ValueError("in destroy")
def make():
    v.loud(v.get("a", lambda: fail))  # the outer value comes too late
    return fail
seen = []
sys.unraisablehook = lambda u: seen.append(repr(u.exc_value))
v.get("a", make)
v.loud(v.get("b", lambda: fail))
assert seen == ["ValueError('in destroy')"]
""",
        # at exit sys has neither hook nor stderr any more
        "destroy b\ndestroy a\n",
    ),
    "destroy calls back": Case(
        """
def back(get=v.get, find=v.find, tell=tell, int=int, write=os.write):
    tell(get, "a", int)
    tell(get, "new", int)
    write(1, b"%d\\n" % (find("a") is find("b") is None))
v.get("a", int)
v.loud(v.get("b", lambda: back))
""",
        "destroy b\n" + GONE.format("a") + GONE.format("new") + "1\n",
    ),
    # ---- shutdown ----
    "in atexit": Case("""
import atexit
def check():
    assert v.get("a", int) == v.find("a")
    assert v.get("new", int) == v.find("new")
atexit.register(check)
v.get("a", int)
"""),
    "after the modules, before the dict": Case(
        """
class Late:
    def __del__(self, get=v.get, find=v.find, tell=tell, int=int, write=os.write, sys=sys,
                type=type):
        assert sys.modules is None
        assert get("a", int) == find("a")
        tell(get, "new", int)
        tell(get, "new", int, once=True)
        assert find("new") is None
sys.late = Late()
v.loud(v.get("a", int))
""",
        "seabind: the interpreter is shutting down: make shared data 'new' earlier\n"
        * 2
        + "destroy a\n",
    ),
    "after the dict": Case(
        """
a = v.get("a", int)
v.loud(a)
class Target: pass
late(v, lambda get=v.get, find=v.find, tell=tell, int=int, write=os.write:
     (tell(get, "a", int), tell(get, "new", int), write(1, b"%d\\n" % (find("a") is None))))
def callback(ref, get=v.get, tell=tell, int=int):
    tell(get, "callback", int)
target = Target()
# partial: only a collection frees functions where there is no GIL; the last goes first
os.register_at_fork(before=partial(print, weakref.ref(target, callback)))
os.register_at_fork(before=partial(print, target))
del target
""",
        None,
    ),
    "nothing was ever shared": Case(
        """
late(v, lambda get=v.get, find=v.find, tell=tell, int=int:
     (tell(get, "a", int), find("a")))
""",
        GONE.format("a"),
    ),
    # ---- threads ----
    "a race": Case("""
for key in "abcde":
    before, gone, found = v.made(), v.destroyed(), []
    def make():
        time.sleep(0.02)
        return object()
    together(*[lambda: found.append((o, v)[len(found) % 2].get(key, make))] * 8)
    assert len(set(found)) == 1 and len(found) == 8
both = v.made() + o.made(), v.destroyed() + o.destroyed()
assert both[0] > 5 and both[0] - both[1] == 5, both
"""),
    "a race of eight makers": Case("""
barrier, found = threading.Barrier(8), []
def make():
    barrier.wait(30)
    return object()
together(*[lambda: found.append(v.get("a", make))] * 8)
assert len(set(found)) == 1 and (v.made(), v.destroyed()) == (8, 7)
"""),
    "once, a race": Case("""
for i in range(20):
    found = []
    def make():
        assert o.find(f"a{i}") is None
        time.sleep(0.01)
        return object()
    together(*[lambda: found.append((o, v)[len(found) % 2].get(f"a{i}", make, once=True))] * 8)
    assert len(set(found)) == 1 and v.made() + o.made() == i + 1
assert v.destroyed() == o.destroyed() == 0
"""),
    "once, others wait without the GIL": Case("""
began, done, found = threading.Event(), threading.Event(), []
def make():
    began.set()
    assert done.wait(30)
    return object()
first = threading.Thread(target=lambda: found.append(v.get("a", make, once=True)))
first.start()
began.wait()
second = threading.Thread(target=lambda: found.append(v.get("a", int, once=True)))
second.start()
any_ = threading.Thread(target=lambda: found.append(v.get("a", int)))
any_.start()
time.sleep(0.2)
assert not found and v.find("a") is None
done.set()
first.join(), second.join(), any_.join()
assert found == [v.find("a")] * 3 and (v.made(), v.destroyed()) == (1, 0)
"""),
    "once, fails once": Case("""
failed, found = [], []
def make():
    time.sleep(0.02)
    if not failed:
        failed.append(1)
        raise KeyError("the first")
    return object()
def get():
    try:
        found.append(v.get("a", make, once=True))
    except KeyError as e:
        failed.append(e)
together(*[get] * 8)
assert len(failed) == 2 and len(found) == 7 and set(found) == {v.find("a")}
assert (v.made(), v.destroyed()) == (2, 0)
"""),
    "once, in itself": Case("""
message = "shared data 'a' is being made, and its make waits for itself"
def make():
    raises(RuntimeError, message, lambda: o.get("a", int, once=True))
    raises(RuntimeError, message, lambda: v.get("b", lambda: v.get("a", int)))
    return []
assert v.get("a", make, once=True) == v.find("a") and v.find("b") is None
raises(RuntimeError, message.replace("'a'", "'c'"),
       lambda: v.get("c", (f := lambda: v.get("c", f, once=True)), once=True))
assert v.find("c") is None
"""),
    "once, each waits for the other": Case("""
barrier, errors = threading.Barrier(2), []
def maker(mine, other):
    def make():
        barrier.wait(30)
        try:
            v.get(other, int, once=True)
        except RuntimeError as e:
            errors.append(str(e))
        return []
    return lambda: v.get(mine, make, once=True)
for i in range(10):
    together(maker(f"a{i}", f"b{i}"), maker(f"b{i}", f"a{i}"))
    assert v.find(f"a{i}") and v.find(f"b{i}")
assert len(errors) == 10 and all("waits for itself" in e for e in errors), errors
"""),
    "once, a signal while waiting": Case("""
import signal
began, done = threading.Event(), threading.Event()
def make():
    began.set()
    done.wait(30)
    return object()
def ring(*_):
    raise KeyError("rang")
signal.signal(signal.SIGALRM, ring)
first = threading.Thread(target=lambda: v.get("a", make, once=True))
first.start()
began.wait()
signal.setitimer(signal.ITIMER_REAL, 0.1)
raises(KeyError, "rang", lambda: v.get("a", int, once=True))
signal.signal(signal.SIGALRM, lambda *_: done.set())
signal.setitimer(signal.ITIMER_REAL, 0.1)
assert v.get("a", int, once=True) == v.find("a")
first.join()
"""),
    "once, forked while another thread makes": Case("""
began, done = threading.Event(), threading.Event()
def make():
    began.set()
    done.wait(30)
    return object()
first = threading.Thread(target=lambda: v.get("a", make, once=True))
first.start()
began.wait()
if (child := os.fork()) == 0:
    raises(RuntimeError, "shared data 'a' was being made by another thread when this "
           "process was forked", lambda: v.get("a", int))
    assert v.find("a") is None and v.get("b", int, once=True)
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
done.set()
first.join()
assert v.find("a")
"""),
    "once, the maker was stopped by the end": Case(
        """
began = threading.Event()
def make():
    began.set()
    time.sleep(1000)
threading.Thread(target=lambda: v.get("a", make, once=True), daemon=True).start()
began.wait()
class Late:
    def __del__(self, get=v.get, find=v.find, tell=tell, int=int):
        tell(get, "a", int)
        assert find("a") is None
sys.late = Late()
v.loud(v.get("b", int))
""",
        "shared data 'a' is being made by a thread that the end of the interpreter stopped\n"
        "destroy b\n",
    ),
    # ---- interpreters ----
    "one a interpreter": Case(
        """
a = v.get("a", int)
v.loud(a)
CODE = '''
import values as v, others as o
assert v.find("a") is None
a = v.get("a", int)
assert a != %d and a == o.find("a")
v.loud(a)
v.loud(o.get("b", int))
''' % a
whole_life(False, CODE)
print("legacy", flush=True)
if sys.version_info >= (3, 12):
    whole_life(True, CODE)
    assert v.find("a") == a and v.find("b") is None
    assert v.made() + o.made() == 5 and v.destroyed() + o.destroyed() == 4
else:
    CODE = CODE.replace("import values", "print('destroy b\\\\ndestroy a', flush=True)\\nimport values")
    print("destroy b\\ndestroy a", flush=True)
""",
        "destroy b\ndestroy a\nlegacy\ndestroy b\ndestroy a\ndestroy a\n",
    ),
    "interpreters at the same time": Case(
        """
CODE = '''
import values as v, others as o, threading
found = []
def get(once):
    found.append(v.get("a", list, once=once))
threads = [threading.Thread(target=get, args=(i % 2 == 0,)) for i in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
assert set(found) == {o.find("a")}
'''
together(*[lambda: [whole_life(True, CODE) for _ in range(5)]] * 3)
assert v.find("a") is None and v.made() - v.destroyed() == 0
""",
        minor=12,
    ),
    "memory goes with the interpreter, unless leaked": Case(
        """
def pages():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
if not os.path.exists("/proc/self/statm"):
    sys.exit()
whole_life(False, "import values")
SIZE = 1 << 28
for options, leaks in (("", 0), ("destroy=False", 0), ("once=True", 0), ("leak=True", 1)):
    before = pages()
    for _ in range(16):
        whole_life(False, f"import values as v; v.get('a', int, size={SIZE}, {options})")
    grown = (pages() - before) / SIZE
    # an allocator may reserve a few for itself
    assert grown > 15 if leaks else grown < 8, (options, grown)
""",
    ),
    "an interpreter without the extension": Case(
        """
whole_life(False, "import values")
assert v.get("a", int) == v.find("a")
""",
    ),
}


def code_of(name: str) -> str:
    return PRELUDE + CASES[name].code


def judge(name: str, done) -> str | None:
    """What is wrong with how a case ended, or None."""
    if done.returncode != 0 or done.stderr:
        return f"exit status {done.returncode}\n{done.stdout}{done.stderr}"
    expected = CASES[name].prints
    if expected is None:  # in which order the last collection calls, nobody says
        expected = sorted(
            [
                *("destroy a\n", GONE.format("a"), GONE.format("new"), "1\n"),
                GONE.format("callback"),
            ]
        )
        if sorted(done.stdout.splitlines(True)) != expected:
            return f"prints\n{done.stdout}"
    elif done.stdout != expected:
        return f"prints\n{done.stdout}and not\n{expected}"
    return None


def main(names: list[str]) -> int:
    failed = 0
    for name in names or CASES:
        if sys.version_info >= (3, CASES[name].minor):
            problem = judge(name, MANY["run"](code_of(name)))
            failed += problem is not None
            print(f"FAILED {name}: {problem}" if problem else f"ok {name}", flush=True)
        else:
            print(f"n/a: {name}: this Python is too old", flush=True)
    return int(failed > 0)


assert sysconfig.get_config_var("SIZEOF_VOID_P") == 8, (
    "the size of a value in a message"
)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
