# ruff: noqa: E501
"""A C function whose prototype drifted from its binding does not build.

Each binding below is right for its prototype. The prototype is then changed in every way
that a library's next version might change it; all of the mutants stand in one C file, and
each must be refused at its own block. `pytest -s -k mutants` prints how many there are.
"""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

import builder
import pytest

pytestmark = pytest.mark.plain_only("nothing of it runs")

PRELUDE = """
#include <seabind/seabind.h>
typedef struct { double x, y; } vec2;
typedef struct stream { int level; } stream;
typedef unsigned char Bytef;
typedef unsigned uInt;
typedef unsigned long uLong, uLongf;
SEA_CLASS(Vec2, vec2, (field, x, double), (field, y, double));
SEA_HANDLE(Stream, stream *, (field, level, int));
SEA_STATUS(rc, int, (failure, it < 0));
"""

# what stands for the name of the C function in an item
FN = "@"


class Binding(NamedTuple):
    name: str
    result: str
    parameters: tuple[str, ...]
    item: str  # result, parameters


BINDINGS = [
    # zlib
    Binding(
        "compress2",
        "int",
        ("Bytef *", "uLongf *", "const Bytef *", "uLong", "int"),
        "rc, (fill(u8), out, data.len), (used(uLongf), out), (array(u8, uLong), data),"
        " (int, level)",
    ),
    Binding("compressBound", "uLong", ("uLong",), "ulong, (ulong, n)"),
    Binding(
        "adler32",
        "uLong",
        ("uLong", "const Bytef *", "uInt"),
        "ulong, (ulong, start), (array(u8, uInt), data)",
    ),
    Binding("zlibVersion", "const char *", (), "str"),
    Binding("deflateReset", "int", ("stream *",), "rc, (ptr(Stream), stream)"),
    Binding(
        "deflatePrime",
        "int",
        ("stream *", "int", "int"),
        "rc, (ptr(Stream), stream), (int, bits), (int, value)",
    ),
    Binding(
        "deflateGetDictionary",
        "int",
        ("stream *", "Bytef *", "uInt *"),
        "rc, (ptr(Stream), stream), (fill(u8), out, 32768), (used(uInt), out)",
    ),
    Binding(
        "deflateBound",
        "uLong",
        ("const stream *", "uLong"),
        "ulong, (ref(Stream), stream), (ulong, n)",
    ),
    # geometry
    Binding(
        "vec2_make", "vec2", ("double", "double"), "Vec2, (double, x), (double, y)"
    ),
    Binding("vec2_length", "double", ("const vec2 *",), "double, (ref(Vec2), v)"),
    Binding(
        "vec2_scaled",
        "vec2",
        ("const vec2 *", "double"),
        "Vec2, (ref(Vec2), v), (double, by)",
    ),
    Binding(
        "vec2_polar",
        "void",
        ("const vec2 *", "double *", "double *"),
        "none, (ref(Vec2), v), (out(double), r), (out(double), phi)",
    ),
    Binding("vec2_flip", "void", ("vec2 *",), "none, (ptr(Vec2), v)"),
    Binding(
        "mean", "double", ("const double *", "size_t"), "double, (array(double), a)"
    ),
    Binding(
        "centroid", "vec2", ("const vec2 *", "size_t"), "Vec2, (array(Vec2), points)"
    ),
    Binding(
        "shift",
        "void",
        ("vec2 *", "int", "double"),
        "none, (mut(array(Vec2, int)), points), (double, by)",
    ),
    Binding(
        "corners",
        "int",
        ("vec2 *", "size_t", "vec2 **", "int *"),
        "int, (fill(Vec2), out, 4), (cap(size_t), out), (out(owned(array(Vec2, int))), all)",
    ),
    Binding("nth", "int", ("uint8_t",), "int, (u8, n)"),
    # a container of objects
    Binding("bag_add", "PyObject *", ("PyObject *",), "object, (object, o)"),
    Binding(
        "bag_get",
        "PyObject *",
        ("const stream *", "long"),
        "object, (ref(Stream), bag), (long, at)",
    ),
    # the C library
    Binding(
        "hypot2", "double", ("double", "double"), "double, (double, x), (double, y)"
    ),
    Binding("ldexp2", "double", ("double", "int"), "double, (double, x), (int, e)"),
    Binding("sqrtf2", "float", ("float",), "float, (float, x)"),
    Binding("strlen2", "size_t", ("const char *",), "size_t, (str, text)"),
    Binding(
        "options2",
        "const char *const *",
        ("const char *const *", "const char *const **"),
        "pairs(str), (pairs(str), wanted), (out(pairs(str)), refused)",
    ),
    Binding("strdup2", "char *", ("const char *",), "owned(str), (str, text)"),
    Binding(
        "setenv2",
        "int",
        ("const char *", "const char *", "int"),
        "rc, (str, name), (str, value), (as(bool, int), overwrite)",
    ),
    Binding("getenv2", "const char *", ("const char *",), "opt(str), (str, name)"),
    Binding("llabs2", "long long", ("long long",), "llong, (llong, n)"),
    Binding("toupper2", "char", ("char",), "char, (char, c)"),
    Binding("isnan2", "bool", ("double",), "bool, (double, x)"),
    Binding(
        "memset2",
        "void",
        ("void *", "size_t", "int"),
        "none, (mut(array(void)), buffer), (int, byte)",
    ),
    Binding(
        "stream_open", "stream *", ("const char *",), "opt(ptr(Stream)), (str, name)"
    ),
    Binding(
        "dump2",
        "void",
        ("FILE *", "const stream *", "FILE *", "FILE *"),
        "none, (file, to), (ref(Stream), bag), (opt(file), log), (out(file), text)",
    ),
    Binding("swab16", "uint16_t", ("uint16_t",), "u16, (u16, n)"),
]

# width, signedness, representation: to a type that is another on every platform
OTHERS = {
    "int": ("unsigned", "long", "short", "double"),
    "long": ("int", "unsigned long", "long long"),
    "long long": ("int", "unsigned long long", "double"),
    "double": ("float", "long double", "int"),
    "float": ("double", "int"),
    "bool": ("int", "char"),
    "char": ("unsigned char", "signed char", "int"),
    "uint8_t": ("int8_t", "uint16_t", "int"),
    "uint16_t": ("int16_t", "uint8_t", "uint32_t"),
    "size_t": ("int", "ptrdiff_t", "unsigned"),
    "uLong": ("long", "unsigned", "int"),
    "uInt": ("int", "unsigned long", "unsigned short"),
    "vec2": ("double", "stream"),
    "void": ("int",),
}


def changed(type_: str, *, is_result: bool) -> Iterator[tuple[str, str]]:
    """Yields (what, another type) for each way to change one type."""
    if type_.endswith("*"):
        to = type_[:-1].strip()
        if to.startswith("const "):
            yield "not const", f"{to.removeprefix('const ')} *"
        else:
            yield "const", f"const {to} *"
        yield "one pointer more", f"{type_}*"
        bare = to.removeprefix("const ")
        if bare not in ("void", "PyObject"):
            yield "by value", bare
        for other in OTHERS.get(bare, ())[:1]:
            yield "to another type", f"{'const ' * to.startswith('const ')}{other} *"
    else:
        for other in OTHERS[type_]:
            yield f"{type_} is {other}", other
        if not is_result:
            yield "behind a pointer", f"{type_} *"


def mutants(binding: Binding) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yields (what, result, parameters) for each way to change a prototype."""
    _, result, parameters, _ = binding
    for what, other in changed(result, is_result=True):
        yield f"result {what}", other, parameters
    for i, type_ in enumerate(parameters):
        for what, other in changed(type_, is_result=False):
            new = (*parameters[:i], other, *parameters[i + 1 :])
            yield f"parameter {i} {what}", result, new
    for i, (a, b) in enumerate(itertools.pairwise(parameters)):
        if a != b:
            new = (*parameters[:i], b, a, *parameters[i + 2 :])
            yield f"parameters {i} and {i + 1} swapped", result, new
    if parameters:
        yield "the last one is gone", result, parameters[:-1]
        yield "the first one is gone", result, parameters[1:]
        yield "any number more", result, (*parameters, "...")
    yield "one more", result, (*parameters, "int")
    yield "a new first one", result, ("void *", *parameters)


def block(
    number: int, binding: Binding, result: str, parameters: tuple[str, ...]
) -> str:
    """One line of C: a prototype and its binding, in a module of that number."""
    name = f"{binding.name}_{number}"
    return (
        f"{result} {name}({', '.join(parameters) or 'void'}); "
        f"SEA_MODULE(m{number}, (function, f, {name}, {binding.item}));"
    )


ALL = list(
    {
        (b.name, result, parameters): (b, what, result, parameters)
        for b in BINDINGS
        for what, result, parameters in mutants(b)
    }.values()
)


def refused(said: builder.Diagnostics) -> set[int]:
    """The numbers of the modules of which the first message is that of the prototype."""
    pattern = re.compile(r"seabind: m(\d+)\.f: the C function must be: ")
    return {int(number) for number in pattern.findall(said.output)}


def test_bindings_are_right(compiler: str) -> None:
    lines = [block(i, b, b.result, b.parameters) for i, b in enumerate(BINDINGS)]
    said = builder.compile_source(PRELUDE + "\n".join(lines), cc=compiler)
    assert said.accepted, said.output
    assert len(BINDINGS) >= 30


def test_mutants(compiler: str) -> None:
    lines = [
        block(i, binding, result, parameters)
        for i, (binding, _, result, parameters) in enumerate(ALL)
    ]
    limit = {"gcc": "-fmax-errors=0", "clang": "-ferror-limit=0"}[compiler]
    said = builder.compile_source(
        PRELUDE + "\n".join(lines), cc=compiler, flags=(limit,)
    )
    found = refused(said)
    survivors = [
        f"{binding.name}: {what}"
        for i, (binding, what, *_) in enumerate(ALL)
        if i not in found
    ]
    print(f"{compiler}: {len(ALL)} mutants, {len(survivors)} survive: {survivors}")
    assert len(ALL) >= 400
    assert survivors == []


def test_a_function_without_a_prototype_survives(compiler: str) -> None:
    """The one known limit: `int f();` may be called with anything, and says so itself."""
    said = builder.compile_source(
        PRELUDE + "int f(); SEA_MODULE(m, (function, f, f, int, (long, n)));",
        cc=compiler,
    )
    assert said.accepted
    warned = builder.compile_source(
        "int f();", cc=compiler, flags=("-Wstrict-prototypes",)
    )
    assert "strict-prototypes" in warned.output
