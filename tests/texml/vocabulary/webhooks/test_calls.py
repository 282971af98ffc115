"""Calls: each event, restated from its schema, has its class."""

import pytest

from texml.vocabulary.record import params
from texml.webhooks import (
    CallAnsweredEvent,
    CallBridgedEvent,
    CallCostEvent,
    CallDtmfReceivedEvent,
    CallGatherEndedEvent,
    CallHangupEvent,
    CallHoldEvent,
    CallInitiatedEvent,
    CallPlaybackEndedEvent,
    CallPlaybackStartedEvent,
    CallRecordingErrorEvent,
    CallRecordingSavedEvent,
    CallSpeakEndedEvent,
    CallSpeakStartedEvent,
    CallUnholdEvent,
)

# event_type, class, what the payload holds (name, and type where it is no text); ^ marks what stands beside the payload
EVENTS = [
    pytest.param(
        "call.initiated",
        CallInitiatedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_screening_result call_session_id caller_id_name
            client_state connection_codecs connection_id custom_headers:list direction from offered_codecs
            shaken_stir_attestation shaken_stir_validated:flag sip_headers:list start_time:moment state
            tags:list to
        """,
        id="call.initiated",
    ),
    pytest.param(
        "call.answered",
        CallAnsweredEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id
            custom_headers:list from sip_headers:list start_time:moment state tags:list to
        """,
        id="call.answered",
    ),
    pytest.param(
        "call.bridged",
        CallBridgedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id from to
        """,
        id="call.bridged",
    ),
    pytest.param(
        "call.hangup",
        CallHangupEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_quality_stats:object call_session_id
            client_state connection_id custom_headers:list from hangup_cause hangup_source sip_hangup_cause
            sip_headers:list start_time:moment state tags:list to
        """,
        id="call.hangup",
    ),
    pytest.param(
        "call.hold",
        CallHoldEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id from to
        """,
        id="call.hold",
    ),
    pytest.param(
        "call.unhold",
        CallUnholdEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id from to
        """,
        id="call.unhold",
    ),
    pytest.param(
        "call.dtmf.received",
        CallDtmfReceivedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id digit
            from to
        """,
        id="call.dtmf.received",
    ),
    pytest.param(
        "call.gather.ended",
        CallGatherEndedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id digits
            from status to
        """,
        id="call.gather.ended",
    ),
    pytest.param(
        "call.speak.started",
        CallSpeakStartedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id
        """,
        id="call.speak.started",
    ),
    pytest.param(
        "call.speak.ended",
        CallSpeakEndedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id status
        """,
        id="call.speak.ended",
    ),
    pytest.param(
        "call.playback.started",
        CallPlaybackStartedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id
            media_name media_url overlay:flag
        """,
        id="call.playback.started",
    ),
    pytest.param(
        "call.playback.ended",
        CallPlaybackEndedEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id
            media_name media_url overlay:flag status status_detail
        """,
        id="call.playback.ended",
    ),
    pytest.param(
        "call.recording.saved",
        CallRecordingSavedEvent,
        """
            ^occurred_at:moment call_leg_id call_session_id channels client_state connection_id
            public_recording_urls:object recording_ended_at:moment recording_started_at:moment
            recording_urls:object
        """,
        id="call.recording.saved",
    ),
    pytest.param(
        "call.recording.error",
        CallRecordingErrorEvent,
        """
            ^occurred_at:moment call_control_id call_leg_id call_session_id client_state connection_id reason
        """,
        id="call.recording.error",
    ),
    pytest.param(
        "call.cost",
        CallCostEvent,
        """
            ^occurred_at:moment billed_duration_secs:int billing_group_id call_control_id call_leg_id
            call_session_id client_state connection_id cost_parts:list occurred_at:moment status total_cost
        """,
        id="call.cost",
    ),
]

# class, parameter, the words that are listed for it
WORDS = [
    (CallInitiatedEvent, "direction", ["incoming", "outgoing"]),
    (CallInitiatedEvent, "state", ["parked", "bridging"]),
    (CallAnsweredEvent, "state", ["answered"]),
    (
        CallHangupEvent,
        "hangup_cause",
        [
            "call_rejected",
            "normal_clearing",
            "originator_cancel",
            "timeout",
            "time_limit",
            "user_busy",
            "not_found",
            "no_answer",
            "unspecified",
        ],
    ),
    (CallHangupEvent, "hangup_source", ["caller", "callee", "unknown"]),
    (CallHangupEvent, "state", ["hangup"]),
    (CallGatherEndedEvent, "status", ["valid", "invalid", "call_hangup", "cancelled", "cancelled_amd", "timeout"]),
    (CallSpeakEndedEvent, "status", ["completed", "call_hangup", "cancelled_amd"]),
    (
        CallPlaybackEndedEvent,
        "status",
        ["file_not_found", "call_hangup", "unknown", "cancelled", "cancelled_amd", "completed", "failed"],
    ),
    (CallRecordingSavedEvent, "channels", ["single", "dual"]),
    (
        CallRecordingErrorEvent,
        "reason",
        [
            "Failed to authorize with storage using custom credentials",
            "Invalid credentials json",
            "Unsupported backend",
            "Internal server error",
        ],
    ),
    (CallCostEvent, "status", ["success", "error"]),
]


@pytest.mark.parametrize(("event_type", "cls", "fields"), EVENTS)
def test_class_holds_what_the_schema_lists(event_type, cls, fields, witness) -> None:
    witness(event_type, cls, fields.split())


@pytest.mark.parametrize(("cls", "name", "words"), WORDS)
def test_words_are_those_that_the_schema_lists(cls, name, words) -> None:
    (row,) = [row for row in params(cls) if row.name == name]

    assert tuple(words) == row.values
