"""Faults of storage and processes, case by case; the ones that take minutes are in tests/torture.

D4 to D7 are in tests/torture/test_disk.py, D9 in tests/server/log/test_checking.py and test_preparation.py, D10 to D13
in tests/server/log/test_postgres.py, D15 in tests/server/log/test_migration.py.
"""

import itertools
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from flask import Flask
from structlog.testing import capture_logs

from server import Services
from server.log import sqlite
from server.log.checking import check_log
from server.log.store import Store

CALLBACKS = "/callbacks/conference"
Callback = Callable[..., dict[str, str]]
MakeApp = Callable[..., Flask]


def delete(log: Path) -> None:
    for file in log.parent.glob("log.db*"):
        if file.is_file():
            file.unlink()


def replace(log: Path) -> None:
    other = log.with_name("other.db")
    with closing(Store(f"sqlite:///{other}")):
        pass
    delete(log)
    other.rename(log)


def write_protect(log: Path) -> None:
    # To root every file can be written; but what a newer SQLite has written, an older one may only read.
    with closing(sqlite.driver().connect(str(log), isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with log.open("r+b") as file:
        file.seek(18)  # the header's write version; source: sqlite.org, "Database File Format"
        file.write(b"\x03")


def take_folder_away(log: Path) -> None:
    log.parent.rename(log.parent.with_name("away"))


LOSSES = pytest.mark.parametrize("lose", [delete, write_protect, take_folder_away])


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return the file of a log in a folder of its own."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder / "log.db"


@LOSSES
def test_d08_database_that_is_gone_while_the_server_runs_is_503_and_an_alarm(
    lose: Callable[[Path], None], log: Path, make_app: MakeApp, callback: Callback
) -> None:
    seconds = itertools.count(step=5)
    services = Services(monotonic=lambda: float(next(seconds)), space=lambda _: None)
    client = make_app(database=f"sqlite:///{log}", services=services).test_client()
    assert 200 == client.post(CALLBACKS, data=callback()).status_code
    lose(log)

    with capture_logs() as said:
        answers = [client.post(CALLBACKS, data=callback(SequenceNumber=str(number))) for number in range(1, 4)]

    assert [(503, "1")] * 3 == [(answer.status_code, answer.headers["Retry-After"]) for answer in answers]
    assert {("error", "the database takes nothing"), ("error", "callback not stored")} <= {
        (each["log_level"], each["event"]) for each in said
    }
    assert 503 == client.get("/readyz").status_code
    assert "texml_log_ready 0.0" in client.get("/metrics").text


@LOSSES
def test_d08_database_that_is_gone_is_not_made_anew_and_the_spool_keeps_what_comes(
    lose: Callable[[Path], None], log: Path, tmp_path: Path, make_app: MakeApp, callback: Callback
) -> None:
    spool = tmp_path / "spool"
    client = make_app(database=f"sqlite:///{log}", spool=str(spool)).test_client()
    lose(log)
    was_there = log.exists()

    status = client.post(CALLBACKS, data=callback()).status_code
    client.get("/api/events")

    assert (200, was_there) == (status, log.exists())
    assert any(file.stat().st_size for file in spool.iterdir())
    ready = client.get("/readyz")
    assert (200, True) == (ready.status_code, "wait for the database, which is away" in ready.text)


def test_d08_database_that_was_replaced_takes_nothing_for_the_one_that_is_gone(
    log: Path, make_app: MakeApp, callback: Callback
) -> None:
    client = make_app(database=f"sqlite:///{log}").test_client()
    first = client.post(CALLBACKS, data=callback()).status_code
    replace(log)

    with capture_logs() as said:
        statuses = [client.post(CALLBACKS, data=callback(SequenceNumber="1")).status_code for _ in range(2)]

    # Nothing goes into the file that is gone: the writer notices before its commit, and opens the one that is there.
    assert (200, [200, 200]) == (first, statuses)
    assert [("error", "the database takes nothing")] == [(each["log_level"], each["event"]) for each in said][:1]
    with closing(Store(f"sqlite:///{log}", create=False)) as store:
        assert [(1, 2)] == [(event.callback.sequence_number, event.deliveries) for event in store.events()]


class Nodes:
    """Two servers on one log, and a platform that sends to the other one where it cannot reach the first."""

    def __init__(self, servers: list[Any], callback: Callback) -> None:
        self.servers = servers
        self.acknowledged: set[str] = set()
        self.statuses: Counter[int] = Counter()
        self.unreached = 0
        self._callback = callback
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._stop = threading.Event()

    def send(self) -> None:
        """Send callbacks until told to stop."""
        while not self._stop.is_set():
            with self._lock:
                number = str(next(self._numbers))
            fields = self._callback(SequenceNumber=number, StatusCallbackEvent="participant-join")
            for server in self.servers * 5:
                try:
                    status = httpx.post(f"{server.url}{CALLBACKS}", data=fields, timeout=10).status_code
                except httpx.TransportError:
                    with self._lock:
                        self.unreached += 1
                    continue
                with self._lock:
                    self.statuses[status] += 1
                    if status == 200:
                        self.acknowledged.add(number)
                break

    def stop(self) -> None:
        self._stop.set()


def test_d14_nodes_that_are_replaced_under_load_lose_nothing_and_answer_no_5xx(
    run: Callable[..., Any], callback: Callback, log_file: Path
) -> None:
    nodes = Nodes([run(workers=2), run(workers=2)], callback)
    with ThreadPoolExecutor(6) as pool:
        sent = [pool.submit(nodes.send) for _ in range(6)]
        for place in (0, 1):
            seen = len(nodes.acknowledged)
            while len(nodes.acknowledged) < seen + 100:
                assert not any(each.done() for each in sent)
            old = nodes.servers[place]
            assert 0 == old.terminate()
            nodes.servers[place] = run(workers=2)
        seen = len(nodes.acknowledged)
        while len(nodes.acknowledged) < seen + 50:
            assert not any(each.done() for each in sent)
        nodes.stop()
    for each in sent:
        each.result()
    for server in nodes.servers:
        assert 0 == server.terminate()

    database = f"sqlite:///{log_file}"
    with closing(Store(database, create=False)) as store:
        found = Counter(str(event.callback.sequence_number) for event in store.events(limit=1_000_000))
    assert {200} == set(nodes.statuses)
    assert (set(), {1}) == (nodes.acknowledged - set(found), set(found.values()))
    assert () == check_log(database).findings


JUMPS = [
    pytest.param([timedelta(hours=-1), timedelta(hours=2)], id="summer-time"),
    pytest.param([timedelta(seconds=-1), timedelta(seconds=-1)], id="leap-seconds"),
    pytest.param([timedelta(days=-400), timedelta(days=800)], id="a-clock-that-was-never-set"),
    pytest.param([timedelta(0), timedelta(0)], id="a-clock-that-stands"),
]


@pytest.mark.parametrize("jumps", JUMPS)
def test_d16_jumps_of_the_clock_change_no_order(
    jumps: list[timedelta], make_app: MakeApp, callback: Callback, now: Any, log_file: Path
) -> None:
    moments = itertools.accumulate([now, *jumps])
    clock = [next(moments)]
    app = make_app(services=Services(now=lambda: clock[0], space=lambda _: None))
    client = app.test_client()
    store = app.extensions["texml"].store
    start = store.cursor()

    names = ("conference-start", "participant-join", "participant-leave")
    for number, name in enumerate(names):
        fields = callback(
            StatusCallbackEvent=name, SequenceNumber=str(number), Timestamp=f"2026-11-20 10:00:0{number}Z"
        )
        assert 200 == client.post(CALLBACKS, data=fields).status_code
        assert 200 == client.post(CALLBACKS, data=fields).status_code
        clock[0] = next(moments, clock[0])

    events = client.get("/api/events?order=oldest").json["events"]
    assert list(names) == [event["event"] for event in events] == [event.kind for event in store.tail(start)]
    assert [1, 3, 5] == [event["id"] for event in events]
    conference = client.get(f"/api/conferences/{callback()['ConferenceSid']}").json
    assert ("in-progress", 3, 6, "left") == (
        conference["status"],
        conference["events"],
        conference["deliveries"],
        conference["participants"][0]["status"],
    )
    assert 200 == client.get("/readyz").status_code
    assert () == check_log(f"sqlite:///{log_file}").findings


def test_d16_no_deadline_hangs_on_the_clock() -> None:
    waiting = ("committer", "inbox", "pending", "ticket", "turnstile", "postgres", "sqlite", "spooler")
    folder = Path(sqlite.__file__).parent

    texts = {name: (folder / f"{name}.py").read_text(encoding="utf-8") for name in waiting}

    assert [] == [name for name, text in texts.items() if "time.time()" in text or "datetime.now" in text]
    assert "time.monotonic()" in texts["pending"]
