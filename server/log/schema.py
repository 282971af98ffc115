"""The tables of the log: one schema for SQLite and PostgreSQL.

A delivery that says something new is an event, and its id is the event's; a repeat names the event it repeats. Fields
are read from the raw bytes each time they are shown: what was sent is stored once, and a better reader will read old
deliveries better. What stands in columns beside the raw bytes is for searching.
"""

import sqlalchemy as sa

__all__ = [
    "CHAIN",
    "CONFERENCE",
    "DELIVERY",
    "ID",
    "META",
    "METADATA",
    "OLDER",
    "PARTICIPANT",
    "QUARANTINE",
    "moment_column",
]

METADATA = sa.MetaData()

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""The type of a column that numbers rows: SQLite gives only one of exactly this type the row's own number."""


def moment_column(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    """Return a column for a time, as `server.log.moment` counts it."""
    return sa.Column(name, sa.BigInteger, nullable=nullable, comment="microseconds since 1970, UTC")


CONFERENCE = sa.Table(
    "conference",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("sid", sa.Text, nullable=False, unique=True),
    sa.Column("room", sa.Text, comment="FriendlyName of its first event"),
    sa.Column("has_ended", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("state", sa.Text, nullable=False, server_default="", comment="what its events add up to; JSON"),
)
sa.Index("conference_room", CONFERENCE.c.room, CONFERENCE.c.id)
_IS_LIVE = CONFERENCE.c.has_ended == sa.false()
sa.Index("conference_live", CONFERENCE.c.id, sqlite_where=_IS_LIVE, postgresql_where=_IS_LIVE)
# A room may have had thousands that have ended.
sa.Index("conference_live_room", CONFERENCE.c.room, CONFERENCE.c.id, sqlite_where=_IS_LIVE, postgresql_where=_IS_LIVE)

PARTICIPANT = sa.Table(
    "participant",
    METADATA,
    sa.Column("conference_id", ID, sa.ForeignKey("conference.id"), primary_key=True),
    sa.Column("call", sa.Text, primary_key=True),
    sa.Column("state", sa.Text, nullable=False, comment="what its events add up to; JSON"),
    sqlite_with_rowid=False,
)
sa.Index("participant_call", PARTICIPANT.c.call)

OLDER = sa.Table(
    "older",
    METADATA,
    sa.Column("conference_id", ID, sa.ForeignKey("conference.id"), primary_key=True),
    sa.Column("call", sa.Text, primary_key=True, comment="empty: of the conference itself"),
    sa.Column("kind", sa.Text, primary_key=True, comment="step, recording or numbers"),
    sa.Column("place", sa.Text, primary_key=True, comment="sorts those of one kind"),
    sa.Column("content", sa.Text, nullable=False, comment="what the newest part of a state has no room for; JSON"),
    sqlite_with_rowid=False,
)

CHAIN = sa.Table(
    "chain",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("day", sa.Integer, nullable=False, comment="of its deliveries: days since 1970, UTC"),
    sa.Column("deliveries", sa.BigInteger, nullable=False, comment="how many it holds"),
    sa.Column("head", sa.LargeBinary, nullable=False, comment="digest over all of them in the order of their ids"),
    moment_column("purged_at", nullable=True),
)
sa.Index("chain_day", CHAIN.c.day)

DELIVERY = sa.Table(
    "delivery",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    sa.Column("event_id", ID, comment="the event it repeats; null: it is one"),
    sa.Column("conference_id", ID, sa.ForeignKey("conference.id"), comment="null where no ConferenceSid was sent"),
    sa.Column("chain_id", ID, sa.ForeignKey("chain.id"), nullable=False),
    moment_column("received_at"),
    sa.Column("route", sa.Text, nullable=False, comment="name of the endpoint that took it"),
    sa.Column("method", sa.Text, nullable=False),
    sa.Column("content_type", sa.Text),
    sa.Column("headers", sa.Text, nullable=False, comment="chosen ones: a JSON list of pairs"),
    sa.Column("raw", sa.LargeBinary, nullable=False, comment="the body, or the query string of a GET"),
    sa.Column("sha256", sa.LargeBinary, nullable=False, comment="of raw"),
    sa.Column("verdict", sa.Text, nullable=False, comment="verified, unverified, or off: nothing was checked"),
    sa.Column("key", sa.LargeBinary, nullable=False, comment="the same for every delivery of one event"),
    sa.Column("kind", sa.Text, nullable=False, comment="what happened"),
    sa.Column("call", sa.Text),
    sa.Column("room", sa.Text, comment="FriendlyName"),
    sa.Column("problem", sa.Text, comment="why its fields could not be read whole"),
)


META = sa.Table(
    "meta",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)


def _index(name: str, *columns: "sa.Column[int] | sa.Column[str]", where: "sa.ColumnElement[bool]") -> None:
    sa.Index(name, *columns, sqlite_where=where, postgresql_where=where)


_IS_EVENT = DELIVERY.c.event_id.is_(None)
sa.Index("delivery_key", DELIVERY.c.key, unique=True, sqlite_where=_IS_EVENT, postgresql_where=_IS_EVENT)
_index("delivery_repeat", DELIVERY.c.event_id, where=DELIVERY.c.event_id.is_not(None))
# Repeats as well: when a conference is removed, the database looks for every row that still names it. Without the rows
# that name none: SQLite would look through all of them for those of a call.
_index("delivery_conference", DELIVERY.c.conference_id, DELIVERY.c.id, where=DELIVERY.c.conference_id.is_not(None))
_index("delivery_room", DELIVERY.c.room, DELIVERY.c.id, where=_IS_EVENT)
_index("delivery_kind", DELIVERY.c.kind, DELIVERY.c.id, where=_IS_EVENT)
_IS_ALONE = sa.and_(_IS_EVENT, DELIVERY.c.conference_id.is_(None))
_index("delivery_alone", DELIVERY.c.id, where=_IS_ALONE)
# A call's events within a conference are found by way of the participant.
_index("delivery_call", DELIVERY.c.call, DELIVERY.c.id, where=_IS_ALONE)

QUARANTINE = sa.Table(
    "quarantine",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    moment_column("received_at"),
    sa.Column("reason", sa.Text, nullable=False, comment="why it was not taken for the platform's"),
    sa.Column("route", sa.Text, nullable=False),
    sa.Column("method", sa.Text, nullable=False),
    sa.Column("content_type", sa.Text),
    sa.Column("headers", sa.Text, nullable=False, comment="chosen ones: a JSON list of pairs"),
    sa.Column("raw", sa.LargeBinary, nullable=False),
)
