"""Services: told of, scripted, or over after a while."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import ServiceStarted
from texml.emulator.engine.events import ServiceReturned
from texml.errors import InputRefused

World = Callable[..., Any]
CONNECT = "<Response><Connect action='/done'><AIAssistant id='a1'/></Connect></Response>"


def test_service_ends_when_its_script_says_so(world: World) -> None:
    there = world({"/voice": CONNECT, "/done": "<Response><Say>bye</Say></Response>"})
    call = there.call()
    assert there.of(ServiceStarted) == [
        ServiceStarted(call, 0.0, "connect", (("noun", "AIAssistant"), ("id", "a1")), 5.0)
    ]

    there.advance(2)
    there.receive(ServiceReturned(call, (("Topic", "billing"),)))

    assert there.asked("connect_action")[0]["Topic"] == "billing"
    assert there.said(call) == ["bye"]


def test_service_without_a_script_ends_by_itself(world: World) -> None:
    there = world({"/voice": CONNECT, "/done": "<Response><Say>bye</Say></Response>"})
    call = there.call()

    there.advance(5)

    assert there.said(call) == ["bye"]


def test_result_for_a_call_that_waits_for_none_is_refused(world: World) -> None:
    there = world("<Response><Say>one two three</Say></Response>")
    call = there.call()

    with pytest.raises(InputRefused, match="is at Say; allowed: a call at Connect"):
        there.receive(ServiceReturned(call))


def test_services_beside_a_call_end_with_it(world: World) -> None:
    start = '<Start><Stream url="wss://a.example" name="s" statusCallback="/stream"/></Start><Say>one two three</Say>'
    there = world(f"<Response>{start}</Response>")
    call = there.call()
    assert there.engine.call(call).services == ("stream",)

    there.hang_up(call)

    assert [sent["StreamEvent"] for sent in there.told("stream_event")] == ["stream-started", "stream-stopped"]
    assert {sent["StreamName"] for sent in there.told()} == {"s"}
