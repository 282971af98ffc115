"""What the API tells of moderation: entries, gaps, and nothing where it is off."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from server import Services
from server.api.schemas import SCHEMAS
from server.moderation.gaps import Gap
from texml.client import Client

CONFERENCE = "58b4eda9-03de-4bee-9178-d0e10d83e519"
URL = "https://voice.example.com/secret.xml"


def platform(request: httpx.Request) -> httpx.Response:
    if request.url.path.endswith("v3:nobody"):
        return httpx.Response(404, json={"errors": [{"detail": "Resource not found"}]})
    return httpx.Response(200, json={})


@pytest.fixture
def moderated(make_app: Callable[..., Flask], now: datetime) -> Flask:
    client = Client("KEY", base_url="https://platform.test/v2", transport=httpx.MockTransport(platform))
    return make_app(services=Services(now=lambda: now, client=client), account_sid="acct")


def check(answer: Any, name: str) -> None:
    Draft202012Validator({"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}).validate(answer)


def test_entries_are_told_the_newest_first(moderated: Flask) -> None:
    moderation = moderated.extensions["texml"].moderation
    moderation.act("mute", CONFERENCE, "v3:anna", who="console")
    moderation.act("kick", CONFERENCE, "v3:nobody", who="host")

    answer = moderated.test_client().get("/api/moderation").json

    check(answer, "Moderation")
    assert answer is not None
    assert [("kick", "refused", "host"), ("mute", "done", "console")] == [
        (entry["action"], entry["state"], entry["who"]) for entry in answer["entries"]
    ]
    assert "Resource not found" in answer["entries"][0]["problem"]
    assert "2026-11-20T10:00:01.500000Z" == answer["entries"][1]["finished_at"]


def test_entries_of_one_conference_are_told(moderated: Flask) -> None:
    moderation = moderated.extensions["texml"].moderation
    for conference in (CONFERENCE, "other", CONFERENCE):
        moderation.act("end", conference, who="console")

    client = moderated.test_client()

    assert [3, 1] == [entry["id"] for entry in client.get(f"/api/moderation?conference={CONFERENCE}").json["entries"]]
    assert [3] == [entry["id"] for entry in client.get("/api/moderation?limit=1").json["entries"]]


def test_url_of_an_announcement_is_not_told(moderated: Flask) -> None:
    moderated.extensions["texml"].moderation.act("announce", CONFERENCE, url=URL, who="console")

    assert "secret" not in moderated.test_client().get("/api/moderation").text


def test_gaps_are_told(moderated: Flask, now: datetime) -> None:
    outbox = moderated.extensions["texml"].moderation.outbox
    outbox.replace_gaps([Gap(CONFERENCE, "v3:anna", "left"), Gap("other", None, "ended")], now=now)

    answer = moderated.test_client().get("/api/gaps").json

    check(answer, "Gaps")
    assert answer == {
        "gaps": [
            {"conference": CONFERENCE, "call": "v3:anna", "what": "left"},
            {"conference": "other", "call": None, "what": "ended"},
        ]
    }


@pytest.mark.parametrize("path", ["/api/moderation", "/api/gaps"])
def test_without_a_key_nothing_is_told(path: str, client: FlaskClient) -> None:
    response = client.get(path)

    assert (404, "moderation is off: set telnyx_api_key") == (response.status_code, response.json["detail"])
