"""Layout 7: what names a conference is found however large the log is, and so are the live ones of a room.

Written down here as it was when it was made: a later change of the tables is a later layout.
"""

import sqlalchemy as sa
from alembic import op

__all__ = ["down_revision", "revision", "upgrade"]

revision = "7"
down_revision = "6"


def upgrade() -> None:
    """Make the indexes; ten million deliveries take a quarter of a minute of the processor and 500 MiB of memory."""
    op.drop_index("delivery_conference", "delivery")
    _index("delivery_conference", "delivery", ["conference_id", "id"], "conference_id IS NOT NULL")
    _index("delivery_alone", "delivery", ["id"], "event_id IS NULL AND conference_id IS NULL")
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    _index("conference_live_room", "conference", ["room", "id"], f"has_ended = {'0' if is_sqlite else 'false'}")
    if is_sqlite:
        op.execute("PRAGMA user_version = 7")  # so that an older texml refuses it


def _index(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
