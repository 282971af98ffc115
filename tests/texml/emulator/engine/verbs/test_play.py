"""Play: audio, keys and ringing tones; what becomes of audio that cannot be played."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Heard, Probe
from texml.emulator.profiles import LENIENT

World = Callable[..., Any]


def sounds(there: Any) -> list[tuple[str, str, float | None]]:
    return [(heard.sound, heard.text, heard.duration_s) for heard in there.of(Heard)]


@pytest.mark.parametrize(
    ("play", "expected"),
    [
        pytest.param("<Play>/a.mp3</Play>", [("play", "https://app.example/a.mp3", 4.0)], id="audio"),
        pytest.param('<Play loop="2">/a.mp3</Play>', [("play", "https://app.example/a.mp3", 4.0)] * 2, id="twice"),
        pytest.param('<Play digits="1w2"/>', [("digits", "1w2", 1.0)], id="keys"),
        pytest.param('<Play ringTone="de"/>', [("ringing", "de", 6.0)], id="a ringing tone"),
        pytest.param('<Play mediaStorage="true">hello</Play>', [("play", "hello", 10.0)], id="a stored file"),
    ],
)
def test_what_is_played(world: World, play: str, expected: list[Any]) -> None:
    there = world({"/voice": f"<Response>{play}</Response>", "/a.mp3": 4.0})
    there.call()
    there.advance(30)

    assert sounds(there) == expected


def test_audio_that_cannot_be_played_ends_the_document(world: World) -> None:
    there = world({"/voice": "<Response><Play>/no.mp3</Play><Say>next</Say></Response>", "/no.mp3": "missing"})
    call = there.call()

    assert there.warnings == ["media"]
    assert (there.said(call), there.status(call)) == ([], "completed")


@pytest.mark.parametrize("settings", [{}, {"profile": LENIENT}])
def test_document_goes_on_where_play_or_profile_say_so(world: World, settings: dict[str, Any]) -> None:
    attribute = "" if settings else 'continueOnError="true"'
    page = f"<Response><Play {attribute}>/no.mp3</Play><Say>next</Say></Response>"
    there = world({"/voice": page, "/no.mp3": "missing"}, **settings)
    call = there.call()

    assert (there.said(call), there.warnings) == (["next"], ["media"])


def test_failover_is_tried_once(world: World) -> None:
    page = '<Response><Play failoverUrl="/b.mp3">/no.mp3</Play></Response>'
    there = world({"/voice": page, "/no.mp3": "missing", "/b.mp3": 3.0})
    there.call()
    there.advance(5)

    assert sounds(there) == [("play", "https://app.example/b.mp3", 3.0)]
    assert [probe.url for probe in there.of(Probe)] == ["https://app.example/no.mp3", "https://app.example/b.mp3"]


def test_failover_that_fails_too_ends_the_document(world: World) -> None:
    page = '<Response><Play failoverUrl="/b.mp3">/no.mp3</Play></Response>'
    there = world({"/voice": page, "/no.mp3": "missing", "/b.mp3": "missing"})
    call = there.call()

    assert there.status(call) == "completed"
    assert len(there.of(Probe)) == 2


@pytest.mark.parametrize("play", ["<Play/>", "<Play>ftp://a.example/x</Play>"])
def test_play_of_nothing_that_can_be_is_named(world: World, play: str) -> None:
    there = world(f"<Response>{play}</Response>")
    there.call()

    assert "media" in there.warnings
