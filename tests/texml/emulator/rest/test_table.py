"""The table: every command of the TeXML side is in it once, and no argument is read that is said to be left out."""

import inspect
from typing import Any

import pytest

from texml.emulator.rest import calls, conferences, participants
from texml.emulator.rest.table import ANSWERED, UNANSWERED
from texml.vocabulary.control.catalogue import COMMANDS
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.declaration import arguments

SOURCES = {
    module.__name__: inspect.getsource(module)  # read here, not remembered: what is claimed is what is there
    for module in (calls, conferences, participants)
}
ELSEWHERE = {"account_sid", "page", "page_size"}


def test_every_command_is_answered_or_said_not_to_be() -> None:
    assert set(COMMANDS["TeXML"]) == {*ANSWERED, *UNANSWERED}
    assert not set(ANSWERED) & set(UNANSWERED)


@pytest.mark.parametrize("command", ANSWERED, ids=lambda command: command.__name__)
def test_arguments_have_an_effect_or_are_left_out(command: type[Command[Any]]) -> None:
    answered = ANSWERED[command]
    source = SOURCES[answered.perform.__module__]
    names = set(arguments(command)) - ELSEWHERE

    assert set(answered.left_out) <= names
    assert [name for name in names - set(answered.left_out) if f"command.{name}" not in source] == []
