"""Read the log on the terminal: events, and the conferences that they add up to."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC
from pathlib import Path

import click
from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from server.commands.options import CONFIG_FILE, console, load_config, setting, telling_errors, visible
from server.log.event import Event, event_json
from server.log.fold import Conference, conference_json
from server.log.store import Store

__all__ = ["conferences", "events"]

_POLL_S = 0.5
_PAGE = 1_000
# What json.dumps leaves as it is, though a terminal could act on it or be made to show something else.
_CONTROLS = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@click.command()
@CONFIG_FILE
@setting("database")
@click.option("--conference", help="Only events of the conference with this sid.")
@click.option("--follow", "-f", is_flag=True, help="Go on with events as they arrive, until interrupted.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, with every field.")
@click.option(
    "--limit", type=click.IntRange(0), help="The last so many; 0: all.  [default: 100 in the table, all in JSON]"
)
def events(
    file: Path | None, database: str | None, conference: str | None, *, follow: bool, as_json: bool, limit: int | None
) -> None:
    """Print the events of the log, the oldest first."""
    config = load_config(file, {"database": database})
    most = limit if limit is not None else (0 if as_json else 100)
    try:
        with telling_errors(), closing(Store(config.database, create=False, is_patient=True)) as store:
            for batch in _batches(store, conference, most or None, follow=follow):
                _print_json(batch) if as_json else _print_table(batch)
    except KeyboardInterrupt:
        click.echo(err=True)


def _batches(store: Store, conference: str | None, most: int | None, *, follow: bool) -> Iterator[list[Event]]:
    """Yield what is there, then, where it is followed, what comes."""
    cursor = store.cursor()
    if most is None:
        yield from _pages(store, conference)
    else:
        yield store.events(conference=conference, limit=most, newest_first=True)[::-1]
    while follow:
        time.sleep(_POLL_S)
        while found := store.tail(cursor):
            cursor = found[-1].cursor
            if wanted := [event for event in found if conference in (None, event.conference)]:
                yield wanted


def _pages(store: Store, conference: str | None) -> Iterator[list[Event]]:
    """Yield all events, the oldest first, so many at once as a machine can hold."""
    last = 0
    while found := store.events(conference=conference, after=last, limit=_PAGE):
        last = found[-1].id
        yield found


def _print_json(batch: list[Event]) -> None:
    for event in batch:
        _echo_json(event_json(event))


def _print_table(batch: list[Event]) -> None:
    """Print events as a table, without callers' numbers; text of callers is shown as text, never as markup."""
    table = Table(box=SIMPLE)
    for heading in ("id", "time (UTC)", "event", "seq", "copies"):
        table.add_column(heading, no_wrap=True)
    for heading in ("room", "conference", "call", "problems"):
        table.add_column(heading, overflow="ellipsis")
    for event in batch:
        callback = event.callback
        moment = callback.timestamp or event.received_at
        problems = [*event.message.problems, *(["conflict"] if event.is_conflicting else [])]
        cells = (
            event.id,
            moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
            callback.event or event.kind or event.route,
            callback.sequence_number,
            event.deliveries,
            callback.friendly_name,
            callback.conference_sid,
            callback.call_sid,
            ", ".join(problems),
        )
        table.add_row(*(Text(visible(cell)) for cell in cells))
    console().print(table)


def _echo_json(shown: dict[str, object]) -> None:
    text = json.dumps(shown, ensure_ascii=False)
    click.echo(_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


@click.command()
@CONFIG_FILE
@setting("database")
@click.option("--room", help="Only conferences of the room with this name.")
@click.option("--live", is_flag=True, help="Only conferences that have not ended.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, with every participant.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="The newest so many.")
def conferences(
    file: Path | None, database: str | None, room: str | None, *, live: bool, as_json: bool, limit: int
) -> None:
    """Print the conferences of the log, the newest first."""
    config = load_config(file, {"database": database})
    with telling_errors(), closing(Store(config.database, create=False, is_patient=True)) as store:
        found = store.conferences(rooms=[room] if room is not None else [], is_live=True if live else None, limit=limit)
        if as_json:
            for conference in found:
                _echo_json(conference_json(conference))
        else:
            _print_conferences(found)


def _print_conferences(found: list[Conference]) -> None:
    table = Table(box=SIMPLE)
    for heading in ("conference", "room", "status", "started (UTC)", "ended (UTC)"):
        table.add_column(heading, overflow="ellipsis")
    for heading in ("there", "ever", "events", "missing"):
        table.add_column(heading, justify="right")
    table.add_column("odd", overflow="ellipsis")
    for conference in found:
        began, ended = (
            moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S") if moment else ""
            for moment in (conference.started_at, conference.ended_at)
        )
        there = sum(not participant.has_left for participant in conference.participants)
        cells = (
            conference.sid,
            conference.room,
            conference.status,
            began,
            ended,
            there,
            len(conference.participants),
            conference.events,
            conference.missing,
            len(conference.anomalies) or None,
        )
        table.add_row(*(Text(visible(cell)) for cell in cells))
    console().print(table)
