"""Conferences: start, wait, join, leave, end; who hears whom; what is told, and in which order."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import ConferenceChanged, RoomHeard
from texml.emulator.engine.events import MuteParticipant
from texml.emulator.profiles import DOCUMENTED, HOSTILE

World = Callable[..., Any]
ALL = "start end join leave speaker"


def room(name: str = "standup", **attributes: Any) -> str:
    attributes = {"statusCallback": "/cb", "statusCallbackEvent": ALL, **attributes}
    written = " ".join(f'{key}="{value}"' for key, value in attributes.items() if value is not None)
    return f"<Response><Dial><Conference {written}>{name}</Conference></Dial></Response>"


HOST = room(endConferenceOnExit="true")
GUEST = room(startConferenceOnEnter="false")
PAGES = {"/host": HOST, "/guest": GUEST, "/plain": room()}


def events(there: Any) -> list[str]:
    return [sent["StatusCallbackEvent"] for sent in there.told() if "StatusCallbackEvent" in sent]


def test_first_starter_starts_alone(world: World) -> None:
    there = world(PAGES)
    there.call("/plain")

    assert there.engine.room("standup").status == "in-progress"
    assert events(there) == ["conference-start", "participant-join"]


def test_who_does_not_start_waits_unheard(world: World) -> None:
    there = world(PAGES)
    guest = there.call("/guest")

    standup = there.engine.room("standup")
    assert (standup.status, standup.waiting, standup.talkers) == ("init", {guest}, frozenset())
    assert events(there) == ["participant-join"]
    assert there.engine.call(guest).is_waiting


def test_start_releases_who_waits(world: World) -> None:
    there = world(PAGES)
    guest = there.call("/guest")
    host = there.call("/host")

    standup = there.engine.room("standup")
    assert standup.talkers == {guest, host}
    assert (standup.hears(guest), standup.hears(host)) == ({host}, {guest})
    assert events(there) == ["participant-join", "conference-start", "participant-join"]


def test_host_who_leaves_ends_it_for_all(world: World) -> None:
    there = world(PAGES)
    guest, host = there.call("/guest"), there.call("/host")

    there.hang_up(host)

    assert events(there)[3:] == ["participant-leave", "participant-leave", "conference-end"]
    assert [sent["CallSid"] for sent in there.told()[3:]] == [host, guest, host]
    assert there.engine.room("standup") is None
    [ended] = there.of(ConferenceChanged, change="ended")
    assert ended.reason == "participant-with-end-conference-on-exit-left"
    assert there.status(guest) == "completed"


def test_last_one_out_ends_it(world: World) -> None:
    there = world(PAGES)
    first, second = there.call("/plain"), there.call("/plain")
    there.hang_up(first)
    assert there.engine.room("standup").status == "in-progress"

    there.hang_up(second)

    assert there.of(ConferenceChanged, change="ended")[0].reason == "last-participant-left"
    assert events(there)[-2:] == ["participant-leave", "conference-end"]


def test_conference_that_never_started_tells_of_no_end(world: World) -> None:
    there = world(PAGES)
    there.hang_up(there.call("/guest"))

    assert events(there) == ["participant-join", "participant-leave"]
    assert there.engine.room("standup") is None


def test_sequence_has_no_gaps_and_starts_where_the_profile_says(world: World) -> None:
    for profile, first in ((DOCUMENTED, 0), (HOSTILE, 1)):
        there = world(PAGES, profile=profile)
        guest, host = there.call("/guest"), there.call("/host")
        there.speak(host, "hello")
        there.advance(5)
        there.hang_up(host)

        numbers = [int(sent["SequenceNumber"]) for sent in there.told() if "ConferenceSid" in sent]
        assert numbers == list(range(first, first + len(numbers)))
        assert len(numbers) > 5
        assert guest


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("start", ["conference-start"]),
        ("end join", ["participant-join", "conference-end"]),
        ("leave", ["participant-leave"]),
        ("speaker", ["participant-speech-start", "participant-speech-stop"]),
        (None, []),
    ],
)
def test_only_what_was_asked_for_is_told(world: World, asked: str | None, expected: list[str]) -> None:
    there = world(room(statusCallbackEvent=asked))
    call = there.call()
    there.speak(call, "hello")
    there.advance(5)
    there.hang_up(call)

    assert events(there) == expected
    assert ("callback-without-events" in there.warnings) is (asked is None)


def test_newer_payload(world: World) -> None:
    there = world(room(participantLabel="anna"))
    call = there.call()

    sent = there.told()[-1]
    assert list(sent) == [
        "AccountSid", "CallSid", "CallSidLegacy", "ConnectionId", "From", "To", "CallingPartyType", "FromSipUri",
        "ToSipUri", "ConferenceSid", "FriendlyName", "SequenceNumber", "StatusCallbackEvent", "Timestamp",
        "ParticipantLabel",
    ]  # fmt: skip
    assert (sent["CallSid"], sent["FriendlyName"], sent["ParticipantLabel"]) == (call, "standup", "anna")


def test_payload_of_2021_has_its_ten_fields(world: World) -> None:
    there = world(room(), profile=dataclasses.replace(DOCUMENTED, conference_payload="seed"))
    there.call()

    sent = there.told()[-1]
    assert set(sent) == {
        "AccountSid", "CallSid", "CallSidLegacy", "ConferenceSid", "From", "To", "FriendlyName", "SequenceNumber",
        "StatusCallbackEvent", "Timestamp",
    }  # fmt: skip
    assert sent["Timestamp"] == "2026-01-01 00:00:00.000000Z"


def test_silence_after_speech_is_told_once_it_is_over(world: World) -> None:
    there = world(room(statusCallbackEvent="speaker"))
    call = there.call()

    there.speak(call, "one", duration_s=2.0)
    there.advance(1)
    there.speak(call, "two", duration_s=2.0)
    there.advance(1.5)
    assert events(there) == ["participant-speech-start"]
    there.advance(1)

    assert events(there) == ["participant-speech-start", "participant-speech-stop"]


def test_profile_may_know_no_end_of_speech(world: World) -> None:
    there = world(room(statusCallbackEvent="speaker"), profile=dataclasses.replace(DOCUMENTED, speech_stop=False))
    there.speak(there.call(), "one")
    there.advance(5)

    assert events(there) == ["participant-speech-start"]


def test_who_is_muted_speaks_unheard(world: World) -> None:
    there = world(room(muted="true", statusCallbackEvent="speaker"))
    call = there.call()

    there.speak(call, "hello")

    assert events(there) == []
    assert there.engine.room("standup").talkers == frozenset()


def test_mute_ends_speech(world: World) -> None:
    there = world(room(statusCallbackEvent="speaker"))
    call = there.call()
    there.speak(call, "hello", duration_s=9.0)

    there.receive(MuteParticipant(there.engine.room("standup").sid, call))

    assert events(there) == ["participant-speech-start", "participant-speech-stop"]


@pytest.mark.parametrize(
    ("beep", "expected"),
    [
        ("true", ["enter", "exit"]),
        ("onEnter", ["enter"]),
        ("onExit", ["exit"]),
        ("false", []),
        (None, ["enter", "exit"]),
    ],
)
def test_others_hear_a_beep(world: World, beep: str | None, expected: list[str]) -> None:
    there = world({"/first": room(), "/second": room(beep=beep)})
    there.call("/first")
    there.effects.clear()

    call = there.call("/second")
    there.hang_up(call)

    heard = there.of(RoomHeard)
    assert [effect.text for effect in heard] == expected
    assert {effect.but for effect in heard} <= {call}


def test_full_room_takes_nobody_and_the_next_verb_follows(world: World) -> None:
    full = room(maxParticipants="2").replace("</Dial>", "</Dial><Say>full</Say>")
    there = world(full)
    calls = [there.call() for _ in range(3)]

    assert there.said(calls[2]) == ["full"]
    assert "conference-full" in there.warnings
    assert len(there.engine.room("standup").participants) == 2


def test_settings_of_the_room_are_the_creator_s(world: World) -> None:
    there = world({"/a": room(statusCallback="/a"), "/b": room(statusCallback="/b")})
    there.call("/a")
    there.call("/b")

    assert {sent.url for sent in there.effects if hasattr(sent, "callback")} == {"https://app.example/a"}


def test_settings_of_a_later_participant_that_differ_are_named(world: World) -> None:
    there = world({"/a": room(), "/b": room(maxParticipants="9", record="record-from-start", muted="true")})
    there.call("/a")
    there.call("/a")
    assert there.warnings == []

    there.call("/b")

    assert there.warnings == ["room-setting"]


def test_profile_may_take_the_first_callback_that_is_given(world: World) -> None:
    profile = dataclasses.replace(DOCUMENTED, room_settings="first-given")
    there = world({"/a": room(statusCallback=None, statusCallbackEvent=None), "/b": room()}, profile=profile)
    there.call("/a")
    there.call("/b")

    assert events(there) == ["participant-join"]


def test_conference_ends_after_four_hours_whoever_is_in_it(world: World) -> None:
    there = world(PAGES)
    first = there.call("/plain")
    there.advance(10_000)
    second = there.call("/plain")
    there.hang_up(first)
    there.at(14_399)
    assert there.status(second) == "in-progress"

    there.at(14_400)

    assert there.of(ConferenceChanged, change="ended")[0].reason == "time-exceeded"
    assert there.status(second) == "completed"
    assert events(there)[-2:] == ["participant-leave", "conference-end"]


def test_conference_that_ended_leaves_nothing_to_do(world: World) -> None:
    there = world(PAGES)
    guest, host = there.call("/guest"), there.call("/host")
    there.speak(host, "hello", duration_s=9.0)
    there.hang_up(host)

    assert there.status(guest) == "completed"
    assert there.engine.next_deadline() is None


def test_same_name_afterwards_is_another_conference(world: World) -> None:
    there = world(PAGES)
    there.hang_up(there.call("/plain"))
    there.call("/plain")

    first, second = there.of(ConferenceChanged, change="created")
    assert first.conference != second.conference
    assert there.engine.conference(first.conference).status == "completed"
    assert there.engine.conference(second.conference).status == "in-progress"


def test_name_is_trimmed_and_told_apart_by_case(world: World) -> None:
    there = world({"/a": room(" standup "), "/b": room("Standup")})
    there.call("/a")
    there.call("/b")

    assert [view.name for view in there.engine.conferences()] == ["standup", "Standup"]


def test_label_that_is_taken_is_named(world: World) -> None:
    there = world(room(participantLabel="anna"))
    first = there.call()
    there.call()
    assert there.warnings == ["label-taken"]

    for view in list(there.engine.calls()):
        there.hang_up(view.sid)
    there.call()

    assert there.warnings == ["label-taken"]
    assert first


def test_two_calls_of_one_number_are_two_participants(world: World) -> None:
    there = world(PAGES)
    there.call("/plain")
    there.call("/plain")

    assert len(there.engine.room("standup").participants) == 2
