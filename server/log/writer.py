"""Write arrivals into the database: one commit for all that are given at once.

A single statement is a transaction of its own, so a commit is one call into SQLite. The processes that write one
database take turns at the turnstile. One thread at a time may use a writer.
"""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from server.errors import LogUnavailable
from server.log import sqlite
from server.log.arrival import Arrival
from server.log.store import DELIVERY, microseconds
from server.log.turnstile import Turnstile

__all__ = ["Writer", "check_writable"]

_CHECK_MS = 250

_COLUMNS = Arrival._fields  # the table has a column for each
_INSERT = f"INSERT INTO {DELIVERY.name} (event_id, {', '.join(_COLUMNS)}) VALUES "  # noqa: S608  # our own names
# The event that this one repeats, if it is there already.
_REPEATED = f"(SELECT id FROM {DELIVERY.name} WHERE conference = ? AND key = ? AND event_id IS NULL)"  # noqa: S608
_ROW = f"({_REPEATED}, {', '.join('?' * len(_COLUMNS))})"


class Writer:
    """Writes to the database *path*; nothing is opened before it is needed.

    Who uses it closes it after an error that `write` raises; the next write then opens all anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turnstile: Turnstile | None = None
        self._connection: Any = None
        self._file: tuple[int, int] | None = None

    def turn(self) -> Turnstile:
        """Return the turnstile to go through before and hold during `write`."""
        self._turnstile = self._turnstile or Turnstile(self._path)
        return self._turnstile

    def write(self, arrivals: Sequence[Arrival]) -> list[Exception | None]:
        """Commit *arrivals* and return, for each, what kept it from being written; None: it is on the disk.

        What only one of them can be guilty of stays with that one. Raises what kept all of them out.
        """
        if self._connection is None:
            self._connection = _connect(self._path)
            self._file = _identity(self._path)
        elif self._file != _identity(self._path):
            # A file that was deleted or replaced can still be written, but what goes into it is lost.
            raise LogUnavailable("the database was deleted or replaced")
        try:
            _commit(arrivals, self._connection)
        except Exception as err:
            if _is_about_all(err):
                raise
            if len(arrivals) == 1:
                return [err]
            return [error for arrival in arrivals for error in self.write([arrival])]
        return [None] * len(arrivals)

    def close(self) -> None:
        """Close what is open; after a failed sync only a new connection sees what the disk holds."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._turnstile is not None:
            self._turnstile.close()
            self._turnstile = None


def _is_about_all(err: Exception) -> bool:
    """Return whether *err* is the database's: locked, full, gone, damaged; else it is about what was to be written."""
    driver = sqlite.driver()
    return isinstance(err, driver.OperationalError | driver.InternalError) or type(err) is driver.DatabaseError


def check_writable(path: Path) -> None:
    """Return if a write would be likely to succeed: the database can be opened and locked for writing.

    Raises: LogUnavailable.
    """
    driver = sqlite.driver()
    try:
        with closing(_connect(path)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {_CHECK_MS}")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except driver.Error as err:
        raise LogUnavailable(f"not writable: {err}") from err


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another of the same name; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _connect(path: Path) -> Any:
    driver = sqlite.driver()
    connection = sqlite.connect(path, "rw")
    try:
        sqlite.prepare(connection, driver.sqlite_version_info)
    except driver.Error:
        connection.close()
        raise
    return connection


def _commit(arrivals: Sequence[Arrival], connection: Any) -> None:
    parts = _without_repeats(arrivals)
    if len(parts) == 1:
        _insert(parts[0], connection)
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for part in parts:
            _insert(part, connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _without_repeats(arrivals: Sequence[Arrival]) -> list[list[Arrival]]:
    """Return *arrivals* parted so that no part holds an event twice; a statement does not see its own rows."""
    parts: list[list[Arrival]] = [[]]
    seen: list[set[bytes]] = [set()]
    for arrival in arrivals:
        place = next((place for place, keys in enumerate(seen) if arrival.key not in keys), len(parts))
        if place == len(parts):
            parts.append([])
            seen.append(set())
        parts[place].append(arrival)
        seen[place].add(arrival.key)
    return parts


def _insert(arrivals: Sequence[Arrival], connection: Any) -> None:
    values: list[Any] = []
    for arrival in arrivals:
        received_at, *copied = arrival
        values += (arrival.conference, arrival.key, microseconds(received_at), *copied)
    connection.execute(_INSERT + ", ".join([_ROW] * len(arrivals)), values)
