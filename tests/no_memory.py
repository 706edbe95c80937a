"""Failed allocations, in scripts of their own: the n-th one fails, for every n."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import env
import pytest

NEEDED = [
    pytest.mark.skipif(
        importlib.util.find_spec("_testcapi") is None, reason="it has set_nomemory()"
    ),
    pytest.mark.plain_only("the allocators are those of the sanitizers"),
]


def needed(test: Callable[[], None]) -> Callable[[], None]:
    """Marks one test as `pytestmark = NEEDED` marks all of a module."""
    for mark in NEEDED:
        test = mark(test)
    return test


# sweep(use, check, least): use() with each of its allocations failing. After each comes
# check(use, n), which asserts that nothing is left. More than `least` of them do fail.
SWEEP = """
import gc, itertools
from _testcapi import remove_mem_hooks, set_nomemory

def sweep(use, check, least):
    quiet = n_failed = 0
    for n in itertools.count():
        failed = False
        set_nomemory(n, n + 1)
        try:
            use()
        except MemoryError:
            failed = True
        finally:
            remove_mem_hooks()
        check(use, n)
        n_failed, quiet = n_failed + failed, 0 if failed else quiet + 1
        if quiet == 16:
            break
    assert n_failed > least, use
"""


def check(script: str, module: Path, timeout: float = 120) -> None:
    """Asserts that *script*, which may call sweep(), ends as it should."""
    __tracebackhide__ = True
    env.check_script_success_in_subprocess(SWEEP + script, module, timeout=timeout)
