"""The catalogue holds every command once."""

from typing import Any

from texml.vocabulary.control.catalogue import COMMANDS, DOCUMENTED_OPERATIONS
from texml.vocabulary.control.command import Command, ListCommand


def below(command: type[Any]) -> set[type[Any]]:
    return {each for sub in command.__subclasses__() for each in {sub, *below(sub)}}


def test_every_command_of_the_library_is_in_it_once() -> None:
    listed = [command for group in COMMANDS.values() for command in group]
    declared = {each for each in below(Command) if each.__module__.startswith("texml.")} - {ListCommand}

    assert len(listed) == len(set(listed)) == DOCUMENTED_OPERATIONS
    assert declared == set(listed)


def test_names_differ() -> None:
    names = [command.name_of_command for group in COMMANDS.values() for command in group]

    assert len(names) == len(set(names))
