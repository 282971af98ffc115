"""Calls in queues: each request, restated from its page, is read into its class."""

import pytest

from texml.callbacks import (
    EnqueueAction,
    EnqueueWaitFetch,
    QueueFetch,
)

ACCOUNT = "11111111-2222-4333-8444-555555555555"
CALL = "v3:EXAMPLE_call_control_id_0001"

# kind, class, parameters (wire name, Python name, text, and value where it is no text), those that are always sent
REQUESTS = [
    pytest.param(
        "enqueue_wait_url",
        EnqueueWaitFetch,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("From", "from_", "+15550100001"),
            ("To", "to", "+15550100002"),
            ("QueueSid", "queue_sid", "support"),
            ("QueuePosition", "queue_position", "2", 2),
            ("CurrentQueueSize", "current_queue_size", "3", 3),
            ("QueueTime", "queue_time", "30", 30),
            ("AvgQueueTime", "avg_queue_time", "45", 45),
        ],
        """AccountSid CallSid CallSidLegacy ConnectionId From To QueueSid QueuePosition
        CurrentQueueSize QueueTime AvgQueueTime""",
        id="enqueue_wait_url",
    ),
    pytest.param(
        "enqueue_action",
        EnqueueAction,
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
            ("QueueResult", "queue_result", "leave"),
            ("QueueSid", "queue_sid", "support"),
            ("QueueTime", "queue_time", "61", 61),
        ],
        "",
        id="enqueue_action",
    ),
    pytest.param(
        "queue_url",
        QueueFetch,
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
            ("QueueSid", "queue_sid", "support"),
            ("QueueTime", "queue_time", "61", 61),
        ],
        "",
        id="queue_url",
    ),
]


class TestRequests:
    @pytest.mark.parametrize(("kind", "cls", "rows", "always"), REQUESTS)
    def test_each_is_read_written_and_told_to_be_incomplete(self, kind, cls, rows, always, witness) -> None:
        witness(kind, cls, rows, always.split())
