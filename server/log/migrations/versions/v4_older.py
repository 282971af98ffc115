"""Layout 4: what of a conference's state has grown too long for one row has rows of its own.

Written down here as it was when it was made: a later change of the tables is a later layout.
"""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Make the table; what conferences add up to is computed afterwards."""
    id_ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "older",
        sa.Column("conference_id", id_, sa.ForeignKey("conference.id"), primary_key=True),
        sa.Column("call", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA user_version = 4")  # so that an older texml refuses it
