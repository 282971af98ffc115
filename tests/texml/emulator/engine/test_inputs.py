"""Inputs: what cannot be is refused, and the engine stays as it was."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Ring
from texml.emulator.engine.events import (
    Application,
    CallArrives,
    CalleeAnswers,
    CalleeIsBusy,
    CalleeIsDetected,
    DigitsPressed,
    FetchFailed,
    FetchReturned,
    HangsUp,
    MediaProbed,
    PlaceCall,
    SpeechHeard,
)
from texml.errors import InputRefused, UnknownSubject

World = Callable[..., Any]
GOOD = Application("https://app.example/voice")
SAY = "<Response><Say>one two three four five</Say></Response>"


def refused(there: Any, event: Any, match: str, error: type[Exception] = InputRefused) -> None:
    engine = there.engine
    before = (engine.journal.text(), engine.now, engine.next_deadline(), list(engine.calls()))
    with pytest.raises(error, match=match):
        there.receive(event)
    assert (engine.journal.text(), engine.now, engine.next_deadline(), list(engine.calls())) == before


@pytest.mark.parametrize(
    ("event", "match"),
    [
        (CallArrives("", "+1312", GOOD), "to '' is no address"),
        (CallArrives("+1312", "a b", GOOD), "from_ 'a b' is no address"),
        (CallArrives("+1312", "+1\n2", GOOD), "is no address"),
        (CallArrives("+1312", "+1312", Application("/voice")), "allowed: an absolute http or https URL"),
        (CallArrives("+1312", "+1312", Application("file:///etc/passwd")), "is not fetched"),
        (CallArrives("+1312", "+1312", Application("https://a.example", status_callback="x")), "status_callback"),
        (PlaceCall("+1312", "+1312", GOOD, url="ftp://a.example"), "url 'ftp://a.example' is not fetched"),
        (PlaceCall("+1312", "+1312", GOOD, timeout_s=0), "timeout_s is 0"),
        (PlaceCall("+1312", "+1312", GOOD, time_limit_s=float("nan")), "time_limit_s is nan"),
    ],
)
def test_call_that_cannot_be_is_refused(world: World, event: Any, match: str) -> None:
    refused(world(SAY), event, match)


@pytest.mark.parametrize(
    "event",
    [
        DigitsPressed("v3:x", "1"),
        SpeechHeard("v3:x", "hi"),
        HangsUp("v3:x"),
        CalleeAnswers("v3:x"),
        CalleeIsBusy("v3:x"),
    ],
)
def test_event_about_a_call_that_never_was_is_refused(world: World, event: Any) -> None:
    refused(world(SAY), event, "there is no call 'v3:x'", UnknownSubject)


@pytest.mark.parametrize(
    "event", [lambda call: DigitsPressed(call, "1"), lambda call: SpeechHeard(call, "hi"), HangsUp]
)
def test_event_about_a_call_that_is_over_is_refused(world: World, event: Any) -> None:
    there = world(SAY)
    call = there.call()
    there.hang_up(call)

    refused(there, event(call), "call 1 is completed; allowed: a call that is")


@pytest.mark.parametrize("digits", ["", "a", "1 2", "٣", "1w"])
def test_keys_that_are_none_are_refused(world: World, digits: str) -> None:
    there = world(SAY)

    refused(there, DigitsPressed(there.call(), digits), "are no keys; allowed: digits 0-9")


@pytest.mark.parametrize(
    ("facts", "match"),
    [({"confidence": 1.5}, "confidence is 1.5"), ({"duration_s": -1}, "duration_s is -1"),
     ({"duration_s": float("inf")}, "duration_s is inf")],
)  # fmt: skip
def test_speech_that_cannot_be_is_refused(world: World, facts: dict[str, float], match: str) -> None:
    there = world(SAY)

    refused(there, SpeechHeard(there.call(), "hi", **facts), match)


def test_call_that_still_rings_takes_no_keys(world: World) -> None:
    there = world({"/voice": None})

    refused(there, DigitsPressed(there.call(), "1"), "call 1 is ringing; allowed: a call that is in-progress")


def test_inbound_call_has_no_callee(world: World) -> None:
    there = world({"/voice": None})

    refused(there, CalleeAnswers(there.call()), "call 1 is inbound")


def test_callee_answers_once(world: World) -> None:
    there = world(SAY)
    there.receive(PlaceCall("+13125550122", "+13125550100", GOOD))
    leg = there.of(Ring)[0].call
    there.receive(CalleeAnswers(leg))

    refused(there, CalleeAnswers(leg), "call 1 is in-progress; allowed: a call that is initiated or ringing")


@pytest.mark.parametrize(
    "event",
    [FetchReturned("fetch-9", 200), FetchFailed("fetch-9", "timeout"), MediaProbed("probe-9", 1.0)],
)
def test_answer_to_what_was_never_asked_is_refused(world: World, event: Any) -> None:
    refused(world(SAY), event, "is due", UnknownSubject)


@pytest.mark.parametrize("status", [0, 99, 600])
def test_status_that_is_none_is_refused(world: World, status: int) -> None:
    there = world({"/voice": None})
    there.call()

    refused(there, FetchReturned("fetch-1", status), f"status {status}")


def test_placed_call_asks_for_its_document_once_it_is_answered(world: World) -> None:
    there = world(SAY)
    there.receive(PlaceCall("+13125550122", "+13125550100", GOOD))
    leg = there.of(Ring)[0].call
    assert there.asked() == []

    there.receive(CalleeAnswers(leg))

    assert [sent["CallStatus"] for sent in there.asked("voice_url")] == ["in-progress"]
    there.advance(2)
    assert there.status(leg) == "completed"


def test_placed_call_may_bring_its_document_or_another_url(world: World) -> None:
    there = world({"/other": SAY})
    for facts in ({"texml": SAY}, {"url": "https://app.example/other", "method": "GET"}):
        there.receive(PlaceCall("+13125550122", "+13125550100", GOOD, **facts))
        there.receive(CalleeAnswers(there.of(Ring)[-1].call))
        assert there.said(there.of(Ring)[-1].call) == ["one two three four five"]


def test_placed_call_that_nobody_answers_is_over(world: World) -> None:
    there = world(SAY)
    there.receive(PlaceCall("+13125550122", "+13125550100", GOOD, timeout_s=7))
    there.advance(7)

    assert there.status(there.of(Ring)[0].call) == "no-answer"


def test_placed_call_ends_at_its_time_limit(world: World) -> None:
    there = world("<Response><Gather timeout='120'/></Response>")
    there.receive(PlaceCall("+13125550122", "+13125550100", GOOD, time_limit_s=60))
    leg = there.of(Ring)[0].call
    there.receive(CalleeAnswers(leg))
    there.advance(60)

    assert there.engine.call(leg).cause == "time_limit"


@pytest.mark.parametrize("asked", ['statusCallback="/leg" statusCallbackEvent="amd"', 'amdStatusCallback="/amd"'])
def test_result_of_machine_detection_is_told_to_who_asked(world: World, asked: str) -> None:
    there = world(f"<Response><Dial><Number {asked}>+13125550122</Number></Dial></Response>")
    there.call()
    leg = there.of(Ring)[0].call
    there.receive(CalleeAnswers(leg))

    there.receive(CalleeIsDetected(leg, "machine_start", 2100))

    [sent] = there.told("call_amd")
    assert (sent["AnsweredBy"], sent["MachineDetectionDuration"]) == ("machine_start", "2100")


def test_what_is_no_event_is_refused(world: World) -> None:
    refused(world(SAY), "hello", "str: it is no event")
