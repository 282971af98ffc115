"""Say: how long it takes, and how often."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Heard
from texml.emulator.profiles import DOCUMENTED

World = Callable[..., Any]


@pytest.mark.parametrize(
    ("say", "durations"),
    [
        pytest.param("<Say>one two three four five</Say>", [2.0], id="two and a half words a second"),
        pytest.param('<Say voiceSpeed="2">one two three four five</Say>', [1.0], id="twice as fast"),
        pytest.param('<Say loop="3">one two</Say>', [0.8, 0.8, 0.8], id="three times"),
        pytest.param('<Say>one <break time="1500ms"/> two</Say>', [2.3], id="a break"),
    ],
)
def test_text_takes_its_time(world: World, say: str, durations: list[float]) -> None:
    there = world(f"<Response>{say}</Response>")
    there.call()
    there.advance(30)

    assert [heard.duration_s for heard in there.of(Heard)] == durations


def test_loop_zero_goes_on_without_end(world: World) -> None:
    there = world('<Response><Say loop="0">one two three four five</Say></Response>')
    call = there.call()
    there.advance(100)

    assert len(there.said(call)) == 51
    assert there.status(call) == "in-progress"


def test_rate_is_the_profile_s(world: World) -> None:
    there = world(
        "<Response><Say>one two</Say></Response>", profile=dataclasses.replace(DOCUMENTED, words_per_second=4)
    )
    there.call()

    assert there.of(Heard)[0].duration_s == 0.5
