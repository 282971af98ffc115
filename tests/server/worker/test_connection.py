"""Threads go to requests that are there whole."""

import socket
from collections.abc import Iterator

import pytest
from gunicorn.config import Config

from server.worker.connection import Connection, is_whole


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

    assert is_whole(pair[1])


@pytest.mark.parametrize("sent", NOT_YET.values(), ids=NOT_YET)
def test_request_that_is_not_waits(sent: bytes, pair: tuple[socket.socket, socket.socket]) -> None:
    pair[0].sendall(sent)

    assert not is_whole(pair[1])


def test_who_has_hung_up_gets_a_thread_to_be_told(pair: tuple[socket.socket, socket.socket]) -> None:
    pair[0].close()

    assert is_whole(pair[1])


def test_looking_takes_nothing_away(pair: tuple[socket.socket, socket.socket]) -> None:
    pair[0].sendall(WHOLE["body"])

    is_whole(pair[1])

    assert WHOLE["body"] == pair[1].recv(1_000)


PATHS = {
    "body": (b"POST /callbacks/call HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", "/callbacks/call"),
    "query": (b"POST /a?b=/c HTTP/1.1\r\nContent-Length: 0\r\n\r\n", "/a"),
    "more behind it": (b"POST /a HTTP/1.1\r\nContent-Length: 1\r\n\r\nxPOST /b", "/a"),
    "longer than a look": (b"POST /a HTTP/1.1\r\nContent-Length: 20000\r\n\r\n" + b"x" * 20_000, "/a"),
    "no length": (b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n", None),
    "chunks": (b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", None),
    "not whole": (b"POST /a HTTP/1.1\r\nContent-Length: 3\r\n\r\nab", None),
    "half a head": (b"POST /a HTTP/1.1\r\nContent-Length: 3\r\n", None),
    "no HTTP": (b"hello\r\nContent-Length: 0\r\n\r\n", None),
    "nothing": (b"", None),
}


@pytest.mark.parametrize(("sent", "path"), PATHS.values(), ids=PATHS)
def test_path_is_told_of_what_is_there_to_its_last_byte(sent: bytes, path: str | None) -> None:
    ours, theirs = socket.socketpair()
    with ours:
        connection = Connection(Config(), theirs, ("127.0.0.1", 1), ("127.0.0.1", 2), linger=lambda sock: sock.close())
        ours.sendall(sent)
        told = connection.path
        left = connection.sock.recv(100_000) if sent else b""
        connection.sock.close()

    assert (path, sent) == (told, left)


def test_path_is_not_told_of_what_goes_on_behind_something_that_was_read() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        connection = Connection(Config(), theirs, ("127.0.0.1", 1), ("127.0.0.1", 2), linger=lambda sock: sock.close())
        ours.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\nPOST /callbacks/call HTTP/1.1\r\nContent-Length: 9000\r\n\r\n")
        connection.init()
        next(connection.parser)
        ours.sendall(PATHS["body"][0])
        connection.sock.setblocking(False)

        assert (None, True) == (connection.path, connection.has_next)
        connection.sock.close()
