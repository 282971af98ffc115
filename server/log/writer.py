"""Write arrivals into the database: one commit for all that are given at once.

One thread at a time may use a writer. The processes that write one SQLite file take turns at the turnstile.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from server.log.arrival import Arrival
from server.log.database import database_path, database_url
from server.log.session import Session
from server.log.sqlite import SqliteSession
from server.log.transaction import Chains, LostChain, delete_refused, insert_arrivals, insert_refused
from server.log.turnstile import Turnstile

__all__ = ["Writer"]


class Writer:
    """Writes to one database; nothing is opened before it is needed.

    Who uses it closes it after an error that `write` raises; the next write then opens all anew.

    Raises: ConfigurationError if *database* names none.
    """

    def __init__(self, database: str) -> None:
        self._url = database_url(database)
        self._path = database_path(self._url)
        self._turnstile: Turnstile | None = None
        self._session: Session | None = None
        self._chains = Chains()

    def turn(self) -> AbstractContextManager[None]:
        """Return what to go through before and hold during `write`."""
        if self._path is None:
            return nullcontext()
        self._turnstile = self._turnstile or Turnstile(self._path)
        return self._turnstile

    def write(self, arrivals: Sequence[Arrival]) -> list[Exception | None]:
        """Commit *arrivals* and return, for each, what kept it from being written; None: it is on the disk.

        What only one of them can be guilty of stays with that one. Raises what kept all of them out.
        """
        session = self._open()
        try:
            self._transact(session, lambda: insert_arrivals(session, arrivals, self._chains))
        except LostChain:
            return self.write(arrivals)
        except Exception as err:
            if session.is_about_all(err):
                raise
            if len(arrivals) == 1:
                return [err]
            return [error for arrival in arrivals for error in self.write([arrival])]
        return [None] * len(arrivals)

    def probe(self) -> None:
        """Return if a write would be likely to succeed; raise what keeps it from that."""
        self._transact(self._open(), lambda: None)

    def quarantine(self, refused: Sequence[tuple[Arrival, str]]) -> None:
        """Keep requests that were refused, each with the reason; the oldest beyond the limit go."""
        session = self._open()
        self._transact(session, lambda: insert_refused(session, refused))

    def let_go(self, ids: Sequence[int]) -> None:
        """Let go of refused requests, by their ids."""
        session = self._open()
        self._transact(session, lambda: delete_refused(session, ids))

    def _open(self) -> Session:
        if self._session is None:
            self._session = SqliteSession(self._path or Path())
        return self._session

    def _transact(self, session: Session, act: Callable[[], None]) -> None:
        session.begin()
        try:
            act()
            session.commit()
        except BaseException:
            self._chains.forget()
            session.rollback()
            raise

    def close(self) -> None:
        """Close what is open; after a failed sync only a new connection sees what the disk holds."""
        if self._session is not None:
            self._session.close()
            self._session = None
        if self._turnstile is not None:
            self._turnstile.close()
            self._turnstile = None
