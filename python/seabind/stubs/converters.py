"""Converters as annotations: what Python may pass, and what it gets.

In an annotation, [[module.name]] stands for a name to import and [[:Name]] for a class
of the binding; `stub` knows what they are called where they are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from seabind.stubs.compiler import Questions
from seabind.stubs.syntax import (
    Block,
    Item,
    arguments,
    inner,
    is_string,
    string,
    text,
    word,
    words,
)

NONE = "None"
ANY = "[[typing.Any]]"
OBJECT = "[[builtins.object]]"
BOOL = "[[builtins.bool]]"
INT = "[[builtins.int]]"
FLOAT = "[[builtins.float]]"
COMPLEX = "[[builtins.complex]]"
STR = "[[builtins.str]]"
BYTES = "[[builtins.bytes]]"
BUFFER = "[[typing_extensions.Buffer]]"  # collections.abc has it from 3.12 on
CAPSULE = "[[typing_extensions.CapsuleType]]"  # types has it from 3.13 on
INDEX = "[[typing.SupportsIndex]]"
REAL = "[[typing.SupportsFloat]]"
DATETIME = "[[datetime.datetime]]"
TIMEDELTA = "[[datetime.timedelta]]"
PATH = "[[os.PathLike]]"
FILE = f"[[_typeshed.SupportsWrite]][{STR}]"

INTEGERS = words(
    "schar uchar short ushort int uint long ulong llong ullong"
    " i8 u8 i16 u16 i32 u32 i64 u64"
    " size_t ptrdiff_t intptr_t uintptr_t intmax_t uintmax_t"
)
NUMBERS = INTEGERS | words("double float bool _Bool")
TEXTS = frozenset(["str", "char", "chars", "wstr", "u16str", "u32str"])
SAME = {  # as a parameter and as a result
    "bool": BOOL,
    "_Bool": BOOL,
    "bytes": BYTES,
    "timestamp": DATETIME,
    "timespec": DATETIME,
    "tm": DATETIME,
    "duration": TIMEDELTA,
    "seconds": TIMEDELTA,
    **dict.fromkeys(TEXTS, STR),
}
SENDS_BYTES = frozenset(["u8", "void"])
# words of (type, "..."), and the converters that take what they say
SAID = {
    "str": "str",
    "bytes": "bytes",
    "int": "long",
    "float": "double",
    "bool": "bool",
}
SAID["None"] = "None"
# words around a converter that change nothing of what a result is
THROUGH = words("as arg inout ref ptr owned inside exact new out mut")
BUFFERS = frozenset(["array", "items", "mut", "mut_items"])
BUILT_IN = (
    NUMBERS
    | TEXTS
    | frozenset(SAME)
    | BUFFERS
    | THROUGH
    | words(
        "None buf c complex data dict each file fill list object opt pairs path set"
        " tuple value view zlist"
    )
)
KINDS = {
    "b": "bool",
    "f": "double",
    "i": "int",
    "s": "str",
    "c": "char",
    "x": "complex",
}


def union(*types: str) -> str:
    """`A | B`, each once, None at the end."""
    each = dict.fromkeys(part for one in types for part in parts(one))
    if ANY in each or OBJECT in each:
        return ANY if ANY in each else OBJECT
    if each.pop(NONE, 0) is None:
        each[NONE] = None
    return " | ".join(each)


def parts(annotation: str) -> Iterable[str]:
    """The parts of a union; `|` in brackets is none of its own."""
    depth, part = 0, ""
    for piece in re.split(r"(\[\[|\]\]|\[|\]| \| )", annotation):
        depth += {"[": 1, "[[": 2, "]": -1, "]]": -2}.get(piece, 0)
        if piece == " | " and depth == 0:
            yield part
            part = ""
        else:
            part += piece
    yield part


def key_of(item: Item) -> Item:
    """The converter of the keys in pairs(item): only a value can be NULL."""
    while word(item) in ("opt", "as"):
        item = arguments(item)[0]
    return item


class Converters:
    """The converters that the blocks of a binding declare, and the built-in ones."""

    def __init__(self, blocks: Iterable[Block], questions: Questions) -> None:
        self.questions = questions
        self.classes: dict[str, Block] = {}
        self.enums: dict[str, Block] = {}
        self.statuses: dict[str, Block] = {}
        self.own: dict[str, Block] = {}
        self.pointers: set[str] = set()
        self.imported: dict[str, str] = {}  # the other extension's module
        for block in blocks:
            if block.kind in ("CLASS", "HANDLE"):
                self.classes.setdefault(block.name, block)
            elif block.kind in ("ENUM", "FLAGS"):
                self.enums.setdefault(block.name, block)
            elif block.kind == "STATUS":
                self.statuses.setdefault(block.name, block)
            elif block.kind == "CONVERTER":
                self.own.setdefault(block.name, block)
            elif block.kind == "POINTER":
                self.pointers.add(block.name)
            elif block.kind in ("IMPORT_CLASS", "IMPORT_HANDLE"):
                self.imported[block.name] = text(block.items[2]).strip('"')

    # ---- parameters -----------------------------------------------------------------

    def taken(self, item: Item, narrow: bool = False, implicit: bool = True) -> str:
        """What a parameter takes; *narrow*: without a conversion, if there is one."""
        kind, inside = word(item), arguments(item)
        if kind in INTEGERS:
            return INT if narrow else INDEX
        if kind in ("double", "float") and len(item) == 1:
            return FLOAT if narrow else union(REAL, INDEX)
        if kind == "complex" or "_Complex" in item:
            return (
                COMPLEX
                if narrow
                else union(COMPLEX, "[[typing.SupportsComplex]]", REAL, INDEX)
            )
        if kind in SAME and not inside:
            return SAME[kind]
        if kind == "None":
            return NONE
        if kind == "path":
            return union(STR, BYTES, f"{PATH}[{STR}]", f"{PATH}[{BYTES}]")
        if kind == "file":
            return FILE
        if kind == "object":
            return OBJECT
        if kind == "value":
            return union(BOOL, INDEX, REAL, STR, BYTES, NONE)
        if kind in BUFFERS and (structs := self._structs(item)):
            return union(f"[[collections.abc.Sequence]][{structs}]", BUFFER)
        if kind == "data" or kind in BUFFERS:
            return BUFFER
        if kind == "c":
            found = self._typedef(inside)
            return self.taken((found,), narrow) if found else ANY
        if not inside:
            return self._named(kind, narrow, implicit)
        if kind == "opt":
            return union(self.taken(inside[0], narrow, implicit), NONE)
        if kind == "exact":
            return self.taken(inside[0], True, False)
        if kind in ("as", "arg", "inout", "ref", "ptr"):
            return self.taken(inside[0], narrow, implicit)
        element = self.taken(inside[0], narrow, False)
        if kind in ("list", "zlist"):
            return f"[[collections.abc.Sequence]][{element}]"
        if kind == "tuple":
            return f"[[builtins.tuple]][{element}, ...]"
        if kind == "set":
            return f"[[collections.abc.Set]][{element}]"
        if kind == "dict" and len(inside) > 1:
            value = self.taken(inside[1], narrow, False)
            return f"[[_typeshed.SupportsItems]][{element}, {value}]"
        if kind == "pairs":
            key = self.taken(key_of(inside[0]), narrow, False)
            return f"[[_typeshed.SupportsItems]][{key}, {element}]"
        return ANY

    def _structs(self, item: Item) -> str:
        """The class of the elements of an array, or ''."""
        element = arguments(item)[0]
        if word(item) == "mut":
            element = arguments(element)[0]
        known = word(element) in self.classes or word(element) in self.imported
        return self.taken(element, False, False) if known else ""

    def _named(self, name: str, narrow: bool, implicit: bool) -> str:
        if name in self.enums:
            return self._enum(name, takes=True)
        if name in self.pointers:
            return CAPSULE
        if name in self.own:
            return self._own_taken(self.own[name], narrow)
        if name in self.imported:
            return f"[[:{name}]]"
        if name not in self.classes:
            return ANY
        takes = [f"[[:{name}]]"]
        for items in self.classes[name].tuples if implicit else ():
            if word(items[0]) == "implicit":
                takes += [self._implicit(item) for item in items[1:]]
        return union(*takes)

    def _own_taken(self, block: Block, narrow: bool) -> str:
        """What a SEA_CONVERTER takes: its inner converter's, or what (type, "...") says
        where that is anything, and the words are types."""
        load, said = self._clause(block, "load"), self._clause(block, "type")
        anything = load is None or word(load[1]) in ("value", "object")
        if said is not None and is_string(said[1]) and anything:
            types = re.split(r", | or ", string(said[1]))
            if all(each in SAID for each in types):
                return union(*(self.taken((SAID[each],), narrow) for each in types))
        return self.taken(load[1], narrow) if load else ANY

    def _own_given(self, block: Block) -> str:
        cast, elements = self._clause(block, "cast"), self._clause(block, "tuple")
        if elements is not None:
            pairs = [one for item in elements[1:] if (one := inner(item))]
            each = [self.given(one[0]) for one in pairs]
            return f"[[builtins.tuple]][{', '.join(each)}]"
        return self.given(cast[1]) if cast else ANY

    def _implicit(self, item: Item) -> str:
        if word(item) == "tuple":
            each = [self.taken(one, True, False) for one in arguments(item)]
            return f"[[builtins.tuple]][{', '.join(each)}]"
        return self.taken(item, True, False)

    # ---- results --------------------------------------------------------------------

    def given(self, item: Item) -> str:
        """What a result of the converter is."""
        kind, inside = word(item), arguments(item)
        if kind in INTEGERS:
            return INT
        if kind in ("double", "float") and len(item) == 1:
            return FLOAT
        if kind == "complex" or "_Complex" in item:
            return COMPLEX
        if kind in SAME and not inside:
            return SAME[kind]
        if kind in ("path", "file"):
            return STR
        if kind in ("data", "buf"):
            return BYTES
        if kind == "value":
            return union(BOOL, INT, FLOAT, STR, BYTES, NONE)
        if kind == "c":
            found = self._typedef(inside)
            return self.given((found,)) if found else ANY
        if not inside:
            if kind in self.enums:
                return self._enum(kind, takes=False)
            if kind in self.pointers:
                return CAPSULE
            if kind in self.own:
                return self._own_given(self.own[kind])
            known = kind in self.classes or kind in self.imported
            return f"[[:{kind}]]" if known else ANY
        if kind == "opt":
            return union(self.given(inside[0]), NONE)
        if kind in ("array", "items", "fill"):
            return self.elements(inside[0])
        if kind == "view":
            return f"[[builtins.memoryview]][{self.given(inside[0])}]"
        if kind in ("list", "zlist"):
            return f"[[builtins.list]][{self.given(inside[0])}]"
        if kind in ("tuple", "each"):
            return f"[[builtins.tuple]][{self.given(inside[0])}, ...]"
        if kind == "set":
            return f"[[builtins.set]][{self.given(inside[0])}]"
        if kind == "dict" and len(inside) > 1:
            key, value = self.given(inside[0]), self.given(inside[1])
            return f"[[builtins.dict]][{key}, {value}]"
        if kind == "pairs":
            key, value = self.given(key_of(inside[0])), self.given(inside[0])
            return f"[[builtins.dict]][{key}, {value}]"
        if kind in THROUGH:
            return self.given(inside[0])
        return ANY

    def elements(self, item: Item) -> str:
        """Of a C array that becomes a Python object of its own."""
        kind = word(item)
        if kind in SENDS_BYTES:
            return BYTES
        return STR if kind == "char" else f"[[builtins.list]][{self.given(item)}]"

    def status(self, name: str) -> tuple[str | None, bool]:
        """What a success yields, or None, and whether the call may return None."""
        block = self.statuses[name]
        result = self._clause(block, "result")
        given = self.given(result[1]) if result and len(result) > 1 else None
        return given, self._clause(block, "none") is not None

    # ---- fields ---------------------------------------------------------------------

    def field(self, item: Item, readonly: bool) -> tuple[str, str | None]:
        """What a field reads as, and what it takes; None: it is read-only."""
        given, taken = self._field(item, readonly)
        return given, None if readonly else taken

    def _field(self, item: Item, readonly: bool) -> tuple[str, str | None]:
        kind, inside = word(item), arguments(item)
        if kind == "array" and inside:
            given = self.given(inside[0])
            taken = (
                f"[[collections.abc.Sequence]][{self.taken(inside[0], False, False)}]"
            )
            if word(inside[0]) in SENDS_BYTES:
                return BYTES, union(taken, BUFFER)
            if readonly or self._keeps(inside[0]):
                return f"[[collections.abc.Sequence]][{given}]", None
            return f"[[collections.abc.MutableSequence]][{given}]", taken
        if kind == "chars":
            return STR, STR
        given = self.given(item)
        if self._keeps(item):
            return given, None
        taken = self.taken(item, True, False)
        return given, taken

    def _keeps(self, item: Item) -> bool:
        """Whether what Python assigns would have no owner in C."""
        kind, inside = word(item), arguments(item)
        if kind in ("opt", "as", "ref", "ptr", "exact") and inside:
            return self._keeps(inside[0])
        if kind == "inside":
            return True
        if kind == "c":
            return self._typedef(inside) == "str"
        if kind in self.own:
            block = self.own[kind]
            pointer = text(block.items[1]).endswith("*")
            return pointer or self._clause(block, "release") is not None
        held = ("str", "bytes", "object", "value", "path", "wstr", "u16str", "u32str")
        handle = kind in self.classes and self.classes[kind].kind == "HANDLE"
        return kind in held or kind in self.pointers or handle

    # ---- helpers --------------------------------------------------------------------

    def enum_numbers(self, name: str) -> bool:
        """Whether the members of an enum are numbers."""
        return self._clause(self.enums[name], "plain") is None

    def _enum(self, name: str, takes: bool) -> str:
        block, member = self.enums[name], f"[[:{name}]]"
        numbers = self.enum_numbers(name)
        if takes:
            return union(member, INT) if numbers else member
        clause = self._clause(block, "unknown")
        policy = text(clause[1]) if clause and len(clause) > 1 else ""
        if block.kind == "FLAGS":
            return member
        if not policy:
            policy = "int" if numbers else "error"
        return member if policy == "error" else union(member, INT)

    def _typedef(self, inside: tuple[Item, ...]) -> str:
        """The converter of c(TYPE); '' when the compiler could not say."""
        declared = ", ".join(text(item) for item in inside)
        asked = self.questions.kind(f"*({declared} *)0")
        return KINDS.get(str(self.questions.answers.get(asked)), "")

    def _clause(self, block: Block, kind: str) -> tuple[Item, ...] | None:
        for items in block.tuples:
            if word(items[0]) == kind:
                return items
        return None
