# ruff: noqa: E501
"""From results (see run.py) to text, Markdown tables and SVG plots."""

from __future__ import annotations

import html
import json
import math
import os
import re
import statistics
from pathlib import Path

from rows import ROWS

NAMES = ("hand", "best", "seabind", "nanobind", "pybind11", "Cython", "cffi", "ctypes")
BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"
# what bench/many.py and bench/memory.py have left, if they ran
MORE = (
    ("nanobind's benchmark, 720 functions and 720 classes: seconds of processor time to\n"
     "compile the module without the tool's runtime, its stripped size with it:", "many.md"),
    ("Import of the benchmark's module, memory, and cost with many live objects and types:",
     "memory.md"),
)  # fmt: skip
GROUPS = tuple(dict.fromkeys(row.group for row in ROWS))


def mean(ratios: list[float]) -> float:
    return math.exp(statistics.fmean(math.log(max(r, 1e-3)) for r in ratios))


def ratios(result: dict, name: str, which: int) -> list[float]:
    """Of the rows that *name* has: its time as a multiple of seabind's."""
    return [
        row[name][which] / row["seabind"][which]
        for row in result["ns"].values()
        if name in row
    ]


def machine() -> str:
    """The processor; no name of the machine."""
    try:
        info = Path("/proc/cpuinfo").read_text()
    except OSError:
        return "unknown processor"
    name = re.search(r"^model name\s*: (.*)$", info, re.M)
    return f"{name[1].strip() if name else 'unknown processor'}, {os.cpu_count()} cores"


def present(result: dict) -> list[str]:
    return [name for name in NAMES if any(name in row for row in result["ns"].values())]


def heading(result: dict) -> str:
    versions = "".join(f", {name} {v}" for name, v in result["versions"].items())
    return (
        f"CPython {result['python']} ({result['build']}), {result['compiler']}{versions}, "
        f"{result['rounds']} rounds"
    )


def text(result: dict) -> str:
    """For the terminal: nanoseconds of seabind, and all others as multiples of it, first
    of the minima, then of the medians."""
    names = [name for name in present(result) if name != "seabind"]
    lines = [heading(result)]
    lines += [f"without {name}: {why}" for name, why in result["missing"].items()]
    for which, label in enumerate(("minima", "medians")):
        lines.append(f"{label:30}{'seabind':>9}" + "".join(f"{n:>9}" for n in names))
        for name, row in result["ns"].items():
            sea = row["seabind"][which]
            cells = (
                f"{row[n][which] / sea:8.2f}x" if n in row else " " * 9 for n in names
            )
            lines.append(f"{name:30}{sea:6.1f} ns{''.join(cells)}")
        cells = (f"{mean(ratios(result, n, which)):8.3f}x" for n in names)
        lines.append(f"{'geometric mean':39}{''.join(cells)}")
    return "\n".join(lines)


def markdown(results: list[dict]) -> str:
    """The generated part of the page on performance."""
    first = results[0]
    names = [name for name in present(first) if name != "seabind"]
    lines = [
        f"{heading(first)}; {machine()}. Time of a call of seabind, and of the others as a",
        "multiple of it: more than 1 is slower than seabind. Minima; the loop is taken off.",
        "",
        f"| call | seabind | {' | '.join(names)} |",
        f"| --- | ---: |{' ---: |' * len(names)}",
    ]
    for row in ROWS:
        cells = first["ns"].get(row.name)
        if cells:
            sea = cells["seabind"][0]
            rest = (f"{cells[n][0] / sea:.2f}" if n in cells else "" for n in names)
            lines.append(f"| {row.name} | {sea:.0f} ns | {' | '.join(rest)} |")
    for which, label in enumerate(("minima", "medians")):
        rest = (f"**{mean(ratios(first, n, which)):.2f}**" for n in names)
        lines.append(f"| **geometric mean, {label}** | | {' | '.join(rest)} |")
    lines += ["", "Geometric means on other Pythons, minima (medians):", ""]
    lines += [f"| CPython | {' | '.join(names)} |", f"| --- |{' ---: |' * len(names)}"]
    for result in results:
        rest = (
            f"{mean(ratios(result, n, 0)):.2f} ({mean(ratios(result, n, 1)):.2f})"
            if n in present(result)
            else ""
            for n in names
        )
        lines.append(f"| {result['python']}, {result['build']} | {' | '.join(rest)} |")
    lines += [""]
    lines += [
        f"![{group}: time of a call as a multiple of seabind's]({plot_name(group)})"
        for group in GROUPS
    ]
    for title, file in MORE:
        path = Path(__file__).resolve().parent.parent / "build/bench" / file
        if path.exists():
            lines += ["", title, "", path.read_text("utf-8").strip()]
    return "\n".join(lines)


def plot_name(group: str) -> str:
    return f"performance-{group.replace(' ', '-')}.svg"


COLOURS = {"hand": "#9aa5b1", "best": "#5f6c7b", "seabind": "#0b7285", "nanobind": "#e8590c",
           "pybind11": "#c2255c", "Cython": "#f2b705"}  # fmt: skip
WIDTH, LEFT, BAR, MOST = 760, 210, 9, 6.0


def plot(result: dict, group: str) -> str:
    """Bars of the compiled tools: multiples of seabind's time, cut off at MOST."""
    rows = [row for row in ROWS if row.group == group and row.name in result["ns"]]
    names = [name for name in COLOURS if name in present(result)]
    scale = (WIDTH - LEFT - 60) / MOST
    out, y = [], 56
    for row in rows:
        cells = result["ns"][row.name]
        shown = [name for name in names if name in cells]
        middle = y + BAR * len(shown) / 2 + 4
        out.append(f'<text x="{LEFT - 8}" y="{middle:.0f}" text-anchor="end">'
                   f"{html.escape(row.name)}</text>")  # fmt: skip
        for name in shown:
            value = max(cells[name][0] / cells["seabind"][0], 0)
            length = min(value, MOST) * scale
            out.append(f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR - 1}" '
                       f'fill="{COLOURS[name]}"><title>{name}: {value:.2f}</title></rect>')  # fmt: skip
            if value > MOST:
                out.append(f'<text x="{LEFT + length + 4:.0f}" y="{y + BAR - 1}" '
                           f'class="n">{value:.1f}</text>')  # fmt: skip
            y += BAR
        y += 8
    lines = "".join(
        f'<line x1="{LEFT + i * scale:.0f}" x2="{LEFT + i * scale:.0f}" y1="48" y2="{y}" '
        f'stroke="{"#495057" if i == 1 else "#e3e6e8"}"/>'
        f'<text x="{LEFT + i * scale:.0f}" y="44" class="n" text-anchor="middle">{i}</text>'
        for i in range(int(MOST) + 1)
    )
    legend = "".join(
        f'<rect x="{LEFT + i * 88}" y="10" width="10" height="10" fill="{COLOURS[name]}"/>'
        f'<text x="{LEFT + 14 + i * 88}" y="19">{name}</text>'
        for i, name in enumerate(names)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 8}" role="img" '
        f'aria-label="{html.escape(group)}: time as a multiple of seabind\'s">'
        "<style>text{font:12px sans-serif;fill:#212529}.n{font-size:10px}</style>"
        f'<rect width="100%" height="100%" fill="#fff"/>{legend}{lines}{"".join(out)}</svg>\n'
    )


def replace_part(page: Path, part: str, begin: str = BEGIN, end: str = END) -> None:
    """Puts *part* between the markers of *page*, which is made if it is not there."""
    old = page.read_text("utf-8") if page.exists() else "# Performance\n"
    new = f"{begin}\n{part}\n{end}"
    if begin in old:
        old = old[: old.index(begin)] + new + old[old.index(end) + len(end) :]
    else:
        old += f"\n{new}\n"
    page.write_text(old, "utf-8")


def summary(result: dict) -> str:
    """For the README: one line of geometric means."""
    names = [name for name in present(result) if name != "seabind"]
    means = (f"{mean(ratios(result, name, 0)):.2f}" for name in names)
    return "\n".join([
        f"| seabind | {' | '.join(names)} |",
        f"| ---: |{' ---: |' * len(names)}",
        f"| 1 | {' | '.join(means)} |",
        "",
        f"{heading(result)}; {machine()}.",
    ])  # fmt: skip


def write(docs: Path, results: list[dict]) -> None:
    replace_part(docs / "performance.md", markdown(results))
    replace_part(docs.parent / "README.md", summary(results[0]))
    for group in GROUPS:
        (docs / plot_name(group)).write_text(plot(results[0], group), "utf-8")


if __name__ == "__main__":  # again from the last results
    root = Path(__file__).resolve().parent.parent
    write(root / "docs", json.loads((root / "build/bench/results.json").read_text()))
