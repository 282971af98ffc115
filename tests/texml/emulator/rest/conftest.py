"""A conference in an emulated world, and clients of its REST side: ours and the platform's official one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from flask import Flask, request

from texml.client import Client, Retries
from texml.emulator.caller import Caller
from texml.testing import World

NUMBER = "+13125550100"
BASE = "http://localhost"
XML = {"Content-Type": "application/xml"}


def application() -> Flask:
    """Return an application: a room, what follows it, an announcement, music, and a greeting."""
    app = Flask("application")
    documents = {
        "after": "<Say>Goodbye.</Say>",
        "announcement": "<Say>Ten minutes are left.</Say>",
        "music": "<Say>Please hold.</Say><Pause length='60'/>",
        "greeting": "<Say>This is a call for you.</Say><Pause length='60'/>",
    }
    for name, verbs in documents.items():
        app.add_url_rule(
            f"/{name}", name, lambda verbs=verbs: (f"<Response>{verbs}</Response>", XML), methods=["GET", "POST"]
        )

    @app.post("/voice")
    def voice() -> Any:
        label = request.form["From"].removeprefix("+1312555")
        noun = f'<Conference beep="false" participantLabel="guest-{label}">standup</Conference>'
        return f'<Response><Dial action="/after">{noun}</Dial></Response>', XML

    return app


class Site:
    """A world with two callers in one conference; *ours* and *official* are clients of it."""

    def __init__(self, world: World, stack: ExitStack) -> None:
        self.world = world
        world.serve(NUMBER, application(), voice_url="/voice")
        self.anna: Caller = world.call(NUMBER, from_="+13125550111", name="anna")
        self.bert: Caller = world.call(NUMBER, from_="+13125550122", name="bert")
        world.settle()
        self.account = world.rest.account_sid
        self.room = str(world.conference("standup").sid)
        self.ours = stack.enter_context(
            Client(
                world.rest.api_key, base_url=world.rest.url, transport=world.rest.transport,
                retries=Retries(attempts=1),
            )
        )  # fmt: skip
        self.http = stack.enter_context(httpx.Client(base_url=world.rest.url, transport=world.rest.transport))

    @property
    def official(self) -> Any:
        telnyx = pytest.importorskip("telnyx", reason="the official package is not installed: pip install telnyx")
        return telnyx.Telnyx(
            api_key=self.world.rest.api_key, base_url=self.world.rest.url, http_client=self.http, max_retries=0
        )

    def ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Send a request as it stands, with the key."""
        headers = {"Authorization": f"Bearer {self.world.rest.api_key}", **request.pop("headers", {})}
        return self.http.request(method, f"/texml/Accounts/{self.account}{path}", headers=headers, **request)


@pytest.fixture
def open_site() -> Iterator[Callable[..., Site]]:
    """Return what opens a site in a world of its own."""
    with ExitStack() as stack:
        yield lambda **options: Site(stack.enter_context(World(**options)), stack)


@pytest.fixture
def site(open_site: Callable[..., Site]) -> Site:
    """Return a site."""
    return open_site()
