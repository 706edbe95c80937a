"""Write include/seabind/detail/map.h: maps over macro argument lists.

A map applies a macro to each element of a list, without recursion.  Lists are cut in
chunks of eight, so the text is linear in the longest list.  A nested use needs a family
of its own: the preprocessor does not expand a macro inside its own expansion.

    I  items of a block          A  parameters of an item
    V  values and constants      E  names visible to an expression
    S  a setter inside a property
"""

from pathlib import Path

CHUNK = 8
FAMILIES = {"I": 124, "A": 48, "V": 250, "E": 48, "S": 48}
# What a longer list becomes, up to so many more: SEAI_MAP<family>_OVER(f, c, ...),
# which the user of the map defines.
OVER = {"A": 16, "E": 16}
HEAD = """\
/* Maps over macro argument lists: SEAI_MAP<family>(f, c, a, b, ...) is f(c, n, a)
 * f(c, n-1, b) ... f(c, 1, z): each element has a number of its own within the list.
 * Written by tools/gen_map.py; do not edit. */
#ifndef SEABIND_DETAIL_MAP_H
#define SEABIND_DETAIL_MAP_H
"""


def params(count: int) -> str:
    return ", ".join(f"x{i}" for i in range(count))


def family(name: str, longest: int) -> list[str]:
    out = []
    over = OVER.get(name, 0)
    numbers = ", ".join(["OVER"] * over + [str(i) for i in range(longest, 0, -1)])
    args = ", ".join(f"x{i}" for i in range(1, longest + over + 1))
    out.append(
        f"#define SEAI_COUNT{name}(...) SEAI_COUNT{name}_(__VA_ARGS__, {numbers}, ~)"
    )
    out.append(f"#define SEAI_COUNT{name}_({args}, n, ...) n")
    out.append(
        f"#define SEAI_MAP{name}(f, c, ...) "
        f"SEAI_CAT(SEAI_MAP{name}_, SEAI_COUNT{name}(__VA_ARGS__))(f, c, __VA_ARGS__)"
    )
    for n in range(1, longest + 1):
        here = min(n, CHUNK)
        # nothing between the calls: a list of types is shown to the user
        calls = "".join(f"f(c, {n - i}, x{i})" for i in range(here))
        if n > CHUNK:
            out.append(
                f"#define SEAI_MAP{name}_{n}(f, c, {params(here)}, ...) "
                f"{calls}SEAI_MAP{name}_{n - CHUNK}(f, c, __VA_ARGS__)"
            )
        else:
            out.append(f"#define SEAI_MAP{name}_{n}(f, c, {params(here)}) {calls}")
    return out


def main() -> None:
    lines = [
        HEAD,
        "#define SEAI_CAT(a, b) SEAI_CAT_(a, b)",
        "#define SEAI_CAT_(a, b) a##b",
    ]
    for name, longest in FAMILIES.items():
        lines += ["", *family(name, longest)]
    lines += ["", "#endif"]
    target = Path(__file__).parent.parent / "include/seabind/detail/map.h"
    target.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
