"""What a room, its roles and the numbers that lead to it are. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from server.rooms.hours import Hours
from server.rooms.pins import Pin
from texml import Conference

__all__ = ["ROLES", "Directory", "Limits", "Line", "Role", "RoleName", "Room", "Tongue", "WhenHostLeaves"]

RoleName = Literal["host", "participant", "listener"]
ROLES: tuple[RoleName, ...] = get_args(RoleName)
"""The roles, the mightiest first: a PIN that two roles share opens the mightier one."""

WhenHostLeaves = Literal["end", "grace", "continue"]


class Tongue(NamedTuple):
    """A language that callers are spoken to in, and the voice for it; None leaves it to the platform."""

    language: str | None = None
    voice: str | None = None


class Role(NamedTuple):
    """What a caller of a role is put into the room with: its *conference* noun; *pins* open it, None asks for none."""

    name: RoleName
    conference: Conference
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One room, as its table in rooms.toml describes it.

    *key* is its part of a URL, *code* what callers of a shared number type to reach it. *roles* has at least the
    participant's. *welcome* is spoken first, by language. *capacity* is what is told before the platform would refuse;
    *callers* are the numbers that need no PIN, with the role each gets. Durations are in seconds.
    """

    key: str
    roles: Mapping[RoleName, Role]
    code: str | None = None
    tongues: tuple[Tongue, ...] = (Tongue(),)
    welcome: Mapping[str | None, str] = field(default_factory=dict)
    wait_template: str = "wait.xml"
    callers: Mapping[str, RoleName] = field(default_factory=dict)
    capacity: int = 250
    is_locked: bool = False
    has_lobby: bool = False
    has_keypad: bool = False
    asks_consent: bool = False
    asks_name: bool = False
    asks_survey: bool = False
    hours: Hours | None = None
    when_host_leaves: WhenHostLeaves = "end"
    grace_s: int = 60
    time_limit_s: int | None = None

    @property
    def name(self) -> str:
        """Return the name of the conference that its callers meet in."""
        return self.roles["participant"].conference.name

    def role(self, name: RoleName | None) -> Role:
        """Return the role of this name; the participant's where the room has none such."""
        return self.roles.get(name or "participant") or self.roles["participant"]

    @property
    def asks_pin(self) -> bool:
        """Return whether a caller whom it does not know by number needs a PIN."""
        return bool(self.roles["participant"].pins)

    @property
    def pins(self) -> tuple[tuple[Pin, RoleName], ...]:
        """Return every PIN with the role that it opens, the mightiest role first."""
        return tuple((pin, role.name) for role in self.roles.values() for pin in role.pins)


class Limits(NamedTuple):
    """How many calls are let through within a minute: of one caller's number, and to one number; None: any."""

    calls_per_caller: int | None = None
    calls_per_number: int | None = None


class Line(NamedTuple):
    """A number that callers dial: it leads straight to *room*, or, without one, asks for a room's code."""

    number: str
    room: str | None = None
    greeting: str | None = None
    tongues: tuple[Tongue, ...] = (Tongue(),)
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """All rooms and numbers of one server: rooms by key, lines by number; *limits* are those of all other numbers."""

    rooms: Mapping[str, Room]
    lines: Mapping[str, Line] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)

    def line(self, number: str | None) -> Line:
        """Return the line behind the dialed *number*; one that nobody described serves every room.

        Where there is one room and it has no code, such a line leads straight to it.
        """
        found = self.lines.get(number or "")
        if found is not None:
            return found
        room = next(iter(self.rooms.values()))
        only = room.key if len(self.rooms) == 1 and room.code is None else None
        return Line(number or "", room=only, tongues=room.tongues, limits=self.limits)

    def by_code(self, code: str) -> Room | None:
        """Return the room that *code* leads to, or None."""
        return next((room for room in self.rooms.values() if room.code == code), None)
