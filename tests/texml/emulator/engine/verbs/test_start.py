"""Start and Stop: services beside the call, and the recording that does run."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Recorded, ServiceStarted

World = Callable[..., Any]
SAY = "<Say>one two three four five</Say>"


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ('<Stream url="wss://a.example/s" name="s"/>', "stream"),
        ('<Siprec connectorName="c" name="s"/>', "siprec"),
        ("<Transcription/>", "transcription"),
        ("<Suppression/>", "suppression"),
    ],
)
def test_service_starts_at_once_and_can_be_stopped(world: World, noun: str, kind: str) -> None:
    stop = f"<Stop><{noun.split(maxsplit=1)[0].strip('</>')}/></Stop>"
    there = world(f"<Response><Start>{noun}</Start>{SAY}{stop}{SAY}</Response>")
    call = there.call()
    assert there.engine.call(call).services == (kind,)
    assert [started.service for started in there.of(ServiceStarted)] == [kind]

    there.advance(2)

    assert there.engine.call(call).services == ()


@pytest.mark.parametrize(("noun", "callback", "event"), [
    ('<Stream url="wss://a.example/s" name="s" statusCallback="/cb"/>', "stream_event", "StreamEvent"),
    ('<Siprec connectorName="c" name="s" statusCallback="/cb"/>', "siprec_event", "SiprecEvent"),
])  # fmt: skip
def test_beginning_and_end_are_told(world: World, noun: str, callback: str, event: str) -> None:
    there = world(f"<Response><Start>{noun}</Start>{SAY}</Response>")
    there.call()
    there.advance(2)

    kind = callback.removesuffix("_event")
    assert [sent[event] for sent in there.told(callback)] == [f"{kind}-started", f"{kind}-stopped"]
    assert len({sent[event.replace("Event", "Sid")] for sent in there.told()}) == 1


def test_stop_takes_the_one_of_the_name(world: World) -> None:
    streams = '<Stream url="wss://a.example/s" name="a"/><Stream url="wss://a.example/s" name="b"/>'
    there = world(f'<Response><Start>{streams}</Start><Stop><Stream name="a"/></Stop>{SAY}</Response>')
    call = there.call()

    assert [service.name for service in there.engine._core.calls[call].services] == ["b"]


def test_stop_of_what_does_not_run_is_named(world: World) -> None:
    there = world(f'<Response><Stop><Stream name="a"/></Stop>{SAY}</Response>')
    there.call()

    assert there.warnings == ["nothing-to-stop"]


def test_recording_runs_until_the_call_ends(world: World) -> None:
    noun = '<Recording recordingStatusCallback="/rec" recordingStatusCallbackEvent="in-progress completed"/>'
    there = world(f"<Response><Start>{noun}</Start>{SAY}</Response>")
    there.call()
    there.advance(9)

    assert [sent["RecordingStatus"] for sent in there.told()] == ["in-progress", "completed"]
    assert there.of(Recorded)[0].duration_s == 2.0


def test_what_is_said_is_told_where_it_is_transcribed(world: World) -> None:
    there = world(f'<Response><Start><Transcription transcriptionCallback="/words"/></Start>{SAY}</Response>')
    call = there.call()
    there.speak(call, "hello", confidence=0.93)
    there.speak(call, "hel", is_final=False)

    told = there.told("realtime_transcription")
    assert [(sent["Transcript"], sent["Confidence"], sent["IsFinal"]) for sent in told] == [
        ("hello", "0.93", "true"),
        ("hel", "0.9", "false"),
    ]
