"""Calls: their status from beginning to end, and who is told."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import CallChanged
from texml.emulator.engine.events import EndCall
from texml.emulator.profiles import HOSTILE

World = Callable[..., Any]
URL = "https://app.example/status"
ALL = ("initiated", "ringing", "answered", "completed", "dtmf")
SAY = "<Response><Say>one two three four five</Say></Response>"


def statuses(there: Any, call: str) -> list[str]:
    return [changed.status for changed in there.of(CallChanged, call=call)]


def test_inbound_call_rings_is_answered_and_ends_with_its_document(world: World) -> None:
    there = world(SAY)
    call = there.call()
    there.advance(2)

    assert statuses(there, call) == ["ringing", "in-progress", "completed"]
    view = there.engine.call(call)
    assert (view.answered_at, view.cause, view.is_over) == (0.0, "document", True)


def test_status_callbacks_are_those_asked_for_in_order_and_without_gaps(world: World) -> None:
    there = world(SAY)
    there.call(status_callback=URL, status_callback_events=ALL)
    there.advance(2)

    told = there.told()
    assert [sent["CallStatus"] for sent in told] == ["initiated", "ringing", "in-progress", "completed"]
    assert [sent["SequenceNumber"] for sent in told] == ["0", "1", "2", "3"]
    assert {sent["CallbackSource"] for sent in told} == {"call-progress-events"}


def test_by_default_the_end_alone_is_told(world: World) -> None:
    there = world(SAY)
    there.call(status_callback=URL)
    there.advance(2)

    [sent] = there.told()
    assert (sent["CallStatus"], sent["SequenceNumber"], sent["CallDuration"]) == ("completed", "0", "2")
    assert (sent["HangupCause"], sent["HangupSource"]) == ("normal_clearing", "system")


def test_caller_who_hangs_up_ends_the_call(world: World) -> None:
    there = world(SAY)
    call = there.call(status_callback=URL)
    there.advance(1)

    there.hang_up(call)

    assert statuses(there, call)[-1] == "completed"
    assert there.told()[0]["HangupSource"] == "caller"


def test_caller_who_hangs_up_before_the_answer_cancels(world: World) -> None:
    there = world({"/voice": None})
    call = there.call()

    there.hang_up(call)

    assert statuses(there, call) == ["ringing", "canceled"]


def test_command_ends_a_call_wherever_it_is(world: World) -> None:
    there = world(SAY)
    call = there.call()

    there.receive(EndCall(call))

    assert there.engine.call(call).cause == "command"
    assert there.status(call) == "completed"


def test_call_ends_after_four_hours(world: World) -> None:
    there = world("<Response><Pause length='180'/><Redirect>/voice</Redirect></Response>")
    call = there.call(calling_party_type="pstn")

    there.at(14_400)

    assert there.engine.call(call).cause == "time_limit"
    assert there.status(call) in {"completed", "canceled"}


def test_profile_may_answer_at_arrival(world: World) -> None:
    there = world({"/voice": None}, profile=HOSTILE)

    call = there.call()

    assert there.status(call) == "in-progress"


def test_each_key_is_told_to_who_asked(world: World) -> None:
    there = world("<Response><Gather timeout='9'/></Response>")
    call = there.call(status_callback=URL, status_callback_events=("dtmf",))

    there.press(call, "1#")

    assert [(sent["CallStatus"], sent["Digit"]) for sent in there.told("call_dtmf")] == [("dtmf", "1"), ("dtmf", "#")]


@pytest.mark.parametrize("verb", ["<Say>hi</Say>", "<Gather/>", "<Record/>", "<Dial>+13125550122</Dial>", "<Start/>"])
def test_first_verb_that_needs_media_answers(world: World, verb: str) -> None:
    there = world(f"<Response>{verb}</Response>")

    call = there.call()

    assert there.status(call) in {"in-progress", "completed"}
    assert there.engine.call(call).answered_at == 0.0


@pytest.mark.parametrize("verb", ["<Pause length='9'/>", "<Redirect>/nothing</Redirect>"])
def test_verb_that_needs_no_media_leaves_it_ringing(world: World, verb: str) -> None:
    there = world({"/voice": f"<Response>{verb}</Response>", "/nothing": None})

    assert there.status(there.call()) == "ringing"


def test_ended_call_keeps_little(world: World) -> None:
    there = world(SAY)
    call = there.call(status_callback=URL)
    there.advance(5)

    kept = there.engine._core.calls[call]
    assert (kept.script, kept.base, kept.watchers, kept.time_limit) == (None, (), (), None)
