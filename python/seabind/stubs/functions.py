"""Items with a C function, as signatures with annotations."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from seabind.stubs import literals
from seabind.stubs.converters import (
    ANY,
    BOOL,
    BUFFER,
    COMPLEX,
    FLOAT,
    INT,
    NONE,
    NUMBERS,
    Converters,
    parts,
    union,
)
from seabind.stubs.syntax import (
    Item,
    arguments,
    inner,
    is_string,
    name,
    string,
    text,
    word,
    words,
)

# tuples of C parameters that Python does not see, and options
UNSEEN = words(
    "self fixed pass state len cap used kwonly posonly doc release_gil locked readonly"
    " filename keep_alive around setter signature overload end plain"
)


@dataclass(frozen=True)
class Parameter:
    """One, or the mark '/' or '*' with no annotation."""

    name: str
    annotation: str = ""
    exact: str = ""  # without implicit conversions
    default: str = ""  # as Python, or nothing
    stars: str = ""

    def __str__(self) -> str:
        if not self.annotation:
            return self.name
        default = f" = {self.default}" if self.default else ""
        return f"{self.stars}{self.name}: {self.annotation}{default}"


@dataclass(frozen=True)
class Function:
    parameters: tuple[Parameter, ...] = ()
    result: str = NONE
    doc: str = ""
    options: dict[str, tuple[Item, ...]] = field(default_factory=dict, hash=False)

    def without_conversions(self) -> Function:
        """As operators are called."""
        each = [replace(p, annotation=p.exact) for p in self.parameters]
        return replace(self, parameters=tuple(each))

    @property
    def by_position(self) -> list[Parameter]:
        """Those that may be passed by position, without the marks."""
        each = []
        for parameter in self.parameters:
            if parameter.name == "*" or parameter.stars:
                break
            each += [parameter] if parameter.annotation else []
        return each

    def written(self, first: str = "") -> str:
        """`(first, a: int) -> str`"""
        words = [str(parameter) for parameter in self.parameters]
        if words[:1] == ["/"]:
            del words[0]
        if first and any(p.annotation and p.name == first for p in self.parameters):
            words = [f"_{first}", *([] if "/" in words else ["/"]), *words]
        elif first:
            words.insert(0, first)
        return f"({', '.join(words)}) -> {self.result}"


class Functions:
    def __init__(self, converters: Converters) -> None:
        self.converters = converters

    def candidates(
        self, items: Sequence[Item], *, init: bool = False, narrow: bool = False
    ) -> tuple[list[Function], str]:
        """The functions of what follows the name in an item, and their docstring."""
        tuples = [one for item in items if (one := inner(item))]
        sets = [one for one in tuples if word(one[0]) == "overload"]
        if not sets:
            alone = self.function(items, init=init, narrow=narrow)
            return [alone], alone.doc
        shared = self._options(tuples)
        each = [self.function(one[1:], init=init, narrow=True) for one in sets]
        return _ordered(each), _doc(shared)

    def vectorized(self, items: Sequence[Item]) -> tuple[list[Function], str]:
        """What follows the name: of numbers; with an array as the first of them; of
        numbers and arrays."""
        alone = self.function(items)
        tuples = [one for item in items[2:] if (one := inner(item))]
        numbers = [
            name(one[1]) for one in tuples if len(one) > 1 and text(one[0]) in NUMBERS
        ]
        parameters = [
            replace(p, annotation=union(p.annotation, BUFFER))
            if p.name in numbers
            else p
            for p in alone.parameters
        ]
        if not numbers:  # the compiler refuses it
            return [alone], alone.doc
        array = f"[[builtins.memoryview]][{alone.result}]"
        each = [alone]
        first = next(i for i, p in enumerate(parameters) if p.name == numbers[0])
        if not any(p.default for p in parameters[:first]):
            taken = list(parameters)
            taken[first] = replace(taken[first], annotation=BUFFER, default="")
            each.append(Function(tuple(taken), array))
        if len(numbers) > 1 or len(each) == 1:
            each.append(Function(tuple(parameters), union(alone.result, array)))
        return each, alone.doc

    def function(
        self, items: Sequence[Item], *, init: bool = False, narrow: bool = False
    ) -> Function:
        """C function, result, parameters...; of `init` the result is only a status."""
        rest = list(items[1:])
        result: Item = ()
        if rest and inner(rest[0]) is None:
            result = rest.pop(0)
        tuples = [one for item in rest if (one := inner(item)) is not None]
        options = self._options(tuples)
        parameters = self._parameters(tuples, narrow)
        given = NONE if init else self._result(result, tuples)
        function = Function(tuple(parameters), given, _doc(options), options)
        if "signature" in options:
            return _signed(function, string(options["signature"][1]))
        return function

    def _options(
        self, tuples: Iterable[tuple[Item, ...]]
    ) -> dict[str, tuple[Item, ...]]:
        found: dict[str, tuple[Item, ...]] = {}
        for one in tuples:
            if one and len(one[0]) == 1:
                found.setdefault(word(one[0]), one)
        return found

    def _parameters(
        self, tuples: Sequence[tuple[Item, ...]], narrow: bool
    ) -> list[Parameter]:
        each: list[Parameter] = []
        by_name = False
        for one in tuples:
            if not one:
                continue
            kind, inside = word(one[0]), arguments(one[0])
            if kind == "posonly":
                each.append(Parameter("/"))
            elif kind == "kwonly" and not by_name:
                each.append(Parameter("*"))
                by_name = True
            elif kind in ("args", "kwargs"):
                taken = self.converters.taken(
                    inside[0] if inside else ("object",), narrow, False
                )
                stars = "*" if kind == "args" else "**"
                each.append(Parameter(name(one[1]), taken, taken, stars=stars))
                by_name = True
            elif _is_parameter(one):
                taken = self.converters.taken(one[0], narrow)
                exact = self.converters.taken(one[0], narrow, False)
                default = ""
                if len(one) > 2:
                    default = self._default(one[0], one[2])
                    if default == NONE:
                        taken, exact = union(taken, NONE), union(exact, NONE)
                each.append(Parameter(name(one[1]), taken, exact, default))
        if each and each[-1].name == "*":
            del each[-1]
        return each

    def _default(self, converter: Item, expression: Item) -> str:
        return literals.default(self.converters, converter, expression)

    def _result(self, result: Item, tuples: Sequence[tuple[Item, ...]]) -> str:
        each: list[str] = []
        maybe_none = False
        kinds = [word(one[0]) for one in tuples if one]
        status = _status(result)
        consumed = "cap" in kinds or "returns" in kinds
        if status in self.converters.statuses:
            given, maybe_none = self.converters.status(status)
            if given is not None and not consumed:
                each.append(given)
        elif word(result) not in ("none", "void", "") and not consumed:
            each.append(self.converters.given(result))
        for one in tuples:
            kind, inside = word(one[0]), arguments(one[0])
            if kind == "returns" and len(one) > 1:
                each.append(self.converters.given(one[1]))
            elif kind == "fill":
                each.append(self.converters.elements(inside[0]))
            elif kind in ("new", "inout"):
                each.append(self.converters.given(one[0]))
            elif kind == "out" and inside and word(inside[0]) not in ("self", "len"):
                each.append(self.converters.given(inside[0]))
        if not each:
            return NONE
        whole = each[0]
        if len(each) > 1:
            whole = f"[[builtins.tuple]][{', '.join(each)}]"
        return union(whole, NONE) if maybe_none else whole


def _status(result: Item) -> str:
    """The word that may be a status: of `name` and of `as(name, T)`."""
    if word(result) == "as" and arguments(result):
        return word(arguments(result)[0])
    return word(result)


def _is_parameter(one: tuple[Item, ...]) -> bool:
    kind, inside = word(one[0]), arguments(one[0])
    if kind in ("out", "new", "fill", "returns") or len(one) < 2:
        return False
    if kind in ("fixed", "len", "cap", "used") and inside:
        return False
    return kind not in UNSEEN or bool(inside)


def _doc(options: dict[str, tuple[Item, ...]]) -> str:
    doc = options.get("doc", ())
    return string(doc[1]) if len(doc) > 1 and is_string(doc[1]) else ""


def _signed(function: Function, signature: str) -> Function:
    """With the parameters of (signature, "..."); annotations of those that have a name
    of before, and its result if it says one."""
    known = {p.name: p for p in function.parameters if p.annotation}
    parameters, arrow, result = signature.rpartition("->")
    source = parameters if arrow else signature
    try:
        parsed = ast.parse(f"def f{source}: ...").body[0]
    except SyntaxError:
        return function
    assert isinstance(parsed, ast.FunctionDef)
    given = parsed.args
    each: list[Parameter] = []
    positional = [*given.posonlyargs, *given.args]
    defaults = [None] * (len(positional) - len(given.defaults)) + list(given.defaults)

    def add(
        argument: ast.arg, default: ast.expr | None = None, stars: str = ""
    ) -> None:
        old = known.get(argument.arg)
        kept = old.annotation if old is not None and old.stars == stars else ANY
        each.append(Parameter(argument.arg, kept, kept, _written(default), stars))

    for i, (argument, default) in enumerate(zip(positional, defaults, strict=True)):
        add(argument, default)
        if i + 1 == len(given.posonlyargs):
            each.append(Parameter("/"))
    if given.vararg is not None:
        add(given.vararg, stars="*")
    elif given.kwonlyargs:
        each.append(Parameter("*"))
    for argument, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        add(argument, default)
    if given.kwarg is not None:
        add(given.kwarg, stars="**")
    whole = result.strip() if arrow else function.result
    return replace(function, parameters=tuple(each), result=whole)


def _written(default: ast.expr | None) -> str:
    """What a stub may have as a default: a simple value, or `...`."""
    if default is None:
        return ""
    simple = default.operand if isinstance(default, ast.UnaryOp) else default
    return ast.unparse(default) if isinstance(simple, ast.Constant) else "..."


_RANK = {BOOL: 0, INT: 1, FLOAT: 2, COMPLEX: 3}


def _ordered(functions: list[Function]) -> list[Function]:
    """With `int` before `float`: a type checker takes the first that fits, seabind the
    one that needs no conversion. Of those with the same parameters one is left."""
    ordered: list[Function] = []
    functions = [_distinct(function, functions) for function in functions]
    for function in functions:
        at = len(ordered)
        for i, before in enumerate(ordered):
            if _narrower(function, before):
                at = i
                break
        ordered.insert(at, function)
    seen: dict[tuple[str, ...], Function] = {}
    for function in ordered:
        seen.setdefault(tuple(map(str, function.parameters)), function)
    return list(seen.values())


def _distinct(function: Function, functions: Sequence[Function]) -> Function:
    """Without the implicit conversions from what another candidate takes as it is."""
    parameters = list(function.parameters)
    for at, parameter in enumerate(function.by_position):
        others = {
            other.by_position[at].exact
            for other in functions
            if other is not function and at < len(other.by_position)
        }
        if parameter.annotation != parameter.exact and any(
            part in others for part in parts(parameter.annotation)
        ):
            where = parameters.index(parameter)
            parameters[where] = replace(parameter, annotation=parameter.exact)
    return replace(function, parameters=tuple(parameters))


def overlapping(functions: Sequence[Function]) -> list[bool]:
    """Of each candidate whether a later one takes what it takes, with another result:
    right in seabind, which looks at the argument itself, and an error to pyright."""
    return [
        any(
            _narrower(function, later)
            and len(function.by_position) == len(later.by_position)
            and function.result != later.result
            and _RANK.get(function.result, 9) >= _RANK.get(later.result, -1)
            for later in functions[i + 1 :]
        )
        for i, function in enumerate(functions)
    ]


def _narrower(one: Function, other: Function) -> bool:
    pairs = list(zip(one.by_position, other.by_position, strict=False))
    below = [
        a.annotation != b.annotation
        and _RANK.get(a.annotation, 9) < _RANK.get(b.annotation, -1)
        for a, b in pairs
    ]
    alike = [a.annotation == b.annotation for a, b in pairs]
    return any(below) and all(x or y for x, y in zip(below, alike, strict=True))
