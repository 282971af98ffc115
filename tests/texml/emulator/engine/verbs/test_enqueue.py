"""Enqueue and Leave: the wait document, its parameters, and how a wait ends."""

import dataclasses
from collections.abc import Callable
from typing import Any

from texml.emulator.engine.effects import Fetch, QueueChanged
from texml.emulator.profiles import DOCUMENTED

World = Callable[..., Any]


def pages(wait: str, attributes: str = "") -> dict[str, str]:
    enqueue = f'<Enqueue action="/left" waitUrl="/wait" {attributes}>q</Enqueue>'
    return {
        "/voice": f"<Response>{enqueue}<Say>next</Say></Response>",
        "/wait": wait,
        "/left": "<Response><Say>left</Say></Response>",
    }


PAUSE = "<Response><Pause length='10'/></Response>"


def test_wait_document_is_told_place_size_and_times(world: World) -> None:
    there = world(pages(PAUSE))
    there.call()
    there.advance(3)
    there.call()
    there.advance(8)

    first, second, again = there.asked("enqueue_wait_url")
    assert set(first) == {
        "AccountSid", "CallSid", "CallSidLegacy", "ConnectionId", "From", "To", "QueueSid", "QueuePosition",
        "CurrentQueueSize", "QueueTime", "AvgQueueTime",
    }  # fmt: skip
    places = [(sent["QueuePosition"], sent["CurrentQueueSize"], sent["QueueTime"]) for sent in (first, second, again)]
    assert places == [("1", "1", "0"), ("2", "2", "0"), ("1", "2", "10")]
    assert again["QueueSid"] == "q"


def test_wait_document_is_asked_for_again(world: World) -> None:
    there = world(pages(PAUSE))
    there.call()
    there.advance(25)

    assert [fetch.at for fetch in there.of(Fetch, purpose="enqueue_wait_url")] == [0.0, 10.5, 21.0]


def test_leave_runs_what_is_before_it_then_the_action_is_asked(world: World) -> None:
    there = world(pages("<Response><Say>one two three four five</Say><Leave/></Response>"))
    call = there.call()
    there.advance(2)

    [sent] = there.asked("enqueue_action")
    assert (sent["QueueResult"], sent["QueueTime"]) == ("leave", "2")
    assert there.said(call) == ["one two three four five", "left"]
    assert [(changed.change, changed.result) for changed in there.of(QueueChanged)] == [
        ("joined", None),
        ("left", "leave"),
    ]


def test_longest_wait_ends_it(world: World) -> None:
    there = world(pages(PAUSE, 'maxWaitTimeSecs="25"'))
    there.call()
    there.advance(25)

    assert there.asked("enqueue_action")[0]["QueueResult"] == "timeout"


def test_hangup_in_the_wait_document_ends_the_call(world: World) -> None:
    there = world(pages("<Response><Say>closed</Say><Hangup/></Response>"))
    call = there.call()
    there.advance(5)

    assert (there.status(call), there.asked("enqueue_action")) == ("completed", [])


def test_caller_who_hangs_up_leaves_the_queue(world: World) -> None:
    there = world(pages(PAUSE))
    call = there.call()
    there.advance(5)

    there.hang_up(call)

    assert there.of(QueueChanged, change="left")[0].result == "hangup"
    assert there.engine.queue("q").calls == ()


def test_gather_in_the_wait_document_sends_its_result(world: World) -> None:
    wait = '<Response><Gather numDigits="1" action="/key"/></Response>'
    there = world({**pages(wait), "/key": "<Response><Leave/></Response>"})
    call = there.call()
    there.press(call, "1")

    assert there.asked("gather_action")[0]["Digits"] == "1"
    assert there.said(call) == ["left"]


def test_without_an_action_the_next_verb_follows(world: World) -> None:
    page = {
        "/voice": "<Response><Enqueue waitUrl='/wait'>q</Enqueue><Say>next</Say></Response>",
        "/wait": "<Response><Leave/></Response>",
    }
    there = world(page)

    assert there.said(there.call()) == ["next"]


def test_full_queue_takes_nobody(world: World) -> None:
    there = world(pages(PAUSE), profile=dataclasses.replace(DOCUMENTED, queue_size=1))
    there.call()
    call = there.call()

    assert there.said(call) == ["next"]
    assert there.warnings == ["queue-full"]


def test_leave_elsewhere_does_nothing_and_is_named(world: World) -> None:
    there = world("<Response><Leave/><Say>next</Say></Response>")
    call = there.call()

    assert (there.said(call), there.warnings) == (["next"], ["nothing-to-leave"])
