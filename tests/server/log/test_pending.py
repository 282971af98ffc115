"""An arrival on its way: who does not wait there is called, and finishes as well as who waits."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from server.errors import LogUnavailable
from server.log.arrival import Arrival
from server.log.committer import Committer
from server.log.disk import SpaceWatch
from server.log.event import Event
from server.log.inbox import Inbox
from server.log.pending import Patience, Pending
from server.log.spool import Spool
from server.log.spooler import Spooler

MakeArrival = Callable[..., Arrival]
OpenInbox = Callable[..., Inbox]
ReadEvents = Callable[[], list[Event]]
Locked = Callable[[], AbstractContextManager[None]]
WaitUntil = Callable[[Callable[[], object], str], None]

DEADLINE_S = 20


def test_who_was_called_finds_the_arrival_on_the_disk(
    inbox: Inbox, make_arrival: MakeArrival, read_events: ReadEvents
) -> None:
    called = threading.Event()
    pending = inbox.begin(make_arrival())

    pending.call(called.set)

    assert called.wait(DEADLINE_S)
    assert pending.go_on(time.monotonic())
    assert 1 == len(read_events())
    pending.finish()


def test_who_asks_to_be_called_after_the_commit_is_called_at_once(
    inbox: Inbox, make_arrival: MakeArrival, wait_until: WaitUntil
) -> None:
    pending = inbox.begin(make_arrival())
    wait_until(lambda: pending.go_on(time.monotonic()), "the commit")
    called: list[int] = []

    pending.call(lambda: called.append(threading.get_ident()))

    assert [threading.get_ident()] == called


def test_nobody_is_called_before_the_commit(inbox: Inbox, make_arrival: MakeArrival, locked: Locked) -> None:
    called = threading.Event()
    with locked():
        pending = inbox.begin(make_arrival())
        pending.call(called.set)
        assert (False, False) == (called.is_set(), pending.go_on(time.monotonic()))

    assert called.wait(DEADLINE_S)


def test_who_finishes_without_being_called_waits_for_the_commit(
    inbox: Inbox, make_arrival: MakeArrival, read_events: ReadEvents
) -> None:
    inbox.begin(make_arrival()).finish()

    assert 1 == len(read_events())


def test_who_waits_and_who_is_called_share_a_commit_and_none_is_forgotten(
    inbox: Inbox, make_arrival: MakeArrival, read_events: ReadEvents, locked: Locked
) -> None:
    called = [threading.Event() for _ in range(5)]
    with locked():
        waiting = [
            threading.Thread(target=inbox.append, args=(make_arrival(SequenceNumber=str(number)),))
            for number in range(5)
        ]
        for number, (thread, event) in enumerate(zip(waiting, called, strict=True), 5):
            thread.start()
            inbox.begin(make_arrival(SequenceNumber=str(number))).call(event.set)

    for thread, event in zip(waiting, called, strict=True):
        thread.join(DEADLINE_S)
        assert event.wait(DEADLINE_S)
    assert 10 == len(read_events())


def test_what_the_database_did_not_take_by_the_deadline_is_spooled(
    open_inbox: OpenInbox, make_arrival: MakeArrival, locked: Locked, tmp_path: Path
) -> None:
    inbox = open_inbox(patience_s=DEADLINE_S, database_patience_s=0.05, spool=str(tmp_path / "spool"))
    called: list[str] = []
    with locked():
        pending = inbox.begin(make_arrival())
        pending.call(lambda: called.append("called"))
        assert not pending.go_on(pending.deadline)
        pending.finish()

        assert ["called"] == called
        assert inbox.health().spooled > 0


def test_who_comes_while_the_database_is_away_is_called_when_it_is_spooled(
    open_inbox: OpenInbox, make_arrival: MakeArrival, locked: Locked, tmp_path: Path
) -> None:
    inbox = open_inbox(patience_s=DEADLINE_S, database_patience_s=0.05, spool=str(tmp_path / "spool"))
    called = threading.Event()
    with locked():
        inbox.append(make_arrival(SequenceNumber="1"))
        before = inbox.health().spooled
        pending = inbox.begin(make_arrival(SequenceNumber="2"))
        pending.call(called.set)

        assert called.wait(DEADLINE_S)
        assert pending.go_on(time.monotonic())
        assert inbox.health().spooled > before


def test_what_neither_takes_is_told_at_the_end(
    open_inbox: OpenInbox, make_arrival: MakeArrival, locked: Locked, tmp_path: Path
) -> None:
    (tmp_path / "spool").write_text("a file, and no folder")
    inbox = open_inbox(patience_s=0.1, database_patience_s=0.05, spool=str(tmp_path / "spool"))
    with locked():
        pending = inbox.begin(make_arrival())
        pending.call(lambda: None)

        with pytest.raises(LogUnavailable, match=r"not written: no commit within 0\.05 s; not spooled: "):
            pending.finish()


@pytest.mark.parametrize(
    ("seconds_ago", "away"), [(1.0, "no commit within 0.7 s"), (-0.1, None)], ids=["nobody", "somebody"]
)
def test_database_that_took_somebody_else_meanwhile_is_not_away(
    seconds_ago: float, away: str | None, database: str, make_arrival: MakeArrival, tmp_path: Path
) -> None:
    spool = Spool(tmp_path / "spool")
    committer = Committer(database, spool, space=SpaceWatch([], lambda folder: None), linger_s=0)
    pending = Pending(make_arrival(), committer, Spooler(spool), Patience(1.4, 0.7))
    committer.committed_at = pending.deadline - 0.7 - seconds_ago

    assert not pending.go_on(pending.deadline)
    assert away == committer.away


def test_closed_inbox_begins_nothing(inbox: Inbox, make_arrival: MakeArrival) -> None:
    inbox.close()

    with pytest.raises(LogUnavailable, match="closed"):
        inbox.begin(make_arrival())


def test_what_is_for_the_quarantine_is_not_spooled(
    open_inbox: OpenInbox, make_arrival: MakeArrival, locked: Locked, tmp_path: Path
) -> None:
    inbox = open_inbox(patience_s=0.1, database_patience_s=0.05, spool=str(tmp_path / "spool"))
    with locked():
        pending = inbox.begin_aside(make_arrival(), "stale")

        assert not pending.go_on(pending.deadline - 0.01)
        with pytest.raises(LogUnavailable, match=r"no commit within 0\.1 s"):
            pending.finish()
        assert 0 == inbox.health().spooled
