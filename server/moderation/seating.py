"""Who sits in which room, as the dial-in noted it; what was noted long ago is forgotten."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from server.dialin.tables import SEAT
from server.errors import LogUnavailable
from server.log.database import database_url
from server.log.engine import make_engine, transaction
from server.log.moment import microseconds
from server.moderation.plans import Seat

__all__ = ["Seating"]

_AT_ONCE = 1_000
_KEPT = timedelta(hours=12)  # no call lasts longer than four


class Seating:
    """Reads the seats in *database*, which is of today's layout. Close it when it is no longer needed."""

    def __init__(self, database: str) -> None:
        self._url = database_url(database)
        self._engine = make_engine(self._url)

    def seats(self, calls: Iterable[str]) -> Mapping[str, Seat]:
        """Return the seats of *calls*, by call; those that have none are left out.

        Raises: LogUnavailable.
        """
        wanted = list(calls)
        columns = (SEAT.c.call, SEAT.c.room, SEAT.c.role, SEAT.c.goodbye, SEAT.c.name_url.is_not(None))
        rows: list[Any] = []
        try:
            with self._engine.connect() as connection:
                for start in range(0, len(wanted), _AT_ONCE):
                    some = SEAT.c.call.in_(wanted[start : start + _AT_ONCE])
                    rows += connection.execute(sa.select(*columns).where(some)).all()
        except (SQLAlchemyError, OSError) as err:
            raise LogUnavailable(f"the seats cannot be read: {type(err).__name__}") from err
        return {row.call: Seat(*row) for row in rows}

    def forget(self, *, now: datetime) -> None:
        """Forget the seats of calls that are long over, with the addresses of their names.

        Raises: LogUnavailable.
        """
        try:
            with transaction(self._engine, self._url) as connection:
                connection.execute(sa.delete(SEAT).where(SEAT.c.at < microseconds(now - _KEPT)))
        except (SQLAlchemyError, OSError) as err:
            raise LogUnavailable(f"the seats cannot be written: {type(err).__name__}") from err

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()
