"""What the tests of the log share: a database, deliveries as the platform makes them, and processes that are ended."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from server.log import sqlite
from server.log.arrival import Arrival, arrive
from server.log.event import Event
from server.log.inbox import Inbox
from server.log.preparation import prepare
from server.log.store import Store
from server.log.turnstile import Turnstile
from server.log.writer import Writer

DEADLINE_S = 20
NO_SPOOL = "/dev/null"  # where a folder should be, so that what the database does not take is refused

MakeArrival = Callable[..., Arrival]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the file of the database, which is not there yet."""
    return tmp_path / "texml.db"


@pytest.fixture
def database(path: Path) -> str:
    """Return the URL of the database."""
    return f"sqlite:///{path}"


@pytest.fixture
def open_store(database: str) -> Iterator[Callable[..., Store]]:
    """Return what opens the store of the database; all are closed at the end."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(closing(Store(database, **options)))


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Store:
    """Return the store of the database, with its table made."""
    return open_store()


@pytest.fixture
def open_inbox(database: str) -> Iterator[Callable[..., Inbox]]:
    """Return what makes inboxes for the database; all are closed at the end."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(closing(Inbox(database, **({"spool": NO_SPOOL} | options))))


@pytest.fixture
def inbox(store: Store, open_inbox: Callable[..., Inbox]) -> Inbox:
    """Return an inbox whose database has its table."""
    return open_inbox()


@pytest.fixture
def turnstile(path: Path) -> Iterator[Turnstile]:
    """Return a turnstile of the database as another process has it: who is inside keeps everybody else out."""
    with closing(Turnstile(path)) as turnstile:
        yield turnstile


@pytest.fixture
def read_events(open_store: Callable[..., Store]) -> Callable[[], list[Event]]:
    """Return what reads all events of the database as somebody else would."""
    return lambda: open_store(create=False).events()


@pytest.fixture
def make_arrival() -> MakeArrival:
    """Return what makes an arrival of a form: the fields of a join, but for what is given; None leaves one out."""

    def make(raw: bytes | None = None, **changes: str | None) -> Arrival:
        fields: dict[str, str | None] = {
            "AccountSid": "account",
            "CallSid": "v3:anna",
            "ConferenceSid": "conference",
            "FriendlyName": "Room 1234",
            "From": "+13125550100",
            "SequenceNumber": "1",
            "StatusCallbackEvent": "participant-join",
            "Timestamp": "2026-11-20 10:00:00.250000Z",
            "To": "+13125550199",
        } | changes
        body = urlencode({name: value for name, value in fields.items() if value is not None}).encode()
        return arrive(
            body if raw is None else raw,
            method="POST",
            content_type="application/x-www-form-urlencoded",
            received_at=datetime(2026, 11, 20, 10, 0, 1, tzinfo=UTC),
        )

    return make


@pytest.fixture
def wait_until() -> Callable[[Callable[[], Any], str], None]:
    """Return what waits for a condition and fails, with what was waited for, if it does not come."""

    def wait(is_so: Callable[[], Any], what: str) -> None:
        deadline = time.monotonic() + DEADLINE_S
        while not is_so():
            assert time.monotonic() < deadline, f"waited {DEADLINE_S} s in vain: {what}"
            time.sleep(0.002)

    return wait


@pytest.fixture
def is_waiting_for_lock() -> Callable[[int], bool]:
    """Return what tells whether a process waits in the kernel for a lock on a file."""

    def is_waiting(pid: int) -> bool:
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
        return any("->" in line.split() and str(pid) in line.split() for line in lines)

    return is_waiting


@pytest.fixture
def start_python() -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Return what runs Python code in a process of its own, its pipes open; all are killed at the end."""
    with ExitStack() as stack:

        def start(code: str, *arguments: object) -> "subprocess.Popen[str]":
            process = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", code, *map(str, arguments)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            stack.callback(process.kill)
            return process

        yield start


@pytest.fixture
def open_files(tmp_path: Path) -> Callable[[], list[str]]:
    """Return what lists the files in the folder of the test that this process has open."""

    def listed() -> list[str]:
        found = []
        for number in os.listdir("/proc/self/fd"):  # noqa: PTH208  # a Path for each would be made before it is gone
            try:
                file = Path(f"/proc/self/fd/{number}").readlink()
            except FileNotFoundError:
                continue  # the one that listed the folder
            if file.is_relative_to(tmp_path):
                found.append(file.name)
        return sorted(found)

    return listed


@pytest.fixture
def locked(path: Path) -> Callable[[], AbstractContextManager[None]]:
    """Return what keeps everybody else from writing the database, as a backup or an administrator's shell may."""

    @contextmanager
    def lock() -> Iterator[None]:
        with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE").close()
            yield

    return lock


@pytest.fixture
def count_commits(path: Path) -> Callable[[], int]:
    """Return what counts the commits since the database was opened, as its write-ahead log tells them."""

    def count() -> int:
        log = Path(f"{path}-wal").read_bytes()
        frame = 24 + int.from_bytes(log[8:12], "big")
        # A frame's header says how many pages the database has after the commit, or 0 where it is not the last of one.
        return sum(log[start + 4 : start + 8] != bytes(4) for start in range(32, len(log), frame))

    return count


@pytest.fixture
def query(path: Path) -> Callable[[str], list[Any]]:
    """Return what reads rows of the database as another process would."""

    def rows(statement: str) -> list[Any]:
        with closing(sqlite.driver().connect(str(path))) as connection:
            return list(connection.execute(statement).fetchall())

    return rows


@pytest.fixture
def fill(database: str, make_arrival: MakeArrival) -> Callable[..., str]:
    """Return what makes a log of ten conferences on four days, with repeats and a conflict, and gives its URL."""

    def make(url: str = database) -> str:
        prepare(url)
        with closing(Writer(url)) as writer:
            for number in range(10):
                day = make_arrival().received_at.replace(day=18 + number % 4)
                steps = [
                    make_arrival(ConferenceSid=f"c{number}", SequenceNumber=str(step), StatusCallbackEvent=name)
                    for step, name in enumerate(("conference-start", "participant-join", "participant-leave"))
                ]
                repeats = [steps[0], make_arrival(**REPEATED, ConferenceSid=f"c{number}")]
                batch = [each._replace(received_at=day, headers=(("a", "b"),)) for each in (*steps, *repeats)]
                assert [None] * 5 == writer.write(batch)
        return url

    return make


REPEATED = {"SequenceNumber": "1", "StatusCallbackEvent": "participant-join", "To": "somebody else"}


@pytest.fixture
def damage(path: Path) -> Callable[[str], None]:
    """Return what changes the database as a failing disk or a careless administrator may."""

    def execute(statement: str) -> None:
        with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
            connection.execute(statement)

    return execute
