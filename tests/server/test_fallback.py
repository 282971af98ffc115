"""The fallback URL: any request is answered with an apology that the caller understands, whatever is broken."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from lxml import etree
from werkzeug.test import Client, TestResponse

from server.config import load
from server.fallback import make_fallback
from texml.validation import is_valid

NUMBER = "+13125550100"
ROOMS = f"""
[rooms.french]
code = "12"
language = "fr-FR"
voice = "Polly.Lea"
[rooms.german]
code = "34"
language = "de-DE"
[numbers."{NUMBER}"]
room = "german"
"""


@pytest.fixture
def client(write_rooms: Callable[[str], str]) -> Callable[..., Client]:
    """Return what makes a client of the fallback for a rooms.toml."""

    def make(described: str | None = ROOMS, **settings: Any) -> Client:
        if described is not None:
            settings["rooms"] = write_rooms(described)
        return Client(make_fallback(load(settings, environ={})))

    return make


def said(answer: TestResponse | httpx.Response) -> dict[str, str | None]:
    """Return the language of the document that *answer* is, and its first word."""
    content = answer.data if isinstance(answer, TestResponse) else answer.content
    assert (200, "application/xml; charset=utf-8", True) == (
        answer.status_code, answer.headers["Content-Type"], is_valid(content)
    )  # fmt: skip
    say, hangup = etree.fromstring(content)
    assert hangup.tag == "Hangup"
    return {str(say.text).split(maxsplit=1)[0]: say.get("language")}


GERMAN, FRENCH, FIRST = {"Leider": "de-DE"}, {"Désolé,": "fr-FR"}, {"Désolé,": "fr-FR"}


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/voice", "/voice/abc", "/rooms/none", "/token/hold/x", "/a//b?c=d", "/%FF"])
def test_any_request_is_answered(path: str, method: str, client: Callable[..., Client]) -> None:
    assert said(client().open(path, method=method)) == FIRST


def test_number_that_was_dialed_tells_the_language(client: Callable[..., Client]) -> None:
    fallback = client()

    answers = [
        fallback.post("/voice", data={"To": NUMBER, "CallSid": "v3:a"}),
        fallback.get(f"/voice?{urlencode({'To': NUMBER})}"),
        fallback.post("/rooms/german"),
    ]
    assert [GERMAN] * 3 == [said(answer) for answer in answers]


def test_room_in_the_path_tells_the_language(client: Callable[..., Client]) -> None:
    assert said(client().post("/token/rooms/french", data={"To": NUMBER})) == FRENCH


@pytest.mark.parametrize("rooms", [None, "[rooms.a]\nlanguage = 5", "nonsense", "", '[rooms.a]\nhours = "never"'])
def test_rooms_that_cannot_be_read_are_done_without(rooms: str | None, client: Callable[..., Client]) -> None:
    assert said(client(rooms).post("/voice", data={"To": NUMBER})) == {"Sorry,": None}


def test_file_that_is_not_there_is_done_without(tmp_path: Path, client: Callable[..., Client]) -> None:
    assert said(client(None, rooms=str(tmp_path / "none.toml")).post("/voice")) == {"Sorry,": None}


def test_words_that_cannot_be_read_are_done_without(tmp_path: Path, client: Callable[..., Client]) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "de.po").write_text("this is not a catalogue")

    assert said(client(templates=str(tmp_path)).post("/voice", data={"To": NUMBER})) == GERMAN


@pytest.mark.parametrize(
    ("length", "body"), [("5", b"To"), ("-1", b""), ("many", b""), (str(10**9), b"To=%2B13125550100")]
)
def test_body_that_cannot_be_read_is_done_without(length: str, body: bytes, client: Callable[..., Client]) -> None:
    environ = {"CONTENT_LENGTH": length, "wsgi.input": BytesIO(body)}

    assert said(client().open("/voice", method="POST", environ_overrides=environ)) == FIRST


def test_nothing_is_asked_of_the_database(tmp_path: Path, client: Callable[..., Client]) -> None:
    client(database=f"sqlite:///{tmp_path}/log.db").post("/voice")

    assert not (tmp_path / "log.db").exists()


def test_it_is_served_over_a_socket(run: Callable[..., Any], write_rooms: Callable[[str], str], tmp_path: Path) -> None:
    server = run("--fallback", "--rooms", write_rooms(ROOMS))

    asked = httpx.post(f"{server.url}/voice", data={"To": NUMBER, "CallSid": "v3:a"})

    assert (GERMAN, False) == (said(asked), (tmp_path / "log.db").exists())
    assert f"{server.url}/voice" in server.said


def test_it_is_served_though_the_rooms_are_broken(run: Callable[..., Any], write_rooms: Callable[[str], str]) -> None:
    server = run("--fallback", "--rooms", write_rooms("[rooms.a]\nlanguage = 5\n"))

    assert said(httpx.get(f"{server.url}/anything")) == {"Sorry,": None}
    assert "fallback does without" in server.log
