"""The writer's thread: it goes on whatever happens, and takes the spool into the database when nobody waits."""

import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from server.errors import LogUnavailable
from server.log.arrival import Arrival
from server.log.event import Event
from server.log.inbox import Inbox
from server.log.spool import Spool
from server.log.store import Store

MakeArrival = Callable[..., Arrival]
ReadEvents = Callable[[], list[Event]]
Locked = Callable[[], AbstractContextManager[None]]
WaitUntil = Callable[[Callable[[], Any], str], None]


def numbers(events: list[Event]) -> list[int | None]:
    return [event.callback.sequence_number for event in events]


@pytest.fixture
def spooling(open_inbox: Callable[..., Inbox], store: Store, tmp_path: Path) -> Inbox:
    """Return an inbox with a spool, and little patience with the database."""
    return open_inbox(spool=str(tmp_path / "spool"), database_patience_s=0.05)


def test_what_an_earlier_server_has_spooled_is_taken_into_the_database(
    spooling: Inbox, tmp_path: Path, make_arrival: MakeArrival, read_events: ReadEvents, wait_until: WaitUntil
) -> None:
    before = Spool(tmp_path / "spool")
    before.append([make_arrival(), make_arrival(SequenceNumber="2")])
    before.release()

    spooling.start()

    wait_until(lambda: numbers(read_events()) == [1, 2], "the spool to be drained")
    wait_until(lambda: spooling.health().spooled == 0, "the file to be gone")


def test_callback_is_acknowledged_while_the_database_is_locked(
    spooling: Inbox, make_arrival: MakeArrival, locked: Locked, read_events: ReadEvents, wait_until: WaitUntil
) -> None:
    with locked():
        spooling.append(make_arrival())
        health = spooling.health()

    assert (True, False, True) == (health.is_ready, health.is_storing, health.spooled > 0)
    wait_until(lambda: numbers(read_events()) == [1], "the spool to be drained")
    assert (True, True) == spooling.health()[:2]


def test_what_was_written_and_spooled_as_well_is_one_delivery(
    spooling: Inbox, tmp_path: Path, make_arrival: MakeArrival, read_events: ReadEvents, wait_until: WaitUntil
) -> None:
    arrival, repeat = make_arrival(), make_arrival()._replace(received_at=make_arrival().received_at.replace(minute=5))
    spooling.append(arrival)
    spooling.append(repeat)
    before = Spool(tmp_path / "spool")
    before.append([arrival, repeat, make_arrival(SequenceNumber="2")])
    before.release()

    wait_until(lambda: len(read_events()) == 2, "the spool to be drained")

    assert [2, 1] == [event.deliveries for event in read_events()]


def test_spooled_arrival_that_the_database_refuses_does_not_stop_the_others(
    spooling: Inbox, tmp_path: Path, make_arrival: MakeArrival, read_events: ReadEvents, wait_until: WaitUntil
) -> None:
    before = Spool(tmp_path / "spool")
    before.append([make_arrival()._replace(method="\ud800"), make_arrival(SequenceNumber="2")])
    before.release()

    spooling.start()

    wait_until(lambda: numbers(read_events()) == [2], "the spool to be drained")
    wait_until(lambda: [file.suffix for file in (tmp_path / "spool").iterdir()] == [".rejected"], "one put aside")


def test_spool_of_a_server_that_was_killed_is_drained_by_the_next(
    spooling: Inbox,
    tmp_path: Path,
    start_python: Callable[..., "subprocess.Popen[str]"],
    read_events: ReadEvents,
    wait_until: WaitUntil,
) -> None:
    code = (
        "import sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from server.log.arrival import arrive; from server.log.spool import Spool\n"
        "arrival = arrive(b'SequenceNumber=7', method='POST', content_type=None, received_at=datetime.now(UTC))\n"
        "Spool(Path(sys.argv[1])).append([arrival]); print('spooled', flush=True); sys.stdin.readline()"
    )
    process = start_python(code, tmp_path / "spool")
    assert process.stdout
    assert "spooled\n" == process.stdout.readline()
    spooling.start()
    process.kill()

    wait_until(lambda: numbers(read_events()) == [7], "the spool to be drained")


def test_refused_request_is_kept_with_the_reason_and_nobody_waits(
    inbox: Inbox, path: Path, make_arrival: MakeArrival, wait_until: WaitUntil, query: Callable[[str], list[Any]]
) -> None:
    inbox.quarantine(make_arrival(raw=b"forged"), "signature")

    wait_until(lambda: query("SELECT reason, raw FROM quarantine") == [("signature", b"forged")], "the quarantine")


def test_flood_of_refused_requests_costs_few_commits(
    inbox: Inbox, make_arrival: MakeArrival, wait_until: WaitUntil, query: Callable[[str], list[Any]],
    count_commits: Callable[[], int],
) -> None:  # fmt: skip
    inbox.append(make_arrival())
    before = count_commits()
    for _ in range(1_000):
        inbox.quarantine(make_arrival(raw=b"forged"), "signature")

    wait_until(lambda: query("SELECT count(*) FROM quarantine")[0][0] > 0, "the quarantine")
    inbox.append(make_arrival(SequenceNumber="2"))
    assert count_commits() - before < 10


def test_refused_request_of_a_log_that_cannot_be_written_is_dropped(
    inbox: Inbox, make_arrival: MakeArrival, locked: Locked
) -> None:
    with locked():
        inbox.quarantine(make_arrival(), "signature")

    inbox.append(make_arrival())


def test_quarantine_of_a_closed_log_drops_what_it_is_given(inbox: Inbox, make_arrival: MakeArrival) -> None:
    inbox.close()

    inbox.quarantine(make_arrival(), "signature")

    with pytest.raises(LogUnavailable):
        inbox.append(make_arrival())
