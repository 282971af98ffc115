"""Workers are killed at random while callbacks come: what was acknowledged is in the log, once."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest


@pytest.mark.timeout(900)
def test_d1_killed_workers_lose_and_double_nothing(
    serve: Callable[..., Any],
    platform: Any,
    judge: Callable[..., Any],
    figure: Callable[..., None],
    database: str,
    moments: random.Random,
    short: bool,
) -> None:
    wanted, kills_wanted = (1_000, 4) if short else (30_000, 60)
    kills = 0
    with serve(database) as server, platform.sending(server.url):
        while kills < kills_wanted or len(platform.acknowledged) < wanted:
            time.sleep(moments.uniform(0.4, 0.9) if kills < kills_wanted else 0.1)
            workers = server.workers()
            if workers and kills < kills_wanted:
                with suppress(ProcessLookupError):
                    os.kill(moments.choice(workers), signal.SIGKILL)
                    kills += 1
    outcome = judge(database, platform.acknowledged)

    figure(
        "acknowledged, then kill -9 of workers at random",
        target=f"0 lost, 0 doubled of {wanted}, {kills_wanted} kills",
        found=f"{outcome.lost} lost, {outcome.doubled} doubled of {len(platform.acknowledged)}, {kills} kills, "
        f"{platform.cut} cut off",
        is_met=(0, 0, ()) == outcome,
    )
