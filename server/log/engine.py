"""Connections by way of SQLAlchemy, and what they are used with: transactions, errors.

The same for both databases, but for how each connection is set up.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.event import listen
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from server.errors import LogUnavailable
from server.log import postgres, sqlite
from server.log.database import database_path
from server.log.turnstile import Turnstile

__all__ = ["make_engine", "opening", "reading", "shown", "transaction"]

_POOL = 4
_POOL_WAIT_S = 0.5


def shown(url: URL) -> str:
    """Return how messages name the database: its file, or its host and name, without a password."""
    path = database_path(url)
    return str(path) if path is not None else f"{url.host or 'PostgreSQL'}/{url.database}"


def make_engine(url: URL, *, is_patient: bool = False) -> sa.Engine:
    """Return what gives connections; *is_patient* lets statements take any time, for commands that read a whole log.

    SQLite's begins no transaction that is not asked for, and makes no database: an empty one where the log was would
    hide that it is gone.
    """
    path = database_path(url)
    if path is None:
        connect = postgres.connect if is_patient else postgres.reader
        return sa.create_engine(
            url, creator=partial(connect, url), pool_size=_POOL, pool_timeout=_POOL_WAIT_S, isolation_level="AUTOCOMMIT"
        )
    driver = sqlite.driver()
    engine = sa.create_engine(
        URL.create("sqlite", database=str(path)),
        module=driver,
        creator=lambda: sqlite.connect(path, "rw"),
        pool_size=_POOL,
        pool_timeout=_POOL_WAIT_S,
    )
    listen(engine, "connect", lambda connection, _: sqlite.prepare(connection, driver.sqlite_version_info))
    return engine


@contextmanager
def transaction(engine: sa.Engine, url: URL, *, is_exclusive: bool = False) -> Iterator[sa.Connection]:
    """Give a connection in a transaction that writes; what was written is on the disk when this ends.

    If something is raised inside, nothing is written. The processes that write a SQLite file take turns; *is_exclusive*
    keeps its readers out as well. It raises what SQLAlchemy and the system do.
    """
    path = database_path(url)
    with _turn(path), engine.connect() as connection:
        kind = "EXCLUSIVE" if is_exclusive else "IMMEDIATE"
        connection.exec_driver_sql("BEGIN" if path is None else f"BEGIN {kind}")
        try:
            yield connection
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")


@contextmanager
def _turn(path: Path | None) -> Iterator[None]:
    if path is None:
        yield
        return
    with closing(Turnstile(path)) as turnstile, turnstile:
        yield


@contextmanager
def reading(url: URL) -> Iterator[None]:
    """Turn what the database raises while it is read into an error of ours.

    Raises: LogUnavailable.
    """
    with _unavailable(url, "cannot be read"):
        yield


@contextmanager
def opening(url: URL) -> Iterator[None]:
    """Turn what the database raises while it is opened into an error of ours, with what it said.

    Raises: LogUnavailable.
    """
    driver = sqlite.driver()
    try:
        with _unavailable(url, "cannot be opened", is_told=True):
            yield
    except driver.Error as err:
        raise LogUnavailable(f"{shown(url)} cannot be opened: {err}") from err
    except Exception as err:
        if type(err).__module__.startswith("psycopg"):
            raise LogUnavailable(f"{shown(url)} cannot be opened: {postgres.said(err)}") from err
        raise


@contextmanager
def _unavailable(url: URL, what: str, *, is_told: bool = False) -> Iterator[None]:
    try:
        yield
    except PoolTimeout as err:
        raise LogUnavailable(f"{shown(url)} {what}: all connections are taken") from err
    except DBAPIError as err:
        reason = str(err.orig).partition("\n")[0] if is_told else type(err).__name__
        raise LogUnavailable(f"{shown(url)} {what}: {reason}") from err
    except SQLAlchemyError as err:
        raise LogUnavailable(f"{shown(url)} {what}: {type(err).__name__}") from err
    except OSError as err:
        raise LogUnavailable(f"{shown(url)} {what}: {err.strerror}") from err
