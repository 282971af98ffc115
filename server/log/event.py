"""One event of the log, as the API and the terminal show it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from server.log.arrival import Verdict
from server.log.moment import moment_text
from server.log.reading import read_message, values_json
from texml.callbacks import Callback, ConferenceCallback, conference_callback, read_form
from texml.webhooks import Webhook

__all__ = ["Delivery", "Event", "Refused", "event_json"]


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One request as it came: *id* grows with the order of arrival; *event_id* names the event that it told."""

    id: int
    event_id: int
    received_at: datetime
    route: str
    method: str
    content_type: str | None
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    sha256: bytes
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A request that was not taken for the platform's: *reason* says why."""

    id: int
    received_at: datetime
    reason: str
    route: str
    method: str
    content_type: str | None
    headers: tuple[tuple[str, str], ...]
    raw: bytes


@dataclass(frozen=True, kw_only=True)
class Event:
    """An event: its first delivery, and how many came in all.

    *id* grows with the order of arrival. *is_conflicting* says that a later delivery of the same event said something
    else; the first one counts. *cursor* is its place in the order in which events are tailed.
    """

    id: int
    cursor: str
    received_at: datetime
    route: str
    method: str
    content_type: str | None
    raw: bytes
    verdict: Verdict
    kind: str
    conference: str | None
    call: str | None
    room: str | None
    problem: str | None
    deliveries: int
    is_conflicting: bool

    @cached_property
    def callback(self) -> ConferenceCallback:
        """Return what was sent, read as a conference status callback."""
        return conference_callback(read_form(self.raw, self.content_type))

    @cached_property
    def message(self) -> Callback | Webhook:
        """Return what was sent, read as what is expected at the endpoint that took it."""
        return self.callback if self.route == "conference" else read_message(self.route, self.raw, self.content_type)


def event_json(event: Event) -> dict[str, Any]:
    """Return *event* as JSON shows it, every field that was sent under ``fields``.

    ``class`` names the class of the vocabulary that it was read as, ``values`` what that made of the fields. Where a
    name was sent more than once, ``fields`` has its first value and ``repeated`` all of them. What could not
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
    is_about_conference = event.route == "conference"
    shown: dict[str, Any] = {
        "id": event.id,
        "route": event.route,
        "event": (callback.event or callback.status_callback_event) if is_about_conference else event.kind,
        "conference": event.conference,
        "room": event.room,
        "call": event.call,
        "sequence": callback.sequence_number,
        "timestamp": moment_text(callback.timestamp),
        "received_at": moment_text(event.received_at),
        "verdict": event.verdict,
        "deliveries": event.deliveries,
        "conflict": event.is_conflicting,
        "problems": list(dict.fromkeys([*([event.problem] if event.problem else []), *event.message.problems])),
        "class": type(event.message).__name__,
        "values": values_json(event.message),
        "fields": fields,
    }
    if repeated:
        shown["repeated"] = repeated
    if not callback.fields:
        shown["raw"] = event.raw.decode("utf-8", "replace")
    return shown
