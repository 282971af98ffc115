"""Connect: one service has the call until it is over."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.events import ServiceReturned

World = Callable[..., Any]


@pytest.mark.parametrize(
    "noun", ['<Stream url="wss://a.example/s"/>', '<AIAssistant id="a"/>', '<ConversationRelay url="wss://a.example"/>']
)
def test_call_waits_for_the_service(world: World, noun: str) -> None:
    there = world(f"<Response><Connect>{noun}</Connect><Say>next</Say></Response>")
    call = there.call()
    there.advance(4)
    assert there.said(call) == []

    there.receive(ServiceReturned(call))

    assert there.said(call) == ["next"]


def test_action_is_told_what_the_script_says(world: World) -> None:
    page = '<Response><Connect action="/done"><AIAssistant id="a"/></Connect></Response>'
    there = world({"/voice": page, "/done": "<Response/>"})
    call = there.call()
    there.receive(ServiceReturned(call, (("SessionStatus", "ended"),)))

    assert there.asked("connect_action")[0]["SessionStatus"] == "ended"
    assert there.status(call) == "completed"


def test_connect_to_nothing_is_named(world: World) -> None:
    there = world("<Response><Connect/><Say>next</Say></Response>")

    assert there.said(there.call()) == ["next"]
    assert "nothing-to-connect" in there.warnings
