"""The power is cut at any moment: whatever the disk holds then of what was not synced, nothing acknowledged is lost.

What our transaction writes and syncs is recorded once, below SQLite, by a file system of APSW. Each cut takes a moment
of that record: what was synced before is there, of the rest a random half.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from server.log import sqlite
from server.log.arrival import Arrival, arrive
from server.log.preparation import prepare
from server.log.transaction import Chains, insert_arrivals

apsw = pytest.importorskip("apsw")

_Step = tuple[str, str, int, bytes]
"""What happened (write, sync, cut, acknowledge), in which file, where, and what was written."""


class Recorder(apsw.VFS):  # type: ignore[misc,name-defined]  # apsw is found only where it is installed
    """A file system that writes down what it is told to write, to sync and to cut short."""

    def __init__(self) -> None:
        self.steps: list[_Step] = []
        super().__init__("recorder", "")

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802  # APSW's name
        recorder = self

        class File(apsw.VFSFile):  # type: ignore[misc,name-defined]
            def __init__(self) -> None:
                self.name = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "temp").name
                super().__init__("", name, flags)

            def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
                recorder.steps.append(("write", self.name, offset, bytes(data)))
                super().xWrite(data, offset)

            def xSync(self, flags: int) -> None:  # noqa: N802
                super().xSync(flags)
                recorder.steps.append(("sync", self.name, 0, b""))

            def xTruncate(self, size: int) -> None:  # noqa: N802
                recorder.steps.append(("cut", self.name, size, b""))
                super().xTruncate(size)

        return File()


class RecordedSession:
    """A session (server/log/session.py) on a connection of APSW, set up as those of a server are."""

    mark = "?"
    locks_rows = False

    def __init__(self, path: Path, synchronous: str) -> None:
        self.connection = apsw.Connection(str(path), vfs="recorder")
        for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", f"synchronous = {synchronous}"):
            self.connection.execute(f"PRAGMA {pragma}").fetchall()
        self.connection.execute("PRAGMA wal_autocheckpoint = 60").fetchall()  # so that some cuts fall into one

    def run(self, statement: str, values: Any = ()) -> list[tuple[Any, ...]]:
        return list(self.connection.execute(statement, tuple(values)).fetchall())

    def insert(self, statement: str, values: Any) -> range:
        self.run(statement, values)
        last = self.connection.last_insert_rowid()
        return range(last - self.connection.changes() + 1, last + 1)


def arrivals(commit: int) -> list[Arrival]:
    found = []
    for number in range(3):
        fields = {
            "AccountSid": "a", "CallSid": "v3:anna", "ConferenceSid": f"c{commit // 20}",
            "StatusCallbackEvent": "participant-join", "SequenceNumber": str(commit * 3 + number),
            "Timestamp": "2026-11-20T10:00:00Z",
        }  # fmt: skip
        moment = datetime(2026, 11, 20, tzinfo=UTC)
        found.append(arrive(urlencode(fields).encode(), method="POST", content_type=None, received_at=moment))
    return found


def record(path: Path, commits: int, synchronous: str) -> list[_Step]:
    prepare(f"sqlite:///{path}")
    with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    start = path.read_bytes()
    recorder = Recorder()
    session: Any = RecordedSession(path, synchronous)
    chains = Chains()
    for commit in range(commits):
        session.connection.execute("BEGIN IMMEDIATE")
        insert_arrivals(session, arrivals(commit), chains)
        session.connection.execute("COMMIT")
        recorder.steps.append(("acknowledge", "", commit + 1, b""))
    steps = recorder.steps[:]
    session.connection.close()
    recorder.unregister()
    return [("write", path.name, 0, start), ("sync", path.name, 0, b""), *steps]


def after_cut(steps: list[_Step], moment: int, chance: random.Random) -> tuple[int, dict[str, bytes]]:
    """Return how many commits were acknowledged before the step *moment*, and what the disk holds after it."""
    synced: dict[str, bytearray] = {}
    waiting: dict[str, list[_Step]] = {}
    acknowledged = 0
    for step in steps[:moment]:
        what, name, place, _ = step
        if what == "acknowledge":
            acknowledged = place
        elif what == "sync":
            apply(synced.setdefault(name, bytearray()), waiting.pop(name, []))
        else:
            waiting.setdefault(name, []).append(step)
    for name, rest in waiting.items():
        apply(synced.setdefault(name, bytearray()), [step for step in rest if chance.random() < 0.5])
    return acknowledged, {name: bytes(content) for name, content in synced.items()}


def apply(content: bytearray, steps: list[_Step]) -> None:
    for what, _, place, data in steps:
        if what == "cut":
            del content[place:]
            continue
        if len(content) < place:
            content.extend(bytes(place - len(content)))
        content[place : place + len(data)] = data


def events_of(folder: Path, files: dict[str, bytes]) -> int:
    """Return how many events the database has that the files are, -1 where it is damaged."""
    for file in folder.iterdir():
        file.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    with closing(sqlite.driver().connect(str(folder / "log.db"))) as connection:
        try:
            ((verdict,),) = connection.execute("PRAGMA integrity_check").fetchall()
            ((count,),) = connection.execute("SELECT count(*) FROM delivery").fetchall()
        except sqlite.driver().DatabaseError:
            return -1
    return int(count) if verdict == "ok" else -1


def cut_off(steps: list[_Step], cuts: int, folder: Path, chance: random.Random) -> Iterator[int]:
    """Yield for each cut how many acknowledged events were lost; all of them where the database is damaged."""
    folder.mkdir()
    for _ in range(cuts):
        acknowledged, files = after_cut(steps, chance.randint(2, len(steps)), chance)
        found = events_of(folder, files)
        yield max(0, acknowledged * 3 - max(0, found)) if found >= 0 else max(1, acknowledged * 3)


@pytest.mark.timeout(900)
def test_d3_power_cut_loses_nothing_that_was_acknowledged(
    figure: Callable[..., None], tmp_path: Path, moments: random.Random, short: bool
) -> None:
    cuts = 60 if short else 1_000
    steps = record(tmp_path / "log.db", 60, "FULL")

    lost = list(cut_off(steps, cuts, tmp_path / "cut", moments))

    figure(
        "simulated power cuts (unsynced writes forgotten)",
        target=f"0 acknowledged lost in {cuts}",
        found=f"{sum(lost)} lost in {len(lost)} cuts",
        is_met=sum(lost) == 0,
    )


def test_simulation_finds_what_a_laxer_setting_loses(tmp_path: Path, moments: random.Random) -> None:
    steps = record(tmp_path / "log.db", 60, "NORMAL")

    assert sum(cut_off(steps, 40, tmp_path / "cut", moments)) > 0
