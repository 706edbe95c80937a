"""The wheel and the source distribution, built and unpacked once a test process."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import builder


def run(*command: object, cwd: Path, **env: str) -> str:
    """Runs a command, which has to succeed, and returns its standard output."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.args}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="seabind-dist-")


@cache
def built() -> Path:
    """A directory with the two."""
    directory = Path(_scratch().name, "dist")
    directory.mkdir()
    run(
        *(sys.executable, "-m", "build", "--no-isolation", "--outdir", directory),
        builder.ROOT,
        cwd=directory,
    )
    return directory


def wheel() -> Path:
    return next(built().glob("*.whl"))


def sdist() -> Path:
    return next(built().glob("*.tar.gz"))


@cache
def site() -> Path:
    """A directory for PYTHONPATH in which the wheel is installed."""
    directory = Path(_scratch().name, "site")
    with zipfile.ZipFile(wheel()) as archive:
        archive.extractall(directory)
    return directory


@cache
def checkout() -> Path:
    """What the source distribution holds."""
    directory = Path(_scratch().name, "checkout")
    with tarfile.open(sdist()) as archive:
        archive.extractall(directory, filter="data")
    return next(directory.iterdir())


def seabind(*arguments: object, cwd: Path | None = None) -> str:
    """What `python -m seabind` of the wheel prints."""
    command = [sys.executable, "-m", "seabind", *arguments]
    return run(*command, cwd=cwd or site(), PYTHONPATH=str(site())).strip()
