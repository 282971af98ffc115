"""Refer: the call is handed over, and the action told how that went."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.events import ServiceReturned

World = Callable[..., Any]
SIP = "<Sip>sip:anna@example.com</Sip>"


def test_action_is_told_the_result(world: World) -> None:
    page = f'<Response><Refer action="/done">{SIP}</Refer></Response>'
    there = world({"/voice": page, "/done": "<Response/>"})
    there.call()
    there.advance(5)

    [sent] = there.asked("refer_action")
    assert set(sent) == {
        "AccountSid", "CallSid", "CallSidLegacy", "NotifySipResponseCode", "ReferCallStatus", "ReferSipResponseCode",
        "Timestamp",
    }  # fmt: skip
    assert (sent["ReferCallStatus"], sent["ReferSipResponseCode"]) == ("in-progress", "202")


@pytest.mark.parametrize(("result", "status"), [("in-progress", "completed"), ("failed", "in-progress")])
def test_without_an_action_the_call_is_over_once_it_was_handed_over(world: World, result: str, status: str) -> None:
    there = world(f"<Response><Refer>{SIP}</Refer><Say>next</Say></Response>")
    call = there.call()
    there.receive(ServiceReturned(call, (("ReferCallStatus", result),)))

    assert there.status(call) == status
