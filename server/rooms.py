"""The rooms: what rooms.toml says of each, checked before the server starts."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from server.config import read_toml
from server.errors import ConfigurationError
from server.room import Room, Rooms
from server.urls import Urls
from texml import Conference, DocumentError, Say
from texml.vocabulary import nearest, rows

__all__ = ["URL_ATTRIBUTES", "demo_rooms", "read_rooms"]

# The key is part of a URL and of log lines; the name that callers meet under may be any text.
_KEY = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_OWN_KEYS = ("name", "welcome", "voice", "language", "wait_template")

URL_ATTRIBUTES = ("wait_url", "status_callback", "recording_status_callback")
"""The attributes of a Conference that the platform fetches; a path among them is one of this server."""


def demo_rooms(urls: Urls) -> Rooms:
    """Return the one room that there is when nobody described any."""
    return {"demo": _room("demo", {"welcome": "Welcome to the demo room."}, urls, "demo room")}


def read_rooms(file: Path, urls: Urls) -> Rooms:
    """Return the rooms that *file* describes, one table ``[rooms.KEY]`` each.

    Unless a room says otherwise, the platform tells the server behind *urls* of every event, and who waits hears the
    room's hold script.

    Raises: ConfigurationError with file, table, key and what is allowed, for the first thing that is wrong.
    """
    tables = read_toml(file)
    for name in tables:
        if name != "rooms":
            near = nearest(name, ["rooms"])
            raise ConfigurationError(
                "there is no such table", place=f"{file} [{name}]", allowed="[rooms.KEY]", nearest=near
            )
    rooms = tables.get("rooms", {})
    if not isinstance(rooms, dict) or not all(isinstance(table, dict) for table in rooms.values()):
        raise ConfigurationError("a room is a table of its own", place=f"{file} [rooms]", allowed="[rooms.KEY]")
    if not rooms:
        raise ConfigurationError("there is no room in it", place=str(file), allowed="one table [rooms.KEY] or more")
    return MappingProxyType({key: _room(key, table, urls, f"{file} [rooms.{key}]") for key, table in rooms.items()})


def _room(key: str, table: Mapping[str, Any], urls: Urls, place: str) -> Room:
    """Return the room that a table describes; *place* is where it stands, for whoever has to mend it."""
    if not _KEY.fullmatch(key):
        raise ConfigurationError("the room's key cannot stand in a URL", place=place, allowed="A-Z, a-z, 0-9, - and _")
    _check_keys(table, place)
    voice, language = table.get("voice"), table.get("language")
    try:
        welcome = Say(table["welcome"], voice=voice, language=language) if "welcome" in table else None
        conference = _conference(key, table, urls)
    except DocumentError as err:
        raise ConfigurationError(
            err.problem, place=place, key=err.attribute, allowed=err.allowed, nearest=err.nearest
        ) from err
    own = {"wait_template": table["wait_template"]} if "wait_template" in table else {}
    return Room(key=key, conference=conference, welcome=welcome, voice=voice, language=language, **own)


def _check_keys(table: Mapping[str, Any], place: str) -> None:
    allowed = [*_OWN_KEYS, *(row.name for row in rows(Conference))]
    for name, value in table.items():
        if name not in allowed:
            raise ConfigurationError(
                "there is no such key",
                place=place,
                key=name,
                allowed=", ".join(allowed),
                nearest=nearest(name, allowed),
            )
        if name in _OWN_KEYS and (not isinstance(value, str) or not value.strip()):
            raise ConfigurationError(f"{value!r} is not allowed", place=place, key=name, allowed="a text, not blank")


def _conference(key: str, table: Mapping[str, Any], urls: Urls) -> Conference:
    attributes: dict[str, Any] = {
        "status_callback": urls.conference_callback,
        "status_callback_event": ("start", "end", "join", "leave", "speaker"),
        "wait_url": urls.wait(key),
        **{name: value for name, value in table.items() if name not in _OWN_KEYS},
    }
    for name in URL_ATTRIBUTES:
        url = attributes.get(name)
        if isinstance(url, str) and url:  # anything else is left for the noun to refuse
            attributes[name] = urls.absolute(url)
    return Conference(table.get("name", key), **attributes)
