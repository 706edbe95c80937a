"""The n-th allocation fails, for every n: an import of the package, and keep_alive."""

import sys
from pathlib import Path

import builder
import env
import no_memory
import pytest

HERE = Path(__file__).parent
pytestmark = no_memory.NEEDED

IMPORT = """
import gc, importlib.util, itertools, os, shutil, sys, tempfile
from _testcapi import remove_mem_hooks, set_nomemory
import city

def hook(unraisable):  # 3.13 and later have it
    if unraisable.err_msg != "Exception ignored in PySys_GetObject()":
        sys.__unraisablehook__(unraisable)

sys.unraisablehook = hook
original = city.__file__
loader, n_failed, quiet = type(city.__loader__), 0, 0

def forget():
    for name in [name for name in sys.modules if name.startswith("city")]:
        del sys.modules[name]

forget()
with tempfile.TemporaryDirectory() as scratch:
    for n in itertools.count():
        path = os.path.join(scratch, str(n), os.path.basename(original))
        os.mkdir(os.path.dirname(path))
        shutil.copy(original, path)  # its tables are made once a process
        spec = importlib.util.spec_from_file_location("city", path)
        module = importlib.util.module_from_spec(spec)
        failed = False
        set_nomemory(n, n + 1)
        try:
            spec.loader.exec_module(module)
        except MemoryError:
            failed = True
        finally:
            remove_mem_hooks()
        left = [name for name in sys.modules if name.startswith("city.")]
        assert len(left) == (0 if failed else 2), (n, failed, left)
        n_failed, quiet = n_failed + failed, 0 if failed else quiet + 1
        forget()
        again = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(again)
        assert again.transport.rail.express().line == 1
        assert again.villa.rooms == 12 and again.ducks(1) == 10
        forget()
        del module, again
        os.remove(path)
        gc.collect()
        if quiet == 16:
            break
print(n_failed)
"""
KEEP = """
import keep

def in_init():
    return keep.Coder(keep.Dict())
def in_method():
    c = keep.Coder()
    c.use(keep.Dict())
    c.use(keep.Dict())
    c.attach(c)
    return c
def in_result():
    return keep.Dict().coder(), keep.Dict().maybe()
def in_function():
    c = keep.Coder()
    keep.lend(c, keep.Dict())
    return c
"""

PARENT = """
import parent

def in_init():
    base = parent.Base()
    return parent.Query(base), parent.Query(base, 0).row()
def in_method():
    return parent.Base().query().row().again().line()
def in_function():
    return parent.ask(parent.Base())
def in_close():
    base = parent.Base()
    query = base.fresh
    row = query.row()
    base.close()
    assert row.closed
"""

USE = """
def check(*what):
    gc.collect()
    gc.collect()
    assert not any(COUNTS()), (what, COUNTS())
for use in USES:
    sweep(use, check, 2)
"""


@pytest.mark.skipif(
    sys.version_info[:3] == (3, 13, 0),
    reason="its dicts break when memory runs out: DICT in tests/oom/sweep.py",
)
def test_an_import_without_memory_leaves_nothing() -> None:
    path = builder.build_extension(
        "city",
        [HERE / name for name in ("city.c", "parks.c", "transport.c")],
        flags=[f"-I{HERE}"],
        defines=("SEA_COUNTERS",),
    )
    said = env.check_script_success_in_subprocess(IMPORT, path, timeout=300)
    assert int(said) > 100


@pytest.mark.parametrize(
    ("name", "script", "uses"),
    [
        ("keep", KEEP, "in_init, in_method, in_result, in_function"),
        ("parent", PARENT, "in_init, in_method, in_function, in_close"),
    ],
)
def test_handles_that_use_others_without_memory(
    name: str, script: str, uses: str
) -> None:
    path = builder.build_extension(name, HERE / f"{name}.c", defines=("SEA_COUNTERS",))
    use = USE.replace("USES", f"({uses})").replace("COUNTS", f"{name}.counts")
    no_memory.check(script + use, path)
