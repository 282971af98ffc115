"""Lend connections that are kept open, for plain statements that are asked while a caller waits for the answer."""

import threading
import time
from contextlib import suppress
from types import TracebackType
from typing import Literal

from server.errors import LogUnavailable
from server.log import sqlite
from server.log.database import database_path, database_url
from server.log.engine import shown
from server.log.postgres import READER_S, PostgresSession
from server.log.session import Session
from server.log.sqlite import SqliteSession

__all__ = ["Loan", "Sessions"]

_MOST = 16
_MOST_IDLE = 4
_PATIENCE_S = 1.0
_LOOK_S = 0.01


class Sessions:
    """Lends the sessions of one database to any number of threads; nothing is opened before it is needed.

    Close it before a fork and at the end; it opens anew what is asked of it afterwards.

    Raises: ConfigurationError if *database* names none.
    """

    def __init__(self, database: str) -> None:
        self._url = database_url(database)
        self._path = database_path(self._url)
        self._idle: list[Session] = []
        self._places = threading.BoundedSemaphore(_MOST)

    @property
    def name(self) -> str:
        """Return how messages name the database."""
        return shown(self._url)

    def reading(self) -> "Loan":
        """Return what gives, with ``with``, a session that is not in a transaction: each statement is one of its own.

        It raises LogUnavailable for whatever the database says, and where all sessions are taken for too long.
        """
        return Loan(self, "read")

    def writing(self) -> "Loan":
        """Return what gives, with ``with``, a session in a transaction: what was written is on the disk when it ends.

        If something is raised inside, nothing is written. It raises LogUnavailable, as `reading`.
        """
        return Loan(self, "written")

    def take(self) -> Session:
        """Return a session, to be given back or let go.

        Raises: LogUnavailable; whatever the database says.
        """
        session = self._take_idle()
        if session is not None:
            return session
        deadline = time.monotonic() + _PATIENCE_S
        while not self._places.acquire(timeout=_LOOK_S):
            session = self._take_idle()
            if session is not None:
                return session
            if time.monotonic() > deadline:
                raise LogUnavailable(f"{self.name} cannot be asked: all connections are taken")
        try:
            if self._path is not None:
                return SqliteSession(self._path)
            return PostgresSession(self._url, patience_s=READER_S)
        except BaseException:
            self._places.release()
            raise

    def _take_idle(self) -> Session | None:
        while True:
            try:
                session = self._idle.pop()
            except IndexError:
                return None
            if session.is_current():
                return session
            self.let_go(session)

    def give_back(self, session: Session) -> None:
        """Keep a session for the next who asks."""
        if len(self._idle) < _MOST_IDLE:
            self._idle.append(session)
        else:
            self.let_go(session)

    def let_go(self, session: Session) -> None:
        """Close a session that was taken, whatever state it is in."""
        with suppress(Exception):  # it may be dead
            session.close()
        self._places.release()

    def close(self) -> None:
        """Close what nobody uses at the moment."""
        while True:
            try:
                session = self._idle.pop()
            except IndexError:
                return
            self.let_go(session)


class Loan:
    """One session for as long as a ``with`` lasts; one in which anything failed is not lent again."""

    # A class, as every request of a call asks for one: generators cost five times as much.
    __slots__ = ("_done", "_session", "_sessions")

    def __init__(self, sessions: Sessions, done: Literal["read", "written"]) -> None:
        self._sessions = sessions
        self._done = done
        self._session: Session | None = None

    def __enter__(self) -> Session:
        try:
            session = self._session = self._sessions.take()
            if self._done == "written":
                session.begin()
        except Exception as err:
            self._fail(err)
            raise
        return session

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        session = self._session
        if session is None:
            return
        if error is not None:
            self._fail(error)
            return
        if self._done == "written":
            try:
                session.commit()
            except Exception as err:
                self._fail(err)
                raise
        self._sessions.give_back(session)

    def _fail(self, err: BaseException) -> None:
        """Let the session go, and raise what the database says as an error of ours."""
        if self._session is not None:
            self._sessions.let_go(self._session)
            self._session = None
        # After the database was away, those that are kept are as dead as this one.
        self._sessions.close()
        about = isinstance(err, (sqlite.driver().Error, OSError)) or type(err).__module__.startswith("psycopg")
        if about and not isinstance(err, LogUnavailable):
            raise LogUnavailable(f"{self._sessions.name} not {self._done}: {type(err).__name__}") from err
