"""Who listens hears every event once, in the order of commits, goes on where it was, and is let go of at the end."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

MakeApp = Callable[..., Flask]
Fields = Callable[..., dict[str, str]]
STREAM, CALLBACK = "/api/stream", "/callbacks/conference"


def heard(chunks: Iterator[bytes], count: int) -> list[tuple[str, str]]:
    """Return id and call of the next events of a stream."""
    found: list[tuple[str, str]] = []
    while len(found) < count:
        lines = dict(line.split(": ", 1) for line in next(chunks).decode().splitlines() if ": " in line)
        if "data" in lines:
            found.append((lines["id"], json.loads(lines["data"])["call"]))
    return found


@pytest.fixture
def tell(client: FlaskClient, callback: Fields) -> Callable[..., None]:
    """Return what tells the server of one event for each of these calls."""

    def post(*calls: str) -> None:
        for call in calls:
            assert 200 == client.post(CALLBACK, data=callback(CallSid=call)).status_code

    return post


@pytest.fixture
def listen(app: Flask) -> Iterator[Callable[..., Any]]:
    """Return what listens and gives the chunks of the stream; all hang up at the end."""
    opened: list[TestResponse] = []

    def begin(query: str = "", **headers: str) -> Iterator[bytes]:
        response = app.test_client().get(f"{STREAM}?{query}", headers=headers, buffered=False)
        opened.append(response)
        assert (200, "text/event-stream; charset=utf-8") == (response.status_code, response.headers["Content-Type"])
        return iter(response.response)

    yield begin
    for response in opened:
        response.close()


def test_events_are_heard_as_they_arrive(listen: Callable[..., Any], tell: Callable[..., None]) -> None:
    stream = listen()
    next(stream)

    tell("anna")
    first = heard(stream, 1)
    tell("bert")

    assert [("1", "anna"), ("2", "bert")] == [*first, *heard(stream, 1)]


def test_who_listens_from_now_on_hears_nothing_old(listen: Callable[..., Any], tell: Callable[..., None]) -> None:
    tell("anna")
    stream = listen()
    tell("bert")

    assert [("2", "bert")] == heard(stream, 1)


@pytest.mark.parametrize("how", ["query", "header"])
def test_stream_goes_on_after_the_last_event_that_was_heard(
    how: str, listen: Callable[..., Any], tell: Callable[..., None]
) -> None:
    tell("anna", "bert", "cleo")

    stream = listen("after=1") if how == "query" else listen("after=0", **{"Last-Event-ID": "1"})

    assert [("2", "bert"), ("3", "cleo")] == heard(stream, 2)


def test_no_repeat_is_heard(listen: Callable[..., Any], tell: Callable[..., None]) -> None:
    stream = listen("after=0")
    tell("anna", "anna", "anna", "bert")

    assert ["anna", "bert"] == [call for _, call in heard(stream, 2)]


def test_more_events_than_are_read_at_once_are_all_heard(
    listen: Callable[..., Any], app: Flask, callback: Fields
) -> None:
    client = app.test_client()
    calls = [f"call-{number}" for number in range(450)]
    for call in calls:
        client.post(CALLBACK, data=callback(CallSid=call))

    assert calls == [call for _, call in heard(listen("after=0"), 450)]


def test_browser_is_told_when_to_come_back(listen: Callable[..., Any]) -> None:
    assert b"retry: 2000\n\n" == next(listen())


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "\u0663", " 1", "9" * 40])
def test_cursor_that_is_none_is_refused(cursor: str, client: FlaskClient) -> None:
    response = client.get(STREAM, query_string={"after": cursor})

    assert (400, "after") == (response.status_code, response.json["parameter"])


class TestPlaces:
    def test_one_more_than_may_listen_is_asked_to_try_later(self, make_app: MakeApp) -> None:
        client = make_app(streams=2).test_client()
        with closing(client.get(STREAM, buffered=False)), closing(client.get(STREAM, buffered=False)):
            refused = client.get(STREAM)

        assert (503, "1", "application/problem+json") == (
            refused.status_code,
            refused.headers["Retry-After"],
            refused.headers["Content-Type"],
        )

    def test_place_is_free_again_when_a_listener_has_gone(self, make_app: MakeApp) -> None:
        client = make_app(streams=1).test_client()

        statuses = []
        for _ in range(3):
            with closing(client.get(STREAM, buffered=False)) as response:
                statuses.append(response.status_code)

        assert [200, 200, 200] == statuses

    def test_head_takes_no_place(self, make_app: MakeApp) -> None:
        client = make_app(streams=1).test_client()

        assert [200, 200] == [client.head(STREAM).status_code for _ in range(2)]

    def test_listeners_are_counted(self, make_app: MakeApp) -> None:
        client = make_app().test_client()
        with closing(client.get(STREAM, buffered=False)):
            during = client.get("/metrics").text
        after = client.get("/metrics").text

        assert (True, True) == ("texml_streams 1.0" in during, "texml_streams 0.0" in after)

    def test_a_thread_is_left_for_calls(self, make_app: MakeApp) -> None:
        client = make_app(streams=9, threads=2).test_client()
        with closing(client.get(STREAM, buffered=False)):
            assert 503 == client.get(STREAM).status_code


def test_listeners_hang_up_when_the_server_stops(app: Flask, listen: Callable[..., Any]) -> None:
    stream = listen()
    next(stream)
    ended = threading.Event()

    def read_to_the_end() -> None:
        list(stream)
        ended.set()

    reader = threading.Thread(target=read_to_the_end)
    reader.start()
    app.extensions["texml"].streams.end()
    reader.join(20)

    assert ended.is_set()


def test_stream_ends_where_the_log_cannot_be_read_so_that_the_listener_comes_back(
    app: Flask, listen: Callable[..., Any], log_file: Any
) -> None:
    stream = listen()
    next(stream)
    for file in log_file.parent.glob("log.db*"):
        file.unlink()
    log_file.mkdir()
    app.extensions["texml"].store.close()

    assert [] == list(stream)
