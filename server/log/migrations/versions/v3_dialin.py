"""Layout 3: what the dial-in remembers of callers, beside the log.

Written down here as it was when it was made: a later change of the tables is a later layout.
"""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Make the tables."""
    _make_callers()
    _make_rooms()
    op.create_table(
        "seal_key",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA user_version = 3")  # so that an older texml refuses it


def _make_callers() -> None:
    op.create_table(
        "pin_failure",
        sa.Column("call", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("room", sa.Text),
        sa.Column("caller", sa.LargeBinary, nullable=False),
        sa.Column("is_known", sa.Boolean, nullable=False),
    )
    op.create_index("pin_failure_at", "pin_failure", ["at"])
    op.create_table(
        "entry",
        sa.Column("room", sa.Text, primary_key=True),
        sa.Column("caller", sa.LargeBinary, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
    )


def _make_rooms() -> None:
    op.create_table(
        "room_lock",
        sa.Column("room", sa.Text, primary_key=True),
        sa.Column("is_locked", sa.Boolean, nullable=False),
        sa.Column("conference", sa.Text),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "lobby",
        sa.Column("call", sa.Text, primary_key=True),
        sa.Column("room", sa.Text, nullable=False),
        sa.Column("came_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("admitted_at", sa.BigInteger),
    )
    op.create_index("lobby_room", "lobby", ["room", "seen_at"])
    op.create_table(
        "survey",
        sa.Column("call", sa.Text, primary_key=True),
        sa.Column("room", sa.Text, nullable=False),
        sa.Column("answer", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
