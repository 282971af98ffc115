"""rooms.toml: rooms and numbers, checked before the server starts."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from server.config import read_toml
from server.errors import ConfigurationError
from server.rooms.room import Directory, Limits, Line, Room
from server.rooms.table import Terms, Where, read_room, tongues
from server.urls import Urls
from texml.vocabulary import nearest

__all__ = ["LIMITS", "LINE_KEYS", "demo_rooms", "read_rooms", "rooms_of"]

LIMITS = ("calls_per_caller", "calls_per_number")
"""What the table [limits] may say."""

LINE_KEYS = ("room", "greeting", "language", "languages", "voice", "voices", *LIMITS)
"""What the table of a number may say."""

_TABLES = ("rooms", "numbers", "limits")
_MOST_CALLS = 100_000
# As the platform writes it in To.
_DIALED = re.compile(r"\+[1-9][0-9]{0,14}|sip:[^\s]{1,200}")


def demo_rooms(urls: Urls) -> Directory:
    """Return the one room that there is when nobody described any."""
    room = read_room("demo", {"welcome": "Welcome to the demo room."}, "demo room", Terms(urls))
    return Directory(rooms=MappingProxyType({"demo": room}))


def read_rooms(file: Path, urls: Urls, *, allows_plain_pins: bool = True) -> Directory:
    """Return the rooms and numbers that *file* describes; see `rooms_of`.

    Raises: ConfigurationError with file, table, key and what is allowed, for the first thing that is wrong.
    """
    return rooms_of(read_toml(file), str(file), Terms(urls, allows_plain_pins))


def rooms_of(tables: Mapping[str, Any], file: str, terms: Terms) -> Directory:
    """Return what *tables* describe: a table ``[rooms.KEY]`` or ``[numbers."NUMBER"]`` each, and ``[limits]``.

    Unless a room says otherwise, the platform tells the server behind the URLs of every event, and who waits hears the
    room's hold programme. *file* is where the tables stand.

    Raises: ConfigurationError with file, table, key and what is allowed, for the first thing that is wrong.
    """
    for name in tables:
        if name not in _TABLES:
            raise ConfigurationError(
                "there is no such table",
                place=f"{file} [{name}]",
                allowed='[rooms.KEY], [numbers."NUMBER"], [limits]',
                nearest=nearest(name, _TABLES),
            )
    described = _tables(file, tables, "rooms", "[rooms.KEY]")
    if not described:
        raise ConfigurationError("there is no room in it", place=file, allowed="one table [rooms.KEY] or more")
    rooms = {key: read_room(key, table, f"{file} [rooms.{key}]", terms) for key, table in described.items()}
    _check_codes(file, rooms)
    numbers = _tables(file, tables, "numbers", '[numbers."NUMBER"]')
    limits = _own_limits(file, tables.get("limits", {}))
    lines = {number: _line(file, number, table, rooms, limits) for number, table in numbers.items()}
    return Directory(rooms=MappingProxyType(rooms), lines=MappingProxyType(lines), limits=limits)


def _own_limits(file: str, table: Any) -> Limits:
    where = Where(f"{file} [limits]", table if isinstance(table, dict) else {})
    if not isinstance(table, dict):
        where.refuse(None, "limits are a table of their own", ", ".join(LIMITS))
    where.check_keys(LIMITS)
    return _limits(where, Limits())


def _limits(where: Where, usual: Limits) -> Limits:
    given = {key: number for key in LIMITS if (number := where.number(key, 1, _MOST_CALLS)) is not None}
    return usual._replace(**given)


def _tables(file: str, tables: Mapping[str, Any], name: str, allowed: str) -> Mapping[str, Mapping[str, Any]]:
    found = tables.get(name, {})
    if not isinstance(found, dict) or not all(isinstance(table, dict) for table in found.values()):
        what = "a room is a table of its own" if name == "rooms" else "a number is a table of its own"
        raise ConfigurationError(what, place=f"{file} [{name}]", allowed=allowed)
    return found


def _check_codes(file: str, rooms: Mapping[str, Room]) -> None:
    codes: dict[str, str] = {}
    for room in rooms.values():
        if room.code is None:
            continue
        if room.code in codes:
            other = codes[room.code]
            place = f"{file} [rooms.{room.key}]"
            raise ConfigurationError(f"[rooms.{other}] has that code", place=place, key="code", allowed="another one")
        codes[room.code] = room.key


def _line(file: str, number: str, table: Mapping[str, Any], rooms: Mapping[str, Room], limits: Limits) -> Line:
    where = Where(f'{file} [numbers."{number}"]', table)
    if not _DIALED.fullmatch(number):
        where.refuse(None, "that is no number that can be dialed", "+ and up to 15 digits, or sip:...")
    where.check_keys(LINE_KEYS)
    room = where.text("room")
    if room is not None and room not in rooms:
        where.refuse("room", f"there is no room {room!r}", ", ".join(rooms), nearest(room, list(rooms)))
    if room is None and not any(each.code for each in rooms.values()):
        where.refuse("room", "it is missing, and no room has a code to ask for", ", ".join(rooms))
    speaks = any(key in table for key in ("language", "languages", "voice", "voices"))
    spoken = tongues(where) if speaks or room is None else rooms[room].tongues
    return Line(number, room=room, greeting=where.text("greeting"), tongues=spoken, limits=_limits(where, limits))
