"""One request as it arrived, and which event it is. Pure.

An event that is sent twice is one event and two deliveries. TeXML callbacks carry no id, so the event is known by
what it says: account, conference, call, event, sequence number and timestamp together. Where a part of that is missing
all fields decide (two truly equal events without a number then count as one). A JSON webhook has an id.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b, sha256
from typing import Literal, NamedTuple

from server.log.fact import Fact, callback_fact, told_at, webhook_fact
from server.log.moment import microseconds
from server.log.webhook import read_webhook
from texml.callbacks import Form, read_form

__all__ = ["Arrival", "Verdict", "arrive"]

Verdict = Literal["verified", "unverified", "off"]
"""What the check of the signature found; ``off``: nothing was checked."""

_IDENTITY = ("AccountSid", "ConferenceSid", "CallSid", "StatusCallbackEvent", "SequenceNumber", "Timestamp")

# Which field names what happened, and what is put before its value where that alone would not tell.
_KINDS = {
    "StatusCallbackEvent": "",
    "StreamEvent": "",
    "SiprecEvent": "",
    "TranscriptionStatus": "transcription-",
    "RecordingStatus": "recording-",
    "QueueResult": "queue-",
    "CallStatus": "call-",
}


class Arrival(NamedTuple):
    """A request of the platform as it came, and what the log finds it by.

    *route* names the endpoint that took it, such as ``conference`` or ``webhook``. *headers* are the ones worth
    keeping. *raw* is the body, or the query string of a GET, byte for byte, *sha256* its digest.

    *key* is the same for every delivery of one event; keys of events that follow each other in time lie together.
    *kind* (what happened), *conference*, *call* and *room* are copies of fields, for searching; *problem* says in
    words why the fields could not be read whole. *fact* is what it says about its conference, None where it has none.
    """

    received_at: datetime
    route: str
    method: str
    content_type: str | None
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    sha256: bytes
    verdict: Verdict
    key: bytes
    kind: str
    conference: str | None
    call: str | None
    room: str | None
    problem: str | None
    fact: Fact | None


def arrive(
    raw: bytes,
    *,
    route: str = "conference",
    method: str,
    content_type: str | None,
    received_at: datetime,
    headers: Iterable[tuple[str, str]] = (),
    verdict: Verdict = "off",
) -> Arrival:
    """Return the arrival that *raw* is; whatever it holds, it is one.

    What is unverified, and perhaps forged, changes no conference, and does not stand where the true event will.
    """
    form = read_form(raw, content_type)
    fields = form.first_values
    webhook = read_webhook(raw) if "event_type" in fields or "data" in fields else None
    fact = None
    if webhook is not None:
        occurred_at = None if webhook.occurred_at is None else microseconds(webhook.occurred_at)
        key, kind = _key(webhook.id.encode(), occurred_at), webhook.event
        conference, call, room = webhook.conference, webhook.call, None
        if conference:
            fact = webhook_fact(webhook, key[-16:])
    else:
        key, kind = _form_key(raw, form, fields), _kind(fields, route)
        conference, call, room = fields.get("ConferenceSid"), fields.get("CallSid"), fields.get("FriendlyName")
        if conference:
            fact = callback_fact(fields, key[-16:])
    if verdict == "unverified":
        key, conference, fact = sha256(b"unverified" + key).digest(), None, None
    return Arrival(
        received_at=received_at,
        route=route,
        method=method,
        content_type=content_type,
        headers=tuple(headers),
        raw=raw,
        sha256=sha256(raw).digest(),
        verdict=verdict,
        key=key,
        kind=kind,
        conference=conference or None,
        call=call or None,
        room=room or None,
        problem=form.problem,
        fact=fact,
    )


def _form_key(raw: bytes, form: Form, fields: Mapping[str, str]) -> bytes:
    identity = [fields.get(name) for name in _IDENTITY]
    moment = told_at(fields)
    # No NUL is left in a field that was read, so the parts cannot run into each other.
    if all(identity):
        return _key("\0".join(part for part in identity if part).encode(), moment)
    whole = "\0\0".join(f"{name}\0{value}" for name, value in sorted(form.pairs)).encode() if form.pairs else raw
    return _key(b"\0" + whole, moment)


def _key(identity: bytes, moment: int | None) -> bytes:
    """Return the key: the moment that the event tells, in microseconds, then a digest.

    With the moment in front, what happens together lies together in the index, however long the log has become.
    """
    front = max(0, moment or 0)
    return front.to_bytes(8, "big") + blake2b(identity, digest_size=16).digest()


def _kind(fields: Mapping[str, str], route: str) -> str:
    for name, prefix in _KINDS.items():
        if fields.get(name):
            return prefix + fields[name]
    return route
