# ruff: noqa: E501
"""The rows of the benchmark: what is called, and how."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """*setup* runs once, *statement* is measured; `m` is the variant, `array` a type."""

    group: str
    name: str
    setup: str
    statement: str


_VEC = "v = m.Vec2(1.0, 2.0)"
_SUB = """
    class Sub(m.Vec2): pass
    f = m.dot; v = Sub(1.0, 2.0); w = Sub(3.0, 4.0)"""
_TRY = """
        try:
            f(7)
        except ValueError:
            pass"""
_AREAS = "f = m.area; a = m.Circle(1.0); b = m.Square(1.0); c = m.Box(1.0, 2.0)"

ROWS = tuple(
    Row(*row)
    for row in (
        ("calls", "no arguments", "f = m.f0", "f()"),
        ("calls", "int", "f = m.f1", "f(7)"),
        ("calls", "2 doubles", "f = m.f2", "f(1.5, 2.5)"),
        ("calls", "int, double, str", "f = m.mix3", "f(1, 2.5, 'hello')"),
        ("calls", "6 ints", "f = m.f6", "f(1, 2, 3, 4, 5, 6)"),
        ("calls", "8 mixed", "f = m.mix8", "f(1, 2.5, 'hello', 3, 4.5, True, 5.5, 6)"),
        ("calls", "2 ints, by position", "f = m.kw2", "f(1, 2)"),
        ("calls", "2 ints, by keyword", "f = m.kw2", "f(a=1, b=2)"),
        ("calls", "2 ints, keywords swapped", "f = m.kw2", "f(b=1, a=2)"),
        ("calls", "1 by position, 2 by keyword", "f = m.mix3", "f(1, b=2.5, s='hello')"),
        ("calls", "2 defaults", "f = m.def3", "f(1)"),
        ("calls", "1 default, keyword", "f = m.def3", "f(1, c=3)"),
        ("text and data", "str in", "f = m.slen; s = 'hello world'", "f(s)"),
        ("text and data", "str out", "f = m.sret", "f()"),
        ("text and data", "bytes in", "f = m.blen; b = b'hello world'", "f(b)"),
        ("text and data", "bytes out", "f = m.bret", "f()"),
        ("text and data", "buffer", "f = m.sum_arr; v = array('d', range(10))", "f(v)"),
        ("text and data", "list in", "f = m.sum_list; v = [float(i) for i in range(10)]",
         "f(v)"),
        ("text and data", "list out", "f = m.ramp", "f(10)"),
        ("objects", "method", _VEC, "v.get()"),
        ("objects", "method, double", _VEC, "v.dotk(2.0)"),
        ("objects", "field get", _VEC, "v.x"),
        ("objects", "field set", _VEC, "v.x = 1.5"),
        ("objects", "constructor", "f = m.Vec2", "f(1.0, 2.0)"),
        ("objects", "constructor, keywords", "f = m.Vec2", "f(x=1.0, y=2.0)"),
        ("objects", "2 structs in", f"f = m.dot; {_VEC}; w = m.Vec2(3.0, 4.0)", "f(v, w)"),
        ("objects", "struct out", "f = m.make", "f(1.5)"),
        ("objects", "2 of a Python subclass", _SUB.strip(), "f(v, w)"),
        ("objects", "2 of another module", "f = m.foreign_dot; v = m.Foreign(1.0, 2.0)",
         "f(v, v)"),
        ("objects", "another module's out", "f = m.foreign_make", "f(1.5)"),
        ("handles and errors", "handle, constructor", "f = m.Node", "f(1)"),
        ("handles and errors", "handle, property", "v = m.Node(1)", "v.value"),
        ("handles and errors", "handle, link", "v = m.Node(1); w = m.Node(2)", "v.link(w)"),
        ("handles and errors", "handle, known one out",
         "v = m.Node(1); w = m.Node(2); v.link(w)", "v.next()"),
        ("handles and errors", "embedded, constructor", "f = m.Counter", "f()"),
        ("handles and errors", "embedded, method", "v = m.Counter()", "v.bump(1)"),
        ("handles and errors", "status, success", "f = m.half", "f(8)"),
        ("handles and errors", "status, exception", "f = m.half", _TRY.strip()),
        ("handles and errors", "overload, 1st class", _AREAS, "f(a)"),
        ("handles and errors", "overload, 3rd class", _AREAS, "f(c)"),
    )
)  # fmt: skip
# The foundation's rows: every variant has them.
FROZEN = (
    *("no arguments", "int", "2 doubles", "6 ints", "2 ints, by position"),
    *("2 ints, by keyword", "2 defaults", "str in", "str out", "method"),
    *("method, double", "field get", "field set", "constructor", "2 structs in"),
    *("struct out", "buffer"),
)

TEMPLATE = """
def loop(it, now, m, array):
    {setup}
    t = now()
    for _ in it:
        {statement}
    return now() - t
"""


def loop_of(setup: str, statement: str):
    """A function loop(iterable, clock, module, array.array) of its own: call sites
    specialise on one callee alone. Returns what the clock advanced."""
    namespace: dict = {}
    exec(TEMPLATE.format(setup=setup, statement=statement), namespace)
    return namespace["loop"]
