"""What the tests of the server share: applications that are closed again, files to start them with, and requests."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, TestResponse, run_wsgi_app

from server import Services, create_app
from server.config import SETTINGS, load
from server.log import sqlite

MakeApp = Callable[..., Flask]
SendRaw = Callable[..., TestResponse]


@pytest.fixture
def now() -> datetime:
    """Return the moment at which every request of a test arrives."""
    return datetime(2026, 11, 20, 10, 0, 1, 500_000, tzinfo=UTC)


@pytest.fixture
def log_file(tmp_path: Path) -> Path:
    """Return the file that the log of a test is in."""
    return tmp_path / "log.db"


@pytest.fixture
def make_app(log_file: Path, now: datetime) -> Iterator[MakeApp]:
    """Return what makes an application of settings, untouched by the environment; all are closed at the end."""
    with ExitStack() as stack:

        def make(*, services: Services | None = None, **settings: Any) -> Flask:
            config = load({"database": f"sqlite:///{log_file}", **settings}, environ={})
            app = create_app(config, services=services or Services(now=lambda: now))
            stack.callback(app.extensions["texml"].close)
            return app

        yield make


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    """Return the application that runs with nothing configured."""
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a client of the application that runs with nothing configured."""
    return app.test_client()


@pytest.fixture
def write_rooms(tmp_path: Path) -> Callable[[str], str]:
    """Return what writes a rooms.toml and gives its path, as the setting takes it."""

    def write(text: str) -> str:
        file = tmp_path / "rooms.toml"
        file.write_text(text, encoding="utf-8")
        return str(file)

    return write


@pytest.fixture
def write_templates(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Return what writes hold scripts by name and gives the folder, as the setting takes it."""

    def write(templates: dict[str, str]) -> Path:
        folder = tmp_path / "templates"
        for name, text in templates.items():
            file = folder / "voice" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def callback() -> Callable[..., dict[str, str]]:
    """Return what makes the fields of one conference status callback; an empty value leaves a field out."""

    def make(**changes: str) -> dict[str, str]:
        fields = {
            "AccountSid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
            "CallSid": "v3:anna",
            "ConferenceSid": "58b4eda9-03de-4bee-9178-d0e10d83e519",
            "FriendlyName": "Weekly standup",
            "From": "+13125550100",
            "SequenceNumber": "0",
            "StatusCallbackEvent": "conference-start",
            "Timestamp": "2026-11-20 10:00:00.250000Z",
            "To": "+13125550199",
        } | changes
        return {name: value for name, value in fields.items() if value}

    return make


@pytest.fixture
def stored(log_file: Path) -> Callable[[], list[bytes]]:
    """Return what reads the raw bytes of every delivery, with a connection of its own as another process would."""

    def read() -> list[bytes]:
        with closing(sqlite.driver().connect(str(log_file))) as connection:
            return [raw for (raw,) in connection.execute("SELECT raw FROM delivery ORDER BY id")]

    return read


@pytest.fixture
def lock_log(log_file: Path) -> Iterator[Callable[[], None]]:
    """Return what keeps everybody else from writing the log, until the test ends."""
    connection = sqlite.driver().connect(str(log_file))
    connection.isolation_level = None

    with closing(connection):
        yield lambda: connection.execute("BEGIN EXCLUSIVE").close()


@pytest.fixture
def send_raw() -> SendRaw:
    """Return what sends a request that no polite client would: the WSGI environ says what the test says it does."""

    def send(app: Flask, method: str, path: str, body: bytes = b"", **environ: Any) -> TestResponse:
        request = EnvironBuilder(method=method).get_environ()
        request |= {"PATH_INFO": path, "QUERY_STRING": "", "wsgi.input": BytesIO(body)} | environ
        chunks, status, headers = run_wsgi_app(app, request, buffered=True)
        return TestResponse(chunks, status, headers, EnvironBuilder().get_request())

    return send


@pytest.fixture
def own_logging() -> Iterator[None]:
    """Let a test configure logging, and put everything back as it was."""
    loggers = [logging.getLogger(name) for name in (None, "gunicorn.error", "gunicorn.access")]
    kept = [(each.handlers[:], each.filters[:], each.level, each.propagate, each.disabled) for each in loggers]
    logging.getLogger().handlers = []  # so that none of pytest's is closed

    yield

    for each, (handlers, filters, level, propagate, disabled) in zip(loggers, kept, strict=True):
        each.handlers, each.filters, each.propagate, each.disabled = handlers, filters, propagate, disabled
        each.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def no_settings() -> dict[str, str | None]:
    """Return what takes every setting out of the environment of a command, as click's runner understands it."""
    return {setting.variable: None for setting in SETTINGS}
