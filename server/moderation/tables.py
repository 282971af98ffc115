"""The tables of moderation, beside those of the log and in the same database."""

import sqlalchemy as sa

from server.log.schema import ID, moment_column

__all__ = ["ENTRY", "GAP", "IS_OPEN", "METADATA"]

METADATA = sa.MetaData()
"""The tables below; server/log/migrations makes them, together with those of the log."""

ENTRY = sa.Table(
    "moderation",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    moment_column("made_at"),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("account", sa.Text, nullable=False),
    sa.Column("conference", sa.Text, nullable=False),
    sa.Column("call", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("problem", sa.Text),
    moment_column("finished_at", nullable=True),
    moment_column("due_at", nullable=True),
    moment_column("claimed_until", nullable=True),
    sa.Column("key", sa.Text, comment="of what was planned: there is one of it"),
)
IS_OPEN = ENTRY.c.state.in_(["intended", "uncertain"])
sa.Index("moderation_open", ENTRY.c.id, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)
sa.Index("moderation_conference", ENTRY.c.conference, ENTRY.c.id)
sa.Index("moderation_key", ENTRY.c.key, unique=True)

GAP = sa.Table(
    "gap",
    METADATA,
    sa.Column("id", ID, primary_key=True),
    moment_column("found_at"),
    sa.Column("conference", sa.Text, nullable=False),
    sa.Column("call", sa.Text),
    sa.Column("what", sa.Text, nullable=False),
)
