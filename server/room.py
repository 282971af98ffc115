"""What a room is. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from texml import Conference, Say

__all__ = ["Room", "Rooms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One room, as its table in rooms.toml describes it.

    *key* is its part of the URL. *conference* is the noun that callers are put into; rooms whose conferences have one
    name lead to one conference, so a line for hosts and one for guests are two rooms. *welcome* is spoken first, and
    *voice* and *language* are those of all that is spoken. *wait_template* names the hold script.
    """

    key: str
    conference: Conference
    welcome: Say | None = None
    voice: str | None = None
    language: str | None = None
    wait_template: str = "wait.xml"


Rooms = Mapping[str, Room]
"""The rooms by key."""
