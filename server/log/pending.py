"""One arrival from the moment that it came until it is on the disk: in the database, or else in the spool."""

import time
from collections.abc import Callable
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
    """An arrival that the database was asked to take; whoever made it calls `finish`, and knows then that it is stored.

    With *calls*, one who does not want to wait there is called when the database has taken it, or could not, and calls
    `finish` then, or at the *deadline*, a moment on the monotonic clock.
    """

    def __init__(
        self, arrival: Arrival, committer: Committer, spooler: Spooler, patience: Patience, *, calls: bool = False
    ) -> None:
        self._arrival = arrival
        self._committer = committer
        self._spooler = spooler
        self._patience = patience
        began = time.monotonic()
        self.deadline = began + patience.database_s
        self._end = began + patience.whole_s
        self._ticket = self._ask(calls=calls) if committer.away is None else None

    def _ask(self, *, calls: bool = False) -> Ticket:
        ticket = Ticket(self._arrival, calls=calls)
        self._committer.queue.put(ticket)
        return ticket

    @property
    def is_known(self) -> bool:
        """Return whether it is in the database: then `finish` returns at once."""
        return self._ticket is not None and self._ticket.is_done and self._ticket.error is None

    def call(self, back: Callable[[], None]) -> None:
        """Have *back* called once, from any thread, when the database has taken the arrival, or will not."""
        if self._ticket is None:
            back()
        else:
            self._ticket.call(back)

    def finish(self) -> None:
        """Return when the arrival is on the disk.

        Raises: LogUnavailable if neither database nor spool took it in time; it may be there all the same.
        """
        if self._ticket is not None and self._is_taken(self._ticket, self.deadline):
            return
        ticket = Ticket(self._arrival)
        self._spooler.queue.put(ticket)
        if not ticket.wait(self._end - time.monotonic()):
            raise LogUnavailable(f"neither database nor spool took it within {self._patience.whole_s} s")
        if ticket.error is None:
            return
        # There is no spool. The database may be back, and there may be time left to wait for it.
        reason = f"not written: {self._committer.away}; not spooled: {said(ticket.error)}"
        if not self._is_taken(self._ask(), self._end):
            raise LogUnavailable(reason) from ticket.error

    def _is_taken(self, ticket: Ticket, deadline: float) -> bool:
        """Return whether the database took what *ticket* carries; False where it takes nothing at the moment.

        Raises: LogUnavailable if it takes others, but not this one.
        """
        if not ticket.wait(deadline - time.monotonic()):
            self._committer.away = f"no commit within {self._patience.database_s} s"
            return False
        if ticket.error is not None and self._committer.away is None:
            # The spool could never give it to the database either.
            raise LogUnavailable(f"not written: {type(ticket.error).__name__}") from ticket.error
        return ticket.error is None
