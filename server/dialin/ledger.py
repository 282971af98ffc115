"""The desk in the log's database: what callers did and hosts decided, for every process and node.

A caller's number is kept as a digest only: the rows say who is the same, not who it is.
"""

from datetime import UTC, date, datetime, time
from typing import Any

from server.dialin.desk import EVERYTHING, Caller, Need, Recollection
from server.dialin.facts import (
    Admit,
    AskAdmission,
    Change,
    CountCall,
    CountEntry,
    CountFailure,
    KeepName,
    Lock,
    Survey,
    TakeSeat,
)
from server.dialin.glance import Glance, Presence, digest
from server.dialin.traffic import WINDOW_S
from server.log.moment import microseconds
from server.log.session import Session, listed
from server.log.sessions import Sessions
from server.rooms.room import Room

__all__ = ["Ledger"]


# Of each table what tells how old a row is.
_MOMENTS = {
    "admission": "at",
    "pin_failure": "at",
    "entry": "at",
    "room_lock": "at",
    "seat": "at",
    "lobby": "seen_at",
    "survey": "at",
}


_COUNTED_US = 2 * WINDOW_S * 1_000_000


class Ledger:
    """A `Desk` in the log's *database*, which is of today's layout.

    It raises LogUnavailable where the database is away. Close it when it is no longer needed.
    """

    def __init__(self, database: str) -> None:
        self._sessions = Sessions(database)
        self._presence = Presence()

    def recall(self, caller: Caller, room: Room | None, now: datetime, need: Need = EVERYTHING) -> Recollection:
        """Return what matters to this call in *room*, failures being those of the day of *now* (UTC)."""
        if room is None and not need.failures and need.line is None:
            return Recollection()
        with self._sessions.reading() as session:
            return Glance(session, self._presence, caller, now).recall(room, need)

    def name_of(self, call: str) -> tuple[str, str] | None:
        """Return the room that *call* is for and where its caller's name can be fetched; None where none was kept."""
        with self._sessions.reading() as session:
            mark = session.mark
            rows = session.run(f"SELECT room, name_url FROM seat WHERE call = {mark} AND name_url IS NOT NULL", (call,))
        return (str(rows[0][0]), str(rows[0][1])) if rows else None

    def note(self, changes: tuple[Change, ...], caller: Caller, now: datetime) -> None:
        """Return when *changes* are on the disk; what was noted of a call before counts once."""
        with self._sessions.writing() as session:
            for change in changes:
                _write(session, change, caller, microseconds(now))

    def seal_keys(self, fresh: bytes) -> tuple[bytes, ...]:
        """Return the keys that seal visits, the one to use first; *fresh* becomes the first one of a new database.

        Raises: LogUnavailable.
        """
        with self._sessions.writing() as session:
            _once(session, "seal_key", {"id": 1}, {"key": fresh})
            rows = session.run("SELECT key FROM seal_key ORDER BY id DESC")
        # No connection may be open when a server forks its workers.
        self._sessions.close()
        return tuple(bytes(key) for (key,) in rows)

    def purge(self, before: date) -> int:
        """Remove what was noted before the day *before* (UTC), and return how many rows that were.

        A lock that holds until it is undone stays, and so do the keys.

        Raises: LogUnavailable.
        """
        at = microseconds(datetime.combine(before, time.min, UTC))
        with self._sessions.writing() as session:
            return sum(_remove(session, table, moment, at) for table, moment in _MOMENTS.items())

    def close(self) -> None:
        """Close the connections."""
        self._sessions.close()


def _remove(session: Session, table: str, moment: str, at: int) -> int:
    where = "conference IS NOT NULL AND " if table == "room_lock" else ""
    return len(session.run(f"DELETE FROM {table} WHERE {where}{moment} < {session.mark} RETURNING 1", (at,)))


def _write(session: Session, change: Change, caller: Caller, at: int) -> None:
    """Have one change written."""
    number = digest(caller.number)
    match change:
        case CountFailure(room, count, is_known):
            tried = {"at": at, "room": room, "caller": number, "is_known": is_known}
            _once(session, "pin_failure", {"call": caller.call, "number": count}, tried)
        case CountEntry(room):
            _once(session, "entry", {"room": room, "caller": number}, {"at": at}, kept=("at",))
        case Lock(room, conference, is_locked):
            decided = {"is_locked": is_locked, "conference": conference, "who": "host", "at": at}
            _once(session, "room_lock", {"room": room}, decided, kept=tuple(decided))
        case AskAdmission(room):
            waits = {"room": room, "came_at": at, "seen_at": at, "admitted_at": None}
            _once(session, "lobby", {"call": caller.call}, waits, kept=("seen_at",))
        case Admit(room):
            mark = session.mark
            session.run(
                f"UPDATE lobby SET admitted_at = {mark} WHERE room = {mark} AND admitted_at IS NULL", (at, room)
            )
        case Survey(room, answer):
            _once(session, "survey", {"call": caller.call}, {"room": room, "answer": answer, "at": at})
        case CountCall(line):
            # Older ones count for nothing; so the table stays small, however many calls there are.
            session.run(f"DELETE FROM admission WHERE at < {session.mark}", (at - _COUNTED_US,))
            _once(session, "admission", {"call": caller.call}, {"line": line, "caller": number, "at": at})
        case KeepName(room, url):
            _once(session, "seat", {"call": caller.call}, {"room": room, "name_url": url, "at": at}, kept=("name_url",))
        case TakeSeat(room, role, goodbye):
            taken = {"room": room, "role": role, "goodbye": goodbye, "at": at}
            _once(session, "seat", {"call": caller.call}, taken, kept=tuple(taken))


def _once(
    session: Session, table: str, key: dict[str, Any], values: dict[str, Any], *, kept: tuple[str, ...] = ()
) -> None:
    """Insert a row; of one that is there already, only the columns *kept* are changed."""
    row = key | values
    changes = ", ".join(f"{column} = excluded.{column}" for column in kept)
    # Names of tables and columns are constants here.
    session.run(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({listed(session, len(row))}) "
        f"ON CONFLICT ({', '.join(key)}) DO {f'UPDATE SET {changes}' if changes else 'NOTHING'}",
        tuple(row.values()),
    )
