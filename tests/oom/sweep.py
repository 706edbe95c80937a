# ruff: noqa: B023, B905, E501, F821
"""Fails the n-th allocation, for every n, in every feature of oom.c.

Run as a script beside the extension `oom`; prints a line a feature and exits with status
0 when every failure was clean: a MemoryError (or the result, where CPython can do without
the memory), nothing of C's left alive, no reference and no block of memory lost.

    sweep.py call [FEATURE...]    the calls
    sweep.py import SCRATCH       the definition: every import is of a fresh copy, as the
                                  tables of an extension are made once a process
"""

import array
import copy
import ctypes
import datetime
import gc
import importlib.util
import itertools
import operator
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import warnings
from collections import UserDict

try:
    from _testcapi import remove_mem_hooks, set_nomemory
except ImportError:
    print("skip: this Python has no _testcapi")
    sys.exit(0)

QUIET = 16  # so many successes in a row: the operation allocates no more


# ---- what is lost -------------------------------------------------------------------


class Mallinfo(ctypes.Structure):
    """What glibc's mallinfo2() returns."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


# CPython's own call in this loses memory: datetime.fromtimestamp(1000, timezone.utc) one
# block, when its third allocation fails (3.11)
LOSING = {"moments"}


# CPython's cache of the attributes of types keeps the names that were looked up, and finds
# them by their address: a string that a look-up by C text made stays, or takes the place of
# another, as their addresses happen to be.
clear_names = getattr(sys, "_clear_internal_caches", None) or sys._clear_type_cache


class Lost:
    """What is alive, in three counts; each only where this Python has it."""

    def __init__(self):
        self.refs = getattr(sys, "gettotalrefcount", lambda: 0)
        self.blocks = sys.getallocatedblocks
        self.heap = lambda: 0
        if "LD_PRELOAD" not in os.environ and os.environ.get("PYTHONMALLOC") is None:
            try:
                mallinfo = ctypes.CDLL(None).mallinfo2
                mallinfo.restype = Mallinfo
                self.heap = lambda: mallinfo().uordblks
            except (AttributeError, OSError):
                pass

    # of the tries many, as glibc counts what it keeps for the next malloc() of a size, and
    # CPython keeps memory for exceptions of its own
    def per_run(self, run, tries=200):
        """(references, blocks, bytes) that one run() loses, the least of some tries."""
        least = [10**9] * 3
        for _ in range(tries):
            clear_names()
            before = [self.refs(), self.blocks(), self.heap()]
            for _ in range(3):
                run()
            clear_names()
            after = [self.refs(), self.blocks(), self.heap()]
            for i in range(3):
                least[i] = min(least[i], after[i] - before[i])
            if max(least) <= 0:
                break
        return least


# ---- what CPython itself does -------------------------------------------------------


def is_forgetful():
    """Whether PyErr_Format() without memory sets an exception without text (3.11.2)."""
    for n in range(10):
        caught = None
        set_nomemory(n, n + 1)
        try:
            ord("ab")
        except Exception as e:
            caught = e
        finally:
            remove_mem_hooks()
        if str(caught) == "" and not isinstance(caught, MemoryError):
            return True
    return False


FORGETFUL = is_forgetful()


def same(got, wanted):
    """Whether a result is right, up to a text that CPython itself forgets."""
    if isinstance(got, (tuple, list)) and isinstance(wanted, (tuple, list)):
        return len(got) == len(wanted) and all(map(same, got, wanted))
    if FORGETFUL and isinstance(got, str):
        lines = itertools.zip_longest(got.split("\n"), str(wanted).split("\n"))
        return all(g in ("", w) or (g or "").endswith(": ") for g, w in lines)
    return got == wanted


# CPython 3.13.0: PyDict_SetDefaultRef() counts an entry that it had no memory for, and
# the dict is broken from then on; making a type does that.
DICT = """
import _testcapi
for k in range(1, 12):
    d, key = {f"k{i}": i for i in range(k)}, f"new{k}"
    _testcapi.set_nomemory(0, 1)
    try:
        d.setdefault(key, 1)
    except MemoryError:
        pass
    finally:
        _testcapi.remove_mem_hooks()
    assert len(d) == len(list(d))
"""
# The debug builds of 3.14 and 3.15 fail an assertion in a list comprehension.
LIST = """
import _testcapi
for n in range(60):
    _testcapi.set_nomemory(n, n + 1)
    try:
        [abs(-500000 - i) for i in range(12)]
    except MemoryError:
        pass
    finally:
        _testcapi.remove_mem_hooks()
"""


def survives(code):
    """Whether this CPython runs *code*, which uses nothing else, in a new process."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0


# ---- features: arguments are made before, the call is what is swept -----------------


def features(m):
    P, T, M = m.Point, m.Tank, m.Meter
    warnings.filterwarnings("ignore", category=m.OomWarning)
    doubles = array.array("d", [1.25, 2.5, 3.75])
    p, q = P(1000.5, 2.5), P(3000.5, 4.5)
    t, meter, closed = T(500000, "label"), M(9), T()
    closed.close()
    where, naive = pathlib.PurePath("a/path"), datetime.datetime(2024, 2, 29, 1, 2, 3)
    moment = naive.replace(tzinfo=datetime.timezone.utc)  # noqa: UP017
    words = ["one", "three", "fiveé" * 200]
    short = ["a" * i for i in range(40)]

    def raises(kind, call, *args, **kwargs):
        try:
            call(*args, **kwargs)
        except kind as e:
            return str(e), sorted(vars(e).items())
        return "no exception"

    class Sub(P):
        def __init__(self, both):
            super().__init__(both, both, tag=both)

    class Items(UserDict):
        pass

    class Pages(list):
        write = list.append

    def files():
        pages = Pages()
        m.write_n(pages, pages, 1000)
        m.write_n(n=2000, log=pages, to=pages)
        return pages, raises(TypeError, m.write_n, pages, 3, 1)

    class SubTank(T):
        def __init__(self, *labels):
            super().__init__(300000, label="".join(labels))

    def strict():
        category = m.OomWarning
        warnings.filters.insert(0, ("error", None, category, None, 0))
        try:
            return raises(category, m.number, -1), raises(category, m.raise_it, 0)
        finally:
            del warnings.filters[0]

    def in_place():
        made = [P(5000.5 + i, 6.5) for i in range(6)]
        for a in made:
            a += q
        return list(map(repr, made))

    def properties():
        a, b = P(5000.5, 6.5), T(400000)
        a.norm = 7000.5
        b.twice = 900000
        b.level += 100000
        return a.norm, b.twice, b.level, raises(m.OomError, setattr, b, "twice", -9)

    def fields():
        a = P()
        a.x, a.y, a.tag = 12345.5, 2.25, 654321
        a.also_tag += 1
        return [(a.x, a.y, a.tag, a.also_tag) for _ in range(6)]

    def closing():
        with T(123456) as a, a.twin() as b, M() as c:
            label = a.label(), b.closed
        return label, a.closed, raises(ValueError, a.label), raises(ValueError, c.step)

    line, track = m.Line(500000), m.Track(600000)

    def views():
        line.to.x += 1000.5
        track.to.x -= 0.125
        return (
            copy.copy(line.to).x - line.from_.x - line.to.x,
            m.middle(track.to, line.to).y,
            m.far_most([p, track.to]) > 0,
        )

    def array_fields():
        line.marks = (line.marks[0], 80000, 1 + line.marks[2])
        line.marks[0] += 1
        line.marks[1:] = line.marks[:2]
        with memoryview(line.marks) as one, memoryview(track.marks) as other:
            shared = one.format, other.format, raises(BufferError, track.close)
        line.label = line.label[:4] + "\u00e9" * 2
        return (
            shared,
            (
                line.marks == [1, 2, 3],
                len(repr(line.marks)),
                len(copy.copy(line.marks)),
            ),
            raises(TypeError, line.marks.__setitem__, 0, "x"),
            raises(IndexError, line.marks.__getitem__, 3),
            raises(ValueError, setattr, line, "marks", [1]),
            raises(ValueError, setattr, line, "label", "x" * 24),
        )

    grain = m.Grain(1000000, 2.5, m.Speck(0.5))
    grains = [m.Grain(1000000 + i, 2.5 + i, m.Speck(0.5)) for i in range(12)]

    def restored():
        """What copy and pickle call of ours; they lose memory of their own (3.11)."""
        made = []
        for g in grains:
            restore, values = g.__reduce_ex__(4)
            made.append(restore(*values))
        return (
            [g == h for g, h in zip(made, grains)],
            [(g.number, g.weight, g.at.x) for g in made],
            raises(TypeError, m.Grain._seabind_restore, 1, 2),
            raises(TypeError, m.Grain._seabind_restore, 1, "2", m.Speck(0.5)),
        )

    return {
        "plain values": lambda: (
            [repr(g) for g in grains],
            [grain == g for g in grains],
            [grain != g for g in grains],
            [hash(g) == hash(h) for g, h in zip(grains, reversed(grains))],
            len({*grains, grain}),
            raises(TypeError, operator.lt, grain, grain),
        ),
        "plain copies": restored,
        "views": views,
        "array fields": array_fields,
        "arrays compared": lambda: (
            [line.marks == (5000, 80000, i) for i in range(6)],
            [track.marks != (1.5, 2.5, 3.5 + i) for i in range(6)],
            track.marks < (1000.5, 2.5),
            [line.marks == [1, 2, 3 + i] for i in range(6)],
            line.marks == line.marks,
            line.marks == track.marks,
            line.marks == "text",
        ),
        "functions": lambda: (
            [m.bump(500000 + i) for i in range(12)],
            [m.next(5 + i) for i in range(12)],
        ),
        "keywords": lambda: (
            [m.add(c=1, b=200000 + i, a=3) for i in range(12)],
            [m.add(a=1000 + i) for i in range(12)],
            m.scale(by=1.0, samples=doubles),
        ),
        "wrong calls": lambda: (
            raises(TypeError, m.add),
            raises(TypeError, m.add, 1, 2, 3, 4),
            raises(TypeError, m.add, 1, d=4),
            raises(TypeError, m.add, 1, a=4),
            raises(TypeError, m.add, "1"),
            raises(OverflowError, m.add, 2**40),
            raises(OverflowError, m.small, 1, u=2**400),
            raises(TypeError, m.total, b"12345678"),
            raises(TypeError, m.sum_ints, [1, "2"]),
            raises(OverflowError, m.sum_ints, [1, 2**70]),
            raises(ValueError, m.greet, "a\0b"),
        ),
        "defaults": lambda: (
            m.small(2),
            m.greet("Jo"),
            T().label(),
            [P().y for _ in range(12)],
            [m.add(1 + i) for i in range(12)],
        ),
        "text": lambda: (
            m.greet("name" * 100, title="Dr é"),
            [m.greet("J" * i, None) for i in range(12)],
            m.bytes_len(b"bytes"),
        ),
        "value class": lambda: [
            repr(v)
            for v in (
                P(1000.5),
                P(x=1.0, y=2000.5, tag=3),
                P.origin(),
                p.shifted(1000.5),
                p.shifted(dx=1.0, dy=5.5),
                m.middle(p, q),
            )
        ],
        "value subclass": lambda: (
            repr(Sub(4)),
            repr(P.__new__(P).__init__(1)),
            Sub(2).shifted(3.5).x,
        ),
        "fields": fields,
        "properties": properties,
        "operators": lambda: (
            repr(p + q),
            repr(p * 2.5),
            repr(2.5 * p),
            repr(-p),
            hash(p),
            bool(p),
            float(p),
            int(q),
            p < q,
            p == p,
            p != q,
            p >= q,
            p == 3,
        ),
        "in-place operator": in_place,
        "handle": lambda: (
            [x.level for x in [T(123456 + i) for i in range(6)]],
            [x.label() for x in [T(label="x" * i) for i in range(6)]],
            [T(level=700000 + i).pour(5) for i in range(6)],
        ),
        "handle subclass": lambda: (SubTank("a", "b").label(), SubTank().twin().level),
        "handle arguments": lambda: (
            [T(100000 + i).mix(t) for i in range(6)],
            [m.level_of(t) for _ in range(6)],
            m.level_of(None),
            t == T(500000),
        ),
        "embedded handle": lambda: (
            M(3).step(),
            raises(StopIteration, M(1).step),
            M(2).step(),
            M(at=5).copy().step(),
            meter.write(b"0123456789"),
        ),
        "closing": closing,
        "status": lambda: (
            raises(m.OomError, m.fail, -7),
            raises(m.OomSubError, m.fail, -2),
            raises(MemoryError, m.fail, -12) and None,
            raises(OSError, m.next, -1),
            raises(StopIteration, m.next, 0),
            m.next(1),
            raises(m.OomError, M, -5),
            raises(RuntimeError, T, -5),
            raises(m.OomError, t.pour, -5),
        ),
        "errno": lambda: (
            raises(FileNotFoundError, m.number, 2),
            raises(OSError, m.number, 34),
        ),
        "warnings": lambda: (m.number(-1), m.number(-2), m.raise_it(0)),
        "warnings that are errors": strict,
        "raising from C": lambda: (
            raises(m.OomError, m.raise_it, 1),
            raises(m.OomSubError, m.raise_it, 2),
            raises(m.OomSubError, m.raise_judged, 3),
        ),
        "objects": lambda: m.use_objects(operator.itemgetter),
        "any number of arguments": lambda: (
            m.sum_args(*range(1000, 1012)),
            m.named(**{f"name{i}": short[i] for i in range(12)}),
            raises(TypeError, m.sum_args, 1, "2"),
            raises(TypeError, m.named, a=1),
        ),
        "overload sets": lambda: (
            m.either([1000, 2000]),
            m.either(words),
            m.either(m.Dot(1000.5)),
            m.either((1000.5, 2000.5)),
            raises(TypeError, m.either, None),
            raises(TypeError, m.either),
            raises(TypeError, m.Dot, "x", y=1),
        ),
        "implicit conversions": lambda: (
            [m.dot_at(1000.5 + i) for i in range(6)],
            m.dot_at((1000.5, 2000.5), by=2.5),
            raises(TypeError, m.dot_at, "x"),
        ),
        "tuples of an expression": lambda: m.spell("letters"),
        "fill": lambda: (m.pattern(300), m.letters(7), m.letters(n=600)),
        "fill, failing": lambda: (
            raises(m.OomError, m.pattern, -1),
            raises(m.OomError, m.letters, -1),
        ),
        "out(buf)": lambda: (m.grow(0), m.grow(100), raises(m.OomError, m.grow, -3)),
        "arrays": lambda: (
            m.checksum(b"bytes"),
            m.checksum(memoryview(doubles).cast("B")),
            m.total(doubles),
            m.scale(doubles, 1.0),
            raises(TypeError, m.scale, b"12345678", 1.0),
        ),
        "lists": lambda: (
            m.longest(words),
            m.longest(tuple(short)),
            m.sum_ints(range(100)),
            m.far_most([p, q]),
        ),
        "structs": lambda: (
            m.far_of([p, track.to]) > 0,
            m.shift([P(5000.5), track.to], 0.5),
            m.diagonal(3)[2].x,
            raises(TypeError, m.far_of, [p, 3]),
            raises(TypeError, m.far_of, doubles),
            raises(TypeError, m.far_of, 3),
        ),
        "containers": lambda: (
            m.weigh({"ab": b"c", "d": bytearray(3)}),
            m.weigh(Items(ab=b"c")),
            m.table(),
            m.settings(),
            m.copied({"ab": "c", "d" * 50: "e"}),
            m.copied(Items(ab="c")),
            raises(TypeError, m.copied, {"ab": "c", "d": 3}),
            m.several(),
            sorted(m.several_of()),
            raises(TypeError, m.weigh, {"ab": b"c", "d": 3}),
            raises(TypeError, m.longest, [words[0], 5]),
        ),
        "lists of handles": lambda: (
            m.levels([t] * 60),
            [x.level for x in m.tanks(3)],
            raises(TypeError, m.levels, [t, p]),
        ),
        "results that cannot be": lambda: (
            raises(UnicodeDecodeError, m.no_text),
            raises(OverflowError, m.no_bytes),
            raises(ValueError, m.levels, [t, closed]),
        ),
        "paths": lambda: (
            m.same_path("text" * 50),
            m.same_path(b"bytes"),
            m.same_path(where),
            m.paths(["a", b"b", where]),
            raises(TypeError, m.paths, ["a", 3]),
            raises(ValueError, m.same_path, "a\0b"),
        ),
        "wide text": lambda: (
            [f("wide \U0001f600" * 9) for f in (m.same_wide, m.same_16, m.same_32)],
            raises(ValueError, m.same_16, "\ud800"),
        ),
        "values": lambda: (
            m.same_complex(1.5 + 2j),
            [m.same_value(v) for v in (None, True, 2**60, 0.5, "text\0", b"bytes")],
            raises(TypeError, m.same_value, []),
            m.same_token(m.token()) is None,
            raises(TypeError, m.same_token, 3),
        ),
        "moments": lambda: m.same_spec(moment) == moment,
        "times": lambda: (
            m.same_span(moment - moment) == moment - moment,
            m.same_tm(naive) == naive,
            raises(ValueError, m.same_tm, moment),
            raises(TypeError, m.same_spec, 3),
        ),
        "files": files,
        "files as results": lambda: (
            [m.written(3000 + i) for i in range(6)],
            raises(m.OomError, m.written, -3),
        ),
        "own converters": lambda: (
            [m.mirror("abc" * i) for i in range(8)],
            m.mirror_out("text" * 100),
            m.mirror_pair("text" * 100),
            m.mirror_twice("text"),
            m.mirrors(short),
            raises(ValueError, m.mirror_twice, "!"),
            raises(TypeError, m.mirrors, ["a", 3]),
        ),
        "owned results": lambda: (
            m.greet("Jo" * 300),
            t.dump(),
            m.tank(200000).level,
            t.twin().level,
            [x.label() for x in t.pair()],
            m.squares(40),
            m.facts(1000),
        ),
    }


# ---- the sweep ----------------------------------------------------------------------


def outcome(call):
    """What call() gave, and whether it is clean: ("ok", value), ("memory",) or else."""
    try:
        return "ok", call()
    except MemoryError:
        return ("memory",)
    except BaseException as e:  # the sweep judges it
        return "bad", type(e).__name__, str(e)


def swept(call, n, alone):
    """outcome(call) with the n-th allocation failing, alone or with all after it."""
    if alone:
        set_nomemory(n, n + 1)
    else:
        set_nomemory(n)
    try:
        try:
            return "ok", call()
        except MemoryError:
            return ("memory",)
    except BaseException as e:
        remove_mem_hooks()
        return "bad", type(e).__name__, str(e)
    finally:
        remove_mem_hooks()


def sweep_calls(names):
    import oom

    if not survives(LIST):
        print("skip: this CPython fails an assertion when memory runs out")
        return 0
    if hasattr(sys, "gettotalrefcount") and FORGETFUL:
        print("skip: this CPython fails assertions where an exception is caught")
        return 0
    lost, failed = Lost(), 0
    for name, call in features(oom).items():
        if names and name not in names:
            continue
        for _ in range(3):
            wanted = outcome(call)
        gc.collect()
        assert wanted[0] == "ok", (name, wanted)
        noise = lost.per_run(lambda call=call: outcome(call))
        reached = [0, 0]
        for alone in (True, False):
            quiet = 0
            for n in itertools.count():
                live = oom.live()
                got = swept(call, n, alone)
                problem = None
                if got[0] == "bad" or not (got[0] == "memory" or same(got, wanted)):
                    problem = f"{got} instead of {wanted}"
                quiet = quiet + 1 if got[0] == "ok" else 0
                if got[0] == "memory":
                    reached[alone] = n + 1
                del got
                if oom.live() != live:
                    gc.collect()
                if oom.live() != live:
                    problem = f"{oom.live() - live} C objects are left"
                if problem is None and quiet == 0:
                    each = lost.per_run(lambda n=n: swept(call, n, alone))
                    if name not in LOSING and any(
                        x > max(y, 0) for x, y in zip(each, noise)
                    ):
                        problem = f"lost (references, blocks, bytes): {each}"
                if problem is not None:
                    failed += 1
                    print(f"{name}: n={n} alone={alone}: {problem}"[:2000])
                if quiet == QUIET:
                    break
        print(f"n={reached[1]:<5} {reached[0]:<5} {name}")
        sys.stdout.flush()
    return failed


def sweep_imports(scratch):
    if not survives(DICT):
        print("skip: a dict of this CPython breaks when memory runs out")
        return 0
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    original = next(
        path
        for path in (os.path.join(entry, "oom" + suffix) for entry in sys.path)
        if os.path.exists(path)
    )
    copies = itertools.count()

    def spec_of_copy():
        path = os.path.join(scratch, f"copy{next(copies)}", "oom" + suffix)
        os.mkdir(os.path.dirname(path))
        shutil.copy(original, path)
        return importlib.util.spec_from_file_location("oom", path)

    def forget(spec):
        shutil.rmtree(os.path.dirname(spec.origin))

    def complete(module):
        return sorted(vars(module)), module.add.__text_signature__, module.Point.__doc__

    spec = spec_of_copy()
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    wanted, failed = complete(module), 0
    step = int(os.environ.get("SWEEP_STEP", "1"))
    for alone in (True, False):
        reached = quiet = 0
        for n in itertools.count(step=step):
            spec = spec_of_copy()
            module = importlib.util.module_from_spec(spec)
            got = swept(lambda: spec.loader.exec_module(module), n, alone)
            if got[0] == "bad":
                failed += 1
                print(f"import: n={n} alone={alone}: {got}")
            quiet = quiet + 1 if got[0] == "ok" else 0
            if quiet and complete(module) != wanted:
                failed += 1
                print(f"import: n={n} alone={alone}: incomplete: {complete(module)}")
            if got[0] == "memory":
                reached = n + 1
            del module
            again = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(again)
            if complete(again) != wanted or again.add(1, c=2) != 1200002:
                failed += 1
                print(f"import: n={n} alone={alone}: not right afterwards")
            del again
            forget(spec)
            gc.collect()
            if quiet * step >= QUIET:
                break
        kind = "alone" if alone else "and all after it"
        print(f"n={reached:<5} import, the n-th allocation failing {kind}")
        sys.stdout.flush()

    # nothing is lost: repeated failures at the same place, of one extension
    lost = Lost()
    spec = spec_of_copy()

    def attempt(n):
        module = importlib.util.module_from_spec(spec)
        got = swept(
            lambda: (spec.loader.exec_module(module), module.Line(1).to.x), n, True
        )  # a view's type is made when the first is needed
        del module
        gc.collect()
        return got

    attempt(10**6)
    noise = lost.per_run(lambda: attempt(10**6))
    quiet = 0
    for n in itertools.count(step=step):
        quiet = quiet + 1 if attempt(n)[0] == "ok" else 0
        if quiet * step >= QUIET:
            break
        each = lost.per_run(lambda n=n: attempt(n), 4)
        if any(x > max(y, 0) for x, y in zip(each, noise)):
            failed += 1
            print(f"import: n={n}: lost (references, blocks, bytes): {each}")
    print(f"n={n - QUIET:<5} import again, nothing lost (of itself: {noise})")
    return failed


if __name__ == "__main__":
    if sys.argv[1] == "import":
        sys.exit(min(1, sweep_imports(sys.argv[2])))
    sys.exit(min(1, sweep_calls(sys.argv[2:])))
