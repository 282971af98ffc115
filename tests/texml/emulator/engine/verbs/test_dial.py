"""Dial: ring, connect, end, and tell the action."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Recorded, Ring
from texml.emulator.engine.events import CalleeAnswers, CalleeIsBusy, UpdateCall
from texml.emulator.profiles import DOCUMENTED

World = Callable[..., Any]
DONE = "<Response><Say>after</Say></Response>"
BOTH = "<Number>+13125550122</Number><Sip>sip:anna@example.com</Sip>"


def dialing(world: World, attributes: str = "", nouns: str = "+13125550122", **settings: Any) -> tuple[Any, str]:
    page = f'<Response><Dial action="/done" {attributes}>{nouns}</Dial><Say>next</Say></Response>'
    there = world({"/voice": page, "/done": DONE}, **settings)
    return there, there.call()


def legs(there: Any) -> list[str]:
    return [ring.call for ring in there.of(Ring)]


def result(there: Any) -> dict[str, str]:
    [sent] = there.asked("dial_action")
    return sent


def test_answered_call_is_connected_until_one_side_hangs_up(world: World) -> None:
    there, call = dialing(world)
    there.advance(3)
    there.receive(CalleeAnswers(legs(there)[0]))
    there.advance(37)
    there.hang_up(legs(there)[0])

    sent = result(there)
    assert (sent["DialCallStatus"], sent["DialCallDuration"]) == ("completed", "37")
    assert sent["DialCallSid"] == sent["DialCallSidLegacy"] == legs(there)[0]
    assert there.said(call) == ["after"]


def test_caller_who_hangs_up_ends_the_leg(world: World) -> None:
    there, call = dialing(world)
    there.receive(CalleeAnswers(legs(there)[0]))

    there.hang_up(call)

    assert there.status(legs(there)[0]) == "completed"
    assert there.asked("dial_action") == []


def test_caller_who_hangs_up_while_it_rings_cancels_the_leg(world: World) -> None:
    there, call = dialing(world)

    there.hang_up(call)

    assert there.status(legs(there)[0]) == "canceled"


@pytest.mark.parametrize(("timeout", "after"), [("", 30), ('timeout="7"', 7)])
def test_nobody_answers(world: World, timeout: str, after: float) -> None:
    there, call = dialing(world, timeout)
    there.advance(after - 0.1)
    assert there.asked("dial_action") == []

    there.advance(0.1)

    assert result(there)["DialCallStatus"] == "no-answer"
    assert "DialCallDuration" not in result(there)
    assert there.said(call) == ["after"]


def test_busy_is_told_at_once(world: World) -> None:
    there, _ = dialing(world)
    there.receive(CalleeIsBusy(legs(there)[0]))

    assert result(there)["DialCallStatus"] == "busy"


def test_all_ring_together_and_the_first_answer_wins(world: World) -> None:
    there, _ = dialing(world, nouns=BOTH)
    first, second = legs(there)
    there.advance(2)

    there.receive(CalleeAnswers(second))

    assert (there.status(first), there.status(second)) == ("canceled", "in-progress")
    assert [ring.to for ring in there.of(Ring)] == ["+13125550122", "sip:anna@example.com"]
    assert "connected with call 3" in there.engine.journal.text()


def test_two_who_answer_at_one_moment_are_not_both_connected(world: World) -> None:
    there, _ = dialing(world, nouns=BOTH)
    first, second = legs(there)

    there.receive(CalleeAnswers(first))
    there.hang_up(first)

    assert there.status(second) == "canceled"
    assert result(there)["DialCallSid"] == first


def test_one_after_the_other_where_asked_for(world: World) -> None:
    there, _ = dialing(world, 'sequential="true"', BOTH)
    assert len(legs(there)) == 1

    there.receive(CalleeIsBusy(legs(there)[0]))
    assert len(legs(there)) == 2
    there.receive(CalleeAnswers(legs(there)[1]))
    there.hang_up(legs(there)[1])

    assert result(there)["DialCallStatus"] == "completed"


def test_busy_ones_leave_the_others_ringing(world: World) -> None:
    there, _ = dialing(world, nouns=BOTH)
    there.receive(CalleeIsBusy(legs(there)[0]))
    assert there.asked("dial_action") == []

    there.advance(30)

    assert result(there)["DialCallStatus"] == "no-answer"


def test_time_limit_ends_the_connection(world: World) -> None:
    there, call = dialing(world, 'timeLimit="60"')
    there.receive(CalleeAnswers(legs(there)[0]))
    there.advance(60)

    assert result(there)["DialCallDuration"] == "60"
    assert there.status(legs(there)[0]) == "completed"
    assert there.said(call) == ["after"]


@pytest.mark.parametrize(("attributes", "ends"), [('hangupOnStar="true"', True), ("", False)])
def test_star_ends_the_connection_where_asked_for(world: World, attributes: str, ends: bool) -> None:
    there, call = dialing(world, attributes)
    there.receive(CalleeAnswers(legs(there)[0]))
    there.advance(5)
    there.press(call, "*")

    assert (len(there.asked("dial_action")) == 1) is ends


def test_caller_hears_ringing_until_it_is_connected(world: World) -> None:
    there, call = dialing(world, 'ringTone="de"')
    assert there.heard(call) == [("ringing", "de")]

    there.receive(CalleeAnswers(legs(there)[0]))
    there.advance(60)

    assert there.heard(call) == [("ringing", "de")]


def test_audio_may_take_the_place_of_ringing(world: World) -> None:
    there, call = dialing(world, 'audioUrl="/tune.mp3"')

    assert there.heard(call) == [("play", "https://app.example/tune.mp3")]


def test_answer_on_bridge_leaves_the_caller_unanswered_till_then(world: World) -> None:
    there, call = dialing(world, 'answerOnBridge="true"')
    there.advance(5)
    assert (there.status(call), there.heard(call)) == ("ringing", [])

    there.receive(CalleeAnswers(legs(there)[0]))

    assert there.engine.call(call).answered_at == 5.0


@pytest.mark.parametrize(
    ("record", "duration", "channels"),
    [
        ("record-from-answer", 20.0, 1),
        ("record-from-ringing", 25.0, 1),
        ("record-from-answer-dual", 20.0, 2),
    ],
)
def test_recording_of_the_two(world: World, record: str, duration: float, channels: int) -> None:
    there, _ = dialing(world, f'record="{record}" recordingStatusCallback="/rec"')
    there.advance(5)
    there.receive(CalleeAnswers(legs(there)[0]))
    there.advance(20)
    there.hang_up(legs(there)[0])
    there.advance(1)

    [made] = there.of(Recorded)
    assert (made.duration_s, made.channels, made.source) == (duration, channels, "DialVerb")
    assert result(there)["RecordingDuration"] == f"{duration:g}"
    assert [sent["RecordingStatus"] for sent in there.told("recording_completed")] == ["completed"]


def test_recording_has_a_longest_length(world: World) -> None:
    there, _ = dialing(world, 'record="record-from-answer" recordMaxLength="10"')
    there.receive(CalleeAnswers(legs(there)[0]))
    there.advance(60)

    assert there.of(Recorded)[0].duration_s == 10.0


def test_leg_that_is_sent_elsewhere_leaves_the_dial(world: World) -> None:
    there, call = dialing(world)
    there.receive(CalleeAnswers(legs(there)[0]))
    there.advance(5)

    there.receive(UpdateCall(legs(there)[0], url="https://app.example/done"))

    assert result(there)["DialCallDuration"] == "5"
    assert (there.said(call), there.said(legs(there)[0])) == (["after"], ["after"])


def test_room_beside_numbers_is_entered_and_nobody_dialed(world: World) -> None:
    there, call = dialing(world, nouns="<Number>+13125550122</Number><Conference>r</Conference>")

    assert there.engine.room("r").talkers == {call}
    assert legs(there) == []
    assert "misplaced-verb" in there.warnings


def test_dial_of_nobody_is_named(world: World) -> None:
    there, call = dialing(world, nouns="")

    assert "nothing-to-dial" in there.warnings
    assert there.said(call) == ["next"]


def test_leg_rings_after_a_while(world: World) -> None:
    there, _ = dialing(world, profile=dataclasses.replace(DOCUMENTED, ring_delay_s=2.0))
    there.advance(1.9)
    assert there.status(legs(there)[0]) == "initiated"

    there.advance(0.1)

    assert there.status(legs(there)[0]) == "ringing"
