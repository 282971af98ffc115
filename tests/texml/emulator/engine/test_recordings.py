"""Recordings: who is told what and when, and what is to be heard in them."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Recorded, Tone

World = Callable[..., Any]


def room(**attributes: str) -> str:
    given = {"record": "record-from-start", "recordingStatusCallback": "/rec", **attributes}
    written = " ".join(f'{name}="{value}"' for name, value in given.items())
    return f"<Response><Dial><Conference {written}>r</Conference></Dial></Response>"


def test_recording_of_a_conference_is_told_once_it_is_ready(world: World) -> None:
    there = world(room())
    call = there.call()
    there.advance(10)
    there.hang_up(call)
    assert there.told() == []

    there.advance(1)

    [sent] = there.told("recording_completed")
    [made] = there.of(Recorded)
    assert (sent["RecordingStatus"], sent["RecordingSource"], sent["RecordingDuration"]) == (
        "completed", "Conference", "10",
    )  # fmt: skip
    assert (sent["RecordingSid"], sent["RecordingUrl"]) == (made.recording, made.url)
    assert made.url == f"https://recordings.emulator.invalid/{made.recording}.wav"
    assert (made.duration_s, made.channels, made.at) == (10.0, 1, 11.0)


def test_beginning_is_told_where_asked_for(world: World) -> None:
    there = world(room(recordingStatusCallbackEvent="in-progress completed"))
    there.call()

    [sent] = there.told()
    assert set(sent) == {
        "AccountSid", "CallSid", "CallSidLegacy", "ConnectionId", "RecordingSid", "RecordingStatus", "RecordingSource",
        "RecordingChannels",
    }  # fmt: skip
    assert sent["RecordingStatus"] == "in-progress"


def test_recording_without_length_is_absent(world: World) -> None:
    there = world(room(recordingStatusCallbackEvent="completed absent"))
    there.hang_up(there.call())
    there.advance(2)

    assert [sent["RecordingStatus"] for sent in there.told()] == ["absent"]
    assert there.of(Recorded) == []


def test_url_is_left_out_where_it_is_not_wanted(world: World) -> None:
    there = world(room(sendRecordingUrl="false"))
    call = there.call()
    there.advance(5)
    there.hang_up(call)
    there.advance(1)

    assert "RecordingUrl" not in there.told()[0]


def test_what_is_said_and_the_beeps_are_heard_in_it(world: World) -> None:
    there = world(room())
    call = there.call()
    there.advance(3)
    there.speak(call, "hello", duration_s=2.0)
    there.advance(7)
    there.hang_up(call)
    there.advance(1)

    assert there.of(Recorded)[0].tones == (Tone(0.0, 0.4, "beep"), Tone(3.0, 2.0, "speech"))


@pytest.mark.parametrize(("speaks", "duration", "start"), [(True, 2.0, 0.0), (False, None, None)])
def test_silence_is_cut_where_asked_for(
    world: World, speaks: bool, duration: float | None, start: float | None
) -> None:
    there = world(room(trim="trim-silence", recordBeep="false"))
    call = there.call()
    there.advance(3)
    if speaks:
        there.speak(call, "hello", duration_s=2.0)
    there.advance(7)
    there.hang_up(call)
    there.advance(1)

    assert [made.duration_s for made in there.of(Recorded)] == ([] if duration is None else [duration])
    assert [made.tones[0].start_s for made in there.of(Recorded)] == ([] if start is None else [start])


def test_silence_after_speech_ends_it_where_asked_for(world: World) -> None:
    there = world(room(recordingTimeout="5"))
    call = there.call()
    there.advance(20)
    there.speak(call, "hello", duration_s=2.0)
    there.advance(4)
    there.speak(call, "again", duration_s=1.0)
    there.advance(30)

    [made] = there.of(Recorded)
    assert made.duration_s == pytest.approx(30.0)


def test_silence_before_any_speech_does_not_end_it(world: World) -> None:
    there = world(room(recordingTimeout="5"))
    there.call()
    there.advance(60)

    assert there.of(Recorded) == []
    assert there.engine.room("r").is_recorded


def test_recording_begins_with_the_conference_not_with_who_waits(world: World) -> None:
    waits = room(startConferenceOnEnter="false")
    there = world({"/guest": waits, "/host": room()})
    there.call("/guest")
    there.advance(30)
    host = there.call("/host")
    there.advance(10)
    for view in list(there.engine.calls()):
        there.hang_up(view.sid)
    there.advance(1)

    assert host
    assert there.of(Recorded)[0].duration_s == 10.0
