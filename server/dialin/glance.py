"""One look at the tables for one call: plain statements, as a caller waits for the answer to every one of them.

Who is in a room is read from what the log keeps of its conference. That is remembered in each process until it changes,
which a look at one row tells; so what is answered is always what every other node would answer.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from server.dialin.budget import Failures
from server.dialin.desk import Caller, Need, Recollection
from server.dialin.facts import Occupancy
from server.dialin.traffic import WINDOW_S, Traffic
from server.log.fold import LONGEST_CONFERENCE, read
from server.log.moment import microseconds
from server.log.session import Session
from server.log.tally import ConferenceTally, ParticipantTally
from server.rooms.room import Room

__all__ = ["Glance", "Live", "Presence", "digest"]

_STILL_WAITING = timedelta(seconds=90)  # a programme is asked for again long before that
_KNOWN_FOR = timedelta(days=30)

# A room has one conference at a time; what stands after it are older ones, of which the log heard late.
_NEWEST = 8

_ROOM = f"""
SELECT live.id, live.sid, live.state, room_lock.is_locked, room_lock.conference
FROM (SELECT 1 AS one) AS here
LEFT JOIN (
    SELECT id, sid, state
    FROM (SELECT id, sid, state, has_ended FROM conference WHERE room = ? ORDER BY id DESC LIMIT {_NEWEST}) AS newest
    WHERE has_ended = FALSE ORDER BY id DESC LIMIT 1
) AS live ON TRUE
LEFT JOIN room_lock ON room_lock.room = ?
"""
_PARTICIPANTS = "SELECT call, state FROM participant WHERE conference_id = ?"
_FAILURES = """
SELECT
    count(CASE WHEN call = ? THEN 1 END),
    count(CASE WHEN caller = ? THEN 1 END),
    count(CASE WHEN is_known = FALSE AND (room = ? OR (room IS NULL AND ?)) THEN 1 END),
    count(CASE WHEN is_known = FALSE THEN 1 END)
FROM pin_failure WHERE (at >= ? OR call = ?) AND NOT (call = ? AND number = ?)
"""
_TRAFFIC = """
SELECT
    count(CASE WHEN caller = ? AND call <> ? THEN 1 END),
    count(CASE WHEN line = ? AND call <> ? THEN 1 END),
    count(CASE WHEN call = ? THEN 1 END)
FROM admission WHERE at > ?
"""
_GOT_IN = "SELECT 1 FROM entry WHERE room = ? AND caller = ? AND at >= ?"
_WAITING = "SELECT call FROM lobby WHERE room = ? AND admitted_at IS NULL AND seen_at >= ? ORDER BY came_at, call"
_ADMITTED = "SELECT 1 FROM lobby WHERE call = ? AND admitted_at IS NOT NULL"


class Live(NamedTuple):
    """A conference that goes on: since when, and the calls that are in it."""

    sid: str
    started_at: datetime | None
    calls: frozenset[str]


class Presence:
    """Who is in which conference, remembered by room until the log's state of it is another one."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, str, Live]] = {}

    def live(self, session: Session, room: str, conference: tuple[int, str, str]) -> Live:
        """Return the conference of the name *room* whose row's id, sid and state were read just now."""
        id_, sid, state = conference
        seen = self._seen.get(room)
        if seen is not None and seen[:2] == (sid, state):
            return seen[2]
        # Every event of a conference changes its state, so those who are read now are of this state, or a newer one
        # that the next look will find.
        rows = session.run(_in(session.mark, _PARTICIPANTS), (id_,))
        read_ = read(sid, ConferenceTally.from_text(state), {call: ParticipantTally.from_text(it) for call, it in rows})
        here = frozenset(each.call for each in read_.participants if not each.has_left)
        live = Live(sid, read_.started_at, here)
        self._seen[room] = (sid, state, live)
        return live

    def forget(self, room: str) -> None:
        """Forget the last conference of the name *room*, which has ended."""
        self._seen.pop(room, None)


class Glance:
    """One look for one call."""

    def __init__(self, session: Session, presence: Presence, caller: Caller, now: datetime) -> None:
        self._session = session
        self._presence = presence
        self._caller = caller
        self._now = now

    def recall(self, room: Room | None, need: Need) -> Recollection:
        """Return what is needed of what matters to this call in *room*."""
        failures = self._failures(room, need.attempt or 0) if need.failures else Failures()
        traffic = self._traffic(need.line) if need.line is not None else Traffic()
        if room is None:
            return Recollection(failures=failures, traffic=traffic)
        waiting = self._waiting(room) if need.lobby else []
        call, number = self._caller
        return Recollection(
            occupancy=self._occupancy(room, len(waiting)),
            failures=failures,
            is_known=need.failures and (number in room.callers or self._got_in(room)),
            is_admitted=need.lobby and bool(self._rows(_ADMITTED, call)),
            traffic=traffic,
            place=waiting.index(call) + 1 if call in waiting else 1,
        )

    def _occupancy(self, room: Room, waiting: int) -> Occupancy:
        ((id_, sid, state, is_locked, locked_for),) = self._rows(_ROOM, room.name, room.key)
        live = None
        if id_ is None:
            self._presence.forget(room.name)
        else:
            live = self._presence.live(self._session, room.name, (id_, sid, state))
            if live.started_at is not None and self._now - live.started_at > LONGEST_CONFERENCE:
                live = None  # its end was never told
        sid = live.sid if live is not None else None
        holds = is_locked is not None and locked_for in (None, sid)
        return Occupancy(
            present=len(live.calls) - (self._caller.call in live.calls) if live is not None else 0,
            conference=sid,
            waiting=waiting,
            is_locked=bool(is_locked) if holds else None,
        )

    def _failures(self, room: Room | None, attempt: int) -> Failures:
        call, number = self._caller
        today = self._now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        # Who withholds a number is nobody in particular: b"" is no digest.
        caller = digest(number) if _is_told(number) else b""
        key = room.key if room is not None else None
        since = microseconds(today)
        (counts,) = self._rows(_FAILURES, call, caller, key, key is None, since, call, call, attempt)
        return Failures(*counts)

    def _traffic(self, line: str) -> Traffic:
        call, number = self._caller
        caller = digest(number) if _is_told(number) else b""
        since = microseconds(self._now - timedelta(seconds=WINDOW_S))
        ((of_caller, to_line, own),) = self._rows(_TRAFFIC, caller, call, line, call, call, since)
        return Traffic(of_caller, to_line, is_counted=bool(own))

    def _got_in(self, room: Room) -> bool:
        number = self._caller.number
        since = microseconds(self._now - _KNOWN_FOR)
        return _is_told(number) and bool(self._rows(_GOT_IN, room.key, digest(number), since))

    def _waiting(self, room: Room) -> list[str]:
        return [call for (call,) in self._rows(_WAITING, room.key, microseconds(self._now - _STILL_WAITING))]

    def _rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return self._session.run(_in(self._session.mark, statement), values)


@lru_cache(maxsize=32)
def _in(mark: str, statement: str) -> str:
    """Return a statement in the words of a session."""
    return statement.replace("?", mark)


def _is_told(number: str | None) -> bool:
    """Return whether *number* is one caller's: those who withhold theirs are not one caller."""
    # "anonymous", or a URI that says so (RFC 3323: sip:anonymous@anonymous.invalid).
    return number is not None and number.startswith(("+", "sip:")) and not number.startswith("sip:anonymous@")


def digest(number: str | None) -> bytes:
    """Return what is kept of a caller's number."""
    return blake2b((number or "").encode(), digest_size=16, person=b"texml caller").digest()
