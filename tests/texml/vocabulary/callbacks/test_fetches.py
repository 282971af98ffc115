"""Requests for instructions: each request, restated from its page, is read into its class."""

import pytest

from texml.callbacks import (
    AnnounceFetch,
    ConferenceWaitFetch,
    FallbackFetch,
    HoldFetch,
    NumberFetch,
    RedirectFetch,
    VoiceFetch,
)

ACCOUNT = "11111111-2222-4333-8444-555555555555"
CALL = "v3:EXAMPLE_call_control_id_0001"
PARENT = "v3:EXAMPLE_call_control_id_0000"

# What every request for instructions carries, as far as the pages and what is concluded from them go.
STANDARD = [
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
]

# kind, class, parameters (wire name, Python name, text, and value where it is no text), those that are always sent
REQUESTS = [
    pytest.param(
        "voice_url",
        VoiceFetch,
        [
            *STANDARD,
            ("ApiVersion", "api_version", "2010-04-01"),
        ],
        """AccountSid CallSid CallSidLegacy ConnectionId From To CallerId CallingPartyType FromSipUri
        ToSipUri""",
        id="voice_url",
    ),
    pytest.param(
        "voice_fallback",
        FallbackFetch,
        [
            *STANDARD,
        ],
        "",
        id="voice_fallback",
    ),
    pytest.param(
        "redirect",
        RedirectFetch,
        [
            *STANDARD,
        ],
        "",
        id="redirect",
    ),
    pytest.param(
        "conference_wait_url",
        ConferenceWaitFetch,
        [
            *STANDARD,
        ],
        "",
        id="conference_wait_url",
    ),
    pytest.param(
        "number_url",
        NumberFetch,
        [
            *STANDARD,
            ("ParentCallSid", "parent_call_sid", PARENT),
        ],
        "",
        id="number_url",
    ),
    pytest.param(
        "announce_url",
        AnnounceFetch,
        [
            *STANDARD,
        ],
        "",
        id="announce_url",
    ),
    pytest.param(
        "hold_url",
        HoldFetch,
        [
            *STANDARD,
        ],
        "",
        id="hold_url",
    ),
]


class TestRequests:
    @pytest.mark.parametrize(("kind", "cls", "rows", "always"), REQUESTS)
    def test_each_is_read_written_and_told_to_be_incomplete(self, kind, cls, rows, always, witness) -> None:
        witness(kind, cls, rows, always.split())
