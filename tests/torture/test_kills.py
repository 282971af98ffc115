"""Whatever moment a server is killed at, what it acknowledged is in its log, once.

This takes longer than a normal run has time for, so it is asked for:

    TEXML_TORTURE=1 .venv/bin/python -m pytest tests/torture -rP

TEXML_TORTURE_ROUNDS says how often it is killed (20). The seed that pytest prints repeats the choice of moments.
"""

import json
import os
import random
import selectors
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from server.log import sqlite

ROUNDS = int(os.environ.get("TEXML_TORTURE_ROUNDS", "20"))
CLIENTS = 8
MOST_BEFORE_THE_KILL = 400
DEADLINE_S = 20
COMMAND = str(Path(sys.executable).with_name("texml-server"))

pytestmark = [
    pytest.mark.skipif(
        os.environ.get("TEXML_TORTURE") != "1",
        reason="takes a minute and all of the machine; TEXML_TORTURE=1 runs it",
    ),
    pytest.mark.timeout(60 + 20 * ROUNDS),
]


class Outcome(NamedTuple):
    """What came of all rounds: numbers of callbacks, and the database that is left."""

    acknowledged: set[int]
    unanswered: set[int]
    database: Path

    def logged(self) -> list[dict[str, str]]:
        """Return the fields of each event, as the command tells them."""
        command = [COMMAND, "events", "--json", "--database", f"sqlite:///{self.database}"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        return [json.loads(line)["fields"] for line in done.stdout.splitlines()]


class Round:
    """One life of a server: clients send numbered callbacks until, after so many answers, it is killed."""

    def __init__(self, process: "subprocess.Popen[bytes]", url: str, numbers: Iterator[int], kill_after: int) -> None:
        self.acknowledged: set[int] = set()
        self.unanswered: set[int] = set()
        self._process = process
        self._url = url
        self._numbers = numbers
        self._kill_after = kill_after
        self._lock = threading.Lock()

    def run(self) -> None:
        """Send, kill, and return when every client has noticed."""
        with ThreadPoolExecutor(CLIENTS) as pool:
            if self._kill_after == 0:
                self._kill()
            list(pool.map(self._send_until_killed, range(CLIENTS)))

    def _send_until_killed(self, _: int) -> None:
        with httpx.Client(base_url=self._url, timeout=DEADLINE_S) as platform:
            while True:
                with self._lock:
                    number = next(self._numbers)
                try:
                    answer = platform.post("/callbacks/conference", data=callback(number))
                except httpx.TimeoutException:
                    raise  # it neither answers nor is dead
                except httpx.TransportError:
                    with self._lock:
                        self.unanswered.add(number)
                    return
                self._note(number, answer.status_code)

    def _note(self, number: int, status: int) -> None:
        """Note an answer; the one that makes the number full kills, while others are under way."""
        with self._lock:
            (self.acknowledged if status == 200 else self.unanswered).add(number)
            if len(self.acknowledged) + len(self.unanswered) >= self._kill_after:
                self._kill()

    def _kill(self) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)


def callback(number: int) -> dict[str, str]:
    """Return the fields of the callback with this number; no two have the same."""
    return {
        "AccountSid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
        "CallSid": f"v3:{number}",
        "ConferenceSid": f"conference-{number % 10}",
        "FriendlyName": "Room 1234",
        "From": "+13125550100",
        "SequenceNumber": str(number),
        "StatusCallbackEvent": "participant-join",
        "Timestamp": "2026-11-20 10:00:00.250000Z",
        "To": "+13125550199",
    }


@contextmanager
def running(folder: Path) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """Give a server with two workers, in a group that can be killed, and its URL; what is left is killed."""
    options = ["--bind", "127.0.0.1:0", "--workers", "2", "--database", f"sqlite:///{folder}/log.db"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("TEXML_")}
    with (
        (folder / "errors").open("ab") as errors,
        subprocess.Popen(
            [COMMAND, "run", *options], stdout=subprocess.PIPE, stderr=errors, env=environ, start_new_session=True
        ) as process,
    ):
        try:
            yield process, _url(process)
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # nobody has waited for it, so the group is still its own
            assert process.stdout is not None
            process.stdout.read()  # to the end, which comes when the last of the group is dead


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


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Kill servers on one database, then have a last one take again what was never answered."""
    folder = tmp_path_factory.mktemp("torture")
    moments = random.Random(random.getrandbits(64))  # pytest-randomly has seeded the outer one
    acknowledged: set[int] = set()
    unanswered: set[int] = set()
    numbers = count()
    for _ in range(ROUNDS):
        with running(folder) as (process, url):
            life = Round(process, url, numbers, moments.randint(0, MOST_BEFORE_THE_KILL))
            life.run()
        acknowledged |= life.acknowledged
        unanswered |= life.unanswered
    with running(folder) as (_, url), httpx.Client(base_url=url, timeout=DEADLINE_S) as platform:
        answers = Counter(
            platform.post("/callbacks/conference", data=callback(each)).status_code for each in unanswered
        )
    assert {200: len(unanswered)} == answers
    return Outcome(acknowledged, unanswered, folder / "log.db")


def test_acknowledged_callbacks_are_in_the_log_once_each(outcome: Outcome) -> None:
    logged = Counter(int(fields["SequenceNumber"]) for fields in outcome.logged())

    sys.stdout.write(f"{ROUNDS} kills: {len(outcome.acknowledged)} callbacks acknowledged before them, ")
    sys.stdout.write(f"{len(outcome.unanswered)} cut off and sent again, {len(logged)} events in the log\n")
    assert {} == {number: logged[number] for number in outcome.acknowledged if logged[number] != 1}


def test_callbacks_that_were_cut_off_and_sent_again_are_in_the_log_once_each(outcome: Outcome) -> None:
    logged = Counter(int(fields["SequenceNumber"]) for fields in outcome.logged())

    assert {} == {number: logged[number] for number in outcome.unanswered if logged[number] != 1}


def test_nothing_is_in_the_log_that_was_not_sent(outcome: Outcome) -> None:
    sent = outcome.acknowledged | outcome.unanswered

    found = outcome.logged()
    assert len(sent) == len(found)
    assert [] == [fields for fields in found if fields != callback(int(fields["SequenceNumber"]))]


def test_database_is_sound(outcome: Outcome) -> None:
    with closing(sqlite.driver().connect(str(outcome.database))) as connection:
        assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()
