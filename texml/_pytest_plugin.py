"""The plugin for pytest: the fixture ``texml_emulator``, the mark ``texml``, and the timeline of a test that failed.

Every pytest run in an environment with this package loads it, so it loads nothing else before the fixture is used.
"""

from collections.abc import Generator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from texml.testing import World

__all__ = ["pytest_configure", "pytest_runtest_makereport", "texml_emulator"]

_MARK = (
    "texml(seed=0, contract='documented', faults=(), hosts=(), ...): make the world of the fixture texml_emulator so; "
    "see texml.testing.World"
)
_WORLD: "pytest.StashKey[World]" = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", _MARK)


@pytest.fixture
def texml_emulator(request: pytest.FixtureRequest) -> "Generator[World]":
    """Give a new world (`texml.testing.World`) and close it; the mark ``texml`` says how it is made."""
    from texml.testing import World  # noqa: PLC0415

    mark = request.node.get_closest_marker("texml")
    if mark is not None and mark.args:
        raise pytest.UsageError(f"{request.node.nodeid}: the mark texml takes keywords only, as in texml(seed=1)")
    with World(**(mark.kwargs if mark is not None else {})) as world:
        request.node.stash[_WORLD] = world
        yield world


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> "Generator[None, pytest.TestReport, pytest.TestReport]":
    """Add the timeline to the report of a test that failed."""
    report = yield
    world = item.stash.get(_WORLD, None)
    if world is not None and report.when == "call" and report.failed:
        report.sections.append(("texml timeline", world.report()))
    return report
