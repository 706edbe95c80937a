"""What tables of expressions have in common: {code: its value, or its error}."""

import contextlib
import gc
import sys
from collections.abc import Iterable, Mapping

import pytest


def check_error(
    code: str, names: Mapping[str, object], expected: type[Exception], text: str
) -> None:
    """Asserts that *code* raises *expected*, no subclass of it, with this text."""
    with pytest.raises(expected) as caught:
        eval(code, dict(names))
    assert type(caught.value) is expected, repr(caught.value)
    assert str(caught.value) == text, str(caught.value)


def check_no_blocks_are_lost(codes: Iterable[str], names: Mapping[str, object]) -> None:
    """Asserts that no expression, whether it raises or not, leaves memory behind."""
    names = dict(names)
    for text in codes:
        code = compile(text, text, "eval")

        def run(times: int, code: object = code) -> int:
            gc.collect()
            before = sys.getallocatedblocks()
            for _ in range(times):
                with contextlib.suppress(Exception):
                    eval(code, names)
            gc.collect()
            return sys.getallocatedblocks() - before

        run(20)
        lost = run(200)
        assert lost < 20, (text, lost)
