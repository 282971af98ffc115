"""Hangup and Reject: the call is over, or never was answered."""

from collections.abc import Callable
from typing import Any

import pytest

World = Callable[..., Any]


def test_hangup_ends_the_call(world: World) -> None:
    there = world("<Response><Say>a</Say><Hangup/><Say>b</Say></Response>")
    call = there.call()
    there.advance(5)

    assert (there.said(call), there.status(call)) == (["a"], "completed")


@pytest.mark.parametrize(
    ("reject", "status", "sip"),
    [("<Reject/>", "failed", "603"), ('<Reject reason="busy"/>', "busy", "486")],
)
def test_reject_refuses_a_call_unanswered(world: World, reject: str, status: str, sip: str) -> None:
    there = world(f"<Response>{reject}</Response>")
    call = there.call(status_callback="https://app.example/status")

    assert (there.status(call), there.engine.call(call).answered_at) == (status, None)
    assert (there.told()[0]["CallStatus"], there.told()[0]["SipHangupCause"]) == (status, sip)
    assert there.warnings == []


def test_late_reject_hangs_up_and_is_named(world: World) -> None:
    there = world("<Response><Say>a</Say><Reject/></Response>")
    call = there.call()
    there.advance(5)

    assert (there.status(call), there.warnings) == ("completed", ["late-reject"])
