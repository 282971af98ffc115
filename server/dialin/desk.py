"""What the dial-in remembers between calls, and who keeps it: the same store as the log's, so every node knows it."""

from datetime import datetime
from typing import NamedTuple, Protocol

from server.dialin.budget import Failures
from server.dialin.facts import Change, Occupancy
from server.dialin.traffic import Traffic
from server.rooms.room import Room

__all__ = ["EVERYTHING", "Caller", "Desk", "Need", "Recollection"]


class Caller(NamedTuple):
    """Who calls: the platform's id of the *call*, and the *number*, which anybody can forge."""

    call: str
    number: str | None


class Recollection(NamedTuple):
    """What a desk remembers that matters to one call at one moment."""

    occupancy: Occupancy = Occupancy()
    failures: Failures = Failures()
    is_known: bool = False
    is_admitted: bool = False
    place: int = 1
    """Which of those in the lobby the call is, at least 1."""
    traffic: Traffic = Traffic()


class Need(NamedTuple):
    """What the rules may ask for; the rest is not looked for, as a caller waits meanwhile.

    *failures* also tells whether the room knows the caller; *lobby* is who waits there, and whether the call may leave.
    *attempt* is the number of the try that is being made: it is none of the failures before it, so that the platform
    may ask of it twice.
    """

    failures: bool = True
    lobby: bool = True
    attempt: int | None = None
    line: str | None = None
    """The number that was dialed, where the calls to it are to be counted."""


EVERYTHING = Need()


class Desk(Protocol):
    """Remembers failures, entries, locks and the lobby. They raise LogUnavailable where the store is away."""

    def recall(self, caller: Caller, room: Room | None, now: datetime, need: Need = EVERYTHING) -> Recollection:
        """Return what of *need* matters to this call in *room*, failures being those of the day of *now* (UTC)."""
        ...

    def name_of(self, call: str) -> tuple[str, str] | None:
        """Return the room that *call* is for and where its caller's name can be fetched; None where none was kept."""
        ...

    def note(self, changes: tuple[Change, ...], caller: Caller, now: datetime) -> None:
        """Return when *changes* are on the disk; what was noted of a call before counts once."""
        ...
