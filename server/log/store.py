"""Read the log (SQLAlchemy Core): events, deliveries, and the conferences that they add up to."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from server.log.database import database_path, database_url
from server.log.engine import make_engine, reading
from server.log.event import Delivery, Event, Refused
from server.log.fact import recording_of
from server.log.fold import Conference, Recording, read
from server.log.moment import from_microseconds
from server.log.preparation import check, prepare
from server.log.projection import put_older
from server.log.schema import CONFERENCE, DELIVERY, OLDER, PARTICIPANT, QUARANTINE
from server.log.tailing import cursor_column, end_query, tail_query
from server.log.tally import ConferenceTally, ParticipantTally
from texml.callbacks import conference_events, read_form

__all__ = ["Store"]


class Store:
    """Reads the log in one database. Safe to share between threads; close it when it is no longer needed.

    *create* makes the database and its tables where they are not there yet, and brings older ones to today's layout.
    *is_patient* lets a question take any time, for commands that nobody waits for on the telephone.

    Raises: ConfigurationError if *database* names none; LogIncompatible if it is not ours or of another version, and
    leaves it as it was; LogUnavailable if it cannot be opened.
    """

    def __init__(self, database: str, *, create: bool = True, is_patient: bool = False) -> None:
        self._url = database_url(database)
        if create:
            prepare(database)
        else:
            check(database)
        self._engine = make_engine(self._url, is_patient=is_patient)
        self._is_postgres = database_path(self._url) is None
        self._events = _EVENTS.add_columns(cursor_column(is_postgres=self._is_postgres))

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
        query = self._events.where(column.id > after)
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
        query = tail_query(self._events, after, is_postgres=self._is_postgres)
        return [_event(row) for row in self._all(query.limit(limit))]

    def cursor(self) -> str:
        """Return where the log ends at the moment, for `tail`.

        Raises: LogUnavailable.
        """
        (row,) = self._all(end_query(is_postgres=self._is_postgres))
        return str(row.cursor)

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
        self,
        *,
        rooms: Sequence[str] = (),
        sids: Sequence[str] = (),
        is_live: bool | None = None,
        before: str | None = None,
        limit: int = 100,
    ) -> list[Conference]:
        """Return conferences, the one that was first heard of last in front.

        *rooms* are names, *sids* ids, of which any will do; *is_live* asks for those that have not ended, or have.
        *before* is the sid of the last one that was seen.

        Raises: LogUnavailable.
        """
        column = CONFERENCE.c
        query = sa.select(CONFERENCE)
        if rooms:
            query = query.where(column.room.in_(rooms))
        if sids:
            query = query.where(column.sid.in_(sids))
        if is_live is not None:
            query = query.where(column.has_ended == (sa.false() if is_live else sa.true()))
        if before is not None:
            query = query.where(column.id < _id_of(before))
        return self._conferences(query.order_by(column.id.desc()).limit(limit))

    def live_marks(self, rooms: Sequence[str]) -> dict[str, str]:
        """Return the conferences of *rooms* that have not ended: for each sid a text that every event changes.

        Raises: LogUnavailable.
        """
        column = CONFERENCE.c
        query = sa.select(column.sid, column.state).where(column.room.in_(rooms), column.has_ended == sa.false())
        return {row.sid: row.state for row in self._all(query)}

    def _conferences(self, query: "sa.Select[Any]") -> list[Conference]:
        rows = self._all(query)
        tallies: dict[int, dict[str, ParticipantTally]] = defaultdict(dict)
        if rows:
            ids = [row.id for row in rows]
            for row in self._all(sa.select(PARTICIPANT).where(PARTICIPANT.c.conference_id.in_(ids))):
                tallies[row.conference_id][row.call] = ParticipantTally.from_text(row.state)
        conferences = {row.id: ConferenceTally.from_text(row.state) for row in rows}
        self._read_older(conferences, tallies)
        recordings = self._recordings({call for calls in tallies.values() for call in calls})
        return [
            read(
                row.sid,
                conferences[row.id],
                tallies[row.id],
                tuple(recordings[call] for call in tallies[row.id] if call in recordings),
            )
            for row in rows
        ]

    def _read_older(
        self, conferences: dict[int, ConferenceTally], tallies: dict[int, dict[str, ParticipantTally]]
    ) -> None:
        """Put into the tallies what is stored apart from them, where there is anything, and it shows."""
        column = OLDER.c
        ids = [
            id_
            for id_, tally in conferences.items()
            if tally.has_older or any(participant.has_older for participant in tallies[id_].values())
        ]
        query = sa.select(OLDER).where(column.conference_id.in_(ids), column.kind != "numbers")
        for row in self._all(query) if ids else ():
            put_older([row[1:]], conferences[row.conference_id], tallies[row.conference_id])

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
                column.verdict != "unverified",
            )
            .order_by(column.id)
        )
        found: dict[str, Recording] = {}
        for row in self._all(query):
            told = recording_of(read_form(row.raw, row.content_type).first_values)
            if told is not None:
                found[row.call] = Recording(sid=told[0], call=row.call, status=told[1], duration_s=told[2])
        return found

    def _all(self, query: sa.Executable) -> Sequence[Any]:
        with reading(self._url), self._engine.connect() as connection:
            return connection.execute(query).all()

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
    """Return what is so of the events of *call*, found by way of its conferences, or by itself where it has none."""
    event, alone = DELIVERY.alias("its"), DELIVERY.alias("alone")
    within = (
        sa.select(event.c.id)
        .join(PARTICIPANT, PARTICIPANT.c.conference_id == event.c.conference_id)
        .where(PARTICIPANT.c.call == call, event.c.call == call, event.c.event_id.is_(None))
    )
    without = sa.select(alone.c.id).where(
        alone.c.call == call, alone.c.conference_id.is_(None), alone.c.event_id.is_(None)
    )
    return DELIVERY.c.id.in_(sa.union_all(within, without))


def _event(row: Any) -> Event:
    return Event(
        id=row.id,
        cursor=row.cursor,
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
