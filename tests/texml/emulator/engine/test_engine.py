"""The engine: time, effects, and what can be looked up."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.effects import CallChanged, Fetch
from texml.emulator.engine.engine import Engine
from texml.emulator.engine.events import Application, CallArrives, FetchReturned
from texml.errors import ClockError, UnknownSubject

World = Callable[..., Any]
ARRIVES = CallArrives("+13125550100", "+13125550111", Application("https://app.example/voice"))


def test_effects_are_handed_out_once() -> None:
    engine = Engine()

    first = engine.receive(ARRIVES)

    assert [type(effect) for effect in first] == [CallChanged, Fetch]
    assert engine.advance(1.0) == []


def test_clock_goes_to_where_it_is_told() -> None:
    engine = Engine()

    engine.advance(5.0)

    assert engine.now == 5.0
    assert engine.next_deadline() is None


@pytest.mark.parametrize("to", [-1.0, 4.9, float("nan"), float("inf")])
def test_clock_does_not_go_back_nor_to_no_time(to: float) -> None:
    engine = Engine()
    engine.advance(5.0)

    with pytest.raises(ClockError, match="allowed: a time from now on"):
        engine.advance(to)
    assert engine.now == 5.0


def test_clock_stops_where_something_is_to_be_performed() -> None:
    engine = Engine()
    engine.receive(ARRIVES)
    body = b"<Response><Say>one two three four five</Say><Redirect>/next</Redirect></Response>"
    engine.receive(FetchReturned("fetch-1", 200, body, "application/xml"))
    assert engine.next_deadline() == 2.0

    effects = engine.advance(60.0)

    assert engine.now == 2.0
    assert [effect.url for effect in effects if isinstance(effect, Fetch)] == ["https://app.example/next"]


def test_inputs_and_timers_are_counted() -> None:
    engine = Engine()
    engine.receive(ARRIVES)
    engine.receive(FetchReturned("fetch-1", 200, b"<Response><Pause/><Pause/></Response>"))
    engine.advance(60)

    assert engine.events == 4


def test_same_seed_and_inputs_give_the_same_bytes() -> None:
    def run(seed: int) -> tuple[str, list[Any]]:
        engine = Engine(seed=seed)
        effects = engine.receive(ARRIVES)
        effects += engine.receive(FetchReturned("fetch-1", 200, b"<Response><Say>hi</Say></Response>"))
        effects += engine.advance(60)
        return engine.journal.text(), effects

    assert run(7) == run(7)
    assert run(7) != run(8)


def test_epoch_is_the_moment_of_second_0(world: World) -> None:
    there = world("<Response/>", epoch=0.0)
    there.advance(61)
    there.call(status_callback="https://app.example/status")

    assert there.told()[0]["Timestamp"] == "1970-01-01T00:01:01.000Z"


def test_what_never_was_cannot_be_looked_up() -> None:
    engine = Engine()

    with pytest.raises(UnknownSubject, match="there is no call"):
        engine.call("v3:x")
    with pytest.raises(UnknownSubject, match="there is no conference"):
        engine.conference("x")
    assert (engine.room("x"), engine.queue("x"), list(engine.calls()), list(engine.conferences())) == (
        None,
        None,
        [],
        [],
    )
