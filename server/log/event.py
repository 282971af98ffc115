"""One event of the log, as the API and the terminal show it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from texml.callbacks import ConferenceCallback

__all__ = ["Event", "event_json", "moment_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event: its first delivery, and how many came in all.

    *id* grows with the order of arrival. *is_conflicting* says that a later delivery of the same event said something
    else; the first one counts.
    """

    id: int
    received_at: datetime
    method: str
    raw: bytes
    callback: ConferenceCallback
    deliveries: int
    is_conflicting: bool


def event_json(event: Event) -> dict[str, Any]:
    """Return *event* as JSON shows it, every field that was sent under ``fields``.

    Where a name was sent more than once, ``fields`` has its first value and ``repeated`` all of them. What could not
    be taken apart is in ``raw`` as text.
    """
    callback = event.callback
    fields: dict[str, str] = {}
    repeated: dict[str, list[str]] = {}
    for name, value in callback.fields:
        if name in fields:
            repeated.setdefault(name, [fields[name]]).append(value)
        else:
            fields[name] = value
    shown: dict[str, Any] = {
        "id": event.id,
        "event": callback.event or callback.status_callback_event,
        "conference": callback.conference_sid,
        "room": callback.friendly_name,
        "call": callback.call_sid,
        "sequence": callback.sequence_number,
        "timestamp": moment_text(callback.timestamp),
        "received_at": moment_text(event.received_at),
        "deliveries": event.deliveries,
        "conflict": event.is_conflicting,
        "problems": list(callback.problems),
        "fields": fields,
    }
    if repeated:
        shown["repeated"] = repeated
    if not callback.fields:
        shown["raw"] = event.raw.decode("utf-8", "replace")
    return shown


def moment_text(moment: datetime | None) -> str | None:
    """Return *moment* in ISO 8601, UTC, with microseconds and ``Z``."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
