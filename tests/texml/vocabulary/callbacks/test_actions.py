"""Connect, Refer, HttpRequest, conversations: each request, restated from its page, is read into its class."""

from datetime import UTC, datetime

import pytest

from texml.callbacks import (
    AIConversation,
    ConnectAction,
    HttpRequestAction,
    ReferAction,
)


def moment(*time: int) -> datetime:
    return datetime(2026, 3, 4, *time, tzinfo=UTC)


ACCOUNT = "11111111-2222-4333-8444-555555555555"
CALL = "v3:EXAMPLE_call_control_id_0001"

# kind, class, parameters (wire name, Python name, text, and value where it is no text), those that are always sent
REQUESTS = [
    pytest.param(
        "connect_action",
        ConnectAction,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("From", "from_", "+15550100001"),
            ("To", "to", "+15550100002"),
            ("CallerId", "caller_id", "+15550100001"),
            ("CallingPartyType", "calling_party_type", "pstn"),
            ("FromSipUri", "from_sip_uri", "+15550100001@192.0.2.10"),
            ("ToSipUri", "to_sip_uri", "+15550100002@sip.example.com"),
            ("CallStatus", "call_status", "in-progress"),
        ],
        "",
        id="connect_action",
    ),
    pytest.param(
        "refer_action",
        ReferAction,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("NotifySipResponseCode", "notify_sip_response_code", "200"),
            ("ReferCallStatus", "refer_call_status", "in-progress"),
            ("ReferSipResponseCode", "refer_sip_response_code", "202"),
            ("Timestamp", "timestamp", "2026-03-04T05:06:09Z", moment(5, 6, 9)),
        ],
        "AccountSid CallSid CallSidLegacy ReferCallStatus Timestamp",
        id="refer_action",
    ),
    pytest.param(
        "http_request_action",
        HttpRequestAction,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallerId", "caller_id", "Alice Example"),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("From", "from_", "+15550100001"),
            ("To", "to", "+15550100002"),
        ],
        "AccountSid CallSid CallSidLegacy ConnectionId From To",
        id="http_request_action",
    ),
    pytest.param(
        "ai_conversation",
        AIConversation,
        [
            ("Event", "event", "conversation_created"),
        ],
        "",
        id="ai_conversation",
    ),
]


class TestRequests:
    @pytest.mark.parametrize(("kind", "cls", "rows", "always"), REQUESTS)
    def test_each_is_read_written_and_told_to_be_incomplete(self, kind, cls, rows, always, witness) -> None:
        witness(kind, cls, rows, always.split())
