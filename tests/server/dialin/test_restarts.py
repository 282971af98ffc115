"""A server that is killed and started again between any two fetches: the caller notices nothing."""

import re
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from flask import Flask

from server import Services
from server.dialin.ledger import Ledger
from server.log.preparation import prepare
from texml.testing import World

NUMBER, PUBLIC = "+13125550100", "https://voice.example.com"
CONTRACT = "lenient"  # the one in which * leaves a conference: no page says that it does
EPOCH = 1_767_225_600
ROOMS = """
[rooms.standup]
name = "Weekly standup"
code = "1234"
languages = ["en-US", "de-DE"]
welcome = { en-US = "Welcome.", de-DE = "Willkommen." }
consent = true
announce_name = true
lobby = true
keypad = true
[rooms.standup.host]
pin = "993311"
end_conference_on_exit = false
[rooms.standup.participant]
pin = "114477"
[rooms.review]
name = "Review"
code = "5678"
survey = true
[rooms.review.host]
pin = "993311"
[rooms.review.participant]
pin = "114477"
"""


class Mortal:
    """An application that is made anew for every request, as if the server had been killed after the one before."""

    def __init__(self, make: Callable[[], Flask]) -> None:
        self._make = make
        self.lives = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        app = self._make()
        self.lives += 1
        try:
            return [b"".join(app(environ, start_response))]
        finally:
            app.extensions["texml"].close()


@pytest.fixture
def serve(
    make_app: Callable[..., Flask], write_rooms: Callable[[str], str], tmp_path: Path
) -> Callable[[World, str], Callable[[], Flask]]:
    """Return what gives, for a world and the name of a log, what makes applications; all logs have one key."""
    rooms = write_rooms(ROOMS)

    def serve(world: World, log: str) -> Callable[[], Flask]:
        database = f"sqlite:///{tmp_path}/{log}.db"
        prepare(database)
        with closing(Ledger(database)) as ledger:
            ledger.seal_keys(b"k" * 32)
        return lambda: make_app(
            services=Services(now=lambda: datetime.fromtimestamp(EPOCH + world.now, UTC)),
            rooms=rooms,
            public_url=PUBLIC,
            database=database,
        )

    return serve


def arrive(world: World, name: str, code: str, *pins: str) -> Any:
    """Return a call that has typed its way in; all PINs but the last are wrong."""
    call = world.call(NUMBER, name=name).expect_say("For English, press 1.").press("1")
    for pin in pins:
        call.expect_say("enter the room number").press(f"{code}#").expect_say("enter your PIN").press(f"{pin}#")
    return call


def enter(world: World, name: str, *pins: str) -> Any:
    """Return a call that has gone through everything that the standup asks at its door."""
    call = arrive(world, name, "1234", *pins).expect_say("is recorded").press("1").expect_say("say your name")
    world.advance(seconds=30)
    return call


def meet(world: World) -> None:
    """Let a guest wait until a host lets it in, mute itself, and hear the end."""
    guest = enter(world, "guest", "000000", "114477")
    assert guest.queued_in("lobby-standup")
    hosts = [enter(world, f"host {number}", "993311") for number in (1, 2)]
    assert set(hosts) == world.conference("Weekly standup").talkers
    hosts[0].press("*").expect_say("To let in those who wait").press("5").expect_say("They are let in.")
    world.advance(minutes=1)
    assert guest.talking_in("Weekly standup")
    guest.press("*").expect_say("To mute yourself").press("1").expect_say("You are muted.")
    world.advance(seconds=30)
    assert {guest} == world.conference("Weekly standup").participants - world.conference("Weekly standup").talkers
    for call in (*hosts, guest):
        call.hang_up()


def review(world: World) -> None:
    """Let a guest wait for its host with music, and say at the end how it was."""
    guest, host = (arrive(world, name, "5678", pin) for name, pin in (("one", "114477"), ("other", "993311")))
    world.settle()
    assert {guest, host} == world.conference("Review").talkers
    host.hang_up()
    guest.expect_say("The conference has ended.").expect_say("How was the conference?").press("4")
    guest.expect_say("Thank you for taking part.")
    assert guest.ends()


def test_call_is_the_same_though_the_server_dies_after_every_request(
    serve: Callable[[World, str], Callable[[], Flask]],
) -> None:
    with World(contract=CONTRACT) as whole:
        whole.serve(NUMBER, serve(whole, "whole")(), voice_url="/voice", base_url=PUBLIC)
        meet(whole)
        review(whole)
    with World(contract=CONTRACT) as broken:
        mortal = Mortal(serve(broken, "broken"))
        broken.serve(NUMBER, mortal, voice_url="/voice", base_url=PUBLIC)
        meet(broken)
        review(broken)

    assert whole.journal == broken.journal
    assert mortal.lives > 30


class Caller:
    """One call over real sockets, as the platform makes it."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._fields = {"CallSid": "v3:anna", "From": "+13125550111", "To": NUMBER}

    def ask(self, url: str, **fields: str) -> str:
        """Return the document at *url*, which is one of this server's."""
        assert url.startswith(self._root)
        answer = httpx.post(url, data=self._fields | fields)
        assert 200 == answer.status_code
        return answer.text


def url_in(document: str, pattern: str) -> str:
    found = re.search(pattern, document)
    assert found is not None, document
    return unescape(found[1])


def test_call_goes_on_though_the_server_is_killed_between_any_two_fetches(
    run: Callable[..., Any], write_rooms: Callable[[str], str]
) -> None:
    rooms = write_rooms('[rooms.a]\ncode = "1234"\n[rooms.a.participant]\npin = "114477"\n')
    server = run("--rooms", rooms)
    caller = Caller(server.url)

    def again() -> None:
        nonlocal server
        address = server.bind
        server.kill()
        server = run("--rooms", rooms, bind=address)

    action = url_in(caller.ask(f"{server.url}/voice"), '<Gather [^>]*action="([^"]*)"')
    again()
    action = url_in(caller.ask(action, Digits="1234"), '<Gather [^>]*action="([^"]*)"')
    again()
    wrong = caller.ask(action, Digits="000000")
    again()
    assert wrong == caller.ask(action, Digits="000000")  # the platform did not get the answer, and asks again
    action = url_in(wrong, '<Gather [^>]*action="([^"]*)"')
    action = url_in(caller.ask(action, Digits="1234"), '<Gather [^>]*action="([^"]*)"')
    again()
    room = caller.ask(action, Digits="114477")
    again()
    assert "<Play>" in caller.ask(url_in(room, 'waitUrl="([^"]*)"'))
    again()
    assert "Thank you" in caller.ask(url_in(room, '<Dial [^>]*action="([^"]*)"'), DialCallStatus="completed")
