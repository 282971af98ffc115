"""The disk is full, slow or broken, or somebody holds the lock: every answer comes in time, and none is false."""

import resource
import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from server.log.preparation import prepare

ANSWER_S = 1.6
STRACE = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


class Trial:
    """A server in trouble: callbacks come before, during and after it."""

    def __init__(self, platform: Any, judge: Callable[..., Any], figure: Callable[..., None], database: str) -> None:
        self.platform = platform
        self.database = database
        self._judge = judge
        self._figure = figure

    @contextmanager
    def sending(self, url: str, during_s: float) -> Any:
        """Send callbacks; the body of the context makes trouble and ends it, which took so long."""
        with self.platform.sending(url, clients=4):
            self.platform.wait_for(20)
            yield
            before = len(self.platform.acknowledged)
            self.platform.wait_for(before + 40)
            self._wait_until_drained()

    def _wait_until_drained(self) -> None:
        folder = Path(self.database.removeprefix("sqlite:///") + "-spool")
        deadline = time.monotonic() + 60
        while folder.exists() and any(file.suffix == ".spool" for file in folder.iterdir()):
            assert time.monotonic() < deadline, "the spool is not drained"
            time.sleep(0.1)

    def conclude(self, name: str) -> None:
        outcome = self._judge(self.database, self.platform.acknowledged)
        is_honest = outcome == (0, 0, ()) and set(self.platform.others) <= {503} and self.platform.cut == 0
        self._figure(
            name,
            target=f"503 or spool within {ANSWER_S} s, 0 false 200, recovers",
            found=f"latest answer {self.platform.latest_s:.2f} s, {len(self.platform.acknowledged)} acknowledged, "
            f"{self.platform.others[503]} times 503, {outcome.lost} false, {self.platform.cut} cut off; recovered"
            + "".join(f"; {finding}" for finding in outcome.findings[:3]),
            is_met=is_honest and self.platform.latest_s <= ANSWER_S,
        )


@pytest.fixture
def trial(platform: Any, judge: Callable[..., Any], figure: Callable[..., None], database: str) -> Trial:
    prepare(database)
    return Trial(platform, judge, figure, database)


@pytest.mark.timeout(300)
def test_d4_disk_is_full(trial: Trial, serve: Callable[..., Any]) -> None:
    with serve(trial.database) as server, trial.sending(server.url, 3):
        limits = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in server.workers()}
        for pid, (_, most) in limits.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (1_000, most))
        time.sleep(3)
        for pid, limit in limits.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)
    trial.conclude("disk full")


@pytest.mark.timeout(300)
def test_d7_lock_is_held_for_5_s(
    trial: Trial, serve: Callable[..., Any], lock: Callable[[], AbstractContextManager[None]]
) -> None:
    with serve(trial.database) as server, trial.sending(server.url, 5), lock():
        time.sleep(5)
    trial.conclude("lock held 5 s")


def strace(injection: str, tmp_path: Path) -> tuple[str, ...]:
    return ("strace", "-f", "-qq", "-e", f"inject=fsync,fdatasync:{injection}", "-e", "trace=fsync,fdatasync",
            "-o", str(tmp_path / "trace"))  # fmt: skip


@STRACE
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("name", "injection"),
    [
        ("D5: EIO on 30 syncs", "error=EIO:when=10..40"),
        ("D6: 100 ms for each sync", "delay_enter=100000"),
        ("D6: 3 s for each of 4 syncs", "delay_enter=3000000:when=10..13"),
    ],
    ids=["d5-eio", "d6-slow", "d6-stalled"],
)
def test_d5_d6_syncs_fail_or_take_their_time(
    name: str, injection: str, trial: Trial, serve: Callable[..., Any], tmp_path: Path
) -> None:
    with serve(trial.database, prefix=strace(injection, tmp_path)) as server, trial.sending(server.url, 3):
        time.sleep(3)
    trial.conclude(name)
