"""Record: what ends it, and who is told what."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Recorded

World = Callable[..., Any]


def pages(attributes: str) -> dict[str, str]:
    return {
        "/voice": f'<Response><Record action="/done" playBeep="false" {attributes}/><Say>next</Say></Response>',
        "/done": "<Response><Say>thanks</Say></Response>",
    }


def test_key_ends_it_and_the_action_is_told(world: World) -> None:
    there = world(pages(""))
    call = there.call()
    there.advance(7)
    there.press(call, "5")

    [sent] = there.asked("record_action")
    assert (sent["RecordingDuration"], sent["Digits"], sent["RecordingSource"]) == ("7", "5", "RecordVerb")
    assert (sent["RecordingChannels"], sent["RecordingStatus"]) == ("2", "completed")
    assert there.said(call) == ["thanks"]


def test_only_the_keys_that_are_named_end_it(world: World) -> None:
    there = world(pages('finishOnKey="#"'))
    call = there.call()
    there.press(call, "5")
    assert there.asked("record_action") == []

    there.press(call, "#")

    assert there.asked("record_action")[0]["Digits"] == "#"


def test_length_ends_it(world: World) -> None:
    there = world(pages('maxLength="9"'))
    there.call()
    there.advance(9)

    assert "Digits" not in there.asked("record_action")[0]
    assert there.asked("record_action")[0]["RecordingDuration"] == "9"


def test_silence_after_speech_ends_it_where_asked_for(world: World) -> None:
    there = world(pages('timeout="3"'))
    call = there.call()
    there.advance(60)
    there.speak(call, "hello", duration_s=2.0)
    there.advance(4.9)
    assert there.asked("record_action") == []

    there.advance(0.1)

    assert there.asked("record_action")[0]["RecordingDuration"] == "65"


def test_beep_comes_first(world: World) -> None:
    there = world("<Response><Record maxLength='2'/></Response>")
    call = there.call()

    assert there.heard(call) == [("beep", "")]


def test_without_an_action_the_next_verb_follows(world: World) -> None:
    there = world("<Response><Record maxLength='2' playBeep='false'/><Say>next</Say></Response>")
    call = there.call()
    there.advance(2)

    assert there.said(call) == ["next"]


def test_hanging_up_ends_the_recording_without_an_action(world: World) -> None:
    there = world(pages('recordingStatusCallback="/rec" format="wav"'))
    call = there.call()
    there.advance(4)
    there.hang_up(call)
    there.advance(1)

    assert there.asked("record_action") == []
    assert [sent["RecordingDuration"] for sent in there.told("recording_completed")] == ["4"]
    assert there.of(Recorded)[0].format == "wav"


def test_recording_is_named_in_the_callback_of_the_call(world: World) -> None:
    there = world(pages(""))
    call = there.call(status_callback="https://app.example/status")
    there.advance(4)
    there.hang_up(call)

    assert there.told()[0]["RecordingDuration"] == "4"
    assert there.told()[0]["RecordingUrl"].startswith("https://recordings.emulator.invalid/")


def test_words_of_a_recording_are_told_as_a_transcription(world: World) -> None:
    there = world(pages('transcription="true" transcriptionCallback="/words"'))
    call = there.call()
    there.speak(call, "call me")
    there.speak(call, "tomorrow")
    there.advance(4)
    there.press(call, "#")
    there.advance(5)

    [sent] = there.told("record_transcription")
    assert (sent["TranscriptionText"], sent["TranscriptionStatus"]) == ("call me tomorrow", "completed")


def test_transcription_that_goes_nowhere_is_named(world: World) -> None:
    there = world(pages('transcription="true" maxLength="2"'))
    there.call()
    there.advance(2)

    assert there.warnings == ["result-lost"]


@pytest.mark.parametrize(("channels", "expected"), [("single", "1"), ("dual", "2")])
def test_channels_are_counted(world: World, channels: str, expected: str) -> None:
    there = world(pages(f'channels="{channels}" maxLength="2"'))
    there.call()
    there.advance(2)

    assert there.asked("record_action")[0]["RecordingChannels"] == expected
