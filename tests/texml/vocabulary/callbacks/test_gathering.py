"""What callers entered or said: each request, restated from its page, is read into its class."""

import pytest

from texml.callbacks import (
    AIGatherAction,
    GatherAction,
    InvalidDigitsAction,
    PartialSpeech,
)

ACCOUNT = "11111111-2222-4333-8444-555555555555"
CALL = "v3:EXAMPLE_call_control_id_0001"

# kind, class, parameters (wire name, Python name, text, and value where it is no text), those that are always sent
REQUESTS = [
    pytest.param(
        "gather_action",
        GatherAction,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("Confidence", "confidence", "0.91", 0.91),
            ("Digits", "digits", "42"),
            ("From", "from_", "+15550100001"),
            ("SpeechResult", "speech_result", "billing please"),
            ("To", "to", "+15550100002"),
        ],
        "AccountSid CallSid CallSidLegacy From To",
        id="gather_action",
    ),
    pytest.param(
        "gather_invalid_digits",
        InvalidDigitsAction,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("Digits", "digits", "42"),
            ("From", "from_", "+15550100001"),
            ("To", "to", "+15550100002"),
        ],
        "",
        id="gather_invalid_digits",
    ),
    pytest.param(
        "gather_partial_result",
        PartialSpeech,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("From", "from_", "+15550100001"),
            ("To", "to", "+15550100002"),
            ("UnstableSpeechResult", "unstable_speech_result", "bill"),
            ("StableSpeechResult", "stable_speech_result", "billing"),
            ("Confidence", "confidence", "0.5", 0.5),
            ("SequenceNumber", "sequence_number", "0", 0),
        ],
        "",
        id="gather_partial_result",
    ),
    pytest.param(
        "ai_gather_action",
        AIGatherAction,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("Base64MessageHistory", "base64_message_history", "W10="),
            ("Base64Result", "base64_result", "eyJhbnN3ZXIiOjQyfQ=="),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("From", "from_", "+15550100001"),
            ("Status", "status", "valid"),
            ("To", "to", "+15550100002"),
            ("Result", "result", "{}"),
            ("MessageHistory", "message_history", "[]"),
        ],
        "AccountSid CallSid CallSidLegacy ConnectionId From Status To",
        id="ai_gather_action",
    ),
]


class TestRequests:
    @pytest.mark.parametrize(("kind", "cls", "rows", "always"), REQUESTS)
    def test_each_is_read_written_and_told_to_be_incomplete(self, kind, cls, rows, always, witness) -> None:
        witness(kind, cls, rows, always.split())
