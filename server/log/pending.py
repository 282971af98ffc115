"""One arrival from the moment that it came until it is on the disk: in the database, or else in the spool."""

import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import NamedTuple

from server.errors import LogUnavailable
from server.log.arrival import Arrival
from server.log.committer import Committer
from server.log.postgres import said
from server.log.spooler import Spooler
from server.log.ticket import Ticket

__all__ = ["Patience", "Pending"]


class Patience(NamedTuple):
    """How many seconds an arrival may take as a whole, and of these to get into the database."""

    whole_s: float
    database_s: float


class Pending:
    """An arrival that the database was asked to take; where it does not in time, the spool; then the database again.

    With a *reason* it is for the quarantine, which only the database has.

    Whoever waits calls `finish`. Whoever does not, with *calls*, is called when there is news and calls `go_on` then,
    and at the `deadline`, a moment on the monotonic clock, and `finish` once there is nothing more to wait for. One
    thread at a time does so.
    """

    def __init__(
        self,
        arrival: Arrival,
        committer: Committer,
        spooler: Spooler,
        patience: Patience,
        *,
        reason: str | None = None,
        calls: bool = False,
    ) -> None:
        self._arrival = arrival
        self._reason = reason
        self._committer = committer
        self._spooler = spooler
        self._patience = patience
        self._calls = calls
        self._back: Callable[[], None] | None = None
        self._failure: LogUnavailable | None = None
        self._is_over = False
        self._began = time.monotonic()
        self._end = self._began + patience.whole_s
        if reason is not None:
            self._ask(committer.queue, self._end, self._after_quarantine)
        elif committer.away is None:
            self._ask(committer.queue, self._began + patience.database_s, self._after_database)
        else:
            self._ask(spooler.queue, self._end, self._after_spool)

    def call(self, back: Callable[[], None]) -> None:
        """Have *back* called, from any thread, whenever there is news; at once where that came before."""
        self._back = back
        self._ticket.call(back)

    def go_on(self, now: float) -> bool:
        """Return whether it is known what became of the arrival; where one way led nowhere by *now*, take the next."""
        while not self._is_over:
            if not self._ticket.is_done:
                if now < self.deadline:
                    return False
                self._ticket.gave_up = True
            self._then()
        return True

    def finish(self) -> None:
        """Return when the arrival is on the disk.

        Raises: LogUnavailable if neither database nor spool took it in time; it may be there all the same.
        """
        while not self.go_on(time.monotonic()):
            self._ticket.wait(self.deadline - time.monotonic())
        if self._failure is not None:
            raise self._failure

    def _ask(self, queue: "SimpleQueue[Ticket | None]", deadline: float, then: Callable[[], None]) -> None:
        self._ticket = Ticket(self._arrival, self._reason, calls=self._calls)
        self.deadline = deadline
        self._then = then
        queue.put(self._ticket)
        if self._back is not None:
            self._ticket.call(self._back)

    def _after_database(self) -> None:
        # It is looked at once more whether the commit came: perhaps just now, from somebody who did not see yet that
        # this request gave up.
        if self._ticket.is_done and self._ticket.error is None:
            self._is_over = True
        elif self._ticket.is_done and self._committer.away is None:
            # It takes others, but not this one, and the spool could never give it that either.
            self._fail(f"not written: {type(self._ticket.error).__name__}")
        else:
            if not self._ticket.is_done and self._committer.committed_at < self._began:
                self._committer.away = f"no commit within {self._patience.database_s} s"
            self._ask(self._spooler.queue, self._end, self._after_spool)

    def _after_spool(self) -> None:
        if not self._ticket.is_done:
            self._fail(f"neither database nor spool took it within {self._patience.whole_s} s")
        elif self._ticket.error is None:
            self._is_over = True
        else:
            # There is no spool. The database may be back, and there may be time left to wait for it.
            self._why = f"not written: {self._committer.away}; not spooled: {said(self._ticket.error)}"
            self._ask(self._committer.queue, self._end, self._after_all)

    def _after_all(self) -> None:
        if self._ticket.is_done and self._ticket.error is None:
            self._is_over = True
        else:
            self._fail(self._why)

    def _after_quarantine(self) -> None:
        if not self._ticket.is_done:
            self._fail(f"no commit within {self._patience.whole_s} s")
        elif self._ticket.error is not None:
            self._fail(f"not written: {type(self._ticket.error).__name__}")
        else:
            self._is_over = True

    def _fail(self, reason: str) -> None:
        self._failure = LogUnavailable(reason)
        self._failure.__cause__ = self._ticket.error
        self._is_over = True
