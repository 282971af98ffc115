"""What a test asks of a world."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.world import World
from texml.errors import EmulatorError

NUMBER = "+13125550100"
Make = Callable[..., World]


def test_conference_that_never_was_has_nobody(world: World) -> None:
    room = world.conference("standup")
    stranger = world.call(NUMBER)

    assert (None, False, False, None) == (room.sid, room.has_started, room.has_ended, room.end_reason)
    assert [set()] * 4 == [room.participants, room.waiting, room.talkers, room.hears(stranger)]
    assert "<conference 'standup': empty>" == repr(room)


def test_conference_waits_starts_and_ends(world: World) -> None:
    room = world.conference("standup")
    guest = world.call(NUMBER, name="guest").press("1111#")
    world.settle()
    assert (False, {guest}, {guest}, set()) == (room.has_started, room.participants, room.waiting, room.talkers)

    host = world.call(NUMBER, name="host").press("9999#")
    world.settle()
    assert (True, set(), {guest, host}) == (room.has_started, room.waiting, room.talkers)
    assert ({host}, {guest}) == (room.hears(guest), room.hears(host))
    assert "<conference 'standup': guest, host>" == repr(room)

    host.hang_up()
    world.settle()
    assert (True, "participant-with-end-conference-on-exit-left") == (room.has_ended, room.end_reason)
    assert (set(), set()) == (room.participants, room.hears(guest))


def test_name_stands_for_the_conference_that_lives(world: World) -> None:
    room = world.conference("standup")
    world.call(NUMBER).press("9999#").hang_up()
    world.advance(minutes=1)
    world.call(NUMBER).press("9999#")
    world.settle()
    first = room.sid
    world.callers[-1].hang_up()
    world.call(NUMBER).press("9999#")
    world.settle()

    assert (True, False) == (first != room.sid, room.has_ended)


def test_callbacks_are_found_by_event_by_kind_and_by_status(world: World, bridge: Any) -> None:
    world.call(NUMBER).press("9999#")
    world.settle()

    found = [
        world.callbacks.of(name).count
        for name in ("participant-join", "conference_join", "conference-end", "completed")
    ]

    assert [1, 1, 0, 0] == found
    (joined,) = world.callbacks.of("participant-join")
    assert ("conference_join", "participant-join", 200, 1) == (
        joined.name,
        joined.event,
        joined.status,
        joined.attempts,
    )
    assert bridge.callbacks[1] == joined.params


def test_word_that_names_no_callback_is_refused_instead_of_found_nowhere(world: World) -> None:
    with pytest.raises(EmulatorError, match="'conference-jion' is no request; did you mean 'conference_join'"):
        world.callbacks.of("conference-jion")


def test_callback_that_is_repeated_is_one(make_world: Make) -> None:
    world = make_world(faults=["error conference-start"])
    world.call(NUMBER).press("9999#")
    world.advance(minutes=5)

    (started,) = world.callbacks.of("conference-start")

    assert 2 == started.attempts


@pytest.mark.parametrize("kind", ["forged", "expired", "unsigned"])
def test_forged_copies_are_no_callbacks(kind: str, make_world: Make) -> None:
    world = make_world(faults=[f"{kind} callbacks"])
    world.call(NUMBER).press("9999#")
    world.settle()

    (started,) = world.callbacks.of("conference-start")

    assert 1 == started.attempts


def test_callbacks_show_what_they_are(world: World) -> None:
    world.call(NUMBER).press("9999#")
    world.settle()

    assert "<2 callbacks: conference-start, participant-join>" == repr(world.callbacks)
    assert 2 == len(world.callbacks)
