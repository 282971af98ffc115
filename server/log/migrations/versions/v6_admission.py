"""Layout 6: which calls were let through lately, so that floods of them can be refused.

Written down here as it was when it was made: a later change of the tables is a later layout.
"""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "6"
down_revision = "5"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "admission",
        sa.Column("call", sa.Text, primary_key=True),
        sa.Column("line", sa.Text, nullable=False),
        sa.Column("caller", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("admission_at", "admission", ["at"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA user_version = 6")  # so that an older texml refuses it
