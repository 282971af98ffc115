"""Copy a log in SQLite while it is written: the copy is the log as it was at one moment, and is whole."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from server.errors import ConfigurationError, LogUnavailable
from server.log import sqlite
from server.log.database import database_path, database_url
from server.log.engine import opening

__all__ = ["backup"]

_PAGES_AT_ONCE = 2_000


def backup(database: str, target: Path, *, on_progress: Callable[[int, int], None] = lambda _done, _all: None) -> None:
    """Write a copy of the log to the file *target*, which must not be there yet; it appears when it is whole.

    *on_progress* is told how many pages are done, of how many.

    Raises: ConfigurationError for PostgreSQL, or a file that is there; LogUnavailable.
    """
    url = database_url(database)
    path = database_path(url)
    if path is None:
        raise ConfigurationError(
            "PostgreSQL brings its own backup",
            place="setting",
            key="database",
            allowed="pg_dump or a base backup; `texml-server export` writes what can be imported anywhere",
        )
    if not target.parent.is_dir():
        raise ConfigurationError(f"there is no folder {target.parent}", place="backup", allowed="a file in one that is")
    if target.exists():
        raise ConfigurationError(f"{target} is there already", place="backup", allowed="a file that is not there yet")
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with opening(url), closing(sqlite.connect(path, "ro")) as source:
        source.isolation_level = None
        # The snapshot is held for as long as it takes; else the copy would begin anew at every commit of a server.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        with closing(sqlite.driver().connect(str(unfinished))) as copy:
            source.backup(copy, pages=_PAGES_AT_ONCE, progress=lambda _, left, all_: on_progress(all_ - left, all_))
            (found,) = copy.execute("PRAGMA integrity_check").fetchone()
    if found != "ok":
        raise LogUnavailable(f"the copy is not whole: {found}")
    _sync(unfinished)
    unfinished.rename(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
