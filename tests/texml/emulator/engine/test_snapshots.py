"""Snapshots: frozen views of one moment."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import pytest

World = Callable[..., Any]
ROOM = (
    '<Response><Dial><Conference participantLabel="anna" muted="true" endConferenceOnExit="true" maxParticipants="5">'
    "r</Conference></Dial></Response>"
)


def test_view_of_a_call(world: World) -> None:
    there = world("<Response><Gather><Say>your PIN</Say></Gather></Response>")
    view = there.engine.call(there.call())

    assert (view.name, view.status, view.is_inbound, view.from_) == ("call 1", "in-progress", True, "+13125550111")
    assert (view.verb, view.is_gathering, view.conference, view.queue) == ("Say", True, None, None)


def test_view_of_a_participant(world: World) -> None:
    there = world(ROOM)
    call = there.call()

    view = there.engine.room("r")
    assert (view.name, view.most, view.account, view.is_recorded) == ("r", 5, there.engine.account_sid, False)
    [anna] = view.participants
    assert (anna.call, anna.label, anna.is_muted, anna.is_silent, anna.is_held) == (call, "anna", True, True, False)
    assert (anna.ends_conference, anna.is_waiting, anna.coached, anna.is_speaking) == (True, False, None, False)
    assert there.engine.call(call).conference == view.sid


def test_view_stays_as_it_was(world: World) -> None:
    there = world(ROOM)
    call = there.call()
    view = there.engine.room("r")
    there.hang_up(call)

    assert view.status == "in-progress"
    with pytest.raises(FrozenInstanceError):
        view.status = "completed"


def test_hearing_is_asked_of_participants_only(world: World) -> None:
    there = world(ROOM)
    there.call()

    with pytest.raises(KeyError):
        there.engine.room("r").hears("nobody")


def test_view_of_a_queue(world: World) -> None:
    there = world("<Response><Enqueue>q</Enqueue></Response>")
    calls = (there.call(), there.call())
    there.advance(10)

    view = there.engine.queue("q")
    assert (view.name, view.calls, view.average_wait_s) == ("q", calls, 10.0)
    assert there.engine.call(calls[0]).queue == "q"
