"""SQLite as the log needs it: which build to use, and how each connection is set up.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when two processes write and checkpoint at once (fixed in
3.51.3, and in 3.50.7 and 3.44.6 of the older lines). The pysqlite3 wheel brings a fixed build; where only the
interpreter's own is there and it is an affected one, the log gives up WAL for the older rollback journal.
"""

import math
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any, Literal
from urllib.parse import quote

from server.errors import LogUnavailable

__all__ = ["SqliteSession", "connect", "damage", "driver", "is_wal_safe", "prepare"]

_BUSY_MS = 1_000  # below the platform's 2 s deadline
_JOURNAL_LIMIT = 64 * 1024 * 1024
# 16 MiB: most pages of a commit are those of the one before, and copied back only once for all of them.
_CHECKPOINT_PAGES = 4_000
_STATEMENTS = 512  # a commit has eight, and each number of rows in it makes others
_STEPS_BETWEEN_LOOKS = 10_000  # of SQLite's machine: some milliseconds


def driver() -> ModuleType:
    """Return the DB-API module to use: pysqlite3 where it is installed, else the interpreter's own."""
    try:
        import pysqlite3  # noqa: PLC0415  # there is a wheel for Linux only
    except ImportError:
        return sqlite3
    module: ModuleType = pysqlite3
    return module


def connect(path: Path, mode: Literal["ro", "rw"]) -> Any:
    """Return a connection to a database that is there; none is made.

    An empty one where the log was would hide that it is gone.
    """
    return driver().connect(
        f"file:{quote(str(path))}?mode={mode}", uri=True, check_same_thread=False, cached_statements=_STATEMENTS
    )


def is_wal_safe(version: tuple[int, ...]) -> bool:
    """Return whether this version of SQLite is free of the WAL-reset bug.

    Source: sqlite.org, release notes of 3.51.3, 3.50.7 and 3.44.6.
    """
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def prepare(connection: Any, version: tuple[int, ...]) -> None:
    """Set up a connection: durable at every commit, patient with another writer, wary of the file.

    *connection* is one of the driver's, *version* that of its SQLite.
    """
    safe = is_wal_safe(version)
    connection.isolation_level = None  # no transaction but those we begin
    for pragma in (
        f"busy_timeout = {_BUSY_MS}",
        f"journal_mode = {'WAL' if safe else 'DELETE'}",
        # FULL syncs the WAL before every commit returns; a rollback journal needs EXTRA to promise as much.
        f"synchronous = {'FULL' if safe else 'EXTRA'}",
        f"journal_size_limit = {_JOURNAL_LIMIT}",
        f"wal_autocheckpoint = {_CHECKPOINT_PAGES}",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def damage(path: Path, *, within_s: float = math.inf) -> str | None:
    """Return what is wrong with the structure of the database, None where nothing was found in the time given.

    A large one takes minutes; `texml-server check` looks at all of it, and at what it holds.
    """
    deadline = time.monotonic() + within_s
    with closing(connect(path, "rw")) as connection:
        prepare(connection, driver().sqlite_version_info)
        connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
        try:
            ((found,),) = connection.execute("PRAGMA quick_check(1)").fetchall()
        except driver().OperationalError as err:
            if "interrupted" in str(err):
                return None
            raise
        except driver().DatabaseError as err:
            return str(err)
    return None if found == "ok" else str(found).rpartition("\n")[2]


class SqliteSession:
    """A connection to the database at *path*; see `server.log.session.Session`."""

    mark = "?"
    locks_rows = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: Any = connect(path, "rw")
        try:
            prepare(self._connection, driver().sqlite_version_info)
            self._file = _identity(path)
        except (driver().Error, OSError):
            self._connection.close()
            raise

    def is_current(self) -> bool:
        """Return whether the file is the one that was opened."""
        return self._file == _identity(self._path)

    def begin(self) -> None:
        """Begin a transaction that writes.

        Raises: LogUnavailable if the file is another one than at the start.
        """
        if not self.is_current():
            # A file that was deleted or replaced can still be written, but what goes into it is lost.
            raise LogUnavailable("the database was deleted or replaced")
        self._connection.execute("BEGIN IMMEDIATE")

    def probe(self) -> None:
        """Return if what is written in this transaction would be taken.

        Raises: OperationalError of the driver, for a file that can only be read: a transaction begins there, too.
        """
        self._connection.execute("UPDATE meta SET value = value").close()

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        rows: list[tuple[Any, ...]] = self._connection.execute(statement, values).fetchall()
        return rows

    def insert(self, statement: str, values: Sequence[Any]) -> range:
        """Insert rows, and return their numbers.

        Each row that comes back gives up the interpreter's lock once, and under load that takes longer than the row
        took to insert. SQLite numbers on from the highest there is, and nobody else writes in this transaction.

        Source: sqlite.org, rowid tables and AUTOINCREMENT.
        """
        cursor = self._connection.execute(statement, values)
        last = cursor.lastrowid or 0
        return range(last - cursor.rowcount + 1, last + 1)

    def commit(self) -> None:
        """Commit; the write-ahead log is synced when this returns."""
        self._connection.execute("COMMIT")

    def rollback(self) -> None:
        """Undo, if there is something to undo."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def is_about_all(self, err: Exception) -> bool:
        """Return whether *err* is the database's: locked, full, gone, damaged; else it is about what was written."""
        module = driver()
        about = (module.OperationalError, module.InternalError, LogUnavailable, OSError)
        return isinstance(err, about) or type(err) is module.DatabaseError

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another of the same name; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
