"""The branch ``client.texml``: each of its operations is a method that says what it does."""

from collections.abc import Iterator
from typing import Any

import pytest

from texml.client.api.texml import Texml


def operations(resource: type[Any]) -> Iterator[Any]:
    for name, item in vars(resource).items():
        if isinstance(item, property):
            yield from operations(type(getattr(resource(None), name)))
        elif hasattr(item, "command"):
            yield pytest.param(item, id=item.command.name_of_command)


@pytest.mark.parametrize("method", list(operations(Texml)))
def test_operation_belongs_to_the_branch_and_says_what_it_does(method: Any) -> None:
    assert method.command.name_of_command.startswith("texml.")
    assert method.__doc__ == method.command.__doc__ != ""
