"""The blocks of an extension as the stubs of its modules."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator, Sequence

from seabind.stubs import literals
from seabind.stubs.compiler import Questions
from seabind.stubs.converters import (
    ANY,
    INT,
    KINDS,
    NONE,
    OBJECT,
    STR,
    Converters,
    union,
)
from seabind.stubs.functions import Function, Functions, overlapping
from seabind.stubs.stub import Place, Stub, docstring
from seabind.stubs.syntax import (
    Block,
    Item,
    Refused,
    inner,
    is_string,
    name,
    string,
    text,
    word,
    words,
)

BINARY = words(
    "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and or xor"
)
COMPARISONS = ("lt", "le", "gt", "ge")
Items = tuple[Item, ...]


class Binding:
    """Made from all blocks of an extension's sources; *questions* is asked and, the
    second time, has the answers."""

    def __init__(self, blocks: Sequence[Block], questions: Questions) -> None:
        self.blocks: dict[tuple[str, str], Block] = {}
        for block in blocks:
            self.blocks.setdefault((block.kind, block.name), block)
        self.questions = questions
        self.converters = Converters(self.blocks.values(), questions)
        self.functions = Functions(self.converters)
        self.places = {
            name: Place(module, name)
            for name, module in self.converters.imported.items()
        }
        self.module_items: dict[str, list[Items]] = {}
        self.attributes = dict(self._attributes())

    def stubs(self) -> list[Stub]:
        """The modules of the extension, packages before what is in them. Raises Refused
        when there is not one SEA_MODULE."""
        modules = [block for block in self.blocks.values() if block.kind == "MODULE"]
        if len(modules) != 1:
            names = ", ".join(f"{b.file}:{b.line}: {b.name}" for b in modules)
            raise Refused(
                f"an extension has one SEA_MODULE, not {len(modules)}: {names}"
                if modules
                else "there is no SEA_MODULE"
            )
        listed = list(self._listed(modules[0], modules[0].name))
        for path, _, items in listed:
            self._find(path, items)
        return [self._module(path, block, items) for path, block, items in listed]

    # ---- what there is, and where ---------------------------------------------------

    def _listed(
        self, block: Block, path: str
    ) -> Iterator[tuple[str, Block, list[Items]]]:
        """Each module with its items, those of its parts among them."""
        items = list(self._items(block, set()))
        yield path, block, items
        for one in items:
            if word(one[0]) == "submodule":
                part = self._named("SUBMODULE", one)
                if part is not None:
                    yield from self._listed(part, f"{path}.{part.name}")

    def _items(self, block: Block, seen: set[str]) -> Iterator[Items]:
        for items in block.tuples:
            if word(items[0]) != "part":
                yield items
                continue
            part = self._named("PART", items)
            if part is None:
                where = f"{block.file}:{block.line}: {block.name}"
                raise Refused(
                    f"{where}: the part {text(items[1])} is in none of these files: "
                    "name all sources of the extension"
                )
            if part.name not in seen:
                seen.add(part.name)
                yield from self._items(part, seen)

    def _named(self, kind: str, items: Items) -> Block | None:
        return self.blocks.get((kind, text(items[1]))) if len(items) > 1 else None

    def _block(self, kind: str, name: str) -> Block | None:
        kinds = {"class": ("CLASS", "HANDLE"), "enum": ("ENUM", "FLAGS")}
        for each in kinds.get(kind, (kind.upper(),)):
            if (each, name) in self.blocks:
                return self.blocks[each, name]
        return None

    def _find(self, path: str, items: Iterable[Items], within: str = "") -> None:
        for one in items:
            kind = word(one[0])
            if kind in ("class", "enum", "exception") and len(one) > 1:
                named = text(one[1])
                block = self._block(kind, named)
                if block is None:
                    raise Refused(
                        f"{path}: the {kind} {named} is in none of these files: "
                        "name all sources of the extension"
                    )
                self.places[named] = Place(path, within + named)
                if kind == "class":
                    self._find(path, block.tuples, f"{within}{named}.")

    def _attributes(self) -> Iterator[tuple[str, dict[str, str]]]:
        """What statuses set on the exceptions that they raise, by the exception."""
        found: dict[str, dict[str, str]] = {}
        for status in self.converters.statuses.values():
            sets = {
                name(one[1]): self.converters.given(one[2])
                for one in status.tuples
                if word(one[0]) == "attribute" and len(one) > 2
            }
            for one in status.tuples:
                at = {"raise": 1, "raise_if": 2}.get(word(one[0]))
                if at is None or len(one) <= at:
                    continue
                for attribute, kind in sets.items():
                    raised = found.setdefault(text(one[at]), {})
                    old = raised.get(attribute)
                    raised[attribute] = kind if old is None else union(old, kind)
        yield from found.items()

    # ---- modules --------------------------------------------------------------------

    def _module(self, path: str, block: Block, items: Sequence[Items]) -> Stub:
        stub = Stub(path)
        for one in items:
            kind = word(one[0])
            if kind == "doc":
                stub.doc = string(one[1])
            elif kind == "submodule":
                stub.package = True
                named = text(one[1])
                stub.lines.append(f"from . import {named} as {named}")
                stub.defined.add(named)
        constants = [line for one in items for line in self._constants(stub, one, "")]
        stub.lines += ["", *constants, ""]
        for one in items:
            stub.lines += self._item(stub, one)
        return stub

    def _item(self, stub: Stub, one: Items) -> list[str]:
        kind = word(one[0])
        if len(one) < 2:
            return []
        if kind in ("class", "enum", "exception"):
            block = self._block(kind, text(one[1]))
            assert block is not None
            make = {"class": self._class, "enum": self._enum}.get(kind, self._exception)
            return ["", *make(stub, block, ""), ""]
        if kind == "function":
            each, doc = self.functions.candidates(one[2:])
            return self._def(stub, name(one[1]), each, doc, "", "")
        if kind == "vectorized":
            each, doc = self.functions.vectorized(one[2:])
            return self._def(stub, name(one[1]), each, doc, "", "")
        return []

    def _constants(self, stub: Stub, one: Items, indent: str) -> Iterator[str]:
        """Constants, and members that an enum exports."""
        kind = word(one[0])
        each: list[tuple[str, str]] = []
        if kind == "constant" and len(one) > 3:
            if name(one[1]) != "__all__":
                stub.defined.add(name(one[1]))
                annotation = self.converters.given(one[2])
                yield f"{indent}{name(one[1])}: [[typing.Final]][{annotation}]"
        elif kind == "constant" and len(one) > 2:
            each.append((name(one[1]), text(one[2])))
        elif kind in ("constants", "macros") and len(one) > 2:
            prefix = text(one[1])
            kept = prefix if kind == "macros" else ""
            each += [(kept + name(item), prefix + name(item)) for item in one[2:]]
        elif kind == "enum" and len(one) > 1:
            block = self._block("enum", text(one[1]))
            if block is not None and any(word(i[0]) == "export" for i in block.tuples):
                for member, _ in literals.members(self.converters, block):
                    stub.defined.add(member)
                    its = f"[[:{block.name}]].{member}"
                    yield f"{indent}{member}: [[typing.Final]] = {its}"
        for constant, c in each:
            stub.defined.add(constant)
            kind_of = self.questions.answers.get(self.questions.kind(c))
            # a char is a number here: only the converter `char` makes text of it
            kind_of = "i" if kind_of == "c" else kind_of
            taken = KINDS.get(str(kind_of), "")
            annotation = self.converters.given((taken,)) if taken else _guessed(c)
            yield f"{indent}{constant}: [[typing.Final]][{annotation}]"

    # ---- exceptions and enums -------------------------------------------------------

    def _exception(self, stub: Stub, block: Block, indent: str) -> list[str]:
        stub.defined.add(block.name)
        bases = []
        attributes: dict[str, str] = {}
        sets = self._sets(block)
        doc = ""
        for item in block.items[1:]:
            one = inner(item)
            if one is None:
                bases.append(self._base(text(item)))
            elif word(one[0]) == "doc":
                doc = string(one[1])
            elif word(one[0]) == "attribute":
                known = sets.get(name(one[1]))
                attributes[name(one[1])] = union(known, NONE) if known else ANY
        attributes = {**sets, **attributes}
        for attribute in self._inherited(block):
            attributes.pop(attribute, None)
        body = _class_doc(doc, f"{indent}    ")
        for attribute, annotation in attributes.items():
            body.append(f"{indent}    {attribute}: {annotation}")
            stub.defined.add(attribute)
        return _class_lines(indent, block.name, bases, body)

    def _bases(self, block: Block) -> list[str]:
        return [text(item) for item in block.items[1:] if inner(item) is None]

    def _sets(self, block: Block) -> dict[str, str]:
        """What statuses set on an exception and on those that derive from it."""
        sets = dict(self.attributes.get(block.name, {}))
        for (kind, _), other in self.blocks.items():
            if kind == "EXCEPTION" and block.name in self._bases(other):
                for attribute, annotation in self._sets(other).items():
                    old = sets.get(attribute)
                    if old is None:
                        continue  # only some have it
                    sets[attribute] = union(old, annotation)
        return sets

    def _inherited(self, block: Block) -> set[str]:
        """The attributes that the bases of an exception have."""
        found: set[str] = set()
        for base in self._bases(block):
            own = self.blocks.get(("EXCEPTION", base))
            if own is None:
                found |= set(dir(getattr(builtins, base, object)))
                continue
            found |= self._inherited(own) | set(self._sets(own))
            found |= {name(one[1]) for one in own.tuples if word(one[0]) == "attribute"}
        return found

    def _base(self, base: str) -> str:
        # new in 3.13 and 3.15
        base = {
            "PythonFinalizationError": "RuntimeError",
            "ImportCycleError": "ImportError",
        }.get(base, base)
        if ("EXCEPTION", base) in self.blocks:
            return f"[[:{base}]]"
        return f"[[builtins.{base}]]" if hasattr(builtins, base) else ANY

    def _enum(self, stub: Stub, block: Block, indent: str) -> list[str]:
        stub.defined.add(block.name)
        numbers = self.converters.enum_numbers(block.name)
        base = "Flag" if block.kind == "FLAGS" else "Enum"
        doc = _doc(block.tuples)
        body = _class_doc(doc, f"{indent}    ")
        for member, value in literals.members(self.converters, block):
            stub.defined.add(member)
            body.append(f"{indent}    {member} = {'...' if value is None else value}")
        bases = [f"[[enum.{'Int' if numbers else ''}{base}]]"]
        return _class_lines(indent, block.name, bases, body)

    # ---- classes --------------------------------------------------------------------

    def _class(self, stub: Stub, block: Block, indent: str) -> list[str]:
        stub.defined.add(block.name)
        inside = f"{indent}    "
        tuples = block.tuples
        kinds = {word(one[0]) for one in tuples}
        doc = _doc(tuples)
        body = _class_doc(doc, inside)
        body += [line for one in tuples for line in self._constants(stub, one, inside)]
        bases = [f"[[:{text(one[1])}]]" for one in tuples if word(one[0]) == "base"]
        methods = []
        for one in tuples:
            kind = word(one[0])
            if kind in ("enum", "exception") and len(one) > 1:
                nested = self._block(kind, text(one[1]))
                assert nested is not None
                make = self._enum if kind == "enum" else self._exception
                body += ["", *make(stub, nested, inside), ""]
            elif len(one) > 1:
                methods.append(one)
        for one in methods:
            body += self._member(stub, one, inside)
        for one in tuples:
            if word(one[0]) == "copy":
                made = f"-> [[:{block.name}]]"
                line = f"{inside}def __copy__(self) {made}"
                options = [found for item in one[2:] if (found := inner(item))]
                body += _body(line, _doc(options), inside)
                body += [
                    f"{inside}def __deepcopy__(self, memo: {OBJECT}, /) {made}: ..."
                ]
        if "destroy" in kinds:
            body += self._closing(tuples, inside)
        lines = _class_lines(indent, block.name, bases, body)
        return [f"{indent}@[[typing.final]]", *lines] if "final" in kinds else lines

    def _member(self, stub: Stub, one: Items, indent: str) -> list[str]:
        kind = word(one[0])
        if kind == "init":
            each, doc = self.functions.candidates(one[1:], init=True)
            return self._def(stub, "__init__", each, doc, "self", indent)
        named = name(one[1])
        if kind in ("method", "static"):
            each, doc = self.functions.candidates(one[2:])
            first = "self" if kind == "method" else "cls"
            return self._def(stub, named, each, doc, first, indent)
        if kind == "vectorized":
            each, doc = self.functions.vectorized(one[2:])
            return self._def(stub, named, each, doc, "self", indent)
        if kind == "operator":
            return self._operator(one, indent)
        if kind in ("field", "object_field"):
            stub.defined.add(named)
            return self._field(kind, one, indent)
        if kind == "property":
            stub.defined.add(named)
            return self._property(one, indent)
        return []

    def _field(self, kind: str, one: Items, indent: str) -> list[str]:
        named = name(one[1])
        plain = [item for item in one[2:] if inner(item) is None]
        options = [found for item in one[2:] if (found := inner(item)) is not None]
        doc = _doc(options)
        given, taken = (ANY, ANY) if kind == "object_field" else ("", None)
        if plain:
            readonly = any(word(option[0]) == "readonly" for option in options)
            given, taken = self.converters.field(plain[-1], readonly)
        if given == taken:
            lines = [f"{indent}{named}: {given}"]
            return lines + (docstring(doc, indent) if doc else [])
        return _property(named, given, taken, "value", doc, indent)

    def _property(self, one: Items, indent: str) -> list[str]:
        setter: Items | None = None
        rest = []
        for item in one[2:]:
            found = inner(item)
            if found is not None and word(found[0]) == "setter":
                setter = found
            else:
                rest.append(item)
        readable = bool(rest) and inner(rest[0]) is None
        getter = self.functions.function(rest) if readable else None
        given = getter.result if getter is not None else "[[typing.NoReturn]]"
        taken, parameter = None, "value"
        if setter is not None:
            accepted = self.functions.function(setter[1:], narrow=False).by_position
            taken = accepted[0].annotation if accepted else OBJECT
            parameter = accepted[0].name if accepted else "value"
        doc = getter.doc if getter is not None else ""
        return _property(name(one[1]), given, taken, parameter, doc, indent)

    def _operator(self, one: Items, indent: str) -> list[str]:
        op = name(one[1])
        each, doc = self.functions.candidates(one[2:], narrow=True)
        each = [candidate.without_conversions() for candidate in each]
        if op in ("eq", "ne", "compare"):
            lines = []
            for dunder in ("eq", "ne") if op == "compare" else (op,):
                line = f"def __{dunder}__(self, other: {OBJECT}, /)"
                lines += _body(f"{indent}{line} -> [[builtins.bool]]", doc, indent)
            if op == "compare":
                for comparison in COMPARISONS:
                    lines += self._binary(comparison, each, "", indent, truth=True)
            return lines
        bare = op[1:] if op[:1] in ("r", "i") and op[1:] in BINARY else op
        if bare in BINARY or op in COMPARISONS:
            return self._binary(op, each, doc, indent)
        results = {"hash": INT, "repr": STR, "str": STR, "bool": "[[builtins.bool]]"}
        result = results.get(op, each[0].result)
        return _body(f"{indent}def __{op}__(self) -> {result}", doc, indent)

    def _binary(
        self,
        op: str,
        each: Sequence[Function],
        doc: str,
        indent: str,
        truth: bool = False,
    ) -> list[str]:
        lines = []
        for candidate, overlaps in zip(each, overlapping(each), strict=True):
            taken = candidate.by_position
            other = taken[0].annotation if taken else OBJECT
            result = "[[builtins.bool]]" if truth else candidate.result
            if result == NONE and op.startswith("i"):
                result = "[[typing.Self]]"
            third = ", mod: None = None" if op in ("pow", "rpow", "ipow") else ""
            line = f"{indent}def __{op}__(self, other: {other}{third}, /) -> {result}"
            lines += [f"{indent}@[[typing.overload]]"] if len(each) > 1 else []
            said = candidate.doc if len(each) > 1 else doc
            lines += _body(line, said, indent, overlaps)
        return lines

    def _closing(self, tuples: Sequence[Items], indent: str) -> list[str]:
        """What every handle with a destructor has."""
        own = {
            name(one[1])
            for one in tuples
            if len(one) > 1 and word(one[0]) not in ("enum", "exception")
        }
        lines = []
        if "close" not in own:
            lines += [f"{indent}def close(self) -> None: ..."]
        if "closed" not in own:
            lines += [f"{indent}@[[builtins.property]]"]
            lines += [f"{indent}def closed(self) -> [[builtins.bool]]: ..."]
        lines += [f"{indent}def __enter__(self) -> [[typing.Self]]: ..."]
        lines += [f"{indent}def __exit__(self, *args: {OBJECT}) -> None: ..."]
        return lines

    # ---- functions ------------------------------------------------------------------

    def _def(
        self,
        stub: Stub,
        named: str,
        each: Sequence[Function],
        doc: str,
        first: str,
        indent: str,
    ) -> list[str]:
        if named != "__init__":
            stub.defined.add(named)
        lines = []
        overlaps = overlapping(each)
        for i, function in enumerate(each):
            if len(each) > 1:
                lines.append(f"{indent}@[[typing.overload]]")
            if first == "cls":
                lines.append(f"{indent}@[[builtins.classmethod]]")
            said = function.doc or (doc if i == 0 else "")
            line = f"{indent}def {named}{function.written(first)}"
            lines += _body(line, said, indent, overlaps[i])
        return lines


def _body(line: str, doc: str, indent: str, overlaps: bool = False) -> list[str]:
    ignored = "  # pyright: ignore[reportOverlappingOverload]" if overlaps else ""
    if not doc:
        return [f"{line}: ...{ignored}"]
    return [f"{line}:{ignored}", *docstring(doc, f"{indent}    "), ""]


def _class_doc(doc: str, indent: str) -> list[str]:
    return [*docstring(doc, indent), ""] if doc else []


def _class_lines(
    indent: str, named: str, bases: Sequence[str], body: Sequence[str]
) -> list[str]:
    listed = f"({', '.join(bases)})" if bases else ""
    head = f"{indent}class {named}{listed}:"
    while body and not body[-1]:
        body = body[:-1]
    return [head, *body] if body else [f"{head} ..."]


def _property(
    named: str, given: str, taken: str | None, parameter: str, doc: str, indent: str
) -> list[str]:
    lines = [f"{indent}@[[builtins.property]]"]
    lines += _body(f"{indent}def {named}(self) -> {given}", doc, indent)
    if taken is not None:
        lines.append(f"{indent}@{named}.setter")
        lines.append(f"{indent}def {named}(self, {parameter}: {taken}, /) -> None: ...")
    return lines


def _doc(tuples: Iterable[Items]) -> str:
    for one in tuples:
        if word(one[0]) == "doc" and len(one) > 1 and is_string(one[1]):
            return string(one[1])
    return ""


def _guessed(c: str) -> str:
    """The type of a constant that the compiler did not say: by its form."""
    if c.startswith(('"', 'u8"')):
        return STR
    item = (c,)
    number = literals.literal(item)
    if isinstance(number, float):
        return "[[builtins.float]]"
    return INT if number is not None else ANY
