"""The leak report: what it names, and when it says nothing.

The extensions are built as they are shipped, without SEA_COUNTERS."""

import sys
import sysconfig
import textwrap
from pathlib import Path

import builder
import pytest

pytestmark = pytest.mark.plain_only(reason="LeakSanitizer reports the same leaks")

FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
DEBUG = hasattr(sys, "gettotalrefcount")
ADVICE = "what to do: docs/reference/leaks.md"
UNSEEN = "held by nothing that the collector can see"


def leaky(name: str = "leaky") -> Path:
    return builder.build_extension(
        name, "tests/leaks/leaky.c", defines=(f"LEAKY={name}",)
    )


def report(code: str, level: str | None = "trace", *modules: Path) -> list[str]:
    """Runs code, in which `k` is the extension; returns the report's lines."""
    head = "import gc, os, sys, threading, time, leaky as k\n"
    done = builder.run_script(
        head + textwrap.dedent(code).strip("\n"),
        *(modules or (leaky(),)),
        env={"PYTHONWARNINGS": "ignore", "SEABIND_LEAKS": level or ""},
    )
    assert done.returncode == 0, done.stderr
    lines = done.stderr.splitlines()
    assert all(line.startswith("seabind: leak: ") for line in lines), done.stderr
    return [line.removeprefix("seabind: leak: ") for line in lines]


# ---- what is named ------------------------------------------------------------------


def test_value_handle_and_subclass() -> None:
    assert report(
        """
        def make():
            return [k.Vec2(1), k.Vec2(2)]
        for o in make():
            k.keep(o)
        class Sub(k.Jar):
            pass
        del o
        k.keep(k.Jar()), k.keep(Sub()); k.keep([k.Vec2(3).copy()])
        del Sub, make
        """
    ) == [
        "leaky.Jar: 1 instance",
        "  1 made by <string>:9",
        f"    1 {UNSEEN}",
        "leaky.Jar (subclass Sub): 1 instance",
        "  1 made by <string>:9",
        f"    1 {UNSEEN}",
        "leaky.Vec2: 3 instances",
        "  2 made by <string>:3",
        f"    2 {UNSEEN}",
        "  1 made by <string>:9",
        "    1 held by list",
        ADVICE,
    ]


def test_counting_only() -> None:
    assert report("k.keep(k.Vec2()); k.keep(k.Vec2()); k.keep([k.Jar()])", "1") == [
        "leaky.Jar: 1 instance",
        "    1 held by list",
        "leaky.Vec2: 2 instances",
        f"    2 {UNSEEN}",
        ADVICE,
    ]


def test_holders_are_described() -> None:
    lines = report(
        """
        import types
        class Holder:
            pass
        j, h, n, m = k.Jar(), Holder(), k.Node(), types.ModuleType("corner")
        h.jar = m.jar = n.next = j
        m.more = []  # CPython tracks no dict of what is not tracked
        k.keep([j])
        k.keep(h), k.keep(n), k.keep(m.__dict__)
        del j, h, n, m, Holder
        """
    )
    assert "    1 held by Holder, dict of module 'corner', leaky.Node, list" in lines


def test_types_and_modules() -> None:
    assert report("k.keep(k.Vec2)", "1") == [
        "leaky.Vec2: the type, without instances",
        f"    1 {UNSEEN}",
        ADVICE,
    ]
    lines = report("class S(k.Jar): pass\nk.keep(S)\ndel S", "1")
    assert lines[0] == "leaky.Jar: the type, without instances"
    assert "type 'S'" in lines[1] and lines[2:] == [ADVICE]
    lines = report("k.keep(k)", "1")
    if FREE_THREADED and sys.version_info < (3, 14):
        assert lines == []
    else:
        assert lines == ["leaky: the module", f"    1 {UNSEEN}", ADVICE]


def test_what_python_keeps_is_named() -> None:
    frozen = report("h = [k.Jar()]; h.append(h); gc.freeze(); del h", "1")
    assert "leaky.Jar: 1 instance" in frozen
    kept = report("h = [k.Jar()]; k.immortalise(h); del h")
    assert kept[:2] == ["leaky.Jar: 1 instance", "  1 made by <string>:2"]
    frame = report(
        """
        ready = threading.Event()
        def run():
            v = k.Vec2()
            ready.set()
            time.sleep(100)
        threading.Thread(target=run, daemon=True).start()
        assert ready.wait(10)
        """
    )
    assert frame[:2] == ["leaky.Vec2: 1 instance", "  1 made by <string>:4"]


def test_two_extensions() -> None:
    modules = leaky(), leaky("leakier")
    code = "import leakier; k.keep(k.Vec2()); leakier.keep(leakier.Jar())"
    lines = report(code, "1", *modules)
    assert lines.count("leaky.Vec2: 1 instance") == 1
    assert lines.count("leakier.Jar: 1 instance") == 1
    assert len(lines) == 6
    # the extension that has the class watches it, whoever's mistake it is
    lines = report("import leakier; leakier.keep(k.Vec2())", "1", *modules)
    assert lines == ["leaky.Vec2: 1 instance", f"    1 {UNSEEN}", ADVICE]


def test_class_of_another_extension() -> None:
    plane = builder.build_extension(
        "plane", "tests/multimodule/plane.c", defines=("PLANE_MODULE=plane",)
    )
    draw = builder.build_extension("draw", "tests/multimodule/draw.c", libs=("m",))
    code = "import plane, draw; draw.use(plane.functions())\n"
    modules = leaky(), plane, draw
    assert report(code + "v = draw.wrap(1, 2); w = draw.twice(v)", "1", *modules) == []
    lines = report(code + "k.keep(draw.wrap(1, 2))", "trace", *modules)
    assert lines[:2] == ["plane.Vec2: 1 instance", "  1 made by <string>:3"]
    assert len(lines) == 4


SUBINTERPRETER = """
    try:
        import _interpreters as xx
        make = lambda: xx.create("legacy")
    except ImportError:
        import _xxsubinterpreters as xx
        make = lambda: xx.create(isolated=False)
    def run(code):
        i = make()
        assert not xx.run_string(i, "import leaky as k\\n" + code)
        xx.destroy(i)
    for _ in range(3):
        run({code!r})
"""


def test_sub_interpreters() -> None:
    leak = report(SUBINTERPRETER.format(code="k.keep([k.Vec2()])"))
    assert leak[0] == "leaky.Vec2: 3 instances"
    assert leak[1] in ("  3 made by <string>:2", "  3 made by <script>:2")
    assert leak[2] == "    3 held by list" and leak[-1] == ADVICE
    clean = "v, j, n = k.Vec2(), k.Jar(), k.Node()"
    assert report(SUBINTERPRETER.format(code=clean)) == []


# ---- silence ------------------------------------------------------------------------

CLEAN = {
    "nothing": "",
    "globals": """
        k.me, k.jar, v, a = k.Vec2(), k.Jar(), k.Vec2(), [k.Jar()]
        sys.thing = sys.modules['x'] = k.Jar()
        """,
    "cycles": """
        class S(k.Node):
            pass
        n, s = k.Node(), S()
        n.next, s.me, s.next, S.me = n, s, S, s
        k.Free.me = k.Free()
        """,
    "a million": "all((k.Vec2(i), k.Jar()) for i in range(50_000))",
    "failed init": """
        for bad in (k.Vec2, k.Jar, k.Node):
            try:
                bad("x", 1, 2)
            except TypeError:
                pass
        k.Jar.__new__(k.Jar)
        """,
    "closed": "k.Jar().close()",
    "copies": "a = [k.Vec2().copy() for _ in range(1000)]; del a[::2]",
    "joined threads": """
        all = []
        def run():
            all.extend((k.Vec2(), k.Jar(), k.Node()))
        threads = [threading.Thread(target=run) for _ in range(4)]
        [t.start() for t in threads], [t.join() for t in threads]
        """,
    "daemon thread": """
        threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
        v = k.Vec2()
        """,
    "re-import": "del sys.modules['leaky']; o = k.Jar(); import leaky as k; k.Jar()",
    "fork": """
        v, pid = k.Vec2(), os.fork()
        if pid:
            assert os.waitpid(pid, 0)[1] == 0
        """,
    "_exit": "sys.stdout.flush(); k.keep(k.Vec2()); os._exit(0)",
}


@pytest.mark.parametrize("code", CLEAN.values(), ids=CLEAN)
def test_silence(code: str) -> None:
    assert report(code) == []


@pytest.mark.parametrize(
    "hold",
    [
        "os.register_at_fork(before=lambda o=(v, j, n): None)",
        "import codecs; codecs.register_error('x', lambda e, o=(v, j, n): ('', 0))",
        "import codecs; codecs.register(lambda name, o=(v, j, n): None)",
        "sys.addaudithook(lambda *a, o=(v, j, n): None)",
        "import atexit; atexit.register(lambda o=(v, j, n): None)",
        "import weakref; o = k.Jar(); r = weakref.ref(o, lambda r, o=(v, j, n): None)",
    ],
)
def test_late_death(hold: str) -> None:
    """They die after the interpreter's dict, and with them their types."""
    assert report(f"v, j, n = k.Vec2(), k.Jar(), k.Node()\n{hold}") == []


@pytest.mark.parametrize("level", [None, "0"])
def test_off(level: str | None) -> None:
    assert report("k.keep(k.Vec2()), k.keep(k.Jar()), k.keep(k.Vec2)", level) == []


def test_a_process_that_does_not_finalise() -> None:
    assert report("import ctypes; v = k.Vec2(); ctypes.CDLL(None).exit(0)") == []


# ---- the switch ---------------------------------------------------------------------


def test_switch() -> None:
    one = ["leaky.Vec2: 1 instance", f"    1 {UNSEEN}", ADVICE]
    # what was made before is not known, and does not disturb
    code = "a = k.Vec2(); k.report(k.COUNT); del a; k.keep(k.Vec2())"
    assert report(code, None) == one
    assert report("k.keep(k.Vec2()); k.report(k.OFF)", "1") == []
    code = "k.keep(k.Jar()); k.report(k.OFF); k.report(k.COUNT); k.keep(k.Vec2())"
    assert report(code, "trace") == one
    lines = report("k.report(k.TRACE); k.keep(k.Vec2())", None)
    assert lines[1] == "  1 made by <string>:2"
