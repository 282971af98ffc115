"""Waiting: the wait document runs again and again until something ends it."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.audio import wav
from texml.emulator.engine.effects import Cut, Fetch, FetchCancelled, Heard
from texml.emulator.engine.events import FetchReturned

World = Callable[..., Any]
HOST = "<Response><Dial><Conference>r</Conference></Dial></Response>"


def guest(wait: str) -> str:
    return f'<Response><Dial><Conference startConferenceOnEnter="false" {wait}>r</Conference></Dial></Response>'


PAGES = {"/guest": guest('waitUrl="/wait"'), "/host": HOST}


def waits(there: Any) -> list[float]:
    return [fetch.at for fetch in there.of(Fetch, purpose="conference_wait_url")]


def test_document_is_asked_for_again_after_a_short_silence(world: World) -> None:
    there = world({**PAGES, "/wait": "<Response><Pause length='2'/></Response>"})
    there.call("/guest")
    there.advance(6)

    assert waits(there) == [0.0, 2.75, 5.5]


def test_start_cuts_what_is_heard_at_once(world: World) -> None:
    there = world({**PAGES, "/wait": "<Response><Pause length='60'/></Response>"})
    call = there.call("/guest")
    there.advance(10)

    there.call("/host")
    there.advance(100)

    assert there.of(Cut) == [Cut(call, 10.0)]
    assert waits(there) == [0.0]


def test_answer_that_comes_after_the_start_is_discarded(world: World) -> None:
    there = world({**PAGES, "/wait": None})
    call = there.call("/guest")
    [pending] = there.held
    there.call("/host")
    assert there.of(FetchCancelled) == [FetchCancelled(pending.fetch, 0.0, call)]

    there.receive(FetchReturned(pending.fetch, 200, b"<Response><Say>late</Say></Response>", "application/xml"))

    assert there.said(call) == []


def test_audio_is_played_again_and_again(world: World) -> None:
    there = world({**PAGES, "/wait": (200, b"RIFF....", "audio/wav")}, media={"https://app.example/wait": 4.0})
    call = there.call("/guest")
    there.advance(9)

    assert there.heard(call) == [("play", "https://app.example/wait")] * 3
    assert waits(there) == [0.0]


def test_audio_that_says_how_long_it_is_lasts_so_long(world: World) -> None:
    there = world({**PAGES, "/wait": (200, wav(3.0), "audio/wav")})
    there.call("/guest")

    assert there.of(Heard)[0].duration_s == 3.0


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param((200, b"ID3\x03", ""), True, id="the bytes of an MP3"),
        pytest.param((200, b"\xff\xfb", "application/octet-stream"), False, id="bytes that say nothing"),
        pytest.param((200, "<Response><Say>hi</Say></Response>", "audio/x-wav"), True, id="the header wins"),
        pytest.param((200, "<Response><Say>hi</Say></Response>", "text/plain"), False, id="XML as plain text"),
    ],
)
def test_audio_is_told_by_the_header_then_by_the_bytes(world: World, answer: Any, expected: bool) -> None:
    there = world({**PAGES, "/wait": answer})
    call = there.call("/guest")

    assert (("play", "https://app.example/wait") in there.heard(call)) is expected


@pytest.mark.parametrize(
    ("wait", "page", "warnings"),
    [
        pytest.param('waitUrl="/wait"', "<Response/>", [], id="no verbs"),
        pytest.param('waitUrl="/wait"', (500, ""), ["status-500"], id="an error"),
        pytest.param('waitUrl="/wait"', "<Response><Play>/no.mp3</Play></Response>", ["media"], id="audio that fails"),
        pytest.param('waitUrl=""', "<Response/>", ["wrong-value"], id="an empty URL"),
    ],
)
def test_what_cannot_be_had_ends_the_music_not_the_waiting(
    world: World, wait: str, page: Any, warnings: list[str]
) -> None:
    there = world({"/guest": guest(wait), "/host": HOST, "/wait": page, "/no.mp3": "missing"})
    call = there.call("/guest")
    there.advance(600)
    assert there.engine.call(call).is_waiting
    assert len(waits(there)) <= 1

    there.call("/host")

    assert not there.engine.call(call).is_waiting
    assert there.warnings == warnings


def test_without_a_url_the_platform_s_own_music_is_heard(world: World) -> None:
    there = world({"/guest": guest(""), "/host": HOST})
    call = there.call("/guest")
    there.advance(600)

    assert there.of(Heard) == [Heard(call, 0.0, "music", "", None)]


def test_empty_url_is_silence(world: World) -> None:
    there = world({"/guest": guest('waitUrl=""')})
    there.call("/guest")

    assert there.of(Heard) == []


def test_other_verbs_are_left_out_of_a_wait_document(world: World) -> None:
    there = world({**PAGES, "/wait": "<Response><Hangup/><Gather/><Pause length='9'/></Response>"})
    call = there.call("/guest")

    assert there.engine.call(call).is_waiting
    assert there.warnings == ["misplaced-verb", "misplaced-verb"]


def test_redirect_in_a_wait_document_goes_on_waiting(world: World) -> None:
    pages = {
        "/wait": "<Response><Redirect>/more</Redirect></Response>",
        "/more": "<Response><Say>soon</Say></Response>",
    }
    there = world({**PAGES, **pages})
    call = there.call("/guest")

    assert there.said(call) == ["soon"]
    assert there.engine.call(call).is_waiting


def test_method_of_the_wait_document_is_the_one_given(world: World) -> None:
    there = world({"/guest": guest('waitUrl="/wait" waitMethod="GET"'), "/wait": "<Response/>"})
    there.call("/guest")

    assert [fetch.method for fetch in there.of(Fetch, purpose="conference_wait_url")] == ["GET"]
