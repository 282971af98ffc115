"""Go over a whole log as it was at one moment, while others write."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from server.log.database import database_path, database_url
from server.log.engine import make_engine, reading
from server.log.schema import CONFERENCE, DELIVERY

__all__ = ["count", "deliveries", "snapshot"]

_AT_ONCE = 2_000


@contextmanager
def snapshot(database: str) -> Iterator[sa.Connection]:
    """Give a connection that sees the log as it is now, whatever is written meanwhile.

    Raises: LogUnavailable.
    """
    url = database_url(database)
    engine = make_engine(url, is_patient=True)
    try:
        with reading(url), engine.connect() as connection:
            is_file = database_path(url) is not None
            connection.exec_driver_sql("BEGIN" if is_file else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                yield connection
            finally:
                connection.exec_driver_sql("ROLLBACK")
    finally:
        engine.dispose()


def count(connection: sa.Connection) -> int:
    """Return how many deliveries there are."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(DELIVERY)).scalar_one())


def deliveries(connection: sa.Connection) -> Iterator[Sequence[Any]]:
    """Yield all deliveries in the order of their ids, some at once, each with the sid of its ``conference``."""
    sid = sa.select(CONFERENCE.c.sid).where(CONFERENCE.c.id == DELIVERY.c.conference_id).scalar_subquery()
    query = sa.select(DELIVERY, sid.label("conference")).order_by(DELIVERY.c.id).limit(_AT_ONCE)
    last = -1
    while rows := connection.execute(query.where(DELIVERY.c.id > last)).all():
        yield rows
        last = rows[-1].id
