"""Enums and flags: their classes, what parameters take, what results become."""

import contextlib
import copy
import enum
import inspect
import pickle
import sys
import sysconfig
import types
from collections.abc import Callable
from types import ModuleType

import builder
import pytest
from builder import build_snippet, check_script
from env import check_script_success_in_subprocess


@pytest.fixture(scope="module")
def e(ext: ModuleType) -> ModuleType:
    return ext


def raised(call: Callable[[], object]) -> tuple[type, str]:
    with pytest.raises(Exception) as info:
        call()
    return info.type, str(info.value)


# ---- the classes --------------------------------------------------------------------


def test_kinds(e: ModuleType) -> None:
    assert e.Colour.__bases__ == (enum.IntEnum,)
    assert e.Open.__bases__ == (enum.IntFlag,)
    assert e.Suit.__bases__ == (enum.Enum,)
    assert e.Style.__bases__ == (enum.Flag,)
    assert not isinstance(e.Suit.clubs, int)


def test_members(e: ModuleType) -> None:
    assert [(m.name, m.value) for m in e.Colour] == [
        *(("RED", 0), ("GREEN", 1), ("BLUE", 5))
    ]
    assert [m.value for m in e.Level] == [-1, 0, 1]
    assert [m.value for m in e.Shape] == [1, 200]
    assert [m.name for m in e.Code] == ["Z_OK", "Z_STREAM_END", "Z_BUF_ERROR"]
    assert [m.name for m in e.Suit] == ["clubs", "hearts", "continue_"]
    assert [m.value for m in e.Big] == [-(2**63), 0, 2**63 - 1]
    assert [m.value for m in e.Mask] == [1, 2**63]


def test_the_top_bit_is_a_bit_also_of_an_int(e: ModuleType) -> None:
    assert e.Poll.EDGE == 2**31
    assert e.poll(e.Poll.EDGE) is e.poll_from(-(2**31)) is e.Poll.EDGE


def test_aliases(e: ModuleType) -> None:
    assert e.Colour.CRIMSON is e.Colour.RED is e.colour(0)
    assert e.Open.BOTH == e.Open.READ | e.Open.WRITE
    assert e.open(3) is e.Open.BOTH


def test_names_and_docs(e: ModuleType) -> None:
    assert (e.Colour.__module__, e.Colour.__qualname__) == ("enums", "Colour")
    assert e.Colour.__doc__ == inspect.getdoc(e.Colour) == "What it looks like."
    assert e.Open.__doc__ == "How to open."
    assert (e.Pen.Tip.__module__, e.Pen.Tip.__qualname__) == ("enums", "Pen.Tip")
    assert repr(e.Colour.BLUE) == "<Colour.BLUE: 5>"
    assert not hasattr(e, "Tip")


def test_export(e: ModuleType) -> None:
    assert tuple(e.Level) == (e.LOW, e.MIDDLE, e.HIGH)
    assert e.Pen.FINE is e.Pen.Tip.FINE
    assert not hasattr(e, "RED")
    assert not hasattr(e, "FINE")


@pytest.mark.parametrize("protocol", range(4, pickle.HIGHEST_PROTOCOL + 1))
def test_pickle_and_copy(e: ModuleType, protocol: int) -> None:
    for member in (
        *(e.Colour.RED, e.Suit.clubs, e.Pen.Tip.FINE, e.Style.READ),
        *(e.Open.READ | e.Open.CREATE, e.Poll.EDGE),
    ):
        assert pickle.loads(pickle.dumps(member, protocol)) is member
        assert copy.copy(member) is copy.deepcopy(member) is member


def test_classes_are_complete(e: ModuleType) -> None:
    with pytest.raises(TypeError):
        types.new_class("More", (e.Colour,))
    assert e.Colour(5) is e.Colour["BLUE"] is e.Colour.BLUE
    with pytest.raises(ValueError, match="9 is not a valid Colour"):
        e.Colour(9)
    with pytest.raises(ValueError, match=r"not a valid|invalid value"):
        e.Poll(2)


# ---- parameters ---------------------------------------------------------------------


def test_members_and_ints(e: ModuleType) -> None:
    for member in e.Colour:
        assert e.colour(member) is e.colour(int(member)) is member
    for level in e.Level:
        assert e.level(level) is level
        assert e.level_of(level) == e.level_of(int(level)) == level.value
    for big in e.Big:
        assert e.big(big) is e.big(big.value) is big
    assert e.colour(True) is e.Colour.GREEN
    assert e.as_int(5) is e.Colour.BLUE


def test_what_has_index(e: ModuleType) -> None:
    class Five:
        def __index__(self) -> int:
            return 5

    class Bad:
        def __index__(self) -> int:
            raise LookupError("mine")

    assert e.colour(Five()) is e.Colour.BLUE
    assert raised(lambda: e.colour(Bad())) == (LookupError, "mine")


@pytest.mark.parametrize(
    "value", [2, -1, 4, 6, 2**31, -(2**40), 2**64, -(2**70), 2**70]
)
def test_no_value(e: ModuleType, value: int) -> None:
    assert raised(lambda: e.colour(value)) == (
        ValueError,
        f"colour() argument 'c': {value} is not a valid Colour",
    )


def test_edges_of_the_c_type(e: ModuleType) -> None:
    for value in (256 + 200, -56, 2**32 + 1):
        with pytest.raises(ValueError, match="is not a valid Shape"):
            e.shape(value)
    for value in (2**32 - 1, 2**31, -2):
        with pytest.raises(ValueError, match="is not a valid Level"):
            e.level(value)
    for value in (2**64, 2**32, -(2**31) - 1):
        with pytest.raises(ValueError, match="is not a valid Open"):
            e.open(value)


@pytest.mark.parametrize("value", ["RED", None, 1.0, b"", [0]])
def test_wrong_type(e: ModuleType, value: object) -> None:
    came = "None" if value is None else type(value).__name__
    for call, argument, name in (
        *((e.colour, "c", "Colour"), (e.open, "mode", "Open")),
        *((e.suit, "s", "Suit"), (e.style, "s", "Style")),
    ):
        assert raised(lambda call=call: call(value)) == (
            TypeError,
            f"{call.__name__}() argument '{argument}' must be {name}, not {came}",
        )


def test_members_of_others(e: ModuleType) -> None:
    other = enum.IntEnum("Other", [("A", 0)])
    for value, name in (
        (e.Level.HIGH, "Level"),
        (e.Open.READ, "Open"),
        (other.A, "Other"),
    ):
        assert raised(lambda value=value: e.colour(value)) == (
            TypeError,
            f"colour() argument 'c' must be Colour, not {name}",
        )
    with pytest.raises(TypeError, match="must be Style, not Open"):
        e.style(e.Open.READ)


def test_plain_takes_members_alone(e: ModuleType) -> None:
    assert e.suit(e.Suit.clubs) is e.Suit.clubs
    assert e.suit_of(e.Suit.continue_) == 3
    with pytest.raises(TypeError, match="must be Suit, not int"):
        e.suit(1)
    assert raised(lambda: e.suit(object.__new__(e.Suit))) == (
        ValueError,
        "suit() argument 's': an object without a value is not a valid Suit",
    )


def test_what_pretends(e: ModuleType) -> None:
    with pytest.raises(ValueError, match="77 is not a valid Colour"):
        e.colour(int.__new__(e.Colour, 77))
    fake = object.__new__(e.Suit)
    fake._value_ = 99
    with pytest.raises(ValueError, match="99 is not a valid Suit"):
        e.suit(fake)
    fake._value_ = "x"
    with pytest.raises(ValueError, match="an object without a value"):
        e.suit(fake)


def test_defaults(e: ModuleType) -> None:
    assert e.colour() is e.Colour.GREEN
    assert e.suit() is e.Suit.hearts
    assert e.open() == e.Open.READ | e.Open.CREATE
    assert e.Pen().tip() is e.Pen.Tip.BROAD
    inspect.signature(e.colour)
    inspect.signature(e.suit)


def test_lists_outs_and_inouts(e: ModuleType) -> None:
    assert e.count([0, e.Colour.RED, 1], which=e.Colour.RED) == 2
    assert raised(lambda: e.count([0, 9], 0)) == (
        ValueError,
        "count() argument 'cs': item 1: 9 is not a valid Colour",
    )
    with pytest.raises(TypeError, match="item 0 must be Colour, not str"):
        e.count(["RED"], 0)
    assert e.next(e.Colour.RED) is e.Colour.GREEN
    assert e.turn(e.Colour.RED) is e.Colour.BLUE


# ---- results ------------------------------------------------------------------------


def test_unknown_int(e: ModuleType) -> None:
    for value in (7, 2**31 - 1):
        assert type(e.to_colour(value)) is int
        assert e.to_colour(value) == value
    assert e.level_from(-7) == -7
    assert type(e.mask_from(2)) is int
    with pytest.raises(ValueError, match="'m': 2 is not a valid Mask"):
        e.mask(2)


def test_unknown_error(e: ModuleType) -> None:
    assert raised(lambda: e.code(3)) == (
        ValueError,
        "code(): C gave 3, which is not a valid Code",
    )
    assert raised(lambda: e.suit_from(-1)) == (
        ValueError,
        f"suit_from(): C gave {2**32 - 1}, which is not a valid Suit",
    )
    with pytest.raises(ValueError, match="C gave 2, which is not a valid Poll"):
        e.poll_from(2)
    with pytest.raises(ValueError, match="'events': 2 is not a valid Poll"):
        e.poll(2)


def test_unknown_keep(e: ModuleType) -> None:
    assert type(e.shape(7)) is int
    assert e.shape(7) == 7
    odd = e.open(64 | 1)
    assert isinstance(odd, e.Open)
    assert odd == 65
    assert e.open_bits(odd) == e.open_bits(65) == 65


def test_unknown_drop(e: ModuleType) -> None:
    assert e.loose(255) is e.loose_from(255)
    assert e.loose(255) == e.Loose.READ | e.Loose.WRITE


def test_combinations(e: ModuleType) -> None:
    mixed = e.Open.READ | e.Open.CREATE
    assert e.open(mixed) is e.open(mixed) is e.open(9)
    assert e.open(0) == e.Open(0)
    assert e.open_bits(~e.Open.READ) & 11 == 10
    assert e.open_bits(-1) == -1
    assert e.style(e.Style.READ | e.Style.CREATE) is e.Style.READ | e.Style.CREATE
    assert e.mask(2**63 | 1) == e.Mask.A | e.Mask.TOP


def test_status(e: ModuleType) -> None:
    assert e.check(1) is e.Colour.GREEN
    with pytest.raises(ValueError, match="code -5") as info:
        e.check(-5)
    assert info.value.code is e.Code.Z_BUF_ERROR


def test_fields_and_properties(e: ModuleType) -> None:
    pen = e.Pen(e.Colour.BLUE, e.Open.WRITE)
    assert pen.colour is pen.shade is pen.made is e.Colour.BLUE
    assert pen.mode is e.Open.WRITE
    pen.colour = 1
    assert pen.shade is e.Colour.GREEN
    pen.shade = e.Colour.RED
    pen.suit = e.Suit.hearts
    assert (pen.colour, pen.suit) == (e.Colour.RED, e.Suit.hearts)
    for name, value, error in (
        ("colour", "x", "Pen.colour must be Colour, not str"),
        ("colour", 9, "Pen.colour: 9 is not a valid Colour"),
        ("suit", 1, "Pen.suit must be Suit, not int"),
        ("shade", 9, "Pen.shade: 9 is not a valid Colour"),
    ):
        with pytest.raises((TypeError, ValueError)) as info:
            setattr(pen, name, value)
        assert str(info.value) == error
    assert e.Lamp(e.Colour.GREEN).colour is e.Colour.GREEN

    class Mine(e.Pen):
        pass

    assert Mine(e.Colour.GREEN).colour is e.Colour.GREEN


def test_references(e: ModuleType) -> None:
    mixed = e.Open(9)
    pen = e.Pen()

    def work() -> None:
        for value in (*e.Colour, *e.Suit, mixed, 0, 7, "x", e.Level.LOW):
            for call in (e.colour, e.open, e.suit, e.to_colour, e.style, e.code):
                with contextlib.suppress(TypeError, ValueError):
                    call(value)
        assert pen.colour is e.Colour.RED

    counted = [*e.Colour, *e.Suit, mixed, e.Colour, e.Open]
    for _ in range(3):
        work()
    before = [sys.getrefcount(o) for o in counted]
    for _ in range(50):
        work()
    after = [sys.getrefcount(o) for o in counted]
    assert after == before


# ---- definitions --------------------------------------------------------------------

HEAD = "#include <seabind/seabind.h>\n"


@pytest.mark.parametrize(
    ("block", "items", "message"),
    [
        (
            "SEA_ENUM(E, int, (value, mro, 1));",
            "(enum, E)",
            "E: 'mro' is reserved by Python's enum: write (value, NAME, expression)",
        ),
        (
            "SEA_ENUM(E, int, (value, _x_, 1));",
            "(enum, E)",
            "E: '_x_' is reserved by Python's enum: write (value, NAME, expression)",
        ),
        (
            'SEA_ENUM(E, int, (value, "in", 1));',
            "(enum, E)",
            "E: 'in' is a keyword of Python, or no identifier: write "
            "(value, NAME, expression)",
        ),
        (
            "enum { D_2D };\nSEA_ENUM(E, int, (values, D_, 2D));",
            "(enum, E)",
            "E: '2D' is a keyword of Python, or no identifier: write "
            "(value, NAME, expression)",
        ),
        (
            "SEA_ENUM(E, int, (value, A, 1), (value, B, 2), (value, A, 3));",
            "(enum, E)",
            "E: 'A' is listed twice",
        ),
        (
            "SEA_ENUM(E, unsigned char, (value, A, 256));",
            "(enum, E)",
            "E: 'A' does not fit the C type",
        ),
        (
            "SEA_ENUM(E, int, (value, A, 1));",
            "(enum, E), (enum, E)",
            "'E' is listed twice",
        ),
        (
            "SEA_ENUM(E, int, (value, A, 1), (export));",
            '(constant, "A", 5), (enum, E)',
            "'A' is bound twice",
        ),
        (
            "SEA_ENUM(E, int, (value, A, 1), (export));"
            "SEA_ENUM(F, int, (value, A, 1), (export));",
            "(enum, E), (enum, F)",
            "'A' is bound twice",
        ),
    ],
)
def test_refused_at_import(block: str, items: str, message: str) -> None:
    module = build_snippet(
        "refused", f"{HEAD}{block}\nSEA_MODULE(refused, (threads, safe), {items});"
    )
    check_script(
        f"""
        try:
            import refused
        except ImportError as e:
            assert str(e) == {"seabind: module 'refused': " + message!r}, e
        else:
            assert False
        """,
        module,
    )


def test_more_than_a_block_has_items() -> None:
    names = [f"N{i}" for i in range(248)]
    defines = "\n".join(f"#define V_{n} {3 * i}" for i, n in enumerate(names))
    more = "\n".join(f"#define W_{n} {3 * i + 1}" for i, n in enumerate(names))
    module = build_snippet(
        "many",
        f"{HEAD}{defines}\n{more}\n"
        f"SEA_ENUM(Many, int, (values, V_, {', '.join(names)}),\n"
        f"    (macros, W_, {', '.join(names)}));\n"
        "static int same(int n) { return n; }\n"
        "SEA_MODULE(many, (threads, safe), (enum, Many), "
        "(function, same, same, as(Many, int), "
        "(as(Many, int), n)));",
    )
    check_script(
        """
        from many import Many, same
        assert len(Many) == 496
        for member in Many:
            assert same(member) is same(int(member)) is member
        assert Many.N247 == 741 and Many.W_N247 == 742
        try:
            same(2)
        except ValueError:
            pass
        else:
            assert False
        """,
        module,
    )


def test_values_need_not_be_constant() -> None:
    module = build_snippet(
        "late",
        f"""{HEAD}
        static int here(int n) {{ return n; }}
        SEA_ENUM(E, int, (value, A, here(3)), (value, B, here(1)));
        SEA_MODULE(late, (threads, safe), (enum, E),
            (function, same, here, as(E, int), (as(E, int), n)));
        """,
    )
    check_script(
        "from late import E, same\n"
        "assert [m.value for m in E] == [3, 1]\n"
        "assert same(1) is E.B and same(E.A) is E.A",
        module,
    )


def test_an_enum_of_no_module() -> None:
    module = build_snippet(
        "nowhere",
        f"""{HEAD}
        static int same(int n) {{ return n; }}
        SEA_ENUM(E, int, (value, A, 1));
        SEA_MODULE(nowhere, (threads, safe),
            (function, same, same, as(E, int), (as(E, int), n)));
        """,
    )
    check_script(
        """
        import nowhere
        try:
            nowhere.same(1)
        except TypeError as e:
            assert str(e) == (
                "seabind: the enum 'E' is in no module: add (enum, E) to the block"), e
        else:
            assert False
        """,
        module,
    )


@pytest.mark.parametrize(
    ("patch", "error"),
    [
        ("sys.modules['enum'] = None", "import of enum halted; None in sys.modules"),
        ("del enum.IntEnum", "module 'enum' has no attribute 'IntEnum'"),
        ("enum.IntEnum = lambda *a, **k: int", "enum.IntEnum() made no such class"),
        ("enum.IntEnum = enum.Enum", "enum.IntEnum() made no such class"),
        ("enum.IntEnum = lambda *a, **k: 1/0", "division by zero"),
        ("enum.IntEnum = lambda n, v, **k: keep(n, v[1:], **k)", "'FINE'"),
    ],
)
def test_a_strange_enum_module(e: ModuleType, patch: str, error: str) -> None:
    check_script(
        f"""
        import enum, sys
        keep = enum.IntEnum
        {patch}
        try:
            import enums
        except Exception as e:
            assert {error!r} in str(e), repr(e)
        else:
            assert False
        """,
        builder.build_extension("enums", "tests/ext/enums.c"),
    )


# ---- interpreters -------------------------------------------------------------------

# The free-threaded 3.13 leaks modules after any thread: see SEAI_LEAKS_MODULES.
LEAKS_MODULES = sys.version_info < (3, 14) and bool(
    sysconfig.get_config_var("Py_GIL_DISABLED")
)


@pytest.fixture(scope="module")
def counted() -> object:
    return builder.build_extension(
        "enums", "tests/ext/enums.c", defines=("SEA_COUNTERS",)
    )


USE = """
import enums as e
assert e.colour(e.Colour.BLUE) is e.Colour.BLUE is e.to_colour(5)
assert e.open(9) == e.Open.READ | e.Open.CREATE
assert e.suit(e.Suit.clubs) is e.Suit.clubs
pen = e.Pen(e.Colour.GREEN)
assert pen.colour is e.Colour.GREEN and pen.tip() is e.Pen.Tip.BROAD
"""


def test_nothing_is_left_at_the_end(counted) -> None:
    check_script_success_in_subprocess(USE, counted)


def test_reload(counted) -> None:
    check_script_success_in_subprocess(
        USE
        + """
import sys, gc
first = e
for _ in range(3):
    del sys.modules["enums"]
    import enums as again
    assert again.Colour is not first.Colour
    assert again.colour(first.Colour.BLUE) is again.Colour.BLUE
    assert first.colour(again.Colour.BLUE) is first.Colour.BLUE
    assert again.suit(first.Suit.clubs) is again.Suit.clubs
    assert again.Pen(1).colour is again.Colour.GREEN
    first = again
    del again
    gc.collect()
""",
        counted,
    )


def test_after_the_module_is_gone(counted) -> None:
    check_script_success_in_subprocess(
        """
import sys, gc, weakref
import enums as e
Pen, gone = e.Pen, weakref.ref(e.Colour)
pen = Pen(1)
del sys.modules["enums"], e
gc.collect()
assert gone() is None or pen.colour is gone().GREEN
try:
    pen.colour
except TypeError as error:
    assert str(error) == "seabind: the Python class of 'Colour' is gone", error
else:
    assert gone() is not None
pen.colour = 0
""",
        counted,
    )


def test_at_the_end_of_the_interpreter(counted) -> None:
    check_script_success_in_subprocess(
        """
import enums as e, sys

class Late:
    def __init__(self):
        self.pen = e.Pen(1)
    def __del__(self):
        try:
            assert int(self.pen.colour) == 1
        except TypeError as error:
            assert "is gone" in str(error)

sys.late = Late()
late = Late()
late.me = late
""",
        counted,
    )


@pytest.mark.skipif(sys.version_info < (3, 12), reason="needs a GIL of its own")
def test_interpreters_at_once(counted) -> None:
    check_script_success_in_subprocess(
        f"""
import threading
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
USE = {USE!r}
def run():
    for _ in range(3):
        try:
            it = interpreters.create("isolated")
        except (TypeError, ValueError):
            it = interpreters.create(isolated=True)
        failed = interpreters.run_string(it, USE)
        assert failed is None, failed
        interpreters.destroy(it)
threads = [threading.Thread(target=run) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
exec(USE)
""",
        counted,
        expect="X" if LEAKS_MODULES else "Z",
    )


# ---- out of memory ------------------------------------------------------------------

SWEEP = """
import gc, importlib.util, itertools, sys
try:
    from _testcapi import remove_mem_hooks, set_nomemory
except ImportError:
    sys.exit(0)
import enums as e

def attempt(call, n):
    set_nomemory(n, n + 1)
    try:
        return call()
    except Exception as error:
        remove_mem_hooks()
        return type(error)
    finally:
        remove_mem_hooks()

def blocks():
    gc.collect()
    return sys.getallocatedblocks()
"""


def test_calls_out_of_memory() -> None:
    check_script(
        SWEEP
        + """
mixed = e.Open.READ | e.Open.CREATE
calls = {
    lambda: e.colour(e.Colour.BLUE): e.Colour.BLUE,
    lambda: e.colour(7): ValueError,
    lambda: e.colour("x"): TypeError,
    lambda: e.colour(2**80): ValueError,
    lambda: e.to_colour(1000): 1000,
    lambda: e.code(1000): ValueError,
    lambda: e.open(mixed): mixed,
    lambda: e.suit(e.Suit.clubs): e.Suit.clubs,
    lambda: e.style(e.Style.READ | e.Style.WRITE): e.Style(3),
    lambda: e.mask(2**63): e.Mask.TOP,
    lambda: e.count([0, 1, e.Colour.RED], 0): 2,
    lambda: e.check(-5): ValueError,
    lambda: e.Pen(1).colour: e.Colour.GREEN,
}
for number, (call, wanted) in enumerate(calls.items()):
    quiet = 0
    for n in itertools.count():
        got = attempt(call, n)
        # SystemError: CPython 3.11 had no memory for the traceback, also of len(7)
        assert got == wanted or got in (MemoryError, SystemError), (number, n, got)
        quiet = quiet + 1 if got == wanted else 0
        if quiet == 10:
            break
# combinations that nobody saw yet, which Python's enum makes
fresh = itertools.count(1 << 10)
quiet = 0
for n in itertools.count():
    bits = next(fresh)
    got = attempt(lambda: e.open(bits), n)
    assert isinstance(got, type) or got == bits
    quiet = quiet + 1 if not isinstance(got, type) else 0
    assert e.open(bits) == bits and e.open(bits) is e.open(bits)
    if quiet == 10:
        break
assert n > 12
""",
        builder.build_extension("enums", "tests/ext/enums.c"),
    )


@pytest.mark.skipif(
    sys.version_info >= (3, 12),
    reason="CPython gives a code object up twice when there is no memory for its "
    "generator, as in EnumType.__iter__()",
)
def test_import_out_of_memory() -> None:
    check_script(
        SWEEP
        + """
sys.modules.pop("enums")
spec = importlib.util.find_spec("small")
def load():
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
load()
lost = quiet = 0
for n in itertools.count():
    before = blocks()
    got = attempt(load, n)
    quiet = 0 if isinstance(got, type) else quiet + 1
    del got
    lost += blocks() > before + 50
    again = load()
    assert again.same(2) is again.E.B and again.F.BOTH == 3
    del again
    if quiet == 5:
        break
assert n > 100, n
assert lost < 5, lost
""",
        builder.build_extension("enums", "tests/ext/enums.c"),
        build_snippet(
            "small",
            f"""{HEAD}
            static int same(int n) {{ return n; }}
            SEA_ENUM(E, int, (doc, "Text."), (value, A, 1), (value, B, 2));
            SEA_FLAGS(F, int, (value, ONE, 1), (value, TWO, 2), (value, BOTH, 3));
            SEA_STATUS(either, int, (failure, it < 0), (result, E, it));
            static int status(int n) {{ return n; }}
            SEA_MODULE(small, (threads, safe), (enum, E), (enum, F),
                (function, same, same, as(E, int), (int, n)),
                (function, status, status, either, (int, n)));
            """,
        ),
    )
