"""Read the log in the order of its commits, so that who follows it misses nothing and sees nothing twice.

In SQLite there is one writer at a time, so ids grow with commits. In PostgreSQL an id is given before its commit, and
one that is smaller may come later; there a row is shown once every transaction that is as old has ended.
"""

import re
from typing import Any

import sqlalchemy as sa

from server.log.schema import DELIVERY

__all__ = ["cursor_column", "end_query", "tail_query"]

_CURSOR = re.compile("(?:([0-9]{1,19})-)?([0-9]{1,18})")
_XACT: "sa.ColumnClause[Any]" = sa.literal_column("delivery.xact")
_FINISHED: "sa.ColumnClause[Any]" = sa.literal_column("pg_snapshot_xmin(pg_current_snapshot())")


def tail_query(events: "sa.Select[Any]", after: str | None, *, is_postgres: bool) -> "sa.Select[Any]":
    """Return *events*, those after the cursor *after* only, in the order of their commits.

    Raises: ValueError if *after* is no cursor.
    """
    xact, last = _read(after)
    id_ = DELIVERY.c.id
    if not is_postgres:
        return events.where(id_ > last).order_by(id_)
    position = sa.tuple_(_XACT, id_)
    begin = sa.tuple_(sa.cast(sa.literal(str(xact)), _Xid8), sa.literal(last, sa.BigInteger))
    return events.where(position > begin, _XACT < _FINISHED).order_by(_XACT, id_)


def cursor_column(*, is_postgres: bool) -> "sa.Label[str]":
    """Return the place of an event in the order of commits, as ``cursor``."""
    id_ = DELIVERY.c.id
    return _cursor(_XACT, id_) if is_postgres else sa.cast(id_, sa.Text).label("cursor")


def end_query(*, is_postgres: bool) -> "sa.Select[Any]":
    """Return what gives the cursor of the end of the log, as ``cursor``."""
    if not is_postgres:
        return sa.select(sa.cast(sa.func.coalesce(sa.func.max(DELIVERY.c.id), 0), sa.Text).label("cursor"))
    # Whatever is of an older transaction is there already; the newest that is not is the first one to come.
    return sa.select(_cursor(_FINISHED, sa.literal(0)))


class _Xid8(sa.types.UserDefinedType[str]):
    """A 64-bit transaction id of PostgreSQL."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """Return how the type is written."""
        return "xid8"


def _cursor(xact: Any, id_: Any) -> "sa.Label[str]":
    return (sa.cast(xact, sa.Text) + "-" + sa.cast(id_, sa.Text)).label("cursor")


def _read(cursor: str | None) -> tuple[int, int]:
    if cursor is None:
        return 0, 0
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise ValueError(f"{cursor[:80]!r} is no cursor of the log")
    return int(found[1] or 0), int(found[2])
