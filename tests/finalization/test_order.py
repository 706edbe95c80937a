"""What CPython does when an interpreter ends: the facts that seabind relies on.

Without seabind: order.c is plain CPython API. docs/internals/finalization.md explains.
"""

import subprocess
import sys
import sysconfig
from pathlib import Path

import builder
import pytest

HOLDERS = """
import atexit, builtins, codecs, contextvars, os, sys
import order
from order import Mark

atexit.register(Mark("atexit"))
sys.modules["no module"] = Mark("sys.modules")
builtins.held = Mark("builtins")
sys.held = Mark("sys")
variable = contextvars.ContextVar("variable")
variable.set(Mark("contextvar"))
codecs.register_error("held", Mark("codec"))

class Late:
    def __call__(self):
        pass
    def __del__(self, tell=order.tell):
        tell("__del__")

def hold(*marks):
    pass

late = Late()
late.me = late
os.register_at_fork(before=Mark("at-fork hook"))
os.register_at_fork(before=late)
os.register_at_fork(before=lambda mark=Mark("at-fork cycle", True): None)
del late
"""
# A function that a hook holds keeps its module's globals until the last collection.
ORDER = """\
atexit dict=1 modules=1 finalizing=0
sys.modules dict=1 modules=1 finalizing={0}
builtins dict=1 modules=1 finalizing={0}
sys dict=1 modules=0 finalizing={0}
contextvar dict=1 modules=0 finalizing={0}
codec dict=1 modules=0 finalizing={0}
capsule entries=0 modules=0
at-fork hook dict=0 modules=0 finalizing={0}
__del__ dict=0 modules=0 finalizing={0}
"""
# in any order
LAST = {"m_free dict=0 modules=0 finalizing={0}"}
LAST |= {"at-fork cycle dict=0 modules=0 finalizing={0}"}


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("order") / f"order{builder.EXT_SUFFIX}"
    command = ["gcc", "-std=c11", "-O1", "-fPIC", "-shared", "-o", str(target)]
    command += [f"-I{sysconfig.get_path('include')}"]
    command += [str(builder.ROOT / "tests/finalization/order.c")]
    subprocess.run(command, check=True)
    return target


def check(printed: str, finalizing: int) -> None:
    lines = printed.splitlines()
    assert "\n".join(lines[:-2]) + "\n" == ORDER.format(finalizing)
    assert set(lines[-2:]) == {line.format(finalizing) for line in LAST}


def test_order(order: Path) -> None:
    done = builder.check_script(HOLDERS, order)
    check(done.stdout, 1)


def test_order_in_a_sub_interpreter(order: Path) -> None:
    """The same, but for the flag: it is that of the main interpreter."""
    name = "_interpreters" if sys.version_info >= (3, 13) else "_xxsubinterpreters"
    legacy = {(3, 11): "isolated=False", (3, 12): "isolated=False"}.get(
        sys.version_info[:2], "'legacy'"
    )
    done = builder.check_script(
        f"import {name} as i\n"
        f"made = i.create({legacy})\n"
        f"i.run_string(made, {HOLDERS!r})\n"
        f"i.destroy(made)\n",
        order,
    )
    check(done.stdout, 0)
