"""Fifty copies of each event come at the same time to all processes and nodes: each is one event."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from server.log.checking import check_log
from server.log.store import Store

SENDER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from server.log.arrival import arrive
from server.log.inbox import Inbox

database, spool, events, copies = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
inbox = Inbox(database, spool=spool, patience_s=60, database_patience_s=60)

def append(number):
    fields = f"AccountSid=a&CallSid=v3:{number}&ConferenceSid=c{number // 10}&StatusCallbackEvent=participant-join"
    raw = f"{fields}&SequenceNumber={number}&Timestamp=2026-11-20T10:00:00Z".encode()
    inbox.append(arrive(raw, method="POST", content_type=None, received_at=datetime.now(UTC)))

print("ready", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(16) as pool:
    list(pool.map(append, [number for number in range(events) for _ in range(copies)]))
inbox.close()
print("done", flush=True)
"""


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("kind", ["SQLite with 4 processes", "PostgreSQL with 2 nodes"])
def test_c1_parallel_copies_are_one_event(
    kind: str,
    database: str,
    start_postgres: Callable[[], Any],
    figure: Callable[..., None],
    tmp_path: Path,
    short: bool,
) -> None:
    events, copies, senders = 50 if short else 1_000, 50, 4 if kind[0] == "S" else 2
    shares = [copies // senders + (number < copies % senders) for number in range(senders)]
    url = database if kind[0] == "S" else start_postgres().url
    Store(url).close()
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", SENDER, url, str(tmp_path / str(number)), str(events), str(shares[number])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(senders)
    ]
    for process in processes:
        assert process.stdout
        assert "ready\n" == process.stdout.readline()

    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate(timeout=1_000)[0] for process in processes]

    with closing(Store(url)) as store:
        found = store.events()
    deliveries = {event.deliveries for event in found}
    figure(
        f"{copies} parallel copies of {events} events, {kind}",
        target=f"{events} events",
        found=f"{len(found)} events of {sum(event.deliveries for event in found)} deliveries",
        is_met=told == ["done\n"] * senders and len(found) == events and deliveries == {copies},
    )
    assert () == check_log(url).findings
