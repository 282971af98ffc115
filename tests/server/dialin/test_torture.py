"""The dial-in under every contract of the platform and every fault: nobody is lost, nothing is answered wrong."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server import Services
from texml.testing import PROFILES, World, torture

NUMBER, PUBLIC = "+13125550100", "https://voice.example.com"
EPOCH = 1_767_225_600
ROOMS = """
[rooms.standup]
name = "Weekly standup"
code = "1234"
[rooms.standup.host]
pin = "993311"
[rooms.standup.participant]
pin = "114477"
"""


@pytest.fixture
def make_world(
    make_app: Callable[..., Flask], write_rooms: Callable[[str], str], tmp_path: Path
) -> Callable[..., World]:
    """Return what makes a world with the dial-in served in it, and a log that is empty."""
    numbers = count()
    rooms = write_rooms(ROOMS)

    def make(contract: str, faults: tuple[str, ...]) -> World:
        worlds: list[World] = []

        def wall() -> float:
            return EPOCH + (worlds[0].now if worlds else 0)

        world = World(contract=contract, faults=faults, wall=wall)
        worlds.append(world)
        app = make_app(
            services=Services(now=lambda: datetime.fromtimestamp(wall(), UTC)),
            rooms=rooms,
            public_url=PUBLIC,
            database=f"sqlite:///{tmp_path}/{next(numbers)}.db",
            public_key=world.public_key,
            signatures="strict",
            voice_signatures="strict",
        )
        # The fallback URL of a deployment is another node; every node answers everything.
        world.serve(NUMBER, app, voice_url="/voice", fallback_url="/voice", base_url=PUBLIC)
        return world

    return make


def meet(world: World) -> None:
    """Let a guest wait for the host, both talk, and the host leave."""

    def enter(pin: str) -> Any:
        """Answer what is asked, as a person does whom a fault makes begin again."""
        call = world.call(NUMBER)
        for _ in range(6):
            world.settle()
            asked = call.heard[-1] if call.heard and not call.is_over else ""
            if "enter" not in asked:
                break
            call.press("1234#" if "room number" in asked else f"{pin}#")
        return call

    guest = enter("114477")
    assert guest.waiting_in("Weekly standup")
    host = enter("993311")
    world.settle()
    assert world.conference("Weekly standup").talkers == {host, guest}
    host.hang_up()
    guest.expect_say("The conference has ended.")
    assert guest.ends()


@pytest.mark.parametrize("contract", sorted(PROFILES))
def test_dial_in_stands_every_fault(contract: str, make_world: Callable[..., World]) -> None:
    verdicts = list(torture(meet, lambda faults: make_world(contract, faults)))

    assert [str(verdict) for verdict in verdicts if verdict.broken] == []
    assert len(verdicts) > 10
