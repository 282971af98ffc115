"""What the tests of the branches share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest


def operations(resource: type[Any]) -> Iterator[Any]:
    """Yield the methods of a branch and of the branches on it."""
    for name, item in vars(resource).items():
        if isinstance(item, property):
            yield from operations(type(getattr(resource(None), name)))
        elif hasattr(item, "command"):
            yield item


@pytest.fixture
def check_branch() -> Callable[[type[Any], str, int], None]:
    """Return what checks a branch: how many operations it has, that each belongs to it and says what it does."""

    def check(branch: type[Any], name: str, count: int) -> None:
        methods = list(operations(branch))

        assert count == len(methods)
        assert [] == [each for each in methods if not each.command.name_of_command.startswith(f"{name}.")]
        assert [] == [each for each in methods if not each.__doc__ or each.__doc__ != each.command.__doc__]

    return check
