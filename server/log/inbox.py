"""Append deliveries durably: many requests, one commit.

A commit costs a sync of the disk, whatever is in it. So each process has one writer thread: requests hand it their
arrival and wait, it takes all that have gathered and commits them together (server/log/writer.py). A request is
answered only after its commit has returned.
"""

import threading
import time
from collections.abc import Sequence
from itertools import pairwise
from queue import Empty, SimpleQueue

from server.errors import LogUnavailable
from server.log.arrival import Arrival
from server.log.store import database_path
from server.log.writer import Writer

__all__ = ["Inbox"]

_MOST_AT_ONCE = 64
_PATIENCE_S = 1.5  # the platform gives up after 2 s; an answer after that would be for nobody
# When one commit held several arrivals, more are on their way: to wait for them saves a sync, and under load gives a
# tenth more callbacks per second and a shorter tail (bench/serving.py). A lone arrival never waits.
_LINGER_S = 0.003


class _Ticket:
    """One arrival on its way to the disk, and the request that waits for it.

    Who wakes up wakes the next one of the same commit: woken all at once they would fight over the interpreter's lock,
    which costs a tenth of the callbacks per second (bench/serving.py).
    """

    __slots__ = ("_awake", "_following", "_gave_up", "arrival", "error")

    def __init__(self, arrival: Arrival) -> None:
        self.arrival = arrival
        self.error: Exception | None = None
        self._awake = threading.Lock()
        self._awake.acquire()
        self._gave_up = False
        self._following: list[_Ticket] = []

    def wait(self, patience_s: float) -> bool:
        """Return whether the commit came, or failed, within *patience_s*."""
        came = self._awake.acquire(timeout=patience_s)
        if not came:
            self._gave_up = True
            # It may have come just now, from somebody who did not see yet that this request gave up.
            came = self._awake.acquire(blocking=False)
        if came:
            _wake(self._take_following())
        return came

    def _take_following(self) -> "_Ticket | None":
        # At the moment of giving up two may ask; only one of them gets it.
        try:
            return self._following.pop()
        except IndexError:
            return None


def _wake(ticket: _Ticket | None) -> None:
    """Wake the request behind *ticket*, or the first after it that has not given up."""
    while ticket is not None:
        ticket._awake.release()  # noqa: SLF001  # the two belong together
        if not ticket._gave_up:  # noqa: SLF001
            return
        ticket = ticket._take_following()  # noqa: SLF001


def _wake_all(tickets: Sequence[_Ticket]) -> None:
    """Wake the requests behind *tickets* one after another; all that they will read is set."""
    for ticket, following in pairwise(tickets):
        ticket._following.append(following)  # noqa: SLF001
    _wake(tickets[0] if tickets else None)


class Inbox:
    """Appends to the log in one database, from any number of threads of one process.

    Nothing is opened before the first append, so that a server can make it before it forks. Close it to wait for what
    is on its way and stop the writer.
    """

    def __init__(self, database: str, *, patience_s: float = _PATIENCE_S, linger_s: float = _LINGER_S) -> None:
        self.path = database_path(database)
        self._patience_s = patience_s
        self._linger_s = linger_s
        self._waiting: SimpleQueue[_Ticket | None] = SimpleQueue()
        self._starting = threading.Lock()
        self._writer: threading.Thread | None = None
        self._closed = False

    def append(self, arrival: Arrival) -> None:
        """Return when *arrival* is on the disk.

        Raises: LogUnavailable if it could not be written, or not in time; it may be there all the same, and the
        platform's repeat of it will count as one.
        """
        if self._writer is None or self._closed:
            self._start()
        ticket = _Ticket(arrival)
        self._waiting.put(ticket)
        if not ticket.wait(self._patience_s):
            raise LogUnavailable(f"no commit within {self._patience_s} s")
        if ticket.error is not None:
            raise LogUnavailable(f"not written: {type(ticket.error).__name__}") from ticket.error

    def close(self) -> None:
        """Commit what is on its way, then stop the writer; nothing can be appended afterwards."""
        with self._starting:
            self._closed = True
        if self._writer is not None:
            self._waiting.put(None)
            self._writer.join()

    def _start(self) -> None:
        with self._starting:
            if self._closed:
                raise LogUnavailable("the log is closed")
            if self._writer is None:
                self._writer = threading.Thread(target=self._write_until_closed, name="log-writer", daemon=True)
                self._writer.start()

    def _write_until_closed(self) -> None:
        writer = Writer(self.path)
        batch: list[_Ticket | None] = []
        while None not in batch:
            is_busy = len(batch) > 1
            batch = [self._waiting.get()]
            if is_busy:
                time.sleep(self._linger_s)
            try:
                with writer.turn():
                    # Filled only now, so that all who came while another process wrote are in it.
                    self._fill(batch)
                    tickets = [ticket for ticket in batch if ticket is not None]
                    errors = writer.write([ticket.arrival for ticket in tickets]) if tickets else []
            except Exception as err:  # noqa: BLE001  # the outermost loop: whoever waits must hear of anything
                writer.close()
                tickets = [ticket for ticket in batch if ticket is not None]
                errors = [err] * len(tickets)
            for ticket, error in zip(tickets, errors, strict=True):
                ticket.error = error
            _wake_all(tickets)
        writer.close()

    def _fill(self, batch: "list[_Ticket | None]") -> None:
        while len(batch) < _MOST_AT_ONCE:
            try:
                batch.append(self._waiting.get_nowait())
            except Empty:
                return
