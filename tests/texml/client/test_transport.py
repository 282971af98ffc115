"""Between flows and httpx: what a request is, and what an error says of its fate."""

import httpx
import pytest

from texml.client.requests import Request
from texml.client.settings import Settings, Timeouts
from texml.client.transport import WORLD, answered, extensions, http_request, lost

SETTINGS = Settings("https://example.com/v2", "KEY")


def test_request_goes_below_the_base_url_with_the_key() -> None:
    request = http_request(Request("POST", "/conferences/a%2Fb/actions/end?x=1", b"{}"), SETTINGS, {})

    assert ("POST", b"/v2/conferences/a%2Fb/actions/end?x=1", b"{}") == (
        request.method, request.url.raw_path, request.content,
    )  # fmt: skip
    assert ("Bearer KEY", "application/json", "example.com", "2") == tuple(
        request.headers[name] for name in ("authorization", "content-type", "host", "content-length")
    )


def test_timeouts_are_handed_to_the_transport() -> None:
    assert {"timeout": {"connect": 1.0, "read": 2.0, "write": 2.0, "pool": 2.0}} == extensions(Timeouts(1.0, 2.0))


def test_answer_is_status_headers_and_content() -> None:
    answer = answered(httpx.Response(200, headers={"X-Request-Id": "r1"}, content=b"{}"))

    assert (200, "r1", b"{}") == (answer.status, answer.headers["x-request-id"], answer.content)


@pytest.mark.parametrize(
    ("error", "was_sent", "timed_out"),
    [
        (httpx.ConnectError("refused"), False, False),
        (httpx.ConnectTimeout("late"), False, True),
        (httpx.PoolTimeout("full"), False, True),
        (httpx.ProxyError("closed"), False, False),
        (httpx.UnsupportedProtocol("what"), False, False),
        (httpx.LocalProtocolError("what"), False, False),
        (httpx.ReadError("cut"), True, False),
        (httpx.ReadTimeout("late"), True, True),
        (httpx.WriteError("cut"), True, False),
        (httpx.WriteTimeout("late"), True, True),
        (httpx.CloseError("cut"), True, False),
        (httpx.RemoteProtocolError("nothing came"), True, False),
        (httpx.DecodingError("no gzip"), True, False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_error_says_whether_the_request_may_have_arrived(
    error: httpx.RequestError, was_sent: bool, timed_out: bool
) -> None:
    found = lost(error)

    assert (was_sent, timed_out) == (found.was_sent, found.timed_out)
    assert f"{type(error).__name__}: {error}" == found.reason


def test_names_of_commands_differ() -> None:
    assert WORLD.new_id() != WORLD.new_id()
