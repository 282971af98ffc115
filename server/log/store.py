"""Read the log (SQLAlchemy Core): events, deliveries, and the conferences that they add up to."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.event import listen
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from server.errors import LogIncompatible, LogUnavailable
from server.log import sqlite
from server.log.database import database_path, database_url
from server.log.event import Delivery, Event, Refused
from server.log.fact import recording_of
from server.log.fold import Conference, Recording, read
from server.log.moment import from_microseconds
from server.log.schema import CONFERENCE, DELIVERY, METADATA, PARTICIPANT, QUARANTINE
from server.log.tally import ConferenceTally, ParticipantTally
from server.log.turnstile import Turnstile
from texml.callbacks import conference_events, read_form

__all__ = ["Store"]

_APPLICATION = 0x7465786D  # PRAGMA application_id: "texm", so that nobody else's database is taken for a log
_VERSION = 2  # PRAGMA user_version; a later layout counts on and brings its migration


class Store:
    """Reads the log in one database. Safe to share between threads; close it when it is no longer needed.

    *create* makes the database and its tables where they are not there yet.

    Raises: ConfigurationError if *database* names none; LogIncompatible if it is not ours or of a newer version, and
    leaves it as it was; LogUnavailable if it cannot be opened.
    """

    def __init__(self, database: str, *, create: bool = True) -> None:
        self.path = database_path(database_url(database)) or Path()
        if not create and not self.path.exists():
            raise LogUnavailable(f"there is no database {self.path}; `texml-server run` makes it")
        driver = sqlite.driver()
        self._engine = sa.create_engine(
            URL.create("sqlite", database=str(self.path)), module=driver, pool_size=4, pool_timeout=1
        )
        listen(self._engine, "connect", lambda connection, _: sqlite.prepare(connection, driver.sqlite_version_info))
        try:
            if not self._is_ours():
                if not create:
                    raise LogIncompatible(f"{self.path} is no log of texml; name another database")
                self._create()
        except driver.Error as err:
            raise LogUnavailable(f"{self.path} cannot be opened: {err}") from err
        except DBAPIError as err:
            raise LogUnavailable(f"{self.path} cannot be opened: {err.orig}") from err
        except OSError as err:
            raise LogUnavailable(f"{self.path} cannot be opened: {err.strerror}") from err
        finally:
            # No connection may be open when a server forks its workers.
            self._engine.dispose()

    def _is_ours(self) -> bool:
        """Return whether the database is a log, False where it is empty; looks without changing anything.

        Raises: LogIncompatible.
        """
        if not self.path.exists() or self.path.stat().st_size == 0:
            return False
        with closing(sqlite.connect(self.path, "ro")) as connection:
            connection.execute("BEGIN")  # so that all three are of one moment, while somebody makes it
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if (application, version, tables) == (0, 0, 0):
            return False
        if application != _APPLICATION:
            raise LogIncompatible(f"{self.path} is no log of texml; name another database")
        if version > _VERSION:
            raise LogIncompatible(f"{self.path} is of version {version}, this texml knows {_VERSION}; use a newer one")
        return True

    def _create(self) -> None:
        turnstile = Turnstile(self.path)
        try:
            with turnstile, self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                METADATA.create_all(connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION}")
                connection.exec_driver_sql(f"PRAGMA user_version = {_VERSION}")
                connection.exec_driver_sql("COMMIT")
        finally:
            turnstile.close()

    def events(
        self,
        *,
        conference: str | None = None,
        rooms: Sequence[str] = (),
        event: str | None = None,
        call: str | None = None,
        after: int = 0,
        before: int | None = None,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> list[Event]:
        """Return events in the order of their arrival, or from the newest back.

        *conference* is a sid (empty: events without one), *rooms* names of which any will do, *event* a wire name or a
        word of ``status_callback_event``, *call* a sid. *after* and *before* are ids, both exclusive.

        Raises: LogUnavailable.
        """
        column = DELIVERY.c
        query = _EVENTS.where(column.id > after)
        if before is not None:
            query = query.where(column.id < before)
        if conference is not None:
            is_its = column.conference_id == _id_of(conference) if conference else column.conference_id.is_(None)
            query = query.where(is_its)
        if rooms:
            query = query.where(column.room.in_(rooms))
        if event is not None:
            query = query.where(column.kind.in_({event, *conference_events(event)}))
        if call is not None:
            query = query.where(_is_of(call))
        query = query.order_by(column.id.desc() if newest_first else column.id).limit(limit)
        return [_event(row) for row in self._all(query)]

    def tail(self, after: str | None = None, *, limit: int = 1_000) -> list[Event]:
        """Return the next events in the order of their commits, each exactly once across processes and nodes.

        *after* is the `Event.cursor` of the last one that was seen, or what `cursor` gave; None: from the beginning.

        Raises: ValueError if *after* is no cursor; LogUnavailable.
        """
        column = DELIVERY.c
        query = _EVENTS.where(column.id > _number(after)).order_by(column.id).limit(limit)
        return [_event(row) for row in self._all(query)]

    def cursor(self) -> str:
        """Return where the log ends at the moment, for `tail`.

        Raises: LogUnavailable.
        """
        (row,) = self._all(sa.select(sa.func.max(DELIVERY.c.id).label("last")))
        return str(row.last or 0)

    def delivery(self, number: int) -> Delivery | None:
        """Return one delivery by its id; None where there is none.

        Raises: LogUnavailable.
        """
        found = self._all(sa.select(DELIVERY).where(DELIVERY.c.id == number))
        return _delivery(found[0]) if found else None

    def deliveries(self, event: int) -> list[Delivery]:
        """Return all deliveries of the event with this id, the one that counts first.

        Raises: LogUnavailable.
        """
        column = DELIVERY.c
        is_it = sa.and_(column.id == event, column.event_id.is_(None))
        query = sa.select(DELIVERY).where(sa.or_(is_it, column.event_id == event)).order_by(column.id)
        return [_delivery(row) for row in self._all(query)]

    def refused(self, *, after: int = 0, limit: int = 1_000) -> list[Refused]:
        """Return requests that are kept in quarantine, the oldest first; *after* is an id, exclusive.

        Raises: LogUnavailable.
        """
        column = QUARANTINE.c
        query = sa.select(QUARANTINE).where(column.id > after).order_by(column.id).limit(limit)
        return [_refused(row) for row in self._all(query)]

    def conference(self, sid: str) -> Conference | None:
        """Return the state of one conference; None where no event of it came.

        Raises: LogUnavailable.
        """
        found = self._conferences(sa.select(CONFERENCE).where(CONFERENCE.c.sid == sid))
        return found[0] if found else None

    def conferences(
        self, *, rooms: Sequence[str] = (), is_live: bool | None = None, before: str | None = None, limit: int = 100
    ) -> list[Conference]:
        """Return conferences, the one that was first heard of last in front.

        *rooms* are names of which any will do; *is_live* asks for those that have not ended, or have. *before* is the
        sid of the last one that was seen.

        Raises: LogUnavailable.
        """
        column = CONFERENCE.c
        query = sa.select(CONFERENCE)
        if rooms:
            query = query.where(column.room.in_(rooms))
        if is_live is not None:
            query = query.where(column.has_ended == sa.literal(not is_live, literal_execute=True))
        if before is not None:
            query = query.where(column.id < _id_of(before))
        return self._conferences(query.order_by(column.id.desc()).limit(limit))

    def _conferences(self, query: "sa.Select[Any]") -> list[Conference]:
        rows = self._all(query)
        tallies: dict[int, dict[str, ParticipantTally]] = defaultdict(dict)
        if rows:
            ids = [row.id for row in rows]
            for row in self._all(sa.select(PARTICIPANT).where(PARTICIPANT.c.conference_id.in_(ids))):
                tallies[row.conference_id][row.call] = ParticipantTally.from_text(row.state)
        recordings = self._recordings({call for calls in tallies.values() for call in calls})
        return [
            read(
                row.sid,
                ConferenceTally.from_text(row.state),
                tallies[row.id],
                tuple(recordings[call] for call in tallies[row.id] if call in recordings),
            )
            for row in rows
        ]

    def _recordings(self, calls: Iterable[str]) -> dict[str, Recording]:
        """Return the recordings that callbacks without a conference tell of, by call."""
        column = DELIVERY.c
        query = (
            sa.select(column.call, column.raw, column.content_type)
            .where(
                column.event_id.is_(None),
                column.conference_id.is_(None),
                column.call.in_(list(calls)),
                column.kind.startswith("recording-"),
            )
            .order_by(column.id)
        )
        found: dict[str, Recording] = {}
        for row in self._all(query):
            told = recording_of(dict(reversed(read_form(row.raw, row.content_type).pairs)))
            if told is not None:
                found[row.call] = Recording(sid=told[0], call=row.call, status=told[1], duration_s=told[2])
        return found

    def _all(self, query: "sa.Select[Any]") -> Sequence[Any]:
        try:
            with self._engine.connect() as connection:
                return connection.execute(query).all()
        except SQLAlchemyError as err:
            raise LogUnavailable(f"{self.path} cannot be read: {type(err).__name__}") from err

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()


def _events() -> "sa.Select[Any]":
    repeat = DELIVERY.alias("repeat")
    column = DELIVERY.c
    repeats = sa.select(sa.func.count()).where(repeat.c.event_id == column.id).scalar_subquery()
    conflicts = sa.exists().where(repeat.c.event_id == column.id, repeat.c.sha256 != column.sha256)
    sid = sa.select(CONFERENCE.c.sid).where(CONFERENCE.c.id == column.conference_id).scalar_subquery()
    wanted = (repeats.label("repeats"), conflicts.label("conflicts"), sid.label("conference"))
    return sa.select(DELIVERY, *wanted).where(column.event_id.is_(None))


_EVENTS = _events()


def _id_of(sid: str) -> "sa.ScalarSelect[Any]":
    return sa.select(CONFERENCE.c.id).where(CONFERENCE.c.sid == sid).scalar_subquery()


def _is_of(call: str) -> "sa.ColumnElement[bool]":
    column = DELIVERY.c
    conferences = sa.select(PARTICIPANT.c.conference_id).where(PARTICIPANT.c.call == call)
    return sa.and_(column.call == call, sa.or_(column.conference_id.is_(None), column.conference_id.in_(conferences)))


def _number(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 18):
        raise ValueError(f"{cursor[:80]!r} is no cursor")
    return int(cursor)


def _event(row: Any) -> Event:
    return Event(
        id=row.id,
        cursor=str(row.id),
        received_at=from_microseconds(row.received_at),
        route=row.route,
        method=row.method,
        content_type=row.content_type,
        raw=bytes(row.raw),
        verdict=row.verdict,
        kind=row.kind,
        conference=row.conference,
        call=row.call,
        room=row.room,
        problem=row.problem,
        deliveries=1 + row.repeats,
        is_conflicting=bool(row.conflicts),
    )


def _delivery(row: Any) -> Delivery:
    return Delivery(
        id=row.id,
        event_id=row.event_id or row.id,
        received_at=from_microseconds(row.received_at),
        route=row.route,
        method=row.method,
        content_type=row.content_type,
        headers=tuple((name, value) for name, value in json.loads(row.headers)),
        raw=bytes(row.raw),
        sha256=bytes(row.sha256),
        verdict=row.verdict,
    )


def _refused(row: Any) -> Refused:
    return Refused(
        id=row.id,
        received_at=from_microseconds(row.received_at),
        reason=row.reason,
        route=row.route,
        method=row.method,
        content_type=row.content_type,
        headers=tuple((name, value) for name, value in json.loads(row.headers)),
        raw=bytes(row.raw),
    )
