"""Reading requests: every command that the client can send comes back as it was, and what is wrong is told."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from texml.client.requests import request_of
from texml.emulator.rest.exchange import Asked
from texml.emulator.rest.problems import Refused
from texml.emulator.rest.reading import Routes
from texml.emulator.rest.table import ANSWERED, UNANSWERED
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.texml_calls import GetTexmlCalls, InitiateTexmlCall, UpdateTexmlCall
from texml.vocabulary.control.texml_conferences import (
    DialTexmlConferenceParticipant,
    GetTexmlConferences,
    UpdateTexmlConference,
    UpdateTexmlConferenceParticipant,
)

ROUTES = Routes((*ANSWERED, *UNANSWERED))
CALL = "/texml/Accounts/acct/Calls/v3:abc=="
CALLS = "/texml/Accounts/acct/Calls"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

COMMANDS: list[Command[Any]] = [
    GetTexmlCalls("acct", from_="+13125550100", start_time_gt="2026-11-26", page=2, page_size=5),
    GetTexmlConferences("acct", friendly_name="Weekly standup & more", status="in-progress"),
    UpdateTexmlConference("sid", account_sid="acct", announce_url="https://a.example/x?y=1", announce_method="GET"),
    UpdateTexmlConferenceParticipant("a label / with a slash", account_sid="acct", conference_sid="sid", muted=False,
                                     coaching=True, call_sid_to_coach="v3:other"),
    UpdateTexmlCall("v3:abc==", account_sid="acct", texml="<Response><Say>Grüße</Say></Response>"),
    InitiateTexmlCall("acct", application_sid="app", from_="+13125550100", to="sip:a@example.com", timeout_seconds=20,
                      status_callback="https://a.example/s", status_callback_event=["initiated", "answered"],
                      custom_headers=[{"name": "X-A", "value": "b"}]),
    DialTexmlConferenceParticipant("sid", account_sid="acct", to="+13125550100", beep="onEnter", muted=True),
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_command_comes_back_as_the_client_sends_it(command: Command[Any]) -> None:
    sent = request_of(command)
    path, _, query = sent.target.partition("?")

    read = ROUTES.read(Asked(sent.method, path, query, sent.content or b"", JSON))

    assert (read.command, read.unread) == (command, ())


def test_form_says_the_same_as_json() -> None:
    """Source: both content types are declared for each operation, OpenAPI of 2026-07-16."""
    fields = {"To": "+13125550123", "From": "+13125550100", "ApplicationSid": "a", "Timeout": 20, "Record": True}

    as_json = ROUTES.read(Asked("POST", CALLS, body=json.dumps(fields).encode(), content_type=JSON))
    form = urlencode(fields | {"Record": "true"}).encode()
    as_form = ROUTES.read(Asked("POST", CALLS, body=form, content_type=f"{FORM}; charset=utf-8"))

    assert as_json == as_form


def test_snake_case_is_not_read() -> None:
    """Source: docstring of the official SDK: keys are CamelCase and case-sensitive."""
    read = ROUTES.read(Asked("POST", CALL, body=b'{"status": "completed"}', content_type=JSON))

    assert (read.command, read.unread) == (UpdateTexmlCall("v3:abc==", account_sid="acct"), ("status",))
    assert read.words == "UpdateTexmlCall; not read: status"


def test_words_keep_secrets_and_numbers_back() -> None:
    read = ROUTES.read(
        Asked("POST", CALLS, body=json.dumps(
            {"To": "+13125550123", "From": "sip:a", "ApplicationSid": "a", "SipAuthPassword": "hush"}
        ).encode())
    )  # fmt: skip

    assert "hush" not in read.words
    assert "+13125550123" not in read.words


def test_words_are_one_line_that_any_terminal_shows() -> None:
    body = json.dumps({"Texml": "<Response>\n</Response>", "\ud800": 1, "\x1b[2J": 2}).encode()

    words = ROUTES.read(Asked("POST", CALL, body=body, content_type=JSON)).words

    assert words == r"UpdateTexmlCall Texml='<Response>\n</Response>'; not read: '\ud800', '\x1b[2J'"


WRONG = [
    ("POST", CALL, b"{", JSON, (400, "10015")),
    ("POST", CALL, b"[]", JSON, (400, "10015")),
    ("POST", CALL, b"\xff", FORM, (400, "10015")),
    ("POST", CALL, b"[" * 100_000, JSON, (400, "10015")),
    ("POST", CALLS, b'{"To": "+1", "From": "+1"}', JSON, (422, "10004")),
    ("POST", CALLS, b'{"To": " ", "From": "+1", "ApplicationSid": "a"}', JSON, (422, "10004")),
    ("POST", CALLS, b'{"To": 5, "From": "+1", "ApplicationSid": "a"}', JSON, (422, "10026")),
    ("POST", CALLS, b'{"To": "+1", "From": "+1", "ApplicationSid": "a", "Timeout": 1}', JSON, (422, "10033")),
    ("POST", CALLS, b'{"To": "+1", "From": "+1", "ApplicationSid": "a", "Trim": "x"}', JSON, (422, "10032")),
    ("POST", CALL, b'{"Url": "ftp://a.example/"}', JSON, (422, "10015")),
    ("POST", CALL, b'{"Url": "http://["}', JSON, (422, "10015")),
    ("GET", f"{CALLS}/a/b/c", b"", "", (404, None)),
    ("PUT", CALL, b"", "", (404, None)),
]


@pytest.mark.parametrize(("method", "path", "body", "kind", "expected"), WRONG, ids=range(len(WRONG)))
def test_what_cannot_be_read_is_refused_with_its_code(
    method: str, path: str, body: bytes, kind: str, expected: tuple[int, str | None]
) -> None:
    with pytest.raises(Refused) as caught:
        ROUTES.read(Asked(method, path, body=body, content_type=kind))

    assert (caught.value.problem.status, caught.value.problem.code) == expected


def test_field_that_is_wrong_is_named_as_it_was_sent() -> None:
    with pytest.raises(Refused, match="Can't be blank: ApplicationSid") as caught:
        ROUTES.read(Asked("POST", CALLS, body=b'{"To": "+1", "From": "+1"}', content_type=JSON))

    assert caught.value.problem.field == "ApplicationSid"
