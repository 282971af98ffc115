"""Media streams and SIPREC sessions: each request, restated from its page, is read into its class."""

from datetime import UTC, datetime

import pytest

from texml.callbacks import (
    SiprecCallback,
    StreamCallback,
)


def moment(*time: int) -> datetime:
    return datetime(2026, 3, 4, *time, tzinfo=UTC)


ACCOUNT = "11111111-2222-4333-8444-555555555555"
CALL = "v3:EXAMPLE_call_control_id_0001"

# kind, class, parameters (wire name, Python name, text, and value where it is no text), those that are always sent
REQUESTS = [
    pytest.param(
        "stream_event",
        StreamCallback,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("StreamEvent", "stream_event", "stream-started"),
            ("StreamName", "stream_name", "s1"),
            ("StreamSid", "stream_sid", "strm-0001"),
            ("Timestamp", "timestamp", "2026-03-04T05:06:09Z", moment(5, 6, 9)),
            ("StreamError", "stream_error", "refused"),
        ],
        "AccountSid CallSid CallSidLegacy StreamEvent StreamName StreamSid Timestamp",
        id="stream_event",
    ),
    pytest.param(
        "siprec_event",
        SiprecCallback,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("SiprecSid", "siprec_sid", "srec-0001"),
            ("SiprecEvent", "siprec_event", "siprec-started"),
            ("Timestamp", "timestamp", "2026-03-04T05:06:09Z", moment(5, 6, 9)),
            ("SiprecError", "siprec_error", "unreachable"),
            ("SiprecName", "siprec_name", "rec1"),
        ],
        "AccountSid CallSid SiprecSid SiprecEvent Timestamp",
        id="siprec_event",
    ),
]


class TestRequests:
    @pytest.mark.parametrize(("kind", "cls", "rows", "always"), REQUESTS)
    def test_each_is_read_written_and_told_to_be_incomplete(self, kind, cls, rows, always, witness) -> None:
        witness(kind, cls, rows, always.split())
