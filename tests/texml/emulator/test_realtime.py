"""A world tied to a clock, which the test turns."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from texml.emulator.realtime import RealTime
from texml.emulator.world import World

NUMBER = "+13125550100"
Make = Callable[..., World]


class Clock:
    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


def test_virtual_time_follows_the_clock_as_fast_as_it_is_told(make_world: Make) -> None:
    clock = Clock()
    world = make_world()
    real = RealTime(world.driver, monotonic=clock, speed=10.0)

    clock.now += 2.0
    real.turn()

    assert 20.0 == world.now


def test_clock_goes_on_from_where_the_world_is(make_world: Make) -> None:
    clock = Clock()
    world = make_world()
    world.advance(seconds=100)

    RealTime(world.driver, monotonic=clock).turn()

    assert 100.0 == world.now


def test_answers_of_the_pool_are_taken(make_world: Make) -> None:
    clock = Clock()
    with ThreadPoolExecutor(1) as pool:
        world = make_world(pool=pool)
        caller = world.call(NUMBER)
        real = RealTime(world.driver, monotonic=clock)
        while world.driver.is_waiting:
            real.turn()

        assert ["Welcome. Enter your PIN."] == caller.heard


def test_lag_is_by_how_much_it_was_late(make_world: Make) -> None:
    clock = Clock()
    world = make_world()
    world.call(NUMBER)
    real = RealTime(world.driver, monotonic=clock)
    due: Any = world.driver.next_deadline()

    clock.now += due + 3.0
    real.turn()

    assert 3.0 == round(real.lag_s, 6)
