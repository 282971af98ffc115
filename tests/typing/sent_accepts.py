"""What must type-check of what the platform sends: read by mypy --strict and pyright, and run as a test."""

from datetime import UTC, datetime
from typing import assert_type

from texml.callbacks import (
    Callback,
    CallCompleted,
    CallProgress,
    DialAction,
    GatherAction,
    ParticipantJoin,
    ParticipantLeave,
    UnknownCallback,
    read_callback,
    read_form,
    to_form,
)
from texml.webhooks import CallHangupEvent, CallQuality, PrivateKey, PublicKey, Webhook, parse, sign, to_json, verify

moment = datetime(2026, 3, 4, tzinfo=UTC)

# Keywords that may all be left out, each of its type.
join = ParticipantJoin(call_sid="c", sequence_number=1, timestamp=moment, extra=(("X", "1"),))
assert_type(join.call_sid, str | None)
assert_type(join.sequence_number, int | None)
assert_type(join.timestamp, datetime | None)
assert_type(join.fields, tuple[tuple[str, str], ...])
assert_type(join.replaced(call_sid=None), ParticipantJoin)
event: str | None = ParticipantJoin.event
dial: CallProgress = DialAction(call_duration=3, shaken_stir_validated=True)
gathered = GatherAction(digits="1", confidence=0.5)
assert_type(gathered.confidence, float | None)

# What is asked for by its class is of it; by its kind, it is some callback.
form = read_form(to_form(join))
assert_type(read_callback(CallCompleted, form), CallCompleted)
assert_type(read_callback("dial_action", form), Callback)
found = read_callback(None, form)


def told(callback: Callback) -> str | None:
    match callback:
        case ParticipantJoin(call_sid=str() as call) | ParticipantLeave(call_sid=str() as call):
            return call
        case UnknownCallback():
            return None
    return None


# Events, and values inside them.
hangup = CallHangupEvent(id="1", occurred_at=moment, call_quality_stats=CallQuality())
assert_type(hangup.call_quality_stats, CallQuality | None)
assert_type(parse(to_json(hangup)), Webhook)
private = PrivateKey(bytes(32))
headers = sign(b"", private, timestamp=1)
assert_type(headers, dict[str, str])
assert_type(verify(b"", headers, [private.public], now=1.0).key, PublicKey)
assert_type(verify(b"", headers, private.public, now=1).timestamp, int)
