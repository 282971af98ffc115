"""AIGather: a script tells what the conversation found out."""

from collections.abc import Callable
from typing import Any

from texml.emulator.engine.effects import Fetch, ServiceStarted
from texml.emulator.engine.events import ServiceReturned

World = Callable[..., Any]
PAGE = """<Response><AIGather action="/done"><Greeting>Hello</Greeting>
<Parameters>{"type": "object"}</Parameters></AIGather></Response>"""
PAGES = {"/voice": PAGE, "/done": "<Response><Say>thanks</Say></Response>"}


def test_action_is_told_the_result_of_the_script(world: World) -> None:
    there = world(PAGES)
    call = there.call()
    assert dict(there.of(ServiceStarted)[0].facts) == {"greeting": "Hello", "parameters": '{"type": "object"}'}

    there.receive(ServiceReturned(call, (("Base64Result", "eyJhIjoxfQ=="), ("Status", "valid"))))

    [sent] = there.asked("ai_gather_action")
    assert (sent["Base64Result"], sent["Status"]) == ("eyJhIjoxfQ==", "valid")
    assert there.said(call) == ["thanks"]


def test_without_a_script_nothing_is_found_out(world: World) -> None:
    there = world(PAGES)
    there.call()
    there.advance(5)

    assert there.asked("ai_gather_action")[0]["Base64Result"] == "e30="


def test_method_is_the_application_s_unless_one_is_given(world: World) -> None:
    there = world(PAGES)
    there.call(voice_method="GET")
    there.advance(5)

    assert there.of(Fetch, purpose="ai_gather_action")[0].method == "GET"
