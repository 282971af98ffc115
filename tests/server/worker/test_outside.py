"""Who sends slowly waits outside, and so does who was answered and does not hang up; neither for ever."""

import socket
import time
from collections.abc import Iterator

import pytest
from gunicorn.config import Config

from server.worker.connection import REQUEST_S, Connection
from server.worker.outside import Outside

REQUEST = b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"

Pair = tuple[socket.socket, Connection]


@pytest.fixture
def taken_up() -> list[Connection]:
    return []


@pytest.fixture
def outside(taken_up: list[Connection]) -> Iterator[Outside]:
    outside = Outside(taken_up.append)
    yield outside
    outside.close()


@pytest.fixture
def connection(outside: Outside) -> Iterator[Pair]:
    """Return the client's end of a connection, and the server's."""
    ours, theirs = socket.socketpair()
    ours.settimeout(20)
    with ours:
        kept = Connection(Config(), theirs, ("127.0.0.1", 1), ("127.0.0.1", 2), linger=outside.let_leave)
        yield ours, kept
        kept.sock.close()


def test_connection_is_taken_up_once_its_request_is_whole(
    outside: Outside, connection: Pair, taken_up: list[Connection]
) -> None:
    client, waiting = connection
    outside.wait(waiting)

    client.sendall(REQUEST[:-1])
    outside.look()
    assert [] == taken_up

    client.sendall(REQUEST[-1:])
    outside.look()
    assert [waiting] == taken_up


def test_connection_that_was_taken_up_is_watched_no_more(
    outside: Outside, connection: Pair, taken_up: list[Connection]
) -> None:
    client, waiting = connection
    outside.wait(waiting)
    client.sendall(REQUEST)
    outside.look()

    client.sendall(REQUEST)
    outside.look()

    assert [waiting] == taken_up
    assert 0 == outside.drop(time.monotonic() + 10 * REQUEST_S, is_ending=False)


def test_who_hangs_up_is_taken_up_to_be_told(outside: Outside, connection: Pair, taken_up: list[Connection]) -> None:
    client, waiting = connection
    outside.wait(waiting)

    client.close()
    outside.look()

    assert [waiting] == taken_up


def test_who_is_too_slow_hears_so_and_is_dropped(outside: Outside, connection: Pair) -> None:
    client, waiting = connection
    client.sendall(REQUEST[:10])
    outside.wait(waiting)

    assert [0, 1] == [outside.drop(time.monotonic() + seconds, is_ending=False) for seconds in (0.0, REQUEST_S)]
    assert client.recv(100).startswith(b"HTTP/1.1 408 ")


def test_who_never_said_a_word_is_told_nothing(outside: Outside, connection: Pair) -> None:
    client, waiting = connection
    outside.wait(waiting)

    assert 1 == outside.drop(time.monotonic() + REQUEST_S, is_ending=False)
    assert b"" == client.recv(100)


def test_nobody_outside_is_waited_for_at_the_end(outside: Outside, connection: Pair) -> None:
    outside.wait(connection[1])

    assert 1 == outside.drop(time.monotonic(), is_ending=True)


def test_who_was_answered_may_read_to_the_end_and_is_closed_when_gone(outside: Outside, connection: Pair) -> None:
    client, answered = connection
    answered.sock.sendall(b"answer")

    answered.close(graceful=True)
    assert [b"answer", b""] == [client.recv(100), client.recv(100)]
    assert answered.sock.fileno() >= 0

    client.close()
    outside.look()
    assert -1 == answered.sock.fileno()


def test_who_was_answered_and_stays_is_closed_all_the_same(outside: Outside, connection: Pair) -> None:
    _, answered = connection
    answered.close(graceful=True)

    assert 0 == outside.drop(time.monotonic() + REQUEST_S, is_ending=False)
    assert -1 == answered.sock.fileno()
