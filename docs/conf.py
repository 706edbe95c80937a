"""How Sphinx builds the site from what tools/site has put together: `make docs`."""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent


def version_of_seabind() -> str:
    header = HERE.parent / "include/seabind/version.h"
    found = re.search(r'SEA_VERSION "([^"]+)"', header.read_text("utf-8"))
    assert found is not None
    return found[1]


project = "seabind"
author = "the seabind authors"
version = release = version_of_seabind()
html_title = f"seabind {version}"

extensions = ["myst_parser"]
myst_heading_anchors = 4  # GitHub's names of headings, which the pages link to
nitpicky = True

html_theme = "furo"
html_static_path = [str(HERE / "site")]
html_css_files = ["seabind.css"]
html_show_sphinx = html_copy_source = html_show_sourcelink = False
html_show_copyright = False
pygments_style, pygments_dark_style = "default", "monokai"
