"""Callers who do what a script says."""

from collections.abc import Callable

import pytest

from texml.emulator.playing import Cast, play
from texml.emulator.script import read_script
from texml.emulator.world import World
from texml.errors import ExpectationFailed

NUMBER = "+13125550100"
Play = Callable[..., Cast]


@pytest.fixture
def perform(world: World) -> Play:
    def perform(script: str, **options: object) -> Cast:
        steps = read_script(script)
        cast = Cast(world, steps, to=NUMBER, **options)  # type: ignore[arg-type]
        play(world, steps, cast)
        return cast

    return perform


def test_two_callers_meet(world: World, perform: Play) -> None:
    perform(
        """\
        guest: call from +13125550111
        guest: hear "enter your PIN"
        guest: press 1111#
        guest: expect waiting in standup
        guest: expect music
        wait 10s
        host: press 9999#
        host: expect talking in standup
        host: speak "good morning"
        host: hang up
        guest: hear goodbye
        guest: expect over
        """
    )

    assert ["guest", "host"] == [caller.name for caller in world.callers]
    assert "+13125550111" == world.callers[0].number
    assert all(caller.is_over for caller in world.callers)


def test_script_without_names_is_for_every_caller(world: World, perform: Play) -> None:
    perform("press 9999#\nexpect talking in standup", number=3)

    assert {"caller 1", "caller 2", "caller 3"} == {caller.name for caller in world.conference("standup").talkers}


def test_first_caller_calls_from_the_number_that_is_given(world: World, perform: Play) -> None:
    perform("hear PIN", from_="+15550100")

    assert [("caller", "+15550100")] == [(caller.name, caller.number) for caller in world.callers]


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("\nhear password", r'^line 2: caller did not hear "password"'),
        ("press 1111#\nexpect talking in standup", "line 2: caller is not talking in standup: waiting in standup"),
        ("press 9999#\nexpect waiting in standup", "caller is not waiting in standup: talking in standup"),
        ("expect music", "caller is not music: in-progress, running Say"),
        ("press 9999#\nexpect over", "caller is not over: talking in standup"),
    ],
)
def test_step_that_is_not_so_names_its_line(script: str, message: str, perform: Play) -> None:
    with pytest.raises(ExpectationFailed, match=message):
        perform(script)
