"""`texml-server rooms` and `texml-server hold`: look at what callers will meet before they do."""

import json
import secrets
from collections.abc import Sequence

import click
from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from server.commands.options import Wrong, console, load_config, telling_errors
from server.config import Config
from server.dialin.opening import read_house
from server.dialin.words import Words
from server.hold import HoldScripts, Wait
from server.preview import timeline
from server.rooms.advice import advise
from server.rooms.directory import rooms_of
from server.rooms.pins import DIGITS, hash_pin
from server.rooms.room import ROLES, Directory, Limits, Role, RoleName, Room, Tongue
from server.rooms.table import Terms
from server.urls import Urls
from texml.vocabulary import nearest

__all__ = ["check", "hold", "new", "preview", "rooms", "show"]

_URLS = Urls("https://voice.example.com")  # what is looked at here is not served
_DEFAULT_PIN_DIGITS = 6  # 1 in 10,000 days of guessing: server/dialin/budget.py

_ROOMS = click.option("--rooms", "rooms_file", help="File that describes the rooms.", metavar="FILE")
_TEMPLATES = click.option("--templates", help="Folder with programmes and words of your own.", metavar="FOLDER")


@click.group()
def rooms() -> None:
    """Check, show and make descriptions of rooms."""


@rooms.command()
@_ROOMS
@_TEMPLATES
def check(rooms_file: str | None, templates: str | None) -> None:
    """Say what is wrong with the rooms, their programmes and words, and what to know about them.

    Exit status: 0 if a server would start with them, 2 if not.
    """
    settings = _settings(rooms_file, templates)
    directory, scripts, words = _house(settings)
    for advice in advise(directory, has_api_key=settings.telnyx_api_key is not None):
        click.echo(f"note: [rooms.{advice.room}] {advice.key}: {advice.text}")
    spoken = {tongue.language for room in directory.rooms.values() for tongue in room.tongues if tongue.language}
    for language in sorted(spoken):
        if language not in words.languages and language.partition("-")[0] not in words.languages:
            click.echo(f"note: there are no words for {language}; it is spoken in English; add words/{language}.po")
    counts = ((directory.rooms, "room"), (directory.lines, "number"), (scripts.names, "programme"))
    told = ", ".join(f"{len(found)} {what}{'s' * (len(found) != 1)}" for found, what in counts)
    click.echo(f"{told}: nothing is wrong")


@rooms.command()
@click.argument("key", required=False)
@_ROOMS
@click.option("--documents", is_flag=True, help="Print the documents of each role, too.")
def show(key: str | None, rooms_file: str | None, *, documents: bool) -> None:
    """Show rooms and numbers: who gets in how, and what happens then."""
    directory, _, _ = _house(_settings(rooms_file, None))
    if key is not None and key not in directory.rooms:
        raise _unknown("room", key, list(directory.rooms))
    table = Table("room", "role", "let in by", "starts", "ends", "talks", "conference", box=SIMPLE)
    chosen = [room for room in directory.rooms.values() if key in (None, room.key)]
    for room in chosen:
        for role in room.roles.values():
            table.add_row(*map(Text, _row(room, role)))
    console().print(table)
    for number, line in directory.lines.items():
        if key in (None, line.room):
            click.echo(f"{number} leads to {line.room or 'a code'}{_limits(line.limits)}")
    if key is None and directory.limits != Limits():
        click.echo(f"every other number{_limits(directory.limits)}")
    if documents:
        for room in chosen:
            for role in room.roles.values():
                click.echo(f"\n{room.key}, {role.name}:\n{role.conference.to_xml(indent=2)}")


def _limits(limits: Limits) -> str:
    """Return what is told of limits after the number that has them."""
    counts = ((limits.calls_per_caller, "calls of one caller"), (limits.calls_per_number, "calls in all"))
    told = [f"{count} {whose}" for count, whose in counts if count is not None]
    return f"; in a minute at most {' and '.join(told)}" if told else ""


def _row(room: Room, role: Role) -> tuple[str, ...]:
    callers = sum(name == role.name for name in room.callers.values())
    ways = [
        f"code {room.code}" if room.code else "",
        f"{len(role.pins)} PIN{'s' * (len(role.pins) > 1)}" if role.pins else "",
        f"{callers} known number{'s' * (callers > 1)}" if callers else "",
    ]
    noun = role.conference
    starts = noun.start_conference_on_enter is not False
    return (
        room.key,
        role.name,
        ", ".join(filter(None, ways)) or "calling",
        "yes" if starts else "no",
        "yes" if noun.end_conference_on_exit else "no",
        "no" if noun.muted else "yes",
        noun.name,
    )


@rooms.command()
@click.argument("key")
@click.option("--name", help="Name of the conference.")
@click.option("--code", help="Digits that lead a caller of a shared number to the room.")
@click.option(
    "--role",
    "roles",
    type=click.Choice(ROLES),
    multiple=True,
    help="A role with a PIN of its own. [default: host, participant]",
)
@click.option(
    "--digits", type=click.IntRange(DIGITS.start, DIGITS.stop - 1), default=_DEFAULT_PIN_DIGITS, show_default=True,
    help="How many digits a PIN has.",
)  # fmt: skip
def new(key: str, name: str | None, code: str | None, roles: tuple[RoleName, ...], digits: int) -> None:
    """Print a room for rooms.toml with fresh PINs as hashes; the PINs themselves go to standard error, once."""
    salt = secrets.token_bytes(16)
    pins: dict[RoleName, str] = {}
    for role in roles or ("host", "participant"):
        pins[role] = _fresh(digits, set(pins.values()))
    said = {word: value for word, value in (("name", name), ("code", code)) if value}
    hashes = {role: {"pin": str(hash_pin(pin, salt))} for role, pin in pins.items()}
    with telling_errors():  # before anybody pastes what a server would refuse
        rooms_of({"rooms": {key: said | hashes}}, "the new room", Terms(_URLS))
    click.echo(f"[rooms.{key}]")
    for word, value in said.items():
        click.echo(f"{word} = {_quoted(value)}")
    for role, table in hashes.items():
        click.echo(f"\n[rooms.{key}.{role}]\npin = {_quoted(table['pin'])}")
    for role, pin in pins.items():
        click.echo(f"PIN of {key}, {role}: {pin}", err=True)


def _fresh(digits: int, taken: set[str]) -> str:
    while (pin := "".join(secrets.choice("0123456789") for _ in range(digits))) in taken:
        pass
    return pin


def _quoted(text: str) -> str:
    """Return *text* as TOML has it: as JSON, but for one character that TOML does not take as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


@click.group()
def hold() -> None:
    """Listen to hold programmes."""


@hold.command()
@click.argument("name", default="wait.xml")
@_TEMPLATES
@click.option("--language", help="Language and words of the caller, such as de-DE.")
@click.option("--voice", help="Voice of the room.")
@click.option("--seconds", type=click.IntRange(1, 14_400), default=120, show_default=True, help="How long to listen.")
@click.option("--waiting", type=click.IntRange(1), default=1, show_default=True, help="How many callers wait.")
def preview(
    name: str, templates: str | None, language: str | None, voice: str | None, seconds: int, waiting: int
) -> None:
    """Print what somebody who waits hears, and when, of the programme NAME, with .xml at its end or without.

    How long speech lasts is an estimate.
    """
    _, scripts, words = _house(_settings(None, templates))
    name = name if name in scripts.names else f"{name.removesuffix('.xml')}.xml"
    if name not in scripts.names:
        raise _unknown("programme", name, scripts.names)
    wait = Wait(
        key="standup",
        name="Weekly standup",
        speech=words.speech(Tongue(language, voice)),
        wait_url=_URLS.hold("preview"),
        tune_url=_URLS.tune,
        waiting=waiting,
        position=waiting,
    )
    table = Table("at", "verb", "heard", box=SIMPLE)
    for moment in timeline(scripts, name, wait, seconds):
        table.add_row(f"{moment.at_s // 60}:{moment.at_s % 60:02}", moment.verb, Text(moment.what))
    console().print(table)


def _unknown(what: str, name: str, known: Sequence[str]) -> Wrong:
    near = nearest(name, known)
    hint = f"; did you mean {near!r}?" if near else ""
    return Wrong(f"there is no {what} {name!r}; allowed: {', '.join(known)}{hint}")


def _settings(rooms_file: str | None, templates: str | None) -> Config:
    return load_config(None, {"rooms": rooms_file, "templates": templates})


def _house(config: Config) -> tuple[Directory, HoldScripts, Words]:
    """Return rooms, programmes and words as a server with these settings would start with them."""
    with telling_errors():
        house = read_house(config, _URLS)
    return house.rooms.directory, house.hold, house.words
