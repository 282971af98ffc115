"""A server in a process of its own looks after its rooms: against a platform on a socket, in real time."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from texml.emulator.realtime import RealTime
from texml.emulator.rest.serving import RestServer
from texml.testing import World

NUMBER = "+13125550100"
HOST = "+13125550112"
DEADLINE_S = 60.0
ROOMS = f"""
[rooms.standup]
when_host_leaves = "grace"
grace_s = 4  # of which two go by while the server starts: the clock of the platform is late by them
[rooms.standup.host]
pin = "993311"
[rooms.standup.callers]
"{HOST}" = "host"
"""


def test_room_ends_after_the_grace_time_by_itself(run: Callable[..., Any], tmp_path: Path) -> None:
    rooms = tmp_path / "rooms.toml"
    rooms.write_text(ROOMS, encoding="utf-8")
    with (
        ThreadPoolExecutor(4) as pool,
        World(pool=pool, epoch=time.time()) as world,
        closing(RestServer(world.rest)) as rest,
    ):
        server = run(
            "--rooms", str(rooms), workers=2, TEXML_TELNYX_API_KEY=world.rest.api_key,
            TEXML_TELNYX_BASE_URL=rest.url,
        )  # fmt: skip
        clock = RealTime(world.driver, monotonic=time.monotonic)
        began = time.monotonic()

        def until(is_so: Callable[[], object]) -> None:
            while not is_so():
                assert time.monotonic() - began < DEADLINE_S, world.report()
                clock.turn()

        world.serve(NUMBER, server.url, voice_url=f"{server.url}/rooms/standup")
        guest, host = world.call(NUMBER), world.call(NUMBER, from_=HOST)
        until(lambda: world.conference("standup").talkers == {guest, host})

        host.hang_up()
        until(lambda: guest.is_over and not world.driver.is_waiting)

        assert guest.heard[-3:] == ["The conference has ended.", "Thank you for taking part.", "Goodbye."]
        assert world.report().count("by REST: UpdateTexmlCall") == 1
