# ruff: noqa: E501, SIM105
"""Several threads, and calls within calls, on the handles of gate.c.

Run as a script beside the extension `gate`: hammer.py [NAME...] runs the tests named, or
all of them, each in a process of its own with a time-out, and prints a line each.
"""

import array
import ctypes
import gc
import os
import signal
import subprocess
import sys
import threading
import time
import weakref

TIMEOUT = float(os.environ.get("HAMMER_TIMEOUT", "60"))
ROUNDS = int(os.environ.get("HAMMER_ROUNDS", "400"))
TESTS = {}


def test(function):
    TESTS[function.__name__] = function
    return function


def together(*functions):
    """Runs each in a thread, all started at once; raises what the first of them raised."""
    barrier, errors = threading.Barrier(len(functions)), []

    def run(function):
        barrier.wait()
        try:
            function()
        except BaseException as e:
            errors.append(e)

    threads = [threading.Thread(target=run, args=(f,)) for f in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def raises(kind, text, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except kind as e:
        assert text in str(e), f"{e} has no {text!r}"
        return
    raise AssertionError(f"{call} did not raise {kind.__name__}")


# ---- several threads ----------------------------------------------------------------


@test
def four_threads_on_one_handle():
    c, m = gate.Counter(), gate.Meter()

    def work():
        for _ in range(ROUNDS):
            c.add(1)
            m.add(1)

    together(*[work] * 4)
    assert c.n == 4 * ROUNDS and m.add(0) == 4 * ROUNDS
    assert not c.torn and not m.torn


@test
def accessors_wait():
    c = gate.Counter()

    def write():
        for i in range(ROUNDS):
            c.n = i
            c.value = i

    def read():
        for _ in range(ROUNDS):
            assert c.value >= 0 and c.n >= 0

    together(write, read, lambda: [c.add(0) for _ in range(ROUNDS)])
    assert not c.torn


@test
def opposite_order():
    a, b = gate.Counter(10**6), gate.Counter(10**6)
    together(
        *[lambda: [a.move(b, 1) for _ in range(ROUNDS)]] * 2,
        *[lambda: [b.move(a, 1) for _ in range(ROUNDS)]] * 2,
    )
    assert a.n + b.n == 2 * 10**6 and a.n == 10**6
    assert not a.torn and not b.torn
    assert a.move(a, 5) == 10**6


@test
def close_during_a_call():
    c = gate.Counter()
    together(
        lambda: c.stay(500),
        lambda: (
            time.sleep(0.15),
            raises(RuntimeError, "in use by a running call", c.close),
            raises(RuntimeError, "in use", c.__exit__, None, None, None),
        ),
    )
    c.close()
    raises(ValueError, "is closed", c.add)
    assert gate.live() == 0


@test
def close_against_calls():
    for _ in range(ROUNDS // 4):
        c, done = gate.Counter(), []

        def work(c=c, done=done):
            try:
                while True:
                    c.add(1)
                    time.sleep(0.0005)  # close() does not wait for its turn
            except ValueError:
                done.append(1)

        def close(c=c):
            while True:
                try:
                    return c.close()
                except RuntimeError:
                    pass

        together(work, close, work)
        assert len(done) == 2
    assert gate.live() == 0


@test
def close_by_all():
    for _ in range(ROUNDS):
        c, closed = gate.Meter(), []

        def close(c=c, closed=closed):
            try:
                c.close()
                closed.append(1)
            except (ValueError, RuntimeError):
                pass

        together(close, close, close)
        assert len(closed) == 1 and c.closed
    assert gate.live() == 0


@test
def initialised_by_all():
    for _ in range(ROUNDS):
        m, done, errors = gate.Meter.__new__(gate.Meter), [], []

        def init(m=m, done=done, errors=errors):
            try:
                m.__init__(5)
                done.append(1)
            except RuntimeError as e:
                errors.append(str(e))

        together(init, init, init)
        assert len(done) == 1 and len(errors) == 2, errors
        assert m.add(1) == 6
    del m, init
    gc.collect()
    assert gate.live() == 0


@test
def used_while_initialised():
    m = gate.Meter.__new__(gate.Meter)

    def wait_for_the_other():
        for _ in range(3000):
            try:
                m.add(1)
            except RuntimeError as e:
                if "still being initialised" in str(e):
                    break
            time.sleep(0.001)

    together(
        lambda: m.__init__(1, 400),
        lambda: (
            wait_for_the_other(),
            raises(RuntimeError, "still being initialised", m.add, 1),
            raises(RuntimeError, "still being initialised", m.close),
            raises(RuntimeError, "still being initialised", m.__enter__),
            raises(RuntimeError, "still being initialised", m.__init__, 2),
        ),
    )
    assert m.add(1) == 2


@test
def many_wait_and_one_leaves():
    c = gate.Counter()
    together(lambda: c.stay(200), *[lambda: c.add(1)] * 12)
    assert c.n == 12


@test
def interrupted_wait():
    c = gate.Counter()
    thread = threading.Thread(target=c.stay, args=(3000,))
    thread.start()
    time.sleep(0.1)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a job has it ignored
    main = threading.get_ident()
    threading.Timer(0.3, lambda: signal.pthread_kill(main, signal.SIGINT)).start()
    start = time.monotonic()
    raises(KeyboardInterrupt, "", c.add, 1)
    assert time.monotonic() - start < 2, "the wait went on"
    thread.join()
    assert c.add(1) == 1


@test
def signal_during_wait_that_goes_on():
    c, seen = gate.Counter(), []
    signal.signal(signal.SIGALRM, lambda *_: seen.append(1))
    thread = threading.Thread(target=c.stay, args=(700,))
    thread.start()
    time.sleep(0.1)
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
    assert c.add(1) == 1
    signal.setitimer(signal.ITIMER_REAL, 0)
    thread.join()
    assert seen


@test
def handles_made_and_dropped():
    def work():
        for i in range(ROUNDS):
            with gate.Counter(i) as a, gate.make(i) as b:
                a.move(b, 1)
            gate.Meter(i).add(1)

    together(*[work] * 4)
    gc.collect()
    assert gate.live() == 0


@test
def dropped_by_another_thread():
    box = []

    def put():
        for i in range(ROUNDS):
            box.append(gate.Counter(i))

    def drop():
        deadline = time.monotonic() + 20
        n = 0
        while n < ROUNDS and time.monotonic() < deadline:
            if box:
                box.pop().add(1)
                n += 1

    together(put, drop)
    assert gate.live() == len(box) == 0


@test
def values_in_threads():
    p = gate.Pair(1, 2)

    def work():
        for i in range(ROUNDS):
            p.x = i
            p.__init__(i, 2)
            assert p.dot(gate.Pair(1, 0), 1.0) >= 0
            assert gate.two(range(10), [1.0, 2.0]) == 48.0

    together(*[work] * 4)


@test
def lists_changed_by_threads():
    words, numbers = ["a"] * 50, list(range(50))

    def change():
        for i in range(ROUNDS):
            words[:] = [str(i)] * (i % 50)
            numbers[:] = [i] * (i % 50)

    def use():
        for _ in range(ROUNDS):
            gate.last(words, 1)
            gate.two(numbers, [])

    together(change, use, use)


@test
def subclasses_made_by_threads():
    def work():
        for i in range(ROUNDS // 8):

            class Sub(gate.Counter):
                def __init__(self, n):
                    super().__init__(n)
                    self.me = self

            assert Sub(i).add(1) == i + 1

    together(*[work] * 4)
    gc.collect()
    assert gate.live() == 0


def in_child(function, fork=os.fork):
    """Runs it after a fork; a child that waits for a thread which it has not is killed."""
    child = fork()
    if child == 0:
        signal.alarm(10)
        try:
            function()
        except BaseException as e:
            os.write(2, f"in the child: {e!r}\n".encode())
            os._exit(1)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


@test
def fork_beside_a_call():
    c, other = gate.Counter(), gate.Counter()
    threads = [threading.Thread(target=c.stay, args=(500,)) for _ in "ab"]
    for thread in threads:  # one is inside, one waits
        thread.start()
    time.sleep(0.1)

    def child():
        assert other.add(1) == 1 and gate.Counter(3).add(1) == 4
        for use in (c.add, c.close, lambda: c.n, lambda: other.move(c, 1)):
            raises(RuntimeError, "in use by another thread when the process", use)

    in_child(child)
    for thread in threads:
        thread.join()
    assert c.add(1) == 1


@test
def fork_in_a_call_on_which_others_wait():
    c = gate.Counter()
    threads = [threading.Thread(target=c.stay, args=(300,))]
    threads += [threading.Thread(target=c.add) for _ in "abc"]

    def child():
        together(*[lambda: [c.add(1) for _ in range(20)]] * 3)
        assert c.n >= 60 and not c.torn
        c.close()

    for thread in threads:
        thread.start()
    time.sleep(0.1)
    in_child(child, c.fork)
    for thread in threads:
        thread.join()
    assert c.n == 3


@test
def fork_beside_a_close():
    c = gate.Counter(-77)  # slow to free, without the GIL
    thread = threading.Thread(target=c.close)
    thread.start()
    time.sleep(0.2)

    def is_closed():
        raises(ValueError, "Counter.add(): the Counter is closed", c.add)
        raises(ValueError, "closed", lambda: c.n)
        raises(ValueError, "Counter.close(): the Counter is closed already", c.close)
        c.__exit__(None, None, None)

    is_closed()
    assert thread.is_alive(), "waited for the end of destroy"
    in_child(is_closed)
    thread.join()
    assert gate.live() == 0


@test
def exit_beside_a_call():
    c = gate.Counter()
    threading.Thread(target=c.stay, args=(10000,), daemon=True).start()
    time.sleep(0.1)


# ---- calls within calls -------------------------------------------------------------


class Index:
    """An int or a float whose conversion calls something first."""

    def __init__(self, value, call):
        self.value, self.call = value, call

    def __index__(self):
        self.call()
        return self.value

    def __float__(self):
        self.call()
        return float(self.value)


class Exporter:
    """A buffer whose exporter calls something first (Python 3.12 and later)."""

    def __init__(self, data, call):
        self.data, self.call = data, call

    def __buffer__(self, flags):
        self.call()
        return memoryview(self.data)


@test
def closed_while_arguments_are_loaded():
    for make in (gate.Counter, gate.Meter):
        c = make()
        raises(ValueError, "is closed", c.add, Index(1, c.close))
        raises(ValueError, "is closed", c.add, 1)
    c = gate.Counter()
    raises(ValueError, "is closed", c.sum, b"abc", Index(1, c.close), 1)
    c, d = gate.Counter(), gate.Counter()
    raises(ValueError, "argument 'to'", c.move, d, Index(1, d.close))
    assert c.add(1) == 1
    if sys.version_info >= (3, 12):
        c = gate.Counter()
        raises(ValueError, "is closed", c.sum, Exporter(b"abc", c.close), 1.0, 1)
    c = gate.Counter()
    raises(ValueError, "is closed", setattr, c, "n", Index(1, c.close))
    c = gate.Counter()
    raises(ValueError, "is closed", setattr, c, "value", Index(1, c.close))
    del c, d
    assert gate.live() == 0


@test
def called_again_while_arguments_are_loaded():
    c, m = gate.Counter(), gate.Meter()
    assert c.add(Index(1, lambda: c.add(10))) == 11
    assert m.add(Index(1, lambda: m.add(10))) == 11
    assert m.sum([1, Index(2, lambda: m.add(100))], Index(1, lambda: m.add(1000))) == 3
    c.n = Index(5, lambda: c.add(1))
    assert c.n == 5


@test
def initialised_while_arguments_are_loaded():
    for make in (gate.Counter, gate.Meter):
        c = make.__new__(make)
        raises(
            RuntimeError,
            "still being initialised",
            c.__init__,
            Index(1, lambda c=c: c.__init__(2)),
        )
        raises(
            RuntimeError,
            "still being initialised",
            c.__init__,
            Index(1, lambda c=c: c.add(2)),
        )
        c.__init__(7)
        assert c.add(1) == 8
        raises(RuntimeError, "initialised already", c.__init__, 1)
        del c
    p = gate.Pair.__new__(gate.Pair)
    p.__init__(Index(1, lambda: p.__init__(5, 6)))
    assert (p.x, p.y) == (1, 0)
    q = gate.Pair.__new__(gate.Pair)
    raises(
        RuntimeError, "not initialised", q.dot, p, Index(1, lambda: q.__init__(1, 1))
    )
    q.__init__(1, 1)
    assert q.dot(p, Index(2, lambda: p.__init__(8, 8))) == 32.0
    gc.collect()
    assert gate.live() == 0


@test
def buffers_that_change():
    data = bytearray(b"abc" * 100)
    total = sum(data)

    def resize():
        raises(BufferError, "", data.clear)
        raises(BufferError, "", data.extend, b"x")

    assert gate.checksum(data, Index(0, resize)) == total
    view = memoryview(data)
    raises(BufferError, "", lambda: gate.checksum(view, Index(0, view.release)))
    view = memoryview(data)
    view.release()
    raises(ValueError, "released", gate.checksum, view, 0)
    # a view of a view, whose owner goes away
    assert gate.checksum(memoryview(bytearray(b"ab"))[1:], Index(0, gc.collect)) == 98
    together(
        lambda: gate.checksum(data, 0, 100),
        lambda: (time.sleep(0.02), resize()),
    )
    data.clear()
    a = array.array("d", [1.0, 2.0])
    raises(TypeError, "", gate.checksum, a, "x")
    a.append(3.0)  # no export is left


@test
def lists_that_change():
    numbers = [1, 2, 3, 4]
    numbers[1] = Index(2, numbers.clear)
    assert gate.two(numbers, []) == 10
    words = ["a" * 1000, "b" * 1000]
    assert gate.last(words, Index(1, words.clear)) == "b" * 1000
    words = ["a", "b" * 1000]

    class Sequence:
        def __len__(self):
            return 2

        def __getitem__(self, i):
            words.clear()
            return ["x" * 1000, "y" * 1000][i]

    assert gate.last(Sequence(), Index(1, gc.collect)) == "y" * 1000


@test
def strange_buffers():
    eight = bytearray(17)
    for start in range(8):
        view = memoryview(eight)[start : start + 8].cast("d")
        try:
            assert gate.aligned(view) == 0.0
        except (TypeError, BufferError, ValueError) as e:
            assert "align" in str(e), e
    grid = memoryview(bytes(48)).cast("B").cast("d", (2, 3))
    raises(TypeError, "", gate.aligned, grid)
    raises(
        BufferError, "contiguous", gate.aligned, memoryview(bytes(32)).cast("d")[::2]
    )
    raises(BufferError, "contiguous", gate.checksum, memoryview(b"abcdef")[::-1], 0)
    assert gate.aligned(memoryview(b"").cast("d")) == 0
    assert gate.aligned((ctypes.c_double * 3)(1, 2, 3)) == 6
    assert gate.aligned((ctypes.c_double * 0)()) == 0

    class Empty(ctypes.Structure):
        _fields_ = []

    for odd in ((Empty * 5)(), (Empty * 0)(), Empty()):
        try:
            gate.checksum(odd, 0)
            gate.aligned(odd)
        except (TypeError, BufferError):
            pass
    big = (ctypes.c_double.__ctype_be__ * 2)(1.0, 2.0)
    raises(TypeError, "", gate.aligned, big)


@test
def hostile_arguments():
    c = gate.Counter()

    class Liar:
        def __index__(self):
            return "text"

        __float__ = __index__

    class Thrower:
        def __index__(self):
            raise KeyError("thrown")

        __float__ = __len__ = __iter__ = __index__

        def __getitem__(self, i):
            raise KeyError("thrown")

    raises(TypeError, "", c.add, Liar())
    raises(TypeError, "", gate.Pair, Liar())
    raises(KeyError, "thrown", c.add, Thrower())
    raises(KeyError, "thrown", gate.Pair, Thrower())
    raises(KeyError, "thrown", gate.two, Thrower(), [])
    raises(KeyError, "thrown", gate.two, [], [Thrower()])

    class Str(str):
        def __eq__(self, other):
            raise KeyError("compared")

        __hash__ = str.__hash__

    assert c.add(**{Str("by"): 1}) == 1
    for name in (Str("b"), "b\udc80", "é" * 500, "by\0", ""):
        raises(TypeError, "keyword", lambda name=name: c.add(**{name: 1}))
    kwargs = {"n": Index(3, lambda: kwargs.clear())}
    assert gate.Counter(**kwargs).n == 3
    kwargs = {"n": Index(3, lambda: kwargs.update(dict.fromkeys(map(str, range(99)))))}
    counter = gate.Counter.__new__(gate.Counter)
    type(counter).__init__(counter, **kwargs)
    assert counter.n == 3


@test
def module_deleted_during_a_call():
    global gate
    c = gate.Counter()

    def forget():
        global gate
        sys.modules.pop("gate", None)
        gate = None
        gc.collect()

    make, Pair = gate.make, gate.Pair
    assert make(Index(5, forget)).n == 5
    gc.collect()
    assert c.add(1) == 1 and Pair(1, 2).dot(Pair(3, 4), 1.0) == 11
    import gate as again

    assert again.Counter is not type(c) and again.Counter(2).add(1) == 3
    try:
        again.Counter().move(c, 1)  # the same C type: seabind takes it
    except TypeError:
        pass
    gate = again


@test
def class_games():
    class A(gate.Counter):
        pass

    class B(gate.Counter):
        pass

    class S(gate.Pair):
        __slots__ = ("slot",)

    class W(gate.Meter):
        __slots__ = ("a", "b")

    a, p, m = A(), gate.Pair(1, 2), gate.Meter()
    a.__class__ = B
    assert a.add(1) == 1
    kinds = (gate.Pair, gate.Meter, gate.Counter, S, W, object, int)
    for o in (a, p, m, S(), W(), gate.Counter()):
        for kind in kinds:
            try:
                o.__class__ = kind
            except TypeError:
                pass
        for use in ("add", "dot"):
            try:
                getattr(o, use)(1)
            except (TypeError, AttributeError, RuntimeError, ValueError):
                pass
    for cls in (A, S, W, gate.Meter, gate.Pair):
        for base in (gate.Pair, gate.Meter, gate.Counter, object, dict):
            try:
                cls.__bases__ = (base,)
            except TypeError:
                pass
    w = W()
    w.a, w.b = 1, 2
    assert (w.a, w.b) == (1, 2)
    raises(TypeError, "", gate.Pair.__init__, a)
    raises(TypeError, "", gate.Counter.add, p, 1)
    raises(TypeError, "", object.__new__, gate.Counter)
    raises(TypeError, "", gate.Counter.__new__, int)
    raises(TypeError, "", gate.Pair.x.__get__, a)
    raises(TypeError, "", gate.Pair.x.__set__, m, 1.0)
    raises(TypeError, "", setattr, gate.Pair, "x", 1)
    raises(TypeError, "", lambda: type("Both", (gate.Pair, gate.Counter), {}))
    raises(AttributeError, "", delattr, p, "x")
    gate.Meter.extra = 1  # mutable
    del gate.Meter.extra


@test
def never_initialised():
    class Forgot(gate.Counter):
        def __init__(self):
            pass

    class ForgotPair(gate.Pair):
        def __init__(self):
            pass

    for o in (Forgot(), gate.Counter.__new__(gate.Counter)):
        for call in (o.add, o.close, o.__enter__, lambda o=o: o.n, lambda o=o: o.torn):
            raises(RuntimeError, "not initialised", call)
        raises(RuntimeError, "not initialised", setattr, o, "n", 1)
        raises(RuntimeError, "not initialised", gate.Counter().move, o, 1)
    for o in (ForgotPair(), gate.Pair.__new__(gate.Pair)):
        raises(RuntimeError, "not initialised", lambda o=o: o.x)
        raises(RuntimeError, "not initialised", setattr, o, "x", 1.0)
        raises(RuntimeError, "not initialised", gate.Pair().dot, o, 1.0)
    m = gate.Meter.__new__(gate.Meter)
    raises(ValueError, "negative", m.__init__, -1)
    raises(RuntimeError, "not initialised", m.add, 1)
    m.__init__(1)
    assert m.add(1) == 2


# ---- objects that die ---------------------------------------------------------------


@test
def weak_references():
    seen = []
    c = gate.Counter()
    ref = weakref.ref(c, lambda r: seen.append(r()))
    weakref.finalize(c, seen.append, "finalised")
    del c
    assert seen == ["finalised", None] or seen == [None, "finalised"]
    assert ref() is None and gate.live() == 0
    for kind in (gate.Meter, type("Sub", (gate.Counter,), {})):
        o = kind()
        ref, cycle = weakref.ref(o), [o]
        cycle.append(cycle)
        del o, cycle
        gc.collect()
        assert ref() is None and gate.live() == 0


@test
def del_that_uses_the_object():
    seen = []

    class Dying(gate.Counter):
        def __del__(self):
            seen.append(self.add(1))
            self.me = self
            seen.append(type(self).add(self))
            if len(seen) > 2:
                self.close()
            del self.me

    class DyingMeter(gate.Meter):
        def __del__(self):
            seen.append(self.add(1))
            kept.append(self)

    kept = []
    Dying(5)
    d = Dying(6)
    d.me = d
    del d
    gc.collect()
    assert seen == [6, 7, 7, 8] and gate.live() == 0
    DyingMeter(1)
    assert kept.pop().add(1) == 3
    gc.collect()
    assert gate.live() == 0


@test
def cycles():
    class Node(gate.Counter):
        def __init__(self, other=None):
            super().__init__()
            self.other, self.bound, self.me = other, self.add, lambda: self

    class Value(gate.Pair):
        pass

    for _ in range(50):
        a = Node()
        a.other = Node(a)
        v = Value(1, 2)
        v.list, v.bound = [v, a], v.dot
        v.list.append(v.list)
        local = type("Local", (gate.Meter,), {"made": []})
        local.made.append(local(3))
        local.made[0].me = local.made
        error = None
        try:
            a.add(Index(1, lambda a=a, v=v: 1 / 0))
        except ZeroDivisionError as e:
            error = e  # and its frames
        v.error = error
    del a, v, local, error
    gc.collect()
    gc.collect()
    assert gate.live() == 0


@test
def deep_nesting():
    class Link(gate.Meter):
        pass

    o = None
    for _ in range(100000):
        link = Link()
        link.next, o = o, link
    del o, link
    gc.collect()
    assert gate.live() == 0


@test
def garbage_while_results_are_made():
    gc.set_threshold(1)
    try:

        class Loop(gate.Counter):
            def __del__(self):
                other.add(1)

        other = gate.Counter()
        for i in range(200):
            loop = Loop(i)
            loop.me = loop
            assert gate.make(i).n == i
            assert gate.two([i] * 20, [1.5]) == 20 * i + 1.5
    finally:
        gc.set_threshold(700)


# ---- running them -------------------------------------------------------------------


def run_one(name):
    global gate
    import gate

    sys.setswitchinterval(1e-5)
    TESTS[name]()


def main(names):
    failed = []
    for name in names or TESTS:
        start = time.monotonic()
        try:
            done = subprocess.run(
                [
                    sys.executable,
                    "-X",
                    "faulthandler",
                    "-W",
                    "ignore::DeprecationWarning",
                    __file__,
                    "--one",
                    name,
                ],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="backslashreplace",
                timeout=TIMEOUT,
            )
            text = done.stderr if done.returncode or done.stderr else ""
            status = f"exit status {done.returncode}"
        except subprocess.TimeoutExpired as e:
            text, status = str(e), "time-out"
        if text or status != "exit status 0":
            failed.append(name)
            print(f"FAILED {name}: {status}\n{text[-3000:]}")
        else:
            print(f"ok {name} {time.monotonic() - start:.2f} s")
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        run_one(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1:]))
