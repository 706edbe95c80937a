"""What a type checker accepts and refuses of tests/stubs/every.c.

Never run. A `type: ignore` without an error is an error itself, so each one here is a
mistake that the stub finds.
"""

import sys
from array import array
from collections.abc import MutableSequence
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, assert_type

import every
from every import Box, Colour, Error, Missing, Mode, Number
from every.below import number, paint

# functions: by position, by name, by default
assert_type(every.add(1, 2, c=3), int)
assert_type(every.add(1, b=2), int)
every.add(a=1)  # type: ignore
every.add(1, 2, 3)  # type: ignore
every.add("1")  # type: ignore
every.add(1.0)  # type: ignore
assert_type(every.scale(), float)
every.scale(1, None, up=False)
every.scale("1")  # type: ignore
assert_type(every.scaled(1), float)
assert_type(every.scaled(1, "up", True), float)
assert_type(every.scaled(array("d", [1]), up=True), memoryview[float])
assert_type(every.scaled(1, up=array("b")), float | memoryview[float])
every.scaled(["1"])  # type: ignore
every.scaled(1, array("b"))  # type: ignore
assert_type(every.parse("1"), tuple[bool, int])
assert_type(every.count(True), int)
assert_type(every.labelled("a"), str)
assert_type(every.each(1, 2.5), float)
every.each("a")  # type: ignore
assert_type(every.tagged(a=1, b=2), int)
every.tagged(a="b")  # type: ignore
every.put({"a": 1}, ["b"])
every.put({"a": "b"}, ["b"])  # type: ignore
every.put(d={1: 1}, z=())  # type: ignore
assert_type(every.chosen({"a": None, "b": "c"}), dict[str, str] | None)
every.chosen({None: "a"})  # type: ignore
assert_type(every.chosen_old(None), dict[str, str | None])
every.chosen_old({"a": None})  # type: ignore
assert_type(every.numbers(b""), list[Number])
every.numbers([Number(1)])
every.numbers([1])  # type: ignore
assert_type(every.text(), str | None)
assert_type(every.texts(2), tuple[str | None, ...])
assert_type(every.same(1), Any)
assert_type(every.hex(255), str)
assert_type(every.buffer(), bytes)
every.dump(1, sys.stderr)
every.dump(1, None)  # type: ignore
every.dump(1, BytesIO())  # type: ignore
every.show(1)
every.show(1, None)
every.show(1, to=StringIO())
every.show(1, to="path")  # type: ignore
every.log(1, None)
every.log(1)  # type: ignore
assert_type(every.dumped(1), str)

# converters
assert_type(every.paired(3), tuple[str, int])
every.any_pair("a")
every.any_pair(None)
every.any_pair(b"a")  # type: ignore
assert_type(every.later(Path("a"), datetime.now(), timedelta(1)), datetime)
every.later(b"a", 3, timedelta(1))  # type: ignore
assert_type(every.twist(3), complex)
every.opaque(every.opaque())
every.opaque(3)  # type: ignore

# overloads
assert_type(every.total(array("d", [1.0])), float)
assert_type(every.total(b"bytes"), float)
assert_type(every.total(3), int)
assert_type(every.total(3.0), float)
assert_type(every.total(3, "up", True), float)
every.total("3")  # type: ignore
assert_type(every.odd(1), int)
assert_type(every.odd(1.5), bool)
assert_type(every.odd("1"), str)

# enums
assert_type(paint(Colour.RED), Colour)
paint(7)
paint("red")  # type: ignore
assert_type(every.mode(Mode.READ | Mode.WRITE), Mode)
name: str | None = every.READ.name
value: int = Colour.BLUE.value
every.READ = Mode.WRITE  # type: ignore  # mypy alone
Number.Plain.ONE + 1  # type: ignore

# classes
n = Number()
assert_type(n.n, int)
n.n = 3
n.n = "3"  # type: ignore
n.fixed = 3  # type: ignore
n.w = [1, 2]
assert_type(n.w, MutableSequence[float])
n.w[0] = 1.5
n.w[0] = "x"  # type: ignore
n.value = 4
n.twice = 4  # type: ignore
assert_type(n + Number.of(2), Number)
n + 2  # type: ignore
assert_type(n < n, bool)
assert_type(n == 3, bool)
assert_type(n.self(1), int)
every.implied(3)
every.implied(n)
every.implied(3.0)  # type: ignore
assert_type(number(-1), Number)


class Sub(Number):  # type: ignore
    pass


# handles
with Box(3) as box:
    assert_type(box, Box)
    assert_type(box.copy(), Box | None)
    assert_type(box.same(), Box)
    assert_type(box.inner, Box | None)
    assert_type(box.content, Box)
    box.inner = box  # type: ignore
    assert_type(box.find(1), int | None)
box.close()
assert_type(box.closed, bool)
Box()  # type: ignore

# exceptions and constants
try:
    box.find(0)
except Missing as missing:
    key: KeyError = missing
    assert_type(missing.code, int | None)
except Error as error:
    assert_type(error.code, int | None)
assert_type(every.LOW, int)
assert_type(every.RATIO, float)
assert_type(every.NAME, str)
assert_type(every.ON, bool)
assert_type(every.LETTER, int)
jammed = Box.Jammed("shut")
assert_type(jammed.code, int | None)
assert_type(every.AUTHORS, bytes)
assert_type(every.PAINT, Colour)
assert_type(Number.BOTH, str | None)
every.LOW = 2  # type: ignore  # mypy alone
Number.ZERO = 1  # type: ignore
assert_type(Box(1).sizes, memoryview[int])
