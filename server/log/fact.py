"""What one event says about its conference, in one shape for callbacks and webhooks. Pure.

Events are put into the order in which they happened: by sequence number, then timestamp, then what must come first,
then a digest of what was sent. So the order is the same whatever order they arrived in. Who has no number cannot be
placed among those who have, and comes after them.

Assumed, as no page says so: numbers order all events of a conference. What TwiML says of mute and hold (two fields,
four events) is understood where it is sent; no page of TeXML has it.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from server.log.moment import microseconds
from server.log.webhook import Webhook
from texml.callbacks import CONFERENCE_CALLBACKS, read_timestamp

__all__ = ["Fact", "Happening", "callback_fact", "recording_of", "told_at", "webhook_fact"]

Happening = Literal["start", "join", "speech-start", "speech-stop", "leave", "end", "recording", "other"]

_MOST_DIGITS = 18

_HAPPENINGS: tuple[Happening, ...] = ("start", "join", "speech-start", "speech-stop", "leave", "end")
"""What `CONFERENCE_CALLBACKS` are, in their order."""

_BY_WORD: Mapping[str, Happening] = {
    # The first of several that share a word counts, so it is written last.
    str(word): happening
    for callback, happening in reversed(tuple(zip(CONFERENCE_CALLBACKS, _HAPPENINGS, strict=True)))
    for word in (callback.subscribed_as, callback.event)
}

# Whether a participant is muted, and held, after an event; None: it does not say.
_SWITCHES: Mapping[str, tuple[bool | None, bool | None]] = {
    "participant-mute": (True, None),
    "participant-unmute": (False, None),
    "participant-hold": (None, True),
    "participant-unhold": (None, False),
}

_BY_EVENT_TYPE: Mapping[str, Happening] = {
    "conference.created": "start",
    "conference.participant.joined": "join",
    "conference.participant.left": "leave",
    "conference.ended": "end",
    "conference.recording.saved": "recording",
}

_RANKS: Mapping[Happening, int] = {
    happening: rank for rank, happening in enumerate((*_HAPPENINGS, "recording", "other"))
}


class Fact(NamedTuple):
    """What happened in a conference.

    *order* sorts the facts of one conference. *name* is the event as it was sent. *at* is in microseconds since 1970,
    UTC, or None; *number* the sequence number or None. *is_callback* tells a TeXML callback from a webhook. *recording*
    is a recording's sid, status and duration in seconds.
    """

    order: str
    happening: Happening
    name: str
    is_callback: bool
    number: int | None = None
    at: int | None = None
    call: str | None = None
    room: str | None = None
    label: str | None = None
    from_: str | None = None
    to: str | None = None
    reason: str | None = None
    is_muted: bool | None = None
    is_held: bool | None = None
    recording: tuple[str, str | None, int | None] | None = None


def callback_fact(fields: Mapping[str, str], digest: bytes) -> Fact:
    """Return what a conference status callback says; *digest* is of what was sent."""
    name = fields.get("StatusCallbackEvent", "")
    recording = recording_of(fields)
    happening = "recording" if recording and not name else _BY_WORD.get(name, "other")
    is_muted, is_held = _SWITCHES.get(name, (_flag(fields.get("Muted")), _flag(fields.get("Hold"))))
    text = fields.get("SequenceNumber", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None
    at = told_at(fields)
    get = fields.get
    return Fact(
        order=_order(number, at, happening, digest),
        happening=happening,
        name=name,
        is_callback=True,
        number=number,
        at=at,
        call=get("CallSid") or None,
        room=get("FriendlyName") or None,
        label=get("ParticipantLabel") or None,
        from_=get("From") or None,
        to=get("To") or None,
        reason=get("ReasonConferenceEnded") or get("Reason") or None,
        is_muted=is_muted,
        is_held=is_held,
        recording=recording,
    )


def told_at(fields: Mapping[str, str]) -> int | None:
    """Return the time that a callback tells, in microseconds since 1970, UTC; None where it tells none."""
    return _read(fields.get("Timestamp", ""))


@lru_cache(8)
def _read(timestamp: str) -> int | None:
    # Asked for twice for each event, by who makes its key and by who makes its fact.
    return _microseconds(read_timestamp(timestamp))


def recording_of(fields: Mapping[str, str]) -> tuple[str, str | None, int | None] | None:
    """Return sid, status and duration in seconds of the recording that a callback tells of, or None.

    Source: OpenAPI of 2026-10, callbacks texml-recording-*.
    """
    sid = fields.get("RecordingSid")
    if not sid:
        return None
    duration = fields.get("RecordingDuration", "")
    is_number = duration.isascii() and duration.isdigit() and len(duration) <= _MOST_DIGITS
    return sid, fields.get("RecordingStatus") or None, int(duration) if is_number else None


def webhook_fact(webhook: Webhook, digest: bytes) -> Fact:
    """Return what a webhook about a conference says.

    Source: OpenAPI of 2026-07, webhooks ``conference.*``.
    """
    happening = _BY_EVENT_TYPE.get(webhook.event, "other")
    at = _microseconds(webhook.occurred_at)
    reason = webhook.payload.get("reason")
    return Fact(
        order=_order(None, at, happening, digest),
        happening=happening,
        name=webhook.event,
        is_callback=False,
        at=at,
        call=webhook.call,
        reason=reason if isinstance(reason, str) else None,
        recording=_recording_saved(webhook),
    )


def _recording_saved(webhook: Webhook) -> tuple[str, str | None, int | None] | None:
    sid = webhook.payload.get("recording_id")
    if webhook.event != "conference.recording.saved" or not isinstance(sid, str) or not sid:
        return None
    began, ended = (
        read_timestamp(str(webhook.payload.get(name, ""))) for name in ("recording_started_at", "recording_ended_at")
    )
    return sid, "completed", round((ended - began).total_seconds()) if began and ended else None


def _order(number: int | None, at: int | None, happening: Happening, digest: bytes) -> str:
    # Text of a fixed width sorts like the numbers in it, and is one value where it is stored.
    return (
        f"{number if number is not None else 10**18:019d}"
        f"{max(0, at) if at is not None else 10**18:019d}{_RANKS[happening]}{digest[:6].hex()}"
    )


def _microseconds(moment: datetime | None) -> int | None:
    return None if moment is None else microseconds(moment)


def _flag(text: str | None) -> bool | None:
    return {"true": True, "false": False}.get((text or "").lower())
