"""An application examined as the platform meets it."""

import time
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from flask import Flask, request

from texml.emulator.examination import Finding, examine
from texml.emulator.world import World
from texml.webhooks import PublicKey, Unauthentic, verify

Serve = Callable[[Any], str]


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return what serves an application over HTTP and gives its voice URL; all are stopped at the end."""
    servers = []

    def serve(app: Any) -> str:
        server = make_server("127.0.0.1", 0, app, handler_class=Quiet)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}/voice"

    yield serve
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


def answering(body: str | bytes, status: int = 200, content_type: str = "application/xml", **headers: str) -> Flask:
    app = Flask("one")
    answer = (body, status, {"Content-Type": content_type, **headers})
    app.add_url_rule("/voice", "voice", lambda: answer, methods=["GET", "POST"])
    return app


def texts(findings: list[Finding], severity: str) -> str:
    return "\n".join(f"{item.text} -> {item.advice}" for item in findings if item.severity == severity)


def test_application_that_does_everything_right_is_fine(serve: Serve) -> None:
    app = answering("<Response><Say>Hello</Say><Hangup/></Response>")
    with World() as world:
        key = PublicKey(world.public_key)

    @app.before_request
    def check() -> Any:
        try:
            verify(request.get_data(), request.headers, key, now=time.time())
        except Unauthentic:
            return "", 401
        return None

    found = list(examine(serve(app)))

    assert {"fine"} == {finding.severity for finding in found}
    assert "requests that are unsigned, forged or expired are refused" == found[-1].text


def test_careless_application_is_told_everything(serve: Serve) -> None:
    body = '<Response><Speak/><Gather numDigit="1" action="http://example.com/next"/></Response>'

    found = list(examine(serve(answering(body, content_type="text/html", ContentType="text/xml"))))

    errors, warnings = texts(found, "error"), texts(found, "warning")
    assert "TX131 at line 1, column 11" in errors or "TX101 at line 1, column 11" in errors
    assert "did you mean 'numDigits'" in errors + warnings
    assert "Content-Type is text/html -> send application/xml" in warnings
    assert "the header 'ContentType' means nothing" in warnings
    assert "requests that are unsigned, forged, expired are answered like the platform's" in warnings


def test_references_of_a_good_document_are_looked_at(serve: Serve) -> None:
    body = "<Response><Play>http://example.com/a.wav</Play><Redirect>http://localhost:1/x</Redirect></Response>"

    found = list(examine(serve(answering(body))))

    assert "http://example.com/a.wav is not encrypted -> use https" in texts(found, "warning")
    assert "http://localhost:1/x leads to this machine" in texts(found, "note")


def test_post_only_is_noted(serve: Serve) -> None:
    app = Flask("post")
    app.add_url_rule("/voice", "voice", lambda: ("<Response/>", {"Content-Type": "text/xml"}), methods=["POST"])

    found = list(examine(serve(app)))

    assert "GET: status 405" in texts(found, "note")


@pytest.mark.parametrize(
    ("app", "expected"),
    [
        (answering("x", 404), "POST: status 404"),
        (answering("", 401), "give it this public key: "),
        (answering("x" * 100_000), "the document is longer than 65536 bytes"),
        (answering("<html>"), "TX001"),
        (answering("<Response>"), "TX001"),
        (answering(""), "TX001"),
    ],
    ids=["404", "401", "too long", "HTML", "half a document", "nothing"],
)
def test_what_breaks_a_call_is_an_error(app: Flask, expected: str, serve: Serve) -> None:
    assert expected in texts(list(examine(serve(app))), "error")


def test_nobody_there_is_an_error_with_advice() -> None:
    found = list(examine("http://127.0.0.1:1/voice"))

    assert "start the application, and check the port" in texts(found, "error")
    assert 1 == len(found)
