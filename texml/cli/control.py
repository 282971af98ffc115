"""Commands that control the platform: `texml conferences`, `texml participants`, `texml queues`."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

import click

from texml.cli.platform import as_json, conference_id_of, connected, participants_of, print_table
from texml.client import Client
from texml.vocabulary.control.resources import Conference, Participant, Queue, QueueCall

__all__ = ["conferences", "participants", "queues"]

_EPILOG = (
    "The key is TELNYX_API_KEY, the platform TELNYX_BASE_URL. Exit status: 0 done; 2 something given is wrong or not"
    " there; 3 refused or not reached, and nothing was done; 4 nobody knows whether it was done."
)
_JSON = click.option("--json", "is_json", is_flag=True, help="Print what the platform sent, for other programs.")
_Status = Literal["init", "in_progress", "completed"]


@click.group(epilog=_EPILOG)
def conferences() -> None:
    """List, show and end conferences."""


@conferences.command("list")
@click.option("--name", help="Only those of this name.")
@click.option(
    "--status",
    type=click.Choice(["init", "in_progress", "completed", "any"]),
    default="in_progress",
    show_default=True,
)
@_JSON
def _list_conferences(name: str | None, status: _Status | Literal["any"], *, is_json: bool) -> None:
    """List conferences, the one that expires last first."""
    wanted = {key: value for key, value in (("name", name), ("status", status)) if value not in (None, "any")}
    with connected() as client:
        found = list(client.conferences.list(filter=wanted or None, page_size=250))
        if is_json:
            click.echo(as_json({"conferences": found}))
            return
        rows = [(each.name, each.status, each.id, each.created_at, each.expires_at, each.region) for each in found]
        print_table("Conferences", ("name", "status", "id", "created", "expires", "region"), rows)


@conferences.command("show")
@click.argument("conference")
@_JSON
def _show_conference(conference: str, *, is_json: bool) -> None:
    """Show CONFERENCE (id, or name of an active one) and who is in it."""
    with connected() as client:
        found = client.conferences.retrieve(conference_id_of(client, conference)).data
        there = list(client.conferences.list_participants(found.id, page_size=250))
        if is_json:
            click.echo(as_json({"conference": found, "participants": there}))
            return
        _print_conference(found)
        _print_participants(there)


def _print_conference(conference: Conference) -> None:
    ended_by = conference.ended_by.call_control_id if conference.ended_by is not None else None
    facts = {
        "name": conference.name,
        "id": conference.id,
        "status": conference.status,
        "created": conference.created_at,
        "expires": conference.expires_at,
        "region": conference.region,
        "end reason": conference.end_reason,
        "ended by": ended_by,
    }
    print_table("Conference", ("", ""), [(name, value) for name, value in facts.items() if value is not None])


def _print_participants(there: Sequence[Participant]) -> None:
    columns = ("id", "status", "muted", "on hold", "ends it", "whispers to", "joined", "call")
    rows = (
        (
            each.id,
            each.status,
            each.muted,
            each.on_hold,
            each.end_conference_on_exit,
            len(each.whisper_call_control_ids) or None,
            each.created_at,
            each.call_control_id,
        )
        for each in there
    )
    print_table("Participants", columns, rows)


@conferences.command("end")
@click.argument("conference")
@click.option("--yes", is_flag=True, help="Do not ask.")
@_JSON
def _end_conference(conference: str, *, yes: bool, is_json: bool) -> None:
    """End CONFERENCE and hang everybody up."""
    with connected() as client:
        conference_id = conference_id_of(client, conference)
        if not yes:
            there = sum(each.status != "left" for each in client.conferences.list_participants(conference_id))
            click.confirm(f"End {conference} and hang up {there} participants?", abort=True, err=True)
        client.conferences.actions.end_conference(conference_id)
    _say_done(f"{conference} is ended", {"conference_id": conference_id}, is_json=is_json)


@click.group(epilog=_EPILOG)
def participants() -> None:
    """List, mute, hold and kick the participants of a conference."""


@participants.command("list")
@click.argument("conference")
@_JSON
def _list_participants(conference: str, *, is_json: bool) -> None:
    """List who is in CONFERENCE (id, or name of an active one)."""
    with connected() as client:
        there = list(client.conferences.list_participants(conference_id_of(client, conference), page_size=250))
        if is_json:
            click.echo(as_json({"participants": there}))
        else:
            _print_participants(there)


_Act = Callable[[Client, str, Sequence[Participant]], object]


def _acts(name: str, what: str, done: str, act: _Act) -> None:
    """Add a command that does something to participants."""

    @participants.command(name, help=f"{what} PARTICIPANT... of CONFERENCE, or --all.")
    @click.argument("conference")
    @click.argument("who", nargs=-1, metavar="PARTICIPANT...")
    @click.option("--all", "is_all", is_flag=True, help="Everybody who is there.")
    @_JSON
    def command(conference: str, who: tuple[str, ...], *, is_all: bool, is_json: bool) -> None:
        if is_all == bool(who):
            raise click.UsageError("Give participants, by what their id or call begins with, or --all.")
        with connected() as client:
            conference_id = conference_id_of(client, conference)
            if is_all:
                there = client.conferences.list_participants(conference_id, page_size=250)
                chosen = [each for each in there if each.status != "left"]
            else:
                chosen = participants_of(client, conference_id, who)
            if chosen:
                act(client, conference_id, chosen)
            facts = {"conference_id": conference_id, "participants": [each.id for each in chosen]}
        noun = "participant" if len(chosen) == 1 else "participants"
        _say_done(f"{len(chosen)} {noun} {done}", facts, is_json=is_json)


def _calls(chosen: Sequence[Participant]) -> list[str]:
    return [each.call_control_id for each in chosen]


def _switching(command: str) -> _Act:
    """Return what sends a *command* that takes the calls in a conference that it is for."""
    return lambda client, conference_id, chosen: getattr(client.conferences.actions, command)(
        conference_id, call_control_ids=_calls(chosen)
    )


for _command, _does, _done in (
    ("mute", "Mute", "muted"),
    ("unmute", "Unmute", "unmuted"),
    ("hold", "Put on hold", "on hold"),
    ("unhold", "Take off hold", "off hold"),
):
    _acts(_command, _does, _done, _switching(_command))
_acts(
    "kick",
    "Hang up",
    "hung up",
    lambda client, _, chosen: [client.calls.actions.hangup(call) for call in _calls(chosen)],
)


@click.group(epilog=_EPILOG)
def queues() -> None:
    """List and show queues."""


@queues.command("list")
@_JSON
def _list_queues(*, is_json: bool) -> None:
    """List queues."""
    with connected() as client:
        found = list(client.queues.list(page_size=250))
        if is_json:
            click.echo(as_json({"queues": found}))
        else:
            _print_queues(found)


@queues.command("show")
@click.argument("queue")
@_JSON
def _show_queue(queue: str, *, is_json: bool) -> None:
    """Show QUEUE and the calls in it."""
    with connected() as client:
        found = client.queues.retrieve(queue).data
        calls = list(client.queues.calls.list(queue, page_size=250))
        if is_json:
            click.echo(as_json({"queue": found, "calls": calls}))
            return
        _print_queues([found])
        _print_calls(calls)


def _print_queues(found: Sequence[Queue]) -> None:
    columns = ("name", "calls", "at most", "average wait (s)", "created", "id")
    rows = (
        (each.name, each.current_size, each.max_size, each.average_wait_time_secs, each.created_at, each.id)
        for each in found
    )
    print_table("Queues", columns, rows)


def _print_calls(calls: Sequence[QueueCall]) -> None:
    columns = ("place", "from", "to", "waits (s)", "alive", "since", "call")
    rows = (
        (
            each.queue_position,
            each.from_,
            each.to,
            each.wait_time_secs,
            each.is_alive,
            each.enqueued_at,
            each.call_control_id,
        )
        for each in calls
    )
    print_table("Calls", columns, rows)


def _say_done(words: str, facts: dict[str, Any], *, is_json: bool) -> None:
    click.echo(as_json({"result": "ok", **facts}) if is_json else words)
