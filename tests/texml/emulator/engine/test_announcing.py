"""Announcements to a room: heard by everybody once, whatever they are."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Fetch, RoomHeard
from texml.emulator.engine.events import AnnounceToConference

World = Callable[..., Any]
ROOM = "<Response><Dial><Conference>r</Conference></Dial></Response>"
DOCUMENT = "<Response><Say>five minutes left</Say><Pause length='2'/><Play>/bell.mp3</Play></Response>"


def announce(world: World, page: Any) -> Any:
    there = world({"/voice": ROOM, "/news": page}, media={"https://app.example/bell.mp3": 3.0})
    there.call()
    there.receive(AnnounceToConference(there.engine.room("r").sid, "https://app.example/news"))
    return there


def sounds(there: Any) -> list[tuple[float, str, str]]:
    return [(heard.at, heard.sound, heard.text) for heard in there.of(RoomHeard)]


def test_document_is_heard_piece_by_piece(world: World) -> None:
    there = announce(world, DOCUMENT)
    there.advance(20)

    assert sounds(there) == [
        (0.0, "say", "five minutes left"),
        (pytest.approx(1.2), "silence", ""),
        (pytest.approx(3.2), "play", "https://app.example/bell.mp3"),
    ]
    assert [fetch.purpose for fetch in there.of(Fetch)][-1] == "announce_url"


def test_audio_is_played_once(world: World) -> None:
    there = announce(world, (200, b"RIFF", "audio/wav"))
    there.advance(60)

    assert sounds(there) == [(0.0, "play", "https://app.example/news")]


@pytest.mark.parametrize(("page", "code"), [((500, ""), "status-500"), ("<html>", "html")])
def test_what_cannot_be_announced_is_named_and_disturbs_nobody(world: World, page: Any, code: str) -> None:
    there = announce(world, page)

    assert there.warnings == [code]
    assert sounds(there) == []
    assert there.engine.room("r").status == "in-progress"


def test_later_announcement_takes_the_place_of_the_one_that_runs(world: World) -> None:
    there = announce(world, DOCUMENT)
    there.receive(AnnounceToConference(there.engine.room("r").sid, "https://app.example/news"))
    there.advance(20)

    assert [text for _, sound, text in sounds(there) if sound == "say"] == ["five minutes left"] * 2
    assert len([1 for _, sound, _ in sounds(there) if sound == "play"]) == 1


def test_end_of_the_room_ends_it(world: World) -> None:
    there = announce(world, DOCUMENT)
    for call in list(there.engine.calls()):
        there.hang_up(call.sid)
    there.advance(20)

    assert len(sounds(there)) == 1


BROKEN = "<Response><Play{more}>/gone.mp3</Play><Say>after it</Say></Response>"


def test_audio_that_cannot_be_played_ends_the_announcement(world: World) -> None:
    """As in a document of a call: texml-verbs/play, 2026-08."""
    there = world({"/voice": ROOM, "/news": BROKEN.format(more=""), "/gone.mp3": (404, "")})
    there.call()
    there.receive(AnnounceToConference(there.engine.room("r").sid, "https://app.example/news"))
    there.advance(20)

    assert (sounds(there), there.warnings) == ([], ["media"])


def test_audio_that_cannot_be_played_is_left_out_where_the_document_says_so(world: World) -> None:
    page = BROKEN.format(more=' continueOnError="true"')
    there = world({"/voice": ROOM, "/news": page, "/gone.mp3": (404, "")})
    there.call()
    there.receive(AnnounceToConference(there.engine.room("r").sid, "https://app.example/news"))
    there.advance(20)

    assert [text for _, _, text in sounds(there)] == ["after it"]


def test_audio_lasts_as_long_as_a_probe_says(world: World) -> None:
    there = world({"/voice": ROOM, "/news": "<Response><Play>/x.mp3</Play><Say>y</Say></Response>", "/x.mp3": 4.0})
    there.call()
    there.receive(AnnounceToConference(there.engine.room("r").sid, "https://app.example/news"))
    there.advance(20)

    assert [(0.0, "play"), (4.0, "say")] == [(at, sound) for at, sound, _ in sounds(there)]
