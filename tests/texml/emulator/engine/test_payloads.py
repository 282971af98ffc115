"""Every request that the engine makes is read by the library's own callbacks without a complaint.

The callbacks were declared from the pages by others, and the engine writes its parameters by itself.
"""

from collections.abc import Callable
from typing import Any

import pytest

from texml.callbacks import KINDS, Form, read_callback
from texml.emulator.engine.effects import Deliver, Fetch, Ring
from texml.emulator.engine.events import (
    AnnounceToParticipant,
    CalleeAnswers,
    CalleeIsDetected,
    EndCall,
    HoldParticipant,
    UpdateCall,
)

World = Callable[..., Any]
APP = "https://app.example"
LEG = 'statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed amd dtmf"'
TOLD = 'statusCallback="/cb" statusCallbackEvent="start end join leave speaker"'
RECORDED = 'recordingStatusCallback="/rec" recordingStatusCallbackEvent="in-progress completed absent"'
MENU = (
    '<Gather input="dtmf speech" action="/done" validDigits="12" invalidDigitsAction="/done" numDigits="1" '
    'partialResultCallback="/part"/>'
)
PAGES = {
    "/menu": f"<Response>{MENU}</Response>",
    "/room": f'<Response><Dial action="/done"><Conference {TOLD} {RECORDED} record="record-from-start" '
    'participantLabel="anna">r</Conference></Dial></Response>',
    "/waits": '<Response><Dial><Conference startConferenceOnEnter="false" waitUrl="/wait">w</Conference></Dial>'
    "</Response>",
    "/wait": "<Response><Pause length='60'/></Response>",
    "/dial": f'<Response><Dial action="/done" record="record-from-answer" {RECORDED}><Number url="/wait" {LEG}>'
    "+13125550122</Number></Dial></Response>",
    "/record": f'<Response><Record action="/done" maxLength="5" playBeep="false" transcription="true" '
    f'transcriptionCallback="/words" {RECORDED.replace(" absent", "")}/></Response>',
    "/queue": '<Response><Enqueue action="/done" waitUrl="/wait">q</Enqueue></Response>',
    "/leaves": '<Response><Enqueue action="/done" waitUrl="/leave">q2</Enqueue></Response>',
    "/leave": "<Response><Leave/></Response>",
    "/agent": '<Response><Dial action="/done"><Queue url="/wait">q</Queue></Dial></Response>',
    "/services": '<Response><Start><Stream url="wss://a.example" name="s" statusCallback="/cb"/>'
    '<Siprec connectorName="c" name="x" statusCallback="/cb"/><Transcription transcriptionCallback="/words"/></Start>'
    '<Connect action="/done"><AIAssistant id="a"/></Connect></Response>',
    "/refer": '<Response><Refer action="/done"><Sip>sip:anna@example.com</Sip></Refer></Response>',
    "/pay": '<Response><Pay action="/done" chargeAmount="1.50" statusCallback="/cb"/></Response>',
    "/ai": '<Response><AIGather action="/done"><Parameters>{"type": "object"}</Parameters></AIGather></Response>',
    "/ask": '<Response><HttpRequest action="/done"><Request url="/api" method="GET"/></HttpRequest></Response>',
    "/api": (200, "{}", "application/json"),
    "/done": "<Response><Say>thanks</Say></Response>",
    "/tail": "<Response><Redirect>/gone</Redirect></Response>",
}
# What a request is for, as the library calls it.
# A command's document is asked for as a number's is.
FETCHES = {"update": "voice_url"}


def tour(world: World) -> Any:
    """Let everything happen that anybody is told of."""
    there = world(PAGES)
    watched = {"status_callback": f"{APP}/status", "fallback_url": f"{APP}/done",
               "status_callback_events": ("initiated", "ringing", "answered", "completed", "dtmf")}  # fmt: skip
    for keys in ("1", "9"):
        there.press(there.call("/menu", **watched), keys)
    speaking = there.call("/menu", caller_name="Anna")
    there.speak(speaking, "yes", is_final=False)
    there.speak(speaking, "yes")
    there.call("/waits", sip_headers=(("X-Room", "7"),))
    there.call("/tail", **watched)
    host = there.call("/room", **watched)
    there.speak(host, "hello")
    room = there.engine.room("r").sid
    there.receive(HoldParticipant(room, host, url=f"{APP}/wait"))
    there.receive(AnnounceToParticipant(room, host, f"{APP}/done"))
    there.hang_up(there.call("/room"))
    dialing = there.call("/dial")
    leg = there.of(Ring)[0].call
    there.receive(CalleeAnswers(leg))
    there.receive(CalleeIsDetected(leg))
    there.press(leg, "5")
    there.speak(there.call("/record"), "call me")
    for path in ("/queue", "/leaves", "/agent", "/services", "/refer", "/pay", "/ai", "/ask"):
        there.call(path)
    there.speak(next(view.sid for view in there.engine.calls() if "stream" in view.services), "hello")
    there.advance(90)
    there.receive(UpdateCall(host, url=f"{APP}/done"))
    for view in list(there.engine.calls()):
        if not there.engine.call(view.sid).is_over:
            there.receive(EndCall(view.sid))
    there.advance(90)
    assert dialing
    return there


@pytest.fixture
def toured(world: World) -> Any:
    return tour(world)


def test_every_fetch_is_read_without_a_complaint(toured: Any) -> None:
    complaints = []
    for fetch in toured.of(Fetch):
        if fetch.purpose != "http_request":
            kind = FETCHES.get(fetch.purpose, fetch.purpose)
            read = read_callback(kind, Form(fetch.params, None))
            complaints += [(fetch.purpose, problem) for problem in read.problems]

    assert complaints == []


def test_every_callback_is_read_without_a_complaint_or_a_name_too_many(toured: Any) -> None:
    complaints = []
    for sent in toured.of(Deliver):
        read = read_callback(sent.callback, Form(sent.params, None))
        complaints += [(sent.callback, problem) for problem in read.problems]
        complaints += [(sent.callback, name) for name, _ in read.extra]

    assert complaints == []


def test_the_tour_goes_everywhere(toured: Any) -> None:
    seen = {sent.callback for sent in toured.of(Deliver)}
    seen |= {FETCHES.get(fetch.purpose, fetch.purpose) for fetch in toured.of(Fetch)}

    # No verb leads to these: costs and AI calls are the REST API's, deepfake results nobody scripts, audio has no form.
    assert set(KINDS) - seen == {"call_cost", "ai_conversation", "call_deepfake", "media_fetch", "recording_absent"}
