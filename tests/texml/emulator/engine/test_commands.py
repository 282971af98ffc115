"""Commands: what a REST request asks of calls, participants, conferences and queues."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import ConferenceChanged, Fetch, FetchCancelled, RoomHeard
from texml.emulator.engine.events import (
    AnnounceToConference,
    AnnounceToParticipant,
    ChangeParticipant,
    CoachParticipant,
    DequeueCall,
    EndCall,
    EndConference,
    HoldParticipant,
    MuteParticipant,
    RemoveParticipant,
    UpdateCall,
)
from texml.emulator.profiles import DOCUMENTED
from texml.errors import InputRefused, UnknownSubject

World = Callable[..., Any]
ROOM = (
    '<Response><Dial action="/done"><Conference statusCallback="/cb" statusCallbackEvent="join leave end">r'
    "</Conference></Dial></Response>"
)
PAGES = {
    "/voice": ROOM,
    "/done": "<Response><Say>bye</Say></Response>",
    "/news": "<Response><Say>news</Say></Response>",
}


def meeting(world: World, count: int = 2, **settings: Any) -> tuple[Any, str, list[str]]:
    there = world(PAGES, **settings)
    calls = [there.call() for _ in range(count)]
    return there, there.engine.room("r").sid, calls


def test_muted_participant_is_not_heard_until_it_is_unmuted(world: World) -> None:
    there, room, (anna, ben) = meeting(world)

    there.receive(MuteParticipant(room, anna))
    assert (there.engine.room("r").hears(ben), there.engine.room("r").hears(anna)) == (frozenset(), {ben})
    there.receive(MuteParticipant(room, anna, muted=False))

    assert there.engine.room("r").hears(ben) == {anna}


def test_everybody_is_muted_where_no_call_is_named(world: World) -> None:
    there, room, _ = meeting(world, 3)

    there.receive(MuteParticipant(room, None))

    assert there.engine.room("r").talkers == frozenset()


def test_who_is_on_hold_neither_hears_nor_is_heard_and_has_music_of_its_own(world: World) -> None:
    there, room, (anna, ben) = meeting(world)

    there.receive(HoldParticipant(room, anna, url="https://app.example/news"))

    view = there.engine.room("r")
    assert (view.hears(anna), view.hears(ben)) == (frozenset(), frozenset())
    assert there.said(anna) == ["news"]
    assert len(view.participants) == 2
    assert [fetch.purpose for fetch in there.of(Fetch)][-1] == "hold_url"


def test_second_hold_changes_the_music_only(world: World) -> None:
    there, room, (anna, _) = meeting(world)
    there.receive(HoldParticipant(room, anna))
    there.receive(HoldParticipant(room, anna, url="https://app.example/news"))

    assert there.heard(anna) == [("music", ""), ("say", "news")]
    assert len(there.of(ConferenceChanged, change="held")) == 1


def test_taking_back_from_hold_ends_the_music(world: World) -> None:
    there, room, (anna, ben) = meeting(world)
    there.receive(HoldParticipant(room, anna))
    there.receive(HoldParticipant(room, anna, hold=False))
    there.advance(60)

    assert there.engine.room("r").hears(anna) == {ben}
    assert len(there.heard(anna)) == 1


def test_coach_is_heard_by_the_coached_alone(world: World) -> None:
    there, room, (coach, agent, customer) = meeting(world, 3)

    there.receive(CoachParticipant(room, coach, agent))

    view = there.engine.room("r")
    assert view.hears(agent) == {coach, customer}
    assert view.hears(customer) == {agent}
    assert view.hears(coach) == {agent, customer}


@pytest.mark.parametrize("coached", ["nobody", "itself"])
def test_only_another_participant_can_be_coached(world: World, coached: str) -> None:
    there, room, (coach, _) = meeting(world)

    with pytest.raises(InputRefused, match="allowed: another participant"):
        there.receive(CoachParticipant(room, coach, coach if coached == "itself" else coached))


def test_participant_can_be_made_to_end_the_conference(world: World) -> None:
    there, room, (anna, ben) = meeting(world)
    there.receive(ChangeParticipant(room, anna, beep_on_exit=False, end_conference_on_exit=True))
    there.effects.clear()

    there.hang_up(anna)

    assert there.engine.conference(room).status == "completed"
    assert there.said(ben) == ["bye"]


def test_beep_at_exit_can_be_switched(world: World) -> None:
    there, room, (anna, _) = meeting(world)
    there.receive(ChangeParticipant(room, anna, beep_on_exit=False))
    there.effects.clear()

    there.hang_up(anna)

    assert there.of(RoomHeard) == []


@pytest.mark.parametrize(
    ("removed", "status", "said"), [("hang-up", "completed", []), ("go-on", "in-progress", ["bye"])]
)
def test_removed_participant_does_what_the_profile_says(
    world: World, removed: Any, status: str, said: list[str]
) -> None:
    there, room, (anna, ben) = meeting(world, profile=dataclasses.replace(DOCUMENTED, removed=removed))

    there.receive(RemoveParticipant(room, anna))

    assert (there.status(anna), there.said(anna)) == (status, said)
    assert there.engine.room("r").talkers == {ben}
    assert there.of(ConferenceChanged, change="left")[0].reason == "removed"


@pytest.mark.parametrize(("ended", "status"), [("hang-up", "completed"), ("go-on", "in-progress")])
def test_conference_that_is_ended_hangs_up_unless_the_profile_says_no(world: World, ended: Any, status: str) -> None:
    there, room, calls = meeting(world, profile=dataclasses.replace(DOCUMENTED, ended_by_api=ended))

    there.receive(EndConference(room))

    assert [there.status(call) for call in calls] == [status, status]
    assert there.engine.conference(room).end_reason == "conference-ended-via-api"


def test_announcement_to_one_is_heard_by_that_one_beside_the_room(world: World) -> None:
    there, room, (anna, ben) = meeting(world)

    there.receive(AnnounceToParticipant(room, anna, "https://app.example/news"))
    there.advance(10)

    assert (there.said(anna), there.said(ben)) == (["news"], [])
    assert there.engine.room("r").hears(anna) == {ben}


def test_music_of_hold_comes_back_after_an_announcement(world: World) -> None:
    there, room, (anna, _) = meeting(world)
    there.receive(HoldParticipant(room, anna))
    there.receive(AnnounceToParticipant(room, anna, "https://app.example/news"))
    there.advance(10)

    assert there.heard(anna) == [("music", ""), ("say", "news"), ("music", "")]


def test_update_ends_what_runs_and_asks_no_action(world: World) -> None:
    there, room, (anna, ben) = meeting(world)

    there.receive(UpdateCall(anna, url="https://app.example/news"))

    assert there.said(anna) == ["news"]
    assert there.asked("dial_action") == []
    assert there.engine.room("r").talkers == {ben}
    assert [sent["StatusCallbackEvent"] for sent in there.told()][-1] == "participant-leave"
    assert room


def test_update_with_a_document_of_its_own(world: World) -> None:
    there, _, (anna, _) = meeting(world)

    there.receive(UpdateCall(anna, texml="<Response><Say>inline</Say></Response>"))

    assert there.said(anna) == ["inline"]


def test_relative_reference_of_an_inline_document_is_named(world: World) -> None:
    there, _, (anna, _) = meeting(world)

    there.receive(UpdateCall(anna, texml="<Response><Redirect>/news</Redirect></Response>"))

    assert there.warnings == ["relative-url"]
    assert there.status(anna) == "completed"


def test_update_cancels_the_fetch_that_is_under_way(world: World) -> None:
    there = world({**PAGES, "/voice": None})
    call = there.call()

    there.receive(UpdateCall(call, url="https://app.example/news"))

    assert [effect.fetch for effect in there.of(FetchCancelled)] == ["fetch-1"]
    assert there.said(call) == ["news"]


def test_dequeued_call_goes_on_with_its_own_document(world: World) -> None:
    there = world({**PAGES, "/voice": '<Response><Enqueue action="/done">q</Enqueue></Response>'})
    call = there.call()

    there.receive(DequeueCall("q", call, "https://app.example/news"))

    assert there.said(call) == ["news"]
    assert there.engine.queue("q").calls == ()
    assert there.asked("enqueue_action") == []


@pytest.mark.parametrize(
    "command",
    [
        lambda room, call: MuteParticipant("nothing", call),
        lambda room, call: MuteParticipant(room, "nobody"),
        lambda room, call: HoldParticipant(room, "nobody"),
        lambda room, call: RemoveParticipant(room, "nobody"),
        lambda room, call: EndConference("nothing"),
        lambda room, call: EndCall("nobody"),
        lambda room, call: UpdateCall("nobody", url="https://a.example"),
        lambda room, call: AnnounceToConference("nothing", "https://a.example"),
    ],
)
def test_command_about_what_never_was_is_refused_and_changes_nothing(world: World, command: Any) -> None:
    there, room, (anna, _) = meeting(world)
    before = there.engine.journal.text(), there.engine.room("r")

    with pytest.raises(UnknownSubject):
        there.receive(command(room, anna))
    assert (there.engine.journal.text(), there.engine.room("r")) == before


@pytest.mark.parametrize(
    "command",
    [
        lambda room, call: MuteParticipant(room, None),
        lambda room, call: EndConference(room),
        lambda room, call: EndCall(call),
        lambda room, call: UpdateCall(call, url="https://a.example"),
        lambda room, call: DequeueCall("q", call, "https://a.example"),
    ],
)
def test_command_about_what_is_over_is_refused_and_changes_nothing(world: World, command: Any) -> None:
    there, room, calls = meeting(world)
    for call in calls:
        there.hang_up(call)
    before = there.engine.journal.text()

    with pytest.raises(InputRefused):
        there.receive(command(room, calls[0]))
    assert there.engine.journal.text() == before


@pytest.mark.parametrize(
    "command",
    [
        lambda room, call: UpdateCall(call, url="/news"),
        lambda room, call: HoldParticipant(room, call, url="file:///etc/passwd"),
        lambda room, call: AnnounceToConference(room, "javascript:alert(1)"),
        lambda room, call: AnnounceToParticipant(room, call, "news"),
        lambda room, call: DequeueCall("q", call, "ftp://a.example"),
    ],
)
def test_command_with_an_address_that_is_not_fetched_is_refused(world: World, command: Any) -> None:
    there, room, (anna, _) = meeting(world)
    before = there.engine.journal.text()

    with pytest.raises(InputRefused, match="allowed: an absolute http or https URL"):
        there.receive(command(room, anna))
    assert there.engine.journal.text() == before


def test_update_without_a_document_is_refused(world: World) -> None:
    there, _, (anna, _) = meeting(world)

    with pytest.raises(InputRefused, match="neither url nor texml"):
        there.receive(UpdateCall(anna))
