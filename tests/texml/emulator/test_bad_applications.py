"""What bad applications get: one documented outcome each, a line in the timeline that names it, no error and no hang.

The table is that of docs/how-to/test-without-a-phone.md.
"""

import gzip
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import repeat
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from texml.emulator.profiles import DOCUMENTED
from texml.emulator.world import World
from texml.testing import Caller

NUMBER = "+13125550100"
Make = Callable[..., World]

GOOD = b"<Response><Say>hello</Say></Response>"
PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "test-without-a-phone.md"

# The code of the timeline's line, and whether the caller hears the document all the same.
BAD: list[tuple[str, dict[str, Any], str, bool]] = [
    ("status 500", {"body": b"oh no", "status": "500 OH NO"}, "status-500", False),
    ("status 404", {"body": b"", "status": "404 NOT FOUND"}, "status-404", False),
    ("HTML", {"body": b"<!doctype html><html><body>Welcome</body></html>"}, "html", False),
    ("half a document", {"body": b"<Response><Say>hel"}, "half-document", False),
    ("no document", {"body": b""}, "empty-body", False),
    ("JSON", {"body": b'{"say": "hello"}'}, "not-xml", False),
    ("another root", {"body": b"<Say>hello</Say>"}, "not-texml", False),
    ("10 MB", {"body": b"<Response>" + b" " * 10_000_000 + b"</Response>"}, "too-large", False),
    ("endless document", {"body": lambda: repeat(b"<Say>again</Say>")}, "too-large", False),
    ("redirect", {"body": b"", "status": "302 FOUND", "headers": {"Location": "/voice"}}, "redirect", False),
    ("document type", {"body": b'<!DOCTYPE r [<!ENTITY x "y">]><Response/>'}, "not-xml", False),
    ("unknown verb", {"body": b"<Response><Speak>x</Speak><Say>hello</Say></Response>"}, "unknown-verb", True),
    ("unknown attribute", {"body": b"<Response><Say vioce='x'>hello</Say></Response>"}, "unknown-attribute", True),
    ("misplaced verb", {"body": b"<Response><Number>+1</Number><Say>hello</Say></Response>"}, "misplaced-verb", True),
    ("wrong value", {"body": b"<Response><Say loop='many'>hello</Say></Response>"}, "wrong-value", True),
    ("text/html", {"body": GOOD, "headers": {"Content-Type": "text/html"}}, "content-type", True),
    ("no type", {"body": GOOD, "headers": {"Content-Type": ""}}, "content-type", True),
    ("gzip that is none", {"body": GOOD, "headers": {"Content-Encoding": "gzip"}}, "connection", False),
    ("endless Redirect", {"body": b"<Response><Redirect>/voice</Redirect></Response>"}, "endless", False),
]


@pytest.fixture
def call(make_world: Make, answering: Callable[..., Any]) -> Callable[..., tuple[World, Caller]]:
    """Return what calls an application that always answers so, until the call is over."""

    def call(body: Any, **answer: Any) -> tuple[World, Caller]:
        def app(environ: Any, start_response: Any) -> Any:
            return answering(body() if callable(body) else body, **answer)(environ, start_response)

        world = make_world(app)
        caller = world.call(NUMBER)
        world.advance(minutes=2)
        return world, caller

    return call


@pytest.mark.parametrize(("name", "answer", "code", "is_heard"), BAD, ids=[row[0] for row in BAD])
def test_bad_answer_has_its_outcome_and_its_line(
    name: str, answer: dict[str, Any], code: str, is_heard: bool, call: Callable[..., tuple[World, Caller]]
) -> None:
    world, caller = call(**answer)

    assert (True, f"! {code}: " in world.report()) == (caller.is_over, True)
    assert ["hello"] * is_heard == caller.heard


@pytest.mark.parametrize(("name", "answer", "code", "is_heard"), BAD, ids=[row[0] for row in BAD])
def test_every_outcome_stands_in_the_documentation(name: str, answer: object, code: str, is_heard: bool) -> None:
    assert f"`{code.replace('500', 'N').replace('404', 'N')}`" in PAGE.read_text(encoding="utf-8")


def test_gzip_bomb_is_too_large(call: Callable[..., tuple[World, Caller]], bomb: bytes) -> None:
    world, caller = call(bomb, headers={"Content-Encoding": "gzip"})

    assert (True, "! too-large: " in world.report()) == (caller.is_over, True)


def test_good_gzip_is_heard(call: Callable[..., tuple[World, Caller]]) -> None:
    _, caller = call(gzip.compress(GOOD), headers={"Content-Encoding": "gzip"})

    assert ["hello"] == caller.heard


def test_redirect_loop_ends_where_redirects_are_followed(make_world: Make, answering: Callable[..., Any]) -> None:
    loop = answering(b"", status="302 FOUND", headers={"Location": "/voice"})
    world = make_world(loop, contract="lenient")

    caller = world.call(NUMBER)

    assert (True, "! redirect-loop: " in world.report(), 4) == (
        caller.is_over,
        True,
        len(world.timeline.exchanges),
    )


def test_application_that_raises_has_answered_500(make_world: Make) -> None:
    def app(environ: Any, start_response: Any) -> Any:
        raise LookupError("no such room")

    world = make_world(app)

    assert world.call(NUMBER).is_over
    assert "crashed: the application raised LookupError: no such room" in world.report()
    assert "! status-500: " in world.report()


HANGS: dict[str, Callable[[socket.socket, Event], None]] = {
    "before it answers": lambda connection, stop: stop.wait() and None,
    "in the middle": lambda connection, stop: (
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<Resp") or (stop.wait() and None)
    ),
}


@pytest.mark.parametrize("behave", HANGS.values(), ids=HANGS)
def test_application_that_hangs_has_timed_out(
    behave: Callable[[socket.socket, Event], None], listen: Callable[..., Any]
) -> None:

    with World(contract=replace(DOCUMENTED, fetch_timeout_s=0.05)) as world:
        world.serve(NUMBER, listen(behave).url, voice_url="/voice")

        assert world.call(NUMBER).is_over
        assert "! timeout: " in world.report()


def unending(environ: Any, start_response: Any) -> Any:
    start_response("200 OK", [("Content-Type", "text/xml")])
    yield b"<Response>"
    Event().wait()


@pytest.mark.parametrize("app", [lambda environ, start_response: Event().wait(), unending], ids=["view", "body"])
def test_application_in_process_that_never_answers_is_cut_off(app: Any, make_world: Make) -> None:
    world = make_world(app, app_timeout_s=0.05)

    assert world.call(NUMBER).is_over
    assert "the application in process did not answer within 0.05 s, and was cut off" in world.report()
    assert "! timeout: " in world.report()


def test_connection_that_breaks_is_named(listen: Callable[..., Any]) -> None:
    with World() as world:
        world.serve(NUMBER, listen(lambda connection, stop: None).url, voice_url="/voice")

        assert world.call(NUMBER).is_over
        assert "for voice_url: broken off, " in world.report()
        assert "! connection: " in world.report()


@pytest.mark.parametrize("url", ["http://169.254.169.254/latest", "http://example.test:1/", "file:///etc/passwd"])
def test_document_that_names_what_must_not_be_fetched_is_refused(
    url: str, call: Callable[..., tuple[World, Caller]]
) -> None:
    world, caller = call(f"<Response><Redirect>{url}</Redirect></Response>".encode())

    assert caller.is_over
    assert any(f"! {code}: " in world.report() for code in ("refused", "connection", "bad-url"))


def test_callbacks_go_nowhere_but_the_call_goes_on(make_world: Make) -> None:
    def app(environ: Any, start_response: Any) -> Iterator[bytes]:
        if environ["PATH_INFO"] == "/cb":
            raise ZeroDivisionError
        start_response("200 OK", [("Content-Type", "text/xml")])
        attributes = "statusCallback='/cb' statusCallbackEvent='start join end leave'"
        return iter([f"<Response><Dial><Conference {attributes}>x</Conference></Dial></Response>".encode()])

    world = make_world(app)
    caller = world.call(NUMBER)
    world.advance(minutes=5)

    assert caller.talking_in("x")
    assert "! callback-lost: " in world.report()
