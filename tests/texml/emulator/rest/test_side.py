"""The WSGI application: below its base path, bodies of any kind, and calls from within an application."""

from typing import Any

import pytest
from flask import Flask

from texml.client import Client
from texml.emulator.rest.side import RestSide
from texml.testing import World

NUMBER = "+13125550100"


def test_only_what_is_below_the_base_path_is_there(site: Any) -> None:
    assert [404, 404] == [site.http.get(f"https://api.emulator.invalid{path}").status_code for path in ("/", "/v1/x")]


def test_body_may_be_a_form(site: Any) -> None:
    answer = site.ask("POST", f"/Conferences/{site.room}/Participants/{site.anna.sid}", data={"Muted": "true"})

    assert (200, "application/json", True) == (
        answer.status_code, answer.headers["content-type"], answer.json()["muted"]
    )  # fmt: skip


def test_answer_without_a_body_says_no_type(site: Any) -> None:
    answer = site.ask("DELETE", f"/Conferences/{site.room}/Participants/{site.anna.sid}")

    assert (204, b"", None) == (answer.status_code, answer.content, answer.headers.get("content-type"))


def test_huge_body_is_refused(site: Any) -> None:
    assert site.ask("POST", f"/Calls/{site.anna.sid}", content=b" " * 1_048_577).status_code == 400


class Nothing:
    """A body without a byte."""

    def read(self, _: int) -> bytes:
        return b""


def test_label_with_a_slash_is_found(site: Any) -> None:
    """A server that hands on the path as it was sent tells the slash of a label from that of the path."""
    site.world.call(NUMBER, from_="sip:a/b@example.com")
    site.world.settle()
    answered: list[str] = []
    path = f"/v2/texml/Accounts/{site.account}/Conferences/{site.room}/Participants/guest-sip:a%2Fb@example.com"
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": path,
        "PATH_INFO": path.replace("%2F", "/"),
        "HTTP_AUTHORIZATION": f"Bearer {site.world.rest.api_key}",
        "wsgi.input": Nothing(),
    }

    for changes in ({}, {"RAW_URI": ""}):
        site.world.rest(environ | changes, lambda status, _: answered.append(status))

    assert ["200 OK", "404 Not Found"] == answered


def test_application_may_command_from_within_its_own_view() -> None:
    """A view that is asked for a document, or told of an event, uses the client before it answers."""
    app = Flask("app")
    with World() as world:
        rest: RestSide = world.rest
        client = Client(rest.api_key, base_url=rest.url, transport=rest.transport)

        @app.post("/voice")
        def voice() -> Any:
            noun = '<Conference statusCallback="/told" statusCallbackEvent="join">room</Conference>'
            return f"<Response><Dial>{noun}</Dial></Response>", {"Content-Type": "application/xml"}

        @app.post("/told")
        def told() -> Any:
            [room] = client.texml.accounts.conferences.retrieve_conferences(rest.account_sid, status="in-progress")
            for each in client.texml.accounts.conferences.participants.retrieve_participants(
                str(room.sid), account_sid=rest.account_sid
            ):
                client.texml.accounts.conferences.participants.update(
                    str(each.call_sid), account_sid=rest.account_sid, conference_sid=str(room.sid), muted=True
                )
            return ""

        world.serve(NUMBER, app, voice_url="/voice")
        world.call(NUMBER)
        world.call(NUMBER)
        world.settle()

        assert world.conference("room").talkers == set()
        client.close()


def test_key_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    with World(seed=1) as one, World(seed=1) as same, World(seed=2) as other:
        assert one.rest.api_key == same.rest.api_key != other.rest.api_key


@pytest.mark.parametrize("length", ["x", "-1"])
def test_length_that_is_no_number_is_refused(length: str, site: Any) -> None:
    answered: list[str] = []
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/v2/x", "CONTENT_LENGTH": length, "wsgi.input": None}

    site.world.rest(environ, lambda status, _: answered.append(status))

    assert answered == ["400 Bad Request"]
