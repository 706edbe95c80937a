"""Each test of embed.py: EMBED_CYCLES cycles (default 100) in a process of its own."""

import runpy
from pathlib import Path

import pytest

EMBED = runpy.run_path(str(Path(__file__).with_name("embed.py")))


@pytest.mark.parametrize("name", EMBED["TESTS"])
def test_embed(name: str) -> None:
    reason = EMBED["reason_not"](name)
    if reason:
        pytest.skip(reason)
    text, wrong = EMBED["judge"](name)
    if EMBED["is_known"](name):
        assert wrong, f"is not wrong any more, but in KNOWN: {text}"
        pytest.xfail(EMBED["KNOWN"][name])
    assert not wrong, f"{wrong}: {text}"
