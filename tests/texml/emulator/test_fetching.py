"""One request as the platform sends it, and whatever an application answers."""

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from itertools import repeat
from threading import Event
from typing import Any

import httpx
import pytest

from texml.emulator.fetching import Answer, Fetcher, Outgoing
from texml.emulator.guard import Guard
from texml.emulator.transports import Network

HELLO = b"<Response><Say>hello</Say></Response>"
VOICE = "http://localhost/voice"

Make = Callable[..., Any]


class Times:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def fetcher(transport: Any, monotonic: Callable[[], float] = time.monotonic) -> Fetcher:
    transport = transport if isinstance(transport, httpx.BaseTransport) else httpx.WSGITransport(transport)
    return Fetcher(transport, monotonic=monotonic)


def post(url: str = VOICE, **options: Any) -> Outgoing:
    headers = (("Content-Type", "application/x-www-form-urlencoded"), ("telnyx-timestamp", "17"))
    return Outgoing(method="POST", url=url, headers=headers, body=b"CallSid=v3%3Aa+b&From=%2B1312", **options)


@pytest.fixture
def seen() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def app(seen: list[dict[str, Any]]) -> Callable[..., Any]:
    """Return an application that keeps what it was sent."""

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        seen.append({**environ, "body": environ["wsgi.input"].read()})
        start_response("200 OK", [("Content-Type", "application/xml")])
        return [HELLO]

    return app


def test_request_arrives_as_it_was_given(app: Any, seen: list[dict[str, Any]]) -> None:
    answer = fetcher(app).fetch(post(VOICE + "?room=1"))

    (environ,) = seen
    assert (200, HELLO, None) == (answer.status, answer.body, answer.failure)
    assert ("POST", "/voice", "room=1") == (environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"])
    assert (b"CallSid=v3%3Aa+b&From=%2B1312", "29") == (environ["body"], environ["CONTENT_LENGTH"])
    assert "application/x-www-form-urlencoded" == environ["CONTENT_TYPE"]
    assert ("17", "telnyx-webhooks") == (environ["HTTP_TELNYX_TIMESTAMP"], environ["HTTP_USER_AGENT"])


def test_get_has_no_body(app: Any, seen: list[dict[str, Any]]) -> None:
    fetcher(app).fetch(Outgoing(method="GET", url=VOICE + "?room=1"))

    assert ("GET", b"", None) == (seen[0]["REQUEST_METHOD"], seen[0]["body"], seen[0].get("CONTENT_LENGTH"))


def test_body_that_is_cut_promises_its_whole_length(app: Any, seen: list[dict[str, Any]]) -> None:
    fetcher(app).fetch(post(sent_bytes=5))

    assert (b"CallS", "29") == (seen[0]["body"], seen[0]["CONTENT_LENGTH"])


@pytest.mark.parametrize("status", ["404 NOT FOUND", "500 OH NO", "302 FOUND", "204 NO CONTENT"])
def test_status_is_told_as_it_came(status: str, answering: Make) -> None:
    answer = fetcher(answering(status=status, headers={"Location": "/next"})).fetch(post())

    assert (int(status[:3]), None) == (answer.status, answer.failure)


def test_header_is_found_in_whatever_case(answering: Make) -> None:
    answer = fetcher(answering()).fetch(post())

    assert ("application/xml; charset=utf-8", None) == (answer.header("content-TYPE"), answer.header("x-none"))


def test_ten_megabytes_are_cut(answering: Make) -> None:
    answer = fetcher(answering(b"x" * 10_000_000)).fetch(post())

    assert (65_536, True, None) == (len(answer.body), answer.is_cut, answer.failure)


def test_as_many_bytes_as_are_allowed_are_taken(answering: Make) -> None:
    answer = fetcher(answering(b"x" * 65_536)).fetch(post())

    assert (65_536, False) == (len(answer.body), answer.is_cut)


def test_endless_document_is_left_behind_and_closed(answering: Make) -> None:
    closed = []

    class Endless:
        def __iter__(self) -> Iterator[bytes]:
            return repeat(b"<Say>again</Say>")

        def close(self) -> None:
            closed.append(True)

    answer = fetcher(answering(Endless())).fetch(post())

    assert (True, [True]) == (answer.is_cut, closed)


def test_gzip_is_unpacked(answering: Make) -> None:
    answer = fetcher(answering(gzip.compress(HELLO), headers={"Content-Encoding": "gzip"})).fetch(post())

    assert HELLO == answer.body


def test_gzip_bomb_is_unpacked_no_further_than_a_document_may_be_long(answering: Make, bomb: bytes) -> None:
    answer = fetcher(answering(bomb, headers={"Content-Encoding": "gzip"})).fetch(post())

    assert (65_536, True, None) == (len(answer.body), answer.is_cut, answer.failure)


@pytest.mark.parametrize(
    ("encoding", "body", "reason"),
    [
        ("br", HELLO, "'br' was not asked for"),
        ("gzip", HELLO, "is not gzip"),
        ("gzip", b"\x1f\x8b\x08\0\0\0\0\0", "ends in the middle"),
        ("gzip, gzip", HELLO, "was not asked for"),
    ],
)
def test_body_in_another_encoding_than_it_says_is_undecodable(
    encoding: str, body: bytes, reason: str, answering: Make
) -> None:
    answer = fetcher(answering(body, headers={"Content-Encoding": encoding})).fetch(post())

    assert "undecodable" == answer.failure
    assert reason in answer.reason


def test_application_that_raises_has_crashed_and_its_error_is_told() -> None:
    def app(environ: object, start_response: object) -> list[bytes]:
        raise ZeroDivisionError("by zero")

    answer = fetcher(app).fetch(post())

    assert (500, "crashed", "the application raised ZeroDivisionError: by zero") == (
        answer.status,
        answer.failure,
        answer.reason,
    )


def test_answer_in_process_that_took_longer_than_anyone_waits_came_too_late(answering: Make) -> None:
    times = Times()

    def pieces() -> Iterator[bytes]:
        yield b"<Response>"
        times.now += 31.0
        yield b"</Response>"

    answer = fetcher(answering(pieces()), times).fetch(post())

    assert ("timed out", 31.0) == (answer.failure, answer.elapsed_s)


def test_elapsed_time_is_measured(answering: Make) -> None:
    times = Times()

    def pieces() -> Iterator[bytes]:
        times.now += 3.0
        yield HELLO

    answer = fetcher(answering(pieces()), times).fetch(post())

    assert (3.0, None) == (answer.elapsed_s, answer.failure)


def test_redirect_is_not_followed(answering: Make) -> None:
    answer = fetcher(answering(status="302 FOUND", headers={"Location": "/next"})).fetch(post())

    assert (302, "/next", None) == (answer.status, answer.header("location"), answer.failure)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://localhost/", "data:text/xml,<Response/>", "javascript:alert(1)", "/voice", "http://",
     "", "http://[::1", "http://\x00/"],
)  # fmt: skip
def test_url_that_leads_nowhere_is_refused(url: str) -> None:
    answer = fetcher(Network(Guard())).fetch(post(url))

    assert (None, "refused") == (answer.status, answer.failure)
    assert answer.reason


def test_nobody_at_the_port_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    network = Network(Guard())

    answer = fetcher(network).fetch(post(url))
    network.close()

    assert "unreachable" == answer.failure


def test_unknown_host_is_unreachable() -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    answer = fetcher(Network(Guard(resolver=nobody))).fetch(post("http://app.test/"))

    assert ("unreachable", "app.test is not found: no such name") == (answer.failure, answer.reason)


def over_network(url: str, **limits: Any) -> Answer:
    network = Network(Guard())
    try:
        return fetcher(network).fetch(post(url, **limits))
    finally:
        network.close()


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n"


@pytest.mark.parametrize(
    "first", [b"", HEAD + b"Content-Length: 37\r\n\r\n<Respon"], ids=["before its first byte", "in the middle"]
)
def test_application_that_hangs_times_out(first: bytes, listen: Make) -> None:
    def hang(connection: socket.socket, stop: Event) -> None:
        connection.sendall(first)
        stop.wait()

    assert "timed out" == over_network(listen(hang).url, timeout_s=0.05).failure


def test_application_that_drips_times_out_as_a_whole(listen: Make) -> None:
    def drip(connection: socket.socket, stop: Event) -> None:
        connection.sendall(HEAD + b"\r\n<Response>")
        while not stop.wait(0.01):
            connection.sendall(b" ")

    assert "timed out" == over_network(listen(drip).url, timeout_s=0.1).failure


def test_connection_that_is_cut_is_broken_off(listen: Make) -> None:
    def cut(connection: socket.socket, stop: Event) -> None:
        connection.sendall(HEAD + b"Content-Length: 37\r\n\r\n<Respon")

    assert "broken off" == over_network(listen(cut).url).failure


@pytest.mark.parametrize("noise", [b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 2 OK\r\n\r\n", b"\0" * 100_000])
def test_something_that_speaks_no_http_is_broken_off(noise: bytes, listen: Make) -> None:
    def noisy(connection: socket.socket, stop: Event) -> None:
        connection.sendall(noise)

    assert "broken off" == over_network(listen(noisy).url).failure


def test_endless_answer_over_the_network_is_left_behind(listen: Make) -> None:
    def endless(connection: socket.socket, stop: Event) -> None:
        connection.sendall(HEAD + b"\r\n<Response>")
        while not stop.is_set():
            connection.sendall(b"<Say>again</Say>" * 1000)

    answer = over_network(listen(endless).url)

    assert (65_536, True, None) == (len(answer.body), answer.is_cut, answer.failure)
