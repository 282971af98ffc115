"""Write into the database: one commit for all the arrivals that are given at once.

One thread at a time may use a writer. The processes that write one SQLite file take turns at the turnstile.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from server.log.arrival import Arrival
from server.log.database import database_path, database_url
from server.log.postgres import PostgresSession
from server.log.session import Session
from server.log.sqlite import SqliteSession
from server.log.transaction import Chains, LostChain, delete_refused, insert_arrivals, insert_refused
from server.log.turnstile import Turnstile

__all__ = ["Writer"]

_T = TypeVar("_T")


class Writer:
    """Writes to one database; nothing is opened before it is needed.

    Who uses it closes it after an error that a method raises; the next call then opens all anew. *is_patient* lets
    statements take any time, for commands that go over a whole log.

    Raises: ConfigurationError if *database* names none.
    """

    def __init__(self, database: str, *, is_patient: bool = False) -> None:
        self._url = database_url(database)
        self._path = database_path(self._url)
        self._is_patient = is_patient
        self._turnstile: Turnstile | None = None
        self._session: Session | None = None
        self._chains = Chains()

    def turn(self) -> AbstractContextManager[None]:
        """Return what to go through before and hold during a write; PostgreSQL needs nothing of the kind."""
        if self._path is None:
            return nullcontext()
        self._turnstile = self._turnstile or Turnstile(self._path)
        return self._turnstile

    def write(self, arrivals: Sequence[Arrival], *, is_again: bool = False) -> list[Exception | None]:
        """Commit *arrivals* and return, for each, what kept it from being written; None: it is on the disk.

        What only one of them can be guilty of stays with that one. *is_again* says that they may be there already, of
        an attempt whose end nobody saw; those are left as they are. Raises what kept all of them out.
        """
        session = self._open()
        try:
            self._transact(lambda session: insert_arrivals(session, arrivals, self._chains, is_again=is_again))
        except LostChain:
            return self.write(arrivals, is_again=is_again)
        except Exception as err:
            if session.is_about_all(err):
                raise
            if len(arrivals) == 1:
                return [err]
            return [error for arrival in arrivals for error in self.write([arrival], is_again=is_again)]
        return [None] * len(arrivals)

    def probe(self) -> None:
        """Return if a write would be likely to succeed; raise what keeps it from that."""
        session = self._open()
        session.begin()
        try:
            session.probe()
        finally:
            session.rollback()

    def quarantine(self, refused: Sequence[tuple[Arrival, str]]) -> None:
        """Keep requests that were refused, each with the reason; the oldest beyond the limit go."""
        self._transact(lambda session: insert_refused(session, refused))

    def let_go(self, ids: Sequence[int]) -> None:
        """Let go of refused requests, by their ids."""
        self._transact(lambda session: delete_refused(session, ids))

    def transact(self, act: Callable[[Session], _T]) -> _T:
        """Return what *act* returns, done in its turn and in a transaction of its own."""
        with self.turn():
            return self._transact(act)

    def _transact(self, act: Callable[[Session], _T]) -> _T:
        session = self._open()
        session.begin()
        try:
            result = act(session)
            session.commit()
        except BaseException:
            self._chains.forget()
            session.rollback()
            raise
        return result

    def _open(self) -> Session:
        if self._session is None:
            if self._path is not None:
                self._session = SqliteSession(self._path)
            else:
                self._session = PostgresSession(self._url, is_patient=self._is_patient)
        return self._session

    def close(self) -> None:
        """Close what is open; after a failed sync only a new connection sees what the disk holds."""
        self._chains.forget()
        if self._session is not None:
            self._session.close()
            self._session = None
        if self._turnstile is not None:
            self._turnstile.close()
            self._turnstile = None
