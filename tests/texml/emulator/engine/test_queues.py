"""Queues: places, waits, and who is taken first."""

from types import SimpleNamespace
from typing import Any

import pytest

from texml.emulator.engine.queues import Line


def line(*joined: float) -> tuple[Line, list[Any]]:
    made = Line(("account", "support"), "sid", 100)
    return made, [made.add(SimpleNamespace(sid=str(at)), at) for at in joined]  # type: ignore[arg-type]


def test_places_count_from_one_and_close_up() -> None:
    queue, entries = line(0.0, 1.0, 2.0)
    assert [queue.position(entry) for entry in entries] == [1, 2, 3]

    queue.take(entries[1])

    assert [queue.position(entries[0]), queue.position(entries[2])] == [1, 2]


def test_who_is_put_back_is_the_first_again() -> None:
    queue, entries = line(0.0, 1.0)
    queue.take(entries[0])

    queue.put(entries[0])

    assert queue.position(entries[0]) == 1


@pytest.mark.parametrize(("joined", "now", "expected"), [((), 9.0, 0.0), ((0.0,), 9.0, 9.0), ((0.0, 4.0), 9.0, 7.0)])
def test_average_wait_is_of_those_who_wait_now(joined: tuple[float, ...], now: float, expected: float) -> None:
    queue, _ = line(*joined)

    assert queue.average_wait_s(now) == pytest.approx(expected)


def test_average_wait_forgets_who_left() -> None:
    queue, entries = line(0.0, 4.0)

    queue.take(entries[0])

    assert queue.average_wait_s(9.0) == pytest.approx(5.0)
