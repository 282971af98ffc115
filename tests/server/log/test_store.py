"""Which databases are opened, and what is read from them."""

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from server.errors import LogIncompatible, LogUnavailable
from server.log import sqlite
from server.log.arrival import Arrival
from server.log.event import Event
from server.log.migration import LAYOUTS
from server.log.schema import DELIVERY
from server.log.store import Store
from server.log.writer import Writer

MakeArrival = Callable[..., Arrival]
OpenStore = Callable[..., Store]
Write = Callable[..., None]
Foreign = Callable[[int], Path]
OpenFiles = Callable[[], list[str]]

CREATE = pytest.mark.parametrize("create", [True, False], ids=["create", "do-not-create"])


@pytest.fixture
def write(store: Store, path: Path) -> Iterator[Write]:
    """Return what commits arrivals into the database."""
    with closing(Writer(f"sqlite:///{path}")) as writer:
        yield lambda *arrivals: writer.write(arrivals).clear()


@pytest.fixture
def foreign(path: Path) -> Foreign:
    """Return what makes a database of somebody else with a version of theirs."""

    def make(version: int) -> Path:
        with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
            connection.execute("CREATE TABLE contact (name TEXT)")
            connection.execute(f"PRAGMA user_version = {version}")
        return path

    return make


def test_database_is_made_in_an_empty_file(path: Path, open_store: OpenStore) -> None:
    path.touch()

    assert [] == open_store().events()


def test_database_that_is_there_keeps_what_is_in_it(
    open_store: OpenStore, write: Write, make_arrival: MakeArrival
) -> None:
    write(make_arrival())

    assert 1 == len(open_store().events())


def test_database_that_is_not_there_is_not_made_unless_that_is_asked_for(path: Path, open_store: OpenStore) -> None:
    with pytest.raises(LogUnavailable, match="there is no database"):
        open_store(create=False)

    assert not path.exists()


@CREATE
@pytest.mark.parametrize(
    ("version", "problem"),
    [(0, "is no log of texml"), (1, "is no log of texml"), (2, "is no log of texml")],
)
def test_database_of_somebody_else_is_refused(
    foreign: Foreign, version: int, problem: str, create: bool, database: str
) -> None:
    foreign(version)

    with pytest.raises(LogIncompatible, match=problem):
        Store(database, create=create)


@CREATE
@pytest.mark.parametrize("version", [0, 2])
def test_database_of_somebody_else_is_left_as_it_was(
    foreign: Foreign, version: int, create: bool, path: Path, database: str
) -> None:
    before = foreign(version).read_bytes()

    with suppress(LogIncompatible):
        Store(database, create=create).close()

    assert before == path.read_bytes()


@CREATE
def test_log_of_a_newer_version_is_refused(store: Store, path: Path, create: bool, database: str) -> None:
    with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
        connection.execute("UPDATE texml_version SET version_num = 99")

    with pytest.raises(LogIncompatible, match=f"is of version 99, this texml knows {LAYOUTS[-1]}; use a newer one"):
        Store(database, create=create)


@CREATE
def test_file_that_is_no_database_is_refused_and_left_as_it_was(path: Path, database: str, create: bool) -> None:
    path.write_text("Dear diary, " * 500, encoding="ascii")

    with pytest.raises(LogUnavailable, match="file is not a database"):
        Store(database, create=create)

    assert "Dear diary, " * 500 == path.read_text(encoding="ascii")


@pytest.mark.parametrize("name", [".", "no-such-folder/texml.db"], ids=["folder", "no-folder"])
def test_file_that_cannot_be_opened_is_unavailable(tmp_path: Path, name: str) -> None:
    with pytest.raises(LogUnavailable, match="cannot be opened: "):
        Store(f"sqlite:///{tmp_path / name}")


def test_database_whose_lock_file_cannot_be_opened_is_unavailable(path: Path, database: str) -> None:
    Path(f"{path}-gate").mkdir()

    with pytest.raises(LogUnavailable):
        Store(database)


def test_nothing_is_open_after_a_database_was_made_or_opened(
    store: Store, open_store: OpenStore, open_files: OpenFiles
) -> None:
    open_store()

    assert [] == open_files()


def test_nothing_is_open_after_a_database_was_refused(foreign: Foreign, database: str, open_files: OpenFiles) -> None:
    foreign(2)

    with pytest.raises(LogIncompatible):
        Store(database)

    assert [] == open_files()


def test_nothing_is_open_after_a_store_was_closed(store: Store, open_files: OpenFiles) -> None:
    store.events()

    store.close()

    assert [] == open_files()


def test_processes_that_make_the_database_at_the_same_moment_all_get_it(
    database: str, start_python: Callable[..., "subprocess.Popen[str]"]
) -> None:
    code = (
        "import sys; from server.log.store import Store\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "store = Store(sys.argv[1]); store.events(); store.close()"
    )
    makers = [start_python(code, database) for _ in range(3)]
    assert ["ready\n"] * 3 == [maker.stdout.readline() for maker in makers if maker.stdout]

    for maker in makers:
        assert maker.stdin
        maker.stdin.close()

    assert [0, 0, 0] == [maker.wait(timeout=20) for maker in makers]


def test_stores_that_make_a_database_at_the_same_moment_all_get_it(tmp_path: Path) -> None:
    def make(database: str) -> None:
        together.wait(timeout=20)
        Store(database).close()

    together = threading.Barrier(4)  # a round goes wrong now and then only, so there are many
    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(make, f"sqlite:///{tmp_path}/{number // 4}.db") for number in range(400)]

    assert [] == [error for error in map(Future.exception, made) if error is not None]


def test_event_is_read_as_it_came(write: Write, store: Store, make_arrival: MakeArrival) -> None:
    moment = datetime(2026, 11, 20, 12, 0, 1, 250_001, tzinfo=timezone(timedelta(hours=2)))
    write(make_arrival(raw=b"\xff\0=%zz")._replace(received_at=moment, method="GET"))

    (event,) = store.events()

    assert (b"\xff\0=%zz", moment, "GET") == (event.raw, event.received_at, event.method)


def test_fields_are_read_as_the_content_type_says(write: Write, store: Store, make_arrival: MakeArrival) -> None:
    write(make_arrival(raw=b'"CallSid=v3:anna"')._replace(content_type="application/json"))

    assert ["the body is JSON, but not an object"] == list(store.events()[0].callback.problems)


@pytest.fixture
def numbered(write: Write, make_arrival: MakeArrival) -> None:
    """Write six events; each has the same number as its id."""
    for number, name, conference, room in [
        ("1", "conference-start", "one", "Red"),
        ("2", "participant-join", "one", "Red"),
        ("3", "participant-speech-start", "one", "Red"),
        ("4", "participant-join", "two", "Blue"),
        ("5", "participant-speech-stop", "two", "Blue"),
        ("6", "participant-sings", "", "Green"),
    ]:
        fields = {"StatusCallbackEvent": name, "ConferenceSid": conference, "FriendlyName": room}
        write(make_arrival(SequenceNumber=number, **fields))


def numbers(events: list[Event]) -> list[int | None]:
    return [event.callback.sequence_number for event in events]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param({}, [1, 2, 3, 4, 5, 6], id="none"),
        pytest.param({"newest_first": True}, [6, 5, 4, 3, 2, 1], id="newest-first"),
        pytest.param({"conference": "one"}, [1, 2, 3], id="conference"),
        pytest.param({"conference": "three"}, [], id="unknown-conference"),
        pytest.param({"conference": ""}, [6], id="no-conference-was-sent"),
        pytest.param({"rooms": ["Blue"]}, [4, 5], id="room"),
        pytest.param({"rooms": ("Blue", "Green")}, [4, 5, 6], id="rooms"),
        pytest.param({"rooms": ["blue", "Blue "]}, [], id="almost-a-room"),
        pytest.param({"event": "participant-join"}, [2, 4], id="event"),
        pytest.param({"event": "join"}, [2, 4], id="word-for-one-event"),
        pytest.param({"event": "speaker"}, [3, 5], id="word-for-two-events"),
        pytest.param({"event": "participant-sings"}, [6], id="event-nobody-documented"),
        pytest.param({"event": "' OR 1=1 --"}, [], id="event-is-no-sql"),
        pytest.param({"limit": 2}, [1, 2], id="limit"),
        pytest.param({"limit": 0}, [], id="limit-0"),
        pytest.param({"limit": 2, "newest_first": True}, [6, 5], id="limit-newest-first"),
        pytest.param({"after": 2}, [3, 4, 5, 6], id="after-is-exclusive"),
        pytest.param({"before": 3}, [1, 2], id="before-is-exclusive"),
        pytest.param({"after": 2, "before": 4}, [3], id="after-and-before"),
        pytest.param({"after": 2, "limit": 2, "newest_first": True}, [6, 5], id="after-newest-first"),
        pytest.param({"conference": "one", "event": "join"}, [2], id="conference-and-event"),
    ],
)
def test_events_are_read_by_filters(numbered: None, store: Store, filters: dict[str, Any], expected: list[int]) -> None:
    assert expected == numbers(store.events(**filters))


def test_ids_grow_with_the_order_of_arrival(numbered: None, store: Store) -> None:
    assert [1, 2, 3, 4, 5, 6] == [event.id for event in store.events()]


def test_repeat_is_a_delivery_and_no_event(write: Write, store: Store, make_arrival: MakeArrival) -> None:
    for _ in range(3):
        write(make_arrival())

    assert [(3, False)] == [(event.deliveries, event.is_conflicting) for event in store.events()]


def test_repeat_that_says_something_else_is_a_conflict_of_that_event_and_the_first_counts(
    write: Write, store: Store, make_arrival: MakeArrival
) -> None:
    write(make_arrival(From="first"), make_arrival(SequenceNumber="2", From="another"))
    write(make_arrival(From="changed"))

    assert [("first", 2, True), ("another", 1, False)] == [
        (event.callback.from_, event.deliveries, event.is_conflicting) for event in store.events()
    ]


@pytest.mark.parametrize(("limit", "expected"), [(9, ["two", "one"]), (2, ["two", "one"]), (1, ["two"]), (0, [])])
def test_conference_that_was_first_heard_of_last_is_told_first(
    numbered: None, write: Write, store: Store, make_arrival: MakeArrival, limit: int, expected: list[str]
) -> None:
    write(make_arrival(ConferenceSid="one", SequenceNumber="7"))

    assert expected == [conference.sid for conference in store.conferences(limit=limit)]


def test_conferences_of_some_sids_are_told_alone(
    numbered: None, write: Write, store: Store, make_arrival: MakeArrival
) -> None:
    write(*(make_arrival(ConferenceSid=sid) for sid in ("a", "b", "c")))

    assert ["c", "a"] == [conference.sid for conference in store.conferences(sids=["a", "c", "nobody"])]


def test_every_event_changes_the_mark_of_its_conference_and_no_other(
    write: Write, store: Store, make_arrival: MakeArrival
) -> None:
    events = [
        make_arrival(ConferenceSid="a", StatusCallbackEvent="conference-start", SequenceNumber="0"),
        make_arrival(ConferenceSid="a"),
        make_arrival(ConferenceSid="a", CallSid="v3:bert", SequenceNumber="2"),
        make_arrival(ConferenceSid="a", StatusCallbackEvent="participant-leave", SequenceNumber="3"),
    ]
    write(make_arrival(ConferenceSid="b"), make_arrival(ConferenceSid="c", FriendlyName="another"))
    marks = []
    for event in events:
        write(event)
        marks.append(store.live_marks(["Room 1234"]))

    assert [{"a", "b"}] * 4 == [set(found) for found in marks]
    assert 4 == len({found["a"] for found in marks})
    assert 1 == len({found["b"] for found in marks})


def test_conference_that_has_ended_has_no_mark(write: Write, store: Store, make_arrival: MakeArrival) -> None:
    write(make_arrival(), make_arrival(StatusCallbackEvent="conference-end", SequenceNumber="2"))

    assert {} == store.live_marks(["Room 1234"])


@pytest.mark.parametrize(
    "read", [Store.events, lambda store: store.conferences(limit=1)], ids=["events", "conferences"]
)
def test_log_that_cannot_be_read_is_unavailable(store: Store, tmp_path: Path, read: Callable[[Store], Any]) -> None:
    shutil.rmtree(tmp_path)

    with pytest.raises(LogUnavailable, match="cannot be read: OperationalError"):
        read(store)


def test_store_reads_from_many_threads_at_once(numbered: None, store: Store) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: len(store.events()), range(64)))

    assert [6] * 64 == found


def test_event_cannot_be_there_twice_whatever_writes_it(numbered: None, path: Path) -> None:
    columns = ", ".join(column.name for column in DELIVERY.columns if column.name != "id")

    with (
        closing(sqlite.driver().connect(str(path))) as connection,
        pytest.raises(sqlite.driver().IntegrityError, match="UNIQUE"),
    ):
        connection.execute(f"INSERT INTO delivery ({columns}) SELECT {columns} FROM delivery LIMIT 1")


@pytest.fixture
def plans() -> Iterator[list[str]]:
    """Return a list that takes each step of SQLite's plans for the questions that are asked."""
    steps: list[str] = []

    def explain(connection: sa.Connection, _cursor: object, statement: str, values: Any, *_: object) -> None:
        driven = connection.connection.driver_connection
        assert driven is not None
        steps.extend(row[3] for row in driven.execute(f"EXPLAIN QUERY PLAN {statement}", values))

    sa.event.listen(sa.Engine, "before_cursor_execute", explain)
    yield steps
    sa.event.remove(sa.Engine, "before_cursor_execute", explain)


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda store: store.events(call="v3:anna", limit=100), id="events of a call"),
        pytest.param(lambda store: store.events(call="v3:anna", rooms=["a", "b"]), id="of a call in rooms"),
        pytest.param(lambda store: store.events(call="v3:anna", event="join"), id="of a call, of one kind"),
        pytest.param(lambda store: store.events(conference="conference"), id="of a conference"),
        pytest.param(lambda store: store.events(conference="", limit=100), id="of no conference"),
        pytest.param(lambda store: store.events(rooms=["a"], newest_first=True), id="of a room"),
        pytest.param(lambda store: store.conference("conference"), id="state of a conference"),
        pytest.param(lambda store: store.conferences(rooms=["a", "b"], is_live=True), id="live ones of rooms"),
        pytest.param(lambda store: store.live_marks(["a", "b"]), id="marks of rooms"),
        pytest.param(lambda store: store.deliveries(1), id="deliveries of an event"),
    ],
)
def test_question_looks_through_nothing_that_grows_with_the_log(
    ask: Callable[[Store], object], write: Write, store: Store, make_arrival: MakeArrival, plans: list[str]
) -> None:
    write(make_arrival(), make_arrival(ConferenceSid=None))

    ask(store)

    grows = ("SCAN delivery", "SCAN conference", "SCAN participant", "INTEGER PRIMARY KEY (rowid>?)", "conference_room")
    assert plans
    assert [] == [step for step in plans if any(each in step for each in grows)]


@pytest.mark.parametrize("room", [(), ("Room 1234",)])
def test_events_of_a_call_are_those_of_all_its_conferences_and_of_none(
    room: tuple[str, ...], write: Write, store: Store, make_arrival: MakeArrival
) -> None:
    write(make_arrival(ConferenceSid="one"), make_arrival(ConferenceSid="two"), make_arrival(ConferenceSid=None))
    write(make_arrival(ConferenceSid="one", CallSid="v3:ben"), make_arrival(ConferenceSid="one"))

    found = store.events(call="v3:anna", rooms=room)

    assert ["one", "two", None] == [event.conference for event in found]
    assert [2, 1, 1] == [event.deliveries for event in found]
