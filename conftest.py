"""Fixtures and settings of every test; what builds and runs is in tests/builder.py."""

import gc
import shutil
from collections.abc import Iterator
from types import ModuleType

import builder
import hypothesis
import pytest
from hypothesis.database import DirectoryBasedExampleDatabase

hypothesis.settings.register_profile(
    "seabind",
    deadline=None,
    database=DirectoryBasedExampleDatabase(builder.ROOT / "build" / "hypothesis"),
)
hypothesis.settings.load_profile("seabind")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        builder.forget_old_builds()


def pytest_report_header() -> str:
    return f"seabind: {builder.FLAVOUR} extensions by {builder.CC}"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips tests marked plain_only(reason) under sanitizers."""
    marker = item.get_closest_marker("plain_only")
    if marker is not None and builder.FLAVOUR != "plain":
        pytest.skip(*marker.args, **marker.kwargs)


@pytest.fixture(params=["gcc", "clang"], scope="session")
def compiler(request: pytest.FixtureRequest) -> str:
    """Each compiler in turn, for the argument cc of the functions in builder.

    Under sanitizers only the one whose runtime is loaded.
    """
    if builder.FLAVOUR == "sanitized" and request.param != builder.CC:
        pytest.skip(f"the sanitizer runtime of {builder.CC} is loaded")
    if shutil.which(request.param) is None:
        pytest.skip(f"there is no {request.param}")
    return request.param


@pytest.fixture(scope="module")
def ext(request: pytest.FixtureRequest) -> ModuleType:
    """The extension NAME, built from the NAME.c beside this test_NAME.py."""
    name = request.path.stem.removeprefix("test_")
    return builder.import_extension(name, request.path.with_name(f"{name}.c"))


@pytest.fixture
def nothing_stays(ext: ModuleType) -> Iterator[None]:
    """No C object is left after the test that was not there before: ext counts its own
    in live()."""
    gc.collect()
    before = ext.live()
    yield
    gc.collect()
    assert ext.live() == before
