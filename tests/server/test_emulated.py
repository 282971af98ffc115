"""Our server on the emulated platform: room, hold script, conference, log; in process and over HTTP alike."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from flask import Flask

from server.dialin.ledger import Ledger
from server.log.preparation import prepare
from texml.testing import World

MakeApp = Callable[..., Flask]
GUEST, HOST = "+13125550100", "+13125550101"

ROOMS = """
[rooms.guest]
name = "Weekly standup"
welcome = "Welcome to the weekly standup."
start_conference_on_enter = false

[rooms.host]
name = "Weekly standup"
start_conference_on_enter = true
end_conference_on_exit = true
"""


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def over_http(app: Flask, port: int) -> Iterator[str]:
    with make_server("127.0.0.1", port, app, handler_class=Quiet) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def app(make_app: MakeApp, write_rooms: Callable[[str], str], port: int) -> Flask:
    return make_app(rooms=write_rooms(ROOMS), public_url=f"http://127.0.0.1:{port}")


def meet(world: World, app: Flask | str, base_url: str | None) -> None:
    """Let a guest wait for the host, and the host end the conference."""
    world.serve(GUEST, app, voice_url="/rooms/guest", base_url=base_url)
    world.serve(HOST, app, voice_url="/rooms/host", base_url=base_url)
    guest = world.call(GUEST, name="guest").expect_say("Welcome to the weekly standup")
    assert guest.waiting_in("Weekly standup")
    guest.expect_say("hold")
    host = world.call(HOST, name="host")
    world.settle()
    assert {guest, host} == world.conference("Weekly standup").talkers
    world.advance(minutes=10)
    host.hang_up()
    world.advance(minutes=1)
    assert guest.is_over


def test_conference_is_in_the_log_as_it_happened(app: Flask, port: int) -> None:
    with World() as world:
        meet(world, app, f"http://127.0.0.1:{port}/")
        sid = world.conference("Weekly standup").sid
        sent = [callback.event for callback in world.callbacks if callback.name.startswith("conference_")]

    state = app.test_client().get(f"/api/conferences/{sid}").get_json()
    assert ("completed", len(sent)) == (state["status"], state["events"])
    assert {"conference-start", "participant-join", "participant-leave", "conference-end"} == set(sent)


def test_nothing_of_ours_is_sloppy(app: Flask, port: int) -> None:
    with World(contract="strict") as world:
        meet(world, app, f"http://127.0.0.1:{port}/")

        assert "  ! " not in world.report()


def test_journal_is_the_same_in_process_and_over_http(
    app: Flask, make_app: MakeApp, write_rooms: Callable[[str], str], port: int, tmp_path: Path
) -> None:
    # A log of its own, so that the same calls are new to it; the same key, so that the URLs are the same.
    database = f"sqlite:///{tmp_path}/other.db"
    prepare(database)
    with closing(Ledger(database)) as ledger:
        ledger.seal_keys(app.extensions["texml"].dialin.ledger.seal_keys(b"")[0])
    other = make_app(rooms=write_rooms(ROOMS), public_url=f"http://127.0.0.1:{port}", database=database)

    with World() as inside:
        meet(inside, app, f"http://127.0.0.1:{port}/")
    with over_http(other, port) as url, World() as outside:
        meet(outside, url, None)

    assert inside.journal == outside.journal


FAULTS = ["duplicate callbacks", "reorder callbacks", "delay callbacks 40s", "error callbacks", "cut callbacks"]


@pytest.mark.parametrize("fault", FAULTS)
def test_log_tells_the_same_whatever_happens_to_the_callbacks(fault: str, app: Flask, port: int) -> None:
    with World(faults=[fault]) as world:
        meet(world, app, f"http://127.0.0.1:{port}/")
        world.advance(minutes=5)
        sid = world.conference("Weekly standup").sid

    state = app.test_client().get(f"/api/conferences/{sid}").get_json()
    assert ("completed", 6) == (state["status"], state["events"])


@pytest.mark.parametrize("fault", ["forged", "expired", "unsigned"])
def test_what_the_platform_did_not_sign_is_refused_and_what_it_did_is_taken(
    fault: str, make_app: MakeApp, write_rooms: Callable[[str], str], now: datetime
) -> None:
    with World(faults=[fault], wall=now.timestamp) as world:
        app = make_app(
            rooms=write_rooms(ROOMS),
            public_url="http://localhost",
            public_key=world.public_key,
            signatures="strict",
            voice_signatures="strict",
            account_sid=world.engine.account_sid,
        )
        meet(world, app, "http://localhost/")
        answers = {(item.is_extra, item.answer.status) for item in world.timeline.exchanges}
        sid = world.conference("Weekly standup").sid

    assert {(True, 401), (False, 200)} == answers
    assert 6 == app.test_client().get(f"/api/conferences/{sid}").get_json()["events"]
