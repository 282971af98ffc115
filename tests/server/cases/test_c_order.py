"""Order, duplicates and concurrency, case by case: what is answered, and what the log tells afterwards.

C1 is in tests/server/log/test_postgres.py and tests/torture/test_copies.py, C2 in tests/server/log/test_fold.py and
tests/torture/test_orders.py, C3 in tests/server/log/test_postgres.py.
"""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.application import moderation_of
from server.log.inbox import Inbox
from server.moderation.service import Moderation
from server.site import Services
from texml.client import Client, Retries

CALLBACKS = "/callbacks/conference"
CONFERENCE = "58b4eda9-03de-4bee-9178-d0e10d83e519"
Callback = Callable[..., dict[str, str]]


def conference(client: FlaskClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/conferences/{CONFERENCE}").json
    return found


@pytest.fixture
def tell(client: FlaskClient, callback: Callback) -> Callable[..., int]:
    """Return what sends one callback and gives the status of the answer."""
    return lambda **changes: client.post(CALLBACKS, data=callback(**changes)).status_code


LATE = [
    {"StatusCallbackEvent": "participant-join", "SequenceNumber": "1", "Timestamp": "2026-11-20 10:00:05Z"},
    {"StatusCallbackEvent": "participant-leave", "SequenceNumber": "2", "Timestamp": "2026-11-20 10:00:06Z"},
    {"StatusCallbackEvent": "conference-start", "SequenceNumber": "0", "Timestamp": "2026-11-20 10:00:00Z"},
    {"StatusCallbackEvent": "participant-join", "SequenceNumber": "4", "Timestamp": "2026-11-20 11:00:00Z"},
    {"StatusCallbackEvent": "participant-speech-start", "SequenceNumber": "", "Timestamp": "2026-11-20 11:00:00Z"},
    {"StatusCallbackEvent": "conference-start", "SequenceNumber": "", "Timestamp": ""},
]


@pytest.mark.parametrize("late", LATE, ids=[f"{each['StatusCallbackEvent']}-{each['SequenceNumber']}" for each in LATE])
def test_c04_late_event_is_appended_and_reopens_nothing(
    late: dict[str, str], client: FlaskClient, tell: Callable[..., int], stored: Callable[[], list[bytes]]
) -> None:
    tell(StatusCallbackEvent="conference-end", SequenceNumber="3", Timestamp="2026-11-20 10:10:00Z")
    before = conference(client)

    status = tell(**late)

    after = conference(client)
    assert (200, 2, 2) == (status, len(stored()), after["events"])
    assert [("completed", before["ended_at"])] * 2 == [(each["status"], each["ended_at"]) for each in (before, after)]
    assert all(each["status"] == "left" for each in after["participants"])
    assert [] == client.get("/api/conferences?status=live").json["conferences"]


LACKING = [
    pytest.param({"SequenceNumber": ""}, id="no-number"),
    pytest.param({"Timestamp": ""}, id="no-timestamp"),
    pytest.param({"SequenceNumber": "", "Timestamp": ""}, id="neither"),
]


@pytest.mark.parametrize("lacking", LACKING)
def test_c05_truly_equal_events_without_number_or_time_are_one_event_of_two_deliveries(
    lacking: dict[str, str], client: FlaskClient, tell: Callable[..., int]
) -> None:
    statuses = [tell(**lacking), tell(**lacking), tell(**lacking, From="+13125550177")]

    found = [(event["deliveries"], event["conflict"]) for event in client.get("/api/events").json["events"]]
    assert ([200] * 3, [(1, False), (2, False)]) == (statuses, found)


@pytest.mark.parametrize("lacking", LACKING)
def test_c05_order_of_the_fields_makes_no_other_event(
    lacking: dict[str, str], client: FlaskClient, callback: Callback
) -> None:
    fields = list(callback(**lacking).items())

    for each in (fields, fields[::-1]):
        body = urlencode(each)
        assert 200 == client.post(CALLBACKS, data=body, content_type="application/x-www-form-urlencoded").status_code

    assert [2] == [event["deliveries"] for event in client.get("/api/events").json["events"]]


def test_c06_event_whose_answer_was_lost_is_sent_again_and_counts_once(
    app: Flask, client: FlaskClient, callback: Callback, stored: Callable[[], list[bytes]]
) -> None:
    inbox: Inbox = app.extensions["texml"].inbox
    sent = [callback(StatusCallbackEvent="participant-join", SequenceNumber=str(number)) for number in range(20)]

    def send(fields: dict[str, str]) -> int:
        return app.test_client().post(CALLBACKS, data=fields).status_code

    with ThreadPoolExecutor(8) as pool:
        # The platform hears nothing of the first answers, of which some are on their way while it sends again.
        statuses = list(pool.map(send, [*sent, *sent, *sent]))

    found = conference(client)
    assert ({200}, 60, 20, 60) == (set(statuses), len(stored()), found["events"], found["deliveries"])
    assert inbox.health().is_storing


class Platform:
    """A platform with one participant, which loses the answers to its first commands after it did what they say."""

    def __init__(self, lost: int = 0) -> None:
        self.facts = {"call_sid": "v3:anna", "muted": False, "hold": False, "status": "connected"}
        self.is_in = True
        self.commands: list[str] = []
        self._lost = lost

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json=self.facts) if self.is_in else httpx.Response(404)
        body = json.loads(request.content) if request.content else {}
        self.commands.append(request.method)
        if not self.is_in:
            return httpx.Response(404, json={"errors": [{"detail": "no such participant"}]})
        self.is_in = request.method != "DELETE"
        self.facts |= {name.lower(): value for name, value in body.items() if name in ("Muted", "Hold")}
        if len(self.commands) <= self._lost:
            raise httpx.ReadTimeout("late")
        return httpx.Response(204) if request.method == "DELETE" else httpx.Response(200, json={})


@pytest.fixture
def two_consoles(app: Flask, callback: Callback, client: FlaskClient) -> Iterator[Callable[[Platform], list[Any]]]:
    """Return what gives the moderation of two nodes of a platform, which share the log."""
    client.post(CALLBACKS, data=callback(StatusCallbackEvent="participant-join"))
    site = app.extensions["texml"]
    opened: list[Moderation] = []

    def make(platform: Platform) -> list[Any]:
        for _ in range(2):
            transport = httpx.MockTransport(platform)
            rest = Client("KEY", base_url="https://platform.test/v2", transport=transport, retries=Retries(attempts=1))
            moderation = moderation_of(site.config, Services(now=site.services.now, client=rest), site.store)
            assert moderation is not None
            opened.append(moderation)
        return opened

    yield make
    for each in opened:
        with closing(each):
            pass


@pytest.mark.parametrize("lost", [0, 1, 2], ids=["answered", "one-answer-lost", "both-answers-lost"])
@pytest.mark.parametrize("action", ["mute", "hold", "kick"])
def test_c07_two_consoles_want_the_same_and_no_harm_is_done(
    action: Any, lost: int, two_consoles: Callable[[Platform], list[Any]]
) -> None:
    platform = Platform(lost)

    first, second = (each.act(action, CONFERENCE, "v3:anna", who="console") for each in two_consoles(platform))

    # Each command is written down, and none is sent again that was done: a repeat finds it done, or nobody there.
    assert ("done", 2) == (first.state, len(platform.commands))
    assert second.state == ("refused" if action == "kick" else "done")
    muted_or_held = platform.facts["muted"] or platform.facts["hold"]
    assert (action != "kick", action != "kick") == (platform.is_in, muted_or_held)
    assert first.id != second.id
