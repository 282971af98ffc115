"""The tables of moderation, beside those of the log and in the same database."""

import sqlalchemy as sa

__all__ = ["ENTRY", "GAP", "IS_OPEN", "METADATA"]

METADATA = sa.MetaData()
"""The tables below; server/log/migrations makes them, together with those of the log."""

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _moment(name: str, *, nullable: bool = True) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger, nullable=nullable, comment="microseconds since 1970, UTC")


ENTRY = sa.Table(
    "moderation",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    _moment("made_at", nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("conference", sa.Text, nullable=False),
    sa.Column("call", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("problem", sa.Text),
    _moment("finished_at"),
    _moment("due_at"),
    _moment("claimed_until"),
    sa.Column("key", sa.Text, comment="of what was planned: there is one of it"),
)
IS_OPEN = ENTRY.c.state.in_(["intended", "uncertain"])
sa.Index("moderation_open", ENTRY.c.id, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)
sa.Index("moderation_conference", ENTRY.c.conference, ENTRY.c.id)
sa.Index("moderation_key", ENTRY.c.key, unique=True)

GAP = sa.Table(
    "gap",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    _moment("found_at", nullable=False),
    sa.Column("conference", sa.Text, nullable=False),
    sa.Column("call", sa.Text),
    sa.Column("what", sa.Text, nullable=False),
)
