"""The thread that writes the log: it commits what has gathered, and keeps house while nothing has."""

import math
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue

import structlog

from server.log.arrival import Arrival
from server.log.disk import SpaceWatch
from server.log.postgres import said
from server.log.spool import Drain, Spool
from server.log.ticket import Ticket, wake_all
from server.log.writer import Writer

__all__ = ["Committer", "fill"]

_log = structlog.get_logger()

_MOST_AT_ONCE = 256
_MOST_QUARANTINED_AT_ONCE = 100
_QUARANTINE_PAUSE_S = 1.0  # whoever floods the server with forged requests pays for one commit a second, not for each
_AWAY_PAUSE_S = 0.25  # between attempts to reach a database that took nothing
_LOOK_PAUSE_S = 2.0  # between looks for what a server that was killed has left in the spool
_SOON_S = 0.1  # how long what nobody waits for may wait for a commit that somebody waits for
_DRAIN_PAUSE_S = 0.02  # between portions of the spool, so that who waits for a commit comes first


def fill(batch: list[Ticket | None], queue: "SimpleQueue[Ticket | None]") -> None:
    """Add to *batch* what waits in *queue*, as much as one commit may hold."""
    while len(batch) < _MOST_AT_ONCE:
        try:
            batch.append(queue.get_nowait())
        except Empty:
            return


class Committer:
    """Commits the arrivals of the tickets in `queue`; None there ends it.

    *away* says why the database takes nothing, and is None while it does; who waited for it in vain sets it too, unless
    others were *committed_at* a moment since, on the monotonic clock.
    Requests to be quarantined are put into *refused*, with the reason; what makes an arrival that nobody waits for into
    *soon*, and a ticket of somebody who gave up into the queue where there was none. *space* is asked to look now and
    then.
    """

    def __init__(self, database: str, spool: Spool, *, space: SpaceWatch, linger_s: float) -> None:
        self.queue: SimpleQueue[Ticket | None] = SimpleQueue()
        self.refused: deque[tuple[Arrival, str]] = deque(maxlen=_MOST_QUARANTINED_AT_ONCE)
        self.soon: deque[Callable[[], Arrival]] = deque()
        self.away: str | None = None
        self.committed_at = -math.inf
        self._writer = Writer(database)
        self._drain = Drain(spool)
        self._space = space
        self._linger_s = linger_s
        self._is_ending = False
        self._next_refused = 0.0
        self._next_drain = 0.0
        self._next_soon = math.inf

    def run(self) -> None:
        """Work until None comes, then close what is open."""
        batch: list[Ticket | None] = []
        while not self._is_ending:
            is_busy = len(batch) > 1
            first = self._next()
            batch = [first]
            # A ticket that nobody waits for only says that there is something to be done by and by.
            if first is None or not first.gave_up:
                if is_busy:
                    time.sleep(self._linger_s)
                self._commit(batch)
            elif self.soon:
                self._next_soon = min(self._next_soon, time.monotonic() + _SOON_S)
            if time.monotonic() >= self._due():
                self._keep_house()
        while self.soon and self.away is None:
            self._commit([])
        self._next_drain, self._next_refused = math.inf, 0.0
        self._keep_house()
        self._drain.close()
        self._writer.close()

    def left(self) -> list[Arrival]:
        """Return what nobody waited for and the database did not take; called once `run` has ended."""
        return list(_made(self.soon))

    def _next(self) -> Ticket | None:
        """Wait for the next ticket, and keep house whenever that is due; None where the end came meanwhile."""
        while not self._is_ending:
            try:
                return self.queue.get(timeout=max(0.0, self._due() - time.monotonic()))
            except Empty:
                self._keep_house()
        return None

    def _due(self) -> float:
        """Return when there is something to do though nobody waits for it."""
        return min(self._next_drain, self._next_soon, self._next_refused if self.refused else math.inf)

    def _commit(self, batch: list[Ticket | None]) -> None:
        errors: list[Exception | None]
        tickets: list[Ticket] = []
        soon: list[Callable[[], Arrival]] = []
        self._next_soon = math.inf
        try:
            with self._writer.turn():
                # Filled only now, so that all who came while another process wrote are in it.
                fill(batch, self.queue)
                soon = [self.soon.popleft() for _ in range(min(len(self.soon), _MOST_AT_ONCE))]
                # Whoever gave up has gone to the spool, or has told the platform to send it again.
                tickets = [ticket for ticket in batch if ticket is not None and not ticket.gave_up]
                # Those whom nobody waits for are the last, so that they break no chain of waking.
                tickets += [Ticket(arrival) for arrival in _made(soon)]
                errors = self._write(tickets)
            if tickets:
                self.committed_at = time.monotonic()
                self._is_back()
        except Exception as err:  # noqa: BLE001  # the outermost loop: whoever waits must hear of anything
            tickets = [ticket for ticket in batch if ticket is not None]
            errors = [err] * len(tickets)
            self.soon.extendleft(reversed(soon))
            self._is_away(err)
        self._is_ending = self._is_ending or None in batch
        if self.soon:
            self._next_soon = time.monotonic() + (_SOON_S if self.away is None else _AWAY_PAUSE_S)
        for ticket, error in zip(tickets, errors, strict=True):
            ticket.error = error
        wake_all(tickets)

    def _write(self, tickets: list[Ticket]) -> list[Exception | None]:
        """Write what the tickets carry; where none carries anything, see whether it could be written."""
        arrivals = [ticket.arrival for ticket in tickets if ticket.arrival is not None and ticket.reason is None]
        refused = [(ticket.arrival, ticket.reason) for ticket in tickets if ticket.arrival and ticket.reason]
        if refused:
            self._writer.quarantine(refused)
        if not arrivals:
            if tickets and not refused:
                self._writer.probe()
            return [None] * len(tickets)
        errors = iter(self._writer.write(arrivals))
        return [None if ticket.arrival is None or ticket.reason else next(errors) for ticket in tickets]

    def _is_away(self, err: Exception) -> None:
        self._writer.close()
        if self.away is None:
            with suppress(OSError):  # what is said may go to the disk that is full
                _log.error("the database takes nothing", reason=type(err).__name__)
        self.away = said(err)
        self._next_drain = time.monotonic() + _AWAY_PAUSE_S

    def _is_back(self) -> None:
        if self.away is not None:
            with suppress(OSError):
                _log.warning("the database takes callbacks again")
            self.away = None
            self._next_drain = 0.0

    def _keep_house(self) -> None:
        """Write what nobody waits for, take a portion of the spool into the database, and what is to be quarantined."""
        now = time.monotonic()
        if now >= self._next_soon:
            self._commit([])
        if now < self._next_drain and not (self.refused and now >= self._next_refused):
            return
        try:
            if now >= self._next_drain:
                self._next_drain = now + _LOOK_PAUSE_S
                self._space.look()
                self._take_portion()
            if self.refused and now >= self._next_refused:
                self._next_refused = now + _QUARANTINE_PAUSE_S
                refused = [self.refused.popleft() for _ in range(len(self.refused))]
                with self._writer.turn():
                    self._writer.quarantine(refused)
            self._is_back()
        except Exception as err:  # noqa: BLE001  # the outermost loop: it must go on
            self._is_away(err)

    def _take_portion(self) -> None:
        arrivals = self._drain.next()
        if not arrivals:
            if self.away is not None:
                with self._writer.turn():
                    self._writer.probe()
            return
        with self._writer.turn():
            errors = self._writer.write(arrivals, is_again=True)
        rejected = [arrival for arrival, error in zip(arrivals, errors, strict=True) if error is not None]
        self._drain.taken(rejected)
        self._next_drain = time.monotonic() + _DRAIN_PAUSE_S


def _made(soon: Iterable[Callable[[], Arrival]]) -> Iterator[Arrival]:
    """Yield the arrivals; one that cannot be made must not come back for ever."""
    for make in soon:
        try:
            yield make()
        except Exception as err:  # noqa: BLE001  # whatever it is, the others are to be written
            _log.error("request not logged", exc_info=err)
