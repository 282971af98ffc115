"""Layout 1: one table of deliveries, as texml 0.1 made it."""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make the table of deliveries."""
    id_ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "delivery",
        sa.Column("id", id_, primary_key=True),
        sa.Column("event_id", id_, sa.ForeignKey("delivery.id")),
        sa.Column("conference", sa.Text, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("event", sa.Text),
        sa.Column("room", sa.Text),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("content_type", sa.Text),
        sa.Column("raw", sa.LargeBinary, nullable=False),
    )
    is_event, is_repeat = sa.text("event_id IS NULL"), sa.text("event_id IS NOT NULL")
    op.create_index(
        "delivery_event",
        "delivery",
        ["conference", "key"],
        unique=True,
        sqlite_where=is_event,
        postgresql_where=is_event,
    )
    op.create_index("delivery_repeat", "delivery", ["event_id"], sqlite_where=is_repeat, postgresql_where=is_repeat)
