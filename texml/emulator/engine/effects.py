"""What comes out of the engine: what to perform, and what happened.

To be performed, and reported back with `Engine.receive`: `Fetch`, `Deliver`, `Probe`, `Ring`, `ServiceStarted`. The
others are records for who watches: nothing is to be done about them. *at* is the engine's time in seconds.
"""

from functools import lru_cache
from typing import ClassVar, Literal
from urllib.parse import quote_plus, urlsplit, urlunsplit

from texml.emulator.engine.frozen import frozen
from texml.vocabulary.choices import Method

__all__ = [
    "CallChanged",
    "CallStatus",
    "ConferenceChanged",
    "Cut",
    "Deliver",
    "Effect",
    "Fetch",
    "FetchCancelled",
    "Heard",
    "Probe",
    "Purpose",
    "QueueChanged",
    "Recorded",
    "Ring",
    "RoomHeard",
    "ServiceStarted",
    "Sound",
    "Tone",
    "Warned",
    "WireRequest",
    "wire_request",
]

_Pairs = tuple[tuple[str, str], ...]

Purpose = Literal[
    "voice_url", "voice_fallback", "redirect", "update", "conference_wait_url", "enqueue_wait_url", "number_url",
    "queue_url", "hold_url", "announce_url", "dial_action", "gather_action", "gather_invalid_digits", "record_action",
    "enqueue_action", "connect_action", "refer_action", "http_request", "http_request_action", "ai_gather_action",
    "pay_action",
]  # fmt: skip
"""What a fetch is for: the kind of request as the reference of callbacks names it. Two are beside those: update is the
first document that a command names, http_request is what a document writes itself. All others ask for a document; the
waits, hold and announce take audio too."""

CallStatus = Literal["initiated", "ringing", "in-progress", "completed", "busy", "no-answer", "canceled", "failed"]

Sound = Literal["say", "play", "music", "beep", "digits", "ringing", "silence"]
"""What is heard: spoken text; audio at a URL; the platform's own music; a beep; keypad tones; a ringing tone; nothing,
by a Pause."""


@frozen
class Fetch:
    """To be performed: ask the application for what a call does next; report `FetchReturned` or `FetchFailed`.

    *params* go into the query of a GET and the form of a POST (`wire_request`). Read at most *max_bytes*; wait
    *timeout_s* at most. An HttpRequest verb brings its own *headers* and *body*, and no params.
    """

    awaits: ClassVar[bool] = True

    fetch: str
    at: float
    call: str
    url: str
    method: Method
    params: _Pairs
    purpose: Purpose
    timeout_s: float
    max_bytes: int
    is_signed: bool = True
    headers: _Pairs = ()
    body: str | None = None


@frozen
class FetchCancelled:
    """Nobody waits for a fetch anymore; its answer, should it come, is discarded."""

    awaits: ClassVar[bool] = False

    fetch: str
    at: float
    call: str


@frozen
class Deliver:
    """To be performed: tell the application what happened; report `DeliveryReturned` or `DeliveryFailed`.

    *callback* is the kind of request as the reference of callbacks names it (conference_join, call_completed, ...),
    *subject* the call or conference that it is about. A repeated one has the same *delivery* with the next *attempt*.
    """

    awaits: ClassVar[bool] = True

    delivery: str
    at: float
    subject: str
    url: str
    method: Method
    params: _Pairs
    callback: str
    attempt: int
    timeout_s: float


@frozen
class Probe:
    """To be performed: find out how long the audio at *url* lasts; report `MediaProbed`."""

    awaits: ClassVar[bool] = True

    probe: str
    at: float
    call: str
    url: str
    timeout_s: float


@frozen
class Ring:
    """To be performed: let a telephone ring; report `CalleeAnswers`, `CalleeIsBusy`, `CalleeIsSilent` or `CalleeFails`.

    *call* is the new leg. Without a report it rings for *timeout_s*; a `CallChanged` with a final status ends it.
    *parent* is the call that dialed, None for a call that a command asked for.
    """

    awaits: ClassVar[bool] = True

    call: str
    at: float
    parent: str | None
    to: str
    from_: str
    timeout_s: float


@frozen
class ServiceStarted:
    """A call was handed to a service that does not run here; report `ServiceReturned`, or let it end by itself.

    *service* is connect, ai-gather, pay or refer for those the call waits for until *until* (None: until the call
    ends); stream, siprec, transcription, suppression or recording for those that run beside it. *facts* say with what.
    """

    awaits: ClassVar[bool] = True

    call: str
    at: float
    service: str
    facts: _Pairs
    until: float | None


@frozen
class CallChanged:
    """A call is new or has another status. *parent* is the call that dialed it; *cause* says why it is over."""

    awaits: ClassVar[bool] = False

    call: str
    at: float
    status: CallStatus
    direction: Literal["inbound", "outbound"]
    to: str
    from_: str
    parent: str | None = None
    cause: str | None = None


@frozen
class Heard:
    """A call hears something from now on, for *duration_s* (None: until it is cut).

    *text* is what is said, the URL that is played, or the keys that are sent.
    """

    awaits: ClassVar[bool] = False

    call: str
    at: float
    sound: Sound
    text: str
    duration_s: float | None


@frozen
class Cut:
    """What a call hears stops before its end."""

    awaits: ClassVar[bool] = False

    call: str
    at: float


@frozen
class RoomHeard:
    """Everybody in a room who is not on hold hears something, *but* one call."""

    awaits: ClassVar[bool] = False

    conference: str
    at: float
    sound: Sound
    text: str
    duration_s: float
    but: str | None


@frozen
class ConferenceChanged:
    """A conference or a participant of it changed.

    *change* is created, started or ended of the conference; waits, joined, left, speaks, is silent, muted, unmuted,
    held, unheld, coaches or coaches nobody of the participant *call*. Who waits joins at the start.

    *reason* says why a participant left or the conference ended.
    """

    awaits: ClassVar[bool] = False

    conference: str
    at: float
    name: str
    change: str
    call: str | None
    reason: str | None = None


@frozen
class QueueChanged:
    """A call joined or left a queue. *position* is counted from 1; *result* says how it left."""

    awaits: ClassVar[bool] = False

    queue: str
    at: float
    name: str
    change: Literal["joined", "left", "returned"]
    call: str
    position: int
    result: str | None = None


@frozen
class Tone:
    """Something to be heard in a recording: from *start_s* on, for *duration_s*: speech, beep or audio."""

    start_s: float
    duration_s: float
    sound: Literal["speech", "beep", "audio"]


@frozen
class Recorded:
    """A recording is complete: serve it at *url*, as *duration_s* of silence with *tones* in it.

    *source* is who asked for it, in the words of RecordingSource; *conference* is None for one of a call.
    """

    awaits: ClassVar[bool] = False

    recording: str
    at: float
    call: str
    conference: str | None
    url: str
    format: Literal["wav", "mp3"]
    channels: int
    duration_s: float
    source: str
    tones: tuple[Tone, ...]


@frozen
class Warned:
    """Something about the application is sloppy or wrong: *code* names the outcome, *text* says what and why."""

    awaits: ClassVar[bool] = False

    at: float
    call: str | None
    code: str
    text: str


Effect = (
    Fetch
    | FetchCancelled
    | Deliver
    | Probe
    | Ring
    | ServiceStarted
    | CallChanged
    | Heard
    | Cut
    | RoomHeard
    | ConferenceChanged
    | QueueChanged
    | Recorded
    | Warned
)


@frozen
class WireRequest:
    """A request as it goes over the wire, still without signature."""

    method: str
    url: str
    headers: _Pairs
    body: bytes


# What a call carries is sent again and again.
_quoted = lru_cache(4096)(quote_plus)


def wire_request(effect: Fetch | Deliver) -> WireRequest:
    """Return the request that performs *effect*: the query of a GET, merged into its URL's own, or a form.

    Source: instruction fetching guide, 2026-04.
    """
    if isinstance(effect, Fetch) and effect.purpose == "http_request":
        return WireRequest(effect.method, effect.url, effect.headers, (effect.body or "").encode())
    encoded = "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in effect.params)
    if effect.method == "GET":
        parts = urlsplit(effect.url)
        query = "&".join(filter(None, (parts.query, encoded)))
        return WireRequest("GET", urlunsplit(parts._replace(query=query, fragment="")), (), b"")
    headers = (("Content-Type", "application/x-www-form-urlencoded"),)
    return WireRequest("POST", effect.url, headers, encoded.encode())
