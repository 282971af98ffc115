"""The worker: connections go to whom has the fewest, and threads to requests that are there whole."""

import socket
from collections.abc import Iterator

import pytest

from server.worker import Board, _is_whole


class TestBoard:
    def test_places_are_given_until_all_are_taken(self) -> None:
        board = Board(2)

        assert [0, 1, None] == [board.take() for _ in range(3)]

    def test_place_that_was_given_back_is_given_again(self) -> None:
        board = Board(2)
        board.take()
        board.take()

        board.give_back(0)

        assert 0 == board.take()

    def test_fewest_are_those_of_the_others(self) -> None:
        board = Board(3)
        for place, connections in ((board.take(), 1), (board.take(), 5), (board.take(), 3)):
            board.write(place or 0, connections, now=10.0)

        assert [3, 1, 1] == [board.fewest_elsewhere(place, now=10.0) for place in range(3)]

    def test_worker_that_has_fallen_silent_keeps_nobody_waiting(self) -> None:
        board = Board(2)
        mine, other = board.take(), board.take()
        board.write(other or 0, 0, now=10.0)

        assert [0, None] == [board.fewest_elsewhere(mine or 0, now=now) for now in (10.4, 10.6)]

    def test_worker_that_has_not_begun_keeps_nobody_waiting(self) -> None:
        board = Board(2)
        mine = board.take()
        board.take()

        assert board.fewest_elsewhere(mine or 0, now=10.0) is None

    def test_lone_worker_waits_for_nobody(self) -> None:
        board = Board(2)

        assert board.fewest_elsewhere(board.take() or 0, now=10.0) is None


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Return the two ends of a connection; the second is the server's, and does not block."""
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    with ours, theirs:
        yield ours, theirs


WHOLE = {
    "no body": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "empty body": b"POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
    "body": b"POST / HTTP/1.1\r\ncontent-length:3\r\nHost: x\r\n\r\nabc",
    "body and more": b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcPOST",
    "chunks": b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "waits for a word": b"POST / HTTP/1.1\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n",
    "long body, so much of it that a thread may read on": b"POST / HTTP/1.1\r\nContent-Length: 60000\r\n\r\n"
    + b"a" * 40_000,
    "head without end": b"GET / HTTP/1.1\r\nA: " + b"a" * 20_000,
    "no HTTP": b"hello\n\n",
}
NOT_YET = {
    "nothing": b"",
    "half a line": b"POST / HT",
    "half a head": b"POST / HTTP/1.1\r\nContent-Length: 3\r\n",
    "head only": b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n",
    "half a body": b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab",
    "half a long body": b"POST / HTTP/1.1\r\nContent-Length: 60000\r\n\r\n" + b"a" * 30_000,
}


@pytest.mark.parametrize("sent", WHOLE.values(), ids=WHOLE)
def test_request_that_is_there_whole_gets_a_thread(sent: bytes, pair: tuple[socket.socket, socket.socket]) -> None:
    pair[0].sendall(sent)

    assert _is_whole(pair[1])


@pytest.mark.parametrize("sent", NOT_YET.values(), ids=NOT_YET)
def test_request_that_is_not_waits(sent: bytes, pair: tuple[socket.socket, socket.socket]) -> None:
    pair[0].sendall(sent)

    assert not _is_whole(pair[1])


def test_who_has_hung_up_gets_a_thread_to_be_told(pair: tuple[socket.socket, socket.socket]) -> None:
    pair[0].close()

    assert _is_whole(pair[1])


def test_looking_takes_nothing_away(pair: tuple[socket.socket, socket.socket]) -> None:
    pair[0].sendall(WHOLE["body"])

    _is_whole(pair[1])

    assert WHOLE["body"] == pair[1].recv(1_000)
