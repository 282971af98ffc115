"""Append deliveries durably: many requests, one commit; and where the database takes none, the local disk.

A commit costs a sync of the disk, whatever is in it. So each process has one writer thread: requests hand it their
arrival and wait, it takes all that have gathered and commits them together (server/log/writer.py). A request is
answered only after its commit has returned.

Where the commit fails or does not come, a second thread writes what waits into the spool and syncs that. The writer
takes it into the database as soon as that takes anything again.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from server.errors import LogUnavailable
from server.log.arrival import Arrival
from server.log.committer import Committer
from server.log.database import database_path, database_url
from server.log.disk import Space, SpaceWatch, space_of
from server.log.pending import Patience, Pending
from server.log.postgres import said
from server.log.spool import Spool
from server.log.spooler import Spooler
from server.log.ticket import Ticket

__all__ = ["Health", "Inbox"]

# The platform gives up after 2 s; an answer after that would be for nobody. The database has the first half.
_PATIENCE_S = 1.4
_DATABASE_PATIENCE_S = 0.7
_HEALTH_PATIENCE_S = 0.25
# When one commit held several arrivals, more are on their way: to wait for them saves a sync, and under load gives a
# tenth more callbacks per second and a shorter tail (bench/serving.py). A lone arrival never waits.
_LINGER_S = 0.006
_MOST_SOON = 2_000
_SPOOL_OF_POSTGRES = "texml-spool"


class Health(NamedTuple):
    """How the log does: *is_ready* says that a callback would be stored now, *is_storing* that the database takes it.

    *spooled* counts the bytes that wait on the local disk for the database, *reason* says why it takes none. *space* is
    that of the disk with the least, of those that the log and its spool are on.
    """

    is_ready: bool
    is_storing: bool
    spooled: int = 0
    reason: str | None = None
    space: Space | None = None


class Inbox:
    """Appends to the log in one database, from any number of threads of one process.

    Nothing is opened before it is started or first appended to, so that a server can make it before it forks. *spool*
    is the folder of the spool, by default beside the database's file, or ``texml-spool``; *space* tells how much room
    the disk of a folder has. Close it to wait for what is on its way and stop the writer.

    Raises: ConfigurationError if *database* names none.
    """

    def __init__(
        self,
        database: str,
        *,
        spool: str | None = None,
        patience_s: float = _PATIENCE_S,
        database_patience_s: float = _DATABASE_PATIENCE_S,
        linger_s: float = _LINGER_S,
        space: Callable[[Path], Space | None] = space_of,
    ) -> None:
        path = database_path(database_url(database))
        self._patience = Patience(patience_s, min(database_patience_s, patience_s))
        default = Path(f"{path}-spool") if path is not None else Path(_SPOOL_OF_POSTGRES).absolute()
        self._spool = Spool(Path(spool).absolute() if spool else default)
        folders = [self._spool.folder] if path is None else [path.parent, self._spool.folder]
        self._space = SpaceWatch(folders, space)
        self._committer = Committer(database, self._spool, space=self._space, linger_s=linger_s)
        self._spooler = Spooler(self._spool)
        self._starting = threading.Lock()
        self._threads: tuple[threading.Thread, threading.Thread] | None = None
        self._closed = False

    def start(self) -> None:
        """Start the threads, and with them the draining of what an earlier server has left in the spool.

        Raises: LogUnavailable if it is closed.
        """
        if self._threads and not self._closed:
            return
        with self._starting:
            if self._closed:
                raise LogUnavailable("the log is closed")
            if not self._threads:
                self._threads = (
                    threading.Thread(target=self._committer.run, name="log-writer", daemon=True),
                    threading.Thread(target=self._spooler.run, name="log-spooler", daemon=True),
                )
                for thread in self._threads:
                    thread.start()

    def append(self, arrival: Arrival) -> None:
        """Return when *arrival* is on the disk: in the database, or in the spool.

        Raises: LogUnavailable if neither took it in time; it may be there all the same, and the platform's repeat of it
        will count as one.
        """
        self.start()
        Pending(arrival, self._committer, self._spooler, self._patience).finish()

    def begin(self, arrival: Arrival) -> Pending:
        """Return *arrival* on its way to the disk, for who does not want to wait there.

        Raises: LogUnavailable if the log is closed.
        """
        self.start()
        return Pending(arrival, self._committer, self._spooler, self._patience, calls=True)

    def append_soon(self, make: Callable[[], Arrival]) -> None:
        """Log the arrival that *make* returns within a moment, and return at once; *make* must not raise.

        A process that is killed meanwhile takes it along. So it is for what the platform asks, which it asks again;
        what it tells wants `append`.

        Raises: LogUnavailable if the log is closed, or too many wait already.
        """
        self.start()
        committer = self._committer
        if committer.away is not None:
            self._spooler.queue.put(Ticket(make()))
            return
        if len(committer.soon) >= _MOST_SOON:
            raise LogUnavailable(f"{_MOST_SOON} requests wait to be logged")
        is_first = not committer.soon
        committer.soon.append(make)
        if is_first:
            self._nudge()

    def _nudge(self) -> None:
        """Have the writer see that there is something that nobody waits for."""
        ticket = Ticket(None)
        ticket.gave_up = True  # it is not the one to wake the others
        self._committer.queue.put(ticket)

    def quarantine(self, arrival: Arrival, reason: str) -> None:
        """Keep a request that is not the platform's, for whoever wants to know who sends such; return at once.

        The log has room for the last thousand. Under a flood of them, or where the log cannot be written, some are
        dropped.
        """
        if not self._closed:
            self.start()
            self._committer.refused.append((arrival, reason))
            self._nudge()

    def begin_aside(self, arrival: Arrival, reason: str) -> Pending:
        """Return a request on its way to quarantine: it is the platform's own, but cannot be taken now; later it may.

        Raises: LogUnavailable if the log is closed.
        """
        self.start()
        return Pending(arrival, self._committer, self._spooler, self._patience, reason=reason, calls=True)

    def health(self) -> Health:
        """Return how the log does; asks the writer to take its turn, and waits a quarter of a second at most."""
        try:
            self.start()
        except LogUnavailable as err:
            return Health(is_ready=False, is_storing=False, reason=str(err))
        away = None
        ticket = Ticket(None)
        self._committer.queue.put(ticket)
        if not ticket.wait(_HEALTH_PATIENCE_S):
            away = f"no commit within {_HEALTH_PATIENCE_S} s"
        elif ticket.error is not None:
            away = f"not writable: {said(ticket.error)}"
        spooled = self._spool.waiting()
        is_ready = away is None or self._spool.is_usable()
        space = self._space.least()
        return Health(is_ready=is_ready, is_storing=away is None, spooled=spooled, reason=away, space=space)

    def close(self) -> None:
        """Commit or spool what is on its way, then stop the threads; nothing can be appended afterwards."""
        with self._starting:
            self._closed = True
            threads, self._threads = self._threads, None
        if threads:
            writer, spooler = threads
            self._committer.queue.put(None)
            writer.join()
            for arrival in self._committer.left():
                self._spooler.queue.put(Ticket(arrival))
            self._spooler.queue.put(None)
            spooler.join()
        self._spool.release()
