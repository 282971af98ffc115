"""What the cases share: a server in strict mode, requests as the platform signs them, and what was kept of them."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from server import Services
from server.log import sqlite
from texml.webhooks import PrivateKey


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **delta: float) -> None:
        self.now += timedelta(**delta)


class Kept(NamedTuple):
    """What a database holds: deliveries, the events among them, and what was refused and kept apart."""

    deliveries: int
    events: int
    refused: list[str]


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def strict(make_app: Callable[..., Flask], platform_key: PrivateKey, clock: Clock) -> Flask:
    """Return the server of an operator who configured the account's public key, and nothing else."""
    return make_app(public_key=platform_key.public.text, services=Services(now=clock))


@pytest.fixture
def send(strict: Flask) -> Callable[..., TestResponse]:
    """Return what posts a body to the strict server with these headers."""
    client = strict.test_client()

    def post(
        body: bytes, headers: dict[str, str], *, path: str = "/callbacks/conference", **more: object
    ) -> TestResponse:
        content_type = more.pop("content_type", "application/x-www-form-urlencoded")
        return client.post(path, data=body, headers=headers, content_type=content_type, **more)

    return post


@pytest.fixture
def body(callback: Callable[..., dict[str, str]]) -> bytes:
    """Return the body of one conference status callback."""
    return urlencode(callback()).encode()


@pytest.fixture
def kept(strict: Flask, log_file: Path) -> Callable[[], Kept]:
    """Return what closes the strict server and tells what its database holds."""

    def read() -> Kept:
        strict.extensions["texml"].close()
        with closing(sqlite.driver().connect(str(log_file))) as connection:
            ((deliveries, events),) = connection.execute(
                "SELECT count(*), count(*) FILTER (WHERE event_id IS NULL) FROM delivery"
            ).fetchall()
            refused = [reason for (reason,) in connection.execute("SELECT reason FROM quarantine ORDER BY id")]
        return Kept(deliveries, events, refused)

    return read


@pytest.fixture
def state(strict: Flask) -> Callable[[], str]:
    """Return what tells the state of all conferences of the strict server, as text to compare."""

    def read() -> str:
        return json.dumps(strict.test_client().get("/api/conferences").json)

    return read
