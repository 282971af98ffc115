"""Deliveries: in the order of what happened, repeated with growing waits, given up after so many."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import Deliver
from texml.emulator.engine.events import DeliveryFailed, DeliveryReturned
from texml.emulator.profiles import DOCUMENTED, LENIENT, Profile
from texml.errors import UnknownSubject

World = Callable[..., Any]
URL = "https://app.example/status"
ALL = ("initiated", "ringing", "answered", "completed")
SAY = "<Response><Say>hello</Say></Response>"


def call(there: Any) -> str:
    return there.call(status_callback=URL, status_callback_events=ALL)


def attempts(there: Any) -> list[tuple[str, int, float]]:
    return [(sent.delivery, sent.attempt, sent.at) for sent in there.of(Deliver)]


def test_one_waits_for_the_answer_to_the_one_before(world: World) -> None:
    there = world(SAY, {"/status": None})

    call(there)
    assert attempts(there) == [("delivery-1", 1, 0.0)]
    there.receive(DeliveryReturned("delivery-1", 200))

    assert attempts(there) == [("delivery-1", 1, 0.0), ("delivery-2", 1, 0.0)]


def test_numbers_are_those_of_the_events_not_of_the_sending(world: World) -> None:
    there = world(SAY, {"/status": None})
    call(there)
    there.advance(5)

    for number in (1, 2, 3, 4):
        there.receive(DeliveryReturned(f"delivery-{number}", 200))

    assert [sent["SequenceNumber"] for sent in there.told()] == ["0", "1", "2", "3"]
    assert [sent["Timestamp"][10:] for sent in there.told()[:3]] == ["T00:00:00.000Z"] * 3


def test_profile_may_send_them_all_at_once(world: World) -> None:
    there = world(SAY, {"/status": None}, profile=dataclasses.replace(DOCUMENTED, callback_order="at-once"))

    call(there)

    assert [name for name, *_ in attempts(there)] == ["delivery-1", "delivery-2", "delivery-3"]


def test_failed_one_is_repeated_with_growing_waits_and_given_up(world: World) -> None:
    there = world(SAY, {"/status": 500})
    there.call(status_callback=URL, status_callback_events=("initiated",))
    there.advance(60)

    assert attempts(there) == [("delivery-1", 1, 0.0), ("delivery-1", 2, 1.0), ("delivery-1", 3, 3.0)]
    assert there.warnings == ["callback-lost"]


def test_repeat_is_the_same_request(world: World) -> None:
    there = world(SAY, {"/status": lambda sent: "timeout" if sent.attempt == 1 else 200})
    there.call(status_callback=URL, status_callback_events=("initiated",))
    there.advance(60)

    first, second = there.of(Deliver)
    assert first.params == second.params
    assert there.warnings == []


def test_repeats_do_not_hold_up_the_ones_behind(world: World) -> None:
    there = world(SAY, {"/status": lambda sent: 500 if sent.delivery == "delivery-1" else 200})
    call(there)

    assert [name for name, *_ in attempts(there)] == ["delivery-1", "delivery-2", "delivery-3"]


@pytest.mark.parametrize(("profile", "status", "is_taken"), [(DOCUMENTED, 204, False), (LENIENT, 204, True)])
def test_profile_says_which_status_is_success(world: World, profile: Profile, status: int, is_taken: bool) -> None:
    there = world(SAY, {"/status": status}, profile=profile)
    there.call(status_callback=URL, status_callback_events=("initiated",))
    there.advance(60)

    assert (there.warnings == []) is is_taken


@pytest.mark.parametrize("event", [DeliveryReturned("delivery-9", 200), DeliveryFailed("delivery-9", "timeout")])
def test_answer_to_what_was_never_sent_is_refused(world: World, event: Any) -> None:
    there = world(SAY)

    with pytest.raises(UnknownSubject, match="no answer to 'delivery-9' is due"):
        there.receive(event)


def test_nothing_is_kept_of_what_was_taken(world: World) -> None:
    there = world(SAY)
    call(there)
    there.advance(60)

    assert (there.engine._core.lanes, there.engine._core.delivering) == ({}, {})
