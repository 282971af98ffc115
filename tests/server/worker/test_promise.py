"""Who promises is asked when there is news and when time is up, and the answer is told once."""

import socket
from collections.abc import Callable, Iterable, Iterator

import pytest
from gunicorn.config import Config

from server.worker.connection import Connection
from server.worker.promise import HeldBack, Promise, Promises


class Outcome:
    """What a test makes known."""

    def __init__(self, deadline: float = 10.0) -> None:
        self.deadline = deadline
        self.is_known = False
        self.asked: list[float] = []
        self.back: Callable[[], None] | None = None

    def call(self, back: Callable[[], None]) -> None:
        self.back = back
        if self.is_known:
            back()

    def go_on(self, now: float) -> bool:
        self.asked.append(now)
        return self.is_known

    def come(self, *, is_known: bool = True) -> None:
        self.is_known = is_known
        assert self.back is not None
        self.back()


class Written:
    """In place of gunicorn's response: remembers what was written."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.body: list[bytes] = []
        self.is_closed = False

    def write(self, chunk: bytes) -> None:
        if self.error is not None:
            raise self.error
        self.body.append(chunk)

    def close(self) -> None:
        self.is_closed = True

    def should_close(self) -> bool:
        return False


class Loop:
    """The loop of a worker whose turns a test takes."""

    def __init__(self) -> None:
        self.to_do: list[Callable[[], None]] = []
        self.finished: list[tuple[Connection, bool]] = []
        self.promises = Promises(self.to_do.append, lambda *end: self.finished.append(end))

    def turn(self) -> None:
        while self.to_do:
            self.to_do.pop(0)()


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.fixture
def connection() -> Iterator[Connection]:
    ours, theirs = socket.socketpair()
    with ours:
        connection = Connection(Config(), theirs, ("127.0.0.1", 1), ("127.0.0.1", 2), linger=lambda sock: sock.close())
        yield connection
        connection.sock.close()


def held_back(outcome: Outcome, written: Written, body: Iterable[bytes] = (b"kept",)) -> HeldBack:
    return HeldBack(Promise(outcome, lambda: body), written)


def test_any_server_may_iterate_over_a_promise() -> None:
    assert [b"kept"] == list(Promise(Outcome(), lambda: (b"kept",)))


def test_nothing_is_told_before_the_outcome(loop: Loop, connection: Connection) -> None:
    written = Written()

    loop.promises.hold(held_back(Outcome(), written), connection)
    loop.promises.look(9.9)
    loop.turn()

    assert ([], False, []) == (written.body, written.is_closed, loop.finished)


def test_loop_tells_what_is_known(loop: Loop, connection: Connection) -> None:
    outcome, written = Outcome(), Written()
    loop.promises.hold(held_back(outcome, written), connection)

    outcome.come()
    loop.turn()

    assert ([b"kept"], True, [(connection, True)]) == (written.body, written.is_closed, loop.finished)


def test_what_was_known_before_anybody_held_it_is_told(loop: Loop, connection: Connection) -> None:
    outcome, written = Outcome(), Written()
    outcome.is_known = True

    loop.promises.hold(held_back(outcome, written), connection)
    loop.turn()

    assert [(connection, True)] == loop.finished


def test_many_that_become_known_together_take_one_turn(loop: Loop, connection: Connection) -> None:
    outcomes = [Outcome() for _ in range(50)]
    for outcome in outcomes:
        loop.promises.hold(held_back(outcome, Written()), connection)

    for outcome in outcomes:
        outcome.come()

    assert 1 == len(loop.to_do)
    loop.turn()
    assert 50 == len(loop.finished)


def test_news_that_is_no_answer_yet_is_waited_on(loop: Loop, connection: Connection) -> None:
    outcome, written = Outcome(), Written()
    loop.promises.hold(held_back(outcome, written), connection)

    outcome.come(is_known=False)
    loop.turn()
    assert ([], 1) == (loop.finished, len(outcome.asked))

    outcome.come()
    loop.turn()
    assert [(connection, True)] == loop.finished


def test_outcome_is_asked_at_its_deadline_and_at_the_next(loop: Loop, connection: Connection) -> None:
    outcome = Outcome(deadline=10.0)
    loop.promises.hold(held_back(outcome, Written()), connection)

    loop.promises.look(9.9)
    outcome.deadline = 20.0
    for now in (10.0, 19.9, 20.0):
        loop.promises.look(now)

    assert [10.0, 20.0] == outcome.asked


def test_earlier_deadlines_do_not_wait_for_later_ones(loop: Loop, connection: Connection) -> None:
    late, early = Outcome(deadline=20.0), Outcome(deadline=10.0)
    for outcome in (late, early):
        loop.promises.hold(held_back(outcome, Written()), connection)

    early.is_known = True
    loop.promises.look(10.0)

    assert ([], 1) == (late.asked, len(loop.finished))


def test_what_was_told_is_not_told_again(loop: Loop, connection: Connection) -> None:
    outcome, written = Outcome(deadline=10.0), Written()
    loop.promises.hold(held_back(outcome, written), connection)
    outcome.come()
    outcome.come()
    loop.turn()

    loop.promises.look(10.0)
    loop.turn()

    assert ([b"kept"], [(connection, True)]) == (written.body, loop.finished)


@pytest.mark.parametrize("error", [BrokenPipeError(), BlockingIOError(), RuntimeError("a fault of ours")])
def test_answer_that_cannot_be_told_ends_its_connection_only(
    error: Exception, loop: Loop, connection: Connection
) -> None:
    outcomes = [Outcome(), Outcome()]
    for outcome, written in zip(outcomes, [Written(error), Written()], strict=True):
        loop.promises.hold(held_back(outcome, written), connection)
        outcome.come()

    loop.turn()

    assert [(connection, False), (connection, True)] == loop.finished


def test_what_is_called_while_others_are_told_is_told(loop: Loop, connection: Connection) -> None:
    late, written = Outcome(), Written()
    loop.promises.hold(held_back(late, written), connection)

    def telling() -> Iterator[bytes]:
        late.come()
        yield b"kept"

    outcome = Outcome()
    loop.promises.hold(held_back(outcome, Written(), telling()), connection)
    outcome.come()
    loop.turn()
    loop.turn()

    assert ([b"kept"], 2) == (written.body, len(loop.finished))
