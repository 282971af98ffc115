"""Timers: oldest first, ties as they were set, cancelled ones never."""

import random

from texml.emulator.engine.timers import Timers


def run_all(timers: Timers) -> list[object]:
    ran: list[object] = []
    while (at := timers.next_at()) is not None:
        timer = timers.pop()
        run, timer.run = timer.run, None
        assert run is not None
        assert timer.at == at
        run(*timer.arguments, ran)
    return ran


def note(what: object, ran: list[object]) -> None:
    ran.append(what)


def test_oldest_first_and_ties_in_the_order_in_which_they_were_set() -> None:
    timers = Timers()
    for at, what in ((2.0, "c"), (1.0, "a"), (1.0, "b")):
        timers.set(at, note, what)

    assert run_all(timers) == ["a", "b", "c"]


def test_cancelled_timer_never_runs() -> None:
    timers = Timers()
    first = timers.set(1.0, note, "a")
    timers.set(2.0, note, "b")

    timers.cancel(first)
    timers.cancel(first)
    timers.cancel(None)

    assert len(timers) == 1
    assert run_all(timers) == ["b"]


def test_no_timer_is_due_without_one() -> None:
    assert Timers().next_at() is None


def test_cancelled_timers_do_not_fill_the_memory() -> None:
    timers = Timers()
    for round_ in range(20_000):
        timers.cancel(timers.set(float(round_), note, round_))

    assert len(timers._heap) < 5_000
    assert len(timers) == 0


def test_order_holds_after_many_cancellations() -> None:
    timers = Timers()
    chance = random.Random(7)
    live = []
    for number in range(5_000):
        at = chance.random() * 100
        timer = timers.set(at, note, at)
        if number % 4:
            timers.cancel(timer)
        else:
            live.append(at)

    assert run_all(timers) == sorted(live)
