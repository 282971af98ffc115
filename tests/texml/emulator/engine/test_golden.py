"""Journals as they were when somebody read them and found them right; a run writes none of them.

After a change that is meant, print one with ``python -m pytest tests/texml/emulator/engine/test_golden.py`` (a failure
shows the difference), read it, and write it down.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from texml.emulator.engine.effects import Ring
from texml.emulator.engine.events import CalleeAnswers, CalleeIsBusy, HoldParticipant, MuteParticipant

World = Callable[..., Any]
GOLDEN = Path(__file__).parent / "golden"
TOLD = 'statusCallback="/events" statusCallbackEvent="start end join leave speaker"'

MEETING = {
    "/voice": '<Response><Gather action="/pin" numDigits="4"><Say>Enter your PIN.</Say></Gather>'
    "<Redirect>/voice</Redirect></Response>",
    "/pin": lambda params: (
        f'<Response><Dial action="/left"><Conference {TOLD} endConferenceOnExit="true" record="record-from-start" '
        'recordingStatusCallback="/events">standup</Conference></Dial></Response>'
        if params["Digits"] == "9999"
        else f'<Response><Dial action="/left"><Conference {TOLD} startConferenceOnEnter="false" waitUrl="/wait">standup'
        "</Conference></Dial></Response>"
    ),
    "/wait": '<Response><Say>Please wait.</Say><Play loop="2">/music.wav</Play></Response>',
    "/music.wav": 12.0,
    "/left": "<Response><Say>Goodbye.</Say><Hangup/></Response>",
}

SWITCHBOARD = {
    "/voice": '<Response><Enqueue waitUrl="/wait" action="/left" maxWaitTimeSecs="90">support</Enqueue></Response>',
    "/wait": "<Response><Pause length='20'/></Response>",
    "/left": "<Response><Hangup/></Response>",
    "/agent": '<Response><Dial action="/next" timeout="10"><Queue url="/hello">support</Queue></Dial></Response>',
    "/hello": "<Response><Say>An agent is here.</Say></Response>",
    "/next": '<Response><Dial sequential="true" timeout="20"><Number statusCallback="/events">+13125550122</Number>'
    "<Sip>sip:anna@example.com</Sip></Dial><Say>Nobody is there.</Say></Response>",
}

SLOPPY = {
    "/voice": (500, ""),
    "/fallback": (
        200,
        "<Response><Answer/><Say lopp='2'>Sorry</Say><Gather numDigits='four'/><Redirect>again</Redirect></Response>",
        "text/html",
    ),
    "/again": "<Response><Say>hel",
}


def meeting(there: Any) -> None:
    guest = there.call()
    there.advance(2)
    there.press(guest, "1111")
    there.advance(30)
    host = there.call()
    there.press(host, "9999")
    there.advance(5)
    there.speak(host, "good morning")
    there.advance(5)
    room = there.engine.room("standup").sid
    there.receive(MuteParticipant(room, guest))
    there.receive(HoldParticipant(room, guest))
    there.advance(5)
    there.receive(HoldParticipant(room, guest, hold=False))
    there.hang_up(host)
    there.advance(60)


def switchboard(there: Any) -> None:
    caller = there.call()
    there.advance(25)
    agent = there.call("/agent")
    there.advance(15)
    there.hang_up(caller)
    there.receive(CalleeIsBusy(there.of(Ring)[-1].call))
    there.advance(3)
    there.receive(CalleeAnswers(there.of(Ring)[-1].call))
    there.advance(9)
    there.hang_up(agent)
    there.call()
    there.advance(100)


def sloppy(there: Any) -> None:
    there.call(fallback_url="https://app.example/fallback", status_callback="https://app.example/lost")
    there.advance(60)


SCENES = {"meeting": (MEETING, meeting), "switchboard": (SWITCHBOARD, switchboard), "sloppy": (SLOPPY, sloppy)}


def journal(world: World, name: str) -> str:
    pages, scene = SCENES[name]
    there = world(pages, {"/lost": 503}, seed=2026)
    scene(there)
    return there.engine.journal.text()


@pytest.mark.parametrize("name", SCENES)
def test_journal_is_the_golden_one_twice(world: World, name: str) -> None:
    golden = (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")

    assert journal(world, name) == golden
    assert journal(world, name) == golden
