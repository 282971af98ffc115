"""PostgreSQL freezes and is killed under load: callbacks are taken all the same, and each event is there once."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.timeout(1200)
def test_d10_frozen_and_killed_postgresql_loses_nothing(
    serve: Callable[..., Any],
    platform: Any,
    judge: Callable[..., Any],
    figure: Callable[..., None],
    start_postgres: Callable[[], Any],
    tmp_path: Path,
    short: bool,
) -> None:
    away_s = 4 if short else 120
    postgres = start_postgres()
    spool = tmp_path / "spool"
    with serve(postgres.url, spool=str(spool)) as server, platform.sending(server.url, clients=4):
        platform.wait_for(50)
        frozen = postgres.pids()
        for pid in frozen:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(away_s)
        for pid in frozen:
            os.kill(pid, signal.SIGCONT)
        platform.wait_for(len(platform.acknowledged) + 50)
        for pid in postgres.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(away_s)
        in_spool = sum(file.stat().st_size for file in spool.iterdir())
        start_postgres()
        began = time.monotonic()
        while any(file.suffix == ".spool" for file in spool.iterdir()):
            assert time.monotonic() - began < 120, "the spool is not drained"
            time.sleep(0.1)
        drained_s = time.monotonic() - began
        platform.wait_for(len(platform.acknowledged) + 50)
    outcome = judge(postgres.url, platform.acknowledged)

    figure(
        f"PostgreSQL frozen, then killed, for {away_s} s each under load",
        target="0 acknowledged lost, spool drained, each event once",
        found=f"{outcome.lost} lost, {outcome.doubled} doubled of {len(platform.acknowledged)}, "
        f"{platform.others[503]} times 503, {in_spool // 1024} KiB drained within {drained_s:.0f} s, "
        f"latest answer {platform.latest_s:.2f} s",
        is_met=outcome == (0, 0, ()) and in_spool > 0 and platform.latest_s <= 1.6,
    )
