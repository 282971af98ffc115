"""What can be done to conferences: each command is declared as it is documented."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.vocabulary.control import conference_actions
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.parameters import Fields

COMMANDS = [
    pytest.param(item, id=name)
    for name in conference_actions.__all__
    if not issubclass(item := getattr(conference_actions, name), Fields)
]


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_declared_as_documented(
    command: type[Command[Any]], documented: Callable[[type[Command[Any]]], None]
) -> None:
    documented(command)
