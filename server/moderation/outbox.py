"""Intents and results on the disk, in the database of the log: what is wanted is written before it is asked for.

The tables are the moderation's own, but for that of locks, which the dial-in heeds; server/log/migrations makes them.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from server.dialin.tables import ROOM_LOCK
from server.errors import LogUnavailable
from server.log.database import database_url
from server.log.engine import make_engine, transaction
from server.log.moment import from_microseconds, microseconds
from server.moderation.action import Entry, State
from server.moderation.gaps import Gap
from server.moderation.tables import ENTRY, GAP, IS_OPEN

__all__ = ["Outbox"]

_PLANNED = sa.and_(IS_OPEN, ENTRY.c.key.is_not(None))


class Outbox:
    """Keeps what is wanted of the platform in one database, which is of today's layout. Safe to share between threads.

    Nothing is opened before it is used, so a server can make it before it forks. Close it when it is no longer needed.

    Raises: ConfigurationError if *database* names none.
    """

    def __init__(self, database: str) -> None:
        self._url = database_url(database)
        self._engine = make_engine(self._url)

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """Give a connection within a transaction; what was written is on the disk when this ends."""
        try:
            with transaction(self._engine, self._url) as connection:
                yield connection
        except (SQLAlchemyError, OSError) as err:
            raise LogUnavailable(f"the outbox cannot be written: {type(err).__name__}") from err

    def _read(self, query: "sa.Select[Any]") -> Sequence[Any]:
        try:
            with self._engine.connect() as connection:
                return connection.execute(query).all()
        except (SQLAlchemyError, OSError) as err:
            raise LogUnavailable(f"the outbox cannot be read: {type(err).__name__}") from err

    def add(self, entry: Entry) -> Entry:
        """Write down what is wanted, and return it with its id; only now it may be asked for.

        Raises: LogUnavailable.
        """
        with self._writing() as connection:
            (row,) = connection.execute(sa.insert(ENTRY).values(_row(entry)).returning(ENTRY)).all()
        return _entry(row)

    def plan(self, entries: Iterable[Entry], withdrawn: Iterable[Entry], *, now: datetime, why: str) -> None:
        """Write down what is planned, each key once and for all, and that what is *withdrawn* is not needed anymore.

        What somebody is at, or was, is not withdrawn. *why* is kept with the others.

        Raises: LogUnavailable.
        """
        rows = [_row(entry) for entry in entries]
        ids = [entry.id for entry in withdrawn]
        with self._writing() as connection:
            if rows:
                is_postgres = self._engine.dialect.name == "postgresql"
                insert = postgresql.insert(ENTRY) if is_postgres else sqlite.insert(ENTRY)
                connection.execute(insert.on_conflict_do_nothing(index_elements=["key"]), rows)
            if ids:
                still = sa.and_(ENTRY.c.id.in_(ids), IS_OPEN, ENTRY.c.claimed_until.is_(None))
                over = {"state": "superseded", "problem": why, "finished_at": microseconds(now)}
                connection.execute(sa.update(ENTRY).where(still).values(over))

    def claim(self, entry: Entry, *, now: datetime, until: datetime) -> bool:
        """Return whether *entry* is the caller's to see to *until* then: nobody else is at it, nor has settled it.

        Raises: LogUnavailable.
        """
        is_free = sa.or_(ENTRY.c.claimed_until.is_(None), ENTRY.c.claimed_until <= microseconds(now))
        mine = sa.update(ENTRY).where(ENTRY.c.id == entry.id, IS_OPEN, is_free)
        with self._writing() as connection:
            return bool(connection.execute(mine.values(claimed_until=microseconds(until))).rowcount)

    def release(self, entry: Entry) -> Entry:
        """Let anybody see to *entry* again, and return it so.

        Raises: LogUnavailable.
        """
        with self._writing() as connection:
            connection.execute(sa.update(ENTRY).where(ENTRY.c.id == entry.id).values(claimed_until=None))
        return replace(entry, claimed_until=None)

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
            connection.execute(sa.update(ENTRY).where(ENTRY.c.id == entry.id).values(values))

    def open_entries(self) -> list[Entry]:
        """Return what nobody knows the outcome of, what is due first before the rest, the oldest first.

        Raises: LogUnavailable.
        """
        order = sa.func.coalesce(ENTRY.c.due_at, ENTRY.c.made_at), ENTRY.c.id
        return [_entry(row) for row in self._read(sa.select(ENTRY).where(IS_OPEN).order_by(*order))]

    def planned(self, keys: Iterable[str]) -> tuple[list[Entry], set[str]]:
        """Return what is planned and not done yet, and which of *keys* there are already, whatever became of them.

        Raises: LogUnavailable.
        """
        wanted = list(keys)
        known = self._read(sa.select(ENTRY.c.key).where(ENTRY.c.key.in_(wanted))) if wanted else ()
        found = [_entry(row) for row in self._read(sa.select(ENTRY).where(_PLANNED).order_by(ENTRY.c.id))]
        return found, {row.key for row in known}

    def entries(self, *, conference: str | None = None, after: int = 0, limit: int = 100) -> list[Entry]:
        """Return entries, the newest first; *after* is an id, exclusive.

        Raises: LogUnavailable.
        """
        query = sa.select(ENTRY).where(ENTRY.c.id > after)
        if conference is not None:
            query = query.where(ENTRY.c.conference == conference)
        return [_entry(row) for row in self._read(query.order_by(ENTRY.c.id.desc()).limit(limit))]

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
            connection.execute(sa.delete(GAP))
            if rows:
                connection.execute(sa.insert(GAP), rows)

    def gaps(self) -> list[Gap]:
        """Return where log and platform differed when they were last compared.

        Raises: LogUnavailable.
        """
        return [Gap(row.conference, row.call, row.what) for row in self._read(sa.select(GAP).order_by(GAP.c.id))]

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()


def _row(entry: Entry) -> dict[str, Any]:
    told = ("who", "action", "account", "conference", "call", "url", "state", "attempts", "key")
    moments = {name: getattr(entry, name) for name in ("made_at", "due_at", "claimed_until")}
    return {name: getattr(entry, name) for name in told} | {
        name: None if moment is None else microseconds(moment) for name, moment in moments.items()
    }


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
        key=row.key,
        finished_at=_moment(row.finished_at),
        due_at=_moment(row.due_at),
        claimed_until=_moment(row.claimed_until),
    )


def _moment(found: int | None) -> datetime | None:
    return None if found is None else from_microseconds(found)
