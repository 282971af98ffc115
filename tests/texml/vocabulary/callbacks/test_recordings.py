"""Recordings and transcripts: each request, restated from its page, is read into its class."""

import pytest

from texml.callbacks import (
    LiveTranscription,
    RecordAction,
    RecordingAbsent,
    RecordingCompleted,
    RecordingInProgress,
    RecordingTranscription,
)

ACCOUNT = "11111111-2222-4333-8444-555555555555"
CALL = "v3:EXAMPLE_call_control_id_0001"
RECORDING = "https://recordings.example.com/rec-0001.mp3"

# kind, class, parameters (wire name, Python name, text, and value where it is no text), those that are always sent
REQUESTS = [
    pytest.param(
        "recording_in_progress",
        RecordingInProgress,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("RecordingSid", "recording_sid", "rec-0001"),
            ("RecordingStatus", "recording_status", "in-progress"),
            ("RecordingSource", "recording_source", "Conference"),
            ("RecordingChannels", "recording_channels", "1", 1),
        ],
        """AccountSid CallSid CallSidLegacy ConnectionId RecordingStatus RecordingSource
        RecordingChannels""",
        id="recording_in_progress",
    ),
    pytest.param(
        "recording_completed",
        RecordingCompleted,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("RecordingSid", "recording_sid", "rec-0001"),
            ("RecordingStatus", "recording_status", "completed"),
            ("RecordingSource", "recording_source", "Conference"),
            ("RecordingChannels", "recording_channels", "1", 1),
            ("RecordingDuration", "recording_duration", "40", 40),
            ("RecordingUrl", "recording_url", RECORDING),
        ],
        """AccountSid CallSid CallSidLegacy ConnectionId RecordingSid RecordingStatus RecordingSource
        RecordingChannels RecordingDuration""",
        id="recording_completed",
    ),
    pytest.param(
        "recording_absent",
        RecordingAbsent,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("RecordingSid", "recording_sid", "rec-0001"),
            ("RecordingStatus", "recording_status", "absent"),
            ("RecordingSource", "recording_source", "Conference"),
            ("RecordingChannels", "recording_channels", "1", 1),
        ],
        "",
        id="recording_absent",
    ),
    pytest.param(
        "record_action",
        RecordAction,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("RecordingSid", "recording_sid", "rec-0001"),
            ("RecordingStatus", "recording_status", "completed"),
            ("RecordingSource", "recording_source", "Conference"),
            ("RecordingChannels", "recording_channels", "1", 1),
            ("RecordingDuration", "recording_duration", "40", 40),
            ("RecordingUrl", "recording_url", RECORDING),
            ("From", "from_", "+15550100001"),
            ("To", "to", "+15550100002"),
            ("Digits", "digits", "#"),
        ],
        "",
        id="record_action",
    ),
    pytest.param(
        "record_transcription",
        RecordingTranscription,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("From", "from_", "+15550100001"),
            ("To", "to", "+15550100002"),
            ("CallStatus", "call_status", "in-progress"),
            ("RecordingSid", "recording_sid", "rec-0001"),
            ("RecordingUrl", "recording_url", RECORDING),
            ("TranscriptionSid", "transcription_sid", "tr-0001"),
            ("TranscriptionStatus", "transcription_status", "completed"),
            ("TranscriptionText", "transcription_text", "hello"),
        ],
        """AccountSid CallSid CallSidLegacy From To CallStatus RecordingSid RecordingUrl
        TranscriptionSid TranscriptionStatus TranscriptionText""",
        id="record_transcription",
    ),
    pytest.param(
        "realtime_transcription",
        LiveTranscription,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("From", "from_", "+15550100001"),
            ("To", "to", "+15550100002"),
            ("Transcript", "transcript", "hello"),
            ("Confidence", "confidence", "0.93", 0.93),
            ("IsFinal", "is_final", "true", True),
        ],
        "AccountSid CallSid CallSidLegacy ConnectionId From To Transcript Confidence IsFinal",
        id="realtime_transcription",
    ),
]


class TestRequests:
    @pytest.mark.parametrize(("kind", "cls", "rows", "always"), REQUESTS)
    def test_each_is_read_written_and_told_to_be_incomplete(self, kind, cls, rows, always, witness) -> None:
        witness(kind, cls, rows, always.split())
