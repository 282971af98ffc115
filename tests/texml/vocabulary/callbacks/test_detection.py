"""Who is on the line: each request, restated from its page, is read into its class."""

import pytest

from texml.callbacks import (
    AnsweringMachineDetected,
    DeepfakeDetected,
)

ACCOUNT = "11111111-2222-4333-8444-555555555555"
CALL = "v3:EXAMPLE_call_control_id_0001"

# kind, class, parameters (wire name, Python name, text, and value where it is no text), those that are always sent
REQUESTS = [
    pytest.param(
        "call_amd",
        AnsweringMachineDetected,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("AnsweredBy", "answered_by", "human"),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("MachineDetectionDuration", "machine_detection_duration", "2100", 2100),
        ],
        "AnsweredBy CallSid",
        id="call_amd",
    ),
    pytest.param(
        "call_deepfake",
        DeepfakeDetected,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("DeepfakeResult", "deepfake_result", "real"),
            ("DeepfakeScore", "deepfake_score", "0.1", 0.1),
            ("DeepfakeConsistency", "deepfake_consistency", "90", 90.0),
            ("DeepfakeError", "deepfake_error", "detection failed"),
        ],
        "",
        id="call_deepfake",
    ),
]


class TestRequests:
    @pytest.mark.parametrize(("kind", "cls", "rows", "always"), REQUESTS)
    def test_each_is_read_written_and_told_to_be_incomplete(self, kind, cls, rows, always, witness) -> None:
        witness(kind, cls, rows, always.split())
