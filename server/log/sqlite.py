"""SQLite as the log needs it: which build to use, and how each connection is set up.

SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode when two processes write and checkpoint at once (fixed in
3.51.3, and in 3.50.7 and 3.44.6 of the older lines). The pysqlite3 wheel brings a fixed build; where only the
interpreter's own is there and it is an affected one, the log gives up WAL for the older rollback journal.
"""

import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any, Literal
from urllib.parse import quote

__all__ = ["connect", "driver", "is_wal_safe", "prepare"]

_BUSY_MS = 1_000  # below the platform's 2 s deadline
_JOURNAL_LIMIT = 64 * 1024 * 1024


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
    return driver().connect(f"file:{quote(str(path))}?mode={mode}", uri=True, check_same_thread=False)


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
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()
