"""Legs: they ring, are answered, busy, silent or failing, and run the document that is for them."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import CallChanged, Fetch, Ring
from texml.emulator.engine.events import CalleeAnswers, CalleeFails, CalleeIsBusy, CalleeIsSilent

World = Callable[..., Any]
EVENTS = 'statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed"'
DIAL = f"<Response><Dial timeout='20' callerId='+13125550199'><Number {EVENTS}>+13125550122</Number></Dial></Response>"


def leg(there: Any) -> str:
    return there.of(Ring)[-1].call


def test_leg_is_to_be_rung_by_who_drives_the_engine(world: World) -> None:
    there = world(DIAL)
    call = there.call()

    [ring] = there.of(Ring)
    assert (ring.parent, ring.to, ring.from_, ring.timeout_s) == (call, "+13125550122", "+13125550199", 20)


def test_answered_leg_goes_through_its_statuses(world: World) -> None:
    there = world(DIAL)
    there.call()
    there.advance(3)
    there.receive(CalleeAnswers(leg(there)))
    there.advance(5)
    there.hang_up(leg(there))

    statuses = [changed.status for changed in there.of(CallChanged, call=leg(there))]
    assert statuses == ["initiated", "ringing", "in-progress", "completed"]
    told = there.told()
    assert [sent["CallStatus"] for sent in told] == statuses
    assert {sent["ParentCallSid"] for sent in told} == {there.of(Ring)[0].parent}
    assert told[-1]["HangupSource"] == "callee"


def test_leg_that_is_answered_at_once_rang_before(world: World) -> None:
    there = world(DIAL)
    there.call()
    there.receive(CalleeAnswers(leg(there)))

    assert [sent["CallStatus"] for sent in there.told()] == ["initiated", "ringing", "in-progress"]


@pytest.mark.parametrize(
    ("event", "status", "sip"),
    [
        (CalleeIsBusy, "busy", "486"),
        (CalleeIsSilent, "no-answer", "480"),
        (CalleeFails, "failed", "404"),
    ],
)
def test_leg_that_is_not_answered_says_why(world: World, event: Any, status: str, sip: str) -> None:
    there = world(DIAL)
    there.call()

    there.receive(event(leg(there)))

    assert there.status(leg(there)) == status
    assert (there.told()[-1]["CallStatus"], there.told()[-1]["SipHangupCause"]) == (status, sip)


def test_leg_that_nobody_answers_is_given_up(world: World) -> None:
    there = world(DIAL)
    there.call()

    there.advance(20)

    assert there.status(leg(there)) == "no-answer"


def test_document_of_the_leg_runs_before_the_two_are_connected(world: World) -> None:
    number = '<Number url="/whisper" method="GET">+13125550122</Number>'
    pages = {
        "/voice": f"<Response><Dial>{number}</Dial></Response>",
        "/whisper": "<Response><Gather numDigits='1'><Say>press one</Say></Gather></Response>",
    }
    there = world(pages)
    call = there.call()
    there.receive(CalleeAnswers(leg(there)))

    [fetch] = there.of(Fetch, purpose="number_url")
    assert (fetch.method, dict(fetch.params)["ParentCallSid"], fetch.call) == ("GET", call, leg(there))
    assert there.said(leg(there)) == ["press one"]
    assert "connected with" not in there.engine.journal.text()
    there.advance(10)
    assert "connected with" in there.engine.journal.text()


def test_keys_are_sent_before_the_two_are_connected(world: World) -> None:
    there = world('<Response><Dial><Number sendDigits="ww12">+13125550122</Number></Dial></Response>')
    there.call()
    there.receive(CalleeAnswers(leg(there)))
    assert there.heard(leg(there)) == [("digits", "ww12")]

    there.advance(1.4)
    assert "connected with" not in there.engine.journal.text()
    there.advance(0.1)

    assert "connected with" in there.engine.journal.text()


def test_leg_that_hangs_up_in_its_own_document_is_not_connected(world: World) -> None:
    pages = {
        "/voice": '<Response><Dial action="/done"><Number url="/no">+13125550122</Number></Dial></Response>',
        "/no": "<Response><Hangup/></Response>",
        "/done": "<Response/>",
    }
    there = world(pages)
    there.call()
    there.receive(CalleeAnswers(leg(there)))

    assert there.asked("dial_action")[0]["DialCallStatus"] == "completed"
    assert "connected with" not in there.engine.journal.text()
