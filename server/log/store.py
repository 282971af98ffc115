"""The table of deliveries, and what is read from it (SQLAlchemy Core).

There is one table. A delivery that says something new is an event, and its id is the event's; a repeat names the event
it repeats. Fields are read from the raw bytes each time: what was sent is stored once, and a better reader will read
old deliveries better.
"""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url
from sqlalchemy.event import listen
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from server.errors import ConfigurationError, LogIncompatible, LogUnavailable
from server.log import sqlite
from server.log.event import Event
from server.log.turnstile import Turnstile
from texml.callbacks import conference_callback, conference_events, read_form

__all__ = ["DELIVERY", "Store", "database_path", "microseconds"]

_APPLICATION = 0x7465786D  # PRAGMA application_id: "texm", so that nobody else's database is taken for a log
_VERSION = 1  # PRAGMA user_version; a later layout counts on and brings its migration
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_metadata = sa.MetaData()

DELIVERY = sa.Table(
    "delivery",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("event_id", sa.Integer, sa.ForeignKey("delivery.id"), comment="the event it repeats; null: it is one"),
    sa.Column("conference", sa.Text, nullable=False, comment="ConferenceSid, empty where none was sent"),
    sa.Column("key", sa.LargeBinary, nullable=False, comment="the same for every delivery of one event"),
    sa.Column("event", sa.Text, comment="StatusCallbackEvent"),
    sa.Column("room", sa.Text, comment="FriendlyName"),
    sa.Column("received_at", sa.BigInteger, nullable=False, comment="microseconds since 1970, UTC"),
    sa.Column("method", sa.Text, nullable=False),
    sa.Column("content_type", sa.Text),
    sa.Column("raw", sa.LargeBinary, nullable=False, comment="the body, or the query string of a GET"),
)
# One index serves two ends: an event can be there only once, and a conference's events lie together, so that a busy
# conference touches few pages.
sa.Index(
    "delivery_event",
    DELIVERY.c.conference,
    DELIVERY.c.key,
    unique=True,
    sqlite_where=DELIVERY.c.event_id.is_(None),
)
sa.Index("delivery_repeat", DELIVERY.c.event_id, sqlite_where=DELIVERY.c.event_id.is_not(None))


def database_path(database: str) -> Path:
    """Return the file that a database URL names.

    Raises: ConfigurationError for anything but ``sqlite:///FILE``.
    """
    allowed = "sqlite:///FILE, such as sqlite:///texml.db or sqlite:////var/lib/texml/texml.db"
    try:
        url = make_url(database)
    except ArgumentError as err:
        raise ConfigurationError(f"{database!r} is no URL", place="setting", key="database", allowed=allowed) from err
    if url.get_backend_name() != "sqlite":
        problem = f"{url.get_backend_name()} is not supported yet"
        raise ConfigurationError(problem, place="setting", key="database", allowed=allowed)
    if url.host or url.username:
        problem = f"SQLite has no host, but there is {url.host!r}"
        raise ConfigurationError(problem, place="setting", key="database", allowed=allowed)
    if not url.database or url.database == ":memory:":
        problem = "a log in memory would be lost, and each process would have its own"
        raise ConfigurationError(problem, place="setting", key="database", allowed=allowed)
    return Path(url.database).absolute()


def microseconds(moment: datetime) -> int:
    """Return *moment* as the table stores it."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


class Store:
    """Reads the log in one database. Safe to share between threads; close it when it is no longer needed.

    *create* makes the database and its table where they are not there yet.

    Raises: ConfigurationError if *database* names none; LogIncompatible if it is not ours or of a newer version, and
    leaves it as it was; LogUnavailable if it cannot be opened.
    """

    def __init__(self, database: str, *, create: bool = True) -> None:
        self.path = database_path(database)
        if not create and not self.path.exists():
            raise LogUnavailable(f"there is no database {self.path}; `texml-server run` makes it")
        driver = sqlite.driver()
        self._engine = sa.create_engine(
            URL.create("sqlite", database=str(self.path)), module=driver, pool_size=4, pool_timeout=1
        )
        listen(self._engine, "connect", lambda connection, _: sqlite.prepare(connection, driver.sqlite_version_info))
        try:
            if not self._is_ours():
                if not create:
                    raise LogIncompatible(f"{self.path} is no log of texml; name another database")
                self._create()
        except driver.Error as err:
            raise LogUnavailable(f"{self.path} cannot be opened: {err}") from err
        except DBAPIError as err:
            raise LogUnavailable(f"{self.path} cannot be opened: {err.orig}") from err
        except OSError as err:
            raise LogUnavailable(f"{self.path} cannot be opened: {err.strerror}") from err
        finally:
            # No connection may be open when a server forks its workers.
            self._engine.dispose()

    def _is_ours(self) -> bool:
        """Return whether the database is a log, False where it is empty; looks without changing anything.

        Raises: LogIncompatible.
        """
        if not self.path.exists() or self.path.stat().st_size == 0:
            return False
        with closing(sqlite.connect(self.path, "ro")) as connection:
            connection.execute("BEGIN")  # so that all three are of one moment, while somebody makes it
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if (application, version, tables) == (0, 0, 0):
            return False
        if application != _APPLICATION:
            raise LogIncompatible(f"{self.path} is no log of texml; name another database")
        if version > _VERSION:
            raise LogIncompatible(f"{self.path} is of version {version}, this texml knows {_VERSION}; use a newer one")
        return True

    def _create(self) -> None:
        turnstile = Turnstile(self.path)
        try:
            with turnstile, self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                _metadata.create_all(connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION}")
                connection.exec_driver_sql(f"PRAGMA user_version = {_VERSION}")
                connection.exec_driver_sql("COMMIT")
        finally:
            turnstile.close()

    def events(
        self,
        *,
        conference: str | None = None,
        rooms: Sequence[str] = (),
        event: str | None = None,
        after: int = 0,
        before: int | None = None,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> list[Event]:
        """Return events in the order of their arrival, or from the newest back.

        *conference* is a sid, *rooms* names of which any will do, *event* a wire name or a word of
        ``status_callback_event``. *after* and *before* are ids, both exclusive.

        Raises: LogUnavailable.
        """
        column = DELIVERY.c
        repeat = DELIVERY.alias("repeat")
        repeats = sa.select(sa.func.count()).where(repeat.c.event_id == column.id).scalar_subquery()
        conflicts = sa.exists().where(repeat.c.event_id == column.id, repeat.c.raw != column.raw)
        query = sa.select(DELIVERY, repeats.label("repeats"), conflicts.label("conflicts")).where(
            column.event_id.is_(None), column.id > after
        )
        if before is not None:
            query = query.where(column.id < before)
        if conference is not None:
            query = query.where(column.conference == conference)
        if rooms:
            query = query.where(column.room.in_(rooms))
        if event is not None:
            query = query.where(column.event.in_({event, *conference_events(event)}))
        query = query.order_by(column.id.desc() if newest_first else column.id).limit(limit)
        return [_event(row) for row in self._all(query)]

    def conferences(self, *, limit: int) -> list[str]:
        """Return the sids of the conferences that were last heard of, the latest first.

        Raises: LogUnavailable.
        """
        column = DELIVERY.c
        query = (
            sa.select(column.conference)
            .where(column.event_id.is_(None), column.conference != "")
            .group_by(column.conference)
            .order_by(sa.func.max(column.id).desc())
            .limit(limit)
        )
        return [row.conference for row in self._all(query)]

    def _all(self, query: sa.Select[Any]) -> Sequence[Any]:
        try:
            with self._engine.connect() as connection:
                return connection.execute(query).all()
        except SQLAlchemyError as err:
            raise LogUnavailable(f"{self.path} cannot be read: {type(err).__name__}") from err

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()


def _event(row: Any) -> Event:
    return Event(
        id=row.id,
        received_at=_EPOCH + timedelta(microseconds=row.received_at),
        method=row.method,
        raw=row.raw,
        callback=conference_callback(read_form(row.raw, row.content_type)),
        deliveries=1 + row.repeats,
        is_conflicting=bool(row.conflicts),
    )
