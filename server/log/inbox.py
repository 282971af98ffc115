"""Append deliveries durably: many requests, one commit.

A commit costs a sync of the disk, whatever is in it. So each process has one writer thread: requests hand it their
arrival and wait, it takes all that have gathered and commits them together (server/log/writer.py). A request is
answered only after its commit has returned.
"""

import threading
import time
from collections import deque
from queue import Empty, SimpleQueue
from typing import NamedTuple

from server.errors import LogUnavailable
from server.log.arrival import Arrival
from server.log.database import database_url
from server.log.ticket import Ticket, wake_all
from server.log.writer import Writer

__all__ = ["Health", "Inbox"]

_MOST_AT_ONCE = 64
_PATIENCE_S = 1.5  # the platform gives up after 2 s; an answer after that would be for nobody
_HEALTH_PATIENCE_S = 0.25
# When one commit held several arrivals, more are on their way: to wait for them saves a sync, and under load gives a
# tenth more callbacks per second and a shorter tail (bench/serving.py). A lone arrival never waits.
_LINGER_S = 0.003
_MOST_QUARANTINED_AT_ONCE = 100
_QUARANTINE_PAUSE_S = 1.0  # whoever floods the server with forged requests pays for one commit a second, not for each


class Health(NamedTuple):
    """How the log does: *is_ready* says that a callback would be stored now, *is_storing* that the database takes it.

    *spooled* counts the bytes that wait on the local disk for the database, *reason* says why it does not take them.
    """

    is_ready: bool
    is_storing: bool
    spooled: int = 0
    reason: str | None = None


class Inbox:
    """Appends to the log in one database, from any number of threads of one process.

    Nothing is opened before the first append, so that a server can make it before it forks. Close it to wait for what
    is on its way and stop the writer.

    Raises: ConfigurationError if *database* names none.
    """

    def __init__(self, database: str, *, patience_s: float = _PATIENCE_S, linger_s: float = _LINGER_S) -> None:
        database_url(database)
        self._database = database
        self._patience_s = patience_s
        self._linger_s = linger_s
        self._waiting: SimpleQueue[Ticket | None] = SimpleQueue()
        self._quarantined: deque[tuple[Arrival, str]] = deque(maxlen=_MOST_QUARANTINED_AT_ONCE)
        self._next_quarantine = 0.0
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False

    def append(self, arrival: Arrival) -> None:
        """Return when *arrival* is on the disk.

        Raises: LogUnavailable if it could not be written, or not in time; it may be there all the same, and the
        platform's repeat of it will count as one.
        """
        self._hand_over(Ticket(arrival), self._patience_s)

    def quarantine(self, arrival: Arrival, reason: str) -> None:
        """Keep a request that is not the platform's, for whoever wants to know who sends such; return at once.

        The log has room for the last thousand. Under a flood of them, or where the log cannot be written, some are
        dropped.
        """
        self._start()
        self._quarantined.append((arrival, reason))
        ticket = Ticket(None)
        ticket.gave_up = True  # nobody waits for it, so it is not the one to wake the others
        self._waiting.put(ticket)

    def set_aside(self, arrival: Arrival, reason: str) -> None:
        """Return when a request is in quarantine that is the platform's own, but cannot be taken now: it may be later.

        Raises: LogUnavailable if it could not be written, or not in time.
        """
        self._hand_over(Ticket(arrival, reason), self._patience_s)

    def health(self) -> Health:
        """Return how the log does; asks the writer to take its turn, and waits a quarter of a second at most."""
        try:
            self._hand_over(Ticket(None), _HEALTH_PATIENCE_S)
        except LogUnavailable as err:
            return Health(is_ready=False, is_storing=False, reason=_reason(err))
        return Health(is_ready=True, is_storing=True)

    def _hand_over(self, ticket: Ticket, patience_s: float) -> None:
        self._start()
        self._waiting.put(ticket)
        if not ticket.wait(patience_s):
            raise LogUnavailable(f"no commit within {patience_s} s")
        if ticket.error is not None:
            raise LogUnavailable(f"not written: {type(ticket.error).__name__}") from ticket.error

    def close(self) -> None:
        """Commit what is on its way, then stop the writer; nothing can be appended afterwards."""
        with self._starting:
            self._closed = True
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()

    def _start(self) -> None:
        if self._thread is not None and not self._closed:
            return
        with self._starting:
            if self._closed:
                raise LogUnavailable("the log is closed")
            if self._thread is None:
                self._thread = threading.Thread(target=self._write_until_closed, name="log-writer", daemon=True)
                self._thread.start()

    def _write_until_closed(self) -> None:
        writer = Writer(self._database)
        batch: list[Ticket | None] = []
        while None not in batch:
            is_busy = len(batch) > 1
            batch = self._next(writer)
            if is_busy:
                time.sleep(self._linger_s)
            try:
                with writer.turn():
                    # Filled only now, so that all who came while another process wrote are in it.
                    self._fill(batch)
                    errors = self._write(batch, writer)
            except Exception as err:  # noqa: BLE001  # the outermost loop: whoever waits must hear of anything
                writer.close()
                errors = [err] * len(batch)
            tickets = [ticket for ticket in batch if ticket is not None]
            for ticket, error in zip(tickets, errors, strict=False):
                ticket.error = error
            wake_all(tickets)
        if self._quarantined:
            self._write_quarantine(writer)
        writer.close()

    def _next(self, writer: Writer) -> list[Ticket | None]:
        """Wait for the next ticket; what is in quarantine is written while there is none."""
        while self._quarantined:
            try:
                return [self._waiting.get(timeout=max(0.0, self._next_quarantine - time.monotonic()))]
            except Empty:
                self._next_quarantine = time.monotonic() + _QUARANTINE_PAUSE_S
                self._write_quarantine(writer)
        return [self._waiting.get()]

    def _write_quarantine(self, writer: Writer) -> None:
        refused = [self._quarantined.popleft() for _ in range(len(self._quarantined))]
        try:
            with writer.turn():
                writer.quarantine(refused)
        except Exception:  # noqa: BLE001  # it is only a sample: nobody waits for it
            writer.close()

    def _write(self, batch: list[Ticket | None], writer: Writer) -> list[Exception | None]:
        """Write what the tickets carry; where none carries anything, see whether it could be written."""
        tickets = [ticket for ticket in batch if ticket is not None]
        arrivals = [ticket.arrival for ticket in tickets if ticket.arrival is not None and ticket.reason is None]
        refused = [(ticket.arrival, ticket.reason) for ticket in tickets if ticket.arrival and ticket.reason]
        if refused:
            writer.quarantine(refused)
        if not arrivals:
            if tickets and not refused:
                writer.probe()
            return [None] * len(tickets)
        errors = iter(writer.write(arrivals))
        return [None if ticket.arrival is None or ticket.reason else next(errors) for ticket in tickets]

    def _fill(self, batch: list[Ticket | None]) -> None:
        while len(batch) < _MOST_AT_ONCE:
            try:
                batch.append(self._waiting.get_nowait())
            except Empty:
                return


def _reason(err: LogUnavailable) -> str:
    """Return why the log cannot be written, in the words of the database where it has said some."""
    cause = err.__cause__
    said = (cause.strerror if isinstance(cause, OSError) else str(cause or "").partition("\n")[0]) or ""
    return f"not writable: {said}" if said else str(err)
