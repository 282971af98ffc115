"""Appending: what an acknowledgement promises, and what happens when it cannot be given."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from server.errors import ConfigurationError, LogUnavailable
from server.log.arrival import Arrival
from server.log.event import Event
from server.log.inbox import Inbox
from server.log.store import Store
from server.log.turnstile import Turnstile

MakeArrival = Callable[..., Arrival]
OpenInbox = Callable[..., Inbox]
OpenFiles = Callable[[], list[str]]
ReadEvents = Callable[[], list[Event]]
Locked = Callable[[], AbstractContextManager[None]]
WaitUntil = Callable[[Callable[[], object], str], None]
CountCommits = Callable[[], int]
Start = Callable[..., "subprocess.Popen[str]"]
Gather = Callable[[Inbox, Iterable[Arrival]], list[Future[None]]]

APPEND = """
import logging, os, resource, structlog, sys
from datetime import UTC, datetime
from server.errors import LogUnavailable
from server.log.arrival import arrive
from server.log.inbox import Inbox

logging.disable()
structlog.configure(processors=[], logger_factory=structlog.ReturnLoggerFactory())
inbox = Inbox(sys.argv[1], spool="/dev/null")

def append(body):
    try:
        inbox.append(arrive(body.encode(), method="POST", content_type=None, received_at=datetime.now(UTC)))
    except LogUnavailable:
        return "unavailable"
    return "stored"
"""


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """Return threads, one for each of many requests."""
    with ThreadPoolExecutor(100) as pool:
        yield pool


@pytest.fixture
def wait_for_writer(
    is_waiting_for_lock: Callable[[int], bool], wait_until: Callable[[Callable[[], object], str], None]
) -> Callable[[], None]:
    """Return what waits until the inbox has taken an arrival and waits at the turnstile."""
    return lambda: wait_until(lambda: is_waiting_for_lock(os.getpid()), "the writer at the turnstile")


def is_closed(inbox: Inbox) -> bool:
    try:
        inbox.start()
    except LogUnavailable:
        return True
    return False


@pytest.fixture
def gather(turnstile: Turnstile, wait_for_writer: Callable[[], None], pool: ThreadPoolExecutor) -> Gather:
    """Return what appends arrivals at once while another process writes, and gives their requests when it is done."""

    def gathered(inbox: Inbox, arrivals: Iterable[Arrival]) -> list[Future[None]]:
        with turnstile:
            requests = [pool.submit(inbox.append, arrival) for arrival in arrivals]
            wait_for_writer()
        return requests

    return gathered


def numbered(make_arrival: MakeArrival, count: int) -> list[Arrival]:
    return [make_arrival(SequenceNumber=str(number)) for number in range(count)]


def numbers(events: list[Event]) -> list[int | None]:
    return [event.callback.sequence_number for event in events]


def failures(requests: list[Future[None]]) -> list[str]:
    return [str(error) for error in (request.exception(timeout=20) for request in requests) if error is not None]


def test_what_was_appended_is_there_for_everybody_else(
    inbox: Inbox, make_arrival: MakeArrival, read_events: ReadEvents
) -> None:
    inbox.append(make_arrival())

    assert [1] == numbers(read_events())


def test_what_many_threads_append_is_there(
    inbox: Inbox, make_arrival: MakeArrival, read_events: ReadEvents, pool: ThreadPoolExecutor
) -> None:
    list(pool.map(inbox.append, numbered(make_arrival, 500)))

    assert list(range(500)) == sorted(number or 0 for number in numbers(read_events()))


def test_what_has_gathered_while_another_process_wrote_shares_commits(
    inbox: Inbox, make_arrival: MakeArrival, gather: Gather, count_commits: Callable[[], int]
) -> None:
    requests = gather(inbox, numbered(make_arrival, 60))

    assert ([], True) == (failures(requests), count_commits() < 20)


def test_more_than_one_commit_holds_is_stored_as_well(
    inbox: Inbox, make_arrival: MakeArrival, gather: Gather, read_events: ReadEvents
) -> None:
    requests = gather(inbox, numbered(make_arrival, 100))

    assert ([], 100) == (failures(requests), len(read_events()))


def test_event_that_comes_many_times_at_once_is_one_event(
    inbox: Inbox, make_arrival: MakeArrival, read_events: ReadEvents, pool: ThreadPoolExecutor
) -> None:
    list(pool.map(inbox.append, [make_arrival()] * 50))

    assert [(50, False)] == [(event.deliveries, event.is_conflicting) for event in read_events()]


def test_event_that_comes_to_two_processes_at_once_is_one_event(
    inbox: Inbox,
    database: str,
    make_arrival: MakeArrival,
    start_python: Start,
    read_events: ReadEvents,
    pool: ThreadPoolExecutor,
) -> None:
    bodies = [f"CallSid={number}" for number in range(40)]
    other = start_python(
        APPEND + "print('ready', flush=True); print(set(map(append, sys.argv[2:])))", database, *bodies
    )
    assert other.stdout
    assert "ready\n" == other.stdout.readline()

    list(pool.map(inbox.append, [make_arrival(raw=body.encode()) for body in bodies]))

    assert "{'stored'}\n" == other.communicate(timeout=20)[0]
    assert [2] * 40 == [event.deliveries for event in read_events()]


def test_lone_arrival_never_waits_for_others(
    open_inbox: OpenInbox, store: Store, make_arrival: MakeArrival, read_events: ReadEvents
) -> None:
    inbox = open_inbox(linger_s=60)

    for arrival in numbered(make_arrival, 3):
        inbox.append(arrival)

    assert [0, 1, 2] == numbers(read_events())


def test_arrival_that_cannot_be_written_is_told_with_the_reason(inbox: Inbox, make_arrival: MakeArrival) -> None:
    with pytest.raises(LogUnavailable, match="not written: UnicodeEncodeError"):
        inbox.append(make_arrival()._replace(room="\ud800"))


def test_arrival_that_cannot_be_written_keeps_none_of_the_others_out(
    inbox: Inbox, make_arrival: MakeArrival, gather: Gather, read_events: ReadEvents
) -> None:
    bad = make_arrival(SequenceNumber="99")._replace(room="\ud800")

    requests = gather(inbox, [*numbered(make_arrival, 3), bad])

    assert ["not written: UnicodeEncodeError"] == failures(requests)
    assert {0, 1, 2} == set(numbers(read_events()))


def test_request_gives_up_before_the_platform_does(
    inbox: Inbox, turnstile: Turnstile, make_arrival: MakeArrival
) -> None:
    with (
        turnstile,
        pytest.raises(LogUnavailable, match=r"no commit within 0\.7 s; not spooled"),
    ):  # the platform waits for 2
        inbox.append(make_arrival())


def test_inbox_recovers_when_the_database_is_unlocked(
    inbox: Inbox, make_arrival: MakeArrival, locked: Locked, read_events: ReadEvents
) -> None:
    with locked(), pytest.raises(LogUnavailable, match=r"not written: .*; not spooled: File exists"):
        inbox.append(make_arrival())

    inbox.append(make_arrival(SequenceNumber="2"))

    assert 2 in numbers(read_events())


def test_what_was_given_up_is_not_written_behind_the_back_of_its_repeat(
    open_inbox: OpenInbox, store: Store, turnstile: Turnstile, make_arrival: MakeArrival
) -> None:
    inbox = open_inbox(patience_s=0.02)
    with turnstile, pytest.raises(LogUnavailable):
        inbox.append(make_arrival())
    inbox.close()

    open_inbox().append(make_arrival())

    assert [1] == [event.deliveries for event in store.events()]


def test_request_that_gave_up_keeps_nobody_behind_it_waiting(
    open_inbox: OpenInbox, store: Store, turnstile: Turnstile, make_arrival: MakeArrival, pool: ThreadPoolExecutor
) -> None:
    inbox = open_inbox(patience_s=0.8)
    first, *others = numbered(make_arrival, 8)
    with turnstile:
        gave_up = [pool.submit(inbox.append, arrival) for arrival in (first, first)]
        assert 2 == len(failures(gave_up))
        requests = [pool.submit(inbox.append, arrival) for arrival in others]

    assert [] == failures(requests)


def test_what_was_acknowledged_is_there_also_when_others_give_up(
    open_inbox: OpenInbox, store: Store, make_arrival: MakeArrival, read_events: ReadEvents, pool: ThreadPoolExecutor
) -> None:
    inbox = open_inbox(patience_s=0.01)

    requests = [pool.submit(inbox.append, arrival) for arrival in numbered(make_arrival, 300)]

    acknowledged = {number for number, request in enumerate(requests) if request.exception(timeout=20) is None}
    assert set() == acknowledged - set(numbers(read_events()))


def test_inbox_recovers_when_the_folder_comes_back(
    inbox: Inbox, path: Path, make_arrival: MakeArrival, read_events: ReadEvents
) -> None:
    away = path.parent.rename(path.parent.with_suffix(".away"))
    with pytest.raises(LogUnavailable, match="not written: No such file or directory"):
        inbox.append(make_arrival())
    away.rename(path.parent)

    inbox.append(make_arrival(SequenceNumber="2"))

    assert [2] == numbers(read_events())


def test_what_is_acknowledged_after_a_database_was_replaced_is_in_the_new_one(
    inbox: Inbox, path: Path, make_arrival: MakeArrival, read_events: ReadEvents
) -> None:
    backup = shutil.copy(path, path.with_suffix(".backup"))
    inbox.append(make_arrival())
    for file in path.parent.glob("texml.db-*"):
        file.unlink()
    backup.replace(path)

    inbox.append(make_arrival(SequenceNumber="2"))

    assert [2] == numbers(read_events())


def test_full_disk_is_unavailable_until_there_is_room_again(
    store: Store, database: str, path: Path, start_python: Start, read_events: ReadEvents
) -> None:
    process = start_python(
        APPEND + "print(append('CallSid=before'))\n"
        "limit = resource.getrlimit(resource.RLIMIT_FSIZE)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (os.path.getsize(sys.argv[2]), limit[1]))\n"
        "print(append('CallSid=' + 'x' * 60_000))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, limit)\n"
        "print(append('CallSid=after'))\n"
        "inbox.close()",
        database,
        f"{path}-wal",
    )

    assert ["stored", "unavailable", "stored"] == process.communicate(timeout=20)[0].split()
    assert ["before", "after"] == [event.callback.call_sid for event in read_events()]


def test_nothing_is_acknowledged_or_kept_open_of_a_database_that_was_deleted(
    inbox: Inbox, path: Path, make_arrival: MakeArrival, open_files: OpenFiles
) -> None:
    inbox.append(make_arrival())
    shutil.rmtree(path.parent)

    with pytest.raises(LogUnavailable):
        inbox.append(make_arrival(SequenceNumber="2"))

    assert [] == open_files()


def test_nothing_is_opened_or_started_before_the_first_append(inbox: Inbox, open_files: OpenFiles) -> None:
    assert ([], [threading.main_thread()]) == (open_files(), threading.enumerate())


def test_inbox_that_was_made_before_a_fork_works_on_both_sides(
    store: Store, database: str, start_python: Start, read_events: ReadEvents
) -> None:
    process = start_python(
        APPEND + "child = os.fork()\n"
        "stored = append('CallSid=parent' if child else 'CallSid=child')\n"
        "inbox.close()\n"
        "if child: os.waitpid(child, 0)\n"
        "print(stored, flush=True)",
        database,
    )

    assert ["stored", "stored"] == process.communicate(timeout=20)[0].split()
    assert {"parent", "child"} == {event.callback.call_sid for event in read_events()}


def test_close_waits_for_what_is_on_its_way(
    inbox: Inbox,
    turnstile: Turnstile,
    make_arrival: MakeArrival,
    wait_for_writer: Callable[[], None],
    read_events: ReadEvents,
    pool: ThreadPoolExecutor,
) -> None:
    with turnstile:
        request = pool.submit(inbox.append, make_arrival())
        wait_for_writer()
        closed = pool.submit(inbox.close)
    closed.result(timeout=20)

    assert ([1], []) == (numbers(read_events()), failures([request]))


def test_closed_inbox_has_nothing_open(inbox: Inbox, make_arrival: MakeArrival, open_files: OpenFiles) -> None:
    inbox.append(make_arrival())

    inbox.close()

    assert [] == open_files()


@pytest.mark.parametrize("before", [0, 1])
def test_nothing_can_be_appended_to_a_closed_inbox(inbox: Inbox, make_arrival: MakeArrival, before: int) -> None:
    for arrival in numbered(make_arrival, before):
        inbox.append(arrival)
    inbox.close()

    with pytest.raises(LogUnavailable, match="the log is closed"):
        inbox.append(make_arrival())


def test_inbox_can_be_closed_twice(inbox: Inbox) -> None:
    inbox.close()
    inbox.close()


def test_url_of_another_database_is_refused_at_once() -> None:
    with pytest.raises(ConfigurationError):
        Inbox("mysql://host/texml")


def test_request_that_was_refused_keeps_nobody_behind_it_waiting(
    inbox: Inbox,
    turnstile: Turnstile,
    make_arrival: MakeArrival,
    wait_for_writer: Callable[[], None],
    pool: ThreadPoolExecutor,
) -> None:
    with turnstile:
        first = pool.submit(inbox.append, make_arrival())
        wait_for_writer()
        inbox.quarantine(make_arrival(raw=b"forged"), "wrong-signature")
        behind = pool.submit(inbox.append, make_arrival(SequenceNumber="2"))

    assert [] == failures([first, behind])


def test_refused_requests_are_in_quarantine_when_the_inbox_is_closed(
    inbox: Inbox, store: Store, make_arrival: MakeArrival
) -> None:
    for number in range(3):
        inbox.quarantine(make_arrival(raw=b"A=%d" % number), "wrong-signature")

    inbox.close()

    assert [(b"A=0", "wrong-signature"), (b"A=1", "wrong-signature"), (b"A=2", "wrong-signature")] == [
        (refused.raw, refused.reason) for refused in store.refused()
    ]


def test_request_that_was_set_aside_is_in_quarantine_at_once_and_no_event(
    inbox: Inbox, store: Store, make_arrival: MakeArrival
) -> None:
    inbox.begin_aside(make_arrival(raw=b"A=1"), "stale").finish()

    assert ([(b"A=1", "stale")], []) == ([(each.raw, each.reason) for each in store.refused()], store.events())


def test_request_that_cannot_be_set_aside_is_told(
    inbox: Inbox, locked: Locked, make_arrival: MakeArrival, open_inbox: OpenInbox
) -> None:
    with locked(), pytest.raises(LogUnavailable):
        inbox.begin_aside(make_arrival(), "stale").finish()


class TestSoon:
    """What nobody waits for is logged a moment later, together with what somebody waits for."""

    def test_what_is_appended_is_there_soon(
        self, inbox: Inbox, make_arrival: MakeArrival, read_events: ReadEvents, wait_until: WaitUntil
    ) -> None:
        inbox.append_soon(make_arrival)

        wait_until(lambda: len(read_events()) == 1, "the commit")

    def test_it_is_committed_with_what_is_waited_for(
        self, inbox: Inbox, make_arrival: MakeArrival, read_events: ReadEvents, count_commits: CountCommits
    ) -> None:
        inbox.append(make_arrival())
        before = count_commits()

        inbox.append_soon(lambda: make_arrival(SequenceNumber="2"))
        inbox.append(make_arrival(SequenceNumber="3"))

        assert (3, 1) == (len(read_events()), count_commits() - before)

    def test_close_waits_for_all_of_it(self, inbox: Inbox, make_arrival: MakeArrival, read_events: ReadEvents) -> None:
        for number in range(200):
            inbox.append_soon(partial(make_arrival, SequenceNumber=str(number)))

        inbox.close()

        assert 200 == len(read_events())

    def test_close_is_heard_while_it_is_being_written(
        self, inbox: Inbox, make_arrival: MakeArrival, turnstile: Turnstile, wait_for_writer: Callable[[], None],
        wait_until: WaitUntil, pool: ThreadPoolExecutor, read_events: ReadEvents,
    ) -> None:  # fmt: skip
        with turnstile:
            inbox.append_soon(make_arrival)
            wait_for_writer()
            closed = pool.submit(inbox.close)
            wait_until(lambda: is_closed(inbox), "the end to be asked for")
        closed.result(timeout=20)

        assert 1 == len(read_events())

    def test_it_is_there_once_the_database_takes_anything_again(
        self, inbox: Inbox, make_arrival: MakeArrival, locked: Locked, read_events: ReadEvents, wait_until: WaitUntil
    ) -> None:
        with locked():
            inbox.append_soon(make_arrival)
            wait_until(lambda: not inbox.health().is_storing, "the writer to see that it is locked")

        wait_until(lambda: len(read_events()) == 1, "the commit")

    def test_it_is_spooled_where_the_database_takes_nothing(
        self, store: Store, open_inbox: OpenInbox, make_arrival: MakeArrival, locked: Locked, tmp_path: Path,
        read_events: ReadEvents, wait_until: WaitUntil,
    ) -> None:  # fmt: skip
        inbox = open_inbox(spool=str(tmp_path / "spool"), database_patience_s=0.05)
        with locked():
            inbox.append(make_arrival())
            waits = inbox.health().spooled
            inbox.append_soon(lambda: make_arrival(SequenceNumber="2"))
            wait_until(lambda: inbox.health().spooled > waits, "it to be spooled")

        wait_until(lambda: len(read_events()) == 2, "the spool to be drained")

    def test_close_spools_it_where_the_database_takes_nothing(
        self, store: Store, open_inbox: OpenInbox, make_arrival: MakeArrival, locked: Locked, tmp_path: Path,
        read_events: ReadEvents, wait_until: WaitUntil,
    ) -> None:  # fmt: skip
        spool = str(tmp_path / "spool")
        inbox = open_inbox(spool=spool)
        with locked():
            for number in range(100):
                inbox.append_soon(partial(make_arrival, SequenceNumber=str(number)))
            wait_until(lambda: not inbox.health().is_storing, "the writer to see that it is locked")
            inbox.close()

        open_inbox(spool=spool).start()

        wait_until(lambda: len(read_events()) == 100, "the next server to drain the spool")

    def test_what_cannot_be_made_keeps_none_of_the_others_out(
        self, inbox: Inbox, make_arrival: MakeArrival, read_events: ReadEvents
    ) -> None:
        def fail() -> Arrival:
            raise ValueError

        inbox.append_soon(fail)
        inbox.append_soon(make_arrival)
        inbox.close()

        assert 1 == len(read_events())

    def test_what_cannot_be_written_keeps_none_of_the_others_out(
        self, inbox: Inbox, make_arrival: MakeArrival, read_events: ReadEvents
    ) -> None:
        inbox.append_soon(lambda: make_arrival()._replace(room="\ud800"))
        inbox.append_soon(make_arrival)
        inbox.close()

        assert 1 == len(read_events())

    def test_too_many_that_wait_are_refused(
        self, inbox: Inbox, make_arrival: MakeArrival, turnstile: Turnstile
    ) -> None:
        arrival = make_arrival()

        def flood() -> None:
            for _ in range(5_000):
                inbox.append_soon(lambda: arrival)

        with turnstile, pytest.raises(LogUnavailable, match="wait to be logged"):
            flood()

    def test_closed_inbox_takes_none(self, inbox: Inbox, make_arrival: MakeArrival) -> None:
        inbox.close()

        with pytest.raises(LogUnavailable):
            inbox.append_soon(make_arrival)
