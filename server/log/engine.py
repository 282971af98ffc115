"""Connections for reading, by way of SQLAlchemy; the same for both databases but for how each one is set up."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.event import listen
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from server.errors import LogUnavailable
from server.log import postgres, sqlite
from server.log.database import database_path

__all__ = ["make_engine", "opening", "reading", "shown"]

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
