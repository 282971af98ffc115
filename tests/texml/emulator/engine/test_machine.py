"""The engine under random inputs, legal and not: what must always hold, and that a replay gives the same bytes."""

import dataclasses
import itertools
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from texml.emulator.engine import events as e
from texml.emulator.engine.effects import (
    CallChanged,
    ConferenceChanged,
    Cut,
    Deliver,
    Fetch,
    FetchCancelled,
    Heard,
    Probe,
    Ring,
)
from texml.emulator.engine.engine import Engine
from texml.emulator.profiles import PROFILES
from texml.errors import InputRefused

TOLD = 'statusCallback="/cb" statusCallbackEvent="start end join leave speaker"'
RECORDED = (
    'record="record-from-start" recordingStatusCallback="/rec" recordingStatusCallbackEvent="in-progress completed"'
)


def room(noun: str, name: str) -> str:
    return f'<Dial action="/after"><Conference {TOLD} {noun}>{name}</Conference></Dial><Say>next</Say>'


STREAM = (
    '<Start><Stream url="wss://a.example" name="s" statusCallback="/cb"/></Start>'
    '<Connect action="/after"><AIAssistant id="a"/></Connect><Stop><Stream name="s"/></Stop>'
)
PAGES = [
    room("", "a"),
    room('startConferenceOnEnter="false" waitUrl="/wait"', "a"),
    room('endConferenceOnExit="true"', "a"),
    room('muted="true" maxParticipants="2"', "b"),
    room(f'startConferenceOnEnter="false" {RECORDED}', "b"),
    '<Gather numDigits="2" action="/after" input="dtmf speech"><Say>two keys</Say></Gather><Redirect>/x</Redirect>',
    '<Say loop="2">hello</Say><Pause length="3"/><Play>/a.mp3</Play>',
    '<Dial action="/after" timeout="9"><Number url="/x">+13125550122</Number><Sip>sip:a@example.com</Sip></Dial>',
    '<Dial timeout="9" hangupOnStar="true" record="record-from-answer">+13125550122</Dial>',
    '<Enqueue action="/after" waitUrl="/wait" maxWaitTimeSecs="40">q</Enqueue>',
    '<Dial timeout="9"><Queue url="/x">q</Queue></Dial>',
    '<Record maxLength="9" action="/after" transcription="true" transcriptionCallback="/words"/>',
    STREAM,
    "<Redirect>/x</Redirect>",
    "<Leave/>",
    "<Hangup/>",
    "<Reject/>",
    "<Answer/><Dial/><Play/><Gather/>",
    "",
]
ANSWERS = st.one_of(
    st.sampled_from(PAGES).map(lambda page: (200, f"<Response>{page}</Response>".encode(), "application/xml")),
    st.sampled_from(
        [(500, b"", None), (302, b"", None), (200, b"<html>", "text/html"), (200, b"<Response><Say>ha", "text/xml"),
         (200, b"RIFF", "audio/wav"), (200, b"", None)]
    ),
)  # fmt: skip
DIGITS = st.text("0123456789*#", min_size=1, max_size=4)
WHICH = st.integers(0, 30)
DOINGS = [
    e.HangsUp, e.HangsUp, e.EndCall, e.CalleeAnswers, e.CalleeAnswers, e.CalleeIsBusy, e.CalleeIsSilent, e.CalleeFails,
    e.ServiceReturned,
]  # fmt: skip


class Calls(RuleBasedStateMachine):
    """Random callers, an application that answers anything in any order, and whoever gives commands."""

    @initialize(name=st.sampled_from([*PROFILES]), starts_with=st.sampled_from([1, 2]))
    def begin(self, name: str, starts_with: Any) -> None:
        self.profile = dataclasses.replace(PROFILES[name], starts_with=starts_with)
        self.engine = Engine(profile=self.profile)

    def __init__(self) -> None:
        super().__init__()
        self.engine = Engine()
        self.inputs: list[Any] = []
        self.effects: list[Any] = []
        self.calls: list[str] = []
        self.fetches: dict[str, Fetch] = {}
        self.deliveries: list[str] = []
        self.probes: list[str] = []
        self.over: set[str] = set()
        self.started: set[str] = set()
        self.ended: set[str] = set()
        self.inside: dict[str, set[str]] = {}
        self.waits: dict[str, set[str]] = {}
        self.numbers: dict[str, list[int]] = {}
        self.muted: dict[str, bool] = {}
        self.held: set[str] = set()

    # What goes in

    def put(self, event: Any) -> None:
        before = (len(self.engine.journal), self.engine.now, self.engine.next_deadline(), self.engine.events)
        try:
            effects = self.engine.receive(event)
        except InputRefused:
            after = (len(self.engine.journal), self.engine.now, self.engine.next_deadline(), self.engine.events)
            assert after == before
            return
        self.inputs.append(event)
        self.take(effects)

    def take(self, effects: list[Any]) -> None:
        self.effects += effects
        for effect in effects:
            self.see(effect)

    def see(self, effect: Any) -> None:
        if isinstance(effect, CallChanged):
            self.see_call(effect)
        elif isinstance(effect, ConferenceChanged):
            self.see_conference(effect)
        elif isinstance(effect, Fetch):
            assert effect.call not in self.over
            self.fetches[effect.fetch] = effect
        elif isinstance(effect, FetchCancelled):
            assert effect.fetch in self.fetches
        elif isinstance(effect, Probe):
            self.probes.append(effect.probe)
        elif isinstance(effect, Deliver):
            self.deliveries.append(effect.delivery)
            params = dict(effect.params)
            if "ConferenceSid" in params and "SequenceNumber" in params and effect.attempt == 1:
                self.numbers.setdefault(params["ConferenceSid"], []).append(int(params["SequenceNumber"]))
        elif isinstance(effect, Heard | Cut | Ring):
            assert effect.call not in self.over

    def see_call(self, changed: CallChanged) -> None:
        assert changed.call not in self.over, "a call that is over changes no more"
        if changed.call not in self.calls:
            self.calls.append(changed.call)
        if changed.status not in {"initiated", "ringing", "in-progress"}:
            self.over.add(changed.call)
            assert not any(changed.call in inside for inside in self.inside.values()), "who hung up has left"

    def see_conference(self, changed: ConferenceChanged) -> None:
        sid, call = changed.conference, changed.call
        assert sid not in self.ended, "a conference that ended changes no more"
        inside = self.inside.setdefault(sid, set())
        if changed.change == "started":
            assert sid not in self.started
            self.started.add(sid)
        elif changed.change == "joined":
            assert call is not None
            assert call not in inside
            inside.add(call)
            if call in self.waits.get(sid, set()):
                self.waits[sid].remove(call)
            else:
                self.muted[call] = False
                self.held.discard(call)
        elif changed.change == "waits":
            self.waits.setdefault(sid, set()).add(call or "")
            self.muted[call or ""] = False
            self.held.discard(call or "")
        elif changed.change == "left":
            waits = self.waits.get(sid, set())
            assert call in inside | waits
            inside.discard(call or "")
            waits.discard(call or "")
        elif changed.change == "ended":
            assert not inside, "all leave before the end"
            self.ended.add(sid)
        elif changed.change in {"muted", "unmuted"}:
            self.muted[call or ""] = changed.change == "muted"
        elif changed.change == "held":
            self.held.add(call or "")
        elif changed.change == "unheld":
            self.held.discard(call or "")

    def one(self, which: int) -> str:
        return self.calls[which % len(self.calls)] if self.calls else "v3:nobody"

    def room(self, which: int) -> str:
        sids = [*self.inside]
        return sids[which % len(sids)] if sids else "nothing"

    # Rules

    @rule()
    def arrives(self) -> None:
        application = e.Application("https://app.example/voice", status_callback="https://app.example/status")
        self.put(e.CallArrives("+13125550100", "+13125550111", application))

    @rule(timeout_s=st.sampled_from([0.0, 5.0]))
    def is_placed(self, timeout_s: float) -> None:
        self.put(e.PlaceCall("+13125550122", "+13125550100", e.Application("https://a.example"), timeout_s=timeout_s))

    @precondition(lambda self: self.fetches)
    @rule(which=WHICH, answer=ANSWERS)
    def answers(self, which: int, answer: Any) -> None:
        name = [*self.fetches][which % len(self.fetches)]
        del self.fetches[name]
        status, body, kind = answer
        self.put(e.FetchReturned(name, status, body, kind, "/moved" if status == 302 else None))

    @precondition(lambda self: self.fetches)
    @rule(page=st.sampled_from(PAGES))
    def answers_all(self, page: str) -> None:
        for name in [*self.fetches]:
            del self.fetches[name]
            self.put(e.FetchReturned(name, 200, f"<Response>{page}</Response>".encode(), "application/xml"))

    @precondition(lambda self: self.fetches)
    @rule(which=WHICH, error=st.sampled_from(["timeout", "connection", "too-large"]))
    def fails(self, which: int, error: Any) -> None:
        name = [*self.fetches][which % len(self.fetches)]
        del self.fetches[name]
        self.put(e.FetchFailed(name, error))

    @rule(status=st.sampled_from([200, 200, 200, 500]))
    def takes_callbacks(self, status: int) -> None:
        deliveries, self.deliveries = self.deliveries, []
        for name in deliveries:
            self.put(e.DeliveryReturned(name, status))

    @rule(duration_s=st.sampled_from([None, 0.0, 2.0]))
    def probes_audio(self, duration_s: float | None) -> None:
        probes, self.probes = self.probes, []
        for name in probes:
            self.put(e.MediaProbed(name, duration_s, is_playable=duration_s is not None))

    @rule(which=WHICH, digits=DIGITS)
    def presses(self, which: int, digits: str) -> None:
        self.put(e.DigitsPressed(self.one(which), digits))

    @rule(which=WHICH, duration_s=st.sampled_from([None, 0.0, 5.0]))
    def speaks(self, which: int, duration_s: float | None) -> None:
        self.put(e.SpeechHeard(self.one(which), "hello there", 0.8, duration_s))

    @rule(which=WHICH, kind=st.sampled_from(DOINGS))
    def does(self, which: int, kind: Any) -> None:
        self.put(kind(self.one(which)))

    @rule(which=WHICH, room=WHICH, flag=st.booleans(),
          kind=st.sampled_from([e.MuteParticipant, e.HoldParticipant]))  # fmt: skip
    def is_muted_or_held(self, which: int, room: int, flag: bool, kind: Any) -> None:
        self.put(kind(self.room(room), self.one(which) if which % 3 else None, flag))

    @rule(which=WHICH, room=WHICH, other=WHICH)
    def is_removed_or_coached(self, which: int, room: int, other: int) -> None:
        self.put(e.CoachParticipant(self.room(room), self.one(which), self.one(other) if other % 2 else None))
        if other % 5 == 0:
            self.put(e.RemoveParticipant(self.room(room), self.one(which)))

    @rule(room=WHICH, what=st.integers(0, 3))
    def is_commanded(self, room: int, what: int) -> None:
        self.put(
            e.EndConference(self.room(room))
            if not what
            else e.AnnounceToConference(self.room(room), "https://a.example")
        )

    @rule(which=WHICH, page=st.sampled_from(PAGES))
    def is_updated(self, which: int, page: str) -> None:
        self.put(e.UpdateCall(self.one(which), texml=f"<Response>{page}</Response>"))

    @rule(seconds=st.sampled_from([0.0, 0.4, 1.0, 7.5, 60.0, 4000.0]))
    def time_passes(self, seconds: float) -> None:
        self.go_to(self.engine.now + seconds)

    def go_to(self, moment: float) -> None:
        for _ in itertools.count():
            self.inputs.append(moment)
            self.take(self.engine.advance(moment))
            if self.engine.now >= moment:
                return

    # What always holds

    @invariant()
    def nobody_is_in_two_rooms(self) -> None:
        seen: dict[str, str] = {}
        for view in self.engine.conferences():
            for participant in view.participants:
                assert participant.call not in seen
                seen[participant.call] = view.sid
                assert self.engine.call(participant.call).conference == view.sid
            if view.status == "completed":
                assert view.participants == ()
        there = (*self.inside.values(), *self.waits.values())
        assert {call for inside in there for call in inside} == set(seen)

    @invariant()
    def sequences_have_no_gaps(self) -> None:
        for numbers in self.numbers.values():
            assert numbers == [self.profile.sequence_from + place for place in range(len(numbers))]

    @invariant()
    def hearing_is_mutual_but_for_mute_and_hold(self) -> None:
        for view in self.engine.conferences():
            for participant in view.participants:
                waits = view.status == "init"
                assert participant.is_waiting is waits
                assert participant.is_held is (participant.call in self.held)
                assert participant.is_silent is (waits or participant.is_held or participant.is_muted)
                hears = view.hears(participant.call)
                assert participant.call not in hears
                assert hears <= view.talkers
                if waits or participant.is_held:
                    assert not hears

    def teardown(self) -> None:
        for call in self.calls:
            if call not in self.over:
                self.put(e.EndCall(call))
        assert self.over == set(self.calls), "every call ends"
        assert self.started <= self.ended, "what started ends"
        assert set(self.inside) == self.ended
        for _ in range(1_000):
            self.go_to(self.engine.now + 2_000)
            if self.engine.next_deadline() is None and not self.deliveries:
                break
            self.takes_callbacks(500)
        assert self.engine.next_deadline() is None, "nothing is left to do"
        self.replay()

    def replay(self) -> None:
        engine, effects = Engine(profile=self.profile), []
        for event in self.inputs:
            effects += engine.advance(event) if isinstance(event, float) else engine.receive(event)
        assert engine.journal.text() == self.engine.journal.text()
        assert effects == self.effects


# A run is some hundred inputs, so there are fewer of them than of other examples.
Calls.TestCase.settings = settings(max_examples=max(settings.default.max_examples * 2 // 5, 1), stateful_step_count=40)
test_random_inputs_keep_what_must_hold = Calls.TestCase
