"""The progress of calls, and what Dial says: each request, restated from its page, is read into its class."""

from datetime import UTC, datetime

import pytest

from texml.callbacks import (
    CallAnswered,
    CallCompleted,
    CallCost,
    CallDtmf,
    CallInitiated,
    CallRinging,
    DialAction,
)


def moment(*time: int) -> datetime:
    return datetime(2026, 3, 4, *time, tzinfo=UTC)


ACCOUNT = "11111111-2222-4333-8444-555555555555"
CALL = "v3:EXAMPLE_call_control_id_0001"
RECORDING = "https://recordings.example.com/rec-0001.mp3"
PARENT = "v3:EXAMPLE_call_control_id_0000"
DIALED = "v3:EXAMPLE_call_control_id_0002"

# kind, class, parameters (wire name, Python name, text, and value where it is no text), those that are always sent
REQUESTS = [
    pytest.param(
        "call_initiated",
        CallInitiated,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallInitiatedAt", "call_initiated_at", "2026-03-04T05:06:07.089Z", moment(5, 6, 7, 89000)),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("CallStatus", "call_status", "initiated"),
            ("CallbackSource", "callback_source", "call-progress-events"),
            ("CallerId", "caller_id", "Alice Example"),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("ErrorCode", "error_code", "99999"),
            ("ErrorMessage", "error_message", "example error"),
            ("From", "from_", "+15550100001"),
            ("ParentCallSid", "parent_call_sid", PARENT),
            ("ParentCallSidLegacy", "parent_call_sid_legacy", PARENT),
            ("SequenceNumber", "sequence_number", "0", 0),
            ("ShakenStirAttestation", "shaken_stir_attestation", "A"),
            ("ShakenStirValidated", "shaken_stir_validated", "true", True),
            ("Timestamp", "timestamp", "2026-03-04T05:06:09Z", moment(5, 6, 9)),
            ("To", "to", "+15550100002"),
        ],
        """AccountSid CallInitiatedAt CallSid CallSidLegacy CallStatus CallbackSource ConnectionId
        From SequenceNumber Timestamp To""",
        id="call_initiated",
    ),
    pytest.param(
        "call_ringing",
        CallRinging,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallDuration", "call_duration", "42", 42),
            ("CallInitiatedAt", "call_initiated_at", "2026-03-04T05:06:07.089Z", moment(5, 6, 7, 89000)),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("CallStatus", "call_status", "ringing"),
            ("CallbackSource", "callback_source", "call-progress-events"),
            ("CallerId", "caller_id", "Alice Example"),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("ErrorCode", "error_code", "99999"),
            ("ErrorMessage", "error_message", "example error"),
            ("From", "from_", "+15550100001"),
            ("ParentCallSid", "parent_call_sid", PARENT),
            ("ParentCallSidLegacy", "parent_call_sid_legacy", PARENT),
            ("SequenceNumber", "sequence_number", "1", 1),
            ("ShakenStirAttestation", "shaken_stir_attestation", "A"),
            ("ShakenStirValidated", "shaken_stir_validated", "true", True),
            ("Timestamp", "timestamp", "2026-03-04T05:06:09Z", moment(5, 6, 9)),
            ("To", "to", "+15550100002"),
        ],
        """AccountSid CallInitiatedAt CallSid CallSidLegacy CallStatus CallbackSource ConnectionId
        From SequenceNumber Timestamp To""",
        id="call_ringing",
    ),
    pytest.param(
        "call_answered",
        CallAnswered,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallDuration", "call_duration", "42", 42),
            ("CallInitiatedAt", "call_initiated_at", "2026-03-04T05:06:07.089Z", moment(5, 6, 7, 89000)),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("CallStatus", "call_status", "in-progress"),
            ("CallbackSource", "callback_source", "call-progress-events"),
            ("CallerId", "caller_id", "Alice Example"),
            ("Codec", "codec", "PCMU"),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("ErrorCode", "error_code", "99999"),
            ("ErrorMessage", "error_message", "example error"),
            ("From", "from_", "+15550100001"),
            ("ParentCallSid", "parent_call_sid", PARENT),
            ("ParentCallSidLegacy", "parent_call_sid_legacy", PARENT),
            ("SamplingRate", "sampling_rate", "8000", 8000),
            ("SequenceNumber", "sequence_number", "2", 2),
            ("ShakenStirAttestation", "shaken_stir_attestation", "A"),
            ("ShakenStirValidated", "shaken_stir_validated", "true", True),
            ("Timestamp", "timestamp", "2026-03-04T05:06:09Z", moment(5, 6, 9)),
            ("To", "to", "+15550100002"),
        ],
        """AccountSid CallInitiatedAt CallSid CallSidLegacy CallStatus CallbackSource ConnectionId
        From SequenceNumber Timestamp To""",
        id="call_answered",
    ),
    pytest.param(
        "call_completed",
        CallCompleted,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("AnsweredTime", "answered_time", "2026-03-04T05:06:08Z", moment(5, 6, 8)),
            ("CallControlId", "call_control_id", CALL),
            ("CallDuration", "call_duration", "42", 42),
            ("CallInitiatedAt", "call_initiated_at", "2026-03-04T05:06:07.089Z", moment(5, 6, 7, 89000)),
            ("CallLegId", "call_leg_id", "leg-0001"),
            ("CallQualityStats", "call_quality_stats", '{"mos":4.1}'),
            ("CallSessionId", "call_session_id", "session-0001"),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("CallStatus", "call_status", "completed"),
            ("CallbackSource", "callback_source", "call-progress-events"),
            ("CallerId", "caller_id", "Alice Example"),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("EndTime", "end_time", "2026-03-04T05:06:50Z", moment(5, 6, 50)),
            ("ErrorCode", "error_code", "99999"),
            ("ErrorMessage", "error_message", "example error"),
            ("From", "from_", "+15550100001"),
            ("HangupCause", "hangup_cause", "normal_clearing"),
            ("HangupSource", "hangup_source", "caller"),
            ("OccurredAt", "occurred_at", "2026-03-04T05:06:50Z", moment(5, 6, 50)),
            ("OrganizationId", "organization_id", "org-0001"),
            ("ParentCallSid", "parent_call_sid", PARENT),
            ("ParentCallSidLegacy", "parent_call_sid_legacy", PARENT),
            ("RecordingDuration", "recording_duration", "40", 40),
            ("RecordingUrl", "recording_url", RECORDING),
            ("SequenceNumber", "sequence_number", "3", 3),
            ("ShakenStirAttestation", "shaken_stir_attestation", "A"),
            ("ShakenStirValidated", "shaken_stir_validated", "true", True),
            ("SipHangupCause", "sip_hangup_cause", "200"),
            ("StartTime", "start_time", "2026-03-04T05:06:07Z", moment(5, 6, 7)),
            ("Timestamp", "timestamp", "2026-03-04T05:06:09Z", moment(5, 6, 9)),
            ("To", "to", "+15550100002"),
            ("UserId", "user_id", ACCOUNT),
        ],
        """AccountSid CallInitiatedAt CallSid CallSidLegacy CallStatus CallbackSource ConnectionId
        From SequenceNumber Timestamp To""",
        id="call_completed",
    ),
    pytest.param(
        "call_dtmf",
        CallDtmf,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallInitiatedAt", "call_initiated_at", "2026-03-04T05:06:07.089Z", moment(5, 6, 7, 89000)),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("CallStatus", "call_status", "dtmf"),
            ("CallbackSource", "callback_source", "call-progress-events"),
            ("CallerId", "caller_id", "Alice Example"),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("Digit", "digit", "7"),
            ("ErrorCode", "error_code", "99999"),
            ("ErrorMessage", "error_message", "example error"),
            ("From", "from_", "+15550100001"),
            ("ParentCallSid", "parent_call_sid", PARENT),
            ("ParentCallSidLegacy", "parent_call_sid_legacy", PARENT),
            ("SequenceNumber", "sequence_number", "1", 1),
            ("ShakenStirAttestation", "shaken_stir_attestation", "A"),
            ("ShakenStirValidated", "shaken_stir_validated", "true", True),
            ("Timestamp", "timestamp", "2026-03-04T05:06:09Z", moment(5, 6, 9)),
            ("To", "to", "+15550100002"),
        ],
        """AccountSid CallInitiatedAt CallSid CallSidLegacy CallStatus CallbackSource ConnectionId
        Digit From SequenceNumber Timestamp To""",
        id="call_dtmf",
    ),
    pytest.param(
        "dial_action",
        DialAction,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("AnsweredTime", "answered_time", "2026-03-04T05:06:08Z", moment(5, 6, 8)),
            ("CallControlId", "call_control_id", CALL),
            ("CallDuration", "call_duration", "42", 42),
            ("CallInitiatedAt", "call_initiated_at", "2026-03-04T05:06:07.089Z", moment(5, 6, 7, 89000)),
            ("CallLegId", "call_leg_id", "leg-0001"),
            ("CallQualityStats", "call_quality_stats", '{"mos":4.1}'),
            ("CallSessionId", "call_session_id", "session-0001"),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("CallStatus", "call_status", "completed"),
            ("CallbackSource", "callback_source", "call-progress-events"),
            ("CallerId", "caller_id", "Alice Example"),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("DialCallDuration", "dial_call_duration", "37", 37),
            ("DialCallSid", "dial_call_sid", DIALED),
            ("DialCallSidLegacy", "dial_call_sid_legacy", DIALED),
            ("DialCallStatus", "dial_call_status", "completed"),
            ("EndTime", "end_time", "2026-03-04T05:06:50Z", moment(5, 6, 50)),
            ("ErrorCode", "error_code", "99999"),
            ("ErrorMessage", "error_message", "example error"),
            ("From", "from_", "+15550100001"),
            ("HangupCause", "hangup_cause", "normal_clearing"),
            ("HangupSource", "hangup_source", "caller"),
            ("OccurredAt", "occurred_at", "2026-03-04T05:06:50Z", moment(5, 6, 50)),
            ("OrganizationId", "organization_id", "org-0001"),
            ("ParentCallSid", "parent_call_sid", PARENT),
            ("ParentCallSidLegacy", "parent_call_sid_legacy", PARENT),
            ("RecordingDuration", "recording_duration", "40", 40),
            ("RecordingUrl", "recording_url", RECORDING),
            ("SequenceNumber", "sequence_number", "1", 1),
            ("ShakenStirAttestation", "shaken_stir_attestation", "A"),
            ("ShakenStirValidated", "shaken_stir_validated", "true", True),
            ("SipHangupCause", "sip_hangup_cause", "200"),
            ("StartTime", "start_time", "2026-03-04T05:06:07Z", moment(5, 6, 7)),
            ("Timestamp", "timestamp", "2026-03-04T05:06:09Z", moment(5, 6, 9)),
            ("To", "to", "+15550100002"),
            ("UserId", "user_id", ACCOUNT),
        ],
        """AccountSid CallInitiatedAt CallSid CallSidLegacy CallStatus CallbackSource ConnectionId
        From SequenceNumber Timestamp To""",
        id="dial_action",
    ),
    pytest.param(
        "call_cost",
        CallCost,
        [
            ("CallbackSource", "callback_source", "call-cost-events"),
        ],
        "",
        id="call_cost",
    ),
]


class TestRequests:
    @pytest.mark.parametrize(("kind", "cls", "rows", "always"), REQUESTS)
    def test_each_is_read_written_and_told_to_be_incomplete(self, kind, cls, rows, always, witness) -> None:
        witness(kind, cls, rows, always.split())
