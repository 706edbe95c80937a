"""Measure calls against hand-written C (bench/hand.c, frozen): make bench.

One process, one interpreter, all variants.  Every operation is a loop compiled for
each variant alone, so that the specialising interpreter sees one callee a call site.
Rounds go through all (operation, variant) pairs in shuffled order, so that drift and
noise fall on all alike.  Reported are ratios of the minima and of the medians, the
empty loop taken off; the last lines are their geometric means.
"""

from __future__ import annotations

import argparse
import array
import math
import platform
import random
import statistics
import sys
from itertools import repeat
from pathlib import Path
from time import perf_counter_ns
from types import ModuleType

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import builder

HERE = Path(__file__).resolve().parent
# name -> (setup, statement); m is the module under test
OPERATIONS = {
    "no arguments": ("f = m.f0", "f()"),
    "int": ("f = m.f1", "f(7)"),
    "2 doubles": ("f = m.f2", "f(1.5, 2.5)"),
    "6 ints": ("f = m.f6", "f(1, 2, 3, 4, 5, 6)"),
    "2 ints, by position": ("f = m.kw2", "f(1, 2)"),
    "2 ints, by keyword": ("f = m.kw2", "f(a=1, b=2)"),
    "2 defaults": ("f = m.def3", "f(1)"),
    "str in": ("f = m.slen; s = 'hello world'", "f(s)"),
    "str out": ("f = m.sret", "f()"),
    "method": ("v = m.Vec2(1.0, 2.0)", "v.get()"),
    "method, double": ("v = m.Vec2(1.0, 2.0)", "v.dotk(2.0)"),
    "field get": ("v = m.Vec2(1.0, 2.0)", "v.x"),
    "field set": ("v = m.Vec2(1.0, 2.0)", "v.x = 1.5"),
    "constructor": ("f = m.Vec2", "f(1.0, 2.0)"),
    "2 structs in": (
        "f = m.dot; v = m.Vec2(1.0, 2.0); w = m.Vec2(3.0, 4.0)",
        "f(v, w)",
    ),
    "struct out": ("f = m.make", "f(1.5)"),
    "buffer": ("f = m.sum_arr; v = array('d', range(10))", "f(v)"),
}
TEMPLATE = """
def loop(it, now, m, array):
    {setup}
    t = now()
    for _ in it:
        {statement}
    return now() - t
"""


class Pair:
    """One operation of one variant: its loop, iteration count, samples (ns a call)."""

    def __init__(
        self, module: ModuleType | None, setup: str, statement: str, ms: float
    ):
        namespace: dict = {}
        exec(TEMPLATE.format(setup=setup, statement=statement), namespace)
        self.loop, self.module = namespace["loop"], module
        self.samples: list[float] = []
        self.run(64)  # warm up, let the call site specialise
        n, taken = 64, 0
        while (taken := self.run(n)) < ms * 1e6 / 8 and n < 1 << 22:
            n *= 2
        self.n = max(4, int(n * ms * 1e6 / max(taken, 1)))

    def run(self, n: int) -> int:
        return self.loop(repeat(None, n), perf_counter_ns, self.module, array.array)

    def sample(self) -> None:
        self.samples.append(self.run(self.n) / self.n)


def build() -> dict[str, ModuleType]:
    """The variants by name, the baseline first, all with the same flags."""
    sources = {"hand": HERE / "hand.c", "geom_sea": HERE / "geom_sea.c"}
    warnings_off = ("-w", "-O2", "-DNDEBUG", f"-I{HERE}")
    return {
        name: builder.import_extension(
            name, [source, HERE / "geom.c"], flags=warnings_off
        )
        for name, source in sources.items()
    }


def measure(modules: dict[str, ModuleType], rounds: int, ms: float) -> dict:
    """{operation: {variant: (minimum, median)}} in ns a call, less the empty loop."""
    empty = Pair(None, "pass", "pass", ms)
    pairs = {
        (name, variant): Pair(module, *operation, ms)
        for name, operation in OPERATIONS.items()
        for variant, module in modules.items()
    }
    everything = [empty, *pairs.values()]
    shuffle = random.Random(1).shuffle
    for _ in range(rounds):
        shuffle(everything)
        for pair in everything:
            pair.sample()
    base = min(empty.samples), statistics.median(empty.samples)
    result: dict = {}
    for (name, variant), pair in pairs.items():
        result.setdefault(name, {})[variant] = (
            min(pair.samples) - base[0],
            statistics.median(pair.samples) - base[1],
        )
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument(
        "--ms", type=float, default=1.0, help="a sample takes about this"
    )
    options = parser.parse_args()
    result = measure(build(), options.rounds, options.ms)
    print(
        f"Python {platform.python_version()}, {builder.CC} -O2, {options.rounds} rounds"
    )
    print(f"{'operation':22} {'hand, ns':>9} {'seabind':>9} {'min':>6} {'median':>7}")
    for name, row in result.items():
        hand, sea = row["hand"], row["geom_sea"]
        print(
            f"{name:22} {hand[0]:9.1f} {sea[0]:9.1f} "
            f"{sea[0] / hand[0]:5.2f}x {sea[1] / hand[1]:6.2f}x"
        )
    for which, label in enumerate(("minimum", "median")):
        ratios = [
            row["geom_sea"][which] / row["hand"][which] for row in result.values()
        ]
        mean = math.exp(statistics.fmean(math.log(r) for r in ratios))
        print(f"geometric mean of the ratios ({label}): {mean:.3f}")


if __name__ == "__main__":
    main()
