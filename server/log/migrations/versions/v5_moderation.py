"""Layout 5: what is wanted of the platform and when, and who sits in which room.

Before, moderation made its tables by itself where they were not there yet; what stands in them is kept. Written down
here as it was when it was made: a later change of the tables is a later layout.
"""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "5"
down_revision = "4"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, or add to those that moderation made what they lack."""
    known = set(sa.inspect(op.get_bind()).get_table_names())
    if "moderation" not in known:
        _make_moderation()
    for name in ("due_at", "claimed_until"):
        op.add_column("moderation", sa.Column(name, sa.BigInteger))
    op.add_column("moderation", sa.Column("key", sa.Text))
    op.create_index("moderation_key", "moderation", ["key"], unique=True)
    if "gap" not in known:
        _make_gap()
    op.create_table(
        "seat",
        sa.Column("call", sa.Text, primary_key=True),
        sa.Column("room", sa.Text, nullable=False),
        sa.Column("role", sa.Text),
        sa.Column("goodbye", sa.Text),
        sa.Column("name_url", sa.Text),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("seat_at", "seat", ["at"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA user_version = 5")  # so that an older texml refuses it


def _make_moderation() -> None:
    op.create_table(
        "moderation",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("conference", sa.Text, nullable=False),
        sa.Column("call", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("finished_at", sa.BigInteger),
    )
    is_open = sa.text("state IN ('intended', 'uncertain')")
    op.create_index("moderation_open", "moderation", ["id"], sqlite_where=is_open, postgresql_where=is_open)
    op.create_index("moderation_conference", "moderation", ["conference", "id"])


def _make_gap() -> None:
    op.create_table(
        "gap",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("found_at", sa.BigInteger, nullable=False),
        sa.Column("conference", sa.Text, nullable=False),
        sa.Column("call", sa.Text),
        sa.Column("what", sa.Text, nullable=False),
    )
