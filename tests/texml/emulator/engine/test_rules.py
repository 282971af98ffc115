"""The 41 rules of conferences, waiting and queues in engines that exist, each decided for this one.

Where the platform documents a fact, that fact holds; the others are decided as the switches of the profile say.
"""

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from texml.emulator.engine.effects import CallChanged, ConferenceChanged, Cut, Deliver, Fetch, Heard, RoomHeard
from texml.emulator.engine.events import (
    AnnounceToConference,
    DeliveryReturned,
    EndConference,
    HoldParticipant,
    MuteParticipant,
    RemoveParticipant,
    UpdateCall,
)
from texml.emulator.profiles import DOCUMENTED, LENIENT, STRICT

World = Callable[..., Any]
TOLD = 'statusCallback="/cb" statusCallbackEvent="start end join leave speaker"'


def dial(noun: str = "", attributes: str = "", name: str = "r") -> str:
    return f"<Response><Dial {attributes}><Conference {noun}>{name}</Conference></Dial><Say>next</Say></Response>"


PAGES = {
    "/host": dial(f'{TOLD} endConferenceOnExit="true"'),
    "/guest": dial(f'{TOLD} startConferenceOnEnter="false"'),
    "/plain": dial(TOLD),
    "/waits": dial('startConferenceOnEnter="false" waitUrl="/wait"'),
    "/other": dial('startConferenceOnEnter="false" waitUrl="/other-wait"'),
    "/wait": "<Response><Say>wait</Say></Response>",
    "/other-wait": "<Response><Say>other</Say></Response>",
    "/done": "<Response><Say>survey</Say></Response>",
    "/empty": "<Response/>",
    "/news": "<Response><Say>news</Say></Response>",
}


def events(there: Any) -> list[str]:
    return [sent["StatusCallbackEvent"] for sent in there.told() if "StatusCallbackEvent" in sent]


def but(**changes: Any) -> Any:
    return dataclasses.replace(DOCUMENTED, **changes)


def test_every_rule_has_a_test() -> None:
    numbers = re.findall(r"^def test_rule_(\d\d)_", Path(__file__).read_text(encoding="utf-8"), re.MULTILINE)

    assert sorted(set(numbers)) == [f"{number:02d}" for number in range(1, 42)]


def test_rule_01_who_enters_joins_or_starts_or_waits(world: World) -> None:
    there = world(PAGES)
    waiting = there.call("/guest")
    starting = there.call("/plain")
    joining = there.call("/guest")

    changes = [(changed.change, changed.call) for changed in there.of(ConferenceChanged)]
    assert changes == [
        ("created", waiting),
        ("waits", waiting),
        ("started", starting),
        ("joined", starting),
        ("joined", waiting),
        ("joined", joining),
    ]


@pytest.mark.parametrize(("needed", "status"), [(1, "in-progress"), (2, "init")])
def test_rule_02_one_starter_is_enough_unless_the_profile_says_two(world: World, needed: Any, status: str) -> None:
    there = world(PAGES, profile=but(starts_with=needed))
    there.call("/plain")
    assert there.engine.room("r").status == status

    there.call("/guest")

    assert there.engine.room("r").status == "in-progress"
    assert events(there).count("conference-start") == 1


def test_rule_03_waiting_mutes_beside_one_s_own_mute(world: World) -> None:
    there = world({**PAGES, "/muted": dial('startConferenceOnEnter="false" muted="true"')})
    open_, muted = there.call("/guest"), there.call("/muted")
    assert there.engine.room("r").talkers == frozenset()

    host = there.call("/host")

    assert there.engine.room("r").talkers == {open_, host}
    assert [view.is_muted for view in there.engine.room("r").participants] == [False, True, False]
    assert muted


def test_rule_04_a_conference_never_goes_back_to_waiting(world: World) -> None:
    there = world(PAGES)
    guest, starter = there.call("/guest"), there.call("/plain")

    there.hang_up(starter)

    assert there.engine.room("r").status == "in-progress"
    assert not there.engine.call(guest).is_waiting
    assert not there.engine.call(there.call("/guest")).is_waiting


def test_rule_05_nobody_s_sound_is_mixed_before_the_start(world: World) -> None:
    there = world(PAGES)
    first, second = there.call("/guest"), there.call("/guest")
    there.speak(first, "hello")

    view = there.engine.room("r")
    assert (view.hears(first), view.hears(second)) == (frozenset(), frozenset())
    assert "participant-speech-start" not in events(there)


def test_rule_06_the_wait_document_runs_again_after_a_silence_until_there_is_nothing_to_run(world: World) -> None:
    runs = iter(["<Response><Pause/></Response>", "<Response><Pause/></Response>", "<Response/>"])
    there = world({**PAGES, "/wait": lambda _: next(runs)})
    call = there.call("/waits")
    there.advance(60)

    assert [fetch.at for fetch in there.of(Fetch, purpose="conference_wait_url")] == [0.0, 1.75, 3.5]
    assert there.engine.call(call).is_waiting


@pytest.mark.parametrize("verb", ["<Dial>+13125550122</Dial>", "<Gather/>", "<Hangup/>", "<Record/>", "<Leave/>"])
def test_rule_07_a_wait_document_runs_play_say_pause_and_redirect_only(world: World, verb: str) -> None:
    there = world({**PAGES, "/wait": f"<Response>{verb}<Say>still</Say></Response>"})
    call = there.call("/waits")

    assert there.said(call) == ["still"]
    assert there.engine.call(call).is_waiting
    assert there.warnings == ["misplaced-verb"]


def test_rule_08_the_start_cancels_what_is_heard_and_what_is_fetched(world: World) -> None:
    there = world({**PAGES, "/other-wait": None})
    hearing, fetching = there.call("/waits"), there.call("/other")

    there.call("/host")

    assert [effect.call for effect in there.of(Cut)] == [hearing]
    there.answer(there.held[0], PAGES["/wait"])
    assert there.said(fetching) == []


@pytest.mark.parametrize(("scope", "second"), [("participant", "other"), ("room", "wait")])
def test_rule_09_each_waits_with_its_own_document_unless_the_profile_says_the_room_s(
    world: World, scope: Any, second: str
) -> None:
    there = world(PAGES, profile=but(wait_document=scope))
    calls = there.call("/waits"), there.call("/other")

    assert [there.said(call) for call in calls] == [["wait"], [second]]


def test_rule_10_what_a_wait_url_answers_is_told_by_type_then_by_content(world: World) -> None:
    for answer, sound in (((200, b"RIFF", "audio/wav"), "play"), ((200, PAGES["/wait"], "text/plain"), "say")):
        there = world({**PAGES, "/wait": answer})
        assert [heard for heard, _ in there.heard(there.call("/waits"))] == [sound]


def test_rule_11_who_hangs_up_before_it_is_in_never_joins(world: World) -> None:
    there = world(
        {"/voice": "<Response><Say>Welcome to the room</Say><Dial><Conference>r</Conference></Dial></Response>"}
    )
    call = there.call()
    there.advance(0.5)

    there.hang_up(call)
    there.advance(60)

    assert there.of(ConferenceChanged) == []


def test_rule_12_an_action_wins_over_the_next_verb_and_a_hang_up_over_both(world: World) -> None:
    pages = {**PAGES, "/acting": dial('startConferenceOnEnter="false"', 'action="/done"')}
    there = world(pages)
    acting, going_on, host = there.call("/acting"), there.call("/guest"), there.call("/host")

    there.hang_up(host)

    assert (there.said(acting), there.said(going_on), there.said(host)) == (["survey"], ["next"], [])
    assert len(there.asked("dial_action")) == 1


@pytest.mark.parametrize(("setting", "said"), [("hang-up", []), ("next-verb", ["next"])])
def test_rule_13_an_action_without_verbs_ends_the_call_unless_the_profile_says_no(
    world: World, setting: Any, said: list[str]
) -> None:
    pages = {**PAGES, "/acting": dial('startConferenceOnEnter="false"', 'action="/empty"')}
    there = world(pages, profile=but(empty_action_document=setting))
    call, host = there.call("/acting"), there.call("/host")

    there.hang_up(host)

    assert there.said(call) == said


def test_rule_14_when_the_host_leaves_all_leave_and_go_on_with_their_own(world: World) -> None:
    there = world(PAGES)
    guests = [there.call("/guest") for _ in range(3)]
    host = there.call("/host")

    there.hang_up(host)

    assert events(there)[-5:] == [*["participant-leave"] * 4, "conference-end"]
    assert [there.said(guest) for guest in guests] == [["next"]] * 3
    assert {there.status(guest) for guest in guests} == {"in-progress"}


@pytest.mark.parametrize(("setting", "said"), [("hang-up", []), ("go-on", ["next"])])
def test_rule_15_a_command_ends_the_calls_too_unless_the_profile_says_no(
    world: World, setting: Any, said: list[str]
) -> None:
    there = world(PAGES, profile=but(ended_by_api=setting))
    call = there.call("/plain")

    there.receive(EndConference(there.engine.room("r").sid))

    assert there.said(call) == said
    assert there.of(ConferenceChanged, change="ended")[0].reason == "conference-ended-via-api"


def test_rule_16_the_last_one_out_ends_it_after_its_own_leaving(world: World) -> None:
    there = world(PAGES)
    there.hang_up(there.call("/plain"))

    assert events(there) == ["conference-start", "participant-join", "participant-leave", "conference-end"]


def test_rule_17_there_is_no_grace_a_host_who_comes_back_starts_anew(world: World) -> None:
    there = world(PAGES)
    there.call("/guest")
    host = there.call("/host")
    there.hang_up(host)
    there.call("/host")

    first, second = there.of(ConferenceChanged, change="created")
    assert first.conference != second.conference
    assert len(there.engine.room("r").participants) == 1


def test_rule_18_a_conference_ends_after_four_hours(world: World) -> None:
    there = world(PAGES)
    first = there.call("/plain")
    there.advance(60)
    second = there.call("/plain")
    there.hang_up(first)
    there.at(14_400)

    assert there.of(ConferenceChanged, change="ended")[0].reason == "time-exceeded"
    assert there.status(second) == "completed"


def test_rule_19_the_reasons_of_an_end_are_the_platform_s(world: World) -> None:
    def reason(end: Callable[[Any, list[str]], None]) -> str:
        there = world(PAGES)
        calls = [there.call("/plain"), there.call("/host")]
        end(there, calls)
        return there.of(ConferenceChanged, change="ended")[0].reason

    assert reason(lambda there, calls: there.hang_up(calls[1])) == "participant-with-end-conference-on-exit-left"
    assert reason(lambda there, _: there.receive(EndConference(there.engine.room("r").sid))) == (
        "conference-ended-via-api"
    )
    there = world(PAGES)
    there.hang_up(there.call("/plain"))
    assert there.of(ConferenceChanged, change="ended")[0].reason == "last-participant-left"


def test_rule_20_a_removed_participant_leaves_for_that_reason(world: World) -> None:
    there = world(PAGES, profile=but(removed="go-on"))
    call, other = there.call("/plain"), there.call("/plain")

    there.receive(RemoveParticipant(there.engine.room("r").sid, call))

    assert there.of(ConferenceChanged, change="left")[0].reason == "removed"
    assert (there.said(call), there.engine.room("r").talkers) == (["next"], {other})


@pytest.mark.parametrize(("profile", "said"), [(DOCUMENTED, []), (LENIENT, ["next"])])
def test_rule_21_star_leaves_the_conference_and_not_the_call(world: World, profile: Any, said: list[str]) -> None:
    there = world({"/voice": dial("", 'hangupOnStar="true"')}, profile=profile)
    call = there.call()
    there.press(call, "12*3")

    assert there.said(call) == said
    assert there.status(call) == "in-progress"


def test_rule_22_an_update_in_a_room_leaves_it_and_asks_no_action(world: World) -> None:
    there = world({**PAGES, "/acting": dial(TOLD, 'action="/done"')})
    call, other = there.call("/acting"), there.call("/plain")

    there.receive(UpdateCall(call, url="https://app.example/news"))

    assert events(there)[-1] == "participant-leave"
    assert (there.asked("dial_action"), there.said(call)) == ([], ["news"])
    assert there.engine.room("r").talkers == {other}


def test_rule_23_who_comes_while_a_conference_ends_is_in_a_new_one(world: World) -> None:
    there = world(PAGES, {"/cb": None})
    guest, host = there.call("/guest"), there.call("/host")
    old = there.engine.room("r").sid
    there.hang_up(host)
    assert any(sent.attempt == 1 for sent in there.of(Deliver))

    there.call("/guest")

    assert there.engine.room("r").sid != old
    assert there.engine.conference(old).participants == ()
    assert guest


def test_rule_24_a_full_room_takes_nobody_without_action_or_event(world: World) -> None:
    full = dial(f'{TOLD} maxParticipants="2"', 'action="/done"')
    more = dial(f'{TOLD} maxParticipants="9"', 'action="/done"')
    there = world({**PAGES, "/full": full, "/more": more})
    there.call("/full")
    there.call("/full")
    before = len(events(there))

    call = there.call("/more")

    assert there.said(call) == ["next"]
    assert (len(events(there)), there.asked("dial_action")) == (before, [])


def test_rule_25_keys_in_the_prompt_of_the_next_try_count_for_it(world: World) -> None:
    again = '<Response><Gather numDigits="4" action="/try"><Say>Wrong, once more please</Say></Gather></Response>'
    there = world({"/voice": again, "/try": again})
    call = there.call()
    there.press(call, "1111")
    there.advance(0.5)
    there.press(call, "22")
    there.press(call, "22")

    assert [sent["Digits"] for sent in there.asked("gather_action")] == ["1111", "2222"]


def test_rule_26_a_room_is_its_creator_s_a_leg_its_own(world: World) -> None:
    second = dial('statusCallback="/else" statusCallbackEvent="join" muted="true" maxParticipants="2"')
    there = world({**PAGES, "/second": second})
    there.call("/plain")
    call = there.call("/second")
    there.call("/plain")

    assert {sent.url for sent in there.of(Deliver)} == {"https://app.example/cb"}
    views = there.engine.room("r").participants
    assert [view.call for view in views if view.is_muted] == [call]
    assert len(views) == 3


def test_rule_27_names_belong_to_an_account_are_trimmed_and_told_apart_by_case(world: World) -> None:
    there = world({"/a": dial(name=" r "), "/b": dial(name="R")})
    there.call("/a", account_sid="one")
    there.call("/a", account_sid="two")
    there.call("/a", account_sid="one")
    there.call("/b", account_sid="one")

    rooms = [(view.account, view.name, len(view.participants)) for view in there.engine.conferences()]
    assert rooms == [("one", "r", 2), ("two", "r", 1), ("one", "R", 1)]


def test_rule_28_participants_are_calls_not_numbers(world: World) -> None:
    there = world(PAGES)
    first, second = there.call("/plain"), there.call("/plain")
    there.hang_up(first)

    assert [view.call for view in there.engine.room("r").participants] == [second]
    there.receive(UpdateCall(second, url="https://app.example/plain"))
    assert events(there)[-4:] == ["participant-leave", "conference-end", "conference-start", "participant-join"]


def test_rule_29_a_beep_is_heard_by_the_others_and_only_once_it_started(world: World) -> None:
    there = world(PAGES)
    there.call("/guest")
    assert there.of(RoomHeard) == []

    host = there.call("/host")
    guest = there.call("/guest")
    there.hang_up(guest)

    assert [(heard.text, heard.but) for heard in there.of(RoomHeard)] == [
        ("enter", host), ("enter", guest), ("exit", guest),
    ]  # fmt: skip


def test_rule_30_recording_runs_from_the_start_to_the_end_once_a_room(world: World) -> None:
    recorded = 'record="record-from-start" recordingStatusCallback="/rec"'
    pages = {"/guest": dial(f'{recorded} startConferenceOnEnter="false"'), "/host": dial(recorded)}
    there = world(pages)
    guest = there.call("/guest")
    there.advance(10)
    host = there.call("/host")
    there.advance(20)
    there.hang_up(guest)
    there.advance(5)
    there.hang_up(host)
    there.advance(1)

    assert [sent["RecordingDuration"] for sent in there.told("recording_completed")] == ["25"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("before-join", ["conference-start", "participant-join"]),
        ("after-join", ["participant-join", "conference-start"]),
    ],
)
def test_rule_31_start_comes_before_or_after_the_first_join_and_end_last(
    world: World, order: Any, expected: list[str]
) -> None:
    there = world(PAGES, profile=but(start_event=order))
    call = there.call("/plain")
    assert events(there) == expected

    there.hang_up(call)

    assert events(there)[2:] == ["participant-leave", "conference-end"]


def test_rule_32_only_events_that_are_asked_for_are_sent_and_none_without_a_list(world: World) -> None:
    for attributes, expected in (
        ('statusCallback="/cb"', []),
        ('statusCallback="/cb" statusCallbackEvent="join"', ["participant-join"]),
    ):
        there = world(dial(attributes))
        there.hang_up(there.call())
        assert events(there) == expected


def test_rule_33_one_counter_a_conference_given_out_when_things_happen(world: World) -> None:
    there = world(PAGES, {"/cb": None})
    guest, host = there.call("/guest"), there.call("/host")
    there.advance(100)
    there.hang_up(host)
    for number in range(1, 7):
        there.receive(DeliveryReturned(f"delivery-{number}", 200))

    told = there.told()
    assert [sent["SequenceNumber"] for sent in told] == [str(number) for number in range(6)]
    assert [sent["Timestamp"][14:19] for sent in told] == ["00:00"] * 3 + ["01:40"] * 3
    assert guest


def test_rule_34_one_room_waits_for_its_own_callbacks_only(world: World) -> None:
    slow = dial(TOLD, name="slow")
    there = world(
        {**PAGES, "/slow": slow}, {"/cb": lambda sent: None if b"slow" in repr(sent.params).encode() else 200}
    )
    there.call("/slow")
    there.call("/plain")

    names = [dict(sent.params)["FriendlyName"] for sent in there.of(Deliver)]
    assert names == ["slow", "r", "r"]
    there.advance(60)
    assert there.engine.now == 60


def test_rule_35_a_callback_is_tried_again_with_growing_waits_and_each_try_noted(world: World) -> None:
    there = world(PAGES, {"/cb": 500}, profile=but(callback_attempts=4))
    there.call("/guest")
    there.advance(60)

    assert [(sent.attempt, sent.at) for sent in there.of(Deliver)] == [(1, 0.0), (2, 1.0), (3, 3.0), (4, 7.0)]
    assert there.engine.journal.text().count("status 500") == 4


def test_rule_36_requests_resolve_against_the_last_url_and_unknown_verbs_are_left_out(world: World) -> None:
    pages = {
        "/voice": (302, "", "", "/dir/page"),
        "/dir/page": "<Response><Answer/><Redirect>next</Redirect></Response>",
        "/dir/next": "<Response><Say>here</Say></Response>",
    }
    there = world(pages, profile=LENIENT)
    call = there.call()
    assert (there.said(call), there.warnings) == (["here"], ["unknown-verb"])

    strict = world({"/voice": pages["/dir/page"]}, profile=STRICT)
    strict.call()
    assert strict.warnings == ["invalid-document"]


def test_rule_37_hold_is_mute_and_deaf_with_music_and_the_leg_stays_a_member(world: World) -> None:
    there = world(PAGES)
    guest, host = there.call("/guest"), there.call("/host")
    room = there.engine.room("r").sid
    there.receive(HoldParticipant(room, host))
    there.receive(HoldParticipant(room, host, url="https://app.example/news"))
    view = there.engine.room("r")
    assert (view.hears(host), view.hears(guest), len(view.participants)) == (frozenset(), frozenset(), 2)
    assert [sound for sound, _ in there.heard(host)] == ["music", "say"]

    there.hang_up(host)

    assert there.said(guest) == ["next"]


def test_rule_38_a_queue_s_wait_document_is_told_place_size_and_times(world: World) -> None:
    there = world({"/voice": '<Response><Enqueue waitUrl="/wait">q</Enqueue></Response>', "/wait": "<Response/>"})
    there.call()
    there.advance(4)
    there.call()

    first, second = there.asked("enqueue_wait_url")
    names = ("QueuePosition", "CurrentQueueSize", "QueueTime", "AvgQueueTime")
    assert [first[name] for name in names] == ["1", "1", "0", "0"]
    assert [second[name] for name in names] == ["2", "2", "0", "2"]


@pytest.mark.parametrize(
    ("wait", "result"),
    [
        ("<Response><Say>bye</Say><Leave/></Response>", "leave"),
        ("<Response><Pause length='60'/></Response>", "timeout"),
    ],
)
def test_rule_39_a_queue_s_action_is_told_how_the_wait_ended(world: World, wait: str, result: str) -> None:
    enqueue = '<Enqueue waitUrl="/wait" action="/done" maxWaitTimeSecs="30">q</Enqueue>'
    there = world({**PAGES, "/voice": f"<Response>{enqueue}</Response>", "/wait": wait})
    there.call()
    there.advance(31)

    assert [sent["QueueResult"] for sent in there.asked("enqueue_action")] == [result]


def test_rule_40_who_dials_an_empty_queue_waits_and_gets_no_answer(world: World) -> None:
    there = world({**PAGES, "/voice": '<Response><Dial action="/done" timeout="25"><Queue>q</Queue></Dial></Response>'})
    there.call()
    there.advance(24)
    assert there.asked("dial_action") == []

    there.advance(1)

    assert there.asked("dial_action")[0]["DialCallStatus"] == "no-answer"


def test_rule_41_a_dial_that_fails_before_the_two_are_connected_gives_the_caller_back(world: World) -> None:
    pages = {
        "/caller": "<Response><Enqueue>q</Enqueue></Response>",
        "/agent": '<Response><Dial><Queue url="/news">q</Queue></Dial></Response>',
        "/news": "<Response><Say>one two three four five</Say></Response>",
    }
    there = world(pages)
    first, second, agent = there.call("/caller"), there.call("/caller"), there.call("/agent")

    there.hang_up(agent)

    assert there.engine.queue("q").calls == (first, second)
    assert "given back to the front" in there.engine.journal.text()


def test_case_hang_up_while_the_document_is_fetched(world: World) -> None:
    there = world({"/voice": None})
    call = there.call()
    there.hang_up(call)
    there.answer(there.held[0], dial())

    assert there.of(ConferenceChanged) == []
    assert [changed.status for changed in there.of(CallChanged)] == ["ringing", "canceled"]


def test_case_update_during_a_dial_ends_the_leg(world: World) -> None:
    there = world({**PAGES, "/voice": "<Response><Dial>+13125550122</Dial></Response>"})
    call = there.call()
    there.receive(UpdateCall(call, url="https://app.example/news"))

    assert [view.status for view in there.engine.calls()] == ["in-progress", "canceled"]
    assert there.said(call) == ["news"]


def test_case_everybody_mutes_and_announces_at_once(world: World) -> None:
    there = world(PAGES)
    for _ in range(3):
        there.call("/plain")
    room = there.engine.room("r").sid
    there.receive(MuteParticipant(room, None))
    there.receive(AnnounceToConference(room, "https://app.example/news"))

    assert there.engine.room("r").talkers == frozenset()
    assert [heard.text for heard in there.of(RoomHeard) if heard.sound == "say"] == ["news"]
    assert there.of(Heard) == []
