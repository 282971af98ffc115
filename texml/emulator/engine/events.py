"""What can happen to the engine: each of these is one input of `Engine.receive`.

Events say what the world outside did: a call came in, somebody pressed a key or hung up, an answer to a fetch or a
delivery arrived. Commands say what a REST request would ask for (state rules of the conference and TexML REST pages);
they are inputs like the others. Calls, conferences and queues are named by the ids that the engine's effects carry.

An input that cannot be, as things stand, is refused (`texml.errors.InputRefused`) and leaves the engine as it was.
"""

from typing import Literal

from texml.emulator.engine.frozen import frozen
from texml.vocabulary.choices import Method

__all__ = [
    "AnnounceToConference",
    "AnnounceToParticipant",
    "Application",
    "CallArrives",
    "CalleeAnswers",
    "CalleeFails",
    "CalleeIsBusy",
    "CalleeIsDetected",
    "CalleeIsSilent",
    "ChangeParticipant",
    "CoachParticipant",
    "Command",
    "DeliveryFailed",
    "DeliveryReturned",
    "DequeueCall",
    "DigitsPressed",
    "EndCall",
    "EndConference",
    "ErrorKind",
    "Event",
    "FetchFailed",
    "FetchReturned",
    "HangsUp",
    "HoldParticipant",
    "MediaProbed",
    "MuteParticipant",
    "PlaceCall",
    "RemoveParticipant",
    "ServiceReturned",
    "SpeechHeard",
    "UpdateCall",
]

ErrorKind = Literal["timeout", "connection", "too-large", "redirect-loop", "refused"]
"""Why a request had no answer: none in time; no connection, or it broke; more bytes than are read; redirects without
end; an address that must not be asked."""

_Pairs = tuple[tuple[str, str], ...]


@frozen
class Application:
    """What a number of ours is connected to: the TexML application of the platform's portal.

    Where *account_sid* or *connection_id* is None, the engine's own is used. *status_callback_events* are those of
    the calls themselves, in the words of Number.statusCallbackEvent.

    Source: TexML application schema, OpenAPI of 2026-07; that a status callback tells of the end alone is assumed.
    """

    voice_url: str
    voice_method: Method = "POST"
    fallback_url: str | None = None
    status_callback: str | None = None
    status_callback_method: Method = "POST"
    status_callback_events: tuple[str, ...] = ("completed",)
    account_sid: str | None = None
    connection_id: str | None = None


@frozen
class CallArrives:
    """Somebody calls a number of ours; the first effect is a `CallChanged` with the new call's id.

    *from_* and *to* are E.164 numbers or SIP addresses. *sip_headers* are the caller's own, by name without prefix.
    """

    to: str
    from_: str
    application: Application
    caller_name: str | None = None
    calling_party_type: Literal["pstn", "sip"] = "pstn"
    sip_headers: _Pairs = ()


@frozen
class PlaceCall:
    """Ask for an outbound call, as the REST API does; instructions are asked for once it is answered.

    The document is *texml*, else what is at *url*, else at the application's voice URL. Answer the `Ring` that comes
    out with `CalleeAnswers` and its like.
    """

    to: str
    from_: str
    application: Application
    url: str | None = None
    method: Method | None = None
    texml: str | None = None
    timeout_s: float = 30
    time_limit_s: float = 14400
    caller_name: str | None = None


@frozen
class CalleeAnswers:
    """The side that a `Ring` rings answers."""

    call: str


@frozen
class CalleeIsBusy:
    """The side that a `Ring` rings is busy."""

    call: str


@frozen
class CalleeIsSilent:
    """The network gives up on a `Ring` before its timeout: nobody answers."""

    call: str


@frozen
class CalleeFails:
    """A `Ring` cannot be completed, for *cause* (a hangup cause of the platform)."""

    call: str
    cause: str = "unallocated_number"


@frozen
class CalleeIsDetected:
    """Machine detection of a dialed leg has a result."""

    call: str
    answered_by: str = "human"
    duration_ms: int = 2000


@frozen
class DigitsPressed:
    """Somebody on a call presses keys, one after another at one moment: digits, ``*`` and ``#``."""

    call: str
    digits: str


@frozen
class SpeechHeard:
    """Somebody on a call speaks, from now for *duration_s*; None takes the time that the text takes.

    *confidence* is the recognizer's, 0 to 1. A result that *is_final* ends a Gather, another is told as a partial one.
    """

    call: str
    text: str
    confidence: float = 0.9
    duration_s: float | None = None
    is_final: bool = True


@frozen
class HangsUp:
    """Who is at the other end of a call hangs up: the caller of an inbound one, the callee of an outbound one."""

    call: str


@frozen
class FetchReturned:
    """A `Fetch` was answered.

    Redirects are not followed by who performs it: pass the 3xx on with its *location*, as the header has it.
    *body* holds at most `Fetch.max_bytes`; *is_cut* says that there was more. *content_type* is the header's value.
    """

    fetch: str
    status: int
    body: bytes = b""
    content_type: str | None = None
    location: str | None = None
    is_cut: bool = False


@frozen
class FetchFailed:
    """A `Fetch` had no answer; *detail* says more, in words."""

    fetch: str
    error: ErrorKind
    detail: str = ""


@frozen
class DeliveryReturned:
    """A `Deliver` was answered."""

    delivery: str
    status: int


@frozen
class DeliveryFailed:
    """A `Deliver` had no answer."""

    delivery: str
    error: ErrorKind
    detail: str = ""


@frozen
class MediaProbed:
    """A `Probe` was answered: how long the audio lasts, or None where it cannot be played, for the reason *detail*.

    Where a file is there but its length cannot be told, leave *duration_s* None and set *is_playable*.
    """

    probe: str
    duration_s: float | None
    is_playable: bool = True
    detail: str = ""


@frozen
class ServiceReturned:
    """A service that a call was handed to (`ServiceStarted`) is over; *fields* are added to the action's request.

    The service is the one that the call waits for: Connect, AIGather, Pay or Refer.
    """

    call: str
    fields: _Pairs = ()


@frozen
class UpdateCall:
    """Command: let a call go on with another document, wherever it is: *texml*, else what is at *url*."""

    call: str
    url: str | None = None
    method: Method = "POST"
    texml: str | None = None


@frozen
class EndCall:
    """Command: hang up a call (Status=completed)."""

    call: str


@frozen
class MuteParticipant:
    """Command: set or lift a participant's own mute; *call* None is everybody in the room."""

    conference: str
    call: str | None
    muted: bool = True


@frozen
class HoldParticipant:
    """Command: put a participant on hold, or take it back; what it hears is at *url*, else the platform's music.

    A second hold with another *url* changes the music only.
    """

    conference: str
    call: str | None
    hold: bool = True
    url: str | None = None
    method: Method = "POST"


@frozen
class CoachParticipant:
    """Command: let a participant be heard by *coached* alone; None makes it an ordinary one again."""

    conference: str
    call: str
    coached: str | None


@frozen
class ChangeParticipant:
    """Command: change what happens when a participant leaves; None leaves a thing as it is."""

    conference: str
    call: str
    beep_on_exit: bool | None = None
    end_conference_on_exit: bool | None = None


@frozen
class RemoveParticipant:
    """Command: take a participant out of the room; whether the call goes on is a switch of the profile."""

    conference: str
    call: str


@frozen
class AnnounceToConference:
    """Command: let everybody in the room hear what is at *url*: audio, or a document of Play, Say, Pause, Redirect."""

    conference: str
    url: str
    method: Method = "POST"


@frozen
class AnnounceToParticipant:
    """Command: let one participant alone hear what is at *url*."""

    conference: str
    call: str
    url: str
    method: Method = "POST"


@frozen
class EndConference:
    """Command: end a conference (Status=completed)."""

    conference: str


@frozen
class DequeueCall:
    """Command: take a call out of its queue and let it go on with the document at *url*."""

    queue: str
    call: str
    url: str
    method: Method = "POST"


Command = (
    PlaceCall
    | UpdateCall
    | EndCall
    | MuteParticipant
    | HoldParticipant
    | CoachParticipant
    | ChangeParticipant
    | RemoveParticipant
    | AnnounceToConference
    | AnnounceToParticipant
    | EndConference
    | DequeueCall
)

Event = (
    CallArrives
    | CalleeAnswers
    | CalleeIsBusy
    | CalleeIsSilent
    | CalleeFails
    | CalleeIsDetected
    | DigitsPressed
    | SpeechHeard
    | HangsUp
    | FetchReturned
    | FetchFailed
    | DeliveryReturned
    | DeliveryFailed
    | MediaProbed
    | ServiceReturned
    | Command
)
