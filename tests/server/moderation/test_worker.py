"""The thread: it works until it is closed, and nothing that goes wrong ends it."""

import threading
from collections.abc import Callable
from contextlib import closing

import pytest

from server.errors import LogUnavailable
from server.moderation.worker import Worker

DEADLINE_S = 30.0


def counting(times: int, work: Callable[[], object] = lambda: None) -> tuple[Callable[[], None], threading.Event]:
    """Return work that is counted, and what is set when it was done so often."""
    enough = threading.Event()
    done: list[None] = []

    def count() -> None:
        done.append(None)
        if len(done) >= times:
            enough.set()
        work()

    return count, enough


def test_work_is_done_time_and_again() -> None:
    work, enough = counting(3)

    with closing(Worker(work, every_s=0.001)) as worker:
        worker.start()

        assert enough.wait(DEADLINE_S)


@pytest.mark.parametrize("error", [LogUnavailable("away"), ValueError("a bug")], ids=repr)
def test_nothing_that_goes_wrong_ends_it(error: Exception) -> None:
    def fail() -> None:
        raise error

    work, enough = counting(3, fail)

    with closing(Worker(work, every_s=0.001)) as worker:
        worker.start()

        assert enough.wait(DEADLINE_S)


def test_there_is_one_thread_and_none_before_it_is_started_or_after_it_is_closed() -> None:
    before = threading.active_count()
    worker = Worker(lambda: None, every_s=0.001)
    counts = [threading.active_count() - before]

    for _ in range(2):
        worker.start()
    counts.append(threading.active_count() - before)
    worker.close()
    worker.start()
    counts.append(threading.active_count() - before)

    assert [0, 1, 0] == counts


def test_worker_that_was_never_started_is_closed() -> None:
    Worker(lambda: None).close()
