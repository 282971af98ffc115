"""The client that waits: drives flows over any transport, shares connections, closes them, shows no key."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from texml.client import Client, Retries, Surroundings, Timeouts
from texml.errors import ConnectionFailed, NotAuthenticated, OutcomeUncertain, TimedOut
from texml.vocabulary.control.conferences import RetrieveConference

KEY = "KEY0123456789"
OK = {"data": {"id": "c1", "result": "ok"}}


def client_of(handler: Callable[[httpx.Request], httpx.Response], **options: Any) -> Client:
    return Client(KEY, base_url="https://platform.test/v2", transport=httpx.MockTransport(handler), **options)


def failing(*errors: Exception) -> Callable[[httpx.Request], httpx.Response]:
    left = list(errors)

    def handler(request: httpx.Request) -> httpx.Response:
        if left:
            raise left.pop(0)
        return httpx.Response(200, json=OK)

    return handler


def test_command_is_a_value_that_can_be_sent() -> None:
    with client_of(failing()) as client:
        assert "c1" == client.send(RetrieveConference("c1")).data.id


def test_pauses_are_waited_for() -> None:
    slept: list[float] = []
    world = Surroundings(lambda: 0.0, lambda: 0.0, lambda: "one")

    with client_of(
        failing(httpx.ReadTimeout("late"), httpx.ConnectError("no")), sleep=slept.append, world=world
    ) as client:
        client.conferences.retrieve("c1")

    assert [0.5, 1.0] == slept


@pytest.mark.parametrize(
    ("error", "raised"), [(httpx.ConnectError("no"), ConnectionFailed), (httpx.ReadTimeout("late"), TimedOut)]
)
def test_network_errors_come_out_as_ours_without_the_request(error: Exception, raised: type[Exception]) -> None:
    with client_of(failing(error), retries=Retries(attempts=1)) as client, pytest.raises(raised) as caught:
        client.conferences.retrieve("c1")

    # httpx's error would carry the request, and that the key.
    assert caught.value.__cause__ is None
    assert KEY not in str(vars(caught.value))


def test_uncertain_outcome_comes_out() -> None:
    with client_of(failing(httpx.ReadTimeout("late"))) as client, pytest.raises(OutcomeUncertain):
        client.conferences.actions.mute("c1")


def test_other_options_share_the_connections() -> None:
    seen = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request.extensions["timeout"]["read"])
        return httpx.Response(503)

    with client_of(handler, timeouts=Timeouts(1.0, 2.0), sleep=lambda _: None) as client:
        impatient = client.with_options(retries=Retries(attempts=1), timeouts=Timeouts(1.0, 0.5))
        for one in (impatient, client):
            with pytest.raises(Exception, match="503"):
                one.conferences.retrieve("c1")

    assert [0.5, 2.0, 2.0, 2.0] == seen


def test_wsgi_application_is_a_platform_too() -> None:
    def application(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        assert ("POST", "/v2/conferences/c1/actions/end") == (environ["REQUEST_METHOD"], environ["PATH_INFO"])
        start_response("200 OK", [("content-type", "application/json")])
        yield b'{"data": {"result": "ok"}}'

    with Client(KEY, base_url="http://emulator/v2", transport=httpx.WSGITransport(application)) as client:
        assert "ok" == client.conferences.actions.end_conference("c1").data.result


def test_closed_client_sends_nothing() -> None:
    client = client_of(failing())
    client.close()

    with pytest.raises(RuntimeError, match="closed"):
        client.conferences.retrieve("c1")


def test_client_needs_a_key() -> None:
    with pytest.raises(NotAuthenticated):
        Client("")


def test_key_is_not_shown() -> None:
    with client_of(failing()) as client:
        assert "Client(base_url='https://platform.test/v2')" == repr(client)


def test_redirect_is_not_followed_with_the_key() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        assert "platform.test" == request.url.host
        return httpx.Response(302, headers={"location": "https://elsewhere.test/"})

    with client_of(handler) as client, pytest.raises(Exception, match="the platform answers 302"):
        client.conferences.retrieve("c1")


def test_cookies_are_kept_by_nobody() -> None:
    seen = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("cookie"))
        return httpx.Response(200, json=OK, headers={"set-cookie": "a=1"})

    with client_of(handler) as client:
        client.conferences.retrieve("c1")
        client.conferences.retrieve("c1")

    assert [None, None] == seen
