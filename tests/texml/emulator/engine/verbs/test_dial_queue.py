"""Queue in a Dial: who waits longest is connected; an empty queue is waited for."""

from collections.abc import Callable
from typing import Any

World = Callable[..., Any]
PAGES = {
    "/caller": '<Response><Enqueue action="/left">q</Enqueue></Response>',
    "/agent": '<Response><Dial action="/done" timeout="20"><Queue>q</Queue></Dial></Response>',
    "/greeted": '<Response><Dial action="/done"><Queue url="/hello">q</Queue></Dial></Response>',
    "/hello": "<Response><Say>one two three four five</Say></Response>",
    "/left": "<Response><Say>left</Say></Response>",
    "/done": "<Response><Say>done</Say></Response>",
}


def test_first_of_the_queue_is_connected(world: World) -> None:
    there = world(PAGES)
    first, second = there.call("/caller"), there.call("/caller")
    there.advance(61)

    agent = there.call("/agent")
    there.advance(30)
    there.hang_up(first)

    assert there.engine.queue("q").calls == (second,)
    [sent] = there.asked("dial_action")
    assert (sent["DialCallStatus"], sent["DialCallDuration"], sent["DialCallSid"]) == ("completed", "30", first)
    assert there.said(agent) == ["done"]


def test_agent_who_hangs_up_lets_the_caller_go_on(world: World) -> None:
    there = world(PAGES)
    caller = there.call("/caller")
    there.advance(61)
    agent = there.call("/agent")
    there.advance(10)

    there.hang_up(agent)

    assert there.said(caller) == ["left"]
    [sent] = there.asked("enqueue_action")
    assert (sent["QueueResult"], sent["QueueSid"], sent["QueueTime"]) == ("bridged", "q", "71")


def test_empty_queue_is_waited_for(world: World) -> None:
    there = world(PAGES)
    agent = there.call("/agent")
    there.advance(10)
    caller = there.call("/caller")
    there.advance(10)

    there.hang_up(caller)

    assert there.said(agent) == ["done"]
    assert there.asked("dial_action")[0]["DialCallDuration"] == "10"


def test_wait_for_an_empty_queue_ends_with_no_answer(world: World) -> None:
    there = world(PAGES)
    there.call("/agent")
    there.advance(20)

    assert there.asked("dial_action")[0]["DialCallStatus"] == "no-answer"


def test_who_gave_up_is_not_connected_later(world: World) -> None:
    there = world(PAGES)
    there.call("/agent")
    there.advance(25)
    caller = there.call("/caller")

    assert there.engine.queue("q").calls == (caller,)


def test_who_waited_hears_the_greeting_first(world: World) -> None:
    there = world(PAGES)
    caller = there.call("/caller")
    there.call("/greeted")
    there.advance(1.9)
    assert "connected" not in there.engine.journal.text()

    there.advance(0.1)

    assert there.said(caller) == ["one two three four five"]
    assert "call 1: connected" in there.engine.journal.text()


def test_agent_who_goes_before_the_two_are_connected_gives_the_caller_back(world: World) -> None:
    there = world(PAGES)
    first, second = there.call("/caller"), there.call("/caller")
    agent = there.call("/greeted")
    there.advance(1)

    there.hang_up(agent)

    assert there.engine.queue("q").calls == (first, second)
    assert there.engine.call(first).queue == "q"
    again = there.call("/agent")
    there.advance(1)
    assert there.engine.queue("q").calls == (second,)
    assert again


def test_caller_who_hangs_up_in_the_greeting_leaves_the_agent_without_answer(world: World) -> None:
    there = world(PAGES)
    caller = there.call("/caller")
    there.call("/greeted")
    there.advance(1)

    there.hang_up(caller)

    assert there.asked("dial_action")[0]["DialCallStatus"] == "no-answer"
