"""Have a database ready for use: of today's layout, and with a state of its conferences that means what it did."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL

from server.errors import LogIncompatible, LogUnavailable
from server.log.database import database_path, database_url
from server.log.disk import check_place
from server.log.engine import make_engine, opening, shown
from server.log.migration import alone, is_current, migrate
from server.log.projection import FOLD
from server.log.rebuilding import rebuild
from server.log.schema import META
from server.log.sqlite import damage

__all__ = ["check", "prepare"]

_CHECK_S = 1.0  # a server that was killed is to be ready again within 5 s


def prepare(database: str, *, on_progress: Callable[[int, int], None] = lambda _done, _all: None) -> bool:
    """Make the log, or bring it to today's layout and its state to today's meaning; return whether anything was done.

    A file is looked at first: where it is, whose it is, and for a moment whether it is damaged. *on_progress* is told
    how many conferences are done, of how many.

    Raises: ConfigurationError, LogIncompatible; LogUnavailable, also for a database that is damaged.
    """
    url = database_url(database)
    path = database_path(url)
    if path is not None:
        check_place(path)
    was_migrated = migrate(url)
    if path is not None:
        _check_whole(url, path)
    with opening(url):
        if not was_migrated and _fold_of(url) == FOLD:
            return False
    with opening(url), alone(url):
        if _fold_of(url) != FOLD:
            rebuild(database, on_progress=on_progress)
    return True


def _check_whole(url: URL, path: Path) -> None:
    with opening(url):
        found = damage(path, within_s=_CHECK_S)
    if found is not None:
        raise LogUnavailable(
            f"{shown(url)} is damaged: {found}; put a backup in its place (what waits in the spool is added to it), "
            "and look at it with `texml-server check`"
        )


def check(database: str) -> None:
    """Return if the log is there and ready for use; changes nothing.

    Raises: ConfigurationError; LogIncompatible if it is no log, or of another version; LogUnavailable.
    """
    url = database_url(database)
    path = database_path(url)
    if path is not None and not path.exists():
        raise LogUnavailable(f"there is no database {path}; `texml-server run` makes it")
    if not is_current(url):
        if path is not None and path.stat().st_size == 0:
            raise LogIncompatible(f"{shown(url)} is no log of texml; name another database")
        raise LogIncompatible(f"{shown(url)} is no log yet, or of an older version; `texml-server migrate` sees to it")


def _fold_of(url: URL) -> str | None:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            found = connection.execute(sa.select(META.c.value).where(META.c.name == "fold")).first()
            return None if found is None else str(found.value)
    finally:
        # No connection may be open when a server forks its workers.
        engine.dispose()
