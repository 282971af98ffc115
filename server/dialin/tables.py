"""The tables of the dial-in, beside those of the log and in the same database."""

import sqlalchemy as sa

from server.log.schema import moment_column

__all__ = ["ADMISSION", "ENTRY", "LOBBY", "METADATA", "PIN_FAILURE", "ROOM_LOCK", "SEAL_KEY", "SEAT", "SURVEY"]

METADATA = sa.MetaData()
"""The tables below; server/log/migrations makes them, together with those of the log."""

PIN_FAILURE = sa.Table(
    "pin_failure",
    METADATA,
    sa.Column("call", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, comment="which of the call's failures, from 1"),
    moment_column("at"),
    sa.Column("room", sa.Text, comment="null where the code led nowhere"),
    sa.Column("caller", sa.LargeBinary, nullable=False, comment="digest of the caller's number"),
    sa.Column("is_known", sa.Boolean, nullable=False, comment="whether the room knew the number"),
)
sa.Index("pin_failure_at", PIN_FAILURE.c.at)

ENTRY = sa.Table(
    "entry",
    METADATA,
    sa.Column("room", sa.Text, primary_key=True),
    sa.Column("caller", sa.LargeBinary, primary_key=True, comment="digest of the caller's number"),
    moment_column("at"),
)

ROOM_LOCK = sa.Table(
    "room_lock",
    METADATA,
    sa.Column("room", sa.Text, primary_key=True),
    sa.Column("is_locked", sa.Boolean, nullable=False),
    sa.Column("conference", sa.Text, comment="sid; what a host decided ends with it. Null: until it is undone"),
    sa.Column("who", sa.Text, nullable=False),
    moment_column("at"),
)

LOBBY = sa.Table(
    "lobby",
    METADATA,
    sa.Column("call", sa.Text, primary_key=True),
    sa.Column("room", sa.Text, nullable=False),
    moment_column("came_at"),
    moment_column("seen_at"),
    moment_column("admitted_at", nullable=True),
)
sa.Index("lobby_room", LOBBY.c.room, LOBBY.c.seen_at)

SURVEY = sa.Table(
    "survey",
    METADATA,
    sa.Column("call", sa.Text, primary_key=True),
    sa.Column("room", sa.Text, nullable=False),
    sa.Column("answer", sa.Integer, nullable=False, comment="1, poor, to 5, very good"),
    moment_column("at"),
)

SEAT = sa.Table(
    "seat",
    METADATA,
    sa.Column("call", sa.Text, primary_key=True),
    sa.Column("room", sa.Text, nullable=False),
    sa.Column("role", sa.Text, comment="null until the call is put into the room"),
    sa.Column("goodbye", sa.Text, comment="URL at which the call goes on when it is dismissed from the room"),
    sa.Column("name_url", sa.Text, comment="where the recorded name is; shown to nobody"),
    moment_column("at"),
)
sa.Index("seat_at", SEAT.c.at)

ADMISSION = sa.Table(
    "admission",
    METADATA,
    sa.Column("call", sa.Text, primary_key=True),
    sa.Column("line", sa.Text, nullable=False, comment="the number that was dialed, or the key of the room's URL"),
    sa.Column("caller", sa.LargeBinary, nullable=False, comment="digest of the caller's number"),
    moment_column("at"),
)
sa.Index("admission_at", ADMISSION.c.at)

SEAL_KEY = sa.Table(
    "seal_key",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.LargeBinary, nullable=False, comment="what seals the visits in URLs; the newest is used"),
)
