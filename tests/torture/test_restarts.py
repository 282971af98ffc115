"""The whole server is killed and started again: nothing is lost, and it is ready soon."""

import random
from collections.abc import Callable
from typing import Any

import pytest

READY_S = 5


@pytest.mark.timeout(900)
def test_d2_server_that_is_killed_whole_loses_nothing_and_is_ready_soon(
    serve: Callable[..., Any],
    platform: Any,
    judge: Callable[..., Any],
    figure: Callable[..., None],
    database: str,
    moments: random.Random,
    short: bool,
) -> None:
    cycles = 3 if short else 20
    ready = []
    for _ in range(cycles):
        with serve(database) as server:
            ready.append(server.ready_s)
            with platform.sending(server.url):
                platform.wait_for(len(platform.acknowledged) + moments.randint(1, 400))
                server.kill()
    outcome = judge(database, platform.acknowledged)

    figure(
        f"kill -9 of everything, {cycles} cycles",
        target=f"0 lost; ready again within {READY_S} s",
        found=f"{outcome.lost} lost, {outcome.doubled} doubled of {len(platform.acknowledged)}; "
        f"ready within {max(ready):.1f} s",
        is_met=(0, 0, ()) == outcome and max(ready) <= READY_S,
    )
