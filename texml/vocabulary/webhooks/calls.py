"""What happens to calls that are controlled over REST."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from texml.vocabulary.record import Param, Record
from texml.vocabulary.webhooks.parameters import (
    CallControlId,
    CallLegId,
    CallSessionId,
    ClientState,
    ConnectionId,
    CustomHeaders,
    From,
    MediaName,
    MediaUrl,
    OccurredAt,
    PublicRecordingUrls,
    RecordingChannels,
    RecordingEndedAt,
    RecordingStartedAt,
    RecordingUrlsByFormat,
    SipHeaders,
    StartTime,
    Tags,
    To,
)
from texml.vocabulary.webhooks.webhook import Webhook

__all__ = [
    "CallAnsweredEvent",
    "CallBridgedEvent",
    "CallCostEvent",
    "CallDtmfReceivedEvent",
    "CallEvent",
    "CallGatherEndedEvent",
    "CallHangupEvent",
    "CallHoldEvent",
    "CallInitiatedEvent",
    "CallPartiesEvent",
    "CallPlaybackEndedEvent",
    "CallPlaybackStartedEvent",
    "CallQuality",
    "CallRecordingErrorEvent",
    "CallRecordingSavedEvent",
    "CallSpeakEndedEvent",
    "CallSpeakStartedEvent",
    "CallUnholdEvent",
    "CostPart",
    "InboundQuality",
    "OutboundQuality",
]

_SOURCE = "OpenAPI of 2026-07, webhooks; telnyx-python 4.189"
_CALLS = "POST /calls"


def _action(name: str) -> str:
    return f"POST /calls/{{call_control_id}}/actions/{name}"


class CallEvent(Webhook, source=_SOURCE):
    """One event of a call, of whatever kind."""

    occurred_at: OccurredAt = None
    call_control_id: CallControlId = None
    call_leg_id: CallLegId = None
    call_session_id: CallSessionId = None
    client_state: ClientState = None
    connection_id: ConnectionId = None


class CallPartiesEvent(CallEvent):
    """One event of a call that says who called whom."""

    from_: From = None
    to: To = None


class CallInitiatedEvent(CallPartiesEvent, event="call.initiated", expected_by=(_CALLS, _action("transfer"))):
    """A call came in, or is being made."""

    direction: Annotated[
        str | None, Param("payload.direction", "Which way it goes.", values=("incoming", "outgoing"))
    ] = None
    state: Annotated[str | None, Param("payload.state", "Where the call stands.", values=("parked", "bridging"))] = None
    start_time: StartTime = None
    caller_id_name: Annotated[str | None, Param("payload.caller_id_name", "Name that the caller shows.")] = None
    call_screening_result: Annotated[
        str | None, Param("payload.call_screening_result", "What call screening found.")
    ] = None
    connection_codecs: Annotated[
        str | None, Param("payload.connection_codecs", "Codecs of the connection, parted by commas.")
    ] = None
    offered_codecs: Annotated[
        str | None, Param("payload.offered_codecs", "Codecs that the caller offers, parted by commas.")
    ] = None
    shaken_stir_attestation: Annotated[
        str | None, Param("payload.shaken_stir_attestation", "How well the caller is attested.")
    ] = None
    shaken_stir_validated: Annotated[
        bool | None, Param("payload.shaken_stir_validated", "Whether that was verified.")
    ] = None
    custom_headers: CustomHeaders = None
    sip_headers: SipHeaders = None
    tags: Tags = None


class CallAnsweredEvent(
    CallPartiesEvent, event="call.answered", expected_by=(_CALLS, _action("answer"), _action("transfer"))
):
    """A call was answered."""

    state: Annotated[str | None, Param("payload.state", "Where the call stands.", values=("answered",))] = None
    start_time: StartTime = None
    custom_headers: CustomHeaders = None
    sip_headers: SipHeaders = None
    tags: Tags = None


class CallBridgedEvent(CallPartiesEvent, event="call.bridged", expected_by=(_action("bridge"), _action("transfer"))):
    """A call was connected to another."""


class InboundQuality(Record):
    """How good the audio that came in was; every number is a text."""

    source = _SOURCE

    jitter_max_variance: Annotated[str | None, Param("jitter_max_variance", "Greatest variance of the jitter.")] = None
    jitter_packet_count: Annotated[str | None, Param("jitter_packet_count", "Packets that came too late.")] = None
    mos: Annotated[str | None, Param("mos", "Mean opinion score: 1 to 5.")] = None
    packet_count: Annotated[str | None, Param("packet_count", "Packets.")] = None
    skip_packet_count: Annotated[str | None, Param("skip_packet_count", "Packets that were lost.")] = None


class OutboundQuality(Record):
    """How good the audio that went out was; every number is a text."""

    source = _SOURCE

    packet_count: Annotated[str | None, Param("packet_count", "Packets.")] = None
    skip_packet_count: Annotated[str | None, Param("skip_packet_count", "Packets that were lost.")] = None


class CallQuality(Record):
    """How good the audio of a call was."""

    source = _SOURCE

    inbound: Annotated[InboundQuality | None, Param("inbound", "What came in.")] = None
    outbound: Annotated[OutboundQuality | None, Param("outbound", "What went out.")] = None


class CallHangupEvent(
    CallPartiesEvent,
    event="call.hangup",
    expected_by=(_CALLS, _action("hangup"), _action("reject"), _action("transfer")),
):
    """A call is over."""

    state: Annotated[str | None, Param("payload.state", "Where the call stands.", values=("hangup",))] = None
    start_time: StartTime = None
    hangup_cause: Annotated[
        str | None,
        Param(
            "payload.hangup_cause",
            "Why it ended.",
            values=(
                "call_rejected",
                "normal_clearing",
                "originator_cancel",
                "timeout",
                "time_limit",
                "user_busy",
                "not_found",
                "no_answer",
                "unspecified",
            ),
        ),
    ] = None
    hangup_source: Annotated[
        str | None, Param("payload.hangup_source", "Who ended it.", values=("caller", "callee", "unknown"))
    ] = None
    sip_hangup_cause: Annotated[str | None, Param("payload.sip_hangup_cause", "SIP status that ended it.")] = None
    call_quality_stats: Annotated[
        CallQuality | None,
        Param("payload.call_quality_stats", "How good the audio was.", is_nullable=True),
    ] = None
    custom_headers: CustomHeaders = None
    sip_headers: SipHeaders = None
    tags: Tags = None


class CallHoldEvent(CallPartiesEvent, event="call.hold", expected_by=(_CALLS, _action("answer"))):
    """A call was put on hold."""


class CallUnholdEvent(CallPartiesEvent, event="call.unhold", expected_by=(_CALLS, _action("answer"))):
    """A call was taken off hold."""


class CallDtmfReceivedEvent(
    CallPartiesEvent,
    event="call.dtmf.received",
    expected_by=(_action("gather"), _action("gather_using_audio"), _action("gather_using_speak")),
):
    """A key was pressed."""

    digit: Annotated[str | None, Param("payload.digit", "The key.")] = None


class CallGatherEndedEvent(
    CallPartiesEvent,
    event="call.gather.ended",
    expected_by=(
        _action("gather"),
        _action("gather_stop"),
        _action("gather_using_audio"),
        _action("gather_using_speak"),
    ),
):
    """Gathering keys is over."""

    digits: Annotated[str | None, Param("payload.digits", "The keys that were pressed.")] = None
    status: Annotated[
        str | None,
        Param(
            "payload.status",
            "How it ended.",
            values=("valid", "invalid", "call_hangup", "cancelled", "cancelled_amd", "timeout"),
        ),
    ] = None


class CallSpeakStartedEvent(CallEvent, event="call.speak.started", expected_by=(_action("speak"),)):
    """Text started to be spoken."""


class CallSpeakEndedEvent(
    CallEvent, event="call.speak.ended", expected_by=(_action("playback_stop"), _action("speak"))
):
    """Text was spoken."""

    status: Annotated[
        str | None,
        Param("payload.status", "How it ended.", values=("completed", "call_hangup", "cancelled_amd")),
    ] = None


class _PlaybackEvent(CallEvent):
    media_url: MediaUrl = None
    media_name: MediaName = None
    overlay: Annotated[bool | None, Param("payload.overlay", "Whether it plays over other audio.")] = None


class CallPlaybackStartedEvent(
    _PlaybackEvent,
    event="call.playback.started",
    expected_by=(_action("gather_using_audio"), _action("playback_start")),
):
    """Audio started to play."""


class CallPlaybackEndedEvent(
    _PlaybackEvent,
    event="call.playback.ended",
    expected_by=(_action("gather_using_audio"), _action("playback_start"), _action("playback_stop")),
):
    """Audio was played."""

    status: Annotated[
        str | None,
        Param(
            "payload.status",
            "How it ended.",
            values=(
                "file_not_found",
                "call_hangup",
                "unknown",
                "cancelled",
                "cancelled_amd",
                "completed",
                "failed",
            ),
        ),
    ] = None
    status_detail: Annotated[str | None, Param("payload.status_detail", "More about how it ended.")] = None


class CallRecordingSavedEvent(
    Webhook,
    event="call.recording.saved",
    source=_SOURCE,
    expected_by=(_action("hangup"), _action("record_start"), _action("record_stop")),
):
    """A recording of a call can be fetched; it names neither the call_control_id nor the recording."""

    occurred_at: OccurredAt = None
    call_leg_id: CallLegId = None
    call_session_id: CallSessionId = None
    client_state: ClientState = None
    connection_id: ConnectionId = None
    channels: RecordingChannels = None
    recording_started_at: RecordingStartedAt = None
    recording_ended_at: RecordingEndedAt = None
    recording_urls: RecordingUrlsByFormat = None
    public_recording_urls: PublicRecordingUrls = None


class CallRecordingErrorEvent(CallEvent, event="call.recording.error", expected_by=(_action("record_start"),)):
    """A recording failed."""

    reason: Annotated[
        str | None,
        Param(
            "payload.reason",
            "Why it failed.",
            values=(
                "Failed to authorize with storage using custom credentials",
                "Invalid credentials json",
                "Unsupported backend",
                "Internal server error",
            ),
        ),
    ] = None


class CostPart(Record):
    """What one part of a call cost."""

    source = _SOURCE

    call_part: Annotated[str | None, Param("call_part", "Which part.")] = None
    billed_duration_secs: Annotated[
        int | None, Param("billed_duration_secs", "How long it was billed.", unit="seconds")
    ] = None
    rate: Annotated[str | None, Param("rate", "Price of a minute.")] = None
    cost: Annotated[str | None, Param("cost", "What it cost.")] = None
    currency: Annotated[str | None, Param("currency", "Currency of the cost.")] = None


class CallCostEvent(CallEvent, event="call.cost"):
    """What a call cost, where the application is set to tell."""

    payload_occurred_at: Annotated[
        datetime | None, Param("payload.occurred_at", "When the cost was known, in UTC.")
    ] = None
    billed_duration_secs: Annotated[
        int | None,
        Param("payload.billed_duration_secs", "How long it was billed.", unit="seconds", is_nullable=True),
    ] = None
    billing_group_id: Annotated[
        str | None, Param("payload.billing_group_id", "Who it is billed to.", is_nullable=True)
    ] = None
    cost_parts: Annotated[tuple[CostPart, ...] | None, Param("payload.cost_parts", "What each part cost.")] = None
    total_cost: Annotated[str | None, Param("payload.total_cost", "What it cost.", is_nullable=True)] = None
    status: Annotated[
        str | None, Param("payload.status", "Whether the cost is known.", values=("success", "error"))
    ] = None
