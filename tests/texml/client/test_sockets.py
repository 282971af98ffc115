"""Over real sockets: servers that execute and hang up, answer in pieces, or are not there at all."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from texml.client import Client, Retries, Timeouts
from texml.errors import ConnectionFailed, NotValid, OutcomeUncertain, ServerFailed, UnexpectedAnswer

OK = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 25\r\n\r\n{"data":{"result":"ok"}}\n'


class Server:
    """Reads one request a connection, keeps its body, and sends each of *answers* in turn: bytes, then it hangs up."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = list(answers)
        self.executed: list[dict[str, object]] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/v2"

    def serve(self) -> None:
        while self.answers:
            connection, _ = self.listener.accept()
            with connection:
                self.executed.append(read_request(connection))
                connection.sendall(self.answers.pop(0))


def read_request(connection: socket.socket) -> dict[str, object]:
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    lengths = [int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")]
    while len(body) < sum(lengths):
        body += connection.recv(65536)
    found: dict[str, object] = json.loads(body) if body else {}
    return found


@contextmanager
def serving(*answers: bytes) -> Iterator[Server]:
    server = Server(*answers)
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        thread.join(timeout=10)
        server.listener.close()


def client_of(url: str, *, attempts: int = 3) -> Client:
    return Client(
        "KEY", base_url=url, retries=Retries(attempts), timeouts=Timeouts(connect_s=5, answer_s=5), sleep=lambda _: None
    )


@pytest.mark.parametrize(
    "lost",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Le", id="half a head"),
        pytest.param(OK[:-10], id="half a body"),
        pytest.param(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", id="a proxy's failure"),
        pytest.param(b"\x00\x01\x02 what?\r\n\r\n", id="no HTTP"),
    ],
)
def test_command_that_was_executed_and_not_answered_goes_out_again_under_its_name(lost: bytes) -> None:
    with serving(lost, OK) as server, client_of(server.url) as client:
        answer = client.conferences.actions.join("Business", call_control_id="v3:a")

    assert "ok" == answer.data.result
    assert 2 == len(server.executed)
    assert server.executed[0] == server.executed[1]
    assert server.executed[0]["command_id"]


@pytest.mark.parametrize("lost", [b"", OK[:-10]], ids=["nothing", "half a body"])
def test_command_without_a_name_goes_out_once(lost: bytes) -> None:
    with serving(lost) as server, client_of(server.url) as client, pytest.raises(OutcomeUncertain):
        client.conferences.actions.mute("Business")

    assert 1 == len(server.executed)


def test_nobody_listens() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    listener.close()

    with client_of(f"http://127.0.0.1:{port}/v2") as client, pytest.raises(ConnectionFailed) as caught:
        client.conferences.actions.mute("Business")

    assert 3 == caught.value.attempts


ANSWERS: list[tuple[bytes, type[Exception]]] = [
    (b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>", UnexpectedAnswer),
    (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", UnexpectedAnswer),
    (b"HTTP/1.1 422 Unprocessable\r\nContent-Length: 2\r\n\r\n[]", NotValid),
    (b"HTTP/1.1 503 Unavailable\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n", ServerFailed),
    (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope", OSError),
]


@pytest.mark.parametrize(("answer", "error"), ANSWERS, ids=["html", "redirect", "list", "503", "no gzip"])
def test_answer_that_is_none_has_its_error(answer: bytes, error: type[Exception]) -> None:
    with serving(answer) as server, client_of(server.url, attempts=1) as client, pytest.raises(error):
        client.conferences.retrieve("c1")


def test_connection_is_used_again() -> None:
    answered: list[int] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            for _ in range(3):
                read_request(connection)
                connection.sendall(OK)
                answered.append(connection.fileno())

    thread = threading.Thread(target=serve)
    thread.start()
    with client_of(f"http://127.0.0.1:{listener.getsockname()[1]}/v2") as client:
        for _ in range(3):
            client.conferences.actions.mute("Business")
    thread.join(timeout=10)
    listener.close()

    assert 3 == len(answered)
