"""All commands, by what they are about."""

from typing import Any

from texml.vocabulary.control import (
    call_media,
    calls,
    conference_actions,
    conferences,
    queues,
    texml_calls,
    texml_conferences,
    texml_media,
    texml_queues,
)
from texml.vocabulary.control.command import Command

__all__ = ["COMMANDS", "DOCUMENTED_OPERATIONS"]

DOCUMENTED_OPERATIONS = 84
"""How many the platform documents for conferences, queues, calls and the TeXML side; OpenAPI of 2026-07-16."""

_MODULES = {
    "Conferences": (conferences, conference_actions),
    "Queues": (queues,),
    "Calls": (calls, call_media),
    "TeXML": (texml_conferences, texml_calls, texml_queues, texml_media),
}

COMMANDS: dict[str, tuple[type[Command[Any]], ...]] = {
    title: tuple(getattr(module, name) for module in modules for name in module.__all__)
    for title, modules in _MODULES.items()
}
"""The commands by the name of their chapter."""
