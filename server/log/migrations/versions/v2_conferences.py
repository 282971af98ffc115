"""Layout 2: conferences with their state, chains of digests, and what refused requests looked like.

Written down here as it was when it was made: a later change of the tables is a later layout.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from server.log.arrival import Arrival, arrive
from server.log.chain import NO_LINK, day_of, link
from server.log.moment import from_microseconds

__all__ = ["down_revision", "revision", "upgrade"]

revision = "2"
down_revision = "1"

_AT_ONCE = 1_000
_COLUMNS = (
    "id", "event_id", "conference_id", "chain_id", "received_at", "route", "method", "content_type", "headers", "raw",
    "sha256", "verdict", "key", "kind", "call", "room", "problem",
)  # fmt: skip


def upgrade() -> None:
    """Make the tables, and take over the deliveries; what conferences add up to is computed afterwards."""
    op.rename_table("delivery", "delivery_1")
    for index in ("delivery_event", "delivery_repeat"):
        op.drop_index(index, "delivery_1")
    _make_conferences()
    _make_deliveries()
    _make_the_rest()
    _take_over(op.get_bind())
    op.drop_table("delivery_1")
    if op.get_bind().dialect.name == "postgresql":
        # Events are tailed in the order of their transactions: an id is given before its commit, and so may come late.
        op.execute("ALTER TABLE delivery ADD COLUMN xact xid8 NOT NULL DEFAULT pg_current_xact_id()")
        op.execute("CREATE INDEX delivery_tail ON delivery (xact, id) WHERE event_id IS NULL")
    else:
        op.execute("PRAGMA user_version = 2")  # so that an older texml refuses it


def _id() -> "sa.types.TypeEngine[int]":
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=condition, postgresql_where=condition)


def _make_conferences() -> None:
    op.create_table(
        "conference",
        sa.Column("id", _id(), primary_key=True),
        sa.Column("sid", sa.Text, nullable=False, unique=True),
        sa.Column("room", sa.Text),
        sa.Column("has_ended", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("state", sa.Text, nullable=False, server_default=""),
    )
    op.create_index("conference_room", "conference", ["room", "id"])
    is_live = "has_ended = false" if op.get_bind().dialect.name == "postgresql" else "has_ended = 0"
    _index("conference_live", "conference", ["id"], is_live)
    op.create_table(
        "participant",
        sa.Column("conference_id", _id(), sa.ForeignKey("conference.id"), primary_key=True),
        sa.Column("call", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("participant_call", "participant", ["call"])


def _make_deliveries() -> None:
    op.create_table(
        "chain",
        sa.Column("id", _id(), primary_key=True),
        sa.Column("day", sa.Integer, nullable=False),
        sa.Column("deliveries", sa.BigInteger, nullable=False),
        sa.Column("head", sa.LargeBinary, nullable=False),
        sa.Column("purged_at", sa.BigInteger),
    )
    op.create_index("chain_day", "chain", ["day"])
    op.create_table(
        "delivery",
        sa.Column("id", _id(), primary_key=True),
        sa.Column("event_id", _id()),
        sa.Column("conference_id", _id(), sa.ForeignKey("conference.id")),
        sa.Column("chain_id", _id(), sa.ForeignKey("chain.id"), nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("route", sa.Text, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("content_type", sa.Text),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("call", sa.Text),
        sa.Column("room", sa.Text),
        sa.Column("problem", sa.Text),
    )
    _index("delivery_key", "delivery", ["key"], "event_id IS NULL", unique=True)
    _index("delivery_repeat", "delivery", ["event_id"], "event_id IS NOT NULL")
    _index("delivery_conference", "delivery", ["conference_id", "id"], "event_id IS NULL")
    _index("delivery_room", "delivery", ["room", "id"], "event_id IS NULL")
    _index("delivery_kind", "delivery", ["kind", "id"], "event_id IS NULL")
    _index("delivery_call", "delivery", ["call", "id"], "event_id IS NULL AND conference_id IS NULL")


def _make_the_rest() -> None:
    op.create_table(
        "quarantine",
        sa.Column("id", _id(), primary_key=True),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("route", sa.Text, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("content_type", sa.Text),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
    )
    op.create_table("meta", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))


def _take_over(connection: sa.Connection) -> None:
    """Copy the deliveries, their ids kept; by what an event is known has changed, so some may be repeats now.

    Only a log in SQLite can have any: layout 1 knew no other database.
    """
    chains: dict[int, tuple[int, int, bytes]] = {}
    conferences: dict[str, int] = {}
    for rows in _portions(connection):
        arrivals = [(row, _arrival(row)) for row in rows]
        for sid in dict.fromkeys(arrival.conference for _, arrival in arrivals if arrival.conference):
            if sid not in conferences:
                conferences[sid] = len(conferences) + 1
                _insert(connection, "conference", ("id", "sid"), [(conferences[sid], sid)])
        for row, arrival in arrivals:
            day = day_of(row.received_at)
            if day not in chains:
                chains[day] = (len(chains) + 1, 0, NO_LINK)
                _insert(connection, "chain", ("id", "day", "deliveries", "head"), [(chains[day][0], day, 0, NO_LINK)])
            chain, count, head = chains[day]
            chains[day] = (chain, count + 1, link(head, [(row.received_at, arrival.sha256)]))
        _insert(connection, "delivery", _COLUMNS, _copies(connection, arrivals, conferences, chains))
    for chain, count, head in chains.values():
        connection.execute(
            sa.text("UPDATE chain SET deliveries = :count, head = :head WHERE id = :id"),
            {"count": count, "head": head, "id": chain},
        )


def _portions(connection: sa.Connection) -> Iterator[Sequence[Any]]:
    query = sa.text("SELECT * FROM delivery_1 WHERE id > :last ORDER BY id LIMIT :most")
    last = -1
    while rows := connection.execute(query, {"last": last, "most": _AT_ONCE}).all():
        yield rows
        last = rows[-1].id


def _arrival(row: Any) -> Arrival:
    received_at = from_microseconds(row.received_at)
    return arrive(row.raw, method=row.method, content_type=row.content_type, received_at=received_at)


def _copies(
    connection: sa.Connection,
    arrivals: Sequence[tuple[Any, Arrival]],
    conferences: dict[str, int],
    chains: dict[int, tuple[int, int, bytes]],
) -> list[tuple[Any, ...]]:
    query = sa.text("SELECT id, key FROM delivery WHERE event_id IS NULL AND key IN :keys")
    keys = [arrival.key for _, arrival in arrivals]
    found = connection.execute(query.bindparams(sa.bindparam("keys", keys, expanding=True)))
    events = {bytes(row.key): row.id for row in found}
    copies = []
    for row, arrival in arrivals:
        event = events.setdefault(arrival.key, row.id)
        conference = conferences[arrival.conference] if arrival.conference else None
        copies.append(
            (row.id, None if event == row.id else event, conference,
             chains[day_of(row.received_at)][0], row.received_at, "conference", row.method, row.content_type, "[]",
             row.raw, arrival.sha256, "off", arrival.key, arrival.kind, arrival.call, arrival.room, arrival.problem)
        )  # fmt: skip
    return copies


def _insert(connection: sa.Connection, table: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    names = ", ".join(columns)
    values = ", ".join(f":{column}" for column in columns)
    statement = sa.text(f"INSERT INTO {table} ({names}) VALUES ({values})")
    connection.execute(statement, [dict(zip(columns, row, strict=True)) for row in rows])
