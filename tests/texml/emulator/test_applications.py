"""Which number leads where, and how it is reached."""

from collections.abc import Iterator
from typing import Any

import fastapi
import pytest

from texml.emulator.applications import Applications
from texml.emulator.in_process import AsgiTransport, WsgiTransport
from texml.errors import EmulatorError


@pytest.fixture
def applications() -> Iterator[Applications]:
    applications = Applications(hosts=(), transport=None)
    yield applications
    applications.close()


def add(applications: Applications, app: Any, number: str = "+1", **urls: Any) -> Any:
    given = {
        "voice_url": "/voice",
        "voice_method": "POST",
        "fallback_url": None,
        "status_callback": None,
        "base_url": None,
    }
    return applications.add(number, app, **{**given, **urls})


def wsgi(environ: object, start_response: object) -> list[bytes]:
    return []


def test_urls_are_made_absolute_against_the_base(applications: Applications) -> None:
    added = add(
        applications,
        wsgi,
        base_url="https://a.test/app/",
        voice_url="v",
        fallback_url="/f",
        status_callback="http://b/s",
    )

    assert ("https://a.test/app/v", "https://a.test/f", "http://b/s") == (
        added.voice_url,
        added.fallback_url,
        added.status_callback,
    )


def test_application_in_process_is_at_localhost_and_others_beside_it(applications: Applications) -> None:
    urls = [add(applications, app, f"+{index}").voice_url for index, app in enumerate((wsgi, lambda *_: [], wsgi))]

    assert ["http://localhost/voice", "http://app2.localhost/voice", "http://localhost/voice"] == urls
    assert {"http://localhost", "http://app2.localhost"} == applications.origins


def test_base_follows_an_absolute_voice_url(applications: Applications) -> None:
    add(applications, wsgi, voice_url="https://a.test:8443/voice")

    assert [("https", "a.test", 8443)] == list(applications.transport.mounted)


def test_wsgi_and_asgi_are_told_apart(applications: Applications) -> None:
    add(applications, wsgi)
    add(applications, fastapi.FastAPI())

    assert [WsgiTransport, AsgiTransport] == [type(item) for item in applications.transport.mounted.values()]


def test_application_that_is_served_twice_is_started_once(applications: Applications) -> None:
    app = fastapi.FastAPI()
    add(applications, app)
    add(applications, app, "+2", base_url="http://other.test")

    assert 1 == len(set(applications.transport.mounted.values()))


def test_number_leads_to_its_application(applications: Applications) -> None:
    added = add(applications, wsgi, "+13125550100")

    assert added is applications.of("+13125550100")


def test_number_that_leads_nowhere_says_how_to_serve_it(applications: Applications) -> None:
    with pytest.raises(EmulatorError, match=r"nobody serves \+1; served: none yet; say world\.serve"):
        applications.of("+1")
