"""Conference in a Dial: what follows a stay, by action or next verb."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import ConferenceChanged
from texml.emulator.profiles import DOCUMENTED, LENIENT

World = Callable[..., Any]


def room(dial: str = "", noun: str = "") -> str:
    return f"<Response><Dial {dial}><Conference {noun}>r</Conference></Dial><Say>next</Say></Response>"


HOST = room(noun='endConferenceOnExit="true"')
DONE = "<Response><Say>survey</Say></Response>"


def after_the_host_left(world: World, guest: str, **settings: Any) -> tuple[Any, str]:
    there = world({"/guest": guest, "/host": HOST, "/done": DONE}, **settings)
    call, host = there.call("/guest"), there.call("/host")
    there.advance(41.5)
    there.hang_up(host)
    return there, call


def test_without_an_action_the_next_verb_follows(world: World) -> None:
    there, call = after_the_host_left(world, room())

    assert there.said(call) == ["next"]


@pytest.mark.parametrize("status", ["completed", "answered"])
def test_action_wins_over_the_next_verb(world: World, status: Any) -> None:
    profile = dataclasses.replace(DOCUMENTED, conference_dial_status=status)
    there, call = after_the_host_left(world, room('action="/done"'), profile=profile)

    assert there.said(call) == ["survey"]
    [sent] = there.asked("dial_action")
    assert (sent["DialCallStatus"], sent["DialCallDuration"], sent["CallStatus"]) == (status, "42", "in-progress")


def test_time_limit_takes_one_out(world: World) -> None:
    there = world({"/voice": room('timeLimit="60"'), "/host": HOST})
    there.call("/host")
    call = there.call()
    there.advance(60)

    assert there.said(call) == ["next"]
    assert there.of(ConferenceChanged, change="left")[0].reason == "time-limit"


@pytest.mark.parametrize(("settings", "said"), [({}, []), ({"profile": LENIENT}, ["next"])])
def test_star_leaves_where_the_profile_says_so(world: World, settings: dict[str, Any], said: list[str]) -> None:
    there = world(room('hangupOnStar="true"'), **settings)
    call = there.call()
    there.press(call, "1*")

    assert there.said(call) == said


def test_star_does_nothing_unless_asked_for(world: World) -> None:
    there = world(room(), profile=LENIENT)
    call = there.call()
    there.press(call, "*")

    assert there.engine.room("r").talkers == {call}


def test_who_is_full_goes_on_without_an_action(world: World) -> None:
    there = world({"/voice": room('action="/done"', 'maxParticipants="2"'), "/done": DONE})
    calls = [there.call() for _ in range(3)]

    assert there.said(calls[2]) == ["next"]
    assert there.asked("dial_action") == []
