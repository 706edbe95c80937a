"""The site is built from docs/ without a warning, and its links lead somewhere.

The page of converters is what the headers say."""

import html.parser
import re
import runpy
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from builder import ROOT

pytestmark = pytest.mark.plain_only("no extension is tested")
SITE = runpy.run_path(str(ROOT / "tools/site"), run_name="site")


class Page(html.parser.HTMLParser):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attributes: list) -> None:
        found = dict(attributes)
        self.ids.add(found.get("id", ""))
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    if find_spec("sphinx") is None:
        pytest.skip("Sphinx is not installed: tools/setup docs")
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, ROOT / "tools/site", out],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out / "html"


def test_links(site):
    pages = {path: Page(path) for path in site.rglob("*.html")}
    assert len(pages) > 15
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            there = (
                (path.parent / unquote(parts.path)).resolve() if parts.path else path
            )
            assert there.exists(), f"{path}: {link}"
            if parts.fragment and there in pages:
                assert unquote(parts.fragment) in pages[there].ids, f"{path}: {link}"


def test_links_out_of_the_documentation():
    names = SITE["pages"]()
    page = ROOT / "docs/internals/blocks.md"
    text = SITE["relinked"](page, names)
    assert "[tables.c](../files/src/tables.c)" in text
    assert not re.search(r"\]\([^)]*\.\./\.\.", text)
    assert "[reference](../reference.md)" in text
    assert "`make expand FILE=" in text


def test_a_broken_link_is_refused(site, tmp_path):
    """The flags of tools/site turn a warning into a failure."""
    (tmp_path / "index.md").write_text("# Page\n\n[no](nowhere.md)\n", "utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-c", ROOT / "docs"),
            *(tmp_path, tmp_path / "html"),
        ],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode != 0 and "nowhere.md" in done.stderr


def test_converters_are_current():
    done = subprocess.run(
        [sys.executable, ROOT / "tools/converters", "--check"],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
