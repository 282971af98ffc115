"""Intents and results on the disk, in the database of the log: what is wanted is written before it is asked for.

The tables are the moderation's own, but for that of locks, which the dial-in heeds; they are made where they are not
there yet.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.event import listen
from sqlalchemy.exc import SQLAlchemyError

from server.dialin.tables import ROOM_LOCK
from server.errors import LogUnavailable
from server.log import sqlite
from server.log.database import database_path, database_url
from server.log.moment import from_microseconds, microseconds
from server.log.turnstile import Turnstile
from server.moderation.action import Entry, State
from server.moderation.gaps import Gap

__all__ = ["Outbox"]

_METADATA = sa.MetaData()
_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_ENTRY = sa.Table(
    "moderation",
    _METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("made_at", sa.BigInteger, nullable=False, comment="microseconds since 1970, UTC"),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("conference", sa.Text, nullable=False),
    sa.Column("call", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("problem", sa.Text),
    sa.Column("finished_at", sa.BigInteger),
)
_IS_OPEN = _ENTRY.c.state.in_(["intended", "uncertain"])
sa.Index("moderation_open", _ENTRY.c.id, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN)
sa.Index("moderation_conference", _ENTRY.c.conference, _ENTRY.c.id)

_GAP = sa.Table(
    "gap",
    _METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("found_at", sa.BigInteger, nullable=False),
    sa.Column("conference", sa.Text, nullable=False),
    sa.Column("call", sa.Text),
    sa.Column("what", sa.Text, nullable=False),
)


class Outbox:
    """Keeps what is wanted of the platform in one database. Safe to share between threads; close it at the end.

    Nothing is opened before it is used, so a server can make it before it forks.

    Raises: ConfigurationError if *database* names none.
    """

    def __init__(self, database: str) -> None:
        url = database_url(database)
        self._path = database_path(url)
        if self._path is not None:
            driver = sqlite.driver()
            url = URL.create("sqlite", database=str(self._path))
            self._engine = sa.create_engine(url, module=driver, pool_size=2, pool_timeout=1)
            listen(self._engine, "connect", lambda raw, _: sqlite.prepare(raw, driver.sqlite_version_info))
        else:
            self._engine = sa.create_engine(url, pool_size=2, pool_timeout=1)
        self._is_made = False

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """Give a connection within a transaction; what was written is on the disk when this ends."""
        try:
            with self._turn(), self._engine.connect() as connection:
                if self._path is not None:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                if not self._is_made:
                    _METADATA.create_all(connection)
                yield connection
                connection.exec_driver_sql("COMMIT") if self._path is not None else connection.commit()
                self._is_made = True
        except (SQLAlchemyError, OSError) as err:
            raise LogUnavailable(f"the outbox cannot be written: {type(err).__name__}") from err

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for the other processes that write a SQLite file."""
        if self._path is None:
            with nullcontext():
                yield
            return
        turnstile = Turnstile(self._path)
        try:
            with turnstile:
                yield
        finally:
            turnstile.close()

    def _read(self, query: "sa.Select[Any]") -> Sequence[Any]:
        if not self._is_made:
            with self._writing():
                pass  # makes the tables
        try:
            with self._engine.connect() as connection:
                return connection.execute(query).all()
        except SQLAlchemyError as err:
            raise LogUnavailable(f"the outbox cannot be read: {type(err).__name__}") from err

    def add(self, entry: Entry) -> Entry:
        """Write down what is wanted, and return it with its id; only now it may be asked for.

        Raises: LogUnavailable.
        """
        values = {name: getattr(entry, name) for name in ("who", "action", "account", "conference", "call", "url")}
        values |= {"made_at": microseconds(entry.made_at), "state": entry.state, "attempts": entry.attempts}
        with self._writing() as connection:
            (row,) = connection.execute(sa.insert(_ENTRY).values(values).returning(_ENTRY)).all()
        return _entry(row)

    def save(self, entry: Entry) -> None:
        """Write down what became of *entry*.

        Raises: LogUnavailable.
        """
        values = {
            "state": entry.state,
            "attempts": entry.attempts,
            "problem": entry.problem,
            "finished_at": None if entry.finished_at is None else microseconds(entry.finished_at),
        }
        with self._writing() as connection:
            connection.execute(sa.update(_ENTRY).where(_ENTRY.c.id == entry.id).values(values))

    def open_entries(self) -> list[Entry]:
        """Return what nobody knows the outcome of, the oldest first.

        Raises: LogUnavailable.
        """
        return [_entry(row) for row in self._read(sa.select(_ENTRY).where(_IS_OPEN).order_by(_ENTRY.c.id))]

    def entries(self, *, conference: str | None = None, after: int = 0, limit: int = 100) -> list[Entry]:
        """Return entries, the newest first; *after* is an id, exclusive.

        Raises: LogUnavailable.
        """
        query = sa.select(_ENTRY).where(_ENTRY.c.id > after)
        if conference is not None:
            query = query.where(_ENTRY.c.conference == conference)
        return [_entry(row) for row in self._read(query.order_by(_ENTRY.c.id.desc()).limit(limit))]

    def lock(self, room: str, *, who: str, now: datetime) -> None:
        """Write down that nobody else may come into *room*; once more changes nothing.

        Raises: LogUnavailable.
        """
        with self._writing() as connection:
            # Whatever a host decided with the keypad, this holds until it is undone.
            of_host = sa.and_(ROOM_LOCK.c.room == room, ROOM_LOCK.c.conference.is_not(None))
            connection.execute(sa.delete(ROOM_LOCK).where(of_host))
            known = connection.execute(sa.select(ROOM_LOCK.c.room).where(ROOM_LOCK.c.room == room)).first()
            if known is None:
                lock = {"room": room, "is_locked": True, "who": who, "at": microseconds(now)}
                connection.execute(sa.insert(ROOM_LOCK).values(lock))

    def unlock(self, room: str) -> None:
        """Write down that everybody may come into *room* again.

        Raises: LogUnavailable.
        """
        with self._writing() as connection:
            connection.execute(sa.delete(ROOM_LOCK).where(ROOM_LOCK.c.room == room))

    def is_locked(self, room: str) -> bool:
        """Return whether nobody else may come into *room*.

        Raises: LogUnavailable.
        """
        return bool(self._read(sa.select(ROOM_LOCK.c.room).where(ROOM_LOCK.c.room == room, ROOM_LOCK.c.is_locked)))

    def replace_gaps(self, gaps: Iterable[Gap], *, now: datetime) -> None:
        """Write down where log and platform differ, in the place of what was found before.

        Raises: LogUnavailable.
        """
        rows = [
            {"found_at": microseconds(now), "conference": gap.conference, "call": gap.call, "what": gap.what}
            for gap in gaps
        ]
        with self._writing() as connection:
            connection.execute(sa.delete(_GAP))
            if rows:
                connection.execute(sa.insert(_GAP), rows)

    def gaps(self) -> list[Gap]:
        """Return where log and platform differed when they were last compared.

        Raises: LogUnavailable.
        """
        return [Gap(row.conference, row.call, row.what) for row in self._read(sa.select(_GAP).order_by(_GAP.c.id))]

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()


def _entry(row: Any) -> Entry:
    state: State = row.state
    return Entry(
        id=row.id,
        made_at=from_microseconds(row.made_at),
        who=row.who,
        action=row.action,
        account=row.account,
        conference=row.conference,
        call=row.call,
        url=row.url,
        state=state,
        attempts=row.attempts,
        problem=row.problem,
        finished_at=None if row.finished_at is None else from_microseconds(row.finished_at),
    )
