"""A hold programme as a timeline."""

from collections.abc import Callable
from pathlib import Path

import pytest

from server.dialin.words import load_words
from server.hold import HoldScripts, Wait
from server.preview import Moment, timeline
from server.rooms.room import Tongue

WORDS = load_words()
WAIT = Wait(
    key="a", name="Standup", speech=WORDS.speech(Tongue()), wait_url="https://h/hold", tune_url="https://h/tune.wav"
)


def test_built_in_programme_is_heard_again_and_again() -> None:
    moments = list(timeline(HoldScripts(WORDS), "wait.xml", WAIT, until_s=45))

    assert [
        Moment(0, "Say", "Please hold the line. The conference has not started yet."),
        Moment(4, "Play", "https://h/tune.wav"),
        Moment(20, "Say", "Please hold the line. The conference has not started yet."),
        Moment(24, "Play", "https://h/tune.wav"),
        Moment(40, "Say", "Please hold the line. The conference has not started yet."),
        Moment(44, "Play", "https://h/tune.wav"),
    ] == moments


def test_time_waited_grows_along_the_timeline() -> None:
    said = [moment.what for moment in timeline(HoldScripts(WORDS), "wait.xml", WAIT, until_s=70)]

    assert "You have been waiting for one minute." in said


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<Pause length='10'/>", [(0, "Pause", "10 s"), (10, "Pause", "10 s"), (20, "Pause", "10 s")]),
        ("<Play loop='0'>https://h/jazz.mp3</Play>", [(0, "Play", "https://h/jazz.mp3")]),
        ("<Play>https://h/jazz.mp3</Play>", [(0, "Play", "https://h/jazz.mp3")]),
        ("<Pause length='20'/><Redirect>/more</Redirect><Pause/>",
         [(0, "Pause", "20 s"), (20, "Redirect", "/more"), (20, "Pause", "20 s")]),
        ("", [(0, "nothing", "the programme takes no time; the platform would ask again and again")]),
    ],
    ids=["pause", "endless-music", "unknown-music", "redirect", "empty"],
)  # fmt: skip
def test_verbs_take_their_time(
    inside: str, expected: list[tuple[int, str, str]], write_templates: Callable[[dict[str, str]], Path]
) -> None:
    scripts = HoldScripts(WORDS, write_templates({"own.xml": f"<Response>{inside}</Response>"}))

    assert expected == list(timeline(scripts, "own.xml", WAIT, until_s=25))
