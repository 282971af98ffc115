"""A platform with one conference, of which answers can be lost before and after it does what it is told."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.log.store import Store
from server.moderation.outbox import Outbox
from server.moderation.service import Moderation
from texml.client import Client, Retries

CONFERENCE = "58b4eda9-03de-4bee-9178-d0e10d83e519"
ACCOUNT = "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b"
NOW = datetime(2026, 11, 25, 20, 0, 0, tzinfo=UTC)


class Platform:
    """Two participants; *fates* says of each command, first to last, what becomes of it: "done", "lost after",
    "lost before", or a status; *seen* holds the commands that arrived, *reads_fail* makes questions fail."""

    def __init__(self) -> None:
        self.participants = {
            call: {"call_sid": call, "muted": False, "hold": False, "status": "connected"}
            for call in ("v3:anna", "v3:bert")
        }
        self.status = "in-progress"
        self.fates: list[str | int] = []
        self.seen: list[tuple[str, str, dict[str, Any]]] = []
        self.announced: list[str] = []
        self.reads_fail = False
        self.between: Callable[[], None] = lambda: None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix(f"/v2/texml/Accounts/{ACCOUNT}/Conferences")
        if request.method == "GET":
            return httpx.Response(503) if self.reads_fail else self.read(path)
        body = json.loads(request.content) if request.content else {}
        self.seen.append((request.method, path, body))
        fate = self.fates.pop(0) if self.fates else "done"
        if isinstance(fate, int):
            return httpx.Response(fate, json={"errors": [{"detail": "no"}]})
        if fate == "unreached":
            raise httpx.ConnectError("refused")
        if fate != "lost before":
            self.do(request.method, path, body)
        self.between()
        if fate != "done":
            raise httpx.ReadTimeout("late")
        return httpx.Response(204) if request.method == "DELETE" else httpx.Response(200, json={})

    def do(self, method: str, path: str, body: dict[str, Any]) -> None:
        call = path.partition("/Participants/")[2]
        if "Url" in body:
            self.participants.pop(path.partition("/Calls/")[2], None)
        if method == "DELETE":
            self.participants.pop(call, None)
        if "AnnounceUrl" in body:
            self.announced.append(call)
        if body.get("Status") == "completed":
            self.status = "completed"
            self.participants.clear()
        for name in ("Muted", "Hold"):
            if name in body:
                self.participants[call][name.lower()] = body[name]

    def read(self, path: str) -> httpx.Response:
        facts = {"sid": CONFERENCE, "status": self.status}
        if path == "":
            return httpx.Response(200, json={"conferences": [facts] if self.status == "in-progress" else []})
        if path == f"/{CONFERENCE}":
            return httpx.Response(200, json=facts)
        if path == f"/{CONFERENCE}/Participants":
            return httpx.Response(200, json={"participants": list(self.participants.values())})
        found = self.participants.get(path.partition("/Participants/")[2])
        return httpx.Response(404) if found is None else httpx.Response(200, json=found)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(log_file: Path) -> str:
    return f"sqlite:///{log_file}"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with closing(Store(database)) as store:
        yield store


@pytest.fixture
def outbox(database: str, store: Store) -> Iterator[Outbox]:
    with closing(Outbox(database)) as outbox:
        yield outbox


@pytest.fixture
def moderation(platform: Platform, outbox: Outbox, store: Store, clock: Clock) -> Iterator[Moderation]:
    client = Client(
        "KEY", base_url="https://platform.test/v2", transport=httpx.MockTransport(platform), retries=Retries(attempts=1)
    )
    with closing(Moderation(client, outbox, store, account=ACCOUNT, now=clock)) as moderation:
        yield moderation
