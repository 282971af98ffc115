"""The log in PostgreSQL: what it must promise, and that it tells the same as the one in SQLite."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from server.errors import LogIncompatible, LogUnavailable
from server.log.arrival import Arrival
from server.log.database import database_url
from server.log.inbox import Inbox
from server.log.postgres import PostgresSession, check_promises, connect, said
from server.log.rebuilding import rebuild
from server.log.store import Store
from server.log.writer import Writer

MakeArrival = Callable[..., Arrival]


@pytest.fixture
def store(postgres: str) -> Iterator[Store]:
    with closing(Store(postgres)) as store:
        yield store


@pytest.fixture
def run(store: Store, postgres: str) -> Iterator[Callable[[str], list[Any]]]:
    """Return what runs a statement as an administrator would."""
    with psycopg.connect(postgres, autocommit=True) as connection:

        def execute(statement: str) -> list[Any]:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

        yield execute


def numbers(store: Store) -> list[int | None]:
    return [event.callback.sequence_number for event in store.events()]


@pytest.mark.parametrize("setting", ["synchronous_commit"])
def test_postgresql_that_forgets_is_refused(postgres: str, setting: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"SET {setting} = off")

        with pytest.raises(LogIncompatible, match=f"has {setting} off: what was acknowledged could be lost"):
            check_promises(connection)


def test_postgresql_without_fsync_is_refused(store: Store, postgres: str, run: Callable[[str], list[Any]]) -> None:
    run("ALTER SYSTEM SET fsync = off")
    run("SELECT pg_reload_conf()")
    try:
        with psycopg.connect(postgres, autocommit=True) as connection:
            while connection.execute("SHOW fsync").fetchone() != ("off",):
                pass
        with pytest.raises(LogIncompatible, match="has fsync off"):
            PostgresSession(database_url(postgres))
    finally:
        run("ALTER SYSTEM RESET fsync")
        run("SELECT pg_reload_conf()")
    while run("SHOW fsync") != [("on",)]:
        pass


def test_database_that_cannot_be_reached_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(LogUnavailable, match="cannot be opened: connection"):
        Store(f"postgresql://nobody:hunter2@/nowhere?host={tmp_path}")


def test_password_is_not_told(tmp_path: Path) -> None:
    with pytest.raises(LogUnavailable) as caught:
        Store(f"postgresql://nobody:hunter2@/nowhere?host={tmp_path}")

    assert "hunter2" not in str(caught.value)


def test_database_with_tables_of_somebody_else_is_refused(postgres: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE TABLE delivery (parcel text)")

    with pytest.raises(LogIncompatible, match="is no log of texml"):
        Store(postgres)


def test_c3_same_key_with_another_body_is_one_event_in_conflict_of_which_the_first_counts(
    store: Store, postgres: str, make_arrival: MakeArrival
) -> None:
    with closing(Writer(postgres)) as writer:
        writer.write([make_arrival(From="first"), make_arrival(From="first"), make_arrival(From="changed")])
        writer.write([make_arrival(SequenceNumber="2"), make_arrival(From="changed")])

    found = [(event.callback.from_, event.deliveries, event.is_conflicting) for event in store.events()]
    assert [("first", 4, True), ("+13125550100", 1, False)] == found


def test_b6_bytes_that_are_no_text_are_kept_as_in_sqlite(
    store: Store, postgres: str, make_arrival: MakeArrival
) -> None:
    raw = b"ConferenceSid=a%00b&FriendlyName=\xff&From=%ff"
    with closing(Writer(postgres)) as writer:
        assert [None] == writer.write([make_arrival(raw=raw)])

    (event,) = store.events()
    assert (raw, "a\u2400b") == (event.raw, event.conference)


def test_arrival_that_cannot_be_written_keeps_only_itself_out(
    store: Store, postgres: str, make_arrival: MakeArrival
) -> None:
    bad = make_arrival(SequenceNumber="2")._replace(room="\ud800")
    with closing(Writer(postgres)) as writer:
        errors = writer.write([make_arrival(), bad, make_arrival(SequenceNumber="3")])

    assert ([True, False, True], [1, 3]) == ([error is None for error in errors], numbers(store))


def test_c1_same_event_many_times_at_once_on_two_nodes_is_one_event(
    store: Store, postgres: str, make_arrival: MakeArrival, tmp_path: Path
) -> None:
    nodes = [Inbox(postgres, spool=str(tmp_path / str(node))) for node in range(2)]
    arrivals = [make_arrival(SequenceNumber=str(number % 10)) for number in range(200)]
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda each: nodes[each[0] % 2].append(each[1]), enumerate(arrivals)))
    for node in nodes:
        node.close()

    assert [(number, 20) for number in range(10)] == sorted(
        (event.callback.sequence_number, event.deliveries) for event in store.events()
    )
    conference = store.conference("conference")
    assert conference is not None
    assert (10, 200) == (conference.events, conference.deliveries)
    assert () == rebuild(postgres, is_check=True).differing


def test_d11_statement_that_hangs_is_given_up_in_time(store: Store, postgres: str, make_arrival: MakeArrival) -> None:
    with (
        psycopg.connect(postgres) as other,
        closing(Writer(postgres)) as writer,
    ):
        other.execute("LOCK TABLE delivery")

        with pytest.raises(psycopg.OperationalError, match="lock timeout"):
            writer.write([make_arrival()])


def test_d11_readers_wait_no_longer_than_a_second_for_a_connection(store: Store, postgres: str) -> None:
    with psycopg.connect(postgres) as other:
        other.execute("LOCK TABLE delivery")
        with pytest.raises(LogUnavailable, match="cannot be read: OperationalError"):
            store.events()


def test_d10_commit_whose_end_nobody_saw_is_made_again_and_counts_once(
    store: Store, postgres: str, make_arrival: MakeArrival, run: Callable[[str], list[Any]]
) -> None:
    arrivals = [make_arrival(), make_arrival(SequenceNumber="2")]
    with closing(Writer(postgres)) as writer:
        writer.write(arrivals)
        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND state = 'idle'")
        with pytest.raises(psycopg.OperationalError):
            writer.write(arrivals)
        writer.close()

        assert [None, None] == writer.write(arrivals, is_again=True)

    assert [1, 1] == [event.deliveries for event in store.events()]


def test_d12_tailing_misses_no_event_whose_transaction_commits_late(
    store: Store, postgres: str, make_arrival: MakeArrival
) -> None:
    early, late = Writer(postgres), Writer(postgres)
    began, go_on = threading.Event(), threading.Event()

    def slowly() -> None:
        from server.log.transaction import Chains, insert_arrivals  # noqa: PLC0415

        def act(session: Any) -> None:
            insert_arrivals(session, [make_arrival(ConferenceSid="slow")], Chains())
            began.set()
            assert go_on.wait(20)

        early.transact(act)

    start = store.cursor()
    thread = threading.Thread(target=slowly)
    thread.start()
    assert began.wait(20)
    late.write([make_arrival(ConferenceSid="fast")])
    seen = store.tail(start)
    go_on.set()
    thread.join()
    last = seen[-1].cursor if seen else start
    seen += store.tail(last)

    assert ["slow", "fast"] == [event.conference for event in seen]
    assert [] == store.tail(seen[-1].cursor)
    early.close()
    late.close()


def test_d13_no_commit_takes_the_lock_that_a_notification_takes(
    store: Store, postgres: str, make_arrival: MakeArrival
) -> None:
    with psycopg.connect(postgres, autocommit=True) as listener, closing(Writer(postgres)) as writer:
        listener.execute("LISTEN texml")
        writer.write([make_arrival()])

        assert [] == list(listener.notifies(timeout=0.1))
        assert 1 == len(store.tail())  # whoever asks is told


@pytest.fixture
def frozen() -> Iterator[list[int]]:
    """Return the processes that are frozen; they go on at the end."""
    pids: list[int] = []
    yield pids
    _thaw(pids)


def _thaw(pids: list[int]) -> None:
    while pids:
        with suppress(ProcessLookupError):
            os.kill(pids.pop(), signal.SIGCONT)


@pytest.fixture
def thaw(frozen: list[int]) -> Callable[[], None]:
    """Return what lets PostgreSQL go on."""
    return lambda: _thaw(frozen)


@pytest.fixture
def freeze(postgres: str, frozen: list[int]) -> Callable[[], None]:
    """Return what stops PostgreSQL in its tracks: it takes connections, and answers nothing."""
    folder = Path(str(database_url(postgres).query["host"]))
    postmaster = int((folder / "postmaster.pid").read_text(encoding="ascii").split()[0])

    def stop() -> None:
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text(encoding="ascii")
        for pid in (postmaster, *map(int, children.split())):
            os.kill(pid, signal.SIGSTOP)
            frozen.append(pid)

    return stop


def test_d11_readers_give_up_a_server_that_is_frozen(postgres: str, store: Store, freeze: Callable[[], None]) -> None:
    store.events()
    freeze()

    began = time.monotonic()
    for reason in ("OperationalError", "OperationalError"):  # by a connection that is open, then by one that opens
        with pytest.raises(LogUnavailable, match=f"cannot be read: {reason}"):
            store.events()
    # Not a measure of speed: without a limit of ours it would wait for as long as the server is frozen.
    assert time.monotonic() - began < 10


def test_d11_reader_goes_on_where_the_server_thaws(
    postgres: str, store: Store, make_arrival: MakeArrival, freeze: Callable[[], None], thaw: Callable[[], None]
) -> None:
    with closing(Writer(postgres)) as writer:
        writer.write([make_arrival()])
        freeze()
        with pytest.raises(LogUnavailable):
            store.events()
        with pytest.raises(psycopg.OperationalError, match="no answer within"):
            writer.write([make_arrival(SequenceNumber="2")])
        thaw()
        writer.close()

        assert [None] == writer.write([make_arrival(SequenceNumber="3")])
    assert 3 in numbers(store)


def test_d11_questions_to_a_server_whose_postgresql_is_frozen_are_answered_in_time(
    postgres: str, make_app: Callable[..., Any], tmp_path: Path, freeze: Callable[[], None], thaw: Callable[[], None]
) -> None:
    app = make_app(database=postgres, spool=str(tmp_path / "spool"))
    client = app.test_client()
    assert 200 == client.get("/api/events").status_code
    freeze()

    found = {}
    for path in ("/api/events", "/api/conferences", "/readyz"):
        began = time.monotonic()
        found[path] = client.get(path).status_code, time.monotonic() - began < 2
    thaw()

    assert {"/api/events": (503, True), "/api/conferences": (503, True), "/readyz": (200, True)} == found


@pytest.mark.parametrize("cursor", ["", "x", "1-", "-1", "1-2-3", "1" * 30, "1 or 1=1"])
def test_cursor_that_is_none_is_refused(store: Store, cursor: str) -> None:
    with pytest.raises(ValueError, match="is no cursor of the log"):
        store.tail(cursor)


def test_connection_begins_no_transaction_of_its_own(postgres: str) -> None:
    with closing(connect(database_url(postgres))) as connection:
        assert connection.autocommit


def test_first_line_of_an_error_is_told() -> None:
    assert ("one", "ValueError", "No such file or directory") == (
        said(ValueError("one\ntwo")),
        said(ValueError()),
        said(FileNotFoundError(2, "No such file or directory")),
    )
