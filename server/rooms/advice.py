"""What a room asks for that TexML alone cannot give, or gives otherwise than one may think. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from server.rooms.room import Directory, Room

__all__ = ["Advice", "advise"]


class Advice(NamedTuple):
    """What to know about a *room*, and the *key* of its table that it is about."""

    room: str
    key: str
    text: str


def advise(directory: Directory, *, has_api_key: bool) -> Iterator[Advice]:
    """Yield what whoever describes these rooms should know; none of it stops the server.

    *has_api_key* says that the server can command the platform over its REST API.
    """
    for room in directory.rooms.values():
        without_key = () if has_api_key else _needs_api_key(room)
        for key, text in (*without_key, *_about(room, directory)):
            yield Advice(room.key, key, text)


def _needs_api_key(room: Room) -> Iterator[tuple[str, str]]:
    if room.asks_name:
        yield "announce_name", "names are recorded; to announce them needs telnyx_api_key, the platform's key"
    if room.when_host_leaves == "grace" and "host" in room.roles:
        yield "when_host_leaves", "to end after a grace time needs telnyx_api_key; without it the room goes on"


def _about(room: Room, directory: Directory) -> Iterator[tuple[str, str]]:
    host = room.roles.get("host")
    if room.when_host_leaves == "grace" and host is None:
        yield "when_host_leaves", "there is no host who could leave"
    if room.has_keypad:
        yield (
            "keypad",
            "the platform's page says that * is not for conferences; try it on your account first",
        )
    if room.has_keypad and host is not None and host.conference.end_conference_on_exit:
        yield "keypad", "hosts have no menu: to the platform * is leaving, and their leaving ends the conference"
    if room.has_lobby and host is None:
        yield "lobby", "there is no host to let anybody in"
    if room.has_lobby and host is not None and (not room.has_keypad or host.conference.end_conference_on_exit):
        yield "lobby", "hosts let the lobby in with the keypad, which they do not have here"
    if room.asks_consent and not any(role.conference.record for role in room.roles.values()):
        yield "consent", "it is asked for, but nothing is recorded"
    if room.callers and room.asks_pin:
        yield "callers", "numbers can be forged: who forges one of these needs no PIN"
    if len(directory.rooms) > 1 and room.code is None and room.key not in _direct(directory):
        yield "code", "no number leads here and there is no code; only the URL of the room does"


def _direct(directory: Directory) -> set[str | None]:
    return {line.room for line in directory.lines.values()}
