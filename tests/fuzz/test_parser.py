"""Arguments of every mixture of parameters, against functions in Python.

A pool of signatures is written twice, as a C block and as Python; each example is one
call that all of them get. What binds, what reaches C and the text of a TypeError must
be alike. (inspect.Signature.bind() would do, but it refuses names that are positional-
only, have a default and go to **kwargs.)
"""

import inspect
import itertools
import random
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import builder
import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

EXAMPLES = 2000 if builder.FLAVOUR == "plain" else 200


class Spec(NamedTuple):
    """Names, positional ones first, then keyword-only ones."""

    posonly: tuple[str, ...]
    plain: tuple[str, ...]
    args: bool
    kwonly: tuple[str, ...]
    kwargs: bool
    defaults: frozenset[str]


def specs() -> list[Spec]:
    """All mixtures of a few parameters; of those with more, some."""
    found = []
    for posonly, plain, kwonly in itertools.product(
        ((), ("a",), ("a", "b")), ((), ("c",), ("c", "d")), ((), ("e",), ("e", "f"))
    ):
        positional = [*posonly, *plain]
        for args, kwargs, n, optional in itertools.product(
            (False, True),
            (False, True),
            range(len(positional) + 1),
            ((), ("e",), ("f",)),
        ):
            if set(optional) <= set(kwonly):
                defaults = frozenset(positional[len(positional) - n :]) | set(optional)
                found.append(Spec(posonly, plain, args, kwonly, kwargs, defaults))
    few = [s for s in found if len(s.posonly + s.plain + s.kwonly) < 2]
    rest = [s for s in found if s not in few]
    return few + random.Random(4).sample(rest, 72)


SPECS = specs()
NAMES = ("a", "b", "c", "d", "e", "f")


def default(name: str) -> int:
    return 100 + NAMES.index(name)


def in_c(i: int, spec: Spec) -> tuple[str, str]:
    """The C function and its item."""
    names = [*spec.posonly, *spec.plain]
    types = [f"int {n}" for n in names]
    if spec.args:
        types += ["int const *args, size_t nargs"]
    types += [f"int {n}" for n in spec.kwonly]
    if spec.kwargs:
        types += ["const char *const *keys, int const *values, size_t nkwargs"]
    tuples = []
    for n in (*names, *spec.kwonly):
        value = f", {default(n)}" if n in spec.defaults else ""
        tuples.append(f"(int, {n}{value})")
    if spec.args:
        tuples.insert(len(names), "(args(int), args)")
    elif spec.kwonly:
        tuples.insert(len(names), "(kwonly)")
    if spec.posonly:
        tuples.insert(len(spec.posonly), "(posonly)")
    if spec.kwargs:
        tuples.append("(kwargs(int), kwargs)")
    given = [f"(int[]){{{', '.join([*names, *spec.kwonly, '0'])}}}"]
    given.append(f"{len(names) + len(spec.kwonly)}")
    given.append("args, nargs" if spec.args else "NULL, 0")
    given.append("keys, values, nkwargs" if spec.kwargs else "NULL, NULL, 0")
    body = f"static PyObject *f{i}({', '.join(types) or 'void'})\n"
    body += f"{{ return seen({', '.join(given)}); }}\n"
    return body, f"(function, f{i}, f{i}, object{''.join(f', {t}' for t in tuples)})"


def in_python(i: int, spec: Spec) -> str:
    def parameters(names: tuple[str, ...]) -> list[str]:
        return [n + (f"={default(n)}" if n in spec.defaults else "") for n in names]

    parts = [*parameters(spec.posonly), *["/"] * bool(spec.posonly)]
    parts += parameters(spec.plain)
    parts += ["*args"] if spec.args else ["*"] * bool(spec.kwonly)
    parts += [*parameters(spec.kwonly), *["**kwargs"] * spec.kwargs]
    values = "".join(f"{n}, " for n in (*spec.posonly, *spec.plain, *spec.kwonly))
    rest = f"{'args' if spec.args else '()'}, {'kwargs' if spec.kwargs else '{}'}"
    return f"def f{i}({', '.join(parts)}): return ({values}), {rest}"


SEEN = """
#include <seabind/seabind.h>

static PyObject *numbers(const int *v, size_t n)
{
    PyObject *t = PyTuple_New((Py_ssize_t)n);
    for (size_t i = 0; i < n; i++) {
        PyTuple_SET_ITEM(t, (Py_ssize_t)i, PyLong_FromLong(v[i]));
    }
    return t;
}
static PyObject *seen(const int *v, size_t n, const int *args, size_t nargs,
                      const char *const *keys, const int *values, size_t nkwargs)
{
    PyObject *kwargs = PyDict_New();
    for (size_t i = 0; i < nkwargs; i++) {
        PyObject *value = PyLong_FromLong(values[i]);
        PyDict_SetItemString(kwargs, keys[i], value);
        Py_DECREF(value);
    }
    return Py_BuildValue("NNN", numbers(v, n), numbers(args, nargs), kwargs);
}
"""


@pytest.fixture(scope="module")
def pool() -> list[tuple[Callable[..., Any], Callable[..., Any]]]:
    made = [in_c(i, spec) for i, spec in enumerate(SPECS)]
    text = SEEN + "".join(body for body, _ in made)
    items = ",\n    ".join(item for _, item in made)
    text += f"SEA_MODULE(pool,\n    {items});\n"
    module: ModuleType = builder.import_snippet("pool", text)
    names: dict[str, Any] = {}
    for i, spec in enumerate(SPECS):
        exec(in_python(i, spec), names)
    return [(getattr(module, f"f{i}"), names[f"f{i}"]) for i in range(len(SPECS))]


def outcome(
    f: Callable[..., Any], args: tuple[int, ...], kwargs: dict[str, int]
) -> Any:
    try:
        return f(*args, **kwargs)
    except TypeError as e:
        return re.sub(r"\. Did you mean '\w+'\?$", "", str(e))


@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(st.integers(-9, 9), max_size=7).map(tuple),
    st.dictionaries(
        st.sampled_from([*NAMES, *NAMES, "args", "kwargs", "g", "", "é", "self"]),
        st.integers(-9, 9),
        max_size=6,
    ),
)
def test_calls(
    pool: list[tuple[Callable[..., Any], Callable[..., Any]]],
    args: tuple[int, ...],
    kwargs: dict[str, int],
) -> None:
    for ours, python in pool:
        assert outcome(ours, args, kwargs) == outcome(python, args, kwargs)


def test_signatures(pool: list[tuple[Callable[..., Any], Callable[..., Any]]]) -> None:
    assert len(pool) > 60
    for ours, python in pool:
        assert inspect.signature(ours) == inspect.signature(python)
