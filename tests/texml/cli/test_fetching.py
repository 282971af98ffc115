"""What is fetched to be checked."""

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.client import HTTPException, IncompleteRead
from http.server import BaseHTTPRequestHandler
from itertools import count

import pytest

from texml.cli.fetching import fetched
from texml.tree import LIMITS

WHOLE = b"<Response/>"


class Handler(BaseHTTPRequestHandler):
    """Answers by its path; ``/seen`` tells the path and the login of the request."""

    def do_GET(self) -> None:
        name, _, rest = self.path.removeprefix("/").partition("/")
        if name == "to":
            self.send_response(302)
            self.send_header("Location", rest)
        else:
            self.send_response(404 if name == "404" else 200)
        body = {"huge": b"x" * (LIMITS.bytes + 5)}.get(name, WHOLE)
        if name == "seen":
            body = f"{self.path} {self.headers.get('Authorization')}".encode()
        if name not in {"to", "endless"}:
            self.send_header("Content-Length", str(len(body) + (name == "cut")))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(serving: Callable[[type[Handler]], AbstractContextManager[str]]) -> Iterator[str]:
    with serving(Handler) as url:
        yield url


def test_answer_is_fetched_whole(site: str) -> None:
    assert [WHOLE, WHOLE] == [fetched(f"{site}/voice"), fetched(f"{site}/endless")]


def test_no_more_is_read_than_a_byte_over_what_a_document_may_have(site: str) -> None:
    assert LIMITS.bytes + 1 == len(fetched(f"{site}/huge"))


def test_answer_that_is_broken_off_is_none(site: str) -> None:
    with pytest.raises(IncompleteRead):
        fetched(f"{site}/cut")


def test_answer_that_comes_too_slowly_is_none(site: str) -> None:
    hours = count(0, 3_600)  # as if an hour went by between any two looks at the clock

    with pytest.raises(TimeoutError, match="no whole answer in time"):
        fetched(f"{site}/voice", monotonic=lambda: next(hours))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("404", "HTTP Error 404: Not Found"),
        # The library tells of a loop in three lines.
        ("to//to/", "HTTP Error 302: The HTTP server returned a redirect error that would lead to an infinite loop."),
        ("to/file:///etc/hostname", "HTTP Error 302: Found - Redirection to url 'file:///etc/hostname' is not allowed"),
    ],
)
def test_answer_that_is_no_success_is_told_in_a_line(path: str, reason: str, site: str) -> None:
    with pytest.raises(OSError, match=r"^HTTP Error ") as told:
        fetched(f"{site}/{path}")

    assert reason == str(told.value)


def test_host_that_does_not_listen_is_told_without_the_brackets_of_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))

        with pytest.raises(OSError, match=r"^Connection refused$"):
            fetched(f"http://127.0.0.1:{deaf.getsockname()[1]}/voice")


def test_redirect_is_followed(site: str) -> None:
    assert WHOLE == fetched(f"{site}/to//voice")


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ("/seen/a b", "/seen/a%20b"),
        ("/seen/grüße?name=Zoë", "/seen/gr%C3%BC%C3%9Fe?name=Zo%C3%AB"),
        ("/seen/a%20b?c=d&e=%26#f", "/seen/a%20b?c=d&e=%26"),
    ],
)
def test_address_is_sent_as_a_browser_sends_it(asked: str, sent: str, site: str) -> None:
    assert f"{sent} None".encode() == fetched(site + asked)


def test_name_and_password_of_an_address_are_sent(site: str) -> None:
    address = site.replace("//", "//ann:p%40ss@")

    assert b"/seen Basic YW5uOnBAc3M=" == fetched(f"{address}/seen")


def test_name_and_password_are_not_sent_on_to_where_an_answer_points(site: str) -> None:
    elsewhere = site.replace("127.0.0.1", "localhost")
    address = site.replace("//", "//ann:pass@")

    assert b"/seen None" == fetched(f"{address}/to/{elsewhere}/seen")


@pytest.mark.parametrize("url", ["http://[", "https://127.0.0.1:x/", f"http://{'ü' * 70}/"])
def test_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises((ValueError, OSError, HTTPException)):
        fetched(url)
