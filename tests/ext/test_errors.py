"""The whole text of every exception that a wrong call raises."""

import gc
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, NamedTuple

import builder
import pytest

TIMEOUT = 30


class Case(NamedTuple):
    kind: str
    position: str
    code: str
    exception: str
    text: str


# ruff: noqa: E501
# kind -> position -> [(code, exception, text)]
TABLE = {
    "wrong count": {
        "function": [
            (
                "none_at_all(1)",
                "TypeError",
                "none_at_all() takes 0 positional arguments but 1 was given",
            ),
            (
                "nth(1, 2)",
                "TypeError",
                "nth() takes 1 positional argument but 2 were given",
            ),
            (
                "add(1, 2, 3)",
                "TypeError",
                "add() takes 2 positional arguments but 3 were given",
            ),
            (
                "options(1, 2, 3)",
                "TypeError",
                "options() takes from 1 to 2 positional arguments but 3 were given",
            ),
            (
                "options(1, 2, 3, 4, c=5)",
                "TypeError",
                "options() takes from 1 to 2 positional arguments but 4 positional arguments (and 1 keyword-only argument) were given",
            ),
        ],
        "method": [
            (
                "v.scaled(1, 2)",
                "TypeError",
                "Vec2.scaled() takes 1 positional argument but 2 were given",
            ),
            (
                "Vec2.scaled(v, 2, 3)",
                "TypeError",
                "Vec2.scaled() takes 1 positional argument but 2 were given",
            ),
            (
                "v.mixed(1, 2, 3, 4, d=2)",
                "TypeError",
                "Vec2.mixed() takes from 1 to 3 positional arguments but 4 positional arguments (and 1 keyword-only argument) were given",
            ),
            (
                "Vec2.unit(1, 2)",
                "TypeError",
                "Vec2.unit() takes 1 positional argument but 2 were given",
            ),
            (
                "g.wait(20)",
                "TypeError",
                "Gate.wait() takes 0 positional arguments but 1 was given",
            ),
            (
                "g.close(1)",
                "TypeError",
                "Gate.close() takes no arguments (1 given)",
            ),
        ],
        "constructor": [
            (
                "Vec2(1, 2, 3, 4)",
                "TypeError",
                "Vec2() takes from 0 to 3 positional arguments but 4 were given",
            ),
            (
                "v.__init__(1, 2, 3, 4)",
                "TypeError",
                "Vec2() takes from 0 to 3 positional arguments but 4 were given",
            ),
            (
                "Gate(1, 2)",
                "TypeError",
                "Gate() takes from 0 to 1 positional arguments but 2 were given",
            ),
            (
                "Copy(g, g)",
                "TypeError",
                "Copy() takes 1 positional argument but 2 were given",
            ),
            (
                "SubVec2(1, 2, 3, 4)",
                "TypeError",
                "Vec2() takes from 0 to 3 positional arguments but 4 were given",
            ),
        ],
        "setter": [  # a deletion: nothing is given
            ("del v.x", "AttributeError", "Vec2.x cannot be deleted"),
            ("del v.level", "AttributeError", "Vec2.level cannot be deleted"),
            ("del v.weight", "AttributeError", "Vec2.weight cannot be deleted"),
            ("del g.level", "AttributeError", "Gate.level cannot be deleted"),
            ("del g.raw", "AttributeError", "Gate.raw cannot be deleted"),
        ],
    },
    "wrong type": {
        "function": [
            ("nth('1')", "TypeError", "nth() argument 'n' must be int, not str"),
            ("nth(1.0)", "TypeError", "nth() argument 'n' must be int, not float"),
            ("nth(None)", "TypeError", "nth() argument 'n' must be int, not None"),
            ("add(1, [])", "TypeError", "add() argument 'b' must be int, not list"),
            (
                "half('x')",
                "TypeError",
                "half() argument 'value' must be float, not str",
            ),
            (
                "text_length(b'x')",
                "TypeError",
                "text_length() argument 'text' must be str, not bytes",
            ),
            (
                "text_or_none(3)",
                "TypeError",
                "text_or_none() argument 'text' must be str or None, not int",
            ),
            (
                "negate(1)",
                "TypeError",
                "negate() argument 'flag' must be bool, not int",
            ),
            (
                "next(1)",
                "TypeError",
                "next() argument 'letter' must be a str of length 1, not int",
            ),
            (
                "next('ab')",
                "TypeError",
                "next() argument 'letter' must be a str of length 1, not a str of length 2",
            ),
            (
                "sum([1.0])",
                "TypeError",
                "sum() argument 'values' must be a buffer of double, not list",
            ),
            (
                "sum(b'12345678')",
                "TypeError",
                "sum() argument 'values' must be a buffer of double, not bytes of format 'B'",
            ),
            (
                "buffer_length('x')",
                "TypeError",
                "buffer_length() argument 'data' must be a bytes-like object, not str",
            ),
            (
                "level_of(1)",
                "TypeError",
                "level_of() argument 'gate' must be Gate, not int",
            ),
            (
                "level_of(v)",
                "TypeError",
                "level_of() argument 'gate' must be Gate, not errors.Vec2",
            ),
            (
                "level_or(3)",
                "TypeError",
                "level_or() argument 'gate' must be Gate or None, not int",
            ),
            (
                "norm1_of(None)",
                "TypeError",
                "norm1_of() argument 'v' must be Vec2, not None",
            ),
            (
                "total('abc')",
                "TypeError",
                "total() argument 'numbers' must be a sequence, not str",
            ),
            (
                "total([1, 'x'])",
                "TypeError",
                "total() argument 'numbers': item 1 must be int, not str",
            ),
            (
                "letters(['a', 'bc'])",
                "TypeError",
                "letters() argument 'letters': item 1 must be a str of length 1, not a str of length 2",
            ),
        ],
        "method": [
            (
                "v.scaled('x')",
                "TypeError",
                "Vec2.scaled() argument 'by' must be float, not str",
            ),
            (
                "v.scaled(by=None)",
                "TypeError",
                "Vec2.scaled() argument 'by' must be float, not None",
            ),
            (
                "v.dot(1)",
                "TypeError",
                "Vec2.dot() argument 'other' must be Vec2, not int",
            ),
            (
                "v.dot(g)",
                "TypeError",
                "Vec2.dot() argument 'other' must be Vec2, not errors.Gate",
            ),
            (
                "v.mixed(1, d='4')",
                "TypeError",
                "Vec2.mixed() argument 'd' must be int, not str",
            ),
            (
                "Vec2.unit('x')",
                "TypeError",
                "Vec2.unit() argument 'quarter' must be int, not str",
            ),
            (
                "g.add(2.5)",
                "TypeError",
                "Gate.add() argument 'n' must be int, not float",
            ),
            (
                "v * 'x'",
                "TypeError",
                "can't multiply sequence by non-int of type 'errors.Vec2'",
            ),
            (
                "v * v",
                "TypeError",
                "unsupported operand type(s) for *: 'errors.Vec2' and 'errors.Vec2'",
            ),
        ],
        "constructor": [
            ("Vec2('x')", "TypeError", "Vec2() argument 'x' must be float, not str"),
            (
                "Vec2(tag=2.5)",
                "TypeError",
                "Vec2() argument 'tag' must be int, not float",
            ),
            (
                "v.__init__(y='y')",
                "TypeError",
                "Vec2() argument 'y' must be float, not str",
            ),
            ("Gate('x')", "TypeError", "Gate() argument 'level' must be int, not str"),
            ("Copy(1)", "TypeError", "Copy() argument 'source' must be Gate, not int"),
            (
                "SubVec2(y=())",
                "TypeError",
                "Vec2() argument 'y' must be float, not tuple",
            ),
        ],
        "setter": [
            ("v.x = 'a'", "TypeError", "Vec2.x must be float, not str"),
            ("v.x = None", "TypeError", "Vec2.x must be float, not None"),
            ("v.tag = 'x'", "TypeError", "Vec2.tag must be int, not str"),
            ("v.level = 'x'", "TypeError", "Vec2.level must be int, not str"),
            ("v.weight = 1.0", "TypeError", "Vec2.weight must be int, not float"),
            ("v.like = 1", "TypeError", "Vec2.like must be Vec2, not int"),
            ("g.level = []", "TypeError", "Gate.level must be int, not list"),
            ("g.raw = 'x'", "TypeError", "Gate.raw must be int, not str"),
        ],
    },
    "out of range": {
        "function": [
            (
                "nth(300)",
                "OverflowError",
                "nth() argument 'n': 300 does not fit u8 (0 to 255)",
            ),
            (
                "nth(-1)",
                "OverflowError",
                "nth() argument 'n': -1 does not fit u8 (0 to 255)",
            ),
            (
                "nth(10**30)",
                "OverflowError",
                "nth() argument 'n': 1000000000000000000000000000000 does not fit u8 (0 to 255)",
            ),
            (
                "nth(10**100)",
                "OverflowError",
                "nth() argument 'n': an int of more than 80 digits does not fit u8 (0 to 255)",
            ),
            (
                "nth(-10**5000)",
                "OverflowError",
                "nth() argument 'n': an int of more than 80 digits does not fit u8 (0 to 255)",
            ),
            (
                "add(1, b=-2**31 - 1)",
                "OverflowError",
                "add() argument 'b': -2147483649 does not fit int (-2147483648 to 2147483647)",
            ),
            (
                "half(1e300)",
                "OverflowError",
                "half() argument 'value': 1e+300 does not fit float",
            ),
            (
                "half(10**400)",
                "OverflowError",
                "half() argument 'value': int too large to convert to float",
            ),
            (
                "buffer_length(bytes(256))",
                "OverflowError",
                "buffer_length() argument 'data': 256 items do not fit unsigned char (at most 255)",
            ),
            (
                "total([1, 2**40])",
                "OverflowError",
                "total() argument 'numbers': item 1: 1099511627776 does not fit int (-2147483648 to 2147483647)",
            ),
            (
                "next('é')",
                "ValueError",
                "next() argument 'letter': 'é' is not an ASCII character",
            ),
            (
                "text_length('a\\0b')",
                "ValueError",
                "text_length() argument 'text': embedded null character",
            ),
            (
                "text_length('\\ud800')",
                "UnicodeEncodeError",
                "'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not allowed",
            ),
        ],
        "method": [
            (
                "v.mixed(1, d=2**31)",
                "OverflowError",
                "Vec2.mixed() argument 'd': 2147483648 does not fit int (-2147483648 to 2147483647)",
            ),
            (
                "v.scaled(10**400)",
                "OverflowError",
                "Vec2.scaled() argument 'by': int too large to convert to float",
            ),
            (
                "Vec2.unit(256)",
                "OverflowError",
                "Vec2.unit() argument 'quarter': 256 does not fit u8 (0 to 255)",
            ),
            (
                "g.add(n=-1)",
                "OverflowError",
                "Gate.add() argument 'n': -1 does not fit u8 (0 to 255)",
            ),
            (
                "v * 10**400",
                "OverflowError",
                "Vec2.__mul__(): int too large to convert to float",
            ),
        ],
        "constructor": [
            (
                "Vec2(tag=300)",
                "OverflowError",
                "Vec2() argument 'tag': 300 does not fit u8 (0 to 255)",
            ),
            (
                "Vec2(10**400)",
                "OverflowError",
                "Vec2() argument 'x': int too large to convert to float",
            ),
            (
                "v.__init__(0, 0, -1)",
                "OverflowError",
                "Vec2() argument 'tag': -1 does not fit u8 (0 to 255)",
            ),
            (
                "Gate(2**31)",
                "OverflowError",
                "Gate() argument 'level': 2147483648 does not fit int (-2147483648 to 2147483647)",
            ),
            (
                "SubVec2(tag=256)",
                "OverflowError",
                "Vec2() argument 'tag': 256 does not fit u8 (0 to 255)",
            ),
        ],
        "setter": [
            (
                "v.tag = 300",
                "OverflowError",
                "Vec2.tag: 300 does not fit u8 (0 to 255)",
            ),
            (
                "v.x = 10**400",
                "OverflowError",
                "Vec2.x: int too large to convert to float",
            ),
            (
                "v.level = 2**31",
                "OverflowError",
                "Vec2.level: 2147483648 does not fit int (-2147483648 to 2147483647)",
            ),
            (
                "v.weight = -1",
                "OverflowError",
                "Vec2.weight: -1 does not fit u16 (0 to 65535)",
            ),
            (
                "g.raw = -2**31 - 1",
                "OverflowError",
                "Gate.raw: -2147483649 does not fit int (-2147483648 to 2147483647)",
            ),
        ],
    },
    "unknown keyword": {
        "function": [
            ("nth(x=1)", "TypeError", "nth() got an unexpected keyword argument 'x'"),
            (
                "nth(1, x=1)",
                "TypeError",
                "nth() got an unexpected keyword argument 'x'",
            ),
            (
                "add(1, b=2, c=3)",
                "TypeError",
                "add() got an unexpected keyword argument 'c'",
            ),
            (
                "none_at_all(self=1)",
                "TypeError",
                "none_at_all() got an unexpected keyword argument 'self'",
            ),
            (
                "nth(1, **{'é': 1})",
                "TypeError",
                "nth() got an unexpected keyword argument 'é'",
            ),
            (
                "nth(1, **{'\\ud800': 1})",
                "TypeError",
                "nth() got an unexpected keyword argument '\ud800'",
            ),
            (
                "nth(1, **{'': 1})",
                "TypeError",
                "nth() got an unexpected keyword argument ''",
            ),
            (
                "nth(**{'n\\0': 1})",
                "TypeError",
                "nth() got an unexpected keyword argument 'n\0'",
            ),
            (
                "options(a=1, c=3)",
                "TypeError",
                "options() got some positional-only arguments passed as keyword arguments: 'a'",
            ),
        ],
        "method": [
            (
                "v.scaled(b=2)",
                "TypeError",
                "Vec2.scaled() got an unexpected keyword argument 'b'",
            ),
            (
                "v.scaled(byy=2)",
                "TypeError",
                "Vec2.scaled() got an unexpected keyword argument 'byy'",
            ),
            (
                "Vec2.unit(q=1)",
                "TypeError",
                "Vec2.unit() got an unexpected keyword argument 'q'",
            ),
            (
                "v.mixed(1, b=2, d=3)",
                "TypeError",
                "Vec2.mixed() got some positional-only arguments passed as keyword arguments: 'b'",
            ),
            (
                "g.add(1, n_=3)",
                "TypeError",
                "Gate.add() got an unexpected keyword argument 'n_'",
            ),
            ("g.close(x=1)", "TypeError", "Gate.close() takes no keyword arguments"),
        ],
        "constructor": [
            ("Vec2(z=1)", "TypeError", "Vec2() got an unexpected keyword argument 'z'"),
            (
                "v.__init__(z=1)",
                "TypeError",
                "Vec2() got an unexpected keyword argument 'z'",
            ),
            (
                "Gate(lev=1)",
                "TypeError",
                "Gate() got an unexpected keyword argument 'lev'",
            ),
            (
                "Copy(source=g, other=g)",
                "TypeError",
                "Copy() got an unexpected keyword argument 'other'",
            ),
            (
                "SubVec2(z=1)",
                "TypeError",
                "Vec2() got an unexpected keyword argument 'z'",
            ),
        ],
    },
    "missing argument": {
        "function": [
            (
                "nth()",
                "TypeError",
                "nth() missing 1 required positional argument: 'n'",
            ),
            (
                "add(b=2)",
                "TypeError",
                "add() missing 1 required positional argument: 'a'",
            ),
            (
                "add()",
                "TypeError",
                "add() missing 2 required positional arguments: 'a' and 'b'",
            ),
            (
                "options(c=1)",
                "TypeError",
                "options() missing 1 required positional argument: 'a'",
            ),
            (
                "options(1)",
                "TypeError",
                "options() missing 1 required keyword-only argument: 'c'",
            ),
            (
                "five()",
                "TypeError",
                "five() missing 3 required positional arguments: 'a', 'b', and 'c'",
            ),
            (
                "five(1, 2, 3)",
                "TypeError",
                "five() missing 2 required keyword-only arguments: 'd' and 'e'",
            ),
        ],
        "method": [
            (
                "v.scaled()",
                "TypeError",
                "Vec2.scaled() missing 1 required positional argument: 'by'",
            ),
            (
                "v.mixed()",
                "TypeError",
                "Vec2.mixed() missing 1 required positional argument: 'a'",
            ),
            (
                "v.mixed(1)",
                "TypeError",
                "Vec2.mixed() missing 1 required keyword-only argument: 'd'",
            ),
            (
                "Vec2.unit()",
                "TypeError",
                "Vec2.unit() missing 1 required positional argument: 'quarter'",
            ),
            (
                "g.add()",
                "TypeError",
                "Gate.add() missing 1 required positional argument: 'n'",
            ),
        ],
        "constructor": [
            (
                "Copy()",
                "TypeError",
                "Copy() missing 1 required positional argument: 'source'",
            ),
            (
                "Copy.__new__(Copy).__init__()",
                "TypeError",
                "Copy() missing 1 required positional argument: 'source'",
            ),
            (
                "SubCopy()",
                "TypeError",
                "Copy() missing 1 required positional argument: 'source'",
            ),
            (
                "Range()",
                "TypeError",
                "Range() missing 3 required positional arguments: 'start', 'stop', and 'step'",
            ),
            (
                "Range(1, step=2)",
                "TypeError",
                "Range() missing 1 required positional argument: 'stop'",
            ),
        ],
    },
    "doubled keyword": {
        "function": [
            ("nth(1, n=1)", "TypeError", "nth() got multiple values for argument 'n'"),
            (
                "add(1, 2, a=3)",
                "TypeError",
                "add() got multiple values for argument 'a'",
            ),
            (
                "add(1, 2, b=3)",
                "TypeError",
                "add() got multiple values for argument 'b'",
            ),
            (
                "options(1, 2, b=3, c=4)",
                "TypeError",
                "options() got multiple values for argument 'b'",
            ),
            (
                "five(1, 2, 3, d=4, e=5, c=6)",
                "TypeError",
                "five() got multiple values for argument 'c'",
            ),
        ],
        "method": [
            (
                "v.scaled(1, by=1)",
                "TypeError",
                "Vec2.scaled() got multiple values for argument 'by'",
            ),
            (
                "v.mixed(1, 2, 3, d=4, c=5)",
                "TypeError",
                "Vec2.mixed() got multiple values for argument 'c'",
            ),
            (
                "Vec2.unit(1, quarter=1)",
                "TypeError",
                "Vec2.unit() got multiple values for argument 'quarter'",
            ),
            (
                "Vec2.scaled(v, 1, by=1)",
                "TypeError",
                "Vec2.scaled() got multiple values for argument 'by'",
            ),
            (
                "g.add(1, n=1)",
                "TypeError",
                "Gate.add() got multiple values for argument 'n'",
            ),
        ],
        "constructor": [
            (
                "Vec2(1, x=1)",
                "TypeError",
                "Vec2() got multiple values for argument 'x'",
            ),
            (
                "v.__init__(1, 2, y=1)",
                "TypeError",
                "Vec2() got multiple values for argument 'y'",
            ),
            (
                "Gate(1, level=1)",
                "TypeError",
                "Gate() got multiple values for argument 'level'",
            ),
            (
                "Copy(g, source=g)",
                "TypeError",
                "Copy() got multiple values for argument 'source'",
            ),
            (
                "SubVec2(1, x=1)",
                "TypeError",
                "Vec2() got multiple values for argument 'x'",
            ),
        ],
    },
    "missing self": {
        "method": [
            (
                "Vec2.scaled()",
                "TypeError",
                "unbound method Vec2.scaled() needs an argument",
            ),
            (
                "Vec2.scaled(1)",
                "TypeError",
                "descriptor 'scaled' for 'errors.Vec2' objects doesn't apply to a 'int' object",
            ),
            (
                "Gate.wait(v)",
                "TypeError",
                "descriptor 'wait' for 'errors.Gate' objects doesn't apply to a 'errors.Vec2' object",
            ),
            (
                "Gate.close()",
                "TypeError",
                "unbound method Gate.close() needs an argument",
            ),
            (
                "Vec2.__mul__()",
                "TypeError",
                "descriptor '__mul__' of 'errors.Vec2' object needs an argument",
            ),
            (
                "Vec2.__mul__(1)",
                "TypeError",
                "descriptor '__mul__' requires a 'errors.Vec2' object but received a 'int'",
            ),
        ],
        "constructor": [
            (
                "Vec2.__init__()",
                "TypeError",
                "descriptor '__init__' of 'errors.Vec2' object needs an argument",
            ),
            (
                "Vec2.__init__(3)",
                "TypeError",
                "descriptor '__init__' requires a 'errors.Vec2' object but received a 'int'",
            ),
            (
                "Gate.__init__(v)",
                "TypeError",
                "descriptor '__init__' requires a 'errors.Gate' object but received a 'errors.Vec2'",
            ),
            (
                "Vec2.__new__()",
                "TypeError",
                "errors.Vec2.__new__(): not enough arguments",
            ),
            (
                "Vec2.__new__(Gate)",
                "TypeError",
                "errors.Vec2.__new__(errors.Gate): errors.Gate is not a subtype of errors.Vec2",
            ),
        ],
        "setter": [
            (
                "Vec2.x.__set__(1, 2)",
                "TypeError",
                "descriptor 'x' for 'errors.Vec2' objects doesn't apply to a 'int' object",
            ),
            (
                "Vec2.level.__set__(g, 2)",
                "TypeError",
                "descriptor 'level' for 'errors.Vec2' objects doesn't apply to a 'errors.Gate' object",
            ),
            (
                "Gate.raw.__set__(v, 2)",
                "TypeError",
                "descriptor 'raw' for 'errors.Gate' objects doesn't apply to a 'errors.Vec2' object",
            ),
            (
                "Gate.level.__delete__(None)",
                "TypeError",
                "descriptor 'level' for 'errors.Gate' objects doesn't apply to a 'NoneType' object",
            ),
            (
                "Vec2.weight.__set__('', 2)",
                "TypeError",
                "descriptor 'weight' for 'errors.Vec2' objects doesn't apply to a 'str' object",
            ),
        ],
    },
    "uninitialised": {
        "function": [
            (
                "level_of(raw_g)",
                "RuntimeError",
                "level_of() argument 'gate': the Gate is not initialised: its __init__() was not called",
            ),
            (
                "level_or(gate=raw_g)",
                "RuntimeError",
                "level_or() argument 'gate': the Gate is not initialised: its __init__() was not called",
            ),
            (
                "norm1(raw_v)",
                "RuntimeError",
                "norm1() argument 'v': the Vec2 is not initialised: its __init__() was not called",
            ),
            (
                "norm1_of(raw_v)",
                "RuntimeError",
                "norm1_of() argument 'v': the Vec2 is not initialised: its __init__() was not called",
            ),
            (
                "corners([v, raw_v])",
                "RuntimeError",
                "corners() argument 'points': item 1: the Vec2 is not initialised: its __init__() was not called",
            ),
        ],
        "method": [
            (
                "raw_v.scaled(1)",
                "RuntimeError",
                "Vec2.scaled(): the Vec2 is not initialised: its __init__() was not called",
            ),
            (
                "raw_g.add(1)",
                "RuntimeError",
                "Gate.add(): the Gate is not initialised: its __init__() was not called",
            ),
            (
                "v.dot(raw_v)",
                "RuntimeError",
                "Vec2.dot() argument 'other': the Vec2 is not initialised: its __init__() was not called",
            ),
            (
                "Careless().scaled(2)",
                "RuntimeError",
                "Vec2.scaled(): the Vec2 is not initialised: its __init__() was not called",
            ),
            (
                "raw_v * 2",
                "RuntimeError",
                "Vec2.__mul__(): the Vec2 is not initialised: its __init__() was not called",
            ),
            (
                "raw_g.close()",
                "RuntimeError",
                "Gate.close(): the Gate is not initialised: its __init__() was not called",
            ),
            (
                "raw_g.__enter__()",
                "RuntimeError",
                "Gate.__enter__(): the Gate is not initialised: its __init__() was not called",
            ),
        ],
        "constructor": [
            (
                "Copy(raw_g)",
                "RuntimeError",
                "Copy() argument 'source': the Gate is not initialised: its __init__() was not called",
            ),
            (
                "Copy(CarelessGate())",
                "RuntimeError",
                "Copy() argument 'source': the Gate is not initialised: its __init__() was not called",
            ),
            (
                "Box(raw_v)",
                "RuntimeError",
                "Box() argument 'corner': the Vec2 is not initialised: its __init__() was not called",
            ),
            (
                "SubCopy(raw_g)",
                "RuntimeError",
                "Copy() argument 'source': the Gate is not initialised: its __init__() was not called",
            ),
            (
                "Box(corner=Careless())",
                "RuntimeError",
                "Box() argument 'corner': the Vec2 is not initialised: its __init__() was not called",
            ),
        ],
        "setter": [
            (
                "raw_v.x = 1",
                "RuntimeError",
                "Vec2.x: the Vec2 is not initialised: its __init__() was not called",
            ),
            (
                "raw_v.level = 1",
                "RuntimeError",
                "Vec2.level: the Vec2 is not initialised: its __init__() was not called",
            ),
            (
                "raw_g.level = 1",
                "RuntimeError",
                "Gate.level: the Gate is not initialised: its __init__() was not called",
            ),
            (
                "raw_g.raw = 1",
                "RuntimeError",
                "Gate.raw: the Gate is not initialised: its __init__() was not called",
            ),
            (
                "v.like = raw_v",
                "RuntimeError",
                "Vec2.like: the Vec2 is not initialised: its __init__() was not called",
            ),
            (
                "raw_v.x",
                "RuntimeError",
                "Vec2.x: the Vec2 is not initialised: its __init__() was not called",
            ),
        ],
    },
    "closed": {
        "function": [
            (
                "level_of(closed)",
                "ValueError",
                "level_of() argument 'gate': the Gate is closed",
            ),
            (
                "level_or(closed)",
                "ValueError",
                "level_or() argument 'gate': the Gate is closed",
            ),
        ],
        "method": [
            ("closed.add(1)", "ValueError", "Gate.add(): the Gate is closed"),
            (
                "closed.close()",
                "ValueError",
                "Gate.close(): the Gate is closed already",
            ),
            (
                "closed.__enter__()",
                "ValueError",
                "Gate.__enter__(): the Gate is closed",
            ),
        ],
        "constructor": [
            (
                "Copy(closed)",
                "ValueError",
                "Copy() argument 'source': the Gate is closed",
            ),
            (
                "closed.__init__(1)",
                "ValueError",
                "Gate.__init__(): the Gate is closed",
            ),
        ],
        "setter": [
            ("closed.level = 1", "ValueError", "Gate.level: the Gate is closed"),
            ("closed.raw = 1", "ValueError", "Gate.raw: the Gate is closed"),
            ("closed.raw", "ValueError", "Gate.raw: the Gate is closed"),
        ],
    },
    "busy": {  # during g.call()
        "function": [
            (
                "level_of_locked(g)",
                "RuntimeError",
                "level_of_locked() argument 'gate': the Gate is in use by a call of this thread",
            ),
            (
                "level_of_locked(gate=g)",
                "RuntimeError",
                "level_of_locked() argument 'gate': the Gate is in use by a call of this thread",
            ),
            (
                "bound_call(g, list)",
                "RuntimeError",
                "bound_call() argument 'gate': the Gate is in use by a call of this thread",
            ),
        ],
        "method": [
            (
                "g.add_locked(1)",
                "RuntimeError",
                "Gate.add_locked(): the Gate is in use by a call of this thread",
            ),
            (
                "g.close()",
                "RuntimeError",
                "Gate.close(): the Gate is in use by a running call",
            ),
            (
                "g.__exit__(None, None, None)",
                "RuntimeError",
                "Gate.close(): the Gate is in use by a running call",
            ),
            (
                "with g: pass",
                "RuntimeError",
                "Gate.close(): the Gate is in use by a running call",
            ),
            (
                "g.locked_level",
                "RuntimeError",
                "Gate.locked_level: the Gate is in use by a call of this thread",
            ),
        ],
        "constructor": [
            (
                "g.__init__(1)",
                "RuntimeError",
                "Gate.__init__(): the Gate is initialised already",
            ),
            (
                "Copy(g)",
                "RuntimeError",
                "Copy() argument 'source': the Gate is in use by a call of this thread",
            ),
            (
                "SubCopy(g)",
                "RuntimeError",
                "Copy() argument 'source': the Gate is in use by a call of this thread",
            ),
        ],
        "setter": [
            (
                "g.locked_level = 1",
                "RuntimeError",
                "Gate.locked_level: the Gate is in use by a call of this thread",
            ),
        ],
    },
    "status": {
        "function": [
            ("check(-1)", "RangeError", "code -1: out of range"),
            ("check(-2)", "OverflowError", "too big: 120%"),
            ("check(-3)", "MemoryError", ""),
            ("check(-4)", "RangeError", ""),
            ("check(-5)", "RangeError", "code -5: unknown"),
            ("check_plain(1)", "RuntimeError", "plain reports a failure"),
            ("nothing()", "RuntimeError", "nothing(): the C function returned NULL"),
        ],
        "method": [
            ("v.check(-1)", "RangeError", "code -1: out of range"),
            ("v.check(code=-2)", "OverflowError", "too big: 120%"),
            ("g.check(-3)", "MemoryError", ""),
            ("g.check(-4)", "RangeError", ""),
            ("g.check(-2**31)", "RangeError", "code -2147483648: unknown"),
        ],
        "constructor": [
            ("Vec2(1e6)", "RangeError", "code -1: out of range"),
            ("Vec2(2e6)", "OverflowError", "too big: 120%"),
            ("v.__init__(3e6)", "MemoryError", ""),
            ("SlowGate(-1)", "RangeError", "code -1: out of range"),
            ("Gate(0)", "RuntimeError", "Gate() failed: gate_open() returned NULL"),
        ],
        "setter": [
            ("v.level = -1", "RangeError", "code -1: out of range"),
            ("v.level = -2", "OverflowError", "too big: 120%"),
            ("v.level = -3", "MemoryError", ""),
            ("g.level = -4", "RangeError", ""),
            ("g.level = -5", "RangeError", "code -5: unknown"),
        ],
    },
}

CASES = [
    Case(kind, position, *row)
    for kind, positions in TABLE.items()
    for position, rows in positions.items()
    for row in rows
]
# A setter has no parameter names, a module function no self.
IMPOSSIBLE = {
    ("unknown keyword", "setter"),
    ("missing argument", "setter"),
    ("doubled keyword", "setter"),
    ("missing self", "function"),
}


@pytest.fixture
def names(ext: ModuleType) -> dict[str, Any]:
    """The module's names, and objects in every state."""

    class SubVec2(ext.Vec2):
        pass

    class SubCopy(ext.Copy):
        pass

    class Careless(ext.Vec2):
        def __init__(self):
            pass

    class CarelessGate(ext.Gate):
        def __init__(self):
            pass

    closed = ext.Gate(2)
    closed.close()
    return {
        **{name: getattr(ext, name) for name in dir(ext) if name[0] != "_"},
        "v": ext.Vec2(1, 2, 3),
        "g": ext.Gate(3),
        "closed": closed,
        "raw_v": ext.Vec2.__new__(ext.Vec2),
        "raw_g": ext.Gate.__new__(ext.Gate),
        "SubVec2": SubVec2,
        "SubCopy": SubCopy,
        "Careless": Careless,
        "CarelessGate": CarelessGate,
    }


def test_every_cell_that_can_exist_has_a_case():
    positions = {"function", "method", "constructor", "setter"}
    cells = {(kind, position) for kind in TABLE for position in positions}
    assert cells - {(case.kind, case.position) for case in CASES} == IMPOSSIBLE
    for kind in TABLE:
        assert sum(case.kind == kind for case in CASES) >= 5, kind


@pytest.mark.parametrize(
    "case", CASES, ids=lambda c: f"{c.kind}-{c.position}-{c.code!a}"
)
def test_text(case: Case, names: dict[str, Any]):
    raised = []

    def run():
        try:
            exec(case.code, names)
        except BaseException as e:  # what it is, is the test
            raised.append(e)

    if case.kind == "busy":
        names["g"].call(run)
    else:
        run()
    assert [(type(e).__name__, str(e)) for e in raised] == [(case.exception, case.text)]
    # nothing is broken afterwards
    assert names["v"].scaled(2).y == 2 * names["v"].y
    assert names["g"].add(0) == names["g"].level == 3


# ---- what a status leaves on the exception ----------------------------------------


def test_status_attributes(ext):
    with pytest.raises(ext.RangeError) as failed:
        ext.check(-7)
    assert failed.value.code == -7
    assert failed.value.args == ("code -7: unknown",)
    with pytest.raises(MemoryError) as failed:
        ext.check(-3)
    assert failed.value.code == -3
    assert failed.value.args == ()


def test_a_failed_setter_leaves_the_value(ext):
    v = ext.Vec2(1, 2, 3)
    v.level = 5
    for name, value in [("x", "a"), ("tag", 256), ("tag", None), ("level", -1)]:
        with pytest.raises((TypeError, ValueError, OverflowError)):
            setattr(v, name, value)
    assert (v.x, v.y, v.tag, v.level) == (1, 2, 3, 5)


def test_a_failed_second_init_leaves_a_value(ext):
    v = ext.Vec2(1, 2, 3)
    with pytest.raises(ext.RangeError):
        v.__init__(1e6)
    assert (v.x, v.y, v.tag) == (1, 2, 3)
    v.__init__(4)
    assert (v.x, v.y, v.tag) == (4, 0, 0)


def test_arguments_may_raise_what_they_like(ext):
    class Bad:
        def __index__(self):
            raise KeyError("mine")

        def __float__(self):
            raise LookupError("mine too")

    with pytest.raises(KeyError, match=r"^'mine'$"):
        ext.nth(Bad())
    with pytest.raises(LookupError, match=r"^mine too$"):
        ext.Vec2(Bad())
    with pytest.raises(LookupError, match=r"^mine too$"):
        ext.Vec2().x = Bad()
    with pytest.raises(KeyError, match=r"^'mine'$"):
        ext.total([1, Bad()])


def test_arguments_may_return_the_wrong_type(ext):
    def not_the_type(method, wanted):  # as CPython says it before and since 3.15
        old = rf"__{method}__ returned non-{wanted} \(type str\)$"
        return rf"{old}|__{method}__\(\) must return an? {wanted}, not str$"

    class Bad:
        def __index__(self):
            return "1"

        def __float__(self):
            return "1"

    with pytest.raises(TypeError, match=not_the_type("index", "int")):
        ext.nth(Bad())
    with pytest.raises(TypeError, match=not_the_type("float", "float")):
        ext.half(Bad())


def test_many_arguments(ext):
    with pytest.raises(
        TypeError, match=r"^add\(\) takes 2 positional arguments but 1000 were given$"
    ):
        ext.add(*range(1000))
    with pytest.raises(
        TypeError, match=r"^add\(\) got an unexpected keyword argument 'k0'$"
    ):
        ext.add(**{f"k{i}": i for i in range(1000)})


# ---- busy: another thread is in a call ----------------------------------------------


def run_thread(target) -> threading.Thread:
    thread = threading.Thread(target=target, daemon=True)
    thread.start()
    return thread


def join(*threads: threading.Thread) -> None:
    for thread in threads:
        thread.join(TIMEOUT)
        assert not thread.is_alive(), "timed out"


@contextmanager
def paused(ext: ModuleType, call) -> Iterator[list]:
    """Runs *call* in another thread, as far as the C function that waits."""
    ext.reset()
    results: list = []
    thread = run_thread(lambda: results.append(call()))
    deadline = time.monotonic() + TIMEOUT
    while not ext.is_inside():
        assert time.monotonic() < deadline and thread.is_alive()
        time.sleep(0.001)
    try:
        yield results
    finally:
        ext.signal()
        join(thread)


def test_close_is_refused_while_another_thread_calls(ext):
    gate = ext.Gate(1)
    text = r"^Gate.close\(\): the Gate is in use by a running call$"
    with paused(ext, gate.wait) as results:
        for _ in range(3):
            with pytest.raises(RuntimeError, match=text):
                gate.close()
        with pytest.raises(RuntimeError, match=text), gate:
            pass
        with pytest.raises(
            RuntimeError, match=r"^Gate.__init__\(\): the Gate is initialised already$"
        ):
            gate.__init__(2)
        assert not gate.closed
        assert results == []
    assert results == [True]
    gate.close()
    assert gate.closed


@pytest.mark.parametrize(
    "use",
    [
        lambda ext, gate: gate.add(1),
        lambda ext, gate: gate.add_locked(1),
        lambda ext, gate: gate.level,
        lambda ext, gate: setattr(gate, "level", 2),
        lambda ext, gate: setattr(gate, "raw", 2),
        lambda ext, gate: gate.raw,
        lambda ext, gate: ext.level_of(gate),
        lambda ext, gate: ext.Copy(gate),
    ],
)
def test_other_uses_wait_their_turn(ext, use):
    gate = ext.Gate(1)
    with paused(ext, gate.wait) as results:
        threads = [run_thread(lambda: results.append(use(ext, gate))) for _ in range(3)]
        time.sleep(0.05)
        assert results == []
        assert all(thread.is_alive() for thread in threads)
    join(*threads)
    assert len(results) == 4 and results[0] is True
    gate.close()


def test_a_waiting_call_can_be_interrupted(ext):
    builder.check_script(
        """
        import errors, signal, threading, time

        class Rang(Exception):
            pass

        def ring(*_):
            raise Rang

        gate = errors.Gate(1)
        thread = threading.Thread(target=gate.wait)
        thread.start()
        while not errors.is_inside():
            time.sleep(0.001)
        signal.signal(signal.SIGALRM, ring)
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        try:
            gate.add(1)
        except Rang:
            pass
        else:
            raise SystemExit("not interrupted")
        errors.signal()
        thread.join(20)
        assert gate.add(1) == 2
        gate.close()
        """,
        builder.Path(ext.__file__),
    )


def test_use_while_another_thread_initialises(ext):
    gate = ext.SlowGate.__new__(ext.SlowGate)
    unfinished = "the SlowGate is still being initialised$"
    with paused(ext, lambda: gate.__init__(7)):
        for use, label in [
            (lambda: gate.__init__(1), r"SlowGate.__init__\(\)"),
            (lambda: gate.add(1), r"SlowGate.add\(\)"),
            (gate.close, r"SlowGate.close\(\)"),
            (gate.__enter__, r"SlowGate.__enter__\(\)"),
        ]:
            with pytest.raises(RuntimeError, match=f"^{label}: {unfinished}"):
                use()
        assert not gate.closed
    assert gate.add(1) == 8
    gate.close()


def test_busy_ends_with_the_call(ext):
    gate = ext.Gate(1)
    with pytest.raises(ZeroDivisionError):
        gate.call(lambda: 1 // 0)
    assert gate.call(lambda: gate.call(lambda: gate.add(1))) == 2
    assert gate.add_locked(1) == 3
    gate.close()


def test_the_same_handle_twice_in_one_call(ext):
    gate = ext.Gate(5)
    assert ext.both_levels(gate, gate) == (5, 5)
    assert gate.call(lambda: ext.level_of(gate)) == 5
    with pytest.raises(
        RuntimeError,
        match=r"^both_levels\(\) argument 'second': the Gate is in use by a call of this thread$",
    ):
        gate.call(lambda: ext.both_levels(ext.Gate(1), gate))


def test_messages_take_no_memory(ext):
    """An error that is caught leaves nothing behind."""
    gate = ext.Gate(1)

    def fail():
        for call in (
            lambda: ext.nth(300),
            lambda: ext.nth("x"),
            lambda: ext.nth(),
            lambda: ext.nth(1, n=2),
            lambda: ext.check(-1),
            lambda: ext.total([1, 2**40]),
            lambda: ext.Gate(0),
            lambda: ext.Vec2(1e6),
            lambda: gate.call(gate.close),
        ):
            with pytest.raises((TypeError, OverflowError, ValueError, RuntimeError)):
                call()

    for _ in range(20):
        fail()
    gc.collect()  # tracebacks are cycles
    before = (
        sys.getrefcount(ext.nth),
        sys.getrefcount(ext.Gate),
        sys.getrefcount(ext.Vec2),
    )
    for _ in range(100):
        fail()
    gc.collect()
    after = (
        sys.getrefcount(ext.nth),
        sys.getrefcount(ext.Gate),
        sys.getrefcount(ext.Vec2),
    )
    assert after == before
