"""How a call goes: initiated, ringing, answered, over; and what Dial says of the call that it made."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from texml.vocabulary.callbacks.callback import ANY, Callback
from texml.vocabulary.callbacks.parameters import (
    AccountSid,
    CallDuration,
    CallerName,
    CallSid,
    CallSidLegacy,
    ConnectionId,
    ErrorCode,
    ErrorMessage,
    From,
    ParentCallSid,
    ParentCallSidLegacy,
    RecordingUrl,
    Timestamp,
    To,
)
from texml.vocabulary.record import Param

__all__ = [
    "CallAnswered",
    "CallCompleted",
    "CallCost",
    "CallDtmf",
    "CallInitiated",
    "CallProgress",
    "CallResult",
    "CallRinging",
    "DialAction",
]

_SPEC = "TeXML calls OpenAPI, 2026-08; OpenAPI of 2026-10"
_ENDINGS = ("completed", "busy", "no-answer", "canceled", "failed")
_SOURCE = "call-progress-events"
_OVER = "CallStatus is completed"


class CallProgress(
    Callback,
    sent_to={
        "Number.statusCallback": "Number.statusCallbackMethod",
        "Sip.statusCallback": "Sip.statusCallbackMethod",
        "application status_callback": "application status_callback_method",
        "REST StatusCallback": "REST StatusCallbackMethod",
    },
    signed="documented",
    source=f"callbacks/texml-call-*; {_SPEC}",
    told_by=({"CallStatus": ANY, "CallbackSource": (_SOURCE,)},),
):
    """One status callback of a call; its subclasses stand for the statuses that are known."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    connection_id: ConnectionId = None
    from_: From = None
    to: To = None
    call_status: Annotated[str | None, Param("CallStatus", "Where the call stands.", required=True)] = None
    callback_source: Annotated[
        str | None, Param("CallbackSource", "What such requests have in common.", required=True, values=(_SOURCE,))
    ] = None
    sequence_number: Annotated[
        int | None, Param("SequenceNumber", "Place of the request among those about the call, from 0.", required=True)
    ] = None
    timestamp: Timestamp = None
    call_initiated_at: Annotated[
        datetime | None, Param("CallInitiatedAt", "When the call was made, in UTC.", required=True)
    ] = None
    caller_id: CallerName = None
    parent_call_sid: ParentCallSid = None
    parent_call_sid_legacy: ParentCallSidLegacy = None
    shaken_stir_attestation: Annotated[
        str | None, Param("ShakenStirAttestation", "How well the caller is attested.", when="SHAKEN/STIR data is there")
    ] = None
    shaken_stir_validated: Annotated[
        bool | None, Param("ShakenStirValidated", "Whether that was verified.", when="SHAKEN/STIR data is there")
    ] = None
    error_code: ErrorCode = None
    error_message: ErrorMessage = None


class CallInitiated(
    CallProgress,
    kind="call_initiated",
    told_by=({"CallStatus": ("initiated",), "CallbackSource": (_SOURCE,)}, {"CallStatus": ("initiated",)}),
):
    """A call was made, or came in."""


class CallRinging(
    CallProgress,
    kind="call_ringing",
    told_by=({"CallStatus": ("ringing",), "CallbackSource": (_SOURCE,)},),
):
    """The called party is being rung."""

    call_duration: CallDuration = None


class CallAnswered(
    CallProgress,
    kind="call_answered",
    told_by=(
        {"CallStatus": ("in-progress",), "CallbackSource": (_SOURCE,)},
        {"CallStatus": ("answered",), "CallbackSource": (_SOURCE,)},
    ),
):
    """The called party answered; the status reads in-progress."""

    call_duration: CallDuration = None
    codec: Annotated[str | None, Param("Codec", "Codec of the audio.")] = None
    sampling_rate: Annotated[int | None, Param("SamplingRate", "Sampling rate of the audio.", unit="hertz")] = None


class CallDtmf(
    CallProgress,
    kind="call_dtmf",
    told_by=({"CallStatus": ("dtmf",), "CallbackSource": (_SOURCE,)}, {"CallStatus": ("dtmf",)}),
):
    """A key was pressed."""

    digit: Annotated[str | None, Param("Digit", "The key: 0 to 9, *, # or A to D.", required=True)] = None


class CallResult(CallProgress):
    """A call that is over, whatever the reason: what is known of it."""

    call_duration: CallDuration = None
    call_control_id: Annotated[str | None, Param("CallControlId", "The call, over REST.", when=_OVER)] = None
    call_leg_id: Annotated[str | None, Param("CallLegId", "Leg of the call.", when=_OVER)] = None
    call_session_id: Annotated[
        str | None, Param("CallSessionId", "Session that the leg shares with others.", when=_OVER)
    ] = None
    start_time: Annotated[datetime | None, Param("StartTime", "When the call started, in UTC.", when=_OVER)] = None
    answered_time: Annotated[
        datetime | None, Param("AnsweredTime", "When the call was answered, in UTC.", when=_OVER)
    ] = None
    end_time: Annotated[datetime | None, Param("EndTime", "When the call ended, in UTC.", when=_OVER)] = None
    occurred_at: Annotated[datetime | None, Param("OccurredAt", "When this happened, in UTC.", when=_OVER)] = None
    hangup_cause: Annotated[str | None, Param("HangupCause", "Why the call ended.", when=_OVER)] = None
    hangup_source: Annotated[
        str | None,
        Param("HangupSource", "Who ended it.", when="somebody hung up", values=("caller", "callee", "system")),
    ] = None
    sip_hangup_cause: Annotated[
        str | None, Param("SipHangupCause", "SIP status that ended it.", when="somebody hung up")
    ] = None
    call_quality_stats: Annotated[
        str | None, Param("CallQualityStats", "How good the audio was, as JSON.", when=_OVER)
    ] = None
    recording_url: RecordingUrl = None
    recording_duration: Annotated[
        int | None, Param("RecordingDuration", "How long the recording is.", unit="seconds", when="it was recorded")
    ] = None
    organization_id: Annotated[str | None, Param("OrganizationId", "Organization of the account.", when=_OVER)] = None
    user_id: Annotated[str | None, Param("UserId", "User of the account.", when=_OVER)] = None


class CallCompleted(
    CallResult,
    kind="call_completed",
    told_by=({"CallStatus": _ENDINGS, "CallbackSource": (_SOURCE,)},),
):
    """A call is over: completed, busy, not answered, canceled or failed."""


class DialAction(
    CallResult,
    kind="dial_action",
    role="action",
    sent_to={"Dial.action": "Dial.method"},
    is_run=True,
    source=f"callbacks/texml-call-completed; {_SPEC}",
    told_by=({"CallStatus": ANY, "DialCallStatus": ANY, "CallbackSource": ANY}, {"DialCallStatus": ANY}),
):
    """Dial is over: the call that it made has ended, or the conference has been left.

    The call that ran the Dial is *call_sid*, the one that it made *dial_call_sid*. What comes after a conference is
    documented nowhere; most likely *dial_call_status* is completed then.
    """

    dial_call_status: Annotated[
        str | None, Param("DialCallStatus", "How the call that was made ended.", values=_ENDINGS)
    ] = None
    dial_call_sid: Annotated[str | None, Param("DialCallSid", "The call that was made.")] = None
    dial_call_sid_legacy: Annotated[str | None, Param("DialCallSidLegacy", "At present the same as DialCallSid.")] = (
        None
    )
    dial_call_duration: Annotated[int | None, Param("DialCallDuration", "How long that call took.", unit="seconds")] = (
        None
    )


class CallCost(
    Callback,
    kind="call_cost",
    sent_to={"application status_callback": "application status_callback_method"},
    source="seen once by a third party; OpenAPI of 2026-07 (the setting)",
    grade="assumed",
    told_by=({"CallbackSource": ("call-cost-events",)},),
):
    """What a call cost, where the application is set to tell; which parameters say so is documented nowhere."""

    callback_source: Annotated[
        str | None,
        Param("CallbackSource", "What such requests have in common.", values=("call-cost-events",)),
    ] = None
