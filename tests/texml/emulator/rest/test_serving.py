"""The API on a port: a client in another thread commands a world that runs in real time."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from flask import Flask

from texml.client import Client, Retries
from texml.emulator.realtime import RealTime
from texml.emulator.rest.serving import RestServer
from texml.testing import World

NUMBER = "+13125550100"


@pytest.fixture
def world() -> Iterator[World]:
    app = Flask("app")
    app.add_url_rule(
        "/voice", "voice",
        lambda: ("<Response><Dial><Conference>room</Conference></Dial></Response>", {"Content-Type": "text/xml"}),
        methods=["POST"],
    )  # fmt: skip
    with ThreadPoolExecutor(2) as pool, World(pool=pool) as world:
        world.serve(NUMBER, app, voice_url="/voice")
        yield world


def test_client_elsewhere_ends_the_conference(world: World) -> None:
    clock = RealTime(world.driver, monotonic=time.monotonic)
    caller = world.call(NUMBER)
    with closing(RestServer(world.rest)) as server, ThreadPoolExecutor(1) as elsewhere:

        def end() -> Any:
            with Client(world.rest.api_key, base_url=server.url, retries=Retries(attempts=1)) as client:
                conferences = client.texml.accounts.conferences
                [room] = conferences.retrieve_conferences(world.rest.account_sid)
                return conferences.update(str(room.sid), account_sid=world.rest.account_sid, status="completed").status

        while world.conference("room").view is None:
            clock.turn()
        ended: Future[Any] = elsewhere.submit(end)
        while not ended.done():
            clock.turn()

        assert ("completed", True) == (ended.result(), caller.is_over)
