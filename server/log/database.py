"""Which database a URL names, and what all that use it share."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from server.errors import ConfigurationError

__all__ = ["database_path", "database_url"]

_ALLOWED = (
    "sqlite:///FILE, such as sqlite:///texml.db or sqlite:////var/lib/texml/texml.db, "
    "or postgresql://USER:PASSWORD@HOST/DATABASE"
)
_POSTGRES = ("postgresql", "postgresql+psycopg", "postgres")


def database_url(database: str) -> URL:
    """Return the URL of the database that a setting names; of a file, with its absolute path.

    Raises: ConfigurationError for what is neither ``sqlite:///FILE`` nor PostgreSQL.
    """
    try:
        url = make_url(database)
    except ArgumentError as err:
        # A URL that is none may hold a password all the same.
        shown = "that" if "@" in database else repr(database)
        raise _wrong(f"{shown} is no URL") from err
    if url.drivername in _POSTGRES:
        if not url.database:
            raise _wrong("it names no database")
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite":
        raise _wrong(f"{url.get_backend_name()} is not supported")
    if url.host or url.username:
        raise _wrong(f"SQLite has no host, but there is {url.host!r}")
    if not url.database or url.database == ":memory:":
        raise _wrong("a log in memory would be lost, and each process would have its own")
    return URL.create("sqlite", database=str(Path(url.database).absolute()))


def _wrong(problem: str) -> ConfigurationError:
    return ConfigurationError(problem, place="setting", key="database", allowed=_ALLOWED)


def database_path(url: URL) -> Path | None:
    """Return the file of a SQLite database, None for PostgreSQL."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
