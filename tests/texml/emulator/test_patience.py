"""What takes too long is ended in the thread that does it; what answers in time is left alone."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from queue import SimpleQueue

import pytest

from texml.emulator.patience import InProcessTimeout, Overdue, Patience

LIMIT_S = 0.05


@pytest.fixture
def patience() -> Iterator[Patience]:
    patience = Patience(LIMIT_S)
    yield patience
    patience.close()
    assert "texml-patience" not in [thread.name for thread in threading.enumerate()]
    assert signal.getsignal(signal.SIGVTALRM) is signal.SIG_DFL


def spin() -> None:
    for _ in count():
        pass


def wait() -> None:
    threading.Event().wait()


def stubborn() -> None:
    try:
        spin()
    except Overdue:
        spin()


def test_work_in_time_gives_what_it_gives(patience: Patience) -> None:
    assert [patience.run(work) for work in (str, list, dict)] == ["", [], {}]


@pytest.mark.parametrize("work", [spin, wait, stubborn])
def test_work_without_end_is_ended(work: Callable[[], None], patience: Patience) -> None:
    with pytest.raises(Overdue):
        patience.run(work)

    assert patience.run(lambda: "the next one is not") == "the next one is not"


def test_in_another_thread_what_runs_is_ended(patience: Patience) -> None:
    ended: list[object] = []

    def run() -> None:
        try:
            patience.run(spin)
        except Overdue as err:
            ended.append(type(err))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()

    assert ended == [Overdue]


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty_threads")
def test_who_begins_meanwhile_does_not_keep_anybody_from_looking_on() -> None:
    # Not an event: its wait is a program of Python's, which leaves its lock in disorder where it is interrupted.
    patience, done = Patience(LIMIT_S / 10), SimpleQueue[None]()

    def hold() -> None:
        with suppress(Overdue):
            patience.run(done.get)

    held = [threading.Thread(target=hold) for _ in range(50)]
    for thread in held:
        thread.start()
    for _ in range(10_000):
        with suppress(Overdue):
            patience.run(str)
    looking_on = [thread.name for thread in threading.enumerate()].count("texml-patience")
    for _ in held:
        done.put(None)
    for thread in held:
        thread.join()
    patience.close()

    assert looking_on == 1


def test_error_of_the_work_is_its_own(patience: Patience) -> None:
    with pytest.raises(LookupError, match="no such room"):
        patience.run(lambda: {}["no such room"])


def test_work_inside_work_has_a_time_of_its_own(patience: Patience) -> None:
    def outer() -> str:
        with pytest.raises(Overdue):
            patience.run(wait)
        return "went on"

    assert Patience(float("inf")).run(outer) == "went on"


def test_signal_that_somebody_listens_to_is_left_to_them(patience: Patience) -> None:
    heard: list[int] = []
    signal.signal(signal.SIGVTALRM, lambda number, _: heard.append(number))
    try:
        with pytest.raises(Overdue):
            patience.run(spin)
        assert heard == []
        signal.raise_signal(signal.SIGVTALRM)
    finally:
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)

    assert heard == [signal.SIGVTALRM]


def test_infinite_patience_needs_no_thread() -> None:
    patience = Patience(float("inf"))

    assert patience.run(lambda: 1) == 1
    assert "texml-patience" not in [thread.name for thread in threading.enumerate()]


def test_reason_says_after_how_long() -> None:
    assert str(InProcessTimeout(30)) == "the application in process did not answer within 30 s, and was cut off"
