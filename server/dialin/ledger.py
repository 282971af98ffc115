"""The desk in the log's database: what callers did and hosts decided, for every process and node.

A caller's number is kept as a digest only: the rows say who is the same, not who it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from server.dialin.budget import Failures
from server.dialin.desk import Caller, Recollection
from server.dialin.facts import Admit, AskAdmission, Change, CountEntry, CountFailure, Lock, Occupancy, Survey
from server.dialin.tables import ENTRY, LOBBY, PIN_FAILURE, ROOM_LOCK, SEAL_KEY, SURVEY
from server.errors import LogUnavailable
from server.log.database import database_url
from server.log.engine import make_engine
from server.log.fold import Conference
from server.log.moment import microseconds
from server.log.store import Store
from server.rooms.room import Room

__all__ = ["Ledger"]

_LONGEST_CONFERENCE = timedelta(hours=4)  # then the platform ends it: REST reference, conferences
_STILL_WAITING = timedelta(seconds=90)  # a programme is asked for again long before that
_KNOWN_FOR = timedelta(days=30)


class Ledger:
    """A `Desk` in the log's *database*, which is of today's layout; *store* reads the log beside it.

    It raises LogUnavailable where the database is away. Close it when it is no longer needed.
    """

    def __init__(self, database: str, store: Store) -> None:
        self._engine = make_engine(database_url(database))
        self._store = store

    def recall(self, caller: Caller, room: Room | None, now: datetime) -> Recollection:
        """Return what matters to this call in *room*, failures being those of the day of *now* (UTC)."""
        live = self._live(room, now) if room is not None else None
        try:
            with self._engine.connect() as connection:
                desk = _Reading(connection, caller, now)
                failures = desk.failures(room)
                return Recollection(failures=failures) if room is None else desk.in_room(room, live, failures)
        except SQLAlchemyError as err:
            raise LogUnavailable(f"not read: {type(err).__name__}") from err

    def note(self, changes: tuple[Change, ...], caller: Caller, now: datetime) -> None:
        """Return when *changes* are on the disk; what was noted of a call before counts once."""
        try:
            with self._transaction() as connection:
                for change in changes:
                    connection.execute(self._statement(change, caller, now))
        except SQLAlchemyError as err:
            raise LogUnavailable(f"not written: {type(err).__name__}") from err

    def seal_keys(self, fresh: bytes) -> tuple[bytes, ...]:
        """Return the keys that seal visits, the one to use first; *fresh* becomes the first one of a new database.

        Raises: LogUnavailable.
        """
        try:
            with self._transaction() as connection:
                connection.execute(self._once(SEAL_KEY, {"id": 1, "key": fresh}))
                rows = connection.execute(sa.select(SEAL_KEY.c.key).order_by(SEAL_KEY.c.id.desc()))
                return tuple(bytes(row.key) for row in rows)
        except SQLAlchemyError as err:
            raise LogUnavailable(f"not read: {type(err).__name__}") from err
        finally:
            # No connection may be open when a server forks its workers.
            self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        """Commit what is done inside, all of it or nothing; the connections of the log begin none by themselves."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN" if self._engine.dialect.name == "postgresql" else "BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def _live(self, room: Room, now: datetime) -> Conference | None:
        """Return the conference of *room* that goes on; one whose end was never told is over after the longest time."""
        found = self._store.conferences(rooms=(room.name,), is_live=True, limit=1)
        if not found:
            return None
        started = found[0].started_at
        return None if started is not None and now - started > _LONGEST_CONFERENCE else found[0]

    def _once(self, table: sa.Table, row: dict[str, Any], **kept: Any) -> "sa.Insert":
        """Return the insert of *row*; of one that is there already, only *kept* is changed."""
        insert = postgresql.insert(table) if self._engine.dialect.name == "postgresql" else sqlite.insert(table)
        keys = [column.name for column in table.primary_key]
        statement = insert.values(row)
        if kept:
            return statement.on_conflict_do_update(index_elements=keys, set_=kept)
        return statement.on_conflict_do_nothing(index_elements=keys)

    def _statement(self, change: Change, caller: Caller, now: datetime) -> "sa.Executable":
        at = microseconds(now)
        number = _digest(caller.number)
        match change:
            case CountFailure(room, count, is_known):
                row = {"call": caller.call, "number": count, "at": at, "room": room, "caller": number}
                return self._once(PIN_FAILURE, row | {"is_known": is_known})
            case CountEntry(room):
                return self._once(ENTRY, {"room": room, "caller": number, "at": at}, at=at)
            case Lock(room, conference, is_locked):
                decided = {"is_locked": is_locked, "conference": conference, "who": "host", "at": at}
                return self._once(ROOM_LOCK, {"room": room} | decided, **decided)
            case AskAdmission(room):
                row = {"call": caller.call, "room": room, "came_at": at, "seen_at": at, "admitted_at": None}
                return self._once(LOBBY, row, seen_at=at)
            case Admit(room):
                waits = sa.and_(LOBBY.c.room == room, LOBBY.c.admitted_at.is_(None))
                return sa.update(LOBBY).where(waits).values(admitted_at=at)
            case Survey(room, answer):
                return self._once(SURVEY, {"call": caller.call, "room": room, "answer": answer, "at": at})


class _Reading:
    """One look at the tables for one call."""

    def __init__(self, connection: sa.Connection, caller: Caller, now: datetime) -> None:
        self._connection = connection
        self._call = caller.call
        self._number = caller.number
        self._digest = _digest(caller.number)
        self._is_told = _is_told(caller.number)
        self._now = now

    def failures(self, room: Room | None) -> Failures:
        column = PIN_FAILURE.c
        today = self._now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        is_strange = column.is_known == sa.false()
        counts = sa.select(
            sa.func.count().filter(column.call == self._call).label("call"),
            sa.func.count()
            .filter(column.caller == self._digest, sa.true() if self._is_told else sa.false())
            .label("caller"),
            sa.func.count().filter(is_strange, column.room == (room.key if room else None)).label("room"),
            sa.func.count().filter(is_strange).label("everywhere"),
        ).where(sa.or_(column.at >= microseconds(today), column.call == self._call))
        return Failures(*self._connection.execute(counts).one())

    def in_room(self, room: Room, live: Conference | None, failures: Failures) -> Recollection:
        waiting = self._waiting(room)
        return Recollection(
            occupancy=Occupancy(
                present=sum(not each.has_left and each.call != self._call for each in live.participants) if live else 0,
                conference=live.sid if live else None,
                waiting=len(waiting),
                is_locked=self._lock(room, live),
            ),
            failures=failures,
            is_known=self._number in room.callers or self._got_in(room),
            is_admitted=self._is_admitted(),
            place=waiting.index(self._call) + 1 if self._call in waiting else 1,
        )

    def _waiting(self, room: Room) -> list[str]:
        column = LOBBY.c
        since = microseconds(self._now - _STILL_WAITING)
        query = sa.select(column.call).where(
            column.room == room.key, column.admitted_at.is_(None), column.seen_at >= since
        )
        return list(self._connection.execute(query.order_by(column.came_at, column.call)).scalars())

    def _lock(self, room: Room, live: Conference | None) -> bool | None:
        column = ROOM_LOCK.c
        holds = sa.or_(column.conference.is_(None), column.conference == (live.sid if live else None))
        query = sa.select(column.is_locked).where(column.room == room.key, holds)
        return self._connection.execute(query).scalar_one_or_none()

    def _got_in(self, room: Room) -> bool:
        column = ENTRY.c
        since = microseconds(self._now - _KNOWN_FOR)
        query = sa.select(column.at).where(column.room == room.key, column.caller == self._digest, column.at >= since)
        return self._is_told and self._connection.execute(query).first() is not None

    def _is_admitted(self) -> bool:
        query = sa.select(LOBBY.c.admitted_at).where(LOBBY.c.call == self._call)
        return self._connection.execute(query).scalar_one_or_none() is not None


def _is_told(number: str | None) -> bool:
    """Return whether *number* is one caller's: those who withhold theirs are not one caller."""
    # "anonymous", or a URI that says so (RFC 3323: sip:anonymous@anonymous.invalid).
    return number is not None and number.startswith(("+", "sip:")) and not number.startswith("sip:anonymous@")


def _digest(number: str | None) -> bytes:
    return blake2b((number or "").encode(), digest_size=16, person=b"texml caller").digest()
