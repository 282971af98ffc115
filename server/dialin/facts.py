"""What the rules decide by, gathered before they are asked, and what they want done, said instead of done. Pure."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple, Self

from server.dialin.budget import Failures
from server.dialin.traffic import Traffic
from server.dialin.visit import Visit
from server.dialin.words import Speech, Words
from server.rooms.room import Directory, Line, Room, Tongue
from texml import Response

__all__ = [
    "Admit",
    "Answer",
    "AskAdmission",
    "Change",
    "CountCall",
    "CountEntry",
    "CountFailure",
    "Facts",
    "KeepName",
    "Links",
    "Lock",
    "Occupancy",
    "Survey",
    "TakeSeat",
]


class Occupancy(NamedTuple):
    """Who else is in a room, as the log tells it: *present* callers, and those *waiting* in the lobby."""

    present: int = 0
    conference: str | None = None
    """The sid of the conference that goes on, None where none does."""
    waiting: int = 0
    is_locked: bool | None = None
    """Whether a host locked or unlocked it; None where rooms.toml alone says so."""


class CountFailure(NamedTuple):
    """A wrong PIN, the *number*-th of this call; *room* is None where the code led nowhere."""

    room: str | None
    number: int
    is_known: bool


class CountEntry(NamedTuple):
    """A right PIN: the room knows this caller's number from now on."""

    room: str


class Lock(NamedTuple):
    """The room is to be locked, or open again, while its *conference* goes on."""

    room: str
    conference: str
    is_locked: bool


class AskAdmission(NamedTuple):
    """The caller waits in the lobby of the room."""

    room: str


class Admit(NamedTuple):
    """Everybody in the lobby of the room may come in."""

    room: str


class Survey(NamedTuple):
    """The caller's answer after the conference, 1 to 5."""

    room: str
    answer: int


class KeepName(NamedTuple):
    """The caller's name was recorded, and can be fetched at *url*."""

    room: str
    url: str


class CountCall(NamedTuple):
    """The call to the number *line* is let through."""

    line: str


class TakeSeat(NamedTuple):
    """The caller is put into the room in a *role*; *goodbye* is the URL at which it goes on when it is dismissed."""

    room: str
    role: str
    goodbye: str


Change = CountFailure | CountEntry | Lock | AskAdmission | Admit | Survey | CountCall | KeepName | TakeSeat


class Answer(NamedTuple):
    """What the caller is answered, and what has to be on the disk before that."""

    document: Response
    changes: tuple[Change, ...] = ()


class Links(NamedTuple):
    """The URLs that a document may name: *go_on* and *hold* seal a visit into one."""

    go_on: Callable[[Visit], str]
    hold: Callable[[Visit], str]


class Facts(NamedTuple):
    """What is known when the platform asks: of the request, the call, the room and the line.

    *caller* is the number that calls, which anybody can forge; *digits* what was typed, None where nothing was;
    *recording* where it can be fetched what was recorded.
    *is_known* says that the room knows the caller's number, *is_admitted* that a host let the call out of the lobby.
    """

    visit: Visit
    now: datetime
    line: Line
    directory: Directory
    words: Words
    links: Links
    caller: str | None = None
    digits: str | None = None
    recording: str | None = None
    occupancy: Occupancy = Occupancy()
    failures: Failures = Failures()
    is_known: bool = False
    is_admitted: bool = False
    traffic: Traffic = Traffic()

    @property
    def room(self) -> Room | None:
        """Return the room that the caller asked for; None if there is none, or not yet."""
        return self.directory.rooms.get(self.visit.room or "")

    @property
    def tongues(self) -> tuple[Tongue, ...]:
        """Return the languages that the caller can choose from."""
        return self.room.tongues if self.room is not None and self.line.room is not None else self.line.tongues

    @property
    def speech(self) -> Speech:
        """Return how to speak to this caller."""
        chosen = self.visit.language
        spoken = self.room.tongues if self.room is not None else ()
        tongues = [tongue for tongue in (*spoken, *self.line.tongues) if tongue.language == chosen]
        return self.words.speech(tongues[0] if chosen and tongues else self.tongues[0])

    @property
    def is_locked(self) -> bool:
        """Return whether the room is locked now."""
        by_host = self.occupancy.is_locked
        return by_host if by_host is not None else self.room is not None and self.room.is_locked

    def with_visit(self, **changes: Any) -> Self:
        """Return the facts with the visit changed."""
        return self._replace(visit=self.visit._replace(**changes))
