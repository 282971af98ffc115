"""What the commands that control the platform share: a client, how its errors end a command, and how answers are shown.

Exit status: 0 done, 2 something given was wrong or is not there, 3 the platform refused or was not reached and nothing
was done, 4 nobody knows whether it was done.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click

from texml.cli.exits import NotThere, Refused, Uncertain
from texml.client import Client
from texml.errors import ApiError, CommandError, NotFound, OutcomeUncertain, TexmlError, UnexpectedAnswer
from texml.vocabulary.control.resources import Participant
from texml.vocabulary.control.result import Result

__all__ = ["as_json", "conference_id_of", "connected", "participants_of", "print_table"]


@contextmanager
def connected() -> Iterator[Client]:
    """Give a client, and end the command with a status and one line if something goes wrong.

    Whoever runs the command from Python may hand in what makes the client as ``obj``.
    """
    given: Callable[[], Client] | None = click.get_current_context().obj
    make = Client if given is None else given
    try:
        with make() as client:
            yield client
    except (OutcomeUncertain, UnexpectedAnswer) as err:
        raise Uncertain(str(err)) from err
    except (CommandError, NotFound, ValueError) as err:
        # NotValid is a ValueError: what the platform found wrong with what was given.
        raise NotThere(str(err)) from err
    except (ApiError, TexmlError) as err:
        raise Refused(str(err)) from err


def conference_id_of(client: Client, conference: str) -> str:
    """Return the id of a conference that is given by id, or by name while it is active.

    Raises: click.ClickException if there is none.
    """
    try:
        return client.conferences.retrieve(conference).data.id
    except NotFound:
        pass
    for found in client.conferences.list(filter={"name": conference}):
        if found.status != "completed":
            return found.id
    raise NotThere(f"no conference has the id {conference!r}, and no active one the name")


def participants_of(client: Client, conference_id: str, given: Sequence[str]) -> list[Participant]:
    """Return the participants that are given by what their id, call leg or call begins with.

    Raises: click.ClickException if one stands for nobody, or for several.
    """
    there = list(client.conferences.list_participants(conference_id))
    chosen = []
    for word in given:
        found = [each for each in there if any(name.startswith(word) for name in _names(each))]
        if len(found) != 1:
            who = "nobody" if not found else f"{len(found)} participants"
            known = ", ".join(each.id for each in there) or "nobody"
            raise NotThere(f"{word!r} stands for {who}; there are: {known}")
        chosen += [each for each in found if each not in chosen]
    return chosen


def _names(participant: Participant) -> tuple[str, ...]:
    return (participant.id, participant.call_control_id, participant.call_leg_id)


def as_json(value: Result | Iterable[Result] | dict[str, Any]) -> str:
    """Return results as the platform sent them, as JSON for other programs."""
    return json.dumps(_plain(value), indent=2, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Result):
        return dict(value.raw)
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table, as wide as what is in it where nobody watches."""
    from rich.console import Console  # noqa: PLC0415  # slow to import
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(title=title, title_justify="left", caption_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(value)) for value in row))
    if not table.row_count:
        table.caption = "none"
    console = Console(file=sys.stdout)
    if not console.is_terminal:
        console.width = 200
    console.print(table)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S %Z")
    # Names are what programs and callers make of them: nothing of them may steer a terminal.
    return "".join(character if character.isprintable() else "?" for character in str(value))
