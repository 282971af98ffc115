"""The worker as it runs: who only waits for the disk keeps no thread."""

import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import httpx
import pytest

DEADLINE_S = 20
HELD = 12
THREADS = 2

Server = Any


@pytest.fixture
def server(run: Callable[..., Server]) -> Server:
    """Return a server with far fewer threads than callbacks will be on their way."""
    return run("--threads", str(THREADS))


@pytest.fixture
def locked(server: Server, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Lock the log of the server until the test commits."""
    with closing(sqlite3.connect(tmp_path / "log.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


@pytest.fixture
def held(server: Server, locked: sqlite3.Connection) -> Iterator[list[socket.socket]]:
    """Return connections on each of which a callback waits for its commit."""
    with ExitStack() as stack:
        clients = []
        for number in range(HELD):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=DEADLINE_S))
            body = f"StatusCallbackEvent=start&ConferenceSid=c{number}"
            head = f"POST /callbacks/conference HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
            client.sendall((head + body).encode())
            clients.append(client)
        yield clients


def status(client: socket.socket) -> str:
    """Return the status of the answer that comes."""
    return client.recv(1000).decode().partition("\r\n")[0]


def events(server: Server) -> int:
    """Return how many events the API tells of."""
    return len(httpx.get(f"{server.url}/api/events", params={"limit": 1000}).raise_for_status().json()["events"])


def test_callbacks_that_wait_for_their_commit_keep_no_thread(
    server: Server, held: list[socket.socket], locked: sqlite3.Connection
) -> None:
    assert [200] * 3 == [httpx.get(f"{server.url}/livez", timeout=DEADLINE_S).status_code for _ in range(3)]
    locked.execute("ROLLBACK")

    assert ["HTTP/1.1 200 OK"] * HELD == [status(client) for client in held]
    assert HELD == events(server)


def test_connection_whose_answer_was_held_back_takes_the_next_request(
    server: Server, held: list[socket.socket], locked: sqlite3.Connection
) -> None:
    locked.execute("ROLLBACK")
    for client in held:
        status(client)
        client.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")

    assert ["HTTP/1.1 200 OK"] * HELD == [status(client) for client in held]


def test_who_hangs_up_before_the_commit_keeps_nobody_else_from_the_answer(
    server: Server, held: list[socket.socket], locked: sqlite3.Connection
) -> None:
    for client in held[::2]:
        client.close()
    locked.execute("ROLLBACK")

    assert ["HTTP/1.1 200 OK"] * (HELD // 2) == [status(client) for client in held[1::2]]
    assert HELD == events(server)


def test_server_that_stops_tells_first_what_it_has_held_back(
    server: Server, held: list[socket.socket], locked: sqlite3.Connection
) -> None:
    httpx.get(f"{server.url}/livez")  # the loop has taken up all that came before
    server.process.terminate()
    locked.execute("ROLLBACK")

    assert ["HTTP/1.1 200 OK"] * HELD == [status(client) for client in held]
    assert 0 == server.wait_until_gone()


def test_what_the_database_does_not_take_in_time_is_in_the_spool_and_acknowledged(
    held: list[socket.socket], tmp_path: Path
) -> None:
    assert ["HTTP/1.1 200 OK"] * HELD == [status(client) for client in held]
    assert any(path.stat().st_size for path in (tmp_path / "log.db-spool").iterdir())
