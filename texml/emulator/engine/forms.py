"""What requests carry: the parameters of fetches and callbacks, in the platform's spelling.

Source: instruction fetching guide, 2026-08; callback schemas, OpenAPI of 2026-10; texml-verbs/conference, 2021.
"""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from texml.emulator.engine.calls import Call
    from texml.emulator.engine.conferences import Participant, Room
    from texml.emulator.engine.core import Core
    from texml.emulator.engine.recordings import Recording

__all__ = [
    "base",
    "conference",
    "dial_result",
    "fetch",
    "gather",
    "progress",
    "recording",
    "seconds",
    "stamp",
    "stamp_seed",
    "who",
]

_Pairs = tuple[tuple[str, str], ...]
_SIP_HOST = "sip.emulator.invalid"


def stamp(moment: datetime) -> str:
    """Return a time as the newer schemas have it: ISO 8601 with ``T``, milliseconds and ``Z``."""
    return f"{moment.isoformat(timespec='milliseconds')[:-6]}Z"


def stamp_seed(moment: datetime) -> str:
    """Return a time as the page of 2021 has it: a space, six digits of the second's fraction, ``Z``."""
    return f"{moment.isoformat(' ', 'microseconds')[:-6]}Z"


def seconds(duration_s: float) -> str:
    """Return a duration in whole seconds, as the platform tells them; the part of a second counts as one (assumed)."""
    return str(-int(-duration_s // 1))


def base(core: "Core", call: "Call", party: str, headers: _Pairs) -> _Pairs:
    """Return what every fetch for a call carries, but for its status."""
    application = call.application
    return (
        ("AccountSid", application.account_sid or core.account_sid),
        ("CallSid", call.sid),
        ("CallSidLegacy", call.sid),
        ("ConnectionId", application.connection_id or core.connection_id),
        ("From", call.from_),
        ("To", call.to),
        ("CallerId", call.caller_name or call.from_),
        ("CallingPartyType", party),
        ("FromSipUri", _sip(call.from_)),
        ("ToSipUri", _sip(call.to)),
        *([(f"SipHeader_{name}", value) for name, value in headers] if headers else ()),
    )


def _sip(address: str) -> str:
    bare = address.removeprefix("sips:").removeprefix("sip:")
    return bare if "@" in bare else f"{bare}@{_SIP_HOST}"


def who(call: "Call") -> _Pairs:
    """Return what names a call: account, call, connection, From and To."""
    return call.base[:6]


def fetch(call: "Call") -> _Pairs:
    """Return what a request for instructions carries."""
    status = "in-progress" if call.answered_at is not None else "ringing"
    return (*call.base, ("CallStatus", status))


def gather(call: "Call", *result: tuple[str, str]) -> _Pairs:
    """Return what a Gather's action is sent: its schema has neither connection nor status."""
    base = call.base
    return (*base[:3], *base[4:6], *result)


def progress(core: "Core", call: "Call", status: str) -> _Pairs:
    """Return what a call's status callback carries, with the next number of its sequence."""
    number = call.sequence
    call.sequence = number + 1
    pairs = [
        *call.base[:6],
        ("CallStatus", status),
        ("CallbackSource", "call-progress-events"),
        ("CallInitiatedAt", call.created_stamp),
        ("SequenceNumber", str(number)),
        ("Timestamp", core.stamp()),
    ]
    if call.caller_name is not None:
        pairs.append(("CallerId", call.caller_name))
    if call.parent is not None:
        pairs += [("ParentCallSid", call.parent.sid), ("ParentCallSidLegacy", call.parent.sid)]
    if status == "in-progress":
        pairs += [("Codec", "PCMU"), ("SamplingRate", "8000")]
    if call.is_over:
        pairs += _ending(core, call)
    return tuple(pairs)


def _ending(core: "Core", call: "Call") -> list[tuple[str, str]]:
    start = call.created_at if call.answered_at is None else call.answered_at
    pairs = [("HangupSource", _source(call)), ("SipHangupCause", _SIP_CAUSES.get(call.cause or "", "200"))]
    if call.answered_at is not None:
        pairs.append(("CallDuration", seconds(core.now - start)))
    if call.status != "completed":
        return pairs
    end = core.stamp()
    pairs += [
        ("HangupCause", "normal_clearing" if call.cause in _SOURCES else call.cause or "normal_clearing"),
        ("CallControlId", call.sid),
        ("CallLegId", call.leg_id),
        ("CallSessionId", call.session),
        ("StartTime", call.created_stamp),
        ("AnsweredTime", call.answered_stamp),
        ("EndTime", end),
        ("OccurredAt", end),
        ("OrganizationId", core.organization_id),
        ("UserId", call.base[0][1]),
    ]
    if call.recorded is not None:
        pairs += [
            ("RecordingUrl", call.recorded.url),
            ("RecordingDuration", seconds(call.recorded.duration_s)),
        ]
    return pairs


_SOURCES = {"caller", "callee", "document", "command", "dial-over"}
_SIP_CAUSES = {"user_busy": "486", "call_rejected": "603", "no_answer": "480", "unallocated_number": "404"}


def _source(call: "Call") -> str:
    return call.cause if call.cause in ("caller", "callee") else "system"


def conference(core: "Core", room: "Room", participant: "Participant", event: str, number: int) -> _Pairs:
    """Return what a conference callback carries: by the newer schemas, or the ten fields of the page of 2021."""
    is_newer = core.profile.conference_payload == "newer"
    base = participant.base
    if not base:
        base = participant.base = _of_participant(room, participant, is_newer=is_newer)
    pairs = (
        *base,
        ("SequenceNumber", str(number)),
        ("StatusCallbackEvent", event),
        ("Timestamp", core.stamp() if is_newer else stamp_seed(core.moment())),
    )
    return (*pairs, ("ParticipantLabel", participant.label)) if is_newer and participant.label is not None else pairs


def _of_participant(room: "Room", participant: "Participant", *, is_newer: bool) -> _Pairs:
    base = participant.call.base
    sid, name = ("ConferenceSid", room.sid), ("FriendlyName", room.name)
    return (*base[:6], *base[7:10], sid, name) if is_newer else (*base[:3], sid, *base[4:6], name)


def dial_result(core: "Core", call: "Call", status: str, leg: "Call | None", duration_s: float | None) -> _Pairs:
    """Return what a Dial's action is sent: the call's own progress, and what became of the dialed one."""
    pairs = [*progress(core, call, call.status), ("DialCallStatus", status)]
    if leg is not None:
        pairs += [("DialCallSid", leg.sid), ("DialCallSidLegacy", leg.sid)]
    if duration_s is not None:
        pairs.append(("DialCallDuration", seconds(duration_s)))
    return tuple(pairs)


def recording(made: "Recording", status: str) -> _Pairs:
    """Return what a recording callback carries; the duration and URL only of one that is complete."""
    pairs = (
        *made.who[:4],
        ("RecordingSid", made.sid),
        ("RecordingStatus", status),
        ("RecordingSource", made.source),
        ("RecordingChannels", str(made.channels)),
    )
    if status != "completed":
        return pairs
    pairs = (*pairs, ("RecordingDuration", seconds(made.duration_s)))
    return (*pairs, ("RecordingUrl", made.url)) if made.sends_url else pairs
