"""What requests carry, restated from the pages: names, and the shapes of times and durations."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from texml.emulator.engine.forms import seconds, stamp, stamp_seed

World = Callable[..., Any]
MOMENT = datetime(2026, 3, 4, 5, 6, 7, 89_123, tzinfo=UTC)
# Instruction fetching guide, 2026-08.
FETCH = {
    "AccountSid", "CallSid", "CallSidLegacy", "ConnectionId", "From", "To", "CallerId", "CallingPartyType",
    "FromSipUri", "ToSipUri",
}  # fmt: skip
# OpenAPI of 2026-10: what every call progress callback requires, and what one of a completed call has besides.
PROGRESS = {
    "AccountSid", "CallInitiatedAt", "CallSid", "CallSidLegacy", "CallStatus", "CallbackSource", "ConnectionId", "From",
    "SequenceNumber", "Timestamp", "To",
}  # fmt: skip
COMPLETED = {
    "AnsweredTime", "CallControlId", "CallDuration", "CallLegId", "CallSessionId", "EndTime", "HangupCause",
    "HangupSource", "OccurredAt", "OrganizationId", "SipHangupCause", "StartTime", "UserId",
}  # fmt: skip
ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")


def test_times_of_the_newer_schemas_and_of_the_page_of_2021() -> None:
    assert stamp(MOMENT) == "2026-03-04T05:06:07.089Z"
    assert stamp_seed(MOMENT) == "2026-03-04 05:06:07.089123Z"


@pytest.mark.parametrize(("duration", "expected"), [(0.0, "0"), (0.4, "1"), (1.0, "1"), (41.2, "42")])
def test_part_of_a_second_counts_as_one(duration: float, expected: str) -> None:
    assert seconds(duration) == expected


def test_fetch_carries_what_the_guide_lists(world: World) -> None:
    there = world("<Response><Say>a</Say></Response>")
    call = there.call(caller_name="Alice Example", sip_headers=(("X-Room", "7"),))

    [sent] = there.asked("voice_url")
    assert set(sent) == FETCH | {"CallStatus", "SipHeader_X-Room"}
    assert (sent["CallSid"], sent["CallSidLegacy"], sent["From"]) == (call, call, "+13125550111")
    assert (sent["CallerId"], sent["CallingPartyType"], sent["CallStatus"]) == ("Alice Example", "pstn", "ringing")
    assert sent["SipHeader_X-Room"] == "7"


def test_sip_caller_keeps_its_address(world: World) -> None:
    there = world("<Response/>")
    there.call(from_="sip:anna@example.com", calling_party_type="sip")

    [sent] = there.asked("voice_url")
    assert (sent["FromSipUri"], sent["CallingPartyType"]) == ("anna@example.com", "sip")


def test_progress_carries_what_the_schema_requires(world: World) -> None:
    there = world("<Response><Say>a</Say></Response>")
    events = ("initiated", "ringing", "answered", "completed")
    there.call(status_callback="https://app.example/status", status_callback_events=events)
    there.advance(9)

    initiated, ringing, answered, completed = there.told()
    assert set(initiated) == set(ringing) == PROGRESS
    assert set(answered) == PROGRESS | {"Codec", "SamplingRate"}
    assert set(completed) == PROGRESS | COMPLETED
    times = [completed[name] for name in ("StartTime", "AnsweredTime", "EndTime", "CallInitiatedAt", "Timestamp")]
    assert all(ISO.fullmatch(value) for value in times)


def test_unanswered_call_that_ends_has_no_duration(world: World) -> None:
    there = world({"/voice": None})
    call = there.call(status_callback="https://app.example/status")
    there.hang_up(call)

    [sent] = there.told()
    assert (sent["CallStatus"], "CallDuration" in sent, "AnsweredTime" in sent) == ("canceled", False, False)


def test_account_and_connection_are_the_application_s_own_where_it_has_some(world: World) -> None:
    there = world("<Response/>")
    there.call(account_sid="account-7", connection_id="1234")

    [sent] = there.asked("voice_url")
    assert (sent["AccountSid"], sent["ConnectionId"]) == ("account-7", "1234")
