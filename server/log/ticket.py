"""One arrival on its way to the disk, and the request that waits for it."""

import threading
from collections.abc import Sequence
from itertools import pairwise

from server.log.arrival import Arrival

__all__ = ["Ticket", "wake_all"]


class Ticket:
    """An arrival and, once somebody was woken, what kept it out; without an arrival it only asks for a turn.

    With a *reason* the arrival is not for the log but for the quarantine.

    Who wakes up wakes the next one of the same commit: woken all at once they would fight over the interpreter's lock,
    which costs a tenth of the callbacks per second (bench/serving.py).
    """

    __slots__ = ("_awake", "_following", "arrival", "error", "gave_up", "reason")

    def __init__(self, arrival: Arrival | None, reason: str | None = None) -> None:
        self.arrival = arrival
        self.reason = reason
        self.error: Exception | None = None
        self.gave_up = False
        self._awake = threading.Lock()
        self._awake.acquire()
        self._following: list[Ticket] = []

    def wait(self, patience_s: float) -> bool:
        """Return whether the commit came, or failed, within *patience_s*."""
        came = self._awake.acquire(timeout=max(0.0, patience_s))
        if not came:
            self.gave_up = True
            # It may have come just now, from somebody who did not see yet that this request gave up.
            came = self._awake.acquire(blocking=False)
        if came:
            _wake(self._take_following())
        return came

    def _take_following(self) -> "Ticket | None":
        # At the moment of giving up two may ask; only one of them gets it.
        try:
            return self._following.pop()
        except IndexError:
            return None


def _wake(ticket: Ticket | None) -> None:
    """Wake the request behind *ticket*, or the first after it that has not given up."""
    while ticket is not None:
        ticket._awake.release()  # noqa: SLF001  # the two belong together
        if not ticket.gave_up:
            return
        ticket = ticket._take_following()  # noqa: SLF001


def wake_all(tickets: Sequence[Ticket]) -> None:
    """Wake the requests behind *tickets* one after another; all that they will read is set."""
    for ticket, following in pairwise(tickets):
        ticket._following.append(following)  # noqa: SLF001
    _wake(tickets[0] if tickets else None)
