"""Bring a database to today's layout: in one transaction, so that whoever is killed leaves it as it was.

However many nodes start at once, one of them migrates and the others wait for it. A database that a newer texml has
migrated is refused.
"""

import fcntl
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import URL

from server.errors import LogIncompatible
from server.log import postgres, sqlite
from server.log.database import database_path
from server.log.engine import make_engine, opening, shown, transaction

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

__all__ = ["LAYOUTS", "alone", "is_current", "migrate", "scripts", "version"]

_APPLICATION = 0x7465786D  # PRAGMA application_id: "texm", so that nobody else's database is taken for a log
_LOCK = 0x7465786D  # what the advisory lock is known by in PostgreSQL
_VERSIONS = "texml_version"

LAYOUTS = ("1", "2", "3", "4", "5", "6", "7")
"""The layouts that the tables have had, today's last; each is a module in migrations/versions."""

_Run = Callable[[str], list[tuple[Any, ...]]]


def scripts() -> "ScriptDirectory":
    """Return the steps from layout to layout."""
    # alembic takes as long to load as everything else together, and is needed once in the life of a layout.
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return ScriptDirectory.from_config(config)


def is_current(url: URL) -> bool:
    """Return whether the database is of today's layout; False where it is empty, or of an older one.

    Looks without changing anything.

    Raises: LogIncompatible if it is not ours or of a newer layout; LogUnavailable if it cannot be opened.
    """
    return version(url) == LAYOUTS[-1]


def version(url: URL) -> str | None:
    """Return the layout of a database, None where it is empty; see `is_current`."""
    path = database_path(url)
    with opening(url):
        if path is None:
            with closing(postgres.connect(url)) as connection:
                postgres.check_promises(connection)
                return _version_in_postgres(url, lambda query: list(connection.execute(query).fetchall()))
        if not path.exists() or path.stat().st_size == 0:
            return None
        with closing(sqlite.connect(path, "ro")) as connection:
            connection.execute("BEGIN")  # so that all of it is of one moment, while somebody makes it
            return _version_in_sqlite(url, lambda query: list(connection.execute(query).fetchall()))


def _version_in_sqlite(url: URL, run: _Run) -> str | None:
    ((application,),) = run("PRAGMA application_id")
    ((number,),) = run("PRAGMA user_version")
    tables = {name for (name,) in run("SELECT name FROM sqlite_schema")}
    if (application, number, len(tables)) == (0, 0, 0):
        return None
    if application != _APPLICATION:
        raise _not_ours(url)
    found = str(run(f"SELECT version_num FROM {_VERSIONS}")[0][0]) if _VERSIONS in tables else str(number)
    return _known(url, found)


def _version_in_postgres(url: URL, run: _Run) -> str | None:
    if run(f"SELECT 1 WHERE to_regclass('{_VERSIONS}') IS NULL"):
        if run("SELECT 1 WHERE to_regclass('delivery') IS NOT NULL OR to_regclass('conference') IS NOT NULL"):
            raise _not_ours(url)
        return None
    return _known(url, str(run(f"SELECT version_num FROM {_VERSIONS}")[0][0]))


def _not_ours(url: URL) -> LogIncompatible:
    return LogIncompatible(f"{shown(url)} is no log of texml; name another database")


def _known(url: URL, found: str) -> str:
    if found not in LAYOUTS:
        raise LogIncompatible(f"{shown(url)} is of version {found}, this texml knows {LAYOUTS[-1]}; use a newer one")
    return found


def migrate(url: URL) -> bool:
    """Make the tables, or bring them to today's layout; return whether there was anything to do.

    Raises: LogIncompatible if the database is not ours or of a newer layout, and leaves it as it was; LogUnavailable.
    """
    if is_current(url):
        return False
    with opening(url), alone(url):
        found = version(url)
        if found == LAYOUTS[-1]:
            return False  # somebody else was faster
        path = database_path(url)
        if path is not None:
            path.touch(0o644)  # an empty file is an empty database; nobody else makes one
        engine = make_engine(url, is_patient=True)
        try:
            with transaction(engine, url, is_exclusive=True) as connection:
                _upgrade(connection, url, found)
        finally:
            # No connection may be open when a server forks its workers.
            engine.dispose()
    return True


@contextmanager
def alone(url: URL) -> Iterator[None]:
    """Keep everybody else from migrating the database; whoever is killed lets the next one in."""
    path = database_path(url)
    if path is None:
        with closing(postgres.connect(url)) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
            yield
        return
    lock = os.open(f"{path}-migration", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep alembic from telling each step."""
    logger = logging.getLogger("alembic")
    before = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(before)


def _upgrade(connection: sa.Connection, url: URL, found: str | None) -> None:
    if database_path(url) is not None:
        # Tables are renamed on the way; what refers to them is put right by hand.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION}")
    from alembic.config import Config  # noqa: PLC0415
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415

    steps = scripts()
    # What alembic's own command does, but for a script of settings that it would run first.
    environment = EnvironmentContext(
        Config(),
        steps,
        fn=lambda revision, _: steps._upgrade_revs("head", revision or found or "base"),  # noqa: SLF001
    )
    with environment, _quiet():
        environment.configure(connection=connection, version_table=_VERSIONS)
        environment.run_migrations()
