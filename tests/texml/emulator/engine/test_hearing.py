"""What is heard: for how long, when it is cut, and what is known of audio."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Cut, Heard, Probe
from texml.emulator.engine.hearing import keys_s, times
from texml.emulator.profiles import DOCUMENTED

World = Callable[..., Any]


@pytest.mark.parametrize(("loop", "expected"), [(None, 1), (1, 1), (3, 3), (0, None)])
def test_loop_zero_is_without_end(loop: int | None, expected: int | None) -> None:
    assert times(loop) == expected


@pytest.mark.parametrize(("digits", "expected"), [("12", 0.5), ("1w2", 1.0), ("ww", 1.0)])
def test_keys_take_a_quarter_of_a_second_and_w_half_a_one(digits: str, expected: float) -> None:
    assert keys_s(digits) == expected


def test_hanging_up_cuts_what_is_heard(world: World) -> None:
    there = world("<Response><Say>one two three four five</Say></Response>")
    call = there.call()
    there.advance(1)

    there.hang_up(call)

    assert there.of(Cut) == [Cut(call, 1.0)]


def test_what_is_heard_to_its_end_is_not_cut(world: World) -> None:
    there = world("<Response><Say>one two three four five</Say></Response>")
    call = there.call()

    there.advance(2)

    assert there.of(Heard) == [Heard(call, 0.0, "say", "one two three four five", 2.0)]
    assert there.of(Cut) == []


def test_known_audio_is_not_probed(world: World) -> None:
    there = world("<Response><Play>/a.mp3</Play></Response>", media={"https://app.example/a.mp3": 3.5})

    call = there.call()

    assert there.of(Heard)[0].duration_s == 3.5
    assert there.of(Probe) == []
    there.advance(3.5)
    assert there.status(call) == "completed"


def test_audio_is_probed_once(world: World) -> None:
    there = world({"/voice": '<Response><Play loop="2">/a.mp3</Play><Play>/a.mp3</Play></Response>', "/a.mp3": 4.0})
    there.call()
    there.advance(10)

    assert [heard.duration_s for heard in there.of(Heard)] == [4.0, 4.0, 4.0]
    assert len(there.of(Probe)) == 1


def test_length_is_assumed_where_no_probes_are_made(world: World) -> None:
    profile = dataclasses.replace(DOCUMENTED, probes_media=False, unknown_media_s=7.0)
    there = world("<Response><Play>/a.mp3</Play></Response>", profile=profile)
    there.call()

    assert there.of(Heard)[0].duration_s == 7.0


def test_probe_without_an_answer_is_a_failure_of_the_audio(world: World) -> None:
    there = world({"/voice": "<Response><Play>/a.mp3</Play><Say>on</Say></Response>", "/a.mp3": None})
    call = there.call()

    there.advance(2)

    assert there.warnings == ["media-timeout"]
    assert there.status(call) == "completed"


def test_nothing_loops_while_no_time_passes(world: World) -> None:
    there = world({"/voice": '<Response><Play loop="0">/a.mp3</Play></Response>', "/a.mp3": 0.0})
    call = there.call()

    there.advance(1)

    assert 40 <= len(there.of(Heard)) <= 60
    assert there.status(call) == "in-progress"
