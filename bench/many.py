#!/usr/bin/env python3
"""Write, build and measure a module of many functions or classes.

    bench/many.py gen   functions|classes N DIR       C (seabind), C++ (nanobind)
    bench/many.py build functions|classes N [TOOL...] [--cc gcc] [--flags "-Os"]

Each function adds six numbers whose C types are permuted; each class has them. `build`
prints the seconds that the compiler takes for the module without the runtime, the bytes
of the stripped module, and the milliseconds of its import. TOOL is seabind,
nanobind or pybind11 (default: all). Seconds are of the processor, not of a clock.
"""

import argparse
import importlib
import itertools
import json
import resource
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")
# converter, C type
TYPES = (
    ("u16", "uint16_t"),
    ("i32", "int32_t"),
    ("u32", "uint32_t"),
    ("i64", "int64_t"),
    ("u64", "uint64_t"),
    ("float", "float"),
)
A_PART = 100


def orders(n: int) -> list[tuple[tuple[str, str], ...]]:
    """The types of n functions: all 720 orders, then again from the first."""
    return list(itertools.islice(itertools.cycle(itertools.permutations(TYPES)), n))


# Milliseconds of the import; nanoseconds of a call, or of a construction and a call.
USE = """
import sys, time
sys.path.insert(0, sys.argv[1])
start = time.perf_counter()
m = __import__(sys.argv[2])
imported = time.perf_counter() - start
all = [getattr(m, name) for name in dir(m) if name[0] in "fS" and name[1:].isdigit()]
def use():
    for f in all:
        f(1, 2, 3, 4, 5, 6)
def use_classes():
    for f in all:
        f(1, 2, 3, 4, 5, 6).sum()
use = use_classes if isinstance(all[0], type) else use
best = 1e9
for _ in range(200):
    start = time.perf_counter()
    use()
    best = min(best, time.perf_counter() - start)
print(imported * 1e3, best / len(all) * 1e9)
"""


def in_parts(items: list[str], name: str) -> str:
    """SEA_PART blocks of the items, and the SEA_MODULE that lists them."""
    chunks = [items[i : i + A_PART] for i in range(0, len(items), A_PART)]
    text = ""
    for i, chunk in enumerate(chunks):
        text += f"SEA_PART({name}_{i},\n" + ",\n".join(chunk) + ");\n"
    parts = ",\n".join(f"    (part, {name}_{i})" for i in range(len(chunks)))
    return text + f"SEA_MODULE({name},\n{parts});\n"


def seabind_functions(n: int, name: str) -> str:
    text, items = "#include <seabind/seabind.h>\n", []
    for i, order in enumerate(orders(n)):
        params = ", ".join(
            f"{c} {x}" for (_, c), x in zip(order, "abcdef", strict=True)
        )
        text += f"static float f{i}({params}) {{ return (float)(a+b+c+d+e+f); }}\n"
        given = ", ".join(
            f"({v}, {x})" for (v, _), x in zip(order, "abcdef", strict=True)
        )
        items.append(f"    (function, f{i}, f{i}, float, {given})")
    return text + in_parts(items, name)


def seabind_classes(n: int, name: str) -> str:
    text, items = "#include <seabind/seabind.h>\n", []
    for i, order in enumerate(orders(n)):
        members = "; ".join(
            f"{c} {x}" for (_, c), x in zip(order, "abcdef", strict=True)
        )
        params = members.replace("; ", ", ")
        given = ", ".join(
            f"({v}, {x})" for (v, _), x in zip(order, "abcdef", strict=True)
        )
        text += (
            f"typedef struct {{ {members}; }} s{i};\n"
            f"static s{i} s{i}_make({params})\n"
            f"{{ return (s{i}){{a, b, c, d, e, f}}; }}\n"
            f"static float s{i}_sum(const s{i} *s)\n"
            "{ return (float)(s->a + s->b + s->c + s->d + s->e + s->f); }\n"
            f"SEA_CLASS(S{i}, s{i}, (init, s{i}_make, {given}),\n"
            f"    (method, sum, s{i}_sum, float));\n"
        )
        items.append(f"    (class, S{i})")
    return text + in_parts(items, name)


def nanobind_functions(n: int, name: str) -> str:
    text = (
        f"#include <cstdint>\n#include <nanobind/nanobind.h>\nNB_MODULE({name}, m) {{\n"
    )
    for i, order in enumerate(orders(n)):
        params = ", ".join(
            f"{c} {x}" for (_, c), x in zip(order, "abcdef", strict=True)
        )
        text += f'm.def("f{i}", []({params}) {{ return (float)(a+b+c+d+e+f); }});\n'
    return text + "}\n"


def nanobind_classes(n: int, name: str) -> str:
    text, body = "#include <cstdint>\n#include <nanobind/nanobind.h>\n", ""
    for i, order in enumerate(orders(n)):
        types = [c for _, c in order]
        members = "; ".join(f"{c} {x}" for c, x in zip(types, "abcdef", strict=True))
        params = members.replace("; ", ", ")
        text += (
            f"struct s{i} {{ {members};\n"
            f"s{i}({params}): a(a), b(b), c(c), d(d), e(e), f(f) {{}}\n"
            "float sum() const { return (float)(a+b+c+d+e+f); } };\n"
        )
        body += (
            f'nanobind::class_<s{i}>(m, "S{i}")'
            f".def(nanobind::init<{', '.join(types)}>())"
            f'.def("sum", &s{i}::sum);\n'
        )
    return text + f"NB_MODULE({name}, m) {{\n{body}}}\n"


def in_pybind11(text: str) -> str:
    """nanobind took its words from pybind11: the names are all that differs."""
    return (
        text.replace("nanobind/nanobind.h", "pybind11/pybind11.h")
        .replace("NB_MODULE", "PYBIND11_MODULE")
        .replace("nanobind::", "pybind11::")
    )


WRITERS = {
    ("seabind", "functions"): seabind_functions,
    ("seabind", "classes"): seabind_classes,
    ("nanobind", "functions"): nanobind_functions,
    ("nanobind", "classes"): nanobind_classes,
    ("pybind11", "functions"): lambda n, name: in_pybind11(nanobind_functions(n, name)),
    ("pybind11", "classes"): lambda n, name: in_pybind11(nanobind_classes(n, name)),
}
TOOLS = ("seabind", "nanobind", "pybind11")


def generate(kind: str, n: int, directory: Path, tools: list[str]) -> list[Path]:
    directory.mkdir(parents=True, exist_ok=True)
    made = []
    for tool in tools:
        name = f"{tool}_{kind}_{n}"
        path = directory / f"{name}.{'c' if tool == 'seabind' else 'cpp'}"
        path.write_text(WRITERS[tool, kind](n, name), encoding="utf-8")
        made.append(path)
    return made


def run(*command: str | Path) -> float:
    """Returns the seconds of processor time that the command took: a clock would also
    tell what else the machine does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([str(word) for word in command], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def runtime_of(tool: str, cc: str, flags: list[str], directory: Path) -> list[Path]:
    """Objects of what is compiled once and linked with any module."""
    include = f"-I{sysconfig.get_path('include')}"
    if tool == "seabind":
        sources, more = sorted((ROOT / "src").glob("*.c")), [f"-I{ROOT / 'include'}"]
    elif tool == "pybind11":
        return []
    else:
        import nanobind

        home = Path(nanobind.__file__).parent
        sources = [home / "src/nb_combined.cpp"]
        more = [f"-I{home / 'include'}", f"-I{home / 'ext/robin_map/include'}"]
        more += ["-std=c++17", "-fno-strict-aliasing"]
    objects = []
    for source in sources:
        target = directory / f"{tool}_{source.stem}.o"
        run(cc, *flags, "-fPIC", "-fvisibility=hidden", include, *more, "-c", source,
            "-o", target)  # fmt: skip
        objects.append(target)
    return objects


def build(tool: str, source: Path, cc: str, flags: list[str]) -> dict[str, float]:
    directory = source.parent
    flags = [*flags, "-ffunction-sections", "-fdata-sections"]
    include = [f"-I{sysconfig.get_path('include')}"]
    if tool == "seabind":
        include += [f"-I{ROOT / 'include'}", "-std=c11"]
    else:
        cc = {"gcc": "g++", "clang": "clang++"}[cc]
        home = Path(importlib.import_module(tool).__file__).parent
        include += [f"-I{home / 'include'}", "-std=c++17"]
    objects = runtime_of(tool, cc, flags, directory)
    target = directory / f"{source.stem}.o"
    seconds = run(cc, *flags, "-fPIC", "-fvisibility=hidden", *include, "-c", source,
                  "-o", target)  # fmt: skip
    module = directory / f"{source.stem}{SUFFIX}"
    run(cc, "-shared", "-Wl,--gc-sections", target, *objects, "-o", module)
    run("strip", module)
    done = [
        subprocess.run(
            [sys.executable, "-c", USE, str(directory), source.stem],
            check=True, capture_output=True, text=True,
        ).stdout.split()
        for _ in range(5)
    ]  # fmt: skip
    import_ms, call_ns = (min(float(words[i]) for words in done) for i in (0, 1))
    found = {"import_ms": import_ms, "call_ns": call_ns}
    return {"seconds": seconds, "bytes": module.stat().st_size} | found


def remember(row: str, tool: str, text: str) -> None:
    """Puts a result among the others, and all of them into the table of the report."""
    home = ROOT / "build/bench"
    home.mkdir(parents=True, exist_ok=True)
    path = home / "many.json"
    results = json.loads(path.read_text()) if path.exists() else {}
    results.setdefault(row, {})[tool] = text
    path.write_text(json.dumps(results))
    lines = [
        f"| compile, size, call | {' | '.join(TOOLS)} |",
        "| --- | --- | --- | --- |",
    ]
    for name in sorted(results):
        cells = (results[name].get(tool, "") for tool in TOOLS)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    (home / "many.md").write_text("\n".join(lines) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("gen", "build"))
    parser.add_argument("kind", choices=("functions", "classes"))
    parser.add_argument("n", type=int)
    parser.add_argument("rest", nargs="*", help="DIR for gen, tools for build")
    parser.add_argument("--cc", default="gcc", choices=("gcc", "clang"))
    parser.add_argument("--flags", default="-O2")
    args = parser.parse_args()
    if args.what == "gen":
        for path in generate(
            args.kind, args.n, Path(args.rest[0]), ["seabind", "nanobind"]
        ):
            print(path)
        return
    directory = ROOT / "build/many"
    for tool in args.rest or TOOLS:
        (source,) = generate(args.kind, args.n, directory, [tool])
        found = build(tool, source, args.cc, shlex.split(args.flags))
        print(
            f"{tool:9} {args.n} {args.kind:9} {args.cc} {args.flags}: "
            f"{found['seconds']:6.1f} s {found['bytes']:9} bytes "
            f"import {found['import_ms']:6.1f} ms, call {found['call_ns']:6.1f} ns",
            flush=True,
        )
        remember(
            f"{args.n} {args.kind}, {args.cc} {args.flags}",
            tool,
            f"{found['seconds']:.1f} s, {found['bytes'] / 1024:.0f} KiB, "
            f"{found['call_ns']:.0f} ns",
        )


if __name__ == "__main__":
    main()
