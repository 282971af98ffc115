"""One arrival on its way to the disk, and who waits for it: a thread, or somebody who wants to be called."""

import threading
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from server.log.arrival import Arrival

__all__ = ["Ticket", "wake_all"]

_T = TypeVar("_T")


class Ticket:
    """An arrival and, once somebody was woken, what kept it out; without an arrival it only asks for a turn.

    With a *reason* the arrival is not for the log but for the quarantine.

    Who wakes up wakes the next one of the same commit: woken all at once they would fight over the interpreter's lock,
    which costs a tenth of the callbacks per second (bench/serving.py). Nobody has to wait for one that *calls* back; it
    stands in no such row.
    """

    __slots__ = ("_awake", "_backs", "_following", "arrival", "calls", "error", "gave_up", "is_done", "reason")

    def __init__(self, arrival: Arrival | None, reason: str | None = None, *, calls: bool = False) -> None:
        self.arrival = arrival
        self.reason = reason
        self.calls = calls
        self.error: Exception | None = None
        self.gave_up = False
        self.is_done = False
        self._awake = threading.Lock()
        self._awake.acquire()
        self._following: list[Ticket] = []
        self._backs: list[Callable[[], None]] = []

    def call(self, back: Callable[[], None]) -> None:
        """Have *back* called once: by whoever commits, or now if the commit has come already."""
        self._backs.append(back)
        if self.is_done:
            self._call_back()

    def wait(self, patience_s: float) -> bool:
        """Return whether the commit came, or failed, within *patience_s*."""
        came = self._awake.acquire(timeout=max(0.0, patience_s))
        if not came:
            self.gave_up = True
            # It may have come just now, from somebody who did not see yet that this request gave up.
            came = self._awake.acquire(blocking=False)
        if came:
            _wake(_first(self._following))
        return came

    def _wake(self) -> None:
        self.is_done = True
        self._awake.release()
        self._call_back()

    def _call_back(self) -> None:
        back = _first(self._backs)
        if back is not None:
            back()


def _first(row: list[_T]) -> _T | None:
    """Take what is in *row*: two may ask at the same moment, and only one of them gets it."""
    try:
        return row.pop()
    except IndexError:
        return None


def _wake(ticket: Ticket | None) -> None:
    """Wake the request behind *ticket*, or the first after it that has not given up."""
    while ticket is not None:
        ticket._wake()  # noqa: SLF001  # the two belong together
        if not ticket.gave_up:
            return
        ticket = _first(ticket._following)  # noqa: SLF001


def wake_all(tickets: Sequence[Ticket]) -> None:
    """Wake the requests behind *tickets*, those that wait one after another; all that they will read is set."""
    waiting = [ticket for ticket in tickets if not ticket.calls]
    for ticket, following in pairwise(waiting):
        ticket._following.append(following)  # noqa: SLF001
    _wake(waiting[0] if waiting else None)
    for ticket in tickets:
        if ticket.calls:
            ticket._wake()  # noqa: SLF001
