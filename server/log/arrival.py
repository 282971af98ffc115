"""One request as it arrived, and which event it is. Pure.

An event that is sent twice is one event and two deliveries. TeXML callbacks carry no id, so the event is known by
what it says: account, conference, call, event, sequence number and timestamp together. Where a part of that is missing
the whole body decides (two truly equal events without a number then count as one).
"""

from datetime import datetime
from hashlib import blake2b
from typing import NamedTuple

from texml.callbacks import read_form

__all__ = ["Arrival", "arrive"]

_IDENTITY = ("AccountSid", "ConferenceSid", "CallSid", "StatusCallbackEvent", "SequenceNumber", "Timestamp")


class Arrival(NamedTuple):
    """A conference status callback as it came, and what the log finds it by.

    *raw* is the body, or the query string of a GET, byte for byte. *key* is the same for every delivery of one event.
    *conference* (empty where none was sent), *event* and *room* are copies of fields, for searching.
    """

    received_at: datetime
    method: str
    content_type: str | None
    raw: bytes
    key: bytes
    conference: str
    event: str | None
    room: str | None


def arrive(raw: bytes, *, method: str, content_type: str | None, received_at: datetime) -> Arrival:
    """Return the arrival that *raw* is; whatever it holds, it is one."""
    # Read backwards, so that of a repeated name the first value stays, as everywhere.
    fields = dict(reversed(read_form(raw, content_type).pairs))
    identity = [fields.get(name) for name in _IDENTITY]
    # No NUL is left in a field that was read, so the parts cannot run into each other.
    key = "\0".join(part for part in identity if part).encode() if all(identity) else raw
    return Arrival(
        received_at=received_at,
        method=method,
        content_type=content_type,
        raw=raw,
        key=blake2b(key, digest_size=16).digest(),
        conference=fields.get("ConferenceSid", ""),
        event=fields.get("StatusCallbackEvent"),
        room=fields.get("FriendlyName"),
    )
